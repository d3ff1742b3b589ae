//! Closing alone, contradicting that, and settling.

use crate::{
	closing::{Closing, Payout, Penalty, Terms},
	custody::Money,
	types::{Due, Kind},
	ChannelOf, Channels, ClosingOf, Closings, CoSignedOf, Config, Error, Event, HoldReason, Pallet,
	RecordOf, WeightInfo,
};
use bloc_primitives::{
	channel::{Hooks, Phase, Settlement, ToldResult},
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
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Call::force_close`](crate::Call::force_close). Returns what it weighs beside its own
	/// work: telling of it, and what the hook does later.
	pub(crate) fn do_force_close(
		who: &T::AccountId,
		id: ChannelId,
		signed: Option<CoSignedOf<T, State>>,
	) -> ToldResult {
		let (mut record, closer) = Self::record_of_party(who, id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		// HTLCs have deadlines, whatever binds a side.
		if signed.as_ref().is_none_or(|signed| signed.body.htlcs.is_empty()) {
			record.channel.ensure_unbound(closer).map_err(Error::<T>::from)?;
		}
		let finished = Self::finish_ripe(id, &mut record)?;
		let signed = match signed {
			Some(signed) => Self::verified(who, id, &record, signed)?,
			None => Self::least_state(id, &record),
		};
		let looks = Self::looks_at(&record.channel);
		let told = Self::close_with(who, id, record, closer, signed, Kind::Latest)?;
		Ok(told.saturating_add(finished).saturating_add(looks))
	}

	/// What the hook does later for a channel that closes: nothing where it settles at once.
	fn looks_at(channel: &ChannelOf<T>) -> Weight {
		match channel.committed.is_zero() {
			true => Weight::zero(),
			false => Self::later_looks(),
		}
	}

	/// `who`, which is this side, closes with a state that both signed.
	pub(crate) fn close_with(
		who: &T::AccountId,
		id: ChannelId,
		record: RecordOf<T>,
		closer: Side,
		signed: State,
		kind: Kind,
	) -> ToldResult {
		let channel = &record.channel;
		let period_ms = Self::period_of(channel, channel.challenge_period_ms);
		let (settles_ms, settles_at) = Self::end_of(period_ms);
		let committed = &channel.committed;
		let sure = signed.sure(committed);
		let revealed = |hash: &_| Self::revealed_ms(hash);
		let state = record.counting(signed);
		let closing = Closing::begin(closer, state, committed, settles_ms, settles_at, revealed);
		let closing = closing.map_err(Error::<T>::from)?;
		Self::begin_closing(who, id, record, closing, &sure, settles_ms, kind)
	}

	/// What counts where nobody presents anything: the newest state that was shown with a request, or
	/// the base.
	pub(crate) fn least_state(id: ChannelId, record: &RecordOf<T>) -> State {
		let Pair { opener, counterparty } = Self::shown(id, record);
		let newest = opener.into_iter().chain(counterparty).max_by_key(|state| state.version);
		newest.unwrap_or_else(|| Self::base_state(&record.channel))
	}

	/// What counts where no state was signed since the base.
	pub(crate) fn base_state(channel: &ChannelOf<T>) -> State {
		State { version: channel.base_version, net: NetTransfer::ZERO, htlcs: Htlcs::new() }
	}

	/// See [`Call::close_after_loss`](crate::Call::close_after_loss). Returns as
	/// [`do_force_close`](Self::do_force_close) does.
	pub(crate) fn do_close_after_loss(
		who: &T::AccountId,
		id: ChannelId,
		claim: Balance,
	) -> ToldResult {
		let (mut record, closer) = Self::record_of_party(who, id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		record.channel.ensure_unbound(closer).map_err(Error::<T>::from)?;
		let finished = Self::finish_ripe(id, &mut record)?;
		let least = record.counting(Self::least_state(id, &record));
		let channel = &record.channel;
		// The other party may not watch for this: who has lost its states is in no hurry.
		let twice_ms = channel.challenge_period_ms.saturating_mul(2);
		let period_ms = Self::period_of(channel, twice_ms.min(T::MaxChallengePeriodMs::get()));
		let (settles_ms, settles_at) = Self::end_of(period_ms);
		let committed = &channel.committed;
		let balances = least.balances(committed).ok_or(Error::<T>::ExceedsCommitted)?;
		// What was shown can be presented, and nothing older, nor claimed.
		let version = match least.version > channel.base_version {
			true => {
				ensure!(claim <= *balances.of(closer), Error::<T>::ExceedsBalance);
				least.version.saturating_sub(1)
			},
			false => channel.base_version,
		};
		let closing =
			Closing::begin_after_loss(closer, claim, version, committed, settles_ms, settles_at);
		let closing = closing.map_err(Error::<T>::from)?;
		let (kind, sure) = (Kind::AfterLoss, least.sure(committed));
		let looks = Self::looks_at(channel);
		let told = Self::begin_closing(who, id, record, closing, &sure, settles_ms, kind)?;
		Ok(told.saturating_add(finished).saturating_add(looks))
	}

	/// How long the closing of a channel can be contradicted: not at all with nothing committed. No
	/// state says anything then.
	fn period_of(channel: &ChannelOf<T>, period_ms: Moment) -> Moment {
		match channel.committed.is_zero() {
			true => 0,
			false => period_ms,
		}
	}

	/// `who` closes alone: takes its deposit, stores the dispute and tells of it. What is requested to
	/// be withdrawn is judged by the state that counts in the end: nobody can undo a request that is not
	/// true. Each side has so much for `sure` by the state that it begins with.
	fn begin_closing(
		who: &T::AccountId,
		id: ChannelId,
		mut record: RecordOf<T>,
		mut closing: ClosingOf<T>,
		sure: &Pair<Option<Balance>>,
		settles_ms: Moment,
		kind: Kind,
	) -> ToldResult {
		let is_disputable = !record.channel.committed.is_zero();
		let (put_down, judged) = Self::dispute_requests(id, &mut record, &mut closing)?;
		closing.compare_requests(sure);
		closing.deposit = match put_down {
			Some(put_down) => put_down,
			None if is_disputable => Self::put_down(who)?,
			None => 0,
		};
		record.channel.phase = Phase::Closing { settles_ms };
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
		let told = T::Hooks::closing(id, who, version)?.saturating_add(judged);
		if !is_disputable {
			return Ok(told.saturating_add(Self::do_settle(id)?));
		}
		Self::push(settles_ms, Due::Settlement(id));
		Ok(told)
	}

	/// See [`Call::challenge`](crate::Call::challenge). Returns what telling of it weighed.
	pub(crate) fn do_challenge(
		challenger: &T::AccountId,
		id: ChannelId,
		signed: CoSignedOf<T, State>,
	) -> ToldResult {
		let record = Self::record(id)?;
		let closing = Self::closing_of(id, &record.channel)?;
		ensure!(Self::challenge_is_open(&record.channel, &closing), Error::<T>::Expired);
		// Before the signatures, which cost most.
		closing.ensure_later(signed.body.version).map_err(Error::<T>::from)?;
		let signed = Self::verified(challenger, id, &record, signed)?;
		Self::present(challenger, id, &record, closing, signed)
	}

	/// A later state that both signed takes the place of the standing one.
	pub(crate) fn present(
		challenger: &T::AccountId,
		id: ChannelId,
		record: &RecordOf<T>,
		mut closing: ClosingOf<T>,
		signed: State,
	) -> ToldResult {
		let (parties, committed) = (&record.channel.parties, &record.channel.committed);
		let (version, sure) = (signed.version, signed.sure(committed));
		let state = record.counting(signed);
		let revealed = |hash: &_| Self::revealed_ms(hash);
		let excess = closing
			.challenge(challenger, parties, state, committed, revealed)
			.map_err(Error::<T>::from)?;
		closing.compare_requests(&sure);
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
		let now_ms = T::Clock::now();
		let mut closing = Self::to_settle(id, &record)?;
		let channel = &mut record.channel;
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
		let settlement = Self::step_of(&record, &closing, &payout);
		let channel = &mut record.channel;
		channel.committed = pending;

		Self::penalise(id, channel, &closing, &payout.penalties);
		if is_decided {
			Self::return_deposit(id, channel, &mut closing, payout.is_closer_caught);
		}
		Self::pay_parties(&record, &paid);
		Self::tell_settled(id, &record, &closing, paid, pending)?;

		let own = T::WeightInfo::settle(u32::try_from(htlcs).unwrap_or(u32::MAX));
		if last {
			Self::remove(id, record);
			Self::deposit_event(Event::Closed { channel: id });
			let told = T::Hooks::settled(id, &settlement)?.saturating_add(own);
			return Ok(told.saturating_add(T::Hooks::closed(id)?));
		}
		Self::wait_for_htlcs(id, &mut closing, now_ms);
		Channels::<T>::insert(id, &record);
		Closings::<T>::insert(id, closing);
		Ok(own.saturating_add(T::Hooks::settled(id, &settlement)?))
	}

	/// What hooks are told of this step of a settlement, before what is committed changes.
	fn step_of(record: &RecordOf<T>, closing: &ClosingOf<T>, payout: &Payout) -> Settlement {
		let rewards = payout.penalties.map(|penalty| penalty.reward);
		Settlement {
			version: closing.state.version,
			base_version: record.channel.base_version,
			committed: record.channel.committed,
			is_drawn: record.is_drawn,
			paid: payout.paid,
			penalties: payout.penalties.map(|penalty| penalty.amount),
			reward: rewards.opener.saturating_add(rewards.counterparty),
			is_decided: closing.waiting() == 0,
		}
	}

	/// Tells of a step of a settlement in an event.
	fn tell_settled(
		id: ChannelId,
		record: &RecordOf<T>,
		closing: &ClosingOf<T>,
		paid: Pair<Balance>,
		pending: Pair<Balance>,
	) -> DispatchResult {
		let waiting = record.channel.ledger.map(|ledger| ledger.locked).checked_add(&pending);
		Self::deposit_event(Event::Settled {
			channel: id,
			version: closing.state.version,
			paid,
			pending: waiting.ok_or(Error::<T>::Overflow)?,
			held: closing.held(),
		});
		Ok(())
	}

	/// The dispute about a channel that can be settled. Its settlement has begun, and what was requested
	/// is judged.
	fn to_settle(id: ChannelId, record: &RecordOf<T>) -> Result<ClosingOf<T>, Error<T>> {
		let channel = &record.channel;
		if channel.phase == Phase::Resolving {
			return Closings::<T>::get(id).ok_or(Error::<T>::NotClosing);
		}
		let mut closing = Self::closing_of(id, channel)?;
		ensure!(!Self::challenge_is_open(channel, &closing), Error::<T>::NotExpired);
		closing.judge_requests();
		// What is committed does not change while the channel closes.
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
		closing.judge_requests();
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
		for side in Side::BOTH {
			let Penalty { amount, reward } = *penalties.of(side);
			if amount > 0 {
				// Where nobody presented a later state it is for what the side had requested.
				let other = channel.parties.of(side.other());
				let challenger = closing.presenter.as_ref().unwrap_or(other).clone();
				Self::deposit_event(Event::Penalised {
					channel: id,
					side,
					amount,
					challenger,
					reward,
				});
			}
		}
		let Some(challenger) = &closing.presenter else { return };
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
		Self::release_deposit(closer, amount);
	}

	/// Has `who` put down what it takes to close alone, or to request a withdrawal.
	pub(crate) fn put_down(who: &T::AccountId) -> Result<Balance, DispatchError> {
		let amount = T::ClosingDeposit::get();
		if amount > 0 {
			T::Native::hold(&HoldReason::ClosingDeposit.into(), who, amount)?;
		}
		Ok(amount)
	}

	/// Returns to `who` what it has put down. If that fails it stays held.
	pub(crate) fn release_deposit(who: &T::AccountId, amount: Balance) {
		if amount == 0 {
			return;
		}
		let reason = HoldReason::ClosingDeposit.into();
		let release = || T::Native::release(&reason, who, amount, Precision::BestEffort);
		if let Err(error) = with_storage_layer(release) {
			Self::deposit_event(Event::DepositKept { who: who.clone(), error });
		}
	}

	/// Moves what is held of the closer, or of who has requested a withdrawal, to whoever has shown
	/// that it claimed too much.
	pub(crate) fn give_deposit(
		closer: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
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

	/// The state in `signed`, if the channel can be settled by it, nothing later was shown, and both
	/// parties consent to it. Where a side has withdrawn more than it had by that, it counts cut to what
	/// is left: so what a request that is not true brings is no more than what was requested too much.
	pub(crate) fn verified(
		who: &T::AccountId,
		id: ChannelId,
		record: &RecordOf<T>,
		signed: CoSignedOf<T, State>,
	) -> Result<State, Error<T>> {
		let channel = &record.channel;
		ensure!(!record.is_overtaken(signed.body.version), Error::<T>::OlderThanShown);
		let cut = record.is_drawn.then(|| record.counting(signed.body.clone()));
		let latest_ms = T::Clock::now().saturating_add(T::MaxHtlcHorizonMs::get());
		let counts = cut.as_ref().unwrap_or(&signed.body);
		channel.ensure_settles_by(counts, latest_ms).map_err(Error::<T>::from)?;
		let message = Message::State(signed.body);
		let (parties, base_version) = (&channel.parties, channel.base_version);
		Self::ensure_consented(who, id, parties, base_version, &message, &signed.signatures)?;
		match message {
			Message::State(state) => Ok(state),
			_ => Err(Error::<T>::NotClosing),
		}
	}
}
