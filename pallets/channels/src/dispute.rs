//! How a party closes alone, how anybody contradicts it, and how the channel is settled.

use crate::{
	custody::Money,
	types::{check_state, verdict, Closing, Due, Transitions, Verdict},
	ChannelOf, Channels, ClosingOf, Closings, CoSignedOf, Config, Error, Event, Pallet, Preimages,
};
use bloc_primitives::{
	channel::{Hooks, Phase},
	state::{Htlcs, Message, NetTransfer, State},
	Balance, ChannelId, Moment, Pair, Side,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Call::force_close`](crate::Call::force_close).
	pub(crate) fn do_force_close(
		who: &T::AccountId,
		id: ChannelId,
		signed: Option<CoSignedOf<T, State>>,
	) -> DispatchResult {
		let (mut record, closer) = Self::record_of_party(id, who)?;
		let channel = &mut record.channel;
		channel.ensure_open().map_err(Error::<T>::from)?;
		let state = match signed {
			Some(signed) => Self::verified(id, channel, signed)?,
			None => {
				State { version: channel.base_version, net: NetTransfer::ZERO, htlcs: Htlcs::new() }
			},
		};

		// With nothing committed, no state says anything: there is nothing to contradict.
		let period_ms = if channel.committed.is_zero() { 0 } else { channel.challenge_period_ms };
		let settles_ms = T::Clock::now().saturating_add(period_ms);
		let settles_at = Self::block_after(period_ms);
		let version = state.version;

		channel.phase = Phase::Closing { settles_ms };
		Channels::<T>::insert(id, &record);
		Closings::<T>::insert(id, Closing::begin(closer, state, settles_ms, settles_at));
		Self::deposit_event(Event::ForceClosed {
			channel: id,
			closer,
			version,
			settles_ms,
			settles_at,
		});
		T::Hooks::closing(id, who, version)?;
		if period_ms == 0 {
			return Self::do_settle(id);
		}
		Self::push(settles_ms, Due::Settlement(id));
		Ok(())
	}

	/// See [`Call::challenge`](crate::Call::challenge).
	pub(crate) fn do_challenge(
		challenger: &T::AccountId,
		id: ChannelId,
		signed: CoSignedOf<T, State>,
	) -> DispatchResult {
		let record = Self::record(id)?;
		let channel = &record.channel;
		let mut closing = Self::closing_of(id, channel)?;
		ensure!(Self::challenge_is_open(channel, &closing), Error::<T>::Expired);
		ensure!(signed.body.version > closing.state.version, Error::<T>::Stale);
		let state = Self::verified(id, channel, signed)?;
		let version = state.version;
		let side = channel.side_of(challenger);
		closing.challenge(challenger, side, state).map_err(Error::<T>::from)?;
		let stale = closing.exposed_by.map(Option::is_some);
		Closings::<T>::insert(id, closing);
		let challenger = challenger.clone();
		Self::deposit_event(Event::Challenged {
			channel: id,
			challenger: challenger.clone(),
			version,
			stale,
		});
		T::Hooks::closing(id, &challenger, version)
	}

	/// Settles a channel whose challenge period is over, or pays out what has been decided in a
	/// resolving one. See [`Call::settle`](crate::Call::settle).
	pub(crate) fn do_settle(id: ChannelId) -> DispatchResult {
		let mut record = Self::record(id)?;
		let channel = &mut record.channel;
		let now_ms = T::Clock::now();
		let (mut closing, mut paid) = match channel.phase {
			Phase::Resolving => {
				(Closings::<T>::get(id).ok_or(Error::<T>::NotClosing)?, Pair::new(0, 0))
			},
			_ => {
				let closing = Self::closing_of(id, channel)?;
				let over = !Self::challenge_is_open(channel, &closing);
				ensure!(over, Error::<T>::NotExpired);
				// What is committed only grows after a state is checked.
				let balances =
					closing.state.balances(&channel.committed).ok_or(Error::<T>::OverSum)?;
				let balances = Self::penalise(id, channel, &closing, balances);
				(closing, balances)
			},
		};

		let pending = Self::decide(&mut closing, &mut paid, now_ms);
		for side in Side::BOTH {
			let ledger = channel.ledger.of_mut(side);
			let sum = paid.of_mut(side);
			*sum = sum.checked_add(ledger.free).ok_or(Error::<T>::Overflow)?;
			ledger.free = 0;
		}
		let first = channel.phase != Phase::Resolving;
		// A withdrawal may have taken what the last lock left.
		let last = pending.is_zero() && !channel.has_locks();
		ensure!(first || last || !paid.is_zero(), Error::<T>::NotExpired);
		channel.phase = Phase::Resolving;
		channel.committed = pending;

		for side in Side::BOTH {
			Money::<T>::pay_or_credit(&channel.asset, channel.parties.of(side), *paid.of(side));
		}
		let waiting = channel.ledger.map(|ledger| ledger.locked).checked_add(&pending);
		Self::deposit_event(Event::Settled {
			channel: id,
			version: closing.state.version,
			paid,
			pending: waiting.ok_or(Error::<T>::Overflow)?,
		});

		if last {
			Self::remove(id, record);
			Self::deposit_event(Event::Closed { channel: id });
			return T::Hooks::closed(id);
		}
		Self::wait_for_htlcs(id, &mut closing, now_ms);
		Channels::<T>::insert(id, &record);
		Closings::<T>::insert(id, closing);
		Ok(())
	}

	/// Makes sure that the timetable looks at the channel when its next HTLC can be decided.
	pub(crate) fn wait_for_htlcs(id: ChannelId, closing: &mut ClosingOf<T>, now_ms: Moment) {
		let deadlines = closing.state.htlcs.iter().map(|htlc| htlc.deadline_ms);
		if let Some(next_ms) = deadlines.min() {
			Self::look_again(id, closing, next_ms, now_ms);
		}
	}

	/// Makes sure that the timetable looks at the channel at `at_ms` or before.
	pub(crate) fn look_again(
		id: ChannelId,
		closing: &mut ClosingOf<T>,
		at_ms: Moment,
		now_ms: Moment,
	) {
		let comes_before = closing.scheduled_ms > now_ms && closing.scheduled_ms <= at_ms;
		if !comes_before {
			closing.scheduled_ms = at_ms;
			Self::push(at_ms, Due::Settlement(id));
		}
	}

	/// Can a later state still be presented? Both the time and the blocks have to have passed before
	/// it cannot; then the channel can be settled, and not an instant before.
	pub(crate) fn challenge_is_open(channel: &ChannelOf<T>, closing: &ClosingOf<T>) -> bool {
		let Phase::Closing { settles_ms } = channel.phase else { return false };
		T::Clock::now() < settles_ms || Self::blocks_until(closing.settles_at) > 0u32.into()
	}

	/// The dispute about a channel that is closing.
	fn closing_of(id: ChannelId, channel: &ChannelOf<T>) -> Result<ClosingOf<T>, Error<T>> {
		match channel.phase {
			Phase::Closing { .. } => Closings::<T>::get(id).ok_or(Error::<T>::NotClosing),
			Phase::Resolving => Err(Error::<T>::AlreadySettled),
			Phase::Open | Phase::Offered { .. } => Err(Error::<T>::NotClosing),
		}
	}

	/// The state in `signed`, if the channel can be settled by it and both parties signed it.
	fn verified(
		id: ChannelId,
		channel: &ChannelOf<T>,
		signed: CoSignedOf<T, State>,
	) -> Result<State, Error<T>> {
		let latest_ms = T::Clock::now().saturating_add(T::MaxHtlcHorizonMs::get());
		check_state(channel, &signed.body, latest_ms).map_err(Error::<T>::from)?;
		let message = Message::State(signed.body);
		Self::ensure_signed_by_both(id, channel, &message, &signed.signatures)?;
		match message {
			Message::State(state) => Ok(state),
			_ => Err(Error::<T>::NotClosing),
		}
	}

	/// Takes the penalty off whoever presented a stale state, for the other party and whoever
	/// exposed it.
	fn penalise(
		id: ChannelId,
		channel: &ChannelOf<T>,
		closing: &ClosingOf<T>,
		balances: Pair<Balance>,
	) -> Pair<Balance> {
		let mut after = balances;
		let whole = channel.committed.checked_sum().unwrap_or(Balance::MAX);
		for side in Side::BOTH {
			let Some(challenger) = closing.exposed_by.of(side) else { continue };
			// Of what the party has by the state itself: the other's penalty does not count.
			let available = *balances.of(side);
			let amount = bloc_math::shares::penalty(T::StalePenalty::get(), whole, available);
			let reward = match channel.side_of(challenger) {
				Some(_) => 0,
				None => bloc_math::shares::split(T::ChallengerShare::get(), amount).0,
			};
			let (loser, winner) = (after.of(side), after.of(side.other()));
			// The amount is at most what the loser has, and the sum of all is what is committed.
			let (loser, winner) = (
				loser.saturating_sub(amount),
				winner.saturating_add(amount.saturating_sub(reward)),
			);
			after = Pair::with(side, loser, winner);
			Money::<T>::pay_or_credit(&channel.asset, challenger, reward);
			let challenger = challenger.clone();
			Self::deposit_event(Event::Penalised { channel: id, side, amount, challenger, reward });
		}
		after
	}

	/// Decides the HTLCs that can be decided: adds them to what is `paid`, leaves the others in
	/// `closing`, and says what those are for each payer.
	fn decide(
		closing: &mut ClosingOf<T>,
		paid: &mut Pair<Balance>,
		now_ms: Moment,
	) -> Pair<Balance> {
		let mut pending = Pair::new(0, 0);
		closing.state.htlcs.retain(|htlc| {
			let revealed_ms = Preimages::<T>::get(htlc.payment_hash).map(|known| known.revealed_ms);
			let (sum, decided) = match verdict(htlc, revealed_ms, now_ms) {
				Verdict::Won(side) => (paid.of_mut(side), true),
				Verdict::Open => (pending.of_mut(htlc.payer), false),
			};
			// All of it is part of what is committed: the sum fits.
			*sum = sum.saturating_add(htlc.amount);
			!decided
		});
		pending
	}
}
