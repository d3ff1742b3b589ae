//! A chain that tests make, with a node that can be cut off, and a role that notes what it is told.

use crate::{
	core::{
		chain::{
			Block, Call, Connector, Decoder, Event, Hash, Head, Heads, Later, Node, Signed,
			Submitted,
		},
		jobs::{put, Job},
		keys::{Account, Key},
		role::Role,
		store::Tx,
	},
	error::{Error, Result},
};
use axum::Router;
use serde_json::{json, Value as Json};
use std::{
	collections::BTreeMap,
	sync::{
		atomic::{AtomicU32, Ordering},
		Arc, Mutex,
	},
};
use subxt::dynamic::Value;
use tokio::sync::Notify;

/// The key of that text.
pub fn key(text: &str) -> Arc<Key> {
	Arc::new(Key::from_secret(&text.to_owned().into()).unwrap())
}

/// A transaction as the model has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FakeTx {
	/// The chain that it was signed for.
	pub chain: u8,
	/// Who signed.
	pub account: Account,
	/// Its number.
	pub nonce: u64,
	/// What it bids.
	pub tip: u128,
	/// The call's name.
	pub call: String,
	/// Until when it is good.
	pub era_end: u64,
}

impl FakeTx {
	/// As `read` has them.
	pub fn bytes(&self) -> Vec<u8> {
		format!(
			"{} {} {} {} {} {}",
			self.chain,
			hex::encode(self.account),
			self.nonce,
			self.tip,
			self.call,
			self.era_end
		)
		.into_bytes()
	}

	/// Out of the bytes that `sign` made.
	pub fn read(bytes: &[u8]) -> Self {
		let text = String::from_utf8(bytes.to_vec()).unwrap();
		let words: Vec<_> = text.split(' ').collect();
		Self {
			chain: words[0].parse().unwrap(),
			account: hex::decode(words[1]).unwrap().try_into().unwrap(),
			nonce: words[2].parse().unwrap(),
			tip: words[3].parse().unwrap(),
			call: words[4].into(),
			era_end: words[5].parse().unwrap(),
		}
	}
}

#[derive(Default)]
struct Model {
	/// All blocks, by hash.
	blocks: BTreeMap<Hash, Block>,
	heads: Heads,
	/// Final blocks, by number.
	last: BTreeMap<u64, Hash>,
	nonces: BTreeMap<Account, u64>,
	/// What they were in blocks.
	nonces_at: BTreeMap<Hash, BTreeMap<Account, u64>>,
	/// What was signed, by its bytes.
	calls: BTreeMap<Vec<u8>, Call>,
	/// What is asked of the chain's state.
	oracle: Option<Arc<dyn Oracle>>,
	/// Below it the state of blocks is gone.
	pruned: u64,
	is_deaf: bool,
	/// What was sent.
	pool: Vec<FakeTx>,
	is_off: bool,
	refusal: Option<String>,
	connections: u32,
}

impl Model {
	fn readable(&self, hash: Hash) -> Option<Block> {
		self.blocks.get(&hash).filter(|block| block.head.number >= self.pruned).cloned()
	}
}

/// Answers what is asked of the state of a chain.
pub trait Oracle: Send + Sync {
	/// A runtime API.
	fn ask(&self, method: &str, args: &[u8]) -> Option<Vec<u8>>;

	/// A value.
	fn stored(&self, pallet: &str, item: &str, keys: &[Value]) -> Option<Vec<u8>>;

	/// A value, as it is read by the metadata.
	fn value(&self, _pallet: &str, _item: &str, _keys: &[Value]) -> Option<Value> {
		None
	}

	/// A constant.
	fn constant(&self, pallet: &str, name: &str) -> Option<Vec<u8>>;
}

/// A chain, and the way to it.
#[derive(Clone, Default)]
pub struct FakeChain {
	model: Arc<Mutex<Model>>,
	rung: Arc<Notify>,
	number: u8,
}

impl FakeChain {
	/// A chain with its first block, which is final.
	pub fn new(number: u8) -> Self {
		let chain = Self { number, ..Self::default() };
		let block = chain.make(Head::default(), 0, vec![], 0);
		chain.finalise(block);
		chain
	}

