//! What each side would have had by the states that it presented, in a dispute: pure.

use alloc::vec::Vec;
use bloc_primitives::{state::Htlc, Balance};

/// The bit of an HTLC in a mask, by its place in the state.
pub(crate) fn bit(place: usize) -> u32 {
	u32::try_from(place).ok().and_then(|place| 1u32.checked_shl(place)).unwrap_or(0)
}

/// Whether the HTLC at this place is in the mask.
pub(crate) const fn has(mask: u32, bit: u32) -> bool {
	mask & bit != 0
}

/// Where the HTLCs of a state are in a later one.
pub struct Places(Vec<Option<usize>>);

impl Places {
	/// Finds each HTLC of `old` among those of `new`: one with the same payer, amount, hash and
	/// deadline. Where several are alike, they are taken in their order, and each once.
	pub fn of(old: &[Htlc], new: &[Htlc]) -> Self {
		let mut taken = 0;
		let place_of = |htlc: &Htlc| {
			let alike =
				|(place, other): &(usize, &Htlc)| !has(taken, bit(*place)) && *other == htlc;
			let (place, _) = new.iter().enumerate().find(alike)?;
			taken |= bit(place);
			Some(place)
		};
		Self(old.iter().map(place_of).collect())
	}

	/// Whether the HTLC at this place of the old state is in the new one.
	pub(crate) fn keeps(&self, place: usize) -> bool {
		self.0.get(place).is_some_and(Option::is_some)
	}

	/// The mask of the old state, as one of the new: without those that are gone.
	pub fn moved(&self, mask: u32) -> u32 {
		let kept = self.0.iter().enumerate().filter(|(old, _)| has(mask, bit(*old)));
		kept.filter_map(|(_, new)| *new).fold(0, |mask, place| mask | bit(place))
	}

	/// The sum of those in the mask that are gone.
	fn gone(&self, mask: u32, old: &[Htlc]) -> Balance {
		let places = old.iter().zip(&self.0).enumerate();
		let gone = places.filter(|(place, (_, new))| new.is_none() && has(mask, bit(*place)));
		gone.fold(0, |sum, (_, (htlc, _))| sum.saturating_add(htlc.amount))
	}
}

/// What a side would have had by the earlier states that it answers for, seen from the standing one.
/// The claim of a side that answers for none is nothing.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Claim {
	/// For sure, whatever becomes of HTLCs.
	pub sure: Balance,
	/// A bit for each HTLC of the standing state, by its place: whether the side would have had
	/// what comes of it, too.
	pub mask: u32,
}

impl Claim {
	/// The claim of who presents a state with these HTLCs that leaves it `balance` beside them.
	pub fn of(balance: Balance, htlcs: &[Htlc]) -> Self {
		let mask = (0..htlcs.len()).fold(0, |mask, place| mask | bit(place));
		Self { sure: balance, mask }
	}

	/// The same where an HTLC that is gone is nobody's: [`Closing::gone`](super::Closing::gone) has it.
	#[must_use]
	pub fn moved(&self, places: &Places) -> Self {
		Self { mask: places.moved(self.mask), ..*self }
	}

	/// The claim once a later state stands. An HTLC that is in both keeps its bit; of one that is
	/// gone the most that the side can have had counts, which is all of it. Never above `whole`,
	/// all that is committed.
	#[must_use]
	pub fn folded(&self, old: &[Htlc], places: &Places, whole: Balance) -> Self {
		let gone = places.gone(self.mask, old);
		Self { sure: self.sure.saturating_add(gone).min(whole), mask: places.moved(self.mask) }
	}

	/// The most that the side can have had by either claim.
	#[must_use]
	pub fn merged(&self, other: &Self) -> Self {
		Self { sure: self.sure.max(other.sure), mask: self.mask | other.mask }
	}

	/// What the side would have had for sure above `balance`.
	pub const fn excess(&self, balance: Balance) -> Balance {
		self.sure.saturating_sub(balance)
	}

	/// The sum of the HTLCs that the claim does not have.
	pub(crate) fn without(&self, htlcs: &[Htlc]) -> Balance {
		let others = htlcs.iter().enumerate().filter(|(place, _)| !has(self.mask, bit(*place)));
		others.fold(0, |sum, (_, htlc)| sum.saturating_add(htlc.amount))
	}
}
