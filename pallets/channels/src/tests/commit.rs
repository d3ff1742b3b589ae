use super::*;
use bloc_primitives::channel::Lock;
use sp_runtime::DispatchError;

#[test]
fn moves_ledger_balance_to_what_states_divide() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let balances = parties().map(|who| balance(&asset, who));
		let deposits = parties().map(held);
		events();

		assert_ok!(Channels::commit(origin(alice()), id, 200));
		let (side, committed) = (Side::Opener, Pair::new(200, 0));
		assert_eq!(event(), Event::Committed { channel: id, side, amount: 200, committed });

		assert_ok!(Channels::commit(origin(bob()), id, 1));
		let (side, committed) = (Side::Counterparty, Pair::new(200, 1));
		assert_eq!(event(), Event::Committed { channel: id, side, amount: 1, committed });

		let mut channel = new_channel(asset.clone(), Phase::Open, 0);
		channel.ledger = free(300, 299);
		channel.committed = Pair::new(200, 1);
		assert_eq!(Channels::channel(id), Some(channel));
		// Nothing left or entered the channel.
		assert_eq!(parties().map(|who| balance(&asset, who)), balances);
		assert_eq!(parties().map(held), deposits);
	});
}

#[test]
fn commits_the_last_unit_and_not_more() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 0));
		let commit = |who, amount| Channels::commit(origin(who), id, amount);
		assert_noop!(commit(alice(), 501), Error::<Test>::InsufficientLedger);
		assert_noop!(commit(alice(), u128::MAX), Error::<Test>::InsufficientLedger);
		assert_noop!(commit(bob(), 1), Error::<Test>::InsufficientLedger);
		assert_ok!(commit(alice(), 500));
		assert_noop!(commit(alice(), 1), Error::<Test>::InsufficientLedger);
		// Committed is committed: it cannot be paid on chain or taken out alone.
		assert_noop!(Channels::pay(origin(alice()), id, 1), Error::<Test>::InsufficientLedger);
	});
}

#[test]
fn what_is_locked_cannot_be_committed() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 0));
		let locked = lock(id, &alice(), 100);
		let commit = |amount| Channels::commit(origin(alice()), id, amount);
		assert_noop!(commit(401), Error::<Test>::InsufficientLedger);
		assert_ok!(commit(400));
		assert_ok!(<Channels as Lock<AccountId>>::release(locked));
		assert_ok!(commit(100));
	});
}

#[test]
fn refuses_nothing_strangers_unknown_channels_and_other_origins() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(Channels::commit(origin(alice()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Channels::commit(origin(charlie()), id, 1), Error::<Test>::NotParty);
		assert_noop!(Channels::commit(origin(alice()), NO_CHANNEL, 1), Error::<Test>::NotFound);
		assert_noop!(Channels::commit(RuntimeOrigin::root(), id, 1), DispatchError::BadOrigin);
		assert_noop!(Channels::commit(RuntimeOrigin::none(), id, 1), DispatchError::BadOrigin);
	});
}

#[test]
fn needs_an_open_channel() {
	in_each_asset(|asset| {
		let proposed = new_proposal(asset.clone(), 500, 300);
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		let (resolving, locked) = resolving_channel(asset.clone(), 100);
		assert_ok!(<Channels as Lock<AccountId>>::release(locked));
		assert_ok!(Channels::deposit(origin(alice()), closing, 100));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		// Each of them has free ledger balance of the caller.
		for id in [proposed, closing, resolving] {
			assert!(Channels::channel(id).unwrap().ledger.opener.free >= 100);
			assert_noop!(Channels::commit(origin(alice()), id, 1), Error::<Test>::NotOpen);
		}
	});
}
