//! Taking a part of the committed balance out without the other's consent.

use crate::{
	request::Request,
	types::{Due, Kind},
	Channels, ClosingOf, CoSignedOf, Config, Error, Event, Pallet, RecordOf, RequestOf, Shown,
	WeightInfo, WithdrawalEnd,
};
use bloc_primitives::{
	channel::{Drawn, Hooks, ToldResult},
	state::State,
	Balance, ChannelId, Pair, Side,
};
use bloc_timetable::Owner;
use core::mem;
use frame_support::{
	ensure,
	traits::{Get, Time},
	weights::Weight,
};

impl<T: Config> Pallet<T> {
	/// See [`Call::request_withdrawal`](crate::Call::request_withdrawal). Returns what telling of it
	/// weighed.
	pub(crate) fn do_request_withdrawal(
		who: &T::AccountId,
		id: ChannelId,
		amount: Balance,
		signed: Option<CoSignedOf<T, State>>,
	) -> ToldResult {
		let (mut record, side) = Self::record_of_party(who, id)?;
		let channel = &record.channel;
		channel.ensure_open().map_err(Error::<T>::from)?;
		// Whoever contests it closes the channel: that can be the same person.
		channel.ensure_unbound(side).map_err(Error::<T>::from)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		ensure!(record.requests.of(side).is_none(), Error::<T>::AlreadyRequested);
		ensure!(amount <= *channel.committed.of(side), Error::<T>::ExceedsCommitted);
		let state = match signed {
			// Which version it holds it has to show: by a higher one that nobody signed it could keep
			// everybody from contesting.
			Some(signed) => Self::verified(who, id, &record, signed)?,
			None => Self::least_state(id, &record),
		};
		let counts = record.counting(state.clone());
		let balances = counts.balances(&channel.committed).ok_or(Error::<T>::ExceedsCommitted)?;
		let has = *balances.of(side);
		ensure!(amount <= has, Error::<T>::ExceedsBalance);
		let reserve = Self::withdrawal_reserve(&channel.committed);
		ensure!(amount.saturating_add(reserve) <= has, Error::<T>::BelowReserve);
		let version = state.version;
		let (finishes_ms, finishes_at) = Self::end_of(channel.challenge_period_ms);
		let deposit = Self::put_down(who)?;
		let request = Request { amount, version, reserve, finishes_ms, finishes_at, deposit };
		*record.requests.of_mut(side) = Some(request);
		if version > record.channel.base_version {
			record.least = record.least.max(version);
			let show = |shown: &mut Option<Pair<_>>| {
				*shown.get_or_insert_default().of_mut(side) = Some(state);
			};
			Shown::<T>::mutate(id, show);
		}
		Channels::<T>::insert(id, &record);
		Self::push(finishes_ms, Due::Withdrawal(id, side));
		Self::deposit_event(Event::WithdrawalRequested {
			channel: id,
			side,
			amount,
			version,
			reserve,
			deposit,
			finishes_ms,
			finishes_at,
		});
		T::Hooks::requested(id, side)
	}

	/// What a request has to leave the requester of all that is committed, rounded up (against it).
	pub(crate) fn withdrawal_reserve(committed: &Pair<Balance>) -> Balance {
		let all = committed.opener.saturating_add(committed.counterparty);
		T::WithdrawalReserve::get().mul_ceil(all)
	}

