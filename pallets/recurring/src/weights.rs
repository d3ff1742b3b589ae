//! What the calls of this pallet weigh.
//!
//! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for
//! `pallet_bloc_recurring`. Not to be edited by hand.
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

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn create_plan() -> Weight {
		Weight::from_parts(148387000, 337)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn edit_plan() -> Weight {
		Weight::from_parts(34013000, 379)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn retire_plan() -> Weight {
		Weight::from_parts(96369000, 347)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn subscribe() -> Weight {
		Weight::from_parts(223527000, 1026)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn authorise() -> Weight {
		Weight::from_parts(208578000, 788)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(166911000, 1300)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(42048000, 935)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(50394000, 944)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn set_limits() -> Weight {
		Weight::from_parts(44002000, 943)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn offer_price() -> Weight {
		Weight::from_parts(28132000, 828)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn accept_price() -> Weight {
		Weight::from_parts(45225000, 940)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn change_plan() -> Weight {
		Weight::from_parts(214540000, 1863)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn charge() -> Weight {
		Weight::from_parts(125895000, 1471)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn prune_history() -> Weight {
		Weight::from_parts(26540000, 828)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(172532000, 1512)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn fail() -> Weight {
		Weight::from_parts(73507000, 1406)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn fail_and_end() -> Weight {
		Weight::from_parts(203139000, 1818)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn end() -> Weight {
		Weight::from_parts(165408000, 1300)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(29616000, 915)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}

impl WeightInfo for () {
	fn create_plan() -> Weight {
		Weight::from_parts(148387000, 337)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn edit_plan() -> Weight {
		Weight::from_parts(34013000, 379)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn retire_plan() -> Weight {
		Weight::from_parts(96369000, 347)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn subscribe() -> Weight {
		Weight::from_parts(223527000, 1026)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn authorise() -> Weight {
		Weight::from_parts(208578000, 788)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(166911000, 1300)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(42048000, 935)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(50394000, 944)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn set_limits() -> Weight {
		Weight::from_parts(44002000, 943)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn offer_price() -> Weight {
		Weight::from_parts(28132000, 828)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept_price() -> Weight {
		Weight::from_parts(45225000, 940)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn change_plan() -> Weight {
		Weight::from_parts(214540000, 1863)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn charge() -> Weight {
		Weight::from_parts(125895000, 1471)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn prune_history() -> Weight {
		Weight::from_parts(26540000, 828)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(172532000, 1512)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn fail() -> Weight {
		Weight::from_parts(73507000, 1406)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn fail_and_end() -> Weight {
		Weight::from_parts(203139000, 1818)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn end() -> Weight {
		Weight::from_parts(165408000, 1300)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(29616000, 915)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
}
