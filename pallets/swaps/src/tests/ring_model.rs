//! A ring over as many chains, whose parties are honest or do whatever they like, on chains whose
//! clocks differ, that stand still, and whose blocks are full: no honest party ever has paid and
//! not got. With less time between two deadlines, or with deadlines that no chain looks at, the
//! same model finds one that has.
//!
//! Time goes in ticks: a chain that does not stand still makes a block in each.

use super::*;
use crate::ring::{RingLeg, RingTerms, Schedule};
use proptest::prelude::*;

/// Until a block is final, and seen by all.
const FINAL: u64 = 2;
/// Until a party that sees something has answered.
const REACTION: u64 = 1;
/// By how much the clock of a chain is wrong, at most.
const SKEW: u64 = 2;
/// For how many blocks a claim waits, at most.
const CROWDED: u64 = 3;
/// For how long a chain stands still at most, unless it is the last.
const STANDSTILL: u64 = 4;
/// What a chain asks for between two steps.
const LEAST: u64 = 2 * FINAL + REACTION + 2 * SKEW + CROWDED;
/// The clock's value at tick 0.
const BEGIN: u64 = 1_000;

/// Numbers out of a seed.
struct Dice(u64);

impl Dice {
	fn roll(&mut self, below: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % below
	}

	/// Up to `most`: often all of it, often nothing.
	fn extreme(&mut self, most: u64) -> u64 {
		match self.roll(4) {
			0 => 0,
			1 | 2 => most,
			_ => self.roll(most + 1),
		}
	}
}

/// When somebody who is not honest claims, once it can.
#[derive(Clone, Copy)]
enum Strategy {
	Never,
	AtOnce,
	At(u64),
	/// In the last block in which it works.
	AtLast,
}

struct Chain {
	/// What its clock says at tick 0.
	clock: u64,
	/// The ticks in which it makes no block.
	still: std::ops::Range<u64>,
	block: u64,
	leg: Option<Leg<u8, u8>>,
	/// When it was locked, and claimed.
	locked: Option<u64>,
	claimed: Option<u64>,
}

impl Chain {
	fn now(&self, tick: u64) -> Instant {
		Instant { ms: self.clock + tick, block: self.block }
	}
}

/// What the chains see to.
#[derive(Clone, Copy)]
struct Rules {
	/// The deadlines follow from the position.
	deadlines: bool,
}

struct World<'a> {
	terms: &'a RingTerms<u8, u8>,
	rules: Rules,
	/// Of leg 1 to n, in places 0 to n - 1.
	chains: Vec<Chain>,
	honest: Vec<bool>,
	dice: Dice,
	/// When each party locks: those who are not honest.
	locks: Vec<u64>,
	strategies: Vec<Strategy>,
	/// For how long each that is honest takes to see and to answer, and then waits for a block.
	delays: Vec<u64>,
	waits: Vec<u64>,
	/// Since when it has waited, in blocks of the chain of its claim or lock.
	claims: Vec<Option<u64>>,
	/// When the secret was shown first, on a chain or off it.
	shown: Option<u64>,
	/// When it was in a block first.
	public: Option<u64>,
}

impl<'a> World<'a> {
	fn new(terms: &'a RingTerms<u8, u8>, rules: Rules, seed: u64) -> Self {
		let (mut dice, legs) = (Dice(seed), terms.legs.len() as u64);
		let horizon = terms.base_ms - BEGIN + legs * terms.gap_ms;
		let chains = (1..=legs).map(|leg| {
			let most = if leg == legs { 5 * STANDSTILL } else { STANDSTILL };
			let from = dice.roll(horizon);
			let clock = BEGIN - SKEW + dice.extreme(2 * SKEW);
			let still = from..from + dice.extreme(most);
			Chain { clock, still, block: 0, leg: None, locked: None, claimed: None }
		});
		let chains = chains.collect();
		let count = legs as usize;
		let mut of_each = |roll: &mut dyn FnMut(&mut Dice) -> u64| -> Vec<u64> {
			(0..count).map(|_| roll(&mut dice)).collect()
		};
		let honest = of_each(&mut |dice| dice.roll(2)).iter().map(|it| *it == 0).collect();
		let locks = of_each(&mut |dice| dice.roll(legs * 2 * LEAST));
		let delays = of_each(&mut |dice| dice.extreme(FINAL + REACTION));
		let waits = of_each(&mut |dice| dice.extreme(CROWDED));
		let strategies = (0..count)
			.map(|_| match dice.roll(6) {
				0 => Strategy::Never,
				1 => Strategy::AtOnce,
				2 => Strategy::At(dice.roll(horizon)),
				_ => Strategy::AtLast,
			})
			.collect();
		let (claims, shown, public) = (vec![None; count], None, None);
		Self {
			terms,
			rules,
			chains,
			honest,
			dice,
			locks,
			strategies,
			delays,
			waits,
			claims,
			shown,
			public,
		}
	}

