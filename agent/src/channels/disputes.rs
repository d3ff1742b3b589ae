//! Disputes: a party closes a channel alone, or wants to withdraw alone, by an old state. Whoever holds
//! a later one presents it, as soon as a block shows it that may not be final yet, and bids the more the
//! less time is left. What is known is in the store, and so survives whatever happens to the process; a
//! block that was seen and did not become final is forgotten.

use crate::{
	channels::{
		deed::Deed,
		state::{Pair, Side},
		told::{side_of, Told},
		view,
	},
	core::{
		amount::{from_stored, to_stored},
		chain::{Block, Node},
		keys::Account,
		sender::{
			bid, last_try, put_off, put_off_all, want, want_again, Intent, Last, State as Try,
			NO_LIMIT,
		},
		store::{loaded, stored, Store, Tx},
	},
	error::{Error, Result},
};
use serde::{Deserialize, Serialize};
use sqlx::{any::AnyRow, Row};
use strum::{Display, EnumString};

/// When so much of the time is gone, in parts of 10,000, the bid doubles: to the most at the last.
const STAGES: [u128; 5] = [2_500, 5_000, 7_500, 8_750, 9_375];
/// So many final blocks after one that came to nothing, a call is tried again.
const RETRY: u64 = 2;

/// What is disputed.
#[derive(Clone, Copy, Debug, Deserialize, Display, EnumString, Eq, PartialEq, Serialize)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
	/// How the channel is divided, which closes.
	Closing,
	/// What the opener withdraws.
	Opener,
	/// What the counterparty withdraws.
	Counterparty,
}

impl Kind {
	const fn of(side: Side) -> Self {
		match side {
			Side::Opener => Self::Opener,
			Side::Counterparty => Self::Counterparty,
		}
	}
}

/// A dispute, as it is known.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Dispute {
	/// The chain.
	pub chain: String,
	/// The channel.
	pub channel: u64,
	/// What it is about.
	pub kind: Kind,
	/// Who has begun it.
	pub closer: u8,
	/// The version that stands by final blocks.
	pub version: u64,
	/// What who withdraws has to have, at least.
	pub kept: u128,
	/// Since when.
	pub since_ms: u64,
	/// Until when it can be answered.
	pub ends_ms: u64,
	/// Whether a final block has told of it.
	pub is_final: bool,
	/// Whether it is too late for an answer.
	pub is_settled: bool,
	/// The version that stands by the best blocks.
	pub seen_version: u64,
	/// By which step it is answered.
	pub step: String,
	/// At how many stages it was bid for.
	pub bid: u64,
}

/// What somebody holds of a channel, and could present.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
	/// Its version.
	pub version: u64,
	/// The state with its signatures, as bytes.
	pub state: Vec<u8>,
	/// What each side has for sure by it.
	pub sure: Pair<u128>,
	/// Preimages that the other side has to be paid for by, and until when each counts.
	pub preimages: Vec<([u8; 32], u64)>,
}

/// By what disputes are answered.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
	/// For which role.
	pub role: &'a str,
	/// By which account.
	pub account: Account,
	/// What is bid at first, once it has to be.
	pub first_tip: u128,
	/// The most that is bid.
	pub most_tip: u128,
	/// The last final block of the chain.
	pub number: u64,
	/// The time of its best one.
	pub now_ms: u64,
}

impl Dispute {
	/// How many stages of its time are gone.
	pub fn stages(&self, now_ms: u64) -> u64 {
		let gone = u128::from(now_ms.saturating_sub(self.since_ms)).saturating_mul(10_000);
		let whole = u128::from(self.ends_ms.saturating_sub(self.since_ms)).max(1);
		let part = gone.checked_div(whole).unwrap_or(u128::MAX);
		STAGES.iter().filter(|stage| part >= **stage).count() as u64
	}

