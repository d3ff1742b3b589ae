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
	fn lock() -> Weight;
	fn lock_in_channel() -> Weight;
	fn lock_ring(l: u32) -> Weight;
	fn post_bond(l: u32) -> Weight;
	fn end_leg() -> Weight;
	fn unlock() -> Weight;
	fn pay() -> Weight;
	fn look() -> Weight;
	fn verify_consent() -> Weight;
	fn return_bond() -> Weight;
	fn prune() -> Weight;
	fn claim_credit() -> Weight;
	fn set_quote() -> Weight;
	fn pause_quote() -> Weight;
	fn close_quote() -> Weight;
	fn add_stock() -> Weight;
	fn take_stock() -> Weight;
	fn swap_in() -> Weight;
	fn swap_out() -> Weight;
}

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn lock() -> Weight {
		Weight::from_parts(260000000, 4300)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn lock_in_channel() -> Weight {
		Weight::from_parts(150000000, 4300)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn lock_ring(l: u32) -> Weight {
		Weight::from_parts(340000000, 5200)
			.saturating_add(Weight::from_parts(6000000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(17_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn post_bond(l: u32) -> Weight {
		Weight::from_parts(280000000, 4300)
			.saturating_add(Weight::from_parts(6000000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn end_leg() -> Weight {
		Weight::from_parts(45000000, 1000)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(70000000, 2000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(150000000, 3000)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(25000000, 1000).saturating_add(T::DbWeight::get().reads(3_u64))
	}
	fn verify_consent() -> Weight {
		Weight::from_parts(160000000, 100).saturating_add(T::DbWeight::get().reads(1_u64))
	}
	fn return_bond() -> Weight {
		Weight::from_parts(80000000, 1000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn prune() -> Weight {
		Weight::from_parts(75000000, 1000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(170000000, 3500)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn set_quote() -> Weight {
		Weight::from_parts(120000000, 1000)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn pause_quote() -> Weight {
		Weight::from_parts(35000000, 1000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn close_quote() -> Weight {
		Weight::from_parts(220000000, 3500)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn add_stock() -> Weight {
		Weight::from_parts(180000000, 3500)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn take_stock() -> Weight {
		Weight::from_parts(170000000, 3500)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn swap_in() -> Weight {
		Weight::from_parts(390000000, 7000)
			.saturating_add(T::DbWeight::get().reads(16_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn swap_out() -> Weight {
		Weight::from_parts(330000000, 7000)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
}

impl WeightInfo for () {
	fn lock() -> Weight {
		Weight::from_parts(260000000, 4300)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn lock_in_channel() -> Weight {
		Weight::from_parts(150000000, 4300)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn lock_ring(l: u32) -> Weight {
		Weight::from_parts(340000000, 5200)
			.saturating_add(Weight::from_parts(6000000, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(17_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn post_bond(l: u32) -> Weight {
		Weight::from_parts(280000000, 4300)
			.saturating_add(Weight::from_parts(6000000, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn end_leg() -> Weight {
		Weight::from_parts(45000000, 1000)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(70000000, 2000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(150000000, 3000)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(25000000, 1000).saturating_add(RocksDbWeight::get().reads(3_u64))
	}
	fn verify_consent() -> Weight {
		Weight::from_parts(160000000, 100).saturating_add(RocksDbWeight::get().reads(1_u64))
	}
	fn return_bond() -> Weight {
		Weight::from_parts(80000000, 1000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn prune() -> Weight {
		Weight::from_parts(75000000, 1000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(170000000, 3500)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn set_quote() -> Weight {
		Weight::from_parts(120000000, 1000)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn pause_quote() -> Weight {
		Weight::from_parts(35000000, 1000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn close_quote() -> Weight {
		Weight::from_parts(220000000, 3500)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn add_stock() -> Weight {
		Weight::from_parts(180000000, 3500)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn take_stock() -> Weight {
		Weight::from_parts(170000000, 3500)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn swap_in() -> Weight {
		Weight::from_parts(390000000, 7000)
			.saturating_add(RocksDbWeight::get().reads(16_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn swap_out() -> Weight {
		Weight::from_parts(330000000, 7000)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
}
