//! Channels as a directed graph, compact enough to be searched in a runtime.
//!
//! Each direction of a channel is an edge. Nodes are numbers that the caller gives out, edges carry
//! an `id` that means something to the caller only (channel and side, say). Edges lie in one row,
//! ordered by the node that they lead to, because searches go backwards from the payee: the amounts
//! on a route are known only from its end.

use crate::{
	fees::{millionths, FeeRate, InboundFeeRate, MILLION},
	routes::Hop,
};
use alloc::vec::Vec;
use core::ops::Range;

/// The most nodes in a graph.
pub const MAX_NODES: u32 = 100_000;
/// The most edges in a graph: of 100,000 channels.
pub const MAX_EDGES: usize = 200_000;
/// How many arcs are kept together: 4 MiB of them, so that no allocation gets large. A runtime cannot
/// allocate more than 32 MiB at once, nor 128 MiB in all.
const CHUNK: usize = 1 << CHUNK_BITS;
const CHUNK_BITS: u32 = 15;

/// On what terms other people's payments leave over an edge.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Terms {
	/// What is asked for it.
	pub outbound: FeeRate,
	/// The smallest amount.
	pub min: u128,
	/// The largest amount.
	pub max: u128,
	/// What stays behind: all that leaves together may not take the free balance below this.
	pub reserve: u128,
	/// The tail is bound to let payments leave here: whatever they arrive over, it adds nothing for
	/// that. A discount it gives as it does elsewhere.
	pub bound: bool,
}

/// One direction of a channel.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Edge {
	/// The caller's name for it, unique in the graph.
	pub id: u64,
	/// The node that it leaves.
	pub tail: u32,
	/// The node that it leads to.
	pub head: u32,
	/// What the tail can let leave now, before any reserve. For its own payments all of it counts.
	pub free: u128,
	/// On what terms the tail forwards over it; `None` if it does not, and then only its own
	/// payments leave over this edge.
	pub forward: Option<Terms>,
	/// What the head adds to its fee for what arrives over this edge.
	pub inbound: InboundFeeRate,
}

/// Why there is no graph of these edges.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum GraphError {
	/// More than [`MAX_NODES`] nodes.
	TooManyNodes,
	/// More than [`MAX_EDGES`] edges.
	TooManyEdges,
	/// The edge of this id has an end that is no node, or both ends at one.
	Ends(u64),
	/// The edge of this id asks for, or takes off, more than a whole amount. With such rates a
	/// smaller payment could need more than a larger one.
	Rate(u64),
}

/// Nodes and edges to leave out of a search. Both may name what the graph does not have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Exclude<'a> {
	/// Nodes that nothing may pass.
	pub nodes: &'a [u32],
	/// Ids of edges that nothing may pass.
	pub edges: &'a [u64],
}

/// An [`Edge`] as it is kept: 128 bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Arc {
	pub free: u128,
	/// What other people's payments must leave behind: everything without terms.
	reserve: u128,
	pub min: u128,
	pub max: u128,
	base: u128,
	inbound_base: i128,
	ppm: u32,
	inbound_ppm: i32,
	pub id: u64,
	pub tail: u32,
	pub head: u32,
	pub bound: bool,
}

impl Arc {
	fn new(edge: &Edge) -> Self {
		let terms = edge.forward.unwrap_or_default();
		Self {
			free: edge.free,
			reserve: edge.forward.map_or(u128::MAX, |terms| terms.reserve),
			min: terms.min,
			max: terms.max,
			base: terms.outbound.base,
			ppm: terms.outbound.ppm,
			inbound_base: edge.inbound.base,
			inbound_ppm: edge.inbound.ppm,
			id: edge.id,
			tail: edge.tail,
			head: edge.head,
			bound: terms.bound,
		}
	}

	/// What can leave of other people's payments.
	pub const fn spare(&self) -> u128 {
		self.free.saturating_sub(self.reserve)
	}

	/// What the tail must have got when `amount` leaves over this arc, before the inbound fee.
	pub fn charged(&self, amount: u128) -> Option<u128> {
		amount.checked_add(self.base)?.checked_add(millionths(amount, self.ppm)?)
	}

	/// What must arrive over this arc at its head, which lets `amount` leave and has `charged` for
	/// that, over an arc where it may be `bound`. Equal to `amount` with
	/// [`crate::fees::forward_fee`].
	pub fn arriving(&self, amount: u128, charged: u128, bound: bool) -> Option<u128> {
		if self.inbound_base == 0 && self.inbound_ppm == 0 {
			return Some(charged);
		}
		let inbound = if bound { self.inbound().discount() } else { self.inbound() };
		let (plus, minus) = inbound.sides(charged, charged)?;
		Some(plus.saturating_sub(minus).max(amount))
	}

