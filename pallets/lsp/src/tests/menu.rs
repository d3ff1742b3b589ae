//! Menus, and the fee to the unit.

use super::*;
use crate::menu::{ensure_follows, lowest_fee, opening_fee, Fault};
use proptest::prelude::*;

const NOW: Moment = 1_000;

#[test]
fn the_fee_is_right_to_the_unit_at_its_edges() {
	// Nothing of it is asked for nothing, but the least fee.
	assert_eq!(opening_fee(0, 0, 0), Some(0));
	assert_eq!(opening_fee(0, 7, 1_000_000), Some(7));
	// A share is rounded up: a unit of it at the first millionth.
	for (amount, ppm, fee) in [
		(1, 1, 1),
		(999_999, 1, 1),
		(1_000_000, 1, 1),
		(1_000_001, 1, 2),
		(1, 999_999, 1),
		(1, 1_000_000, 1),
		(3, 333_333, 1),
		(3, 333_334, 2),
		(100_000_000, 2_500, 250_000),
		(100_000_001, 2_500, 250_001),
	] {
		assert_eq!(opening_fee(amount, 0, ppm), Some(fee), "{amount} at {ppm}");
	}
	// The least fee counts up to where the share is as much.
	assert_eq!(opening_fee(99_999, 100, 1_000), Some(100));
	assert_eq!(opening_fee(100_000, 100, 1_000), Some(100));
	assert_eq!(opening_fee(100_001, 100, 1_000), Some(101));
	// LSPS2 has 64 bits: what fits there is the same here.
	let most = u128::from(u64::MAX);
	assert_eq!(opening_fee(most, 0, 1_000_000), Some(most));
	assert_eq!(opening_fee(most, 0, 1), Some(18_446_744_073_710));
	assert_eq!(opening_fee(1, u128::MAX, 1), Some(u128::MAX));
}

#[test]
fn a_step_that_does_not_fit_is_no_fee() {
	let most = u128::MAX / 1_000;
	assert!(opening_fee(most - 1_000, 0, 1_000).is_some());
	assert_eq!(opening_fee(most + 1, 0, 1_000), None);
	// The product fits, and what rounds it up does not.
	assert_eq!(opening_fee(u128::MAX, 0, 1), None);
	assert_eq!(opening_fee(u128::MAX - 999_999, 0, 1), Some(u128::MAX / 1_000_000));
	// Also where the least fee would be more.
	assert_eq!(opening_fee(u128::MAX, u128::MAX, 2), None);
}

/// As the C of LSPS2 has it, in 64 bits.
fn as_in_c(payment: u64, min_fee: u64, ppm: u64) -> Option<u64> {
	let tmp = payment.checked_mul(ppm)?;
	let tmp = tmp.checked_add(999_999)?;
	let fee = tmp / 1_000_000;
	Some(if fee < min_fee { min_fee } else { fee })
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(4_096))]

	#[test]
	fn the_fee_is_that_of_the_reference(
		amount: u64, shift in 0..64u32, min_fee: u32, ppm in 0..=1_000_000u32,
	) {
		let amount = amount >> shift;
		let fee = opening_fee(amount.into(), min_fee.into(), ppm);
		if let Some(expected) = as_in_c(amount, min_fee.into(), ppm.into()) {
			prop_assert_eq!(fee, Some(expected.into()));
		}
		// In plain words: not less than the share, and not a unit more.
		let (fee, scaled) = (fee.unwrap(), u128::from(amount) * u128::from(ppm));
		let share = scaled.div_ceil(1_000_000);
		prop_assert_eq!(fee, share.max(min_fee.into()));
	}

	#[test]
	fn a_larger_channel_is_never_cheaper(a: u64, b: u64, min_fee: u32, ppm in 0..=1_000_000u32) {
		let (less, more) = (a.min(b), a.max(b));
		let fee = |amount: u64| opening_fee(amount.into(), min_fee.into(), ppm);
		prop_assert!(fee(less) <= fee(more));
	}
}

fn on_it() -> Item {
	Item {
		min_fee: 10,
		ppm: 1_000,
		min_size: 100,
		max_size: 10_000,
		lifetime_ms: DAY,
		valid_until_ms: NOW + 10,
	}
}

