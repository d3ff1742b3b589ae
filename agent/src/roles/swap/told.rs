//! What chains tell of legs, bonds and secrets, and what they are told.

use crate::{
	core::{
		chain::{Call, Decoder, Hash},
		keys::{Account, Key},
	},
	error::{Error, Result},
	roles::swap::terms::{wrapped, Asset, Terms},
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use subxt::{
	config::polkadot::AccountId32,
	dynamic::Value,
	events::Event,
	ext::{
		scale_decode::DecodeAsType,
		scale_value::{Composite, ValueDef},
	},
	PolkadotConfig,
};

/// What an event tells.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Told {
	/// A leg of a ring waits.
	Locked {
		/// Who pays.
		#[serde(with = "hex")]
		owner: Account,
		/// Its hash.
		#[serde(with = "hex")]
		hash: Hash,
		/// The hash of the terms.
		#[serde(with = "hex")]
		terms: Hash,
		/// Its position.
		position: u8,
	},
	/// A leg has ended.
	Ended {
		/// Who paid.
		#[serde(with = "hex")]
		owner: Account,
		/// Its hash.
		#[serde(with = "hex")]
		hash: Hash,
		/// How: `refunded`, `handed-back`, `divided`.
		how: String,
	},
	/// A leg was claimed.
	Claimed {
		/// Who paid.
		#[serde(with = "hex")]
		owner: Account,
		/// Its hash.
		#[serde(with = "hex")]
		hash: Hash,
		/// The secret.
		#[serde(with = "hex")]
		preimage: [u8; 32],
	},
	/// A bond waits.
	BondPosted {
		/// Whose it is.
		#[serde(with = "hex")]
		poster: Account,
		/// The hash of the leg.
		#[serde(with = "hex")]
		hash: Hash,
		/// The hash of the terms.
		#[serde(with = "hex")]
		terms: Hash,
		/// The position of the leg.
		position: u8,
	},
	/// A bond is back.
	BondReturned {
		/// Whose it is.
		#[serde(with = "hex")]
		poster: Account,
		/// The hash of the leg.
		#[serde(with = "hex")]
		hash: Hash,
	},
	/// A secret is public.
	Revealed {
		/// The secret.
		#[serde(with = "hex")]
		preimage: [u8; 32],
	},
	/// A payout was refused, and waits for its owner.
	Credited {
		/// Whose it is.
		#[serde(with = "hex")]
		owner: Account,
		/// Of what.
		asset: Asset,
	},
	/// What waited for its owner was paid.
	CreditClaimed {
		/// Whose it was.
		#[serde(with = "hex")]
		owner: Account,
		/// Of what.
		asset: Asset,
	},
}

