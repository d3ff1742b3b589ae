//! Cycles that bring an owner's channels back into balance.
//!
//! A cycle leaves the owner over a channel with too much on its side and comes back over one with too
//! little. Forwarders on the way keep their fees; owners who agreed on none have terms that ask for
//! none, and such cycles are found first, being the cheapest.
//!
//! One search answers for all pairs of channels at once: it starts backwards from all that may take,
//! and ends at the first that may give. For one amount it is exact in the sense of [`crate::paths`].
//! [`plan_rebalance`] takes one cycle after another, each the cheapest for its size among some sizes
//! tried, and fills it as far as it goes: a heuristic.
//!
//! Channels with one peer count together: a peer with whom some channels have too much and others too
//! little gives, or takes, only the difference. So no cycle goes out to a peer and comes straight
//! back from it, which would move nothing.

use crate::{
	fees::millionths,
	flow::Part,
	graph::{place, Exclude, Graph},
	paths::{Ends, Searcher, Task, Used},
	routes::{self, amounts_of, Hop},
};
use alloc::vec::Vec;

/// The most cycles of one plan.
pub const MAX_CYCLES: u32 = 16;
/// How many sizes of cycle are tried: the largest possible, and each half of the one before.
pub const SIZES: u32 = 6;

/// How much one of the owner's channels may move.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Quota {
	/// The id of an edge that leaves the owner, for giving; of one that leads to it, for taking. Any
	/// other is passed over.
	pub edge: u64,
	/// The most that may pass it, fees included.
	pub amount: u128,
}

/// What is to be brought into balance, and within which bounds.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
	/// Whose channels.
	pub owner: u32,
	/// What may leave.
	pub gives: &'a [Quota],
	/// What may come back.
	pub takes: &'a [Quota],
	/// The most cycles; more than [`MAX_CYCLES`] are not used.
	pub max_cycles: u32,
	/// The most edges of each cycle; more than [`crate::routes::MAX_HOPS`] are not used. A cycle has
	/// three at the least.
	pub max_hops: u32,
	/// The smallest amount that is worth a cycle.
	pub min_amount: u128,
	/// The most that each cycle may cost, in millionths of what comes back.
	pub max_fee_ppm: u32,
	/// The most that all cycles may cost.
	pub max_fee: u128,
	/// What may not be passed.
	pub exclude: Exclude<'a>,
}

impl Request<'_> {
	/// What a cycle that brings `amount` back may cost, when `spent` is spent.
	fn allowed(&self, amount: u128, spent: u128) -> u128 {
		let limit = millionths(amount, self.max_fee_ppm).unwrap_or(u128::MAX);
		limit.min(self.max_fee.saturating_sub(spent))
	}
}

/// Cycles to run, in this order or any other.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plan {
	/// Routes from the owner to itself. All of them together fit, as planned.
	pub cycles: Vec<Part>,
	/// What they cost together.
	pub fee: u128,
}

/// A channel that may move something: its arc, its quota, and the place of its peer.
type Channel = (u32, u128, usize);

/// What may still leave, or come back.
#[derive(Clone, Debug, Default)]
struct Side {
	/// Ordered by arc.
	channels: Vec<Channel>,
	/// For each peer what it may still move over all its channels.
	peers: Vec<(u32, u128)>,
}

impl Side {
	/// The owner's arcs among `arcs` that have a quota.
	fn new(graph: &Graph, quotas: &[Quota], arcs: impl Iterator<Item = (u32, u32)>) -> Self {
		let mut by_id: Vec<(u64, u32, u32)> = arcs
			.filter_map(|(number, peer)| graph.arc(number).map(|arc| (arc.id, number, peer)))
			.collect();
		by_id.sort_unstable();
		let find = |quota: &Quota| {
			let at = by_id.binary_search_by_key(&quota.edge, |(id, ..)| *id).ok()?;
			by_id.get(at).map(|(_, number, peer)| (*peer, *number, quota.amount))
		};
		let mut found: Vec<(u32, u32, u128)> = quotas.iter().filter_map(find).collect();
		found.sort_unstable();
		found.dedup_by_key(|(_, number, _)| *number);
		let mut side = Self::default();
		for (peer, number, amount) in found {
			match side.peers.last_mut() {
				Some((last, sum)) if *last == peer => *sum = sum.saturating_add(amount),
				_ => side.peers.push((peer, amount)),
			}
			side.channels.push((number, amount, side.peers.len().saturating_sub(1)));
		}
		side.channels.sort_unstable();
		side
	}

