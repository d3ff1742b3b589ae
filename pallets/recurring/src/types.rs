//! What is stored. What happens to it is in [`transitions`](crate::transitions).

use bloc_math::calendar::{Step, DAY_MS};
use bloc_primitives::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// Months in a year.
const MONTHS: u32 = 12;
/// The shortest month, in days.
const SHORTEST_MONTH: u64 = 28;

/// Names a plan. Never used twice.
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
pub struct PlanId(pub u64);

/// Names a subscription. Never used twice.
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
pub struct SubscriptionId(pub u64);

/// One of the two whom a subscription joins.
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
pub enum Party {
	/// Who pays.
	Payer,
	/// Who is paid.
	Payee,
}

/// How often a payment is due, counted from the first due instant, in UTC.
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
pub enum Frequency {
	/// Every so many days.
	Daily(u16),
	/// Every so many weeks.
	Weekly(u16),
	/// Every so many months, on the day of the first; on a month's last where it has no such day.
	Monthly(u16),
	/// Every so many years, on the day of the first; 29 February on the 28th in common years.
	Yearly(u16),
	/// Every so many milliseconds.
	Custom(Moment),
}

impl Frequency {
	/// As the calendar has it.
	pub fn step(&self) -> Step {
		let days = |n: u64| Step::Millis(n.saturating_mul(DAY_MS));
		match *self {
			Self::Daily(every) => days(every.into()),
			Self::Weekly(every) => days(u64::from(every).saturating_mul(7)),
			Self::Monthly(every) => Step::Months(every.into()),
			Self::Yearly(every) => Step::Months(u32::from(every).saturating_mul(MONTHS)),
			Self::Custom(ms) => Step::Millis(ms),
		}
	}

	/// The length of the shortest period that there can be.
	pub fn shortest_ms(&self) -> Moment {
		match self.step() {
			Step::Millis(ms) => ms,
			Step::Months(n) => u64::from(n).saturating_mul(SHORTEST_MONTH.saturating_mul(DAY_MS)),
		}
	}
}

/// What becomes of periods that came due while the chain stood still or the payer had no money.
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
pub enum CatchUp {
	/// Each of them is paid, in order: for what is delivered whether it is paid or not.
	Each,
	/// Only the latest is paid; those before it are forgiven.
	Latest,
}

/// What is paid and when.
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
pub struct Terms {
	/// For each period, in advance, in the asset's smallest unit. Zero where nothing is paid by
	/// itself and the payee charges within the payer's limits.
	#[codec(compact)]
	pub price: Balance,
	/// How long a period is.
	pub frequency: Frequency,
	/// What becomes of missed periods.
	pub catch_up: CatchUp,
}

/// What a plan offers.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct PlanTerms<AssetId> {
	/// In which asset is paid.
	pub asset: AssetId,
	/// What is paid and when.
	pub terms: Terms,
	/// How long a subscription is free at first.
	pub trial_ms: Moment,
	/// The most subscriptions that the plan has at a time.
	pub max_subscribers: Option<u32>,
	/// After so many payments a subscription is paid up, and ends with the period.
	pub max_payments: Option<u32>,
	/// The hash of what the payee promises, as it is written elsewhere.
	pub terms_hash: H256,
}

/// Whether a plan takes subscribers.
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
pub enum PlanStatus {
	/// It does.
	Open,
	/// No more; the plan goes with its last subscription.
	Retired,
}

/// A payee's offer to everybody.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Plan<AccountId, AssetId> {
	/// Who is paid.
	pub payee: AccountId,
	/// What is offered to new subscribers.
	pub offered: PlanTerms<AssetId>,
	/// Counts the edits of the plan: whoever subscribes says which edition was read.
	pub edition: u32,
	/// How many subscriptions there are.
	pub subscribers: u32,
	/// Whether there may be more.
	pub status: PlanStatus,
}

/// A plan with the ticket of its storage deposit.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct PlanRecord<AccountId, AssetId, Ticket> {
	/// The plan.
	pub plan: Plan<AccountId, AssetId>,
	/// The payee's deposit.
	pub ticket: Ticket,
}

/// What the payer allows, beside the price of each period.
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
pub struct Limits {
	/// The most that is paid in all, charges included.
	pub total: Option<Balance>,
	/// The most payments of periods.
	pub payments: Option<u32>,
	/// No period that is due at this instant or later is paid, and nothing is charged from then on.
	pub end_ms: Option<Moment>,
	/// The most that the payee may charge beside the price within one period.
	#[codec(compact)]
	pub charges: Balance,
}

/// What the payee has charged in a period.
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
pub struct Charges {
	/// Which period.
	#[codec(compact)]
	pub period: u64,
	/// How much in all.
	#[codec(compact)]
	pub amount: Balance,
}

/// Why a payment did not happen.
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
pub enum Cause {
	/// The payer has not enough to pay and stay alive: tried again, and in the end cancelled.
	InsufficientFunds,
	/// Anything else that may pass: the payee cannot receive, the asset or an account is frozen, …
	/// Tried again, and in the end suspended; never a reason to end.
	Fault,
	/// The asset is no more: ended at once.
	AssetGone,
}

