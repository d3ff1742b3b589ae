//! Changes while a subscription lasts: breaks, limits, prices, plans.

use crate::{
	plan::PlanRecord,
	types::{Limits, Party, PlanId, Status, SubscriptionId},
	ByPlan, Config, Error, Event, Pallet, Plans, RecordOf, SubscriptionOf, Subscriptions,
};
use bloc_primitives::Balance;
use frame_support::{ensure, traits::Time};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Call::pause`](crate::Call::pause).
	pub(crate) fn do_pause(who: &T::AccountId, id: SubscriptionId) -> DispatchResult {
		let mut record = Self::record(id)?;
		let by = record.subscription.party(who).ok_or(Error::<T>::NotParty)?;
		let now_ms = T::Clock::now();
		record.subscription.pause(by, now_ms).map_err(Error::<T>::from)?;
		Self::schedule(id, &mut record.subscription, now_ms);
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::Paused { subscription: id, by });
		Ok(())
	}

	/// See [`Call::resume`](crate::Call::resume).
	pub(crate) fn do_resume(who: &T::AccountId, id: SubscriptionId) -> DispatchResult {
		let mut record = Self::record(id)?;
		let subscription = &mut record.subscription;
		let party = subscription.party(who).ok_or(Error::<T>::NotParty)?;
		let Status::Paused { by, .. } = subscription.status else {
			return Err(Error::<T>::NotPaused.into());
		};
		ensure!(party == by, Error::<T>::NotPauser);
		let now_ms = T::Clock::now();
		let first = subscription.next_period;
		let count = subscription.resume(now_ms);
		Self::deposit_skipped(id, first, count);
		let next_due_ms = subscription.next().map(|(_, due_ms)| due_ms);
		Self::schedule(id, subscription, now_ms);
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::Resumed { subscription: id, next_due_ms });
		Ok(())
	}

	/// See [`Call::set_limits`](crate::Call::set_limits).
	pub(crate) fn do_set_limits(
		who: &T::AccountId,
		id: SubscriptionId,
		limits: Limits,
	) -> DispatchResult {
		let mut record = Self::record_of(who, id, Party::Payer)?;
		let subscription = &mut record.subscription;
		let now_ms = T::Clock::now();
		let Limits { total, payments, end_ms, .. } = limits;
		ensure!(end_ms.is_none_or(|end_ms| end_ms > now_ms), Error::<T>::Expired);
		ensure!(total.is_none_or(|most| most >= subscription.paid), Error::<T>::LimitBelowPaid);
		ensure!(
			payments.is_none_or(|most| most >= subscription.payments),
			Error::<T>::LimitBelowPaid
		);
		subscription.limits = limits;
		Self::schedule(id, subscription, now_ms);
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::LimitsSet { subscription: id, limits });
		Ok(())
	}

	/// See [`Call::propose_price`](crate::Call::propose_price).
	pub(crate) fn do_propose_price(
		who: &T::AccountId,
		id: SubscriptionId,
		price: Option<Balance>,
	) -> DispatchResult {
		let mut record = Self::record_of(who, id, Party::Payee)?;
		ensure!(price != Some(0), Error::<T>::ZeroAmount);
		record.subscription.proposed_price = price;
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::PriceProposed { subscription: id, price });
		Ok(())
	}

	/// See [`Call::accept_price`](crate::Call::accept_price).
	pub(crate) fn do_accept_price(
		who: &T::AccountId,
		id: SubscriptionId,
		price: Balance,
	) -> DispatchResult {
		let mut record = Self::record_of(who, id, Party::Payer)?;
		let subscription = &mut record.subscription;
		let new = subscription.proposed_price.take().ok_or(Error::<T>::NotProposed)?;
		ensure!(new == price, Error::<T>::TermsChanged);
		let old = core::mem::replace(&mut subscription.terms.price, new);
		// Where nothing was paid by itself so far, only what comes due from now on is.
		let now_ms = T::Clock::now();
		if old == 0 {
			Self::begin(id, subscription, now_ms);
		}
		Self::schedule(id, subscription, now_ms);
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::PriceChanged { subscription: id, old, new });
		Ok(())
	}

	/// See [`Call::change_plan`](crate::Call::change_plan).
	pub(crate) fn do_change_plan(
		who: &T::AccountId,
		id: SubscriptionId,
		new: PlanId,
		edition: u32,
	) -> DispatchResult {
		let mut record = Self::record_of(who, id, Party::Payer)?;
		let subscription = &mut record.subscription;
		let PlanRecord { mut plan, ticket } = Self::plan_as_read(new, edition)?;
		let details = plan.details.clone();
		ensure!(plan.payee == subscription.payee, Error::<T>::WrongPayee);
		ensure!(details.asset == subscription.asset, Error::<T>::WrongAsset);
		let old = subscription.plan;
		if old != Some(new) {
			ensure!(plan.join(), Error::<T>::TooManySubscribers);
			Plans::<T>::insert(new, PlanRecord { plan, ticket });
			ByPlan::<T>::insert(new, id, ());
			if let Some(old) = old {
				ByPlan::<T>::remove(old, id);
				Self::leave_plan(old)?;
			}
		}
		let now_ms = T::Clock::now();
		let terms = details.terms;
		let due = subscription
			.change_plan(new, terms, details.max_payments, now_ms)
			.map_err(Error::<T>::from)?;
		Self::ensure_payable(&subscription.asset, &terms, subscription.anchor_ms)?;
		ensure!(due.is_some() || subscription.is_worthwhile(), Error::<T>::LimitReached);
		let (credit, anchor_ms) = (subscription.credit, subscription.anchor_ms);
		Self::deposit_event(Event::PlanChanged {
			subscription: id,
			old,
			new,
			terms,
			credit,
			anchor_ms,
		});
		if let Some(due) = due {
			return Self::pay(id, record, &due, now_ms);
		}
		Self::schedule(id, subscription, now_ms);
		Subscriptions::<T>::insert(id, record);
		Ok(())
	}

	/// See [`Call::prune_history`](crate::Call::prune_history).
	pub(crate) fn do_prune_history(
		who: &T::AccountId,
		id: SubscriptionId,
		keep: u32,
	) -> DispatchResult {
		let mut record = Self::record_of(who, id, Party::Payer)?;
		let keep = usize::try_from(keep).unwrap_or(usize::MAX);
		let old = record.history.len().saturating_sub(keep);
		record.history.drain(..old);
		let left = u32::try_from(record.history.len()).unwrap_or(u32::MAX);
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::HistoryPruned { subscription: id, left });
		Ok(())
	}

	/// Forgives what came due before now.
	fn begin(id: SubscriptionId, subscription: &mut SubscriptionOf<T>, now_ms: u64) {
		let (first, status) = (subscription.next_period, subscription.status);
		let count = subscription.resume(now_ms);
		subscription.status = status;
		Self::deposit_skipped(id, first, count);
	}

	/// Deposits the event that periods are forgiven, if any are.
	pub(crate) fn deposit_skipped(subscription: SubscriptionId, first: u64, count: u64) {
		if count > 0 {
			Self::deposit_event(Event::PeriodsSkipped { subscription, first, count });
		}
	}

	/// A subscription of which `who` is the party asked for.
	pub(crate) fn record_of(
		who: &T::AccountId,
		id: SubscriptionId,
		party: Party,
	) -> Result<RecordOf<T>, DispatchError> {
		let record = Self::record(id)?;
		let is = record.subscription.party(who).ok_or(Error::<T>::NotParty)?;
		let wrong = match party {
			Party::Payer => Error::<T>::NotPayer,
			Party::Payee => Error::<T>::NotPayee,
		};
		ensure!(is == party, wrong);
		Ok(record)
	}
}
