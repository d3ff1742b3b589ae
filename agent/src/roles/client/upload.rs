//! Gives the newest states to the towers that are hired. What is on its way is in the store, so that a
//! tower is given the same bytes again until its receipt is here; a newer state takes the place of one
//! that waits. A tower that does not answer keeps no other waiting, and no payment.

use crate::{
	channels::{
		receipt::{backup_hash, named, named_hash, Receipt, SignedReceipt},
		seal::{self, Context, Kind},
		speech::{Record, SaidAll, Upload, Uploads, CLOCKS_MS, MOST_UPLOADS},
		state::Signature,
		view,
	},
	core::{backoff::after_failures, crash, peer::Peer},
	error::{Error, Result},
	roles::client::{
		rows::{self, Channel, Contact, Hired},
		Client,
	},
};
use codec::Encode;
use futures::future::join_all;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tracing::{debug, warn};

/// Looks at least this often.
const PACE: Duration = Duration::from_secs(1);
/// The first wait after a tower did not take a state, and the longest.
const WAITS_MS: [u64; 2] = [1_000, 60_000];

/// What is given, and what its receipt has to say.
struct Given {
	hired: Hired,
	channel: Channel,
	record: Record,
	upload: Upload,
	contact: Contact,
}

impl Client {
	/// Gives states to towers until the end.
	pub(super) async fn upload_on(&self) {
		loop {
			let is_more = self.upload_all().await.unwrap_or_else(|error| {
				warn!(%error, "towers are given states later");
				false
			});
			tokio::select! {
				biased;
				() = self.core.stop.stopped() => return,
				() = std::future::ready(()), if is_more => {},
				() = self.newer.notified() => {},
				() = tokio::time::sleep(PACE) => {},
			}
		}
	}

	/// Gives what there is, to all towers side by side. Whether any was taken.
	pub(super) async fn upload_all(&self) -> Result<bool> {
		let mut by_tower: BTreeMap<(String, u64), Vec<Hired>> = BTreeMap::new();
		for hired in self.core.store.behind(self.core.clock.now_ms()).await? {
			let all = by_tower.entry((hired.chain.clone(), hired.tower)).or_default();
			if all.len() < MOST_UPLOADS {
				all.push(hired);
			}
		}
		let given = join_all(by_tower.into_values().map(|all| self.give(all))).await;
		Ok(given.into_iter().any(|taken| taken))
	}

	/// Gives one tower what it lacks. Whether it took any.
	async fn give(&self, all: Vec<Hired>) -> bool {
		let mut given = Vec::with_capacity(all.len());
		for hired in all {
			match self.prepare(&hired).await {
				Ok(Some(one)) => given.push(one),
				Ok(None) => {},
				Err(error) => self.put_off(&hired, &error).await,
			}
		}
		let Some(first) = given.first() else { return false };
		let uploads: Vec<_> = given.iter().map(|one| one.upload.clone()).collect();
		let said = match self.peer(&first.contact.contact) {
			Ok(peer) => {
				let uploads = Uploads { uploads };
				peer.say::<SaidAll>("/watchtower/v1/states", &uploads).await
			},
			Err(error) => Err(error),
		};
		let mut is_taken = false;
		match said {
			Ok(SaidAll { said }) => {
				for (one, said) in given.iter().zip(said) {
					let receipt = said.receipt().and_then(|signed| self.ensure_good(one, &signed));
					is_taken |= self.note(one, receipt).await;
				}
			},
			Err(error) => {
				for one in &given {
					self.put_off(&one.hired, &error).await;
				}
			},
		}
		is_taken
	}

	/// The bytes that a tower is to have: those that are on their way, or new ones.
	async fn prepare(&self, hired: &Hired) -> Result<Option<Given>> {
		let Hired { chain, channel: id, tower, .. } = hired;
		if hired.attempts > 0 {
			self.look_at_tower(chain, *tower).await?; // it may be elsewhere, or sealed to otherwise
		}
		let mut tx = self.core.store.begin().await?;
		let channel = rows::channel_of(&mut tx, chain, *id).await?;
		let contact = rows::contact(&mut tx, chain, *tower).await?;
		tx.rollback().await?;
		let (Some(channel), Some(contact)) = (channel, contact) else { return Ok(None) };
		// What came back from another tower it may have signed for already: that is asked for first.
		if channel.is_restored && self.is_asked(chain, *id, *tower) {
			return Ok(None);
		}
		let Some(record) = self.record(&channel)? else { return Ok(None) };
		if record.base_version != channel.base_version {
			return Ok(None); // nobody could present it
		}
		let before = hired.upload.as_ref().filter(|_| hired.upload_version == channel.version);
		let upload = match before {
			Some(text) => serde_json::from_str(text)?,
			None => {
				let upload = self.seal(hired, &channel, &record, &contact)?;
				let mut tx = self.core.store.begin().await?;
				let text = serde_json::to_string(&upload)?;
				rows::set_upload(&mut tx, hired, &text, channel.version).await?;
				tx.commit().await?;
				upload
			},
		};
		crash::point("kept", format!("{chain} {id} {}", channel.version)).await;
		Ok(Some(Given { hired: hired.clone(), channel, record, upload, contact }))
	}

