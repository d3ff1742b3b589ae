//! `Lock`: ledger balance set aside for payments under way, in every phase of a channel.

use super::*;
use crate::Closings;
use bloc_primitives::{
	channel::{HopTerms, Lock, Locked, Purpose},
	Balance, Policy,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

type Answer = Result<(Locked, HopTerms<AccountId>), DispatchError>;

fn try_lock(id: ChannelId, who: AccountId, asset: &Asset, amount: Balance) -> Answer {
	<Channels as Lock<AccountId>>::lock(id, &who, asset, amount, Purpose::Own)
}

fn forward(id: ChannelId, who: AccountId, amount: Balance) -> Answer {
	let asset = Channels::channel(id).unwrap().asset;
	<Channels as Lock<AccountId>>::lock(id, &who, &asset, amount, Purpose::Forward)
}

fn settle(lock: &Locked) -> DispatchResult {
	<Channels as Lock<AccountId>>::settle(lock.clone()).map(|_| ())
}

fn release(lock: &Locked) -> DispatchResult {
	<Channels as Lock<AccountId>>::release(lock.clone()).map(|_| ())
}

fn ledger(id: ChannelId) -> Pair<Ledger> {
	Channels::channel(id).unwrap().ledger
}

/// Alice's ledger balance, Bob's, as free and locked.
fn split(opener: (Balance, Balance), counterparty: (Balance, Balance)) -> Pair<Ledger> {
	Pair::new(opener, counterparty).map(|(free, locked)| Ledger { free: *free, locked: *locked })
}

fn settled(id: ChannelId, paid: (Balance, Balance), pending: (Balance, Balance)) -> Event<Test> {
	let [paid, pending] = [paid, pending].map(|(opener, other)| Pair::new(opener, other));
	Event::Settled { channel: id, version: 0, paid, pending, held: NOTHING }
}

#[test]
fn sets_balance_aside_and_tells_who_is_at_the_other_end() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::set_policy(origin(bob()), id, Some(set_policy::POLICY)));
		let balances = parties().map(|who| balance(&asset, who));
		events();

		let (locked, passage) = try_lock(id, alice(), &asset, 200).unwrap();
		assert_eq!(locked, Locked { channel: id, payer: Side::Opener, amount: 200 });
		let (policies, told) = (Pair::new(None, Some(set_policy::POLICY)), Default::default());
		assert_eq!(
			passage,
			HopTerms { payer: Side::Opener, payee: bob(), policies, bound: false, told }
		);
		assert_eq!(passage.outbound(), Default::default());
		assert_eq!(passage.inbound(), set_policy::POLICY.inbound());
		assert_eq!(ledger(id), split((300, 200), (300, 0)));
		let (locked, passage) = try_lock(id, bob(), &asset, 300).unwrap();
		assert_eq!(locked, Locked { channel: id, payer: Side::Counterparty, amount: 300 });
		assert_eq!(
			passage,
			HopTerms { payer: Side::Counterparty, payee: alice(), policies, bound: false, told }
		);
		assert_eq!(passage.outbound(), set_policy::POLICY.outbound());
		assert_eq!(passage.inbound(), Default::default());
		assert_eq!(ledger(id), split((300, 200), (0, 300)));
		// Whoever locks tells: nothing moved yet.
		assert_eq!(events(), vec![]);
		assert_eq!(parties().map(|who| balance(&asset, who)), balances);
	});
}

#[test]
fn ends_for_the_other_party_or_for_the_payer() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 300));
		let [first, second, third] = [(alice(), 200), (alice(), 100), (bob(), 50)]
			.map(|(who, amount)| lock(id, &who, amount));
		assert_eq!(ledger(id), split((200, 300), (250, 50)));
		assert_ok!(settle(&first));
		assert_eq!(ledger(id), split((200, 100), (450, 50)));
		assert_ok!(release(&second));
		assert_eq!(ledger(id), split((300, 0), (450, 50)));
		assert_ok!(settle(&third));
		assert_eq!(ledger(id), split((350, 0), (450, 0)));
	});
}

#[test]
fn locks_the_last_free_unit_and_not_more() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let lock = |amount| try_lock(id, alice(), &asset, amount);
		assert_noop!(lock(0), Error::<Test>::ZeroAmount);
		assert_noop!(lock(501), Error::<Test>::InsufficientLedger);
		assert_noop!(lock(u128::MAX), Error::<Test>::InsufficientLedger);
		assert_noop!(try_lock(id, bob(), &asset, 1), Error::<Test>::InsufficientLedger);
		assert_ok!(lock(500));
		assert_noop!(lock(1), Error::<Test>::InsufficientLedger);
		// What is locked is not the payer's to use.
		assert_noop!(Channels::pay(origin(alice()), id, 1), Error::<Test>::InsufficientLedger);
	});
}

