//! A plain list of orders, kept by events alone.

use super::runtime::*;
use bloc_testing::people::AccountId;
use pallet_bloc_dex::{
	terms::{MakerFee, Terms},
	types::{OrderId, PairId, Side, Trade},
};
use std::collections::BTreeMap;

/// An order, from when it came to rest; it stays in the list when it is over.
#[derive(Clone, Debug)]
pub struct Entry {
	pub who: AccountId,
	pub id: OrderId,
	pub side: Side,
	pub tick: u32,
	pub open: u64,
	pub filled: u64,
	pub until_ms: Option<u64>,
	/// What was settled of it, as the events say: lots, and what its owner got in all.
	pub settled: u64,
}

/// The orders of a pair, in the order in which they came.
#[derive(Clone, Debug)]
pub struct List {
	pub base: Asset,
	pub quote: Asset,
	pub terms: Terms,
	pub orders: Vec<Entry>,
	/// What takers gained, of base and of quote.
	pub gains: BTreeMap<AccountId, [i128; 2]>,
}

/// A part in millionths, rounded up: in two steps, so that it always fits.
fn part_up(quote: i128, ppm: u32) -> i128 {
	let (whole, rest) = (quote / 1_000_000, quote % 1_000_000);
	let ppm = i128::from(ppm);
	whole * ppm + (rest * ppm + 999_999) / 1_000_000
}

fn part_down(quote: i128, ppm: u32) -> i128 {
	let (whole, rest) = (quote / 1_000_000, quote % 1_000_000);
	let ppm = i128::from(ppm);
	whole * ppm + rest * ppm / 1_000_000
}

/// The price of a tick, as the documentation has it.
fn price(tick: u32) -> i128 {
	let (mut price, mut step, mut left) = (0_i128, 1_i128, tick);
	let mut most = 8_192;
	while left > most {
		price += i128::from(most) * step;
		left -= most;
		(most, step) = (4_096, step * 2);
	}
	price + i128::from(left) * step
}

impl List {
	fn value(&self, lots: u64, tick: u32) -> i128 {
		i128::from(lots) * price(tick) * self.terms.tick_value as i128
	}

	/// Whether `entry` comes before `other`, that came earlier.
	fn is_before(entry: &Entry, other: &Entry) -> bool {
		match entry.side {
			Side::Buy => entry.tick > other.tick,
			Side::Sell => entry.tick < other.tick,
		}
	}

	/// The order that somebody who wants this side gets next.
	fn first(&mut self, taker: &AccountId, side: Side) -> Option<&mut Entry> {
		let open = |entry: &&mut Entry| entry.side != side && entry.open > 0 && entry.who != *taker;
		let mut best: Option<&mut Entry> = None;
		for entry in self.orders.iter_mut().filter(open) {
			if best.as_ref().is_none_or(|best| Self::is_before(entry, best)) {
				best = Some(entry);
			}
		}
		best
	}

	/// Something was taken, one order at a time.
	pub fn trade(&mut self, taker: &AccountId, side: Side, trade: &Trade) {
		assert_eq!(trade.quote as i128, self.value(trade.lots, trade.tick.0));
		let mut lots = trade.lots;
		while lots > 0 {
			let first = self.first(taker, side).expect("something was taken that was not there");
			assert_eq!(first.tick, trade.tick.0, "not the best price: {first:?}");
			let taken = first.open.min(lots);
			(first.open, first.filled) = (first.open - taken, first.filled + taken);
			lots -= taken;
		}
	}

	/// An order took so much in all.
	pub fn take(&mut self, taker: &AccountId, side: Side, lots: u64, quote: Balance, fee: Balance) {
		let told = part_up(quote as i128, self.terms.taker.deconstruct());
		assert_eq!(fee as i128, told, "another fee");
		let gains = self.gains.entry(taker.clone()).or_default();
		let base = i128::from(lots) * self.terms.lot as i128;
		let sign = if side == Side::Buy { 1 } else { -1 };
		gains[0] += sign * base;
		gains[1] -= sign * quote as i128 + told;
	}

	/// The last order of this name.
	pub fn order(&mut self, who: &AccountId, id: OrderId) -> &mut Entry {
		let of = |entry: &&mut Entry| entry.who == *who && entry.id == id;
		self.orders.iter_mut().rev().find(of).expect("an order that did not come")
	}

	/// What its orders brought somebody, of base and of quote.
	pub fn gains_of(&self, who: &AccountId) -> [i128; 2] {
		let [mut base, mut quote] = self.gains.get(who).copied().unwrap_or_default();
		for order in self.orders.iter().filter(|order| order.who == *who) {
			let value = self.value(order.filled, order.tick);
			let fee = match self.terms.maker {
				MakerFee::Pays(part) => part_up(value, part.deconstruct()),
				MakerFee::Gets(part) => -part_down(value, part.deconstruct()),
			};
			let sign = if order.side == Side::Buy { 1 } else { -1 };
			base += sign * i128::from(order.filled) * self.terms.lot as i128;
			quote -= sign * value + fee;
		}
		[base, quote]
	}

	/// What rests on a side, the best first.
	fn depth(&self, side: Side) -> Vec<(u32, u64)> {
		let mut levels = BTreeMap::new();
		for order in self.orders.iter().filter(|it| it.side == side && it.open > 0) {
			*levels.entry(order.tick).or_default() += order.open;
		}
		let mut levels: Vec<_> = levels.into_iter().collect();
		if side == Side::Buy {
			levels.reverse();
		}
		levels
	}

	/// The pallet says the same.
	pub fn check(&self, pair: PairId) {
		for side in [Side::Buy, Side::Sell] {
			let depth = Dex::depth(pair, side, None, 1_000).into_iter();
			let depth: Vec<_> = depth.map(|level| (level.tick.0, level.lots)).collect();
			assert_eq!(depth, self.depth(side));
		}
	}
}
