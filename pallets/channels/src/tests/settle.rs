use super::{dispute_kit::*, *};
use crate::{weighing::MAX_WAITING, Call, WeightInfo};
use bloc_primitives::{
	channel::{Hooks, Lock, Told},
	state::{Close, MAX_HTLCS},
	Balance, Moment,
};
use frame_support::dispatch::GetDispatchInfo;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn settled(id: ChannelId, version: u64, paid: (u128, u128), pending: (u128, u128)) -> Event<Test> {
	let paid = Pair::new(paid.0, paid.1);
	Event::Settled {
		channel: id,
		version,
		paid,
		pending: Pair::new(pending.0, pending.1),
		held: NOTHING,
	}
}

/// The lock is won by the other party, or released.
fn unlock(locked: bloc_primitives::channel::Locked, won: bool) -> DispatchResult {
	let told = match won {
		true => <Channels as Lock<AccountId>>::settle(locked),
		false => <Channels as Lock<AccountId>>::release(locked),
	};
	told.map(|_| ())
}

#[test]
fn pays_both_parties_by_the_final_state_and_their_ledgers() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 40));
		assert_ok!(Channels::deposit(origin(bob()), id, 7));
		assert_ok!(force_close(alice(), id, state(2, Side::Opener, 250)));
		assert_ok!(challenge(bob(), id, state(3, Side::Opener, 200)));
		let_pass(id);
		events();
		assert_ok!(settle(id));

		let closed = Event::Closed { channel: id };
		assert_eq!(events(), vec![settled(id, 3, (340, 507), (0, 0)), closed]);
		assert_eq!(balances(&asset), Pair::new(WEALTH - 200, WEALTH + 200));
		assert_eq!(held(&alice()), 0);
		assert!(crate::Closings::<Test>::get(id).is_none());
		assert!(crate::Pots::<Test>::get(&asset).is_none());
		// What the timetable still has is stale.
		assert_eq!(looks(id), vec![START + PERIOD]);
		events();
		run_block_at(START + PERIOD + SLOT_MS);
		assert_eq!(looks(id), NEVER);
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn anyone_settles() {
	ExtBuilder.run(|| {
		for who in [alice(), bob(), charlie(), dave()] {
			let id = committed_channel(NATIVE, Pair::new(500, 300));
			assert_ok!(Channels::force_close(origin(bob()), id, None));
			let_pass(id);
			for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(Channels::settle(nobody, id), DispatchError::BadOrigin);
			}
			assert_ok!(Channels::settle(origin(who), id));
			assert_nothing_is_left();
		}
	});
}

#[test]
fn needs_a_channel_whose_challenge_period_is_over() {
	in_each_asset(|asset| {
		assert_noop!(settle(NO_CHANNEL), Error::<Test>::NotFound);
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(settle(proposed), Error::<Test>::NotClosing);
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_noop!(settle(id), Error::<Test>::NotClosing);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		// Time alone does not do, and blocks alone neither.
		set_time(START + 1_000 * PERIOD);
		System::set_block_number(PERIOD_BLOCKS);
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		set_time(START + PERIOD - 1);
		System::set_block_number(1_000_000);
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		set_time(START + PERIOD);
		System::set_block_number(1 + PERIOD_BLOCKS);
		assert_ok!(settle(id));
		assert_noop!(settle(id), Error::<Test>::NotFound);
	});
}

#[test]
fn a_resolving_channel_is_settled_again_only_for_something_new() {
	in_each_asset(|asset| {
		let (id, locked) = resolving_channel(asset.clone(), 500);
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		assert_ok!(unlock(locked, true));
		events();
		let paid = paid_by(&asset, || settle(id).unwrap());
		assert_eq!(paid.counterparty, 500);
		let closed = Event::Closed { channel: id };
		assert_eq!(events(), vec![settled(id, 0, (0, 500), (0, 0)), closed]);
		next_block();
		assert_eq!(events(), vec![]);
	});
}

/// When the deadlines of [`with_three_htlcs`] are.
const DEADLINES: [Moment; 3] = [START + 20 * MINUTE, START + 30 * MINUTE, START + 50 * MINUTE];

