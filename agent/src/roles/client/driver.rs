//! Asks chains about the party's channels, and answers disputes about them.

use crate::{
	channels::{
		deed::Deed,
		disputes::{self, want_one, Dispute, Held, Means},
		means::costs,
		receipt::named,
		view,
	},
	core::{amount::parse, crash, follower::Status, store::Tx},
	error::{Error, Result},
	roles::client::{
		rows::{self, Channel},
		Client, NAME,
	},
};
use codec::{Decode, Encode};
use serde_json::json;
use std::{sync::Arc, time::Duration};
use tracing::{error, warn};

/// Looks at everything at least this often.
const PACE: Duration = Duration::from_secs(3);
/// So many channels in an answer of a chain.
const PAGE: u32 = 1_000;

impl Client {
	/// Does what is to be done until the end.
	pub async fn drive(self: Arc<Self>) {
		tokio::join!(self.drive_on(), self.upload_on(), self.restore_on());
	}

	async fn drive_on(&self) {
		loop {
			self.drive_all().await;
			tokio::select! {
				biased;
				() = self.core.stop.stopped() => return,
				() = self.moved.notified() => {},
				() = tokio::time::sleep(PACE) => {},
			}
		}
	}

	/// Looks at everything once: what cannot wait first.
	pub(super) async fn drive_all(&self) {
		match self.answer_disputes().await {
			Ok(true) => self.core.bell.ring(),
			Ok(false) => {},
			Err(error) => warn!(%error, "disputes wait"),
		}
		for chain in self.config.chains.iter().map(|chain| chain.get_ref()) {
			let is_unlisted = self.unlisted.lock().is_ok_and(|all| all.contains(chain));
			if is_unlisted && self.node(chain).is_ok() {
				if let Err(error) = self.list(chain).await {
					warn!(chain, %error, "the channels are looked for later");
				}
			}
		}
		if let Err(error) = self.look_at_dirty().await {
			warn!(%error, "channels are looked at later");
		}
		if let Err(error) = self.tell_uncovered().await {
			warn!(%error, "the owner is told later of states without a receipt");
		}
	}

	/// Finds the party's channels on a chain: what is not in the store was opened before it, or the store
	/// was lost, and towers are asked for the states.
	async fn list(&self, chain: &str) -> Result<()> {
		let node = self.node(chain)?;
		let mut after: Option<u64> = None;
		loop {
			let asked = (self.key.account(), after, PAGE).encode();
			let page = node.ask("ChannelsApi_channels_of", asked).await?;
			let page = Vec::<u64>::decode(&mut &*page).map_err(|_| {
				Error::chain(
					"the list of channels is not as this agent knows it",
					"the chain's runtime is of another version: run the agent that fits it",
				)
			})?;
			for id in &page {
				self.find(chain, *id).await?;
			}
			match page.last() {
				Some(last) if page.len() >= usize::try_from(PAGE).unwrap_or(usize::MAX) => {
					after = Some(*last);
				},
				_ => break,
			}
		}
		if let Ok(mut unlisted) = self.unlisted.lock() {
			unlisted.remove(chain);
		}
		Ok(())
	}

	async fn find(&self, chain: &str, id: u64) -> Result<()> {
		let mut tx = self.core.store.begin().await?;
		let known = rows::channel_of(&mut tx, chain, id).await?;
		tx.rollback().await?;
		if known.is_some_and(|known| known.version > 0) {
			return Ok(());
		}
		self.look_at(chain, id).await?;
		let node = self.node(chain)?;
		// What closes already was told of in blocks that are not read again.
		let told = disputes::look(&*node, id).await?;
		let time_ms = self.status(chain).best.map_or(0, |mark| mark.time_ms);
		let head = self.status(chain).last.map_or_else(Default::default, |mark| mark.head);
		let block = crate::core::chain::Block { head, parent: [0; 32], time_ms, events: vec![] };
		let own = self.key.account();
		let mut tx = self.core.store.begin().await?;
		for told in &told {
			disputes::note(&mut tx, NAME, &own, (chain, &block, true), told).await?;
		}
		let towers = rows::towers_of(&mut tx, chain, id).await?;
		tx.commit().await?;
		if let Ok(mut lost) = self.lost.lock() {
			let all = towers.into_iter().map(|it| (it.tower, 0)).collect();
			lost.insert((chain.to_owned(), id), all);
		}
		Ok(())
	}

	/// Asks the chain about a channel and who is hired for it.
	pub(super) async fn look_at(&self, chain: &str, id: u64) -> Result<()> {
		let node = self.node(chain)?;
		let Some(found) = view::channel(&*node, id).await? else {
			let mut tx = self.core.store.begin().await?;
			rows::forget(&mut tx, chain, id).await?;
			return Ok(tx.commit().await?);
		};
		let Some(side) = self.side_of(&found.parties) else { return Ok(()) };
		let hires: Vec<_> = view::hires(&*node, id, side).await?;
		let hires: Vec<_> = hires.into_iter().filter(|hire| hire.is_paid).collect();
		let mut towers = Vec::new();
		for hire in &hires {
			if let Some(tower) = view::tower(&*node, hire.tower).await? {
				towers.push((hire.tower, tower));
			}
		}
		let mut tx = self.core.store.begin().await?;
		rows::put_channel(&mut tx, chain, id, side, &found).await?;
		rows::set_towers(&mut tx, chain, id, &hires).await?;
		for (id, tower) in &towers {
			rows::set_contact(&mut tx, chain, *id, tower).await?;
		}
		tx.commit().await?;
		self.newer.notify_one();
		Ok(())
	}

