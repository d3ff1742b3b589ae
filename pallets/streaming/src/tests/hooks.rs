use super::*;
use bloc_primitives::Balance;
use frame_support::{traits::Hooks, weights::Weight};

#[test]
fn pays_at_each_interval() {
	in_each_asset(|asset| {
		let id = open(&asset, 6_000, spec(per_second(1)));
		events();
		for minute in 1..=3 {
			run_to(START + minute * MINUTE);
			let amount = 60;
			let total = amount * u128::from(minute);
			assert_eq!(event(), Event::Paid { stream: id, to: bob(), amount, total });
			assert_eq!(wealth(&asset, &bob()), WEALTH + total);
		}
	});
}

#[test]
fn stops_when_the_money_ends_and_ends_when_nobody_brings_more() {
	in_each_asset(|asset| {
		let id = open(&asset, 100, spec(per_second(1)));
		let (stopped_ms, over_ms) = (START + 100_000, START + 100_000 + GRACE);
		run_to(START + 5 * MINUTE);
		let told = events();
		let told = &told[1..];
		let expected = [
			Event::Paid { stream: id, to: bob(), amount: 60, total: 60 },
			Event::RanDry { stream: id, stopped_ms, over_ms },
			Event::Paid { stream: id, to: bob(), amount: 40, total: 100 },
		];
		assert_eq!(told, expected);
		run_to(over_ms);
		let reason = EndReason::RanDry;
		let ended =
			Event::Ended { stream: id, reason, to: bob(), amount: 0, total: 100, refunded: 0 };
		assert_eq!(event(), ended);
		assert_eq!(wealth(&asset, &alice()), WEALTH - 100);
		assert_nothing_is_left();
	});
}

#[test]
fn ends_at_the_end_and_gives_the_rest_back() {
	in_each_asset(|asset| {
		let end_ms = Some(START + 90_000);
		let id = open(&asset, 6_000, StreamSpec { end_ms, ..spec(per_second(10)) });
		run_to(START + 90_000);
		let reason = EndReason::Completed;
		let ended = Event::Ended {
			stream: id,
			reason,
			to: bob(),
			amount: 300,
			total: 900,
			refunded: 5_100,
		};
		assert!(events().contains(&ended));
		assert_eq!(wealth(&asset, &alice()), WEALTH - 900);
		assert_nothing_is_left();
	});
}

#[test]
fn ends_when_all_is_paid_that_was_to_be_paid() {
	ExtBuilder.run(|| {
		open(&TOKEN, 6_000, StreamSpec { max_total: Some(125), ..spec(per_second(1)) });
		run_to(START + 3 * MINUTE);
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 125);
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 125);
		assert_nothing_is_left();
	});
}

#[test]
fn payouts_to_one_payee_are_one_transfer() {
	in_each_asset(|asset| {
		for n in 1..=20 {
			open(&asset, 6_000, spec(per_second(n)));
		}
		open_vault(&asset, 6_000);
		from_vault(&asset, bob(), per_second(1));
		from_vault(&asset, charlie(), per_second(1));
		set_time(START + MINUTE);
		System::reset_events();
		Streaming::on_idle(1, Weight::MAX / 2);
		assert_eq!(transfers(), 2);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 60 * 211);
		assert_eq!(wealth(&asset, &charlie()), WEALTH + 60);
	});
}

#[test]
fn a_payee_that_cannot_be_paid_has_credit_and_holds_up_nobody() {
	ExtBuilder.run(|| {
		let to = |who| Streaming::create(origin(alice()), who, TOKEN, 600, spec(per_second(1)));
		assert_ok!(to(bob()));
		assert_ok!(to(charlie()));
		// Has no account, and after four seconds less than makes one.
		let slow = spec(Rate(per_second(1).0 / 20));
		assert_ok!(Streaming::create(origin(alice()), dave(), TOKEN, 600, slow));
		block(bob());
		run_to(START + MINUTE);
		assert_eq!(Streaming::credit(bob(), TOKEN), 60);
		assert_eq!(Streaming::credit(dave(), TOKEN), 3);
		assert_eq!(wealth(&TOKEN, &charlie()), WEALTH + 60);
		run_to(START + 2 * MINUTE);
		assert_eq!(Streaming::credit(bob(), TOKEN), 120);
	});
}

