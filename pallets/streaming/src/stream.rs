//! A stream, and how it changes. Pure, without storage.

use crate::{
	types::{
		within_reach, Change, EndReason, Fault, Funding, Party, Price, Proposal, Rate, Report,
		Status, Terms, DAY_MS,
	},
	vault::Vault,
};
use bloc_math::accrual::Exact;
use bloc_primitives::{Balance, Moment};

/// The meter of a stream.
#[frame_support::stored]
#[derive(Copy)]
pub struct Meter {
	/// What use costs.
	pub price: Price,
	/// The period of the last report.
	pub period: u64,
	/// What was reported in it, in metered units.
	pub used_units: u64,
	/// How many reports there were, those that were disputed included.
	pub reports: u64,
	/// The last report, as long as it can be disputed.
	pub pending: Option<Report>,
}

/// What makes a stream flow, and how far it has.
#[frame_support::stored]
#[derive(Copy)]
pub enum Source {
	/// Time.
	Rate(Rate),
	/// Use.
	Metered(Meter),
}
/// A stream.
#[frame_support::stored]
pub struct Stream<AccountId, AssetId> {
	/// Who pays.
	pub payer: AccountId,
	/// Who is paid.
	pub payee: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// Where the money comes from.
	pub funding: Funding,
	/// What makes it flow.
	pub source: Source,
	/// What has accrued up to `from_ms` and is not paid.
	pub accrued: Exact,
	/// Up to when that counts: an instant or, with a vault, a time of the vault's clock.
	pub from_ms: Moment,
	/// What has been paid, in all.
	pub paid: Balance,
	/// When it starts.
	pub start_ms: Moment,
	/// When it ends at the latest.
	pub end_ms: Option<Moment>,
	/// Until when nothing is owed.
	pub cliff_ms: Option<Moment>,
	/// What it pays at most, in all.
	pub max_total: Option<Balance>,
	/// How often it pays out by itself.
	pub interval_ms: Moment,
	/// For how long it waits for more money after it has run dry.
	pub grace_ms: Moment,
	/// What the payer may do alone.
	pub terms: Terms,
	/// Since when it is paused.
	pub paused_ms: Option<Moment>,
	/// Since when its own deposit is used up, all of it owed.
	pub dry_ms: Option<Moment>,
	/// When the hook looks at it next.
	pub due_ms: Option<Moment>,
}

/// A stream and the ticket of the storage deposit that its payer paid.
#[frame_support::stored]
pub struct StreamRecord<AccountId, AssetId, Ticket> {
	/// The stream.
	pub stream: Stream<AccountId, AssetId>,
	/// Handed back when the stream goes.
	pub ticket: Ticket,
}
/// A stream brought up to an instant, and what follows from it then.
#[frame_support::stored]
pub struct StreamState<AccountId, AssetId> {
	/// The stream, with what it has accrued by then.
	pub stream: Stream<AccountId, AssetId>,
	/// How it is doing.
	pub status: Status,
	/// What it owes, in whole units.
	pub owed: Balance,
	/// When its money is used up, as things stand; the past if it is.
	pub runs_out_ms: Option<Moment>,
}

impl Proposal {
	/// Proposes `change` to a stream as it is now.
	pub(crate) fn new<A, I>(by: Party, change: Change, stream: &Stream<A, I>) -> Self {
		Self { by, change, rate: stream.rate().ok(), paused_ms: stream.paused_ms }
	}

	/// Whether the stream is as it was then. A proposal that its payer or both have overtaken is
	/// void, and so is one to end it with another report than there is now. The stream is to be
	/// [advanced](Stream::advance) first.
	pub(crate) fn stands<A, I>(&self, stream: &Stream<A, I>) -> bool {
		self.rate == stream.rate().ok()
			&& self.paused_ms == stream.paused_ms
			&& self.change.fits(stream.pending())
	}
}