/// A channel that settles at [`PERIOD`], with 10 and 100 proposed by Alice and 1 by Bob.
fn with_three_htlcs(asset: Asset) -> ChannelId {
	let [first, second, third] = DEADLINES;
	let htlcs = vec![
		htlc(Side::Opener, 10, 1, first),
		htlc(Side::Counterparty, 1, 2, second),
		htlc(Side::Opener, 100, 3, third),
	];
	closing_channel(asset, Pair::new(500, 300), state_with(1, Side::Opener, 0, htlcs))
}

#[test]
fn htlcs_are_paid_when_the_last_of_them_is_decided_or_somebody_asks() {
	in_each_asset(|asset| {
		let id = with_three_htlcs(asset);
		assert_ok!(reveal(bob(), 2));
		run_to(START + PERIOD - BLOCK_MS);
		events();
		next_block();
		// What was revealed before is decided at once.
		assert_eq!(events(), vec![settled(id, 1, (391, 299), (110, 0))]);
		assert_eq!(Channels::channel(id).unwrap().committed, Pair::new(110, 0));
		assert_eq!(dispute(id).state.htlcs.len(), 2);
		assert_eq!(looks(id), vec![DEADLINES[2]]);

		// The hook does not look at each deadline: who wants its amount before the last asks for it.
		run_to(DEADLINES[0]);
		assert_eq!(events(), vec![]);
		assert_ok!(settle(id));
		assert_eq!(events(), vec![settled(id, 1, (10, 0), (100, 0))]);
		assert_ok!(reveal(bob(), 3));
		events();
		run_to(DEADLINES[2] - BLOCK_MS);
		assert_eq!(events(), vec![]);
		next_block();
		let closed = Event::Closed { channel: id };
		assert_eq!(events(), vec![settled(id, 1, (0, 100), (0, 0)), closed]);
	});
}

#[test]
fn the_hook_looks_at_a_closing_twice_however_many_htlcs_there_are() {
	in_each_asset(|asset| {
		let htlcs = (0..MAX_HTLCS)
			.map(|n| htlc(Side::Opener, 1, 1, START + (11 + Moment::from(n)) * MINUTE))
			.collect();
		let full = state_with(1, Side::Opener, 0, htlcs);
		let id = closing_channel(asset, Pair::new(500, 300), full);
		let mut seen = vec![];
		while !is_gone(id) {
			let mut now = looks(id);
			now.retain(|look| !seen.contains(look));
			seen.extend(now);
			next_block();
		}
		assert_eq!(seen, vec![START + PERIOD, START + (10 + Moment::from(MAX_HTLCS)) * MINUTE]);
		assert_nothing_is_left();
	});
}

#[test]
fn without_preimages_everything_goes_back() {
	in_each_asset(|asset| {
		let id = with_three_htlcs(asset);
		run_to(DEADLINES[2] - BLOCK_MS);
		assert!(!is_gone(id));
		next_block();
		assert_nothing_is_left();
		assert_eq!(waiting(), 0);
	});
}

#[test]
fn what_a_call_has_paid_out_does_not_hold_up_the_rest() {
	in_each_asset(|asset| {
		let id = with_three_htlcs(asset.clone());
		run_to(START + PERIOD);
		// The last is decided before its deadline, and paid out by a call: when the timetable looks
		// at that deadline, the others are done.
		assert_ok!(reveal(charlie(), 3));
		assert_eq!(paid_by(&asset, || settle(id).unwrap()).counterparty, 100);
		assert_eq!(dispute(id).state.htlcs.len(), 2);
		run_to(DEADLINES[2]);
		assert!(is_gone(id));
		assert_eq!(looks(id), NEVER);
		assert_eq!(balance(&asset, &bob()), WEALTH + 100);
	});
}

#[test]
fn calls_ahead_of_the_timetable_leave_no_more_for_it_to_do() {
	in_each_asset(|asset| {
		let id = with_three_htlcs(asset.clone());
		let_pass(id);
		assert_ok!(settle(id));
		for secret in [3, 2, 1] {
			assert_ok!(reveal(charlie(), secret));
			assert_ok!(settle(id));
			let nothing_new = match is_gone(id) {
				true => Error::<Test>::NotFound,
				false => Error::<Test>::NotExpired,
			};
			assert_noop!(settle(id), nothing_new);
		}
		assert!(is_gone(id));
		assert!(looks(id).len() <= 2, "{:?}", looks(id));
		run_to(DEADLINES[2]);
		assert_eq!(looks(id), NEVER);
		assert_eq!(balances(&asset).counterparty, WEALTH + 110 - 1);
	});
}