	/// Whether what is held says something against what stands by final blocks.
	fn is_answered_by(&self, held: &Held) -> bool {
		let is_later = held.version > self.version && !self.is_settled;
		is_later
			&& match self.kind {
				Kind::Closing => true,
				Kind::Opener => held.sure.opener < self.kept,
				Kind::Counterparty => held.sure.counterparty < self.kept,
			}
	}

	/// What answers it.
	fn deed(&self, held: &Held) -> Deed {
		let (channel, state) = (self.channel, held.state.clone());
		match self.kind {
			Kind::Closing => Deed::Challenge { channel, state },
			Kind::Opener => Deed::Contest { channel, side: 0, state },
			Kind::Counterparty => Deed::Contest { channel, side: 1, state },
		}
	}

	/// Wants what is to be done now, and nothing else. Whether there is something to send.
	pub async fn carry_on(
		&self,
		tx: &mut Tx,
		held: Option<&Held>,
		means: &Means<'_>,
	) -> Result<bool> {
		let base = format!("{}/{}/{}/{}", means.role, self.chain, self.channel, self.kind);
		let answer = held.filter(|held| self.is_answered_by(held));
		let step = answer.map(|held| format!("{base}/{:020}", held.version)).unwrap_or_default();
		if step != self.step {
			if !self.step.is_empty() {
				put_off(tx, &self.step).await?;
			}
			self.set(tx, means.role, "step", &step).await?;
		}
		let Some(held) = answer else { return self.reveal(tx, &base, held, means).await };
		// Somebody else has answered as well in a block that may become final: then it costs nothing.
		if self.seen_version >= held.version {
			put_off(tx, &step).await?;
			return Ok(false);
		}
		let stages = self.stages(means.now_ms);
		let most_tip = most_at(stages, means.most_tip);
		let first_tip = means.first_tip.min(most_tip);
		if stages != self.bid {
			let update = "UPDATE disputes SET bid = $1 \
				WHERE role = $2 AND chain = $3 AND channel = $4 AND kind = $5";
			sqlx::query(update)
				.bind(stored(stages))
				.bind(means.role)
				.bind(&self.chain)
				.bind(stored(self.channel))
				.bind(self.kind.to_string())
				.execute(&mut **tx)
				.await?;
			bid(tx, &step, first_tip, most_tip).await?;
		}
		let call = serde_json::to_string(&self.deed(held))?;
		let tips = (first_tip, most_tip);
		want_one(tx, &self.chain, &step, call, Some(tips), means).await
	}

	/// The preimages that are of use, once the state stands in which their HTLCs are: also while the
	/// channel is settled and HTLCs still wait.
	async fn reveal(
		&self,
		tx: &mut Tx,
		base: &str,
		held: Option<&Held>,
		means: &Means<'_>,
	) -> Result<bool> {
		let Some(held) =
			held.filter(|held| self.kind == Kind::Closing && self.version >= held.version)
		else {
			return Ok(false);
		};
		let mut is_new = false;
		for (preimage, deadline_ms) in &held.preimages {
			let step = format!("{base}/reveal/{}", hex::encode(preimage));
			if means.now_ms >= *deadline_ms {
				put_off(tx, &step).await?;
				continue;
			}
			if let (_, Some(Last { state: Try::Used(_), .. })) = last_try(tx, &step).await? {
				continue; // whether it was the first to reveal it or not, it is public
			}
			let deed = Deed::Reveal { channel: self.channel, preimage: *preimage };
			let call = serde_json::to_string(&deed)?;
			let tips = Some((means.first_tip, means.most_tip));
			is_new |= want_one(tx, &self.chain, &step, call, tips, means).await?;
		}
		Ok(is_new)
	}

	async fn set(&self, tx: &mut Tx, role: &str, column: &'static str, to: &str) -> Result<()> {
		let update = format!(
			"UPDATE disputes SET {column} = $1 \
			WHERE role = $2 AND chain = $3 AND channel = $4 AND kind = $5"
		);
		sqlx::query(sqlx::AssertSqlSafe(update))
			.bind(to)
			.bind(role)
			.bind(&self.chain)
			.bind(stored(self.channel))
			.bind(self.kind.to_string())
			.execute(&mut **tx)
			.await?;
		Ok(())
	}
}

