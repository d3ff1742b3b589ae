//! What towers are paid: by the second, for as long as they are there, and never more than there
//! is.

use super::*;
use bloc_timetable::RETRY_MS;

fn a_second() -> Terms {
	Terms { rate: per_second(1), ..TERMS }
}

#[test]
fn one_call_pays_for_all_channels() {
	in_each_asset(|asset| {
		let id = tower_of(charlie(), &asset, a_second());
		for _ in 0..5 {
			let open = channel(&asset, Pair::new(500, 0));
			hire(alice(), open, id, 100_000);
		}
		let collect = || Watchtowers::collect(origin(dave()), id);
		assert_noop!(collect(), Error::<Test>::NothingOwed);
		assert_noop!(Watchtowers::collect(origin(dave()), TowerId(9)), Error::<Test>::NotFound);
		live_to(START + 10 * HOUR);
		let before = balance(&asset, &charlie());
		events();
		let earned = 5 * u128::from((now() - START) / SECOND);
		// But for the last hour, of which it is not sure yet that all were paid for.
		let kept = 5 * u128::from((RETRY_MS + 2 * SLOT_MS) / SECOND);
		assert_eq!(Watchtowers::tower(id).unwrap().collectable, earned - kept);
		assert_ok!(collect());
		assert_eq!(event(), Event::Collected { tower: id, amount: earned - kept });
		assert_eq!(balance(&asset, &charlie()), before + earned - kept);
		assert_eq!(tower(id).income.earned.units, kept);
	});
}

#[test]
fn nobody_pays_for_silence() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, a_second());
		let open = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), open, id, 100_000);
		run_to(START + 5 * HOUR);
		assert_ok!(beat(charlie(), id));
		assert_eq!(tower(id).income.clock_ms, BEAT);
		assert_eq!(tower(id).income.earned.units, 600);
		live_to(START + 6 * HOUR);
		assert_eq!(tower(id).income.earned.units, 600 + 3_600);
		// So the deposit lasts for longer.
		let ends = Watchtowers::runs_out_at(open, Side::Opener, id).unwrap();
		let began = START + 5 * HOUR - BEAT;
		assert_eq!(ends, began + 100_000 * SECOND);
	});
}

#[test]
fn a_hire_ends_at_the_millisecond_at_which_its_money_does() {
	in_each_asset(|asset| {
		let rate = Rate(per_second(1).0 / 7 + 1);
		let id = tower_of(charlie(), &asset, Terms { rate, ..TERMS });
		let before = wealth(&asset, &alice());
		let open = channel(&asset, Pair::new(500, 0));
		let left = wealth(&asset, &alice());
		hire(alice(), open, id, 1_000);
		let ends = Watchtowers::runs_out_at(open, Side::Opener, id).unwrap();
		live_to(ends - MINUTE);
		events();
		// However late the hook is.
		set_time(ends);
		assert_ok!(beat(charlie(), id));
		run_block_at(ends + 9 * MINUTE);
		run_block_at(ends + 9 * MINUTE + SLOT_MS);
		let (side, reason) = (Side::Opener, EndReason::RanDry);
		let ended = Event::HireEnded { channel: open, side, tower: id, reason, back: 0 };
		let over = Event::WatchEnded { channel: open, side };
		assert_eq!(events(), vec![Event::Beaten { tower: id }, ended, over]);
		assert_eq!(wealth(&asset, &alice()), left - 1_000);
		assert!(left < before);
		let earned = tower(id).income;
		assert_eq!((earned.earned.units, earned.earned.parts, earned.rate), (1_000, 0, Rate(0)));
		assert_only_towers_are_left(1);
	});
}

#[test]
fn what_was_not_looked_at_is_paid_to_nobody() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, a_second());
		let open = channel(&NATIVE, Pair::new(500, 0));
		let lasting = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), open, id, 3_600);
		hire(alice(), lasting, id, 1_000_000);
		// The hooks do not run for a day, though the tower shows that it is there.
		for _ in 0..150 {
			set_time(now() + BEAT - 1);
			assert_ok!(beat(charlie(), id));
		}
		let ran = u128::from((now() - START) / SECOND);
		assert!(tower(id).income.earned.units >= 2 * ran);
		assert_noop!(Watchtowers::collect(origin(charlie()), id), Error::<Test>::NothingOwed);
		run_block_at(now() + 1);
		run_block_at(now() + SLOT_MS);
		let rest = u128::from((tower(id).income.clock_ms) / SECOND);
		assert_eq!(tower(id).income.earned.units, 3_600 + rest);
	});
}

#[test]
fn a_hire_whose_tower_is_silent_when_its_money_would_end_is_over() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, a_second());
		let open = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), open, id, 3_600);
		events();
		run_to(START + HOUR + MINUTE);
		let ended = events().into_iter().find_map(|event| match event {
			Event::HireEnded { back, reason, .. } => Some((back, reason)),
			_ => None,
		});
		// It was there for one beat.
		assert_eq!(ended, Some((3_000, EndReason::RanDry)));
		assert_only_towers_are_left(1);
	});
}

#[test]
fn a_hire_whose_tower_was_silent_goes_on_for_as_long() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, a_second());
		let open = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), open, id, 3_600);
		run_to(START + 40 * MINUTE);
		assert_ok!(beat(charlie(), id));
		let silent = now() - START - BEAT;
		live_to(START + HOUR + MINUTE);
		assert!(Watchtowers::watched(open).is_some());
		let ends = Watchtowers::runs_out_at(open, Side::Opener, id).unwrap();
		assert_eq!(ends, START + HOUR + silent);
		live_to(ends + MINUTE);
		assert!(Watchtowers::watched(open).is_none());
		assert_eq!(tower(id).income.earned.units, 3_600);
	});
}

#[test]
fn what_an_asset_refuses_becomes_a_credit() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &TOKEN, a_second());
		let open = channel(&TOKEN, Pair::new(500, 0));
		hire(alice(), open, id, 10_000);
		block(alice());
		assert_ok!(Watchtowers::dismiss(origin(alice()), open, id));
		assert_eq!(Watchtowers::credit(alice(), TOKEN), 6_400);
		unblock(alice());
		let pot = Watchtowers::pot_account(TOKEN);
		let claim = |to| Watchtowers::claim_credit(origin(alice()), TOKEN, to);
		assert_noop!(claim(pot), Error::<Test>::PotAccount);
		let before = balance(&TOKEN, &dave());
		events();
		assert_ok!(claim(dave()));
		assert_eq!(
			event(),
			Event::CreditClaimed { owner: alice(), asset: TOKEN, amount: 6_400, to: dave() }
		);
		assert_eq!(balance(&TOKEN, &dave()), before + 6_400);
		assert_noop!(claim(dave()), Error::<Test>::NoCredit);
	});
}
