//! The terms of a pair, and all money that follows from them.

use crate::{
	order::Order,
	price::Tick,
	types::{Fault, Side},
};
use bloc_math::prices::Price;
use bloc_primitives::Balance;
use frame_support::ensure;
use sp_runtime::Permill;

/// The most that an order, or all orders at one price, can be worth in either asset. All sums of
/// what one order takes fit with room for a fee.
pub const MAX_VALUE: Balance = 1 << 100;

/// What the owner of an order that rested pays for its fill, or gets.
#[frame_support::stored]
#[derive(Copy)]
pub enum MakerFee {
	/// A part of the price.
	Pays(Permill),
	/// A rebate, out of what the taker pays: a part of the price.
	Gets(Permill),
}

/// What can be traded in a pair, and for which fee. The same for the life of the pair, so that
/// nobody trades at a fee that he has not read.
#[frame_support::stored]
#[derive(Copy)]
pub struct Terms {
	/// The smallest amount of base that is traded. Others are multiples of it.
	pub lot: Balance,
	/// The price of a lot at tick 1, in quote: the step between two prices.
	pub tick_value: Balance,
	/// The least lots of an order.
	pub min_lots: u64,
	/// The least price of an order that may rest, in quote.
	pub min_quote: Balance,
	/// The fee of an order that rested.
	pub maker: MakerFee,
	/// The fee of an order that takes: a part of the price.
	pub taker: Permill,
}

/// An amount of each of the two assets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Amounts {
	/// Of base.
	pub base: Balance,
	/// Of quote.
	pub quote: Balance,
}

impl Amounts {
	/// Both together.
	///
	/// # Errors
	/// [`Fault::Overflow`].
	pub fn plus(self, more: Self) -> Result<Self, Fault> {
		Ok(Self {
			base: self.base.checked_add(more.base).ok_or(Fault::Overflow)?,
			quote: self.quote.checked_add(more.quote).ok_or(Fault::Overflow)?,
		})
	}
}

/// What becomes of lots that were filled, when they are settled.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Settlement {
	/// How many lots.
	pub lots: u64,
	/// What the owner gets.
	pub owner: Amounts,
	/// What the pair gets of it, in quote.
	pub fee: Balance,
	/// The part of what the owner gets that was put aside for rebates.
	pub rebate: Balance,
}

impl Terms {
	/// Checks that they make sense, with no fee above `most`.
	///
	/// # Errors
	/// [`Fault::UnsoundTerms`].
	pub fn check(&self, most: Permill) -> Result<(), Fault> {
		let amounts = self.lot > 0 && self.tick_value > 0 && self.min_lots > 0;
		let least = self.base_of(self.min_lots).is_ok()
			&& self.quote_of(self.min_lots, Tick(1)).is_ok()
			&& self.min_quote <= MAX_VALUE;
		let maker = match self.maker {
			MakerFee::Pays(part) => part <= most,
			// Whatever it trades with itself, an owner of both orders loses.
			MakerFee::Gets(part) => part <= self.taker,
		};
		ensure!(amounts && least && maker && self.taker <= most, Fault::UnsoundTerms);
		Ok(())
	}

	/// So many lots of base.
	///
	/// # Errors
	/// [`Fault::Overflow`] above [`MAX_VALUE`].
	pub fn base_of(&self, lots: u64) -> Result<Balance, Fault> {
		Self::bounded(self.lot.checked_mul(lots.into()))
	}

	/// The price of one lot.
	///
	/// # Errors
	/// [`Fault::UnknownTick`]; [`Fault::Overflow`] above [`MAX_VALUE`].
	pub fn price_of(&self, tick: Tick) -> Result<Balance, Fault> {
		let price = tick.price().ok_or(Fault::UnknownTick)?;
		Self::bounded(self.tick_value.checked_mul(price.into()))
	}

	/// The price of so many lots.
	///
	/// # Errors
	/// As [`price_of`](Self::price_of).
	pub fn quote_of(&self, lots: u64, tick: Tick) -> Result<Balance, Fault> {
		Self::bounded(self.price_of(tick)?.checked_mul(lots.into()))
	}

	fn bounded(value: Option<Balance>) -> Result<Balance, Fault> {
		value.filter(|value| *value <= MAX_VALUE).ok_or(Fault::Overflow)
	}

	/// What who takes pays for this price, rounded up.
	///
	/// # Errors
	/// [`Fault::Overflow`].
	pub fn taker_fee(&self, quote: Balance) -> Result<Balance, Fault> {
		Self::part_up(self.taker, quote)
	}

	/// What has to be put aside of that for rebates, rounded up.
	///
	/// # Errors
	/// [`Fault::Overflow`].
	pub fn put_aside(&self, quote: Balance) -> Result<Balance, Fault> {
		match self.maker {
			MakerFee::Pays(_) => Ok(0),
			MakerFee::Gets(part) => Self::part_up(part, quote),
		}
	}

