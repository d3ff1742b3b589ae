use super::*;
use crate::types::{Price, Report};

fn report(id: StreamId, units: u64) -> sp_runtime::DispatchResult {
	Streaming::report(origin(bob()), id, units)
}

#[test]
fn a_report_counts_when_it_can_no_longer_be_disputed() {
	in_each_asset(|asset| {
		let id = open(&asset, 1_000, metered(PRICE));
		events();
		assert_ok!(report(id, 10));
		let (number, counts_ms) = (1, START + HOUR);
		let told = Event::Reported { stream: id, number, units: 10, amount: 20, counts_ms };
		assert_eq!(event(), told);
		assert_eq!(Streaming::owed_at(id, counts_ms - 1), Some(0));
		assert_eq!(Streaming::owed_at(id, counts_ms), Some(20));
		assert_noop!(report(id, 1), Error::<Test>::ReportPending);
		run_to(counts_ms + MINUTE);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 20);
		assert_ok!(report(id, 1));
	});
}

#[test]
fn without_a_window_it_counts_at_once() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(Price { window_ms: 0, ..PRICE }));
		assert_ok!(report(id, 10));
		assert_ok!(report(id, 5));
		assert_eq!(Streaming::owed(id), Some(30));
		assert_noop!(Streaming::dispute(origin(alice()), id), Error::<Test>::NoReport);
		assert_ok!(Streaming::claim(origin(bob()), id));
	});
}

#[test]
fn the_payer_strikes_the_last_report_while_it_can() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_noop!(Streaming::dispute(origin(alice()), id), Error::<Test>::NoReport);
		assert_ok!(report(id, 100));
		assert_noop!(Streaming::dispute(origin(bob()), id), Error::<Test>::NotPayer);
		set_time(START + HOUR - 1);
		events();
		assert_ok!(Streaming::dispute(origin(alice()), id));
		assert_eq!(event(), Event::Disputed { stream: id, units: 100, amount: 200 });
		// The payee can report again, what it can prove.
		assert_ok!(report(id, 100));
		set_time(START + 2 * HOUR - 1);
		assert_noop!(Streaming::dispute(origin(alice()), id), Error::<Test>::NoReport);
		assert_eq!(Streaming::owed(id), Some(200));
	});
}

#[test]
fn the_cap_holds_in_each_period() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(Price { window_ms: 0, ..PRICE }));
		assert_noop!(report(id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(report(id, 101), Error::<Test>::ExceedsCap);
		assert_ok!(report(id, 60));
		assert_noop!(report(id, 41), Error::<Test>::ExceedsCap);
		assert_ok!(report(id, 40));
		set_time(START + DAY - 1);
		assert_noop!(report(id, 1), Error::<Test>::ExceedsCap);
		set_time(START + DAY);
		assert_ok!(report(id, 100));
		assert_noop!(report(id, u64::MAX), Error::<Test>::ExceedsCap);
	});
}

#[test]
fn no_report_is_of_more_than_there_is() {
	ExtBuilder.run(|| {
		let free = Price { window_ms: 0, ..PRICE };
		let id = open(&TOKEN, 100, metered(free));
		assert_noop!(report(id, 51), Error::<Test>::InsufficientFunds);
		assert_ok!(report(id, 50));
		assert_noop!(report(id, 1), Error::<Test>::InsufficientFunds);
		assert_ok!(Streaming::top_up(origin(alice()), id, 2));
		assert_ok!(report(id, 1));
		let id = open(&TOKEN, 100, StreamSpec { max_total: Some(10), ..metered(free) });
		assert_noop!(report(id, 6), Error::<Test>::ExceedsMaximum);
		assert_ok!(report(id, 5));
		// All is paid that was to be paid.
		assert_noop!(report(id, 1), Error::<Test>::StreamEnded);
		let dear = Price { per_unit: u128::MAX, ..free };
		let id = open(&TOKEN, 100, metered(dear));
		assert_noop!(report(id, 2), Error::<Test>::Overflow);
	});
}

#[test]
fn is_for_the_payee_in_its_time() {
	ExtBuilder.run(|| {
		let start_ms = Some(START + MINUTE);
		let end_ms = Some(START + HOUR);
		let id = open(&TOKEN, 1_000, StreamSpec { start_ms, end_ms, ..metered(PRICE) });
		assert_noop!(report(id, 1), Error::<Test>::NotStarted);
		set_time(START + MINUTE);
		for who in [alice(), charlie()] {
			assert_noop!(Streaming::report(origin(who), id, 1), Error::<Test>::NotPayee);
		}
		assert_ok!(Streaming::pause(origin(alice()), id));
		assert_noop!(report(id, 1), Error::<Test>::Paused);
		assert_ok!(Streaming::resume(origin(alice()), id));
		let timed = open(&TOKEN, 1_000, spec(per_second(1)));
		assert_noop!(report(timed, 1), Error::<Test>::NotMetered);
		assert_noop!(Streaming::dispute(origin(alice()), timed), Error::<Test>::NotMetered);
		set_time(START + HOUR);
		assert_noop!(report(id, 1), Error::<Test>::StreamEnded);
	});
}

