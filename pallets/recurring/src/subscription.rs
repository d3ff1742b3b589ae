//! Subscriptions and all that happens to them: pure, no storage, no clock.

use crate::types::{
	CatchUp, Cause, Charges, EndReason, Limits, Party, Phase, PlanId, State, Status, Terms,
};
use alloc::vec::Vec;
use bloc_math::calendar;
use bloc_primitives::{Balance, Moment};
use sp_arithmetic::Rounding;

/// A standing order of a payer for a payee.
#[frame_support::stored]
pub struct Subscription<AccountId, AssetId> {
	/// The one who pays.
	pub payer: AccountId,
	/// The one who is paid.
	pub payee: AccountId,
	/// The asset of all payments.
	pub asset: AssetId,
	/// Its plan; none for a direct authorisation.
	pub plan: Option<PlanId>,
	/// Price, frequency and catching up. Its own: a plan's edits do not touch it.
	pub terms: Terms,
	/// The limits that the payer set.
	pub limits: Limits,
	/// The payments that the plan still asks for.
	pub payments_left: Option<u32>,
	/// The price that the payee proposes, until the payer accepts it.
	pub proposed_price: Option<Balance>,
	/// The due instant of period 0: the end of the trial.
	#[codec(compact)]
	pub anchor_ms: Moment,
	/// The first period that is neither paid nor forgiven.
	#[codec(compact)]
	pub next_period: u64,
	/// The end of what is paid: at first, that of the trial.
	#[codec(compact)]
	pub paid_until_ms: Moment,
	/// The price of the period that was paid last.
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
	/// The charges of the latest period in which there were any.
	pub charges: Charges,
	/// Its status.
	pub status: Status,
	/// The instant of its valid entry on the timetable.
	pub look_ms: Option<Moment>,
}

/// A subscription with its history and the ticket of its storage deposit: one item, so that a
/// payment reads and writes one.
#[frame_support::stored]
pub struct Record<AccountId, AssetId, Ticket, History> {
	/// The subscription.
	pub subscription: Subscription<AccountId, AssetId>,
	/// The latest notes, oldest first.
	pub history: History,
	/// The payer's deposit.
	pub ticket: Ticket,
}

/// A period that is to be paid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DuePeriod {
	/// Counted from 0.
	pub period: u64,
	/// Its due instant.
	pub due_ms: Moment,
	/// The number of periods before it that are forgiven.
	pub skipped: u64,
	/// The amount to be transferred.
	pub pull: Balance,
}

/// The next thing to be done with a subscription.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Task {
	/// Nothing yet.
	Wait,
	/// A period is to be paid.
	Pay(DuePeriod),
	/// It ends.
	End(EndReason),
}

/// The consequence of a failed payment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AfterFailure {
	/// It is tried again at this instant.
	Retry(Moment),
	/// It waits until somebody settles it.
	Suspend,
	/// The subscription ends.
	End(EndReason),
}

bloc_primitives::faults! {
	/// The reason for which a change is refused.
	pub enum Fault {
		NotStarted,
		Expired,
		NotActive,
		PaymentDue,
		LimitReached,
	}
}

impl<AccountId: PartialEq, AssetId> Subscription<AccountId, AssetId> {
	/// The party that `who` is, if any.
	pub fn party(&self, who: &AccountId) -> Option<Party> {
		match () {
			() if self.payer == *who => Some(Party::Payer),
			() if self.payee == *who => Some(Party::Payee),
			() => None,
		}
	}
}

impl<AccountId, AssetId> Subscription<AccountId, AssetId> {
	/// The due instant of a period, if the calendar has one.
	pub fn due_ms(&self, period: u64) -> Option<Moment> {
		calendar::nth(self.anchor_ms, self.terms.frequency.step(), period)
	}

	/// Whether no period that is due at `instant_ms` is paid any more.
	fn ends_by(&self, instant_ms: Moment) -> bool {
		self.limits.end_ms.is_some_and(|end_ms| end_ms <= instant_ms)
	}

