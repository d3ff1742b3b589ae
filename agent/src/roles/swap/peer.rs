//! How two agents speak: what they say, and who asks.

use crate::{
	core::{amount::as_text, chain::Hash, keys::Account},
	roles::swap::terms::Asset,
};
use codec::Encode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An asset of a chain, by what no other chain has.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Spot {
	/// The hash of the chain's first block, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub genesis: Hash,
	/// The number of the asset; nothing for the chain's own token.
	pub asset: Option<u32>,
}

impl Spot {
	/// Of an asset.
	pub const fn new(genesis: Hash, asset: Asset) -> Self {
		let asset = match asset {
			Asset::Native => None,
			Asset::WithId(id) => Some(id),
		};
		Self { genesis, asset }
	}

	/// The asset.
	pub const fn asset(&self) -> Asset {
		match self.asset {
			None => Asset::Native,
			Some(id) => Asset::WithId(id),
		}
	}
}

/// An offer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct OfferShown {
	/// What is given, by its name in the configuration of who offers.
	pub gives: String,
	/// The same, by what no other chain has.
	pub gives_spot: Option<Spot>,
	/// What is paid for it.
	pub gets: String,
	/// The same, by what no other chain has.
	pub gets_spot: Option<Spot>,
	/// How much of the latter for one of the former.
	pub price: String,
	/// What is earned beside, in millionths.
	pub fee_ppm: u32,
	/// The least that is given at a time.
	pub least: String,
	/// The most at a time.
	pub most: String,
}

/// Which of two amounts was named.
#[derive(Clone, Copy, Debug, Deserialize, Encode, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
	/// What is paid.
	Paid,
	/// What is given for it.
	Given,
}

/// Asks what is given for an amount, or for how much an amount is given.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Ask {
	/// What will be paid to who is asked.
	pub pays: Spot,
	/// What it is to give.
	pub wants: Spot,
	/// Which of the two amounts is named.
	pub named: Named,
	/// How much, in the smallest unit.
	#[serde(with = "as_text")]
	#[schema(value_type = String)]
	pub amount: u128,
	/// SHA-256 of a secret that the leader has drawn.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub payment_hash: Hash,
	/// The account of the leader, who asks.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub account: Account,
	/// Its signature over the above.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub signature: [u8; 64],
}

impl Ask {
	/// The bytes that its account signs.
	pub fn signed_bytes(&self) -> Vec<u8> {
		let spot = |spot: &Spot| (spot.genesis, spot.asset);
		let said = (
			spot(&self.pays),
			spot(&self.wants),
			self.named,
			self.amount,
			self.payment_hash,
			self.account,
		);
		(ASK, said).encode()
	}
}

/// What a maker gives, and for what: for a while. It is one party of the ring.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Quoted {
	/// Its account, on both chains.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub account: Account,
	/// What is paid to it.
	#[serde(with = "as_text")]
	#[schema(value_type = String)]
	pub paid: u128,
	/// What it gives.
	#[serde(with = "as_text")]
	#[schema(value_type = String)]
	pub given: u128,
	/// What it wants for waiting in vain, in millionths of what it gives.
	pub bond_ppm: u32,
	/// Until when it can be agreed on, in Unix milliseconds.
	pub until_ms: u64,
}

/// Agrees to terms: said by the leader to each maker; and the maker's answer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Agreed {
	/// The terms, as the chains have them, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub terms: Vec<u8>,
	/// The signature over them of who says so.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub signature: [u8; 64],
}

/// The leader's word that nothing comes of terms that were agreed on, since others did not agree.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Withdrawn {
	/// The hash of the terms.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub terms_hash: Hash,
	/// The leader's signature.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub signature: [u8; 64],
}

/// Says what the signed bytes of an ask are.
const ASK: [u8; 17] = *b"bloc-agent/ask/v1";

/// The bytes that a party signs to agree.
pub fn signed_bytes(terms_hash: &Hash) -> Vec<u8> {
	[b"bloc-agent/ring/v1".as_slice(), terms_hash].concat()
}

/// The bytes that the leader signs to withdraw.
pub fn withdrawn_bytes(terms_hash: &Hash) -> Vec<u8> {
	[b"bloc-agent/ring-withdrawn/v1".as_slice(), terms_hash].concat()
}
