//! Puts the node together: database, transaction pool, network, RPC, and one of two ways to make
//! blocks, Aura and GRANDPA for networks and [`crate::sealer`] for development chains.

use crate::{
	rpc::{self, Consensus, Finality},
	sealer::Sealer,
};
use futures::{channel::mpsc, FutureExt};
use lightning_bloc_node::{database, sealing::Sealing, slots::OneBlockASlot};
use lightning_bloc_runtime::{apis::RuntimeApi, opaque::Block};
use sc_basic_authorship::ProposerFactory;
use sc_client_api::{Backend, BlockBackend};
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_aura::{ImportQueueParams, SlotDuration, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
	warp_proof::NetworkProvider, GrandpaBlockImport, GrandpaParams, LinkHalf, SharedVoterState,
};
use sc_executor::WasmExecutor;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType, NonReservedPeerMode, TransportConfig},
	service::{traits::NotificationService, NotificationMetrics},
	Litep2pNetworkBackend, NetworkBackend, NetworkWorker, ProtocolName,
};
use sc_service::{
	error::Error, BuildNetworkParams, ChainType, Configuration, GenesisBlockBuilder,
	KeystoreContainer, PartialComponents, SpawnTasksParams, TaskManager, WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryHandle, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair;
use sp_runtime::traits::Block as BlockT;
use std::{sync::Arc, time::Duration};

type BlockHash = <Block as BlockT>::Hash;
type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;

/// The node's view of its chain.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// The node's database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// The node's transaction pool.
pub type FullPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
/// The node's choice among forks.
pub type FullSelectChain = LongestChain<FullBackend, Block>;

type GrandpaImport = GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
/// What GRANDPA's block import tells its voter.
pub type GrandpaLink = LinkHalf<Block, FullClient, FullSelectChain>;

/// Aura's and GRANDPA's half of a node, which a development chain has not.
pub struct Voting {
	block_import: OneBlockASlot<GrandpaImport, FullClient>,
	link: GrandpaLink,
}

/// What running the node and working on its database have in common.
pub type Parts = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	(Option<Voting>, Option<Telemetry>),
>;

/// How many blocks a proof of finality may leave out at most.
const JUSTIFICATION_PERIOD: u32 = 512;

/// Commands to seal a block that may wait for the block before.
const COMMAND_QUEUE: usize = 1_000;

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

/// Opens the database, with all that importing blocks takes.
pub fn parts(config: &Configuration) -> Result<Parts, Error> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

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
			voting_parts(config, &client, &select_chain, &task_manager, telemetry)?;
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

fn voting_parts(
	config: &Configuration,
	client: &Arc<FullClient>,
	select_chain: &FullSelectChain,
	task_manager: &TaskManager,
	telemetry: Option<TelemetryHandle>,
) -> Result<(DefaultImportQueue<Block>, Voting), Error> {
	let (grandpa_import, link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		client,
		select_chain.clone(),
		telemetry.clone(),
	)?;
	let block_import = OneBlockASlot::new(grandpa_import.clone(), client.clone());
	let slot_duration = sc_consensus_aura::slot_duration(&**client)?;
	let queue =
		sc_consensus_aura::import_queue::<AuthorityPair, _, _, _, _, _>(ImportQueueParams {
			block_import: block_import.clone(),
			justification_import: Some(Box::new(grandpa_import)),
			client: client.clone(),
			create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
			spawner: &task_manager.spawn_essential_handle(),
			registry: config.prometheus_registry(),
			check_for_equivocation: Default::default(),
			telemetry,
			compatibility_mode: Default::default(),
		})?;
	Ok((queue, Voting { block_import, link }))
}

fn inherents(
	slot_duration: SlotDuration,
) -> (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider) {
	let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
	let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
		*timestamp,
		slot_duration,
	);
	(slot, timestamp)
}

/// The channel over which validators send their votes on finality.
struct Ballots {
	protocol: ProtocolName,
	notifications: Box<dyn NotificationService>,
}