impl<AccountId, AssetId> Stream<AccountId, AssetId> {
	/// Brings what has accrued up to `now_ms`. `vault` is the stream's, brought up to then, too.
	///
	/// Where its own deposit is used up before, it stops at that instant: the first at which all of
	/// the deposit has accrued, so that the payee has it to the unit, and never more.
	pub fn advance<V, A>(
		&mut self,
		now_ms: Moment,
		vault: Option<&Vault<V, A>>,
	) -> Result<(), Fault> {
		let rate = match &mut self.source {
			Source::Metered(meter) => {
				if let Some(report) = meter.pending.filter(|report| report.counts_ms <= now_ms) {
					meter.pending = None;
					self.accrue(Exact::whole(report.amount))?;
				}
				return Ok(());
			},
			Source::Rate(Rate(rate)) => *rate,
		};
		if self.paused_ms.is_some() {
			return Ok(());
		}
		if let Some(vault) = vault {
			// What vaults pay has accrued there already: it is covered.
			let elapsed = vault.clock_ms.saturating_sub(self.from_ms);
			self.from_ms = vault.clock_ms;
			return self.accrue(Exact::accrued(rate, elapsed).ok_or(Fault::Overflow)?);
		}
		let until_ms = self.end_ms.map_or(now_ms, |end_ms| now_ms.min(end_ms));
		if self.dry_ms.is_some() || until_ms <= self.from_ms {
			return Ok(());
		}
		let most = self.most();
		let elapsed = until_ms.saturating_sub(self.from_ms);
		let sum = Exact::accrued(rate, elapsed).and_then(|more| more.checked_add(self.accrued));
		if let Some(sum) = sum.filter(|sum| *sum < most) {
			self.accrued = sum;
			self.from_ms = until_ms;
			return Ok(());
		}
		let missing = most.checked_sub(self.accrued).unwrap_or_default();
		let after_ms = missing.reached_after_ms(rate).unwrap_or(elapsed).min(elapsed);
		self.from_ms = self.from_ms.saturating_add(after_ms);
		self.accrued = most;
		if !self.has_paid_all() {
			self.dry_ms = Some(self.from_ms);
		}
		Ok(())
	}

