//! How a development chain makes its blocks: at will instead of by the clock of Aura's slots.
//!
//! A block is final as soon as it is sealed, because clients wait for that. Its time is that of the
//! chain's clock and never ahead of it, so that what streams by the second or falls due at an instant
//! behaves as on a real chain: the slot in a block's digest and the timestamp in its body come from
//! one reading of the clock.

use crate::client::{BlockHash, FullClient, FullPool, FullSelectChain};
use codec::Decode;
use futures::{
	channel::{mpsc, oneshot},
	future::{ready, Fuse},
	FutureExt, StreamExt,
};
use futures_timer::Delay;
use lightning_bloc_node::{
	clock::{Advance, Clock, Refusal},
	pace::{Beat, Waiting, AFTER_FAILURE},
	sealing::{Development, Sealing, LOG_TARGET},
};
use lightning_bloc_runtime::opaque::Block;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::{BlockBackend, StorageProvider};
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, finalize_block, rpc, seal_block, CreatedBlock,
	EngineCommand, Error, FinalizeBlockParams, SealBlockParams, MANUAL_SEAL_ENGINE_ID,
};
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool};
use sp_blockchain::HeaderBackend;
use sp_core::storage::StorageKey;
use sp_inherents::CreateInherentDataProviders;
use sp_io::hashing;
use std::{marker::PhantomData, sync::Arc, time::Duration};

type TxHash = sc_transaction_pool_api::TxHash<FullPool>;

/// How long the pool may take to go through a block.
const POOL_PATIENCE: Duration = Duration::from_secs(1);

/// Commands that may wait for the block before.
const COMMAND_QUEUE: usize = 1_000;

/// Where the RPC methods send what they want of the sealer.
#[derive(Clone)]
pub struct Commander {
	/// `engine_*`.
	pub engine: mpsc::Sender<EngineCommand<BlockHash>>,
	/// `dev_advanceTime`.
	pub clock: mpsc::Sender<Forward>,
}

/// What the sealer is told by the RPC methods.
pub struct Commands {
	engine: mpsc::Receiver<EngineCommand<BlockHash>>,
	clock: mpsc::Receiver<Forward>,
}

/// Makes both ends.
pub fn commands() -> (Commander, Commands) {
	let (engine_in, engine) = mpsc::channel(COMMAND_QUEUE);
	let (clock_in, clock) = mpsc::channel(COMMAND_QUEUE);
	(Commander { engine: engine_in, clock: clock_in }, Commands { engine, clock })
}

/// The command to put the clock forward.
pub struct Forward {
	/// By how much, over how many blocks.
	pub advance: Advance,
	/// Where the answer goes. Whoever waits no longer is not served any further.
	pub answer: oneshot::Sender<Result<Forwarded, Refusal>>,
}

/// Where the chain is after its clock was put forward.
#[derive(Debug)]
pub struct Forwarded {
	/// The last block.
	pub hash: BlockHash,
	/// The time of that block.
	pub time_ms: u64,
	/// How far the clock is ahead of the machine's.
	pub ahead_ms: u64,
}

/// Seals the blocks of a development chain.
pub struct Sealer {
	sealing: Sealing,
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	select_chain: FullSelectChain,
	proposers: ProposerFactory<FullPool, FullClient>,
	slots: AuraConsensusDataProvider<Block>,
	clock: ChainClock,
	waiting: Waiting<TxHash>,
}

impl Sealer {
	/// Fails if the chain has no Aura, whose slots blocks must name.
	pub fn new(
		Development { sealing, ahead_ms }: Development,
		client: Arc<FullClient>,
		pool: Arc<FullPool>,
		select_chain: FullSelectChain,
		proposers: ProposerFactory<FullPool, FullClient>,
	) -> sp_blockchain::Result<Self> {
		let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
		let clock = Clock::new(ahead_ms, timestamp_ms(&client, client.info().best_hash)?);
		if clock.ahead_ms() > 0 {
			let ahead = Duration::from_millis(clock.ahead_ms());
			log::info!("⏩ The chain's clock is {ahead:?} ahead of the machine's");
		}
		Ok(Self {
			sealing,
			clock: ChainClock { clock, client: client.clone() },
			client,
			pool,
			select_chain,
			proposers,
			slots: AuraConsensusDataProvider::new_with_slot_duration(slot_duration),
			waiting: Waiting::default(),
		})
	}

	/// Seals as long as the node runs.
	pub async fn run(mut self, mut commands: Commands) {
		let mut arrivals = match self.sealing {
			Sealing::Instant { .. } => self.pool.import_notification_stream().boxed(),
			Sealing::Every(_) | Sealing::Manual => futures::stream::pending().boxed(),
		}
		.fuse();
		let mut beat = Beat::new(self.sealing.period());

		loop {
			let mut urgent =
				if self.waiting.is_empty() { Fuse::terminated() } else { ready(()).fuse() };
			// In this order: transactions that came together go into one block.
			futures::select_biased! {
				command = commands.engine.next() => if let Some(command) = command {
					self.obey(command).await;
				},
				forward = commands.clock.next() => if let Some(forward) = forward {
					self.forward(forward).await;
					beat.restart();
				},
				arrival = arrivals.next() => if let Some(hash) = arrival {
					self.waiting.add(hash);
				},
				() = urgent => {
					self.seal_waiting().await;
					beat.restart();
				},
				() = beat.wait() => {
					self.seal_or_log().await;
					match self.sealing {
						Sealing::Instant { .. } => beat.restart(),
						Sealing::Every(_) | Sealing::Manual => beat.advance(),
					}
				},
			}
		}
	}

