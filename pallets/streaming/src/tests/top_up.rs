use super::*;

#[test]
fn anybody_can_add_to_the_deposit() {
	in_each_asset(|asset| {
		let id = open(&asset, 600, spec(per_second(1)));
		events();
		assert_ok!(Streaming::top_up(origin(charlie()), id, 60));
		assert_eq!(event(), Event::ToppedUp { stream: id, by: charlie(), amount: 60, funds: 660 });
		assert_eq!(Streaming::runs_out_at(id), Some(START + 11 * MINUTE));
		assert_noop!(Streaming::top_up(origin(charlie()), id, 0), Error::<Test>::ZeroAmount);
		assert!(Streaming::top_up(origin(charlie()), id, WEALTH).is_err());
		// What is not owed is the payer's, whoever brought it.
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		assert_eq!(wealth(&asset, &alice()), WEALTH + 60);
		assert_eq!(wealth(&asset, &charlie()), WEALTH - 60);
	});
}

#[test]
fn starts_a_dry_stream_from_now_and_not_from_then() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		let dry = START + 10 * MINUTE;
		set_time(dry + 5 * MINUTE);
		events();
		assert_eq!(Streaming::owed(id), Some(600));
		assert_ok!(Streaming::top_up(origin(alice()), id, 60));
		assert_eq!(Streaming::owed(id), Some(600));
		assert_eq!(Streaming::owed_at(id, now() + 10_000), Some(610));
		assert_eq!(Streaming::runs_out_at(id), Some(dry + 6 * MINUTE));
		set_time(dry + 20 * MINUTE - 1 - 4 * MINUTE);
		assert_eq!(Streaming::owed(id), Some(660));
	});
}

#[test]
fn an_instant_belongs_to_the_top_up_or_to_the_end() {
	for (late, works) in [(1, false), (0, false), (-1, true)] {
		ExtBuilder.run(|| {
			let id = open(&TOKEN, 600, spec(per_second(1)));
			let over = START + 10 * MINUTE + GRACE;
			set_time(over.saturating_add_signed(late));
			let top_up = Streaming::top_up(origin(alice()), id, 60);
			if works {
				assert_ok!(top_up);
			} else {
				assert_eq!(top_up, Err(Error::<Test>::StreamEnded.into()));
				assert_ok!(Streaming::claim(origin(bob()), id));
				assert_eq!(balance(&TOKEN, &bob()), WEALTH + 600);
				assert_nothing_is_left();
			}
		});
	}
}

#[test]
fn is_not_for_streams_of_a_vault() {
	ExtBuilder.run(|| {
		open_vault(&TOKEN, 1_000);
		let id = from_vault(&TOKEN, bob(), per_second(1));
		assert_noop!(Streaming::top_up(origin(alice()), id, 5), Error::<Test>::PaidFromVault);
		assert_noop!(Streaming::top_up(origin(alice()), StreamId(9), 5), Error::<Test>::NotFound);
	});
}
