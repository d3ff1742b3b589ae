#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::{
	fees::{FeeRate, InboundFeeRate},
	graph::{Edge, Terms},
	routes::backwards,
	testing::{self, Rng, Shape},
};
use alloc::{collections::BTreeMap, vec};

/// Every split of every amount over every route, remembered by what is left.
struct Brute {
	routes: Vec<(Vec<Hop>, Vec<usize>)>,
	known: BTreeMap<(usize, Vec<u128>, u128, u32), Option<u128>>,
}

impl Brute {
	fn new(edges: &[Edge], request: &Request) -> (Self, Vec<u128>) {
		let from = request.from;
		let closed = |edge: &Edge| {
			request.exclude.edges.contains(&edge.id)
				|| request.exclude.nodes.contains(&edge.tail)
				|| request.exclude.nodes.contains(&edge.head)
		};
		let routes = testing::routes(edges, from, request.to, request.max_hops as usize)
			.into_iter()
			.filter(|route| !route.iter().any(closed))
			.map(|route| {
				let place =
					|edge: &Edge| edges.iter().position(|other| other.id == edge.id).unwrap();
				(testing::hops(&route), route.iter().map(place).collect())
			})
			.collect();
		let left = |edge: &Edge| match edge.forward {
			Some(terms) if edge.tail != from => edge.free.saturating_sub(terms.reserve),
			_ => edge.free,
		};
		(Self { routes, known: BTreeMap::new() }, edges.iter().map(left).collect())
	}

	/// The least fee for `amount` over the routes from number `at` on.
	fn least(&mut self, at: usize, left: &[u128], amount: u128, parts: u32) -> Option<u128> {
		if amount == 0 {
			return Some(0);
		}
		if parts == 0 || at == self.routes.len() {
			return None;
		}
		let key = (at, left.to_vec(), amount, parts);
		if let Some(known) = self.known.get(&key) {
			return *known;
		}
		let mut best = self.least(at + 1, left, amount, parts);
		for part in 1..=amount {
			let (hops, places) = &self.routes[at];
			let Ok(amounts) = backwards(hops, part) else { continue };
			if !places.iter().zip(&amounts).all(|(place, amount)| *amount <= left[*place]) {
				continue;
			}
			let mut rest = left.to_vec();
			places.iter().zip(&amounts).for_each(|(place, amount)| rest[*place] -= amount);
			if let Some(fee) = self.least(at, &rest, amount - part, parts - 1) {
				let fee = fee + amounts[0] - part;
				best = Some(best.map_or(fee, |best: u128| best.min(fee)));
			}
		}
		self.known.insert(key, best);
		best
	}
}

/// What the answer must be.
fn by_trying_all(edges: &[Edge], request: &Request) -> Result<u128, Shortfall> {
	let (mut brute, left) = Brute::new(edges, request);
	let mut least = |amount, parts| brute.least(0, &left, amount, parts);
	match least(request.amount, request.max_parts) {
		Some(fee) if fee <= request.max_fee => return Ok(fee),
		Some(cheapest) => return Err(Shortfall::Fee { cheapest }),
		None => {},
	}
	let needed = (request.max_parts + 1..=MAX_PARTS).find(|n| least(request.amount, *n).is_some());
	if let Some(needed) = needed {
		return Err(Shortfall::Parts { needed });
	}
	let most = (1..request.amount).rev().find(|amount| least(*amount, request.max_parts).is_some());
	Err(most.map_or(Shortfall::NoRoute, |most| Shortfall::Amount { most }))
}

/// The plan again by the caller's view of the channels: what each carries in all fits, each part is
/// a route from the payer to the payee and what it must be by the arithmetic of routes.
fn check(edges: &[Edge], request: &Request, plan: &Plan) {
	let mut carried = BTreeMap::new();
	for part in &plan.parts {
		let by_id = |id: &u64| *edges.iter().find(|edge| edge.id == *id).unwrap();
		let route: Vec<Edge> = part.edges.iter().map(by_id).collect();
		assert!(route.len() <= request.max_hops as usize);
		assert_eq!(route[0].tail, request.from);
		assert_eq!(route.last().unwrap().head, request.to);
		assert!(route.windows(2).all(|pair| pair[0].head == pair[1].tail));
		assert!(route[1..].iter().all(|edge| edge.forward.is_some()));
		assert_eq!(routes::forwards(&testing::hops(&route), &part.amounts), Ok(part.fee()));
		for ((edge, limit), amount) in route.iter().zip(testing::limits(&route)).zip(&part.amounts)
		{
			assert!(!request.exclude.edges.contains(&edge.id));
			assert!(!request.exclude.nodes.contains(&edge.tail));
			let sum = carried.entry(edge.id).or_insert(0);
			*sum += amount;
			assert!(*sum <= limit);
		}
	}
	assert!(!plan.parts.is_empty() && plan.parts.len() <= request.max_parts as usize);
	assert_eq!(plan.parts.iter().map(Part::delivers).sum::<u128>(), request.amount);
	assert_eq!(plan.parts.iter().map(Part::fee).sum::<u128>(), plan.fee);
	assert!(plan.fee <= request.max_fee);
}

