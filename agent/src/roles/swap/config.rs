//! What the role is told by the configuration: its keys, what it offers, and how much it risks.

use crate::{
	core::{
		amount::parse,
		config::{address, Check, Checker},
	},
	error::{Error, Result},
	roles::swap::terms::Asset,
};
use primitive_types::U256;
use serde::{de::Error as _, Deserialize, Deserializer};
use std::collections::BTreeSet;
use toml::Spanned;

/// A part of a million.
pub const MILLION: u128 = 1_000_000;

/// `[roles.swap]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SwapConfig {
	/// The key that pays, receives and signs terms.
	pub key: Spanned<String>,
	/// The key that claims: nothing of its account waits behind locks. It needs money for fees and for
	/// the deposits of secrets. Who offers needs one.
	pub claimer: Option<Spanned<String>>,
	/// Where others ask for terms. Without it, and without offers, the agent only takes.
	pub listen: Option<Spanned<String>>,
	/// What it offers.
	#[serde(default)]
	pub offers: Vec<Spanned<Offer>>,
	/// How long a quote of its holds, in seconds.
	#[serde(default = "half_a_minute", deserialize_with = "hold")]
	pub hold_s: u64,
	/// What it wants for waiting in vain, in millionths of the leg that it pays.
	#[serde(default = "bond", deserialize_with = "tenth")]
	pub bond_ppm: u32,
	/// The most that a claim bids in tips, in millionths of what it claims.
	#[serde(default = "tip", deserialize_with = "part")]
	pub tip_ppm: u32,
}

/// What the agent gives, and what for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
	/// The chain on which it pays, or `chain/number` for an asset there.
	pub give: Spanned<String>,
	/// The chain on which it is paid.
	pub get: Spanned<String>,
	/// How much of the latter it wants for one of the former.
	pub price: Spanned<String>,
	/// What it earns beside, in millionths.
	#[serde(default, deserialize_with = "part")]
	pub fee_ppm: u32,
	/// The least that it gives at a time.
	pub least: Spanned<String>,
	/// The most that it gives at a time.
	pub most: Spanned<String>,
	/// The most that it has in open swaps of this kind.
	pub float: Spanned<String>,
}

const fn half_a_minute() -> u64 {
	30
}

const fn bond() -> u32 {
	2_800
}

const fn tip() -> u32 {
	100_000
}

/// A number from `least` to `most`, or what is wrong, told at its line.
fn within<'de, D, T>(from: D, least: T, most: T) -> Result<T, D::Error>
where
	D: Deserializer<'de>,
	T: Copy + Deserialize<'de> + PartialOrd + std::fmt::Display,
{
	let number = T::deserialize(from)?;
	match (least..=most).contains(&number) {
		true => Ok(number),
		false => Err(D::Error::custom(format_args!(
			"{number} is not what it can be: write a number from {least} to {most}"
		))),
	}
}

fn hold<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
	within(from, 5, 600)
}

/// Millionths, up to a tenth: with fourteen parties that is more than a leg.
fn tenth<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
	within(from, 0, 100_000)
}

/// Millionths, up to the whole.
fn part<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
	within(from, 0, 1_000_000)
}

/// An asset of a chain, by its name: `eth-pbc`, or `eth-pbc/7`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
	/// The chain, by its name in the configuration.
	pub chain: String,
	/// The asset.
	pub asset: Asset,
}

impl Place {
	/// Reads it.
	pub fn parse(text: &str) -> Result<Self> {
		let (chain, asset) = match text.split_once('/') {
			None => (text, Some(Asset::Native)),
			Some((chain, number)) => (chain, number.parse().ok().map(Asset::WithId)),
		};
		match asset {
			Some(asset) if !chain.is_empty() => Ok(Self { chain: chain.to_owned(), asset }),
			_ => Err(Error::usage(
				format_args!("'{text}' names no asset"),
				"write the name of a chain, or that and the number of an asset: eth-pbc/7",
			)),
		}
	}
}

impl std::fmt::Display for Place {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		match self.asset {
			Asset::Native => f.write_str(&self.chain),
			Asset::WithId(number) => write!(f, "{}/{number}", self.chain),
		}
	}
}

/// A price as a fraction.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Price {
	numerator: u128,
	decimals: u8,
}

