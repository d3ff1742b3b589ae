use super::{dispute_kit::*, *};
use bloc_primitives::{
	channel::Dispute,
	state::{Message, Withdrawal},
	Balance,
};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo, Pays};
use sp_runtime::{DispatchError, TokenError};

/// A channel that Alice closes with version `version`, all of it hers.
fn closed_with(asset: Asset, version: u64) -> ChannelId {
	closing_channel(asset, Pair::new(500, 300), state(version, Side::Counterparty, 300))
}

/// A later version, in which nobody has paid anything.
fn latest(version: u64) -> bloc_primitives::state::State {
	state(version, Side::Opener, 0)
}

fn told(id: ChannelId, challenger: AccountId, version: u64, stale: (bool, bool)) -> Event<Test> {
	let stale = Pair::new(stale.0, stale.1);
	Event::Challenged { channel: id, challenger, version, stale }
}

#[test]
fn a_later_state_takes_the_place_of_an_earlier_one() {
	in_each_asset(|asset| {
		let id = closed_with(asset.clone(), 5);
		let before = (Channels::channel(id), purses(&asset), dispute(id));
		events();
		assert_ok!(challenge(bob(), id, latest(6)));

		assert_eq!(event(), told(id, bob(), 6, (false, false)));
		let mut closing = before.2;
		closing.state = latest(6);
		closing.presented.counterparty = Some(6);
		assert_eq!(dispute(id), closing);
		// It neither moves money nor grants more time.
		assert_eq!((Channels::channel(id), purses(&asset)), (before.0, before.1));
		assert_eq!(looks(id), vec![START + PERIOD]);

		run_to(START + PERIOD);
		assert_nothing_is_left();
	});
}

#[test]
fn anyone_can_present_a_state_also_for_others() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		events();
		assert_ok!(challenge(charlie(), id, latest(6)));
		assert_eq!(event(), told(id, charlie(), 6, (false, false)));
		// Not a party: what it presents is nobody's word.
		assert_eq!(dispute(id).presented, Pair::new(Some(5), None));
		assert_ok!(challenge(dave(), id, latest(u64::MAX)));
		assert_eq!(event(), told(id, dave(), u64::MAX, (true, false)));
	});
}

#[test]
fn works_as_often_as_versions_go_up() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		for version in 6..30 {
			assert_noop!(challenge(charlie(), id, latest(version - 1)), Error::<Test>::Stale);
			assert_ok!(challenge(charlie(), id, latest(version)));
		}
		assert_noop!(challenge(charlie(), id, latest(29)), Error::<Test>::Stale);
		assert_noop!(challenge(charlie(), id, latest(1)), Error::<Test>::Stale);
	});
}

#[test]
fn works_until_the_channel_can_be_settled() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		// Too few blocks, however much time has passed.
		set_time(START + PERIOD + 1_000 * MINUTE);
		assert_ok!(challenge(bob(), id, latest(6)));
		System::set_block_number(1 + PERIOD_BLOCKS);
		assert_noop!(challenge(bob(), id, latest(7)), Error::<Test>::Expired);
		// And too little time, however many blocks.
		set_time(START + PERIOD - 1);
		assert_ok!(challenge(bob(), id, latest(7)));
		set_time(START + PERIOD);
		assert_noop!(challenge(bob(), id, latest(8)), Error::<Test>::Expired);
	});
}

#[test]
fn needs_a_closing_channel() {
	in_each_asset(|asset| {
		let present = |id| challenge(bob(), id, latest(9));
		assert_noop!(present(NO_CHANNEL), Error::<Test>::NotFound);
		let offered = new_offer(asset.clone(), 500, 300);
		assert_noop!(present(offered), Error::<Test>::NotClosing);
		let open = committed_channel(asset.clone(), Pair::new(500, 300));
		assert_noop!(present(open), Error::<Test>::NotClosing);
		let (resolving, _) = resolving_channel(asset.clone(), 100);
		assert_noop!(present(resolving), Error::<Test>::AlreadySettled);

		let id = closed_with(asset, 5);
		let presented = signed(id, latest(9));
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Channels::challenge(nobody, id, presented.clone());
			assert_noop!(call, DispatchError::BadOrigin);
		}
		assert_ok!(present(id));
	});
}

