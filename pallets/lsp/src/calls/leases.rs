//! Channels that are leased: opened, paid for, renewed, collected from.

use crate::{
	custody::Money,
	lease::{Lease, LeaseRecord, Payment},
	provider::{Provider, ProviderRecord, Terms},
	types::{Collected, Due, Request, ReservationEnd, Selection},
	AssetIdOf, Config, Error, Event, LeaseOf, LeaseRecordOf, Leases, Pallet, Reservations,
	SelectionOf,
};
use bloc_primitives::{
	channel::Inspect,
	guard::{Bind, Guard, Opening},
	instant::Instant,
	Balance, ChannelId, Moment, Pair, Side,
};
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// The client opens, so that the channel's deposit is its own; the provider is bound.
pub(crate) const BOUND: Side = Side::Counterparty;

impl<T: Config> Pallet<T> {
	/// Returns what a client pays a storage deposit for: the lease, and its entry on the timetable.
	pub fn lease_footprint() -> Footprint {
		let key = ChannelId::max_encoded_len();
		let size = LeaseRecordOf::<T>::max_encoded_len().saturating_add(key);
		Footprint::from_parts(1, size.saturating_add(crate::DueOf::<T>::max_encoded_len()))
	}

	/// A lease that has not ended.
	pub(crate) fn lease_record(id: ChannelId) -> Result<LeaseRecordOf<T>, Error<T>> {
		let record = Leases::<T>::get(id).filter(|record| record.end.is_none());
		record.ok_or(Error::<T>::NotFound)
	}

	/// A lease can be so long.
	pub(crate) fn ensure_lifetime(lifetime_ms: Moment) -> Result<(), Error<T>> {
		ensure!(lifetime_ms >= T::MinLeaseMs::get(), Error::<T>::LifetimeTooShort);
		ensure!(lifetime_ms <= T::MaxLeaseMs::get(), Error::<T>::LifetimeTooLong);
		Ok(())
	}

	/// Whose offer a client takes, and what that costs.
	fn chosen(
		client: &T::AccountId,
		asset: &AssetIdOf<T>,
		request: &Request,
		selection: &SelectionOf<T>,
	) -> Result<(T::AccountId, Balance), Error<T>> {
		let Request { size, lifetime_ms, ref limits, .. } = *request;
		match selection {
			Selection::Provider(who) => {
				let fee = Self::menu_fee(asset, who, size, lifetime_ms)?;
				Ok((who.clone(), fee))
			},
			Selection::Best(region) => {
				let (client, limits) = (Some(client), Some(limits));
				let offer = Self::best_offer(client, limits, asset, size, lifetime_ms, *region)?;
				Ok((offer.provider, offer.fee))
			},
			Selection::Reserved(who) => {
				let record = Reservations::<T>::get((asset, who, client));
				let it = record.ok_or(Error::<T>::NotReserved)?.reservation;
				ensure!(T::Clock::now() < it.until_ms, Error::<T>::Expired);
				let within = size <= it.size && lifetime_ms <= it.lifetime_ms;
				ensure!(within, Error::<T>::ExceedsReserved);
				Ok((who.clone(), it.fee))
			},
			Selection::Quoted(who, signed) => {
				let fee = signed.quote.item.fee(size, lifetime_ms, T::Clock::now())?;
				Ok((who.clone(), fee))
			},
		}
	}

	/// What the client has of the provider already is used up. Returns the terms that count.
	fn take_up(
		client: &T::AccountId,
		asset: &AssetIdOf<T>,
		who: &T::AccountId,
		provider: &mut Provider,
		selection: &SelectionOf<T>,
	) -> Result<Terms, DispatchError> {
		match selection {
			Selection::Reserved(_) => {
				let reason = ReservationEnd::Taken;
				Self::lift_reservation(asset, who, client, provider, reason)?;
			},
			Selection::Quoted(_, signed) => {
				Self::use_quote(client, asset, who, signed)?;
				return Ok(signed.quote.terms);
			},
			Selection::Provider(_) | Selection::Best(_) => {},
		}
		Ok(provider.terms)
	}

