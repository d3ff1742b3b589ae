//! Looks at what clients give, and keeps it. Signatures are checked side by side; what is good waits for
//! the store, which writes all that waits in one transaction; receipts go out after that.

use crate::{
	channels::{
		receipt::{backup_hash, named, named_hash, Receipt, SignedReceipt},
		seal::{Context, Kind},
		speech::{read_receipt, restore_bytes, Ask, Backup, Record, Upload, CLOCKS_MS},
		state::{Place, Side, Signature},
		view,
	},
	core::{crash, http::Problem},
	error::{Error, Result},
	roles::watchtower::{
		rows::{self, Facts, Kept, Name},
		Watchtower,
	},
};
use codec::Encode;
use std::{collections::HashMap, sync::Arc};
use tokio::sync::oneshot;
use tracing::{error, warn};

/// So many are written at a time at most.
const BATCH: usize = 512;
/// How long somebody is not listened to who has signed what is no state.
const SILENCE_MS: u64 = 60_000;
/// So many that are not known may make the agent ask a chain each second, and at once.
const STRANGERS: (u32, u32) = (20, 200);
/// How far ahead the deadline of an HTLC can be: as far as chains take it.
const HORIZON_MS: u64 = 1_209_600_000;
/// The longest of what is sealed.
const MOST_SEALED: usize = 4_096;
/// The highest version that can be kept.
const MOST_VERSION: u64 = i64::MAX.unsigned_abs();

/// How much each watch may give: so much at once, and so much each second.
#[derive(Default)]
pub struct Buckets(HashMap<Name, Bucket>);

struct Bucket {
	/// In thousandths of an update.
	left: u64,
	at_ms: u64,
	silent_until_ms: u64,
}

impl Buckets {
	/// Takes one update out. Whether it was there.
	pub fn take(&mut self, name: &Name, (rate, burst): (u32, u32), now_ms: u64) -> Result<()> {
		let full = u64::from(burst).saturating_mul(1_000);
		let bucket = self.0.entry(name.clone()).or_insert(Bucket {
			left: full,
			at_ms: now_ms,
			silent_until_ms: 0,
		});
		if now_ms < bucket.silent_until_ms {
			return Err(refused("what was given before was no state", "wait for a minute"));
		}
		// A thousandth of an update comes for each millisecond and update a second.
		let more = now_ms.saturating_sub(bucket.at_ms).saturating_mul(rate.into());
		bucket.left = bucket.left.saturating_add(more).min(full);
		bucket.at_ms = bucket.at_ms.max(now_ms);
		match bucket.left.checked_sub(1_000) {
			Some(left) => {
				bucket.left = left;
				Ok(())
			},
			None => Err(refused(
				"these are more states than the tower is paid for",
				"wait, and give the newest one only",
			)),
		}
	}

	fn silence(&mut self, name: &Name, now_ms: u64) {
		if let Some(bucket) = self.0.get_mut(name) {
			bucket.silent_until_ms = now_ms.saturating_add(SILENCE_MS);
		}
	}
}

/// What is good, and waits to be written.
pub struct Waiting {
	name: Name,
	hire: u64,
	receipt: Receipt,
	genesis: [u8; 32],
	record: Vec<u8>,
	backup: Vec<u8>,
	reply: oneshot::Sender<Result<SignedReceipt>>,
}

fn refused(what: &str, advice: &str) -> Error {
	Error::outcome(what, advice)
}

fn unfit(what: &str) -> Error {
	refused(what, "give the newest state that both have signed, on the channel's base")
}

impl Watchtower {
	/// The chain with that first block, by its name.
	pub(super) fn chain_of(&self, genesis: &[u8; 32]) -> Result<String> {
		let is = |link: &&crate::core::follower::Link| link.status().genesis == Some(*genesis);
		if let Some(link) = self.core.links.values().find(is) {
			return Ok(link.name().to_owned());
		}
		match self.core.links.values().all(|link| link.status().genesis.is_some()) {
			true => Err(Error::usage(
				"this tower has nothing to do with that chain",
				"see what its contact says",
			)),
			false => {
				Err(Error::chain("the tower has not reached all of its chains", "ask again later"))
			},
		}
	}

	/// What is known of a watch; asked of the chain, if nothing is.
	async fn facts(&self, name: &Name) -> Result<Facts> {
		if let Some(facts) = self.look_up(name) {
			return Ok(facts);
		}
		if let Some(facts) = self.core.store.watch(name).await? {
			self.write_down(name, facts.clone());
			return Ok(facts);
		}
		self.ask_for_stranger(name).await?;
		self.look_up(name).ok_or_else(|| {
			refused("nobody has hired this tower for that", "hire it, and wait until that is final")
		})
	}

