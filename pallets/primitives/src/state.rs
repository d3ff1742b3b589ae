//! The messages that both parties of a channel sign.
//!
//! What is signed is the SCALE encoding of `(DOMAIN, genesis hash, channel, base version, message)`,
//! see [`payload`]: a signature for one chain, channel, base or kind of message is worth nothing for
//! another.
//! It is accepted raw, or wrapped in `<Bytes>…</Bytes>` as browser wallets do with what they sign.
//!
//! All amounts are relative to what the parties have committed, so that either may top up without
//! the other's signature: a message that was good stays good when more is committed.

use crate::{Balance, ChannelId, Moment, Pair, PaymentHash, Side};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::traits::{IdentifyAccount, Verify};

/// Says what the signed bytes are for, and in which version of the format.
pub const DOMAIN: [u8; 26] = *b"lightning-bloc/channels/v1";

/// How many HTLCs a state can carry: what settling a channel costs at most grows with it.
pub const MAX_HTLCS: u32 = 32;

/// The HTLCs of a state.
pub type Htlcs = BoundedVec<Htlc, ConstU32<MAX_HTLCS>>;

/// A net movement of committed balance from one side to the other, since the version that the
/// channel's record names as its base.
#[frame_support::stored]
#[derive(Copy)]
pub struct NetTransfer {
	/// The side that has paid more than it was paid.
	pub payer: Side,
	/// By how much.
	pub amount: Balance,
}

impl NetTransfer {
	/// Nothing moved.
	pub const ZERO: Self = Self { payer: Side::Opener, amount: 0 };

	/// What each side has of `committed` after the transfer. `None` if the payer's does not cover
	/// it or the sum does not fit.
	pub fn apply(&self, committed: &Pair<Balance>) -> Option<Pair<Balance>> {
		let paid = committed.of(self.payer).checked_sub(self.amount)?;
		let received = committed.of(self.payer.other()).checked_add(self.amount)?;
		Some(Pair::with(self.payer, paid, received))
	}
}

/// A payment that waits for a preimage: it goes to the other side if the preimage is revealed on
/// chain before the deadline, and back to its payer otherwise.
#[frame_support::stored]
#[derive(Copy)]
pub struct Htlc {
	/// Who offers it.
	pub payer: Side,
	/// How much, out of the payer's balance in the same state.
	pub amount: Balance,
	/// SHA-256 of the preimage that it waits for.
	pub payment_hash: PaymentHash,
	/// The preimage counts if it was revealed while `now < deadline_ms`.
	pub deadline_ms: Moment,
}

/// How the committed balance is divided: what parties sign for each off-chain payment.
#[frame_support::stored]
pub struct State {
	/// Counts up with each state; the highest version that both signed wins.
	pub version: u64,
	/// What has moved in all since the base version.
	pub net: NetTransfer,
	/// The payments still waiting for a preimage, taken out of what `net` leaves their payers.
	pub htlcs: Htlcs,
}

impl State {
	/// What each side has for sure: the committed balance after the net transfer, less the HTLCs
	/// it offers. `None` if a side has not enough for that.
	pub fn balances(&self, committed: &Pair<Balance>) -> Option<Pair<Balance>> {
		let mut balances = self.net.apply(committed)?;
		for htlc in &self.htlcs {
			let balance = balances.of_mut(htlc.payer);
			*balance = balance.checked_sub(htlc.amount)?;
		}
		Some(balances)
	}

	/// What each side has for sure, seen for itself: whether the other can pay what it gives does not
	/// count. `None` for a side that has not enough for what it gives.
	pub fn sure(&self, committed: &Pair<Balance>) -> Pair<Option<Balance>> {
		let of = |side: Side| {
			let has = *committed.of(side);
			let has = match self.net.payer == side {
				true => has.checked_sub(self.net.amount)?,
				false => has.saturating_add(self.net.amount),
			};
			let own = self.htlcs.iter().filter(|htlc| htlc.payer == side);
			has.checked_sub(own.fold(0, |sum: Balance, htlc| sum.saturating_add(htlc.amount)))
		};
		Pair::new(of(Side::Opener), of(Side::Counterparty))
	}

	/// The same, cut to what is committed by now: for a state of which a side had less than it has taken
	/// out since. First the net transfer, then the HTLCs in their order move as much as their payer has
	/// left. A state that is good comes out as it is, but for HTLCs of nothing.
	#[must_use]
	pub fn cut_to(self, committed: &Pair<Balance>) -> Self {
		let Self { version, net, htlcs } = self;
		let net = NetTransfer { amount: net.amount.min(*committed.of(net.payer)), ..net };
		let mut left = net.apply(committed).unwrap_or(*committed);
		let cut = htlcs.into_iter().filter_map(|htlc| {
			let has = left.of_mut(htlc.payer);
			let amount = htlc.amount.min(*has);
			*has = has.saturating_sub(amount);
			(amount > 0).then_some(Htlc { amount, ..htlc })
		});
		let htlcs = Htlcs::truncate_from(cut.collect());
		Self { version, net, htlcs }
	}
}

