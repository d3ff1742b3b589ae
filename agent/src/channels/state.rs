//! States of channels as both parties sign them: the same bytes as the chain has them
//! (`pallets/primitives/src/state.rs`).

use crate::core::{chain::Hash, keys::Account};
use blake2::{digest::consts::U32, Blake2b, Digest};
use codec::{Decode, DecodeAll, Encode};
use subxt::dynamic::Value;

/// Says what the signed bytes are.
const DOMAIN: [u8; 26] = *b"lightning-bloc/channels/v1";
/// The most HTLCs of a state.
pub const MOST_HTLCS: usize = 32;

/// A party of a channel.
#[derive(
	Clone, Copy, Debug, Decode, Encode, Eq, Hash, Ord, PartialEq, PartialOrd, strum::Display,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Side {
	/// Who opened it.
	Opener,
	/// The other one.
	Counterparty,
}

impl Side {
	/// The other side.
	pub const fn other(self) -> Self {
		match self {
			Self::Opener => Self::Counterparty,
			Self::Counterparty => Self::Opener,
		}
	}

	/// By its number.
	pub const fn of(number: u64) -> Self {
		match number {
			0 => Self::Opener,
			_ => Self::Counterparty,
		}
	}

	/// Its number.
	pub const fn number(self) -> u8 {
		match self {
			Self::Opener => 0,
			Self::Counterparty => 1,
		}
	}

	/// As an argument of a call.
	pub fn value(self) -> Value {
		Value::unnamed_variant(self.name(), [])
	}

	/// As the chain names it.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Opener => "Opener",
			Self::Counterparty => "Counterparty",
		}
	}

	/// By that name.
	pub fn named(name: &str) -> Option<Self> {
		[Self::Opener, Self::Counterparty].into_iter().find(|side| side.name() == name)
	}
}

/// A value for each side.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, PartialEq)]
pub struct Pair<T> {
	/// The opener's.
	pub opener: T,
	/// The other one's.
	pub counterparty: T,
}

impl<T> Pair<T> {
	/// The value of a side.
	pub const fn of(&self, side: Side) -> &T {
		match side {
			Side::Opener => &self.opener,
			Side::Counterparty => &self.counterparty,
		}
	}

	/// The same, to change.
	pub const fn of_mut(&mut self, side: Side) -> &mut T {
		match side {
			Side::Opener => &mut self.opener,
			Side::Counterparty => &mut self.counterparty,
		}
	}
}

/// What has moved since the base.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct NetTransfer {
	/// Who has paid more than it was paid.
	pub payer: Side,
	/// By how much.
	pub amount: u128,
}

/// A payment that waits for its preimage.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Htlc {
	/// Who offers it.
	pub payer: Side,
	/// How much.
	pub amount: u128,
	/// SHA-256 of the preimage.
	pub payment_hash: Hash,
	/// Before then the preimage counts.
	pub deadline_ms: u64,
}

/// How what is committed is divided.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct State {
	/// The highest version that both have signed counts.
	pub version: u64,
	/// What has moved since the base.
	pub net: NetTransfer,
	/// What still waits.
	pub htlcs: Vec<Htlc>,
}

impl State {
	/// What each side has for sure of what is committed. Nothing, if it does not divide that.
	pub fn balances(&self, committed: &Pair<u128>) -> Option<Pair<u128>> {
		let mut balances = *committed;
		let payer = balances.of_mut(self.net.payer);
		*payer = payer.checked_sub(self.net.amount)?;
		let payee = balances.of_mut(self.net.payer.other());
		*payee = payee.checked_add(self.net.amount)?;
		for htlc in &self.htlcs {
			let balance = balances.of_mut(htlc.payer);
			*balance = balance.checked_sub(htlc.amount)?;
		}
		Some(balances)
	}

	/// What each side has for sure, whether or not the other can pay what it gives: also where somebody
	/// has withdrawn since.
	pub fn sure(&self, committed: &Pair<u128>) -> Pair<u128> {
		let of = |side: Side| {
			let has = *committed.of(side);
			let has = match self.net.payer == side {
				true => has.saturating_sub(self.net.amount),
				false => has.saturating_add(self.net.amount),
			};
			let own = self.htlcs.iter().filter(|htlc| htlc.payer == side);
			own.fold(has, |left, htlc| left.saturating_sub(htlc.amount))
		};
		Pair { opener: of(Side::Opener), counterparty: of(Side::Counterparty) }
	}

