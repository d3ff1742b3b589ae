//! `audit`: checks the books of a chain without running it.
//!
//! Every pallet keeps what it holds for others in an account of its own. This command takes the
//! state of one block from the database and has each pallet compare what it owes with what it
//! holds. It runs this binary's own code over that state and writes nothing.

use crate::{
	client::{FullBackend, FullClient},
	service,
};
use clap::Parser;
use lightning_bloc_runtime::{opaque::Block, VERSION};
use sc_cli::{
	BlockNumberOrHash, CliConfiguration, DatabaseParams, Error, PruningParams, Result, SharedParams,
};
use sc_client_api::{Backend, TrieCacheContext};
use sc_service::Configuration;
use sp_blockchain::HeaderBackend;
use sp_core::traits::CallContext;
use sp_runtime::traits::{Block as BlockT, HashingFor};
use sp_state_machine::{Ext, OverlayedChanges};

/// Check the books: that in every pallet what is owed equals what is held
#[derive(Debug, Clone, Parser)]
pub struct AuditCmd {
	/// The block whose state to check, by hash or number: by default the last finalized one
	#[arg(long, value_name = "HASH or NUMBER")]
	pub block: Option<BlockNumberOrHash>,

	#[allow(missing_docs)]
	#[clap(flatten)]
	pub shared_params: SharedParams,

	#[allow(missing_docs)]
	#[clap(flatten)]
	pub pruning_params: PruningParams,

	#[allow(missing_docs)]
	#[clap(flatten)]
	pub database_params: DatabaseParams,
}

impl CliConfiguration for AuditCmd {
	fn shared_params(&self) -> &SharedParams {
		&self.shared_params
	}

	fn pruning_params(&self) -> Option<&PruningParams> {
		Some(&self.pruning_params)
	}

	fn database_params(&self) -> Option<&DatabaseParams> {
		Some(&self.database_params)
	}
}

impl AuditCmd {
	/// Runs the check, and fails if the books do not balance.
	pub fn run(&self, config: &Configuration) -> Result<()> {
		// Opening a database that is not there would make a new one, whose books are in order.
		if let Some(path) = config.database.path().filter(|path| !path.exists()) {
			let path = path.display();
			return Err(Error::Input(format!("there is no chain to audit at {path}")));
		}
		let (client, backend) = service::open(config)?;
		let hash = match &self.block {
			None => client.info().finalized_hash,
			Some(block) => client.expect_block_hash_from_id(&block.parse()?)?,
		};
		let number =
			client.expect_block_number_from_id(&sp_runtime::generic::BlockId::Hash(hash))?;
		same_runtime(&client, hash)?;
		audit(&backend, hash).map_err(|reason| {
			Error::Input(format!("block {number} ({hash:?}): the books do not balance: {reason}"))
		})?;
		println!("block {number} ({hash:?}): owed = held in every pallet");
		Ok(())
	}
}

/// Another version may keep its books another way.
fn same_runtime(client: &FullClient, hash: <Block as BlockT>::Hash) -> Result<()> {
	let chain = client
		.runtime_version_at(hash, CallContext::Offchain)
		.map_err(|error| Error::Application(Box::new(error)))?;
	let same = chain.spec_name == VERSION.spec_name && chain.spec_version == VERSION.spec_version;
	if same {
		return Ok(());
	}
	Err(Error::Input(format!(
		"that block ran {} version {}, and this binary can only audit {} version {}: take the one \
		 that was released with it",
		chain.spec_name, chain.spec_version, VERSION.spec_name, VERSION.spec_version
	)))
}

fn audit(backend: &FullBackend, hash: <Block as BlockT>::Hash) -> std::result::Result<(), String> {
	let state = backend
		.state_at(hash, TrieCacheContext::Untrusted)
		.map_err(|error| format!("its state is gone: {error}"))?;
	// What a check may write by mistake stays here.
	let mut changes = OverlayedChanges::<HashingFor<Block>>::default();
	let mut ext = Ext::new(&mut changes, &state, None);
	sp_externalities::set_and_run_with_externalities(&mut ext, lightning_bloc_runtime::audit)
		.map_err(|wrong| wrong.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>().join("; "))
}