	/// The first period that is neither paid nor forgiven, if it is ever to be paid.
	pub fn next(&self) -> Option<(u64, Moment)> {
		if self.terms.price == 0 {
			return None;
		}
		let due_ms = self.due_ms(self.next_period)?;
		(!self.ends_by(due_ms)).then_some((self.next_period, due_ms))
	}

	/// The latest period that is due at `now_ms`, and never one from the end on.
	fn latest(&self, now_ms: Moment) -> Option<u64> {
		let until_ms = match self.limits.end_ms {
			Some(end_ms) => now_ms.min(end_ms.checked_sub(1)?),
			None => now_ms,
		};
		calendar::latest(self.anchor_ms, self.terms.frequency.step(), until_ms)
	}

	/// The period that is to be paid now, if one is due.
	fn period_due(&self, now_ms: Moment) -> Option<(u64, Moment)> {
		let (first, due_ms) = self.next().filter(|(_, due_ms)| *due_ms <= now_ms)?;
		match self.terms.catch_up {
			CatchUp::Each => Some((first, due_ms)),
			CatchUp::Latest => {
				let period = self.latest(now_ms)?.max(first);
				Some((period, self.due_ms(period)?))
			},
		}
	}

	/// The amount transferred for the next period: its price, less what is paid ahead.
	pub fn pull(&self) -> Balance {
		self.terms.price.saturating_sub(self.credit)
	}

	/// Whether `amount` more is within the payer's limit.
	fn within_total(&self, amount: Balance) -> bool {
		let most = self.limits.total.unwrap_or(Balance::MAX);
		self.paid.checked_add(amount).is_some_and(|sum| sum <= most)
	}

	/// Whether one more period may be paid.
	fn may_pay(&self) -> bool {
		self.payments_left != Some(0)
			&& self.limits.payments.is_none_or(|most| self.payments < most)
			&& self.within_total(self.pull())
	}

	/// The most periods that are still to be paid, however many come due.
	fn payable(&self) -> u64 {
		let wanted = self.payments_left.map_or(u64::MAX, u64::from);
		let allowed =
			self.limits.payments.map_or(u64::MAX, |most| most.saturating_sub(self.payments).into());
		let most = self.limits.total.unwrap_or(Balance::MAX);
		let money = most.saturating_sub(self.paid).saturating_add(self.credit);
		let affordable = money.checked_div(self.terms.price);
		let affordable = affordable.and_then(|periods| periods.try_into().ok()).unwrap_or(u64::MAX);
		wanted.min(allowed).min(affordable)
	}

	/// The thing to be done at `now_ms`.
	pub fn task(&self, now_ms: Moment) -> Task {
		let paused = matches!(self.status, Status::Paused { .. });
		match self.period_due(now_ms).filter(|_| !paused) {
			Some(_) if !self.may_pay() => Task::End(EndReason::LimitReached),
			Some((period, due_ms)) => {
				let skipped = period.saturating_sub(self.next_period);
				Task::Pay(DuePeriod { period, due_ms, skipped, pull: self.pull() })
			},
			None if self.ends_by(now_ms) => Task::End(EndReason::Expired),
			None => Task::Wait,
		}
	}

	/// The next instant at which there is something to do, if any.
	pub fn look(&self) -> Option<Moment> {
		match self.status {
			Status::Active => self.next().map(|(_, due_ms)| due_ms).or(self.limits.end_ms),
			// What came due before the end is owed also after it.
			Status::PastDue { retry_ms, .. } => Some(retry_ms),
			Status::Suspended { .. } => None,
			Status::Paused { .. } => self.limits.end_ms,
		}
	}

	/// Notes that a period is paid.
	pub fn mark_paid(&mut self, due: &DuePeriod) {
		self.next_period = due.period.saturating_add(1);
		// After the last period of the calendar nothing is due any more.
		self.paid_until_ms = self.due_ms(self.next_period).unwrap_or(Moment::MAX);
		self.period_value = self.terms.price;
		self.credit = self.credit.saturating_sub(self.terms.price);
		self.paid = self.paid.saturating_add(due.pull);
		self.payments = self.payments.saturating_add(1);
		self.payments_left = self.payments_left.map(|left| left.saturating_sub(1));
		self.status = Status::Active;
	}

