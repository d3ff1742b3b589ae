#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod config;
mod custody;
pub mod demand;
pub mod dispute;
pub mod drawing;
mod errors;
mod events;
mod extrinsics;
mod impls;
pub mod receipt;
pub mod reputation;
pub mod runtime_api;
mod schedule;
pub mod tower;
mod try_state;
pub mod types;
pub mod views;
pub mod watch;
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

use bloc_primitives::state::{CoSigned, State};
use frame_support::{
	pallet_macros::import_section,
	traits::{fungible, fungibles, Consideration, Footprint},
};

/// Names an asset, as `T::Assets` does.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as fungibles::Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A tower of this runtime.
pub type TowerOf<T> = tower::Tower<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A tower with the ticket of its storage deposit.
pub type TowerRecordOf<T> = tower::TowerRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;
/// A channel of this runtime that somebody watches.
pub type WatchedOf<T> = watch::Watched<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;
/// The towers of one party.
pub type WatchOf<T> = watch::Watch<<T as Config>::Consideration>;
/// What a client has put on the chain.
pub type PostingOf<T> = types::Posting<<T as Config>::Consideration>;
/// By what a tower is held to a state.
pub type EvidenceOf<T> = receipt::Evidence<<T as Config>::Signature>;
/// A receipt with its signature.
pub type SignedReceiptOf<T> = receipt::SignedReceipt<<T as Config>::Signature>;
/// What a tower publishes.
pub type AnswerOf<T> = demand::Answer<<T as Config>::Signature>;
/// A state that both parties signed.
pub type CoSignedOf<T> = CoSigned<State, <T as Config>::Signature>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[import_section(extrinsics::extrinsics)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_primitives::{
		channel::Inspect, paging::page_of_map, preimage::Registry, watch::Misses, Balance,
		ChannelId, Moment, Side,
	};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use custody::Money;
	use frame_support::{pallet_prelude::*, traits::Time, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;
	use sp_runtime::{
		traits::{Convert, IdentifyAccount, Verify},
		Permill,
	};
	use types::{
		DemandEnd, Due, EndReason, Mark, Pot, Profile, Rate, Record, Terms, TowerId, MAX_HIRES,
	};
	use views::{TowerState, Turn};

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The name of the next tower.
	#[pallet::storage]
	pub type NextTowerId<T> = StorageValue<_, TowerId, ValueQuery>;

	/// The towers. The owner pays for the item and the one in [`TowerIds`] with a deposit that
	/// comes back when the tower goes.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Towers<T: Config> = StorageMap<_, Twox64Concat, TowerId, TowerRecordOf<T>>;

	/// Whose tower in which asset is which.
	#[pallet::storage]
	pub type TowerIds<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		AssetIdOf<T>,
		TowerId,
	>;

	/// The channels that somebody watches: one item for both parties, so that whatever happens to a
	/// channel costs one read where nobody does. Each party that hires pays a deposit for it.
	#[pallet::storage]
	pub type Watches<T: Config> = StorageMap<_, Twox64Concat, ChannelId, WatchedOf<T>>;

	/// What clients have put on the chain: for each channel and party the newest. The party pays a
	/// deposit for it.
	#[pallet::storage]
	pub type Postings<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ChannelId, Identity, Side, PostingOf<T>>;

	/// Payouts that an asset refused (account below the minimum balance, frozen, …): their owners
	/// claim them when they can.
	#[pallet::storage]
	pub type Credits<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		AssetIdOf<T>,
		Balance,
		ValueQuery,
	>;

	/// What the pallet holds of each asset, while it holds anything.
	#[pallet::storage]
	pub type Pots<T: Config> = StorageMap<_, Blake2_128Concat, AssetIdOf<T>, Pot<T::AccountId>>;

	/// Where the timetable stands.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// What is due when.
	#[pallet::storage]
	pub type TimetablePages<T> = StorageMap<_, Identity, PageKey, Page<Due>>;

	/// Why the pallet holds native coins of an account.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A refundable deposit for what the account causes to be stored.
		#[codec(index = 0)]
		StorageDeposit,
		/// What a client puts down for what it demands of a tower, until that has ended.
		#[codec(index = 1)]
		DemandDeposit,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Serves what became due up to the last block (this one's time is not known yet), for at
		/// most [`Config::HookShare`] of the block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::serve_share()
		}

		/// Goes on with what the block has left, now up to its own time.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::serve_left(remaining)
		}

		fn integrity_test() {
			Self::check_config();
			Self::assert_fits();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A tower brought up to now, and how it does.
		pub fn tower(id: TowerId) -> Option<TowerState<T::AccountId, AssetIdOf<T>>> {
			Self::state_of(id)
		}

		/// The tower of `owner` in `asset`.
		pub fn tower_of(owner: T::AccountId, asset: AssetIdOf<T>) -> Option<TowerId> {
			TowerIds::<T>::get(owner, asset)
		}

		/// Up to `limit` (at most 1,000) towers, after the one named, in no meaningful order.
		pub fn towers(after: Option<TowerId>, limit: u32) -> Vec<TowerId> {
			let page = page_of_map::<Towers<T>, _, _>(after, limit);
			page.into_iter().map(|(id, _)| id).collect()
		}

		/// A channel that somebody watches, as it was written last.
		pub fn watched(channel: ChannelId) -> Option<WatchedOf<T>> {
			Watches::<T>::get(channel)
		}

		/// Whose turn it is when, after the channel begins to close; as things stand.
		pub fn turns(channel: ChannelId, side: Side) -> Vec<Turn> {
			Self::turns_of(channel, side)
		}

		/// What a party has put on the chain for a channel.
		pub fn posting(channel: ChannelId, side: Side) -> Option<PostingOf<T>> {
			Postings::<T>::get(channel, side)
		}

		/// When the deposit of a hire is used up, as things stand; the past if it is.
		pub fn runs_out_at(channel: ChannelId, side: Side, tower: TowerId) -> Option<Moment> {
			Self::hire_runs_out_ms(channel, side, tower)
		}

		/// What `who` can claim in `asset`.
		pub fn credit(who: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(who, asset)
		}

		/// The account that holds what towers and clients have in `asset`.
		pub fn pot_account(asset: AssetIdOf<T>) -> T::AccountId {
			Money::<T>::account(&asset)
		}
	}
}