	/// What receipts name it by.
	pub fn hash(&self) -> Hash {
		hash(&self.encode())
	}
}

/// A signature as chains take them.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Signature {
	/// Of an Ed25519 key.
	Ed25519([u8; 64]),
	/// Of an sr25519 key.
	Sr25519([u8; 64]),
	/// Of an ECDSA key, which this agent does not check.
	Ecdsa([u8; 65]),
	/// Of an Ethereum key, which this agent does not check.
	Eth([u8; 65]),
}

impl Signature {
	/// Whether that account has signed these bytes, as they are or as browser wallets wrap them. Of
	/// kinds that are not known here: no.
	pub fn is_of(&self, account: &Account, bytes: &[u8]) -> bool {
		self.is_over(account, bytes) || self.is_over(account, &wrapped(bytes))
	}

	fn is_over(&self, account: &Account, bytes: &[u8]) -> bool {
		match self {
			Self::Sr25519(signature) => crate::core::keys::is_signed(account, bytes, signature),
			Self::Ed25519(signature) => {
				let key = ed25519_zebra::VerificationKey::try_from(*account);
				let signature = ed25519_zebra::Signature::from_bytes(signature);
				key.is_ok_and(|key| key.verify(&signature, bytes).is_ok())
			},
			Self::Ecdsa(_) | Self::Eth(_) => false,
		}
	}

	/// As an argument of a call.
	pub fn value(&self) -> Value {
		let (name, bytes) = match self {
			Self::Ed25519(bytes) => ("Ed25519", bytes.as_slice()),
			Self::Sr25519(bytes) => ("Sr25519", bytes.as_slice()),
			Self::Ecdsa(bytes) => ("Ecdsa", bytes.as_slice()),
			Self::Eth(bytes) => ("Eth", bytes.as_slice()),
		};
		Value::unnamed_variant(name, [Value::from_bytes(bytes)])
	}
}

/// A state with the signatures of its parties.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CoSigned {
	/// It.
	pub body: State,
	/// Each party's.
	pub signatures: Pair<Option<Signature>>,
}

impl CoSigned {
	/// Out of its bytes. Nothing, if it is none.
	pub fn read(bytes: &[u8]) -> Option<Self> {
		let state = Self::decode_all(&mut &*bytes).ok()?;
		(state.body.htlcs.len() <= MOST_HTLCS).then_some(state)
	}

	/// Whether both parties have signed it, for that channel and base of that chain.
	pub fn is_signed_by(&self, parties: &Pair<Account>, place: &Place) -> bool {
		let bytes = place.payload(&self.body);
		[Side::Opener, Side::Counterparty].into_iter().all(|side| {
			let signature = self.signatures.of(side).as_ref();
			signature.is_some_and(|signature| signature.is_of(parties.of(side), &bytes))
		})
	}

	/// As an argument of a call.
	pub fn value(&self) -> Value {
		let State { version, net, htlcs } = &self.body;
		let number = |number: u64| Value::u128(number.into());
		let htlc = |htlc: &Htlc| {
			Value::named_composite([
				("payer", htlc.payer.value()),
				("amount", Value::u128(htlc.amount)),
				("payment_hash", wrap(&htlc.payment_hash)),
				("deadline_ms", number(htlc.deadline_ms)),
			])
		};
		let htlcs = Value::unnamed_composite(htlcs.iter().map(htlc));
		let net = Value::named_composite([
			("payer", net.payer.value()),
			("amount", Value::u128(net.amount)),
		]);
		let body = Value::named_composite([
			("version", number(*version)),
			("net", net),
			("htlcs", Value::unnamed_composite([htlcs])),
		]);
		let signature = |signature: &Option<Signature>| match signature {
			Some(signature) => Value::unnamed_variant("Some", [signature.value()]),
			None => Value::unnamed_variant("None", []),
		};
		let signatures = Value::named_composite([
			("opener", signature(&self.signatures.opener)),
			("counterparty", signature(&self.signatures.counterparty)),
		]);
		Value::named_composite([("body", body), ("signatures", signatures)])
	}
}

/// What a signature of a state is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
	/// The chain.
	pub genesis: Hash,
	/// The channel.
	pub channel: u64,
	/// Its base version.
	pub base_version: u64,
}