impl Ballots {
	fn new<N: NetworkBackend<Block, BlockHash>>(
		config: &Configuration,
		client: &FullClient,
		net_config: &mut FullNetworkConfiguration<Block, BlockHash, N>,
		metrics: NotificationMetrics,
	) -> Result<Self, Error> {
		let genesis_hash = client
			.block_hash(0)?
			.ok_or_else(|| Error::Other("the database has no genesis block".into()))?;
		let protocol =
			sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
		let (set, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
			protocol.clone(),
			metrics,
			net_config.peer_store_handle(),
		);
		net_config.add_notification_protocol(set);
		Ok(Self { protocol, notifications })
	}
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

/// Runs the node. `sealing` is of concern to development chains only.
pub fn start(config: Configuration, sealing: Sealing) -> Result<TaskManager, Error> {
	match config.network.network_backend {
		NetworkBackendType::Litep2p => start_with::<Litep2pNetworkBackend>(config, sealing),
		NetworkBackendType::Libp2p => start_with::<NetworkWorker<_, _>>(config, sealing),
	}
}

fn start_with<N: NetworkBackend<Block, BlockHash>>(
	mut config: Configuration,
	sealing: Sealing,
) -> Result<TaskManager, Error> {
	match config.chain_spec.chain_type() {
		ChainType::Development => seclude(&mut config),
		// Such a network may have two nodes, and a warp sync would wait for three.
		ChainType::Local => config.network.min_peers_to_start_warp_sync = Some(1),
		ChainType::Live | ChainType::Custom(_) => (),
	}
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
	let keystore = keystore_container.keystore();

	let mut net_config = FullNetworkConfiguration::<_, _, N>::new(
		&config.network,
		config.prometheus_config.as_ref().map(|prometheus| prometheus.registry.clone()),
	);
	let metrics = N::register_notification_metrics(config.prometheus_registry());
	let voting = match voting {
		None => None,
		Some(voting) => {
			let ballots = Ballots::new(&config, &client, &mut net_config, metrics.clone())?;
			Some((voting, ballots))
		},
	};
	let warp_sync_config = voting.as_ref().map(|(voting, _)| {
		WarpSyncConfig::WithProvider(Arc::new(NetworkProvider::new(
			backend.clone(),
			voting.link.shared_authority_set().clone(),
			Vec::new(),
		)))
	});
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config,
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	if config.offchain_worker.enabled {
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			is_validator: config.role.is_authority(),
			keystore: Some(keystore.clone()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
			network_provider: Arc::new(network.clone()),
			enable_http_requests: true,
			custom_extensions: |_| vec![],
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	let (command_sender, commands) = mpsc::channel(COMMAND_QUEUE);
	let voter_state = SharedVoterState::empty();
	let consensus = match &voting {
		None => Consensus::Sealed(command_sender),
		Some((voting, _)) => {
			Consensus::Voted(Finality::new(&backend, &voting.link, voter_state.clone()))
		},
	};
	let rpc_builder = {
		let (client, pool) = (client.clone(), transaction_pool.clone());
		Box::new(move |executor| {
			rpc::module(client.clone(), pool.clone(), consensus.clone(), executor)
				.map_err(|error| Error::Application(error.into()))
		})
	};

	let role = config.role;
	let name = config.network.node_name.clone();
	let force_authoring = config.force_authoring;
	let disable_grandpa = config.disable_grandpa;
	let prometheus_registry = config.prometheus_registry().cloned();
	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore.clone(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder,
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	let telemetry = telemetry.as_ref().map(Telemetry::handle);
	let spawner = task_manager.spawn_essential_handle();
	let proposers = ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		transaction_pool.clone(),
		prometheus_registry.as_ref(),
		telemetry.clone(),
	);
	let Some((Voting { block_import, link }, ballots)) = voting else {
		log::info!("🔨 Development chain: {sealing}");
		let sealer = Sealer::new(sealing, client, transaction_pool, select_chain, proposers)?;
		spawner.spawn_blocking("sealing", Some("block-authoring"), sealer.run(commands));
		return Ok(task_manager);
	};

	if role.is_authority() {
		let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
		let aura = sc_consensus_aura::start_aura::<AuthorityPair, _, _, _, _, _, _, _, _, _, _>(
			StartAuraParams {
				slot_duration,
				client,
				select_chain,
				block_import,
				proposer_factory: proposers,
				create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
				force_authoring,
				// Blocks are authored at full pace while finality lags.
				backoff_authoring_blocks: None::<()>,
				keystore: keystore.clone(),
				sync_oracle: sync_service.clone(),
				justification_sync_link: sync_service.clone(),
				block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
				max_block_proposal_slot_portion: None,
				telemetry: telemetry.clone(),
				compatibility_mode: Default::default(),
			},
		)?;
		spawner.spawn_blocking("aura", Some("block-authoring"), aura);
	}

	if !disable_grandpa {
		let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: Duration::from_millis(333),
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(name),
				observer_enabled: false,
				keystore: role.is_authority().then_some(keystore),
				local_role: role,
				telemetry: telemetry.clone(),
				protocol_name: ballots.protocol,
			},
			link,
			network,
			sync: sync_service,
			notification_service: ballots.notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry,
			shared_voter_state: voter_state,
			telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		spawner.spawn_blocking("grandpa-voter", None, voter);
	}
	Ok(task_manager)
}
