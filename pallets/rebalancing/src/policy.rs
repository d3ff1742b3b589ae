//! Policies: how accounts want their channels to be kept in balance, where automatic rebalancing
//! stands, what it has spent, and how that changes. Pure, without storage.

use crate::band::Band;
use bloc_primitives::{Balance, ChannelId, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// So many channels can end the wait after failures in a row, each of them once.
pub const MAX_HOPELESS: u32 = 8;

/// How an account wants its channels in one asset to be kept in balance.
#[frame_support::stored]
#[derive(Copy)]
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
	/// A channel is noted only if it lies at least this far outside of its thresholds, in units;
	/// and no smaller cycle is planned.
	pub min_amount: Balance,
	/// Whether runs may be due by themselves.
	pub automatic: bool,
}

/// What may be done with a channel.
#[frame_support::stored]
#[derive(Copy, Default)]
pub enum Mode {
	/// Whatever the account's policy allows.
	#[default]
	Automatic,
	/// Only what its owner asks for: recommended, and never moved by automatic runs.
	Manual,
	/// Nothing: neither recommended nor moved by its owner's runs.
	Excluded,
}

/// How an account wants one channel to be treated.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct ChannelPolicy {
	/// Where it is to be; the account's band if none.
	pub band: Option<Band>,
	/// What may be done with it.
	pub mode: Mode,
}

/// A channel's policy with whose it is and the ticket of its storage deposit.
#[frame_support::stored]
pub struct ChannelRecord<AccountId, AssetId, Ticket> {
	/// The party.
	pub owner: AccountId,
	/// The channel's asset.
	pub asset: AssetId,
	/// The policy.
	pub policy: ChannelPolicy,
	/// Handed back to the owner when the policy goes.
	pub ticket: Ticket,
}

/// Where automatic rebalancing of an account's channels in one asset stands.
#[frame_support::stored]
#[derive(Copy, Default)]
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
		/// Whether a channel has come out of balance since. Then a report that all is well does not
		/// end it.
		again: bool,
	},
}

/// What automatic runs have spent in the present period.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Spending {
	/// When the period began.
	pub since_ms: Moment,
	/// Spent in it.
	pub spent: Balance,
}

impl Spending {
	/// As it is at `now_ms`: nothing is spent yet in a period that is new. Periods follow each
	/// other without a gap.
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
#[frame_support::stored]
pub struct PolicyRecord<AccountId, Ticket> {
	/// The policy.
	pub policy: RebalancePolicy,
	/// Who may run it beside the account.
	pub operator: Option<AccountId>,
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
	/// When it was so last, if it was so in a row.
	pub failed_ms: Option<Moment>,
	/// Channels that were noted since it was so first: they do not end the wait again.
	pub hopeless: BoundedVec<ChannelId, ConstU32<MAX_HOPELESS>>,
	/// How many channels have a policy of their own.
	pub channel_policies: u32,
	/// Handed back when the policy goes.
	pub ticket: Ticket,
}

impl<AccountId, Ticket> PolicyRecord<AccountId, Ticket> {
	/// When the next run can be at the earliest: an interval after the last one, or the last look, or
	/// the last failure.
	fn earliest_ms(&self, now_ms: Moment) -> Moment {
		let interval_ms = self.policy.min_interval_ms;
		let last_ms = self.last_look_ms.max(self.failed_ms);
		last_ms.map_or(now_ms, |last_ms| last_ms.saturating_add(interval_ms).max(now_ms))
	}

	/// Whether it would change anything to note this channel, too.
	pub fn listens(&self, id: ChannelId, now_ms: Moment) -> bool {
		let news = match self.standing {
			Standing::Quiet => true,
			// After a failure others wait for as long as the channel that nothing could be done
			// about, unless they are told of.
			Standing::Noted { due_ms } => {
				let known = self.hopeless.contains(&id) || self.hopeless.is_full();
				self.failures > 0 && !known && self.earliest_ms(now_ms) < due_ms
			},
			Standing::Due { again, .. } => !again,
		};
		self.policy.automatic && news
	}

	/// Notes that a channel is out of balance. Returns when a run is due for it, if that is news.
	pub fn note(&mut self, id: ChannelId, now_ms: Moment) -> Option<Moment> {
		if !self.listens(id, now_ms) {
			return None;
		}
		if self.failures > 0 {
			// Full is what `listens` looks at.
			let _ = self.hopeless.try_push(id);
		}
		if let Standing::Due { since_ms, .. } = self.standing {
			self.standing = Standing::Due { since_ms, again: true };
			return None;
		}
		let due_ms = self.earliest_ms(now_ms);
		self.standing = Standing::Noted { due_ms };
		Some(due_ms)
	}

