//! What towers do by themselves: they are registered, show that they are there, answer disputes and
//! demands, and have what they earn paid out. Each is written before it is sent.

use crate::{
	channels::{
		deed::{asset_value, Deed, Registration},
		disputes::{self, want_one, Dispute, Held, Means},
		receipt::backup_hash,
		state::{hash, Side},
		view,
	},
	core::{
		alerts::Alert,
		amount::parse,
		crash,
		follower::Status,
		sender::{forget, last_try, put_off, State as Try},
		store::Tx,
	},
	error::{Error, Result},
	roles::watchtower::{
		known::own_tower,
		rows::{self, Demand, Name, Of, Tower},
		Watchtower, NAME,
	},
};
use codec::Encode;
use serde_json::json;
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
	time::{Duration, Instant},
};
use tracing::{error, info, warn};

/// Looks at everything at least this often.
const PACE: Duration = Duration::from_secs(3);
/// For so long at a time disputes are looked at: then those first that are new.
const BUDGET: Duration = Duration::from_secs(2);
/// So many are written at once.
const AT_ONCE: usize = 64;
/// A tower shows that it is there each third of the time that it has for that.
const BEATS: u64 = 3;
/// A block that a beat names counts as too old at half of the age that it can have.
const STALE: u64 = 2;
/// So many final blocks a beat may take to be told of.
const WAITS: u64 = 10;
/// When half of the time is gone the owner is told.
const LATE_STAGE: u64 = 2;
/// The milliseconds of an hour.
const HOUR_MS: u64 = 3_600_000;

impl Watchtower {
	/// Does what is to be done until the end.
	pub async fn drive(self: Arc<Self>) {
		if let Err(error) = self.read_book().await {
			error!(%error, "what is watched cannot be read");
		}
		tokio::join!(self.keep_on(), self.drive_on());
	}

	pub(super) async fn read_book(&self) -> Result<()> {
		for (name, facts) in self.core.store.watches().await? {
			self.write_down(&name, facts);
		}
		Ok(())
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
		let told = |what: &str, done: Result<bool>| match done {
			Ok(is_new) => is_new,
			Err(error) => {
				warn!(what, %error, "something waits");
				false
			},
		};
		let mut is_new = told("disputes", self.answer_disputes().await);
		is_new |= told("demands", self.answer_demands().await);
		is_new |= told("towers", self.see_to_towers().await);
		told("watches", self.look_at_dirty().await.map(|()| false));
		if is_new {
			self.core.bell.ring();
		}
	}

