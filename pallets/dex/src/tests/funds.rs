//! Money comes and goes; room for orders.

use super::*;
use crate::Traders;

#[test]
fn money_comes_and_goes() {
	in_each_asset(|asset| {
		let before = wealth(&asset, &alice());
		assert_ok!(Dex::deposit(origin(alice()), asset.clone(), 500));
		let (who, amount) = (alice(), 500);
		assert_eq!(event(), Event::Deposited { who: who.clone(), asset: asset.clone(), amount });
		assert!(held(&alice()) > 0);
		assert_ok!(Dex::deposit(origin(alice()), asset.clone(), 100));
		assert_eq!(Dex::balance(alice(), asset.clone()).free, 600);
		events();
		assert_ok!(Dex::withdraw(origin(alice()), asset.clone(), 150));
		let told = Event::Withdrawn { who, asset: asset.clone(), amount: 150 };
		assert_eq!(event(), told);
		let take = |amount| Dex::withdraw(origin(alice()), asset.clone(), amount);
		assert_noop!(take(451), Error::<Test>::InsufficientBalance);
		assert_noop!(take(0), Error::<Test>::ZeroAmount);
		assert_ok!(take(450));
		assert_eq!((wealth(&asset, &alice()), held(&alice())), (before, 0));
		assert_eq!(Traders::<Test>::iter().count(), 0);
		assert_noop!(take(1), Error::<Test>::TraderNotFound);
	});
}

#[test]
fn little_is_not_worth_keeping() {
	ExtBuilder.run(|| {
		let bring = |asset, amount| Dex::deposit(origin(alice()), asset, amount);
		assert_noop!(bring(Asset::WithId(99), 500), Error::<Test>::UnknownAsset);
		assert_noop!(bring(TOKEN, 0), Error::<Test>::ZeroAmount);
		assert_noop!(bring(TOKEN, TOKEN_MIN - 1), Error::<Test>::BelowMinimum);
		assert_ok!(bring(TOKEN, TOKEN_MIN));
	});
}

#[test]
fn room_for_orders_is_paid_for() {
	ExtBuilder.run(|| {
		let set = |slots| Dex::set_slots(origin(alice()), slots);
		assert_noop!(set(0), Error::<Test>::TraderNotFound);
		assert_noop!(set(ORDERS + 1), Error::<Test>::TooManyOrders);
		assert_ok!(set(ORDERS));
		assert_eq!(event(), Event::SlotsSet { who: alice(), slots: ORDERS });
		let most = held(&alice());
		assert_ok!(set(1));
		assert!(held(&alice()) < most);
		assert_ok!(set(0));
		assert_eq!(held(&alice()), 0);
		assert_eq!(Traders::<Test>::iter().count(), 0);
	});
}

#[test]
fn no_more_orders_than_are_paid_for() {
	run(|| {
		let set = |slots| Dex::set_slots(origin(alice()), slots);
		assert_ok!(set(2));
		place(alice(), limit(1, Side::Buy, 100, 10));
		place(alice(), limit(2, Side::Buy, 100, 10));
		refused(limit(3, Side::Buy, 100, 10), Error::TooManyOrders);
		assert_noop!(set(1), Error::<Test>::SlotsInUse);
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		place(alice(), limit(3, Side::Buy, 100, 10));
		assert_eq!(open(&alice()), [(2, 10), (3, 10)]);
	});
}

#[test]
fn there_are_only_so_many_assets() {
	ExtBuilder.run(|| {
		for id in 50..54 {
			assert_ok!(Assets::force_create(RuntimeOrigin::root(), id, issuer(), true, 1));
			assert_ok!(Assets::mint(origin(issuer()), id, alice(), 2_000));
			assert_ok!(Dex::deposit(origin(alice()), Asset::WithId(id), 1_000));
		}
		let bring = || Dex::deposit(origin(alice()), TOKEN, 1_000);
		assert_noop!(bring(), Error::<Test>::TooManyAssets);
		assert_ok!(Dex::withdraw(origin(alice()), Asset::WithId(51), 1_000));
		assert_ok!(bring());
		// What an order would bring has no place.
		assert_ok!(Dex::open_pair(origin(charlie()), TOKEN, NATIVE, terms()));
		assert_ok!(Dex::set_slots(origin(alice()), 3));
		refused(limit(1, Side::Sell, 1_000, 10), Error::TooManyAssets);
	});
}
