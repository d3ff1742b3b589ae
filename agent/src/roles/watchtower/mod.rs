//! The role *watchtower*: keeps the newest states of channels for those who have hired its towers, and
//! presents them when somebody closes with an older one.
//!
//! - [`keep`]: looks at what clients give, and keeps it: many in one transaction, a receipt after it.
//! - [`rows`]: towers and what they watch, in the store: a row for each side of a channel.
//! - [`driver`]: answers disputes and demands, shows that the towers are there, has what they earn paid.
//! - [`api`]: for clients, and for the owner.

mod api;
pub mod config;
mod driver;
mod keep;
mod known;
mod rows;

use crate::{
	channels::{
		deed::Deed,
		disputes, seal,
		state::Side,
		told::{decoders, side_of, Told},
		view,
	},
	core::{
		alerts::Alert,
		chain::{Block, Call, Decoder, Event, Later, Node},
		jobs::Job,
		keys::Key,
		role::Role,
		run::Core,
		store::{Migration, Tx},
	},
	error::{Error, Result},
	migration,
};
pub use api::{described, described_for_all};
use axum::Router;
use config::WatchtowerConfig;
use keep::{Buckets, Waiting};
use known::Known;
use prometheus_client::metrics::{counter::Counter, gauge::Gauge};
use rows::{Facts, Name, Of};
use serde_json::{json, Value as Json};
use sha2::{Digest, Sha256};
use std::{
	collections::{BTreeMap, HashMap},
	sync::{Arc, Mutex, RwLock},
};
use tokio::sync::{mpsc, Notify};
use x25519_dalek::StaticSecret;

/// The role's name.
pub const NAME: &str = "watchtower";
/// The role's tables.
pub const MIGRATIONS: &[Migration] = &[migration!(201, "0201_watchtower")];
/// So many states wait to be written at most.
const WAITING: usize = 4_096;

/// What is measured.
#[derive(Clone, Default)]
struct TowerMetrics {
	kept: Counter,
	refused: Counter,
	disputes: Gauge,
}

/// The role.
pub struct Watchtower {
	core: Core,
	config: WatchtowerConfig,
	key: Arc<Key>,
	secret: StaticSecret,
	/// What has to be known of watches, so that no state waits for the store to be looked at.
	book: RwLock<HashMap<Name, Facts>>,
	buckets: Mutex<Buckets>,
	known: RwLock<BTreeMap<String, Known>>,
	/// When each dispute was looked at last.
	looks: tokio::sync::Mutex<HashMap<(String, u64, String), u64>>,
	queue: mpsc::Sender<Waiting>,
	waiting: tokio::sync::Mutex<mpsc::Receiver<Waiting>>,
	/// Something may have to be done.
	moved: Notify,
	metrics: TowerMetrics,
}

impl Watchtower {
	/// The role, by the configuration.
	pub fn new(core: &Core, config: WatchtowerConfig) -> Result<Arc<Self>> {
		let name = config.key.get_ref();
		let key = core.keys.get(name).cloned().ok_or_else(|| {
			Error::usage(format_args!("there is no key '{name}'"), "add it to the configuration")
		})?;
		let metrics = TowerMetrics::default();
		let registered = metrics.clone();
		core.metrics.register(|registry| {
			registry.register("tower_states_kept", "States that were kept", registered.kept);
			registry.register("tower_states_refused", "States that were not", registered.refused);
			registry.register("tower_disputes", "Disputes that are open", registered.disputes);
		});
		let (queue, waiting) = mpsc::channel(WAITING);
		Ok(Arc::new(Self {
			core: core.clone(),
			secret: seal::secret(&key),
			config,
			key,
			book: RwLock::default(),
			buckets: Mutex::default(),
			known: RwLock::default(),
			looks: tokio::sync::Mutex::default(),
			queue,
			waiting: tokio::sync::Mutex::new(waiting),
			moved: Notify::new(),
			metrics,
		}))
	}

	/// Takes note of what a block tells.
	async fn take_in(
		&self,
		tx: &mut Tx,
		(chain, block, is_final): (&str, &Block, bool),
		event: &Event,
	) -> Result<()> {
		let told = Told::read(event)?;
		if is_final {
			self.take_in_tower(tx, chain, block, &told).await?;
		}
		let Some(channel) = told.channel() else { return Ok(()) };
		if !rows::is_watched(tx, chain, channel).await? {
			return Ok(());
		}
		let place = (chain, block, is_final);
		let own = self.key.account();
		let is_new = disputes::note(tx, NAME, &own, place, &told).await?;
		if is_new && is_final {
			self.tell_dispute(tx, chain, block, event, &told).await?;
		}
		match told {
			Told::Changed { .. } | Told::HiresChanged { ended: None, .. } if is_final => {
				rows::soil(tx, chain, channel).await?;
			},
			Told::HiresChanged { side, ended: Some(tower), is_dismissed, .. } if is_final => {
				// What is kept can be demanded for as long as the chain counts on it.
				let name = Name { chain: chain.to_owned(), channel, side: side_of(side) };
				rows::end_hire(tx, &name, tower, is_dismissed).await?;
				self.forget(|it| *it == name);
			},
			Told::WatchEnded { side, .. } if is_final => {
				let name = Name { chain: chain.to_owned(), channel, side: side_of(side) };
				rows::forget(tx, &name).await?;
				self.forget(|it| *it == name);
			},
			_ => {},
		}
		Ok(())
	}

