//! The runtime API: what is computed for clients, and pages. What is only stored they read from
//! storage, or by the pallet's view functions, which also give the same answers as this.

use crate::{
	provider::Provider,
	shelf::{Offer, Region},
	views::{LeaseState, Statistics},
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, ChannelId, Moment};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Providers of liquidity, their offers, leases, and sums.
	pub trait LspApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// The sums of all providers of each region in an asset, and of all together: what is free,
		/// reserved and leased, the share that is leased, and the fees earned.
		fn statistics(asset: AssetId) -> Statistics;

		/// Up to `limit` (at most 1,000) providers in an asset, after the one named.
		fn providers(
			asset: AssetId,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, Provider)>;

		/// The least that a provider's menu asks for a channel of this size and lifetime.
		fn opening_fee(
			asset: AssetId,
			who: AccountId,
			size: Balance,
			lifetime_ms: Moment,
		) -> Option<Balance>;

		/// The best of the listed offers, of a region if one is named.
		fn best(
			asset: AssetId,
			size: Balance,
			lifetime_ms: Moment,
			region: Option<Region>,
		) -> Option<Offer<AccountId>>;

		/// A lease, with what is earned of its fee and when it is over, as things stand.
		fn lease(channel: ChannelId) -> Option<LeaseState<AccountId, AssetId>>;

		/// The smallest bond of a provider in an asset.
		fn min_bond(asset: AssetId) -> Balance;

		/// The account that holds what providers and leases have in an asset.
		fn pot_account(asset: AssetId) -> AccountId;
	}
}
