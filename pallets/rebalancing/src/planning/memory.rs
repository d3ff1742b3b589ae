//! What planning takes of a runtime's heap: counted as the node's allocator counts it, which rounds
//! each block up to a power of two, keeps eight bytes before it, and gives a freed block only to who
//! wants one of that size.
#![allow(unsafe_code, clippy::arithmetic_side_effects)]

use super::*;
use bloc_math::{
	flow::{self, plan_payment},
	graph::{MAX_EDGES, MAX_NODES},
};
use bloc_primitives::{channel::Ledger, Pair, Policy};
use core::cell::RefCell;
use sp_runtime::AccountId32;
use std::alloc::{GlobalAlloc, Layout, System};

const MIB: usize = 1 << 20;
/// A runtime cannot have more at once.
const MOST_AT_ONCE: usize = 32 * MIB;
/// What the node gives a runtime is 128 MiB; it needs some for other things.
const MOST: usize = 112 * MIB;

/// The blocks of each size, by its binary logarithm: now, and at most.
#[derive(Clone, Copy)]
struct Counts {
	on: bool,
	live: [i64; 64],
	peak: [i64; 64],
	largest: usize,
}

thread_local! {
	static COUNTS: RefCell<Counts> =
		const { RefCell::new(Counts { on: false, live: [0; 64], peak: [0; 64], largest: 0 }) };
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

impl Counting {
	fn count(size: usize, more: i64) {
		// Not while a thread ends, nor while it counts.
		let _ = COUNTS.try_with(|counts| {
			let Ok(mut counts) = counts.try_borrow_mut() else { return };
			if counts.on {
				let order = size.max(8).next_power_of_two().trailing_zeros() as usize;
				counts.live[order] += more;
				counts.peak[order] = counts.peak[order].max(counts.live[order]);
				counts.largest = counts.largest.max(size);
			}
		});
	}
}

// SAFETY: all is the system's allocator's; to count allocates nothing.
unsafe impl GlobalAlloc for Counting {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		Self::count(layout.size(), 1);
		// SAFETY: as the caller promises.
		unsafe { System.alloc(layout) }
	}

	unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
		Self::count(layout.size(), -1);
		// SAFETY: as the caller promises.
		unsafe { System.dealloc(block, layout) }
	}
}

/// The heap that `work` takes, and its largest block. Pointers are wider here than in a runtime.
fn heap<R>(work: impl FnOnce() -> R) -> (R, usize, usize) {
	let fresh = Counts { on: true, live: [0; 64], peak: [0; 64], largest: 0 };
	COUNTS.set(fresh);
	let result = work();
	let counts = COUNTS.replace(Counts { on: false, ..fresh });
	let blocks = counts.peak.iter().enumerate();
	let sum = blocks.map(|(order, peak)| *peak as usize * ((1 << order) + 8)).sum();
	(result, sum, counts.largest)
}

fn ensure_fits<R>(name: &str, work: impl FnOnce() -> R) -> R {
	let started = std::time::Instant::now();
	let (result, sum, largest) = heap(work);
	let took = started.elapsed();
	println!("{name}: {} KiB, at once {} KiB, {took:?}", sum / 1024, largest / 1024);
	assert!(largest <= MOST_AT_ONCE, "{name}: {largest} at once");
	assert!(sum <= MOST, "{name}: {sum} in all");
	result
}

fn account(n: u64) -> AccountId32 {
	let mut bytes = [0; 32];
	// In no order.
	bytes[..8].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
	bytes.into()
}

/// What chains look like: how many channels, between how many accounts, how many of the first one's,
/// and whether forwarders give discounts.
#[derive(Clone, Copy)]
struct Shape {
	channels: u64,
	accounts: u64,
	own: u64,
	discounts: bool,
}

type Listed = (ChannelId, Channel<AccountId32, u32>);