	const fn inbound(&self) -> InboundFeeRate {
		InboundFeeRate { base: self.inbound_base, ppm: self.inbound_ppm }
	}

	/// The terms for a route: those of the payer's own channel if `own`.
	fn hop(&self, own: bool) -> Hop {
		let inbound = self.inbound();
		if own {
			return Hop::own(inbound);
		}
		let outbound = FeeRate { base: self.base, ppm: self.ppm };
		Hop { outbound, inbound, min: self.min, max: self.max }
	}
}

/// The largest discounts that a node gives for what arrives.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Discount {
	base: u128,
	ppm: u32,
	/// Whether the node is bound at an arc by which it lets payments leave: what arrives may cost less
	/// then, too, than it does for others.
	pub binds: bool,
}

impl Discount {
	pub const fn is_none(&self) -> bool {
		self.base == 0 && self.ppm == 0
	}

	/// Not more than what must arrive, over any arc, for `amount` to leave at `charged`.
	pub fn least(&self, amount: u128, charged: u128) -> u128 {
		if self.is_none() {
			return charged;
		}
		let part = millionths(charged, self.ppm).unwrap_or(u128::MAX);
		charged.saturating_sub(part).saturating_sub(self.base).max(amount)
	}
}

/// Channels between nodes `0..nodes`.
#[derive(Clone, Debug)]
pub struct Graph {
	/// Ordered by head.
	arcs: Arcs,
	/// The tails of `arcs`: what a search needs of most arcs is only this.
	tails: Vec<u32>,
	/// For each node the first arc that leads to it, and one number more.
	into: Vec<u32>,
	/// For each node the first place in `leaving`, and one number more.
	from: Vec<u32>,
	/// Arcs ordered by tail.
	leaving: Vec<u32>,
	/// The heads of `leaving`.
	heads: Vec<u32>,
	discounts: Vec<Discount>,
}