	fn legs(&self) -> usize {
		self.chains.len()
	}

	/// The owner of the leg in this place: the leader of the last.
	fn owner(&self, place: usize) -> usize {
		(place + 1) % self.legs()
	}

	/// Its receiver.
	fn receiver(&self, place: usize) -> usize {
		place
	}

	/// Whether the owner wants to lock the leg in this place now.
	fn wants_lock(&self, place: usize, tick: u64) -> bool {
		let owner = self.owner(place);
		if !self.honest[owner] || owner == 0 {
			return tick >= self.locks[owner];
		}
		// The leg that it gets for it is there, for good, and was seen; then it waits for a block.
		let seen = self.chains[place + 1].locked.map(|at| at + FINAL + self.delays[owner]);
		seen.is_some_and(|seen| tick >= seen + self.waits[owner])
	}

	fn lock(&mut self, place: usize, tick: u64) {
		let position = place as u8 + 1;
		let times = self.terms.leg(position).unwrap().1;
		let honest = self.honest[self.owner(place)];
		// Where no chain looks, who is not honest has its leg back as soon as the first.
		let deadline_ms = match self.rules.deadlines || honest {
			true => times.deadline_ms,
			false => self.terms.base_ms,
		};
		let made = self.chains[place].now(tick);
		if made.ms >= times.lock_by_ms {
			return;
		}
		let leg = Leg {
			receiver: 1,
			asset: 0,
			amount: 1,
			deadline_ms,
			extension_ms: self.terms.extension_of(position, STANDSTILL),
			made,
			funds: Funds::Pot,
			into: None,
			bond: None,
			counterpart: None,
			ring: None,
			submarine: None,
			state: LegState::Open,
		};
		(self.chains[place].leg, self.chains[place].locked) = (Some(leg), Some(tick));
	}

	/// Whether the receiver's claim of the leg in this place is in this block.
	fn claims(&mut self, place: usize, tick: u64) -> bool {
		let receiver = self.receiver(place);
		if !self.honest[receiver] {
			let knows = !self.honest[0] || self.shown.is_some();
			let (chain, next) = (&self.chains[place], tick + 1);
			let Some(leg) = &chain.leg else { return false };
			// A standstill that begins now would prolong it.
			let last = chain.now(next).ms >= leg.closes_ms(&chain.now(tick), 1);
			return knows
				&& match self.strategies[receiver] {
					Strategy::Never => false,
					Strategy::AtOnce => true,
					Strategy::At(at) => tick >= at,
					Strategy::AtLast => last,
				};
		}
		let block = self.chains[place].block;
		let waited = self.waits[receiver];
		if self.claims[receiver].is_none() && self.sends(receiver, tick) {
			self.claims[receiver] = Some(block);
			self.shown = self.shown.or(Some(tick));
		}
		self.claims[receiver].is_some_and(|since| block >= since + waited)
	}

	/// Whether an honest party sends its claim now.
	fn sends(&self, party: usize, tick: u64) -> bool {
		if party > 0 {
			return self.public.is_some_and(|at| tick >= at + self.delays[party]);
		}
		// The leader, once it has seen the first leg, and only if there is time left.
		let first = &self.chains[0];
		let seen = first.locked.is_some_and(|at| tick >= at + FINAL + self.delays[0]);
		seen && first.now(tick).ms + SKEW + CROWDED + FINAL < self.terms.base_ms
	}

	/// A block of the chain in this place.
	fn block(&mut self, place: usize, tick: u64) {
		if self.chains[place].still.contains(&tick) {
			return;
		}
		self.chains[place].block += 1;
		if self.chains[place].locked.is_none() && self.wants_lock(place, tick) {
			self.lock(place, tick);
		}
		let claims = self.claims(place, tick);
		let chain = &mut self.chains[place];
		let now = chain.now(tick);
		let Some(leg) = chain.leg.as_mut().filter(|leg| leg.is_open()) else { return };
		match leg.verdict(claims.then_some(now.ms), &now, 1) {
			Verdict::Claim => {
				leg.end(Ending::Claimed, now.ms).unwrap();
				chain.claimed = Some(tick);
				(self.public, self.shown) = (self.public.or(Some(tick)), self.shown.or(Some(tick)));
			},
			Verdict::Refund => leg.end(Ending::Refunded, now.ms).unwrap(),
			Verdict::Wait => (),
		}
	}

