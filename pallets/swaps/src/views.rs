//! The answers of view functions and of the runtime API that are computed.

use crate::{
	quote::{Direction, Quote},
	ring::{LegTimes, Schedule, MAX_LEGS},
	types::ChainId,
	AssetIdOf, Config, LegOf, Legs, Pallet, Quotes,
};
use alloc::vec::Vec;
use bloc_primitives::{paging::page_of_prefix, Moment, PaymentHash};
use frame_support::traits::{Get, Time};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::swaps_of`].
	pub(crate) fn page_of_legs(
		owner: &T::AccountId,
		after: Option<PaymentHash>,
		limit: u32,
	) -> Vec<(PaymentHash, LegOf<T>)> {
		let legs = page_of_prefix::<Legs<T>, _, _, _>(owner, after, limit);
		legs.into_iter().map(|(hash, record)| (hash, record.leg)).collect()
	}

	/// See [`Pallet::providers`].
	pub(crate) fn page_of_quotes(
		of: (AssetIdOf<T>, Direction),
		after: Option<T::AccountId>,
		limit: u32,
	) -> Vec<(T::AccountId, Quote)> {
		let quotes = page_of_prefix::<Quotes<T>, _, _, _>(&of, after, limit);
		quotes.into_iter().map(|(provider, record)| (provider, record.quote)).collect()
	}

	/// See [`Pallet::closes_ms`].
	pub(crate) fn closing(owner: &T::AccountId, hash: PaymentHash) -> Option<Moment> {
		let leg = Legs::<T>::get(owner, hash)?.leg;
		leg.is_open().then(|| leg.closes_ms(&Self::instant(), T::BlockMs::get()))
	}

	/// See [`Pallet::safe_deadlines`].
	pub(crate) fn nearest_times(legs: u8, gap_ms: Moment, extension_ms: Moment) -> Vec<LegTimes> {
		let least_ms = T::MinGapMs::get();
		let many = legs >= 2 && u32::from(legs) <= MAX_LEGS;
		let extends = extension_ms <= T::MaxExtensionMs::get();
		let apart = least_ms.checked_add(extension_ms).is_some_and(|least_ms| gap_ms >= least_ms);
		if !(many && extends && apart) {
			return Vec::new();
		}
		let nearest = Schedule::nearest(legs, gap_ms, least_ms, T::Clock::now());
		let times = nearest.and_then(|schedule| {
			(1..=legs).map(|position| schedule.times(position)).collect::<Option<Vec<_>>>()
		});
		times.unwrap_or_default()
	}

	/// See [`Pallet::this_chain`].
	pub(crate) fn own_chain() -> Option<ChainId> {
		let genesis = Self::genesis().as_ref().try_into().ok()?;
		Some(ChainId { index: T::ChainIndex::get(), genesis })
	}
}
