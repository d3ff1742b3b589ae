//! The terms of rings, byte for byte, for those who write and read them in other programs.
//!
//! `vectors/ring.json` has some with their bytes, the hash that stands for them in every leg, and their
//! instants; the agent's tests read the same file. `vectors/consents.json` has what parties sign to
//! end a leg before its time. Where a format is meant to change,
//! `UPDATE_VECTORS=1 cargo nextest run --workspace -E 'test(the_file_of)'` writes it.

use crate::{
	consent::{payload, Agreement, LegName},
	ring::{RingLeg, RingTerms},
	types::{BondAmount, ChainId},
};
use bloc_primitives::{instant::Instant, ChannelId, PaymentHash};
use codec::Encode;
use frame_support::traits::fungible::NativeOrWithId;
use serde_json::{json, Value};
use sp_runtime::AccountId32;

type Asset = NativeOrWithId<u32>;
type Terms = RingTerms<AccountId32, Asset>;
type Leg = RingLeg<AccountId32, Asset>;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/ring.json");
const CONSENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/consents.json");
const MINUTE: u64 = 60_000;
/// 1 January 2030.
const START: u64 = 1_893_456_000_000;

fn leg(index: u8, owner: u8, receiver: u8, amount: u128) -> Leg {
	RingLeg {
		chain: ChainId { index, genesis: [index; 32] },
		owner: AccountId32::new([owner; 32]),
		receiver: AccountId32::new([receiver; 32]),
		asset: Asset::Native,
		amount,
		into: None,
		bond: None,
	}
}

fn bonded(leg: Leg, asset: Asset, amount: u128) -> Leg {
	Leg { bond: Some(BondAmount { asset, amount }), ..leg }
}

/// As from `START` on, with the times of live chains.
fn terms(secret: u8, legs: Vec<Leg>) -> Terms {
	let steps = u64::try_from(2 * legs.len() + 1).unwrap();
	Terms {
		payment_hash: PaymentHash(sp_io::hashing::sha2_256(&[secret; 32])),
		base_ms: START + steps * 8 * MINUTE,
		gap_ms: 30 * MINUTE,
		step_ms: 8 * MINUTE,
		reveal_ms: 8 * MINUTE,
		extension_ms: 20 * MINUTE,
		legs: legs.try_into().unwrap(),
	}
}

fn documents() -> Vec<(&'static str, Terms)> {
	let dollar = Asset::WithId(7);
	let three = vec![
		bonded(leg(1, 11, 10, 1_000_000_000_000), Asset::Native, 8_400),
		bonded(Leg { asset: dollar.clone(), ..leg(2, 12, 11, 1_000_000) }, dollar, 5_600),
		bonded(
			Leg { into: Some(ChannelId(u64::MAX)), ..leg(13, 10, 12, u128::MAX) },
			Asset::WithId(0),
			1,
		),
	];
	let fourteen = (1..=14).map(|index| {
		let amount = u128::from(index);
		bonded(leg(index, 20 + index % 14, 19 + index, 1_000 * amount), Asset::Native, amount)
	});
	vec![
		("two parties, without bonds", terms(0, vec![leg(2, 8, 9, 5), leg(1, 9, 8, 5)])),
		(
			"three parties, with bonds in coins and in assets",
			Terms {
				step_ms: 10 * MINUTE,
				reveal_ms: 9 * MINUTE,
				base_ms: START + 80 * MINUTE,
				..terms(1, three)
			},
		),
		("fourteen parties", terms(2, fourteen.collect())),
	]
}

fn hex(bytes: impl AsRef<[u8]>) -> Value {
	let digits = bytes.as_ref().iter().map(|byte| format!("{byte:02x}"));
	format!("0x{}", digits.collect::<String>()).into()
}

/// A number of more bits than JavaScript's have.
fn number(number: impl ToString) -> Value {
	number.to_string().into()
}

fn asset(asset: &Asset) -> Value {
	match asset {
		Asset::Native => json!({ "native": null }),
		Asset::WithId(id) => json!({ "withId": id }),
	}
}

