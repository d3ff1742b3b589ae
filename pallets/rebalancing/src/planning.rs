//! What clients and workers ask: what is out of balance, and which cycles mend it. All of it reads the
//! whole graph of channels, and is for use off chain only.

use crate::{
	advice::{aim, Direction, Priority, Reason, RebalancePlan, Recommendation},
	types::{Band, Cycle, Holding, Hop, Mode, Place, RebalancePolicy, Report, Trigger, MAX_HOPS},
	ChannelOf, Config, Pallet, Policies, RecordOf,
};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_math::{
	balance,
	cycles::{plan_rebalance, Quota, Request},
	flow::Part,
	graph::Exclude,
};
use bloc_primitives::{
	channel::{Graph, Phase},
	network::{direction_of, edge_of, Network},
	Balance, ChannelId, Side,
};
use core::cmp::Reverse;
use frame_support::traits::{Get, Time};
use sp_runtime::Permill;

/// The most recommendations that a query answers with: each takes up to a dozen searches.
pub const MAX_RECOMMENDATIONS: u32 = 32;

/// One of the account's channels that may be moved.
struct Own<AccountId> {
	id: ChannelId,
	side: Side,
	peer: AccountId,
	band: Band,
	mode: Mode,
	holding: Holding,
}

impl<AccountId> Own<AccountId> {
	/// What may leave until `least` is left.
	fn down_to(&self, least: Balance) -> Quota {
		self.quota(self.side, self.holding.local.saturating_sub(least))
	}

	/// What may come in until there is `most`.
	fn up_to(&self, most: Balance) -> Quota {
		self.quota(self.side.other(), most.saturating_sub(self.holding.local))
	}

	/// What may leave `side`; nothing in a channel that no graph can name.
	fn quota(&self, side: Side, amount: Balance) -> Quota {
		match edge_of(self.id, side) {
			Some(edge) => Quota { edge, amount },
			None => Quota { edge: 0, amount: 0 },
		}
	}

	fn place(&self) -> Place {
		self.band.place(&self.holding)
	}

	/// The low threshold, the target and the high threshold, in units. Rounding may take the target
	/// below the low one; and where no unit lies within, the low one is above the high one: then what
	/// gives stays above both, and what takes below.
	fn marks(&self) -> (Balance, Balance, Balance) {
		let total = self.holding.total();
		(self.band.least(total), self.band.aimed(total), self.band.most(total))
	}

	/// How far it may give: to its target.
	fn give_to_target(&self) -> Quota {
		let (low, target, _) = self.marks();
		self.down_to(target.max(low))
	}

	/// How far it may take: to its target.
	fn take_to_target(&self) -> Quota {
		let (low, target, high) = self.marks();
		self.up_to(target.max(low).min(high))
	}

	/// How far it may give without coming out of its thresholds.
	fn give_to_low(&self) -> Quota {
		let (low, ..) = self.marks();
		self.down_to(low)
	}

	/// How far it may take without coming out of its thresholds.
	fn take_to_high(&self) -> Quota {
		let (.., high) = self.marks();
		self.up_to(high)
	}

	/// Just what lies above the high threshold.
	fn give_to_high(&self) -> Quota {
		let (low, _, high) = self.marks();
		self.down_to(high.max(low))
	}

	/// Just what is missing to the low threshold.
	fn take_to_low(&self) -> Quota {
		let (low, _, high) = self.marks();
		self.up_to(low.min(high))
	}
}

/// What a search may cost.
#[derive(Clone, Copy)]
struct Limits {
	max_cycles: u32,
	min_amount: Balance,
	fee_ppm: u32,
	max_fee: Balance,
}

/// The open channels in an asset, and those of them that are an account's and may be moved.
struct Planner<'a, T: Config> {
	account: &'a T::AccountId,
	asset: &'a T::AssetId,
	channels: BTreeMap<ChannelId, ChannelOf<T>>,
	own: Vec<Own<T::AccountId>>,
	/// The same as a graph; none of a chain that is too large for one.
	network: Option<Network<T::AccountId>>,
}

