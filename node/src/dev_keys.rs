//! Keeps the keys that everybody knows out of chains that are for real.
//!
//! The development accounts (Alice, Bob, …) come from a phrase printed in every manual. A live
//! chain whose blocks they may author or finalise, whose sudo they hold, or whose money they have,
//! belongs to whoever types that phrase first.

use codec::Decode;
use sp_core::{crypto::DEV_PHRASE, ecdsa, ed25519, sr25519, storage::Storage, Pair};
use sp_io::hashing;
use std::{collections::BTreeSet, fmt};

const NAMES: [&str; 8] = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie", "One", "Two"];

/// A power over the chain that its genesis gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
	/// Author blocks.
	Author,
	/// Finalise blocks.
	Finalise,
	/// Call anything as root.
	Sudo,
	/// Spend what an account has.
	Spend,
	/// Issue an asset, or take it from others.
	Issue,
}

impl fmt::Display for Power {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		f.write_str(match self {
			Self::Author => "an Aura authority",
			Self::Finalise => "a GRANDPA authority",
			Self::Sudo => "the sudo key",
			Self::Spend => "an account with money",
			Self::Issue => "in charge of an asset",
		})
	}
}

type Key = [u8; 32];

/// Every public key or account that the well-known phrase is usually taken to, with its path.
fn well_known() -> impl Iterator<Item = (String, [Key; 3])> {
	let paths = NAMES.iter().flat_map(|name| [format!("//{name}"), format!("//{name}//stash")]);
	std::iter::once(String::new()).chain(paths).filter_map(|path| {
		let uri = format!("{DEV_PHRASE}{path}");
		let keys = [
			sr25519::Pair::from_string(&uri, None).ok()?.public().0,
			ed25519::Pair::from_string(&uri, None).ok()?.public().0,
			// The account of an ECDSA key is its hash.
			hashing::blake2_256(&ecdsa::Pair::from_string(&uri, None).ok()?.public().0),
		];
		Some((if path.is_empty() { "the phrase itself".into() } else { path }, keys))
	})
}

/// Where an item is in storage, or what the keys of a map begin with.
fn prefix(pallet: &str, item: &str) -> Vec<u8> {
	[hashing::twox_128(pallet.as_bytes()), hashing::twox_128(item.as_bytes())].concat()
}

/// The value of an item in a genesis, if it is there.
pub(crate) fn read<T: Decode>(
	genesis: &Storage,
	pallet: &str,
	item: &str,
) -> Result<Option<T>, String> {
	let Some(value) = genesis.top.get(&prefix(pallet, item)) else { return Ok(None) };
	T::decode(&mut &value[..])
		.map(Some)
		.map_err(|error| format!("genesis has a {pallet}::{item} that cannot be read: {error}"))
}

/// The items of a map, each with its own part of the key and its value.
fn items<'a>(
	genesis: &'a Storage,
	pallet: &str,
	item: &str,
) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
	let prefix = prefix(pallet, item);
	genesis
		.top
		.iter()
		.filter_map(move |(key, value)| Some((key.strip_prefix(&prefix[..])?, value.as_slice())))
}

/// The key at the end of what a `Blake2_128Concat` map files an account under.
fn account(key: &[u8]) -> Option<Key> {
	key.last_chunk().copied()
}

/// The powers that a genesis gives, each with the key that it gives it to.
fn powers(genesis: &Storage) -> Result<Vec<(Power, Key)>, String> {
	let aura: Vec<Key> = read(genesis, "Aura", "Authorities")?.unwrap_or_default();
	let grandpa: Vec<(Key, u64)> = read(genesis, "Grandpa", "Authorities")?.unwrap_or_default();
	let sudo: Option<Key> = read(genesis, "Sudo", "Key")?;
	let rich = items(genesis, "System", "Account").filter_map(|(key, _)| account(key));
	// An asset's record begins with its owner, issuer, admin and freezer.
	let rulers = items(genesis, "Assets", "Asset")
		.filter_map(|(_, mut asset)| <[Key; 4]>::decode(&mut asset).ok())
		.flat_map(BTreeSet::from);
	Ok(aura
		.into_iter()
		.map(|key| (Power::Author, key))
		.chain(grandpa.into_iter().map(|(key, _)| (Power::Finalise, key)))
		.chain(sudo.map(|key| (Power::Sudo, key)))
		.chain(rich.map(|key| (Power::Spend, key)))
		.chain(rulers.map(|key| (Power::Issue, key)))
		.collect())
}

/// The powers that a genesis gives to well-known keys, each with the path of the key.
fn given_away(genesis: &Storage) -> Result<Vec<(Power, String)>, String> {
	let well_known: Vec<_> = well_known().collect();
	Ok(powers(genesis)?
		.into_iter()
		.filter_map(|(power, key)| {
			let (path, _) = well_known.iter().find(|(_, keys)| keys.contains(&key))?;
			Some((power, path.clone()))
		})
		.collect())
}

