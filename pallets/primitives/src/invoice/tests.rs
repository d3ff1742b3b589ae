use super::{text::*, *};
use crate::{sign::sign_invoice, state::wrapped, Preimage};
use bech32::{Bech32, Bech32m, Hrp};
use proptest::prelude::*;
use sp_core::{ed25519, Pair as _};
use sp_runtime::{AccountId32, MultiSignature};

type Signed = SignedInvoice<AccountId32, u32, MultiSignature>;

const GENESIS: [u8; 32] = [0x11; 32];

fn alice() -> ed25519::Pair {
	ed25519::Pair::from_string("//Alice", None).unwrap()
}

fn invoice() -> Invoice<AccountId32, u32> {
	let hint = |ids: &[u64]| -> RouteHint {
		ids.iter().copied().map(ChannelId).collect::<Vec<_>>().try_into().unwrap()
	};
	let payment_hash = Preimage([1; 32]).payment_hash();
	Invoice {
		payee: alice().public().into(),
		asset: 7,
		amount: Some(5_000),
		payment_hash,
		payment_secret: PaymentSecret::derive(&[9; 32], &payment_hash),
		deadline_ms: 1_000_000,
		memo_hash: memo_hash(b"coffee"),
		features: Features::NONE.allowing(Feature::Mpp).requiring(Feature::Instant),
		hints: vec![hint(&[1, 2]), hint(&[3])].try_into().unwrap(),
	}
}

fn signed(invoice: Invoice<AccountId32, u32>) -> Signed {
	sign_invoice(&GENESIS, &alice(), invoice)
}

fn text() -> String {
	signed(invoice()).to_text(&GENESIS).unwrap()
}

fn read(text: &str) -> Result<Signed, TextError> {
	Signed::from_text(text, &GENESIS)
}

/// The bytes in a text that is right as far as its checksum goes.
fn bytes(text: &str) -> Vec<u8> {
	bech32::decode(text).unwrap().1
}

fn seal(bytes: &[u8]) -> String {
	bech32::encode::<Bech32m>(Hrp::parse(PREFIX).unwrap(), bytes).unwrap()
}

/// These bytes after a header that is right for them.
fn headed(rest: &[u8]) -> String {
	let length = u16::try_from(rest.len() + 4).unwrap();
	seal(&[&[VERSION], &length.to_le_bytes()[..], &GENESIS[..4], rest].concat())
}

/// An invoice that nobody should make, as text.
fn made(change: impl FnOnce(&mut Invoice<AccountId32, u32>)) -> String {
	let mut invoice = invoice();
	change(&mut invoice);
	headed(&signed(invoice).encode())
}

#[test]
fn an_invoice_comes_back_from_its_text() {
	let text = text();
	assert!(text.starts_with("bloc1"));
	assert_eq!(read(&text), Ok(signed(invoice())));
	assert_eq!(read(&text.to_uppercase()), Ok(signed(invoice())));
	assert_eq!(chain_of(&text), Ok([0x11; 4]));
	assert!(read(&text).unwrap().invoice.features.has(Feature::Mpp));
}

#[test]
fn the_text_says_what_the_format_says() {
	let bytes = bytes(&text());
	let document = signed(invoice()).encode();
	let length = u16::try_from(document.len() + 4).unwrap();
	assert_eq!(bytes[..3], [&[1u8], &length.to_le_bytes()[..]].concat());
	assert_eq!(bytes[3..7], [0x11; 4]);
	assert_eq!(bytes[7..], document);
	assert_eq!(text(), headed(&document));
}

#[test]
fn wallets_may_wrap_what_they_sign() {
	let invoice = invoice();
	let signature = alice().sign(&wrapped(&invoice.payload(&GENESIS))).into();
	let signed: Signed = SignedInvoice { invoice, signature };
	assert_eq!(signed.ensure_signed(&GENESIS), Ok(()));
	assert_eq!(read(&signed.to_text(&GENESIS).unwrap()), Ok(signed));
}

