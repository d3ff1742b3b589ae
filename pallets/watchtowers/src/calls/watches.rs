//! Hires: who watches for whom, and what it costs.

use crate::{
	custody::Money,
	drawing::Drawings,
	tower::Rules,
	types::{DemandEnd, Due, EndReason, Terms, TowerId, MAX_HIRES},
	watch::{Hire, Watch, Watched},
	Config, Error, Event, Pallet, Postings, TowerOf, Towers, WatchedOf, Watches,
};
use bloc_primitives::{
	channel::{Inspect, Phase},
	instant::Instant,
	Balance, ChannelId, Moment, Pair, Side,
};
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, ConstU32, Footprint},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Reading and writing.
impl<T: Config> Pallet<T> {
	/// What a party that hires pays a storage deposit for: all that is kept of its channel, and two
	/// entries of the timetable.
	pub fn watch_footprint() -> Footprint {
		let entry = <(Moment, Due)>::max_encoded_len();
		let size = WatchedOf::<T>::max_encoded_len().saturating_add(entry.saturating_mul(2));
		Footprint::from_parts(1, size)
	}

	/// The watches of a channel. One read.
	pub(crate) fn watched_of(channel: ChannelId) -> Result<WatchedOf<T>, Error<T>> {
		Watches::<T>::get(channel).ok_or(Error::NotHired)
	}

	/// The same, and the side of `who`.
	pub(crate) fn watched_by(
		who: &T::AccountId,
		channel: ChannelId,
	) -> Result<(WatchedOf<T>, Side), Error<T>> {
		let watched = Self::watched_of(channel)?;
		let side = watched.parties.side_of(who).ok_or(Error::NotParty)?;
		Ok((watched, side))
	}

	/// The watches of a channel, or those of one that nobody has watched yet; and the side of
	/// `who`.
	fn watched_or_new(
		who: &T::AccountId,
		id: ChannelId,
	) -> Result<(WatchedOf<T>, Side), DispatchError> {
		let channel = T::Channels::channel(id).ok_or(Error::<T>::NotFound)?;
		let side = channel.side_of(who).ok_or(Error::<T>::NotParty)?;
		ensure!(channel.phase == Phase::Open, Error::<T>::NotOpen);
		let new = || Watched {
			parties: channel.parties,
			asset: channel.asset,
			period_ms: channel.challenge_period_ms,
			watches: Pair::new(None, None),
			drawings: Drawings::default(),
			dispute: None,
			over_ms: None,
		};
		Ok((Watches::<T>::get(id).unwrap_or_else(new), side))
	}

	/// Writes the watches of a channel; or removes them, if there are none.
	pub(crate) fn put_watched(channel: ChannelId, watched: WatchedOf<T>) {
		match watched.is_empty() {
			true => Watches::<T>::remove(channel),
			false => Watches::<T>::insert(channel, watched),
		}
	}

	/// Ends the watch of a side that has no hires any more: its deposits go back.
	pub(crate) fn end_watch(channel: ChannelId, side: Side, watched: &mut WatchedOf<T>) {
		let is_over = |watch: &Watch<_>| watch.hires.is_empty();
		if !watched.watches.of(side).as_ref().is_some_and(is_over) {
			return;
		}
		let Some(watch) = watched.watches.of_mut(side).take() else { return };
		let client = watched.parties.of(side);
		Self::give_back(client, watch.ticket);
		if let Some(posting) = Postings::<T>::take(channel, side) {
			Self::give_back(client, posting.ticket);
		}
		Self::deposit_event(Event::WatchEnded { channel, side });
	}

	/// Has the hook look at a watch at `due_ms`, if it would not look so soon.
	pub(crate) fn look_at(
		channel: ChannelId,
		side: Side,
		watch: &mut Watch<T::Consideration>,
		due_ms: Moment,
		now_ms: Moment,
	) {
		let due_ms = crate::types::within_reach(due_ms, now_ms);
		if watch.due_ms.is_none_or(|known_ms| due_ms < known_ms) {
			watch.due_ms = Some(due_ms);
			Self::push(due_ms, Due::watch(channel, side));
		}
	}
}

/// Calls.
impl<T: Config> Pallet<T> {
	/// See [`Call::hire`](crate::Call::hire).
	pub(crate) fn do_hire(
		client: T::AccountId,
		channel: ChannelId,
		tower: TowerId,
		deposit: Balance,
		accepts: &Terms,
	) -> DispatchResult {
		let now = Self::instant();
		let (mut watched, side) = Self::watched_or_new(&client, channel)?;
		let (mut record, rules) = Self::load_tower(tower, &now)?;
		let hired = &mut record.tower;
		ensure!(hired.asset == watched.asset, Error::<T>::WrongAsset);
		ensure!(hired.terms.is_as_good_as(accepts), Error::<T>::TermsChanged);
		let hire = hired.take_on(tower, deposit, &now, &rules).map_err(Error::<T>::from)?;
		let clock_ms = hired.income.clock_ms;
		Money::<T>::take(&watched.asset, &client, deposit)?;
		Towers::<T>::insert(tower, record);

		if watched.watches.of(side).is_none() {
			let ticket = T::Consideration::new(&client, Self::watch_footprint())?;
			let watch = Watch { hires: BoundedVec::new(), due_ms: None, ticket };
			*watched.watches.of_mut(side) = Some(watch);
		}
		let period_ms = watched.period_ms;
		let watch = watched.watch_mut(side).map_err(Error::<T>::from)?;
		watch.add(hire, period_ms).map_err(Error::<T>::from)?;
		let lasts_ms = hire.runs_out_clock_ms().saturating_sub(clock_ms);
		Self::look_at(channel, side, watch, now.ms.saturating_add(lasts_ms), now.ms);
		let place = u32::try_from(watch.hires.len()).unwrap_or(MAX_HIRES).saturating_sub(1);
		Watches::<T>::insert(channel, watched);
		Self::deposit_event(Event::Hired {
			channel,
			side,
			tower,
			hire: hire.number,
			rate: hire.rate,
			cover: hire.cover,
			response_ms: hire.response_ms,
			deposit,
			place,
		});
		Ok(())
	}

