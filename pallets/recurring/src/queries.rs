//! What clients ask: the answers of view functions and of the runtime API.

use crate::{
	types::{Note, PlanId, State, SubscriptionId},
	ByPayee, ByPayer, ByPlan, Config, Pallet, PlansOf, Subscriptions,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use frame_support::traits::Time;

/// The most names that a query answers with.
const MAX_PAGE: u32 = 1_000;
/// The most instants that a query answers with.
const MAX_DUES: u32 = 100;

/// The first `limit` of them, and no more than a page.
fn page<Id>(ids: impl Iterator<Item = Id>, limit: u32) -> Vec<Id> {
	ids.take(usize::try_from(limit.min(MAX_PAGE)).unwrap_or(usize::MAX)).collect()
}

impl<T: Config> Pallet<T> {
	pub(crate) fn state_of(id: SubscriptionId) -> Option<State> {
		let record = Subscriptions::<T>::get(id)?;
		Some(record.subscription.state(T::Clock::now()))
	}

	pub(crate) fn next_due_of(id: SubscriptionId, limit: u32) -> Vec<Moment> {
		let Some(record) = Subscriptions::<T>::get(id) else { return Vec::new() };
		record.subscription.next_dues(T::Clock::now(), limit.min(MAX_DUES))
	}

	pub(crate) fn history_of(id: SubscriptionId) -> Vec<Note> {
		Subscriptions::<T>::get(id).map_or(Vec::new(), |record| record.history.into_inner())
	}

	pub(crate) fn credit_of(id: SubscriptionId) -> Option<Balance> {
		let record = Subscriptions::<T>::get(id)?;
		Some(record.subscription.credit_at(T::Clock::now()))
	}

	pub(crate) fn page_of_plans(
		payee: &T::AccountId,
		after: Option<PlanId>,
		limit: u32,
	) -> Vec<PlanId> {
		match after {
			Some(id) => {
				let key = PlansOf::<T>::hashed_key_for(payee, id);
				page(PlansOf::<T>::iter_key_prefix_from(payee, key), limit)
			},
			None => page(PlansOf::<T>::iter_key_prefix(payee), limit),
		}
	}

	pub(crate) fn page_by_payer(
		payer: &T::AccountId,
		after: Option<SubscriptionId>,
		limit: u32,
	) -> Vec<SubscriptionId> {
		match after {
			Some(id) => {
				let key = ByPayer::<T>::hashed_key_for(payer, id);
				page(ByPayer::<T>::iter_key_prefix_from(payer, key), limit)
			},
			None => page(ByPayer::<T>::iter_key_prefix(payer), limit),
		}
	}

	pub(crate) fn page_by_payee(
		payee: &T::AccountId,
		after: Option<SubscriptionId>,
		limit: u32,
	) -> Vec<SubscriptionId> {
		match after {
			Some(id) => {
				let key = ByPayee::<T>::hashed_key_for(payee, id);
				page(ByPayee::<T>::iter_key_prefix_from(payee, key), limit)
			},
			None => page(ByPayee::<T>::iter_key_prefix(payee), limit),
		}
	}

	pub(crate) fn page_by_plan(
		plan: PlanId,
		after: Option<SubscriptionId>,
		limit: u32,
	) -> Vec<SubscriptionId> {
		match after {
			Some(id) => {
				let key = ByPlan::<T>::hashed_key_for(plan, id);
				page(ByPlan::<T>::iter_key_prefix_from(plan, key), limit)
			},
			None => page(ByPlan::<T>::iter_key_prefix(plan), limit),
		}
	}
}
