//! `rebalance`.

use super::*;
use bloc_primitives::guard::Guard;

fn rebalance(all: &[Cycle], max_fee: Balance) -> sp_runtime::DispatchResult {
	Rebalancing::rebalance(origin(alice()), GOLD, cycles(all), max_fee)
}

fn refused(name: &'static str) -> DispatchError {
	DispatchError::Other(name)
}

/// Others have plenty in a channel between them.
fn fill(id: ChannelId) {
	Channels::mutate(id, |channel| {
		channel.ledger.opener.free = 5_000;
		channel.ledger.counterparty.free = 5_000;
	});
}

#[test]
fn money_goes_round_and_each_forwarder_keeps_its_fee() {
	ExtBuilder.run(|| {
		let ([ab, bc, ca], cycle) = paid_ring();
		let before = Channels::total(&GOLD);
		assert_ok!(rebalance(core::slice::from_ref(&cycle), 2));
		assert_eq!((local(ab, &alice()), local(ca, &alice())), (498, 500));
		assert_eq!(local(ab, &bob()) + local(bc, &bob()), 100 + 500 + 1);
		assert_eq!(local(bc, &charlie()) + local(ca, &charlie()), 500 + 900 + 1);
		assert_eq!(Channels::total(&GOLD), before);
		let told = Event::Rebalanced {
			account: alice(),
			asset: GOLD,
			trigger: Trigger::Manual,
			cycles: cycles(&[cycle]),
			amount: 400,
			fee: 2,
			outside: 0,
			spent: None,
		};
		assert_eq!(event(), told);
	});
}

#[test]
fn it_costs_no_more_than_the_call_allows() {
	ExtBuilder.run(|| {
		let (_, cycle) = paid_ring();
		assert_noop!(rebalance(core::slice::from_ref(&cycle), 1), Error::<Test>::FeeTooHigh);
		assert_ok!(rebalance(&[cycle], 2));
	});
}

#[test]
fn it_costs_no_more_than_the_policy_allows() {
	ExtBuilder.run(|| {
		let (_, cycle) = paid_ring();
		// Of 400: 1 and 2 units.
		let limit = |ppm| {
			set_policy(RebalancePolicy { fee_limit: Permill::from_parts(ppm), ..manual() });
		};
		limit(4_999);
		assert_noop!(rebalance(core::slice::from_ref(&cycle), 100), Error::<Test>::FeeTooHigh);
		limit(5_000);
		assert_ok!(rebalance(&[cycle], 100));
	});
}

#[test]
fn a_manual_run_is_not_bound_by_the_budget_and_takes_nothing_of_it() {
	ExtBuilder.run(|| {
		let (_, cycle) = paid_ring();
		set_policy(RebalancePolicy { fee_budget: 0, ..policy() });
		let before = status();
		assert_ok!(rebalance(&[cycle], 2));
		assert_eq!(status(), before);
	});
}

#[test]
fn a_forwarder_gets_its_fee_to_the_unit() {
	ExtBuilder.run(|| {
		let ([ab, bc, ca], _) = paid_ring();
		let too_low = [
			cycle(&[(ab, 401), (bc, 401), (ca, 400)]),
			cycle(&[(ab, 402), (bc, 400), (ca, 400)]),
			cycle(&[(ab, 402), (bc, 403), (ca, 400)]),
		];
		for cycle in too_low {
			assert_noop!(rebalance(&[cycle], 100), Error::<Test>::FeeTooLow);
		}
		// More than it asks is welcome.
		assert_ok!(rebalance(&[cycle(&[(ab, 410), (bc, 401), (ca, 400)])], 10));
		assert_eq!(local(ab, &bob()) + local(bc, &bob()), 100 + 500 + 9);
	});
}

#[test]
fn inbound_fees_count() {
	ExtBuilder.run(|| {
		let ([ab, bc, ca], _) = paid_ring();
		// Bob gives a discount of 1 on what arrives from Alice.
		let discount = Policy { inbound_base_fee: -1, ..terms(1, 1_000) };
		Channels::set_policy(ab, &bob(), discount);
		assert_ok!(rebalance(&[cycle(&[(ab, 401), (bc, 401), (ca, 400)])], 1));
		let surcharge = Policy { inbound_base_fee: 1, ..terms(1, 1_000) };
		Channels::set_policy(ab, &bob(), surcharge);
		set_policy(manual());
		let dear = |first| cycle(&[(ab, first), (bc, 11), (ca, 10)]);
		assert_noop!(rebalance(&[dear(12)], 5), Error::<Test>::FeeTooHigh);
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, None));
		assert_noop!(rebalance(&[dear(12)], 5), Error::<Test>::FeeTooLow);
	});
}

