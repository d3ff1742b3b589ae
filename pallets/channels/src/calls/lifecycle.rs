//! How channels begin and end: open, propose, accept, close together.

use crate::{
	custody::Money,
	types::{Due, Record},
	AssetIdOf, ChannelOf, Channels, ChannelsOf, Closings, CoSignedOf, Config, Error, Event,
	NextChannelId, Pallet, ProposalEnd, RecordOf, Shown,
};
use bloc_primitives::{
	channel::{Channel, Hooks, Ledger, Phase, ToldResult},
	deposit,
	id::next_id,
	state::{Close, Message},
	Balance, ChannelId, Moment, Pair, Side,
};
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// What the opener of a channel pays a storage deposit for: the channel, an index entry for
	/// each party and the largest dispute, in whose place there is what was shown with requests before.
	pub fn channel_footprint() -> Footprint {
		let index = <(T::AccountId, ChannelId)>::max_encoded_len().saturating_mul(2);
		let size = RecordOf::<T>::max_encoded_len()
			.saturating_add(crate::ClosingOf::<T>::max_encoded_len())
			.saturating_add(index);
		Footprint::from_parts(4, size)
	}

	/// See [`Call::open`](crate::Call::open).
	pub(crate) fn do_open(
		parties: Pair<T::AccountId>,
		asset: AssetIdOf<T>,
		amounts: Pair<Balance>,
		challenge_period_ms: Moment,
	) -> Result<(ChannelId, Weight), DispatchError> {
		let amount = amounts.checked_sum().ok_or(Error::<T>::Overflow)?;
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		for side in Side::BOTH {
			if *amounts.of(side) > 0 {
				Money::<T>::take(&asset, parties.of(side), *amounts.of(side))?;
			}
		}
		let channel = Self::fresh(parties, asset, Phase::Open, amounts, challenge_period_ms);
		let (id, record) = Self::create(channel)?;
		Ok((id, Self::announce(id, record.channel)?))
	}

	/// See [`Call::propose`](crate::Call::propose).
	pub(crate) fn do_propose(
		parties: Pair<T::AccountId>,
		asset: AssetIdOf<T>,
		amounts: Pair<Balance>,
		challenge_period_ms: Moment,
		deadline_ms: Moment,
	) -> DispatchResult {
		let (amount, requested) = (amounts.opener, amounts.counterparty);
		let now_ms = T::Clock::now();
		ensure!(requested > 0, Error::<T>::ZeroAmount);
		ensure!(amount.checked_add(requested).is_some(), Error::<T>::Overflow);
		ensure!(deadline_ms > now_ms, Error::<T>::DeadlineTooSoon);
		let latest_ms = now_ms.saturating_add(T::MaxProposalMs::get());
		ensure!(deadline_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		Money::<T>::ensure_worthwhile(&asset, amount)?;
		Money::<T>::take(&asset, &parties.opener, amount)?;

		let phase = Phase::Proposed { requested, deadline_ms };
		let paid_in = Pair::new(amount, 0);
		let channel = Self::fresh(parties, asset, phase, paid_in, challenge_period_ms);
		let (id, Record { channel, .. }) = Self::create(channel)?;
		Self::push(deadline_ms, Due::Proposal(id));
		Self::deposit_event(Event::Proposed {
			channel: id,
			parties: channel.parties,
			asset: channel.asset,
			amount,
			requested,
			deadline_ms,
		});
		Ok(())
	}

	/// See [`Call::accept`](crate::Call::accept).
	pub(crate) fn do_accept(who: &T::AccountId, id: ChannelId) -> ToldResult {
		let mut record = Self::record(id)?;
		let channel = &mut record.channel;
		ensure!(channel.side_of(who).is_some(), Error::<T>::NotParty);
		ensure!(channel.parties.counterparty == *who, Error::<T>::NotCounterparty);
		let Phase::Proposed { requested, deadline_ms } = channel.phase else {
			return Err(Error::<T>::NotProposed.into());
		};
		ensure!(T::Clock::now() < deadline_ms, Error::<T>::Expired);
		Money::<T>::take(&channel.asset, who, requested)?;
		channel.phase = Phase::Open;
		channel.credit(Side::Counterparty, requested).map_err(Error::<T>::from)?;
		Channels::<T>::insert(id, &record);
		Self::announce(id, record.channel)
	}

	/// Ends an unanswered proposal. `by` is who asks for it and the side that may; nobody when it
	/// has expired.
	pub(crate) fn do_end_proposal(
		by: Option<(&T::AccountId, Side)>,
		id: ChannelId,
		reason: ProposalEnd,
	) -> DispatchResult {
		let record = Self::record(id)?;
		if let Some((who, side)) = by {
			let is = record.channel.side_of(who).ok_or(Error::<T>::NotParty)?;
			let wrong = match side {
				Side::Opener => Error::<T>::NotOpener,
				Side::Counterparty => Error::<T>::NotCounterparty,
			};
			ensure!(is == side, wrong);
		}
		let channel = &record.channel;
		ensure!(matches!(channel.phase, Phase::Proposed { .. }), Error::<T>::NotProposed);
		Money::<T>::pay_or_credit(
			&channel.asset,
			&channel.parties.opener,
			channel.ledger.opener.free,
		);
		Self::remove(id, record);
		Self::deposit_event(Event::ProposalEnded { channel: id, reason });
		Ok(())
	}

	/// See [`Call::close`](crate::Call::close). Returns what it weighed to end requests, and to tell of
	/// it.
	pub(crate) fn do_close(
		who: &T::AccountId,
		id: ChannelId,
		signed: CoSignedOf<T, Close>,
	) -> ToldResult {
		let mut record = Self::record(id)?;
		let channel = &record.channel;
		let close = signed.body;
		let closing = match channel.phase {
			Phase::Open => None,
			Phase::Closing { .. } => Some(Self::closing_of(id, channel)?),
			Phase::Proposed { .. } => return Err(Error::<T>::NotOpen.into()),
			Phase::Resolving => return Err(Error::<T>::AlreadySettled.into()),
		};
		ensure!(!channel.has_locks(), Error::<T>::HasLocks);
		let mut paid = channel.outcome(&close).map_err(Error::<T>::from)?;
		let standing = closing.as_ref().map(|closing| closing.state.version);
		ensure!(standing.is_none_or(|version| close.version > version), Error::<T>::StaleVersion);
		ensure!(close.version > record.least, Error::<T>::OlderThanShown);
		Self::ensure_not_expired(close.valid_until_ms)?;
		let message = Message::Close(close);
		let (parties, base_version) = (&channel.parties, channel.base_version);
		Self::ensure_consented(who, id, parties, base_version, &message, &signed.signatures)?;
		if let Some(closing) = closing {
			Self::end_dispute(id, channel, closing, &mut paid)?;
		}
		let voided = Self::void_requests(id, &mut record);
		Ok(voided.saturating_add(Self::finish(id, record, close.version, paid)?))
	}

	/// What both parties sign to end a base is good for a time only, so that nobody is held to it
	/// for ever because the other kept it back.
	pub(crate) fn ensure_not_expired(valid_until_ms: Moment) -> Result<(), Error<T>> {
		let now_ms = T::Clock::now();
		ensure!(now_ms < valid_until_ms, Error::<T>::Expired);
		let latest_ms = now_ms.saturating_add(T::MaxEndingMs::get());
		ensure!(valid_until_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		Ok(())
	}

	/// Closes a channel of which both parties want to be rid and that has nothing committed.
	pub(crate) fn do_close_ledger(id: ChannelId) -> DispatchResult {
		let record = Self::record(id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		for side in Side::BOTH {
			record.channel.ensure_unbound(side).map_err(Error::<T>::from)?;
		}
		ensure!(!record.channel.has_locks(), Error::<T>::HasLocks);
		ensure!(record.channel.committed.is_zero(), Error::<T>::HasCommitted);
		let (version, free) = (record.channel.base_version, record.channel.ledger.map(|l| l.free));
		Self::finish(id, record, version, free).map(|_| ())
	}

	/// Pays both parties their last and removes the channel. Returns what telling of it weighed.
	fn finish(id: ChannelId, record: RecordOf<T>, version: u64, paid: Pair<Balance>) -> ToldResult {
		Self::pay_parties(&record, &paid);
		let (pending, held) = (Pair::new(0, 0), Pair::new(0, 0));
		Self::deposit_event(Event::Settled { channel: id, version, paid, pending, held });
		Self::remove(id, record);
		Self::deposit_event(Event::Closed { channel: id });
		T::Hooks::closed(id)
	}

	/// Pays both parties what is theirs at the end, each where it wants it. What the asset refuses
	/// there becomes a credit of the party: it can be claimed to any account, while nobody may know the
	/// key of the one that it has named.
	pub(crate) fn pay_parties(record: &RecordOf<T>, paid: &Pair<Balance>) {
		let channel = &record.channel;
		for side in Side::BOTH {
			let (party, to) = (channel.parties.of(side), record.payout_of(side));
			Money::<T>::pay_for_or_credit(&channel.asset, party, to, *paid.of(side));
		}
	}

	/// See [`Call::set_payout`](crate::Call::set_payout).
	pub(crate) fn do_set_payout(
		who: &T::AccountId,
		id: ChannelId,
		to: Option<T::AccountId>,
	) -> DispatchResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		let pot = Money::<T>::account(&record.channel.asset);
		ensure!(to.as_ref() != Some(&pot), Error::<T>::PotAccount);
		*record.payouts.of_mut(side) = to.clone();
		Channels::<T>::insert(id, &record);
		Self::deposit_event(Event::PayoutSet { channel: id, side, to });
		Ok(())
	}

	/// A channel as it begins.
	pub(crate) fn fresh(
		parties: Pair<T::AccountId>,
		asset: AssetIdOf<T>,
		phase: Phase,
		paid_in: Pair<Balance>,
		challenge_period_ms: Moment,
	) -> ChannelOf<T> {
		Channel {
			parties,
			asset,
			phase,
			ledger: paid_in.map(|amount| Ledger::of(*amount)),
			committed: Pair::new(0, 0),
			base_version: 0,
			challenge_period_ms,
			policies: Pair::new(None, None),
			subscribed: Pair::new(false, false),
			guard: None,
		}
	}

	/// Stores a new channel under an id of its own.
	pub(crate) fn create(channel: ChannelOf<T>) -> Result<(ChannelId, RecordOf<T>), DispatchError> {
		let (parties, period_ms) = (&channel.parties, channel.challenge_period_ms);
		ensure!(parties.opener != parties.counterparty, Error::<T>::SameParty);
		let shortest = T::MinChallengePeriodMs::get();
		ensure!(period_ms >= shortest, Error::<T>::ChallengePeriodTooShort);
		let longest = T::MaxChallengePeriodMs::get();
		ensure!(period_ms <= longest, Error::<T>::ChallengePeriodTooLong);

		let id = next_id::<NextChannelId<T>, ChannelId>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&parties.opener, Self::channel_footprint())?;
		for side in Side::BOTH {
			ChannelsOf::<T>::insert(parties.of(side), id, ());
		}
		let record = Record::new(channel, ticket);
		Channels::<T>::insert(id, &record);
		Ok((id, record))
	}

	/// Tells that a channel is open. Returns what that weighed.
	pub(crate) fn announce(id: ChannelId, channel: ChannelOf<T>) -> ToldResult {
		let Channel { parties, asset, ledger, challenge_period_ms, .. } = channel;
		Self::deposit_event(Event::Opened {
			channel: id,
			parties,
			asset,
			ledger,
			challenge_period_ms,
		});
		T::Hooks::opened(id)
	}

	/// Removes all that is stored for a channel and returns its deposit.
	pub(crate) fn remove(id: ChannelId, record: RecordOf<T>) {
		let Record { channel, ticket, least, .. } = record;
		Channels::<T>::remove(id);
		if least > 0 {
			Shown::<T>::remove(id);
		}
		for side in Side::BOTH {
			ChannelsOf::<T>::remove(channel.parties.of(side), id);
		}
		if !matches!(channel.phase, Phase::Open | Phase::Proposed { .. }) {
			Closings::<T>::remove(id);
		}
		Self::give_back(&channel.parties.opener, ticket);
	}

	/// Returns a deposit. If that fails it stays held: nobody's account may stand in the way of
	/// another's money.
	pub(crate) fn give_back(who: &T::AccountId, ticket: T::Consideration) {
		deposit::give_back(who, ticket, |who, error| {
			Self::deposit_event(Event::DepositKept { who, error });
		});
	}
}
