//! The runtime API: what is computed for clients. What is only stored they read from storage, or by
//! the pallet's view functions, which also give the same answers as this.

use alloc::vec::Vec;
use bloc_primitives::{state::Message, Balance, ChannelId};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Lists of channels, bytes to sign, fees and accounts.
	pub trait ChannelsApi<AccountId, AssetId>
	where
		AccountId: Codec,
		AssetId: Codec,
	{
		/// Up to `limit` (at most 1,000) channels of `who`, after the one named.
		fn channels_of(who: AccountId, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId>;

		/// The bytes that both parties sign for `message` now.
		fn payload(id: ChannelId, message: Message) -> Vec<u8>;

		/// What `node` asks for forwarding `amount` in through `incoming` and out through
		/// `outgoing`. `None` if it would not: no policy, or not one of its channels.
		fn forward_fee(
			node: AccountId,
			incoming: ChannelId,
			outgoing: ChannelId,
			amount: Balance,
		) -> Option<Balance>;

		/// The account that holds what channels have in `asset`.
		fn pot_account(asset: AssetId) -> AccountId;
	}
}
