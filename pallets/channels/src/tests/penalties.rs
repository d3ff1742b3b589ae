//! What it costs to claim too much in a dispute, and who gets it.

use super::{dispute_kit::*, *};
use bloc_primitives::{
	state::{Htlc, State},
	Balance,
};
use sp_runtime::TokenError;

/// What became of a dispute.
#[derive(Debug, Eq, PartialEq)]
struct End {
	/// What Alice and Bob got, deposits aside.
	paid: (Balance, Balance),
	/// What Charlie got.
	reward: Balance,
	events: Vec<Event<Test>>,
}

/// What becomes of a channel with this much committed that Alice closes with the first state, if
/// the others are presented one after the other.
fn dispute_over(
	asset: &Asset,
	committed: (Balance, Balance),
	first: State,
	later: Vec<(AccountId, State)>,
) -> End {
	// So that the pot's loan does not come back with the payout.
	let keeper = open_channel(asset.clone(), Pair::new(500, 0));
	let id = closing_channel(asset.clone(), Pair::new(committed.0, committed.1), first);
	for (who, state) in later {
		assert_ok!(challenge(who, id, state));
	}
	let deposit = storage_deposit_in(asset);
	let (before, others) = (balances(asset), balance(asset, &charlie()));
	events();
	let_pass(id);
	assert_ok!(settle(id));
	let mut events = events();
	while let Some(channel) = Channels::channel(id) {
		assert_eq!(channel.phase, Phase::Resolving);
		set_time(dispute(id).last_deadline_ms().unwrap());
		assert_ok!(settle(id));
		events.extend(super::events());
	}
	let got = balances(asset).checked_sub(&before).unwrap();
	let reward = balance(asset, &charlie()) - others;
	assert_ok!(Channels::force_close(origin(alice()), keeper, None));
	End { paid: (got.opener - deposit, got.counterparty), reward, events }
}

/// A state in which nobody has paid anything.
fn at_first(version: u64) -> State {
	state(version, Side::Opener, 0)
}

/// A state in which Alice has paid this much in all.
fn paid(version: u64, amount: Balance) -> State {
	state(version, Side::Opener, amount)
}

/// The same with HTLCs.
fn paid_with(version: u64, amount: Balance, htlcs: Vec<Htlc>) -> State {
	state_with(version, Side::Opener, amount, htlcs)
}

/// What is told of Alice's penalty.
fn penalised(challenger: AccountId, amount: Balance, reward: Balance) -> Event<Test> {
	let (channel, side) = (ChannelId(1), Side::Opener);
	Event::Penalised { channel, side, amount, challenger, reward }
}

#[test]
fn a_claim_above_what_is_due_costs_what_it_would_have_gained() {
	in_each_asset(|asset| {
		// 101 more than the 899 that are hers; of the penalty a quarter rounded down is 25.
		let end = dispute_over(&asset, (1_000, 0), at_first(1), vec![(charlie(), paid(2, 101))]);
		assert_eq!((end.paid, end.reward), ((899 - 101, 101 + 76), 25));
		let settled = Event::Settled {
			channel: ChannelId(1),
			version: 2,
			paid: Pair::new(798, 177),
			pending: NOTHING,
			held: NOTHING,
		};
		let closed = Event::Closed { channel: ChannelId(1) };
		assert_eq!(end.events, vec![penalised(charlie(), 101, 25), settled, closed]);
	});
}

#[test]
fn the_last_payment_is_final_at_once() {
	ExtBuilder.run(|| {
		// One version behind, and all of it is to be taken back.
		let end = dispute_over(&TOKEN, (1_000, 0), paid(7, 100), vec![(bob(), paid(8, 400))]);
		assert_eq!(end.paid, (600 - 300, 400 + 300));
		assert_eq!(end.events[0], penalised(bob(), 300, 0));
	});
}

#[test]
fn a_penalty_takes_half_of_what_is_due_at_most_rounded_up() {
	for (has_paid, penalty, reward) in
		[(333, 333, 83), (500, 250, 62), (501, 250, 62), (800, 100, 25), (999, 1, 0), (1_000, 0, 0)]
	{
		ExtBuilder.run(|| {
			let later = vec![(charlie(), paid(2, has_paid))];
			let end = dispute_over(&TOKEN, (1_000, 0), at_first(1), later);
			let left = 1_000 - has_paid - penalty;
			assert_eq!(end.paid, (left, has_paid + penalty - reward), "{has_paid}");
			assert_eq!((end.reward, end.events.len()), (reward, if penalty > 0 { 3 } else { 2 }));
		});
	}
}