/// Fails if the genesis of the live chain `id` gives power to well-known keys.
pub fn refuse(id: &str, genesis: &Storage) -> Result<(), String> {
	let found = given_away(genesis)?;
	if found.is_empty() {
		return Ok(());
	}
	let list: Vec<_> = found.iter().map(|(power, path)| format!("{power} is {path}")).collect();
	Err(format!(
		"the chain `{id}` is live, but well-known development keys rule it: {}. Anybody could take it \
		 over. Put keys of your own into its specification (`lightning-bloc key generate`), or make \
		 it a test network with `\"chainType\": \"Local\"`",
		list.join(", ")
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

	const OWN: Key = [7; 32];

	fn put(genesis: &mut Storage, pallet: &str, item: &str, value: Vec<u8>) {
		genesis.top.insert(prefix(pallet, item), value);
	}

	fn genesis(aura: &[Key], grandpa: &[Key], sudo: Option<Key>) -> Storage {
		let mut genesis = Storage::default();
		let grandpa: Vec<_> = grandpa.iter().map(|key| (*key, 1u64)).collect();
		put(&mut genesis, "Aura", "Authorities", aura.encode());
		put(&mut genesis, "Grandpa", "Authorities", grandpa.encode());
		if let Some(key) = sudo {
			put(&mut genesis, "Sudo", "Key", key.encode());
		}
		genesis
	}

	#[test]
	fn knows_every_key_of_the_keyring() {
		let known: Vec<Key> = well_known().flat_map(|(_, keys)| keys).collect();
		assert_eq!(known.len(), 3 * 17);
		for key in Sr25519Keyring::iter() {
			assert!(known.contains(&key.to_raw_public()), "{key} is missing");
		}
		for key in Ed25519Keyring::iter() {
			assert!(known.contains(&key.to_raw_public()), "{key} is missing");
		}
	}

	#[test]
	fn finds_each_power_given_away() {
		let alice = Sr25519Keyring::Alice.to_raw_public();
		let bob = Ed25519Keyring::Bob.to_raw_public();
		let stash = Sr25519Keyring::FerdieStash.to_raw_public();
		assert_eq!(
			given_away(&genesis(&[OWN, alice], &[bob, OWN], Some(stash))).unwrap(),
			[
				(Power::Author, "//Alice".into()),
				(Power::Finalise, "//Bob".into()),
				(Power::Sudo, "//Ferdie//stash".into()),
			]
		);
	}

	#[test]
	fn finds_an_ecdsa_account() {
		let pair = ecdsa::Pair::from_string("//Alice", None).unwrap();
		let sudo = hashing::blake2_256(&pair.public().0);
		let found = given_away(&genesis(&[], &[], Some(sudo))).unwrap();
		assert_eq!(found, [(Power::Sudo, "//Alice".into())]);
	}

	#[test]
	fn finds_money_and_assets_given_away() {
		let bob = Sr25519Keyring::Bob.to_raw_public();
		let mut genesis = genesis(&[], &[], None);
		let filed = |key: &[u8]| [&hashing::blake2_128(key)[..], key].concat();
		let item =
			|pallet: &str, item: &str, key: &[u8]| [prefix(pallet, item), filed(key)].concat();
		genesis.top.insert(item("System", "Account", &OWN), vec![0; 80]);
		genesis.top.insert(item("System", "Account", &bob), vec![0; 80]);
		let asset = [OWN, bob, bob, OWN].encode();
		genesis.top.insert(item("Assets", "Asset", &1u32.encode()), asset);
		assert_eq!(
			given_away(&genesis).unwrap(),
			[(Power::Spend, "//Bob".into()), (Power::Issue, "//Bob".into())]
		);
	}

	#[test]
	fn refuses_one_well_known_key() {
		let alice = Sr25519Keyring::Alice.to_raw_public();
		let error = refuse("mine", &genesis(&[OWN, alice], &[OWN], None)).unwrap_err();
		assert!(error.contains("the chain `mine` is live"), "{error}");
		assert!(error.contains("an Aura authority is //Alice"), "{error}");
	}

	#[test]
	fn lets_own_keys_rule() {
		assert_eq!(refuse("mine", &genesis(&[OWN], &[OWN], Some(OWN))), Ok(()));
		assert_eq!(refuse("mine", &Storage::default()), Ok(()));
	}

	#[test]
	fn refuses_what_it_cannot_read() {
		let mut genesis = genesis(&[OWN], &[OWN], None);
		put(&mut genesis, "Aura", "Authorities", vec![4, 1, 2, 3]);
		let error = refuse("mine", &genesis).unwrap_err();
		assert!(error.contains("Aura::Authorities"), "{error}");
	}
}
