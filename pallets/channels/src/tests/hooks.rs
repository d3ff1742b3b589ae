//! What is done by itself.

use super::{dispute_kit::*, *};
use crate::{types::Due, WeightInfo};
use bloc_primitives::{
	channel::{Lock, Told},
	Moment,
};
use frame_support::{
	traits::{Get, Hooks},
	weights::Weight,
};
use sp_runtime::DispatchError;

const DAY: Moment = 24 * 60 * MINUTE;
/// After which time what failed is tried again.
const RETRY: Moment = 60 * MINUTE;

/// A block whose hook gets no time beside `on_initialize`. What that spent.
fn full_block_at(instant: Moment) -> Weight {
	System::set_block_number(System::block_number() + 1);
	let spent = Channels::on_initialize(System::block_number());
	assert!(spent.all_lte(Channels::hook_budget()));
	set_time(instant);
	assert_eq!(Channels::on_idle(System::block_number(), Weight::zero()), Weight::zero());
	Channels::do_try_state().unwrap();
	spent
}

/// Names of channels that are still there.
fn left() -> Vec<ChannelId> {
	let mut ids: Vec<_> = crate::Channels::<Test>::iter_keys().collect();
	ids.sort();
	ids
}

fn failures() -> Vec<Event<Test>> {
	events().into_iter().filter(|event| matches!(event, Event::ServiceFailed { .. })).collect()
}

#[test]
fn on_initialize_knows_the_time_of_the_last_block_and_on_idle_that_of_this_one() {
	ExtBuilder.run(|| {
		let id = new_proposal(NATIVE, 500, 300);
		full_block_at(EXPIRY - 1);
		full_block_at(EXPIRY);
		assert!(!is_gone(id));
		full_block_at(EXPIRY + BLOCK_MS);
		assert!(is_gone(id));

		set_time(START);
		let id = new_proposal(NATIVE, 500, 300);
		run_block_at(EXPIRY + BLOCK_MS);
		assert!(is_gone(id));
	});
}

#[test]
fn each_thing_is_done_in_its_time() {
	ExtBuilder.run(|| {
		let proposed = new_proposal(TOKEN, 500, 300);
		let waits =
			state_with(1, Side::Opener, 0, vec![htlc(Side::Opener, 9, 1, START + 50 * MINUTE)]);
		let closing = closing_channel(NATIVE, Pair::new(500, 300), waits);
		let open = open_channel(NATIVE, Pair::new(500, 0));
		assert_ok!(reveal(charlie(), 2));
		assert_eq!(waiting(), 3);

		run_to(START + PERIOD);
		assert_eq!(Channels::channel(closing).unwrap().phase, Phase::Resolving);
		run_to(EXPIRY);
		assert_eq!(left(), vec![closing, open]);
		run_to(START + 50 * MINUTE);
		assert_eq!(left(), vec![open]);
		run_to(START + RETENTION);
		assert_eq!(Channels::preimage(hash(2)), None);
		assert_eq!(waiting(), 0);
		assert!(is_gone(proposed));
		assert_ok!(Channels::force_close(origin(alice()), open, None));
		assert_nothing_is_left();
	});
}

#[test]
fn a_closing_channel_waits_for_its_blocks_and_is_looked_at_again() {
	// How slow blocks are, and how often it may be looked at before it is settled.
	for (block_ms, most_looks) in
		[(BLOCK_MS / 2, 8), (BLOCK_MS, 2), (2 * BLOCK_MS, 7), (10 * BLOCK_MS, 30), (DAY, 50)]
	{
		in_each_asset(|asset| {
			let latest = state(1, Side::Opener, 10);
			let id = closing_channel(asset.clone(), Pair::new(500, 300), latest);
			// The chain stands still for days: the time has passed, but not the blocks.
			run_block_at(START + 3 * DAY);
			let mut seen = looks(id);
			assert_eq!(seen.len(), 1);
			let mut count = 1;
			while !is_gone(id) {
				assert_eq!(looks(id).len(), 1);
				run_block_at(now() + block_ms);
				if looks(id) != seen {
					seen = looks(id);
					count += 1;
				}
			}
			let late = System::block_number() - (1 + PERIOD_BLOCKS);
			// At the usual pace of blocks it is settled when it can be.
			assert!(
				late <= if block_ms < BLOCK_MS { PERIOD_BLOCKS } else { 1 },
				"{late} blocks late"
			);
			assert!(count <= most_looks, "{count} looks with {block_ms} ms");
			assert_eq!(balance(&asset, &bob()), WEALTH + 10);
		});
	}
}

