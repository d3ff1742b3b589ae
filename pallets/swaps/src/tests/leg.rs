//! A leg by itself.

use super::*;
use proptest::prelude::*;

const BLOCK: Moment = 2;

/// A leg made at 0 with deadline 100.
fn it(extension_ms: Moment) -> Leg<u8, u8> {
	Leg {
		receiver: 1,
		asset: 0,
		amount: 60,
		deadline_ms: 100,
		extension_ms,
		made: Instant::default(),
		funds: Funds::Pot,
		into: None,
		bond: None,
		counterpart: None,
		ring: None,
		submarine: None,
		state: LegState::Open,
	}
}

/// That instant, on a chain that has made all its blocks but so many milliseconds' worth.
fn at(ms: Moment, lost_ms: Moment) -> Instant {
	Instant { ms, block: (ms - lost_ms) / BLOCK }
}

#[test]
fn a_preimage_in_time_decides_for_the_receiver_and_the_clock_for_the_owner() {
	let verdict = |revealed_ms, now| it(10).verdict(revealed_ms, &now, BLOCK);
	assert_eq!(verdict(None, at(98, 0)), Verdict::Wait);
	assert_eq!(verdict(None, at(100, 0)), Verdict::Refund);
	assert_eq!(verdict(Some(0), at(98, 0)), Verdict::Claim);
	assert_eq!(verdict(Some(99), at(1_000, 0)), Verdict::Claim);
	assert_eq!(verdict(Some(100), at(100, 0)), Verdict::Refund);
	// Eight were lost: until 108.
	assert_eq!(verdict(None, at(106, 8)), Verdict::Wait);
	assert_eq!(verdict(None, at(108, 8)), Verdict::Refund);
	assert_eq!(verdict(Some(106), at(106, 8)), Verdict::Claim);
	assert_eq!(verdict(Some(106), at(108, 8)), Verdict::Refund);
	// Twenty were lost, and no more than ten are given.
	assert_eq!(verdict(None, at(108, 20)), Verdict::Wait);
	assert_eq!(verdict(None, at(110, 20)), Verdict::Refund);
}

#[test]
fn a_leg_ends_once() {
	let mut leg = it(0);
	assert_eq!(leg.kept_until_ms(5), Err(Fault::NotEnded));
	assert_eq!(leg.end(Ending::Claimed, 7), Ok(()));
	for how in [Ending::Claimed, Ending::Refunded, Ending::HandedBack] {
		assert_eq!(leg.end(how, 8), Err(Fault::AlreadyEnded));
	}
	assert_eq!(leg.state, LegState::Ended { how: Ending::Claimed, at_ms: 7 });
	assert_eq!(leg.kept_until_ms(5), Ok(12));
	assert_eq!(leg.ensure_prunable(false, 11, 5), Err(Fault::NotExpired));
	assert_eq!(leg.ensure_prunable(false, 12, 5), Ok(()));
	assert_eq!(leg.ensure_prunable(true, 7, 5), Ok(()));
	assert_eq!(leg.ensure_undecided(&at(8, 0), BLOCK), Err(Fault::AlreadyEnded));
}

#[test]
fn a_division_has_no_more_than_there_is() {
	assert_eq!(it(0).divided(60), Ok(Ending::Divided { to_receiver: 60 }));
	assert_eq!(it(0).divided(61), Err(Fault::ExceedsLeg));
}

proptest! {
	/// Whatever blocks come: what is closed stays so, and never later than the extension allows.
	#[test]
	fn what_is_closed_stays_closed(
		extension in 0..200u64, steps in prop::collection::vec((0..30u64, 0..3u64), 1..60),
	) {
		let leg = it(extension);
		let (mut now, mut closed) = (Instant::default(), false);
		for (idle, blocks) in steps {
			now = Instant { ms: now.ms + idle + BLOCK * blocks, block: now.block + blocks };
			let is_closed = leg.is_closed(&now, BLOCK);
			prop_assert!(is_closed || !closed);
			prop_assert!(!is_closed || now.ms >= 100);
			prop_assert!(is_closed || now.ms < 100 + extension);
			closed = is_closed;
		}
	}

	/// At each instant it is one side's alone.
	#[test]
	fn an_instant_has_one_verdict(
		ms in 0..300u64, lost in 0..300u64, extension in 0..200u64, revealed in 0..300u64,
	) {
		let (leg, now) = (it(extension), at(ms, lost.min(ms)));
		let without = leg.verdict(None, &now, BLOCK);
		prop_assert_ne!(without, Verdict::Claim);
		let closed = leg.is_closed(&now, BLOCK);
		prop_assert_eq!(without == Verdict::Refund, closed);
		// Agreements and claims end together.
		prop_assert_eq!(leg.ensure_undecided(&now, BLOCK).is_ok(), !closed);
		let revealed = revealed.min(ms);
		let with = leg.verdict(Some(revealed), &now, BLOCK);
		let expected = if !closed || revealed < 100 { Verdict::Claim } else { Verdict::Refund };
		prop_assert_eq!(with, expected);
	}

	#[test]
	fn an_ending_divides_all_of_it(amount: u64, part: u64) {
		let (amount, part) = (Balance::from(amount), Balance::from(part.min(amount)));
		let ends = [Ending::Claimed, Ending::Refunded, Ending::HandedBack, Ending::Divided { to_receiver: part }];
		prop_assert_eq!(ends.map(|how| how.to_receiver(amount)), [amount, 0, 0, part]);
		prop_assert_eq!(ends.map(|how| how.returns_bond()), [true, false, true, true]);
	}
}
