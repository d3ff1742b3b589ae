//! Steps: of traders, of owners of pairs, of those who manage them.

use super::{runtime::*, Model, OfDex};
use crate::common::{self, person, MINUTE, PEOPLE};
use bloc_primitives::Moment;
use bloc_testing::people::{issuer, AccountId};
use bloc_timetable::Timetable;
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	BoundedVec,
};
use pallet_bloc_dex::{
	price::Tick,
	terms::{MakerFee, Terms},
	types::{
		Action, Amount, Hop, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade, Side,
		Status, SwapSpec, Want,
	},
	Books, Call, Error, NextPairId, NOTICE_MS,
};
use sp_runtime::Permill;

fn now() -> Moment {
	common::now::<OfDex>()
}

/// How many kinds of starts there are.
pub const START_KINDS: usize = 4;
/// The tick about which all happens: at a border of pages, or of the grid.
const TICKS: [u32; 2] = [1_088, 8_192];

/// What there is at a start already: a pair, with or without a rebate, and most people in it with
/// money; in half of the starts also orders on both sides.
pub fn set_up(start: usize, model: &mut Model) {
	let gives = start % 2 == 1;
	let open = Call::open_pair { base: TOKEN, quote: NATIVE, terms: terms(gives) };
	assert!(model.call(person(3), open));
	for index in 0..3 {
		for asset in [NATIVE, TOKEN] {
			let amount = WEALTH / 2;
			assert!(model.call(person(index), Call::deposit { asset, amount }));
		}
		assert!(model.call(person(index), Call::set_slots { slots: ORDERS }));
	}
	if start >= 2 {
		for (index, side) in [(0, Side::Sell), (1, Side::Sell), (2, Side::Buy)] {
			for id in 0..3_u32 {
				let away = if side == Side::Sell { id } else { 0_u32.wrapping_sub(id + 1) };
				let tick = Tick(TICKS[0].wrapping_add(away));
				let order = OrderSpec {
					id: OrderId(id.into()),
					side,
					amount: Amount::Lots(10),
					tick,
					kind: Kind::Limit(Rest::default()),
					purse: Purse::Balance,
					deadline_ms: Moment::MAX,
					self_trade: SelfTrade::CancelNewest,
					max_steps: 4,
				};
				assert!(model.call(person(index), Call::place { pair: PairId(0), order }));
			}
		}
	}
}

