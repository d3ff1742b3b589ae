//! What is stored for a channel, and how it changes: pure, without storage.

pub use bloc_custody::Pot;

use bloc_primitives::{
	channel::{Channel, Ledger, Phase, Purpose},
	state::{Close, Htlc, State, Withdrawal},
	Balance, ChannelId, Moment, Pair, PaymentHash, Policy, Preimage, Side,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Why a change is refused. Each has the [`Error`](crate::Error) of the same name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
	/// See [`Error::NotOpen`](crate::Error::NotOpen).
	NotOpen,
	/// See [`Error::ZeroAmount`](crate::Error::ZeroAmount).
	ZeroAmount,
	/// See [`Error::InsufficientLedger`](crate::Error::InsufficientLedger).
	InsufficientLedger,
	/// See [`Error::OverSum`](crate::Error::OverSum).
	OverSum,
	/// See [`Error::Stale`](crate::Error::Stale).
	Stale,
	/// See [`Error::DeadlineTooFar`](crate::Error::DeadlineTooFar).
	DeadlineTooFar,
	/// See [`Error::PolicyRefuses`](crate::Error::PolicyRefuses).
	PolicyRefuses,
	/// See [`Error::Overflow`](crate::Error::Overflow).
	Overflow,
}

/// A channel and the ticket of the storage deposit that its opener paid.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Record<AccountId, AssetId, Ticket> {
	/// The channel.
	pub channel: Channel<AccountId, AssetId>,
	/// Handed back when the channel goes.
	pub ticket: Ticket,
}

/// The changes that a channel goes through. On a fault nothing may be written.
pub trait Transitions {
	/// Only an open channel takes payments and deposits.
	fn ensure_open(&self) -> Result<(), Fault>;

	/// Adds `amount` to a side's free ledger balance.
	fn credit(&mut self, side: Side, amount: Balance) -> Result<(), Fault>;

	/// Takes `amount` off a side's free ledger balance.
	fn debit(&mut self, side: Side, amount: Balance) -> Result<(), Fault>;

