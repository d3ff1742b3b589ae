//! Cycles that bring an owner's channels back into balance.
//!
//! A cycle leaves the owner over a channel with too much on its side and comes back over one with too
//! little. Forwarders on the way keep their fees; owners who agreed on none have terms that ask for
//! none, and such cycles are found first, being the cheapest.
//!
//! Where there are at most [`MAX_FEW`] cycles at all, each of them is looked at with as much as it can
//! carry within the fee limit, and the best is taken: the cheapest for each unit, and of equals that
//! which moves the most; but the last cycle of a plan, after which nothing can be added, is that which
//! moves the most, and of equals the cheapest. So is a plan's only cycle.
//!
//! In larger graphs one search answers for all pairs of channels at once: it starts backwards from all
//! that may take, and ends at the first that may give. For one amount it is exact in the sense of
//! [`crate::paths`]. [`plan_rebalance`] asks for the cheapest of each of some sizes, fills them as far
//! as they go, and takes the best by the same measure: a heuristic.
//!
//! No cycle goes out to a peer and comes straight back from it, which would move nothing.

mod filling;

use crate::{
	fees::millionths,
	flow::Part,
	graph::{place, Exclude, Graph},
	paths::{Ends, Searcher, Steps, Task, Used},
	routes::{self, Hop, MAX_HOPS},
};
use alloc::vec::Vec;
use filling::Filling;

/// The most cycles of one plan.
pub const MAX_CYCLES: u32 = 16;
/// The most steps that one question takes, all its searches together.
pub const STEPS: u64 = 16_000_000;
/// How many sizes of cycle are tried: the largest possible, and each half of the one before.
pub const SIZES: u32 = 6;
/// The most cycles that are tried one by one.
pub const MAX_FEW: usize = 256;
/// The most amounts of a cycle that are tried one by one, from its largest down or from its smallest up.
/// Beyond that it is halved, as fees and what is allowed for them grow: then the amount is the best but
/// for roundings.
pub const MAX_AMOUNTS: u128 = 1_024;
/// The most arcs that the list of them may take to look at.
const MAX_LOOKS: u64 = 8_192;

/// How much one of the owner's channels may move.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Quota {
	/// The id of an edge that leaves the owner, for giving; of one that leads to it, for taking. Any
	/// other is passed over.
	pub edge: u64,
	/// The most that may pass it, fees included.
	pub amount: u128,
}

/// Which size of cycle is best.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Prefer {
	/// As much as goes: the cheapest for each unit first, the last that which moves the most.
	Much,
	/// The smallest that gets through, because all beyond this amount is more than is wanted.
	Little {
		/// This amount.
		wanted: u128,
	},
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
	/// Which size is best.
	pub prefer: Prefer,
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

/// What may still leave over the owner's channels, or come back: each arc with its quota, ordered by
/// arc.
#[derive(Clone, Debug, Default)]
struct Side(Vec<(u32, u128)>);

impl Side {
	/// The owner's arcs among `arcs` that have a quota.
	fn new(graph: &Graph, quotas: &[Quota], arcs: impl Iterator<Item = u32>) -> Self {
		let mut by_id: Vec<(u64, u32)> =
			arcs.filter_map(|number| graph.arc(number).map(|arc| (arc.id, number))).collect();
		by_id.sort_unstable();
		let find = |quota: &Quota| {
			let at = by_id.binary_search_by_key(&quota.edge, |(id, _)| *id).ok()?;
			by_id.get(at).map(|(_, number)| (*number, quota.amount))
		};
		let mut found: Vec<(u32, u128)> = quotas.iter().filter_map(find).collect();
		found.sort_unstable();
		found.dedup_by_key(|(number, _)| *number);
		Self(found)
	}

	/// Those that may still move something.
	fn limits(&self) -> Vec<(u32, u128)> {
		self.0.iter().copied().filter(|(_, limit)| *limit > 0).collect()
	}

	fn limit(&self, arc: u32) -> u128 {
		let at = self.0.binary_search_by_key(&arc, |(arc, _)| *arc).ok();
		at.and_then(|at| self.0.get(at)).map_or(0, |(_, quota)| *quota)
	}

