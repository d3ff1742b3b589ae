//! The weights of calls and of the hook, as sums of what was measured.

use crate::{
	types::{Due, Source},
	Config, DueOf, Pallet, WeightInfo,
};
use bloc_primitives::{channel::Inspect, preimage::Registry};
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

	/// The most that ending a leg weighs, with so many transfers.
	pub(crate) fn ending_weight(transfers: u32) -> Weight {
		let unlock = Self::unlock_weight().saturating_add(T::Channels::told_weight());
		T::WeightInfo::end_leg().max(unlock).saturating_add(Self::transfers(transfers))
	}

	/// The most that claiming so many legs weighs: each of them, and its bond in another asset.
	pub(crate) fn claim_weight(legs: usize) -> Weight {
		Self::ending_weight(2)
			.saturating_mul(Self::number(legs).into())
			.saturating_add(T::Preimages::weight())
	}

	/// The most that ending a leg by consent weighs, with so many signatures: what each party gets, and
	/// the bond.
	pub(crate) fn agreed_weight(transfers: u32, signatures: u32) -> Weight {
		Self::ending_weight(transfers).saturating_add(Self::verified(signatures))
	}

	/// The most that doing `due` weighs, with the push that a failure takes.
	pub(crate) fn weight_of(due: &DueOf<T>) -> Weight {
		let push = Timetable::<Self>::push_weight();
		let work = match due {
			Due::Leg(..) => Self::ending_weight(2).saturating_add(push).max(T::WeightInfo::prune()),
			Due::Bond(..) => T::WeightInfo::return_bond().saturating_add(Self::transfers(1)),
		};
		work.saturating_add(push)
	}

	/// The most that any entry of the timetable weighs.
	pub(crate) fn heaviest_due() -> Weight {
		let transfer = Self::transfers(1);
		let push = Timetable::<Self>::push_weight();
		let leg = Self::ending_weight(2).saturating_add(push).max(T::WeightInfo::prune());
		leg.max(T::WeightInfo::return_bond().saturating_add(transfer)).saturating_add(push)
	}
}

/// The answer of a call that weighed so much.
pub(crate) fn weighed(used: Weight) -> DispatchResultWithPostInfo {
	Ok(Some(used).into())
}
