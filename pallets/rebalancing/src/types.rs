//! What is stored, beside the [records](crate::record) of policies: pure, without storage.

pub use crate::record::{Record, Spending, Standing, Status};

use bloc_primitives::{channel::Ledger, Balance, ChannelId, Moment, Pair, Side};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, Permill};

/// The most hops that a cycle has: those of a route.
#[allow(clippy::cast_possible_truncation)]
pub const MAX_HOPS: u32 = bloc_math::routes::MAX_HOPS as u32;

/// The most channels that one call has watched.
pub const MAX_WATCHED: u32 = 64;

/// Names a proposed cycle. Never used twice.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub struct ProposalId(pub u64);

/// Where a party wants its share of a channel to be: its own part of both sides' ledger balances.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Band {
	/// Below this the channel has too little to send.
	pub low: Permill,
	/// Where it is best.
	pub target: Permill,
	/// Above this the channel has too little to receive.
	pub high: Permill,
}

impl Default for Band {
	/// A half, and 20 to 80 hundredths.
	fn default() -> Self {
		Self {
			low: Permill::from_percent(20),
			target: Permill::from_percent(50),
			high: Permill::from_percent(80),
		}
	}
}

/// Where a channel lies to its [`Band`], and how far from it, in units of its asset.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
	/// The party has this much less than the low threshold asks.
	Below(Balance),
	/// Within the thresholds, which belong to it.
	Inside,
	/// The party has this much more than the high threshold allows.
	Above(Balance),
}

impl Place {
	/// How far outside of the thresholds.
	pub const fn distance(self) -> Balance {
		match self {
			Place::Below(units) | Place::Above(units) => units,
			Place::Inside => 0,
		}
	}

	/// May a channel come from here to `after`? It may come within the thresholds from anywhere;
	/// what lies outside may stay on its side if it comes no farther away.
	pub fn may_become(self, after: Place) -> bool {
		match (self, after) {
			(_, Place::Inside) => true,
			(Place::Below(was), Place::Below(is)) | (Place::Above(was), Place::Above(is)) => {
				is <= was
			},
			_ => false,
		}
	}
}

impl Band {
	/// Are the thresholds on either side of the target?
	pub fn is_sound(&self) -> bool {
		self.low < self.target && self.target < self.high
	}

	/// The least of `total` that lies within. Rounded inwards, as [`most`](Self::most) is: nothing
	/// counts as within that is not.
	pub fn least(&self, total: Balance) -> Balance {
		self.low.mul_ceil(total)
	}

	/// The most of `total` that lies within.
	pub fn most(&self, total: Balance) -> Balance {
		self.high.mul_floor(total)
	}

	/// The target of `total`, rounded down.
	pub fn aimed(&self, total: Balance) -> Balance {
		self.target.mul_floor(total)
	}

	/// Where `holding` lies.
	pub fn place(&self, holding: &Holding) -> Place {
		let (least, most) = (self.least(holding.total()), self.most(holding.total()));
		if holding.local < least {
			Place::Below(least.saturating_sub(holding.local))
		} else if holding.local > most {
			Place::Above(holding.local.saturating_sub(most))
		} else {
			Place::Inside
		}
	}

	/// How far `holding` is from the target, in units.
	pub fn off_target(&self, holding: &Holding) -> Balance {
		self.aimed(holding.total()).abs_diff(holding.local)
	}
}

/// What a party and its peer have in the ledger of a channel, locked amounts included: they are
/// their payer's until they are settled, so that a payment under way changes nothing yet.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Holding {
	/// The party's own.
	pub local: Balance,
	/// Its peer's.
	pub remote: Balance,
}

impl Holding {
	/// As `side` sees it.
	pub fn of(ledger: &Pair<Ledger>, side: Side) -> Self {
		let sum = |side| {
			let ledger: &Ledger = ledger.of(side);
			ledger.free.saturating_add(ledger.locked)
		};
		Self { local: sum(side), remote: sum(side.other()) }
	}

	/// Both together.
	pub const fn total(&self) -> Balance {
		self.local.saturating_add(self.remote)
	}
}

