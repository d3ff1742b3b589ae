//! How leases end, and who gets what then.

use crate::{
	custody::Money,
	lease::{Division, End, Ending, Lease, LeaseRecord, Party},
	provider::{Provider, ProviderRecord},
	types::Due,
	Config, Error, Event, LeaseOf, LeaseRecordOf, Leases, Pallet, ProviderRecordOf, Providers,
};
use bloc_primitives::{
	channel::{Inspect, ToldResult},
	liquidity::{LeaseHooks, LeaseName},
	Balance, ChannelId, Moment,
};
use bloc_timetable::Owner;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What of the fee has not come out of what was first received. The channel has it on record for
	/// as long as it is owed: see [`bound_until_ms`](crate::lease::Lease::bound_until_ms). Of one
	/// that is gone nobody knows.
	fn lien_of(id: ChannelId, lease: &LeaseOf<T>) -> Balance {
		if lease.owed_until_ms.is_none() {
			return 0;
		}
		let guard = T::Channels::channel(id).and_then(|channel| channel.guard);
		guard.map_or(lease.fee, |guard| guard.lien.min(lease.fee))
	}

	/// If all of the fee has come out of what was first received, or its time for that is over, the
	/// client has back what has come, of what it has put down; the rest of that is paid ahead now.
	/// Returns what may come still.
	pub(crate) fn note_received(
		id: ChannelId,
		lease: &mut LeaseOf<T>,
	) -> Result<Balance, DispatchError> {
		let lien = Self::lien_of(id, lease);
		Self::take_received(id, lease, lien, T::Clock::now())
	}

	/// The same, where so much had not come by then.
	fn take_received(
		id: ChannelId,
		lease: &mut LeaseOf<T>,
		lien: Balance,
		at_ms: Moment,
	) -> Result<Balance, DispatchError> {
		let Some(deposit) = lease.note_lien(lien, at_ms) else { return Ok(lien) };
		let fee = lease.received;
		if fee > 0 {
			Self::change_provider(&lease.asset, &lease.provider, |provider| {
				// It has it in the channel.
				provider.fees = provider.fees.saturating_add(fee);
				Ok(())
			})?;
		}
		Money::<T>::pay_or_credit(&lease.asset, &lease.client, deposit);
		Self::deposit_event(Event::FeeReceived { channel: id, fee, deposit });
		Ok(0)
	}

	/// See [`Call::settle`](crate::Call::settle).
	pub(crate) fn do_settle(id: ChannelId) -> DispatchResult {
		let mut record = Leases::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		if let Some(end) = record.end {
			return Self::end_as_noted(id, record, end).map(|_| ());
		}
		let owed = record.lease.owed_until_ms;
		let lien = Self::note_received(id, &mut record.lease)?;
		match record.lease.ended(T::Clock::now()) {
			Some(ending) => Self::end(id, record, ending, lien).map(|_| ()),
			None => {
				ensure!(owed != record.lease.owed_until_ms, Error::<T>::NotExpired);
				Self::bind_anew(id, &record.lease)?;
				Leases::<T>::insert(id, record);
				Ok(())
			},
		}
	}

	/// See [`Call::give_up`](crate::Call::give_up).
	pub(crate) fn do_give_up(who: &T::AccountId, id: ChannelId) -> DispatchResult {
		let mut record = Self::lease_record(id)?;
		ensure!(record.lease.client == *who, Error::<T>::NotClient);
		let lien = Self::note_received(id, &mut record.lease)?;
		let ending = record.lease.ended(T::Clock::now()).unwrap_or(Ending::GivenUp);
		Self::end(id, record, ending, lien).map(|_| ())
	}

	/// Which of the parties of a lease somebody is.
	pub(crate) fn party(lease: &LeaseOf<T>, who: &T::AccountId) -> Result<Party, Error<T>> {
		match who {
			who if *who == lease.client => Ok(Party::Client),
			who if *who == lease.provider => Ok(Party::Provider),
			_ => Err(Error::<T>::NotParty),
		}
	}

	/// See [`Call::propose_end`](crate::Call::propose_end).
	pub(crate) fn do_propose_end(
		who: &T::AccountId,
		id: ChannelId,
		refund: Option<Balance>,
		until_ms: Moment,
	) -> DispatchResult {
		let mut record = Self::lease_record(id)?;
		let lease = &mut record.lease;
		let by = Self::party(lease, who)?;
		let now_ms = T::Clock::now();
		lease.ensure_running(now_ms).map_err(Error::<T>::from)?;
		match refund {
			Some(refund) => {
				lease.propose(by, refund, until_ms, now_ms).map_err(Error::<T>::from)?;
			},
			None => {
				// Each takes back what is its own, or declines what is the other's.
				ensure!(lease.proposal.take().is_some(), Error::<T>::NotProposed);
			},
		}
		Leases::<T>::insert(id, record);
		Self::deposit_event(Event::EndProposed { channel: id, by, refund, until_ms });
		Ok(())
	}

	/// See [`Call::accept_end`](crate::Call::accept_end).
	pub(crate) fn do_accept_end(
		who: &T::AccountId,
		id: ChannelId,
		refund: Balance,
	) -> DispatchResult {
		let mut record = Self::lease_record(id)?;
		let by = Self::party(&record.lease, who)?;
		// What was put down is none of what they agree on, once the fee has come.
		let lien = Self::note_received(id, &mut record.lease)?;
		let now_ms = T::Clock::now();
		record.lease.ensure_running(now_ms).map_err(Error::<T>::from)?;
		record.lease.accept(by, refund, now_ms).map_err(Error::<T>::from)?;
		Self::end(id, record, Ending::Agreed(refund), lien).map(|_| ())
	}

	/// A channel closes, by one party or by both. It stands in nobody's way, and takes no more room
	/// than a note: whoever answers a closing may have to share a block with a thousand others. All
	/// that who gets what depends on is as it is now; the hook does it. Returns what that weighed.
	pub(crate) fn note_end(id: ChannelId, closer: Option<&T::AccountId>) -> Weight {
		let record = Leases::<T>::get(id).filter(|record| record.end.is_none());
		let Some(mut record) = record else { return Self::unleased_weight() };
		let (lease, now) = (&record.lease, Self::instant());
		let reason = match (lease.ended(now.ms), closer) {
			// Over or not: nobody knows any more what has come of what it owes.
			(_, None) if lease.owed_until_ms.is_some() => Ending::ClosedTogether,
			(Some(ending), _) => ending,
			(None, Some(closer)) if *closer == lease.provider => Ending::Breached,
			(None, Some(_)) => Ending::GivenUp,
			(None, None) => Ending::ClosedTogether,
		};
		let lien = Self::lien_of(id, lease);
		record.end = Some(Self::end_of(lease, reason, now.ms, lien));
		Leases::<T>::insert(id, record);
		Self::push(now.ms, Due::Lease(id));
		Self::noting_weight()
	}

	/// Ends a lease whose channel has closed.
	fn end_as_noted(id: ChannelId, mut record: LeaseRecordOf<T>, end: End) -> ToldResult {
		// Who closes together with the provider has nothing taken off what it has put down: of a
		// channel that is gone nobody knows what has come.
		if end.reason != Ending::ClosedTogether {
			Self::take_received(id, &mut record.lease, end.lien, end.at_ms)?;
		}
		Self::finish(id, record, end)
	}

	/// What is known of a lease that ends for this reason now.
	fn end_of(lease: &LeaseOf<T>, reason: Ending, at_ms: Moment, lien: Balance) -> End {
		let record = Providers::<T>::get(&lease.asset, &lease.provider);
		let away_ms =
			|record: ProviderRecordOf<T>| Self::away_ms(&record.provider, &Self::instant());
		End { reason, at_ms, lien, away_ms: record.map_or(lease.away_ms, away_ms) }
	}

	/// Ends a lease whose channel goes on. The provider is free in it.
	pub(crate) fn end(
		id: ChannelId,
		record: LeaseRecordOf<T>,
		ending: Ending,
		lien: Balance,
	) -> ToldResult {
		Self::unbind(id)?;
		let end = Self::end_of(&record.lease, ending, T::Clock::now(), lien);
		Self::finish(id, record, end)
	}

	/// Ends a lease: everybody gets its own, and what is on record of the provider follows.
	fn finish(id: ChannelId, record: LeaseRecordOf<T>, end: End) -> ToldResult {
		let LeaseRecord { lease, ticket, .. } = record;
		let End { reason, at_ms, lien, away_ms } = end;
		let ProviderRecord { mut provider, ticket: its } =
			Self::record_of(&lease.asset, &lease.provider)?;
		let before = provider.totals();
		let division = lease.divide(reason, at_ms, lien, away_ms, T::BreachShare::get());
		let compensation = division.for_breach.saturating_add(division.for_absence);
		provider.end_lease(lease.size, lease.cover, compensation).map_err(Error::<T>::from)?;
		provider.earn(division.earned).map_err(Error::<T>::from)?;
		Self::note_facts(&mut provider, reason, &division, at_ms);
		let changed = ProviderRecord { provider, ticket: its };
		Self::put_provider(&lease.asset, &lease.provider, before, changed)?;
		Leases::<T>::remove(id);
		Self::give_back(&lease.client, ticket);
		let to_client = division.refund.saturating_add(compensation);
		Money::<T>::pay_or_credit(&lease.asset, &lease.client, to_client);
		let Division { refund, earned, .. } = division;
		Self::deposit_event(Event::LeaseEnded {
			channel: id,
			reason,
			refund,
			earned,
			compensation,
		});
		Ok(Self::tell(id, lease, reason, &division))
	}

	/// What is on record of a provider after a lease of its has ended so.
	fn note_facts(provider: &mut Provider, ending: Ending, division: &Division, at_ms: Moment) {
		let facts = &mut provider.facts;
		let failed = division.excess_ms > 0;
		match ending {
			Ending::Breached => facts.breach(),
			_ if failed => facts.fail(),
			Ending::Completed => facts.honour(at_ms),
			_ => {},
		}
	}

	/// Tells of what was not kept. Whoever is told stands in nobody's way.
	fn tell(id: ChannelId, lease: LeaseOf<T>, ending: Ending, division: &Division) -> Weight {
		let Lease { provider, client, asset, fee, end_ms, start_ms, .. } = lease;
		let name = LeaseName { channel: id, provider, client, asset };
		let mut weight = Weight::zero();
		let mut told = |tell: &dyn Fn() -> ToldResult| {
			let done = with_storage_layer(tell);
			weight = weight.saturating_add(done.unwrap_or_else(|_| T::LeaseHooks::weight()));
		};
		let (provider, client) = (name.provider.clone(), name.client.clone());
		if ending == Ending::Breached {
			let (lost, compensation) = (division.lost, division.for_breach);
			told(&|| T::LeaseHooks::breached(&name, lost, compensation));
			Self::deposit_event(Event::Breached {
				channel: id,
				provider: provider.clone(),
				client: client.clone(),
				lost,
				compensation,
			});
		}
		if division.excess_ms > 0 {
			let (excess_ms, compensation) = (division.excess_ms, division.for_absence);
			// The fee of that time.
			let lost = crate::lease::fee_of(fee, excess_ms, end_ms.saturating_sub(start_ms));
			told(&|| T::LeaseHooks::missed(&name, excess_ms, lost, compensation));
			let channel = id;
			Self::deposit_event(Event::Missed {
				channel,
				provider,
				client,
				excess_ms,
				compensation,
			});
		}
		weight
	}
}
