//! Intents in the store.

use crate::{
	core::{
		amount::{from_stored, to_stored},
		chain::Signed,
		keys::Account,
		store::{bytes32, loaded, stored, Store, Tx},
	},
	error::Result,
};
use sqlx::{any::AnyRow, Row};

/// For what may leave the process at any time: the greatest number that the store has.
pub const NO_LIMIT: u64 = i64::MAX.unsigned_abs();

/// A call that is to come about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Intent {
	/// Its name: wanting it twice is wanting it once. In the order of names one follows the other.
	pub key: String,
	/// What it is a try of.
	pub step: String,
	/// The chain.
	pub chain: String,
	/// Who signs.
	pub account: Account,
	/// The role that knows what it stands for.
	pub role: String,
	/// What that is; empty, if it is not wanted any more.
	pub call: String,
	/// Whether it bids more soon.
	pub urgent: bool,
	/// The first that it bids if it has to wait.
	pub first_tip: u128,
	/// The most that it bids.
	pub most_tip: u128,
	/// From this time of the chain on it does not leave the process for the first time.
	pub sign_by_ms: u64,
}

impl Intent {
	/// A try of a step, by its number: it is not urgent, bids nothing, and may leave at any time.
	pub fn plain(
		step: String,
		number: u64,
		chain: &str,
		account: Account,
		role: &str,
		call: String,
	) -> Self {
		Self {
			key: format!("{step}/{number:06}"),
			step,
			chain: chain.to_owned(),
			account,
			role: role.to_owned(),
			call,
			urgent: false,
			first_tip: 0,
			most_tip: 0,
			sign_by_ms: NO_LIMIT,
		}
	}
}

/// Where an intent is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
	/// It has no nonce yet.
	Wanted,
	/// It is signed, and may come about at any time.
	Signed,
	/// Its nonce is used, as was seen at that final block.
	Used(u64),
	/// It will not come about any more.
	Dropped,
}

/// The last of several tries.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Last {
	/// Where it is.
	pub state: State,
	/// Who signs it.
	pub account: Account,
	/// Whether it is still wanted.
	pub is_wanted: bool,
}

/// What is decided when it is signed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signing {
	pub nonce: u64,
	pub tip: u128,
	/// Since when it bids that.
	pub since: u64,
	/// What is signed only uses up the nonce.
	pub nothing: bool,
}

/// One that is signed and not used.
#[derive(Clone, Debug)]
pub(super) struct Flying {
	pub intent: Intent,
	pub nonce: u64,
	pub tip: u128,
	pub era_end: u64,
	pub bytes: Vec<u8>,
	pub signed_number: u64,
	pub nothing: bool,
	pub sent: bool,
}

impl Flying {
	/// Whether it is not wanted any more.
	pub fn is_unwanted(&self) -> bool {
		self.intent.call.is_empty()
	}
}

const COLUMNS: &str = "key, step, chain, account, role, call, urgent, first_tip, most_tip, \
	sign_by_ms, nonce, tip, era_end, bytes, signed_number, fills, sent";

