//! How a development chain makes its blocks: at will instead of by the clock of Aura's slots.
//!
//! A block is final as soon as it is sealed, because clients wait for that. Its time is that of the
//! wall clock and never ahead of it, so that what streams by the second or falls due at an instant
//! behaves as on a real chain: the slot in a block's digest and the timestamp in its body come from
//! one reading of the clock.

use crate::service::{FullClient, FullPool, FullSelectChain};
use codec::Decode;
use futures::{
	channel::{mpsc, oneshot},
	future::{ready, Fuse, FusedFuture},
	FutureExt, StreamExt,
};
use futures_timer::Delay;
use lightning_bloc_runtime::opaque::Block;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::{BlockBackend, StorageProvider};
use sc_consensus_manual_seal::{
	consensus::aura::AuraConsensusDataProvider, finalize_block, rpc, seal_block, CreatedBlock,
	EngineCommand, Error, FinalizeBlockParams, SealBlockParams, MANUAL_SEAL_ENGINE_ID,
};
use sc_transaction_pool_api::TransactionPool;
use sp_core::storage::StorageKey;
use sp_inherents::CreateInherentDataProviders;
use sp_io::hashing;
use sp_runtime::traits::Block as BlockT;
use sp_timestamp::Timestamp;
use std::{
	collections::{HashSet, VecDeque},
	fmt,
	hash::Hash,
	marker::PhantomData,
	sync::Arc,
	time::{Duration, Instant},
};

const LOG_TARGET: &str = "sealing";

/// How long to leave alone what has just failed.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

type BlockHash = <Block as BlockT>::Hash;
type TxHash = sc_transaction_pool_api::TxHash<FullPool>;

/// When a block is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
	/// As soon as there is a transaction, and when there was no block for that long.
	Instant {
		/// How long there may be no block.
		heartbeat: Option<Duration>,
	},
	/// At this interval, with or without transactions.
	Every(Duration),
	/// When told to.
	Manual,
}

impl Sealing {
	/// How long after a block the next is due, transactions or not.
	fn period(self) -> Option<Duration> {
		match self {
			Self::Instant { heartbeat } => heartbeat,
			Self::Every(interval) => Some(interval),
			Self::Manual => None,
		}
	}
}

impl fmt::Display for Sealing {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Self::Instant { heartbeat: None } => {
				write!(f, "a block as soon as there is a transaction")
			},
			Self::Instant { heartbeat: Some(period) } => {
				write!(f, "a block as soon as there is a transaction, or after {period:?} without")
			},
			Self::Every(interval) => write!(f, "a block every {interval:?}"),
			Self::Manual => write!(f, "a block when engine_createBlock is called"),
		}
	}
}

/// Commands from the `engine_*` RPC methods.
pub type Commands = mpsc::Receiver<EngineCommand<BlockHash>>;

/// Seals the blocks of a development chain.
pub struct Sealer {
	sealing: Sealing,
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
	select_chain: FullSelectChain,
	proposers: ProposerFactory<FullPool, FullClient>,
	slots: AuraConsensusDataProvider<Block>,
	clock: WallClock,
	waiting: Waiting<TxHash>,
	/// An empty block was sealed for the transactions that are waiting.
	coaxed: bool,
}

