//! The weights of calls and of the hook, as sums of what was measured.

use crate::{
	types::{Due, Source, Way},
	Config, DueOf, LegOf, Pallet, RoutesOf, SizeOf, WayOf, WeightInfo,
};
use bloc_primitives::{
	channel::{Fund, Inspect},
	payment::Pay,
	preimage::Registry,
};
use bloc_timetable::Timetable;
use frame_support::{dispatch::DispatchResultWithPostInfo, traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// So many transfers.
	pub(crate) fn transfers(count: u32) -> Weight {
		T::WeightInfo::pay().saturating_mul(count.into())
	}

	/// The most that making a leg weighs.
	pub(crate) fn lock_weight(source: &Source) -> Weight {
		match source {
			Source::Account => T::WeightInfo::lock(),
			Source::Channel(_) => {
				T::WeightInfo::lock_in_channel().saturating_add(T::Channels::told_weight())
			},
		}
	}

	/// The most that making a leg of a ring of so many weighs.
	pub(crate) fn lock_ring_weight(legs: usize, source: &Source) -> Weight {
		let measured = T::WeightInfo::lock_ring(Self::number(legs));
		match source {
			Source::Account => measured,
			// A channel instead of a pot and an account.
			Source::Channel(_) => measured
				.saturating_add(T::DbWeight::get().reads_writes(1, 1))
				.saturating_add(T::Channels::told_weight()),
		}
	}

	/// What making a leg weighed, if it was `most` with the most that telling of it can weigh, and
	/// that was `told`.
	pub(crate) fn less_told(most: Weight, source: &Source, told: Weight) -> Weight {
		match source {
			Source::Account => most,
			Source::Channel(_) => {
				most.saturating_sub(T::Channels::told_weight()).saturating_add(told)
			},
		}
	}

	/// The most that the payment of a swap weighs.
	pub(crate) fn way_weight(way: &WayOf<T>) -> Weight {
		match way {
			Way::Invoice { invoice, routes, .. } => T::Payments::weight(Some(invoice), routes),
			Way::External(_) => Weight::zero(),
		}
	}

	/// The most that swapping into channels weighs, beside the payment.
	pub(crate) fn in_weight(source: &Source) -> Weight {
		let measured = T::WeightInfo::swap_in();
		match source {
			Source::Account => measured,
			// A channel, too: the fee for opening it is out of the account all the same.
			Source::Channel(_) => measured
				.saturating_add(T::DbWeight::get().reads_writes(1, 1))
				.saturating_add(T::Channels::told_weight()),
		}
	}

	/// The most that swapping out of channels weighs.
	pub(crate) fn out_weight(routes: &RoutesOf<T>) -> Weight {
		T::WeightInfo::swap_out().saturating_add(T::Payments::weight(None, routes))
	}

	/// The most that giving a swap out of channels up weighs, with so many signatures.
	pub(crate) fn cancel_weight(size: &SizeOf<T>, signatures: u32) -> Weight {
		T::WeightInfo::look()
			.saturating_add(T::Payments::release_weight(size))
			.saturating_add(Self::verified(signatures))
	}

	/// What so many signatures weigh.
	pub(crate) fn verified(signatures: u32) -> Weight {
		T::WeightInfo::verify_consent().saturating_mul(signatures.into())
	}

	/// The most that putting up a bond in a ring of so many legs weighs.
	pub(crate) fn bond_weight(legs: usize) -> Weight {
		T::WeightInfo::post_bond(Self::number(legs))
	}

	fn number(legs: usize) -> u32 {
		u32::try_from(legs).unwrap_or(u32::MAX)
	}

	/// What a leg in a channel weighs to end, beside telling of it and transfers.
	pub(crate) fn unlock_weight() -> Weight {
		T::WeightInfo::unlock()
	}

	/// The most that paying a leg into a channel weighs: beside that, the pot.
	fn funding_weight() -> Weight {
		T::DbWeight::get().reads_writes(4, 4).saturating_add(T::Funding::weight())
	}

	/// The most that it weighs for this leg.
	pub(crate) fn into_weight(leg: &LegOf<T>) -> Weight {
		leg.into.map_or(Weight::zero(), |_| Self::funding_weight())
	}

	/// The most that ending a leg weighs, with so many transfers, and none into a channel.
	pub(crate) fn ending_weight(transfers: u32) -> Weight {
		let unlock = Self::unlock_weight().saturating_add(T::Channels::told_weight());
		T::WeightInfo::end_leg().max(unlock).saturating_add(Self::transfers(transfers))
	}

	/// The same, if its receiver is paid, who may have it in a channel.
	pub(crate) fn paying_weight(transfers: u32) -> Weight {
		let into = T::WeightInfo::end_leg()
			.saturating_add(Self::funding_weight())
			.saturating_add(Self::transfers(transfers));
		Self::ending_weight(transfers).max(into)
	}

	/// The most that claiming so many legs weighs: each of them, and its bond in another asset.
	pub(crate) fn claim_weight(legs: usize) -> Weight {
		Self::paying_weight(2)
			.saturating_mul(Self::number(legs).into())
			.saturating_add(T::Preimages::weight())
	}

	/// The most that handing a leg back weighs, with so many signatures: what its owner gets, and
	/// the bond.
	pub(crate) fn hand_back_weight(signatures: u32) -> Weight {
		Self::ending_weight(2).saturating_add(Self::verified(signatures))
	}

	/// The most that dividing a leg weighs, with so many signatures: what each party gets, and the
	/// bond.
	pub(crate) fn divide_weight(signatures: u32) -> Weight {
		Self::paying_weight(3).saturating_add(Self::verified(signatures))
	}

	/// The most that a leg that is due weighs, with the push that a failure takes.
	fn due_leg() -> Weight {
		let push = Timetable::<Self>::push_weight();
		let ending = Self::paying_weight(2).saturating_add(push);
		ending.max(T::WeightInfo::prune()).saturating_add(push)
	}

	/// The same, of a bond.
	fn due_bond() -> Weight {
		T::WeightInfo::return_bond()
			.saturating_add(Self::transfers(1))
			.saturating_add(Timetable::<Self>::push_weight())
	}

	/// The most that doing `due` weighs.
	pub(crate) fn weight_of(due: &DueOf<T>) -> Weight {
		match due {
			Due::Leg(..) => Self::due_leg(),
			Due::Bond(..) => Self::due_bond(),
		}
	}

	/// The most that any entry of the timetable weighs.
	pub(crate) fn heaviest_due() -> Weight {
		Self::due_leg().max(Self::due_bond())
	}

	/// The most that ending a leg with its payment weighs: nothing of it arrives in another
	/// channel.
	pub(crate) fn tied_weight() -> Weight {
		Self::ending_weight(1).saturating_add(Self::free_weight())
	}
}

/// The answer of a call that weighed so much.
pub(crate) fn weighed(used: Weight) -> DispatchResultWithPostInfo {
	Ok(Some(used).into())
}
