//! What clients are told: recommendations and plans.

use crate::types::{Band, Cycle, Holding, Mode, Report};
use alloc::vec::Vec;
use bloc_math::balance::{self, Aim};
use bloc_primitives::{Balance, ChannelId};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// Where liquidity should move, seen from the owner.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Direction {
	/// Out of the channel: the owner has too much on its side.
	Give,
	/// Into the channel: the owner has too little.
	Take,
}

/// How pressing it is. Above the target, the same counts for what is missing to the whole.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum Priority {
	/// Off the target, by less than a third of the way to the threshold.
	Low,
	/// By a third of the way to the threshold, or more.
	Medium,
	/// By two thirds of it, or more.
	High,
	/// At the threshold, or outside of it.
	Critical,
}

impl From<balance::Direction> for Direction {
	fn from(direction: balance::Direction) -> Self {
		match direction {
			balance::Direction::Give => Self::Give,
			balance::Direction::Take => Self::Take,
		}
	}
}

impl From<balance::Priority> for Priority {
	fn from(priority: balance::Priority) -> Self {
		match priority {
			balance::Priority::Low => Self::Low,
			balance::Priority::Medium => Self::Medium,
			balance::Priority::High => Self::High,
			balance::Priority::Critical => Self::Critical,
		}
	}
}

/// Why something is recommended.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Reason {
	/// The owner has less than the low threshold asks: by so many units.
	BelowLow(Balance),
	/// The owner has more than the high threshold allows: by so many units.
	AboveHigh(Balance),
	/// It is within the thresholds, and off its target.
	OffTarget,
}

/// What would set one channel right.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Recommendation {
	/// Which channel.
	pub channel: ChannelId,
	/// What is in it, as the owner sees it.
	pub holding: Holding,
	/// The owner's share, rounded down.
	pub ratio: Permill,
	/// What has to move to reach the target.
	pub amount: Balance,
	/// Which way.
	pub direction: Direction,
	/// How pressing it is.
	pub priority: Priority,
	/// Why.
	pub reason: Reason,
	/// What may be done with it.
	pub mode: Mode,
	/// The best cycle that is within the fee limit, if there is any. It may move less than the
	/// amount.
	pub cycle: Option<Cycle>,
	/// What that costs.
	pub fee: Option<Balance>,
	/// Whether it was looked for to the end. Otherwise there may be a better cycle, or one where none
	/// was found.
	pub complete: bool,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum NoAdvice {
	/// There are more open channels in the asset than can be searched, or accounts that have them.
	TooLarge,
}

/// What a run would do.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct RebalancePlan {
	/// Its cycles, for [`Call::rebalance`](crate::Call::rebalance) as they are. None if there is
	/// nothing to do, or nothing can be done.
	pub cycles: Vec<Cycle>,
	/// What comes back in all.
	pub amount: Balance,
	/// What forwarders keep in all.
	pub fee: Balance,
	/// Why there are no cycles, if there are none.
	pub report: Option<Report>,
	/// Whether it was looked for to the end. Otherwise there may be a better plan.
	pub complete: bool,
}

impl RebalancePlan {
	/// There is nothing to do, or nothing can be done.
	pub const fn nothing(report: Report) -> Self {
		let complete = !matches!(report, Report::GaveUp | Report::TooLarge);
		Self { cycles: Vec::new(), amount: 0, fee: 0, report: Some(report), complete }
	}
}

/// A band as the arithmetic has it.
pub(crate) fn aim(band: &Band) -> Aim {
	Aim {
		target: band.target.deconstruct(),
		low: band.low.deconstruct(),
		high: band.high.deconstruct(),
	}
}
