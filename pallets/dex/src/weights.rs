//! What the calls of this pallet weigh.
//!
//! By hand, from what is counted of storage and about three times what is computed, until
//! `scripts/weights` has run.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn open_pair() -> Weight;
	fn close_pair() -> Weight;
	fn set_status() -> Weight;
	fn collect_fees() -> Weight;
	fn deposit() -> Weight;
	fn withdraw() -> Weight;
	fn set_slots() -> Weight;
	fn place(s: u32) -> Weight;
	fn take(l: u32) -> Weight;
	fn cancel() -> Weight;
	fn settle() -> Weight;
	fn expire() -> Weight;
	fn forget_chunk() -> Weight;
	fn claim_credit() -> Weight;
	fn settle_owners(o: u32) -> Weight;
}

/// With the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open_pair() -> Weight {
		Weight::from_parts(60000000, 700)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn close_pair() -> Weight {
		Weight::from_parts(120000000, 4000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn set_status() -> Weight {
		Weight::from_parts(20000000, 1200)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn collect_fees() -> Weight {
		Weight::from_parts(110000000, 4000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(90000000, 6000)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(90000000, 6000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn set_slots() -> Weight {
		Weight::from_parts(50000000, 6000)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn place(s: u32) -> Weight {
		Weight::from_parts(170000000, 20000)
			.saturating_add(Weight::from_parts(60000000, 8000).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(11_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	fn take(l: u32) -> Weight {
		Weight::from_parts(200000000, 28000)
			.saturating_add(Weight::from_parts(6000000, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(70000000, 14000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn settle() -> Weight {
		Weight::from_parts(50000000, 14000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn expire() -> Weight {
		Weight::from_parts(80000000, 14000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn forget_chunk() -> Weight {
		Weight::from_parts(15000000, 3000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(70000000, 2000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn settle_owners(o: u32) -> Weight {
		Weight::from_parts(30000000, 6000)
			.saturating_add(Weight::from_parts(20000000, 12000).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().writes(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
	}
}

impl WeightInfo for () {
	fn open_pair() -> Weight {
		Weight::from_parts(60000000, 700)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn close_pair() -> Weight {
		Weight::from_parts(120000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn set_status() -> Weight {
		Weight::from_parts(20000000, 1200)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn collect_fees() -> Weight {
		Weight::from_parts(110000000, 4000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(90000000, 6000)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(90000000, 6000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn set_slots() -> Weight {
		Weight::from_parts(50000000, 6000)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn place(s: u32) -> Weight {
		Weight::from_parts(170000000, 20000)
			.saturating_add(Weight::from_parts(60000000, 8000).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	fn take(l: u32) -> Weight {
		Weight::from_parts(200000000, 28000)
			.saturating_add(Weight::from_parts(6000000, 0).saturating_mul(l.into()))
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(70000000, 14000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn settle() -> Weight {
		Weight::from_parts(50000000, 14000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn expire() -> Weight {
		Weight::from_parts(80000000, 14000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn forget_chunk() -> Weight {
		Weight::from_parts(15000000, 3000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(70000000, 2000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn settle_owners(o: u32) -> Weight {
		Weight::from_parts(30000000, 6000)
			.saturating_add(Weight::from_parts(20000000, 12000).saturating_mul(o.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(o.into())))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(o.into())))
	}
}
