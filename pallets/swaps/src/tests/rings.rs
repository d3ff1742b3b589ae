//! Legs of rings: what one chain sees to.

use super::*;
use crate::RingTermsOf;

/// The terms of a ring without bonds, whose leg at `place` of `legs` is here.
fn terms(place: u8, legs: u8) -> RingTermsOf<Test> {
	let mut terms = ring(place, legs, &TOKEN);
	terms.legs.iter_mut().for_each(|leg| leg.bond = None);
	terms
}

#[test]
fn a_leg_has_its_place_and_its_deadline_by_the_terms() {
	for legs in [2, 3, 14] {
		for place in [1, 2, legs] {
			ExtBuilder.run(|| {
				MaxExtension::set(MINUTE);
				let terms = terms(place, legs);
				assert_ok!(try_ring(&terms, place));
				let leg = leg();
				let step = Moment::from(place - 1) * terms.gap_ms;
				assert_eq!(leg.deadline_ms, terms.base_ms + step);
				let ring = Place { terms: terms.hash(), position: place, legs };
				assert_eq!(leg.ring, Some(ring));
				// What the owner gets for it is the next leg; the leader, who pays the last, the
				// first.
				let next = if place == legs { 1 } else { place + 1 };
				let there = if next == place { home() } else { sister(100 + next) };
				assert_eq!(leg.counterpart, Some(there));
				// A standstill never harms the receiver of the last.
				let extension = if place == legs { Moment::MAX } else { MINUTE };
				assert_eq!(leg.extension_ms, extension);
				assert_ok!(claim());
			});
		}
	}
}

#[test]
fn where_blocks_come_at_will_nothing_is_put_off() {
	ExtBuilder.run(|| {
		assert_ok!(try_ring(&terms(2, 2), 2));
		assert_eq!(leg().extension_ms, 0);
	});
}

#[test]
fn the_last_leg_waits_for_as_long_as_the_chain_stands_still() {
	ExtBuilder.run(|| {
		MaxExtension::set(MINUTE);
		assert_ok!(try_ring(&terms(2, 2), 2));
		let left = leg().deadline_ms - START;
		// A month without a block: all of its time is left.
		set_time(START + 30 * DAY);
		assert_eq!(Swaps::closes_ms(alice(), hash()), Some(START + 30 * DAY + left));
		assert_noop!(settle(), Error::<Test>::NotDue);
		assert_ok!(claim());
	});
}

#[test]
fn each_chain_sees_to_its_own_part() {
	ExtBuilder.run(|| {
		let good = terms(2, 3);
		let change = |change: &dyn Fn(&mut RingTermsOf<Test>)| {
			let mut terms = good.clone();
			change(&mut terms);
			try_ring(&terms, 2)
		};
		let leg = |change_leg: &dyn Fn(&mut crate::ring::RingLeg<AccountId, Asset>)| {
			change(&|it| change_leg(&mut it.legs[1]))
		};
		assert_noop!(change(&|it| it.legs.truncate(1)), Error::<Test>::TooFewLegs);
		assert_noop!(change(&|it| it.legs.truncate(0)), Error::<Test>::TooFewLegs);
		assert_noop!(try_ring(&good, 0), Error::<Test>::WrongPosition);
		assert_noop!(try_ring(&good, 4), Error::<Test>::WrongPosition);
		assert_noop!(try_ring(&good, 1), Error::<Test>::WrongChain);
		assert_noop!(leg(&|it| it.chain.index = INDEX + 1), Error::<Test>::WrongChain);
		assert_noop!(leg(&|it| it.chain.genesis = [1; 32]), Error::<Test>::WrongChain);
		assert_noop!(leg(&|it| it.owner = charlie()), Error::<Test>::NotOwner);
		assert_noop!(leg(&|it| it.receiver = alice()), Error::<Test>::SameParty);
		assert_noop!(leg(&|it| it.amount = 0), Error::<Test>::ZeroAmount);
		assert_noop!(leg(&|it| it.amount = TOKEN_MIN - 1), Error::<Test>::BelowMinimum);
		assert_noop!(change(&|it| it.extension_ms = 1), Error::<Test>::ExtensionTooLong);
		assert_noop!(change(&|it| it.base_ms += MAX_LEG), Error::<Test>::DeadlineTooFar);
		assert_noop!(change(&|it| it.base_ms = Moment::MAX), Error::<Test>::Overflow);
		assert_noop!(change(&|it| it.base_ms = 1), Error::<Test>::Overflow);
		assert_ok!(change(&|_| ()));
		assert_noop!(change(&|_| ()), Error::<Test>::AlreadyLocked);
	});
}

