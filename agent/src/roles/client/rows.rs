//! The party's channels and its towers, in the store.

use crate::{
	channels::{
		state::{Pair, Side},
		view,
	},
	core::{
		keys::Account,
		store::{bytes32, loaded, stored, Store, Tx},
	},
	error::{Error, Result},
};
use sqlx::{any::AnyRow, Row};

/// A channel of the party's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Channel {
	/// The chain.
	pub chain: String,
	/// Its number.
	pub channel: u64,
	/// Which side of it the party is.
	pub side: Side,
	/// Both parties.
	pub parties: Pair<Account>,
	/// What they have committed.
	pub committed: Pair<u128>,
	/// Its base.
	pub base_version: u64,
	/// The newest version that is held; 0, if none.
	pub version: u64,
	/// The record of that, sealed with the key.
	pub record: Option<Vec<u8>>,
	/// Since when that is held.
	pub changed_ms: u64,
	/// Whether it came back from a tower: the other party may hold a newer one.
	pub is_restored: bool,
}

/// A tower that was hired for a channel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hired {
	/// The chain.
	pub chain: String,
	/// The channel.
	pub channel: u64,
	/// The tower.
	pub tower: u64,
	/// How many come before it.
	pub place: u64,
	/// The number of the hire.
	pub hire: u64,
	/// Since when.
	pub from_ms: u64,
	/// The version of its last receipt; 0, if there is none.
	pub version: u64,
	/// That receipt.
	pub receipt: Option<Vec<u8>>,
	/// What is on its way.
	pub upload: Option<String>,
	/// Its version.
	pub upload_version: u64,
	/// When it is tried next.
	pub due_ms: u64,
	/// How often it failed.
	pub attempts: u32,
	/// Why.
	pub error: Option<String>,
}

/// Where a tower is asked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Contact {
	/// Its address.
	pub contact: String,
	/// To what is sealed what it is given.
	pub sealing_key: [u8; 32],
	/// Its keys, and since when each signs.
	pub keys: Vec<(Account, u64)>,
}

impl Contact {
	/// The key that signs what was accepted then.
	pub fn key_at(&self, accepted_ms: u64) -> Option<&Account> {
		let known = self.keys.iter().rev().find(|(_, since_ms)| *since_ms <= accepted_ms);
		known.map(|(key, _)| key)
	}
}

const COLUMNS: &str = "chain, channel, side, parties, committed, base_version, version, record, \
	changed_ms, is_restored";

fn channel(row: &AnyRow) -> Result<Channel> {
	let number = |name: &str| Ok::<_, Error>(loaded(row.try_get(name)?));
	let bytes = |name: &str| Ok::<Vec<u8>, Error>(row.try_get(name)?);
	let (parties, committed) = (bytes("parties")?, bytes("committed")?);
	let account = |range: std::ops::Range<usize>| bytes32(parties.get(range).unwrap_or_default());
	let amount = |range: std::ops::Range<usize>| {
		let bytes = committed.get(range).and_then(|bytes| bytes.try_into().ok());
		bytes.map(u128::from_be_bytes).ok_or_else(|| {
			Error::store("amounts in the store are damaged", "restore the database from a backup")
		})
	};
	Ok(Channel {
		chain: row.try_get("chain")?,
		channel: number("channel")?,
		side: Side::of(number("side")?),
		parties: Pair { opener: account(0..32)?, counterparty: account(32..64)? },
		committed: Pair { opener: amount(0..16)?, counterparty: amount(16..32)? },
		base_version: number("base_version")?,
		version: number("version")?,
		record: row.try_get("record")?,
		changed_ms: number("changed_ms")?,
		is_restored: number("is_restored")? != 0,
	})
}

