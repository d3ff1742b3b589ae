use super::*;
use crate::{types::Pot, Credits, Pots};
use sp_runtime::{DispatchError, TokenError};

/// Bob could not be paid 100 of [`TOKEN`] when his channel with Alice closed, and can be now.
fn credit_of_bob() {
	let id = open_channel(TOKEN, Pair::new(500, 100));
	block(bob());
	assert_ok!(Channels::force_close(origin(bob()), id, None));
	assert_eq!(Channels::credit(bob(), TOKEN), 100);
	unblock(bob());
	events();
}

#[test]
fn pays_the_owner_and_forgets_the_credit() {
	ExtBuilder.run(|| {
		credit_of_bob();
		assert_eq!(balance(&TOKEN, &bob()), WEALTH - 100);
		assert_ok!(Channels::claim_credit(origin(bob()), TOKEN, bob()));
		let claimed = Event::CreditClaimed { owner: bob(), asset: TOKEN, amount: 100, to: bob() };
		assert_eq!(event(), claimed);
		assert_nothing_is_left();
	});
}

#[test]
fn pays_to_whom_the_owner_says() {
	ExtBuilder.run(|| {
		credit_of_bob();
		assert_ok!(Channels::claim_credit(origin(bob()), TOKEN, charlie()));
		let claimed =
			Event::CreditClaimed { owner: bob(), asset: TOKEN, amount: 100, to: charlie() };
		assert_eq!(event(), claimed);
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + 100);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH - 100);
		// The loan to the pot goes back to who lent it.
		assert_eq!(balance(&TOKEN, &alice()), WEALTH);
		assert_eq!(Pots::<Test>::get(TOKEN), None);
	});
}

#[test]
fn a_new_account_does_too() {
	ExtBuilder.run(|| {
		credit_of_bob();
		assert_ok!(Channels::claim_credit(origin(bob()), TOKEN, dave()));
		assert_eq!(balance(&TOKEN, &dave()), 100);
	});
}

#[test]
fn to_the_pot_it_is_not_paid() {
	ExtBuilder.run(|| {
		credit_of_bob();
		let pot = Channels::pot_account(TOKEN);
		let lost = Channels::claim_credit(origin(bob()), TOKEN, pot);
		assert_noop!(lost, Error::<Test>::PotAccount);
	});
}

#[test]
fn what_cannot_be_paid_stays_credit() {
	ExtBuilder.run(|| {
		credit_of_bob();
		block(charlie());
		let claim = || Channels::claim_credit(origin(bob()), TOKEN, charlie());
		assert_noop!(claim(), TokenError::Blocked);
		assert_eq!(Credits::<Test>::get(bob(), TOKEN), 100);
		unblock(charlie());
		assert_ok!(claim());
	});
}

#[test]
fn there_must_be_credit_of_the_caller_in_this_asset() {
	ExtBuilder.run(|| {
		let claim = |who: AccountId, asset| Channels::claim_credit(origin(who.clone()), asset, who);
		assert_noop!(claim(bob(), TOKEN), Error::<Test>::NoCredit);
		credit_of_bob();
		assert_noop!(claim(alice(), TOKEN), Error::<Test>::NoCredit);
		assert_noop!(claim(bob(), NATIVE), Error::<Test>::NoCredit);
		assert_noop!(claim(bob(), Asset::WithId(TOKEN_ID + 1)), Error::<Test>::NoCredit);
		assert_ok!(claim(bob(), TOKEN));
		assert_noop!(claim(bob(), TOKEN), Error::<Test>::NoCredit);
	});
}

#[test]
fn only_accounts_have_credit() {
	ExtBuilder.run(|| {
		credit_of_bob();
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Channels::claim_credit(nobody, TOKEN, bob()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn credits_of_an_account_add_up() {
	in_each_asset(|asset| {
		let least = minimum(&asset);
		// Of two channels with Dave, who has no account, each leaves him less than it takes.
		for _ in 0..2 {
			let id = ChannelId(crate::NextChannelId::<Test>::get().0);
			assert_ok!(Channels::open(origin(alice()), dave(), asset.clone(), 500, PERIOD));
			assert_ok!(Channels::pay(origin(alice()), id, least - 1));
			assert_ok!(Channels::force_close(origin(alice()), id, None));
		}
		let amount = 2 * (least - 1);
		assert_eq!(Channels::credit(dave(), asset.clone()), amount);
		let pot = Pot { held: amount, credits: amount, seed: least, seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		events();

		assert_ok!(Channels::claim_credit(origin(dave()), asset.clone(), dave()));
		let (owner, to) = (dave(), dave());
		assert_eq!(event(), Event::CreditClaimed { owner, asset: asset.clone(), amount, to });
		assert_eq!(balance(&asset, &dave()), amount);
		assert_eq!(balance(&asset, &alice()), WEALTH - amount);
		assert_eq!(Pots::<Test>::get(&asset), None);
	});
}
