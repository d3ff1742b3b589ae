//! A provider's quote: at what price it takes money on chain for payments in channels, or the other
//! way round. Pure, without storage.

use bloc_math::{
	fees::{hold_fee, MILLION},
	prices::Price,
};
use bloc_primitives::{instant::Instant, policy::MAX_HOLD_PPM, Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

bloc_primitives::faults! {
	/// Why a quote is not set, changed or taken. Each becomes the [`Error`](crate::Error) of the
	/// same name.
	pub enum Fault {
		UnsoundQuote,
		QuoteChanged,
		QuoteBinding,
		QuoteInUse,
		QuotePaused,
		Expired,
		AmountOutOfRange,
		DeadlineTooSoon,
		DeadlineTooFar,
		LimitReached,
		StockShort,
		InvoiceOnly,
		Overflow,
	}
}

/// Which way the taker's money goes.
#[frame_support::stored]
#[derive(Copy)]
pub enum Direction {
	/// From the chain into channels: the provider pays an invoice of the taker's choice.
	In,
	/// From channels onto the chain: the provider pays out of its stock.
	Out,
}

/// What a provider asks.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Rates {
	/// For a swap that is made, in the smallest unit of the asset.
	pub base: Balance,
	/// Beside it, in millionths of the amount that arrives, rounded up.
	pub ppm: u32,
	/// For opening a swap, whatever becomes of it: paid at once, and kept.
	pub open_base: Balance,
	/// Beside it, in millionths of the amount for each minute up to the deadline, rounded up.
	pub hold_ppm: u32,
}

impl Rates {
	/// The price of a swap that is made.
	pub const fn price(&self) -> Price {
		Price { base: self.base, ppm: self.ppm }
	}

	/// What it costs to have `amount` arrive by a swap that may wait for so long.
	pub fn cost(&self, amount: Balance, lasts_ms: Moment) -> Option<Cost> {
		let to_send = self.price().to_send(amount)?;
		let open_fee = self.open_base.checked_add(hold_fee(amount, self.hold_ppm, lasts_ms))?;
		Some(Cost { to_send, open_fee })
	}
}

/// What a swap costs its taker.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Cost {
	/// What the taker locks or pays: the amount that arrives, and the fee for that.
	pub to_send: Balance,
	/// What it pays at once for having it opened, whatever becomes of it; beside it, into channels,
	/// what those in between may keep.
	pub open_fee: Balance,
}

/// What a provider lets itself in for.
#[frame_support::stored]
#[derive(Copy)]
pub struct QuoteTerms {
	/// What it asks.
	pub rates: Rates,
	/// The smallest amount that arrives.
	pub min_amount: Balance,
	/// The largest.
	pub max_amount: Balance,
	/// The longest that a swap may wait.
	pub most_ms: Moment,
	/// The most that swaps under way may have in their legs at a time.
	pub limit: Balance,
	/// It stands until this instant.
	pub valid_until_ms: Moment,
	/// For swaps into channels: the least time in which the provider can pay an invoice of another
	/// network, such as Lightning, that it is told the payment hash of. None if it pays only here.
	pub external_ms: Option<Moment>,
}

impl QuoteTerms {
	/// They make sense: at most a whole amount is asked as a fee rate, waiting costs no more than
	/// it may, there is an amount and a time to choose, and the provider is one that pays.
	pub fn ensure_sound(&self, direction: Direction, now_ms: Moment) -> Result<(), Fault> {
		let Rates { ppm, hold_ppm, .. } = self.rates;
		let rates = ppm <= MILLION && hold_ppm <= MAX_HOLD_PPM;
		let amounts = 0 < self.min_amount && self.min_amount <= self.max_amount;
		let pays = |least_ms| direction == Direction::In && least_ms <= self.most_ms;
		let times = self.most_ms > 0 && self.external_ms.is_none_or(pays);
		match rates && amounts && times {
			true if now_ms < self.valid_until_ms => Ok(()),
			true => Err(Fault::Expired),
			false => Err(Fault::UnsoundQuote),
		}
	}

	/// Whether these are the same rates, for no less than `former` had.
	fn extend(&self, former: &Self) -> bool {
		let external = match (former.external_ms, self.external_ms) {
			(None, _) => true,
			(Some(former), Some(new)) => new <= former,
			(Some(_), None) => false,
		};
		self.rates == former.rates
			&& self.min_amount <= former.min_amount
			&& self.max_amount >= former.max_amount
			&& self.most_ms >= former.most_ms
			&& self.limit >= former.limit
			&& self.valid_until_ms >= former.valid_until_ms
			&& external
	}
}

