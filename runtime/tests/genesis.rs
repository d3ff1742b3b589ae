//! Every preset is a chain that starts.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use frame_support::assert_ok;
use lightning_bloc_runtime::{
	audit,
	genesis_config_presets::{
		described, preset_names, storage, Preset, ENDOWMENT, TEST_DOLLAR, TEST_DOLLAR_DECIMALS,
	},
	pbc, Assets, Aura, Balances, Block, ChainIdentity, Grandpa, Runtime,
};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_keyring::Sr25519Keyring;
use std::collections::{BTreeMap, BTreeSet};

fn on(preset: &str, test: impl FnOnce()) {
	sp_io::TestExternalities::new(storage(preset).unwrap()).execute_with(test);
}

#[test]
fn there_is_a_preset_for_each_chain() {
	let names = <Runtime as GenesisBuilder<Block>>::preset_names();
	assert_eq!(names, preset_names());
	assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 2 + 3 * 14);
	let short = [
		"eth",
		"btc",
		"bnb",
		"sol",
		"ada",
		"trx",
		"xrp",
		"xlm",
		"matic",
		"link",
		"doge",
		"sc-usdt",
		"edsc",
		"ai-compute",
	];
	for chain in short {
		for name in ["", "-dev", "-local"].map(|end| format!("{chain}-pbc{end}")) {
			assert!(names.contains(&name), "{name}");
		}
	}
	assert!(names.iter().any(|name| name == "development"));
	assert!(names.iter().any(|name| name == "local_testnet"));
}

#[test]
fn every_preset_starts_as_the_chain_that_it_names() {
	for name in preset_names() {
		let Preset { pbc, authorities, development } = described(&name).unwrap();
		on(&name, || {
			assert_eq!(ChainIdentity::current(), pbc, "{name}");
			assert_eq!(ChainIdentity::is_development(), development, "{name}");
			let aura: Vec<_> = authorities.iter().map(|(key, _)| key.public().into()).collect();
			assert_eq!(pallet_aura::Authorities::<Runtime>::get().into_inner(), aura);
			let grandpa: Vec<_> =
				authorities.iter().map(|(_, key)| (key.public().into(), 1)).collect();
			assert_eq!(Grandpa::grandpa_authorities(), grandpa);
			assert_eq!(Aura::slot_duration(), 6_000);
			assert_eq!(
				pallet_sudo::Key::<Runtime>::get(),
				Some(Sr25519Keyring::Alice.to_account_id())
			);
			for who in Sr25519Keyring::well_known().map(|key| key.to_account_id()) {
				assert_eq!(Balances::free_balance(&who), ENDOWMENT * pbc.token(), "{name}");
				let dollars = ENDOWMENT * 10_u128.pow(TEST_DOLLAR_DECIMALS.into());
				assert_eq!(Assets::balance(TEST_DOLLAR, &who), dollars, "{name}");
			}
			assert_ok!(audit());
		});
	}
}

#[test]
fn only_development_chains_have_a_single_authority() {
	for name in preset_names() {
		let Preset { authorities, .. } = described(&name).unwrap();
		let alone = name == "development" || name.ends_with("-dev");
		assert_eq!(authorities.len(), if alone { 1 } else { 2 }, "{name}");
	}
}

#[test]
fn the_networks_of_the_fourteen_are_as_their_live_chains() {
	for name in preset_names() {
		let Preset { pbc, development, .. } = described(&name).unwrap();
		let live = pbc != &pbc::DEV && !name.ends_with("-dev");
		assert_eq!(development, !live, "{name}");
	}
}

#[test]
fn no_two_chains_have_the_same_genesis() {
	let mut seen = BTreeMap::new();
	for name in preset_names() {
		let state = storage(&name).unwrap().top;
		seen.entry(state).or_insert_with(Vec::new).push(name);
	}
	// The bare name of a chain is its local network, and nothing else is the same.
	for same in seen.values() {
		let bare: BTreeSet<_> =
			same.iter().map(|name| name.strip_suffix("-local").unwrap_or(name)).collect();
		assert_eq!(bare.len(), 1, "{same:?}");
	}
	assert_eq!(seen.len(), 2 + 2 * 14);
}

#[test]
fn chains_with_the_same_authorities_differ_by_their_identity_and_token_alone() {
	// The two stablecoins have the same decimals, so that only the name tells them apart.
	let edsc = storage("edsc-pbc-dev").unwrap().top;
	let usdt = storage("sc-usdt-pbc-dev").unwrap().top;
	let differing = edsc.iter().filter(|(key, value)| usdt.get(*key) != Some(value)).count();
	assert_eq!(differing, 1);
}

#[test]
fn the_builder_takes_the_patch_of_every_preset() {
	use serde_json::Value;
	let default = <Runtime as GenesisBuilder<Block>>::get_preset(&None).unwrap();
	assert_ok!(sp_io::TestExternalities::default().execute_with(|| <Runtime as GenesisBuilder<
		Block,
	>>::build_state(
		default.clone()
	)));
	let default: Value = serde_json::from_slice(&default).unwrap();
	for name in preset_names() {
		let patch = <Runtime as GenesisBuilder<Block>>::get_preset(&Some(name.clone())).unwrap();
		let patch: Value = serde_json::from_slice(&patch).unwrap();
		// A patch names only what the default has: a misspelt key would be lost in silence.
		for (pallet, fields) in patch.as_object().unwrap() {
			for field in fields.as_object().unwrap().keys() {
				assert!(default[pallet].get(field).is_some(), "{name}: {pallet}.{field}");
			}
		}
		assert_eq!(patch["chainIdentity"]["id"], described(&name).unwrap().pbc.id);
	}
}

#[test]
fn an_unknown_name_is_no_preset() {
	for name in ["usd-pbc", "btc", "btc-pbc-live", "bloc-dev", "-dev", "btc-pbc-dev-local", ""] {
		assert!(
			<Runtime as GenesisBuilder<Block>>::get_preset(&Some(name.into())).is_none(),
			"{name}"
		);
		assert!(storage(name).is_none(), "{name}");
	}
}

#[test]
fn the_table_is_complete() {
	assert_eq!(pbc::all().count(), 15);
}