impl<'a, T: Config> Planner<'a, T> {
	fn new(
		account: &'a T::AccountId,
		asset: &'a T::AssetId,
		record: Option<&RecordOf<T>>,
		trigger: Trigger,
	) -> Self {
		let open = |(_, channel): &(ChannelId, ChannelOf<T>)| {
			channel.asset == *asset && channel.phase == Phase::Open
		};
		let channels: BTreeMap<_, _> = T::Channels::walk().filter(open).collect();
		let band = record.map(|record| record.policy.band).unwrap_or_default();
		let own = channels.iter().filter_map(|(id, channel)| {
			let side = channel.side_of(account)?;
			let policy = Pallet::<T>::channel_policy_at(record, *id, side);
			let moves = match policy.mode {
				Mode::Automatic => true,
				Mode::Manual => trigger == Trigger::Manual,
				Mode::Excluded => false,
			};
			moves.then(|| Own {
				id: *id,
				side,
				peer: channel.parties.of(side.other()).clone(),
				band: policy.band.unwrap_or(band),
				mode: policy.mode,
				holding: Holding::of(&channel.ledger, side),
			})
		});
		let own = own.collect();
		let mut planner = Self { account, asset, channels, own, network: None };
		planner.survey();
		planner
	}

	/// Draws the graph anew.
	fn survey(&mut self) {
		let all = self.channels.iter().map(|(id, channel)| (*id, channel.clone()));
		self.network = Network::new(self.asset, all).ok();
	}

	/// Is anything to be done? Channels with one peer count together: what one has too much of and
	/// another too little moves nothing.
	fn presses(&self, min_amount: Balance) -> bool {
		let mut peers = BTreeMap::<&T::AccountId, (Balance, Balance)>::new();
		for own in &self.own {
			let (above, below) = peers.entry(&own.peer).or_default();
			match own.place() {
				Place::Above(units) => *above = above.saturating_add(units),
				Place::Below(units) => *below = below.saturating_add(units),
				Place::Inside => {},
			}
		}
		peers.values().any(|(above, below)| above.abs_diff(*below) >= min_amount.max(1))
	}

	/// The quotas of those channels that `which` lets through, where they are anything.
	fn quotas(
		&self,
		which: impl Fn(&Own<T::AccountId>) -> bool,
		quota: impl Fn(&Own<T::AccountId>) -> Quota,
	) -> Vec<Quota> {
		let all = self.own.iter().filter(|own| which(own)).map(quota);
		all.filter(|quota| quota.amount > 0).collect()
	}

	/// Looks for cycles from `gives` to `takes`.
	fn search(&self, gives: &[Quota], takes: &[Quota], limits: &Limits) -> Vec<Part> {
		if gives.is_empty() || takes.is_empty() || limits.max_cycles == 0 {
			return Vec::new();
		}
		let Some(network) = &self.network else { return Vec::new() };
		let Some(owner) = network.node(self.account) else { return Vec::new() };
		let request = Request {
			owner,
			gives,
			takes,
			max_cycles: limits.max_cycles,
			max_hops: MAX_HOPS,
			min_amount: limits.min_amount.max(1),
			max_fee_ppm: limits.fee_ppm,
			max_fee: limits.max_fee,
			exclude: Exclude::default(),
		};
		plan_rebalance(network.graph(), &request).cycles
	}

