//! What the hooks do.

use super::*;
use bloc_timetable::{Owner, Timetable, RETRY_MS};
use frame_support::{traits::Hooks, weights::Weight};

#[test]
fn what_nobody_claims_goes_back_and_is_forgotten() {
	in_each_asset(|asset| {
		locked(&asset);
		events();
		run_block_at(START + HOUR - 1);
		assert!(leg().is_open());
		jump_to(START + HOUR);
		assert_eq!(happened(), ["refunded"]);
		let LegState::Ended { how, at_ms } = leg().state else { panic!("open") };
		assert_eq!((how, gains(&asset)), (Ending::Refunded, [0, 0]));
		run_block_at(at_ms + KEEP - 1);
		assert_eq!(happened(), Vec::<&str>::new());
		jump_to(at_ms + KEEP);
		assert_eq!(happened(), ["pruned"]);
		assert_nothing_is_left();
		assert_eq!(Timetable::<Swaps>::iter().count(), 0);
	});
}

#[test]
fn what_was_revealed_in_time_is_paid() {
	in_each_asset(|asset| {
		let id = locked_in_channel(&asset);
		set_time(START + HOUR - 1);
		assert_ok!(reveal(PREIMAGE));
		events();
		jump_to(START + HOUR);
		assert_eq!(happened(), ["claimed"]);
		assert_eq!(free(id), [CHANNEL - AMOUNT, CHANNEL + AMOUNT]);
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + HOUR);
		assert_ok!(reveal(PREIMAGE));
		events();
		jump_to(START + HOUR);
		assert_eq!(happened(), ["refunded"]);
	});
}

#[test]
fn what_ended_before_is_kept_for_its_time() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		set_time(START + MINUTE);
		assert_ok!(claim());
		events();
		jump_to(START + HOUR);
		assert_eq!(happened(), Vec::<&str>::new());
		jump_to(START + MINUTE + KEEP);
		assert_eq!(happened(), ["pruned"]);
		assert_nothing_is_left();
	});
	// What had been over for long at its deadline is forgotten there.
	ExtBuilder.run(|| {
		let deadline_ms = START + 3 * DAY;
		assert_ok!(try_lock(LegSpec { deadline_ms, ..spec(&TOKEN) }, Source::Account));
		assert_ok!(claim());
		jump_to(deadline_ms);
		assert_nothing_is_left();
	});
}

#[test]
fn an_entry_of_an_earlier_leg_of_the_name_does_nothing() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_ok!(Swaps::hand_back(origin(bob()), alice(), hash(), None));
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		let later = LegSpec { deadline_ms: START + 2 * HOUR, ..spec(&TOKEN) };
		assert_ok!(try_lock(later, Source::Account));
		events();
		jump_to(START + HOUR);
		assert_eq!(happened(), Vec::<&str>::new());
		jump_to(START + 2 * HOUR);
		assert_eq!(happened(), ["refunded"]);
		// And nothing is left in the end.
		jump_to(now() + KEEP);
		jump_to(now() + KEEP);
		assert_nothing_is_left();
		assert_eq!(Timetable::<Swaps>::iter().count(), 0);
	});
}

#[test]
fn a_bond_whose_leg_does_not_come_goes_back() {
	in_each_asset(|asset| {
		let terms = ring(2, 2, &asset);
		assert_ok!(try_bond(&terms, 2));
		let lock_by_ms = terms.leg(2).unwrap().1.lock_by_ms;
		events();
		jump_to(lock_by_ms);
		assert_eq!(happened(), ["returned"]);
		assert_nothing_is_left();
	});
	// Its entry finds nothing once the leg has it.
	ExtBuilder.run(|| {
		let terms = ring(2, 2, &TOKEN);
		assert_ok!(try_bond(&terms, 2));
		assert_ok!(try_ring(&terms, 2));
		events();
		jump_to(terms.leg(2).unwrap().1.lock_by_ms);
		assert_eq!(happened(), Vec::<&str>::new());
		jump_to(leg().deadline_ms);
		assert_eq!((happened(), gains(&TOKEN)), (vec!["refunded"], [50, -50]));
	});
}

