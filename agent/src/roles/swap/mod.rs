//! The role *swap*: money of one chain for money of another, with nobody in between. It answers those
//! who ask for terms, by its own prices and limits; it asks others; and what was agreed on it carries
//! to its end, whenever it is killed.
//!
//! - [`terms`]: what is agreed on, as the chains have it.
//! - [`machine`]: what a party does next, a pure function.
//! - [`driver`]: asks it, and has its answer written and sent.
//! - [`take`], [`agree`]: how agents come to terms, two or up to fourteen: one leads, the others are
//!   asked. [`route`]: whose money goes where. [`quotes`]: what was said and holds for a while.
//!   [`funds`]: whether there is enough. [`peer`]: how they speak.

mod agree;
mod api;
pub mod config;
mod credits;
mod driver;
mod funds;
#[cfg(test)]
mod harness;
pub mod known;
pub mod machine;
pub mod peer;
mod quotes;
mod route;
pub mod rows;
mod signatures;
mod survey;
pub mod take;
pub mod terms;
#[cfg(test)]
mod testing;
pub mod told;

use crate::{
	core::{
		chain::{Block, Call, Decoder, Later, Node},
		jobs::Job,
		keys::Key,
		role::Role,
		run::Core,
		store::{Migration, Tx},
	},
	error::{Error, Result},
	migration,
};
pub use api::{described, described_for_all, Begin, Begun, SwapShown};
use axum::Router;
use config::SwapConfig;
use known::{Known, Purses};
use prometheus_client::{
	encoding::EncodeLabelSet,
	metrics::{counter::Counter, family::Family},
};
use serde_json::Value as Json;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, RwLock},
};
use strum::IntoEnumIterator;
use tokio::sync::{watch, Notify};

/// The role's name.
pub const NAME: &str = "swap";
/// The role's tables.
pub const MIGRATIONS: &[Migration] = &[migration!(101, "0101_swap")];

/// How many swaps have ended, and how.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Ended {
	how: String,
}

/// What is measured of swaps.
#[derive(Clone, Default)]
struct SwapMetrics {
	ended: Family<Ended, Counter>,
}

impl SwapMetrics {
	fn ended(&self, state: machine::State) {
		if state.is_over() {
			self.ended.get_or_create(&Ended { how: state.name().to_owned() }).inc();
		}
	}
}

/// The role.
pub struct Swapper {
	core: Core,
	config: SwapConfig,
	key: Arc<Key>,
	claimer: Arc<Key>,
	known: RwLock<BTreeMap<String, Arc<Known>>>,
	/// What the accounts that claim have for that.
	purses: Purses,
	/// Something may have to be done.
	moved: Notify,
	/// Counts changes, for those who show them.
	changed: watch::Sender<u64>,
	/// What was said to those who asked.
	quotes: Mutex<quotes::Quotes>,
	/// One agreement is written at a time: what is promised adds up. Chains are asked before.
	agreeing: tokio::sync::Mutex<()>,
	metrics: SwapMetrics,
}

impl Swapper {
	/// The role, by the configuration.
	pub fn new(core: &Core, config: SwapConfig) -> Result<Arc<Self>> {
		let key = |name: &str| {
			core.keys.get(name).cloned().ok_or_else(|| {
				Error::usage(
					format_args!("there is no key '{name}'"),
					"add it to the configuration",
				)
			})
		};
		let own = key(config.key.get_ref())?;
		let claimer = match &config.claimer {
			Some(name) => key(name.get_ref())?,
			None => own.clone(),
		};
		let metrics = SwapMetrics::default();
		// From zero on, so that the first of a kind is an increase.
		for state in machine::State::iter().filter(machine::State::is_over) {
			drop(metrics.ended.get_or_create(&Ended { how: state.name().to_owned() }));
		}
		let ended = metrics.ended.clone();
		core.metrics
			.register(|registry| registry.register("swaps_ended", "Swaps, by their end", ended));
		Ok(Arc::new(Self {
			core: core.clone(),
			config,
			key: own,
			claimer,
			known: RwLock::default(),
			purses: Purses::default(),
			moved: Notify::new(),
			changed: watch::Sender::new(0),
			quotes: Mutex::default(),
			agreeing: tokio::sync::Mutex::new(()),
			metrics,
		}))
	}
}

impl Role for Swapper {
	fn name(&self) -> &'static str {
		NAME
	}

	fn chains(&self) -> Vec<String> {
		self.core.links.keys().cloned().collect()
	}

	fn decoders(&self) -> Vec<Decoder> {
		told::DECODERS.to_vec()
	}

	fn finalised<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, block: &'a Block) -> Later<'a, ()> {
		Box::pin(async move {
			for event in block.of(NAME) {
				let told = serde_json::from_value(event.told.clone())?;
				self.note_credit(tx, chain, &told).await?;
				rows::take_in(tx, chain, block, event.index, &told).await?;
			}
			Ok(())
		})
	}

	fn survey<'a>(
		&'a self,
		chain: &'a str,
		node: &'a dyn Node,
		at: &'a Block,
	) -> Later<'a, Vec<Json>> {
		Box::pin(self.look_over(chain, node, at))
	}

	fn surveyed<'a>(&'a self, tx: &'a mut Tx, chain: &'a str, found: &'a [Json]) -> Later<'a, ()> {
		Box::pin(self.take_over(tx, chain, found))
	}

	fn seen<'a>(&'a self, _: &'a str, block: &'a Block) -> Later<'a, ()> {
		Box::pin(async move {
			for event in block.of(NAME) {
				let told: told::Told = serde_json::from_value(event.told.clone())?;
				if let Some(preimage) = told.preimage() {
					let mut tx = self.core.store.begin().await?;
					rows::reveal(&mut tx, preimage).await?;
					tx.commit().await?;
				}
			}
			Ok(())
		})
	}

	fn moved(&self, _: &str) {
		self.moved.notify_one();
	}

	fn job<'a>(&'a self, tx: &'a mut Tx, job: &'a Job) -> Later<'a, ()> {
		Box::pin(async move {
			match job.key.starts_with(credits::JOBS) {
				true => self.claim_credit(tx, job).await,
				false => self.prune(tx, &job.payload).await,
			}
		})
	}

	fn call(&self, intent: &str) -> Result<Call> {
		self.read_deed(intent)
	}

	fn routes(self: Arc<Self>) -> Router {
		api::routes(self)
	}

	fn described(&self) -> utoipa::openapi::OpenApi {
		api::described()
	}
}
