//! What binds one side of a channel for a time: the liquidity that it has let to the other side.
//!
//! A [`Guard`] is part of the channel, so that whoever moves something in it has read it already.
//! It lapses by time alone: nobody has to come and take it off. While it stands, in an open
//! channel,
//!
//! | the bound side may not | since |
//! |---|---|
//! | withdraw so much that less than the floor is free | that is the plain way out |
//! | pay away below that: locks and hops of its own payments, transfers by other pallets | the money would be with its own second account |
//! | request a withdrawal | its own second account could contest that, and the channel would close |
//! | commit | what is committed is divided off chain, out of the guard's sight |
//! | forward on worse terms than the guard says | a channel over which nobody can be paid |
//! | close alone; but for a state with HTLCs, which have deadlines | it would be gone |
//!
//! And it adds nothing to its fee for where a payment comes from that leaves its side here, whatever
//! its terms in that other channel say: what it asks is what the guard lets it ask. A discount for
//! that it gives as it does for everybody ([`HopTerms::asked`](crate::channel::HopTerms::asked)).
//!
//! It may pay the other side, and bring more. Payments of others that it forwards to the other side
//! are what the floor is there for: they may take the balance below it, and then nothing but such
//! payments leaves. The other side is bound by nothing: it may close at any time, and then the
//! guard binds nobody. What both sign is not refused either.
//!
//! Nothing can be done here about a bound side that pays through the other one, on the other's own
//! terms: who has taken a channel of this kind forwards over its other channels for what it asks.

use crate::{
	channel::{Channel, Fault, Inspect, Phase, Purpose},
	Balance, ChannelId, Moment, Pair, Policy, Side,
};
use frame_support::weights::Weight;
use sp_runtime::{DispatchError, DispatchResult};

/// What binds one side of a channel for a time.
#[frame_support::stored]
#[derive(Copy)]
pub struct Guard {
	/// The side that is bound.
	pub side: Side,
	/// What has to be free in its ledger balance after whatever it does for itself.
	pub floor: Balance,
	/// From this instant on it binds nobody.
	pub until_ms: Moment,
	/// The worst terms on which the side may forward meanwhile.
	pub worst: Policy,
	/// What the other side owes it: of what it pays that side, or lets through to it, so much
	/// becomes the bound side's own again, at once.
	pub lien: Balance,
}

impl Guard {
	/// Whether the side may forward on these terms.
	pub fn allows(&self, policy: Option<&Policy>) -> bool {
		policy.is_some_and(|policy| policy.is_no_worse_than(&self.worst))
	}
}

/// Changes and checks of a channel, by what binds it.
impl<AccountId, AssetId> Channel<AccountId, AssetId> {
	/// Takes off a guard whose time is over. The clock is asked only if there is one.
	pub fn lapse(&mut self, now_ms: impl FnOnce() -> Moment) {
		if self.guard.is_some_and(|guard| guard.until_ms <= now_ms()) {
			self.guard = None;
		}
	}

	/// What binds a side now, if the guard has not lapsed: only an open channel is bound.
	pub fn binding(&self, side: Side) -> Option<&Guard> {
		let guard = self.guard.as_ref().filter(|guard| guard.side == side);
		guard.filter(|_| self.phase == Phase::Open)
	}

	/// Only a side that is not bound can commit, or end the channel by itself.
	pub fn ensure_unbound(&self, side: Side) -> Result<(), Fault> {
		match self.binding(side) {
			Some(_) => Err(Fault::Guarded),
			None => Ok(()),
		}
	}

	/// Whether `amount` may leave the free ledger balance of a side for its own purposes.
	pub fn ensure_above_floor(&self, side: Side, amount: Balance) -> Result<(), Fault> {
		let Some(guard) = self.binding(side) else { return Ok(()) };
		let left = self.ledger.of(side).free.checked_sub(amount);
		match left.is_none_or(|left| left >= guard.floor) {
			// What is not there at all is refused for that.
			true => Ok(()),
			false => Err(Fault::BelowFloor),
		}
	}

	/// The same, of a payment: those of others pass.
	pub fn ensure_may_pay(
		&self,
		payer: Side,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(), Fault> {
		match purpose {
			Purpose::Own => self.ensure_above_floor(payer, amount),
			Purpose::Forward => Ok(()),
		}
	}

	/// Whether a side may forward on these terms.
	pub fn ensure_policy(&self, side: Side, policy: Option<&Policy>) -> Result<(), Fault> {
		match self.binding(side) {
			Some(guard) if !guard.allows(policy) => Err(Fault::PolicyBelowGuard),
			_ => Ok(()),
		}
	}

	/// Takes what the payee owes a payer that is bound out of what it is paid. Returns how much.
	pub(crate) fn take_lien(&mut self, payer: Side, amount: Balance) -> Balance {
		if self.binding(payer).is_none() {
			return 0;
		}
		let Some(guard) = self.guard.as_mut() else { return 0 };
		let taken = guard.lien.min(amount);
		guard.lien = guard.lien.saturating_sub(taken);
		taken
	}
}

/// A channel in which one side is bound from the beginning.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opening<AccountId, AssetId> {
	/// Who the parties are.
	pub parties: Pair<AccountId>,
	/// The asset.
	pub asset: AssetId,
	/// What each side has in its ledger balance. That of the bound side is taken out of the account
	/// `from`, that of the other out of its own.
	pub amounts: Pair<Balance>,
	/// Has what the bound side brings: the account of a pallet that holds it for it.
	pub from: AccountId,
	/// How long anybody may contradict a party that closes alone.
	pub challenge_period_ms: Moment,
	/// On what terms the bound side forwards from the beginning.
	pub policy: Policy,
	/// What binds it.
	pub guard: Guard,
}

/// Opens channels in which one side is bound, and says what binds it from then on.
pub trait Bind<AccountId>: Inspect<AccountId> {
	/// Opens such a channel at once. The caller vouches for both parties' consent, and for whoever
	/// has the account `from`, out of which exactly the amount is taken. The opener pays the
	/// storage deposit, and lends the account of the channels what it needs to exist. A transfer
	/// for each side that brings something. Answers with what telling of it weighed, too.
	fn open_bound(
		opening: Opening<AccountId, Self::AssetId>,
	) -> Result<(ChannelId, Weight), DispatchError>;

	/// Puts `guard` in the place of the one that there is, if any. The caller vouches for the
	/// consent of whoever it is to the disadvantage of. Fails if the channel is not open; where the
	/// terms of the side are worse than `guard` lets them be it fails, too. One read and one write
	/// of the channel.
	fn rebind(id: ChannelId, guard: Option<Guard>) -> DispatchResult;

	/// Whether a channel can have this challenge period.
	fn is_period(challenge_period_ms: Moment) -> bool;

	/// The most that opening one weighs, with telling of it.
	fn open_weight() -> Weight;

	/// What [`rebind`](Self::rebind) weighs.
	fn rebind_weight() -> Weight;
}
