//! `set_policy`.

use super::*;

fn set(policy: Option<RebalancePolicy>) -> sp_runtime::DispatchResult {
	Rebalancing::set_policy(origin(alice()), GOLD, policy)
}

#[test]
fn an_automatic_policy_begins_with_a_look() {
	ExtBuilder.run(|| {
		assert_ok!(set(Some(policy())));
		let event_of = |policy| Event::PolicySet { account: alice(), asset: GOLD, policy };
		assert_eq!(event(), event_of(Some(policy())));
		let expected = Status {
			policy: policy(),
			standing: Standing::Noted { due_ms: START },
			is_due: true,
			spending: Spending { since_ms: START, spent: 0 },
			last_look_ms: None,
			failures: 0,
			channel_policies: 0,
		};
		assert_eq!(status(), expected);
		assert_eq!(Rebalancing::status(alice(), TIN), None);
		assert_eq!(Rebalancing::status(bob(), GOLD), None);
		jump_to(START);
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
		let due = Standing::Due { since_ms: START, again: false };
		assert_eq!(standing(), due);
	});
}

#[test]
fn a_manual_policy_waits_for_nothing() {
	ExtBuilder.run(|| {
		set_policy(manual());
		assert_eq!(standing(), Standing::Quiet);
		events();
		jump_to(START + DAY);
		assert_eq!(events(), []);
	});
}

#[test]
fn the_deposit_is_paid_once_and_comes_back() {
	ExtBuilder.run(|| {
		set_policy(policy());
		let deposit = held(&alice());
		assert!(deposit > 100);
		set_policy(manual());
		assert_eq!(held(&alice()), deposit);
		// Another asset is another policy.
		assert_ok!(Rebalancing::set_policy(origin(alice()), TIN, Some(policy())));
		assert_eq!(held(&alice()), 2 * deposit);
		assert_ok!(Rebalancing::set_policy(origin(alice()), TIN, None));
		assert_ok!(set(None));
		assert_eq!(held(&alice()), 0);
		assert_eq!(Rebalancing::status(alice(), GOLD), None);
		assert_noop!(set(None), Error::<Test>::PolicyNotFound);
		let poor = Rebalancing::set_policy(origin(eve()), GOLD, Some(policy()));
		assert!(poor.is_err());
	});
}

#[test]
fn thresholds_lie_on_either_side_of_the_target() {
	ExtBuilder.run(|| {
		let band = |low, target, high| Band {
			low: Permill::from_parts(low),
			target: Permill::from_parts(target),
			high: Permill::from_parts(high),
		};
		let with = |band| Some(RebalancePolicy { band, ..policy() });
		for (low, target, high) in [(5, 5, 6), (5, 6, 6), (6, 5, 7), (0, 0, 0)] {
			assert_noop!(set(with(band(low, target, high))), Error::<Test>::UnsoundBand);
		}
		assert_ok!(set(with(band(0, 1, 2))));
		assert_ok!(set(with(band(999_998, 999_999, 1_000_000))));
	});
}

#[test]
fn intervals_and_periods_have_a_least_length() {
	ExtBuilder.run(|| {
		let interval = |min_interval_ms| Some(RebalancePolicy { min_interval_ms, ..policy() });
		assert_noop!(set(interval(MINUTE - 1)), Error::<Test>::IntervalTooShort);
		assert_ok!(set(interval(MINUTE)));
		let period = |budget_period_ms| Some(RebalancePolicy { budget_period_ms, ..policy() });
		assert_noop!(set(period(MINUTE - 1)), Error::<Test>::BudgetPeriodTooShort);
		assert_ok!(set(period(MINUTE)));
	});
}

#[test]
fn a_new_policy_does_not_forget_what_was_spent() {
	ExtBuilder.run(|| {
		let (_, cycle) = paid_ring();
		set_policy(policy());
		assert_ok!(Rebalancing::run(origin(alice()), alice(), GOLD, cycles(&[cycle])));
		let spent = |since_ms, spent| Spending { since_ms, spent };
		assert_eq!(status().spending, spent(START, 2));
		set_time(START + HOUR);
		set_policy(RebalancePolicy { fee_budget: 5, ..policy() });
		assert_eq!(status().spending, spent(START, 2));
		// A period of another length begins now, with what is spent already.
		let weekly = RebalancePolicy { budget_period_ms: 7 * DAY, ..policy() };
		set_policy(weekly);
		assert_eq!(status().spending, spent(START + HOUR, 2));
		set_time(START + HOUR + 7 * DAY - 1);
		assert_eq!(status().spending.spent, 2);
		set_time(START + HOUR + 7 * DAY);
		assert_eq!(status().spending, spent(START + HOUR + 7 * DAY, 0));
		assert_eq!(status().last_look_ms, Some(START));
	});
}

#[test]
fn a_new_policy_keeps_the_interval_and_forgets_failures() {
	ExtBuilder.run(|| {
		let (_, cycle) = paid_ring();
		set_policy(policy());
		assert_ok!(Rebalancing::run(origin(alice()), alice(), GOLD, cycles(&[cycle])));
		come_due();
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::NoPlan));
		assert_eq!(status().failures, 1);
		set_time(START + MINUTE);
		set_policy(RebalancePolicy { min_interval_ms: HOUR, ..policy() });
		assert_eq!(standing(), Standing::Noted { due_ms: START + HOUR });
		assert_eq!(status().failures, 0);
		set_policy(manual());
		assert_eq!(standing(), Standing::Quiet);
	});
}

#[test]
fn an_entry_of_a_policy_that_is_gone_is_stale() {
	ExtBuilder.run(|| {
		// Two policies, one after the other, with an entry each.
		set_policy(policy());
		assert_ok!(set(None));
		set_time(START + 10);
		set_policy(policy());
		events();
		jump_to(START + MINUTE);
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
		set_policy(policy());
		assert_ok!(set(None));
		events();
		jump_to(START + HOUR);
		assert_eq!(events(), []);
	});
}
