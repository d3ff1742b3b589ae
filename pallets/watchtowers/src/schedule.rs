//! What the pallet does by itself: notes who is silent, and ends what is over.

use crate::{
	custody::Money,
	demand::Demand,
	dispute::Dispute,
	receipt::MAX_SKEW_MS,
	tower::Rules,
	types::{side_of, within_reach, DemandEnd, Due, EndReason, Mark, TowerId},
	watch::{Hire, Watched},
	Config, Event, Pallet, TimetableHead, TimetablePages, TowerOf, Towers, WatchedOf, Watches,
};
use bloc_primitives::{instant::Instant, preimage::Registry, Balance, ChannelId, Moment, Side};
use bloc_timetable::{Entry, Handler, Outcome, Owner, Store};
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::{DispatchError, SaturatedConversion};

impl<T: Config> Store for Pallet<T> {
	type Payload = Due;
	type SlotMs = T::SlotMs;
	type DbWeight = T::DbWeight;
	type Head = TimetableHead<T>;
	type Pages = TimetablePages<T>;
}

impl<T: Config> Owner for Pallet<T> {
	type HookShare = T::HookShare;
	type Clock = T::Clock;
	type Handler = DueHandler<T>;

	fn max_block() -> Weight {
		T::BlockWeights::get().max_block
	}

	fn heaviest() -> Weight {
		Self::heaviest_due()
	}

	fn service_failed(due: Due, error: DispatchError) {
		Self::deposit_event(Event::ServiceFailed { due, error });
	}
}

/// Does what is due.
pub struct DueHandler<T>(PhantomData<T>);

impl<T> Default for DueHandler<T> {
	fn default() -> Self {
		Self(PhantomData)
	}
}

impl<T: Config> Handler<Due> for DueHandler<T> {
	fn weight(&self, entry: &Entry<Due>) -> Weight {
		Pallet::<T>::weight_of(&entry.payload)
	}

	fn handle(&mut self, entry: &Entry<Due>, _: Moment) -> Result<Outcome, DispatchError> {
		match entry.payload {
			Due::Beat(tower) => Pallet::<T>::serve_beat(tower, entry.due_ms),
			Due::Watch(channel, side) => {
				Pallet::<T>::serve_watch(channel, side_of(side), entry.due_ms)
			},
		}
	}

	fn failed(&mut self, entry: &Entry<Due>, now_ms: Moment, error: DispatchError) {
		let at_ms = Pallet::<T>::retry(entry.payload, now_ms, error);
		match entry.payload {
			Due::Beat(tower) => {
				Towers::<T>::mutate_extant(tower, |record| record.tower.due_ms = Some(at_ms));
			},
			Due::Watch(channel, side) => {
				Watches::<T>::mutate_extant(channel, |watched| {
					if let Some(watch) = watched.watches.of_mut(side_of(side)) {
						watch.due_ms = Some(at_ms);
					}
				});
			},
		}
	}
}

/// What a look does with the hires of one party.
struct Look<'a, T: Config> {
	channel: ChannelId,
	side: Side,
	now: &'a Instant,
	/// The channel, without the hires that are looked at.
	watched: &'a WatchedOf<T>,
	/// The tower that presented the state that counts, how fast, and what it got for that.
	winner: Option<(T::AccountId, Moment, Balance)>,
	/// What goes back to the client.
	back: Balance,
	/// When the next of them may be over.
	next_ms: Option<Moment>,
	/// Whether anything was changed.
	changed: bool,
}

impl<'a, T: Config> Look<'a, T> {
	/// A look at the hires of this side.
	fn new(
		(channel, side): (ChannelId, Side),
		watched: &'a WatchedOf<T>,
		now: &'a Instant,
		winner: Option<(T::AccountId, Moment, Balance)>,
	) -> Self {
		Self { channel, side, now, watched, winner, back: 0, next_ms: None, changed: false }
	}

