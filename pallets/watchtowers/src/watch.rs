//! Who watches a channel for whom, and in which order. Pure, without storage.

use crate::{
	demand::Demand,
	dispute::Dispute,
	drawing::Drawings,
	types::{Fault, Rate, TowerId, MAX_HIRES},
};
use bloc_math::accrual::Exact;
use bloc_primitives::{Balance, Moment, Pair, Side};
use frame_support::{traits::ConstU32, BoundedVec};

/// A tower that a party has hired for a channel, on the terms of then.
#[frame_support::stored]
#[derive(Copy)]
pub struct Hire {
	/// Which one.
	pub tower: TowerId,
	/// Which of the tower's hires, counted from 1: a receipt counts for one of them.
	pub number: u64,
	/// What it costs.
	pub rate: Rate,
	/// Up to how much the tower answers. What it has paid already is taken off.
	pub cover: Balance,
	/// Within which time it answers.
	pub response_ms: Moment,
	/// How long after a party has closed the channel alone it is its turn: noted then, so that it does
	/// not come earlier because another hire ends.
	pub turn_ms: Moment,
	/// What it is paid from. Nothing, once it is paid no more.
	pub deposit: Balance,
	/// Since when.
	pub from_ms: Moment,
	/// What the tower's clock showed then.
	pub from_clock_ms: Moment,
	/// Since when it is paid no more, and has nothing to answer any more.
	pub stopped_ms: Option<Moment>,
	/// Whether a miss is proved.
	pub is_missed: bool,
	/// Whether it is proved that it was late.
	pub is_late: bool,
	/// Whether a false report is proved.
	pub is_false: bool,
	/// Whether it has paid for a backup that it did not give back.
	pub is_withheld: bool,
	/// Whether it has won the dispute.
	pub has_won: bool,
	/// What the client demands of it.
	pub demand: Option<Demand>,
}

impl Hire {
	/// What the tower's clock shows when the deposit is used up: the last millisecond that it pays
	/// in full.
	pub fn runs_out_clock_ms(&self) -> Moment {
		let lasts_ms = Exact::whole(self.deposit).lasts_ms(self.rate.0);
		self.from_clock_ms.saturating_add(lasts_ms)
	}

	/// What of the deposit is spent when the tower's clock shows this.
	pub fn spent(&self, clock_ms: Moment) -> Result<Exact, Fault> {
		let until_ms = clock_ms.min(self.runs_out_clock_ms());
		let ran_ms = until_ms.saturating_sub(self.from_clock_ms);
		Exact::accrued(self.rate.0, ran_ms).ok_or(Fault::Overflow)
	}

	/// Whether the tower still has something to answer at `instant_ms`.
	pub fn works_at(&self, instant_ms: Moment) -> bool {
		self.stopped_ms.is_none_or(|stopped_ms| stopped_ms >= instant_ms)
	}

	/// The same, also of whether it has left by then.
	pub fn is_held_at(&self, instant_ms: Moment, leaves_ms: Option<Moment>) -> bool {
		let is_there = leaves_ms.is_none_or(|leaves_ms| leaves_ms >= instant_ms);
		is_there && self.works_at(instant_ms)
	}

	/// Since when it is paid no more if it ends now, and the tower's clock shows `clock_ms`: before, if
	/// its money was used up and nobody has looked.
	pub fn ends_ms(&self, clock_ms: Moment, now_ms: Moment) -> Moment {
		let overran_ms = clock_ms.saturating_sub(self.runs_out_clock_ms());
		self.stopped_ms.unwrap_or(now_ms.saturating_sub(overran_ms))
	}

	/// The hire as it is if it ends now.
	pub fn ended(self, clock_ms: Moment, now_ms: Moment) -> Self {
		Self { stopped_ms: Some(self.ends_ms(clock_ms, now_ms)), ..self }
	}