/// How an account wants its channels in one asset to be kept in balance.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct RebalancePolicy {
	/// Where each channel is to be, unless it has a band of its own.
	pub band: Band,
	/// What rebalancing may cost at most, as a share of the amount that comes back: manual and
	/// automatic runs alike.
	pub fee_limit: Permill,
	/// What automatic runs may cost at most in each period, in units of the asset.
	pub fee_budget: Balance,
	/// How long that period is, in milliseconds.
	pub budget_period_ms: Moment,
	/// The shortest time from one automatic run, or look that finds nothing to do, to the next, in
	/// milliseconds.
	pub min_interval_ms: Moment,
	/// A channel is noted only if it lies at least this far outside of its thresholds, in units; and no
	/// smaller cycle is planned.
	pub min_amount: Balance,
	/// Is there anything to be done without the account's own asking?
	pub automatic: bool,
}

/// What may be done with a channel.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum Mode {
	/// Whatever the account's policy has done.
	#[default]
	Automatic,
	/// Only what its owner asks for: recommended, and never moved by automatic runs.
	Manual,
	/// Nothing: neither recommended nor moved by its owner's runs.
	Excluded,
}

/// How an account wants one channel to be treated.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct ChannelPolicy {
	/// Where it is to be; the account's band if none.
	pub band: Option<Band>,
	/// What may be done with it.
	pub mode: Mode,
}

/// A channel's policy with whose it is and the ticket of its storage deposit.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ChannelRecord<AccountId, AssetId, Ticket> {
	/// Whose.
	pub owner: AccountId,
	/// The channel's asset.
	pub asset: AssetId,
	/// The policy.
	pub policy: ChannelPolicy,
	/// Handed back to the owner when the policy goes.
	pub ticket: Ticket,
}

/// One step of a cycle: what goes over which channel, away from the node that the step before led to.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub struct Hop {
	/// Over this channel.
	pub channel: ChannelId,
	/// This much.
	pub amount: Balance,
}

/// A way from an account back to itself. What the amounts lose on it is the forwarders' fees.
pub type Cycle = BoundedVec<Hop, ConstU32<MAX_HOPS>>;

/// Who wanted a run.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum Trigger {
	/// The owner, by a call.
	Manual,
	/// The owner's worker, because it was due.
	Automatic,
}

/// What a worker says that did not find anything to do.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum Report {
	/// Nothing is out of balance.
	Balanced,
	/// There is no cycle that helps within the fee limit.
	NoPlan,
	/// There is one, but the period's budget, or what the call allows, does not suffice.
	OverBudget,
}

/// Why there was no automatic run though one was due.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
)]
pub enum Refusal {
	/// No cycle helps within the fee limit.
	NoPlan,
	/// The period's budget does not suffice.
	OverBudget,
	/// What was planned could not be done, and nothing of it was.
	Failed(DispatchError),
}

/// An owner of a channel in a proposed cycle.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Owner<AccountId> {
	/// Who.
	pub who: AccountId,
	/// Has it agreed?
	pub agreed: bool,
}

/// A cycle that all whose channels it goes through are asked to agree to, at no fee.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Proposal<AccountId, AssetId> {
	/// In which asset.
	pub asset: AssetId,
	/// Over which channels, in this order.
	pub channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
	/// Who pays over each of them. The first is the proposer.
	pub owners: BoundedVec<Owner<AccountId>, ConstU32<MAX_HOPS>>,
	/// How much goes round.
	pub amount: Balance,
	/// From when on it is no more.
	pub deadline_ms: Moment,
}

/// A proposal with the ticket of its storage deposit.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct ProposalRecord<AccountId, AssetId, Ticket> {
	/// The proposal.
	pub proposal: Proposal<AccountId, AssetId>,
	/// Handed back to the proposer when the proposal goes.
	pub ticket: Ticket,
}

/// Why a proposal went without having been done.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum DropReason<AccountId> {
	/// One of the owners does not want it; the proposer takes it back.
	Declined(AccountId),
	/// Not all agreed in time.
	Expired,
}

/// What the timetable brings up.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum Due<AccountId, AssetId> {
	/// A run may be due.
	Run(AccountId, AssetId),
	/// A proposal may have expired.
	Proposal(ProposalId),
}
