//! The book beside a list of orders that are filled one by one.
#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::{
	matching::Incoming,
	terms::{MakerFee, Terms},
	types::{Amount, End, OrderId, Purse, SelfTrade},
};
use proptest::{collection::vec, prelude::*};
use sp_runtime::Permill;
use std::{cell::RefCell, rc::Rc};

const PAIR: PairId = PairId(3);
const TRADERS: usize = 4;
/// Prices of the tests: about the border of two pages, where an index of one word ends.
const FIRST: u32 = 4_094;
const SPREAD: u32 = 5;

/// Pages and chunks in memory.
#[derive(Clone, Default)]
struct Memory(Rc<RefCell<Items>>);

#[derive(Default)]
struct Items {
	pages: BTreeMap<PageName, Page>,
	chunks: BTreeMap<ChunkName, Chunk>,
	jobs: Vec<Filled>,
}

impl Shelf for Memory {
	fn page(&self, _: PairId, name: PageName) -> Option<Page> {
		self.0.borrow().pages.get(&name).cloned()
	}

	fn chunk(&self, _: PairId, name: ChunkName) -> Option<Chunk> {
		self.0.borrow().chunks.get(&name).cloned()
	}
}

/// An order of the list.
#[derive(Clone, Debug)]
struct Simple {
	id: OrderId,
	owner: usize,
	side: Side,
	tick: u32,
	open: u64,
	filled: u64,
}

fn terms() -> Terms {
	Terms {
		lot: 10,
		tick_value: 3,
		min_lots: 1,
		min_quote: 0,
		maker: MakerFee::Pays(Permill::from_parts(700)),
		taker: Permill::from_parts(2_500),
	}
}

/// A book, and the list that it should be like.
struct Both {
	memory: Memory,
	book: Book<u32>,
	orders: Vec<Vec<Order>>,
	list: Vec<Simple>,
	next: u64,
	steps: u32,
}

impl Both {
	fn new() -> Self {
		let orders = vec![Vec::new(); TRADERS];
		let book = Book::new(1, 2, terms());
		Self { memory: Memory::default(), book, orders, list: Vec::new(), next: 0, steps: 0 }
	}

	fn desk(&self) -> Desk<Memory, u32> {
		Desk::new(self.memory.clone(), PAIR, self.book.clone())
	}

	fn keep(&mut self, desk: Desk<Memory, u32>) {
		self.steps = self.steps.max(desk.steps);
		let Changes { book, pages, chunks, jobs } = desk.changes();
		self.book = book.unwrap_or_else(|| self.book.clone());
		let mut items = self.memory.0.borrow_mut();
		for (name, page) in pages {
			match page {
				Some(page) => drop(items.pages.insert(name, page)),
				None => drop(items.pages.remove(&name)),
			}
		}
		for (name, chunk) in chunks {
			match chunk {
				Some(chunk) => drop(items.chunks.insert(name, chunk)),
				None => drop(items.chunks.remove(&name)),
			}
		}
		items.jobs.extend(jobs);
	}

	/// An order rests, if it does not take.
	fn rest(&mut self, owner: usize, side: Side, tick: u32, lots: u64) {
		let best = self.book.half(side.other()).best;
		if best.is_some_and(|best| side.takes(Tick(tick), best)) {
			return;
		}
		let mut desk = self.desk();
		let place = desk.rest(side, Tick(tick), lots, owner == 0).unwrap();
		self.keep(desk);
		let id = OrderId(self.next);
		self.next += 1;
		let Place { chunk, index, start, .. } = place;
		let (paid, until_ms) = (0, None);
		let tick = Tick(tick);
		let purse = Purse::Balance;
		let order =
			Order { id, pair: PAIR, side, tick, chunk, index, start, lots, paid, until_ms, purse };
		self.orders[owner].push(order);
		self.list.push(Simple { id, owner, side, tick: tick.0, open: lots, filled: 0 });
	}

	fn cut(&mut self, owner: usize, nth: usize, part: u64) {
		let count = self.orders[owner].len();
		if count == 0 {
			return;
		}
		let at = nth % count;
		let mut desk = self.desk();
		let order = self.orders[owner][at].clone();
		let open = order.lots - desk.filled(&order).unwrap();
		if open == 0 {
			return;
		}
		let lots = part % open + 1;
		desk.cut(&order, lots).unwrap();
		self.orders[owner][at].lots -= lots;
		let simple = self.list.iter_mut().find(|it| it.id == order.id).unwrap();
		simple.open -= lots;
		self.keep(desk);
	}