	/// Whose hires they are.
	fn client(&self) -> &'a T::AccountId {
		self.watched.parties.of(self.side)
	}

	/// Whether a hire is kept that is over, since something can be proved; or since the tower has
	/// presented something, and nobody knows yet what that comes to.
	fn keeps(&mut self, hire: &Hire, tower: &TowerOf<T>) -> bool {
		let Watched { dispute, over_ms, .. } = self.watched;
		let presents = |dispute: &Dispute<T::AccountId>| dispute.is_presented_by(&tower.owner);
		if over_ms.is_none() && dispute.as_ref().is_some_and(presents) {
			return true;
		}
		let window_ms = T::ClaimWindowMs::get();
		let until_ms = self.watched.kept_until_ms(self.side, hire, tower.leaves_ms, window_ms);
		let Some(until_ms) = until_ms.filter(|until_ms| self.now.ms < *until_ms) else {
			return false;
		};
		// What a dispute comes to is told.
		if hire.stopped_ms.is_some() && until_ms < Moment::MAX {
			self.comes_to(until_ms);
		}
		true
	}

	/// Whether nothing can be proved any more for which the client may need what it demands, since the
	/// hire ends now or has ended. What was to be answered before that, is, though the chain stood still
	/// meanwhile.
	fn has_nothing_to_prove(
		&self,
		hire: &Hire,
		tower: &TowerOf<T>,
		demand: &Demand,
		rules: &Rules,
	) -> bool {
		let (leaves_ms, window_ms) = (tower.leaves_ms, T::ClaimWindowMs::get());
		let ended = hire.ended(tower.income.clock_ms, self.now.ms);
		let until_ms = self.watched.proves_until_ms(self.side, &ended, leaves_ms, window_ms);
		let due_ms = demand.due_ms(&demand.since, rules);
		until_ms.is_none_or(|until_ms| self.now.ms >= until_ms && due_ms > until_ms)
	}

	/// Something may be over at `instant_ms`.
	fn comes_to(&mut self, instant_ms: Moment) {
		self.next_ms = Some(self.next_ms.unwrap_or(Moment::MAX).min(instant_ms));
	}
}

impl<T: Config> Pallet<T> {
	/// A tower is to have shown that it is there. If it has, the next look is when it has to again;
	/// if not, it is told that it is silent.
	pub(crate) fn serve_beat(id: TowerId, due_ms: Moment) -> Result<Outcome, DispatchError> {
		let looked = Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		let now = Self::instant();
		let Some(mut record) = Towers::<T>::get(id) else { return looked };
		if record.tower.due_ms != Some(due_ms) {
			return looked;
		}
		let tower = &mut record.tower;
		let rules = Self::rules(&tower.asset);
		match tower.is_silent(&now, &rules) {
			false => Self::await_beat(id, tower, &now, &rules),
			true => {
				tower.due_ms = None;
				tower.presence.is_told = true;
				let (since_ms, watches) = (tower.silent_from_ms(&now, &rules), tower.watches);
				Self::deposit_event(Event::Silent { tower: id, since_ms, watches });
			},
		}
		Towers::<T>::insert(id, record);
		Ok(Outcome::Done(None))
	}

	/// Something of a watch may be over.
	pub(crate) fn serve_watch(
		channel: ChannelId,
		side: Side,
		due_ms: Moment,
	) -> Result<Outcome, DispatchError> {
		let looked = Ok(Outcome::Stale(Some(T::DbWeight::get().reads(1))));
		let Some(mut watched) = Watches::<T>::get(channel) else { return looked };
		let Some(watch) = watched.watches.of_mut(side) else { return looked };
		if watch.due_ms != Some(due_ms) {
			return looked;
		}
		watch.due_ms = None;
		Self::bring_up_watch(channel, side, watched, &Self::instant())?;
		Ok(Outcome::Done(None))
	}

	/// Ends what is over of the hires of one party, pays back what is left, and sees to it that the
	/// hook looks again. Returns whether anything was over.
	pub(crate) fn bring_up_watch(
		channel: ChannelId,
		side: Side,
		mut watched: WatchedOf<T>,
		now: &Instant,
	) -> Result<bool, DispatchError> {
		let winner = Self::winner_of(&watched, side);
		let watch = watched.watch_mut(side).map_err(crate::Error::<T>::from)?;
		let hires = core::mem::take(&mut watch.hires);
		let mut look = Look::<T>::new((channel, side), &watched, now, winner);
		let mut left = frame_support::BoundedVec::new();
		for mut hire in hires {
			if Self::bring_up_hire(&mut look, &mut hire)? {
				// As many as there were, at most.
				let _ = left.try_push(hire);
			}
		}
		let Look { back, next_ms, changed, .. } = look;
		let watch = watched.watch_mut(side).map_err(crate::Error::<T>::from)?;
		watch.hires = left;
		if let Some(next_ms) = next_ms {
			Self::look_at(channel, side, watch, next_ms, now.ms);
		}
		let client = watched.parties.of(side).clone();
		Self::end_watch(channel, side, &mut watched);
		Money::<T>::pay_or_credit(&watched.asset, &client, back);
		Self::put_watched(channel, watched);
		Ok(changed)
	}

