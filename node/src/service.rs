//! Puts the node together: database, transaction pool, network, RPC, and one of two ways to make
//! blocks, [`crate::voting`] for networks and [`crate::sealer`] for development chains.

use crate::{
	client::{BlockHash, Executor, FullBackend, FullClient, FullPool, FullSelectChain},
	node::{Node, Settings},
	rpc::{self, Consensus, Finality},
	sealer::{self, Commands, Sealer},
	voting::{self, Ballots, Validator, Voting},
};
use futures::FutureExt;
use lightning_bloc_node::{database, sealing::Development};
use lightning_bloc_runtime::opaque::Block;
use sc_client_api::Backend;
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_grandpa::SharedVoterState;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType, NonReservedPeerMode, TransportConfig},
	service::traits::NetworkService,
	Litep2pNetworkBackend, NetworkBackend, NetworkWorker,
};
use sc_service::{
	error::Error, BuildNetworkParams, ChainType, Configuration, GenesisBlockBuilder,
	KeystoreContainer, PartialComponents, SpawnTasksParams, TaskManager,
};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::sync::Arc;

/// What running the node and working on its database have in common.
pub type Parts = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	(Option<Voting>, Option<Telemetry>),
>;

/// Whether blocks of this chain are sealed at will, by this one node.
pub fn is_sealed(chain_type: &ChainType) -> bool {
	*chain_type == ChainType::Development
}

/// Opens the database.
pub fn open(config: &Configuration) -> Result<(Arc<FullClient>, Arc<FullBackend>), Error> {
	let executor = sc_service::new_wasm_executor(&config.executor);
	let (client, backend, _, _) = full_parts(config, executor, None)?;
	Ok((Arc::new(client), backend))
}

type FullParts = (FullClient, Arc<FullBackend>, KeystoreContainer, TaskManager);

/// What `sc_service::new_full_parts` makes, over a database whose commits outlive the process.
fn full_parts(
	config: &Configuration,
	executor: Executor,
	telemetry: Option<TelemetryHandle>,
) -> Result<FullParts, Error> {
	let settings = sc_client_db::DatabaseSettings {
		source: database::open(config.database.clone())
			.map_err(|error| Error::Application(Box::new(error)))?,
		..config.db_config()
	};
	let backend = sc_service::new_db_backend(settings)?;
	let genesis = GenesisBlockBuilder::new(
		config.chain_spec.as_storage_builder(),
		!config.no_genesis(),
		backend.clone(),
		executor.clone(),
	)?;
	sc_service::new_full_parts_with_genesis_builder(
		config, telemetry, executor, backend, genesis, false,
	)
}

/// The telemetry that the configuration asks for, and its worker.
fn telemetry(config: &Configuration) -> Result<Option<(TelemetryWorker, Telemetry)>, Error> {
	let endpoints = config.telemetry_endpoints.clone();
	let Some(endpoints) = endpoints.filter(|endpoints| !endpoints.is_empty()) else {
		return Ok(None);
	};
	let worker = TelemetryWorker::new(16)?;
	let telemetry = worker.handle().new_telemetry(endpoints);
	Ok(Some((worker, telemetry)))
}

/// Opens the database, with all that importing blocks takes.
pub fn parts(config: &Configuration) -> Result<Parts, Error> {
	let telemetry = telemetry(config)?;
	let executor = sc_service::new_wasm_executor(&config.executor);
	let (client, backend, keystore_container, task_manager) =
		full_parts(config, executor, telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()))?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let select_chain = LongestChain::new(backend.clone());
	let transaction_pool = Arc::new(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (import_queue, voting) = if is_sealed(&config.chain_spec.chain_type()) {
		let queue = sc_consensus_manual_seal::import_queue(
			Box::new(client.clone()),
			&task_manager.spawn_essential_handle(),
			config.prometheus_registry(),
		);
		(queue, None)
	} else {
		let telemetry = telemetry.as_ref().map(Telemetry::handle);
		let (queue, voting) =
			voting::parts(config, &client, &select_chain, &task_manager, telemetry)?;
		(queue, Some(voting))
	};

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: (voting, telemetry),
	})
}

/// A development chain has one node: any other would seal another chain on the same genesis.
fn seclude(config: &mut Configuration) {
	let network = &mut config.network;
	network.boot_nodes.clear();
	network.listen_addresses.clear();
	network.public_addresses.clear();
	let peers = &mut network.default_peers_set;
	peers.in_peers = 0;
	peers.out_peers = 0;
	peers.reserved_nodes.clear();
	peers.non_reserved_mode = NonReservedPeerMode::Deny;
	if let TransportConfig::Normal { enable_mdns, .. } = &mut network.transport {
		*enable_mdns = false;
	}
}

/// Runs the node. `development` is of concern to development chains only.
pub fn start(config: Configuration, development: Development) -> Result<TaskManager, Error> {
	match config.network.network_backend {
		NetworkBackendType::Litep2p => start_with::<Litep2pNetworkBackend>(config, development),
		NetworkBackendType::Libp2p => start_with::<NetworkWorker<_, _>>(config, development),
	}
}