impl Sealer {
	/// Fails if the chain has no Aura, whose slots blocks must name.
	pub fn new(
		sealing: Sealing,
		client: Arc<FullClient>,
		pool: Arc<FullPool>,
		select_chain: FullSelectChain,
		proposers: ProposerFactory<FullPool, FullClient>,
	) -> sp_blockchain::Result<Self> {
		let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
		Ok(Self {
			sealing,
			clock: WallClock(client.clone()),
			client,
			pool,
			select_chain,
			proposers,
			slots: AuraConsensusDataProvider::new_with_slot_duration(slot_duration),
			waiting: Waiting::default(),
			coaxed: false,
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
				command = commands.next() => if let Some(command) = command {
					self.obey(command).await;
				},
				arrival = arrivals.next() => if let Some(hash) = arrival {
					self.coaxed &= !self.waiting.add(hash);
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
			// A transaction that came while the pool turned from one block to the next may be ready
			// in neither: the pool looks at it again with the next block.
			Err(Error::EmptyTransactionPool) if !self.coaxed => {
				self.coaxed = true;
				self.seal_or_log().await;
			},
			// It became invalid, or another took its place.
			Err(Error::EmptyTransactionPool) => {
				self.coaxed = false;
				self.waiting.clear();
			},
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

	/// Seals one block, on the best one unless told otherwise.
	async fn seal(
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

/// When the next block is due that needs no transaction.
struct Beat {
	period: Option<Duration>,
	due: Option<Instant>,
}

impl Beat {
	fn new(period: Option<Duration>) -> Self {
		let mut beat = Self { period, due: None };
		beat.restart();
		beat
	}

	/// A full period from now.
	fn restart(&mut self) {
		self.due = self.after(Instant::now());
	}

	/// A period after the last was due, so that delays do not add up; but what is missed is missed.
	fn advance(&mut self) {
		self.due = self.due.and_then(|due| self.after(due)).map(|due| due.max(Instant::now()));
	}

	/// `None` if there is no period, or one so long that it never ends.
	fn after(&self, start: Instant) -> Option<Instant> {
		self.period.and_then(|period| start.checked_add(period))
	}

	fn wait(&self) -> impl FusedFuture<Output = ()> + Unpin {
		match self.due {
			Some(due) => Delay::new(due.saturating_duration_since(Instant::now())).fuse(),
			None => Fuse::terminated(),
		}
	}
}

/// How many blocks back a transaction is known to be sealed. Word of its arrival may come after it
/// went into a block, but not much after.
const REMEMBERED_BLOCKS: usize = 8;

/// The transactions that the pool told of and that are in no block yet.
struct Waiting<H> {
	arrived: HashSet<H>,
	recently_sealed: VecDeque<HashSet<H>>,
}

impl<H> Default for Waiting<H> {
	fn default() -> Self {
		Self { arrived: HashSet::new(), recently_sealed: VecDeque::new() }
	}
}

impl<H: Eq + Hash> Waiting<H> {
	/// Returns whether the transaction has to wait.
	fn add(&mut self, hash: H) -> bool {
		!self.recently_sealed.iter().any(|block| block.contains(&hash)) && self.arrived.insert(hash)
	}

	fn sealed(&mut self, block: HashSet<H>) {
		self.arrived.retain(|hash| !block.contains(hash));
		self.recently_sealed.truncate(REMEMBERED_BLOCKS.saturating_sub(1));
		self.recently_sealed.push_front(block);
	}

	fn is_empty(&self) -> bool {
		self.arrived.is_empty()
	}

	fn clear(&mut self) {
		self.arrived.clear();
	}
}

/// Gives each block the time at which it is made.
struct WallClock(Arc<FullClient>);

#[async_trait::async_trait]
impl CreateInherentDataProviders<Block, ()> for WallClock {
	type InherentDataProviders = sp_timestamp::InherentDataProvider;

	async fn create_inherent_data_providers(
		&self,
		parent: BlockHash,
		(): (),
	) -> Result<Self::InherentDataProviders, Box<dyn std::error::Error + Send + Sync>> {
		let last_ms = timestamp_ms(&self.0, parent)?;
		Ok(sp_timestamp::InherentDataProvider::new(moment_after(last_ms).await))
	}
}

/// The time of a block, 0 for the first of the chain.
fn timestamp_ms(client: &FullClient, block: BlockHash) -> sp_blockchain::Result<u64> {
	let key = [hashing::twox_128(b"Timestamp"), hashing::twox_128(b"Now")].concat();
	let Some(now) = client.storage(block, &StorageKey(key))? else { return Ok(0) };
	Ok(u64::decode(&mut &now.0[..]).map_err(|error| {
		sp_blockchain::Error::Backend(format!("the time of block {block} cannot be read: {error}"))
	})?)
}

/// The present, once it is later than `last_ms`. Two blocks of one millisecond, or a clock that was
/// set back, make the chain wait: its time must rise, and must not run ahead.
async fn moment_after(last_ms: u64) -> Timestamp {
	loop {
		let now = Timestamp::current();
		let Some(wait) = wait_after(last_ms, now.as_millis()) else { return now };
		if wait > AFTER_FAILURE {
			log::warn!(
				target: LOG_TARGET,
				"The clock is {wait:?} behind the last block: no block is sealed until then",
			);
		}
		Delay::new(wait.min(AFTER_FAILURE)).await;
	}
}

/// How long it is until a block may follow one of `last_ms`.
fn wait_after(last_ms: u64, now_ms: u64) -> Option<Duration> {
	let behind = last_ms.checked_sub(now_ms)?;
	Some(Duration::from_millis(behind.saturating_add(1)))
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]

	use super::*;

	#[test]
	fn time_rises_by_a_millisecond_at_least() {
		assert_eq!(wait_after(0, 1_700_000_000_000), None);
		assert_eq!(wait_after(1_000, 1_001), None);
		assert_eq!(wait_after(1_000, 1_000), Some(Duration::from_millis(1)));
		assert_eq!(wait_after(1_000, 999), Some(Duration::from_millis(2)));
		assert_eq!(wait_after(u64::MAX, 0), Some(Duration::from_millis(u64::MAX)));
	}

	#[test]
	fn a_block_never_runs_ahead_of_the_clock() {
		let last = Timestamp::current().as_millis() + 20;
		let moment = futures::executor::block_on(moment_after(last)).as_millis();
		assert!(moment > last);
		assert!(moment <= Timestamp::current().as_millis());
	}

	#[test]
	fn transactions_wait_until_they_are_sealed() {
		let mut waiting = Waiting::default();
		assert!(waiting.add(1));
		assert!(waiting.add(2));
		assert!(!waiting.add(2));
		waiting.sealed([1].into());
		assert!(!waiting.is_empty());
		waiting.sealed([2].into());
		assert!(waiting.is_empty());
	}

	#[test]
	fn a_late_word_of_a_sealed_transaction_is_ignored() {
		let mut waiting = Waiting::default();
		waiting.sealed([0].into());
		for other in 1..REMEMBERED_BLOCKS {
			waiting.sealed([other].into());
			assert!(!waiting.add(0));
		}
		waiting.sealed([REMEMBERED_BLOCKS].into());
		assert!(waiting.add(0), "only {REMEMBERED_BLOCKS} blocks are remembered");
	}

	#[test]
	fn periods_are_those_of_the_mode() {
		let ms = Duration::from_millis;
		assert_eq!(Sealing::Every(ms(5)).period(), Some(ms(5)));
		assert_eq!(Sealing::Instant { heartbeat: Some(ms(7)) }.period(), Some(ms(7)));
		assert_eq!(Sealing::Instant { heartbeat: None }.period(), None);
		assert_eq!(Sealing::Manual.period(), None);
	}

	#[test]
	fn a_beat_keeps_step_but_does_not_catch_up() {
		let hour = Duration::from_secs(3_600);
		let mut beat = Beat::new(Some(hour));
		let first = beat.due.unwrap();
		beat.advance();
		assert_eq!(beat.due, Some(first + hour));

		// Three hours were missed.
		let missed = Instant::now().checked_sub(3 * hour).unwrap_or_else(Instant::now);
		beat.due = Some(missed);
		beat.advance();
		assert!(beat.due.unwrap() >= missed + hour);
		assert!(beat.due.unwrap() <= Instant::now() + hour);
	}

	#[test]
	fn no_beat_without_a_period_or_with_an_endless_one() {
		assert_eq!(Beat::new(None).due, None);
		assert!(Beat::new(None).wait().is_terminated());
		assert_eq!(Beat::new(Some(Duration::MAX)).due, None);
	}
}
