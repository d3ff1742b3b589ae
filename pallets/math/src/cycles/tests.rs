#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::{
	fees::{FeeRate, InboundFeeRate},
	graph::{Edge, Terms},
	routes::{backwards, forwards},
	testing::{self, work_of, Rng, Shape},
};
use alloc::{collections::BTreeMap, vec};

const ME: u32 = 0;
/// The largest quota.
const LARGEST: u64 = 24;

fn planned(graph: &Graph, request: &Request) -> Plan {
	let mut steps = Steps::new(u64::MAX);
	let plan = plan_rebalance(graph, request, &mut steps);
	assert!(!steps.cut());
	plan
}

/// The cheapest cycle that brings back just `amount`, within the quotas, hops and fees of `request`.
fn cheapest_cycle(graph: &Graph, request: &Request, amount: u128) -> Option<Part> {
	let mut steps = Steps::new(u64::MAX);
	let mut planner = Planner::new(graph, request, &mut steps);
	let (first, last) = (planner.gives.limits(), planner.takes.limits());
	let cycle = planner.cheapest(amount, request.allowed(amount, 0), &first, &last)?;
	planner.checked(&cycle, 0)
}

/// All cycles over channels that may be passed.
fn ways(edges: &[Edge], request: &Request) -> Vec<Vec<Edge>> {
	let closed = |edge: &Edge| {
		request.exclude.edges.contains(&edge.id)
			|| request.exclude.nodes.contains(&edge.tail)
			|| request.exclude.nodes.contains(&edge.head)
	};
	let mut ways = testing::routes(edges, ME, ME, request.max_hops as usize);
	ways.retain(|way| way.len() > 2 && !way.iter().any(closed));
	ways
}

/// What it costs to bring back `amount` over a way, if that can be.
fn fee_over(way: &[Edge], request: &Request, amount: u128) -> Option<u128> {
	let quota = |quotas: &[Quota], edge: &Edge| {
		quotas.iter().find(|quota| quota.edge == edge.id).map(|quota| quota.amount)
	};
	let amounts = backwards(&testing::hops(way), amount).ok()?;
	let fits = amounts.iter().zip(testing::limits(way)).all(|(amount, at)| *amount <= at);
	let first = quota(request.gives, &way[0])?;
	let last = quota(request.takes, way.last().unwrap())?;
	let fee = amounts[0] - amount;
	let allowed = fee <= request.allowed(amount, 0);
	(fits && amounts[0] <= first && amount <= last && allowed).then_some(fee)
}

/// The least fee of any cycle that brings back `amount`.
fn by_trying_all(ways: &[Vec<Edge>], request: &Request, amount: u128) -> Option<u128> {
	ways.iter().filter_map(|way| fee_over(way, request, amount)).min()
}

/// What each cycle brings back, with as much as it can carry within the fee limit, and its fee.
fn each(ways: &[Vec<Edge>], request: &Request) -> Vec<(u128, u128)> {
	let of = |way: &Vec<Edge>| {
		let fee = |amount| Some((amount, fee_over(way, request, amount)?));
		(request.min_amount.max(1)..=u128::from(LARGEST)).rev().find_map(fee)
	};
	ways.iter().filter_map(of).collect()
}

/// The best of all single cycles: the last of a plan moves the most, and of equals it is the cheapest;
/// any before is the cheapest for each unit, and of equals that which moves the most.
fn best_of(mut each: Vec<(u128, u128)>, last: bool) -> Option<(u128, u128)> {
	each.sort_by(|(amount, fee), (other, its_fee)| {
		let by_unit = (fee * other).cmp(&(its_fee * amount));
		let by_amount = other.cmp(amount);
		if last {
			by_amount.then(fee.cmp(its_fee))
		} else {
			by_unit.then(by_amount)
		}
	});
	each.first().copied()
}

/// A random owner's quotas: over each of its channels it gives, takes, or does neither.
fn quotas(rng: &mut Rng, edges: &[Edge]) -> (Vec<Quota>, Vec<Quota>) {
	let (mut gives, mut takes) = (vec![], vec![]);
	for pair in edges.chunks(2) {
		let Some(out) = pair.iter().find(|edge| edge.tail == ME) else { continue };
		let back = pair.iter().find(|edge| edge.head == ME).unwrap();
		let amount = rng.pick(2, LARGEST).into();
		let mut may_both = rng.one_in(3);
		match rng.pick(0, 4) {
			0 | 1 => gives.push(Quota { edge: out.id, amount }),
			2 | 3 => takes.push(Quota { edge: back.id, amount }),
			_ => may_both = false,
		}
		if may_both && gives.last().is_some_and(|quota| quota.edge == out.id) {
			takes.push(Quota { edge: back.id, amount: rng.pick(1, LARGEST).into() });
		}
	}
	(gives, takes)
}

