//! What always holds between two calls. The numbers are the ones in the docs and the tests.

use crate::{
	custody::Money,
	dispute::Dispute,
	types::{Due, TowerId, MAX_AHEAD_MS},
	watch::Hire,
	AssetIdOf, Config, HoldReason, NextTowerId, Pallet, Postings, TowerIds, TowerOf, Towers,
	WatchOf, WatchedOf, Watches,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_math::accrual::Exact;
use bloc_primitives::{
	channel::{Inspect, Phase},
	Balance, ChannelId, Moment, Side,
};
use bloc_timetable::Timetable;
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Time},
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// What a tower's hires come to.
#[derive(Default)]
struct Sum {
	hires: u32,
	/// Of those that are over.
	kept: u32,
	cover: Balance,
	rate: u128,
	deposits: Balance,
	/// What its clock has counted for those that pay.
	counted: Exact,
	/// Their numbers.
	numbers: BTreeSet<u64>,
}

/// What all hires come to.
struct Sums<T: Config> {
	towers: BTreeMap<TowerId, Sum>,
	/// What clients have put down for what they demand.
	put_down: BTreeMap<T::AccountId, Balance>,
}

/// All that is in the timetable.
type Looks = BTreeSet<(Due, Moment)>;

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage, each item once (a tower once more
	/// for each of its hires): for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: Looks =
			Timetable::<Self>::iter().map(|entry| (entry.payload, entry.due_ms)).collect();
		let latest_ms = T::Clock::now().saturating_add(MAX_AHEAD_MS);
		ensure!(looks.iter().all(|(_, due_ms)| *due_ms <= latest_ms), "W7: a look too far ahead");
		let mut sums = Sums::<T> { towers: BTreeMap::new(), put_down: BTreeMap::new() };
		for (channel, watched) in Watches::<T>::iter() {
			Self::check_watched(channel, &watched, &mut sums, &looks)?;
			Self::check_drawings(&watched)?;
			Self::check_channel(channel, &watched)?;
		}
		for (client, put_down) in sums.put_down {
			let held = T::Native::balance_on_hold(&HoldReason::DemandDeposit.into(), &client);
			ensure!(held >= put_down, "W8: a deposit that nobody holds");
		}
		let mut sums = sums.towers;
		let mut owed: Vec<(AssetIdOf<T>, Balance)> = Vec::new();
		let mut towers = 0usize;
		for (id, record) in Towers::<T>::iter() {
			let sum = sums.remove(&id).unwrap_or_default();
			let held = Self::check_tower(id, &record.tower, &sum, &looks)?;
			owed.push((record.tower.asset.clone(), held));
			towers = towers.saturating_add(1);
		}
		ensure!(sums.is_empty(), "W1: a hire of no tower");
		ensure!(TowerIds::<T>::iter_keys().count() == towers, "W1: an index of no tower");
		for (channel, side) in Postings::<T>::iter_keys() {
			let watched = Watches::<T>::get(channel).ok_or("W1: a posting of no watch")?;
			ensure!(watched.watches.of(side).is_some(), "W1: a posting of nobody who watches");
		}
		Money::<T>::try_state(owed)?;
		Timetable::<Self>::try_state()
	}

	/// W2 to W4 and W7, for one tower. Returns what is held for it.
	fn check_tower(
		id: TowerId,
		tower: &TowerOf<T>,
		sum: &Sum,
		looks: &Looks,
	) -> Result<Balance, DispatchError> {
		ensure!(id < NextTowerId::<T>::get(), "W1: an id that was not given yet");
		let index = TowerIds::<T>::get(&tower.owner, &tower.asset);
		ensure!(index == Some(id), "W1: a tower without its index");
		ensure!(tower.keys.rise(), "W1: keys that do not rise");
		let now_ms = T::Clock::now();
		let known_ms = tower.income.from_ms.max(tower.presence.last.ms);
		ensure!(known_ms <= now_ms, "W3: a clock that is ahead");
		ensure!(tower.covered == sum.cover, "W2: a wrong sum of covers");
		ensure!(tower.covered <= tower.bond, "W2: more is covered than there is");
		let counted = (tower.watches, tower.kept);
		ensure!(counted == (sum.hires, sum.kept), "W2: hires are miscounted");
		let last = sum.numbers.last().copied().unwrap_or(0);
		ensure!(last <= tower.hires, "W5: a hire that was not numbered yet");
		ensure!(tower.income.rate.0 == sum.rate, "W3: a tower's rate is not that of its hires");
		let funds = Exact::whole(sum.deposits).checked_add(tower.income.earned);
		let held = funds.and_then(|funds| funds.checked_sub(sum.counted));
		let held = held.ok_or("W4: more was paid out than there was")?;
		ensure!(held.parts == 0, "W4: parts of a unit are lost or made");
		let is_looked_at = |due_ms| looks.contains(&(Due::Beat(id), due_ms));
		match tower.due_ms {
			Some(due_ms) => ensure!(is_looked_at(due_ms), "W7: a look that never comes"),
			None => ensure!(tower.presence.is_told, "W7: a tower that nobody looks at"),
		}
		held.units.checked_add(tower.bond).ok_or_else(|| "W4: a sum".into())
	}

	/// W1, W5 and W6, for one channel. Adds up its hires.
	fn check_watched(
		channel: ChannelId,
		watched: &WatchedOf<T>,
		sums: &mut Sums<T>,
		looks: &Looks,
	) -> DispatchResult {
		ensure!(!watched.is_empty(), "W1: a watch of nobody");
		if let Some(dispute) = &watched.dispute {
			Self::check_dispute(dispute)?;
		}
		for side in Side::BOTH {
			let Some(watch) = watched.watches.of(side) else { continue };
			ensure!(!watch.hires.is_empty(), "W1: a watch without a tower");
			let named: BTreeSet<TowerId> = watch.hires.iter().map(|hire| hire.tower).collect();
			ensure!(named.len() == watch.hires.len(), "W5: a tower that is hired twice");
			Self::check_watch(watched, side, watch, sums)?;
			let due = Due::watch(channel, side);
			if let Some(due_ms) = watch.due_ms {
				ensure!(looks.contains(&(due, due_ms)), "W7: a look that never comes");
			}
			// What a dispute comes to is told.
			let is_told = watched.is_disputed() && watched.over_ms.is_none();
			let is_due = |hire: &Hire| hire.stopped_ms.is_none() || hire.demand.is_some();
			let waits = !is_told || watch.hires.iter().any(is_due);
			ensure!(!waits || watch.due_ms.is_some(), "W7: a watch that nobody looks at");
		}
		Ok(())
	}

	/// W5 and W8, for the hires of one party. Adds them up.
	fn check_watch(
		watched: &WatchedOf<T>,
		side: Side,
		watch: &WatchOf<T>,
		sums: &mut Sums<T>,
	) -> DispatchResult {
		let client = watched.parties.of(side);
		let all_ms: Moment =
			watch.hires.iter().fold(0, |sum: Moment, hire| sum.saturating_add(hire.response_ms));
		let fits = all_ms.saturating_mul(3) <= watched.period_ms.saturating_mul(2);
		ensure!(fits, "W5: towers have more time than there is");
		for hire in &watch.hires {
			let record = Towers::<T>::get(hire.tower).ok_or("W1: a hire of no tower")?;
			ensure!(record.tower.asset == watched.asset, "W5: a tower in another asset");
			Self::check_hire(watched, hire)?;
			if let Some(demand) = &hire.demand {
				let put_down = sums.put_down.entry(client.clone()).or_default();
				*put_down = put_down.checked_add(demand.deposit).ok_or("W8: a sum")?;
			}
			let ran_ms = record.tower.income.clock_ms.checked_sub(hire.from_clock_ms);
			let ran_ms = ran_ms.ok_or("W3: a clock that is behind")?;
			let sum = sums.towers.entry(hire.tower).or_default();
			ensure!(sum.numbers.insert(hire.number), "W5: two hires of one number");
			sum.cover = sum.cover.checked_add(hire.cover).ok_or("W2: a sum")?;
			if hire.stopped_ms.is_some() {
				sum.kept = sum.kept.saturating_add(1);
				continue;
			}
			sum.hires = sum.hires.saturating_add(1);
			let counted = Exact::accrued(hire.rate.0, ran_ms).ok_or("W4: a sum")?;
			sum.counted = sum.counted.checked_add(counted).ok_or("W4: a sum")?;
			sum.deposits = sum.deposits.checked_add(hire.deposit).ok_or("W4: a sum")?;
			sum.rate = sum.rate.checked_add(hire.rate.0).ok_or("W3: a sum")?;
		}
		Ok(())
	}

	/// W2, W4, W5 and W8, for one hire by itself.
	fn check_hire(watched: &WatchedOf<T>, hire: &Hire) -> DispatchResult {
		let may_be_zero = hire.is_missed || hire.is_withheld || hire.stopped_ms.is_some();
		ensure!(hire.cover > 0 || may_be_zero, "W2: a hire without cover");
		let asks = |demand: &crate::demand::Demand| demand.backup != H256::zero();
		ensure!(hire.demand.as_ref().is_none_or(asks), "W8: a demand for nothing");
		ensure!(hire.from_ms <= T::Clock::now(), "W5: a hire that is to come");
		let Some(stopped_ms) = hire.stopped_ms else { return Ok(()) };
		ensure!(stopped_ms <= T::Clock::now(), "W5: a hire that is to end");
		// Where the parties have closed the channel together the hook is about to look.
		let is_kept = watched.is_disputed() || watched.over_ms.is_some();
		ensure!(is_kept || !watched.drawings.is_empty(), "W5: a hire that is over");
		ensure!(hire.deposit == 0, "W4: a deposit of a hire that is over");
		Ok(())
	}

	/// W6, of what was taken out of a channel: all on one base, and nobody is paid more than that.
	fn check_drawings(watched: &WatchedOf<T>) -> DispatchResult {
		let (drawings, now_ms) = (&watched.drawings, T::Clock::now());
		for side in Side::BOTH {
			let asked = drawings.asked.of(side).as_ref();
			ensure!(asked.is_none_or(|asked| asked.since.ms <= now_ms), "W6: asked too late");
		}
		let base = drawings.done.first().map(|drawing| drawing.drawn.base_version);
		for drawing in &drawings.done {
			let span = &drawing.span;
			let most = drawing.drawn.amount;
			ensure!(drawing.compensated <= most, "W6: more than was taken out");
			ensure!(Some(drawing.drawn.base_version) == base, "W6: drawings on two bases");
			ensure!(span.since.ms <= span.until.ms, "W6: done before it was asked");
			ensure!(span.until.ms <= now_ms, "W6: done too late");
		}
		Ok(())
	}

	/// W9: what is kept of a channel is what it says itself, as long as it is there.
	fn check_channel(id: ChannelId, watched: &WatchedOf<T>) -> DispatchResult {
		let Some(channel) = T::Channels::channel(id) else {
			ensure!(watched.over_ms.is_some(), "W9: a channel that is gone");
			return Ok(());
		};
		ensure!(channel.parties == watched.parties, "W9: other parties");
		ensure!(channel.asset == watched.asset, "W9: another asset");
		ensure!(channel.challenge_period_ms == watched.period_ms, "W9: another period");
		let fits = match channel.phase {
			Phase::Proposed { .. } => false,
			Phase::Open => !watched.is_disputed() && watched.over_ms.is_none(),
			Phase::Closing { .. } => watched.is_disputed() && !watched.is_over(),
			Phase::Resolving => watched.is_over(),
		};
		ensure!(fits, "W9: another phase");
		Ok(())
	}

	/// W6: versions only rise, and nobody is paid more than there was.
	fn check_dispute(dispute: &Dispute<T::AccountId>) -> DispatchResult {
		let mut last = dispute.first;
		for shown in &dispute.presented {
			ensure!(shown.version > last, "W6: a version that does not rise");
			last = shown.version;
		}
		let paid = dispute.compensated.checked_sum().ok_or("W6: a sum")?;
		let Some(settled) = &dispute.settled else {
			ensure!(paid == 0, "W6: paid for what is not settled");
			return Ok(());
		};
		ensure!(settled.version == last, "W6: another version counts than the last");
		let whole = settled.committed.checked_sum().ok_or("W6: a sum")?;
		let got = settled.paid.checked_sum().and_then(|sum| sum.checked_add(settled.reward));
		ensure!(got.is_some_and(|got| got <= whole), "W6: more was paid than there was");
		for side in Side::BOTH {
			let most = whole.saturating_sub(*settled.paid.of(side));
			ensure!(*dispute.compensated.of(side) <= most, "W6: more than was lost");
		}
		Ok(())
	}
}
