#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
pub mod closing;
mod config;
mod custody;
mod errors;
mod events;
mod extrinsics;
mod impls;
pub mod request;
pub mod runtime_api;
mod schedule;
mod try_state;
pub mod types;
mod urgent;
mod views;
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

use bloc_primitives::{channel::Channel, state::CoSigned};
use frame_support::{
	pallet_macros::import_section,
	traits::{fungible, fungibles, Consideration, Footprint},
};

/// Names an asset, as `T::Assets` does.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as fungibles::Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A channel of this runtime.
pub type ChannelOf<T> = Channel<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A channel with the ticket of its storage deposit.
pub type RecordOf<T> = types::Record<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	frame_system::pallet_prelude::BlockNumberFor<T>,
	<T as Config>::Consideration,
>;
/// A party's request to withdraw, in this runtime.
pub type RequestOf<T> = request::Request<frame_system::pallet_prelude::BlockNumberFor<T>>;
/// The dispute about a channel of this runtime.
pub type ClosingOf<T> = closing::Closing<
	<T as frame_system::Config>::AccountId,
	frame_system::pallet_prelude::BlockNumberFor<T>,
>;
/// A preimage in the registry of this runtime.
pub type RevealedOf<T> = types::RevealedPreimage<
	<T as frame_system::Config>::AccountId,
	frame_system::pallet_prelude::BlockNumberFor<T>,
	<T as Config>::Consideration,
>;
/// A party's consent to a message, given on chain.
pub type ApprovalOf<T> =
	types::Approval<<T as frame_system::Config>::AccountId, <T as Config>::Consideration>;
/// A message to which both parties consent.
pub type CoSignedOf<T, Body> = CoSigned<Body, <T as Config>::Signature>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(extrinsics::extrinsics)]
#[import_section(errors::errors)]
#[import_section(types::storage)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_primitives::{
		channel::{Hooks as ChannelHooks, Ledger, Told},
		guard::Guard,
		preimage::{PreimageSink, Registry},
		state::{Close, Message, State, Withdrawal},
		Balance, ChannelId, Moment, Pair, PaymentHash, Policy, Preimage, Side,
	};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;
	use sp_runtime::{
		traits::{IdentifyAccount, Verify},
		Permill,
	};
	use types::{ApprovalKey, Due, Kind, KnownPreimage, Pot};
	use weighing::{force_close_class, weighed};

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Reasons for which the pallet holds native coins of an account.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A refundable deposit for what the account causes to be stored.
		#[codec(index = 0)]
		StorageDeposit,
		/// What a party puts down that closes a channel alone, until all of it is decided, or that
		/// requests a withdrawal, until that has ended.
		#[codec(index = 1)]
		ClosingDeposit,
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
		/// A channel, while it exists.
		pub fn channel(id: ChannelId) -> Option<ChannelOf<T>> {
			Channels::<T>::get(id).map(|record| record.channel)
		}

		/// Up to `limit` (at most 1,000) channels of `who`, after the one named.
		pub fn channels_of(
			who: T::AccountId,
			after: Option<ChannelId>,
			limit: u32,
		) -> Vec<ChannelId> {
			Self::page_of_channels(&who, after, limit)
		}

		/// The dispute about a closing channel, or what a resolving one still waits for.
		pub fn closing(id: ChannelId) -> Option<ClosingOf<T>> {
			Closings::<T>::get(id)
		}

		/// The preimage for `hash`, when it was revealed, and until when it is kept at least.
		pub fn preimage(hash: PaymentHash) -> Option<KnownPreimage> {
			Preimages::<T>::get(hash).as_ref().map(KnownPreimage::of)
		}

		/// What `who` can claim in `asset`.
		pub fn credit(who: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(who, asset)
		}

		/// The bytes that both parties sign for `message` now.
		pub fn payload(id: ChannelId, message: Message) -> Vec<u8> {
			Self::payload_of(id, &message)
		}

		/// Where the money of each party goes when the channel ends.
		pub fn payouts(id: ChannelId) -> Option<Pair<T::AccountId>> {
			let record = Channels::<T>::get(id)?;
			let of = |side| record.payout_of(side).clone();
			Some(Pair::new(of(Side::Opener), of(Side::Counterparty)))
		}

		/// What each party has requested to take out of what it has committed.
		pub fn withdrawal_requests(id: ChannelId) -> Option<Pair<Option<RequestOf<T>>>> {
			Channels::<T>::get(id).map(|record| record.requests)
		}

		/// Whether the party on this side has approved `message`, as it would be signed now.
		pub fn is_approved(id: ChannelId, side: Side, message: Message) -> bool {
			Self::has_approved(id, side, &Self::payload_of(id, &message))
		}

		/// What `node` asks for forwarding `amount` in through `incoming` and out through
		/// `outgoing`. `None` if it would not: no policy, or not one of its channels.
		pub fn forward_fee(
			node: T::AccountId,
			incoming: ChannelId,
			outgoing: ChannelId,
			amount: Balance,
		) -> Option<Balance> {
			Self::quote_forward(&node, incoming, outgoing, amount)
		}

		/// The account that holds what channels have in `asset`.
		pub fn pot_account(asset: AssetIdOf<T>) -> T::AccountId {
			custody::Money::<T>::account(&asset)
		}
	}
}
