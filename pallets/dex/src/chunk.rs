//! What is stored of a chunk: only what does not follow from its level.

use crate::level::CHUNK;
use frame_support::{traits::ConstU32, BoundedVec};

/// What was taken out of a queue by its owner.
#[frame_support::stored]
#[derive(Copy)]
pub struct Cut {
	/// The place of the order in its chunk.
	pub index: u8,
	/// How many lots.
	#[codec(compact)]
	pub lots: u64,
}

/// A chunk. One of which nothing was cut, and that is head or tail, has no item.
#[frame_support::stored]
#[derive(Default)]
pub struct Chunk {
	/// Lots that are left, of a chunk between head and tail.
	#[codec(compact)]
	pub left: u64,
	/// What was cut, in the order of places.
	pub cuts: BoundedVec<Cut, ConstU32<{ CHUNK as u32 }>>,
}

impl Chunk {
	/// What was cut of the orders before this place. None if the sum does not fit.
	pub fn cut_before(&self, index: u8) -> Option<u128> {
		let mut before = self.cuts.iter().take_while(|cut| cut.index < index);
		before.try_fold(0_u128, |sum, cut| sum.checked_add(cut.lots.into()))
	}

	/// All that was cut.
	pub fn cut_in_all(&self) -> Option<u128> {
		self.cuts.iter().try_fold(0_u128, |sum, cut| sum.checked_add(cut.lots.into()))
	}

	/// Notes that `lots` were cut of the order at this place. None if that does not fit.
	pub fn cut(&mut self, index: u8, lots: u64) -> Option<()> {
		match self.cuts.binary_search_by_key(&index, |cut| cut.index) {
			Ok(at) => {
				let cut = self.cuts.get_mut(at)?;
				cut.lots = cut.lots.checked_add(lots)?;
			},
			Err(at) => self.cuts.try_insert(at, Cut { index, lots }).ok()?,
		}
		Some(())
	}
}