	/// See [`Call::top_up`](crate::Call::top_up).
	pub(crate) fn do_top_up(
		by: T::AccountId,
		channel: ChannelId,
		side: Side,
		tower: TowerId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now = Self::instant();
		let mut watched = Self::watched_of(channel)?;
		let (record, _) = Self::load_tower(tower, &now)?;
		let watch = watched.watch_mut(side).map_err(Error::<T>::from)?;
		let hire = watch.hire_of_mut(tower).map_err(Error::<T>::from)?;
		// Used up, though nobody has looked: it is not as if nothing had been.
		let runs = record.tower.income.clock_ms < hire.runs_out_clock_ms();
		ensure!(hire.stopped_ms.is_none() && runs, Error::<T>::RanDry);
		hire.deposit = hire.deposit.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		let deposit = hire.deposit;
		Money::<T>::take(&watched.asset, &by, amount)?;
		Watches::<T>::insert(channel, watched);
		Self::deposit_event(Event::ToppedUp { channel, side, tower, by, amount, deposit });
		Ok(())
	}

	/// See [`Call::reorder`](crate::Call::reorder).
	pub(crate) fn do_reorder(
		who: &T::AccountId,
		channel: ChannelId,
		order: BoundedVec<TowerId, ConstU32<MAX_HIRES>>,
	) -> DispatchResult {
		let (mut watched, side) = Self::watched_by(who, channel)?;
		ensure!(!watched.is_disputed(), Error::<T>::InDispute);
		let watch = watched.watch_mut(side).map_err(Error::<T>::from)?;
		watch.reorder(&order).map_err(Error::<T>::from)?;
		Watches::<T>::insert(channel, watched);
		let order = order.into_inner();
		Self::deposit_event(Event::Reordered { channel, side, order });
		Ok(())
	}

	/// See [`Call::dismiss`](crate::Call::dismiss).
	pub(crate) fn do_dismiss(
		who: &T::AccountId,
		channel: ChannelId,
		tower: TowerId,
	) -> DispatchResult {
		let now = Self::instant();
		let (mut watched, side) = Self::watched_by(who, channel)?;
		ensure!(!watched.is_disputed(), Error::<T>::InDispute);
		let watch = watched.watch_mut(side).map_err(Error::<T>::from)?;
		let mut hire = *watch.hire_of(tower).map_err(Error::<T>::from)?;
		watch.hires.retain(|other| other.tower != tower);
		let (mut record, rules) = Self::load_tower(tower, &now)?;
		let hired = &mut record.tower;
		let (of, at) = ((channel, side, who), (&now, &rules));
		let paid = Self::end_demand(of, &mut hire, hired, at, DemandEnd::Withdrawn)?;
		let back = Self::pay_for_short_hire(&mut hire, hired, at)?;
		hired.let_go(&hire).map_err(Error::<T>::from)?;
		Towers::<T>::insert(tower, record);
		Self::end_watch(channel, side, &mut watched);
		let out = back.unwrap_or(0).saturating_add(paid);
		Money::<T>::pay_or_credit(&watched.asset, who, out);
		Self::put_watched(channel, watched);
		if let Some(back) = back {
			let reason = EndReason::Dismissed;
			Self::deposit_event(Event::HireEnded { channel, side, tower, reason, back });
		}
		Ok(())
	}

	/// Pays for a hire no longer, but for what is missing to the shortest one: unless the tower is
	/// gone. Returns what is the client's again. `None` if it was over before.
	pub(crate) fn pay_for_short_hire(
		hire: &mut Hire,
		tower: &mut TowerOf<T>,
		(now, rules): (&Instant, &Rules),
	) -> Result<Option<Balance>, Error<T>> {
		if hire.stopped_ms.is_some() {
			return Ok(None);
		}
		let least_ms = if tower.is_gone(now, rules) { 0 } else { rules.min_hire_ms };
		let least = hire.least(least_ms)?;
		Ok(Some(tower.stop(hire, least, now.ms)?))
	}

	/// See [`Call::end`](crate::Call::end).
	pub(crate) fn do_end(channel: ChannelId, side: Side) -> DispatchResult {
		let now: Instant = Self::instant();
		let watched = Self::watched_of(channel)?;
		let changed = Self::bring_up_watch(channel, side, watched, &now)?;
		ensure!(changed, Error::<T>::NotOver);
		Ok(())
	}
}
