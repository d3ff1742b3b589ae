//! What those who watch do on a chain: what their intents stand for.

use crate::{
	channels::{
		receipt::named,
		speech::read_receipt,
		state::{wrap, wrap_id, CoSigned, Side},
	},
	core::{
		chain::{Call, Hash},
		keys::Account,
	},
	error::{Error, Result},
};
use serde::{Deserialize, Serialize};
use subxt::{dynamic::Value, ext::scale_value::Composite};

/// What is to be done.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Deed {
	/// `channels.challenge`.
	Challenge {
		/// The channel.
		channel: u64,
		/// The state, as bytes.
		#[serde(with = "hex")]
		state: Vec<u8>,
	},
	/// `channels.contest_withdrawal`.
	Contest {
		/// The channel.
		channel: u64,
		/// Whose request is contested.
		side: u8,
		/// The state, as bytes.
		#[serde(with = "hex")]
		state: Vec<u8>,
	},
	/// `channels.force_close`.
	Close {
		/// The channel.
		channel: u64,
		/// The state, as bytes.
		#[serde(with = "hex")]
		state: Vec<u8>,
	},
	/// `channels.reveal_for`.
	Reveal {
		/// The channel.
		channel: u64,
		/// The preimage.
		#[serde(with = "hex")]
		preimage: [u8; 32],
	},
	/// `watchtowers.prove_miss`.
	Prove {
		/// The tower's receipt, as bytes.
		#[serde(with = "hex")]
		receipt: Vec<u8>,
		/// The preimages that it names.
		preimages: Vec<Preimage>,
		/// The state, as bytes.
		#[serde(with = "hex")]
		state: Vec<u8>,
	},
	/// `watchtowers.register`.
	Register {
		/// What the tower is to be.
		tower: Registration,
	},
	/// `watchtowers.set_profile`.
	Profile {
		/// Which.
		tower: u64,
		/// What it is to be.
		profile: Profile,
	},
	/// `watchtowers.beat`.
	Beat {
		/// Which.
		tower: u64,
		/// A final block.
		number: u64,
		/// Its hash.
		#[serde(with = "hex")]
		hash: Hash,
	},
	/// `watchtowers.collect`.
	Collect {
		/// Which.
		tower: u64,
	},
	/// `watchtowers.answer`, by the backup that was demanded.
	Publish {
		/// The channel.
		channel: u64,
		/// Whose.
		side: u8,
		/// By which tower.
		tower: u64,
		/// The backup, sealed.
		#[serde(with = "hex")]
		backup: Vec<u8>,
	},
	/// `watchtowers.answer`, by a later state.
	PublishLater {
		/// The channel.
		channel: u64,
		/// Whose.
		side: u8,
		/// By which tower.
		tower: u64,
		/// The state, as bytes.
		#[serde(with = "hex")]
		state: Vec<u8>,
		/// Its base.
		base_version: u64,
	},
}

/// A preimage, in hex where it is written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Preimage(#[serde(with = "hex")] pub [u8; 32]);

/// Where a tower is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Profile {
	/// A number for a region of the world.
	pub region: u16,
	/// To what clients seal.
	#[serde(with = "hex")]
	pub sealing_key: [u8; 32],
	/// Where it is asked.
	pub contact: String,
	/// The share of the time that it promises to be there, in millionths.
	pub uptime_ppm: u32,
}

/// What a tower is to be.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Registration {
	/// The number of its asset; nothing for the chain's own token.
	pub asset: Option<u32>,
	/// What it puts down.
	#[serde(with = "crate::core::amount::as_text")]
	pub bond: u128,
	/// Whose signature counts.
	#[serde(with = "hex")]
	pub key: Account,
	/// What it costs, in 10^-12 units a second.
	#[serde(with = "crate::core::amount::as_text")]
	pub rate: u128,
	/// Up to how much it answers for a channel.
	#[serde(with = "crate::core::amount::as_text")]
	pub cover: u128,
	/// Within which time.
	pub response_ms: u64,
	/// Where it is.
	pub profile: Profile,
}

/// An asset, as an argument of a call.
pub fn asset_value(asset: Option<u32>) -> Value {
	match asset {
		None => Value::unnamed_variant("Native", []),
		Some(id) => Value::unnamed_variant("WithId", [Value::u128(id.into())]),
	}
}

fn co_signed(state: &[u8]) -> Result<Value> {
	CoSigned::read(state).map(|state| state.value()).ok_or_else(|| {
		Error::store("a state in the store cannot be read", "restore the database from a backup")
	})
}

impl Profile {
	fn value(&self) -> Value {
		let contact = Value::from_bytes(self.contact.as_bytes());
		Value::named_composite([
			("region", Value::u128(self.region.into())),
			("sealing_key", Value::from_bytes(self.sealing_key)),
			("contact", Value::unnamed_composite([contact])),
			("uptime_ppm", Value::u128(self.uptime_ppm.into())),
		])
	}
}

impl Registration {
	fn args(&self) -> Vec<(&'static str, Value)> {
		let rate = Value::unnamed_composite([Value::u128(self.rate)]);
		let terms = Value::named_composite([
			("rate", rate),
			("cover", Value::u128(self.cover)),
			("response_ms", Value::u128(self.response_ms.into())),
		]);
		vec![
			("asset", asset_value(self.asset)),
			("bond", Value::u128(self.bond)),
			("key", Value::from_bytes(self.key)),
			("terms", terms),
			("profile", self.profile.value()),
		]
	}
}

