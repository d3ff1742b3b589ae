//! Disputes as a game: of two parties one may cheat and has a friend; the other follows the written
//! rules; towers live on rewards. What nobody can know, the chance that somebody presents the best
//! state, is an input.
//!
//! # A game
//!
//! Two [machines](bloc_primitives::off_chain) make a history by the written rules: payments, HTLCs
//! whose preimages are public before or after, some in one channel alike; closes and withdrawals that
//! both sign and never carry out; long times in between; at the end the wire may break. Neither pays
//! below the reserve of 2 % that it once had. Then one closes, or requests to withdraw alone, and a
//! *script* says who does what and when: at once, in the last millisecond, while the chain stands
//! still.
//!
//! # What is simulated, and what is in the chance
//!
//! Simulated, as events of the script: when the other party and each of two towers is away, and comes
//! back; how many of the states each tower was given, which may be behind; blocks that the cheat has
//! filled, so that calls come later; a chain that stands still, when nobody can answer; old backups
//! that are restored; a cheat that sees an answer in the pool and gets its own call in before, or has
//! its friend contest by less; one that commits more before it requests, or requests twice; requests
//! of both sides; parties that make up after a contest.
//!
//! On the pallet, in some games: a party without a key, which consents by calls (what it has approved
//! is presented without its signature); and parties whose money goes to another address in the end.
//! By the rules both are the same as without.
//!
//! In the chance `p`, and not simulated: that nobody who has the best state gets it into a block of a
//! whole period, for whatever reason. Of several who are independent, `p = 1 − Π (1 − q)` over the
//! chances `q` of those that have the best state. A closing is one such period; a request to withdraw
//! alone is one of its own, and so is what its requester does after that. So who is answered there can
//! try once more, and needs both to fail.
//!
//! Not here is money that both have signed to take out, or a close, which still can be
//! carried out: whoever waits for that signs nothing meanwhile. It is no way out of a dispute that
//! costs nothing: it has its place among the versions, and what was signed after it goes before it.
//!
//! # What is asserted
//!
//! - Each *plan* of the cheat and its friend is played twice from the same state: nobody contradicts
//!   it, or the honest party, a tower, or the friend itself presents the best state. Both are
//!   compared with honest play from the same state. With `g` the gain of the first, `l` the loss of
//!   the second and chance `p`, the expectation is `(1 − p) · g − p · l`. It is not positive where
//!   `p · (1 + (1 − r) · min(k, φ · a / g)) ≥ 1`, nor, for a party that once had the reserve, where
//!   `p ≥ 0.9925`. Money is all that the cheat and its friend have in the end, in the channel's
//!   asset; in the native coin, of which the closing deposit is, they never have more than before.
//! - Requests are weighed as a tree: each is contested or not, and so is what comes after it. With two
//!   periods the formula is taken with `p²`, with three with `p³`.
//! - A tower that is behind and contradicts is no help for the cheat.
//! - A party that follows the rules has all that is due to it, and its deposits, whether it closes or
//!   requests what is its own.
//! - Who breaks them with an old backup pays at most half, and nothing if it gains nothing.
//! - A bystander who presents the best state has its share of the penalty, to the unit, whoever else
//!   has presented an older one; if the parties then close together, its share of what is sure by
//!   then. Who contests a request is to the same extent who contradicts a closing.
//!
//! # A cheat that waits
//!
//! A cheat can also close with a claim that harms nobody, see whether it is answered, and only if not
//! present the state in which it had most, at the end of the period: to be answered would then have
//! cost it nothing, and no chance below one would deter it. That a closer gets no more than what it
//! began with, unless the other party presents it ([`Rule::Capped`]), leaves nothing to wait for.
//! These plans are held against the formula as all others.
//!
//! # One rule taken out
//!
//! The pallet has no switches, and must not have any. So the rules are written once more, as plain
//! sums (`reference`), which every script is played by as well; it must bring everybody the same
//! there as on the pallet, in the same calls. Only then a rule is taken out of it, one at a time
//! ([`Rule`]), and the same games must find what breaks. That says two things: the games are able to
//! find each of these attacks, and on the pallet they find none. Faults planted in the pallet itself
//! are in `mutants/`.

mod deal;
mod dice;
mod judge;
mod pallet;
mod reference;
mod requests;
mod rules;
mod script;
mod strategies;

pub use judge::{Finding, CHANCES, ENOUGH_WITH_RESERVE};
pub use rules::{Rule, Rules};