#[test]
fn a_signature_is_for_one_payee_chain_and_document() {
	let good = signed(invoice());
	let bad = Err(InvoiceError::BadSignature);
	assert_eq!(good.ensure_signed(&GENESIS), Ok(()));
	assert_eq!(good.ensure_signed(&[0x12u8; 32]), bad);
	let changes: [fn(&mut Invoice<AccountId32, u32>); 9] = [
		|invoice| invoice.payee = AccountId32::new([3; 32]),
		|invoice| invoice.asset = 8,
		|invoice| invoice.amount = None,
		|invoice| invoice.payment_hash.0[31] ^= 1,
		|invoice| invoice.payment_secret.0[31] ^= 1,
		|invoice| invoice.deadline_ms += 1,
		|invoice| invoice.memo_hash[0] ^= 1,
		|invoice| invoice.features = Features::NONE,
		|invoice| invoice.hints = Default::default(),
	];
	for (index, change) in changes.into_iter().enumerate() {
		let mut other = good.clone();
		change(&mut other.invoice);
		assert_eq!(other.ensure_signed(&GENESIS), bad, "change {index}");
		assert_eq!(other.to_text(&GENESIS), Err(InvoiceError::BadSignature.into()));
	}
	assert_eq!(good.invoice.payload(&GENESIS)[..DOMAIN.len()], DOMAIN);
}

#[test]
fn what_makes_no_sense_has_a_name() {
	type Change = fn(&mut Invoice<AccountId32, u32>);
	let cases: [(Change, InvoiceError); 6] = [
		(|invoice| invoice.features.0 |= 1 << 62, InvoiceError::UnknownFeature(62)),
		(|invoice| invoice.amount = Some(0), InvoiceError::ZeroAmount),
		(|invoice| invoice.payment_secret = PaymentSecret([0; 32]), InvoiceError::ObviousSecret),
		(
			|invoice| invoice.payment_secret = PaymentSecret(invoice.payment_hash.0),
			InvoiceError::ObviousSecret,
		),
		(
			|invoice| invoice.payment_secret = PaymentSecret(memo_hash(&invoice.payment_hash.0)),
			InvoiceError::ObviousSecret,
		),
		(|invoice| invoice.hints.try_push(Default::default()).unwrap(), InvoiceError::EmptyHint),
	];
	for (change, error) in cases {
		let mut bad = invoice();
		change(&mut bad);
		assert_eq!(bad.ensure_sound(), Err(error));
		assert_eq!(bad.ensure_payable(0), Err(error));
		assert_eq!(signed(bad).to_text(&GENESIS), Err(error.into()));
		assert_eq!(read(&made(change)), Err(error.into()));
	}
	assert_eq!(invoice().ensure_sound(), Ok(()));
	let unknown_optional = made(|invoice| invoice.features.0 |= 1 << 63);
	assert!(read(&unknown_optional).unwrap().invoice.features.has(Feature::Mpp));
	assert!(read(&made(|invoice| invoice.amount = None)).is_ok());
}

#[test]
fn the_last_instant_is_the_one_before_the_deadline() {
	let invoice = invoice();
	assert_eq!(invoice.ensure_payable(invoice.deadline_ms - 1), Ok(()));
	assert_eq!(invoice.ensure_payable(invoice.deadline_ms), Err(InvoiceError::Expired));
}

#[test]
fn secrets_differ_by_seed_and_hash() {
	let [one, two] = [1, 2].map(|secret| Preimage([secret; 32]).payment_hash());
	let secret = PaymentSecret::derive(&[1; 32], &one);
	assert_eq!(secret, PaymentSecret::derive(&[1; 32], &one));
	assert_ne!(secret, PaymentSecret::derive(&[2; 32], &one));
	assert_ne!(secret, PaymentSecret::derive(&[1; 32], &two));
	assert!(!secret.is_obvious(&one));
}

