//! Sums of weights.

use crate::{
	types::{Due, TowerId},
	Config, Pallet, WeightInfo,
};
use bloc_primitives::{watch::Misses, ChannelId};
use bloc_timetable::Timetable;
use frame_support::{traits::Get, weights::Weight};

impl<T: Config> Pallet<T> {
	/// What a call weighs that makes the hook look at a tower: whoever asks for it pays for it.
	pub(crate) fn with_beat(call: Weight) -> Weight {
		call.saturating_add(T::WeightInfo::serve_beat())
	}

	/// The same, where it looks at a watch so often.
	pub(crate) fn with_looks(call: Weight, looks: u64) -> Weight {
		call.saturating_add(T::WeightInfo::serve_watch().saturating_mul(looks))
	}

	/// The most that proving a miss weighs, by a state with so many HTLCs.
	pub(crate) fn proving_weight(htlcs: usize) -> Weight {
		let htlcs = u32::try_from(htlcs).unwrap_or(u32::MAX);
		T::WeightInfo::prove_miss(htlcs).saturating_add(T::Misses::weight())
	}

	/// The most that doing `due` weighs, with the push that a failure takes.
	pub(crate) fn weight_of(due: &Due) -> Weight {
		let work = match due {
			Due::Beat(_) => T::WeightInfo::serve_beat(),
			Due::Watch(..) => T::WeightInfo::serve_watch(),
		};
		work.saturating_add(Timetable::<Self>::push_weight())
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}

	/// The most that any entry of the timetable weighs.
	pub(crate) fn heaviest_due() -> Weight {
		let watch = Due::Watch(ChannelId(0), 0);
		Self::weight_of(&Due::Beat(TowerId(0))).max(Self::weight_of(&watch))
	}
}