fn chain(shape: Shape) -> impl Iterator<Item = Listed> {
	let mut seed = 7u64;
	let mut below = move |most: u64| {
		seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let z = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		(z ^ (z >> 31)) % most
	};
	(0..shape.channels).map(move |id| {
		let one = if id < shape.own { 0 } else { 1 + below(shape.accounts - 1) };
		let other = 1 + (one + id) % (shape.accounts - 1);
		let other = if other == one { 1 + one % (shape.accounts - 1) } else { other };
		let mut policy = || Policy {
			base_fee: below(11).into(),
			fee_ppm: below(1_001) as u32,
			inbound_base_fee: if shape.discounts { -(below(20) as i128) } else { 0 },
			inbound_fee_ppm: if shape.discounts { -(below(2_000) as i32) } else { 0 },
			reserve: 1_000,
			..crate::mock::terms(0, 0)
		};
		let policies = Pair::new(Some(policy()), Some(policy()));
		let free = below(9_900_000) + 100_000;
		let rest = if id < shape.own { 50_000 } else { below(9_900_000) + 100_000 };
		let ledger = |free: u64| Ledger { free: free.into(), locked: 0 };
		let sides = if id % 2 == 0 { [free, rest] } else { [rest, free] };
		let channel = Channel {
			parties: Pair::new(account(one), account(other)),
			asset: 7,
			phase: Phase::Open,
			ledger: Pair::new(ledger(sides[0]), ledger(sides[1])),
			committed: Pair::new(0, 0),
			base_version: 0,
			challenge_period_ms: 0,
			policies,
			subscribed: Pair::new(false, false),
			guard: None,
		};
		(ChannelId(id), channel)
	})
}

fn planner(shape: Shape) -> Result<Planner<AccountId32>, GraphError> {
	let treated = |_, _| Some((Band::default(), Mode::Automatic));
	Planner::new(&account(0), &7, 0, chain(shape), treated)
}

/// A run is planned, and a payment of more than any channel has.
fn ensure_both_fit(name: &str, shape: Shape) {
	let limits = Limits { max_cycles: 8, min_amount: 1, fee_ppm: 10_000, max_fee: Balance::MAX };
	let cycles = ensure_fits(&format!("{name}, run"), || {
		let mut planner = planner(shape).unwrap();
		assert!(planner.presses(1));
		planner.plan(limits).len()
	});
	println!("{cycles} cycles");
	ensure_fits(&format!("{name}, channels one by one"), || {
		let planner = planner(shape).unwrap();
		let mut steps = planner.steps;
		for (own, left) in planner.own.iter().take(32).zip((1..=32).rev()) {
			let direction = match own.place() {
				Place::Below(_) => Direction::Take,
				_ => Direction::Give,
			};
			let limits = Limits { max_cycles: 1, ..limits };
			steps.share(left, |steps| planner.best_for(steps, own, direction, &limits));
		}
	});
	let plan = ensure_fits(&format!("{name}, payment"), || {
		let network = Network::new(&7, 0, chain(shape)).unwrap();
		let node = |n| network.node(&account(n)).unwrap();
		let request = flow::Request {
			from: node(0),
			to: node(2),
			amount: 15_000_000,
			max_parts: 16,
			max_hops: MAX_HOPS,
			max_fee: Balance::MAX,
			exclude: Exclude::default(),
		};
		plan_payment(network.graph(), &request)
	});
	println!("{:?}", plan.map(|plan| plan.parts.len()));
}

const USUAL: Shape = Shape { channels: 50_000, accounts: 10_000, own: 1_000, discounts: false };

#[test]
fn fifty_thousand_channels_fit() {
	ensure_both_fit("50,000", USUAL);
	ensure_both_fit("50,000 with discounts", Shape { discounts: true, ..USUAL });
}

#[test]
fn as_many_channels_as_can_be_fit() {
	let channels = MAX_EDGES as u64 / 2;
	ensure_both_fit("100,000", Shape { channels, ..USUAL });
	ensure_both_fit("100,000 with discounts", Shape { channels, discounts: true, ..USUAL });
	let accounts = MAX_NODES.into();
	ensure_both_fit("100,000 accounts", Shape { channels, accounts, ..USUAL });
	// One account has them all.
	ensure_both_fit("a star", Shape { channels: channels - 1, accounts, own: channels, ..USUAL });
}

#[test]
fn more_are_refused_and_fit() {
	let channels = MAX_EDGES as u64 / 2 + 1;
	let shape = Shape { channels, ..USUAL };
	let refused = ensure_fits("100,001", || planner(shape).map(|_| ()));
	assert_eq!(refused, Err(GraphError::TooManyEdges));
	let refused = ensure_fits("100,001, payment", || Network::new(&7, 0, chain(shape)).map(|_| ()));
	assert_eq!(refused, Err(GraphError::TooManyEdges));
}
