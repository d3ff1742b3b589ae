//! The pot: what enters, what leaves, and what if it cannot.

use super::*;
use crate::{types::Pot, Credits, Pots};
use bloc_primitives::{
	channel::Open,
	state::{Close, NetTransfer},
	Balance,
};
use frame_support::traits::{
	fungibles::{Inspect, Mutate},
	tokens::Preservation::{Expendable, Preserve},
};
use sp_runtime::TokenError;

type Money = AllAssets;

fn pot(asset: &Asset) -> AccountId {
	Channels::pot_account(asset.clone())
}

/// Closes a channel of Alice and Bob together, with nothing moved off chain.
fn close(id: ChannelId) {
	let signed =
		signed_close(id, Close { version: 1, net: NetTransfer::ZERO, valid_until_ms: VALID_UNTIL });
	assert_ok!(Channels::close(origin(alice()), id, signed));
}

fn credited(owner: AccountId, asset: &Asset, amount: Balance, reason: TokenError) -> Event<Test> {
	Event::Credited { owner, asset: asset.clone(), amount, reason: reason.into() }
}

#[test]
fn each_asset_has_a_pot_of_its_own() {
	ExtBuilder.run(|| {
		assert_ne!(pot(&NATIVE), pot(&TOKEN));
		open_channel(NATIVE, Pair::new(500, 0));
		open_channel(TOKEN, Pair::new(300, 0));
		assert_eq!(balance(&NATIVE, &pot(&NATIVE)), 500 + ED);
		assert_eq!(balance(&TOKEN, &pot(&TOKEN)), 300 + TOKEN_MIN);
		assert_eq!(balance(&NATIVE, &pot(&TOKEN)), 0);
		assert_eq!(balance(&TOKEN, &pot(&NATIVE)), 0);
	});
}

#[test]
fn the_first_lends_the_seed_and_gets_it_back_with_the_last_payout() {
	in_each_asset(|asset| {
		let first = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::open(origin(bob()), charlie(), asset.clone(), 300, PERIOD));
		close(first);
		// Alice is out, and still lends: others' money is in the pot.
		let seed = minimum(&asset);
		assert_eq!(balance(&asset, &alice()), WEALTH - seed);
		let left = Pot { held: 300, credits: 0, seed, seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(left));

		assert_ok!(Channels::force_close(origin(bob()), ChannelId(1), None));
		assert_eq!(Money::total_balance(asset.clone(), &pot(&asset)), 0);
		assert_nothing_is_left();
	});
}

#[test]
fn a_pot_can_be_emptied_and_filled_again_and_again() {
	in_each_asset(|asset| {
		for round in 0..3 {
			let id = open_channel(asset.clone(), Pair::new(500, 300));
			assert_eq!(id, ChannelId(round));
			close(id);
			assert_nothing_is_left();
		}
	});
}

#[test]
fn a_seed_that_cannot_go_back_serves_the_next_channel() {
	ExtBuilder.run(|| {
		assert_ok!(Channels::open(origin(charlie()), alice(), TOKEN, 500, PERIOD));
		let id = open_channel(TOKEN, Pair::new(300, 0));
		assert_ok!(Channels::force_close(origin(charlie()), ChannelId(0), None));
		block(charlie());
		close(id);
		// Alice, who is last, does not suffer from it.
		assert_eq!(balance(&TOKEN, &alice()), WEALTH);
		let kept = Pot { held: 0, credits: 0, seed: TOKEN_MIN, seeder: charlie() };
		assert_eq!(Pots::<Test>::get(TOKEN), Some(kept));
		assert_eq!(Credits::<Test>::iter().count(), 0);

		// The next need not lend, and gets only its own back.
		let id = open_channel(TOKEN, Pair::new(400, 0));
		let kept = Pot { held: 400, credits: 0, seed: TOKEN_MIN, seeder: charlie() };
		assert_eq!(Pots::<Test>::get(TOKEN), Some(kept));
		assert_eq!(balance(&TOKEN, &alice()), WEALTH - 400);
		unblock(charlie());
		close(id);
		assert_nothing_is_left();
	});
}

#[test]
fn a_seeder_that_is_blocked_has_its_payout_as_credit_and_its_seed_kept() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		block(alice());
		events();
		close(id);
		let refused = credited(alice(), &TOKEN, 500, TokenError::Blocked);
		assert_eq!(events()[0], refused);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH);
		let kept = Pot { held: 500, credits: 500, seed: TOKEN_MIN, seeder: alice() };
		assert_eq!(Pots::<Test>::get(TOKEN), Some(kept));

		// To somebody else it can be paid: only the seed waits.
		assert_ok!(Channels::claim_credit(origin(alice()), TOKEN, charlie()));
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + 500);
		let kept = Pot { held: 0, credits: 0, seed: TOKEN_MIN, seeder: alice() };
		assert_eq!(Pots::<Test>::get(TOKEN), Some(kept));
	});
}

