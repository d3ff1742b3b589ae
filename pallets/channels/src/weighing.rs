//! What calls and hooks weigh, as sums of what was measured.

use crate::{types::Due, Config, Pallet, WeightInfo};
use bloc_primitives::{
	channel::{Hooks, Told},
	preimage::Registry,
	state::MAX_HTLCS,
	ChannelId, PaymentHash,
};
use bloc_timetable::Timetable;
use frame_support::{
	dispatch::{DispatchClass, DispatchResultWithPostInfo, PostDispatchInfo},
	traits::Get,
	weights::Weight,
};

/// The answer of a call that weighs `base`, and `told` for having told the hooks of it.
pub(crate) fn weighed(base: Weight, told: Weight) -> DispatchResultWithPostInfo {
	let actual_weight = Some(base.saturating_add(told));
	Ok(PostDispatchInfo { actual_weight, ..Default::default() })
}

/// A state with HTLCs cannot wait: they have deadlines.
pub(crate) const fn force_close_class(htlcs: u32) -> DispatchClass {
	match htlcs {
		0 => DispatchClass::Normal,
		_ => DispatchClass::Operational,
	}
}

/// How many HTLCs a settlement can look at: those of the state that counts, and as many that the
/// closer began with.
pub const MAX_WAITING: u32 = MAX_HTLCS.saturating_mul(2);

impl<T: Config> Pallet<T> {
	/// The most that revealing a preimage for a channel weighs: also a read of the dispute.
	pub(crate) fn reveal_for_weight() -> Weight {
		<Self as Registry<T::AccountId>>::weight().saturating_add(T::DbWeight::get().reads(1))
	}

	/// The most that `call` and telling the hooks weigh.
	pub(crate) fn with_told(call: Weight, told: Told) -> Weight {
		call.saturating_add(T::Hooks::weight(told))
	}

	/// The most that settling a channel with `htlcs` weighs.
	pub(crate) fn look_weight(htlcs: u32) -> Weight {
		Self::with_told(T::WeightInfo::settle(htlcs), Told::Closed)
	}

	/// What the hook does by itself for a closing, whatever is presented: it looks when the
	/// challenge period is over, and when the last deadline is. The closer pays for both, so that
	/// to contradict it costs no more than to do that.
	pub(crate) fn later_looks() -> Weight {
		Self::look_weight(MAX_WAITING).saturating_mul(2)
	}

	/// The most that closing alone weighs, with `own` as its own work.
	pub(crate) fn closing_alone(own: Weight) -> Weight {
		Self::with_told(own, Told::Closing).saturating_add(Self::later_looks())
	}

	/// What doing `work` that is due weighs, with the push that a failure or a wait takes.
	pub(crate) fn looked(work: Weight) -> Weight {
		work.saturating_add(Timetable::<Self>::push_weight())
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	/// The most that a challenge takes of a block: doing it, and asking before whether it would
	/// work ([`urgent`](bloc_primitives::urgent)).
	pub fn answer_weight() -> Weight {
		Self::with_told(T::WeightInfo::challenge(MAX_HTLCS), Told::Closing).saturating_mul(2)
	}

	/// The most that doing `due` weighs, with the push that a failure or a wait takes.
	pub(crate) fn weight_of(due: &Due) -> Weight {
		let work = match due {
			Due::Proposal(_) => T::WeightInfo::decline(),
			Due::Settlement(_) => Self::look_weight(MAX_WAITING),
			Due::Preimage(_) => T::WeightInfo::forget_preimage(),
		};
		Self::looked(work)
	}

	/// The most that anything due weighs.
	pub(crate) fn heaviest_due() -> Weight {
		[
			Due::Proposal(ChannelId(0)),
			Due::Settlement(ChannelId(0)),
			Due::Preimage(PaymentHash([0; 32])),
		]
		.iter()
		.map(Self::weight_of)
		.fold(Weight::zero(), |most, weight| most.max(weight))
	}
}
