//! What must hold of every game, and what is found if it does not.

use super::super::runtime::*;
use super::{
	deal::Deal,
	requests::Tries,
	script::{Act, Outcome, Player, Step},
	strategies::{Defence, Kind, Plan},
};
use bloc_primitives::{state::Htlc, Moment, Side};

/// Chances that somebody presents the best state, in millionths: what the factors of the formula
/// are at each.
pub const CHANCES: [i128; 7] = [500_000, 571_429, 700_000, 842_106, 982_000, 992_500, 999_900];
/// With this chance no cheat pays if a party that once had 2 % keeps them.
pub const ENOUGH_WITH_RESERVE: i128 = 992_500;
pub const MILLION: i128 = 1_000_000;

/// Something that must not be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Finding {
	/// A cheat has a positive expectation where the formula says that it has none, by the chance
	/// and the expectation, both in millionths.
	Pays { chance: i128, expectation: i128 },
	/// A party that follows the written rules has so much less than what is due to it.
	HonestLoses(i128),
	/// Who presented the best state has so much, and is owed so much.
	Unpaid { has: i128, owed: i128 },
	/// A party pays so much, and at most that.
	TooMuch { pays: i128, most: i128 },
	/// A tower that is behind has brought the cheat so much more than silence.
	Helped(i128),
}

/// What a cheat has won and lost, against honest play.
#[derive(Clone, Copy, Debug)]
pub struct Stakes {
	/// What it gains if nobody presents the best state.
	pub gain: i128,
	/// What it loses if somebody does.
	pub loss: i128,
	/// What is its own then, before penalties.
	pub own: i128,
}

impl Stakes {
	/// Its expectation with this chance, in millionths.
	pub const fn expectation(&self, chance: i128) -> i128 {
		(MILLION - chance) * self.gain - chance * self.loss
	}

	/// Formula (1): `p · (1 + (1 − r) · min(k, φ · a / g)) ≥ 1`, with k = 1, that is the condition
	/// on which cheating does not pay.
	pub fn is_deterred(&self, chance: i128) -> bool {
		let (r, most) = (ChallengerShare::get(), MaxPenalty::get());
		let (r, most) = (i128::from(r.deconstruct()), i128::from(most.deconstruct()));
		let factor = (MILLION * self.gain).min(most * self.own) * (MILLION - r);
		let one = MILLION * MILLION * self.gain;
		chance * (one + factor) >= MILLION * one
	}

	/// The chance from which on it does not pay.
	pub fn needs(&self) -> f64 {
		self.gain as f64 / (self.gain + self.loss.max(0)) as f64
	}

	/// What is found.
	pub fn judge(&self, had_reserve: bool) -> Option<Finding> {
		let pays = |chance: &i128| {
			let by_reserve = had_reserve && *chance >= ENOUGH_WITH_RESERVE;
			let deterred = self.gain <= 0 || by_reserve || self.is_deterred(*chance);
			deterred && self.expectation(*chance) > 0
		};
		let chance = CHANCES.into_iter().find(pays)?;
		Some(Finding::Pays { chance, expectation: self.expectation(chance) })
	}
}

/// What is due to the one who may cheat and to the other by a state, if it is presented at `at_ms`
/// and settles the channel: from what is public when, with no regard to what the registry forgets.
/// None where that matters.
pub fn dues(deal: &Deal, rank: usize, at_ms: Moment, script: &[Step]) -> Option<[i128; 2]> {
	let (_, [opener, counterparty], htlcs) = deal.division(rank);
	let mut dues = match deal.cheat {
		Side::Opener => [opener, counterparty],
		Side::Counterparty => [counterparty, opener],
	};
	for htlc in &htlcs {
		let by_preimage = is_won(deal, htlc, at_ms, script)?;
		let winner = if by_preimage { htlc.payer.other() } else { htlc.payer };
		let place = usize::from(winner != deal.cheat);
		dues[place] += i128::try_from(htlc.amount).unwrap();
	}
	Some(dues)
}

fn is_won(deal: &Deal, htlc: &Htlc, at_ms: Moment, script: &[Step]) -> Option<bool> {
	if let Some(known) = deal.public.get(&htlc.payment_hash) {
		let is_known = deal.begins.at_ms + at_ms < known.until.at_ms;
		return is_known.then_some(known.revealed_ms < htlc.deadline_ms);
	}
	let is_it = |step: &&Step| match step.act {
		Act::Reveal(preimage) => preimage.payment_hash() == htlc.payment_hash,
		_ => false,
	};
	// Whoever reveals it first.
	let revealed_ms = script.iter().filter(is_it).map(|step| step.after_ms).min();
	let Some(revealed_ms) = revealed_ms else { return Some(false) };
	let is_known = at_ms < revealed_ms + RETENTION;
	is_known.then_some(deal.begins.at_ms + revealed_ms < htlc.deadline_ms)
}

