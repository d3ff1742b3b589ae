//! The changes of a payment, without storage.

use super::*;
use proptest::prelude::*;

fn payment(total: Balance, max_fee: Balance) -> Payment<u8, u8> {
	Payment {
		payer: 0,
		payee: 1,
		asset: 0,
		payment_hash: hash(),
		registered: false,
		total,
		max_fee,
		received: 0,
		fees: 0,
		hold_fees: 0,
		parts: Places::default(),
		hops: 0,
		complete_by_ms: 50,
		deadline_ms: 100,
		extension_ms: 20,
		made: Instant { ms: 0, block: 0 },
		tie: None,
	}
}

/// A block for each millisecond.
const BLOCK: u64 = 1;

/// A chain that has not stood still.
const fn at(ms: u64) -> Instant {
	Instant { ms, block: ms }
}

const fn carried(sent: Balance, received: Balance) -> Carried {
	Carried { sent, received, hops: 2 }
}

#[test]
fn parts_are_added_up_to_the_total() {
	let mut it = payment(100, 9);
	assert_eq!(it.add(&carried(65, 60), 0), Ok(PartId(0)));
	assert_eq!(it.clone().add(&carried(41, 41), 0), Err(Fault::ExceedsTotal));
	assert_eq!(it.clone().add(&carried(45, 40), 0), Err(Fault::FeeTooHigh));
	assert_eq!(it.clone().add(&carried(Balance::MAX, Balance::MAX), 0), Err(Fault::Overflow));
	assert_eq!(it.add(&carried(44, 40), 0), Ok(PartId(1)));
	assert!(it.is_complete());
	assert_eq!((it.received, it.fees, it.hops), (100, 9, 4));
	assert_eq!(it.add(&carried(1, 1), 0), Err(Fault::PaymentComplete));
	assert_eq!(it.remove(PartId(0), &carried(65, 60), 0), Err(Fault::PaymentComplete));
}

#[test]
fn parts_that_are_taken_out_leave_nothing() {
	let mut it = payment(100, 9);
	assert_eq!(it.add(&carried(65, 60), 0), Ok(PartId(0)));
	assert_eq!(it.remove(PartId(1), &carried(65, 60), 0), Err(Fault::PartNotFound));
	assert_eq!(it.remove(PartId(77), &carried(65, 60), 0), Err(Fault::PartNotFound));
	assert_eq!(it.remove(PartId(0), &carried(65, 60), 0), Ok(()));
	assert_eq!(it, payment(100, 9));
}

#[test]
fn each_instant_belongs_to_one_side() {
	let mut it = payment(100, 9);
	assert_eq!(it.ensure_takes_parts(49), Ok(()));
	assert_eq!(it.ensure_takes_parts(50), Err(Fault::Expired));
	assert_eq!(it.ensure_claimable(&at(0), BLOCK), Err(Fault::PaymentIncomplete));
	assert_eq!(it.look_ms(), 50);
	for known in [None, Some(0), Some(49)] {
		assert_eq!(it.verdict(known, &at(49), BLOCK), Verdict::Wait);
		assert_eq!(it.verdict(known, &at(50), BLOCK), Verdict::Release(ReleaseReason::Incomplete));
	}
	it.add(&carried(100, 100), 0).unwrap();
	assert_eq!(it.ensure_takes_parts(0), Err(Fault::PaymentComplete));
	assert_eq!(it.ensure_claimable(&at(99), BLOCK), Ok(()));
	assert_eq!(it.ensure_claimable(&at(100), BLOCK), Err(Fault::Expired));
	assert_eq!(it.look_ms(), 100);
	assert_eq!(it.verdict(None, &at(99), BLOCK), Verdict::Wait);
	assert_eq!(it.verdict(None, &at(100), BLOCK), Verdict::Release(ReleaseReason::Expired));
	assert_eq!(it.verdict(Some(99), &at(99), BLOCK), Verdict::Settle);
	assert_eq!(it.verdict(Some(99), &at(u64::MAX), BLOCK), Verdict::Settle);
	assert_eq!(it.verdict(Some(100), &at(100), BLOCK), Verdict::Release(ReleaseReason::Expired));
}

