//! What the role is told by the configuration.

use crate::core::{
	amount::parse,
	config::{address, Check, Checker},
};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// `[roles.watchtower]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchtowerConfig {
	/// The key of the account that owns the towers: it registers them, signs receipts, presents states
	/// and is paid.
	pub key: Spanned<String>,
	/// Where clients give states: what `contact` leads to.
	pub listen: Spanned<String>,
	/// How many states a client may give for a channel each second, for as long as it pays.
	#[serde(default = "ten")]
	pub updates_per_s: u32,
	/// And how many at once.
	#[serde(default = "hundred")]
	pub burst: u32,
	/// The towers, one for each asset of a chain.
	pub towers: Vec<Spanned<TowerConfig>>,
}

/// A tower. It is registered as it is here unless the account has one; then only its profile is set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TowerConfig {
	/// Its chain.
	pub chain: Spanned<String>,
	/// The number of its asset; without it, the chain's own token.
	pub asset: Option<u32>,
	/// What it puts down, of the asset.
	pub bond: Spanned<String>,
	/// Up to how much of that it answers for a channel.
	pub cover: Spanned<String>,
	/// What it costs to watch a channel for a day.
	pub price_a_day: Spanned<String>,
	/// Within which time it answers, in seconds.
	pub response_s: Spanned<u64>,
	/// Where clients find it: an address of at most 256 bytes.
	pub contact: Spanned<String>,
	/// A number for the region of the world in which it is.
	#[serde(default)]
	pub region: u16,
	/// The share of the time that it promises to be there, in millionths.
	#[serde(default = "usual")]
	pub uptime_ppm: u32,
	/// The most that an answer bids, of the chain's own token.
	pub most_tip: Spanned<String>,
	/// How often what is earned is collected, in hours.
	#[serde(default = "day")]
	pub collect_h: u64,
}

const fn ten() -> u32 {
	10
}

const fn hundred() -> u32 {
	100
}

const fn usual() -> u32 {
	999_000
}

const fn day() -> u64 {
	24
}

impl Check for WatchtowerConfig {
	fn check(&self, checker: &mut Checker<'_>) {
		checker.ensure_key(&self.key);
		if let Err(error) = address(self.listen.get_ref()) {
			checker.tell(&self.listen, error);
		}
		let mut known = BTreeSet::new();
		for at in &self.towers {
			let tower = at.get_ref();
			checker.ensure_chain(&tower.chain, tower.chain.get_ref());
			if !known.insert((tower.chain.get_ref(), tower.asset)) {
				checker.tell(
					&tower.chain,
					"there is a tower for this asset above: keep one of the two",
				);
			}
			for amount in [&tower.bond, &tower.cover, &tower.price_a_day, &tower.most_tip] {
				if let Err(error) = parse(amount.get_ref(), 18) {
					checker.tell(amount, error);
				}
			}
			if *tower.response_s.get_ref() == 0 {
				checker.tell(&tower.response_s, "nobody answers in no time: write some seconds");
			}
			if !(1..=256).contains(&tower.contact.get_ref().len()) {
				checker.tell(&tower.contact, "a contact has from 1 to 256 bytes");
			}
		}
		if self.towers.is_empty() {
			checker.tell(&self.key, "there is no tower: add [[roles.watchtower.towers]]");
		}
	}
}