/// The most that is bid when so many stages of the time are gone: nothing at first, all at the last.
fn most_at(stages: u64, most: u128) -> u128 {
	let last = STAGES.len() as u64;
	match (stages, u32::try_from(last.saturating_sub(stages))) {
		(0, _) | (_, Err(_)) => 0,
		(_, Ok(left)) => most.checked_shr(left).unwrap_or(0),
	}
}

/// Wants a call once, and again if it came to nothing. Whether it is wanted anew. With tips it is urgent.
pub async fn want_one(
	tx: &mut Tx,
	chain: &str,
	step: &str,
	call: String,
	tips: Option<(u128, u128)>,
	means: &Means<'_>,
) -> Result<bool> {
	let (tries, last) = last_try(tx, step).await?;
	match last {
		Some(Last { state: Try::Wanted | Try::Signed, .. }) => {
			return want_again(tx, step, &call, NO_LIMIT).await;
		},
		Some(Last { state: Try::Used(number), .. })
			if means.number < number.saturating_add(RETRY) =>
		{
			return Ok(false);
		},
		_ => {},
	}
	let (step, number) = (step.to_owned(), tries.saturating_add(1));
	let (first_tip, most_tip) = tips.unwrap_or_default();
	let intent = Intent {
		urgent: tips.is_some(),
		first_tip,
		most_tip,
		..Intent::plain(step, number, chain, means.account, means.role, call)
	};
	want(tx, &intent, means.now_ms).await?;
	Ok(true)
}

/// Takes note of what a block tells of a channel that is watched. `own` is the account by which it is
/// answered. Whether something of it is new.
pub async fn note(
	tx: &mut Tx,
	role: &str,
	own: &Account,
	(chain, block, is_final): (&str, &Block, bool),
	told: &Told,
) -> Result<bool> {
	match *told {
		Told::Closing { .. } | Told::Requested { .. } => {
			if let Some(dispute) = begun(chain, block, is_final, told) {
				put(tx, role, &dispute, block.head.number).await?;
			}
			Ok(true)
		},
		Told::Challenged { channel, by, version } => {
			// One's own answer counts once it is final: until then it may have to be sent again.
			if is_final {
				raise(tx, role, chain, channel, "version", version, block.head.number).await?;
			}
			if is_final || by.0 != *own {
				raise(tx, role, chain, channel, "seen_version", version, block.head.number).await?;
			}
			Ok(true)
		},
		Told::RequestEnded { channel, side } if is_final => {
			end(tx, role, chain, channel, Some(Kind::of(side_of(side)))).await
		},
		Told::Changed { channel, finished: Some(side) } if is_final => {
			end(tx, role, chain, channel, Some(Kind::of(side_of(side)))).await
		},
		Told::Settled { channel, version: Some(_) } if is_final => {
			settle(tx, role, chain, channel).await?;
			Ok(true)
		},
		Told::Settled { channel, version: None } if is_final => {
			end(tx, role, chain, channel, None).await
		},
		_ => Ok(false),
	}
}

/// The dispute that begins by what is told.
fn begun(chain: &str, block: &Block, is_final: bool, told: &Told) -> Option<Dispute> {
	let (channel, kind, closer, version, kept, ends_ms) = match *told {
		Told::Closing { channel, closer, version, settles_ms } => {
			(channel, Kind::Closing, closer, version, 0, settles_ms)
		},
		Told::Requested { channel, side, kept, version, finishes_ms } => {
			(channel, Kind::of(side_of(side)), side, version, kept, finishes_ms)
		},
		_ => return None,
	};
	Some(Dispute {
		chain: chain.to_owned(),
		channel,
		kind,
		closer,
		version,
		kept,
		since_ms: block.time_ms,
		ends_ms,
		is_final,
		is_settled: false,
		seen_version: version,
		step: String::new(),
		bid: 0,
	})
}

