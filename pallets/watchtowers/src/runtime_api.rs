//! What clients ask of the pallet without a transaction, as far as it is computed: the same answers
//! as those of the view functions, for clients that know only runtime APIs. What is stored they
//! read from storage.

use crate::{
	types::TowerId,
	views::{TowerState, Turn},
};
use alloc::vec::Vec;
use bloc_primitives::{ChannelId, Moment, Side};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Watchtowers.
	pub trait WatchtowersApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// A tower brought up to now, and how it does.
		fn tower(id: TowerId) -> Option<TowerState<AccountId, AssetId>>;

		/// Up to `limit` (at most 1,000) towers, after the one named, in no meaningful order.
		fn towers(after: Option<TowerId>, limit: u32) -> Vec<TowerId>;

		/// Whose turn it is when, after the channel begins to close; as things stand.
		fn turns(channel: ChannelId, side: Side) -> Vec<Turn>;

		/// When the deposit of a hire is used up, as things stand; the past if it is.
		fn runs_out_at(channel: ChannelId, side: Side, tower: TowerId) -> Option<Moment>;

		/// The account that holds what towers and clients have in `asset`.
		fn pot_account(asset: AssetId) -> AccountId;
	}
}
