//! Subscriptions: begun and ended.

use crate::{
	plan::PlanRecord,
	subscription::{Record, Subscription, Task},
	types::{Charges, Due, EndReason, Limits, PlanId, Status, SubscriptionId, Terms},
	AssetIdOf, ByPayee, ByPayer, ByPlan, Config, Error, Event, HistoryOf, NextSubscriptionId,
	Pallet, Plans, RecordOf, SubscriptionOf, Subscriptions, HORIZON_MS,
};
use bloc_primitives::{deposit, id::next_id, Moment};
use bloc_timetable::Entry;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The footprint that the payer of a subscription pays a deposit for: itself with a full history,
	/// three index entries and one on the timetable.
	pub fn subscription_footprint() -> Footprint {
		let account = <(T::AccountId, SubscriptionId)>::max_encoded_len().saturating_mul(2);
		let plan = <(PlanId, SubscriptionId)>::max_encoded_len();
		let entry = Entry::<Due>::max_encoded_len();
		let size = RecordOf::<T>::max_encoded_len()
			.saturating_add(account)
			.saturating_add(plan)
			.saturating_add(entry);
		Footprint::from_parts(5, size)
	}

	/// See [`Call::subscribe`](crate::Call::subscribe).
	pub(crate) fn do_subscribe(
		payer: T::AccountId,
		id: PlanId,
		edition: u32,
		limits: Limits,
	) -> DispatchResult {
		let PlanRecord { mut plan, ticket } = Self::plan_as_read(id, edition)?;
		ensure!(plan.join(), Error::<T>::TooManySubscribers);
		let details = plan.details.clone();
		let now_ms = T::Clock::now();
		let anchor_ms = now_ms.checked_add(details.trial_ms).ok_or(Error::<T>::BeyondCalendar)?;
		let mut subscription =
			Self::fresh(payer, plan.payee.clone(), details.asset, details.terms, limits, anchor_ms);
		subscription.plan = Some(id);
		subscription.payments_left = details.max_payments;
		Plans::<T>::insert(id, PlanRecord { plan, ticket });
		Self::create(subscription, now_ms)
	}

	/// See [`Call::authorise`](crate::Call::authorise).
	pub(crate) fn do_authorise(
		payer: T::AccountId,
		payee: T::AccountId,
		asset: AssetIdOf<T>,
		terms: Terms,
		limits: Limits,
		start_ms: Option<Moment>,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let anchor_ms = start_ms.unwrap_or(now_ms);
		ensure!(start_ms.is_none_or(|start_ms| start_ms > now_ms), Error::<T>::StartInPast);
		let wait_ms = anchor_ms.saturating_sub(now_ms);
		ensure!(wait_ms <= HORIZON_MS, Error::<T>::StartTooFar);
		Self::create(Self::fresh(payer, payee, asset, terms, limits, anchor_ms), now_ms)
	}

	/// See [`Call::cancel`](crate::Call::cancel).
	pub(crate) fn do_cancel(who: &T::AccountId, id: SubscriptionId) -> DispatchResult {
		let record = Self::record(id)?;
		let party = record.subscription.party(who).ok_or(Error::<T>::NotParty)?;
		Self::end(id, record, EndReason::Cancelled(party))
	}

	/// A subscription as it begins.
	fn fresh(
		payer: T::AccountId,
		payee: T::AccountId,
		asset: AssetIdOf<T>,
		terms: Terms,
		limits: Limits,
		anchor_ms: Moment,
	) -> SubscriptionOf<T> {
		Subscription {
			payer,
			payee,
			asset,
			plan: None,
			terms,
			limits,
			payments_left: None,
			proposed_price: None,
			anchor_ms,
			next_period: 0,
			paid_until_ms: anchor_ms,
			period_value: 0,
			credit: 0,
			payments: 0,
			paid: 0,
			charges: Charges::default(),
			status: Status::Active,
			look_ms: None,
		}
	}

	/// Stores a new subscription under an id of its own, and pays what is due at once.
	fn create(subscription: SubscriptionOf<T>, now_ms: Moment) -> DispatchResult {
		let Subscription { payer, payee, asset, plan, terms, limits, anchor_ms, .. } =
			&subscription;
		ensure!(payer != payee, Error::<T>::SameParty);
		Self::ensure_payable(asset, terms, *anchor_ms)?;
		ensure!(terms.price > 0 || limits.charges > 0, Error::<T>::ZeroAmount);
		ensure!(limits.end_ms.is_none_or(|end_ms| end_ms > *anchor_ms), Error::<T>::Expired);
		ensure!(subscription.is_worthwhile(), Error::<T>::LimitReached);

		let id = next_id::<NextSubscriptionId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(payer, Self::subscription_footprint())?;
		ByPayer::<T>::insert(payer, id, ());
		ByPayee::<T>::insert(payee, id, ());
		if let Some(plan) = plan {
			ByPlan::<T>::insert(plan, id, ());
		}
		Self::deposit_event(Event::Subscribed {
			subscription: id,
			payer: payer.clone(),
			payee: payee.clone(),
			asset: asset.clone(),
			plan: *plan,
			terms: *terms,
			limits: *limits,
			anchor_ms: *anchor_ms,
		});
		let mut record = Record { subscription, history: HistoryOf::<T>::default(), ticket };
		match record.subscription.task(now_ms) {
			Task::Pay(due) => Self::pay(id, record, &due, now_ms),
			_ => {
				Self::schedule(id, &mut record.subscription, now_ms);
				Subscriptions::<T>::insert(id, record);
				Ok(())
			},
		}
	}

	/// Removes all that is stored for a subscription and returns its deposit.
	pub(crate) fn end(
		id: SubscriptionId,
		record: RecordOf<T>,
		reason: EndReason,
	) -> DispatchResult {
		let Record { subscription, ticket, .. } = record;
		let Subscription { payer, payee, plan, paid, payments, paid_until_ms, .. } = subscription;
		Subscriptions::<T>::remove(id);
		ByPayer::<T>::remove(&payer, id);
		ByPayee::<T>::remove(&payee, id);
		Self::give_back(&payer, ticket);
		Self::deposit_event(Event::Ended {
			subscription: id,
			reason,
			paid,
			payments,
			paid_until_ms,
		});
		let Some(plan) = plan else { return Ok(()) };
		ByPlan::<T>::remove(plan, id);
		Self::leave_plan(plan)
	}

	/// Returns a deposit. If that cannot be it stays held: no reason to keep what it was for.
	pub(crate) fn give_back(who: &T::AccountId, ticket: T::Consideration) {
		let kept = |who, error| Self::deposit_event(Event::DepositKept { who, error });
		deposit::give_back(who, ticket, kept);
	}

	/// A subscription.
	pub(crate) fn record(id: SubscriptionId) -> Result<RecordOf<T>, DispatchError> {
		Subscriptions::<T>::get(id).ok_or_else(|| Error::<T>::NotFound.into())
	}
}
