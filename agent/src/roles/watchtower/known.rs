//! What the role knows of its chains, and of its towers by the configuration.

use crate::{
	channels::{
		deed::{Profile, Registration},
		means::{constant, costs, Costs},
		seal,
		view::{field, fields, number, short},
	},
	core::{amount::parse, chain::Node},
	error::{Error, Result},
	roles::watchtower::{config::TowerConfig, Watchtower},
};
use std::sync::Arc;
use subxt::dynamic::Value;

/// A second in which a whole unit is paid.
const RATE_SCALE: u128 = 1_000_000_000_000;
/// The seconds of a day.
const DAY_S: u128 = 86_400;

/// A chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Known {
	/// What calls cost there.
	pub costs: Costs,
	/// How often a tower has to show that it is there.
	pub beat_ms: u64,
	/// How old the block can be that it names.
	pub max_beat_age: u64,
}

impl Watchtower {
	/// The way to a chain.
	pub(super) fn node(&self, chain: &str) -> Result<Arc<dyn Node>> {
		let link = self.core.links.get(chain).ok_or_else(|| {
			Error::usage(format_args!("there is no chain '{chain}'"), "add it to the configuration")
		})?;
		link.node()
	}

	/// What is known of a chain: asked once.
	pub(super) async fn known(&self, chain: &str) -> Result<Known> {
		let before = self.known.read().ok().and_then(|known| known.get(chain).copied());
		if let Some(known) = before {
			return Ok(known);
		}
		let node = self.node(chain)?;
		let age = node.constant("Watchtowers", "MaxBeatAge").await?;
		let age = age.first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
		let known = Known {
			costs: costs(&*node).await?,
			beat_ms: constant(&*node, "Watchtowers", "BeatMs").await?,
			max_beat_age: age.into(),
		};
		if let Ok(mut all) = self.known.write() {
			all.insert(chain.to_owned(), known);
		}
		Ok(known)
	}

	/// The tower that the configuration has for an asset.
	pub(super) fn config_of(&self, chain: &str, asset: Option<u32>) -> Option<&TowerConfig> {
		let mut all = self.config.towers.iter().map(|tower| tower.get_ref());
		all.find(|tower| tower.chain.get_ref() == chain && tower.asset == asset)
	}

	/// The profile that a tower is to have.
	pub(super) fn profile(&self, tower: &TowerConfig) -> Profile {
		Profile {
			region: tower.region,
			sealing_key: seal::public(&self.key),
			contact: tower.contact.get_ref().clone(),
			uptime_ppm: tower.uptime_ppm,
		}
	}

	/// What a tower is to be.
	pub(super) async fn registration(
		&self,
		node: &dyn Node,
		tower: &TowerConfig,
	) -> Result<Registration> {
		let decimals = match tower.asset {
			None => node.decimals().await?,
			Some(asset) => decimals(node, asset).await?,
		};
		let a_day = parse(tower.price_a_day.get_ref(), decimals)?;
		// Rounded up: a tower is not to work for less than it asks for.
		let rate = a_day.checked_mul(RATE_SCALE).map(|scaled| scaled.div_ceil(DAY_S));
		Ok(Registration {
			asset: tower.asset,
			bond: parse(tower.bond.get_ref(), decimals)?,
			key: self.key.account(),
			rate: rate
				.ok_or_else(|| Error::usage("the price of a tower is too large", "lower it"))?,
			cover: parse(tower.cover.get_ref(), decimals)?,
			response_ms: tower.response_s.get_ref().saturating_mul(1_000),
			profile: self.profile(tower),
		})
	}
}

async fn decimals(node: &dyn Node, asset: u32) -> Result<u8> {
	let id = Value::u128(asset.into());
	let Some(found) = node.value("Assets", "Metadata", vec![id]).await? else { return Ok(0) };
	let decimals = number(field(fields(&found)?, "decimals")?)?;
	Ok(u8::try_from(decimals).unwrap_or(0))
}

/// The number of an account's tower in an asset, if it has one there.
pub(super) async fn own_tower(
	node: &dyn Node,
	account: &[u8; 32],
	asset: Value,
) -> Result<Option<u64>> {
	let keys = vec![Value::from_bytes(account), asset];
	let found = node.value("Watchtowers", "TowerIds", keys).await?;
	found.as_ref().map(short).transpose()
}