#[test]
fn all_htlcs_of_a_payment_hash_are_decided_by_the_one_preimage() {
	in_each_asset(|asset| {
		// Each a minute later than the one before, over the whole horizon; revealed in between.
		let htlcs = (0..MAX_HTLCS)
			.map(|n| htlc(Side::Opener, 1 << n, 1, START + Moment::from(n) * MINUTE))
			.collect();
		let committed = Pair::new(1 << MAX_HTLCS, 0);
		enrich_for(&asset, 1 << MAX_HTLCS);
		let id = closing_channel(asset.clone(), committed, state_with(1, Side::Opener, 0, htlcs));
		set_time(START + 7 * MINUTE);
		assert_ok!(reveal(charlie(), 1));
		let_pass(id);
		let paid = paid_by(&asset, || settle(id).unwrap());
		// Deadlines up to now are over: minutes 0 to 7.
		assert_eq!(paid.counterparty, (1 << MAX_HTLCS) - (1 << 8));
		assert!(is_gone(id));
	});
}

/// Makes Alice so much richer.
fn enrich_for(asset: &Asset, amount: Balance) {
	use frame_support::traits::fungibles::Mutate;
	AllAssets::mint_into(asset.clone(), &alice(), amount).unwrap();
}

#[test]
fn a_secret_decides_in_every_channel() {
	ExtBuilder.run(|| {
		let pending = |payer| vec![htlc(payer, 50, 1, START + 30 * MINUTE)];
		let through = [Side::Opener, Side::Counterparty].map(|payer| {
			let state = state_with(1, payer, 0, pending(payer));
			closing_channel(NATIVE, Pair::new(100, 100), state)
		});
		assert_ok!(reveal(charlie(), 1));
		run_to(START + PERIOD);
		for id in through {
			assert!(is_gone(id));
		}
		// Each has paid the other as much.
		assert_eq!(balance(&NATIVE, &alice()), WEALTH);
		assert_eq!(balance(&NATIVE, &bob()), WEALTH);
	});
}

#[test]
fn waits_for_locks_and_pays_in_the_next_block() {
	for won in [true, false] {
		in_each_asset(|asset| {
			let id = committed_channel(asset.clone(), Pair::new(500, 300));
			assert_ok!(Channels::deposit(origin(alice()), id, 100));
			let locked = lock(id, &alice(), 60);
			assert_ok!(Channels::force_close(origin(bob()), id, None));
			run_to(START + PERIOD - BLOCK_MS);
			events();
			next_block();
			assert_eq!(events(), vec![settled(id, 0, (540, 300), (60, 0))]);

			// A lock has no time of its own: nothing to look at until it ends.
			run_to(START + 5 * PERIOD);
			assert_eq!(looks(id), NEVER);
			assert_eq!(events(), vec![]);
			assert_ok!(unlock(locked, won));
			next_block();
			let paid = if won { (0, 60) } else { (60, 0) };
			let closed = Event::Closed { channel: id };
			assert_eq!(events(), vec![settled(id, 0, paid, (0, 0)), closed]);
			let won = if won { 60 } else { 0 };
			assert_eq!(balance(&asset, &bob()), WEALTH + won);
		});
	}
}

#[test]
fn a_lock_that_ends_while_the_channel_is_closing_becomes_free() {
	for won in [true, false] {
		in_each_asset(|asset| {
			let id = committed_channel(asset.clone(), Pair::new(500, 300));
			assert_ok!(Channels::deposit(origin(alice()), id, 100));
			let locked = lock(id, &alice(), 60);
			assert_ok!(Channels::force_close(origin(bob()), id, None));
			assert_ok!(unlock(locked, won));
			let expected = if won { free(40, 60) } else { free(100, 0) };
			assert_eq!(Channels::channel(id).unwrap().ledger, expected);
			run_to(START + PERIOD);
			assert!(is_gone(id));
			assert_eq!(balance(&asset, &bob()), WEALTH + if won { 60 } else { 0 });
		});
	}
}

