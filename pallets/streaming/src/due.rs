//! When a stream's money ends, and when the hook has something to do: pure, without storage.

use crate::{
	types::{Rate, Source, Stream},
	vault::Vault,
};
use bloc_math::accrual::Exact;
use bloc_primitives::Moment;

/// How far ahead the hook's next look can be, and the start of a stream: about a year. An entry of the
/// timetable cannot be taken out, so none must stay for ever; a look that comes too early does no harm.
pub const MAX_AHEAD_MS: Moment = 366 * DAY_MS;

/// For how long the hook waits at most, up to the next instant of the interval, to look again at a
/// stream of a vault that owed nothing.
const DAY_MS: Moment = 86_400_000;

/// `due_ms`, but after `now_ms` and not too far ahead.
pub(crate) fn within_reach(due_ms: Moment, now_ms: Moment) -> Moment {
	due_ms.clamp(now_ms.saturating_add(1), now_ms.saturating_add(MAX_AHEAD_MS))
}

impl<AccountId, AssetId> Stream<AccountId, AssetId> {
	/// When its own deposit is used up, as things stand. `None` if that is not a matter of time, or
	/// if it has ended before. To be [advanced](Self::advance) first.
	pub fn runs_out_ms(&self) -> Option<Moment> {
		if self.dry_ms.is_some() {
			return self.dry_ms;
		}
		let stops_ms = self.stops_ms()?;
		let funds = self.own_funds()?;
		let by_total = self.max_total.is_some_and(|most| most.saturating_sub(self.paid) <= funds);
		let in_time = self.end_ms.is_none_or(|end_ms| stops_ms < end_ms);
		(!by_total && in_time).then_some(stops_ms)
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
	/// [advanced](Self::advance) and paid out first. `vault` is the stream's, brought up to now, too.
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
		let pending = self.meter().and_then(|meter| meter.pending);
		let reported = pending.map_or(0, |report| report.counts_ms);
		let ends = self.end_ms.map(|end_ms| end_ms.max(reported));
		let stops = match self.dry_ms {
			Some(_) => self.dries_up_ms(),
			None => self.stops_ms().map(|stops_ms| stops_ms.max(cliff_ms)),
		};
		[pays, ends, stops].into_iter().flatten().min()
	}

	/// With a vault: to pay, or to end when the vault is over. Nobody tells a stream what becomes of
	/// its vault, so that it has to be looked at now and then: at the latest after a day, and after as
	/// long as the vault has been dry.
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
