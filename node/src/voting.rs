//! How networks make blocks and agree on them: Aura's slots and GRANDPA's votes.

use crate::{
	client::{BlockHash, FullBackend, FullClient, FullSelectChain, GrandpaImport, GrandpaLink},
	node::{Node, Proposers},
};
use lightning_bloc_node::slots::OneBlockASlot;
use lightning_bloc_runtime::opaque::Block;
use sc_client_api::BlockBackend;
use sc_consensus::DefaultImportQueue;
use sc_consensus_aura::{ImportQueueParams, SlotDuration, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{warp_proof::NetworkProvider, GrandpaParams, SharedVoterState};
use sc_network::{
	config::FullNetworkConfiguration,
	service::{
		traits::{NetworkService, NotificationService},
		NotificationMetrics,
	},
	NetworkBackend, ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_service::{
	error::Error, Configuration, SpawnEssentialTaskHandle, TaskManager, WarpSyncConfig,
};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair;
use std::{future::Future, sync::Arc, time::Duration};

/// How many blocks a proof of finality may leave out at most.
const JUSTIFICATION_PERIOD: u32 = 512;

/// Aura's and GRANDPA's half of a node, which a development chain has not.
pub struct Voting {
	block_import: OneBlockASlot<GrandpaImport, FullClient>,
	/// What the import tells the voter.
	pub link: GrandpaLink,
}

impl Voting {
	/// Lets new nodes skip to the newest block that is final.
	pub fn warp_sync(&self, backend: &Arc<FullBackend>) -> WarpSyncConfig<Block> {
		let authorities = self.link.shared_authority_set().clone();
		let provider = NetworkProvider::new(backend.clone(), authorities, Vec::new());
		WarpSyncConfig::WithProvider(Arc::new(provider))
	}
}

/// The import queue of a network, and Aura's and GRANDPA's half of its node.
pub fn parts(
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
pub struct Ballots {
	protocol: ProtocolName,
	notifications: Box<dyn NotificationService>,
}

impl Ballots {
	/// Registers the channel with the network that is being built.
	pub fn new<N: NetworkBackend<Block, BlockHash>>(
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

/// A node of a network: every one votes on what it has seen if it may, and authors if it is asked to.
pub struct Validator {
	pub node: Node,
	pub proposers: Proposers,
	pub spawner: SpawnEssentialTaskHandle,
	pub sync_service: Arc<SyncingService<Block>>,
}

impl Validator {
	/// Starts to author and to vote, as far as the node's settings say.
	pub fn start(
		self,
		voting: Voting,
		ballots: Ballots,
		network: Arc<dyn NetworkService>,
		voter_state: SharedVoterState,
	) -> Result<(), Error> {
		let Self { node, proposers, spawner, sync_service } = self;
		let Voting { block_import, link } = voting;
		if node.settings.role.is_authority() {
			let aura = author(&node, block_import, proposers, sync_service.clone())?;
			spawner.spawn_blocking("aura", Some("block-authoring"), aura);
		}
		if node.settings.disable_grandpa {
			return Ok(());
		}
		let role = node.settings.role;
		let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: Duration::from_millis(333),
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(node.settings.name),
				observer_enabled: false,
				keystore: role.is_authority().then_some(node.keystore),
				local_role: role,
				telemetry: node.telemetry.clone(),
				protocol_name: ballots.protocol,
			},
			link,
			network,
			sync: sync_service,
			notification_service: ballots.notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry: node.settings.prometheus_registry,
			shared_voter_state: voter_state,
			telemetry: node.telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(node.transaction_pool),
		})?;
		spawner.spawn_blocking("grandpa-voter", None, voter);
		Ok(())
	}
}

/// Authors a block in each slot that is the node's.
fn author(
	node: &Node,
	block_import: OneBlockASlot<GrandpaImport, FullClient>,
	proposer_factory: Proposers,
	sync_service: Arc<SyncingService<Block>>,
) -> Result<impl Future<Output = ()>, Error> {
	let slot_duration = sc_consensus_aura::slot_duration(&*node.client)?;
	let aura = sc_consensus_aura::start_aura::<AuthorityPair, _, _, _, _, _, _, _, _, _, _>(
		StartAuraParams {
			slot_duration,
			client: node.client.clone(),
			select_chain: node.select_chain.clone(),
			block_import,
			proposer_factory,
			create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
			force_authoring: node.settings.force_authoring,
			// Blocks are authored at full pace while finality lags.
			backoff_authoring_blocks: None::<()>,
			keystore: node.keystore.clone(),
			sync_oracle: sync_service.clone(),
			justification_sync_link: sync_service,
			block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
			max_block_proposal_slot_portion: None,
			telemetry: node.telemetry.clone(),
			compatibility_mode: Default::default(),
		},
	)?;
	Ok(aura)
}
