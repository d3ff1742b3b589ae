//! The arithmetic of bands, holdings and budgets.

use super::*;
use proptest::prelude::*;

const BAND: Band = Band {
	low: Permill::from_percent(20),
	target: Permill::from_percent(50),
	high: Permill::from_percent(80),
};

fn place(local: Balance, remote: Balance) -> Place {
	BAND.place(&Holding { local, remote })
}

#[test]
fn the_thresholds_belong_to_the_inside() {
	assert_eq!(Band::default(), BAND);
	assert_eq!(place(20, 80), Place::Inside);
	assert_eq!(place(80, 20), Place::Inside);
	assert_eq!(place(19, 81), Place::Below(1));
	assert_eq!(place(81, 19), Place::Above(1));
	assert_eq!(place(0, 0), Place::Inside);
	// Of one unit no part lies within.
	assert_eq!((place(0, 1), place(1, 0)), (Place::Below(1), Place::Above(1)));
}

#[test]
fn what_is_outside_may_come_nearer_or_within_but_not_across() {
	use Place::*;
	for (from, to, may) in [
		(Inside, Inside, true),
		(Inside, Below(1), false),
		(Inside, Above(1), false),
		(Below(5), Below(5), true),
		(Below(5), Below(6), false),
		(Below(5), Inside, true),
		(Below(5), Above(1), false),
		(Above(5), Above(4), true),
		(Above(5), Above(6), false),
		(Above(5), Below(1), false),
	] {
		assert_eq!(from.may_become(to), may, "{from:?} {to:?}");
	}
}

#[test]
fn periods_follow_each_other_without_a_gap() {
	let spent = Spending { since_ms: 100, spent: 7 };
	assert_eq!(spent.at(100, 10), spent);
	assert_eq!(spent.at(109, 10), spent);
	assert_eq!(spent.at(110, 10), Spending { since_ms: 110, spent: 0 });
	assert_eq!(spent.at(139, 10), Spending { since_ms: 130, spent: 0 });
	// A clock that went back, and a period that cannot be.
	assert_eq!(spent.at(50, 10), spent);
	assert_eq!(spent.at(500, 0), spent);
}

proptest! {
	// Against the plain definition, where it cannot overflow.
	#[test]
	fn a_place_is_what_the_ratio_says(
		local in 0u128..1 << 90, remote in 0u128..1 << 90,
		low in 0u32..1_000_000, gap in 1u32..500_000, more in 1u32..500_000,
	) {
		let target = (low + gap).min(1_000_000);
		let high = (target + more).min(1_000_000);
		let band = Band {
			low: Permill::from_parts(low),
			target: Permill::from_parts(target),
			high: Permill::from_parts(high),
		};
		let total = local + remote;
		let below = local * 1_000_000 < u128::from(low) * total;
		let above = local * 1_000_000 > u128::from(high) * total;
		let place = band.place(&Holding { local, remote });
		prop_assert_eq!(matches!(place, Place::Below(_)), below);
		prop_assert_eq!(matches!(place, Place::Above(_)), above && !below);
		// As many units as it takes to come within.
		let moved = match place {
			Place::Below(units) if units <= remote => {
				Holding { local: local + units, remote: remote - units }
			},
			Place::Above(units) => Holding { local: local - units, remote: remote + units },
			_ => Holding { local, remote },
		};
		let is_below = matches!(band.place(&moved), Place::Below(_));
		prop_assert!(!is_below || place == Place::Inside || total < 2);
		prop_assert_eq!(place == Place::Inside, place.distance() == 0);
	}

	#[test]
	fn nothing_overflows(local: u128, remote: u128) {
		let holding = Holding { local, remote };
		let _ = (BAND.place(&holding), BAND.off_target(&holding), holding.total());
	}
}