	/// See [`Call::request_channel`](crate::Call::request_channel). Returns how many offers went.
	pub(crate) fn do_request(
		client: T::AccountId,
		asset: AssetIdOf<T>,
		request: Request,
		selection: SelectionOf<T>,
	) -> Result<u32, DispatchError> {
		ensure!(request.size > 0, Error::<T>::ZeroAmount);
		Self::ensure_lifetime(request.lifetime_ms)?;
		let (who, fee) = Self::chosen(&client, &asset, &request, &selection)?;
		ensure!(client != who, Error::<T>::SameParty);
		ensure!(fee <= request.max_fee, Error::<T>::FeeTooHigh);
		ensure!(fee < request.size, Error::<T>::FeeNotBelowSize);
		let ProviderRecord { mut provider, ticket } = Self::record_of(&asset, &who)?;
		let before = provider.totals();
		let terms = Self::take_up(&client, &asset, &who, &mut provider, &selection)?;
		ensure!(request.limits.admit(&terms), Error::<T>::TermsTooPoor);
		let cover = request.payment.cover(fee).ok_or(Error::<T>::FeeOverflow)?;
		provider.lease(request.size, cover).map_err(Error::<T>::from)?;
		let gone = Self::delist_unbacked(&asset, &who, &mut provider)?;
		let away_ms = Self::away_ms(&provider, &Self::instant());
		let parties = (client, who.clone());
		let lease = Self::fresh(parties, asset.clone(), &request, fee, &terms, away_ms);
		lease.ensure_begun().map_err(Error::<T>::from)?;
		Self::put_provider(&asset, &who, before, ProviderRecord { provider, ticket })?;
		let guard = Guard {
			side: BOUND,
			floor: lease.size,
			until_ms: lease.bound_until_ms(),
			worst: terms.policy,
			lien: if lease.owed_until_ms.is_some() { fee } else { 0 },
		};
		Self::start(lease, request, guard, terms.challenge_period_ms)?;
		Ok(gone)
	}

	/// A lease as it begins.
	fn fresh(
		(client, provider): (T::AccountId, T::AccountId),
		asset: AssetIdOf<T>,
		request: &Request,
		fee: Balance,
		terms: &Terms,
		away_ms: Moment,
	) -> LeaseOf<T> {
		let now_ms = T::Clock::now();
		let (paid, deposit, owed_until_ms) = match request.payment {
			Payment::UpFront => (fee, 0, None),
			Payment::Streamed(first) => (first, 0, None),
			Payment::FirstReceived if fee > 0 => {
				let until_ms = now_ms.saturating_add(T::FirstPaymentMs::get());
				(0, fee, Some(until_ms))
			},
			Payment::FirstReceived => (0, 0, None),
		};
		Lease {
			provider,
			client,
			asset,
			size: request.size,
			fee,
			paid,
			collected: 0,
			received: 0,
			deposit,
			owed_until_ms,
			// What was set aside does not overflow.
			cover: request.payment.cover(fee).unwrap_or(fee),
			start_ms: now_ms,
			end_ms: now_ms.saturating_add(request.lifetime_ms),
			grace_ms: T::GraceMs::get(),
			uptime: terms.uptime,
			watched_ms: now_ms,
			away_ms,
			proposal: None,
		}
	}

	/// The money moves, and the channel is open: all in the same call.
	fn start(
		lease: LeaseOf<T>,
		request: Request,
		guard: Guard,
		challenge_period_ms: Moment,
	) -> DispatchResult {
		let Lease { asset, client, provider, size, fee, cover, end_ms, .. } = lease.clone();
		let ahead = lease.in_pot();
		if ahead > 0 {
			Money::<T>::take(&asset, &client, ahead)?;
		}
		let (channel, _) = Money::<T>::pay_by(&asset, size, |pot| {
			T::Channels::open_bound(Opening {
				parties: Pair::new(client.clone(), provider.clone()),
				asset: asset.clone(),
				amounts: Pair::new(request.own, size),
				from: pot.clone(),
				challenge_period_ms,
				policy: guard.worst,
				guard,
			})
		})?;
		let ticket = T::Consideration::new(&client, Self::lease_footprint())?;
		Self::push(lease.next_look_ms(), Due::Lease(channel));
		let (payment, over_ms) = (request.payment, lease.over_ms());
		Leases::<T>::insert(channel, LeaseRecord { lease, ticket, end: None });
		Self::deposit_event(Event::Leased {
			channel,
			asset,
			provider,
			client,
			size,
			fee,
			payment,
			cover,
			end_ms,
			over_ms,
		});
		Ok(())
	}

	/// The provider is bound for as long as the lease goes on now. What was to come out of first
	/// payments is not owed any more, once it is none of what was put down.
	pub(crate) fn bind_anew(id: ChannelId, lease: &LeaseOf<T>) -> DispatchResult {
		let guard = Self::guard_of(id)?;
		let lien = lease.owed_until_ms.map_or(0, |_| guard.lien);
		T::Channels::rebind(id, Some(Guard { until_ms: lease.bound_until_ms(), lien, ..guard }))
	}

	/// What binds the provider in a channel.
	fn guard_of(id: ChannelId) -> Result<Guard, Error<T>> {
		let channel = T::Channels::channel(id).ok_or(Error::<T>::NotFound)?;
		channel.guard.ok_or(Error::<T>::NotFound)
	}

