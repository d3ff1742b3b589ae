//! Answers to clients: of the view functions and of the runtime API alike.

use crate::{
	types::{Proposal, StreamId, VaultId},
	Config, Pallet, Proposals, StreamStateOf, Streams, VaultOf, Vaults,
};
use bloc_primitives::{Balance, Moment};
use frame_support::traits::Time;

impl<T: Config> Pallet<T> {
	/// A stream brought up to `at_ms`, as things stand. Nothing is known of what was before the
	/// last payment or change.
	pub(crate) fn state_at(id: StreamId, at_ms: Moment) -> Option<StreamStateOf<T>> {
		let loaded = Self::bring_up(id, Streams::<T>::get(id)?, at_ms).ok()?;
		let vault = loaded.vault.as_ref().map(|vault| &vault.record.vault);
		Some(loaded.record.stream.into_state(at_ms, vault))
	}

	/// The same, for now.
	pub(crate) fn state_now(id: StreamId) -> Option<StreamStateOf<T>> {
		Self::state_at(id, T::Clock::now())
	}

	/// What a stream owes at `at_ms`, as things stand.
	pub(crate) fn amount_owed(id: StreamId, at_ms: Moment) -> Option<Balance> {
		Self::state_at(id, at_ms).map(|state| state.owed)
	}

	/// A proposal to the stream as it is now.
	pub(crate) fn standing_proposal(id: StreamId) -> Option<Proposal> {
		let stream = Self::state_now(id)?.stream;
		Proposals::<T>::get(id).filter(|proposal| proposal.stands(&stream))
	}

	/// A vault, brought up to now.
	pub(crate) fn vault_now(id: VaultId) -> Option<VaultOf<T>> {
		let mut vault = Vaults::<T>::get(id)?.vault;
		vault.advance(T::Clock::now()).ok()?;
		Some(vault)
	}
}
