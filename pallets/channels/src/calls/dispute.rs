//! Closing alone, contradicting that, and settling.

use crate::{
	closing::{Closing, Payout, Penalty, Terms},
	custody::Money,
	types::{Due, Kind},
	ChannelOf, Channels, ClosingOf, Closings, CoSignedOf, Config, Error, Event, HoldReason, Pallet,
	RecordOf, WeightInfo,
};
use bloc_primitives::{
	channel::{Hooks, Phase, ToldResult},
	state::{Htlcs, Message, NetTransfer, State},
	Balance, ChannelId, Moment, Pair, Side,
};
use bloc_timetable::Owner;
use core::mem;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get, Time,
	},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// See [`Call::force_close`](crate::Call::force_close). Returns what it weighs beside its own
	/// work: telling of it, and what the hook does later.
	pub(crate) fn do_force_close(
		who: &T::AccountId,
		id: ChannelId,
		signed: Option<CoSignedOf<T, State>>,
	) -> ToldResult {
		let (record, closer) = Self::record_of_party(who, id)?;
		let channel = &record.channel;
		channel.ensure_open().map_err(Error::<T>::from)?;
		let state = match signed {
			Some(signed) => Self::verified(id, channel, signed)?,
			None => {
				State { version: channel.base_version, net: NetTransfer::ZERO, htlcs: Htlcs::new() }
			},
		};
		let period_ms = Self::period_of(channel, channel.challenge_period_ms);
		let settles_at = Self::block_after(period_ms);
		let settles_ms = T::Clock::now().saturating_add(period_ms);
		let committed = &channel.committed;
		let revealed = |hash: &_| Self::revealed_ms(hash);
		let closing = Closing::begin(closer, state, committed, settles_ms, settles_at, revealed);
		let closing = closing.map_err(Error::<T>::from)?;
		Self::begin_closing(who, id, record, closing, settles_ms, Kind::Latest)
	}

	/// See [`Call::close_after_loss`](crate::Call::close_after_loss). Returns as
	/// [`do_force_close`](Self::do_force_close) does.
	pub(crate) fn do_close_after_loss(
		who: &T::AccountId,
		id: ChannelId,
		claim: Balance,
	) -> ToldResult {
		let (record, closer) = Self::record_of_party(who, id)?;
		let channel = &record.channel;
		channel.ensure_open().map_err(Error::<T>::from)?;
		// The other party may not watch for this: who has lost its states is in no hurry.
		let twice_ms = channel.challenge_period_ms.saturating_mul(2);
		let period_ms = Self::period_of(channel, twice_ms.min(T::MaxChallengePeriodMs::get()));
		let settles_at = Self::block_after(period_ms);
		let settles_ms = T::Clock::now().saturating_add(period_ms);
		let (base, committed) = (channel.base_version, &channel.committed);
		let closing =
			Closing::begin_after_loss(closer, claim, base, committed, settles_ms, settles_at);
		let closing = closing.map_err(Error::<T>::from)?;
		Self::begin_closing(who, id, record, closing, settles_ms, Kind::AfterLoss)
	}

	/// How long the closing of a channel can be contradicted: not at all with nothing committed. No
	/// state says anything then.
	fn period_of(channel: &ChannelOf<T>, period_ms: Moment) -> Moment {
		match channel.committed.is_zero() {
			true => 0,
			false => period_ms,
		}
	}

	/// `who` closes alone: takes its deposit, stores the dispute and tells of it.
	fn begin_closing(
		who: &T::AccountId,
		id: ChannelId,
		mut record: RecordOf<T>,
		mut closing: ClosingOf<T>,
		settles_ms: Moment,
		kind: Kind,
	) -> ToldResult {
		let channel = &mut record.channel;
		let is_disputable = !channel.committed.is_zero();
		closing.deposit = if is_disputable { T::ClosingDeposit::get() } else { 0 };
		if closing.deposit > 0 {
			T::Native::hold(&HoldReason::ClosingDeposit.into(), who, closing.deposit)?;
		}
		channel.phase = Phase::Closing { settles_ms };
		Channels::<T>::insert(id, &record);
		let version = closing.state.version;
		Self::deposit_event(Event::ForceClosed {
			channel: id,
			closer: closing.closer,
			kind,
			version,
			deposit: closing.deposit,
			settles_ms,
			settles_at: closing.settles_at,
		});
		Closings::<T>::insert(id, closing);
		let told = T::Hooks::closing(id, who, version)?;
		if !is_disputable {
			return Ok(told.saturating_add(Self::do_settle(id)?));
		}
		Self::push(settles_ms, Due::Settlement(id));
		Ok(told.saturating_add(Self::later_looks()))
	}

	/// See [`Call::challenge`](crate::Call::challenge). Returns what telling of it weighed.
	pub(crate) fn do_challenge(
		challenger: &T::AccountId,
		id: ChannelId,
		signed: CoSignedOf<T, State>,
	) -> ToldResult {
		let record = Self::record(id)?;
		let channel = &record.channel;
		let mut closing = Self::closing_of(id, channel)?;
		ensure!(Self::challenge_is_open(channel, &closing), Error::<T>::Expired);
		let (parties, committed) = (&channel.parties, &channel.committed);
		// Before the signatures, which cost most.
		let version = signed.body.version;
		closing.ensure_later(version).map_err(Error::<T>::from)?;
		let state = Self::verified(id, channel, signed)?;
		let revealed = |hash: &_| Self::revealed_ms(hash);
		let excess = closing
			.challenge(challenger, parties, state, committed, revealed)
			.map_err(Error::<T>::from)?;
		Closings::<T>::insert(id, closing);
		let challenger = challenger.clone();
		Self::deposit_event(Event::Challenged {
			channel: id,
			challenger: challenger.clone(),
			version,
			excess,
		});
		T::Hooks::closing(id, &challenger, version)
	}

	/// Settles a channel whose challenge period is over, or pays out what has been decided in a
	/// resolving one. See [`Call::settle`](crate::Call::settle). Returns what it weighs.
	pub(crate) fn do_settle(id: ChannelId) -> ToldResult {
		let mut record = Self::record(id)?;
		let channel = &mut record.channel;
		let now_ms = T::Clock::now();
		let mut closing = Self::to_settle(id, channel)?;
		let htlcs = closing.waiting();
		let revealed = |hash: &_| Self::revealed_ms(hash);
		let payout = closing.settle(&channel.parties, &Self::terms(), now_ms, revealed);
		let Payout { mut paid, pending, .. } = payout;
		for side in Side::BOTH {
			let ledger = channel.ledger.of_mut(side);
			let sum = paid.of_mut(side);
			*sum = sum.checked_add(ledger.free).ok_or(Error::<T>::Overflow)?;
			ledger.free = 0;
		}
		let first = channel.phase != Phase::Resolving;
		// A withdrawal may have taken what the last lock left.
		let is_decided = closing.waiting() == 0;
		let last = is_decided && !channel.has_locks();
		let decided = closing.waiting() < htlcs;
		ensure!(first || last || decided || !paid.is_zero(), Error::<T>::NotExpired);
		channel.phase = Phase::Resolving;
		channel.committed = pending;

		Self::penalise(id, channel, &closing, &payout.penalties);
		if is_decided {
			Self::return_deposit(id, channel, &mut closing, payout.is_closer_caught);
		}
		for side in Side::BOTH {
			Money::<T>::pay_or_credit(&channel.asset, channel.parties.of(side), *paid.of(side));
		}
		let waiting = channel.ledger.map(|ledger| ledger.locked).checked_add(&pending);
		Self::deposit_event(Event::Settled {
			channel: id,
			version: closing.state.version,
			paid,
			pending: waiting.ok_or(Error::<T>::Overflow)?,
			held: closing.held(),
		});

		let own = T::WeightInfo::settle(u32::try_from(htlcs).unwrap_or(u32::MAX));
		if last {
			Self::remove(id, record);
			Self::deposit_event(Event::Closed { channel: id });
			return Ok(own.saturating_add(T::Hooks::closed(id)?));
		}
		Self::wait_for_htlcs(id, &mut closing, now_ms);
		Channels::<T>::insert(id, &record);
		Closings::<T>::insert(id, closing);
		Ok(own)
	}

	/// The dispute about a channel that can be settled. Its settlement has begun.
	fn to_settle(id: ChannelId, channel: &ChannelOf<T>) -> Result<ClosingOf<T>, Error<T>> {
		if channel.phase == Phase::Resolving {
			return Closings::<T>::get(id).ok_or(Error::<T>::NotClosing);
		}
		let mut closing = Self::closing_of(id, channel)?;
		ensure!(!Self::challenge_is_open(channel, &closing), Error::<T>::NotExpired);
		// What is committed only grows after a state is checked.
		closing.begin_settlement(&channel.parties, &channel.committed).map_err(Error::<T>::from)?;
		Ok(closing)
	}

	/// Ends a dispute that both parties have settled themselves: pays a stranger who presented the
	/// standing state what it would surely get by that, out of what the close pays to the side that
	/// would have to; and returns the deposit.
	pub(crate) fn end_dispute(
		id: ChannelId,
		channel: &ChannelOf<T>,
		mut closing: ClosingOf<T>,
		paid: &mut Pair<Balance>,
	) -> Result<(), Error<T>> {
		let (parties, committed) = (&channel.parties, &channel.committed);
		let least = closing.least_penalties(parties, &Self::terms(), committed);
		let mut rewards = Pair::default();
		for side in Side::BOTH {
			let gets = paid.of_mut(side);
			let reward = least.map_err(Error::<T>::from)?.of(side).reward.min(*gets);
			*gets = gets.saturating_sub(reward);
			*rewards.of_mut(side) = Penalty { amount: reward, reward };
		}
		Self::penalise(id, channel, &closing, &rewards);
		let is_caught = closing.is_closer_surely_caught(committed);
		Self::return_deposit(id, channel, &mut closing, is_caught);
		Ok(())
	}

	/// Tells of penalties and pays the rewards in them; the rest is in what the parties get.
	fn penalise(
		id: ChannelId,
		channel: &ChannelOf<T>,
		closing: &ClosingOf<T>,
		penalties: &Pair<Penalty>,
	) {
		// Where nobody presented a later state, nobody has claimed too much.
		let Some(challenger) = &closing.presenter else { return };
		for side in Side::BOTH {
			let Penalty { amount, reward } = *penalties.of(side);
			if amount > 0 {
				let challenger = challenger.clone();
				Self::deposit_event(Event::Penalised {
					channel: id,
					side,
					amount,
					challenger,
					reward,
				});
			}
		}
		// One transfer, whoever it is from.
		let rewards = penalties.map(|penalty| penalty.reward);
		let reward = rewards.opener.saturating_add(rewards.counterparty);
		Money::<T>::pay_or_credit(&channel.asset, challenger, reward);
	}

	/// Returns the closer's deposit; or gives it to whoever presented the state that counts, if the
	/// closer is `caught`. Nothing of that stands in the way of a settlement.
	fn return_deposit(
		id: ChannelId,
		channel: &ChannelOf<T>,
		closing: &mut ClosingOf<T>,
		is_caught: bool,
	) {
		let amount = mem::take(&mut closing.deposit);
		if amount == 0 {
			return;
		}
		let closer = channel.parties.of(closing.closer);
		let to = closing.presenter.as_ref().filter(|who| is_caught && *who != closer);
		if let Some(challenger) = to.filter(|who| Self::give_deposit(closer, who, amount).is_ok()) {
			let (closer, challenger) = (closer.clone(), challenger.clone());
			Self::deposit_event(Event::ClosingDepositLost {
				channel: id,
				closer,
				challenger,
				amount,
			});
			return;
		}
		let reason = HoldReason::ClosingDeposit.into();
		let release = || T::Native::release(&reason, closer, amount, Precision::BestEffort);
		if let Err(error) = with_storage_layer(release) {
			Self::deposit_event(Event::DepositKept { who: closer.clone(), error });
		}
	}

	/// Moves what is held of the closer to whoever has shown that it claimed too much.
	fn give_deposit(closer: &T::AccountId, to: &T::AccountId, amount: Balance) -> DispatchResult {
		with_storage_layer(|| {
			let reason = HoldReason::ClosingDeposit.into();
			let (exact, free, force) = (Precision::Exact, Restriction::Free, Fortitude::Force);
			T::Native::transfer_on_hold(&reason, closer, to, amount, exact, free, force).map(|_| ())
		})
	}

	/// What it costs to claim too much here.
	pub(crate) fn terms() -> Terms {
		Terms { max_penalty: T::MaxPenalty::get(), challenger_share: T::ChallengerShare::get() }
	}

	/// Makes sure that the timetable looks at the channel when its last HTLC can be decided: the
	/// others are, then, too. Who does not want to wait for that calls.
	pub(crate) fn wait_for_htlcs(id: ChannelId, closing: &mut ClosingOf<T>, now_ms: Moment) {
		// A look that comes anyway will do: nobody has the timetable look more often by having the
		// last HTLCs decided first.
		let comes_anyway = closing.scheduled_ms > now_ms;
		if let Some(last_ms) = closing.last_deadline_ms().filter(|_| !comes_anyway) {
			Self::look_again(id, closing, last_ms, now_ms);
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

	/// Whether a later state can still be presented. Both the time and the blocks have to have
	/// passed before it cannot; then the channel can be settled, and not an instant before.
	pub(crate) fn challenge_is_open(channel: &ChannelOf<T>, closing: &ClosingOf<T>) -> bool {
		let Phase::Closing { settles_ms } = channel.phase else { return false };
		T::Clock::now() < settles_ms || Self::blocks_until(closing.settles_at) > 0u32.into()
	}

	/// The dispute about a channel that is closing.
	pub(crate) fn closing_of(
		id: ChannelId,
		channel: &ChannelOf<T>,
	) -> Result<ClosingOf<T>, Error<T>> {
		match channel.phase {
			Phase::Closing { .. } => Closings::<T>::get(id).ok_or(Error::<T>::NotClosing),
			Phase::Resolving => Err(Error::<T>::AlreadySettled),
			Phase::Open | Phase::Proposed { .. } => Err(Error::<T>::NotClosing),
		}
	}

	/// The state in `signed`, if the channel can be settled by it and both parties signed it.
	fn verified(
		id: ChannelId,
		channel: &ChannelOf<T>,
		signed: CoSignedOf<T, State>,
	) -> Result<State, Error<T>> {
		let latest_ms = T::Clock::now().saturating_add(T::MaxHtlcHorizonMs::get());
		channel.ensure_settles_by(&signed.body, latest_ms).map_err(Error::<T>::from)?;
		let message = Message::State(signed.body);
		let (parties, base_version) = (&channel.parties, channel.base_version);
		Self::ensure_signed_by_both(id, parties, base_version, &message, &signed.signatures)?;
		match message {
			Message::State(state) => Ok(state),
			_ => Err(Error::<T>::NotClosing),
		}
	}
}
