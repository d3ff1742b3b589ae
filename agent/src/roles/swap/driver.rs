//! Carries swaps on: looks at what is known, asks the machine, and writes its answer together with
//! what is to be sent.

use crate::{
	core::{
		crash,
		follower::Link,
		keys::Account,
		sender::{
			last_try, put_off, want, want_again, was_sent, Intent, Last, State as Try, NO_LIMIT,
		},
		store::Tx,
	},
	error::{Error, Result},
	roles::swap::{
		config::part_up,
		machine::{reveal_by_ms, step, ChainSeen, Seen, State, Timing, View, Wants},
		rows::{self, LegRow, Swap, Turn},
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

/// All chains, by name, and whether all that is to be claimed on them can be paid for.
struct Now<'a> {
	clocks: BTreeMap<String, Clock>,
	can_claim: &'a BTreeMap<String, bool>,
}

impl Now<'_> {
	/// One that is not known has no block, and does not go on.
	fn clock(&self, chain: &str) -> Clock {
		let unknown = Clock { best_ms: u64::MAX, ..Clock::default() };
		self.clocks.get(chain).copied().unwrap_or(unknown)
	}
}

/// The last look at a swap.
struct Look {
	/// When it is looked at next, although nothing of it is new.
	next_ms: u64,
	/// Something of it is new still, and is to keep no others waiting.
	has_failed: bool,
}

/// The last look at each swap.
#[derive(Default)]
pub(super) struct Looks(BTreeMap<String, Look>);

impl Looks {
	/// Whose turn it is: of those of which something is new, then of those that wait for the longest.
	/// Those that are no more are forgotten.
	fn due(&mut self, mut turns: Vec<Turn>, now_ms: u64) -> Vec<Turn> {
		let open: BTreeSet<_> = turns.iter().map(|turn| turn.id.as_str()).collect();
		self.0.retain(|id, _| open.contains(id.as_str()));
		let turn_ms = |turn: &Turn| match self.0.get(&turn.id) {
			Some(look) if look.has_failed || !turn.is_dirty => look.next_ms,
			_ => 0,
		};
		// What is further off than it can be was put there by a clock that was set back since.
		let wait_ms = |turn: &Turn| turn_ms(turn).saturating_sub(now_ms);
		turns.retain(|turn| wait_ms(turn) == 0 || wait_ms(turn) > PACE_MS);
		turns.sort_by_key(turn_ms);
		turns
	}

	fn note(&mut self, id: String, now_ms: u64, has_failed: bool) {
		let next_ms = now_ms.saturating_add(PACE_MS);
		self.0.insert(id, Look { next_ms, has_failed });
	}
}

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
		let due = looks.due(self.core.store.turns().await?, now_ms);
		let can_claim = self.can_claim_all().await?;
		let since = Instant::now();
		for turn in due {
			// A secret may have come out meanwhile: that swap is the next one then.
			if since.elapsed() >= BUDGET {
				return Ok(false);
			}
			// What is wrong with one is not to keep the others.
			let carried = self.carry_on(&turn.id, &can_claim).await;
			if let Err(error) = &carried {
				warn!(swap = turn.id, %error, "a swap waits");
			}
			looks.note(turn.id, now_ms, carried.is_err());
		}
		Ok(true)
	}

	/// Whether all that is to be claimed on a chain can be paid for.
	async fn can_claim_all(&self) -> Result<BTreeMap<String, bool>> {
		let claims = self.core.store.claims_to_come().await?;
		let of = |chain: &String| {
			let claims = claims.get(chain).copied().unwrap_or(1);
			let can = |account: &Account| self.can_claim(chain, account, claims);
			(chain.clone(), self.accounts().iter().any(can))
		};
		Ok(self.core.links.keys().map(of).collect())
	}

	/// One step of a swap: its new state and all that it wants, in one transaction.
	async fn carry_on(&self, id: &str, can_claim: &BTreeMap<String, bool>) -> Result<()> {
		// Before the store is: what is in it may then be newer, and never older.
		let now_ms = self.core.clock.now_ms();
		let clock = |(name, link): (&String, &Link)| (name.clone(), Clock::of(link, now_ms));
		let clocks = self.core.links.iter().map(clock).collect();
		let now = Now { clocks, can_claim };
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
		now: &Now<'_>,
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
			is_out: swap.party.leads() && was_sent(tx, &format!("{}/claim", swap.id)).await?,
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
		let number = tries.saturating_add(1);
		let intent = Intent {
			urgent: matches!(work.deed, Deed::Claim { .. }),
			first_tip: known.map_or(1, |known| known.fee_unit),
			most_tip: work.most_tip,
			sign_by_ms: work.sign_by_ms,
			..Intent::plain(step, number, &row.chain, work.account, super::NAME, call)
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
		let (step, call) = (format!("{id}/prune"), serde_json::to_string(&deed)?);
		let intent = Intent::plain(step, 1, &row.chain, paid.owner, super::NAME, call);
		want(tx, &intent, self.core.clock.now_ms()).await
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
	now: &'a Now<'a>,
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
	account: Account,
	most_tip: u128,
	sign_by_ms: u64,
}

#[cfg(test)]
mod tests {
	use super::*;

	fn due(looks: &mut Looks, turns: &[(&str, bool)], now_ms: u64) -> Vec<String> {
		let turn = |(id, is_dirty): &(&str, bool)| Turn { id: (*id).into(), is_dirty: *is_dirty };
		let due = looks.due(turns.iter().map(turn).collect(), now_ms);
		due.into_iter().map(|turn| turn.id).collect()
	}

	#[test]
	fn those_with_news_come_first_and_the_others_in_turn() {
		let mut looks = Looks::default();
		assert_eq!(due(&mut looks, &[("a", false), ("b", true)], 0), ["a", "b"]);
		looks.note("b".into(), 500, false);
		looks.note("a".into(), 1_000, false);
		let all = [("c", false), ("a", false), ("b", false)];
		assert_eq!(due(&mut looks, &all, 3_499), ["c"]);
		assert_eq!(due(&mut looks, &all, 4_000), ["c", "b", "a"]);
		assert_eq!(due(&mut looks, &[("b", false), ("a", true)], 3_500), ["a", "b"]);
		// What is over is forgotten, and would be new.
		assert_eq!(due(&mut looks, &[], 4_000), Vec::<String>::new());
		assert_eq!(due(&mut looks, &[("a", false)], 1_000), ["a"]);
	}

	#[test]
	fn a_clock_that_is_set_back_keeps_none_waiting() {
		let mut looks = Looks::default();
		looks.note("a".into(), 3_600_000, false);
		assert_eq!(due(&mut looks, &[("a", false)], 3_600_000), Vec::<String>::new());
		assert_eq!(due(&mut looks, &[("a", false)], 1_000), ["a"]);
	}

	#[test]
	fn those_that_fail_keep_no_others_waiting() {
		let mut looks = Looks::default();
		looks.note("bad".into(), 1_000, true);
		looks.note("good".into(), 900, false);
		let all = [("bad", true), ("good", false)];
		assert_eq!(due(&mut looks, &all, 1_000), Vec::<String>::new());
		assert_eq!(due(&mut looks, &all, 4_000), ["good", "bad"]);
		looks.note("bad".into(), 4_000, false);
		assert_eq!(due(&mut looks, &all, 4_000), ["bad", "good"]);
	}
}
