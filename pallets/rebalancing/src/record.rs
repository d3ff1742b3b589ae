//! A policy's record: where automatic rebalancing stands, what it has spent, and how that changes.
//! Pure, without storage.

use crate::types::RebalancePolicy;
use bloc_primitives::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Where automatic rebalancing of an account's channels in one asset stands.
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
pub enum Standing {
	/// Nothing is known to be out of balance.
	#[default]
	Quiet,
	/// A run is due from `due_ms` on.
	Noted {
		/// The first instant at which it is.
		due_ms: Moment,
	},
	/// A run is due.
	Due {
		/// Since when it is.
		since_ms: Moment,
		/// Has a channel come out of balance since? Then this is not over with a report that all
		/// is well.
		again: bool,
	},
}

/// What automatic runs have spent in the present period.
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
pub struct Spending {
	/// When the period began.
	pub since_ms: Moment,
	/// Spent in it.
	pub spent: Balance,
}

impl Spending {
	/// As it is at `now_ms`: nothing is spent yet in a period that is new. Periods follow each other
	/// without a gap.
	pub fn at(self, now_ms: Moment, period_ms: Moment) -> Self {
		let passed_ms = now_ms.saturating_sub(self.since_ms);
		match passed_ms.checked_rem(period_ms) {
			Some(into_ms) if passed_ms >= period_ms => {
				Self { since_ms: now_ms.saturating_sub(into_ms), spent: 0 }
			},
			_ => self,
		}
	}
}

/// An account's policy in one asset, with all that automatic runs need to know.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Record<Ticket> {
	/// The policy.
	pub policy: RebalancePolicy,
	/// Where automatic rebalancing stands.
	pub standing: Standing,
	/// When the timetable looks at it, if it is to.
	pub entry_ms: Option<Moment>,
	/// What was spent.
	pub spending: Spending,
	/// When the last automatic run was, or the last look that found nothing to do.
	pub last_look_ms: Option<Moment>,
	/// How often in a row a run was refused or could not be planned.
	pub failures: u8,
	/// How many channels have a policy of their own.
	pub overrides: u32,
	/// Handed back when the policy goes.
	pub ticket: Ticket,
}

impl<Ticket> Record<Ticket> {
	/// When the next run can be at the earliest.
	fn earliest_ms(&self, now_ms: Moment) -> Moment {
		let interval_ms = self.policy.min_interval_ms;
		self.last_look_ms.map_or(now_ms, |last_ms| last_ms.saturating_add(interval_ms).max(now_ms))
	}

	/// Would it change anything to note one more channel?
	pub const fn listens(&self) -> bool {
		let waits =
			matches!(self.standing, Standing::Noted { .. } | Standing::Due { again: true, .. });
		self.policy.automatic && !waits
	}

	/// A channel is out of balance. When a run is due for it, if that is news.
	pub fn note(&mut self, now_ms: Moment) -> Option<Moment> {
		match self.standing {
			Standing::Quiet => {
				let due_ms = self.earliest_ms(now_ms);
				self.standing = Standing::Noted { due_ms };
				Some(due_ms)
			},
			Standing::Due { since_ms, .. } => {
				self.standing = Standing::Due { since_ms, again: true };
				None
			},
			Standing::Noted { .. } => None,
		}
	}

	/// Is a run due? The hook that marks it may be late.
	pub fn is_due(&self, now_ms: Moment) -> bool {
		let due = match self.standing {
			Standing::Quiet => false,
			Standing::Noted { due_ms } => due_ms <= now_ms,
			Standing::Due { .. } => true,
		};
		due && self.policy.automatic && self.earliest_ms(now_ms) <= now_ms
	}

	/// The timetable's entry of `entry_ms` has come up: is a run due now?
	pub fn ripen(&mut self, now_ms: Moment) -> bool {
		self.entry_ms = None;
		match self.standing {
			Standing::Noted { due_ms } if due_ms <= now_ms => {
				self.standing = Standing::Due { since_ms: now_ms, again: false };
				true
			},
			_ => false,
		}
	}