fn kind(reason: Shortfall) -> &'static str {
	match reason {
		Shortfall::Request => "request",
		Shortfall::NoRoute => "no route",
		Shortfall::Amount { .. } => "amount",
		Shortfall::Parts { .. } => "parts",
		Shortfall::Fee { .. } => "fee",
	}
}

fn compare(seeds: core::ops::Range<u64>, shape: Shape, largest: u64) {
	let (mut plans, mut split, mut reasons) = (0, 0, BTreeMap::new());
	for seed in seeds {
		let mut rng = Rng(seed);
		let edges = testing::edges(&mut rng, shape);
		let graph = testing::graph(&edges);
		let nodes: Vec<u32> = (2..graph.nodes()).filter(|_| rng.one_in(12)).collect();
		let excluded: Vec<u64> =
			edges.iter().map(|edge| edge.id).filter(|_| rng.one_in(20)).collect();
		let request = Request {
			from: 0,
			to: 1,
			amount: rng.pick(1, largest).into(),
			max_parts: rng.pick(1, 4) as u32,
			max_hops: rng.pick(1, 4) as u32,
			max_fee: if rng.one_in(2) { rng.pick(0, 1).into() } else { u128::MAX },
			exclude: Exclude { nodes: &nodes, edges: &excluded },
		};
		let expected = by_trying_all(&edges, &request);
		let plan = plan_payment(&graph, &request);
		match &plan {
			Ok(plan) => {
				check(&edges, &request, plan);
				plans += 1;
				split += usize::from(plan.parts.len() > 1);
			},
			Err(no_plan) => {
				*reasons.entry(kind(no_plan.reason)).or_insert(0) += 1;
			},
		}
		let exact = plan.as_ref().map_or_else(|no_plan| no_plan.exact, |plan| plan.exact);
		assert!(exact, "seed {seed}: gave up");
		let found = plan.map(|plan| plan.fee).map_err(|no_plan| no_plan.reason);
		assert_eq!(found, expected, "seed {seed}: {request:?} {edges:?}");
	}
	// The graphs are such that each kind of answer comes often.
	assert!(plans > 500 && split > 100, "{plans} plans, {split} split");
	assert!(reasons.len() == 4 && reasons.values().all(|count| *count > 10), "{reasons:?}");
}

const SMALL: Shape = Shape { nodes: 6, channels: 9, balance: 12, inbound: true };

#[test]
fn equals_trying_all_1() {
	compare(0..2_500, SMALL, 12);
}

#[test]
fn equals_trying_all_2() {
	compare(2_500..5_000, Shape { inbound: false, ..SMALL }, 14);
}

#[test]
fn equals_trying_all_3() {
	compare(5_000..7_500, Shape { nodes: 4, ..SMALL }, 18);
}

#[test]
fn equals_trying_all_4() {
	compare(7_500..10_000, Shape { nodes: 5, balance: 6, ..SMALL }, 18);
}

/// The heuristics alone, on graphs whose answer is known: what they find is sound and never better
/// than the best; it is nearly always there, and mostly the best.
#[test]
fn the_flow_comes_near_the_exact_answer() {
	let (mut possible, mut found, mut best) = (0, 0, 0);
	for seed in 20_000..23_000 {
		let mut rng = Rng(seed);
		let edges = testing::edges(&mut rng, Shape { channels: 14, ..SMALL });
		let graph = testing::graph(&edges);
		let request = Request {
			from: 0,
			to: 1,
			amount: rng.pick(4, 30).into(),
			max_parts: rng.pick(2, 6) as u32,
			max_hops: 4,
			max_fee: u128::MAX,
			exclude: Exclude::default(),
		};
		let Ok(exact) = plan_payment(&graph, &request) else { continue };
		if !exact.exact || exact.parts.len() < 2 {
			continue;
		}
		possible += 1;
		let used = Used::new(&graph, &[]);
		let (ways, mut steps) = ((None, request.max_parts), Steps::new(STEPS));
		let plan = by_flow(&graph, &request, request.amount, ways, &used, &mut steps);
		if let Ok(plan) = plan {
			check(&edges, &request, &plan);
			assert!(plan.exact == (plan.fee == 0) && plan.fee >= exact.fee);
			found += 1;
			best += u32::from(plan.fee == exact.fee);
		}
	}
	assert!(possible > 300 && found * 100 > possible * 98, "{found} of {possible}, {best} best");
	assert!(best * 100 > possible * 90, "{best} of {possible}");
}

