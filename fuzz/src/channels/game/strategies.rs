//! What a cheat can do, who contradicts it, and what honest parties do.

use super::super::runtime::*;
use super::{
	deal::Deal,
	dice::Dice,
	script::{Act, Player, Step},
};
use bloc_primitives::Moment;

/// What the cheat and its friend do.
#[derive(Clone, Debug)]
pub struct Plan {
	/// In order of time.
	pub moves: Vec<Step>,
	/// Whether the cheat keeps the preimages to itself that nobody else knows.
	pub hides: bool,
	/// When the channel begins to close.
	pub begins_ms: Moment,
	/// What the cheat has taken out by then, being its own.
	pub takes_out: i128,
}

/// Those who watch, each when it is there and with what it has.
#[derive(Debug)]
pub struct Watch {
	pub script: Vec<Step>,
	/// Who presents the best state first, and when.
	pub first: Option<(Player, Moment)>,
	/// Whether anybody presents anything.
	pub is_seen: bool,
}

impl Plan {
	fn new(opening: Act) -> Self {
		Self::of(vec![Step::new(0, Player::Cheat, opening)])
	}

	fn of(moves: Vec<Step>) -> Self {
		let begins_ms = moves.iter().find(|step| closes(step)).map_or(0, |step| step.after_ms);
		Self { moves, hides: false, begins_ms, takes_out: 0 }
	}

	/// The same moves up to where the channel begins to close, and then one more each time.
	pub fn beginnings(&self) -> Vec<Self> {
		let mut moves = self.moves.clone();
		moves.sort_by_key(|step| step.after_ms);
		let closing = moves.iter().rposition(closes).map_or(0, |place| place + 1);
		let of = |length| Self { moves: moves[..length].to_vec(), ..self.clone() };
		(closing..moves.len()).map(of).collect()
	}

	/// Whether the cheat says that it lost its states.
	pub fn is_loss(&self) -> bool {
		self.moves.iter().any(|step| matches!(step.act, Act::CloseAfterLoss(_)))
	}

	/// Whether the cheat or its friend has presented this rank itself by then.
	pub fn presents(&self, rank: usize, by_ms: Moment) -> bool {
		let is_it = |act| matches!(act, Act::Close(of) | Act::Present(of) if of == rank);
		self.moves.iter().any(|step| step.after_ms <= by_ms && is_it(step.act))
	}

	/// The highest rank that the cheat and its friend present.
	pub fn highest(&self) -> usize {
		let rank = |step: &Step| match step.act {
			Act::Close(rank) | Act::Present(rank) => rank,
			_ => 0,
		};
		self.moves.iter().map(rank).max().unwrap_or(0)
	}

	/// All that happens, whoever contradicts.
	pub fn script(&self, deal: &Deal) -> Vec<Step> {
		let is_hidden = |step: &Step| self.hides && step.who == Player::Cheat;
		let later = deal.later.iter().filter(|step| !is_hidden(step));
		self.moves.iter().chain(later).copied().collect()
	}

	/// The same, with somebody who presents the best state that the honest party holds.
	pub fn answered(&self, deal: &Deal, by: Player, after_ms: Moment) -> Vec<Step> {
		let answer = Step::new(after_ms, by, Act::Present(deal.best(Player::Other)));
		self.script(deal).into_iter().chain([answer]).collect()
	}
}

impl Plan {
	/// Those who hold anything present it as soon as they are there, and get into a block.
	pub fn watched(&self, deal: &Deal) -> Watch {
		let over_ms = self.begins_ms + deal.period_ms(self.is_loss());
		let best = deal.best(Player::Other);
		let (mut script, mut first, mut is_seen) = (self.script(deal), None, false);
		for who in [Player::Other, Player::Tower, Player::Second] {
			let (rank, at_ms) = (deal.best(who), deal.comes(who, self.begins_ms + 1));
			// After a halt there may still be blocks.
			if rank == 0 || (at_ms >= over_ms && deal.after_halt(at_ms - 1) != at_ms) {
				continue;
			}
			is_seen = true;
			script.push(Step::new(at_ms, who, Act::Present(rank)));
			if rank == best && first.is_none_or(|(_, before_ms)| at_ms < before_ms) {
				first = Some((who, at_ms));
			}
		}
		Watch { script, first, is_seen }
	}
}

