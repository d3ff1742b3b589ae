use super::*;
use crate::{types::Pot, Pots};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn each_party_pays_into_its_own_balance() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let alices = balance(&asset, &alice());
		events();

		assert_ok!(Channels::deposit(origin(bob()), id, 300));
		let (side, ledger) = (Side::Counterparty, free(500, 300));
		assert_eq!(event(), Event::Deposited { channel: id, side, amount: 300, ledger });
		assert_eq!(balance(&asset, &bob()), WEALTH - 300);

		assert_ok!(Channels::deposit(origin(alice()), id, 1));
		let (side, ledger) = (Side::Opener, free(501, 300));
		assert_eq!(event(), Event::Deposited { channel: id, side, amount: 1, ledger });
		assert_eq!(balance(&asset, &alice()), alices - 1);

		let mut channel = new_channel(asset.clone(), Phase::Open, 0);
		channel.ledger = free(501, 300);
		assert_eq!(Channels::channel(id), Some(channel));
		let pot = Pot { held: 801, credits: 0, seed: minimum(&asset), seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		// What is stored has not grown: neither have the deposits.
		assert_eq!((held(&alice()), held(&bob())), (storage_deposit(), 0));
	});
}

#[test]
fn refuses_nothing_strangers_unknown_channels_and_other_origins() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(Channels::deposit(origin(alice()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Channels::deposit(origin(charlie()), id, 1), Error::<Test>::NotParty);
		assert_noop!(Channels::deposit(origin(alice()), NO_CHANNEL, 1), Error::<Test>::NotFound);
		assert_noop!(Channels::deposit(RuntimeOrigin::root(), id, 1), DispatchError::BadOrigin);
		assert_noop!(Channels::deposit(RuntimeOrigin::none(), id, 1), DispatchError::BadOrigin);
	});
}

#[test]
fn needs_an_open_channel() {
	in_each_asset(|asset| {
		let proposed = new_proposal(asset.clone(), 500, 300);
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		let (resolving, _) = resolving_channel(asset, 100);
		for id in [proposed, closing, resolving] {
			assert_noop!(Channels::deposit(origin(alice()), id, 1), Error::<Test>::NotOpen);
			assert_noop!(Channels::deposit(origin(bob()), id, 1), Error::<Test>::NotOpen);
		}
	});
}

#[test]
fn spends_down_to_the_minimum_balance_and_not_beyond() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let most = WEALTH - minimum(&asset);
		let deposit = |amount| Channels::deposit(origin(bob()), id, amount);
		assert_noop!(deposit(most + 1), TokenError::NotExpendable);
		assert_noop!(deposit(WEALTH), TokenError::NotExpendable);
		assert_noop!(deposit(WEALTH + 1), TokenError::FundsUnavailable);
		assert_ok!(deposit(most));
		assert_eq!(balance(&asset, &bob()), minimum(&asset));
		assert_noop!(deposit(1), TokenError::NotExpendable);
	});
}

#[test]
fn a_frozen_or_blocked_account_pays_nothing_in() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 0));
		assert_ok!(Assets::freeze(origin(issuer()), TOKEN_ID, bob()));
		assert_noop!(Channels::deposit(origin(bob()), id, 1), TokenError::Frozen);
		block(bob());
		assert_noop!(Channels::deposit(origin(bob()), id, 1), TokenError::Frozen);
		unblock(bob());
		assert_ok!(Channels::deposit(origin(bob()), id, 1));
	});
}

#[test]
fn sums_that_do_not_fit_are_refused() {
	in_each_asset(|asset| {
		let most = room(&asset) - minimum(&asset) - 500;
		let id = open_channel(asset, Pair::new(500, 0));
		// Of the party's balance, and of what the pot has.
		for who in [alice(), bob()] {
			let deposit = |amount| Channels::deposit(origin(who.clone()), id, amount);
			assert_noop!(deposit(u128::MAX), Error::<Test>::Overflow);
			assert_noop!(deposit(u128::MAX - 500), Error::<Test>::Overflow);
			assert_noop!(deposit(most + 1), Error::<Test>::Overflow);
			assert_noop!(deposit(most), NO_SUCH_SUM);
		}
	});
}
