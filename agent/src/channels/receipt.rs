//! What a tower signs for a state that it keeps: the same bytes as the chain has them
//! (`pallets/watchtowers/src/receipt.rs`).

use crate::{
	channels::state::{hash, wrap, wrap_id, Side, Signature},
	core::{chain::Hash, keys::Account},
};
use codec::{Decode, Encode};
use sha2::{Digest, Sha256};
use subxt::dynamic::Value;

/// Says what the signed bytes are.
const DOMAIN: [u8; 37] = *b"lightning-bloc/watchtowers/receipt/v1";
/// No backup is kept.
pub const NO_BACKUP: Hash = [0; 32];

/// A tower has on its disk what this says.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Receipt {
	/// The channel.
	pub channel: u64,
	/// For which party of it.
	pub side: Side,
	/// The tower.
	pub tower: u64,
	/// The hire.
	pub hire: u64,
	/// The base on which the state was signed.
	pub base_version: u64,
	/// The state's version.
	pub version: u64,
	/// BLAKE2-256 of the state.
	pub state: Hash,
	/// BLAKE2-256 of the payment hashes whose preimages came with it.
	pub preimages: Hash,
	/// BLAKE2-256 of the sealed backup.
	pub backup: Hash,
	/// When the tower had it all.
	pub accepted_ms: u64,
}

impl Receipt {
	/// The bytes that the tower signs, on the chain with that first block.
	pub fn payload(&self, genesis: &Hash) -> Vec<u8> {
		(DOMAIN, genesis, self).encode()
	}
}

/// A receipt, signed.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct SignedReceipt {
	/// What it says.
	pub receipt: Receipt,
	/// The tower's.
	pub signature: Signature,
}

impl SignedReceipt {
	/// Whether a tower with that key has signed it.
	pub fn is_of(&self, key: &Account, genesis: &Hash) -> bool {
		self.signature.is_of(key, &self.receipt.payload(genesis))
	}
}

impl SignedReceipt {
	/// By what a tower is held to a state, with the payment hashes that the receipt names: as an argument
	/// of a call.
	pub fn evidence(&self, named: &[Hash]) -> Value {
		let Receipt { channel, side, tower, hire, base_version, version, .. } = self.receipt;
		let Receipt { state, preimages, backup, accepted_ms, .. } = self.receipt;
		let number = |number: u64| Value::u128(number.into());
		let receipt = Value::named_composite([
			("channel", wrap_id(channel)),
			("side", side.value()),
			("tower", wrap_id(tower)),
			("hire", number(hire)),
			("base_version", number(base_version)),
			("version", number(version)),
			("state", Value::from_bytes(state)),
			("preimages", Value::from_bytes(preimages)),
			("backup", Value::from_bytes(backup)),
			("accepted_ms", number(accepted_ms)),
		]);
		let signed =
			Value::named_composite([("receipt", receipt), ("signature", self.signature.value())]);
		let named = Value::unnamed_composite(named.iter().map(wrap));
		let named = Value::unnamed_composite([named]);
		Value::named_variant("Receipt", [("signed", signed), ("named", named)])
	}
}

/// SHA-256 of each preimage, in order, each once: what a receipt names.
pub fn named(preimages: &[[u8; 32]]) -> Vec<Hash> {
	let mut all: Vec<Hash> =
		preimages.iter().map(|preimage| Sha256::digest(preimage).into()).collect();
	all.sort_unstable();
	all.dedup();
	all
}

/// What a receipt names them by.
pub fn named_hash(named: &[Hash]) -> Hash {
	hash(&named.encode())
}

/// What a receipt names a backup by.
pub fn backup_hash(backup: &[u8]) -> Hash {
	match backup {
		[] => NO_BACKUP,
		sealed => hash(sealed),
	}
}