#[test]
fn the_state_is_one_that_the_channel_can_be_settled_by() {
	in_each_asset(|asset| {
		let id = closed_with(asset, 5);
		let present = |payer, amount, offered: &[(u128, u64)]| {
			let htlcs = offered.iter().map(|(amount, deadline)| htlc(payer, *amount, 1, *deadline));
			challenge(bob(), id, state_with(9, payer, amount, htlcs.collect()))
		};
		let opener = Side::Opener;
		assert_noop!(present(opener, 501, &[]), Error::<Test>::OverSum);
		assert_noop!(present(Side::Counterparty, 301, &[]), Error::<Test>::OverSum);
		assert_noop!(present(opener, 499, &[(2, START)]), Error::<Test>::OverSum);
		assert_noop!(present(opener, 0, &[(0, START)]), Error::<Test>::ZeroAmount);
		let far = START + HORIZON + 1;
		assert_noop!(present(opener, 0, &[(1, far)]), Error::<Test>::DeadlineTooFar);
		// The horizon is seen from when the state is presented.
		set_time(START + 1);
		assert_ok!(present(opener, 499, &[(1, far)]));
	});
}

#[test]
fn each_signature_is_over_just_this() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		let body = state(9, Side::Opener, 100);
		let others = [
			Message::State(state(10, Side::Opener, 100)),
			Message::State(state(9, Side::Opener, 99)),
			Message::Close(bloc_primitives::state::Close { version: 9, net: body.net }),
			Message::Withdrawal(Withdrawal { version: 9, net: body.net, amounts: Pair::new(1, 0) }),
		];
		refuses_bad_signatures(id, body.clone(), Message::State(body), &others, |signed| {
			Channels::challenge(origin(charlie()), id, signed)
		});
	});
}

#[test]
fn a_party_can_be_one_version_behind_in_good_faith_and_not_two() {
	ExtBuilder.run(|| {
		for (presented, later, stale) in [
			(5, 6, false),
			(5, 7, true),
			(5, u64::MAX, true),
			(1, 2, false),
			(u64::MAX - 2, u64::MAX - 1, false),
			(u64::MAX - 2, u64::MAX, true),
			(u64::MAX - 1, u64::MAX, false),
		] {
			let id = closed_with(NATIVE, presented);
			events();
			assert_ok!(challenge(bob(), id, latest(later)));
			assert_eq!(event(), told(id, bob(), later, (stale, false)));
			assert_eq!(dispute(id).exposed_by.opener, stale.then(bob));
		}
		// Without a state: as if with the base version.
		for (later, stale) in [(1, false), (2, true)] {
			let id = committed_channel(NATIVE, Pair::new(500, 300));
			assert_ok!(Channels::force_close(origin(alice()), id, None));
			assert_ok!(challenge(bob(), id, latest(later)));
			assert_eq!(dispute(id).exposed_by.opener, stale.then(bob));
		}
	});
}

#[test]
fn who_corrects_itself_is_exposed_by_itself() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		assert_ok!(challenge(alice(), id, latest(6)));
		assert_eq!(dispute(id).exposed_by, Pair::new(None, None));
		let id = closed_with(NATIVE, 5);
		assert_ok!(challenge(alice(), id, latest(7)));
		assert_eq!(dispute(id).exposed_by, Pair::new(Some(alice()), None));
	});
}

#[test]
fn nobody_climbs_out_of_a_stale_state_step_by_step() {
	ExtBuilder.run(|| {
		// Alice sees that she is caught, and goes up ahead of Bob, a version at a time.
		let id = closed_with(NATIVE, 5);
		for version in 6..=9 {
			assert_ok!(challenge(alice(), id, latest(version)));
		}
		assert_ok!(challenge(bob(), id, latest(10)));
		assert!(dispute(id).exposed_by.opener.is_some());
	});
}

#[test]
fn the_first_to_expose_a_party_is_the_one() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		events();
		assert_ok!(challenge(charlie(), id, latest(7)));
		assert_ok!(challenge(bob(), id, latest(8)));
		assert_ok!(challenge(dave(), id, latest(20)));
		let stale = (true, false);
		assert_eq!(events()[..2], [told(id, charlie(), 7, stale), told(id, bob(), 8, stale)]);
		// Bob was stale, too, and it was Dave who showed it.
		assert_eq!(dispute(id).exposed_by, Pair::new(Some(charlie()), Some(dave())));
		assert_eq!(dispute(id).presented, Pair::new(Some(5), Some(8)));
	});
}

#[test]
fn a_party_that_presents_the_latest_is_never_exposed() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		assert_ok!(challenge(bob(), id, latest(9)));
		// Alice kept her signature on version 10 to herself.
		assert_ok!(challenge(alice(), id, latest(10)));
		assert_eq!(dispute(id).exposed_by, Pair::new(Some(bob()), None));
	});
}

