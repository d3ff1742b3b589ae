//! What receivers and owners sign to end a leg before its time. Pure.
//!
//! What is signed is the SCALE encoding of `(DOMAIN, genesis hash, owner, payment hash, when it was
//! made, agreement, valid until)`: a signature for one chain, leg or agreement is worth nothing for
//! another, nor for a later leg of the same name. It is accepted raw, or wrapped in
//! `<Bytes>…</Bytes>` as browser wallets do with what they sign.

use alloc::vec::Vec;
use bloc_primitives::{instant::Instant, state::is_signed_by, Balance, Moment, PaymentHash};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::ensure;
use scale_info::TypeInfo;
use sp_runtime::traits::{IdentifyAccount, Verify};

/// Says what the signed bytes are for, and in which version of the format.
pub const DOMAIN: [u8; 23] = *b"lightning-bloc/swaps/v1";

/// For how long a signature is good at most: who thinks better of it has not to fear it for longer.
pub const MAX_VALID_MS: Moment = 86_400_000;

bloc_primitives::faults! {
	/// Why a consent does not count. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault { Expired, DeadlineTooFar, BadSignature }
}

/// What a leg's parties agree on.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub enum Agreement {
	/// All of it goes back to the owner: the receiver's word.
	HandBack,
	/// It is divided: the word of both.
	Divide {
		/// So much goes to the receiver, and the rest to the owner.
		to_receiver: Balance,
	},
}

/// Names a leg for good: one that is made later under the same name is another.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct LegName<AccountId> {
	/// Whose it is.
	pub owner: AccountId,
	/// Its payment hash.
	pub payment_hash: PaymentHash,
	/// When it was made.
	pub made: Instant,
}

/// A party's signature under an agreement.
#[frame_support::stored]
pub struct Consent<Signature> {
	/// From this instant on it is worth nothing.
	pub valid_until_ms: Moment,
	/// The signature over the [`payload`].
	pub signature: Signature,
}

/// The bytes that a party signs, on the chain with this genesis hash.
pub fn payload<AccountId: Encode>(
	genesis: &impl Encode,
	leg: &LegName<AccountId>,
	agreement: &Agreement,
	valid_until_ms: Moment,
) -> Vec<u8> {
	let LegName { owner, payment_hash, made } = leg;
	(DOMAIN, genesis, owner, payment_hash, made, agreement, valid_until_ms).encode()
}

impl<Signature> Consent<Signature> {
	/// Whether `party` has agreed, as of `now_ms`.
	pub fn ensure_given<AccountId: Encode>(
		&self,
		party: &AccountId,
		genesis: &impl Encode,
		leg: &LegName<AccountId>,
		agreement: &Agreement,
		now_ms: Moment,
	) -> Result<(), Fault>
	where
		Signature: Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
	{
		ensure!(now_ms < self.valid_until_ms, Fault::Expired);
		let latest_ms = now_ms.saturating_add(MAX_VALID_MS);
		ensure!(self.valid_until_ms <= latest_ms, Fault::DeadlineTooFar);
		let payload = payload(genesis, leg, agreement, self.valid_until_ms);
		ensure!(is_signed_by(&self.signature, party, &payload), Fault::BadSignature);
		Ok(())
	}
}
