//! Carries swaps on: looks at what is known, asks the machine, and writes its answer together with
//! what is to be sent.

use crate::{
	core::{
		crash,
		follower::Link,
		sender::{
			last_try, put_off, want, want_again, was_sent, Intent, Last, State as Try, NO_LIMIT,
		},
		store::Tx,
	},
	error::{Error, Result},
	roles::swap::{
		config::part_up,
		machine::{reveal_by_ms, step, ChainSeen, Seen, State, Timing, View, Wants},
		rows::{self, LegRow, Swap},
		terms::Asset,
		told::Deed,
		Swapper,
	},
};
use codec::Encode;
use std::{
	collections::{BTreeMap, BTreeSet},
	time::{Duration, Instant},
};
use tracing::{error, info, warn};

/// Looks at each swap at least this often: the clock of the machine goes on, too.
const PACE: Duration = Duration::from_secs(3);
const PACE_MS: u64 = 3_000;
/// For so long at a time swaps are looked at: then those first again of which something is new.
const BUDGET: Duration = Duration::from_secs(1);
/// A chain whose newest block is older, or newer, than that does not go on.
const ALIVE_MS: u64 = 30_000;
/// So many final blocks after one that came to nothing, a call is tried again: a claim, and any other.
/// For as long as it can still come about.
const RETRY: [u64; 2] = [2, 5];

/// A chain at one instant.
#[derive(Clone, Copy, Debug, Default)]
struct Clock {
	/// The number of the last final block.
	number: u64,
	last_ms: u64,
	best_ms: u64,
	is_fresh: bool,
}

impl Clock {
	fn of(link: &Link, now_ms: u64) -> Self {
		let status = link.status();
		Self {
			number: status.last.map_or(0, |mark| mark.head.number),
			last_ms: status.last.map_or(0, |mark| mark.time_ms),
			best_ms: status.best.map_or(u64::MAX, |mark| mark.time_ms),
			is_fresh: status.is_fresh(now_ms, ALIVE_MS),
		}
	}

	/// As a party of a swap sees it. Finality goes on, too: by what the gap reckons with.
	fn seen(&self, timing: &Timing) -> ChainSeen {
		let lag_ms = self.best_ms.saturating_sub(self.last_ms);
		ChainSeen {
			last_ms: self.last_ms,
			best_ms: self.best_ms,
			is_alive: self.is_fresh && lag_ms <= timing.final_lag_ms(),
		}
	}
}

/// All chains, by name, and what is to be claimed on them.
struct Now {
	clocks: BTreeMap<String, Clock>,
	can_claim: BTreeMap<String, bool>,
}

impl Now {
	/// One that is not known has no block, and does not go on.
	fn clock(&self, chain: &str) -> Clock {
		let unknown = Clock { best_ms: u64::MAX, ..Clock::default() };
		self.clocks.get(chain).copied().unwrap_or(unknown)
	}
}

/// When each swap is looked at next, although nothing of it is new.
#[derive(Default)]
pub(super) struct Looks(BTreeMap<String, u64>);

impl Swapper {
	/// Carries all swaps on until the end.
	pub async fn drive(&self) {
		tokio::join!(self.watch(), self.drive_on());
	}

	async fn drive_on(&self) {
		let mut looks = Looks::default();
		loop {
			let is_done = self.drive_all(&mut looks).await.unwrap_or_else(|error| {
				error!(%error, "swaps stand");
				true
			});
			tokio::select! {
				biased;
				() = self.core.stop.stopped() => return,
				() = std::future::ready(()), if !is_done => {},
				() = self.moved.notified() => {},
				() = tokio::time::sleep(PACE) => {},
			}
		}
	}