	fn take(&mut self, owner: usize, incoming: Incoming) {
		let mut desk = self.desk();
		let made = desk.take(&mut self.orders[owner], &incoming).unwrap();
		self.keep(desk);
		let told = take_from_list(&mut self.list, owner, &incoming);
		assert_eq!((made.taken.lots, made.taken.quote), (told.lots, told.quote));
		assert_eq!(made.taken.end, told.end);
		let mut sums = BTreeMap::new();
		for trade in &made.trades {
			*sums.entry(trade.tick.0).or_default() += trade.lots;
		}
		assert_eq!(sums, told.trades);
		let cuts: u64 = made.cuts.iter().map(|cut| cut.lots).sum();
		assert_eq!(cuts, told.cut);
	}

	/// What the hook would do.
	fn tidy(&mut self) {
		let mut items = self.memory.0.borrow_mut();
		for job in std::mem::take(&mut items.jobs) {
			for number in job.chunk.number..=job.last {
				items.chunks.remove(&ChunkName { number, ..job.chunk });
			}
		}
	}

	/// Forgets orders of which nothing is open.
	fn forget(&mut self) {
		self.list.retain(|it| it.open > 0);
		let open: Vec<_> = self.list.iter().map(|it| it.id).collect();
		self.orders.iter_mut().for_each(|orders| orders.retain(|it| open.contains(&it.id)));
	}

	fn check(&self) {
		let mut desk = self.desk();
		for simple in &self.list {
			let order = self.orders[simple.owner].iter().find(|it| it.id == simple.id).unwrap();
			assert_eq!(desk.filled(order).unwrap(), simple.filled, "{order:?} {simple:?}");
			assert_eq!(order.lots - simple.filled, simple.open);
		}
		for side in [Side::Buy, Side::Sell] {
			let mut live = BTreeMap::new();
			for order in self.list.iter().filter(|it| it.side == side && it.open > 0) {
				*live.entry(order.tick).or_default() += order.open;
			}
			let best = match side {
				Side::Buy => live.last_key_value(),
				Side::Sell => live.first_key_value(),
			};
			let half = self.book.half(side);
			assert_eq!(half.best, best.map(|(tick, _)| Tick(*tick)));
			let pages = &self.memory.0.borrow().pages;
			let of_side = pages.iter().filter(|(name, _)| name.parts().0 == side);
			let mut found = BTreeMap::new();
			for (name, page) in of_side {
				let number = name.parts().1;
				assert!(half.index.has(number) && !page.is_empty());
				found.extend(page.iter(number).map(|(tick, level)| (tick.0, level.live)));
			}
			assert_eq!(found, live);
		}
	}
}

/// What the list says that an order takes.
struct Told {
	lots: u64,
	quote: u128,
	end: End,
	trades: BTreeMap<u32, u64>,
	cut: u64,
}

fn take_from_list(list: &mut [Simple], owner: usize, incoming: &Incoming) -> Told {
	let mut told = Told { lots: 0, quote: 0, end: End::Done, trades: BTreeMap::new(), cut: 0 };
	let (mut lots, mut quote) = match incoming.amount {
		Amount::Lots(lots) => (Some(lots), 0),
		Amount::Quote(budget) if incoming.side == Side::Sell => (None, budget),
		Amount::Quote(budget) => {
			// The most that leaves enough for the fee, by trying.
			let fee = |gross: u128| (gross * 2_500).div_ceil(1_000_000);
			let mut gross = budget * 1_000_000 / 1_002_500;
			while gross + 1 + fee(gross + 1) <= budget {
				gross += 1;
			}
			assert!(gross + fee(gross) <= budget);
			(None, gross)
		},
	};
	loop {
		// The price of a tick is the tick, below 8,192.
		let better = |it: &Simple| match incoming.side {
			Side::Buy => it.tick as i64,
			Side::Sell => -(it.tick as i64),
		};
		let rests = list.iter_mut().filter(|it| it.side != incoming.side && it.open > 0);
		let best = rests.min_by_key(|it| (better(it), it.id));
		let best = best.filter(|it| incoming.side.takes(incoming.limit, Tick(it.tick)));
		let Some(best) = best else {
			told.end = if lots == Some(0) { End::Done } else { End::NothingLeft };
			return told;
		};
		let price = u128::from(best.tick) * 3;
		let wanted = lots.unwrap_or((quote / price) as u64);
		if wanted == 0 {
			return told;
		}
		let mut less = |count: u64| match &mut lots {
			Some(lots) => *lots -= count,
			None => quote -= u128::from(count) * price,
		};
		if best.owner != owner {
			let count = best.open.min(wanted);
			(best.open, best.filled) = (best.open - count, best.filled + count);
			less(count);
			told.lots += count;
			told.quote += u128::from(count) * price;
			*told.trades.entry(best.tick).or_default() += count;
			continue;
		}
		match incoming.self_trade {
			SelfTrade::CancelNewest => {
				told.end = End::SelfTrade;
				return told;
			},
			SelfTrade::Decrement => {
				let count = best.open.min(wanted);
				best.open -= count;
				told.cut += count;
				less(count);
			},
			both => {
				told.cut += best.open;
				best.open = 0;
				if both == SelfTrade::CancelBoth {
					told.end = End::SelfTrade;
					return told;
				}
			},
		}
	}
}

