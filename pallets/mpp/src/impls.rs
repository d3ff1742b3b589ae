//! The traits that the pallet implements for others: it is told of preimages.

use crate::{types::Due, Complete, Config, Pallet, WeightInfo};
use bloc_primitives::{preimage::PreimageSink, Moment, PaymentHash, Preimage};
use bloc_timetable::Owner;
use frame_support::weights::Weight;
use sp_runtime::DispatchResult;

/// The number of payments that one preimage has settled soon. There is rarely more than one with a
/// hash; any further ones are settled by a call, or at their deadline.
pub const PROMPT: usize = 4;

impl<T: Config> PreimageSink for Pallet<T> {
	/// The payments that wait for it are settled by the hook, soon. If anything should go amiss with
	/// that, they are at their deadline: that it was revealed before counts.
	fn revealed(hash: &PaymentHash, _: &Preimage, now_ms: Moment) -> DispatchResult {
		for (_, payment) in Complete::<T>::iter_prefix(hash).take(PROMPT) {
			Self::push(now_ms, Due::Payment(payment));
		}
		Ok(())
	}

	fn weight() -> Weight {
		T::WeightInfo::revealed()
	}
}
