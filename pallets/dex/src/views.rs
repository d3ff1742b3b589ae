//! Answers of view functions and runtime API.

use crate::{
	desk::Shelf,
	matching::Incoming,
	order::Order,
	page::PageName,
	price::Tick,
	router::Plan,
	terms::Amounts,
	types::{Amount, PairId, SelfTrade, Side, SwapSpec, Taken},
	AssetIdOf, Books, Config, DeskOf, HopsOf, Pallet, Shelves, Statistics, TraderOf, Traders,
};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_primitives::{paging::MAX_PAGE, Balance, Moment};
use codec::{Decode, Encode};
use frame_support::traits::{Get, Time};
use scale_info::TypeInfo;

/// What rests at a price.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Depth {
	/// The tick.
	pub tick: Tick,
	/// How many lots.
	pub lots: u64,
	/// Their price, in quote.
	pub quote: Balance,
}

/// What an order would take.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Quote {
	/// How many lots.
	pub lots: u64,
	/// Their price, in quote.
	pub quote: Balance,
	/// The fee, in quote: beside the price for who buys, out of it for who sells.
	pub fee: Balance,
	/// Why no more.
	pub end: crate::types::End,
}

/// A hop of a swap, as it would be.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct HopQuote {
	/// What it would cost, fees included.
	pub spent: Balance,
	/// What it would bring, after fees.
	pub got: Balance,
	/// Lots that would be traded in the book.
	pub lots: u64,
	/// What of it would go to the pool.
	pub pool_in: Balance,
	/// What would come from the pool.
	pub pool_out: Balance,
}

/// What a swap would cost and bring.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SwapQuote {
	/// What it would cost, fees included.
	pub spent: Balance,
	/// What it would bring, after fees.
	pub got: Balance,
	/// Hop by hop.
	pub hops: Vec<HopQuote>,
}

/// An order, as it is now.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct OrderView {
	/// The order.
	pub order: Order,
	/// Lots that were filled, settled or not.
	pub filled: u64,
	/// Lots that are still open.
	pub open: u64,
}

/// What a trader has of an asset.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct Holding {
	/// Free.
	pub free: Balance,
	/// Locked by what is open of orders.
	pub locked: Balance,
	/// Its own, and free once it is settled.
	pub unsettled: Balance,
}