/// What somebody pays at most of what is due to it.
fn half(due: i128) -> i128 {
	let most = i128::from(MaxPenalty::get().deconstruct());
	(due * most + MILLION - 1) / MILLION
}

fn reward_of(penalty: i128) -> i128 {
	penalty * i128::from(ChallengerShare::get().deconstruct()) / MILLION
}

/// A cheat was contradicted by the best state at `at_ms`: the other party has its due, and a
/// bystander who did it its reward.
pub fn judge_answered(
	deal: &Deal,
	plan: &Plan,
	by: Player,
	at_ms: Moment,
	outcome: &Outcome,
) -> Option<Finding> {
	let script = plan.script(deal);
	let [cheat, other] = dues(deal, deal.best(Player::Other), at_ms, &script)?;
	let lacks = other - outcome.of(Player::Other).asset;
	if lacks > 0 {
		return Some(Finding::HonestLoses(lacks));
	}
	if plan.highest() > deal.best(Player::Other) {
		return None;
	}
	// What is above what it began with is no penalty, and not told apart here.
	let others = by == Player::Other && !plan.presents(deal.best(Player::Other), at_ms);
	if !others && cheat > began_with(deal, plan) {
		return None;
	}
	let pays = cheat - outcome.of(Player::Cheat).asset;
	let most = half(cheat);
	if pays > most {
		return Some(Finding::TooMuch { pays, most });
	}
	let is_first = !plan.presents(deal.best(Player::Other), at_ms);
	let (has, owed) = (outcome.of(by).asset, reward_of(pays));
	let is_tower = Player::TOWERS.contains(&by);
	(is_tower && is_first && has != owed).then_some(Finding::Unpaid { has, owed })
}

/// All tries of a cheat were answered: the other party has its due, who lied pays no more than half,
/// and who showed that has its part of what was put down.
pub fn judge_tries(
	deal: &Deal,
	tries: &Tries,
	script: &[Step],
	last_ms: Moment,
	outcome: &Outcome,
) -> Option<Finding> {
	let [cheat, other] = dues(deal, deal.best(Player::Other), last_ms, script)?;
	let got = outcome.of(Player::Other);
	let lacks = (other - got.asset).max(-got.native);
	if lacks > 0 {
		return Some(Finding::HonestLoses(lacks));
	}
	let (pays, most) = (cheat - outcome.of(Player::Cheat).asset, half(cheat + tries.added()));
	// What is above what it began with is no penalty.
	let contested = tries.shown().filter(|_| has_contested(script, outcome));
	let first = contested.or(tries.closes_by()).unwrap_or(deal.best(Player::Cheat));
	let is_whole = cheat <= least_by(deal, first, deal.cheat);
	if is_whole && first <= deal.best(Player::Other) && pays > most {
		return Some(Finding::TooMuch { pays, most });
	}
	// The closing deposit is for who has shown that the state which it began with gives it too much.
	let best = deal.best(Player::Other);
	let is_plain = |rank: usize| deal.division(rank).2.is_empty();
	let is_caught = contested.is_some_and(|rank| {
		let [shown, newest] = [rank, best].map(|rank| least_by(deal, rank, deal.cheat));
		is_plain(rank) && is_plain(best) && shown > newest
	});
	let owed = if is_caught { i128::try_from(CLOSING_DEPOSIT).unwrap() } else { 0 };
	let has = outcome.of(tries.by()).native;
	let is_tower = Player::TOWERS.contains(&tries.by());
	(is_tower && has < owed).then_some(Finding::Unpaid { has, owed })
}

/// Whether a request was contested.
fn has_contested(script: &[Step], outcome: &Outcome) -> bool {
	let mut steps = script.to_vec();
	steps.sort_by_key(|step| step.after_ms);
	let is_contest = |step: &Step| matches!(step.act, Act::Contest(..));
	steps.iter().zip(&outcome.worked).any(|(step, worked)| *worked && is_contest(step))
}

/// What the cheat has for sure by what it closes with: of all that it tries, the least.
fn began_with(deal: &Deal, plan: &Plan) -> i128 {
	let closings = plan.moves.iter().filter_map(|step| match step.act {
		Act::Close(rank) => Some(least_by(deal, rank, deal.cheat)),
		Act::CloseAfterLoss(claim) => Some(i128::try_from(claim).unwrap()),
		_ => None,
	});
	closings.min().unwrap_or(i128::MAX)
}

