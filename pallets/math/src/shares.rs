//! Shares of an amount.

use sp_arithmetic::Permill;

/// A penalty: `share` of `whole`, rounded up (against the one who pays it), and never more than
/// `available`.
pub fn penalty(share: Permill, whole: u128, available: u128) -> u128 {
	share.mul_ceil(whole).min(available)
}

/// Splits `amount` into `share` of it, rounded down, and the rest. The two always sum up to
/// `amount`.
pub fn split(share: Permill, amount: u128) -> (u128, u128) {
	let part = share.mul_floor(amount);
	(part, amount.saturating_sub(part))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn a_penalty_rounds_up_and_stops_at_what_there_is() {
		assert_eq!(penalty(Permill::from_percent(10), 101, 1_000), 11);
		assert_eq!(penalty(Permill::from_percent(10), 101, 5), 5);
		assert_eq!(penalty(Permill::zero(), u128::MAX, u128::MAX), 0);
		assert_eq!(penalty(Permill::one(), u128::MAX, u128::MAX), u128::MAX);
	}

	proptest! {
		#[test]
		fn a_split_loses_nothing(ppm in 0u32..=1_000_000, amount: u128) {
			let (part, rest) = split(Permill::from_parts(ppm), amount);
			prop_assert_eq!(part.checked_add(rest), Some(amount));
		}

		#[test]
		fn equals_the_plain_formula(ppm in 0u32..=1_000_000, amount in 0u64..) {
			let (share, amount) = (Permill::from_parts(ppm), u128::from(amount));
			let product = amount * u128::from(ppm);
			prop_assert_eq!(split(share, amount).0, product / 1_000_000);
			prop_assert_eq!(penalty(share, amount, amount), product.div_ceil(1_000_000));
		}
	}
}
