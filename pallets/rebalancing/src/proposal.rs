//! Proposed cycles, which go round at no fee once all their owners have accepted. Pure, without
//! storage.

use crate::types::MAX_HOPS;
use bloc_primitives::{faults, Balance, ChannelId, Moment};
use frame_support::{traits::ConstU32, BoundedVec};

faults! {
	/// Why a proposal cannot be accepted.
	pub enum Fault { Expired, NotOwner, AlreadyAccepted }
}

/// The owner of a channel in a proposed cycle: who pays over it.
#[frame_support::stored]
pub struct ProposalOwner<AccountId> {
	/// The account.
	pub who: AccountId,
	/// Whether it has accepted.
	pub accepted: bool,
}

/// A proposed cycle.
#[frame_support::stored]
pub struct Proposal<AccountId, AssetId> {
	/// The asset of all its channels.
	pub asset: AssetId,
	/// The channels, in the order in which money goes over them.
	pub channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
	/// Who pays over each of them. The first is the proposer.
	pub owners: BoundedVec<ProposalOwner<AccountId>, ConstU32<MAX_HOPS>>,
	/// How much goes round.
	pub amount: Balance,
	/// The first instant at which it can no longer be accepted.
	pub deadline_ms: Moment,
}

impl<AccountId: PartialEq, AssetId> Proposal<AccountId, AssetId> {
	/// Whether `who` pays over one of the channels.
	pub fn is_owner(&self, who: &AccountId) -> bool {
		self.owners.iter().any(|owner| owner.who == *who)
	}

	/// `who` accepts. Returns how many owners are missing still.
	///
	/// # Errors
	/// If its time has passed, or `who` has no say, or has accepted already.
	pub fn accept(&mut self, who: &AccountId, now_ms: Moment) -> Result<u32, Fault> {
		if now_ms >= self.deadline_ms {
			return Err(Fault::Expired);
		}
		let own = self.owners.iter_mut().find(|owner| owner.who == *who);
		let own = own.ok_or(Fault::NotOwner)?;
		if own.accepted {
			return Err(Fault::AlreadyAccepted);
		}
		own.accepted = true;
		let missing = self.owners.iter().filter(|owner| !owner.accepted).count();
		Ok(u32::try_from(missing).unwrap_or(u32::MAX))
	}

	/// Whether it can be in storage: an owner for each channel, of whom the proposer has accepted
	/// and somebody has not.
	pub fn is_sound(&self) -> bool {
		let accepted = |owner: &ProposalOwner<AccountId>| owner.accepted;
		self.owners.len() == self.channels.len()
			&& self.owners.first().is_some_and(accepted)
			&& !self.owners.iter().all(accepted)
	}
}

/// A proposal with the ticket of its storage deposit.
#[frame_support::stored]
pub struct ProposalRecord<AccountId, AssetId, Ticket> {
	/// The proposal.
	pub proposal: Proposal<AccountId, AssetId>,
	/// Handed back to the proposer when the proposal goes.
	pub ticket: Ticket,
}

/// How a proposal ended without having been executed.
#[frame_support::stored]
pub enum ProposalEnd<AccountId> {
	/// This owner declined it; or, if it is the proposer, took it back.
	Declined(AccountId),
	/// Not all accepted in time.
	Expired,
}
