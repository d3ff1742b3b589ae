//! Serving what is due.

use super::*;

const FAULT: DispatchError = DispatchError::Other("the handler's fault");

#[test]
fn serves_at_the_instant_and_not_before() {
	run(|| {
		Table::push(2_000, 1);
		assert_eq!(serve(1_999), NOTHING);
		assert_eq!(serve(2_000), [1]);
		assert_eq!(serve(2_000), NOTHING);
	});
}

#[test]
fn serves_within_a_slot_of_the_instant() {
	run(|| {
		Table::push(1_001, 1);
		assert_eq!(serve(1_001), NOTHING);
		assert_eq!(serve(1_999), NOTHING);
		assert_eq!(serve(2_000), [1]);
	});
}

#[test]
fn serves_in_order_of_slots_and_then_of_pushes() {
	run(|| {
		for (due_ms, payload) in [(5_000, 1), (2_000, 2), (5_000, 3), (9_000, 4), (1_500, 5)] {
			Table::push(due_ms, payload);
		}
		assert_eq!(serve(8_999), [2, 5, 1, 3]);
		assert_eq!(Table::next_due_ms(), Some(9_000));
		assert_eq!(serve(9_000), [4]);
	});
}

#[test]
fn tells_the_handler_what_was_asked_for_and_what_time_it_is() {
	run(|| {
		Table::push(1_001, 7);
		let mut handler = Recorder::new(|entry, now_ms| {
			assert_eq!((entry.due_ms, entry.payload, now_ms), (1_001, 7, 2_345));
			Ok(Outcome::Done(None))
		});
		let report = serve_within(2_345, Weight::MAX, &mut handler);
		assert_eq!(report, Report { done: 1, ..Default::default() });
	});
}

#[test]
fn leaves_nothing_behind() {
	run(|| {
		for payload in 0..200 {
			Table::push(u64::from(payload % 3) * 1_000, payload);
		}
		assert_eq!(serve(2_000).len(), 200);
		assert_eq!(QueuePages::iter_keys().next(), None);
		assert_eq!(QueueHead::get(), Head { next_ms: None, served: 0, open_ms: 3_000 });
	});
}

#[test]
fn no_budget_no_work() {
	run(|| {
		Table::push(1_000, 1);
		let mut handler = Recorder::done();
		let least = budget_for(1, 1, handler.bound);
		let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
		let before = root();
		let report = serve_within(1_000, Weight::zero(), &mut handler);
		assert_eq!(report, Report::default());
		let report = serve_within(1_000, Queue::costs().check, &mut handler);
		assert_eq!(report, Report { more: true, ..Default::default() });
		assert_eq!(root(), before);

		// One unit less than the least, in either dimension.
		for less in [Weight::from_parts(1, 0), Weight::from_parts(0, 1)] {
			let report = serve_within(1_000, least - less, &mut handler);
			assert_eq!(report, Report { more: true, ..Default::default() });
			assert_eq!(waiting(), [1]);
		}
		assert_eq!(least, Queue::costs().least_budget(handler.bound));
		let report = serve_within(1_000, least, &mut handler);
		assert_eq!(report, Report { done: 1, ..Default::default() });
	});
}

#[test]
fn goes_on_where_the_budget_ended() {
	run(|| {
		let all = (0..200).collect::<Vec<_>>();
		for payload in &all {
			Table::push(1_000, *payload);
		}
		Table::push(2_000, 200);

		let mut handler = Recorder::done();
		// Exact: ten of the first page, again and again, once over the edge of the page.
		for call in 1..=6 {
			let report = serve_within(5_000, budget_for(1, 10, handler.bound), &mut handler);
			assert_eq!(report, Report { done: 10, more: true, ..Default::default() });
			assert_eq!(handler.handled, all[..call * 10]);
			assert_eq!(Table::next_due_ms(), Some(1_000));
		}
		let report = serve_within(5_000, budget_for(2, 10, handler.bound), &mut handler);
		assert_eq!(report, Report { done: 10, more: true, ..Default::default() });
		// Exactly to the end of a page: the next one is not begun.
		let report = serve_within(5_000, budget_for(1, 58, handler.bound), &mut handler);
		assert_eq!(report, Report { done: 58, more: true, ..Default::default() });
		assert_eq!(handler.handled.len(), 128);

		let report = serve_within(5_000, Weight::MAX, &mut handler);
		assert_eq!(report, Report { done: 73, ..Default::default() });
		assert_eq!(handler.handled, (0..=200).collect::<Vec<_>>());
	});
}

