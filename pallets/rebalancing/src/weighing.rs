//! What the weights of calls are counted by.

use crate::{Config, CyclesOf, Pallet, WeightInfo};
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// What a manual run weighs. The line that was measured over runs of many cycles passes a write
	/// below a run of one: the caller's note is written once, however many cycles there are.
	pub(crate) fn rebalance_weight(cycles: &CyclesOf<T>) -> Weight {
		T::WeightInfo::rebalance(Self::hops(cycles)).saturating_add(T::DbWeight::get().writes(1))
	}

	/// The number of hops in all: what a run weighs by.
	pub(crate) fn hops(cycles: &CyclesOf<T>) -> u32 {
		let hops = cycles.iter().map(|cycle| u32::try_from(cycle.len()).unwrap_or(u32::MAX));
		hops.fold(0, u32::saturating_add)
	}
}
