//! What the calls of this pallet weigh.
//!
//! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for
//! `pallet_bloc_streaming`. Not to be edited by hand.
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. The arguments are the benchmarks' components.
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
	fn accept() -> Weight;
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

/// As measured, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn create() -> Weight {
		Weight::from_parts(251368000, 844)
			.saturating_add(T::DbWeight::get().reads(13_u64))
			.saturating_add(T::DbWeight::get().writes(13_u64))
	}
	fn create_from_vault() -> Weight {
		Weight::from_parts(151293000, 569)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(165913000, 1246)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn refund() -> Weight {
		Weight::from_parts(238869000, 1424)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(75955000, 662)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(95344000, 670)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn set_rate() -> Weight {
		Weight::from_parts(113996000, 740)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn claim() -> Weight {
		Weight::from_parts(425764000, 1860)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(18_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(500193000, 1860)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(18_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(372014000, 1683)
			.saturating_add(T::DbWeight::get().reads(14_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn transfer() -> Weight {
		Weight::from_parts(269536000, 1721)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(43701000, 662)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(492808000, 1743)
			.saturating_add(T::DbWeight::get().reads(15_u64))
			.saturating_add(T::DbWeight::get().writes(16_u64))
	}
	fn report() -> Weight {
		Weight::from_parts(54966000, 526)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn dispute() -> Weight {
		Weight::from_parts(77829000, 558)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn open_vault() -> Weight {
		Weight::from_parts(398022000, 844)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn fund_vault() -> Weight {
		Weight::from_parts(255645000, 1178)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn withdraw_vault() -> Weight {
		Weight::from_parts(316800000, 1472)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn close_vault() -> Weight {
		Weight::from_parts(247100000, 1343)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(195845000, 1152)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn serve_stream() -> Weight {
		Weight::from_parts(104050000, 703)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn serve_end() -> Weight {
		Weight::from_parts(301582000, 815)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(8_u64))
	}
	fn serve_vault() -> Weight {
		Weight::from_parts(155990000, 420)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(321540000, 1045)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(9_u64))
	}
}

impl WeightInfo for () {
	fn create() -> Weight {
		Weight::from_parts(251368000, 844)
			.saturating_add(RocksDbWeight::get().reads(13_u64))
			.saturating_add(RocksDbWeight::get().writes(13_u64))
	}
	fn create_from_vault() -> Weight {
		Weight::from_parts(151293000, 569)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(165913000, 1246)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn refund() -> Weight {
		Weight::from_parts(238869000, 1424)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn pause() -> Weight {
		Weight::from_parts(75955000, 662)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn resume() -> Weight {
		Weight::from_parts(95344000, 670)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn set_rate() -> Weight {
		Weight::from_parts(113996000, 740)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn claim() -> Weight {
		Weight::from_parts(425764000, 1860)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(18_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(500193000, 1860)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(18_u64))
	}
	fn cancel() -> Weight {
		Weight::from_parts(372014000, 1683)
			.saturating_add(RocksDbWeight::get().reads(14_u64))
			.saturating_add(RocksDbWeight::get().writes(16_u64))
	}
	fn transfer() -> Weight {
		Weight::from_parts(269536000, 1721)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(15_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(43701000, 662)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(492808000, 1743)
			.saturating_add(RocksDbWeight::get().reads(15_u64))
			.saturating_add(RocksDbWeight::get().writes(16_u64))
	}
	fn report() -> Weight {
		Weight::from_parts(54966000, 526)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn dispute() -> Weight {
		Weight::from_parts(77829000, 558)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn open_vault() -> Weight {
		Weight::from_parts(398022000, 844)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn fund_vault() -> Weight {
		Weight::from_parts(255645000, 1178)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn withdraw_vault() -> Weight {
		Weight::from_parts(316800000, 1472)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn close_vault() -> Weight {
		Weight::from_parts(247100000, 1343)
			.saturating_add(RocksDbWeight::get().reads(11_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(195845000, 1152)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn serve_stream() -> Weight {
		Weight::from_parts(104050000, 703)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn serve_end() -> Weight {
		Weight::from_parts(301582000, 815)
			.saturating_add(RocksDbWeight::get().reads(4_u64))
			.saturating_add(RocksDbWeight::get().writes(8_u64))
	}
	fn serve_vault() -> Weight {
		Weight::from_parts(155990000, 420)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(321540000, 1045)
			.saturating_add(RocksDbWeight::get().reads(9_u64))
			.saturating_add(RocksDbWeight::get().writes(9_u64))
	}
}