/// A plan by the caller's view of the channels.
fn check(edges: &[Edge], request: &Request, plan: &Plan) {
	let mut carried: BTreeMap<u64, u128> = BTreeMap::new();
	let mut fees = 0;
	for cycle in &plan.cycles {
		let by_id = |id: &u64| *edges.iter().find(|edge| edge.id == *id).unwrap();
		let route: Vec<Edge> = cycle.edges.iter().map(by_id).collect();
		assert!((3..=request.max_hops as usize).contains(&route.len()));
		assert!(route[0].tail == ME && route.last().unwrap().head == ME);
		assert!(route.windows(2).all(|pair| pair[0].head == pair[1].tail && pair[0].head != ME));
		assert_ne!(route[0].head, route.last().unwrap().tail);
		assert!(route[1..].iter().all(|edge| edge.forward.is_some()));
		assert_eq!(forwards(&testing::hops(&route), &cycle.amounts), Ok(cycle.fee()));
		assert!(cycle.delivers() >= request.min_amount);
		assert!(cycle.fee() <= cycle.delivers() * u128::from(request.max_fee_ppm) / 1_000_000);
		fees += cycle.fee();
		for ((edge, limit), amount) in route.iter().zip(testing::limits(&route)).zip(&cycle.amounts)
		{
			assert!(!request.exclude.edges.contains(&edge.id));
			let sum = carried.entry(edge.id).or_default();
			*sum += amount;
			assert!(*sum <= limit);
		}
	}
	assert_eq!(fees, plan.fee);
	assert!(fees <= request.max_fee && plan.cycles.len() <= request.max_cycles as usize);
	for quota in request.gives.iter().chain(request.takes) {
		assert!(carried.get(&quota.edge).is_none_or(|moved| *moved <= quota.amount));
	}
}

fn compare(seeds: core::ops::Range<u64>, shape: Shape) {
	let (mut single, mut several, mut none, mut compared) = (0, 0, 0, 0);
	for seed in seeds {
		let mut rng = Rng(seed);
		let edges = testing::edges(&mut rng, shape);
		let graph = testing::graph(&edges);
		let (gives, takes) = quotas(&mut rng, &edges);
		let excluded: Vec<u64> =
			edges.iter().map(|edge| edge.id).filter(|_| rng.one_in(20)).collect();
		let nodes: Vec<u32> = (1..graph.nodes()).filter(|_| rng.one_in(20)).collect();
		let request = Request {
			owner: ME,
			gives: &gives,
			takes: &takes,
			max_cycles: rng.pick(1, 4) as u32,
			max_hops: rng.pick(3, 6) as u32,
			min_amount: rng.pick(0, 3).into(),
			max_fee_ppm: if rng.one_in(2) { 1_000_000 } else { rng.pick(0, 500_000) as u32 },
			max_fee: if rng.one_in(2) { 1_000 } else { rng.pick(0, 3).into() },
			prefer: Prefer::Much,
			exclude: Exclude { nodes: &nodes, edges: &excluded },
		};
		let mut possible = false;
		let ways = ways(&edges, &request);
		for amount in 1..=u128::from(LARGEST) {
			let expected = by_trying_all(&ways, &request, amount);
			let cycle = cheapest_cycle(&graph, &request, amount);
			let fee = cycle.as_ref().map(Part::fee);
			assert_eq!(fee, expected, "seed {seed}, {amount}: {request:?} {edges:?}");
			possible |= expected.is_some() && amount >= request.min_amount;
			single += u32::from(fee.is_some());
		}
		let plan = planned(&graph, &request);
		check(&edges, &request, &plan);
		assert_eq!(possible, !plan.cycles.is_empty(), "seed {seed}: {request:?} {edges:?}");
		let little = Request { prefer: Prefer::Little { wanted: 3 }, max_cycles: 1, ..request };
		let plan_of_little = planned(&graph, &little);
		check(&edges, &little, &plan_of_little);
		assert_eq!(possible, !plan_of_little.cycles.is_empty(), "seed {seed}");
		let moved = |plan: &Plan| plan.cycles.first().map(|cycle| (cycle.delivers(), cycle.fee()));
		let each = each(&ways, &request);
		if ways.len() <= MAX_FEW {
			let all = || format!("seed {seed}: {request:?} {edges:?}");
			let last = request.max_cycles == 1;
			assert_eq!(moved(&plan), best_of(each.clone(), last), "{}", all());
			let single = planned(&graph, &Request { max_cycles: 1, ..request });
			assert_eq!(moved(&single), best_of(each, true), "{}", all());
			let least = request.min_amount.max(1);
			let fee = |amount| Some((amount, by_trying_all(&ways, &request, amount)?));
			let smallest = (least..=u128::from(LARGEST)).find_map(fee);
			assert_eq!(moved(&plan_of_little), smallest, "{}", all());
			compared += 1;
		}
		several += u32::from(plan.cycles.len() > 1);
		none += u32::from(plan.cycles.is_empty());
	}
	assert!(single > 500 && several > 50 && none > 50, "{single} {several} {none}");
	assert!(compared > 2_400, "{compared}");
}

