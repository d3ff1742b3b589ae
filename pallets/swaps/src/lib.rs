#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calls;
mod config;
pub mod consent;
mod custody;
mod errors;
mod events;
mod impls;
pub mod leg;
pub mod quote;
pub mod ring;
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

use frame_support::pallet_macros::import_section;
pub use types::{
	AssetIdOf, BondOf, BondRecordOf, ConsentOf, DueOf, InvoiceOf, LegOf, LegRecordOf, LegSpecOf,
	QuoteRecordOf, RingTermsOf, RoutesOf, SizeOf, TakenOf, WaitingBondOf, WayOf,
};
#[import_section(config::config)]
#[import_section(events::events)]
#[import_section(errors::errors)]
#[import_section(types::storage)]
#[import_section(schedule::hooks)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use bloc_custody::Pot;
	use bloc_primitives::{
		channel::{Fund, Inspect, Lock},
		paging::page,
		payment::Pay,
		preimage::Registry,
		Balance, ChannelId, Moment, PaymentHash, Preimage,
	};
	use bloc_timetable::{Head, Owner, Page, PageKey};
	use consent::Agreement;
	use custody::Money;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Consideration, Footprint, Time},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use leg::{Funds, Place, Submarine};
	use quote::{Cost, Direction, Quote, QuoteTerms};
	use ring::LegTimes;
	use sp_runtime::traits::{IdentifyAccount, Verify};
	use types::{ChainId, Consents, Owners, Source};
	use weighing::weighed;

	/// The version of what is in storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Locks an amount under a payment hash for a receiver, until a deadline: out of the
		/// caller's account, or of its free ledger balance in a channel with the receiver, where it
		/// also arrives.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner, who pays the storage deposit until the leg is forgotten.
		///
		/// ## Details
		/// The deadline is at least [`Config::MinLegMs`] and at most [`Config::MaxLegMs`] ahead. A
		/// standstill of the chain puts it off by at most `extension_ms`, and that by no more than
		/// [`Config::MaxExtensionMs`]. Nobody locks twice under one hash, so that it does no harm
		/// to send the call again; nor for a preimage that is public.
		///
		/// ## Cost
		/// O(1): an item written and a deposit held, a push on the timetable; a pot and a transfer,
		/// or a read and a write of the channel.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::lock_weight(source))]
		pub fn lock(
			origin: OriginFor<T>,
			spec: LegSpecOf<T>,
			source: Source,
		) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let most = Self::lock_weight(&source);
			let told = Self::do_lock(owner, spec, source)?;
			weighed(Self::less_told(most, &source, told))
		}

		/// Locks the leg at `position` (from 1) of a ring, by the terms that all of its parties
		/// agreed on.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of that leg, who pays the storage deposit until the leg is
		/// forgotten.
		///
		/// ## Details
		/// The chain sees to its own part: the terms are sound, with at least [`Config::MinGapMs`]
		/// between any two steps of which one answers the other, and more by what a standstill may
		/// add between any two deadlines; the leg is for this chain and its time to be locked is
		/// not over; the bond that the terms ask for is there, and is part of the leg from now on.
		/// Whether the other legs are there is for the caller to see: on their chains, in final
		/// blocks.
		///
		/// ## Cost
		/// As [`Call::lock`], and for a bond an item removed and a deposit returned; O(n²)
		/// comparisons for *n* legs, at most 14.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::lock_ring_weight(terms.legs.len(), source))]
		pub fn lock_ring(
			origin: OriginFor<T>,
			terms: RingTermsOf<T>,
			position: u8,
			source: Source,
		) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let most = Self::lock_ring_weight(terms.legs.len(), &source);
			let told = Self::do_lock_ring(owner, terms, position, source)?;
			weighed(Self::less_told(most, &source, told))
		}

		/// Puts up the bond that the terms of a ring ask for, for the leg at `position`. If the leg
		/// is not locked in time, the bond comes back. If it is, and then claimed, handed back or
		/// divided, the bond comes back with that; if it goes back to its owner at its deadline,
		/// its owner gets the bond, too: for having waited in vain.
		///
		/// ## Dispatch Origin
		/// Signed, by the receiver of that leg, who pays the storage deposit until the leg takes
		/// the bond, or it comes back.
		///
		/// ## Cost
		/// O(1): an item written and a deposit held, a push on the timetable, a pot and a transfer;
		/// O(n²) comparisons for *n* legs, at most 14.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::bond_weight(terms.legs.len()))]
		pub fn post_bond(
			origin: OriginFor<T>,
			terms: RingTermsOf<T>,
			position: u8,
		) -> DispatchResult {
			Self::do_post_bond(ensure_signed(origin)?, terms, position)
		}

		/// Reveals a preimage and pays the legs of these owners that wait for it, each to its
		/// receiver. An operational call: it finds room in a block that others have filled, for
		/// normal fees. Where the runtime checks what is [urgent](bloc_primitives::urgent), one
		/// that would be refused is not even included.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone who knows the preimage, before the deadline. Whoever it is pays the
		/// storage deposit of the preimage's place in the registry.
		///
		/// ## Details
		/// What cannot be claimed is left out, so that nobody's claim fails because somebody else
		/// was first. If that is all of them, the call is refused, for the reason of the first.
		///
		/// ## Cost
		/// For each leg an item written, and what its money takes: a transfer from the pot (one for
		/// all legs of a receiver), or a read and a write of a channel; what the registry takes,
		/// and whoever it tells. Declared for legs with bonds in other assets; what is not used is
		/// given back.
		#[pallet::call_index(3)]
		#[pallet::weight((Pallet::<T>::claim_weight(owners.len()), DispatchClass::Operational))]
		pub fn claim(
			origin: OriginFor<T>,
			owners: Owners<T::AccountId>,
			preimage: Preimage,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			weighed(Self::do_claim(&who, owners, preimage)?)
		}

		/// Ends a leg that is decided: to its receiver if its preimage was revealed before the
		/// deadline, by whatever call of whatever pallet; otherwise, from the deadline on, back to
		/// its owner. The hook does the same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// As [`Call::claim`] for one leg, but for the registry: one read of it.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::paying_weight(2))]
		pub fn settle(
			origin: OriginFor<T>,
			owner: T::AccountId,
			payment_hash: PaymentHash,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			weighed(Self::do_settle(&owner, payment_hash)?)
		}

		/// Gives a leg back to its owner before its time is over, and the bond to the receiver.
		///
		/// ## Dispatch Origin
		/// Signed, by the receiver; or by anyone with the receiver's `consent`, a signature over
		/// [`payload`](consent::payload).
		///
		/// ## Cost
		/// As [`Call::settle`], and a signature.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::hand_back_weight(consent.is_some().into()))]
		pub fn hand_back(
			origin: OriginFor<T>,
			owner: T::AccountId,
			payment_hash: PaymentHash,
			consent: Option<ConsentOf<T>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let verified = Self::verified(consent.is_some().into());
			let used = Self::do_hand_back(&who, owner, payment_hash, consent)?;
			weighed(used.saturating_add(verified))
		}

		/// Divides a leg before its time is over: so much to the receiver, the rest to the owner,
		/// and the bond to the receiver.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner or the receiver with the other's consent, or by anyone with both:
		/// each a signature over [`payload`](consent::payload).
		///
		/// ## Cost
		/// As [`Call::settle`], with a transfer more and up to two signatures.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::divide_weight(consents.count()))]
		pub fn divide(
			origin: OriginFor<T>,
			owner: T::AccountId,
			payment_hash: PaymentHash,
			#[pallet::compact] to_receiver: Balance,
			consents: Consents<T::Signature>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let verified = Self::verified(consents.count());
			let used = Self::do_divide(&who, owner, payment_hash, to_receiver, consents)?;
			weighed(used.saturating_add(verified))
		}

		/// Returns the bond for a leg that was not locked in time, as the hook does by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O(1): an item removed, a transfer, a deposit returned.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::return_bond().saturating_add(Pallet::<T>::transfers(1)))]
		pub fn return_bond(
			origin: OriginFor<T>,
			poster: T::AccountId,
			payment_hash: PaymentHash,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_return_bond(&poster, payment_hash)
		}

		/// Forgets a leg that has ended, as the hook does [`Config::KeepMs`] later by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner; by anyone once it has been kept for that long.
		///
		/// ## Cost
		/// O(1): an item removed, a deposit returned.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(
			origin: OriginFor<T>,
			owner: T::AccountId,
			payment_hash: PaymentHash,
		) -> DispatchResult {
			Self::do_prune(&ensure_signed(origin)?, &owner, payment_hash)
		}

		/// Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of the credit.
		///
		/// ## Cost
		/// O(1): one transfer, one item removed.
		#[pallet::call_index(9)]
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

		/// Says on what terms the caller swaps between the chain and channels from now on. While they
		/// stand they can only be given more room, at the same rates. Once they have expired or are
		/// paused, any can be set, and stand.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider, who pays the storage deposit until it closes the quote.
		///
		/// ## Cost
		/// O(1): an item written; the first time an index, too, and a deposit held.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::set_quote())]
		pub fn set_quote(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			direction: Direction,
			terms: QuoteTerms,
		) -> DispatchResult {
			Self::do_set_quote(ensure_signed(origin)?, asset, direction, terms)
		}

		/// Lets nobody take a quote any more, from the next block on; or again.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item written.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::pause_quote())]
		pub fn pause_quote(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			direction: Direction,
			paused: bool,
		) -> DispatchResult {
			Self::do_pause_quote(ensure_signed(origin)?, asset, direction, paused)
		}

		/// Removes a quote that does not stand and by which nothing is under way, and returns its
		/// stock.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): two items removed, a deposit returned; for a stock a pot and a transfer.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::close_quote())]
		pub fn close_quote(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			direction: Direction,
		) -> DispatchResult {
			Self::do_close_quote(ensure_signed(origin)?, asset, direction)
		}

		/// Puts up more to pay swaps out of channels.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item written, a pot and a transfer.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::add_stock())]
		pub fn add_stock(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_add_stock(ensure_signed(origin)?, asset, amount)
		}

		/// Takes some of that back, while the quote does not stand.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item written, a pot and a transfer.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::take_stock())]
		pub fn take_stock(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_take_stock(ensure_signed(origin)?, asset, amount)
		}

		/// Swaps money on the chain into channels: locks it for a provider, who pays an invoice
		/// under the same payment hash. Both halves end in the same call.
		///
		/// ## Dispatch Origin
		/// Signed, by the taker, who pays the storage deposits of the leg and of the payment.
		///
		/// ## Details
		/// What the call names holds, or nothing happens. What the quote asks for opening, and
		/// `max_fee`, is paid at once, and not back; nothing, if the provider is to pay in another
		/// network.
		///
		/// ## Cost
		/// As [`Call::lock`], a transfer, an item written, and what a payment takes.
		#[pallet::call_index(15)]
		#[pallet::weight(
			Pallet::<T>::in_weight(source).saturating_add(Pallet::<T>::way_weight(way))
		)]
		pub fn swap_in(
			origin: OriginFor<T>,
			taken: TakenOf<T>,
			way: WayOf<T>,
			source: Source,
		) -> DispatchResultWithPostInfo {
			let taker = ensure_signed(origin)?;
			let most = Self::in_weight(&source);
			let [paid, told] = Self::do_swap_in(taker, taken, way, source)?;
			weighed(Self::less_told(most, &source, told).saturating_add(paid))
		}

		/// Swaps money in channels onto the chain: pays a provider under a payment hash for which
		/// some of its stock is locked for `to`. Both halves end in the same call. The leg has the
		/// taker's name, and what cannot be paid out to `to` is the taker's credit.
		///
		/// ## Dispatch Origin
		/// Signed, by the taker, who pays the storage deposits of the leg and of the payment.
		///
		/// ## Cost
		/// Two items written, a deposit held, a transfer, and what a payment takes.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::out_weight(routes))]
		pub fn swap_out(
			origin: OriginFor<T>,
			taken: TakenOf<T>,
			payment_hash: PaymentHash,
			to: T::AccountId,
			routes: RoutesOf<T>,
			#[pallet::compact] max_fee: Balance,
		) -> DispatchResultWithPostInfo {
			let taker = ensure_signed(origin)?;
			let paid = Self::do_swap_out(taker, taken, payment_hash, to, routes, max_fee)?;
			weighed(T::WeightInfo::swap_out().saturating_add(paid))
		}

		/// Gives a swap out of channels up before its time is over, while its preimage is not
		/// public: its leg goes back into the provider's stock, which it would have done at the
		/// deadline, and its payment, of `size` at the most, to the taker.
		///
		/// ## Dispatch Origin
		/// Signed, by the receiver of the leg; or by anyone with the receiver's `consent`, a
		/// signature over [`payload`](consent::payload) to hand the leg back.
		///
		/// ## Cost
		/// As that of whoever makes payments to cancel one, with the end of its leg; and a
		/// signature.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::cancel_weight(size, consent.is_some().into()))]
		pub fn cancel_swap(
			origin: OriginFor<T>,
			owner: T::AccountId,
			payment_hash: PaymentHash,
			size: SizeOf<T>,
			consent: Option<ConsentOf<T>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let verified = Self::verified(consent.is_some().into());
			let used = Self::do_cancel_swap(&who, owner, payment_hash, &size, consent)?;
			weighed(used.saturating_add(verified))
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Returns a leg: while it waits, and for a while after its end.
		pub fn swap(owner: T::AccountId, payment_hash: PaymentHash) -> Option<LegOf<T>> {
			Legs::<T>::get(owner, payment_hash).map(|record| record.leg)
		}

		/// Returns up to `limit` (at most 1,000) legs of `owner`, after the one named.
		pub fn swaps_of(
			owner: T::AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<(PaymentHash, LegOf<T>)> {
			Self::page_of_legs(&owner, after, limit)
		}

		/// Returns from when on an open leg can no longer be claimed, as it looks now: its
		/// deadline, and later if the chain stood still.
		pub fn closes_ms(owner: T::AccountId, payment_hash: PaymentHash) -> Option<Moment> {
			Self::closing(&owner, payment_hash)
		}

		/// Returns a bond that waits for its leg.
		pub fn bond(poster: T::AccountId, payment_hash: PaymentHash) -> Option<WaitingBondOf<T>> {
			Bonds::<T>::get(poster, payment_hash).map(|record| record.bond)
		}

		/// Returns the instants of each leg of a ring whose terms are written now, as near as this
		/// chain lets them be with `gap_ms` between deadlines; nothing if that is too short.
		pub fn safe_deadlines(legs: u8, gap_ms: Moment, extension_ms: Moment) -> Vec<LegTimes> {
			Self::nearest_times(legs, gap_ms, extension_ms)
		}

		/// Returns the hash that stands for the terms of a ring in each of its legs.
		pub fn terms_hash(terms: RingTermsOf<T>) -> [u8; 32] {
			terms.hash()
		}

		/// Returns the bytes that a party of a leg signs to agree, until `valid_until_ms`.
		pub fn consent_payload(
			owner: T::AccountId,
			payment_hash: PaymentHash,
			agreement: Agreement,
			valid_until_ms: Moment,
		) -> Option<Vec<u8>> {
			Self::payload_of(owner, payment_hash, &agreement, valid_until_ms)
		}

		/// Returns a provider's quote.
		pub fn quote(
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			direction: Direction,
		) -> Option<Quote> {
			Quotes::<T>::get((asset, direction), provider).map(|record| record.quote)
		}

		/// Returns up to `limit` (at most 1,000) quotes of `provider`, after the one named.
		pub fn quotes_of(
			provider: T::AccountId,
			after: Option<(AssetIdOf<T>, Direction)>,
			limit: u32,
		) -> Vec<(AssetIdOf<T>, Direction)> {
			page::<QuotesOf<T>, _, _>(&provider, after, limit)
		}

		/// Returns up to `limit` (at most 1,000) providers with their quotes, after the one named.
		pub fn providers(
			asset: AssetIdOf<T>,
			direction: Direction,
			after: Option<T::AccountId>,
			limit: u32,
		) -> Vec<(T::AccountId, Quote)> {
			Self::page_of_quotes((asset, direction), after, limit)
		}

		/// Returns what it costs by a quote that just `amount` arrives, if it may wait for
		/// `lasts_ms`.
		pub fn swap_cost(
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			direction: Direction,
			amount: Balance,
			lasts_ms: Moment,
		) -> Option<Cost> {
			Self::quote(provider, asset, direction)?.terms.rates.cost(amount, lasts_ms)
		}

		/// Returns the most that arrives by a quote for `to_send`: the inverse, exactly.
		pub fn swap_amount(
			provider: T::AccountId,
			asset: AssetIdOf<T>,
			direction: Direction,
			to_send: Balance,
		) -> Option<Balance> {
			Self::quote(provider, asset, direction)?.terms.rates.price().arrives(to_send)
		}

		/// Returns the name of this chain, as legs and terms have it.
		pub fn this_chain() -> Option<ChainId> {
			Self::own_chain()
		}

		/// Returns the payout in `asset` that was refused and waits for `owner` to claim it.
		pub fn credit(owner: T::AccountId, asset: AssetIdOf<T>) -> Balance {
			Credits::<T>::get(owner, asset)
		}

		/// Returns the account that holds what legs, bonds and quotes have in `asset`.
		pub fn pot_account(asset: AssetIdOf<T>) -> T::AccountId {
			Money::<T>::account(&asset)
		}
	}
}