fn computed() -> Value {
	let leg = |leg: &Leg| {
		json!({
			"chain": { "index": leg.chain.index, "genesis": hex(leg.chain.genesis) },
			"owner": hex(&leg.owner),
			"receiver": hex(&leg.receiver),
			"asset": asset(&leg.asset),
			"amount": number(leg.amount),
			"into": leg.into.map(|channel| number(channel.0)),
			"bond": leg.bond.as_ref().map(|bond| json!({
				"asset": asset(&bond.asset),
				"amount": number(bond.amount),
			})),
		})
	};
	let vector = |(name, terms): (&str, Terms)| {
		let times = (1..=terms.len()).map(|position| {
			let times = terms.schedule().times(position).unwrap();
			json!({
				"bondByMs": number(times.bond_by_ms),
				"lockByMs": number(times.lock_by_ms),
				"deadlineMs": number(times.deadline_ms),
			})
		});
		json!({
			"name": name,
			"paymentHash": hex(terms.payment_hash.0),
			"baseMs": number(terms.base_ms),
			"gapMs": number(terms.gap_ms),
			"stepMs": number(terms.step_ms),
			"revealMs": number(terms.reveal_ms),
			"extensionMs": number(terms.extension_ms),
			"legs": terms.legs.iter().map(leg).collect::<Vec<_>>(),
			"terms": hex(terms.encode()),
			"hash": hex(terms.hash()),
			"times": times.collect::<Vec<_>>(),
		})
	};
	json!({
		"about": "The terms of rings: their bytes, the hash that stands for them in every leg, and \
			their instants. Computed anew by pallets/swaps/src/tests/vectors.rs and \
			agent/src/roles/swap/terms.rs.",
		"vectors": documents().into_iter().map(vector).collect::<Vec<_>>(),
	})
}

/// What parties sign, each unlike the first in one thing.
fn consents() -> Value {
	let name = |owner, secret, ms, block| LegName {
		owner: AccountId32::new([owner; 32]),
		payment_hash: PaymentHash(sp_io::hashing::sha2_256(&[secret; 32])),
		made: Instant { ms, block },
	};
	let first = || name(8, 0, START, 100);
	let (here, until_ms) = ([0x11_u8; 32], START + 10 * MINUTE);
	let divide = |to_receiver| Agreement::Divide { to_receiver };
	let all = [
		("handed back", here, first(), Agreement::HandBack, until_ms),
		("on another chain", [0x22; 32], first(), Agreement::HandBack, until_ms),
		("of another owner", here, name(9, 0, START, 100), Agreement::HandBack, until_ms),
		("under another hash", here, name(8, 1, START, 100), Agreement::HandBack, until_ms),
		("made at another time", here, name(8, 0, START + 1, 101), Agreement::HandBack, until_ms),
		("divided", here, first(), divide(1_000_000_000_000), until_ms),
		("the largest numbers", here, name(8, 0, u64::MAX, u64::MAX), divide(u128::MAX), u64::MAX),
	];
	let vector = |(title, genesis, leg, agreement, until_ms)| {
		let leg: LegName<AccountId32> = leg;
		json!({
			"name": title,
			"genesis": hex(genesis),
			"leg": {
				"owner": hex(&leg.owner),
				"paymentHash": hex(leg.payment_hash.0),
				"made": { "ms": number(leg.made.ms), "block": number(leg.made.block) },
			},
			"agreement": match agreement {
				Agreement::HandBack => json!({ "type": "HandBack" }),
				Agreement::Divide { to_receiver } => {
					json!({ "type": "Divide", "toReceiver": number(to_receiver) })
				},
			},
			"validUntilMs": number(until_ms),
			"payload": hex(payload(&genesis, &leg, &agreement, until_ms)),
		})
	};
	json!({
		"about": "What parties of a leg sign to end it before its time. Written by \
			pallets/swaps/src/tests/vectors.rs.",
		"vectors": all.map(vector),
	})
}

/// Holds a file against what it should be; or writes it, if asked to.
fn check_file(path: &str, computed: &Value) {
	if std::env::var_os("UPDATE_VECTORS").is_some() {
		let text = serde_json::to_string_pretty(computed).unwrap() + "\n";
		std::fs::write(path, text).unwrap();
		return;
	}
	let known: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
	assert!(*computed == known, "{path} is not what this code computes");
}

#[test]
fn the_file_of_terms_is_what_the_pallet_computes() {
	check_file(PATH, &computed());
}

#[test]
fn the_file_of_consents_is_what_the_pallet_computes() {
	check_file(CONSENTS, &consents());
}