/// What Alice, Bob and `challenger` get when Alice presented a stale state, the final one gives the
/// parties `final_balances`, and `challenger` has shown it.
fn penalised(
	asset: &Asset,
	committed: (Balance, Balance),
	paid: (Side, Balance),
	challenger: AccountId,
) -> (Balance, Balance, Balance, Vec<Event<Test>>) {
	// So that the pot's loan does not come back with the payout.
	let keeper = open_channel(asset.clone(), Pair::new(500, 0));
	let committed = Pair::new(committed.0, committed.1);
	let id = closing_channel(asset.clone(), committed, state(1, Side::Opener, 0));
	assert_ok!(challenge(challenger.clone(), id, state(3, paid.0, paid.1)));
	let deposit = storage_deposit_in(asset);
	let (before, others) = (purses(asset), purse(asset, &challenger));
	events();
	let_pass(id);
	assert_ok!(settle(id));
	let got = purses(asset).checked_sub(&before).unwrap();
	let reward = purse(asset, &challenger) - others;
	let events = events();
	assert_ok!(Channels::force_close(origin(alice()), keeper, None));
	(got.opener - deposit, got.counterparty, reward, events)
}

#[test]
fn a_stale_state_costs_a_share_of_all_that_is_committed() {
	in_each_asset(|asset| {
		// A fifth of 1,001 rounded up is 201, of which a quarter rounded down is 50.
		let stranger = penalised(&asset, (1_000, 1), (Side::Opener, 0), charlie());
		let penalty = Event::Penalised {
			channel: ChannelId(1),
			side: Side::Opener,
			amount: 201,
			challenger: charlie(),
			reward: 50,
		};
		let settled = Event::Settled {
			channel: ChannelId(1),
			version: 3,
			paid: Pair::new(799, 152),
			pending: Pair::new(0, 0),
		};
		let closed = Event::Closed { channel: ChannelId(1) };
		assert_eq!(stranger, (799, 152, 50, vec![penalty, settled, closed]));
	});
}

#[test]
fn the_other_party_gets_all_of_the_penalty_where_a_party_exposed_it() {
	for challenger in [alice(), bob()] {
		in_each_asset(|asset| {
			let (opener, counterparty, _, events) =
				penalised(&asset, (1_000, 1), (Side::Opener, 0), challenger.clone());
			assert_eq!((opener, counterparty), (799, 202));
			let penalty = Event::Penalised {
				channel: ChannelId(1),
				side: Side::Opener,
				amount: 201,
				challenger: challenger.clone(),
				reward: 0,
			};
			assert_eq!(events[0], penalty);
		});
	}
}

#[test]
fn a_penalty_takes_no_more_than_the_final_state_leaves() {
	in_each_asset(|asset| {
		// 200 would be due; Alice has 200, 199, 3 and nothing.
		for (paid, left, won, reward) in
			[(800, 0, 950, 50), (801, 0, 951, 49), (997, 0, 1_000, 0), (1_000, 0, 1_000, 0)]
		{
			ExtBuilder.run(|| {
				let paid = (Side::Opener, paid);
				let got = penalised(&asset, (1_000, 0), paid, charlie());
				assert_eq!((got.0, got.1, got.2), (left, won, reward));
				assert!(matches!(got.3[0], Event::Penalised { .. }));
			});
		}
	});
}

#[test]
fn small_penalties_round_up_and_small_rewards_down() {
	for (committed, penalty, reward) in
		[(5, 1, 0), (6, 2, 0), (10, 2, 0), (11, 3, 0), (15, 3, 0), (16, 4, 1), (21, 5, 1)]
	{
		ExtBuilder.run(|| {
			let got = penalised(&TOKEN, (committed, 0), (Side::Opener, 0), charlie());
			let others = penalty - reward;
			assert_eq!((got.0, got.1, got.2), (committed - penalty, others, reward));
		});
	}
}

#[test]
fn both_parties_can_have_been_stale() {
	in_each_asset(|asset| {
		let id = closing_channel(asset.clone(), Pair::new(600, 400), state(1, Side::Opener, 600));
		assert_ok!(challenge(bob(), id, state(3, Side::Counterparty, 400)));
		// In the end Alice has 850 and Bob 150: he cannot pay his 200 in full.
		assert_ok!(challenge(charlie(), id, state(5, Side::Counterparty, 250)));
		assert_eq!(dispute(id).exposed_by, Pair::new(Some(bob()), Some(charlie())));
		let deposit = storage_deposit_in(&asset) + minimum(&asset);
		let charlies = purse(&asset, &charlie());
		events();
		let_pass(id);
		let paid = paid_by(&asset, || settle(id).unwrap());

		let penalty = |side, amount, challenger, reward| Event::Penalised {
			channel: id,
			side,
			amount,
			challenger,
			reward,
		};
		// 150 of which a quarter rounded down is 37.
		let penalties =
			[penalty(Side::Opener, 200, bob(), 0), penalty(Side::Counterparty, 150, charlie(), 37)];
		assert_eq!(events()[..2], penalties);
		assert_eq!(paid, Pair::new(850 - 200 + 113 + deposit, 200));
		assert_eq!(purse(&asset, &charlie()), charlies + 37);
	});
}

