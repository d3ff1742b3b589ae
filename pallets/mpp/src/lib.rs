#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod config;
mod errors;
mod events;
mod impls;
pub mod payment;
mod planning;
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

use bloc_primitives::invoice::{Invoice, SignedInvoice};
use frame_support::{
	pallet_macros::import_section,
	traits::{Consideration, Footprint},
};

/// The id of an asset, as the channels have it.
pub type AssetIdOf<T> = <T as Config>::AssetId;
/// An invoice of this runtime.
pub type InvoiceOf<T> = Invoice<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// An invoice that a payee signed off chain.
pub type SignedInvoiceOf<T> =
	SignedInvoice<<T as frame_system::Config>::AccountId, AssetIdOf<T>, <T as Config>::Signature>;
/// The invoice that a payer means.
pub type InvoiceRefOf<T> =
	types::InvoiceRef<<T as frame_system::Config>::AccountId, SignedInvoiceOf<T>>;
/// A registered invoice with the ticket of its storage deposit.
pub type InvoiceRecordOf<T> = types::InvoiceRecord<
	<T as frame_system::Config>::AccountId,
	AssetIdOf<T>,
	<T as Config>::Consideration,
>;
/// What is to be paid.
pub type AskedOf<T> = payment::Asked<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A payment of this runtime.
pub type PaymentOf<T> = payment::Payment<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;
/// A payment with the ticket of its storage deposit.
pub type RecordOf<T> = payment::PaymentRecord<
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
	use bloc_primitives::{
		channel::{Graph, Lock, Transfer},
		invoice::InvoiceError,
		paging::page,
		payment::Ties,
		preimage::Registry,
		Balance, ChannelId, Moment, PaymentHash, Preimage,
	};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::{IdentifyAccount, Verify};
	use types::{
		Due, InvoiceEnd, InvoiceId, Locks, NoPlan, Part, PartId, PaymentId, PaymentPlan,
		RegisteredInvoice, ReleaseReason, Routes, Size,
	};
	use weighing::weighed;

	/// The version of the storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The id of the next invoice that is stored.
	#[pallet::storage]
	pub type NextInvoiceId<T> = StorageValue<_, InvoiceId, ValueQuery>;

	/// The invoices that are stored, by payee and payment hash. Whoever brings one, mostly the
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

	/// The invoice of each short name.
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type InvoiceNames<T: Config> =
		StorageMap<_, Twox64Concat, InvoiceId, (T::AccountId, PaymentHash)>;

	/// The id of the next payment.
	#[pallet::storage]
	pub type NextPaymentId<T> = StorageValue<_, PaymentId, ValueQuery>;

	/// The payments under way. The payer, or whoever had it made, pays for the item, its parts and
	/// its entries in the indices with a deposit that comes back when the payment ends, within
	/// [`Config::MaxHoldMs`].
	// Ids count up, so a cheap hasher will do.
	#[pallet::storage]
	pub type Payments<T: Config> = StorageMap<_, Twox64Concat, PaymentId, RecordOf<T>>;

	/// The parts of each payment, with their locks.
	#[pallet::storage]
	pub type Parts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PaymentId, Twox64Concat, PartId, Part>;

	/// The payments of each payer.
	#[pallet::storage]
	pub type ByPayer<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, PaymentId, ()>;

	/// The complete payments, which wait for their preimage, by payment hash and payee: one for
	/// each invoice. For whoever reveals a preimage.
	#[pallet::storage]
	pub type Complete<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		PaymentHash,
		Blake2_128Concat,
		T::AccountId,
		PaymentId,
	>;

	/// The complete payments of each payee. Only these are listed, so that nobody crowds a payee's
	/// list without paying.
	#[pallet::storage]
	pub type ByPayee<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, PaymentId, ()>;

	/// The position of the timetable.
	#[pallet::storage]
	pub type TimetableHead<T> = StorageValue<_, Head, ValueQuery>;

	/// The pages of the timetable.
	#[pallet::storage]
	pub type TimetablePages<T> = StorageMap<_, Identity, PageKey, Page<Due>>;

	/// The reason why the pallet holds native coins of an account.
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
		/// Registers an invoice on chain. Each invoice is paid once.
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

		/// Cancels an invoice. A complete payment that waits for it, of `size` at the most, is
		/// released.
		///
		/// ## Dispatch Origin
		/// Signed, by the payee, while the invoice is not paid, nor a payment of it decided by its
		/// preimage.
		///
		/// ## Cost
		/// Two items removed, a deposit released; and as [`Call::cancel`] if a payment waits.
		#[pallet::call_index(1)]
		#[pallet::weight(
			T::WeightInfo::cancel_invoice()
				.saturating_add(Pallet::<T>::cancel_weight(size))
		)]
		pub fn cancel_invoice(
			origin: OriginFor<T>,
			payment_hash: PaymentHash,
			size: Size,
		) -> DispatchResultWithPostInfo {
			let payee = ensure_signed(origin)?;
			let released = Self::do_cancel_invoice(&payee, &payment_hash, &size)?;
			weighed(T::WeightInfo::cancel_invoice(), released.unwrap_or_default())
		}

		/// Removes an invoice whose deadline has come, and returns its deposit. The hook does the
		/// same by itself.
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
			Self::do_expire_invoice(&payee, payment_hash, T::Clock::now())
		}

		/// Opens a payment of an invoice: locks the amounts of `routes`, one part for each. Once
		/// the parts bring `total`, the payment is complete, and the preimage of its hash opens it.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer, who pays the storage deposit until the payment ends.
		///
		/// ## Details
		/// Each route says what goes over each channel. Each party in between has to keep what its
		/// policies ask for, and `max_fee` is the most that they keep of all parts together, those
		/// that are added later included. Of what is not paid they keep instead what their policies
		/// ask for having waited, for as long as it was locked: that, too, is at most `max_fee`.
		/// `total` is what the invoice asks for, or up to twice that. If the invoice does not allow
		/// parts, there has to be one that brings all.
		///
		/// A payment whose preimage is not revealed before `deadline_ms` is released: no later than
		/// the invoice's deadline, and at least [`Config::MinClaimMs`] and at most
		/// [`Config::MaxHoldMs`] ahead. So is one that is not complete after
		/// [`Config::MaxGatherMs`], or when no more than [`Config::MinClaimMs`] is left until then.
		///
		/// ## Cost
		/// One read and one write of each channel, one item for each part; beside that O(1): at
		/// most five items written, a push on the timetable, a deposit held. A signature for a
		/// signed invoice.
		#[pallet::call_index(3)]
		#[pallet::weight(
			Pallet::<T>::with_told(
				Pallet::<T>::pay_weight(Some(invoice), routes),
				Pallet::<T>::size(routes).hops,
			)
		)]
		pub fn pay(
			origin: OriginFor<T>,
			invoice: InvoiceRefOf<T>,
			#[pallet::compact] total: Balance,
			routes: Routes,
			#[pallet::compact] max_fee: Balance,
			deadline_ms: Moment,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			let work = Self::pay_weight(Some(&invoice), &routes);
			weighed(work, Self::do_pay(payer, invoice, total, routes, max_fee, deadline_ms)?)
		}

		/// Adds parts to a payment that is not complete.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// One read and one write of each channel, one item for each part; beside that O(1).
		#[pallet::call_index(4)]
		#[pallet::weight(
			Pallet::<T>::with_told(
				Pallet::<T>::add_weight(routes),
				Pallet::<T>::size(routes).hops,
			)
		)]
		pub fn add_parts(
			origin: OriginFor<T>,
			payment: PaymentId,
			routes: Routes,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			let work = Self::add_weight(&routes);
			weighed(work, Self::do_add_parts(&payer, payment, None, routes)?)
		}

		/// Releases a part of an incomplete payment, of at most so many `hops`.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// One read and one write of each channel of the part; beside that O(1).
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_told(Pallet::<T>::drop_weight(*hops), *hops))]
		pub fn drop_part(
			origin: OriginFor<T>,
			payment: PaymentId,
			part: PartId,
			#[pallet::compact] hops: u32,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_drop_part(&ensure_signed(origin)?, payment, part, hops)?;
			weighed(Self::drop_weight(hops), told)
		}

		/// Releases a part of an incomplete payment, of at most so many `hops`, and adds others in
		/// its place.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer.
		///
		/// ## Cost
		/// As [`Call::drop_part`] and [`Call::add_parts`] together.
		#[pallet::call_index(6)]
		#[pallet::weight(
			Pallet::<T>::with_told(
				Pallet::<T>::drop_weight(*hops).saturating_add(Pallet::<T>::add_weight(routes)),
				Pallet::<T>::size(routes).hops.saturating_add(*hops),
			)
		)]
		pub fn replace_part(
			origin: OriginFor<T>,
			payment: PaymentId,
			part: PartId,
			#[pallet::compact] hops: u32,
			routes: Routes,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			let work = Self::drop_weight(hops).saturating_add(Self::add_weight(&routes));
			weighed(work, Self::do_add_parts(&payer, payment, Some((part, hops)), routes)?)
		}

		/// Reveals the preimage of a complete payment, and settles every part in every channel: the
		/// payee and all in between are paid. An operational call: it finds room in a block that
		/// others have filled, for normal fees. Where the runtime checks what is
		/// [urgent](bloc_primitives::urgent), one that would be refused is not even included.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone who knows the preimage, before the deadline; but not by the payee of a
		/// payment that is bound. Whoever it is pays the storage deposit of the preimage's place in
		/// the registry, and the payee is paid.
		///
		/// ## Cost
		/// One read and one write of each channel, one item removed for each part; what the
		/// registry takes, and whoever it tells; beside that O(1). Declared for a payment of
		/// `size`, which is in [`Event::PaymentCompleted`]; what is not used is given back.
		#[pallet::call_index(7)]
		#[pallet::weight((
			Pallet::<T>::with_ended(Pallet::<T>::settle_weight(size), size)
				.saturating_add(T::Preimages::weight()),
			DispatchClass::Operational,
		))]
		pub fn claim(
			origin: OriginFor<T>,
			payment: PaymentId,
			preimage: Preimage,
			size: Size,
		) -> DispatchResultWithPostInfo {
			let used = Self::do_claim(&ensure_signed(origin)?, payment, preimage, &size)?;
			weighed(T::Preimages::weight(), used)
		}

		/// Ends a payment without paying: every part is released in every channel.
		///
		/// ## Dispatch Origin
		/// Signed: by the payee until the preimage is public, unless it has bound itself; by the
		/// payer while the payment is not complete.
		///
		/// ## Cost
		/// One read and one write of each channel, one item removed for each part; beside that
		/// O(1). Declared for a payment of `size`; what is not used is given back.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::cancel_weight(size))]
		pub fn cancel(
			origin: OriginFor<T>,
			payment: PaymentId,
			size: Size,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Ok(Some(Self::do_cancel(&who, payment, &size)?).into())
		}

		/// Settles a payment whose preimage was revealed in time, or releases one whose time is
		/// over. The hook does the same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// As [`Call::claim`] or [`Call::cancel`].
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::ending_weight(size))]
		pub fn settle(
			origin: OriginFor<T>,
			payment: PaymentId,
			size: Size,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Ok(Some(Self::do_settle(payment, &size)?).into())
		}

		/// Pays an invoice at once, over all `routes`, without a preimage: if its payee has agreed
		/// to that. Nothing waits, and nothing is locked.
		///
		/// ## Dispatch Origin
		/// Signed, by the payer. If the invoice is one that was signed off chain, the payer pays
		/// the storage deposit of what remembers until its deadline that it is paid.
		///
		/// ## Details
		/// The routes bring `total`, to the unit. All else is as in [`Call::pay`]. A signed invoice
		/// is refused while another one of its payee's with the same hash is registered.
		///
		/// ## Cost
		/// One read and one write of each channel, and of the invoice.
		#[pallet::call_index(10)]
		#[pallet::weight(
			Pallet::<T>::with_told(
				Pallet::<T>::forward_weight(invoice, routes),
				Pallet::<T>::size(routes).hops,
			)
		)]
		pub fn pay_instant(
			origin: OriginFor<T>,
			invoice: InvoiceRefOf<T>,
			#[pallet::compact] total: Balance,
			routes: Routes,
			#[pallet::compact] max_fee: Balance,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			let work = Self::forward_weight(&invoice, &routes);
			weighed(work, Self::do_pay_instant(payer, invoice, total, routes, max_fee)?)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Returns a registered invoice, until its deadline.
		pub fn invoice(
			payee: T::AccountId,
			payment_hash: PaymentHash,
		) -> Option<RegisteredInvoice<T::AccountId, AssetIdOf<T>>> {
			Invoices::<T>::get(payee, payment_hash).map(|record| record.invoice)
		}

		/// Returns a payment, while it is under way.
		pub fn payment(id: PaymentId) -> Option<PaymentOf<T>> {
			Payments::<T>::get(id).map(|record| record.payment)
		}

		/// Returns the locks of each part of a payment.
		pub fn parts_of(id: PaymentId) -> Vec<(PartId, Locks)> {
			Self::locks_of(id)
		}

		/// Returns the complete payment that waits for the preimage of `payment_hash`, to be
		/// claimed for `payee`.
		pub fn complete(payee: T::AccountId, payment_hash: PaymentHash) -> Option<PaymentId> {
			Complete::<T>::get(payment_hash, payee)
		}

		/// Returns up to `limit` (at most 1,000) invoices of `payee`, after the one named.
		pub fn invoices_of(
			payee: T::AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<PaymentHash> {
			Self::page_of_invoices(&payee, after, limit)
		}

		/// Returns up to `limit` (at most 1,000) payments of `payer`, after the one named.
		pub fn by_payer(
			payer: T::AccountId,
			after: Option<PaymentId>,
			limit: u32,
		) -> Vec<PaymentId> {
			page::<ByPayer<T>, _, _>(&payer, after, limit)
		}

		/// Returns up to `limit` (at most 1,000) complete payments that `payee` can claim, after
		/// the one named.
		pub fn by_payee(
			payee: T::AccountId,
			after: Option<PaymentId>,
			limit: u32,
		) -> Vec<PaymentId> {
			page::<ByPayee<T>, _, _>(&payee, after, limit)
		}

		/// Plans how `from` can pay `amount` to `to` now, at the least fee that is found: routes
		/// for [`Call::pay`], or the reason why there are none. Channels in `exclude` are left out.
		/// Reads every channel of the chain: not for calls.
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
