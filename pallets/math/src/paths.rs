//! The cheapest path for an amount.
//!
//! Dijkstra's search backwards from the payee, on what must be carried to deliver the amount. Six
//! things make it more than the textbook's:
//!
//! - An inbound fee belongs to a pair of edges. A label at a node therefore holds two numbers for the
//!   edge over which the payment leaves it: the amount, and what the node must have got for that
//!   before the inbound fee is known (`charged`). One label is better than another when it is not
//!   worse in both.
//! - A discount can make the pair cheaper than its second half, so labels are taken in the order of
//!   what *may* have to arrive at the least, with the node's largest discounts. Where nobody gives
//!   one this is `charged`, and the search is plain Dijkstra.
//! - With discounts a detour can pay, and the cheapest walk may meet a node twice; a route may not. A
//!   label beats another only if no route of the other is lost by that: each node on its way whose
//!   discount went below its own outbound fee must be on the other's way too. (At any other node `w` of
//!   its way, a route that crosses it does better by going on from `w` as the label does: nothing
//!   that comes back to `w` is less than what `w` is charged.)
//! - A node that is bound to let payments leave over an arc adds nothing for what arrives elsewhere. So
//!   a label of another arc beats none of that one, does not close its node, and counts as one whose
//!   discount went below: a route that crosses its node may do better by going on over the arc at which
//!   that is bound.
//! - Hops are bounded. A label with fewer hops is not beaten by a cheaper one with more; and no label
//!   is made that the payer is too far from, by a breadth-first search from its side.
//!
//! - A cycle may not come back from the peer that it went out to: that would move nothing. So labels
//!   know from which peer their way comes back, and one whose peer may also be the first is not beaten
//!   by it alone: by one more with another peer, or by one with its own.
//!
//! The answer is exact (the cheapest route of at most so many hops that meets no node twice), unless
//! a search needs more than [`MAX_LABELS`] labels or [`MAX_LOOKS`] looks at arcs and labels, which
//! bound its memory and time, or the [`Steps`] of the whole question run out: it then gives the best
//! that it has met, and [`Steps::cut`] says so. It takes discounts made for the purpose to get there;
//! a usual search of 100,000 edges makes a hundredth of that.

use crate::graph::{place, Exclude, Graph};
use alloc::{
	collections::{BTreeMap, BinaryHeap},
	vec::Vec,
};
use core::cmp::Reverse;

/// The most labels of one search: 64 bytes each.
pub const MAX_LABELS: usize = 200_000;

/// The most arcs and labels that one search looks at.
pub const MAX_LOOKS: u64 = 4_000_000;

/// How much a question may still be looked for: all its searches together. A step is a look at an arc, a
/// label, or what a hop carries, some ten nanoseconds, and some thirty in Wasm.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Steps {
	left: u64,
	cut: bool,
}

impl Steps {
	/// So many.
	pub const fn new(steps: u64) -> Self {
		Self { left: steps, cut: false }
	}

	/// How many are left.
	pub const fn left(&self) -> u64 {
		self.left
	}

	/// Whether a search was given up before its end: then a better answer may exist.
	pub const fn cut(&self) -> bool {
		self.cut
	}

	/// Lets `work` have one of `of` equal shares of what is left.
	pub fn share<R>(&mut self, of: u64, work: impl FnOnce(&mut Self) -> R) -> R {
		let given = self.left.checked_div(of).unwrap_or(self.left);
		let mut share = Self::new(given);
		let result = work(&mut share);
		self.left = self.left.saturating_sub(given.saturating_sub(share.left));
		self.cut |= share.cut;
		result
	}

	/// Takes some. False if there are not so many, and then none is left.
	pub(crate) fn take(&mut self, steps: u64) -> bool {
		let left = self.left.checked_sub(steps);
		self.cut |= left.is_none();
		self.left = left.unwrap_or_default();
		left.is_some()
	}
}

/// No label, and no peer.
const NONE: u32 = u32::MAX;
/// A node that no number of hops closes.
const OPEN: u8 = u8::MAX;

/// A path and what its hops carry, from the payer's end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Path {
	/// The ids of its edges.
	pub edges: Vec<u64>,
	/// What each carries: [`crate::routes::backwards`] of the last.
	pub amounts: Vec<u128>,
}

/// What is asked of one search.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
	/// The payer.
	pub from: u32,
	/// The payee.
	pub to: u32,
	/// What must arrive.
	pub amount: u128,
	/// The most edges, of which more than [`crate::routes::MAX_HOPS`] are not used.
	pub max_hops: u32,
	/// The most that all forwarders may keep together.
	pub max_fee: u128,
	/// What may not be passed.
	pub exclude: Exclude<'a>,
}

