//! A ring: the terms that its parties agree on, and the instants that follow from them. Pure.
//!
//! Parties P0 … Pn-1, legs 1 … n. P0, the *leader*, draws the secret, pays leg n and receives leg
//! 1; Pj pays leg j and receives leg j + 1. Legs are locked from n down to 1, and claimed from 1 up
//! to n: whoever pays for the preimage has learnt it by that, and has a gap of time left to claim
//! with it.

use crate::types::{BondAmount, ChainId};
use bloc_primitives::{Balance, ChannelId, Moment, PaymentHash};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;

/// Says what the hashed bytes are, and in which version of the format.
pub const DOMAIN: [u8; 22] = *b"lightning-bloc/ring/v1";

/// The most legs of a ring: one for each of the chains.
pub const MAX_LEGS: u32 = 14;

bloc_primitives::faults! {
	/// Why terms are refused. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault {
		TooFewLegs,
		WrongPosition,
		SameParty,
		RepeatsAccount,
		ZeroAmount,
		GapTooShort,
		ExtensionTooLong,
		Overflow,
	}
}

/// A leg of a ring.
#[frame_support::stored]
pub struct RingLeg<AccountId, AssetId> {
	/// The chain on which it is locked.
	pub chain: ChainId,
	/// Who pays. May be another account of the same party than the one that receives the next leg.
	pub owner: AccountId,
	/// Who gets the amount for the preimage.
	pub receiver: AccountId,
	/// The asset.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
	/// The channel of the receiver's in which it arrives, if it is out of an account: into the
	/// receiver's free ledger balance. Into its account if none, or if that is not open then.
	pub into: Option<ChannelId>,
	/// What the receiver puts up first: the owner gets it if it has locked the leg in vain.
	pub bond: Option<BondAmount<AssetId>>,
}

/// What all parties of a ring agree on, before anybody locks anything: one document, the same on
/// all chains, whose hash stands in every leg.
#[frame_support::stored]
pub struct RingTerms<AccountId, AssetId> {
	/// SHA-256 of the leader's secret.
	pub payment_hash: PaymentHash,
	/// The deadline of the first leg.
	pub base_ms: Moment,
	/// How much later the deadline of each further leg is.
	pub gap_ms: Moment,
	/// The time in which each party locks, once it has seen the leg before its own.
	pub step_ms: Moment,
	/// The time that the leader has to claim the first leg.
	pub reveal_ms: Moment,
	/// By how much a standstill puts off the deadline of a leg at most. The last leg's it puts off
	/// without a bound: a late claim of that harms its owner alone, who is the one to begin.
	pub extension_ms: Moment,
	/// The legs, in the order in which they are claimed.
	pub legs: BoundedVec<RingLeg<AccountId, AssetId>, ConstU32<MAX_LEGS>>,
}

/// When what has to happen to a leg.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct LegTimes {
	/// Before this instant its receiver posts the bond, if there is one.
	pub bond_by_ms: Moment,
	/// Before this instant its owner locks it.
	pub lock_by_ms: Moment,
	/// Before this instant it is claimed.
	pub deadline_ms: Moment,
}

/// The instants that follow from the terms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Schedule {
	/// The deadline of the first leg.
	pub base_ms: Moment,
	/// Between the deadlines of neighbours.
	pub gap_ms: Moment,
	/// Between the locks of neighbours.
	pub step_ms: Moment,
	/// Between the last lock and the first deadline.
	pub reveal_ms: Moment,
	/// The number of legs.
	pub legs: u8,
}

impl Schedule {
	/// The nearest schedule that leaves everybody the same `step_ms`, from `now_ms` on.
	pub fn nearest(legs: u8, gap_ms: Moment, step_ms: Moment, now_ms: Moment) -> Option<Self> {
		let steps = Moment::from(legs).checked_mul(2)?.checked_add(1)?;
		let base_ms = now_ms.checked_add(steps.checked_mul(step_ms)?)?;
		Some(Self { base_ms, gap_ms, step_ms, reveal_ms: step_ms, legs })
	}

	/// The instants of the leg at `position`, counted from 1. `None` if they do not fit, or there
	/// is no such leg.
	pub fn times(&self, position: u8) -> Option<LegTimes> {
		let before = Moment::from(position.checked_sub(1)?);
		let behind = Moment::from(self.legs.checked_sub(position)?);
		let deadline_ms = self.base_ms.checked_add(before.checked_mul(self.gap_ms)?)?;
		let first_ms = self.base_ms.checked_sub(self.reveal_ms)?;
		let lock_by_ms = first_ms.checked_sub(before.checked_mul(self.step_ms)?)?;
		// From the first leg to the last, and then the locks from the last to the first.
		let steps = before.checked_add(behind.checked_mul(2)?)?.checked_add(1)?;
		let bond_by_ms = first_ms.checked_sub(steps.checked_mul(self.step_ms)?)?;
		Some(LegTimes { bond_by_ms, lock_by_ms, deadline_ms })
	}
}

