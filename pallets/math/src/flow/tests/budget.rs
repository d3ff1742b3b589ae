//! What a question computes, counted, against the steps that it takes.

use super::*;
use crate::testing::work_of;

/// As wide as amounts get.
const WIDE: u128 = 1 << 98;

/// What is computed beyond the steps: once they are out, to end with what there is.
const BESIDE: u64 = 20_000;

/// A channel of a forwarder whose fees are rounded and whose base fee matters.
fn hostile(rng: &mut Rng, id: usize, [tail, head]: [u32; 2], max: u128) -> Edge {
	let outbound =
		FeeRate { base: u128::from(rng.next()) << rng.pick(0, 24), ppm: rng.pick(0, 9_999) as u32 };
	let free = WIDE + u128::from(rng.next()) * u128::from(rng.next() >> 40);
	let terms = Terms { outbound, min: rng.next().into(), max, reserve: 0, bound: false };
	Edge { id: id as u64, tail, head, free, forward: Some(terms), ..Edge::default() }
}

/// So many ways from 0 to 1, which share no channel and let only small parts through.
fn side_by_side(rng: &mut Rng, hops: u32, ways: u32) -> Vec<Edge> {
	let mut edges = vec![];
	for way in 0..ways {
		let max = WIDE / u128::from(rng.pick(1, u64::from(16 / ways)));
		let node = |at: u32| match at {
			0 => 0,
			_ if at == hops => 1,
			_ => 1 + way * (hops - 1) + at,
		};
		for hop in 0..hops {
			edges.push(hostile(rng, edges.len(), [node(hop), node(hop + 1)], max));
		}
	}
	edges
}

/// Amounts are as wide as they get, and nearly all is asked that gets through: parts that do not fit to
/// the unit are halved again and again, in each branch of the proof. All of that is in the steps.
#[test]
fn all_that_is_computed_is_charged() {
	let (mut beside, mut plans) = (0, 0);
	for seed in 80_000..80_012 {
		let mut rng = Rng(seed);
		let (hops, ways) = (rng.pick(4, 8) as u32, rng.pick(2, 8) as u32);
		let edges = side_by_side(&mut rng, hops, ways);
		let graph = testing::graph(&edges);
		let hundredth = WIDE / 100 * u128::from(ways);
		let request = request(hundredth * u128::from(rng.pick(50, 94)), 16);
		for all in [STEPS / 8, 100_000, 0] {
			let mut steps = Steps::new(all);
			let (work, plan) = work_of(|| plan_within(&graph, &request, &mut steps));
			if let Ok(plan) = plan {
				check(&edges, &request, &plan);
				plans += 1;
			}
			beside = beside.max(work.saturating_sub(all - steps.left()));
		}
	}
	assert!(plans >= 12 && beside <= BESIDE, "{plans} plans, {beside} beside the steps");
}
