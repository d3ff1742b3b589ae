//! Disputes between parties who do what pays: on the pallet nothing pays but honesty, and each rule
//! that is taken out is missed.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use bloc_fuzz::channels::game::{
	describe, play_games, Depth, Finding, Report, Rule, Rules, CHANCES, ENOUGH_WITH_RESERVE,
};
use std::time::{Duration, Instant};

/// What is played on the pallet, and by the written rules alone: there without requests to withdraw,
/// too.
const ON_PALLET: Depth = Depth { plans: 4, on_pallet: true, requests: true };
const BY_RULES: Depth = Depth { plans: usize::MAX, on_pallet: false, requests: false };
const WITH_REQUESTS: Depth = Depth { requests: true, ..BY_RULES };

/// The first thing found with its history, and what else was found.
fn story(report: &Report) -> String {
	let Some(first) = report.found.first() else { return String::new() };
	let all: Vec<_> = report.found.iter().map(|of| (of.seed, of.what)).collect();
	format!("{first:#?}\n{}\n{all:?}", describe(first.seed))
}

/// Nothing pays but honesty, and the games are worth playing.
fn assert_sound(report: &Report) {
	assert!(report.found.is_empty(), "{}", story(report));
	assert!(report.tempting > report.games / 4, "cheats are hardly ever tempted: {report:#?}");
	for best in report.deterred.iter().chain([&report.with_reserve]).flatten() {
		assert!(best.expectation <= 0, "{best:?}");
	}
}

#[test]
fn on_the_pallet_nothing_pays_but_honesty() {
	let report = play_games(0..300, Rules::WHOLE, ON_PALLET);
	assert_eq!(report.compared, report.plays);
	assert_sound(&report);
}

#[test]
fn by_the_rules_nothing_pays_but_honesty() {
	assert_sound(&play_games(0..1_000, Rules::WHOLE, BY_RULES));
}

#[test]
fn requests_to_withdraw_pay_nobody() {
	assert_sound(&play_games(0..1_000, Rules::WHOLE, WITH_REQUESTS));
}

/// The closer begins with an HTLC that it offers, a friend presents a state without it in the last
/// instant, and the preimage comes after that: a run of an hour found it.
#[test]
fn an_htlc_that_a_later_state_takes_out_is_nobodys_before_it_is_decided() {
	for depth in [ON_PALLET, BY_RULES] {
		assert_sound(&play_games([1_203_173, 1_203_175], Rules::WHOLE, depth));
	}
}

/// A tower comes within the period, but when an HTLC's preimage, public long ago, is forgotten: its
/// client has not presented its state while it was known. A run of an hour took that for an answer.
#[test]
fn who_comes_when_a_preimage_is_forgotten_has_not_answered() {
	assert_sound(&play_games([1_117_799], Rules::WHOLE, BY_RULES));
}

/// The cheat closes with the base, then it or its friend contradicts that, which costs it a little;
/// a tower that is behind spares it that. So the plan is worse than its own beginning, with which a
/// tower has to be compared. A run took nothing for that beginning, and the channel stayed open.
#[test]
fn a_plan_begins_when_the_channel_begins_to_close() {
	for depth in [ON_PALLET, WITH_REQUESTS] {
		assert_sound(&play_games([1_126_054], Rules::WHOLE, depth));
	}
}

/// Whether something of this kind is found without a rule that is not found with it, in so many games
/// at most.
fn is_found_without(rule: Rule, is_it: impl Fn(&Finding) -> bool) -> bool {
	(0..40).any(|hundred| {
		let play = |rules| {
			let seeds = 100 * hundred..100 * (hundred + 1);
			let report = play_games(seeds, rules, WITH_REQUESTS);
			let found = report.found.into_iter().filter(|found| is_it(&found.what));
			found.map(|found| (found.seed, found.what)).collect::<Vec<_>>()
		};
		let found = play(Rules::without(rule));
		let with_it = if found.is_empty() { Vec::new() } else { play(Rules::WHOLE) };
		found.iter().any(|found| !with_it.contains(found))
	})
}

fn pays(finding: &Finding) -> bool {
	matches!(finding, Finding::Pays { .. })
}

fn harms(finding: &Finding) -> bool {
	matches!(finding, Finding::HonestLoses(_))
}

fn leaves_unpaid(finding: &Finding) -> bool {
	matches!(finding, Finding::Unpaid { .. })
}

fn takes_too_much(finding: &Finding) -> bool {
	matches!(finding, Finding::TooMuch { .. })
}

#[test]
fn a_preimage_that_is_forgotten_before_the_channel_settles_is_found() {
	assert!(is_found_without(Rule::Pinned, harms));
}

#[test]
fn a_close_that_counts_for_ever_is_found() {
	assert!(is_found_without(Rule::EndingsExpire, pays));
}

#[test]
fn a_close_that_beats_a_later_state_is_found() {
	assert!(is_found_without(Rule::EndingsInOrder, harms));
}

#[test]
fn a_period_that_is_over_while_the_chain_stands_still_is_found() {
	assert!(is_found_without(Rule::BlocksCount, harms));
}

#[test]
fn a_reward_for_whoever_comes_first_is_found() {
	assert!(is_found_without(Rule::LastPresenterPaid, leaves_unpaid));
}

