//! What the calls of this pallet weigh.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Benchmarked weights. `h` is the number of HTLCs in a state.
pub trait WeightInfo {
	/// Of [`Call::open`](crate::Call::open).
	fn open() -> Weight;
	/// Of [`Call::offer`](crate::Call::offer).
	fn offer() -> Weight;
	/// Of [`Call::accept`](crate::Call::accept).
	fn accept() -> Weight;
	/// Of [`Call::decline`](crate::Call::decline), a cancelled and an expired offer.
	fn decline() -> Weight;
	/// Of [`Call::deposit`](crate::Call::deposit).
	fn deposit() -> Weight;
	/// Of [`Call::withdraw`](crate::Call::withdraw).
	fn withdraw() -> Weight;
	/// Of [`Call::pay`](crate::Call::pay).
	fn pay() -> Weight;
	/// Of [`Call::set_policy`](crate::Call::set_policy).
	fn set_policy() -> Weight;
	/// Of [`Call::commit`](crate::Call::commit).
	fn commit() -> Weight;
	/// Of [`Call::top_up`](crate::Call::top_up).
	fn top_up() -> Weight;
	/// Of [`Call::withdraw_committed`](crate::Call::withdraw_committed).
	fn withdraw_committed() -> Weight;
	/// Of [`Call::close`](crate::Call::close).
	fn close() -> Weight;
	/// Of [`Call::force_close`](crate::Call::force_close).
	fn force_close(h: u32) -> Weight;
	/// Of [`Call::challenge`](crate::Call::challenge).
	fn challenge(h: u32) -> Weight;
	/// Of [`Call::settle`](crate::Call::settle), with two penalties.
	fn settle(h: u32) -> Weight;
	/// Of [`Call::reveal_preimage`](crate::Call::reveal_preimage).
	fn reveal_preimage() -> Weight;
	/// Of [`Call::forget_preimage`](crate::Call::forget_preimage).
	fn forget_preimage() -> Weight;
	/// Of [`Call::claim_credit`](crate::Call::claim_credit).
	fn claim_credit() -> Weight;
	/// Of [`Lock::lock`](bloc_primitives::channel::Lock::lock).
	fn lock() -> Weight;
	/// Of [`Lock::settle`](bloc_primitives::channel::Lock::settle) and
	/// [`Lock::release`](bloc_primitives::channel::Lock::release), in a resolving channel.
	fn unlock() -> Weight;
}

/// Weights by counted storage and measured time on the template runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn open() -> Weight {
		Weight::from_parts(120_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn offer() -> Weight {
		Weight::from_parts(125_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(90_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(110_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(220_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(340_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(14_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(230_000_000, 8_000)
			.saturating_add(Weight::from_parts(400000, 2_600).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_add(0_u64.saturating_mul(h.into()))))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(230_000_000, 8_000)
			.saturating_add(Weight::from_parts(400000, 2_600).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_add(0_u64.saturating_mul(h.into()))))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(400_000_000, 8_000)
			.saturating_add(Weight::from_parts(3000000, 2_600).saturating_mul(h.into()))
			.saturating_add(T::DbWeight::get().reads(14_u64.saturating_add(1_u64.saturating_mul(h.into()))))
			.saturating_add(T::DbWeight::get().writes(18_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(60_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(50_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn lock() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(25_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
}

impl WeightInfo for () {
	fn open() -> Weight {
		Weight::from_parts(120_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(10_u64))
			.saturating_add(RocksDbWeight::get().writes(11_u64))
	}
	fn offer() -> Weight {
		Weight::from_parts(125_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(12_u64))
	}
	fn accept() -> Weight {
		Weight::from_parts(90_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(7_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(110_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(8_u64))
			.saturating_add(RocksDbWeight::get().writes(10_u64))
	}
	fn deposit() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn pay() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn set_policy() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn commit() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn withdraw_committed() -> Weight {
		Weight::from_parts(220_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(2_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(340_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(12_u64))
			.saturating_add(RocksDbWeight::get().writes(14_u64))
	}
	fn force_close(h: u32) -> Weight {
		Weight::from_parts(230_000_000, 8_000)
			.saturating_add(Weight::from_parts(400000, 2_600).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(6_u64.saturating_add(0_u64.saturating_mul(h.into()))))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn challenge(h: u32) -> Weight {
		Weight::from_parts(230_000_000, 8_000)
			.saturating_add(Weight::from_parts(400000, 2_600).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(4_u64.saturating_add(0_u64.saturating_mul(h.into()))))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn settle(h: u32) -> Weight {
		Weight::from_parts(400_000_000, 8_000)
			.saturating_add(Weight::from_parts(3000000, 2_600).saturating_mul(h.into()))
			.saturating_add(RocksDbWeight::get().reads(14_u64.saturating_add(1_u64.saturating_mul(h.into()))))
			.saturating_add(RocksDbWeight::get().writes(18_u64))
	}
	fn reveal_preimage() -> Weight {
		Weight::from_parts(60_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(6_u64))
	}
	fn forget_preimage() -> Weight {
		Weight::from_parts(50_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(3_u64))
			.saturating_add(RocksDbWeight::get().writes(3_u64))
	}
	fn claim_credit() -> Weight {
		Weight::from_parts(80_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(6_u64))
			.saturating_add(RocksDbWeight::get().writes(5_u64))
	}
	fn lock() -> Weight {
		Weight::from_parts(15_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(1_u64))
			.saturating_add(RocksDbWeight::get().writes(1_u64))
	}
	fn unlock() -> Weight {
		Weight::from_parts(25_000_000, 8_000)
			.saturating_add(RocksDbWeight::get().reads(5_u64))
			.saturating_add(RocksDbWeight::get().writes(4_u64))
	}
}
