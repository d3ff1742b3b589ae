use super::*;

#[test]
fn pays_the_old_payee_and_then_the_new_one() {
	in_each_asset(|asset| {
		let id = open(&asset, 600, spec(per_second(1)));
		set_time(START + 30_500);
		events();
		assert_ok!(Streaming::transfer(origin(bob()), id, charlie()));
		let expected = vec![
			Event::Paid { stream: id, to: bob(), amount: 30, total: 30 },
			Event::Transferred { stream: id, old: bob(), new: charlie() },
		];
		assert_eq!(events(), expected);
		assert_eq!(Streaming::streams_of(bob(), None, 9), vec![]);
		assert_eq!(Streaming::streams_of(charlie(), None, 9), vec![id]);
		set_time(START + 60_000);
		assert_ok!(Streaming::claim(origin(bob()), id));
		assert_eq!(wealth(&asset, &bob()), WEALTH + 30);
		assert_eq!(wealth(&asset, &charlie()), WEALTH + 30);
		assert_noop!(Streaming::withdraw(origin(bob()), id, bob()), Error::<Test>::NotPayee);
	});
}

#[test]
fn is_the_payees_to_do() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		for who in [alice(), charlie()] {
			let transfer = Streaming::transfer(origin(who), id, charlie());
			assert_noop!(transfer, Error::<Test>::NotPayee);
		}
		for new in [alice(), bob()] {
			let transfer = Streaming::transfer(origin(bob()), id, new);
			assert_noop!(transfer, Error::<Test>::SameParty);
		}
		assert_noop!(
			Streaming::transfer(origin(bob()), StreamId(5), dave()),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn carries_what_is_not_owed_yet_along() {
	ExtBuilder.run(|| {
		let cliff = Some(START + MINUTE);
		let id = open(&TOKEN, 600, StreamSpec { cliff_ms: cliff, ..spec(per_second(1)) });
		let metered = open(&TOKEN, 600, metered(PRICE));
		assert_ok!(Streaming::report(origin(bob()), metered, 3));
		set_time(START + 30_000);
		for id in [id, metered] {
			let report = Streaming::stream_state(id).unwrap().stream.pending();
			assert_ok!(Streaming::propose(origin(bob()), id, Some(Change::Cancel { report })));
			events();
			assert_ok!(Streaming::transfer(origin(bob()), id, charlie()));
			assert_eq!(Streaming::proposal(id), None);
			let reason = ProposalEnd::Transferred;
			assert_eq!(events()[0], Event::ProposalEnded { stream: id, reason });
		}
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH);
		set_time(START + 60 * MINUTE - 1);
		assert_eq!(Streaming::owed(metered), Some(0));
		set_time(START + 60 * MINUTE);
		assert_ok!(Streaming::claim(origin(charlie()), id));
		assert_ok!(Streaming::claim(origin(charlie()), metered));
		assert_eq!(wealth(&TOKEN, &charlie()), WEALTH + 600 + 6);
	});
}

#[test]
fn a_new_payee_without_an_account_has_credit() {
	ExtBuilder.run(|| {
		let id = open(&NATIVE, 600, spec(per_second(1)));
		assert_ok!(Streaming::transfer(origin(bob()), id, dave()));
		set_time(START + 5_000);
		// A call says so; the hook, which has nobody to tell, keeps it.
		assert!(Streaming::claim(origin(charlie()), id).is_err());
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		assert_eq!(Streaming::credit(dave(), NATIVE), 5);
	});
}
