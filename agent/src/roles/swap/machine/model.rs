//! A model of chains and of the parties of a ring, of whom one goes by the machine, is killed and
//! started again, while all others do whatever the chains let them, at any time.
//!
//! A chain has a clock that is wrong by up to `skew_ms`, stands still now and then, shows final blocks
//! late, and includes what is sent after up to `blocks` of its blocks. It sees to its part of the
//! rules as the pallet does.

use super::*;
use crate::roles::swap::terms::{Asset, Bond, ChainId, Leg};

/// One step of the world.
pub const TICK_MS: u64 = 6_000;
const TIMING: Timing = Timing::DEVELOPMENT;
/// How long an agent takes: one step of the world, in which it may be killed.
const REACTION_MS: u64 = TICK_MS;
/// The longest standstill that a deadline is put off for.
pub const EXTENSION_MS: u64 = 12_000;

/// What the gap of the terms is too short by, for a look at what that does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
	/// Left out of the gap.
	pub gap_ms: u64,
	/// The leader does not look at the margin.
	pub no_margin: bool,
	/// The party locks without looking at the leg that it receives.
	pub blind: bool,
}

/// A source of decisions that a test can shrink.
pub struct Dice {
	bytes: Vec<u8>,
	at: usize,
	state: u64,
}

impl Dice {
	pub fn new(seed: u64, bytes: Vec<u8>) -> Self {
		Self { bytes, at: 0, state: seed | 1 }
	}

	/// A number below `sides`.
	pub fn roll(&mut self, sides: u64) -> u64 {
		if let Some(byte) = self.bytes.get(self.at) {
			self.at += 1;
			return u64::from(*byte) % sides;
		}
		self.state ^= self.state << 13;
		self.state ^= self.state >> 7;
		self.state ^= self.state << 17;
		self.state % sides
	}
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Deed {
	Bond,
	Lock,
	Claim,
	Settle,
	ReturnBond,
}

#[derive(Clone, Copy, Debug, Default)]
struct Shown {
	leg: LegSeen,
	bond: BondSeen,
	time_ms: u64,
	at_ms: u64,
}

struct Chain {
	skew_ms: i64,
	shown: Vec<Shown>,
	made: Option<(u64, u64)>,
	blocks: u64,
	deadline_ms: u64,
	/// When the secret was shown here.
	revealed: bool,
	/// What waits, and for how many blocks.
	pool: Vec<(Deed, u64)>,
	stands_for: u64,
	stood_ms: u64,
	/// The chain of the last leg: it may stand still as long as it likes.
	is_last: bool,
}

impl Chain {
	fn now(&self) -> Shown {
		*self.shown.last().unwrap()
	}

	/// The last final block.
	fn last(&self, now_ms: u64) -> Shown {
		let is_final = |it: &&Shown| it.at_ms + TIMING.final_ms <= now_ms;
		self.shown.iter().rev().find(is_final).copied().unwrap_or(self.shown[0])
	}

	fn closes_ms(&self, now_ms: u64) -> u64 {
		let Some((made_ms, made_block)) = self.made else { return u64::MAX };
		let stood = (now_ms - made_ms).saturating_sub((self.blocks - made_block) * TICK_MS);
		let most = if self.is_last { u64::MAX } else { EXTENSION_MS };
		self.deadline_ms + stood.min(most)
	}
}

/// The world.
pub struct World {
	pub terms: Terms,
	pub party: Party,
	now_ms: u64,
	chains: Vec<Chain>,
	/// What the store of the party has: its state, and what of its intents was signed.
	stored: State,
	wants: Wants,
	is_out: bool,
	/// Whether the secret is known to all: it was in a block, or in what was sent.
	is_known: bool,
	was_killed: bool,
	/// It has just started again. Whoever is killed again and again has no agent: the gap reckons with
	/// one restart at a time.
	is_spared: bool,
	faults: Faults,
	/// The others reveal at the last instant.
	is_late: bool,
	/// All parties go by the rules at once.
	is_fair: bool,
	fair: Vec<(State, Wants)>,
}

impl World {
	pub fn new(parties: u8, place: u8, bonds: bool, faults: Faults, dice: &mut Dice) -> Self {
		let wait_ms = TIMING.final_ms * 2
			+ REACTION_MS
			+ TIMING.skew_ms * 2
			+ TIMING.blocks * TIMING.block_ms
			// What a tick rounds up.
			+ TICK_MS;
		let step_ms = wait_ms;
		let start_ms = 1_000_000;
		let base_ms = start_ms + step_ms * (2 * u64::from(parties) + 2);
		let leg = |position: u8| Leg {
			chain: ChainId { index: position, genesis: [position; 32] },
			owner: [position % parties; 32],
			receiver: [position - 1; 32],
			asset: Asset::Native,
			amount: 100,
			into: None,
			bond: bonds.then_some(Bond { asset: Asset::Native, amount: 1 }),
		};
		let terms = Terms {
			payment_hash: [0; 32],
			base_ms,
			gap_ms: wait_ms + EXTENSION_MS - faults.gap_ms,
			step_ms,
			reveal_ms: step_ms,
			extension_ms: EXTENSION_MS,
			legs: (1..=parties).map(leg).collect(),
		};
		let chain = |position: u8| {
			let skew_ms = dice.roll(TIMING.skew_ms * 2 + 1) as i64 - TIMING.skew_ms as i64;
			Chain {
				skew_ms,
				shown: vec![Shown { time_ms: start_ms, ..Shown::default() }],
				made: None,
				blocks: 0,
				deadline_ms: terms.times(position).unwrap().deadline_ms,
				revealed: false,
				pool: vec![],
				stands_for: 0,
				stood_ms: 0,
				is_last: position == parties,
			}
		};
		let chains = (1..=parties).map(chain).collect();
		Self {
			party: Party { place, of: parties },
			now_ms: start_ms,
			chains,
			stored: State::Agreed,
			wants: Wants::default(),
			is_out: false,
			is_known: false,
			was_killed: false,
			is_spared: false,
			faults,
			is_late: dice.roll(2) == 0,
			is_fair: false,
			fair: vec![(State::Agreed, Wants::default()); usize::from(parties)],
			terms,
		}
	}

