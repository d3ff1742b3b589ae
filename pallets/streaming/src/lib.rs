#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod config;
mod custody;
mod errors;
mod events;
pub mod runtime_api;
mod schedule;
pub mod stream;
mod try_state;
pub mod types;
pub mod vault;
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

use frame_support::{
	pallet_macros::import_section,
	traits::{fungibles, Consideration, Footprint},
};

/// Names an asset, as `T::Assets` does.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as fungibles::Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A stream of this runtime.
pub type StreamOf<T> = stream::Stream<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A stream with the ticket of its storage deposit.
pub type StreamRecordOf<T> = stream::StreamRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;
/// A stream, brought up to an instant.
pub type StreamStateOf<T> =
	stream::StreamState<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A vault of this runtime.
pub type VaultOf<T> = vault::Vault<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A vault with the ticket of its storage deposit.
pub type VaultRecordOf<T> = vault::VaultRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_primitives::{hook_fee::HookFee, paging::page, Balance, Moment};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use custody::Money;
	use frame_support::{pallet_prelude::*, traits::Time, PalletId};
	use frame_system::pallet_prelude::*;
	use types::{
		Change, Due, EndReason, Flow, Funding, Party, Pot, Proposal, ProposalEnd, Rate, Report,
		StreamId, StreamSpec, Terms, VaultId,
	};

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The name of the next stream.
	#[pallet::storage]
	pub type NextStreamId<T> = StorageValue<_, StreamId, ValueQuery>;

	/// The streams. The payer pays for the item, and for those in [`StreamsOf`] and [`Proposals`],
	/// with a deposit that comes back when the stream goes.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Streams<T: Config> = StorageMap<_, Twox64Concat, StreamId, StreamRecordOf<T>>;

	/// Whose streams are which: an entry for each party of each stream.
	#[pallet::storage]
	pub type StreamsOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, StreamId, ()>;

	/// What one party of a stream has proposed to the other. One for each stream at most.
	#[pallet::storage]
	pub type Proposals<T> = StorageMap<_, Twox64Concat, StreamId, Proposal>;

	/// The name of the next vault.
	#[pallet::storage]
	pub type NextVaultId<T> = StorageValue<_, VaultId, ValueQuery>;

	/// The vaults. The owner pays for the item and the one in [`VaultIds`] with a deposit that
	/// comes back when the vault goes.
	#[pallet::storage]
	pub type Vaults<T: Config> = StorageMap<_, Twox64Concat, VaultId, VaultRecordOf<T>>;

	/// Whose vault in which asset is which.
	#[pallet::storage]
	pub type VaultIds<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		AssetIdOf<T>,
		VaultId,
	>;

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
		/// Opens a stream to `payee` with a deposit of its own, as `spec` says. One that the payer
		/// may not cancel alone ends after [`Config::MaxBoundMs`] at the latest.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who pays the storage deposit and the deposit.
		///
		/// ## Cost
		/// O(1): one transfer, five items written, a push on the timetable; the first deposit in an
		/// asset adds the loan of its minimum balance to the same transfer.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create())]
		pub fn create(
			origin: OriginFor<T>,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			#[pallet::compact] deposit: Balance,
			spec: StreamSpec,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_create(payer, payee, asset, deposit, spec)
		}

		/// Opens a stream to `payee` that is paid from the caller's vault in `asset`, from now on
		/// and without an end. The payer may pause, lower and cancel it alone; it takes no deposit.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who pays the storage deposit.
		///
		/// ## Cost
		/// O(1): no transfer; five items written, a push on the timetable. The same whatever the
		/// vault pays already.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::create_from_vault())]
		pub fn create_from_vault(
			origin: OriginFor<T>,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			rate: Rate,
			interval_ms: Moment,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_create_from_vault(payer, payee, asset, rate, interval_ms)
		}

		/// Adds `amount` to a stream's deposit. A stream that has run dry goes on from now, while
		/// its grace period lasts. What is not needed comes back to the payer.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O(1): one transfer, two items written; a push on the timetable if it had run dry.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::top_up())]
		pub fn top_up(
			origin: OriginFor<T>,
			stream: StreamId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_top_up(ensure_signed(origin)?, stream, amount)
		}

		/// Takes `amount` back that is not owed, nor reported, from a stream's deposit.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, if it may cancel the stream alone.
		///
		/// ## Cost
		/// O(1): one transfer, two items written, a push on the timetable.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::refund())]
		pub fn refund(
			origin: OriginFor<T>,
			stream: StreamId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_refund(&ensure_signed(origin)?, stream, amount)
		}

		/// Lets a stream stand still: from now on nothing accrues. What has accrued stays owed.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, if the terms say so. (Otherwise: [`Call::propose`].)
		///
		/// ## Cost
		/// One read and one write, of the stream; with a vault another of each, and a push.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::pause())]
		pub fn pause(origin: OriginFor<T>, stream: StreamId) -> DispatchResult {
			Self::do_pause(&ensure_signed(origin)?, stream)
		}

		/// Lets a paused stream flow again, from now on.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// As [`Call::pause`], and a push on the timetable; with a vault two.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(origin: OriginFor<T>, stream: StreamId) -> DispatchResult {
			Self::do_resume(&ensure_signed(origin)?, stream)
		}

		/// Lets a stream flow at another rate from now on.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer; lower as the terms say. (Otherwise: [`Call::propose`].)
		///
		/// ## Cost
		/// As [`Call::resume`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set_rate())]
		pub fn set_rate(origin: OriginFor<T>, stream: StreamId, rate: Rate) -> DispatchResult {
			Self::do_set_rate(&ensure_signed(origin)?, stream, rate)
		}

		/// Pays the payee what is owed now. Ends a stream that is over, as the hook does by itself:
		/// nobody has to wait for it.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O(1): one transfer. The stream is read and written; a vault is read. One that is over:
		/// at most two transfers and five items removed; the last stream of a vault that is over:
		/// six, and the pot.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::claim())]
		pub fn claim(origin: OriginFor<T>, stream: StreamId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(None, stream)
		}

		/// Pays what is owed now out to `to`, or fails if the asset refuses that.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee.
		///
		/// ## Cost
		/// As [`Call::claim`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(
			origin: OriginFor<T>,
			stream: StreamId,
			to: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(Some((&who, &to)), stream)
		}

		/// Ends a stream: the payee gets what is owed, the payer the rest.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee; by the payer as the terms say. (Otherwise: [`Call::propose`].)
		///
		/// ## Details
		/// A payee gives up a report that can still be disputed. A payer pays the one that it names
		/// in `accepts`; where another waits, the stream takes no more of them, and ends by itself
		/// when that one counts or is disputed ([`Event::Ending`]).
		///
		/// ## Cost
		/// O(1): at most one transfer for each party; five items removed. If it waits for a report:
		/// the stream read and written, a push on the timetable.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::cancel())]
		pub fn cancel(
			origin: OriginFor<T>,
			stream: StreamId,
			accepts: Option<Report>,
		) -> DispatchResult {
			Self::do_cancel(&ensure_signed(origin)?, stream, accepts)
		}

		/// Makes `new` the payee. What is owed now goes to the caller; all else, also a report that
		/// can still be disputed and what is not owed before the cliff, to the new payee.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee.
		///
		/// ## Cost
		/// O(1): at most one transfer, five items written or removed, a push on the timetable.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::transfer())]
		pub fn transfer(
			origin: OriginFor<T>,
			stream: StreamId,
			new: T::AccountId,
		) -> DispatchResult {
			Self::do_transfer(&ensure_signed(origin)?, stream, new)
		}

		/// Proposes a change to the other party, which [`Call::accept`] makes, whatever the terms
		/// say. The latest proposal counts, as long as the stream has the same rate and is not
		/// paused or resumed; `None` takes it back. A proposal to end the stream names the report
		/// that can still be disputed, and is void once that is another, or none.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One item written. The payer has paid for it already.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::propose())]
		pub fn propose(
			origin: OriginFor<T>,
			stream: StreamId,
			change: Option<Change>,
		) -> DispatchResult {
			Self::do_propose(&ensure_signed(origin)?, stream, change)
		}

		/// Makes the change that the other party has proposed. `change` says which, so that nobody
		/// accepts what it has not seen.
		///
		/// ## Dispatch Origin
		/// Signed, by the other party.
		///
		/// ## Cost
		/// As the change, and an item removed.
		#[pallet::call_index(12)]
		#[pallet::weight({
			let proposal = T::DbWeight::get().reads_writes(1, 1);
			match change {
				Change::Rate(_) => T::WeightInfo::set_rate().saturating_add(proposal),
				Change::Pause => T::WeightInfo::pause().saturating_add(proposal),
				Change::Cancel { .. } => T::WeightInfo::accept(),
			}
		})]
		pub fn accept(origin: OriginFor<T>, stream: StreamId, change: Change) -> DispatchResult {
			Self::do_accept(&ensure_signed(origin)?, stream, change)
		}

		/// Reports use of a metered stream: `units` at the agreed price, up to the cap of the
		/// period. It counts at once, or where the terms have a dispute window, after it; until
		/// then it is the last one.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee.
		///
		/// ## Cost
		/// One read and one write, of the stream; a push on the timetable.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::report())]
		pub fn report(
			origin: OriginFor<T>,
			stream: StreamId,
			#[pallet::compact] units: u64,
		) -> DispatchResult {
			Self::do_report(&ensure_signed(origin)?, stream, units)
		}

		/// Disputes the last report of a metered stream: it does not count, and its units can be
		/// reported again.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, while `now < counts_ms`.
		///
		/// ## Cost
		/// One read and one write, of the stream; a push on the timetable if it is over then.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::dispute())]
		pub fn dispute(origin: OriginFor<T>, stream: StreamId) -> DispatchResult {
			Self::do_dispute(&ensure_signed(origin)?, stream)
		}

		/// Opens a vault in `asset` with `amount` in it. Streams that are paid from it wait for
		/// `grace_ms` when it has run dry.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner, who pays the storage deposit and the amount.
		///
		/// ## Cost
		/// O(1): one transfer, four items written.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::open_vault())]
		pub fn open_vault(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
			grace_ms: Moment,
		) -> DispatchResult {
			Self::do_open_vault(ensure_signed(origin)?, asset, amount, grace_ms)
		}

		/// Puts `amount` in a vault. If it had run dry, all of its streams go on from now, while
		/// the grace period lasts.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O(1), however many streams it pays: one transfer, two items written, at most a push.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::fund_vault())]
		pub fn fund_vault(
			origin: OriginFor<T>,
			vault: VaultId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_fund_vault(ensure_signed(origin)?, vault, amount)
		}

		/// Takes `amount` out of a vault that no stream has accrued.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner.
		///
		/// ## Cost
		/// O(1), however many streams it pays: one transfer, two items written, at most a push.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::withdraw_vault())]
		pub fn withdraw_vault(
			origin: OriginFor<T>,
			vault: VaultId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_withdraw_vault(&ensure_signed(origin)?, vault, amount)
		}

		/// Closes a vault that pays no streams, and takes all out of it.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner.
		///
		/// ## Cost
		/// O(1): one transfer, three items removed or written.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::close_vault())]
		pub fn close_vault(origin: OriginFor<T>, vault: VaultId) -> DispatchResult {
			Self::do_close_vault(&ensure_signed(origin)?, vault)
		}

		/// Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of the credit.
		///
		/// ## Cost
		/// O(1): one transfer, one item removed.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::claim_credit())]
		pub fn claim_credit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			to: T::AccountId,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::ensure_not_pot(&asset, &to)?;
			Money::<T>::claim(&owner, &asset, &to)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A stream, as it was written last.
		pub fn stream(id: StreamId) -> Option<StreamOf<T>> {
			Streams::<T>::get(id).map(|record| record.stream)
		}

		/// A stream brought up to now, how it is doing, and what it owes.
		pub fn stream_state(id: StreamId) -> Option<StreamStateOf<T>> {
			Self::state_now(id)
		}

		/// Up to `limit` (at most 1,000) streams of `who`, paying or paid, after the one named.
		pub fn streams_of(who: T::AccountId, after: Option<StreamId>, limit: u32) -> Vec<StreamId> {
			page::<StreamsOf<T>, _, _>(&who, after, limit)
		}

		/// What a stream owes now.
		pub fn owed(id: StreamId) -> Option<Balance> {
			Self::amount_owed(id, T::Clock::now())
		}

		/// What a stream owes at an instant that is not before its last change, as things stand.
		pub fn owed_at(id: StreamId, instant_ms: Moment) -> Option<Balance> {
			Self::amount_owed(id, instant_ms)
		}

		/// What each look of the hook at a stream costs its payer, in the native coin.
		pub fn look_fee() -> Balance {
			Self::fee_of_look()
		}

		/// When a stream's money is used up, as things stand; the past if it is.
		pub fn runs_out_at(id: StreamId) -> Option<Moment> {
			Self::state_now(id)?.runs_out_ms
		}

		/// The change that one party of a stream has proposed to the other, if it still stands.
		pub fn proposal(id: StreamId) -> Option<Proposal> {
			Self::standing_proposal(id)
		}

		/// A vault, brought up to now.
		pub fn vault(id: VaultId) -> Option<VaultOf<T>> {
			Self::vault_now(id)
		}

		/// The vault of `owner` in `asset`.
		pub fn vault_of(owner: T::AccountId, asset: AssetIdOf<T>) -> Option<VaultId> {
			VaultIds::<T>::get(owner, asset)
		}

		/// When a vault can no longer pay its streams, as things stand; the past if it cannot.
		pub fn vault_runs_out_at(id: VaultId) -> Option<Moment> {
			Self::vault_now(id)?.runs_out_ms()
		}

		/// What `who` can claim in `asset`.
		pub fn credit(who: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(who, asset)
		}

		/// The account that holds what streams and vaults have in `asset`.
		pub fn pot_account(asset: AssetIdOf<T>) -> T::AccountId {
			Money::<T>::account(&asset)
		}
	}
}
