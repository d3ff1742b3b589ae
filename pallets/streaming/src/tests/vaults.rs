use super::*;
use crate::vault::Vault;
use bloc_math::accrual::Exact;

fn vault(id: VaultId) -> Vault<AccountId, Asset> {
	Streaming::vault(id).unwrap()
}

#[test]
fn one_deposit_pays_many_streams() {
	in_each_asset(|asset| {
		let id = open_vault(&asset, 6_000);
		let expected = Event::VaultOpened {
			vault: id,
			owner: alice(),
			asset: asset.clone(),
			amount: 6_000,
			grace_ms: GRACE,
		};
		assert_eq!(event(), expected);
		assert_eq!(Streaming::vault_of(alice(), asset.clone()), Some(id));
		let first = from_vault(&asset, bob(), per_second(1));
		assert_eq!(Streaming::vault_runs_out_at(id), Some(START + 6_000 * SECOND));
		let second = from_vault(&asset, charlie(), per_second(4));
		assert_eq!(Streaming::vault_runs_out_at(id), Some(START + 1_200 * SECOND));
		assert_eq!(Streaming::runs_out_at(first), Some(START + 1_200 * SECOND));
		set_time(START + 10_000);
		assert_eq!((Streaming::owed(first), Streaming::owed(second)), (Some(10), Some(40)));
		assert_eq!(vault(id).funds, Exact::whole(5_950));
		assert_ok!(Streaming::claim(origin(charlie()), second));
		assert_eq!(vault(id).funds, Exact::whole(5_950));
		assert_eq!((Streaming::owed(first), Streaming::owed(second)), (Some(10), Some(0)));
	});
}

#[test]
fn opens_once_with_something_in_it() {
	ExtBuilder.run(|| {
		let open =
			|asset, amount, grace| Streaming::open_vault(origin(alice()), asset, amount, grace);
		assert_noop!(open(TOKEN, 0, 0), Error::<Test>::ZeroAmount);
		assert_noop!(open(TOKEN, TOKEN_MIN - 1, 0), Error::<Test>::BelowMinimum);
		assert_noop!(open(Asset::WithId(99), 10, 0), Error::<Test>::UnknownAsset);
		assert_noop!(open(TOKEN, 10, MAX_GRACE + 1), Error::<Test>::GraceTooLong);
		assert_ok!(open(TOKEN, TOKEN_MIN, MAX_GRACE));
		assert_noop!(open(TOKEN, 10, 0), Error::<Test>::VaultExists);
		assert_ok!(open(NATIVE, 10, 0));
		assert_ok!(Streaming::open_vault(origin(bob()), TOKEN, 10, 0));
		let footprint = Streaming::vault_footprint();
		assert_eq!(held(&bob()), 100 + u128::from(footprint.count * footprint.size));
	});
}

#[test]
fn streams_need_a_vault_that_runs() {
	ExtBuilder.run(|| {
		let create = |who, to, rate, interval| {
			Streaming::create_from_vault(origin(who), to, TOKEN, rate, interval)
		};
		let one = per_second(1);
		assert_noop!(create(alice(), bob(), one, MINUTE), Error::<Test>::VaultNotFound);
		let id = open_vault(&TOKEN, 60);
		assert_noop!(create(charlie(), bob(), one, MINUTE), Error::<Test>::VaultNotFound);
		assert_noop!(create(alice(), alice(), one, MINUTE), Error::<Test>::SameParty);
		assert_noop!(create(alice(), bob(), Rate(0), MINUTE), Error::<Test>::ZeroRate);
		let short = create(alice(), bob(), one, MIN_INTERVAL - 1);
		assert_noop!(short, Error::<Test>::IntervalTooShort);
		assert_ok!(create(alice(), bob(), one, MIN_INTERVAL));
		assert_noop!(create(alice(), bob(), Rate(u128::MAX), MINUTE), Error::<Test>::Overflow);
		set_time(START + MINUTE);
		assert_noop!(create(alice(), charlie(), one, MINUTE), Error::<Test>::VaultRanDry);
		let stream = StreamId(0);
		assert_noop!(Streaming::pause(origin(alice()), stream), Error::<Test>::VaultRanDry);
		let faster = Streaming::set_rate(origin(alice()), stream, per_second(2));
		assert_noop!(faster, Error::<Test>::VaultRanDry);
		assert_noop!(Streaming::close_vault(origin(alice()), id), Error::<Test>::VaultInUse);
		set_time(START + MINUTE + GRACE);
		assert_noop!(create(alice(), charlie(), one, MINUTE), Error::<Test>::VaultEnded);
	});
}