	/// Moves `amount` from the payer's free ledger balance to the other side's.
	fn pay(&mut self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault>;

	/// Adds `amount` to what a side has committed.
	fn top_up(&mut self, side: Side, amount: Balance) -> Result<(), Fault>;

	/// Moves `amount` of a side's free ledger balance to what it has committed.
	fn commit(&mut self, side: Side, amount: Balance) -> Result<(), Fault>;

	/// Somebody else's payment needs the payer's policy, one's own does not.
	fn ensure_admits(&self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault>;

	/// Sets `amount` of the payer's free ledger balance aside.
	fn lock(&mut self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault>;

	/// Ends a lock: the amount becomes free for `winner`.
	fn unlock(&mut self, payer: Side, winner: Side, amount: Balance) -> Result<(), Fault>;

	/// Takes what both signed for out of the committed balances, into the ledger.
	fn withdraw_committed(&mut self, withdrawal: &Withdrawal) -> Result<(), Fault>;

	/// What each party has when both sign `close`.
	fn outcome(&self, close: &Close) -> Result<Pair<Balance>, Fault>;

	/// Is anything locked?
	fn has_locks(&self) -> bool;
}

impl<AccountId, AssetId> Transitions for Channel<AccountId, AssetId> {
	fn ensure_open(&self) -> Result<(), Fault> {
		match self.phase {
			Phase::Open => Ok(()),
			_ => Err(Fault::NotOpen),
		}
	}

	fn credit(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		let ledger = self.ledger.of_mut(side);
		ledger.free = ledger.free.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	fn debit(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		if amount == 0 {
			return Err(Fault::ZeroAmount);
		}
		let ledger = self.ledger.of_mut(side);
		ledger.free = ledger.free.checked_sub(amount).ok_or(Fault::InsufficientLedger)?;
		Ok(())
	}

	fn pay(&mut self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault> {
		self.ensure_open()?;
		self.ensure_admits(payer, amount, purpose)?;
		self.debit(payer, amount)?;
		self.credit(payer.other(), amount)
	}

	fn top_up(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		self.ensure_open()?;
		let committed = self.committed.of_mut(side);
		*committed = committed.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	fn commit(&mut self, side: Side, amount: Balance) -> Result<(), Fault> {
		self.debit(side, amount)?;
		self.top_up(side, amount)
	}

	fn ensure_admits(&self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault> {
		let free = self.ledger.of(payer).free;
		let admits = |policy: &Policy| policy.admits(amount, free);
		if purpose == Purpose::Forward && !self.policies.of(payer).as_ref().is_some_and(admits) {
			return Err(Fault::PolicyRefuses);
		}
		Ok(())
	}

	fn lock(&mut self, payer: Side, amount: Balance, purpose: Purpose) -> Result<(), Fault> {
		self.ensure_open()?;
		self.ensure_admits(payer, amount, purpose)?;
		self.debit(payer, amount)?;
		let ledger = self.ledger.of_mut(payer);
		ledger.locked = ledger.locked.checked_add(amount).ok_or(Fault::Overflow)?;
		Ok(())
	}

	fn unlock(&mut self, payer: Side, winner: Side, amount: Balance) -> Result<(), Fault> {
		let ledger = self.ledger.of_mut(payer);
		ledger.locked = ledger.locked.checked_sub(amount).ok_or(Fault::InsufficientLedger)?;
		self.credit(winner, amount)
	}

	fn withdraw_committed(&mut self, withdrawal: &Withdrawal) -> Result<(), Fault> {
		self.ensure_open()?;
		if withdrawal.amounts.is_zero() {
			return Err(Fault::ZeroAmount);
		}
		if withdrawal.version <= self.base_version {
			return Err(Fault::Stale);
		}
		self.committed = withdrawal.remaining(&self.committed).ok_or(Fault::OverSum)?;
		self.base_version = withdrawal.version;
		for side in Side::BOTH {
			self.credit(side, *withdrawal.amounts.of(side))?;
		}
		Ok(())
	}

	fn outcome(&self, close: &Close) -> Result<Pair<Balance>, Fault> {
		if close.version <= self.base_version {
			return Err(Fault::Stale);
		}
		let committed = close.net.apply(&self.committed).ok_or(Fault::OverSum)?;
		let free = self.ledger.map(|side| side.free);
		committed.checked_add(&free).ok_or(Fault::Overflow)
	}

	fn has_locks(&self) -> bool {
		self.ledger.opener.locked > 0 || self.ledger.counterparty.locked > 0
	}
}

/// The dispute about a channel that a party closes alone, and then what still waits.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct Closing<AccountId, BlockNumber> {
	/// The state with the highest version presented so far. Once the channel is
	/// [`Resolving`](Phase::Resolving), of its HTLCs only those not yet decided are left.
	pub state: State,
	/// When the timetable looks at the channel next.
	pub scheduled_ms: Moment,
	/// The first block in which it can be settled, however much time has passed: a chain that
	/// stands still gives nobody a chance to contradict.
	pub settles_at: BlockNumber,
	/// The version that each party presented first: later ones do not undo it.
	pub presented: Pair<Option<u64>>,
	/// Who showed that what a party presented was stale.
	pub exposed_by: Pair<Option<AccountId>>,
}

impl<AccountId: Clone, BlockNumber> Closing<AccountId, BlockNumber> {
	/// `closer` closes with `state`.
	pub fn begin(
		closer: Side,
		state: State,
		scheduled_ms: Moment,
		settles_at: BlockNumber,
	) -> Self {
		Self {
			presented: Pair::with(closer, Some(state.version), None),
			state,
			scheduled_ms,
			settles_at,
			exposed_by: Pair::new(None, None),
		}
	}

	/// `challenger`, on `side` if a party, presents a later `state`. Whatever a party presented
	/// that is two or more versions older is stale: a party signs version n+1 only while it holds
	/// version n with both signatures, so it may be one behind in good faith and not two.
	pub fn challenge(
		&mut self,
		challenger: &AccountId,
		side: Option<Side>,
		state: State,
	) -> Result<(), Fault> {
		if state.version <= self.state.version {
			return Err(Fault::Stale);
		}
		for party in Side::BOTH {
			let stale = self.presented.of(party).is_some_and(|presented| {
				presented.checked_add(2).is_some_and(|beaten_from| beaten_from <= state.version)
			});
			if stale && self.exposed_by.of(party).is_none() {
				*self.exposed_by.of_mut(party) = Some(challenger.clone());
			}
		}
		if let Some(side) = side {
			self.presented.of_mut(side).get_or_insert(state.version);
		}
		self.state = state;
		Ok(())
	}
}

/// Is `state` one that `channel` can be settled by? Whether it is signed is another question.
pub fn check_state<AccountId, AssetId>(
	channel: &Channel<AccountId, AssetId>,
	state: &State,
	latest_deadline_ms: Moment,
) -> Result<(), Fault> {
	if state.version <= channel.base_version {
		return Err(Fault::Stale);
	}
	if state.htlcs.iter().any(|htlc| htlc.amount == 0) {
		return Err(Fault::ZeroAmount);
	}
	if state.htlcs.iter().any(|htlc| htlc.deadline_ms > latest_deadline_ms) {
		return Err(Fault::DeadlineTooFar);
	}
	state.balances(&channel.committed).map(|_| ()).ok_or(Fault::OverSum)
}

/// How an HTLC stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
	/// The amount is this side's.
	Won(Side),
	/// Not decided yet.
	Open,
}

/// Decides an HTLC: its preimage counts if it was revealed while `now < deadline`; from the
/// deadline on, without one, the amount is its payer's again. So each instant belongs to one side.
pub fn verdict(htlc: &Htlc, revealed_ms: Option<Moment>, now_ms: Moment) -> Verdict {
	match revealed_ms {
		Some(revealed_ms) if revealed_ms < htlc.deadline_ms => Verdict::Won(htlc.payer.other()),
		_ if now_ms >= htlc.deadline_ms => Verdict::Won(htlc.payer),
		_ => Verdict::Open,
	}
}

/// A preimage in the registry.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct RevealedPreimage<AccountId, BlockNumber, Ticket> {
	/// The secret.
	pub preimage: Preimage,
	/// When it was first revealed.
	pub revealed_ms: Moment,
	/// From when it can be forgotten.
	pub retained_until_ms: Moment,
	/// The first block in which it can be forgotten, however much time has passed: channels that
	/// wait for it have their blocks to wait for, too.
	pub retained_until: BlockNumber,
	/// Who revealed it.
	pub revealer: AccountId,
	/// Handed back to the revealer when the preimage is forgotten.
	pub ticket: Ticket,
}

/// What the timetable brings up.
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
pub enum Due {
	/// An offer may have expired.
	Offer(ChannelId),
	/// A channel may have to be settled.
	Settlement(ChannelId),
	/// A preimage may have to be forgotten.
	Preimage(PaymentHash),
}

/// A ledger with `free` and nothing locked.
pub const fn ledger(free: Balance) -> Ledger {
	Ledger { free, locked: 0 }
}