#[test]
fn locks_that_end_in_one_block_are_paid_out_together() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 500));
		let mut locks = vec![];
		for amount in 1..=20 {
			locks.push(lock(id, &alice(), amount));
			locks.push(lock(id, &bob(), amount));
		}
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		let rest = locks.split_off(20);
		for locked in locks {
			assert_ok!(unlock(locked, true));
		}
		assert_eq!(looks(id).len(), 1);
		events();
		next_block();
		// 1 to 10 went each way.
		assert_eq!(events(), vec![settled(id, 0, (55, 55), (155, 155))]);
		assert_eq!(looks(id), NEVER);
		for locked in rest {
			assert_ok!(unlock(locked, false));
		}
		assert_eq!(looks(id).len(), 1);
		next_block();
		assert_nothing_is_left();
	});
}

#[test]
fn a_lock_that_ends_in_the_block_that_settles_is_paid_out_too() {
	// Nothing committed: force_close settles at once.
	in_each_asset(|asset| {
		let (_, locked) = resolving_channel(asset, 500);
		assert_ok!(unlock(locked, false));
		next_block();
		assert_nothing_is_left();
	});
	// Settled by a call, with locks of both sides, and something to pay twice.
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		let locks = [20, 30].map(|amount| lock(id, &alice(), amount));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		let_pass(id);
		assert_ok!(settle(id));
		for locked in locks {
			assert_ok!(unlock(locked, false));
			assert_ok!(settle(id));
		}
		assert_nothing_is_left();
	});
	// Settled by the hook, and in the same instant a neighbour's hook ends the lock.
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		let locked = lock(id, &alice(), 20);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		run_to(START + PERIOD);
		assert_eq!(Channels::channel(id).unwrap().phase, Phase::Resolving);
		assert_ok!(unlock(locked, false));
		next_block();
		assert_nothing_is_left();
	});
}

#[test]
fn a_lock_and_an_htlc_wait_each_for_their_own() {
	in_each_asset(|asset| {
		for lock_first in [true, false] {
			let id = committed_channel(asset.clone(), Pair::new(500, 300));
			assert_ok!(Channels::deposit(origin(alice()), id, 100));
			let locked = lock(id, &alice(), 20);
			let begun = now();
			let pending = htlc(Side::Opener, 10, 9, begun + 30 * MINUTE);
			assert_ok!(force_close(bob(), id, state_with(1, Side::Opener, 0, vec![pending])));
			run_to(begun + 20 * MINUTE);
			if lock_first {
				assert_ok!(unlock(locked, false));
				next_block();
				assert!(!is_gone(id));
				run_to(begun + 30 * MINUTE);
			} else {
				run_to(begun + 40 * MINUTE);
				assert!(!is_gone(id));
				assert_ok!(unlock(locked, false));
				next_block();
			}
			assert_nothing_is_left();
		}
	});
}

#[test]
fn a_withdrawal_while_closing_or_resolving_is_paid_once() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_ok!(Channels::deposit(origin(alice()), id, 100));
		let locks = [20, 30].map(|amount| lock(id, &alice(), amount));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_ok!(Channels::withdraw(origin(alice()), id, 45));
		let_pass(id);
		assert_ok!(Channels::withdraw(origin(alice()), id, 4));
		events();
		assert_ok!(settle(id));
		assert_eq!(events(), vec![settled(id, 0, (501, 300), (50, 0))]);

		let [first, second] = locks;
		assert_ok!(unlock(first, true));
		assert_ok!(Channels::withdraw(origin(bob()), id, 15));
		assert_noop!(Channels::withdraw(origin(bob()), id, 6), Error::<Test>::InsufficientLedger);
		next_block();
		assert!(!is_gone(id));
		assert_eq!(balance(&asset, &bob()), WEALTH + 20);
		// All of the last: what the hook finds is an empty channel.
		assert_ok!(unlock(second, true));
		assert_ok!(Channels::withdraw(origin(bob()), id, 30));
		next_block();
		assert!(is_gone(id));
		assert_eq!(held(&alice()), 0);
		assert_eq!(balance(&asset, &bob()), WEALTH + 50);
	});
}

#[test]
fn an_emptied_resolving_channel_can_be_settled_by_a_call() {
	in_each_asset(|asset| {
		let (id, locked) = resolving_channel(asset, 500);
		assert_ok!(unlock(locked, false));
		assert_ok!(Channels::withdraw(origin(alice()), id, 500));
		assert_ok!(settle(id));
		assert_nothing_is_left();
	});
}

