//! Ids, terms, limits and what subscriptions go through. Plans are in [`plan`](crate::plan),
//! subscriptions in [`subscription`](crate::subscription).

use bloc_math::calendar::{Step, DAY_MS};
use bloc_primitives::{Balance, Moment};

/// Months in a year.
const MONTHS: u32 = 12;
/// The shortest month, in days.
const SHORTEST_MONTH: u64 = 28;

bloc_primitives::id_type! {
	/// The id of a plan. Never used twice.
	pub struct PlanId
}

bloc_primitives::id_type! {
	/// The id of a subscription. Never used twice.
	pub struct SubscriptionId
}

/// A thing that is due: the payload of the timetable.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub enum Due {
	/// A period of this subscription, a retry, or its end.
	Subscription(SubscriptionId),
}

/// One of the two parties of a subscription.
#[frame_support::stored]
#[derive(Copy)]
pub enum Party {
	/// The one who pays.
	Payer,
	/// The one who is paid.
	Payee,
}

/// How often a payment is due, counted from the first due instant, in UTC.
#[frame_support::stored]
#[derive(Copy)]
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
	/// The step of the calendar.
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

	/// The length of the shortest possible period, in milliseconds.
	pub fn shortest_ms(&self) -> Moment {
		match self.step() {
			Step::Millis(ms) => ms,
			Step::Months(n) => u64::from(n).saturating_mul(SHORTEST_MONTH.saturating_mul(DAY_MS)),
		}
	}
}

/// The treatment of periods that came due while the chain stood still or the payer had no money.
#[frame_support::stored]
#[derive(Copy)]
pub enum CatchUp {
	/// Each of them is paid, in order: for what is delivered whether it is paid or not.
	Each,
	/// Only the latest is paid; those before it are forgiven.
	Latest,
}

/// Price, frequency and catching up.
#[frame_support::stored]
#[derive(Copy)]
pub struct Terms {
	/// The price of each period, in advance, in the asset's smallest unit. Zero where nothing is paid
	/// by itself and the payee charges within the payer's limits.
	#[codec(compact)]
	pub price: Balance,
	/// The length of a period.
	pub frequency: Frequency,
	/// The treatment of missed periods.
	pub catch_up: CatchUp,
}

/// The limits that the payer sets, beside the price of each period.
#[frame_support::stored]
#[derive(Copy, Default)]
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

/// Charges of the payee in a period.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Charges {
	/// The period.
	#[codec(compact)]
	pub period: u64,
	/// Their sum.
	#[codec(compact)]
	pub amount: Balance,
}

/// The reason of a failed payment.
#[frame_support::stored]
#[derive(Copy)]
pub enum Cause {
	/// The payer has not enough to pay and stay alive: tried again, and in the end cancelled.
	InsufficientFunds,
	/// Anything else that may pass: the payee cannot receive, the asset or an account is frozen, …
	/// Tried again, and in the end suspended; never a reason to end.
	Fault,
	/// The asset is no more: ended at once.
	AssetGone,
}

/// The status of a subscription. Whether it is in its trial follows from its first due instant.
#[frame_support::stored]
#[derive(Copy)]
pub enum Status {
	/// What was due is paid.
	Active,
	/// A payment failed, and is tried again.
	PastDue {
		/// Since when.
		since_ms: Moment,
		/// Failures for want of money.
		lacks: u8,
		/// Failures for other reasons.
		faults: u8,
		/// The instant of the next try.
		retry_ms: Moment,
	},
	/// A payment failed too often for another reason than the payer's balance. It is owed, and
	/// anybody may settle it.
	Suspended {
		/// Since when.
		since_ms: Moment,
	},
	/// A party wants a break: what comes due meanwhile is not owed.
	Paused {
		/// Since when.
		since_ms: Moment,
		/// The party that may resume it.
		by: Party,
	},
}

/// The kinds of notes in a history.
#[frame_support::stored]
#[derive(Copy)]
#[allow(missing_docs)]
pub enum Happening {
	/// A period was paid.
	Paid {
		#[codec(compact)]
		period: u64,
		#[codec(compact)]
		amount: Balance,
	},
	/// The payee charged.
	Charged {
		#[codec(compact)]
		amount: Balance,
	},
	/// A payment failed.
	Failed {
		#[codec(compact)]
		period: u64,
		cause: Cause,
	},
	/// Periods were forgiven.
	Skipped {
		#[codec(compact)]
		period: u64,
		#[codec(compact)]
		count: u64,
	},
}

/// An entry of a subscription's history.
#[frame_support::stored]
#[derive(Copy)]
#[allow(missing_docs)]
pub struct Note {
	#[codec(compact)]
	pub at_ms: Moment,
	pub what: Happening,
}

/// The reason of the end of a subscription.
#[frame_support::stored]
#[derive(Copy)]
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

/// The state of a subscription, for clients.
#[frame_support::stored]
#[derive(Copy)]
pub struct State {
	/// The status, without details.
	pub phase: Phase,
	/// The end of what is paid: a service that is paid in advance is owed until then.
	pub paid_until_ms: Moment,
	/// The next period that is to be paid, and when it is (or was) due. None if there is none.
	pub next: Option<(u64, Moment)>,
	/// Periods that are due and not paid, as many as the plan and the payer's limits still allow.
	pub owed_periods: u64,
	/// What they cost, less what is paid ahead.
	pub owed: Balance,
}

/// The status of a subscription, without details.
#[frame_support::stored]
#[derive(Copy)]
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