#[test]
fn a_chain_that_halts_again_and_again_settles_in_the_end() {
	in_each_asset(|asset| {
		let id = closing_channel(asset, Pair::new(500, 300), state(1, Side::Opener, 0));
		for halt in 1..=4 {
			run_block_at(now() + halt * DAY);
			for _ in 0..11 {
				next_block();
			}
			assert!(!is_gone(id));
		}
		run_block_at(now() + DAY);
		for _ in 0..3 {
			next_block();
		}
		assert_nothing_is_left();
	});
}

#[test]
fn all_that_came_due_while_the_chain_stood_still_is_done() {
	in_each_asset(|asset| {
		let mut closings = vec![];
		for n in 0..20 {
			new_proposal(asset.clone(), 50, 30);
			let waits = vec![htlc(Side::Opener, 1, 100, START + (11 + n) * MINUTE)];
			let latest = state_with(1, Side::Counterparty, 2, waits);
			closings.push(closing_channel(asset.clone(), Pair::new(50, 30), latest));
			assert_ok!(reveal(charlie(), n as u8));
		}
		run_block_at(START + 9 * DAY);
		// Proposals need no blocks.
		assert_eq!(left(), closings);
		assert_eq!(crate::Preimages::<Test>::iter().count(), 20);
		for _ in 0..=2 * PERIOD_BLOCKS {
			next_block();
		}
		assert_eq!(left(), vec![]);
		assert_eq!(balance(&asset, &alice()), WEALTH + 20 * 2);
		run_to(now() + RETENTION);
		assert_eq!(crate::Preimages::<Test>::iter().count(), 0);
		assert_eq!(waiting(), 0);
		assert_eq!(held(&charlie()), 0);
	});
}

#[test]
fn hundreds_that_are_due_at_once_are_done_block_by_block_within_the_budget() {
	const COUNT: usize = 400;
	ExtBuilder.run(|| {
		enrich_with(&alice(), 100_000_000);
		for n in 0..COUNT as u64 {
			// With a penalty and a third to reward, so that each takes three transfers.
			let id = closing_channel(TOKEN, Pair::new(50, 30), state(1, Side::Opener, 0));
			assert_eq!(id, ChannelId(n));
			assert_ok!(challenge(charlie(), id, state(3, Side::Opener, 16)));
			EventLog::read();
		}
		System::reset_events();
		set_time(START + PERIOD);
		System::set_block_number(1 + PERIOD_BLOCKS);
		let (mut blocks, mut had) = (0, COUNT);
		while had > 0 {
			let spent = full_block_at(now() + BLOCK_MS);
			let left = left();
			let done = had - left.len();
			// Each block does what fits, and in the order in which they came due.
			assert!(done > 0);
			assert_eq!(
				left.first().map(|id| id.0 as usize),
				(done < had).then_some(COUNT - had + done)
			);
			let one = <Test as crate::Config>::WeightInfo::settle(32)
				+ <EventLog as bloc_primitives::channel::Hooks<AccountId, Asset>>::weight(
					Told::Closed,
				);
			assert!(left.is_empty() || (spent + one * 2).any_gt(Channels::hook_budget()));
			(blocks, had) = (blocks + 1, left.len());
			EventLog::read();
			assert_eq!(failures(), vec![]);
		}
		assert!(blocks > 3, "{blocks} blocks for all: is the budget one?");
		// In each Alice has paid 16, and a penalty of 16 of which Charlie gets 4.
		let n = COUNT as u128;
		assert_eq!(balance(&TOKEN, &alice()), 100_000_000 + WEALTH - n * (16 + 16));
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + n * (16 + 12));
		assert_eq!(balance(&TOKEN, &charlie()), WEALTH + n * 4);
		assert_eq!((held(&alice()), waiting()), (0, 0));
	});
}

