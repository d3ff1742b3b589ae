//! Plans against a search through all cycles, on small random networks.
#![allow(clippy::arithmetic_side_effects)]

use super::*;
use bloc_math::routes::{backwards, Hop as Terms, MAX_HOPS};
use bloc_primitives::{channel::Ledger, Pair, Policy};
use sp_runtime::Permill;
use std::collections::BTreeMap;

type Channels = BTreeMap<ChannelId, Channel<u32, ()>>;

const ME: u32 = 0;

/// SplitMix64.
struct Rng(u64);

impl Rng {
	fn pick(&mut self, low: u64, high: u64) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		low + (z ^ (z >> 31)) % (high - low + 1)
	}

	fn one_in(&mut self, times: u64) -> bool {
		self.pick(1, times) == 1
	}

	fn policy(&mut self) -> Option<Policy> {
		let free = self.one_in(2);
		let policy = Policy {
			base_fee: if free { 0 } else { self.pick(0, 2).into() },
			fee_ppm: if free { 0 } else { self.pick(0, 60_000) as u32 },
			inbound_base_fee: if self.one_in(4) { self.pick(0, 2) as i128 - 1 } else { 0 },
			min_amount: if self.one_in(3) { self.pick(0, 8).into() } else { 0 },
			max_amount: if self.one_in(4) { self.pick(8, 30).into() } else { Balance::MAX },
			reserve: if self.one_in(4) { self.pick(0, 9).into() } else { 0 },
			enabled: !self.one_in(16),
			..crate::mock::terms(0, 0)
		};
		(!self.one_in(16)).then_some(policy)
	}
}

/// A ring or so round the first account, which has two channels with most of its peers.
fn network(rng: &mut Rng) -> Channels {
	let nodes = rng.pick(3, 5) as u32;
	let mut ends = vec![];
	for peer in 1..=rng.pick(2, 3).min(u64::from(nodes) - 1) as u32 {
		ends.push((ME, peer));
		if !rng.one_in(3) {
			ends.push((ME, peer));
		}
	}
	for _ in 0..rng.pick(1, 4) {
		let one = rng.pick(1, u64::from(nodes) - 1) as u32;
		let other = rng.pick(1, u64::from(nodes) - 1) as u32;
		if one != other {
			ends.push((one, other));
		}
	}
	let channel = |(opener, counterparty): (u32, u32), rng: &mut Rng| {
		let total = rng.pick(10, 40);
		let free =
			if rng.one_in(2) { rng.pick(0, total) } else { [0, total][rng.pick(0, 1) as usize] };
		let ledger = |free: u64| Ledger { free: free.into(), locked: 0 };
		Channel {
			parties: match rng.one_in(2) {
				true => Pair::new(opener, counterparty),
				false => Pair::new(counterparty, opener),
			},
			asset: (),
			phase: Phase::Open,
			ledger: Pair::new(ledger(free), ledger(total - free)),
			committed: Pair::new(0, 0),
			base_version: 0,
			challenge_period_ms: 0,
			policies: Pair::new(rng.policy(), rng.policy()),
			subscribed: Pair::new(false, false),
			guard: None,
		}
	};
	let all = ends.into_iter().map(|ends| channel(ends, rng));
	(0..).map(ChannelId).zip(all).collect()
}

/// All ways from the account back to it that meet nobody twice: each channel with who pays in it.
fn cycles(channels: &Channels) -> Vec<Vec<(ChannelId, Side)>> {
	fn extend(
		channels: &Channels,
		way: &mut Vec<(ChannelId, Side)>,
		met: &mut Vec<u32>,
		all: &mut Vec<Vec<(ChannelId, Side)>>,
	) {
		let node = *met.last().unwrap();
		for (id, channel) in channels {
			let Some(side) = channel.side_of(&node) else { continue };
			let next = *channel.parties.of(side.other());
			way.push((*id, side));
			if next == ME && way.len() > 2 {
				all.push(way.clone());
			} else if !met.contains(&next) && way.len() < MAX_HOPS {
				met.push(next);
				extend(channels, way, met, all);
				met.pop();
			}
			way.pop();
		}
	}
	let mut all = vec![];
	extend(channels, &mut vec![], &mut vec![ME], &mut all);
	all
}

