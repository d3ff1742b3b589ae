//! The chains that the node knows by name.
//!
//! All run one runtime. What makes a chain its own (its authorities, its funds, its identity) is in
//! its genesis, which the runtime's presets describe; what a wallet must know (symbol, decimals,
//! address prefix) is repeated in the spec's properties. Any other chain is a file.

use lightning_bloc_runtime::{
	pbc::{self, Pbc},
	Runtime, RuntimeGenesisConfig, WASM_BINARY,
};
use sc_service::{ChainType, Properties};
use sp_core::{
	crypto::set_default_ss58_version,
	storage::{well_known_keys, Storage},
};
use sp_genesis_builder::{
	runtime_decl_for_genesis_builder::GenesisBuilderV1, DEV_RUNTIME_PRESET,
	LOCAL_TESTNET_RUNTIME_PRESET,
};
use sp_runtime::BuildStorage;
use std::path::Path;

/// The specification of a chain, as a file holds it.
pub type ChainSpec = sc_service::GenericChainSpec;

/// The two kinds of chain that each PBC has.
#[derive(Clone, Copy)]
enum Kind {
	/// One node, which seals blocks at will.
	Dev,
	/// A network of validators on one machine.
	Local,
}

/// A chain known by name.
struct Known {
	pbc: &'static Pbc,
	kind: Kind,
}

impl Known {
	fn all() -> impl Iterator<Item = Self> {
		pbc::all().flat_map(|pbc| [Kind::Dev, Kind::Local].map(|kind| Self { pbc, kind }))
	}

	/// Whether this is the chain of no PBC, which has the short names.
	fn is_plain(&self) -> bool {
		self.pbc.id == pbc::DEV.id
	}

	fn id(&self) -> String {
		let kind = match self.kind {
			Kind::Dev => "dev",
			Kind::Local => "local",
		};
		if self.is_plain() {
			kind.into()
		} else {
			format!("{}-{kind}", self.pbc.id)
		}
	}

	fn preset(&self) -> String {
		match self.kind {
			Kind::Dev if self.is_plain() => DEV_RUNTIME_PRESET.into(),
			Kind::Local if self.is_plain() => LOCAL_TESTNET_RUNTIME_PRESET.into(),
			Kind::Dev | Kind::Local => self.id(),
		}
	}

	fn name(&self) -> String {
		let name = if self.is_plain() { "Lightning-Bloc" } else { self.pbc.name };
		match self.kind {
			Kind::Dev => format!("{name} Development"),
			Kind::Local => format!("{name} Local Network"),
		}
	}

	fn chain_type(&self) -> ChainType {
		match self.kind {
			Kind::Dev => ChainType::Development,
			Kind::Local => ChainType::Local,
		}
	}

	/// The preset of this chain. The Wasm would say the same, but compiling it for that takes seconds.
	fn patch(&self) -> Result<serde_json::Value, String> {
		let preset = self.preset();
		let patch = Runtime::get_preset(&Some(preset.clone()))
			.ok_or_else(|| format!("the runtime has no preset `{preset}`"))?;
		serde_json::from_slice(&patch).map_err(|error| error.to_string())
	}

	/// The genesis, but for the code.
	fn genesis(&self) -> Result<Storage, String> {
		let mut config = serde_json::to_value(RuntimeGenesisConfig::default())
			.map_err(|error| error.to_string())?;
		sc_chain_spec::json_patch::merge(&mut config, self.patch()?);
		serde_json::from_value::<RuntimeGenesisConfig>(config)
			.map_err(|error| format!("the preset `{}` is no genesis: {error}", self.preset()))?
			.build_storage()
	}

	fn spec(&self, code: &[u8]) -> Result<ChainSpec, String> {
		let id = self.id();
		let spec = ChainSpec::builder(code, None)
			.with_name(&self.name())
			.with_id(&id)
			.with_chain_type(self.chain_type())
			.with_protocol_id(&format!("lightning-bloc-{id}"))
			.with_genesis_config_patch(self.patch()?)
			.with_properties(properties(self.pbc))
			.build();
		Ok(spec)
	}
}

/// The names that `--chain` takes, beside files.
pub fn ids() -> impl Iterator<Item = String> {
	Known::all().map(|chain| chain.id())
}

/// What a wallet shows with the chain's amounts and addresses.
fn properties(pbc: &Pbc) -> Properties {
	Properties::from_iter([
		("tokenSymbol".into(), pbc.symbol.into()),
		("tokenDecimals".into(), pbc.decimals.into()),
		("ss58Format".into(), pbc.ss58_prefix.into()),
	])
}

/// Has this process read and write addresses in the prefix of the chain: clients write them so where
/// they ask by RPC. Those in the generic prefix (42) are read all the same.
pub fn adopt_address_prefix(spec: &dyn sc_service::ChainSpec) {
	let prefix = spec.properties().get("ss58Format").and_then(|prefix| prefix.as_u64());
	if let Some(prefix) = prefix.and_then(|prefix| u16::try_from(prefix).ok()) {
		set_default_ss58_version(prefix.into());
	}
}

fn find(id: &str) -> Option<Known> {
	// Without `--chain`, tools expect the local network.
	let id = if id.is_empty() { "local" } else { id };
	Known::all().find(|chain| chain.id() == id)
}

/// The chain of that name, or of the file at that path.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match find(id) {
		Some(chain) => chain.spec(code()?),
		None => load_file(id),
	}
}

