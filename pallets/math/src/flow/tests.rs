#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::{
	fees::{FeeRate, InboundFeeRate},
	graph::{Edge, Terms},
	routes::backwards,
	testing::{self, Rng, Shape},
};
use alloc::{collections::BTreeMap, vec};

mod budget;

/// Every split into whole multiples of a unit over every route, remembered by what is left.
struct Brute {
	unit: u128,
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
		(Self { unit: 1, routes, known: BTreeMap::new() }, edges.iter().map(left).collect())
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
		let unit = self.unit;
		for part in (1..=amount / unit).map(|units| units * unit) {
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
		let exact = plan.as_ref().map_or_else(|no_plan| no_plan.exact, Plan::exact);
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
		if !exact.exact() || exact.parts.len() < 2 {
			continue;
		}
		possible += 1;
		let used = Used::new(&graph, &[]);
		let (ways, mut steps) = ((None, request.max_parts), Steps::new(STEPS));
		let plan = by_flow(&graph, &request, request.amount, ways, &used, &mut steps);
		if let Ok(plan) = plan {
			check(&edges, &request, &plan);
			assert!(plan.exact() == (plan.fee == 0) && plan.fee >= exact.fee);
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
			let Terms { outbound, min, max, reserve, .. } = terms;
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
		let terms = Terms { outbound, min: 0, max: u128::MAX, reserve: 0, bound: false };
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
		assert_eq!(plan.exact(), plan.fee == 0);
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
				assert!(plan.exact() && plan.fee == least && least <= max_fee, "seed {seed}");
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

/// What the heuristics and the proof make of it, be it small enough to be searched exactly or not.
fn proven(edges: &[Edge], request: &Request) -> Result<Plan, NoPlan> {
	let graph = testing::graph(edges);
	let used = Used::new(&graph, request.exclude.edges);
	let routes = seek::all_routes(&graph, request, &used).unwrap();
	let (ways, mut steps) = ((Some(&*routes), request.max_parts), Steps::new(STEPS));
	by_flow(&graph, request, request.amount, ways, &used, &mut steps)
}

/// What roundings can make of a plan's fee, by hand: two units for each forwarder that asks a share.
fn roundings(edges: &[Edge], plan: &Plan) -> u128 {
	let asks = |id: &u64| {
		let edge = edges.iter().find(|edge| edge.id == *id).unwrap();
		let out = edge.forward.is_some_and(|terms| terms.outbound.ppm > 0);
		u128::from(out) + u128::from(edge.inbound.ppm != 0)
	};
	plan.parts.iter().flat_map(|part| &part.edges).map(asks).sum::<u128>() * 2
}

/// On graphs whose answer is known, with rates that make every amount a rounded one: no plan is cheaper
/// than is said that none is.
#[test]
fn what_is_proven_of_small_amounts_is_so() {
	let (mut possible, mut found, mut best, mut exact) = (0, 0, 0, 0);
	let (mut simple, mut proven_simple) = (0, 0);
	for seed in 50_000..51_500 {
		let mut rng = Rng(seed);
		let inbound = rng.one_in(2);
		let mut edges = testing::edges(&mut rng, Shape { inbound, ..SMALL });
		let plain = rng.one_in(3);
		for edge in edges.iter_mut().filter(|_| plain) {
			edge.inbound.ppm = 0;
			if let Some(terms) = &mut edge.forward {
				terms.outbound.ppm = 0;
			}
		}
		let max_parts = rng.pick(2, 4) as u32;
		let request = Request { max_hops: 4, ..request(rng.pick(2, 20).into(), max_parts) };
		let plan = proven(&edges, &request);
		let expected = by_trying_all(&edges, &request);
		let Ok(least) = expected else {
			assert!(plan.is_err(), "seed {seed}: {plan:?} {edges:?}");
			continue;
		};
		possible += 1;
		let Ok(plan) = plan else { continue };
		check(&edges, &request, &plan);
		let all = || format!("seed {seed}, {least}: {plan:?} {request:?} {edges:?}");
		assert!(plan.least <= least && least <= plan.fee, "{}", all());
		found += 1;
		best += u32::from(plan.fee == least);
		exact += u32::from(plan.exact());
		simple += u32::from(plain);
		proven_simple += u32::from(plain && plan.exact());
	}
	// A plan is always found, and the best but for roundings; without them it is also proven, unless
	// half a unit would be better.
	assert!(possible > 500 && found == possible, "{found} of {possible}");
	assert!(best * 100 > possible * 99 && exact * 100 > possible * 90, "{best}, {exact} proven");
	assert!(proven_simple * 100 > simple * 99, "{proven_simple} of {simple}");
}

/// A graph of amounts with 18 decimals, none of them round, and fees as people ask them.
fn of_coins(rng: &mut Rng, shape: Shape) -> Vec<Edge> {
	let mut edges = testing::edges(rng, shape);
	let discounts = rng.one_in(3);
	for edge in &mut edges {
		let large = |rng: &mut Rng, amount: u128| {
			if amount == 0 {
				0
			} else {
				amount * COIN + u128::from(rng.next() >> 8)
			}
		};
		edge.free = large(rng, edge.free);
		edge.inbound = InboundFeeRate::default();
		if discounts && rng.one_in(3) {
			edge.inbound.base =
				rng.pick(0, 2_000) as i128 * 1_000_000_000_000 - COIN as i128 / 1_000;
			edge.inbound.ppm = rng.pick(0, 4_000) as i32 - 2_000;
		}
		let Some(terms) = &mut edge.forward else { continue };
		terms.reserve = large(rng, terms.reserve);
		terms.min = if rng.one_in(2) { terms.min * COIN / 7 } else { 1 };
		terms.max = if terms.max == u128::MAX { terms.max } else { large(rng, terms.max) };
		terms.outbound = FeeRate {
			base: [0, rng.next().into(), COIN / 1_000, COIN / 50][rng.pick(0, 3) as usize],
			ppm: [0, 1, rng.pick(0, 999) as u32, rng.pick(0, 9_999) as u32]
				[rng.pick(0, 3) as usize],
		};
	}
	edges
}

/// A plan at random: routes in any order, each with any share of what it can carry.
fn at_random(rng: &mut Rng, routes: &[Vec<Edge>], request: &Request) -> Option<u128> {
	let mut left: BTreeMap<u64, u128> = BTreeMap::new();
	for (edge, limit) in routes.iter().flat_map(|route| route.iter().zip(testing::limits(route))) {
		left.insert(edge.id, limit);
	}
	let (mut rest, mut fee) = (request.amount, 0);
	for part in 0..request.max_parts {
		let route = &routes[rng.pick(0, routes.len() as u64 - 1) as usize];
		let hops = testing::hops(route);
		let limits: Vec<u128> = route.iter().map(|edge| left[&edge.id]).collect();
		let most = routes::deliverable(&hops, &limits, rest, &mut Steps::new(u64::MAX));
		let last = part + 1 == request.max_parts || rng.one_in(2);
		let amount = if last { most } else { most / 64 * u128::from(rng.pick(1, 64)) };
		let Ok(amounts) = backwards(&hops, amount) else { continue };
		for (edge, amount) in route.iter().zip(&amounts) {
			*left.get_mut(&edge.id).unwrap() -= amount;
		}
		rest -= amount;
		fee += amounts[0] - amount;
	}
	(rest == 0).then_some(fee)
}

/// The plan with some of one part moved to another, or to another route.
fn shifted(
	rng: &mut Rng,
	edges: &[Edge],
	routes: &[Vec<Edge>],
	request: &Request,
	plan: &Plan,
) -> Option<u128> {
	let by_id = |id: &u64| *edges.iter().find(|edge| edge.id == *id).unwrap();
	let mut parts: Vec<(Vec<Edge>, u128)> = plan
		.parts
		.iter()
		.map(|part| (part.edges.iter().map(by_id).collect(), part.delivers()))
		.collect();
	for _ in 0..rng.pick(1, 2) {
		let from = rng.pick(0, parts.len() as u64 - 1) as usize;
		let step = (parts[from].1 >> rng.pick(0, 66)).max(1);
		parts[from].1 -= step;
		let to = rng.pick(0, parts.len() as u64) as usize;
		match parts.get_mut(to) {
			Some(to) => to.1 += step,
			None => {
				parts.push((routes[rng.pick(0, routes.len() as u64 - 1) as usize].clone(), step))
			},
		}
		parts.retain(|(_, amount)| *amount > 0);
	}
	let (mut used, mut fee) = (BTreeMap::<u64, u128>::new(), 0);
	for (route, amount) in &parts {
		let amounts = backwards(&testing::hops(route), *amount).ok()?;
		for ((edge, limit), amount) in route.iter().zip(testing::limits(route)).zip(&amounts) {
			let used = used.entry(edge.id).or_default();
			*used += amount;
			if *used > limit {
				return None;
			}
		}
		fee += amounts[0] - amount;
	}
	(parts.len() <= request.max_parts as usize).then_some(fee)
}

/// Splits of amounts with 18 decimals: nothing that is tried otherwise is cheaper than what is proven,
/// and what is found is that but for roundings. Tried are all splits into twelfths, many at random, and
/// many that differ a little from what was found.
#[test]
fn several_parts_of_any_amount_are_the_cheapest_but_for_roundings() {
	let (mut possible, mut found, mut exact, mut several, mut tried) = (0, 0, 0, 0, 0);
	for seed in 60_000..61_500 {
		let mut rng = Rng(seed);
		let edges = of_coins(&mut rng, Shape { inbound: false, ..SMALL });
		let amount = (u128::from(rng.pick(2, 20)) * COIN + u128::from(rng.next() >> 8)) / 12 * 12;
		let max_parts = rng.pick(2, 4) as u32;
		let request = Request { max_hops: 4, ..request(amount, max_parts) };
		let (mut brute, left) = Brute::new(&edges, &request);
		brute.unit = amount / 12;
		let twelfths = brute.least(0, &left, amount, max_parts);
		let plan = plan_payment(&testing::graph(&edges), &request);
		possible += u32::from(twelfths.is_some() || plan.is_ok());
		let Ok(plan) = plan else { continue };
		check(&edges, &request, &plan);
		let all = || format!("seed {seed}: {plan:?} {request:?} {edges:?}");
		assert!(twelfths.is_none_or(|fee| plan.least <= fee), "{twelfths:?} {}", all());
		let routes = testing::routes(&edges, 0, 1, 4);
		for _ in 0..100 {
			let others = [
				at_random(&mut rng, &routes, &request),
				shifted(&mut rng, &edges, &routes, &request, &plan),
			];
			for fee in others.into_iter().flatten() {
				assert!(plan.least <= fee, "{fee} {}", all());
				tried += 1;
			}
		}
		found += 1;
		several += u32::from(plan.parts.len() > 1);
		exact += u32::from(plan.exact());
		let off = plan.fee - plan.least;
		// A few units for each forwarder, and some because amounts are whole.
		assert!(off <= 4 * roundings(&edges, &plan) + 4, "{off} off: {}", all());
	}
	assert!(possible > 500 && several > 300 && tried > 50_000, "{several} {tried}");
	assert!(found == possible && exact * 100 > found * 80, "{found} of {possible}, {exact} exact");
}

/// Three routes, each two of which share a channel: full are all three channels, and by no order of
/// filling one route after another is that found.
#[test]
fn parts_that_share_channels_in_a_ring_are_shared_out() {
	let edge = |id: u64, tail, head, free: u128, base| {
		let outbound = FeeRate { base, ppm: 100 };
		let terms = Terms { outbound, min: 1, max: u128::MAX, reserve: 0, bound: false };
		Edge { id, tail, head, free, forward: Some(terms), ..Edge::default() }
	};
	// a: 2 to 3; b: 4 to 5; c: 6 to 7, a coin each. Routes over a and b, b and c, c and a; and a dear one.
	let many = 100 * COIN;
	let mut edges = vec![];
	for (number, (first, second)) in [(2, 4), (4, 6), (6, 2)].into_iter().enumerate() {
		let id = 10 * (number as u64 + 1);
		let between = 8 + number as u32;
		edges.extend([
			edge(id, 0, 20 + number as u32, many, 0),
			edge(id + 1, 20 + number as u32, first, many, 0),
			edge(id + 2, first + 1, between, many, 0),
			edge(id + 3, between, second, many, 0),
			edge(id + 4, second + 1, 1, many, 0),
		]);
	}
	edges.extend([edge(1, 2, 3, COIN, 0), edge(2, 4, 5, COIN, 0), edge(3, 6, 7, COIN, 0)]);
	edges.extend([edge(4, 0, 12, many, 0), edge(5, 12, 1, many, COIN / 10)]);
	let request = Request { max_hops: 8, ..request(3 * COIN / 2 - COIN / 100, 3) };
	let plan = plan_payment(&testing::graph(&edges), &request).unwrap();
	check(&edges, &request, &plan);
	assert!(plan.fee - plan.least <= 4 * roundings(&edges, &plan), "{plan:?}");
}

/// Forwarders who all ask for the same: nothing is to be chosen, and nothing is searched for long.
#[test]
fn equals_are_not_searched_one_by_one() {
	let mut edges = fan(COIN / 10);
	edges.truncate(32);
	for edge in &mut edges {
		if let Some(terms) = &mut edge.forward {
			terms.outbound = FeeRate { base: COIN / 1_000, ppm: 500 };
		}
	}
	let graph = testing::graph(&edges);
	for parts in 8..=16 {
		let request = request(COIN * u128::from(parts) / 11, parts);
		let mut steps = Steps::new(STEPS);
		let plan = plan_within(&graph, &request, &mut steps).unwrap();
		check(&edges, &request, &plan);
		assert!(plan.fee - plan.least <= 4 * roundings(&edges, &plan), "{parts}: {plan:?}");
		assert!(steps.left() > STEPS - 2_000_000, "{parts}: {steps:?}");
	}
}

/// Amounts, fees and bounds of any size: what is said is true, or nothing is said.
#[test]
fn the_largest_numbers_are_no_trap() {
	for seed in 70_000..71_000 {
		let mut rng = Rng(seed);
		let mut edges = testing::edges(&mut rng, SMALL);
		let any = |rng: &mut Rng| {
			let wide = u128::from(rng.next()) << 64 | u128::from(rng.next());
			wide >> rng.pick(0, 127)
		};
		for edge in &mut edges {
			// Sums of balances fit, as on a chain.
			edge.free = any(&mut rng) >> 6;
			edge.inbound.base = (any(&mut rng) >> 1) as i128 * if rng.one_in(2) { 1 } else { -1 };
			let Some(terms) = &mut edge.forward else { continue };
			(terms.min, terms.max) = (any(&mut rng) >> 20, any(&mut rng));
			terms.reserve = any(&mut rng) >> 20;
			terms.outbound.base = any(&mut rng) >> 30;
		}
		let request = Request { max_hops: 4, ..request(any(&mut rng) >> 8, 4) };
		if let Ok(plan) = plan_payment(&testing::graph(&edges), &request) {
			check(&edges, &request, &plan);
			assert!(plan.least <= plan.fee);
		}
	}
}