/// What each hop carries to bring `amount` back, if the channels carry it and nobody forbids it.
fn carried(
	channels: &Channels,
	way: &[(ChannelId, Side)],
	amount: Balance,
) -> Option<Vec<Balance>> {
	let mut terms = vec![];
	for (at, (id, side)) in way.iter().enumerate() {
		let policies = channels[id].policies;
		let inbound = policies.of(side.other()).as_ref().map(Policy::inbound).unwrap_or_default();
		terms.push(match at {
			0 => Terms::own(inbound),
			_ => {
				let policy = policies.of(*side).filter(|policy| policy.enabled)?;
				let (min, max) = (policy.min_amount, policy.max_amount);
				Terms { outbound: policy.outbound(), inbound, min, max }
			},
		});
	}
	let amounts = backwards(&terms, amount).ok()?;
	let fits = way.iter().zip(&amounts).enumerate().all(|(at, ((id, side), amount))| {
		let channel = &channels[id];
		let kept = channel.policies.of(*side).map_or(0, |policy| policy.reserve);
		let kept = if at == 0 { 0 } else { kept };
		amount + kept <= channel.ledger.of(*side).free
	});
	fits.then_some(amounts)
}

fn moved(channels: &mut Channels, way: &[(ChannelId, Side)], amounts: &[Balance]) {
	for ((id, side), amount) in way.iter().zip(amounts) {
		let ledger = &mut channels.get_mut(id).unwrap().ledger;
		ledger.of_mut(*side).free -= amount;
		ledger.of_mut(side.other()).free += amount;
	}
}

/// Where each of the account's channels lies, and with whom it is.
fn places(channels: &Channels, band: &Band) -> BTreeMap<ChannelId, (u32, Place)> {
	let place = |(id, channel): (&ChannelId, &Channel<u32, ()>)| {
		let side = channel.side_of(&ME)?;
		let peer = *channel.parties.of(side.other());
		Some((*id, (peer, band.place(&Holding::of(&channel.ledger, side)))))
	};
	channels.iter().filter_map(place).collect()
}

/// Is it a run that the chain takes and that brings something within, or nearer?
fn helps(before: &Channels, after: &Channels, band: &Band) -> bool {
	let (before, after) = (places(before, band), places(after, band));
	let sum = |all: &BTreeMap<_, (u32, Place)>| -> Balance {
		all.values().map(|(_, place)| place.distance()).sum()
	};
	let may = |(was, is): (&(u32, Place), &(u32, Place))| was.1.may_become(is.1);
	before.values().zip(after.values()).all(may) && sum(&after) < sum(&before)
}

/// Is there any single cycle that helps a channel with a peer with whom the others do not make up for
/// it?
fn possible(channels: &Channels, band: &Band, fee_ppm: u32) -> bool {
	let places = places(channels, band);
	let presses = |(id, _): &(ChannelId, Side), above: bool| {
		let (peer, place) = places[id];
		let with = places.values().filter(|(other, _)| *other == peer);
		let sum: i128 = with
			.map(|(_, place)| match place {
				Place::Above(units) => *units as i128,
				Place::Below(units) => -(*units as i128),
				Place::Inside => 0,
			})
			.sum();
		match place {
			Place::Above(_) => above && sum > 0,
			Place::Below(_) => !above && sum < 0,
			Place::Inside => false,
		}
	};
	cycles(channels).iter().any(|way| {
		let pressing = presses(&way[0], true) || presses(way.last().unwrap(), false);
		pressing
			&& (1..=40).any(|amount| {
				let Some(amounts) = carried(channels, way, amount) else { return false };
				let mut after = channels.clone();
				moved(&mut after, way, &amounts);
				let allowed = amount * Balance::from(fee_ppm) / 1_000_000;
				amounts[0] - amount <= allowed && helps(channels, &after, band)
			})
	})
}

