//! What channels tell: alarms, answers, wins, and the end of a watch.

use super::*;
use bloc_primitives::state::Close;

/// A channel with 1,000 of each, for which Alice has hired these towers.
fn watched(asset: &Asset, towers: &[TowerId]) -> ChannelId {
	let id = channel(asset, Pair::new(1_000, 1_000));
	for tower in towers {
		hire(alice(), id, *tower, 5_000);
	}
	id
}

#[test]
fn who_watches_nothing_hears_nothing() {
	ExtBuilder.run(|| {
		tower_of(charlie(), &NATIVE, TERMS);
		let id = channel(&NATIVE, Pair::new(1_000, 1_000));
		events();
		let close = Channels::force_close(origin(bob()), id, None);
		assert_ok!(close);
		live_to(now() + PERIOD + MINUTE);
		assert!(events().iter().all(|event| matches!(event, Event::Beaten { .. })));
	});
}

#[test]
fn a_tower_that_wins_is_paid_and_remembered() {
	in_each_asset(|asset| {
		let tower = tower_of(charlie(), &asset, TERMS);
		let id = watched(&asset, &[tower]);
		live_to(START + MINUTE);
		events();
		// Bob closes with an old state: by the newest Alice has 400 more.
		let old = signed(id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
		assert_eq!(event(), Event::Alarmed { channel: id, version: 1 });
		let since = now();
		live_to(since + 3 * MINUTE);
		events();
		let before = balance(&asset, &charlie());
		let newest = signed(id, state(9, Side::Counterparty, 400));
		assert_ok!(Channels::challenge(origin(charlie()), id, newest));
		let response_ms = now() - since;
		let (by, version) = (charlie(), 9);
		assert_eq!(event(), Event::Answered { channel: id, by, version, response_ms });

		live_to(since + PERIOD + 2 * MINUTE);
		// Bob pays 300, half of what is his, and a quarter of that is Charlie's.
		assert_eq!(balance(&asset, &charlie()) - before, 75);
		let marked = events().into_iter().find(|event| matches!(event, Event::Marked { .. }));
		// A tenth of the reward is less than what ten points cost.
		let mark = Mark::Win;
		assert_eq!(marked, Some(Event::Marked { tower, mark, points: 100, levy: 0 }));
		let reputation = self::tower(tower).reputation;
		assert_eq!((reputation.wins, reputation.counted_wins), (1, 0));
		assert_eq!(Watchtowers::tower(tower).unwrap().response_ms, Some(response_ms));
		// It is paid no more, and what of its cover can have been lost is kept for as long as that can be
		// proved.
		// Of the 2,000 Alice has 1,625.
		assert_eq!((self::tower(tower).income.rate, self::tower(tower).covered), (Rate(0), 375));
		live_to(since + PERIOD + WINDOW + HOUR);
		assert_eq!(self::tower(tower).covered, 0);
		assert_only_towers_are_left(1);
	});
}

#[test]
fn a_win_that_costs_enough_counts() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, TERMS);
		let id = channel(&NATIVE, Pair::new(200_000, 200_000));
		hire(alice(), id, tower, 5_000);
		live_to(START + MINUTE);
		let old = signed(id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
		let newest = signed(id, state(9, Side::Counterparty, 80_000));
		assert_ok!(Channels::challenge(origin(charlie()), id, newest));
		let treasury = wealth(&NATIVE, &ferdie());
		live_to(now() + PERIOD + 2 * MINUTE);
		// The penalty is half of 120,000, the reward 15,000, and the levy a tenth of that: above a
		// hundredth of the bond.
		let state = Watchtowers::tower(tower).unwrap();
		assert_eq!(state.points, 110);
		assert_eq!((state.tower.bond, state.tower.reputation.counted_wins), (BOND - 1_500, 1));
		assert_eq!(wealth(&NATIVE, &ferdie()), treasury + 1_500);
		assert_eq!(state.capacity, (BOND - 1_500) as u32 * 11 / 10_000);
	});
}

/// Ten points are a tenth of the capacity: they cost as much more as the bond is larger.
#[test]
fn a_win_counts_by_the_towers_own_bond() {
	for (more, points) in [(50_000, 110), (50_001, 100)] {
		ExtBuilder.run(|| {
			let tower = tower_of(charlie(), &NATIVE, TERMS);
			let id = channel(&NATIVE, Pair::new(200_000, 200_000));
			hire(alice(), id, tower, 5_000);
			assert_ok!(Watchtowers::add_bond(origin(charlie()), tower, more));
			let old = signed(id, state(1, Side::Opener, 0));
			assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
			let newest = signed(id, state(9, Side::Counterparty, 80_000));
			assert_ok!(Channels::challenge(origin(charlie()), id, newest));
			live_to(now() + PERIOD + 2 * MINUTE);
			let state = Watchtowers::tower(tower).unwrap();
			assert_eq!((state.points, state.tower.reputation.wins), (points, 1));
		});
	}
}

