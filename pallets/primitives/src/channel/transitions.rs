//! The changes that a channel goes through: pure, without storage. On a fault nothing may be written.

use super::{Channel, HopTerms, Ledger, Phase, Purpose};
use crate::{
	state::{Close, State, Withdrawal},
	Balance, Moment, Pair, Policy, Side,
};
use frame_support::weights::Weight;

crate::faults! {
	/// Why a change of a channel is refused. The pallet of the channels has an error of the same
	/// name for each.
	pub enum Fault {
		NotOpen,
		ZeroAmount,
		InsufficientLedger,
		ExceedsCommitted,
		StaleVersion,
		DeadlineTooFar,
		PolicyRefuses,
		Overflow,
		Guarded,
		BelowFloor,
		PolicyBelowGuard,
	}
}

impl Ledger {
	/// A ledger with `free` and nothing locked.
	pub const fn of(free: Balance) -> Self {
		Self { free, locked: 0 }
	}
}

impl<AccountId, AssetId> Channel<AccountId, AssetId> {
	/// Only an open channel takes payments and deposits.
	pub fn ensure_open(&self) -> Result<(), Fault> {
		match self.phase {
			Phase::Open => Ok(()),
			_ => Err(Fault::NotOpen),
		}
	}

	/// Adds `amount` to a side's free ledger balance.
	pub fn credit(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		let ledger = self.ledger.of_mut(side);
		ledger.free = ledger.free.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Takes `amount` off a side's free ledger balance.
	pub fn debit(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		if amount == 0 {
			return Err(Fault::ZeroAmount);
		}
		let ledger = self.ledger.of_mut(side);
		ledger.free = ledger.free.checked_sub(amount).ok_or(Fault::InsufficientLedger)?;
		Ok(())
	}

	/// Moves `amount` from the payer's free ledger balance to the other side's. A payer that is bound
	/// may do this for the other side's sake; what goes on from there [`transfer`](Self::transfer)s.
	pub fn pay(&mut self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault> {
		self.ensure_open()?;
		self.ensure_admits(payer, amount, purpose)?;
		self.debit(payer, amount)?;
		self.credit_payment(payer, amount)
	}

	/// The same for another pallet, which may have it go on.
	pub fn transfer(
		&mut self,
		payer: Side,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(), Fault> {
		self.ensure_open()?;
		self.ensure_may_pay(payer, amount, purpose)?;
		self.pay(payer, amount, purpose)
	}

	/// The other side is paid `amount`, but for what it owes a payer that is bound.
	fn credit_payment(&mut self, payer: Side, amount: Balance) -> Result<(), Fault> {
		let taken = self.take_lien(payer, amount);
		self.credit(payer, taken)?;
		self.credit(payer.other(), amount.saturating_sub(taken))
	}

	/// Takes `amount` of a side's free ledger balance out of the channel.
	pub fn withdraw(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		self.ensure_above_floor(side, amount)?;
		self.debit(side, amount)
	}

	/// Adds `amount` to what a side has committed.
	pub fn top_up(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		self.ensure_open()?;
		let committed = self.committed.of_mut(side);
		*committed = committed.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	/// Moves `amount` of a side's free ledger balance to what it has committed.
	pub fn commit(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		self.ensure_unbound(side)?;
		self.debit(side, amount)?;
		self.top_up(side, amount)
	}

	/// Somebody else's payment needs the payer's policy, one's own does not.
	pub fn ensure_admits(
		&self,
		payer: Side,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(), Fault> {
		let free = self.ledger.of(payer).free;
		let admits = |policy: &Policy| policy.admits(amount, free);
		if purpose == Purpose::Forward && !self.policies.of(payer).as_ref().is_some_and(admits) {
			return Err(Fault::PolicyRefuses);
		}
		Ok(())
	}

	/// Sets `amount` of the payer's free ledger balance aside.
	pub fn lock(&mut self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault> {
		self.ensure_open()?;
		self.ensure_admits(payer, amount, purpose)?;
		self.ensure_may_pay(payer, amount, purpose)?;
		self.debit(payer, amount)?;
		let ledger = self.ledger.of_mut(payer);
		let locked = ledger.locked.checked_add(amount).ok_or(Fault::Overflow)?;
		ledger.locked = locked;
		let admits = |policy: &Policy| policy.admits_locked(locked);
		match purpose {
			Purpose::Forward if !self.policies.of(payer).as_ref().is_some_and(admits) => {
				Err(Fault::PolicyRefuses)
			},
			_ => Ok(()),
		}
	}

	/// Ends a lock: the amount becomes free for `winner`.
	pub fn unlock(&mut self, payer: Side, winner: Side, amount: Balance) -> Result<(), Fault> {
		let ledger = self.ledger.of_mut(payer);
		ledger.locked = ledger.locked.checked_sub(amount).ok_or(Fault::InsufficientLedger)?;
		match winner == payer {
			true => self.credit(winner, amount),
			false => self.credit_payment(payer, amount),
		}
	}

	/// Ends a lock in favour of its payer, but for `fee`, which becomes the other's.
	pub fn release(&mut self, payer: Side, amount: Balance, fee: Balance) -> Result<(), Fault> {
		let rest = amount.checked_sub(fee).ok_or(Fault::InsufficientLedger)?;
		self.unlock(payer, payer.other(), fee)?;
		self.unlock(payer, payer, rest)
	}

	/// Whether anything is locked.
	pub fn has_locks(&self) -> bool {
		self.ledger.opener.locked > 0 || self.ledger.counterparty.locked > 0
	}

	/// The terms of a hop out of the balance of `payer`, of which telling weighed `told`.
	pub fn hop_terms(&self, payer: Side, told: Weight) -> HopTerms<AccountId>
	where
		AccountId: Clone,
	{
		let payee = self.parties.of(payer.other()).clone();
		let bound = self.binding(payer).is_some();
		HopTerms { payer, payee, policies: self.policies, bound, told }
	}

	/// Takes what both signed for out of the committed balances, into the ledger.
	pub fn withdraw_committed(&mut self, withdrawal: &Withdrawal) -> Result<(), Fault> {
		self.ensure_open()?;
		if withdrawal.amounts.is_zero() {
			return Err(Fault::ZeroAmount);
		}
		self.ensure_later(withdrawal.version)?;
		self.committed = withdrawal.remaining(&self.committed).ok_or(Fault::ExceedsCommitted)?;
		self.base_version = withdrawal.version;
		for side in Side::BOTH {
			self.credit(side, *withdrawal.amounts.of(side))?;
		}
		Ok(())
	}

	/// Takes `amount` of what a side has committed out, into its ledger, without a new base. Every
	/// state in which the side has as much for sure stays good, and gives it that much less.
	pub fn withdraw_own(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		self.ensure_open()?;
		let committed = self.committed.of_mut(side);
		*committed = committed.checked_sub(amount).ok_or(Fault::ExceedsCommitted)?;
		self.credit(side, amount)
	}

	/// What each party has when both sign `close`.
	pub fn outcome(&self, close: &Close) -> Result<Pair<Balance>, Fault> {
		self.ensure_later(close.version)?;
		let committed = close.net.apply(&self.committed).ok_or(Fault::ExceedsCommitted)?;
		let free = self.ledger.map(|side| side.free);
		committed.checked_add(&free).ok_or(Fault::Overflow)
	}

	/// Whether the channel can be settled by `state`. Whether that is signed is another question.
	pub fn ensure_settles_by(
		&self,
		state: &State,
		latest_deadline_ms: Moment,
	) -> Result<(), Fault> {
		self.ensure_later(state.version)?;
		if state.htlcs.iter().any(|htlc| htlc.amount == 0) {
			return Err(Fault::ZeroAmount);
		}
		if state.htlcs.iter().any(|htlc| htlc.deadline_ms > latest_deadline_ms) {
			return Err(Fault::DeadlineTooFar);
		}
		state.balances(&self.committed).map(|_| ()).ok_or(Fault::ExceedsCommitted)
	}

	/// What is signed counts only above the base.
	fn ensure_later(&self, version: u64) -> Result<(), Fault> {
		if version <= self.base_version {
			return Err(Fault::StaleVersion);
		}
		Ok(())
	}
}
