use super::*;
use crate::types::Price;

const HOUR: u64 = 60 * MINUTE;

fn report(id: StreamId, units: u64) -> sp_runtime::DispatchResult {
	Streaming::report(origin(bob()), id, units)
}

#[test]
fn a_report_counts_when_it_can_no_longer_be_disputed() {
	in_each_asset(|asset| {
		let id = open(&asset, 1_000, metered(PRICE));
		events();
		assert_ok!(report(id, 10));
		let counts_ms = START + HOUR;
		assert_eq!(event(), Event::Reported { stream: id, units: 10, amount: 20, counts_ms });
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
		assert_noop!(report(id, 101), Error::<Test>::AboveCap);
		assert_ok!(report(id, 60));
		assert_noop!(report(id, 41), Error::<Test>::AboveCap);
		assert_ok!(report(id, 40));
		set_time(START + DAY - 1);
		assert_noop!(report(id, 1), Error::<Test>::AboveCap);
		set_time(START + DAY);
		assert_ok!(report(id, 100));
		assert_noop!(report(id, u64::MAX), Error::<Test>::AboveCap);
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
		let id = open(&TOKEN, 100, Plan { max_total: Some(10), ..metered(free) });
		assert_noop!(report(id, 6), Error::<Test>::AboveMaximum);
		assert_ok!(report(id, 5));
		// All is paid that was to be paid.
		assert_noop!(report(id, 1), Error::<Test>::Over);
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
		let id = open(&TOKEN, 1_000, Plan { start_ms, end_ms, ..metered(PRICE) });
		assert_noop!(report(id, 1), Error::<Test>::NotStarted);
		set_time(START + MINUTE);
		for who in [alice(), charlie()] {
			assert_noop!(Streaming::report(origin(who), id, 1), Error::<Test>::NotPayee);
		}
		assert_ok!(Streaming::pause(origin(alice()), id));
		assert_noop!(report(id, 1), Error::<Test>::Paused);
		assert_ok!(Streaming::resume(origin(alice()), id));
		let timed = open(&TOKEN, 1_000, plan(per_second(1)));
		assert_noop!(report(timed, 1), Error::<Test>::NotMetered);
		assert_noop!(Streaming::dispute(origin(alice()), timed), Error::<Test>::NotMetered);
		set_time(START + HOUR);
		assert_noop!(report(id, 1), Error::<Test>::Over);
	});
}

#[test]
fn an_end_waits_for_the_last_report() {
	ExtBuilder.run(|| {
		let end_ms = START + HOUR;
		let id = open(&TOKEN, 1_000, Plan { end_ms: Some(end_ms), ..metered(PRICE) });
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

#[test]
fn who_cancels_gives_up_its_side_of_the_last_report() {
	for (who, paid) in [(alice(), 20), (bob(), 0)] {
		ExtBuilder.run(|| {
			let id = open(&TOKEN, 1_000, metered(PRICE));
			assert_ok!(report(id, 10));
			events();
			assert_ok!(Streaming::cancel(origin(who), id));
			let dropped = Event::ReportDropped { stream: id, units: 10, amount: 20 };
			assert_eq!(events().contains(&dropped), paid == 0);
			assert_eq!(wealth(&TOKEN, &bob()), WEALTH + paid);
			assert_eq!(wealth(&TOKEN, &alice()), WEALTH - paid);
			assert_nothing_is_left();
		});
	}
}