/// What was traded in 24 hours: this one, and the 23 before it.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct Day {
	/// How much base.
	pub base: Balance,
	/// For how much quote, fees aside.
	pub quote: Balance,
	/// The last price before them, if it is known.
	pub before: Option<Tick>,
	/// The last price.
	pub last: Option<Tick>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn best_of(pair: PairId) -> Option<[Option<Tick>; 2]> {
		let book = Books::<T>::get(pair)?;
		Some([book.buys.best, book.sells.best])
	}

	pub(crate) fn depth_of(
		pair: PairId,
		side: Side,
		behind: Option<Tick>,
		limit: u32,
	) -> Vec<Depth> {
		let mut found = Vec::new();
		let Some(book) = Books::<T>::get(pair) else { return found };
		let limit = usize::try_from(limit.min(MAX_PAGE)).unwrap_or(usize::MAX);
		let index = book.half(side).index;
		let mut next = match behind {
			Some(tick) => index.best_from(side, tick.page()),
			None => index.best(side),
		};
		while let Some(number) = next.filter(|_| found.len() < limit) {
			let shelves = Shelves::<T>::default();
			let page = shelves.page(pair, PageName::new(side, number)).unwrap_or_default();
			let mut levels: Vec<_> = page.iter(number).collect();
			if side == Side::Buy {
				levels.reverse();
			}
			let is_behind = |tick: Tick| behind.is_none_or(|behind| side.is_better(behind, tick));
			for (tick, level) in levels.into_iter().filter(|(tick, _)| is_behind(*tick)) {
				let quote = book.terms.quote_of(level.live, tick).unwrap_or(0);
				found.push(Depth { tick, lots: level.live, quote });
			}
			let further = match side {
				Side::Buy => number.checked_sub(1),
				Side::Sell => number.checked_add(1),
			};
			next = further.and_then(|number| index.best_from(side, number));
		}
		found.truncate(limit);
		found
	}

	pub(crate) fn quote_of(
		pair: PairId,
		side: Side,
		amount: Amount,
		limit: Tick,
		max_steps: u32,
	) -> Option<Quote> {
		let mut desk = Self::desk(pair).ok()?;
		if !desk.book().status.takes_orders() {
			return None;
		}
		Self::ensure_in_time(&desk, side, limit, T::Clock::now()).ok()?;
		let max_steps = max_steps.min(T::MaxSteps::get());
		let self_trade = SelfTrade::CancelNewest;
		let incoming = Incoming { side, amount, limit, self_trade, max_steps };
		let Taken { lots, quote, end } = desk.take(&mut [], &incoming).ok()?.taken;
		if lots > 0 {
			Self::ensure_whole(&desk).ok()?;
		}
		let fee = desk.book().terms.taker_fee(quote).ok()?;
		Some(Quote { lots, quote, fee, end })
	}

	pub(crate) fn swap_quote_of(
		from: &AssetIdOf<T>,
		hops: &HopsOf<T>,
		spec: &SwapSpec,
	) -> Option<SwapQuote> {
		let max_steps = spec.max_steps.min(T::MaxSteps::get());
		let legs = Self::legs(&[], from, hops, &SwapSpec { max_steps, ..*spec }).ok()?;
		let spent = legs.first()?.plan.spent;
		let got = legs.last()?.plan.got;
		let view = |leg: crate::calls::Leg<T>| {
			let Plan { lots, pool_in, pool_out, spent, got } = leg.plan;
			HopQuote { spent, got, lots, pool_in, pool_out }
		};
		Some(SwapQuote { spent, got, hops: legs.into_iter().map(view).collect() })
	}

	/// The orders of a trader, with what is filled of each and in which book.
	fn filled_orders(trader: TraderOf<T>) -> Vec<(Order, u64, DeskOf<T>)> {
		let mut desks: BTreeMap<PairId, DeskOf<T>> = BTreeMap::new();
		let mut found = Vec::new();
		for order in trader.orders {
			let Ok(desk) = Self::desk(order.pair) else { continue };
			let desk = desks.entry(order.pair).or_insert(desk);
			if let Ok(filled) = desk.filled(&order) {
				found.push((order, filled, desk.clone()));
			}
		}
		found
	}

	pub(crate) fn orders_of(who: &T::AccountId) -> Vec<OrderView> {
		let orders = Traders::<T>::get(who).map(Self::filled_orders).unwrap_or_default();
		let view = |(order, filled, _): (Order, u64, DeskOf<T>)| {
			let open = order.lots.saturating_sub(filled);
			OrderView { order, filled, open }
		};
		orders.into_iter().map(view).collect()
	}

	pub(crate) fn balance_of(who: &T::AccountId, asset: &AssetIdOf<T>) -> Holding {
		let Some(trader) = Traders::<T>::get(who) else { return Holding::default() };
		let mut holding = Holding { free: trader.free(asset), ..Holding::default() };
		for (order, filled, desk) in Self::filled_orders(trader) {
			let book = desk.book();
			let of = |amounts: Amounts| match () {
				() if book.base == *asset => amounts.base,
				() if book.quote == *asset => amounts.quote,
				() => 0,
			};
			let open = book.terms.unlock(&order, filled).unwrap_or_default();
			let settled = book.terms.settlement(&order, filled).unwrap_or_default().owner;
			holding.locked = holding.locked.saturating_add(of(open));
			holding.unsettled = holding.unsettled.saturating_add(of(settled));
		}
		holding
	}

	pub(crate) fn day_of(pair: PairId) -> Option<Day> {
		let book = Books::<T>::get(pair)?;
		let first = Self::day_begins(T::Clock::now());
		let mut day = Day { last: book.prices.last, ..Day::default() };
		for hour in Statistics::<T>::get(pair).into_iter().chain([book.hour]) {
			if hour.number >= first {
				day.base = day.base.saturating_add(hour.base);
				day.quote = day.quote.saturating_add(hour.quote);
			} else {
				day.before = hour.last.or(day.before);
			}
		}
		Some(day)
	}

	pub(crate) fn price_sum_of(pair: PairId) -> Option<(u128, Moment)> {
		let now_ms = T::Clock::now();
		Some((Books::<T>::get(pair)?.prices.sum_at(now_ms), now_ms))
	}
}