#[test]
fn who_has_let_its_balance_adds_nothing_for_where_it_comes_from() {
	ExtBuilder.run(|| {
		let ([ab, bc, _], cycle) = paid_ring();
		let ask = || rebalance(core::slice::from_ref(&cycle), 2);
		Channels::set_policy(ab, &bob(), Policy { inbound_base_fee: 1, ..terms(1, 1_000) });
		assert_noop!(ask(), Error::<Test>::FeeTooLow);
		Channels::mutate(bc, |channel| {
			let side = channel.side_of(&bob()).unwrap();
			let worst = channel.policies.of(side).unwrap();
			let until_ms = u64::MAX;
			channel.guard = Some(Guard { side, floor: 0, until_ms, worst, lien: 0 });
		});
		assert_ok!(ask());
	});
}

#[test]
fn a_forwarder_forwards_only_as_its_policy_says() {
	ExtBuilder.run(|| {
		let ([ab, bc, ca], cycle) = paid_ring();
		let ask = || rebalance(core::slice::from_ref(&cycle), 2);
		let base = terms(1, 1_000);
		let unwilling = [
			None,
			Some(Policy { enabled: false, ..base }),
			Some(Policy { min_amount: 402, ..base }),
			Some(Policy { max_amount: 400, ..base }),
			Some(Policy { reserve: 100, ..base }),
		];
		for policy in unwilling {
			Channels::set_policy(bc, &bob(), policy);
			assert_noop!(ask(), refused("PolicyRefuses"));
		}
		Channels::set_policy(
			bc,
			&bob(),
			Policy { min_amount: 401, max_amount: 401, reserve: 99, ..base },
		);
		// Over its own channel Alice needs no policy.
		Channels::set_policy(ab, &alice(), None);
		Channels::set_policy(ca, &alice(), None);
		assert_ok!(ask());
	});
}

#[test]
fn so_does_the_last_one_who_pays_the_caller() {
	ExtBuilder.run(|| {
		let ([.., ca], cycle) = paid_ring();
		let ask = || rebalance(core::slice::from_ref(&cycle), 2);
		let base = terms(1, 1_000);
		// 400 of its 900 are to leave.
		let unwilling = [
			None,
			Some(Policy { enabled: false, ..base }),
			Some(Policy { min_amount: 401, ..base }),
			Some(Policy { max_amount: 399, ..base }),
			Some(Policy { reserve: 501, ..base }),
		];
		for policy in unwilling {
			Channels::set_policy(ca, &charlie(), policy);
			assert_noop!(ask(), refused("PolicyRefuses"));
		}
		let just = Policy { min_amount: 400, max_amount: 400, reserve: 500, ..base };
		Channels::set_policy(ca, &charlie(), just);
		assert_ok!(ask());
	});
}

#[test]
fn a_cycle_leads_from_the_caller_back_to_the_caller() {
	ExtBuilder.run(|| {
		let [ab, bc, ca] = ring();
		let cd = channel(charlie(), dave(), [500, 500], terms(0, 0));
		let da = channel(dave(), alice(), [900, 100], terms(0, 0));
		let not_a_cycle = |ids: &[ChannelId]| {
			assert_noop!(rebalance(&[round(ids, 10)], 0), Error::<Test>::NotACycle);
		};
		not_a_cycle(&[]);
		not_a_cycle(&[ab]);
		// Through the caller in between.
		not_a_cycle(&[ab, bc, ca, da, cd, ca]);
		// It ends at somebody else, though it is a channel of the caller's.
		not_a_cycle(&[ab, ab, ab]);
		let stray = |ids: &[ChannelId], error: DispatchError| {
			assert_noop!(rebalance(&[round(ids, 10)], 0), error);
		};
		stray(&[ab, bc], Error::<Test>::NotParty.into());
		stray(&[bc, ca], Error::<Test>::NotParty.into());
		// Bob is no party of that one: a hop is forged.
		stray(&[ab, cd, da], refused("NotParty"));
		stray(&[ChannelId(99), bc, ca], Error::<Test>::ChannelNotFound.into());
		stray(&[ab, ChannelId(99), ca], refused("NotFound"));
		stray(&[ab, bc, ChannelId(99)], Error::<Test>::ChannelNotFound.into());
		assert_noop!(rebalance(&[], 0), Error::<Test>::NoCycle);
		assert_ok!(rebalance(&[round(&[ab, bc, cd, da], 10)], 0));
	});
}

#[test]
fn eight_hops_are_as_many_as_there_are() {
	assert_eq!((MAX_HOPS, Cycle::bound()), (8, 8));
}

#[test]
fn nothing_moves_over_a_channel_that_is_closing_or_in_another_asset() {
	ExtBuilder.run(|| {
		let ids = ring();
		let cycle = round(&ids, 10);
		let tin =
			Rebalancing::rebalance(origin(alice()), TIN, cycles(core::slice::from_ref(&cycle)), 0);
		assert_eq!(tin, Err(refused("WrongAsset")));
		assert_noop!(rebalance(&[round(&ids, 0)], 0), refused("ZeroAmount"));
		assert_noop!(rebalance(&[round(&ids, 501)], 0), refused("PolicyRefuses"));
		assert_noop!(rebalance(&[round(&ids, 901)], 0), refused("InsufficientLedger"));
		Channels::set_phase(ids[1], Phase::Closing { settles_ms: now() });
		assert_noop!(rebalance(&[cycle], 0), refused("NotOpen"));
	});
}

