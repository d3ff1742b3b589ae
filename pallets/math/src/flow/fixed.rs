//! Numbers with a binary fraction: how fast amounts grow, and what a unit of room is worth.

use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// How many binary digits the fraction has.
pub(super) const BITS: u32 = 90;
/// One.
pub(super) const ONE: i128 = 1 << BITS;

/// The high and the low half of a product.
fn product(a: u128, b: u128) -> (u128, u128) {
	let half = |number: u128| (number >> 64, number & u128::from(u64::MAX));
	let ((a_high, a_low), (b_high, b_low)) = (half(a), half(b));
	// None of these overflows: each is of two numbers of 64 bits, and the carries fit beside them.
	let low = a_low.wrapping_mul(b_low);
	let (one, other) = (a_low.wrapping_mul(b_high), a_high.wrapping_mul(b_low));
	let middle = half(low).0.wrapping_add(half(one).1).wrapping_add(half(other).1);
	let high = a_high.wrapping_mul(b_high).wrapping_add(half(one).0).wrapping_add(half(other).0);
	(high.wrapping_add(half(middle).0), middle << 64 | half(low).1)
}

/// `a * b / 2^shift`, rounded up or down; `None` if it does not fit, or `shift` is no such number.
pub(super) fn times(a: i128, b: i128, shift: u32, up: bool) -> Option<i128> {
	let (high, low) = product(a.unsigned_abs(), b.unsigned_abs());
	if shift == 0 || shift >= 128 || high >> shift != 0 {
		return None;
	}
	let negative = (a < 0) != (b < 0);
	let whole = high << 128u32.saturating_sub(shift) | low >> shift;
	let rest = low & (1u128 << shift).saturating_sub(1);
	// Away from zero.
	let more = u128::from(rest != 0 && up != negative);
	let size = i128::try_from(whole.checked_add(more)?).ok()?;
	if negative {
		return size.checked_neg();
	}
	Some(size)
}

/// The product of two numbers with fractions, rounded down.
pub(super) fn mul(a: i128, b: i128) -> Option<i128> {
	// Most of what is multiplied is nothing: a column takes of few rows.
	if a == 0 || b == 0 {
		return Some(0);
	}
	times(a, b, BITS, false)
}

/// `a / b`, rounded down; `None` if it does not fit.
pub(super) fn ratio(a: u128, b: u128) -> Option<i128> {
	let ratio = multiply_by_rational_with_rounding(a, ONE.unsigned_abs(), b, Rounding::Down)?;
	i128::try_from(ratio).ok()
}

/// `1 / a`.
pub(super) fn inverse(a: i128) -> Option<i128> {
	let inverse = ratio(ONE.unsigned_abs(), a.unsigned_abs())?;
	if a < 0 {
		return inverse.checked_neg();
	}
	Some(inverse)
}

/// A number of units as a signed one.
pub(super) fn signed(units: u128) -> Option<i128> {
	i128::try_from(units).ok()
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn rounds_where_it_is_told_to() {
		let half = ONE / 2;
		assert_eq!(times(3, half, BITS, false), Some(1));
		assert_eq!(times(3, half, BITS, true), Some(2));
		assert_eq!(times(-3, half, BITS, false), Some(-2));
		assert_eq!(times(-3, half, BITS, true), Some(-1));
		assert_eq!(times(-3, -half, BITS, true), Some(2));
		assert_eq!(times(4, half, BITS, true), Some(2));
		assert_eq!(mul(ONE, ONE), Some(ONE));
		assert_eq!(mul(i128::MAX, ONE), Some(i128::MAX));
		assert_eq!(mul(i128::MAX, 2 * ONE), None);
		assert_eq!((mul(0, i128::MAX), mul(i128::MIN, 0)), (Some(0), Some(0)));
		assert_eq!((times(1, 1, 0, true), times(1, 1, 128, true)), (None, None));
		assert_eq!((ratio(1, 2), ratio(3, 0)), (Some(half), None));
		assert_eq!((inverse(-2 * ONE), inverse(0)), (Some(-half), None));
	}

	proptest! {
		#[test]
		fn equals_the_wide_product(a: i128, b: u64, shift in 1u32..128) {
			use sp_arithmetic::helpers_128bit::multiply_by_rational_with_rounding as wide;
			for b in [i128::from(b), -i128::from(b)] {
				for up in [false, true] {
					let rounding =
						if up != ((a < 0) != (b < 0)) { Rounding::Up } else { Rounding::Down };
					let size =
						wide(a.unsigned_abs(), b.unsigned_abs(), 1 << shift, rounding);
					let expected = size.and_then(|size| i128::try_from(size).ok());
					let sign = if (a < 0) != (b < 0) { -1 } else { 1 };
					prop_assert_eq!(times(a, b, shift, up), expected.map(|size| sign * size));
				}
			}
		}
	}
}
