//! The calendar of what comes again: when is the n-th time, and how many times were there?
//!
//! Instants are Unix milliseconds in UTC. Unix time has no leap seconds, so a day is always
//! 86,400,000 ms and only months (and years, which are twelve of them) need a calendar. It is the
//! proleptic Gregorian one of `chrono`. The n-th instant follows from the first one and `n` alone,
//! so nothing drifts: from 31 January on, months fall on 28 or 29 February and again on 31 March.

use chrono::{Datelike, NaiveDate};
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// The length of a day.
pub const DAY_MS: u64 = 86_400_000;
/// The day number, counted as `chrono` counts from the Common Era, of 1 January 1970.
const EPOCH_DAY: i64 = 719_163;
/// Months in a year.
const MONTHS: i64 = 12;

/// How far it is from one time to the next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
	/// So many milliseconds: seconds, hours, days and weeks.
	Millis(u64),
	/// So many months of the calendar, on the day and at the time of day of the first: years too.
	/// Where a month has no such day it is the month's last.
	Months(u32),
}

/// The instant of the time numbered `n`, where the one numbered 0 is `anchor_ms`. O(1). `None` if
/// it does not fit, lies beyond the calendar (the year 262,142), or the step is zero.
pub fn nth(anchor_ms: u64, step: Step, n: u64) -> Option<u64> {
	match step {
		Step::Millis(0) | Step::Months(0) => None,
		Step::Millis(ms) => anchor_ms.checked_add(n.checked_mul(ms)?),
		Step::Months(every) => {
			let (day, time_ms) = split(anchor_ms)?;
			let months = i64::try_from(n.checked_mul(every.into())?).ok()?;
			joined(in_month(month_of(day)?.checked_add(months)?, day.day())?, time_ms)
		},
	}
}

/// The number of the latest time at or before `now_ms`. O(1). `None` before the first one, and
/// where [`nth`] knows of none.
pub fn latest(anchor_ms: u64, step: Step, now_ms: u64) -> Option<u64> {
	let elapsed_ms = now_ms.checked_sub(anchor_ms)?;
	match step {
		Step::Millis(ms) => elapsed_ms.checked_div(ms),
		Step::Months(every) => {
			let from = month_of(split(anchor_ms)?.0)?;
			// What lies beyond the calendar comes after all that lies in it.
			let to = match split(now_ms) {
				Some((day, _)) => month_of(day)?,
				None => month_of(NaiveDate::MAX)?,
			};
			let months = u64::try_from(to.checked_sub(from)?).ok()?;
			let n = months.checked_div(every.into())?;
			// In its last month the time may still be to come.
			match nth(anchor_ms, step, n) {
				Some(at_ms) if at_ms <= now_ms => Some(n),
				_ => n.checked_sub(1),
			}
		},
	}
}

/// The part of `amount` that falls on `part` of `whole`, rounded as asked. More than the whole
/// counts as the whole; of a whole that is nothing, nothing.
pub fn prorate(amount: u128, part: u64, whole: u64, rounding: Rounding) -> u128 {
	if whole == 0 {
		return 0;
	}
	// It always fits: it is no more than `amount`.
	multiply_by_rational_with_rounding(amount, part.min(whole).into(), whole.into(), rounding)
		.unwrap_or(amount)
}

/// The day of an instant, and the time since that day began.
fn split(instant_ms: u64) -> Option<(NaiveDate, u64)> {
	let days = i64::try_from(instant_ms.checked_div(DAY_MS)?).ok()?;
	let day = i32::try_from(days.checked_add(EPOCH_DAY)?).ok()?;
	Some((NaiveDate::from_num_days_from_ce_opt(day)?, instant_ms.checked_rem(DAY_MS)?))
}

/// The instant at `time_ms` of a day.
fn joined(day: NaiveDate, time_ms: u64) -> Option<u64> {
	let days = i64::from(day.num_days_from_ce()).checked_sub(EPOCH_DAY)?;
	u64::try_from(days).ok()?.checked_mul(DAY_MS)?.checked_add(time_ms)
}

/// The month of a day, counted from January of the year 0.
fn month_of(day: NaiveDate) -> Option<i64> {
	i64::from(day.year()).checked_mul(MONTHS)?.checked_add(day.month0().into())
}

