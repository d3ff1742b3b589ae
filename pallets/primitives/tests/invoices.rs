//! Invoices as their payees sign them and as text, for those who make and read them in other
//! languages.
//!
//! `vectors/invoices.json` has invoices with what is signed, the signatures of the well-known
//! `//Alice` and the texts; and texts that are refused, with the reason's name. This test computes
//! all of it anew: the file can neither be wrong nor lag behind. Where the format is meant to change,
//! `UPDATE_VECTORS=1 cargo test -p bloc-primitives --test invoices` writes it.
#![allow(clippy::arithmetic_side_effects)]
#![allow(clippy::indexing_slicing)] // of JSON, which answers with null
#![allow(clippy::unwrap_used)]

mod kit;

use bech32::{Bech32, Bech32m, Checksum, Hrp};
use bloc_primitives::{
	invoice::{
		memo_hash,
		text::{TextError, PREFIX},
		Feature, Features, Invoice, InvoiceError, PaymentSecret, RouteHint, SignedInvoice,
	},
	state::wrapped,
	ChannelId, Preimage,
};
use codec::Encode;
use frame_support::traits::fungible::NativeOrWithId;
use kit::{account, accounts, alice, check_file, hex, number, stored, Genesis, DEADLINE_MS, UNIT};
use serde_json::{json, Value};
use sp_core::{ecdsa, ed25519, sr25519, Pair as _};
use sp_runtime::{AccountId32, MultiSignature};

const PATH: &str = "vectors/invoices.json";

const GENESIS: Genesis = [0x11; 32];
const SISTER: Genesis = [0x22; 32];

type Asset = NativeOrWithId<u32>;
type Signed = SignedInvoice<AccountId32, Asset, MultiSignature>;

/// With which key, and how, an invoice is signed.
#[derive(Clone, Copy)]
struct Hand {
	scheme: &'static str,
	wrapped: bool,
}

impl Hand {
	const fn raw(scheme: &'static str) -> Self {
		Self { scheme, wrapped: false }
	}

	fn account(self) -> AccountId32 {
		match self.scheme {
			"sr25519" => account(alice::<sr25519::Pair>().public()),
			"ed25519" => account(alice::<ed25519::Pair>().public()),
			_ => account(alice::<ecdsa::Pair>().public()),
		}
	}

	fn sign(self, bytes: &[u8]) -> MultiSignature {
		match self.scheme {
			"sr25519" => alice::<sr25519::Pair>().sign(bytes).into(),
			"ed25519" => alice::<ed25519::Pair>().sign(bytes).into(),
			_ => alice::<ecdsa::Pair>().sign(bytes).into(),
		}
	}
}

fn hint(ids: &[u64]) -> RouteHint {
	ids.iter().copied().map(ChannelId).collect::<Vec<_>>().try_into().unwrap()
}

fn invoice(hand: Hand, asset: Asset, amount: Option<u128>) -> Invoice<AccountId32, Asset> {
	let payment_hash = Preimage([1; 32]).payment_hash();
	Invoice {
		payee: hand.account(),
		asset,
		amount,
		payment_hash,
		payment_secret: PaymentSecret::derive(&[9; 32], &payment_hash),
		deadline_ms: DEADLINE_MS,
		memo_hash: memo_hash("Kaffee & Kuchen ☕".as_bytes()),
		features: Features::NONE.allowing(Feature::Mpp),
		hints: Default::default(),
	}
}

/// The invoices, with what they show.
fn invoices() -> Vec<(&'static str, Genesis, Hand, Invoice<AccountId32, Asset>)> {
	let [sr, ed, ec] = ["sr25519", "ed25519", "ecdsa"].map(Hand::raw);
	let in_bytes = Hand { wrapped: true, ..ed };
	let native = Asset::Native;
	let plain = invoice(sr, native.clone(), Some(5 * UNIT));
	let open = Invoice { features: Features::NONE, ..invoice(ed, Asset::WithId(7), None) };
	let hinted = Invoice {
		features: Features::NONE.requiring(Feature::Mpp).allowing(Feature::Instant),
		hints: vec![hint(&[300]), hint(&[5, 70_000])].try_into().unwrap(),
		..invoice(ec, native.clone(), Some(1))
	};
	let unknown = Features(Features::NONE.requiring(Feature::Instant).0 | 1 << 63 | 2);
	let unknown = Invoice { features: unknown, ..invoice(ed, Asset::WithId(70_000), Some(UNIT)) };
	let largest = Invoice {
		deadline_ms: u64::MAX,
		memo_hash: [0xff; 32],
		hints: vec![hint(&[u64::MAX; 4]); 4].try_into().unwrap(),
		..invoice(ed, Asset::WithId(u32::MAX), Some(u128::MAX))
	};
	vec![
		("a fixed amount, in one part or several", GENESIS, sr, plain),
		("any amount of an asset, in one part", GENESIS, ed, open),
		("two ways to the payee; parts must be understood", GENESIS, ec, hinted),
		("at once only, and optional features that nobody knows", GENESIS, ed, unknown),
		("signed by a browser wallet", GENESIS, in_bytes, invoice(in_bytes, native.clone(), None)),
		("the same on a sister chain", SISTER, in_bytes, invoice(in_bytes, native, None)),
		("the largest", [0xff; 32], ed, largest),
	]
}