	/// The most that can be spent on prices, so that with the fee it is within `budget`.
	pub fn within_budget(&self, side: Side, budget: Balance) -> Balance {
		match side {
			Side::Sell => budget,
			Side::Buy => Self::fee(self.taker).arrives(budget).unwrap_or(0),
		}
	}

	const fn fee(part: Permill) -> Price {
		Price { base: 0, ppm: part.deconstruct() }
	}

	fn part_up(part: Permill, quote: Balance) -> Result<Balance, Fault> {
		Self::fee(part).fee(quote).ok_or(Fault::Overflow)
	}

	/// What an owner pays in all for a price that was filled, rounded up: nothing if it gets some.
	fn maker_fee(&self, quote: Balance) -> Result<Balance, Fault> {
		match self.maker {
			MakerFee::Pays(part) => Self::part_up(part, quote),
			MakerFee::Gets(_) => Ok(0),
		}
	}

	/// What an owner gets in all for a price that was filled, rounded down.
	fn rebate(&self, quote: Balance) -> Balance {
		match self.maker {
			MakerFee::Pays(_) => 0,
			MakerFee::Gets(part) => part.mul_floor(quote),
		}
	}

	/// What an order of so many lots locks up: a buyer its price and its fee.
	///
	/// # Errors
	/// [`Fault::UnknownTick`], [`Fault::Overflow`].
	pub fn lock(&self, side: Side, tick: Tick, lots: u64) -> Result<Amounts, Fault> {
		let (base, quote) = (self.base_of(lots)?, self.quote_of(lots, tick)?);
		Ok(match side {
			Side::Sell => Amounts { base, quote: 0 },
			Side::Buy => {
				let quote = quote.checked_add(self.maker_fee(quote)?).ok_or(Fault::Overflow)?;
				Amounts { base: 0, quote }
			},
		})
	}

	/// What comes back of an order that becomes smaller by so many lots, and has `lots` then.
	///
	/// # Errors
	/// [`Fault::Overflow`].
	pub fn unlock(&self, order: &Order, lots: u64) -> Result<Amounts, Fault> {
		let before = self.lock(order.side, order.tick, order.lots)?;
		let after = self.lock(order.side, order.tick, lots)?;
		let base = before.base.checked_sub(after.base).ok_or(Fault::Overflow)?;
		let quote = before.quote.checked_sub(after.quote).ok_or(Fault::Overflow)?;
		Ok(Amounts { base, quote })
	}

	/// What is to be settled of an order of which so many lots are filled. Fees and rebates are of
	/// all that was ever filled, less what was settled: to settle often or seldom is the same to
	/// the unit.
	///
	/// # Errors
	/// [`Fault::Overflow`], [`Fault::Inconsistent`].
	pub fn settlement(&self, order: &Order, filled: u64) -> Result<Settlement, Fault> {
		let lots = filled.checked_sub(order.paid).ok_or(Fault::Inconsistent)?;
		let (all, paid) =
			(self.quote_of(filled, order.tick)?, self.quote_of(order.paid, order.tick)?);
		let price = all.checked_sub(paid).ok_or(Fault::Inconsistent)?;
		let (fee, fee_paid) = (self.maker_fee(all)?, self.maker_fee(paid)?);
		let fee = fee.checked_sub(fee_paid).ok_or(Fault::Inconsistent)?;
		let rebate = self.rebate(all).checked_sub(self.rebate(paid)).ok_or(Fault::Inconsistent)?;
		let owner = match order.side {
			// It locked the price and the fee.
			Side::Buy => Amounts { base: self.base_of(lots)?, quote: rebate },
			Side::Sell => {
				let net = price.checked_sub(fee).ok_or(Fault::Inconsistent)?;
				Amounts { base: 0, quote: net.checked_add(rebate).ok_or(Fault::Overflow)? }
			},
		};
		Ok(Settlement { lots, owner, fee, rebate })
	}

	/// What the pallet holds for an order of which so many lots are filled, and for the pair as the
	/// fee of it: all of it but the rebate.
	///
	/// # Errors
	/// As [`settlement`](Self::settlement).
	pub fn held(&self, order: &Order, filled: u64) -> Result<Amounts, Fault> {
		let Settlement { owner, fee, rebate, .. } = self.settlement(order, filled)?;
		let open = self.unlock(order, filled)?;
		let sum = |parts: [Balance; 3]| {
			parts.into_iter().try_fold(0, Balance::checked_add).ok_or(Fault::Overflow)
		};
		let quote = sum([open.quote, owner.quote, fee])?.checked_sub(rebate);
		Ok(Amounts {
			base: sum([open.base, owner.base, 0])?,
			quote: quote.ok_or(Fault::Inconsistent)?,
		})
	}
}