impl Place {
	/// The bytes that a party signs for a state: a message of the kind with the number 0.
	pub fn payload(&self, state: &State) -> Vec<u8> {
		(DOMAIN, self.genesis, self.channel, self.base_version, 0_u8, state).encode()
	}
}

/// BLAKE2-256.
pub fn hash(bytes: &[u8]) -> Hash {
	Blake2b::<U32>::digest(bytes).into()
}

/// A hash or an id in its type, as an argument of a call.
pub fn wrap(bytes: &[u8; 32]) -> Value {
	Value::unnamed_composite([Value::from_bytes(bytes)])
}

/// A number in its type, as an argument of a call.
pub fn wrap_id(id: u64) -> Value {
	Value::unnamed_composite([Value::u128(id.into())])
}

fn wrapped(bytes: &[u8]) -> Vec<u8> {
	[b"<Bytes>".as_slice(), bytes, b"</Bytes>"].concat()
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value as Json;

	/// The vectors of the chain's own library.
	fn vectors() -> Json {
		let file =
			concat!(env!("CARGO_MANIFEST_DIR"), "/../pallets/primitives/vectors/states.json");
		serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
	}

	fn bytes(json: &Json) -> Vec<u8> {
		hex::decode(json.as_str().unwrap().trim_start_matches("0x")).unwrap()
	}

	fn number<T: std::str::FromStr<Err: std::fmt::Debug>>(json: &Json) -> T {
		json.as_str().unwrap().parse().unwrap()
	}

	fn side(json: &Json) -> Side {
		Side::named(json.as_str().unwrap()).unwrap()
	}

	fn state(json: &Json) -> State {
		let htlc = |json: &Json| Htlc {
			payer: side(&json["payer"]),
			amount: number(&json["amount"]),
			payment_hash: bytes(&json["paymentHash"]).try_into().unwrap(),
			deadline_ms: number(&json["deadlineMs"]),
		};
		State {
			version: number(&json["version"]),
			net: NetTransfer {
				payer: side(&json["net"]["payer"]),
				amount: number(&json["net"]["amount"]),
			},
			htlcs: json["htlcs"].as_array().unwrap().iter().map(htlc).collect(),
		}
	}

	#[test]
	fn what_is_signed_is_what_the_chain_says() {
		let all = vectors();
		let account =
			|scheme: &str| -> Account { bytes(&all["accounts"][scheme]).try_into().unwrap() };
		let mut tried = 0;
		for vector in all["vectors"].as_array().unwrap() {
			let Some(body) = vector["message"].get("state") else { continue };
			let place = Place {
				genesis: bytes(&vector["genesis"]).try_into().unwrap(),
				channel: number(&vector["channel"]),
				base_version: number(&vector["base"]),
			};
			let payload = place.payload(&state(body));
			assert_eq!(payload, bytes(&vector["payload"]), "{}", vector["name"]);
			for scheme in ["sr25519", "ed25519"] {
				for form in ["raw", "wrapped"] {
					let signature = bytes(&vector["signatures"][scheme][form]);
					let signature = Signature::decode_all(&mut &*signature).unwrap();
					assert!(signature.is_of(&account(scheme), &payload), "{scheme} {form}");
					assert!(!signature.is_of(&account(scheme), b"other"));
				}
			}
			tried += 1;
		}
		assert!(tried > 4);
	}

	#[test]
	fn a_state_divides_what_is_committed() {
		let htlc = |payer, amount| Htlc { payer, amount, payment_hash: [0; 32], deadline_ms: 1 };
		let state = State {
			version: 1,
			net: NetTransfer { payer: Side::Opener, amount: 30 },
			htlcs: vec![htlc(Side::Opener, 10), htlc(Side::Counterparty, 20)],
		};
		let of = |opener, counterparty| state.balances(&Pair { opener, counterparty });
		assert_eq!(of(100, 0), Some(Pair { opener: 60, counterparty: 10 }));
		assert_eq!(of(39, 0), None);
		let sure = state.sure(&Pair { opener: 39, counterparty: 0 });
		assert_eq!(sure, Pair { opener: 0, counterparty: 10 });
		let signed = CoSigned { body: state, signatures: Pair::default() };
		assert_eq!(CoSigned::read(&signed.encode()).as_ref(), Some(&signed));
		assert_eq!(CoSigned::read(&[signed.encode(), vec![0]].concat()), None);
	}
}
