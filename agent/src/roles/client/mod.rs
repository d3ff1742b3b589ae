//! The role *client*: keeps the newest states of one's own channels, gives each to the towers that are
//! hired for it, keeps their receipts, and answers old states itself while it is awake. What it has lost
//! comes back from the towers.
//!
//! - [`rows`]: channels and their towers, in the store.
//! - [`upload`]: gives states to towers, and looks at their receipts.
//! - [`restore`]: has states back.
//! - [`driver`]: asks chains, and answers disputes.
//! - [`api`]: for whoever makes payments with these channels.

mod api;
pub mod config;
mod driver;
mod restore;
mod rows;
mod upload;

use crate::{
	channels::{
		deed::{Deed, Preimage},
		disputes,
		means::Costs,
		speech::Record,
		state::{Pair, Side},
		told::{decoders, Told, Who},
		view,
	},
	core::{
		alerts::Alert,
		chain::{Block, Call, Decoder, Event, Hash, Later, Node},
		jobs::Job,
		keys::Key,
		peer::Peer,
		role::Role,
		run::Core,
		sender::{want, Intent},
		store::{Migration, Tx},
	},
	error::{Error, Result},
	migration,
};
pub use api::described;
#[cfg(test)]
pub use api::Newest;
use axum::Router;
use codec::Encode;
use config::ClientConfig;
use rows::Channel;
use secrecy::ExposeSecret;
use serde_json::{json, Value as Json};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{Arc, Mutex, RwLock},
};
use tokio::sync::Notify;

/// The role's name.
pub const NAME: &str = "client";
/// The role's tables.
pub const MIGRATIONS: &[Migration] = &[migration!(301, "0301_client")];

/// The role.
pub struct Client {
	core: Core,
	config: ClientConfig,
	key: Arc<Key>,
	costs: RwLock<BTreeMap<String, Costs>>,
	/// The towers that speak here, by their addresses.
	peers: Mutex<BTreeMap<String, Arc<Peer>>>,
	/// Which towers are still to be asked for what was lost, by channel, and how often each had nothing.
	lost: Mutex<BTreeMap<(String, u64), BTreeMap<u64, u32>>>,
	/// Chains whose channels are still to be looked for.
	unlisted: Mutex<BTreeSet<String>>,
	/// Of what the owner was told.
	told: Mutex<BTreeSet<String>>,
	/// Something may have to be done.
	moved: Notify,
	/// There is something to be given to towers.
	newer: Notify,
}

impl Client {
	/// The role, by the configuration.
	pub fn new(core: &Core, config: ClientConfig) -> Result<Arc<Self>> {
		let name = config.key.get_ref();
		let key = core.keys.get(name).cloned().ok_or_else(|| {
			Error::usage(format_args!("there is no key '{name}'"), "add it to the configuration")
		})?;
		let chains = config.chains.iter().map(|chain| chain.get_ref().clone()).collect();
		Ok(Arc::new(Self {
			core: core.clone(),
			config,
			key,
			costs: RwLock::default(),
			peers: Mutex::default(),
			lost: Mutex::default(),
			unlisted: Mutex::new(chains),
			told: Mutex::default(),
			moved: Notify::new(),
			newer: Notify::new(),
		}))
	}

	fn node(&self, chain: &str) -> Result<Arc<dyn Node>> {
		let link = self.core.links.get(chain).ok_or_else(|| {
			Error::usage(format_args!("there is no chain '{chain}'"), "add it to the configuration")
		})?;
		link.node()
	}

	fn genesis(&self, chain: &str) -> Result<Hash> {
		let link = self.core.links.get(chain);
		link.and_then(|link| link.status().genesis).ok_or_else(|| {
			Error::chain(format_args!("{chain} was not reached yet"), "see that its node runs")
		})
	}

	/// The side of a channel that is this party's.
	fn side_of(&self, parties: &Pair<[u8; 32]>) -> Option<Side> {
		let own = self.key.account();
		[Side::Opener, Side::Counterparty].into_iter().find(|side| *parties.of(*side) == own)
	}

	/// What is held of a channel, opened.
	fn record(&self, channel: &Channel) -> Result<Option<Record>> {
		let Some(sealed) = &channel.record else { return Ok(None) };
		let opened = self.key.open(&record_name(channel), sealed)?;
		Record::read(opened.expose_secret()).map(Some)
	}

	/// Keeps a newer state, sealed. Whether it is one.
	async fn keep(
		&self,
		tx: &mut Tx,
		channel: &Channel,
		record: &Record,
		is_restored: bool,
	) -> Result<bool> {
		let version = record.state.body.version;
		let sealed = self.key.seal(&record_name(channel), &record.encode())?;
		let now_ms = self.core.clock.now_ms();
		rows::keep(tx, channel, version, sealed, is_restored, now_ms).await
	}

