//! Signs the messages of a channel, and invoices, off chain: for wallets, towers and tests written in
//! Rust.
//!
//! ```
//! use bloc_primitives::{sign::Signer, state::*, ChannelId, Side};
//! use sp_core::{sr25519, Pair as _};
//! use sp_runtime::MultiSignature;
//!
//! let alice = sr25519::Pair::from_string("//Alice", None).unwrap();
//! let genesis = [7u8; 32];
//! let signer = Signer::new(genesis, ChannelId(0));
//! let net = NetTransfer { payer: Side::Opener, amount: 5 };
//! let state = State { version: 1, net, htlcs: Default::default() };
//! let signature: MultiSignature = signer.sign(&alice, &Message::State(state.clone()));
//!
//! let payload = payload(&genesis, ChannelId(0), 0, &Message::State(state));
//! assert!(is_signed_by(&signature, &alice.public().into(), &payload));
//! ```

use crate::{
	invoice::{Invoice, SignedInvoice},
	state::{payload, wrapped, CoSigned, Message},
	ChannelId, Pair,
};
use alloc::vec::Vec;
use codec::Encode;
use sp_core::Pair as KeyPair;

/// Signs for one channel of one chain.
#[derive(Clone, Copy, Debug)]
pub struct Signer<Genesis> {
	genesis: Genesis,
	channel: ChannelId,
	base: u64,
}

impl<Genesis: Encode> Signer<Genesis> {
	/// A signer for `channel` of the chain with this genesis hash, as long as no committed balance
	/// has been withdrawn from it.
	pub const fn new(genesis: Genesis, channel: ChannelId) -> Self {
		Self { genesis, channel, base: 0 }
	}

	/// The same after a withdrawal of this version.
	#[must_use]
	pub fn after(self, base: u64) -> Self {
		Self { base, ..self }
	}

	/// The bytes to sign for `message`.
	pub fn payload(&self, message: &Message) -> Vec<u8> {
		payload(&self.genesis, self.channel, self.base, message)
	}

	/// The signature of `key` over `message`.
	pub fn sign<K: KeyPair, Signature: From<K::Signature>>(
		&self,
		key: &K,
		message: &Message,
	) -> Signature {
		key.sign(&self.payload(message)).into()
	}

	/// The signature that a browser wallet makes with `key` when it is given the payload.
	pub fn sign_wrapped<K: KeyPair, Signature: From<K::Signature>>(
		&self,
		key: &K,
		message: &Message,
	) -> Signature {
		key.sign(&wrapped(&self.payload(message))).into()
	}

	/// `body` with the signatures of both keys.
	pub fn co_sign<K: KeyPair, Body: Clone, Signature: From<K::Signature>>(
		&self,
		keys: &Pair<K>,
		body: Body,
		message: impl Fn(Body) -> Message,
	) -> CoSigned<Body, Signature> {
		let message = message(body.clone());
		CoSigned::by_both(body, keys.map(|key| self.sign(key, &message)))
	}
}

/// `invoice` with the signature of `key`, its payee's, for the chain with this genesis hash.
pub fn sign_invoice<K, AccountId, AssetId, Signature>(
	genesis: &impl Encode,
	key: &K,
	invoice: Invoice<AccountId, AssetId>,
) -> SignedInvoice<AccountId, AssetId, Signature>
where
	K: KeyPair,
	AccountId: Encode,
	AssetId: Encode,
	Signature: From<K::Signature>,
{
	let signature = key.sign(&invoice.payload(genesis)).into();
	SignedInvoice { invoice, signature }
}
