//! What the role is told by the configuration.

use crate::core::{
	amount::parse,
	config::{Check, Checker},
};
use serde::Deserialize;
use toml::Spanned;

/// `[roles.client]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientConfig {
	/// The key of the party whose channels these are.
	pub key: Spanned<String>,
	/// On which chains it has channels.
	pub chains: Vec<Spanned<String>>,
	/// The most that an answer to an old state bids, of a chain's own token.
	#[serde(default = "some")]
	pub most_tip: Spanned<String>,
	/// Whether towers that missed an old state are made to pay, by their receipts.
	#[serde(default = "yes")]
	pub prove: bool,
	/// After how many seconds without a receipt for the newest state the owner is told.
	#[serde(default = "minute")]
	pub receipt_s: u64,
}

fn some() -> Spanned<String> {
	Spanned::new(0..0, "0.1".into())
}

const fn yes() -> bool {
	true
}

const fn minute() -> u64 {
	60
}

impl Check for ClientConfig {
	fn check(&self, checker: &mut Checker<'_>) {
		checker.ensure_key(&self.key);
		for chain in &self.chains {
			checker.ensure_chain(chain, chain.get_ref());
		}
		if self.chains.is_empty() {
			checker.tell(&self.key, "there is no chain: name some by 'chains'");
		}
		if let Err(error) = parse(self.most_tip.get_ref(), 18) {
			checker.tell(&self.most_tip, error);
		}
	}
}
