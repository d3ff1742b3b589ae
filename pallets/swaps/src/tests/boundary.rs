//! Each instant belongs to one side: of two things that exclude each other exactly one can be done.

use super::*;
use frame_support::{storage::with_storage_layer, traits::Hooks, weights::Weight};

/// Whether `call` would work now. It is taken back.
fn works(call: impl FnOnce() -> DispatchResult) -> bool {
	let mut worked = false;
	let undone: DispatchResult = with_storage_layer(|| {
		worked = call().is_ok();
		Err(DispatchError::Other("only asked"))
	});
	worked && undone.is_err()
}

/// How Alice's leg would be after the hook. It is taken back.
fn after_hook() -> LegState {
	let mut state = LegState::Open;
	let undone: DispatchResult = with_storage_layer(|| {
		Swaps::on_idle(System::block_number(), Weight::MAX / 2);
		state = leg().state;
		Err(DispatchError::Other("only asked"))
	});
	assert!(undone.is_err());
	state
}

/// Instants around `at`.
fn around(at: Moment) -> [Moment; 5] {
	[at - 2, at - 1, at, at + 1, at + 2]
}

/// Settled, it is refunded.
fn refunds() -> bool {
	works(|| {
		settle()?;
		(leg().state == ended(Ending::Refunded)).then_some(()).ok_or(refused("claimed"))
	})
}

#[test]
fn a_leg_is_claimed_before_its_deadline_and_goes_back_from_then_on() {
	in_each_asset(|asset| {
		for source in [Source::Account, Source::Channel(channel(&asset))] {
			let (_, payment_hash) = secret(if source == Source::Account { 8 } else { 9 });
			assert_ok!(try_lock(LegSpec { payment_hash, ..spec(&asset) }, source));
		}
		locked(&asset);
		let deadline = START + HOUR;
		for instant in around(deadline) {
			set_time(instant);
			let over = instant >= deadline;
			assert_eq!((works(claim), refunds()), (!over, over), "{instant}");
			for number in [8, 9] {
				let (preimage, hash) = secret(number);
				assert_eq!(works(|| try_claim(&[alice()], preimage)), !over);
				let settle = || outcome(Swaps::settle(origin(bob()), alice(), hash));
				assert_eq!(works(settle), over);
			}
			let hand_back = || outcome(Swaps::hand_back(origin(bob()), alice(), hash(), None));
			assert_eq!(works(hand_back), !over);
			let by_hook = if over { ended(Ending::Refunded) } else { LegState::Open };
			assert_eq!(after_hook(), by_hook);
			let in_spite = works(|| {
				reveal(PREIMAGE)?;
				settle()?;
				(leg().state == ended(Ending::Claimed)).then_some(()).ok_or(refused("refunded"))
			});
			assert_eq!(in_spite, !over);
		}
	});
}

#[test]
fn a_deadline_within_a_slot_is_past_before_the_hook_comes() {
	ExtBuilder.run(|| {
		let deadline_ms = START + HOUR + 1;
		assert_ok!(try_lock(LegSpec { deadline_ms, ..spec(&TOKEN) }, Source::Account));
		for (instant, over, hook) in [
			(deadline_ms - 1, false, false),
			(deadline_ms, true, false),
			(START + HOUR + SLOT_MS - 1, true, false),
			(START + HOUR + SLOT_MS, true, true),
		] {
			set_time(instant);
			assert_eq!((works(claim), refunds()), (!over, over));
			assert_eq!(after_hook() != LegState::Open, hook);
		}
	});
}

#[test]
fn a_standstill_moves_the_instant_and_both_sides_with_it() {
	in_each_asset(|asset| {
		MaxExtension::set(10 * MINUTE);
		locked(&asset);
		// No block for all the time but the last one: it counts only up to the bound.
		for (lost_ms, later_ms) in [(0, 0), (4 * MINUTE, 4 * MINUTE), (HOUR, 10 * MINUTE)] {
			let closes = START + HOUR + later_ms;
			for instant in around(closes) {
				set_time(instant);
				let blocks = (instant - START - lost_ms.min(instant - START)) / BLOCK_MS;
				System::set_block_number(1 + blocks);
				// What is less than a block is standstill, too.
				let stood = instant - START - blocks * BLOCK_MS;
				let over = instant >= START + HOUR + stood.min(10 * MINUTE);
				assert_eq!(leg().is_closed(&Swaps::instant(), BLOCK_MS), over);
				assert_eq!((works(claim), refunds()), (!over, over), "{lost_ms} {instant}");
			}
		}
	});
}

#[test]
fn a_bond_waits_for_its_leg_until_an_instant_and_goes_back_from_then_on() {
	in_each_asset(|asset| {
		let terms = ring(2, 2, &asset);
		let times = terms.leg(2).unwrap().1;
		for instant in around(times.bond_by_ms) {
			set_time(instant);
			assert_eq!(works(|| try_bond(&terms, 2)), instant < times.bond_by_ms);
		}
		set_time(START);
		assert_ok!(try_bond(&terms, 2));
		for instant in around(times.lock_by_ms) {
			set_time(instant);
			let over = instant >= times.lock_by_ms;
			assert_eq!(works(|| try_ring(&terms, 2)), !over);
			assert_eq!(works(|| Swaps::return_bond(origin(eve()), bob(), hash())), over);
			let by_hook = works(|| {
				Swaps::on_idle(System::block_number(), Weight::MAX / 2);
				Swaps::bond(bob(), hash()).is_none().then_some(()).ok_or(refused("waits"))
			});
			// The slot ends at a whole second.
			assert_eq!(by_hook, instant >= times.lock_by_ms.next_multiple_of(SLOT_MS));
		}
	});
}
