//! What the tests of vectors have in common: names for JSON, the keys that sign, the files.
#![allow(clippy::indexing_slicing)] // of JSON, which answers with null
#![allow(clippy::unwrap_used)]
#![allow(dead_code)] // each test uses some of it

use codec::Decode;
use serde::Serialize;
use serde_json::{json, ser::PrettyFormatter, Serializer, Value};
use sp_core::{ecdsa, ed25519, sr25519, Pair as KeyPair};
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	AccountId32, MultiSignature, MultiSigner,
};
use std::fs;

pub const UNIT: u128 = 1_000_000_000_000;
/// 1 January 2030.
pub const DEADLINE_MS: u64 = 1_893_456_000_000;

pub type Genesis = [u8; 32];

pub fn hex(bytes: impl AsRef<[u8]>) -> Value {
	format!("0x{}", hex::encode(bytes)).into()
}

/// A number of more bits than JavaScript's have.
pub fn number(number: impl ToString) -> Value {
	number.to_string().into()
}

/// The bytes of what [`hex`] made.
pub fn unhex(value: &Value) -> Option<Vec<u8>> {
	hex::decode(value.as_str()?.strip_prefix("0x")?).ok()
}

pub fn alice<K: KeyPair>() -> K {
	K::from_string("//Alice", None).unwrap()
}

pub fn account(key: impl Into<MultiSigner>) -> AccountId32 {
	key.into().into_account()
}

/// The accounts of [`alice`] in each scheme.
pub fn accounts() -> Value {
	json!({
		"sr25519": hex(account(alice::<sr25519::Pair>().public())),
		"ed25519": hex(account(alice::<ed25519::Pair>().public())),
		"ecdsa": hex(account(alice::<ecdsa::Pair>().public())),
	})
}

/// The stored signature, if it is a good one: sr25519 signs the same bytes in ever new ways, so
/// there is nothing to compare it with.
pub fn stored(stored: &Value, signer: &AccountId32, bytes: &[u8]) -> Option<MultiSignature> {
	let signature = MultiSignature::decode(&mut &unhex(stored)?[..]).ok()?;
	signature.verify(bytes, signer).then_some(signature)
}

/// Holds the file against what `compute` makes of what it has; or writes it, if asked to.
pub fn check_file(path: &str, compute: impl Fn(&Value) -> Value) {
	let known = fs::read(path).ok().and_then(|text| serde_json::from_slice(&text).ok());
	let known = known.unwrap_or(Value::Null);
	let computed = compute(&known);
	if std::env::var_os("UPDATE_VECTORS").is_some() {
		write(path, &computed);
	} else {
		assert!(
			computed == known,
			"{path} is not what this code signs: see this test's first lines"
		);
	}
}

fn write(path: &str, content: &Value) {
	let mut text = Vec::new();
	let format = PrettyFormatter::with_indent(b"\t");
	content.serialize(&mut Serializer::with_formatter(&mut text, format)).unwrap();
	text.push(b'\n');
	fs::write(path, text).unwrap();
}
