//! What the calls of this pallet weigh.
//!
//! Estimates above what was seen in tests, to be replaced by a run of `scripts/weights`.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Weights. The arguments are the benchmarks' components.
pub trait WeightInfo {
	fn create() -> Weight;
	fn create_from_vault() -> Weight;
	fn top_up() -> Weight;
	fn refund() -> Weight;
	fn pause() -> Weight;
	fn resume() -> Weight;
	fn set_rate() -> Weight;
	fn claim() -> Weight;
	fn withdraw() -> Weight;
	fn cancel() -> Weight;
	fn transfer() -> Weight;
	fn propose() -> Weight;
	fn agree() -> Weight;
	fn report() -> Weight;
	fn dispute() -> Weight;
	fn open_vault() -> Weight;
	fn fund_vault() -> Weight;
	fn withdraw_vault() -> Weight;
	fn close_vault() -> Weight;
	fn claim_credit() -> Weight;
	fn serve_stream() -> Weight;
	fn serve_end() -> Weight;
	fn serve_vault() -> Weight;
	fn pay() -> Weight;
}

/// With the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn create() -> Weight {
		Weight::from_parts(400_000_000, 1300)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn create_from_vault() -> Weight {
		Weight::from_parts(330_000_000, 1300)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn refund() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn set_rate() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn claim() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn transfer() -> Weight {
		Weight::from_parts(220_000_000, 1500)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(40_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn agree() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn report() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn dispute() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn open_vault() -> Weight {
		Weight::from_parts(330_000_000, 1200)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn fund_vault() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn withdraw_vault() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn close_vault() -> Weight {
		Weight::from_parts(250_000_000, 1500)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(200_000_000, 1200)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn serve_stream() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn serve_end() -> Weight {
		Weight::from_parts(180_000_000, 1400)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn serve_vault() -> Weight {
		Weight::from_parts(130_000_000, 1100)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(200_000_000, 1200)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
}

/// With RocksDB, for tests.
impl WeightInfo for () {
	fn create() -> Weight {
		Weight::from_parts(400_000_000, 1300)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn create_from_vault() -> Weight {
		Weight::from_parts(330_000_000, 1300)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn refund() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn set_rate() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn claim() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
	}
	fn transfer() -> Weight {
		Weight::from_parts(220_000_000, 1500)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(40_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn agree() -> Weight {
		Weight::from_parts(350_000_000, 1800)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(16_u64))
	}
	fn report() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn dispute() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn open_vault() -> Weight {
		Weight::from_parts(330_000_000, 1200)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn fund_vault() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn withdraw_vault() -> Weight {
		Weight::from_parts(170_000_000, 1300)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn close_vault() -> Weight {
		Weight::from_parts(250_000_000, 1500)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(200_000_000, 1200)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(7_u64))
	}
	fn serve_stream() -> Weight {
		Weight::from_parts(60_000_000, 900)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn serve_end() -> Weight {
		Weight::from_parts(180_000_000, 1400)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn serve_vault() -> Weight {
		Weight::from_parts(130_000_000, 1100)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(200_000_000, 1200)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
}