/// A channel of the party's is known, or what the chain says of it has changed. A new base makes what is
/// held worthless.
pub async fn put_channel(
	tx: &mut Tx,
	chain: &str,
	id: u64,
	side: Side,
	found: &view::Channel,
) -> Result<()> {
	let insert = "INSERT INTO client_channels \
			(chain, channel, side, parties, committed, base_version, is_dirty) \
		VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (chain, channel) DO UPDATE \
		SET committed = $5, base_version = $6, is_dirty = 0";
	let Pair { opener, counterparty } = found.committed;
	sqlx::query(insert)
		.bind(chain)
		.bind(stored(id))
		.bind(i64::from(side.number()))
		.bind([found.parties.opener, found.parties.counterparty].concat())
		.bind([opener.to_be_bytes(), counterparty.to_be_bytes()].concat())
		.bind(stored(found.base_version))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// A channel by its number.
pub async fn channel_of(tx: &mut Tx, chain: &str, id: u64) -> Result<Option<Channel>> {
	let select = format!("SELECT {COLUMNS} FROM client_channels WHERE chain = $1 AND channel = $2");
	let row = sqlx::query(sqlx::AssertSqlSafe(select))
		.bind(chain)
		.bind(stored(id))
		.fetch_optional(&mut **tx)
		.await?;
	row.as_ref().map(channel).transpose()
}

/// The chain is to be asked about a channel. Whether it is one of the party's.
pub async fn soil(tx: &mut Tx, chain: &str, id: u64) -> Result<bool> {
	let update = "UPDATE client_channels SET is_dirty = 1 WHERE chain = $1 AND channel = $2";
	let changed = sqlx::query(update).bind(chain).bind(stored(id)).execute(&mut **tx).await?;
	Ok(changed.rows_affected() > 0)
}

/// The same of all channels of a chain.
pub async fn soil_all(tx: &mut Tx, chain: &str) -> Result<()> {
	let update = "UPDATE client_channels SET is_dirty = 1 WHERE chain = $1";
	sqlx::query(update).bind(chain).execute(&mut **tx).await?;
	Ok(())
}

/// A channel is gone.
pub async fn forget(tx: &mut Tx, chain: &str, id: u64) -> Result<()> {
	for delete in [
		"DELETE FROM client_channels WHERE chain = $1 AND channel = $2",
		"DELETE FROM client_towers WHERE chain = $1 AND channel = $2",
	] {
		sqlx::query(delete).bind(chain).bind(stored(id)).execute(&mut **tx).await?;
	}
	Ok(())
}

/// Keeps a newer state. Whether it is one.
pub async fn keep(
	tx: &mut Tx,
	channel: &Channel,
	version: u64,
	record: Vec<u8>,
	is_restored: bool,
	now_ms: u64,
) -> Result<bool> {
	let update = "UPDATE client_channels SET version = $1, record = $2, changed_ms = $3, \
		is_restored = $4 WHERE chain = $5 AND channel = $6 AND version < $1";
	let changed = sqlx::query(update)
		.bind(stored(version))
		.bind(record)
		.bind(stored(now_ms))
		.bind(i64::from(is_restored))
		.bind(&channel.chain)
		.bind(stored(channel.channel))
		.execute(&mut **tx)
		.await?;
	// What failed before is tried at once: it is another state.
	let due = "UPDATE client_towers SET due_ms = 0 WHERE chain = $1 AND channel = $2";
	sqlx::query(due).bind(&channel.chain).bind(stored(channel.channel)).execute(&mut **tx).await?;
	Ok(changed.rows_affected() == 1)
}

/// The towers of a channel, as the chain has them: a hire that is over is forgotten, with its receipt.
pub async fn set_towers(tx: &mut Tx, chain: &str, id: u64, hires: &[view::Hire]) -> Result<()> {
	let known = towers_of(tx, chain, id).await?;
	for gone in known
		.iter()
		.filter(|it| !hires.iter().any(|hire| hire.number == it.hire && hire.tower == it.tower))
	{
		let delete = "DELETE FROM client_towers WHERE chain = $1 AND channel = $2 AND tower = $3";
		sqlx::query(delete)
			.bind(chain)
			.bind(stored(id))
			.bind(stored(gone.tower))
			.execute(&mut **tx)
			.await?;
	}
	for (place, hire) in (0_u64..).zip(hires) {
		let insert = "INSERT INTO client_towers (chain, channel, tower, place, hire, from_ms) \
			VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (chain, channel, tower) DO UPDATE SET place = $4";
		sqlx::query(insert)
			.bind(chain)
			.bind(stored(id))
			.bind(stored(hire.tower))
			.bind(stored(place))
			.bind(stored(hire.number))
			.bind(stored(hire.from_ms))
			.execute(&mut **tx)
			.await?;
	}
	Ok(())
}

const TOWER: &str = "chain, channel, tower, place, hire, from_ms, version, receipt, upload, \
	upload_version, due_ms, attempts, error";

fn hired(row: &AnyRow) -> Result<Hired> {
	let number = |name: &str| Ok::<_, Error>(loaded(row.try_get(name)?));
	Ok(Hired {
		chain: row.try_get("chain")?,
		channel: number("channel")?,
		tower: number("tower")?,
		place: number("place")?,
		hire: number("hire")?,
		from_ms: number("from_ms")?,
		version: number("version")?,
		receipt: row.try_get("receipt")?,
		upload: row.try_get("upload")?,
		upload_version: number("upload_version")?,
		due_ms: number("due_ms")?,
		attempts: u32::try_from(number("attempts")?).unwrap_or(u32::MAX),
		error: row.try_get("error")?,
	})
}

/// The towers of a channel, in their order.
pub async fn towers_of(tx: &mut Tx, chain: &str, id: u64) -> Result<Vec<Hired>> {
	let select = format!(
		"SELECT {TOWER} FROM client_towers WHERE chain = $1 AND channel = $2 ORDER BY place"
	);
	let rows = sqlx::query(sqlx::AssertSqlSafe(select))
		.bind(chain)
		.bind(stored(id))
		.fetch_all(&mut **tx)
		.await?;
	rows.iter().map(hired).collect()
}

/// What is on its way to a tower from now on.
pub async fn set_upload(tx: &mut Tx, it: &Hired, upload: &str, version: u64) -> Result<()> {
	let update = "UPDATE client_towers SET upload = $1, upload_version = $2, attempts = 0 \
		WHERE chain = $3 AND channel = $4 AND tower = $5 AND hire = $6";
	sqlx::query(update)
		.bind(upload)
		.bind(stored(version))
		.bind(&it.chain)
		.bind(stored(it.channel))
		.bind(stored(it.tower))
		.bind(stored(it.hire))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// Where a tower is asked.
pub async fn contact(tx: &mut Tx, chain: &str, tower: u64) -> Result<Option<Contact>> {
	let select =
		"SELECT contact, sealing_key, keys FROM client_contacts WHERE chain = $1 AND tower = $2";
	let row = sqlx::query(select).bind(chain).bind(stored(tower)).fetch_optional(&mut **tx).await?;
	let Some(row) = row else { return Ok(None) };
	let keys: Vec<(String, u64)> = serde_json::from_str(&row.try_get::<String, _>("keys")?)?;
	let key = |(key, since_ms): &(String, u64)| Ok((crate::core::config::hash(key)?, *since_ms));
	Ok(Some(Contact {
		contact: row.try_get("contact")?,
		sealing_key: bytes32(&row.try_get::<Vec<u8>, _>("sealing_key")?)?,
		keys: keys.iter().map(key).collect::<Result<_>>()?,
	}))
}

/// What a chain says of a tower.
pub async fn set_contact(tx: &mut Tx, chain: &str, tower: u64, found: &view::Tower) -> Result<()> {
	let keys: Vec<_> =
		found.keys.iter().map(|(key, since_ms)| (hex::encode(key), since_ms)).collect();
	let insert = "INSERT INTO client_contacts (chain, tower, contact, sealing_key, keys) \
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT (chain, tower) DO UPDATE \
		SET contact = $3, sealing_key = $4, keys = $5";
	sqlx::query(insert)
		.bind(chain)
		.bind(stored(tower))
		.bind(&found.contact)
		.bind(found.sealing_key.to_vec())
		.bind(serde_json::to_string(&keys)?)
		.execute(&mut **tx)
		.await?;
	Ok(())
}

impl Store {
	/// A channel by its number.
	pub async fn client_channel(&self, chain: &str, id: u64) -> Result<Option<Channel>> {
		let mut tx = self.begin().await?;
		let found = channel_of(&mut tx, chain, id).await?;
		tx.rollback().await?;
		Ok(found)
	}

	/// The party's channels.
	pub async fn client_channels(&self) -> Result<Vec<Channel>> {
		let select = format!("SELECT {COLUMNS} FROM client_channels ORDER BY chain, channel");
		let rows = sqlx::query(sqlx::AssertSqlSafe(select)).fetch_all(self.pool()).await?;
		rows.iter().map(channel).collect()
	}

	/// Those of which the chain is to be asked.
	pub async fn dirty_channels(&self) -> Result<Vec<(String, u64, Side)>> {
		let select = "SELECT chain, channel, side FROM client_channels WHERE is_dirty = 1 \
			ORDER BY chain, channel LIMIT 1000";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		let one = |row: &AnyRow| {
			let side = Side::of(loaded(row.try_get("side")?));
			Ok((row.try_get("chain")?, loaded(row.try_get("channel")?), side))
		};
		rows.iter().map(one).collect()
	}

	/// Towers that have not signed for the newest state, and are to be tried now.
	pub async fn behind(&self, now_ms: u64) -> Result<Vec<Hired>> {
		let select = format!(
			"SELECT {TOWER} FROM client_towers WHERE due_ms <= $1 AND version < (\
				SELECT version FROM client_channels WHERE client_channels.chain = client_towers.chain \
				AND client_channels.channel = client_towers.channel) \
			ORDER BY chain, tower, place, channel LIMIT 1000"
		);
		let rows = sqlx::query(sqlx::AssertSqlSafe(select))
			.bind(stored(now_ms))
			.fetch_all(self.pool())
			.await?;
		rows.iter().map(hired).collect()
	}

	/// A tower has signed.
	pub async fn receipted(&self, it: &Hired, version: u64, receipt: Vec<u8>) -> Result<()> {
		let update = "UPDATE client_towers SET version = $1, receipt = $2, upload = NULL, \
				attempts = 0, due_ms = 0, error = NULL \
			WHERE chain = $3 AND channel = $4 AND tower = $5 AND hire = $6 AND version < $1";
		sqlx::query(update)
			.bind(stored(version))
			.bind(receipt)
			.bind(&it.chain)
			.bind(stored(it.channel))
			.bind(stored(it.tower))
			.bind(stored(it.hire))
			.execute(self.pool())
			.await?;
		Ok(())
	}

	/// It has not, and is tried again then.
	pub async fn unreceipted(&self, it: &Hired, due_ms: u64, why: &Error) -> Result<()> {
		let update = "UPDATE client_towers SET due_ms = $1, attempts = attempts + 1, error = $2 \
			WHERE chain = $3 AND channel = $4 AND tower = $5 AND hire = $6";
		sqlx::query(update)
			.bind(stored(due_ms))
			.bind(why.to_string())
			.bind(&it.chain)
			.bind(stored(it.channel))
			.bind(stored(it.tower))
			.bind(stored(it.hire))
			.execute(self.pool())
			.await?;
		Ok(())
	}
}
