//! What clients put on the chain.

use crate::{
	receipt::hash_of,
	types::{Content, Posting, Record},
	CoSignedOf, Config, Error, Event, Pallet, PostingOf, Postings, WatchedOf,
};
use bloc_primitives::{
	channel::{Inspect, Phase},
	state::{is_signed_by, payload, CoSigned, Message, State},
	ChannelId, Pair, Side,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Time},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// What a party pays a storage deposit for that posts so much.
	pub(crate) fn posting_footprint(content: &Content) -> Footprint {
		let fixed = PostingOf::<T>::max_encoded_len().saturating_sub(Content::max_encoded_len());
		Footprint::from_parts(1, fixed.saturating_add(content.encoded_size()))
	}

	/// The hash that names the chain in what is signed.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::default(),
		)
	}

	/// Both parties have signed this state, on this base. There is no consent on the chain to look
	/// for once the channel is gone, so both signatures have to be there.
	pub(crate) fn ensure_signed_by_both(
		channel: ChannelId,
		parties: &Pair<T::AccountId>,
		base_version: u64,
		signed: CoSignedOf<T>,
	) -> Result<State, Error<T>> {
		let CoSigned { body, signatures } = signed;
		let message = Message::State(body);
		let bytes = payload(&Self::genesis(), channel, base_version, &message);
		for side in Side::BOTH {
			let signature = signatures.of(side).as_ref().ok_or(Error::BadSignature)?;
			ensure!(is_signed_by(signature, parties.of(side), &bytes), Error::BadSignature);
		}
		match message {
			Message::State(state) => Ok(state),
			_ => Err(Error::BadSignature),
		}
	}

	/// Writes what `client` posts, in the place of what it has posted before.
	fn put_posting(
		client: &T::AccountId,
		channel: ChannelId,
		side: Side,
		version: u64,
		content: Content,
	) -> DispatchResult {
		let footprint = Self::posting_footprint(&content);
		let ticket = match Postings::<T>::get(channel, side) {
			Some(last) => {
				ensure!(version > last.version, Error::<T>::StaleVersion);
				last.ticket.update(client, footprint)?
			},
			None => T::Consideration::new(client, footprint)?,
		};
		let posting = Posting { version, at_ms: T::Clock::now(), content, ticket };
		Postings::<T>::insert(channel, side, posting);
		Self::deposit_event(Event::Posted { channel, side, version });
		Ok(())
	}

	/// The watches of a channel in which `client` has hired somebody, and no dispute is decided.
	fn watched_of_client(
		client: &T::AccountId,
		channel: ChannelId,
	) -> Result<(WatchedOf<T>, Side), Error<T>> {
		let (watched, side) = Self::watched_by(client, channel)?;
		watched.watch(side)?;
		Ok((watched, side))
	}

	/// See [`Call::post`](crate::Call::post).
	pub(crate) fn do_post(
		client: &T::AccountId,
		channel: ChannelId,
		version: u64,
		record: Record,
	) -> DispatchResult {
		let (_, side) = Self::watched_of_client(client, channel)?;
		Self::put_posting(client, channel, side, version, Content::Sealed(record))
	}

	/// See [`Call::post_state`](crate::Call::post_state).
	pub(crate) fn do_post_state(
		client: &T::AccountId,
		id: ChannelId,
		signed: CoSignedOf<T>,
	) -> DispatchResult {
		let (watched, side) = Self::watched_of_client(client, id)?;
		let channel = T::Channels::channel(id).ok_or(Error::<T>::NotFound)?;
		let counts = matches!(channel.phase, Phase::Open | Phase::Closing { .. });
		ensure!(counts, Error::<T>::NotOpen);
		let base_version = channel.base_version;
		let state = Self::ensure_signed_by_both(id, &watched.parties, base_version, signed)?;
		ensure!(state.version > base_version, Error::<T>::NotServable);
		ensure!(state.balances(&channel.committed).is_some(), Error::<T>::NotServable);
		let content = Content::Clear { hash: hash_of(&state), base_version };
		Self::put_posting(client, id, side, state.version, content)
	}
}
