//! Cycles that all their owners agree to, at no fee.

use crate::{
	types::{DropReason, Due, Owner, Proposal, ProposalId, MAX_HOPS},
	Config, DueOf, Error, Event, NextProposalId, Pallet, ProposalOf, ProposalRecordOf, Proposals,
};
use bloc_primitives::{channel::Transfer, Balance, ChannelId, Moment};
use bloc_timetable::Entry;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, ConstU32, Footprint, Get, Time},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Who pays over each channel of a cycle.
type OwnersOf<T> = BoundedVec<Owner<<T as frame_system::Config>::AccountId>, ConstU32<MAX_HOPS>>;

impl<T: Config> Pallet<T> {
	/// What a proposer pays a storage deposit for: the proposal and an entry on the timetable.
	pub fn proposal_footprint() -> Footprint {
		let key = ProposalId::max_encoded_len();
		let entry = Entry::<DueOf<T>>::max_encoded_len();
		let size =
			ProposalRecordOf::<T>::max_encoded_len().saturating_add(key).saturating_add(entry);
		Footprint::from_parts(2, size)
	}

	/// See [`Call::propose_cycle`](crate::Call::propose_cycle).
	pub(crate) fn do_propose(
		proposer: T::AccountId,
		asset: T::AssetId,
		channels: BoundedVec<ChannelId, ConstU32<MAX_HOPS>>,
		amount: Balance,
		deadline_ms: Moment,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now_ms = T::Clock::now();
		ensure!(deadline_ms > now_ms, Error::<T>::Expired);
		let latest_ms = now_ms.saturating_add(T::MaxProposalMs::get());
		ensure!(deadline_ms <= latest_ms, Error::<T>::DeadlineTooFar);
		let owners = Self::owners_of(&proposer, &asset, &channels)?;

		let id = NextProposalId::<T>::get();
		let next = id.0.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&proposer, Self::proposal_footprint())?;
		NextProposalId::<T>::put(ProposalId(next));
		Self::push(deadline_ms, Due::Proposal(id));
		Self::deposit_event(Event::CycleProposed {
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

	/// See [`Call::agree`](crate::Call::agree).
	pub(crate) fn do_agree(who: &T::AccountId, id: ProposalId) -> DispatchResult {
		let mut record = Self::proposal_record(id)?;
		let proposal = &mut record.proposal;
		ensure!(T::Clock::now() < proposal.deadline_ms, Error::<T>::Expired);
		let own = proposal.owners.iter_mut().find(|owner| owner.who == *who);
		let own = own.ok_or(Error::<T>::NotOwner)?;
		ensure!(!own.agreed, Error::<T>::AlreadyAgreed);
		own.agreed = true;
		let missing = proposal.owners.iter().filter(|owner| !owner.agreed).count();
		let missing = u32::try_from(missing).unwrap_or(u32::MAX);
		Self::deposit_event(Event::CycleAgreed { proposal: id, owner: who.clone(), missing });
		if missing > 0 {
			Proposals::<T>::insert(id, record);
			return Ok(());
		}
		Self::carry_out(id, record)
	}

	/// See [`Call::decline`](crate::Call::decline).
	pub(crate) fn do_decline(who: T::AccountId, id: ProposalId) -> DispatchResult {
		let record = Self::proposal_record(id)?;
		let owns = record.proposal.owners.iter().any(|owner| owner.who == who);
		ensure!(owns, Error::<T>::NotOwner);
		Self::drop_proposal(id, record, DropReason::Declined(who));
		Ok(())
	}

	/// Ends a proposal.
	pub(crate) fn drop_proposal(
		id: ProposalId,
		record: ProposalRecordOf<T>,
		reason: DropReason<T::AccountId>,
	) {
		Self::remove_proposal(id, record);
		Self::deposit_event(Event::CycleDropped { proposal: id, reason });
	}

	/// All have agreed: the money goes round.
	fn carry_out(id: ProposalId, record: ProposalRecordOf<T>) -> DispatchResult {
		let Proposal { asset, channels, owners, amount, .. } = &record.proposal;
		for (channel, owner) in channels.iter().zip(owners) {
			T::Channels::transfer(*channel, &owner.who, asset, *amount)?;
		}
		let (asset, amount) = (asset.clone(), *amount);
		Self::remove_proposal(id, record);
		Self::deposit_event(Event::CycleDone { proposal: id, asset, amount });
		Ok(())
	}

	/// Removes a proposal and returns its deposit.
	fn remove_proposal(id: ProposalId, record: ProposalRecordOf<T>) {
		Proposals::<T>::remove(id);
		if let Some(proposer) = record.proposal.owners.first() {
			Self::give_back(&proposer.who, record.ticket);
		}
	}

	/// Who pays over each of these channels, from `proposer` on and back to it.
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
			ensure!(!passed, Error::<T>::PassesTwice);
			let (channel, side) = Self::channel_of_party(*id, &node)?;
			ensure!(channel.asset == *asset, Error::<T>::WrongAsset);
			let owner = Owner { agreed: node == *proposer, who: node };
			owners.try_push(owner).map_err(|_| Error::<T>::NotACycle)?;
			node = channel.parties.of(side.other()).clone();
		}
		ensure!(node == *proposer, Error::<T>::NotACycle);
		Ok(owners)
	}

	fn proposal_record(id: ProposalId) -> Result<ProposalRecordOf<T>, DispatchError> {
		Proposals::<T>::get(id).ok_or_else(|| Error::<T>::ProposalNotFound.into())
	}

	/// A proposal, for the checks of its storage.
	pub(crate) fn is_sound(proposal: &ProposalOf<T>) -> bool {
		let agreed = |owner: &Owner<T::AccountId>| owner.agreed;
		proposal.owners.len() == proposal.channels.len()
			&& proposal.owners.first().is_some_and(agreed)
			&& !proposal.owners.iter().all(agreed)
	}
}