#[test]
fn an_asset_that_is_destroyed_holds_up_nobody() {
	ExtBuilder.run(|| {
		open(&TOKEN, 100, spec(per_second(1)));
		open(&NATIVE, 6_000, spec(per_second(1)));
		assert_ok!(Assets::start_destroy(origin(issuer()), TOKEN_ID));
		run_to(START + 2 * MINUTE + GRACE);
		assert_eq!(Streaming::credit(bob(), TOKEN), 100);
		assert_eq!(wealth(&NATIVE, &bob()), WEALTH + 720);
	});
}

#[test]
fn a_halt_of_the_chain_pays_once_and_to_the_unit() {
	in_each_asset(|asset| {
		let id = open(&asset, 6_000, spec(per_second(1)));
		events();
		run_block_at(START + 47 * MINUTE + 123);
		let (to, amount) = (bob(), 47 * 60);
		assert_eq!(event(), Event::Paid { stream: id, to, amount, total: amount });
		// Then again at its interval.
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + 48 * MINUTE));
	});
}

#[test]
fn too_little_money_for_a_unit_is_not_looked_at_in_vain() {
	ExtBuilder.run(|| {
		// A unit in a thousand seconds.
		let id = open(&TOKEN, 600, spec(Rate(per_second(1).0 / 1_000)));
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + 17 * MINUTE));
	});
}

#[test]
fn works_within_its_budget_and_goes_on_in_the_next_block() {
	ExtBuilder.run(|| {
		for _ in 0..300 {
			open(&TOKEN, 600, spec(per_second(1)));
		}
		set_time(START + MINUTE);
		let budget = Weight::from_parts(20_000_000_000, 1_000_000);
		let mut blocks = 0;
		while wealth(&TOKEN, &bob()) < WEALTH + 300 * 60 {
			assert!(Streaming::on_idle(1, budget).all_lte(budget));
			Streaming::do_try_state().unwrap();
			blocks += 1;
		}
		assert!(blocks > 3, "{blocks}");
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 300 * 60);
	});
}

#[test]
fn does_nothing_without_weight() {
	ExtBuilder.run(|| {
		open(&TOKEN, 600, spec(per_second(1)));
		set_time(START + MINUTE);
		for limit in [Weight::zero(), Weight::from_parts(1, 1)] {
			assert_eq!(Streaming::on_idle(1, limit), Weight::zero());
		}
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH);
	});
}

#[test]
fn an_entry_that_no_longer_counts_is_skipped() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, StreamSpec { interval_ms: DAY, ..spec(per_second(1)) });
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + 10 * MINUTE));
		// Due earlier now: the entry from before is stale.
		assert_ok!(Streaming::set_rate(origin(alice()), id, per_second(10)));
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + MINUTE));
		// And here the entry comes too early: the stream is looked at, and put in again.
		assert_ok!(Streaming::top_up(origin(alice()), id, 60_000));
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + MINUTE));
		run_to(START + MINUTE);
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + 101 * MINUTE));
		events();
		run_to(START + 11 * MINUTE);
		assert_eq!(events(), vec![]);
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		events();
		run_block_at(START + DAY);
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn a_deposit_that_sticks_keeps_nobody_from_money_and_makes_none() {
	in_each_asset(|asset| {
		// Others' money in the same pot.
		let later = StreamSpec { start_ms: Some(START + 100 * DAY), ..spec(per_second(1)) };
		let others = Streaming::create(origin(charlie()), dave(), asset.clone(), 6_000, later);
		assert_ok!(others);
		let start = wealth(&asset, &bob());
		let end_ms = Some(START + 90_000);
		let id = open(&asset, 6_000, StreamSpec { end_ms, ..spec(per_second(10)) });
		let vault = open_vault(&asset, 600);
		let paid = from_vault(&asset, bob(), per_second(10));
		let deposits = held(&alice());
		DepositsStick::set(true);
		// Long enough for more than one retry.
		run_to(START + 2 * MINUTE + GRACE);
		run_block_at(START + DAY);
		run_block_at(START + 2 * DAY);
		assert_eq!((Streaming::stream(id), Streaming::stream(paid)), (None, None));
		assert_eq!(Streaming::vault(vault), None);
		assert_eq!(wealth(&asset, &bob()), start + 900 + 600);
		assert_eq!(held(&alice()), deposits);
		let told = events();
		let kept = |event: &&Event<Test>| matches!(event, Event::DepositKept { who, .. } if *who == alice());
		assert_eq!(told.iter().filter(kept).count(), 3, "{told:?}");
	});
}

