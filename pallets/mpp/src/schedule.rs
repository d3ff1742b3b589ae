//! What the pallet does by itself: settles, releases and forgets what is due. And what that weighs.

use crate::{
	types::{Due, InvoiceId, InvoiceRef, PaymentId, Routes, MAX_HOPS, MAX_LOCKS, MAX_PARTS},
	Config, Event, InvoiceNames, InvoiceRefOf, Pallet, Payments, TimetableHead, TimetablePages,
	WeightInfo,
};
use bloc_primitives::{preimage::Registry, Moment};
use bloc_timetable::{share_of_block, Entry, Handler, Outcome, Store, Timetable};
use core::marker::PhantomData;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// After which time something that failed is tried again.
const RETRY_MS: Moment = 3_600_000;

/// The storage of the pallet's timetable.
pub struct Schedule<T>(PhantomData<T>);

impl<T: Config> Store for Schedule<T> {
	type Payload = Due;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

/// Does what is due.
struct Server<T>(PhantomData<T>);

impl<T: Config> Handler<Due> for Server<T> {
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
		// Nothing that is locked is given up: it is tried again, and anybody can do it by a call.
		let retry_ms = now_ms.saturating_add(RETRY_MS);
		Timetable::<Schedule<T>>::push(retry_ms, entry.payload);
		Pallet::<T>::deposit_event(Event::ServiceFailed { due: entry.payload, error });
	}
}

impl<T: Config> Pallet<T> {
	/// Serves what is due for as long as `limit` allows; answers with what that weighed.
	pub(crate) fn serve(limit: Weight) -> Weight {
		Timetable::<Schedule<T>>::serve(limit, T::Clock::now, &mut Server::<T>(PhantomData))
	}

	/// What `on_initialize` may spend.
	pub(crate) fn hook_budget() -> Weight {
		share_of_block(T::HookShare::get(), T::BlockWeights::get().max_block)
	}

	/// Ends a payment, if it is to be ended.
	pub(crate) fn look_at_payment(id: PaymentId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let Some(record) = Payments::<T>::get(id) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		let looked = T::WeightInfo::look();
		Ok(match Self::conclude(id, record, now_ms)? {
			Some(used) => Outcome::Done(Some(used)),
			None => Outcome::Stale(Some(looked)),
		})
	}

	/// Removes an invoice whose deadline has come, if it is still there.
	pub(crate) fn look_at_invoice(id: InvoiceId, now_ms: Moment) -> Result<Outcome, DispatchError> {
		let Some((payee, payment_hash)) = InvoiceNames::<T>::get(id) else {
			return Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		};
		Self::do_expire_invoice(payee, payment_hash, now_ms)?;
		Ok(Outcome::Done(None))
	}

	/// The most that doing `due` weighs, with the push that a failure takes.
	fn weight_of(due: &Due) -> Weight {
		let work = match due {
			Due::Payment(_) => Self::heaviest(),
			Due::Invoice(_) => {
				T::WeightInfo::cancel_invoice().saturating_add(T::DbWeight::get().reads(1))
			},
		};
		work.saturating_add(Timetable::<Schedule<T>>::push_weight())
	}

	/// The most that ending a payment weighs.
	pub(crate) fn heaviest() -> Weight {
		Self::settle_weight(MAX_PARTS, MAX_LOCKS)
			.max(Self::release_weight(MAX_PARTS, MAX_LOCKS))
			.max(T::WeightInfo::look())
	}

	/// What those who are told of changes in channels weigh.
	fn told(hops: u32) -> Weight {
		T::ChannelHookWeight::get().saturating_mul(hops.into())
	}

	/// How many parts, and how many hops in all.
	fn size(routes: &Routes) -> (u32, u32) {
		let hops = routes.iter().map(|route| route.len()).fold(0, usize::saturating_add);
		let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
		(number(routes.len()), number(hops))
	}