#[test]
fn there_is_time_between_any_two_steps() {
	ExtBuilder.run(|| {
		MaxExtension::set(MINUTE);
		let good = terms(2, 3);
		let short = |change: &dyn Fn(&mut RingTermsOf<Test>)| {
			let mut terms = good.clone();
			change(&mut terms);
			assert_noop!(try_ring(&terms, 2), Error::<Test>::GapTooShort);
		};
		assert_eq!(good.gap_ms, MIN_GAP + MINUTE);
		short(&|it| it.gap_ms -= 1);
		short(&|it| it.step_ms -= 1);
		short(&|it| it.reveal_ms -= 1);
		// What a standstill may add is part of the gap.
		let mut without = good.clone();
		(without.extension_ms, without.gap_ms) = (0, MIN_GAP);
		assert_ok!(try_ring(&without, 2));
	});
}

#[test]
fn nobody_is_twice_on_a_chain() {
	ExtBuilder.run(|| {
		let good = terms(2, 3);
		let twice = |change: &dyn Fn(&mut RingTermsOf<Test>)| {
			let mut terms = good.clone();
			terms.legs[0].chain = home();
			change(&mut terms);
			try_ring(&terms, 2)
		};
		assert_noop!(twice(&|_| ()), Error::<Test>::RepeatsAccount);
		assert_noop!(twice(&|it| it.legs[0].owner = dave()), Error::<Test>::RepeatsAccount);
		assert_noop!(twice(&|it| it.legs[0].receiver = dave()), Error::<Test>::RepeatsAccount);
		let other = |it: &mut RingTermsOf<Test>| {
			(it.legs[0].owner, it.legs[0].receiver) = (dave(), charlie());
		};
		assert_ok!(twice(&other));
	});
}

#[test]
fn a_leg_is_locked_in_its_time() {
	ExtBuilder.run(|| {
		let terms = terms(2, 3);
		let lock_by_ms = terms.leg(2).unwrap().1.lock_by_ms;
		set_time(lock_by_ms);
		assert_noop!(try_ring(&terms, 2), Error::<Test>::Expired);
		set_time(lock_by_ms - 1);
		assert_ok!(try_ring(&terms, 2));
	});
	ExtBuilder.run(|| {
		assert_ok!(reveal(PREIMAGE));
		assert_noop!(try_ring(&terms(2, 3), 2), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn a_whole_ring_on_one_chain() {
	ExtBuilder.run(|| {
		// Alice leads: she pays Charlie, who pays Bob, who pays her.
		let mut terms = terms(1, 3);
		let pays = [(bob(), alice()), (charlie(), bob()), (alice(), charlie())];
		for (leg, (owner, receiver)) in terms.legs.iter_mut().zip(pays.clone()) {
			(leg.chain, leg.owner, leg.receiver) = (home(), owner, receiver);
		}
		for position in [3, 2, 1] {
			let owner = pays[usize::from(position) - 1].0.clone();
			let lock = Swaps::lock_ring(origin(owner), terms.clone(), position, Source::Account);
			assert_ok!(lock);
		}
		// On one chain one claim does for all of them.
		let owners = pays.map(|(owner, _)| owner);
		assert_ok!(try_claim(&owners, PREIMAGE));
		assert_eq!(gains(&TOKEN), [0, 0]);
		assert_eq!(happened().iter().filter(|name| **name == "claimed").count(), 3);
	});
}