/// Amounts too large to be split by the unit: the same graphs, a million times larger, and without
/// rates, so that nothing is rounded and what was possible still is.
#[test]
fn large_amounts_are_split_as_small_ones() {
	let (mut possible, mut found) = (0, 0);
	for seed in 30_000..32_000 {
		let mut rng = Rng(seed);
		let mut edges = testing::edges(&mut rng, SMALL);
		let mut request = Request {
			from: 0,
			to: 1,
			amount: rng.pick(2, 24).into(),
			max_parts: rng.pick(2, 4) as u32,
			max_hops: 4,
			max_fee: u128::MAX,
			exclude: Exclude::default(),
		};
		for edge in &mut edges {
			edge.inbound.ppm = 0;
			if let Some(terms) = &mut edge.forward {
				terms.outbound.ppm = 0;
			}
		}
		let small = plan_payment(&testing::graph(&edges), &request);
		let large = |amount: &mut u128| *amount = amount.saturating_mul(1_000_000);
		large(&mut request.amount);
		for edge in &mut edges {
			large(&mut edge.free);
			edge.inbound.base *= 1_000_000;
			let Some(terms) = &mut edge.forward else { continue };
			let Terms { outbound, min, max, reserve } = terms;
			for amount in [min, max, reserve, &mut outbound.base] {
				large(amount);
			}
		}
		let plan = plan_payment(&testing::graph(&edges), &request);
		if let Ok(plan) = &plan {
			check(&edges, &request, plan);
		}
		if small.is_ok_and(|small| small.parts.len() > 1) {
			possible += 1;
			found += u32::from(plan.is_ok());
		}
	}
	assert!(possible > 200 && found == possible, "{found} of {possible}");
}

#[test]
fn what_no_request_can_be_is_said() {
	let graph = testing::graph(&[Edge { tail: 0, head: 1, free: 5, ..Default::default() }]);
	let base = Request {
		from: 0,
		to: 1,
		amount: 5,
		max_parts: 1,
		max_hops: 1,
		max_fee: 0,
		exclude: Exclude::default(),
	};
	assert!(plan_payment(&graph, &base).is_ok());
	let reason = |request: Request| plan_payment(&graph, &request).unwrap_err().reason;
	assert_eq!(reason(Request { to: 0, ..base }), Shortfall::Request);
	assert_eq!(reason(Request { amount: 0, ..base }), Shortfall::Request);
	assert_eq!(reason(Request { max_parts: 0, ..base }), Shortfall::Request);
	assert_eq!(reason(Request { max_hops: 0, ..base }), Shortfall::Request);
	assert_eq!(reason(Request { to: 7, ..base }), Shortfall::NoRoute);
	assert_eq!(reason(Request { amount: 6, ..base }), Shortfall::Amount { most: 5 });
	let exclude = Exclude { nodes: &[0], edges: &[] };
	assert_eq!(reason(Request { exclude, ..base }), Shortfall::NoRoute);
	let large = Request { amount: 100, max_parts: 9, ..base };
	let no_plan = plan_payment(&graph, &large).unwrap_err();
	assert_eq!(no_plan, NoPlan { reason: Shortfall::Amount { most: 5 }, exact: true });
}

/// A coin of 18 decimals.
const COIN: u128 = 1_000_000_000_000_000_000;

/// Many channels of `each` from the payer over as many forwarders to the payee: more routes than are
/// tried one by one.
fn fan(each: u128) -> Vec<Edge> {
	let terms = Terms { max: u128::MAX, ..Terms::default() };
	let edge = |id, tail, head| Edge {
		id,
		tail,
		head,
		free: each,
		forward: Some(terms),
		..Edge::default()
	};
	(2..302u32)
		.flat_map(|node| {
			[edge(2 * u64::from(node), 0, node), edge(2 * u64::from(node) + 1, node, 1)]
		})
		.collect()
}

fn request(amount: u128, max_parts: u32) -> Request<'static> {
	let exclude = Exclude::default();
	Request { from: 0, to: 1, amount, max_parts, max_hops: 8, max_fee: u128::MAX, exclude }
}