	async fn look_at_dirty(&self) -> Result<()> {
		for (chain, id, _) in self.core.store.dirty_channels().await? {
			if let Err(error) = self.look_at(&chain, id).await {
				warn!(chain, channel = id, %error, "a channel is looked at later");
			}
		}
		Ok(())
	}

	fn status(&self, chain: &str) -> Status {
		self.core.links.get(chain).map(|link| link.status()).unwrap_or_default()
	}

	async fn means(&self, chain: &str) -> Result<Means<'static>> {
		let before = self.costs.read().ok().and_then(|costs| costs.get(chain).copied());
		let costs = match before {
			Some(costs) => costs,
			None => costs(&*self.node(chain)?).await?,
		};
		if let Ok(mut all) = self.costs.write() {
			all.insert(chain.to_owned(), costs);
		}
		let most_tip = parse(self.config.most_tip.get_ref(), costs.decimals)?;
		let Status { last, best, .. } = self.status(chain);
		Ok(Means {
			role: NAME,
			account: self.key.account(),
			first_tip: costs.fee_unit.min(most_tip),
			most_tip,
			number: last.map_or(0, |mark| mark.head.number),
			now_ms: best.map_or(0, |mark| mark.time_ms),
		})
	}

	async fn answer_disputes(&self) -> Result<bool> {
		let mut is_new = false;
		for dispute in self.core.store.disputes(NAME).await? {
			if self.status(&dispute.chain).genesis.is_none() {
				continue; // the chain was not reached yet
			}
			match self.answer_dispute(&dispute).await {
				Ok(new) => is_new |= new,
				Err(error) => {
					let Dispute { chain, channel, .. } = &dispute;
					error!(chain, channel, %error, "a dispute waits");
				},
			}
		}
		Ok(is_new)
	}

	async fn answer_dispute(&self, dispute: &Dispute) -> Result<bool> {
		let means = self.means(&dispute.chain).await?;
		let mut tx = self.core.store.begin().await?;
		let held = match rows::channel_of(&mut tx, &dispute.chain, dispute.channel).await? {
			Some(channel) => self.held(&channel)?,
			None => None,
		};
		let known = disputes::of_channel(&mut tx, NAME, &dispute.chain, dispute.channel).await?;
		let Some(now) = known.into_iter().find(|it| it.kind == dispute.kind) else {
			return Ok(false);
		};
		let is_new = now.carry_on(&mut tx, held.as_ref(), &means).await?;
		let label = format!("{} {} {} {is_new}", now.chain, now.channel, now.version);
		crash::point("looked", label.clone()).await;
		tx.commit().await?;
		crash::point("stored", label).await;
		Ok(is_new)
	}

	fn held(&self, channel: &Channel) -> Result<Option<Held>> {
		let Some(record) = self.record(channel)? else { return Ok(None) };
		if record.base_version != channel.base_version {
			return Ok(None);
		}
		let htlcs = record.state.body.htlcs.iter();
		let offered = htlcs.filter(|htlc| htlc.payer == channel.side.other());
		let preimages = offered.filter_map(|htlc| {
			let found = record.preimages.iter().find(|it| named(&[**it]) == [htlc.payment_hash]);
			found.map(|preimage| (*preimage, htlc.deadline_ms))
		});
		Ok(Some(Held {
			version: channel.version,
			state: record.state.encode(),
			sure: record.state.body.sure(&channel.committed),
			preimages: preimages.collect(),
		}))
	}

	/// Closes a channel with the newest state that is held.
	pub(super) async fn close(&self, chain: &str, id: u64) -> Result<()> {
		let means = self.means(chain).await?;
		let mut tx = self.core.store.begin().await?;
		let unknown = || {
			Error::usage(
				format_args!("no state of channel {id} of {chain} is held"),
				"give it by POST /v1/client/states, or wait until a tower has given it back",
			)
		};
		let channel = rows::channel_of(&mut tx, chain, id).await?.ok_or_else(unknown)?;
		let held = self.held(&channel)?.ok_or_else(unknown)?;
		let deed = Deed::Close { channel: id, state: held.state };
		let step = format!("{NAME}/{chain}/{id}/close/{:020}", held.version);
		let call = serde_json::to_string(&deed)?;
		let tips = Some((means.first_tip, means.most_tip));
		want_one(&mut tx, chain, &step, call, tips, &means).await?;
		tx.commit().await?;
		self.core.bell.ring();
		Ok(())
	}

	/// Tells the owner of newest states that no tower has signed for in time.
	async fn tell_uncovered(&self) -> Result<()> {
		let now_ms = self.core.clock.now_ms();
		let wait_ms = self.config.receipt_s.saturating_mul(1_000);
		for channel in self.core.store.client_channels().await? {
			let Channel { chain, channel: id, version, changed_ms, .. } = &channel;
			if *version == 0 || now_ms < changed_ms.saturating_add(wait_ms) {
				continue;
			}
			let mut tx: Tx = self.core.store.begin().await?;
			let towers = rows::towers_of(&mut tx, chain, *id).await?;
			let is_covered = towers.iter().any(|it| it.version >= *version);
			let name = format!("uncovered_{chain}_{id}_{version}");
			let is_new = self.told.lock().is_ok_and(|mut told| told.insert(name.clone()));
			if !is_covered && is_new && !towers.is_empty() {
				let why: Vec<_> = towers.iter().filter_map(|it| it.error.clone()).collect();
				let data = json!({ "chain": chain, "channel": id, "version": version, "why": why });
				self.tell(&mut tx, name, "client.uncovered", data).await?;
			}
			tx.commit().await?;
		}
		Ok(())
	}
}