	/// What has to do with the towers themselves.
	async fn take_in_tower(
		&self,
		tx: &mut Tx,
		chain: &str,
		block: &Block,
		told: &Told,
	) -> Result<()> {
		match told {
			Told::Registered { tower, owner, asset } if owner.0 == self.key.account() => {
				rows::add_tower(tx, chain, *asset, *tower, block.time_ms).await?;
			},
			Told::Beaten { tower } => {
				rows::set_tower(tx, chain, *tower, Of::BeatenMs, block.time_ms).await?;
			},
			Told::Silent { tower, watches } if rows::is_own(tx, chain, *tower).await? => {
				let data = json!({ "chain": chain, "tower": tower, "watches": watches });
				self.tell(tx, chain, block, "watchtower.silent", data).await?;
			},
			Told::Hired { channel, side, tower, hire }
				if rows::is_own(tx, chain, *tower).await? =>
			{
				let name =
					Name { chain: chain.to_owned(), channel: *channel, side: side_of(*side) };
				rows::hire(tx, &name, *tower, *hire).await?;
			},
			Told::Demanded { tower, .. } | Told::DemandEnded { tower, .. }
				if rows::is_own(tx, chain, *tower).await? =>
			{
				self.take_in_demand(tx, chain, block, told).await?;
			},
			Told::Missed { channel, tower, .. } if rows::is_own(tx, chain, *tower).await? => {
				let data = json!({ "chain": chain, "channel": channel, "tower": tower });
				self.tell(tx, chain, block, "watchtower.missed", data).await?;
			},
			_ => {},
		}
		Ok(())
	}

	async fn take_in_demand(
		&self,
		tx: &mut Tx,
		chain: &str,
		block: &Block,
		told: &Told,
	) -> Result<()> {
		let name =
			|channel: u64, side: u8| Name { chain: chain.to_owned(), channel, side: side_of(side) };
		match told {
			Told::Demanded { channel, side, tower, version, backup, due_ms } => {
				let demand = Some((backup, *version, *due_ms));
				rows::set_demand(tx, &name(*channel, *side), demand).await?;
				let data = json!({ "chain": chain, "channel": channel, "tower": tower,
					"version": version, "due_ms": due_ms });
				self.tell(tx, chain, block, "watchtower.demanded", data).await
			},
			Told::DemandEnded { channel, side, tower, how } => {
				rows::set_demand(tx, &name(*channel, *side), None).await?;
				if how != "Withheld" {
					return Ok(());
				}
				let data = json!({ "chain": chain, "channel": channel, "tower": tower });
				self.tell(tx, chain, block, "watchtower.withheld", data).await
			},
			_ => Ok(()),
		}
	}

	async fn tell_dispute(
		&self,
		tx: &mut Tx,
		chain: &str,
		block: &Block,
		event: &Event,
		told: &Told,
	) -> Result<()> {
		let kind = match told {
			Told::Closing { .. } => "watchtower.closing",
			Told::Requested { .. } => "watchtower.withdrawal",
			Told::Challenged { .. } => "watchtower.answered",
			Told::Settled { version: Some(_), .. } => "watchtower.settled",
			_ => return Ok(()),
		};
		let data = json!({ "chain": chain, "event": event.told });
		self.tell(tx, chain, block, kind, data).await
	}

	/// Tells the owner. What is told of one block twice has one name.
	async fn tell(
		&self,
		tx: &mut Tx,
		chain: &str,
		block: &Block,
		kind: &'static str,
		data: Json,
	) -> Result<()> {
		let mut hasher = Sha256::new();
		for part in
			[chain.as_bytes(), &block.head.hash, kind.as_bytes(), data.to_string().as_bytes()]
		{
			hasher.update(part);
		}
		let name = hex::encode(hasher.finalize());
		let id = format!("evt_{}", name.get(..40).unwrap_or(&name));
		let alert = Alert { id, kind, data };
		self.core.alerts.raise(tx, &alert, self.core.clock.now_ms()).await
	}

