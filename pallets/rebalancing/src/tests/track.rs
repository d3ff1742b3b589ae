//! `track`, and what else decides whether a channel tells of changes in its ledger.

use super::*;
use bloc_primitives::channel::{Lock, Purpose, Transfer};
use sp_runtime::DispatchResult;

fn track(ids: &[ChannelId], on: bool) -> DispatchResult {
	Rebalancing::track(origin(alice()), ids.to_vec().try_into().unwrap(), on)
}

fn pay(id: ChannelId, from: AccountId, amount: Balance) {
	assert_ok!(<Channels as Transfer<_>>::transfer(id, &from, &GOLD, amount));
}

fn set_channel_policy(id: ChannelId, mode: impl Into<Option<Mode>>) {
	let policy = mode.into().map(|mode| ChannelPolicy { band: None, mode });
	assert_ok!(Rebalancing::set_channel_policy(origin(alice()), id, policy));
}

/// A run has been looked for an interval ago, and nothing is out of balance.
fn settled() {
	set_policy(policy());
	jump_to(now());
	assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
	set_time(now() + 10 * MINUTE);
	events();
}

#[test]
fn only_a_tracked_channel_is_noted() {
	ExtBuilder.run(|| {
		let ids = [(); 2].map(|()| Channels::establish(alice(), bob(), GOLD, [500, 500]));
		settled();
		pay(ids[0], alice(), 400);
		assert_eq!((events(), standing()), (vec![], Standing::Quiet));
		assert_ok!(track(&ids[1..], true));
		let told = Event::ChannelsTracked {
			account: alice(),
			channels: vec![ids[1]].try_into().unwrap(),
			tracked: true,
		};
		assert_eq!(event(), told);
		assert_eq!(ids.map(tracked), [(false, false), (true, false)]);
		pay(ids[0], bob(), 400);
		pay(ids[0], alice(), 400);
		assert_eq!(events(), []);
		pay(ids[1], alice(), 400);
		let holding = Holding { local: 100, remote: 900 };
		let (asset, channel, due_ms) = (GOLD, ids[1], now());
		let noted = Event::ImbalanceNoted { account: alice(), asset, channel, holding, due_ms };
		assert_eq!(event(), noted);
	});
}

#[test]
fn what_is_out_of_balance_already_is_noted_at_once() {
	ExtBuilder.run(|| {
		let inside = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		let outside = Channels::establish(bob(), alice(), GOLD, [0, 500]);
		settled();
		assert_ok!(track(&[inside], true));
		assert_eq!(standing(), Standing::Quiet);
		events();
		assert_ok!(track(&[inside, outside], true));
		let channels = vec![inside, outside].try_into().unwrap();
		let noted = Event::ImbalanceNoted {
			account: alice(),
			asset: GOLD,
			channel: outside,
			holding: Holding { local: 500, remote: 0 },
			due_ms: now(),
		};
		let told = Event::ChannelsTracked { account: alice(), channels, tracked: true };
		assert_eq!(events(), [noted, told]);
		assert_eq!(standing(), Standing::Noted { due_ms: now() });
		come_due();
	});
}

#[test]
fn a_tracked_channel_can_be_let_be() {
	ExtBuilder.run(|| {
		settled();
		let ids = [(); 2].map(|()| Channels::establish(alice(), bob(), GOLD, [500, 500]));
		assert_eq!(ids.map(tracked), [(true, false); 2]);
		assert_ok!(track(&ids, false));
		let channels = ids.to_vec().try_into().unwrap();
		assert_eq!(event(), Event::ChannelsTracked { account: alice(), channels, tracked: false });
		assert_eq!(ids.map(tracked), [(false, false); 2]);
		pay(ids[0], alice(), 400);
		assert_eq!((events(), standing()), (vec![], Standing::Quiet));
		// It needs no policy, and may be said twice.
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, None));
		assert_ok!(track(&[ids[0], ids[0]], false));
	});
}

#[test]
fn a_new_channel_is_tracked_for_each_party_with_an_automatic_policy_in_its_asset() {
	ExtBuilder.run(|| {
		set_policy(policy());
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(manual())));
		assert_ok!(Rebalancing::set_policy(origin(charlie()), GOLD, Some(policy())));
		assert_ok!(Rebalancing::set_policy(origin(dave()), TIN, Some(policy())));
		let open = |opener, counterparty, asset| {
			tracked(Channels::establish(opener, counterparty, asset, [500, 500]))
		};
		assert_eq!(open(alice(), bob(), GOLD), (true, false));
		assert_eq!(open(bob(), alice(), GOLD), (false, true));
		assert_eq!(open(alice(), charlie(), GOLD), (true, true));
		assert_eq!(open(dave(), charlie(), GOLD), (false, true));
		assert_eq!(open(alice(), charlie(), TIN), (false, false));
		assert_eq!(open(alice(), dave(), TIN), (false, true));
	});
}

