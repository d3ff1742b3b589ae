//! The way through several makers: what each of them is paid is what the one before gives. Pure.

use crate::roles::swap::config::{Place, Price};
use std::collections::BTreeMap;

/// How many ways to a place are gone on with.
const WAYS: usize = 16;

/// An offer of a maker, with all that is needed to work out an amount.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
	/// What it is paid.
	pub gets: Place,
	/// Its decimals.
	pub gets_decimals: u8,
	/// What it gives.
	pub gives: Place,
	/// Its decimals.
	pub gives_decimals: u8,
	/// For how much.
	pub price: Price,
	/// What it earns beside.
	pub fee_ppm: u32,
	/// The least that it gives.
	pub least: u128,
	/// The most.
	pub most: u128,
}

/// What is wanted: how much is given, or how much arrives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wanted {
	/// That is given, and at least so much is to arrive.
	Give {
		/// What is given.
		amount: u128,
		/// The least that arrives.
		least: u128,
	},
	/// Just that is to arrive, and no more than so much is given.
	Get {
		/// What arrives.
		amount: u128,
		/// The most that is given.
		most: u128,
	},
}

impl Step {
	fn given_for(&self, paid: u128) -> Option<u128> {
		let (gets, gives) = (self.gets_decimals, self.gives_decimals);
		let given = self.price.given_for(paid, gets, gives, self.fee_ppm);
		self.has(given).then_some(given)
	}

	fn paid_for(&self, given: u128) -> Option<u128> {
		let (gets, gives) = (self.gets_decimals, self.gives_decimals);
		self.price.paid_for(given, gets, gives, self.fee_ppm).filter(|_| self.has(given))
	}

	fn has(&self, given: u128) -> bool {
		given > 0 && (self.least..=self.most).contains(&given)
	}
}

/// A way so far: an amount, and the places, of which the last is where it is.
#[derive(Clone)]
struct Way {
	amount: u128,
	places: Vec<Place>,
}

/// The places of the best way from `give` to `get` through all makers in that order, each place once:
/// first what is given, last what arrives. Best is what arrives most, or costs least.
pub fn find(makers: &[Vec<Step>], give: &Place, get: &Place, wanted: Wanted) -> Option<Vec<Place>> {
	match wanted {
		Wanted::Give { amount, least } => {
			let go = |step: &Step, paid: u128| step.given_for(paid);
			let sides = |step: &Step| (step.gets.clone(), step.gives.clone());
			let way = search(makers.iter(), give, get, amount, go, sides, |amount| !amount)?;
			(way.amount >= least).then_some(way.places)
		},
		Wanted::Get { amount, most } => {
			let go = |step: &Step, given: u128| step.paid_for(given);
			let sides = |step: &Step| (step.gives.clone(), step.gets.clone());
			let way = search(makers.iter().rev(), get, give, amount, go, sides, |amount| amount)?;
			let places = way.places.into_iter().rev().collect();
			(way.amount <= most).then_some(places)
		},
	}
}

/// Goes from `from` to `to`, an offer of each maker at a time; `cost` is least for the best amount.
fn search<'a>(
	makers: impl ExactSizeIterator<Item = &'a Vec<Step>>,
	from: &Place,
	to: &Place,
	amount: u128,
	go: impl Fn(&Step, u128) -> Option<u128>,
	sides: impl Fn(&Step) -> (Place, Place),
	cost: impl Fn(u128) -> u128,
) -> Option<Way> {
	let count = makers.len();
	let mut ways = vec![Way { amount, places: vec![from.clone()] }];
	for (place, steps) in (1..).zip(makers) {
		let is_last = place == count;
		let mut next: BTreeMap<Place, Vec<Way>> = BTreeMap::new();
		for way in &ways {
			for step in steps {
				let (enters, leaves) = sides(step);
				let fits = way.places.last() == Some(&enters)
					&& (leaves == *to) == is_last
					&& !way.places.contains(&leaves);
				let Some(amount) = fits.then(|| go(step, way.amount)).flatten() else { continue };
				let mut places = way.places.clone();
				places.push(leaves.clone());
				next.entry(leaves).or_default().push(Way { amount, places });
			}
		}
		let kept = next.into_values().flat_map(|mut ways| {
			ways.sort_by_key(|way| cost(way.amount));
			ways.truncate(WAYS);
			ways
		});
		ways = kept.collect();
	}
	ways.into_iter().min_by_key(|way| cost(way.amount))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::roles::swap::terms::Asset;

	fn place(name: &str) -> Place {
		Place { chain: name.into(), asset: Asset::Native }
	}

	/// Gets `gets`, gives `gives`, for that price, from 1 to 1,000 units.
	fn step(gets: &str, gives: &str, price: &str) -> Step {
		Step {
			gets: place(gets),
			gets_decimals: 0,
			gives: place(gives),
			gives_decimals: 0,
			price: Price::parse(price).unwrap(),
			fee_ppm: 0,
			least: 1,
			most: 1_000,
		}
	}

	fn names(way: Option<Vec<Place>>) -> Option<String> {
		way.map(|way| way.iter().map(|place| place.chain.as_str()).collect::<Vec<_>>().join(" "))
	}

	fn give(amount: u128) -> Wanted {
		Wanted::Give { amount, least: 1 }
	}

	fn get(amount: u128) -> Wanted {
		Wanted::Get { amount, most: u128::MAX }
	}

	#[test]
	fn one_maker_is_the_way_itself() {
		let makers = [vec![step("a", "b", "2"), step("b", "a", "0.5")]];
		let go =
			|from: &str, to: &str, wanted| names(find(&makers, &place(from), &place(to), wanted));
		assert_eq!(go("a", "b", give(10)), Some("a b".into()));
		assert_eq!(go("a", "b", get(10)), Some("a b".into()));
		assert_eq!(go("a", "c", give(10)), None);
		assert_eq!(go("a", "b", give(1)), None); // half a unit
		assert_eq!(go("a", "b", give(2_002)), None); // more than it has
		assert_eq!(go("a", "b", Wanted::Give { amount: 10, least: 6 }), None);
		assert_eq!(go("a", "b", Wanted::Get { amount: 5, most: 9 }), None);
		assert_eq!(go("a", "b", Wanted::Get { amount: 5, most: 10 }), Some("a b".into()));
	}

	#[test]
	fn the_best_way_is_taken_in_both_directions() {
		// By x 12 arrive for 48, by y 16.
		let first = vec![step("a", "x", "2"), step("a", "y", "3")];
		let second = vec![step("x", "b", "2"), step("y", "b", "1")];
		let both = [first, second];
		for wanted in [give(48), get(16)] {
			assert_eq!(names(find(&both, &place("a"), &place("b"), wanted)), Some("a y b".into()));
		}
		// In the other order there is none.
		let [first, second] = both;
		assert_eq!(find(&[second, first], &place("a"), &place("b"), give(48)), None);
	}

	#[test]
	fn fourteen_who_offer_all_for_all_go_through_all_places() {
		let names: Vec<String> = (0..14).map(|number| format!("c{number:02}")).collect();
		let mut all = Vec::new();
		for gets in &names {
			for gives in names.iter().filter(|gives| *gives != gets) {
				all.push(step(gets, gives, "1"));
			}
		}
		let makers = vec![all; 13];
		for wanted in [give(10), get(10)] {
			let way = find(&makers, &place("c03"), &place("c07"), wanted).unwrap();
			assert_eq!((way.len(), &way[0], &way[13]), (14, &place("c03"), &place("c07")));
			let once: std::collections::BTreeSet<_> = way.iter().collect();
			assert_eq!(once.len(), 14);
		}
	}
}