#[test]
fn a_payout_below_the_minimum_to_no_account_becomes_credit() {
	in_each_asset(|asset| {
		let (least, amount) = (minimum(&asset), minimum(&asset) - 1);
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::pay(origin(alice()), id, amount));
		empty(asset.clone(), &bob());
		events();
		close(id);

		let told = events();
		assert_eq!(told[0], credited(bob(), &asset, amount, TokenError::BelowMinimum));
		assert_eq!(told.len(), 3);
		assert_eq!(Channels::credit(bob(), asset.clone()), amount);
		assert_eq!(balance(&asset, &bob()), 0);
		// Alice has the rest of hers and her deposit; what she lent stays while there is credit.
		assert_eq!(balance(&asset, &alice()), WEALTH - amount - least);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn a_payout_of_the_minimum_makes_an_account() {
	in_each_asset(|asset| {
		let least = minimum(&asset);
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::pay(origin(alice()), id, least));
		empty(asset.clone(), &bob());
		events();
		close(id);
		assert_eq!(events().len(), 2);
		assert_eq!(Channels::credit(bob(), asset.clone()), 0);
		assert_eq!(balance(&asset, &bob()), least);
		assert_eq!(balance(&asset, &alice()), WEALTH - least);
	});
}

#[test]
fn either_party_can_be_the_one_that_cannot_be_paid() {
	for (blocked, amount) in [(alice(), 500), (bob(), 300)] {
		ExtBuilder.run(|| {
			let id = open_channel(TOKEN, Pair::new(500, 300));
			block(blocked.clone());
			events();
			close(id);
			let (paid, pending) = (Pair::new(500, 300), Pair::new(0, 0));
			let expected = vec![
				credited(blocked.clone(), &TOKEN, amount, TokenError::Blocked),
				Event::Settled { channel: id, version: 1, paid, pending, held: NOTHING },
				Event::Closed { channel: id },
			];
			assert_eq!(events(), expected);
			assert_eq!(Channels::channel(id), None);
			assert_eq!(held(&alice()), 0);

			unblock(blocked.clone());
			let claim = Channels::claim_credit(origin(blocked.clone()), TOKEN, blocked.clone());
			assert_ok!(claim);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn when_nobody_can_be_paid_both_have_credit() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		// The issuer freezes the whole asset: nothing can leave the pot.
		assert_ok!(Assets::freeze_asset(origin(issuer()), TOKEN_ID));
		events();
		close(id);
		let told = events();
		assert_eq!(told[0], credited(alice(), &TOKEN, 500, TokenError::Frozen));
		assert_eq!(told[1], credited(bob(), &TOKEN, 300, TokenError::Frozen));
		assert_eq!(told.len(), 4);
		let kept = Pot { held: 800, credits: 800, seed: TOKEN_MIN, seeder: alice() };
		assert_eq!(Pots::<Test>::get(TOKEN), Some(kept));
		assert_noop!(Channels::claim_credit(origin(bob()), TOKEN, bob()), TokenError::Frozen);

		assert_ok!(Assets::thaw_asset(origin(issuer()), TOKEN_ID));
		assert_ok!(Channels::claim_credit(origin(alice()), TOKEN, alice()));
		assert_ok!(Channels::claim_credit(origin(bob()), TOKEN, bob()));
		assert_nothing_is_left();
	});
}

#[test]
fn a_frozen_account_is_paid() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(Assets::freeze(origin(issuer()), TOKEN_ID, bob()));
		close(id);
		assert_nothing_is_left();
	});
}

#[test]
fn one_assets_trouble_is_not_anothers() {
	ExtBuilder.run(|| {
		let token = open_channel(TOKEN, Pair::new(500, 300));
		let native = open_channel(NATIVE, Pair::new(500, 300));
		block(bob());
		close(native);
		close(token);
		assert_eq!(balance(&NATIVE, &bob()), WEALTH);
		assert_eq!((Channels::credit(bob(), NATIVE), Channels::credit(bob(), TOKEN)), (0, 300));
	});
}

#[test]
fn a_gift_to_the_pot_changes_nothing() {
	in_each_asset(|asset| {
		let gift = 70;
		// Before there is a channel, and then while there is one.
		assert_ok!(Money::transfer(asset.clone(), &charlie(), &pot(&asset), gift, Preserve));
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Money::transfer(asset.clone(), &charlie(), &pot(&asset), gift, Preserve));
		let seed = minimum(&asset);
		let expected = Pot { held: 800, credits: 0, seed, seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(expected));
		assert_eq!(balance(&asset, &pot(&asset)), 800 + seed + 2 * gift);

		close(id);
		assert_eq!(balance(&asset, &pot(&asset)), 2 * gift);
		assert_ok!(Money::mint_into(asset.clone(), &charlie(), 2 * gift));
		assert_nothing_is_left();
		// And nobody's next channel is the richer for it.
		close(open_channel(asset, Pair::new(500, 300)));
		assert_nothing_is_left();
	});
}