	/// Makes a block on top of another; `fork` tells brothers apart. It is the best one then.
	pub fn make(&self, on: Head, number: u64, told: Vec<Json>, fork: u8) -> Head {
		let event = |(index, told)| Event { role: "recorder", index, told };
		self.put(on, number, number * 6_000, (0..).zip(told).map(event).collect(), fork)
	}

	/// The same, at that time, with these events.
	pub fn put(&self, on: Head, number: u64, time_ms: u64, events: Vec<Event>, fork: u8) -> Head {
		let mut hash = [0; 32];
		hash[..8].copy_from_slice(&number.to_be_bytes());
		hash[8] = fork;
		hash[9] = self.number + 1;
		hash[10] = on.hash[8];
		let head = Head { number, hash };
		let block = Block { head, parent: on.hash, time_ms, events };
		let mut model = self.model.lock().unwrap();
		let nonces = model.nonces.clone();
		model.nonces_at.insert(hash, nonces);
		model.blocks.insert(hash, block);
		model.heads.best = head;
		drop(model);
		self.rung.notify_waiters();
		head
	}

	/// A block on the best one.
	pub fn grow(&self, told: &str) -> Head {
		let best = self.model.lock().unwrap().heads.best;
		self.make(best, best.number + 1, vec![json!(told)], 0)
	}

	/// Makes a block final, and all before it.
	pub fn finalise(&self, head: Head) {
		let mut model = self.model.lock().unwrap();
		let mut at = head;
		while let Some(block) = model.blocks.get(&at.hash).cloned() {
			if model.last.insert(at.number, at.hash) == Some(at.hash) {
				break;
			}
			let Some(number) = at.number.checked_sub(1) else { break };
			at = Head { number, hash: block.parent };
		}
		model.heads.last = head;
		if model.heads.best.number < head.number {
			model.heads.best = head;
		}
		drop(model);
		self.rung.notify_waiters();
	}

	/// Makes so many final blocks.
	pub fn grow_final(&self, count: u64) {
		for _ in 0..count {
			let head = self.grow("");
			self.finalise(head);
		}
	}

	/// Cuts the node off, or lets it be reached again.
	pub fn set_off(&self, is_off: bool) {
		self.model.lock().unwrap().is_off = is_off;
		self.rung.notify_waiters();
	}

	/// How often it was reached.
	pub fn connections(&self) -> u32 {
		self.model.lock().unwrap().connections
	}

	/// What was sent since it was asked last.
	pub fn sent(&self) -> Vec<FakeTx> {
		std::mem::take(&mut self.model.lock().unwrap().pool)
	}

	/// The same, and they stay.
	pub fn peek(&self) -> Vec<FakeTx> {
		self.model.lock().unwrap().pool.clone()
	}

	/// The best block.
	pub fn best(&self) -> Head {
		self.model.lock().unwrap().heads.best
	}

	/// The call that was signed by these bytes.
	pub fn call_of(&self, tx: &FakeTx) -> Option<Call> {
		self.model.lock().unwrap().calls.get(&tx.bytes()).cloned()
	}

	/// From now on the state is what that one says.
	pub fn set_oracle(&self, oracle: Arc<dyn Oracle>) {
		self.model.lock().unwrap().oracle = Some(oracle);
	}

	/// The state of blocks below that number is gone.
	pub fn prune(&self, below: u64) {
		self.model.lock().unwrap().pruned = below;
	}

	/// As if the way to the node were cut before anything is sent.
	pub fn set_off_after_signing(&self, is_deaf: bool) {
		self.model.lock().unwrap().is_deaf = is_deaf;
	}

	/// The nonce of an account.
	pub fn nonce_of(&self, account: Account) -> u64 {
		self.model.lock().unwrap().nonces.get(&account).copied().unwrap_or(0)
	}

	/// What it was in a block.
	pub fn set_nonce_at(&self, hash: Hash, account: Account, nonce: u64) {
		let mut model = self.model.lock().unwrap();
		model.nonces_at.entry(hash).or_default().insert(account, nonce);
	}

