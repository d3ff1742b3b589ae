//! Towers, and what they watch, in the store.

use crate::{
	channels::state::{Pair, Side},
	core::{
		chain::Hash,
		keys::Account,
		store::{bytes32, loaded, stored, Store, Tx},
	},
	error::{Error, Result},
};
use sqlx::{any::AnyRow, Row};

/// A tower of this agent's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tower {
	/// Its chain.
	pub chain: String,
	/// The number of its asset; nothing for the chain's own token.
	pub asset: Option<u32>,
	/// Its number there.
	pub tower: u64,
	/// When it has shown last that it is there.
	pub beaten_ms: u64,
	/// The block that was named when that was last wanted.
	pub beat_number: u64,
	/// When what is earned was last asked for.
	pub collected_ms: u64,
}

/// What names a watch.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Name {
	/// The chain.
	pub chain: String,
	/// The channel.
	pub channel: u64,
	/// The side that is watched.
	pub side: Side,
}

/// What has to be known of a watch to look at what a client gives.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Facts {
	/// The tower.
	pub tower: u64,
	/// The hire.
	pub hire: u64,
	/// Since when.
	pub from_ms: u64,
	/// Whether it is paid.
	pub is_paid: bool,
	/// The parties of the channel.
	pub parties: Pair<Account>,
	/// What they have committed.
	pub committed: Pair<u128>,
	/// The base of the channel.
	pub base_version: u64,
	/// The newest version that is held.
	pub version: u64,
}

/// What a client has given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
	/// The version.
	pub version: u64,
	/// Sealed to the tower.
	pub record: Vec<u8>,
	/// Sealed to the client.
	pub backup: Vec<u8>,
	/// What the tower has signed.
	pub receipt: Vec<u8>,
	/// For which hire.
	pub receipt_hire: u64,
}

/// What a client demands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Demand {
	/// Of which watch.
	pub name: Name,
	/// Of which tower.
	pub tower: u64,
	/// With which version it came.
	pub version: u64,
	/// By what its receipt names it.
	pub backup: Hash,
}

fn asset_text(asset: Option<u32>) -> String {
	asset.map(|asset| asset.to_string()).unwrap_or_default()
}

fn parties_bytes(parties: &Pair<Account>) -> Vec<u8> {
	[parties.opener, parties.counterparty].concat()
}

fn read_parties(bytes: &[u8]) -> Result<Pair<Account>> {
	let (opener, counterparty) = bytes.split_at_checked(32).unwrap_or((bytes, &[]));
	Ok(Pair { opener: bytes32(opener)?, counterparty: bytes32(counterparty)? })
}

fn amounts_bytes(amounts: &Pair<u128>) -> Vec<u8> {
	[amounts.opener.to_be_bytes(), amounts.counterparty.to_be_bytes()].concat()
}

fn read_amounts(bytes: &[u8]) -> Result<Pair<u128>> {
	let amount = |range: std::ops::Range<usize>| {
		let bytes = bytes.get(range).and_then(|bytes| bytes.try_into().ok());
		bytes.map(u128::from_be_bytes).ok_or_else(|| {
			Error::store("amounts in the store are damaged", "restore the database from a backup")
		})
	};
	Ok(Pair { opener: amount(0..16)?, counterparty: amount(16..32)? })
}

fn name(row: &AnyRow) -> Result<Name> {
	Ok(Name {
		chain: row.try_get("chain")?,
		channel: loaded(row.try_get("channel")?),
		side: Side::of(loaded(row.try_get("side")?)),
	})
}

fn facts(row: &AnyRow) -> Result<Option<Facts>> {
	let parties: Vec<u8> = row.try_get("parties")?;
	if parties.is_empty() {
		return Ok(None);
	}
	let number = |name: &str| Ok::<_, Error>(loaded(row.try_get(name)?));
	Ok(Some(Facts {
		tower: number("tower")?,
		hire: number("hire")?,
		from_ms: number("from_ms")?,
		is_paid: number("is_paid")? != 0,
		parties: read_parties(&parties)?,
		committed: read_amounts(&row.try_get::<Vec<u8>, _>("committed")?)?,
		base_version: number("base_version")?,
		version: number("version")?,
	}))
}

