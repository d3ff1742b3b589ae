//! Follows a chain: gives roles every final block once and in order, however often the way to the
//! node or the process itself is lost; and, for what cannot wait, blocks that are not final yet.
//!
//! It reads final blocks by number, from where it was. What the node tells of new blocks is only a
//! bell, so that nothing depends on a subscription that may have holes.

use crate::{
	core::{
		backoff::Backoff,
		chain::{Block, Connector, Event, Hash, Head, Heads, Node},
		clock::Clock,
		crash,
		metrics::Metrics,
		role::Role,
		stop::Stop,
		store::{
			chains::{advance, Cursor},
			stored, Store,
		},
	},
	error::{Error, Kind, Result},
};
use futures::{stream, StreamExt};
use std::{collections::VecDeque, future::Future, sync::Arc, time::Duration};
use tokio::{sync::watch, time::timeout};
use tracing::{error, info, warn};

/// How many blocks are fetched at a time.
const FETCHES: usize = 32;
/// How many blocks are written at a time, if there are so many to be read: the disk is waited for
/// once for all of them.
const BATCH: usize = 64;
/// How often in a row the same block is not read before it counts as gone, if newer ones are there.
const TRIES: u32 = 3;
/// How long a node may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Without the bell, this long.
const PACE: Duration = Duration::from_secs(12);
/// How far back blocks that are not final are looked at, and how many are remembered.
const SEEN: usize = 64;

/// A block and its time.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Mark {
	/// Which.
	pub head: Head,
	/// Its time.
	pub time_ms: u64,
}

/// What is known of a chain.
#[derive(Clone, Default)]
pub struct Status {
	/// The way to it, while there is one.
	pub node: Option<Arc<dyn Node>>,
	/// Its first block.
	pub genesis: Option<Hash>,
	/// The last final block that roles were told of.
	pub last: Option<Mark>,
	/// The best block.
	pub best: Option<Mark>,
	/// How many final blocks there are beyond that.
	pub behind: u64,
	/// What is wrong.
	pub trouble: Option<String>,
	/// It is wrong for good: nothing of this chain is read any more.
	pub halted: bool,
}

impl Status {
	/// What others act by.
	fn facts(&self) -> (bool, bool, Option<Mark>, Option<Mark>, u64) {
		(self.node.is_some(), self.trouble.is_some(), self.last, self.best, self.behind)
	}

	/// Whether all that is final was read, and the newest block is not older than `age_ms`, nor ahead
	/// by that, by the machine's clock.
	pub fn is_fresh(&self, now_ms: u64, age_ms: u64) -> bool {
		let near = |mark: &Mark| mark.time_ms.abs_diff(now_ms) <= age_ms;
		self.node.is_some()
			&& self.behind == 0
			&& !self.halted
			&& self.best.as_ref().is_some_and(near)
	}
}

/// What others know of a chain that is followed.
#[derive(Clone)]
pub struct Link {
	name: String,
	status: watch::Sender<Status>,
}

impl Link {
	/// Of a chain of that name.
	pub fn new(name: &str) -> Self {
		Self { name: name.to_owned(), status: watch::Sender::new(Status::default()) }
	}

	/// Its name.
	pub fn name(&self) -> &str {
		&self.name
	}

	/// Shows what a test makes known.
	#[cfg(test)]
	pub fn show(&self, status: Status) {
		self.status.send_replace(status);
	}

	/// What is known now.
	pub fn status(&self) -> Status {
		self.status.borrow().clone()
	}

	/// The way to it, or why there is none.
	pub fn node(&self) -> Result<Arc<dyn Node>> {
		let status = self.status();
		status.node.ok_or_else(|| {
			let why = status.trouble.unwrap_or_else(|| "it was not reached yet".into());
			Error::chain(
				format_args!("there is no way to {} now ({why})", self.name),
				"see that its node runs and that chains.url names it",
			)
		})
	}

	/// Returns when what is known has changed.
	pub fn changes(&self) -> watch::Receiver<Status> {
		self.status.subscribe()
	}

	/// Returns once the chain can be asked, or fails after so long.
	pub async fn reached(&self, patience: Duration) -> Result<Arc<dyn Node>> {
		let mut changes = self.changes();
		let reached = changes.wait_for(|status| status.node.is_some() && status.last.is_some());
		let _ = timeout(patience, reached).await;
		self.node()
	}
}

/// Why a session with a node has ended.
enum End {
	/// The way to it is lost, or the store does not write: it may be better later.
	Lost(Error),
	/// What it tells contradicts what was final: nobody may go on before a person has looked.
	Halt(Error),
	/// The agent ends.
	Stopped,
}

impl From<Error> for End {
	fn from(error: Error) -> Self {
		Self::Lost(error)
	}
}

