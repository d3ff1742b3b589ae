//! Routes of a large flow, by augmenting paths that may take back what earlier ones carry.

use super::{Request, Route};
use crate::{
	graph::{place, Graph},
	paths::{Steps, Used},
	routes::MAX_HOPS,
};
use alloc::{collections::BTreeMap, vec, vec::Vec};

/// The most augmenting paths.
const MAX_AUGMENTS: u32 = 64;
/// The most routes that the flow is cut into.
const MAX_CUT: usize = 32;
/// The smallest augmentation, as a share of the first.
const FINEST: u128 = 64;

/// Where a node was reached from, over which arc, and whether that arc is undone.
type Step = (u32, u32, bool);

struct Flow<'a, 's> {
	graph: &'a Graph,
	request: &'a Request<'a>,
	used: &'a Used,
	/// What each arc carries.
	carried: BTreeMap<u32, u128>,
	/// How each node was reached, in the search that `epoch` counts.
	reached: Vec<(u32, Step)>,
	epoch: u32,
	steps: &'s mut Steps,
}

/// Routes of up to `max_hops` hops that together carry as much of the amount, and a little more for
/// fees, as augmenting paths find; the largest first. Fees and smallest amounts are left to who uses
/// them.
pub(super) fn routes(
	graph: &Graph,
	request: &Request,
	used: &Used,
	steps: &mut Steps,
) -> Vec<Route> {
	let reached = vec![(0, (0, 0, false)); place(graph.nodes())];
	let carried = BTreeMap::new();
	let mut flow = Flow { graph, request, used, carried, reached, epoch: 0, steps };
	// Fees make every hop carry more than what arrives.
	let goal = request.amount.saturating_add(request.amount / 8);
	let mut sum = 0u128;
	let mut grain = request.amount;
	// Of what gets through, however little that is of what is asked.
	let mut finest = 0;
	let mut augments = 0;
	while sum < goal && augments < MAX_AUGMENTS && grain > 0 {
		match flow.augment(grain) {
			Some(more) => {
				if augments == 0 {
					finest = grain / FINEST;
				}
				augments = augments.saturating_add(1);
				sum = sum.saturating_add(more);
			},
			None if grain <= finest || flow.steps.left() == 0 => break,
			None => grain /= 2,
		}
	}
	flow.cut()
}

impl Flow<'_, '_> {
	fn left(&self, number: u32) -> u128 {
		let Some(arc) = self.graph.arc(number) else { return 0 };
		let all = if arc.tail == self.request.from { arc.free } else { arc.spare() };
		let carried = self.carried.get(&number).copied().unwrap_or_default();
		all.saturating_sub(self.used.of(number)).saturating_sub(carried)
	}

	/// Marks a node as reached; false if it was before, or may not be.
	fn reach(&mut self, node: u32, step: Step) -> bool {
		let epoch = self.epoch;
		match self.reached.get_mut(place(node)) {
			Some(reached) if reached.0 != epoch => *reached = (epoch, step),
			_ => return false,
		}
		true
	}

	/// One more path that carries `grain` or more: breadth first, over what arcs have left and back
	/// over what they carry.
	fn augment(&mut self, grain: u128) -> Option<u128> {
		let (from, to) = (self.request.from, self.request.to);
		self.start();
		let mut queue = vec![from];
		let mut at = 0usize;
		while let Some(node) = queue.get(at).copied() {
			at = at.saturating_add(1);
			let leaving = self.graph.leaving(node);
			if !self.steps.take(u64::try_from(leaving.len()).unwrap_or(u64::MAX)) {
				return None;
			}
			for &number in leaving {
				let Some(arc) = self.graph.arc(number) else { continue };
				if self.left(number) >= grain && self.reach(arc.head, (node, number, false)) {
					if arc.head == to {
						return self.push();
					}
					queue.push(arc.head);
				}
			}
			if self.carried.is_empty() {
				continue;
			}
			for (number, tail) in self.graph.arriving(node) {
				let carried = self.carried.get(&number).copied().unwrap_or_default();
				if carried >= grain && self.reach(tail, (node, number, true)) {
					queue.push(tail);
				}
			}
		}
		None
	}

	/// Begins a search: nothing is reached but the payer and what may not be.
	fn start(&mut self) {
		self.epoch = self.epoch.saturating_add(1);
		for node in self.request.exclude.nodes.iter().chain([&self.request.from]) {
			self.reach(*node, (*node, 0, false));
		}
	}

	/// The steps to the payee, the last first.
	fn steps(&self) -> Vec<Step> {
		let mut steps = Vec::new();
		let mut node = self.request.to;
		while node != self.request.from {
			let Some((_, step)) = self.reached.get(place(node)).copied() else { break };
			steps.push(step);
			node = step.0;
		}
		steps
	}

	/// Sends what the path found can carry.
	fn push(&mut self) -> Option<u128> {
		let steps = self.steps();
		let carried = |number: &u32| self.carried.get(number).copied().unwrap_or_default();
		let size = |(_, number, back): &Step| {
			if *back {
				carried(number)
			} else {
				self.left(*number)
			}
		};
		let amount = steps.iter().map(size).min()?;
		for (_, number, back) in steps {
			let carried = self.carried.entry(number).or_default();
			*carried = match back {
				true => carried.saturating_sub(amount),
				false => carried.saturating_add(amount),
			};
		}
		self.carried.retain(|_, carried| *carried > 0);
		Some(amount)
	}

	/// Cuts the flow into routes with the fewest hops first.
	fn cut(&mut self) -> Vec<Route> {
		let max_hops = usize::try_from(self.request.max_hops).unwrap_or(MAX_HOPS).min(MAX_HOPS);
		let mut routes: Vec<(u128, Route)> = Vec::new();
		while routes.len() < MAX_CUT {
			self.start();
			let mut queue = vec![self.request.from];
			let mut at = 0usize;
			while let Some(node) = queue.get(at).copied() {
				at = at.saturating_add(1);
				for &number in self.graph.leaving(node) {
					let Some(arc) = self.graph.arc(number) else { continue };
					if self.carried.contains_key(&number)
						&& self.reach(arc.head, (node, number, false))
					{
						queue.push(arc.head);
					}
				}
			}
			let reached = self.reached.get(place(self.request.to));
			if reached.is_none_or(|(epoch, _)| *epoch != self.epoch) {
				break;
			}
			let mut arcs: Vec<u32> = self.steps().iter().map(|(_, number, _)| *number).collect();
			arcs.reverse();
			if arcs.len() > max_hops {
				break;
			}
			let carried = |number: &u32| self.carried.get(number).copied().unwrap_or_default();
			let amount = arcs.iter().map(carried).min().unwrap_or_default();
			for number in &arcs {
				if let Some(carried) = self.carried.get_mut(number) {
					*carried = carried.saturating_sub(amount);
				}
			}
			self.carried.retain(|_, carried| *carried > 0);
			routes.push((amount, Route::new(self.graph, arcs)));
		}
		routes.sort_by(|(one, _), (two, _)| two.cmp(one));
		routes.into_iter().map(|(_, route)| route).collect()
	}
}
