//! The answers of view functions and of the runtime API that are computed.

use crate::{
	types::{State, SubscriptionId},
	Config, Pallet, Subscriptions,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use frame_support::traits::Time;

/// The most instants in one answer.
const MAX_DUES: u32 = 100;

impl<T: Config> Pallet<T> {
	pub(crate) fn state_of(id: SubscriptionId) -> Option<State> {
		let record = Subscriptions::<T>::get(id)?;
		Some(record.subscription.state(T::Clock::now()))
	}

	pub(crate) fn next_due_of(id: SubscriptionId, limit: u32) -> Vec<Moment> {
		let Some(record) = Subscriptions::<T>::get(id) else { return Vec::new() };
		record.subscription.next_dues(T::Clock::now(), limit.min(MAX_DUES))
	}

	pub(crate) fn credit_of(id: SubscriptionId) -> Option<Balance> {
		let record = Subscriptions::<T>::get(id)?;
		Some(record.subscription.credit_at(T::Clock::now()))
	}
}