	/// Notes that a payment failed at `now_ms`. `delays_ms`: the time to wait after each failure.
	pub fn fail(
		&mut self,
		due: &DuePeriod,
		cause: Cause,
		now_ms: Moment,
		delays_ms: &[Moment],
	) -> AfterFailure {
		// What catching up forgives is forgiven, whether the payment works or not.
		self.next_period = due.period;
		let (since_ms, mut lacks, mut faults) = match self.status {
			Status::PastDue { since_ms, lacks, faults, .. } => (since_ms, lacks, faults),
			_ => (now_ms, 0, 0),
		};
		let (count, otherwise) = match cause {
			Cause::InsufficientFunds => (&mut lacks, AfterFailure::End(EndReason::Unpaid)),
			Cause::Fault => (&mut faults, AfterFailure::Suspend),
			Cause::AssetGone => return AfterFailure::End(EndReason::AssetGone),
		};
		let Some(delay_ms) = delays_ms.get(usize::from(*count)) else {
			if otherwise == AfterFailure::Suspend {
				self.status = Status::Suspended { since_ms };
			}
			return otherwise;
		};
		*count = count.saturating_add(1);
		let retry_ms = now_ms.saturating_add(*delay_ms);
		self.status = Status::PastDue { since_ms, lacks, faults, retry_ms };
		AfterFailure::Retry(retry_ms)
	}

	/// Refuses unless it is active with nothing due: only then can it be paused or change its plan.
	fn ensure_nothing_due(&self, now_ms: Moment) -> Result<(), Fault> {
		match (self.status, self.task(now_ms)) {
			(Status::Paused { .. }, _) => Err(Fault::NotActive),
			(_, Task::Pay(_)) => Err(Fault::PaymentDue),
			(_, Task::End(EndReason::Expired)) => Err(Fault::Expired),
			(_, Task::End(_)) => Err(Fault::LimitReached),
			(_, Task::Wait) => Ok(()),
		}
	}

	/// Begins a break.
	pub fn pause(&mut self, by: Party, now_ms: Moment) -> Result<(), Fault> {
		self.ensure_nothing_due(now_ms)?;
		self.status = Status::Paused { since_ms: now_ms, by };
		Ok(())
	}

	/// Ends a break: the first period that is due now or later is the next. Returns the number of
	/// forgiven periods.
	pub fn resume(&mut self, now_ms: Moment) -> u64 {
		let before = self.next_period;
		let step = self.terms.frequency.step();
		let passed =
			now_ms.checked_sub(1).and_then(|ms| calendar::latest(self.anchor_ms, step, ms));
		if let Some(period) = passed {
			self.next_period = before.max(period.saturating_add(1));
		}
		self.status = Status::Active;
		self.next_period.saturating_sub(before)
	}

	/// The part of the current period that is paid and not used up at `now_ms`, and what was paid
	/// ahead before. Rounded down: the one who changes loses the part of a unit.
	pub fn credit_at(&self, now_ms: Moment) -> Balance {
		let unused = || {
			let rest_ms = self.paid_until_ms.checked_sub(now_ms)?;
			let start_ms = self.due_ms(self.next_period.checked_sub(1)?)?;
			let whole_ms = self.paid_until_ms.checked_sub(start_ms)?;
			Some(calendar::prorate(self.period_value, rest_ms, whole_ms, Rounding::Down))
		};
		self.credit.saturating_add(unused().unwrap_or(0))
	}

