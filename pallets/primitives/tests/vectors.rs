//! What the parties of a channel sign, byte for byte, for those who sign in other languages.
//!
//! `vectors/states.json` has each kind of message with its payload, as it is and as browser wallets
//! wrap it, and the signatures of the well-known `//Alice` in each scheme. This test computes all
//! of it anew: the file can neither be wrong nor lag behind. Where the format is meant to change,
//! `UPDATE_VECTORS=1 cargo test -p bloc-primitives --test vectors` writes it.
#![allow(clippy::indexing_slicing)] // of JSON, which answers with null
#![allow(clippy::unwrap_used)]

mod kit;

use bloc_primitives::{
	sign::Signer,
	state::{is_signed_by, wrapped, Close, Htlc, Message, NetTransfer, State, Withdrawal},
	ChannelId, Pair, Preimage, Side,
};
use codec::Encode;
use kit::{
	account, accounts, alice, check_file, hex, number as amount, stored, Genesis, DEADLINE_MS, UNIT,
};
use serde_json::{json, Value};
use sp_core::{ecdsa, ed25519, sr25519, Pair as _};
use sp_runtime::MultiSignature;

const PATH: &str = "vectors/states.json";

/// What a signature is for: the chain, the channel and its base version.
type Place = (Genesis, ChannelId, u64);

/// Each message, with what it shows.
fn messages() -> Vec<(&'static str, Place, Message)> {
	let paid = |payer, amount| NetTransfer { payer, amount };
	let state = |version, net, htlcs: Vec<Htlc>| {
		Message::State(State { version, net, htlcs: htlcs.try_into().unwrap() })
	};
	let htlc = |payer, amount, secret| Htlc {
		payer,
		amount,
		payment_hash: Preimage([secret; 32]).payment_hash(),
		deadline_ms: DEADLINE_MS,
	};
	let (opener, counterparty) = (Side::Opener, Side::Counterparty);
	let here = ([0x11; 32], ChannelId(7), 0);
	let (net, amounts, valid_until_ms) = (paid(opener, 2), Pair::new(10, 20), DEADLINE_MS);
	let withdrawal = Withdrawal { version: 302, net, amounts, valid_until_ms };
	let close = Close { version: 303, net: paid(opener, 250), valid_until_ms: DEADLINE_MS + 1 };
	let forever = Close { version: u64::MAX, net: NetTransfer::ZERO, valid_until_ms: u64::MAX };
	vec![
		("the first state", ([0x11; 32], ChannelId(0), 0), state(1, NetTransfer::ZERO, vec![])),
		("the counterparty has paid", here, state(300, paid(counterparty, UNIT), vec![])),
		(
			"the same on a sister chain",
			([0x22; 32], ChannelId(7), 0),
			state(300, paid(counterparty, UNIT), vec![]),
		),
		(
			"an HTLC of each side",
			here,
			state(301, paid(opener, 1), vec![htlc(opener, 5, 0), htlc(counterparty, 3 * UNIT, 1)]),
		),
		("a withdrawal", here, Message::Withdrawal(withdrawal)),
		(
			"a state after the withdrawal",
			([0x11; 32], ChannelId(7), withdrawal.version),
			state(303, paid(counterparty, UNIT), vec![]),
		),
		("a cooperative close", here, Message::Close(close)),
		("a close without end", here, Message::Close(forever)),
		(
			"the largest numbers",
			([0xff; 32], ChannelId(u64::MAX), u64::MAX),
			state(u64::MAX, paid(counterparty, u128::MAX), vec![]),
		),
	]
}

/// A message in the names of JavaScript; numbers, which have more bits there, as text.
fn described(message: &Message) -> Value {
	let net = |net: &NetTransfer| json!({ "payer": name(net.payer), "amount": amount(net.amount) });
	match message {
		Message::State(State { version, net: moved, htlcs }) => json!({ "state": {
			"version": version.to_string(),
			"net": net(moved),
			"htlcs": htlcs.iter().map(|htlc| json!({
				"payer": name(htlc.payer),
				"amount": amount(htlc.amount),
				"paymentHash": hex(htlc.payment_hash.0),
				"deadlineMs": htlc.deadline_ms.to_string(),
			})).collect::<Vec<_>>(),
		} }),
		Message::Withdrawal(withdrawal) => json!({ "withdrawal": {
			"version": withdrawal.version.to_string(),
			"net": net(&withdrawal.net),
			"amounts": {
				"opener": amount(withdrawal.amounts.opener),
				"counterparty": amount(withdrawal.amounts.counterparty),
			},
			"validUntilMs": withdrawal.valid_until_ms.to_string(),
		} }),
		Message::Close(Close { version, net: moved, valid_until_ms }) => json!({ "close": {
			"version": version.to_string(),
			"net": net(moved),
			"validUntilMs": valid_until_ms.to_string(),
		} }),
	}
}

fn name(side: Side) -> &'static str {
	match side {
		Side::Opener => "Opener",
		Side::Counterparty => "Counterparty",
	}
}

/// Signs `payload` in all schemes, and checks that the chain would take each signature.
fn signatures(known: &Value, signer: &Signer<Genesis>, message: &Message) -> Value {
	let payload = signer.payload(message);
	let (sr, ed, ec) = (alice::<sr25519::Pair>(), alice::<ed25519::Pair>(), alice::<ecdsa::Pair>());
	let sr_account = account(sr.public());
	let in_sr25519 = |name: &str, bytes: &[u8], anew: MultiSignature| {
		stored(&known["sr25519"][name], &sr_account, bytes).unwrap_or(anew)
	};
	let all = [
		(
			"sr25519",
			&sr_account,
			in_sr25519("raw", &payload, signer.sign(&sr, message)),
			in_sr25519("wrapped", &wrapped(&payload), signer.sign_wrapped(&sr, message)),
		),
		(
			"ed25519",
			&account(ed.public()),
			signer.sign(&ed, message),
			signer.sign_wrapped(&ed, message),
		),
		(
			"ecdsa",
			&account(ec.public()),
			signer.sign(&ec, message),
			signer.sign_wrapped(&ec, message),
		),
	];
	Value::Object(FromIterator::from_iter(all.map(|(scheme, account, raw, in_bytes)| {
		for signature in [&raw, &in_bytes] {
			assert!(is_signed_by(signature, account, &payload), "{scheme}");
		}
		let value = json!({ "raw": hex(raw.encode()), "wrapped": hex(in_bytes.encode()) });
		(scheme.into(), value)
	})))
}

/// The content that the file should have; of the content that it has, the signatures that are as
/// good as new ones.
fn computed(known: &Value) -> Value {
	let vectors: Vec<_> = messages()
		.into_iter()
		.enumerate()
		.map(|(index, (name, (genesis, channel, base), message))| {
			let signer = Signer::new(genesis, channel).after(base);
			let payload = signer.payload(&message);
			json!({
				"name": name,
				"genesis": hex(genesis),
				"channel": channel.0.to_string(),
				"base": base.to_string(),
				"message": described(&message),
				"payload": hex(&payload),
				"wrapped": hex(wrapped(&payload)),
				"signatures": signatures(&known["vectors"][index]["signatures"], &signer, &message),
			})
		})
		.collect();
	json!({
		"about": "What the parties of a channel sign; signatures are MultiSignatures of `signer`. \
			Written by pallets/primitives/tests/vectors.rs.",
		"signer": "//Alice",
		"accounts": accounts(),
		"vectors": vectors,
	})
}

#[test]
fn the_file_of_vectors_is_what_rust_computes() {
	check_file(PATH, computed);
}
