//! How a hop of a swap is divided between a book and a pool.
//!
//! The more lots come from the book, the dearer is each; the less is left to the pool, the better is
//! its price. So what a division brings, fees aside, rises up to the best one and falls from there,
//! and that is found by thirds. What is rounded moves it by a unit or two. The two ends, nothing from
//! the book and as much as it can give, are always asked as well: no swap is worse than by either
//! alone.

use crate::{
	terms::Terms,
	types::{End, Side, Trade, Want},
};
use alloc::vec::Vec;
use bloc_primitives::Balance;

/// What a book has for somebody who takes, the best first: sums up to and with each price.
#[derive(Default)]
pub struct Ladder {
	/// Of the pair, and what its taker does. None: there is no book.
	book: Option<(Terms, Side)>,
	rungs: Vec<Rung>,
	/// Whether its end is that of the book, or of the steps, and not of what was asked for.
	is_cut: bool,
}

/// Up to and with a price.
struct Rung {
	/// Lots, all together.
	lots: u64,
	/// Their price, all together.
	quote: Balance,
	/// The price of a lot here.
	price: Balance,
}

/// A hop of a swap, divided.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Plan {
	/// Lots that are traded in the book.
	pub lots: u64,
	/// What goes to the pool.
	pub pool_in: Balance,
	/// What comes from the pool.
	pub pool_out: Balance,
	/// What the hop costs, fees included.
	pub spent: Balance,
	/// What it brings, after fees.
	pub got: Balance,
}

/// A pool that is asked.
pub trait Quotes {
	/// What comes out for so much.
	fn out_of(&self, amount: Balance) -> Option<Balance>;
	/// What goes in for so much.
	fn needed_for(&self, amount: Balance) -> Option<Balance>;
}

impl Plan {
	/// What is paid in the book, its fee included.
	pub const fn costs(&self) -> Balance {
		self.spent.saturating_sub(self.pool_in)
	}

	/// What the book brings, after its fee.
	pub const fn brings(&self) -> Balance {
		self.got.saturating_sub(self.pool_out)
	}

	/// The same, where the pool gets so much more. None if it refuses that.
	pub fn with_more(self, more: Balance, pool: &impl Quotes) -> Option<Self> {
		let pool_in = self.pool_in.checked_add(more)?;
		let pool_out = pool.out_of(pool_in)?;
		let spent = self.spent.checked_add(more)?;
		let got = self.brings().checked_add(pool_out)?;
		Some(Self { pool_in, pool_out, spent, got, ..self })
	}
}

impl Ladder {
	/// Of what a taker of this side would take, in its order, and why it would end then.
	pub fn new(terms: Terms, side: Side, trades: &[Trade], end: End) -> Self {
		let (mut lots, mut quote) = (0_u64, 0);
		let rungs = trades.iter().map(|trade| {
			// Sums of what was taken, which fit.
			lots = lots.saturating_add(trade.lots);
			quote = Balance::saturating_add(quote, trade.quote);
			let price = trade.quote.checked_div(trade.lots.into()).unwrap_or(0);
			Rung { lots, quote, price }
		});
		let rungs = rungs.collect();
		let is_cut = end != End::Done || lots == u64::MAX;
		Self { book: Some((terms, side)), rungs, is_cut }
	}

	/// All lots that there are.
	pub fn lots(&self) -> u64 {
		self.rungs.last().map_or(0, |rung| rung.lots)
	}

	/// The price of the first `lots`.
	fn quote(&self, lots: u64) -> Option<Balance> {
		if lots == 0 {
			return Some(0);
		}
		let at = self.rungs.partition_point(|rung| rung.lots < lots);
		let rung = self.rungs.get(at)?;
		// Down from the rung's end.
		let above = rung.lots.checked_sub(lots)?;
		rung.quote.checked_sub(rung.price.checked_mul(above.into())?)
	}

	/// What the first `lots` cost, fees included, and bring.
	pub fn flows(&self, lots: u64) -> Option<(Balance, Balance)> {
		if lots == 0 {
			return Some((0, 0));
		}
		let (terms, side) = self.book?;
		let (base, quote) = (terms.base_of(lots).ok()?, self.quote(lots)?);
		let fee = terms.taker_fee(quote).ok()?;
		Some(match side {
			Side::Sell => (base, quote.checked_sub(fee)?),
			Side::Buy => (quote.checked_add(fee)?, base),
		})
	}

	/// What one more than the first `lots` costs: at the last price, where none is left. None if that
	/// is more than is to be paid, or nothing is there.
	fn another(&self, lots: u64) -> Option<Balance> {
		let (terms, side) = self.book?;
		let at = self.rungs.partition_point(|rung| rung.lots <= lots);
		let last = || self.rungs.last().filter(|_| self.is_cut);
		let rung = self.rungs.get(at).or_else(last)?;
		match side {
			Side::Sell => Some(terms.lot),
			Side::Buy => {
				let before = self.quote(lots)?;
				let after = before.checked_add(rung.price)?;
				let fee =
					terms.taker_fee(after).ok()?.checked_sub(terms.taker_fee(before).ok()?)?;
				rung.price.checked_add(fee)
			},
		}
	}

