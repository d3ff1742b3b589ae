//! Bonds: more and less of them, and what hires count on.

use super::*;

#[test]
fn more_is_put_down_and_the_rest_is_taken_out() {
	in_each_asset(|asset| {
		let id = tower_of(charlie(), &asset, TERMS);
		events();
		let before = balance(&asset, &charlie());
		assert_ok!(Watchtowers::add_bond(origin(charlie()), id, 500));
		assert_eq!(balance(&asset, &charlie()), before - 500);
		assert_eq!(event(), Event::BondChanged { tower: id, bond: BOND + 500, covered: 0 });
		assert_ok!(Watchtowers::withdraw_bond(origin(charlie()), id, BOND + 500 - MIN_BOND));
		assert_eq!(event(), Event::BondChanged { tower: id, bond: MIN_BOND, covered: 0 });
		assert_eq!(balance(&asset, &charlie()), before + BOND - MIN_BOND);
	});
}

#[test]
fn what_hires_count_on_stays() {
	ExtBuilder.run(|| {
		let terms = Terms { cover: 30_000, ..TERMS };
		let id = tower_of(charlie(), &NATIVE, terms);
		let watched = channel(&NATIVE, Pair::new(500, 0));
		hire(alice(), watched, id, 1_000);
		hire(bob(), watched, id, 1_000);
		assert_eq!((tower(id).covered, tower(id).watches), (60_000, 2));
		let out = |amount| Watchtowers::withdraw_bond(origin(charlie()), id, amount);
		assert_noop!(out(BOND - 60_000 + 1), Error::<Test>::BondExhausted);
		assert_noop!(out(BOND + 1), Error::<Test>::BondTooSmall);
		assert_noop!(out(0), Error::<Test>::ZeroAmount);
		assert_noop!(Watchtowers::add_bond(origin(charlie()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Watchtowers::withdraw_bond(origin(dave()), id, 1), Error::<Test>::NotOwner);
		assert_noop!(Watchtowers::add_bond(origin(dave()), id, 1), Error::<Test>::NotOwner);
		assert_ok!(out(BOND - 60_000));
		// Nobody else can be promised what is promised.
		let other = channel(&NATIVE, Pair::new(500, 0));
		assert_noop!(
			Watchtowers::hire(origin(alice()), other, id, 1_000, ANY),
			Error::<Test>::BondExhausted
		);
		assert_ok!(Watchtowers::dismiss(origin(bob()), watched, id));
		assert_eq!((tower(id).covered, tower(id).watches), (30_000, 1));
		assert_ok!(out(30_000));
	});
}

#[test]
fn a_smaller_bond_watches_fewer_channels() {
	ExtBuilder.run(|| {
		let id = tower_of(charlie(), &NATIVE, Terms { cover: 1, ..TERMS });
		// A bond of ten times the smallest, and a score of 100: a hundred channels.
		assert_eq!(Watchtowers::tower(id).unwrap().capacity, 100);
		for _ in 0..11 {
			let watched = channel(&NATIVE, Pair::new(500, 0));
			hire(alice(), watched, id, 1_000);
		}
		let out = |amount| Watchtowers::withdraw_bond(origin(charlie()), id, amount);
		assert_noop!(out(BOND - MIN_BOND), Error::<Test>::CapacityReached);
		assert_noop!(out(BOND - MIN_BOND + 1), Error::<Test>::BondTooSmall);
		assert_ok!(out(BOND - 2 * MIN_BOND));
		assert_eq!(Watchtowers::tower(id).unwrap().capacity, 20);
		for _ in 11..20 {
			let watched = channel(&NATIVE, Pair::new(500, 0));
			hire(alice(), watched, id, 1_000);
		}
		let one_more = channel(&NATIVE, Pair::new(500, 0));
		assert_noop!(
			Watchtowers::hire(origin(alice()), one_more, id, 1_000, ANY),
			Error::<Test>::CapacityReached
		);
	});
}
