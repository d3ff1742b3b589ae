//! The calls that cannot wait: a dispute is decided by when they get into a block.

use crate::{weighing::force_close_class, Call, Closings, Config, Pallet, WeightInfo};
use bloc_primitives::{
	channel::Told,
	urgent::{tried, Answer, Urgent},
};
use frame_support::{dispatch::DispatchClass, weights::Weight};
use sp_runtime::DispatchError;

impl<T: Config> Urgent<T::AccountId> for Call<T> {
	/// Does it, and takes it back: so a later state to which not both consent, the caller by
	/// presenting it, or a preimage for which nothing waits, takes nobody's place.
	fn ensure_urgent(&self, who: &T::AccountId) -> Result<Answer, DispatchError> {
		match self {
			Self::challenge { channel, state } => {
				let answered = Closings::<T>::get(channel).is_some_and(|it| it.is_answered());
				let answer = if answered { Answer::Further } else { Answer::First };
				tried(answer, || Pallet::<T>::do_challenge(who, *channel, state.clone()))
			},
			Self::force_close { channel, state } => {
				let close = || Pallet::<T>::do_force_close(who, *channel, state.clone());
				tried(Answer::First, close)
			},
			Self::contest_withdrawal { channel, side, state } => {
				let contest =
					|| Pallet::<T>::do_contest_withdrawal(who, *channel, *side, state.clone());
				tried(Answer::First, contest)
			},
			Self::reveal_for { channel, preimage } => {
				tried(Answer::First, || Pallet::<T>::do_reveal_for(who, *channel, *preimage))
			},
			_ => Ok(Answer::First),
		}
	}

	fn urgent_weight(&self) -> Weight {
		match self {
			Self::challenge { state, .. } => {
				let own = T::WeightInfo::challenge(state.body.htlcs.len() as u32);
				let own = Pallet::<T>::with_consents(own, Some(state));
				Pallet::<T>::with_told(own, Told::Challenged)
			},
			Self::force_close { state: Some(state), .. } => {
				let htlcs = state.body.htlcs.len() as u32;
				match force_close_class(htlcs) {
					DispatchClass::Operational => {
						let own = T::WeightInfo::force_close(htlcs);
						let own = Pallet::<T>::with_consents(own, Some(state));
						Pallet::<T>::with_told(own, Told::Closing)
							.saturating_add(Pallet::<T>::ending_requests())
					},
					_ => Weight::zero(),
				}
			},
			Self::contest_withdrawal { state, .. } => Pallet::<T>::contesting(Some(state)),
			Self::reveal_for { .. } => Pallet::<T>::reveal_for_weight(),
			_ => Weight::zero(),
		}
	}
}