#[test]
fn a_text_that_is_not_bech32m_is_refused() {
	let text = text();
	assert_eq!(read(""), Err(TextError::NoSeparator));
	assert_eq!(read("bloc"), Err(TextError::NoSeparator));
	assert_eq!(read(&text.replacen("bloc", "Bloc", 1)), Err(TextError::MixedCase));
	let mut mixed = text.clone();
	mixed.push('Q');
	assert_eq!(read(&mixed), Err(TextError::MixedCase));
	for bad in ["b", "i", "o", "!", " ", "ä"] {
		let text = format!("{}{bad}{}", &text[..30], &text[30..]);
		assert_eq!(read(&text), Err(TextError::BadCharacter), "{bad}");
	}
	let prefixes = ["lnbc", "blo", "blocs", "x"];
	for prefix in prefixes {
		let hrp = Hrp::parse(prefix).unwrap();
		let other = bech32::encode::<Bech32m>(hrp, &bytes(&text)).unwrap();
		assert_eq!(read(&other), Err(TextError::UnknownPrefix), "{prefix}");
	}
	let older = bech32::encode::<Bech32>(Hrp::parse(PREFIX).unwrap(), &bytes(&text)).unwrap();
	assert_eq!(read(&older), Err(TextError::NotBech32m));
	assert_eq!(read(&format!("bloc1{}", "q".repeat(MAX_CHARS))), Err(TextError::TooLong));
	assert_eq!(read(&format!("bloc1{}", "q".repeat(MAX_CHARS - 5))), Err(TextError::BadChecksum));
}

#[test]
fn a_text_whose_end_is_missing_is_truncated() {
	let text = text();
	for chars in "bloc1".len()..text.len() {
		assert_eq!(read(&text[..chars]), Err(TextError::Truncated), "{chars}");
	}
}

#[test]
fn a_wrong_character_is_found() {
	let text = text();
	// But for those that say how long it is, which can make it look truncated.
	for at in "bloc1".len() + 5..text.len() {
		let other = if &text[at..=at] == "q" { "p" } else { "q" };
		let wrong = format!("{}{other}{}", &text[..at], &text[at + 1..]);
		assert_eq!(read(&wrong), Err(TextError::BadChecksum), "{at}");
	}
	assert_eq!(read(&format!("{text}q")), Err(TextError::BadChecksum));
}

#[test]
fn bytes_that_are_no_invoice_are_refused() {
	let good = bytes(&text());
	assert_eq!(read(&seal(&[])), Err(TextError::Malformed));
	for cut in 1..good.len() {
		assert_eq!(read(&seal(&good[..cut])), Err(TextError::Malformed), "{cut}");
		if cut >= 7 {
			assert_eq!(read(&headed(&good[7..cut])), Err(TextError::Malformed), "{cut}");
		}
	}
	assert_eq!(read(&seal(&[&good[..], &[0]].concat())), Err(TextError::TrailingBytes));
	assert_eq!(read(&headed(&[&good[7..], &[0]].concat())), Err(TextError::TrailingBytes));
	for version in [0, 2, 255] {
		let other = [&[version], &good[1..]].concat();
		assert_eq!(read(&seal(&other)), Err(TextError::UnknownVersion(version)));
		assert_eq!(read(&seal(&[version])), Err(TextError::UnknownVersion(version)));
	}
}

#[test]
fn bits_beyond_the_last_byte_are_refused() {
	use bech32::primitives::iter::{ByteIterExt, Fe32IterExt};
	let good = bytes(&made(|invoice| invoice.amount = None));
	// One bit of padding: with one character more it is not yet a byte more.
	assert_eq!(good.len() * 8 % 5, 4);
	let fives = || good.iter().copied().bytes_to_fes();
	let hrp = Hrp::parse(PREFIX).unwrap();
	let last = fives().last().unwrap().to_u8() | 1;
	let wrong = fives().take(fives().len() - 1).chain([bech32::Fe32::try_from(last).unwrap()]);
	let wrong: String = wrong.with_checksum::<Bech32m>(&hrp).chars().collect();
	assert_eq!(read(&wrong), Err(TextError::BadPadding));
	let longer = fives().chain([bech32::Fe32::Q]).with_checksum::<Bech32m>(&hrp);
	assert_eq!(read(&longer.chars().collect::<String>()), Err(TextError::BadPadding));
}

#[test]
fn an_invoice_of_another_chain_is_refused() {
	let text = text();
	let error = Err(TextError::WrongChain([0x11; 4]));
	assert_eq!(Signed::from_text(&text, &[0x22u8; 32]), error);
	// The tag may be the same by chance, or on purpose: the signature is not.
	let mut sister = [0x33u8; 32];
	sister[..4].fill(0x11);
	let error = Err(InvoiceError::BadSignature.into());
	assert_eq!(Signed::from_text(&text, &sister), error);
}