#[derive(Clone, Debug)]
enum Op {
	Rest(usize, Side, u32, u64),
	Flood(Side, u32, u16),
	Cut(usize, usize, u64),
	CutMany(usize, usize),
	Take(usize, Side, Amount, u32, SelfTrade),
	Tidy,
	Forget,
}

fn side() -> impl Strategy<Value = Side> {
	prop_oneof![Just(Side::Buy), Just(Side::Sell)]
}

fn op() -> impl Strategy<Value = Op> {
	let owner = || 0..TRADERS;
	let tick = || FIRST..FIRST + SPREAD;
	let amount = prop_oneof![
		3 => (1..60_u64).prop_map(Amount::Lots),
		1 => (300..900_u64).prop_map(Amount::Lots),
		1 => (1..2_000_000_u128).prop_map(Amount::Quote),
	];
	let self_trade = prop_oneof![
		Just(SelfTrade::CancelNewest),
		Just(SelfTrade::CancelOldest),
		Just(SelfTrade::CancelBoth),
		Just(SelfTrade::Decrement),
	];
	prop_oneof![
		8 => (owner(), side(), tick(), 1..20_u64).prop_map(|(a, b, c, d)| Op::Rest(a, b, c, d)),
		1 => (side(), tick(), 100..300_u16).prop_map(|(a, b, c)| Op::Flood(a, b, c)),
		6 => (owner(), 0..1_000_usize, 0..30_u64).prop_map(|(a, b, c)| Op::Cut(a, b, c)),
		1 => (owner(), 0..1_000_usize).prop_map(|(a, b)| Op::CutMany(a, b)),
		5 => (owner(), side(), amount, tick(), self_trade)
			.prop_map(|(a, b, c, d, e)| Op::Take(a, b, c, d, e)),
		1 => Just(Op::Tidy),
		1 => Just(Op::Forget),
	]
}

impl Both {
	fn apply(&mut self, op: Op) {
		match op {
			Op::Rest(owner, side, tick, lots) => self.rest(owner, side, tick, lots),
			Op::Flood(side, tick, count) => {
				(0..count).for_each(|nth| {
					self.rest(usize::from(nth) % TRADERS, side, tick, u64::from(nth % 3) + 1);
				});
			},
			Op::Cut(owner, nth, part) => self.cut(owner, nth, part),
			Op::CutMany(owner, nth) => {
				(0..60).for_each(|more| self.cut(owner, nth + more, u64::MAX));
			},
			Op::Take(owner, side, amount, limit, self_trade) => {
				let limit = Tick(limit);
				let max_steps = 10_000;
				self.take(owner, Incoming { side, amount, limit, self_trade, max_steps });
			},
			Op::Tidy => self.tidy(),
			Op::Forget => self.forget(),
		}
	}

	/// A lot is cut of an order, if it has two that are open.
	fn shave(desk: &mut Desk<Memory, u32>, order: &mut Order) {
		let filled = desk.filled(order).unwrap();
		if filled + 1 < order.lots {
			desk.cut(order, 1).unwrap();
			order.lots -= 1;
		}
	}