	/// All parties go by the machine, nothing stands still and nobody is killed.
	pub fn fair(mut self) -> Self {
		self.is_fair = true;
		self
	}

	fn chain(&mut self, position: u8) -> &mut Chain {
		&mut self.chains[usize::from(position) - 1]
	}

	fn view(&self) -> View {
		let seen = |chain: &Chain| {
			let last = chain.last(self.now_ms);
			let best = chain.now();
			let is_alive = self.now_ms - best.at_ms <= TIMING.block_ms * 3;
			let chain = ChainSeen { last_ms: last.time_ms, best_ms: best.time_ms, is_alive };
			Seen { leg: last.leg, bond: last.bond, chain }
		};
		let is_public = self.chains.iter().any(|chain| chain.revealed);
		let legs = self.chains.iter().map(seen).collect();
		View { legs, is_public, is_out: self.is_out, can_claim: true }
	}

	/// Goes on for one tick. Whether the party is at its end.
	pub fn tick(&mut self, dice: &mut Dice) -> bool {
		self.now_ms += TICK_MS;
		for position in 1..=self.party.of {
			self.block(position, dice);
		}
		match self.is_fair {
			true => (0..self.party.of).for_each(|place| self.go_fair(place, dice)),
			false => {
				self.others(dice);
				self.go(dice);
			},
		}
		self.stored.is_over()
	}

	pub fn state(&self) -> State {
		self.stored
	}

	/// Whether it gave and did not receive.
	pub fn has_lost(&self) -> bool {
		let claimed = |position: u8| {
			let ended = self.chains[usize::from(position) - 1].now().leg;
			ended == LegSeen::Ended(How::Claimed)
		};
		claimed(self.party.pays()) && !claimed(self.party.receives())
	}

	/// Where all parties are, if all go by the rules.
	pub fn fair_states(&self) -> Vec<State> {
		self.fair.iter().map(|it| it.0).collect()
	}

	fn block(&mut self, position: u8, dice: &mut Dice) {
		let (now_ms, is_fair) = (self.now_ms, self.is_fair);
		let times = self.terms.times(position).unwrap();
		let chain = self.chain(position);
		if !is_fair {
			// A standstill: no longer in all than what deadlines are put off for.
			let may_stand = chain.is_last || chain.stood_ms + TICK_MS <= EXTENSION_MS;
			if chain.stands_for == 0 && may_stand && dice.roll(40) == 0 {
				chain.stands_for = if chain.is_last { 1 + dice.roll(60) } else { 1 };
			}
			if chain.stands_for > 0 {
				chain.stands_for -= 1;
				chain.stood_ms += TICK_MS;
				return;
			}
		}
		chain.blocks += 1;
		let before = chain.now();
		let time_ms = now_ms.saturating_add_signed(chain.skew_ms).max(before.time_ms + 1);
		let mut next = Shown { time_ms, at_ms: now_ms, ..before };
		// The hook, as the pallet's: what is closed ends.
		if next.leg == LegSeen::Open && time_ms >= chain.closes_ms(time_ms) {
			next.leg = LegSeen::Ended(How::Refunded);
		}
		if next.bond == BondSeen::Posted
			&& next.leg == LegSeen::Absent
			&& time_ms >= times.lock_by_ms
		{
			next.bond = BondSeen::Returned;
		}
		let mut waiting = vec![];
		let mut shows = false;
		for (deed, blocks) in std::mem::take(&mut chain.pool) {
			if blocks > 0 {
				waiting.push((deed, blocks - 1));
				continue;
			}
			let asks_bond =
				position != 0 && self.terms.legs[usize::from(position) - 1].bond.is_some();
			match deed {
				Deed::Bond if next.bond == BondSeen::Absent && time_ms < times.bond_by_ms => {
					next.bond = BondSeen::Posted;
				},
				Deed::Lock
					if next.leg == LegSeen::Absent
						&& time_ms < times.lock_by_ms
						&& (!asks_bond || next.bond == BondSeen::Posted)
						&& !self.chains[usize::from(position) - 1].revealed =>
				{
					next.leg = LegSeen::Open;
					let blocks = self.chains[usize::from(position) - 1].blocks;
					self.chains[usize::from(position) - 1].made = Some((time_ms, blocks));
				},
				Deed::Claim if next.leg == LegSeen::Open => {
					next.leg = LegSeen::Ended(How::Claimed);
					shows = true;
				},
				_ => {},
			}
		}
		let is_known = &mut self.is_known;
		*is_known |= shows;
		let chain = self.chain(position);
		chain.pool.extend(waiting);
		chain.revealed |= shows;
		chain.shown.push(next);
	}

