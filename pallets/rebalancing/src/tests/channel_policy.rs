//! `set_channel_policy`.

use super::*;

fn set(id: ChannelId, policy: Option<ChannelPolicy>) -> sp_runtime::DispatchResult {
	Rebalancing::set_channel_policy(origin(alice()), id, policy)
}

fn of(mode: Mode) -> Option<ChannelPolicy> {
	Some(ChannelPolicy { band: None, mode })
}

/// A twentieth, and nothing to a tenth.
fn low_band() -> Band {
	Band { low: Permill::zero(), target: Permill::from_percent(5), high: Permill::from_percent(10) }
}

#[test]
fn a_channel_can_have_a_policy_of_its_own() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(policy());
		let before = held(&alice());
		events();
		let policy = ChannelPolicy { band: Some(low_band()), mode: Mode::Manual };
		assert_ok!(set(id, Some(policy)));
		let told = |policy| Event::ChannelPolicySet { account: alice(), channel: id, policy };
		assert_eq!(event(), told(Some(policy)));
		assert_eq!(Rebalancing::channel_policy(alice(), id), Some(policy));
		assert_eq!(Rebalancing::channel_policy(bob(), id), None);
		assert_eq!(status().channel_policies, 1);
		let deposit = held(&alice()) - before;
		assert!(deposit > 100);

		// Another one takes its place, and its deposit.
		assert_ok!(set(id, of(Mode::Excluded)));
		assert_eq!((held(&alice()) - before, status().channel_policies), (deposit, 1));
		events();
		assert_ok!(set(id, None));
		assert_eq!(event(), told(None));
		assert_eq!((held(&alice()), status().channel_policies), (before, 0));
		assert_eq!(Rebalancing::channel_policy(alice(), id), None);
		assert_noop!(set(id, None), Error::<Test>::PolicyNotFound);
	});
}

#[test]
fn each_party_has_its_own() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(policy());
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(policy())));
		assert_ok!(set(id, of(Mode::Manual)));
		assert_ok!(Rebalancing::set_channel_policy(origin(bob()), id, of(Mode::Excluded)));
		let mode = |who| Rebalancing::channel_policy(who, id).map(|policy| policy.mode);
		assert_eq!(mode(alice()), Some(Mode::Manual));
		assert_eq!(mode(bob()), Some(Mode::Excluded));
		assert_ok!(set(id, None));
		assert_eq!((mode(alice()), mode(bob())), (None, Some(Mode::Excluded)));
		assert_noop!(set(id, None), Error::<Test>::PolicyNotFound);
		// A channel that closes can still be let go.
		Channels::set_phase(id, Phase::Closing { settles_ms: now() });
		assert_ok!(Rebalancing::set_channel_policy(origin(bob()), id, None));
	});
}

#[test]
fn is_refused_to_who_has_no_say() {
	ExtBuilder.run(|| {
		let [id, other, _] = ring();
		assert_noop!(set(id, of(Mode::Manual)), Error::<Test>::PolicyNotFound);
		set_policy(policy());
		assert_noop!(set(ChannelId(99), of(Mode::Manual)), Error::<Test>::ChannelNotFound);
		assert_noop!(set(other, of(Mode::Manual)), Error::<Test>::NotParty);
		let band = Some(Band { low: Permill::from_percent(50), ..low_band() });
		let policy = ChannelPolicy { band, mode: Mode::Manual };
		assert_noop!(set(id, Some(policy)), Error::<Test>::UnsoundBand);
		Channels::set_phase(id, Phase::Proposed { requested: 1, deadline_ms: now() + DAY });
		assert_noop!(set(id, of(Mode::Manual)), Error::<Test>::NotOpen);
		// A policy in another asset is none for this channel.
		let tin = Channels::establish(alice(), bob(), TIN, [5, 5]);
		assert_noop!(set(tin, of(Mode::Manual)), Error::<Test>::PolicyNotFound);
	});
}

