//! What a cheat can do with requests to withdraw alone: it tries one, and if that is contested another
//! one, or it closes.

use super::super::runtime::*;
use super::{
	deal::Deal,
	dice::Dice,
	judge::{Finding, Stakes, CHANCES, ENOUGH_WITH_RESERVE, MILLION},
	script::{Act, Player, Step},
	strategies::in_time,
};
use bloc_primitives::Moment;

/// One try.
#[derive(Clone, Copy, Debug)]
pub enum Try {
	/// Requests so much by the state of this rank. If nobody contests it, it goes on to close by that
	/// other rank; else honestly, as well as it still can.
	Request { amount: Balance, rank: usize, then: Option<usize> },
	/// Closes by this rank.
	Close(usize),
}

/// What it does as soon as it sees that somebody is about to contest.
#[derive(Clone, Copy, Debug)]
pub enum Reaction {
	/// It takes the request back.
	Cancels,
	/// It closes by this rank.
	Closes(usize),
}

/// A try, and others if that one is answered.
#[derive(Clone, Debug)]
pub struct Tries {
	/// One after the other: a next one is of use only if all before were answered.
	all: Vec<Try>,
	reaction: Option<Reaction>,
	/// Who answers, and how long after each.
	by: Player,
	after_ms: Vec<Moment>,
	/// Whether the answer is to close with the best state.
	closes: bool,
	hides: bool,
}

/// What the tries bring against honest play.
#[derive(Clone, Debug)]
pub struct Payoffs {
	/// For each: if nobody answers at all, and if somebody answers what it does after that.
	pub unanswered: Vec<[i128; 2]>,
	/// If all are answered.
	pub answered: i128,
}

impl Payoffs {
	/// The most that it gains.
	pub fn gain(&self) -> i128 {
		self.unanswered.iter().flatten().copied().max().unwrap_or(0)
	}

	/// The expectation with a chance of an answer for each try, and for what it does after one.
	pub fn expectation(&self, chance: f64) -> f64 {
		let mixed =
			|[silent, late]: &[i128; 2]| (1.0 - chance) * *silent as f64 + chance * *late as f64;
		let next = |after: f64, of: &[i128; 2]| (1.0 - chance) * mixed(of) + chance * after;
		self.unanswered.iter().rev().fold(self.answered as f64, next)
	}

	/// What is found, if `own` is the cheat's before penalties.
	pub fn judge(&self, own: i128, had_reserve: bool) -> Option<Finding> {
		let stakes = Stakes { gain: self.gain(), loss: 0, own };
		let pays = |chance: &i128| {
			// A request and the closing after it are two periods: it has to be answered in both.
			let both = chance * chance / MILLION;
			let by_reserve = had_reserve && both >= ENOUGH_WITH_RESERVE;
			let deterred = stakes.gain > 0 && (by_reserve || stakes.is_deterred(both));
			deterred && self.expectation(*chance as f64 / 1e6) > 1e-6
		};
		let chance = CHANCES.into_iter().find(pays)?;
		let expectation = (self.expectation(chance as f64 / 1e6) * 1e6) as i128;
		Some(Finding::Pays { chance, expectation })
	}

	/// The chance from which on it does not pay.
	pub fn needs(&self) -> f64 {
		if self.gain() <= 0 {
			return 0.0;
		}
		let (mut low, mut high) = (0.0, 1.0);
		for _ in 0..40 {
			let middle = (low + high) / 2.0;
			if self.expectation(middle) > 0.0 {
				low = middle;
			} else {
				high = middle;
			}
		}
		high
	}
}

impl Tries {
	/// How many there are.
	pub const fn len(&self) -> usize {
		self.all.len()
	}

	/// Who answers.
	pub const fn by(&self) -> Player {
		self.by
	}

	/// The rank by which it closes in the end, if it does.
	pub fn closes_by(&self) -> Option<usize> {
		match (self.all.last(), self.reaction) {
			(Some(Try::Close(rank)), _) => Some(*rank),
			(_, Some(Reaction::Closes(rank))) => Some(rank),
			_ => None,
		}
	}

	/// The rank of the state that it shows first: that is what it closes with, if it is contested.
	pub fn shown(&self) -> Option<usize> {
		match self.all.first() {
			Some(Try::Request { rank, .. }) => Some(*rank),
			_ => None,
		}
	}

