//! What clients ask of the pallet without a transaction, as far as it is computed: the same answers
//! as those of the view functions, for clients that know only runtime APIs. What is stored they
//! read from storage.

use crate::{
	stream::StreamState,
	types::{Proposal, StreamId, VaultId},
	vault::Vault,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Streams and vaults.
	pub trait StreamingApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// A stream brought up to now, how it is doing, and what it owes.
		fn stream_state(id: StreamId) -> Option<StreamState<AccountId, AssetId>>;

		/// Up to `limit` (at most 1,000) streams of `who`, paying or paid, after the one named.
		fn streams_of(who: AccountId, after: Option<StreamId>, limit: u32) -> Vec<StreamId>;

		/// What a stream owes now.
		fn owed(id: StreamId) -> Option<Balance>;

		/// What a stream owes at an instant that is not before its last change, as things stand.
		fn owed_at(id: StreamId, instant_ms: Moment) -> Option<Balance>;

		/// What each look of the hook at a stream costs its payer, in the native coin.
		fn look_fee() -> Balance;

		/// When a stream's money is used up, as things stand; the past if it is.
		fn runs_out_at(id: StreamId) -> Option<Moment>;

		/// The change that one party of a stream has proposed to the other, if it still stands.
		fn proposal(id: StreamId) -> Option<Proposal>;

		/// A vault, brought up to now.
		fn vault(id: VaultId) -> Option<Vault<AccountId, AssetId>>;

		/// When a vault can no longer pay its streams, as things stand; the past if it cannot.
		fn vault_runs_out_at(id: VaultId) -> Option<Moment>;

		/// The account that holds what streams and vaults have in `asset`.
		fn pot_account(asset: AssetId) -> AccountId;
	}
}