#[test]
fn never_steps_over_what_is_served_and_gone() {
	// What was removed in this block still lies in the way of a search that begins before it. A page
	// where there can be none shows where the search begins.
	let decoy = || {
		let entries = vec![Entry { due_ms: 0, payload: 999 }; 64].try_into().unwrap();
		QueuePages::insert(PageKey::new(1_000, 1), Page { number: 1, entries });
	};
	run(|| {
		for payload in 0..200 {
			Table::push(1_000, payload);
		}
		let mut handler = Recorder::new(move |entry, _| {
			if entry.payload == 70 {
				decoy();
			}
			Ok(Outcome::Done(None))
		});
		// Not in the same call, and not in the next one.
		let mut meter = WeightMeter::with_limit(budget_for(3, 150, handler.bound));
		Table::service(1_000, &mut meter, &mut handler);
		Table::service(1_000, &mut WeightMeter::new(), &mut handler);
		assert_eq!(handler.handled, (0..200).collect::<Vec<_>>());
		QueuePages::remove(PageKey::new(1_000, 1));
	});
}

#[test]
fn stays_within_every_budget() {
	let all = (0..150).collect::<Vec<_>>();
	for percent in 0..=120 {
		run(|| {
			for payload in &all {
				Table::push(u64::from(payload / 70) * 1_000, *payload);
			}
			let mut handler = Recorder::done();
			// Two full pages, two that are not, and the last slot's only one.
			let most = budget_for(5, 150, handler.bound);
			let budget = most * percent / 100;
			let report = serve_within(9_000, budget, &mut handler);
			assert_eq!(handler.handled, all[..report.served() as usize]);
			assert_eq!(waiting(), all[report.served() as usize..]);
			// Who may not even look does not know of more.
			let looked = Queue::costs().check.all_lte(budget);
			assert_eq!(report.more, looked && report.served() < 150);
			assert_eq!(report.served() == 150, percent >= 100);
		});
	}
}

#[test]
fn gives_back_what_a_handler_did_not_use() {
	run(|| {
		for payload in 0..60 {
			Table::push(1_000, payload);
		}
		let bound = Recorder::done().bound;
		let used = bound / 10;
		let mut handler = Recorder::new(move |entry, _| match entry.payload % 2 {
			0 => Ok(Outcome::Done(Some(used))),
			_ => Ok(Outcome::Stale(Some(used))),
		});
		let mut meter = WeightMeter::new();
		let report = Table::service(1_000, &mut meter, &mut handler);
		assert_eq!(report, Report { done: 30, stale: 30, ..Default::default() });
		assert_eq!(meter.consumed(), budget_for(1, 60, used));
	});
}

#[test]
fn counts_the_whole_bound_when_a_handler_says_more_or_nothing_or_fails() {
	run(|| {
		for payload in 0..3 {
			Table::push(1_000, payload);
		}
		let mut handler = Recorder::new(|entry, _| match entry.payload {
			0 => Ok(Outcome::Done(Some(Weight::MAX))),
			1 => Ok(Outcome::Stale(None)),
			_ => Err(FAULT),
		});
		let mut meter = WeightMeter::new();
		let report = Table::service(1_000, &mut meter, &mut handler);
		assert_eq!(report, Report { done: 1, stale: 1, failed: 1, more: false });
		assert_eq!(meter.consumed(), budget_for(1, 3, handler.bound));
	});
}

