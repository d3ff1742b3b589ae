//! The call that cannot wait: whether a leg is the receiver's is decided by when its preimage gets
//! into a block.

use crate::{Call, Config, Error, Legs, Pallet, WeightInfo};
use alloc::vec::Vec;
use bloc_primitives::urgent::{Answer, Urgent};
use frame_support::{ensure, weights::Weight};
use sp_runtime::DispatchError;

impl<T: Config> Urgent<T::AccountId> for Call<T> {
	/// A claim that has the preimage of an open leg, in time: all else would be included for
	/// nothing. One that also names what is no such leg takes more room than it needs, and pays for
	/// that.
	fn ensure_urgent(&self, _: &T::AccountId) -> Result<Answer, DispatchError> {
		let Self::claim { owners, preimage } = self else { return Ok(Answer::First) };
		ensure!(!owners.is_empty(), Error::<T>::NoLegs);
		let ruling = Pallet::<T>::ruling(*preimage);
		let refusal = |owner: &T::AccountId| {
			let record = Legs::<T>::get(owner, ruling.payment_hash);
			Pallet::<T>::ensure_pays(record.as_ref(), &ruling).err()
		};
		let mut refusals: Vec<_> = owners.iter().filter_map(refusal).collect();
		match refusals.len() {
			0 => Ok(Answer::First),
			refused if refused < owners.len() => Ok(Answer::Further),
			_ => Err(refusals.swap_remove(0).into()),
		}
	}

	fn urgent_weight(&self) -> Weight {
		match self {
			Self::claim { owners, .. } => {
				let legs = u64::try_from(owners.len()).unwrap_or(u64::MAX);
				T::WeightInfo::look().saturating_mul(legs)
			},
			_ => Weight::zero(),
		}
	}
}