#[test]
fn a_standstill_puts_the_deadline_off() {
	in_each_asset(|asset| {
		MaxExtension::set(10 * MINUTE);
		locked(&asset);
		// Five minutes without a block.
		run_to(START + 30 * MINUTE);
		run_block_at(START + 35 * MINUTE + BLOCK_MS);
		assert_eq!(Swaps::closes_ms(alice(), hash()), Some(START + HOUR + 5 * MINUTE));
		events();
		run_to(START + HOUR + 5 * MINUTE - BLOCK_MS);
		assert_eq!(happened(), Vec::<&str>::new());
		assert_noop!(settle(), Error::<Test>::NotDue);
		next_block();
		next_block();
		assert_eq!((happened(), gains(&asset)), (vec!["refunded"], [0, 0]));
	});
	// Of an hour no more than ten minutes.
	ExtBuilder.run(|| {
		MaxExtension::set(10 * MINUTE);
		locked(&TOKEN);
		jump_to(START + HOUR + 10 * MINUTE);
		let LegState::Ended { how, .. } = leg().state else { panic!("open") };
		assert_eq!(how, Ending::Refunded);
	});
}

#[test]
fn what_fails_is_told_and_tried_again() {
	ExtBuilder.run(|| {
		let id = locked_in_channel(&TOKEN);
		lock_for(&charlie(), &TOKEN);
		Refuses::set(true);
		events();
		jump_to(START + HOUR);
		let mut happened_ = happened();
		happened_.sort_unstable();
		assert_eq!(happened_, ["failed", "refunded"]);
		assert!(leg().is_open());
		// It is closed all the same, and anybody may try.
		assert_noop!(claim(), Error::<Test>::Expired);
		assert_noop!(settle(), DispatchError::Unavailable);
		Refuses::set(false);
		jump_to(START + HOUR + RETRY_MS + SLOT_MS);
		assert_eq!((happened(), free(id)), (vec!["refunded"], [CHANNEL; 2]));
	});
}

#[test]
fn a_refused_payout_stops_nothing() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		block(alice());
		events();
		jump_to(START + HOUR);
		assert_eq!(happened(), ["refunded", "credited"]);
		assert_eq!(Swaps::credit(alice(), TOKEN), AMOUNT);
		unblock(alice());
		assert_ok!(Swaps::claim_credit(origin(alice()), TOKEN, alice()));
		assert_eq!((happened(), gains(&TOKEN)), (vec!["credit claimed"], [0, 0]));
	});
}

#[test]
fn a_crowd_is_served_in_order_and_within_the_share() {
	ExtBuilder.run(|| {
		let count = 200u8;
		for number in 0..count {
			let (_, payment_hash) = secret(number);
			let spec = LegSpec { payment_hash, amount: 10, ..spec(&TOKEN) };
			assert_ok!(try_lock(spec, Source::Account));
		}
		set_time(START + HOUR + SLOT_MS);
		let open = || crate::Legs::<Test>::iter_values().filter(|it| it.leg.is_open()).count();
		let budget = Swaps::heaviest_due().saturating_mul(10);
		let mut rounds = 0;
		while open() > 0 {
			let before = open();
			assert!(Swaps::serve(budget).all_lte(budget));
			assert!(open() < before, "no progress");
			Swaps::do_try_state().unwrap();
			rounds += 1;
		}
		assert!(rounds > 3, "{rounds}");
		assert_eq!(gains(&TOKEN), [0, 0]);
	});
}

#[test]
fn an_idle_block_costs_a_look() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		let (_, counts) = bloc_testing::count(|| Swaps::on_idle(2, Weight::MAX / 2));
		assert_eq!(counts.keys(), (2, 0));
	});
}

#[test]
fn the_configuration_is_checked() {
	ExtBuilder.run(Swaps::integrity_test);
	ExtBuilder.run(|| {
		// Exactly as long as a leg can wait, and the hook be late.
		MaxExtension::set(HOUR);
		Retention::set(MAX_LEG + HOUR + DAY);
		Swaps::integrity_test();
	});
}

#[test]
#[should_panic(expected = "the registry forgets")]
fn a_registry_that_forgets_too_soon_is_found() {
	ExtBuilder.run(|| {
		Retention::set(MAX_LEG + DAY - 1);
		Swaps::integrity_test();
	});
}

#[test]
#[should_panic(expected = "the longest ring has no time")]
fn an_extension_that_leaves_no_time_is_found() {
	ExtBuilder.run(|| {
		MaxExtension::set(DAY);
		Swaps::integrity_test();
	});
}