#[test]
fn an_old_state_that_gains_nothing_costs_nothing_however_small_the_party() {
	ExtBuilder.run(|| {
		// A restored backup, three versions old, with the same or less for the one that presents it.
		for old in [paid(50, 40), paid(50, 50)] {
			let later = vec![(bob(), paid(53, 40))];
			let end = dispute_over(&NATIVE, (100, 10_000), old, later);
			assert_eq!(end.paid, (60, 10_040));
			assert_eq!(end.events.len(), 2);
		}
	});
}

/// Alice closes with a state in which 500 of hers wait for a preimage. Somebody presents one in which
/// they are hers again.
#[test]
fn what_a_friend_takes_out_of_a_closers_htlcs_is_hers_if_it_would_have_been() {
	let deadline_ms = START + 2 * PERIOD;
	for (who, revealed, alices) in
		[(charlie(), false, 900), (charlie(), true, 400), (bob(), false, 900), (bob(), true, 900)]
	{
		ExtBuilder.run(|| {
			let _keeper = open_channel(TOKEN, Pair::new(500, 0));
			let waits = vec![htlc(Side::Opener, 500, 1, deadline_ms)];
			let committed = Pair::new(1_000, 0);
			let id = closing_channel(TOKEN, committed, paid_with(1, 100, waits));
			assert_ok!(challenge(who.clone(), id, paid(2, 100)));
			let_pass(id);
			let before = balances(&TOKEN);
			assert_ok!(settle(id));
			if who == charlie() {
				// She has at once what is hers in any case.
				assert_eq!(balances(&TOKEN).checked_sub(&before), Some(Pair::new(400, 100)));
				assert_eq!(dispute(id).held(), Pair::new(500, 0));
				assert_noop!(settle(id), Error::<Test>::NotExpired);
				if revealed {
					// The preimage counts, though the state that counts does not wait for it.
					let reveal = Channels::reveal_for(origin(bob()), id, preimage(1));
					assert_ok!(reveal);
				}
				set_time(deadline_ms);
				assert_ok!(settle(id));
			}
			assert!(is_gone(id));
			let paid = Pair::new(alices, 1_000 - alices);
			assert_eq!(balances(&TOKEN).checked_sub(&before), Some(paid));
		});
	}
}

#[test]
fn the_other_party_gets_all_of_the_penalty_where_a_party_shows_it() {
	for who in [alice(), bob()] {
		in_each_asset(|asset| {
			let later = vec![(charlie(), paid(2, 10)), (who.clone(), paid(3, 101))];
			let end = dispute_over(&asset, (1_000, 0), at_first(1), later);
			assert_eq!((end.paid, end.reward), ((798, 202), 0));
			assert_eq!(end.events[0], penalised(who.clone(), 101, 0));
		});
	}
}

#[test]
fn a_friend_with_a_middle_state_gets_nothing_once_the_truth_is_presented() {
	ExtBuilder.run(|| {
		let friend = stranger(9);
		let later = vec![(friend.clone(), paid(2, 10)), (charlie(), paid(100, 700))];
		let end = dispute_over(&TOKEN, (1_000, 0), at_first(1), later);
		// 700 were to be gained, 300 are left.
		assert_eq!((end.paid, end.reward), ((150, 700 + 150 - 37), 37));
		assert_eq!(balance(&TOKEN, &friend), 0);
	});
}

