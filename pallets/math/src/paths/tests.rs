#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::{
	fees::{FeeRate, InboundFeeRate},
	graph::{Edge, Terms},
	routes::{backwards, forwards},
	testing::{self, Rng, Shape},
};
use alloc::vec;

/// The least first amount of any route that can carry `query.amount` alone.
fn by_trying_all(edges: &[Edge], query: &Query) -> Option<u128> {
	let closed = |edge: &Edge| {
		query.exclude.edges.contains(&edge.id)
			|| query.exclude.nodes.contains(&edge.tail)
			|| query.exclude.nodes.contains(&edge.head)
	};
	testing::routes(edges, query.from, query.to, query.max_hops as usize)
		.iter()
		.filter(|route| !route.iter().any(closed))
		.filter_map(|route| {
			let amounts = backwards(&testing::hops(route), query.amount).ok()?;
			let fits = amounts.iter().zip(testing::limits(route)).all(|(amount, at)| *amount <= at);
			fits.then_some(amounts[0])
		})
		.min()
		.filter(|amount| amount - query.amount <= query.max_fee)
}

fn compare(seeds: core::ops::Range<u64>, shape: Shape, max_hops: u64) {
	let mut found = 0;
	for seed in seeds {
		let mut rng = Rng(seed);
		let edges = testing::edges(&mut rng, shape);
		let graph = testing::graph(&edges);
		let nodes: Vec<u32> = (2..graph.nodes()).filter(|_| rng.one_in(8)).collect();
		let excluded: Vec<u64> =
			edges.iter().map(|edge| edge.id).filter(|_| rng.one_in(12)).collect();
		let query = Query {
			from: 0,
			to: 1,
			amount: rng.pick(1, shape.balance).into(),
			max_hops: rng.pick(1, max_hops) as u32,
			max_fee: if rng.one_in(3) { rng.pick(0, 5).into() } else { u128::MAX },
			exclude: Exclude { nodes: &nodes, edges: &excluded },
		};
		let path = cheapest_path(&graph, &query);
		let cost = path.as_ref().map(|path| path.amounts[0]);
		assert_eq!(cost, by_trying_all(&edges, &query), "seed {seed}: {query:?} {edges:?}");
		let Some(path) = path else { continue };
		found += 1;
		let route: Vec<Edge> = path
			.edges
			.iter()
			.map(|id| *edges.iter().find(|edge| edge.id == *id).unwrap())
			.collect();
		assert_eq!(backwards(&testing::hops(&route), query.amount), Ok(path.amounts.clone()));
		assert!(forwards(&testing::hops(&route), &path.amounts).is_ok());
	}
	assert!(found > 500, "only {found} of the graphs have a path");
}

#[test]
fn is_the_cheapest_of_all_routes() {
	let shape = Shape { nodes: 6, channels: 10, balance: 12, inbound: false };
	compare(0..5_000, shape, 8);
}

#[test]
fn is_the_cheapest_of_all_routes_with_inbound_fees_and_discounts() {
	let shape = Shape { nodes: 6, channels: 10, balance: 12, inbound: true };
	compare(10_000..20_000, shape, 8);
	// Dense and with more to lose on the way: where detours pay.
	let shape = Shape { nodes: 7, channels: 14, balance: 40, inbound: true };
	compare(30_000..35_000, shape, 5);
}

fn edge(id: u64, tail: u32, head: u32, base: u128) -> Edge {
	let terms = Terms {
		outbound: FeeRate { base, ppm: 0 },
		min: 0,
		max: u128::MAX,
		reserve: 0,
		bound: false,
	};
	Edge { id, tail, head, free: 1_000, forward: Some(terms), ..Default::default() }
}

fn query(amount: u128) -> Query<'static> {
	let exclude = Exclude::default();
	Query { from: 0, to: 3, amount, max_hops: 8, max_fee: u128::MAX, exclude }
}

#[test]
fn a_discount_counts_only_behind_its_own_channel() {
	// Two channels lead from 0 to 1; the second has a discount. From 1 on there is one way.
	let discount = InboundFeeRate { base: -7, ppm: 0 };
	let graph = testing::graph(&[
		edge(1, 0, 1, 0),
		Edge { inbound: discount, ..edge(2, 0, 1, 0) },
		edge(3, 1, 3, 10),
	]);
	let path = cheapest_path(&graph, &query(100)).unwrap();
	assert_eq!(path, Path { edges: vec![2, 3], amounts: vec![103, 100] });
}

#[test]
fn a_detour_that_pays_is_still_no_route() {
	// Node 1 asks 50 for what leaves to 3 and takes off 50 for what comes from 2: the walk
	// 0, 1, 2, 1, 3 is free, but meets 1 twice.
	let discount = InboundFeeRate { base: -50, ppm: 0 };
	let graph = testing::graph(&[
		edge(1, 0, 1, 0),
		edge(2, 1, 2, 0),
		Edge { inbound: discount, ..edge(3, 2, 1, 0) },
		edge(4, 1, 3, 50),
	]);
	let path = cheapest_path(&graph, &query(100)).unwrap();
	assert_eq!(path, Path { edges: vec![1, 4], amounts: vec![150, 100] });
}

