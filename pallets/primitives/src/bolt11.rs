//! Reads invoices of the Lightning Network
//! ([BOLT-11](https://github.com/lightning/bolts/blob/master/11-payment-encoding.md)), so that what a
//! real one asks for can be paid under its own payment hash on a chain of this suite. Off chain only
//! (feature `bolt11`).

use crate::{
	invoice::{memo_hash, PaymentSecret},
	Moment, PaymentHash,
};
use bech32::primitives::decode::{CharError, CheckedHrpstringError, UncheckedHrpstringError};
use lightning_invoice::{
	Bolt11Invoice, Bolt11InvoiceDescriptionRef, Bolt11ParseError, Bolt11SemanticError, Currency,
	ParseOrSemanticError,
};

/// What invoices begin with where a text can be many things.
const SCHEME: &str = "lightning:";

/// The network that an invoice is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Network {
	/// Bitcoin: the money is real.
	Bitcoin,
	/// Bitcoin's test network.
	Testnet,
	/// Bitcoin's test network with signed blocks.
	Signet,
	/// A network on somebody's own machine.
	Regtest,
	/// A network of btcd's, on somebody's own machine.
	Simnet,
}

/// What is read of an invoice of the Lightning Network. Its signature is good.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LightningInvoice {
	/// The network.
	pub network: Network,
	/// The node that is paid: a compressed public key.
	pub payee: [u8; 33],
	/// How much, in thousandths of a satoshi; any amount if none.
	pub amount_msat: Option<u64>,
	/// Whoever shows its preimage gets the payment.
	pub payment_hash: PaymentHash,
	/// What each part of the payment has to name.
	pub payment_secret: PaymentSecret,
	/// The first instant at which it has expired.
	pub expires_ms: Moment,
	/// The hash of what it is for, whether it names that or only the hash.
	pub memo_hash: [u8; 32],
	/// Can it be paid in several parts?
	pub mpp: bool,
}

/// Why a text is not an invoice of the Lightning Network that can be paid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LightningInvoiceError {
	/// Lower and upper case side by side.
	MixedCase,
	/// Something in the text is wrong, or its end is missing.
	BadChecksum,
	/// It is not for a network that is known.
	UnknownNetwork,
	/// It is no invoice.
	Malformed,
	/// A field is missing, or there twice.
	BadFields,
	/// It needs a feature that is not known, or lacks one that it needs.
	BadFeatures,
	/// The amount is not one of whole thousandths of a satoshi, or does not fit.
	BadAmount,
	/// The signature is not that of its payee.
	BadSignature,
	/// It expires at an instant that does not fit.
	Overflow,
}

impl From<ParseOrSemanticError> for LightningInvoiceError {
	fn from(error: ParseOrSemanticError) -> Self {
		use Bolt11ParseError as Parse;
		use Bolt11SemanticError as Semantic;
		match error {
			ParseOrSemanticError::ParseError(error) => match error {
				Parse::Bech32Error(CheckedHrpstringError::Checksum(_)) => Self::BadChecksum,
				Parse::Bech32Error(CheckedHrpstringError::Parse(
					UncheckedHrpstringError::Char(CharError::MixedCase),
				)) => Self::MixedCase,
				Parse::BadPrefix | Parse::UnknownCurrency => Self::UnknownNetwork,
				Parse::ParseAmountError(_)
				| Parse::UnknownSiPrefix
				| Parse::IntegerOverflowError => Self::BadAmount,
				Parse::MalformedSignature(_) => Self::BadSignature,
				_ => Self::Malformed,
			},
			ParseOrSemanticError::SemanticError(error) => match error {
				Semantic::InvalidFeatures => Self::BadFeatures,
				Semantic::InvalidSignature => Self::BadSignature,
				Semantic::ImpreciseAmount => Self::BadAmount,
				_ => Self::BadFields,
			},
		}
	}
}

