//! What a cheat can do with requests to withdraw alone: it tries one, and if that is contested another
//! one, or it closes.

use super::super::runtime::*;
use super::{
	deal::{reserve_of, Deal},
	dice::Dice,
	judge::{Finding, Stakes, CHANCES, ENOUGH_WITH_RESERVE, MILLION},
	script::{Act, Player, Step},
	strategies::in_time,
};
use bloc_primitives::Moment;

/// One try.
#[derive(Clone, Copy, Debug)]
pub enum Try {
	/// Requests so much by the state of this rank. If nobody contests it, it goes on to request so much
	/// `again`, and to close by that other rank; else honestly, as well as it still can.
	Request { amount: Balance, rank: usize, again: Option<Balance>, then: Option<usize> },
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
	/// Its friend contests before, by this rank.
	Contests(usize),
}

/// What is answered of that which a cheat does after a request that nobody contests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Late {
	Nothing,
	/// The closing.
	Closing,
	/// The second request, or the closing if that one cannot be contested.
	Again,
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
	/// What it commits before.
	added: Option<Balance>,
}

/// What the tries bring against honest play.
#[derive(Clone, Debug)]
pub struct Payoffs {
	/// For each: if nobody answers at all, and if somebody answers what it does after that, the last
	/// of it first.
	pub unanswered: Vec<Vec<i128>>,
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
		let or = |silent: f64, answered: f64| (1.0 - chance) * silent + chance * answered;
		let mixed = |of: &Vec<i128>| of.iter().map(|of| *of as f64).reduce(or).unwrap_or(0.0);
		let next = |after: f64, of: &Vec<i128>| or(mixed(of), after);
		self.unanswered.iter().rev().fold(self.answered as f64, next)
	}

	/// In how many periods one after the other it has to go unanswered, at most.
	fn periods(&self) -> usize {
		self.unanswered.iter().map(Vec::len).max().unwrap_or(1).max(2)
	}

	/// What is found, if `own` is the cheat's before penalties.
	pub fn judge(&self, own: i128, had_reserve: bool) -> Option<Finding> {
		let stakes = Stakes { gain: self.gain(), loss: 0, own };
		let pays = |chance: &i128| {
			// A request and the closing after it are two periods: it has to be answered in both.
			let all = (1..self.periods()).fold(*chance, |all, _| all * chance / MILLION);
			let by_reserve = had_reserve && all >= ENOUGH_WITH_RESERVE;
			let deterred = stakes.gain > 0 && (by_reserve || stakes.is_deterred(all));
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

	/// What it has committed before.
	pub fn added(&self) -> i128 {
		i128::try_from(self.added.unwrap_or(0)).unwrap()
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
	pub fn script(&self, deal: &Deal, answered: usize, late: Late) -> (Vec<Step>, Moment) {
		let mut steps = Vec::new();
		if let Some(amount) = self.added {
			steps.push(Step::new(0, Player::Cheat, Act::TopUp(amount)));
		}
		let mut at_ms = 0;
		for (one, after_ms) in self.all.iter().zip(&self.after_ms).take(answered) {
			steps.push(Step::new(at_ms, Player::Cheat, one.act()));
			at_ms += after_ms;
			self.answer(deal, one, at_ms, &mut steps);
			at_ms += 1;
		}
		let last_ms = match self.all.get(answered) {
			Some(one) => self.goes_on(deal, one, late, at_ms, &mut steps),
			None => {
				closes_by_any(deal, at_ms, &mut steps);
				let best = Act::Present(deal.best(Player::Other));
				steps.push(Step::new(at_ms + 1, Player::Other, best));
				at_ms + 1
			},
		};
		// If it could not even do what it wanted.
		steps.push(Step::new(last_ms, Player::Cheat, Act::Close(0)));
		let is_hidden = |step: &Step| self.hides && step.who == Player::Cheat;
		steps.extend(deal.later.iter().filter(|step| !is_hidden(step)));
		(steps, last_ms)
	}

	/// A try is answered, and the cheat sees that a moment before.
	fn answer(&self, deal: &Deal, one: &Try, at_ms: Moment, steps: &mut Vec<Step>) {
		let best = deal.best(Player::Other);
		let mut push = |who, act| steps.push(Step::new(at_ms, who, act));
		if let Try::Request { .. } = one {
			match self.reaction {
				Some(Reaction::Cancels) => push(Player::Cheat, Act::Cancel),
				Some(Reaction::Closes(rank)) => push(Player::Cheat, Act::Close(rank)),
				Some(Reaction::Contests(rank)) => {
					push(Player::Friend, Act::Contest(Player::Cheat, rank));
				},
				None => {},
			}
			if self.closes {
				push(Player::Other, Act::Close(best));
			}
			push(self.by, Act::Contest(Player::Cheat, best));
		}
		push(self.by, Act::Present(best));
	}

	/// A try is not answered: what the cheat does then, and what is answered of that. Returns when.
	fn goes_on(
		&self,
		deal: &Deal,
		one: &Try,
		late: Late,
		mut at_ms: Moment,
		steps: &mut Vec<Step>,
	) -> Moment {
		let best = deal.best(Player::Other);
		let mut push = |at_ms, who, act| steps.push(Step::new(at_ms, who, act));
		push(at_ms, Player::Cheat, one.act());
		let Try::Request { rank, again, then, .. } = *one else { return at_ms };
		at_ms += deal.period_ms(false) + 3 * SLOT_MS;
		// The other party presents nothing that gives the cheat more; a tower's does not.
		let by = if self.by == Player::Other { Player::Tower } else { self.by };
		if let Some(amount) = again {
			// It does not wait for the hook, which may be later.
			push(at_ms, Player::Cheat, Act::Settle);
			push(at_ms, Player::Cheat, Act::Request { amount, rank });
			if late == Late::Again {
				push(at_ms + 1, by, Act::Contest(Player::Cheat, best));
			}
			at_ms += deal.period_ms(false) + 3 * SLOT_MS;
		}
		if let Some(rank) = then {
			push(at_ms, Player::Cheat, Act::Close(rank));
		}
		closes_by_any(deal, at_ms, steps);
		if late != Late::Nothing {
			let presented =
				(1..=best).rev().map(|rank| Step::new(at_ms + 1, by, Act::Present(rank)));
			steps.extend(presented);
		}
		at_ms + 1
	}

	/// For each try the scripts if nobody answers that at all, and if somebody answers what comes after
	/// it, if anything does.
	pub fn unanswered(&self, deal: &Deal) -> Vec<Vec<Vec<Step>>> {
		let of = |at, late| self.script(deal, at, late).0;
		let unanswered = self.all.iter().enumerate().map(|(at, one)| {
			let late: &[_] = match one {
				Try::Request { again: Some(_), .. } => &[Late::Nothing, Late::Closing, Late::Again],
				Try::Request { .. } => &[Late::Nothing, Late::Closing],
				Try::Close(_) => &[Late::Nothing],
			};
			late.iter().map(|late| of(at, *late)).collect()
		});
		unanswered.collect()
	}
}

/// The cheat closes by whatever the chain still takes.
fn closes_by_any(deal: &Deal, at_ms: Moment, steps: &mut Vec<Step>) {
	let ranks = (0..=deal.best(Player::Cheat)).rev();
	steps.extend(ranks.map(|rank| Step::new(at_ms, Player::Cheat, Act::Close(rank))));
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
	Some(Try::Request { amount, rank, again: None, then })
}

/// The same in two requests, one after the other.
fn in_two(deal: &Deal, dice: &mut Dice, one: Try) -> Option<Try> {
	let Try::Request { rank, then, .. } = one else { return None };
	let (at, best) = (deal.place(Player::Cheat), deal.best(Player::Other));
	let (has, least) = (deal.division(rank).1[at], deal.division(best).1[at]);
	let (committed, whole) = (deal.committed()[at], deal.committed().iter().sum::<i128>());
	let above = (least - deal.reserve() + 1).max(1);
	let most = (has - deal.reserve()).min(committed);
	let amount = above + i128::from(dice.below(u64::try_from((most - above).max(0)).unwrap()));
	let left = reserve_of(Balance::try_from(whole - amount).unwrap());
	let again = (has - amount - i128::try_from(left).unwrap()).min(committed - amount);
	let [amount, again] = [amount, again].map(|of| Balance::try_from(of).ok().filter(|of| *of > 0));
	Some(Try::Request { amount: amount?, rank, again: Some(again?), then })
}

/// The same, and the cheat commits more before: so much, and the request that it can make then.
fn with_more(deal: &Deal, dice: &mut Dice, one: Try) -> Option<(Balance, Try)> {
	let Try::Request { rank, then, .. } = one else { return None };
	let at = deal.place(Player::Cheat);
	let whole = Balance::try_from(deal.committed().iter().sum::<i128>()).unwrap();
	let added = dice.amount(whole);
	let more = i128::try_from(added).unwrap();
	let reserve = i128::try_from(reserve_of(whole + added)).unwrap();
	let most = (deal.division(rank).1[at] + more - reserve).min(deal.committed()[at] + more);
	let amount = Balance::try_from(most).ok().filter(|amount| *amount > 0)?;
	Some((added, Try::Request { amount, rank, again: None, then }))
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
	let hides = dice.one_in(3);
	let tries = Tries { all, reaction, by, after_ms, closes, hides, added: None };
	Some(varied(deal, &mut dice.fork(), tries))
}

/// Some of them are tried in another way.
fn varied(deal: &Deal, dice: &mut Dice, mut tries: Tries) -> Tries {
	let first = tries.all[0];
	match dice.below(6) {
		0 => tries.all[0] = in_two(deal, dice, first).unwrap_or(first),
		1 if tries.all.len() == 1 => {
			if let Some((added, one)) = with_more(deal, dice, first) {
				(tries.added, tries.all[0]) = (Some(added), one);
			}
		},
		// Not with the best state: that would be the answer.
		2 => tries.reaction = Some(Reaction::Contests(dice.index(deal.best(Player::Other)))),
		_ => {},
	}
	tries
}
