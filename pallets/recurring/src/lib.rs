#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod config;
mod errors;
mod events;
pub mod plan;
pub mod runtime_api;
mod schedule;
pub mod subscription;
mod try_state;
pub mod types;
mod views;
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
	BoundedVec,
};

/// The id of an asset, as `T::Assets` has it.
pub type AssetIdOf<T> =
	<<T as Config>::Assets as fungibles::Inspect<<T as frame_system::Config>::AccountId>>::AssetId;
/// A plan of this runtime.
pub type PlanOf<T> = plan::Plan<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A plan with the ticket of its storage deposit.
pub type PlanRecordOf<T> = plan::PlanRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;
/// A subscription of this runtime.
pub type SubscriptionOf<T> =
	subscription::Subscription<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// The latest notes on a subscription.
pub type HistoryOf<T> = BoundedVec<types::Note, <T as Config>::MaxHistory>;
/// A subscription with its history and the ticket of its storage deposit.
pub type RecordOf<T> = subscription::Record<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
	HistoryOf<T>,
>;

#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_math::calendar::DAY_MS;
	use bloc_primitives::{hook_fee::HookFee, paging::page, Balance, Moment};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use plan::PlanDetails;
	use sp_core::H256;
	use types::{Cause, Due, EndReason, Limits, Note, Party, PlanId, State, SubscriptionId, Terms};

	/// The version of the storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The most retries that can be configured.
	pub const MAX_RETRIES: u32 = 16;

	/// The farthest that something can be ahead on the timetable: a leap year. What is due later is
	/// looked at in between, so that what has ended leaves nothing behind for longer.
	pub const HORIZON_MS: Moment = 366 * DAY_MS;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The id of the next plan.
	#[pallet::storage]
	pub type NextPlanId<T> = StorageValue<_, PlanId, ValueQuery>;

	/// The plans. The payee pays for the item, and for the one in [`PlansOf`], with a deposit that
	/// comes back when the plan goes.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Plans<T: Config> = StorageMap<_, Twox64Concat, PlanId, PlanRecordOf<T>>;

	/// The plans of each payee.
	#[pallet::storage]
	pub type PlansOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, PlanId, ()>;

	/// The id of the next subscription.
	#[pallet::storage]
	pub type NextSubscriptionId<T> = StorageValue<_, SubscriptionId, ValueQuery>;

	/// The subscriptions, with their history. The payer pays for the item, and for those in
	/// [`ByPayer`], [`ByPayee`], [`ByPlan`] and [`TimetablePages`], with a deposit that comes back
	/// when the subscription goes.
	#[pallet::storage]
	pub type Subscriptions<T: Config> = StorageMap<_, Twox64Concat, SubscriptionId, RecordOf<T>>;

	/// The subscriptions of each payer.
	#[pallet::storage]
	pub type ByPayer<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, SubscriptionId, ()>;

	/// The subscriptions of each payee.
	#[pallet::storage]
	pub type ByPayee<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, SubscriptionId, ()>;

	/// The subscriptions on each plan.
	#[pallet::storage]
	pub type ByPlan<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Twox64Concat, SubscriptionId, ()>;

	/// The head of the timetable.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// The pages of the timetable.
	#[pallet::storage]
	pub type TimetablePages<T> = StorageMap<_, Identity, PageKey, Page<Due>>;

	/// The reasons for holds of native coins.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A refundable deposit for what the account causes to be stored.
		#[codec(index = 0)]
		StorageDeposit,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Pays what became due up to the last block (this one's time is not known yet), for at most
		/// [`Config::HookShare`] of the block.
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
		/// Publishes a plan, to which anybody can subscribe.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee, who pays the storage deposit.
		///
		/// ## Cost
		/// O(1): three items written, a deposit held.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_plan())]
		pub fn create_plan(
			origin: OriginFor<T>,
			details: PlanDetails<AssetIdOf<T>>,
		) -> DispatchResult {
			Self::do_create_plan(ensure_signed(origin)?, details)
		}

		/// Changes the details of a plan for new subscribers. Subscriptions stay as they are: their
		/// payers have to agree to another price ([`Call::propose_price`]) or to change the plan
		/// themselves.
		///
		/// ## Dispatch Origin
		/// Signed, by the plan's payee.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::edit_plan())]
		pub fn edit_plan(
			origin: OriginFor<T>,
			plan: PlanId,
			details: PlanDetails<AssetIdOf<T>>,
		) -> DispatchResult {
			Self::do_edit_plan(&ensure_signed(origin)?, plan, details)
		}

		/// Takes no more subscribers. Subscriptions go on; the plan goes with the last of them, and
		/// its deposit comes back.
		///
		/// ## Dispatch Origin
		/// Signed, by the plan's payee.
		///
		/// ## Cost
		/// At most two items removed, a deposit released.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::retire_plan())]
		pub fn retire_plan(origin: OriginFor<T>, plan: PlanId) -> DispatchResult {
			Self::do_retire_plan(&ensure_signed(origin)?, plan)
		}

		/// Subscribes to a plan. Without a trial the first period is paid at once.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who pays the storage deposit.
		///
		/// ## Details
		/// `edition` is the one that the payer has read: if the plan was edited since, the call is
		/// refused.
		///
		/// ## Cost
		/// O(1): six items written, a push on the timetable, a deposit held, at most one transfer.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::subscribe())]
		pub fn subscribe(
			origin: OriginFor<T>,
			plan: PlanId,
			edition: u32,
			limits: Limits,
		) -> DispatchResult {
			Self::do_subscribe(ensure_signed(origin)?, plan, edition, limits)
		}

		/// Allows `payee` to be paid on terms that the payer sets, from `start_ms` on, or from now on:
		/// then the first period is paid at once. `start_ms` is at most a year ahead
		/// ([`HORIZON_MS`]). With a price of zero nothing is paid by itself, and
		/// the payee charges up to [`Limits::charges`] in each period.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who pays the storage deposit.
		///
		/// ## Cost
		/// O(1): four items written, a push on the timetable, a deposit held, at most one transfer.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::authorise())]
		pub fn authorise(
			origin: OriginFor<T>,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			terms: Terms,
			limits: Limits,
			start_ms: Option<Moment>,
		) -> DispatchResult {
			Self::do_authorise(ensure_signed(origin)?, payee, asset, terms, limits, start_ms)
		}

		/// Ends a subscription at once. What is paid stays paid; the deposit goes back to the payer. A
		/// deposit that cannot be returned hinders nothing ([`Event::DepositKept`]).
		///
		/// ## Dispatch Origin
		/// Signed, by the payer or the payee, at any time.
		///
		/// ## Cost
		/// O(1): four items removed, one written, a deposit released; two more items and a deposit if
		/// it was the last of a retired plan.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::cancel())]
		pub fn cancel(origin: OriginFor<T>, subscription: SubscriptionId) -> DispatchResult {
			Self::do_cancel(&ensure_signed(origin)?, subscription)
		}

		/// Takes a break: what comes due from now until it is resumed is not owed. What is due already
		/// has to be paid first.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer or the payee.
		///
		/// ## Cost
		/// One item read and written; a push on the timetable if nothing waits there.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::pause())]
		pub fn pause(origin: OriginFor<T>, subscription: SubscriptionId) -> DispatchResult {
			Self::do_pause(&ensure_signed(origin)?, subscription)
		}

		/// Goes on after a break, by the same calendar: the next period that is paid is the first one
		/// that is due now or later.
		///
		/// ## Dispatch Origin
		/// Signed, by the party that paused.
		///
		/// ## Cost
		/// One item read and written; a push on the timetable if nothing waits there.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::resume())]
		pub fn resume(origin: OriginFor<T>, subscription: SubscriptionId) -> DispatchResult {
			Self::do_resume(&ensure_signed(origin)?, subscription)
		}

		/// Sets the limits of the payer.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// One item read and written; a push on the timetable if there is something to do earlier.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_limits())]
		pub fn set_limits(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
			limits: Limits,
		) -> DispatchResult {
			Self::do_set_limits(&ensure_signed(origin)?, subscription, limits)
		}

		/// Proposes another price, or withdraws the proposal. Nothing changes until the payer accepts it.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::propose_price())]
		pub fn propose_price(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
			price: Option<Balance>,
		) -> DispatchResult {
			Self::do_propose_price(&ensure_signed(origin)?, subscription, price)
		}

		/// Accepts the price that the payee proposed, for all periods that are paid from now on.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who names the price.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::accept_price())]
		pub fn accept_price(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
			#[pallet::compact] price: Balance,
		) -> DispatchResult {
			Self::do_accept_price(&ensure_signed(origin)?, subscription, price)
		}

		/// Goes over to the present terms of a plan of the same payee in the same asset, which may be
		/// the plan that the subscription is on. What is left of the current period is credited, to the
		/// unit, rounded down; a new period begins now and is paid at once. In a trial only the terms
		/// change, and the trial ends when it would have. A direct authorisation has to have started:
		/// a trial is the payee's to give.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who names the edition of the plan that was read.
		///
		/// ## Cost
		/// O(1): five items written, a push on the timetable, at most one transfer.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::change_plan())]
		pub fn change_plan(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
			plan: PlanId,
			edition: u32,
		) -> DispatchResult {
			Self::do_change_plan(&ensure_signed(origin)?, subscription, plan, edition)
		}

		/// Charges something beside the price, within what the payer allows for each period and in
		/// all. Paid at once or not at all.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee, while the subscription is active.
		///
		/// ## Cost
		/// One item read and written, one transfer.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::charge())]
		pub fn charge(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
			#[pallet::compact] amount: Balance,
			reference: H256,
		) -> DispatchResult {
			Self::do_charge(&ensure_signed(origin)?, subscription, amount, reference)
		}

		/// Does now what is due: pays a period, or ends what has to end. The hook does the same by
		/// itself. Before a retry is due it may be tried all the same: if it fails, the call is refused
		/// and nothing has changed.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// One item read and written, one transfer, a push on the timetable; or as [`Call::cancel`].
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::heaviest())]
		pub fn settle(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Ok(Some(Self::do_settle(subscription)?).into())
		}

		/// Forgets all but the newest `keep` notes of a subscription's history.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, whose deposit the history is stored for.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::prune_history())]
		pub fn prune_history(
			origin: OriginFor<T>,
			subscription: SubscriptionId,
			keep: u32,
		) -> DispatchResult {
			Self::do_prune_history(&ensure_signed(origin)?, subscription, keep)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A plan, while it exists.
		pub fn plan(id: PlanId) -> Option<PlanOf<T>> {
			Plans::<T>::get(id).map(|record| record.plan)
		}

		/// A subscription, while it exists.
		pub fn subscription(id: SubscriptionId) -> Option<SubscriptionOf<T>> {
			Subscriptions::<T>::get(id).map(|record| record.subscription)
		}

		/// The state of a subscription.
		pub fn state(id: SubscriptionId) -> Option<State> {
			Self::state_of(id)
		}

		/// The next instants, `limit` (at most 100), at which a subscription pays, what is owed first.
		pub fn next_due(id: SubscriptionId, limit: u32) -> Vec<Moment> {
			Self::next_due_of(id, limit)
		}

		/// The latest notes on a subscription, oldest first.
		pub fn history(id: SubscriptionId) -> Vec<Note> {
			Subscriptions::<T>::get(id).map_or(Vec::new(), |record| record.history.into_inner())
		}

		/// What each run of a subscription by the hook costs its payer, in the native coin.
		pub fn run_fee() -> Balance {
			Self::fee_of_run()
		}

		/// The credit of a change of plan now.
		pub fn credit_now(id: SubscriptionId) -> Option<Balance> {
			Self::credit_of(id)
		}

		/// Up to `limit` (at most 1,000) plans of `payee`, after the one named.
		pub fn plans_of(payee: T::AccountId, after: Option<PlanId>, limit: u32) -> Vec<PlanId> {
			page::<PlansOf<T>, _, _>(&payee, after, limit)
		}

		/// Up to `limit` (at most 1,000) subscriptions that `payer` pays for, after the one named.
		pub fn by_payer(
			payer: T::AccountId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId> {
			page::<ByPayer<T>, _, _>(&payer, after, limit)
		}

		/// Up to `limit` (at most 1,000) subscriptions that pay `payee`, after the one named.
		pub fn by_payee(
			payee: T::AccountId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId> {
			page::<ByPayee<T>, _, _>(&payee, after, limit)
		}

		/// Up to `limit` (at most 1,000) subscriptions on a plan, after the one named.
		pub fn by_plan(
			plan: PlanId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId> {
			page::<ByPlan<T>, _, _>(&plan, after, limit)
		}
	}
}
