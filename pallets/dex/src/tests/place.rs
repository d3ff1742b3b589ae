//! Orders that rest.

use super::*;

#[test]
fn an_order_rests_and_locks_what_it_is_for() {
	run(|| {
		place(alice(), limit(7, Side::Sell, 1_000, 10));
		let told = events();
		let (pair, who, id) = (PAIR, alice(), OrderId(7));
		let chunk = crate::level::ChunkName { queue: 0, number: 0 };
		let side = Side::Sell;
		let taken = Event::Taken {
			pair,
			who: who.clone(),
			id,
			side,
			lots: 0,
			quote: 0,
			fee: 0,
			end: End::NothingLeft,
		};
		let placed = Event::Placed {
			pair,
			who,
			id,
			side,
			tick: Tick(1_000),
			lots: 10,
			chunk,
			index: 0,
			start: 0,
			rest: Rest::default(),
			purse: Purse::Balance,
		};
		assert_eq!(told, [taken, placed]);
		assert_eq!(free(&alice()), [STAKE - 100, STAKE]);
		place(bob(), limit(7, Side::Buy, 999, 10));
		let price = 10 * 999 * 3;
		assert_eq!(free(&bob()), [STAKE, STAKE - price - up(price, 700)]);
		assert_eq!(Dex::best(PAIR), Some([Some(Tick(999)), Some(Tick(1_000))]));
		let has = Dex::balance(bob(), NATIVE);
		assert_eq!((has.locked, has.unsettled), (price + up(price, 700), 0));
	});
}

#[test]
fn what_is_not_sound_is_refused() {
	run(|| {
		let spec = limit(1, Side::Sell, 1_000, 10);
		assert_noop!(
			Dex::place(origin(alice()), PairId(5), spec).map_err(|error| error.error),
			Error::<Test>::PairNotFound
		);
		assert_noop!(
			Dex::place(origin(charlie()), PAIR, spec).map_err(|error| error.error),
			Error::<Test>::TraderNotFound
		);
		refused(OrderSpec { deadline_ms: now(), ..spec }, Error::Expired);
		refused(OrderSpec { max_steps: STEPS + 1, ..spec }, Error::TooManySteps);
		refused(OrderSpec { tick: Tick(0), ..spec }, Error::UnknownTick);
		refused(OrderSpec { tick: Tick(TICKS), ..spec }, Error::UnknownTick);
		refused(OrderSpec { amount: Amount::Lots(1), ..spec }, Error::BelowMinimum);
		// 2 lots at 16 are 96; at 17 they are 102.
		refused(limit(1, Side::Buy, 16, 2), Error::BelowMinimum);
		place(alice(), limit(1, Side::Buy, 17, 2));
		refused(limit(1, Side::Buy, 17, 2), Error::IdInUse);
		refused(
			OrderSpec { amount: Amount::Quote(500), ..limit(2, Side::Buy, 17, 2) },
			Error::NotResting,
		);
		refused(until(now(), limit(2, Side::Buy, 17, 2)), Error::Expired);
		let far = now() + crate::HORIZON_MS;
		refused(until(far + 1, limit(2, Side::Buy, 17, 2)), Error::DeadlineTooFar);
		place(alice(), until(far, limit(2, Side::Buy, 17, 2)));
		refused(limit(3, Side::Sell, 1_000, u64::MAX), Error::InsufficientBalance);
		refused(limit(3, Side::Buy, TICKS - 1, 1 << 60), Error::Overflow);
	});
}

#[test]
fn what_nobody_has_is_not_locked() {
	run(|| {
		let most = (STAKE / 10) as u64;
		refused(limit(1, Side::Sell, 1_000, most + 1), Error::InsufficientBalance);
		place(alice(), limit(1, Side::Sell, 1_000, most));
		assert_eq!(free(&alice()), [0, STAKE]);
		// The fee is part of it.
		refused(limit(2, Side::Buy, 100, (STAKE / 300) as u64), Error::InsufficientBalance);
	});
}

#[test]
fn a_level_is_worth_no_more_than_can_be_traded() {
	ExtBuilder.run(|| {
		let terms = Terms { lot: MAX_VALUE / 4, min_quote: 0, ..terms() };
		let huge = 1_u128 << 101;
		assert_ok!(Dex::open_pair(origin(charlie()), TOKEN, NATIVE, terms));
		for who in [alice(), bob()] {
			set_balance(&TOKEN, &who, huge);
			assert_ok!(Dex::deposit(origin(who.clone()), TOKEN, huge - 100));
			assert_ok!(Dex::set_slots(origin(who), 3));
		}
		refused(limit(1, Side::Sell, 5, 5), Error::Overflow);
		place(alice(), limit(1, Side::Sell, 5, 2));
		place(bob(), limit(1, Side::Sell, 5, 2));
		refused(limit(2, Side::Sell, 5, 2), Error::Overflow);
		place(alice(), limit(2, Side::Sell, 6, 2));
	});
}

#[test]
fn the_hook_is_paid_beforehand() {
	run(|| {
		HookPrice::set(1_000);
		let before = balance(&NATIVE, &alice());
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		assert_eq!(balance(&NATIVE, &alice()), before);
		let rest = Rest { until_ms: Some(now() + HOUR), settled: true };
		let spec = limit(2, Side::Sell, 1_000, 10);
		place(alice(), OrderSpec { kind: Kind::Limit(rest), ..spec });
		assert_eq!(balance(&NATIVE, &alice()), before - 2_000);
		let told = Event::HookFeePaid { who: alice(), amount: 2_000 };
		assert!(events().contains(&told));
		set_balance(&NATIVE, &alice(), ED + 999);
		refused(settled(limit(3, Side::Sell, 1_000, 10)), Error::HookFeeUnpaid);
		place(alice(), limit(3, Side::Sell, 1_000, 10));
	});
}

/// The hook settles it, and forgets its chunk.
#[test]
fn who_is_to_be_settled_pays_for_the_chunk() {
	use crate::{weights::SubstrateWeight, WeightInfo};
	let (settled, forgotten) =
		(SubstrateWeight::<Test>::settle_owners(1), SubstrateWeight::<Test>::forget_chunk());
	assert_eq!(Dex::settling_weight(), settled.saturating_add(forgotten));
}