	/// Seals a block with the transactions that are waiting, as many as fit.
	async fn seal_waiting(&mut self) {
		match self.seal(false, true, None).await {
			Ok(_) => (),
			// They became invalid, others took their place, or they fit into no block.
			Err(Error::EmptyTransactionPool) => self.waiting.clear(),
			Err(error) => self.failed(error).await,
		}
	}

	async fn seal_or_log(&mut self) {
		if let Err(error) = self.seal(true, true, None).await {
			self.failed(error).await;
		}
	}

	async fn failed(&self, error: Error) {
		log::error!(target: LOG_TARGET, "No block could be sealed: {error}");
		Delay::new(AFTER_FAILURE).await;
	}

	/// Seals one block, on the best one unless told otherwise, and looks what can follow.
	async fn seal(
		&mut self,
		create_empty: bool,
		finalize: bool,
		parent_hash: Option<BlockHash>,
	) -> Result<CreatedBlock<BlockHash>, Error> {
		let block = self.seal_only(create_empty, finalize, parent_hash).await?;
		if matches!(self.sealing, Sealing::Instant { .. }) {
			self.look_for_more(block.hash).await;
		}
		Ok(block)
	}

	async fn seal_only(
		&mut self,
		create_empty: bool,
		finalize: bool,
		parent_hash: Option<BlockHash>,
	) -> Result<CreatedBlock<BlockHash>, Error> {
		let (sender, receiver) = oneshot::channel();
		seal_block(SealBlockParams {
			create_empty,
			finalize,
			parent_hash,
			sender: Some(sender),
			pool: self.pool.clone(),
			client: self.client.clone(),
			env: &mut self.proposers,
			select_chain: &self.select_chain,
			consensus_data_provider: Some(&self.slots),
			block_import: &mut self.client.clone(),
			create_inherent_data_providers: &self.clock,
		})
		.await;
		let block = receiver.await??;
		let body = self.client.block_body(block.hash)?.unwrap_or_default();
		self.waiting.sealed(body.iter().map(|extrinsic| self.pool.hash_of(extrinsic)).collect());
		Ok(block)
	}

	/// Puts the clock forward as it is told, with blocks that are final at once.
	async fn forward(&mut self, Forward { advance, answer }: Forward) {
		let result = self.forward_blocks(advance, &answer).await;
		// Nobody waits for it any more, if this fails.
		let _ = answer.send(result);
	}

	async fn forward_blocks(
		&mut self,
		advance: Advance,
		answer: &oneshot::Sender<Result<Forwarded, Refusal>>,
	) -> Result<Forwarded, Refusal> {
		self.clock.clock.ensure_room(advance)?;
		let not_sealed = |error: Error| Refusal::NotSealed(error.to_string());
		let mut hash = self.client.info().best_hash;
		for step_ms in advance.steps() {
			if answer.is_canceled() {
				break;
			}
			self.clock.clock.forward(step_ms);
			hash = self.seal_only(true, true, None).await.map_err(not_sealed)?.hash;
		}
		if matches!(self.sealing, Sealing::Instant { .. }) {
			self.look_for_more(hash).await;
		}
		let time_ms = timestamp_ms(&self.client, hash).map_err(|error| not_sealed(error.into()))?;
		Ok(Forwarded { hash, time_ms, ahead_ms: self.clock.clock.ahead_ms() })
	}

	/// The pool tells of what arrives, not of what was too early then and whose turn has come since.
	async fn look_for_more(&mut self, block: BlockHash) {
		let mut ready = self.pool.ready_at_with_timeout(block, POOL_PATIENCE).await;
		ready.any(|transaction| self.waiting.add(*transaction.hash()));
	}

	/// Does what an `engine_*` method asks, and no more: there, finality is the caller's choice.
	async fn obey(&mut self, command: EngineCommand<BlockHash>) {
		match command {
			EngineCommand::SealNewBlock { create_empty, finalize, parent_hash, mut sender } => {
				let result = self.seal(create_empty, finalize, parent_hash).await;
				rpc::send_result(&mut sender, result);
			},
			EngineCommand::FinalizeBlock { hash, sender, justification } => {
				finalize_block(FinalizeBlockParams {
					hash,
					sender,
					justification: justification.map(|bytes| (MANUAL_SEAL_ENGINE_ID, bytes)),
					finalizer: self.client.clone(),
					_phantom: PhantomData,
				})
				.await
			},
		}
	}
}

/// Gives each block the time at which it is made, by the chain's clock.
struct ChainClock {
	clock: Clock,
	client: Arc<FullClient>,
}

#[async_trait::async_trait]
impl CreateInherentDataProviders<Block, ()> for ChainClock {
	type InherentDataProviders = sp_timestamp::InherentDataProvider;

	async fn create_inherent_data_providers(
		&self,
		parent: BlockHash,
		(): (),
	) -> Result<Self::InherentDataProviders, Box<dyn std::error::Error + Send + Sync>> {
		let last_ms = timestamp_ms(&self.client, parent)?;
		Ok(sp_timestamp::InherentDataProvider::new(self.clock.moment_after(last_ms).await))
	}
}

/// The time of a block, 0 for the first of the chain.
fn timestamp_ms(client: &FullClient, block: BlockHash) -> sp_blockchain::Result<u64> {
	let key = [hashing::twox_128(b"Timestamp"), hashing::twox_128(b"Now")].concat();
	let Some(now) = client.storage(block, &StorageKey(key))? else { return Ok(0) };
	u64::decode(&mut &now.0[..]).map_err(|error| {
		sp_blockchain::Error::Backend(format!("the time of block {block} cannot be read: {error}"))
	})
}
