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
		Weight::from_parts(207707000, 220)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn set_channel_policy() -> Weight {
		Weight::from_parts(256669000, 1446)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn rebalance(h: u32) -> Weight {
		Weight::from_parts(124663000, 42325)
			.saturating_add(Weight::from_parts(57092661, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn run(h: u32) -> Weight {
		Weight::from_parts(75416640, 42334)
			.saturating_add(Weight::from_parts(60390060, 0).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn report() -> Weight {
		Weight::from_parts(69840000, 417)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(271045000, 4082)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(755960000, 7134)
			.saturating_add(T::DbWeight::get().reads(30_u64))
			.saturating_add(T::DbWeight::get().writes(19_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(174626000, 1005)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn track(n: u32) -> Weight {
		Weight::from_parts(100314219, 9753)
			.saturating_add(Weight::from_parts(23946174, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn set_operator() -> Weight {
		Weight::from_parts(69840000, 417)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn operate() -> Weight {
		Weight::from_parts(69840000, 417)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn note() -> Weight {
		Weight::from_parts(91590000, 1447)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(45000000, 1447).saturating_add(T::DbWeight::get().reads(3_u64))
	}
	fn forget_channel() -> Weight {
		Weight::from_parts(260085000, 1049)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn ripen() -> Weight {
		Weight::from_parts(48199000, 424)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn expire() -> Weight {
		Weight::from_parts(165608000, 1005)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
}

impl WeightInfo for () {
	fn set_policy() -> Weight {
		Weight::from_parts(207707000, 220)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn set_channel_policy() -> Weight {
		Weight::from_parts(256669000, 1446)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn rebalance(h: u32) -> Weight {
		Weight::from_parts(124663000, 42325)
			.saturating_add(Weight::from_parts(57092661, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn run(h: u32) -> Weight {
		Weight::from_parts(75416640, 42334)
			.saturating_add(Weight::from_parts(60390060, 0).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads(3_u64.saturating_mul(h.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(h.into())))
	}
	fn report() -> Weight {
		Weight::from_parts(69840000, 417)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(271045000, 4082)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(755960000, 7134)
			.saturating_add(RocksDbWeight::get().reads(30_u64))
			.saturating_add(RocksDbWeight::get().writes(19_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(174626000, 1005)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn track(n: u32) -> Weight {
		Weight::from_parts(100314219, 9753)
			.saturating_add(Weight::from_parts(23946174, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn set_operator() -> Weight {
		Weight::from_parts(69840000, 417)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn operate() -> Weight {
		Weight::from_parts(69840000, 417)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn note() -> Weight {
		Weight::from_parts(91590000, 1447)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn look() -> Weight {
		Weight::from_parts(45000000, 1447).saturating_add(RocksDbWeight::get().reads(3_u64))
	}
	fn forget_channel() -> Weight {
		Weight::from_parts(260085000, 1049)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn ripen() -> Weight {
		Weight::from_parts(48199000, 424)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn expire() -> Weight {
		Weight::from_parts(165608000, 1005)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
}