	/// Goes over to a plan's terms. In a plan's trial the trial stays; after it what is left of the
	/// current period is credited, and a new one begins and is to be paid now.
	pub fn change_plan(
		&mut self,
		plan: PlanId,
		terms: Terms,
		max_payments: Option<u32>,
		now_ms: Moment,
	) -> Result<Option<DuePeriod>, Fault> {
		self.ensure_nothing_due(now_ms)?;
		if self.ends_by(now_ms) {
			return Err(Fault::Expired);
		}
		// The payer chose when an authorisation begins: on a plan that would be a trial.
		if self.plan.is_none() && now_ms < self.anchor_ms {
			return Err(Fault::NotStarted);
		}
		let credit = self.credit_at(now_ms);
		// What was charged in this period counts in the one that takes its place.
		let charged = self.charged_at(now_ms);
		self.plan = Some(plan);
		self.terms = terms;
		self.payments_left = max_payments;
		self.proposed_price = None;
		if now_ms < self.anchor_ms {
			return Ok(None);
		}
		self.credit = credit;
		self.anchor_ms = now_ms;
		self.next_period = 0;
		self.paid_until_ms = now_ms;
		self.charges = Charges { period: 0, amount: charged };
		match self.task(now_ms) {
			Task::Pay(due) => Ok(Some(due)),
			_ => Err(Fault::LimitReached),
		}
	}

	/// The sum of the charges in the period of `now_ms`.
	pub fn charged_at(&self, now_ms: Moment) -> Balance {
		match self.latest(now_ms) {
			Some(period) if period == self.charges.period => self.charges.amount,
			_ => 0,
		}
	}

	/// Whether there is anything to be paid, now or later.
	pub fn is_worthwhile(&self) -> bool {
		if self.terms.price == 0 {
			return self.limits.charges > 0;
		}
		self.next().is_some() && self.may_pay()
	}

	/// Charges `amount` beside the price.
	pub fn charge(&mut self, amount: Balance, now_ms: Moment) -> Result<(), Fault> {
		if self.status != Status::Active {
			return Err(Fault::NotActive);
		}
		if self.ends_by(now_ms) {
			return Err(Fault::Expired);
		}
		let period = self.latest(now_ms).ok_or(Fault::NotStarted)?;
		let before = self.charged_at(now_ms);
		let sum = before.checked_add(amount).filter(|sum| *sum <= self.limits.charges);
		let sum = sum.filter(|_| self.within_total(amount)).ok_or(Fault::LimitReached)?;
		self.charges = Charges { period, amount: sum };
		self.paid = self.paid.saturating_add(amount);
		Ok(())
	}

	/// The state at `now_ms`.
	pub fn state(&self, now_ms: Moment) -> State {
		let phase = match self.status {
			Status::Active if now_ms < self.anchor_ms => Phase::Trial,
			Status::Active => Phase::Active,
			Status::PastDue { .. } => Phase::PastDue,
			Status::Suspended { .. } => Phase::Suspended,
			Status::Paused { .. } => Phase::Paused,
		};
		let (next, owed_periods) = match self.task(now_ms) {
			Task::Pay(due) => {
				let last = self.latest(now_ms).unwrap_or(due.period);
				let periods = last.saturating_sub(due.period).saturating_add(1);
				(Some((due.period, due.due_ms)), periods.min(self.payable()))
			},
			_ => (self.next().filter(|_| self.may_pay()), 0),
		};
		let price = self.terms.price.saturating_mul(owed_periods.into());
		let owed = price.saturating_sub(self.credit);
		State { phase, paid_until_ms: self.paid_until_ms, next, owed_periods, owed }
	}

	/// The next instants at which something is to be paid, `most` at most: those that are owed
	/// first. As if all goes well from now on; of a paused one, as if it were resumed now.
	pub fn next_dues(&self, now_ms: Moment, most: u32) -> Vec<Moment>
	where
		AccountId: Clone,
		AssetId: Clone,
	{
		let mut ahead = self.clone();
		if matches!(ahead.status, Status::Paused { .. }) {
			ahead.resume(now_ms);
		}
		let mut dues = Vec::new();
		for _ in 0..most {
			let Some((_, due_ms)) = ahead.next() else { break };
			let Task::Pay(due) = ahead.task(due_ms.max(now_ms)) else { break };
			dues.push(due.due_ms);
			ahead.mark_paid(&due);
		}
		dues
	}
}