#[test]
fn never_pays_more_than_it_has_and_nobody_less_than_its_part() {
	ExtBuilder.run(|| {
		// 100 units at 7 + 3 a second, after a third of a millisecond's worth too little.
		let id = open_vault(&TOKEN, 100);
		let fast = from_vault(&TOKEN, bob(), per_second(7));
		let slow = from_vault(&TOKEN, charlie(), Rate(per_second(3).0 + 1));
		let dry = Streaming::vault_runs_out_at(id).unwrap();
		assert_eq!(dry, START + 9_999);
		set_time(START + DAY / 100);
		assert_eq!((Streaming::owed(fast), Streaming::owed(slow)), (Some(69), Some(29)));
		run_block_at(dry + GRACE + MINUTE);
		run_block_at(dry + GRACE + 2 * MINUTE);
		assert_nothing_is_left();
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 69);
		assert_eq!(wealth(&TOKEN, &charlie()), WEALTH + 29);
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 98);
	});
}

#[test]
fn funding_starts_all_streams_again_from_now() {
	in_each_asset(|asset| {
		let id = open_vault(&asset, 600);
		let first = from_vault(&asset, bob(), per_second(1));
		let second = from_vault(&asset, charlie(), per_second(1));
		let dry = START + 5 * MINUTE;
		run_to(dry + GRACE - MINUTE);
		assert_eq!(vault(id).dry_ms, Some(dry));
		assert_eq!(wealth(&asset, &bob()), WEALTH + 300);
		events();
		assert_ok!(Streaming::fund_vault(origin(charlie()), id, 60));
		let runs_out_ms = Some(now() + 30_000);
		let (by, amount, funds) = (charlie(), 60, 60);
		assert_eq!(event(), Event::VaultFunded { vault: id, by, amount, funds, runs_out_ms });
		assert_eq!(Streaming::owed(first), Some(0));
		assert_eq!(Streaming::owed_at(second, now() + 10_000), Some(10));
		assert_eq!(Streaming::owed_at(second, now() + DAY), Some(30));
		assert_noop!(Streaming::fund_vault(origin(alice()), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(
			Streaming::fund_vault(origin(alice()), VaultId(9), 5),
			Error::<Test>::VaultNotFound
		);
	});
}

#[test]
fn an_instant_belongs_to_the_funding_or_to_the_end() {
	ExtBuilder.run(|| {
		let id = open_vault(&TOKEN, 600);
		let stream = from_vault(&TOKEN, bob(), per_second(10));
		let over = START + MINUTE + GRACE;
		set_time(over);
		assert_noop!(Streaming::fund_vault(origin(alice()), id, 60), Error::<Test>::VaultEnded);
		assert_noop!(Streaming::withdraw_vault(origin(alice()), id, 1), Error::<Test>::VaultEnded);
		set_time(over - 1);
		assert_ok!(Streaming::fund_vault(origin(alice()), id, 60));
		assert_eq!(Streaming::owed(stream), Some(600));
	});
}

#[test]
fn what_buys_no_millisecond_does_not_put_the_end_off() {
	ExtBuilder.run(|| {
		let id = open_vault(&TOKEN, 6_000);
		from_vault(&TOKEN, bob(), per_second(2_000));
		set_time(START + 4_000);
		assert_ok!(Streaming::fund_vault(origin(charlie()), id, 1));
		assert_eq!(vault(id).dry_ms, Some(START + 3_000));
		assert_ok!(Streaming::fund_vault(origin(charlie()), id, 1));
		assert_eq!(vault(id).dry_ms, None);
		assert_eq!(Streaming::vault_runs_out_at(id), Some(START + 4_001));
	});
}

#[test]
fn the_owner_takes_out_what_no_stream_has_accrued() {
	in_each_asset(|asset| {
		let id = open_vault(&asset, 600);
		from_vault(&asset, bob(), per_second(1));
		set_time(START + 10_500);
		let take = |who, amount| Streaming::withdraw_vault(origin(who), id, amount);
		assert_noop!(take(bob(), 1), Error::<Test>::NotOwner);
		assert_noop!(take(alice(), 0), Error::<Test>::ZeroAmount);
		// 589.5 are left.
		assert_noop!(take(alice(), 590), Error::<Test>::InsufficientFunds);
		events();
		assert_ok!(take(alice(), 500));
		let runs_out_ms = Some(START + 100 * SECOND);
		let (amount, funds) = (500, 89);
		assert_eq!(event(), Event::VaultWithdrawn { vault: id, amount, funds, runs_out_ms });
		assert_ok!(take(alice(), 89));
		assert_eq!(Streaming::vault_runs_out_at(id), Some(START + 11_000));
	});
}

#[test]
fn a_stream_that_leaves_gives_its_parts_back() {
	ExtBuilder.run(|| {
		let id = open_vault(&TOKEN, 600);
		let stream = from_vault(&TOKEN, bob(), per_second(1));
		set_time(START + 10_750);
		events();
		assert_ok!(Streaming::cancel(origin(alice()), stream, None));
		let reason = EndReason::CancelledByPayer;
		let ended = Event::Ended { stream, reason, to: bob(), amount: 10, total: 10, refunded: 0 };
		assert_eq!(event(), ended);
		assert_eq!(vault(id).funds, Exact::whole(590));
		assert_noop!(Streaming::close_vault(origin(bob()), id), Error::<Test>::NotOwner);
		assert_ok!(Streaming::close_vault(origin(alice()), id));
		assert_eq!(event(), Event::VaultClosed { vault: id, refunded: 590 });
		assert_eq!(wealth(&TOKEN, &alice()), WEALTH - 10);
		assert_nothing_is_left();
		assert_noop!(Streaming::close_vault(origin(alice()), id), Error::<Test>::VaultNotFound);
	});
}

#[test]
fn a_paused_stream_costs_the_vault_nothing() {
	ExtBuilder.run(|| {
		let id = open_vault(&TOKEN, 600);
		let stream = from_vault(&TOKEN, bob(), per_second(1));
		from_vault(&TOKEN, charlie(), per_second(1));
		set_time(START + 10_000);
		assert_ok!(Streaming::pause(origin(alice()), stream));
		assert_eq!(Streaming::runs_out_at(stream), None);
		assert_eq!(Streaming::vault_runs_out_at(id), Some(START + 590_000));
		// Its rate can change meanwhile.
		assert_ok!(Streaming::set_rate(origin(alice()), stream, per_second(3)));
		assert_eq!(Streaming::vault_runs_out_at(id), Some(START + 590_000));
		set_time(START + 20_000);
		assert_eq!(Streaming::owed(stream), Some(10));
		assert_ok!(Streaming::resume(origin(alice()), stream));
		// 570 are left for 4 a second.
		assert_eq!(Streaming::vault_runs_out_at(id), Some(now() + 142_500));
		set_time(START + 30_000);
		assert_eq!(Streaming::owed(stream), Some(40));
		assert_ok!(Streaming::set_rate(origin(alice()), stream, per_second(1)));
		assert_eq!(Streaming::vault_runs_out_at(id), Some(now() + 265_000));
	});
}

#[test]
fn ends_with_its_last_stream_when_its_time_is_over_paused_or_not() {
	in_each_asset(|asset| {
		let id = open_vault(&asset, 600);
		let paused = from_vault(&asset, charlie(), per_second(1));
		from_vault(&asset, bob(), per_second(1));
		assert_ok!(Streaming::pause(origin(alice()), paused));
		let dry = START + 10 * MINUTE;
		run_to(dry);
		let told = events();
		let (stopped_ms, over_ms) = (dry, dry + GRACE);
		assert!(told.contains(&Event::VaultRanDry { vault: id, stopped_ms, over_ms }), "{told:?}");
		run_to(dry + GRACE + 2 * MINUTE);
		let told = events();
		assert!(told.contains(&Event::VaultClosed { vault: id, refunded: 0 }), "{told:?}");
		assert_eq!(wealth(&asset, &bob()), WEALTH + 600);
		assert_nothing_is_left();
	});
}

#[test]
fn without_streams_it_never_ends() {
	ExtBuilder.run(|| {
		let id = open_vault(&TOKEN, 600);
		run_block_at(START + 1_000 * DAY);
		assert_eq!(vault(id).funds, Exact::whole(600));
		// Empty, it can be filled again.
		assert_ok!(Streaming::withdraw_vault(origin(alice()), id, 600));
		run_block_at(START + 2_000 * DAY);
		assert_ok!(Streaming::fund_vault(origin(alice()), id, 60));
		let stream = from_vault(&TOKEN, bob(), per_second(1));
		assert_eq!(Streaming::owed_at(stream, now() + 5_000), Some(5));
	});
}

/// How often the hook writes what there is to a stream until `instant`.
fn looks(id: StreamId, instant: u64) -> u32 {
	let mut looks = 0;
	let due = || Streaming::stream(id).and_then(|stream| stream.due_ms);
	while let Some(due_ms) = due().filter(|due_ms| *due_ms < instant) {
		run_block_at(now().max(due_ms + SLOT_MS));
		looks += 1;
	}
	looks
}

#[test]
fn a_stream_that_owes_nothing_is_looked_at_once_a_day() {
	ExtBuilder.run(|| {
		open_vault(&TOKEN, 600);
		// The first unit is owed in 30,000 years.
		let slow = from_vault(&TOKEN, bob(), Rate(1));
		let paused = from_vault(&TOKEN, charlie(), per_second(1));
		assert_ok!(Streaming::pause(origin(alice()), paused));
		assert!(looks(slow, START + 10 * DAY) <= 11);
		assert!(looks(paused, START + 20 * DAY) <= 21);
	});
}

#[test]
fn the_first_unit_is_paid_when_it_is_owed() {
	ExtBuilder.run(|| {
		open_vault(&TOKEN, 600);
		let id = from_vault(&TOKEN, bob(), Rate(per_second(1).0 / 1_000));
		assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(START + 17 * MINUTE));
		run_to(START + 17 * MINUTE + BLOCK_MS);
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 1);
	});
}

