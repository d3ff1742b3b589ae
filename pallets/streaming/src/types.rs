//! What is stored for a stream, and how it changes: pure, without storage.

use crate::vault::Vault;
pub use bloc_custody::Pot;
use bloc_math::accrual::Exact;
use bloc_primitives::{Balance, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Why a change is refused. Each has the [`Error`](crate::Error) of the same name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
	/// See [`Error::ZeroAmount`](crate::Error::ZeroAmount).
	ZeroAmount,
	/// See [`Error::ZeroRate`](crate::Error::ZeroRate).
	ZeroRate,
	/// See [`Error::SameRate`](crate::Error::SameRate).
	SameRate,
	/// See [`Error::Paused`](crate::Error::Paused).
	Paused,
	/// See [`Error::NotPaused`](crate::Error::NotPaused).
	NotPaused,
	/// See [`Error::RanDry`](crate::Error::RanDry).
	RanDry,
	/// See [`Error::NotStarted`](crate::Error::NotStarted).
	NotStarted,
	/// See [`Error::Metered`](crate::Error::Metered).
	Metered,
	/// See [`Error::NotMetered`](crate::Error::NotMetered).
	NotMetered,
	/// See [`Error::FromVault`](crate::Error::FromVault).
	FromVault,
	/// See [`Error::ReportPending`](crate::Error::ReportPending).
	ReportPending,
	/// See [`Error::NoReport`](crate::Error::NoReport).
	NoReport,
	/// See [`Error::AboveCap`](crate::Error::AboveCap).
	AboveCap,
	/// See [`Error::AboveMaximum`](crate::Error::AboveMaximum).
	AboveMaximum,
	/// See [`Error::InsufficientFunds`](crate::Error::InsufficientFunds).
	InsufficientFunds,
	/// See [`Error::Overflow`](crate::Error::Overflow).
	Overflow,
}

