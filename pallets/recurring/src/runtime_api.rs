//! The runtime API: what is computed, for clients that know no view functions. What is only stored
//! they read from storage.

use crate::types::{PlanId, State, SubscriptionId};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Plans and subscriptions.
	pub trait RecurringApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The state of a subscription.
		fn state(id: SubscriptionId) -> Option<State>;

		/// The next instants, `limit` (at most 100), at which a subscription pays, what is owed
		/// first.
		fn next_due(id: SubscriptionId, limit: u32) -> Vec<Moment>;

		/// What each run of a subscription by the hook costs its payer, in the native coin.
		fn run_fee() -> Balance;

		/// The credit of a change of plan now.
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