	/// The hire as it is: over, if its money is used up, though nobody has looked.
	pub fn seen(self, clock_ms: Moment, now_ms: Moment) -> Self {
		match clock_ms >= self.runs_out_clock_ms() {
			true => self.ended(clock_ms, now_ms),
			false => self,
		}
	}

	/// What the tower keeps when the client sends it away early: `min_hire_ms` of its time, rounded
	/// up.
	pub fn least(&self, min_hire_ms: Moment) -> Result<Balance, Fault> {
		let least = Exact::accrued(self.rate.0, min_hire_ms).ok_or(Fault::Overflow)?;
		Ok(least.ceil())
	}
}

/// How long all towers of a party may take together: two thirds of the channel's challenge period,
/// rounded down.
pub const fn longest_ms(period_ms: Moment) -> Moment {
	// Three is not zero.
	match period_ms.saturating_mul(2).checked_div(3) {
		Some(most_ms) => most_ms,
		None => 0,
	}
}

/// The towers of one party of a channel.
#[frame_support::stored]
pub struct Watch<Ticket> {
	/// In the order in which it is their turn.
	pub hires: BoundedVec<Hire, ConstU32<MAX_HIRES>>,
	/// When the hook looks at it next.
	pub due_ms: Option<Moment>,
	/// Handed back when nobody watches any more.
	pub ticket: Ticket,
}

impl<Ticket> Watch<Ticket> {
	/// The hire of a tower.
	pub fn hire_of(&self, tower: TowerId) -> Result<&Hire, Fault> {
		self.hires.iter().find(|hire| hire.tower == tower).ok_or(Fault::NotHired)
	}

	/// The same, to change.
	pub fn hire_of_mut(&mut self, tower: TowerId) -> Result<&mut Hire, Fault> {
		self.hires.iter_mut().find(|hire| hire.tower == tower).ok_or(Fault::NotHired)
	}

	/// A party closes the channel: it is each tower's turn when all before it have had their time.
	/// Where those are silent it is at once; but nobody is held to that.
	pub fn note_turns(&mut self) {
		let mut turn_ms: Moment = 0;
		for hire in &mut self.hires {
			hire.turn_ms = turn_ms;
			turn_ms = turn_ms.saturating_add(hire.response_ms);
		}
	}

	/// How long all of them together may take.
	fn all_ms(&self) -> Moment {
		self.hires.iter().fold(0, |sum: Moment, hire| sum.saturating_add(hire.response_ms))
	}

	/// One more, as the last in the order. All together have to have answered when two thirds of
	/// the channel's challenge period are over.
	pub fn add(&mut self, hire: Hire, period_ms: Moment) -> Result<(), Fault> {
		if self.hire_of(hire.tower).is_ok() {
			return Err(Fault::AlreadyHired);
		}
		self.hires.try_push(hire).map_err(|_| Fault::TooManyTowers)?;
		match self.all_ms() <= longest_ms(period_ms) {
			true => Ok(()),
			false => Err(Fault::PeriodTooShort),
		}
	}

	/// Puts them in another order, which names each of them once.
	pub fn reorder(&mut self, order: &[TowerId]) -> Result<(), Fault> {
		if order.len() != self.hires.len() {
			return Err(Fault::WrongOrder);
		}
		let mut hires = BoundedVec::new();
		for (place, tower) in order.iter().enumerate() {
			if order.iter().take(place).any(|other| other == tower) {
				return Err(Fault::WrongOrder);
			}
			let hire = *self.hire_of(*tower).map_err(|_| Fault::WrongOrder)?;
			hires.try_push(hire).map_err(|_| Fault::WrongOrder)?;
		}
		self.hires = hires;
		Ok(())
	}
}