#[test]
fn the_payer_may_use_its_reserve_and_needs_no_terms() {
	let own = Edge { forward: None, ..edge(1, 0, 3, 0) };
	let graph = testing::graph(&[own]);
	assert!(cheapest_path(&graph, &query(1_000)).is_some());
	assert!(cheapest_path(&graph, &query(1_001)).is_none());
	let mut far = edge(2, 1, 3, 0);
	far.forward.as_mut().unwrap().reserve = 10;
	let graph = testing::graph(&[edge(1, 0, 1, 0), far]);
	assert!(cheapest_path(&graph, &query(990)).is_some());
	assert!(cheapest_path(&graph, &query(991)).is_none());
}

#[test]
fn hops_are_bounded_and_the_cheaper_longer_way_gives_way() {
	let graph =
		testing::graph(&[edge(1, 0, 1, 0), edge(2, 1, 3, 9), edge(3, 1, 2, 1), edge(4, 2, 3, 1)]);
	let path = |max_hops| cheapest_path(&graph, &Query { max_hops, ..query(10) });
	assert_eq!(path(3).unwrap().edges, vec![1, 3, 4]);
	assert_eq!(path(2).unwrap().edges, vec![1, 2]);
	assert_eq!(path(1), None);
	assert_eq!(path(0), None);
}

#[test]
fn a_cheap_long_rest_does_not_hide_a_short_one() {
	// From 1 on there is a free way of three hops and a dear one of one. It looks as if the payer
	// had a channel with 1, but there is nothing in it: it takes two hops to get there.
	let graph = testing::graph(&[
		Edge { free: 0, ..edge(1, 0, 1, 0) },
		edge(2, 0, 5, 0),
		edge(3, 5, 1, 0),
		edge(4, 1, 3, 9),
		edge(5, 1, 2, 0),
		edge(6, 2, 4, 0),
		edge(7, 4, 3, 0),
	]);
	let path = |max_hops| cheapest_path(&graph, &Query { max_hops, ..query(10) }).unwrap();
	assert_eq!(path(5), Path { edges: vec![2, 3, 5, 6, 7], amounts: vec![10; 5] });
	assert_eq!(path(4), Path { edges: vec![2, 3, 4], amounts: vec![19, 19, 10] });
}

#[test]
fn no_more_than_eight_hops_whatever_is_asked() {
	let line = |nodes: u32| {
		let edges: Vec<_> = (0..nodes).map(|at| edge(at.into(), at, at + 1, 0)).collect();
		let graph = testing::graph(&edges);
		let query = Query { to: nodes, max_hops: u32::MAX, ..query(1) };
		cheapest_path(&graph, &query).map(|path| path.edges.len())
	};
	assert_eq!(line(8), Some(8));
	assert_eq!(line(9), None);
}

#[test]
fn nothing_to_itself_from_nowhere_or_of_nothing() {
	let graph = testing::graph(&[edge(1, 0, 3, 0)]);
	assert_eq!(cheapest_path(&graph, &Query { to: 0, ..query(1) }), None);
	assert_eq!(cheapest_path(&graph, &Query { to: 9, ..query(1) }), None);
	assert_eq!(cheapest_path(&graph, &Query { from: 9, ..query(1) }), None);
	assert_eq!(cheapest_path(&graph, &query(0)), None);
	let exclude = Exclude { nodes: &[0], edges: &[] };
	assert_eq!(cheapest_path(&graph, &Query { exclude, ..query(1) }), None);
}

#[test]
fn fees_that_do_not_fit_close_a_way() {
	let graph = testing::graph(&[edge(1, 0, 1, 0), edge(2, 1, 3, u128::MAX)]);
	assert_eq!(cheapest_path(&graph, &query(1)), None);
}

#[test]
fn who_is_bound_adds_nothing_for_where_it_comes_from() {
	// Node 1 adds 10 for what comes from 0, but for what leaves where it is bound, for 5.
	let dear = InboundFeeRate { base: 10, ppm: 0 };
	let mut bound = edge(3, 1, 3, 5);
	bound.forward.as_mut().unwrap().bound = true;
	let edges = [Edge { inbound: dear, ..edge(1, 0, 1, 0) }, edge(2, 1, 3, 0), bound];
	let path = cheapest_path(&testing::graph(&edges), &query(100)).unwrap();
	assert_eq!(path, Path { edges: vec![1, 3], amounts: vec![105, 100] });
	// A way back to it over which that would pay is no route either: 0, 1, 2, 1, 3.
	let mut edges = edges;
	edges[2].head = 2;
	let path = cheapest_path(
		&testing::graph(&[edges[0], edges[1], edges[2], edge(4, 2, 1, 0)]),
		&query(100),
	);
	assert_eq!(path.unwrap(), Path { edges: vec![1, 2], amounts: vec![110, 100] });
}