	fn take(&mut self, arc: u32, amount: u128) {
		let at = self.0.binary_search_by_key(&arc, |(arc, _)| *arc).ok();
		if let Some((_, quota)) = at.and_then(|at| self.0.get_mut(at)) {
			*quota = quota.saturating_sub(amount);
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

impl Cycle {
	/// Is it cheaper for each unit, or does it move more for as little? `fee / amount` of one less than
	/// of the other, without division.
	fn is_cheaper(&self, other: &Self) -> bool {
		let new = self.fee.checked_mul(other.amount);
		let old = other.fee.checked_mul(self.amount);
		match new.zip(old) {
			Some((new, old)) => (new, other.amount) < (old, self.amount),
			// The larger of two products that do not fit is not known.
			None => old.is_none() && new.is_some(),
		}
	}

	/// Does it move more, or as much for less?
	fn is_larger(&self, other: &Self) -> bool {
		(self.amount, other.fee) > (other.amount, self.fee)
	}

	/// Does it move less, or as much for less?
	fn is_smaller(&self, other: &Self) -> bool {
		(self.amount, self.fee) < (other.amount, other.fee)
	}
}

struct Planner<'a, 's> {
	graph: &'a Graph,
	request: &'a Request<'a>,
	gives: Side,
	takes: Side,
	used: Used,
	searcher: Searcher<'a, 's>,
}

/// Is one cycle better than another?
type Better = fn(&Cycle, &Cycle) -> bool;

/// The best of them, and of equals the first.
fn best_by(better: Better, found: impl Iterator<Item = Cycle>) -> Option<Cycle> {
	found.reduce(|best, new| if better(&new, &best) { new } else { best })
}

impl<'a, 's> Planner<'a, 's> {
	fn new(graph: &'a Graph, request: &'a Request<'a>, steps: &'s mut Steps) -> Self {
		let out = graph.leaving(request.owner).iter().copied();
		let gives = Side::new(graph, request.gives, out);
		let back = graph.arriving(request.owner).map(|(arc, _)| arc);
		let takes = Side::new(graph, request.takes, back);
		let used = Used::new(graph, request.exclude.edges);
		let searcher = Searcher::new(graph, steps);
		Self { graph, request, gives, takes, used, searcher }
	}

	/// A way from the owner back to it that is to bring back `amount`.
	fn cycle(&self, arcs: Vec<u32>, amount: u128, fee: u128) -> Cycle {
		let hops = self.graph.hops(&arcs);
		Cycle { arcs, hops, amount, fee }
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
		Some(self.cycle(found.arcs, amount, fee))
	}

	/// What each hop of a cycle may still carry.
	fn limits(&self, arcs: &[u32]) -> Vec<u128> {
		let last = arcs.len().saturating_sub(1);
		let limit = |(at, number): (usize, &u32)| {
			let all =
				self.graph
					.arc(*number)
					.map_or(0, |arc| if at == 0 { arc.free } else { arc.spare() });
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
		let largest = |side: &Side| side.0.iter().map(|(_, limit)| *limit).max();
		let top = largest(&self.gives).unwrap_or(0).min(largest(&self.takes).unwrap_or(0));
		let least = self.request.min_amount.max(1);
		let size = |step: u32| match self.request.prefer {
			Prefer::Much => top >> step,
			Prefer::Little { wanted } => wanted.max(least).saturating_mul(1 << step),
		};
		let amounts = (0..SIZES).map(size).filter(|amount| (least..=top).contains(amount));
		amounts.map(|amount| Size { amount, cycle: None }).collect()
	}

	/// Finds each size's cheapest cycle, where it is not known. One found before is still the
	/// cheapest if it still fits, since all that happened is that others have less left; and a size
	/// that had none will have none.
	fn refresh(&mut self, sizes: &mut Vec<Size>, spent: u128) {
		let (first, last) = (self.gives.limits(), self.takes.limits());
		let little = self.request.prefer != Prefer::Much;
		let mut enough = false;
		sizes.retain_mut(|size| {
			// Nothing is cheaper than nothing; and a question that takes too long is not asked again.
			if enough || self.searcher.gave_up || self.searcher.steps.left() == 0 {
				return true;
			}
			let fits = |cycle: &Cycle| self.filling(cycle, spent).fee(cycle.amount).is_some();
			if !size.cycle.as_ref().is_some_and(fits) {
				let max_fee = self.request.allowed(size.amount, spent);
				size.cycle = self.cheapest(size.amount, max_fee, &first, &last);
			}
			enough = size.cycle.as_ref().is_some_and(|cycle| little || cycle.fee == 0);
			size.cycle.is_some()
		});
	}

	/// A cycle to be filled with what is left.
	fn filling<'c>(&'c mut self, cycle: &'c Cycle, spent: u128) -> Filling<'c, 'c> {
		let limits = self.limits(&cycle.arcs);
		Filling { cycle, limits, request: self.request, spent, steps: self.searcher.steps }
	}

	/// The best cycle, of all if these are few; `last` if there will be no other.
	fn best(
		&mut self,
		few: Option<&[Cycle]>,
		sizes: &mut Vec<Size>,
		spent: u128,
		last: bool,
	) -> Option<Cycle> {
		let little = self.request.prefer != Prefer::Much;
		let better: Better = match (little, last) {
			(true, _) => Cycle::is_smaller,
			(false, true) => Cycle::is_larger,
			(false, false) => Cycle::is_cheaper,
		};
		if let Some(few) = few {
			return self.best_of(few, spent, better);
		}
		self.refresh(sizes, spent);
		let sized = sizes.iter().filter_map(|size| size.cycle.as_ref());
		let filled = sized.filter_map(|cycle| {
			let mut filling = self.filling(cycle, spent);
			if little {
				filling.of(cycle.amount)
			} else {
				filling.filled()
			}
		});
		best_by(better, filled).or_else(|| {
			// What is used up may have left few.
			let few = self.few()?;
			self.best_of(&few, spent, better)
		})
	}

	/// The best of some cycles, each with the largest amount that works, or the smallest.
	fn best_of(&mut self, cycles: &[Cycle], spent: u128, better: Better) -> Option<Cycle> {
		best_by(better, cycles.iter().filter_map(|cycle| self.filling(cycle, spent).fitted()))
	}

	/// All cycles, if they are few. Of arcs that nothing can pass there is none.
	fn few(&mut self) -> Option<Vec<Cycle>> {
		let max_hops = usize::try_from(self.request.max_hops).unwrap_or(MAX_HOPS).min(MAX_HOPS);
		let (graph, owner) = (self.graph, self.request.owner);
		let closed = self.request.exclude.nodes;
		let mut all = Vec::new();
		if closed.contains(&owner) {
			return Some(all);
		}
		let mut looks = 0u64;
		// For each hop that is taken the place, among the arcs that leave its node, of the next to try.
		let (mut nodes, mut arcs, mut next) =
			(Vec::from([owner]), Vec::<u32>::new(), Vec::from([0usize]));
		while let (Some(node), Some(at)) = (nodes.last().copied(), next.last_mut()) {
			let Some(number) = graph.leaving(node).get(*at).copied() else {
				nodes.pop();
				next.pop();
				arcs.pop();
				continue;
			};
			*at = at.saturating_add(1);
			looks = looks.saturating_add(1);
			if looks > MAX_LOOKS || !self.searcher.steps.take(1) {
				return None;
			}
			let Some(arc) = graph.arc(number) else { continue };
			let (own, home) = (arcs.is_empty(), arc.head == owner);
			let left = if own { arc.free.min(self.gives.limit(number)) } else { arc.spare() };
			let left = if home { left.min(self.takes.limit(number)) } else { left };
			if left.saturating_sub(self.used.of(number)) == 0 {
				continue;
			}
			if home && arcs.len() > 1 {
				if all.len() >= MAX_FEW {
					return None;
				}
				let mut cycle = arcs.clone();
				cycle.push(number);
				all.push(self.cycle(cycle, 0, 0));
			} else if nodes.len() < max_hops
				&& !nodes.contains(&arc.head)
				&& !closed.contains(&arc.head)
			{
				nodes.push(arc.head);
				arcs.push(number);
				next.push(0);
			}
		}
		Some(all)
	}

	/// A cycle as the chain would take it after those before.
	fn checked(&mut self, cycle: &Cycle, spent: u128) -> Option<Part> {
		let amounts = routes::backwards(&cycle.hops, cycle.amount).ok()?;
		routes::forwards(&cycle.hops, &amounts).ok()?;
		self.filling(cycle, spent).of(cycle.amount)?;
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
/// there is none, or if `steps` run out before one is found. The same question has always the same
/// answer.
pub fn plan_rebalance(graph: &Graph, request: &Request, steps: &mut Steps) -> Plan {
	let mut plan = Plan::default();
	if place(request.owner) >= place(graph.nodes()) {
		return plan;
	}
	let mut planner = Planner::new(graph, request, steps);
	let (few, mut sizes) = (planner.few(), planner.sizes());
	let cycles = request.max_cycles.min(MAX_CYCLES);
	for left in (0..cycles).rev() {
		let Some(cycle) = planner.best(few.as_deref(), &mut sizes, plan.fee, left == 0) else {
			break;
		};
		let Some(part) = planner.checked(&cycle, plan.fee) else { break };
		planner.take(&cycle, &part);
		plan.fee = plan.fee.saturating_add(part.fee());
		plan.cycles.push(part);
	}
	plan
}

#[cfg(test)]
mod tests;