#[test]
fn a_tower_whose_money_ends_after_it_has_won_has_won() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
		let id = watched(&NATIVE, &[tower]);
		live_to(START + HOUR);
		let old = signed(id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
		let newest = signed(id, state(9, Side::Counterparty, 400));
		assert_ok!(Channels::challenge(origin(charlie()), id, newest));
		// The money of 5,000 seconds ends in the dispute.
		live_to(START + HOUR + 40 * MINUTE);
		assert_eq!(
			(self::tower(tower).income.rate, self::tower(tower).reputation.wins),
			(Rate(0), 0)
		);
		live_to(START + 2 * HOUR + 2 * MINUTE);
		assert_eq!(self::tower(tower).reputation.wins, 1);
		// Once.
		live_to(START + 2 * HOUR + WINDOW + HOUR);
		assert_eq!(self::tower(tower).reputation.wins, 1);
		assert_only_towers_are_left(1);
	});
}

/// While HTLCs wait there is nothing to answer any more, and nothing to pay for.
#[test]
fn a_tower_is_paid_until_a_state_counts() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
		let id = channel(&NATIVE, Pair::new(1_000, 1_000));
		hire(alice(), id, tower, 50_000);
		live_to(START + MINUTE);
		let deadline_ms = START + 4 * HOUR;
		let waits = htlc(Side::Counterparty, 200, 1, deadline_ms);
		let old = signed(id, state_with(1, Side::Opener, 0, vec![waits]));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
		let newest = state_with(9, Side::Counterparty, 400, vec![waits]);
		assert_ok!(Channels::challenge(origin(charlie()), id, signed(id, newest)));
		live_to(START + PERIOD + 4 * MINUTE);
		let kept = Watchtowers::watched(id).unwrap();
		assert!(kept.over_ms.is_none() && kept.is_over());
		let hire = kept.watch(Side::Opener).unwrap().hires[0];
		assert!(hire.stopped_ms.is_some_and(|stopped_ms| stopped_ms < START + PERIOD + 4 * MINUTE));
		assert_eq!((self::tower(tower).income.rate, hire.has_won), (Rate(0), false));
		// Who has won is known once all is decided.
		live_to(deadline_ms + 2 * MINUTE);
		assert_eq!(self::tower(tower).reputation.wins, 1);
		live_to(deadline_ms + WINDOW + HOUR);
		assert_only_towers_are_left(1);
	});
}

/// Where nothing can be proved for a party, its towers are free at once.
#[test]
fn the_towers_of_who_closes_are_free_when_it_is_settled() {
	ExtBuilder.run(|| {
		let towers = [charlie(), dave()].map(|owner| tower_of(owner, &NATIVE, TERMS));
		let id = watched(&NATIVE, &towers[..1]);
		hire(bob(), id, towers[1], 5_000);
		live_to(START + MINUTE);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		live_to(now() + PERIOD + 2 * MINUTE);
		assert_eq!((tower(towers[0]).covered, tower(towers[0]).kept), (1_000, 1));
		assert_eq!((tower(towers[1]).covered, tower(towers[1]).kept), (0, 0));
		live_to(now() + WINDOW + HOUR);
		assert_only_towers_are_left(2);
	});
}

#[test]
fn a_levy_that_is_not_free_is_not_paid() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, Terms { cover: BOND, ..TERMS });
		let id = channel(&NATIVE, Pair::new(200_000, 200_000));
		hire(alice(), id, tower, 5_000);
		let old = signed(id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
		let newest = signed(id, state(9, Side::Counterparty, 80_000));
		assert_ok!(Channels::challenge(origin(charlie()), id, newest));
		live_to(now() + PERIOD + 2 * MINUTE);
		let state = Watchtowers::tower(tower).unwrap();
		assert_eq!((state.points, state.tower.bond, state.tower.reputation.wins), (100, BOND, 1));
	});
}

#[test]
fn nobody_wins_where_nobody_claimed_too_much() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, TERMS);
		let id = watched(&NATIVE, &[tower]);
		// By the newest state Alice has less.
		let old = signed(id, state(1, Side::Opener, 0));
		assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
		let newest = signed(id, state(9, Side::Opener, 400));
		assert_ok!(Channels::challenge(origin(charlie()), id, newest));
		live_to(now() + PERIOD + 2 * MINUTE);
		assert_eq!(self::tower(tower).reputation.wins, 0);
	});
}

