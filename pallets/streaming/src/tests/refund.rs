use super::*;

#[test]
fn gives_back_what_is_not_owed_and_not_a_unit_more() {
	in_each_asset(|asset| {
		let id = open(&asset, 600, spec(per_second(1)));
		// 60 are owed, and half a unit has accrued: that unit is bound, too.
		set_time(START + MINUTE + 500);
		let before = balance(&asset, &alice());
		let refund = |amount| Streaming::refund(origin(alice()), id, amount);
		assert_noop!(refund(0), Error::<Test>::ZeroAmount);
		assert_noop!(refund(540), Error::<Test>::InsufficientFunds);
		events();
		assert_ok!(refund(500));
		assert_eq!(event(), Event::Refunded { stream: id, amount: 500, funds: 100 });
		assert_eq!(Streaming::runs_out_at(id), Some(START + 100 * SECOND));
		assert_ok!(refund(39));
		assert_noop!(refund(1), Error::<Test>::InsufficientFunds);
		assert_eq!(balance(&asset, &alice()), before + 539);
		assert_eq!(Streaming::runs_out_at(id), Some(START + 61 * SECOND));
		run_to(START + 2 * MINUTE + GRACE);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 61);
		assert_nothing_is_left();
	});
}

#[test]
fn is_for_payers_that_may_cancel() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, StreamSpec { terms: FIRM, ..spec(per_second(1)) });
		for who in [bob(), charlie()] {
			assert_noop!(Streaming::refund(origin(who), id, 5), Error::<Test>::NotPayer);
		}
		assert_noop!(Streaming::refund(origin(alice()), id, 5), Error::<Test>::NeedsConsent);
		open_vault(&TOKEN, 1_000);
		let id = from_vault(&TOKEN, bob(), per_second(1));
		assert_noop!(Streaming::refund(origin(alice()), id, 5), Error::<Test>::PaidFromVault);
	});
}

#[test]
fn leaves_a_report_its_cover() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 100, metered(PRICE));
		assert_ok!(Streaming::report(origin(bob()), id, 20));
		assert_noop!(Streaming::refund(origin(alice()), id, 61), Error::<Test>::InsufficientFunds);
		assert_ok!(Streaming::refund(origin(alice()), id, 60));
	});
}

#[test]
fn ends_in_nothing_once_the_stream_is_over() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, StreamSpec { end_ms: Some(START + 5), ..spec(per_second(1)) });
		set_time(START + 5);
		assert_noop!(Streaming::refund(origin(alice()), id, 5), Error::<Test>::StreamEnded);
	});
}