	/// Somebody without orders takes so many lots, and rests as many.
	fn disturb(desk: &mut Desk<Memory, u32>, side: Side, lots: u64) {
		let limit = Tick(if side == Side::Buy { FIRST + SPREAD } else { FIRST });
		let (amount, self_trade) = (Amount::Lots(lots), SelfTrade::CancelNewest);
		let incoming = Incoming { side, amount, limit, self_trade, max_steps: 10_000 };
		let made = desk.take(&mut [], &incoming).unwrap();
		if made.taken.end == End::NothingLeft {
			desk.rest(side, limit, lots, lots.is_multiple_of(2)).unwrap();
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(400))]

	#[test]
	fn fills_are_those_of_a_list(ops in vec(op(), 1..120)) {
		let mut both = Both::new();
		for op in ops {
			both.apply(op);
			both.check();
		}
	}

	/// What is undone has left nothing but the steps that it took.
	#[test]
	fn what_is_undone_never_was(
		ops in vec(op(), 1..40),
		kept in (side(), 1..100_u64),
		undone in vec((side(), 1..900_u64), 1..4),
	) {
		let mut both = Both::new();
		ops.into_iter().for_each(|op| both.apply(op));
		let (mut desk, mut never) = (both.desk(), both.desk());
		let orders: Vec<_> = both.orders.concat();
		let mut shaved = orders.clone();
		for (desk, orders) in [(&mut desk, &mut shaved), (&mut never, &mut orders.clone())] {
			orders.iter_mut().for_each(|order| Both::shave(desk, order));
			Both::disturb(desk, kept.0, kept.1);
		}
		let pages = desk.pages.len() + desk.chunks.len();
		desk.begin();
		shaved.iter_mut().for_each(|order| Both::shave(&mut desk, order));
		undone.into_iter().for_each(|(side, lots)| Both::disturb(&mut desk, side, lots));
		let steps = desk.steps;
		desk.undo();
		prop_assert_eq!((desk.steps, desk.pages.len() + desk.chunks.len()), (steps, pages));
		let (desk, never) = (desk.changes(), never.changes());
		prop_assert_eq!((desk.book, desk.pages), (never.book, never.pages));
		prop_assert_eq!((desk.chunks, desk.jobs), (never.chunks, never.jobs));
	}
}

#[test]
fn a_level_of_any_number_of_orders_is_taken_in_one_step() {
	for count in [1_u64, 10_000] {
		let mut both = Both::new();
		(0..count).for_each(|nth| both.rest(1 + nth as usize % 3, Side::Sell, FIRST, 1));
		let mut desk = both.desk();
		let incoming = Incoming {
			side: Side::Buy,
			amount: Amount::Lots(count),
			limit: Tick(FIRST),
			self_trade: SelfTrade::CancelNewest,
			max_steps: 1,
		};
		let made = desk.take(&mut [], &incoming).unwrap();
		let steps = 1 + u32::from(count > 512);
		assert_eq!((made.taken.lots, made.trades.len(), desk.steps), (count, 1, steps));
		let changes = desk.changes();
		assert_eq!((changes.pages.len(), changes.chunks.len()), (1, 0));
		assert_eq!(changes.jobs.len(), usize::from(count > 512));
	}
}

/// What was cut is counted in what came: the sums of a chunk go beyond what any order can be for.
#[test]
fn sums_of_what_came_and_went_have_room() {
	let mut both = Both::new();
	let huge = u64::MAX - 10_000;
	for nth in 0..400 {
		both.rest(2, Side::Sell, FIRST, 3);
		both.rest(1, Side::Sell, FIRST, huge);
		both.cut(1, nth, huge - 1);
	}
	both.check();
	let buy = |lots| Incoming {
		side: Side::Buy,
		amount: Amount::Lots(lots),
		limit: Tick(FIRST),
		self_trade: SelfTrade::CancelNewest,
		max_steps: 10_000,
	};
	for lots in [1, 500, 698] {
		both.take(3, buy(lots));
		both.check();
	}
	both.rest(1, Side::Sell, FIRST, huge);
	both.take(3, buy(huge));
	both.check();
	both.rest(1, Side::Sell, FIRST, huge);
	both.take(3, buy(huge));
	both.check();
	// One is left, of the last.
	both.take(3, buy(10));
	both.check();
}
