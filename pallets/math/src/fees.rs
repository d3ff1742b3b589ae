//! Forwarding fees, to the unit.

use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};

/// Millionths in a whole: the denominator of each rate in ppm.
pub const MILLION: u32 = 1_000_000;

/// What is asked for an amount that leaves over a channel ([BOLT-7]).
///
/// [BOLT-7]: https://github.com/lightning/bolts/blob/master/07-routing-gossip.md#htlc-fees
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FeeRate {
	/// For each payment, in the smallest unit of the asset.
	pub base: u128,
	/// In millionths of the amount.
	pub ppm: u32,
}

/// What is added for an amount that arrives over a channel, or taken off when negative ([bLIP-18]).
///
/// [bLIP-18]: https://github.com/lightning/blips/blob/master/blip-0018.md
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct InboundFeeRate {
	/// For each payment, in the smallest unit of the asset.
	pub base: i128,
	/// In millionths of the amount.
	pub ppm: i32,
}

/// `amount * ppm / 1_000_000`, rounded down. `None` if it does not fit.
pub(crate) fn millionths(amount: u128, ppm: u32) -> Option<u128> {
	if ppm == 0 {
		return Some(0);
	}
	// Whole millions and the rest apart, so that no product is wider than 128 bits; in 64 bits where
	// they do, because path searches ask this for each channel they meet.
	let (whole, rest) = match u64::try_from(amount) {
		Ok(amount) => (u128::from(amount / 1_000_000), amount % 1_000_000),
		Err(_) => (amount / 1_000_000, u64::try_from(amount % 1_000_000).ok()?),
	};
	let rest = rest.checked_mul(ppm.into())? / 1_000_000;
	whole.checked_mul(ppm.into())?.checked_add(rest.into())
}

impl FeeRate {
	/// The fee for forwarding `amount`: `base + amount * ppm / 1_000_000`, rounded down as BOLT-7
	/// has it. `None` if it does not fit.
	pub fn fee(&self, amount: u128) -> Option<u128> {
		self.base.checked_add(millionths(amount, self.ppm)?)
	}
}

impl InboundFeeRate {
	/// What it takes off, without what it adds: by itself for each payment, and in millionths. Asked of
	/// whoever is bound to let payments leave elsewhere.
	pub fn discount(&self) -> Self {
		Self { base: self.base.min(0), ppm: self.ppm.min(0) }
	}

	/// What is added to `sum`, and what is taken off it, for an amount for which `charged` is asked.
	/// The proportional part rounds towards zero. `None` if it does not fit.
	pub(crate) fn sides(&self, charged: u128, sum: u128) -> Option<(u128, u128)> {
		let (mut plus, mut minus) = (sum, 0u128);
		let part = millionths(charged, self.ppm.unsigned_abs())?;
		let side = if self.ppm < 0 { &mut minus } else { &mut plus };
		*side = side.checked_add(part)?;
		let side = if self.base < 0 { &mut minus } else { &mut plus };
		*side = side.checked_add(self.base.unsigned_abs())?;
		Some((plus, minus))
	}
}

/// What a node keeps of a payment that it forwards: it lets `amount` leave at the rate `outbound`
/// and got it over a channel at the rate `inbound`. The inbound fee is taken on `amount` and the
/// outbound fee together; its proportional part rounds towards zero; the sum is never below zero.
/// `None` if it does not fit.
pub fn forward_fee(outbound: &FeeRate, inbound: &InboundFeeRate, amount: u128) -> Option<u128> {
	let out = outbound.fee(amount)?;
	let (plus, minus) = inbound.sides(amount.checked_add(out)?, out)?;
	Some(plus.saturating_sub(minus))
}

