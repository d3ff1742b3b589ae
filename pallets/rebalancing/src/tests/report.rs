//! `report`.

use super::*;

fn report(what: Report) -> sp_runtime::DispatchResult {
	Rebalancing::report(origin(alice()), alice(), GOLD, what)
}

#[test]
fn nothing_to_do_ends_it() {
	ExtBuilder.run(|| {
		set_policy(policy());
		jump_to(START);
		events();
		assert_ok!(report(Report::Balanced));
		let told = Event::FoundBalanced { account: alice(), asset: GOLD, due_ms: None };
		assert_eq!(event(), told);
		assert_eq!(standing(), Standing::Quiet);
		jump_to(START + DAY);
		assert_eq!(events(), []);
	});
}

#[test]
fn no_plan_and_no_budget_put_it_off() {
	ExtBuilder.run(|| {
		set_policy(policy());
		let all = [
			(Report::NoPlan, Refusal::NoPlan, 10),
			(Report::ExceedsFeeBudget, Refusal::ExceedsFeeBudget, 20),
		];
		for (what, reason, minutes) in all {
			come_due();
			events();
			assert_ok!(report(what));
			let (is, _, due_ms) = refusal();
			assert_eq!((is, due_ms), (reason, now() + minutes * MINUTE));
			assert_eq!(standing(), Standing::Noted { due_ms });
		}
		assert_eq!(status().failures, 2);
		come_due();
		assert_ok!(report(Report::Balanced));
		assert_eq!(status().failures, 0);
	});
}

#[test]
fn only_what_is_due_is_reported() {
	ExtBuilder.run(|| {
		assert_noop!(report(Report::Balanced), Error::<Test>::PolicyNotFound);
		set_policy(manual());
		assert_noop!(report(Report::Balanced), Error::<Test>::NotAutomatic);
		set_policy(policy());
		assert_ok!(report(Report::Balanced));
		assert_noop!(report(Report::Balanced), Error::<Test>::NotDue);
	});
}

#[test]
fn looks_are_an_interval_apart_whatever_others_do() {
	ExtBuilder.run(|| {
		use bloc_primitives::channel::Transfer;
		set_policy(policy());
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		let pay = |from, amount| {
			assert_ok!(<Channels as Transfer<_>>::transfer(id, &from, &GOLD, amount));
		};
		jump_to(START);
		assert_ok!(report(Report::Balanced));
		let looked_ms = now();
		// Bob has the channel come out of its thresholds, and back, as often as he likes.
		for _ in 0..3 {
			pay(bob(), 400);
			pay(alice(), 400);
			jump_to(now() + SLOT_MS);
		}
		assert_eq!(standing(), Standing::Noted { due_ms: looked_ms + 10 * MINUTE });
		assert_noop!(report(Report::Balanced), Error::<Test>::NotDue);
		// Nor does a new policy make it sooner.
		set_policy(policy());
		assert_eq!(standing(), Standing::Noted { due_ms: looked_ms + 10 * MINUTE });
		set_time(looked_ms + 10 * MINUTE);
		assert_ok!(report(Report::Balanced));
	});
}
