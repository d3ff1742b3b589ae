//! The prices of a pair over time, for who needs one that nobody makes in a moment.
//!
//! What counts is the *steady price*. It goes after the last price at which something was traded or,
//! if that is worse than what somebody offers now, after that offer; by no more than a hundredth of
//! what it was, for each [`STRIDE_MS`]. So one trade far from the others moves it little unless it
//! stays the last one, and whoever wants it elsewhere has to hold the book there.

use crate::price::Tick;
use bloc_primitives::Moment;

/// The time in which the steady price moves by up to a hundredth.
pub const STRIDE_MS: Moment = 6_000;
/// The part by which it moves.
const PART: u64 = 100;
/// A step has so many parts: as many as a [`STRIDE_MS`] has milliseconds.
const PARTS: u128 = 6_000;

/// The prices over time.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Prices {
	/// The last price at which something was traded.
	pub last: Option<Tick>,
	/// Since when the steady price goes to where it goes.
	#[codec(compact)]
	pub since_ms: Moment,
	/// What it was then, in steps of the pair. Nothing before the first trade.
	#[codec(compact)]
	pub from: u64,
	/// What it was beyond that, in six-thousandths of a step: else who trades often would hold it.
	#[codec(compact)]
	pub part: u16,
	/// Where it goes to.
	#[codec(compact)]
	pub to: u64,
	/// The sum of steady prices up to then, each by the milliseconds for which it was that. The
	/// difference of two sums, divided by the time between, is the mean price of that time.
	#[codec(compact)]
	pub sum: u128,
}

impl Prices {
	/// By how much the steady price moves in a [`STRIDE_MS`]: by so many parts of a step in each
	/// millisecond.
	fn stride(&self) -> u128 {
		u128::from(self.from / PART).max(1)
	}

	/// What it was at first, in parts of a step: no more than 56 bits.
	fn parts_from(&self) -> u128 {
		u128::from(self.from).saturating_mul(PARTS).saturating_add(self.part.into())
	}

	/// Where it goes to, in parts of a step.
	fn parts_to(&self) -> u128 {
		u128::from(self.to).saturating_mul(PARTS)
	}

	/// How long it takes from where it begins to where it goes to, rounded down.
	fn way_ms(&self) -> u128 {
		let way = self.parts_from().abs_diff(self.parts_to());
		way.checked_div(self.stride()).unwrap_or(0)
	}

	/// The steady price after so long on the way, in parts of a step: nothing is rounded.
	fn parts_after(&self, passed_ms: u128) -> u128 {
		let (from, to) = (self.parts_from(), self.parts_to());
		let moved = self.stride().saturating_mul(passed_ms).min(from.abs_diff(to));
		match to >= from {
			true => from.saturating_add(moved),
			false => from.saturating_sub(moved),
		}
	}

	/// The steady price, as whole steps and parts of one.
	fn exactly_at(&self, now_ms: Moment) -> (u64, u16) {
		let passed_ms = u128::from(now_ms.saturating_sub(self.since_ms));
		let parts = self.parts_after(passed_ms);
		let (whole, part) = (parts.checked_div(PARTS), parts.checked_rem(PARTS));
		// Both fit: it is between two prices.
		let whole = whole.and_then(|it| u64::try_from(it).ok()).unwrap_or(self.to);
		(whole, part.and_then(|it| u16::try_from(it).ok()).unwrap_or(0))
	}

	/// The steady price, in steps of the pair, rounded down. Nothing before the first trade.
	pub fn at(&self, now_ms: Moment) -> u64 {
		self.exactly_at(now_ms).0
	}

