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
		Weight::from_parts(279993000, 907)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn offer() -> Weight {
		Weight::from_parts(285633000, 902)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(158726000, 1281)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(229949000, 1597)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(131075000, 1110)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(127949000, 1110)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(46056000, 355)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(53840000, 355)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(42339000, 355)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(139771000, 1112)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(364640000, 409)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(584009000, 1749)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(366005786, 446)
			.saturating_add(Weight::from_parts(251930, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(330731590, 2434)
			.saturating_add(Weight::from_parts(1895348, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(672092714, 5897)
			.saturating_add(Weight::from_parts(139703, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(247230000, 403)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(187019000, 585)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(150851000, 1151)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn lock() -> Weight {
		Weight::from_parts(26690000, 355)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(34134000, 425)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

impl WeightInfo for () {
	fn open() -> Weight {
		Weight::from_parts(279993000, 907)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn offer() -> Weight {
		Weight::from_parts(285633000, 902)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(158726000, 1281)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(229949000, 1597)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(131075000, 1110)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(127949000, 1110)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(46056000, 355)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(53840000, 355)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(42339000, 355)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(139771000, 1112)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(364640000, 409)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(584009000, 1749)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(366005786, 446)
			.saturating_add(Weight::from_parts(251930, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(330731590, 2434)
			.saturating_add(Weight::from_parts(1895348, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(672092714, 5897)
			.saturating_add(Weight::from_parts(139703, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(247230000, 403)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(187019000, 585)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(150851000, 1151)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn lock() -> Weight {
		Weight::from_parts(26690000, 355)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(34134000, 425)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
}
