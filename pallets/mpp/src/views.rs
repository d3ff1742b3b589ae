//! The answers of view functions and of the runtime API that are computed.

use crate::{
	types::{Locks, PartId, PaymentId},
	Config, Invoices, Pallet, Parts, Payments,
};
use alloc::vec::Vec;
use bloc_primitives::{paging::MAX_PAGE, PaymentHash};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::parts_of`].
	pub(crate) fn locks_of(id: PaymentId) -> Vec<(PartId, Locks)> {
		let Some(record) = Payments::<T>::get(id) else { return Vec::new() };
		let locks = |id_of| Parts::<T>::get(id, id_of).map(|part| (id_of, part.locks));
		record.payment.parts.iter().filter_map(locks).collect()
	}

	/// See [`Pallet::invoices_of`].
	pub(crate) fn page_of_invoices(
		payee: &T::AccountId,
		after: Option<PaymentHash>,
		limit: u32,
	) -> Vec<PaymentHash> {
		let hashes = match after {
			Some(hash) => {
				let after = Invoices::<T>::hashed_key_for(payee, hash);
				Invoices::<T>::iter_key_prefix_from(payee, after)
			},
			None => Invoices::<T>::iter_key_prefix(payee),
		};
		hashes.take(usize::try_from(limit.min(MAX_PAGE)).unwrap_or(usize::MAX)).collect()
	}
}