	/// Goes on once, for tests that keep the time.
	#[cfg(test)]
	pub async fn drive_once(&self) {
		self.drive_all().await;
	}

	/// Reads what is watched, as at a start.
	#[cfg(test)]
	pub async fn read_watches(&self) {
		self.read_book().await.unwrap();
	}

	/// Writes what is given until the end.
	#[cfg(test)]
	pub async fn keep_states(&self) {
		self.keep_on().await;
	}

	/// Shows it the newest block of a chain, which is final, at that time.
	#[cfg(test)]
	pub fn show(&self, world: &crate::channels::testing::World, time_ms: u64) {
		for link in self.core.links.values() {
			let mark = crate::core::follower::Mark { head: world.chain.best(), time_ms };
			let before = link.status();
			link.show(crate::core::follower::Status {
				last: Some(mark),
				best: Some(mark),
				..before
			});
		}
	}

	/// What of the book is not so any more: it is read anew when it is needed.
	fn forget(&self, is_gone: impl Fn(&Name) -> bool) {
		if let Ok(mut book) = self.book.write() {
			book.retain(|name, _| !is_gone(name));
		}
	}

	fn write_down(&self, name: &Name, facts: Facts) {
		if let Ok(mut book) = self.book.write() {
			book.insert(name.clone(), facts);
		}
	}

	fn look_up(&self, name: &Name) -> Option<Facts> {
		self.book.read().ok()?.get(name).cloned()
	}
}

impl Role for Watchtower {
	fn name(&self) -> &'static str {
		NAME
	}

	fn chains(&self) -> Vec<String> {
		let mut all: Vec<_> = self
			.config
			.towers
			.iter()
			.map(|tower| tower.get_ref().chain.get_ref().clone())
			.collect();
		all.sort();
		all.dedup();
		all
	}

	fn decoders(&self) -> Vec<Decoder> {
		decoders(NAME)
	}

	fn finalised<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, block: &'a Block) -> Later<'a, ()> {
		Box::pin(async move {
			for event in block.of(NAME) {
				self.take_in(tx, (chain, block, true), event).await?;
			}
			disputes::settle_seen(tx, NAME, chain, block.head.number).await
		})
	}

	fn survey<'a>(
		&'a self,
		chain: &'a str,
		node: &'a dyn Node,
		_: &'a Block,
	) -> Later<'a, Vec<Json>> {
		Box::pin(async move {
			let mut all = Vec::new();
			for channel in self.core.store.watched_channels(chain).await? {
				for told in disputes::look(node, channel).await? {
					all.push(serde_json::to_value(told)?);
				}
				for side in [Side::Opener, Side::Counterparty] {
					for hire in view::hires(node, channel, side).await? {
						if let Some((backup, version)) = hire.demand {
							let side = side.number();
							let told = Told::Demanded {
								channel,
								side,
								tower: hire.tower,
								version,
								backup,
								due_ms: 0,
							};
							all.push(serde_json::to_value(told)?);
						}
					}
				}
			}
			Ok(all)
		})
	}

	fn surveyed<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, found: &'a [Json]) -> Later<'a, ()> {
		Box::pin(async move {
			// As of now: how long a dispute has lasted is not known, so it counts as late from now on.
			let time_ms = self.core.clock.now_ms();
			let block =
				Block { head: Default::default(), parent: [0; 32], time_ms, events: vec![] };
			for (index, told) in (0..).zip(found) {
				let event = Event { role: NAME, index, told: told.clone() };
				self.take_in(tx, (chain, &block, true), &event).await?;
			}
			rows::soil_all(tx, chain).await?;
			self.forget(|name| name.chain == chain);
			Ok(())
		})
	}

	fn seen<'a>(&'a self, chain: &'a str, block: &'a Block) -> Later<'a, ()> {
		Box::pin(async move {
			if block.of(NAME).next().is_none() {
				return Ok(());
			}
			let mut tx = self.core.store.begin().await?;
			for event in block.of(NAME) {
				self.take_in(&mut tx, (chain, block, false), event).await?;
			}
			tx.commit().await?;
			self.moved.notify_one();
			Ok(())
		})
	}

	fn moved(&self, _: &str) {
		self.moved.notify_one();
	}

	fn job<'a>(&'a self, _: &'a mut Tx, _: &'a Job) -> Later<'a, ()> {
		Box::pin(async { Ok(()) })
	}

	fn call(&self, intent: &str) -> Result<Call> {
		Deed::read(intent)?.call()
	}

	fn routes(self: Arc<Self>) -> Router {
		api::routes(self)
	}

	fn described(&self) -> utoipa::openapi::OpenApi {
		api::described()
	}
}