	/// Looks at what is new, and at the rest in turn. Whether that is all.
	pub(super) async fn drive_all(&self, looks: &mut Looks) -> Result<bool> {
		let now_ms = self.core.clock.now_ms();
		let turns = self.core.store.turns().await?;
		let open: BTreeSet<_> = turns.iter().map(|turn| turn.id.as_str()).collect();
		looks.0.retain(|id, _| open.contains(id.as_str()));
		let (new, mut old): (Vec<_>, Vec<_>) =
			turns.into_iter().partition(|turn| turn.is_dirty || !looks.0.contains_key(&turn.id));
		// Those first that wait for the longest; among them those whose secret is public.
		old.retain(|turn| looks.0.get(&turn.id).is_none_or(|at_ms| *at_ms <= now_ms));
		old.sort_by_key(|turn| looks.0.get(&turn.id).copied());
		let can_claim = self.can_claim_all().await?;
		let since = Instant::now();
		for turn in new.iter().chain(&old) {
			// A secret may have come out meanwhile: that swap is the next one then.
			if since.elapsed() >= BUDGET {
				return Ok(false);
			}
			// What is wrong with one is not to keep the others.
			if let Err(error) = self.carry_on(&turn.id, &can_claim).await {
				warn!(swap = turn.id, %error, "a swap waits");
			}
			looks.0.insert(turn.id.clone(), now_ms.saturating_add(PACE_MS));
		}
		Ok(true)
	}

	/// Whether all that is to be claimed on a chain can be paid for.
	async fn can_claim_all(&self) -> Result<BTreeMap<String, bool>> {
		let mut all = BTreeMap::new();
		for chain in self.core.links.keys() {
			let claims = self.core.store.claims_to_come(chain).await?.max(1);
			let accounts = [self.claimer.account(), self.key.account()];
			let can = accounts.iter().any(|account| self.can_claim(chain, account, claims));
			all.insert(chain.clone(), can);
		}
		Ok(all)
	}

	/// One step of a swap: its new state and all that it wants, in one transaction.
	async fn carry_on(&self, id: &str, can_claim: &BTreeMap<String, bool>) -> Result<()> {
		// Before the store is: what is in it may then be newer, and never older.
		let now_ms = self.core.clock.now_ms();
		let clock = |(name, link): (&String, &Link)| (name.clone(), Clock::of(link, now_ms));
		let clocks = self.core.links.iter().map(clock).collect();
		let now = Now { clocks, can_claim: can_claim.clone() };
		let mut tx = self.core.store.begin().await?;
		rows::look_at(&mut tx, id).await?;
		let Some(swap) = rows::load(&mut tx, id).await?.filter(|swap| !swap.state.is_over()) else {
			return Ok(());
		};
		let legs = rows::legs(&mut tx, id).await?;
		let timing = self.timing(&legs);
		let view = self.view(&mut tx, &swap, &legs, &now, &timing).await?;
		let (state, wants) = step(swap.state, swap.party, &swap.terms, &timing, &view);
		let case = Case { swap: &swap, legs: &legs, view: &view, now: &now, timing: &timing };
		let is_new = self.want_all(&mut tx, &case, &wants).await?;
		if state != swap.state {
			rows::set_state(&mut tx, &swap, state, self.core.clock.now_ms()).await?;
			info!(swap = id, from = %swap.state, to = %state, "a swap goes on");
		}
		if state.is_over() {
			self.clear_up(&mut tx, &swap, &legs).await?;
		}
		crash::point("looked", format!("{} {state} {is_new}", swap.state)).await;
		tx.commit().await?;
		crash::point("stored", format!("{} {state} {is_new}", swap.state)).await;
		if is_new {
			self.core.bell.ring();
		}
		if state != swap.state {
			self.tell_end(&swap, state);
			self.changed.send_modify(|count| *count = count.wrapping_add(1));
		}
		Ok(())
	}

	fn tell_end(&self, swap: &Swap, state: State) {
		if state == State::Lost {
			error!(
				swap = swap.id,
				"a swap is lost: a chain stood still, or kept the claim out, for longer than the gap allows"
			);
		}
		self.metrics.ended(state);
	}

	async fn view(
		&self,
		tx: &mut Tx,
		swap: &Swap,
		legs: &[LegRow],
		now: &Now,
		timing: &Timing,
	) -> Result<View> {
		let seen = |row: &LegRow| {
			let chain = now.clock(&row.chain).seen(timing);
			Seen { leg: row.leg, bond: row.bond, chain }
		};
		let receives = usize::from(swap.party.receives()).saturating_sub(1);
		let chain = legs.get(receives).map(|row| row.chain.as_str()).unwrap_or_default();
		Ok(View {
			legs: legs.iter().map(seen).collect(),
			is_public: rows::preimage(tx, &swap.terms.payment_hash).await?.is_some(),
			is_out: was_sent(tx, &format!("{}/claim", swap.id)).await?,
			can_claim: now.can_claim.get(chain).copied().unwrap_or(false),
		})
	}

