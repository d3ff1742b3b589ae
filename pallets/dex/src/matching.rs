//! How an order takes what rests: the better price first, and at one price whoever came first.

use crate::{
	desk::{Desk, Shelf},
	level::Level,
	order::Order,
	price::Tick,
	terms::Amounts,
	types::{Amount, End, Fault, SelfTrade, Side, Taken, Trade},
};
use alloc::vec::Vec;
use bloc_primitives::Balance;

/// An order that takes.
#[derive(Clone, Copy, Debug)]
pub struct Incoming {
	/// Buy or sell.
	pub side: Side,
	/// How much.
	pub amount: Amount,
	/// The worst price.
	pub limit: Tick,
	/// What happens when it meets an order of the same owner.
	pub self_trade: SelfTrade,
	/// How many steps it may take.
	pub max_steps: u32,
}

/// A part of an own order that was cancelled, so that it did not trade with its owner's other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OwnCut {
	/// Its place in the list of orders.
	pub at: usize,
	/// How many lots.
	pub lots: u64,
	/// What comes back for it.
	pub refund: Amounts,
}

/// What an order did.
#[derive(Clone, Debug)]
pub struct Match {
	/// What it took, summed up.
	pub taken: Taken,
	/// Lots that are left of it; none of an amount in quote.
	pub rest: u64,
	/// What it took, price by price.
	pub trades: Vec<Trade>,
	/// What was cut of own orders.
	pub cuts: Vec<OwnCut>,
}

/// What is left to be taken.
struct Wants {
	/// Lots, or none if quote is what counts.
	lots: Option<u64>,
	/// How much quote may be spent on prices.
	quote: Balance,
}

impl Wants {
	/// How many lots at this price.
	fn at(&self, price: Balance) -> u64 {
		let affordable = self.quote.checked_div(price).unwrap_or(0);
		self.lots.unwrap_or_else(|| u64::try_from(affordable).unwrap_or(u64::MAX))
	}

	/// So many lots are no longer wanted.
	fn less(&mut self, lots: u64, value: Balance) {
		match &mut self.lots {
			Some(left) => *left = left.saturating_sub(lots),
			None => self.quote = self.quote.saturating_sub(value),
		}
	}
}

/// An order while it takes.
struct Run<'a> {
	/// Orders of the same owner.
	own: &'a mut [Order],
	order: &'a Incoming,
	wants: Wants,
	made: Match,
}

impl Run<'_> {
	/// Notes that lots were taken, for so much, of a level as it was before.
	fn note(&mut self, tick: Tick, level: &Level, lots: u64, quote: Balance) -> Result<(), Fault> {
		self.wants.less(lots, quote);
		let taken = &mut self.made.taken;
		taken.lots = taken.lots.checked_add(lots).ok_or(Fault::Overflow)?;
		taken.quote = taken.quote.checked_add(quote).ok_or(Fault::Overflow)?;
		let (chunk, from) = (level.head_name(), level.filled);
		self.made.trades.push(Trade { tick, lots, quote, chunk, from });
		Ok(())
	}
}

impl<S: Shelf, AssetId> Desk<S, AssetId> {
	/// Takes what rests for an order, of everybody but its owner, whose orders are `own`. Changes
	/// those of them that it meets.
	///
	/// # Errors
	/// [`Fault::Overflow`], [`Fault::UnknownTick`], [`Fault::Inconsistent`].
	pub fn take(&mut self, own: &mut [Order], order: &Incoming) -> Result<Match, Fault> {
		let wants = match order.amount {
			Amount::Lots(lots) => Wants { lots: Some(lots), quote: 0 },
			Amount::Quote(budget) => {
				let quote = self.book().terms.within_budget(order.side, budget);
				Wants { lots: None, quote }
			},
		};
		let taken = Taken { lots: 0, quote: 0, end: End::Done };
		let made = Match { taken, rest: 0, trades: Vec::new(), cuts: Vec::new() };
		let mut run = Run { own, order, wants, made };
		let most_steps = self.steps.saturating_add(order.max_steps);
		let end = loop {
			let best = self.book().half(order.side.other()).best;
			let Some(tick) = best.filter(|tick| order.side.takes(order.limit, *tick)) else {
				break match run.wants.lots {
					Some(0) => End::Done,
					_ => End::NothingLeft,
				};
			};
			let price = self.book().terms.price_of(tick)?;
			// No more than a number holds, however much is paid for.
			let most = u64::MAX.saturating_sub(run.made.taken.lots);
			let wanted = run.wants.at(price).min(most);
			if wanted == 0 {
				break End::Done;
			}
			// What is open already costs nothing more.
			let is_open = self.is_open(order.side.other(), tick);
			if self.steps > most_steps || (self.steps == most_steps && !is_open) {
				break End::Steps;
			}
			if let Some(end) = self.take_at(&mut run, tick, wanted)? {
				break end;
			}
		};
		let Run { wants, mut made, .. } = run;
		made.taken.end = end;
		made.rest = wants.lots.unwrap_or(0);
		Ok(made)
	}