/// A stranger.
fn stranger(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

#[test]
fn there_is_nothing_to_be_gained_by_closing_with_little_and_waiting_whether_anybody_answers() {
	// With the first state Alice gains nothing; with the second she would have all. In truth 400 are
	// hers.
	let waits = |later: Vec<_>| {
		ExtBuilder.build().execute_with(|| {
			let end = dispute_over(&TOKEN, (1_000, 0), paid(1, 900), later);
			(end.paid, end.reward)
		})
	};
	let little = ((100, 900), 0);
	for friend in [stranger(9), alice()] {
		// Nobody answers, or nobody in time.
		assert_eq!(waits(vec![(friend.clone(), at_first(5))]), little);
		assert_eq!(waits(vec![(charlie(), paid(6, 600))]), little);
	}
	// Others answer: for what she presented herself she pays out of what is left to her.
	assert_eq!(waits(vec![(stranger(9), at_first(5)), (charlie(), paid(6, 600))]), little);
	let caught = waits(vec![(alice(), at_first(5)), (charlie(), paid(6, 600))]);
	assert_eq!(caught, ((50, 900 + 38), 12));
	// The other party says what is hers.
	assert_eq!(waits(vec![(bob(), paid(6, 600))]), ((400, 600), 0));
}

#[test]
fn nobody_climbs_out_of_a_claim_step_by_step() {
	ExtBuilder.run(|| {
		let steps = (2..10).map(|version| (alice(), paid(version, 10 * u128::from(version))));
		let later = steps.chain([(bob(), paid(10, 200))]).collect();
		let end = dispute_over(&TOKEN, (1_000, 0), at_first(1), later);
		assert_eq!(end.paid, (600, 400));
	});
}

#[test]
fn both_parties_pay_each_out_of_its_own() {
	in_each_asset(|asset| {
		// Alice claims 600 of 600, Bob presents one by which he has 800; in truth it is 500 each.
		let later = vec![(bob(), paid(2, 400)), (charlie(), paid(3, 100))];
		let end = dispute_over(&asset, (600, 400), at_first(1), later);
		// Her gain is 100; his 300, of which 250 is half of what is his.
		let reward = 25 + 62;
		assert_eq!(end.paid, (500 - 100 + 250 - 62, 500 - 250 + 100 - 25));
		assert_eq!(end.reward, reward);
		let bobs = Event::Penalised {
			channel: ChannelId(1),
			side: Side::Counterparty,
			amount: 250,
			challenger: charlie(),
			reward: 62,
		};
		assert_eq!(end.events[..2], [penalised(charlie(), 100, 25), bobs]);
	});
}

#[test]
fn what_a_cheater_has_put_into_htlcs_pays_too() {
	in_each_asset(|asset| {
		// All that Alice has left is in an HTLC to herself by another name: nobody knows its secret.
		let deadline = START + 30 * MINUTE;
		let id = closing_channel(asset.clone(), Pair::new(1_000, 0), at_first(1));
		let loot = htlc(Side::Opener, 500, 1, deadline);
		assert_ok!(challenge(charlie(), id, paid_with(11, 500, vec![loot])));
		let charlies = balance(&asset, &charlie());
		let_pass(id);
		assert_eq!(paid_by(&asset, || settle(id).unwrap()), Pair::new(0, 500));
		assert_eq!(dispute(id).held(), NOTHING);
		events();
		set_time(deadline);
		let paid = paid_by(&asset, || settle(id).unwrap());
		// Of 500 that come back half goes, though 1,000 - 500 would have been gained.
		assert!(is_gone(id));
		let extra = minimum(&asset) + storage_deposit_in(&asset);
		assert_eq!(paid, Pair::new(500 - 250 + extra, 250 - 62));
		assert_eq!(balance(&asset, &charlie()), charlies + 62);
	});
}

#[test]
fn what_may_be_needed_is_held_and_what_may_not_is_paid_at_once() {
	in_each_asset(|asset| {
		// Alice claimed 1,000 where 700 are hers: 600, and two HTLCs of 50 that she offers.
		let [first, second] = [20, 30].map(|minutes| START + minutes * MINUTE);
		let htlcs = vec![htlc(Side::Opener, 50, 1, first), htlc(Side::Opener, 50, 2, second)];
		let id = closing_channel(asset.clone(), Pair::new(1_000, 0), at_first(1));
		assert_ok!(challenge(bob(), id, paid_with(2, 300, htlcs)));
		let_pass(id);
		events();
		assert_eq!(paid_by(&asset, || settle(id).unwrap()), Pair::new(200, 300));
		let settled = |paid, pending, held| {
			let (paid, pending, held) =
				(Pair::new(paid, 0), Pair::new(pending, 0), Pair::new(held, 0));
			Event::Settled { channel: id, version: 2, paid, pending, held }
		};
		let paid = Pair::new(200, 300);
		let (pending, held) = (Pair::new(100, 0), Pair::new(400, 0));
		assert_eq!(event(), Event::Settled { channel: id, version: 2, paid, pending, held });
		assert_ok!(Channels::do_try_state());

		// The first comes back to her. She gained 50 less then, and 100 more are hers.
		set_time(first);
		assert_eq!(paid_by(&asset, || settle(id).unwrap()), Pair::new(100, 0));
		assert_eq!(event(), settled(100, 50, 350));
		assert_ok!(Channels::do_try_state());
		// The second is Bob's.
		assert_ok!(reveal(charlie(), 2));
		events();
		let paid = paid_by(&asset, || settle(id).unwrap());
		// 650 are hers: of a gain of 350, which is more than half, she pays 325.
		let extra = minimum(&asset) + storage_deposit_in(&asset);
		assert_eq!(paid, Pair::new(25 + extra, 50 + 325));
		assert!(matches!(events()[0], Event::Penalised { amount: 325, reward: 0, .. }));
	});
}

#[test]
fn what_is_decided_by_a_call_is_kept_though_nothing_is_paid_out() {
	ExtBuilder.run(|| {
		let deadline = START + 30 * MINUTE;
		let htlcs = [1, 2].map(|secret| htlc(Side::Counterparty, 50, secret, deadline));
		let old = state(1, Side::Counterparty, 400);
		let id = closing_channel(NATIVE, Pair::new(100, 400), old);
		let last = state_with(2, Side::Opener, 100, htlcs.to_vec());
		assert_ok!(challenge(bob(), id, last));
		let_pass(id);
		assert_eq!(paid_by(&NATIVE, || settle(id).unwrap()), Pair::new(0, 400));
		assert_ok!(reveal(charlie(), 1));
		assert_eq!(paid_by(&NATIVE, || settle(id).unwrap()), NOTHING);
		assert_eq!((dispute(id).held(), dispute(id).state.htlcs.len()), (Pair::new(50, 0), 1));
		assert_noop!(settle(id), Error::<Test>::NotExpired);
		run_to(deadline);
		assert!(is_gone(id));
		// Half of the 50 that are hers.
		assert_eq!(balance(&NATIVE, &alice()), WEALTH - 100 + 25);
	});
}

#[test]
fn who_presents_the_last_state_that_it_holds_never_pays_nor_waits() {
	in_each_asset(|asset| {
		// Alice asked for an HTLC in version 6, which Bob signed and did not send back.
		let pending = htlc(Side::Counterparty, 90, 1, START + 30 * MINUTE);
		let lacks = paid_with(6, 300, vec![pending]);
		let later = vec![(bob(), lacks.clone())];
		let end = dispute_over(&asset, (1_000, 0), paid_with(5, 300, vec![]), later);
		assert_eq!(end.paid, (700, 300));
		assert!(end.events.iter().all(|event| !matches!(event, Event::Penalised { .. })));
	});
}

#[test]
fn a_penalty_does_not_touch_the_ledger() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(100, 0));
		assert_ok!(Channels::deposit(origin(alice()), id, 1_000));
		assert_ok!(force_close(alice(), id, at_first(1)));
		assert_ok!(challenge(bob(), id, paid(3, 95)));
		let_pass(id);
		assert_ok!(settle(id));
		// Of the 5 that are left to her half goes, rounded up.
		assert_eq!(balance(&asset, &alice()), WEALTH - 98);
		assert_eq!(balance(&asset, &bob()), WEALTH + 98);
	});
}

