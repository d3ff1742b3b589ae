//! A vault: one deposit from which many streams are paid. Pure, without storage.

use crate::types::{within_reach, Fault, Rate};
use bloc_math::accrual::Exact;
use bloc_primitives::{Balance, Moment};

/// A payer's deposit in one asset, from which its streams are paid.
///
/// Its clock runs while it has money for all of its streams, and stands while it has not. What a
/// stream has accrued is its rate times what the clock has run: so whatever happens to the vault
/// happens to all of its streams at once, without touching any of them.
#[frame_support::stored]
pub struct Vault<AccountId, AssetId> {
	/// Whose it is.
	pub owner: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// What no stream has accrued up to `from_ms`.
	pub funds: Exact,
	/// The rates of all streams that flow.
	pub rate: Rate,
	/// How many streams are paid from it, the paused ones included.
	pub streams: u64,
	/// For how long it has paid its streams.
	pub clock_ms: Moment,
	/// The instant up to which that counts.
	pub from_ms: Moment,
	/// Since when it cannot pay all streams for one more millisecond.
	pub dry_ms: Option<Moment>,
	/// For how long its streams wait for more money then.
	pub grace_ms: Moment,
	/// When the hook looks at it next.
	pub due_ms: Option<Moment>,
}

/// A vault and the ticket of the storage deposit that its owner paid.
#[frame_support::stored]
pub struct VaultRecord<AccountId, AssetId, Ticket> {
	/// The vault.
	pub vault: Vault<AccountId, AssetId>,
	/// Handed back when the vault goes.
	pub ticket: Ticket,
}

impl<AccountId, AssetId> Vault<AccountId, AssetId> {
	/// Runs its clock up to `now_ms`, or to the instant at which it runs dry: the last up to which
	/// it can pay all streams in full.
	pub fn advance(&mut self, now_ms: Moment) -> Result<(), Fault> {
		if self.dry_ms.is_some() || now_ms <= self.from_ms {
			return Ok(());
		}
		let Rate(rate) = self.rate;
		let elapsed = now_ms.saturating_sub(self.from_ms);
		let lasts = self.funds.lasts_ms(rate);
		let ran = elapsed.min(lasts);
		let spent = Exact::accrued(rate, ran).ok_or(Fault::Overflow)?;
		self.funds = self.funds.checked_sub(spent).ok_or(Fault::Overflow)?;
		self.clock_ms = self.clock_ms.checked_add(ran).ok_or(Fault::Overflow)?;
		self.from_ms = self.from_ms.saturating_add(ran);
		if lasts <= elapsed {
			self.dry_ms = Some(self.from_ms);
		}
		Ok(())
	}

	/// Whether it has been dry for as long as its streams wait. To be [advanced](Self::advance)
	/// first.
	pub fn has_ended(&self, now_ms: Moment) -> bool {
		self.dry_ms.is_some_and(|dry_ms| dry_ms.saturating_add(self.grace_ms) <= now_ms)
	}

	/// Adds money. If that lasts for a millisecond, a vault that has run dry goes on from now.
	pub fn fund(&mut self, amount: Balance, now_ms: Moment) -> Result<(), Fault> {
		if amount == 0 {
			return Err(Fault::ZeroAmount);
		}
		self.funds = self.funds.checked_add(Exact::whole(amount)).ok_or(Fault::Overflow)?;
		if self.dry_ms.is_some() && self.funds.lasts_ms(self.rate.0) > 0 {
			self.dry_ms = None;
			self.from_ms = now_ms;
		}
		Ok(())
	}

	/// Takes money out that no stream has accrued.
	pub fn withdraw(&mut self, amount: Balance) -> Result<(), Fault> {
		if amount == 0 {
			return Err(Fault::ZeroAmount);
		}
		let left = self.funds.units.checked_sub(amount).ok_or(Fault::InsufficientFunds)?;
		self.funds.units = left;
		Ok(())
	}

	/// A stream flows faster or slower: from `old` to `new`, where 0 is not at all.
	pub fn change_rate(&mut self, old: Rate, new: Rate) -> Result<(), Fault> {
		let rest = self.rate.0.checked_sub(old.0).ok_or(Fault::Overflow)?;
		self.rate = Rate(rest.checked_add(new.0).ok_or(Fault::Overflow)?);
		Ok(())
	}

	/// A stream has left its last parts of a unit.
	pub fn give_back(&mut self, parts: u64) -> Result<(), Fault> {
		let parts = Exact { units: 0, parts };
		self.funds = self.funds.checked_add(parts).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// When it runs dry, as things stand: O(1), however many streams it pays. To be
	/// [advanced](Self::advance) first.
	pub fn runs_out_ms(&self) -> Option<Moment> {
		if self.dry_ms.is_some() || self.rate.0 == 0 {
			return self.dry_ms;
		}
		self.from_ms.checked_add(self.funds.lasts_ms(self.rate.0))
	}

	/// The first instant after `now_ms` at which the hook has something to do.
	pub fn next_due_ms(&self, now_ms: Moment) -> Option<Moment> {
		let due = match self.dry_ms {
			// The last stream that leaves closes the vault.
			Some(_) if self.has_ended(now_ms) => None,
			Some(dry_ms) => Some(dry_ms.saturating_add(self.grace_ms)),
			None => self.runs_out_ms(),
		};
		due.map(|due_ms| within_reach(due_ms, now_ms))
	}
}