/// Wants a call. One of this name that is there already stays as it is.
pub async fn want(tx: &mut Tx, intent: &Intent, now_ms: u64) -> Result<()> {
	let insert = "INSERT INTO intents (key, step, chain, account, role, call, urgent, first_tip, \
		most_tip, sign_by_ms, state, made_ms) \
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'wanted', $11) ON CONFLICT (key) DO NOTHING";
	sqlx::query(insert)
		.bind(&intent.key)
		.bind(&intent.step)
		.bind(&intent.chain)
		.bind(intent.account.to_vec())
		.bind(&intent.role)
		.bind(&intent.call)
		.bind(i64::from(intent.urgent))
		.bind(to_stored(intent.first_tip))
		.bind(to_stored(intent.most_tip))
		.bind(stored(intent.sign_by_ms))
		.bind(stored(now_ms))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// Wants no call of a step any more. One that was signed may still come about; if not, its nonce is
/// used up for nothing, so that those behind it do not wait.
pub async fn put_off(tx: &mut Tx, step: &str) -> Result<()> {
	for update in [
		"UPDATE intents SET state = 'dropped' WHERE step = $1 AND state = 'wanted'",
		"UPDATE intents SET call = '' WHERE step = $1 AND state = 'signed'",
	] {
		sqlx::query(update).bind(step).execute(&mut **tx).await?;
	}
	Ok(())
}

/// The same of all steps whose names begin so.
pub async fn put_off_all(tx: &mut Tx, prefix: &str) -> Result<()> {
	for update in [
		"UPDATE intents SET state = 'dropped' \
			WHERE substr(step, 1, length($1)) = $1 AND state = 'wanted'",
		"UPDATE intents SET call = '' WHERE substr(step, 1, length($1)) = $1 AND state = 'signed'",
	] {
		sqlx::query(update).bind(prefix).execute(&mut **tx).await?;
	}
	Ok(())
}

/// Wants the last try of a step again if it was put off and is not used up yet, and lets it leave the
/// process until then. Whether anything has changed.
pub async fn want_again(tx: &mut Tx, step: &str, call: &str, sign_by_ms: u64) -> Result<bool> {
	let update = "UPDATE intents SET call = CASE WHEN call = '' THEN $1 ELSE call END, \
		sign_by_ms = $2 WHERE key = (SELECT max(key) FROM intents WHERE step = $3) \
		AND state IN ('wanted', 'signed') AND (call = '' OR sign_by_ms <> $2)";
	let changed = sqlx::query(update)
		.bind(call)
		.bind(stored(sign_by_ms))
		.bind(step)
		.execute(&mut **tx)
		.await?;
	Ok(changed.rows_affected() > 0)
}

/// From now on tries of a step bid up to that, and begin with `first_tip`.
pub async fn bid(tx: &mut Tx, step: &str, first_tip: u128, most_tip: u128) -> Result<()> {
	let update = "UPDATE intents SET first_tip = $1, most_tip = $2 \
		WHERE step = $3 AND state IN ('wanted', 'signed')";
	sqlx::query(update)
		.bind(to_stored(first_tip))
		.bind(to_stored(most_tip))
		.bind(step)
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// Forgets the tries of a step that are over: of what is done again and again.
pub async fn forget(tx: &mut Tx, step: &str) -> Result<()> {
	let delete = "DELETE FROM intents WHERE step = $1 AND state IN ('used', 'dropped')";
	sqlx::query(delete).bind(step).execute(&mut **tx).await?;
	Ok(())
}

/// How many tries of a step there are, and the last of them.
pub async fn last_try(tx: &mut Tx, step: &str) -> Result<(u64, Option<Last>)> {
	let select = "SELECT state, used_number, account, call, count(*) OVER () AS tries \
		FROM intents WHERE step = $1 ORDER BY key DESC LIMIT 1";
	let row = sqlx::query(select).bind(step).fetch_optional(&mut **tx).await?;
	let Some(row) = row else { return Ok((0, None)) };
	let state = match row.try_get::<String, _>("state")?.as_str() {
		"wanted" => State::Wanted,
		"signed" => State::Signed,
		"used" => State::Used(loaded(row.try_get("used_number")?)),
		_ => State::Dropped,
	};
	let account = bytes32(&row.try_get::<Vec<u8>, _>("account")?)?;
	let is_wanted = !row.try_get::<String, _>("call")?.is_empty();
	Ok((loaded(row.try_get("tries")?), Some(Last { state, account, is_wanted })))
}

/// Whether any try of a step may have left the process: what is in it may be known to others.
pub async fn was_sent(tx: &mut Tx, step: &str) -> Result<bool> {
	let select = "SELECT count(*) FROM intents WHERE step = $1 AND sent = 1";
	let count: i64 = sqlx::query_scalar(select).bind(step).fetch_one(&mut **tx).await?;
	Ok(count > 0)
}

/// It is signed: so it is written, before it goes out. Whether it is still to be signed.
pub(super) async fn set_signed(
	tx: &mut Tx,
	key: &str,
	signing: &Signing,
	signed: &Signed,
) -> Result<bool> {
	let update = "UPDATE intents SET state = 'signed', nonce = $1, tip = $2, era_end = $3, \
		bytes = $4, signed_number = $5, fills = $6 \
		WHERE key = $7 AND state IN ('wanted', 'signed') AND (call <> '' OR $6 = 1)";
	let changed = sqlx::query(update)
		.bind(stored(signing.nonce))
		.bind(to_stored(signing.tip))
		.bind(stored(signed.era_end))
		.bind(signed.bytes.clone())
		.bind(stored(signing.since))
		.bind(i64::from(signing.nothing))
		.bind(key)
		.execute(&mut **tx)
		.await?;
	Ok(changed.rows_affected() == 1)
}

/// It can not come about any more, and nothing waits behind it.
pub(super) async fn drop_signed(tx: &mut Tx, key: &str) -> Result<()> {
	let update = "UPDATE intents SET state = 'dropped', nonce = NULL WHERE key = $1 \
		AND state = 'signed' AND call = ''";
	sqlx::query(update).bind(key).execute(&mut **tx).await?;
	Ok(())
}

fn intent(row: &AnyRow) -> Result<Intent> {
	Ok(Intent {
		key: row.try_get("key")?,
		step: row.try_get("step")?,
		chain: row.try_get("chain")?,
		account: bytes32(&row.try_get::<Vec<u8>, _>("account")?)?,
		role: row.try_get("role")?,
		call: row.try_get("call")?,
		urgent: row.try_get::<i64, _>("urgent")? != 0,
		first_tip: from_stored(&row.try_get::<Vec<u8>, _>("first_tip")?)?,
		most_tip: from_stored(&row.try_get::<Vec<u8>, _>("most_tip")?)?,
		sign_by_ms: loaded(row.try_get("sign_by_ms")?),
	})
}

impl Store {
	/// The accounts with something to send there, or on its way.
	pub(super) async fn accounts_with_intents(&self, chain: &str) -> Result<Vec<Account>> {
		let select = "SELECT DISTINCT account FROM intents \
			WHERE chain = $1 AND state IN ('wanted', 'signed') ORDER BY account";
		let rows = sqlx::query(select).bind(chain).fetch_all(self.pool()).await?;
		rows.iter().map(|row| bytes32(&row.try_get::<Vec<u8>, _>("account")?)).collect()
	}

	/// All below that nonce were used, as a final block shows.
	pub(super) async fn mark_used(
		&self,
		chain: &str,
		account: &Account,
		nonce: u64,
		number: u64,
	) -> Result<()> {
		let update = "UPDATE intents SET state = 'used', used_number = $1 \
			WHERE chain = $2 AND account = $3 AND state = 'signed' AND nonce < $4";
		sqlx::query(update)
			.bind(stored(number))
			.bind(chain)
			.bind(account.to_vec())
			.bind(stored(nonce))
			.execute(self.pool())
			.await?;
		Ok(())
	}

	/// What is signed and not used, by nonce.
	pub(super) async fn in_flight(&self, chain: &str, account: &Account) -> Result<Vec<Flying>> {
		let select = format!(
			"SELECT {COLUMNS} FROM intents WHERE chain = $1 AND account = $2 AND state = 'signed' \
			ORDER BY nonce"
		);
		let rows = sqlx::query(sqlx::AssertSqlSafe(select))
			.bind(chain)
			.bind(account.to_vec())
			.fetch_all(self.pool())
			.await?;
		let flying = |row: &AnyRow| {
			Ok(Flying {
				intent: intent(row)?,
				nonce: loaded(row.try_get("nonce")?),
				tip: from_stored(&row.try_get::<Vec<u8>, _>("tip")?)?,
				era_end: loaded(row.try_get("era_end")?),
				bytes: row.try_get("bytes")?,
				signed_number: loaded(row.try_get("signed_number")?),
				nothing: row.try_get::<i64, _>("fills")? != 0,
				sent: row.try_get::<i64, _>("sent")? != 0,
			})
		};
		rows.iter().map(flying).collect()
	}

	/// What is wanted and not signed, what is urgent first.
	pub(super) async fn wanted(
		&self,
		chain: &str,
		account: &Account,
		most: usize,
	) -> Result<Vec<Intent>> {
		let select = format!(
			"SELECT {COLUMNS} FROM intents WHERE chain = $1 AND account = $2 AND state = 'wanted' \
			ORDER BY urgent DESC, made_ms, key LIMIT $3"
		);
		let rows = sqlx::query(sqlx::AssertSqlSafe(select))
			.bind(chain)
			.bind(account.to_vec())
			.bind(i64::try_from(most).unwrap_or(i64::MAX))
			.fetch_all(self.pool())
			.await?;
		rows.iter().map(intent).collect()
	}

	/// It leaves the process now, unless its role does not want that any more.
	pub(super) async fn mark_sent(&self, key: &str) -> Result<bool> {
		let update = "UPDATE intents SET sent = 1 WHERE key = $1 AND state = 'signed' \
			AND (call <> '' OR fills = 1)";
		Ok(sqlx::query(update).bind(key).execute(self.pool()).await?.rows_affected() == 1)
	}

	/// It was refused, and is signed anew before it is sent again: for less, if the account cannot
	/// pay what it bids.
	pub(super) async fn mark_refused(
		&self,
		tx: &Flying,
		bids_less: bool,
		number: u64,
	) -> Result<()> {
		let (tip, most, since) = match bids_less {
			true => (0, tx.intent.most_tip.checked_div(2).unwrap_or(0), number),
			false => (tx.tip, tx.intent.most_tip, tx.signed_number),
		};
		let update = "UPDATE intents SET era_end = 0, tip = $1, most_tip = $2, signed_number = $3 \
			WHERE key = $4 AND state = 'signed'";
		sqlx::query(update)
			.bind(to_stored(tip))
			.bind(to_stored(most))
			.bind(stored(since))
			.bind(&tx.intent.key)
			.execute(self.pool())
			.await?;
		Ok(())
	}
}