/// A number as a place in a row. Never larger than the row's bound, see [`MAX_EDGES`].
pub(crate) fn place(number: u32) -> usize {
	usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place in a row as a number.
fn number(place: usize) -> u32 {
	u32::try_from(place).unwrap_or(u32::MAX)
}

/// A row of arcs in chunks.
#[derive(Clone, Debug, Default)]
struct Arcs {
	chunks: Vec<Vec<Arc>>,
	len: usize,
}

impl Arcs {
	fn get(&self, at: usize) -> Option<&Arc> {
		self.chunks.get(at >> CHUNK_BITS)?.get(at & CHUNK.saturating_sub(1))
	}

	fn get_mut(&mut self, at: usize) -> Option<&mut Arc> {
		self.chunks.get_mut(at >> CHUNK_BITS)?.get_mut(at & CHUNK.saturating_sub(1))
	}

	fn push(&mut self, arc: Arc) {
		match self.chunks.last_mut().filter(|chunk| chunk.len() < CHUNK) {
			Some(chunk) => chunk.push(arc),
			None => self.chunks.push(alloc::vec![arc]),
		}
		self.len = self.len.saturating_add(1);
	}

	fn iter(&self) -> impl Iterator<Item = &Arc> {
		self.chunks.iter().flatten()
	}

	/// Puts the arc at each place where `goes` says. No second row is made for it.
	fn permute(&mut self, mut goes: Vec<u32>) {
		for at in 0..self.len {
			while let Some(to) = goes.get(at).map(|to| place(*to)).filter(|to| *to != at) {
				let (Some(here), Some(there)) = (self.get(at).copied(), self.get(to).copied())
				else {
					break;
				};
				for (at, arc) in [(at, there), (to, here)] {
					if let Some(slot) = self.get_mut(at) {
						*slot = arc;
					}
				}
				goes.swap(at, to);
			}
		}
	}
}

/// Where each node's share of a row ordered by `node` starts; one number more at the end.
fn starts(nodes: usize, of: impl Iterator<Item = u32>) -> Vec<u32> {
	let mut starts = alloc::vec![0u32; nodes.saturating_add(1)];
	for node in of {
		if let Some(count) = starts.get_mut(place(node).saturating_add(1)) {
			*count = count.saturating_add(1);
		}
	}
	let mut sum = 0u32;
	for count in &mut starts {
		sum = sum.saturating_add(*count);
		*count = sum;
	}
	starts
}

/// Where each item goes in a row of `starts`; equals stay in their order.
fn places(starts: &[u32], of: impl Iterator<Item = u32>) -> Vec<u32> {
	let mut next = starts.to_vec();
	let mut goes = Vec::with_capacity(starts.last().map_or(0, |all| place(*all)));
	for node in of {
		if let Some(at) = next.get_mut(place(node)) {
			goes.push(*at);
			*at = at.saturating_add(1);
		}
	}
	goes
}

/// A graph that is being made, edge by edge.
#[derive(Clone, Debug, Default)]
pub struct Builder {
	arcs: Arcs,
	nodes: u32,
}

impl Builder {
	/// One edge more, and its ends as nodes.
	///
	/// # Errors
	/// See [`GraphError`]. Two edges of one id are not noticed.
	pub fn push(&mut self, edge: &Edge) -> Result<(), GraphError> {
		if self.arcs.len >= MAX_EDGES {
			return Err(GraphError::TooManyEdges);
		}
		if edge.tail == edge.head {
			return Err(GraphError::Ends(edge.id));
		}
		let nodes = edge.tail.max(edge.head).saturating_add(1);
		if nodes > MAX_NODES {
			return Err(GraphError::TooManyNodes);
		}
		let ppm = edge.forward.map_or(0, |terms| terms.outbound.ppm);
		if ppm.max(edge.inbound.ppm.unsigned_abs()) > MILLION {
			return Err(GraphError::Rate(edge.id));
		}
		self.nodes = self.nodes.max(nodes);
		self.arcs.push(Arc::new(edge));
		Ok(())
	}

	/// The graph. Costs time in proportion to the edges, and some bytes more for each of them.
	pub fn build(self) -> Graph {
		let Self { mut arcs, nodes } = self;
		let nodes = place(nodes);
		let into = starts(nodes, arcs.iter().map(|arc| arc.head));
		arcs.permute(places(&into, arcs.iter().map(|arc| arc.head)));
		let tails: Vec<u32> = row(&arcs, |arc| arc.tail);
		let from = starts(nodes, tails.iter().copied());
		let goes = places(&from, tails.iter().copied());
		let mut leaving = alloc::vec![0u32; goes.len()];
		for (at, to) in goes.into_iter().enumerate() {
			if let Some(slot) = leaving.get_mut(place(to)) {
				*slot = number(at);
			}
		}
		let mut heads = alloc::vec![0u32; leaving.len()];
		for (slot, at) in heads.iter_mut().zip(&leaving) {
			*slot = arcs.get(place(*at)).map_or(0, |arc| arc.head);
		}
		let mut discounts = alloc::vec![Discount::default(); nodes];
		for arc in arcs.iter() {
			if let Some(discount) = discounts.get_mut(place(arc.head)) {
				if arc.inbound_base < 0 {
					discount.base = discount.base.max(arc.inbound_base.unsigned_abs());
				}
				if arc.inbound_ppm < 0 {
					discount.ppm = discount.ppm.max(arc.inbound_ppm.unsigned_abs());
				}
			}
			if let Some(discount) = discounts.get_mut(place(arc.tail)).filter(|_| arc.bound) {
				discount.binds = true;
			}
		}
		Graph { arcs, tails, into, from, leaving, heads, discounts }
	}
}

/// Something of each arc, in a row that takes no more than it needs.
fn row(arcs: &Arcs, of: impl Fn(&Arc) -> u32) -> Vec<u32> {
	let mut row = Vec::with_capacity(arcs.len);
	row.extend(arcs.iter().map(of));
	row
}

impl Graph {
	/// The graph of `edges` between nodes `0..nodes`. Costs time and memory in proportion to both.
	///
	/// # Errors
	/// See [`GraphError`]. Two edges of one id are not noticed.
	pub fn new(nodes: u32, edges: impl IntoIterator<Item = Edge>) -> Result<Self, GraphError> {
		if nodes > MAX_NODES {
			return Err(GraphError::TooManyNodes);
		}
		let mut builder = Builder { nodes, ..Builder::default() };
		for edge in edges {
			if edge.tail >= nodes || edge.head >= nodes {
				return Err(GraphError::Ends(edge.id));
			}
			builder.push(&edge)?;
		}
		Ok(builder.build())
	}

	/// Moves what a payment from node `from` moves: each edge has less to let leave by its amount,
	/// and the one back, which `back` names, has more, if there is one. False if the edges are no
	/// way from there, or have less than that; then nothing is moved.
	pub fn carry(
		&mut self,
		from: u32,
		edges: &[u64],
		amounts: &[u128],
		back: impl Fn(u64) -> u64,
	) -> bool {
		let mut node = from;
		let mut way = Vec::with_capacity(edges.len());
		for (id, amount) in edges.iter().zip(amounts) {
			let is = |number: &u32, id| self.arc(*number).is_some_and(|arc| arc.id == id);
			let Some(number) = self.leaving(node).iter().copied().find(|arc| is(arc, *id)) else {
				return false;
			};
			let Some(arc) = self.arc(number).filter(|arc| *amount <= arc.free) else {
				return false;
			};
			let mut reverse = self.arriving(node).filter(|(_, tail)| *tail == arc.head);
			let reverse = reverse.find(|(other, _)| is(other, back(*id)));
			way.push((number, reverse.map(|(other, _)| other), *amount));
			node = arc.head;
		}
		for (number, reverse, amount) in way {
			if let Some(arc) = self.arcs.get_mut(place(number)) {
				arc.free = arc.free.saturating_sub(amount);
			}
			if let Some(arc) = reverse.and_then(|number| self.arcs.get_mut(place(number))) {
				arc.free = arc.free.saturating_add(amount);
			}
		}
		true
	}

	/// How many nodes there are.
	pub fn nodes(&self) -> u32 {
		u32::try_from(self.discounts.len()).unwrap_or(u32::MAX)
	}

	/// How many edges there are.
	pub fn edges(&self) -> usize {
		self.arcs.len
	}

	pub(crate) fn arc(&self, arc: u32) -> Option<&Arc> {
		self.arcs.get(place(arc))
	}

	pub(crate) fn arcs(&self) -> impl Iterator<Item = &Arc> {
		self.arcs.iter()
	}

	/// The terms of a route over these arcs, as they are for each other.
	pub(crate) fn hops(&self, arcs: &[u32]) -> Vec<Hop> {
		let arc = |at: usize| arcs.get(at).and_then(|number| self.arc(*number));
		let hop = |at: usize| {
			let mut hop = arc(at)?.hop(at == 0);
			if arc(at.saturating_add(1)).is_some_and(|next| next.bound) {
				hop.inbound = hop.inbound.discount();
			}
			Some(hop)
		};
		(0..arcs.len()).filter_map(hop).collect()
	}

	pub(crate) fn discount(&self, node: u32) -> Discount {
		self.discounts.get(place(node)).copied().unwrap_or_default()
	}

	fn share(starts: &[u32], node: u32) -> Range<u32> {
		let at = place(node);
		let start = starts.get(at).copied().unwrap_or_default();
		start..starts.get(at.saturating_add(1)).copied().unwrap_or(start)
	}

	/// The arcs that lead to `node`, with their tails.
	pub(crate) fn arriving(&self, node: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
		let range = Self::share(&self.into, node);
		let tails = self.tails.get(place(range.start)..place(range.end)).unwrap_or_default();
		range.zip(tails.iter().copied())
	}

	/// The arcs that leave `node`.
	pub(crate) fn leaving(&self, node: u32) -> &[u32] {
		let range = Self::share(&self.from, node);
		self.leaving.get(place(range.start)..place(range.end)).unwrap_or_default()
	}

	/// The nodes that the arcs of [`Self::leaving`] lead to.
	pub(crate) fn heads(&self, node: u32) -> &[u32] {
		let range = Self::share(&self.from, node);
		self.heads.get(place(range.start)..place(range.end)).unwrap_or_default()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	fn edge(id: u64, tail: u32, head: u32) -> Edge {
		Edge { id, tail, head, free: 10, ..Default::default() }
	}

	#[test]
	fn an_arc_stays_small() {
		assert_eq!(core::mem::size_of::<Arc>(), 128);
	}

	#[test]
	fn each_node_knows_its_edges_in_the_order_given() {
		let graph =
			Graph::new(4, [edge(7, 0, 2), edge(8, 1, 2), edge(9, 2, 0), edge(5, 0, 1)]).unwrap();
		assert_eq!((graph.nodes(), graph.edges()), (4, 4));
		let ids = |arcs: &[u32]| arcs.iter().map(|arc| graph.arc(*arc).unwrap().id).collect();
		let into = |node| -> Vec<u64> {
			ids(&graph.arriving(node).map(|(arc, _)| arc).collect::<Vec<_>>())
		};
		assert_eq!(into(2), vec![7, 8]);
		assert_eq!(into(0), vec![9]);
		assert_eq!(into(3), vec![]);
		assert_eq!(graph.arriving(2).map(|(_, tail)| tail).collect::<Vec<_>>(), vec![0, 1]);
		let mut from: Vec<u64> = ids(graph.leaving(0));
		from.sort();
		assert_eq!(from, vec![5, 7]);
		assert_eq!(graph.heads(0).len(), 2);
		assert_eq!(graph.leaving(3), &[] as &[u32]);
		// What is no node has no edges.
		assert_eq!(graph.arriving(4).count(), 0);
		assert_eq!(graph.leaving(u32::MAX), &[] as &[u32]);
	}

	#[test]
	fn the_reserve_is_kept_from_forwards_only() {
		let terms = Terms { reserve: 4, ..Default::default() };
		let of = |edge| *Graph::new(2, [edge]).unwrap().arc(0).unwrap();
		let arc = of(Edge { forward: Some(terms), ..edge(0, 0, 1) });
		assert_eq!((arc.free, arc.spare()), (10, 6));
		let arc = of(Edge { forward: Some(Terms { reserve: 11, ..terms }), ..edge(0, 0, 1) });
		assert_eq!(arc.spare(), 0);
		assert_eq!(of(edge(0, 0, 1)).spare(), 0);
	}

	#[test]
	fn many_arcs_are_ordered_without_a_second_row() {
		let nodes = 1_000u32;
		let edges = 3 * CHUNK as u64 + 17;
		let ends = |id: u64| {
			let mix = id.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
			let tail = (mix % u64::from(nodes)) as u32;
			(tail, (tail + 1 + (mix >> 12) as u32 % (nodes - 1)) % nodes)
		};
		let edge = |id| edge(id, ends(id).0, ends(id).1);
		let graph = Graph::new(nodes, (0..edges).map(edge)).unwrap();
		let mut met = 0;
		for node in 0..nodes {
			let ids: Vec<u64> =
				graph.arriving(node).map(|(arc, _)| graph.arc(arc).unwrap().id).collect();
			assert!(ids.iter().all(|id| ends(*id).1 == node) && ids.is_sorted());
			let out: Vec<u64> =
				graph.leaving(node).iter().map(|arc| graph.arc(*arc).unwrap().id).collect();
			assert!(out.iter().all(|id| ends(*id).0 == node));
			let heads: Vec<u32> = out.iter().map(|id| ends(*id).1).collect();
			assert_eq!(graph.heads(node), heads);
			met += ids.len();
		}
		assert_eq!((met as u64, graph.edges() as u64), (edges, edges));
	}

	#[test]
	fn what_is_carried_is_there_no_more_and_can_come_back() {
		let back = |id| id ^ 1;
		let mut graph =
			Graph::new(3, [edge(2, 0, 1), edge(3, 1, 0), edge(4, 1, 2), edge(8, 0, 1)]).unwrap();
		let free = |graph: &Graph| -> Vec<(u64, u128)> {
			let mut all: Vec<_> = graph.arcs().map(|arc| (arc.id, arc.free)).collect();
			all.sort();
			all
		};
		let before = free(&graph);
		// From elsewhere, over no way, or too much.
		assert!(!graph.carry(1, &[2, 4], &[3, 3], back));
		assert!(!graph.carry(0, &[2, 3, 4], &[3; 3], back));
		assert!(!graph.carry(0, &[2, 4], &[11, 10], back));
		assert_eq!(free(&graph), before);
		assert!(graph.carry(0, &[2, 4], &[4, 3], back));
		assert_eq!(free(&graph), vec![(2, 6), (3, 14), (4, 7), (8, 10)]);
	}

	#[test]
	fn faults_are_named() {
		let fault = |nodes, edge| Graph::new(nodes, [edge]).unwrap_err();
		assert_eq!(fault(MAX_NODES + 1, edge(1, 0, 1)), GraphError::TooManyNodes);
		assert_eq!(fault(2, edge(1, 0, 2)), GraphError::Ends(1));
		assert_eq!(fault(2, edge(1, 2, 0)), GraphError::Ends(1));
		assert_eq!(fault(2, edge(1, 1, 1)), GraphError::Ends(1));
		let outbound = FeeRate { base: 0, ppm: MILLION + 1 };
		let terms = Terms { outbound, ..Default::default() };
		assert_eq!(fault(2, Edge { forward: Some(terms), ..edge(1, 0, 1) }), GraphError::Rate(1));
		let inbound = InboundFeeRate { base: 0, ppm: -1_000_001 };
		assert_eq!(fault(2, Edge { inbound, ..edge(1, 0, 1) }), GraphError::Rate(1));
		let many = (0..=MAX_EDGES as u64).map(|id| edge(id, 0, 1));
		assert_eq!(Graph::new(2, many).unwrap_err(), GraphError::TooManyEdges);
		assert_eq!(Graph::new(0, []).unwrap().nodes(), 0);
	}
}
