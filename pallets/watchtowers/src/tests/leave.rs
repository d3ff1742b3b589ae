//! A tower leaves: its notice, what clients get back, and its bond.

use super::*;

#[test]
fn after_its_notice_it_has_its_bond_again() {
	in_each_asset(|asset| {
		let before = wealth(&asset, &charlie());
		let id = tower_of(charlie(), &asset, TERMS);
		events();
		assert_ok!(Watchtowers::leave(origin(charlie()), id));
		assert_eq!(event(), Event::Leaving { tower: id, leaves_ms: START + NOTICE });
		let retire = || Watchtowers::retire(origin(charlie()), id);
		assert_noop!(Watchtowers::leave(origin(charlie()), id), Error::<Test>::TowerLeaves);
		assert_noop!(retire(), Error::<Test>::NotLeft);
		run_block_at(START + NOTICE - 1);
		assert_noop!(retire(), Error::<Test>::NotLeft);
		run_block_at(START + NOTICE);
		assert_noop!(Watchtowers::retire(origin(dave()), id), Error::<Test>::NotOwner);
		assert_noop!(beat(charlie(), id), Error::<Test>::TowerLeaves);
		events();
		assert_ok!(retire());
		assert_eq!(event(), Event::Retired { tower: id, paid: BOND });
		assert_eq!((wealth(&asset, &charlie()), held(&charlie())), (before, 0));
		assert_only_towers_are_left(0);
		assert_eq!(crate::Pots::<Test>::iter().count(), 0);
		assert_eq!(Watchtowers::tower_of(charlie(), asset), None);
	});
}

#[test]
fn nobody_hires_it_any_more_and_nobody_pays_for_what_it_does_not_do() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, Terms { rate: per_second(1), ..TERMS });
		let watched = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), watched, id, 1_000_000);
		assert_noop!(Watchtowers::leave(origin(dave()), id), Error::<Test>::NotOwner);
		assert_ok!(Watchtowers::leave(origin(charlie()), id));
		assert_noop!(
			Watchtowers::hire(origin(bob()), watched, id, 5_000, ANY),
			Error::<Test>::TowerLeaves
		);
		assert_noop!(
			Watchtowers::end(origin(dave()), watched, Side::Opener),
			Error::<Test>::NotOver
		);
		// It shows that it is there until the end.
		while now() < START + NOTICE - BEAT {
			run_block_at(now() + BEAT / 2);
			// The chain stands still in between, which is no silence; and no service either.
			assert_ok!(beat(charlie(), id));
		}
		run_block_at(START + NOTICE + HOUR);
		let before = balance(&NATIVE, &alice());
		events();
		assert_noop!(Watchtowers::retire(origin(charlie()), id), Error::<Test>::StillWatching);
		assert_ok!(Watchtowers::end(origin(charlie()), watched, Side::Opener));
		let spent = u128::from(NOTICE / SECOND);
		let back = 1_000_000 - spent;
		assert_eq!(balance(&NATIVE, &alice()) - before, back + held_for_a_watch());
		let reason = EndReason::TowerLeft;
		let side = Side::Opener;
		let ended = Event::HireEnded { channel: watched, side, tower: id, reason, back };
		assert_eq!(events(), vec![ended, Event::WatchEnded { channel: watched, side }]);
		assert_ok!(Watchtowers::retire(origin(charlie()), id));
		assert_only_towers_are_left(0);
	});
}

/// Nobody has to end a hire, though its money would last for ever.
#[test]
fn a_hire_of_it_does_not_stay_for_ever() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, Terms { rate: Rate(0), ..TERMS });
		hire(alice(), channel(&NATIVE, Pair::new(500, 0)), id, 1);
		assert_ok!(Watchtowers::leave(origin(charlie()), id));
		run_block_at(START + MAX_AHEAD_MS + HOUR);
		next_block();
		assert_only_towers_are_left(1);
		assert_ok!(Watchtowers::retire(origin(charlie()), id));
	});
}

/// The storage deposit for a watch.
fn held_for_a_watch() -> Balance {
	let footprint = Watchtowers::watch_footprint();
	PER_ITEM + u128::from(footprint.count * footprint.size)
}