/// Makes `who` this much richer in both assets.
fn enrich_with(who: &AccountId, amount: u128) {
	use frame_support::traits::fungibles::Mutate;
	for asset in [NATIVE, TOKEN] {
		AllAssets::mint_into(asset, who, amount).unwrap();
	}
}

#[test]
fn on_idle_goes_on_with_what_the_block_has_left() {
	ExtBuilder.run(|| {
		enrich_with(&alice(), 10_000_000);
		for _ in 0..50 {
			new_proposal(NATIVE, 50, 30);
		}
		set_time(EXPIRY);
		let whole = Channels::hook_budget();
		let mut had = 50;
		for share in [0, 1, 2, 4, 8, 100] {
			let limit = whole / 100 * share;
			let spent = Channels::on_idle(System::block_number(), limit);
			assert!(spent.all_lte(limit), "{spent:?} of {limit:?}");
			let left = left().len();
			assert!(left <= had);
			had = left;
			Channels::do_try_state().unwrap();
		}
		assert_eq!(had, 0);
	});
}

#[test]
fn an_idle_block_costs_next_to_nothing() {
	ExtBuilder.run(|| {
		enrich_with(&alice(), 10_000_000);
		let spent = || Channels::on_initialize(System::block_number());
		let idle = spent();
		for _ in 0..200 {
			new_proposal(NATIVE, 50, 30);
		}
		assert_eq!(spent(), idle);
		let db = <Test as frame_system::Config>::DbWeight::get();
		assert!(idle.ref_time() < db.reads(3).ref_time());
	});
}

#[test]
fn what_fails_is_told_and_tried_again_and_stops_nobody() {
	in_each_asset(|asset| {
		let refused =
			closing_channel(asset.clone(), Pair::new(500, 300), state(1, Side::Opener, 0));
		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_ok!(reveal(charlie(), 1));
		run_to(START + PERIOD - BLOCK_MS);
		EventLog::shut();
		let before = (Channels::channel(refused), dispute(refused), balances(&asset));
		events();
		next_block();
		// What `Other` says is not stored.
		let failed =
			|id| Event::ServiceFailed { due: Due::Settlement(id), error: DispatchError::Other("") };
		assert_eq!(events(), vec![failed(refused)]);
		// All as it was.
		assert_eq!((Channels::channel(refused), dispute(refused), balances(&asset)), before);
		assert_eq!(looks(refused), vec![START + PERIOD + RETRY]);
		// Others are not held up.
		run_to(EXPIRY);
		assert!(is_gone(proposed));
		assert!(Channels::closing(refused).is_some());
		events();

		// It is tried again as long as it takes.
		for n in 1..=5 {
			run_block_at(START + PERIOD + n * RETRY);
			assert_eq!(failures(), vec![failed(refused)]);
			assert_eq!(looks(refused).len(), 1);
		}
		EventLog::reopen();
		run_block_at(START + PERIOD + 6 * RETRY);
		assert!(is_gone(refused));
		for _ in 0..RETENTION / BLOCK_MS {
			next_block();
		}
		assert_nothing_is_left();
		assert_eq!(waiting(), 0);
	});
}

#[test]
fn what_failed_can_be_done_by_a_call_meanwhile() {
	in_each_asset(|asset| {
		let id = closing_channel(asset, Pair::new(500, 300), state(1, Side::Opener, 0));
		run_to(START + PERIOD - BLOCK_MS);
		EventLog::shut();
		next_block();
		assert_eq!(failures().len(), 1);
		EventLog::reopen();
		assert_ok!(settle(id));
		assert_nothing_is_left();
		events();
		run_to(START + PERIOD + RETRY);
		assert_eq!((events(), waiting()), (vec![], 0));
	});
}