#[test]
fn no_channel_of_the_caller_comes_out_of_its_thresholds() {
	ExtBuilder.run(|| {
		let ids = ring();
		fill(ids[1]);
		// The other side of the band.
		let back: Vec<_> = ids.iter().rev().copied().collect();
		assert_noop!(rebalance(&[round(&back, 10)], 0), Error::<Test>::WorsensBalance);
		// 900 less 701 is 199.
		assert_noop!(rebalance(&[round(&ids, 701)], 0), Error::<Test>::WorsensBalance);
		assert_ok!(rebalance(&[round(&ids, 700)], 0));
		assert_eq!((local(ids[0], &alice()), local(ids[2], &alice())), (200, 800));
	});
}

#[test]
fn it_must_be_better_for_it() {
	ExtBuilder.run(|| {
		let ids = ring();
		fill(ids[1]);
		assert_ok!(rebalance(&[round(&ids, 300)], 0));
		// 600 and 400 are within the thresholds; nearer to the target is better still.
		let event_of = |outside| {
			assert!(matches!(event(), Event::Rebalanced { outside: is, .. } if is == outside));
		};
		event_of(0);
		assert_noop!(rebalance(&[round(&ids, 200)], 0), Error::<Test>::NoImprovement);
		assert_noop!(rebalance(&[round(&ids, 300)], 0), Error::<Test>::NoImprovement);
		assert_ok!(rebalance(&[round(&ids, 199)], 0));
		assert_eq!(local(ids[0], &alice()), 401);
		// There and back over one channel is nothing.
		let nothing = round(&[ids[0], ids[0]], 10);
		assert_noop!(rebalance(&[nothing], 0), Error::<Test>::NoImprovement);
	});
}

#[test]
fn what_is_within_may_go_away_from_its_target_for_one_that_is_not() {
	ExtBuilder.run(|| {
		let [ab, bc, _] = ring();
		let ca = channel(charlie(), alice(), [500, 500], terms(0, 0));
		// 90 hundredths to 70, and 50 to 70.
		assert_ok!(rebalance(&[round(&[ab, bc, ca], 200)], 0));
		assert_eq!((local(ab, &alice()), local(ca, &alice())), (700, 700));
	});
}

#[test]
fn part_of_the_way_will_do() {
	ExtBuilder.run(|| {
		let ids = ring();
		assert_ok!(rebalance(&[round(&ids, 10)], 0));
		assert!(matches!(event(), Event::Rebalanced { outside: 180, amount: 10, .. }));
	});
}

#[test]
fn cycles_of_one_run_are_judged_together() {
	ExtBuilder.run(|| {
		let [ab, bc, ca] = ring();
		let cd = channel(charlie(), dave(), [500, 500], terms(0, 0));
		let da = channel(dave(), alice(), [900, 100], terms(0, 0));
		let all = [round(&[ab, bc, ca], 300), round(&[ab, bc, cd, da], 150)];
		assert_ok!(rebalance(&all, 0));
		let locals = [ab, ca, da].map(|id| local(id, &alice()));
		assert_eq!(locals, [450, 400, 250]);
		// All or nothing.
		let half = [round(&[ab, bc, ca], 10), round(&[ab, cd, da], 10)];
		assert_noop!(rebalance(&half, 0), refused("NotParty"));
	});
}

#[test]
fn a_channel_of_its_own_mind_is_asked() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(manual());
		let set = |band, mode| {
			let policy = Some(ChannelPolicy { band, mode });
			assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ids[2], policy));
		};
		let ask = || rebalance(&[round(&ids, 200)], 0);
		set(None, Mode::Excluded);
		assert_noop!(ask(), Error::<Test>::ChannelExcluded);
		let percent = Permill::from_percent;
		let band = Band { low: percent(5), target: percent(10), high: percent(15) };
		set(Some(band), Mode::Manual);
		assert_noop!(ask(), Error::<Test>::WorsensBalance);
		set(None, Mode::Manual);
		assert_ok!(ask());
	});
}

#[test]
fn sums_that_do_not_fit_are_refused() {
	ExtBuilder.run(|| {
		let ids = ring();
		let huge = round(&ids, Balance::MAX);
		assert_noop!(rebalance(&[huge.clone(), huge], 0), Error::<Test>::Overflow);
		// More would come back than went out.
		let [ab, bc, ca] = ids;
		let gain = cycle(&[(ab, 10), (bc, 10), (ca, 11)]);
		assert_noop!(rebalance(&[gain], 0), Error::<Test>::FeeTooLow);
	});
}
