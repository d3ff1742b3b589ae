//! What clients ask of the pallet without a transaction. The same answers as the pallet's view
//! functions, for clients that know only runtime APIs.

use crate::{
	types::{Proposal, Stream, StreamId, VaultId},
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
		/// A stream, as it was written last.
		fn stream(id: StreamId) -> Option<Stream<AccountId, AssetId>>;

		/// Up to `limit` (at most 1,000) streams of `who`, paying or paid, after the one named.
		fn streams_of(who: AccountId, after: Option<StreamId>, limit: u32) -> Vec<StreamId>;

		/// What a stream owes now.
		fn owed(id: StreamId) -> Option<Balance>;

		/// What a stream owes at an instant that is not before its last change, as things stand.
		fn owed_at(id: StreamId, instant_ms: Moment) -> Option<Balance>;

		/// When a stream's money is used up, as things stand; the past if it is.
		fn runs_out_at(id: StreamId) -> Option<Moment>;

		/// The change that one party of a stream has proposed to the other, if it still stands.
		fn proposal(id: StreamId) -> Option<Proposal>;

		/// A vault, brought up to now.
		fn vault(id: VaultId) -> Option<Vault<AccountId, AssetId>>;

		/// The vault of `owner` in `asset`.
		fn vault_of(owner: AccountId, asset: AssetId) -> Option<VaultId>;

		/// When a vault can no longer pay its streams, as things stand; the past if it cannot.
		fn vault_runs_out_at(id: VaultId) -> Option<Moment>;

		/// What `who` can claim in `asset`.
		fn credit(who: AccountId, asset: AssetId) -> Balance;

		/// The account that holds what streams and vaults have in `asset`.
		fn pot_account(asset: AssetId) -> AccountId;
	}
}