/// The way to a node, and how far it was read there.
pub struct Session {
	node: Arc<dyn Node>,
	cursor: Cursor,
	/// Blocks that were not final when they were looked at: they may be now.
	seen: VecDeque<Block>,
}

/// The block that cannot be read, and how often that was tried.
#[derive(Clone, Copy, Default)]
struct Unread {
	number: u64,
	tries: u32,
}

/// Follows one chain.
pub struct Follower {
	/// What others know of it.
	pub link: Link,
	/// The hash of its first block, if that is given.
	pub genesis: Option<Hash>,
	/// Finds the way.
	pub connector: Arc<dyn Connector>,
	/// Where the cursor is.
	pub store: Store,
	/// Those who are told.
	pub roles: Vec<Arc<dyn Role>>,
	/// What is measured.
	pub metrics: Metrics,
	/// The machine's clock.
	pub clock: Clock,
	/// The end.
	pub stop: Stop,
}

impl Follower {
	/// Follows the chain until the end.
	pub async fn run(self) {
		let name = self.link.name().to_owned();
		let (mut backoff, mut unread) = (Backoff::new(500, 60_000), Unread::default());
		loop {
			match self.session(&mut backoff, &mut unread).await {
				End::Stopped => return,
				End::Halt(error) => {
					error!(chain = name, %error, "the chain is not followed any more");
					self.troubled(&error, true);
					return;
				},
				End::Lost(error) => {
					let wait = backoff.next();
					warn!(chain = name, %error, ?wait, "the way to the chain is lost");
					self.troubled(&error, false);
					if self.stop.sleep(wait).await {
						return;
					}
				},
			}
		}
	}

	/// Goes on once, and finds the way first if it was lost: for tests that keep the time. What cannot
	/// be read is not tried again.
	#[cfg(test)]
	pub(crate) async fn tick(&self, session: &mut Option<Session>) {
		let gone_on = async {
			if session.is_none() {
				*session = Some(self.begin().await?);
			}
			match session {
				Some(session) => self.go_on(session).await,
				None => Ok(()),
			}
		};
		if let Err(End::Lost(error)) = gone_on.await {
			if let Some(session) = session {
				if matches!(self.survey(session).await, Ok(true)) {
					return;
				}
			}
			*session = None;
			self.troubled(&error, false);
		}
	}

	fn troubled(&self, error: &Error, halted: bool) {
		self.metrics.chain(self.link.name()).lost.inc();
		self.link.status.send_modify(|status| {
			// If it is the store that does not write, the chain is there all the same, for what is signed.
			if error.kind != Kind::Store {
				status.node = None;
			}
			status.trouble = Some(error.to_string());
			status.halted = halted;
		});
		self.tell();
	}

	fn tell(&self) {
		for role in &self.roles {
			role.moved(self.link.name());
		}
	}

	async fn session(&self, backoff: &mut Backoff, unread: &mut Unread) -> End {
		match self.follow(backoff, unread).await {
			Ok(never) => match never {},
			Err(end) => end,
		}
	}

	async fn follow(
		&self,
		backoff: &mut Backoff,
		unread: &mut Unread,
	) -> Result<std::convert::Infallible, End> {
		let mut session = self.begin().await?;
		loop {
			if let Err(end) = self.go_on(&mut session).await {
				let number = session.cursor.head.number;
				*unread = match unread.number == number {
					true => Unread { tries: unread.tries.saturating_add(1), ..*unread },
					false => Unread { number, tries: 1 },
				};
				let is_gone = matches!(end, End::Lost(_)) && unread.tries >= TRIES;
				if !is_gone || !self.survey(&mut session).await? {
					return Err(end);
				}
				continue;
			}
			*unread = Unread::default();
			backoff.reset();
			tokio::select! {
				rung = timeout(PACE, session.node.bell()) => if let Ok(rung) = rung { rung? },
				() = self.stop.stopped() => return Err(End::Stopped),
			}
		}
	}

	/// Finds the way, and where to go on.
	async fn begin(&self) -> Result<Session, End> {
		let node = self.patient(self.connector.connect()).await?;
		let cursor = self.place(&*node).await?;
		info!(chain = self.link.name(), number = cursor.head.number, "the chain is reached");
		Ok(Session { node, cursor, seen: VecDeque::new() })
	}

	/// Reads what there is now.
	async fn go_on(&self, session: &mut Session) -> Result<(), End> {
		let Session { node, cursor, seen } = session;
		let heads = self.patient(node.heads()).await?;
		if heads.last.number < cursor.head.number {
			return Err(End::Lost(Error::chain(
				"the node knows less than it did before",
				"wait until it has caught up with the others",
			)));
		}
		let looked = match self.catch_up(node, cursor, heads, seen).await {
			Ok(()) => self.look_ahead(&**node, cursor, heads, seen).await,
			Err(end) => Err(end),
		};
		let best = looked.as_ref().ok().copied().flatten();
		if self.publish(node, cursor, heads, best) {
			self.tell();
		}
		looked.map(drop)
	}