#[test]
fn how_much_can_be_carried_is_told_however_much_is_asked() {
	// 16 parts of a tenth of a coin.
	let edges = fan(COIN / 10);
	let graph = testing::graph(&edges);
	let reason = |amount| plan_payment(&graph, &request(amount, 16)).unwrap_err().reason;
	for coins in [2, 10, 100, 10_000, 1_000_000_000] {
		assert_eq!(reason(coins * COIN), Shortfall::Amount { most: 16 * COIN / 10 }, "{coins}");
	}
	assert_eq!(reason(u128::MAX), Shortfall::Amount { most: 16 * COIN / 10 });
	let plan = plan_payment(&graph, &request(16 * COIN / 10, 16)).unwrap();
	check(&edges, &request(16 * COIN / 10, 16), &plan);
	// The same with few routes, all of which are known; there all that is within reach can be carried.
	let few = testing::graph(&edges[..32]);
	for coins in [2, 10, 1_000_000_000] {
		let no_plan = plan_payment(&few, &request(coins * COIN, 16)).unwrap_err();
		let reason = Shortfall::Amount { most: 16 * COIN / 10 };
		assert_eq!(no_plan, NoPlan { reason, exact: true });
	}
	let reason = plan_payment(&few, &request(COIN / 5, 1)).unwrap_err().reason;
	assert_eq!(reason, Shortfall::Parts { needed: 2 });
}

/// A graph whose discounts were made to be searched for long: each detour may pay.
#[test]
fn a_question_takes_no_more_steps_than_it_may() {
	let mut rng = Rng(5);
	let nodes = 60u32;
	let mut edges = vec![];
	for id in 0..1_500u64 {
		let tail = rng.pick(0, u64::from(nodes) - 1) as u32;
		let head = (tail + rng.pick(1, u64::from(nodes) - 1) as u32) % nodes;
		let outbound = FeeRate { base: rng.pick(0, 90).into(), ppm: rng.pick(0, 9_000) as u32 };
		let terms = Terms { outbound, min: 0, max: u128::MAX, reserve: 0 };
		let inbound = InboundFeeRate {
			base: -i128::from(rng.pick(0, 99)),
			ppm: -(rng.pick(0, 9_999) as i32),
		};
		edges.push(Edge { id, tail, head, free: 1 << 20, forward: Some(terms), inbound });
	}
	let graph = testing::graph(&edges);
	let request = request(12 << 20, 16);
	let mut all = Steps::new(u64::MAX);
	let best = plan_within(&graph, &request, &mut all);
	let taken = u64::MAX - all.left();
	let mut few = Steps::new(taken / 4);
	let plan = plan_within(&graph, &request, &mut few);
	assert!(few.cut() && few.left() <= taken / 4, "{few:?} of {taken}");
	for plan in [best, plan].into_iter().flatten() {
		check(&edges, &request, &plan);
		assert_eq!(plan.exact, plan.fee == 0);
	}
	let no_plan = plan_within(&graph, &request, &mut Steps::new(0)).unwrap_err();
	assert!(!no_plan.exact, "{no_plan:?}");
}

/// The cheapest single part of amounts with 18 decimals, to the unit, against all routes.
#[test]
fn one_part_of_any_amount_is_the_cheapest() {
	let (mut plans, mut dear) = (0, 0);
	for seed in 40_000..44_000 {
		let mut rng = Rng(seed);
		let mut edges = testing::edges(&mut rng, Shape { balance: 40, ..SMALL });
		let large = |rng: &mut Rng, amount: &mut u128| {
			*amount = amount.saturating_mul(COIN).saturating_add(rng.next().into());
		};
		for edge in &mut edges {
			large(&mut rng, &mut edge.free);
			edge.inbound.base =
				edge.inbound.base * i128::from(u32::MAX) + i128::from(rng.next() as u32);
			let Some(terms) = &mut edge.forward else { continue };
			large(&mut rng, &mut terms.max);
			terms.min = terms.min * COIN / 3;
			terms.reserve = terms.reserve * COIN / 7;
			terms.outbound.base = u128::from(rng.next()) >> rng.pick(0, 63);
		}
		let mut amount = rng.pick(0, 12).into();
		large(&mut rng, &mut amount);
		let max_fee = if rng.one_in(3) { u128::from(rng.next()) } else { u128::MAX };
		let request = Request { max_fee, max_hops: 4, ..request(amount, 1) };
		let least = testing::routes(&edges, 0, 1, 4)
			.iter()
			.filter_map(|route| {
				let amounts = backwards(&testing::hops(route), amount).ok()?;
				let limits = testing::limits(route);
				let fits = amounts.iter().zip(limits).all(|(amount, limit)| *amount <= limit);
				fits.then(|| amounts[0] - amount)
			})
			.min();
		let plan = plan_payment(&testing::graph(&edges), &request);
		match (plan, least) {
			(Ok(plan), Some(least)) => {
				check(&edges, &request, &plan);
				assert!(plan.exact && plan.fee == least && least <= max_fee, "seed {seed}");
				plans += 1;
			},
			(Err(no_plan), Some(least)) => {
				let reason = Shortfall::Fee { cheapest: least };
				assert_eq!(no_plan, NoPlan { reason, exact: true }, "seed {seed}");
				assert!(least > max_fee);
				dear += 1;
			},
			(plan, None) => assert!(plan.is_err(), "seed {seed}"),
		}
	}
	assert!(plans > 500 && dear > 10, "{plans} {dear}");
}
