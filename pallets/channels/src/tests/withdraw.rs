use super::*;
use crate::{types::Pot, Pots};
use bloc_primitives::channel::Lock;
use sp_runtime::{DispatchError, TokenError};

#[test]
fn each_party_takes_out_its_own_balance() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let before = balance(&asset, &alice());
		events();

		assert_ok!(Channels::withdraw(origin(alice()), id, 200));
		let (side, ledger) = (Side::Opener, free(300, 300));
		assert_eq!(event(), Event::Withdrawn { channel: id, side, amount: 200, ledger });
		assert_eq!(balance(&asset, &alice()), before + 200);

		assert_ok!(Channels::withdraw(origin(bob()), id, 1));
		let (side, ledger) = (Side::Counterparty, free(300, 299));
		assert_eq!(event(), Event::Withdrawn { channel: id, side, amount: 1, ledger });
		assert_eq!(balance(&asset, &bob()), WEALTH - 299);

		let mut channel = new_channel(asset.clone(), Phase::Open, 0);
		channel.ledger = free(300, 299);
		assert_eq!(Channels::channel(id), Some(channel));
		let pot = Pot { held: 599, credits: 0, seed: minimum(&asset), seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		assert_eq!((held(&alice()), held(&bob())), (storage_deposit(), 0));
	});
}

#[test]
fn takes_out_the_last_unit_and_not_more() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let withdraw = |who, amount| Channels::withdraw(origin(who), id, amount);
		assert_noop!(withdraw(alice(), 501), Error::<Test>::InsufficientLedger);
		assert_noop!(withdraw(bob(), 301), Error::<Test>::InsufficientLedger);
		assert_noop!(withdraw(bob(), u128::MAX), Error::<Test>::InsufficientLedger);
		assert_ok!(withdraw(alice(), 500));
		assert_ok!(withdraw(bob(), 300));
		assert_noop!(withdraw(alice(), 1), Error::<Test>::InsufficientLedger);
		assert_noop!(withdraw(bob(), 1), Error::<Test>::InsufficientLedger);
	});
}

#[test]
fn refuses_nothing_strangers_unknown_channels_and_other_origins() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(Channels::withdraw(origin(alice()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Channels::withdraw(origin(charlie()), id, 1), Error::<Test>::NotParty);
		assert_noop!(Channels::withdraw(origin(alice()), NO_CHANNEL, 1), Error::<Test>::NotFound);
		assert_noop!(Channels::withdraw(RuntimeOrigin::root(), id, 1), DispatchError::BadOrigin);
		assert_noop!(Channels::withdraw(RuntimeOrigin::none(), id, 1), DispatchError::BadOrigin);
	});
}

#[test]
fn an_emptied_channel_stays_open() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::withdraw(origin(alice()), id, 500));
		// The loan to the pot is back, the deposit is not.
		assert_eq!(Pots::<Test>::get(&asset), None);
		assert_eq!(balance(&asset, &alice()), WEALTH - storage_deposit_in(&asset));
		assert_eq!(held(&alice()), storage_deposit());

		// The next to bring money lends anew, whoever that is.
		assert_ok!(Channels::deposit(origin(bob()), id, 40));
		let seed = minimum(&asset);
		assert_eq!(
			Pots::<Test>::get(&asset),
			Some(Pot { held: 40, credits: 0, seed, seeder: bob() })
		);
		assert_eq!(balance(&asset, &bob()), WEALTH - 40 - seed);
		assert_ok!(Channels::withdraw(origin(bob()), id, 40));
		assert_eq!(balance(&asset, &bob()), WEALTH);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_nothing_is_left();
	});
}

#[test]
fn what_is_proposed_committed_or_locked_stays() {
	in_each_asset(|asset| {
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(Channels::withdraw(origin(alice()), proposed, 1), Error::<Test>::NotOpen);

		let id = open_channel(asset, Pair::new(500, 0));
		assert_ok!(Channels::commit(origin(alice()), id, 200));
		let locked = lock(id, &alice(), 100);
		let withdraw = |amount| Channels::withdraw(origin(alice()), id, amount);
		assert_noop!(withdraw(201), Error::<Test>::InsufficientLedger);
		assert_ok!(withdraw(200));
		assert_noop!(withdraw(1), Error::<Test>::InsufficientLedger);
		assert_ok!(<Channels as Lock<AccountId>>::release(locked));
		assert_ok!(withdraw(100));
	});
}

#[test]
fn works_while_the_channel_is_closing() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::commit(origin(bob()), id, 100));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		events();
		assert_ok!(Channels::withdraw(origin(alice()), id, 500));
		let (side, ledger) = (Side::Opener, free(0, 200));
		assert_eq!(event(), Event::Withdrawn { channel: id, side, amount: 500, ledger });

		run_to(START + PERIOD + MINUTE);
		assert_nothing_is_left();
	});
}

#[test]
fn a_resolving_channel_that_is_emptied_by_a_withdrawal_goes() {
	in_each_asset(|asset| {
		let (id, locked) = resolving_channel(asset, 500);
		assert_noop!(Channels::withdraw(origin(alice()), id, 1), Error::<Test>::InsufficientLedger);
		assert_ok!(<Channels as Lock<AccountId>>::release(locked));
		// Before the hook pays it out.
		assert_ok!(Channels::withdraw(origin(alice()), id, 500));
		assert!(Channels::channel(id).is_some());
		next_block();
		assert_eq!(Channels::channel(id), None);
		assert_nothing_is_left();
	});
}

#[test]
fn a_payout_that_the_asset_refuses_stays_in_the_channel() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 100));
		empty(asset.clone(), &bob());
		let withdraw = |amount| Channels::withdraw(origin(bob()), id, amount);
		assert_noop!(withdraw(minimum(&asset) - 1), TokenError::BelowMinimum);
		assert_ok!(withdraw(minimum(&asset)));
		assert_eq!(balance(&asset, &bob()), minimum(&asset));
		// Now that there is an account again, any amount will do.
		assert_ok!(withdraw(1));
	});
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 100));
		block(bob());
		assert_noop!(Channels::withdraw(origin(bob()), id, 100), TokenError::Blocked);
		unblock(bob());
		assert_ok!(Channels::withdraw(origin(bob()), id, 100));
	});
}
