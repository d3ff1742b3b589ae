//! What clients ask: the answers of view functions and of the runtime API.

use crate::{
	types::{Note, PlanId, State, SubscriptionId},
	ByPayee, ByPayer, ByPlan, Config, Pallet, PlansOf, Subscriptions,
};
use alloc::vec::Vec;
use bloc_primitives::{paging::page, Balance, Moment};
use frame_support::traits::Time;

/// The most instants that a query answers with.
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
		page::<PlansOf<T>, _, _>(payee, after, limit)
	}

	pub(crate) fn page_by_payer(
		payer: &T::AccountId,
		after: Option<SubscriptionId>,
		limit: u32,
	) -> Vec<SubscriptionId> {
		page::<ByPayer<T>, _, _>(payer, after, limit)
	}

	pub(crate) fn page_by_payee(
		payee: &T::AccountId,
		after: Option<SubscriptionId>,
		limit: u32,
	) -> Vec<SubscriptionId> {
		page::<ByPayee<T>, _, _>(payee, after, limit)
	}

	pub(crate) fn page_by_plan(
		plan: PlanId,
		after: Option<SubscriptionId>,
		limit: u32,
	) -> Vec<SubscriptionId> {
		page::<ByPlan<T>, _, _>(&plan, after, limit)
	}
}
