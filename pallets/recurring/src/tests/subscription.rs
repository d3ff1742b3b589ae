//! Subscriptions alone, without storage: edges that calls do not reach.

use super::*;
use proptest::prelude::*;

type Plain = Subscription<u8, u8>;

/// Account 0 pays account 1 daily from instant 0 on.
fn plain() -> Plain {
	Subscription {
		payer: 0,
		payee: 1,
		asset: 0,
		plan: None,
		terms: Terms { price: 10, frequency: Frequency::Daily(1), catch_up: CatchUp::Each },
		limits: free(),
		payments_left: None,
		proposed_price: None,
		anchor_ms: 0,
		next_period: 0,
		paid_until_ms: 0,
		period_value: 0,
		credit: 0,
		payments: 0,
		paid: 0,
		charges: Charges::default(),
		status: Status::Active,
		look_ms: None,
	}
}

#[test]
fn nobody_else_is_a_party() {
	assert_eq!(plain().party(&0), Some(Party::Payer));
	assert_eq!(plain().party(&1), Some(Party::Payee));
	assert_eq!(plain().party(&2), None);
}

#[test]
fn an_end_at_the_beginning_of_time_ends_all() {
	let it = Plain { limits: Limits { end_ms: Some(0), ..free() }, ..plain() };
	assert_eq!(it.task(0), Task::End(EndReason::Expired));
	assert_eq!(it.next(), None);
	assert!(!it.is_worthwhile());
}

#[test]
fn sums_that_do_not_fit_are_limits() {
	let it = Plain { paid: Balance::MAX - 9, ..plain() };
	assert_eq!(it.task(0), Task::End(EndReason::LimitReached));
	let it = Plain { paid: Balance::MAX - 10, ..plain() };
	let due = DuePeriod { period: 0, due_ms: 0, skipped: 0, pull: 10 };
	assert_eq!(it.task(0), Task::Pay(due));
}

#[test]
fn without_delays_the_first_failure_is_the_last() {
	let due = DuePeriod { period: 0, due_ms: 0, skipped: 0, pull: 10 };
	let unpaid = plain().fail(&due, Cause::InsufficientFunds, 5, &[]);
	assert_eq!(unpaid, AfterFailure::End(EndReason::Unpaid));
	let mut it = plain();
	assert_eq!(it.fail(&due, Cause::Fault, 5, &[]), AfterFailure::Suspend);
	assert_eq!(it.status, Status::Suspended { since_ms: 5 });
	assert_eq!(it.look(), None);
	let gone = plain().fail(&due, Cause::AssetGone, 5, &[1]);
	assert_eq!(gone, AfterFailure::End(EndReason::AssetGone));
}

#[test]
fn the_shortest_period_of_each_frequency() {
	assert_eq!(Frequency::Custom(7).shortest_ms(), 7);
	assert_eq!(Frequency::Daily(2).shortest_ms(), 2 * DAY);
	assert_eq!(Frequency::Weekly(1).shortest_ms(), 7 * DAY);
	assert_eq!(Frequency::Monthly(1).shortest_ms(), 28 * DAY);
	assert_eq!(Frequency::Yearly(1).shortest_ms(), 336 * DAY);
}

prop_compose! {
	fn any_frequency()(kind in 0..5_u8, n: u16, ms: Moment) -> Frequency {
		match kind {
			0 => Frequency::Daily(n),
			1 => Frequency::Weekly(n),
			2 => Frequency::Monthly(n),
			3 => Frequency::Yearly(n),
			_ => Frequency::Custom(ms),
		}
	}
}

prop_compose! {
	fn any_plain()(
		price: Balance, frequency in any_frequency(), latest: bool,
		total: Option<Balance>, payments: Option<u32>, end_ms: Option<Moment>, charges: Balance,
		left: Option<u32>, instants: [Moment; 4], next_period: u64, amounts: [Balance; 3],
		made: u32, status in 0..4_u8, counts: (u8, u8),
	) -> Plain {
		let [anchor_ms, paid_until_ms, since_ms, retry_ms] = instants;
		let [period_value, credit, paid] = amounts;
		let catch_up = if latest { CatchUp::Latest } else { CatchUp::Each };
		Plain {
			terms: Terms { price, frequency, catch_up },
			limits: Limits { total, payments, end_ms, charges },
			payments_left: left,
			anchor_ms,
			next_period,
			paid_until_ms,
			period_value,
			credit,
			payments: made,
			paid,
			status: match status {
				0 => Status::Active,
				1 => Status::PastDue { since_ms, lacks: counts.0, faults: counts.1, retry_ms },
				2 => Status::Suspended { since_ms },
				_ => Status::Paused { since_ms, by: Party::Payee },
			},
			..plain()
		}
	}
}

