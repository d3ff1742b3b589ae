//! Quotes that providers have signed: used, and forgotten when they have expired.

use crate::{
	quote::{ensure_signed, name, Quote, QuoteId},
	types::{Due, QuoteRecord},
	AssetIdOf, Config, Error, Event, Pallet, QuoteRecordOf, SignedQuoteOf, UsedQuotes,
};
use alloc::vec::Vec;
use bloc_primitives::Moment;
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::traits::{Consideration, Footprint, Get, Time};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Returns what the first client that uses a quote pays a storage deposit for: that it was, and
	/// its entry on the timetable.
	pub fn quote_footprint() -> Footprint {
		let key = QuoteId::max_encoded_len();
		let size = QuoteRecordOf::<T>::max_encoded_len().saturating_add(key);
		Footprint::from_parts(1, size.saturating_add(crate::DueOf::<T>::max_encoded_len()))
	}

	/// The bytes that a provider signs for a quote.
	pub(crate) fn payload_of(
		asset: &AssetIdOf<T>,
		provider: &T::AccountId,
		quote: &Quote<T::AccountId>,
	) -> Vec<u8> {
		// The hash of the first block names the chain.
		let first = BlockNumberFor::<T>::default();
		quote.payload(&frame_system::Pallet::<T>::block_hash(first), provider, asset)
	}

	/// A client uses a quote of a provider's: once more, and no more often than it says.
	pub(crate) fn use_quote(
		client: &T::AccountId,
		asset: &AssetIdOf<T>,
		provider: &T::AccountId,
		signed: &SignedQuoteOf<T>,
	) -> DispatchResult {
		let (quote, now_ms) = (&signed.quote, T::Clock::now());
		Self::ensure_sound(&quote.terms)?;
		let payload = Self::payload_of(asset, provider, quote);
		let id = name(&payload);
		let known = UsedQuotes::<T>::get(id);
		let used = known.as_ref().map_or(0, |record| record.used);
		let latest_ms = now_ms.saturating_add(T::MaxMenuMs::get());
		quote.ensure_good(client, used, now_ms, latest_ms).map_err(Error::<T>::from)?;
		// Last, since it costs most.
		ensure_signed(&signed.signature, provider, &payload).map_err(Error::<T>::from)?;
		let used = used.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let record = match known {
			Some(record) => QuoteRecord { used, ..record },
			None => {
				let until_ms = quote.item.valid_until_ms;
				Self::push(until_ms, Due::Quote(id));
				let ticket = T::Consideration::new(client, Self::quote_footprint())?;
				QuoteRecord { used, until_ms, first: client.clone(), ticket }
			},
		};
		UsedQuotes::<T>::insert(id, record);
		let (asset, provider, client) = (asset.clone(), provider.clone(), client.clone());
		let uses = quote.uses;
		Self::deposit_event(Event::QuoteUsed { asset, provider, client, quote: id, used, uses });
		Ok(())
	}

	/// Forgets a quote that has expired, and so is refused for that. Returns whether it was there.
	pub(crate) fn forget_quote(id: QuoteId, now_ms: Moment) -> bool {
		let expired = |record: &QuoteRecordOf<T>| record.until_ms <= now_ms;
		let Some(record) = UsedQuotes::<T>::get(id).filter(expired) else { return false };
		UsedQuotes::<T>::remove(id);
		Self::give_back(&record.first, record.ticket);
		true
	}
}