	fn seal(
		&self,
		hired: &Hired,
		channel: &Channel,
		record: &Record,
		contact: &Contact,
	) -> Result<Upload> {
		let genesis = self.genesis(&channel.chain)?;
		let context =
			|kind| Context { genesis, channel: channel.channel, side: channel.side, kind };
		let (version, bytes) = (channel.version, record.encode());
		let mut upload = Upload {
			genesis,
			channel: channel.channel,
			side: channel.side.into(),
			tower: hired.tower,
			hire: hired.hire,
			version,
			record: context(Kind::State).seal(&contact.sealing_key, version, &bytes)?,
			backup: context(Kind::Backup).seal(&seal::public(&self.key), version, &bytes)?,
			signature: vec![],
		};
		upload.signature = Signature::Sr25519(self.key.sign(&upload.signed_bytes())).encode();
		Ok(upload)
	}

	/// Sees that a receipt says what it has to, and is signed by the tower's key of that time.
	fn ensure_good(&self, given: &Given, signed: &SignedReceipt) -> Result<SignedReceipt> {
		let Given { hired, channel, record, upload, contact } = given;
		let expected = Receipt {
			channel: channel.channel,
			side: channel.side,
			tower: hired.tower,
			hire: hired.hire,
			base_version: record.base_version,
			version: record.state.body.version,
			state: record.state.body.hash(),
			preimages: named_hash(&named(&record.preimages)),
			backup: backup_hash(&upload.backup),
			accepted_ms: signed.receipt.accepted_ms,
		};
		let best = self.core.links.get(&channel.chain).and_then(|link| link.status().best);
		let chain_ms = best.map_or_else(|| self.core.clock.now_ms(), |mark| mark.time_ms);
		// A receipt may have been lost on its way before: it is as old as what it is for.
		let since_ms = channel.changed_ms.min(chain_ms).saturating_sub(CLOCKS_MS);
		let oldest_ms = hired.from_ms.max(since_ms);
		let accepted_ms = signed.receipt.accepted_ms;
		let is_in_time = (oldest_ms..=chain_ms.saturating_add(CLOCKS_MS)).contains(&accepted_ms);
		let genesis = self.genesis(&channel.chain)?;
		let key = contact.key_at(accepted_ms);
		let is_signed = key.is_some_and(|key| signed.is_of(key, &genesis));
		match signed.receipt == expected && is_in_time && is_signed {
			true => Ok(*signed),
			false => Err(Error::peer(
				format_args!("the receipt of tower {} is not good", hired.tower),
				"if that goes on, put the state on the chain (watchtowers.post_state), and hire another",
			)),
		}
	}

	/// Keeps a receipt, or why there is none. Whether there is.
	async fn note(&self, given: &Given, receipt: Result<SignedReceipt>) -> bool {
		let (hired, version) = (&given.hired, given.channel.version);
		match receipt {
			Ok(signed) => match self.core.store.receipted(hired, version, signed.encode()).await {
				Ok(()) => {
					let Hired { chain, channel, tower, .. } = hired;
					debug!(chain, channel, tower, version, "a tower has signed");
					crash::point("receipted", format!("{chain} {channel} {version}")).await;
					true
				},
				Err(error) => {
					warn!(%error, "a receipt is not kept, and asked for again");
					false
				},
			},
			Err(error) => {
				self.put_off(hired, &error).await;
				false
			},
		}
	}

	async fn put_off(&self, hired: &Hired, error: &Error) {
		let Hired { chain, channel, tower, attempts, .. } = hired;
		warn!(chain, channel, tower, attempts, %error, "a tower has not signed");
		let [first_ms, longest_ms] = WAITS_MS;
		let wait_ms = after_failures(attempts.saturating_add(1), first_ms, longest_ms);
		let due_ms = self.core.clock.now_ms().saturating_add(wait_ms);
		if let Err(error) = self.core.store.unreceipted(hired, due_ms, error).await {
			warn!(%error, "the store does not know that a tower has not signed");
		}
	}

	async fn look_at_tower(&self, chain: &str, tower: u64) -> Result<()> {
		let node = self.node(chain)?;
		let Some(found) = view::tower(&*node, tower).await? else { return Ok(()) };
		let mut tx = self.core.store.begin().await?;
		rows::set_contact(&mut tx, chain, tower, &found).await?;
		Ok(tx.commit().await?)
	}

	/// The tower at that address.
	pub(super) fn peer(&self, url: &str) -> Result<Arc<Peer>> {
		let failed = |_| Error::peer("this agent is ending", "start it again");
		let mut peers = self.peers.lock().map_err(failed)?;
		if let Some(peer) = peers.get(url) {
			return Ok(peer.clone());
		}
		let peer = Arc::new(Peer::new(url)?);
		peers.insert(url.to_owned(), peer.clone());
		Ok(peer)
	}
}
