//! What is known of how a tower has done: counted in whole numbers. Pure, without storage.

use crate::types::{Mark, DAY_MS};
use bloc_primitives::{Balance, Moment};
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// The score of a new tower.
pub const START: u32 = 100;
/// The highest score.
pub const MOST: u32 = 1_000;
/// For a win.
pub const WIN: u32 = 10;
/// For a miss, a false report, and what was not given back.
pub const FAULT: u32 = 50;
/// For having been late.
pub const LATE: u32 = 10;
/// What of a score is above [`START`] is halved each time that so long has passed.
pub const HALVED_EACH_MS: Moment = 180 * DAY_MS;
/// How many channels any tower can watch whose bond covers them.
pub const LEAST_CAPACITY: u32 = 10;

/// A tower's score, and what it comes from.
#[frame_support::stored]
#[derive(Copy)]
pub struct Reputation {
	/// The score, as of `from_ms`.
	pub points: u32,
	/// Up to when the score is halved.
	pub from_ms: Moment,
	/// How often it presented the state that counts, against a party that claimed too much.
	pub wins: u32,
	/// How many of those counted for the score: see [`Reputation::mark`].
	pub counted_wins: u32,
	/// How often it let an older state settle than it had signed for.
	pub misses: u32,
	/// How often somebody else had to answer when its time was over.
	pub lates: u32,
	/// How often it presented an older state than it had signed for.
	pub false_reports: u32,
	/// How often it did not give back what it had signed for.
	pub withheld: u32,
	/// The sum of the times in which it answered when it won.
	pub response_ms: Moment,
}

impl Reputation {
	/// Nothing is known yet.
	pub const fn new(now_ms: Moment) -> Self {
		Self {
			points: START,
			from_ms: now_ms,
			wins: 0,
			counted_wins: 0,
			misses: 0,
			lates: 0,
			false_reports: 0,
			withheld: 0,
			response_ms: 0,
		}
	}

	/// The score by now: half of what is above [`START`] goes each [`HALVED_EACH_MS`], rounded
	/// down.
	pub fn points_at(&self, now_ms: Moment) -> u32 {
		let halvings = now_ms.saturating_sub(self.from_ms).checked_div(HALVED_EACH_MS).unwrap_or(0);
		let above = self.points.saturating_sub(START);
		let left = u32::try_from(halvings).ok().and_then(|by| above.checked_shr(by)).unwrap_or(0);
		self.points.min(START).saturating_add(left)
	}

	/// Brings the score up to now.
	fn advance(&mut self, now_ms: Moment) {
		self.points = self.points_at(now_ms);
		let halvings = now_ms.saturating_sub(self.from_ms).checked_div(HALVED_EACH_MS).unwrap_or(0);
		let passed_ms = halvings.saturating_mul(HALVED_EACH_MS);
		self.from_ms = self.from_ms.saturating_add(passed_ms);
	}

	/// Counts something that happened. A win is counted here too when it costs nobody anything, but
	/// then it `scores` nothing: else a tower could win against its own accounts as often as it
	/// likes.
	pub fn mark(&mut self, mark: Mark, scores: bool, now_ms: Moment) {
		self.advance(now_ms);
		let one_more = |count: &mut u32| *count = count.saturating_add(1);
		let points = &mut self.points;
		match mark {
			Mark::Win => {
				one_more(&mut self.wins);
				if scores {
					one_more(&mut self.counted_wins);
					*points = points.saturating_add(WIN).min(MOST);
				}
			},
			Mark::Miss => {
				one_more(&mut self.misses);
				*points = points.saturating_sub(FAULT);
			},
			Mark::FalseReport => {
				one_more(&mut self.false_reports);
				*points = points.saturating_sub(FAULT);
			},
			Mark::Withheld => {
				one_more(&mut self.withheld);
				*points = points.saturating_sub(FAULT);
			},
			Mark::Late => {
				one_more(&mut self.lates);
				*points = points.saturating_sub(LATE);
			},
			Mark::Silence(hours) => *points = points.saturating_sub(hours),
		}
	}

	/// Notes in which time the tower answered when it won.
	pub fn answered(&mut self, response_ms: Moment) {
		self.response_ms = self.response_ms.saturating_add(response_ms);
	}

	/// The mean time in which it answered, rounded down. `None` if it never had to.
	pub fn mean_response_ms(&self) -> Option<Moment> {
		self.response_ms.checked_div(self.wins.into())
	}
}

/// How many channels a tower can watch: its bond in least bonds, times its score, divided by ten,
/// rounded down; and at least [`LEAST_CAPACITY`]. What each watch is covered by does not depend on
/// it.
pub fn capacity(bond: Balance, points: u32, least_bond: Balance) -> u32 {
	let ten = least_bond.saturating_mul(10).max(1);
	let exact = multiply_by_rational_with_rounding(bond, points.into(), ten, Rounding::Down);
	let most = exact.and_then(|most| u32::try_from(most).ok()).unwrap_or(u32::MAX);
	most.max(LEAST_CAPACITY)
}
