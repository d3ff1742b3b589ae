//! What the calls of this pallet weigh.
//!
//! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for
//! `pallet_bloc_channels`. Not to be edited by hand.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn open() -> Weight;
	fn offer() -> Weight;
	fn accept() -> Weight;
	fn decline() -> Weight;
	fn deposit() -> Weight;
	fn withdraw() -> Weight;
	fn pay() -> Weight;
	fn set_policy() -> Weight;
	fn commit() -> Weight;
	fn top_up() -> Weight;
	fn withdraw_committed() -> Weight;
	fn close() -> Weight;
	fn force_close(h: u32) -> Weight;
	fn challenge(h: u32) -> Weight;
	fn settle(h: u32) -> Weight;
	fn reveal_preimage() -> Weight;
	fn forget_preimage() -> Weight;
	fn claim_credit() -> Weight;
	fn lock() -> Weight;
	fn unlock() -> Weight;
}

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open() -> Weight {
		Weight::from_parts(267_448_000, 865)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn offer() -> Weight {
		Weight::from_parts(382_353_000, 902)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(126_816_000, 1237)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(217_325_000, 1595)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(129_230_000, 1108)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(127_778_000, 1108)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(33_592_000, 353)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(33_543_000, 353)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(31_259_000, 353)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(129_822_000, 1110)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(246_340_000, 407)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(607_142_000, 1705)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(266_391_739, 444)
			.saturating_add(Weight::from_parts(1_546_444, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(277_090_896, 2432)
			.saturating_add(Weight::from_parts(734_155, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(476_609_345, 5895)
			.saturating_add(Weight::from_parts(2_936_592, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(115_936_000, 324)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(93_685_000, 585)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(155_960_000, 1151)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn lock() -> Weight {
		Weight::from_parts(15_138_000, 353)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(25_758_000, 423)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

impl WeightInfo for () {
	fn open() -> Weight {
		Weight::from_parts(267_448_000, 865)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn offer() -> Weight {
		Weight::from_parts(382_353_000, 902)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(126_816_000, 1237)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(217_325_000, 1595)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(129_230_000, 1108)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(127_778_000, 1108)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(33_592_000, 353)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(33_543_000, 353)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(31_259_000, 353)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(129_822_000, 1110)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(246_340_000, 407)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(607_142_000, 1705)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(266_391_739, 444)
			.saturating_add(Weight::from_parts(1_546_444, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(277_090_896, 2432)
			.saturating_add(Weight::from_parts(734_155, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(476_609_345, 5895)
			.saturating_add(Weight::from_parts(2_936_592, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(115_936_000, 324)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(93_685_000, 585)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(155_960_000, 1151)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn lock() -> Weight {
		Weight::from_parts(15_138_000, 353)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(25_758_000, 423)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
}