impl Model<'_> {
	/// Instants at which something is due.
	pub fn edges() -> Vec<Moment> {
		let mut edges: Vec<_> = Timetable::<Dex>::iter().map(|entry| entry.due_ms).collect();
		for (_, book) in Books::<Test>::iter() {
			match book.status {
				Status::Stopped { until_ms } => edges.push(until_ms),
				Status::Closing { from_ms } => edges.push(from_ms),
				Status::Trading | Status::CancelOnly => {},
			}
		}
		edges
	}

	pub fn step(&mut self) {
		match self.reader.byte() {
			254 | 255 => self.fortune(true),
			253 => self.fortune(false),
			252 => self.clear(),
			251 => self.flood(),
			250 => self.swap(),
			kind => match kind % 32 {
				0 => self.any_call(),
				1..=9 => self.place(),
				10 | 11 => self.replace(),
				12..=14 => self.cancel(),
				15 => self.reduce(),
				16 => self.cancel_all(),
				17 | 18 => self.several(),
				19 | 20 => self.settle(),
				21 => self.expire(),
				22 => self.deposit(),
				23 => self.withdraw(),
				24 => self.set_slots(),
				25 => self.pair(),
				26 => self.status(),
				27..=29 => self.block(),
				30 => self.neighbours(),
				_ => self.claim(),
			},
		}
	}

	fn pair_id(&mut self) -> PairId {
		match self.reader.one_in(4) {
			true => PairId(self.id(NextPairId::<Test>::get().0)),
			false => PairId(0),
		}
	}

	/// Somebody, and a name: nearly always of an order of his.
	fn order(&mut self) -> (AccountId, OrderId) {
		let who = self.who();
		let orders = Dex::orders(who.clone());
		let names: Vec<_> = orders.iter().map(|view| view.order.id).collect();
		let id = match self.reader.pick(&names) {
			Some(id) if !self.reader.one_in(16) => id,
			_ => OrderId(self.reader.byte().into()),
		};
		(who, id)
	}

	fn rest(&mut self) -> Rest {
		let options = self.reader.byte();
		let until_ms = match options % 4 {
			0 => Some(self.reader.moment(&[now(), now() + pallet_bloc_dex::HORIZON_MS])),
			1 => Some(now() + Moment::from(self.reader.byte()) * 20_000),
			_ => None,
		};
		Rest { until_ms, settled: options & 4 != 0 }
	}

	fn spec(&mut self) -> OrderSpec {
		let options = self.reader.byte();
		let side = if options & 1 == 0 { Side::Buy } else { Side::Sell };
		let kind = match options >> 1 & 7 {
			0 => Kind::FillOrKill,
			1 | 2 => Kind::ImmediateOrCancel,
			3 => Kind::PostOnly { rest: self.rest(), slide: options & 128 != 0 },
			_ => Kind::Limit(self.rest()),
		};
		let amount = match options >> 4 & 7 {
			0 => Amount::Quote(self.reader.amount(100_000)),
			1 => Amount::Lots(u64::from_le_bytes(self.reader.array())),
			2 => Amount::Lots(u16::from_le_bytes(self.reader.array()).into()),
			_ => Amount::Lots((self.reader.byte() % 32).into()),
		};
		let more = self.reader.byte();
		let middle = TICKS[usize::from(more & 3 == 3)];
		let tick = match more >> 2 & 15 {
			0 => Tick(u32::from_le_bytes(self.reader.array())),
			away => Tick(middle + u32::from(away) - 8),
		};
		let self_trade = match more >> 6 {
			0 => SelfTrade::CancelNewest,
			1 => SelfTrade::CancelOldest,
			2 => SelfTrade::CancelBoth,
			_ => SelfTrade::Decrement,
		};
		let last = self.reader.byte();
		let deadline_ms = if last & 15 == 0 { self.reader.moment(&[now()]) } else { Moment::MAX };
		let max_steps = match last >> 4 {
			0 => STEPS + 1,
			1 => 0,
			steps => u32::from(steps),
		};
		let name = self.reader.byte();
		let id = OrderId((name % 32).into());
		let purse = if name & 32 == 0 { Purse::Balance } else { Purse::Wallet };
		OrderSpec { id, side, amount, tick, kind, purse, deadline_ms, self_trade, max_steps }
	}

	fn place(&mut self) {
		let (who, pair, order) = (self.who(), self.pair_id(), self.spec());
		let quote = Dex::quote(pair, order.side, order.amount, order.tick, order.max_steps);
		let free = Dex::orders(who.clone()).is_empty();
		let before = self.memory_of(pair, &who);
		let works = self.call(who.clone(), Call::place { pair, order });
		if !works {
			Self::there_is_room(who.clone(), pair, order);
		}
		// Somebody without orders gets what was quoted.
		if let Some(quote) = quote.filter(|_| works && free) {
			if !matches!(order.kind, Kind::PostOnly { .. }) {
				let after = self.memory_of(pair, &who);
				let lots = (after - before).unsigned_abs();
				let lot = Books::<Test>::get(pair).unwrap().terms.lot;
				assert_eq!(lots, u128::from(quote.lots) * lot, "not as quoted");
			}
		}
	}

	/// What rests at a price.
	fn rests_at(pair: PairId, side: Side, tick: Tick) -> u64 {
		let levels = Dex::depth(pair, side, None, 1_000).into_iter();
		levels.filter(|level| level.tick == tick).map(|level| level.lots).sum()
	}

	/// An order that was refused and would rest was not refused because of what others had there
	/// before, unless the price would be worth too much.
	fn there_is_room(who: AccountId, pair: PairId, order: OrderSpec) {
		let (Some(book), Amount::Lots(lots)) = (Books::<Test>::get(pair), order.amount) else {
			return;
		};
		let takes = |best| order.side.takes(order.tick, best);
		let best = book.half(order.side.other()).best;
		if best.is_some_and(takes) || !matches!(order.kind, Kind::Limit(_) | Kind::PostOnly { .. })
		{
			return;
		}
		let more = Self::rests_at(pair, order.side, order.tick).checked_add(lots);
		let (side, tick, terms) = (order.side, order.tick, book.terms);
		let fits =
			|lots| terms.lock(side, tick, lots).is_ok() && terms.quote_of(lots, tick).is_ok();
		if more.is_some_and(fits) {
			let refused = with_transaction(|| {
				let done = Dex::place(RuntimeOrigin::signed(who), pair, order);
				TransactionOutcome::Rollback(done.map(|_| ()).map_err(|error| error.error))
			});
			assert_ne!(refused, Err(Error::<Test>::Overflow.into()), "{order:?}");
		}
	}

	/// An order that nobody could pay for comes and goes in one call.
	fn flood(&mut self) {
		let (who, pair, options) = (self.who(), self.pair_id(), self.reader.byte());
		let side = if options & 1 == 0 { Side::Buy } else { Side::Sell };
		let tick = Tick(TICKS[0] + u32::from(options >> 1 & 15) - 8);
		let lots = u64::MAX - Self::rests_at(pair, side, tick);
		let id = OrderId(255);
		let order = OrderSpec {
			id,
			side,
			amount: Amount::Lots(lots - u64::from(options >> 5)),
			tick,
			kind: Kind::PostOnly { rest: Rest::default(), slide: false },
			purse: Purse::Wallet,
			deadline_ms: Moment::MAX,
			self_trade: SelfTrade::CancelNewest,
			max_steps: 0,
		};
		let actions = [Action::Place(order), Action::Cancel(id)].repeat(3);
		self.call(who, Call::act { pair, actions: BoundedVec::truncate_from(actions) });
	}

	fn memory_of(&self, pair: PairId, who: &AccountId) -> i128 {
		self.memory.base_gains(pair, who)
	}

	fn replace(&mut self) {
		let ((who, id), order) = (self.order(), self.spec());
		let orders = Dex::orders(who.clone());
		let open = orders.iter().any(|view| view.order.id == id && view.open > 0);
		let works = self.call(who, Call::replace { id, order });
		assert!(open || !works, "another comes for one that is filled");
	}

	fn cancel(&mut self) {
		let (who, id) = self.order();
		self.call(who, Call::cancel { id });
	}

	fn reduce(&mut self) {
		let (who, id) = self.order();
		let keep = u64::from(self.reader.byte() % 16);
		self.call(who, Call::reduce { id, keep });
	}

	fn cancel_all(&mut self) {
		let (who, pair) = (self.who(), self.pair_id());
		let limit = u32::from(self.reader.byte() % 8);
		self.call(who, Call::cancel_all { pair, limit });
	}

	fn several(&mut self) {
		let (who, pair) = (self.who(), self.pair_id());
		let count = 1 + self.reader.below(6);
		let mut actions = Vec::new();
		for _ in 0..count {
			actions.push(match self.reader.byte() % 4 {
				0 => Action::Cancel(self.order().1),
				1 => Action::Reduce(self.order().1, u64::from(self.reader.byte() % 8)),
				_ => Action::Place(self.spec()),
			});
		}
		let actions = BoundedVec::truncate_from(actions);
		self.call(who, Call::act { pair, actions });
	}

	fn settle(&mut self) {
		let (who, id) = self.order();
		let other = self.order().1;
		let caller = self.who();
		let orders = BoundedVec::truncate_from(vec![id, other]);
		self.call(caller.clone(), Call::settle { who: who.clone(), orders });
		let orders = BoundedVec::truncate_from(vec![id]);
		self.call(caller, Call::settle { who, orders });
	}

	/// In the book of a pair, or on a path that makes no sense.
	fn swap(&mut self) {
		let (who, pair, options) = (self.who(), self.pair_id(), self.reader.byte());
		let buys = options & 1 == 0;
		let (base, quote) = match Books::<Test>::get(pair) {
			Some(book) => (book.base, book.quote),
			None => (self.asset(), self.asset()),
		};
		let (from, to) = if buys { (quote, base) } else { (base, quote) };
		let amount = match options >> 1 & 3 {
			0 => self.reader.amount(100_000),
			_ => Balance::from(self.reader.byte()) * 50,
		};
		let is_in = options & 8 == 0;
		let want = if is_in { Want::ExactIn(amount) } else { Want::ExactOut(amount) };
		let limit = match options >> 4 & 3 {
			0 => self.reader.amount(100_000),
			_ if is_in => 0,
			_ => Balance::MAX,
		};
		let max_steps = u32::from(options >> 6) * 8;
		let mut hops = vec![Hop { to, pair: Some(pair).filter(|_| options != 255) }];
		if self.reader.one_in(4) {
			let pair = self.pair_id();
			let other = Books::<Test>::get(pair);
			let next =
				other.map(|book| if book.base == hops[0].to { book.quote } else { book.base });
			hops.push(Hop { to: next.unwrap_or(NATIVE), pair: Some(pair) });
		}
		let hops = BoundedVec::truncate_from(hops);
		let id = OrderId(options.into());
		let swap = SwapSpec { id, want, limit, deadline_ms: Moment::MAX, max_steps };
		let told = Dex::quote_swap(from.clone(), hops.clone(), swap);
		let free = Dex::orders(who.clone()).is_empty();
		let before = self.memory_of(pair, &who);
		let works = self.call(who.clone(), Call::swap { from, hops, swap });
		if works && free {
			let told = told.expect("what was not quoted");
			let base = (self.memory_of(pair, &who) - before).unsigned_abs();
			let first = told.hops[0];
			assert_eq!(base, if buys { first.got } else { first.spent }, "not as quoted");
			match want {
				Want::ExactIn(amount) => assert!(told.spent <= amount && told.got >= limit),
				Want::ExactOut(amount) => assert!(told.got >= amount && told.spent <= limit),
			}
		}
	}

	/// Orders of a pair that is to be closed, or is not.
	fn clear(&mut self) {
		let (who, id) = self.order();
		let orders = Dex::orders(who.clone());
		let of = orders.iter().find(|view| view.order.id == id).map(|view| view.order.pair);
		let pair = of.unwrap_or_else(|| self.pair_id());
		let names = orders.iter().map(|view| view.order.id);
		let names: Vec<_> = core::iter::once(id).chain(names).collect();
		let caller = self.who();
		let orders = BoundedVec::truncate_from(names);
		let status = Books::<Test>::get(pair).map(|book| book.status);
		let clears = status.is_some_and(|status| status.lets_clear(now()));
		let there = of.is_some_and(|of| of == pair);
		let works = self.call(caller, Call::clear { pair, who, orders });
		assert!(!works || clears, "taken out before its time");
		assert!(works || !clears || !there, "an order stays that anybody can take out");
	}

	fn expire(&mut self) {
		let (caller, who) = (self.who(), self.who());
		self.call(caller, Call::expire { who });
	}

	fn deposit(&mut self) {
		let (who, asset) = (self.who(), self.asset());
		let amount = self.own_amount(&who, &asset);
		self.call(who, Call::deposit { asset, amount });
	}

	fn withdraw(&mut self) {
		let (who, asset) = (self.who(), self.asset());
		let free = Dex::balance(who.clone(), asset.clone()).free;
		let amount = self.reader.amount(free);
		self.call(who, Call::withdraw { asset, amount });
	}

	fn set_slots(&mut self) {
		let who = self.who();
		let slots = u32::from(self.reader.byte()) % (ORDERS + 2);
		self.call(who, Call::set_slots { slots });
	}

	/// A pair comes or goes, or its fees are collected.
	fn pair(&mut self) {
		let who = self.who();
		match self.reader.byte() % 8 {
			0 | 1 => {
				let pair = self.pair_id();
				self.call(who, Call::close_pair { pair });
			},
			2 | 3 => {
				let pair = self.pair_id();
				self.call(who, Call::collect_fees { pair });
			},
			kind => {
				let (base, quote) = (self.asset(), self.asset());
				let terms = match kind {
					4 => self.any_terms(),
					kind => terms(kind % 2 == 0),
				};
				self.call(who, Call::open_pair { base, quote, terms });
			},
		}
	}

	fn any_terms(&mut self) -> Terms {
		let part = Permill::from_parts(u16::from_le_bytes(self.reader.array()).into());
		let maker = match self.reader.byte() % 2 {
			0 => MakerFee::Pays(part),
			_ => MakerFee::Gets(part),
		};
		Terms {
			lot: self.reader.amount(1 << 60),
			tick_value: self.reader.amount(1 << 50),
			min_lots: self.reader.byte().into(),
			min_quote: self.reader.amount(1_000),
			maker,
			taker: Permill::from_parts(u16::from_le_bytes(self.reader.array()).into()),
		}
	}

	fn status(&mut self) {
		let pair = self.pair_id();
		let who = match self.reader.below(PEOPLE + 2) {
			index if index >= PEOPLE => issuer(),
			index => person(index),
		};
		let status = match self.reader.byte() % 8 {
			0 => Status::Stopped { until_ms: self.reader.moment(&[now(), now() + STOP]) },
			1 => Status::Stopped {
				until_ms: now() + 1 + Moment::from(self.reader.byte()) * MINUTE / 8,
			},
			2 => Status::CancelOnly,
			3 => Status::Closing { from_ms: self.reader.moment(&[now() + NOTICE_MS]) },
			_ => Status::Trading,
		};
		self.call(who, Call::set_status { pair, status });
	}

	fn claim(&mut self) {
		let (who, asset, to) = (self.who(), self.asset(), self.who());
		self.call(who, Call::claim_credit { asset, to });
	}
}