/// Whether somebody closes alone by this.
const fn closes(step: &Step) -> bool {
	matches!(step.act, Act::Close(_) | Act::CloseAfterLoss(_))
}

/// What the cheat would get in all honesty: both present the newest state that they hold.
pub fn honest(deal: &Deal, hides: bool) -> Vec<Step> {
	let best = deal.best(Player::Other);
	let first = best.min(deal.best(Player::Cheat));
	let moves = vec![
		Step::new(0, Player::Cheat, Act::Close(first)),
		Step::new(1, Player::Other, Act::Present(best)),
	];
	Plan { hides, ..Plan::of(moves) }.script(deal)
}

/// An instant at which something can still be presented: at any time, at once or at the very end.
pub fn in_time(deal: &Deal, dice: &mut Dice, after_loss: bool) -> Moment {
	let period_ms = deal.period_ms(after_loss);
	match dice.below(4) {
		0 => 1,
		1 => period_ms - 1,
		_ => dice.below(period_ms).max(1),
	}
}

/// All that a cheat can begin with, and all single states that it or its friend can present after
/// that; some with a second one.
pub fn plans(deal: &Deal, dice: &mut Dice) -> Vec<Plan> {
	let most = deal.best(Player::Cheat);
	let mut openings: Vec<(Plan, usize)> =
		(0..=most).map(|rank| (Plan::new(Act::Close(rank)), rank)).collect();
	let base = *deal.of.committed.of(deal.cheat);
	for claim in [base, base / 2, dice.amount(base.max(1)).min(base)] {
		openings.push((Plan::new(Act::CloseAfterLoss(claim)), 0));
	}
	let mut plans = Vec::new();
	// Who goes on while one is still good has to answer with a state before it is carried out.
	let has_expired = |place: &usize| deal.endings[*place].body.valid_until_ms <= deal.begins.at_ms;
	for place in (0..deal.endings.len()).filter(has_expired) {
		plans.extend(by_endings(deal, dice, place));
	}
	for (plan, rank) in openings {
		for later in rank + 1..=most {
			for who in [Player::Cheat, Player::Friend] {
				plans.push(then(deal, dice, &plan, who, later));
			}
		}
		plans.push(plan);
	}
	let more = plans.len().min(8);
	for _ in 0..more {
		let plan = plans[dice.index(plans.len())].clone();
		let who = [Player::Cheat, Player::Friend][dice.index(2)];
		let rank = 1 + dice.index(most.max(1));
		if rank <= most {
			plans.push(then(deal, dice, &plan, who, rank));
		}
	}
	for plan in &mut plans {
		plan.hides = dice.one_in(3);
	}
	plans
}

/// The same plan; then `who` presents a later state.
fn then(deal: &Deal, dice: &mut Dice, plan: &Plan, who: Player, rank: usize) -> Plan {
	let after_ms = in_time(deal, dice, plan.is_loss());
	let mut plan = plan.clone();
	plan.moves.push(Step::new(after_ms, who, Act::Present(rank)));
	plan
}

/// Plans with a close that both signed long ago: before anything else, or to get out of a dispute.
fn by_endings(deal: &Deal, dice: &mut Dice, place: usize) -> [Plan; 2] {
	let best = deal.best(Player::Cheat);
	let end = |after_ms| Step::new(after_ms, Player::Cheat, Act::EndBy(place));
	let close = |rank| Step::new(1, Player::Cheat, Act::Close(rank));
	let late = 2 + dice.below(deal.period_ms(false) - 2);
	[Plan::of(vec![end(0), close(best)]), Plan::of(vec![close(dice.index(best + 1)), end(late)])]
}

/// Plans with a withdrawal that both signed long ago.
pub fn with_withdrawals(deal: &Deal) -> Vec<Plan> {
	let most = deal.best(Player::Cheat);
	let withdrawals = deal.withdrawals.iter().enumerate();
	let expired = withdrawals.filter(|(_, of)| of.body.valid_until_ms <= deal.begins.at_ms);
	let plan = |place| {
		Plan::of(vec![
			Step::new(0, Player::Cheat, Act::Withdraw(place)),
			Step::new(1, Player::Cheat, Act::Close(most)),
			// By the new base, where there is one.
			Step::new(2, Player::Cheat, Act::Close(0)),
		])
	};
	expired.map(|(place, _)| plan(place)).collect()
}