#[test]
fn a_policy_for_the_channel_has_it_tracked_or_not() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(policy());
		let is = || tracked(id) == (true, false);
		assert!(!is());
		for (mode, on) in [
			(Some(Mode::Automatic), true),
			(Some(Mode::Manual), false),
			(None, true),
			(Some(Mode::Excluded), false),
			(Some(Mode::Automatic), true),
			(None, true),
		] {
			set_channel_policy(id, mode);
			assert_eq!(is(), on, "{mode:?}");
		}
		// Whatever the account's policy has done is nothing.
		set_policy(manual());
		for mode in [Mode::Automatic, Mode::Manual, Mode::Excluded] {
			set_channel_policy(id, mode);
			assert!(!is(), "{mode:?}");
		}
		set_channel_policy(id, None);
		assert_eq!(tracked(id), (false, false));
	});
}

#[test]
fn a_policy_that_is_gone_is_asked_for_once_more() {
	ExtBuilder.run(|| {
		set_policy(policy());
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(policy())));
		let id = Channels::establish(alice(), bob(), GOLD, [500, 500]);
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, None));
		assert_eq!(tracked(id), (true, true));
		pay(id, alice(), 1);
		assert_eq!(tracked(id), (false, true));
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(manual())));
		pay(id, alice(), 1);
		assert_eq!(tracked(id), (false, false));
		// Who comes back names its channels again.
		set_policy(policy());
		pay(id, alice(), 1);
		assert_eq!(tracked(id), (false, false));
		track_all(alice());
		assert_eq!(tracked(id), (true, false));
	});
}

#[test]
fn a_closing_channel_is_not_noted() {
	ExtBuilder.run(|| {
		let id = Channels::establish(alice(), bob(), GOLD, [500, 0]);
		settled();
		let lock = <Channels as Lock<_>>::lock(id, &alice(), &GOLD, 1, Purpose::Own).unwrap().0;
		Channels::set_phase(id, Phase::Closing { settles_ms: now() + DAY });
		assert_ok!(track(&[id], true));
		assert_ok!(<Channels as Lock<_>>::settle(lock));
		assert_eq!((tracked(id), standing()), ((true, false), Standing::Quiet));
	});
}

#[test]
fn is_for_ones_own_channels() {
	ExtBuilder.run(|| {
		let [id, other, _] = ring();
		set_policy(policy());
		for on in [true, false] {
			assert_noop!(track(&[id, ChannelId(99)], on), Error::<Test>::ChannelNotFound);
			assert_noop!(track(&[id, other], on), Error::<Test>::NotParty);
		}
		assert_eq!(tracked(id), (false, false));
	});
}

#[test]
fn to_have_them_tracked_takes_an_automatic_policy() {
	ExtBuilder.run(|| {
		let [id, _, last] = ring();
		let tin = Channels::establish(alice(), bob(), TIN, [500, 500]);
		assert_noop!(track(&[id], true), Error::<Test>::PolicyNotFound);
		set_policy(manual());
		assert_noop!(track(&[id], true), Error::<Test>::NotAutomatic);
		set_policy(policy());
		// The first says in which asset.
		assert_noop!(track(&[tin, id], true), Error::<Test>::PolicyNotFound);
		assert_noop!(track(&[id, tin], true), Error::<Test>::WrongAsset);
		set_channel_policy(id, Mode::Manual);
		assert_noop!(track(&[last, id], true), Error::<Test>::ManualOnly);
		set_channel_policy(id, Mode::Excluded);
		assert_noop!(track(&[last, id], true), Error::<Test>::ChannelExcluded);
		assert_ok!(track(&[last], true));
		assert_eq!((tracked(id), tracked(last)), ((false, false), (false, true)));
		// What is let be may be in any asset.
		assert_ok!(track(&[id, tin], false));
	});
}

#[test]
fn as_many_as_a_call_can_name() {
	ExtBuilder.run(|| {
		let make = |_| Channels::establish(alice(), bob(), GOLD, [500, 500]);
		let all: Vec<_> = (0..MAX_TRACKED).map(make).collect();
		set_policy(policy());
		assert_ok!(track(&all, true));
		assert!(all.iter().all(|id| tracked(*id) == (true, false)));
	});
}