	/// Leaves to each peer that is on both sides what it has more of on one.
	fn net(&mut self, other: &mut Self) {
		for (peer, sum) in &mut self.peers {
			let Ok(at) = other.peers.binary_search_by_key(peer, |(peer, _)| *peer) else {
				continue;
			};
			if let Some((_, other)) = other.peers.get_mut(at) {
				let both = (*sum).min(*other);
				*sum = sum.saturating_sub(both);
				*other = other.saturating_sub(both);
			}
		}
	}

	fn peer_left(&self, peer: usize) -> u128 {
		self.peers.get(peer).map_or(0, |(_, left)| *left)
	}

	/// What each channel may still move, where that is anything.
	fn limits(&self) -> Vec<(u32, u128)> {
		let limit = |(arc, quota, peer): &Channel| (*arc, (*quota).min(self.peer_left(*peer)));
		self.channels.iter().map(limit).filter(|(_, limit)| *limit > 0).collect()
	}

	fn limit(&self, arc: u32) -> u128 {
		let at = self.channels.binary_search_by_key(&arc, |(arc, ..)| *arc).ok();
		let channel = at.and_then(|at| self.channels.get(at));
		channel.map_or(0, |(_, quota, peer)| (*quota).min(self.peer_left(*peer)))
	}

	fn take(&mut self, arc: u32, amount: u128) {
		let at = self.channels.binary_search_by_key(&arc, |(arc, ..)| *arc).ok();
		let Some((_, quota, peer)) = at.and_then(|at| self.channels.get_mut(at)) else { return };
		*quota = quota.saturating_sub(amount);
		if let Some((_, left)) = self.peers.get_mut(*peer) {
			*left = left.saturating_sub(amount);
		}
	}
}

/// A size of cycle to try, with the cheapest one if it is known.
struct Size {
	amount: u128,
	cycle: Option<Cycle>,
}

/// A cycle that was found.
#[derive(Clone)]
struct Cycle {
	arcs: Vec<u32>,
	hops: Vec<Hop>,
	amount: u128,
	fee: u128,
}

struct Planner<'a> {
	graph: &'a Graph,
	request: &'a Request<'a>,
	gives: Side,
	takes: Side,
	used: Used,
	searcher: Searcher<'a>,
}

impl<'a> Planner<'a> {
	fn new(graph: &'a Graph, request: &'a Request<'a>) -> Self {
		let out = graph.leaving(request.owner).iter().zip(graph.heads(request.owner));
		let mut gives = Side::new(graph, request.gives, out.map(|(arc, peer)| (*arc, *peer)));
		let mut takes = Side::new(graph, request.takes, graph.arriving(request.owner));
		gives.net(&mut takes);
		let used = Used::new(graph, request.exclude.edges);
		Self { graph, request, gives, takes, used, searcher: Searcher::new(graph) }
	}

	/// The cheapest cycle that brings back `amount` for at most `max_fee`.
	fn cheapest(
		&mut self,
		amount: u128,
		max_fee: u128,
		first: &[(u32, u128)],
		last: &[(u32, u128)],
	) -> Option<Cycle> {
		let task = Task {
			from: self.request.owner,
			to: self.request.owner,
			amount,
			max_hops: self.request.max_hops,
			most: amount.saturating_add(max_fee),
			closed: self.request.exclude.nodes,
			ends: Some(Ends { first, last }),
		};
		let found = self.searcher.search(&task, &self.used)?;
		let fee = found.amounts.first()?.checked_sub(amount)?;
		let hop = |(at, arc): (usize, &u32)| self.graph.arc(*arc).map(|arc| arc.hop(at == 0));
		let hops = found.arcs.iter().enumerate().filter_map(hop).collect();
		Some(Cycle { arcs: found.arcs, hops, amount, fee })
	}

	/// What each hop of a cycle may still carry.
	fn limits(&self, arcs: &[u32]) -> Vec<u128> {
		let last = arcs.len().saturating_sub(1);
		let limit = |(at, number): (usize, &u32)| {
			let all =
				self.graph.arc(*number).map_or(0, |arc| if at == 0 { arc.free } else { arc.spare });
			let left = all.saturating_sub(self.used.of(*number));
			match at {
				0 => left.min(self.gives.limit(*number)),
				_ if at == last => left.min(self.takes.limit(*number)),
				_ => left,
			}
		};
		arcs.iter().enumerate().map(limit).collect()
	}

	/// The sizes to try.
	fn sizes(&self) -> Vec<Size> {
		let largest = |side: &Side| side.limits().iter().map(|(_, limit)| *limit).max();
		let top = largest(&self.gives).unwrap_or(0).min(largest(&self.takes).unwrap_or(0));
		let least = self.request.min_amount.max(1);
		let amounts = (0..SIZES).map(|halved| top >> halved).filter(|amount| *amount >= least);
		amounts.map(|amount| Size { amount, cycle: None }).collect()
	}