	/// By what a chain is answered now. Nothing, while it cannot be reached.
	pub(super) async fn means(&self, chain: &str, asset: Option<u32>) -> Result<Means<'static>> {
		let known = self.known(chain).await?;
		let most_tip = match self.config_of(chain, asset) {
			Some(tower) => parse(tower.most_tip.get_ref(), known.costs.decimals)?,
			None => 0,
		};
		let Status { last, best, .. } = self.status(chain);
		Ok(Means {
			role: NAME,
			account: self.key.account(),
			first_tip: known.costs.fee_unit.min(most_tip),
			most_tip,
			number: last.map_or(0, |mark| mark.head.number),
			now_ms: best.map_or(0, |mark| mark.time_ms),
		})
	}

	fn status(&self, chain: &str) -> Status {
		self.core.links.get(chain).map(|link| link.status()).unwrap_or_default()
	}

	/// Looks at disputes for a while: at those that are new first, then at those that wait for the longest.
	/// Many are written at once, so that thousands are answered in time.
	async fn answer_disputes(&self) -> Result<bool> {
		let mut all = self.core.store.disputes(NAME).await?;
		self.metrics.disputes.set(i64::try_from(all.len()).unwrap_or(i64::MAX));
		// The chain has to be known.
		all.retain(|it| self.status(&it.chain).genesis.is_some());
		let mut looks = self.looks.lock().await;
		let open: BTreeSet<_> = all.iter().map(name_of).collect();
		looks.retain(|name, _| open.contains(name));
		all.sort_by_key(|it| looks.get(&name_of(it)).copied().unwrap_or(0));
		let pass = looks.values().max().copied().unwrap_or(0).saturating_add(1);
		let (since, mut is_new) = (Instant::now(), false);
		for some in all.chunks(AT_ONCE) {
			if since.elapsed() >= BUDGET {
				self.moved.notify_one();
				break;
			}
			is_new |= match self.answer_some(some).await {
				Ok(is_new) => is_new,
				// What is wrong with one is not to keep the others.
				Err(_) => self.answer_each(some).await,
			};
			looks.extend(some.iter().map(|it| (name_of(it), pass)));
		}
		Ok(is_new)
	}

	async fn answer_each(&self, all: &[Dispute]) -> bool {
		let mut is_new = false;
		for dispute in all {
			match self.answer_some(std::slice::from_ref(dispute)).await {
				Ok(new) => is_new |= new,
				Err(error) => {
					let Dispute { chain, channel, .. } = dispute;
					error!(chain, channel, %error, "a dispute waits");
				},
			}
		}
		is_new
	}

	/// Answers some disputes in one transaction.
	async fn answer_some(&self, all: &[Dispute]) -> Result<bool> {
		// Chains are asked before the store is.
		let mut means = BTreeMap::new();
		for tower in self.config.towers.iter().map(|tower| tower.get_ref()) {
			let (chain, asset) = (tower.chain.get_ref(), tower.asset);
			if all.iter().any(|it| it.chain == *chain) {
				means.insert((chain.clone(), asset), self.means(chain, asset).await?);
			}
		}
		let mut tx = self.core.store.begin().await?;
		let mut is_new = false;
		let mut label = String::new();
		for Dispute { chain, channel, kind, .. } in all {
			let (held, asset) = self.held(&mut tx, chain, *channel).await?;
			let of_chain = means.iter().find(|((known, _), _)| known == chain);
			let exactly = means.get(&(chain.clone(), asset));
			let Some(means) = exactly.or(of_chain.map(|(_, means)| means)) else { continue };
			let known = disputes::of_channel(&mut tx, NAME, chain, *channel).await?;
			let Some(now) = known.into_iter().find(|it| it.kind == *kind) else { continue };
			is_new |= now.carry_on(&mut tx, held.as_ref(), means).await?;
			let is_late = now.stages(means.now_ms) >= LATE_STAGE && now.bid < LATE_STAGE;
			if is_late && !now.step.is_empty() {
				self.tell_late(&mut tx, &now).await?;
			}
			label = format!("{chain} {channel} {} {is_new}", now.version);
		}
		crash::point("looked", label.clone()).await;
		tx.commit().await?;
		crash::point("stored", label).await;
		Ok(is_new)
	}

	async fn tell_late(&self, tx: &mut Tx, dispute: &Dispute) -> Result<()> {
		let Dispute { chain, channel, kind, since_ms, ends_ms, version, .. } = dispute;
		let id = format!("late_{}", hex::encode(hash(&(chain, channel, since_ms).encode())));
		let data = json!({ "chain": chain, "channel": channel, "dispute": kind, "version": version,
			"ends_ms": ends_ms });
		let alert = Alert { id, kind: "watchtower.late", data };
		self.core.alerts.raise(tx, &alert, self.core.clock.now_ms()).await
	}

	/// What could be presented for a channel: the newest of what both of its parties have given, if they
	/// have hired this agent; and the asset.
	async fn held(
		&self,
		tx: &mut Tx,
		chain: &str,
		channel: u64,
	) -> Result<(Option<Held>, Option<u32>)> {
		let genesis = self.status(chain).genesis.ok_or_else(|| {
			Error::chain(format_args!("{chain} was not reached yet"), "see that its node runs")
		})?;
		let (mut best, mut asset) = (None::<Held>, None);
		for side in [Side::Opener, Side::Counterparty] {
			let name = Name { chain: chain.to_owned(), channel, side };
			let Some(kept) = rows::kept(tx, &name).await? else { continue };
			let Some(facts) = rows::facts_of(tx, &name).await? else { continue };
			let Some(record) = self.record(&name, &genesis, &kept) else { continue };
			asset = rows::asset_of(tx, chain, facts.tower).await?;
			if record.base_version != facts.base_version {
				continue;
			}
			let offered = record.state.body.htlcs.iter().filter(|htlc| htlc.payer == side.other());
			let preimages = offered.filter_map(|htlc| {
				let mut all = record.preimages.iter();
				let found =
					all.find(|it| crate::channels::receipt::named(&[**it]) == [htlc.payment_hash]);
				found.map(|preimage| (*preimage, htlc.deadline_ms))
			});
			let held = Held {
				version: kept.version,
				state: record.state.encode(),
				sure: record.state.body.sure(&facts.committed),
				preimages: preimages.collect(),
			};
			best = match best {
				Some(other) if other.version >= held.version => Some(other),
				_ => Some(held),
			};
		}
		Ok((best, asset))
	}

	async fn answer_demands(&self) -> Result<bool> {
		let mut is_new = false;
		for demand in self.core.store.demands().await? {
			let means = self.means(&demand.name.chain, None).await?;
			let mut tx = self.core.store.begin().await?;
			is_new |= self.answer_demand(&mut tx, &demand, &means).await?;
			tx.commit().await?;
		}
		Ok(is_new)
	}

	/// Publishes the backup; or, if a newer one has taken its place, the state that came with that.
	async fn answer_demand(&self, tx: &mut Tx, demand: &Demand, means: &Means<'_>) -> Result<bool> {
		let Demand { name, tower, version, backup } = demand;
		let Some(kept) = rows::kept(tx, name).await? else {
			error!(chain = name.chain, channel = name.channel, "what is demanded is not here");
			return Ok(false);
		};
		let (channel, side) = (name.channel, name.side.number());
		let genesis = self.status(&name.chain).genesis.unwrap_or_default();
		let deed = match (backup_hash(&kept.backup) == *backup, self.record(name, &genesis, &kept))
		{
			(true, _) => Deed::Publish { channel, side, tower: *tower, backup: kept.backup },
			(false, Some(record)) if kept.version > *version => Deed::PublishLater {
				channel,
				side,
				tower: *tower,
				state: record.state.encode(),
				base_version: record.base_version,
			},
			_ => {
				error!(chain = name.chain, channel, "what is demanded is not here");
				return Ok(false);
			},
		};
		let step = format!("{NAME}/{}/{channel}/demand/{side}/{}", name.chain, hex::encode(backup));
		let call = serde_json::to_string(&deed)?;
		want_one(tx, &name.chain, &step, call, Some((0, 0)), means).await
	}

	/// Asks chains about watches of which something has changed.
	async fn look_at_dirty(&self) -> Result<()> {
		for (name, _) in self.core.store.dirty_watches().await? {
			if let Err(error) = self.look_at(&name).await {
				warn!(chain = name.chain, channel = name.channel, %error, "a watch is looked at later");
			}
		}
		Ok(())
	}

	async fn see_to_towers(&self) -> Result<bool> {
		let known = self.core.store.towers().await?;
		let mut is_new = false;
		for config in &self.config.towers {
			let config = config.get_ref();
			let (chain, asset) = (config.chain.get_ref(), config.asset);
			if self.node(chain).is_err() {
				continue;
			}
			let means = self.means(chain, asset).await?;
			let own = known.iter().find(|it| it.chain == *chain && it.asset == asset);
			is_new |= match own {
				Some(tower) => {
					self.beat(tower, &means).await?
						| self.collect(tower, config.collect_h, &means).await?
				},
				None => self.found(chain, asset, &means).await?,
			};
		}
		Ok(is_new)
	}

	/// Finds out which tower is this agent's, or registers it.
	async fn found(&self, chain: &str, asset: Option<u32>, means: &Means<'_>) -> Result<bool> {
		let Some(config) = self.config_of(chain, asset) else { return Ok(false) };
		let node = self.node(chain)?;
		let account = self.key.account();
		if let Some(id) = own_tower(&*node, &account, asset_value(asset)).await? {
			let Some(tower) = view::tower(&*node, id).await? else { return Ok(false) };
			let mut tx = self.core.store.begin().await?;
			rows::add_tower(&mut tx, chain, asset, id, tower.beaten_ms).await?;
			let profile = self.profile(config);
			let mut is_new = false;
			if tower.sealing_key != profile.sealing_key || tower.contact != profile.contact {
				let (step, deed) =
					(format!("{NAME}/{chain}/profile/{id}"), Deed::Profile { tower: id, profile });
				let call = serde_json::to_string(&deed)?;
				is_new = want_one(&mut tx, chain, &step, call, None, means).await?;
			}
			tx.commit().await?;
			info!(chain, tower = id, "this account's tower is known");
			return Ok(is_new);
		}
		let tower: Registration = self.registration(&*node, config).await?;
		let call = serde_json::to_string(&Deed::Register { tower })?;
		let step = format!("{NAME}/{chain}/register/{}", asset.map_or(-1, i64::from));
		let mut tx = self.core.store.begin().await?;
		let is_new = want_one(&mut tx, chain, &step, call, None, means).await?;
		tx.commit().await?;
		Ok(is_new)
	}

	/// Shows that a tower is there, by a final block that it names.
	async fn beat(&self, tower: &Tower, means: &Means<'_>) -> Result<bool> {
		let known = self.known(&tower.chain).await?;
		let Some(last) = self.status(&tower.chain).last else { return Ok(false) };
		let step =
			|number: u64| format!("{NAME}/{}/beat/{}/{number:010}", tower.chain, tower.tower);
		let mut tx = self.core.store.begin().await?;
		let before = step(tower.beat_number);
		let is_waiting = match last_try(&mut tx, &before).await?.1 {
			Some(it) if matches!(it.state, Try::Wanted | Try::Signed) => it.is_wanted,
			_ => false,
		};
		let every_ms = known.beat_ms.checked_div(BEATS).unwrap_or(0);
		let is_due = means.now_ms >= tower.beaten_ms.saturating_add(every_ms);
		let age = last.head.number.saturating_sub(tower.beat_number);
		let is_stale = age.saturating_mul(STALE) > known.max_beat_age;
		// One that has come into a block is told of when that is final: until then no other is wanted.
		let is_new = is_due && tower.beat_number < last.head.number && (!is_waiting || is_stale);
		let was_just_sent =
			!is_waiting && age < WAITS.min(known.max_beat_age) && tower.beat_number > 0;
		if !is_new || was_just_sent {
			return Ok(false);
		}
		put_off(&mut tx, &before).await?;
		forget(&mut tx, &before).await?;
		let (number, hash) = (last.head.number, last.head.hash);
		let deed = Deed::Beat { tower: tower.tower, number, hash };
		let call = serde_json::to_string(&deed)?;
		want_one(&mut tx, &tower.chain, &step(number), call, None, means).await?;
		rows::set_tower(&mut tx, &tower.chain, tower.tower, Of::BeatNumber, number).await?;
		tx.commit().await?;
		Ok(true)
	}

	/// Has what is earned paid out, from time to time.
	async fn collect(&self, tower: &Tower, every_h: u64, means: &Means<'_>) -> Result<bool> {
		let every_ms = every_h.max(1).saturating_mul(HOUR_MS);
		let since_ms = tower.collected_ms;
		if since_ms > 0 && means.now_ms < since_ms.saturating_add(every_ms) {
			return Ok(false);
		}
		let mut tx = self.core.store.begin().await?;
		let is_first = since_ms == 0;
		rows::set_tower(&mut tx, &tower.chain, tower.tower, Of::CollectedMs, means.now_ms).await?;
		let step = |ms: u64| format!("{NAME}/{}/collect/{}/{ms:014}", tower.chain, tower.tower);
		if !is_first {
			forget(&mut tx, &step(since_ms)).await?;
			let call = serde_json::to_string(&Deed::Collect { tower: tower.tower })?;
			want_one(&mut tx, &tower.chain, &step(means.now_ms), call, None, means).await?;
		}
		tx.commit().await?;
		Ok(!is_first)
	}
}

/// By what a dispute is known.
fn name_of(dispute: &Dispute) -> (String, u64, String) {
	(dispute.chain.clone(), dispute.channel, dispute.kind.to_string())
}