	/// From now on transactions are refused, or taken.
	pub fn set_refusal(&self, why: Option<&str>) {
		self.model.lock().unwrap().refusal = why.map(Into::into);
	}

	/// As if so many transactions of an account were in final blocks.
	pub fn set_nonce(&self, account: Account, nonce: u64) {
		self.model.lock().unwrap().nonces.insert(account, nonce);
	}

	fn read<T>(&self, read: impl FnOnce(&mut Model) -> Option<T>) -> Result<T> {
		let mut model = self.model.lock().unwrap();
		match model.is_off {
			true => Err(Error::chain("cut off", "wait")),
			false => read(&mut model).ok_or_else(|| Error::chain("not there", "wait")),
		}
	}
}

fn later<'a, T: Send + 'a>(result: Result<T>) -> Later<'a, T> {
	Box::pin(async { result })
}

impl Connector for FakeChain {
	fn connect(&self) -> Later<'_, Arc<dyn Node>> {
		let reached = self.read(|model| {
			model.connections += 1;
			Some(Arc::new(self.clone()) as Arc<dyn Node>)
		});
		later(reached)
	}
}

impl Node for FakeChain {
	fn genesis(&self) -> Hash {
		self.model.lock().unwrap().last[&0]
	}

	fn heads(&self) -> Later<'_, Heads> {
		later(self.read(|model| Some(model.heads)))
	}

	fn final_hash(&self, number: u64) -> Later<'_, Hash> {
		later(self.read(|model| model.last.get(&number).copied()))
	}

	fn block(&self, hash: Hash) -> Later<'_, Block> {
		later(self.read(|model| model.readable(hash)))
	}

	fn bell(&self) -> Later<'_, ()> {
		Box::pin(async {
			let _ =
				tokio::time::timeout(std::time::Duration::from_millis(20), self.rung.notified())
					.await;
			self.read(|_| Some(()))
		})
	}

	fn nonce(&self, account: Account, at: Head) -> Later<'_, u64> {
		later(self.read(|model| {
			let nonces = model.nonces_at.get(&at.hash).unwrap_or(&model.nonces);
			Some(nonces.get(&account).copied().unwrap_or(0))
		}))
	}

	fn sign<'a>(
		&'a self,
		key: &'a Key,
		call: &'a Call,
		nonce: u64,
		tip: u128,
		at: Head,
	) -> Later<'a, Signed> {
		let (era_end, account) = (at.number + 64, key.account());
		let tx =
			FakeTx { chain: self.number, account, nonce, tip, call: call.name.into(), era_end };
		later(self.read(|model| {
			model.calls.insert(tx.bytes(), call.clone());
			Some(Signed { bytes: tx.bytes(), era_end })
		}))
	}

	fn submit(&self, bytes: Vec<u8>) -> Later<'_, Submitted> {
		let tx = FakeTx::read(&bytes);
		later(self.read(|model| match &model.refusal {
			_ if model.is_deaf => None,
			_ if tx.chain != self.number => {
				Some(Submitted::Refused("1010: Invalid Transaction bad signature".into()))
			},
			Some(why) => Some(Submitted::Refused(why.clone())),
			None => {
				model.pool.push(tx);
				Some(Submitted::Taken)
			},
		}))
	}

	fn ask(&self, method: &'static str, args: Vec<u8>) -> Later<'_, Vec<u8>> {
		later(self.read(|model| model.oracle.clone()?.ask(method, &args)))
	}

	fn stored(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<Value>,
	) -> Later<'_, Option<Vec<u8>>> {
		later(self.read(|model| Some(model.oracle.clone()?.stored(pallet, item, &keys))))
	}

	fn value(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<Value>,
	) -> Later<'_, Option<Value>> {
		later(self.read(|model| Some(model.oracle.clone()?.value(pallet, item, &keys))))
	}

	fn constant(&self, pallet: &'static str, name: &'static str) -> Later<'_, Vec<u8>> {
		later(self.read(|model| model.oracle.clone()?.constant(pallet, name)))
	}

	fn decimals(&self) -> Later<'_, u8> {
		later(self.read(|_| Some(12)))
	}
}