	/// All that happens if so many are answered, and then one is not; or all, and it closes honestly.
	/// What it does after one that is not answered may be. Returns when the last answer comes, too.
	pub fn script(&self, deal: &Deal, answered: usize, late: bool) -> (Vec<Step>, Moment) {
		let best = deal.best(Player::Other);
		let mut at_ms = 0;
		let mut steps = Vec::new();
		let mut push = |at_ms, who, act| steps.push(Step::new(at_ms, who, act));
		for (one, after_ms) in self.all.iter().zip(&self.after_ms).take(answered) {
			push(at_ms, Player::Cheat, one.act());
			at_ms += after_ms;
			if let Try::Request { .. } = one {
				match self.reaction {
					Some(Reaction::Cancels) => push(at_ms, Player::Cheat, Act::Cancel),
					Some(Reaction::Closes(rank)) => push(at_ms, Player::Cheat, Act::Close(rank)),
					None => {},
				}
				if self.closes {
					push(at_ms, Player::Other, Act::Close(best));
				}
				push(at_ms, self.by, Act::Contest(Player::Cheat, best));
			}
			push(at_ms, self.by, Act::Present(best));
			at_ms += 1;
		}
		let mut last_ms = at_ms;
		if let Some(one) = self.all.get(answered) {
			push(at_ms, Player::Cheat, one.act());
			if let Try::Request { then, .. } = one {
				at_ms += deal.period_ms(false) + 3 * SLOT_MS;
				if let Some(rank) = then {
					push(at_ms, Player::Cheat, Act::Close(*rank));
				}
				// Whatever the chain still takes.
				for rank in (0..=deal.best(Player::Cheat)).rev() {
					push(at_ms, Player::Cheat, Act::Close(rank));
				}
				last_ms = at_ms + 1;
				if late {
					// The other party presents nothing that gives the cheat more; a tower's does not.
					let by = if self.by == Player::Other { Player::Tower } else { self.by };
					for rank in (1..=best).rev() {
						push(last_ms, by, Act::Present(rank));
					}
				}
			}
		} else {
			for rank in (0..=deal.best(Player::Cheat)).rev() {
				push(at_ms, Player::Cheat, Act::Close(rank));
			}
			push(at_ms + 1, Player::Other, Act::Present(best));
			last_ms = at_ms + 1;
		}
		// If it could not even do what it wanted.
		push(last_ms, Player::Cheat, Act::Close(0));
		let is_hidden = |step: &Step| self.hides && step.who == Player::Cheat;
		steps.extend(deal.later.iter().filter(|step| !is_hidden(step)));
		(steps, last_ms)
	}

	/// For each try the scripts if nobody answers that at all, and if somebody answers what comes after
	/// it, if anything does.
	pub fn unanswered(&self, deal: &Deal) -> Vec<Vec<Vec<Step>>> {
		let of = |at, late| self.script(deal, at, late).0;
		let unanswered = self.all.iter().enumerate().map(|(at, one)| match one {
			Try::Request { .. } => vec![of(at, false), of(at, true)],
			Try::Close(_) => vec![of(at, false)],
		});
		unanswered.collect()
	}
}

impl Try {
	const fn act(&self) -> Act {
		match *self {
			Self::Request { amount, rank, .. } => Act::Request { amount, rank },
			Self::Close(rank) => Act::Close(rank),
		}
	}
}

/// A request that is not true, by a state in which the cheat had as much.
fn lie(deal: &Deal, dice: &mut Dice) -> Option<Try> {
	let best = deal.best(Player::Other);
	let has = |rank: usize| deal.division(rank).1[deal.place(Player::Cheat)];
	let least = has(best);
	let old: Vec<usize> =
		(0..best.min(deal.best(Player::Cheat) + 1)).filter(|rank| has(*rank) > least).collect();
	let rank = dice.pick(&old)?;
	let committed = deal.committed()[deal.place(Player::Cheat)];
	let most = (has(rank) - deal.reserve()).min(committed);
	let above = least - deal.reserve() + 1;
	if most < above.max(1) {
		return None;
	}
	let amount = match dice.below(4) {
		0 => above.max(1),
		1 => (least + 1).min(most),
		_ => most,
	};
	let amount = Balance::try_from(amount.max(1)).unwrap();
	let most = (0..=best.min(deal.best(Player::Cheat))).max_by_key(|rank| has(*rank));
	let then = match dice.below(4) {
		0 => None,
		1 => Some(dice.index(best + 1)),
		_ => most,
	};
	Some(Try::Request { amount, rank, then })
}

/// Some of what can be tried.
pub fn tries(deal: &Deal, dice: &mut Dice) -> Option<Tries> {
	let first = lie(deal, dice)?;
	let mut all = vec![first];
	// Once the first is contested the channel closes: all that it can try then is in vain.
	if dice.one_in(8) {
		all.push(lie(deal, dice)?);
		let best = deal.best(Player::Other).min(deal.best(Player::Cheat));
		all.push(Try::Close(dice.index(best + 1)));
	}
	let reaction = match dice.below(3) {
		0 => Some(Reaction::Cancels),
		1 if all.len() == 1 => Some(Reaction::Closes(deal.best(Player::Cheat))),
		_ => None,
	};
	let by = [Player::Other, Player::Friend, Player::Tower, Player::Second][dice.index(4)];
	let after_ms = all.iter().map(|_| in_time(deal, dice, false)).collect();
	let closes = all.len() == 1 && dice.one_in(4);
	Some(Tries { all, reaction, by, after_ms, closes, hides: dice.one_in(3) })
}
