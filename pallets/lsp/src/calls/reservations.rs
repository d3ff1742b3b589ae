//! Stock that is kept for a client, at a price that holds.

use crate::{
	custody::Money,
	lease::Payment,
	provider::{Provider, ProviderRecord},
	types::{Due, Reservation, ReservationEnd, ReservationRecord},
	AssetIdOf, Config, Error, Event, Pallet, ReservationRecordOf, Reservations,
};
use bloc_math::fees::hold_fee;
use bloc_primitives::{Balance, Moment};
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Returns what a client pays a storage deposit for: the reservation, and its entry on the
	/// timetable.
	pub fn reservation_footprint() -> Footprint {
		let key = <(AssetIdOf<T>, T::AccountId, T::AccountId)>::max_encoded_len();
		let size = ReservationRecordOf::<T>::max_encoded_len().saturating_add(key);
		Footprint::from_parts(1, size.saturating_add(crate::DueOf::<T>::max_encoded_len()))
	}

	/// See [`Call::reserve`](crate::Call::reserve). Returns how many offers went.
	pub(crate) fn do_reserve(
		client: T::AccountId,
		asset: AssetIdOf<T>,
		who: T::AccountId,
		size: Balance,
		lifetime_ms: Moment,
		until_ms: Moment,
		max_price: Balance,
	) -> Result<u32, DispatchError> {
		let now_ms = T::Clock::now();
		ensure!(size > 0, Error::<T>::ZeroAmount);
		ensure!(client != who, Error::<T>::SameParty);
		ensure!(until_ms > now_ms, Error::<T>::Expired);
		let lasts_ms = until_ms.saturating_sub(now_ms);
		ensure!(lasts_ms <= T::MaxReserveMs::get(), Error::<T>::DeadlineTooFar);
		Self::ensure_lifetime(lifetime_ms)?;
		let key = (asset.clone(), who.clone(), client.clone());
		ensure!(!Reservations::<T>::contains_key(&key), Error::<T>::AlreadyReserved);
		let ProviderRecord { mut provider, ticket } = Self::record_of(&asset, &who)?;
		let before = provider.totals();
		let fee = Self::menu_fee(&asset, &who, size, lifetime_ms)?;
		// What cannot be leased is not reserved.
		ensure!(fee < size, Error::<T>::FeeNotBelowSize);
		// As for the way to pay that takes most.
		let cover = Payment::FirstReceived.cover(fee).ok_or(Error::<T>::FeeOverflow)?;
		provider.reserve(size, cover).map_err(Error::<T>::from)?;
		let gone = Self::delist_unbacked(&asset, &who, &mut provider)?;
		let paid = hold_fee(size, provider.terms.hold_ppm, lasts_ms);
		ensure!(paid <= max_price, Error::<T>::FeeTooHigh);
		if paid > 0 {
			Money::<T>::take(&asset, &client, paid)?;
			provider.earn(paid).map_err(Error::<T>::from)?;
		}
		Self::put_provider(&asset, &who, before, ProviderRecord { provider, ticket })?;
		let reservation = Reservation { size, lifetime_ms, fee, cover, until_ms };
		let ticket = T::Consideration::new(&client, Self::reservation_footprint())?;
		Reservations::<T>::insert(&key, ReservationRecord { reservation, ticket });
		Self::push(until_ms, Due::Reservation(asset.clone(), who.clone(), client.clone()));
		Self::deposit_event(Event::Reserved { asset, provider: who, client, reservation, paid });
		Ok(gone)
	}

	/// Takes a reservation away, and returns its deposit. What it kept is the provider's again.
	pub(crate) fn lift_reservation(
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		client: &T::AccountId,
		provider: &mut Provider,
		reason: ReservationEnd,
	) -> Result<Reservation, DispatchError> {
		let record = Reservations::<T>::take((asset, who, client));
		let ReservationRecord { reservation, ticket } = record.ok_or(Error::<T>::NotReserved)?;
		let Reservation { size, cover, .. } = reservation;
		provider.unreserve(size, cover).map_err(Error::<T>::from)?;
		Self::give_back(client, ticket);
		let (asset, provider, client) = (asset.clone(), who.clone(), client.clone());
		Self::deposit_event(Event::ReservationEnded { asset, provider, client, reason });
		Ok(reservation)
	}

	/// See [`Call::end_reservation`](crate::Call::end_reservation). By nobody when it has expired.
	pub(crate) fn do_end_reservation(
		by: Option<&T::AccountId>,
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		client: &T::AccountId,
	) -> DispatchResult {
		let record = Reservations::<T>::get((asset, who, client));
		let until_ms = record.ok_or(Error::<T>::NotReserved)?.reservation.until_ms;
		let expired = until_ms <= T::Clock::now();
		ensure!(expired || by == Some(client), Error::<T>::NotExpired);
		let reason = if expired { ReservationEnd::Expired } else { ReservationEnd::GivenUp };
		Self::change_provider(asset, who, |provider| {
			Self::lift_reservation(asset, who, client, provider, reason).map(|_| ())
		})?;
		Ok(())
	}
}
