//! Cycles at no fee, to which all their owners consent.

use crate::{
	types::{Due, Proposal, ProposalEnd, ProposalId, ProposalOwner, MAX_HOPS},
	Config, DueOf, Error, Event, NextProposalId, Pallet, ProposalRecordOf, Proposals,
};
use bloc_primitives::{channel::Transfer, id::next_id, Balance, ChannelId, Moment};
use bloc_timetable::{Entry, Owner};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, ConstU32, Footprint, Get, Time},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Who pays over each channel of a cycle.
type OwnersOf<T> =
	BoundedVec<ProposalOwner<<T as frame_system::Config>::AccountId>, ConstU32<MAX_HOPS>>;

impl<T: Config> Pallet<T> {
	/// The storage that a proposer pays a deposit for: the proposal and an entry on the timetable.
	pub fn proposal_footprint() -> Footprint {
		let key = ProposalId::max_encoded_len();
		let entry = Entry::<DueOf<T>>::max_encoded_len();
		let size =
			ProposalRecordOf::<T>::max_encoded_len().saturating_add(key).saturating_add(entry);
		Footprint::from_parts(2, size)
	}

	/// See [`Call::propose`](crate::Call::propose).
	pub(crate) fn do_propose(
		proposer: T::AccountId,
		asset: T::AssetId,
		channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
		amount: Balance,
		deadline_ms: Moment,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now_ms = T::Clock::now();
		ensure!(deadline_ms > now_ms, Error::<T>::DeadlineTooSoon);
		let latest_ms = now_ms.saturating_add(T::MaxProposalMs::get());
		ensure!(deadline_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		let owners = Self::owners_of(&proposer, &asset, &channels)?;

		let id = next_id::<NextProposalId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&proposer, Self::proposal_footprint())?;
		Self::push(deadline_ms, Due::Proposal(id));
		Self::deposit_event(Event::Proposed {
			proposal: id,
			asset: asset.clone(),
			channels: channels.clone(),
			owners: BoundedVec::truncate_from(owners.iter().map(|it| it.who.clone()).collect()),
			amount,
			deadline_ms,
		});
		let proposal = Proposal { asset, channels, owners, amount, deadline_ms };
		Proposals::<T>::insert(id, ProposalRecordOf::<T> { proposal, ticket });
		Ok(())
	}

	/// See [`Call::accept`](crate::Call::accept). Returns whether it was the last.
	pub(crate) fn do_accept(who: T::AccountId, id: ProposalId) -> Result<bool, DispatchError> {
		let mut record = Self::proposal_record(id)?;
		let accepted = record.proposal.accept(&who, T::Clock::now());
		let missing = accepted.map_err(Error::<T>::from)?;
		Self::deposit_event(Event::Accepted { proposal: id, owner: who, missing });
		if missing > 0 {
			Proposals::<T>::insert(id, record);
			return Ok(false);
		}
		Self::execute_proposal(id, record).map(|()| true)
	}

	/// See [`Call::decline`](crate::Call::decline).
	pub(crate) fn do_decline(who: T::AccountId, id: ProposalId) -> DispatchResult {
		let record = Self::proposal_record(id)?;
		ensure!(record.proposal.is_owner(&who), Error::<T>::NotOwner);
		Self::end_proposal(id, record, ProposalEnd::Declined(who));
		Ok(())
	}

	/// Ends a proposal that is not executed.
	pub(crate) fn end_proposal(
		id: ProposalId,
		record: ProposalRecordOf<T>,
		reason: ProposalEnd<T::AccountId>,
	) {
		Self::remove_proposal(id, record);
		Self::deposit_event(Event::ProposalEnded { proposal: id, reason });
	}

	/// Sends the money round, since all have accepted.
	fn execute_proposal(id: ProposalId, record: ProposalRecordOf<T>) -> DispatchResult {
		let Proposal { asset, channels, owners, amount, .. } = &record.proposal;
		for (channel, owner) in channels.iter().zip(owners) {
			T::Channels::transfer(*channel, &owner.who, asset, *amount)?;
		}
		let (asset, amount) = (asset.clone(), *amount);
		Self::remove_proposal(id, record);
		Self::deposit_event(Event::CycleExecuted { proposal: id, asset, amount });
		Ok(())
	}

	/// Removes a proposal and returns its deposit.
	fn remove_proposal(id: ProposalId, record: ProposalRecordOf<T>) {
		Proposals::<T>::remove(id);
		if let Some(proposer) = record.proposal.owners.first() {
			Self::give_back(&proposer.who, record.ticket);
		}
	}

	/// Returns who pays over each of these channels, from `proposer` on and back to it.
	fn owners_of(
		proposer: &T::AccountId,
		asset: &T::AssetId,
		channels: &[ChannelId],
	) -> Result<OwnersOf<T>, DispatchError> {
		ensure!(channels.len() > 1, Error::<T>::NotACycle);
		let mut owners = OwnersOf::<T>::default();
		let mut node = proposer.clone();
		for id in channels {
			let passed = owners.iter().any(|owner| owner.who == node);
			ensure!(!passed, Error::<T>::RepeatsAccount);
			let (channel, side) = Self::channel_of_party(&node, *id)?;
			ensure!(channel.asset == *asset, Error::<T>::WrongAsset);
			let owner = ProposalOwner { accepted: node == *proposer, who: node };
			owners.try_push(owner).map_err(|_| Error::<T>::NotACycle)?;
			node = channel.parties.of(side.other()).clone();
		}
		ensure!(node == *proposer, Error::<T>::NotACycle);
		Ok(owners)
	}

	fn proposal_record(id: ProposalId) -> Result<ProposalRecordOf<T>, DispatchError> {
		Proposals::<T>::get(id).ok_or_else(|| Error::<T>::ProposalNotFound.into())
	}
}