#[test]
fn a_reward_that_is_refused_becomes_credit() {
	in_each_asset(|asset| {
		// Dave has no account, and the reward is too little to make one.
		let (dave, reward) = (dave(), minimum(&asset) - 1);
		let gain = reward * 4;
		let keeper = open_channel(asset.clone(), Pair::new(500, 0));
		let id = closing_channel(asset.clone(), Pair::new(gain * 3, 0), at_first(1));
		assert_ok!(challenge(dave.clone(), id, paid(3, gain)));
		let_pass(id);
		events();
		assert_ok!(settle(id));
		assert!(is_gone(id));
		let credited = Event::Credited {
			owner: dave.clone(),
			asset: asset.clone(),
			amount: reward,
			reason: TokenError::BelowMinimum.into(),
		};
		assert!(events().contains(&credited));
		assert_eq!(Channels::credit(dave.clone(), asset.clone()), reward);
		// The channel is whole, all the same.
		assert_eq!(balance(&asset, &bob()), WEALTH + gain + reward * 3);

		let claim = Channels::claim_credit(origin(dave.clone()), asset.clone(), charlie());
		assert_ok!(claim);
		assert_eq!(balance(&asset, &charlie()), WEALTH + reward);
		assert_noop!(
			Channels::claim_credit(origin(dave), asset, charlie()),
			Error::<Test>::NoCredit
		);
		assert_ok!(Channels::force_close(origin(bob()), keeper, None));
	});
	ExtBuilder.run(|| {
		block(charlie());
		let id = closing_channel(TOKEN, Pair::new(1_000, 0), at_first(1));
		assert_ok!(challenge(charlie(), id, paid(3, 200)));
		let_pass(id);
		assert_ok!(settle(id));
		assert_eq!(Channels::credit(charlie(), TOKEN), 50);
		unblock(charlie());
		assert_ok!(Channels::claim_credit(origin(charlie()), TOKEN, charlie()));
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + 50);
	});
}
