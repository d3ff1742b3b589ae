use super::{dispute_kit::*, *};
use crate::types::Kind;
use bloc_primitives::{
	state::{NetTransfer, Withdrawal},
	Balance, Moment,
};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use sp_runtime::{DispatchError, DispatchResult};

fn close_after_loss(who: AccountId, id: ChannelId, claim: Balance) -> DispatchResult {
	outcome(Channels::close_after_loss(origin(who), id, claim))
}

/// A channel with 500 of Alice's and 300 of Bob's committed, which she closes with a claim.
fn closed_with(asset: Asset, claim: Balance) -> ChannelId {
	let id = committed_channel(asset, Pair::new(500, 300));
	close_after_loss(alice(), id, claim).unwrap();
	id
}

/// What is told of such a closing.
fn told(id: ChannelId, closer: Side, version: u64, period_ms: Moment) -> Event<Test> {
	Event::ForceClosed {
		channel: id,
		closer,
		kind: Kind::AfterLoss,
		version,
		deposit: 0,
		settles_ms: START + period_ms,
		settles_at: 1 + period_ms / (2 * BLOCK_MS),
	}
}

#[test]
fn begins_twice_the_challenge_period_with_the_claim() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		let had = balances(&asset);
		events();
		assert_ok!(close_after_loss(alice(), id, 120));
		assert_eq!(event(), told(id, Side::Opener, 0, 2 * PERIOD));
		assert_eq!(dispute(id).state, state(0, Side::Opener, 380));
		assert_eq!(looks(id), vec![START + 2 * PERIOD]);
		assert_eq!(balances(&asset), had);
		assert_eq!(EventLog::read().last(), Some(&HookEvent::Closing(id, alice(), 0)));

		run_to(START + 2 * PERIOD);
		assert!(is_gone(id));
		assert_eq!(balances(&asset), Pair::new(WEALTH - 380, WEALTH + 380));
	});
}

#[test]
fn the_period_is_the_longest_at_most() {
	ExtBuilder.run(|| {
		for (period, twice) in [(MINUTE, 2 * MINUTE), (16 * MINUTE, 30 * MINUTE)] {
			let id = crate::NextChannelId::<Test>::get();
			assert_ok!(Channels::open(origin(alice()), bob(), NATIVE, 500, period));
			assert_ok!(Channels::commit(origin(alice()), id, 500));
			events();
			assert_ok!(close_after_loss(bob(), id, 0));
			assert_eq!(event(), told(id, Side::Counterparty, 0, twice));
		}
	});
}

#[test]
fn claims_from_nothing_to_all_that_it_has_at_the_base() {
	in_each_asset(|asset| {
		for (who, most) in [(alice(), 400), (bob(), 400)] {
			let id = committed_channel(asset.clone(), Pair::new(500, 300));
			// Relative to what a withdrawal left: 400 and 300, of which Bob took none.
			let net = NetTransfer { payer: Side::Opener, amount: 100 };
			let (amounts, valid_until_ms) = (Pair::new(0, 0), VALID_UNTIL);
			let body = Withdrawal { version: 7, net, amounts, valid_until_ms };
			let nothing = signed_withdrawal(id, body);
			let withdraw = Channels::withdraw_committed(origin(bob()), id, nothing);
			assert_noop!(withdraw, Error::<Test>::ZeroAmount);
			let taken = signed_withdrawal(id, Withdrawal { amounts: Pair::new(0, 1), ..body });
			assert_ok!(Channels::withdraw_committed(origin(bob()), id, taken));
			let most = if who == bob() { most - 1 } else { most };
			let too_much: DispatchError = Error::<Test>::ExceedsCommitted.into();
			assert_noop!(close_after_loss(who.clone(), id, most + 1), too_much);
			assert_noop!(close_after_loss(who.clone(), id, Balance::MAX), too_much);
			assert_ok!(close_after_loss(who.clone(), id, most));
			assert_eq!(dispute(id).state.version, 7);
			settle_after_all(id);
		}
		let id = committed_channel(asset, Pair::new(500, 300));
		assert_ok!(close_after_loss(alice(), id, 0));
		assert_eq!(settle_after_all(id).opener, 0);
	});
}

/// Settles, and says what each gets.
fn settle_after_all(id: ChannelId) -> Pair<Balance> {
	events();
	let_pass(id);
	assert_ok!(settle(id));
	let paid = events().into_iter().find_map(|event| match event {
		Event::Settled { paid, .. } => Some(paid),
		_ => None,
	});
	paid.unwrap()
}

#[test]
fn a_claim_of_no_more_than_what_is_due_costs_nothing() {
	ExtBuilder.run(|| {
		// The other party has the truth: 200 of Alice's, and all that she claimed less than that.
		for claim in [0, 199, 200] {
			let id = closed_with(TOKEN, claim);
			assert_ok!(challenge(bob(), id, state(9, Side::Opener, 300)));
			assert_eq!(settle_after_all(id), Pair::new(200, 600), "{claim}");
		}
	});
}

