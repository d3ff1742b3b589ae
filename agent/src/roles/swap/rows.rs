//! Swaps in the store.

use crate::{
	core::{
		chain::{Block, Hash},
		keys::Account,
		store::{bytes32, loaded, stored, Store, Tx},
	},
	error::{Error, Result},
	roles::swap::{
		machine::{BondSeen, How, LegSeen, State},
		terms::{payment_hash, Party, Terms},
		told::Told,
	},
};
use codec::Encode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::{any::AnyRow, Row};
use std::collections::BTreeMap;

/// A swap.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Swap {
	/// Its name.
	pub id: String,
	/// What was agreed on.
	pub terms: Terms,
	/// The place of this agent in it.
	pub party: Party,
	/// The other agent, as far as it can be asked.
	pub peer: String,
	/// Where it is.
	pub state: State,
	/// How often that was written.
	pub version: u64,
	/// When it was agreed on.
	pub made_ms: u64,
	/// When it was written last.
	pub changed_ms: u64,
}

impl Swap {
	/// One that begins.
	pub fn new(terms: &Terms, party: Party, peer: &str, now_ms: u64) -> Self {
		Self {
			id: id_of(terms),
			terms: terms.clone(),
			party,
			peer: peer.to_owned(),
			state: State::Agreed,
			version: 1,
			made_ms: now_ms,
			changed_ms: now_ms,
		}
	}
}

/// A leg of a swap, as final blocks have it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LegRow {
	/// Its chain, by its name in the configuration.
	pub chain: String,
	/// The leg.
	pub leg: LegSeen,
	/// Its bond.
	pub bond: BondSeen,
}

/// Something that happened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Happened {
	/// Its name, the same in every rescan.
	pub id: String,
	/// The chain.
	pub chain: String,
	/// The block.
	pub number: u64,
	/// Its time.
	pub time_ms: u64,
	/// The leg.
	pub position: u8,
	/// What.
	pub kind: String,
}

/// The name of a swap with these terms.
pub fn id_of(terms: &Terms) -> String {
	id_of_hash(&terms.hash())
}

/// The same, by the hash of the terms.
pub fn id_of_hash(hash: &Hash) -> String {
	let hash = hex::encode(hash);
	format!("swp_{}", hash.get(..24).unwrap_or(&hash))
}

/// The name of an event, made of what it is and where: `evt_` and twenty bytes of a hash.
pub fn event_id(chain: &str, block: &Hash, index: u32, kind: &str) -> String {
	let mut hasher = Sha256::new();
	hasher.update((chain, block, index, kind).encode());
	let name = hex::encode(hasher.finalize());
	format!("evt_{}", name.get(..40).unwrap_or(&name))
}

fn leg_name(leg: LegSeen) -> &'static str {
	match leg {
		LegSeen::Absent => "absent",
		LegSeen::Open => "open",
		LegSeen::Ended(how) => how.into(),
	}
}

fn leg_of_name(name: &str) -> Option<LegSeen> {
	match name {
		"absent" => Some(LegSeen::Absent),
		"open" => Some(LegSeen::Open),
		how => how.parse().ok().map(LegSeen::Ended),
	}
}

fn unknown() -> Error {
	Error::store(
		"the store has a swap that this version does not know",
		"run the version of the agent that wrote it, or a newer one",
	)
}

fn swap(row: &AnyRow) -> Result<Swap> {
	let terms = Terms::read(&row.try_get::<Vec<u8>, _>("terms")?)?;
	let place = u8::try_from(row.try_get::<i64, _>("place")?).map_err(|_| unknown())?;
	let state = row.try_get::<String, _>("state")?.parse().map_err(|_| unknown())?;
	Ok(Swap {
		id: row.try_get("id")?,
		party: Party { place, of: terms.len() },
		terms,
		peer: row.try_get("peer")?,
		state,
		version: loaded(row.try_get("version")?),
		made_ms: loaded(row.try_get("made_ms")?),
		changed_ms: loaded(row.try_get("changed_ms")?),
	})
}