	/// Takes note of what a block tells.
	async fn take_in(
		&self,
		tx: &mut Tx,
		(chain, block, is_final): (&str, &Block, bool),
		event: &Event,
	) -> Result<()> {
		let told = Told::read(event)?;
		let Some(channel) = told.channel() else { return Ok(()) };
		if let Told::Opened { parties: [Who(opener), Who(counterparty)], .. } = told {
			let parties = Pair { opener, counterparty };
			if let Some(side) = self.side_of(&parties).filter(|_| is_final) {
				let found = view::Channel { parties, ..view::Channel::default() };
				rows::put_channel(tx, chain, channel, side, &found).await?;
				rows::soil(tx, chain, channel).await?;
			}
			return Ok(());
		}
		let Some(known) = rows::channel_of(tx, chain, channel).await? else { return Ok(()) };
		let own = self.key.account();
		let open = disputes::of_channel(tx, NAME, chain, channel).await?;
		let closing = open.into_iter().find(|it| it.kind == disputes::Kind::Closing);
		let stands = closing.map(|it| it.version);
		let is_new = disputes::note(tx, NAME, &own, (chain, block, is_final), &told).await?;
		if !is_final {
			return Ok(());
		}
		let kind = kind_of(&told, &known);
		if is_new && !kind.is_empty() {
			let id = format!("{kind}_{}_{}", hex::encode(block.head.hash), event.index);
			let data = json!({ "chain": chain, "event": event.told, "held": known.version });
			self.tell(tx, id, kind, data).await?;
		}
		match told {
			Told::Settled { version: None, .. } => {
				self.prove(tx, &known, stands, block.time_ms).await?;
				rows::forget(tx, chain, channel).await
			},
			Told::Changed { .. }
			| Told::Hired { .. }
			| Told::HiresChanged { .. }
			| Told::WatchEnded { .. } => rows::soil(tx, chain, channel).await.map(drop),
			_ => Ok(()),
		}
	}

	/// A channel is over, that was settled by the version that stood: towers that had signed for the
	/// newest state and let an older one count are made to pay. The chain decides whether they have to.
	async fn prove(
		&self,
		tx: &mut Tx,
		channel: &Channel,
		stands: Option<u64>,
		now_ms: u64,
	) -> Result<()> {
		let Some(stands) = stands.filter(|stands| *stands < channel.version && self.config.prove)
		else {
			return Ok(());
		};
		let Some(record) = self.record(channel)? else { return Ok(()) };
		let Channel { chain, channel: id, version, .. } = channel;
		for tower in rows::towers_of(tx, chain, *id).await? {
			let Some(receipt) = tower.receipt.filter(|_| tower.version == *version) else {
				continue;
			};
			let preimages = record.preimages.iter().copied().map(Preimage).collect();
			let deed = Deed::Prove { receipt, preimages, state: record.state.encode() };
			let step = format!("{NAME}/{chain}/{id}/prove/{}", tower.tower);
			let call = serde_json::to_string(&deed)?;
			let account = self.key.account();
			let intent = Intent::plain(step, 1, chain, account, NAME, call);
			want(tx, &intent, now_ms).await?;
			let (tower, name) = (tower.tower, format!("missed_{chain}_{id}_{}", tower.tower));
			let data = json!({ "chain": chain, "channel": id, "tower": tower, "counts": stands,
				"signed": version });
			self.tell(tx, name, "client.missed", data).await?;
		}
		self.core.bell.ring();
		Ok(())
	}

	/// Goes on once, for tests that keep the time.
	#[cfg(test)]
	pub async fn drive_once(&self) {
		self.drive_all().await;
	}

	/// The same of what is given to towers.
	#[cfg(test)]
	pub async fn upload_once(&self) {
		self.upload_all().await.unwrap();
	}

	/// The same of what comes back from them.
	#[cfg(test)]
	pub async fn restore_once(&self) {
		self.restore_all().await;
	}

	/// Closes a channel.
	#[cfg(test)]
	pub async fn close_now(&self, chain: &str, channel: u64) -> Result<()> {
		self.close(chain, channel).await
	}

	async fn tell(&self, tx: &mut Tx, id: String, kind: &'static str, data: Json) -> Result<()> {
		let alert = Alert { id, kind, data };
		self.core.alerts.raise(tx, &alert, self.core.clock.now_ms()).await
	}
}

/// What the owner is told of it; nothing, if it need not be.
fn kind_of(told: &Told, known: &Channel) -> &'static str {
	match told {
		Told::Closing { closer, .. } if *closer != known.side.number() => "client.closing",
		Told::Requested { side, .. } if *side != known.side.number() => "client.withdrawal",
		Told::Settled { version: Some(version), .. } if *version < known.version => "client.lost",
		_ => "",
	}
}

/// Under which name a record is sealed: both it and the key are needed to open it.
fn record_name(channel: &Channel) -> Vec<u8> {
	(NAME, &channel.chain, channel.channel).encode()
}

impl Role for Client {
	fn name(&self) -> &'static str {
		NAME
	}

	fn chains(&self) -> Vec<String> {
		self.config.chains.iter().map(|chain| chain.get_ref().clone()).collect()
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
			for channel in self.core.store.client_channels().await? {
				if channel.chain == chain {
					for told in disputes::look(node, channel.channel).await? {
						all.push(serde_json::to_value(told)?);
					}
				}
			}
			Ok(all)
		})
	}

	fn surveyed<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, found: &'a [Json]) -> Later<'a, ()> {
		Box::pin(async move {
			let time_ms = self.core.clock.now_ms();
			let block =
				Block { head: Default::default(), parent: [0; 32], time_ms, events: vec![] };
			for (index, told) in (0..).zip(found) {
				let event = Event { role: NAME, index, told: told.clone() };
				self.take_in(tx, (chain, &block, true), &event).await?;
			}
			// There may be channels that were opened meanwhile.
			if let Ok(mut unlisted) = self.unlisted.lock() {
				unlisted.insert(chain.to_owned());
			}
			rows::soil_all(tx, chain).await
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
