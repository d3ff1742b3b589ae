//! What is noted when channels change.

use super::*;
use bloc_primitives::channel::{Lock, Purpose, Transfer};

fn pay(id: ChannelId, from: AccountId, amount: Balance) {
	assert_ok!(<Channels as Transfer<_>>::transfer(id, &from, &GOLD, amount));
}

/// Alice wants her channels in balance, knows of none that is not, and could have a run at once.
fn quiet(policy: RebalancePolicy) {
	set_policy(policy);
	jump_to(now());
	assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
	track_all(alice());
	set_time(now() + policy.min_interval_ms);
	assert_eq!(standing(), Standing::Quiet);
	events();
}

fn noted(channel: ChannelId, local: Balance, remote: Balance, due_ms: Moment) -> Event<Test> {
	let holding = Holding { local, remote };
	Event::ImbalanceNoted { account: alice(), asset: GOLD, channel, holding, due_ms }
}

#[test]
fn a_channel_is_noted_as_soon_as_it_comes_out_of_its_thresholds() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(policy());
		pay(id, alice(), 300);
		// 20 hundredths exactly.
		assert_eq!((events(), standing()), (vec![], Standing::Quiet));
		pay(id, alice(), 1);
		assert_eq!(event(), noted(id, 199, 801, now()));
		assert_eq!(standing(), Standing::Noted { due_ms: now() });
		// Once is enough.
		pay(id, alice(), 1);
		assert_eq!(events(), []);
	});
}

#[test]
fn who_changes_a_channel_hears_what_noting_it_weighed() {
	use crate::WeightInfo;
	use bloc_primitives::channel::{Hooks, Told};
	use frame_support::weights::Weight;
	type Weights = <Test as crate::Config>::WeightInfo;
	let weight = <Rebalancing as Hooks<AccountId, Asset>>::weight;
	assert_eq!(weight(Told::LedgerChanged), Weights::note());
	assert_eq!(weight(Told::Closed), Weights::forget_channel());
	assert_eq!(weight(Told::Closing), Weight::zero());
	ExtBuilder.run(|| {
		let pay =
			|id, amount| <Channels as Transfer<_>>::transfer(id, &alice(), &GOLD, amount).unwrap();
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		assert_eq!(pay(id, 1), Weight::zero());
		quiet(policy());
		// A look, while there is nothing to note, and again when it has been noted.
		assert_eq!(pay(id, 299), Weights::look());
		assert_eq!(pay(id, 1), Weights::note());
		assert_eq!(pay(id, 1), Weights::look());
		// To find that nobody wants to know any more is a write.
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, None));
		assert_eq!(pay(id, 1), Weights::note());
		assert_eq!(pay(id, 1), Weight::zero());
		let closed = <Rebalancing as Hooks<AccountId, Asset>>::closed(id);
		assert_eq!(closed, Ok(Weights::look()));
	});
}

#[test]
fn so_it_is_above_them() {
	ExtBuilder.run(|| {
		let id = Channels::establish(bob(), alice(), GOLD, [500, 500]);
		quiet(policy());
		pay(id, bob(), 300);
		assert_eq!(events(), []);
		pay(id, bob(), 1);
		assert_eq!(event(), noted(id, 801, 199, now()));
	});
}

#[test]
fn a_new_channel_is_noted_unless_both_have_something_in_it() {
	ExtBuilder.run(|| {
		quiet(policy());
		Channels::establish(alice(), bob(), GOLD, [500, 500]);
		Channels::establish(alice(), bob(), TIN, [500, 0]);
		assert_eq!(events(), []);
		let id = Channels::establish(alice(), bob(), GOLD, [500, 0]);
		assert_eq!(event(), noted(id, 500, 0, now()));
	});
}

#[test]
fn a_payment_under_way_changes_nothing_until_it_is_settled() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(policy());
		let lock = |amount| {
			<Channels as Lock<_>>::lock(id, &alice(), &GOLD, amount, Purpose::Own).unwrap().0
		};
		let lock = lock(400);
		assert_eq!(events(), []);
		assert_ok!(<Channels as Lock<_>>::settle(lock));
		assert_eq!(event(), noted(id, 100, 900, now()));
	});
}

#[test]
fn little_is_not_noted() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(RebalancePolicy { min_amount: 50, ..policy() });
		pay(id, alice(), 349);
		assert_eq!(events(), []);
		pay(id, alice(), 1);
		assert_eq!(event(), noted(id, 150, 850, now()));
	});
}

#[test]
fn a_channel_has_its_own_band_and_may_be_left_alone() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(policy());
		let set = |band, mode| {
			let policy = Some(ChannelPolicy { band, mode });
			assert_ok!(Rebalancing::set_channel_policy(origin(alice()), id, policy));
			events();
		};
		for mode in [Mode::Manual, Mode::Excluded] {
			set(None, mode);
			pay(id, alice(), 400);
			assert_eq!(events(), []);
			pay(id, bob(), 400);
		}
		let percent = Permill::from_percent;
		let band = Band { low: percent(40), target: percent(50), high: percent(60) };
		set(Some(band), Mode::Automatic);
		pay(id, alice(), 100);
		assert_eq!(events(), []);
		pay(id, alice(), 1);
		assert_eq!(event(), noted(id, 399, 601, now()));
	});
}

#[test]
fn what_happens_to_a_closing_channel_is_not_noted() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(policy());
		let lock = <Channels as Lock<_>>::lock(id, &alice(), &GOLD, 400, Purpose::Own).unwrap().0;
		Channels::set_phase(id, Phase::Closing { settles_ms: now() + DAY });
		assert_ok!(<Channels as Lock<_>>::settle(lock));
		assert_eq!(events(), []);
	});
}