/// Requests what is its own, all of it if it may, by a state that may be an old one, and closes by that
/// or another.
pub fn after_request(deal: &Deal, dice: &mut Dice) -> Option<Plan> {
	let rank = deal.best(Player::Cheat).min(deal.best(Player::Other));
	let at = deal.place(Player::Cheat);
	let (has, committed) = (deal.division(rank).1[at], deal.committed()[at]);
	let left = [0, deal.reserve()][dice.index(2)];
	let amount = (has - left).min(committed);
	if amount <= 0 {
		return None;
	}
	let period_ms = deal.period_ms(false);
	let waits = !dice.one_in(4);
	let begins_ms = if waits { period_ms + 3 * SLOT_MS } else { dice.below(period_ms) };
	let asked = Act::Request { amount: Balance::try_from(amount).unwrap(), rank };
	let closing = closes_after_request(deal, dice, rank, committed - amount);
	let mut moves = vec![Step::new(0, Player::Cheat, asked)];
	moves.extend(closing.map(|act| Step::new(begins_ms, Player::Cheat, act)));
	let takes_out = if waits { amount } else { 0 };
	Some(Plan { takes_out, hides: dice.one_in(3), ..Plan::of(moves) })
}

/// How a cheat closes that has shown this rank, and has so much committed once it has what it has
/// requested: what does not work is followed by what does.
fn closes_after_request(deal: &Deal, dice: &mut Dice, rank: usize, left: i128) -> [Act; 3] {
	let most = deal.best(Player::Cheat);
	// Nothing older than what it has shown counts.
	let later = Act::Close(rank + dice.index(most + 1 - rank));
	let mut dice = dice.fork();
	let first = match dice.below(4) {
		0 => {
			let (_, balances, _) = deal.division(rank);
			let drawn = deal.committed()[deal.place(Player::Cheat)] - left;
			let claim = left.min(balances[deal.place(Player::Cheat)] - drawn).max(0);
			let claim = dice.below(u64::try_from(claim).unwrap() + 1);
			Act::CloseAfterLoss(claim.into())
		},
		1 => Act::Close(dice.index(most + 1)),
		_ => later,
	};
	[first, later, Act::Close(rank)]
}

/// The cheat closes with anything while the other party has requested what is its own, or has taken
/// it out.
pub fn while_other_requests(deal: &Deal, dice: &mut Dice) -> Option<Plan> {
	let asked = true_request(deal, dice)?;
	let begins_ms = dice.below(2 * deal.period_ms(false));
	let close = |rank| Step::new(begins_ms, Player::Cheat, Act::Close(rank));
	let most = deal.best(Player::Cheat);
	// What is older than what the other has shown counts no more.
	let moves = vec![
		Step::new(0, Player::Other, asked),
		close(dice.index(most + 1)),
		close(most),
		close(0),
	];
	Some(Plan { hides: dice.one_in(3), ..Plan::of(moves) })
}

/// The other party requests a part of what is its own, by its newest state.
fn true_request(deal: &Deal, dice: &mut Dice) -> Option<Act> {
	let (rank, at) = (deal.best(Player::Other), deal.place(Player::Other));
	let (has, committed) = (deal.division(rank).1[at], deal.committed()[at]);
	let most = (has - deal.reserve()).min(committed);
	if most <= 0 {
		return None;
	}
	let amount = if dice.one_in(2) { most } else { i128::from(dice.below(most as u64)) };
	Some(Act::Request { amount: Balance::try_from(amount.max(1)).unwrap(), rank })
}

