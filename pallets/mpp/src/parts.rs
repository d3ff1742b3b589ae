//! How parts are locked, dropped and replaced.

use crate::{
	schedule::Schedule,
	types::{Carried, Due, Hop, InvoiceStatus, Locks, PartId, PaymentId, Route, Routes},
	AssetIdOf, ByPayee, Complete, Config, Error, Event, Invoices, Pallet, Parts, PaymentOf,
	Payments, RecordOf,
};
use bloc_math::fees::forward_fee;
use bloc_primitives::{
	channel::{Lock, Locked, Passage, Purpose},
	preimage::Registry,
	Balance, ChannelId,
};
use bloc_timetable::Timetable;
use frame_support::{
	ensure,
	traits::{Consideration, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Leads a part over its route by `pass`, which moves or locks what goes over a channel out of the
	/// balance of a party. Each channel is touched once: who is next and what each party in between
	/// has to keep follows from what `pass` tells.
	pub(crate) fn lead(
		payer: &T::AccountId,
		payee: &T::AccountId,
		route: &Route,
		mut pass: impl FnMut(
			ChannelId,
			&T::AccountId,
			Balance,
			Purpose,
		) -> Result<Passage<T::AccountId>, DispatchError>,
	) -> Result<Carried, DispatchError> {
		let (first, rest) = route.split_first().ok_or(Error::<T>::EmptyRoute)?;
		let mut arrived = pass(first.channel, payer, first.amount, Purpose::Own)?;
		let mut received = first.amount;
		for Hop { channel, amount } in rest {
			let passage = pass(*channel, &arrived.payee, *amount, Purpose::Forward)?;
			let asked = forward_fee(&passage.outbound(), &arrived.inbound(), *amount);
			let asked = asked.ok_or(Error::<T>::Overflow)?;
			let kept = received.checked_sub(*amount).ok_or(Error::<T>::FeeTooLow)?;
			ensure!(kept >= asked, Error::<T>::FeeTooLow);
			(arrived, received) = (passage, *amount);
		}
		ensure!(arrived.payee == *payee, Error::<T>::WrongPayee);
		let hops = u32::try_from(route.len()).map_err(|_| Error::<T>::Overflow)?;
		Ok(Carried { sent: first.amount, received, hops })
	}

	/// Locks a part, in every channel of its route.
	pub(crate) fn lock_route(
		payer: &T::AccountId,
		payee: &T::AccountId,
		asset: &AssetIdOf<T>,
		route: &Route,
	) -> Result<(Locks, Carried), DispatchError> {
		let mut locks = Locks::new();
		let carried = Self::lead(payer, payee, route, |id, from, amount, purpose| {
			let (lock, passage) = T::Channels::lock(id, from, asset, amount, purpose)?;
			locks.try_push(lock).map_err(|_| Error::<T>::Overflow)?;
			Ok(passage)
		})?;
		Ok((locks, carried))
	}

	/// Locks parts and takes them into the payment, which the caller writes.
	pub(crate) fn lock_parts(
		id: PaymentId,
		payment: &mut PaymentOf<T>,
		routes: Routes,
	) -> DispatchResult {
		ensure!(!routes.is_empty(), Error::<T>::NoParts);
		for route in routes {
			payment.ensure_incomplete().map_err(Error::<T>::from)?;
			let (locks, carried) =
				Self::lock_route(&payment.payer, &payment.payee, &payment.asset, &route)?;
			let part = payment.add(&carried).map_err(Error::<T>::from)?;
			Parts::<T>::insert(id, part, &locks);
			let (received, fees) = (payment.received, payment.fees);
			Self::deposit_event(Event::PartLocked { payment: id, part, locks, received, fees });
		}
		Ok(())
	}

	/// All parts of a payment are there: whoever reveals its preimage, and its payee, find it now.
	pub(crate) fn completed(id: PaymentId, payment: &PaymentOf<T>) {
		let PaymentOf::<T> { payee, payment_hash, total, deadline_ms, .. } = payment;
		Complete::<T>::insert(payment_hash, payee, id);
		ByPayee::<T>::insert(payee, id, ());
		Self::deposit_event(Event::PaymentCompleted {
			payment: id,
			payee: payee.clone(),
			payment_hash: *payment_hash,
			total: *total,
			deadline_ms: *deadline_ms,
		});
	}

	/// Can the payment still be paid? Nobody locks money for a preimage that is public, nor for an
	/// invoice that is gone, paid, or about to be.
	fn ensure_wanted(payment: &PaymentOf<T>) -> DispatchResult {
		let PaymentOf::<T> { payee, payment_hash, registered, .. } = payment;
		ensure!(T::Preimages::revealed(payment_hash).is_none(), Error::<T>::AlreadyRevealed);
		let known = Invoices::<T>::get(payee, payment_hash).map(|record| record.invoice);
		let paid = known.as_ref().is_some_and(|it| it.status == InvoiceStatus::Paid);
		ensure!(!paid, Error::<T>::AlreadyPaid);
		// The payee may have registered another one under the same hash meanwhile.
		let asked = known.is_some_and(|it| payment.fits(&it.document));
		ensure!(asked || !*registered, Error::<T>::InvoiceNotFound);
		ensure!(!Complete::<T>::contains_key(payment_hash, payee), Error::<T>::Taken);
		Ok(())
	}

	/// See [`Call::add_parts`](crate::Call::add_parts) and
	/// [`Call::replace_part`](crate::Call::replace_part).
	pub(crate) fn do_add_parts(
		who: &T::AccountId,
		id: PaymentId,
		replaced: Option<PartId>,
		routes: Routes,
	) -> DispatchResult {
		let RecordOf::<T> { mut payment, ticket } = Self::record_of_payer(who, id)?;
		let now_ms = T::Clock::now();
		payment.ensure_takes_parts(now_ms).map_err(Error::<T>::from)?;
		Self::ensure_wanted(&payment)?;
		if let Some(part) = replaced {
			Self::take_out(id, &mut payment, part)?;
		}
		Self::lock_parts(id, &mut payment, routes)?;
		let ticket = ticket.update(who, Self::payment_footprint(&payment))?;
		if payment.is_complete() {
			Self::completed(id, &payment);
			Timetable::<Schedule<T>>::push(payment.look_ms(), Due::Payment(id));
		}
		Payments::<T>::insert(id, RecordOf::<T> { payment, ticket });
		Ok(())
	}

	/// See [`Call::drop_part`](crate::Call::drop_part).
	pub(crate) fn do_drop_part(who: &T::AccountId, id: PaymentId, part: PartId) -> DispatchResult {
		let RecordOf::<T> { mut payment, ticket } = Self::record_of_payer(who, id)?;
		payment.ensure_incomplete().map_err(Error::<T>::from)?;
		Self::take_out(id, &mut payment, part)?;
		let ticket = ticket.update(who, Self::payment_footprint(&payment))?;
		Payments::<T>::insert(id, RecordOf::<T> { payment, ticket });
		Ok(())
	}

	/// Releases a part and takes it out of the payment, which the caller writes.
	fn take_out(id: PaymentId, payment: &mut PaymentOf<T>, part: PartId) -> DispatchResult {
		let locks = Parts::<T>::take(id, part).ok_or(Error::<T>::PartNotFound)?;
		payment.remove(part, &Carried::by(&locks)).map_err(Error::<T>::from)?;
		Self::unlock_all(locks, T::Channels::release)?;
		let (received, fees) = (payment.received, payment.fees);
		Self::deposit_event(Event::PartDropped { payment: id, part, received, fees });
		Ok(())
	}

	/// Hands locks back, each once.
	pub(crate) fn unlock_all(
		locks: Locks,
		unlock: impl Fn(Locked) -> DispatchResult,
	) -> DispatchResult {
		locks.into_iter().try_for_each(unlock)
	}

	/// The record of a payment of which `who` is the payer.
	fn record_of_payer(who: &T::AccountId, id: PaymentId) -> Result<RecordOf<T>, Error<T>> {
		let record = Payments::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(record.payment.payer == *who, Error::<T>::NotPayer);
		Ok(record)
	}
}
