//! What clients ask.

use super::*;
use crate::ring::Schedule;

#[test]
fn legs_of_an_owner_come_in_pages() {
	ExtBuilder.run(|| {
		for number in 0..5 {
			let spec = LegSpec { payment_hash: secret(number).1, ..spec(&TOKEN) };
			assert_ok!(try_lock(spec, Source::Account));
		}
		lock_for(&charlie(), &TOKEN);
		let all = Swaps::swaps_of(alice(), None, 9);
		assert_eq!(all.len(), 5);
		let mut paged = Swaps::swaps_of(alice(), None, 2);
		while let [.., (last, _)] = &paged[..] {
			let more = Swaps::swaps_of(alice(), Some(*last), 2);
			if more.is_empty() {
				break;
			}
			paged.extend(more);
		}
		assert_eq!(paged, all);
		assert_eq!(Swaps::swaps_of(bob(), None, 9), vec![]);
		assert_eq!(Swaps::swaps_of(alice(), None, 0), vec![]);
		assert_eq!(Swaps::swaps_of(alice(), None, u32::MAX), all);
	});
}

#[test]
fn safe_deadlines_are_those_of_terms_that_are_accepted() {
	ExtBuilder.run(|| {
		MaxExtension::set(MINUTE);
		let gap_ms = MIN_GAP + MINUTE;
		for legs in [2, 3, 14] {
			let times = Swaps::safe_deadlines(legs, gap_ms, MINUTE);
			assert_eq!(times.len(), usize::from(legs));
			let schedule = Schedule::nearest(legs, gap_ms, MIN_GAP, START).unwrap();
			assert_eq!(Some(times[0]), schedule.times(1));
			let terms = crate::RingTermsOf::<Test> {
				base_ms: times[0].deadline_ms,
				payment_hash: secret(legs).1,
				..ring(legs, legs, &TOKEN)
			};
			assert_eq!(terms.leg(legs).unwrap().1, times[usize::from(legs) - 1]);
			assert_ok!(try_bond(&terms, legs));
			assert_ok!(try_ring(&terms, legs));
		}
		assert_eq!(Swaps::safe_deadlines(1, gap_ms, MINUTE), vec![]);
		assert_eq!(Swaps::safe_deadlines(15, gap_ms, MINUTE), vec![]);
		assert_eq!(Swaps::safe_deadlines(2, gap_ms - 1, MINUTE), vec![]);
		assert_eq!(Swaps::safe_deadlines(2, gap_ms, MINUTE + 1), vec![]);
		assert_eq!(Swaps::safe_deadlines(2, Moment::MAX, MINUTE), vec![]);
		assert_eq!(Swaps::safe_deadlines(2, gap_ms - MINUTE, 0).len(), 2);
	});
}

#[test]
fn what_is_stored_is_told() {
	ExtBuilder.run(|| {
		assert_eq!(Swaps::swap(alice(), hash()), None);
		assert_eq!(Swaps::closes_ms(alice(), hash()), None);
		let nothing = Swaps::consent_payload(alice(), hash(), Agreement::HandBack, START);
		assert_eq!(nothing, None);
		locked(&TOKEN);
		assert_eq!(Swaps::closes_ms(alice(), hash()), Some(START + HOUR));
		assert_ok!(claim());
		assert_eq!(Swaps::closes_ms(alice(), hash()), None);
		assert!(Swaps::swap(alice(), hash()).is_some());
		let chain = Swaps::this_chain().unwrap();
		assert_eq!((chain.index, chain.genesis), (INDEX, System::block_hash(0).0));
		let terms = ring(2, 2, &TOKEN);
		assert_eq!(Swaps::terms_hash(terms.clone()), terms.hash());
		assert!(!Swaps::owes(&NATIVE));
	});
}
