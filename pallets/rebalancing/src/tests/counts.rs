//! Exactly what calls and hooks do to storage.

use super::*;
use bloc_primitives::channel::{Open, Transfer};
use bloc_testing::{counts::Drawers, watch, Touched};
use frame_support::{traits::Hooks, weights::Weight};

/// What one operation does to storage, in keys read and written, each counted once.
#[derive(Debug, PartialEq)]
struct Row {
	/// Channels.
	channels: (usize, usize),
	/// The pallet's own items.
	records: (usize, usize),
	/// The timetable.
	timetable: (usize, usize),
}

fn row(channels: (usize, usize), records: (usize, usize), timetable: (usize, usize)) -> Row {
	Row { channels, records, timetable }
}

fn counted(touched: &Touched) -> Row {
	let drawers = Drawers::of("Rebalancing").sort(touched);
	Row {
		channels: touched.under(&Channels::prefix()).keys(),
		records: drawers.records.keys(),
		timetable: drawers.timetable.keys(),
	}
}

/// An operation that works.
fn count<R, E: std::fmt::Debug>(operation: impl FnOnce() -> Result<R, E>) -> Row {
	let (result, touched) = watch(operation);
	result.unwrap();
	counted(&touched)
}

fn pay(id: ChannelId, from: AccountId, amount: Balance) -> sp_runtime::DispatchResult {
	<Channels as Transfer<_>>::transfer(id, &from, &GOLD, amount).map(|_| ())
}

/// Whatever comes, nothing is far enough out of balance to be noted.
fn policy_of_bob() -> RebalancePolicy {
	RebalancePolicy { min_amount: 1_000, ..policy() }
}

#[test]
fn a_hop_is_one_read_and_one_write_of_its_channel() {
	ExtBuilder.run(|| {
		let [ab, bc, ca] = ring();
		let cd = channel(charlie(), dave(), [500, 500], terms(0, 0));
		let da = channel(dave(), alice(), [900, 100], terms(0, 0));
		let run = |all: &[Cycle]| {
			let cycles = cycles(all);
			count(|| Rebalancing::rebalance(origin(alice()), GOLD, cycles, 0))
		};
		// Of the pallet's own items: the caller's policy. Nobody else's, for nothing is tracked.
		assert_eq!(run(&[round(&[ab, bc, ca], 10)]), row((3, 3), (1, 0), (0, 0)));
		let all = [round(&[ab, bc, ca], 10), round(&[ab, bc, cd, da], 10)];
		assert_eq!(run(&all), row((5, 5), (1, 0), (0, 0)));
		set_policy(manual());
		assert_eq!(run(&[round(&[ab, bc, ca], 10)]), row((3, 3), (1, 0), (0, 0)));
		let policy = Some(ChannelPolicy { band: None, mode: Mode::Manual });
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ab, policy));
		// And each of the caller's channels.
		assert_eq!(run(&[round(&[ab, bc, ca], 10)]), row((3, 3), (3, 0), (0, 0)));
		// And the policy of whoever has a channel tracked that is in it.
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(policy_of_bob())));
		track_all(bob());
		assert_eq!(run(&[round(&[ab, bc, ca], 10)]), row((3, 3), (4, 0), (0, 0)));
	});
}

#[test]
fn an_automatic_run_writes_its_policy_too() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		jump_to(START);
		let cycles = cycles(&[round(&ids, 400)]);
		let run = || Rebalancing::run(origin(alice()), alice(), GOLD, cycles.clone());
		assert_eq!(count(run), row((3, 3), (1, 1), (2, 2)));
	});
}

#[test]
fn a_channel_that_nobody_tracks_costs_nothing() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (0, 0), (0, 0)));
		// Nor does one whose party has a policy that came later.
		set_policy(policy());
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (0, 0), (0, 0)));
		// Bob is not asked.
		track_all(alice());
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (1, 0), (0, 0)));
		// A last look, which clears the bit.
		set_policy(manual());
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (1, 0), (0, 0)));
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (0, 0), (0, 0)));
	});
}

#[test]
fn a_new_channel_costs_one_read_for_each_party_and_a_write_if_it_is_tracked() {
	ExtBuilder.run(|| {
		let open = || {
			Channels::endow(&alice(), &GOLD, 500);
			Channels::endow(&bob(), &GOLD, 500);
			let parties = bloc_primitives::Pair::new(alice(), bob());
			let amounts = bloc_primitives::Pair::new(500, 500);
			count(|| <Channels as Open<AccountId>>::open(&parties, GOLD, &amounts, 0))
		};
		assert_eq!(open(), row((1, 1), (2, 0), (0, 0)));
		set_policy(policy());
		assert_eq!(open(), row((1, 1), (2, 0), (0, 0)));
		assert_eq!(tracked(ChannelId(1)), (true, false));
	});
}