use super::{off_chain::Instant, runtime::*};
use bloc_primitives::{ChannelId, Moment};
use deal::Deal;
use dice::Dice;
use frame_support::storage::{with_transaction, TransactionOutcome};
use judge::{judge_answered, judge_defence, Stakes};
use pallet_bloc_channels::NextChannelId;
use reference::Reference;
use requests::{Late, Payoffs};
use script::{Act, Outcome, Player, Step};
use sp_runtime::DispatchResult;
use sp_state_machine::BasicExternalities;
use std::cell::RefCell;
use strategies::{Defence, Plan};

/// Where a dispute is fought out.
trait Court {
	/// Time goes on.
	fn advance(&mut self, to: Instant);
	/// Somebody does something. Returns whether that worked.
	fn act(&mut self, who: Player, act: &Act) -> bool;
	/// What it brought everybody; or what still goes on.
	fn finish(self) -> Result<Outcome, String>;
}

/// Plays a script to its end, or says what did not end.
fn play(mut court: impl Court, deal: &Deal, script: &[Step]) -> Result<Outcome, String> {
	let mut steps = script.to_vec();
	steps.sort_by_key(|step| step.after_ms);
	let mut times: Vec<Moment> = steps.iter().map(|step| step.after_ms).collect();
	// What is due is done up to a slot later.
	times.extend(deal.edges(script).into_iter().map(|edge| edge + 2 * SLOT_MS));
	times.sort_unstable();
	times.dedup();
	let (mut steps, mut worked) = (steps.into_iter().peekable(), Vec::new());
	let mut last = deal.begins;
	for after_ms in times {
		last = go(&mut court, last, deal.after(after_ms));
		while let Some(step) = steps.next_if(|step| step.after_ms <= after_ms) {
			worked.push(court.act(step.who, &step.act));
		}
	}
	for _ in 0..6 {
		let next = Instant { at_ms: last.at_ms + HOUR, block: last.block + HOUR / BLOCK_MS };
		last = go(&mut court, last, next);
	}
	court.finish().map(|outcome| Outcome { worked, ..outcome })
}

/// Goes on to an instant: there is a block at least.
fn go(court: &mut impl Court, last: Instant, to: Instant) -> Instant {
	if to.at_ms <= last.at_ms {
		return last;
	}
	let to = Instant { block: to.block.max(last.block + 1), ..to };
	court.advance(to);
	to
}

/// A game in which something was found, which its seed makes again.
#[derive(Clone, Debug)]
pub struct Found {
	pub seed: u64,
	pub what: Finding,
	/// The plan of the cheat, or what happened.
	pub how: String,
}

/// The best that a cheat can do with some chance that it is caught.
#[derive(Clone, Debug, Default)]
pub struct Best {
	/// In millionths.
	pub expectation: i128,
	pub seed: u64,
	pub how: String,
}

/// What came of many games.
#[derive(Debug, Default)]
pub struct Report {
	/// The chance needed against a party that broke the rules first, by closing with an old backup:
	/// the cheat also wins a part of that one's penalty, which the formula does not have.
	pub needs_against_backup: f64,
	pub games: u64,
	/// Scripts that were played.
	pub plays: u64,
	/// Those that were played on the pallet as well.
	pub compared: u64,
	/// Plans that bring something if nobody contradicts.
	pub tempting: u64,
	pub found: Vec<Found>,
	/// For each of [`CHANCES`], where the formula says that no cheat pays: the best expectation that
	/// there was.
	pub deterred: [Option<Best>; CHANCES.len()],
	/// The same for those that the reserve should deter, at [`ENOUGH_WITH_RESERVE`].
	pub with_reserve: Option<Best>,
	/// The same of requests to withdraw alone.
	pub needs_requests: [f64; 2],
	/// The highest chance that any plan needs not to pay: of a party that once had the reserve, and
	/// of one that never had.
	pub needs: [f64; 2],
}

/// How much of a game is played.
#[derive(Clone, Copy, Debug)]
pub struct Depth {
	/// How many plans of a cheat, of all that there are.
	pub plans: usize,
	/// Whether the pallet plays as well.
	pub on_pallet: bool,
	/// Whether anybody requests to withdraw alone.
	pub requests: bool,
}

struct Game<'r> {
	seed: u64,
	deal: Deal,
	rules: Rules,
	depth: Depth,
	report: &'r mut Report,
}

