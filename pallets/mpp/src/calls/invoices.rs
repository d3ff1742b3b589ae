//! Invoices: registered, cancelled, removed at their deadline.

use crate::{
	types::{
		admits, Due, InvoiceEnd, InvoiceId, InvoiceRecord, InvoiceRef, InvoiceStatus,
		RegisteredInvoice, Size,
	},
	Complete, Config, Error, Event, InvoiceNames, InvoiceOf, InvoiceRecordOf, InvoiceRefOf,
	Invoices, NextInvoiceId, Pallet, Payments,
};
use bloc_primitives::{
	deposit::give_back, id::next_id, preimage::Registry, Balance, Moment, PaymentHash,
};
use bloc_timetable::{Entry, Owner};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Returns what whoever brings an invoice pays a storage deposit for: the invoice, its short
	/// name, and its entry on the timetable.
	pub fn invoice_footprint() -> Footprint {
		let key = <(T::AccountId, PaymentHash)>::max_encoded_len();
		let size = InvoiceRecordOf::<T>::max_encoded_len()
			.saturating_add(key.saturating_mul(2))
			.saturating_add(InvoiceId::max_encoded_len())
			.saturating_add(Entry::<Due>::max_encoded_len());
		Footprint::from_parts(3, size)
	}

	/// See [`Call::register_invoice`](crate::Call::register_invoice).
	pub(crate) fn do_register(who: &T::AccountId, document: InvoiceOf<T>) -> DispatchResult {
		let payment_hash = &document.payment_hash;
		ensure!(document.payee == *who, Error::<T>::NotPayee);
		Self::ensure_payable(&document, T::Clock::now())?;
		ensure!(!Invoices::<T>::contains_key(who, payment_hash), Error::<T>::AlreadyExists);
		// Whoever paid it would give the money away.
		ensure!(T::Preimages::revealed(payment_hash).is_none(), Error::<T>::AlreadyRevealed);
		// What waits under its hash may be no payment of it, and would be taken for one.
		let waits = Complete::<T>::get(payment_hash, who).and_then(Payments::<T>::get);
		let bound = waits.is_some_and(|record| record.payment.is_bound());
		ensure!(!bound, Error::<T>::AlreadyComplete);
		Self::put_invoice(document.clone(), InvoiceStatus::Open, who.clone())?;
		Self::deposit_event(Event::InvoiceRegistered { invoice: document });
		Ok(())
	}

	/// Stores an invoice under a short name of its own, and has the hook remove it in time.
	pub(crate) fn put_invoice(
		document: InvoiceOf<T>,
		status: InvoiceStatus,
		depositor: T::AccountId,
	) -> DispatchResult {
		let id = next_id::<NextInvoiceId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&depositor, Self::invoice_footprint())?;
		let (payee, payment_hash) = (document.payee.clone(), document.payment_hash);
		InvoiceNames::<T>::insert(id, (&payee, payment_hash));
		Self::push(document.deadline_ms, Due::Invoice(id));
		let invoice = RegisteredInvoice { id, document, status };
		Invoices::<T>::insert(payee, payment_hash, InvoiceRecord { invoice, depositor, ticket });
		Ok(())
	}

	/// See [`Call::cancel_invoice`](crate::Call::cancel_invoice). Returns the weight of releasing a
	/// payment, if one waited.
	pub(crate) fn do_cancel_invoice(
		payee: &T::AccountId,
		payment_hash: &PaymentHash,
		size: &Size,
	) -> Result<Option<Weight>, DispatchError> {
		let record = Self::invoice_record(payee, payment_hash)?;
		ensure!(record.invoice.status == InvoiceStatus::Open, Error::<T>::AlreadyPaid);
		let waits = Complete::<T>::get(payment_hash, payee);
		Self::end_invoice(payee, *payment_hash, record, InvoiceEnd::Cancelled);
		let Some(id) = waits else { return Ok(None) };
		Self::give_up(id, Self::record(id, size)?).map(Some)
	}

	/// See [`Call::expire_invoice`](crate::Call::expire_invoice).
	pub(crate) fn do_expire_invoice(
		payee: &T::AccountId,
		payment_hash: PaymentHash,
		now_ms: Moment,
	) -> DispatchResult {
		let record = Self::invoice_record(payee, &payment_hash)?;
		ensure!(now_ms >= record.invoice.document.deadline_ms, Error::<T>::NotExpired);
		let reason = match record.invoice.status {
			InvoiceStatus::Open => InvoiceEnd::Expired,
			InvoiceStatus::Paid => InvoiceEnd::Settled,
		};
		Self::end_invoice(payee, payment_hash, record, reason);
		Ok(())
	}

	/// Removes an invoice and returns its deposit.
	fn end_invoice(
		payee: &T::AccountId,
		payment_hash: PaymentHash,
		record: InvoiceRecordOf<T>,
		reason: InvoiceEnd,
	) {
		Invoices::<T>::remove(payee, payment_hash);
		InvoiceNames::<T>::remove(record.invoice.id);
		give_back(&record.depositor, record.ticket, Self::deposit_kept);
		let payee = payee.clone();
		Self::deposit_event(Event::InvoiceEnded { payee, payment_hash, reason });
	}

	/// Returns the record of a registered invoice.
	fn invoice_record(
		payee: &T::AccountId,
		payment_hash: &PaymentHash,
	) -> Result<InvoiceRecordOf<T>, Error<T>> {
		Invoices::<T>::get(payee, payment_hash).ok_or(Error::<T>::InvoiceNotFound)
	}

	/// Refuses an invoice that makes no sense, or cannot be paid at `now_ms`.
	fn ensure_payable(document: &InvoiceOf<T>, now_ms: Moment) -> DispatchResult {
		document.ensure_payable(now_ms).map_err(Error::<T>::from)?;
		let latest_ms = now_ms.saturating_add(T::MaxInvoiceMs::get());
		ensure!(document.deadline_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		Ok(())
	}

	/// Returns the invoice that `payer` wants to pay with `total` at `now_ms`, if it can be, and
	/// its record, if it is registered.
	pub(crate) fn payable(
		payer: &T::AccountId,
		invoice: InvoiceRefOf<T>,
		total: Balance,
		now_ms: Moment,
	) -> Result<(InvoiceOf<T>, Option<InvoiceRecordOf<T>>), DispatchError> {
		let (document, record) = match invoice {
			InvoiceRef::Registered { payee, payment_hash, payment_secret } => {
				let record = Self::invoice_record(&payee, &payment_hash)?;
				let document = record.invoice.document.clone();
				ensure!(document.payment_secret == payment_secret, Error::<T>::BadSecret);
				ensure!(now_ms < document.deadline_ms, Error::<T>::Expired);
				(document, Some(record))
			},
			InvoiceRef::Signed(signed) => {
				Self::ensure_payable(&signed.invoice, now_ms)?;
				signed.ensure_signed(&Self::genesis()).map_err(Error::<T>::from)?;
				let document = signed.invoice;
				let record = Invoices::<T>::get(&document.payee, document.payment_hash);
				(document, record)
			},
		};
		let paid = |record: &InvoiceRecordOf<T>| record.invoice.status == InvoiceStatus::Paid;
		ensure!(!record.as_ref().is_some_and(paid), Error::<T>::AlreadyPaid);
		ensure!(*payer != document.payee, Error::<T>::SameParty);
		ensure!(admits(document.amount, total), Error::<T>::WrongTotal);
		let waits = Complete::<T>::contains_key(document.payment_hash, &document.payee);
		ensure!(!waits, Error::<T>::AlreadyComplete);
		Ok((document, record))
	}

	/// Returns the hash of this chain's first block, which names the chain in all that is signed.
	pub(crate) fn genesis() -> T::Hash {
		let first = frame_system::pallet_prelude::BlockNumberFor::<T>::default();
		frame_system::Pallet::<T>::block_hash(first)
	}
}