/// Takes amounts out of the committed balance while the channel stays open. It becomes the new
/// base: states up to its version count no more, and later ones are relative to what it leaves.
#[frame_support::stored]
#[derive(Copy)]
pub struct Withdrawal {
	/// Above that of each state signed so far.
	pub version: u64,
	/// What has moved since the last base.
	pub net: NetTransfer,
	/// What each side takes out, after `net`, into its ledger balance.
	pub amounts: Pair<Balance>,
	/// It can be carried out while `now < valid_until_ms`.
	pub valid_until_ms: Moment,
}

impl Withdrawal {
	/// What stays committed. `None` if a side has not enough.
	pub fn remaining(&self, committed: &Pair<Balance>) -> Option<Pair<Balance>> {
		self.net.apply(committed)?.checked_sub(&self.amounts)
	}
}

/// Both parties' word that the channel ends now, with this division.
#[frame_support::stored]
#[derive(Copy)]
pub struct Close {
	/// Above the channel's base version, and above that of each state presented so far.
	pub version: u64,
	/// What has moved since the base.
	pub net: NetTransfer,
	/// It can be carried out while `now < valid_until_ms`.
	pub valid_until_ms: Moment,
}

/// What a signature can be for.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Message {
	/// An off-chain state.
	State(State),
	/// A withdrawal of committed balance.
	Withdrawal(Withdrawal),
	/// A cooperative close.
	Close(Close),
}

impl Message {
	/// The version that it has.
	pub const fn version(&self) -> u64 {
		match self {
			Self::State(state) => state.version,
			Self::Withdrawal(withdrawal) => withdrawal.version,
			Self::Close(close) => close.version,
		}
	}

	/// Until when it can be carried out, if it ends the base.
	pub const fn valid_until_ms(&self) -> Option<Moment> {
		match self {
			Self::State(_) => None,
			Self::Withdrawal(withdrawal) => Some(withdrawal.valid_until_ms),
			Self::Close(close) => Some(close.valid_until_ms),
		}
	}
}

/// A message to which both parties consent: by their signatures, as far as they have keys.
///
/// A multisig, a pure proxy or a treasury has none. Where its signature is missing, the chain takes
/// the message only from that party itself, or if the party has approved it there before.
#[frame_support::stored(no_skip_type_params)]
pub struct CoSigned<Body, Signature> {
	/// What they consent to.
	pub body: Body,
	/// Each party's signature over the [`payload`]; none of a party that consents on chain.
	pub signatures: Pair<Option<Signature>>,
}

impl<Body, Signature> CoSigned<Body, Signature> {
	/// `body`, signed by both.
	pub fn by_both(body: Body, signatures: Pair<Signature>) -> Self {
		let Pair { opener, counterparty } = signatures;
		Self { body, signatures: Pair::new(Some(opener), Some(counterparty)) }
	}

	/// `body`, signed by one `side` alone.
	pub fn by(side: Side, body: Body, signature: Signature) -> Self {
		Self { body, signatures: Pair::with(side, Some(signature), None) }
	}

	/// How many signatures are missing.
	pub fn missing(&self) -> u64 {
		let missing = |side| u64::from(self.signatures.of(side).is_none());
		missing(Side::Opener).saturating_add(missing(Side::Counterparty))
	}
}

/// The bytes to sign for `message` on `channel`, while its base version is `base`, of the chain with
/// this genesis hash.
///
/// What a message moves is relative to the base, so that it must not count on top of another: a
/// state signed before a co-signed withdrawal says nothing after it, whatever its version.
pub fn payload(genesis: &impl Encode, channel: ChannelId, base: u64, message: &Message) -> Vec<u8> {
	(DOMAIN, genesis, channel, base, message).encode()
}

/// Is `signature` the one of `signer` over `payload`, raw or as browser wallets wrap it?
pub fn is_signed_by<Signature, AccountId>(
	signature: &Signature,
	signer: &AccountId,
	payload: &[u8],
) -> bool
where
	Signature: Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	signature.verify(payload, signer) || signature.verify(wrapped(payload).as_slice(), signer)
}