/// An invoice in the names of JavaScript; numbers, which have more bits there, as text.
fn described(invoice: &Invoice<AccountId32, Asset>) -> Value {
	let hints = invoice.hints.iter();
	let ids = |hint: &RouteHint| hint.iter().map(|id| number(id.0)).collect::<Vec<_>>();
	json!({
		"payee": hex(&invoice.payee),
		"asset": match invoice.asset {
			Asset::Native => json!("Native"),
			Asset::WithId(id) => json!({ "WithId": id }),
		},
		"amount": invoice.amount.map(number),
		"paymentHash": hex(invoice.payment_hash.0),
		"paymentSecret": hex(invoice.payment_secret.0),
		"deadlineMs": number(invoice.deadline_ms),
		"memoHash": hex(invoice.memo_hash),
		"features": number(invoice.features.0),
		"hints": hints.map(ids).collect::<Vec<_>>(),
	})
}

/// One vector; of the one that is known, the signature if it is as good as a new one.
fn vector(
	known: &Value,
	name: &str,
	genesis: Genesis,
	hand: Hand,
	invoice: Invoice<AccountId32, Asset>,
) -> Value {
	let payload = invoice.payload(&genesis);
	let bytes = if hand.wrapped { wrapped(&payload) } else { payload.clone() };
	let kept = || stored(&known["signature"], &invoice.payee, &bytes);
	let kept = (hand.scheme == "sr25519").then(kept).flatten();
	let signature = kept.unwrap_or_else(|| hand.sign(&bytes));
	let signed = SignedInvoice { invoice, signature };
	assert_eq!(signed.ensure_signed(&genesis), Ok(()), "{name}");
	let text = signed.to_text(&genesis).unwrap();
	assert_eq!(Signed::from_text(&text, &genesis).as_ref(), Ok(&signed), "{name}");
	json!({
		"name": name,
		"genesis": hex(genesis),
		"scheme": hand.scheme,
		"wrapped": hand.wrapped,
		"invoice": described(&signed.invoice),
		"payload": hex(&payload),
		"signature": hex(signed.signature.encode()),
		"text": text,
	})
}

/// The bytes in a text.
fn bytes(text: &str) -> Vec<u8> {
	bech32::decode(text).unwrap().1
}

/// `bytes` as text, with a checksum that is right.
fn seal<Ck: Checksum>(prefix: &str, bytes: &[u8]) -> String {
	bech32::encode::<Ck>(Hrp::parse(prefix).unwrap(), bytes).unwrap()
}

/// `document` as text, after a header that is right for it.
fn headed(document: &[u8]) -> String {
	let length = u16::try_from(document.len() + 4).unwrap();
	let bytes = [&[1], &length.to_le_bytes()[..], &GENESIS[..4], document].concat();
	seal::<Bech32m>(PREFIX, &bytes)
}

/// What `change` makes of an invoice, signed.
fn changed(change: impl FnOnce(&mut Invoice<AccountId32, Asset>)) -> Signed {
	let hand = Hand::raw("ed25519");
	let mut invoice = invoice(hand, Asset::Native, Some(UNIT));
	change(&mut invoice);
	let signature = hand.sign(&invoice.payload(&GENESIS));
	SignedInvoice { invoice, signature }
}