#[test]
fn the_cheapest_item_that_fits_counts_or_the_nearest_says_why() {
	let large = Item { min_fee: 20, min_size: 5_000, max_size: u128::MAX, ..on_it() };
	let long = Item { min_fee: 30, ppm: 2_000, lifetime_ms: 9 * DAY, ..on_it() };
	let all = menu(&[on_it(), large, long]);
	let fee = |size, lifetime_ms, now_ms| lowest_fee(&all, size, lifetime_ms, now_ms);
	assert_eq!(fee(100, DAY, NOW), Ok(10));
	assert_eq!(fee(10_000, DAY, NOW), Ok(10));
	assert_eq!(fee(10_001, DAY, NOW), Ok(20));
	assert_eq!(fee(100, DAY + 1, NOW), Ok(30));
	assert_eq!(fee(10_000, 9 * DAY, NOW), Ok(30));
	assert_eq!(fee(99, DAY, NOW), Err(Fault::SizeTooSmall));
	assert_eq!(fee(10_001, DAY + 1, NOW), Err(Fault::LifetimeTooLong));
	assert_eq!(fee(100, 9 * DAY + 1, NOW), Err(Fault::LifetimeTooLong));
	assert_eq!(fee(u128::MAX, DAY, NOW), Err(Fault::FeeOverflow));
	// An instant belongs to one side.
	assert_eq!(fee(100, DAY, NOW + 9), Ok(10));
	assert_eq!(fee(100, DAY, NOW + 10), Err(Fault::MenuExpired));
	assert_eq!(lowest_fee(&menu(&[]), 100, DAY, NOW), Err(Fault::NoOffer));
	assert_eq!(lowest_fee(&menu(&[on_it()]), 10_001, DAY, NOW), Err(Fault::SizeTooLarge));
}

#[test]
fn a_menu_has_to_make_sense() {
	let follows = |item: Item| ensure_follows(&menu(&[item]), &menu(&[]), NOW, NOW + 10);
	assert_eq!(follows(on_it()), Ok(()));
	for item in [
		Item { min_size: 0, ..on_it() },
		Item { max_size: 99, ..on_it() },
		Item { ppm: 1_000_001, ..on_it() },
		Item { lifetime_ms: 0, ..on_it() },
		Item { valid_until_ms: NOW, ..on_it() },
	] {
		assert_eq!(follows(item), Err(Fault::UnsoundMenu), "{item:?}");
	}
	let late = Item { valid_until_ms: NOW + 11, ..on_it() };
	assert_eq!(follows(late), Err(Fault::DeadlineTooFar));
	let sorted = |one, other| ensure_follows(&menu(&[one, other]), &menu(&[]), NOW, NOW + 10);
	assert_eq!(sorted(on_it(), Item { min_fee: 11, ..on_it() }), Ok(()));
	assert_eq!(sorted(on_it(), Item { ppm: 1_001, ..on_it() }), Ok(()));
	assert_eq!(
		sorted(on_it(), Item { max_size: 9, min_size: 1, ..on_it() }),
		Err(Fault::UnsortedMenu)
	);
	assert_eq!(
		sorted(on_it(), Item { min_fee: 9, ppm: 2_000, ..on_it() }),
		Err(Fault::UnsortedMenu)
	);
}

#[test]
fn what_runs_is_not_taken_away() {
	let old = menu(&[on_it(), Item { ppm: 2_000, valid_until_ms: NOW + 5, ..on_it() }]);
	let cheap = Item { min_fee: 1, ..on_it() };
	let follows = |items: &[Item], now_ms| ensure_follows(&menu(items), &old, now_ms, NOW + 10);
	assert_eq!(follows(&[cheap, old[0], old[1]], NOW), Ok(()));
	assert_eq!(follows(&[cheap, old[0]], NOW), Err(Fault::MenuBinds));
	let better = Item { min_fee: 9, ..on_it() };
	assert_eq!(follows(&[better, old[1]], NOW), Err(Fault::MenuBinds));
	assert_eq!(follows(&[cheap, old[0]], NOW + 4), Err(Fault::MenuBinds));
	assert_eq!(follows(&[cheap, old[0]], NOW + 5), Ok(()));
}
