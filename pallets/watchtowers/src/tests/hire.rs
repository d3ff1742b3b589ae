//! Hiring, topping up, the order of towers, and sending them away.

use super::*;

fn hire_for(
	who: AccountId,
	id: ChannelId,
	tower: TowerId,
	deposit: Balance,
) -> Result<(), Error<Test>> {
	let result = Watchtowers::hire(origin(who), id, tower, deposit, ANY);
	result.map_err(|error| {
		let sp_runtime::DispatchError::Module(module) = error else { panic!("{error:?}") };
		codec::Decode::decode(&mut &module.error[..]).unwrap()
	})
}

#[test]
fn takes_the_deposit_and_reserves_the_cover() {
	in_each_asset(|asset| {
		let id = tower_of(charlie(), &asset, TERMS);
		let watched = channel(&asset, Pair::new(500, 300));
		let before = balance(&asset, &bob());
		events();
		hire(bob(), watched, id, 600);
		assert_eq!(
			event(),
			Event::Hired {
				channel: watched,
				side: Side::Counterparty,
				tower: id,
				hire: 1,
				rate: TERMS.rate,
				cover: 1_000,
				response_ms: TERMS.response_ms,
				deposit: 600,
				place: 0,
			}
		);
		let deposits = if asset == NATIVE { held(&bob()) } else { 0 };
		assert_eq!(balance(&asset, &bob()), before - 600 - deposits);
		assert_eq!((tower(id).covered, tower(id).watches), (1_000, 1));
		assert!(Watchtowers::watched(watched).unwrap().watches.opener.is_none());
	});
}

#[test]
fn is_refused_where_it_would_be_worth_nothing() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		let open = channel(&NATIVE, Pair::new(500, 300));
		let no = |who, channel, tower, deposit, error: Error<Test>| {
			assert_eq!(
				hire_for(who, channel, tower, deposit).unwrap_err().encode(),
				error.encode()
			);
		};
		use codec::Encode;
		no(alice(), ChannelId(9), id, 600, Error::NotFound);
		no(charlie(), open, id, 600, Error::NotParty);
		no(alice(), open, TowerId(9), 600, Error::NotFound);
		let other = channel(&TOKEN, Pair::new(500, 300));
		no(alice(), other, id, 600, Error::WrongAsset);
		// An hour of a unit a minute, rounded up.
		no(alice(), open, id, 60, Error::DepositTooSmall);
		assert_ok!(hire_for(alice(), open, id, 61));
		no(alice(), open, id, 600, Error::AlreadyHired);
		let slow = tower_of(dave(), &NATIVE, Terms { response_ms: 26 * MINUTE, ..TERMS });
		no(alice(), open, slow, 600, Error::PeriodTooShort);
		assert_ok!(hire_for(bob(), open, slow, 600));
		let accepts = |accepts| Watchtowers::hire(origin(alice()), open, slow, 600, accepts);
		let slow_terms = tower(slow).terms;
		let changed = refusal(Error::TermsChanged);
		assert_noop!(accepts(Terms { rate: Rate(TERMS.rate.0 - 1), ..slow_terms }), changed);
		assert_noop!(accepts(Terms { cover: TERMS.cover + 1, ..slow_terms }), changed);
		assert_noop!(accepts(Terms { response_ms: 26 * MINUTE - 1, ..slow_terms }), changed);

		assert_ok!(Channels::force_close(origin(alice()), open, None));
		no(bob(), open, id, 600, Error::NotOpen);
	});
}

#[test]
fn nobody_is_hired_who_is_silent_or_whose_bond_is_used_up() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		let open = channel(&NATIVE, Pair::new(500, 300));
		let hire = || Watchtowers::hire(origin(alice()), open, id, 600, ANY);
		crate::Towers::<Test>::mutate_extant(id, |record| record.tower.bond = MIN_BOND - 1);
		assert_noop!(hire(), Error::<Test>::BondTooSmall);
		crate::Towers::<Test>::mutate_extant(id, |record| record.tower.bond = BOND);
		run_to(START + BEAT);
		assert_noop!(hire(), Error::<Test>::TowerSilent);
		assert_ok!(beat(charlie(), id));
		assert_ok!(hire());
	});
}