#[test]
fn the_accounts_policy_stays_while_one_is_left() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(policy());
		assert_ok!(set(id, of(Mode::Manual)));
		let remove = || Rebalancing::set_policy(origin(alice()), GOLD, None);
		assert_noop!(remove(), Error::<Test>::ChannelPoliciesRemain);
		assert_ok!(set(id, None));
		assert_ok!(remove());
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn goes_with_the_channel_and_the_deposits_come_back() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(manual());
		assert_ok!(Rebalancing::set_policy(origin(bob()), GOLD, Some(manual())));
		let before = (held(&alice()), held(&bob()));
		assert_ok!(set(id, of(Mode::Manual)));
		assert_ok!(Rebalancing::set_channel_policy(origin(bob()), id, of(Mode::Manual)));
		events();
		assert_ok!(<Channels as bloc_primitives::channel::Open<_>>::close(id));
		let told = |account| Event::ChannelPolicySet { account, channel: id, policy: None };
		assert_eq!(events(), [told(alice()), told(bob())]);
		assert_eq!((held(&alice()), held(&bob())), before);
		assert_eq!(status().channel_policies, 0);
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, None));
	});
}

#[test]
fn a_deposit_that_cannot_be_returned_keeps_no_channel_open() {
	ExtBuilder.run(|| {
		let [id, ..] = ring();
		set_policy(manual());
		assert_ok!(set(id, of(Mode::Manual)));
		// A purse that is full to the brim.
		frame_system::Account::<Test>::mutate(alice(), |account| {
			account.data.free = Balance::MAX;
		});
		events();
		assert_ok!(<Channels as bloc_primitives::channel::Open<_>>::close(id));
		let error = sp_runtime::TokenError::CannotCreate.into();
		let gone = Event::ChannelPolicySet { account: alice(), channel: id, policy: None };
		assert_eq!(events(), [Event::DepositKept { who: alice(), error }, gone]);
		assert_eq!(status().channel_policies, 0);
	});
}

#[test]
fn a_channel_that_it_puts_out_of_balance_is_noted() {
	ExtBuilder.run(|| {
		let percent = Permill::from_percent;
		let id = Channels::establish(alice(), bob(), GOLD, [900, 300]);
		let settled = || {
			jump_to(now() + 10 * MINUTE);
			assert_ok!(Rebalancing::report(origin(alice()), alice(), GOLD, Report::Balanced));
			set_time(now() + 10 * MINUTE);
			assert_eq!(standing(), Standing::Quiet);
			events();
		};
		set_policy(policy());
		settled();
		let noted = |policy| {
			let told = Event::ImbalanceNoted {
				account: alice(),
				asset: GOLD,
				channel: id,
				holding: Holding { local: 900, remote: 300 },
				due_ms: now(),
			};
			let set = Event::ChannelPolicySet { account: alice(), channel: id, policy };
			assert_eq!(events(), [told, set]);
			assert_eq!(standing(), Standing::Noted { due_ms: now() });
		};
		// Its own band is narrower, from the first or from the second time on.
		let band = |high| Band { low: percent(40), target: percent(50), high: percent(high) };
		let own = |high| Some(ChannelPolicy { band: Some(band(high)), mode: Mode::Automatic });
		assert_ok!(set(id, own(60)));
		noted(own(60));
		settled();
		assert_ok!(set(id, own(75)));
		assert_eq!(standing(), Standing::Quiet);
		events();
		assert_ok!(set(id, own(74)));
		noted(own(74));
		// It was left alone, and is treated as the others now.
		let narrow = RebalancePolicy { band: band(60), ..policy() };
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, Some(narrow)));
		settled();
		assert_ok!(set(id, of(Mode::Manual)));
		assert_eq!(standing(), Standing::Quiet);
		events();
		assert_ok!(set(id, None));
		noted(None);
		settled();
		// Nothing is to be done in a channel that closes.
		assert_ok!(set(id, of(Mode::Manual)));
		Channels::set_phase(id, Phase::Closing { settles_ms: now() });
		assert_ok!(set(id, None));
		assert_eq!(standing(), Standing::Quiet);
	});
}