/// The day numbered `day` of a month, or the month's last one.
fn in_month(month: i64, day: u32) -> Option<NaiveDate> {
	let year = i32::try_from(month.checked_div_euclid(MONTHS)?).ok()?;
	let month = u32::try_from(month.checked_rem_euclid(MONTHS)?).ok()?.checked_add(1)?;
	// Every month has 28 days: at most four tries.
	(28..=day.max(28)).rev().find_map(|last| NaiveDate::from_ymd_opt(year, month, day.min(last)))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use chrono::{DateTime, Months, NaiveDateTime, NaiveTime, Utc};
	use proptest::prelude::*;

	const MONTHLY: Step = Step::Months(1);
	const YEARLY: Step = Step::Months(12);

	/// An instant by `chrono`'s own reading.
	fn at(text: &str) -> u64 {
		let instant: DateTime<Utc> = text.parse().unwrap();
		instant.timestamp_millis().try_into().unwrap()
	}

	fn day(text: &str) -> u64 {
		at(&format!("{text}T10:20:30.456Z"))
	}

	fn days(anchor: &str, step: Step, numbers: impl IntoIterator<Item = u64>) -> Vec<String> {
		let date = |n| {
			let ms = nth(day(anchor), step, n).unwrap();
			let instant = DateTime::from_timestamp_millis(ms.try_into().unwrap()).unwrap();
			assert_eq!(instant.format("%H:%M:%S%.3f").to_string(), "10:20:30.456");
			instant.format("%Y-%m-%d").to_string()
		};
		numbers.into_iter().map(date).collect()
	}

	#[test]
	fn the_last_of_a_month_comes_back_after_february() {
		let common = ["2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30", "2023-05-31"];
		assert_eq!(days("2023-01-31", MONTHLY, 0..5), common);
		let leap = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"];
		assert_eq!(days("2024-01-31", MONTHLY, 0..4), leap);
		assert_eq!(days("2023-01-30", MONTHLY, 1..3), ["2023-02-28", "2023-03-30"]);
		assert_eq!(days("2023-01-29", MONTHLY, 1..3), ["2023-02-28", "2023-03-29"]);
		assert_eq!(days("2023-01-28", MONTHLY, 1..3), ["2023-02-28", "2023-03-28"]);
	}

	#[test]
	fn the_leap_day_comes_back_every_fourth_year() {
		let years =
			["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"];
		assert_eq!(days("2024-02-29", YEARLY, 0..6), years);
		// 2100 is no leap year, 2000 was and 2400 is one.
		assert_eq!(days("2096-02-29", YEARLY, [4, 8]), ["2100-02-28", "2104-02-29"]);
		assert_eq!(days("2000-02-29", YEARLY, [100, 400]), ["2100-02-28", "2400-02-29"]);
	}

	#[test]
	fn years_end_and_quarters_are_months_too() {
		assert_eq!(days("2023-12-31", MONTHLY, 0..3), ["2023-12-31", "2024-01-31", "2024-02-29"]);
		let quarters = ["2023-08-31", "2023-11-30", "2024-02-29", "2024-05-31"];
		assert_eq!(days("2023-08-31", Step::Months(3), 0..4), quarters);
		assert_eq!(days("2024-02-29", Step::Months(24), 1..3), ["2026-02-28", "2028-02-29"]);
	}

	#[test]
	fn days_and_weeks_are_plain_time() {
		let over_february = ["2024-02-28", "2024-02-29", "2024-03-01"];
		assert_eq!(days("2024-02-28", Step::Millis(DAY_MS), 0..3), over_february);
		assert_eq!(
			days("2024-02-23", Step::Millis(7 * DAY_MS), 1..3),
			["2024-03-01", "2024-03-08"]
		);
		assert_eq!(nth(5, Step::Millis(3), 4), Some(17));
	}

	#[test]
	fn what_does_not_fit_is_none() {
		assert_eq!(nth(1, Step::Millis(u64::MAX), 1), None);
		assert_eq!(nth(0, Step::Millis(u64::MAX), 1), Some(u64::MAX));
		assert_eq!(nth(0, Step::Millis(2), u64::MAX), None);
		assert_eq!(nth(u64::MAX, MONTHLY, 0), None);
		assert_eq!(nth(0, MONTHLY, u64::MAX), None);
		assert_eq!(nth(0, Step::Months(u32::MAX), 1), None);
		assert_eq!(nth(7, Step::Millis(0), 0), None);
		assert_eq!(nth(7, Step::Months(0), 0), None);
		assert_eq!(latest(7, Step::Millis(0), 9), None);
		assert_eq!(latest(7, Step::Months(0), 9), None);
		assert_eq!(latest(7, MONTHLY, 6), None);
		assert_eq!(latest(7, MONTHLY, 7), Some(0));
	}

	#[test]
	fn the_calendar_ends_with_the_last_month_that_it_has() {
		let last = latest(0, MONTHLY, u64::MAX).unwrap();
		assert!(nth(0, MONTHLY, last).is_some());
		assert_eq!(nth(0, MONTHLY, last + 1), None);
		assert_eq!(days("1970-01-01", MONTHLY, [last])[0], "+262142-12-01");
	}

	/// Every day of a leap year and of the three common ones after it, for 200 years of months.
	#[test]
	fn equals_the_months_of_chrono_over_200_years() {
		let time = NaiveTime::from_hms_milli_opt(23, 59, 59, 999).unwrap();
		let ms = |date: NaiveDate| -> u64 {
			NaiveDateTime::new(date, time).and_utc().timestamp_millis().try_into().unwrap()
		};
		let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
		for date in first.iter_days().take(4 * 365 + 1) {
			let anchor = ms(date);
			for n in 0..200 * 12_u32 {
				let expected = ms(date.checked_add_months(Months::new(n)).unwrap());
				assert_eq!(nth(anchor, MONTHLY, n.into()), Some(expected), "{date} + {n}");
			}
			for n in 0..200_u32 {
				let expected = ms(date.checked_add_months(Months::new(12 * n)).unwrap());
				assert_eq!(nth(anchor, YEARLY, n.into()), Some(expected));
			}
		}
	}

	fn step() -> impl Strategy<Value = Step> {
		prop_oneof![
			(1..400 * DAY_MS).prop_map(Step::Millis),
			(1..60_u32).prop_map(Step::Months),
			any::<u64>().prop_map(Step::Millis),
			any::<u32>().prop_map(Step::Months),
		]
	}

	#[test]
	fn a_part_is_rounded_as_asked() {
		assert_eq!(prorate(10, 1, 3, Rounding::Down), 3);
		assert_eq!(prorate(10, 1, 3, Rounding::Up), 4);
		assert_eq!(prorate(10, 4, 3, Rounding::Down), 10);
		assert_eq!(prorate(10, 1, 0, Rounding::Up), 0);
		assert!(prorate(u128::MAX, u64::MAX - 1, u64::MAX, Rounding::Up) < u128::MAX);
	}

	proptest! {
		#[test]
		fn times_only_go_up(anchor in 0..4_000_000_000_000_u64, step in step(), n in 0..10_000_u64) {
			if let (Some(this), Some(next)) = (nth(anchor, step, n), nth(anchor, step, n + 1)) {
				prop_assert!(this < next);
			}
		}

		#[test]
		fn the_latest_is_the_last_that_has_come(
			anchor in 0..4_000_000_000_000_u64, step in step(), later in any::<u64>(),
			near in 0..40_000_000_000_000_u64,
		) {
			for now in [anchor.saturating_add(later), anchor + near] {
				if let Some(n) = latest(anchor, step, now) {
					prop_assert!(nth(anchor, step, n).unwrap() <= now);
					prop_assert!(nth(anchor, step, n + 1).is_none_or(|next| next > now));
				} else {
					prop_assert!(matches!(step, Step::Millis(0) | Step::Months(0)));
				}
			}
		}

		#[test]
		fn each_time_is_its_own_latest(
			anchor in 0..4_000_000_000_000_u64, step in step(), n in 0..10_000_u64,
		) {
			if let Some(at) = nth(anchor, step, n) {
				prop_assert_eq!(latest(anchor, step, at), Some(n));
				if n > 0 {
					prop_assert_eq!(latest(anchor, step, at - 1), Some(n - 1));
				}
			}
		}

		#[test]
		fn never_panics(anchor: u64, millis: u64, months: u32, n: u64, amount: u128) {
			for step in [Step::Millis(millis), Step::Months(months)] {
				let _ = (nth(anchor, step, n), latest(anchor, step, n));
			}
			let _ = prorate(amount, anchor, n, Rounding::Up);
		}

		#[test]
		fn the_parts_of_a_whole_sum_up(amount: u128, part: u64, whole in 1u64..) {
			let part = part.min(whole);
			let (used, left) = (
				prorate(amount, part, whole, Rounding::Up),
				prorate(amount, whole - part, whole, Rounding::Down),
			);
			prop_assert_eq!(used.checked_add(left), Some(amount));
		}
	}
}
