//! The terms of a ring, as the chains have them: the same bytes, the same hash, the same instants.
//! Parties P0 … Pn-1, legs 1 … n: P0, the leader, pays leg n and receives leg 1; Pj pays leg j and
//! receives leg j + 1.

use crate::{
	core::{chain::Hash, keys::Account},
	error::{Error, Result},
};
use blake2::{digest::consts::U32, Blake2b, Digest};
use codec::{Decode, DecodeAll, Encode};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subxt::dynamic::Value;

/// Says what the hashed bytes are.
const DOMAIN: [u8; 22] = *b"lightning-bloc/ring/v1";
/// The most legs.
pub const MOST_LEGS: usize = 14;

/// An asset of a chain.
#[derive(
	Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Ord, PartialEq, PartialOrd, Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Asset {
	/// The chain's own token.
	Native,
	/// Another, by its number.
	WithId(u32),
}

/// A chain.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ChainId {
	/// Its number among its sisters.
	pub index: u8,
	/// The hash of its first block.
	pub genesis: Hash,
}

/// What a receiver puts up.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Bond {
	/// The asset.
	pub asset: Asset,
	/// How much.
	pub amount: u128,
}

/// A leg.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Leg {
	/// Its chain.
	pub chain: ChainId,
	/// Who pays.
	pub owner: Account,
	/// Who gets it for the preimage.
	pub receiver: Account,
	/// The asset.
	pub asset: Asset,
	/// How much.
	pub amount: u128,
	/// The channel of the receiver's in which it arrives. In terms that this agent agrees to there is
	/// none: legs arrive in accounts.
	pub into: Option<u64>,
	/// What the receiver puts up first.
	pub bond: Option<Bond>,
}

/// What all parties agree on.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Terms {
	/// SHA-256 of the secret.
	pub payment_hash: Hash,
	/// The deadline of the first leg.
	pub base_ms: u64,
	/// How much later that of each further leg is.
	pub gap_ms: u64,
	/// The time in which each party locks.
	pub step_ms: u64,
	/// The time that the leader has to claim.
	pub reveal_ms: u64,
	/// By how much a standstill puts off a deadline at most.
	pub extension_ms: u64,
	/// The legs.
	pub legs: Vec<Leg>,
}

/// The instants of a leg.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Times {
	/// Before it the bond is posted.
	pub bond_by_ms: u64,
	/// Before it the leg is locked.
	pub lock_by_ms: u64,
	/// Before it the leg is claimed.
	pub deadline_ms: u64,
}

/// The place of a party: 0 is the leader.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Party {
	/// From 0.
	pub place: u8,
	/// The number of parties.
	pub of: u8,
}

impl Party {
	/// Whether it draws the secret.
	pub const fn leads(&self) -> bool {
		self.place == 0
	}

	/// The position of the leg that it pays.
	pub const fn pays(&self) -> u8 {
		if self.leads() {
			self.of
		} else {
			self.place
		}
	}

	/// The position of the leg that it receives.
	pub const fn receives(&self) -> u8 {
		self.place.saturating_add(1)
	}
}

/// SHA-256 of a secret.
pub fn payment_hash(secret: &[u8; 32]) -> Hash {
	Sha256::digest(secret).into()
}

impl Terms {
	/// Out of their bytes.
	pub fn read(bytes: &[u8]) -> Result<Self> {
		let terms = Self::decode_all(&mut &*bytes).ok().filter(|terms| {
			(2..=MOST_LEGS).contains(&terms.legs.len())
				&& terms.times(1).is_some()
				&& terms.times(terms.len()).is_some()
		});
		terms.ok_or_else(|| {
			Error::peer(
				"these are no terms of a ring",
				"see that both agents are of the same version",
			)
		})
	}

	/// The number of legs.
	pub fn len(&self) -> u8 {
		u8::try_from(self.legs.len()).unwrap_or(u8::MAX)
	}

	/// The leg at a position, from 1.
	pub fn leg(&self, position: u8) -> Option<&Leg> {
		self.legs.get(usize::from(position).checked_sub(1)?)
	}

