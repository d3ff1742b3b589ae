//! The numbers that several configurations share.
//!
//! Fees and deposits are multiples of the chain's fee unit (about a cent, see
//! [`Pbc::fee_unit`](crate::pbc::Pbc::fee_unit)), so that storage costs something on a chain of 18
//! decimals and a payment is affordable on one of 6. They are starting values: a live chain tunes
//! them by a runtime upgrade, as it learns what its block space is worth.

#![deny(missing_docs)]

use crate::{Balance, BlockNumber, ChainIdentity};
use frame_support::{
	traits::Footprint,
	weights::{
		constants::{WEIGHT_REF_TIME_PER_MILLIS, WEIGHT_REF_TIME_PER_SECOND},
		Weight, WeightToFee,
	},
};
use sp_runtime::{traits::Convert, Perbill};

/// How long an author's turn lasts, and so how far blocks are apart on a network.
pub const SLOT_DURATION_MS: u64 = 6_000;

/// Spans of time, in milliseconds.
pub mod time {
	use crate::Moment;

	/// A second.
	pub const SECOND: Moment = 1_000;
	/// A minute.
	pub const MINUTE: Moment = 60 * SECOND;
	/// An hour.
	pub const HOUR: Moment = 60 * MINUTE;
	/// A day.
	pub const DAY: Moment = 24 * HOUR;
}

/// A minute in blocks of a network.
pub const MINUTES: BlockNumber = 10;
/// An hour in blocks of a network.
pub const HOURS: BlockNumber = 60 * MINUTES;
/// A day in blocks of a network.
pub const DAYS: BlockNumber = 24 * HOURS;

/// The most that a block may take: two seconds of computing in a slot of six. The proof size is not
/// limited, as there is no relay chain to send a proof to.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(2_u64.saturating_mul(WEIGHT_REF_TIME_PER_SECOND), u64::MAX);

/// What part of a block ordinary transactions may fill. The rest is for operational ones (a
/// challenge gets in when the chain is crowded) and for hooks.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// The most bytes of transactions in a block.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

/// The least that an account holds of the chain's own token, in its smallest unit.
///
/// The same number on every chain, and not a multiple of the fee unit, since it is read many times
/// in every transfer: a constant costs nothing, the identity a read each time. It only keeps dust
/// away; what makes an account cost something is the fee of the transfer that opens it.
pub const EXISTENTIAL_DEPOSIT: Balance = 1_000;

/// The amount that this chain's fees and deposits are multiples of.
pub fn fee_unit() -> Balance {
	ChainIdentity::current().fee_unit
}

/// The refundable deposit for keeping `items` of together `bytes` in storage: ten fee units an item
/// and one for a hundred bytes, rounded up.
pub fn deposit(items: u32, bytes: u32) -> Balance {
	StorageDeposit::convert(Footprint { count: items.into(), size: bytes.into() })
}

/// The price of [`deposit`] for a footprint.
///
/// Not the SDK's `LinearStoragePrice`: that one multiplies the number of items with their *total*
/// size, so that a footprint of several items would be paid for several times over.
pub struct StorageDeposit;

impl Convert<Footprint, Balance> for StorageDeposit {
	fn convert(stored: Footprint) -> Balance {
		let unit = fee_unit();
		let of_items = Balance::from(stored.count).saturating_mul(10).saturating_mul(unit);
		let of_bytes = Balance::from(stored.size).saturating_mul(unit).div_ceil(100);
		of_items.saturating_add(of_bytes)
	}
}

/// A fee unit for each millisecond of computing, rounded up.
pub struct FeeOfWeight;

impl WeightToFee for FeeOfWeight {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		let time = Balance::from(weight.ref_time());
		time.saturating_mul(fee_unit()).div_ceil(Balance::from(WEIGHT_REF_TIME_PER_MILLIS))
	}
}

/// A fee unit for each thousand bytes, rounded up.
pub struct FeeOfLength;

impl WeightToFee for FeeOfLength {
	type Balance = Balance;

	fn weight_to_fee(length: &Weight) -> Balance {
		Balance::from(length.ref_time()).saturating_mul(fee_unit()).div_ceil(1_000)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		chain_identity::GenesisConfig,
		pbc::{self, Pbc},
		Runtime,
	};
	use sp_runtime::BuildStorage;

	fn on_every_chain(check: impl Fn(&Pbc)) {
		for pbc in pbc::all() {
			let genesis = GenesisConfig::<Runtime> { id: pbc.id.into(), ..Default::default() };
			let mut ext: sp_io::TestExternalities = genesis.build_storage().unwrap().into();
			ext.execute_with(|| check(pbc));
		}
	}

	#[test]
	fn a_transfer_costs_less_than_a_unit_and_more_than_nothing() {
		on_every_chain(|pbc| {
			let weight = Weight::from_parts(300 * WEIGHT_REF_TIME_PER_MILLIS / 1_000, 0);
			let fee = FeeOfWeight::weight_to_fee(&weight)
				+ FeeOfLength::weight_to_fee(&Weight::from_parts(150, 0));
			assert!(fee > 0 && fee <= pbc.fee_unit, "{}: {fee}", pbc.id);
		});
	}

	#[test]
	fn fees_round_up() {
		on_every_chain(|pbc| {
			let one = Weight::from_parts(1, 0);
			assert!(FeeOfWeight::weight_to_fee(&one) >= 1);
			assert!(FeeOfLength::weight_to_fee(&one) >= 1);
			let most = Weight::from_parts(u64::MAX, 0);
			assert!(FeeOfWeight::weight_to_fee(&most) > pbc.fee_unit);
		});
	}

	#[test]
	fn deposits_grow_with_what_is_stored() {
		on_every_chain(|pbc| {
			assert_eq!(deposit(0, 0), 0);
			assert_eq!(deposit(1, 0), 10 * pbc.fee_unit);
			assert_eq!(deposit(1, 100), 11 * pbc.fee_unit);
			assert_eq!(deposit(4, 2_000), 60 * pbc.fee_unit);
			assert!(deposit(0, 1) > 0);
		});
	}

	#[test]
	fn blocks_are_six_seconds_apart() {
		assert_eq!(u64::from(MINUTES) * SLOT_DURATION_MS, 60_000);
		assert_eq!(DAYS, 14_400);
	}
}