#[test]
fn locks_only_what_the_caller_means_to() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let other = if asset == NATIVE { TOKEN } else { NATIVE };
		assert_noop!(try_lock(id, alice(), &other, 1), Error::<Test>::WrongAsset);
		assert_noop!(try_lock(id, charlie(), &asset, 1), Error::<Test>::NotParty);
		assert_noop!(try_lock(NO_CHANNEL, alice(), &asset, 1), Error::<Test>::NotFound);
		assert_noop!(
			release(&Locked { channel: NO_CHANNEL, payer: Side::Opener, amount: 1 }),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn needs_an_open_channel() {
	in_each_asset(|asset| {
		let proposed = new_proposal(asset.clone(), 500, 300);
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::deposit(origin(alice()), closing, 100));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		let (resolving, _) = resolving_channel(asset.clone(), 100);
		for id in [proposed, closing, resolving] {
			assert_noop!(try_lock(id, alice(), &asset, 1), Error::<Test>::NotOpen);
		}
	});
}

#[test]
fn a_lock_ends_only_once() {
	ExtBuilder.run(|| {
		let id = open_channel(TOKEN, Pair::new(500, 300));
		let locked = lock(id, &alice(), 200);
		assert_ok!(settle(&locked));
		assert_noop!(settle(&locked), Error::<Test>::InsufficientLedger);
		assert_noop!(release(&locked), Error::<Test>::InsufficientLedger);
	});
}

#[test]
fn a_forward_needs_the_payers_consent() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 500));
		let refuses: DispatchError = Error::<Test>::PolicyRefuses.into();
		assert_noop!(forward(id, alice(), 100), refuses);
		// The payee's policy is not the payer's.
		assert_ok!(Channels::set_policy(origin(bob()), id, Some(set_policy::POLICY)));
		assert_noop!(forward(id, alice(), 100), refuses);
		assert_ok!(forward(id, bob(), 100));

		let set = |policy| Channels::set_policy(origin(alice()), id, policy);
		assert_ok!(set(Some(Policy { enabled: false, ..set_policy::POLICY })));
		assert_noop!(forward(id, alice(), 100), refuses);
		assert_ok!(set(Some(set_policy::POLICY)));
		assert_ok!(forward(id, alice(), 100));
		assert_ok!(set(None));
		assert_noop!(forward(id, alice(), 100), refuses);
	});
}

#[test]
fn a_forward_keeps_within_the_payers_policy() {
	in_each_asset(|asset| {
		// From 10 to 400, with 50 to stay.
		let id = open_channel(asset.clone(), Pair::new(1_000, 0));
		assert_ok!(Channels::set_policy(origin(alice()), id, Some(set_policy::POLICY)));
		let refuses: DispatchError = Error::<Test>::PolicyRefuses.into();
		assert_noop!(forward(id, alice(), 0), refuses);
		assert_noop!(forward(id, alice(), 9), refuses);
		assert_noop!(forward(id, alice(), 401), refuses);
		assert_noop!(forward(id, alice(), u128::MAX), refuses);
		assert_ok!(forward(id, alice(), 10));
		assert_ok!(forward(id, alice(), 400));
		assert_ok!(forward(id, alice(), 400));
		// 190 are free, of which 50 stay.
		assert_noop!(forward(id, alice(), 141), refuses);
		assert_ok!(forward(id, alice(), 140));
		// Its own payments it makes as it likes.
		assert_ok!(try_lock(id, alice(), &asset, 1));
		assert_ok!(try_lock(id, alice(), &asset, 49));
	});
}

#[test]
fn nothing_is_forwarded_of_nothing() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		let policy = Policy { min_amount: 0, reserve: 0, ..set_policy::POLICY };
		assert_ok!(Channels::set_policy(origin(alice()), id, Some(policy)));
		assert_noop!(forward(id, alice(), 0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn ends_while_the_channel_is_closing() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::commit(origin(alice()), id, 100));
		let [won, lost] = [200, 50].map(|amount| lock(id, &alice(), amount));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_ok!(settle(&won));
		assert_ok!(release(&lost));
		assert_eq!(ledger(id), free(200, 200));
		events();

		// The usual settlement pays it out with the rest.
		run_to(START + PERIOD + MINUTE);
		assert_eq!(events(), vec![settled(id, (300, 200), (0, 0)), Event::Closed { channel: id }]);
		assert_eq!(balance(&asset, &alice()), WEALTH - 200);
		assert_eq!(balance(&asset, &bob()), WEALTH + 200);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn what_ends_after_settlement_is_paid_out_by_the_next_block() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::commit(origin(bob()), id, 100));
		let [won, lost] = [(alice(), 200), (bob(), 50)].map(|(who, sum)| lock(id, &who, sum));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		events();
		run_to(START + PERIOD + MINUTE);
		assert_eq!(event(), settled(id, (300, 250), (200, 50)));
		let channel = Channels::channel(id).unwrap();
		assert_eq!((channel.phase, channel.ledger), (Phase::Resolving, split((0, 200), (0, 50))));
		assert_eq!(held(&alice()), storage_deposit());

		assert_ok!(settle(&won));
		assert_eq!(events(), vec![]);
		next_block();
		assert_eq!(event(), settled(id, (0, 200), (0, 50)));
		assert_eq!(ledger(id), split((0, 0), (0, 50)));
		assert_eq!(balance(&asset, &bob()), WEALTH + 200 - 50);

		assert_ok!(release(&lost));
		next_block();
		assert_eq!(events(), vec![settled(id, (0, 50), (0, 0)), Event::Closed { channel: id }]);
		assert_eq!(balance(&asset, &alice()), WEALTH - 200);
		assert_eq!(balance(&asset, &bob()), WEALTH + 200);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn several_that_end_in_one_block_are_paid_out_together() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let locks = [(alice(), 200), (alice(), 100), (bob(), 50)]
			.map(|(who, amount)| lock(id, &who, amount));
		events();
		// With nothing committed it settles at once, in the same instant.
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_eq!(events()[1], settled(id, (200, 250), (300, 50)));
		for locked in &locks {
			assert_ok!(settle(locked));
		}
		assert_eq!(ledger(id), free(50, 300));
		next_block();
		assert_eq!(events(), vec![settled(id, (50, 300), (0, 0)), Event::Closed { channel: id }]);
		assert_eq!(balance(&asset, &alice()), WEALTH - 250);
		assert_eq!(balance(&asset, &bob()), WEALTH + 250);
	});
}