	/// Its instants.
	pub fn times(&self, position: u8) -> Option<Times> {
		let before = u64::from(position.checked_sub(1)?);
		let behind = u64::from(self.len().checked_sub(position)?);
		let deadline_ms = self.base_ms.checked_add(before.checked_mul(self.gap_ms)?)?;
		let first_ms = self.base_ms.checked_sub(self.reveal_ms)?;
		let lock_by_ms = first_ms.checked_sub(before.checked_mul(self.step_ms)?)?;
		let steps = before.checked_add(behind.checked_mul(2)?)?.checked_add(1)?;
		let bond_by_ms = first_ms.checked_sub(steps.checked_mul(self.step_ms)?)?;
		Some(Times { bond_by_ms, lock_by_ms, deadline_ms })
	}

	/// Whether they make sense to chains that ask for `least_gap_ms` between any two things that have
	/// to be seen and answered, and put off no deadline by more than `most_extension_ms`: what the
	/// pallet looks at, too.
	pub fn ensure_sound(&self, least_gap_ms: u64, most_extension_ms: u64) -> Result<()> {
		ensure(self.extension_ms <= most_extension_ms, "they put deadlines off for too long")?;
		let least = least_gap_ms.saturating_add(self.extension_ms);
		ensure(
			self.gap_ms >= least && self.step_ms >= least_gap_ms && self.reveal_ms >= least_gap_ms,
			"they leave too little time",
		)?;
		for (place, leg) in self.legs.iter().enumerate() {
			ensure(leg.owner != leg.receiver, "an account pays itself")?;
			ensure(leg.amount > 0, "a leg is of nothing")?;
			ensure(leg.bond.is_none_or(|bond| bond.amount > 0), "a bond is of nothing")?;
			// Owner and hash name a leg on a chain, receiver and hash a bond.
			let repeats = |other: &Leg| {
				other.chain.genesis == leg.chain.genesis
					&& (other.owner == leg.owner || other.receiver == leg.receiver)
			};
			let before = self.legs.iter().take(place);
			ensure(!before.into_iter().any(repeats), "an account pays twice on one chain")?;
		}
		Ok(())
	}

	/// The place of the party that pays and receives by this account.
	pub fn place_of(&self, account: &Account) -> Result<Party> {
		let position = |is: &dyn Fn(&Leg) -> bool| {
			let mut places = (1_u8..).zip(&self.legs).filter(|(_, leg)| is(leg));
			let first = places.next().map(|(position, _)| position);
			first.filter(|_| places.next().is_none())
		};
		let pays = position(&|leg| leg.owner == *account);
		let receives = position(&|leg| leg.receiver == *account);
		let found = pays.zip(receives).map(|(pays, receives)| {
			let place = if pays == self.len() { 0 } else { pays };
			(Party { place, of: self.len() }, receives)
		});
		match found {
			Some((party, receives)) if party.receives() == receives => Ok(party),
			_ => {
				Err(unacceptable("this agent's account does not pay one leg and receive the next"))
			},
		}
	}

	/// Who pays the last leg, and draws the secret.
	pub fn leader(&self) -> Result<Account> {
		self.leg(self.len()).map(|leg| leg.owner).ok_or_else(|| unacceptable("they have no legs"))
	}

	/// What stands for them in every leg.
	pub fn hash(&self) -> Hash {
		Blake2b::<U32>::digest((DOMAIN, self).encode()).into()
	}

	/// As an argument of a call.
	pub fn value(&self) -> Value {
		let legs: Vec<_> = self.legs.iter().map(Leg::value).collect();
		Value::named_composite([
			("payment_hash", wrapped(&self.payment_hash)),
			("base_ms", Value::u128(self.base_ms.into())),
			("gap_ms", Value::u128(self.gap_ms.into())),
			("step_ms", Value::u128(self.step_ms.into())),
			("reveal_ms", Value::u128(self.reveal_ms.into())),
			("extension_ms", Value::u128(self.extension_ms.into())),
			("legs", Value::unnamed_composite([Value::unnamed_composite(legs)])),
		])
	}
}