/// The cheapest path, and of equally cheap ones always the same; `None` if there is none.
pub fn cheapest_path(graph: &Graph, query: &Query) -> Option<Path> {
	let used = Used::new(graph, query.exclude.edges);
	let task = Task {
		from: query.from,
		to: query.to,
		amount: query.amount,
		max_hops: query.max_hops,
		most: query.amount.saturating_add(query.max_fee),
		closed: query.exclude.nodes,
		ends: None,
	};
	let mut steps = Steps::new(MAX_LOOKS);
	let found = Searcher::new(graph, &mut steps).search(&task, &used)?;
	let id = |arc: &u32| graph.arc(*arc).map(|arc| arc.id);
	Some(Path { edges: found.arcs.iter().filter_map(id).collect(), amounts: found.amounts })
}

/// What paths already found, or exclusions, leave of each arc's liquidity.
#[derive(Clone, Debug)]
pub(crate) struct Used {
	/// A bit for each arc that is in `amounts`, so that asking for one that is not costs little.
	marks: Vec<u64>,
	amounts: BTreeMap<u32, u128>,
}

impl Used {
	/// Nothing is used, but the edges of `excluded` ids wholly.
	pub fn new(graph: &Graph, excluded: &[u64]) -> Self {
		let words = graph.edges().div_ceil(64);
		let mut used = Self { marks: alloc::vec![0; words], amounts: BTreeMap::new() };
		if excluded.is_empty() {
			return used;
		}
		let mut excluded = excluded.to_vec();
		excluded.sort_unstable();
		for (number, arc) in (0u32..).zip(graph.arcs()) {
			if excluded.binary_search(&arc.id).is_ok() {
				used.add(number, u128::MAX);
			}
		}
		used
	}

	/// What is used of `arc`.
	pub fn of(&self, arc: u32) -> u128 {
		let word = self.marks.get(place(arc >> 6)).copied().unwrap_or_default();
		if word >> (arc & 63) & 1 == 0 {
			return 0;
		}
		self.amounts.get(&arc).copied().unwrap_or_default()
	}

	/// Uses `amount` more of `arc`.
	pub fn add(&mut self, arc: u32, amount: u128) {
		if let Some(word) = self.marks.get_mut(place(arc >> 6)) {
			*word |= 1 << (arc & 63);
		}
		let used = self.amounts.entry(arc).or_default();
		*used = used.saturating_add(amount);
	}

	/// Gives `amount` of `arc` back.
	pub fn sub(&mut self, arc: u32, amount: u128) {
		if let Some(used) = self.amounts.get_mut(&arc) {
			*used = used.saturating_sub(amount);
		}
	}
}

/// The first and last arcs of a cycle, each with the most that it may carry, ordered by arc. A peer
/// may be at both, but not of one cycle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends<'a> {
	pub first: &'a [(u32, u128)],
	pub last: &'a [(u32, u128)],
}

/// [`Query`] for the searches of this crate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
	pub from: u32,
	pub to: u32,
	pub amount: u128,
	pub max_hops: u32,
	/// The most that the first hop may carry.
	pub most: u128,
	pub closed: &'a [u32],
	/// For a cycle, where `from` is `to`.
	pub ends: Option<Ends<'a>>,
}

/// A path by its arcs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Found {
	pub arcs: Vec<u32>,
	pub amounts: Vec<u128>,
}

/// How a payment goes on from a node.
#[derive(Clone, Copy, Debug)]
struct Label {
	/// What leaves the node.
	amount: u128,
	/// What it must have got for that, before the inbound fee.
	charged: u128,
	node: u32,
	/// Over which it leaves.
	arc: u32,
	/// The label of the node that the arc leads to; none at the payee.
	parent: u32,
	/// The next label of the same node.
	next: u32,
	/// Of a cycle: from which peer its way comes back to the owner.
	origin: u32,
	/// The origin of a label that is better, but for being of another origin that may be first.
	half: u32,
	/// From here to the payee.
	hops: u8,
	/// How many nodes behind this one took less than their outbound fee, or could do so over another
	/// arc, at which they are bound.
	generous: u8,
	/// Is the parent's node one of these?
	cut: bool,
	/// Another label is better.
	beaten: bool,
	/// Of a cycle: no first arc leads to its origin.
	sole: bool,
	/// The node is bound at the arc.
	bound: bool,
}

