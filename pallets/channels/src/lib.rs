#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
pub mod closing;
mod config;
mod custody;
mod errors;
mod events;
mod impls;
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
	<T as Config>::Consideration,
>;
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
/// A message that both parties signed.
pub type CoSignedOf<T, Body> = CoSigned<Body, <T as Config>::Signature>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[import_section(types::storage)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_primitives::{
		channel::{Hooks as ChannelHooks, Ledger, Told},
		preimage::{PreimageSink, Registry},
		state::{Close, Message, State, Withdrawal},
		Balance, ChannelId, Moment, Pair, PaymentHash, Policy, Preimage, Side,
	};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{
		traits::{IdentifyAccount, Verify},
		Permill,
	};
	use types::{Due, Kind, KnownPreimage, Pot};
	use weighing::{force_close_class, weighed, MAX_WAITING};

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
		/// What a party puts down that closes a channel alone, until all of it is decided.
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
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::open(), Told::Opened))]
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

		/// Proposes a channel that both fund: pays `amount` in and asks `counterparty` to pay
		/// `requested` in before `deadline_ms`.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener, who pays the storage deposit and the amount. Both come back if
		/// the proposal is declined, withdrawn or expires.
		///
		/// ## Cost
		/// As [`Call::open`], and a push on the timetable.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::propose())]
		pub fn propose(
			origin: OriginFor<T>,
			counterparty: T::AccountId,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
			#[pallet::compact] requested: Balance,
			challenge_period_ms: Moment,
			deadline_ms: Moment,
		) -> DispatchResult {
			let parties = Pair::new(ensure_signed(origin)?, counterparty);
			let amounts = Pair::new(amount, requested);
			Self::do_propose(parties, asset, amounts, challenge_period_ms, deadline_ms)
		}

		/// Accepts a proposal: pays what was requested into the caller's ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by the counterparty, while `now < deadline_ms`.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::accept(), Told::Opened))]
		pub fn accept(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			Self::do_accept(&ensure_signed(origin)?, channel)
		}

		/// Declines a proposal: the opener gets its money and deposit back.
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
			let by = Some((&who, Side::Counterparty));
			Self::do_end_proposal(by, channel, ProposalEnd::Declined)
		}

		/// Withdraws a proposal: the opener gets its money and deposit back.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener.
		///
		/// ## Cost
		/// As [`Call::decline`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn withdraw_proposal(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let by = Some((&who, Side::Opener));
			Self::do_end_proposal(by, channel, ProposalEnd::Withdrawn)
		}

		/// Pays `amount` from the caller's account into its ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::deposit(), Told::LedgerChanged))]
		pub fn deposit(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_deposit(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::deposit(), told)
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
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::withdraw(), Told::LedgerChanged))]
		pub fn withdraw(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_withdraw(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::withdraw(), told)
		}

		/// Pays `amount` of the caller's free ledger balance to the other party, at once.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel. No transfer.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::pay(), Told::LedgerChanged))]
		pub fn pay(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_pay(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::pay(), told)
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
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::commit(), Told::LedgerChanged))]
		pub fn commit(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_commit(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::commit(), told)
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
		/// Signed, by anyone, while `now < valid_until_ms`: the signatures of both parties are the
		/// authority.
		///
		/// ## Cost
		/// Two signatures; one read and one write of the channel. No transfer.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::withdraw_committed(), Told::LedgerChanged))]
		pub fn withdraw_committed(
			origin: OriginFor<T>,
			channel: ChannelId,
			withdrawal: CoSignedOf<T, Withdrawal>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let told = Self::do_withdraw_committed(channel, withdrawal)?;
			weighed(T::WeightInfo::withdraw_committed(), told)
		}

		/// Closes the channel at once, as both parties signed, and pays both. Works also while the
		/// channel is closing, with a version above that of the state presented last: it ends the
		/// dispute without a penalty, but for the reward that a presenter surely has by that state.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, while `now < valid_until_ms`: the signatures of both parties are the
		/// authority.
		///
		/// ## Cost
		/// Two signatures; at most one transfer for each party and the challenger; five items
		/// removed.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::close(), Told::Closed))]
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
		/// Who would have had more by this state, or by one presented after it, than by the one that
		/// counts in the end pays for that, and loses [`Config::ClosingDeposit`]. A party that lost
		/// its states calls [`Call::close_after_loss`]. With HTLCs it is operational, as
		/// [`Call::challenge`].
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// Two signatures; a read for each HTLC; two items written, a deposit held, a push on the
		/// timetable. The weight has what the hook does for it later, too: looking twice, at the
		/// largest state.
		#[pallet::call_index(13)]
		#[pallet::weight({
			let htlcs = state.as_ref().map_or(0, |signed| signed.body.htlcs.len() as u32);
			let own = T::WeightInfo::force_close(htlcs);
			(Pallet::<T>::closing_alone(own), force_close_class(htlcs))
		})]
		pub fn force_close(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: Option<CoSignedOf<T, State>>,
		) -> DispatchResultWithPostInfo {
			let htlcs = state.as_ref().map_or(0, |signed| signed.body.htlcs.len() as u32);
			let more = Self::do_force_close(&ensure_signed(origin)?, channel, state)?;
			weighed(T::WeightInfo::force_close(htlcs), more)
		}

		/// Presents a later state of a closing channel. An operational call: it finds room in a
		/// block that others have filled, for normal fees. Where the runtime checks what is
		/// [urgent](bloc_primitives::urgent), one that would be refused is not even included.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone: the signatures of both parties are the authority. Where a party closed
		/// after it lost its states, only by the parties. Who is no party and presents the state by
		/// which the channel settles gets [`Config::ChallengerShare`] of the penalties.
		///
		/// ## Cost
		/// Two signatures; a read for each HTLC that is new; one item written.
		#[pallet::call_index(14)]
		#[pallet::weight((
			Pallet::<T>::with_told(
				T::WeightInfo::challenge(state.body.htlcs.len() as u32),
				Told::Closing,
			),
			DispatchClass::Operational,
		))]
		pub fn challenge(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: CoSignedOf<T, State>,
		) -> DispatchResultWithPostInfo {
			let htlcs = state.body.htlcs.len() as u32;
			let told = Self::do_challenge(&ensure_signed(origin)?, channel, state)?;
			weighed(T::WeightInfo::challenge(htlcs), told)
		}

		/// Settles a closing channel after its challenge period, or pays out what has been decided
		/// in a resolving one. The hook does the same by itself when the challenge period and when
		/// the last deadline is over; who wants an HTLC's amount before that calls this.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// A read for each HTLC; at most one transfer for each party and the challenger, and one of
		/// the closing deposit. The weight of HTLCs that there are not is given back.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::look_weight(MAX_WAITING))]
		pub fn settle(origin: OriginFor<T>, channel: ChannelId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			weighed(Self::do_settle(channel)?, Weight::zero())
		}

		/// Makes a preimage public. It counts for every HTLC with its hash and a deadline after
		/// now.
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
			custody::Money::<T>::claim(&ensure_signed(origin)?, &asset, &to)
		}

		/// Makes a preimage public for which an HTLC of this channel waits, whose dispute is under
		/// way or which is resolving. The same as [`Call::reveal_preimage`], but an operational call,
		/// as [`Call::challenge`]: whether the HTLC is won is decided by when it gets into a block.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
		///
		/// ## Cost
		/// As [`Call::reveal_preimage`], and a read.
		#[pallet::call_index(19)]
		#[pallet::weight((Pallet::<T>::reveal_for_weight(), DispatchClass::Operational))]
		pub fn reveal_for(
			origin: OriginFor<T>,
			channel: ChannelId,
			preimage: Preimage,
		) -> DispatchResult {
			Self::do_reveal_for(&ensure_signed(origin)?, channel, preimage)
		}

		/// Closes the channel of a party that has lost its states, which says itself what is its
		/// own: `claim`, from nothing to all that it has committed since the base. Twice the
		/// channel's challenge period runs, but at most [`Config::MaxChallengePeriodMs`], in which
		/// anyone can present a state with [`Call::challenge`].
		///
		/// If nobody does, the closer gets what it claimed and the other party the rest. It gets
		/// more than that only if the other party presents a state that says so. A claim of no more
		/// than what is due to it costs nothing; one above that costs as with any other close.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// As [`Call::force_close`] without a state.
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::closing_alone(T::WeightInfo::close_after_loss()))]
		pub fn close_after_loss(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] claim: Balance,
		) -> DispatchResultWithPostInfo {
			let more = Self::do_close_after_loss(&ensure_signed(origin)?, channel, claim)?;
			weighed(T::WeightInfo::close_after_loss(), more)
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