#[test]
fn a_gift_below_the_minimum_goes_as_dust_with_the_seed() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Money::transfer(asset.clone(), &charlie(), &pot(&asset), 1, Preserve));
		close(id);
		assert_eq!(balance(&asset, &pot(&asset)), 0);
		assert_ok!(Money::mint_into(asset, &charlie(), 1));
		assert_nothing_is_left();
	});
}

#[test]
fn when_the_minimum_is_raised_the_last_payout_waits_for_the_difference() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(300, 300));
		let (owner, raised) = (issuer(), TOKEN_MIN + 1);
		assert_ok!(Assets::force_asset_status(
			RuntimeOrigin::root(),
			TOKEN_ID,
			owner.clone(),
			owner.clone(),
			owner.clone(),
			owner,
			raised,
			true,
			false,
		));
		close(id);
		// The seed no longer keeps the account alive, and Bob is not the one who lent it.
		assert_eq!(balance(&TOKEN, &alice()), WEALTH - TOKEN_MIN);
		assert_eq!(Channels::credit(bob(), TOKEN), 300);
		let claim = || Channels::claim_credit(origin(bob()), TOKEN, bob());
		assert_noop!(claim(), TokenError::NotExpendable);
		// Anybody's single unit frees it.
		assert_ok!(Money::transfer(TOKEN, &charlie(), &pot(&TOKEN), 1, Preserve));
		assert_ok!(claim());
		assert_eq!(balance(&TOKEN, &bob()), WEALTH);
		assert_eq!(balance(&TOKEN, &alice()), WEALTH);
	});
}

#[test]
fn the_pots_account_lives_as_long_as_the_pot() {
	in_each_asset(|asset| {
		for _ in 0..2 {
			assert!(!System::account_exists(&pot(&asset)));
			let id = open_channel(asset.clone(), Pair::new(500, 0));
			assert!(System::account_exists(&pot(&asset)));
			close(id);
		}
		assert!(!System::account_exists(&pot(&asset)));
	});
}

#[test]
fn an_asset_that_needs_a_provider_works_too() {
	ExtBuilder.run(|| {
		// Not sufficient: an account holds it only beside something else.
		let asset = Asset::WithId(8);
		let owner = issuer();
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), 8, owner.clone(), false, 3));
		for who in [alice(), bob()] {
			assert_ok!(Money::mint_into(asset.clone(), &who, WEALTH));
		}
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		close(id);
		assert_eq!(balance(&asset, &alice()), WEALTH);
		assert_eq!(balance(&asset, &bob()), WEALTH);
		assert_eq!(Pots::<Test>::get(&asset), None);

		// An account that can hold nothing of it: credit, until it can.
		let id = ChannelId(id.0 + 1);
		assert_ok!(Channels::open(origin(alice()), dave(), asset.clone(), 500, PERIOD));
		assert_ok!(Channels::pay(origin(alice()), id, 100));
		assert_ok!(<Channels as Open<AccountId>>::close(id));
		assert_eq!(Channels::credit(dave(), asset.clone()), 100);
		assert_noop!(
			Channels::claim_credit(origin(dave()), asset.clone(), dave()),
			TokenError::CannotCreate
		);
		assert_ok!(Money::transfer(NATIVE, &charlie(), &dave(), ED, Expendable));
		assert_ok!(Channels::claim_credit(origin(dave()), asset.clone(), dave()));
		assert_eq!(balance(&asset, &dave()), 100);
	});
}

#[test]
fn an_asset_that_is_destroyed_holds_up_nobody() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(Assets::start_destroy(origin(issuer()), TOKEN_ID));
		events();
		close(id);
		let told = events();
		assert_eq!(told[0], credited(alice(), &TOKEN, 500, TokenError::UnknownAsset));
		assert_eq!(told[1], credited(bob(), &TOKEN, 300, TokenError::UnknownAsset));
		assert_eq!(told[3], Event::Closed { channel: id });
		// The deposit is in the coin, and back.
		assert_eq!((balance(&NATIVE, &alice()), held(&alice())), (WEALTH, 0));
	});
}

#[test]
fn fails_to_take_more_where_the_issuer_has_taken_some() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 0));
		assert_ok!(Assets::burn(origin(issuer()), TOKEN_ID, pot(&TOKEN), 1));
		assert_noop!(Channels::deposit(origin(bob()), id, 100), Error::<Test>::PotShort);
		assert_noop!(Channels::top_up(origin(bob()), id, 100), Error::<Test>::PotShort);
		assert_noop!(
			Channels::open(origin(bob()), charlie(), TOKEN, 300, PERIOD),
			Error::<Test>::PotShort
		);
		// Other assets are no concern of this one's, and what is there can leave.
		open_channel(NATIVE, Pair::new(500, 0));
		assert_ok!(Channels::withdraw(origin(alice()), id, 100));
		assert_ok!(Assets::mint(origin(issuer()), TOKEN_ID, pot(&TOKEN), 1));
		assert_ok!(Channels::deposit(origin(bob()), id, 100));
	});
}
