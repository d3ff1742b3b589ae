use super::*;
use crate::{types::Pot, ChannelsOf, Closings, NextChannelId, Pots};
use codec::{Encode, MaxEncodedLen};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn opens_a_channel_with_the_callers_money() {
	in_each_asset(|asset| {
		assert_ok!(Channels::open(origin(alice()), bob(), asset.clone(), 500, PERIOD));

		let id = ChannelId(0);
		let opened = Event::Opened {
			channel: id,
			parties: parties(),
			asset: asset.clone(),
			ledger: free(500, 0),
			challenge_period_ms: PERIOD,
		};
		assert_eq!(event(), opened);
		assert_eq!(Channels::channel(id), Some(new_channel(asset.clone(), Phase::Open, 500)));
		assert_eq!(NextChannelId::<Test>::get(), ChannelId(1));
		assert!(ChannelsOf::<Test>::contains_key(alice(), id));
		assert!(ChannelsOf::<Test>::contains_key(bob(), id));
		assert!(Closings::<Test>::get(id).is_none());

		let seed = minimum(&asset);
		let pot = Pot { held: 500, credits: 0, seed, seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		assert_eq!(balance(&asset, &Channels::pot_account(asset.clone())), 500 + seed);
		assert_eq!(balance(&asset, &alice()), WEALTH - 500 - seed - storage_deposit_in(&asset));
		assert_eq!(held(&alice()), storage_deposit());
		// The counterparty pays nothing and is asked nothing.
		assert_eq!((balance(&asset, &bob()), held(&bob())), (WEALTH, 0));
	});
}

#[test]
fn later_channels_lend_the_pot_nothing_and_have_names_of_their_own() {
	in_each_asset(|asset| {
		open_channel(asset.clone(), Pair::new(500, 0));
		events();
		assert_ok!(Channels::open(origin(charlie()), alice(), asset.clone(), 300, MINUTE));

		let opened = Event::Opened {
			channel: ChannelId(1),
			parties: Pair::new(charlie(), alice()),
			asset: asset.clone(),
			ledger: free(300, 0),
			challenge_period_ms: MINUTE,
		};
		assert_eq!(event(), opened);
		let pot = Pot { held: 800, credits: 0, seed: minimum(&asset), seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		assert_eq!(balance(&asset, &charlie()), WEALTH - 300 - storage_deposit_in(&asset));
		assert_eq!(held(&charlie()), storage_deposit());
		assert_eq!(held(&alice()), storage_deposit());
	});
}

#[test]
fn two_can_have_many_channels_in_both_directions() {
	ExtBuilder.run(|| {
		for _ in 0..2 {
			assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, PERIOD));
			assert_ok!(Channels::open(origin(bob()), alice(), TOKEN, 500, PERIOD));
		}
		assert_eq!(NextChannelId::<Test>::get(), ChannelId(4));
		assert_eq!(ChannelsOf::<Test>::iter_prefix(alice()).count(), 4);
		assert_eq!(held(&alice()), 2 * storage_deposit());
		assert_eq!(held(&bob()), 2 * storage_deposit());
	});
}

#[test]
fn the_counterparty_need_not_exist() {
	in_each_asset(|asset| {
		assert_ok!(Channels::open(origin(alice()), dave(), asset, 500, PERIOD));
		assert!(!System::account_exists(&dave()));
	});
}

#[test]
fn the_amount_is_at_least_the_minimum_balance() {
	in_each_asset(|asset| {
		let open = |amount| Channels::open(origin(alice()), bob(), asset.clone(), amount, PERIOD);
		assert_noop!(open(0), Error::<Test>::ZeroAmount);
		assert_noop!(open(1), Error::<Test>::BelowMinimum);
		assert_noop!(open(minimum(&asset) - 1), Error::<Test>::BelowMinimum);
		assert_ok!(open(minimum(&asset)));
	});
}

#[test]
fn the_challenge_period_is_within_its_bounds() {
	in_each_asset(|asset| {
		let open = |period| Channels::open(origin(alice()), bob(), asset.clone(), 500, period);
		assert_noop!(open(0), Error::<Test>::ChallengePeriodTooShort);
		assert_noop!(open(MINUTE - 1), Error::<Test>::ChallengePeriodTooShort);
		assert_noop!(open(30 * MINUTE + 1), Error::<Test>::ChallengePeriodTooLong);
		assert_noop!(open(u64::MAX), Error::<Test>::ChallengePeriodTooLong);
		assert_ok!(open(MINUTE));
		assert_ok!(open(30 * MINUTE));
	});
}

#[test]
fn takes_two_parties() {
	ExtBuilder.run(|| {
		assert_noop!(
			Channels::open(origin(alice()), alice(), NATIVE, 500, PERIOD),
			Error::<Test>::SameParty
		);
	});
}

#[test]
fn the_asset_must_exist() {
	ExtBuilder.run(|| {
		let asset = Asset::WithId(TOKEN_ID + 1);
		assert_noop!(
			Channels::open(origin(alice()), bob(), asset, 500, PERIOD),
			Error::<Test>::UnknownAsset
		);
	});
}

