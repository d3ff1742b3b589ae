//! A chain as the agent sees it, whoever tells of it: a node, or the model of one in tests.

pub mod node;

use crate::{
	core::keys::{Account, Key},
	error::Result,
};
use futures::future::BoxFuture;
use serde_json::Value as Json;
use subxt::{events::Event as ChainEvent, ext::scale_value::Composite, PolkadotConfig};

/// A hash of a block.
pub type Hash = [u8; 32];

/// What comes later, or fails.
pub type Later<'a, T> = BoxFuture<'a, Result<T>>;

/// A block by number and hash.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Head {
	/// Its number.
	pub number: u64,
	/// Its hash.
	pub hash: Hash,
}

/// The newest blocks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Heads {
	/// The last one that is final.
	pub last: Head,
	/// The best one.
	pub best: Head,
}

/// A block with what a role wants to know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
	/// Which.
	pub head: Head,
	/// The hash of the one before it.
	pub parent: Hash,
	/// Its time, in Unix milliseconds.
	pub time_ms: u64,
	/// Those of its events that a role's decoder knows.
	pub events: Vec<Event>,
}

impl Block {
	/// What a role's own decoders have read.
	pub fn of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Event> {
		self.events.iter().filter(move |event| event.role == role)
	}
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
	/// For which role it was read.
	pub role: &'static str,
	/// Its number in the block.
	pub index: u32,
	/// What it tells, as the role's decoder has it.
	pub told: Json,
}

/// Reads the events of a pallet, for a role.
#[derive(Clone, Copy)]
pub struct Decoder {
	/// The role.
	pub role: &'static str,
	/// The pallet.
	pub pallet: &'static str,
	/// What an event of it tells; nothing, if nobody cares.
	pub read: fn(&ChainEvent<'_, PolkadotConfig>) -> Result<Option<Json>>,
}

/// A call of the runtime. Its arguments are given their bytes by the metadata of the chain that runs,
/// so that they are right after an upgrade, or refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
	/// The pallet.
	pub pallet: &'static str,
	/// The call.
	pub name: &'static str,
	/// The arguments.
	pub args: Composite<()>,
}

impl Call {
	/// A call that does nothing: it uses up a nonce.
	pub fn nothing() -> Self {
		use subxt::ext::scale_value::Value;
		let args = Composite::named([("remark", Value::from_bytes([]))]);
		Self { pallet: "System", name: "remark", args }
	}
}

/// A transaction that can be sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signed {
	/// Its bytes.
	pub bytes: Vec<u8>,
	/// From this block on it can no longer be included.
	pub era_end: u64,
}

/// What a node says to a transaction. It proves nothing: only final blocks do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Submitted {
	/// It is in the pool, or was already.
	Taken,
	/// It would not be valid now, or its like is there with a higher tip.
	Refused(String),
}

/// The way to a chain.
pub trait Node: Send + Sync {
	/// The hash of the first block.
	fn genesis(&self) -> Hash;

	/// The newest blocks.
	fn heads(&self) -> Later<'_, Heads>;

	/// The hash of the final block of that number, which is not above the last final one. Its state
	/// may be gone.
	fn final_hash(&self, number: u64) -> Later<'_, Hash>;

	/// The block of that hash, final or not.
	fn block(&self, hash: Hash) -> Later<'_, Block>;

	/// Returns when there may be new blocks; fails when there is no way to the chain any more.
	fn bell(&self) -> Later<'_, ()>;

	/// The next nonce of an account, as of a final block.
	fn nonce(&self, account: Account, at: Head) -> Later<'_, u64>;

	/// Signs a call, to be included within 64 blocks from `at` on.
	fn sign<'a>(
		&'a self,
		key: &'a Key,
		call: &'a Call,
		nonce: u64,
		tip: u128,
		at: Head,
	) -> Later<'a, Signed>;

	/// Sends a transaction.
	fn submit(&self, bytes: Vec<u8>) -> Later<'_, Submitted>;

	/// The answer of a runtime API, by its bytes, as of the last final block.
	fn ask(&self, method: &'static str, args: Vec<u8>) -> Later<'_, Vec<u8>>;

	/// A value in storage, by its bytes, as of the last final block. `keys` are those of a map, each
	/// hashed as the metadata has it.
	fn stored(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<subxt::dynamic::Value>,
	) -> Later<'_, Option<Vec<u8>>>;

	/// The same, read by the metadata: what is stored may have more fields one day.
	fn value(
		&self,
		pallet: &'static str,
		item: &'static str,
		keys: Vec<subxt::dynamic::Value>,
	) -> Later<'_, Option<subxt::dynamic::Value>>;

	/// A constant of a pallet, by its bytes.
	fn constant(&self, pallet: &'static str, name: &'static str) -> Later<'_, Vec<u8>>;

	/// The decimals of the chain's own token.
	fn decimals(&self) -> Later<'_, u8>;
}

/// Finds the way to a chain.
pub trait Connector: Send + Sync {
	/// The way, found anew.
	fn connect(&self) -> Later<'_, std::sync::Arc<dyn Node>>;
}
