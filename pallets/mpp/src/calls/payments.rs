//! Payments: opened, claimed, cancelled, settled.

use crate::{
	payment::{Asked, Instant, Means, Payment, PaymentRecord, Verdict},
	types::{Due, InvoiceStatus, Part, PartId, PaymentId, ReleaseReason, Routes, Size},
	AskedOf, ByPayee, ByPayer, Complete, Config, Error, Event, InvoiceRefOf, Invoices,
	NextPaymentId, Pallet, Parts, PaymentOf, Payments, RecordOf,
};
use bloc_primitives::{
	channel::{Locked, Purpose, ToldResult},
	deposit::give_back,
	id::next_id,
	invoice::Feature,
	payment::{End, Ties},
	preimage::Registry,
	Balance, Moment, PaymentHash, Preimage,
};
use bloc_timetable::{Entry, Owner};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// Returns what the payer of a payment pays a storage deposit for: the payment, its entries in
	/// three indices and two on the timetable; each part; and each lock. Those take little storage,
	/// but somebody else's liquidity: each counts as an item.
	pub fn payment_footprint(payment: &PaymentOf<T>) -> Footprint {
		let account = <(T::AccountId, PaymentId)>::max_encoded_len();
		let complete = <(PaymentHash, T::AccountId, PaymentId)>::max_encoded_len();
		let part = <(PaymentId, PartId, Moment)>::max_encoded_len();
		let hop = <(Locked, u32)>::max_encoded_len();
		let entry = Entry::<Due>::max_encoded_len();
		let of = |count: u32, size: usize| {
			usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(size)
		};
		let size = RecordOf::<T>::max_encoded_len()
			.saturating_add(account.saturating_mul(2))
			.saturating_add(complete)
			.saturating_add(entry.saturating_mul(2))
			.saturating_add(of(payment.parts.len(), part))
			.saturating_add(of(payment.hops, hop));
		let items = payment.parts.len().saturating_add(payment.hops).saturating_add(6);
		Footprint::from_parts(usize::try_from(items).unwrap_or(usize::MAX), size)
	}

	/// See [`Call::pay`](crate::Call::pay). Returns what telling of it weighed.
	pub(crate) fn do_pay(
		payer: T::AccountId,
		invoice: InvoiceRefOf<T>,
		total: Balance,
		routes: Routes,
		max_fee: Balance,
		deadline_ms: Moment,
	) -> ToldResult {
		let asked = Self::asked_by(&payer, invoice, total)?;
		let (extension_ms, tie, purpose) = (T::MaxExtensionMs::get(), None, Purpose::Own);
		let means = Means { payer, total, max_fee, deadline_ms, extension_ms, tie, purpose };
		Self::open(asked, means, routes).map(|(_, told)| told)
	}

	/// What an invoice asks of this payer, if it can be paid so.
	pub(crate) fn asked_by(
		payer: &T::AccountId,
		invoice: InvoiceRefOf<T>,
		total: Balance,
	) -> Result<AskedOf<T>, DispatchError> {
		let (document, record) = Self::payable(payer, invoice, total, T::Clock::now())?;
		Ok(Asked {
			payee: document.payee,
			asset: document.asset,
			payment_hash: document.payment_hash,
			registered: record.is_some(),
			in_parts: document.features.has(Feature::Mpp),
			deadline_ms: document.deadline_ms,
		})
	}

	/// Opens a payment. Also returns what telling of it weighed.
	pub(crate) fn open(
		asked: AskedOf<T>,
		means: Means<T::AccountId>,
		routes: Routes,
	) -> Result<(PaymentOf<T>, Weight), DispatchError> {
		let (now_ms, claim_ms) = (T::Clock::now(), T::MinClaimMs::get());
		let deadline_ms = means.deadline_ms;
		ensure!(deadline_ms >= now_ms.saturating_add(claim_ms), Error::<T>::DeadlineTooSoon);
		let latest_ms = asked.deadline_ms.min(now_ms.saturating_add(T::MaxHoldMs::get()));
		ensure!(deadline_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		let known = T::Preimages::revealed(&asked.payment_hash);
		ensure!(known.is_none(), Error::<T>::AlreadyRevealed);

		let id = next_id::<NextPaymentId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let gathered_ms = now_ms.saturating_add(T::MaxGatherMs::get());
		let complete_by_ms = gathered_ms.min(deadline_ms.saturating_sub(claim_ms));
		let (in_parts, purpose) = (asked.in_parts, means.purpose);
		let mut payment = Payment::new(asked, means, complete_by_ms, Self::instant(now_ms));
		Self::deposit_event(Event::PaymentOpened {
			payment: id,
			payer: payment.payer.clone(),
			payee: payment.payee.clone(),
			asset: payment.asset.clone(),
			payment_hash: payment.payment_hash,
			total: payment.total,
			max_fee: payment.max_fee,
			complete_by_ms,
			deadline_ms,
			extension_ms: payment.extension_ms,
			bound: payment.is_bound(),
		});
		let told = Self::lock_parts(id, &mut payment, routes, purpose)?;
		let whole = payment.is_complete() && payment.parts.len() == 1;
		ensure!(in_parts || whole, Error::<T>::SinglePartOnly);

		let ticket = T::Consideration::new(payment.depositor(), Self::payment_footprint(&payment))?;
		ByPayer::<T>::insert(&payment.payer, id, ());
		if payment.is_complete() {
			Self::completed(id, &payment);
		}
		Self::push(payment.look_ms(), Due::Payment(id));
		Payments::<T>::insert(id, PaymentRecord { payment: payment.clone(), ticket });
		Ok((payment, told))
	}

	/// Puts a payment whose parts are all there in the indices, where whoever reveals its preimage
	/// finds it, and its payee.
	pub(crate) fn completed(id: PaymentId, payment: &PaymentOf<T>) {
		let PaymentOf::<T> { payee, payment_hash, total, deadline_ms, .. } = payment;
		Complete::<T>::insert(payment_hash, payee, id);
		ByPayee::<T>::insert(payee, id, ());
		Self::deposit_event(Event::PaymentCompleted {
			payment: id,
			payee: payee.clone(),
			payment_hash: *payment_hash,
			total: *total,
			size: payment.size(),
			deadline_ms: *deadline_ms,
			bound: payment.is_bound(),
		});
	}

	/// See [`Call::claim`](crate::Call::claim). Returns the weight of settling.
	pub(crate) fn do_claim(
		who: &T::AccountId,
		id: PaymentId,
		preimage: Preimage,
		size: &Size,
	) -> Result<Weight, DispatchError> {
		let record = Self::claimable(who, id, &preimage, size)?;
		let used = Self::settle_parts(id, record, preimage)?;
		// It is settled already, so that this tells others of it, and not this pallet of its own.
		T::Preimages::reveal(who, preimage)?;
		Ok(used)
	}

	/// Returns the record of a payment that `who` claims now with this preimage. Not its payee, if
	/// it is bound: that has sold nothing but what it has locked. A preimage that it has for an
	/// invoice of its own is not for anybody who happens to use the same hash.
	pub(crate) fn claimable(
		who: &T::AccountId,
		id: PaymentId,
		preimage: &Preimage,
		size: &Size,
	) -> Result<RecordOf<T>, DispatchError> {
		let record = Self::record(id, size)?;
		let payment = &record.payment;
		ensure!(preimage.payment_hash() == payment.payment_hash, Error::<T>::BadPreimage);
		if *who == payment.payee {
			payment.ensure_unbound().map_err(Error::<T>::from)?;
		}
		let now = Self::instant(T::Clock::now());
		payment.ensure_claimable(&now, T::BlockMs::get()).map_err(Error::<T>::from)?;
		Ok(record)
	}

	/// See [`Call::cancel`](crate::Call::cancel). Returns the weight of releasing.
	pub(crate) fn do_cancel(
		who: &T::AccountId,
		id: PaymentId,
		size: &Size,
	) -> Result<Weight, DispatchError> {
		let record = Self::record(id, size)?;
		let payment = &record.payment;
		if *who == payment.payee {
			return Self::give_up(id, record);
		}
		ensure!(*who == payment.payer, Error::<T>::NotParty);
		payment.ensure_incomplete().map_err(Error::<T>::from)?;
		Self::release_parts(id, record, ReleaseReason::Withdrawn)
	}

	/// The payee gives up what it could have claimed. Returns what that weighed.
	pub(crate) fn give_up(id: PaymentId, record: RecordOf<T>) -> Result<Weight, DispatchError> {
		record.payment.ensure_unbound().map_err(Error::<T>::from)?;
		Self::ensure_secret(&record.payment)?;
		let used = Self::release_parts(id, record, ReleaseReason::Cancelled)?;
		Ok(used.saturating_add(T::DbWeight::get().reads(1)))
	}

	/// The preimage of a complete payment is not public: once it is, whoever has paid counts on it,
	/// and so does what is tied to it. One read.
	pub(crate) fn ensure_secret(payment: &PaymentOf<T>) -> Result<(), Error<T>> {
		let public = || T::Preimages::revealed(&payment.payment_hash).is_some();
		ensure!(!payment.is_complete() || !public(), Error::<T>::AlreadyRevealed);
		Ok(())
	}

	/// See [`Call::settle`](crate::Call::settle). Returns its weight.
	pub(crate) fn do_settle(id: PaymentId, size: &Size) -> Result<Weight, DispatchError> {
		let record = Self::record(id, size)?;
		Self::conclude(id, record, T::Clock::now())?.ok_or(Error::<T>::NotDue.into())
	}

	/// Ends a payment if its time has come or its preimage is known. Returns the weight, if it did.
	pub(crate) fn conclude(
		id: PaymentId,
		record: RecordOf<T>,
		now_ms: Moment,
	) -> Result<Option<Weight>, DispatchError> {
		let payment = &record.payment;
		let known = T::Preimages::revealed(&payment.payment_hash);
		let revealed_ms = known.map(|known| known.revealed_ms);
		let verdict = payment.verdict(revealed_ms, &Self::instant(now_ms), T::BlockMs::get());
		match (verdict, known) {
			(Verdict::Settle, Some(known)) => {
				Self::settle_parts(id, record, known.preimage).map(Some)
			},
			(Verdict::Release(reason), _) => Self::release_parts(id, record, reason).map(Some),
			_ => Ok(None),
		}
	}

	/// That instant, in this block.
	pub(crate) fn instant(ms: Moment) -> Instant {
		let block = frame_system::Pallet::<T>::block_number().saturated_into();
		Instant { ms, block }
	}

	/// Settles every part in every channel.
	fn settle_parts(
		id: PaymentId,
		record: RecordOf<T>,
		preimage: Preimage,
	) -> Result<Weight, DispatchError> {
		let used = Self::settle_weight(&record.payment.size());
		let (payment, told) = Self::end(id, record, Self::settle_part)?;
		let told = told.saturating_add(Self::tell_tied(&payment, End::Settled(preimage))?);
		let bound = payment.is_bound();
		let Payment { payer, payee, asset, payment_hash, total, fees, .. } = payment;
		// A signed invoice may have been registered, too, meanwhile; and if its deadline has come
		// before anybody looked here, there is none any more.
		if let Some(mut record) = Invoices::<T>::get(&payee, payment_hash).filter(|_| !bound) {
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
			bound,
		});
		Ok(used.saturating_add(told))
	}

	/// Releases every part in every channel.
	pub(crate) fn release_parts(
		id: PaymentId,
		record: RecordOf<T>,
		reason: ReleaseReason,
	) -> Result<Weight, DispatchError> {
		let used = Self::release_weight(&record.payment.size());
		let now_ms = T::Clock::now().min(record.payment.latest_ms());
		let mut hold_fee: Balance = 0;
		let (payment, told) = Self::end(id, record, |part| {
			hold_fee = hold_fee.saturating_add(part.hold_fee(now_ms));
			Self::release_part(part, now_ms)
		})?;
		let told = told.saturating_add(Self::tell_tied(&payment, End::Released)?);
		let Payment { payer, payee, payment_hash, received, .. } = payment;
		Self::deposit_event(Event::PaymentReleased {
			payment: id,
			payer,
			payee,
			payment_hash,
			received,
			hold_fee,
			reason,
		});
		Ok(used.saturating_add(told))
	}

	/// Ends every lock of a payment, removes all that is stored for it and returns its deposit.
	/// Also returns what telling of it weighed.
	fn end(
		id: PaymentId,
		record: RecordOf<T>,
		mut unlock: impl FnMut(Part) -> ToldResult,
	) -> Result<(PaymentOf<T>, Weight), DispatchError> {
		let PaymentRecord { payment, ticket } = record;
		let mut told = Weight::zero();
		for part in payment.parts.iter() {
			let part = Parts::<T>::take(id, part).ok_or(Error::<T>::PartNotFound)?;
			told = told.saturating_add(unlock(part)?);
		}
		Payments::<T>::remove(id);
		ByPayer::<T>::remove(&payment.payer, id);
		if payment.is_complete() {
			Complete::<T>::remove(payment.payment_hash, &payment.payee);
			ByPayee::<T>::remove(&payment.payee, id);
		}
		give_back(payment.depositor(), ticket, Self::deposit_kept);
		Ok((payment, told))
	}

	/// Tells whoever had a payment made that it is over. Returns what that weighed.
	fn tell_tied(payment: &PaymentOf<T>, end: End) -> ToldResult {
		match &payment.tie {
			Some(tie) => T::Ties::ended(&tie.owner, payment.payment_hash, end),
			None => Ok(Weight::zero()),
		}
	}

	/// Tells that a deposit could not be returned.
	pub(crate) fn deposit_kept(who: T::AccountId, error: DispatchError) {
		Self::deposit_event(Event::DepositKept { who, error });
	}

	/// Returns the record of a payment that is to be ended, of `size` at the most.
	pub(crate) fn record(id: PaymentId, size: &Size) -> Result<RecordOf<T>, Error<T>> {
		let record = Payments::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		record.payment.ensure_fits(size)?;
		Ok(record)
	}
}
