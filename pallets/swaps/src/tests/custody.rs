//! Money at the edges of what assets let through.

use super::*;
use crate::Pots;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};

#[test]
fn a_receiver_who_cannot_receive_gets_a_credit() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		block(bob());
		events();
		assert_ok!(claim());
		assert_eq!(happened(), ["claimed", "credited"]);
		assert_eq!(Swaps::credit(bob(), TOKEN), AMOUNT);
		let take = |who, to| Swaps::claim_credit(origin(who), TOKEN, to);
		assert_noop!(take(charlie(), charlie()), Error::<Test>::NoCredit);
		assert_noop!(take(bob(), Swaps::pot_account(TOKEN)), Error::<Test>::PotAccount);
		assert!(take(bob(), bob()).is_err());
		events();
		assert_ok!(take(bob(), charlie()));
		let told =
			Event::CreditClaimed { owner: bob(), asset: TOKEN, amount: AMOUNT, to: charlie() };
		assert_eq!(event(), told);
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + AMOUNT);
		assert_eq!(Pots::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_bond_that_is_refused_is_a_credit_too() {
	ExtBuilder.run(|| {
		let terms = ring(2, 2, &TOKEN);
		assert_ok!(try_bond(&terms, 2));
		block(bob());
		set_time(terms.leg(2).unwrap().1.lock_by_ms);
		assert_ok!(Swaps::return_bond(origin(charlie()), bob(), hash()));
		assert_eq!(Swaps::credit(bob(), TOKEN), BOND);
	});
}

#[test]
fn what_makes_an_account_and_what_does_not() {
	// Enough for an account of the native coin.
	ExtBuilder.run(|| {
		let leg = LegSpec { receiver: eve(), amount: ED, ..spec(&NATIVE) };
		assert_ok!(try_lock(leg, Source::Account));
		assert_ok!(claim());
		assert_eq!(balance(&NATIVE, &eve()), ED);
	});
	// Not enough, since it is divided.
	ExtBuilder.run(|| {
		let leg = LegSpec { receiver: eve(), amount: 2 * ED, ..spec(&NATIVE) };
		assert_ok!(try_lock(leg, Source::Account));
		let agreement = Agreement::Divide { to_receiver: ED - 1 };
		let by_owner = Some(signed(&alice(), agreement));
		let consents = Consents { by_owner, by_receiver: None };
		let divided = Swaps::divide(origin(eve()), alice(), hash(), ED - 1, consents);
		assert_ok!(outcome(divided));
		assert_eq!((Swaps::credit(eve(), NATIVE), balance(&NATIVE, &eve())), (ED - 1, 0));
	});
}

#[test]
fn the_seed_goes_back_to_whoever_lent_it() {
	in_each_asset(|asset| {
		lock_for(&charlie(), &asset);
		lock_for(&alice(), &asset);
		assert_eq!(Pots::<Test>::get(&asset).unwrap().seeder, charlie());
		assert_ok!(try_claim(&[charlie(), alice()], PREIMAGE));
		assert_eq!(Pots::<Test>::get(&asset), None);
		assert_eq!(wealth(&asset, &charlie()), WEALTH - AMOUNT);
		assert_eq!(gains(&asset), [-600, 1_200]);
	});
}

#[test]
fn nothing_is_taken_into_a_pot_that_is_short() {
	ExtBuilder.build().execute_with(|| {
		locked(&TOKEN);
		let pot = Swaps::pot_account(TOKEN);
		assert_ok!(AllAssets::transfer(TOKEN, &pot, &dave(), 1, Preservation::Preserve));
		let other = LegSpec { payment_hash: secret(8).1, ..spec(&TOKEN) };
		assert_noop!(try_lock(other, Source::Account), Error::<Test>::PotShort);
		let terms = crate::RingTermsOf::<Test> { payment_hash: secret(8).1, ..ring(2, 2, &TOKEN) };
		assert_noop!(try_bond(&terms, 2), Error::<Test>::PotShort);
		// In another asset, and in channels, all goes on.
		let other = LegSpec { payment_hash: secret(8).1, ..spec(&NATIVE) };
		assert_ok!(try_lock(other, Source::Account));
		// Who comes last waits for whoever gives the pot what it lacks.
		assert_ok!(claim());
		assert_eq!(Swaps::credit(bob(), TOKEN), AMOUNT);
		assert_ok!(AllAssets::transfer(TOKEN, &dave(), &pot, 1, Preservation::Preserve));
		assert_ok!(Swaps::claim_credit(origin(bob()), TOKEN, bob()));
		assert_eq!(gains(&TOKEN)[1], 600);
		Swaps::do_try_state().unwrap();
	});
}

#[test]
fn what_strangers_give_to_the_pot_changes_nothing() {
	in_each_asset(|asset| {
		locked(&asset);
		let pot = Swaps::pot_account(asset.clone());
		assert_ok!(AllAssets::transfer(asset.clone(), &dave(), &pot, 77, Preservation::Preserve));
		assert_ok!(claim());
		assert_eq!(gains(&asset), [-600, 600]);
	});
}

#[test]
fn deposits_come_back_to_the_unit() {
	in_each_asset(|asset| {
		let terms = ring(2, 2, &asset);
		assert_ok!(try_bond(&terms, 2));
		assert_ok!(try_ring(&terms, 2));
		lock_for(&charlie(), &asset);
		assert_eq!((held(&alice()), held(&bob())), (deposits()[0], 0));
		assert_ok!(try_claim(&[alice(), charlie()], PREIMAGE));
		for owner in [alice(), charlie()] {
			assert_ok!(Swaps::prune(origin(owner.clone()), owner, hash()));
		}
		assert_nothing_is_left();
	});
}
