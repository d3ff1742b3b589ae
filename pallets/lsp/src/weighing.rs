//! The weights of calls and of the hook, as sums of what was measured.

use crate::{
	lease::Payment,
	provider::MAX_LISTINGS,
	types::{Due, Request, Selection},
	Config, DueOf, Pallet, SelectionOf, WeightInfo,
};
use bloc_primitives::{guard::Bind, liquidity::LeaseHooks};
use bloc_timetable::Timetable;
use frame_support::{dispatch::DispatchResultWithPostInfo, traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// So many offers go.
	pub(crate) fn delisting(count: u32) -> Weight {
		T::WeightInfo::drop_offer().saturating_mul(count.into())
	}

	/// The most that work weighs by which offers can go.
	pub(crate) fn with_delisted(work: Weight) -> Weight {
		work.saturating_add(Self::delisting(MAX_LISTINGS))
	}

	/// The most that ending a lease weighs, with freeing the provider and telling of it.
	pub(crate) fn ending_weight() -> Weight {
		T::WeightInfo::end_lease()
			.saturating_add(T::Channels::rebind_weight())
			.saturating_add(T::LeaseHooks::weight().saturating_mul(2))
	}

	/// What finding that a channel is not leased weighs, or that its lease has ended.
	pub(crate) fn unleased_weight() -> Weight {
		T::DbWeight::get().reads(1)
	}

	/// The most that noting the end of a lease weighs: the look by which it ends is that which whoever
	/// began it has paid for, so that the one for which it was comes to nothing.
	pub(crate) fn noting_weight() -> Weight {
		T::WeightInfo::note_end().saturating_add(Self::unleased_weight())
	}

	/// The most that the hook's look at a lease weighs, with the push that comes after it.
	pub(crate) fn look_weight() -> Weight {
		Self::ending_weight().saturating_add(Timetable::<Self>::push_weight())
	}

	/// What opening a leased channel weighs, with what the hook does for it later: at its end, and
	/// before, where the fee is to come out of what is first received. Who has it opened pays for
	/// that. Without the offers that go by it.
	pub(crate) fn opening_weight(request: &Request, selection: &SelectionOf<T>) -> Weight {
		let choosing = match selection {
			Selection::Provider(_) => Weight::zero(),
			Selection::Best(_) => T::WeightInfo::find_best(),
			Selection::Reserved(_) => T::WeightInfo::end_reservation(),
			Selection::Quoted(..) => {
				T::WeightInfo::use_quote().saturating_add(T::WeightInfo::forget_quote())
			},
		};
		let looks = match request.payment {
			Payment::FirstReceived => 2,
			Payment::UpFront | Payment::Streamed(_) => 1,
		};
		T::WeightInfo::request_channel()
			.saturating_add(choosing)
			.saturating_add(T::Channels::open_weight())
			.saturating_add(Self::look_weight().saturating_mul(looks))
	}

	/// The most that it weighs.
	pub(crate) fn request_weight(request: &Request, selection: &SelectionOf<T>) -> Weight {
		Self::with_delisted(Self::opening_weight(request, selection))
	}

	/// What paying more of a fee weighs, with one more look of the hook.
	pub(crate) fn paying_weight() -> Weight {
		T::WeightInfo::pay_fee()
			.saturating_add(T::Channels::rebind_weight())
			.saturating_add(Self::look_weight())
	}

	/// What renewing a lease weighs, with one more look of the hook.
	pub(crate) fn renewing_weight() -> Weight {
		T::WeightInfo::renew()
			.saturating_add(T::Channels::rebind_weight())
			.saturating_add(Self::look_weight())
	}

	/// What keeping stock for somebody weighs, with what the hook does in the end. Without the
	/// offers that go by it.
	pub(crate) fn reserving_weight() -> Weight {
		T::WeightInfo::reserve().saturating_add(T::WeightInfo::end_reservation())
	}

	/// What collecting from so many leases weighs.
	pub(crate) fn collecting_weight(leases: usize) -> Weight {
		T::WeightInfo::collect(u32::try_from(leases).unwrap_or(u32::MAX))
	}

	/// What putting an offer on a shelf weighs, with the one that was there, and what the hook does
	/// in the end.
	pub(crate) fn listing_weight() -> Weight {
		T::WeightInfo::list().saturating_add(Self::delisting(2))
	}

	/// The most that doing `due` weighs, with the push that a failure takes.
	pub(crate) fn weight_of(due: &DueOf<T>) -> Weight {
		let work = match due {
			Due::Lease(_) => Self::look_weight(),
			Due::Reservation(..) => T::WeightInfo::end_reservation(),
			Due::Listing(..) => T::WeightInfo::delist(),
			Due::Quote(_) => T::WeightInfo::forget_quote(),
		};
		work.saturating_add(Timetable::<Self>::push_weight())
	}

	/// The most that any entry of the timetable weighs.
	pub(crate) fn heaviest_due() -> Weight {
		let look = Self::look_weight();
		let most = look
			.max(T::WeightInfo::end_reservation())
			.max(T::WeightInfo::delist())
			.max(T::WeightInfo::forget_quote());
		most.saturating_add(Timetable::<Self>::push_weight())
	}
}

/// The answer of a call that weighed so much.
pub(crate) fn weighed(used: Weight) -> DispatchResultWithPostInfo {
	Ok(Some(used).into())
}
