//! Payment hashes and their preimages.
//!
//! Always SHA-256 over 32 bytes, as in
//! [BOLT-2](https://github.com/lightning/bolts/blob/master/02-peer-protocol.md), so that a secret
//! of the Lightning Network opens a lock here and the other way round.

use serde::{Deserialize, Serialize};

/// SHA-256 of a [`Preimage`].
#[frame_support::stored]
#[derive(Copy, Deserialize, Hash, Ord, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct PaymentHash(pub [u8; 32]);

/// The secret whose SHA-256 is a [`PaymentHash`].
#[frame_support::stored]
#[derive(Copy, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Preimage(pub [u8; 32]);

impl Preimage {
	/// The payment hash that this secret opens.
	pub fn payment_hash(&self) -> PaymentHash {
		PaymentHash(sp_io::hashing::sha2_256(&self.0))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn hashes_as_lightning_does() {
		// The preimage of 32 zero bytes, as in BOLT-3's test vectors.
		let hash = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
		assert_eq!(hex::encode(Preimage([0; 32]).payment_hash().0), hash);
	}
}
