//! The traits that the pallet implements for others: it is told how payments end that its legs are
//! tied to.

use crate::{Config, Pallet};
use bloc_primitives::{
	payment::{End, Ties},
	PaymentHash,
};
use frame_support::weights::Weight;
use sp_runtime::DispatchError;

impl<T: Config> Ties<T::AccountId> for Pallet<T> {
	fn ended(owner: &T::AccountId, hash: PaymentHash, end: End) -> Result<Weight, DispatchError> {
		Self::end_tied(owner, hash, end)
	}

	fn weight() -> Weight {
		Self::tied_weight()
	}
}
