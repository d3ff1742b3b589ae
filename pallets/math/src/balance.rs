//! How far a channel is out of balance, and what would set it right.
//!
//! A channel's *ratio* is its owner's share of what both sides hold, in millionths. All comparisons
//! are exact: none is made with a rounded ratio.

use crate::fees::{millionths, MILLION};
use core::cmp::Ordering;
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// Where an owner wants a channel to stand: ratios in millionths.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Aim {
	/// The ratio to bring it to.
	pub target: u32,
	/// Below this it is out of balance.
	pub low: u32,
	/// Above this it is out of balance.
	pub high: u32,
}

impl Default for Aim {
	/// One half, with thresholds at a fifth and four fifths.
	fn default() -> Self {
		Self { target: 500_000, low: 200_000, high: 800_000 }
	}
}

impl Aim {
	/// Are the ratios in order (`low <= target <= high`) and none above the whole?
	pub const fn is_sound(&self) -> bool {
		self.low <= self.target && self.target <= self.high && self.high <= MILLION
	}
}

/// Where liquidity should move, seen from the owner.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Direction {
	/// Out of the channel: the owner has too much on its side.
	Give,
	/// Into the channel: the owner has too little.
	Take,
}

/// How pressing it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Priority {
	/// Off the target, by less than a third of the way to the threshold.
	Low,
	/// By a third of the way to the threshold, or more.
	Medium,
	/// By two thirds of it, or more.
	High,
	/// At the threshold, or outside of it.
	Critical,
}

/// What would set a channel right.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Advice {
	/// The ratio now, rounded down.
	pub ratio: u32,
	/// How much has to move to reach the target.
	pub amount: u128,
	/// Which way.
	pub direction: Direction,
	/// How pressing it is.
	pub priority: Priority,
}

/// The owner's side at the target, rounded down.
fn aimed(capacity: u128, aim: &Aim) -> u128 {
	millionths(capacity, aim.target.min(MILLION)).unwrap_or(capacity)
}

/// The ratio of `local` in `capacity`, in millionths, rounded down. Nothing is a ratio of 0 in
/// nothing, and no ratio is above the whole.
pub fn ratio(local: u128, capacity: u128) -> u32 {
	let whole = u128::from(MILLION);
	multiply_by_rational_with_rounding(whole, local, capacity, Rounding::Down)
		.and_then(|ratio| u32::try_from(ratio.min(whole)).ok())
		.unwrap_or(if capacity == 0 { 0 } else { MILLION })
}