	/// The other parties: whatever they may sign, at any time, and claims of anybody who knows.
	fn others(&mut self, dice: &mut Dice) {
		for position in 1..=self.party.of {
			let (pays, receives) = (self.party.pays(), self.party.receives());
			let deed = match dice.roll(12) {
				0 if position != receives => Deed::Bond,
				1 | 2 if position != pays => Deed::Lock,
				// Only the leader has the secret, until it is shown; then everybody, also by the pool.
				3 if self.is_known || !self.party.leads() => Deed::Claim,
				_ => continue,
			};
			// A leader that cheats waits for the worst instant.
			if deed == Deed::Claim && !self.is_known && self.is_late {
				let chain = &self.chains[usize::from(position) - 1];
				let is_open = chain.now().leg == LegSeen::Open;
				let closes_ms = chain.closes_ms(chain.now().time_ms);
				if !is_open || closes_ms > chain.now().time_ms + 3 * TICK_MS {
					continue;
				}
			}
			// One that locks late leaves the leader no more time than it has to.
			let lock_by_ms = self.terms.times(position).unwrap().lock_by_ms;
			let now_ms = self.chain(position).now().time_ms;
			if deed == Deed::Lock && self.is_late && now_ms + 4 * TICK_MS < lock_by_ms {
				continue;
			}
			let waits = dice.roll(TIMING.blocks);
			self.chain(position).pool.push((deed, waits));
		}
	}

	/// The party: looks, writes, sends; killed between any two of these, or not.
	fn go(&mut self, dice: &mut Dice) {
		// It takes a tick to be there again.
		if std::mem::take(&mut self.was_killed) {
			self.is_spared = true;
			return;
		}
		let mut view = self.view();
		if self.faults.blind {
			let at = usize::from(self.party.receives()) - 1;
			view.legs[at].leg = match view.legs[at].leg {
				LegSeen::Absent => LegSeen::Open,
				leg => leg,
			};
		}
		let timing = match self.faults.no_margin {
			true => Timing { final_ms: 0, skew_ms: 0, block_ms: 0, blocks: 0 },
			false => TIMING,
		};
		let (state, wants) = step(self.stored, self.party, &self.terms, &timing, &view);
		let is_spared = std::mem::take(&mut self.is_spared);
		let kill = if !is_spared && dice.roll(4) == 0 { dice.roll(4) } else { u64::MAX };
		if kill == 0 {
			self.was_killed = true; // it has looked
			return;
		}
		(self.stored, self.wants) = (state, wants);
		if kill == 1 {
			self.was_killed = true; // it has written
			return;
		}
		self.is_out |= wants.claim && self.party.leads();
		if kill == 2 {
			self.was_killed = true; // it has signed: who starts again sends what is signed
			return;
		}
		self.send(self.party, wants, dice);
		if kill == 3 {
			self.was_killed = true; // it has sent, and does not know
		}
	}

	fn go_fair(&mut self, place: u8, dice: &mut Dice) {
		let party = Party { place, of: self.party.of };
		let at = usize::from(place);
		let (state, wants) = step(self.fair[at].0, party, &self.terms, &TIMING, &self.view());
		self.fair[at] = (state, wants);
		self.is_out |= wants.claim && party.leads();
		self.send(party, wants, dice);
		if place == self.party.place {
			self.stored = state;
		}
	}

	fn send(&mut self, party: Party, wants: Wants, dice: &mut Dice) {
		let (pays, receives) = (party.pays(), party.receives());
		let deeds = [
			(wants.bond, receives, Deed::Bond),
			(wants.lock, pays, Deed::Lock),
			(wants.claim, receives, Deed::Claim),
			(wants.settle, pays, Deed::Settle),
			(wants.return_bond, receives, Deed::ReturnBond),
		];
		for (_, position, deed) in deeds.into_iter().filter(|it| it.0) {
			// What is sent again is the same transaction.
			if self.chain(position).pool.iter().all(|(waiting, _)| *waiting != deed) {
				let waits = dice.roll(TIMING.blocks);
				self.chain(position).pool.push((deed, waits));
			}
		}
		// What is in the pool, others can read.
		self.is_known |= wants.claim;
	}
}

/// Lets a world go on until the party is at its end. Its last state, and whether it has lost.
pub fn play(world: &mut World, dice: &mut Dice) -> (State, bool) {
	for _ in 0..2_000 {
		if world.tick(dice) {
			return (world.state(), world.has_lost());
		}
	}
	(world.state(), world.has_lost())
}