impl Deed {
	/// Out of the text of an intent.
	pub fn read(text: &str) -> Result<Self> {
		Ok(serde_json::from_str(text)?)
	}

	/// The call.
	pub fn call(&self) -> Result<Call> {
		match self.of_channels()? {
			Some(call) => Ok(call),
			None => self.of_towers(),
		}
	}

	fn of_channels(&self) -> Result<Option<Call>> {
		let (name, args) = match self {
			Self::Challenge { channel, state } => {
				("challenge", vec![("channel", wrap_id(*channel)), ("state", co_signed(state)?)])
			},
			Self::Contest { channel, side, state } => {
				let args = vec![
					("channel", wrap_id(*channel)),
					("side", side_value(*side)),
					("state", co_signed(state)?),
				];
				("contest_withdrawal", args)
			},
			Self::Close { channel, state } => {
				let state = Value::unnamed_variant("Some", [co_signed(state)?]);
				("force_close", vec![("channel", wrap_id(*channel)), ("state", state)])
			},
			Self::Reveal { channel, preimage } => {
				("reveal_for", vec![("channel", wrap_id(*channel)), ("preimage", wrap(preimage))])
			},
			_ => return Ok(None),
		};
		Ok(Some(call("Channels", name, args)))
	}

	fn of_towers(&self) -> Result<Call> {
		let (name, args) = match self {
			Self::Prove { receipt, preimages, state } => {
				("prove_miss", proof(receipt, preimages, state)?)
			},
			Self::Register { tower } => ("register", tower.args()),
			Self::Profile { tower, profile } => {
				("set_profile", vec![("tower", wrap_id(*tower)), ("profile", profile.value())])
			},
			Self::Beat { tower, number, hash } => {
				let args = vec![
					("tower", wrap_id(*tower)),
					("number", Value::u128((*number).into())),
					("hash", Value::from_bytes(hash)),
				];
				("beat", args)
			},
			Self::Collect { tower } => ("collect", vec![("tower", wrap_id(*tower))]),
			Self::Publish { channel, side, tower, backup } => {
				let backup = Value::unnamed_composite([Value::from_bytes(backup)]);
				let answer = Value::unnamed_variant("Backup", [backup]);
				("answer", answered(*channel, *side, *tower, answer))
			},
			Self::PublishLater { channel, side, tower, state, base_version } => {
				let base_version = Value::u128((*base_version).into());
				let later = [("state", co_signed(state)?), ("base_version", base_version)];
				let answer = Value::named_variant("Later", later);
				("answer", answered(*channel, *side, *tower, answer))
			},
			Self::Challenge { .. }
			| Self::Contest { .. }
			| Self::Close { .. }
			| Self::Reveal { .. } => {
				return Err(Error::store(
					"a call is of another pallet",
					"this is a fault of the agent",
				));
			},
		};
		Ok(call("Watchtowers", name, args))
	}
}

fn call(pallet: &'static str, name: &'static str, args: Vec<(&str, Value)>) -> Call {
	let args = args.into_iter().map(|(name, value)| (name.to_owned(), value));
	Call { pallet, name, args: Composite::named(args) }
}

fn side_value(number: u8) -> Value {
	Side::of(number.into()).value()
}

fn answered(channel: u64, side: u8, tower: u64, answer: Value) -> Vec<(&'static str, Value)> {
	vec![
		("channel", wrap_id(channel)),
		("side", side_value(side)),
		("tower", wrap_id(tower)),
		("answer", answer),
	]
}

fn proof(
	receipt: &[u8],
	preimages: &[Preimage],
	state: &[u8],
) -> Result<Vec<(&'static str, Value)>> {
	let signed = read_receipt(receipt)?;
	let preimages: Vec<_> = preimages.iter().map(|preimage| preimage.0).collect();
	Ok(vec![
		("channel", wrap_id(signed.receipt.channel)),
		("side", signed.receipt.side.value()),
		("evidence", signed.evidence(&named(&preimages))),
		("state", co_signed(state)?),
	])
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_deed_is_stored_as_text() {
		let profile = Profile {
			region: 7,
			sealing_key: [9; 32],
			contact: "https://tower.example".into(),
			uptime_ppm: 999_000,
		};
		let tower = Registration {
			asset: None,
			bond: u128::MAX,
			key: [1; 32],
			rate: 1,
			cover: 2,
			response_ms: 3,
			profile,
		};
		for (deed, name) in [
			(Deed::Register { tower }, "register"),
			(Deed::Beat { tower: 1, number: 2, hash: [3; 32] }, "beat"),
			(Deed::Publish { channel: 1, side: 1, tower: 3, backup: vec![1; 4_096] }, "answer"),
		] {
			let text = serde_json::to_string(&deed).unwrap();
			assert_eq!(Deed::read(&text).unwrap(), deed);
			assert_eq!(deed.call().unwrap().name, name);
		}
		assert!(Deed::Challenge { channel: 1, state: vec![1] }.call().is_err());
	}
}