/// The other party closes with what an old backup has. The cheat presents the newest state that both
/// hold, or it or its friend presents something else first.
pub fn against_backup(deal: &Deal, dice: &mut Dice) -> [Plan; 2] {
	let old = dice.index(deal.best(Player::Other) + 1);
	let best = deal.best(Player::Other).min(deal.best(Player::Cheat));
	let rank = (old + 1 + dice.index(best.saturating_sub(old))).min(best);
	let by_cheat = [Player::Cheat, Player::Friend][dice.index(2)];
	[(Player::Cheat, best), (by_cheat, rank)].map(|(who, rank)| {
		Plan::of(vec![
			Step::new(0, Player::Other, Act::Close(old)),
			Step::new(1, who, Act::Present(rank)),
		])
	})
}

/// The cheat closes with an old state, a tower presents the best one, and then both parties close
/// together as that says.
pub fn closed_together(deal: &Deal, dice: &mut Dice) -> (usize, Vec<Step>) {
	let old = dice.index(deal.best(Player::Cheat) + 1);
	let best = deal.best(Player::Other);
	let steps = [
		Step::new(0, Player::Cheat, Act::Close(old)),
		Step::new(1, Player::Tower, Act::Present(best)),
		Step::new(2, Player::Other, Act::EndTogether(best)),
	];
	(old, steps.into_iter().chain(deal.later.iter().copied()).collect())
}

/// The cheat requests what it had by an old state, a tower contests that with the best one, and then
/// both parties close together as that says.
pub fn made_up_after_lie(deal: &Deal, dice: &mut Dice) -> Option<(usize, Vec<Step>)> {
	let old = dice.index(deal.best(Player::Cheat) + 1);
	let best = deal.best(Player::Other);
	let at = deal.place(Player::Cheat);
	let most = (deal.division(old).1[at] - deal.reserve()).min(deal.committed()[at]);
	let amount = Balance::try_from(most).ok().filter(|amount| *amount > 0)?;
	let steps = [
		Step::new(0, Player::Cheat, Act::Request { amount, rank: old }),
		Step::new(1, Player::Tower, Act::Contest(Player::Cheat, best)),
		Step::new(2, Player::Other, Act::EndTogether(best)),
	];
	Some((old, steps.into_iter().chain(deal.later.iter().copied()).collect()))
}

/// What the other party does, who follows the written rules, and what the cheat and others do
/// against it.
pub struct Defence {
	pub moves: Vec<Step>,
	pub kind: Kind,
	/// The state that counts in the end, if all goes well.
	pub rank: usize,
	/// When it is presented.
	pub at_ms: Moment,
	/// Who presents it.
	pub by: Player,
}

/// How the other party closes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
	/// With its newest state.
	Newest,
	/// After a loss, with this claim.
	Loss(Balance),
	/// Against the rules, with the state of this rank, out of an old backup.
	Backup(usize),
	/// Against the rules, it requests a withdrawal by the state of this rank, out of an old backup.
	Request(usize),
}

/// The honest party closes with its newest state, and the others do what they can.
pub fn closes_with_newest(deal: &Deal, dice: &mut Dice) -> Defence {
	let best = deal.best(Player::Other);
	let mut moves = vec![Step::new(0, Player::Other, Act::Close(best))];
	let most = deal.best(Player::Cheat);
	for _ in 0..dice.below(3) {
		let who = [Player::Cheat, Player::Friend, Player::Tower][dice.index(3)];
		let after_ms = in_time(deal, dice, false);
		moves.push(Step::new(after_ms, who, Act::Present(dice.index(most + 1))));
	}
	if !deal.endings.is_empty() {
		let place = dice.index(deal.endings.len());
		moves.push(Step::new(in_time(deal, dice, false), Player::Cheat, Act::EndBy(place)));
	}
	if !deal.withdrawals.is_empty() {
		let mut dice = dice.fork();
		let place = dice.index(deal.withdrawals.len());
		let at_ms = in_time(deal, &mut dice, false);
		moves.push(Step::new(at_ms, Player::Cheat, Act::Withdraw(place)));
	}
	moves.extend(deal.later.iter().copied());
	Defence { moves, kind: Kind::Newest, rank: best, at_ms: 0, by: Player::Other }
}

