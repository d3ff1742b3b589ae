//! Where a party wants its share of a channel to be, and where it is. Pure, without storage.

use bloc_primitives::{channel::Ledger, Balance, Pair, Side};
use sp_runtime::Permill;

/// Where a party wants its share of a channel to be: its own part of both sides' ledger balances.
#[frame_support::stored]
#[derive(Copy)]
pub struct Band {
	/// Below this the channel has too little to send.
	pub low: Permill,
	/// Where it is best.
	pub target: Permill,
	/// Above this the channel has too little to receive.
	pub high: Permill,
}

impl Default for Band {
	/// A half, and 20 to 80 hundredths.
	fn default() -> Self {
		Self {
			low: Permill::from_percent(20),
			target: Permill::from_percent(50),
			high: Permill::from_percent(80),
		}
	}
}

/// Where a channel lies to its [`Band`], and how far from it, in units of its asset.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
	/// The party has this much less than the low threshold asks.
	Below(Balance),
	/// Within the thresholds, which belong to it.
	Inside,
	/// The party has this much more than the high threshold allows.
	Above(Balance),
}

impl Place {
	/// How far outside of the thresholds it is.
	pub const fn distance(self) -> Balance {
		match self {
			Place::Below(units) | Place::Above(units) => units,
			Place::Inside => 0,
		}
	}

	/// Whether a channel may come from here to `after`. It may come within the thresholds from
	/// anywhere; what lies outside may stay on its side if it comes no farther away.
	pub fn may_become(self, after: Place) -> bool {
		match (self, after) {
			(_, Place::Inside) => true,
			(Place::Below(was), Place::Below(is)) | (Place::Above(was), Place::Above(is)) => {
				is <= was
			},
			_ => false,
		}
	}
}

impl Band {
	/// Whether the thresholds are on either side of the target.
	pub fn is_sound(&self) -> bool {
		self.low < self.target && self.target < self.high
	}

	/// The least of `total` that lies within. Rounded inwards, as [`most`](Self::most) is: nothing
	/// counts as within that is not.
	pub fn least(&self, total: Balance) -> Balance {
		self.low.mul_ceil(total)
	}

	/// The most of `total` that lies within.
	pub fn most(&self, total: Balance) -> Balance {
		self.high.mul_floor(total)
	}

	/// The target of `total`, rounded down.
	pub fn aimed(&self, total: Balance) -> Balance {
		self.target.mul_floor(total)
	}

	/// Where `holding` lies.
	pub fn place(&self, holding: &Holding) -> Place {
		let (least, most) = (self.least(holding.total()), self.most(holding.total()));
		if holding.local < least {
			Place::Below(least.saturating_sub(holding.local))
		} else if holding.local > most {
			Place::Above(holding.local.saturating_sub(most))
		} else {
			Place::Inside
		}
	}

	/// How far `holding` is from the target, in units.
	pub fn off_target(&self, holding: &Holding) -> Balance {
		self.aimed(holding.total()).abs_diff(holding.local)
	}
}

/// What a party and its peer have in the ledger of a channel, locked amounts included: they are
/// their payer's until they are settled, so that a payment under way changes nothing yet.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Holding {
	/// The party's own.
	pub local: Balance,
	/// Its peer's.
	pub remote: Balance,
}

impl Holding {
	/// As `side` sees it.
	pub fn of(ledger: &Pair<Ledger>, side: Side) -> Self {
		let sum = |side| {
			let ledger: &Ledger = ledger.of(side);
			ledger.free.saturating_add(ledger.locked)
		};
		Self { local: sum(side), remote: sum(side.other()) }
	}

	/// Both together.
	pub const fn total(&self) -> Balance {
		self.local.saturating_add(self.remote)
	}
}
