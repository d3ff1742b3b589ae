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
		Weight::from_parts(223046000, 333)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn cancel_invoice() -> Weight {
		Weight::from_parts(154257000, 846)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn verify_invoice() -> Weight {
		Weight::from_parts(191527000, 130).saturating_add(T::DbWeight::get().reads(3_u64))
	}
	fn pay(p: u32) -> Weight {
		Weight::from_parts(310939155, 2316)
			.saturating_add(Weight::from_parts(13573935, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn add_parts(p: u32) -> Weight {
		Weight::from_parts(327422652, 2680)
			.saturating_add(Weight::from_parts(14605160, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn drop_part() -> Weight {
		Weight::from_parts(237076000, 4624)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn settle(p: u32) -> Weight {
		Weight::from_parts(255487195, 3529)
			.saturating_add(Weight::from_parts(15313216, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn release(p: u32) -> Weight {
		Weight::from_parts(72853822, 2798)
			.saturating_add(Weight::from_parts(36164579, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn lock_hops(h: u32) -> Weight {
		Weight::from_parts(16507560, 3361)
			.saturating_add(Weight::from_parts(12495572, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn unlock_hops(h: u32) -> Weight {
		Weight::from_parts(17042446, 3431)
			.saturating_add(Weight::from_parts(21203303, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn pay_instant(p: u32) -> Weight {
		Weight::from_parts(92165780, 2005)
			.saturating_add(Weight::from_parts(12433827, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	fn forward_hops(h: u32) -> Weight {
		Weight::from_parts(4085139, 3361)
			.saturating_add(Weight::from_parts(13525069, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn look() -> Weight {
		Weight::from_parts(30958000, 700).saturating_add(T::DbWeight::get().reads(2_u64))
	}
	fn revealed() -> Weight {
		Weight::from_parts(112700000, 428)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}

impl WeightInfo for () {
	fn register_invoice() -> Weight {
		Weight::from_parts(223046000, 333)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn cancel_invoice() -> Weight {
		Weight::from_parts(154257000, 846)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn verify_invoice() -> Weight {
		Weight::from_parts(191527000, 130).saturating_add(RocksDbWeight::get().reads(3_u64))
	}
	fn pay(p: u32) -> Weight {
		Weight::from_parts(310939155, 2316)
			.saturating_add(Weight::from_parts(13573935, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn add_parts(p: u32) -> Weight {
		Weight::from_parts(327422652, 2680)
			.saturating_add(Weight::from_parts(14605160, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn drop_part() -> Weight {
		Weight::from_parts(237076000, 4624)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn settle(p: u32) -> Weight {
		Weight::from_parts(255487195, 3529)
			.saturating_add(Weight::from_parts(15313216, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn release(p: u32) -> Weight {
		Weight::from_parts(72853822, 2798)
			.saturating_add(Weight::from_parts(36164579, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(p.into())))
	}
	fn lock_hops(h: u32) -> Weight {
		Weight::from_parts(16507560, 3361)
			.saturating_add(Weight::from_parts(12495572, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn unlock_hops(h: u32) -> Weight {
		Weight::from_parts(17042446, 3431)
			.saturating_add(Weight::from_parts(21203303, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn pay_instant(p: u32) -> Weight {
		Weight::from_parts(92165780, 2005)
			.saturating_add(Weight::from_parts(12433827, 0).saturating_mul(p.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	fn forward_hops(h: u32) -> Weight {
		Weight::from_parts(4085139, 3361)
			.saturating_add(Weight::from_parts(13525069, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(h.into())))
	}
	fn look() -> Weight {
		Weight::from_parts(30958000, 700).saturating_add(RocksDbWeight::get().reads(2_u64))
	}
	fn revealed() -> Weight {
		Weight::from_parts(112700000, 428)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
}