/// The honest party requests a part of what is its own, and closes with its newest state; the others
/// contest what they can, or close before.
pub fn requests_its_own(deal: &Deal, dice: &mut Dice) -> Option<Defence> {
	let (best, asked) = (deal.best(Player::Other), true_request(deal, dice)?);
	let period_ms = deal.period_ms(false);
	let closes_ms = dice.below(2 * period_ms);
	let mut moves = vec![Step::new(0, Player::Other, asked)];
	let most = deal.best(Player::Cheat);
	for _ in 0..dice.below(3) {
		let who = [Player::Cheat, Player::Friend, Player::Tower][dice.index(3)];
		let at_ms = dice.below(period_ms);
		moves.push(Step::new(at_ms, who, Act::Contest(Player::Other, dice.index(most + 1))));
	}
	if !deal.withdrawals.is_empty() && dice.one_in(4) {
		let place = dice.index(deal.withdrawals.len());
		if deal.withdrawals[place].body.valid_until_ms <= deal.begins.at_ms {
			moves.push(Step::new(dice.below(period_ms), Player::Cheat, Act::Withdraw(place)));
		}
	}
	let is_before = dice.one_in(3);
	if is_before {
		let old = Act::Close(dice.index(most + 1));
		moves.push(Step::new(closes_ms, Player::Cheat, old));
	}
	moves.push(Step::new(closes_ms, Player::Other, Act::Close(best)));
	let at_ms = closes_ms + 1;
	moves.push(Step::new(at_ms, Player::Other, Act::Present(best)));
	moves.extend(deal.later.iter().copied());
	Some(Defence { moves, kind: Kind::Newest, rank: best, at_ms, by: Player::Other })
}

/// The other party requests what it had by an old backup; somebody contests that, and the cheat or the
/// other party closes with the newest state that it has.
pub fn requests_by_backup(deal: &Deal, dice: &mut Dice) -> Option<Defence> {
	let (rank, at) = (deal.best(Player::Cheat), deal.place(Player::Other));
	let old = dice.index(deal.best(Player::Other) + 1);
	let has = deal.division(old).1[at].min(deal.committed()[at]);
	let amount = Balance::try_from(has - deal.reserve()).ok().filter(|amount| *amount > 0)?;
	let at_ms = in_time(deal, dice, false);
	let who = [Player::Cheat, Player::Friend, Player::Tower][dice.index(3)];
	let mut moves = vec![
		Step::new(0, Player::Other, Act::Request { amount, rank: old }),
		Step::new(at_ms, who, Act::Contest(Player::Other, rank)),
		Step::new(at_ms + 1, Player::Cheat, Act::Close(rank)),
		// Where what was shown is later than that.
		Step::new(at_ms + 1, Player::Cheat, Act::Close(0)),
	];
	moves.extend(deal.later.iter().copied());
	let rank = rank.max(old);
	Some(Defence { moves, kind: Kind::Request(old), rank, at_ms: at_ms + 1, by: who })
}

/// The honest party has lost its states, and claims something. Others may present anything.
pub fn closes_after_loss(deal: &Deal, dice: &mut Dice) -> Defence {
	let base = *deal.of.committed.of(deal.cheat.other());
	let claim = [0, base / 4, base][dice.index(3)];
	let mut moves = vec![Step::new(0, Player::Other, Act::CloseAfterLoss(claim))];
	let by = [Player::Cheat, Player::Friend, Player::Tower][dice.index(3)];
	let (rank, at_ms) = (dice.index(deal.best(Player::Cheat) + 1), in_time(deal, dice, true));
	moves.push(Step::new(at_ms, by, Act::Present(rank)));
	moves.extend(deal.later.iter().copied());
	Defence { moves, kind: Kind::Loss(claim), rank, at_ms, by }
}

/// The other party closes with what an old backup has, and somebody presents the newest state.
pub fn closes_with_backup(deal: &Deal, dice: &mut Dice) -> Defence {
	let rank = deal.best(Player::Cheat);
	let old = dice.index(deal.best(Player::Other) + 1);
	let at_ms = in_time(deal, dice, false);
	let who = [Player::Cheat, Player::Friend, Player::Tower][dice.index(3)];
	let mut moves = vec![
		Step::new(0, Player::Other, Act::Close(old)),
		Step::new(at_ms, who, Act::Present(rank)),
	];
	moves.extend(deal.later.iter().copied());
	Defence { moves, kind: Kind::Backup(old), rank: rank.max(old), at_ms, by: who }
}
