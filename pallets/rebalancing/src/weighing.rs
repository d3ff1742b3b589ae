//! What the weights of calls are counted by.

use crate::{Config, CyclesOf, Pallet};

impl<T: Config> Pallet<T> {
	/// The number of hops in all: what a run weighs by.
	pub(crate) fn hops(cycles: &CyclesOf<T>) -> u32 {
		let hops = cycles.iter().map(|cycle| u32::try_from(cycle.len()).unwrap_or(u32::MAX));
		hops.fold(0, u32::saturating_add)
	}
}