/// The room in which searches run; it is kept from one to the next.
pub(crate) struct Searcher<'g, 's> {
	graph: &'g Graph,
	labels: Vec<Label>,
	/// For each node its newest label.
	newest: Vec<u32>,
	/// For each node: a label with so many hops or more cannot help any more.
	closed: Vec<u8>,
	/// For each node how many hops it is from the payer at the least.
	near: Vec<u8>,
	heap: BinaryHeap<Reverse<(u128, u32)>>,
	queue: Vec<u32>,
	/// For a cycle: the peers that both first and last arcs have, ordered.
	both: Vec<u32>,
	/// Was one of its searches given up?
	pub gave_up: bool,
	pub steps: &'s mut Steps,
}

/// A number of looks, one at the least.
fn looks(count: usize) -> u64 {
	u64::try_from(count).unwrap_or(u64::MAX).saturating_add(1)
}

/// The best complete path so far.
struct Best {
	/// What its first hop carries, that hop, and the label behind it.
	path: Option<(u128, u32, u32)>,
	/// The most that the first hop may carry.
	most: u128,
}

impl Best {
	/// Whether a path that carries `least` would be better.
	fn beaten_by(&self, least: u128) -> bool {
		least <= self.most && self.path.is_none_or(|(amount, ..)| least < amount)
	}

	/// Notes a complete path, if it is better.
	fn note(&mut self, amount: u128, arc: u32, label: u32) {
		if self.beaten_by(amount) {
			self.most = amount;
			self.path = Some((amount, arc, label));
		}
	}
}

impl<'g, 's> Searcher<'g, 's> {
	pub fn new(graph: &'g Graph, steps: &'s mut Steps) -> Self {
		Self {
			graph,
			labels: Vec::new(),
			newest: Vec::new(),
			closed: Vec::new(),
			near: Vec::new(),
			heap: BinaryHeap::new(),
			queue: Vec::new(),
			both: Vec::new(),
			gave_up: false,
			steps,
		}
	}

	/// This search ends before its end.
	fn give_up(&mut self) {
		self.gave_up = true;
		self.steps.cut = true;
	}

	fn clear(&mut self, task: &Task, max_hops: u8) {
		let nodes = place(self.graph.nodes());
		self.labels.clear();
		self.heap.clear();
		self.newest.clear();
		self.newest.resize(nodes, NONE);
		self.closed.clear();
		self.closed.resize(nodes, OPEN);
		for node in task.closed.iter().chain([&task.to, &task.from]) {
			if let Some(closed) = self.closed.get_mut(place(*node)) {
				*closed = 0;
			}
		}
		self.near.clear();
		// A cycle's payer has so many channels that most nodes are near it.
		self.near.resize(nodes, if task.ends.is_some() { 1 } else { OPEN });
		self.both.clear();
		match task.ends {
			None => self.measure(task.from, max_hops),
			Some(ends) => self.both = self.peers_of_both(ends),
		}
	}

	/// The peers to whom a first arc leads and from whom a last one comes.
	fn peers_of_both(&self, ends: Ends) -> Vec<u32> {
		let arcs = |row: &[(u32, u128)]| -> Vec<_> {
			row.iter().filter_map(|(arc, _)| self.graph.arc(*arc)).collect()
		};
		let mut last: Vec<u32> = arcs(ends.last).into_iter().map(|arc| arc.tail).collect();
		last.sort_unstable();
		let is_last = |peer: &u32| last.binary_search(peer).is_ok();
		let mut both: Vec<u32> =
			arcs(ends.first).into_iter().map(|arc| arc.head).filter(is_last).collect();
		both.sort_unstable();
		both.dedup();
		both
	}

	/// Hops from the payer, as far as they matter, by breadth-first search over all arcs.
	fn measure(&mut self, from: u32, max_hops: u8) {
		self.queue.clear();
		self.queue.push(from);
		if let Some(near) = self.near.get_mut(place(from)) {
			*near = 0;
		}
		let mut at = 0usize;
		while let Some(&node) = self.queue.get(at) {
			at = at.saturating_add(1);
			let hops = self.near.get(place(node)).map_or(OPEN, |near| near.saturating_add(1));
			if hops >= max_hops {
				break;
			}
			let heads = self.graph.heads(node);
			if !self.steps.take(looks(heads.len() / 8)) {
				break;
			}
			for &head in heads {
				if let Some(near) = self.near.get_mut(place(head)).filter(|near| **near == OPEN) {
					*near = hops;
					self.queue.push(head);
				}
			}
		}
	}