#[test]
fn an_end_waits_for_the_last_report() {
	ExtBuilder.run(|| {
		let end_ms = START + HOUR;
		let id = open(&TOKEN, 1_000, StreamSpec { end_ms: Some(end_ms), ..metered(PRICE) });
		run_to(end_ms - BLOCK_MS);
		assert_ok!(report(id, 10));
		run_to(end_ms + HOUR - 2 * BLOCK_MS);
		assert_noop!(report(id, 10), Error::<Test>::ReportPending);
		assert!(Streaming::stream(id).is_some());
		events();
		run_to(end_ms + HOUR);
		let reason = EndReason::Completed;
		let ended =
			Event::Ended { stream: id, reason, to: bob(), amount: 20, total: 20, refunded: 980 };
		assert_eq!(event(), ended);
		assert_nothing_is_left();
	});
}

/// The report that the payer can still dispute.
fn pending(id: StreamId) -> Option<Report> {
	Streaming::stream_state(id).unwrap().stream.pending()
}

fn cancel(who: AccountId, id: StreamId, accepts: Option<Report>) -> sp_runtime::DispatchResult {
	Streaming::cancel(origin(who), id, accepts)
}

#[test]
fn a_payee_that_cancels_gives_up_the_last_report() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_ok!(report(id, 10));
		events();
		// It cannot accept it for the payer.
		assert_ok!(cancel(bob(), id, pending(id)));
		let dropped = Event::ReportDropped { stream: id, units: 10, amount: 20 };
		assert!(events().contains(&dropped));
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH);
		assert_nothing_is_left();
	});
}

#[test]
fn a_payer_that_cancels_pays_the_report_that_it_names_at_once() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_ok!(report(id, 10));
		assert_ok!(cancel(alice(), id, pending(id)));
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 20);
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 20);
		assert_nothing_is_left();

		// One that counts by now is paid all the same.
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_ok!(report(id, 10));
		let named = pending(id);
		set_time(START + HOUR);
		assert_ok!(cancel(alice(), id, named));
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 40);
		assert_nothing_is_left();
	});
}

#[test]
fn a_report_that_comes_before_the_cancellation_can_be_disputed_all_the_same() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		// Alice has signed, and Bob is faster.
		assert_ok!(report(id, 100));
		events();
		assert_ok!(cancel(alice(), id, None));
		assert_eq!(event(), Event::Ending { stream: id, over_ms: START + HOUR });
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH);
		assert_noop!(cancel(alice(), id, None), Error::<Test>::ReportPending);
		assert_noop!(report(id, 1), Error::<Test>::ReportPending);
		// What is not reported is hers at once.
		assert_ok!(Streaming::refund(origin(alice()), id, 800));
		set_time(START + HOUR - 1);
		assert_ok!(Streaming::dispute(origin(alice()), id));
		assert_noop!(report(id, 1), Error::<Test>::StreamEnded);
		next_block();
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH);
		assert_nothing_is_left();
	});
}

#[test]
fn a_report_that_nobody_disputes_is_paid_after_the_cancellation() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_ok!(report(id, 10));
		let first = pending(id);
		set_time(START + HOUR);
		assert_ok!(report(id, 10));
		// Alice names the one that she has seen, which is paid by now.
		assert_ok!(cancel(alice(), id, first));
		events();
		run_to(START + 2 * HOUR - BLOCK_MS);
		assert!(Streaming::stream(id).is_some());
		run_to(START + 2 * HOUR);
		let (reason, to) = (EndReason::Completed, bob());
		let ended = Event::Ended { stream: id, reason, to, amount: 20, total: 40, refunded: 960 };
		assert!(events().contains(&ended));
		assert_nothing_is_left();
	});
}

#[test]
fn whoever_waits_for_the_last_report_waits_no_longer_than_that() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, StreamSpec { interval_ms: 30 * DAY, ..metered(PRICE) });
		set_time(START + SECOND);
		assert_ok!(report(id, 10));
		assert_ok!(cancel(alice(), id, None));
		run_to(START + SECOND + HOUR + SLOT_MS);
		assert_nothing_is_left();
	});
}

