//! What accrues at a rate a second, to the last part of a unit.
//!
//! A rate counts in 10^-12 units a second ([`RATE_SCALE`]). Instants are milliseconds, so that what
//! accrues is a whole number of 10^-15 units ([`PARTS`]): kept as such in [`Exact`], nothing is ever
//! rounded while it accrues, and settling often or seldom comes to the same. Rounding happens once,
//! where whole units are paid: down, and the rest stays for the next time.
//!
//! Why 10^-12: a rate that was rounded to it is one unit off after 30,000 years, whatever the asset;
//! and the largest is 3.4 × 10^26 units a second, which in an asset of 18 decimals is 340 million of
//! it, each second. Finer scales leave too little room above.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// A rate of one unit a second.
pub const RATE_SCALE: u128 = 1_000_000_000_000;

/// The parts of a unit: what a rate of 1 accrues in a millisecond is one part.
pub const PARTS: u64 = 1_000_000_000_000_000;

const PARTS_WIDE: u128 = PARTS as u128;

/// An amount to the last part of a unit.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct Exact {
	/// Whole units.
	pub units: u128,
	/// And parts of a unit: less than [`PARTS`].
	pub parts: u64,
}

impl Exact {
	/// Nothing.
	pub const ZERO: Self = Self { units: 0, parts: 0 };

	/// So many whole units.
	pub const fn whole(units: u128) -> Self {
		Self { units, parts: 0 }
	}

	/// What accrues at `rate` in `elapsed_ms`, exactly. `None` if it does not fit.
	pub fn accrued(rate: u128, elapsed_ms: u64) -> Option<Self> {
		let elapsed = u128::from(elapsed_ms);
		if let Some(parts) = rate.checked_mul(elapsed) {
			return Some(Self::of_parts(parts));
		}
		// 192 bits: two digits of the rate, and a division digit by digit.
		let (high, low) = (rate >> 64, rate & u128::from(u64::MAX));
		let low = low.checked_mul(elapsed)?;
		let high = high.checked_mul(elapsed)?.checked_add(low >> 64)?;
		let (first, rest) = (high / PARTS_WIDE, high % PARTS_WIDE);
		let last = Self::of_parts((rest << 64) | (low & u128::from(u64::MAX)));
		let units = first.checked_mul(1 << 64)?.checked_add(last.units)?;
		Some(Self { units, ..last })
	}

	/// So many parts.
	fn of_parts(parts: u128) -> Self {
		// The remainder is below `PARTS`: it fits.
		Self { units: parts / PARTS_WIDE, parts: (parts % PARTS_WIDE) as u64 }
	}

	/// The sum. `None` if it does not fit.
	pub fn checked_add(self, other: Self) -> Option<Self> {
		// Both below `PARTS`, far from what 64 bits hold.
		let parts = self.parts.checked_add(other.parts)?;
		let (carry, parts) = match parts.checked_sub(PARTS) {
			Some(rest) => (1, rest),
			None => (0, parts),
		};
		let units = self.units.checked_add(other.units)?.checked_add(carry)?;
		Some(Self { units, parts })
	}

	/// The difference. `None` if it would be less than nothing.
	pub fn checked_sub(self, other: Self) -> Option<Self> {
		let (borrow, parts) = match self.parts.checked_sub(other.parts) {
			Some(parts) => (0, parts),
			None => (1, self.parts.checked_add(PARTS)?.checked_sub(other.parts)?),
		};
		let units = self.units.checked_sub(other.units)?.checked_sub(borrow)?;
		Some(Self { units, parts })
	}

	/// The whole units that cover it: rounded up.
	pub fn ceil(self) -> u128 {
		// An amount that accrued has less than the largest number of units, or no parts.
		self.units.saturating_add(u128::from(self.parts > 0))
	}

	/// For how many whole milliseconds it lasts at `rate`: rounded down. As long as can be counted,
	/// where that is not long enough or where nothing is spent.
	pub fn lasts_ms(self, rate: u128) -> u64 {
		let narrow = self
			.units
			.checked_mul(PARTS_WIDE)
			.and_then(|parts| parts.checked_add(self.parts.into()));
		let Some(parts) = narrow else {
			return self.lasts_ms_wide(rate);
		};
		let lasts = parts.checked_div(rate).unwrap_or(u128::MAX);
		u64::try_from(lasts).unwrap_or(u64::MAX)
	}

	/// The same where the parts take more than 128 bits. Then a rate that spends them within 64 bits
	/// of milliseconds is more than `PARTS`, so that the parts make one millisecond at most.
	fn lasts_ms_wide(self, rate: u128) -> u64 {
		if rate == 0 {
			return u64::MAX;
		}
		let whole =
			multiply_by_rational_with_rounding(self.units, PARTS_WIDE, rate, Rounding::Down);
		let Some(whole) = whole.and_then(|whole| u64::try_from(whole).ok()) else {
			return u64::MAX;
		};
		let Some(more) = whole.checked_add(1) else { return whole };
		match Self::accrued(rate, more) {
			Some(spent) if spent <= self => more,
			_ => whole,
		}
	}