#[test]
fn waiting_costs_no_more_than_the_payer_allows() {
	let mut it = payment(100, 9);
	assert_eq!(it.add(&carried(60, 60), 5), Ok(PartId(0)));
	assert_eq!(it.clone().add(&carried(40, 40), 5), Err(Fault::HoldFeeTooHigh));
	assert_eq!(it.clone().add(&carried(40, 40), Balance::MAX), Err(Fault::Overflow));
	// What a part has cost stays; what it could have cost goes.
	assert_eq!(it.remove(PartId(0), &carried(60, 60), 3), Ok(()));
	assert_eq!(it.hold_fees, 2);
	assert_eq!(it.add(&carried(100, 100), 7), Ok(PartId(0)));
	assert_eq!(it.hold_fees, 9);
}

/// A part over channels with these locks, whose payers ask for so much.
fn waiting(locks: &[(Balance, u32)]) -> Part {
	let lock = |(amount, _): &(Balance, u32)| Locked {
		channel: ChannelId(0),
		payer: Side::Opener,
		amount: *amount,
	};
	Part {
		locks: Locks::truncate_from(locks.iter().map(lock).collect()),
		hold_ppm: locks.iter().map(|(_, ppm)| *ppm).collect::<Vec<_>>().try_into().unwrap(),
		since_ms: START,
	}
}

#[test]
fn whoever_waits_is_paid_by_the_payer() {
	let part = waiting(&[(1_020_000, 0), (1_010_000, 100), (1_000_000, 10)]);
	// For a minute: 10 to the last, which pays over the third channel; 101 beside it to the one
	// before, which hands the 10 on.
	assert_eq!(part.hold_fees(START + MINUTE), [111, 10, 0]);
	assert_eq!(part.hold_fee(START + MINUTE), 111);
	assert_eq!(part.hold_fees(START), [0, 0, 0]);
	assert_eq!(part.hold_fees(START - 1), [0, 0, 0]);
	// Each begun unit is one.
	assert_eq!(part.hold_fees(START + 1), [2, 1, 0]);
	// No more goes over a channel than is locked there, and nobody in between pays.
	let small = waiting(&[(2, 0), (2, 1_000), (1, 1_000), (1, 1_000), (1, 1_000)]);
	assert_eq!(small.hold_fees(START + HOUR), [2, 2, 1, 1, 0]);
	assert_eq!(waiting(&[(7, 0)]).hold_fee(START + HOUR), 0);
	assert_eq!(Part::default().hold_fee(START), 0);
}

#[test]
fn a_standstill_prolongs_it_up_to_a_bound() {
	let mut it = payment(100, 9);
	it.add(&carried(100, 100), 0).unwrap();
	let late = |ms, lost| Instant { ms, block: ms - lost };
	for (lost, closes) in [(0, 100), (1, 101), (19, 119), (20, 120), (21, 120), (90, 120)] {
		assert_eq!(it.closes_ms(&late(100, lost), BLOCK), closes);
		assert_eq!(it.ensure_claimable(&late(closes - 1, lost), BLOCK), Ok(()));
		assert_eq!(it.ensure_claimable(&late(closes, lost), BLOCK), Err(Fault::Expired));
		assert_eq!(it.verdict(None, &late(closes - 1, lost), BLOCK), Verdict::Wait);
		let expired = Verdict::Release(ReleaseReason::Expired);
		assert_eq!(it.verdict(None, &late(closes, lost), BLOCK), expired);
		// A preimage that was revealed within the extension counts as long as that lasts.
		if lost > 0 {
			assert_eq!(it.verdict(Some(100), &late(closes - 1, lost), BLOCK), Verdict::Settle);
		}
		assert_eq!(it.verdict(Some(100), &late(closes, lost), BLOCK), expired);
		assert_eq!(it.verdict(Some(99), &late(closes, lost), BLOCK), Verdict::Settle);
	}
	// A chain that is faster than usual takes nothing away.
	assert_eq!(it.closes_ms(&Instant { ms: 10, block: 99 }, BLOCK), 100);
}

