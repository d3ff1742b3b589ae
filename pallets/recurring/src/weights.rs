//! What the calls of this pallet weigh.
//!
//! Estimated from the storage that each touches and the times of the sister pallets, rounded up,
//! until `scripts/weights` has run for `pallet_bloc_recurring`.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn create_plan() -> Weight;
	fn edit_plan() -> Weight;
	fn retire_plan() -> Weight;
	fn subscribe() -> Weight;
	fn authorise() -> Weight;
	fn cancel() -> Weight;
	fn pause() -> Weight;
	fn resume() -> Weight;
	fn set_limits() -> Weight;
	fn offer_price() -> Weight;
	fn accept_price() -> Weight;
	fn change_plan() -> Weight;
	fn charge() -> Weight;
	fn prune_history() -> Weight;
	fn pay() -> Weight;
	fn fail() -> Weight;
	fn fail_and_end() -> Weight;
	fn end() -> Weight;
	fn look() -> Weight;
}

/// As estimated, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn create_plan() -> Weight {
		Weight::from_parts(120_000_000, 1000)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn edit_plan() -> Weight {
		Weight::from_parts(45_000_000, 600)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn retire_plan() -> Weight {
		Weight::from_parts(100_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn subscribe() -> Weight {
		Weight::from_parts(330_000_000, 3600)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn authorise() -> Weight {
		Weight::from_parts(290_000_000, 3000)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(230_000_000, 3000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn set_limits() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn offer_price() -> Weight {
		Weight::from_parts(50_000_000, 1500)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn accept_price() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn change_plan() -> Weight {
		Weight::from_parts(300_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn charge() -> Weight {
		Weight::from_parts(140_000_000, 2800)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn prune_history() -> Weight {
		Weight::from_parts(50_000_000, 1500)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(170_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn fail() -> Weight {
		Weight::from_parts(150_000_000, 4200)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn fail_and_end() -> Weight {
		Weight::from_parts(330_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn end() -> Weight {
		Weight::from_parts(230_000_000, 3000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

impl WeightInfo for () {
	fn create_plan() -> Weight {
		Weight::from_parts(120_000_000, 1000)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn edit_plan() -> Weight {
		Weight::from_parts(45_000_000, 600)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn retire_plan() -> Weight {
		Weight::from_parts(100_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn subscribe() -> Weight {
		Weight::from_parts(330_000_000, 3600)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn authorise() -> Weight {
		Weight::from_parts(290_000_000, 3000)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(230_000_000, 3000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn set_limits() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn offer_price() -> Weight {
		Weight::from_parts(50_000_000, 1500)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_price() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn change_plan() -> Weight {
		Weight::from_parts(300_000_000, 4200)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn charge() -> Weight {
		Weight::from_parts(140_000_000, 2800)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn prune_history() -> Weight {
		Weight::from_parts(50_000_000, 1500)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(170_000_000, 4200)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn fail() -> Weight {
		Weight::from_parts(150_000_000, 4200)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn fail_and_end() -> Weight {
		Weight::from_parts(330_000_000, 4600)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn end() -> Weight {
		Weight::from_parts(230_000_000, 3000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(60_000_000, 2600)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
}
