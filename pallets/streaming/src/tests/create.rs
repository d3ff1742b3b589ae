use super::*;
use crate::types::Price;

/// Alice asks for a stream to Bob.
fn create(asset: Asset, deposit: u128, spec: StreamSpec) -> sp_runtime::DispatchResult {
	Streaming::create(origin(alice()), bob(), asset, deposit, spec)
}

#[test]
fn takes_the_deposit_and_tells() {
	in_each_asset(|asset| {
		let before = wealth(&asset, &alice());
		let spec = StreamSpec {
			end_ms: Some(START + DAY),
			cliff_ms: Some(START + MINUTE),
			max_total: Some(5_000),
			terms: FIRM,
			..spec(per_second(3))
		};
		assert_ok!(create(asset.clone(), 6_000, spec));
		let expected = Event::Created {
			stream: StreamId(0),
			payer: alice(),
			payee: bob(),
			asset: asset.clone(),
			funding: Funding::Own(6_000),
			flow: Flow::Rate(per_second(3)),
			start_ms: START,
			end_ms: Some(START + DAY),
			cliff_ms: Some(START + MINUTE),
			max_total: Some(5_000),
			interval_ms: MINUTE,
			grace_ms: GRACE,
			terms: FIRM,
		};
		assert_eq!(event(), expected);
		assert_eq!(before - wealth(&asset, &alice()), 6_000 + minimum(&asset));
		let footprint = Streaming::stream_footprint();
		assert_eq!(held(&alice()), 100 + u128::from(footprint.count * footprint.size));
		assert_eq!(held(&bob()), 0);
		assert_eq!(Streaming::streams_of(bob(), None, 10), vec![StreamId(0)]);
	});
}

#[test]
fn needs_a_deposit_of_the_minimum_in_a_known_asset() {
	in_each_asset(|asset| {
		let spec = spec(per_second(1));
		assert_noop!(create(asset.clone(), 0, spec), Error::<Test>::ZeroAmount);
		let least = minimum(&asset);
		assert_noop!(create(asset.clone(), least - 1, spec), Error::<Test>::BelowMinimum);
		assert_ok!(create(asset, least, spec));
		assert_noop!(create(Asset::WithId(99), 100, spec), Error::<Test>::UnknownAsset);
	});
}

#[test]
fn needs_what_the_payer_has() {
	in_each_asset(|asset| {
		assert!(create(asset, WEALTH + 1, spec(per_second(1))).is_err());
		assert_nothing_is_left();
	});
}

#[test]
fn nobody_pays_itself() {
	ExtBuilder.run(|| {
		let to_self = Streaming::create(origin(bob()), bob(), TOKEN, 100, spec(per_second(1)));
		assert_noop!(to_self, Error::<Test>::SameParty);
	});
}

#[test]
fn times_have_to_make_sense() {
	ExtBuilder.run(|| {
		let base = spec(per_second(1));
		let refused = |spec, error: Error<Test>| {
			assert_noop!(create(TOKEN, 100, spec), error);
		};
		let interval = |interval_ms| StreamSpec { interval_ms, ..base };
		refused(interval(MIN_INTERVAL - 1), Error::IntervalTooShort);
		refused(interval(MAX_INTERVAL + 1), Error::IntervalTooLong);
		refused(StreamSpec { grace_ms: MAX_GRACE + 1, ..base }, Error::GraceTooLong);
		refused(StreamSpec { start_ms: Some(START - 1), ..base }, Error::StartInPast);
		refused(StreamSpec { end_ms: Some(START), ..base }, Error::EndTooSoon);
		let late = Some(START + 366 * DAY + 1);
		refused(StreamSpec { start_ms: late, ..base }, Error::StartTooFar);
		assert_ok!(create(TOKEN, 100, StreamSpec { start_ms: Some(START + 366 * DAY), ..base }));
		let start = Some(START + 5);
		refused(StreamSpec { start_ms: start, end_ms: start, ..base }, Error::EndTooSoon);
		refused(
			StreamSpec { start_ms: start, cliff_ms: Some(START + 4), ..base },
			Error::CliffOutOfRange,
		);
		let end = Some(START + 9);
		refused(
			StreamSpec { end_ms: end, cliff_ms: Some(START + 10), ..base },
			Error::CliffOutOfRange,
		);
		refused(StreamSpec { max_total: Some(0), ..base }, Error::ZeroAmount);
		refused(spec(Rate(0)), Error::ZeroRate);

		assert_ok!(create(TOKEN, 100, interval(MIN_INTERVAL)));
		assert_ok!(create(TOKEN, 100, interval(MAX_INTERVAL)));
		assert_ok!(create(TOKEN, 100, StreamSpec { grace_ms: MAX_GRACE, ..base }));
		assert_ok!(create(TOKEN, 100, StreamSpec { start_ms: Some(START), ..base }));
		assert_ok!(create(TOKEN, 100, StreamSpec { end_ms: Some(START + 1), ..base }));
		assert_ok!(create(TOKEN, 100, StreamSpec { end_ms: end, cliff_ms: end, ..base }));
		assert_ok!(create(TOKEN, 100, spec(Rate(1))));
	});
}