/// Writes a swap, with its legs on those chains. Whether it is new.
pub async fn insert(tx: &mut Tx, swap: &Swap, chains: &[String]) -> Result<bool> {
	let insert =
		"INSERT INTO swaps (id, terms_hash, payment_hash, terms, place, peer, state, is_over, \
		version, made_ms, changed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 1, $8, $8) \
		ON CONFLICT DO NOTHING";
	let inserted = sqlx::query(insert)
		.bind(&swap.id)
		.bind(swap.terms.hash().to_vec())
		.bind(swap.terms.payment_hash.to_vec())
		.bind(swap.terms.encode())
		.bind(i64::from(swap.party.place))
		.bind(&swap.peer)
		.bind(swap.state.name())
		.bind(stored(swap.made_ms))
		.execute(&mut **tx)
		.await?;
	if inserted.rows_affected() == 0 {
		return Ok(false);
	}
	for ((position, leg), chain) in (1_i64..).zip(&swap.terms.legs).zip(chains) {
		let insert =
			"INSERT INTO swap_legs (swap, position, chain, owner, receiver, payment_hash, leg, \
			bond) VALUES ($1, $2, $3, $4, $5, $6, 'absent', 'absent')";
		sqlx::query(insert)
			.bind(&swap.id)
			.bind(position)
			.bind(chain)
			.bind(leg.owner.to_vec())
			.bind(leg.receiver.to_vec())
			.bind(swap.terms.payment_hash.to_vec())
			.execute(&mut **tx)
			.await?;
	}
	Ok(true)
}

/// A swap by its name.
pub async fn load(tx: &mut Tx, id: &str) -> Result<Option<Swap>> {
	let row =
		sqlx::query("SELECT * FROM swaps WHERE id = $1").bind(id).fetch_optional(&mut **tx).await?;
	row.as_ref().map(swap).transpose()
}

/// Its legs, in order.
pub async fn legs(tx: &mut Tx, id: &str) -> Result<Vec<LegRow>> {
	let select = "SELECT chain, leg, bond FROM swap_legs WHERE swap = $1 ORDER BY position";
	let rows = sqlx::query(select).bind(id).fetch_all(&mut **tx).await?;
	rows.iter().map(leg_row).collect()
}

fn leg_row(row: &AnyRow) -> Result<LegRow> {
	Ok(LegRow {
		chain: row.try_get("chain")?,
		leg: leg_of_name(&row.try_get::<String, _>("leg")?).ok_or_else(unknown)?,
		bond: row.try_get::<String, _>("bond")?.parse().map_err(|_| unknown())?,
	})
}

/// Writes where a swap is now, unless somebody else has meanwhile.
pub async fn set_state(tx: &mut Tx, swap: &Swap, state: State, now_ms: u64) -> Result<()> {
	let update =
		"UPDATE swaps SET state = $1, is_over = $2, version = version + 1, changed_ms = $3 \
		WHERE id = $4 AND version = $5";
	let changed = sqlx::query(update)
		.bind(state.name())
		.bind(i64::from(state.is_over()))
		.bind(stored(now_ms))
		.bind(&swap.id)
		.bind(stored(swap.version))
		.execute(&mut **tx)
		.await?;
	match changed.rows_affected() {
		1 => Ok(()),
		_ => Err(Error::store("a swap was changed by somebody else", "it is looked at again")),
	}
}

/// Takes in what a final block tells.
pub async fn take_in(
	tx: &mut Tx,
	chain: &str,
	block: &Block,
	index: u32,
	told: &Told,
) -> Result<()> {
	let (find, account, hash) = match told {
		Told::Locked { owner, hash, .. } | Told::Ended { owner, hash, .. } => {
			("owner", owner, hash)
		},
		Told::Claimed { owner, hash, preimage } => {
			reveal(tx, preimage).await?;
			("owner", owner, hash)
		},
		Told::BondPosted { poster, hash, .. } | Told::BondReturned { poster, hash } => {
			("receiver", poster, hash)
		},
		Told::Revealed { preimage } => return reveal(tx, preimage).await,
		Told::Credited { .. } | Told::CreditClaimed { .. } => return Ok(()),
	};
	let Some((id, position, terms)) = find_leg(tx, chain, find, account, hash).await? else {
		return Ok(());
	};
	// What has the hash of this swap, and is not what was agreed on, is not there.
	let fits = |its: &Hash, at: &u8| *its == terms && *at == position;
	let (what, kind) = match told {
		Told::Locked { terms, position, .. } if fits(terms, position) => {
			(What::Leg(LegSeen::Open), "locked")
		},
		Told::BondPosted { terms, position, .. } if fits(terms, position) => {
			(What::Bond(BondSeen::Posted), "bond-posted")
		},
		Told::Claimed { .. } => (What::Leg(LegSeen::Ended(How::Claimed)), "claimed"),
		Told::Ended { how, .. } => match leg_of_name(how) {
			Some(ended) => (What::Leg(ended), leg_name(ended)),
			None => return Err(unknown()),
		},
		Told::BondReturned { .. } => (What::Bond(BondSeen::Returned), "bond-returned"),
		_ => return Ok(()),
	};
	if !note(tx, &id, position, what).await? {
		return Ok(());
	}
	let insert = "INSERT INTO swap_history (id, swap, chain, number, event, time_ms, position, \
		kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
	sqlx::query(insert)
		.bind(event_id(chain, &block.head.hash, index, kind))
		.bind(&id)
		.bind(chain)
		.bind(stored(block.head.number))
		.bind(i64::from(index))
		.bind(stored(block.time_ms))
		.bind(i64::from(position))
		.bind(kind)
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// What is there now.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub enum What {
	/// A leg.
	Leg(LegSeen),
	/// A bond.
	Bond(BondSeen),
}