#[test]
fn tells_when_a_dry_stream_is_over_whatever_its_cliff_and_end() {
	ExtBuilder.run(|| {
		let dry = START + 10 * MINUTE;
		for (cliff, end) in [(60 * MINUTE, DAY), (0, 15 * MINUTE), (0, DAY)] {
			let (cliff_ms, end_ms) = (Some(START + cliff), Some(START + end));
			open(&TOKEN, 600, StreamSpec { cliff_ms, end_ms, ..spec(per_second(1)) });
		}
		events();
		run_to(START + 30 * MINUTE);
		let mut told = events();
		// Before its cliff nobody looks at the first, unless something else happens to it.
		assert_ok!(Streaming::transfer(origin(bob()), StreamId(0), charlie()));
		told.extend(events());
		run_to(START + 61 * MINUTE);
		told.retain(|event| matches!(event, Event::RanDry { .. }));
		let expected = [60 * MINUTE, 15 * MINUTE, 20 * MINUTE].map(|after| START + after);
		for (n, over_ms) in expected.into_iter().enumerate() {
			let stream = StreamId(n as u64);
			let ran_dry = Event::RanDry { stream, stopped_ms: dry, over_ms };
			assert!(told.contains(&ran_dry), "{told:?}");
		}
		assert_eq!(crate::Streams::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_fails_is_told_and_looked_at_again() {
	use crate::{schedule::DueHandler, types::Due};
	use bloc_timetable::{Entry, Handler, RETRY_MS};
	use sp_runtime::DispatchError;
	ExtBuilder.run(|| {
		let id = open(&NATIVE, 6_000, spec(per_second(1)));
		let vault = open_vault(&NATIVE, 6_000);
		from_vault(&NATIVE, bob(), per_second(1));
		events();
		for due in [Due::Stream(id), Due::Vault(vault)] {
			let error = DispatchError::CannotLookup;
			let entry = Entry { due_ms: now(), payload: due };
			DueHandler::<Test>::default().failed(&entry, now(), error);
			assert_eq!(event(), Event::ServiceFailed { due, error });
		}
		let at_ms = Some(now() + RETRY_MS);
		assert_eq!(crate::Streams::<Test>::get(id).unwrap().stream.due_ms, at_ms);
		assert_eq!(crate::Vaults::<Test>::get(vault).unwrap().vault.due_ms, at_ms);
		// What would have been due before waits with it, and is then paid to the unit.
		jump_to(now() + RETRY_MS);
		let paid = events().into_iter().find_map(|event| match event {
			Event::Paid { stream, total, .. } if stream == id => Some(total),
			_ => None,
		});
		assert_eq!(paid, Some(3_600));
	});
}

/// What a look of the hook costs in these tests.
const FEE: Balance = 7;

/// The fees that were paid since events were read last.
fn fees() -> Vec<(StreamId, Balance)> {
	let fee = |event| match event {
		Event::HookFeePaid { stream, fee } => Some((stream, fee)),
		_ => None,
	};
	events().into_iter().filter_map(fee).collect()
}

#[test]
fn each_look_costs_the_payer_a_fee() {
	in_each_asset(|asset| {
		HookPrice::set(FEE);
		assert_eq!(Streaming::look_fee(), FEE);
		let (id, start) = (open(&asset, 6_000, spec(per_second(1))), wealth(&NATIVE, &issuer()));
		events();
		run_to(START + 3 * MINUTE);
		assert_eq!(fees(), vec![(id, FEE); 3]);
		assert_eq!(wealth(&NATIVE, &issuer()), start + 3 * FEE);
		// The seed of the pot is lent.
		let streamed = if asset == NATIVE { 6_000 + ED } else { 0 };
		assert_eq!(wealth(&NATIVE, &alice()), WEALTH - streamed - 3 * FEE);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 180);
		// Whoever calls has paid for that already.
		set_time(now() + 1_000);
		assert_ok!(Streaming::claim(origin(charlie()), id));
		assert_ok!(Streaming::cancel(origin(alice()), id, None));
		assert_eq!(fees(), vec![]);
	});
}

#[test]
fn the_look_that_ends_a_stream_costs_nothing() {
	ExtBuilder.run(|| {
		HookPrice::set(FEE);
		open(&TOKEN, 6_000, StreamSpec { end_ms: Some(START + MINUTE), ..spec(per_second(1)) });
		set_balance(&NATIVE, &alice(), ED);
		run_to(START + MINUTE);
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 60);
		assert_nothing_is_left();
		assert_eq!(fees(), vec![]);
	});
}

#[test]
fn who_cannot_pay_for_a_look_has_one_a_day_and_loses_nothing() {
	in_each_asset(|asset| {
		HookPrice::set(FEE);
		let id = open(&asset, 60_000, spec(Rate(per_second(1).0 / 10)));
		set_balance(&NATIVE, &alice(), ED + FEE - 1);
		events();
		run_to(START + 2 * HOUR);
		let looked_ms = START + MINUTE;
		let retry_ms = looked_ms + DAY;
		assert_eq!(event(), Event::HookFeeUnpaid { stream: id, retry_ms });
		assert_eq!(wealth(&asset, &bob()), WEALTH);
		// Anybody has it paid all the same.
		assert_ok!(Streaming::claim(origin(charlie()), id));
		assert_eq!(wealth(&asset, &bob()), WEALTH + 720);
		// That makes the hook look once more, and no oftener.
		events();
		run_to(START + 4 * HOUR);
		assert_eq!(events().len(), 1);
		// When there is money again, all is paid that was not.
		set_balance(&NATIVE, &alice(), WEALTH);
		jump_to(START + 2 * DAY);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 2 * 8_640);
		assert_eq!(fees(), vec![(id, FEE)]);
	});
}

#[test]
fn nobody_fills_the_hook_without_paying() {
	ExtBuilder.run(|| {
		HookPrice::set(FEE);
		let vault = open_vault(&TOKEN, 1_000);
		// One that takes all of the vault at once, so that it runs dry whenever it is funded.
		from_vault(&TOKEN, charlie(), per_second(1_000));
		for _ in 0..20 {
			let payer = origin(alice());
			assert_ok!(Streaming::create_from_vault(payer, bob(), TOKEN, Rate(1), MIN_INTERVAL));
		}
		set_balance(&NATIVE, &alice(), ED);
		events();
		let mut looks = 0;
		while now() < START + 2 * HOUR {
			next_block();
			let unpaid = |event: &Event<Test>| matches!(event, Event::HookFeeUnpaid { .. });
			looks += events().iter().filter(|event| unpaid(event)).count();
			assert_ok!(Streaming::fund_vault(origin(charlie()), vault, 2_000));
		}
		assert_eq!(looks, 21);
	});
}

#[test]
fn payouts_to_one_payee_are_one_transfer_in_each_half_of_a_block() {
	in_each_asset(|asset| {
		// Due by the last block, and by this one.
		open(&asset, 6_000, StreamSpec { interval_ms: MIN_INTERVAL, ..spec(per_second(1)) });
		open(&asset, 6_000, StreamSpec { interval_ms: MIN_INTERVAL, ..spec(per_second(2)) });
		let later = StreamSpec { start_ms: Some(START + 500), ..spec(per_second(4)) };
		open(&asset, 6_000, StreamSpec { interval_ms: MIN_INTERVAL, ..later });
		open(&asset, 6_000, StreamSpec { interval_ms: MIN_INTERVAL, ..later });
		set_time(START + BLOCK_MS);
		System::reset_events();
		run_block_at(START + BLOCK_MS + 1_500);
		assert_eq!(transfers(), 2);
		assert_eq!(wealth(&asset, &bob()), WEALTH + 6 * (1 + 2) + 6 * (4 + 4) + 4 + 4);
	});
}