/// A tower is this agent's; it was there at that time.
pub async fn add_tower(
	tx: &mut Tx,
	chain: &str,
	asset: Option<u32>,
	tower: u64,
	beaten_ms: u64,
) -> Result<()> {
	let insert = "INSERT INTO towers (chain, asset, tower, beaten_ms) VALUES ($1, $2, $3, $4) \
		ON CONFLICT (chain, asset) DO UPDATE SET tower = $3, beaten_ms = $4";
	sqlx::query(insert)
		.bind(chain)
		.bind(asset_text(asset))
		.bind(stored(tower))
		.bind(stored(beaten_ms))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// Whether a tower is this agent's.
pub async fn is_own(tx: &mut Tx, chain: &str, tower: u64) -> Result<bool> {
	let select = "SELECT count(*) FROM towers WHERE chain = $1 AND tower = $2";
	let count: i64 =
		sqlx::query_scalar(select).bind(chain).bind(stored(tower)).fetch_one(&mut **tx).await?;
	Ok(count > 0)
}

/// One of the numbers of a tower.
#[derive(Clone, Copy, Debug)]
pub enum Of {
	/// When it has shown last that it is there.
	BeatenMs,
	/// The block that was named when that was last wanted.
	BeatNumber,
	/// When what is earned was last asked for.
	CollectedMs,
}

/// Notes a number of a tower.
pub async fn set_tower(tx: &mut Tx, chain: &str, tower: u64, which: Of, to: u64) -> Result<()> {
	let update = match which {
		Of::BeatenMs => "UPDATE towers SET beaten_ms = $1 WHERE chain = $2 AND tower = $3",
		Of::BeatNumber => "UPDATE towers SET beat_number = $1 WHERE chain = $2 AND tower = $3",
		Of::CollectedMs => "UPDATE towers SET collected_ms = $1 WHERE chain = $2 AND tower = $3",
	};
	sqlx::query(update).bind(stored(to)).bind(chain).bind(stored(tower)).execute(&mut **tx).await?;
	Ok(())
}

/// A side has hired a tower. What was kept before stays until something newer comes.
pub async fn hire(tx: &mut Tx, name: &Name, tower: u64, hire: u64) -> Result<()> {
	let insert =
		"INSERT INTO tower_watches (chain, channel, side, tower, hire, parties, committed) \
		VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (chain, channel, side) DO UPDATE \
		SET tower = $4, hire = $5, is_paid = 1, is_dirty = 1 WHERE tower_watches.hire <> $5";
	sqlx::query(insert)
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.bind(stored(tower))
		.bind(stored(hire))
		.bind(Vec::<u8>::new())
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// What a chain says of a watch.
pub async fn set_facts(tx: &mut Tx, name: &Name, facts: &Facts) -> Result<()> {
	let update = "UPDATE tower_watches SET tower = $1, hire = $2, from_ms = $3, is_paid = $4, \
		parties = $5, committed = $6, base_version = $7, is_dirty = 0 \
		WHERE chain = $8 AND channel = $9 AND side = $10";
	sqlx::query(update)
		.bind(stored(facts.tower))
		.bind(stored(facts.hire))
		.bind(stored(facts.from_ms))
		.bind(i64::from(facts.is_paid))
		.bind(parties_bytes(&facts.parties))
		.bind(amounts_bytes(&facts.committed))
		.bind(stored(facts.base_version))
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// The chain is to be asked about a channel anew. Whether it is watched.
pub async fn soil(tx: &mut Tx, chain: &str, channel: u64) -> Result<bool> {
	let update = "UPDATE tower_watches SET is_dirty = 1 WHERE chain = $1 AND channel = $2";
	let changed = sqlx::query(update).bind(chain).bind(stored(channel)).execute(&mut **tx).await?;
	Ok(changed.rows_affected() > 0)
}

/// The chain is to be asked about all channels.
pub async fn soil_all(tx: &mut Tx, chain: &str) -> Result<()> {
	let update = "UPDATE tower_watches SET is_dirty = 1 WHERE chain = $1";
	sqlx::query(update).bind(chain).execute(&mut **tx).await?;
	Ok(())
}

/// Whether a channel is watched.
pub async fn is_watched(tx: &mut Tx, chain: &str, channel: u64) -> Result<bool> {
	let select = "SELECT count(*) FROM tower_watches WHERE chain = $1 AND channel = $2";
	let count: i64 =
		sqlx::query_scalar(select).bind(chain).bind(stored(channel)).fetch_one(&mut **tx).await?;
	Ok(count > 0)
}

/// A hire is over: nothing new is taken. What is kept is forgotten if nothing can come of it.
pub async fn end_hire(tx: &mut Tx, name: &Name, tower: u64, is_over: bool) -> Result<()> {
	let statement = match is_over {
		true => {
			"DELETE FROM tower_watches \
			WHERE chain = $1 AND channel = $2 AND side = $3 AND tower = $4"
		},
		false => {
			"UPDATE tower_watches SET is_paid = 0 \
			WHERE chain = $1 AND channel = $2 AND side = $3 AND tower = $4"
		},
	};
	sqlx::query(statement)
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.bind(stored(tower))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// The chain counts on nothing of it any more.
pub async fn forget(tx: &mut Tx, name: &Name) -> Result<()> {
	let delete = "DELETE FROM tower_watches WHERE chain = $1 AND channel = $2 AND side = $3";
	sqlx::query(delete)
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// Something is demanded, or not any more.
pub async fn set_demand(tx: &mut Tx, name: &Name, demand: Option<(&Hash, u64, u64)>) -> Result<()> {
	let update = "UPDATE tower_watches SET demand_backup = $1, demand_version = $2, \
		demand_due_ms = $3 WHERE chain = $4 AND channel = $5 AND side = $6";
	sqlx::query(update)
		.bind(demand.map(|(backup, _, _)| backup.to_vec()))
		.bind(demand.map(|(_, version, _)| stored(version)))
		.bind(demand.map(|(_, _, due_ms)| stored(due_ms)))
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// Keeps what a client has given, if it is newer than what is there, or the same for a later hire.
/// Whether it is kept.
pub async fn keep(tx: &mut Tx, name: &Name, kept: &Kept) -> Result<bool> {
	let update = "UPDATE tower_watches SET version = $1, record = $2, backup = $3, receipt = $4, \
			receipt_hire = $5 \
		WHERE chain = $6 AND channel = $7 AND side = $8 AND hire = $5 AND is_paid = 1 \
			AND (version < $1 OR (version = $1 AND receipt_hire < $5))";
	let changed = sqlx::query(update)
		.bind(stored(kept.version))
		.bind(kept.record.clone())
		.bind(kept.backup.clone())
		.bind(kept.receipt.clone())
		.bind(stored(kept.receipt_hire))
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.execute(&mut **tx)
		.await?;
	Ok(changed.rows_affected() == 1)
}

/// What is kept of a watch.
pub async fn kept(tx: &mut Tx, name: &Name) -> Result<Option<Kept>> {
	let select = "SELECT version, record, backup, receipt, receipt_hire FROM tower_watches \
		WHERE chain = $1 AND channel = $2 AND side = $3 AND version > 0";
	let row = sqlx::query(select)
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.fetch_optional(&mut **tx)
		.await?;
	let Some(row) = row else { return Ok(None) };
	Ok(Some(Kept {
		version: loaded(row.try_get("version")?),
		record: row.try_get("record")?,
		backup: row.try_get("backup")?,
		receipt: row.try_get("receipt")?,
		receipt_hire: loaded(row.try_get("receipt_hire")?),
	}))
}

/// What is known of a watch.
pub async fn facts_of(tx: &mut Tx, name: &Name) -> Result<Option<Facts>> {
	let select = "SELECT tower, hire, from_ms, is_paid, parties, committed, base_version, version \
		FROM tower_watches WHERE chain = $1 AND channel = $2 AND side = $3";
	let row = sqlx::query(select)
		.bind(&name.chain)
		.bind(stored(name.channel))
		.bind(i64::from(name.side.number()))
		.fetch_optional(&mut **tx)
		.await?;
	row.as_ref().map_or(Ok(None), facts)
}

/// The asset of a tower.
pub async fn asset_of(tx: &mut Tx, chain: &str, tower: u64) -> Result<Option<u32>> {
	let select = "SELECT asset FROM towers WHERE chain = $1 AND tower = $2";
	let asset: Option<String> = sqlx::query_scalar(select)
		.bind(chain)
		.bind(stored(tower))
		.fetch_optional(&mut **tx)
		.await?;
	Ok(asset.and_then(|asset| asset.parse().ok()))
}

impl Store {
	/// This agent's towers.
	pub async fn towers(&self) -> Result<Vec<Tower>> {
		let select =
			"SELECT chain, asset, tower, beaten_ms, beat_number, collected_ms FROM towers \
			ORDER BY chain, asset";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		let tower = |row: &AnyRow| {
			Ok(Tower {
				chain: row.try_get("chain")?,
				asset: row.try_get::<String, _>("asset")?.parse().ok(),
				tower: loaded(row.try_get("tower")?),
				beaten_ms: loaded(row.try_get("beaten_ms")?),
				beat_number: loaded(row.try_get("beat_number")?),
				collected_ms: loaded(row.try_get("collected_ms")?),
			})
		};
		rows.iter().map(tower).collect()
	}

	/// What is known of a watch.
	pub async fn watch(&self, name: &Name) -> Result<Option<Facts>> {
		let mut tx = self.begin().await?;
		let facts = facts_of(&mut tx, name).await?;
		tx.rollback().await?;
		Ok(facts)
	}

	/// What is known of all of them, but for those that are not looked at yet.
	pub async fn watches(&self) -> Result<Vec<(Name, Facts)>> {
		let select =
			"SELECT chain, channel, side, tower, hire, from_ms, is_paid, parties, committed, \
			base_version, version FROM tower_watches WHERE length(parties) > 0";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		let mut all = Vec::with_capacity(rows.len());
		for row in &rows {
			if let Some(facts) = facts(row)? {
				all.push((name(row)?, facts));
			}
		}
		Ok(all)
	}

	/// The channels that are watched on a chain.
	pub async fn watched_channels(&self, chain: &str) -> Result<Vec<u64>> {
		let select = "SELECT DISTINCT channel FROM tower_watches WHERE chain = $1 ORDER BY channel";
		let rows = sqlx::query(select).bind(chain).fetch_all(self.pool()).await?;
		rows.iter().map(|row| Ok(loaded(row.try_get("channel")?))).collect()
	}

	/// Those watches of which the chain is to be asked.
	pub async fn dirty_watches(&self) -> Result<Vec<(Name, u64)>> {
		let select = "SELECT chain, channel, side, tower FROM tower_watches WHERE is_dirty = 1 \
			ORDER BY chain, channel, side LIMIT 1000";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		rows.iter().map(|row| Ok((name(row)?, loaded(row.try_get("tower")?)))).collect()
	}

	/// Nothing has to be asked of the chain about a watch.
	pub async fn clean(&self, name: &Name) -> Result<()> {
		let update = "UPDATE tower_watches SET is_dirty = 0, is_paid = 0 \
			WHERE chain = $1 AND channel = $2 AND side = $3";
		sqlx::query(update)
			.bind(&name.chain)
			.bind(stored(name.channel))
			.bind(i64::from(name.side.number()))
			.execute(self.pool())
			.await?;
		Ok(())
	}

	/// What is demanded, those first that are due first.
	pub async fn demands(&self) -> Result<Vec<Demand>> {
		let select = "SELECT chain, channel, side, tower, demand_version, demand_backup \
			FROM tower_watches WHERE demand_version IS NOT NULL ORDER BY demand_due_ms";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		let demand = |row: &AnyRow| {
			Ok(Demand {
				name: name(row)?,
				tower: loaded(row.try_get("tower")?),
				version: loaded(row.try_get("demand_version")?),
				backup: bytes32(&row.try_get::<Vec<u8>, _>("demand_backup")?)?,
			})
		};
		rows.iter().map(demand).collect()
	}
}

#[cfg(test)]
mod tests;