/// Notes what a chain shows of a leg. Whether that is new. What ends was there: otherwise it is
/// another's with the same name, such as one that was not agreed on.
pub async fn note(tx: &mut Tx, id: &str, position: u8, what: What) -> Result<bool> {
	let (update, value) = match what {
		What::Leg(leg) => (
			"UPDATE swap_legs SET leg = $1 WHERE swap = $2 AND position = $3 AND leg <> $1 \
				AND ($1 = 'open' OR leg = 'open')",
			leg_name(leg),
		),
		What::Bond(bond) => (
			"UPDATE swap_legs SET bond = $1 WHERE swap = $2 AND position = $3 AND bond <> $1 \
				AND ($1 = 'posted' OR bond = 'posted')",
			bond.into(),
		),
	};
	let update = sqlx::query(update).bind(value).bind(id).bind(i64::from(position));
	if update.execute(&mut **tx).await?.rows_affected() == 0 {
		return Ok(false);
	}
	let update = "UPDATE swaps SET is_dirty = 1 WHERE id = $1";
	sqlx::query(update).bind(id).execute(&mut **tx).await?;
	Ok(true)
}

/// A swap is looked at now: what comes from here on counts as new.
pub async fn look_at(tx: &mut Tx, id: &str) -> Result<()> {
	let update = "UPDATE swaps SET is_dirty = 0 WHERE id = $1 AND is_dirty = 1";
	sqlx::query(update).bind(id).execute(&mut **tx).await?;
	Ok(())
}

async fn find_leg(
	tx: &mut Tx,
	chain: &str,
	by: &str,
	account: &Account,
	hash: &Hash,
) -> Result<Option<(String, u8, Hash)>> {
	let select = match by {
		"owner" => {
			"SELECT id, position, terms_hash FROM swap_legs JOIN swaps ON id = swap \
			WHERE chain = $1 AND owner = $2 AND swap_legs.payment_hash = $3"
		},
		_ => {
			"SELECT id, position, terms_hash FROM swap_legs JOIN swaps ON id = swap \
			WHERE chain = $1 AND receiver = $2 AND swap_legs.payment_hash = $3"
		},
	};
	let row = sqlx::query(select)
		.bind(chain)
		.bind(account.to_vec())
		.bind(hash.to_vec())
		.fetch_optional(&mut **tx)
		.await?;
	let Some(row) = row else { return Ok(None) };
	let position = u8::try_from(row.try_get::<i64, _>("position")?).map_err(|_| unknown())?;
	let terms = bytes32(&row.try_get::<Vec<u8>, _>("terms_hash")?)?;
	Ok(Some((row.try_get("id")?, position, terms)))
}

/// Notes a secret that some block has shown, if a swap waits for it.
pub async fn reveal(tx: &mut Tx, preimage: &[u8; 32]) -> Result<()> {
	let hash = payment_hash(preimage).to_vec();
	let insert = "INSERT INTO swap_preimages (payment_hash, preimage) \
		SELECT payment_hash, $1 FROM swaps WHERE payment_hash = $2 ON CONFLICT DO NOTHING";
	let insert = sqlx::query(insert).bind(preimage.to_vec()).bind(hash.clone());
	if insert.execute(&mut **tx).await?.rows_affected() > 0 {
		let update = "UPDATE swaps SET is_dirty = 1 WHERE payment_hash = $1";
		sqlx::query(update).bind(hash).execute(&mut **tx).await?;
	}
	Ok(())
}

/// The secret, if it is public.
pub async fn preimage(tx: &mut Tx, hash: &Hash) -> Result<Option<[u8; 32]>> {
	let select = "SELECT preimage FROM swap_preimages WHERE payment_hash = $1";
	let found: Option<Vec<u8>> =
		sqlx::query_scalar(select).bind(hash.to_vec()).fetch_optional(&mut **tx).await?;
	found.map(|bytes| bytes32(&bytes)).transpose()
}