proptest! {
	/// Whatever is in storage, no transition panics.
	#[test]
	fn every_transition_is_total(it in any_plain(), now_ms: Moment, terms in any_plain(), amount: Balance) {
		let _ = (it.state(now_ms), it.next_dues(now_ms, 5), it.look(), it.credit_at(now_ms));
		if let Task::Pay(due) = it.task(now_ms) {
			let _ = it.clone().fail(&due, Cause::Fault, now_ms, &DELAYS);
			let _ = it.clone().fail(&due, Cause::InsufficientFunds, now_ms, &DELAYS);
			it.clone().mark_paid(&due);
		}
		let _ = it.clone().pause(Party::Payer, now_ms);
		let _ = it.clone().resume(now_ms);
		let _ = it.clone().charge(amount, now_ms);
		let _ = it.clone().change_plan(PlanId(1), terms.terms, None, now_ms);
	}

	/// What is owed is what would be paid if all of it were paid now.
	#[test]
	fn what_is_owed_is_what_is_to_be_paid(
		now_ms in 0..30 * DAY,
		(price, credit, paid) in (1..100_u128, 0..500_u128, 0..2_000_u128),
		(payments, most, left) in (0..20_u32, prop::option::of(0..40_u32), prop::option::of(0..30_u32)),
		(total, end_ms) in (prop::option::of(0..5_000_u128), prop::option::of(0..40 * DAY)),
		latest: bool,
	) {
		let catch_up = if latest { CatchUp::Latest } else { CatchUp::Each };
		let mut it = Plain {
			terms: Terms { price, catch_up, ..plain().terms },
			limits: Limits { total, payments: most, end_ms, ..free() },
			payments_left: left,
			credit,
			paid,
			payments,
			..plain()
		};
		let state = it.state(now_ms);
		let (mut periods, mut sum) = (0, 0);
		while let Task::Pay(due) = it.task(now_ms) {
			periods += 1;
			sum += due.pull;
			it.mark_paid(&due);
		}
		prop_assert_eq!((state.owed_periods, state.owed), (periods, sum));
	}

	/// Of two who pay the same, the one who changes plans to and fro has no more than the other.
	#[test]
	fn changes_never_favour_who_changes(
		prices in prop::array::uniform2(1..10_000_u128),
		days in prop::array::uniform2(1..40_u16),
		at in prop::collection::vec(0..20 * DAY, 1..8),
	) {
		let terms = |n: usize| Terms {
			price: prices[n], frequency: Frequency::Daily(days[n]), catch_up: CatchUp::Each,
		};
		let mut it = Plain { terms: terms(0), ..plain() };
		let mut now_ms = 0;
		let mut on = 0;
		// What was used up, in parts of a unit so small that nothing is rounded.
		const FINE: u128 = 1 << 40;
		let mut used_least = 0_u128;
		let rate = |n: usize, ms: Moment| {
			prices[n] * FINE * u128::from(ms) / u128::from(u64::from(days[n]) * DAY)
		};
		let settle = |it: &mut Plain, now_ms| while let Task::Pay(due) = it.task(now_ms) {
			it.mark_paid(&due);
		};
		settle(&mut it, now_ms);
		for wait_ms in at {
			used_least += rate(on, wait_ms);
			now_ms += wait_ms;
			settle(&mut it, now_ms);
			on = 1 - on;
			if let Some(due) = it.change_plan(PlanId(on as u64), terms(on), None, now_ms).unwrap() {
				it.mark_paid(&due);
			}
			let left = it.credit_at(now_ms);
			prop_assert!((it.paid - left) * FINE + 10 * FINE / FINE >= used_least - 20 * 8);
		}
	}
}