	/// There is no failure any more.
	fn recover(&mut self) {
		self.failures = 0;
		self.failed_ms = None;
		self.hopeless = BoundedVec::new();
	}

	/// Whether a run is due. The hook that marks it may be late.
	pub fn is_due(&self, now_ms: Moment) -> bool {
		let due = match self.standing {
			Standing::Quiet => false,
			Standing::Noted { due_ms } => due_ms <= now_ms,
			Standing::Due { .. } => true,
		};
		due && self.policy.automatic && self.earliest_ms(now_ms) <= now_ms
	}

	/// The timetable's entry of `entry_ms` has come up. Returns whether a run is due now.
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

	/// The entry could not be served and comes up again at `at_ms`: a run is put off until then.
	pub fn put_off(&mut self, at_ms: Moment) {
		self.entry_ms = Some(at_ms);
		if let Standing::Noted { due_ms } = &mut self.standing {
			*due_ms = at_ms.max(*due_ms);
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
		self.recover();
		let due_ms = now_ms.saturating_add(self.policy.min_interval_ms);
		self.standing = Standing::Noted { due_ms };
	}

	/// A run was refused or could not be planned: the next is due after an interval that doubles
	/// with each failure in a row, up to `longest_ms`. Returns when.
	pub fn back_off(&mut self, now_ms: Moment, longest_ms: Moment) -> Moment {
		let interval_ms = self.policy.min_interval_ms;
		let factor = 1u64.checked_shl(self.failures.into()).unwrap_or(u64::MAX);
		let wait_ms = interval_ms.saturating_mul(factor).min(longest_ms.max(interval_ms));
		self.failures = self.failures.saturating_add(1);
		self.failed_ms = Some(now_ms);
		let due_ms = now_ms.saturating_add(wait_ms);
		self.standing = Standing::Noted { due_ms };
		due_ms
	}

	/// The owner reports that there is nothing to do. Returns when to look again, if something
	/// happened since. Not before an interval has passed, whatever happens: each look costs the
	/// owner a transaction.
	pub fn settle(&mut self, now_ms: Moment) -> Option<Moment> {
		self.last_look_ms = Some(now_ms);
		self.recover();
		let again = matches!(self.standing, Standing::Due { again: true, .. });
		self.standing = Standing::Quiet;
		again.then(|| {
			let due_ms = self.earliest_ms(now_ms);
			self.standing = Standing::Noted { due_ms };
			due_ms
		})
	}

	/// Another policy. Its owner has had a look at everything, and wants one again: there is a run
	/// due as soon as can be, unless nothing is to be done automatically.
	pub fn replace(&mut self, policy: RebalancePolicy, now_ms: Moment) {
		let same_period = self.policy.budget_period_ms == policy.budget_period_ms;
		let spending = self.spending.at(now_ms, self.policy.budget_period_ms);
		// What is spent stays spent: a period that is measured anew begins with it.
		self.spending =
			if same_period { spending } else { Spending { since_ms: now_ms, ..spending } };
		self.policy = policy;
		self.recover();
		self.standing = if policy.automatic {
			Standing::Noted { due_ms: self.earliest_ms(now_ms) }
		} else {
			Standing::Quiet
		};
	}

	/// When the timetable has to look, if it does not before. At `latest_ms` at the latest, and
	/// then again: an entry that is stale by then is gone, too.
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

	/// The policy as clients see it.
	pub fn status(&self, now_ms: Moment) -> Status {
		Status {
			policy: self.policy,
			standing: self.standing,
			is_due: self.is_due(now_ms),
			spending: self.spending.at(now_ms, self.policy.budget_period_ms),
			last_look_ms: self.last_look_ms,
			failures: self.failures,
			channel_policies: self.channel_policies,
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
	/// Whether there can be an automatic run now.
	pub is_due: bool,
	/// What automatic runs have spent in the present period.
	pub spending: Spending,
	/// When the last of them was, or the last look that found nothing to do.
	pub last_look_ms: Option<Moment>,
	/// How often in a row a run was refused or could not be planned.
	pub failures: u8,
	/// How many channels have a policy of their own.
	pub channel_policies: u32,
}