#[test]
fn a_payout_that_is_refused_is_no_reason_to_wait() {
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		block(alice());
		run_to(START + PERIOD);
		assert!(is_gone(id));
		assert_eq!(balance(&TOKEN, &bob()), WEALTH);
		assert_eq!((Channels::credit(alice(), TOKEN), held(&alice())), (500, 0));
		unblock(alice());
		assert_ok!(Channels::claim_credit(origin(alice()), TOKEN, alice()));
		assert_nothing_is_left();
	});
	// A whole asset that stands still.
	ExtBuilder.run(|| {
		let id = committed_channel(TOKEN, Pair::new(500, 300));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_ok!(Assets::freeze_asset(origin(issuer()), TOKEN_ID));
		run_to(START + PERIOD);
		assert!(is_gone(id));
		assert_eq!(Channels::credit(alice(), TOKEN), 500);
		assert_eq!(Channels::credit(bob(), TOKEN), 300);
		assert_ok!(Assets::thaw_asset(origin(issuer()), TOKEN_ID));
		for who in [bob(), alice()] {
			assert_ok!(Channels::claim_credit(origin(who.clone()), TOKEN, who));
		}
		assert_nothing_is_left();
	});
	// Too little for an account that is not there.
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(500, 0));
		empty(asset.clone(), &bob());
		let reason = TokenError::BelowMinimum.into();
		assert_ok!(force_close(alice(), id, state(1, Side::Opener, 4)));
		let_pass(id);
		events();
		assert_ok!(settle(id));
		let credited = Event::Credited { owner: bob(), asset: asset.clone(), amount: 4, reason };
		assert_eq!(events()[0], credited);
		assert_ok!(Channels::claim_credit(origin(bob()), asset, alice()));
	});
}

#[test]
fn what_looking_at_fewer_htlcs_saves_is_given_back() {
	ExtBuilder.run(|| {
		let id = with_three_htlcs(NATIVE);
		let_pass(id);
		let weight = |htlcs| <Test as crate::Config>::WeightInfo::settle(htlcs);
		let used = |id| Channels::settle(origin(charlie()), id).unwrap().actual_weight;
		let declared = Call::<Test>::settle { channel: id }.get_dispatch_info().call_weight;
		let told = <EventLog as Hooks<AccountId, Asset>>::weight(Told::Closed);
		let settled = <EventLog as Hooks<AccountId, Asset>>::settled_weight();
		assert_eq!(declared, weight(MAX_WAITING) + settled + told);
		assert_eq!(used(id), Some(weight(3) + settled));
		set_time(DEADLINES[1]);
		assert_eq!(used(id), Some(weight(3) + settled));
		set_time(DEADLINES[2]);
		assert_eq!(used(id), Some(weight(1) + settled + told));
	});
}

#[test]
fn what_is_paid_out_can_no_longer_be_contradicted_or_closed() {
	in_each_asset(|asset| {
		let id = with_three_htlcs(asset);
		let_pass(id);
		assert_ok!(settle(id));
		let later = challenge(bob(), id, state(2, Side::Opener, 0));
		assert_noop!(later, Error::<Test>::AlreadySettled);
		let net = state(0, Side::Opener, 0).net;
		let close = signed_close(id, Close { version: 9, net, valid_until_ms: VALID_UNTIL });
		assert_noop!(Channels::close(origin(bob()), id, close), Error::<Test>::AlreadySettled);
	});
}

#[test]
fn a_neighbour_that_refuses_to_be_told_takes_all_back() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		let_pass(id);
		EventLog::shut();
		assert_noop!(settle(id), EventLog::REFUSAL);
	});
}

#[test]
fn a_deposit_that_cannot_be_returned_keeps_nobody_from_the_money() {
	ExtBuilder.run(|| {
		let id = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 100));
		// No room in the opener's balance for the deposit to come back to.
		frame_system::Account::<Test>::mutate(alice(), |account| account.data.free = u128::MAX);
		bloc_testing::DepositsStick::set(true);
		let before = held(&alice());
		let had = balance(&TOKEN, &bob());
		System::reset_events();
		run_to(START + PERIOD);
		assert!(is_gone(id));
		assert_eq!(balance(&TOKEN, &bob()), had + 400);
		assert_eq!(held(&alice()), before);
		let error = DispatchError::Token(TokenError::CannotCreate);
		assert!(events().contains(&Event::DepositKept { who: alice(), error }));
	});
}