	/// A block cannot be read, as when the node keeps the state of newer ones alone, or when it was made
	/// by another runtime than this agent knows. Roles look at what the chain has now, and it goes on
	/// from there. Whether that could be read.
	async fn survey(&self, session: &mut Session) -> Result<bool, End> {
		let Session { node, cursor, seen } = session;
		let heads = self.patient(node.heads()).await?;
		let first = cursor.head.number.saturating_add(1);
		// Both have to be so: that the node can be asked, and that it cannot be asked for this block.
		if first >= heads.last.number
			|| self.patient(final_block(&**node, seen, first)).await.is_ok()
		{
			return Ok(false);
		}
		let Ok(block) = self.patient(node.block(heads.last.hash)).await else { return Ok(false) };
		let name = self.link.name();
		let next = Cursor { genesis: cursor.genesis, head: block.head, time_ms: block.time_ms };
		let mut all = Vec::new();
		for role in &self.roles {
			all.push((role, self.patient(role.survey(name, &**node, &block)).await?));
		}
		let mut tx = self.store.begin().await?;
		for (role, found) in &all {
			role.surveyed(&mut tx, name, found).await?;
		}
		advance(&mut tx, name, Some(cursor), &next).await?;
		tx.commit().await.map_err(Error::from)?;
		warn!(
			chain = name,
			first,
			last = block.head.number,
			"blocks could not be read, and what the chain has now was looked at instead"
		);
		*cursor = next;
		Ok(true)
	}

	/// Waits for a node, but not for ever.
	async fn patient<T>(&self, asked: impl Future<Output = Result<T>>) -> Result<T, End> {
		tokio::select! {
			answer = timeout(PATIENCE, asked) => match answer {
				Ok(answer) => Ok(answer?),
				Err(_) => Err(End::Lost(Error::chain(
					"the node does not answer",
					"see that it runs and is not overloaded",
				))),
			},
			() = self.stop.stopped() => Err(End::Stopped),
		}
	}

	/// Where to go on, if this is the chain that was followed before.
	async fn place(&self, node: &dyn Node) -> Result<Cursor, End> {
		let genesis = node.genesis();
		let known = self.store.cursor(self.link.name()).await?;
		let expected = known.map(|cursor| cursor.genesis).or(self.genesis);
		if self.genesis.is_some_and(|given| given != genesis)
			|| expected.is_some_and(|expected| expected != genesis)
		{
			return Err(End::Halt(Error::chain(
				format_args!("the node is of another chain, 0x{}", hex::encode(genesis)),
				"name the right node by chains.url; if the chain was started anew, give the agent a new \
				 folder for its data once nothing of the old one is open",
			)));
		}
		let last = self.patient(node.heads()).await?.last;
		let Some(cursor) = known else {
			let block = self.patient(node.block(last.hash)).await?;
			let cursor = Cursor { genesis, head: block.head, time_ms: block.time_ms };
			let mut tx = self.store.begin().await?;
			advance(&mut tx, self.link.name(), None, &cursor).await?;
			tx.commit().await.map_err(Error::from)?;
			return Ok(cursor);
		};
		if last.number >= cursor.head.number {
			// Its state may be gone. That it is the same block is enough.
			let hash = self.patient(node.final_hash(cursor.head.number)).await?;
			self.ensure_same(hash == cursor.head.hash, cursor.head.number)?;
		}
		Ok(cursor)
	}

	fn ensure_same(&self, same: bool, number: u64) -> Result<(), End> {
		if same {
			return Ok(());
		}
		Err(End::Halt(Error::chain(
			format_args!("block {number}, which was final, is another one now"),
			"find out what happened to the chain: what was done on it may be undone. Then give the agent \
			 a new folder for its data",
		)))
	}

	/// Gives roles all that has become final. It is shown meanwhile only if it takes several batches.
	async fn catch_up(
		&self,
		node: &Arc<dyn Node>,
		cursor: &mut Cursor,
		heads: Heads,
		seen: &VecDeque<Block>,
	) -> Result<(), End> {
		let first = cursor.head.number.saturating_add(1);
		let is_far = heads.last.number.saturating_sub(first) >= BATCH as u64;
		if is_far || self.link.status().node.is_none() {
			self.publish(node, cursor, heads, None);
		}
		let mut batches = stream::iter(first..=heads.last.number)
			.map(|number| timeout(PATIENCE, final_block(&**node, seen, number)))
			.buffered(FETCHES)
			.chunks(BATCH);
		while let Some(batch) = self.patient(async { Ok(batches.next().await) }).await? {
			let mut blocks = Vec::with_capacity(batch.len());
			let mut missing = None;
			for block in batch {
				let silent = || Error::chain("the node does not answer", "see that it runs");
				match block.map_err(|_| silent()).and_then(|block| block) {
					Ok(block) => blocks.push(block),
					Err(error) => {
						missing = Some(error);
						break;
					},
				}
			}
			self.take_in(cursor, &blocks).await?;
			if cursor.head.number < heads.last.number {
				self.publish(node, cursor, heads, None);
			}
			if let Some(error) = missing {
				return Err(End::Lost(error));
			}
		}
		Ok(())
	}

