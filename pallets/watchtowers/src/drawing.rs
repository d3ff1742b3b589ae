//! What parties take out of a channel alone while it is open, and what that says about towers. Pure,
//! without storage.
//!
//! A party requests to withdraw a part of what it has committed, by a state that it shows. Whoever
//! holds a later one by which it has less can contest that for the channel's challenge period. Where
//! nobody does, the part is gone, and what the other party has by a later state may be gone with it.

use crate::{
	dispute::{Known, Span},
	types::Fault,
	watch::{longest_ms, Hire},
};
use alloc::vec::Vec;
use bloc_primitives::{
	channel::Drawn, instant::Instant, state::State, Balance, Moment, Pair, PaymentHash, Side,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// How many drawings of a channel are kept: the newest ones.
pub const MAX_DRAWN: u32 = 4;

/// A side has requested to take something out.
#[frame_support::stored]
#[derive(Copy)]
pub struct Asked {
	/// Since when.
	pub since: Instant,
	/// In how many blocks an urgent call had found no room by then.
	pub crowded: u64,
}

/// A side has taken something out.
#[frame_support::stored]
#[derive(Copy)]
pub struct Drawing {
	/// What was told of it.
	pub drawn: Drawn,
	/// The time in which it could be contested.
	pub span: Span,
	/// What the other party was paid for misses of it. Never more than the amount.
	pub compensated: Balance,
}

/// What the parties of an open channel take out of it alone.
#[frame_support::stored]
#[derive(Default)]
pub struct Drawings {
	/// What each side has requested last, if that is not known to have ended.
	pub asked: Pair<Option<Asked>>,
	/// What was taken out on one base, the newest last.
	pub done: BoundedVec<Drawing, ConstU32<MAX_DRAWN>>,
}

impl Drawings {
	/// A side requests something.
	pub fn ask(&mut self, side: Side, since: Instant, crowded: u64) {
		*self.asked.of_mut(side) = Some(Asked { since, crowded });
	}

	/// What was requested is done. Returns whether it is kept: not, if nobody watched when it was
	/// requested. On a new base both parties have agreed to what was taken out before.
	pub fn draw(&mut self, drawn: &Drawn, until: Instant, crowded: u64) -> bool {
		let Some(asked) = self.asked.of_mut(drawn.side).take() else { return false };
		let on_base = |last: &Drawing| last.drawn.base_version == drawn.base_version;
		if !self.done.last().is_some_and(on_base) {
			self.done = BoundedVec::new();
		}
		if self.done.is_full() {
			self.done.remove(0);
		}
		let crowded = crowded.saturating_sub(asked.crowded);
		let span = Span { since: asked.since, until, crowded };
		// There is room for one now.
		let _ = self.done.try_push(Drawing { drawn: *drawn, span, compensated: 0 });
		true
	}

	/// A party closes the channel: what is requested is part of that dispute.
	pub fn close(&mut self) {
		self.asked = Pair::new(None, None);
	}

	/// Whether something was taken out, or is requested.
	pub fn is_empty(&self) -> bool {
		self.done.is_empty() && self.asked.opener.is_none() && self.asked.counterparty.is_none()
	}

	/// A state counts on this base: what was taken out on another one both parties have agreed to.
	pub fn rebase(&mut self, base_version: u64) {
		self.done.retain(|drawing| drawing.drawn.base_version == base_version);
	}

	/// What the other side has taken out, with the places.
	fn by_other(&self, side: Side) -> impl Iterator<Item = (usize, &Drawing)> {
		self.done.iter().enumerate().filter(move |(_, it)| it.drawn.side != side)
	}

	/// Until when it can be proved that the tower of `hire`, of this `side`, missed what the other side
	/// took out. What is requested counts as if it were done at the end of its period.
	pub fn proves_until_ms(
		&self,
		side: Side,
		hire: &Hire,
		leaves_ms: Option<Moment>,
		(period_ms, window_ms): (Moment, Moment),
	) -> Option<Moment> {
		let was_hired = |(since_ms, until_ms): &(Moment, Moment)| {
			let ends_ms = since_ms.saturating_add(longest_ms(period_ms));
			hire.from_ms < *until_ms && hire.is_held_at(ends_ms, leaves_ms)
		};
		let asked = self.asked.of(side.other());
		let asked = asked.map(|it| (it.since.ms, it.since.ms.saturating_add(period_ms)));
		let done = self.by_other(side).map(|(_, it)| (it.span.since.ms, it.span.until.ms));
		let all = done.chain(asked).filter(was_hired);
		all.map(|(_, until_ms)| until_ms.saturating_add(window_ms)).max()
	}

	/// The most that the party on this `side` can still be paid for what is kept of that.
	pub fn most_due(&self, side: Side) -> Balance {
		self.by_other(side).fold(0, |sum: Balance, (_, drawing)| {
			sum.saturating_add(drawing.drawn.amount.saturating_sub(drawing.compensated))
		})
	}

	/// What of the loss since the drawing at this `place` was paid for: for that one and later ones;
	/// and what was paid for earlier ones of which as much was brought back since.
	pub fn paid_since(&self, place: usize, side: Side, had: &Had) -> Balance {
		let (mut before, mut since): (Balance, Balance) = (0, 0);
		let mut first = place;
		for (at, drawing) in self.by_other(side).filter(|(_, drawing)| drawing.compensated > 0) {
			let sum = if at < place { &mut before } else { &mut since };
			*sum = sum.saturating_add(drawing.compensated);
			first = first.min(at);
		}
		since.saturating_add(before.saturating_sub(had.lost(first, place)))
	}

	/// Pays `amount` for what was lost since the drawing at this `place`: for each what it has cost, in
	/// their order.
	pub fn pay(&mut self, place: usize, side: Side, had: &Had, amount: Balance) {
		let mut rest = amount;
		let by_other = |it: &&mut (usize, &mut Drawing)| it.0 >= place && it.1.drawn.side != side;
		let mut all: Vec<_> = self.done.iter_mut().enumerate().collect();
		for (at, drawing) in all.iter_mut().filter(by_other) {
			let more = had.cost(*at).saturating_sub(drawing.compensated).min(rest);
			drawing.compensated = drawing.compensated.saturating_add(more);
			rest = rest.saturating_sub(more);
		}
	}

	/// What was committed before the drawing at this `place`, if so much is by now: later ones of the
	/// same side are put back, too.
	pub fn before(&self, place: usize, by: Side, committed: &Pair<Balance>) -> Pair<Balance> {
		let mut before = *committed;
		for drawing in self.done.iter().skip(place).filter(|drawing| drawing.drawn.side == by) {
			let sum = before.of_mut(by);
			*sum = sum.saturating_add(drawing.drawn.amount);
		}
		before
	}

	/// Whether `state` divides what was committed before anything was taken out. Not known where not
	/// all of that is kept: then it is.
	pub fn is_divided_by(&self, state: &State, committed: &Pair<Balance>) -> bool {
		let before = self.before(0, Side::Opener, committed);
		let before = self.before(0, Side::Counterparty, &before);
		self.done.is_full() || state.balances(&before).is_some()
	}
}

/// What a party would surely have had, had what the other took out been contested: by the place of the
/// first that is, and at last if none is.
#[derive(Debug)]
pub struct Had(Vec<Balance>);

impl Had {
	/// The same from this place on.
	fn from(&self, place: usize) -> Balance {
		self.0.get(place).or(self.0.last()).copied().unwrap_or(0)
	}

	/// What the drawings have cost from `place` on, but for those from `until` on.
	fn lost(&self, place: usize, until: usize) -> Balance {
		self.from(place).saturating_sub(self.from(until))
	}

	/// What the drawing at this place has cost.
	pub fn cost(&self, place: usize) -> Balance {
		self.lost(place, place.saturating_add(1))
	}

	/// What all from this place on have cost.
	pub fn loss(&self, place: usize) -> Balance {
		self.lost(place, usize::MAX)
	}
}

impl<Revealed: Fn(&PaymentHash) -> Option<Moment>> Known<'_, Revealed> {
	/// What the party on this `side` would surely have had by `state`, where so much is `left`.
	pub fn had(
		&self,
		drawings: &Drawings,
		state: &State,
		side: Side,
		left: &Pair<Balance>,
	) -> Result<Had, Fault> {
		let places = 0..=drawings.done.len();
		let had = places.map(|place| {
			let before = drawings.before(place, side.other(), left);
			self.sure(&state.clone().cut_to(&before), side, &before)
		});
		Ok(Had(had.collect::<Result<_, _>>()?))
	}
}