#[test]
fn one_that_ends_right_after_a_payout_is_paid_out_too() {
	in_each_asset(|asset| {
		// Other pallets' hooks run after this one's, in the same block and at the same instant.
		let id = open_channel(asset, Pair::new(500, 0));
		let [first, second] = [200, 100].map(|amount| lock(id, &alice(), amount));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_ok!(release(&first));
		next_block();
		assert_eq!(ledger(id), split((0, 100), (0, 0)));
		assert_ok!(release(&second));
		Channels::do_try_state().unwrap();
		next_block();
		assert_nothing_is_left();
	});
}

#[test]
fn anybody_can_ask_for_the_payout() {
	in_each_asset(|asset| {
		let (id, locked) = resolving_channel(asset, 500);
		let settle = || Channels::settle(origin(charlie()), id);
		assert_noop!(settle(), Error::<Test>::NotExpired);
		assert_ok!(release(&locked));
		events();
		assert_ok!(settle());
		assert_eq!(events(), vec![settled(id, (500, 0), (0, 0)), Event::Closed { channel: id }]);
		assert_nothing_is_left();
		// The hook comes too late, which is no harm.
		next_block();
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn a_lock_and_an_htlc_wait_for_each_other() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::commit(origin(alice()), id, 300));
		let locked = lock(id, &alice(), 50);
		let deadline_ms = START + 2 * PERIOD;
		let pending = htlc(Side::Opener, 100, 1, deadline_ms);
		let state = signed(id, state_with(1, Side::Opener, 0, vec![pending]));
		assert_ok!(Channels::force_close(origin(alice()), id, Some(state)));
		run_to(START + PERIOD + MINUTE);
		let channel = Channels::channel(id).unwrap();
		assert_eq!(channel.phase, Phase::Resolving);
		assert_eq!(channel.committed, Pair::new(100, 0));
		assert_eq!(channel.ledger, split((0, 50), (0, 0)));

		// The lock ends first: it is paid out, and the HTLC goes on waiting for its deadline.
		assert_ok!(settle(&locked));
		next_block();
		assert_eq!(balance(&asset, &bob()), WEALTH + 50);
		assert_eq!(Closings::<Test>::get(id).unwrap().state.htlcs.len(), 1);
		run_to(deadline_ms + MINUTE);
		assert_eq!(Channels::channel(id), None);
		assert_eq!(balance(&asset, &alice()), WEALTH - 50);
		assert_eq!(held(&alice()), 0);
	});
	in_each_asset(|asset| {
		// The other way round.
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::commit(origin(alice()), id, 300));
		let locked = lock(id, &alice(), 50);
		let deadline_ms = START + 2 * PERIOD;
		let pending = htlc(Side::Opener, 100, 1, deadline_ms);
		let state = signed(id, state_with(1, Side::Opener, 0, vec![pending]));
		assert_ok!(Channels::force_close(origin(alice()), id, Some(state)));
		run_to(deadline_ms + MINUTE);
		assert_eq!(
			balance(&asset, &alice()),
			WEALTH - 50 - minimum(&asset) - storage_deposit_in(&asset)
		);
		assert_eq!(ledger(id), split((0, 50), (0, 0)));
		assert_ok!(release(&locked));
		next_block();
		assert_nothing_is_left();
	});
}

#[test]
fn a_payee_that_cannot_be_paid_has_credit() {
	ExtBuilder.run(|| {
		let (id, locked) = resolving_channel(TOKEN, 500);
		block(bob());
		assert_ok!(settle(&locked));
		events();
		next_block();
		let (owner, reason) = (bob(), TokenError::Blocked.into());
		let credited = Event::Credited { owner, asset: TOKEN, amount: 500, reason };
		let paid = settled(id, (0, 500), (0, 0));
		assert_eq!(events(), vec![credited, paid, Event::Closed { channel: id }]);
		assert_eq!(held(&alice()), 0);
	});
}
