//! The fourteen PBC chains ("partition burst chains", one per outside currency), and the chain of
//! development networks.
//!
//! A chain's token has the symbol and the decimals of the currency that it stands for, so that an
//! amount reads the same on both sides.

#![deny(missing_docs)]

use crate::Balance;

/// What tells one chain from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pbc {
	/// The name in chain specs, presets and `chainIdentity.id`. Never changes.
	pub id: &'static str,
	/// The name for people.
	pub name: &'static str,
	/// The symbol of the chain's own token.
	pub symbol: &'static str,
	/// How many decimals that token has.
	pub decimals: u8,
	/// The prefix of the chain's addresses: 7700 + `index`, in a range that the SS58 registry has
	/// given to nobody.
	pub ss58_prefix: u16,
	/// The number by which the chains know each other: 1–14, and 0 for a development chain. Never
	/// changes and is never used again.
	pub index: u8,
	/// The amount, in the token's smallest unit, that fees and deposits are multiples of: the power
	/// of ten nearest to one US cent when the table was written.
	///
	/// The decimals alone would not do: a billionth of a token is a cent's tenth on one chain and
	/// nothing on another. A live chain corrects it, like any price, by a runtime upgrade.
	pub fee_unit: Balance,
}

/// The chain of the `development` and `local_testnet` presets.
pub const DEV: Pbc = Pbc {
	id: "bloc-dev",
	name: "Lightning-Bloc Development",
	symbol: "BLOC",
	decimals: 12,
	ss58_prefix: 42,
	index: 0,
	fee_unit: 10_u128.pow(10),
};

/// The fourteen chains, in the order of their index.
pub const PBCS: [Pbc; 14] = [
	row(1, "eth-pbc", "Ethereum PBC", "ETH", 18, 12),
	row(2, "btc-pbc", "Bitcoin PBC", "BTC", 8, 1),
	row(3, "bnb-pbc", "BNB PBC", "BNB", 18, 13),
	row(4, "sol-pbc", "Solana PBC", "SOL", 9, 5),
	row(5, "ada-pbc", "Cardano PBC", "ADA", 6, 4),
	row(6, "trx-pbc", "Tron PBC", "TRX", 6, 4),
	row(7, "xrp-pbc", "XRP PBC", "XRP", 6, 4),
	row(8, "xlm-pbc", "Stellar PBC", "XLM", 7, 5),
	row(9, "matic-pbc", "Polygon PBC", "MATIC", 18, 16),
	row(10, "link-pbc", "Chainlink PBC", "LINK", 18, 15),
	row(11, "doge-pbc", "Dogecoin PBC", "DOGE", 8, 7),
	row(12, "sc-usdt-pbc", "SC-USDT PBC", "scUSDT", 6, 4),
	row(13, "edsc-pbc", "EDSC PBC", "EDSC", 6, 4),
	row(14, "ai-compute-pbc", "AI-Compute PBC", "AIC", 12, 10),
];

/// A row of the table; the fee unit is ten to the power of `fee_exponent`.
const fn row(
	index: u8,
	id: &'static str,
	name: &'static str,
	symbol: &'static str,
	decimals: u8,
	fee_exponent: u32,
) -> Pbc {
	let ss58_prefix = 7_700_u16.saturating_add(index as u16);
	let fee_unit = 10_u128.saturating_pow(fee_exponent);
	Pbc { id, name, symbol, decimals, ss58_prefix, index, fee_unit }
}

impl Pbc {
	/// One whole token in its smallest unit.
	pub const fn token(&self) -> Balance {
		10_u128.saturating_pow(self.decimals as u32)
	}
}

/// Every chain that this runtime can be: the development chain, then the fourteen.
pub fn all() -> impl Iterator<Item = &'static Pbc> {
	core::iter::once(&DEV).chain(&PBCS)
}

/// The chain with this id.
pub fn by_id(id: &str) -> Option<&'static Pbc> {
	all().find(|pbc| pbc.id == id)
}

/// The chain with this index.
pub fn by_index(index: u8) -> Option<&'static Pbc> {
	all().find(|pbc| pbc.index == index)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;

	fn distinct<T: Ord>(of: impl Fn(&Pbc) -> T) -> usize {
		all().map(of).collect::<BTreeSet<_>>().len()
	}

	#[test]
	fn no_two_chains_share_what_identifies_them() {
		assert_eq!(distinct(|pbc| pbc.id), 15);
		assert_eq!(distinct(|pbc| pbc.name), 15);
		assert_eq!(distinct(|pbc| pbc.symbol), 15);
		assert_eq!(distinct(|pbc| pbc.ss58_prefix), 15);
		assert_eq!(distinct(|pbc| pbc.index), 15);
	}

	#[test]
	fn the_indices_follow_the_table() {
		for (position, pbc) in PBCS.iter().enumerate() {
			assert_eq!(usize::from(pbc.index), position + 1);
			assert_eq!(by_index(pbc.index), Some(pbc));
			assert_eq!(by_id(pbc.id), Some(pbc));
		}
		assert_eq!(by_index(0), Some(&DEV));
		assert_eq!(by_index(15), None);
		assert_eq!(by_id("usd-pbc"), None);
	}

	#[test]
	fn the_prefixes_are_valid_and_registered_by_nobody() {
		use sp_core::crypto::{Ss58AddressFormat, Ss58AddressFormatRegistry};
		for pbc in &PBCS {
			assert!((64..16_384).contains(&pbc.ss58_prefix));
			let format = Ss58AddressFormat::custom(pbc.ss58_prefix);
			assert!(!format.is_reserved());
			assert!(Ss58AddressFormatRegistry::try_from(format).is_err(), "{}", pbc.id);
		}
	}

	#[test]
	fn a_fee_unit_is_a_small_part_of_a_token() {
		for pbc in all() {
			assert!(pbc.fee_unit >= 10, "{}: too coarse to count fees in", pbc.id);
			assert!(pbc.fee_unit < pbc.token(), "{}", pbc.id);
			// A supply of 10^15 tokens, which no chain has, still fits.
			assert!(pbc.token().checked_mul(10_u128.pow(15)).is_some());
		}
	}
}