fn code() -> Result<&'static [u8], String> {
	let missing = "this binary was built without the Wasm runtime (SKIP_WASM_BUILD), so that it \
	               knows no chain by name: build it again without that, or give the path of a chain \
	               spec file";
	WASM_BINARY.ok_or_else(|| missing.into())
}

/// Builds the genesis of `spec`, which was loaded by the name `id`, with this binary's own code.
/// The Wasm would build the same, but compiling it for that takes seconds at every start. Leaves the
/// spec of a file as it is.
pub fn build_genesis(id: &str, spec: &mut dyn sc_service::ChainSpec) -> Result<(), String> {
	if let Some(chain) = find(id) {
		let mut genesis = chain.genesis()?;
		genesis.top.insert(well_known_keys::CODE.to_vec(), code()?.to_vec());
		spec.set_storage(genesis);
	}
	Ok(())
}

fn load_file(path: &str) -> Result<ChainSpec, String> {
	if !Path::new(path).is_file() {
		let ids: Vec<_> = ids().collect();
		return Err(format!(
			"no chain is called `{path}` and there is no such file. The chains known by name: {}",
			ids.join(", ")
		));
	}
	ChainSpec::from_json_file(path.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use lightning_bloc_runtime::pbc::PBCS;
	use std::collections::BTreeSet;

	#[test]
	fn every_pbc_has_both_kinds() {
		let ids: BTreeSet<_> = ids().collect();
		assert_eq!(ids.len(), 30);
		for pbc in &PBCS {
			assert!(ids.contains(&format!("{}-dev", pbc.id)));
			assert!(ids.contains(&format!("{}-local", pbc.id)));
		}
		assert!(ids.contains("dev") && ids.contains("local"));
	}

	#[test]
	fn no_two_chains_share_their_genesis() {
		let all: BTreeSet<_> = Known::all().map(|chain| chain.genesis().unwrap().top).collect();
		assert_eq!(all.len(), 30);
	}

	#[test]
	fn specs_say_what_the_chain_is() {
		for chain in Known::all() {
			let spec = chain.spec(&[]).unwrap();
			assert_eq!(spec.id(), chain.id());
			assert_eq!(spec.protocol_id(), Some(&*format!("lightning-bloc-{}", chain.id())));
			let properties = spec.properties();
			assert_eq!(properties["tokenSymbol"], chain.pbc.symbol);
			assert_eq!(properties["tokenDecimals"], chain.pbc.decimals);
			assert_eq!(properties["ss58Format"], chain.pbc.ss58_prefix);
			assert_eq!(
				sc_service::ChainSpec::chain_type(&spec) == ChainType::Development,
				spec.id().ends_with("dev")
			);
			assert!(spec.telemetry_endpoints().is_none(), "test chains tell nobody");
		}
	}

	#[test]
	fn loads_by_name_if_there_is_a_runtime() {
		for id in ids() {
			match (load(&id), WASM_BINARY) {
				(Ok(spec), Some(_)) => assert_eq!(spec.id(), id),
				(Err(error), None) => assert!(error.contains("SKIP_WASM_BUILD"), "{error}"),
				(result, _) => panic!("{id}: {:?}", result.err()),
			}
		}
	}

	#[test]
	fn the_wasm_builds_the_same_genesis() {
		// Nothing to compare with in a build without the Wasm.
		let Some(code) = WASM_BINARY else { return };
		for id in ["dev", "btc-pbc-local"] {
			let preset = find(id).unwrap().preset();
			let slow =
				ChainSpec::builder(code, None).with_genesis_config_preset_name(&preset).build();
			let mut quick: Box<dyn sc_service::ChainSpec> = Box::new(load(id).unwrap());
			build_genesis(id, &mut *quick).unwrap();
			let quick = quick.as_storage_builder().build_storage().unwrap();
			assert_eq!(quick.top[well_known_keys::CODE], code);
			let slow = slow.build_storage().unwrap();
			assert!(quick.top == slow.top, "{id}: the Wasm builds another genesis");
			assert!(slow.children_default.is_empty() && quick.children_default.is_empty());
		}
	}

	#[test]
	fn the_genesis_of_a_file_is_left_alone() {
		let mut spec: Box<dyn sc_service::ChainSpec> =
			Box::new(ChainSpec::builder(&[], None).build());
		let before = spec.as_json(false).unwrap();
		build_genesis("./dev.json", &mut *spec).unwrap();
		assert_eq!(spec.as_json(false).unwrap(), before);
	}

	#[test]
	fn an_unknown_name_is_answered_with_the_known_ones() {
		for id in ["btc", "btc-pbc", "DEV", "no/such/file.json"] {
			let error = load(id).err().unwrap();
			assert!(error.contains(&format!("`{id}`")), "{error}");
			assert!(ids().all(|known| error.contains(&known)), "{error}");
		}
	}

	#[test]
	fn loads_a_file() {
		let path = std::env::temp_dir().join(format!("bloc-spec-{}.json", std::process::id()));
		let json = serde_json::json!({
			"name": "File", "id": "file", "chainType": "Live", "bootNodes": [],
			"genesis": { "raw": { "top": {}, "childrenDefault": {} } }
		});
		std::fs::write(&path, json.to_string()).unwrap();
		let loaded = load(path.to_str().unwrap());
		std::fs::remove_file(&path).unwrap();
		assert_eq!(loaded.unwrap().id(), "file");
	}
}
