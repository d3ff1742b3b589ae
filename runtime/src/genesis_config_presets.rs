//! The genesis of each chain, for development and for local networks.
//!
//! | preset | chain | authorities | limits |
//! |---|---|---|---|
//! | `development` | the development chain | Alice | of development |
//! | `local_testnet` | the development chain | Alice, Bob | of development |
//! | `<x>-pbc-dev`, for each of the fourteen | that chain | Alice | of development |
//! | `<x>-pbc-local` | that chain | Alice, Bob | as when it is live |
//! | `<x>-pbc` | the same as `<x>-pbc-local` | Alice, Bob | as when it is live |
//!
//! In all of them Alice holds the sudo key, and Alice to Ferdie and their stashes have a million
//! tokens and a million test dollars (asset 1) each. The keys are in every book: a live chain takes
//! its own.

#![deny(missing_docs)]

use crate::{
	pbc::{self, Pbc},
	AccountId, AssetId, AssetsConfig, AuraConfig, BalancesConfig, ChainIdentityConfig,
	GrandpaConfig, RuntimeGenesisConfig, SudoConfig,
};
use alloc::{format, string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// The asset that every development account has some of, so that channels in an asset can be tried
/// at once.
pub const TEST_DOLLAR: AssetId = 1;
/// How many decimals it has.
pub const TEST_DOLLAR_DECIMALS: u8 = 6;
/// How many tokens, and how many test dollars, each development account has.
pub const ENDOWMENT: u128 = 1_000_000;

/// An authority: who authors with the one key and votes on finality with the other.
pub type Authority = (Sr25519Keyring, Ed25519Keyring);

const ALICE: Authority = (Sr25519Keyring::Alice, Ed25519Keyring::Alice);
const BOB: Authority = (Sr25519Keyring::Bob, Ed25519Keyring::Bob);

/// What the presets of a chain end in.
const DEV: &str = "-dev";
const LOCAL: &str = "-local";

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	let mut names = vec![DEV_RUNTIME_PRESET.into(), LOCAL_TESTNET_RUNTIME_PRESET.into()];
	for pbc in &pbc::PBCS {
		names.push(pbc.id.to_string());
		names.push(format!("{}{DEV}", pbc.id));
		names.push(format!("{}{LOCAL}", pbc.id));
	}
	names
}

/// The preset of this name, as the JSON that is laid over the default genesis.
pub fn get_preset(name: &PresetId) -> Option<Vec<u8>> {
	Some(genesis(&described(name)?).to_string().into_bytes())
}

/// What a preset makes of a chain.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
	/// Which chain it is.
	pub pbc: &'static Pbc,
	/// Who its authorities are.
	pub authorities: &'static [Authority],
	/// Whether it is for development.
	pub development: bool,
}

/// What the preset of this name makes of a chain.
pub fn described(name: &str) -> Option<Preset> {
	let alone = |pbc| Preset { pbc, authorities: &[ALICE], development: true };
	let network = |pbc, development| Preset { pbc, authorities: &[ALICE, BOB], development };
	let find = |id: &str| pbc::PBCS.iter().find(|pbc| pbc.id == id);
	match name {
		DEV_RUNTIME_PRESET => Some(alone(&pbc::DEV)),
		LOCAL_TESTNET_RUNTIME_PRESET => Some(network(&pbc::DEV, true)),
		_ => match name.strip_suffix(DEV) {
			Some(id) => find(id).map(alone),
			None => Some(network(find(name.strip_suffix(LOCAL).unwrap_or(name))?, false)),
		},
	}
}

/// The genesis that a preset describes.
fn genesis(&Preset { pbc, authorities, development }: &Preset) -> Value {
	let accounts: Vec<AccountId> =
		Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect();
	let tokens = ENDOWMENT.saturating_mul(pbc.token());
	let dollars = ENDOWMENT.saturating_mul(10_u128.saturating_pow(TEST_DOLLAR_DECIMALS.into()));
	let alice = Sr25519Keyring::Alice.to_account_id();

	build_struct_json_patch!(RuntimeGenesisConfig {
		chain_identity: ChainIdentityConfig { id: pbc.id.to_string(), development },
		aura: AuraConfig {
			authorities: authorities.iter().map(|(aura, _)| aura.public().into()).collect(),
		},
		grandpa: GrandpaConfig {
			authorities: authorities
				.iter()
				.map(|(_, grandpa)| (grandpa.public().into(), 1))
				.collect(),
		},
		balances: BalancesConfig {
			balances: accounts.iter().cloned().map(|who| (who, tokens)).collect(),
		},
		sudo: SudoConfig { key: Some(alice.clone()) },
		assets: AssetsConfig {
			// The last two: it keeps an account alive by itself, and from its smallest unit on.
			assets: vec![(TEST_DOLLAR, alice.clone(), true, 1)],
			metadata: vec![(
				TEST_DOLLAR,
				b"Dollar test".to_vec(),
				b"TUSD".to_vec(),
				TEST_DOLLAR_DECIMALS,
			)],
			accounts: accounts.into_iter().map(|who| (TEST_DOLLAR, who, dollars)).collect(),
		},
	})
}

/// The storage that the genesis of a preset writes: a chain's state for tests and tools.
#[cfg(feature = "std")]
pub fn storage(name: &str) -> Option<sp_runtime::Storage> {
	use sp_runtime::BuildStorage;

	let preset = described(name)?;
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).ok()?;
	lay_over(&mut config, genesis(&preset));
	serde_json::from_value::<RuntimeGenesisConfig>(config).ok()?.build_storage().ok()
}

/// Lays a patch over a value, as a chain spec does.
#[cfg(feature = "std")]
fn lay_over(value: &mut Value, patch: Value) {
	match (value, patch) {
		(Value::Object(value), Value::Object(patch)) => {
			for (key, patch) in patch {
				lay_over(value.entry(key).or_insert(Value::Null), patch);
			}
		},
		(value, patch) => *value = patch,
	}
}
