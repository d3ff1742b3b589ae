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
	fn propose() -> Weight;
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
	fn close_after_loss() -> Weight;
	fn challenge(h: u32) -> Weight;
	fn settle(h: u32) -> Weight;
	fn reveal_preimage() -> Weight;
	fn forget_preimage() -> Weight;
	fn claim_credit() -> Weight;
	fn approve() -> Weight;
	fn forget_approval() -> Weight;
	fn set_payout() -> Weight;
	fn request_withdrawal() -> Weight;
	fn contest_withdrawal() -> Weight;
	fn finish_withdrawal() -> Weight;
	fn judge_request() -> Weight;
	fn check_signature() -> Weight;
	fn lock() -> Weight;
	fn unlock() -> Weight;
}

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open() -> Weight {
		Weight::from_parts(231011000, 30646)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(228117000, 33116)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(132350000, 23606)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(211367000, 26326)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(128473000, 18391)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(223135000, 28758)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(33923000, 2830)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(30670000, 2830)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(29269000, 2830)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(138078000, 18393)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(249499000, 7871)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(878491000, 50380)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(17_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(449413178, 20713)
			.saturating_add(Weight::from_parts(7514990, 2634).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn close_after_loss() -> Weight {
		Weight::from_parts(113505000, 18055)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(288106585, 12577)
			.saturating_add(Weight::from_parts(9507067, 2632).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(572754359, 46107)
			.saturating_add(Weight::from_parts(8155256, 2690).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(17_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(17_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(117225000, 20208)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(90179000, 10485)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(199368000, 28471)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn approve() -> Weight {
		Weight::from_parts(220000000, 1100)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn forget_approval() -> Weight {
		Weight::from_parts(180000000, 1100)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn set_payout() -> Weight {
		Weight::from_parts(66000000, 421)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn request_withdrawal() -> Weight {
		Weight::from_parts(640000000, 8000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn contest_withdrawal() -> Weight {
		Weight::from_parts(1100000000, 120000)
			.saturating_add(T::DbWeight::get().reads(74_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn finish_withdrawal() -> Weight {
		Weight::from_parts(185000000, 1100)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn judge_request() -> Weight {
		Weight::from_parts(160000000, 12000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn check_signature() -> Weight {
		Weight::from_parts(100000000, 0)
	}
	fn lock() -> Weight {
		Weight::from_parts(13328000, 2830)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(20619000, 10325)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

impl WeightInfo for () {
	fn open() -> Weight {
		Weight::from_parts(231011000, 30646)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(228117000, 33116)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(132350000, 23606)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(211367000, 26326)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(128473000, 18391)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(223135000, 28758)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(33923000, 2830)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(30670000, 2830)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(29269000, 2830)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(138078000, 18393)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(249499000, 7871)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(878491000, 50380)
			.saturating_add(RocksDbWeight::get().reads(18_u64))
			.saturating_add(RocksDbWeight::get().writes(17_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(449413178, 20713)
			.saturating_add(Weight::from_parts(7514990, 2634).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn close_after_loss() -> Weight {
		Weight::from_parts(113505000, 18055)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(288106585, 12577)
			.saturating_add(Weight::from_parts(9507067, 2632).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(572754359, 46107)
			.saturating_add(Weight::from_parts(8155256, 2690).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(17_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(17_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(117225000, 20208)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(90179000, 10485)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(199368000, 28471)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn approve() -> Weight {
		Weight::from_parts(220000000, 1100)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn forget_approval() -> Weight {
		Weight::from_parts(180000000, 1100)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn set_payout() -> Weight {
		Weight::from_parts(66000000, 421)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn request_withdrawal() -> Weight {
		Weight::from_parts(640000000, 8000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn contest_withdrawal() -> Weight {
		Weight::from_parts(1100000000, 120000)
			.saturating_add(RocksDbWeight::get().reads(74_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn finish_withdrawal() -> Weight {
		Weight::from_parts(185000000, 1100)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn judge_request() -> Weight {
		Weight::from_parts(160000000, 12000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn check_signature() -> Weight {
		Weight::from_parts(100000000, 0)
	}
	fn lock() -> Weight {
		Weight::from_parts(13328000, 2830)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(20619000, 10325)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
}
