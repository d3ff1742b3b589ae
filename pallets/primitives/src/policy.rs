//! What a party asks for forwarding over its side of a channel.
//!
//! Fees after [BOLT-7](https://github.com/lightning/bolts/blob/master/07-routing-gossip.md#htlc-fees),
//! inbound fees after [bLIP-18](https://github.com/lightning/blips/blob/master/blip-0018.md).

use crate::Balance;
use bloc_math::fees::{FeeRate, InboundFeeRate};

/// The most that waiting costs: a thousandth of the amount for each minute.
pub const MAX_HOLD_PPM: u32 = 1_000;

/// The terms on which a party lets other people's payments leave over its side of a channel.
/// Publishing them is the consent to forward: a side without a policy forwards nothing.
#[frame_support::stored]
#[derive(Copy)]
pub struct Policy {
	/// Asked for each payment that leaves over this side, in the channel's asset.
	pub base_fee: Balance,
	/// Asked beside it, in millionths of the amount that leaves.
	pub fee_ppm: u32,
	/// Added for each payment that arrives over this side; a discount when negative.
	pub inbound_base_fee: i128,
	/// Added beside it, in millionths; a discount when negative.
	pub inbound_fee_ppm: i32,
	/// The smallest amount forwarded.
	pub min_amount: Balance,
	/// The largest amount forwarded.
	pub max_amount: Balance,
	/// What stays with the party: a forward never takes its free ledger balance below this.
	pub reserve: Balance,
	/// The most of the party's balance that may be locked at a time with somebody else's payment in
	/// it, those of the party itself counted: so that payments which wait do not take all that it
	/// could forward. Nothing is no bound.
	pub max_locked: Option<Balance>,
	/// Asked for a payment that was locked here and is not made: in millionths of the amount for each
	/// minute. At most [`MAX_HOLD_PPM`].
	pub hold_ppm: u32,
	/// Forwards only while true, so that a policy can be paused and kept.
	pub enabled: bool,
}

impl Policy {
	/// Forwards whatever comes, for nothing: terms to set out from.
	pub const FREE: Self = Self {
		base_fee: 0,
		fee_ppm: 0,
		inbound_base_fee: 0,
		inbound_fee_ppm: 0,
		min_amount: 0,
		max_amount: Balance::MAX,
		reserve: 0,
		max_locked: None,
		hold_ppm: 0,
		enabled: true,
	};

	/// Are the numbers ones that a forward can be computed with? At most a whole amount is asked
	/// as a fee rate, discounts are at most a whole amount, the bounds leave some amount, and waiting
	/// costs no more than it may.
	pub fn is_sound(&self) -> bool {
		self.fee_ppm <= bloc_math::fees::MILLION
			&& self.inbound_fee_ppm.unsigned_abs() <= bloc_math::fees::MILLION
			&& self.min_amount <= self.max_amount
			&& self.hold_ppm <= MAX_HOLD_PPM
	}

	/// Would this side let `amount` leave when `free` is its free ledger balance before?
	pub fn admits(&self, amount: Balance, free: Balance) -> bool {
		self.enabled
			&& (self.min_amount..=self.max_amount).contains(&amount)
			&& free.checked_sub(amount).is_some_and(|rest| rest >= self.reserve)
	}

	/// May so much of this side's balance be locked for payments under way?
	pub fn admits_locked(&self, locked: Balance) -> bool {
		self.max_locked.is_none_or(|most| locked <= most)
	}

	/// Is whoever is to be paid over this side no worse off by it than by `other`, in nothing?
	pub fn is_no_worse_than(&self, other: &Self) -> bool {
		let admits_locked = match (self.max_locked, other.max_locked) {
			(None, _) => true,
			(Some(own), Some(least)) => own >= least,
			(Some(_), None) => false,
		};
		let fees = self.base_fee <= other.base_fee
			&& self.fee_ppm <= other.fee_ppm
			&& self.inbound_base_fee <= other.inbound_base_fee
			&& self.inbound_fee_ppm <= other.inbound_fee_ppm
			&& self.hold_ppm <= other.hold_ppm;
		let bounds = self.min_amount <= other.min_amount
			&& self.max_amount >= other.max_amount
			&& self.reserve <= other.reserve;
		fees && bounds && admits_locked && (self.enabled || !other.enabled)
	}

	/// The fee rate for what leaves over this side.
	pub const fn outbound(&self) -> FeeRate {
		FeeRate { base: self.base_fee, ppm: self.fee_ppm }
	}

	/// The fee rate for what arrives over this side.
	pub const fn inbound(&self) -> InboundFeeRate {
		InboundFeeRate { base: self.inbound_base_fee, ppm: self.inbound_fee_ppm }
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const POLICY: Policy = Policy {
		base_fee: 1,
		fee_ppm: 100,
		inbound_base_fee: -1,
		inbound_fee_ppm: -50,
		min_amount: 10,
		max_amount: 100,
		reserve: 5,
		..Policy::FREE
	};

	#[test]
	fn admits_exactly_within_its_bounds() {
		assert!(POLICY.admits(10, 15));
		assert!(!POLICY.admits(9, 15));
		assert!(POLICY.admits(100, 105));
		assert!(!POLICY.admits(101, 1_000));
		assert!(!POLICY.admits(10, 14));
		assert!(!POLICY.admits(10, 9));
		assert!(!Policy { enabled: false, ..POLICY }.admits(10, 15));
	}

	#[test]
	fn soundness_has_two_sided_bounds() {
		assert!(POLICY.is_sound());
		assert!(Policy { fee_ppm: 1_000_000, inbound_fee_ppm: -1_000_000, ..POLICY }.is_sound());
		assert!(!Policy { fee_ppm: 1_000_001, ..POLICY }.is_sound());
		assert!(!Policy { inbound_fee_ppm: 1_000_001, ..POLICY }.is_sound());
		assert!(!Policy { inbound_fee_ppm: -1_000_001, ..POLICY }.is_sound());
		assert!(!Policy { min_amount: 101, ..POLICY }.is_sound());
		assert!(Policy { hold_ppm: 1_000, ..POLICY }.is_sound());
		assert!(!Policy { hold_ppm: 1_001, ..POLICY }.is_sound());
	}

	#[test]
	fn is_worse_by_any_of_its_terms() {
		let bounded = Policy { max_locked: Some(50), hold_ppm: 3, ..POLICY };
		assert!(bounded.is_no_worse_than(&bounded));
		let worse = [
			Policy { base_fee: 2, ..bounded },
			Policy { fee_ppm: 101, ..bounded },
			Policy { inbound_base_fee: 0, ..bounded },
			Policy { inbound_fee_ppm: -49, ..bounded },
			Policy { min_amount: 11, ..bounded },
			Policy { max_amount: 99, ..bounded },
			Policy { reserve: 6, ..bounded },
			Policy { max_locked: Some(49), ..bounded },
			Policy { hold_ppm: 4, ..bounded },
			Policy { enabled: false, ..bounded },
		];
		for policy in worse {
			assert!(!policy.is_no_worse_than(&bounded), "{policy:?}");
			assert!(bounded.is_no_worse_than(&policy), "{policy:?}");
		}
		assert!(!bounded.is_no_worse_than(&Policy { max_locked: None, ..bounded }));
		assert!(Policy { max_locked: None, ..bounded }.is_no_worse_than(&bounded));
	}

	#[test]
	fn bounds_what_others_lock() {
		assert!(POLICY.admits_locked(Balance::MAX));
		let bounded = Policy { max_locked: Some(7), ..POLICY };
		assert!(bounded.admits_locked(7) && !bounded.admits_locked(8));
	}
}
