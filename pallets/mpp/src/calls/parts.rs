//! Parts: locked, added, dropped and replaced.

use crate::{
	payment::Carried,
	types::{Due, Hop, InvoiceStatus, Locks, Part, PartId, PaymentId, Route, Routes},
	AssetIdOf, Complete, Config, Error, Event, Invoices, Pallet, Parts, PaymentOf, Payments,
	RecordOf,
};
use bloc_primitives::{
	channel::{HopTerms, Lock, Purpose, ToldResult},
	preimage::Registry,
	Balance, ChannelId, Moment,
};
use bloc_timetable::Owner;
use frame_support::{
	ensure,
	traits::{Consideration, Time},
	weights::Weight,
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Forwards a part along its route by `hop`, which moves or locks an amount in a channel, out
	/// of the balance of a party. Each channel is touched once: who is next, and what each party in
	/// between has to keep, follows from the terms that `hop` returns. Also returns what telling of
	/// it weighed.
	pub(crate) fn forward_along(
		payer: &T::AccountId,
		payee: &T::AccountId,
		route: &Route,
		mut hop: impl FnMut(
			ChannelId,
			&T::AccountId,
			Balance,
			Purpose,
		) -> Result<HopTerms<T::AccountId>, DispatchError>,
	) -> Result<(Carried, Weight), DispatchError> {
		let (first, rest) = route.split_first().ok_or(Error::<T>::EmptyRoute)?;
		let mut arrived = hop(first.channel, payer, first.amount, Purpose::Own)?;
		let mut told = arrived.told;
		let mut received = first.amount;
		for Hop { channel, amount } in rest {
			let terms = hop(*channel, &arrived.payee, *amount, Purpose::Forward)?;
			let asked = terms.asked(&arrived.inbound(), *amount).ok_or(Error::<T>::Overflow)?;
			let kept = received.checked_sub(*amount).ok_or(Error::<T>::FeeTooLow)?;
			ensure!(kept >= asked, Error::<T>::FeeTooLow);
			told = told.saturating_add(terms.told);
			(arrived, received) = (terms, *amount);
		}
		ensure!(arrived.payee == *payee, Error::<T>::WrongPayee);
		let hops = u32::try_from(route.len()).map_err(|_| Error::<T>::Overflow)?;
		Ok((Carried { sent: first.amount, received, hops }, told))
	}

	/// Locks a part, in every channel of its route, that of the payer as `first` says. Also returns
	/// what telling of it weighed.
	pub(crate) fn lock_route(
		payer: &T::AccountId,
		payee: &T::AccountId,
		asset: &AssetIdOf<T>,
		route: &Route,
		first: Purpose,
	) -> Result<(Part, Carried, Weight), DispatchError> {
		let since_ms = T::Clock::now();
		let mut part = Part { locks: Locks::new(), hold_ppm: BoundedVec::new(), since_ms };
		let (carried, told) =
			Self::forward_along(payer, payee, route, |id, from, amount, purpose| {
				// The payer asks itself for nothing, whoever has chosen its channel.
				let (purpose, asks) =
					if part.locks.is_empty() { (first, false) } else { (purpose, true) };
				let (lock, terms) = T::Channels::lock(id, from, asset, amount, purpose)?;
				part.locks.try_push(lock).map_err(|_| Error::<T>::Overflow)?;
				let hold_ppm = if asks { terms.hold_ppm() } else { 0 };
				part.hold_ppm.try_push(hold_ppm).map_err(|_| Error::<T>::Overflow)?;
				Ok(terms)
			})?;
		Ok((part, carried, told))
	}

	/// Locks parts and adds them to the payment, which the caller writes. Returns what telling of
	/// it weighed.
	pub(crate) fn lock_parts(
		id: PaymentId,
		payment: &mut PaymentOf<T>,
		routes: Routes,
		first: Purpose,
	) -> ToldResult {
		ensure!(!routes.is_empty(), Error::<T>::NoParts);
		let mut told = Weight::zero();
		for route in routes {
			payment.ensure_incomplete().map_err(Error::<T>::from)?;
			let (locked, carried, weight) =
				Self::lock_route(&payment.payer, &payment.payee, &payment.asset, &route, first)?;
			told = told.saturating_add(weight);
			let hold_fee = locked.hold_fee(payment.latest_ms());
			let part = payment.add(&carried, hold_fee).map_err(Error::<T>::from)?;
			Parts::<T>::insert(id, part, &locked);
			let locks = locked.locks;
			let (received, fees) = (payment.received, payment.fees);
			Self::deposit_event(Event::PartLocked { payment: id, part, locks, received, fees });
		}
		Ok(told)
	}

	/// Refuses parts of a payment that can no longer be paid: nobody locks money for a preimage
	/// that is public, nor for an invoice that is gone, paid, or about to be.
	fn ensure_wanted(payment: &PaymentOf<T>) -> DispatchResult {
		let PaymentOf::<T> { payee, payment_hash, registered, .. } = payment;
		ensure!(T::Preimages::revealed(payment_hash).is_none(), Error::<T>::AlreadyRevealed);
		let known = Invoices::<T>::get(payee, payment_hash).map(|record| record.invoice);
		let paid = known.as_ref().is_some_and(|it| it.status == InvoiceStatus::Paid);
		ensure!(!paid, Error::<T>::AlreadyPaid);
		// The payee may have registered another one under the same hash meanwhile.
		let asked = known.is_some_and(|it| payment.fits(&it.document));
		ensure!(asked || !*registered, Error::<T>::InvoiceNotFound);
		ensure!(!Complete::<T>::contains_key(payment_hash, payee), Error::<T>::AlreadyComplete);
		Ok(())
	}

	/// See [`Call::add_parts`](crate::Call::add_parts) and
	/// [`Call::replace_part`](crate::Call::replace_part): `replaced` is that part, and its hops.
	/// Returns what telling of it weighed.
	pub(crate) fn do_add_parts(
		who: &T::AccountId,
		id: PaymentId,
		replaced: Option<(PartId, u32)>,
		routes: Routes,
	) -> ToldResult {
		let RecordOf::<T> { mut payment, ticket } = Self::record_of_payer(who, id)?;
		let now_ms = T::Clock::now();
		payment.ensure_takes_parts(now_ms).map_err(Error::<T>::from)?;
		Self::ensure_wanted(&payment)?;
		let mut told = Weight::zero();
		if let Some((part, hops)) = replaced {
			told = Self::remove_part(id, &mut payment, part, hops)?;
		}
		told = told.saturating_add(Self::lock_parts(id, &mut payment, routes, Purpose::Own)?);
		let ticket = ticket.update(who, Self::payment_footprint(&payment))?;
		if payment.is_complete() {
			Self::completed(id, &payment);
			Self::push(payment.look_ms(), Due::Payment(id));
		}
		Payments::<T>::insert(id, RecordOf::<T> { payment, ticket });
		Ok(told)
	}

	/// See [`Call::drop_part`](crate::Call::drop_part). Returns what telling of it weighed.
	pub(crate) fn do_drop_part(
		who: &T::AccountId,
		id: PaymentId,
		part: PartId,
		hops: u32,
	) -> ToldResult {
		let RecordOf::<T> { mut payment, ticket } = Self::record_of_payer(who, id)?;
		payment.ensure_incomplete().map_err(Error::<T>::from)?;
		let told = Self::remove_part(id, &mut payment, part, hops)?;
		let ticket = ticket.update(who, Self::payment_footprint(&payment))?;
		Payments::<T>::insert(id, RecordOf::<T> { payment, ticket });
		Ok(told)
	}

	/// Releases a part of at most so many hops and removes it from the payment, which the caller
	/// writes. Returns what telling of it weighed.
	fn remove_part(
		id: PaymentId,
		payment: &mut PaymentOf<T>,
		part: PartId,
		hops: u32,
	) -> ToldResult {
		let locked = Parts::<T>::take(id, part).ok_or(Error::<T>::PartNotFound)?;
		let carried = Carried::by(&locked.locks);
		ensure!(carried.hops <= hops, Error::<T>::ExceedsSize);
		let latest_ms = payment.latest_ms();
		let now_ms = T::Clock::now().min(latest_ms);
		let (hold_fee, most) = (locked.hold_fee(now_ms), locked.hold_fee(latest_ms));
		payment.remove(part, &carried, most.saturating_sub(hold_fee)).map_err(Error::<T>::from)?;
		let told = Self::release_part(locked, now_ms)?;
		let (received, fees) = (payment.received, payment.fees);
		Self::deposit_event(Event::PartDropped { payment: id, part, received, fees, hold_fee });
		Ok(told)
	}

	/// Settles a part in every channel, each lock once. Returns what telling of it weighed.
	pub(crate) fn settle_part(part: Part) -> ToldResult {
		part.locks.into_iter().try_fold(Weight::zero(), |told, lock| {
			Ok(told.saturating_add(T::Channels::settle(lock)?))
		})
	}

	/// Releases a part in every channel, each lock once, but for what those in between get for
	/// having waited until `until_ms`. Returns what telling of it weighed.
	pub(crate) fn release_part(part: Part, until_ms: Moment) -> ToldResult {
		let fees = part.hold_fees(until_ms);
		part.locks.into_iter().zip(fees).try_fold(Weight::zero(), |told, (lock, fee)| {
			Ok(told.saturating_add(T::Channels::release_for(lock, fee)?))
		})
	}

	/// Returns the record of a payment of which `who` is the payer.
	fn record_of_payer(who: &T::AccountId, id: PaymentId) -> Result<RecordOf<T>, Error<T>> {
		let record = Payments::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(record.payment.payer == *who, Error::<T>::NotPayer);
		Ok(record)
	}
}