#[test]
fn undoes_what_failed_and_goes_on() {
	run(|| {
		for payload in 1..=5 {
			Table::push(1_000, payload);
		}
		let mut handler = Recorder::new(|entry, _| {
			Ledger::mutate(|sum| *sum += entry.payload);
			if entry.payload % 2 == 0 {
				// Even what it pushed is undone.
				Table::push(1_000_000, 99);
				return Err(FAULT);
			}
			Ok(Outcome::Done(None))
		});
		let report = serve_within(1_000, Weight::MAX, &mut handler);
		assert_eq!(report, Report { done: 3, failed: 2, ..Default::default() });
		assert_eq!(handler.handled, [1, 2, 3, 4, 5]);
		assert_eq!(handler.failed, [2, 4]);
		assert_eq!(Ledger::get(), 1 + 3 + 5);
		assert_eq!(waiting(), NOTHING);
	});
}

#[test]
fn what_failed_can_be_pushed_again() {
	run(|| {
		Table::push(1_000, 1);
		let mut handler = Recorder::new(|_, now_ms| match now_ms {
			..5_000 => Err(FAULT),
			_ => Ok(Outcome::Done(None)),
		})
		.retrying(2_000);
		for now_ms in [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000] {
			serve_within(now_ms, Weight::MAX, &mut handler);
		}
		assert_eq!(handler.handled, [1, 1, 1]);
		assert_eq!(handler.failed, [1, 1]);
		assert_eq!(waiting(), NOTHING);
	});
}

#[test]
fn what_is_pushed_while_serving_waits_for_a_later_slot() {
	run(|| {
		for due_ms in [1_000, 2_000, 3_000] {
			Table::push(due_ms, 1);
		}
		// To the past, to slots that are being served or yet to be served, and to the future.
		let mut handler = Recorder::new(|entry, _| {
			if entry.payload == 1 {
				for due_ms in [0, 1_000, 2_000, 3_000, 3_500, 4_500] {
					Table::push(due_ms, 2);
				}
			}
			Ok(Outcome::Done(None))
		});
		serve_within(3_500, Weight::MAX, &mut handler);
		assert_eq!(handler.handled, [1, 1, 1]);
		assert_eq!(Table::next_due_ms(), Some(4_000));
		serve_within(3_999, Weight::MAX, &mut handler);
		assert_eq!(handler.handled.len(), 3);
		serve_within(4_000, Weight::MAX, &mut handler);
		assert_eq!(handler.handled.len(), 3 + 15);
		serve_within(5_000, Weight::MAX, &mut handler);
		assert_eq!(handler.handled.len(), 3 + 18);
	});
}

#[test]
fn an_entry_that_always_comes_back_holds_up_nobody() {
	run(|| {
		for payload in 0..20 {
			Table::push(1_000, payload);
		}
		Table::push(1_500, 1_000);
		let mut handler = Recorder::new(|entry, _| {
			if entry.payload < 1_000 {
				Table::push(0, entry.payload);
			}
			Ok(Outcome::Done(None))
		});
		// Six can be served in a call, and each of the twenty is due again at once.
		for _ in 0..4 {
			serve_within(6_000, budget_for(2, 6, handler.bound), &mut handler);
		}
		assert_eq!(handler.handled, (0..20).chain([1_000]).collect::<Vec<_>>());
		assert_eq!(waiting().len(), 20);
	});
}

#[test]
fn a_handler_that_pushes_more_than_it_serves_comes_to_an_end() {
	SlotMs::set(1);
	run(|| {
		Table::push(1, 1);
		// Neither the handler nor the budget makes an end: each call serves what waited before it.
		for (call, now_ms) in (1..=8).enumerate() {
			let mut handler = Recorder::new(|entry, now_ms| {
				Table::push(now_ms, entry.payload);
				Table::push(0, entry.payload);
				Ok(Outcome::Done(None))
			});
			handler.bound = Weight::zero();
			let report = serve_within(now_ms, Weight::MAX, &mut handler);
			assert_eq!(report, Report { done: 1 << call, ..Default::default() });
		}
		assert_eq!(waiting().len(), 1 << 8);
	});
}

