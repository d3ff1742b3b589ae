//! Answers to clients: the same for view functions and the runtime API.

use crate::{Channels, ChannelsOf, Config, Pallet};
use alloc::vec::Vec;
use bloc_primitives::{
	paging::page,
	state::{payload, Message},
	Balance, ChannelId,
};
use frame_support::weights::Weight;

impl<T: Config> Pallet<T> {
	/// Up to `limit` channels of `who`, after the one named.
	pub(crate) fn page_of_channels(
		who: &T::AccountId,
		after: Option<ChannelId>,
		limit: u32,
	) -> Vec<ChannelId> {
		page::<ChannelsOf<T>, _, _>(who, after, limit)
	}

	/// The bytes that both parties of a channel sign for `message` now.
	pub(crate) fn payload_of(id: ChannelId, message: &Message) -> Vec<u8> {
		let base = Channels::<T>::get(id).map_or(0, |record| record.channel.base_version);
		payload(&Self::genesis(), id, base, message)
	}

	/// What `node` asks for forwarding `amount` between two of its channels.
	pub(crate) fn quote_forward(
		node: &T::AccountId,
		incoming: ChannelId,
		outgoing: ChannelId,
		amount: Balance,
	) -> Option<Balance> {
		let (incoming, side) = Self::record_of_party(node, incoming).ok()?;
		let inbound = incoming.channel.policies.of(side).map(|policy| policy.inbound());
		let (outgoing, side) = Self::record_of_party(node, outgoing).ok()?;
		(*outgoing.channel.policies.of(side))?;
		let terms = outgoing.channel.hop_terms(side, Weight::zero());
		terms.asked(&inbound.unwrap_or_default(), amount)
	}
}