impl Leg {
	fn value(&self) -> Value {
		let chain = Value::named_composite([
			("index", Value::u128(self.chain.index.into())),
			("genesis", Value::from_bytes(self.chain.genesis)),
		]);
		let channel = |id: u64| Value::unnamed_composite([Value::u128(id.into())]);
		let bond = |bond: &Bond| {
			Value::named_composite([
				("asset", bond.asset.value()),
				("amount", Value::u128(bond.amount)),
			])
		};
		Value::named_composite([
			("chain", chain),
			("owner", Value::from_bytes(self.owner)),
			("receiver", Value::from_bytes(self.receiver)),
			("asset", self.asset.value()),
			("amount", Value::u128(self.amount)),
			("into", optional(self.into.map(channel))),
			("bond", optional(self.bond.as_ref().map(bond))),
		])
	}
}

impl Asset {
	/// As an argument of a call.
	pub fn value(&self) -> Value {
		match self {
			Self::Native => Value::unnamed_variant("Native", []),
			Self::WithId(id) => Value::unnamed_variant("WithId", [Value::u128((*id).into())]),
		}
	}
}

/// A hash in its type, as an argument of a call.
pub fn wrapped(bytes: &[u8; 32]) -> Value {
	Value::unnamed_composite([Value::from_bytes(bytes)])
}

/// Terms that an agent does not agree to.
pub fn unacceptable(what: &str) -> Error {
	Error::peer(
		format_args!("the terms are not acceptable: {what}"),
		"nothing was begun; ask another agent",
	)
}

/// Refuses terms unless it is so.
pub fn ensure(is: bool, what: &str) -> Result<()> {
	match is {
		true => Ok(()),
		false => Err(unacceptable(what)),
	}
}

