//! What a provider signs for a client off chain: a channel at a price that holds. Pure, without
//! storage.
//!
//! What is signed is the SCALE encoding of `(DOMAIN, genesis hash, provider, asset, quote)`, raw or
//! wrapped in `<Bytes>…</Bytes>` as browser wallets do. So a quote for one chain, provider or asset
//! is worth nothing for another. Its [`QuoteId`] is the hash of that: two quotes that differ in
//! nothing are one, which is why each has a number.

use crate::{menu::Item, provider::Terms};
use alloc::vec::Vec;
use bloc_primitives::{state::is_signed_by, Moment};
use codec::Encode;
use sp_io::hashing::blake2_256;
use sp_runtime::traits::{IdentifyAccount, Verify};

/// Says what the signed bytes are for, and in which version of the format.
pub const DOMAIN: [u8; 27] = *b"lightning-bloc/lsp/quote/v1";

bloc_primitives::faults! {
	/// Why a quote does not count. Each becomes the [`Error`](crate::Error) of the same name.
	pub enum Fault { MenuExpired, DeadlineTooFar, NotClient, QuoteUsed, BadSignature }
}

/// Names a quote.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct QuoteId(pub [u8; 32]);

/// What a provider offers in an asset, beside its menu. It binds the provider until it expires, as
/// an item of the menu does: at its price and terms, but for stock and bond, which may be gone.
#[frame_support::stored]
pub struct Quote<AccountId> {
	/// For whom; nobody in particular is whoever brings it.
	pub client: Option<AccountId>,
	/// For which channels, at what price, until when.
	pub item: Item,
	/// The conditions of these channels, whatever the provider's are by then. The region does not
	/// count.
	pub terms: Terms,
	/// For how many of them.
	pub uses: u32,
	/// Tells it from others.
	pub number: u64,
}

impl<AccountId: Encode> Quote<AccountId> {
	/// The bytes to sign by `provider`, for `asset`, on the chain with this genesis hash.
	pub fn payload(
		&self,
		genesis: &impl Encode,
		provider: &AccountId,
		asset: &impl Encode,
	) -> Vec<u8> {
		(DOMAIN, genesis, provider, asset, self).encode()
	}
}

impl<AccountId: PartialEq> Quote<AccountId> {
	/// `client` can use it now, `used` times after others. By whom it is signed is another question.
	///
	/// # Errors
	/// The first of its conditions that is not met.
	pub fn ensure_good(
		&self,
		client: &AccountId,
		used: u32,
		now_ms: Moment,
		latest_ms: Moment,
	) -> Result<(), Fault> {
		if !self.item.runs(now_ms) {
			return Err(Fault::MenuExpired);
		}
		if self.item.valid_until_ms > latest_ms {
			return Err(Fault::DeadlineTooFar);
		}
		if self.client.as_ref().is_some_and(|whose| whose != client) {
			return Err(Fault::NotClient);
		}
		match used < self.uses {
			true => Ok(()),
			false => Err(Fault::QuoteUsed),
		}
	}
}

/// The name of the quote with this payload.
pub fn name(payload: &[u8]) -> QuoteId {
	QuoteId(blake2_256(payload))
}

/// `provider` has signed this payload.
pub fn ensure_signed<Signature, AccountId>(
	signature: &Signature,
	provider: &AccountId,
	payload: &[u8],
) -> Result<(), Fault>
where
	Signature: Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	match is_signed_by(signature, provider, payload) {
		true => Ok(()),
		false => Err(Fault::BadSignature),
	}
}