#[test]
fn a_claim_above_what_is_due_costs_as_any_other() {
	ExtBuilder.run(|| {
		for (claim, penalty) in [(201, 1), (300, 100), (301, 100), (500, 100)] {
			let id = closed_with(TOKEN, claim);
			assert_ok!(challenge(bob(), id, state(9, Side::Opener, 300)));
			let paid = settle_after_all(id);
			assert_eq!(paid, Pair::new(200 - penalty, 600 + penalty), "{claim}");
		}
	});
}

#[test]
fn nobody_contradicting_it_has_what_it_claimed() {
	ExtBuilder.run(|| {
		for claim in [0, 1, 500] {
			assert_eq!(settle_after_all(closed_with(TOKEN, claim)), Pair::new(claim, 800 - claim));
		}
	});
}

#[test]
fn anybody_contradicts_it() {
	ExtBuilder.run(|| {
		// A cheat that says it has lost its states is caught by a tower as any other.
		let id = closed_with(TOKEN, 400);
		assert_ok!(challenge(charlie(), id, state(9, Side::Opener, 300)));
		// 200 of gain, and half of the 200 that are due.
		assert_eq!(settle_after_all(id), Pair::new(100, 675));
	});
}

#[test]
fn neither_a_friend_nor_an_enemy_changes_what_it_answers_for() {
	ExtBuilder.run(|| {
		// Others present one in which Alice has much, and then the truth: she claimed 100.
		for other in [bob(), charlie()] {
			let id = closed_with(TOKEN, 100);
			assert_ok!(challenge(other, id, state(5, Side::Opener, 0)));
			assert_ok!(challenge(bob(), id, state(6, Side::Opener, 300)));
			assert_eq!(settle_after_all(id), Pair::new(200, 600));
		}
	});
}

#[test]
fn more_than_the_claim_comes_from_the_other_party_alone() {
	ExtBuilder.run(|| {
		for (who, gets) in [(alice(), 100), (charlie(), 100), (bob(), 500)] {
			let id = closed_with(TOKEN, 100);
			assert_ok!(challenge(who, id, state(5, Side::Opener, 0)));
			assert_eq!(settle_after_all(id), Pair::new(gets, 800 - gets));
		}
	});
}

#[test]
fn for_what_the_closer_finds_itself_it_answers() {
	ExtBuilder.run(|| {
		let id = closed_with(TOKEN, 100);
		assert_ok!(challenge(alice(), id, state(5, Side::Opener, 200)));
		assert_ok!(challenge(bob(), id, state(6, Side::Opener, 300)));
		// 300 by her state, 200 by the last.
		assert_eq!(settle_after_all(id), Pair::new(100, 700));
	});
}

#[test]
fn with_nothing_committed_it_settles_at_once() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 300));
		assert_noop!(close_after_loss(alice(), id, 1), Error::<Test>::ExceedsCommitted);
		assert_ok!(close_after_loss(alice(), id, 0));
		assert_nothing_is_left();
		assert_eq!(waiting(), 0);
	});
}

#[test]
fn needs_an_open_channel_of_the_caller() {
	ExtBuilder.run(|| {
		assert_noop!(close_after_loss(alice(), NO_CHANNEL, 0), Error::<Test>::NotFound);
		let proposed = new_proposal(NATIVE, 500, 300);
		assert_noop!(close_after_loss(alice(), proposed, 0), Error::<Test>::NotOpen);
		let (resolving, _) = resolving_channel(NATIVE, 100);
		assert_noop!(close_after_loss(alice(), resolving, 0), Error::<Test>::NotOpen);
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		assert_noop!(close_after_loss(charlie(), id, 0), Error::<Test>::NotParty);
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Channels::close_after_loss(nobody, id, 0), DispatchError::BadOrigin);
		}
		assert_ok!(close_after_loss(bob(), id, 0));
		assert_noop!(close_after_loss(bob(), id, 0), Error::<Test>::NotOpen);
	});
}

#[test]
fn is_paid_for_with_what_the_hook_does_later() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let call = crate::Call::<Test>::close_after_loss { channel: id, claim: 0 };
		let info = call.get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Normal);
		assert!(info.call_weight.all_gte(Channels::later_looks()));
		let done = Channels::close_after_loss(origin(alice()), id, 0).unwrap();
		// No request to withdraw had to be ended.
		let voiding = Channels::ending_requests();
		assert_eq!(done.actual_weight.map(|used| used + voiding), Some(info.call_weight));
	});
}

#[test]
fn a_neighbour_that_refuses_to_be_told_takes_all_back() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		EventLog::shut();
		assert_noop!(close_after_loss(alice(), id, 0), EventLog::REFUSAL);
	});
}
