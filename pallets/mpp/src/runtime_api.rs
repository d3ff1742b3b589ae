//! The runtime API: what is computed for clients. What is only stored they read from storage, or by
//! the pallet's view functions, which also give the same answers as this.

// A plan takes as many as it takes.
#![allow(clippy::too_many_arguments)]

use crate::types::{Locks, NoPlan, PartId, PaymentId, PaymentPlan};
use alloc::vec::Vec;
use bloc_primitives::{Balance, ChannelId, PaymentHash};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Lists of invoices and payments, and plans.
	pub trait MppApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// The locks of each part of a payment.
		fn parts_of(id: PaymentId) -> Vec<(PartId, Locks)>;

		/// Up to `limit` (at most 1,000) invoices of `payee`, after the one named.
		fn invoices_of(
			payee: AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<PaymentHash>;

		/// Up to `limit` (at most 1,000) payments of `payer`, after the one named.
		fn by_payer(payer: AccountId, after: Option<PaymentId>, limit: u32) -> Vec<PaymentId>;

		/// Up to `limit` (at most 1,000) complete payments that `payee` can claim, after the one
		/// named.
		fn by_payee(payee: AccountId, after: Option<PaymentId>, limit: u32) -> Vec<PaymentId>;

		/// A plan of how `from` can pay `amount` to `to` now, at the least fee that is found:
		/// routes for the call `pay`, or the reason why there are none. Channels in `exclude` are
		/// left out.
		fn plan_payment(
			from: AccountId,
			to: AccountId,
			asset: AssetId,
			amount: Balance,
			max_parts: u32,
			max_fee: Balance,
			exclude: Vec<ChannelId>,
		) -> Result<PaymentPlan, NoPlan>;
	}
}
