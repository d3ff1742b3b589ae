//! Sums of weights.

use crate::{
	types::{Due, StreamId, VaultId},
	Config, Pallet, WeightInfo,
};
use bloc_timetable::Timetable;
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// So many transfers.
	pub(crate) fn transfers(count: u32) -> Weight {
		T::WeightInfo::pay().saturating_mul(count.into())
	}

	/// The most that doing `due` weighs, with the push that a failure takes.
	pub(crate) fn weight_of(due: &Due) -> Weight {
		let work = match due {
			// To the payee and to the payer.
			Due::Stream(_) => T::WeightInfo::serve_stream()
				.max(T::WeightInfo::serve_end())
				.saturating_add(Self::transfers(2)),
			Due::Vault(_) => T::WeightInfo::serve_vault().saturating_add(Self::transfers(1)),
		};
		work.saturating_add(Timetable::<Self>::push_weight())
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	/// The most that any entry of the timetable weighs.
	pub(crate) fn heaviest_due() -> Weight {
		Self::weight_of(&Due::Stream(StreamId(0))).max(Self::weight_of(&Due::Vault(VaultId(0))))
	}
}