#[test]
fn prices_have_to_make_sense() {
	ExtBuilder.run(|| {
		let refused = |price| {
			assert_noop!(create(TOKEN, 100, metered(price)), Error::<Test>::UnsoundPrice);
		};
		refused(Price { per_unit: 0, ..PRICE });
		refused(Price { cap_units: 0, ..PRICE });
		refused(Price { period_ms: 0, ..PRICE });
		refused(Price { window_ms: MAX_WINDOW + 1, ..PRICE });
		assert_ok!(create(TOKEN, 100, metered(Price { window_ms: MAX_WINDOW, ..PRICE })));
		assert_ok!(create(TOKEN, 100, metered(Price { window_ms: 0, ..PRICE })));
	});
}

#[test]
fn a_deposit_is_not_bound_for_longer_than_it_may_be() {
	ExtBuilder.run(|| {
		// A unit a second: the deposit lasts for so many seconds.
		let firm = StreamSpec { terms: FIRM, ..spec(Rate(per_second(1).0 / 100)) };
		let most = u128::from(MAX_BOUND / 1_000 / 100);
		assert_ok!(create(TOKEN, most, firm));
		assert_noop!(create(TOKEN, most + 1, firm), Error::<Test>::DepositBoundTooLong);
		// An end, or what it pays in all, keeps it within bounds.
		assert_ok!(create(TOKEN, most + 1, StreamSpec { end_ms: Some(START + MAX_BOUND), ..firm }));
		assert_ok!(create(TOKEN, most + 1, StreamSpec { max_total: Some(most), ..firm }));
		let late = StreamSpec { end_ms: Some(START + MAX_BOUND + 1), ..firm };
		assert_noop!(create(TOKEN, most + 1, late), Error::<Test>::DepositBoundTooLong);
		let late = StreamSpec { cliff_ms: Some(START + MAX_BOUND + 1), ..firm };
		assert_noop!(create(TOKEN, most, late), Error::<Test>::DepositBoundTooLong);
		// Use never ends by itself.
		let use_it = StreamSpec { terms: FIRM, ..metered(PRICE) };
		assert_noop!(create(TOKEN, 100, use_it), Error::<Test>::DepositBoundTooLong);
		assert_ok!(create(TOKEN, 100, StreamSpec { end_ms: Some(START + DAY), ..use_it }));
	});
}

#[test]
fn starts_when_it_is_to() {
	ExtBuilder.run(|| {
		let id =
			open(&TOKEN, 600, StreamSpec { start_ms: Some(START + MINUTE), ..spec(per_second(1)) });
		for (at, owed) in [(0, 0), (MINUTE, 0), (MINUTE + 999, 0), (MINUTE + 1_000, 1)] {
			assert_eq!(Streaming::owed_at(id, START + at), Some(owed));
		}
		assert_eq!(Streaming::runs_out_at(id), Some(START + 11 * MINUTE));
	});
}

#[test]
fn owes_nothing_before_the_cliff_and_then_all_since_the_start() {
	ExtBuilder.run(|| {
		let cliff = START + 10 * MINUTE;
		let id = open(&TOKEN, 6_000, StreamSpec { cliff_ms: Some(cliff), ..spec(per_second(1)) });
		assert_eq!(Streaming::owed_at(id, cliff - 1), Some(0));
		assert_eq!(Streaming::owed_at(id, cliff), Some(600));
		run_to(cliff - BLOCK_MS);
		assert_noop!(Streaming::claim(origin(bob()), id), Error::<Test>::NothingOwed);
		run_to(cliff);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 600);
	});
}

#[test]
fn nobody_can_crowd_a_payee_out() {
	ExtBuilder.run(|| {
		// However many others stream to Bob, it costs Alice and Bob nothing.
		let measure = || {
			let counted = bloc_testing::count(|| open(&NATIVE, 100, spec(per_second(1))));
			counted.1
		};
		measure();
		let few = measure();
		for _ in 0..200 {
			let dust = Streaming::create(origin(charlie()), bob(), TOKEN, 5, spec(Rate(1)));
			assert_ok!(dust);
		}
		let many = measure();
		assert_eq!((few.reads, few.writes), (many.reads, many.writes));
		assert_eq!(held(&bob()), 0);
	});
}

