//! Orders: they come, take, rest, become smaller, and go.

use super::{swapping::Accounts, wallet::Wallet};
use crate::{
	book::{Hour, HOUR_MS},
	custody::Money,
	level::ChunkName,
	matching::{Incoming, Match, OwnCut},
	order::Order,
	price::Tick,
	terms::{Amounts, Terms},
	types::{
		Amount, Due, End, Fault, Kind, OrderId, OrderSpec, Owner, OwnersName, PairId, Purse,
		Reason, Rest, Side, Taken,
	},
	Config, DeskOf, Error, Event, Owners, Pallet, Statistics, TraderOf, HORIZON_MS, OWNERS,
};
use alloc::vec::Vec;
use bloc_primitives::{hook_fee::HookFee, Balance, Moment};
use bloc_timetable::Owner as _;
use frame_support::{
	ensure,
	traits::{Get, Time},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// What an account does in one pair, before it is written: all of it or nothing.
pub(crate) struct Session<T: Config> {
	/// Who it is.
	pub who: T::AccountId,
	/// What it has.
	pub trader: TraderOf<T>,
	/// The book.
	pub desk: DeskOf<T>,
	/// What is to be told of it.
	pub events: Vec<Event<T>>,
	/// The hour that is over.
	pub hour: Option<Hour>,
	/// What comes out of its account, and goes there.
	pub wallet: Wallet,
}

/// How a session was before one of several things was tried, beside its book.
pub(crate) struct Before<T: Config> {
	trader: TraderOf<T>,
	events: usize,
	hour: Option<Hour>,
	wallet: Wallet,
}

impl<T: Config> Session<T> {
	/// Something is tried that may be refused.
	pub(crate) fn try_out(&mut self) -> Before<T> {
		self.desk.begin();
		let (trader, events) = (self.trader.clone(), self.events.len());
		Before { trader, events, hour: self.hour, wallet: self.wallet }
	}

	/// It was refused: all is as it was.
	pub(crate) fn undo(&mut self, before: Before<T>) {
		self.desk.undo();
		self.trader = before.trader;
		self.events.truncate(before.events);
		(self.hour, self.wallet) = (before.hour, before.wallet);
	}

	/// The session of an account in a pair.
	pub(crate) fn open(who: T::AccountId, pair: PairId) -> Result<Self, DispatchError> {
		let desk = Pallet::<T>::desk(pair)?;
		let trader = Pallet::<T>::trader_of(&who)?;
		Ok(Self::begin(who, trader, desk))
	}

	/// The session of an account with what it has, in a book.
	pub(crate) fn begin(who: T::AccountId, trader: TraderOf<T>, desk: DeskOf<T>) -> Self {
		Self { who, trader, desk, events: Vec::new(), hour: None, wallet: Wallet::default() }
	}

	/// Writes all of it, and tells of it. What the transfers weigh, if there are any.
	pub(crate) fn close(self) -> Result<Weight, DispatchError> {
		if let Some(hour) = self.hour {
			note_hour::<T>(self.desk.pair, hour);
		}
		let (desk, weight) = self.leave()?;
		Pallet::<T>::put_desk(desk);
		Ok(weight)
	}

	/// The same, but for the book, in which others go on.
	pub(crate) fn leave(self) -> Result<(DeskOf<T>, Weight), DispatchError> {
		let Self { who, trader, desk, events, wallet, .. } = self;
		Pallet::<T>::put_trader(&who, trader);
		events.into_iter().for_each(Pallet::<T>::deposit_event);
		let book = desk.book();
		let weight = wallet.settle::<T>(&who, [&book.base, &book.quote])?;
		Ok((desk, weight))
	}

	/// An order comes.
	pub(crate) fn place(&mut self, spec: &OrderSpec) -> Result<(), DispatchError> {
		let now_ms = T::Clock::now();
		ensure!(self.desk.book().status.takes_orders(), Error::<T>::NotTrading);
		ensure!(now_ms < spec.deadline_ms, Error::<T>::Expired);
		ensure!(spec.max_steps <= T::MaxSteps::get(), Error::<T>::TooManySteps);
		self.trader.ensure_new(spec.id).map_err(Error::<T>::from)?;
		self.ensure_large_enough(spec).map_err(Error::<T>::from)?;
		let (rest, lots, tick) = match spec.kind {
			Kind::PostOnly { rest, slide } => {
				let tick = self.behind(spec, slide).map_err(Error::<T>::from)?;
				// Where it slides to it may be worth less.
				let terms = &self.desk.book().terms;
				ensure_worth(terms, lots_of(spec.amount), tick).map_err(Error::<T>::from)?;
				(Some(rest), lots_of(spec.amount), tick)
			},
			kind => {
				let made = self.take(spec, now_ms)?;
				// What pays for no lot at all is done, too, but not filled.
				let none = matches!(spec.amount, Amount::Quote(_)) && made.taken.lots == 0;
				let whole = made.taken.end == End::Done && !none;
				ensure!(kind != Kind::FillOrKill || whole, Error::<T>::NotFilled);
				let rests = made.taken.end == End::NothingLeft && made.rest > 0;
				let rest = match kind {
					Kind::Limit(rest) => Some(rest).filter(|_| rests),
					_ => None,
				};
				(rest, made.rest, spec.tick)
			},
		};
		match rest {
			Some(rest) => self.rest(spec, tick, lots, rest, now_ms),
			None => Ok(()),
		}
	}

	/// Whether an order is for enough. One that rests has its least price, too.
	fn ensure_large_enough(&self, spec: &OrderSpec) -> Result<(), Fault> {
		let terms = &self.desk.book().terms;
		terms.price_of(spec.tick)?;
		let rests = matches!(spec.kind, Kind::Limit(_) | Kind::PostOnly { .. });
		match spec.amount {
			Amount::Quote(_) if rests => Err(Fault::NotResting),
			Amount::Quote(0) => Err(Fault::BelowMinimum),
			Amount::Quote(_) => Ok(()),
			Amount::Lots(lots) => {
				ensure!(lots >= terms.min_lots, Fault::BelowMinimum);
				match rests {
					true => ensure_worth(terms, lots, spec.tick),
					false => terms.quote_of(lots, spec.tick).map(|_| ()),
				}
			},
		}
	}

	/// The tick at which an order that only rests does not take.
	fn behind(&self, spec: &OrderSpec, slide: bool) -> Result<Tick, Fault> {
		let best = self.desk.book().half(spec.side.other()).best;
		let Some(best) = best.filter(|best| spec.side.takes(spec.tick, *best)) else {
			return Ok(spec.tick);
		};
		ensure!(slide, Fault::WouldTake);
		let tick = match spec.side {
			Side::Buy => best.0.checked_sub(1),
			Side::Sell => best.0.checked_add(1),
		};
		let tick = tick.map(Tick).filter(|tick| tick.price().is_some());
		tick.ok_or(Fault::WouldTake)
	}

	/// An order takes what rests.
	fn take(&mut self, spec: &OrderSpec, now_ms: Moment) -> Result<Match, DispatchError> {
		Pallet::<T>::ensure_in_time(&self.desk, spec.side, spec.tick, now_ms)?;
		let incoming = Incoming {
			side: spec.side,
			amount: spec.amount,
			limit: spec.tick,
			self_trade: spec.self_trade,
			max_steps: spec.max_steps,
		};
		let mut own = core::mem::take(&mut self.trader.orders).into_inner();
		let made = self.desk.take(&mut own, &incoming);
		self.trader.orders = frame_support::BoundedVec::truncate_from(own);
		let made = made.map_err(Error::<T>::from)?;
		if made.taken.lots > 0 {
			Pallet::<T>::ensure_whole(&self.desk)?;
		}
		self.pay_cuts(&made.cuts)?;
		self.pay_taken(spec, &made, now_ms)?;
		Ok(made)
	}

	/// What was cut of own orders comes back, and what is filled of them comes with it.
	fn pay_cuts(&mut self, cuts: &[OwnCut]) -> Result<(), DispatchError> {
		let name =
			|cut: &OwnCut| self.trader.orders.get(cut.at).map(|order| (order.id, order.purse));
		let names: Vec<_> = cuts.iter().map(name).collect();
		for (cut, name) in cuts.iter().zip(names) {
			let (id, purse) = name.ok_or(Error::<T>::Inconsistent)?;
			self.gain(purse, cut.refund)?;
			self.tell_cut(id, cut.lots, Reason::SelfTrade);
			// Cut twice, it may be gone by the first.
			if let Ok(at) = self.trader.find(id) {
				self.settle(at)?;
			}
		}
		Ok(())
	}

	fn gain(&mut self, purse: Purse, amounts: Amounts) -> Result<(), Error<T>> {
		let book = self.desk.book();
		let assets = [&book.base, &book.quote];
		Ok(self.wallet.gain::<T>(&mut self.trader, assets, purse, amounts)?)
	}

	fn spend(&mut self, purse: Purse, amounts: Amounts) -> Result<(), Error<T>> {
		let book = self.desk.book();
		let assets = [&book.base, &book.quote];
		Ok(self.wallet.spend::<T>(&mut self.trader, assets, purse, amounts)?)
	}

	fn tell_cut(&mut self, id: OrderId, lots: u64, reason: Reason) {
		let (pair, who) = (self.desk.pair, self.who.clone());
		self.events.push(Event::Cut { pair, who, id, lots, reason });
	}

	/// What an order took is paid for, and is the taker's.
	fn pay_taken(
		&mut self,
		spec: &OrderSpec,
		made: &Match,
		now_ms: Moment,
	) -> Result<(), Error<T>> {
		let (id, side) = (spec.id, spec.side);
		let Taken { lots, quote, end } = made.taken;
		let Accounts { costs, brings, fee, over } =
			Pallet::<T>::account_for(&mut self.desk, side, made, now_ms)?;
		self.hour = self.hour.or(over);
		self.spend(spec.purse, costs)?;
		self.gain(spec.purse, brings)?;
		let (pair, taker) = (self.desk.pair, self.who.clone());
		for trade in made.trades.iter().copied() {
			let taker = taker.clone();
			self.events.push(Event::Traded { pair, taker, id, side, trade });
		}
		self.events.push(Event::Taken { pair, who: taker, id, side, lots, quote, fee, end });
		Ok(())
	}

	/// An order rests, and the hook's work for it is paid. Nothing can fail after that.
	fn rest(
		&mut self,
		spec: &OrderSpec,
		tick: Tick,
		lots: u64,
		rest: Rest,
		now_ms: Moment,
	) -> Result<(), DispatchError> {
		if let Some(until_ms) = rest.until_ms {
			ensure!(now_ms < until_ms, Error::<T>::Expired);
			let most = now_ms.saturating_add(HORIZON_MS);
			ensure!(until_ms <= most, Error::<T>::DeadlineTooFar);
		}
		let (id, side, pair, purse) = (spec.id, spec.side, self.desk.pair, spec.purse);
		let placed = self.desk.rest(side, tick, lots, rest.settled).map_err(Error::<T>::from)?;
		let lock = self.desk.book().terms.lock(side, tick, lots).map_err(Error::<T>::from)?;
		self.spend(purse, lock)?;
		let (chunk, index, start) = (placed.chunk, placed.index, placed.start);
		let (until_ms, paid) = (rest.until_ms, 0);
		let order =
			Order { id, pair, side, tick, chunk, index, start, lots, paid, until_ms, purse };
		let waits = |other: &Order| until_ms.is_none() || other.until_ms == until_ms;
		let waits = until_ms.is_none() || self.trader.orders.iter().any(waits);
		let book = self.desk.book();
		let assets = [&book.base, &book.quote];
		self.trader.add(order, assets).map_err(Error::<T>::from)?;
		self.pay_hook(&rest, placed.opens, purse)?;
		if let Some(until_ms) = until_ms.filter(|_| !waits) {
			Pallet::<T>::push(until_ms, Due::Trader(self.who.clone()));
		}
		if let Some(nth) = placed.owner {
			self.leave_name(id, chunk, nth);
		}
		let who = self.who.clone();
		self.events.push(Event::Placed {
			pair,
			who,
			id,
			side,
			tick,
			lots,
			chunk,
			index,
			start,
			rest,
			purse,
		});
		Ok(())
	}

	/// The hook is to settle the order: the `nth` of those of its chunk.
	fn leave_name(&self, id: OrderId, chunk: ChunkName, nth: u16) {
		let owner = Owner { who: self.who.clone(), id };
		// At most 256 stand in a chunk: the page fits.
		let page = u8::try_from(u32::from(nth) / OWNERS).unwrap_or(u8::MAX);
		Owners::<T>::mutate(self.desk.pair, OwnersName { chunk, page }, |owners| {
			let _ = owners.get_or_insert_default().try_push(owner);
		});
	}

	/// The trader pays for what the hook will do for an order: to take it out, to settle it, to
	/// forget its chunk.
	fn pay_hook(&mut self, rest: &Rest, opens: bool, purse: Purse) -> Result<(), DispatchError> {
		let moves = match purse {
			Purse::Balance => Weight::zero(),
			Purse::Wallet => Pallet::<T>::moves_weight(),
		};
		let works = [
			rest.until_ms.map(|_| Pallet::<T>::expiry_weight().saturating_add(moves)),
			rest.settled.then(|| Pallet::<T>::settling_weight().saturating_add(moves)),
			opens.then(Pallet::<T>::forgetting_weight),
		];
		let fees = works.into_iter().flatten().map(|work: Weight| T::HookFee::of(work));
		let amount = fees.fold(0, Balance::saturating_add);
		if amount > 0 {
			let paid = T::HookFee::charge(&self.who, amount);
			paid.map_err(|_| Error::<T>::HookFeeUnpaid)?;
			self.events.push(Event::HookFeePaid { who: self.who.clone(), amount });
		}
		Ok(())
	}

	/// The order of this name in this pair, and its place in the list.
	pub(crate) fn own(&self, id: OrderId) -> Result<(usize, Order), DispatchError> {
		let at = self.trader.find(id).map_err(Error::<T>::from)?;
		let order = self.trader.orders.get(at).ok_or(Error::<T>::Inconsistent)?.clone();
		ensure!(order.pair == self.desk.pair, Error::<T>::OrderNotFound);
		Ok((at, order))
	}

	/// Takes an order out for another that comes in its place. Of one that is filled nothing is left
	/// that another could stand for.
	pub(crate) fn make_way(&mut self, id: OrderId) -> Result<(), DispatchError> {
		let (_, order) = self.own(id)?;
		let filled = self.desk.filled(&order).map_err(Error::<T>::from)?;
		ensure!(filled < order.lots, Error::<T>::NothingOpen);
		self.cut(id, 0, Reason::Replaced)
	}

	/// Takes what is open of an order out of the book, down to `keep` lots.
	pub(crate) fn cut(
		&mut self,
		id: OrderId,
		keep: u64,
		reason: Reason,
	) -> Result<(), DispatchError> {
		let (at, order) = self.own(id)?;
		let filled = self.desk.filled(&order).map_err(Error::<T>::from)?;
		let open = order.lots.checked_sub(filled).ok_or(Error::<T>::Inconsistent)?;
		let lots = open.checked_sub(keep).ok_or(Error::<T>::NothingOpen)?;
		if lots > 0 {
			let left = order.lots.checked_sub(lots).ok_or(Error::<T>::Inconsistent)?;
			let refund = self.desk.book().terms.unlock(&order, left).map_err(Error::<T>::from)?;
			self.desk.cut(&order, lots).map_err(Error::<T>::from)?;
			self.gain(order.purse, refund)?;
			if let Some(order) = self.trader.orders.get_mut(at) {
				order.lots = left;
			}
			self.tell_cut(id, lots, reason);
		}
		self.settle(at)
	}

	/// Pays the owner what is filled of the order at a place of its list. What is filled in full
	/// goes.
	pub(crate) fn settle(&mut self, at: usize) -> Result<(), DispatchError> {
		let order = self.trader.orders.get(at).ok_or(Error::<T>::OrderNotFound)?.clone();
		let filled = self.desk.filled(&order).map_err(Error::<T>::from)?;
		if filled > order.paid {
			let terms = self.desk.book().terms;
			let settled = terms.settlement(&order, filled).map_err(Error::<T>::from)?;
			let book = self.desk.book_mut();
			let (lots, fee) = (settled.lots, settled.fee);
			let less = book.unsettled.checked_sub(lots.into());
			book.unsettled = less.ok_or(Error::<T>::Inconsistent)?;
			book.fees = book.fees.checked_add(fee).ok_or(Error::<T>::Overflow)?;
			let aside = book.aside.checked_sub(settled.rebate);
			book.aside = aside.ok_or(Error::<T>::Inconsistent)?;
			self.gain(order.purse, settled.owner)?;
			if let Some(order) = self.trader.orders.get_mut(at) {
				order.paid = filled;
			}
			let (pair, who, id) = (self.desk.pair, self.who.clone(), order.id);
			let (base, quote) = (settled.owner.base, settled.owner.quote);
			self.events.push(Event::Settled { pair, who, id, lots, base, quote, fee });
		}
		if filled == order.lots {
			let book = self.desk.book();
			self.trader.remove(at, [&book.base, &book.quote]);
		}
		Ok(())
	}
}

/// An hour is over.
pub(crate) fn note_hour<T: Config>(pair: PairId, hour: Hour) {
	Statistics::<T>::mutate(pair, |hours| {
		if hours.is_full() {
			hours.remove(0);
		}
		// There is room.
		let _ = hours.try_push(hour);
	});
}

/// The lots of an order that rests.
const fn lots_of(amount: Amount) -> u64 {
	match amount {
		Amount::Lots(lots) => lots,
		Amount::Quote(_) => 0,
	}
}

/// Whether so many lots at a price are worth a place in the book.
fn ensure_worth(terms: &Terms, lots: u64, tick: Tick) -> Result<(), Fault> {
	ensure!(terms.quote_of(lots, tick)? >= terms.min_quote, Fault::BelowMinimum);
	Ok(())
}

impl<T: Config> Pallet<T> {
	/// Whether an order of this side that is good up to `limit` takes nothing, or the hook is in time.
	pub(crate) fn ensure_in_time(
		desk: &DeskOf<T>,
		side: Side,
		limit: Tick,
		now_ms: Moment,
	) -> Result<(), DispatchError> {
		let best = desk.book().half(side.other()).best;
		if best.is_some_and(|best| side.takes(limit, best)) {
			ensure!(!Self::is_late(now_ms), Error::<T>::CatchingUp);
		}
		Ok(())
	}

	/// Whether what is traded is there: an asset's issuer may have taken or destroyed some of it, and
	/// who trades on would get what is another's.
	pub(crate) fn ensure_whole(desk: &DeskOf<T>) -> Result<(), DispatchError> {
		let book = desk.book();
		Money::<T>::ensure_whole(&book.base)?;
		Money::<T>::ensure_whole(&book.quote)
	}

	/// Whether the hook is late.
	pub(crate) fn is_late(now_ms: Moment) -> bool {
		let next_ms = bloc_timetable::Timetable::<Self>::next_due_ms();
		let late = |next_ms: Moment| next_ms.saturating_add(T::MaxLateMs::get()) < now_ms;
		next_ms.is_some_and(late)
	}

	/// The hours that count for the last day.
	pub(crate) const fn day_begins(now_ms: Moment) -> u64 {
		(now_ms / HOUR_MS).saturating_sub(23)
	}
}