const SMALL: Shape = Shape { nodes: 6, channels: 18, balance: 30, inbound: true };

/// Of few nodes, so that most have several channels with the same peer.
const TWINS: Shape = Shape { nodes: 4, channels: 12, ..SMALL };

#[test]
fn the_best_cycle_equals_trying_all_1() {
	compare(0..2_500, SMALL);
}

#[test]
fn the_best_cycle_equals_trying_all_2() {
	compare(2_500..5_000, Shape { inbound: false, ..SMALL });
}

#[test]
fn the_best_cycle_equals_trying_all_3() {
	compare(5_000..7_500, TWINS);
}

#[test]
fn the_best_cycle_equals_trying_all_4() {
	compare(7_500..10_000, Shape { inbound: false, ..TWINS });
}

/// A coin of 18 decimals.
const COIN: u128 = 1_000_000_000_000_000_000;

#[test]
fn as_much_is_moved_as_the_fee_limit_lets_whatever_the_size() {
	// Both forwarders ask 1,000 millionths; the way costs a little more than 2,000.
	let (gives, takes) = (quota(1, 500 * COIN), quota(3, 400 * COIN));
	let mut edges = triangle(1_000);
	for edge in &mut edges {
		edge.free *= COIN;
	}
	let graph = testing::graph(&edges);
	let base = request(&gives, &takes);
	let plan = |request: Request| planned(&graph, &request).cycles;
	assert_eq!(plan(base)[0].delivers(), 400 * COIN);
	assert!(plan(Request { max_fee_ppm: 2_000, min_amount: COIN, ..base }).is_empty());
	// With a budget of half a coin a little less than 250 coins come back: the most, to the unit.
	let budget = Request { max_fee: COIN / 2, max_cycles: 1, ..base };
	let found = plan(budget);
	let hops = testing::hops(&edges);
	let fee = |amount| backwards(&hops, amount).unwrap()[0] - amount;
	let most = found[0].delivers();
	assert!(most > 249 * COIN && fee(most) <= COIN / 2);
	assert!((1..2_000).all(|more| fee(most + more) > COIN / 2));
	// A base fee that only a large amount makes up for, below a limit that the largest is above.
	edges[1].forward.as_mut().unwrap().outbound = FeeRate { base: COIN / 10, ppm: 0 };
	edges[2].forward.as_mut().unwrap().outbound.ppm = 0;
	let graph = testing::graph(&edges);
	let little = Prefer::Little { wanted: 1 };
	let smallest = Request { max_fee_ppm: 1_000, prefer: little, max_cycles: 1, ..base };
	// A tenth of a coin is a thousandth of 100 coins.
	assert_eq!(planned(&graph, &smallest).cycles[0].delivers(), 100 * COIN);
}

fn edge(id: u64, tail: u32, head: u32, ppm: u32) -> Edge {
	let outbound = FeeRate { base: 0, ppm };
	let terms = Terms { outbound, min: 0, max: u128::MAX, reserve: 0, bound: false };
	let inbound = InboundFeeRate::default();
	Edge { id, tail, head, free: 1_000_000, forward: Some(terms), inbound }
}