	/// After how many milliseconds it has accrued at `rate`: the first at which it has, so rounded
	/// up. `None` if that is never, or later than can be counted.
	pub fn reached_after_ms(self, rate: u128) -> Option<u64> {
		if self == Self::ZERO {
			return Some(0);
		}
		if rate == 0 {
			return None;
		}
		let down = self.lasts_ms(rate);
		match Self::accrued(rate, down) {
			Some(accrued) if accrued < self => down.checked_add(1),
			_ => Some(down),
		}
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use sp_core::U256;

	fn parts_of(amount: Exact) -> U256 {
		U256::from(amount.units) * PARTS + amount.parts
	}

	fn exact(parts: U256) -> Option<Exact> {
		let units = u128::try_from(parts / PARTS).ok()?;
		Some(Exact { units, parts: (parts % PARTS).as_u64() })
	}

	/// Numbers of all sizes.
	fn wide() -> impl Strategy<Value = u128> {
		(any::<u128>(), 0u32..128).prop_map(|(number, shift)| number >> shift)
	}

	fn time() -> impl Strategy<Value = u64> {
		(any::<u64>(), 0u32..64).prop_map(|(number, shift)| number >> shift)
	}

	prop_compose! {
		fn amounts()(units in wide(), parts in 0..PARTS, whole: bool) -> Exact {
			Exact { units, parts: if whole { 0 } else { parts } }
		}
	}

	#[test]
	fn a_unit_a_second_is_a_unit_each_second() {
		assert_eq!(Exact::accrued(RATE_SCALE, 1_000), Some(Exact::whole(1)));
		assert_eq!(Exact::accrued(RATE_SCALE, 999).map(|sum| sum.units), Some(0));
		assert_eq!(Exact::whole(3).lasts_ms(RATE_SCALE), 3_000);
		assert_eq!(Exact::whole(3).reached_after_ms(RATE_SCALE), Some(3_000));
	}

	#[test]
	fn a_yearly_salary_is_right_to_the_unit() {
		// 50,000.00 a year in an asset of two decimals, the rate rounded up to the next 10^-12.
		let (salary, year) = (5_000_000u128, 365 * 86_400u64);
		let rate = (salary * RATE_SCALE).div_ceil(year.into());
		for years in [1, 10, 100, 1_000] {
			let paid = Exact::accrued(rate, years * year * 1_000).unwrap();
			assert_eq!(paid.units, salary * u128::from(years));
		}
	}

	#[test]
	fn the_edges() {
		assert_eq!(Exact::accrued(0, u64::MAX), Some(Exact::ZERO));
		assert_eq!(Exact::accrued(u128::MAX, 0), Some(Exact::ZERO));
		assert_eq!(Exact::accrued(u128::MAX, u64::MAX), None);
		assert_eq!(Exact::ZERO.lasts_ms(1), 0);
		assert_eq!(Exact::ZERO.lasts_ms(0), u64::MAX);
		assert_eq!(Exact::ZERO.reached_after_ms(0), Some(0));
		assert_eq!(Exact::whole(1).reached_after_ms(0), None);
		assert_eq!(Exact::whole(u128::MAX).lasts_ms(0), u64::MAX);
		assert_eq!(Exact::whole(u128::MAX).reached_after_ms(1), None);
		assert_eq!(Exact { units: 1, parts: 1 }.ceil(), 2);
		assert_eq!(Exact::whole(1).ceil(), 1);
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(4_096))]

		#[test]
		fn accrues_what_the_plain_product_is(rate in wide(), elapsed_ms in time()) {
			let expected = exact(U256::from(rate) * elapsed_ms);
			prop_assert_eq!(Exact::accrued(rate, elapsed_ms), expected);
		}

		#[test]
		fn sums_and_differences_are_exact(a in amounts(), b in amounts()) {
			prop_assert_eq!(a.checked_add(b), exact(parts_of(a) + parts_of(b)));
			let difference = parts_of(a).checked_sub(parts_of(b));
			prop_assert_eq!(a.checked_sub(b), difference.and_then(exact));
			prop_assert_eq!(a.cmp(&b), parts_of(a).cmp(&parts_of(b)));
		}

		#[test]
		fn lasts_as_long_as_the_plain_quotient_says(amount in amounts(), rate in wide()) {
			let quotient = parts_of(amount).checked_div(rate.into());
			let expected = quotient.map_or(u64::MAX, |ms| u64::try_from(ms).unwrap_or(u64::MAX));
			prop_assert_eq!(amount.lasts_ms(rate), expected);
		}

		#[test]
		fn is_reached_at_the_first_millisecond_at_which_it_has_accrued(
			amount in amounts(), rate in wide(),
		) {
			let (amount, rate) = (parts_of(amount), U256::from(rate));
			let expected = match rate.is_zero() {
				true => amount.is_zero().then_some(0),
				false => u64::try_from((amount + rate - 1) / rate).ok(),
			};
			let found = exact(amount).unwrap().reached_after_ms(rate.as_u128());
			prop_assert_eq!(found, expected);
		}

		// Settling often or seldom: the same, to the part.
		#[test]
		fn the_parts_sum_up_to_the_whole(
			rate in 0u128..1 << 90, steps in prop::collection::vec(0u64..1 << 40, 0..20),
		) {
			let mut sum = Exact::ZERO;
			for step in &steps {
				sum = sum.checked_add(Exact::accrued(rate, *step).unwrap()).unwrap();
			}
			prop_assert_eq!(Exact::accrued(rate, steps.iter().sum()), Some(sum));
		}
	}
}
