//! `invoice`: reads an invoice in its text form, without any chain or network.
//!
//! Both kinds: this suite's own, and those of the Lightning Network, so that what a real one asks for
//! can be paid under its payment hash on a PBC chain.

use bloc_primitives::{
	bolt11::LightningInvoice,
	invoice::{
		text::{chain_of, TextError, PREFIX},
		Feature, SignedInvoice,
	},
};
use clap::Parser;
use frame_support::traits::fungible::NativeOrWithId;
use lightning_bloc_runtime::{AccountId, AssetId, Hash, Signature};
use serde_json::{json, Value};
use sp_core::bytes::to_hex;

type Signed = SignedInvoice<AccountId, NativeOrWithId<AssetId>, Signature>;

/// Read an invoice (`bloc1…`, or BOLT-11's `lnbc…`), check its signature and print it as JSON
#[derive(Debug, Clone, Parser)]
pub struct InvoiceCmd {
	/// The invoice
	pub text: String,

	/// The genesis hash of the chain that it is for: a `bloc1…` is signed for one chain only
	#[arg(long, value_name = "HASH")]
	pub genesis: Option<Hash>,
}

impl InvoiceCmd {
	/// What the invoice says.
	///
	/// # Errors
	/// Why the text is not an invoice, or not one that its payee has signed for that chain. The names
	/// are those of `TextError` and `LightningInvoiceError` in bloc-primitives.
	pub fn read(&self) -> Result<Value, String> {
		let ours = self.text.get(..PREFIX.len());
		if ours.is_some_and(|prefix| prefix.eq_ignore_ascii_case(PREFIX)) {
			self.read_own()
		} else {
			LightningInvoice::read(&self.text)
				.map(lightning)
				.map_err(|error| format!("this is not a Lightning invoice: {error:?}"))
		}
	}

	fn read_own(&self) -> Result<Value, String> {
		let wrong =
			|error: TextError| format!("this is not an invoice that can be paid: {error:?}");
		let Some(genesis) = self.genesis else {
			let chain = to_hex(&chain_of(&self.text).map_err(wrong)?, false);
			return Err(format!(
				"the invoice is for the chain whose genesis hash begins with {chain}: name all of \
				 it with --genesis, for its signature to be checked"
			));
		};
		let Signed { invoice, .. } = Signed::from_text(&self.text, &genesis).map_err(wrong)?;
		let hints = invoice.hints.iter();
		let hints = hints.map(|hint| hint.iter().map(|channel| channel.0.to_string()).collect());
		Ok(json!({
			"kind": "bloc",
			"payee": invoice.payee.to_string(),
			"asset": match invoice.asset {
				NativeOrWithId::Native => Value::Null,
				NativeOrWithId::WithId(id) => id.into(),
			},
			"amount": invoice.amount.map(|amount| amount.to_string()),
			"paymentHash": hex(&invoice.payment_hash.0),
			"paymentSecret": hex(&invoice.payment_secret.0),
			"deadlineMs": invoice.deadline_ms.to_string(),
			"memoHash": hex(&invoice.memo_hash),
			"mpp": invoice.features.has(Feature::Mpp),
			"instant": invoice.features.has(Feature::Instant),
			"hints": hints.collect::<Vec<Vec<String>>>(),
		}))
	}
}

fn lightning(invoice: LightningInvoice) -> Value {
	json!({
		"kind": "bolt11",
		"network": format!("{:?}", invoice.network).to_lowercase(),
		"payee": hex(&invoice.payee),
		"amountMsat": invoice.amount_msat.map(|amount| amount.to_string()),
		"paymentHash": hex(&invoice.payment_hash.0),
		"paymentSecret": hex(&invoice.payment_secret.0),
		"deadlineMs": invoice.expires_ms.to_string(),
		"memoHash": hex(&invoice.memo_hash),
		"mpp": invoice.mpp,
	})
}

fn hex(bytes: &[u8]) -> String {
	to_hex(bytes, false)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn read(text: &str, genesis: Option<Hash>) -> Result<Value, String> {
		InvoiceCmd { text: text.into(), genesis }.read()
	}

	fn vectors() -> Value {
		let file = include_str!("../../pallets/primitives/vectors/invoices.json");
		serde_json::from_str(file).unwrap()
	}

	fn text<'a>(of: &'a Value, name: &str) -> &'a str {
		of[name].as_str().unwrap()
	}

	fn genesis(of: &Value) -> Option<Hash> {
		Some(text(of, "genesis").parse().unwrap())
	}

	#[test]
	fn says_what_the_vectors_say() {
		for vector in vectors()["vectors"].as_array().unwrap() {
			let said = read(text(vector, "text"), genesis(vector)).unwrap();
			let invoice = &vector["invoice"];
			let same =
				["amount", "paymentHash", "paymentSecret", "deadlineMs", "memoHash", "hints"];
			for name in same {
				assert_eq!(said[name], invoice[name], "{name}");
			}
			let payee: AccountId = text(&said, "payee").parse().unwrap();
			assert_eq!(hex(payee.as_ref()), text(invoice, "payee"));
			// None for the native coin.
			assert_eq!(said["asset"], invoice["asset"]["WithId"]);
		}
	}

	#[test]
	fn refuses_each_wrong_text_by_its_name() {
		let file = vectors();
		for refused in file["refused"].as_array().unwrap() {
			let error = read(text(refused, "text"), genesis(&file)).unwrap_err();
			let reason = text(refused, "reason");
			// Where not even the prefix is left, it is taken for one of the Lightning Network.
			let told = error.contains(reason) || error.starts_with("this is not a Lightning");
			assert!(told, "{reason}: {error}");
		}
	}

	#[test]
	fn asks_for_the_chain_of_an_invoice_that_is_signed_for_one() {
		let file = vectors();
		let vector = &file["vectors"][0];
		let error = read(text(vector, "text"), None).unwrap_err();
		assert!(error.contains("begins with 0x11111111:"), "{error}");
		let error = read(text(vector, "text"), Some(Hash::zero())).unwrap_err();
		assert!(error.contains("WrongChain"), "{error}");
	}

	#[test]
	fn reads_an_invoice_of_the_lightning_network() {
		// "1 cup coffee", of BOLT-11's examples.
		let coffee = "lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh";
		let said = read(coffee, None).unwrap();
		assert_eq!(said["kind"], "bolt11");
		assert_eq!(said["network"], "bitcoin");
		assert_eq!(said["amountMsat"], "250000000");
		assert_eq!(said["deadlineMs"], "1496314718000");
		let hash = "0x0001020304050607080900010203040506070809000102030405060708090102";
		assert_eq!(said["paymentHash"], hash);
		let error = read(&coffee[..100], None).unwrap_err();
		assert_eq!(error, "this is not a Lightning invoice: BadChecksum");
	}
}