/// `payload` as browser wallets sign it.
pub fn wrapped(payload: &[u8]) -> Vec<u8> {
	[b"<Bytes>".as_slice(), payload, b"</Bytes>"].concat()
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn htlc(payer: Side, amount: Balance) -> Htlc {
		Htlc { payer, amount, payment_hash: PaymentHash([0; 32]), deadline_ms: 1 }
	}

	fn state(payer: Side, amount: Balance, htlcs: Vec<Htlc>) -> State {
		State { version: 1, net: NetTransfer { payer, amount }, htlcs: htlcs.try_into().unwrap() }
	}

	#[test]
	fn a_state_divides_what_is_committed() {
		let htlcs = vec![htlc(Side::Opener, 10), htlc(Side::Counterparty, 20)];
		let state = state(Side::Opener, 30, htlcs);
		assert_eq!(state.balances(&Pair::new(100, 0)), Some(Pair::new(60, 10)));
		assert_eq!(state.balances(&Pair::new(40, 0)), Some(Pair::new(0, 10)));
		assert_eq!(state.balances(&Pair::new(39, 0)), None);
	}

	#[test]
	fn what_was_received_can_be_offered_on() {
		let state = state(Side::Opener, 30, vec![htlc(Side::Counterparty, 30)]);
		assert_eq!(state.balances(&Pair::new(30, 0)), Some(Pair::new(0, 0)));
		assert_eq!(state.balances(&Pair::new(29, 9)), None);
	}

	#[test]
	fn payloads_differ_by_chain_channel_base_and_kind() {
		let close = Close { version: 1, net: NetTransfer::ZERO, valid_until_ms: 1 };
		let state = State { version: 1, net: NetTransfer::ZERO, htlcs: Default::default() };
		let bytes = |genesis: u8, channel, base, message: Message| {
			payload(&[genesis; 32], ChannelId(channel), base, &message)
		};
		let one = bytes(1, 1, 1, Message::Close(close));
		assert_ne!(one, bytes(2, 1, 1, Message::Close(close)));
		assert_ne!(one, bytes(1, 2, 1, Message::Close(close)));
		assert_ne!(one, bytes(1, 1, 2, Message::Close(close)));
		assert_ne!(one, bytes(1, 1, 1, Message::State(state)));
	}

	proptest! {
		#[test]
		fn a_state_keeps_the_sum(
			opener: u64, counterparty: u64, amount: u64, offered: u64, by_opener: bool,
		) {
			let committed = Pair::new(opener.into(), counterparty.into());
			let payer = if by_opener { Side::Opener } else { Side::Counterparty };
			let state = state(payer, amount.into(), vec![htlc(payer.other(), offered.into())]);
			if let Some(balances) = state.balances(&committed) {
				let sum = balances.checked_sum().unwrap() + u128::from(offered);
				prop_assert_eq!(Some(sum), committed.checked_sum());
			}
		}

		#[test]
		fn a_state_that_is_cut_is_good_and_a_good_one_is_as_it_was(
			opener: u64, counterparty: u64, amount: u64, offered: [u64; 3], taken: u64,
		) {
			let committed = Pair::new(opener.into(), counterparty.into());
			let payers = [Side::Opener, Side::Counterparty, Side::Opener];
			let htlcs = payers.into_iter().zip(offered).filter(|(_, amount)| *amount > 0);
			let htlcs = htlcs.map(|(payer, amount)| htlc(payer, amount.into())).collect();
			let state = state(Side::Opener, amount.into(), htlcs);
			let cut = state.clone().cut_to(&committed);
			let balances = cut.balances(&committed);
			prop_assert!(balances.is_some());
			let before = state.balances(&committed);
			prop_assert!(before.is_none() || cut == state);
			// Whoever took nothing out loses no more than what the other took too much.
			let (Some(before), taken) = (before, u128::from(taken).min(committed.opener)) else {
				return Ok(());
			};
			let left = Pair::new(committed.opener - taken, committed.counterparty);
			let after = state.clone().cut_to(&left);
			let pending = |state: &State, payer| {
				let of_payer = state.htlcs.iter().filter(|htlc| htlc.payer == payer);
				of_payer.map(|htlc| htlc.amount).sum::<u128>()
			};
			let all = |state: &State, balances: Pair<u128>| {
				balances.counterparty
					+ pending(state, Side::Opener) + pending(state, Side::Counterparty)
			};
			let lost = all(&state, before) - all(&after, after.balances(&left).unwrap());
			prop_assert_eq!(lost, taken.saturating_sub(before.opener));
		}

		#[test]
		fn topping_up_keeps_a_good_state_good(
			opener: u64, counterparty: u64, amount: u64, offered: u64, more: u64, less: u64,
		) {
			let committed = Pair::new(opener.into(), counterparty.into());
			let state = state(Side::Opener, amount.into(), vec![htlc(Side::Opener, offered.into())]);
			if let Some(balances) = state.balances(&committed) {
				let more = Pair::new(more.into(), less.into());
				let topped = state.balances(&committed.checked_add(&more).unwrap());
				prop_assert_eq!(topped, balances.checked_add(&more));
			}
		}
	}
}
