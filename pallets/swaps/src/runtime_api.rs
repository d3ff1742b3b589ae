//! The runtime API: what is computed for clients, and pages. What is only stored they read from
//! storage, or by the pallet's view functions, which also give the same answers as this.

use crate::{
	consent::Agreement,
	leg::Leg,
	quote::{Cost, Direction, Quote},
	ring::{Bond, LegTimes, RingTerms},
	types::ChainId,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment, PaymentHash};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Legs, bonds, the instants of rings, and quotes.
	pub trait SwapsApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// A leg: while it waits, and for a while after its end.
		fn swap(owner: AccountId, payment_hash: PaymentHash) -> Option<Leg<AccountId, AssetId>>;

		/// Up to `limit` (at most 1,000) legs of `owner`, after the one named.
		fn swaps_of(
			owner: AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<(PaymentHash, Leg<AccountId, AssetId>)>;

		/// From when on an open leg can no longer be claimed, as it looks now.
		fn closes_ms(owner: AccountId, payment_hash: PaymentHash) -> Option<Moment>;

		/// A bond that waits for its leg.
		fn bond(poster: AccountId, payment_hash: PaymentHash) -> Option<Bond<AccountId, AssetId>>;

		/// The instants of each leg of a ring whose terms are written now, from the first to the
		/// last; nothing if `gap_ms` is too short.
		fn safe_deadlines(legs: u8, gap_ms: Moment, extension_ms: Moment) -> Vec<LegTimes>;

		/// The hash that stands for the terms of a ring in each of its legs.
		fn terms_hash(terms: RingTerms<AccountId, AssetId>) -> [u8; 32];

		/// The bytes that a party of a leg signs to agree, until `valid_until_ms`.
		fn consent_payload(
			owner: AccountId,
			payment_hash: PaymentHash,
			agreement: Agreement,
			valid_until_ms: Moment,
		) -> Option<Vec<u8>>;

		/// A provider's quote.
		fn quote(provider: AccountId, asset: AssetId, direction: Direction) -> Option<Quote>;

		/// Up to `limit` (at most 1,000) quotes of `provider`, by what they are for, after the one
		/// named.
		fn quotes_of(
			provider: AccountId,
			after: Option<(AssetId, Direction)>,
			limit: u32,
		) -> Vec<(AssetId, Direction)>;

		/// Up to `limit` (at most 1,000) providers with their quotes, after the one named.
		fn providers(
			asset: AssetId,
			direction: Direction,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, Quote)>;

		/// What a swap by a quote costs so that exactly `amount` arrives, if it may wait for
		/// `lasts_ms`.
		fn swap_cost(
			provider: AccountId,
			asset: AssetId,
			direction: Direction,
			amount: Balance,
			lasts_ms: Moment,
		) -> Option<Cost>;

		/// The most that arrives by a quote for `to_send`.
		fn swap_amount(
			provider: AccountId,
			asset: AssetId,
			direction: Direction,
			to_send: Balance,
		) -> Option<Balance>;

		/// The name of this chain, as legs and terms have it.
		fn this_chain() -> Option<ChainId>;

		/// The account that holds what legs, bonds and quotes have in `asset`.
		fn pot_account(asset: AssetId) -> AccountId;
	}
}