#[test]
fn a_dry_vaults_streams_are_looked_at_ever_less_and_still_go_on() {
	ExtBuilder.run(|| {
		let grace = MAX_GRACE;
		assert_ok!(Streaming::open_vault(origin(alice()), TOKEN, 60, grace));
		let id = from_vault(&TOKEN, bob(), per_second(1));
		let dry = START + MINUTE;
		// Eleven doublings to a day, and then once a day.
		let many = looks(id, dry + grace);
		assert!((30..50).contains(&many), "{many}");
		let due_ms = Streaming::stream(id).unwrap().due_ms;
		assert_eq!(due_ms, Some(dry + grace));
		// Money that comes late is paid all the same.
		assert_ok!(Streaming::fund_vault(origin(alice()), VaultId(0), 600));
		run_block_at(now() + 2 * DAY);
		assert_eq!(wealth(&TOKEN, &bob()), WEALTH + 660);
		run_block_at(now() + 2 * grace);
		run_block_at(now() + 2 * grace);
		assert_nothing_is_left();
	});
}

#[test]
fn streams_end_by_themselves_when_their_vault_is_over_whoever_emptied_it() {
	ExtBuilder.run(|| {
		let id = open_vault(&TOKEN, 6_000);
		from_vault(&TOKEN, bob(), Rate(1));
		let paused = from_vault(&TOKEN, bob(), per_second(1));
		assert_ok!(Streaming::pause(origin(alice()), paused));
		set_time(START + MINUTE);
		from_vault(&TOKEN, charlie(), per_second(6_000));
		for hours in 1..=26 {
			run_block_at(START + hours * 60 * MINUTE);
		}
		assert_eq!(Streaming::vault(id), None);
		assert_nothing_is_left();
	});
}
