//! What a tower signs for a state that it keeps. Pure, without storage.
//!
//! What is signed is the SCALE encoding of `(DOMAIN, genesis hash, receipt)`, raw or wrapped in
//! `<Bytes>…</Bytes>`. Only the newest receipt for a channel matters, so that a client keeps one.

use crate::types::{TowerId, MAX_NAMED};
use alloc::vec::Vec;
use bloc_primitives::{ChannelId, Moment, PaymentHash, Side};
use codec::Encode;
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// By how much a receipt may be dated off, at most: a client takes none that is dated as much before
/// or after the chain's last block, and none that is dated before its hire. No key changes so soon.
pub const MAX_SKEW_MS: Moment = 60_000;

/// Says what the signed bytes are for, and in which version of the format.
pub const DOMAIN: [u8; 37] = *b"lightning-bloc/watchtowers/receipt/v1";

/// The payment hashes whose preimages a client handed over together with a state: sorted, each
/// once.
pub type Named = BoundedVec<PaymentHash, ConstU32<MAX_NAMED>>;

/// A tower has on its disk what this says, and answers for it.
#[frame_support::stored]
#[derive(Copy)]
pub struct Receipt {
	/// For which channel.
	pub channel: ChannelId,
	/// For which party of it.
	pub side: Side,
	/// Which tower.
	pub tower: TowerId,
	/// For which hire: it says nothing about another one, before or after.
	pub hire: u64,
	/// The base version on which the state was signed.
	pub base_version: u64,
	/// The version of the state.
	pub version: u64,
	/// BLAKE2-256 of the state.
	pub state: H256,
	/// BLAKE2-256 of the [`Named`] payment hashes.
	pub preimages: H256,
	/// BLAKE2-256 of the sealed backup that the tower keeps, too.
	pub backup: H256,
	/// When the tower had it all.
	pub accepted_ms: Moment,
}

impl Receipt {
	/// The bytes to sign, of the chain with this genesis hash.
	pub fn payload(&self, genesis: &impl Encode) -> Vec<u8> {
		(DOMAIN, genesis, self).encode()
	}
}

/// BLAKE2-256 of what `value` is encoded as.
pub fn hash_of(value: &impl Encode) -> H256 {
	blake2_256(&value.encode()).into()
}

/// A receipt, and the signature of the tower's key.
#[frame_support::stored(no_skip_type_params)]
pub struct SignedReceipt<Signature> {
	/// What is signed.
	pub receipt: Receipt,
	/// By whom it says.
	pub signature: Signature,
}

/// By what a tower is held to a state.
#[frame_support::stored(no_skip_type_params)]
pub enum Evidence<Signature> {
	/// By its own signature.
	Receipt {
		/// It.
		signed: SignedReceipt<Signature>,
		/// The payment hashes that it names.
		named: Named,
	},
	/// By what the client has posted in clear.
	Posted {
		/// Which tower.
		tower: TowerId,
	},
}
