//! `register`, `set_terms`, `stock`, `unstock`, `add_bond`, `withdraw_bond`, `leave`.

use super::*;
use crate::provider::Terms;

fn register(who: AccountId, asset: &Asset, bond: Balance) -> DispatchResult {
	Lsp::register(origin(who), asset.clone(), bond, terms())
}

fn stock(amount: Balance) -> DispatchResult {
	Lsp::stock(origin(bob()), TOKEN, amount)
}

fn unstock(amount: Balance) -> DispatchResult {
	outcome(Lsp::unstock(origin(bob()), TOKEN, amount))
}

fn withdraw(amount: Balance) -> DispatchResult {
	outcome(Lsp::withdraw_bond(origin(bob()), TOKEN, amount))
}

fn leave(asset: &Asset) -> DispatchResult {
	outcome(Lsp::leave(origin(bob()), asset.clone()))
}

#[test]
fn a_provider_comes_and_goes_with_all_that_is_its() {
	in_each_asset(|asset| {
		let before = fortunes(&asset);
		assert_ok!(register(bob(), &asset, MIN_BOND));
		let registered = Event::Registered {
			asset: asset.clone(),
			provider: bob(),
			number: 0,
			bond: MIN_BOND,
			terms: terms(),
		};
		assert_eq!(event(), registered);
		assert_ok!(Lsp::stock(origin(bob()), asset.clone(), 5_000));
		let (provider, free) = (bob(), 5_000);
		assert_eq!(event(), Event::StockChanged { asset: asset.clone(), provider, free });
		assert_ok!(Lsp::add_bond(origin(bob()), asset.clone(), 500));
		let changed =
			|bond| Event::BondChanged { asset: asset.clone(), provider: bob(), bond, covered: 0 };
		assert_eq!(event(), changed(1_500));
		assert_ok!(outcome(Lsp::withdraw_bond(origin(bob()), asset.clone(), 300)));
		assert_eq!(event(), changed(1_200));
		assert_ok!(outcome(Lsp::unstock(origin(bob()), asset.clone(), 1_000)));
		let (provider, free) = (bob(), 4_000);
		assert_eq!(event(), Event::StockChanged { asset: asset.clone(), provider, free });
		assert_ok!(leave(&asset));
		assert_eq!(event(), Event::Left { asset: asset.clone(), provider: bob(), paid: 5_200 });
		assert_eq!((fortunes(&asset), held(&bob())), (before, 0));
		assert_nothing_is_left();
		// It comes anew.
		assert_ok!(register(bob(), &asset, MIN_BOND));
		assert_eq!(provider_of(&bob(), &asset).number, 1);
	});
}

#[test]
fn who_can_register() {
	ExtBuilder.run(|| {
		let unknown = Asset::WithId(99);
		assert_noop!(register(bob(), &unknown, MIN_BOND), Error::<Test>::UnknownAsset);
		assert_noop!(register(bob(), &TOKEN, MIN_BOND - 1), Error::<Test>::BondTooSmall);
		for unsound in [
			Terms { hold_ppm: 1_001, ..terms() },
			// Of no channel.
			Terms { challenge_period_ms: 1, ..terms() },
		] {
			let call = Lsp::register(origin(bob()), TOKEN, MIN_BOND, unsound);
			assert_noop!(call, Error::<Test>::UnsoundTerms);
		}
		assert!(register(bob(), &TOKEN, WEALTH + 1).is_err());
		assert_noop!(register(eve(), &NATIVE, MIN_BOND), TokenError::FundsUnavailable);
		assert_ok!(register(bob(), &TOKEN, MIN_BOND));
		assert_noop!(register(bob(), &TOKEN, MIN_BOND), Error::<Test>::AlreadyProvider);
		// Another asset is another matter.
		assert_ok!(register(bob(), &NATIVE, MIN_BOND));
		let pot = Lsp::pot_account(TOKEN);
		set_balance(&TOKEN, &pot, 10 * MIN_BOND);
		set_balance(&NATIVE, &pot, 10 * MIN_BOND);
		assert_noop!(register(pot, &TOKEN, MIN_BOND), Error::<Test>::PotAccount);
	});
}

/// The same number means little in one asset, and all that there is in another.
#[test]
fn the_least_bond_is_another_in_each_asset() {
	ExtBuilder.run(|| {
		for (asset, least) in [(NATIVE, MIN_BOND / 2), (TOKEN, MIN_BOND)] {
			assert_eq!(Lsp::min_bond(asset.clone()), least);
			assert_noop!(register(bob(), &asset, least - 1), Error::<Test>::BondTooSmall);
			assert_ok!(register(bob(), &asset, least));
			assert_ok!(Lsp::add_bond(origin(bob()), asset.clone(), 5));
			let withdraw =
				|amount| outcome(Lsp::withdraw_bond(origin(bob()), asset.clone(), amount));
			assert_noop!(withdraw(6), Error::<Test>::BondExhausted);
			assert_ok!(withdraw(5));
		}
	});
}