#[test]
fn only_accounts_open_channels() {
	ExtBuilder.run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Channels::open(origin, bob(), NATIVE, 500, PERIOD),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn spends_down_to_the_minimum_balance_and_not_beyond() {
	in_each_asset(|asset| {
		// The loan to the pot and what keeps the account alive; in the coin, the deposit, too.
		let most = WEALTH - 2 * minimum(&asset) - storage_deposit_in(&asset);
		let open = |amount| Channels::open(origin(alice()), bob(), asset.clone(), amount, PERIOD);
		let error = match asset == NATIVE {
			true => TokenError::FundsUnavailable,
			false => TokenError::NotExpendable,
		};
		assert_noop!(open(most + 1), error);
		assert_ok!(open(most));
		assert_eq!(balance(&asset, &alice()), minimum(&asset));
		assert_eq!(held(&alice()), storage_deposit());
	});
}

#[test]
fn a_deposit_that_cannot_be_paid_takes_all_back() {
	ExtBuilder.run(|| {
		// Rich in the asset, and with one unit of the coin too few.
		let rest = WEALTH - ED - storage_deposit() + 1;
		assert_ok!(Balances::transfer_keep_alive(origin(alice()), charlie(), rest));
		let open = || Channels::open(origin(alice()), bob(), TOKEN, 500, PERIOD);
		assert_noop!(open(), TokenError::FundsUnavailable);

		assert_ok!(Balances::transfer_keep_alive(origin(charlie()), alice(), 1));
		assert_ok!(open());
		assert_eq!((balance(&NATIVE, &alice()), held(&alice())), (ED, storage_deposit()));
	});
}

#[test]
fn sums_that_do_not_fit_are_refused() {
	in_each_asset(|asset| {
		let open = |amount| Channels::open(origin(alice()), bob(), asset.clone(), amount, PERIOD);
		// The amount and the loan to the pot.
		let most = room(&asset) - minimum(&asset);
		assert_noop!(open(u128::MAX), Error::<Test>::Overflow);
		assert_noop!(open(u128::MAX - minimum(&asset)), Error::<Test>::Overflow);
		assert_noop!(open(most + 1), Error::<Test>::Overflow);
		assert_noop!(open(most), NO_SUCH_SUM);
		// The amount and what the pot has.
		assert_ok!(open(500));
		assert_noop!(open(u128::MAX), Error::<Test>::Overflow);
		assert_noop!(open(most - 499), Error::<Test>::Overflow);
		assert_noop!(open(most - 500), NO_SUCH_SUM);
	});
}

#[test]
fn names_can_run_out() {
	ExtBuilder.run(|| {
		NextChannelId::<Test>::put(ChannelId(u64::MAX - 1));
		assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, PERIOD));
		assert_noop!(
			Channels::open(origin(alice()), bob(), NATIVE, 500, PERIOD),
			Error::<Test>::Overflow
		);
	});
}

#[test]
fn the_deposit_covers_all_that_a_channel_can_store() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 500));
		for who in [alice(), bob()] {
			let max_locked = Some(u128::MAX);
			let policy = bloc_primitives::Policy { max_locked, ..set_policy::POLICY };
			assert_ok!(Channels::set_policy(origin(who.clone()), id, Some(policy)));
			assert_ok!(Channels::set_payout(origin(who), id, Some(charlie())));
		}
		let htlcs = (0..32).map(|secret| htlc(Side::Opener, 1, secret, START + HORIZON)).collect();
		let state = signed(id, state_with(9, Side::Opener, 0, htlcs));
		assert_ok!(Channels::force_close(origin(alice()), id, Some(state)));

		let mut record = crate::Channels::<Test>::get(id).unwrap();
		// A side is bound.
		let worst = record.channel.policies.opener.unwrap();
		let (side, floor, until_ms, lien) = (Side::Opener, 1, START, 1);
		record.channel.guard =
			Some(bloc_primitives::guard::Guard { side, floor, until_ms, worst, lien });
		let mut closing = Closings::<Test>::get(id).unwrap();
		// Somebody presents one with as many others.
		closing.gone = closing.state.htlcs.clone();
		// Both had requested something.
		let (version, kept, claim) = (1, 1, Default::default());
		let asked = Some(crate::closing::Asked { version, kept, claim, is_false: true });
		closing.asked = Pair::new(asked, asked);
		let index = ((alice(), id), (bob(), id));
		// A channel that is closing has no requests to withdraw.
		let request = crate::RequestOf::<Test>::max_encoded_len();
		let stored = ((record, closing, index).encoded_size() + 2 * request) as u64;
		let footprint = Channels::channel_footprint();
		assert_eq!(footprint.count, 4);
		// Not counted here: who presents a later state.
		assert!((stored..stored + 50).contains(&footprint.size), "{stored} {footprint:?}");
	});
}

#[test]
fn all_comes_back_to_the_unit() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_nothing_is_left();
	});
}
