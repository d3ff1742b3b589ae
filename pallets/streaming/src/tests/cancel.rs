use super::*;

#[test]
fn pays_the_payee_and_gives_back_the_rest() {
	in_each_asset(|asset| {
		for (who, reason) in
			[(alice(), EndReason::CancelledByPayer), (bob(), EndReason::CancelledByPayee)]
		{
			let (mine, theirs) = (wealth(&asset, &alice()), wealth(&asset, &bob()));
			let id = open(&asset, 600, spec(per_second(1)));
			set_time(now() + 100_999);
			events();
			assert_ok!(Streaming::cancel(origin(who), id, None));
			let expected = Event::Ended {
				stream: id,
				reason,
				to: bob(),
				amount: 100,
				total: 100,
				refunded: 500,
			};
			assert_eq!(event(), expected);
			assert_eq!(wealth(&asset, &alice()), mine - 100);
			assert_eq!(wealth(&asset, &bob()), theirs + 100);
			assert_nothing_is_left();
		}
	});
}

#[test]
fn takes_what_the_terms_say() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, StreamSpec { terms: FIRM, ..spec(per_second(1)) });
		assert_noop!(Streaming::cancel(origin(charlie()), id, None), Error::<Test>::NotParty);
		assert_noop!(Streaming::cancel(origin(alice()), id, None), Error::<Test>::NeedsConsent);
		assert_ok!(Streaming::cancel(origin(bob()), id, None));
		assert_noop!(Streaming::cancel(origin(bob()), id, None), Error::<Test>::NotFound);
		assert_nothing_is_left();
	});
}

#[test]
fn before_the_cliff_or_the_start_all_goes_back() {
	ExtBuilder.run(|| {
		let cliff = StreamSpec { cliff_ms: Some(START + MINUTE), ..spec(per_second(1)) };
		let id = open(&TOKEN, 600, cliff);
		let later =
			open(&TOKEN, 600, StreamSpec { start_ms: Some(START + DAY), ..spec(per_second(1)) });
		set_time(START + MINUTE - 1);
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		assert_ok!(Streaming::cancel(origin(alice()), later, None));
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH);
		let id = open(&TOKEN, 600, StreamSpec { cliff_ms: Some(now() + 1), ..cliff });
		set_time(START + 2 * MINUTE - 1);
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 60);
	});
}

#[test]
fn one_partys_account_is_not_the_others_trouble() {
	for blocked in [alice(), bob()] {
		ExtBuilder.run(|| {
			let id = open(&TOKEN, 600, spec(per_second(1)));
			set_time(START + 100_000);
			block(blocked.clone());
			assert_ok!(Streaming::cancel(origin(alice()), id, None));
			let (rest, paid) = (Streaming::credit(alice(), TOKEN), Streaming::credit(bob(), TOKEN));
			let expected = if blocked == alice() { (500, 0) } else { (0, 100) };
			assert_eq!((rest, paid), expected);
			unblock(blocked.clone());
			let claim = Streaming::claim_credit(origin(blocked.clone()), TOKEN, blocked.clone());
			assert_ok!(claim);
			assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 100);
			assert_nothing_is_left();
		});
	}
}
