//! Has states back that were lost with the store: asks all towers that are hired for a channel, and takes
//! the newest whose signatures hold. It closes nothing by that.

use crate::{
	channels::{
		seal::{self, Context, Kind},
		speech::{read_receipt, restore_bytes, Backup, Record},
		state::{Place, Side, Signature},
	},
	error::{Error, Result},
	roles::client::{
		rows::{self, Channel, Contact, Hired},
		Client,
	},
};
use codec::Encode;
use std::time::Duration;
use tracing::{info, warn};

/// Asks those who did not answer again after that.
const PACE: Duration = Duration::from_secs(5);
/// So often a tower is asked that says that it has nothing.
const TRIES: u32 = 5;

impl Client {
	/// Asks for what was lost until the end.
	pub(super) async fn restore_on(&self) {
		loop {
			self.restore_all().await;
			if self.core.stop.sleep(PACE).await {
				return;
			}
		}
	}

	/// Asks all towers that are still to be asked, once.
	pub(super) async fn restore_all(&self) {
		let lost = self.lost.lock().map(|lost| lost.clone()).unwrap_or_default();
		for ((chain, id), towers) in lost {
			for tower in towers.into_keys() {
				match self.restore(&chain, id, tower).await {
					Ok(()) => self.asked(&chain, id, tower, TRIES),
					// It has nothing, or its node is behind.
					Err(error) if error.what.contains("refuses") => {
						info!(chain, channel = id, tower, %error, "a tower has nothing to give back");
						self.asked(&chain, id, tower, 1);
					},
					Err(error) => {
						warn!(chain, channel = id, tower, %error, "a tower is asked again");
					},
				}
			}
		}
	}

	/// Whether a tower is still to be asked.
	pub(super) fn is_asked(&self, chain: &str, id: u64, tower: u64) -> bool {
		let lost = self.lost.lock().ok();
		let towers = lost.as_ref().and_then(|lost| lost.get(&(chain.to_owned(), id)));
		towers.is_some_and(|towers| towers.contains_key(&tower))
	}

	/// A tower has answered: it is not asked again once it did so often enough.
	fn asked(&self, chain: &str, id: u64, tower: u64, times: u32) {
		let Ok(mut lost) = self.lost.lock() else { return };
		if let Some(towers) = lost.get_mut(&(chain.to_owned(), id)) {
			let tries = towers.entry(tower).or_default();
			*tries = tries.saturating_add(times);
			towers.retain(|_, tries| *tries < TRIES);
		}
		lost.retain(|_, towers| !towers.is_empty());
	}

	async fn restore(&self, chain: &str, id: u64, tower: u64) -> Result<()> {
		let mut tx = self.core.store.begin().await?;
		let channel = rows::channel_of(&mut tx, chain, id).await?;
		let towers = rows::towers_of(&mut tx, chain, id).await?;
		let contact = rows::contact(&mut tx, chain, tower).await?;
		tx.rollback().await?;
		let hired = towers.into_iter().find(|it| it.tower == tower);
		let (Some(channel), Some(hired), Some(contact)) = (channel, hired, contact) else {
			return Ok(());
		};
		let genesis = self.genesis(chain)?;
		let at_ms = self.core.clock.now_ms();
		let bytes = restore_bytes(&genesis, id, channel.side, at_ms);
		let signature = Signature::Sr25519(self.key.sign(&bytes)).encode();
		let side = match channel.side {
			Side::Opener => "opener",
			Side::Counterparty => "counterparty",
		};
		let path = format!(
			"/watchtower/v1/states/{}/{id}/{side}?at_ms={at_ms}&signature={}",
			hex::encode(genesis),
			hex::encode(signature)
		);
		let backup: Backup = self.peer(&contact.contact)?.look(&path).await?;
		self.take_back(&channel, &hired, &contact, &backup).await
	}

	/// Looks at what a tower has given back, and keeps it if it is newer than what is here.
	async fn take_back(
		&self,
		channel: &Channel,
		hired: &Hired,
		contact: &Contact,
		backup: &Backup,
	) -> Result<()> {
		let genesis = self.genesis(&channel.chain)?;
		let context =
			Context { genesis, channel: channel.channel, side: channel.side, kind: Kind::Backup };
		let secret = seal::secret(&self.key);
		let record = Record::read(&context.open(&secret, backup.version, &backup.backup)?)?;
		let place = Place { genesis, channel: channel.channel, base_version: record.base_version };
		let is_good = record.state.body.version == backup.version
			&& record.base_version == channel.base_version
			&& record.state.is_signed_by(&channel.parties, &place);
		if !is_good {
			return Err(Error::peer(
				format_args!("tower {} refuses to give back what counts", hired.tower),
				"ask the others; demand it on the chain (watchtowers.demand)",
			));
		}
		let mut tx = self.core.store.begin().await?;
		let is_new = self.keep(&mut tx, channel, &record, true).await?;
		tx.commit().await?;
		let signed = read_receipt(&backup.receipt)?;
		let key = contact.key_at(signed.receipt.accepted_ms);
		let is_for_this = signed.receipt.hire == hired.hire
			&& signed.receipt.state == record.state.body.hash()
			&& key.is_some_and(|key| signed.is_of(key, &genesis));
		if is_for_this {
			self.core.store.receipted(hired, backup.version, backup.receipt.clone()).await?;
		}
		if is_new {
			let Channel { chain, channel, .. } = channel;
			info!(chain, channel, version = backup.version, "a state came back from a tower");
			self.newer.notify_one();
			self.moved.notify_one();
		}
		Ok(())
	}
}