/// A quote of a provider, in one asset and direction.
#[frame_support::stored]
#[derive(Copy)]
pub struct Quote {
	/// What it says.
	pub terms: QuoteTerms,
	/// The block in which it was paused: from the next one on nobody takes it.
	pub paused_in: Option<u64>,
	/// What the provider has put up, to pay out of, and nobody has taken.
	pub stock: Balance,
	/// What the legs of swaps under way have.
	pub pending: Balance,
}

/// A quote with the ticket of its storage deposit, which the provider paid.
#[frame_support::stored]
pub struct QuoteRecord<Ticket> {
	/// The quote.
	pub quote: Quote,
	/// The deposit, returned when the quote is closed.
	pub ticket: Ticket,
}

impl Quote {
	/// A new one.
	pub const fn new(terms: QuoteTerms) -> Self {
		Self { terms, paused_in: None, stock: 0, pending: 0 }
	}

	/// Whether nobody can take it for the time being.
	pub fn is_paused(&self, now: &Instant) -> bool {
		self.paused_in.is_some_and(|block| block < now.block)
	}

	/// Its time is not over, and it is not paused: it stands.
	pub fn is_binding(&self, now: &Instant) -> bool {
		now.ms < self.terms.valid_until_ms && !self.is_paused(now)
	}

	/// Its provider can take something back only while it does not stand.
	pub fn ensure_free(&self, now: &Instant) -> Result<(), Fault> {
		match self.is_binding(now) {
			true => Err(Fault::QuoteBinding),
			false => Ok(()),
		}
	}

	/// Sets other terms, with which it stands: while it does already, such as only give more room,
	/// and then a pause that is to come still comes.
	pub fn change(&mut self, terms: QuoteTerms, now: &Instant) -> Result<(), Fault> {
		match self.ensure_free(now) {
			Ok(()) => self.paused_in = None,
			Err(_) if terms.extend(&self.terms) => {},
			Err(fault) => return Err(fault),
		}
		self.terms = terms;
		Ok(())
	}

	/// Pauses it from the next block on, or has it go on.
	pub fn pause(&mut self, paused: bool, now: &Instant) {
		self.paused_in = match paused {
			// Pausing it again does not put that off.
			true => Some(self.paused_in.unwrap_or(now.block)),
			false => None,
		};
	}

	/// Whoever has read these rates takes it now, for `amount` to arrive by that deadline. Returns
	/// what that costs.
	pub fn taken(
		&self,
		rates: &Rates,
		amount: Balance,
		deadline_ms: Moment,
		now: &Instant,
	) -> Result<Cost, Fault> {
		let terms = &self.terms;
		if terms.rates != *rates {
			return Err(Fault::QuoteChanged);
		}
		if now.ms >= terms.valid_until_ms {
			return Err(Fault::Expired);
		}
		if self.is_paused(now) {
			return Err(Fault::QuotePaused);
		}
		if !(terms.min_amount..=terms.max_amount).contains(&amount) {
			return Err(Fault::AmountOutOfRange);
		}
		if deadline_ms > now.ms.saturating_add(terms.most_ms) {
			return Err(Fault::DeadlineTooFar);
		}
		let lasts_ms = deadline_ms.saturating_sub(now.ms);
		rates.cost(amount, lasts_ms).ok_or(Fault::Overflow)
	}

	/// A payment in another network has as much time as the provider asks for.
	pub fn ensure_external(&self, deadline_ms: Moment, now_ms: Moment) -> Result<(), Fault> {
		let least_ms = self.terms.external_ms.ok_or(Fault::InvoiceOnly)?;
		match deadline_ms >= now_ms.saturating_add(least_ms) {
			true => Ok(()),
			false => Err(Fault::DeadlineTooSoon),
		}
	}

	/// A leg of `amount` is under way.
	pub fn reserve(&mut self, amount: Balance) -> Result<(), Fault> {
		let pending = self.pending.checked_add(amount).ok_or(Fault::Overflow)?;
		if pending > self.terms.limit {
			return Err(Fault::LimitReached);
		}
		self.pending = pending;
		Ok(())
	}

	/// It is over.
	pub fn release(&mut self, amount: Balance) -> Result<(), Fault> {
		self.pending = self.pending.checked_sub(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// So much more is there to pay out of.
	pub fn add_stock(&mut self, amount: Balance) -> Result<(), Fault> {
		self.stock = self.stock.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// So much less.
	pub fn take_stock(&mut self, amount: Balance) -> Result<(), Fault> {
		self.stock = self.stock.checked_sub(amount).ok_or(Fault::StockShort)?;
		Ok(())
	}

	/// It can be closed: nobody relies on it any more.
	pub fn ensure_closable(&self, now: &Instant) -> Result<(), Fault> {
		self.ensure_free(now)?;
		match self.pending {
			0 => Ok(()),
			_ => Err(Fault::QuoteInUse),
		}
	}
}