	/// Who presented the state that counts for this party, against one that claimed too much.
	fn winner_of(watched: &WatchedOf<T>, side: Side) -> Option<(T::AccountId, Moment, Balance)> {
		watched.over_ms?;
		let dispute = watched.dispute.as_ref().filter(|dispute| dispute.was_cheated(side))?;
		let shown = dispute.winner()?;
		let response_ms = shown.at_ms.saturating_sub(dispute.since.ms);
		let reward = dispute.settled.map_or(0, |settled| settled.reward);
		Some((shown.who.clone(), response_ms, reward))
	}

	/// Ends a hire that is over. Returns whether it is kept.
	fn bring_up_hire(look: &mut Look<T>, hire: &mut Hire) -> Result<bool, DispatchError> {
		let (mut record, rules) = Self::load_tower(hire.tower, look.now)?;
		let tower = &mut record.tower;
		let of = |it: &Hire| (it.stopped_ms.is_some(), it.demand.is_some(), it.has_won, it.cover);
		let before = of(hire);
		let why_over = match hire.stopped_ms {
			Some(_) => None,
			None => Self::why_over(look, hire, tower, &rules),
		};
		Self::bring_up_demand(look, hire, tower, &rules, why_over.is_some())?;
		if let Some(reason) = why_over {
			Self::stop_hire(look, hire, (&mut *tower, &rules), reason)?;
		}
		Self::count_win(look, hire, (&mut *tower, &rules));
		let is_paid = hire.stopped_ms.is_none();
		if is_paid {
			let lasts_ms = hire.runs_out_clock_ms().saturating_sub(tower.income.clock_ms);
			let ends_ms = look.now.ms.saturating_add(lasts_ms);
			look.comes_to(ends_ms.min(tower.leaves_ms.unwrap_or(ends_ms)));
		} else if look.watched.is_over() {
			let most = look.watched.most_due(look.side);
			tower.cut_cover(hire, most).map_err(crate::Error::<T>::from)?;
		}
		let kept = look.keeps(hire, tower) || is_paid || hire.demand.is_some();
		if !kept {
			tower.let_go(hire).map_err(crate::Error::<T>::from)?;
		}
		if before != of(hire) || !kept {
			look.changed = true;
			Towers::<T>::insert(hire.tower, record);
		}
		Ok(kept)
	}

	/// Ends what is demanded in a hire, if the time for it is over; or the hire ends now, or has ended,
	/// and nothing can be proved that the client may need it for.
	fn bring_up_demand(
		look: &mut Look<T>,
		hire: &mut Hire,
		tower: &mut TowerOf<T>,
		rules: &Rules,
		is_over: bool,
	) -> Result<(), DispatchError> {
		let Some(demand) = &hire.demand else { return Ok(()) };
		let is_over = is_over || hire.stopped_ms.is_some();
		let lapses = is_over && look.has_nothing_to_prove(hire, tower, demand, rules);
		if !lapses && !demand.is_over(look.now, rules) {
			look.comes_to(demand.due_ms(look.now, rules));
			return Ok(());
		}
		let (of, at) = ((look.channel, look.side, look.client()), (look.now, rules));
		let back = Self::end_demand(of, hire, tower, at, DemandEnd::Lapsed)?;
		look.back = look.back.saturating_add(back);
		Ok(())
	}

	/// Pays for a hire no longer. A channel that is gone soon is no way round the shortest hire.
	fn stop_hire(
		look: &mut Look<T>,
		hire: &mut Hire,
		(tower, rules): (&mut TowerOf<T>, &Rules),
		reason: EndReason,
	) -> Result<(), DispatchError> {
		let back = match reason {
			EndReason::ChannelOver => {
				Self::pay_for_short_hire(hire, tower, (look.now, rules))?.unwrap_or(0)
			},
			_ => tower.stop(hire, 0, look.now.ms).map_err(crate::Error::<T>::from)?,
		};
		look.back = look.back.saturating_add(back);
		let (channel, side, tower) = (look.channel, look.side, hire.tower);
		Self::deposit_event(Event::HireEnded { channel, side, tower, reason, back });
		Ok(())
	}

