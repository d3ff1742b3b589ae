//! Sixty-four prices of one side, and the index of pages.

use crate::{
	bits::{bit, has, highest_to, lowest_from, rank, WORD},
	level::Level,
	price::Tick,
	types::Side,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// Pages of a side.
pub const PAGES: u16 = 2_048;
/// Words of the index of a side.
const WORDS: usize = 32;

/// Names a page of a pair: the side and the number, in the order of keys.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct PageName(pub [u8; 2]);

impl PageName {
	/// The page that a tick of a side is in.
	pub fn of(side: Side, tick: Tick) -> Self {
		Self::new(side, tick.page())
	}

	/// The page with this number.
	pub fn new(side: Side, number: u16) -> Self {
		let of_side = match side {
			Side::Buy => number,
			Side::Sell => number | PAGES,
		};
		Self(of_side.to_be_bytes())
	}

	/// Which page it names.
	pub fn parts(self) -> (Side, u16) {
		let number = u16::from_be_bytes(self.0);
		match number & PAGES {
			0 => (Side::Buy, number),
			_ => (Side::Sell, number & !PAGES),
		}
	}
}

/// The levels at sixty-four neighbouring ticks: those that have orders.
#[frame_support::stored]
#[derive(Default)]
pub struct Page {
	/// Which ticks have a level.
	pub ticks: u64,
	/// The levels, in the order of ticks.
	pub levels: BoundedVec<Level, ConstU32<WORD>>,
}

impl Page {
	/// Where the level of a tick is, or would be.
	fn at(&self, tick: Tick) -> usize {
		// Below 64: the cast loses nothing.
		rank(self.ticks, tick.place()) as usize
	}

	/// The level of a tick, if it has orders.
	pub fn level(&self, tick: Tick) -> Option<&Level> {
		self.levels.get(self.at(tick)).filter(|_| has(self.ticks, tick.place()))
	}

	/// The level of a tick, to be changed.
	pub fn level_mut(&mut self, tick: Tick) -> Option<&mut Level> {
		let at = self.at(tick);
		self.levels.get_mut(at).filter(|_| has(self.ticks, tick.place()))
	}

	/// A tick that had none has a level. None if it had one.
	pub fn insert(&mut self, tick: Tick, level: Level) -> Option<()> {
		if has(self.ticks, tick.place()) {
			return None;
		}
		let at = self.at(tick);
		self.levels.try_insert(at, level).ok()?;
		self.ticks |= bit(tick.place());
		Some(())
	}

	/// A tick has no level any more.
	pub fn remove(&mut self, tick: Tick) -> Option<Level> {
		if !has(self.ticks, tick.place()) {
			return None;
		}
		let at = self.at(tick);
		self.ticks &= !bit(tick.place());
		Some(self.levels.remove(at))
	}

	/// Whether it has no level.
	pub fn is_empty(&self) -> bool {
		self.ticks == 0
	}

	/// The best place of a side in this page.
	pub fn best(&self, side: Side) -> Option<u32> {
		match side {
			Side::Buy => highest_to(self.ticks, WORD),
			Side::Sell => lowest_from(self.ticks, 0),
		}
	}

	/// The levels with their ticks, from the lowest.
	pub fn iter(&self, number: u16) -> impl DoubleEndedIterator<Item = (Tick, &Level)> {
		let places = (0..WORD).filter(|place| has(self.ticks, *place));
		let ticks: alloc::vec::Vec<_> = places.map(|place| Tick::of(number, place)).collect();
		ticks.into_iter().zip(self.levels.iter())
	}
}

/// Which pages of a side are there.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Index(pub [u64; WORDS]);

impl Index {
	/// Where the bit of a page is.
	fn place(number: u16) -> (usize, u32) {
		let number = u32::from(number);
		// Below 1,024: the cast loses nothing.
		((number / WORD) as usize, number % WORD)
	}

	/// Whether the page is there.
	pub fn has(&self, number: u16) -> bool {
		let (word, place) = Self::place(number);
		self.0.get(word).is_some_and(|word| has(*word, place))
	}

	/// Notes whether a page is there.
	pub fn set(&mut self, number: u16, there: bool) {
		let (word, place) = Self::place(number);
		if let Some(word) = self.0.get_mut(word) {
			*word = if there { *word | bit(place) } else { *word & !bit(place) };
		}
	}

	/// The best page of a side, at this one or behind it.
	pub fn best_from(&self, side: Side, number: u16) -> Option<u16> {
		let (at, place) = Self::place(number);
		let word = |at: usize| self.0.get(at).copied().unwrap_or(0);
		let found = match side {
			Side::Sell => lowest_from(word(at), place).map(|bit| (at, bit)).or_else(|| {
				let behind = at.saturating_add(1)..WORDS;
				behind.into_iter().find_map(|at| Some((at, lowest_from(word(at), 0)?)))
			}),
			Side::Buy => highest_to(word(at), place)
				.map(|bit| (at, bit))
				.or_else(|| (0..at).rev().find_map(|at| Some((at, highest_to(word(at), WORD)?)))),
		};
		let (at, bit) = found?;
		let number = u32::try_from(at).ok()?.checked_mul(WORD)?.checked_add(bit)?;
		u16::try_from(number).ok()
	}

	/// The best page of a side.
	pub fn best(&self, side: Side) -> Option<u16> {
		match side {
			Side::Sell => self.best_from(side, 0),
			Side::Buy => self.best_from(side, PAGES.saturating_sub(1)),
		}
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::{collection::btree_set, prelude::*};

	proptest! {
		#[test]
		fn the_index_finds_what_a_set_finds(
			pages in btree_set(0..PAGES, 0..20),
			from in 0..PAGES,
		) {
			let mut index = Index::default();
			for number in 0..PAGES {
				index.set(number, true);
				index.set(number, pages.contains(&number));
				prop_assert_eq!(index.has(number), pages.contains(&number));
			}
			prop_assert_eq!(index.best_from(Side::Sell, from), pages.range(from..).next().copied());
			prop_assert_eq!(index.best_from(Side::Buy, from), pages.range(..=from).last().copied());
			prop_assert_eq!(index.best(Side::Sell), pages.first().copied());
			prop_assert_eq!(index.best(Side::Buy), pages.last().copied());
		}
	}

	#[test]
	fn names_are_told_apart() {
		for number in 0..PAGES {
			for side in [Side::Buy, Side::Sell] {
				assert_eq!(PageName::new(side, number).parts(), (side, number));
			}
		}
	}

	#[test]
	fn a_page_keeps_its_levels_in_order() {
		let mut page = Page::default();
		for (queue, place) in [(1, 63), (2, 0), (3, 7), (4, 8)] {
			assert_eq!(page.insert(Tick(128 + place), Level::new(queue)), Some(()));
			assert_eq!(page.insert(Tick(128 + place), Level::new(9)), None);
		}
		let queues = |page: &Page| page.levels.iter().map(|it| it.queue).collect::<Vec<_>>();
		assert_eq!(queues(&page), [2, 3, 4, 1]);
		assert_eq!(page.level(Tick(135)).map(|it| it.queue), Some(3));
		assert_eq!(page.level(Tick(134)), None);
		assert_eq!((page.best(Side::Sell), page.best(Side::Buy)), (Some(0), Some(63)));
		assert_eq!(page.remove(Tick(128)).map(|it| it.queue), Some(2));
		assert_eq!(page.remove(Tick(128)), None);
		assert_eq!(queues(&page), [3, 4, 1]);
		let ticks: Vec<_> = page.iter(2).map(|(tick, level)| (tick.0, level.queue)).collect();
		assert_eq!(ticks, [(135, 3), (136, 4), (191, 1)]);
	}
}
