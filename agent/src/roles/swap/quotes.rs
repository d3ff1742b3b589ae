//! The quotes that hold for a while. They promise a price and nothing else: what there is goes to who
//! agrees first. They are in memory alone, so that asking costs no write; whoever asked an agent that
//! was started again since asks anew.

use crate::{
	core::{chain::Hash, keys::Account},
	error::{Error, Result},
	roles::swap::peer::Spot,
};
use std::collections::BTreeMap;

/// How many quotes somebody has at a time.
const MOST_EACH: usize = 16;
/// How many there are at a time.
const MOST: usize = 4_096;

/// A quote.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Quote {
	/// What is paid.
	pub pays: Spot,
	/// How much.
	pub paid: u128,
	/// What is given for it.
	pub wants: Spot,
	/// How much.
	pub given: u128,
	/// Until when it holds.
	pub until_ms: u64,
}

/// All of them, by who asked and for which hash.
#[derive(Debug, Default)]
pub struct Quotes(BTreeMap<(Account, Hash), Quote>);

impl Quotes {
	/// Holds a quote, instead of one of the same asker for the same hash.
	pub fn hold(&mut self, asker: Account, hash: Hash, quote: Quote, now_ms: u64) -> Result<()> {
		self.0.retain(|_, quote| quote.until_ms > now_ms);
		if !self.0.contains_key(&(asker, hash)) {
			if self.of(&asker) >= MOST_EACH {
				return Err(Error::usage(
					"you have too many quotes at a time",
					"take one of them, or ask again in a minute",
				));
			}
			if self.0.len() >= MOST {
				self.make_room();
			}
		}
		self.0.insert((asker, hash), quote);
		Ok(())
	}

	/// The quote of an asker for a hash, while it holds.
	pub fn find(&self, asker: &Account, hash: &Hash, now_ms: u64) -> Option<&Quote> {
		self.0.get(&(*asker, *hash)).filter(|quote| quote.until_ms > now_ms)
	}

	/// It was taken.
	pub fn forget(&mut self, asker: &Account, hash: &Hash) {
		self.0.remove(&(*asker, *hash));
	}

	fn of(&self, asker: &Account) -> usize {
		self.0.range((*asker, [0; 32])..=(*asker, [0xff; 32])).count()
	}

	/// Whoever has the most loses the one that ends first: many who ask do not keep others out.
	fn make_room(&mut self) {
		let mut counts = BTreeMap::new();
		for (asker, _) in self.0.keys() {
			let count: &mut usize = counts.entry(*asker).or_default();
			*count = count.saturating_add(1);
		}
		let most = counts.iter().max_by_key(|(_, count)| **count).map(|(asker, _)| *asker);
		let of_it = self.0.iter().filter(|((asker, _), _)| Some(*asker) == most);
		if let Some(key) = of_it.min_by_key(|(_, quote)| quote.until_ms).map(|(key, _)| *key) {
			self.0.remove(&key);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::roles::swap::terms::Asset;

	fn quote(until_ms: u64) -> Quote {
		let spot = |genesis: u8| Spot::new([genesis; 32], Asset::Native);
		Quote { pays: spot(1), paid: 10, wants: spot(2), given: 5, until_ms }
	}

	fn hash(number: u32) -> Hash {
		let mut hash = [0; 32];
		hash[..4].copy_from_slice(&number.to_be_bytes());
		hash
	}

	#[test]
	fn a_quote_holds_for_a_while_and_for_who_asked() {
		let mut quotes = Quotes::default();
		quotes.hold([1; 32], hash(1), quote(100), 0).unwrap();
		assert_eq!(quotes.find(&[1; 32], &hash(1), 99), Some(&quote(100)));
		assert_eq!(quotes.find(&[1; 32], &hash(1), 100), None);
		assert_eq!(quotes.find(&[2; 32], &hash(1), 0), None);
		assert_eq!(quotes.find(&[1; 32], &hash(2), 0), None);
		// Asked anew, the new one holds.
		quotes.hold([1; 32], hash(1), quote(200), 150).unwrap();
		assert_eq!(quotes.find(&[1; 32], &hash(1), 199), Some(&quote(200)));
		quotes.forget(&[1; 32], &hash(1));
		assert_eq!(quotes.find(&[1; 32], &hash(1), 0), None);
	}

	#[test]
	fn nobody_has_more_than_some() {
		let mut quotes = Quotes::default();
		for number in 0..MOST_EACH as u32 {
			quotes.hold([1; 32], hash(number), quote(100), 0).unwrap();
		}
		assert!(quotes.hold([1; 32], hash(99), quote(100), 99).is_err());
		// One that is there is renewed, and others are not kept out.
		quotes.hold([1; 32], hash(0), quote(300), 99).unwrap();
		quotes.hold([2; 32], hash(0), quote(100), 99).unwrap();
		// The others' time is over.
		quotes.hold([1; 32], hash(99), quote(300), 100).unwrap();
		assert_eq!(quotes.0.len(), 2);
	}

	#[test]
	fn many_who_ask_keep_nobody_out() {
		let mut quotes = Quotes::default();
		for number in 0..MOST as u32 {
			let asker = hash(number / MOST_EACH as u32);
			quotes.hold(asker, hash(number), quote(100 + u64::from(number)), 0).unwrap();
		}
		quotes.hold([0xff; 32], hash(0), quote(100), 0).unwrap();
		assert_eq!(quotes.0.len(), MOST);
		assert!(quotes.find(&[0xff; 32], &hash(0), 0).is_some());
	}
}
