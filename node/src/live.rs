//! What a chain that is for real must not be: ruled by keys that everybody knows, or a development
//! chain by its genesis.

use crate::dev_keys;
use lightning_bloc_runtime::chain_identity::Record;
use sc_service::{ChainSpec, ChainType};
use sp_core::storage::Storage;

/// Fails if the chain of `spec` is not safe to run, unless it is for tests.
pub fn refuse(spec: &dyn ChainSpec) -> Result<(), String> {
	if matches!(spec.chain_type(), ChainType::Development | ChainType::Local) {
		return Ok(());
	}
	let genesis = spec.as_storage_builder().build_storage()?;
	dev_keys::refuse(spec.id(), &genesis)?;
	refuse_development(spec.id(), &genesis)
}

/// Fails if the genesis makes the chain a development chain.
fn refuse_development(id: &str, genesis: &Storage) -> Result<(), String> {
	let record: Option<Record> = dev_keys::read(genesis, "ChainIdentity", "Identity")?;
	// The runtime takes a chain that is not named for the development chain.
	if record.is_some_and(|record| !record.development) {
		return Ok(());
	}
	Err(format!(
		"the chain `{id}` is live, but a development chain by its genesis: it would let challenge \
		 periods be so short that nobody can contradict an old state. Put the id of a PBC chain into \
		 its specification (`chainIdentity.id`, as `btc-pbc`) and leave `chainIdentity.development` \
		 out, or make it a test network with `\"chainType\": \"Local\"`"
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use lightning_bloc_runtime::{
		genesis_config_presets::{described, preset_names, storage},
		pbc::PBCS,
	};
	use sp_io::hashing;

	/// A spec file, raw, of the given type and genesis.
	fn spec(chain_type: ChainType, genesis: Storage) -> Box<dyn ChainSpec> {
		let mut spec: Box<dyn ChainSpec> = Box::new(
			crate::chain_spec::ChainSpec::builder(&[], None)
				.with_id("test")
				.with_chain_type(chain_type)
				.build(),
		);
		spec.set_storage(genesis);
		let json = spec.as_json(true).unwrap();
		Box::new(crate::chain_spec::ChainSpec::from_json_bytes(json.into_bytes()).unwrap())
	}

	/// A genesis without keys that says this of the chain.
	fn identified(id: &str, development: bool) -> Storage {
		let id = id.as_bytes().to_vec().try_into().unwrap();
		let mut genesis = Storage::default();
		let key = [hashing::twox_128(b"ChainIdentity"), hashing::twox_128(b"Identity")].concat();
		genesis.top.insert(key, Record { id, development, launch: 0 }.encode());
		genesis
	}

	fn live(genesis: Storage) -> Result<(), String> {
		refuse(&*spec(ChainType::Live, genesis))
	}

	#[test]
	fn refuses_a_live_chain_with_the_limits_of_development() {
		let development = "a development chain by its genesis";
		assert!(live(Storage::default()).unwrap_err().contains(development));
		assert!(live(identified("bloc-dev", true)).unwrap_err().contains(development));
		for pbc in &PBCS {
			assert!(live(identified(pbc.id, true)).unwrap_err().contains(development));
			assert_eq!(live(identified(pbc.id, false)), Ok(()));
			let own_kind = spec(ChainType::Custom("Ours".into()), identified(pbc.id, true));
			assert!(refuse(&*own_kind).unwrap_err().contains(development));
		}
	}

	/// Of the presets, those of the fourteen's networks are refused for their keys alone.
	#[test]
	fn refuses_what_was_made_of_a_development_preset() {
		for name in preset_names() {
			let genesis = storage(&name).unwrap();
			assert!(live(genesis.clone()).unwrap_err().contains("well-known"), "{name}");
			let development = described(&name).unwrap().development;
			assert_eq!(refuse_development("test", &genesis).is_err(), development, "{name}");
		}
	}

	#[test]
	fn lets_test_chains_be_what_they_are() {
		for chain_type in [ChainType::Development, ChainType::Local] {
			for name in ["development", "btc-pbc-dev", "btc-pbc-local"] {
				let genesis = storage(name).unwrap();
				assert_eq!(refuse(&*spec(chain_type.clone(), genesis)), Ok(()), "{name}");
			}
		}
	}

	#[test]
	fn refuses_what_it_cannot_read() {
		let mut genesis = identified("btc-pbc", false);
		genesis.top.values_mut().for_each(|value| value.truncate(3));
		assert!(live(genesis).unwrap_err().contains("ChainIdentity::Identity"));
	}
}