	/// The most lots that can be of use: no more than there are, or are paid for, or are wanted.
	fn most(&self, want: Want) -> u64 {
		let is_enough = |lots: u64| match (want, self.flows(lots)) {
			(_, None) => true,
			(Want::ExactIn(amount), Some((costs, _))) => costs > amount,
			(Want::ExactOut(amount), Some((_, brings))) => brings >= amount,
		};
		// The least that is enough, by halving what is left.
		let (mut low, mut high) = (0_u64, self.lots());
		while low < high {
			let middle = low.midpoint(high);
			match is_enough(middle) {
				true => high = middle,
				false => low = middle.saturating_add(1),
			}
		}
		match want {
			// One more than can be paid.
			Want::ExactIn(_) if is_enough(low) => low.saturating_sub(1),
			_ => low,
		}
	}

	/// The hop with so many lots from the book, and the rest from the pool. None if that is not all of
	/// it, but for less than a lot of an exact input.
	fn plan(&self, want: Want, pool: Option<&impl Quotes>, lots: u64) -> Option<Plan> {
		let (costs, brings) = self.flows(lots)?;
		let (pool_in, pool_out) = match want {
			Want::ExactIn(amount) => {
				let rest = amount.checked_sub(costs)?;
				let out = pool.filter(|_| rest > 0).and_then(|pool| pool.out_of(rest));
				match out {
					Some(out) => (rest, out),
					None if self.another(lots).is_some_and(|costs| costs <= rest) => return None,
					// What nobody takes stays where it is.
					None => (0, 0),
				}
			},
			Want::ExactOut(amount) => match amount.saturating_sub(brings) {
				0 => (0, 0),
				rest => {
					let pool = pool?;
					let into = pool.needed_for(rest)?;
					// What is rounded is the trader's.
					(into, pool.out_of(into).filter(|out| *out >= rest)?)
				},
			},
		};
		let spent = costs.checked_add(pool_in)?;
		let got = brings.checked_add(pool_out)?;
		Some(Plan { lots, pool_in, pool_out, spent, got })
	}

	/// The best division. None if there is none that does what is wanted.
	pub fn best(&self, want: Want, pool: Option<&impl Quotes>) -> Option<Plan> {
		let plan = |lots: u64| self.plan(want, pool, lots);
		let (mut low, mut high) = (0, self.most(want));
		let mut plans: Vec<Plan> = [low, high].into_iter().filter_map(plan).collect();
		while high.saturating_sub(low) > 8 {
			let third = high.saturating_sub(low) / 3;
			let (left, right) = (low.saturating_add(third), high.saturating_sub(third));
			let (at_left, at_right) = (plan(left), plan(right));
			let key = |plan: Option<Plan>| plan.map(|plan| plan.key(want));
			match (key(at_left), key(at_right)) {
				// Where too little comes from the book the pool cannot do it.
				(None, _) => low = left,
				(left_key, right_key) if left_key < right_key => low = left,
				_ => high = right,
			}
			// Rounding may lead past what was better.
			plans.extend(at_left.into_iter().chain(at_right));
		}
		plans.extend((low..=high).filter_map(plan));
		Self::better(want, plans)
	}

	/// The best of the divisions in which so many lots are of the book.
	pub fn among(&self, want: Want, pool: Option<&impl Quotes>, lots: &[u64]) -> Option<Plan> {
		let most = self.most(want);
		let asked = lots.iter().copied().filter(|lots| *lots <= most);
		Self::better(want, asked.filter_map(|lots| self.plan(want, pool, lots)))
	}

	/// The best of them that brings anything.
	fn better(want: Want, plans: impl IntoIterator<Item = Plan>) -> Option<Plan> {
		let plans = plans.into_iter().filter(|plan| plan.got > 0);
		plans.max_by_key(|plan| plan.key(want))
	}
}

impl Plan {
	/// The higher the better: what it brings, or how little it costs.
	const fn key(&self, want: Want) -> (Balance, Balance) {
		let saved = Balance::MAX.saturating_sub(self.spent);
		match want {
			Want::ExactIn(_) => (self.got, saved),
			Want::ExactOut(_) => (saved, self.got),
		}
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]
mod tests {
	use super::*;
	use crate::{level::ChunkName, price::Tick, terms::MakerFee};
	use proptest::{collection::vec, prelude::*};
	use sp_runtime::Permill;

	/// A pool of a constant product, with a fee of what goes in, in thousandths.
	#[derive(Clone, Copy, Debug)]
	struct Product {
		from: Balance,
		to: Balance,
		fee: Balance,
	}

	impl Quotes for Product {
		fn out_of(&self, amount: Balance) -> Option<Balance> {
			let with_fee = amount * (1_000 - self.fee);
			let out = with_fee * self.to / (self.from * 1_000 + with_fee);
			Some(out).filter(|out| *out > 0)
		}

