//! Keys: out of a file that only its owner can read, or out of the environment; held so that they
//! are never printed, and wiped from memory in the end.

use crate::error::{Error, Result};
use blake2::{digest::consts::U32, Blake2b, Digest};
use chacha20poly1305::{
	aead::{Aead, Payload},
	KeyInit, XChaCha20Poly1305,
};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use serde::Deserialize;
use std::{
	collections::BTreeMap,
	fs,
	os::unix::fs::MetadataExt,
	path::{Path, PathBuf},
	str::FromStr,
};
use subxt_signer::{
	sr25519::{verify, Keypair, PublicKey, Signature},
	DeriveJunction, SecretUri,
};

/// The public key of an account, which is its name.
pub type Account = [u8; 32];

/// Says what a hash, and a step of derivation, are for.
const SEAL: &str = "bloc-agent/seal/v1";
/// The same, for what others seal to the key.
const SEALED_TO: &str = "bloc-agent/x25519/v1";
/// The bytes of a nonce before what is sealed.
const NONCE: usize = 24;

/// Where a key is. Its text is a phrase of twelve words or more, `0x` and 64 digits, or one of these
/// and a path, as `//1`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySource {
	/// A file that nobody but its owner can read.
	pub file: Option<PathBuf>,
	/// The name of a variable of the environment.
	pub env: Option<String>,
}

impl KeySource {
	/// Reads the key.
	pub fn read(&self, name: &str) -> Result<Key> {
		Key::from_secret(&self.text(name)?).map_err(|why| {
			Error::usage(
				format_args!("the key '{name}' cannot be read ({why})"),
				"write the phrase, or 0x and 64 digits, as `lightning-bloc key generate` prints them",
			)
		})
	}

	/// Reads the text.
	pub fn text(&self, name: &str) -> Result<SecretString> {
		let secret = match (&self.file, &self.env) {
			(Some(file), None) => read_private(file)?,
			(None, Some(variable)) => {
				std::env::var(variable).map(SecretString::from).map_err(|_| {
					Error::usage(
						format_args!("the key '{name}' is not in the environment"),
						format_args!("set {variable} to the key"),
					)
				})?
			},
			_ => {
				return Err(Error::usage(
					format_args!("the key '{name}' is in no place, or in two"),
					"give it either a 'file' or an 'env'",
				))
			},
		};
		Ok(SecretString::from(secret.expose_secret().trim().to_owned()))
	}
}

/// Reads a file that others must not be able to read.
pub fn read_private(file: &Path) -> Result<SecretString> {
	let refused =
		|why: String, advice: String| Error::usage(format!("{}: {why}", file.display()), advice);
	let known = fs::metadata(file)
		.map_err(|error| refused(error.to_string(), "make the file, or name another".into()))?;
	if known.mode() & 0o077 != 0 {
		return Err(refused(
			format!("others can read it (mode {:03o})", known.mode() & 0o777),
			format!(
				"run `chmod 600 {}`, and make a new key if anybody may have seen it",
				file.display()
			),
		));
	}
	let text = fs::read_to_string(file).map_err(|error| {
		refused(error.to_string(), "see that the agent's user may read it".into())
	})?;
	Ok(SecretString::from(text))
}

/// A key: signs, and seals what only its owner is to read.
pub struct Key {
	pair: Keypair,
	seal: SecretBox<[u8; 32]>,
	sealed_to: SecretBox<[u8; 32]>,
}

impl Key {
	/// The key of that text.
	pub fn from_secret(text: &SecretString) -> Result<Self, String> {
		let uri = SecretUri::from_str(text.expose_secret()).map_err(|_| "it has no such form")?;
		let pair = Keypair::from_uri(&uri).map_err(|_| "it is no key of this kind")?;
		// Of the key, however it is spelled. Nobody finds from the account what is behind a hard step.
		let behind = |purpose: &str| -> SecretBox<[u8; 32]> {
			let behind = pair.derive([DeriveJunction::hard(purpose)]);
			let mut hasher = Blake2b::<U32>::new();
			hasher.update(purpose);
			hasher.update(behind.public_key().0);
			SecretBox::new(Box::new(hasher.finalize().into()))
		};
		let (seal, sealed_to) = (behind(SEAL), behind(SEALED_TO));
		Ok(Self { pair, seal, sealed_to })
	}

	/// The X25519 secret by which it opens what others seal to it.
	pub fn sealing_secret(&self) -> [u8; 32] {
		*self.sealed_to.expose_secret()
	}

