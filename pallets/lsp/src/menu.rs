//! What a provider asks for opening a channel: a menu, after LSPS2. Pure, without storage.
//!
//! [LSPS2](https://github.com/lightning/blips/blob/master/blip-0052.md) gives the fee twice: its
//! pseudo-code divides by ten millions, its reference routines by one. These follow the routines.

use bloc_math::fees::MILLION;
use bloc_primitives::{Balance, Moment};
use frame_support::{traits::ConstU32, BoundedVec};

/// How many items a menu has at most.
pub const MAX_ITEMS: u32 = 8;

bloc_primitives::faults! {
	/// Why a menu is not set, or nothing on it is for a request. Each becomes the
	/// [`Error`](crate::Error) of the same name.
	pub enum Fault {
		NoOffer,
		MenuExpired,
		SizeTooSmall,
		SizeTooLarge,
		LifetimeTooLong,
		FeeOverflow,
		UnsoundMenu,
		UnsortedMenu,
		MenuBinds,
		DeadlineTooFar,
	}
}

/// One line of a menu: for which channels, at what price, until when.
#[frame_support::stored]
#[derive(Copy)]
pub struct Item {
	/// The least that is asked for a channel, in the asset of it.
	pub min_fee: Balance,
	/// What is asked, if that is more: in millionths of what the provider brings, rounded up.
	pub ppm: u32,
	/// The smallest amount that the provider brings.
	pub min_size: Balance,
	/// The largest.
	pub max_size: Balance,
	/// For how long it leaves that there, if it is wanted for so long. LSPS2: `min_lifetime`.
	pub lifetime_ms: Moment,
	/// The item binds until this instant.
	pub valid_until_ms: Moment,
}

/// All that a provider offers in an asset: the cheaper first.
pub type Menu = BoundedVec<Item, ConstU32<MAX_ITEMS>>;

/// The fee for opening a channel with `amount`: that share of it, rounded up, and `min_fee` at the
/// least. `None` if a step does not fit, whatever the result would be.
pub fn opening_fee(amount: Balance, min_fee: Balance, ppm: u32) -> Option<Balance> {
	let million = Balance::from(MILLION);
	let scaled = amount.checked_mul(ppm.into())?;
	let share = scaled.checked_add(million.checked_sub(1)?)?.checked_div(million)?;
	Some(share.max(min_fee))
}

impl Item {
	/// Whether it still binds.
	pub const fn runs(&self, now_ms: Moment) -> bool {
		now_ms < self.valid_until_ms
	}

	/// It can be understood: there is a size and a time to choose, and at most a whole amount is
	/// asked.
	fn is_sound(&self) -> bool {
		let sizes = 0 < self.min_size && self.min_size <= self.max_size;
		sizes && self.ppm <= MILLION && self.lifetime_ms > 0
	}

	/// What it asks for a channel of this size and lifetime.
	///
	/// # Errors
	/// The first of its conditions that is not met.
	pub fn fee(
		&self,
		size: Balance,
		lifetime_ms: Moment,
		now_ms: Moment,
	) -> Result<Balance, Fault> {
		if !self.runs(now_ms) {
			return Err(Fault::MenuExpired);
		}
		if size < self.min_size {
			return Err(Fault::SizeTooSmall);
		}
		if size > self.max_size {
			return Err(Fault::SizeTooLarge);
		}
		if lifetime_ms > self.lifetime_ms {
			return Err(Fault::LifetimeTooLong);
		}
		opening_fee(size, self.min_fee, self.ppm).ok_or(Fault::FeeOverflow)
	}

	/// Whether it stands before `next` on a menu: neither of its prices is higher, and one is
	/// lower.
	const fn is_before(&self, next: &Self) -> bool {
		let (base, share) = (self.min_fee <= next.min_fee, self.ppm <= next.ppm);
		base && share && (self.min_fee < next.min_fee || self.ppm < next.ppm)
	}
}

impl Fault {
	/// How near an item was that is refused for this: the more of its conditions were met, the
	/// nearer.
	const fn nearness(self) -> u8 {
		match self {
			Self::MenuExpired => 1,
			Self::SizeTooSmall | Self::SizeTooLarge => 2,
			Self::LifetimeTooLong => 3,
			Self::FeeOverflow => 4,
			_ => 0,
		}
	}
}

/// The least that a menu asks for a channel of this size and lifetime.
///
/// # Errors
/// Why not the item that came nearest to it.
pub fn lowest_fee(
	menu: &Menu,
	size: Balance,
	lifetime_ms: Moment,
	now_ms: Moment,
) -> Result<Balance, Fault> {
	let mut best = Err(Fault::NoOffer);
	for item in menu {
		best = match (best, item.fee(size, lifetime_ms, now_ms)) {
			(Ok(least), Ok(fee)) => Ok(fee.min(least)),
			(Ok(least), Err(_)) => Ok(least),
			(Err(_), Ok(fee)) => Ok(fee),
			(Err(far), Err(near)) if near.nearness() > far.nearness() => Err(near),
			(Err(fault), Err(_)) => Err(fault),
		};
	}
	best
}

/// `new` can take the place of `old`: it makes sense, binds until `latest_ms` at the most, and has
/// each item that still runs, as it is. So nothing that somebody has read is taken away or worse.
pub fn ensure_follows(
	new: &Menu,
	old: &Menu,
	now_ms: Moment,
	latest_ms: Moment,
) -> Result<(), Fault> {
	if !new.iter().all(|item| item.is_sound() && item.runs(now_ms)) {
		return Err(Fault::UnsoundMenu);
	}
	if new.iter().any(|item| item.valid_until_ms > latest_ms) {
		return Err(Fault::DeadlineTooFar);
	}
	if !new.iter().zip(new.iter().skip(1)).all(|(one, next)| one.is_before(next)) {
		return Err(Fault::UnsortedMenu);
	}
	let mut running = old.iter().filter(|item| item.runs(now_ms));
	match running.all(|item| new.contains(item)) {
		true => Ok(()),
		false => Err(Fault::MenuBinds),
	}
}
