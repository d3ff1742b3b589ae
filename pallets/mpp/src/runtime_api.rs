//! What clients ask of the pallet without a transaction. The same answers as the pallet's view
//! functions, for clients that know only runtime APIs.

// A plan takes as many as it takes.
#![allow(clippy::too_many_arguments)]

use crate::types::{Locks, NoPlan, PartId, Payment, PaymentId, PaymentPlan, RegisteredInvoice};
use alloc::vec::Vec;
use bloc_primitives::{Balance, ChannelId, PaymentHash};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Invoices, and the payments under way.
	pub trait MppApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// A registered invoice, until its deadline.
		fn invoice(
			payee: AccountId,
			payment_hash: PaymentHash,
		) -> Option<RegisteredInvoice<AccountId, AssetId>>;

		/// A payment, while it is under way.
		fn payment(id: PaymentId) -> Option<Payment<AccountId, AssetId>>;

		/// What the parts of a payment have locked.
		fn parts_of(id: PaymentId) -> Vec<(PartId, Locks)>;

		/// The complete payment that waits for the preimage of `payment_hash`, to be claimed for
		/// `payee`.
		fn complete(payee: AccountId, payment_hash: PaymentHash) -> Option<PaymentId>;

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

		/// How `from` can pay `amount` to `to` now, at the least fee that was found: routes for the call
		/// `pay`; or what is missing. Channels in `exclude` are left out.
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
