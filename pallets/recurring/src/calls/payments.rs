//! Payments: made, failed, charged, settled.

use crate::{
	subscription::{AfterFailure, DuePeriod, Task},
	types::{Cause, Due, Happening, Note, Party, Status, SubscriptionId},
	AssetIdOf, Config, Error, Event, Pallet, RecordOf, SubscriptionOf, Subscriptions, WeightInfo,
};
use bloc_primitives::{hook_fee::HookFee, transfer, Balance, Moment};
use bloc_timetable::{Outcome, Owner};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungibles::Inspect,
		tokens::{Preservation, WithdrawConsequence},
		Get, Time,
	},
	weights::Weight,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Does what the hook finds to be done with a subscription. To be called inside a storage
	/// transaction.
	pub(crate) fn look_at(
		id: SubscriptionId,
		look_ms: Moment,
		now_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let record = Subscriptions::<T>::get(id);
		let Some(mut record) = record.filter(|record| record.subscription.look_ms == Some(look_ms))
		else {
			return Ok(Outcome::Stale(Some(T::WeightInfo::look())));
		};
		match record.subscription.task(now_ms) {
			Task::Pay(due) => {
				Self::charge_run(id, &record.subscription)?;
				Self::pay(id, record, &due, now_ms)?;
				Ok(Outcome::Done(Some(T::WeightInfo::pay())))
			},
			Task::End(reason) => {
				Self::end(id, record, reason)?;
				Ok(Outcome::Done(Some(T::WeightInfo::end())))
			},
			Task::Wait => {
				let subscription = &mut record.subscription;
				if matches!(subscription.status, Status::PastDue { .. }) {
					// Nothing is owed any more: the look was for nothing.
					subscription.status = Status::Active;
				}
				Self::schedule(id, subscription, now_ms);
				Subscriptions::<T>::insert(id, record);
				Ok(Outcome::Done(Some(T::WeightInfo::look())))
			},
		}
	}

	/// Takes up what the hook could not do because of `error`, and what it did of it is undone. Never
	/// fails itself.
	pub(crate) fn look_failed(id: SubscriptionId, now_ms: Moment, error: DispatchError) {
		let Ok(record) = Self::record(id) else { return };
		let done = match record.subscription.task(now_ms) {
			Task::Pay(due) => with_storage_layer(|| {
				// What was charged is undone with the rest, and the work is done all the same.
				let charged = Self::charge_run(id, &record.subscription).is_ok();
				let subscription = &record.subscription;
				let lacks = !charged && !T::HookFee::has(&subscription.payer, Self::fee_of_run());
				let cause = match Self::cause_of(subscription, due.pull) {
					Cause::Fault if lacks => Cause::InsufficientFunds,
					cause => cause,
				};
				Self::fail(id, record, &due, (cause, error), now_ms)
			}),
			_ => Err(error),
		};
		if let Err(error) = done {
			Subscriptions::<T>::mutate_extant(id, |record| {
				record.subscription.status = Status::Suspended { since_ms: now_ms };
				record.subscription.look_ms = None;
			});
			Self::service_failed(Due::Subscription(id), error);
		}
	}

	/// See [`Call::settle`](crate::Call::settle). Returns what it weighed.
	pub(crate) fn do_settle(id: SubscriptionId) -> Result<Weight, DispatchError> {
		let record = Self::record(id)?;
		let now_ms = T::Clock::now();
		let due = match record.subscription.task(now_ms) {
			Task::Wait => return Err(Error::<T>::NotDue.into()),
			Task::End(reason) => {
				return Self::end(id, record, reason).map(|()| T::WeightInfo::end());
			},
			Task::Pay(due) => due,
		};
		// Only what the hook would do now may count as a failure: nobody can use up another's retries.
		let in_time = record.subscription.look().is_some_and(|look_ms| look_ms <= now_ms);
		match with_storage_layer(|| Self::pay(id, record.clone(), &due, now_ms)) {
			Ok(()) => Ok(T::WeightInfo::pay()),
			Err(error) if in_time => {
				let cause = Self::cause_of(&record.subscription, due.pull);
				Self::fail(id, record, &due, (cause, error), now_ms).map(|()| Self::heaviest())
			},
			Err(error) => Err(error),
		}
	}

	/// What each run by the hook costs the payer.
	pub(crate) fn fee_of_run() -> Balance {
		T::HookFee::of(T::WeightInfo::pay())
	}

	/// Has the payer pay for a run by the hook.
	fn charge_run(id: SubscriptionId, subscription: &SubscriptionOf<T>) -> DispatchResult {
		let fee = Self::fee_of_run();
		T::HookFee::charge(&subscription.payer, fee).map_err(|_| Error::<T>::HookFeeUnpaid)?;
		if fee > 0 {
			Self::deposit_event(Event::HookFeePaid { subscription: id, fee });
		}
		Ok(())
	}

	/// Pays a period. To be called inside a storage transaction.
	pub(crate) fn pay(
		id: SubscriptionId,
		mut record: RecordOf<T>,
		due: &DuePeriod,
		now_ms: Moment,
	) -> DispatchResult {
		let subscription = &mut record.subscription;
		Self::transfer(subscription, due.pull)?;
		let first = subscription.next_period;
		subscription.mark_paid(due);
		Self::deposit_skipped(id, first, due.skipped);
		Self::deposit_event(Event::Paid {
			subscription: id,
			period: due.period,
			due_ms: due.due_ms,
			amount: due.pull,
			paid: subscription.paid,
			payments: subscription.payments,
			paid_until_ms: subscription.paid_until_ms,
		});
		Self::schedule(id, subscription, now_ms);
		Self::note_skipped(&mut record, first, due, now_ms);
		let what = Happening::Paid { period: due.period, amount: due.pull };
		Self::note(&mut record, now_ms, what);
		Subscriptions::<T>::insert(id, record);
		Ok(())
	}

	/// Notes that a period could not be paid, and why.
	fn fail(
		id: SubscriptionId,
		mut record: RecordOf<T>,
		due: &DuePeriod,
		(cause, error): (Cause, DispatchError),
		now_ms: Moment,
	) -> DispatchResult {
		let subscription = &mut record.subscription;
		let first = subscription.next_period;
		let delays_ms = T::RetryDelaysMs::get();
		let after = subscription.fail(due, cause, now_ms, &delays_ms);
		let retry_ms = match after {
			AfterFailure::Retry(retry_ms) => Some(retry_ms),
			_ => None,
		};
		Self::deposit_skipped(id, first, due.skipped);
		let (period, amount) = (due.period, due.pull);
		Self::deposit_event(Event::PaymentFailed {
			subscription: id,
			period,
			amount,
			cause,
			error,
			retry_ms,
		});
		match after {
			AfterFailure::End(reason) => return Self::end(id, record, reason),
			AfterFailure::Suspend => Self::deposit_event(Event::Suspended { subscription: id }),
			AfterFailure::Retry(_) => {},
		}
		Self::schedule(id, subscription, now_ms);
		Self::note_skipped(&mut record, first, due, now_ms);
		Self::note(&mut record, now_ms, Happening::Failed { period, cause });
		Subscriptions::<T>::insert(id, record);
		Ok(())
	}

	/// See [`Call::charge`](crate::Call::charge).
	pub(crate) fn do_charge(
		who: &T::AccountId,
		id: SubscriptionId,
		amount: Balance,
		reference: H256,
	) -> DispatchResult {
		let mut record = Self::record_of(who, id, Party::Payee)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now_ms = T::Clock::now();
		let subscription = &mut record.subscription;
		subscription.charge(amount, now_ms).map_err(Error::<T>::from)?;
		Self::transfer(subscription, amount)?;
		let (charged, paid) = (subscription.charges.amount, subscription.paid);
		Self::note(&mut record, now_ms, Happening::Charged { amount });
		Subscriptions::<T>::insert(id, record);
		Self::deposit_event(Event::Charged { subscription: id, amount, reference, charged, paid });
		Ok(())
	}

	/// From payer to payee, without killing the payer's account.
	fn transfer(subscription: &SubscriptionOf<T>, amount: Balance) -> DispatchResult {
		let (payer, payee) = (&subscription.payer, &subscription.payee);
		let asset = &subscription.asset;
		transfer::<T::Assets, _>(asset, payer, payee, amount, Preservation::Preserve)
	}

	/// The reason of a failed transfer.
	fn cause_of(subscription: &SubscriptionOf<T>, amount: Balance) -> Cause {
		let asset = || -> AssetIdOf<T> { subscription.asset.clone() };
		let payer = &subscription.payer;
		// Of an amount `pallet-assets` would first say whether there is so much of the asset at all.
		let consequence = T::Assets::can_withdraw(asset(), payer, 0);
		if consequence == WithdrawConsequence::UnknownAsset {
			return Cause::AssetGone;
		}
		// What is locked or frozen is there all the same: only want of money ends a subscription.
		let wanted = amount.saturating_add(T::Assets::minimum_balance(asset()));
		match T::Assets::balance(asset(), payer) < wanted {
			true => Cause::InsufficientFunds,
			false => Cause::Fault,
		}
	}

	/// Notes what catching up forgave.
	fn note_skipped(record: &mut RecordOf<T>, first: u64, due: &DuePeriod, now_ms: Moment) {
		if due.skipped > 0 {
			let what = Happening::Skipped { period: first, count: due.skipped };
			Self::note(record, now_ms, what);
		}
	}

	/// Adds to the history, in the place of the oldest note if it is full.
	fn note(record: &mut RecordOf<T>, at_ms: Moment, what: Happening) {
		let history = &mut record.history;
		let most = usize::try_from(T::MaxHistory::get()).unwrap_or(usize::MAX);
		if history.len() >= most && !history.is_empty() {
			history.remove(0);
		}
		// Does not fit only where no history is kept at all.
		let _ = history.try_push(Note { at_ms, what });
	}
}