/// Texts that are refused when they are read as invoices of [`GENESIS`], and why.
fn refused() -> Vec<(&'static str, String, TextError)> {
	let signed = changed(|_| ());
	let text = signed.to_text(&GENESIS).unwrap();
	let data = bytes(&text);
	let chars = text.len();
	let made = |change: fn(&mut Invoice<AccountId32, Asset>)| headed(&changed(change).encode());
	let mut forged = signed.clone();
	forged.invoice.amount = Some(UNIT - 1);
	let swapped = format!("{}{}{}", &text[..100], &text[101..102], &text[100..101]);
	assert_ne!(text[100..101], text[101..102], "there is something to swap");
	let sister = SignedInvoice {
		signature: Hand::raw("ed25519").sign(&signed.invoice.payload(&SISTER)),
		..signed.clone()
	};
	vec![
		("no text", String::new(), TextError::NoSeparator),
		("the prefix alone", PREFIX.into(), TextError::NoSeparator),
		("nothing after the prefix", format!("{PREFIX}1"), TextError::Truncated),
		("the first half", text[..chars / 2].into(), TextError::Truncated),
		("all but the last character", text[..chars - 1].into(), TextError::Truncated),
		("two characters swapped", format!("{swapped}{}", &text[102..]), TextError::BadChecksum),
		("one character more", format!("{text}q"), TextError::BadChecksum),
		("one letter in upper case", text.replacen('l', "L", 1), TextError::MixedCase),
		(
			"a character that is none of bech32's",
			text.replacen('q', "o", 1),
			TextError::BadCharacter,
		),
		("too long", format!("{PREFIX}1{}", "q".repeat(1_019)), TextError::TooLong),
		("a Lightning invoice's prefix", seal::<Bech32m>("lnbc", &data), TextError::UnknownPrefix),
		("the checksum of bech32", seal::<Bech32>(PREFIX, &data), TextError::NotBech32m),
		(
			"the version after this one",
			seal::<Bech32m>(PREFIX, &[&[2], &data[1..]].concat()),
			TextError::UnknownVersion(2),
		),
		(
			"one byte more than it says",
			seal::<Bech32m>(PREFIX, &[&data[..], &[0]].concat()),
			TextError::TrailingBytes,
		),
		(
			"one byte more than an invoice",
			headed(&[&signed.encode()[..], &[0]].concat()),
			TextError::TrailingBytes,
		),
		(
			"one byte less than it says",
			seal::<Bech32m>(PREFIX, &data[..data.len() - 1]),
			TextError::Malformed,
		),
		(
			"one byte less than an invoice",
			headed(&signed.encode()[..data.len() - 8]),
			TextError::Malformed,
		),
		("for a sister chain", sister.to_text(&SISTER).unwrap(), TextError::WrongChain([0x22; 4])),
		("signed for a sister chain", headed(&sister.encode()), InvoiceError::BadSignature.into()),
		(
			"another amount than the one signed",
			headed(&forged.encode()),
			InvoiceError::BadSignature.into(),
		),
		(
			"a feature of the future is required",
			made(|invoice| invoice.features.0 |= 1 << 62),
			InvoiceError::UnknownFeature(62).into(),
		),
		(
			"nothing is asked for",
			made(|invoice| invoice.amount = Some(0)),
			InvoiceError::ZeroAmount.into(),
		),
		(
			"the secret is the payment hash",
			made(|invoice| invoice.payment_secret = PaymentSecret(invoice.payment_hash.0)),
			InvoiceError::ObviousSecret.into(),
		),
		(
			"a way of no channels",
			made(|invoice| invoice.hints = vec![hint(&[])].try_into().unwrap()),
			InvoiceError::EmptyHint.into(),
		),
	]
}

/// The name of a reason, without what it holds.
fn reason(error: TextError) -> String {
	let name = match error {
		TextError::Invoice(error) => format!("{error:?}"),
		error => format!("{error:?}"),
	};
	name.split('(').next().unwrap().into()
}

/// The content that the file should have.
fn computed(known: &Value) -> Value {
	let invoices = invoices().into_iter().enumerate();
	let vectors = invoices.map(|(index, (name, genesis, hand, invoice))| {
		vector(&known["vectors"][index], name, genesis, hand, invoice)
	});
	let refused = refused().into_iter().map(|(name, text, error)| {
		assert_eq!(Signed::from_text(&text, &GENESIS), Err(error), "{name}");
		json!({ "name": name, "text": text, "reason": reason(error) })
	});
	json!({
		"about": "Invoices, signed by `signer`, and as text; texts that are refused as invoices of \
			`genesis`. Written by pallets/primitives/tests/invoices.rs.",
		"signer": "//Alice",
		"accounts": accounts(),
		"vectors": vectors.collect::<Vec<_>>(),
		"genesis": hex(GENESIS),
		"refused": refused.collect::<Vec<_>>(),
	})
}

#[test]
fn the_file_of_invoices_is_what_rust_computes() {
	check_file(PATH, computed);
}