	fn accrue(&mut self, amount: Exact) -> Result<(), Fault> {
		self.accrued = self.accrued.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Its own deposit, paid and unpaid accruals included.
	pub fn own_funds(&self) -> Option<Balance> {
		match self.funding {
			Funding::Own(funds) => Some(funds),
			Funding::Vault(_) => None,
		}
	}

	/// What may have accrued, unpaid, at most: the deposit, and up to what the stream pays in all.
	pub(crate) fn most(&self) -> Exact {
		let funds = self.own_funds().unwrap_or(Balance::MAX);
		let left = self.max_total.map_or(Balance::MAX, |most| most.saturating_sub(self.paid));
		Exact::whole(funds.min(left))
	}

	/// Whether it has paid, or owes, all that it pays at most.
	fn has_paid_all(&self) -> bool {
		let all = self.paid.saturating_add(self.accrued.units);
		self.max_total.is_some_and(|most| all >= most)
	}

	/// What is owed: whole units, rounded down; the rest waits. To be [advanced](Self::advance)
	/// first.
	pub fn owed(&self, now_ms: Moment) -> Balance {
		if self.is_before_cliff(now_ms) {
			0
		} else {
			self.accrued.units
		}
	}

	/// Whether nothing is owed yet, whatever has accrued.
	pub fn is_before_cliff(&self, now_ms: Moment) -> bool {
		self.cliff_ms.is_some_and(|cliff_ms| now_ms < cliff_ms)
	}

	/// What its own deposit has that is neither owed nor accruing nor reported.
	pub fn free(&self) -> Result<Balance, Fault> {
		let funds = self.own_funds().ok_or(Fault::PaidFromVault)?;
		let pending = self.pending().map_or(0, |report| report.amount);
		let bound = self.accrued.ceil().checked_add(pending).ok_or(Fault::Overflow)?;
		Ok(funds.saturating_sub(bound))
	}

	/// Why its time is over, if it is. To be [advanced](Self::advance) first.
	pub fn ended<V, A>(&self, now_ms: Moment, vault: Option<&Vault<V, A>>) -> Option<EndReason> {
		if self.is_before_cliff(now_ms) {
			return None;
		}
		let is_past = |instant: Option<Moment>| instant.is_some_and(|instant| instant <= now_ms);
		if (is_past(self.end_ms) && self.pending().is_none()) || self.has_paid_all() {
			return Some(EndReason::Completed);
		}
		let dry = is_past(self.dries_up_ms());
		(dry || vault.is_some_and(|vault| vault.has_ended(now_ms))).then_some(EndReason::RanDry)
	}

	/// How it is doing. To be [advanced](Self::advance) first.
	pub fn status<V, A>(&self, now_ms: Moment, vault: Option<&Vault<V, A>>) -> Status {
		let dry = self.dry_ms.or_else(|| vault.and_then(|vault| vault.dry_ms)).is_some();
		match self.ended(now_ms, vault) {
			Some(reason) => Status::Ended(reason),
			// Whoever is to pay has to bring money first, and may resume it then.
			None if dry => Status::Dry,
			None if self.paused_ms.is_some() => Status::Paused,
			None if now_ms < self.start_ms => Status::Pending,
			None => Status::Streaming,
		}
	}

	/// All that is to be known of it now. To be [advanced](Self::advance) first.
	pub fn into_state<V, A>(
		self,
		now_ms: Moment,
		vault: Option<&Vault<V, A>>,
	) -> StreamState<AccountId, AssetId> {
		let (status, owed) = (self.status(now_ms, vault), self.owed(now_ms));
		let runs_out_ms = self.runs_out_ms(vault);
		StreamState { stream: self, status, owed, runs_out_ms }
	}

	/// Takes what is owed out, to be paid.
	pub fn take_owed(&mut self, now_ms: Moment) -> Result<Balance, Fault> {
		let owed = self.owed(now_ms);
		self.accrued.units = self.accrued.units.checked_sub(owed).ok_or(Fault::Overflow)?;
		self.paid = self.paid.checked_add(owed).ok_or(Fault::Overflow)?;
		if let Funding::Own(funds) = &mut self.funding {
			*funds = funds.checked_sub(owed).ok_or(Fault::Overflow)?;
		}
		Ok(owed)
	}

	/// Adds to its own deposit. A stream that has run dry goes on from now.
	pub fn top_up(&mut self, amount: Balance, now_ms: Moment) -> Result<Balance, Fault> {
		let Funding::Own(funds) = &mut self.funding else { return Err(Fault::PaidFromVault) };
		if amount == 0 {
			return Err(Fault::ZeroAmount);
		}
		*funds = funds.checked_add(amount).ok_or(Fault::Overflow)?;
		let funds = *funds;
		if self.dry_ms.take().is_some() {
			self.from_ms = now_ms;
		}
		Ok(funds)
	}

	/// Takes something off its own deposit that is not owed.
	pub fn refund(&mut self, amount: Balance) -> Result<Balance, Fault> {
		let free = self.free()?;
		if amount == 0 {
			return Err(Fault::ZeroAmount);
		}
		if amount > free {
			return Err(Fault::InsufficientFunds);
		}
		let Funding::Own(funds) = &mut self.funding else { return Err(Fault::PaidFromVault) };
		*funds = funds.checked_sub(amount).ok_or(Fault::InsufficientFunds)?;
		Ok(*funds)
	}

	/// Stops accruing.
	pub fn pause(&mut self, now_ms: Moment) -> Result<(), Fault> {
		if self.paused_ms.is_some() {
			return Err(Fault::Paused);
		}
		if self.dry_ms.is_some() {
			return Err(Fault::RanDry);
		}
		self.paused_ms = Some(now_ms);
		Ok(())
	}

	/// Accrues again, from now on: `clock_ms` is now or what the vault's clock shows.
	pub fn resume(&mut self, clock_ms: Moment) -> Result<(), Fault> {
		self.paused_ms.take().ok_or(Fault::NotPaused)?;
		self.from_ms = clock_ms.max(self.from_ms);
		Ok(())
	}

	/// Its rate.
	pub fn rate(&self) -> Result<Rate, Fault> {
		match self.source {
			Source::Rate(rate) => Ok(rate),
			Source::Metered(_) => Err(Fault::Metered),
		}
	}

	/// Accrues at another rate from now on, and answers with the one before.
	pub fn set_rate(&mut self, new: Rate) -> Result<Rate, Fault> {
		let old = self.rate()?;
		if new.0 == 0 {
			return Err(Fault::ZeroRate);
		}
		if new == old {
			return Err(Fault::SameRate);
		}
		if self.dry_ms.is_some() {
			return Err(Fault::RanDry);
		}
		self.source = Source::Rate(new);
		Ok(old)
	}

	/// The meter of a metered stream.
	pub fn meter(&self) -> Option<&Meter> {
		match &self.source {
			Source::Rate(_) => None,
			Source::Metered(meter) => Some(meter),
		}
	}

	/// The last report, if the payer can still dispute it. To be [advanced](Self::advance) first.
	pub fn pending(&self) -> Option<Report> {
		self.meter()?.pending
	}

	/// Notes use. It counts at once, or when it can no longer be disputed.
	pub fn report(&mut self, units: u64, now_ms: Moment) -> Result<Report, Fault> {
		let Source::Metered(meter) = self.source else { return Err(Fault::NotMetered) };
		if units == 0 {
			return Err(Fault::ZeroAmount);
		}
		if self.paused_ms.is_some() {
			return Err(Fault::Paused);
		}
		if meter.pending.is_some() {
			return Err(Fault::ReportPending);
		}
		let price = meter.price;
		let since_start = now_ms.checked_sub(self.start_ms).ok_or(Fault::NotStarted)?;
		let period = since_start.checked_div(price.period_ms).unwrap_or(0);
		let before = if period == meter.period { meter.used_units } else { 0 };
		let used_units = before
			.checked_add(units)
			.filter(|used| *used <= price.cap_units)
			.ok_or(Fault::ExceedsCap)?;
		let amount = price.per_unit.checked_mul(units.into()).ok_or(Fault::Overflow)?;
		if amount > self.free()? {
			return Err(Fault::InsufficientFunds);
		}
		let total = self
			.paid
			.checked_add(self.accrued.units)
			.and_then(|sum| sum.checked_add(amount))
			.ok_or(Fault::Overflow)?;
		if self.max_total.is_some_and(|most| total > most) {
			return Err(Fault::ExceedsMaximum);
		}
		let reports = meter.reports.checked_add(1).ok_or(Fault::Overflow)?;
		let counts_ms = now_ms.saturating_add(price.window_ms);
		let report = Report { number: reports, units, amount, counts_ms };
		let pending = (price.window_ms > 0).then_some(report);
		self.source = Source::Metered(Meter { price, period, used_units, reports, pending });
		if pending.is_none() {
			self.accrue(Exact::whole(amount))?;
		}
		Ok(report)
	}

	/// Strikes the last report. Its units can be reported again.
	pub fn strike(&mut self) -> Result<Report, Fault> {
		let Source::Metered(meter) = &mut self.source else { return Err(Fault::NotMetered) };
		let report = meter.pending.take().ok_or(Fault::NoReport)?;
		meter.used_units = meter.used_units.saturating_sub(report.units);
		Ok(report)
	}

	/// Lets the last report count now, if there is one.
	pub fn accept_report(&mut self) -> Result<(), Fault> {
		let Source::Metered(meter) = &mut self.source else { return Ok(()) };
		match meter.pending.take() {
			Some(report) => self.accrue(Exact::whole(report.amount)),
			None => Ok(()),
		}
	}

	/// Takes no more reports: from now on it only waits for the last one to count, or to be
	/// disputed.
	pub fn stop_reports(&mut self, now_ms: Moment) -> Result<Report, Fault> {
		let report = self.pending().ok_or(Fault::NoReport)?;
		if self.end_ms.is_some_and(|end_ms| end_ms <= now_ms) {
			return Err(Fault::ReportPending);
		}
		self.end_ms = Some(now_ms);
		Ok(report)
	}

	/// When its money is used up, as things stand. `None` if that is not a matter of time, or if it
	/// has ended before. To be [advanced](Self::advance) first.
	pub fn runs_out_ms<V, A>(&self, vault: Option<&Vault<V, A>>) -> Option<Moment> {
		match vault {
			Some(_) if self.paused_ms.is_some() => None,
			Some(vault) => vault.runs_out_ms(),
			None if self.dry_ms.is_some() => self.dry_ms,
			None => {
				let (stops_ms, funds) = (self.stops_ms()?, self.own_funds()?);
				let left = self.max_total.map(|most| most.saturating_sub(self.paid));
				let by_total = left.is_some_and(|left| left <= funds);
				let in_time = self.end_ms.is_none_or(|end_ms| stops_ms < end_ms);
				(!by_total && in_time).then_some(stops_ms)
			},
		}
	}

	/// When all has accrued that can, if nothing changes before.
	pub(crate) fn stops_ms(&self) -> Option<Moment> {
		self.own_funds()?;
		if self.paused_ms.is_some() {
			return None;
		}
		let missing = self.most().checked_sub(self.accrued)?;
		self.from_ms.checked_add(missing.reached_after_ms(self.rate().ok()?.0)?)
	}

	/// From when on a stream that has run dry is over, as things stand.
	pub(crate) fn dries_up_ms(&self) -> Option<Moment> {
		let over_ms = self.dry_ms?.saturating_add(self.grace_ms).max(self.cliff_ms.unwrap_or(0));
		Some(self.end_ms.map_or(over_ms, |end_ms| over_ms.min(end_ms)))
	}

	/// The first instant after `now_ms` at which the hook has something to do. To be
	/// [advanced](Self::advance) and paid out first. `vault` is the stream's, brought up to now,
	/// too.
	pub fn next_due_ms<V, A>(&self, now_ms: Moment, vault: Option<&Vault<V, A>>) -> Option<Moment> {
		let due_ms = match vault {
			Some(vault) => Some(self.next_of_vault_ms(now_ms, vault)),
			None => self.next_of_own_ms(now_ms),
		};
		due_ms.map(|due_ms| within_reach(due_ms, now_ms))
	}

	/// With a deposit of its own: to pay, to notice that it has run dry, or to end.
	fn next_of_own_ms(&self, now_ms: Moment) -> Option<Moment> {
		let cliff_ms = self.cliff_ms.unwrap_or(0);
		let pays = self.pays_next_ms(now_ms).map(|instant| self.tick_ms(instant.max(cliff_ms)));
		let reported = self.pending().map_or(0, |report| report.counts_ms);
		let ends = self.end_ms.map(|end_ms| end_ms.max(reported));
		let stops = match self.dry_ms {
			Some(_) => self.dries_up_ms(),
			None => self.stops_ms().map(|stops_ms| stops_ms.max(cliff_ms)),
		};
		[pays, ends, stops].into_iter().flatten().min()
	}

	/// With a vault: to pay, or to end when the vault is over. Nobody tells a stream what becomes
	/// of its vault, so that it has to be looked at now and then: at the latest after a day, and
	/// after as long as the vault has been dry.
	fn next_of_vault_ms<V, A>(&self, now_ms: Moment, vault: &Vault<V, A>) -> Moment {
		let unit_ms = match (self.paused_ms, vault.dry_ms) {
			_ if self.accrued.units > 0 => Some(now_ms),
			(_, Some(dry_ms)) => now_ms.checked_add(now_ms.saturating_sub(dry_ms)),
			(Some(_), _) => None,
			// Up to now it has accrued what the vault's clock has run.
			(None, None) => self.unit_after_ms().and_then(|after_ms| now_ms.checked_add(after_ms)),
		};
		let latest_ms = now_ms.saturating_add(DAY_MS);
		let pays_ms = unit_ms.map_or(latest_ms, |unit_ms| unit_ms.min(latest_ms));
		let tick_ms = self.tick_ms(pays_ms.max(now_ms.saturating_add(1)));
		let over_ms = vault.runs_out_ms().map(|dry_ms| dry_ms.saturating_add(vault.grace_ms));
		over_ms.map_or(tick_ms, |over_ms| over_ms.min(tick_ms))
	}

	/// With a deposit of its own: after which instant there is a unit to pay.
	fn pays_next_ms(&self, now_ms: Moment) -> Option<Moment> {
		let next_ms = now_ms.saturating_add(1);
		if self.accrued.units > 0 {
			return Some(next_ms);
		}
		match self.source {
			Source::Metered(meter) => Some(meter.pending?.counts_ms.max(next_ms)),
			Source::Rate(_) if self.paused_ms.is_some() || self.dry_ms.is_some() => None,
			Source::Rate(_) => Some(self.from_ms.checked_add(self.unit_after_ms()?)?.max(next_ms)),
		}
	}

	/// How long it has to flow until there is a unit to pay.
	fn unit_after_ms(&self) -> Option<Moment> {
		let Rate(rate) = self.rate().ok()?;
		Exact::whole(1).checked_sub(self.accrued)?.reached_after_ms(rate)
	}

	/// The first instant of its interval at `instant_ms` or after.
	fn tick_ms(&self, instant_ms: Moment) -> Moment {
		let since_start = instant_ms.saturating_sub(self.start_ms);
		let ticks = since_start.div_ceil(self.interval_ms.max(1)).max(1);
		self.start_ms.saturating_add(ticks.saturating_mul(self.interval_ms))
	}
}