fn optional(value: Option<Value>) -> Value {
	match value {
		Some(value) => Value::unnamed_variant("Some", [value]),
		None => Value::unnamed_variant("None", []),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Two parties who trade on chains 1 and 2.
	fn terms() -> Terms {
		let leg = |index, owner, receiver, bond| Leg {
			chain: ChainId { index, genesis: [index; 32] },
			owner: [owner; 32],
			receiver: [receiver; 32],
			asset: Asset::Native,
			amount: 5,
			into: None,
			bond,
		};
		let bond = Some(Bond { asset: Asset::WithId(7), amount: 1 });
		Terms {
			payment_hash: payment_hash(&[0; 32]),
			base_ms: 2_400_000,
			gap_ms: 1_800_000,
			step_ms: 480_000,
			reveal_ms: 480_000,
			extension_ms: 1_200_000,
			legs: vec![leg(2, 8, 9, None), leg(1, 9, 8, bond)],
		}
	}

	#[test]
	fn the_instants_are_those_of_the_book() {
		let minutes = |times: Times| {
			[times.bond_by_ms, times.lock_by_ms, times.deadline_ms].map(|ms| ms / 60_000)
		};
		assert_eq!(minutes(terms().times(1).unwrap()), [8, 32, 40]);
		assert_eq!(minutes(terms().times(2).unwrap()), [16, 24, 70]);
		assert_eq!(terms().times(0), None);
		assert_eq!(terms().times(3), None);
	}

	#[test]
	fn bytes_are_read_back_and_nothing_else_is() {
		let bytes = terms().encode();
		assert_eq!(Terms::read(&bytes).unwrap(), terms());
		assert!(Terms::read(&bytes[1..]).is_err());
		assert!(Terms::read(&[bytes, vec![0]].concat()).is_err());
		let alone = Terms { legs: terms().legs[..1].to_vec(), ..terms() };
		assert!(Terms::read(&alone.encode()).is_err());
		// A schedule that begins before the epoch.
		assert!(Terms::read(&Terms { base_ms: 1, ..terms() }.encode()).is_err());
	}

	#[test]
	fn the_leader_pays_the_last_leg() {
		let places = |place| {
			let party = Party { place, of: 3 };
			(party.pays(), party.receives())
		};
		assert_eq!([places(0), places(1), places(2)], [(3, 1), (1, 2), (2, 3)]);
	}

	/// Three parties: 0 leads, 1 pays leg 1, 2 pays leg 2.
	fn three() -> Terms {
		let leg = |index: u8| Leg {
			chain: ChainId { index, genesis: [index; 32] },
			owner: [index % 3; 32],
			receiver: [index - 1; 32],
			asset: Asset::Native,
			amount: 5,
			into: None,
			bond: None,
		};
		Terms { legs: (1..=3).map(leg).collect(), ..terms() }
	}

	#[test]
	fn a_party_is_found_by_its_account() {
		let place = |account: u8| three().place_of(&[account; 32]).map(|party| party.place);
		assert_eq!([place(0), place(1), place(2)].map(Result::unwrap), [0, 1, 2]);
		assert!(place(9).is_err());
		assert_eq!(three().leader().unwrap(), [0; 32]);
		// Who pays a leg and receives another one than the next, or two.
		let changes: [fn(&mut Terms); 4] = [
			|it| it.legs.swap(0, 1),
			|it| it.legs[1].receiver = [2; 32],
			|it| it.legs[0].receiver = [1; 32],
			|it| it.legs[1].owner = [1; 32],
		];
		for change in changes {
			let mut changed = three();
			change(&mut changed);
			assert!(changed.place_of(&[1; 32]).is_err(), "{changed:?}");
		}
	}

	#[test]
	fn what_the_chains_refuse_is_not_agreed_to() {
		let (least, most) = (480_000, 1_200_000);
		assert!(three().ensure_sound(least, most).is_ok());
		let changes: [fn(&mut Terms); 9] = [
			|it| it.extension_ms = 1_200_001,
			|it| it.gap_ms = 480_000 + 1_200_000 - 1,
			|it| it.step_ms = 479_999,
			|it| it.reveal_ms = 479_999,
			|it| it.legs[1].amount = 0,
			|it| it.legs[1].bond = Some(Bond { asset: Asset::Native, amount: 0 }),
			|it| it.legs[1].owner = it.legs[1].receiver,
			|it| {
				it.legs[1].chain = it.legs[0].chain;
				it.legs[1].owner = it.legs[0].owner;
			},
			|it| {
				it.legs[1].chain = it.legs[0].chain;
				it.legs[1].receiver = it.legs[0].receiver;
			},
		];
		for change in changes {
			let mut changed = three();
			change(&mut changed);
			assert!(changed.ensure_sound(least, most).is_err(), "{changed:?}");
		}
		let exact = Terms { gap_ms: 480_000 + 1_200_000, ..three() };
		assert!(exact.ensure_sound(least, most).is_ok());
	}

	/// The bytes and the hash are those of the pallet: it tests the same file.
	#[test]
	fn the_terms_are_those_of_the_chains() {
		let file = include_str!(concat!(
			env!("CARGO_MANIFEST_DIR"),
			"/../pallets/swaps/vectors/ring.json"
		));
		let vectors: serde_json::Value = serde_json::from_str(file).unwrap();
		let vectors = vectors["vectors"].as_array().unwrap();
		assert!(vectors.len() >= 3);
		for vector in vectors {
			let bytes = |name: &str| {
				let text = vector[name].as_str().unwrap();
				hex::decode(text.strip_prefix("0x").unwrap()).unwrap()
			};
			let read = Terms::read(&bytes("terms")).unwrap();
			assert_eq!(read.encode(), bytes("terms"), "{}", vector["name"]);
			assert_eq!(read.hash().to_vec(), bytes("hash"), "{}", vector["name"]);
			let number =
				|value: &serde_json::Value| value.as_str().unwrap().parse::<u64>().unwrap();
			assert_eq!(read.base_ms, number(&vector["baseMs"]));
			for (position, times) in (1..).zip(vector["times"].as_array().unwrap()) {
				let times = ["bondByMs", "lockByMs", "deadlineMs"].map(|name| number(&times[name]));
				let own = read.times(position).unwrap();
				assert_eq!([own.bond_by_ms, own.lock_by_ms, own.deadline_ms], times);
			}
		}
	}

	#[test]
	fn the_hash_covers_every_field() {
		let hash = terms().hash();
		let others = [
			Terms { base_ms: 2_400_001, ..terms() },
			Terms { gap_ms: 1, ..terms() },
			Terms { extension_ms: 0, ..terms() },
			Terms { payment_hash: [0; 32], ..terms() },
		];
		assert!(others.iter().all(|other| other.hash() != hash));
	}
}
