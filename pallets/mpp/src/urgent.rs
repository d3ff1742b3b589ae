//! The call that cannot wait: whether a payment is paid is decided by when it gets into a block.

use crate::{Call, Config, Pallet, WeightInfo};
use bloc_primitives::urgent::{Answer, Urgent};
use frame_support::weights::Weight;
use sp_runtime::DispatchError;

impl<T: Config> Urgent<T::AccountId> for Call<T> {
	/// A claim that has the preimage of a complete payment, in time: all else would be included for
	/// nothing.
	fn ensure_urgent(&self, who: &T::AccountId) -> Result<Answer, DispatchError> {
		match self {
			Self::claim { payment, preimage, size } => {
				Pallet::<T>::claimable(who, *payment, preimage, size).map(|_| Answer::First)
			},
			_ => Ok(Answer::First),
		}
	}

	fn urgent_weight(&self) -> Weight {
		match self {
			Self::claim { .. } => T::WeightInfo::look(),
			_ => Weight::zero(),
		}
	}
}