#[test]
fn the_largest_invoice_of_a_chain_has_a_text() {
	let mut invoice = invoice();
	let hint: RouteHint = vec![ChannelId(u64::MAX); 4].try_into().unwrap();
	invoice.hints = vec![hint; 4].try_into().unwrap();
	invoice.amount = Some(u128::MAX);
	let text = signed(invoice.clone()).to_text(&GENESIS).unwrap();
	assert!(text.len() < MAX_CHARS);
	assert_eq!(read(&text), Ok(signed(invoice)));
}

#[test]
fn what_has_no_room_is_not_made() {
	let wide = |asset: Vec<u8>| {
		let Invoice {
			payee,
			amount,
			payment_hash,
			payment_secret,
			deadline_ms,
			memo_hash,
			features,
			hints,
			..
		} = invoice();
		let invoice = Invoice {
			payee,
			asset,
			amount,
			payment_hash,
			payment_secret,
			deadline_ms,
			memo_hash,
			features,
			hints,
		};
		let signed: SignedInvoice<_, _, MultiSignature> = sign_invoice(&GENESIS, &alice(), invoice);
		signed.to_text(&GENESIS)
	};
	let most = (250..=400).take_while(|size| wide(vec![0; *size]).is_ok()).last().unwrap();
	assert!(wide(vec![0; most]).unwrap().len() > MAX_CHARS - 2);
	for size in [most + 1, 100_000] {
		assert_eq!(wide(vec![0; size]), Err(TextError::TooLong));
	}
}

proptest! {
	#[test]
	fn any_text_is_read_or_refused(text in "\\PC*") {
		prop_assert!(read(&text).is_err());
	}

	#[test]
	fn any_data_are_read_or_refused(text in "bloc1[02-9ac-hj-np-z]{0,400}") {
		prop_assert!(read(&text).is_err());
	}

	#[test]
	fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
		prop_assume!(bytes.len() < 600);
		prop_assert!(read(&seal(&bytes)).is_err());
		prop_assert!(read(&headed(&bytes)).is_err());
	}

	#[test]
	fn no_bit_can_be_changed_under_a_good_checksum(bit: prop::sample::Index) {
		let mut bytes = bytes(&text());
		let bit = bit.index(bytes.len() * 8);
		bytes[bit / 8] ^= 1 << (bit % 8);
		prop_assert!(read(&seal(&bytes)).is_err());
	}

	#[test]
	fn up_to_three_wrong_characters_are_found(
		places in prop::collection::btree_map(0usize..1_000, 0usize..31, 1..=3),
	) {
		const CHARS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
		let good = text();
		let mut wrong = good.clone().into_bytes();
		let length = good.len();
		for (place, step) in places.into_iter().filter(|(place, _)| place + 5 < length) {
			let at = 5 + place;
			let char = CHARS.iter().position(|char| *char == good.as_bytes()[at]).unwrap();
			wrong[at] = CHARS[(char + 1 + step) % 32];
		}
		let wrong = String::from_utf8(wrong).unwrap();
		prop_assume!(wrong != good);
		let error = read(&wrong).unwrap_err();
		prop_assert!(matches!(error, TextError::BadChecksum | TextError::Truncated), "{error:?}");
	}

	#[test]
	fn any_invoice_comes_back(
		amount in prop::option::of(1u128..),
		asset: u32,
		hash: [u8; 32],
		seed: [u8; 32],
		deadline_ms: u64,
		memo_hash: [u8; 32],
		features: u64,
		ids in prop::collection::vec(prop::collection::vec(any::<u64>(), 1..=4), 0..=4),
	) {
		let payment_hash = PaymentHash(hash);
		let hints: Vec<RouteHint> = ids
			.into_iter()
			.map(|ids| ids.into_iter().map(ChannelId).collect::<Vec<_>>().try_into().unwrap())
			.collect();
		let known = 1 << 16 | 1 << 48;
		let invoice = Invoice {
			payee: alice().public().into(),
			asset,
			amount,
			payment_hash,
			payment_secret: PaymentSecret::derive(&seed, &payment_hash),
			deadline_ms,
			memo_hash,
			features: Features(features & 0xaaaa_aaaa_aaaa_aaaa | features & known),
			hints: hints.try_into().unwrap(),
		};
		let signed = signed(invoice);
		let text = signed.to_text(&GENESIS).unwrap();
		prop_assert_eq!(read(&text), Ok(signed));
	}
}
