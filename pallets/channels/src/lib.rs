#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod config;
mod custody;
mod dispute;
mod errors;
mod events;
mod impls;
mod ledger;
mod lifecycle;
mod preimages;
pub mod runtime_api;
mod schedule;
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
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
	traits::{fungibles, Consideration, Footprint},
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
	<T as Config>::Consideration,
>;
/// The dispute about a channel of this runtime.
pub type ClosingOf<T> = types::Closing<
	<T as frame_system::Config>::AccountId,
	frame_system::pallet_prelude::BlockNumberFor<T>,
>;
/// A preimage in the registry of this runtime.
pub type RevealedOf<T> = types::RevealedPreimage<
	<T as frame_system::Config>::AccountId,
	frame_system::pallet_prelude::BlockNumberFor<T>,
	<T as Config>::Consideration,
>;
/// A message that both parties signed.
pub type CoSignedOf<T, Body> = CoSigned<Body, <T as Config>::Signature>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_primitives::{
		channel::{Hooks as ChannelHooks, Ledger},
		preimage::{PreimageSink, Registry},
		state::{Close, State, Withdrawal},
		Balance, ChannelId, Moment, Pair, PaymentHash, Policy, Preimage, Side,
	};
	use bloc_timetable::{Head, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{
		traits::{IdentifyAccount, Verify},
		Perbill, Permill,
	};
	use types::{Due, Fault, Pot};

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The name of the next channel.
	#[pallet::storage]
	pub type NextChannelId<T> = StorageValue<_, ChannelId, ValueQuery>;

	/// The channels. The opener pays for the item, and for those in [`ChannelsOf`] and
	/// [`Closings`], with a deposit that comes back when the channel goes.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Channels<T: Config> = StorageMap<_, Twox64Concat, ChannelId, RecordOf<T>>;

	/// Whose channels are which: an entry for each party of each channel.
	#[pallet::storage]
	pub type ChannelsOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, ChannelId, ()>;

	/// The disputes about channels that are closing, and what still waits in resolving ones.
	#[pallet::storage]
	pub type Closings<T: Config> = StorageMap<_, Twox64Concat, ChannelId, ClosingOf<T>>;

	/// The registry of revealed preimages. The revealer pays a deposit that comes back when the
	/// preimage is forgotten.
	#[pallet::storage]
	pub type Preimages<T: Config> = StorageMap<_, Blake2_128Concat, PaymentHash, RevealedOf<T>>;

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
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Serves what became due up to the last block (this one's time is not known yet), for at
		/// most [`Config::HookShare`] of the block.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::serve(Self::hook_budget())
		}

		/// Goes on with what the block has left, now up to its own time.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::serve(remaining)
		}

		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Opens a channel with `counterparty` and pays `amount` into the caller's ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener, who pays the storage deposit and the amount.
		///
		/// ## Cost
		/// O(1): one transfer, four items written; the first channel in an asset adds the loan of
		/// its minimum balance to the same transfer.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open().saturating_add(T::Hooks::weight()))]
		pub fn open(
			origin: OriginFor<T>,
			counterparty: T::AccountId,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
			challenge_period_ms: Moment,
		) -> DispatchResult {
			let parties = Pair::new(ensure_signed(origin)?, counterparty);
			Self::do_open(parties, asset, Pair::new(amount, 0), challenge_period_ms).map(|_| ())
		}

		/// Offers a channel that both fund: pays `amount` in and asks `counterparty` to pay
		/// `requested` in until `expires_ms`.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener, who pays the storage deposit and the amount. Both come back if the
		/// offer is declined, cancelled or expires.
		///
		/// ## Cost
		/// As [`Call::open`], and a push on the timetable.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::offer())]
		pub fn offer(
			origin: OriginFor<T>,
			counterparty: T::AccountId,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
			#[pallet::compact] requested: Balance,
			challenge_period_ms: Moment,
			expires_ms: Moment,
		) -> DispatchResult {
			let parties = Pair::new(ensure_signed(origin)?, counterparty);
			let amounts = Pair::new(amount, requested);
			Self::do_offer(parties, asset, amounts, challenge_period_ms, expires_ms)
		}

		/// Accepts an offer: pays what was requested into the caller's ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by the counterparty, while `now < expires_ms`.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::accept().saturating_add(T::Hooks::weight()))]
		pub fn accept(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			Self::do_accept(&ensure_signed(origin)?, channel)
		}

		/// Declines an offer: the opener gets its money and deposit back.
		///
		/// ## Dispatch Origin
		/// Signed, by the counterparty.
		///
		/// ## Cost
		/// O(1): one transfer, four items removed.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn decline(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_end_offer(channel, OfferEnd::Declined, Some((&who, Side::Counterparty)))
		}

		/// Takes an offer back.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener.
		///
		/// ## Cost
		/// As [`Call::decline`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn cancel_offer(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_end_offer(channel, OfferEnd::Cancelled, Some((&who, Side::Opener)))
		}

		/// Pays `amount` from the caller's account into its ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::deposit().saturating_add(T::Hooks::weight()))]
		pub fn deposit(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_deposit(&ensure_signed(origin)?, channel, amount)?;
			Ok(Some(T::WeightInfo::deposit().saturating_add(told)).into())
		}

		/// Takes `amount` of the caller's free ledger balance out to its account. Works as long
		/// as there is a channel, also while it is closing or resolving.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw().saturating_add(T::Hooks::weight()))]
		pub fn withdraw(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_withdraw(&ensure_signed(origin)?, channel, amount)?;
			Ok(Some(T::WeightInfo::withdraw().saturating_add(told)).into())
		}

		/// Pays `amount` of the caller's free ledger balance to the other party, at once.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel. No transfer.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::pay().saturating_add(T::Hooks::weight()))]
		pub fn pay(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_pay(channel, &ensure_signed(origin)?, None, amount)?;
			Ok(Some(T::WeightInfo::pay().saturating_add(told)).into())
		}

		/// Sets the terms on which the caller forwards other people's payments over its side of the
		/// channel; `None` withdraws the consent to forward.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_policy())]
		pub fn set_policy(
			origin: OriginFor<T>,
			channel: ChannelId,
			policy: Option<Policy>,
		) -> DispatchResult {
			Self::do_set_policy(&ensure_signed(origin)?, channel, policy)
		}

		/// Commits `amount` of the caller's free ledger balance to off-chain payments. From then on
		/// only signed states divide it.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel. No transfer.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::commit().saturating_add(T::Hooks::weight()))]
		pub fn commit(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_commit(&ensure_signed(origin)?, channel, amount)?;
			Ok(Some(T::WeightInfo::commit().saturating_add(told)).into())
		}

		/// Commits `amount` straight from the caller's account. No signature of the other party is
		/// needed, and every state signed so far stays good.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::top_up())]
		pub fn top_up(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_top_up(&ensure_signed(origin)?, channel, amount)
		}

		/// Takes what both parties signed for out of the committed balance into their ledger
		/// balances, while the channel stays open. States up to its version count no more.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone: the signatures of both parties are the authority.
		///
		/// ## Cost
		/// Two signatures; one read and one write of the channel. No transfer.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::withdraw_committed().saturating_add(T::Hooks::weight()))]
		pub fn withdraw_committed(
			origin: OriginFor<T>,
			channel: ChannelId,
			withdrawal: CoSignedOf<T, Withdrawal>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let told = Self::do_withdraw_committed(channel, withdrawal)?;
			Ok(Some(T::WeightInfo::withdraw_committed().saturating_add(told)).into())
		}

		/// Closes the channel at once, as both parties signed, and pays both. Works also while the
		/// channel is closing, and ends the dispute without a penalty.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone: the signatures of both parties are the authority.
		///
		/// ## Cost
		/// Two signatures; at most one transfer for each party; five items removed.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::close().saturating_add(T::Hooks::weight()))]
		pub fn close(
			origin: OriginFor<T>,
			channel: ChannelId,
			close: CoSignedOf<T, Close>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(channel, close)
		}

		/// Closes the channel without the other party: with the latest signed state, or, where none
		/// was ever signed (since the last co-signed withdrawal), with none. Then the challenge
		/// period runs, after which the channel settles by itself. A channel that has nothing
		/// committed settles at once.
		///
		/// Presenting a state two or more versions older than one that is presented later costs
		/// [`Config::StalePenalty`].
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// Two signatures; two items written, a push on the timetable. The weight has what the hook does
		/// for it later, too: settling once, and once more for each HTLC of the state.
		#[pallet::call_index(13)]
		#[pallet::weight({
			let htlcs = state.as_ref().map_or(0, |signed| signed.body.htlcs.len() as u32);
			T::WeightInfo::force_close(htlcs)
				.saturating_add(T::Hooks::weight())
				.saturating_add(Pallet::<T>::look_weight(htlcs))
				.saturating_add(Pallet::<T>::later_looks(htlcs))
		})]
		pub fn force_close(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: Option<CoSignedOf<T, State>>,
		) -> DispatchResult {
			Self::do_force_close(&ensure_signed(origin)?, channel, state)
		}

		/// Presents a later state of a closing channel. An operational call: it finds room in a block
		/// that others have filled, for normal fees.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone: the signatures of both parties are the authority. Whoever exposes a
		/// stale state without being a party gets [`Config::ChallengerShare`] of the penalty.
		///
		/// ## Cost
		/// Two signatures; one item written. The weight has what the hook does for it later, too: settling
		/// once more for each HTLC of the state.
		#[pallet::call_index(14)]
		#[pallet::weight((
			T::WeightInfo::challenge(state.body.htlcs.len() as u32)
				.saturating_add(T::Hooks::weight())
				.saturating_add(Pallet::<T>::later_looks(state.body.htlcs.len() as u32)),
			DispatchClass::Operational,
		))]
		pub fn challenge(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: CoSignedOf<T, State>,
		) -> DispatchResult {
			Self::do_challenge(&ensure_signed(origin)?, channel, state)
		}

		/// Settles a closing channel after its challenge period, or pays out what has been decided
		/// in a resolving one. The hook does the same by itself; nobody has to wait for it.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// A read for each HTLC, at most [`MAX_HTLCS`](bloc_primitives::state::MAX_HTLCS); at most
		/// one transfer for each party and each challenger.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::look_weight(bloc_primitives::state::MAX_HTLCS))]
		pub fn settle(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(channel)
		}

		/// Makes a preimage public. It counts for every HTLC with its hash and a deadline after now.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
		///
		/// ## Cost
		/// One hash; one item written, a push on the timetable, a deposit held.
		#[pallet::call_index(16)]
		#[pallet::weight(<Pallet<T> as Registry<T::AccountId>>::weight())]
		pub fn reveal_preimage(origin: OriginFor<T>, preimage: Preimage) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(Self::do_reveal(&who, preimage)?, Error::<T>::AlreadyRevealed);
			Ok(())
		}

		/// Forgets a preimage that has been kept for long enough and returns its deposit. The hook
		/// does the same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// One item removed, a deposit released.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::forget_preimage())]
		pub fn forget_preimage(origin: OriginFor<T>, payment_hash: PaymentHash) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget(&payment_hash)
		}

		/// Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of the credit.
		///
		/// ## Cost
		/// O(1): one transfer, one item removed.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::claim_credit())]
		pub fn claim_credit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			to: T::AccountId,
		) -> DispatchResult {
			Self::do_claim_credit(&ensure_signed(origin)?, asset, &to)
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

		/// When the preimage for `hash` was revealed, and the preimage.
		pub fn preimage(hash: PaymentHash) -> Option<(Preimage, Moment)> {
			Preimages::<T>::get(hash).map(|known| (known.preimage, known.revealed_ms))
		}

		/// What `who` can claim in `asset`.
		pub fn credit(who: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(who, asset)
		}

		/// The bytes that both parties sign for `message` now.
		pub fn payload(id: ChannelId, message: bloc_primitives::state::Message) -> Vec<u8> {
			let base = Channels::<T>::get(id).map_or(0, |record| record.channel.base_version);
			bloc_primitives::state::payload(&Self::genesis(), id, base, &message)
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
