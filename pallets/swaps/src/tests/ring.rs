//! The instants that follow from the terms of a ring, and what bonds come to.

use super::*;
use crate::ring::{LegTimes, Schedule, MAX_LEGS};
use proptest::prelude::*;

/// All instants, from the first leg to the last.
fn times(schedule: &Schedule) -> Vec<LegTimes> {
	(1..=schedule.legs).map(|position| schedule.times(position).unwrap()).collect()
}

#[test]
fn instants_are_those_of_the_book() {
	// Two parties, 30 minutes between deadlines and 8 between all else: 40 and 70 minutes from now.
	let two = Schedule::nearest(2, 30 * MINUTE, 8 * MINUTE, 0).unwrap();
	let deadlines: Vec<_> = times(&two).iter().map(|it| it.deadline_ms / MINUTE).collect();
	assert_eq!(deadlines, [40, 70]);
	// Fourteen: 3 h 52 min and 10 h 22 min.
	let many = Schedule::nearest(14, 30 * MINUTE, 8 * MINUTE, 0).unwrap();
	let many = times(&many);
	assert_eq!((many[0].deadline_ms, many[13].deadline_ms), (232 * MINUTE, 622 * MINUTE));
}

#[test]
fn what_does_not_fit_has_no_instants() {
	let schedule = Schedule { base_ms: 100, gap_ms: 10, step_ms: 10, reveal_ms: 10, legs: 3 };
	assert!(schedule.times(0).is_none() && schedule.times(4).is_none());
	assert!(schedule.times(1).is_some());
	let none = |change: fn(&mut Schedule)| {
		let mut it = schedule;
		change(&mut it);
		(1..=3).any(|position| it.times(position).is_none())
	};
	assert!(none(|it| it.base_ms = 59) && !none(|it| it.base_ms = 60));
	assert!(none(|it| it.gap_ms = u64::MAX) && none(|it| it.step_ms = u64::MAX));
	assert!(none(|it| it.reveal_ms = 101) && none(|it| it.base_ms = u64::MAX));
	assert_eq!(Schedule::nearest(3, 10, u64::MAX, 0), None);
	assert_eq!(Schedule::nearest(3, 10, 10, u64::MAX), None);
}

#[test]
fn terms_that_differ_have_another_hash() {
	ExtBuilder.run(|| {
		let terms = ring(2, 3, &TOKEN);
		let other = |change: fn(&mut crate::RingTermsOf<Test>)| {
			let mut terms = terms.clone();
			change(&mut terms);
			terms.hash()
		};
		assert_eq!(other(|_| ()), terms.hash());
		let hashes = [
			other(|it| it.payment_hash = secret(1).1),
			other(|it| it.base_ms += 1),
			other(|it| it.gap_ms += 1),
			other(|it| it.step_ms += 1),
			other(|it| it.reveal_ms += 1),
			other(|it| it.extension_ms += 1),
			other(|it| it.legs[2].amount += 1),
			other(|it| it.legs[2].chain.genesis[0] += 1),
			other(|it| it.legs[2].bond = None),
			other(|it| it.legs.as_mut().swap(0, 2)),
		];
		let distinct: std::collections::BTreeSet<_> =
			hashes.into_iter().chain([terms.hash()]).collect();
		assert_eq!(distinct.len(), hashes.len() + 1);
	});
}

proptest! {
	#[test]
	fn everybody_has_a_step_before_and_a_gap_behind(
		legs in 2..=MAX_LEGS as u8, gap in 1..10_000u64, step in 1..10_000u64, now: u32,
	) {
		let schedule = Schedule::nearest(legs, gap, step, now.into()).unwrap();
		let times = times(&schedule);
		let (first, last) = (&times[0], times.last().unwrap());
		prop_assert_eq!(first.bond_by_ms, u64::from(now) + step);
		for pair in times.windows(2) {
			prop_assert_eq!(pair[1].deadline_ms, pair[0].deadline_ms + gap);
			prop_assert_eq!(pair[0].lock_by_ms, pair[1].lock_by_ms + step);
			prop_assert_eq!(pair[1].bond_by_ms, pair[0].bond_by_ms + step);
		}
		// All bonds before the first lock, all locks before the secret is shown.
		prop_assert_eq!(last.lock_by_ms, last.bond_by_ms + step);
		prop_assert_eq!(first.deadline_ms, first.lock_by_ms + step);
	}

	/// With bonds that grow from the last leg to the first by what each party's waiting is worth,
	/// who lets go pays the others just that, and nobody pays who has locked.
	#[test]
	fn whoever_stops_pays_those_who_have_locked(
		costs in prop::collection::vec(0..1_000i64, 2..14), stops in 0..14usize,
	) {
		let legs = costs.len();
		// q(n) = c(0), q(j) = q(j + 1) + c(j); leg and bond n belong to the leader's payment.
		let mut bonds = vec![0; legs + 1];
		bonds[legs] = costs[0];
		for leg in (1..legs).rev() {
			bonds[leg] = bonds[leg + 1] + costs[leg];
		}
		// Locked are legs n down to k + 1: Pk does not lock its own. None claims.
		let k = stops % legs;
		let mut gained = vec![0; legs];
		for leg in (k + 1)..=legs {
			// The owner of leg j is Pj, and P0 of the last; its receiver P(j - 1).
			gained[leg % legs] += bonds[leg];
			gained[leg - 1] -= bonds[leg];
		}
		if k == 0 {
			// The leader has seen all legs, and lets go.
			let all: i64 = costs[1..].iter().sum();
			prop_assert_eq!(gained[0], -all);
		} else {
			let behind: i64 = costs[k + 1..].iter().sum();
			prop_assert_eq!(gained[k], -(costs[0] + behind));
			prop_assert_eq!(gained[0], costs[0]);
		}
		for party in (k + 1)..legs {
			prop_assert_eq!(gained[party], costs[party]);
		}
		prop_assert_eq!(gained.iter().sum::<i64>(), 0);
	}
}