	/// The sum up to now.
	pub fn sum_at(&self, now_ms: Moment) -> u128 {
		let passed_ms = u128::from(now_ms.saturating_sub(self.since_ms));
		let walked_ms = passed_ms.min(self.way_ms());
		let there_ms = passed_ms.saturating_sub(walked_ms);
		// On the way it moves evenly: half of the stride by the square of the time. The way is no
		// longer than 56 bits of milliseconds, and stride by time no more than the way.
		let area = self.stride().saturating_mul(walked_ms).saturating_mul(walked_ms);
		let area = area.checked_div(2).unwrap_or(0);
		let level = self.parts_from().saturating_mul(walked_ms);
		let walked = match self.parts_to() >= self.parts_from() {
			true => level.saturating_add(area),
			false => level.saturating_sub(area),
		};
		let walked = walked.checked_div(PARTS).unwrap_or(0);
		let there = u128::from(self.to).saturating_mul(there_ms);
		self.sum.saturating_add(walked).saturating_add(there)
	}

	/// Something was traded at this price, of several in a block at last.
	pub(crate) fn trade(&mut self, tick: Tick) {
		self.last = Some(tick);
	}

	/// Looks at the book as it is now: the last price, but no worse than who buys or sells offers.
	pub(crate) fn look(&mut self, buys: Option<Tick>, sells: Option<Tick>, now_ms: Moment) {
		let Some(to) = self.aim(buys, sells) else { return };
		if self.from == 0 {
			// The first: there is nothing to go from.
			(self.from, self.to, self.since_ms) = (to, to, now_ms);
		} else if to != self.to {
			let (sum, (from, part)) = (self.sum_at(now_ms), self.exactly_at(now_ms));
			(self.sum, self.from, self.part) = (sum, from, part);
			(self.to, self.since_ms) = (to, now_ms);
		}
	}

