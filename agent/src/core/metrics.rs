//! What is measured, for Prometheus.

use crate::error::{Error, Result};
use prometheus_client::{
	encoding::{text::encode, EncodeLabelSet},
	metrics::{counter::Counter, family::Family, gauge::Gauge},
	registry::Registry,
};
use std::sync::{Arc, Mutex};

/// The chain that is measured.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct OfChain {
	chain: String,
}

/// What is measured of a chain.
pub struct ChainMetrics {
	/// The last final block that was read.
	pub last: Gauge,
	/// The best block.
	pub best: Gauge,
	/// How many final blocks are still to be read.
	pub behind: Gauge,
	/// By how much the best block is older than the machine's clock tells; less than 0 if newer.
	pub head_age_ms: Gauge,
	/// How often the way to the node was lost.
	pub lost: Counter,
	/// Transactions sent.
	pub sent: Counter,
	/// Transactions that were refused.
	pub refused: Counter,
}

/// All that is measured.
#[derive(Clone)]
pub struct Metrics {
	registry: Arc<Mutex<Registry>>,
	last: Family<OfChain, Gauge>,
	best: Family<OfChain, Gauge>,
	behind: Family<OfChain, Gauge>,
	head_age_ms: Family<OfChain, Gauge>,
	lost: Family<OfChain, Counter>,
	sent: Family<OfChain, Counter>,
	refused: Family<OfChain, Counter>,
}

impl Default for Metrics {
	fn default() -> Self {
		let mut registry = Registry::with_prefix("bloc_agent");
		let this = Self {
			registry: Arc::default(),
			last: Family::default(),
			best: Family::default(),
			behind: Family::default(),
			head_age_ms: Family::default(),
			lost: Family::default(),
			sent: Family::default(),
			refused: Family::default(),
		};
		registry.register("final_block", "The last final block that was read", this.last.clone());
		registry.register("best_block", "The best block", this.best.clone());
		registry.register("blocks_behind", "Final blocks still to be read", this.behind.clone());
		registry.register(
			"head_age_milliseconds",
			"By how much the best block is older than the machine's clock tells",
			this.head_age_ms.clone(),
		);
		registry.register(
			"connections_lost",
			"How often the way to the node was lost",
			this.lost.clone(),
		);
		registry.register("transactions_sent", "Transactions sent", this.sent.clone());
		registry.register("transactions_refused", "Transactions refused", this.refused.clone());
		Self { registry: Arc::new(Mutex::new(registry)), ..this }
	}
}

impl Metrics {
	/// What is measured of that chain.
	pub fn chain(&self, name: &str) -> ChainMetrics {
		let of = OfChain { chain: name.to_owned() };
		ChainMetrics {
			last: self.last.get_or_create(&of).clone(),
			best: self.best.get_or_create(&of).clone(),
			behind: self.behind.get_or_create(&of).clone(),
			head_age_ms: self.head_age_ms.get_or_create(&of).clone(),
			lost: self.lost.get_or_create(&of).clone(),
			sent: self.sent.get_or_create(&of).clone(),
			refused: self.refused.get_or_create(&of).clone(),
		}
	}

	/// Adds what a role measures.
	pub fn register(&self, add: impl FnOnce(&mut Registry)) {
		if let Ok(mut registry) = self.registry.lock() {
			add(&mut registry);
		}
	}

	/// As Prometheus reads it.
	pub fn text(&self) -> Result<String> {
		let failed = || Error::store("the metrics cannot be written", "start the agent again");
		let mut text = String::new();
		encode(&mut text, &*self.registry.lock().map_err(|_| failed())?).map_err(|_| failed())?;
		Ok(text)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn prometheus_reads_a_line_a_chain() {
		let metrics = Metrics::default();
		metrics.chain("eth-pbc").last.set(7);
		metrics.chain("btc-pbc").lost.inc();
		let text = metrics.text().unwrap();
		assert!(text.contains("bloc_agent_final_block{chain=\"eth-pbc\"} 7"), "{text}");
		assert!(text.contains("bloc_agent_connections_lost_total{chain=\"btc-pbc\"} 1"), "{text}");
	}
}
