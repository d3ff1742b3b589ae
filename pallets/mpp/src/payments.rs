//! How payments begin and end.

use crate::{
	schedule::Schedule,
	transitions::Verdict,
	types::{
		Due, InvoiceStatus, Locks, PartId, Payment, PaymentId, PaymentRecord, Places,
		ReleaseReason, Routes,
	},
	ByPayee, ByPayer, Complete, Config, Error, Event, InvoiceRefOf, Invoices, NextPaymentId,
	Pallet, Parts, PaymentOf, Payments, RecordOf,
};
use bloc_primitives::{
	channel::{Lock, Locked},
	invoice::Feature,
	preimage::Registry,
	Balance, Moment, PaymentHash, Preimage,
};
use bloc_timetable::{Entry, Timetable};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What the payer of a payment pays a storage deposit for: the payment, its entries in three
	/// indices and two on the timetable; each part; and each channel in which one is locked. Those
	/// take little storage, but somebody else's liquidity: each counts as an item.
	pub fn payment_footprint(payment: &PaymentOf<T>) -> Footprint {
		let account = <(T::AccountId, PaymentId)>::max_encoded_len();
		let complete = <(PaymentHash, T::AccountId, PaymentId)>::max_encoded_len();
		let part = <(PaymentId, PartId)>::max_encoded_len();
		let entry = Entry::<Due>::max_encoded_len();
		let of = |count: u32, size: usize| {
			usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(size)
		};
		let size = RecordOf::<T>::max_encoded_len()
			.saturating_add(account.saturating_mul(2))
			.saturating_add(complete)
			.saturating_add(entry.saturating_mul(2))
			.saturating_add(of(payment.parts.len(), part))
			.saturating_add(of(payment.hops, Locked::max_encoded_len()));
		let items = payment.parts.len().saturating_add(payment.hops).saturating_add(6);
		Footprint::from_parts(usize::try_from(items).unwrap_or(usize::MAX), size)
	}

	/// See [`Call::pay`](crate::Call::pay).
	pub(crate) fn do_pay(
		payer: T::AccountId,
		invoice: InvoiceRefOf<T>,
		total: Balance,
		routes: Routes,
		max_fee: Balance,
		deadline_ms: Moment,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let (document, record) = Self::payable(&payer, invoice, total, now_ms)?;
		let payment_hash = document.payment_hash;
		let claim_ms = T::MinClaimMs::get();
		ensure!(deadline_ms >= now_ms.saturating_add(claim_ms), Error::<T>::DeadlineTooSoon);
		let latest_ms = document.deadline_ms.min(now_ms.saturating_add(T::MaxHoldMs::get()));
		ensure!(deadline_ms <= latest_ms, Error::<T>::DeadlineTooLate);
		ensure!(T::Preimages::revealed(&payment_hash).is_none(), Error::<T>::AlreadyRevealed);

		let id = NextPaymentId::<T>::get();
		let next = id.0.checked_add(1).ok_or(Error::<T>::Overflow)?;
		NextPaymentId::<T>::put(PaymentId(next));
		let gathered_ms = now_ms.saturating_add(T::MaxGatherMs::get());
		let complete_by_ms = gathered_ms.min(deadline_ms.saturating_sub(claim_ms));
		let in_parts = document.features.has(Feature::Mpp);
		let mut payment = Payment {
			payer,
			payee: document.payee,
			asset: document.asset,
			payment_hash,
			registered: record.is_some(),
			total,
			max_fee,
			received: 0,
			fees: 0,
			parts: Places::default(),
			hops: 0,
			complete_by_ms,
			deadline_ms,
		};
		Self::deposit_event(Event::PaymentOpened {
			payment: id,
			payer: payment.payer.clone(),
			payee: payment.payee.clone(),
			asset: payment.asset.clone(),
			payment_hash,
			total,
			max_fee,
			complete_by_ms,
			deadline_ms,
		});
		Self::lock_parts(id, &mut payment, routes)?;
		let whole = payment.is_complete() && payment.parts.len() == 1;
		ensure!(in_parts || whole, Error::<T>::SinglePartOnly);

		let ticket = T::Consideration::new(&payment.payer, Self::payment_footprint(&payment))?;
		ByPayer::<T>::insert(&payment.payer, id, ());
		if payment.is_complete() {
			Self::completed(id, &payment);
		}
		Timetable::<Schedule<T>>::push(payment.look_ms(), Due::Payment(id));
		Payments::<T>::insert(id, PaymentRecord { payment, ticket });
		Ok(())
	}

	/// See [`Call::claim`](crate::Call::claim). What settling weighed.
	pub(crate) fn do_claim(
		who: &T::AccountId,
		id: PaymentId,
		preimage: Preimage,
	) -> Result<Weight, DispatchError> {
		let record = Self::record(id)?;
		let payment = &record.payment;
		ensure!(preimage.payment_hash() == payment.payment_hash, Error::<T>::BadPreimage);
		payment.ensure_claimable(T::Clock::now()).map_err(Error::<T>::from)?;
		let used = Self::settle(id, record, preimage)?;
		// It is settled already, so that this tells others of it, and not this pallet of its own.
		T::Preimages::reveal(who, preimage)?;
		Ok(used)
	}

	/// See [`Call::cancel`](crate::Call::cancel). What releasing weighed.
	pub(crate) fn do_cancel(who: &T::AccountId, id: PaymentId) -> Result<Weight, DispatchError> {
		let record = Self::record(id)?;
		let payment = &record.payment;
		let reason = if *who == payment.payee {
			ReleaseReason::Cancelled
		} else {
			ensure!(*who == payment.payer, Error::<T>::NotParty);
			payment.ensure_incomplete().map_err(Error::<T>::from)?;
			ReleaseReason::Withdrawn
		};
		Self::release(id, record, reason)
	}

	/// See [`Call::poke`](crate::Call::poke). What it weighed.
	pub(crate) fn do_poke(id: PaymentId) -> Result<Weight, DispatchError> {
		let record = Self::record(id)?;
		Self::conclude(id, record, T::Clock::now())?.ok_or(Error::<T>::NotDue.into())
	}

	/// Ends a payment if its time has come or its preimage is known. What that weighed, if it was so.
	pub(crate) fn conclude(
		id: PaymentId,
		record: RecordOf<T>,
		now_ms: Moment,
	) -> Result<Option<Weight>, DispatchError> {
		let payment = &record.payment;
		let known = T::Preimages::revealed(&payment.payment_hash);
		let verdict = payment.verdict(known.map(|known| known.revealed_ms), now_ms);
		match (verdict, known) {
			(Verdict::Settle, Some(known)) => Self::settle(id, record, known.preimage).map(Some),
			(Verdict::Release(reason), _) => Self::release(id, record, reason).map(Some),
			_ => Ok(None),
		}
	}

	/// Settles every part in every channel.
	fn settle(
		id: PaymentId,
		record: RecordOf<T>,
		preimage: Preimage,
	) -> Result<Weight, DispatchError> {
		let used = Self::settle_weight(record.payment.parts.len(), record.payment.hops);
		let payment = Self::end(id, record, T::Channels::settle)?;
		let Payment { payer, payee, asset, payment_hash, total, fees, .. } = payment;
		// One that was signed may have been registered, too, meanwhile; and if its deadline has come
		// before anybody looked here, there is none any more.
		if let Some(mut record) = Invoices::<T>::get(&payee, payment_hash) {
			record.invoice.status = InvoiceStatus::Paid;
			Invoices::<T>::insert(&payee, payment_hash, record);
		}
		Self::deposit_event(Event::PaymentSettled {
			payment: id,
			payer,
			payee,
			asset,
			payment_hash,
			preimage,
			total,
			fees,
		});
		Ok(used)
	}

	/// Releases every part in every channel.
	pub(crate) fn release(
		id: PaymentId,
		record: RecordOf<T>,
		reason: ReleaseReason,
	) -> Result<Weight, DispatchError> {
		let used = Self::release_weight(record.payment.parts.len(), record.payment.hops);
		let payment = Self::end(id, record, T::Channels::release)?;
		let Payment { payer, payee, payment_hash, received, .. } = payment;
		Self::deposit_event(Event::PaymentReleased {
			payment: id,
			payer,
			payee,
			payment_hash,
			received,
			reason,
		});
		Ok(used)
	}

	/// Hands every lock of a payment back, removes all that is stored for it and returns its deposit.
	fn end(
		id: PaymentId,
		record: RecordOf<T>,
		unlock: impl Fn(Locked) -> DispatchResult,
	) -> Result<PaymentOf<T>, DispatchError> {
		let PaymentRecord { payment, ticket } = record;
		for part in payment.parts.iter() {
			let locks: Locks = Parts::<T>::take(id, part).ok_or(Error::<T>::PartNotFound)?;
			Self::unlock_all(locks, &unlock)?;
		}
		Payments::<T>::remove(id);
		ByPayer::<T>::remove(&payment.payer, id);
		if payment.is_complete() {
			Complete::<T>::remove(payment.payment_hash, &payment.payee);
			ByPayee::<T>::remove(&payment.payee, id);
		}
		Self::give_back(&payment.payer, ticket);
		Ok(payment)
	}

	/// The record of a payment.
	fn record(id: PaymentId) -> Result<RecordOf<T>, Error<T>> {
		Payments::<T>::get(id).ok_or(Error::<T>::NotFound)
	}
}
