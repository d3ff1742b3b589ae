//! Score and capacity: pure.

use super::*;
use crate::reputation::{capacity, Reputation, HALVED_EACH_MS, MOST};
use proptest::prelude::*;

#[test]
fn counts_what_it_is_told() {
	let mut of = Reputation::new(0);
	assert_eq!((of.points_at(0), of.mean_response_ms()), (100, None));
	of.mark(Mark::Win, true, 1);
	of.answered(7);
	of.mark(Mark::Win, false, 2);
	of.answered(10);
	assert_eq!((of.points, of.wins, of.counted_wins), (110, 2, 1));
	assert_eq!(of.mean_response_ms(), Some(8));
	of.mark(Mark::Miss, true, 3);
	of.mark(Mark::FalseReport, true, 4);
	assert_eq!((of.points, of.misses, of.false_reports), (10, 1, 1));
	of.mark(Mark::Late, true, 5);
	assert_eq!((of.points, of.lates), (0, 1));
	of.mark(Mark::Silence(9), true, 6);
	assert_eq!(of.points, 0);
	of.points = 70;
	of.mark(Mark::Withheld, true, 6);
	assert_eq!((of.points, of.withheld), (20, 1));
	of.points = 995;
	of.mark(Mark::Win, true, 7);
	assert_eq!(of.points, MOST);
}

#[test]
fn half_of_what_is_above_the_start_goes_each_half_year() {
	let mut of = Reputation::new(5);
	of.points = 300;
	let after = |times: Moment, more: Moment| of.points_at(5 + times * HALVED_EACH_MS + more);
	assert_eq!(after(0, HALVED_EACH_MS - 1), 300);
	assert_eq!((after(1, 0), after(2, 0), after(3, 0)), (200, 150, 125));
	assert_eq!((after(8, 0), after(31, 0), after(32, 0), after(1_000, 0)), (100, 100, 100, 100));
	of.points = 30;
	assert_eq!(of.points_at(Moment::MAX), 30);
}

#[test]
fn capacity_is_the_stated_function() {
	assert_eq!(capacity(0, 100, 10), 10);
	assert_eq!(capacity(10, 100, 10), 10);
	assert_eq!(capacity(20, 100, 10), 20);
	assert_eq!(capacity(29, 100, 10), 29);
	assert_eq!(capacity(10, 109, 10), 10);
	assert_eq!(capacity(10, 110, 10), 11);
	assert_eq!(capacity(100, 0, 10), 10);
	assert_eq!(capacity(u128::MAX, 1_000, 1), u32::MAX);
	assert_eq!(capacity(7, 100, 0), 700);
}

proptest! {
	#[test]
	fn capacity_only_grows_with_bond_and_score(
		bond: u64, more: u64, points in 0..MOST, better in 0..MOST, least in 1..u64::MAX,
	) {
		let (bond, least) = (u128::from(bond), u128::from(least));
		let plain = (bond * u128::from(points) / (least * 10)).max(10);
		prop_assert_eq!(u128::from(capacity(bond, points, least)), plain.min(u32::MAX.into()));
		let larger = bond + u128::from(more);
		prop_assert!(capacity(larger, points, least) >= capacity(bond, points, least));
		let (low, high) = (points.min(better), points.max(better));
		prop_assert!(capacity(bond, high, least) >= capacity(bond, low, least));
	}

	/// Looking in between changes nothing.
	#[test]
	fn the_score_does_not_depend_on_who_looks(
		points in 0..MOST, steps in prop::collection::vec(0..2 * HALVED_EACH_MS, 1..9),
	) {
		let mut looked = Reputation::new(0);
		looked.points = points;
		let plain = looked;
		let mut now_ms = 0;
		for step in steps {
			now_ms += step;
			looked.mark(Mark::Silence(0), true, now_ms);
		}
		prop_assert!(looked.points_at(now_ms).abs_diff(plain.points_at(now_ms)) == 0);
	}
}
