//! What only one key can open: records that clients seal to their towers, and backups that they seal
//! to themselves. X25519, HKDF-SHA-256 and ChaCha20-Poly1305 (RFC 7748, 5869, 8439).
//!
//! A key is drawn for each sealing, so that the nonce, which is zero, is never used twice with one.
//! What it is for is part of the key: the chain, the channel, the side and the kind; these and the
//! version are authenticated, so that nothing passes for something else. Lengths are one of three, so
//! that they say little.
//!
//! ```text
//! context = SCALE(DOMAIN, genesis, channel, side, kind)
//! key     = HKDF-SHA-256(ikm = X25519(ephemeral, recipient) ‖ ephemeral's public key ‖ recipient,
//!                        salt = none, info = context, 32 bytes)
//! plain   = length (2 bytes, little-endian) ‖ content ‖ zeros
//! sealed  = ephemeral's public key ‖ ChaCha20-Poly1305(key, nonce = 0, plain, aad = context ‖ version)
//! ```
//!
//! `vectors/seal.json` has examples to test an implementation with.

use crate::{
	channels::state::Side,
	core::{chain::Hash, keys::Key},
	error::{Error, Result},
};
use chacha20poly1305::{
	aead::{Aead, Payload},
	ChaCha20Poly1305, KeyInit,
};
use codec::Encode;
use hkdf::Hkdf;
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};

/// Says what the keys are for.
const DOMAIN: [u8; 22] = *b"lightning-bloc/seal/v1";
/// Bytes before and behind what is encrypted.
const AROUND: usize = 32 + 16;
/// The bytes that say how long the content is.
const LENGTH: usize = 2;
/// How long what is sealed can be. The chain keeps the second whole, and has a tower publish the last.
const LENGTHS: [usize; 3] = [512, 2_048, 4_096];
/// The longest content.
pub const MOST: usize = 4_096 - AROUND - LENGTH;

/// What is sealed.
#[derive(Clone, Copy, Debug, Encode, Eq, PartialEq)]
pub enum Kind {
	/// A state, to the tower that is to present it.
	State,
	/// What a client keeps for itself.
	Backup,
}

/// What something sealed belongs to.
#[derive(Clone, Copy, Debug, Encode, Eq, PartialEq)]
pub struct Context {
	/// The chain.
	pub genesis: Hash,
	/// The channel.
	pub channel: u64,
	/// Of which party of it.
	pub side: Side,
	/// What it is.
	pub kind: Kind,
}

impl Context {
	fn info(&self) -> Vec<u8> {
		(DOMAIN, self).encode()
	}

	fn authenticated(&self, version: u64) -> Vec<u8> {
		(DOMAIN, self, version).encode()
	}

	/// Seals `content`, of that version, to whoever has the secret of `recipient`.
	pub fn seal(&self, recipient: &[u8; 32], version: u64, content: &[u8]) -> Result<Vec<u8>> {
		let mut secret = [0; 32];
		getrandom::fill(&mut secret).map_err(|error| {
			Error::store(
				format_args!("nothing can be sealed ({error})"),
				"see that the system has random numbers (/dev/urandom)",
			)
		})?;
		self.seal_with(secret, recipient, version, content)
	}

	/// The same with a key that is given, which nothing else may be sealed with.
	fn seal_with(
		&self,
		ephemeral: [u8; 32],
		recipient: &[u8; 32],
		version: u64,
		content: &[u8],
	) -> Result<Vec<u8>> {
		let ephemeral = StaticSecret::from(ephemeral);
		let public = PublicKey::from(&ephemeral).to_bytes();
		let cipher = self.cipher(&ephemeral, recipient, &public, recipient)?;
		let plain = padded(content)?;
		let aad = self.authenticated(version);
		let payload = Payload { msg: &plain, aad: &aad };
		let sealed = cipher.encrypt(&Default::default(), payload).map_err(|_| unsealable())?;
		Ok([public.as_slice(), &sealed].concat())
	}

	/// Opens what was sealed to a key, of that version.
	pub fn open(&self, secret: &StaticSecret, version: u64, sealed: &[u8]) -> Result<Vec<u8>> {
		let (public, text) = sealed.split_first_chunk::<32>().ok_or_else(unopenable)?;
		let own = PublicKey::from(secret).to_bytes();
		let cipher = self.cipher(secret, public, public, &own)?;
		let aad = self.authenticated(version);
		let payload = Payload { msg: text, aad: &aad };
		let plain = cipher.decrypt(&Default::default(), payload).map_err(|_| unopenable())?;
		let (length, rest) = plain.split_first_chunk::<LENGTH>().ok_or_else(unopenable)?;
		let length = usize::from(u16::from_le_bytes(*length));
		let (content, zeros) = rest.split_at_checked(length).ok_or_else(unopenable)?;
		match zeros.iter().all(|byte| *byte == 0) {
			true => Ok(content.to_vec()),
			false => Err(unopenable()),
		}
	}

	/// The cipher that both ends come to.
	fn cipher(
		&self,
		own: &StaticSecret,
		other: &[u8; 32],
		ephemeral: &[u8; 32],
		recipient: &[u8; 32],
	) -> Result<ChaCha20Poly1305> {
		let shared = own.diffie_hellman(&PublicKey::from(*other));
		// A point of small order: what is sealed with it anybody could open.
		if !shared.was_contributory() {
			return Err(unopenable());
		}
		let material = [shared.as_bytes().as_slice(), ephemeral, recipient].concat();
		let mut key = [0; 32];
		let expanded = Hkdf::<Sha256>::new(None, &material).expand(&self.info(), &mut key);
		expanded.map_err(|_| unsealable())?;
		Ok(ChaCha20Poly1305::new(&key.into()))
	}
}

/// The secret by which a key opens what is sealed to it.
pub fn secret(key: &Key) -> StaticSecret {
	StaticSecret::from(key.sealing_secret())
}

/// To what others seal what is for a key.
pub fn public(key: &Key) -> [u8; 32] {
	PublicKey::from(&secret(key)).to_bytes()
}

fn padded(content: &[u8]) -> Result<Vec<u8>> {
	let around = AROUND.saturating_add(LENGTH);
	let needed = content.len().saturating_add(around);
	let whole = LENGTHS.into_iter().find(|length| *length >= needed);
	let (Some(whole), Ok(length)) = (whole, u16::try_from(content.len())) else {
		return Err(Error::usage(
			format_args!("{} bytes are too many to be sealed", content.len()),
			format_args!("leave some of the preimages out: {MOST} bytes are the most"),
		));
	};
	let mut plain = length.to_le_bytes().to_vec();
	plain.extend(content);
	plain.resize(whole.saturating_sub(AROUND), 0);
	Ok(plain)
}

fn unsealable() -> Error {
	Error::usage("this cannot be sealed", "take another key to seal to")
}

fn unopenable() -> Error {
	Error::usage(
		"what is sealed cannot be opened: it is for another key, channel or version, or was changed",
		"seal it to the key that the chain names, for this channel and version",
	)
}

#[cfg(test)]
mod tests;