	/// Asks the chain about a watch, and writes down what it says.
	pub(super) async fn look_at(&self, name: &Name) -> Result<()> {
		let node = self.node(&name.chain)?;
		let hires = view::hires(&*node, name.channel, name.side).await?;
		let channel = view::channel(&*node, name.channel).await?;
		let own: Vec<_> = self
			.core
			.store
			.towers()
			.await?
			.into_iter()
			.filter(|it| it.chain == name.chain)
			.collect();
		let hire = hires.into_iter().find(|hire| own.iter().any(|it| it.tower == hire.tower));
		let Some(hire) = hire else {
			// The chain has let it go.
			let mut tx = self.core.store.begin().await?;
			rows::forget(&mut tx, name).await?;
			tx.commit().await?;
			self.forget(|known| known == name);
			return Ok(());
		};
		let Some(channel) = channel else {
			// What is kept can be demanded still.
			self.core.store.clean(name).await?;
			self.forget(|known| known == name);
			return Ok(());
		};
		let before = self.core.store.watch(name).await?;
		let facts = Facts {
			tower: hire.tower,
			hire: hire.number,
			from_ms: hire.from_ms,
			is_paid: hire.is_paid,
			parties: channel.parties,
			committed: channel.committed,
			base_version: channel.base_version,
			version: before.map_or(0, |before| before.version),
		};
		let mut tx = self.core.store.begin().await?;
		rows::hire(&mut tx, name, hire.tower, hire.number).await?;
		rows::set_facts(&mut tx, name, &facts).await?;
		tx.commit().await?;
		self.write_down(name, facts);
		Ok(())
	}

	/// Takes what a client gives, and answers with a receipt once it is on the disk.
	pub(super) async fn receive(self: &Arc<Self>, upload: Upload) -> Result<SignedReceipt> {
		let chain = self.chain_of(&upload.genesis)?;
		let name = Name { chain, channel: upload.channel, side: upload.side.into() };
		let upload = Arc::new(upload);
		let (record, facts) = self.look_through(&upload, &name).await?;
		if let Err(error) = self.check(&record, &upload, &name, &facts) {
			self.metrics.refused.inc();
			return Err(error);
		}
		let named = named(&record.preimages);
		let receipt = Receipt {
			channel: upload.channel,
			side: name.side,
			tower: facts.tower,
			hire: facts.hire,
			base_version: record.base_version,
			version: upload.version,
			state: record.state.body.hash(),
			preimages: named_hash(&named),
			backup: backup_hash(&upload.backup),
			accepted_ms: self.now_ms(&name.chain).max(facts.from_ms),
		};
		let (reply, answer) = oneshot::channel();
		let waiting = Waiting {
			hire: facts.hire,
			receipt,
			genesis: upload.genesis,
			record: upload.record.clone(),
			backup: upload.backup.clone(),
			name,
			reply,
		};
		let busy = || Error::store("the tower is busy", "give it again in a while");
		self.queue.try_send(waiting).map_err(|_| busy())?;
		let signed = answer.await.map_err(|_| busy())??;
		self.metrics.kept.inc();
		Ok(signed)
	}

	/// What is given, opened, and what is known of the watch: by the chain, if it knows better.
	async fn look_through(
		self: &Arc<Self>,
		upload: &Arc<Upload>,
		name: &Name,
	) -> Result<(Record, Facts)> {
		let mut facts = self.facts(name).await?;
		if facts.tower != upload.tower || facts.hire != upload.hire {
			self.ask_for_stranger(name).await?;
			facts = self.facts(name).await?;
		}
		let record = self.look_into(upload, name, facts.clone()).await?;
		if record.base_version > facts.base_version {
			// The channel has a new base, of which this agent has not heard yet.
			self.look_at(name).await?;
			facts = self.facts(name).await?;
		}
		Ok((record, facts))
	}

	/// Asks the chain for somebody who is not known. All of them together have one bucket: each makes the
	/// node work.
	async fn ask_for_stranger(&self, name: &Name) -> Result<()> {
		let strangers = Name { channel: u64::MAX, ..name.clone() };
		let now_ms = self.core.clock.now_ms();
		let taken = self.buckets.lock().map(|mut all| all.take(&strangers, STRANGERS, now_ms));
		taken.unwrap_or_else(|_| Err(refused("the tower is ending", "give it again")))?;
		self.look_at(name).await
	}

	/// The time by the chain's newest block: clients take no receipt that is dated far from that.
	fn now_ms(&self, chain: &str) -> u64 {
		let best = self.core.links.get(chain).and_then(|link| link.status().best);
		best.map_or_else(|| self.core.clock.now_ms(), |mark| mark.time_ms)
	}

