//! What the hooks do, and that they keep to their budget.

use super::*;
use frame_support::{traits::Hooks, weights::Weight};
use sp_keyring::Sr25519Keyring;

#[test]
fn a_run_is_said_to_be_due_once() {
	ExtBuilder.run(|| {
		set_policy(policy());
		events();
		jump_to(START);
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
		jump_to(START + DAY);
		assert_eq!(events(), []);
		assert_eq!(standing(), Standing::Due { since_ms: START, again: false });
	});
}

#[test]
fn a_run_that_is_put_off_is_due_later() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		// The entry of START waits; the run is done by a call before it comes up.
		assert_ok!(Rebalancing::run(origin(alice()), alice(), GOLD, cycles(&[round(&ids, 100)])));
		events();
		jump_to(START);
		assert_eq!(events(), []);
		run_block_at(START + 10 * MINUTE - 1);
		assert_eq!(events(), []);
		jump_to(START + 10 * MINUTE);
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
	});
}

#[test]
fn a_sooner_run_overtakes_one_that_waits() {
	ExtBuilder.run(|| {
		set_policy(policy());
		come_due();
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::NoPlan));
		set_policy(policy());
		assert_eq!(standing(), Standing::Noted { due_ms: now() });
		events();
		jump_to(now());
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
		// The later entry is stale.
		jump_to(START + HOUR);
		assert_eq!(events(), []);
	});
}

#[test]
fn nothing_waits_on_the_timetable_for_longer_than_the_longest_wait() {
	ExtBuilder.run(|| {
		let waiting = || bloc_timetable::Timetable::<Rebalancing>::iter().count();
		// Policies that come and go, each with a run that is put off for ages.
		for min_interval_ms in [365 * DAY, Moment::MAX] {
			for asset in [GOLD, TIN] {
				let policy = Some(RebalancePolicy { min_interval_ms, ..policy() });
				assert_ok!(Rebalancing::set_policy(origin(alice()), asset, policy));
				assert_ok!(Rebalancing::report(origin(alice()), alice(), asset, Report::NoPlan));
			}
			jump_to(now());
			for asset in [GOLD, TIN] {
				assert_ok!(Rebalancing::set_policy(origin(alice()), asset, None));
			}
		}
		assert_eq!((held(&alice()), waiting()), (0, 4));
		jump_to(now() + DAY);
		assert_eq!(waiting(), 0);
		// A run that is due later than that is due then all the same.
		set_policy(RebalancePolicy { min_interval_ms: 3 * DAY + 7, ..policy() });
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::NoPlan));
		let due_ms = now() + 3 * DAY + 7;
		for early_ms in [2 * DAY, DAY, 1] {
			run_block_at(due_ms - early_ms);
			assert_eq!((standing(), waiting()), (Standing::Noted { due_ms }, 1));
		}
		jump_to(due_ms);
		let since_ms = due_ms + SLOT_MS;
		assert_eq!((standing(), waiting()), (Standing::Due { since_ms, again: false }, 0));
	});
}

#[test]
fn a_crowd_is_served_over_several_blocks() {
	ExtBuilder.run(|| {
		let people: Vec<AccountId> = (0..200u32)
			.map(|n| {
				let mut bytes = [7; 32];
				bytes[..4].copy_from_slice(&n.to_le_bytes());
				AccountId::from(bytes)
			})
			.collect();
		for who in &people {
			use frame_support::traits::fungible::Mutate;
			assert_ok!(Balances::mint_into(who, WEALTH));
			assert_ok!(Rebalancing::set_policy(origin(who.clone()), GOLD, Some(policy())));
		}
		set_time(START + MINUTE);
		events();
		// Enough for some of them.
		let budget = <() as crate::WeightInfo>::ripen().saturating_mul(70);
		let mut blocks = 0;
		let mut told = 0;
		while told < people.len() {
			let spent = Rebalancing::on_idle(System::block_number(), budget);
			assert!(spent.all_lte(budget));
			let new = events().len();
			assert!(new > 0);
			told += new;
			blocks += 1;
		}
		assert_eq!(told, people.len());
		assert!(blocks > 2, "{blocks}");
		assert_eq!(Rebalancing::on_idle(1, Weight::zero()), Weight::zero());
	});
}

#[test]
fn what_fails_is_tried_again_and_told() {
	use bloc_timetable::{Entry, Handler, Timetable, RETRY_MS};
	ExtBuilder.run(|| {
		set_policy(policy());
		jump_to(START);
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::NoPlan));
		let Standing::Noted { due_ms } = standing() else { panic!("{:?}", standing()) };
		set_time(due_ms);
		events();
		// Nothing can fail: this is what would happen.
		let due = Due::Run(alice(), GOLD);
		Timetable::<Rebalancing>::iter().for_each(|entry| assert_eq!(entry.payload, due));
		crate::TimetableHead::<Test>::kill();
		let _ = crate::TimetablePages::<Test>::clear(u32::MAX, None);
		let error = DispatchError::CannotLookup;
		let mut handler = crate::schedule::DueHandler::<Test>::default();
		handler.failed(&Entry { due_ms, payload: due.clone() }, now(), error);
		assert_eq!(event(), Event::ServiceFailed { due, error });
		let again_ms = due_ms + RETRY_MS;
		assert_eq!(standing(), Standing::Noted { due_ms: again_ms });
		assert_ok!(Rebalancing::do_try_state());
		run_block_at(again_ms - 1);
		assert_eq!(events(), []);
		jump_to(again_ms);
		assert_eq!(event(), Event::RunDue { account: alice(), asset: GOLD });
	});
}

#[test]
fn the_configuration_is_sound() {
	Rebalancing::integrity_test();
	assert_eq!(alice(), Sr25519Keyring::Alice.to_account_id());
}