#[test]
fn a_channel_that_its_parties_close_together_is_over_at_once() {
	in_each_asset(|asset| {
		let tower = tower_of(charlie(), &asset, Terms { rate: per_second(1), ..TERMS });
		for disputed in [false, true] {
			let id = watched(&asset, &[tower]);
			hire(bob(), id, tower, 5_000);
			live_to(now() + 10 * MINUTE);
			if disputed {
				assert_ok!(Channels::force_close(origin(bob()), id, None));
			}
			let before = wealth(&asset, &alice());
			let net = bloc_primitives::state::NetTransfer::ZERO;
			let close = Close { version: 5, net, valid_until_ms: now() + HOUR };
			let keys = [sp_keyring::Sr25519Keyring::Alice, sp_keyring::Sr25519Keyring::Bob];
			let keys = Pair::new(keys[0].pair(), keys[1].pair());
			let signed = bloc_primitives::sign::Signer::new(genesis(), id).co_sign(
				&keys,
				close,
				bloc_primitives::state::Message::Close,
			);
			assert_ok!(Channels::close(origin(dave()), id, signed));
			events();
			run_to(now() + MINUTE);
			let over: Vec<_> = events()
				.into_iter()
				.filter(|event| matches!(event, Event::WatchEnded { .. }))
				.collect();
			assert_eq!(over.len(), 2);
			assert_only_towers_are_left(1);
			let state = self::tower(tower);
			assert_eq!((state.covered, state.watches, state.income.rate), (0, 0, Rate(0)));
			// The shortest hire is paid for.
			assert!(wealth(&asset, &alice()) >= before + 1_000 + 1_400);
			assert!(wealth(&asset, &alice()) < before + 4_000);
		}
	});
}

#[test]
fn a_ledger_that_is_closed_is_over_at_once_too() {
	ExtBuilder.run(|| {
		use bloc_primitives::channel::Open;
		let tower = tower_of(charlie(), &NATIVE, TERMS);
		let id = channel(&NATIVE, Pair::new(0, 0));
		hire(alice(), id, tower, 5_000);
		assert_ok!(<Channels as Open<AccountId>>::close(id));
		run_to(now() + MINUTE);
		assert_only_towers_are_left(1);
		// One with nothing committed settles when it is closed.
		let id = channel(&NATIVE, Pair::new(0, 0));
		hire(alice(), id, tower, 5_000);
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		live_to(now() + WINDOW + HOUR);
		assert_only_towers_are_left(1);
	});
}

#[test]
fn a_dispute_keeps_its_towers_until_it_is_over() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
		let id = watched(&NATIVE, &[tower]);
		live_to(START + HOUR);
		// The money of 5,000 seconds ends in the dispute.
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_noop!(Watchtowers::dismiss(origin(alice()), id, tower), Error::<Test>::InDispute);
		live_to(START + HOUR + 40 * MINUTE);
		let hire = Watchtowers::watched(id).unwrap().watch(Side::Opener).unwrap().hires[0];
		assert_eq!(hire.stopped_ms, Some(START + 5_000 * SECOND));
		assert_eq!((self::tower(tower).income.rate, self::tower(tower).covered), (Rate(0), 1_000));
		assert_noop!(
			Watchtowers::top_up(origin(alice()), id, Side::Opener, tower, 5),
			Error::<Test>::RanDry
		);
		live_to(START + 2 * HOUR + WINDOW + HOUR);
		assert_only_towers_are_left(1);
	});
}

/// Who could not have been held to anything is free.
#[test]
fn a_hire_that_ended_before_is_not_kept() {
	for (left, covered) in [(14 * MINUTE, 0), (16 * MINUTE, 1_000)] {
		ExtBuilder.run(|| {
			let tower = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
			let id = watched(&NATIVE, &[tower]);
			live_to(START + 5_000 * SECOND - left);
			// Within a quarter of an hour from now the tower could have answered.
			assert_ok!(Channels::force_close(origin(bob()), id, None));
			live_to(START + 5_000 * SECOND + 2 * MINUTE);
			assert_eq!((self::tower(tower).covered, self::tower(tower).watches), (covered, 0));
			live_to(now() + PERIOD + WINDOW + HOUR);
			assert_only_towers_are_left(1);
		});
	}
}

/// A hire that is over is let go by the next look, where its parties end the dispute together.
#[test]
fn what_was_kept_for_a_dispute_is_free_when_both_end_it() {
	ExtBuilder.run(|| {
		let tower = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
		let id = watched(&NATIVE, &[tower]);
		live_to(START + HOUR);
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		live_to(START + HOUR + 40 * MINUTE);
		let net = bloc_primitives::state::NetTransfer::ZERO;
		let close = Close { version: 5, net, valid_until_ms: now() + HOUR };
		let keys = [sp_keyring::Sr25519Keyring::Alice, sp_keyring::Sr25519Keyring::Bob];
		let keys = Pair::new(keys[0].pair(), keys[1].pair());
		let signer = bloc_primitives::sign::Signer::new(genesis(), id);
		let signed = signer.co_sign(&keys, close, bloc_primitives::state::Message::Close);
		assert_ok!(Channels::close(origin(dave()), id, signed));
		let hire = Watchtowers::watched(id).unwrap().watch(Side::Opener).unwrap().hires[0];
		assert!(hire.stopped_ms.is_some());
		Watchtowers::do_try_state().unwrap();
		run_to(now() + MINUTE);
		assert_only_towers_are_left(1);
	});
}