	/// One step at a price: a whole level, or of the head of its queue up to an own order, or that
	/// order. Why the order ends with it, if it does.
	fn take_at(
		&mut self,
		run: &mut Run<'_>,
		tick: Tick,
		wanted: u64,
	) -> Result<Option<End>, Fault> {
		self.fills = self.fills.saturating_add(1);
		let side = run.order.side.other();
		let level = self.level(side, tick).ok_or(Fault::Inconsistent)?;
		let stands = |own: &Order| {
			let (queue, number) = (own.chunk.queue, own.chunk.number);
			own.is_at(self.pair, side, tick) && queue == level.queue && number >= level.head
		};
		let is_own = run.own.iter().any(stands);
		if !is_own && level.live <= wanted {
			let level = self.fill_level(side, tick)?;
			run.note(tick, &level, level.live, self.value(level.live, tick)?)?;
			return Ok(None);
		}
		let first = match is_own {
			true => self.first_own(run.own, side, tick, &level)?,
			false => None,
		};
		if let Some((at, 0)) = first {
			return self.meet(run, at, tick, wanted);
		}
		let left = first.map_or(level.left_in_head(), |(_, ahead)| ahead);
		if left == 0 {
			self.steps = self.steps.saturating_add(1);
			return self.advance(side, tick).map(|()| None);
		}
		let lots = left.min(wanted);
		let level = self.fill(side, tick, lots)?;
		run.note(tick, &level, lots, self.value(lots, tick)?)?;
		Ok(None)
	}

	/// The first of the own orders in the head of which something is open, and how many lots are
	/// before it.
	fn first_own(
		&mut self,
		own: &[Order],
		side: Side,
		tick: Tick,
		level: &Level,
	) -> Result<Option<(usize, u64)>, Fault> {
		let mut first: Option<(usize, u64)> = None;
		for (at, order) in own.iter().enumerate() {
			if !order.is_at(self.pair, side, tick) {
				continue;
			}
			if let Some(ahead) = self.ahead(order, level)? {
				if first.is_none_or(|(_, before)| ahead < before) {
					first = Some((at, ahead));
				}
			}
		}
		Ok(first)
	}

	/// An order meets one of the same owner.
	fn meet(
		&mut self,
		run: &mut Run<'_>,
		at: usize,
		tick: Tick,
		wanted: u64,
	) -> Result<Option<End>, Fault> {
		self.steps = self.steps.saturating_add(1);
		let choice = run.order.self_trade;
		if choice == SelfTrade::CancelNewest {
			return Ok(Some(End::SelfTrade));
		}
		let mine = run.own.get_mut(at).ok_or(Fault::Inconsistent)?;
		let filled = self.filled(mine)?;
		let open = mine.lots.checked_sub(filled).ok_or(Fault::Inconsistent)?;
		let lots = match choice {
			SelfTrade::Decrement => open.min(wanted),
			_ => open,
		};
		self.cut(mine, lots)?;
		let left = mine.lots.checked_sub(lots).ok_or(Fault::Inconsistent)?;
		let refund = self.book().terms.unlock(mine, left)?;
		mine.lots = left;
		run.made.cuts.push(OwnCut { at, lots, refund });
		match choice {
			SelfTrade::CancelBoth => return Ok(Some(End::SelfTrade)),
			SelfTrade::Decrement => run.wants.less(lots, self.value(lots, tick)?),
			_ => {},
		}
		Ok(None)
	}
}
