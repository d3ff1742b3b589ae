//! `run`: automatic ones.

use super::*;

fn run(all: &[Cycle]) -> sp_runtime::DispatchResult {
	Rebalancing::run(origin(alice()), alice(), GOLD, cycles(all))
}

fn failed(error: Error<Test>) -> Refusal {
	Refusal::Failed(error.into())
}

#[test]
fn a_run_that_is_due_is_charged_to_the_budget() {
	ExtBuilder.run(|| {
		let (ids, cycle) = paid_ring();
		set_policy(policy());
		jump_to(START);
		events();
		assert_ok!(run(core::slice::from_ref(&cycle)));
		let told = Event::Rebalanced {
			account: alice(),
			asset: GOLD,
			trigger: Trigger::Automatic,
			cycles: cycles(&[cycle]),
			amount: 400,
			fee: 2,
			outside: 0,
			spent: Some(2),
		};
		assert_eq!(event(), told);
		assert_eq!(local(ids[2], &alice()), 500);
		let status = status();
		assert_eq!(status.spending.spent, 2);
		assert_eq!(status.last_look_ms, Some(now()));
		// It is looked again whether there is more to do.
		assert_eq!(status.standing, Standing::Noted { due_ms: now() + 10 * MINUTE });
	});
}

#[test]
fn one_is_due_from_its_instant_on_even_if_the_hook_is_late() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		assert_ok!(run(&[round(&ids, 100)]));
		set_time(START + 10 * MINUTE - 1);
		assert_noop!(run(&[round(&ids, 100)]), Error::<Test>::NotDue);
		set_time(START + 10 * MINUTE);
		assert_ok!(run(&[round(&ids, 100)]));
	});
}

#[test]
fn none_is_due_while_nothing_is_noted() {
	ExtBuilder.run(|| {
		let ids = ring();
		assert_noop!(run(&[round(&ids, 100)]), Error::<Test>::PolicyNotFound);
		set_policy(manual());
		assert_noop!(run(&[round(&ids, 100)]), Error::<Test>::NotAutomatic);
		set_policy(policy());
		assert_noop!(run(&[]), Error::<Test>::NoCycle);
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		assert_noop!(run(&[round(&ids, 100)]), Error::<Test>::NotDue);
	});
}

#[test]
fn a_longer_interval_counts_from_the_last_run() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		assert_ok!(run(&[round(&ids, 100)]));
		set_policy(RebalancePolicy { min_interval_ms: HOUR, ..policy() });
		set_time(START + HOUR - 1);
		assert_noop!(run(&[round(&ids, 100)]), Error::<Test>::NotDue);
		set_time(START + HOUR);
		assert_ok!(run(&[round(&ids, 100)]));
	});
}

#[test]
fn the_budget_is_never_passed_and_begins_anew_with_each_period() {
	ExtBuilder.run(|| {
		let ([ab, bc, ca], _) = paid_ring();
		set_policy(RebalancePolicy { fee_budget: 5, fee_limit: Permill::one(), ..policy() });
		let small = || cycle(&[(ab, 12), (bc, 11), (ca, 10)]);
		assert_ok!(run(&[small()]));
		come_due();
		assert_ok!(run(&[small()]));
		come_due();
		events();
		// 4 spent; 2 more are too many.
		let before = (local(ab, &alice()), local(ca, &alice()));
		assert_ok!(run(&[small()]));
		let (reason, failures, due_ms) = refusal();
		assert_eq!((reason, failures), (failed(Error::ExceedsFeeBudget), 1));
		assert_eq!(due_ms, now() + 10 * MINUTE);
		assert_eq!((local(ab, &alice()), local(ca, &alice())), before);
		assert_eq!(status().spending.spent, 4);

		// To the unit, in the same call, too.
		set_policy(RebalancePolicy { fee_budget: 6, fee_limit: Permill::one(), ..policy() });
		assert_ok!(run(&[small()]));
		assert_eq!(status().spending.spent, 6);
		set_time(START + DAY);
		assert_eq!(status().spending, Spending { since_ms: START + DAY, spent: 0 });
		assert_ok!(run(&[small(), small()]));
		assert_eq!(status().spending.spent, 4);
	});
}

#[test]
fn what_cannot_be_done_moves_nothing_and_waits_longer_each_time() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		jump_to(START);
		let back: Vec<_> = ids.iter().rev().copied().collect();
		// First a cycle that is good, then one that is not: all or nothing.
		let bad = [round(&ids, 50), round(&back, 100)];
		for doubled in 0..8 {
			let (failures, minutes) = (doubled + 1, 10 << doubled);
			events();
			assert_ok!(run(&bad));
			let (reason, is, due_ms) = refusal();
			assert_eq!((reason, is), (failed(Error::WorsensBalance), failures));
			assert_eq!(due_ms, now() + minutes * MINUTE);
			assert_noop!(run(&bad), Error::<Test>::NotDue);
			assert_eq!(local(ids[0], &alice()), 900);
			come_due();
		}
		// A day at the longest.
		for _ in 0..3 {
			events();
			assert_ok!(run(&bad));
			assert_eq!(refusal().2, now() + DAY);
			come_due();
		}
		assert_ok!(run(&[round(&ids, 100)]));
		assert_eq!(status().failures, 0);
		assert_eq!(standing(), Standing::Noted { due_ms: now() + 10 * MINUTE });
	});
}

#[test]
fn an_interval_longer_than_the_longest_wait_stays() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(RebalancePolicy { min_interval_ms: 3 * DAY, ..policy() });
		let back: Vec<_> = ids.iter().rev().copied().collect();
		for _ in 0..2 {
			events();
			assert_ok!(run(&[round(&back, 100)]));
			assert_eq!(refusal().2, now() + 3 * DAY);
			come_due();
		}
	});
}

#[test]
fn a_channel_that_is_left_to_manual_runs_stays_as_it_is() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		let policy = Some(ChannelPolicy { band: None, mode: Mode::Manual });
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ids[2], policy));
		events();
		assert_ok!(run(&[round(&ids, 100)]));
		assert_eq!(refusal().0, failed(Error::ManualOnly));
		assert_ok!(Rebalancing::rebalance(origin(alice()), GOLD, cycles(&[round(&ids, 100)]), 0));
	});
}

#[test]
fn the_fee_limit_counts_here_too() {
	ExtBuilder.run(|| {
		let (_, cycle) = paid_ring();
		set_policy(RebalancePolicy { fee_limit: Permill::from_parts(4_999), ..policy() });
		events();
		assert_ok!(run(&[cycle]));
		assert_eq!(refusal().0, failed(Error::FeeTooHigh));
		assert_eq!(status().spending.spent, 0);
	});
}

#[test]
fn what_is_still_out_of_balance_after_a_run_is_looked_at_again() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		assert_ok!(run(&[round(&ids, 10)]));
		events();
		jump_to(START + 10 * MINUTE);
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
		assert_ok!(run(&[round(&ids, 300)]));
	});
}