#[test]
fn news_costs_a_write_and_a_push_and_nothing_more_does() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		set_policy(policy());
		track_all(alice());
		jump_to(START);
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (1, 0), (0, 0)));
		assert_eq!(count(|| pay(id, alice(), 400)), row((1, 1), (1, 1), (2, 2)));
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (1, 0), (0, 0)));
		// While a run is due, one write notes that there is more.
		come_due();
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (1, 1), (0, 0)));
		assert_eq!(count(|| pay(id, alice(), 1)), row((1, 1), (1, 0), (0, 0)));
		let policy = Some(ChannelPolicy { band: None, mode: Mode::Automatic });
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), id, policy));
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		set_time(now() + DAY);
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		assert_eq!(count(|| pay(id, alice(), 1)).records, (2, 1));
	});
}

#[test]
fn a_channel_that_goes_costs_one_read_and_what_was_said_for_it() {
	ExtBuilder.run(|| {
		let [id, other, _] = ring();
		set_policy(manual());
		let policy = Some(ChannelPolicy { band: None, mode: Mode::Manual });
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), id, policy));
		let close = |id| count(|| <Channels as Open<AccountId>>::close(id)).records;
		assert_eq!(close(other), (1, 0));
		assert_eq!(close(id), (2, 2));
	});
}

#[test]
fn calls_cost_what_the_documentation_says() {
	ExtBuilder.run(|| {
		let ids = ring();
		let set = |policy| count(|| Rebalancing::set_policy(origin(alice()), GOLD, policy));
		assert_eq!(set(Some(policy())), row((0, 0), (1, 1), (2, 2)));
		// What waits on the timetable will do.
		assert_eq!(set(Some(policy())), row((0, 0), (1, 1), (0, 0)));
		let report = || Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced);
		assert_eq!(count(report), row((0, 0), (1, 1), (0, 0)));
		let own =
			|policy| count(|| Rebalancing::set_channel_policy(origin(alice()), ids[0], policy));
		let some = Some(ChannelPolicy { band: None, mode: Mode::Manual });
		assert_eq!(own(some), row((1, 0), (2, 2), (0, 0)));
		assert_eq!(own(some), row((1, 0), (2, 1), (0, 0)));
		// And tracked from then on, and noted.
		assert_eq!(own(None), row((1, 1), (2, 2), (0, 0)));
		assert_eq!(own(some), row((1, 1), (2, 2), (0, 0)));
		set_time(now() + 10 * MINUTE);
		assert_ok!(report());
		let both = [ids[0], ids[2]];
		let track = |on, which: &[ChannelId]| {
			let which = which.to_vec().try_into().unwrap();
			count(|| Rebalancing::track(origin(alice()), which, on))
		};
		assert_eq!(track(true, &both[1..]), row((1, 1), (2, 1), (0, 0)));
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ids[0], None));
		assert_eq!(track(false, &both), row((2, 2), (0, 0), (0, 0)));
		// A run is to come already: there is no news.
		assert_eq!(track(true, &both), row((2, 2), (1, 0), (0, 0)));
		assert_eq!(track(true, &both), row((2, 0), (1, 0), (0, 0)));
		assert_eq!(track(false, &both), row((2, 2), (0, 0), (0, 0)));
		assert_eq!(set(None), row((0, 0), (1, 1), (0, 0)));

		let propose = || super::propose::propose(&ids, 100, now() + HOUR);
		assert_eq!(count(propose), row((3, 0), (1, 2), (2, 1)));
		let accept = |who| count(|| Rebalancing::accept(origin(who), ProposalId(0)));
		assert_eq!(accept(bob()), row((0, 0), (1, 1), (0, 0)));
		assert_eq!(accept(charlie()), row((3, 3), (1, 1), (0, 0)));
		assert_ok!(propose());
		let decline = || Rebalancing::decline(origin(bob()), ProposalId(1));
		assert_eq!(count(decline), row((0, 0), (1, 1), (0, 0)));
	});
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	ExtBuilder.run(|| {
		ring();
		set_policy(policy());
		jump_to(START);
		let (_, touched) = watch(|| Rebalancing::on_idle(1, Weight::MAX / 2));
		let all = touched.counts();
		assert_eq!((all.total_reads, all.total_writes, all.steps), (2, 0, 0));
	});
}

#[test]
fn what_is_due_is_said_for_one_item() {
	ExtBuilder.run(|| {
		set_policy(policy());
		set_time(START + MINUTE);
		let (_, touched) = watch(|| Rebalancing::on_idle(1, Weight::MAX / 2));
		assert_eq!(counted(&touched).records, (1, 1));
	});
}