/// A channel that somebody watches, for one party or for both.
#[frame_support::stored]
pub struct Watched<AccountId, AssetId, Ticket> {
	/// Who the parties are. Once the channel is gone nobody else knows.
	pub parties: Pair<AccountId>,
	/// In which asset it is.
	pub asset: AssetId,
	/// How long a party that closes it alone can be contradicted.
	pub period_ms: Moment,
	/// Whom each party has hired.
	pub watches: Pair<Option<Watch<Ticket>>>,
	/// What is known of what a party took out of it alone.
	pub drawings: Drawings,
	/// What is known of a party that closed it alone.
	pub dispute: Option<Dispute<AccountId>>,
	/// Since when nothing is left to watch.
	pub over_ms: Option<Moment>,
}

impl<AccountId: PartialEq, AssetId, Ticket> Watched<AccountId, AssetId, Ticket> {
	/// The watch of a side.
	pub fn watch(&self, side: Side) -> Result<&Watch<Ticket>, Fault> {
		self.watches.of(side).as_ref().ok_or(Fault::NotHired)
	}

	/// The same, to change.
	pub fn watch_mut(&mut self, side: Side) -> Result<&mut Watch<Ticket>, Fault> {
		self.watches.of_mut(side).as_mut().ok_or(Fault::NotHired)
	}

	/// Whether nobody watches it.
	pub fn is_empty(&self) -> bool {
		self.watches.opener.is_none() && self.watches.counterparty.is_none()
	}

	/// Whether what towers signed for can still matter: a party closes alone, or did so, and the
	/// time in which a miss can be proved is not over.
	pub const fn is_disputed(&self) -> bool {
		self.dispute.is_some()
	}

	/// Whether towers have nothing to answer any more: a state counts, or the channel is gone.
	pub fn is_over(&self) -> bool {
		self.over_ms.is_some() || self.dispute.as_ref().is_some_and(|it| it.settled.is_some())
	}

	/// Until when something can be proved against the tower of a hire of this side, which leaves at
	/// `leaves_ms`, now or later; `None` if nothing can. Who closes alone has nothing to prove by that.
	pub fn proves_until_ms(
		&self,
		side: Side,
		hire: &Hire,
		leaves_ms: Option<Moment>,
		window_ms: Moment,
	) -> Option<Moment> {
		let could_hold = |dispute: &&Dispute<AccountId>| {
			dispute.closer != side && dispute.could_hold(hire, leaves_ms)
		};
		let disputed =
			self.dispute.as_ref().filter(could_hold).map(|_| {
				self.over_ms.map_or(Moment::MAX, |over_ms| over_ms.saturating_add(window_ms))
			});
		let lasts_ms = (self.period_ms, window_ms);
		disputed.max(self.drawings.proves_until_ms(side, hire, leaves_ms, lasts_ms))
	}

	/// Until when a hire is kept when it is over: as long as something can be proved, and until it is
	/// known who has won.
	pub fn kept_until_ms(
		&self,
		side: Side,
		hire: &Hire,
		leaves_ms: Option<Moment>,
		window_ms: Moment,
	) -> Option<Moment> {
		let could_win = |dispute: &Dispute<AccountId>| dispute.could_hold(hire, leaves_ms);
		let waits = self.over_ms.is_none() && self.dispute.as_ref().is_some_and(could_win);
		match waits {
			true => Some(Moment::MAX),
			false => self.proves_until_ms(side, hire, leaves_ms, window_ms),
		}
	}

	/// The most that the party on this `side` can still be paid for misses, once towers have nothing to
	/// answer any more.
	pub fn most_due(&self, side: Side) -> Balance {
		let settled = self.dispute.as_ref().map_or(0, |dispute| dispute.most_due(side));
		settled.saturating_add(self.drawings.most_due(side))
	}

	/// When the last thing can be proved that has to do with the dispute, once that is decided.
	pub fn window_ends_ms(&self, window_ms: Moment) -> Option<Moment> {
		self.dispute.as_ref()?;
		self.over_ms.map(|over_ms| over_ms.saturating_add(window_ms))
	}
}