	/// The longest that things take on the chains of a swap. Of one that is not known yet: long.
	fn timing(&self, legs: &[LegRow]) -> Timing {
		let live =
			|row: &LegRow| self.known(&row.chain).is_none_or(|known| !known.is_development());
		match legs.iter().any(live) {
			true => Timing::LIVE,
			false => Timing::DEVELOPMENT,
		}
	}

	/// Wants what it says, and nothing else. Whether there is something to send now.
	async fn want_all(&self, tx: &mut Tx, case: &Case<'_>, wants: &Wants) -> Result<bool> {
		let swap = case.swap;
		let (pays, receives) = (swap.party.pays(), swap.party.receives());
		let terms = || swap.terms.encode();
		let hash = swap.terms.payment_hash;
		let leg = |position| {
			swap.terms.leg(position).ok_or_else(|| {
				Error::store("a swap has no such leg", "restore the database from a backup")
			})
		};
		let (paid, received) = (leg(pays)?, leg(receives)?);
		let (owner, poster) = (paid.owner, received.receiver);
		let plain = |deed, position, account| Work {
			deed,
			position,
			account,
			most_tip: 0,
			sign_by_ms: NO_LIMIT,
		};
		// Nothing but claims is in the account that claims: they wait for nothing else.
		let works = [
			(
				wants.bond,
				"bond",
				Deed::Bond { terms: terms(), position: receives },
				receives,
				poster,
			),
			(wants.lock, "lock", Deed::Lock { terms: terms(), position: pays }, pays, owner),
			(wants.settle, "settle", Deed::Settle { owner, hash }, pays, owner),
			(wants.return_bond, "return-bond", Deed::ReturnBond { poster, hash }, receives, poster),
		];
		let mut is_new = false;
		for (is_wanted, name, deed, position, account) in works {
			let work = is_wanted.then(|| plain(deed, position, account));
			is_new |= self.want(tx, case, name, work).await?;
		}
		let chain = case.row(receives).map(|row| row.chain.as_str()).unwrap_or_default();
		let is_first = swap.party.leads() && !case.view.is_out && !case.view.is_public;
		let claim = match wants.claim {
			true => Some(Work {
				deed: Deed::Claim {
					owner: received.owner,
					hash,
					sealed: self.sealed(tx, swap).await?,
				},
				position: receives,
				account: self.claimer_on(chain),
				// Tips are of the chain's own token: of another asset nobody knows what it is worth.
				most_tip: match received.asset {
					Asset::Native => part_up(received.amount, self.config.tip_ppm),
					Asset::WithId(_) => 0,
				},
				// The secret leaves in time, or not at all.
				sign_by_ms: match is_first {
					true => reveal_by_ms(&swap.terms, case.timing),
					false => NO_LIMIT,
				},
			}),
			false => None,
		};
		Ok(is_new | self.want(tx, case, "claim", claim).await?)
	}

	/// The secret that opens a swap, sealed: the leader's own, or the one that a block has shown.
	async fn sealed(&self, tx: &mut Tx, swap: &Swap) -> Result<Vec<u8>> {
		let hash = swap.terms.payment_hash;
		if let Some(sealed) = rows::secret(tx, &hash).await? {
			return Ok(sealed);
		}
		let preimage = rows::preimage(tx, &hash).await?.ok_or_else(|| {
			Error::store("the secret of a swap is gone", "restore the database from a backup")
		})?;
		self.key.seal(&hash, &preimage)
	}