	/// The nodes of a label's way and its labels: itself, its parent, and so on.
	fn way(&self, label: Label) -> impl Iterator<Item = Label> + '_ {
		let up = |label: &Label| self.labels.get(place(label.parent)).copied();
		core::iter::successors(Some(label), up)
	}

	/// May `better` replace `other` by what is on their ways?
	fn covers(&mut self, better: Label, other: Label) -> bool {
		let walks = u64::from(better.hops).saturating_mul(other.hops.into());
		better.generous == 0
			|| self.steps.take(walks)
				&& self.way(better).filter(|label| label.cut).all(|label| {
					let node = self.labels.get(place(label.parent)).map(|parent| parent.node);
					self.way(other).any(|label| Some(label.node) == node)
				})
	}

	/// May `better` replace `other` altogether? Not if it cannot be where `other` can: at a first arc
	/// to its own origin.
	const fn stands_for(better: &Label, other: &Label) -> bool {
		better.sole || better.origin == other.origin
	}

	/// Keeps a new label unless one of its node is better, and drops those to which it is.
	fn keep(&mut self, mut label: Label) {
		let discount = self.graph.discount(label.node);
		let beats = |one: &Label, two: &Label| {
			one.charged <= two.charged
				&& one.hops <= two.hops
				&& (one.bound || !two.bound)
				&& (discount.is_none() || one.amount <= two.amount)
		};
		let first = self.newest.get(place(label.node)).copied().unwrap_or(NONE);
		let mut at = first;
		while let Some(other) = self.labels.get(place(at)).copied() {
			let number = core::mem::replace(&mut at, other.next);
			if !self.steps.take(1) {
				return;
			}
			if other.beaten {
				continue;
			}
			if beats(&other, &label) && self.covers(other, label) {
				if Self::stands_for(&other, &label) || ![NONE, other.origin].contains(&label.half) {
					return;
				}
				// Of equals the first is better, so that no two are beaten by each other.
				label.half = other.origin;
			} else if beats(&label, &other) && self.covers(label, other) {
				let whole =
					Self::stands_for(&label, &other) || ![NONE, label.origin].contains(&other.half);
				if let Some(other) = self.labels.get_mut(place(number)) {
					other.beaten = whole;
					other.half = label.origin;
				}
			}
		}
		if self.labels.len() >= MAX_LABELS {
			self.give_up();
			return;
		}
		let number = u32::try_from(self.labels.len()).unwrap_or(NONE);
		self.heap.push(Reverse((discount.least(label.amount, label.charged), number)));
		self.labels.push(Label { next: first, ..label });
		if let Some(newest) = self.newest.get_mut(place(label.node)) {
			*newest = number;
		}
	}

	/// The cheapest path for `task` with what `used` leaves.
	pub fn search(&mut self, task: &Task, used: &Used) -> Option<Found> {
		let max_hops = u8::try_from(task.max_hops.min(8)).unwrap_or(8);
		if task.amount == 0 || max_hops == 0 || (task.from == task.to) != task.ends.is_some() {
			return None;
		}
		if task.closed.contains(&task.from) || task.closed.contains(&task.to) {
			return None;
		}
		self.clear(task, max_hops);
		let least_left = self.steps.left().saturating_sub(MAX_LOOKS);
		let mut best = Best { path: None, most: task.most };
		self.last_hops(task, used, max_hops, &mut best);
		// One hop costs nothing: nothing is cheaper.
		if best.path.is_some() {
			self.heap.clear();
		}
		while let Some(Reverse((least, number))) = self.heap.pop() {
			if !best.beaten_by(least) {
				break;
			}
			if self.steps.left() <= least_left {
				self.give_up();
				break;
			}
			let Some(label) = self.labels.get(place(number)).copied() else { continue };
			if label.beaten {
				continue;
			}
			let discount = self.graph.discount(label.node);
			let least = discount.is_none() && (label.bound || !discount.binds);
			if label.generous == 0 && label.sole && least {
				if let Some(closed) = self.closed.get_mut(place(label.node)) {
					*closed = (*closed).min(label.hops);
				}
			}
			if label.hops < max_hops {
				self.extend((number, label), task, used, max_hops, &mut best);
			}
		}
		let (amount, arc, label) = best.path?;
		let mut found = Found { arcs: alloc::vec![arc], amounts: alloc::vec![amount] };
		if let Some(label) = self.labels.get(place(label)) {
			for label in self.way(*label) {
				found.arcs.push(label.arc);
				found.amounts.push(label.amount);
			}
		}
		Some(found)
	}

	/// Begins with all hops on which a path can end.
	fn last_hops(&mut self, task: &Task, used: &Used, max_hops: u8, best: &mut Best) {
		let graph = self.graph;
		let Some(ends) = task.ends else {
			for (number, tail) in graph.arriving(task.to) {
				if tail != task.from {
					self.start(number, tail, u128::MAX, task, used, max_hops);
					continue;
				}
				let Some(arc) = graph.arc(number) else { continue };
				let left = arc.free.saturating_sub(used.of(number)).min(task.most);
				if best.path.is_none() && task.amount <= left {
					best.path = Some((task.amount, number, NONE));
				}
			}
			return;
		};
		for &(number, limit) in ends.last {
			if let Some(arc) = graph.arc(number).filter(|arc| arc.head == task.to) {
				self.start(number, arc.tail, limit, task, used, max_hops);
			}
		}
	}

	/// Goes one hop further back from a label, over each arc that arrives at its node.
	fn extend(
		&mut self,
		(number, label): (u32, Label),
		task: &Task,
		used: &Used,
		max_hops: u8,
		best: &mut Best,
	) {
		let graph = self.graph;
		let hops = label.hops.saturating_add(1);
		let binds = !label.bound && graph.discount(label.node).binds;
		for (arc_number, tail) in graph.arriving(label.node) {
			if !self.steps.take(1) {
				return;
			}
			if tail == task.from {
				// No cycle turns at a peer.
				if label.node == label.origin {
					continue;
				}
				if let Some(amount) = self.finish(arc_number, label, task, used) {
					best.note(amount, arc_number, number);
				}
				continue;
			}
			if self.closed.get(place(tail)).is_none_or(|closed| *closed <= hops) {
				continue;
			}
			let near = self.near.get(place(tail)).copied().unwrap_or(OPEN);
			if near.saturating_add(hops) > max_hops {
				continue;
			}
			let Some(arc) = graph.arc(arc_number) else { continue };
			let arriving = arc.arriving(label.amount, label.charged, label.bound);
			let Some(amount) = arriving else { continue };
			let amount = amount.max(arc.min);
			let cut = amount < label.charged || binds;
			let left = arc.spare().saturating_sub(used.of(arc_number));
			if amount > arc.max || amount > best.most || amount > left {
				continue;
			}
			let Some(charged) = arc.charged(amount) else { continue };
			if (label.generous > 0 || cut) && self.way(label).any(|label| label.node == tail) {
				continue;
			}
			self.keep(Label {
				amount,
				charged,
				node: tail,
				arc: arc_number,
				parent: number,
				next: NONE,
				origin: label.origin,
				half: NONE,
				hops,
				generous: label.generous.saturating_add(cut.into()),
				cut,
				beaten: false,
				sole: label.sole,
				bound: arc.bound,
			});
		}
	}

	/// The label of a last hop, which carries just the amount.
	fn start(
		&mut self,
		number: u32,
		tail: u32,
		limit: u128,
		task: &Task,
		used: &Used,
		max_hops: u8,
	) {
		let Some(arc) = self.graph.arc(number) else { return };
		let amount = task.amount;
		let left = arc.spare().saturating_sub(used.of(number)).min(limit).min(arc.max);
		let near = self.near.get(place(tail)).copied().unwrap_or(OPEN);
		let closed = self.closed.get(place(tail)).is_none_or(|closed| *closed == 0);
		if closed || amount < arc.min || amount > left || near.saturating_add(1) > max_hops {
			return;
		}
		let Some(charged) = arc.charged(amount) else { return };
		let origin = if task.ends.is_some() { tail } else { NONE };
		let sole = self.both.binary_search(&tail).is_err();
		self.keep(Label {
			amount,
			charged,
			node: tail,
			arc: number,
			parent: NONE,
			next: NONE,
			origin,
			half: NONE,
			hops: 1,
			generous: 0,
			cut: false,
			beaten: false,
			sole,
			bound: arc.bound,
		});
	}

	/// What the payer's own arc `number` must carry for `label`, if it can.
	fn finish(&self, number: u32, label: Label, task: &Task, used: &Used) -> Option<u128> {
		let arc = self.graph.arc(number)?;
		let limit = match task.ends {
			None => u128::MAX,
			Some(ends) => {
				let at = ends.first.binary_search_by_key(&number, |(arc, _)| *arc).ok()?;
				ends.first.get(at)?.1
			},
		};
		let amount = arc.arriving(label.amount, label.charged, label.bound)?;
		(amount <= limit.min(arc.free.saturating_sub(used.of(number)))).then_some(amount)
	}
}

#[cfg(test)]
mod tests;