impl Game<'_> {
	/// Plays a script by the rules; on the pallet it must bring the same.
	fn play(&mut self, script: &[Step]) -> Outcome {
		self.report.plays += 1;
		let outcome =
			self.ended(play(Reference::new(&self.deal, self.rules), &self.deal, script), script);
		if self.depth.on_pallet {
			self.report.compared += 1;
			let real = rolled_back(|| play(pallet::Real::new(&self.deal), &self.deal, script));
			let real = self.ended(real, script);
			assert_eq!(real, outcome, "seed {}: {script:#?}", self.seed);
		}
		outcome
	}

	/// What came of a script. Each must come to its end.
	fn ended(&self, outcome: Result<Outcome, String>, script: &[Step]) -> Outcome {
		outcome.unwrap_or_else(|what| panic!("seed {}: {what}: {script:#?}", self.seed))
	}

	fn note(&mut self, what: Option<Finding>, how: impl FnOnce() -> String) {
		if let Some(what) = what {
			self.report.found.push(Found { seed: self.seed, what, how: how() });
		}
	}

	/// A plan, contradicted by nobody and then by each in turn.
	fn try_plan(&mut self, plan: &Plan, honest: &Outcome, dice: &mut Dice) {
		let silent = self.play(&plan.script(&self.deal));
		if self.deal.best(Player::Other) == 0 {
			return;
		}
		let at_ms = plan.begins_ms + strategies::in_time(&self.deal, dice, plan.is_loss());
		let at_ms = self.after_halt(plan, at_ms);
		// Who holds HTLCs whose preimages are known presents its state while they are: that is a
		// rule for honest parties, and whoever comes later does not come in time.
		let (best, script) = (self.deal.best(Player::Other), plan.script(&self.deal));
		let in_time = |at_ms| judge::dues(&self.deal, best, at_ms, &script).is_some();
		if !in_time(at_ms) {
			return;
		}
		let watch = plan.watched(&self.deal);
		let alone = |by, at_ms| (by, at_ms, plan.answered(&self.deal, by, at_ms));
		// By those who watch, if any of them is there in time with the best state.
		let over_ms = plan.begins_ms + self.deal.period_ms(plan.is_loss());
		let is_there = |(by, at_ms): &(Player, Moment)| {
			let is_open = *at_ms < over_ms || self.is_answered(&watch.script, *by, *at_ms);
			is_open && in_time(*at_ms)
		};
		let watched = match watch.first.filter(is_there) {
			Some((by, at_ms)) => (by, at_ms, watch.script.clone()),
			None => alone(Player::Tower, at_ms),
		};
		let answers = [alone(Player::Other, at_ms), watched, alone(Player::Friend, at_ms)];
		for (by, at_ms, script) in answers {
			let answered = self.play(&script);
			self.judge_answer(plan, honest, &silent, by, at_ms, &answered);
		}
		if watch.first.is_none() && watch.is_seen {
			self.try_stale(plan, honest, &silent, &watch.script);
		}
	}

	/// Nobody answers while the chain stands still: then an answer comes after that, if there is still
	/// time by the written rules.
	fn after_halt(&self, plan: &Plan, at_ms: Moment) -> Moment {
		let after_ms = self.deal.after_halt(at_ms);
		let script = plan.answered(&self.deal, Player::Tower, after_ms);
		let waits = after_ms > at_ms && self.is_answered(&script, Player::Tower, after_ms);
		if waits {
			after_ms
		} else {
			at_ms
		}
	}

	/// Whether somebody presents the best state then in time, by the written rules.
	fn is_answered(&self, script: &[Step], by: Player, at_ms: Moment) -> bool {
		let answer = Step::new(at_ms, by, Act::Present(self.deal.best(Player::Other)));
		let mut steps = script.to_vec();
		steps.sort_by_key(|step| step.after_ms);
		let outcome = play(Reference::new(&self.deal, Rules::WHOLE), &self.deal, script);
		let worked = outcome.map(|outcome| outcome.worked).unwrap_or_default();
		steps.iter().zip(worked).any(|(step, worked)| *step == answer && worked)
	}

	/// Somebody has contradicted a plan by the best state.
	fn judge_answer(
		&mut self,
		plan: &Plan,
		honest: &Outcome,
		silent: &Outcome,
		by: Player,
		at_ms: Moment,
		answered: &Outcome,
	) {
		let stakes = Stakes {
			gain: silent.coalition().asset - honest.coalition().asset,
			loss: honest.coalition().asset - answered.coalition().asset,
			own: honest.of(Player::Cheat).asset - plan.takes_out,
		};
		let native = silent.coalition().native.max(answered.coalition().native);
		let how = || format!("{by:?} at {at_ms}: {plan:?}");
		self.weigh(&stakes, how);
		let what = stakes.judge(self.deal.had_reserve);
		let more = (native > 0).then_some(Finding::TooMuch { pays: native, most: 0 });
		self.note(what.or(more), how);
		let what = judge_answered(&self.deal, plan, by, at_ms, answered);
		self.note(what, how);
	}

	/// Only towers that are behind contradict: that is no better for the cheat than if nobody did.
	fn try_stale(&mut self, plan: &Plan, honest: &Outcome, silent: &Outcome, script: &[Step]) {
		let by_stale = self.play(script).coalition().asset;
		let mut most = silent.coalition().asset.max(honest.coalition().asset);
		if by_stale > most {
			// A plan may be worse than its own beginning.
			for plan in plan.beginnings() {
				most = most.max(self.play(&plan.script(&self.deal)).coalition().asset);
			}
		}
		let what = (by_stale > most).then_some(Finding::Helped(by_stale - most));
		self.note(what, || format!("{plan:?}, {script:?}"));
	}

	/// Requests to withdraw alone, one after the other, and what comes after them.
	fn try_requests(&mut self, honest: &Outcome, dice: &mut Dice) {
		let Some(tries) = requests::tries(&self.deal, dice) else { return };
		// As with plans: what is public counts as long as it is known.
		let (script, last_ms) = tries.script(&self.deal, tries.len(), Late::Nothing);
		let until_ms = last_ms + self.deal.period_ms(false) + 4 * SLOT_MS;
		let best = self.deal.best(Player::Other);
		if judge::dues(&self.deal, best, until_ms, &script).is_none() {
			return;
		}
		let honestly = honest.coalition().asset;
		let mut gains = Vec::new();
		for scripts in tries.unanswered(&self.deal) {
			let of = |script: &Vec<Step>| self.play(script).coalition().asset - honestly;
			gains.push(scripts.iter().map(of).collect::<Vec<i128>>());
		}
		let outcome = self.play(&script);
		let answered = outcome.coalition().asset - honestly;
		let payoffs = Payoffs { unanswered: gains, answered };
		let how = || format!("{tries:?}: {payoffs:?}");
		let needs = &mut self.report.needs_requests[usize::from(!self.deal.had_reserve)];
		*needs = needs.max(payoffs.needs());
		let own = honest.of(Player::Cheat).asset + tries.added();
		self.note(payoffs.judge(own, self.deal.had_reserve), how);
		let native = outcome.coalition().native;
		self.note((native > 0).then_some(Finding::TooMuch { pays: native, most: 0 }), how);
		let what = judge::judge_tries(&self.deal, &tries, &script, last_ms, &outcome);
		self.note(what, how);
	}

	/// Enters what a plan is worth.
	fn weigh(&mut self, stakes: &Stakes, how: impl Fn() -> String) {
		if stakes.gain <= 0 {
			return;
		}
		self.report.tempting += 1;
		let needs = &mut self.report.needs[usize::from(!self.deal.had_reserve)];
		*needs = needs.max(stakes.needs());
		let seed = self.seed;
		for (best, chance) in self.report.deterred.iter_mut().zip(CHANCES) {
			if stakes.is_deterred(chance) {
				better(best, seed, stakes.expectation(chance), &how);
			}
		}
		if self.deal.had_reserve {
			let expectation = stakes.expectation(ENOUGH_WITH_RESERVE);
			better(&mut self.report.with_reserve, seed, expectation, how);
		}
	}

	/// The other party has closed with an old backup: what that is worth to the cheat.
	fn try_against_backup(&mut self, dice: &mut Dice) {
		let [honest, plan] = strategies::against_backup(&self.deal, dice);
		let best = self.deal.best(Player::Other);
		if best == 0 || honest.highest() < best {
			return;
		}
		let honest = self.play(&honest.script(&self.deal)).coalition().asset;
		let silent = self.play(&plan.script(&self.deal)).coalition().asset;
		let answered = self.play(&plan.answered(&self.deal, Player::Tower, 2)).coalition().asset;
		let stakes = Stakes { gain: silent - honest, loss: honest - answered, own: 0 };
		let needs = &mut self.report.needs_against_backup;
		*needs = needs.max(if stakes.gain > 0 { stakes.needs() } else { 0.0 });
	}

	fn close_together(&mut self, dice: &mut Dice) {
		let (old, script) = strategies::closed_together(&self.deal, dice);
		let outcome = self.play(&script);
		let what = judge::judge_together(&self.deal, old, &outcome);
		self.note(what, || format!("{script:?}"));
	}

	fn make_up_after_lie(&mut self, dice: &mut Dice) {
		let Some((old, script)) = strategies::made_up_after_lie(&self.deal, dice) else { return };
		let outcome = self.play(&script);
		let what = judge::judge_made_up(&self.deal, old, &script, &outcome);
		self.note(what, || format!("{script:?}"));
	}

	fn defend(&mut self, defence: &Defence) {
		let outcome = self.play(&defence.moves);
		let what = judge_defence(&self.deal, defence, &outcome);
		self.note(what, || format!("{:?}: {:?}", defence.kind, defence.moves));
	}
}

