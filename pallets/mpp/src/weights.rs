//! What the calls of this pallet weigh.
//!
//! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for
//! `pallet_bloc_mpp`. Not to be edited by hand.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn register_invoice() -> Weight;
	fn cancel_invoice() -> Weight;
	fn verify_invoice() -> Weight;
	fn pay(p: u32) -> Weight;
	fn add_parts(p: u32) -> Weight;
	fn drop_part() -> Weight;
	fn settle(p: u32) -> Weight;
	fn release(p: u32) -> Weight;
	fn lock_hops(h: u32) -> Weight;
	fn unlock_hops(h: u32) -> Weight;
	fn pay_instant(p: u32) -> Weight;
	fn forward_hops(h: u32) -> Weight;
	fn look() -> Weight;
	fn revealed() -> Weight;
}

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register_invoice() -> Weight {
		Weight::from_parts(117620000, 22613)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn cancel_invoice() -> Weight {
		Weight::from_parts(98721000, 10746)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn verify_invoice() -> Weight {
		Weight::from_parts(120041000, 7555).saturating_add(T::DbWeight::get().reads(3_u64))
	}
	fn pay(p: u32) -> Weight {
		Weight::from_parts(148016435, 26281)
			.saturating_add(Weight::from_parts(29802120, 2527).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn add_parts(p: u32) -> Weight {
		Weight::from_parts(137485722, 26537)
			.saturating_add(Weight::from_parts(27507559, 2527).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn drop_part() -> Weight {
		Weight::from_parts(121772000, 23791)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn settle(p: u32) -> Weight {
		Weight::from_parts(130814392, 21935)
			.saturating_add(Weight::from_parts(22962480, 5058).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn release(p: u32) -> Weight {
		Weight::from_parts(102869705, 18729)
			.saturating_add(Weight::from_parts(22433307, 5058).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn lock_hops(h: u32) -> Weight {
		Weight::from_parts(13786464, 2644)
			.saturating_add(Weight::from_parts(7381244, 2921).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn unlock_hops(h: u32) -> Weight {
		Weight::from_parts(11458821, 7627)
			.saturating_add(Weight::from_parts(13827545, 2921).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn pay_instant(p: u32) -> Weight {
		Weight::from_parts(49165340, 8640)
			.saturating_add(Weight::from_parts(14751971, 2527).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	fn forward_hops(h: u32) -> Weight {
		Weight::from_parts(9893203, 132)
			.saturating_add(Weight::from_parts(7021921, 2921).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn look() -> Weight {
		Weight::from_parts(19838000, 5690).saturating_add(T::DbWeight::get().reads(2_u64))
	}
	fn revealed() -> Weight {
		Weight::from_parts(53443000, 17753)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}

impl WeightInfo for () {
	fn register_invoice() -> Weight {
		Weight::from_parts(117620000, 22613)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn cancel_invoice() -> Weight {
		Weight::from_parts(98721000, 10746)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn verify_invoice() -> Weight {
		Weight::from_parts(120041000, 7555).saturating_add(RocksDbWeight::get().reads(3_u64))
	}
	fn pay(p: u32) -> Weight {
		Weight::from_parts(148016435, 26281)
			.saturating_add(Weight::from_parts(29802120, 2527).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn add_parts(p: u32) -> Weight {
		Weight::from_parts(137485722, 26537)
			.saturating_add(Weight::from_parts(27507559, 2527).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn drop_part() -> Weight {
		Weight::from_parts(121772000, 23791)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn settle(p: u32) -> Weight {
		Weight::from_parts(130814392, 21935)
			.saturating_add(Weight::from_parts(22962480, 5058).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn release(p: u32) -> Weight {
		Weight::from_parts(102869705, 18729)
			.saturating_add(Weight::from_parts(22433307, 5058).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn lock_hops(h: u32) -> Weight {
		Weight::from_parts(13786464, 2644)
			.saturating_add(Weight::from_parts(7381244, 2921).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn unlock_hops(h: u32) -> Weight {
		Weight::from_parts(11458821, 7627)
			.saturating_add(Weight::from_parts(13827545, 2921).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn pay_instant(p: u32) -> Weight {
		Weight::from_parts(49165340, 8640)
			.saturating_add(Weight::from_parts(14751971, 2527).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	fn forward_hops(h: u32) -> Weight {
		Weight::from_parts(9893203, 132)
			.saturating_add(Weight::from_parts(7021921, 2921).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn look() -> Weight {
		Weight::from_parts(19838000, 5690).saturating_add(RocksDbWeight::get().reads(2_u64))
	}
	fn revealed() -> Weight {
		Weight::from_parts(53443000, 17753)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
}