proptest! {
	/// Whatever the chain does, what is closed stays so.
	#[test]
	fn it_does_not_open_again(steps in prop::collection::vec((0u64..9, 1u64..4), 1..120)) {
		let mut it = payment(100, 9);
		it.add(&carried(100, 100), 0).unwrap();
		let (mut now, mut closed) = (Instant::default(), false);
		for (idle, blocks) in steps {
			// Blocks come each two milliseconds at the usual pace.
			now = Instant { ms: now.ms + idle + 2 * blocks, block: now.block + blocks };
			let closes = now.ms >= it.closes_ms(&now, 2);
			prop_assert!(closes || !closed);
			prop_assert!(closes || now.ms < 120);
			prop_assert!(!closes || now.ms >= 100);
			closed = closes;
		}
	}
}

#[test]
fn there_are_sixteen_places() {
	let mut places = Places::default();
	for place in 0..16 {
		assert!(!places.has(PartId(place)));
		assert_eq!(places.take(), Some(PartId(place)));
		assert!(places.has(PartId(place)));
	}
	assert_eq!(places.take(), None);
	assert_eq!(places.len(), 16);
	places.free(PartId(5));
	places.free(PartId(16));
	assert_eq!(places.take(), Some(PartId(5)));
	assert!(!places.has(PartId(16)) && !places.has(PartId(255)));
	assert_eq!(places.iter().count(), 16);
}

#[test]
fn a_part_carries_what_it_has_locked() {
	let lock = |amount| Locked { channel: ChannelId(0), payer: Side::Opener, amount };
	let locks = Locks::truncate_from(vec![lock(110), lock(105), lock(100)]);
	let carried = Carried::by(&locks);
	assert_eq!(carried, Carried { sent: 110, received: 100, hops: 3 });
	assert_eq!(carried.fee(), 10);
	assert_eq!(Carried::by(&Locks::default()), Carried::default());
}

proptest! {
	/// Against a list of parts: sums are those of what is in it, and the bounds are never passed.
	#[test]
	fn sums_are_those_of_the_parts(
		steps in prop::collection::vec((any::<bool>(), 1u128..40, 0u128..4, 0u8..17), 1..80),
	) {
		let (total, max_fee) = (200, 20);
		let mut it = payment(total, max_fee);
		let mut model: std::collections::BTreeMap<PartId, Carried> = Default::default();
		for (adds, received, fee, part) in steps {
			let before = it.clone();
			let carried = carried(received + fee, received);
			let done = if adds {
				it.add(&carried, 0).map(|part| prop_assert_eq_none(model.insert(part, carried)))
			} else {
				let part = PartId(part);
				let of = model.get(&part).copied().unwrap_or(carried);
				it.remove(part, &of, 0).map(|()| {
					model.remove(&part).unwrap();
				})
			};
			if done.is_err() {
				it = before;
			}
			prop_assert_eq!(it.received, model.values().map(|part| part.received).sum::<u128>());
			prop_assert_eq!(it.fees, model.values().map(Carried::fee).sum::<u128>());
			prop_assert_eq!(it.hops, 2 * model.len() as u32);
			prop_assert!(it.received <= total && it.fees <= max_fee);
			prop_assert_eq!(it.parts.iter().collect::<Vec<_>>(), model.keys().copied().collect::<Vec<_>>());
			if it.is_complete() {
				break;
			}
		}
	}
}

/// A place is given to one part at a time.
fn prop_assert_eq_none(before: Option<Carried>) {
	assert_eq!(before, None);
}