	/// The account that it signs for.
	pub fn account(&self) -> Account {
		self.pair.public_key().0
	}

	/// The pair, for transactions.
	pub const fn pair(&self) -> &Keypair {
		&self.pair
	}

	/// Its signature over a message.
	pub fn sign(&self, message: &[u8]) -> [u8; 64] {
		self.pair.sign(message).0
	}

	/// Seals a secret under a name: both are needed to open it.
	pub fn seal(&self, name: &[u8], secret: &[u8]) -> Result<Vec<u8>> {
		let advice = "see that the system has random numbers (/dev/urandom)";
		let mut sealed = vec![0; NONCE];
		getrandom::fill(&mut sealed).map_err(|error| {
			Error::store(format_args!("no secret can be kept ({error})"), advice)
		})?;
		let payload = Payload { msg: secret, aad: name };
		let text = self
			.cipher()
			.encrypt(sealed.as_slice().into(), payload)
			.map_err(|_| Error::store("no secret can be sealed", advice))?;
		sealed.extend(text);
		Ok(sealed)
	}

	/// Opens what it has sealed under that name.
	pub fn open(&self, name: &[u8], sealed: &[u8]) -> Result<SecretBox<Vec<u8>>> {
		let refused = || {
			Error::store(
				"a sealed secret cannot be opened",
				"start the agent with the key that sealed it",
			)
		};
		let (nonce, text) = sealed.split_at_checked(NONCE).ok_or_else(refused)?;
		let payload = Payload { msg: text, aad: name };
		let secret = self.cipher().decrypt(nonce.into(), payload).map_err(|_| refused())?;
		Ok(SecretBox::new(Box::new(secret)))
	}

	fn cipher(&self) -> XChaCha20Poly1305 {
		XChaCha20Poly1305::new(self.seal.expose_secret().into())
	}
}

/// Whether an account has signed a message.
pub fn is_signed(account: &Account, message: &[u8], signature: &[u8; 64]) -> bool {
	verify(&Signature(*signature), message, &PublicKey(*account))
}

/// The keys of the configuration, by name.
pub type Keys = BTreeMap<String, std::sync::Arc<Key>>;

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::testing::key;
	use std::os::unix::fs::PermissionsExt;

	fn source(text: &str, mode: u32) -> (tempfile::TempDir, KeySource) {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("key");
		fs::write(&file, text).unwrap();
		fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
		(folder, KeySource { file: Some(file), env: None })
	}

	#[test]
	fn a_key_is_read_from_a_file_of_its_owner() {
		let (_folder, source) = source("//Alice\n", 0o600);
		let key = source.read("maker").unwrap();
		assert_eq!(
			hex::encode(key.account()),
			"d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
		);
		let signature = key.sign(b"terms");
		assert!(is_signed(&key.account(), b"terms", &signature));
		assert!(!is_signed(&key.account(), b"others", &signature));
	}

	#[test]
	fn a_file_that_others_can_read_is_refused() {
		for mode in [0o640, 0o604, 0o644] {
			let (_folder, source) = source("//Alice", mode);
			let error = source.read("maker").err().unwrap();
			assert!(error.advice.contains("chmod 600"), "{error}");
		}
	}

	#[test]
	fn what_is_no_key_is_told_without_showing_it() {
		let (_folder, file) = source("correct horse battery", 0o600);
		let error = file.read("maker").err().unwrap();
		assert!(!error.to_string().contains("horse"), "{error}");
		let missing = KeySource { file: None, env: Some("BLOC_NO_SUCH_KEY".into()) };
		assert!(missing.read("maker").err().unwrap().advice.contains("BLOC_NO_SUCH_KEY"));
		assert!(KeySource::default().read("maker").is_err());
	}

	#[test]
	fn what_is_sealed_needs_the_key_and_the_name() {
		let (alice, bob) = (key("//Alice"), key("//Bob"));
		let sealed = alice.seal(b"hash", b"secret").unwrap();
		assert_eq!(alice.open(b"hash", &sealed).unwrap().expose_secret().as_slice(), b"secret");
		assert!(bob.open(b"hash", &sealed).is_err());
		assert!(alice.open(b"other", &sealed).is_err());
		assert!(alice.open(b"hash", b"short").is_err());
		assert_ne!(sealed, alice.seal(b"hash", b"secret").unwrap());
		// The same key, spelled otherwise.
		let again = key(&format!("{}//Alice", subxt_signer::DEV_PHRASE));
		assert_eq!(again.open(b"hash", &sealed).unwrap().expose_secret().as_slice(), b"secret");
	}
}