#[test]
fn both_parties_note_for_themselves() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(policy());
		let hourly = RebalancePolicy { min_interval_ms: HOUR, ..policy() };
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(hourly)));
		jump_to(now());
		assert_ok!(Rebalancing::report(origin(bob()), bob(), GOLD, Report::Balanced));
		track_all(bob());
		set_time(now() + HOUR);
		events();
		pay(id, alice(), 400);
		let holding = Holding { local: 900, remote: 100 };
		let of_bob = Event::ImbalanceNoted {
			account: bob(),
			asset: GOLD,
			channel: id,
			holding,
			due_ms: now(),
		};
		assert_eq!(events(), [noted(id, 100, 900, now()), of_bob]);
	});
}

#[test]
fn the_next_run_is_an_interval_after_the_last_look() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(policy());
		track_all(alice());
		let run = cycles(&[round(&ring_ids(), 400)]);
		assert_ok!(Rebalancing::run(origin(alice()), alice(), GOLD, run));
		jump_to(START + 10 * MINUTE);
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		let due_ms = now() + 10 * MINUTE;
		events();
		pay(id, alice(), 400);
		assert_eq!(event(), noted(id, 100, 900, due_ms));
		// When the interval has passed, at once.
		set_time(due_ms + MINUTE);
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		set_time(now() + 10 * MINUTE);
		events();
		pay(id, alice(), 1);
		assert_eq!(event(), noted(id, 99, 901, now()));
	});
}

/// The channels of [`ring`], if it was made first.
fn ring_ids() -> [ChannelId; 3] {
	[ChannelId(0), ChannelId(1), ChannelId(2)]
}

#[test]
fn what_changes_while_a_run_is_due_is_not_lost() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		set_policy(policy());
		track_all(alice());
		jump_to(START);
		events();
		pay(id, alice(), 400);
		let since_ms = START;
		assert_eq!(standing(), Standing::Due { since_ms, again: true });
		assert_eq!(events(), []);
		// The report was on its way already.
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		let due_ms = now() + 10 * MINUTE;
		assert_eq!(standing(), Standing::Noted { due_ms });
		let told = Event::FoundBalanced { account: alice(), asset: GOLD, due_ms: Some(due_ms) };
		assert_eq!(event(), told);
	});
}

#[test]
fn who_leaves_all_to_manual_runs_is_not_noted() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		set_policy(manual());
		events();
		pay(id, alice(), 400);
		assert_eq!((events(), standing()), (vec![], Standing::Quiet));
	});
}

#[test]
fn there_is_one_entry_however_often_something_changes() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		quiet(policy());
		for _ in 0..20 {
			pay(id, alice(), 450);
			pay(id, bob(), 450);
		}
		let entries = bloc_timetable::Timetable::<Rebalancing>::iter();
		assert_eq!(entries.count(), 1);
	});
}

/// A run failed: there was no plan.
fn failed() {
	come_due();
	assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::NoPlan));
	events();
}

#[test]
fn a_wait_after_failures_is_not_one_for_other_channels() {
	ExtBuilder.run(|| {
		let [stuck, other] =
			[bob(), charlie()].map(|peer| Channels::establish(alice(), peer, GOLD, [500, 500]));
		quiet(policy());
		pay(stuck, alice(), 400);
		for _ in 0..5 {
			failed();
		}
		let Standing::Noted { due_ms } = standing() else { panic!("{:?}", standing()) };
		assert_eq!(due_ms, now() + 160 * MINUTE);
		// What nothing can be done about, and is noted once more, waits on after that.
		set_time(now() + MINUTE);
		pay(other, alice(), 400);
		let soon_ms = now() + 9 * MINUTE;
		assert_eq!(event(), noted(other, 100, 900, soon_ms));
		assert_eq!(standing(), Standing::Noted { due_ms: soon_ms });
		jump_to(soon_ms);
		assert!(matches!(standing(), Standing::Due { .. }));
		assert!(status().is_due);

		// It, too, is nothing that anything can be done about: it does not end the wait again.
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::NoPlan));
		let wait = standing();
		set_time(now() + HOUR);
		events();
		pay(other, alice(), 1);
		assert_eq!((events(), standing()), (vec![], wait));
		// The first one can, for it was noted before there was any failure; and each but once.
		pay(stuck, alice(), 1);
		assert_eq!(standing(), Standing::Noted { due_ms: now() });
		failed();
		let wait = standing();
		pay(stuck, alice(), 1);
		assert_eq!((events(), standing()), (vec![], wait));
	});
}

#[test]
fn no_more_channels_end_a_wait_than_are_remembered() {
	ExtBuilder.run(|| {
		let all: Vec<_> = (0..MAX_HOPELESS + 2)
			.map(|_| Channels::establish(alice(), bob(), GOLD, [500, 500]))
			.collect();
		quiet(policy());
		pay(all[0], alice(), 400);
		failed();
		failed();
		for id in &all[1..=MAX_HOPELESS as usize] {
			set_time(now() + MINUTE);
			failed_again(*id);
		}
		let wait = standing();
		pay(*all.last().unwrap(), alice(), 400);
		assert_eq!((events(), standing()), (vec![], wait));
		// Until something works.
		come_due();
		assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
		pay(all[0], alice(), 50);
		failed();
		failed();
		failed_again(*all.last().unwrap());
	});
}

/// A channel is noted, and again nothing can be done.
fn failed_again(id: ChannelId) {
	events();
	pay(id, alice(), local(id, &alice()) - 60);
	assert!(matches!(event(), Event::ImbalanceNoted { channel, .. } if channel == id));
	failed();
}