	/// Moves what a cycle moves, so that the next search finds it moved.
	fn apply(&mut self, part: &Part) {
		for (edge, amount) in part.edges.iter().zip(&part.amounts) {
			let (id, side) = direction_of(*edge);
			if let Some(channel) = self.channels.get_mut(&id) {
				let there = &mut channel.ledger.of_mut(side).free;
				*there = there.saturating_sub(*amount);
				let back = &mut channel.ledger.of_mut(side.other()).free;
				*back = back.saturating_add(*amount);
			}
			for own in self.own.iter_mut().filter(|own| own.id == id) {
				let Holding { local, remote } = &mut own.holding;
				let (from, to) = if own.side == side { (local, remote) } else { (remote, local) };
				*from = from.saturating_sub(*amount);
				*to = to.saturating_add(*amount);
			}
		}
	}

	/// The cycles of a run: what lies outside of its thresholds comes within, and nearer to its target
	/// as far as that brings another channel nearer to its own.
	fn plan(&mut self, mut limits: Limits) -> Vec<Part> {
		let above = |own: &Own<T::AccountId>| matches!(own.place(), Place::Above(_));
		let below = |own: &Own<T::AccountId>| matches!(own.place(), Place::Below(_));
		let inside = |own: &Own<T::AccountId>| own.place() == Place::Inside;
		let any = |_: &Own<T::AccountId>| true;
		let mut all = Vec::new();
		let mut drawn = true;
		for stage in 0..4 {
			if !drawn {
				self.survey();
				drawn = true;
			}
			let (gives, takes) = match stage {
				// First what brings both ends nearer to their targets.
				0 => {
					let gives = self.quotas(above, Own::give_to_target);
					(gives, self.quotas(any, Own::take_to_target))
				},
				1 => {
					let takes = self.quotas(below, Own::take_to_target);
					(self.quotas(any, Own::give_to_target), takes)
				},
				// Then what brings one end within and leaves the other there.
				2 => {
					let gives = self.quotas(above, Own::give_to_high);
					(gives, self.quotas(inside, Own::take_to_high))
				},
				_ => {
					let takes = self.quotas(below, Own::take_to_low);
					(self.quotas(inside, Own::give_to_low), takes)
				},
			};
			let found = self.search(&gives, &takes, &limits);
			for part in found {
				limits.max_cycles = limits.max_cycles.saturating_sub(1);
				limits.max_fee = limits.max_fee.saturating_sub(part.fee());
				self.apply(&part);
				all.push(part);
				drawn = false;
			}
		}
		all
	}

	/// The best cycle for one channel.
	fn best_for(
		&self,
		own: &Own<T::AccountId>,
		direction: Direction,
		limits: &Limits,
	) -> Option<Part> {
		let other = |it: &Own<T::AccountId>| it.id != own.id;
		let (mut gives, mut takes) = match direction {
			Direction::Give => {
				(Vec::from([own.give_to_target()]), self.quotas(other, Own::take_to_target))
			},
			Direction::Take => {
				(self.quotas(other, Own::give_to_target), Vec::from([own.take_to_target()]))
			},
		};
		if let Some(part) = self.search(&gives, &takes, limits).pop() {
			return Some(part);
		}
		let inside = |it: &Own<T::AccountId>| other(it) && it.place() == Place::Inside;
		match own.place() {
			Place::Above(_) => {
				gives = Vec::from([own.give_to_high()]);
				takes = self.quotas(inside, Own::take_to_high);
			},
			Place::Below(_) => {
				gives = self.quotas(inside, Own::give_to_low);
				takes = Vec::from([own.take_to_low()]);
			},
			Place::Inside => return None,
		}
		self.search(&gives, &takes, limits).pop()
	}
}

/// A cycle as a call has it. None if it is longer than can be.
fn cycle_of(part: &Part) -> Option<Cycle> {
	let hops = part.edges.iter().zip(&part.amounts);
	let hops = hops.map(|(edge, amount)| Hop { channel: direction_of(*edge).0, amount: *amount });
	Cycle::try_from(hops.collect::<Vec<_>>()).ok()
}