impl Price {
	/// Reads a number with a point.
	pub fn parse(text: &str) -> Result<Self> {
		let decimals = 18;
		let numerator = parse(text, decimals)?;
		match numerator {
			0 => Err(Error::usage(
				"a price of zero gives everything away",
				"write a positive number",
			)),
			numerator => Ok(Self { numerator, decimals }),
		}
	}

	/// What is given for `paid`, with those decimals; rounded down, in favour of who offers. Nothing,
	/// if that does not fit.
	pub fn given_for(
		&self,
		paid: u128,
		paid_decimals: u8,
		given_decimals: u8,
		fee_ppm: u32,
	) -> u128 {
		let given = || {
			let (worth, cost) = self.sides(paid_decimals, given_decimals, fee_ppm)?;
			U256::from(paid).checked_mul(worth)?.checked_div(cost)?.try_into().ok()
		};
		given().unwrap_or(0)
	}

	/// The least for which just `given` is given; rounded up, in favour of who offers. Nothing, if that
	/// does not fit.
	pub fn paid_for(
		&self,
		given: u128,
		paid_decimals: u8,
		given_decimals: u8,
		fee_ppm: u32,
	) -> Option<u128> {
		let (worth, cost) = self.sides(paid_decimals, given_decimals, fee_ppm)?;
		let whole = U256::from(given).checked_mul(cost)?;
		let up = whole.checked_add(worth.checked_sub(1.into())?)?.checked_div(worth)?;
		up.try_into().ok()
	}

	/// One side of the price for each unit that is paid, and the other for each that is given.
	fn sides(&self, paid_decimals: u8, given_decimals: u8, fee_ppm: u32) -> Option<(U256, U256)> {
		let ten = |exponent: u8| U256::from(10).checked_pow(exponent.into());
		let worth =
			ten(given_decimals)?.checked_mul(ten(self.decimals)?)?.checked_mul(MILLION.into())?;
		let with_fee = U256::from(MILLION).checked_add(fee_ppm.into())?;
		let cost =
			U256::from(self.numerator).checked_mul(with_fee)?.checked_mul(ten(paid_decimals)?)?;
		Some((worth, cost))
	}
}

/// A part of an amount, in millionths, rounded up.
pub fn part_up(amount: u128, ppm: u32) -> u128 {
	let part = U256::from(amount).saturating_mul(ppm.into());
	let up = part.saturating_add((MILLION - 1).into()).checked_div(MILLION.into());
	up.and_then(|up| up.try_into().ok()).unwrap_or(u128::MAX)
}

impl Check for SwapConfig {
	fn check(&self, checker: &mut Checker<'_>) {
		checker.ensure_key(&self.key);
		match &self.claimer {
			Some(claimer) => {
				checker.ensure_key(claimer);
				if claimer.get_ref() == self.key.get_ref() {
					checker.tell(
						claimer,
						"the key that claims is the one that locks, behind whose calls claims would wait: \
						 name another one",
					);
				}
			},
			// Whoever offers has claims at the same time as locks; whoever takes, one after the other.
			None => {
				if let Some(offer) = self.offers.first() {
					checker.tell(
						offer,
						"offers need a key that claims: add 'claimer' to [roles.swap], the name of another \
						 key, with money for fees on each chain",
					);
				}
			},
		}
		if let Some(listen) = &self.listen {
			if let Err(error) = address(listen.get_ref()) {
				checker.tell(listen, error);
			}
		}
		let mut known = BTreeSet::new();
		for offer in &self.offers {
			if self.listen.is_none() {
				checker.tell(offer, "nobody can ask for this offer: add 'listen' to [roles.swap]");
			}
			let offer = offer.get_ref();
			if !known.insert((offer.give.get_ref(), offer.get.get_ref())) {
				checker.tell(&offer.give, "this is offered above already: keep one of the two");
			}
			offer.check(checker);
		}
	}
}

