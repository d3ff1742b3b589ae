//! Payments that are made at once.

use crate::{
	types::{InvoiceStatus, Routes},
	Config, Error, Event, InvoiceRefOf, Invoices, Pallet,
};
use bloc_primitives::{
	channel::{ToldResult, Transfer},
	invoice::Feature,
	preimage::Registry,
	Balance,
};
use frame_support::{ensure, traits::Time, weights::Weight};

impl<T: Config> Pallet<T> {
	/// See [`Call::pay_instant`](crate::Call::pay_instant). Returns what telling of it weighed.
	pub(crate) fn do_pay_instant(
		payer: T::AccountId,
		invoice: InvoiceRefOf<T>,
		total: Balance,
		routes: Routes,
		max_fee: Balance,
	) -> ToldResult {
		let (document, record) = Self::payable(&payer, invoice, total, T::Clock::now())?;
		ensure!(document.features.has(Feature::Instant), Error::<T>::NotInstant);
		ensure!(!routes.is_empty(), Error::<T>::NoParts);
		let in_parts = document.features.has(Feature::Mpp);
		ensure!(routes.len() == 1 || in_parts, Error::<T>::SinglePartOnly);

		let (mut received, mut fees): (Balance, Balance) = (0, 0);
		let mut told = Weight::zero();
		for route in &routes {
			let (carried, weight) = Self::forward_along(
				&payer,
				&document.payee,
				route,
				|id, from, amount, purpose| {
					T::Channels::forward(id, from, &document.asset, amount, purpose)
				},
			)?;
			received = received.checked_add(carried.received).ok_or(Error::<T>::Overflow)?;
			fees = fees.checked_add(carried.fee()).ok_or(Error::<T>::Overflow)?;
			told = told.saturating_add(weight);
		}
		ensure!(received >= total, Error::<T>::PaymentIncomplete);
		ensure!(received == total, Error::<T>::ExceedsTotal);
		ensure!(fees <= max_fee, Error::<T>::FeeTooHigh);

		let (payee, asset) = (document.payee.clone(), document.asset.clone());
		let payment_hash = document.payment_hash;
		match record {
			Some(mut record) => {
				// Another invoice that is registered may go before this one can no longer be paid.
				ensure!(record.invoice.document == document, Error::<T>::AlreadyExists);
				record.invoice.status = InvoiceStatus::Paid;
				Invoices::<T>::insert(&payee, payment_hash, record);
			},
			// Nothing else would remember that it is paid.
			None => {
				let known = T::Preimages::revealed(&payment_hash).is_some();
				ensure!(!known, Error::<T>::AlreadyRevealed);
				Self::put_invoice(document, InvoiceStatus::Paid, payer.clone())?;
			},
		}
		Self::deposit_event(Event::PaidInstantly {
			payer,
			payee,
			asset,
			payment_hash,
			total,
			fees,
			routes,
		});
		Ok(told)
	}
}