#[test]
fn parties_who_close_together_without_paying_the_tower_are_found() {
	assert!(is_found_without(Rule::EndingsPay, leaves_unpaid));
}

#[test]
fn loot_in_htlcs_of_ones_own_is_found() {
	assert!(is_found_without(Rule::RefundsPay, pays));
}

#[test]
fn a_penalty_of_more_than_half_is_found() {
	assert!(is_found_without(Rule::HalfAtMost, takes_too_much));
}

#[test]
fn a_penalty_for_no_gain_is_found() {
	assert!(is_found_without(Rule::ByGain, takes_too_much));
}

#[test]
fn a_claim_that_forgets_htlcs_that_are_gone_is_found() {
	assert!(is_found_without(Rule::Folding, pays));
}

#[test]
fn a_claim_to_htlcs_that_still_wait_is_found() {
	assert!(is_found_without(Rule::PendingIsPending, harms));
}

#[test]
fn a_closer_who_waits_for_an_answer_is_found() {
	assert!(is_found_without(Rule::Capped, pays));
}

#[test]
fn a_withdrawal_that_counts_for_ever_is_found() {
	assert!(is_found_without(Rule::WithdrawalsExpire, pays));
}

#[test]
fn a_request_that_can_be_taken_back_is_found() {
	assert!(is_found_without(Rule::NoCancelling, pays));
}

#[test]
fn a_request_that_a_close_makes_forgotten_is_found() {
	assert!(is_found_without(Rule::RequestsCount, pays));
}

#[test]
fn a_state_that_is_older_than_what_was_shown_is_found() {
	assert!(a_game_costs_less_without(Rule::NothingOlder));
}

/// Whether by requests a cheat can do more without a rule: the chance that it has to fear.
fn more_pays_without(rule: Rule) -> bool {
	let needs = |rules| {
		let report = play_games(0..1_000, rules, WITH_REQUESTS);
		report.needs_requests
	};
	let (with_it, without) = (needs(Rules::WHOLE), needs(Rules::without(rule)));
	(0..2).any(|at| without[at] > with_it[at] + 1e-6)
}

/// Whether there is a game in which a cheat has to fear an answer less without a rule.
fn a_game_costs_less_without(rule: Rule) -> bool {
	let needs = |seed, rules| {
		let Report { needs, needs_requests, .. } = play_games([seed], rules, WITH_REQUESTS);
		[needs, needs_requests].concat()
	};
	(0..1_000).any(|seed| {
		let with_it = needs(seed, Rules::WHOLE);
		let without = needs(seed, Rules::without(rule));
		without.iter().zip(with_it).any(|(without, with_it)| *without > with_it + 1e-6)
	})
}

#[test]
fn a_newest_state_that_a_lie_makes_worthless_is_found() {
	assert!(more_pays_without(Rule::CutToWhatIsLeft));
}

#[test]
fn a_lie_about_the_reserve_that_costs_nothing_is_found() {
	assert!(a_game_costs_less_without(Rule::ReserveCounts));
}

#[test]
fn a_request_that_leaves_nothing_to_lose_is_found() {
	assert!(is_found_without(Rule::RequestsLeaveReserve, pays));
}

/// For so many seconds as `GAME_SECONDS` says, from the seed `GAME_SEED` on: how fast, and what the
/// best is that a cheat can do.
#[test]
fn for_as_long_as_you_like() {
	let number = |name| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
	let Some(seconds) = number("GAME_SECONDS").map(Duration::from_secs) else { return };
	let first = number("GAME_SEED").unwrap_or(1_000_000);
	for (name, depth, rules) in [
		("on the pallet", ON_PALLET, Rules::WHOLE),
		("by the rules", BY_RULES, Rules::WHOLE),
		("by the rules, with requests", WITH_REQUESTS, Rules::WHOLE),
	] {
		let begun = Instant::now();
		let seeds = (first..).take_while(|seed| seed % 64 != 0 || begun.elapsed() < seconds / 3);
		let report = play_games(seeds, rules, depth);
		tell(name, &report, begun.elapsed());
		assert_sound(&report);
	}
}

fn tell(name: &str, report: &Report, took: Duration) {
	let Report { games, plays, tempting, needs: [with, without], .. } = report;
	let a_second = |count: &u64| *count as f64 / took.as_secs_f64();
	println!(
		"{name}: {games} games ({:.0} a second), {plays} scripts ({:.0} a second), \
		 {tempting} tempting answers",
		a_second(games),
		a_second(plays),
	);
	println!("the chance needed: {with:.6} by who had the reserve, {without:.6} by who never had");
	println!("against a party with an old backup: {:.6}", report.needs_against_backup);
	let [with, without] = report.needs_requests;
	println!("by requests: {with:.6} by who had the reserve, {without:.6} by who never had");
	let bests = report.deterred.iter().zip(CHANCES);
	let bests = bests.chain([(&report.with_reserve, ENOUGH_WITH_RESERVE)]);
	for (best, chance) in bests {
		let Some(best) = best else { continue };
		let expectation = best.expectation as f64 / 1e6;
		println!(
			"p = {:.6}: best {expectation:.3}, seed {}, {}",
			chance as f64 / 1e6,
			best.seed,
			best.how
		);
	}
}
