#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod advice;
pub mod band;
mod calls;
mod config;
pub mod crypto;
mod errors;
mod events;
mod impls;
mod planning;
pub mod policy;
pub mod proposal;
pub mod runtime_api;
mod schedule;
mod try_state;
pub mod types;
mod views;
mod weighing;
pub mod weights;
mod worker;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use views::MAX_RECOMMENDATIONS;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

use bloc_primitives::{channel::Channel, Pair};
use frame_support::{
	pallet_macros::import_section,
	traits::{Consideration, Footprint},
	BoundedVec,
};

/// A channel of this runtime.
pub type ChannelOf<T> = Channel<<T as frame_system::Config>::AccountId, <T as Config>::AssetId>;
/// An account's policy in one asset, with all that automatic runs need to know.
pub type PolicyRecordOf<T> =
	types::PolicyRecord<<T as frame_system::Config>::AccountId, <T as Config>::Consideration>;
/// A channel's policy, with whose it is.
pub type ChannelRecordOf<T> = types::ChannelRecord<
	<T as frame_system::Config>::AccountId,
	<T as Config>::AssetId,
	<T as Config>::Consideration,
>;
/// The policies that the parties of a channel have for it.
pub type ChannelRecordsOf<T> = Pair<Option<ChannelRecordOf<T>>>;
/// A proposed cycle.
pub type ProposalOf<T> =
	types::Proposal<<T as frame_system::Config>::AccountId, <T as Config>::AssetId>;
/// A proposed cycle with the ticket of its storage deposit.
pub type ProposalRecordOf<T> = types::ProposalRecord<
	<T as frame_system::Config>::AccountId,
	<T as Config>::AssetId,
	<T as Config>::Consideration,
