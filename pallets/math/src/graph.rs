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
/// The most edges in a graph: of 100,000 channels. The largest row then has 25.6 MB, less than the
/// 32 MiB that a runtime can allocate at once.
pub const MAX_EDGES: usize = 200_000;

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
	/// What can leave of other people's payments: nothing without terms.
	pub spare: u128,
	pub min: u128,
	pub max: u128,
	base: u128,
	inbound_base: i128,
	ppm: u32,
	inbound_ppm: i32,
	pub id: u64,
	pub tail: u32,
	pub head: u32,
}

impl Arc {
	fn new(edge: &Edge) -> Self {
		let terms = edge.forward.unwrap_or_default();
		Self {
			free: edge.free,
			spare: edge.forward.map_or(0, |terms| edge.free.saturating_sub(terms.reserve)),
			min: terms.min,
			max: terms.max,
			base: terms.outbound.base,
			ppm: terms.outbound.ppm,
			inbound_base: edge.inbound.base,
			inbound_ppm: edge.inbound.ppm,
			id: edge.id,
			tail: edge.tail,
			head: edge.head,
		}
	}

	/// What the tail must have got when `amount` leaves over this arc, before the inbound fee.
	pub fn charged(&self, amount: u128) -> Option<u128> {
		amount.checked_add(self.base)?.checked_add(millionths(amount, self.ppm)?)
	}

	/// What must arrive over this arc at its head, which lets `amount` leave and has `charged` for
	/// that. Equal to `amount` with [`crate::fees::forward_fee`].
	pub fn arriving(&self, amount: u128, charged: u128) -> Option<u128> {
		if self.inbound_base == 0 && self.inbound_ppm == 0 {
			return Some(charged);
		}
		let part = millionths(charged, self.inbound_ppm.unsigned_abs())?;
		let (mut plus, mut minus) = (charged, 0u128);
		let side = if self.inbound_ppm < 0 { &mut minus } else { &mut plus };
		*side = side.checked_add(part)?;
		let side = if self.inbound_base < 0 { &mut minus } else { &mut plus };
		*side = side.checked_add(self.inbound_base.unsigned_abs())?;
		Some(plus.saturating_sub(minus).max(amount))
	}

	/// The terms for a route: those of the payer's own channel if `own`.
	pub fn hop(&self, own: bool) -> Hop {
		let inbound = InboundFeeRate { base: self.inbound_base, ppm: self.inbound_ppm };
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
	arcs: Vec<Arc>,
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

/// Puts a row in the order of `starts`; equals stay in their order.
fn ordered<T: Copy + Default>(
	starts: &[u32],
	items: impl ExactSizeIterator<Item = (u32, T)>,
) -> Vec<T> {
	let mut next = starts.to_vec();
	let mut row = alloc::vec![T::default(); items.len()];
	for (node, item) in items {
		if let Some(at) = next.get_mut(place(node)) {
			if let Some(slot) = row.get_mut(place(*at)) {
				*slot = item;
			}
			*at = at.saturating_add(1);
		}
	}
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
		let edges = edges.into_iter();
		let mut given = Vec::with_capacity(edges.size_hint().0.min(MAX_EDGES));
		for edge in edges {
			if given.len() >= MAX_EDGES {
				return Err(GraphError::TooManyEdges);
			}
			if edge.tail >= nodes || edge.head >= nodes || edge.tail == edge.head {
				return Err(GraphError::Ends(edge.id));
			}
			let ppm = edge.forward.map_or(0, |terms| terms.outbound.ppm);
			if ppm.max(edge.inbound.ppm.unsigned_abs()) > MILLION {
				return Err(GraphError::Rate(edge.id));
			}
			given.push(Arc::new(&edge));
		}
		let nodes = place(nodes);
		let into = starts(nodes, given.iter().map(|arc| arc.head));
		let arcs = ordered(&into, given.iter().map(|arc| (arc.head, *arc)));
		drop(given);
		let tails: Vec<u32> = arcs.iter().map(|arc| arc.tail).collect();
		let from = starts(nodes, tails.iter().copied());
		let numbered = 0..u32::try_from(arcs.len()).unwrap_or(u32::MAX);
		let tail_of = |arc: u32| tails.get(place(arc)).copied().unwrap_or_default();
		let leaving: Vec<u32> = {
			let with_tails: Vec<_> = numbered.map(|arc| (tail_of(arc), arc)).collect();
			ordered(&from, with_tails.into_iter())
		};
		let head_of = |arc: &u32| arcs.get(place(*arc)).map_or(0, |arc: &Arc| arc.head);
		let heads = leaving.iter().map(head_of).collect();
		let mut discounts = alloc::vec![Discount::default(); nodes];
		for arc in &arcs {
			if let Some(discount) = discounts.get_mut(place(arc.head)) {
				if arc.inbound_base < 0 {
					discount.base = discount.base.max(arc.inbound_base.unsigned_abs());
				}
				if arc.inbound_ppm < 0 {
					discount.ppm = discount.ppm.max(arc.inbound_ppm.unsigned_abs());
				}
			}
		}
		Ok(Self { arcs, tails, into, from, leaving, heads, discounts })
	}

	/// How many nodes there are.
	pub fn nodes(&self) -> u32 {
		u32::try_from(self.discounts.len()).unwrap_or(u32::MAX)
	}

	/// How many edges there are.
	pub fn edges(&self) -> usize {
		self.arcs.len()
	}

	pub(crate) fn arc(&self, arc: u32) -> Option<&Arc> {
		self.arcs.get(place(arc))
	}

	pub(crate) fn arcs(&self) -> &[Arc] {
		&self.arcs
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
		assert_eq!((arc.free, arc.spare), (10, 6));
		let arc = of(Edge { forward: Some(Terms { reserve: 11, ..terms }), ..edge(0, 0, 1) });
		assert_eq!(arc.spare, 0);
		assert_eq!(of(edge(0, 0, 1)).spare, 0);
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
