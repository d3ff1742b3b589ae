//! Exactly what calls and hooks do to storage.

use super::*;
use bloc_testing::{
	counts::{prefix, Drawers},
	watch,
};
use frame_support::{traits::Hooks, weights::Weight};

/// What one operation does to storage, in keys read and written, each counted once.
#[derive(Debug, PartialEq)]
struct Row {
	/// The pallet's own items.
	records: (usize, usize),
	timetable: (usize, usize),
	/// Transfers of the asset.
	transfers: usize,
}

/// Does `operation` and counts.
fn count<R>(operation: impl FnOnce() -> R) -> (R, Row) {
	System::reset_events();
	let (result, touched) = Drawers::of("Recurring").count(operation);
	let (records, timetable) = (touched.records.keys(), touched.timetable.keys());
	(result, Row { records, timetable, transfers: transfers() })
}

/// A call that works.
fn call<R, E: std::fmt::Debug>(operation: impl FnOnce() -> Result<R, E>) -> Row {
	let (result, row) = count(operation);
	result.unwrap();
	row
}

fn hook() -> Row {
	count(|| Recurring::on_idle(System::block_number(), Weight::MAX / 2)).1
}

fn row(records: (usize, usize), timetable: (usize, usize), transfers: usize) -> Row {
	Row { records, timetable, transfers }
}

#[test]
fn a_payment_is_one_item_and_one_transfer() {
	for asset in [TOKEN, NATIVE] {
		ExtBuilder.run(|| {
			for _ in 0..3 {
				subscribed(plan_details(asset.clone()));
			}
			set_time(noon("2024-02-29"));
			// Three at once: a record each; the head, the page that is due and the page that is to come.
			assert_eq!(hook(), row((3, 3), (3, 3), 3));
			set_time(noon("2024-03-31"));
			let (_, touched) = watch(|| Recurring::on_idle(1, Weight::MAX / 2));
			let all = touched.under(&prefix("Recurring", "Subscriptions"));
			assert_eq!((all.total_reads, all.total_writes), (3, 3));
		});
	}
}

#[test]
fn a_failure_is_one_item_and_no_transfer() {
	ExtBuilder.run(|| {
		subscribed(plan_details(TOKEN));
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		set_time(noon("2024-02-29"));
		assert_eq!(hook(), row((1, 1), (3, 3), 0));
	});
}

#[test]
fn an_end_takes_all_that_is_stored() {
	ExtBuilder.run(|| {
		let id = subscribed(PlanDetails { max_payments: Some(1), ..plan_details(TOKEN) });
		set_time(noon("2024-02-29"));
		// The subscription, three indices, the plan.
		assert_eq!(hook(), row((2, 5), (2, 2), 0));
		assert!(is_gone(id));
	});
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	ExtBuilder.run(|| {
		for _ in 0..40 {
			subscribed(plan_details(TOKEN));
		}
		let (_, touched) = watch(|| Recurring::on_idle(1, Weight::MAX / 2));
		let all = touched.counts();
		assert_eq!((all.total_reads, all.total_writes, all.steps), (2, 0, 0));
	});
}

#[test]
fn calls_cost_what_the_documentation_says() {
	ExtBuilder.run(|| {
		let plan = || Recurring::create_plan(origin(bob()), plan_details(TOKEN));
		assert_eq!(call(plan), row((1, 3), (0, 0), 0));
		let edit = || Recurring::edit_plan(origin(bob()), PlanId(0), plan_details(TOKEN));
		assert_eq!(call(edit), row((1, 1), (0, 0), 0));
		let id = SubscriptionId(0);
		let subscribe = || Recurring::subscribe(origin(alice()), PlanId(0), 1, free());
		// The first of all is also the first to be due.
		assert_eq!(call(subscribe), row((2, 6), (2, 2), 1));
		assert_eq!(call(subscribe), row((2, 6), (2, 1), 1));
		let authorise = || {
			let limits = Limits { charges: 9, ..free() };
			Recurring::authorise(origin(alice()), bob(), TOKEN, monthly(), limits, None)
		};
		assert_eq!(call(authorise), row((1, 4), (2, 1), 1));

		let one = || row((1, 1), (0, 0), 0);
		assert_eq!(call(|| Recurring::pause(origin(alice()), id)), one());
		assert_eq!(call(|| Recurring::resume(origin(alice()), id)), one());
		assert_eq!(call(|| Recurring::set_limits(origin(alice()), id, free())), one());
		assert_eq!(call(|| Recurring::propose_price(origin(bob()), id, Some(50))), one());
		assert_eq!(call(|| Recurring::accept_price(origin(alice()), id, 50)), one());
		assert_eq!(call(|| Recurring::prune_history(origin(alice()), id, 0)), one());
		let sooner = Limits { end_ms: Some(START + DAY), ..free() };
		let set = || Recurring::set_limits(origin(alice()), SubscriptionId(1), sooner);
		assert_eq!(call(set), row((1, 1), (2, 2), 0));
		let charge = || Recurring::charge(origin(bob()), SubscriptionId(2), 9, H256::zero());
		assert_eq!(call(charge), row((1, 1), (0, 0), 1));

		let other = new_plan(plan_details(TOKEN));
		set_time(START + HOUR);
		let change = || Recurring::change_plan(origin(alice()), id, other, 0);
		// What waits on the timetable comes earlier, and will do.
		assert_eq!(call(change), row((3, 5), (0, 0), 1));
		let cancel = || Recurring::cancel(origin(alice()), id);
		assert_eq!(call(cancel), row((2, 5), (0, 0), 0));
		set_time(noon("2024-02-29"));
		let settle = || Recurring::settle(origin(charlie()), SubscriptionId(2));
		assert_eq!(call(settle), row((1, 1), (2, 1), 1));
		let retire = || Recurring::retire_plan(origin(bob()), other);
		assert_eq!(call(retire), row((1, 2), (0, 0), 0));
	});
}

#[test]
fn costs_do_not_grow_with_what_is_there_already() {
	ExtBuilder.run(|| {
		let measure = || {
			let id = crate::NextSubscriptionId::<Test>::get();
			let authorise =
				|| Recurring::authorise(origin(alice()), bob(), TOKEN, monthly(), free(), None);
			let made = call(authorise);
			let cancelled = call(|| Recurring::cancel(origin(alice()), id));
			(made, cancelled)
		};
		subscribed(plan_details(TOKEN));
		let few = measure();
		for _ in 0..40 {
			subscribed(plan_details(TOKEN));
		}
		assert_eq!(measure(), few);
	});
}