	/// The benchmarks of whole payments have parts of one hop: these are the others.
	fn further(parts: u32, hops: u32) -> u32 {
		hops.saturating_sub(parts)
	}

	/// What looking into `invoice` weighs beside what paying a registered one does.
	pub(crate) fn invoice_weight(invoice: &InvoiceRefOf<T>) -> Weight {
		match invoice {
			InvoiceRef::Registered { .. } => Weight::zero(),
			InvoiceRef::Signed(_) => T::WeightInfo::verify_invoice(),
		}
	}

	/// The same where the chain is to remember that it is paid.
	pub(crate) fn instant_weight(invoice: &InvoiceRefOf<T>) -> Weight {
		match invoice {
			InvoiceRef::Registered { .. } => Weight::zero(),
			InvoiceRef::Signed(_) => {
				T::WeightInfo::verify_invoice().saturating_add(T::WeightInfo::register_invoice())
			},
		}
	}

	/// What paying a registered invoice over `routes` weighs.
	pub(crate) fn pay_weight(routes: &Routes) -> Weight {
		let (parts, hops) = Self::size(routes);
		T::WeightInfo::pay(parts)
			.saturating_add(T::WeightInfo::lock_hops(Self::further(parts, hops)))
			.saturating_add(Self::told(hops))
	}

	/// What adding `routes` to a payment weighs.
	pub(crate) fn add_weight(routes: &Routes) -> Weight {
		let (parts, hops) = Self::size(routes);
		T::WeightInfo::add_parts(parts)
			.saturating_add(T::WeightInfo::lock_hops(Self::further(parts, hops)))
			.saturating_add(Self::told(hops))
	}

	/// What paying a registered invoice at once over `routes` weighs.
	pub(crate) fn forward_weight(routes: &Routes) -> Weight {
		let (parts, hops) = Self::size(routes);
		T::WeightInfo::pay_instant(parts)
			.saturating_add(T::WeightInfo::forward_hops(Self::further(parts, hops)))
			.saturating_add(Self::told(hops))
	}

	/// What dropping a part weighs at most.
	pub(crate) fn drop_weight() -> Weight {
		T::WeightInfo::drop_part().saturating_add(Self::told(MAX_HOPS))
	}

	/// What settling so many parts with so many hops in all weighs.
	pub(crate) fn settle_weight(parts: u32, hops: u32) -> Weight {
		T::WeightInfo::settle(parts)
			.saturating_add(T::WeightInfo::unlock_hops(Self::further(parts, hops)))
			.saturating_add(Self::told(hops))
	}

	/// What releasing them weighs.
	pub(crate) fn release_weight(parts: u32, hops: u32) -> Weight {
		T::WeightInfo::release(parts)
			.saturating_add(T::WeightInfo::unlock_hops(Self::further(parts, hops)))
			.saturating_add(Self::told(hops))
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::MaxGatherMs::get() > 0, "no payment could wait for its parts");
		assert!(T::MaxHoldMs::get() >= T::MaxGatherMs::get(), "MaxHoldMs is below MaxGatherMs");
		assert!(T::MinClaimMs::get() > 0, "no payment could be claimed");
		assert!(T::MinClaimMs::get() < T::MaxHoldMs::get(), "MinClaimMs is not below MaxHoldMs");
		assert!(T::MaxInvoiceMs::get() >= T::MaxHoldMs::get(), "MaxInvoiceMs is below MaxHoldMs");
		let remembered_ms = T::Preimages::retention_ms();
		assert!(remembered_ms >= T::MaxInvoiceMs::get(), "a signed invoice could be paid twice");
		let heaviest = [Due::Payment(PaymentId(0)), Due::Invoice(InvoiceId(0))]
			.iter()
			.map(Self::weight_of)
			.fold(Weight::zero(), |most, weight| most.max(weight));
		Timetable::<Schedule<T>>::assert_fits(Self::hook_budget(), heaviest);
	}
}