/// Keeps a secret, sealed.
pub async fn keep_secret(tx: &mut Tx, hash: &Hash, sealed: Vec<u8>) -> Result<()> {
	sqlx::query("INSERT INTO swap_secrets (payment_hash, sealed) VALUES ($1, $2)")
		.bind(hash.to_vec())
		.bind(sealed)
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// The sealed secret of a swap that this agent leads.
pub async fn secret(tx: &mut Tx, hash: &Hash) -> Result<Option<Vec<u8>>> {
	let select = "SELECT sealed FROM swap_secrets WHERE payment_hash = $1";
	Ok(sqlx::query_scalar(select).bind(hash.to_vec()).fetch_optional(&mut **tx).await?)
}

/// A swap that is open, with its legs.
pub type Open = (Swap, Vec<LegRow>);

/// All of them: by two questions, however many they are.
pub async fn open(tx: &mut Tx) -> Result<Vec<Open>> {
	let select = "SELECT swap, chain, leg, bond FROM swap_legs JOIN swaps ON id = swap \
		WHERE is_over = 0 ORDER BY swap, position";
	let mut legs: BTreeMap<String, Vec<LegRow>> = BTreeMap::new();
	for row in sqlx::query(select).fetch_all(&mut **tx).await? {
		legs.entry(row.try_get("swap")?).or_default().push(leg_row(&row)?);
	}
	let open = sqlx::query("SELECT * FROM swaps WHERE is_over = 0").fetch_all(&mut **tx).await?;
	let mut all = Vec::new();
	for swap in open.iter().map(swap) {
		let swap = swap?;
		let its = legs.remove(&swap.id).unwrap_or_default();
		all.push((swap, its));
	}
	Ok(all)
}

/// An open swap that may have to be looked at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Turn {
	/// Its name.
	pub id: String,
	/// Whether a chain has told something of it that was not looked at yet.
	pub is_dirty: bool,
}

impl Store {
	/// The swaps that are open: those first whose secret is public, then those of which something is
	/// new.
	pub async fn turns(&self) -> Result<Vec<Turn>> {
		let select = "SELECT id, is_dirty FROM swaps LEFT JOIN swap_preimages \
			ON swap_preimages.payment_hash = swaps.payment_hash WHERE is_over = 0 \
			ORDER BY CASE WHEN preimage IS NULL THEN 1 ELSE 0 END, is_dirty DESC, made_ms, id";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		let turn = |row: &AnyRow| {
			Ok(Turn { id: row.try_get("id")?, is_dirty: row.try_get::<i64, _>("is_dirty")? != 0 })
		};
		rows.iter().map(turn).collect()
	}

	/// How many legs that it receives are still to be claimed at the most, by chain.
	pub async fn claims_to_come(&self) -> Result<BTreeMap<String, u64>> {
		let select = "SELECT chain, count(*) AS claims FROM swap_legs JOIN swaps ON id = swap \
			WHERE is_over = 0 AND position = place + 1 AND leg IN ('absent', 'open') GROUP BY chain";
		let rows = sqlx::query(select).fetch_all(self.pool()).await?;
		rows.iter().map(|row| Ok((row.try_get("chain")?, loaded(row.try_get("claims")?)))).collect()
	}

	/// All swaps that are open, with their legs.
	pub async fn all_open(&self) -> Result<Vec<Open>> {
		let mut tx = self.begin().await?;
		let open = open(&mut tx).await?;
		tx.rollback().await?;
		Ok(open)
	}

	/// The swaps that are open.
	pub async fn open_swaps(&self) -> Result<Vec<String>> {
		let select = "SELECT id FROM swaps WHERE is_over = 0 ORDER BY made_ms, id";
		Ok(sqlx::query_scalar(select).fetch_all(self.pool()).await?)
	}

	/// Swaps, the newest first, behind the one that was made then and has that name. Those that are
	/// open, or all.
	pub async fn swaps(
		&self,
		behind: (u64, &str),
		only_open: bool,
		limit: u32,
	) -> Result<Vec<Swap>> {
		let select = "SELECT * FROM swaps \
			WHERE (made_ms < $1 OR made_ms = $1 AND id < $2) AND is_over <= $3 \
			ORDER BY made_ms DESC, id DESC LIMIT $4";
		let rows = sqlx::query(select)
			.bind(stored(behind.0))
			.bind(behind.1)
			.bind(i64::from(!only_open))
			.bind(i64::from(limit))
			.fetch_all(self.pool())
			.await?;
		rows.iter().map(swap).collect()
	}

	/// What happened in a swap, in order.
	pub async fn swap_history(&self, id: &str) -> Result<Vec<Happened>> {
		let select = "SELECT id, chain, number, time_ms, position, kind FROM swap_history \
			WHERE swap = $1 ORDER BY time_ms, chain, number, event";
		let rows = sqlx::query(select).bind(id).fetch_all(self.pool()).await?;
		let happened = |row: &AnyRow| {
			Ok(Happened {
				id: row.try_get("id")?,
				chain: row.try_get("chain")?,
				number: loaded(row.try_get("number")?),
				time_ms: loaded(row.try_get("time_ms")?),
				position: u8::try_from(row.try_get::<i64, _>("position")?)
					.map_err(|_| unknown())?,
				kind: row.try_get("kind")?,
			})
		};
		rows.iter().map(happened).collect()
	}
}

#[cfg(test)]
mod tests;
