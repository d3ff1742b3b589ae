//! Small random graphs, and what a search would find by trying everything.
#![allow(clippy::arithmetic_side_effects)]

use crate::{
	fees::{FeeRate, InboundFeeRate},
	graph::{Edge, Graph, Terms},
	routes::Hop,
};
use alloc::{vec, vec::Vec};
use core::cell::Cell;
use std::thread_local;

thread_local! {
	static WORK: Cell<u64> = const { Cell::new(0) };
}

/// Notes that it was computed what so many hops carry.
pub fn add_work(hops: usize) {
	WORK.set(WORK.get() + hops as u64);
}

/// For how many hops it was computed what they carry while something was done, and what came of that.
pub fn work_of<R>(done: impl FnOnce() -> R) -> (u64, R) {
	let before = WORK.get();
	let result = done();
	(WORK.get() - before, result)
}

/// SplitMix64.
pub struct Rng(pub u64);

impl Rng {
	pub fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		z ^ (z >> 31)
	}

	/// One of `low..=high`.
	pub fn pick(&mut self, low: u64, high: u64) -> u64 {
		low + self.next() % (high - low + 1)
	}

	pub fn one_in(&mut self, times: u64) -> bool {
		self.pick(1, times) == 1
	}
}

/// What random graphs look like.
#[derive(Clone, Copy)]
pub struct Shape {
	pub nodes: u64,
	pub channels: u64,
	pub balance: u64,
	/// Are there inbound fees and discounts?
	pub inbound: bool,
}

/// The edges of a random graph; up to twice `shape.channels`.
pub fn edges(rng: &mut Rng, shape: Shape) -> Vec<Edge> {
	let nodes = rng.pick(2, shape.nodes);
	let mut edges = vec![];
	for channel in 0..rng.pick(shape.channels.div_ceil(3), shape.channels) {
		let one = rng.pick(0, nodes - 1);
		let other = (one + rng.pick(1, nodes - 1)) % nodes;
		for (side, (tail, head)) in [(one, other), (other, one)].into_iter().enumerate() {
			let signed = |rng: &mut Rng, size: i64| rng.pick(0, 2 * size as u64) as i64 - size;
			let terms = Terms {
				outbound: FeeRate {
					base: if rng.one_in(4) { 0 } else { rng.pick(0, 3).into() },
					ppm: if rng.one_in(3) { 0 } else { rng.pick(0, 400_000) as u32 },
				},
				min: if rng.one_in(3) { rng.pick(0, 4).into() } else { 0 },
				max: if rng.one_in(4) { rng.pick(1, 8).into() } else { u128::MAX },
				reserve: if rng.one_in(4) { rng.pick(0, 3).into() } else { 0 },
				bound: shape.inbound && channel % 3 == 0,
			};
			let inbound = InboundFeeRate {
				base: if rng.one_in(2) { signed(rng, 3).into() } else { 0 },
				ppm: if rng.one_in(2) { signed(rng, 400_000) as i32 } else { 0 },
			};
			edges.push(Edge {
				id: 2 * channel + side as u64,
				tail: tail as u32,
				head: head as u32,
				free: rng.pick(0, shape.balance).into(),
				forward: (!rng.one_in(12)).then_some(terms),
				inbound: if shape.inbound { inbound } else { Default::default() },
			});
		}
	}
	edges
}

pub fn graph(edges: &[Edge]) -> Graph {
	let nodes = edges.iter().map(|edge| edge.tail.max(edge.head) + 1).max().unwrap_or(0);
	Graph::new(nodes.max(2), edges.iter().copied()).unwrap()
}

/// Every row of edges from `from` to `to` of at most `max_hops` that meets no node twice and whose
/// edges after the first forward. `from` may be `to`.
pub fn routes(edges: &[Edge], from: u32, to: u32, max_hops: usize) -> Vec<Vec<Edge>> {
	fn extend(
		edges: &[Edge],
		to: u32,
		max_hops: usize,
		route: &mut Vec<Edge>,
		met: &mut Vec<u32>,
		all: &mut Vec<Vec<Edge>>,
	) {
		let at = *met.last().unwrap();
		for edge in edges.iter().filter(|edge| edge.tail == at) {
			let own = route.is_empty();
			if !own && edge.forward.is_none() || edge.head != to && met.contains(&edge.head) {
				continue;
			}
			route.push(*edge);
			if edge.head == to {
				all.push(route.clone());
			} else if route.len() < max_hops {
				met.push(edge.head);
				extend(edges, to, max_hops, route, met, all);
				met.pop();
			}
			route.pop();
		}
	}
	let mut all = vec![];
	if max_hops > 0 {
		extend(edges, to, max_hops, &mut vec![], &mut vec![from], &mut all);
	}
	all
}

/// The terms of a route.
pub fn hops(route: &[Edge]) -> Vec<Hop> {
	let hop = |(at, edge): (usize, &Edge)| match edge.forward {
		Some(terms) if at > 0 => {
			Hop { outbound: terms.outbound, inbound: edge.inbound, min: terms.min, max: terms.max }
		},
		_ => Hop::own(edge.inbound),
	};
	let mut hops: Vec<Hop> = route.iter().enumerate().map(hop).collect();
	for (at, next) in route.iter().enumerate().skip(1) {
		if next.forward.is_some_and(|terms| terms.bound) {
			hops[at - 1].inbound = hops[at - 1].inbound.discount();
		}
	}
	hops
}

/// The most that each hop of a route may carry of everything together.
pub fn limits(route: &[Edge]) -> Vec<u128> {
	let limit = |(at, edge): (usize, &Edge)| match edge.forward {
		Some(terms) if at > 0 => edge.free.saturating_sub(terms.reserve),
		_ => edge.free,
	};
	route.iter().enumerate().map(limit).collect()
}