/// What to do about a channel in which its owner holds `local` and the peer `remote`. `None` if it
/// stands at its target, to the unit; if the aim is not sound; or if four times the capacity does not
/// fit in 128 bits.
pub fn advice(local: u128, remote: u128, aim: &Aim) -> Option<Advice> {
	let capacity = local.checked_add(remote)?;
	if !aim.is_sound() {
		return None;
	}
	capacity.checked_mul(4)?;
	let target = aimed(capacity, aim);
	// Seen from the side that has too little: what it has, and its share at the target and at the
	// threshold, in millionths. Both sides are judged by one rule.
	let (direction, has, share, threshold) = match local.cmp(&target) {
		Ordering::Equal => return None,
		Ordering::Less => (Direction::Take, local, aim.target, aim.low),
		Ordering::Greater => {
			let other = |ppm: u32| MILLION.saturating_sub(ppm);
			(Direction::Give, remote, other(aim.target), other(aim.high))
		},
	};
	// `parts * has <= capacity * ppm / 1_000_000`: of whole numbers true if and only if it is when
	// the right side is rounded down.
	let at_most =
		|parts: u128, ppm: u32| Some(has.checked_mul(parts)? <= millionths(capacity, ppm)?);
	let sum = |twice: u32, once: u32| twice.saturating_mul(2).saturating_add(once);
	let priority = if at_most(1, threshold)? {
		Priority::Critical
	} else if at_most(3, sum(threshold, share))? {
		Priority::High
	} else if at_most(3, sum(share, threshold))? {
		Priority::Medium
	} else {
		Priority::Low
	};
	let amount = local.abs_diff(target);
	Some(Advice { ratio: ratio(local, capacity), amount, direction, priority })
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn at(local: u128, remote: u128) -> Option<(u32, u128, Direction, Priority)> {
		advice(local, remote, &Aim::default())
			.map(|advice| (advice.ratio, advice.amount, advice.direction, advice.priority))
	}

	#[test]
	fn priorities_begin_and_end_where_stated() {
		use {Direction::*, Priority::*};
		let of = |local| at(local, 1_000 - local);
		assert_eq!(of(0), Some((0, 500, Take, Critical)));
		assert_eq!(of(199), Some((199_000, 301, Take, Critical)));
		assert_eq!(of(200), Some((200_000, 300, Take, Critical)));
		assert_eq!(of(201), Some((201_000, 299, Take, High)));
		assert_eq!(of(300), Some((300_000, 200, Take, High)));
		assert_eq!(of(301), Some((301_000, 199, Take, Medium)));
		assert_eq!(of(400), Some((400_000, 100, Take, Medium)));
		assert_eq!(of(401), Some((401_000, 99, Take, Low)));
		assert_eq!(of(499), Some((499_000, 1, Take, Low)));
		assert_eq!(of(500), None);
		assert_eq!(of(501), Some((501_000, 1, Give, Low)));
		assert_eq!(of(599), Some((599_000, 99, Give, Low)));
		assert_eq!(of(600), Some((600_000, 100, Give, Medium)));
		assert_eq!(of(699), Some((699_000, 199, Give, Medium)));
		assert_eq!(of(700), Some((700_000, 200, Give, High)));
		assert_eq!(of(799), Some((799_000, 299, Give, High)));
		assert_eq!(of(800), Some((800_000, 300, Give, Critical)));
		assert_eq!(of(801), Some((801_000, 301, Give, Critical)));
		assert_eq!(of(1_000), Some((1_000_000, 500, Give, Critical)));
	}

	#[test]
	fn the_target_of_an_odd_capacity_rounds_down() {
		assert_eq!(at(0, 0), None);
		assert_eq!(at(0, 1), None);
		assert_eq!(at(1, 0), Some((1_000_000, 1, Direction::Give, Priority::Critical)));
		// Of 7 the target is 3, from either side.
		assert_eq!(at(3, 4), None);
	}

	#[test]
	fn unsound_aims_and_sums_have_no_answer() {
		for (low, target, high) in
			[(3, 2, 4), (1, 5, 4), (1, 2, 1_000_001), (0, 1_000_001, 1_000_001)]
		{
			let aim = Aim { target, low, high };
			assert!(!aim.is_sound());
			assert_eq!(advice(1, 9, &aim), None);
		}
		assert_eq!(at(u128::MAX, 1), None);
		assert_eq!(at(u128::MAX / 4 + 1, 0), None);
		assert!(at(u128::MAX / 4, 0).is_some());
		assert_eq!(ratio(0, 0), 0);
		assert_eq!(ratio(9, 8), 1_000_000);
		assert_eq!(ratio(u128::MAX, 1), 1_000_000);
		assert_eq!(ratio(u128::MAX - 1, u128::MAX), 999_999);
	}

	proptest! {
		// Against whole-number comparisons that cannot overflow.
		#[test]
		fn priorities_equal_the_plain_formula(
			local in 0u64..1_000_000_000_000, remote in 0u64..1_000_000_000_000,
			mut ppm in proptest::array::uniform3(0u32..=MILLION),
		) {
			ppm.sort();
			let aim = Aim { low: ppm[0], target: ppm[1], high: ppm[2] };
			let (local, remote) = (u128::from(local), u128::from(remote));
			let all = local + remote;
			let target = all * u128::from(aim.target) / 1_000_000;
			let advice = advice(local, remote, &aim);
			prop_assert_eq!(advice.is_none(), local == target);
			if let Some(advice) = advice {
				let (has, share, edge) = match advice.direction {
					Direction::Take => (local, aim.target, aim.low),
					Direction::Give => (remote, MILLION - aim.target, MILLION - aim.high),
				};
				let scaled = has * 1_000_000;
				let expected = if scaled <= all * u128::from(edge) {
					Priority::Critical
				} else if scaled * 3 <= all * u128::from(share + 2 * edge) {
					Priority::High
				} else if scaled * 3 <= all * u128::from(2 * share + edge) {
					Priority::Medium
				} else {
					Priority::Low
				};
				prop_assert_eq!(advice.priority, expected);
				prop_assert_eq!(advice.amount, local.abs_diff(target));
				prop_assert_eq!(u128::from(advice.ratio), local * 1_000_000 / all);
			}
		}

		#[test]
		fn never_panics(local: u128, remote: u128, target: u32, low: u32, high: u32) {
			let aim = Aim { target, low, high };
			let _ = advice(local, remote, &aim);
			let _ = ratio(local, remote);
		}
	}
}
