use super::*;
use crate::{types::Pot, Pots};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn commits_straight_from_the_account() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 0));
		let alices = balance(&asset, &alice());
		events();

		assert_ok!(Channels::top_up(origin(bob()), id, 300));
		let (side, committed) = (Side::Counterparty, Pair::new(500, 300));
		assert_eq!(event(), Event::Committed { channel: id, side, amount: 300, committed });
		assert_eq!(balance(&asset, &bob()), WEALTH - 300);

		assert_ok!(Channels::top_up(origin(alice()), id, 1));
		let (side, committed) = (Side::Opener, Pair::new(501, 300));
		assert_eq!(event(), Event::Committed { channel: id, side, amount: 1, committed });
		assert_eq!(balance(&asset, &alice()), alices - 1);

		let mut channel = new_channel(asset.clone(), Phase::Open, 0);
		channel.committed = Pair::new(501, 300);
		assert_eq!(Channels::channel(id), Some(channel));
		let pot = Pot { held: 801, credits: 0, seed: minimum(&asset), seeder: alice() };
		assert_eq!(Pots::<Test>::get(&asset), Some(pot));
		assert_eq!((held(&alice()), held(&bob())), (storage_deposit(), 0));
	});
}

#[test]
fn states_signed_before_stay_good() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 0));
		let state = signed(id, state(1, Side::Opener, 500));
		assert_ok!(Channels::top_up(origin(alice()), id, 70));
		assert_ok!(Channels::top_up(origin(bob()), id, 40));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(state)));
		run_to(START + PERIOD + MINUTE);
		// Each still has what it topped up, and Bob what he was paid.
		assert_eq!(Channels::channel(id), None);
		assert_eq!(balance(&asset, &alice()), WEALTH - 500);
		assert_eq!(balance(&asset, &bob()), WEALTH + 500);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn refuses_nothing_strangers_unknown_channels_and_other_origins() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		assert_noop!(Channels::top_up(origin(alice()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Channels::top_up(origin(charlie()), id, 1), Error::<Test>::NotParty);
		assert_noop!(Channels::top_up(origin(alice()), NO_CHANNEL, 1), Error::<Test>::NotFound);
		assert_noop!(Channels::top_up(RuntimeOrigin::root(), id, 1), DispatchError::BadOrigin);
		assert_noop!(Channels::top_up(RuntimeOrigin::none(), id, 1), DispatchError::BadOrigin);
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
			assert_noop!(Channels::top_up(origin(alice()), id, 1), Error::<Test>::NotOpen);
			assert_noop!(Channels::top_up(origin(bob()), id, 1), Error::<Test>::NotOpen);
		}
	});
}

#[test]
fn spends_down_to_the_minimum_balance_and_not_beyond() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let most = WEALTH - minimum(&asset);
		let top_up = |amount| Channels::top_up(origin(bob()), id, amount);
		assert_noop!(top_up(most + 1), TokenError::NotExpendable);
		assert_noop!(top_up(WEALTH + 1), TokenError::FundsUnavailable);
		assert_ok!(top_up(most));
		assert_eq!(balance(&asset, &bob()), minimum(&asset));
	});
}

#[test]
fn sums_that_do_not_fit_are_refused() {
	in_each_asset(|asset| {
		let most = room(&asset) - minimum(&asset) - 500;
		let id = committed_channel(asset, Pair::new(500, 0));
		// Of what the party has committed, and of what the pot has.
		for who in [alice(), bob()] {
			let top_up = |amount| Channels::top_up(origin(who.clone()), id, amount);
			assert_noop!(top_up(u128::MAX), Error::<Test>::Overflow);
			assert_noop!(top_up(u128::MAX - 500), Error::<Test>::Overflow);
			assert_noop!(top_up(most + 1), Error::<Test>::Overflow);
			assert_noop!(top_up(most), NO_SUCH_SUM);
		}
	});
}
