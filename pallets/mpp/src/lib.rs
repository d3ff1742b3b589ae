#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod errors;
mod events;
mod impls;
mod instant;
mod invoices;
mod parts;
mod payments;
mod plan;
mod queries;
pub mod runtime_api;
mod schedule;
pub mod transitions;
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
// The runtime of the tests is the fuzzer's, too, which has no use for all that helps tests.
#[cfg(any(test, feature = "fuzzing"))]
#[cfg_attr(not(test), allow(clippy::unwrap_used, dead_code))]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

use bloc_primitives::invoice::{Invoice, SignedInvoice};
use frame_support::{
	pallet_macros::import_section,
	traits::{Consideration, Footprint},
};

/// Names an asset, as the channels do.
pub type AssetIdOf<T> = <T as Config>::AssetId;
/// What an invoice of this runtime says.
pub type InvoiceOf<T> = Invoice<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// An invoice that a payee signed off chain.
pub type SignedInvoiceOf<T> =
	SignedInvoice<<T as frame_system::Config>::AccountId, AssetIdOf<T>, <T as Config>::Signature>;
/// Which invoice is paid.
pub type InvoiceRefOf<T> =
	types::InvoiceRef<<T as frame_system::Config>::AccountId, SignedInvoiceOf<T>>;
/// A registered invoice with the ticket of its storage deposit.
pub type InvoiceRecordOf<T> = types::InvoiceRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;
/// A payment of this runtime.
pub type PaymentOf<T> = types::Payment<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A payment with the ticket of its storage deposit.
pub type RecordOf<T> = types::PaymentRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;