impl<T: Config> Pallet<T> {
	/// What a search may cost by an account's policy.
	fn limits_of(record: Option<&RecordOf<T>>, max_fee: Balance) -> Limits {
		let policy: Option<&RebalancePolicy> = record.map(|record| &record.policy);
		Limits {
			max_cycles: T::MaxCycles::get(),
			min_amount: policy.map_or(1, |policy| policy.min_amount),
			fee_ppm: policy.map_or(Permill::one(), |policy| policy.fee_limit).deconstruct(),
			max_fee,
		}
	}

	/// What an automatic run may cost now.
	fn left_of_budget(record: &RecordOf<T>) -> Balance {
		let policy = &record.policy;
		let spending = record.spending.at(T::Clock::now(), policy.budget_period_ms);
		policy.fee_budget.saturating_sub(spending.spent)
	}

	/// See [`Pallet::plan_rebalance`]. An automatic run is bound by what is left of the budget, too.
	pub(crate) fn plan_for(
		account: &T::AccountId,
		asset: &T::AssetId,
		trigger: Trigger,
		max_fee: Balance,
	) -> RebalancePlan {
		let record = Policies::<T>::get(account, asset);
		let max_fee = match (&record, trigger) {
			(Some(record), Trigger::Automatic) => max_fee.min(Self::left_of_budget(record)),
			_ => max_fee,
		};
		let mut planner = Planner::<T>::new(account, asset, record.as_ref(), trigger);
		let limits = Self::limits_of(record.as_ref(), max_fee);
		if !planner.presses(limits.min_amount) {
			return RebalancePlan::nothing(Report::Balanced);
		}
		let parts = planner.plan(limits);
		if parts.is_empty() {
			let unlimited = Limits { max_fee: Balance::MAX, ..limits };
			let dear = !planner.plan(unlimited).is_empty();
			return RebalancePlan::nothing(if dear { Report::OverBudget } else { Report::NoPlan });
		}
		RebalancePlan {
			amount: parts.iter().map(Part::delivers).fold(0, Balance::saturating_add),
			fee: parts.iter().map(Part::fee).fold(0, Balance::saturating_add),
			cycles: parts.iter().filter_map(cycle_of).collect(),
			report: None,
		}
	}

	/// See [`Pallet::recommendations`].
	pub(crate) fn recommend(
		account: &T::AccountId,
		asset: &T::AssetId,
		limit: u32,
	) -> Vec<Recommendation> {
		let record = Policies::<T>::get(account, asset);
		let planner = Planner::<T>::new(account, asset, record.as_ref(), Trigger::Manual);
		let limits = Self::limits_of(record.as_ref(), Balance::MAX);
		let limits = Limits { max_cycles: 1, min_amount: 1, ..limits };
		let advised = planner.own.iter().filter_map(|own| {
			let Holding { local, remote } = own.holding;
			balance::advice(local, remote, &aim(&own.band)).map(|advice| (own, advice))
		});
		let mut advised: Vec<_> = advised.collect();
		advised.sort_by_key(|(own, advice)| {
			(Reverse(advice.priority), Reverse(advice.amount), own.id)
		});
		advised.truncate(usize::try_from(limit.min(MAX_RECOMMENDATIONS)).unwrap_or(usize::MAX));
		let recommendation = |(own, advice): (&Own<T::AccountId>, balance::Advice)| {
			let direction = advice.direction.into();
			let part = planner.best_for(own, direction, &limits);
			Recommendation {
				channel: own.id,
				holding: own.holding,
				ratio: Permill::from_parts(advice.ratio),
				amount: advice.amount,
				direction,
				priority: Priority::from(advice.priority),
				reason: match own.place() {
					Place::Below(units) => Reason::BelowLow(units),
					Place::Above(units) => Reason::AboveHigh(units),
					Place::Inside => Reason::OffTarget,
				},
				mode: own.mode,
				fee: part.as_ref().map(Part::fee),
				cycle: part.as_ref().and_then(cycle_of),
			}
		};
		advised.into_iter().map(recommendation).collect()
	}
}
