//! Sends transactions, and goes on until their number is used in a final block.
//!
//! A role wants a call; that is an *intent*, written together with the role's own state. It is signed
//! and written with its bytes before it goes out. What a node says to it proves nothing: a nonce that
//! is used in a final block does, and whether it had the effect that was wanted the role sees in final
//! blocks, too. All that is sent anew has the same nonce, so that at most one of them counts.

mod intents;

pub use intents::{
	bid, forget, last_try, put_off, put_off_all, want, want_again, was_sent, Intent, Last, State,
	NO_LIMIT,
};

use crate::{
	core::{
		chain::{Call, Node, Signed, Submitted},
		crash,
		follower::{Link, Mark, Status},
		keys::{Account, Key, Keys},
		metrics::Metrics,
		role::Role,
		stop::Stop,
		store::Store,
	},
	error::{Error, Kind, Result},
};
use intents::{drop_signed, set_signed, Flying, Signing};
use std::{
	collections::{BTreeMap, BTreeSet, VecDeque},
	sync::Arc,
	time::Duration,
};
use tokio::sync::watch;
use tracing::{debug, info, warn};

/// How many transactions of an account wait for a block at most: so many claims get into one block.
const IN_FLIGHT: usize = 64;
/// The same, for those who reckon with it.
pub const CLAIMS_A_BLOCK: u64 = IN_FLIGHT as u64;
/// After so many blocks an urgent transaction bids more; and any other.
const PATIENCE: [u64; 2] = [2, 8];
/// Looks at least this often.
const PACE: Duration = Duration::from_secs(6);
/// What a node says of a transaction whose account cannot pay what it bids.
const CANNOT_PAY: &str = "Inability to pay";

/// Wakes the senders when there is something new to send. Whoever is busy meanwhile finds it rung.
#[derive(Clone, Default)]
pub struct Bell(watch::Sender<u64>);

impl Bell {
	/// Wakes them.
	pub fn ring(&self) {
		self.0.send_modify(|count| *count = count.wrapping_add(1));
	}

	/// Hears it from now on.
	pub fn listen(&self) -> watch::Receiver<u64> {
		self.0.subscribe()
	}
}

/// Sends what is wanted on one chain, for all accounts.
pub struct Sender {
	/// The chain.
	pub link: Link,
	/// Where intents are.
	pub store: Store,
	/// Those who know what an intent stands for.
	pub roles: Vec<Arc<dyn Role>>,
	/// The keys, by account.
	pub keys: BTreeMap<Account, Arc<Key>>,
	/// What is measured.
	pub metrics: Metrics,
	/// Wakes it.
	pub bell: Bell,
	/// The end.
	pub stop: Stop,
}

/// By the account.
pub fn by_account(keys: &Keys) -> BTreeMap<Account, Arc<Key>> {
	keys.values().map(|key| (key.account(), key.clone())).collect()
}

/// A chain at the moment, for one round.
struct Round<'a> {
	node: &'a dyn Node,
	last: Mark,
	best: Mark,
}

/// The first thing that goes wrong. The rest goes on.
#[derive(Default)]
struct First(Option<Error>);

impl First {
	fn note(&mut self, result: Result<()>) {
		if let Err(error) = result {
			debug!(%error, "goes on with the rest");
			self.0.get_or_insert(error);
		}
	}

	fn done(self) -> Result<()> {
		self.0.map_or(Ok(()), Err)
	}
}

impl Sender {
	/// Sends until the end.
	pub async fn run(self) {
		let (mut changes, mut rung) = (self.link.changes(), self.bell.listen());
		loop {
			if let Err(error) = self.round(&self.link.status()).await {
				warn!(chain = self.link.name(), %error, "some transactions wait");
			}
			tokio::select! {
				_ = changes.changed() => {},
				_ = rung.changed() => {},
				() = tokio::time::sleep(PACE) => {},
				() = self.stop.stopped() => return,
			}
		}
	}

	/// Does what can be done now. What is wrong with one account, or with one call, does not keep the
	/// others.
	pub async fn round(&self, status: &Status) -> Result<()> {
		let (Some(node), Some(last), Some(best)) = (&status.node, status.last, status.best) else {
			return Ok(());
		};
		if status.halted {
			return Ok(());
		}
		let round = Round { node: &**node, last, best };
		let mut first = First::default();
		for account in self.store.accounts_with_intents(self.link.name()).await? {
			// What was sent may have come about in what was not read yet: nothing is signed anew.
			first.note(match status.behind > 0 {
				true => self.send_again(&round, &account).await,
				false => self.send_for(&round, account).await,
			});
		}
		first.done()
	}

