//! Amounts of money: whole units inside, decimals for people, and no floats anywhere.

use crate::error::{Error, Result};

/// Reads an amount such as `1.5` or `1_000` of an asset with so many decimals.
pub fn parse(text: &str, decimals: u8) -> Result<u128> {
	let refused = |why: &str| {
		Error::usage(
			format_args!("'{text}' is no amount ({why})"),
			format_args!("write digits, and up to {decimals} of them behind a point: 1.5"),
		)
	};
	let plain = text.replace('_', "");
	let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
	if whole.is_empty() && part.is_empty()
		|| !(whole.chars().chain(part.chars())).all(|c| c.is_ascii_digit())
	{
		return Err(refused("it is not made of digits"));
	}
	let missing = usize::from(decimals)
		.checked_sub(part.len())
		.ok_or_else(|| refused("the asset has fewer decimals"))?;
	let digits = format!("{whole}{part}{}", "0".repeat(missing));
	digits.parse().map_err(|_| refused("it is too large"))
}

/// Writes an amount of an asset with so many decimals: `1.5`, without zeros at the end.
pub fn format(amount: u128, decimals: u8) -> String {
	let places = usize::from(decimals);
	let digits = format!("{amount:0>width$}", width = places.saturating_add(1));
	let (whole, part) = digits.split_at(digits.len().saturating_sub(places));
	match part.trim_end_matches('0') {
		"" => whole.to_owned(),
		part => format!("{whole}.{part}"),
	}
}

/// As the store has it: in this order of bytes the order of bytes is that of numbers.
pub fn to_stored(amount: u128) -> Vec<u8> {
	amount.to_be_bytes().to_vec()
}

/// The amount out of the store.
pub fn from_stored(bytes: &[u8]) -> Result<u128> {
	let bytes = bytes.try_into().map_err(|_| {
		Error::store(
			"an amount in the store has not 16 bytes",
			"restore the database from a backup",
		)
	})?;
	Ok(u128::from_be_bytes(bytes))
}

/// Amounts in JSON are strings: its numbers have 53 bits in most readers.
pub mod as_text {
	use serde::{de::Error, Deserialize, Deserializer, Serializer};

	/// Writes the digits.
	pub fn serialize<S: Serializer>(amount: &u128, to: S) -> Result<S::Ok, S::Error> {
		to.collect_str(amount)
	}

	/// Reads the digits.
	pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u128, D::Error> {
		String::deserialize(from)?.parse().map_err(D::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn amounts_are_read_to_the_unit() {
		assert_eq!(parse("1.5", 8).unwrap(), 150_000_000);
		assert_eq!(parse("1_000", 0).unwrap(), 1_000);
		assert_eq!(parse(".00000001", 8).unwrap(), 1);
		for wrong in
			["", ".", "-1", "1e3", "1.000000001", "1,5", "99999999999999999999999999999999"]
		{
			let error = parse(wrong, 8).unwrap_err();
			assert!(error.advice.contains("up to 8"), "{wrong}");
		}
	}

	proptest! {
		#[test]
		fn what_is_written_is_read_back(amount: u128, decimals in 0..=30_u8) {
			prop_assert_eq!(parse(&format(amount, decimals), decimals).unwrap(), amount);
			prop_assert_eq!(from_stored(&to_stored(amount)).unwrap(), amount);
		}

		#[test]
		fn the_order_of_bytes_is_that_of_numbers(a: u128, b: u128) {
			prop_assert_eq!(a.cmp(&b), to_stored(a).cmp(&to_stored(b)));
		}
	}
}