#[test]
fn four_towers_are_as_many_as_one_can_have() {
	ExtBuilder.run(|| {
		let quick = Terms { response_ms: MINUTE, ..TERMS };
		let open = channel(&NATIVE, Pair::new(500, 300));
		let towers: Vec<_> = [alice(), bob(), charlie(), dave(), eve()]
			.map(|who| tower_of(who, &NATIVE, quick))
			.into();
		for tower in &towers[..4] {
			hire(alice(), open, *tower, 600);
		}
		assert_noop!(
			Watchtowers::hire(origin(alice()), open, towers[4], 600, ANY),
			Error::<Test>::TooManyTowers
		);
	});
}

#[test]
fn whoever_has_hired_keeps_the_terms_of_then() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, TERMS);
		let open = channel(&NATIVE, Pair::new(500, 300));
		hire(alice(), open, id, 600);
		let dearer = Terms { rate: per_second(9), cover: 2, response_ms: 1 };
		assert_ok!(Watchtowers::set_terms(origin(charlie()), id, dearer));
		hire(bob(), open, id, 40_000);
		let watched = Watchtowers::watched(open).unwrap();
		let of = |side| watched.watch(side).unwrap().hires[0];
		assert_eq!((of(Side::Opener).rate, of(Side::Opener).cover), (TERMS.rate, 1_000));
		assert_eq!((of(Side::Counterparty).rate, of(Side::Counterparty).cover), (per_second(9), 2));
		assert_eq!((of(Side::Opener).number, of(Side::Counterparty).number), (1, 2));
		assert_eq!(tower(id).income.rate.0, TERMS.rate.0 + per_second(9).0);
		assert_eq!(tower(id).covered, 1_002);
	});
}

#[test]
fn the_order_is_the_clients() {
	ExtBuilder.run(|| {
		let quick = |minutes| Terms { response_ms: minutes * MINUTE, ..TERMS };
		let open = channel(&NATIVE, Pair::new(500, 300));
		let [a, b, c] = [(charlie(), 1), (dave(), 2), (eve(), 4)]
			.map(|(who, minutes)| tower_of(who, &NATIVE, quick(minutes)));
		for tower in [a, b, c] {
			hire(alice(), open, tower, 600);
		}
		let order = |towers: &[TowerId]| towers.to_vec().try_into().unwrap();
		let turns = || {
			let turns = Watchtowers::turns(open, Side::Opener);
			turns.into_iter().map(|turn| (turn.tower, turn.after_ms / MINUTE)).collect::<Vec<_>>()
		};
		assert_eq!(turns(), vec![(a, 0), (b, 1), (c, 3)]);
		events();
		assert_ok!(Watchtowers::reorder(origin(alice()), open, order(&[c, a, b])));
		let side = Side::Opener;
		assert_eq!(event(), Event::Reordered { channel: open, side, order: vec![c, a, b] });
		assert_eq!(turns(), vec![(c, 0), (a, 4), (b, 5)]);
		let wrong = refusal(Error::WrongOrder);
		let reorder =
			|towers: &[TowerId]| Watchtowers::reorder(origin(alice()), open, order(towers));
		assert_noop!(reorder(&[c, a]), wrong);
		assert_noop!(reorder(&[c, a, a]), wrong);
		assert_noop!(reorder(&[c, a, TowerId(9)]), wrong);
		assert_noop!(
			Watchtowers::reorder(origin(bob()), open, order(&[])),
			Error::<Test>::NotHired
		);
		assert_noop!(
			Watchtowers::reorder(origin(dave()), open, order(&[])),
			Error::<Test>::NotParty
		);
		assert_ok!(Channels::force_close(origin(bob()), open, None));
		assert_noop!(reorder(&[a, b, c]), Error::<Test>::InDispute);
	});
}

