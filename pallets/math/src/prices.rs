//! What an exchange costs, to the unit, and what has to be sent so that exactly so much arrives.

use crate::fees::MILLION;
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// What is asked for an exchange, beside the amount that arrives.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Price {
	/// For each exchange, in the smallest unit of the asset.
	pub base: u128,
	/// In millionths of the amount that arrives.
	pub ppm: u32,
}

impl Price {
	/// The fee for `amount` to arrive: `base + amount * ppm / 1_000_000`, rounded up, so that many
	/// small ones are no cheaper than a large one. `None` if it does not fit.
	pub fn fee(&self, amount: u128) -> Option<u128> {
		let part = multiply_by_rational_with_rounding(
			amount,
			self.ppm.into(),
			MILLION.into(),
			Rounding::Up,
		)?;
		self.base.checked_add(part)
	}

	/// What has to be sent so that exactly `amount` arrives. `None` if it does not fit.
	pub fn to_send(&self, amount: u128) -> Option<u128> {
		amount.checked_add(self.fee(amount)?)
	}

	/// The most that arrives for `sent`: the inverse of [`to_send`](Self::to_send), exactly. What
	/// is left over buys no further unit. `None` if `sent` does not even cover the base.
	pub fn arrives(&self, sent: u128) -> Option<u128> {
		let rest = sent.checked_sub(self.base)?;
		let whole = u128::from(MILLION).saturating_add(self.ppm.into());
		multiply_by_rational_with_rounding(rest, MILLION.into(), whole, Rounding::Down)
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	/// 10^18: a whole of what has eighteen decimals.
	const WHOLE: u128 = 1_000_000_000_000_000_000;

	#[test]
	fn a_fee_is_rounded_up() {
		let price = Price { base: 5, ppm: 2_500 };
		// 0.25 % of 1,000 is 2.5.
		assert_eq!((price.fee(1_000), price.to_send(1_000)), (Some(8), Some(1_008)));
		assert_eq!(price.fee(0), Some(5));
		assert_eq!(price.fee(1), Some(6));
		assert_eq!(Price { base: 0, ppm: 1 }.fee(1), Some(1));
		assert_eq!(Price::default().to_send(1_000), Some(1_000));
	}

	#[test]
	fn the_inverse_is_exact() {
		let price = Price { base: 5, ppm: 2_500 };
		// 1,007 do not buy 1,000 yet, and 1,008 do.
		assert_eq!(price.arrives(1_007), Some(999));
		assert_eq!(price.arrives(1_008), Some(1_000));
		assert_eq!(price.arrives(5), Some(0));
		assert_eq!(price.arrives(4), None);
		// Of what is doubled, half arrives.
		let double = Price { base: 0, ppm: MILLION };
		assert_eq!((double.to_send(7), double.arrives(14)), (Some(14), Some(7)));
	}

	#[test]
	fn amounts_with_eighteen_decimals_are_exact() {
		let price = Price { base: WHOLE / 1_000, ppm: 1_234 };
		let amount = 1_000_000 * WHOLE + 1;
		// 1,234 wholes, and a thousandth, and a unit for what is left over.
		assert_eq!(price.fee(amount), Some(1_234 * WHOLE + WHOLE / 1_000 + 1));
		assert_eq!(price.arrives(price.to_send(amount).unwrap()), Some(amount));
	}

	#[test]
	fn what_does_not_fit_is_none() {
		assert_eq!(Price { base: u128::MAX, ppm: 1 }.fee(1), None);
		assert_eq!(Price { base: 0, ppm: u32::MAX }.fee(u128::MAX), None);
		assert_eq!(Price { base: 0, ppm: 1 }.to_send(u128::MAX), None);
		let most = Price { base: 0, ppm: 0 };
		assert_eq!(
			(most.to_send(u128::MAX), most.arrives(u128::MAX)),
			(Some(u128::MAX), Some(u128::MAX))
		);
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(4_096))]

		/// What arrives for `sent` costs no more than that, and a unit more would.
		#[test]
		fn nothing_is_left_that_would_buy_a_unit(sent: u128, base: u128, ppm: u32) {
			let price = Price { base, ppm };
			let Some(amount) = price.arrives(sent) else {
				prop_assert!(sent < base);
				return Ok(());
			};
			prop_assert!(price.to_send(amount).is_some_and(|of| of <= sent));
			if let Some(more) = amount.checked_add(1) {
				prop_assert!(price.to_send(more).is_none_or(|of| of > sent));
			}
		}

		/// Whoever sends what is asked gets just what it wanted, at any size and number of
		/// decimals.
		#[test]
		fn what_is_asked_for_arrives(
			wholes in 0_u128..1_000_000_000_000, rest in 0..WHOLE, base in 0..WHOLE, ppm: u32,
		) {
			let (price, amount) = (Price { base, ppm }, wholes * WHOLE + rest);
			let sent = price.to_send(amount).unwrap();
			prop_assert_eq!(price.arrives(sent), Some(amount));
			// The exact fee lies less than a unit below the one that is asked.
			let exact = amount / WHOLE * u128::from(ppm);
			prop_assert!(price.fee(amount).unwrap() - base >= exact * (WHOLE / u128::from(MILLION)));
		}

		/// Splitting an exchange makes it no cheaper.
		#[test]
		fn two_cost_no_less_than_one(first: u64, second: u64, base: u32, ppm in 0..=MILLION) {
			let price = Price { base: base.into(), ppm };
			let fee = |of: u128| price.fee(of).unwrap();
			prop_assert!(
				fee(first.into()) + fee(second.into()) >= fee(u128::from(first) + u128::from(second))
			);
		}
	}
}
