#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod config;
mod custody;
mod errors;
mod events;
mod extrinsics;
mod impls;
pub mod lease;
pub mod menu;
pub mod provider;
pub mod quote;
pub mod runtime_api;
mod schedule;
pub mod shelf;
mod try_state;
pub mod types;
pub mod views;
mod weighing;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

use frame_support::pallet_macros::import_section;
pub use types::{
	AssetIdOf, DueOf, EntryOf, LeaseOf, LeaseRecordOf, PageOf, ProviderRecordOf, QuoteRecordOf,
	ReservationRecordOf, SelectionOf, SignatureOf, SignedQuoteOf,
};

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[import_section(extrinsics::extrinsics)]
#[import_section(types::storage)]
#[import_section(schedule::hooks)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_custody::Pot;
	use bloc_primitives::{
		channel::Dispute, guard::Bind, liquidity::LeaseHooks, Balance, ChannelId, Moment,
	};
	use bloc_timetable::{Head, Owner, PageKey};
	use custody::Money;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Consideration, Footprint, Time},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use lease::{Ending, Party, Payment};
	use menu::Menu;
	use provider::{Listing, Provider, Terms};
	use quote::{Quote, QuoteId};
	use shelf::{Directory, Offer, Place, Region, Shelf};
	use sp_runtime::{
		traits::{Convert, IdentifyAccount, Verify},
		Permill,
	};
	use types::{Collected, DelistReason, Pool, Request, Reservation, ReservationEnd};
	use views::{LeaseState, Statistics};
	use weighing::weighed;

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Returns a provider in an asset.
		pub fn provider(asset: AssetIdOf<T>, who: T::AccountId) -> Option<Provider> {
			Providers::<T>::get(asset, who).map(|record| record.provider)
		}

		/// Returns up to `limit` (at most 1,000) providers in an asset, after the one named.
		pub fn providers(
			asset: AssetIdOf<T>,
			after: Option<T::AccountId>,
			limit: u32,
		) -> Vec<(T::AccountId, Provider)> {
			Self::page_of_providers(&asset, after, limit)
		}

		/// Returns what a provider offers in an asset, the expired items included.
		pub fn menu(asset: AssetIdOf<T>, who: T::AccountId) -> Menu {
			Menus::<T>::get(asset, who)
		}

		/// Returns the smallest bond of a provider in an asset.
		pub fn min_bond(asset: AssetIdOf<T>) -> Balance {
			T::MinBond::convert(asset)
		}

		/// Returns the least that a provider's menu asks for a channel of this size and lifetime.
		/// That there is stock and bond for it is another question.
		pub fn opening_fee(
			asset: AssetIdOf<T>,
			who: T::AccountId,
			size: Balance,
			lifetime_ms: Moment,
		) -> Option<Balance> {
			Self::menu_fee(&asset, &who, size, lifetime_ms).ok()
		}

		/// Returns the best of the listed offers, of a region if one is named.
		pub fn best(
			asset: AssetIdOf<T>,
			size: Balance,
			lifetime_ms: Moment,
			region: Option<Region>,
		) -> Option<Offer<T::AccountId>> {
			Self::best_offer(None, None, &asset, size, lifetime_ms, region).ok()
		}

		/// Returns a lease, with what is earned of its fee and when it is over, as things stand.
		pub fn lease(channel: ChannelId) -> Option<LeaseState<T::AccountId, AssetIdOf<T>>> {
			Self::lease_state(channel)
		}

		/// Returns what a client has reserved of a provider.
		pub fn reservation(
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			client: T::AccountId,
		) -> Option<Reservation> {
			Reservations::<T>::get((asset, provider, client)).map(|record| record.reservation)
		}

		/// Returns the bytes that a provider signs for a quote.
		pub fn quote_payload(
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			quote: Quote<T::AccountId>,
		) -> Vec<u8> {
			Self::payload_of(&asset, &provider, &quote)
		}

		/// Returns how often a quote that has not expired was used.
		pub fn quote_used(
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			quote: Quote<T::AccountId>,
		) -> u32 {
			let id = quote::name(&Self::payload_of(&asset, &provider, &quote));
			UsedQuotes::<T>::get(id).map_or(0, |record| record.used)
		}

		/// Returns the sums of all providers of each region in an asset, and of all together.
		pub fn statistics(asset: AssetIdOf<T>) -> Statistics {
			Self::all_statistics(&asset)
		}

		/// Returns the account that holds what providers and leases have in an asset.
		pub fn pot_account(asset: AssetIdOf<T>) -> T::AccountId {
			Money::<T>::account(&asset)
		}

		/// Returns what of `asset` an earlier payout owes to `owner`.
		pub fn credit(owner: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(owner, asset)
		}
	}
}
