//! What clients are told without a transaction.

use crate::{
	types::{Proposal, StreamId},
	Config, Pallet, Proposals, Streams, StreamsOf, VaultOf, Vaults,
};
use alloc::vec::Vec;
use bloc_primitives::{paging::page, Moment};
use frame_support::traits::Time;

impl<T: Config> Pallet<T> {
	/// Up to `limit` streams of `who`, after the one named.
	pub(crate) fn page_of_streams(
		who: &T::AccountId,
		after: Option<StreamId>,
		limit: u32,
	) -> Vec<StreamId> {
		page::<StreamsOf<T>, _, _>(who, after, limit)
	}

	/// When a stream's money is used up, as things stand.
	pub(crate) fn dry_instant(id: StreamId) -> Option<Moment> {
		let loaded = Self::load(id).ok()?;
		match loaded.vault() {
			Some(vault) if loaded.record.stream.paused_ms.is_none() => vault.runs_out_ms(),
			Some(_) => None,
			None => loaded.record.stream.runs_out_ms(),
		}
	}

	/// A proposal to the stream as it is now.
	pub(crate) fn standing_proposal(id: StreamId) -> Option<Proposal> {
		let stream = Streams::<T>::get(id)?.stream;
		Proposals::<T>::get(id).filter(|proposal| proposal.stands(&stream))
	}

	/// A vault, brought up to now.
	pub(crate) fn vault_now(id: crate::types::VaultId) -> Option<VaultOf<T>> {
		let mut vault = Vaults::<T>::get(id)?.vault;
		vault.advance(T::Clock::now()).ok()?;
		Some(vault)
	}
}
