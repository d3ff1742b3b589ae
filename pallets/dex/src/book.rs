//! The book of a pair: what is known of it at a glance.

use crate::{
	page::Index,
	price::Tick,
	prices::Prices,
	terms::Terms,
	types::{Fault, Side, Status},
};
use bloc_primitives::{Balance, Moment};

/// An hour, in which what is traded is summed up.
pub const HOUR_MS: Moment = 3_600_000;

/// One side of a book.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Half {
	/// The best price at which an order rests.
	pub best: Option<Tick>,
	/// The pages that have levels.
	pub index: Index,
}

/// What was traded in an hour.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Hour {
	/// The number of the hour, since 1970.
	#[codec(compact)]
	pub number: u64,
	/// How much base.
	#[codec(compact)]
	pub base: Balance,
	/// For how much quote, fees aside.
	#[codec(compact)]
	pub quote: Balance,
	/// The last price, if anything was traded.
	pub last: Option<Tick>,
	/// What [`Prices::sum`] was when the hour began to be counted.
	#[codec(compact)]
	pub sum: u128,
}

/// A pair, and what rests in it.
#[frame_support::stored]
pub struct Book<AssetId> {
	/// What is bought and sold.
	pub base: AssetId,
	/// What it is paid in.
	pub quote: AssetId,
	/// What can be traded, and for which fee.
	pub terms: Terms,
	/// Whether it trades.
	pub status: Status,
	/// The number of the next queue.
	#[codec(compact)]
	pub next_queue: u64,
	/// Orders that buy.
	pub buys: Half,
	/// Orders that sell.
	pub sells: Half,
	/// Lots that are filled and not settled.
	#[codec(compact)]
	pub unsettled: u128,
	/// Fees that are not collected, in quote.
	#[codec(compact)]
	pub fees: Balance,
	/// What is put aside for rebates, in quote.
	#[codec(compact)]
	pub aside: Balance,
	/// The prices over time.
	pub prices: Prices,
	/// The hour of the last trade.
	pub hour: Hour,
}

impl<AssetId> Book<AssetId> {
	/// A new pair.
	pub fn new(base: AssetId, quote: AssetId, terms: Terms) -> Self {
		Self {
			base,
			quote,
			terms,
			status: Status::default(),
			next_queue: 0,
			buys: Half::default(),
			sells: Half::default(),
			unsettled: 0,
			fees: 0,
			aside: 0,
			prices: Prices::default(),
			hour: Hour::default(),
		}
	}

	/// One side.
	pub const fn half(&self, side: Side) -> &Half {
		match side {
			Side::Buy => &self.buys,
			Side::Sell => &self.sells,
		}
	}

	/// One side, to be changed.
	pub fn half_mut(&mut self, side: Side) -> &mut Half {
		match side {
			Side::Buy => &mut self.buys,
			Side::Sell => &mut self.sells,
		}
	}

	/// Whether nothing rests, and nothing is to be settled.
	pub const fn is_empty(&self) -> bool {
		self.buys.best.is_none() && self.sells.best.is_none() && self.unsettled == 0
	}

	/// Follows the prices: whenever something of the book has changed.
	pub fn look(&mut self, now_ms: Moment) {
		self.prices.look(self.buys.best, self.sells.best, now_ms);
	}

	/// Notes that something was traded. The hour that is over, if one is.
	///
	/// # Errors
	/// [`Fault::Overflow`].
	pub fn note(
		&mut self,
		lots: u64,
		quote: Balance,
		tick: Tick,
		now_ms: Moment,
	) -> Result<Option<Hour>, Fault> {
		let number = now_ms / HOUR_MS;
		let mut over = None;
		if self.hour.number != number {
			over = Some(self.hour).filter(|hour| hour.last.is_some());
			self.hour = Hour { number, sum: self.prices.sum_at(now_ms), ..Hour::default() };
		}
		self.prices.trade(tick);
		self.hour.base = self.hour.base.saturating_add(self.terms.lot.saturating_mul(lots.into()));
		self.hour.quote = self.hour.quote.saturating_add(quote);
		self.hour.last = Some(tick);
		self.unsettled = self.unsettled.checked_add(lots.into()).ok_or(Fault::Overflow)?;
		let fee = self.terms.taker_fee(quote)?;
		let aside = self.terms.put_aside(quote)?;
		self.aside = self.aside.checked_add(aside).ok_or(Fault::Overflow)?;
		let fee = fee.checked_sub(aside).ok_or(Fault::Inconsistent)?;
		self.fees = self.fees.checked_add(fee).ok_or(Fault::Overflow)?;
		Ok(over)
	}
}