	/// The state of all roles, and the place of the chain: together or not at all.
	async fn take_in(&self, cursor: &mut Cursor, blocks: &[Block]) -> Result<(), End> {
		let Some(last) = blocks.last() else { return Ok(()) };
		let name = self.link.name();
		let mut before = cursor.head;
		let mut tx = self.store.begin().await?;
		for block in blocks {
			self.ensure_same(block.parent == before.hash, before.number)?;
			for role in &self.roles {
				role.finalised(&mut tx, name, block).await?;
			}
			before = block.head;
		}
		let next = Cursor { genesis: cursor.genesis, head: last.head, time_ms: last.time_ms };
		advance(&mut tx, name, Some(cursor), &next).await?;
		tx.commit().await.map_err(Error::from)?;
		*cursor = next;
		crash::point("final", format!("{name} {}", events(blocks))).await;
		Ok(())
	}

	/// Shows roles what is not final, each block once as far as is remembered, the oldest first. The
	/// best block, if that is another one now.
	async fn look_ahead(
		&self,
		node: &dyn Node,
		cursor: &Cursor,
		heads: Heads,
		seen: &mut VecDeque<Block>,
	) -> Result<Option<Mark>, End> {
		let mut new = Vec::new();
		let mut next = heads.best;
		while next.number > cursor.head.number
			&& find(seen, &next.hash).is_none()
			&& new.len() < SEEN
		{
			let block = self.patient(node.block(next.hash)).await?;
			next = Head { number: next.number.saturating_sub(1), hash: block.parent };
			new.push(block);
		}
		let best = new.first().map(|block| Mark { head: block.head, time_ms: block.time_ms });
		for block in new.into_iter().rev() {
			for role in &self.roles {
				role.seen(self.link.name(), &block).await?;
			}
			let (name, told) = (self.link.name(), events(std::slice::from_ref(&block)));
			crash::point("seen", format!("{name} {told}")).await;
			seen.push_back(block);
			if seen.len() > SEEN {
				seen.pop_front();
			}
		}
		let final_one = Mark { head: cursor.head, time_ms: cursor.time_ms };
		let is_final = heads.best.hash == cursor.head.hash;
		Ok(best.or(is_final.then_some(final_one)))
	}

	/// Shows what is known now. Whether that is new: if not, nobody is woken.
	fn publish(
		&self,
		node: &Arc<dyn Node>,
		cursor: &Cursor,
		heads: Heads,
		best: Option<Mark>,
	) -> bool {
		let behind = heads.last.number.saturating_sub(cursor.head.number);
		let is_new = self.link.status.send_if_modified(|status| {
			let before = status.facts();
			status.node = Some(node.clone());
			status.genesis = Some(cursor.genesis);
			status.last = Some(Mark { head: cursor.head, time_ms: cursor.time_ms });
			status.best = best.or(status.best);
			status.behind = behind;
			status.trouble = None;
			status.facts() != before
		});
		let measured = self.metrics.chain(self.link.name());
		measured.last.set(stored(cursor.head.number));
		measured.best.set(stored(heads.best.number));
		measured.behind.set(stored(behind));
		if let Some(best) = best {
			let now = stored(self.clock.now_ms());
			let age = now.saturating_sub(stored(best.time_ms));
			measured.head_age_ms.set(age);
		}
		is_new
	}
}

fn find<'a>(seen: &'a VecDeque<Block>, hash: &Hash) -> Option<&'a Block> {
	seen.iter().find(|block| block.head.hash == *hash)
}

/// The final block of that number. One that was seen before is not asked for again.
async fn final_block(node: &dyn Node, seen: &VecDeque<Block>, number: u64) -> Result<Block> {
	let hash = node.final_hash(number).await?;
	match find(seen, &hash) {
		Some(block) => Ok(block.clone()),
		None => node.block(hash).await,
	}
}

/// What is told in blocks, in short.
fn events(blocks: &[Block]) -> String {
	let events = blocks.iter().flat_map(|block| &block.events);
	let kind = |event: &Event| {
		let kind = event.told.get("kind").and_then(serde_json::Value::as_str);
		kind.unwrap_or("event").to_owned()
	};
	events.map(kind).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
