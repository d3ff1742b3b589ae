//! What clients ask.

use super::*;

#[test]
fn the_next_instants_are_those_that_come() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let dues = ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"].map(noon);
		assert_eq!(Recurring::next_due(id, 4), dues);
		assert!(Recurring::next_due(id, 0).is_empty());
		assert_eq!(Recurring::next_due(id, u32::MAX).len(), 100);
		assert!(Recurring::next_due(SubscriptionId(9), 4).is_empty());
		// What is owed comes first.
		set_time(noon("2024-03-31"));
		assert_eq!(Recurring::next_due(id, 3), dues[..3]);
		// In a break, as if it ended now.
		set_time(START + DAY);
		assert_ok!(Recurring::pause(origin(alice()), id));
		set_time(noon("2024-03-01"));
		assert_eq!(Recurring::next_due(id, 3), dues[1..]);
	});
}

#[test]
fn limits_end_the_list() {
	ExtBuilder.run(|| {
		let count = |limits| {
			let id = authorised(TOKEN, monthly(), limits);
			Recurring::next_due(id, 50).len()
		};
		assert_eq!(count(Limits { payments: Some(4), ..free() }), 3);
		assert_eq!(count(Limits { total: Some(4 * PRICE - 1), ..free() }), 2);
		assert_eq!(count(Limits { total: Some(4 * PRICE), ..free() }), 3);
		let end_ms = noon("2024-04-30");
		assert_eq!(count(Limits { end_ms: Some(end_ms), ..free() }), 2);
		assert_eq!(count(Limits { end_ms: Some(end_ms + 1), ..free() }), 3);
		let id = subscribed(PlanDetails { max_payments: Some(2), ..plan_details(TOKEN) });
		assert_eq!(Recurring::next_due(id, 50).len(), 1);
	});
}

#[test]
fn the_state_says_what_is_owed() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let next = |day| Some((1, noon(day)));
		let state = |phase, owed_periods, next| State {
			phase,
			paid_until_ms: noon("2024-02-29"),
			next,
			owed_periods,
			owed: PRICE * Balance::from(owed_periods),
		};
		let now = || Recurring::state(id).unwrap();
		assert_eq!(now(), state(Phase::Active, 0, next("2024-02-29")));
		set_time(noon("2024-02-29"));
		assert_eq!(now(), state(Phase::Active, 1, next("2024-02-29")));
		set_time(noon("2024-05-31"));
		assert_eq!(now(), state(Phase::Active, 4, next("2024-02-29")));
		assert_eq!(Recurring::state(SubscriptionId(9)), None);
	});
}

#[test]
fn no_more_is_owed_than_is_ever_to_be_paid() {
	ExtBuilder.run(|| {
		let limited = |limits| authorised(TOKEN, monthly(), limits);
		let two = PlanDetails { max_payments: Some(2), ..plan_details(TOKEN) };
		let cases = [
			(limited(free()), 3),
			(subscribed(two), 1),
			(limited(Limits { payments: Some(3), ..free() }), 2),
			(limited(Limits { total: Some(4 * PRICE - 1), ..free() }), 2),
			(limited(Limits { total: Some(4 * PRICE), ..free() }), 3),
			(limited(Limits { end_ms: Some(noon("2024-04-30")), ..free() }), 2),
		];
		set_time(noon("2024-04-30"));
		for (id, owed) in cases {
			let state = Recurring::state(id).unwrap();
			assert_eq!((state.owed_periods, state.owed), (owed, PRICE * Balance::from(owed)));
		}
	});
}

#[test]
fn lists_come_in_pages() {
	ExtBuilder.run(|| {
		let plan = new_plan(PlanDetails { trial_ms: DAY, ..plan_details(TOKEN) });
		for _ in 0..7 {
			assert_ok!(Recurring::subscribe(origin(alice()), plan, 0, free()));
		}
		assert_ok!(Recurring::subscribe(origin(charlie()), plan, 0, free()));
		authorised(TOKEN, monthly(), free());
		let all = |list: &dyn Fn(Option<SubscriptionId>, u32) -> Vec<SubscriptionId>| {
			let (mut found, mut after) = (vec![], None);
			loop {
				let page = list(after, 3);
				assert!(page.len() <= 3);
				let Some(last) = page.last() else { break };
				after = Some(*last);
				found.extend(page);
			}
			found.sort();
			found.iter().map(|id| id.0).collect::<Vec<_>>()
		};
		let by_payer = |after, limit| Recurring::by_payer(alice(), after, limit);
		assert_eq!(all(&by_payer), vec![0, 1, 2, 3, 4, 5, 6, 8]);
		let by_payee = |after, limit| Recurring::by_payee(bob(), after, limit);
		assert_eq!(all(&by_payee), (0..9).collect::<Vec<_>>());
		let by_plan = |after, limit| Recurring::by_plan(plan, after, limit);
		assert_eq!(all(&by_plan), (0..8).collect::<Vec<_>>());
		assert_eq!(Recurring::by_payer(bob(), None, 9), vec![]);

		for _ in 0..3 {
			new_plan(plan_details(TOKEN));
		}
		let first = Recurring::plans_of(bob(), None, 2);
		let rest = Recurring::plans_of(bob(), first.last().copied(), 9);
		assert_eq!((first.len(), rest.len()), (2, 2));
		assert_eq!(Recurring::plan(PlanId(9)), None);
		assert_eq!(Recurring::history(SubscriptionId(99)), vec![]);
		assert_eq!(Recurring::credit_now(SubscriptionId(99)), None);
	});
}