/// What a state brings a side for sure.
fn least_by(deal: &Deal, rank: usize, side: Side) -> i128 {
	let (_, [opener, counterparty], _) = deal.division(rank);
	if side == Side::Opener {
		opener
	} else {
		counterparty
	}
}

/// The parties have closed together against a state of rank `old`, after a tower presented the best
/// one: where no HTLCs wait in either, it is known what the tower could count on.
pub fn judge_together(deal: &Deal, old: usize, outcome: &Outcome) -> Option<Finding> {
	let best = deal.best(Player::Other);
	let [by_old, by_best] = [old, best].map(|rank| {
		let (_, [opener, counterparty], htlcs) = deal.division(rank);
		let balance = if deal.cheat == Side::Opener { opener } else { counterparty };
		htlcs.is_empty().then_some(balance)
	});
	let (by_old, by_best) = (by_old?, by_best?);
	let owed = if old < best { reward_of((by_old - by_best).clamp(0, half(by_best))) } else { 0 };
	let has = outcome.of(Player::Tower).asset;
	(has != owed).then_some(Finding::Unpaid { has, owed })
}

/// The same after a lie that a tower has contested with the best state.
pub fn judge_made_up(
	deal: &Deal,
	old: usize,
	script: &[Step],
	outcome: &Outcome,
) -> Option<Finding> {
	let best = deal.best(Player::Other);
	let is_plain = [old, best].iter().all(|rank| deal.division(*rank).2.is_empty());
	if !is_plain || !has_contested(script, outcome) {
		return None;
	}
	let [by_old, by_best] = [old, best].map(|rank| least_by(deal, rank, deal.cheat));
	let whole: i128 = deal.committed().iter().sum();
	// It answers for the reserve as well, and gets no more than by what it has shown.
	let gain = (by_old + deal.reserve()).min(whole) - by_best;
	let owed = reward_of(gain.clamp(0, half(by_best.min(by_old))));
	let has = outcome.of(Player::Tower).asset;
	(has != owed).then_some(Finding::Unpaid { has, owed })
}

/// The party that follows the rules has what is due to it, and its deposit back; the one that
/// breaks them with an old backup pays at most half, and nothing where it gains nothing.
pub fn judge_defence(deal: &Deal, defence: &Defence, outcome: &Outcome) -> Option<Finding> {
	let got = outcome.of(Player::Other);
	let is_contested = has_contested(&defence.moves, outcome);
	let [_, mut due] = dues(deal, defence.rank, defence.at_ms, &defence.moves)?;
	if defence.by != Player::Cheat {
		// It gets no more than what it began with.
		due = match defence.kind {
			Kind::Newest => due,
			Kind::Loss(claim) => due.min(i128::try_from(claim).unwrap()),
			Kind::Backup(old) => due.min(least_by(deal, old, deal.cheat.other())),
			Kind::Request(old) if is_contested => due.min(least_by(deal, old, deal.cheat.other())),
			Kind::Request(_) => due,
		};
	}
	let pays = due - got.asset;
	match defence.kind {
		Kind::Newest => {
			let lacks = pays.max(-got.native);
			(lacks > 0).then_some(Finding::HonestLoses(lacks))
		},
		// Nobody contradicts: it has what it claims.
		Kind::Loss(claim) if defence.rank == 0 => {
			let lacks = i128::try_from(claim).unwrap() - got.asset;
			(lacks > 0).then_some(Finding::HonestLoses(lacks))
		},
		Kind::Loss(claim) => judge_old(i128::try_from(claim).unwrap(), due, pays),
		Kind::Request(_) => {
			let most = if is_contested { half(due) } else { 0 };
			(pays > most).then_some(Finding::TooMuch { pays, most })
		},
		Kind::Backup(old) => {
			let most = most_by(deal, old);
			judge_old(most, due, pays)
		},
	}
}

/// The most that a state can bring the other party.
fn most_by(deal: &Deal, rank: usize) -> i128 {
	let (_, [opener, counterparty], htlcs) = deal.division(rank);
	let waiting: i128 = htlcs.iter().map(|htlc| i128::try_from(htlc.amount).unwrap()).sum();
	waiting + if deal.cheat == Side::Opener { counterparty } else { opener }
}

fn judge_old(claimed: i128, due: i128, pays: i128) -> Option<Finding> {
	let most = if claimed <= due { 0 } else { half(due) };
	(pays > most).then_some(Finding::TooMuch { pays, most })
}