	/// Sees that the party has signed it and is not too fast, and opens it: away from what waits.
	async fn look_into(
		self: &Arc<Self>,
		upload: &Arc<Upload>,
		name: &Name,
		facts: Facts,
	) -> Result<Record> {
		let (this, upload, name) = (self.clone(), upload.clone(), name.clone());
		let work = tokio::task::spawn_blocking(move || this.open(&upload, &name, &facts));
		work.await.map_err(|_| Error::store("the tower is ending", "give it again in a while"))?
	}

	fn open(&self, upload: &Upload, name: &Name, facts: &Facts) -> Result<Record> {
		if facts.hire != upload.hire || facts.tower != upload.tower || !facts.is_paid {
			return Err(refused(
				"this is not for the hire that there is",
				"see whether the tower is hired still, and under which number",
			));
		}
		if upload.record.len() > MOST_SEALED || upload.backup.len() > MOST_SEALED {
			return Err(refused("what is sealed is too long", "leave preimages out"));
		}
		let signature = upload.signature()?;
		if !signature.is_of(facts.parties.of(name.side), &upload.signed_bytes()) {
			return Err(refused("this is not signed by the party", "sign it with the party's key"));
		}
		let (now_ms, limits) =
			(self.core.clock.now_ms(), (self.config.updates_per_s, self.config.burst));
		let taken = self.buckets.lock().map(|mut all| all.take(name, limits, now_ms));
		taken.unwrap_or_else(|_| Err(refused("the tower is ending", "give it again")))?;
		let context = Context {
			genesis: upload.genesis,
			channel: upload.channel,
			side: name.side,
			kind: Kind::State,
		};
		let opened = context.open(&self.secret, upload.version, &upload.record);
		let record = opened.and_then(|bytes| Record::read(&bytes));
		if record.is_err() {
			self.silence(name, now_ms);
		}
		record
	}

	fn silence(&self, name: &Name, now_ms: u64) {
		if let Ok(mut all) = self.buckets.lock() {
			all.silence(name, now_ms);
		}
	}

	/// Whether it is a state that the tower could present.
	fn check(&self, record: &Record, upload: &Upload, name: &Name, facts: &Facts) -> Result<()> {
		let now_ms = self.now_ms(&name.chain);
		let checked = ensure_servable(record, upload, name, facts, now_ms);
		if checked.is_err() {
			self.silence(name, self.core.clock.now_ms());
		}
		checked
	}

	/// Writes what waits until the end, all that there is at a time.
	pub(super) async fn keep_on(&self) {
		let mut queue = self.waiting.lock().await;
		loop {
			let first = tokio::select! {
				first = queue.recv() => first,
				() = self.core.stop.stopped() => return,
			};
			let Some(first) = first else { return };
			let mut batch = vec![first];
			while batch.len() < BATCH {
				match queue.try_recv() {
					Ok(next) => batch.push(next),
					Err(_) => break,
				}
			}
			self.keep(batch).await;
		}
	}

	/// Writes all of a batch, or none, and answers.
	async fn keep(&self, batch: Vec<Waiting>) {
		match self.write(&batch).await {
			Ok(answers) => {
				crash::point("kept", batch.len().to_string()).await;
				for (waiting, answer) in batch.into_iter().zip(answers) {
					if answer.is_ok() {
						self.raise(&waiting.name, waiting.hire, waiting.receipt.version);
					}
					let _ = waiting.reply.send(answer);
				}
				crash::point("receipted", String::new()).await;
			},
			Err(error) => {
				error!(%error, states = batch.len(), "states were not kept");
				let again = || Error::store("nothing can be kept now", "give it again in a while");
				for waiting in batch {
					let _ = waiting.reply.send(Err(again()));
				}
			},
		}
	}

	async fn write(&self, batch: &[Waiting]) -> Result<Vec<Result<SignedReceipt>>> {
		let mut tx = self.core.store.begin().await?;
		let mut answers = Vec::with_capacity(batch.len());
		for waiting in batch {
			let receipt = waiting.receipt;
			let payload = receipt.payload(&waiting.genesis);
			let signature = Signature::Sr25519(self.key.sign(&payload));
			let signed = SignedReceipt { receipt, signature };
			let kept = Kept {
				version: receipt.version,
				record: waiting.record.clone(),
				backup: waiting.backup.clone(),
				receipt: signed.encode(),
				receipt_hire: waiting.hire,
			};
			let answer = match rows::keep(&mut tx, &waiting.name, &kept).await? {
				true => Ok(signed),
				false => known_already(rows::kept(&mut tx, &waiting.name).await?, &signed),
			};
			answers.push(answer);
		}
		tx.commit().await?;
		Ok(answers)
	}

	fn raise(&self, name: &Name, hire: u64, version: u64) {
		let Ok(mut book) = self.book.write() else { return };
		if let Some(facts) = book.get_mut(name).filter(|facts| facts.hire == hire) {
			facts.version = facts.version.max(version);
		}
	}