/// Keeps the better one.
fn better(best: &mut Option<Best>, seed: u64, expectation: i128, how: impl Fn() -> String) {
	if best.as_ref().is_none_or(|best| best.expectation < expectation) {
		*best = Some(Best { expectation, seed, how: how() });
	}
}

/// Does something in storage, and takes it back.
fn rolled_back<R>(action: impl FnOnce() -> R) -> R {
	let mut result = None;
	let outcome = with_transaction(|| {
		result = Some(action());
		TransactionOutcome::Rollback(DispatchResult::Ok(()))
	});
	outcome.unwrap();
	result.expect("it was done")
}

/// Plays one game.
fn play_game(seed: u64, rules: Rules, depth: Depth, report: &mut Report) {
	let mut dice = Dice::new(seed);
	let deal = Deal::draw(&mut dice);
	report.games += 1;
	let mut game = Game { seed, deal, rules, depth, report };
	// It need not reveal what is only known to it, if that would cost more than it brings.
	let [shows, hides] =
		[false, true].map(|hides| game.play(&strategies::honest(&game.deal, hides)));
	let shows_is_better = shows.coalition().asset >= hides.coalition().asset;
	let honest = if shows_is_better { shows } else { hides };
	let mut plans = strategies::plans(&game.deal, &mut dice);
	for _ in 0..depth.plans.min(plans.len()) {
		let plan = plans.swap_remove(dice.index(plans.len()));
		game.try_plan(&plan, &honest, &mut dice);
	}
	for make in [
		strategies::closes_with_newest,
		strategies::closes_after_loss,
		strategies::closes_with_backup,
	] {
		let defence = make(&game.deal, &mut dice);
		game.defend(&defence);
	}
	game.try_against_backup(&mut dice);
	game.close_together(&mut dice);
	for plan in strategies::with_withdrawals(&game.deal).iter().take(depth.plans) {
		game.try_plan(plan, &honest, &mut dice);
	}
	if !depth.requests {
		return;
	}
	for _ in 0..depth.plans.min(2) {
		let Some(plan) = strategies::after_request(&game.deal, &mut dice) else { break };
		game.try_plan(&plan, &honest, &mut dice);
	}
	for make in [strategies::requests_its_own, strategies::requests_by_backup] {
		if let Some(defence) = make(&game.deal, &mut dice) {
			game.defend(&defence);
		}
	}
	for _ in 0..depth.plans.min(3) {
		game.try_requests(&honest, &mut dice);
	}
	game.make_up_after_lie(&mut dice);
	if let Some(plan) = strategies::while_other_requests(&game.deal, &mut dice) {
		game.try_plan(&plan, &honest, &mut dice);
	}
}

