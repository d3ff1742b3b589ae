//! # Full blocks
//!
//! In how many blocks an answer to a closing found no room, ever: what excuses whoever had promised one,
//! as a watchtower does. Not what comes first in a block, nor what is done with the rest of one, but
//! transactions: so it is counted between these and that.
//!
//! A block that has room costs nothing more. One that has none costs a read and a write.

#![deny(missing_docs)]

pub use pallet::*;

use frame_support::{
	dispatch::DispatchClass,
	traits::{Get, PostTransactions},
	weights::Weight,
};

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What is counted.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// What a block must have left for the longest answer to be let in.
		type Answer: Get<Weight>;
	}

	/// In how many blocks an answer found no room.
	#[pallet::storage]
	pub type FullBlocks<T> = StorageValue<_, u64, ValueQuery>;
}

impl<T: Config> Pallet<T> {
	/// Whether one answer more would have found room in this block, by the rules of
	/// [`CheckWeight`](frame_system::CheckWeight).
	fn has_room() -> bool {
		let limits = T::BlockWeights::get();
		let urgent = limits.get(DispatchClass::Operational);
		let answer = T::Answer::get().saturating_add(urgent.base_extrinsic);
		let taken = frame_system::Pallet::<T>::block_weight();
		let of_class = taken.get(DispatchClass::Operational).saturating_add(answer);
		let fits = |most: Option<Weight>| most.is_none_or(|most| of_class.all_lte(most));
		fits(urgent.max_total)
			&& (taken.total().saturating_add(answer).all_lte(limits.max_block)
				|| fits(urgent.reserved))
	}
}

impl<T: Config> PostTransactions for Pallet<T> {
	fn post_transactions() {
		if Self::has_room() {
			return;
		}
		FullBlocks::<T>::mutate(|blocks| *blocks = blocks.saturating_add(1));
		let spent = T::DbWeight::get().reads_writes(1, 1);
		frame_system::Pallet::<T>::register_extra_weight_unchecked(spent, DispatchClass::Mandatory);
	}
}

impl<T: Config> Get<u64> for Pallet<T> {
	fn get() -> u64 {
		FullBlocks::<T>::get()
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use crate::{configs::system::AnswerWeight, FullBlocks, Runtime, System};
	use frame_support::{
		dispatch::DispatchClass::{self, Mandatory, Normal, Operational},
		traits::{Get, PostTransactions},
		weights::Weight,
	};

	/// After blocks in which these classes have taken so much.
	fn counted(taken: &[(DispatchClass, Weight)]) -> u64 {
		sp_io::TestExternalities::default().execute_with(|| {
			for (class, weight) in taken {
				System::register_extra_weight_unchecked(*weight, *class);
			}
			<Runtime as frame_system::Config>::PostTransactions::post_transactions();
			<FullBlocks as Get<u64>>::get()
		})
	}

	#[test]
	fn a_block_is_full_when_not_one_answer_more_fits() {
		let limits = <Runtime as frame_system::Config>::BlockWeights::get();
		let class = limits.get(Operational);
		let answer = AnswerWeight::get() + class.base_extrinsic;
		let reserve = class.reserved.unwrap();
		let (normal, little) = (limits.get(Normal).max_total.unwrap(), Weight::from_parts(1, 0));
		assert_eq!(counted(&[]), 0);
		// However much the others take, the reserve is there.
		assert_eq!(counted(&[(Normal, normal), (Mandatory, reserve)]), 0);
		assert_eq!(counted(&[(Normal, normal), (Operational, reserve - answer)]), 0);
		let taken = reserve - answer + little;
		assert_eq!(counted(&[(Normal, normal), (Operational, taken)]), 1);
		// What others leave is for answers, too.
		assert_eq!(counted(&[(Operational, limits.max_block - answer)]), 0);
		assert_eq!(counted(&[(Operational, limits.max_block - answer + little)]), 1);
	}
}
