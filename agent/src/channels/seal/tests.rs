use super::*;
use crate::core::testing::key;
use proptest::prelude::*;
use serde_json::{json, Value as Json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/seal.json");

fn context(kind: Kind) -> Context {
	Context { genesis: [0x11; 32], channel: 7, side: Side::Counterparty, kind }
}

/// What is sealed in the vectors: its name, context, version, the secrets of both keys, the content.
type Case = (&'static str, Context, u64, [u8; 32], [u8; 32], Vec<u8>);

fn cases() -> Vec<Case> {
	let state = context(Kind::State);
	let opener = Context { side: Side::Opener, channel: u64::MAX, ..context(Kind::Backup) };
	let sister = Context { genesis: [0x22; 32], ..state };
	vec![
		("a state", state, 9, [1; 32], [2; 32], b"nine".to_vec()),
		("the same of a later version", state, 10, [3; 32], [2; 32], b"nine".to_vec()),
		("the same on a sister chain", sister, 9, [4; 32], [2; 32], b"nine".to_vec()),
		("nothing", context(Kind::Backup), 0, [5; 32], [6; 32], vec![]),
		("the most of the shortest", opener, u64::MAX, [7; 32], [8; 32], vec![0xab; 462]),
		("one byte more", opener, u64::MAX, [9; 32], [8; 32], vec![0xab; 463]),
		("the most", state, 1, [10; 32], [2; 32], vec![0xcd; MOST]),
	]
}

fn vector((name, context, version, ephemeral, recipient, content): Case) -> Json {
	let secret = StaticSecret::from(recipient);
	let public = PublicKey::from(&secret).to_bytes();
	let sealed = context.seal_with(ephemeral, &public, version, &content).unwrap();
	assert_eq!(context.open(&secret, version, &sealed).unwrap(), content, "{name}");
	let hex = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
	json!({
		"name": name,
		"genesis": hex(&context.genesis),
		"channel": context.channel.to_string(),
		"side": context.side.name(),
		"kind": format!("{:?}", context.kind),
		"version": version.to_string(),
		"ephemeralSecret": hex(&ephemeral),
		"recipientSecret": hex(&recipient),
		"recipient": hex(&public),
		"content": hex(&content),
		"sealed": hex(&sealed),
	})
}

/// `UPDATE_VECTORS=1 cargo test` writes it anew.
#[test]
fn the_file_of_vectors_is_what_rust_computes() {
	let about =
		"What is sealed to an X25519 key: see agent/src/channels/seal.rs, which writes it, and \
		agent/vectors/check.mjs, which computes the same in JavaScript.";
	let vectors: Vec<_> = cases().into_iter().map(vector).collect();
	let computed = json!({ "about": about, "vectors": vectors });
	let text = serde_json::to_string_pretty(&computed).unwrap().replace("  ", "\t") + "\n";
	if std::env::var_os("UPDATE_VECTORS").is_some() {
		std::fs::write(FILE, &text).unwrap();
	}
	let known = std::fs::read_to_string(FILE).unwrap_or_default();
	assert!(known == text, "vectors/seal.json differs: UPDATE_VECTORS=1 writes it anew");
}

#[test]
fn lengths_say_little() {
	let to = public(&key("//Alice"));
	for (content, length) in [(0, 512), (462, 512), (463, 2_048), (1_998, 2_048), (1_999, 4_096)] {
		let sealed = context(Kind::State).seal(&to, 1, &vec![1; content]).unwrap();
		assert_eq!(sealed.len(), length);
	}
	let most = context(Kind::State).seal(&to, 1, &vec![1; MOST]).unwrap();
	assert_eq!(most.len(), 4_096);
	assert!(context(Kind::State).seal(&to, 1, &vec![1; MOST + 1]).is_err());
}

#[test]
fn points_of_small_order_are_refused() {
	let mut one = [0; 32];
	one[0] = 1;
	for point in [[0; 32], one] {
		assert!(context(Kind::State).seal(&point, 1, b"nine").is_err());
		let sealed = [point.as_slice(), &[0; 480]].concat();
		assert!(context(Kind::State).open(&secret(&key("//Alice")), 1, &sealed).is_err());
	}
}

#[test]
fn a_key_opens_what_is_sealed_to_it_and_to_no_other() {
	let (alice, bob) = (key("//Alice"), key("//Bob"));
	let sealed = context(Kind::Backup).seal(&public(&alice), 3, b"mine").unwrap();
	assert_eq!(context(Kind::Backup).open(&secret(&alice), 3, &sealed).unwrap(), b"mine");
	assert!(context(Kind::Backup).open(&secret(&bob), 3, &sealed).is_err());
	assert_ne!(sealed, context(Kind::Backup).seal(&public(&alice), 3, b"mine").unwrap());
}

proptest! {
	/// What is sealed comes out again, and for nothing else, nor changed.
	#[test]
	fn what_is_sealed_belongs_to_what_it_was_sealed_for(
		content in proptest::collection::vec(any::<u8>(), 0..=MOST),
		version: u64,
		other: u64,
		place in 0..4_096_usize,
		by in 1..=u8::MAX,
	) {
		let (key, right) = (key("//Alice"), context(Kind::State));
		let mut sealed = right.seal(&public(&key), version, &content).unwrap();
		let open = |context: Context, version, sealed: &[u8]| context.open(&secret(&key), version, sealed);
		prop_assert_eq!(open(right, version, &sealed).unwrap(), content);
		for wrong in [
			Context { genesis: [0; 32], ..right },
			Context { channel: 8, ..right },
			Context { side: Side::Opener, ..right },
			Context { kind: Kind::Backup, ..right },
		] {
			prop_assert!(open(wrong, version, &sealed).is_err());
		}
		prop_assert!(other == version || open(right, other, &sealed).is_err());
		let place = place % sealed.len();
		sealed[place] ^= by;
		prop_assert!(open(right, version, &sealed).is_err());
	}
}
