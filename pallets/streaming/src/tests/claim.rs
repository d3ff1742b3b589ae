use super::*;

#[test]
fn pays_what_is_owed_to_the_payee_whoever_asks() {
	in_each_asset(|asset| {
		let id = open(&asset, 6_000, spec(per_second(10)));
		set_time(START + 30_050);
		events();
		let before = balance(&asset, &bob());
		assert_ok!(Streaming::claim(origin(charlie()), id));
		assert_eq!(event(), Event::Paid { stream: id, to: bob(), amount: 300, total: 300 });
		assert_eq!(balance(&asset, &bob()), before + 300);
		// Half a unit is not paid, and not lost.
		assert_noop!(Streaming::claim(origin(bob()), id), Error::<Test>::NothingOwed);
		set_time(START + 30_100);
		assert_ok!(Streaming::claim(origin(bob()), id));
		assert_eq!(balance(&asset, &bob()), before + 301);
	});
}

#[test]
fn only_the_payee_says_where_to() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, spec(per_second(10)));
		set_time(START + 10_000);
		for who in [alice(), charlie()] {
			let withdraw = Streaming::withdraw(origin(who), id, charlie());
			assert_noop!(withdraw, Error::<Test>::NotPayee);
		}
		events();
		assert_ok!(Streaming::withdraw(origin(bob()), id, charlie()));
		assert_eq!(event(), Event::Paid { stream: id, to: charlie(), amount: 100, total: 100 });
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + 100);
	});
}

#[test]
fn what_the_asset_refuses_stays_owed() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, spec(per_second(10)));
		set_time(START + 10_000);
		block(bob());
		assert_noop!(Streaming::claim(origin(bob()), id), sp_runtime::TokenError::Blocked);
		assert_eq!(Streaming::owed(id), Some(100));
		assert_ok!(Streaming::withdraw(origin(bob()), id, charlie()));
	});
}

#[test]
fn ends_a_stream_that_is_over() {
	in_each_asset(|asset| {
		let id = open(
			&asset,
			6_000,
			StreamSpec { end_ms: Some(START + MINUTE), ..spec(per_second(10)) },
		);
		set_time(START + MINUTE);
		events();
		assert_ok!(Streaming::claim(origin(charlie()), id));
		let reason = EndReason::Completed;
		let expected = Event::Ended {
			stream: id,
			reason,
			to: bob(),
			amount: 600,
			total: 600,
			refunded: 5_400,
		};
		assert_eq!(event(), expected);
		assert_eq!(wealth(&asset, &alice()), WEALTH - 600);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 600);
		assert_nothing_is_left();
		assert_noop!(Streaming::claim(origin(charlie()), id), Error::<Test>::NotFound);
	});
}

#[test]
fn the_last_payment_goes_where_the_payee_says() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, StreamSpec { max_total: Some(50), ..spec(per_second(10)) });
		set_time(START + MINUTE);
		events();
		assert_ok!(Streaming::withdraw(origin(bob()), id, charlie()));
		let (reason, to) = (EndReason::Completed, charlie());
		let ended = Event::Ended { stream: id, reason, to, amount: 50, total: 50, refunded: 5_950 };
		assert_eq!(event(), ended);
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + 50);
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 50);
		assert_nothing_is_left();
	});
}

#[test]
fn pays_no_more_than_in_all() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, StreamSpec { max_total: Some(77), ..spec(per_second(10)) });
		assert_eq!(Streaming::runs_out_at(id), None);
		set_time(START + 5_000);
		assert_ok!(Streaming::claim(origin(bob()), id));
		assert_eq!(Streaming::owed_at(id, START + 7_699), Some(26));
		for later in [7_700, 7_701, 1_000_000] {
			assert_eq!(Streaming::owed_at(id, START + later), Some(27));
		}
	});
}

#[test]
fn a_credit_is_claimed_by_its_owner() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, spec(per_second(10)));
		block(bob());
		set_time(START + 10_000);
		events();
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		let refusal = sp_runtime::TokenError::Blocked.into();
		let told = events();
		let credited = Event::Credited { owner: bob(), asset: TOKEN, amount: 100, reason: refusal };
		assert!(told.contains(&credited), "{told:?}");
		assert_eq!(Streaming::credit(bob(), TOKEN), 100);
		let claim = |who| Streaming::claim_credit(origin(who), TOKEN, charlie());
		assert_noop!(claim(alice()), Error::<Test>::NoCredit);
		assert_ok!(claim(bob()));
		let claimed =
			Event::CreditClaimed { owner: bob(), asset: TOKEN, amount: 100, to: charlie() };
		assert_eq!(event(), claimed);
		assert_nothing_is_left();
	});
}

#[test]
fn the_last_payment_is_refused_where_the_payee_says_if_the_asset_refuses() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, StreamSpec { max_total: Some(50), ..spec(per_second(10)) });
		set_time(START + MINUTE);
		block(charlie());
		block(alice());
		let withdraw = |to| Streaming::withdraw(origin(bob()), id, to);
		assert_noop!(withdraw(charlie()), sp_runtime::TokenError::Blocked);
		// The payer's rest is no reason to refuse.
		assert_ok!(withdraw(bob()));
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 50);
		assert_eq!(Streaming::credit(alice(), TOKEN), 5_950);
	});
}
