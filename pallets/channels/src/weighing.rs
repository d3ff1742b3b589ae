//! What calls and hooks weigh, as sums of what was measured.

use crate::{types::Due, Config, Pallet, WeightInfo};
use bloc_primitives::{
	channel::{Hooks, Told},
	preimage::Registry,
	state::{CoSigned, State, MAX_HTLCS},
	urgent::SURCHARGE,
	ChannelId, PaymentHash, Side,
};
use bloc_timetable::{share_of_block, Timetable};
use frame_support::{
	dispatch::{DispatchClass, DispatchResultWithPostInfo, PostDispatchInfo},
	traits::Get,
	weights::Weight,
};
use sp_runtime::Perbill;

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

	/// The most that `call` weighs, of which `own` was measured with both signatures, when it is made
	/// with what there is of `signed`: a signature that is not there is not checked. Where one is
	/// missing an approval is looked for, but where there is nothing signed at all.
	pub(crate) fn with_consents<Body, Signature>(
		own: Weight,
		signed: Option<&CoSigned<Body, Signature>>,
	) -> Weight {
		let (missing, looks) = signed.map_or((2, 0), |signed| (signed.missing(), signed.missing()));
		own.saturating_sub(T::WeightInfo::check_signature().saturating_mul(missing))
			.saturating_add(T::DbWeight::get().reads(looks))
	}

	/// The most that settling a channel with `htlcs` weighs.
	pub(crate) fn look_weight(htlcs: u32) -> Weight {
		Self::with_told(T::WeightInfo::settle(htlcs), Told::Closed)
			.saturating_add(T::Hooks::settled_weight())
	}

	/// The most that settling any channel weighs.
	pub(crate) fn settling_weight() -> Weight {
		Self::look_weight(MAX_WAITING)
	}

	/// What the hook does by itself for a closing, whatever is presented: it looks when the
	/// challenge period is over, and when the last deadline is. The closer pays for both, so that
	/// to contradict it costs no more than to do that.
	pub(crate) fn later_looks() -> Weight {
		Self::settling_weight().saturating_mul(2)
	}

	/// The most that closing alone weighs, with `own` as its own work.
	pub(crate) fn closing_alone(own: Weight) -> Weight {
		Self::with_told(own, Told::Closing)
			.saturating_add(Self::later_looks())
			.saturating_add(Self::ending_requests())
	}

	/// The most that it weighs to end two requests when a party closes alone: those that nobody has
	/// finished are, and the others go into the dispute.
	pub(crate) fn ending_requests() -> Weight {
		Self::finishing_weight().max(T::WeightInfo::judge_request()).saturating_mul(2)
	}

	/// The most that contesting a request with `signed` weighs: the requester closes, and that is
	/// contradicted. What the hook does later the requester has paid for.
	pub(crate) fn contesting<Signature>(signed: Option<&CoSigned<State, Signature>>) -> Weight {
		let own = Self::with_consents(T::WeightInfo::contest_withdrawal(), signed);
		Self::with_told(Self::with_told(own, Told::Closing), Told::Challenged)
			.saturating_add(Self::ending_requests())
	}

	/// What it weighs to end so many requests to withdraw, since both close the channel or have a new
	/// base: for each no more than to finish it.
	pub(crate) fn voiding(requests: u64) -> Weight {
		T::WeightInfo::finish_withdrawal().saturating_mul(requests)
	}

	/// What finishing a request to withdraw weighs.
	pub(crate) fn finishing_weight() -> Weight {
		Self::with_told(T::WeightInfo::finish_withdrawal(), Told::LedgerChanged)
			.saturating_add(T::Hooks::withdrawn_weight())
	}

	/// What requesting a withdrawal weighs beside its own work. The requester pays for what the hook
	/// does for it: finishing it, or looking at the channel that closes since it was contested; and, if
	/// that is more, for the place among the urgent calls that contesting it takes, at the price that
	/// it has for whoever closes: else that would be the cheap way to fill the room that is kept for
	/// answers.
	pub(crate) fn request_surcharge() -> Weight {
		let closing = Self::closing_alone(T::WeightInfo::close_after_loss());
		let place = Self::contest_weight().ref_time();
		let share = Perbill::from_rational(place, Self::challenge_weight().ref_time().max(1));
		let place = share_of_block(share, closing);
		place.max(Self::finishing_weight()).max(Self::later_looks())
	}

	/// What doing `work` that is due weighs, with the push that a failure or a wait takes.
	pub(crate) fn looked(work: Weight) -> Weight {
		work.saturating_add(Timetable::<Self>::push_weight())
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}

	/// The most that an answer takes of a block, to a closing or to a request to withdraw.
	pub fn answer_weight() -> Weight {
		Self::challenge_weight().max(Self::contest_weight())
	}

	/// What a block must have left so that any answer is let in: [asking](bloc_primitives::urgent), which
	/// is half of what it takes, counts several times until it is done.
	pub fn admission_weight() -> Weight {
		Self::answer_weight().div(2).saturating_mul(SURCHARGE.saturating_add(1))
	}

	/// The most that a challenge takes of a block: doing it, and asking before whether it would
	/// work ([`urgent`](bloc_primitives::urgent)). No signature may be there, but two approvals.
	fn challenge_weight() -> Weight {
		let own = T::WeightInfo::challenge(MAX_HTLCS).saturating_add(T::DbWeight::get().reads(2));
		Self::with_told(own, Told::Challenged).saturating_mul(2)
	}

	/// The same of contesting a request.
	fn contest_weight() -> Weight {
		let none: Option<&CoSigned<State, T::Signature>> = None;
		let signatures = T::WeightInfo::check_signature().saturating_mul(2);
		let reads = T::DbWeight::get().reads(2);
		Self::contesting(none).saturating_add(signatures).saturating_add(reads).saturating_mul(2)
	}

	/// The most that doing `due` weighs, with the push that a failure or a wait takes.
	pub(crate) fn weight_of(due: &Due) -> Weight {
		let work = match due {
			Due::Proposal(_) => T::WeightInfo::decline(),
			Due::Settlement(_) => Self::settling_weight(),
			Due::Preimage(_) => T::WeightInfo::forget_preimage(),
			Due::Withdrawal(..) => Self::finishing_weight(),
		};
		Self::looked(work)
	}

	/// The most that anything due weighs.
	pub(crate) fn heaviest_due() -> Weight {
		[
			Due::Proposal(ChannelId(0)),
			Due::Settlement(ChannelId(0)),
			Due::Preimage(PaymentHash([0; 32])),
			Due::Withdrawal(ChannelId(0), Side::Opener),
		]
		.iter()
		.map(Self::weight_of)
		.fold(Weight::zero(), |most, weight| most.max(weight))
	}
}