/// What is asked for `amount` having waited for `held_ms`, at so many millionths for each minute:
/// rounded up, so that many small ones are no cheaper than a large one, and at most the amount.
pub fn hold_fee(amount: u128, ppm: u32, held_ms: u64) -> u128 {
	let parts = u128::from(ppm).saturating_mul(held_ms.into());
	let of = u128::from(MILLION).saturating_mul(60_000);
	let fee = multiply_by_rational_with_rounding(amount, parts, of, Rounding::Up);
	fee.unwrap_or(amount).min(amount)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn the_example_of_bolt_7() {
		// "A forwards to B 4,999,999 at a base of 200 and 2,000 millionths": 200 + 9,999.
		assert_eq!(FeeRate { base: 200, ppm: 2_000 }.fee(4_999_999), Some(10_199));
	}

	#[test]
	fn a_discount_never_makes_the_sum_negative() {
		let outbound = FeeRate { base: 10, ppm: 1_000 };
		let inbound = InboundFeeRate { base: -5, ppm: -100 };
		// 10 + 1,000 out; on 1,001,010 a discount of 100.101 (100) and 5.
		assert_eq!(forward_fee(&outbound, &inbound, 1_000_000), Some(905));
		let inbound = InboundFeeRate { base: i128::MIN, ppm: 0 };
		assert_eq!(forward_fee(&outbound, &inbound, 1_000_000), Some(0));
	}

	#[test]
	fn a_discount_is_what_is_taken_off() {
		let rate = |base, ppm| InboundFeeRate { base, ppm };
		assert_eq!(rate(7, 7).discount(), rate(0, 0));
		assert_eq!(rate(-7, 7).discount(), rate(-7, 0));
		assert_eq!(rate(7, -7).discount(), rate(0, -7));
		assert_eq!(rate(-7, -7).discount(), rate(-7, -7));
	}

	#[test]
	fn what_does_not_fit_is_none() {
		assert_eq!(FeeRate { base: u128::MAX, ppm: 1 }.fee(1_000_000), None);
		let inbound = InboundFeeRate { base: 1, ppm: 0 };
		assert_eq!(forward_fee(&FeeRate { base: u128::MAX, ppm: 0 }, &inbound, 0), None);
	}

	#[test]
	fn a_minute_of_waiting_costs_the_rate() {
		assert_eq!(hold_fee(1_000_000, 10, 60_000), 10);
		assert_eq!(hold_fee(1_000_000, 10, 60_001), 11);
		assert_eq!(hold_fee(1_000_000, 10, 30_000), 5);
		// Rounded up: a unit is asked for any time, and nothing for none.
		assert_eq!(hold_fee(1, 1, 1), 1);
		for (amount, ppm, held_ms) in [(0, 9, 9), (9, 0, 9), (9, 9, 0)] {
			assert_eq!(hold_fee(amount, ppm, held_ms), 0);
		}
		// No more than there is.
		assert_eq!(hold_fee(1_000, MILLION, 61_000), 1_000);
		assert_eq!(hold_fee(u128::MAX, u32::MAX, u64::MAX), u128::MAX);
	}

	proptest! {
		#[test]
		fn millionths_equal_the_wide_product(amount: u128, small: u64, ppm: u32) {
			use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};
			for amount in [amount, small.into()] {
				let wide = multiply_by_rational_with_rounding(
					amount, ppm.into(), MILLION.into(), Rounding::Down,
				);
				prop_assert_eq!(millionths(amount, ppm), wide);
			}
		}

		// Against the plain formula in signed arithmetic, where that cannot overflow.
		#[test]
		fn equals_the_plain_formula(
			amount in 0u64.., base in any::<u32>(), ppm in 0u32..=MILLION,
			inbound_base in any::<i32>(), inbound_ppm in -(MILLION as i32)..=MILLION as i32,
		) {
			let out = i128::from(base) + i128::from(amount) * i128::from(ppm) / 1_000_000;
			// Division of signed integers rounds towards zero, as stated.
			let inbound = i128::from(inbound_base) +
				(i128::from(amount) + out) * i128::from(inbound_ppm) / 1_000_000;
			let expected = (out + inbound).max(0).unsigned_abs();
			let fee = forward_fee(
				&FeeRate { base: base.into(), ppm },
				&InboundFeeRate { base: inbound_base.into(), ppm: inbound_ppm },
				amount.into(),
			);
			prop_assert_eq!(fee, Some(expected));
		}

		#[test]
		fn never_panics(
			amount: u128, base: u128, ppm: u32, inbound_base: i128, inbound_ppm: i32,
		) {
			let _ = forward_fee(
				&FeeRate { base, ppm },
				&InboundFeeRate { base: inbound_base, ppm: inbound_ppm },
				amount,
			);
		}
	}
}
