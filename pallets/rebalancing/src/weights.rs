//! What the calls of this pallet weigh.
//!
//! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for
//! `pallet_bloc_rebalancing`. Not to be edited by hand.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn set_policy() -> Weight;
	fn set_channel_policy() -> Weight;
	fn rebalance(h: u32) -> Weight;
	fn run(h: u32) -> Weight;
	fn report() -> Weight;
	fn propose() -> Weight;
	fn accept() -> Weight;
	fn decline() -> Weight;
	fn track(n: u32) -> Weight;
	fn set_operator() -> Weight;
	fn operate() -> Weight;
	fn note() -> Weight;
	fn look() -> Weight;
	fn forget_channel() -> Weight;
	fn ripen() -> Weight;
	fn expire() -> Weight;
}

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set_policy() -> Weight {
		Weight::from_parts(96256000, 17550)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn set_channel_policy() -> Weight {
		Weight::from_parts(133843000, 23503)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn rebalance(h: u32) -> Weight {
		Weight::from_parts(111136000, 8913)
			.saturating_add(Weight::from_parts(55804155, 7772).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn run(h: u32) -> Weight {
		Weight::from_parts(124100000, 11397)
			.saturating_add(Weight::from_parts(56622808, 7772).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn report() -> Weight {
		Weight::from_parts(40509000, 10202)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(180312000, 41426)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(456815000, 80781)
			.saturating_add(T::DbWeight::get().reads(30_u64))
			.saturating_add(T::DbWeight::get().writes(20_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(106600000, 8430)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn track(n: u32) -> Weight {
		Weight::from_parts(62391000, 10837)
			.saturating_add(Weight::from_parts(19351205, 5054).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn set_operator() -> Weight {
		Weight::from_parts(35280000, 2797)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn operate() -> Weight {
		Weight::from_parts(26387000, 2763)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn note() -> Weight {
		Weight::from_parts(83396000, 18457)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(31775000, 10489).saturating_add(T::DbWeight::get().reads(4_u64))
	}
	fn forget_channel() -> Weight {
		Weight::from_parts(154949000, 18305)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn ripen() -> Weight {
		Weight::from_parts(25753000, 10209)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn expire() -> Weight {
		Weight::from_parts(95861000, 8430)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

impl WeightInfo for () {
	fn set_policy() -> Weight {
		Weight::from_parts(96256000, 17550)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn set_channel_policy() -> Weight {
		Weight::from_parts(133843000, 23503)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn rebalance(h: u32) -> Weight {
		Weight::from_parts(111136000, 8913)
			.saturating_add(Weight::from_parts(55804155, 7772).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn run(h: u32) -> Weight {
		Weight::from_parts(124100000, 11397)
			.saturating_add(Weight::from_parts(56622808, 7772).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn report() -> Weight {
		Weight::from_parts(40509000, 10202)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(180312000, 41426)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(456815000, 80781)
			.saturating_add(RocksDbWeight::get().reads(30_u64))
			.saturating_add(RocksDbWeight::get().writes(20_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(106600000, 8430)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn track(n: u32) -> Weight {
		Weight::from_parts(62391000, 10837)
			.saturating_add(Weight::from_parts(19351205, 5054).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn set_operator() -> Weight {
		Weight::from_parts(35280000, 2797)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn operate() -> Weight {
		Weight::from_parts(26387000, 2763)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn note() -> Weight {
		Weight::from_parts(83396000, 18457)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(31775000, 10489).saturating_add(RocksDbWeight::get().reads(4_u64))
	}
	fn forget_channel() -> Weight {
		Weight::from_parts(154949000, 18305)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn ripen() -> Weight {
		Weight::from_parts(25753000, 10209)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn expire() -> Weight {
		Weight::from_parts(95861000, 8430)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
}
