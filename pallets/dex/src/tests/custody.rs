//! Money at the edges of what assets let through.

use super::*;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};

#[test]
fn what_an_asset_refuses_is_a_credit() {
	ExtBuilder.run(|| {
		// Fees in the token.
		assert_ok!(Dex::open_pair(origin(charlie()), NATIVE, TOKEN, terms()));
		join(alice());
		join(bob());
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 10));
		block(charlie());
		events();
		assert_ok!(Dex::collect_fees(origin(dave()), PAIR));
		let fee = up(30_000, 2_500);
		let told = events();
		let credited = |event: &Event<Test>| matches!(event, Event::Credited { .. });
		assert!(told.iter().any(credited), "{told:?}");
		assert_eq!(Dex::credit(charlie(), TOKEN), fee);
		let claim = |who, to| Dex::claim_credit(origin(who), TOKEN, to);
		assert_noop!(claim(dave(), dave()), Error::<Test>::NoCredit);
		let pot = Dex::pot_account(TOKEN);
		assert_noop!(claim(charlie(), pot), Error::<Test>::PotAccount);
		assert_ok!(claim(charlie(), dave()));
		let (owner, asset, amount, to) = (charlie(), TOKEN, fee, dave());
		assert_eq!(event(), Event::CreditClaimed { owner, asset, amount, to });
		assert_eq!(balance(&TOKEN, &dave()), WEALTH + fee);
		assert!(Dex::owes(&TOKEN));
	});
}

/// What is left would keep the trader's item, and the deposit for it.
#[test]
fn all_of_a_balance_goes_whatever_the_asset_says() {
	ExtBuilder.run(|| {
		assert_ok!(Dex::deposit(origin(alice()), TOKEN, 500));
		let deposit = held(&alice());
		assert!(deposit > 0);
		block(alice());
		events();
		let take = |amount| {
			frame_support::storage::with_storage_layer(|| {
				Dex::withdraw(origin(alice()), TOKEN, amount)
			})
		};
		// A part is paid out or stays.
		assert!(take(499).is_err());
		assert_eq!((Dex::balance(alice(), TOKEN).free, events()), (500, vec![]));
		assert_ok!(take(500));
		let told = events();
		let credited = |event: &Event<Test>| matches!(event, Event::Credited { amount: 500, .. });
		assert!(told.iter().any(credited), "{told:?}");
		assert_eq!((Dex::credit(alice(), TOKEN), held(&alice())), (500, 0));
		assert!(!crate::Traders::<Test>::contains_key(alice()));
		assert_ok!(Dex::claim_credit(origin(alice()), TOKEN, dave()));
		assert_eq!(balance(&TOKEN, &dave()), WEALTH + 500);
	});
}

#[test]
fn nothing_is_taken_into_a_pot_that_is_short() {
	ExtBuilder.build().execute_with(|| {
		market(terms());
		let pot = Dex::pot_account(TOKEN);
		assert_ok!(AllAssets::transfer(TOKEN, &pot, &dave(), 1, Preservation::Preserve));
		let bring = || Dex::deposit(origin(alice()), TOKEN, 500);
		assert_noop!(bring(), Error::<Test>::PotShort);
		assert_ok!(AllAssets::transfer(TOKEN, &dave(), &pot, 1, Preservation::Preserve));
		assert_ok!(bring());
		Dex::do_try_state().unwrap();
	});
}

#[test]
fn a_deposit_that_sticks_hinders_nothing() {
	run(|| {
		for asset in [TOKEN, NATIVE] {
			assert_ok!(Dex::withdraw(origin(alice()), asset, STAKE));
		}
		bloc_testing::DepositsStick::set(true);
		events();
		// Changed, not given back: that works.
		assert_ok!(Dex::close_pair(origin(charlie()), PAIR));
		let told = events();
		let kept = |event: &Event<Test>| matches!(event, Event::DepositKept { .. });
		assert!(told.iter().any(kept), "{told:?}");
		bloc_testing::DepositsStick::set(false);
	});
}

/// Who trades on with what is not there would get what is another's.
#[test]
fn nothing_is_traded_out_of_a_pot_that_is_short() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Buy, 900, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 3));
		let pot = Dex::pot_account(TOKEN);
		assert_ok!(AllAssets::transfer(TOKEN, &pot, &dave(), 1, Preservation::Preserve));
		let take = |spec| outcome(Dex::place(origin(bob()), PAIR, now_or_never(spec)));
		let quote = |side, tick| Dex::quote(PAIR, side, Amount::Lots(2), Tick(tick), 8);
		for (side, tick) in [(Side::Buy, 1_000), (Side::Sell, 900)] {
			assert_noop!(take(limit(2, side, tick, 2)), Error::<Test>::PotShort);
			assert_eq!(quote(side, tick), None);
		}
		// What takes nothing goes on, and everybody leaves with what is there.
		assert_ok!(take(limit(2, Side::Buy, 999, 2)));
		assert!(quote(Side::Buy, 999).is_some());
		place(bob(), limit(2, Side::Buy, 950, 2));
		assert_ok!(Dex::cancel(origin(bob()), OrderId(2)));
		assert_ok!(Dex::settle(origin(dave()), alice(), super::pairs::names(&[1])));
		assert_ok!(Dex::withdraw(origin(bob()), NATIVE, 1_000));
		assert_ok!(AllAssets::transfer(TOKEN, &dave(), &pot, 1, Preservation::Preserve));
		assert_ok!(take(limit(2, Side::Buy, 1_000, 2)));
		assert_ok!(take(limit(2, Side::Sell, 900, 2)));
	});
}