	/// Sends what has left the process already: that changes nothing.
	async fn send_again(&self, round: &Round<'_>, account: &Account) -> Result<()> {
		let mut first = First::default();
		for tx in self.store.in_flight(self.link.name(), account).await? {
			if tx.sent && (tx.nothing || !tx.is_unwanted()) {
				first.note(round.node.submit(tx.bytes).await.map(drop));
			}
		}
		first.done()
	}

	async fn send_for(&self, round: &Round<'_>, account: Account) -> Result<()> {
		let chain = self.link.name();
		let key = self.keys.get(&account).ok_or_else(|| {
			Error::usage(
				format_args!(
					"the key of 0x{} is gone, and transactions of it wait",
					hex::encode(account)
				),
				"put it back into the configuration until nothing is open",
			)
		})?;
		let mut first = First::default();
		let used = round.node.nonce(account, round.last.head).await?;
		// A store that cannot be written keeps nothing back that is signed: it is sent again.
		first.note(self.store.mark_used(chain, &account, used, round.last.head.number).await);
		// What is used in a block that is not final yet has only to wait.
		let included = round.node.nonce(account, round.best.head).await?.max(used);
		first.note(self.make_room(round, key, &account, included).await);
		let flying = self.waiting(&account, included).await?;
		// Of what is wanted: nothing has to be done for what stands behind that.
		let wanted = flying.iter().rev().find(|tx| !tx.is_unwanted());
		let mut greatest = wanted.map(|tx| tx.nonce);
		for tx in &flying {
			first.note(self.push_on(round, key, tx, Some(tx.nonce) < greatest).await);
		}
		// Each nonce in its turn: one that is left out would stop all behind it.
		let mut taken: BTreeSet<u64> = flying.iter().map(|tx| tx.nonce).collect();
		let free = |taken: &BTreeSet<u64>| (included..).find(|nonce| !taken.contains(nonce));
		let room = IN_FLIGHT.saturating_sub(flying.len());
		for wanted in self.store.wanted(chain, &account, room).await? {
			let Some(nonce) = free(&taken) else { break };
			match self.begin(round, key, &wanted, nonce).await {
				Ok(true) => {
					taken.insert(nonce);
					greatest = greatest.max(Some(nonce));
				},
				Ok(false) => {},
				failed => first.note(failed.map(drop)),
			}
		}
		while let Some(nonce) = free(&taken).filter(|nonce| Some(*nonce) < greatest) {
			first.note(self.fill(round, key, nonce).await);
			taken.insert(nonce);
		}
		first.done()
	}

	/// What is signed and in no block, by nonce.
	async fn waiting(&self, account: &Account, included: u64) -> Result<Vec<Flying>> {
		let mut flying = self.store.in_flight(self.link.name(), account).await?;
		flying.retain(|tx| tx.nonce >= included);
		Ok(flying)
	}

	/// What is not wanted any more makes room, so that no claim waits behind what nobody sends: those
	/// that are signed take the first places, the last one first, then those that have none yet. What
	/// nothing waits behind is dropped once it cannot come about.
	async fn make_room(
		&self,
		round: &Round<'_>,
		key: &Key,
		account: &Account,
		included: u64,
	) -> Result<()> {
		let flying = self.waiting(account, included).await?;
		let mut freed: VecDeque<_> = flying.iter().filter(|tx| tx.is_unwanted()).collect();
		if freed.is_empty() {
			return Ok(());
		}
		let wanted = self.store.wanted(self.link.name(), account, freed.len()).await?;
		let signed = flying.iter().rev().filter(|tx| !tx.is_unwanted());
		let signed = signed.map(|tx| (&tx.intent, tx.nonce, tx.tip, tx.sent));
		let wanted = wanted.iter().map(|intent| (intent, u64::MAX, 0, false));
		let claims: Vec<_> = signed.chain(wanted).filter(|it| it.0.urgent).collect();
		let mut first = First::default();
		// Each is tried once: what is wrong with one does not keep the others.
		for (claim, nonce, tip, sent) in claims {
			let place = freed.front().filter(|place| place.nonce < nonce);
			let Some(place) = place.filter(|_| !is_late(claim, sent, round)) else { continue };
			match self.take_place(round, key, place, claim, tip).await {
				Ok(true) => drop(freed.pop_front()),
				other => first.note(other.map(drop)),
			}
		}
		let flying = self.waiting(account, included).await?;
		let is_gone = |tx: &&Flying| tx.is_unwanted() && is_over(tx, round);
		let gone: Vec<_> = flying.iter().rev().take_while(is_gone).collect();
		let mut tx = self.store.begin().await?;
		for gone in gone {
			drop_signed(&mut tx, &gone.intent.key).await?;
		}
		tx.commit().await?;
		first.done()
	}

