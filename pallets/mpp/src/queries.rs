//! What clients ask: the answers of view functions and of the runtime API.

use crate::{
	types::{Locks, PartId, PaymentId},
	ByPayee, ByPayer, Config, Invoices, Pallet, Parts, Payments,
};
use alloc::vec::Vec;
use bloc_primitives::{
	paging::{page, MAX_PAGE},
	PaymentHash,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn query_parts(id: PaymentId) -> Vec<(PartId, Locks)> {
		let Some(record) = Payments::<T>::get(id) else { return Vec::new() };
		let locks = |part| Parts::<T>::get(id, part).map(|locks| (part, locks));
		record.payment.parts.iter().filter_map(locks).collect()
	}

	pub(crate) fn page_of_invoices(
		payee: &T::AccountId,
		after: Option<PaymentHash>,
		limit: u32,
	) -> Vec<PaymentHash> {
		let hashes = match after {
			Some(hash) => Invoices::<T>::iter_key_prefix_from(
				payee,
				Invoices::<T>::hashed_key_for(payee, hash),
			),
			None => Invoices::<T>::iter_key_prefix(payee),
		};
		hashes.take(usize::try_from(limit.min(MAX_PAGE)).unwrap_or(usize::MAX)).collect()
	}

	pub(crate) fn page_by_payer(
		payer: &T::AccountId,
		after: Option<PaymentId>,
		limit: u32,
	) -> Vec<PaymentId> {
		page::<ByPayer<T>, _, _>(payer, after, limit)
	}

	pub(crate) fn page_by_payee(
		payee: &T::AccountId,
		after: Option<PaymentId>,
		limit: u32,
	) -> Vec<PaymentId> {
		page::<ByPayee<T>, _, _>(payee, after, limit)
	}
}