/// The owner gives over 1 to node 1; node 1 reaches 2 over 2; 2 comes back over 3.
fn triangle(ppm: u32) -> Vec<Edge> {
	vec![edge(1, 0, 1, 0), edge(2, 1, 2, ppm), edge(3, 2, 0, ppm)]
}

fn request<'a>(gives: &'a [Quota], takes: &'a [Quota]) -> Request<'a> {
	Request {
		owner: ME,
		gives,
		takes,
		max_cycles: 16,
		max_hops: 8,
		min_amount: 1,
		max_fee_ppm: 1_000_000,
		max_fee: u128::MAX,
		prefer: Prefer::Much,
		exclude: Exclude::default(),
	}
}

fn quota(edge: u64, amount: u128) -> Vec<Quota> {
	vec![Quota { edge, amount }]
}

#[test]
fn owners_who_agreed_on_no_fee_move_everything_for_nothing() {
	let (gives, takes) = (quota(1, 500), quota(3, 400));
	let request = Request { max_fee: 0, max_fee_ppm: 0, ..request(&gives, &takes) };
	let plan = planned(&testing::graph(&triangle(0)), &request);
	let cycle = Part { edges: vec![1, 2, 3], amounts: vec![400; 3] };
	assert_eq!(plan, Plan { cycles: vec![cycle], fee: 0 });
}

#[test]
fn the_fee_limits_hold_to_the_unit() {
	let (gives, takes) = (quota(1, 500_000), quota(3, 100_000));
	let graph = testing::graph(&triangle(1_000));
	// Both forwarders ask 100.
	let base = request(&gives, &takes);
	let fee = |request: Request| cheapest_cycle(&graph, &request, 100_000).map(|part| part.fee());
	assert_eq!(fee(base), Some(200));
	assert_eq!(fee(Request { max_fee: 200, ..base }), Some(200));
	assert_eq!(fee(Request { max_fee: 199, ..base }), None);
	assert_eq!(fee(Request { max_fee_ppm: 2_000, ..base }), Some(200));
	assert_eq!(fee(Request { max_fee_ppm: 1_999, ..base }), None);
	assert_eq!(fee(Request { max_hops: 3, ..base }), Some(200));
	assert_eq!(fee(Request { max_hops: 2, ..base }), None);
	// The budget is for all cycles together: with less, less is moved.
	let plan = planned(&graph, &Request { max_fee: 150, ..base });
	assert!(plan.fee <= 150 && !plan.cycles.is_empty(), "{plan:?}");
}

#[test]
fn a_cycle_never_turns_at_a_peer() {
	// Two channels with node 1 only: out over 1, back over 2.
	let edges = [edge(1, 0, 1, 0), edge(2, 1, 0, 0), edge(3, 1, 2, 0)];
	let graph = testing::graph(&edges);
	let (gives, takes) = (quota(1, 500), quota(2, 400));
	assert_eq!(planned(&graph, &request(&gives, &takes)), Plan::default());
}

#[test]
fn a_channel_with_the_same_peer_that_may_take_hides_no_cycle() {
	// Edge 4 comes back from node 1, too: what leaves over 1 goes round by 2 all the same.
	let mut edges = triangle(0);
	edges.push(edge(4, 1, 0, 0));
	let gives = quota(1, 500);
	let takes = [Quota { edge: 4, amount: 400 }, Quota { edge: 3, amount: 1_000 }];
	let plan = planned(&testing::graph(&edges), &request(&gives, &takes));
	assert_eq!(plan.cycles, vec![Part { edges: vec![1, 2, 3], amounts: vec![500; 3] }]);
}

#[test]
fn where_much_is_not_wanted_as_little_as_gets_through_is_moved() {
	let mut edges = triangle(0);
	edges[1].forward.as_mut().unwrap().min = 300;
	edges[2].forward.as_mut().unwrap().min = 300;
	let graph = testing::graph(&edges);
	let (gives, takes) = (quota(1, 500_000), quota(3, 400_000));
	let delivers = |prefer| {
		let plan = planned(&graph, &Request { prefer, max_cycles: 1, ..request(&gives, &takes) });
		plan.cycles[0].delivers()
	};
	assert_eq!(delivers(Prefer::Much), 400_000);
	assert_eq!(delivers(Prefer::Little { wanted: 100 }), 300);
}