	/// Where the steady price should be.
	pub(crate) fn aim(&self, buys: Option<Tick>, sells: Option<Tick>) -> Option<u64> {
		let last = self.last?;
		let offered = buys.map_or(last, |best| best.max(last));
		let offered = sells.map_or(offered, |best| best.min(offered));
		offered.price()
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn going(from: u64, to: u64) -> Prices {
		Prices { last: Some(Tick(1)), since_ms: 1_000, from, part: 0, to, sum: 7 }
	}

	#[test]
	fn a_hundredth_in_a_stride() {
		let prices = going(10_000, 10_250);
		let at = |passed_ms| prices.at(1_000 + passed_ms);
		assert_eq!([at(0), at(59), at(60), at(STRIDE_MS)], [10_000, 10_000, 10_001, 10_100]);
		assert_eq!([at(15_000), at(15_001), at(u64::MAX / 2)], [10_250; 3]);
		let sum = |passed_ms| prices.sum_at(1_000 + passed_ms) - 7;
		assert_eq!(sum(STRIDE_MS), 10_050 * 6_000);
		assert_eq!(sum(15_000), 10_125 * 15_000);
		assert_eq!(sum(16_000), 10_125 * 15_000 + 10_250 * 1_000);
		let down = going(10_250, 10_000);
		assert_eq!(down.at(1_000 + STRIDE_MS), 10_250 - 102);
		assert_eq!(down.sum_at(1_000 + STRIDE_MS) - 7, (10_250 + 10_148) * 3_000);
	}

	/// However often the aim changes, it comes as far: nothing of the way is lost.
	#[test]
	fn who_trades_often_does_not_hold_it() {
		for (first, aims) in [(100, [5_000, 5_001]), (5_000, [100, 101])] {
			let mut prices = Prices::default();
			prices.trade(Tick(first));
			prices.look(None, None, 1_000);
			prices.trade(Tick(aims[0]));
			prices.look(None, None, 1_000);
			let (mut now_ms, mut parts) = (1_000, u64::from(first) * 6_000);
			for nth in 1..=200_usize {
				now_ms += 5_999;
				let way = 5_999 * (parts / 6_000 / 100).max(1);
				parts = if aims[0] > first { parts + way } else { parts - way };
				prices.trade(Tick(aims[nth % 2]));
				prices.look(None, None, now_ms);
				assert_eq!(prices.at(now_ms), parts / 6_000);
			}
			// Rounded each time it would have stayed at 100.
			assert!(prices.at(now_ms).abs_diff(first.into()) > 300, "{prices:?}");
		}
	}

	/// There and back, each time for less than a step: it is where it was.
	#[test]
	fn what_goes_and_comes_back_leaves_nothing() {
		let mut prices = going(100, 200);
		let mut now_ms = 1_000;
		for nth in 1..=200_u32 {
			now_ms += 5_999;
			prices.trade(Tick(if nth % 2 == 0 { 200 } else { 50 }));
			prices.look(None, None, now_ms);
		}
		assert_eq!((prices.at(now_ms), prices.part), (100, 0));
	}

	#[test]
	fn where_it_goes_to() {
		let prices = going(100, 100);
		let prices = Prices { last: Some(Tick(50)), ..prices };
		let aim =
			|buys: Option<u32>, sells: Option<u32>| prices.aim(buys.map(Tick), sells.map(Tick));
		assert_eq!(aim(None, None), Some(50));
		assert_eq!(aim(Some(40), Some(60)), Some(50));
		assert_eq!(aim(Some(51), Some(60)), Some(51));
		assert_eq!(aim(Some(40), Some(49)), Some(49));
		assert_eq!(Prices::default().aim(Some(Tick(3)), Some(Tick(4))), None);
	}

	#[test]
	fn what_is_over_in_a_moment_leaves_no_trace() {
		let mut prices = Prices::default();
		prices.look(Some(Tick(5)), None, 100);
		assert_eq!(prices, Prices::default());
		prices.trade(Tick(1_000));
		prices.look(None, None, 100);
		assert_eq!((prices.at(100), prices.sum_at(200)), (1_000, 100_000));
		let before = prices;
		prices.trade(Tick(5_000));
		prices.look(None, None, 5_000);
		prices.trade(Tick(1_000));
		prices.look(None, None, 5_000);
		assert_eq!(prices.at(9_999), 1_000);
		assert_eq!(prices.sum_at(9_999), before.sum_at(9_999));
	}

	proptest! {
		/// Beside a walk in small steps.
		#[test]
		fn the_sum_is_that_of_the_prices(
			from in 1..20_000_u64,
			to in 1..20_000_u64,
			passed_ms in 1..30_000_u64,
		) {
			let prices = going(from, to);
			let walk: u128 = (0..passed_ms).map(|ms| u128::from(prices.at(1_000 + ms))).sum();
			let sum = prices.sum_at(1_000 + passed_ms) - 7;
			// Each millisecond a step is rounded, and the way by less than a millisecond.
			prop_assert!(sum.abs_diff(walk) <= u128::from(passed_ms) + 20_000, "{sum} {walk}");
		}

		/// The highest and the longest that there can be neither fail nor turn back.
		#[test]
		fn sums_only_rise(
			from in 1..8_800_000_000_000_u64,
			to in 1..8_800_000_000_000_u64,
			first in any::<u64>(),
			second in any::<u64>(),
		) {
			let prices = going(from, to);
			let (early, late) = (first.min(second), first.max(second));
			prop_assert!(prices.sum_at(early) <= prices.sum_at(late));
			let between = from.min(to)..=from.max(to);
			prop_assert!(between.contains(&prices.at(early)) && between.contains(&prices.at(late)));
		}

		/// Looking often or seldom is the same where nothing changes.
		#[test]
		fn looks_change_nothing(
			from in 1..20_000_u32,
			to in 1..20_000_u32,
			times in prop::collection::vec(1..5_000_u64, 1..20),
		) {
			let mut prices = Prices::default();
			prices.trade(Tick(from));
			prices.look(None, None, 1);
			prices.trade(Tick(to));
			prices.look(None, None, 1);
			let once = prices;
			let mut now_ms = 1;
			for passed_ms in times {
				now_ms += passed_ms;
				prices.look(None, None, now_ms);
			}
			prop_assert_eq!(prices, once);
		}
	}
}
