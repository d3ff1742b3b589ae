use super::*;

#[test]
fn nothing_accrues_while_a_stream_is_paused() {
	in_each_asset(|asset| {
		let id = open(&asset, 600, spec(per_second(1)));
		set_time(START + 30_500);
		events();
		assert_ok!(Streaming::pause(origin(alice()), id));
		assert_eq!(event(), Event::Paused { stream: id, accrued: 30 });
		assert_eq!(Streaming::runs_out_at(id), None);
		set_time(START + DAY);
		assert_eq!(Streaming::owed(id), Some(30));
		assert_ok!(Streaming::resume(origin(alice()), id));
		assert_eq!(event(), Event::Resumed { stream: id });
		// The half unit from before counts.
		assert_eq!(Streaming::owed_at(id, now() + 499), Some(30));
		assert_eq!(Streaming::owed_at(id, now() + 500), Some(31));
		assert_eq!(Streaming::runs_out_at(id), Some(now() + 569_500));
	});
}

#[test]
fn what_accrued_before_is_paid_by_the_hook() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		set_time(START + 30_000);
		assert_ok!(Streaming::pause(origin(alice()), id));
		run_to(START + 2 * MINUTE);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 30);
		// Then nobody looks at it, until it flows again.
		assert_eq!(Streaming::stream(id).unwrap().due_ms, None);
		run_block_at(START + DAY);
		assert_ok!(Streaming::resume(origin(alice()), id));
		run_to(START + DAY + 2 * MINUTE);
		assert!(balance(&TOKEN, &bob()) > WEALTH + 30);
	});
}

#[test]
fn is_refused_where_it_makes_no_sense() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		for who in [bob(), charlie()] {
			assert_noop!(Streaming::pause(origin(who.clone()), id), Error::<Test>::NotPayer);
			assert_noop!(Streaming::resume(origin(who), id), Error::<Test>::NotPayer);
		}
		assert_noop!(Streaming::resume(origin(alice()), id), Error::<Test>::NotPaused);
		assert_ok!(Streaming::pause(origin(alice()), id));
		assert_noop!(Streaming::pause(origin(alice()), id), Error::<Test>::Paused);
		let firm = Terms { pause: Consent::Both, ..Terms::FREE };
		let firm = open(&TOKEN, 600, StreamSpec { terms: firm, ..spec(per_second(1)) });
		assert_noop!(Streaming::pause(origin(alice()), firm), Error::<Test>::NeedsConsent);
		let dry = open(&TOKEN, 600, spec(per_second(1)));
		set_time(START + 10 * MINUTE);
		assert_noop!(Streaming::pause(origin(alice()), dry), Error::<Test>::RanDry);
	});
}

#[test]
fn does_not_start_a_stream_before_its_time() {
	ExtBuilder.run(|| {
		let id =
			open(&TOKEN, 600, StreamSpec { start_ms: Some(START + DAY), ..spec(per_second(1)) });
		assert_ok!(Streaming::pause(origin(alice()), id));
		set_time(START + MINUTE);
		assert_ok!(Streaming::resume(origin(alice()), id));
		assert_eq!(Streaming::owed_at(id, START + DAY + 2_000), Some(2));
	});
}

#[test]
fn does_not_put_the_end_off() {
	ExtBuilder.run(|| {
		let id =
			open(&TOKEN, 600, StreamSpec { end_ms: Some(START + MINUTE), ..spec(per_second(1)) });
		assert_ok!(Streaming::pause(origin(alice()), id));
		run_to(START + MINUTE);
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH);
		assert_nothing_is_left();
	});
}
