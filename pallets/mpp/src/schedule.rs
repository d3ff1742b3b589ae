//! The pallet's timetable: what is due is settled, released and removed by itself.

use crate::{
	types::{Due, InvoiceId, PaymentId},
	Config, Event, InvoiceNames, Pallet, Payments, TimetableHead, TimetablePages, WeightInfo,
};
use bloc_primitives::{preimage::Registry, Moment};
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::DispatchError;

impl<T: Config> Store for Pallet<T> {
	type Payload = Due;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

impl<T: Config> Owner for Pallet<T> {
	type HookShare = T::HookShare;
	type Clock = T::Clock;
	type Handler = DueHandler<T>;

	fn max_block() -> Weight {
		T::BlockWeights::get().max_block
	}

	fn heaviest() -> Weight {
		let payment = Self::weight_of(&Due::Payment(PaymentId::default()));
		payment.max(Self::weight_of(&Due::Invoice(InvoiceId::default())))
	}

	fn service_failed(due: Due, error: DispatchError) {
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}

/// Does what is due.
pub struct DueHandler<T>(PhantomData<T>);

impl<T> Default for DueHandler<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> Handler<Due> for DueHandler<T> {
	fn weight(&self, entry: &Entry<Due>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(&mut self, entry: &Entry<Due>, now_ms: Moment) -> Result<Outcome, DispatchError> {
		match entry.payload {
			Due::Payment(id) => Pallet::<T>::look_at_payment(id, now_ms),
			Due::Invoice(id) => Pallet::<T>::look_at_invoice(id, now_ms),
		}
	}

	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		Pallet::<T>::retry(entry.payload, now_ms, error);
	}
}

impl<T: Config> Pallet<T> {
	/// Ends a payment, if its time has come or its preimage is known. If its deadline has come
	/// while the chain stood still, looks again later.
	pub(crate) fn look_at_payment(id: PaymentId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let Some(record) = Payments::<T>::get(id) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let looked = T::WeightInfo::look();
		let payment = &record.payment;
		let extended = payment.is_complete() && now_ms >= payment.deadline_ms;
		let closes_ms = payment.closes_ms(&Self::instant(now_ms), T::BlockMs::get());
		Ok(match Self::conclude(id, record, now_ms)? {
			Some(used) => Outcome::Done(Some(used)),
			None if extended => {
				Self::push(closes_ms, Due::Payment(id));
				Outcome::Done(Some(looked.saturating_add(Timetable::<Self>::push_weight())))
			},
			None => Outcome::Stale(Some(looked)),
		})
	}

	/// Removes an invoice whose deadline has come, if it is still there.
	pub(crate) fn look_at_invoice(id: InvoiceId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let Some((payee, payment_hash)) = InvoiceNames::<T>::get(id) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		Self::do_expire_invoice(&payee, payment_hash, now_ms)?;
		Ok(Outcome::Done(None))
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::MaxGatherMs::get() > 0, "no payment could wait for its parts");
		assert!(T::MaxHoldMs::get() >= T::MaxGatherMs::get(), "MaxHoldMs is below MaxGatherMs");
		assert!(T::MinClaimMs::get() > 0, "no payment could be claimed");
		assert!(T::MinClaimMs::get() < T::MaxHoldMs::get(), "MinClaimMs is not below MaxHoldMs");
		assert!(T::MaxInvoiceMs::get() >= T::MaxHoldMs::get(), "MaxInvoiceMs is below MaxHoldMs");
		assert!(T::BlockMs::get() > 0, "BlockMs is zero: the chain would always stand still");
		let remembered_ms = T::Preimages::retention_ms();
		assert!(remembered_ms >= T::MaxInvoiceMs::get(), "a signed invoice could be paid twice");
	}
}
