use super::*;

#[test]
fn counts_from_now_on() {
	in_each_asset(|asset| {
		let id = open(&asset, 6_000, spec(per_second(1)));
		set_time(START + 10_000);
		events();
		assert_ok!(Streaming::set_rate(origin(alice()), id, per_second(5)));
		let (old, new) = (per_second(1), per_second(5));
		assert_eq!(event(), Event::RateChanged { stream: id, old, new });
		assert_eq!(Streaming::owed(id), Some(10));
		assert_eq!(Streaming::owed_at(id, now() + 2_000), Some(20));
		assert_ok!(Streaming::set_rate(origin(alice()), id, Rate(per_second(1).0 / 4)));
		assert_eq!(Streaming::owed_at(id, now() + 7_999), Some(11));
		assert_eq!(Streaming::owed_at(id, now() + 8_000), Some(12));
	});
}

#[test]
fn goes_up_by_the_payer_and_down_as_the_terms_say() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, StreamSpec { terms: FIRM, ..spec(per_second(2)) });
		let set = |who, rate| Streaming::set_rate(origin(who), id, rate);
		assert_noop!(set(bob(), per_second(3)), Error::<Test>::NotPayer);
		assert_noop!(set(alice(), per_second(1)), Error::<Test>::NeedsConsent);
		assert_noop!(set(alice(), Rate(per_second(2).0 - 1)), Error::<Test>::NeedsConsent);
		assert_noop!(set(alice(), per_second(2)), Error::<Test>::SameRate);
		assert_ok!(set(alice(), Rate(per_second(2).0 + 1)));
		let id = open(&TOKEN, 6_000, spec(per_second(2)));
		assert_noop!(Streaming::set_rate(origin(alice()), id, Rate(0)), Error::<Test>::ZeroRate);
		assert_ok!(Streaming::set_rate(origin(alice()), id, Rate(1)));
	});
}

#[test]
fn works_while_paused_and_not_when_dry() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		assert_ok!(Streaming::pause(origin(alice()), id));
		assert_ok!(Streaming::set_rate(origin(alice()), id, per_second(2)));
		set_time(START + MINUTE);
		assert_eq!(Streaming::owed(id), Some(0));
		assert_ok!(Streaming::resume(origin(alice()), id));
		set_time(START + 6 * MINUTE);
		let set = Streaming::set_rate(origin(alice()), id, per_second(1));
		assert_noop!(set, Error::<Test>::RanDry);
		let id = open(&TOKEN, 600, metered(PRICE));
		let set = Streaming::set_rate(origin(alice()), id, per_second(1));
		assert_noop!(set, Error::<Test>::Metered);
	});
}

#[test]
fn the_hook_sees_that_it_runs_dry_earlier() {
	ExtBuilder.run(|| {
		let slow = StreamSpec { interval_ms: DAY, ..spec(per_second(1)) };
		let id = open(&TOKEN, 6_000, slow);
		assert_ok!(Streaming::set_rate(origin(alice()), id, per_second(100)));
		events();
		run_to(START + MINUTE);
		let (stopped_ms, over_ms) = (START + MINUTE, START + MINUTE + GRACE);
		assert_eq!(events()[0], Event::RanDry { stream: id, stopped_ms, over_ms });
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 6_000);
	});
}

#[test]
fn the_largest_rate_pays_the_deposit_at_once() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, spec(Rate(u128::MAX)));
		assert_eq!(Streaming::owed(id), Some(0));
		assert_eq!(Streaming::owed_at(id, START + 1), Some(6_000));
		assert_eq!(Streaming::owed_at(id, u64::MAX), Some(6_000));
		assert_eq!(Streaming::runs_out_at(id), Some(START + 1));
	});
}