	/// Wants a call, or does not any more. Whether it is wanted anew.
	async fn want(
		&self,
		tx: &mut Tx,
		case: &Case<'_>,
		name: &str,
		work: Option<Work>,
	) -> Result<bool> {
		let swap = case.swap;
		let step = format!("{}/{name}", swap.id);
		let (tries, last) = last_try(tx, &step).await?;
		let Some(work) = work else {
			if let Some(Last { state: Try::Wanted | Try::Signed, is_wanted: true, .. }) = last {
				put_off(tx, &step).await?;
			}
			return Ok(false);
		};
		let Some(row) = case.row(work.position) else { return Ok(false) };
		let call = serde_json::to_string(&work.deed)?;
		match last {
			// One that cannot be paid makes way for one that can.
			Some(Last { state: Try::Wanted | Try::Signed, account, .. })
				if account != work.account && !self.can_claim(&row.chain, &account, 1) =>
			{
				put_off(tx, &step).await?;
			},
			Some(Last { state: Try::Wanted | Try::Signed, .. }) => {
				return want_again(tx, &step, &call, work.sign_by_ms).await;
			},
			Some(Last { state: Try::Used(number), .. }) => {
				let [claim, other] = RETRY;
				let wait = if name == "claim" { claim } else { other };
				if case.now.clock(&row.chain).number < number.saturating_add(wait) {
					return Ok(false);
				}
				error!(
					swap = swap.id,
					step,
					chain = row.chain,
					number,
					"a call came to nothing and is tried again: it failed on its chain (see that the \
					 account can pay for it), or something else used its nonce (one key is for one agent)"
				);
			},
			Some(Last { state: Try::Dropped, .. }) | None => {},
		}
		let known = self.known(&row.chain);
		let intent = Intent {
			key: format!("{step}/{:06}", tries.saturating_add(1)),
			step,
			chain: row.chain.clone(),
			account: work.account,
			role: super::NAME.into(),
			call,
			urgent: matches!(work.deed, Deed::Claim { .. }),
			first_tip: known.map_or(1, |known| known.fee_unit),
			most_tip: work.most_tip,
			sign_by_ms: work.sign_by_ms,
		};
		want(tx, &intent, self.core.clock.now_ms()).await?;
		Ok(true)
	}

	/// What is to be done once a swap is over: the deposit of the leg that was paid comes back.
	async fn clear_up(&self, tx: &mut Tx, swap: &Swap, legs: &[LegRow]) -> Result<()> {
		use crate::roles::swap::machine::LegSeen;
		let pays = usize::from(swap.party.pays()).saturating_sub(1);
		let ended = legs.get(pays).is_some_and(|row| matches!(row.leg, LegSeen::Ended(_)));
		if !ended {
			return Ok(());
		}
		let key = format!("swap/prune/{}", swap.id);
		crate::core::jobs::put(tx, super::NAME, &key, &swap.id, self.core.clock.now_ms()).await
	}

	/// The job after a swap.
	pub(super) async fn prune(&self, tx: &mut Tx, id: &str) -> Result<()> {
		let Some(swap) = rows::load(tx, id).await? else { return Ok(()) };
		let Some(paid) = swap.terms.leg(swap.party.pays()) else { return Ok(()) };
		let pays = usize::from(swap.party.pays()).saturating_sub(1);
		let Some(row) = rows::legs(tx, id).await?.into_iter().nth(pays) else { return Ok(()) };
		let deed = Deed::Prune { owner: paid.owner, hash: swap.terms.payment_hash };
		let step = format!("{id}/prune");
		let intent = Intent {
			key: format!("{step}/000001"),
			step,
			chain: row.chain,
			account: paid.owner,
			role: super::NAME.into(),
			call: serde_json::to_string(&deed)?,
			urgent: false,
			first_tip: 0,
			most_tip: 0,
			sign_by_ms: NO_LIMIT,
		};
		want(tx, &intent, self.core.clock.now_ms()).await?;
		self.core.bell.ring();
		Ok(())
	}

	/// What is in a sealed deed, for tests and the sender.
	pub(super) fn read_deed(&self, text: &str) -> Result<crate::core::chain::Call> {
		serde_json::from_str::<Deed>(text)?.call(&self.key)
	}
}

/// A swap at one instant.
struct Case<'a> {
	swap: &'a Swap,
	legs: &'a [LegRow],
	view: &'a View,
	now: &'a Now,
	timing: &'a Timing,
}

impl Case<'_> {
	fn row(&self, position: u8) -> Option<&LegRow> {
		self.legs.get(usize::from(position).checked_sub(1)?)
	}
}

/// A call that a swap wants.
struct Work {
	deed: Deed,
	position: u8,
	account: crate::core::keys::Account,
	most_tip: u128,
	sign_by_ms: u64,
}