	/// Why a hire is over, if it is. One whose money would be used up by now, had its tower been
	/// there, is over if that is silent: nobody looks again and again for what little is left.
	fn why_over(
		look: &Look<T>,
		hire: &Hire,
		tower: &TowerOf<T>,
		rules: &Rules,
	) -> Option<EndReason> {
		if look.watched.is_over() {
			return Some(EndReason::ChannelOver);
		}
		if tower.has_left(look.now.ms) {
			return Some(EndReason::TowerLeft);
		}
		let lasts_ms = hire.runs_out_clock_ms().saturating_sub(hire.from_clock_ms);
		let would_be_dry = hire.from_ms.saturating_add(lasts_ms) <= look.now.ms;
		let is_dry = tower.income.clock_ms >= hire.runs_out_clock_ms();
		let ends = is_dry || (would_be_dry && tower.is_silent(look.now, rules));
		ends.then_some(EndReason::RanDry)
	}

	/// Counts a win, if it is this tower's, once: paid to the end or not. It pays a part of the reward
	/// so that it counts for its score.
	fn count_win(look: &Look<T>, hire: &mut Hire, (tower, rules): (&mut TowerOf<T>, &Rules)) {
		let Some((winner, response_ms, reward)) = &look.winner else { return };
		if *winner != tower.owner || hire.has_won {
			return;
		}
		hire.has_won = true;
		let id = hire.tower;
		let levy = T::LevyShare::get().mul_ceil(*reward);
		let least = T::LeastLevy::get().mul_ceil(tower.bond.max(rules.min_bond));
		let scores = levy >= least && levy > 0 && tower.pay_levy(levy);
		let levy = if scores { levy } else { 0 };
		Money::<T>::pay_or_credit(&tower.asset, &T::LevyTo::get(), levy);
		tower.reputation.mark(Mark::Win, scores, look.now.ms);
		tower.reputation.answered(*response_ms);
		let points = tower.reputation.points;
		Self::deposit_event(Event::Marked { tower: id, mark: Mark::Win, points, levy });
	}

	/// Something has happened to a channel: the hook looks at the watches of both parties, now.
	pub(crate) fn look_at_both(channel: ChannelId, watched: &mut WatchedOf<T>, now_ms: Moment) {
		let due_ms = within_reach(now_ms, now_ms);
		for side in Side::BOTH {
			if let Some(watch) = watched.watches.of_mut(side) {
				watch.due_ms = Some(due_ms);
				Self::push(due_ms, Due::watch(channel, side));
			}
		}
	}

	/// Panics if the runtime's configuration contradicts itself. Run by tests, never by the chain.
	pub(crate) fn check_config() {
		assert!(T::BeatMs::get() > T::SlowestBlockMs::get(), "no beat could ever be in time");
		assert!(T::SlowestBlockMs::get() > 0, "SlowestBlockMs is zero");
		assert!(
			T::MinHireMs::get() > T::SlowestBlockMs::get(),
			"no demand could be answered in time"
		);
		assert!(
			T::BeatMs::get() >= MAX_SKEW_MS,
			"a key could count before a receipt that a client has accepted",
		);
		assert!(T::MaxBeatAge::get() > 0, "no block could ever be named");
		let remembered: u64 = T::BlockHashCount::get().saturated_into();
		assert!(
			u64::from(T::MaxBeatAge::get()) < remembered,
			"a block could be named that is forgotten"
		);
		assert!(
			T::NoticeMs::get() >= T::MaxChallengePeriodMs::get(),
			"a tower could leave before what it has to answer is over",
		);
		let window_ms = T::ClaimWindowMs::get();
		assert!(
			window_ms >= T::MaxHtlcHorizonMs::get(),
			"an HTLC might be decided when nothing can be proved any more",
		);
		assert!(
			T::Preimages::retention_ms() >= window_ms,
			"a preimage might be forgotten while something can be proved",
		);
		assert!(window_ms > T::MinHireMs::get(), "no backup could be demanded for a proof");
	}
}