/// A hub whose channels give discounts made for it: each path to it could be worth a detour.
#[test]
fn who_asks_cannot_make_it_search_for_long() {
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
		edges.push(Edge { id, tail, head, free: 1 << 40, forward: Some(terms), inbound });
	}
	let quotas = |of: &dyn Fn(&Edge) -> bool| -> Vec<Quota> {
		let own = edges.iter().filter(|edge| of(edge));
		own.map(|edge| Quota { edge: edge.id, amount: 1_000_000 }).collect()
	};
	let (gives, takes) = (quotas(&|edge| edge.tail == ME), quotas(&|edge| edge.head == ME));
	let graph = testing::graph(&edges);
	let request = Request { max_fee_ppm: 500_000, ..request(&gives, &takes) };
	let mut steps = Steps::new(200_000);
	let plan = plan_rebalance(&graph, &request, &mut steps);
	assert!(steps.cut() && steps.left() < 200_000, "{steps:?}");
	check(&edges, &request, &plan);
	// With none left nothing is looked for.
	let mut none = Steps::new(0);
	assert_eq!(plan_rebalance(&graph, &request, &mut none), Plan::default());
	assert!(none.cut());
}

#[test]
fn cycles_share_what_channels_have() {
	// Two ways back over one channel in between, which carries 300 in all.
	let mut edges = triangle(0);
	edges[1].free = 300;
	edges.push(edge(5, 2, 3, 0));
	edges.push(edge(6, 3, 0, 0));
	let gives = quota(1, 1_000);
	let takes = [Quota { edge: 3, amount: 200 }, Quota { edge: 6, amount: 200 }];
	let plan = planned(&testing::graph(&edges), &request(&gives, &takes));
	let moved: Vec<u128> = plan.cycles.iter().map(Part::delivers).collect();
	assert_eq!(moved, vec![200, 100]);
}

#[test]
fn quotas_of_others_and_of_none_are_passed_over() {
	let graph = testing::graph(&triangle(0));
	for (gives, takes) in [(2, 3), (3, 1), (9, 3), (1, 2)] {
		let (gives, takes) = (quota(gives, 5), quota(takes, 5));
		assert_eq!(planned(&graph, &request(&gives, &takes)), Plan::default());
	}
	let (gives, takes) = (quota(1, 5), quota(3, 5));
	let base = request(&gives, &takes);
	assert_eq!(planned(&graph, &Request { owner: 9, ..base }), Plan::default());
	assert_eq!(planned(&graph, &Request { max_cycles: 0, ..base }), Plan::default());
	assert_eq!(planned(&graph, &Request { min_amount: 6, ..base }), Plan::default());
	assert_eq!(cheapest_cycle(&graph, &base, 0), None);
	assert_eq!(planned(&graph, &base).cycles.len(), 1);
}

/// Long cycles of wide amounts, whose fee limit is met somewhere between their smallest and their largest
/// amount, or nowhere: what is computed is in the steps.
#[test]
fn all_that_is_computed_is_charged() {
	let wide = 1u128 << 98;
	let (mut beside, mut found) = (0, 0);
	for seed in 90_000..90_008 {
		let mut rng = Rng(seed);
		let mut edges = vec![];
		for (tail, head) in (0..8).map(|node| (node, (node + 1) % 8)) {
			for _ in 0..2 {
				let mut edge = edge(edges.len() as u64, tail, head, rng.pick(0, 2_999) as u32);
				let terms = edge.forward.as_mut().unwrap();
				terms.outbound.base = u128::from(rng.next()) << rng.pick(0, 20);
				edges.push(Edge { free: wide + u128::from(rng.next()), ..edge });
			}
		}
		let gives = [0, 1].map(|edge| Quota { edge, amount: wide / 2 });
		let takes = [14, 15].map(|edge| Quota { edge, amount: wide / 2 });
		let little = Prefer::Little { wanted: 5 };
		let request = Request {
			max_fee: wide / u128::from(rng.pick(1, 20_000)),
			max_fee_ppm: 10_000,
			prefer: if rng.one_in(2) { Prefer::Much } else { little },
			..request(&gives, &takes)
		};
		let graph = testing::graph(&edges);
		for all in [STEPS / 16, 100_000, 0] {
			let mut steps = Steps::new(all);
			let (work, plan) = work_of(|| plan_rebalance(&graph, &request, &mut steps));
			check(&edges, &request, &plan);
			found += plan.cycles.len();
			beside = beside.max(work.saturating_sub(all - steps.left()));
		}
	}
	assert!(beside <= 20_000 && found > 0, "{beside} beside the steps, {found} cycles");
}