#[test]
fn anybody_can_pay_for_longer() {
	in_each_asset(|asset| {
		let id = tower_of(charlie(), &asset, Terms { rate: per_second(1), ..TERMS });
		let open = channel(&asset, Pair::new(500, 300));
		hire(alice(), open, id, 3_600);
		let ends = || Watchtowers::runs_out_at(open, Side::Opener, id);
		assert_eq!(ends(), Some(START + HOUR));
		events();
		let more = |amount| Watchtowers::top_up(origin(dave()), open, Side::Opener, id, amount);
		assert_ok!(more(600));
		assert_eq!(
			event(),
			Event::ToppedUp {
				channel: open,
				side: Side::Opener,
				tower: id,
				by: dave(),
				amount: 600,
				deposit: 4_200,
			}
		);
		assert_eq!(ends(), Some(START + 70 * MINUTE));
		assert_noop!(more(0), Error::<Test>::ZeroAmount);
		let of =
			|channel, side, tower| Watchtowers::top_up(origin(dave()), channel, side, tower, 1);
		let not_hired = refusal(Error::NotHired);
		assert_noop!(of(ChannelId(9), Side::Opener, id), not_hired);
		assert_noop!(of(open, Side::Counterparty, id), not_hired);
		assert_noop!(of(open, Side::Opener, TowerId(9)), Error::<Test>::NotFound);
		let other = tower_of(dave(), &asset, TERMS);
		assert_noop!(of(open, Side::Opener, other), not_hired);

		// Up to the last instant, whether anybody has looked or not.
		live_to(START + 65 * MINUTE);
		set_time(START + 70 * MINUTE - 1);
		assert_ok!(more(1));
		set_time(START + 70 * MINUTE + SECOND);
		assert_noop!(more(1), Error::<Test>::RanDry);
	});
}

#[test]
fn whoever_sends_a_tower_away_gets_the_rest() {
	in_each_asset(|asset| {
		let before = wealth(&asset, &alice());
		let id = tower_of(charlie(), &asset, Terms { rate: per_second(1), ..TERMS });
		let open = channel(&asset, Pair::new(500, 0));
		let left = wealth(&asset, &alice());
		hire(alice(), open, id, 10_000);
		live_to(START + 2 * HOUR);
		events();
		let dismiss = |who| Watchtowers::dismiss(origin(who), open, id);
		assert_noop!(dismiss(bob()), Error::<Test>::NotHired);
		assert_noop!(dismiss(charlie()), Error::<Test>::NotParty);
		assert_noop!(
			Watchtowers::dismiss(origin(alice()), ChannelId(9), id),
			Error::<Test>::NotHired
		);
		assert_ok!(dismiss(alice()));
		let (side, reason) = (Side::Opener, EndReason::Dismissed);
		let ended = Event::HireEnded { channel: open, side, tower: id, reason, back: 2_800 };
		assert_eq!(events(), vec![Event::WatchEnded { channel: open, side }, ended]);
		assert_eq!(wealth(&asset, &alice()), left - 7_200);
		assert!(before > left);
		assert_only_towers_are_left(1);
		assert_eq!((tower(id).watches, tower(id).covered), (0, 0));
		assert_eq!(tower(id).income.earned.units, 7_200);
	});
}