/// What the best single cycle brings back and costs: of the first of the plan's steps in which any can
/// be run, that which moves the most, and of equals the cheapest; or, where less than is wanted does
/// not get through, that which moves the least.
fn best_single(
	planner: &Planner<u32>,
	channels: &Channels,
	fee_ppm: u32,
) -> Option<(Balance, Balance)> {
	let ways = cycles(channels);
	Step::ALL.into_iter().find_map(|step| {
		let Search { gives, takes, prefer } = planner.search_of(step);
		let quota = |moves: &Moves<u32>, id: ChannelId| {
			moves.iter().find(|(own, _)| own.id == id).map_or(0, |(_, amount)| *amount)
		};
		let of = |way: &Vec<(ChannelId, Side)>| -> Vec<(Balance, Balance)> {
			let give = quota(&gives, way[0].0);
			let take = quota(&takes, way.last().unwrap().0);
			let fee = |amount: Balance| {
				let sent = carried(channels, way, amount)?[0];
				let allowed = amount * Balance::from(fee_ppm) / 1_000_000;
				(sent <= give && sent - amount <= allowed).then_some((amount, sent - amount))
			};
			(1..=take).filter_map(fee).collect()
		};
		let all = ways.iter().flat_map(of);
		match prefer {
			Prefer::Much => all.max_by_key(|(amount, fee)| (*amount, core::cmp::Reverse(*fee))),
			Prefer::Little { .. } => all.min(),
		}
	})
}

fn planner(channels: &Channels, band: Band) -> Planner<u32> {
	let all = channels.iter().map(|(id, channel)| (*id, channel.clone()));
	Planner::new(&ME, &(), 0, all, |_, _| Some((band, Mode::Automatic))).unwrap()
}

fn compare(seeds: core::ops::Range<u64>) {
	let (mut found, mut none) = (0, 0);
	for seed in seeds {
		let mut rng = Rng(seed);
		let channels = network(&mut rng);
		let percent = Permill::from_percent;
		let band = match rng.pick(0, 3) {
			0 => Band { low: percent(40), target: percent(50), high: percent(60) },
			1 => Band { low: percent(10), target: percent(30), high: percent(60) },
			_ => Band::default(),
		};
		let fee_ppm = if rng.one_in(2) { 1_000_000 } else { rng.pick(0, 200_000) as u32 };
		let limits = Limits { max_cycles: 4, min_amount: 1, fee_ppm, max_fee: Balance::MAX };
		let mut planner = planner(&channels, band);
		if planner.presses(1) {
			let best = best_single(&planner, &channels, fee_ppm);
			let mut alone = self::planner(&channels, band);
			let plan = alone.plan(Limits { max_cycles: 1, ..limits });
			let found = plan.first().map(|part| (part.delivers(), part.fee()));
			assert_eq!(found, best, "seed {seed}: {band:?} {fee_ppm} {channels:#?} {plan:?}");
		}
		let plan = if planner.presses(1) { planner.plan(limits) } else { vec![] };
		assert!(!planner.steps.cut());
		let expected = possible(&channels, &band, fee_ppm);
		let all = || format!("seed {seed}: {band:?} {fee_ppm} {channels:#?} {plan:?}");
		// More than that may help: what lies nearer to its targets for it, too.
		assert!(!plan.is_empty() || !expected, "{}", all());
		found += usize::from(expected);
		none += usize::from(plan.is_empty());
		if plan.is_empty() {
			continue;
		}
		let mut after = channels.clone();
		for part in &plan {
			let way: Vec<_> = part.edges.iter().map(|edge| direction_of(*edge)).collect();
			let amounts = carried(&after, &way, part.delivers());
			assert_eq!(amounts.as_ref(), Some(&part.amounts), "{}", all());
			moved(&mut after, &way, &part.amounts);
		}
		assert!(helps(&channels, &after, &band), "{}", all());
	}
	assert!(found > 400 && none > 400, "{found} {none}");
}

#[test]
fn equals_a_search_through_all_cycles_1() {
	compare(0..5_000);
}

#[test]
fn equals_a_search_through_all_cycles_2() {
	compare(5_000..10_000);
}