/// A dispute has begun; or it is known, and is final now.
async fn put(tx: &mut Tx, role: &str, it: &Dispute, number: u64) -> Result<()> {
	let insert =
		"INSERT INTO disputes (role, chain, channel, kind, closer, version, kept, since_ms, \
			ends_ms, is_final, seen_version, seen_number) \
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $6, $11) \
		ON CONFLICT (role, chain, channel, kind) DO UPDATE SET closer = $5, kept = $7, ends_ms = $9, \
			version = CASE WHEN disputes.is_final = 1 AND disputes.version > $6 \
				THEN disputes.version ELSE $6 END, \
			seen_version = CASE WHEN disputes.seen_version > $6 THEN disputes.seen_version ELSE $6 END, \
			is_final = CASE WHEN disputes.is_final = 1 THEN 1 ELSE $10 END, \
			seen_number = CASE WHEN disputes.seen_number > $11 THEN disputes.seen_number ELSE $11 END";
	sqlx::query(insert)
		.bind(role)
		.bind(&it.chain)
		.bind(stored(it.channel))
		.bind(it.kind.to_string())
		.bind(i64::from(it.closer))
		.bind(stored(it.version))
		.bind(to_stored(it.kept))
		.bind(stored(it.since_ms))
		.bind(stored(it.ends_ms))
		.bind(i64::from(it.is_final))
		.bind(stored(number))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

async fn raise(
	tx: &mut Tx,
	role: &str,
	chain: &str,
	channel: u64,
	column: &'static str,
	version: u64,
	number: u64,
) -> Result<()> {
	let update = format!(
		"UPDATE disputes SET {column} = $1, \
			seen_number = CASE WHEN seen_number > $2 THEN seen_number ELSE $2 END \
		WHERE role = $3 AND chain = $4 AND channel = $5 AND kind = 'closing' AND {column} < $1"
	);
	sqlx::query(sqlx::AssertSqlSafe(update))
		.bind(stored(version))
		.bind(stored(number))
		.bind(role)
		.bind(chain)
		.bind(stored(channel))
		.execute(&mut **tx)
		.await?;
	Ok(())
}

/// It is divided: nothing can be answered any more.
async fn settle(tx: &mut Tx, role: &str, chain: &str, channel: u64) -> Result<()> {
	let update = "UPDATE disputes SET is_settled = 1 \
		WHERE role = $1 AND chain = $2 AND channel = $3";
	sqlx::query(update).bind(role).bind(chain).bind(stored(channel)).execute(&mut **tx).await?;
	Ok(())
}

/// It is over: what was wanted for it is not wanted any more. Whether there was any.
async fn end(
	tx: &mut Tx,
	role: &str,
	chain: &str,
	channel: u64,
	kind: Option<Kind>,
) -> Result<bool> {
	let all = of_channel(tx, role, chain, channel).await?;
	let over: Vec<_> =
		all.into_iter().filter(|it| kind.is_none_or(|kind| it.kind == kind)).collect();
	for dispute in &over {
		put_off_all(tx, &format!("{role}/{chain}/{channel}/{}/", dispute.kind)).await?;
		let delete = "DELETE FROM disputes \
			WHERE role = $1 AND chain = $2 AND channel = $3 AND kind = $4";
		sqlx::query(delete)
			.bind(role)
			.bind(chain)
			.bind(stored(channel))
			.bind(dispute.kind.to_string())
			.execute(&mut **tx)
			.await?;
	}
	Ok(!over.is_empty())
}

/// All blocks up to that number are final: what was seen in them and is not in the final ones has not
/// happened.
pub async fn settle_seen(tx: &mut Tx, role: &str, chain: &str, number: u64) -> Result<()> {
	let select = "SELECT channel, kind FROM disputes \
		WHERE role = $1 AND chain = $2 AND is_final = 0 AND seen_number <= $3";
	let gone = sqlx::query(select)
		.bind(role)
		.bind(chain)
		.bind(stored(number))
		.fetch_all(&mut **tx)
		.await?;
	for row in gone {
		let channel = loaded(row.try_get("channel")?);
		let kind: String = row.try_get("kind")?;
		put_off_all(tx, &format!("{role}/{chain}/{channel}/{kind}/")).await?;
	}
	for statement in [
		"DELETE FROM disputes \
			WHERE role = $1 AND chain = $2 AND is_final = 0 AND seen_number <= $3",
		"UPDATE disputes SET seen_version = version \
			WHERE role = $1 AND chain = $2 AND seen_version <> version AND seen_number <= $3",
	] {
		sqlx::query(statement)
			.bind(role)
			.bind(chain)
			.bind(stored(number))
			.execute(&mut **tx)
			.await?;
	}
	Ok(())
}

const COLUMNS: &str = "chain, channel, kind, closer, version, kept, since_ms, ends_ms, is_final, \
	is_settled, seen_version, step, bid";

fn read(row: &AnyRow) -> Result<Dispute> {
	let kind: String = row.try_get("kind")?;
	let number = |name: &str| Ok::<_, Error>(loaded(row.try_get(name)?));
	Ok(Dispute {
		chain: row.try_get("chain")?,
		channel: number("channel")?,
		kind: kind.parse().map_err(|_| {
			Error::store("a dispute is of an unknown kind", "run the version that wrote it")
		})?,
		closer: u8::try_from(number("closer")?).unwrap_or(0),
		version: number("version")?,
		kept: from_stored(&row.try_get::<Vec<u8>, _>("kept")?)?,
		since_ms: number("since_ms")?,
		ends_ms: number("ends_ms")?,
		is_final: number("is_final")? != 0,
		is_settled: number("is_settled")? != 0,
		seen_version: number("seen_version")?,
		step: row.try_get("step")?,
		bid: number("bid")?,
	})
}

/// The disputes about a channel.
pub async fn of_channel(
	tx: &mut Tx,
	role: &str,
	chain: &str,
	channel: u64,
) -> Result<Vec<Dispute>> {
	let select = format!(
		"SELECT {COLUMNS} FROM disputes WHERE role = $1 AND chain = $2 AND channel = $3 ORDER BY kind"
	);
	let rows = sqlx::query(sqlx::AssertSqlSafe(select))
		.bind(role)
		.bind(chain)
		.bind(stored(channel))
		.fetch_all(&mut **tx)
		.await?;
	rows.iter().map(read).collect()
}

impl Store {
	/// All disputes, those first that end first.
	pub async fn disputes(&self, role: &str) -> Result<Vec<Dispute>> {
		let select = format!(
			"SELECT {COLUMNS} FROM disputes WHERE role = $1 ORDER BY ends_ms, chain, channel, kind"
		);
		let rows =
			sqlx::query(sqlx::AssertSqlSafe(select)).bind(role).fetch_all(self.pool()).await?;
		rows.iter().map(read).collect()
	}
}

/// What a chain has of disputes about a channel, when blocks that told of them cannot be read any more:
/// told as if it had just happened.
pub async fn look(node: &dyn Node, channel: u64) -> Result<Vec<Told>> {
	let Some(found) = view::channel(node, channel).await? else {
		return Ok(vec![Told::Settled { channel, version: None }]);
	};
	let mut all = Vec::new();
	match (view::closing(node, channel).await?, found.settles_ms) {
		(Some((version, closer)), Some(settles_ms)) => {
			let closer = closer.number();
			all.push(Told::Closing { channel, closer, version, settles_ms });
		},
		(Some((version, _)), None) => {
			all.push(Told::Settled { channel, version: Some(version) });
		},
		(None, _) => {},
	}
	for side in [Side::Opener, Side::Counterparty] {
		all.push(match view::request(node, channel, side).await? {
			Some((version, kept, finishes_ms)) => {
				Told::Requested { channel, side: side.number(), kept, version, finishes_ms }
			},
			None => Told::RequestEnded { channel, side: side.number() },
		});
	}
	Ok(all)
}

#[cfg(test)]
mod tests;