/// A role that notes what it is told.
#[derive(Default)]
pub struct Recorder {
	jobs: Mutex<Vec<String>>,
	failures: AtomicU32,
	last: Mutex<Vec<String>>,
	seen: Mutex<Vec<String>>,
	/// Fails at the block of that number, once.
	pub fail_at: Mutex<Option<u64>>,
}

impl Recorder {
	/// The jobs that it was given, with the number of the attempt.
	pub fn jobs(&self) -> Vec<String> {
		self.jobs.lock().unwrap().clone()
	}

	/// The next so many jobs fail.
	pub fn fail_jobs(&self, count: u32) {
		self.failures.store(count, Ordering::SeqCst);
	}

	/// What final blocks told.
	pub fn last(&self) -> Vec<String> {
		self.last.lock().unwrap().clone()
	}

	/// What other blocks told.
	pub fn seen(&self) -> Vec<String> {
		self.seen.lock().unwrap().clone()
	}
}

fn told(block: &Block) -> String {
	let told: Vec<_> = block.events.iter().map(|event| event.told.as_str().unwrap()).collect();
	format!("{}{}", block.head.number, told.concat())
}

impl Role for Recorder {
	fn name(&self) -> &'static str {
		"recorder"
	}

	fn chains(&self) -> Vec<String> {
		vec!["fake".into()]
	}

	fn decoders(&self) -> Vec<Decoder> {
		vec![]
	}

	fn finalised<'a>(&'a self, _: &'a mut Tx, _: &'a str, block: &'a Block) -> Later<'a, ()> {
		let mut fail_at = self.fail_at.lock().unwrap();
		if *fail_at == Some(block.head.number) {
			*fail_at = None;
			return later(Err(Error::store("no", "again")));
		}
		self.last.lock().unwrap().push(told(block));
		later(Ok(()))
	}

	fn seen<'a>(&'a self, _: &'a str, block: &'a Block) -> Later<'a, ()> {
		self.seen.lock().unwrap().push(told(block));
		later(Ok(()))
	}

	fn survey<'a>(&'a self, _: &'a str, _: &'a dyn Node, at: &'a Block) -> Later<'a, Vec<Json>> {
		later(Ok(vec![json!(told(at))]))
	}

	fn surveyed<'a>(&'a self, _: &'a mut Tx, _: &'a str, found: &'a [Json]) -> Later<'a, ()> {
		let found: Vec<_> = found.iter().filter_map(Json::as_str).collect();
		self.last.lock().unwrap().push(format!("survey at {}", found.concat()));
		later(Ok(()))
	}

	fn moved(&self, _: &str) {}

	fn job<'a>(&'a self, tx: &'a mut Tx, job: &'a Job) -> Later<'a, ()> {
		self.jobs.lock().unwrap().push(format!("{} {}", job.key, job.attempts));
		Box::pin(async move {
			if self.failures.load(Ordering::SeqCst) == 0 && job.attempts == 1 {
				return Ok(());
			}
			put(tx, "recorder", &format!("after {}", job.key), "", u64::MAX).await?;
			if self.failures.load(Ordering::SeqCst) == 0 {
				return Ok(());
			}
			self.failures.fetch_sub(1, Ordering::SeqCst);
			Err(Error::peer("no", "again"))
		})
	}

	fn call(&self, intent: &str) -> Result<Call> {
		if intent.starts_with("bad") {
			return Err(Error::store("no such call", "again"));
		}
		let name = Box::leak(intent.to_owned().into_boxed_str());
		Ok(Call {
			pallet: "Fake",
			name,
			args: subxt::ext::scale_value::Composite::named::<String, _>([]),
		})
	}

	fn routes(self: Arc<Self>) -> Router {
		Router::new()
	}

	fn described(&self) -> utoipa::openapi::OpenApi {
		utoipa::openapi::OpenApi::default()
	}
}
