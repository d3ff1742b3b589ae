//! How a payment changes, without storage.

use super::*;
use crate::transitions::{Fault, Verdict};
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
		parts: Places::default(),
		hops: 0,
		complete_by_ms: 50,
		deadline_ms: 100,
	}
}

const fn carried(sent: Balance, received: Balance) -> Carried {
	Carried { sent, received, hops: 2 }
}

#[test]
fn parts_are_added_up_to_the_total() {
	let mut it = payment(100, 9);
	assert_eq!(it.add(&carried(65, 60)), Ok(PartId(0)));
	assert_eq!(it.clone().add(&carried(41, 41)), Err(Fault::OverTotal));
	assert_eq!(it.clone().add(&carried(45, 40)), Err(Fault::FeeTooHigh));
	assert_eq!(it.clone().add(&carried(Balance::MAX, Balance::MAX)), Err(Fault::Overflow));
	assert_eq!(it.add(&carried(44, 40)), Ok(PartId(1)));
	assert!(it.is_complete());
	assert_eq!((it.received, it.fees, it.hops), (100, 9, 4));
	assert_eq!(it.add(&carried(1, 1)), Err(Fault::Complete));
	assert_eq!(it.remove(PartId(0), &carried(65, 60)), Err(Fault::Complete));
}

#[test]
fn parts_that_are_taken_out_leave_nothing() {
	let mut it = payment(100, 9);
	assert_eq!(it.add(&carried(65, 60)), Ok(PartId(0)));
	assert_eq!(it.remove(PartId(1), &carried(65, 60)), Err(Fault::PartNotFound));
	assert_eq!(it.remove(PartId(77), &carried(65, 60)), Err(Fault::PartNotFound));
	assert_eq!(it.remove(PartId(0), &carried(65, 60)), Ok(()));
	assert_eq!(it, payment(100, 9));
}

#[test]
fn each_instant_belongs_to_one_side() {
	let mut it = payment(100, 9);
	assert_eq!(it.ensure_takes_parts(49), Ok(()));
	assert_eq!(it.ensure_takes_parts(50), Err(Fault::Expired));
	assert_eq!(it.ensure_claimable(0), Err(Fault::Incomplete));
	assert_eq!(it.look_ms(), 50);
	for known in [None, Some(0), Some(49)] {
		assert_eq!(it.verdict(known, 49), Verdict::Wait);
		assert_eq!(it.verdict(known, 50), Verdict::Release(ReleaseReason::Incomplete));
	}
	it.add(&carried(100, 100)).unwrap();
	assert_eq!(it.ensure_takes_parts(0), Err(Fault::Complete));
	assert_eq!(it.ensure_claimable(99), Ok(()));
	assert_eq!(it.ensure_claimable(100), Err(Fault::Expired));
	assert_eq!(it.look_ms(), 100);
	assert_eq!(it.verdict(None, 99), Verdict::Wait);
	assert_eq!(it.verdict(None, 100), Verdict::Release(ReleaseReason::Expired));
	assert_eq!(it.verdict(Some(99), 99), Verdict::Settle);
	assert_eq!(it.verdict(Some(99), u64::MAX), Verdict::Settle);
	assert_eq!(it.verdict(Some(100), 100), Verdict::Release(ReleaseReason::Expired));
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
				it.add(&carried).map(|part| prop_assert_eq_none(model.insert(part, carried)))
			} else {
				let part = PartId(part);
				let of = model.get(&part).copied().unwrap_or(carried);
				it.remove(part, &of).map(|()| {
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