#[test]
fn a_handler_that_leads_back_to_service_finds_nothing_to_serve() {
	run(|| {
		for payload in 0..70 {
			Table::push(1_000, payload);
		}
		let mut handler = Recorder::new(|entry, now_ms| {
			Table::push(now_ms, entry.payload + 1_000);
			let mut inner = Recorder::done();
			let report = Table::service(now_ms, &mut WeightMeter::new(), &mut inner);
			assert_eq!(report, Report::default());
			Ok(Outcome::Done(None))
		});
		serve_within(1_000, Weight::MAX, &mut handler);
		assert_eq!(handler.handled, (0..70).collect::<Vec<_>>());
		assert_eq!(waiting(), (1_000..1_070).collect::<Vec<_>>());
	});
}

#[test]
fn pushes_to_a_slot_that_a_handler_fills_are_all_kept() {
	run(|| {
		// The slot after the served one is filled by handlers, over the edges of pages.
		for payload in 0..100 {
			Table::push(1_000, payload);
		}
		Table::push(2_000, 1_000);
		let mut handler = Recorder::new(|entry, _| {
			Table::push(1_000, 2_000 + entry.payload);
			Ok(Outcome::Done(None))
		});
		serve_within(1_000, Weight::MAX, &mut handler);
		assert_eq!(serve(2_000), [1_000].into_iter().chain(2_000..2_100).collect::<Vec<_>>());
	});
}

#[test]
fn catches_up_after_a_long_halt() {
	const DAY: u64 = 86_400_000;
	run(|| {
		// One entry a day for ten years, pushed in no order.
		let days = 3_650;
		for i in 0..days {
			let day = i * 1_009 % days;
			Table::push(day * DAY, day as u32);
		}
		let mut handler = Recorder::done();
		let budget = budget_for(500, 500, handler.bound);
		for call in 1..=8 {
			let report = serve_within(days * DAY, budget, &mut handler);
			assert_eq!(handler.handled.len(), (call * 500).min(days as usize));
			assert_eq!(report.more, call < 8);
		}
		assert_eq!(handler.handled, (0..days as u32).collect::<Vec<_>>());
	});
}

#[test]
fn an_entry_too_heavy_for_the_budget_waits_and_is_not_lost() {
	run(|| {
		Table::push(1_000, 1);
		Table::push(1_000, 2);
		let mut handler = Recorder::done();
		let budget = budget_for(1, 2, handler.bound);
		handler.bound = budget;
		for _ in 0..3 {
			let report = serve_within(1_000, budget, &mut handler);
			assert_eq!(report, Report { more: true, ..Default::default() });
		}
		// A weight with no sum is too heavy for any budget, and no overflow.
		handler.bound = Weight::MAX;
		assert!(serve_within(1_000, Weight::MAX, &mut handler).more);
		assert_eq!(serve(1_000), [1, 2]);
	});
}

#[test]
fn one_instant_may_have_several_calls() {
	run(|| {
		for payload in 0..300 {
			Table::push(1_000, payload);
		}
		let mut handler = Recorder::done();
		let budget = budget_for(2, 70, handler.bound);
		let mut calls = 0;
		while serve_within(1_000, budget, &mut handler).more {
			calls += 1;
			// Between calls of a block, extrinsics push too.
			Table::push(1_000, 1_000 + calls);
		}
		assert_eq!(handler.handled, (0..300).collect::<Vec<_>>());
		assert_eq!(serve(2_000), (1_001..=1_000 + calls).collect::<Vec<_>>());
	});
}

#[test]
fn assert_fits_accepts_the_least_budget() {
	let heaviest = Weight::from_parts(5_000, 5);
	Table::assert_fits(budget_for(1, 1, heaviest), heaviest);
}

#[test]
#[should_panic(expected = "too small to serve one entry")]
fn assert_fits_refuses_less() {
	let heaviest = Weight::from_parts(5_000, 5);
	Table::assert_fits(budget_for(1, 1, heaviest) - Weight::from_parts(0, 1), heaviest);
}
