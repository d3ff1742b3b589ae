use super::*;

#[test]
fn moves_ledger_balance_to_the_other_party() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		let before = (balance(&NATIVE, &alice()), balance(&NATIVE, &bob()));
		events();

		assert_ok!(Channels::pay(origin(alice()), id, 200));
		let ledger = free(300, 200);
		assert_eq!(event(), Event::Paid { channel: id, payer: Side::Opener, amount: 200, ledger });

		assert_ok!(Channels::pay(origin(bob()), id, 50));
		let ledger = free(350, 150);
		let payer = Side::Counterparty;
		assert_eq!(event(), Event::Paid { channel: id, payer, amount: 50, ledger });
		// Nothing left or entered the channel.
		assert_eq!((balance(&NATIVE, &alice()), balance(&NATIVE, &bob())), before);
	});
}

#[test]
fn pays_up_to_the_last_unit_and_not_beyond() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 0));
		assert_noop!(Channels::pay(origin(alice()), id, 501), Error::<Test>::InsufficientLedger);
		assert_ok!(Channels::pay(origin(alice()), id, 500));
		assert_noop!(Channels::pay(origin(alice()), id, 1), Error::<Test>::InsufficientLedger);
		assert_noop!(
			Channels::pay(origin(bob()), id, u128::MAX),
			Error::<Test>::InsufficientLedger
		);
	});
}

#[test]
fn refuses_nothing_strangers_and_unknown_channels() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(Channels::pay(origin(alice()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Channels::pay(origin(charlie()), id, 1), Error::<Test>::NotParty);
		assert_noop!(
			Channels::pay(origin(alice()), ChannelId(id.0 + 1), 1),
			Error::<Test>::NotFound
		);
		assert_noop!(
			Channels::pay(RuntimeOrigin::root(), id, 1),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}

#[test]
fn needs_an_open_channel() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 500));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert!(matches!(Channels::channel(id).unwrap().phase, Phase::Closing { .. }));
		assert_noop!(Channels::pay(origin(alice()), id, 1), Error::<Test>::NotOpen);
	});
}