#[test]
fn a_resolving_channel_that_fails_is_tried_again_too() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 300));
		let locks = [20, 30].map(|amount| lock(id, &alice(), amount));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		let [first, second] = locks;
		assert_ok!(<Channels as Lock<AccountId>>::release(first));
		assert_ok!(<Channels as Lock<AccountId>>::release(second));
		EventLog::shut();
		next_block();
		assert_eq!(failures().len(), 1);
		assert_eq!(looks(id), vec![START + RETRY]);
		EventLog::reopen();
		run_to(START + RETRY);
		assert_nothing_is_left();
	});
}

#[test]
fn what_ended_early_waits_for_its_time_in_the_timetable_and_costs_a_look() {
	ExtBuilder.run(|| {
		let withdrawn = new_proposal(NATIVE, 500, 300);
		assert_ok!(Channels::withdraw_proposal(origin(alice()), withdrawn));
		let id = closing_channel(NATIVE, Pair::new(500, 300), state(1, Side::Opener, 0));
		let net = state(0, Side::Opener, 0).net;
		let close = signed_close(
			id,
			bloc_primitives::state::Close { version: 2, net, valid_until_ms: VALID_UNTIL },
		);
		assert_ok!(Channels::close(origin(bob()), id, close));
		assert_nothing_is_left();
		// Bounded in time: by the longest proposal and the longest challenge period.
		assert_eq!(waiting(), 2);
		events();
		run_to(EXPIRY);
		assert_eq!((waiting(), events()), (0, vec![]));
	});
}

#[test]
fn nobody_makes_the_timetable_longer_with_a_channel_that_is_there() {
	in_each_asset(|asset| {
		let htlcs =
			(0..8u8).map(|n| htlc(Side::Opener, 5, n, START + (20 + u64::from(n)) * MINUTE));
		let latest = |version| state_with(version, Side::Opener, 0, htlcs.clone().collect());
		let id = closing_channel(asset.clone(), Pair::new(500, 300), latest(1));
		for version in 2..30 {
			assert_ok!(challenge(charlie(), id, latest(version)));
		}
		assert_eq!(looks(id).len(), 1);
		let_pass(id);
		// Whoever settles, as often as there is something to settle.
		for secret in 0..8 {
			let _ = settle(id);
			assert_ok!(reveal(charlie(), secret));
			assert_ok!(settle(id));
			assert!(looks(id).len() <= 2, "{:?}", looks(id));
		}
		assert!(is_gone(id));
		assert_eq!(balance(&asset, &bob()), WEALTH + 40);
	});
}

#[test]
fn the_configuration_is_checked() {
	ExtBuilder.run(Channels::check_config);
}

/// How many answers to closings fit into the blocks of the shortest challenge period.
fn answers_that_fit() -> u32 {
	use frame_support::dispatch::DispatchClass::Operational;
	let weights: frame_system::limits::BlockWeights =
		<Test as frame_system::Config>::BlockWeights::get();
	let class = weights.get(Operational);
	// A minute has ten blocks, but for the one of the closing.
	let room = class.reserved.unwrap().saturating_mul(MINUTE / BLOCK_MS - 1);
	let one = Channels::answer_weight() + class.base_extrinsic;
	u32::try_from(room.checked_div_per_component(&one).unwrap()).unwrap()
}

#[test]
fn honest_answers_to_many_closings_at_once_have_to_fit() {
	ExtBuilder.run(|| {
		ClosingsAtOnce::set(answers_that_fit());
		Channels::check_config();
	});
}

#[test]
#[should_panic(expected = "of answers do not fit")]
fn one_answer_more_than_fits_is_refused() {
	ExtBuilder.run(|| {
		ClosingsAtOnce::set(answers_that_fit() + 1);
		Channels::check_config();
	});
}
