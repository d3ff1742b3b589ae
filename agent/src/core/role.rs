//! What a role is to the core.

use crate::{
	core::{
		chain::{Block, Call, Decoder, Later, Node},
		jobs::Job,
		store::Tx,
	},
	error::Result,
};
use axum::Router;
use serde_json::Value as Json;
use std::sync::Arc;

/// A role: what the agent does for its owner, one of several things. The core calls it; it calls the
/// core; no role knows another.
pub trait Role: Send + Sync + 'static {
	/// Its name: that of its part of the configuration, of its jobs and intents.
	fn name(&self) -> &'static str;

	/// The chains that it looks at, by name.
	fn chains(&self) -> Vec<String>;

	/// What it reads of their blocks.
	fn decoders(&self) -> Vec<Decoder>;

	/// Takes in a final block. What it writes in `tx` is there if, and only if, the block counts as
	/// read: each block comes once, in order, however often the process is killed.
	fn finalised<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, block: &'a Block) -> Later<'a, ()>;

	/// The state of blocks that were not read is gone, and will not be there again: looks at what the
	/// chain has now, as of a final block or later. The store does not wait for that.
	fn survey<'a>(
		&'a self,
		chain: &'a str,
		node: &'a dyn Node,
		at: &'a Block,
	) -> Later<'a, Vec<Json>>;

	/// Takes in what it found. What it writes in `tx` is there if, and only if, all up to that block
	/// counts as read.
	fn surveyed<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, found: &'a [Json]) -> Later<'a, ()>;

	/// Takes in a block that is not final, and may never be. Some come twice, and some not at all.
	fn seen<'a>(&'a self, chain: &'a str, block: &'a Block) -> Later<'a, ()>;

	/// The chain has gone on, or the way to it has been lost or found: there may be something to do.
	fn moved(&self, chain: &str);

	/// Does a job. What it writes in `tx` is there if, and only if, the job is gone.
	fn job<'a>(&'a self, tx: &'a mut Tx, job: &'a Job) -> Later<'a, ()>;

	/// The call that an intent of its stands for.
	fn call(&self, intent: &str) -> Result<Call>;

	/// Its part of the HTTP interface, below `/v1`, behind the token.
	fn routes(self: Arc<Self>) -> Router;

	/// The same, described.
	fn described(&self) -> utoipa::openapi::OpenApi;
}
