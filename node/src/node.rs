//! A node that is being started: what its tasks have in common.

use crate::client::{FullBackend, FullClient, FullPool, FullSelectChain};
use sc_basic_authorship::ProposerFactory;
use sc_service::{Configuration, Role, TaskManager};
use sc_telemetry::TelemetryHandle;
use sp_keystore::KeystorePtr;
use std::sync::Arc;
use substrate_prometheus_endpoint::Registry;

/// What is left of the configuration once the node's tasks have taken it.
pub struct Settings {
	pub role: Role,
	pub name: String,
	pub force_authoring: bool,
	pub disable_grandpa: bool,
	pub prometheus_registry: Option<Registry>,
}

impl Settings {
	/// Takes them out of the configuration.
	pub fn of(config: &Configuration) -> Self {
		Self {
			role: config.role,
			name: config.network.node_name.clone(),
			force_authoring: config.force_authoring,
			disable_grandpa: config.disable_grandpa,
			prometheus_registry: config.prometheus_registry().cloned(),
		}
	}
}

/// A node that is being started.
pub struct Node {
	pub settings: Settings,
	pub client: Arc<FullClient>,
	pub backend: Arc<FullBackend>,
	pub select_chain: FullSelectChain,
	pub transaction_pool: Arc<FullPool>,
	pub keystore: KeystorePtr,
	pub telemetry: Option<TelemetryHandle>,
}

/// Makes the blocks that are proposed.
pub type Proposers = ProposerFactory<FullPool, FullClient>;

impl Node {
	/// Makes proposals for blocks.
	pub fn proposers(&self, task_manager: &TaskManager) -> Proposers {
		ProposerFactory::new(
			task_manager.spawn_handle(),
			self.client.clone(),
			self.transaction_pool.clone(),
			self.settings.prometheus_registry.as_ref(),
			self.telemetry.clone(),
		)
	}
}