impl LightningInvoice {
	/// Reads `text`, with or without `lightning:` before it, in whatever case.
	///
	/// # Errors
	/// See [`LightningInvoiceError`].
	pub fn read(text: &str) -> Result<Self, LightningInvoiceError> {
		let text = match text.split_at_checked(SCHEME.len()) {
			Some((scheme, invoice)) if scheme.eq_ignore_ascii_case(SCHEME) => invoice,
			_ => text,
		};
		let invoice: Bolt11Invoice = text.parse()?;
		let expires = invoice.expires_at().ok_or(LightningInvoiceError::Overflow)?;
		let expires_ms = Moment::try_from(expires.as_millis());
		Ok(Self {
			network: match invoice.currency() {
				Currency::Bitcoin => Network::Bitcoin,
				Currency::BitcoinTestnet => Network::Testnet,
				Currency::Signet => Network::Signet,
				Currency::Regtest => Network::Regtest,
				Currency::Simnet => Network::Simnet,
			},
			payee: invoice.get_payee_pub_key().serialize(),
			amount_msat: invoice.amount_milli_satoshis(),
			payment_hash: PaymentHash(*invoice.payment_hash().as_ref()),
			payment_secret: PaymentSecret(invoice.payment_secret().0),
			expires_ms: expires_ms.map_err(|_| LightningInvoiceError::Overflow)?,
			memo_hash: match invoice.description() {
				Bolt11InvoiceDescriptionRef::Direct(memo) => {
					memo_hash(memo.as_inner().0.as_bytes())
				},
				Bolt11InvoiceDescriptionRef::Hash(hash) => *hash.0.as_ref(),
			},
			mpp: invoice.features().is_some_and(|features| features.supports_basic_mpp()),
		})
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	//! The examples of BOLT-11, good and bad.

	use super::*;
	use proptest::prelude::*;

	/// When all the examples were made, in seconds.
	const TIMESTAMP: u64 = 1_496_314_658;

	const DONATION: &str = "lnbc1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6twvus8g6rfwvs8qun0dfjkxaq9qrsgq357wnc5r2ueh7ck6q93dj32dlqnls087fxdwk8qakdyafkq3yap9us6v52vjjsrvywa6rt52cm9r9zqt8r2t7mlcwspyetp5h2tztugp9lfyql";
	const COFFEE: &str = "lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh";
	const NONSENSE: &str = "lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpu9qrsgqhtjpauu9ur7fw2thcl4y9vfvh4m9wlfyz2gem29g5ghe2aak2pm3ps8fdhtceqsaagty2vph7utlgj48u0ged6a337aewvraedendscp573dxr";
	const HASHED: &str = "lnbc20m1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqs9qrsgq7ea976txfraylvgzuxs8kgcw23ezlrszfnh8r6qtfpr6cxga50aj6txm9rxrydzd06dfeawfk6swupvz4erwnyutnjq7x39ymw6j38gp7ynn44";
	const TESTNET: &str = "lntb20m1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygshp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqfpp3x9et2e20v6pu37c5d9vax37wxq72un989qrsgqdj545axuxtnfemtpwkc45hx9d2ft7x04mt8q7y6t0k2dge9e7h8kpy9p34ytyslj3yu569aalz2xdk8xkd7ltxqld94u8h2esmsmacgpghe9k8";

	const CAKE: &str = "One piece of chocolate cake, one icecream cone, one pickle, one slice of swiss cheese, one slice of salami, one lollypop, one piece of cherry pie, one sausage, one cupcake, and one slice of watermelon";

	fn read(text: &str) -> Result<LightningInvoice, LightningInvoiceError> {
		LightningInvoice::read(text)
	}

	/// What most of the examples say.
	fn example(amount_msat: Option<u64>, memo: &str, expiry_s: u64) -> LightningInvoice {
		let mut payment_hash = [0; 32];
		payment_hash.iter_mut().enumerate().for_each(|(at, byte)| *byte = (at % 10) as u8);
		payment_hash[30..].copy_from_slice(&[1, 2]);
		let payee = "03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad";
		LightningInvoice {
			network: Network::Bitcoin,
			payee: hex::decode(payee).unwrap().try_into().unwrap(),
			amount_msat,
			payment_hash: PaymentHash(payment_hash),
			payment_secret: PaymentSecret([0x11; 32]),
			expires_ms: (TIMESTAMP + expiry_s) * 1_000,
			memo_hash: memo_hash(memo.as_bytes()),
			mpp: false,
		}
	}

	#[test]
	fn the_examples_of_the_specification_are_read() {
		let donation = example(None, "Please consider supporting this project", 3_600);
		assert_eq!(read(DONATION), Ok(donation.clone()));
		assert_eq!(read(&DONATION.to_uppercase()), Ok(donation.clone()));
		assert_eq!(read(&format!("lightning:{DONATION}")), Ok(donation.clone()));
		// As QR codes have it.
		assert_eq!(read(&format!("LIGHTNING:{}", DONATION.to_uppercase())), Ok(donation));
		assert_eq!(read(COFFEE), Ok(example(Some(250_000_000), "1 cup coffee", 60)));
		assert_eq!(read(NONSENSE), Ok(example(Some(250_000_000), "ナンセンス 1杯", 60)));
		let cake = example(Some(2_000_000_000), CAKE, 3_600);
		assert_eq!(read(HASHED), Ok(cake.clone()));
		let testnet = LightningInvoice { network: Network::Testnet, ..cake };
		assert_eq!(read(TESTNET), Ok(testnet));
	}

	#[test]
	fn the_bad_examples_of_the_specification_are_refused() {
		for (text, error) in [
			// Unknown feature 100 is required.
			("lnbc25m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5vdhkven9v5sxyetpdeessp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9q4psqqqqqqqqqqqqqqqqsgqtqyx5vggfcsll4wu246hz02kp85x4katwsk9639we5n5yngc3yhqkm35jnjw4len8vrnqnf5ejh0mzj9n3vz2px97evektfm2l6wqccp3y7372", LightningInvoiceError::BadFeatures),
			("lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpuyk0sg5g70me25alkluzd2x62aysf2pyy8edtjeevuv4p2d5p76r4zkmneet7uvyakky2zr4cusd45tftc9c5fh0nnqpnl2jfll544esqchsrnt", LightningInvoiceError::BadChecksum),
			("pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpuyk0sg5g70me25alkluzd2x62aysf2pyy8edtjeevuv4p2d5p76r4zkmneet7uvyakky2zr4cusd45tftc9c5fh0nnqpnl2jfll544esqchsrny", LightningInvoiceError::Malformed),
			("LNBC2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpuyk0sg5g70me25alkluzd2x62aysf2pyy8edtjeevuv4p2d5p76r4zkmneet7uvyakky2zr4cusd45tftc9c5fh0nnqpnl2jfll544esqchsrny", LightningInvoiceError::MixedCase),
			("lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpusp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9qrsgqwgt7mcn5yqw3yx0w94pswkpq6j9uh6xfqqqtsk4tnarugeektd4hg5975x9am52rz4qskukxdmjemg92vvqz8nvmsye63r5ykel43pgz7zq0g2", LightningInvoiceError::BadSignature),
			("lnbc1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6na6hlh", LightningInvoiceError::Malformed),
			("lnbc2500x1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpusp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9qrsgqrrzc4cvfue4zp3hggxp47ag7xnrlr8vgcmkjxk3j5jqethnumgkpqp23z9jclu3v0a7e0aruz366e9wqdykw6dxhdzcjjhldxq0w6wgqcnu43j", LightningInvoiceError::BadAmount),
			("lnbc2500000001p1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpusp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9qrsgq0lzc236j96a95uv0m3umg28gclm5lqxtqqwk32uuk4k6673k6n5kfvx3d2h8s295fad45fdhmusm8sjudfhlf6dcsxmfvkeywmjdkxcp99202x", LightningInvoiceError::BadAmount),
		] {
			assert_eq!(read(text), Err(error), "{text}");
		}
		assert_eq!(read(""), Err(LightningInvoiceError::Malformed));
		assert_eq!(read(&COFFEE[..100]), Err(LightningInvoiceError::BadChecksum));
	}

	#[test]
	fn an_invoice_made_by_a_node_of_today_says_that_it_takes_parts() {
		let text = "lnbc100p1psj9jhxdqud3jxktt5w46x7unfv9kz6mn0v3jsnp4q0d3p2sfluzdx45tqcsh2pu5qc7lgq0xs578ngs6s0s68ua4h7cvspp5q6rmq35js88zp5dvwrv9m459tnk2zunwj5jalqtyxqulh0l5gflssp5nf55ny5gcrfl30xuhzj3nphgj27rstekmr9fw3ny5989s300gyus9qyysgqcqpcrzjqw2sxwe993h5pcm4dxzpvttgza8zhkqxpgffcrf5v25nwpr3cmfg7z54kuqq8rgqqqqqqqq2qqqqq9qq9qrzjqd0ylaqclj9424x9m8h2vcukcgnm6s56xfgu3j78zyqzhgs4hlpzvznlugqq9vsqqqqqqqlgqqqqqeqq9qrzjqwldmj9dha74df76zhx6l9we0vjdquygcdt3kssupehe64g6yyp5yz5rhuqqwccqqyqqqqlgqqqqjcqq9qrzjqf9e58aguqr0rcun0ajlvmzq3ek63cw2w282gv3z5uupmuwvgjtq2z55qsqqg6qqqyqqqrtnqqqzq3cqygrzjqvphmsywntrrhqjcraumvc4y6r8v4z5v593trte429v4hredj7ms5z52usqq9ngqqqqqqqlgqqqqqqgq9qrzjq2v0vp62g49p7569ev48cmulecsxe59lvaw3wlxm7r982zxa9zzj7z5l0cqqxusqqyqqqqlgqqqqqzsqygarl9fh38s0gyuxjjgux34w75dnc6xp2l35j7es3jd4ugt3lu0xzre26yg5m7ke54n2d5sym4xcmxtl8238xxvw5h5h5j5r6drg6k6zcqj0fcwg";
		let invoice = read(text).unwrap();
		assert!(invoice.mpp);
		assert_eq!(invoice.amount_msat, Some(10));
	}

	proptest! {
		#[test]
		fn any_text_is_read_or_refused(text in "(lnbc|lntb|)[0-9]{0,3}[munp]?1[02-9ac-hj-np-z]{0,300}") {
			prop_assert!(read(&text).is_err());
		}

		#[test]
		fn no_character_can_be_changed(at in 0usize..300, to in "[02-9ac-hj-np-z]") {
			prop_assume!(at < COFFEE.len());
			let wrong = format!("{}{to}{}", &COFFEE[..at], &COFFEE[at + 1..]);
			prop_assume!(wrong != COFFEE);
			prop_assert!(read(&wrong).is_err());
		}
	}
}