	/// What is kept for a party that asks for it.
	pub(super) async fn backup(
		&self,
		name: &Name,
		genesis: &[u8; 32],
		ask: &Ask,
	) -> Result<Backup> {
		if ask.at_ms.abs_diff(self.core.clock.now_ms()) > CLOCKS_MS {
			return Err(refused("the clocks differ", "see that the clock is right"));
		}
		let facts = self.facts(name).await?;
		let signature = crate::channels::speech::read_signature(&ask.signature)?;
		let bytes = restore_bytes(genesis, name.channel, name.side, ask.at_ms);
		if !signature.is_of(facts.parties.of(name.side), &bytes) {
			return Err(refused("this is not signed by the party", "sign it with the party's key"));
		}
		let mut tx = self.core.store.begin().await?;
		let kept = rows::kept(&mut tx, name).await?;
		tx.rollback().await?;
		let kept = kept.ok_or_else(|| refused("nothing is kept for it", "ask the other towers"))?;
		let Kept { version, backup, receipt, .. } = kept;
		Ok(Backup { version, backup, receipt })
	}

	/// What is kept for a side, opened: what could be presented.
	pub(super) fn record(&self, name: &Name, genesis: &[u8; 32], kept: &Kept) -> Option<Record> {
		let context = Context {
			genesis: *genesis,
			channel: name.channel,
			side: name.side,
			kind: Kind::State,
		};
		let opened = context.open(&self.secret, kept.version, &kept.record);
		let record = opened.and_then(|bytes| Record::read(&bytes));
		if let Err(error) = &record {
			warn!(chain = name.chain, channel = name.channel, %error, "what is kept cannot be opened");
		}
		record.ok()
	}
}

/// What is not newer than what is kept: the receipt for the same, or why there is none.
fn known_already(kept: Option<Kept>, signed: &SignedReceipt) -> Result<SignedReceipt> {
	let gone = || refused("the hire is over", "see whether the tower is hired still");
	let kept = kept.ok_or_else(gone)?;
	let before = read_receipt(&kept.receipt)?;
	let accepted_ms = signed.receipt.accepted_ms;
	let is_same = Receipt { accepted_ms, ..before.receipt } == signed.receipt;
	match (is_same, kept.version.cmp(&signed.receipt.version)) {
		(true, _) => Ok(before),
		(false, std::cmp::Ordering::Less) => Err(gone()),
		(false, std::cmp::Ordering::Equal) => Err(refused(
			"another record of this version is kept",
			"give the same bytes again, or the next version",
		)),
		(false, std::cmp::Ordering::Greater) => Err(Error::outcome(
			format_args!("version {} is kept already, which is newer", kept.version),
			"give a later one; if you have none, ask for the backup",
		)),
	}
}

fn ensure_servable(
	record: &Record,
	upload: &Upload,
	name: &Name,
	facts: &Facts,
	now_ms: u64,
) -> Result<()> {
	let Record { base_version, state, preimages } = record;
	let body = &state.body;
	let ensure = |is: bool, what: &str| if is { Ok(()) } else { Err(unfit(what)) };
	ensure(body.version == upload.version, "the version is not that of the state")?;
	ensure(body.version <= MOST_VERSION, "the version is too high to be kept")?;
	ensure(*base_version == facts.base_version, "the state is on another base than the channel")?;
	ensure(body.version > *base_version, "the state is not above the base")?;
	ensure(
		body.balances(&facts.committed).is_some(),
		"the state does not divide what the parties have committed",
	)?;
	let horizon_ms = now_ms.saturating_add(HORIZON_MS);
	ensure(
		body.htlcs.iter().all(|htlc| htlc.deadline_ms <= horizon_ms),
		"an HTLC ends too far ahead to be presented",
	)?;
	let offered = body.htlcs.iter().filter(|htlc| htlc.payer == name.side.other());
	let offered: Vec<_> = offered.map(|htlc| htlc.payment_hash).collect();
	let named = named(preimages);
	ensure(
		named.len() == preimages.len() && named.iter().all(|hash| offered.contains(hash)),
		"a preimage is of no HTLC that the party is offered",
	)?;
	let place =
		Place { genesis: upload.genesis, channel: upload.channel, base_version: *base_version };
	ensure(state.is_signed_by(&facts.parties, &place), "not both parties have signed the state")
}

/// As it is said to a client.
pub fn problem(error: Error) -> Problem {
	Problem { error: error.what, advice: error.advice }
}

/// The side with that word.
pub fn side(word: &str) -> Result<Side> {
	match word {
		"opener" => Ok(Side::Opener),
		"counterparty" => Ok(Side::Counterparty),
		_ => Err(Error::usage(format_args!("'{word}' is no side"), "write opener or counterparty")),
	}
}
