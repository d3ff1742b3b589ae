//! What clients ask of the pallet without a transaction. The same answers as the pallet's view
//! functions, for clients that know only runtime APIs.

use crate::types::{Note, Plan, PlanId, State, Subscription, SubscriptionId};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Plans and subscriptions.
	pub trait RecurringApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// A plan, while it exists.
		fn plan(id: PlanId) -> Option<Plan<AccountId, AssetId>>;

		/// A subscription, while it exists.
		fn subscription(id: SubscriptionId) -> Option<Subscription<AccountId, AssetId>>;

		/// Where a subscription stands.
		fn state(id: SubscriptionId) -> Option<State>;

		/// The next instants, `limit` (at most 100), at which a subscription pays, what is owed
		/// first.
		fn next_due(id: SubscriptionId, limit: u32) -> Vec<Moment>;

		/// What happened to a subscription lately, oldest first.
		fn history(id: SubscriptionId) -> Vec<Note>;

		/// What a change of plan would credit now.
		fn credit_now(id: SubscriptionId) -> Option<Balance>;

		/// Up to `limit` (at most 1,000) plans of `payee`, after the one named.
		fn plans_of(payee: AccountId, after: Option<PlanId>, limit: u32) -> Vec<PlanId>;

		/// Up to `limit` (at most 1,000) subscriptions that `payer` pays for, after the one named.
		fn by_payer(
			payer: AccountId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId>;

		/// Up to `limit` (at most 1,000) subscriptions that pay `payee`, after the one named.
		fn by_payee(
			payee: AccountId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId>;

		/// Up to `limit` (at most 1,000) subscriptions on a plan, after the one named.
		fn by_plan(
			plan: PlanId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId>;
	}
}