		fn needed_for(&self, amount: Balance) -> Option<Balance> {
			let left = self.to.checked_sub(amount).filter(|left| *left > 0)?;
			Some(self.from * amount * 1_000 / (left * (1_000 - self.fee)) + 1)
		}
	}

	fn ladder(side: Side, lot: Balance, tick_value: Balance, levels: &[(u32, u64)]) -> Ladder {
		let maker = MakerFee::Pays(Permill::zero());
		let taker = Permill::from_parts(2_500);
		let terms = Terms { lot, tick_value, min_lots: 1, min_quote: 0, maker, taker };
		let mut ticks: Vec<(u32, u64)> = levels.to_vec();
		ticks.sort_unstable();
		if side == Side::Sell {
			ticks.reverse();
		}
		let trades = ticks.into_iter().map(|(tick, lots)| {
			let tick = Tick(tick);
			let quote = terms.quote_of(lots, tick).unwrap();
			let chunk = ChunkName { queue: 0, number: 0 };
			Trade { tick, lots, quote, chunk, from: 0 }
		});
		Ladder::new(terms, side, &trades.collect::<Vec<_>>(), End::NothingLeft)
	}

	/// What is best of all divisions there are.
	fn by_trying(ladder: &Ladder, want: Want, pool: Option<&Product>) -> Option<Plan> {
		let plans = (0..=ladder.lots()).filter_map(|lots| ladder.plan(want, pool, lots));
		plans.filter(|plan| plan.got > 0).max_by_key(|plan| plan.key(want))
	}

	fn side() -> impl Strategy<Value = Side> {
		prop_oneof![Just(Side::Buy), Just(Side::Sell)]
	}

	fn want(most: Balance) -> impl Strategy<Value = Want> {
		(any::<bool>(), 1..most).prop_map(|(is_in, amount)| match is_in {
			true => Want::ExactIn(amount),
			false => Want::ExactOut(amount),
		})
	}

	fn pool(most: Balance) -> impl Strategy<Value = Option<Product>> {
		let pool = (1..most, 1..most, 0..30_u128);
		prop::option::of(pool.prop_map(|(from, to, fee)| Product { from, to, fee }))
	}

	#[test]
	fn sums_are_those_of_the_levels() {
		let ladder = ladder(Side::Buy, 10, 3, &[(100, 5), (101, 7)]);
		let quotes: Vec<_> = [0, 1, 5, 6, 12].map(|lots| ladder.quote(lots).unwrap()).into();
		assert_eq!(quotes, [0, 300, 1_500, 1_803, 3_621]);
		assert_eq!((ladder.quote(13), ladder.lots()), (None, 12));
		assert_eq!(ladder.flows(12), Some((3_621 + 10, 120)));
		assert_eq!(ladder.most(Want::ExactIn(300)), 0);
		assert_eq!(ladder.most(Want::ExactIn(301)), 1);
		assert_eq!(ladder.most(Want::ExactOut(11)), 2);
		assert_eq!(ladder.most(Want::ExactOut(1_000)), 12);
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(5_000))]

		/// Within a few units, which is what rounding does, of what trying all of them finds.
		#[test]
		fn small_ones_are_the_best_there_are(
			side in side(),
			levels in vec((1..200_u32, 1..40_u64), 0..8),
			lot in 1..50_u128,
			tick_value in 1..50_u128,
			want in want(30_000),
			pool in pool(100_000),
		) {
			let mut levels = levels;
			levels.sort_unstable();
			levels.dedup_by_key(|(tick, _)| *tick);
			let ladder = ladder(side, lot, tick_value, &levels);
			let found = ladder.best(want, pool.as_ref());
			let best = by_trying(&ladder, want, pool.as_ref());
			prop_assert_eq!(found.is_some(), best.is_some());
			if let Some((found, best)) = found.zip(best) {
				let short = match want {
					Want::ExactIn(_) => best.got - found.got,
					Want::ExactOut(_) => found.spent - best.spent,
				};
				prop_assert!(short <= 2, "{found:?} {best:?}");
			}
		}

		/// Never worse than by the book alone, or the pool alone; and what is wanted is done.
		#[test]
		fn never_worse_than_either(
			side in side(),
			levels in vec((1..100_000_u32, 1..1_000_000_u64), 0..20),
			want in want(1 << 40),
			pool in pool(1 << 45),
		) {
			let mut levels = levels;
			levels.sort_unstable();
			levels.dedup_by_key(|(tick, _)| *tick);
			let ladder = ladder(side, 1_000, 7, &levels);
			let found = ladder.best(want, pool.as_ref());
			let most = ladder.most(want);
			for alone in [ladder.plan(want, pool.as_ref(), 0), ladder.plan(want, None::<&Product>, most)] {
				let Some(alone) = alone.filter(|plan| plan.got > 0) else { continue };
				let found = found.unwrap();
				prop_assert!(found.key(want) >= alone.key(want), "{found:?} {alone:?}");
			}
			if let Some(found) = found {
				match want {
					Want::ExactIn(amount) => prop_assert!(found.spent <= amount),
					Want::ExactOut(amount) => prop_assert!(found.got >= amount),
				}
			}
		}
	}
}
