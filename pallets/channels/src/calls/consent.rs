//! Consent of both parties: by signatures, by presenting, or by approvals on chain.

use crate::{
	types::{Approval, ApprovalKey},
	ApprovalOf, Approvals, Channels, Config, Error, Event, Pallet, RecordOf,
};
use bloc_primitives::{
	channel::Phase,
	state::{is_signed_by, payload, Message},
	ChannelId, Pair, Side,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Time},
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// What a party pays a storage deposit for that approves a message.
	pub fn approval_footprint() -> Footprint {
		let key = <(ChannelId, ApprovalKey)>::max_encoded_len();
		Footprint::from_parts(1, key.saturating_add(ApprovalOf::<T>::max_encoded_len()))
	}

	/// Checks that both `parties` consent to `message` for this channel, at this base, on this chain,
	/// which `who` presents: by a signature; or, where there is none, by presenting it or by an
	/// approval.
	pub(crate) fn ensure_consented(
		who: &T::AccountId,
		id: ChannelId,
		parties: &Pair<T::AccountId>,
		base_version: u64,
		message: &Message,
		signatures: &Pair<Option<T::Signature>>,
	) -> Result<(), Error<T>> {
		let payload = payload(&Self::genesis(), id, base_version, message);
		for side in Side::BOTH {
			let party = parties.of(side);
			let (consents, refusal) = match signatures.of(side) {
				Some(signature) => (is_signed_by(signature, party, &payload), Self::bad(side)),
				None => {
					let consents = who == party || Self::has_approved(id, side, &payload);
					(consents, Self::missing(side))
				},
			};
			ensure!(consents, refusal);
		}
		Ok(())
	}

	/// What is said to a signature that is none.
	const fn bad(side: Side) -> Error<T> {
		match side {
			Side::Opener => Error::BadOpenerSignature,
			Side::Counterparty => Error::BadCounterpartySignature,
		}
	}

	/// What is said where nothing shows that this side consents.
	const fn missing(side: Side) -> Error<T> {
		match side {
			Side::Opener => Error::NoOpenerConsent,
			Side::Counterparty => Error::NoCounterpartyConsent,
		}
	}

	/// Whether a party has approved what would be signed as `payload`. One read.
	pub(crate) fn has_approved(id: ChannelId, side: Side, payload: &[u8]) -> bool {
		Approvals::<T>::contains_key(id, (side, H256(blake2_256(payload))))
	}

	/// See [`Call::approve`](crate::Call::approve).
	pub(crate) fn do_approve(
		who: &T::AccountId,
		id: ChannelId,
		message: Message,
	) -> DispatchResult {
		let (record, side) = Self::record_of_party(who, id)?;
		let channel = &record.channel;
		match channel.phase {
			Phase::Open => {},
			Phase::Closing { .. } => {
				let closing = Self::closing_of(id, channel)?;
				closing.ensure_later(message.version()).map_err(Error::<T>::from)?;
			},
			Phase::Proposed { .. } => return Err(Error::<T>::NotOpen.into()),
			Phase::Resolving => return Err(Error::<T>::AlreadySettled.into()),
		}
		let (version, base_version) = (message.version(), channel.base_version);
		ensure!(version > base_version, Error::<T>::StaleVersion);
		ensure!(!record.is_overtaken(version), Error::<T>::OlderThanShown);
		let valid_until_ms = message.valid_until_ms();
		if let Some(valid_until_ms) = valid_until_ms {
			ensure!(T::Clock::now() < valid_until_ms, Error::<T>::Expired);
		}
		let payload = payload(&Self::genesis(), id, base_version, &message);
		let payload_hash = H256(blake2_256(&payload));
		let key = (side, payload_hash);
		ensure!(!Approvals::<T>::contains_key(id, key), Error::<T>::AlreadyApproved);
		let ticket = T::Consideration::new(who, Self::approval_footprint())?;
		let approver = who.clone();
		let approval = Approval { approver, version, base_version, valid_until_ms, ticket };
		Approvals::<T>::insert(id, key, approval);
		Self::deposit_event(Event::Approved { channel: id, side, payload_hash, message });
		Ok(())
	}

	/// See [`Call::forget_approval`](crate::Call::forget_approval).
	pub(crate) fn do_forget_approval(
		id: ChannelId,
		side: Side,
		payload_hash: H256,
	) -> DispatchResult {
		let key = (side, payload_hash);
		let approval = Approvals::<T>::take(id, key).ok_or(Error::<T>::NotApproved)?;
		let record = Channels::<T>::get(id);
		let counts = record.is_some_and(|record| Self::still_counts(id, &record, &approval));
		ensure!(!counts, Error::<T>::NotExpired);
		Self::give_back(&approval.approver, approval.ticket);
		Self::deposit_event(Event::ApprovalForgotten { channel: id, side, payload_hash });
		Ok(())
	}

	/// Whether what was approved can still be carried out: not on another base, not after its time,
	/// not after a later state was shown, not in a dispute in which as late a one stands, and not once
	/// the channel is settled.
	fn still_counts(id: ChannelId, record: &RecordOf<T>, approval: &ApprovalOf<T>) -> bool {
		let channel = &record.channel;
		let now_ms = T::Clock::now();
		let is_overtaken = match channel.phase {
			Phase::Resolving => true,
			Phase::Closing { .. } => Self::closing_of(id, channel)
				.is_ok_and(|closing| closing.ensure_later(approval.version).is_err()),
			Phase::Open | Phase::Proposed { .. } => record.is_overtaken(approval.version),
		};
		!is_overtaken
			&& channel.base_version == approval.base_version
			&& approval.valid_until_ms.is_none_or(|valid_until_ms| now_ms < valid_until_ms)
	}
}
