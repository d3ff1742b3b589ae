//! The weights of calls and of the hook, as sums of what was measured.

use crate::{
	types::{Due, InvoiceRef, Routes, Size},
	Config, InvoiceRefOf, Pallet, WeightInfo,
};
use bloc_primitives::{channel::Inspect, payment::Ties};
use bloc_timetable::Timetable;
use frame_support::{dispatch::DispatchResultWithPostInfo, traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// Returns the most that doing `due` weighs, with the push that a failure takes.
	pub(crate) fn weight_of(due: &Due) -> Weight {
		let work = match due {
			Due::Payment(_) => Self::ending_weight(&Size::MOST),
			Due::Invoice(_) => {
				T::WeightInfo::cancel_invoice().saturating_add(T::DbWeight::get().reads(1))
			},
		};
		work.saturating_add(Timetable::<Self>::push_weight())
	}

	/// Returns the most that ending a payment of `size` weighs, with all who are told.
	pub(crate) fn ending_weight(size: &Size) -> Weight {
		let ending = Self::settle_weight(size).max(Self::release_weight(size));
		Self::with_ended(ending, size).max(T::WeightInfo::look())
	}

	/// Returns the most that giving a payment of `size` up weighs: the registry is asked, too.
	pub(crate) fn cancel_weight(size: &Size) -> Weight {
		Self::with_ended(Self::release_weight(size), size)
			.saturating_add(T::DbWeight::get().reads(1))
	}

	/// Returns the most that `work`, which ends a payment of `size`, weighs with all who are told.
	pub(crate) fn with_ended(work: Weight, size: &Size) -> Weight {
		Self::with_told(work, size.hops).saturating_add(T::Ties::weight())
	}

	/// Returns the most that `work` weighs with telling others of so many changes in channels.
	pub(crate) fn with_told(work: Weight, hops: u32) -> Weight {
		work.saturating_add(T::Channels::told_weight().saturating_mul(hops.into()))
	}

	/// Returns the number of parts, and of hops in all.
	pub(crate) fn size(routes: &Routes) -> Size {
		let hops = routes.iter().map(|route| route.len()).fold(0, usize::saturating_add);
		let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
		Size { parts: number(routes.len()), hops: number(hops) }
	}

	/// Returns the number of hops beyond the first of each part: the benchmarks of whole payments
	/// have parts of one hop.
	const fn further(size: &Size) -> u32 {
		size.hops.saturating_sub(size.parts)
	}

	/// Returns what a payment of `invoice` weighs more than that of a registered one.
	fn invoice_weight(invoice: &InvoiceRefOf<T>) -> Weight {
		match invoice {
			InvoiceRef::Registered { .. } => Weight::zero(),
			InvoiceRef::Signed(_) => T::WeightInfo::verify_invoice(),
		}
	}

	/// The same where the chain has to remember that it is paid.
	fn instant_weight(invoice: &InvoiceRefOf<T>) -> Weight {
		match invoice {
			InvoiceRef::Registered { .. } => Weight::zero(),
			InvoiceRef::Signed(_) => {
				T::WeightInfo::verify_invoice().saturating_add(T::WeightInfo::register_invoice())
			},
		}
	}

	/// Returns the weight of paying an invoice, or an account without one, over `routes`.
	pub(crate) fn pay_weight(invoice: Option<&InvoiceRefOf<T>>, routes: &Routes) -> Weight {
		let size = Self::size(routes);
		invoice
			.map_or(Weight::zero(), Self::invoice_weight)
			.saturating_add(T::WeightInfo::pay(size.parts))
			.saturating_add(T::WeightInfo::lock_hops(Self::further(&size)))
	}

	/// Returns the weight of adding `routes` to a payment.
	pub(crate) fn add_weight(routes: &Routes) -> Weight {
		let size = Self::size(routes);
		T::WeightInfo::add_parts(size.parts)
			.saturating_add(T::WeightInfo::lock_hops(Self::further(&size)))
	}

	/// Returns the weight of paying an invoice at once over `routes`.
	pub(crate) fn forward_weight(invoice: &InvoiceRefOf<T>, routes: &Routes) -> Weight {
		let size = Self::size(routes);
		Self::instant_weight(invoice)
			.saturating_add(T::WeightInfo::pay_instant(size.parts))
			.saturating_add(T::WeightInfo::forward_hops(Self::further(&size)))
	}

	/// Returns the weight of dropping a part of so many hops.
	pub(crate) fn drop_weight(hops: u32) -> Weight {
		let further = T::WeightInfo::unlock_hops(hops.saturating_sub(1));
		T::WeightInfo::drop_part().saturating_add(further)
	}

	/// Returns the weight of settling a payment of `size`.
	pub(crate) fn settle_weight(size: &Size) -> Weight {
		T::WeightInfo::settle(size.parts)
			.saturating_add(T::WeightInfo::unlock_hops(Self::further(size)))
	}

	/// Returns the weight of releasing one.
	pub(crate) fn release_weight(size: &Size) -> Weight {
		T::WeightInfo::release(size.parts)
			.saturating_add(T::WeightInfo::unlock_hops(Self::further(size)))
	}
}

/// The answer of a call that weighed so much.
pub(crate) fn weighed(work: Weight, told: Weight) -> DispatchResultWithPostInfo {
	Ok(Some(work.saturating_add(told)).into())
}
