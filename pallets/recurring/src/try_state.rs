//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	types::{Due, Status, SubscriptionId},
	ByPayee, ByPayer, ByPlan, Config, NextPlanId, NextSubscriptionId, Pallet, Plans, PlansOf,
	RecordOf, Subscriptions, HORIZON_MS,
};
use alloc::collections::BTreeSet;
use bloc_primitives::Moment;
use bloc_timetable::{Entry, Timetable};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: BTreeSet<(Due, Moment)> =
			Timetable::<Self>::iter().map(|Entry { due_ms, payload }| (payload, due_ms)).collect();
		let horizon_ms = T::Clock::now().saturating_add(HORIZON_MS);
		ensure!(
			looks.iter().all(|(_, look_ms)| *look_ms <= horizon_ms),
			"R4: a look too far ahead"
		);
		for (id, record) in Subscriptions::<T>::iter() {
			Self::check_subscription(id, &record)?;
			Self::check_look(id, &record, &looks)?;
		}
		Self::check_indices()?;
		Self::check_plans()?;
		Timetable::<Self>::try_state()
	}

	/// R3, R5, R6 and R7, for one subscription.
	fn check_subscription(id: SubscriptionId, record: &RecordOf<T>) -> DispatchResult {
		let subscription = &record.subscription;
		ensure!(id < NextSubscriptionId::<T>::get(), "R3: an id that was not given yet");
		ensure!(subscription.payer != subscription.payee, "R3: a payer who is the payee");

		let limits = &subscription.limits;
		ensure!(limits.total.is_none_or(|most| subscription.paid <= most), "R5: too much was paid");
		let few = limits.payments.is_none_or(|most| subscription.payments <= most);
		ensure!(few, "R5: too many periods were paid");

		let next_ms = subscription.due_ms(subscription.next_period).unwrap_or(Moment::MAX);
		ensure!(subscription.paid_until_ms <= next_ms, "R6: what is paid is due again");
		if subscription.next_period == 0 {
			let unpaid = subscription.paid_until_ms == subscription.anchor_ms;
			ensure!(unpaid, "R6: paid for a time before the first period");
		}
		let delays = T::RetryDelaysMs::get().len();
		if let Status::PastDue { lacks, faults, .. } = subscription.status {
			let tried = usize::from(lacks.max(faults));
			ensure!(tried <= delays, "R6: a payment was tried too often");
			ensure!(lacks.max(faults) > 0, "R6: past due without a failure");
		}

		let notes = &record.history;
		ensure!(notes.is_sorted_by_key(|note| note.at_ms), "R7: a history out of order");
		Ok(())
	}

	/// R4: whatever is to be done by itself is in the timetable, in time.
	fn check_look(
		id: SubscriptionId,
		record: &RecordOf<T>,
		looks: &BTreeSet<(Due, Moment)>,
	) -> DispatchResult {
		let subscription = &record.subscription;
		if let Some(look_ms) = subscription.look_ms {
			ensure!(
				looks.contains(&(Due::Subscription(id), look_ms)),
				"R4: a look that nobody takes"
			);
		}
		if let Some(wanted_ms) = subscription.look() {
			let in_time = subscription.look_ms.is_some_and(|look_ms| look_ms <= wanted_ms);
			ensure!(in_time, "R4: a look too late");
		}
		Ok(())
	}

	/// R1: the indices name each subscription and plan, and nothing else.
	fn check_indices() -> DispatchResult {
		let record = |id| Subscriptions::<T>::get(id).ok_or("R1: an index of no subscription");
		let (mut payers, mut payees, mut on_plans) = (0_usize, 0_usize, 0_usize);
		for (who, id) in ByPayer::<T>::iter_keys() {
			ensure!(record(id)?.subscription.payer == who, "R1: an index of another payer");
			payers = payers.saturating_add(1);
		}
		for (who, id) in ByPayee::<T>::iter_keys() {
			ensure!(record(id)?.subscription.payee == who, "R1: an index of another payee");
			payees = payees.saturating_add(1);
		}
		for (plan, id) in ByPlan::<T>::iter_keys() {
			ensure!(record(id)?.subscription.plan == Some(plan), "R1: an index of another plan");
			on_plans = on_plans.saturating_add(1);
		}
		let all = Subscriptions::<T>::iter_keys().count();
		ensure!(payers == all && payees == all, "R1: a subscription without its indices");
		let planned = |record: &RecordOf<T>| record.subscription.plan.is_some();
		let planned = Subscriptions::<T>::iter_values().filter(planned).count();
		ensure!(on_plans == planned, "R1: a subscription that its plan does not know");
		Ok(())
	}

	/// R2 and R3: plans know how many subscriptions they have.
	fn check_plans() -> DispatchResult {
		let mut plans = 0_usize;
		for (id, record) in Plans::<T>::iter() {
			let plan = &record.plan;
			ensure!(id < NextPlanId::<T>::get(), "R3: an id that was not given yet");
			ensure!(PlansOf::<T>::contains_key(&plan.payee, id), "R1: a plan without its index");
			let subscribers = ByPlan::<T>::iter_key_prefix(id).count();
			ensure!(usize::try_from(plan.subscribers) == Ok(subscribers), "R2: a wrong count");
			ensure!(plan.is_in_use(), "R2: a retired plan that nobody uses");
			plans = plans.saturating_add(1);
		}
		ensure!(PlansOf::<T>::iter_keys().count() == plans, "R1: an index of no plan");
		for plan in Subscriptions::<T>::iter_values().filter_map(|record| record.subscription.plan)
		{
			ensure!(Plans::<T>::contains_key(plan), "R2: a subscription to no plan");
		}
		Ok(())
	}
}