	/// A provider asks a price for the terms that it has now: that does not buy better ones, which
	/// it had when the lease began and is bound to.
	fn ensure_priced(id: ChannelId, lease: &LeaseOf<T>, terms: &Terms) -> Result<(), Error<T>> {
		let bound = Self::guard_of(id)?.worst;
		let holds = terms.uptime >= lease.uptime && terms.policy.is_no_worse_than(&bound);
		ensure!(holds, Error::<T>::OtherTerms);
		Ok(())
	}

	/// Nothing binds the provider any more: of a channel that closes, or is gone, nothing does.
	pub(crate) fn unbind(id: ChannelId) -> DispatchResult {
		let now_ms = T::Clock::now();
		let binds = |guard: &Guard| guard.until_ms > now_ms;
		let channel = T::Channels::channel(id);
		match channel.is_some_and(|channel| channel.binding(BOUND).is_some_and(binds)) {
			true => T::Channels::rebind(id, None),
			false => Ok(()),
		}
	}

	/// See [`Call::pay_fee`](crate::Call::pay_fee).
	pub(crate) fn do_pay_fee(who: &T::AccountId, id: ChannelId, amount: Balance) -> DispatchResult {
		let mut record = Self::lease_record(id)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let lease = &mut record.lease;
		let by = Self::party(lease, who).ok();
		lease.pay(by, amount, T::Clock::now()).map_err(Error::<T>::from)?;
		Money::<T>::take(&lease.asset, who, amount)?;
		Self::bind_anew(id, lease)?;
		let (paid, over_ms) = (lease.paid, lease.over_ms());
		Leases::<T>::insert(id, record);
		Self::deposit_event(Event::FeePaid { channel: id, amount, paid, over_ms });
		Ok(())
	}

	/// See [`Call::renew`](crate::Call::renew). Returns how many offers went.
	pub(crate) fn do_renew(
		who: &T::AccountId,
		id: ChannelId,
		lifetime_ms: Moment,
		max_fee: Balance,
	) -> Result<u32, DispatchError> {
		let mut record = Self::lease_record(id)?;
		let now_ms = T::Clock::now();
		Self::note_received(id, &mut record.lease)?;
		let lease = &mut record.lease;
		ensure!(lease.client == *who, Error::<T>::NotClient);
		ensure!(lifetime_ms >= T::MinLeaseMs::get(), Error::<T>::LifetimeTooShort);
		let added = Self::menu_fee(&lease.asset, &lease.provider, lease.size, lifetime_ms)?;
		ensure!(added <= max_fee, Error::<T>::FeeTooHigh);
		let collected = lease.renew(lifetime_ms, added, now_ms).map_err(Error::<T>::from)?;
		ensure!(lease.length_ms() <= T::MaxLeaseMs::get(), Error::<T>::LifetimeTooLong);
		let (old, new) = (lease.cover, lease.cover_needed().map_err(Error::<T>::from)?);
		lease.cover = new;
		let mut gone = 0;
		Self::change_provider(&lease.asset, &lease.provider, |provider| {
			Self::ensure_priced(id, lease, &provider.terms)?;
			provider.cover_anew(old, new).map_err(Error::<T>::from)?;
			provider.earn(collected).map_err(Error::<T>::from)?;
			gone = Self::delist_unbacked(&lease.asset, &lease.provider, provider)?;
			Ok(())
		})?;
		if added > 0 {
			Money::<T>::take(&lease.asset, who, added)?;
		}
		Self::bind_anew(id, lease)?;
		let Lease { fee, cover, end_ms, .. } = *lease;
		Leases::<T>::insert(id, record);
		Self::deposit_event(Event::Renewed { channel: id, added, fee, cover, end_ms });
		Ok(gone)
	}

	/// See [`Call::collect`](crate::Call::collect).
	pub(crate) fn do_collect(
		who: T::AccountId,
		asset: AssetIdOf<T>,
		channels: &Collected,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let mut sum: Balance = 0;
		for id in channels {
			let mut record = Self::lease_record(*id)?;
			let lease = &mut record.lease;
			let own = lease.provider == who && lease.asset == asset;
			ensure!(own, Error::<T>::NotParty);
			let amount = lease.collect(now_ms).map_err(Error::<T>::from)?;
			sum = sum.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			Leases::<T>::insert(id, record);
		}
		let mut amount = 0;
		Self::change_provider(&asset, &who, |provider| {
			provider.earn(sum).map_err(Error::<T>::from)?;
			amount = core::mem::take(&mut provider.earned);
			Ok(())
		})?;
		ensure!(amount > 0, Error::<T>::NothingOwed);
		Money::<T>::pay_out(&asset, &who, amount)?;
		Self::deposit_event(Event::Collected { asset, provider: who, amount });
		Ok(())
	}

	/// A lease brought up to now, for clients.
	pub(crate) fn lease_now(id: ChannelId) -> Option<(LeaseOf<T>, Instant)> {
		let lease = Self::lease_record(id).ok()?.lease;
		Some((lease, Self::instant()))
	}
}
