//! The chain stood still, or nobody had money: what becomes of the periods that were missed.

use super::*;

fn daily(catch_up: CatchUp) -> SubscriptionId {
	let terms = Terms { frequency: Frequency::Daily(1), catch_up, ..monthly() };
	let id = authorised(TOKEN, terms, free());
	events();
	id
}

/// Blocks at the usual pace.
fn blocks(n: u64) {
	for _ in 0..n {
		run_block_at(now() + BLOCK_MS);
	}
}

#[test]
fn each_period_is_paid_in_order_and_once() {
	ExtBuilder.run(|| {
		let id = daily(CatchUp::Each);
		let other = daily(CatchUp::Each);
		// The chain stands still for four days and an hour.
		run_block_at(START + 4 * DAY + HOUR);
		blocks(6);
		let mut all = vec![];
		for event in events() {
			let Event::Paid { subscription, due_ms, .. } = event else { panic!("{event:?}") };
			all.push((due_ms, subscription));
		}
		let expected: Vec<_> =
			(1..=4).flat_map(|day| [id, other].map(|id| (START + day * DAY, id))).collect();
		assert_eq!(all, expected);
		assert_eq!(it(id).paid_until_ms, START + 5 * DAY);
		jump_to(START + 5 * DAY);
		assert_eq!(paid().len(), 2);
	});
}

#[test]
fn only_the_latest_is_paid_where_the_terms_say_so() {
	ExtBuilder.run(|| {
		let id = daily(CatchUp::Latest);
		run_block_at(START + 4 * DAY + HOUR);
		blocks(6);
		assert_eq!(
			events(),
			vec![
				Event::PeriodsSkipped { subscription: id, first: 1, count: 3 },
				Event::Paid {
					subscription: id,
					period: 4,
					due_ms: START + 4 * DAY,
					amount: PRICE,
					paid: 2 * PRICE,
					payments: 2,
					paid_until_ms: START + 5 * DAY,
				},
			]
		);
		let skipped = Note {
			at_ms: START + 4 * DAY + HOUR,
			what: Happening::Skipped { period: 1, count: 3 },
		};
		assert!(Recurring::history(id).contains(&skipped));
		jump_to(START + 5 * DAY);
		assert_eq!(paid(), vec![(START + 5 * DAY, PRICE)]);
	});
}

#[test]
fn the_latest_before_the_end_counts() {
	ExtBuilder.run(|| {
		let terms =
			Terms { frequency: Frequency::Daily(1), catch_up: CatchUp::Latest, ..monthly() };
		authorised(TOKEN, terms, Limits { end_ms: Some(START + 3 * DAY), ..free() });
		events();
		run_block_at(START + 9 * DAY);
		blocks(2);
		let [Event::PeriodsSkipped { count: 1, .. }, Event::Paid { period: 2, .. }, Event::Ended { reason: EndReason::Expired, .. }] =
			events()[..]
		else {
			panic!("something else")
		};
	});
}

#[test]
fn who_was_poor_for_days_pays_each_or_the_latest() {
	ExtBuilder.run(|| {
		let (each, latest) = (daily(CatchUp::Each), daily(CatchUp::Latest));
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		for hour in 24..=36 {
			run_block_at(START + hour * HOUR);
		}
		let state = |id| {
			let state = Recurring::state(id).unwrap();
			(state.phase, state.owed_periods, state.owed)
		};
		assert_eq!(state(each), (Phase::PastDue, 1, PRICE));
		set_time(START + 2 * DAY + HOUR);
		assert_eq!(state(each), (Phase::PastDue, 2, 2 * PRICE));
		assert_eq!(state(latest), (Phase::PastDue, 1, PRICE));
		set_balance(&TOKEN, &alice(), WEALTH);
		events();
		run_block_at(START + 2 * DAY + 7 * HOUR);
		blocks(3);
		let dues = |id| -> Vec<Moment> {
			let due = |event: &Event<Test>| match event {
				Event::Paid { subscription, due_ms, .. } if *subscription == id => Some(*due_ms),
				_ => None,
			};
			let mut all: Vec<_> = System::read_events_for_pallet::<Event<Test>>();
			all.retain(|event| due(event).is_some());
			all.iter().filter_map(due).collect()
		};
		assert_eq!(dues(each), vec![START + DAY, START + 2 * DAY]);
		assert_eq!(dues(latest), vec![START + 2 * DAY]);
	});
}

#[test]
fn a_period_that_is_forgiven_while_past_due_stays_forgiven() {
	ExtBuilder.run(|| {
		let id = daily(CatchUp::Latest);
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		run_block_at(START + 3 * DAY);
		let [Event::PeriodsSkipped { first: 1, count: 2, .. }, Event::PaymentFailed { period: 3, .. }] =
			events()[..]
		else {
			panic!("something else")
		};
		assert_eq!(it(id).next_period, 3);
		// The next period takes its place, with the retries as they are.
		run_block_at(START + 4 * DAY);
		let [Event::PeriodsSkipped { first: 3, count: 1, .. }, Event::PaymentFailed { period: 4, .. }] =
			events()[..]
		else {
			panic!("something else")
		};
		assert!(matches!(it(id).status, Status::PastDue { lacks: 2, .. }));
	});
}
