//! The runtime API: what is computed for clients without a transaction. The same answers as the
//! pallet's view functions, for clients that know only runtime APIs.

use crate::{
	advice::{NoAdvice, RebalancePlan, Recommendation},
	types::Status,
};
use alloc::vec::Vec;
use bloc_primitives::Balance;
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Channels that keep themselves in balance.
	pub trait RebalancingApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// How rebalancing of an account's channels in an asset stands, if it has a policy.
		fn status(account: AccountId, asset: AssetId) -> Option<Status>;

		/// What would set an account's channels in an asset right, the most pressing first: up to
		/// `limit` (at most [`MAX_RECOMMENDATIONS`](crate::MAX_RECOMMENDATIONS)) of them.
		fn recommendations(
			account: AccountId,
			asset: AssetId,
			limit: u32,
		) -> Result<Vec<Recommendation>, NoAdvice>;

		/// The cheapest cycles that bring an account's channels in an asset back into balance, for
		/// at most `max_fee` and within the fee limit of its policy.
		fn plan_rebalance(account: AccountId, asset: AssetId, max_fee: Balance) -> RebalancePlan;
	}
}