	/// An honest party that has paid and not got, if there is one at the end.
	fn loser(mut self) -> Option<usize> {
		let legs = self.legs() as u64;
		let end = self.terms.base_ms - BEGIN + legs * self.terms.gap_ms + 20 * STANDSTILL;
		for tick in 0..end {
			let first = self.dice.roll(legs) as usize;
			for turn in 0..self.legs() {
				self.block((first + turn) % self.legs(), tick);
			}
		}
		let open = |chain: &Chain| chain.leg.as_ref().is_some_and(|leg| leg.is_open());
		assert!(!self.chains.iter().any(open), "a leg that nobody ends");
		(0..self.legs()).find(|party| {
			// Pj receives the leg in place j, and pays the one before it.
			let pays = (party + self.legs() - 1) % self.legs();
			let (paid, got) = (self.chains[pays].claimed, self.chains[*party].claimed);
			self.honest[*party] && paid.is_some() && got.is_none()
		})
	}
}

/// The nearest terms with so much between two deadlines.
fn terms(legs: u8, gap_ms: u64, step_ms: u64) -> RingTerms<u8, u8> {
	let schedule = Schedule::nearest(legs, gap_ms, step_ms, BEGIN).unwrap();
	let leg = |position: u8| RingLeg {
		chain: sister(position),
		owner: position % legs,
		receiver: position - 1,
		asset: 0,
		amount: 1,
		into: None,
		bond: None,
	};
	RingTerms {
		payment_hash: hash(),
		base_ms: schedule.base_ms,
		gap_ms,
		step_ms,
		reveal_ms: schedule.reveal_ms,
		extension_ms: STANDSTILL,
		legs: (1..=legs).map(leg).collect::<Vec<_>>().try_into().unwrap(),
	}
}

const SEEN_TO: Rules = Rules { deadlines: true };

fn is_accepted(terms: &RingTerms<u8, u8>) -> bool {
	terms.ensure_sound(LEAST, STANDSTILL).is_ok()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(4_000))]

	#[test]
	fn no_honest_party_ever_loses(
		legs in 2..=6u8, seed: u64, more in 0..10u64, longer in 0..10u64,
	) {
		let terms = terms(legs, LEAST + STANDSTILL + more, LEAST + longer);
		prop_assert!(is_accepted(&terms));
		prop_assert_eq!(World::new(&terms, SEEN_TO, seed).loser(), None);
	}
}

/// How many of so many runs end with an honest party that has paid and not got.
fn losses(legs: u8, gap: u64, rules: Rules) -> usize {
	let terms = terms(legs, gap, LEAST);
	let runs = (0..6_000).filter(|seed| World::new(&terms, rules, *seed).loser().is_some());
	runs.count()
}

#[test]
fn with_any_part_of_the_gap_left_out_somebody_does() {
	let gap = LEAST + STANDSTILL;
	assert_eq!(losses(3, gap, SEEN_TO), 0);
	for (what, part) in [
		("the standstill", STANDSTILL),
		("the crowd", CROWDED),
		("the clocks", 2 * SKEW),
		("seeing and answering", FINAL + REACTION),
	] {
		assert!(!is_accepted(&terms(3, gap - part, LEAST)), "{what}");
		assert!(losses(3, gap - part, SEEN_TO) > 0, "{what}");
	}
	assert!(losses(2, CROWDED, SEEN_TO) > 0);
}

#[test]
fn with_deadlines_that_no_chain_looks_at_somebody_does() {
	assert!(losses(3, LEAST + STANDSTILL, Rules { deadlines: false }) > 0);
}

/// Rings do complete in the model: all legs are claimed, in some runs.
#[test]
fn rings_complete() {
	let terms = terms(4, LEAST + STANDSTILL, LEAST);
	let complete = (0..2_000).filter(|seed| {
		let mut world = World::new(&terms, SEEN_TO, *seed);
		world.honest = vec![true; 4];
		world.locks = vec![0; 4];
		let end = terms.base_ms - BEGIN + 4 * terms.gap_ms + 20 * STANDSTILL;
		for tick in 0..end {
			(0..4).for_each(|place| world.block(place, tick));
		}
		world.chains.iter().all(|chain| chain.claimed.is_some())
	});
	assert!(complete.count() > 1_000);
}