macro_rules! stored {
	($(#[$docs:meta])* pub struct $name:ident $($rest:tt)*) => {
		$(#[$docs])*
		#[derive(
			Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
		)]
		pub struct $name $($rest)*
	};
	($(#[$docs:meta])* pub enum $name:ident $($rest:tt)*) => {
		$(#[$docs])*
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
		pub enum $name $($rest)*
	};
}
pub(crate) use stored;

stored! {
	/// Names one stream. Never used twice.
	#[derive(Copy, Default, Ord, PartialOrd)]
	pub struct StreamId(pub u64);
}

stored! {
	/// Names one vault. Never used twice.
	#[derive(Copy, Default, Ord, PartialOrd)]
	pub struct VaultId(pub u64);
}

stored! {
	/// How fast money streams: in 10^-12 units of the asset a second
	/// ([`RATE_SCALE`](bloc_math::accrual::RATE_SCALE)).
	#[derive(Copy, Ord, PartialOrd)]
	pub struct Rate(pub u128);
}

stored! {
	/// Whose consent something takes that is to the payee's disadvantage.
	pub enum Consent {
		/// The payer does it alone.
		Payer,
		/// It takes the payee, too.
		Both,
	}
}

stored! {
	/// What the payer may do alone.
	#[derive(Copy)]
	pub struct Terms {
		/// To end the stream early, and to take back what is not owed.
		pub cancel: Consent,
		/// To pause it.
		pub pause: Consent,
		/// To lower its rate.
		pub lower: Consent,
	}
}

impl Terms {
	/// The payer may do all of it alone.
	pub const FREE: Self =
		Self { cancel: Consent::Payer, pause: Consent::Payer, lower: Consent::Payer };
}

stored! {
	/// What metered use costs.
	#[derive(Copy)]
	pub struct Price {
		/// A metered unit, in units of the asset.
		pub per_unit: Balance,
		/// How many metered units the payee can report in a period.
		pub cap_units: u64,
		/// How long a period is; the first begins with the stream.
		pub period_ms: Moment,
		/// For how long the payer can dispute a report. Zero: not at all.
		pub window_ms: Moment,
	}
}

stored! {
	/// What makes a stream flow, as its payer asks for it.
	pub enum Flow {
		/// Time.
		Rate(Rate),
		/// Use, which the payee reports.
		Metered(Price),
	}
}

stored! {
	/// The stream that a payer asks for. Instants are in Unix milliseconds.
	#[derive(Copy)]
	pub struct Plan {
		/// What makes it flow.
		pub flow: Flow,
		/// When it starts: at once if none is named.
		pub start_ms: Option<Moment>,
		/// When it ends at the latest.
		pub end_ms: Option<Moment>,
		/// Until then nothing is owed; from then on all since the start.
		pub cliff_ms: Option<Moment>,
		/// What it pays at most.
		pub max_total: Option<Balance>,
		/// How often it pays out by itself.
		pub interval_ms: Moment,
		/// For how long it waits for more money after it has run dry.
		pub grace_ms: Moment,
		/// What the payer may do alone.
		pub terms: Terms,
	}
}

stored! {
	/// A report that the payer can still dispute.
	#[derive(Copy)]
	pub struct Report {
		/// Metered units.
		pub units: u64,
		/// What they cost.
		pub amount: Balance,
		/// From when on it counts.
		pub counts_ms: Moment,
	}
}

stored! {
	/// The meter of a stream.
	#[derive(Copy)]
	pub struct Meter {
		/// What use costs.
		pub price: Price,
		/// The period of the last report.
		pub period: u64,
		/// What was reported in it, in metered units.
		pub used_units: u64,
		/// The last report, as long as it can be disputed.
		pub pending: Option<Report>,
	}
}

stored! {
	/// What makes a stream flow, and how far it has.
	pub enum Source {
		/// Time.
		Rate(Rate),
		/// Use.
		Metered(Meter),
	}
}

stored! {
	/// Where a stream's money comes from.
	pub enum Funding {
		/// Its own deposit: what is left of it, owed or not.
		Own(Balance),
		/// The payer's vault.
		Vault(VaultId),
	}
}

stored! {
	/// Why a stream ended.
	pub enum EndReason {
		/// Its end has come, or it has paid all that it was to pay.
		Completed,
		/// Its money ended, and nobody brought more in time.
		RanDry,
		/// The payer ended it.
		CancelledByPayer,
		/// The payee ended it.
		CancelledByPayee,
		/// Both agreed on it.
		Agreed,
	}
}

stored! {
	/// One of the two parties.
	pub enum Party {
		/// Who pays.
		Payer,
		/// Who is paid.
		Payee,
	}
}

stored! {
	/// What the parties can agree on, whatever the terms are.
	pub enum Change {
		/// Another rate.
		Rate(Rate),
		/// To pause.
		Pause,
		/// To end the stream.
		Cancel,
	}
}

stored! {
	/// A change that one party has proposed to the other.
	#[derive(Copy)]
	pub struct Proposal {
		/// Who proposed it.
		pub by: Party,
		/// What.
		pub change: Change,
		/// The stream's rate then, unless it is metered.
		pub rate: Option<Rate>,
		/// Since when the stream was paused then.
		pub paused_ms: Option<Moment>,
	}
}

stored! {
	/// What the timetable brings up.
	pub enum Due {
		/// A stream pays out, runs dry or ends.
		#[codec(index = 0)]
		Stream(StreamId),
		/// A vault runs dry or is over.
		#[codec(index = 1)]
		Vault(VaultId),
	}
}

stored! {
	/// A stream.
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
}

stored! {
	/// A stream and the ticket of the storage deposit that its payer paid.
	pub struct Record<AccountId, AssetId, Ticket> {
		/// The stream.
		pub stream: Stream<AccountId, AssetId>,
		/// Handed back when the stream goes.
		pub ticket: Ticket,
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
	pub(crate) fn own_funds(&self) -> Option<Balance> {
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

	/// Has it paid, or owes it, all that it pays at most?
	fn has_paid_all(&self) -> bool {
		let all = self.paid.saturating_add(self.accrued.units);
		self.max_total.is_some_and(|most| all >= most)
	}

	/// What is owed: whole units, rounded down; the rest waits. To be [advanced](Self::advance) first.
	pub fn owed(&self, now_ms: Moment) -> Balance {
		match self.cliff_ms {
			Some(cliff_ms) if now_ms < cliff_ms => 0,
			_ => self.accrued.units,
		}
	}

	/// What its own deposit has that is neither owed nor accruing nor reported.
	pub fn free(&self) -> Result<Balance, Fault> {
		let funds = self.own_funds().ok_or(Fault::FromVault)?;
		let pending =
			self.meter().and_then(|meter| meter.pending).map_or(0, |report| report.amount);
		let bound = self.accrued.ceil().checked_add(pending).ok_or(Fault::Overflow)?;
		Ok(funds.saturating_sub(bound))
	}

	/// Why it has ended, if it has. To be [advanced](Self::advance) first.
	pub fn over<V, A>(&self, now_ms: Moment, vault: Option<&Vault<V, A>>) -> Option<EndReason> {
		if self.cliff_ms.is_some_and(|cliff_ms| now_ms < cliff_ms) {
			return None;
		}
		let is_past = |instant: Option<Moment>| instant.is_some_and(|instant| instant <= now_ms);
		let pending = self.meter().is_some_and(|meter| meter.pending.is_some());
		if (is_past(self.end_ms) && !pending) || self.has_paid_all() {
			return Some(EndReason::Completed);
		}
		let dry = is_past(self.dries_up_ms());
		(dry || vault.is_some_and(|vault| vault.is_over(now_ms))).then_some(EndReason::RanDry)
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
		let Funding::Own(funds) = &mut self.funding else { return Err(Fault::FromVault) };
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
		let Funding::Own(funds) = &mut self.funding else { return Err(Fault::FromVault) };
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
			.ok_or(Fault::AboveCap)?;
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
			return Err(Fault::AboveMaximum);
		}
		let report = Report { units, amount, counts_ms: now_ms.saturating_add(price.window_ms) };
		let pending = (price.window_ms > 0).then_some(report);
		self.source = Source::Metered(Meter { price, period, used_units, pending });
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
}