impl Offer {
	fn check(&self, checker: &mut Checker<'_>) {
		for at in [&self.give, &self.get] {
			match Place::parse(at.get_ref()) {
				Ok(place) => checker.ensure_chain(at, &place.chain),
				Err(error) => checker.tell(at, error),
			}
		}
		if self.give.get_ref() == self.get.get_ref() {
			checker.tell(&self.get, "what it gives is what it gets: name another asset or chain");
		}
		if let Err(error) = Price::parse(self.price.get_ref()) {
			checker.tell(&self.price, error);
		}
		let amounts = [&self.least, &self.most, &self.float].map(|at| {
			let amount = parse(at.get_ref(), 18);
			if let Err(error) = &amount {
				checker.tell(at, error);
			}
			amount.ok()
		});
		let [Some(least), Some(most), Some(float)] = amounts else { return };
		if least > most {
			checker
				.tell(&self.most, "the most is less than the least: raise it, or lower the least");
		}
		if most > float {
			checker.tell(&self.float, "the float is less than the most of one swap: raise it");
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn a_price_is_worked_out_to_the_unit() {
		// 15.2 of 18 decimals for one of 8: 1.5 buy 0.09868421.
		let price = Price::parse("15.2").unwrap();
		assert_eq!(price.given_for(1_500_000_000_000_000_000, 18, 8, 0), 9_868_421);
		assert_eq!(price.given_for(1_500_000_000_000_000_000, 18, 8, 3_000), 9_838_904);
		assert_eq!(price.given_for(1, 18, 8, 0), 0);
		assert_eq!(price.given_for(u128::MAX, 0, 30, 0), 0); // it does not fit
		assert!(Price::parse("0").is_err());
	}

	#[test]
	fn places_are_read_as_they_are_written() {
		for text in ["eth-pbc", "btc-pbc/7"] {
			assert_eq!(Place::parse(text).unwrap().to_string(), text);
		}
		for text in ["", "/7", "eth-pbc/x", "eth-pbc/"] {
			assert!(Place::parse(text).is_err(), "{text}");
		}
	}

	#[test]
	fn a_price_is_worked_out_from_what_arrives() {
		let price = Price::parse("15.2").unwrap();
		// Just that arrives, and a unit less does not buy it.
		for fee_ppm in [0, 3_000] {
			let paid = price.paid_for(9_868_421, 18, 8, fee_ppm).unwrap();
			assert_eq!(price.given_for(paid, 18, 8, fee_ppm), 9_868_421);
			assert_eq!(price.given_for(paid - 1, 18, 8, fee_ppm), 9_868_420);
		}
		assert_eq!(price.paid_for(u128::MAX, 18, 8, 0), None); // it does not fit
		assert_eq!(price.paid_for(0, 18, 8, 0), Some(0));
	}

	proptest! {
		/// The least that is paid for something buys it, and whoever pays it loses no more by rounding
		/// than a unit is worth.
		#[test]
		fn what_is_paid_buys_what_is_given(
			given in 1..u128::from(u64::MAX),
			numerator in 1..u128::from(u64::MAX),
			decimals in (0..=18_u8, 0..=18_u8),
			fee_ppm in 0..500_000_u32,
		) {
			let price = Price { numerator, decimals: 18 };
			if let Some(paid) = price.paid_for(given, decimals.0, decimals.1, fee_ppm) {
				let buys = price.given_for(paid, decimals.0, decimals.1, fee_ppm);
				prop_assert!(buys >= given || buys == 0, "{} buys {}", paid, buys);
				let less = paid.saturating_sub(1);
				prop_assert!(price.given_for(less, decimals.0, decimals.1, fee_ppm) < given);
			}
		}

		/// Who offers never gives more than its price allows.
		#[test]
		fn rounding_is_for_who_offers(
			paid in 0..u128::from(u64::MAX),
			numerator in 1..u128::from(u64::MAX),
			fee_ppm in 0..500_000_u32,
		) {
			let price = Price { numerator, decimals: 18 };
			let given = U256::from(price.given_for(paid, 12, 12, fee_ppm));
			let worth = given * U256::from(numerator) * U256::from(MILLION + u128::from(fee_ppm));
			prop_assert!(worth <= U256::from(paid) * U256::from(10).pow(18.into()) * U256::from(MILLION));
		}

		#[test]
		fn parts_are_rounded_up(amount in 0..u128::from(u64::MAX), ppm in 0..2_000_000_u32) {
			let part = part_up(amount, ppm);
			prop_assert!(part * MILLION >= amount * u128::from(ppm));
			prop_assert!(part == 0 || (part - 1) * MILLION < amount * u128::from(ppm));
		}
	}
}