impl<AccountId: PartialEq, AssetId> RingTerms<AccountId, AssetId> {
	/// The number of legs.
	pub fn len(&self) -> u8 {
		// No more than MAX_LEGS.
		u8::try_from(self.legs.len()).unwrap_or(u8::MAX)
	}

	/// Whether there is none.
	pub fn is_empty(&self) -> bool {
		self.legs.is_empty()
	}

	/// The instants that follow.
	pub fn schedule(&self) -> Schedule {
		let Self { base_ms, gap_ms, step_ms, reveal_ms, .. } = *self;
		Schedule { base_ms, gap_ms, step_ms, reveal_ms, legs: self.len() }
	}

	/// The leg at `position`, counted from 1, and its instants.
	pub fn leg(&self, position: u8) -> Result<(&RingLeg<AccountId, AssetId>, LegTimes), Fault> {
		let place = position.checked_sub(1).ok_or(Fault::WrongPosition)?;
		let leg = self.legs.get(usize::from(place)).ok_or(Fault::WrongPosition)?;
		let times = self.schedule().times(position).ok_or(Fault::Overflow)?;
		Ok((leg, times))
	}

	/// The chain of the leg that the owner of the one at `position` receives.
	pub fn counterpart(&self, position: u8) -> Option<ChainId> {
		let next = usize::from(position).checked_rem(self.legs.len())?;
		self.legs.get(next).map(|leg| leg.chain)
	}

	/// By how much a standstill puts off the deadline of the leg at `position`, on a chain on which
	/// that happens at all.
	pub fn extension_of(&self, position: u8, most_ms: Moment) -> Moment {
		match position == self.len() && most_ms > 0 {
			true => Moment::MAX,
			false => self.extension_ms,
		}
	}

	/// Whether they make sense, on a chain that asks for `least_ms` between any two things that
	/// have to be seen and answered, and puts off no deadline by more than `most_ms`.
	pub fn ensure_sound(&self, least_ms: Moment, most_ms: Moment) -> Result<(), Fault> {
		ensure!(self.legs.len() >= 2, Fault::TooFewLegs);
		ensure!(self.extension_ms <= most_ms, Fault::ExtensionTooLong);
		let gap_ms = least_ms.checked_add(self.extension_ms).ok_or(Fault::Overflow)?;
		ensure!(self.gap_ms >= gap_ms, Fault::GapTooShort);
		ensure!(self.step_ms >= least_ms && self.reveal_ms >= least_ms, Fault::GapTooShort);
		// The first leg's bond is the earliest of all, the last leg's deadline the latest.
		for position in [1, self.len()] {
			self.schedule().times(position).ok_or(Fault::Overflow)?;
		}
		for (place, leg) in self.legs.iter().enumerate() {
			ensure!(leg.owner != leg.receiver, Fault::SameParty);
			ensure!(leg.amount > 0, Fault::ZeroAmount);
			ensure!(leg.bond.as_ref().is_none_or(|bond| bond.amount > 0), Fault::ZeroAmount);
			// Owner and hash name a leg, receiver and hash a bond.
			let others = self.legs.iter().take(place).filter(|other| other.chain == leg.chain);
			let repeats =
				|other: &RingLeg<_, _>| other.owner == leg.owner || other.receiver == leg.receiver;
			ensure!(!others.into_iter().any(repeats), Fault::RepeatsAccount);
		}
		Ok(())
	}
}

impl<AccountId: Encode, AssetId: Encode> RingTerms<AccountId, AssetId> {
	/// What stands for them in every leg.
	pub fn hash(&self) -> [u8; 32] {
		blake2_256(&(DOMAIN, self).encode())
	}
}

/// A bond that waits for its leg.
#[frame_support::stored]
pub struct Bond<AccountId, AssetId> {
	/// The owner of the leg.
	pub owner: AccountId,
	/// The asset.
	pub asset: AssetId,
	/// How much.
	pub amount: Balance,
	/// The hash of the terms of the ring.
	pub terms: [u8; 32],
	/// The position of the leg.
	pub position: u8,
	/// From this instant on it goes back to its poster.
	pub lock_by_ms: Moment,
}

/// A bond with the ticket of its storage deposit, which the poster paid.
#[frame_support::stored]
pub struct BondRecord<AccountId, AssetId, Ticket> {
	/// The bond.
	pub bond: Bond<AccountId, AssetId>,
	/// The deposit, returned when the bond goes into a leg, or back.
	pub ticket: Ticket,
}