	/// See [`Call::contest_withdrawal`](crate::Call::contest_withdrawal): the requester closes with what
	/// it has shown, and that is contradicted at once. Returns what it weighs beside its own work.
	pub(crate) fn do_contest_withdrawal(
		who: &T::AccountId,
		id: ChannelId,
		side: Side,
		signed: CoSignedOf<T, State>,
	) -> ToldResult {
		let mut record = Self::record(id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		let request = record.requests.of(side).ok_or(Error::<T>::NotRequested)?;
		ensure!(Self::can_be_contested(&request), Error::<T>::Expired);
		// Before the signatures, which cost most.
		ensure!(signed.body.version > request.version, Error::<T>::StaleVersion);
		let signed = Self::verified(who, id, &record, signed)?;
		let sure = signed.sure(&record.channel.committed);
		// Without the reserve it could show an old state to get at that, too.
		let has_it = sure.of(side).is_some_and(|sure| sure >= request.kept());
		ensure!(!has_it, Error::<T>::RequestCovered);
		let finished = Self::finish_ripe(id, &mut record)?;
		let shown = Self::shown_by(id, &record, side);
		let requester = record.channel.parties.of(side).clone();
		let told = Self::close_with(&requester, id, record, side, shown, Kind::Contested)?;
		let record = Self::record(id)?;
		let closing = Self::closing_of(id, &record.channel)?;
		let more = Self::present(who, id, &record, closing, signed)?;
		Ok(finished.saturating_add(told).saturating_add(more))
	}

	/// The state that a side has shown with its request.
	fn shown_by(id: ChannelId, record: &RecordOf<T>, side: Side) -> State {
		let shown = Self::shown(id, record).of_mut(side).take();
		shown.unwrap_or_else(|| Self::base_state(&record.channel))
	}

	/// Does what was requested, after its period. See
	/// [`Call::finish_withdrawal`](crate::Call::finish_withdrawal). Returns what telling of it weighed.
	pub(crate) fn do_finish_withdrawal(id: ChannelId, side: Side) -> ToldResult {
		let mut record = Self::record(id)?;
		record.channel.ensure_open().map_err(Error::<T>::from)?;
		let request = record.requests.of_mut(side).take().ok_or(Error::<T>::NotRequested)?;
		ensure!(!Self::can_be_contested(&request), Error::<T>::NotExpired);
		Self::finish_request(id, &mut record, side, &request)
	}

	/// What is requested becomes ledger balance.
	fn finish_request(
		id: ChannelId,
		record: &mut RecordOf<T>,
		side: Side,
		request: &RequestOf<T>,
	) -> ToldResult {
		let Request { amount, deposit, version, .. } = *request;
		record.channel.withdraw_own(side, amount).map_err(Error::<T>::from)?;
		record.is_drawn = true;
		let (ledger, committed) = (record.channel.ledger, record.channel.committed);
		Self::release_deposit(record.channel.parties.of(side), deposit);
		let told = Self::put_ledger(id, record)?;
		Self::deposit_event(Event::WithdrawalFinished {
			channel: id,
			side,
			amount,
			ledger,
			committed,
		});
		// Nothing older than what was shown could contest it, whichever side has shown that; what the
		// other side has shown could.
		let version = version.max(record.least.saturating_sub(1));
		let drawn = Drawn { side, amount, version, base_version: record.channel.base_version };
		Ok(told.saturating_add(T::Hooks::withdrawn(id, &drawn)?))
	}

	/// Before an open channel begins to close: finishes what can no longer be contested, though nobody
	/// has come to it. Returns what that weighs.
	pub(crate) fn finish_ripe(id: ChannelId, record: &mut RecordOf<T>) -> ToldResult {
		let mut weight = Weight::zero();
		for side in Side::BOTH {
			let request = *record.requests.of(side);
			if let Some(request) = request.filter(|request| !Self::can_be_contested(request)) {
				*record.requests.of_mut(side) = None;
				let told = Self::finish_request(id, record, side, &request)?;
				weight = weight.saturating_add(T::WeightInfo::finish_withdrawal());
				weight = weight.saturating_add(told);
			}
		}
		Ok(weight)
	}

	/// Ends what is requested in a channel that both close, or that has a new base. What was shown counts
	/// no more. Returns what that weighs.
	pub(crate) fn void_requests(id: ChannelId, record: &mut RecordOf<T>) -> Weight {
		let mut voided = 0u64;
		Self::forget_shown(id, record);
		for side in Side::BOTH {
			if let Some(request) = record.requests.of_mut(side).take() {
				Self::release_deposit(record.channel.parties.of(side), request.deposit);
				let reason = WithdrawalEnd::Void;
				Self::deposit_event(Event::WithdrawalEnded { channel: id, side, reason });
				voided = voided.saturating_add(1);
			}
		}
		Self::voiding(voided)
	}

	/// A party closes alone: what is requested goes into the dispute, with what was shown. Returns what
	/// the closer has put down, if it has requested something, and what this weighs.
	pub(crate) fn dispute_requests(
		id: ChannelId,
		record: &mut RecordOf<T>,
		closing: &mut ClosingOf<T>,
	) -> Result<(Option<Balance>, Weight), Error<T>> {
		let (mut put_down, mut disputed) = (None, 0u64);
		let mut shown = Self::forget_shown(id, record);
		for side in Side::BOTH {
			let Some(request) = record.requests.of_mut(side).take() else { continue };
			disputed = disputed.saturating_add(1);
			let state = shown.of_mut(side).take();
			let state = state.unwrap_or_else(|| Self::base_state(&record.channel));
			let (state, committed) = (record.counting(state), &record.channel.committed);
			closing
				.ask(side, &state, request.kept(), request.reserve, committed)
				.map_err(Error::<T>::from)?;
			if side == closing.closer {
				put_down = Some(request.deposit);
			} else {
				Self::release_deposit(record.channel.parties.of(side), request.deposit);
			}
			let reason = WithdrawalEnd::Closing;
			Self::deposit_event(Event::WithdrawalEnded { channel: id, side, reason });
		}
		Ok((put_down, T::WeightInfo::judge_request().saturating_mul(disputed)))
	}

	/// What each side has shown with requests. Nothing is read where nobody has.
	pub(crate) fn shown(id: ChannelId, record: &RecordOf<T>) -> Pair<Option<State>> {
		match record.least {
			0 => Pair::default(),
			_ => Shown::<T>::get(id).unwrap_or_default(),
		}
	}

	/// What was shown with requests counts no more by itself: the channel closes, or has a new base.
	fn forget_shown(id: ChannelId, record: &mut RecordOf<T>) -> Pair<Option<State>> {
		match mem::take(&mut record.least) {
			0 => Pair::default(),
			_ => Shown::<T>::take(id).unwrap_or_default(),
		}
	}

	/// Whether somebody can still contest it. Both the time and the blocks have to have passed before
	/// nobody can; then it can be finished, and not an instant before.
	pub(crate) fn can_be_contested(request: &RequestOf<T>) -> bool {
		T::Clock::now() < request.finishes_ms
			|| Self::blocks_until(request.finishes_at) > 0u32.into()
	}
}