#[test]
fn stock_that_is_not_there_is_not_taken() {
	ExtBuilder.run(|| {
		assert_noop!(stock(1), Error::<Test>::NotProvider);
		assert_noop!(unstock(1), Error::<Test>::NotProvider);
		provide(&TOKEN);
		assert_noop!(stock(0), Error::<Test>::ZeroAmount);
		assert_noop!(unstock(0), Error::<Test>::ZeroAmount);
		assert_noop!(unstock(STOCK + 1), Error::<Test>::StockShort);
		assert_noop!(stock(u128::MAX), Error::<Test>::Overflow);
		assert!(stock(WEALTH).is_err());
		// What is leased is in the channel.
		leased(&TOKEN, Payment::UpFront);
		assert_noop!(unstock(STOCK - SIZE + 1), Error::<Test>::StockShort);
		assert_ok!(unstock(STOCK - SIZE));
	});
}

#[test]
fn bond_that_stands_for_something_stays() {
	ExtBuilder.run(|| {
		assert_noop!(withdraw(1), Error::<Test>::NotProvider);
		provide(&TOKEN);
		assert_noop!(withdraw(0), Error::<Test>::ZeroAmount);
		assert_noop!(withdraw(BOND - MIN_BOND + 1), Error::<Test>::BondExhausted);
		leased(&TOKEN, Payment::UpFront);
		assert_eq!(provider(&TOKEN).covered, FEE);
		assert_noop!(withdraw(BOND - FEE + 1), Error::<Test>::BondExhausted);
		assert_ok!(withdraw(BOND - FEE));
		let add = |amount| Lsp::add_bond(origin(bob()), TOKEN, amount);
		assert_noop!(add(0), Error::<Test>::ZeroAmount);
		assert_ok!(add(1));
		assert_noop!(Lsp::add_bond(origin(dave()), TOKEN, 1), Error::<Test>::NotProvider);
	});
}

#[test]
fn a_provider_leaves_once_nothing_binds_it() {
	ExtBuilder.run(|| {
		assert_noop!(leave(&TOKEN), Error::<Test>::NotProvider);
		provide(&TOKEN);
		assert_ok!(Lsp::list(origin(bob()), TOKEN, 0, place()));
		let id = leased(&TOKEN, Payment::UpFront);
		assert_noop!(leave(&TOKEN), Error::<Test>::StillLeased);
		assert_ok!(Lsp::give_up(origin(alice()), id));
		events();
		assert_ok!(leave(&TOKEN));
		let left = Event::Left { asset: TOKEN, provider: bob(), paid: BOND + STOCK - SIZE + FEE };
		let reason = DelistReason::Left;
		let delisted = Event::Delisted { asset: TOKEN, provider: bob(), place: place(), reason };
		assert_eq!(events(), [delisted, left]);
		// Nobody finds what it has offered.
		assert_eq!(Lsp::best(TOKEN, SIZE, LIFETIME, None), None);
		assert!(Lsp::menu(TOKEN, bob()).is_empty());
		// What it has earned is told of for ever.
		assert_eq!(Lsp::statistics(TOKEN).all.pool.fees, FEE);
	});
}

#[test]
fn a_payout_that_is_refused_becomes_credit() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		block(bob());
		assert!(unstock(1).is_err());
		events();
		assert_ok!(leave(&TOKEN));
		assert!(matches!(events()[0], Event::Credited { .. }));
		assert_eq!(Lsp::credit(bob(), TOKEN), BOND + STOCK);
		let pot = Lsp::pot_account(TOKEN);
		let claim = |to| Lsp::claim_credit(origin(bob()), TOKEN, to);
		assert_noop!(claim(pot), Error::<Test>::PotAccount);
		assert_ok!(claim(dave()));
		let (owner, amount, to) = (bob(), BOND + STOCK, dave());
		assert_eq!(event(), Event::CreditClaimed { owner, asset: TOKEN, amount, to });
		assert_noop!(claim(dave()), Error::<Test>::NoCredit);
		unblock(bob());
	});
}

#[test]
fn a_pot_that_is_short_takes_nothing() {
	use frame_support::traits::{fungibles::Mutate, tokens::Preservation};
	ExtBuilder.build().execute_with(|| {
		provide(&TOKEN);
		let pot = Lsp::pot_account(TOKEN);
		AllAssets::transfer(TOKEN, &pot, &dave(), 1, Preservation::Preserve).unwrap();
		assert_noop!(stock(100), Error::<Test>::PotShort);
	});
}

#[test]
fn a_deposit_that_sticks_stops_nobody() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		DepositsStick::set(true);
		events();
		assert_ok!(leave(&TOKEN));
		assert!(matches!(events()[0], Event::DepositKept { .. }));
		assert!(held(&bob()) > 0);
	});
}

#[test]
fn terms_change_while_nobody_reckons_with_them() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let other = Terms { policy: Policy { base_fee: 9, ..POLICY }, ..terms() };
		let set = |terms| Lsp::set_terms(origin(bob()), TOKEN, terms);
		assert_noop!(set(other), Error::<Test>::MenuBinds);
		set_time(item().valid_until_ms - 1);
		assert_noop!(set(other), Error::<Test>::MenuBinds);
		set_time(item().valid_until_ms);
		let unsound = Terms { hold_ppm: 1_001, ..other };
		assert_noop!(set(unsound), Error::<Test>::UnsoundTerms);
		let elsewhere = Terms { region: Region(2), ..other };
		assert_noop!(set(elsewhere), Error::<Test>::MenuBinds);
		events();
		assert_ok!(set(other));
		assert_eq!(event(), Event::TermsSet { asset: TOKEN, provider: bob(), terms: other });
		let stranger = Lsp::set_terms(origin(dave()), TOKEN, other);
		assert_noop!(stranger, Error::<Test>::NotProvider);
	});
}