/// Plays the games of these seeds.
pub fn play_games(seeds: impl IntoIterator<Item = u64>, rules: Rules, depth: Depth) -> Report {
	let mut report = Report::default();
	for seed in seeds {
		on_chain(|| play_game(seed, rules, depth, &mut report));
	}
	report
}

/// Tells what the history of a game is, for whoever looks into something that was found.
pub fn describe(seed: u64) -> String {
	on_chain(|| {
		let deal = Deal::draw(&mut Dice::new(seed));
		let ranks =
			(0..=deal.states.len()).map(|rank| format!("{rank}: {:?}", deal.division(rank)));
		let ranks: Vec<_> = ranks.collect();
		let Deal { cheat, held, begins, later, halt, public, .. } = &deal;
		format!(
			"{cheat:?} may cheat; held: {held:?}; from {begins:?}, later: {later:?}, halt: {halt:?}, \
			 public: {public:?}\n{}",
			ranks.join("\n"),
		)
	})
}

/// Does something on a chain of its own, and takes it back.
fn on_chain<R>(action: impl FnOnce() -> R) -> R {
	thread_local! {
		static CHAIN: RefCell<BasicExternalities> =
			RefCell::new(BasicExternalities::new(first_block()));
	}
	CHAIN.with_borrow_mut(|chain| {
		chain.execute_with(|| {
			if NextChannelId::<Test>::get() == ChannelId(0) {
				deal::open_for_others();
			}
			rolled_back(action)
		})
	})
}