#[test]
fn no_top_up_binds_a_deposit_for_longer_than_it_may_be() {
	ExtBuilder.run(|| {
		let firm = StreamSpec { terms: FIRM, grace_ms: MAX_GRACE, ..spec(per_second(1)) };
		let id = open(&TOKEN, 600, firm);
		let late = open(&TOKEN, 600, StreamSpec { end_ms: Some(START + 2 * MAX_BOUND), ..firm });
		let free = open(&TOKEN, 600, spec(per_second(1)));
		assert_eq!(Streaming::stream(id).unwrap().end_ms, Some(START + MAX_BOUND));
		assert_eq!(Streaming::stream(late).unwrap().end_ms, Some(START + MAX_BOUND));
		assert_eq!(Streaming::stream(free).unwrap().end_ms, None);
		// The payee puts the end off for as long as it can.
		while now() + 20 * DAY < START + MAX_BOUND {
			run_block_at(now() + 20 * DAY);
			for id in [id, late] {
				assert_ok!(Streaming::top_up(origin(bob()), id, 1));
			}
		}
		let huge = u128::from(MAX_BOUND);
		Assets::mint(origin(issuer()), TOKEN_ID, bob(), huge).unwrap();
		assert_ok!(Streaming::top_up(origin(bob()), id, huge));
		run_block_at(START + MAX_BOUND + SLOT_MS);
		assert_eq!((Streaming::stream(id), Streaming::stream(late)), (None, None));
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn no_entry_of_the_timetable_is_for_ever() {
	ExtBuilder.run(|| {
		let slow = StreamSpec { interval_ms: MAX_INTERVAL, ..spec(Rate(1)) };
		let ids = [
			open(&TOKEN, 100, slow),
			open(&TOKEN, 100, StreamSpec { end_ms: Some(u64::MAX), ..slow }),
			open(&TOKEN, 100, StreamSpec { cliff_ms: Some(START + 9_000 * DAY), ..spec(Rate(1)) }),
		];
		let far = START + 366 * DAY;
		let vault = open_vault(&TOKEN, 100);
		assert_ok!(Streaming::create_from_vault(origin(alice()), bob(), TOKEN, Rate(1), DAY));
		assert_eq!(Streaming::vault(vault).unwrap().due_ms, Some(far));
		for id in ids {
			assert_eq!(Streaming::stream(id).unwrap().due_ms, Some(far));
		}
		// A look that comes too early puts itself in again.
		run_block_at(far + DAY);
		for id in ids {
			let due_ms = Streaming::stream(id).unwrap().due_ms;
			assert!(due_ms.is_some_and(|due_ms| due_ms > far), "{due_ms:?}");
		}
	});
}

#[test]
fn nobody_is_paid_into_the_pot() {
	in_each_asset(|asset| {
		let pot = Streaming::pot_account(asset.clone());
		let refused = sp_runtime::DispatchError::from(Error::<Test>::PotAccount);
		let to = |who| {
			let flow = spec(per_second(1));
			Streaming::create(origin(alice()), who, asset.clone(), 600, flow)
		};
		assert_noop!(to(pot.clone()), refused);
		assert_ok!(to(bob()));
		open_vault(&asset, 600);
		let from_vault = Streaming::create_from_vault(
			origin(alice()),
			pot.clone(),
			asset.clone(),
			per_second(1),
			MINUTE,
		);
		assert_noop!(from_vault, refused);
		set_time(START + MINUTE);
		let id = StreamId(0);
		assert_noop!(Streaming::withdraw(origin(bob()), id, pot.clone()), refused);
		assert_noop!(Streaming::transfer(origin(bob()), id, pot.clone()), refused);
		assert_noop!(Streaming::claim_credit(origin(bob()), asset.clone(), pot), refused);
	});
}

#[test]
fn fails_to_take_more_where_the_issuer_has_taken_some() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		let pot = Streaming::pot_account(TOKEN);
		assert_ok!(Assets::burn(origin(issuer()), TOKEN_ID, pot.clone(), 1));
		assert_noop!(Streaming::top_up(origin(bob()), id, 100), Error::<Test>::PotShort);
		assert_noop!(
			Streaming::open_vault(origin(bob()), TOKEN, 100, GRACE),
			Error::<Test>::PotShort
		);
		assert_ok!(Assets::mint(origin(issuer()), TOKEN_ID, pot, 1));
		assert_ok!(Streaming::top_up(origin(bob()), id, 100));
	});
}
