//! Where a party's money goes when the channel ends.

use super::{dispute_kit::*, *};
use bloc_primitives::{channel::Open, state::NetTransfer, state::Withdrawal};
use frame_support::traits::fungibles::Mutate;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchError;

/// An account beside the parties', which lives.
fn purse() -> AccountId {
	let who = Sr25519Keyring::Ferdie.to_account_id();
	for asset in [NATIVE, TOKEN] {
		AllAssets::mint_into(asset, &who, 1_000).unwrap();
	}
	who
}

fn to(id: ChannelId, who: AccountId, to: Option<AccountId>) {
	assert_ok!(Channels::set_payout(origin(who), id, to));
}

#[test]
fn is_told_and_can_be_taken_back() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		assert_eq!(Channels::payouts(id), Some(parties()));
		assert_eq!(Channels::payouts(NO_CHANNEL), None);
		let held_before = (held(&alice()), held(&bob()));
		for (side, who) in [(Side::Opener, alice()), (Side::Counterparty, bob())] {
			for target in [Some(charlie()), None] {
				events();
				to(id, who.clone(), target.clone());
				assert_eq!(event(), Event::PayoutSet { channel: id, side, to: target.clone() });
				let expected = target.unwrap_or(who.clone());
				assert_eq!(Channels::payouts(id).unwrap().of(side), &expected);
				assert_eq!(
					Channels::payouts(id).unwrap().of(side.other()),
					parties().of(side.other())
				);
			}
		}
		// The opener has paid for the largest record.
		assert_eq!((held(&alice()), held(&bob())), held_before);
	});
}

#[test]
fn is_a_partys_to_say_and_never_the_pot() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let none = Channels::set_payout(RuntimeOrigin::none(), id, None);
		assert_noop!(none, DispatchError::BadOrigin);
		let nowhere = Channels::set_payout(origin(alice()), NO_CHANNEL, None);
		assert_noop!(nowhere, Error::<Test>::NotFound);
		let stranger = Channels::set_payout(origin(charlie()), id, Some(charlie()));
		assert_noop!(stranger, Error::<Test>::NotParty);
		let pot = Some(Channels::pot_account(asset));
		let lost = Channels::set_payout(origin(alice()), id, pot);
		assert_noop!(lost, Error::<Test>::PotAccount);
	});
}

#[test]
fn counts_in_a_cooperative_close() {
	in_each_asset(|asset| {
		// So that the pot stays.
		assert_ok!(Channels::open(origin(charlie()), bob(), asset.clone(), 500, PERIOD));
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		let purse = purse();
		to(id, alice(), Some(purse.clone()));
		let (had, before) = (balance(&asset, &purse), balances(&asset));
		assert_ok!(close_together(id, 1, 100));
		assert_eq!(balance(&asset, &purse), had + 400);
		assert_eq!(balances(&asset).counterparty, before.counterparty + 400);
		// But for her deposits.
		let back = storage_deposit_in(&asset);
		assert_eq!(balances(&asset).opener, before.opener + back);
	});
}

#[test]
fn counts_in_a_settlement_with_penalties_but_not_for_rewards() {
	ExtBuilder.run(|| {
		// So that the pot stays.
		assert_ok!(Channels::open(origin(charlie()), bob(), TOKEN, 500, PERIOD));
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
		assert_ok!(challenge(charlie(), id, state(2, Side::Opener, 100)));
		let purse = purse();
		// Also while it is closing.
		to(id, bob(), Some(purse.clone()));
		to(id, alice(), Some(purse.clone()));
		let had = [alice(), bob(), charlie(), purse.clone()].map(|who| balance(&TOKEN, &who));
		let_pass(id);
		assert_ok!(settle(id));
		let has = [alice(), bob(), charlie(), purse].map(|who| balance(&TOKEN, &who));
		// Of Alice's penalty of 100 a quarter is Charlie's.
		assert_eq!(has, [had[0], had[1], had[2] + 25, had[3] + 775]);
	});
}

#[test]
fn counts_for_what_a_resolving_channel_still_pays() {
	ExtBuilder.run(|| {
		let htlcs = vec![htlc(Side::Opener, 50, 1, START + HORIZON)];
		let latest = state_with(1, Side::Opener, 0, htlcs);
		let id = closing_channel(TOKEN, Pair::new(500, 300), latest);
		let_pass(id);
		assert_ok!(settle(id));
		let purse = purse();
		to(id, bob(), Some(purse.clone()));
		assert_ok!(reveal(charlie(), 1));
		let (had, bobs) = (balance(&TOKEN, &purse), balance(&TOKEN, &bob()));
		assert_ok!(settle(id));
		assert!(is_gone(id));
		assert_eq!((balance(&TOKEN, &purse), balance(&TOKEN, &bob())), (had + 50, bobs));
	});
}

#[test]
fn counts_where_the_ledger_is_closed_for_both() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		let purse = purse();
		to(id, bob(), Some(purse.clone()));
		assert_ok!(<Channels as Open<AccountId>>::close(id));
		assert_eq!(balance(&TOKEN, &purse), 1_000 + 300);
		assert_eq!(balance(&TOKEN, &alice()), WEALTH);
	});
}

#[test]
fn does_not_count_before_the_end() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		let purse = purse();
		for who in [alice(), bob()] {
			to(id, who, Some(purse.clone()));
		}
		let net = NetTransfer::ZERO;
		let body =
			Withdrawal { version: 1, net, amounts: Pair::new(10, 20), valid_until_ms: VALID_UNTIL };
		let withdrawal = signed_withdrawal(id, body);
		assert_ok!(Channels::withdraw_committed(origin(charlie()), id, withdrawal));
		assert_ok!(Channels::withdraw(origin(alice()), id, 10));
		assert_ok!(Channels::withdraw(origin(bob()), id, 20));
		assert_eq!(balance(&TOKEN, &purse), 1_000);
	});
	// A proposal that comes to nothing is none: the opener has its own back.
	ExtBuilder.run(|| {
		let id = new_proposal(TOKEN, 500, 300);
		let purse = purse();
		to(id, alice(), Some(purse.clone()));
		assert_ok!(Channels::decline(origin(bob()), id));
		assert_eq!((balance(&TOKEN, &purse), balance(&TOKEN, &alice())), (1_000, WEALTH));
	});
}

#[test]
fn what_is_refused_there_is_the_partys_credit() {
	in_each_asset(|asset| {
		let dust = minimum(&asset) - 1;
		let id = committed_channel(asset.clone(), Pair::new(500, dust));
		// Nobody's account, and too little to make it one.
		let nobody = Sr25519Keyring::Eve.to_account_id();
		to(id, bob(), Some(nobody.clone()));
		assert_ok!(close_together(id, 1, 0));
		assert_eq!(Channels::credit(nobody.clone(), asset.clone()), 0);
		assert_eq!(Channels::credit(bob(), asset.clone()), dust);
		assert_eq!(balance(&asset, &nobody), 0);
		assert_ok!(Channels::claim_credit(origin(bob()), asset.clone(), bob()));
		assert_nothing_is_left();
	});
}