	/// Signs a claim with the nonce of what is not wanted any more. Whether it has it now.
	async fn take_place(
		&self,
		round: &Round<'_>,
		key: &Key,
		freed: &Flying,
		claim: &Intent,
		tip: u128,
	) -> Result<bool> {
		let tip = tip.max(freed.tip.min(claim.most_tip));
		let since = round.best.head.number;
		let signing = Signing { nonce: freed.nonce, tip, since, nothing: false };
		Ok(self.sign(round, key, claim, signing, Some(freed)).await?.is_some())
	}

	/// What an intent stands for.
	fn call(&self, intent: &Intent) -> Result<Call> {
		match self.roles.iter().find(|role| role.name() == intent.role) {
			Some(role) => role.call(&intent.call),
			None => Err(Error::usage(
				format_args!("role {} is off, and its transactions wait", intent.role),
				"switch it on until nothing is open",
			)),
		}
	}

	/// Whether it is the call that keeps it from being signed, and not a store that does not write.
	fn is_bad(&self, intent: &Intent, error: &Error) -> bool {
		error.kind != Kind::Store || self.call(intent).is_err()
	}

	/// A transaction that is in no block: it is sent again, with a higher bid if it has waited for
	/// long, and signed anew if its time is over. What is not wanted any more is never sent again; if
	/// others wait behind it, its nonce is used up for nothing.
	async fn push_on(
		&self,
		round: &Round<'_>,
		key: &Key,
		tx: &Flying,
		others_wait: bool,
	) -> Result<()> {
		let is_over = is_over(tx, round);
		if tx.is_unwanted() {
			// Nothing is bid for nothing: if what it replaces is in the pool, that uses the nonce up.
			return match (others_wait, tx.nothing && !is_over) {
				(false, _) => Ok(()),
				(true, true) => self.send(round, tx).await,
				(true, false) => self.use_up(round, key, tx).await,
			};
		}
		if is_late(&tx.intent, tx.sent, round) {
			return Ok(()); // its role puts it off as soon as it looks
		}
		let [urgent, other] = PATIENCE;
		let patience = if tx.intent.urgent { urgent } else { other };
		let waited = round.best.head.number.saturating_sub(tx.signed_number);
		let tip = match waited >= patience || tx.nothing {
			true => higher(tx.tip, tx.intent.first_tip, tx.intent.most_tip),
			false => tx.tip,
		};
		if !is_over && tip == tx.tip && !tx.nothing {
			return self.send(round, tx).await;
		}
		let since = if tip == tx.tip { tx.signed_number } else { round.best.head.number };
		let signing = Signing { nonce: tx.nonce, tip, since, nothing: false };
		match self.sign(round, key, &tx.intent, signing, None).await {
			Ok(Some(signed)) => self.send(round, &Flying { sent: tx.sent, ..signed }).await,
			Ok(None) => Ok(()), // its role has just put it off: these bytes go nowhere
			Err(error) if !is_over && !tx.nothing => {
				warn!(intent = tx.intent.key, %error, "what is signed is sent as it is");
				self.send(round, tx).await
			},
			// What cannot be signed is not to stop those behind it: its role tries it anew.
			Err(error) if others_wait && self.is_bad(&tx.intent, &error) => {
				warn!(intent = tx.intent.key, %error, "a transaction comes to nothing");
				self.use_up(round, key, tx).await
			},
			Err(error) => Err(error),
		}
	}

	/// Signs what is wanted for the first time. Whether it has the nonce now.
	async fn begin(
		&self,
		round: &Round<'_>,
		key: &Key,
		wanted: &Intent,
		nonce: u64,
	) -> Result<bool> {
		if is_late(wanted, false, round) {
			return Ok(false);
		}
		let since = round.best.head.number;
		let signing = Signing { nonce, tip: 0, since, nothing: false };
		let signed = self.sign(round, key, wanted, signing, None).await.inspect_err(|error| {
			warn!(intent = wanted.key, %error, "a call cannot be signed");
		})?;
		let Some(signed) = signed else { return Ok(false) };
		// It is signed, whatever the node says to it.
		self.send(round, &signed).await.map(|()| true).or_else(|error| {
			warn!(intent = wanted.key, %error, "a transaction is sent again later");
			Ok(true)
		})
	}

	/// Uses a nonce up that nobody has: what had it is gone, and others wait behind it.
	async fn fill(&self, round: &Round<'_>, key: &Key, nonce: u64) -> Result<()> {
		let (chain, account) = (self.link.name(), key.account());
		let step = format!("{chain}/{}/nothing/{nonce:012}", hex::encode(account));
		let number = round.best.head.number;
		let intent = Intent::plain(step, number, chain, account, "", String::new());
		warn!(chain, nonce, "a nonce that others wait behind is used up for nothing");
		let nothing = self.sign_nothing(round, key, &intent, nonce).await?;
		self.send(round, &nothing).await
	}