#[test]
fn htlcs_count_for_the_penalty_and_do_not_pay_it() {
	ExtBuilder.run(|| {
		// Alice offers all but 50 of what she has.
		let id = closing_channel(NATIVE, Pair::new(900, 100), state(1, Side::Opener, 0));
		let offered = htlc(Side::Opener, 850, 1, START + HORIZON);
		assert_ok!(challenge(bob(), id, state_with(3, Side::Opener, 0, vec![offered])));
		let_pass(id);
		assert_eq!(paid_by(&NATIVE, || settle(id).unwrap()), Pair::new(0, 150));
		assert_eq!(Channels::channel(id).unwrap().committed, Pair::new(850, 0));
		// What comes back of it is hers.
		set_time(START + HORIZON);
		let paid = paid_by(&NATIVE, || settle(id).unwrap());
		assert_eq!(paid, Pair::new(850 + ED + storage_deposit(), 0));
		assert_eq!(purse(&NATIVE, &alice()), WEALTH - 50);
	});
}

#[test]
fn a_penalty_does_not_touch_the_ledger() {
	in_each_asset(|asset| {
		let id = committed_channel(asset.clone(), Pair::new(100, 0));
		assert_ok!(Channels::deposit(origin(alice()), id, 1_000));
		assert_ok!(force_close(alice(), id, state(1, Side::Opener, 0)));
		assert_ok!(challenge(bob(), id, state(3, Side::Opener, 95)));
		let_pass(id);
		assert_ok!(settle(id));
		// Of the 20 that are due there are 5.
		assert_eq!(purse(&asset, &alice()), WEALTH - 100);
		assert_eq!(purse(&asset, &bob()), WEALTH + 100);
	});
}

#[test]
fn a_reward_that_is_refused_becomes_credit() {
	in_each_asset(|asset| {
		// Dave has no account, and the reward is too little to make one.
		let (dave, reward) = (dave(), minimum(&asset) - 1);
		let keeper = open_channel(asset.clone(), Pair::new(500, 0));
		let committed = Pair::new(reward * 4 * 5, 0);
		let id = closing_channel(asset.clone(), committed, state(1, Side::Opener, 0));
		assert_ok!(challenge(dave.clone(), id, state(3, Side::Opener, 0)));
		let_pass(id);
		events();
		assert_ok!(settle(id));
		assert!(is_gone(id));
		let credited = Event::Credited {
			owner: dave.clone(),
			asset: asset.clone(),
			amount: reward,
			reason: TokenError::BelowMinimum.into(),
		};
		assert_eq!(events()[0], credited);
		assert_eq!(Channels::credit(dave.clone(), asset.clone()), reward);
		// The channel is whole, all the same.
		assert_eq!(purse(&asset, &bob()), WEALTH + reward * 3);

		let claim = Channels::claim_credit(origin(dave.clone()), asset.clone(), charlie());
		assert_ok!(claim);
		assert_eq!(purse(&asset, &charlie()), WEALTH + reward);
		assert_noop!(
			Channels::claim_credit(origin(dave), asset, charlie()),
			Error::<Test>::NoCredit
		);
		assert_ok!(Channels::force_close(origin(bob()), keeper, None));
	});
	ExtBuilder.run(|| {
		block(charlie());
		let id = closing_channel(TOKEN, Pair::new(1_000, 0), state(1, Side::Opener, 0));
		assert_ok!(challenge(charlie(), id, state(3, Side::Opener, 0)));
		let_pass(id);
		assert_ok!(settle(id));
		assert_eq!(Channels::credit(charlie(), TOKEN), 50);
		unblock(charlie());
		assert_ok!(Channels::claim_credit(origin(charlie()), TOKEN, charlie()));
		assert_eq!(purse(&TOKEN, &charlie()), WEALTH + 50);
	});
}

#[test]
fn works_through_the_seam_as_well() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		let presented = signed(id, latest(7));
		let seam = <Channels as Dispute<AccountId>>::challenge;
		assert_noop!(seam(NO_CHANNEL, &charlie(), presented.clone()), Error::<Test>::NotFound);
		events();
		assert_ok!(seam(id, &charlie(), presented));
		assert_eq!(event(), told(id, charlie(), 7, (true, false)));
	});
}

#[test]
fn a_neighbour_that_refuses_to_be_told_takes_all_back() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		Diary::shut();
		assert_noop!(challenge(bob(), id, latest(7)), Diary::REFUSAL);
	});
}

#[test]
fn finds_room_in_a_full_block_and_is_paid_for() {
	ExtBuilder.run(|| {
		let id = closed_with(NATIVE, 5);
		let call = crate::Call::<Test>::challenge { channel: id, state: signed(id, latest(7)) };
		let info = call.get_dispatch_info();
		assert_eq!((info.class, info.pays_fee), (DispatchClass::Operational, Pays::Yes));
	});
}