/// How a subscription fares. Whether it is in its trial follows from its first due instant.
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
pub enum Status {
	/// What was due is paid.
	Active,
	/// A payment failed, and is tried again.
	PastDue {
		/// Since when.
		since_ms: Moment,
		/// How often it failed for want of money.
		lacks: u8,
		/// How often it failed for something else.
		faults: u8,
		/// When it is tried next.
		retry_ms: Moment,
	},
	/// A payment failed too often for a reason that is not the payer's purse. It is owed, and anybody
	/// may try it by a poke.
	Suspended {
		/// Since when.
		since_ms: Moment,
	},
	/// A party wants a break: what comes due meanwhile is not owed.
	Paused {
		/// Since when.
		since_ms: Moment,
		/// Who may resume it.
		by: Party,
	},
}

/// A payer's standing order to pay a payee.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Subscription<AccountId, AssetId> {
	/// Who pays.
	pub payer: AccountId,
	/// Who is paid.
	pub payee: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// On which plan; none for a direct authorisation.
	pub plan: Option<PlanId>,
	/// What is paid and when. Its own: a plan's edits do not touch it.
	pub terms: Terms,
	/// What the payer allows.
	pub limits: Limits,
	/// The payments that the plan's terms still ask for.
	pub payments_left: Option<u32>,
	/// A price that the payee asks for from now on, if the payer accepts it.
	pub offered_price: Option<Balance>,
	/// When period 0 is due: the end of the trial.
	#[codec(compact)]
	pub anchor_ms: Moment,
	/// The first period that is neither paid nor forgiven.
	#[codec(compact)]
	pub next_period: u64,
	/// Until when is paid: the trial's end at first.
	#[codec(compact)]
	pub paid_until_ms: Moment,
	/// What the period that was paid last was worth.
	#[codec(compact)]
	pub period_value: Balance,
	/// Paid ahead: what a change of plan left over, used up before the payer is asked again.
	#[codec(compact)]
	pub credit: Balance,
	/// Periods paid so far.
	#[codec(compact)]
	pub payments: u32,
	/// Transferred so far, charges included.
	#[codec(compact)]
	pub paid: Balance,
	/// What the payee has charged in the latest period in which it did.
	pub charges: Charges,
	/// How it fares.
	pub status: Status,
	/// When the hook looks at it next.
	pub look_ms: Option<Moment>,
}

/// What happened to a subscription's payments.
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
pub enum Happening {
	/// A period was paid.
	Paid {
		/// Which one.
		#[codec(compact)]
		period: u64,
		/// What was transferred.
		#[codec(compact)]
		amount: Balance,
	},
	/// The payee charged.
	Charged {
		/// How much.
		#[codec(compact)]
		amount: Balance,
	},
	/// A payment failed.
	Failed {
		/// For which period.
		#[codec(compact)]
		period: u64,
		/// Why.
		cause: Cause,
	},
	/// Periods were forgiven.
	Skipped {
		/// The first one.
		#[codec(compact)]
		period: u64,
		/// How many.
		#[codec(compact)]
		count: u64,
	},
}

/// An item of a subscription's history.
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
pub struct Note {
	/// When.
	#[codec(compact)]
	pub at_ms: Moment,
	/// What.
	pub what: Happening,
}

/// A subscription with its history and the ticket of its storage deposit: one item, so that a
/// payment reads and writes one.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Record<AccountId, AssetId, Ticket, History> {
	/// The subscription.
	pub subscription: Subscription<AccountId, AssetId>,
	/// The latest that happened, oldest first.
	pub history: History,
	/// The payer's deposit.
	pub ticket: Ticket,
}

/// Why a subscription ended.
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
pub enum EndReason {
	/// A party ended it.
	Cancelled(Party),
	/// The payer did not have the money, however often it was tried.
	Unpaid,
	/// All payments that were wanted or allowed are made.
	LimitReached,
	/// Its end has come.
	Expired,
	/// The asset is no more.
	AssetGone,
}

/// Where a subscription stands, for clients.
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
pub struct State {
	/// In words.
	pub phase: Phase,
	/// Until when is paid: a service that is paid in advance is owed until then.
	pub paid_until_ms: Moment,
	/// The next period that is to be paid, and when it is (or was) due. None if there is none.
	pub next: Option<(u64, Moment)>,
	/// Periods that are due and not paid, as many as the plan and the payer's limits still allow.
	pub owed_periods: u64,
	/// What they cost, less what is paid ahead.
	pub owed: Balance,
}

/// Where a subscription stands, in words.
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
pub enum Phase {
	/// Free until the trial ends, or not started.
	Trial,
	/// Paid, or about to be.
	Active,
	/// A payment failed and is tried again.
	PastDue,
	/// A payment failed; anybody may try it again.
	Suspended,
	/// A party wants a break.
	Paused,
}