#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_primitives::{
		channel::{Graph, Lock, Transfer},
		invoice::InvoiceError,
		preimage::Registry,
		Balance, ChannelId, Moment, PaymentHash, Preimage,
	};
	use bloc_timetable::{Head, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{
		traits::{IdentifyAccount, Verify},
		Perbill,
	};
	use transitions::Fault;
	use types::{
		Due, InvoiceEnd, InvoiceId, Locks, NoPlan, PartId, PaymentId, PaymentPlan,
		RegisteredInvoice, ReleaseReason, Routes, MAX_LOCKS, MAX_PARTS,
	};

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What a runtime has to say to have payments over channels. Durations are in milliseconds.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Benchmarked weights.
		type WeightInfo: WeightInfo;

		/// What names an asset.
		type AssetId: Parameter + MaxEncodedLen;

		/// The channels that payments lead through.
		type Channels: Graph<Self::AccountId, AssetId = Self::AssetId>
			+ Lock<Self::AccountId>
			+ Transfer<Self::AccountId>;

		/// The registry of revealed preimages. It has to tell this pallet of each
		/// ([`PreimageSink`](bloc_primitives::preimage::PreimageSink)), and to remember one for at least
		/// [`Config::MaxInvoiceMs`], so that no signed invoice can be paid twice.
		type Preimages: Registry<Self::AccountId>;

		/// The storage deposits, in the native coin.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// What payees sign invoices with: `sp_runtime::MultiSignature` in nearly all runtimes.
		type Signature: Parameter
			+ MaxEncodedLen
			+ Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>>;

		/// The chain's clock, in Unix milliseconds: `pallet-timestamp`.
		type Clock: Time<Moment = Moment>;

		/// How far ahead the deadline of an invoice can be: 30 days are sane.
		#[pallet::constant]
		type MaxInvoiceMs: Get<Moment>;

		/// For how long a payment can be locked at most. All that time it keeps other people's liquidity
		/// from being used, so it should be as short as payees who think it over can bear: an hour, and
		/// more where swaps with other chains have to wait for those.
		#[pallet::constant]
		type MaxHoldMs: Get<Moment>;

		/// How long after its first part a payment has to be complete: a minute or two.
		#[pallet::constant]
		type MaxGatherMs: Get<Moment>;

		/// How long a payee has at least between a payment being complete and its deadline, after
		/// Lightning's `min_final_cltv_expiry`: as long as payees need to see it and have a claim
		/// in a block, a minute or more.
		#[pallet::constant]
		type MinClaimMs: Get<Moment>;

		/// What those who are told of changes in a channel weigh for each change, if the benchmarks did
		/// not meet their worst case: `Hooks::weight()` of the hooks that the channels have.
		type ChannelHookWeight: Get<Weight>;

		/// The time slot of the pallet's timetable: what is due is done up to this late.
		#[pallet::constant]
		type SlotMs: Get<Moment>;

		/// The share of a block that `on_initialize` spends at most on what is due; `on_idle` goes
		/// on with what a block has left.
		#[pallet::constant]
		type HookShare: Get<Perbill>;

		/// Makes channels and signatures for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// The short name of the next invoice that is registered.
	#[pallet::storage]
	pub type NextInvoiceId<T> = StorageValue<_, InvoiceId, ValueQuery>;

	/// The invoices that the chain knows of, by payee and payment hash. Whoever brings one, mostly the
	/// payee, pays for it and for its entry in [`InvoiceNames`] with a deposit that comes back when
	/// it goes: with its deadline, if not before.
	#[pallet::storage]
	pub type Invoices<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		PaymentHash,
		InvoiceRecordOf<T>,
	>;

	/// Which invoice has which short name.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type InvoiceNames<T: Config> =
		StorageMap<_, Twox64Concat, InvoiceId, (T::AccountId, PaymentHash)>;

	/// The name of the next payment.
	#[pallet::storage]
	pub type NextPaymentId<T> = StorageValue<_, PaymentId, ValueQuery>;

	/// The payments under way. The payer pays for the item, its parts and its entries in the indices
	/// with a deposit that comes back when the payment ends, within [`Config::MaxHoldMs`].
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Payments<T: Config> = StorageMap<_, Twox64Concat, PaymentId, RecordOf<T>>;

	/// What each part of each payment has locked.
	#[pallet::storage]
	pub type Parts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PaymentId, Twox64Concat, PartId, Locks>;

	/// Whose payments are which.
	#[pallet::storage]
	pub type ByPayer<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, PaymentId, ()>;

	/// The complete payments that wait for their preimage: one for each invoice. For whoever reveals a
	/// preimage.
	#[pallet::storage]
	pub type Complete<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PaymentHash,
		Blake2_128Concat,
		T::AccountId,
		PaymentId,
	>;

	/// The same by payee. Only complete payments are listed, so that nobody crowds a payee's list
	/// without paying.
	#[pallet::storage]
	pub type ByPayee<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, PaymentId, ()>;

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

	impl<T> From<InvoiceError> for Error<T> {
		fn from(error: InvoiceError) -> Self {
			match error {
				InvoiceError::UnknownFeature(_) => Error::UnknownFeature,
				InvoiceError::ZeroAmount => Error::ZeroAmount,
				InvoiceError::ObviousSecret => Error::ObviousSecret,
				InvoiceError::EmptyHint => Error::EmptyHint,
				InvoiceError::Expired => Error::Expired,
				InvoiceError::BadSignature => Error::BadSignature,
			}
		}
	}

	impl<T> From<Fault> for Error<T> {
		fn from(fault: Fault) -> Self {
			match fault {
				Fault::Complete => Error::Complete,
				Fault::Incomplete => Error::Incomplete,
				Fault::Expired => Error::Expired,
				Fault::PartNotFound => Error::PartNotFound,
				Fault::TooManyParts => Error::TooManyParts,
				Fault::OverTotal => Error::OverTotal,
				Fault::FeeTooHigh => Error::FeeTooHigh,
				Fault::Overflow => Error::Overflow,
			}
		}
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
		/// Asks on chain to be paid. Each invoice is paid once.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee, who pays the storage deposit until the invoice is cancelled or its
		/// deadline comes.
		///
		/// ## Cost
		/// O(1): three items written, a push on the timetable, a deposit held.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_invoice())]
		pub fn register_invoice(origin: OriginFor<T>, invoice: InvoiceOf<T>) -> DispatchResult {
			Self::do_register(&ensure_signed(origin)?, invoice)
		}

		/// No longer asks to be paid. A complete payment that waits for this invoice is released.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee, while the invoice is not paid.
		///
		/// ## Cost
		/// Two items removed, a deposit released; and as [`Call::cancel`] if a payment waits.
		#[pallet::call_index(1)]
		#[pallet::weight(
			T::WeightInfo::cancel_invoice()
				.saturating_add(Pallet::<T>::release_weight(MAX_PARTS, MAX_LOCKS))
		)]
		pub fn cancel_invoice(
			origin: OriginFor<T>,
			payment_hash: PaymentHash,
		) -> DispatchResultWithPostInfo {
			let released = Self::do_cancel_invoice(&ensure_signed(origin)?, &payment_hash)?;
			let used = released.unwrap_or_default();
			Ok(Some(T::WeightInfo::cancel_invoice().saturating_add(used)).into())
		}

		/// Removes an invoice whose deadline has come, and returns its deposit. The hook does the same by
		/// itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// Two items removed, a deposit released.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::cancel_invoice())]
		pub fn expire_invoice(
			origin: OriginFor<T>,
			payee: T::AccountId,
			payment_hash: PaymentHash,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_expire_invoice(payee, payment_hash, T::Clock::now()).map(|_| ())
		}

		/// Begins to pay an invoice: locks the amounts of `routes`, one part for each. Once the parts
		/// bring `total`, the payment is complete, and the preimage of its hash opens it.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who pays the storage deposit until the payment ends.
		///
		/// ## Details
		/// Each route says what goes over each channel. Each party in between has to keep what its
		/// policies ask for, and `max_fee` is the most that they keep of all parts together, those that
		/// are added later included. `total` is what the invoice asks for, or up to twice that. If the
		/// invoice does not allow parts, there has to be one that brings all.
		///
		/// A payment whose preimage is not revealed before `deadline_ms` is released: no later than the
		/// invoice's deadline, and at least [`Config::MinClaimMs`] and at most [`Config::MaxHoldMs`]
		/// ahead. So is one that is not complete after [`Config::MaxGatherMs`], or when no more than
		/// [`Config::MinClaimMs`] is left until then.
		///
		/// ## Cost
		/// One read and one write of each channel, one item for each part; beside that O(1): at most
		/// five items written, a push on the timetable, a deposit held. A signature for a signed
		/// invoice.
		#[pallet::call_index(3)]
		#[pallet::weight(
			Pallet::<T>::invoice_weight(invoice).saturating_add(Pallet::<T>::pay_weight(routes))
		)]
		pub fn pay(
			origin: OriginFor<T>,
			invoice: InvoiceRefOf<T>,
			#[pallet::compact] total: Balance,
			routes: Routes,
			#[pallet::compact] max_fee: Balance,
			deadline_ms: Moment,
		) -> DispatchResult {
			Self::do_pay(ensure_signed(origin)?, invoice, total, routes, max_fee, deadline_ms)
		}

		/// Adds parts to a payment that is not complete.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// One read and one write of each channel, one item for each part; beside that O(1).
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::add_weight(routes))]
		pub fn add_parts(
			origin: OriginFor<T>,
			payment: PaymentId,
			routes: Routes,
		) -> DispatchResult {
			Self::do_add_parts(&ensure_signed(origin)?, payment, None, routes)
		}

		/// Takes a part of an incomplete payment back.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// One read and one write of each channel of the part; beside that O(1).
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::drop_weight())]
		pub fn drop_part(origin: OriginFor<T>, payment: PaymentId, part: PartId) -> DispatchResult {
			Self::do_drop_part(&ensure_signed(origin)?, payment, part)
		}

		/// Takes a part of an incomplete payment back and puts others in its place.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// As [`Call::drop_part`] and [`Call::add_parts`] together.
		#[pallet::call_index(6)]
		#[pallet::weight(
			Pallet::<T>::drop_weight().saturating_add(Pallet::<T>::add_weight(routes))
		)]
		pub fn replace_part(
			origin: OriginFor<T>,
			payment: PaymentId,
			part: PartId,
			routes: Routes,
		) -> DispatchResult {
			Self::do_add_parts(&ensure_signed(origin)?, payment, Some(part), routes)
		}

		/// Reveals the preimage of a complete payment, and settles every part in every channel: the
		/// payee and all in between are paid.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone who knows the preimage, before the deadline. Whoever it is pays the storage
		/// deposit of the preimage's place in the registry, and the payee is paid.
		///
		/// ## Cost
		/// One read and one write of each channel, one item removed for each part; what the registry
		/// takes, and whoever it tells; beside that O(1). What is not used of the weight for the most
		/// parts and hops is given back.
		#[pallet::call_index(7)]
		#[pallet::weight(
			Pallet::<T>::settle_weight(MAX_PARTS, MAX_LOCKS).saturating_add(T::Preimages::weight())
		)]
		pub fn claim(
			origin: OriginFor<T>,
			payment: PaymentId,
			preimage: Preimage,
		) -> DispatchResultWithPostInfo {
			let used = Self::do_claim(&ensure_signed(origin)?, payment, preimage)?;
			Ok(Some(used.saturating_add(T::Preimages::weight())).into())
		}

		/// Ends a payment without paying: every part is released in every channel.
		///
		/// ## Dispatch Origin
		/// Signed: by the payee at any time; by the payer while the payment is not complete.
		///
		/// ## Cost
		/// One read and one write of each channel, one item removed for each part; beside that O(1).
		/// What is not used of the weight for the most parts and hops is given back.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::release_weight(MAX_PARTS, MAX_LOCKS))]
		pub fn cancel(origin: OriginFor<T>, payment: PaymentId) -> DispatchResultWithPostInfo {
			Ok(Some(Self::do_cancel(&ensure_signed(origin)?, payment)?).into())
		}

		/// Does now what is due: settles a payment whose preimage was revealed in time, or releases one
		/// whose time is over. The hook does the same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// As [`Call::claim`] or [`Call::cancel`].
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::heaviest())]
		pub fn poke(origin: OriginFor<T>, payment: PaymentId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Ok(Some(Self::do_poke(payment)?).into())
		}

		/// Pays an invoice at once, over all `routes`, without a preimage: if its payee has agreed to
		/// that. Nothing waits, and nothing is locked.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer. If the invoice is one that was signed off chain, the payer pays the
		/// storage deposit of what remembers until its deadline that it is paid.
		///
		/// ## Details
		/// What routes bring is `total`, to the unit. All else is as in [`Call::pay`]. A signed invoice is
		/// refused while another one of its payee's with the same hash is registered.
		///
		/// ## Cost
		/// One read and one write of each channel, and of the invoice.
		#[pallet::call_index(10)]
		#[pallet::weight(
			Pallet::<T>::instant_weight(invoice).saturating_add(Pallet::<T>::forward_weight(routes))
		)]
		pub fn pay_instant(
			origin: OriginFor<T>,
			invoice: InvoiceRefOf<T>,
			#[pallet::compact] total: Balance,
			routes: Routes,
			#[pallet::compact] max_fee: Balance,
		) -> DispatchResult {
			Self::do_pay_instant(ensure_signed(origin)?, invoice, total, routes, max_fee)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A registered invoice, until its deadline.
		pub fn invoice(
			payee: T::AccountId,
			payment_hash: PaymentHash,
		) -> Option<RegisteredInvoice<T::AccountId, AssetIdOf<T>>> {
			Invoices::<T>::get(payee, payment_hash).map(|record| record.invoice)
		}

		/// A payment, while it is under way.
		pub fn payment(id: PaymentId) -> Option<PaymentOf<T>> {
			Payments::<T>::get(id).map(|record| record.payment)
		}

		/// What the parts of a payment have locked.
		pub fn parts_of(id: PaymentId) -> Vec<(PartId, Locks)> {
			Self::query_parts(id)
		}

		/// The complete payment that waits for the preimage of `payment_hash`, to be claimed for `payee`.
		pub fn complete(payee: T::AccountId, payment_hash: PaymentHash) -> Option<PaymentId> {
			Complete::<T>::get(payment_hash, payee)
		}

		/// Up to `limit` (at most 1,000) invoices of `payee`, after the one named.
		pub fn invoices_of(
			payee: T::AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<PaymentHash> {
			Self::page_of_invoices(&payee, after, limit)
		}

		/// Up to `limit` (at most 1,000) payments of `payer`, after the one named.
		pub fn by_payer(
			payer: T::AccountId,
			after: Option<PaymentId>,
			limit: u32,
		) -> Vec<PaymentId> {
			Self::page_by_payer(&payer, after, limit)
		}

		/// Up to `limit` (at most 1,000) complete payments that `payee` can claim, after the one named.
		pub fn by_payee(
			payee: T::AccountId,
			after: Option<PaymentId>,
			limit: u32,
		) -> Vec<PaymentId> {
			Self::page_by_payee(&payee, after, limit)
		}

		/// How `from` can pay `amount` to `to` now, at the least fee that was found: routes for
		/// [`Call::pay`]; or what is missing. Channels in `exclude` are left out. Reads every channel of
		/// the chain: not for calls.
		pub fn plan_payment(
			from: T::AccountId,
			to: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			max_parts: u32,
			max_fee: Balance,
			exclude: Vec<ChannelId>,
		) -> Result<PaymentPlan, NoPlan> {
			Self::plan([&from, &to], &asset, amount, max_parts, max_fee, exclude)
		}
	}
}