impl Told {
	/// The secret that it shows.
	pub const fn preimage(&self) -> Option<&[u8; 32]> {
		match self {
			Self::Revealed { preimage } | Self::Claimed { preimage, .. } => Some(preimage),
			_ => None,
		}
	}
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Bytes(Hash);

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Place {
	terms: Hash,
	position: u8,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Locked {
	owner: AccountId32,
	payment_hash: Bytes,
	funds: Value<()>,
	ring: Option<Place>,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Ended {
	owner: AccountId32,
	payment_hash: Bytes,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Claimed {
	owner: AccountId32,
	payment_hash: Bytes,
	preimage: Bytes,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Posted {
	poster: AccountId32,
	payment_hash: Bytes,
	terms: Hash,
	position: u8,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Returned {
	poster: AccountId32,
	payment_hash: Bytes,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
enum AssetSeen {
	Native,
	WithId(u32),
}

impl From<AssetSeen> for Asset {
	fn from(asset: AssetSeen) -> Self {
		match asset {
			AssetSeen::Native => Self::Native,
			AssetSeen::WithId(id) => Self::WithId(id),
		}
	}
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Credit {
	owner: AccountId32,
	asset: AssetSeen,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct Revealed {
	preimage: Bytes,
}

/// What the role reads of blocks. Whatever reveals a secret, the registry of the channels tells of it.
pub const DECODERS: [Decoder; 2] = [
	Decoder { role: super::NAME, pallet: "Swaps", read: swaps },
	Decoder { role: super::NAME, pallet: "Channels", read: channels },
];

fn fields<T>(event: &Event<'_, PolkadotConfig>) -> Result<T>
where
	T: subxt::ext::scale_decode::DecodeAsFields,
{
	event.decode_fields_unchecked_as().map_err(|error| {
		Error::chain(
			format_args!("{}.{} cannot be read ({error})", event.pallet_name(), event.event_name()),
			"the chain's runtime is of another version: run the agent that fits it",
		)
	})
}

fn is_variant(value: &Value<()>, name: &str) -> bool {
	matches!(&value.value, ValueDef::Variant(variant) if variant.name == name)
}

fn swaps(event: &Event<'_, PolkadotConfig>) -> Result<Option<Json>> {
	let ended = |how: &str| {
		let Ended { owner, payment_hash } = fields(event)?;
		Ok::<_, Error>(Told::Ended { owner: owner.0, hash: payment_hash.0, how: how.to_owned() })
	};
	let told = match event.event_name() {
		"LegLocked" => match fields(event)? {
			// One in a channel pays into it, and not into the account: that was not agreed on.
			Locked { owner, payment_hash, funds, ring: Some(Place { terms, position }) }
				if is_variant(&funds, "Pot") =>
			{
				Told::Locked { owner: owner.0, hash: payment_hash.0, terms, position }
			},
			_ => return Ok(None),
		},
		"LegClaimed" => {
			let Claimed { owner, payment_hash, preimage } = fields(event)?;
			Told::Claimed { owner: owner.0, hash: payment_hash.0, preimage: preimage.0 }
		},
		"LegRefunded" => ended("refunded")?,
		"LegHandedBack" => ended("handed-back")?,
		"LegDivided" => ended("divided")?,
		"BondPosted" => {
			let Posted { poster, payment_hash, terms, position } = fields(event)?;
			Told::BondPosted { poster: poster.0, hash: payment_hash.0, terms, position }
		},
		"BondReturned" => {
			let Returned { poster, payment_hash } = fields(event)?;
			Told::BondReturned { poster: poster.0, hash: payment_hash.0 }
		},
		"Credited" => {
			let Credit { owner, asset } = fields(event)?;
			Told::Credited { owner: owner.0, asset: asset.into() }
		},
		"CreditClaimed" => {
			let Credit { owner, asset } = fields(event)?;
			Told::CreditClaimed { owner: owner.0, asset: asset.into() }
		},
		_ => return Ok(None),
	};
	Ok(Some(serde_json::to_value(told)?))
}

fn channels(event: &Event<'_, PolkadotConfig>) -> Result<Option<Json>> {
	if event.event_name() != "PreimageRevealed" {
		return Ok(None);
	}
	let Revealed { preimage } = fields(event)?;
	Ok(Some(serde_json::to_value(Told::Revealed { preimage: preimage.0 })?))
}

/// What is to be done on a chain: what an intent of this role stands for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Deed {
	/// `post_bond`.
	Bond {
		/// The terms, as bytes.
		#[serde(with = "hex")]
		terms: Vec<u8>,
		/// The leg.
		position: u8,
	},
	/// `lock_ring`.
	Lock {
		/// The terms, as bytes.
		#[serde(with = "hex")]
		terms: Vec<u8>,
		/// The leg.
		position: u8,
	},
	/// `claim`.
	Claim {
		/// Who pays.
		#[serde(with = "hex")]
		owner: Account,
		/// The hash.
		#[serde(with = "hex")]
		hash: Hash,
		/// The secret, sealed with the key that signs terms.
		#[serde(with = "hex")]
		sealed: Vec<u8>,
	},
	/// `settle`.
	Settle {
		/// Who pays.
		#[serde(with = "hex")]
		owner: Account,
		/// The hash.
		#[serde(with = "hex")]
		hash: Hash,
	},
	/// `return_bond`.
	ReturnBond {
		/// Whose it is.
		#[serde(with = "hex")]
		poster: Account,
		/// The hash of the leg.
		#[serde(with = "hex")]
		hash: Hash,
	},
	/// `claim_credit`.
	Credit {
		/// What waits.
		asset: Asset,
		/// Who gets it.
		#[serde(with = "hex")]
		to: Account,
	},
	/// `prune`.
	Prune {
		/// Who paid.
		#[serde(with = "hex")]
		owner: Account,
		/// The hash.
		#[serde(with = "hex")]
		hash: Hash,
	},
}

impl Deed {
	/// The call.
	pub fn call(&self, key: &Key) -> Result<Call> {
		let call = |name, args: Vec<(&str, Value)>| {
			let args = args.into_iter().map(|(name, value)| (name.to_owned(), value));
			Call { pallet: "Swaps", name, args: Composite::named(args) }
		};
		let of_leg = |first: &'static str, who: &Account, hash: &Hash| {
			vec![(first, Value::from_bytes(who)), ("payment_hash", wrapped(hash))]
		};
		Ok(match self {
			Self::Bond { terms, position } => {
				let terms = Terms::read(terms)?.value();
				call(
					"post_bond",
					vec![("terms", terms), ("position", Value::u128((*position).into()))],
				)
			},
			Self::Lock { terms, position } => {
				let args = vec![
					("terms", Terms::read(terms)?.value()),
					("position", Value::u128((*position).into())),
					("source", Value::unnamed_variant("Account", [])),
				];
				call("lock_ring", args)
			},
			Self::Claim { owner, hash, sealed } => {
				let secret = key.open(hash, sealed)?;
				let secret: [u8; 32] =
					secret.expose_secret().as_slice().try_into().map_err(|_| {
						Error::store(
							"a secret has not 32 bytes",
							"restore the database from a backup",
						)
					})?;
				let owners = Value::unnamed_composite([Value::from_bytes(owner)]);
				let owners = Value::unnamed_composite([owners]);
				call("claim", vec![("owners", owners), ("preimage", wrapped(&secret))])
			},
			Self::Settle { owner, hash } => call("settle", of_leg("owner", owner, hash)),
			Self::ReturnBond { poster, hash } => {
				call("return_bond", of_leg("poster", poster, hash))
			},
			Self::Credit { asset, to } => {
				call("claim_credit", vec![("asset", asset.value()), ("to", Value::from_bytes(to))])
			},
			Self::Prune { owner, hash } => call("prune", of_leg("owner", owner, hash)),
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::testing::key;

	#[test]
	fn a_deed_is_stored_as_text_and_shows_no_secret() {
		let key = key("//Alice");
		let sealed = key.seal(&[1; 32], &[0xab; 32]).unwrap();
		let deed = Deed::Claim { owner: [2; 32], hash: [1; 32], sealed };
		let text = serde_json::to_string(&deed).unwrap();
		assert!(!text.contains("abababab"), "{text}");
		assert_eq!(serde_json::from_str::<Deed>(&text).unwrap(), deed);
		assert_eq!(deed.call(&key).unwrap().name, "claim");
	}
}
