//! What the calls of this pallet weigh.
//!
//! By hand, until `scripts/weights` has run.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn register() -> Weight;
	fn set_terms() -> Weight;
	fn set_menu() -> Weight;
	fn stock() -> Weight;
	fn unstock() -> Weight;
	fn add_bond() -> Weight;
	fn withdraw_bond() -> Weight;
	fn leave() -> Weight;
	fn beat() -> Weight;
	fn list() -> Weight;
	fn delist() -> Weight;
	fn drop_offer() -> Weight;
	fn find_best() -> Weight;
	fn reserve() -> Weight;
	fn end_reservation() -> Weight;
	fn request_channel() -> Weight;
	fn use_quote() -> Weight;
	fn forget_quote() -> Weight;
	fn pay_fee() -> Weight;
	fn renew() -> Weight;
	fn propose_end() -> Weight;
	fn end_lease() -> Weight;
	fn note_end() -> Weight;
	fn claim_credit() -> Weight;
	fn collect(n: u32) -> Weight;
}

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		Weight::from_parts(260000000, 4500)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn set_terms() -> Weight {
		Weight::from_parts(40000000, 1500)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_menu() -> Weight {
		Weight::from_parts(45000000, 1500)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn stock() -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn unstock() -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn add_bond() -> Weight {
		Weight::from_parts(180000000, 4000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn withdraw_bond() -> Weight {
		Weight::from_parts(180000000, 4000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn leave() -> Weight {
		Weight::from_parts(260000000, 4500)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn beat() -> Weight {
		Weight::from_parts(40000000, 1500)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn list() -> Weight {
		Weight::from_parts(130000000, 55000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn delist() -> Weight {
		Weight::from_parts(95000000, 42000)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn drop_offer() -> Weight {
		Weight::from_parts(75000000, 42000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn find_best() -> Weight {
		Weight::from_parts(100000000, 80000).saturating_add(T::DbWeight::get().reads(8_u64))
	}
	fn reserve() -> Weight {
		Weight::from_parts(270000000, 5000)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn end_reservation() -> Weight {
		Weight::from_parts(110000000, 2500)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn request_channel() -> Weight {
		Weight::from_parts(330000000, 6000)
			.saturating_add(T::DbWeight::get().reads(19_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn use_quote() -> Weight {
		Weight::from_parts(240000000, 3500)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn forget_quote() -> Weight {
		Weight::from_parts(90000000, 2500)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn pay_fee() -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn renew() -> Weight {
		Weight::from_parts(240000000, 5000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	fn propose_end() -> Weight {
		Weight::from_parts(35000000, 1000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn end_lease() -> Weight {
		Weight::from_parts(230000000, 5000)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn note_end() -> Weight {
		Weight::from_parts(60000000, 5000)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(170000000, 3500)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn collect(n: u32) -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(Weight::from_parts(15000000, 600).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
	}
}

impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(260000000, 4500)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn set_terms() -> Weight {
		Weight::from_parts(40000000, 1500)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_menu() -> Weight {
		Weight::from_parts(45000000, 1500)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn stock() -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn unstock() -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn add_bond() -> Weight {
		Weight::from_parts(180000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn withdraw_bond() -> Weight {
		Weight::from_parts(180000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn leave() -> Weight {
		Weight::from_parts(260000000, 4500)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn beat() -> Weight {
		Weight::from_parts(40000000, 1500)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn list() -> Weight {
		Weight::from_parts(130000000, 55000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn delist() -> Weight {
		Weight::from_parts(95000000, 42000)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn drop_offer() -> Weight {
		Weight::from_parts(75000000, 42000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn find_best() -> Weight {
		Weight::from_parts(100000000, 80000).saturating_add(RocksDbWeight::get().reads(8_u64))
	}
	fn reserve() -> Weight {
		Weight::from_parts(270000000, 5000)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn end_reservation() -> Weight {
		Weight::from_parts(110000000, 2500)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn request_channel() -> Weight {
		Weight::from_parts(330000000, 6000)
			.saturating_add(RocksDbWeight::get().reads(19_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
	}
	fn use_quote() -> Weight {
		Weight::from_parts(240000000, 3500)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn forget_quote() -> Weight {
		Weight::from_parts(90000000, 2500)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn pay_fee() -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn renew() -> Weight {
		Weight::from_parts(240000000, 5000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn propose_end() -> Weight {
		Weight::from_parts(35000000, 1000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn end_lease() -> Weight {
		Weight::from_parts(230000000, 5000)
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn note_end() -> Weight {
		Weight::from_parts(60000000, 5000)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(170000000, 3500)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn collect(n: u32) -> Weight {
		Weight::from_parts(190000000, 4000)
			.saturating_add(Weight::from_parts(15000000, 600).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			.saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
	}
}
