//! What the calls of this pallet weigh.
//!
//! Estimated by hand, from what is counted in `tests/counts.md` and from like work of the other
//! pallets that was measured. `scripts/weights` writes this file anew.
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
	fn set_profile() -> Weight;
	fn set_key() -> Weight;
	fn add_bond() -> Weight;
	fn withdraw_bond() -> Weight;
	fn beat() -> Weight;
	fn leave() -> Weight;
	fn retire() -> Weight;
	fn collect() -> Weight;
	fn hire() -> Weight;
	fn top_up() -> Weight;
	fn reorder() -> Weight;
	fn dismiss() -> Weight;
	fn post() -> Weight;
	fn post_state() -> Weight;
	fn prove_late() -> Weight;
	fn claim_credit() -> Weight;
	fn demand() -> Weight;
	fn answer() -> Weight;
	fn serve_beat() -> Weight;
	fn serve_watch() -> Weight;
	fn note_closing() -> Weight;
	fn note_settled() -> Weight;
	fn note_requested() -> Weight;
	fn note_withdrawn() -> Weight;
	fn prove_miss(h: u32) -> Weight;
}

/// With the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		Weight::from_parts(230_000_000, 30000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn set_terms() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_profile() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_key() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn add_bond() -> Weight {
		Weight::from_parts(130_000_000, 17500)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn withdraw_bond() -> Weight {
		Weight::from_parts(140_000_000, 15000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn beat() -> Weight {
		Weight::from_parts(60_000_000, 15000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn leave() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn retire() -> Weight {
		Weight::from_parts(190_000_000, 25000)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn collect() -> Weight {
		Weight::from_parts(140_000_000, 20000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn hire() -> Weight {
		Weight::from_parts(270_000_000, 30000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(150_000_000, 20000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn reorder() -> Weight {
		Weight::from_parts(45_000_000, 2500)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn dismiss() -> Weight {
		Weight::from_parts(230_000_000, 27500)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
	fn post() -> Weight {
		Weight::from_parts(130_000_000, 12500)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn post_state() -> Weight {
		Weight::from_parts(330_000_000, 20000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn prove_late() -> Weight {
		Weight::from_parts(190_000_000, 10000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(140_000_000, 17500)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn demand() -> Weight {
		Weight::from_parts(220_000_000, 20000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn answer() -> Weight {
		Weight::from_parts(340_000_000, 20000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn serve_beat() -> Weight {
		Weight::from_parts(70_000_000, 10000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn serve_watch() -> Weight {
		Weight::from_parts(480_000_000, 45000)
			.saturating_add(T::DbWeight::get().reads(18_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn note_closing() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn note_settled() -> Weight {
		Weight::from_parts(70_000_000, 10000)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn note_requested() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn note_withdrawn() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	/// The component is the number of the state's HTLCs.
	fn prove_miss(h: u32) -> Weight {
		Weight::from_parts(480_000_000, 20_000)
			.saturating_add(Weight::from_parts(6_000_000, 2_600).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().reads(h.into()))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
}

/// With RocksDB, for mocks.
impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(230_000_000, 30000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn set_terms() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_profile() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_key() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn add_bond() -> Weight {
		Weight::from_parts(130_000_000, 17500)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn withdraw_bond() -> Weight {
		Weight::from_parts(140_000_000, 15000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn beat() -> Weight {
		Weight::from_parts(60_000_000, 15000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn leave() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn retire() -> Weight {
		Weight::from_parts(190_000_000, 25000)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn collect() -> Weight {
		Weight::from_parts(140_000_000, 20000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn hire() -> Weight {
		Weight::from_parts(270_000_000, 30000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(150_000_000, 20000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn reorder() -> Weight {
		Weight::from_parts(45_000_000, 2500)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn dismiss() -> Weight {
		Weight::from_parts(230_000_000, 27500)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
	fn post() -> Weight {
		Weight::from_parts(130_000_000, 12500)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn post_state() -> Weight {
		Weight::from_parts(330_000_000, 20000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn prove_late() -> Weight {
		Weight::from_parts(190_000_000, 10000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(2_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(140_000_000, 17500)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn demand() -> Weight {
		Weight::from_parts(220_000_000, 20000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn answer() -> Weight {
		Weight::from_parts(340_000_000, 20000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn serve_beat() -> Weight {
		Weight::from_parts(70_000_000, 10000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn serve_watch() -> Weight {
		Weight::from_parts(480_000_000, 45000)
			.saturating_add(RocksDbWeight::get().reads(18_u64))
			.saturating_add(RocksDbWeight::get().writes(16_u64))
	}
	fn note_closing() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn note_settled() -> Weight {
		Weight::from_parts(70_000_000, 10000)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn note_requested() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn note_withdrawn() -> Weight {
		Weight::from_parts(45_000_000, 5000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	/// The component is the number of the state's HTLCs.
	fn prove_miss(h: u32) -> Weight {
		Weight::from_parts(480_000_000, 20_000)
			.saturating_add(Weight::from_parts(6_000_000, 2_600).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().reads(h.into()))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
}