	/// Finds each size's cheapest cycle, where it is not known. One found before is still the
	/// cheapest if it still fits, since all that happened is that others have less left; and a size
	/// that had none will have none.
	fn refresh(&mut self, sizes: &mut Vec<Size>, spent: u128) {
		let (first, last) = (self.gives.limits(), self.takes.limits());
		let mut free = false;
		sizes.retain_mut(|size| {
			// Nothing is cheaper than nothing.
			if free {
				return true;
			}
			if !size.cycle.as_ref().is_some_and(|cycle| self.fits(cycle)) {
				let max_fee = self.request.allowed(size.amount, spent);
				size.cycle = self.cheapest(size.amount, max_fee, &first, &last);
			}
			free = size.cycle.as_ref().is_some_and(|cycle| cycle.fee == 0);
			size.cycle.is_some()
		});
	}

	fn fits(&self, cycle: &Cycle) -> bool {
		amounts_of(&cycle.hops, cycle.amount).is_ok_and(|amounts| {
			amounts.iter().zip(self.limits(&cycle.arcs)).all(|(amount, limit)| *amount <= limit)
		})
	}

	/// The cycle with the lowest fee for each unit, of equals the largest, and filled.
	fn best(&mut self, sizes: &mut Vec<Size>, spent: u128) -> Option<Cycle> {
		self.refresh(sizes, spent);
		let mut best: Option<&Cycle> = None;
		for cycle in sizes.iter().filter_map(|size| size.cycle.as_ref()) {
			let affordable = cycle.fee <= self.request.allowed(cycle.amount, spent);
			// `fee / amount` of one less than of the other, without division.
			let cheaper = best.is_none_or(|best| {
				let new = cycle.fee.checked_mul(best.amount);
				let old = best.fee.checked_mul(cycle.amount);
				new.is_some_and(|new| old.is_none_or(|old| new < old))
			});
			if affordable && cheaper && self.fits(cycle) {
				best = Some(cycle);
			}
		}
		let cycle = best?.clone();
		let most = routes::deliverable(&cycle.hops, &self.limits(&cycle.arcs), u128::MAX);
		let fee = amounts_of(&cycle.hops, most)
			.ok()
			.and_then(|amounts| amounts.first().and_then(|sent| sent.checked_sub(most)));
		match fee.filter(|fee| most > cycle.amount && *fee <= self.request.allowed(most, spent)) {
			Some(fee) => Some(Cycle { amount: most, fee, ..cycle }),
			None => Some(cycle),
		}
	}

	/// A cycle as the chain would take it after those before.
	fn checked(&self, cycle: &Cycle, spent: u128) -> Option<Part> {
		let amounts = routes::backwards(&cycle.hops, cycle.amount).ok()?;
		let fee = routes::forwards(&cycle.hops, &amounts).ok()?;
		if !self.fits(cycle) || fee > self.request.allowed(cycle.amount, spent) {
			return None;
		}
		let id = |arc: &u32| self.graph.arc(*arc).map(|arc| arc.id);
		Some(Part { edges: cycle.arcs.iter().filter_map(id).collect(), amounts })
	}

	fn take(&mut self, cycle: &Cycle, part: &Part) {
		for (arc, amount) in cycle.arcs.iter().zip(&part.amounts) {
			self.used.add(*arc, *amount);
		}
		if let Some(arc) = cycle.arcs.first() {
			self.gives.take(*arc, part.sends());
		}
		if let Some(arc) = cycle.arcs.last() {
			self.takes.take(*arc, part.delivers());
		}
	}
}

/// Cycles that bring the owner's channels nearer to balance, within all bounds of `request`; none if
/// there is none. The same question has always the same answer.
pub fn plan_rebalance(graph: &Graph, request: &Request) -> Plan {
	let mut plan = Plan::default();
	if place(request.owner) >= place(graph.nodes()) {
		return plan;
	}
	let mut planner = Planner::new(graph, request);
	let mut sizes = planner.sizes();
	for _ in 0..request.max_cycles.min(MAX_CYCLES) {
		let Some(cycle) = planner.best(&mut sizes, plan.fee) else { break };
		let Some(part) = planner.checked(&cycle, plan.fee) else { break };
		planner.take(&cycle, &part);
		plan.fee = plan.fee.saturating_add(part.fee());
		plan.cycles.push(part);
	}
	plan
}

#[cfg(test)]
mod tests;
