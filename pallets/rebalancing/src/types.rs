//! Cycles, runs, and what the timetable brings up. Beside them: [bands](crate::band),
//! [policies](crate::policy) and [proposals](crate::proposal). Pure, without storage.

pub use crate::{
	band::{Band, Holding, Place},
	policy::{
		ChannelPolicy, ChannelRecord, Mode, PolicyRecord, RebalancePolicy, Spending, Standing,
		Status, MAX_HOPELESS,
	},
	proposal::{Proposal, ProposalEnd, ProposalOwner, ProposalRecord},
};

use bloc_primitives::{id_type, Balance, ChannelId};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_runtime::DispatchError;

/// The most hops that a cycle has: those of a route.
#[allow(clippy::cast_possible_truncation)]
pub const MAX_HOPS: u32 = bloc_math::routes::MAX_HOPS as u32;

/// The most channels that one call has tracked.
pub const MAX_TRACKED: u32 = 64;

id_type! {
	/// Names a proposed cycle. Never used twice.
	pub struct ProposalId
}

/// One step of a cycle: what goes over which channel, away from the node that the step before led
/// to.
#[frame_support::stored]
#[derive(Copy)]
pub struct Hop {
	/// The channel.
	pub channel: ChannelId,
	/// What the payer sends over it.
	pub amount: Balance,
}

/// A way from an account back to itself. What the amounts lose on it is the forwarders' fees.
pub type Cycle = BoundedVec<Hop, ConstU32<MAX_HOPS>>;

/// Who wanted a run.
#[frame_support::stored]
#[derive(Copy)]
pub enum Trigger {
	/// The owner, by a call.
	Manual,
	/// The owner's worker, because it was due.
	Automatic,
}

/// What a worker reports that found nothing that it can do.
#[frame_support::stored]
#[derive(Copy)]
pub enum Report {
	/// Nothing is out of balance.
	Balanced,
	/// There is no cycle that helps within the fee limit.
	NoPlan,
	/// There is one, but the period's budget, or what the call allows, does not suffice.
	ExceedsFeeBudget,
	/// There are more open channels in the asset than can be searched, or accounts that have them.
	TooLarge,
	/// The search was given up before its end: there may be a cycle that helps.
	GaveUp,
}

/// Why there was no automatic run though one was due.
#[frame_support::stored]
#[derive(Copy)]
pub enum Refusal {
	/// No cycle helps within the fee limit.
	NoPlan,
	/// The period's budget does not suffice.
	ExceedsFeeBudget,
	/// There are more channels than can be searched.
	TooLarge,
	/// The search was given up before its end.
	GaveUp,
	/// What was planned could not be done, and nothing of it was.
	Failed(DispatchError),
}

/// What waits on the timetable.
#[frame_support::stored]
pub enum Due<AccountId, AssetId> {
	/// A run may be due.
	Run(AccountId, AssetId),
	/// A proposal may have expired.
	Proposal(ProposalId),
}
