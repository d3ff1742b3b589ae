//! Invoices: what a payee asks for, in its own words and under its signature.
//!
//! An [`Invoice`] is one document wherever it is: registered on chain by the payee, or signed off
//! chain, handed to the payer as [`text`] and carried in the payment. What is signed is the SCALE
//! encoding of `(DOMAIN, genesis hash, invoice)`, see [`payload`](Invoice::payload): a signature for one chain is worth
//! nothing on a sister chain. It is accepted raw, or wrapped in `<Bytes>…</Bytes>` as browser wallets
//! do with what they sign.

pub mod features;
#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests;
pub mod text;

pub use features::{Feature, Features};

use crate::{state::is_signed_by, Balance, ChannelId, Moment, PaymentHash};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use sp_runtime::traits::{IdentifyAccount, Verify};

/// Says what the signed bytes are for, and in which version of the format.
pub const DOMAIN: [u8; 26] = *b"lightning-bloc/invoices/v1";

/// How many ways to the payee an invoice can name.
pub const MAX_HINTS: u32 = 4;

/// How many channels each of them can have.
pub const MAX_HINT_CHANNELS: u32 = 4;

/// Channels that lead to the payee, the last of them a channel of its own.
pub type RouteHint = BoundedVec<ChannelId, ConstU32<MAX_HINT_CHANNELS>>;

/// All the ways to the payee that an invoice names.
pub type RouteHints = BoundedVec<RouteHint, ConstU32<MAX_HINTS>>;

/// What each part of a payment has to name beside the payment hash, so that it comes from somebody
/// who has seen the invoice and not just the hash: see
/// [BOLT-4](https://github.com/lightning/bolts/blob/master/04-onion-routing.md#basic-multi-part-payments).
///
/// The payee draws it anew for each invoice, at random or by [`derive`](Self::derive). It says
/// nothing about the preimage and cannot be computed from the payment hash, or from anything that is
/// public before the invoice is. From the first payment on, or from its registration on chain, it is
/// public like everything there: it protects invoices that are handed to their payers alone.
#[frame_support::stored]
#[derive(Copy)]
pub struct PaymentSecret(pub [u8; 32]);

impl PaymentSecret {
	/// The secret for the invoice with this payment hash, of a payee who keeps one random `seed` for
	/// all its invoices and shows it to nobody.
	pub fn derive(seed: &[u8; 32], payment_hash: &PaymentHash) -> Self {
		let domain = b"lightning-bloc/payment-secret/v1";
		Self(sp_io::hashing::sha2_256(&(domain, seed, payment_hash).encode()))
	}

	/// Could anybody who knows the payment hash have thought of it?
	fn is_obvious(&self, payment_hash: &PaymentHash) -> bool {
		let hashed = sp_io::hashing::sha2_256(&payment_hash.0);
		[[0; 32], payment_hash.0, hashed].contains(&self.0)
	}
}

/// The memo hash for what an invoice is for: SHA-256, as in BOLT-11. The memo itself stays between
/// payee and payer.
pub fn memo_hash(memo: &[u8]) -> [u8; 32] {
	sp_io::hashing::sha2_256(memo)
}

/// What a payee asks for.
#[frame_support::stored]
pub struct Invoice<AccountId, AssetId> {
	/// Who is paid, and signs.
	pub payee: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// How much; any amount if none.
	pub amount: Option<Balance>,
	/// Whoever shows its preimage gets the payment.
	pub payment_hash: PaymentHash,
	/// What each part of the payment has to name.
	pub payment_secret: PaymentSecret,
	/// The first instant at which it can no longer be paid.
	pub deadline_ms: Moment,
	/// The hash of what it is for, see [`memo_hash`].
	pub memo_hash: [u8; 32],
	/// In which ways it can be paid, and what its payer has to understand.
	pub features: Features,
	/// Ways to the payee that a payer would not find, or not know to be open, by itself.
	pub hints: RouteHints,
}

/// Why an invoice is not one that can be paid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InvoiceError {
	/// It requires a feature of which nothing is known here: the bit.
	UnknownFeature(u32),
	/// It asks for nothing.
	ZeroAmount,
	/// Its payment secret can be guessed.
	ObviousSecret,
	/// A hint names no channel.
	EmptyHint,
	/// Its deadline has come.
	Expired,
	/// The signature is not the payee's over this invoice and chain.
	BadSignature,
}

impl<AccountId, AssetId> Invoice<AccountId, AssetId> {
	/// Does it make sense? The same at all times.
	pub fn ensure_sound(&self) -> Result<(), InvoiceError> {
		if let Some(bit) = self.features.unknown_required() {
			return Err(InvoiceError::UnknownFeature(bit));
		}
		ensure!(self.amount != Some(0), InvoiceError::ZeroAmount);
		let obvious = self.payment_secret.is_obvious(&self.payment_hash);
		ensure!(!obvious, InvoiceError::ObviousSecret);
		ensure!(!self.hints.iter().any(|hint| hint.is_empty()), InvoiceError::EmptyHint);
		Ok(())
	}

	/// Can it be paid now? Its last instant is the one before the deadline.
	pub fn ensure_payable(&self, now_ms: Moment) -> Result<(), InvoiceError> {
		self.ensure_sound()?;
		ensure!(now_ms < self.deadline_ms, InvoiceError::Expired);
		Ok(())
	}

	/// The bytes that the payee signs, on the chain with this genesis hash.
	pub fn payload(&self, genesis: &impl Encode) -> Vec<u8>
	where
		AccountId: Encode,
		AssetId: Encode,
	{
		(DOMAIN, genesis, self).encode()
	}
}

/// An invoice with its payee's signature.
#[frame_support::stored]
pub struct SignedInvoice<AccountId, AssetId, Signature> {
	/// What is signed.
	pub invoice: Invoice<AccountId, AssetId>,
	/// The payee's signature over the [`payload`](Invoice::payload).
	pub signature: Signature,
}

impl<AccountId, AssetId, Signature> SignedInvoice<AccountId, AssetId, Signature>
where
	AccountId: Encode,
	AssetId: Encode,
	Signature: Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	/// Did the payee sign it, for the chain with this genesis hash?
	pub fn ensure_signed(&self, genesis: &impl Encode) -> Result<(), InvoiceError> {
		let payload = self.invoice.payload(genesis);
		let signed = is_signed_by(&self.signature, &self.invoice.payee, &payload);
		ensure!(signed, InvoiceError::BadSignature);
		Ok(())
	}
}