>;
/// What waits on the timetable.
pub type DueOf<T> = types::Due<<T as frame_system::Config>::AccountId, <T as Config>::AssetId>;
/// The cycles of one run.
pub type CyclesOf<T> = BoundedVec<types::Cycle, <T as Config>::MaxCycles>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use advice::{NoAdvice, RebalancePlan, Recommendation};
	use alloc::vec::Vec;
	use bloc_primitives::{
		channel::{Graph, Subscribe, Transfer},
		Balance, ChannelId, Moment,
	};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::{
		offchain::{AppCrypto, CreateSignedTransaction},
		pallet_prelude::*,
	};
	use types::{
		ChannelPolicy, Holding, ProposalEnd, ProposalId, RebalancePolicy, Refusal, Report, Status,
		Trigger, MAX_HOPS, MAX_TRACKED,
	};

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The policies of accounts, one for each asset, with all that automatic runs need to know. The
	/// account pays a deposit, also for the one entry on the timetable, that comes back when the
	/// policy goes.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AssetId,
		PolicyRecordOf<T>,
	>;

	/// The policies that parties have for single channels. Each pays a deposit that comes back when
	/// its policy or the channel goes.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type ChannelPolicies<T: Config> =
		StorageMap<_, Twox64Concat, ChannelId, ChannelRecordsOf<T>>;

	/// For whom an operator's worker acts, by the operator's own call: accounts with the asset. Paid for
	/// by the account, with its policy.
	#[pallet::storage]
	pub type Operated<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		(T::AccountId, T::AssetId),
		(),
	>;

	/// The name of the next proposal.
	#[pallet::storage]
	pub type NextProposalId<T> = StorageValue<_, ProposalId, ValueQuery>;

	/// The cycles that wait for their owners to accept. The proposer pays a deposit that comes back
	/// when the proposal goes, at its deadline at the latest.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Proposals<T: Config> = StorageMap<_, Twox64Concat, ProposalId, ProposalRecordOf<T>>;

	/// Where the timetable stands.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// What is due when.
	#[pallet::storage]
	pub type TimetablePages<T: Config> = StorageMap<_, Identity, PageKey, Page<DueOf<T>>>;

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

		/// Plans and submits runs that are due, for the accounts whose keys this node has, and for
		/// those whom they act for.
		fn offchain_worker(_: BlockNumberFor<T>) {
			Self::work();
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
		/// Sets how the caller's channels in an asset are to be kept in balance; `None` removes the
		/// policy. An automatic one begins with a look: a run is due at once, or an interval after
		/// the last run or look. What is spent of the present period stays spent. Channels that are
		/// opened from then on are tracked; those that the caller has already it names in
		/// [`Call::track`].
		///
		/// ## Dispatch Origin
		/// Signed, by the account, who pays the storage deposit.
		///
		/// ## Cost
		/// O(1): one item written, a deposit held or released, a push on the timetable.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_policy())]
		pub fn set_policy(
			origin: OriginFor<T>,
			asset: T::AssetId,
			policy: Option<RebalancePolicy>,
		) -> DispatchResult {
			Self::do_set_policy(ensure_signed(origin)?, asset, policy)
		}

		/// Sets how one of the caller's channels is to be treated; `None` has it treated as the
		/// others. From then on it is tracked if, and only if, that leaves it to automatic runs;
		/// what is out of balance then is noted.
		///
		/// ## Dispatch Origin
		/// Signed, by a party of the open channel that has a policy in its asset, and pays the
		/// storage deposit.
		///
		/// ## Cost
		/// O(1): the channel and two items read and written, a deposit held or released, and if
		/// there is news a push on the timetable.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_channel_policy())]
		pub fn set_channel_policy(
			origin: OriginFor<T>,
			channel: ChannelId,
			policy: Option<ChannelPolicy>,
		) -> DispatchResult {
			Self::do_set_channel_policy(ensure_signed(origin)?, channel, policy)
		}

		/// Moves the caller's money in cycles, out over one of its channels and back over another:
		/// all of it or nothing.
		///
		/// ## Dispatch Origin
		/// Signed, by the account. It needs no policy; without one the usual band counts, 20 to 80
		/// hundredths round a half.
		///
		/// ## Details
		/// Each hop names what goes over which channel. Every forwarder's policy has to admit what
		/// leaves it and leave it its fee or more; all fees together are at most `max_fee` and the
		/// fee limit of the caller's policy. Of the caller's channels none may come out of its
		/// thresholds or farther out, and together they have to be better for it: first counts how
		/// far outside of their thresholds they lie, then how far from their targets. The budget is
		/// for automatic runs and does not count here.
		///
		/// ## Cost
		/// A read and a write for each channel, one read for the policy, and one for each of the
		/// caller's channels if any has a policy of its own. No transfer.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::rebalance_weight(cycles))]
		pub fn rebalance(
			origin: OriginFor<T>,
			asset: T::AssetId,
			cycles: CyclesOf<T>,
			#[pallet::compact] max_fee: Balance,
		) -> DispatchResult {
			Self::do_rebalance(ensure_signed(origin)?, asset, cycles, max_fee)
		}

		/// The same by a worker, when an automatic run of `account` is due: within what is left of
		/// the period's budget, which is charged before anything moves. If it cannot be done,
		/// nothing moves, an event says why, and the next run is due later and later.
		///
		/// ## Dispatch Origin
		/// Signed, by the account or its operator.
		///
		/// ## Cost
		/// As [`Call::rebalance`], the policy written, a push on the timetable.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::run(Pallet::<T>::hops(cycles)))]
		pub fn run(
			origin: OriginFor<T>,
			account: T::AccountId,
			asset: T::AssetId,
			cycles: CyclesOf<T>,
		) -> DispatchResult {
			Self::do_run(ensure_signed(origin)?, account, asset, cycles)
		}

		/// Reports why there is no run of `account` though one is due. Nobody checks it: it is about
		/// the account's own channels, and decides only when a worker looks again.
		///
		/// ## Dispatch Origin
		/// Signed, by the account or its operator.
		///
		/// ## Cost
		/// One item read and written, a push on the timetable.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::report())]
		pub fn report(
			origin: OriginFor<T>,
			account: T::AccountId,
			asset: T::AssetId,
			report: Report,
		) -> DispatchResult {
			Self::do_report(ensure_signed(origin)?, account, asset, report)
		}

		/// Proposes that `amount` goes round over these channels without any fee, from the caller
		/// back to the caller. The caller accepts by this.
		///
		/// ## Dispatch Origin
		/// Signed, by the one who pays over the first channel, and pays the storage deposit.
		///
		/// ## Cost
		/// O(hops): each channel read, two items written, a deposit held, a push on the timetable.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::propose())]
		pub fn propose(
			origin: OriginFor<T>,
			asset: T::AssetId,
			channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
			#[pallet::compact] amount: Balance,
			deadline_ms: Moment,
		) -> DispatchResult {
			Self::do_propose(ensure_signed(origin)?, asset, channels, amount, deadline_ms)
		}

		/// Accepts a proposed cycle. With the last to accept it is executed, or that one's call is
		/// refused and can be made again.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of one of its channels, while `now < deadline_ms`.
		///
		/// ## Cost
		/// One item read and written. With the last: a read and a write for each channel, and the
		/// deposit released; what that takes is given back by the others.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::accept())]
		pub fn accept(origin: OriginFor<T>, proposal: ProposalId) -> DispatchResultWithPostInfo {
			let last = Self::do_accept(ensure_signed(origin)?, proposal)?;
			// Any other does no more than one that declines.
			Ok((!last).then(T::WeightInfo::decline).into())
		}

		/// Ends a proposed cycle. Who has accepted already, or proposed it, can do so, too, as long
		/// as it is not executed.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of one of its channels.
		///
		/// ## Cost
		/// One item removed, a deposit released.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn decline(origin: OriginFor<T>, proposal: ProposalId) -> DispatchResult {
			Self::do_decline(ensure_signed(origin)?, proposal)
		}

		/// Tracks the caller's channels, or no longer: only what happens in a tracked one is noted.
		/// What is out of balance in them already is noted, too.
		///
		/// ## Dispatch Origin
		/// Signed, by a party of each. To be tracked, they have to be in one asset, in which the
		/// caller has an automatic policy that no policy for the single channel takes back.
		///
		/// ## Details
		/// New channels need no such call. The other party bears a part of the cost of a tracked
		/// channel: each change of its ledger reads one item more. `subscribed` in the channel
		/// itself says what is so.
		///
		/// ## Cost
		/// O(channels): each channel read and written, and its policy read if any has one; the
		/// policy read, and if there is news written, with a push on the timetable.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::track(channels.len() as u32))]
		pub fn track(
			origin: OriginFor<T>,
			channels: BoundedVec<ChannelId, ConstU32<MAX_TRACKED>>,
			on: bool,
		) -> DispatchResult {
			Self::do_track(ensure_signed(origin)?, channels, on)
		}

		/// Names who may call [`Call::run`] and [`Call::report`] for the caller's channels in an
		/// asset, and nothing else; `None`: nobody. So the caller's own key need not be on any
		/// node.
		///
		/// ## Dispatch Origin
		/// Signed, by an account with a policy in the asset.
		///
		/// ## Cost
		/// O(1): one item read and written, and another removed if the operator before acted.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::set_operator())]
		pub fn set_operator(
			origin: OriginFor<T>,
			asset: T::AssetId,
			operator: Option<T::AccountId>,
		) -> DispatchResult {
			Self::do_set_operator(ensure_signed(origin)?, asset, operator)
		}

		/// Has the caller's worker act for an account that named the caller, or no longer. Without
		/// this it does not: it pays its transactions itself, and whom others name is for them to
		/// choose.
		///
		/// ## Dispatch Origin
		/// Signed, by the account's operator.
		///
		/// ## Cost
		/// O(1): one item read and one written.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::operate())]
		pub fn operate(
			origin: OriginFor<T>,
			account: T::AccountId,
			asset: T::AssetId,
			on: bool,
		) -> DispatchResult {
			Self::do_operate(ensure_signed(origin)?, account, asset, on)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// How rebalancing of an account's channels in an asset stands, if it has a policy.
		pub fn status(account: T::AccountId, asset: T::AssetId) -> Option<Status> {
			Self::status_of(&account, &asset)
		}

		/// The policy that an account has for one of its channels, if it has one.
		pub fn channel_policy(account: T::AccountId, channel: ChannelId) -> Option<ChannelPolicy> {
			Self::channel_policy_of(&account, channel)
		}

		/// What would set an account's channels in an asset right, the most pressing first: up to
		/// `limit` (at most [`MAX_RECOMMENDATIONS`]) of them. Reads all channels: for use off
		/// chain.
		pub fn recommendations(
			account: T::AccountId,
			asset: T::AssetId,
			limit: u32,
		) -> Result<Vec<Recommendation>, NoAdvice> {
			Self::recommend(&account, &asset, limit)
		}

		/// The cheapest cycles that bring an account's channels in an asset back into balance, for
		/// at most `max_fee` and within the fee limit of its policy. Reads all channels: for use
		/// off chain.
		pub fn plan_rebalance(
			account: T::AccountId,
			asset: T::AssetId,
			max_fee: Balance,
		) -> RebalancePlan {
			Self::plan_for(&account, &asset, Trigger::Manual, max_fee)
		}

		/// A proposed cycle, while it waits.
		pub fn proposal(id: ProposalId) -> Option<ProposalOf<T>> {
			Proposals::<T>::get(id).map(|record| record.proposal)
		}
	}
}
