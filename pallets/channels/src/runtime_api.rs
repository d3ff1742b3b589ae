//! What clients ask of the pallet without a transaction. The same answers as the pallet's view
//! functions, for clients that know only runtime APIs.

use crate::types::Closing;
use alloc::vec::Vec;
use bloc_primitives::{
	channel::Channel, state::Message, Balance, ChannelId, Moment, PaymentHash, Preimage,
};
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Channels, disputes and preimages.
	pub trait ChannelsApi<AccountId, AssetId, BlockNumber>
	where
		AccountId: Codec,
		AssetId: Codec,
		BlockNumber: Codec,
	{
		/// A channel, while it exists.
		fn channel(id: ChannelId) -> Option<Channel<AccountId, AssetId>>;

		/// Up to `limit` (at most 1,000) channels of `who`, after the one named.
		fn channels_of(who: AccountId, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId>;

		/// The dispute about a closing channel, or what a resolving one still waits for.
		fn closing(id: ChannelId) -> Option<Closing<AccountId, BlockNumber>>;

		/// The preimage for `hash` and when it was revealed.
		fn preimage(hash: PaymentHash) -> Option<(Preimage, Moment)>;

		/// What `who` can claim in `asset`.
		fn credit(who: AccountId, asset: AssetId) -> Balance;

		/// The bytes that both parties sign for `message` now.
		fn payload(id: ChannelId, message: Message) -> Vec<u8>;

		/// What `node` asks for forwarding `amount` in through `incoming` and out through
		/// `outgoing`.
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