	/// Uses the nonce of an intent up for nothing.
	async fn use_up(&self, round: &Round<'_>, key: &Key, tx: &Flying) -> Result<()> {
		let nothing = self.sign_nothing(round, key, &tx.intent, tx.nonce).await?;
		self.send(round, &Flying { sent: tx.sent, ..nothing }).await
	}

	async fn sign_nothing(
		&self,
		round: &Round<'_>,
		key: &Key,
		intent: &Intent,
		nonce: u64,
	) -> Result<Flying> {
		let signing = Signing { nonce, tip: 0, since: round.best.head.number, nothing: true };
		let signed = round.node.sign(key, &Call::nothing(), nonce, 0, round.last.head).await?;
		let mut tx = self.store.begin().await?;
		want(&mut tx, intent, round.best.time_ms).await?; // unless it is there
		set_signed(&mut tx, &intent.key, &signing, &signed).await?;
		tx.commit().await?;
		Ok(flying(intent, signing, signed))
	}

	/// Signs, and writes what it has signed; `instead` of what has the nonce and is not wanted.
	/// Nothing, if its role does not want it any more.
	async fn sign(
		&self,
		round: &Round<'_>,
		key: &Key,
		intent: &Intent,
		signing: Signing,
		instead: Option<&Flying>,
	) -> Result<Option<Flying>> {
		let call = self.call(intent)?;
		let (nonce, tip) = (signing.nonce, signing.tip);
		let signed = round.node.sign(key, &call, nonce, tip, round.last.head).await?;
		let mut tx = self.store.begin().await?;
		if let Some(freed) = instead {
			drop_signed(&mut tx, &freed.intent.key).await?;
		}
		if !set_signed(&mut tx, &intent.key, &signing, &signed).await? {
			return Ok(None);
		}
		tx.commit().await?;
		crash::point("signed", intent.key.clone()).await;
		let (pallet, name) = (call.pallet, call.name);
		info!(chain = intent.chain, intent = intent.key, nonce, tip, pallet, name, "has signed");
		Ok(Some(flying(intent, signing, signed)))
	}

	/// Sends bytes that are in the store.
	async fn send(&self, round: &Round<'_>, tx: &Flying) -> Result<()> {
		let intent = &tx.intent;
		if !tx.sent {
			match self.store.mark_sent(&intent.key).await {
				Ok(true) => {},
				Ok(false) => return Ok(()),
				// Nobody has to know of it before.
				Err(error) if intent.sign_by_ms == NO_LIMIT => {
					warn!(intent = intent.key, %error, "is sent, and the store does not know");
				},
				Err(error) => return Err(error),
			}
			crash::point("marked", intent.key.clone()).await;
		}
		let measured = self.metrics.chain(self.link.name());
		let said = round.node.submit(tx.bytes.clone()).await?;
		crash::point("sent", intent.key.clone()).await;
		match said {
			Submitted::Taken => {
				measured.sent.inc();
				debug!(intent = intent.key, "the transaction is in the pool");
				Ok(())
			},
			Submitted::Refused(why) => {
				measured.refused.inc();
				let (chain, bids_less) = (&intent.chain, why.contains(CANNOT_PAY));
				warn!(chain, intent = intent.key, why, "the node refuses a transaction");
				// The pool keeps the hash of what it refused out for half an hour.
				let number = round.best.head.number;
				self.store.mark_refused(tx, bids_less, number).await
			},
		}
	}
}

/// Whether its time is over: as of a final block, so that it is for good.
fn is_over(tx: &Flying, round: &Round<'_>) -> bool {
	tx.era_end <= round.last.head.number
}

/// Whether it is too late for it to leave the process for the first time.
fn is_late(intent: &Intent, sent: bool, round: &Round<'_>) -> bool {
	!sent && round.best.time_ms >= intent.sign_by_ms
}

fn flying(intent: &Intent, signing: Signing, signed: Signed) -> Flying {
	let Signing { nonce, tip, since, nothing } = signing;
	let Signed { bytes, era_end } = signed;
	let intent = intent.clone();
	Flying { intent, nonce, tip, era_end, bytes, signed_number: since, nothing, sent: false }
}

/// The next bid: half as much again, at least the first one, and not above the most.
fn higher(tip: u128, first: u128, most: u128) -> u128 {
	let half = tip.checked_div(2).unwrap_or(0);
	tip.saturating_add(half).max(tip.saturating_add(1)).max(first).min(most).max(tip)
}

#[cfg(test)]
mod tests;