/// What nodes of this kind of chain make of the network.
fn shape_network(config: &mut Configuration) {
	match config.chain_spec.chain_type() {
		ChainType::Development => seclude(config),
		// Such a network may have two nodes, and a warp sync would wait for three.
		ChainType::Local => config.network.min_peers_to_start_warp_sync = Some(1),
		ChainType::Live | ChainType::Custom(_) => (),
	}
}

fn start_with<N: NetworkBackend<Block, BlockHash>>(
	mut config: Configuration,
	development: Development,
) -> Result<TaskManager, Error> {
	shape_network(&mut config);
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: (voting, mut telemetry),
	} = parts(&config)?;
	let node = Node {
		settings: Settings::of(&config),
		client,
		backend,
		select_chain,
		transaction_pool,
		keystore: keystore_container.keystore(),
		telemetry: telemetry.as_ref().map(Telemetry::handle),
	};
	let (params, voting) = node.network::<N>(&config, &task_manager, import_queue, voting)?;
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(params)?;
	if config.offchain_worker.enabled {
		node.spawn_offchain_workers(&task_manager, network.clone())?;
	}
	let (commander, commands) = sealer::commands();
	let voter_state = SharedVoterState::empty();
	let consensus = match &voting {
		None => Consensus::Sealed(commander),
		Some((voting, _)) => {
			Consensus::Voted(Finality::new(&node.backend, &voting.link, voter_state.clone()))
		},
	};
	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: node.client.clone(),
		backend: node.backend.clone(),
		task_manager: &mut task_manager,
		keystore: node.keystore.clone(),
		transaction_pool: node.transaction_pool.clone(),
		rpc_builder: node.rpc(consensus),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;
	match voting {
		None => node.seal(&task_manager, development, commands)?,
		Some((voting, ballots)) => {
			let proposers = node.proposers(&task_manager);
			let spawner = task_manager.spawn_essential_handle();
			let validator = Validator { node, proposers, spawner, sync_service };
			validator.start(voting, ballots, network, voter_state)?;
		},
	}
	Ok(task_manager)
}

type NetworkParams<'a, N> =
	BuildNetworkParams<'a, Block, N, FullPool, DefaultImportQueue<Block>, FullClient>;

/// Aura's and GRANDPA's half, and the channel over which its votes go.
type Votes = (Voting, Ballots);

type RpcBuilder =
	Box<dyn Fn(sc_rpc::SubscriptionTaskExecutor) -> Result<jsonrpsee::RpcModule<()>, Error>>;

/// The steps of starting it.
impl Node {
	/// What the network is built of, and on networks the channel over which validators vote.
	fn network<'a, N: NetworkBackend<Block, BlockHash>>(
		&self,
		config: &'a Configuration,
		task_manager: &TaskManager,
		import_queue: DefaultImportQueue<Block>,
		voting: Option<Voting>,
	) -> Result<(NetworkParams<'a, N>, Option<Votes>), Error> {
		let mut net_config = FullNetworkConfiguration::<_, _, N>::new(
			&config.network,
			config.prometheus_config.as_ref().map(|prometheus| prometheus.registry.clone()),
		);
		let metrics = N::register_notification_metrics(config.prometheus_registry());
		let voting = match voting {
			None => None,
			Some(voting) => {
				let ballots = Ballots::new(config, &self.client, &mut net_config, metrics.clone())?;
				Some((voting, ballots))
			},
		};
		let warp_sync_config = voting.as_ref().map(|(voting, _)| voting.warp_sync(&self.backend));
		let params = BuildNetworkParams {
			config,
			net_config,
			client: self.client.clone(),
			transaction_pool: self.transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config,
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		};
		Ok((params, voting))
	}

	/// Runs the runtime's offchain workers after each block.
	fn spawn_offchain_workers(
		&self,
		task_manager: &TaskManager,
		network: Arc<dyn NetworkService>,
	) -> Result<(), Error> {
		let pool = self.transaction_pool.clone();
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: self.client.clone(),
			is_validator: self.settings.role.is_authority(),
			keystore: Some(self.keystore.clone()),
			offchain_db: self.backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(pool)),
			network_provider: Arc::new(network),
			enable_http_requests: true,
			custom_extensions: |_| vec![],
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(self.client.clone(), task_manager.spawn_handle()).boxed(),
		);
		Ok(())
	}

	/// Makes the methods that the node answers.
	fn rpc(&self, consensus: Consensus) -> RpcBuilder {
		let (client, pool) = (self.client.clone(), self.transaction_pool.clone());
		Box::new(move |executor| {
			rpc::module(client.clone(), pool.clone(), consensus.clone(), executor)
				.map_err(|error| Error::Application(error.into()))
		})
	}

	/// Seals the blocks of a development chain.
	fn seal(
		self,
		task_manager: &TaskManager,
		development: Development,
		commands: Commands,
	) -> Result<(), Error> {
		log::info!("🔨 Development chain: {}", development.sealing);
		let proposers = self.proposers(task_manager);
		let Self { client, transaction_pool, select_chain, .. } = self;
		let sealer = Sealer::new(development, client, transaction_pool, select_chain, proposers)?;
		task_manager.spawn_essential_handle().spawn_blocking(
			"sealing",
			Some("block-authoring"),
			sealer.run(commands),
		);
		Ok(())
	}
}
