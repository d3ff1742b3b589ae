//! The two sides of a channel.

use serde::{Deserialize, Serialize};

/// One of the two parties of a channel.
#[frame_support::stored]
#[derive(Copy, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
	/// The party that opened the channel.
	Opener,
	/// The party that the channel was opened with.
	Counterparty,
}

impl Side {
	/// Both sides, the opener first.
	pub const BOTH: [Side; 2] = [Side::Opener, Side::Counterparty];

	/// The other side.
	pub const fn other(self) -> Self {
		match self {
			Side::Opener => Side::Counterparty,
			Side::Counterparty => Side::Opener,
		}
	}
}

/// A value for each side of a channel.
#[frame_support::stored(no_skip_type_params)]
#[derive(Copy, Default, Deserialize, Serialize)]
pub struct Pair<V> {
	/// The opener's.
	pub opener: V,
	/// The counterparty's.
	pub counterparty: V,
}

impl<V> Pair<V> {
	/// A pair of the opener's and the counterparty's value.
	pub const fn new(opener: V, counterparty: V) -> Self {
		Self { opener, counterparty }
	}

	/// A pair that has `of` on one side and `other` on the other.
	pub fn with(side: Side, of: V, other: V) -> Self {
		match side {
			Side::Opener => Self::new(of, other),
			Side::Counterparty => Self::new(other, of),
		}
	}

	/// The value of one side.
	pub const fn of(&self, side: Side) -> &V {
		match side {
			Side::Opener => &self.opener,
			Side::Counterparty => &self.counterparty,
		}
	}

	/// The value of one side, to change.
	pub fn of_mut(&mut self, side: Side) -> &mut V {
		match side {
			Side::Opener => &mut self.opener,
			Side::Counterparty => &mut self.counterparty,
		}
	}

	/// The side that holds `value`; the opener's where both do.
	pub fn side_of(&self, value: &V) -> Option<Side>
	where
		V: PartialEq,
	{
		Side::BOTH.into_iter().find(|side| self.of(*side) == value)
	}

	/// The pair of `f` of each value.
	pub fn map<W>(&self, f: impl Fn(&V) -> W) -> Pair<W> {
		Pair::new(f(&self.opener), f(&self.counterparty))
	}
}

impl Pair<u128> {
	/// The sum of both, unless it overflows.
	pub fn checked_sum(&self) -> Option<u128> {
		self.opener.checked_add(self.counterparty)
	}

	/// Both sums, unless one overflows.
	pub fn checked_add(&self, more: &Self) -> Option<Self> {
		Some(Self {
			opener: self.opener.checked_add(more.opener)?,
			counterparty: self.counterparty.checked_add(more.counterparty)?,
		})
	}

	/// Both differences, unless one would be below zero.
	pub fn checked_sub(&self, less: &Self) -> Option<Self> {
		Some(Self {
			opener: self.opener.checked_sub(less.opener)?,
			counterparty: self.counterparty.checked_sub(less.counterparty)?,
		})
	}

	/// Both zero?
	pub const fn is_zero(&self) -> bool {
		self.opener == 0 && self.counterparty == 0
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_side_sees_its_own_value() {
		let pair = Pair::with(Side::Counterparty, 7u128, 3);
		assert_eq!(pair, Pair::new(3, 7));
		assert_eq!((*pair.of(Side::Opener), *pair.of(Side::Counterparty)), (3, 7));
		assert_eq!(pair.side_of(&7), Some(Side::Counterparty));
		assert_eq!(pair.side_of(&8), None);
	}

	#[test]
	fn sums_and_differences_are_checked() {
		let pair = Pair::new(u128::MAX, 1);
		assert_eq!(pair.checked_sum(), None);
		assert_eq!(pair.checked_add(&Pair::new(1, 0)), None);
		assert_eq!(pair.checked_sub(&Pair::new(0, 2)), None);
		assert_eq!(pair.checked_sub(&Pair::new(1, 1)), Some(Pair::new(u128::MAX - 1, 0)));
	}
}