#[test]
fn after_the_cancellation_both_can_still_make_it_short() {
	for way in 0..3 {
		ExtBuilder.run(|| {
			let id = open(&TOKEN, 1_000, metered(PRICE));
			assert_ok!(report(id, 10));
			assert_ok!(cancel(alice(), id, None));
			let paid = match way {
				0 => {
					assert_ok!(cancel(alice(), id, pending(id)));
					20
				},
				1 => {
					assert_ok!(cancel(bob(), id, None));
					0
				},
				_ => {
					let change = Change::Cancel { report: pending(id) };
					assert_ok!(Streaming::propose(origin(bob()), id, Some(change)));
					assert_ok!(Streaming::accept(origin(alice()), id, change));
					20
				},
			};
			assert_eq!(wealth(&TOKEN, &bob()), WEALTH + paid);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn before_the_cliff_no_report_is_owed_nor_waited_for() {
	ExtBuilder.run(|| {
		let cliff_ms = Some(START + DAY);
		let id = open(&TOKEN, 1_000, StreamSpec { cliff_ms, ..metered(PRICE) });
		assert_ok!(report(id, 10));
		assert_ok!(cancel(alice(), id, None));
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH);
		assert_nothing_is_left();
	});
}

#[test]
fn no_agreement_is_on_a_report_that_the_payer_has_not_seen() {
	let terms = Terms { cancel: Consent::Both, ..Terms::FREE };
	let end_ms = Some(START + 30 * DAY);
	let no_more = Change::Cancel { report: None };
	for (proposer, other) in [(alice(), bob()), (bob(), alice())] {
		ExtBuilder.run(|| {
			let id = open(&TOKEN, 1_000, StreamSpec { terms, end_ms, ..metered(PRICE) });
			let propose = |change| Streaming::propose(origin(proposer.clone()), id, Some(change));
			let accept = |change| Streaming::accept(origin(other.clone()), id, change);
			assert_ok!(propose(no_more));
			assert_ok!(report(id, 100));
			// The proposal was to end with nothing reported.
			assert_eq!(Streaming::proposal(id), None);
			assert_noop!(accept(no_more), Error::<Test>::NotProposed);
			let with_it = Change::Cancel { report: pending(id) };
			assert_noop!(accept(with_it), Error::<Test>::NotProposed);
			assert_noop!(propose(no_more), Error::<Test>::WrongReport);
			assert_eq!(wealth(&TOKEN, &bob()), WEALTH);
			// What both have named is paid at once.
			assert_ok!(propose(with_it));
			assert_noop!(accept(no_more), Error::<Test>::NotProposed);
			assert_ok!(accept(with_it));
			assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 200);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn a_report_like_one_that_was_disputed_is_another() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_ok!(report(id, 100));
		let disputed = pending(id).unwrap();
		let change = Change::Cancel { report: Some(disputed) };
		assert_ok!(Streaming::propose(origin(alice()), id, Some(change)));
		assert_ok!(Streaming::dispute(origin(alice()), id));
		assert_ok!(report(id, 100));
		assert_eq!(pending(id), Some(Report { number: 2, ..disputed }));
		assert_noop!(Streaming::accept(origin(bob()), id, change), Error::<Test>::NotProposed);
		assert_ok!(cancel(alice(), id, Some(disputed)));
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH);
		assert_ok!(Streaming::dispute(origin(alice()), id));
	});
}

#[test]
fn a_proposal_to_end_with_a_report_is_void_when_that_counts() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, metered(PRICE));
		assert_ok!(report(id, 100));
		let change = Change::Cancel { report: pending(id) };
		assert_ok!(Streaming::propose(origin(alice()), id, Some(change)));
		set_time(START + HOUR - 1);
		assert!(Streaming::proposal(id).is_some());
		set_time(START + HOUR);
		assert_eq!(Streaming::proposal(id), None);
		assert_noop!(Streaming::accept(origin(bob()), id, change), Error::<Test>::NotProposed);
	});
}

#[test]
fn a_stream_without_a_meter_ends_without_a_report() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 1_000, spec(per_second(1)));
		let report = Some(Report { number: 1, units: 1, amount: 1, counts_ms: now() });
		let propose = Streaming::propose(origin(bob()), id, Some(Change::Cancel { report }));
		assert_noop!(propose, Error::<Test>::WrongReport);
		// There is none to accept.
		assert_ok!(cancel(alice(), id, report));
		assert_nothing_is_left();
	});
}
