//! How the payee comes to its money: by a call, by the hook, and by reports of what was used.

use super::streams::Loaded;
use crate::{
	custody::{Money, PayoutsOf},
	types::{ProposalEnd, Report, StreamId, DAY_MS},
	Config, Error, Event, Pallet, Proposals, Streams, StreamsOf, WeightInfo,
};
use bloc_primitives::{hook_fee::HookFee, Balance, Moment};
use bloc_timetable::Outcome;
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Call::claim`](crate::Call::claim) and [`Call::withdraw`](crate::Call::withdraw): the
	/// latter names `by` and `to`.
	pub(crate) fn do_claim(
		withdrawal: Option<(&T::AccountId, &T::AccountId)>,
		id: StreamId,
	) -> DispatchResult {
		let mut loaded = Self::load(id)?;
		if let Some((by, to)) = withdrawal {
			ensure!(loaded.record.stream.payee == *by, Error::<T>::NotPayee);
			Self::ensure_not_pot(&loaded.record.stream.asset, to)?;
		}
		let to = withdrawal.map(|(_, to)| to);
		if let Some(reason) = loaded.ended() {
			return Self::end_now(loaded, reason, to);
		}
		let stream = &mut loaded.record.stream;
		let amount = stream.take_owed(loaded.now_ms).map_err(Error::<T>::from)?;
		ensure!(amount > 0, Error::<T>::NothingOwed);
		let (to, total) = (to.unwrap_or(&stream.payee).clone(), stream.paid);
		Money::<T>::pay_out(&stream.asset, &to, amount)?;
		Self::deposit_event(Event::Paid { stream: id, to, amount, total });
		Self::put(loaded);
		Ok(())
	}

	/// The hook's look at a stream: pays out what it owes, and ends it if its time is over. What is
	/// to be paid is added to `payouts`.
	pub(crate) fn serve_stream(
		id: StreamId,
		due_ms: Moment,
		now_ms: Moment,
		payouts: &mut PayoutsOf<T>,
	) -> Result<Outcome, DispatchError> {
		let record = Streams::<T>::get(id);
		let Some(record) = record.filter(|record| record.stream.due_ms == Some(due_ms)) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let mut loaded = Self::bring_up(id, record, now_ms)?;
		if let Some(reason) = loaded.ended() {
			let transfers = Self::end(loaded, reason, None)?.add_to(payouts);
			let weight = T::WeightInfo::serve_end().saturating_add(Self::transfers(transfers));
			return Ok(Outcome::Done(Some(weight)));
		}
		loaded.record.stream.due_ms = None;
		if !Self::charge_look(&loaded) {
			loaded.rests_until_ms = now_ms.saturating_add(DAY_MS);
			let retry_ms = loaded.rests_until_ms;
			Self::deposit_event(Event::HookFeeUnpaid { stream: id, retry_ms });
			Self::put(loaded);
			return Ok(Outcome::Done(Some(T::WeightInfo::serve_stream())));
		}
		let stream = &mut loaded.record.stream;
		let amount = stream.take_owed(now_ms).map_err(Error::<T>::from)?;
		let (asset, to, total) = (stream.asset.clone(), stream.payee.clone(), stream.paid);
		Self::put(loaded);
		if amount > 0 {
			Self::deposit_event(Event::Paid { stream: id, to: to.clone(), amount, total });
		}
		let transfers = u32::from(payouts.add(&asset, &to, amount));
		let weight = T::WeightInfo::serve_stream().saturating_add(Self::transfers(transfers));
		Ok(Outcome::Done(Some(weight)))
	}

	/// What each look of the hook costs the payer: all that it may weigh.
	pub(crate) fn fee_of_look() -> Balance {
		T::HookFee::of(T::WeightInfo::serve_stream().saturating_add(Self::transfers(1)))
	}

	/// Has the payer pay for a look of the hook. Whether that worked.
	fn charge_look(loaded: &Loaded<T>) -> bool {
		let fee = Self::fee_of_look();
		let paid = T::HookFee::charge(&loaded.record.stream.payer, fee).is_ok();
		if paid && fee > 0 {
			Self::deposit_event(Event::HookFeePaid { stream: loaded.id, fee });
		}
		paid
	}

	/// See [`Call::transfer`](crate::Call::transfer).
	pub(crate) fn do_transfer(
		who: &T::AccountId,
		id: StreamId,
		new: T::AccountId,
	) -> DispatchResult {
		let mut loaded = Self::load_of_payee(who, id)?;
		let stream = &mut loaded.record.stream;
		ensure!(new != stream.payer && new != *who, Error::<T>::SameParty);
		Self::ensure_not_pot(&stream.asset, &new)?;
		let amount = stream.take_owed(loaded.now_ms).map_err(Error::<T>::from)?;
		if amount > 0 {
			let mut payouts = PayoutsOf::<T>::default();
			payouts.add(&stream.asset, who, amount);
			payouts.pay();
			let total = stream.paid;
			Self::deposit_event(Event::Paid { stream: id, to: who.clone(), amount, total });
		}
		stream.payee = new.clone();
		StreamsOf::<T>::remove(who, id);
		StreamsOf::<T>::insert(&new, id, ());
		if Proposals::<T>::take(id).is_some() {
			let reason = ProposalEnd::Transferred;
			Self::deposit_event(Event::ProposalEnded { stream: id, reason });
		}
		Self::deposit_event(Event::Transferred { stream: id, old: who.clone(), new });
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::report`](crate::Call::report).
	pub(crate) fn do_report(who: &T::AccountId, id: StreamId, units: u64) -> DispatchResult {
		let mut loaded = Self::load_of_payee(who, id)?;
		let stream = &mut loaded.record.stream;
		let report = stream.report(units, loaded.now_ms).map_err(Error::<T>::from)?;
		let Report { number, amount, counts_ms, .. } = report;
		Self::deposit_event(Event::Reported { stream: id, number, units, amount, counts_ms });
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::dispute`](crate::Call::dispute).
	pub(crate) fn do_dispute(who: &T::AccountId, id: StreamId) -> DispatchResult {
		let mut loaded = Self::load_of_payer(who, id)?;
		let report = loaded.record.stream.strike().map_err(Error::<T>::from)?;
		let (units, amount) = (report.units, report.amount);
		Self::deposit_event(Event::Disputed { stream: id, units, amount });
		Self::put(loaded);
		Ok(())
	}
}