/// A channel with nothing committed is settled when it is closed: neither the money nor the towers
/// come back the sooner by that.
#[test]
fn closing_the_channel_is_no_way_round_the_shortest_hire() {
	in_each_asset(|asset| {
		let id = tower_of(charlie(), &asset, Terms { rate: per_second(1), ..TERMS });
		for (committed, closer) in [(0, alice()), (0, bob()), (500, alice())] {
			let before = wealth(&asset, &alice());
			let open = channel(&asset, Pair::new(committed, 0));
			hire(alice(), open, id, 10_000);
			assert_ok!(Channels::force_close(origin(closer), open, None));
			live_to(now() + if committed == 0 { MINUTE } else { PERIOD + 2 * MINUTE });
			let paid = before - wealth(&asset, &alice());
			let least = MIN_HIRE / SECOND;
			assert!(paid >= least.into() && paid < Balance::from(least) + 600, "{paid}");
			// And the tower is free for others.
			assert_eq!((tower(id).watches, tower(id).covered), (0, 0));
			assert_only_towers_are_left(1);
		}
		// Nobody pays for a tower that is silent, or leaves.
		for leaves in [false, true] {
			let open = channel(&asset, Pair::new(0, 0));
			assert_ok!(beat(charlie(), id));
			hire(alice(), open, id, 10_000);
			let before = tower(id).income.earned.units;
			if leaves {
				assert_ok!(Watchtowers::leave(origin(charlie()), id));
			} else {
				run_to(now() + 2 * BEAT);
			}
			assert_ok!(Channels::force_close(origin(alice()), open, None));
			run_to(now() + MINUTE);
			let paid = Watchtowers::tower(id).unwrap().tower.income.earned.units - before;
			assert!(paid <= BEAT as u128 / SECOND as u128, "{paid}");
		}
	});
}

/// Once it is settled a tower answers for what can have been lost, and is free for others.
#[test]
fn a_channel_of_one_unit_does_not_lock_a_cover() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, Terms { cover: BOND, ..TERMS });
		let open = channel(&NATIVE, Pair::new(1, 0));
		hire(alice(), open, id, 5_000);
		let by = state(1, Side::Opener, 1);
		assert_ok!(Channels::force_close(origin(bob()), open, Some(signed(open, by))));
		live_to(now() + PERIOD + 2 * MINUTE);
		assert_eq!((tower(id).watches, tower(id).kept, tower(id).covered), (0, 1, 1));
		assert_ok!(Watchtowers::withdraw_bond(origin(charlie()), id, BOND - MIN_BOND));
		assert_ok!(Watchtowers::leave(origin(charlie()), id));
		live_to(now() + WINDOW - HOUR);
		assert_eq!((tower(id).kept, tower(id).covered), (1, 1));
		live_to(now() + 2 * HOUR);
		assert_eq!((tower(id).kept, tower(id).covered), (0, 0));
		assert_only_towers_are_left(1);
	});
}

#[test]
fn who_leaves_at_once_pays_for_the_shortest_hire() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
		let open = channel(&NATIVE, Pair::new(500, 0));
		let paid = |after: Moment, silent: bool| {
			let before = wealth(&NATIVE, &alice());
			hire(alice(), open, id, 10_000);
			set_time(now() + after);
			System::set_block_number(System::block_number() + after / BLOCK_MS);
			if !silent {
				assert_ok!(beat(charlie(), id));
			}
			assert_ok!(Watchtowers::dismiss(origin(alice()), open, id));
			before - wealth(&NATIVE, &alice())
		};
		next_block();
		assert_eq!(paid(0, false), 3_600);
		assert_eq!(paid(BEAT - 1, false), 3_600);
		// Nothing, or what it was there for, where the tower is silent.
		assert_eq!(paid(BEAT, true), 600);
		assert_ok!(beat(charlie(), id));
		assert_eq!(paid(3 * HOUR, true), 600);
		assert_ok!(beat(charlie(), id));
		// Or where it has said that it leaves.
		hire(alice(), open, id, 10_000);
		assert_ok!(Watchtowers::leave(origin(charlie()), id));
		let before = balance(&NATIVE, &alice());
		events();
		assert_ok!(Watchtowers::dismiss(origin(alice()), open, id));
		assert!(balance(&NATIVE, &alice()) >= before + 10_000);
	});
}