	/// Charges `fee` to the period's budget, if it has that much left.
	pub fn charge(&mut self, fee: Balance, now_ms: Moment) -> bool {
		let spending = self.spending.at(now_ms, self.policy.budget_period_ms);
		let spent = spending.spent.checked_add(fee);
		match spent.filter(|spent| *spent <= self.policy.fee_budget) {
			Some(spent) => {
				self.spending = Spending { spent, ..spending };
				true
			},
			None => false,
		}
	}

	/// A run is done. After an interval it is looked whether there is more to do.
	pub fn ran(&mut self, now_ms: Moment) {
		self.last_look_ms = Some(now_ms);
		self.failures = 0;
		let due_ms = now_ms.saturating_add(self.policy.min_interval_ms);
		self.standing = Standing::Noted { due_ms };
	}

	/// A run was refused or could not be planned: the next is due after an interval that doubles with
	/// each failure in a row, up to `longest_ms`. Answers when.
	pub fn back_off(&mut self, now_ms: Moment, longest_ms: Moment) -> Moment {
		let interval_ms = self.policy.min_interval_ms;
		let factor = 1u64.checked_shl(self.failures.into()).unwrap_or(u64::MAX);
		let wait_ms = interval_ms.saturating_mul(factor).min(longest_ms.max(interval_ms));
		self.failures = self.failures.saturating_add(1);
		let due_ms = now_ms.saturating_add(wait_ms);
		self.standing = Standing::Noted { due_ms };
		due_ms
	}

	/// There is nothing to do, says the owner. When to look again, if something happened since. Not
	/// before an interval has passed, whatever happens: each look costs the owner a transaction.
	pub fn settle(&mut self, now_ms: Moment) -> Option<Moment> {
		self.last_look_ms = Some(now_ms);
		self.failures = 0;
		let again = matches!(self.standing, Standing::Due { again: true, .. });
		self.standing = Standing::Quiet;
		again.then(|| self.note(now_ms)).flatten()
	}

	/// Another policy. Its owner has had a look at everything, and wants one again: there is a run due
	/// as soon as can be, unless nothing is to be done automatically.
	pub fn replace(&mut self, policy: RebalancePolicy, now_ms: Moment) {
		let same_period = self.policy.budget_period_ms == policy.budget_period_ms;
		let spending = self.spending.at(now_ms, self.policy.budget_period_ms);
		// What is spent stays spent: a period that is measured anew begins with it.
		self.spending =
			if same_period { spending } else { Spending { since_ms: now_ms, ..spending } };
		self.policy = policy;
		self.failures = 0;
		self.standing = if policy.automatic {
			Standing::Noted { due_ms: self.earliest_ms(now_ms) }
		} else {
			Standing::Quiet
		};
	}

	/// When the timetable has to look, if it does not before. At `latest_ms` at the latest, and then
	/// again: an entry that is stale by then is gone, too.
	pub fn wanted_entry_ms(&self, latest_ms: Moment) -> Option<Moment> {
		match self.standing {
			Standing::Noted { due_ms }
				if self.entry_ms.is_none_or(|entry_ms| entry_ms > due_ms) =>
			{
				Some(due_ms.min(latest_ms))
			},
			_ => None,
		}
	}

	/// How clients see it.
	pub fn status(&self, now_ms: Moment) -> Status {
		Status {
			policy: self.policy,
			standing: self.standing,
			is_due: self.is_due(now_ms),
			spending: self.spending.at(now_ms, self.policy.budget_period_ms),
			last_look_ms: self.last_look_ms,
			failures: self.failures,
			overrides: self.overrides,
		}
	}
}

/// How rebalancing of an account's channels in one asset stands, as clients see it.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct Status {
	/// The policy.
	pub policy: RebalancePolicy,
	/// Where automatic rebalancing stands.
	pub standing: Standing,
	/// Can there be an automatic run now?
	pub is_due: bool,
	/// What automatic runs have spent in the present period.
	pub spending: Spending,
	/// When the last of them was, or the last look that found nothing to do.
	pub last_look_ms: Option<Moment>,
	/// How often in a row a run was refused or could not be planned.
	pub failures: u8,
	/// How many channels have a policy of their own.
	pub overrides: u32,
}
