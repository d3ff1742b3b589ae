//! `recommendations` and `plan_rebalance`.

use super::*;
use crate::advice::{Direction, Priority, Reason, RebalancePlan, Recommendation};

fn plan(max_fee: Balance) -> RebalancePlan {
	Rebalancing::plan_rebalance(alice(), GOLD, max_fee)
}

/// Does what is planned.
fn carry_out(plan: &RebalancePlan) {
	assert_eq!(plan.report, None);
	assert_ok!(Rebalancing::rebalance(origin(alice()), GOLD, cycles(&plan.cycles), plan.fee));
	let told = events().pop();
	assert!(
		matches!(told, Some(Event::Rebalanced { amount, fee, .. })
			if (amount, fee) == (plan.amount, plan.fee)),
		"{told:?}"
	);
}

fn recommended() -> Vec<Recommendation> {
	Rebalancing::recommendations(alice(), GOLD, 10).unwrap()
}

#[test]
fn a_plan_is_a_run_that_works() {
	ExtBuilder.run(|| {
		let ([ab, bc, ca], _) = paid_ring();
		let found = plan(100);
		// Alice's first channel comes to its target, with the fees out of it.
		let expected = cycle(&[(ab, 400), (bc, 399), (ca, 398)]);
		assert_eq!(found.cycles, [expected]);
		assert_eq!((found.amount, found.fee), (398, 2));
		carry_out(&found);
		assert_eq!(plan(100), RebalancePlan::nothing(Report::Balanced));
	});
}

#[test]
fn a_plan_works_where_the_target_is_a_unit_outside_of_the_thresholds() {
	ExtBuilder.run(|| {
		let parts = Permill::from_parts;
		channel(alice(), bob(), [950, 49], terms(0, 0));
		channel(bob(), charlie(), [9_000, 9_000], terms(0, 0));
		let ca = channel(charlie(), alice(), [1_600, 400], terms(0, 0));
		let set = |band| set_policy(RebalancePolicy { band, ..manual() });
		// Of 999 the low threshold is 500 and half of it 499.
		set(Band { low: parts(499_999), target: parts(500_000), high: parts(900_000) });
		let found = plan(0);
		assert_eq!(found.amount, 450);
		let recommended = recommended();
		carry_out(&found);
		assert!(recommended.iter().all(|it| it.cycle.is_some()));

		// There is no unit within: as near as can be.
		Channels::mutate(ca, |channel| {
			channel.ledger.opener.free = 950;
			channel.ledger.counterparty.free = 49;
		});
		Channels::mutate(ChannelId(0), |channel| channel.ledger.opener.free = 950);
		Channels::mutate(ChannelId(0), |channel| channel.ledger.counterparty.free = 49);
		set(Band { low: parts(499_900), target: parts(500_000), high: parts(500_100) });
		let found = plan(0);
		assert_eq!(found.amount, 450);
		carry_out(&found);
		assert_eq!(plan(0), RebalancePlan::nothing(Report::NoPlan));
	});
}

#[test]
fn the_fee_is_limited_by_the_call_and_by_the_policy() {
	ExtBuilder.run(|| {
		ring_of(terms(10, 0));
		assert_eq!(plan(20).fee, 20);
		assert_eq!(plan(19), RebalancePlan::nothing(Report::ExceedsFeeBudget));
		// Of at most 490 units: no more get through.
		set_policy(RebalancePolicy { fee_limit: Permill::from_percent(4), ..manual() });
		assert_eq!(plan(20), RebalancePlan::nothing(Report::NoPlan));
		// Where 380 units are enough, but too few for their fee, some more go round.
		set_policy(RebalancePolicy { fee_limit: Permill::from_percent(5), ..manual() });
		assert_eq!((plan(20).amount, plan(20).fee), (400, 20));
		set_policy(RebalancePolicy { fee_limit: Permill::from_percent(10), ..manual() });
		assert_eq!(plan(20).fee, 20);
	});
}

#[test]
fn the_cheapest_way_round_is_taken() {
	ExtBuilder.run(|| {
		let [ab, ..] = ring_of(terms(5, 0));
		let bd = channel(bob(), dave(), [500, 500], terms(1, 0));
		let da = channel(dave(), alice(), [900, 100], terms(1, 0));
		Channels::set_policy(ab, &bob(), terms(1, 0));
		let found = plan(100);
		let first: Vec<_> = found.cycles[0].iter().map(|hop| hop.channel).collect();
		assert_eq!(first, [ab, bd, da]);
		carry_out(&found);
	});
}

#[test]
fn one_that_is_above_may_fill_one_that_is_within() {
	ExtBuilder.run(|| {
		let ab = channel(alice(), bob(), [950, 50], terms(0, 0));
		channel(bob(), charlie(), [900, 900], terms(0, 0));
		let ca = channel(charlie(), alice(), [400, 600], terms(0, 0));
		let found = plan(0);
		// Not to the targets, which one end would go away from: 950 less 150 is 800.
		assert_eq!((found.amount, found.cycles.len()), (150, 1));
		carry_out(&found);
		assert_eq!((local(ab, &alice()), local(ca, &alice())), (800, 750));
		assert_eq!(plan(0), RebalancePlan::nothing(Report::Balanced));
	});
}

#[test]
fn one_that_is_below_may_be_filled_by_one_that_is_within() {
	ExtBuilder.run(|| {
		let ab = channel(alice(), bob(), [450, 550], terms(0, 0));
		channel(bob(), charlie(), [900, 900], terms(0, 0));
		let ca = channel(charlie(), alice(), [990, 10], terms(0, 0));
		let found = plan(0);
		assert_eq!(found.amount, 190);
		carry_out(&found);
		assert_eq!((local(ab, &alice()), local(ca, &alice())), (260, 200));
	});
}

#[test]
fn no_other_channel_of_the_owner_is_pushed_out() {
	ExtBuilder.run(|| {
		channel(alice(), bob(), [1_000, 0], terms(0, 0));
		channel(bob(), charlie(), [900, 900], terms(0, 0));
		// It can take 40 to its high threshold.
		let ca = channel(charlie(), alice(), [240, 760], terms(0, 0));
		let found = plan(0);
		assert_eq!(found.amount, 40);
		carry_out(&found);
		assert_eq!(local(ca, &alice()), 800);
		assert_eq!(plan(0), RebalancePlan::nothing(Report::NoPlan));
	});
}

#[test]
fn several_cycles_make_one_run() {
	ExtBuilder.run(|| {
		let ab = channel(alice(), bob(), [2_000, 0], terms(1, 0));
		let bc = channel(bob(), charlie(), [600, 0], terms(1, 0));
		let bd = channel(bob(), dave(), [500, 0], terms(1, 0));
		let ca = channel(charlie(), alice(), [1_000, 0], terms(1, 0));
		let da = channel(dave(), alice(), [1_000, 0], terms(1, 0));
		let found = plan(100);
		assert_eq!(found.cycles.len(), 2);
		carry_out(&found);
		assert!(local(ca, &alice()) >= 400 && local(da, &alice()) >= 400);
		assert!(local(ab, &alice()) <= 1_200);
		assert!(local(bc, &bob()) + local(bd, &bob()) < 300);
	});
}

#[test]
fn channels_with_one_peer_count_together() {
	ExtBuilder.run(|| {
		channel(alice(), bob(), [900, 100], terms(0, 0));
		channel(alice(), bob(), [100, 900], terms(0, 0));
		channel(bob(), charlie(), [900, 900], terms(0, 0));
		channel(charlie(), alice(), [500, 500], terms(0, 0));
		assert_eq!(plan(100), RebalancePlan::nothing(Report::Balanced));
		// Of the difference, something is to be done.
		channel(alice(), bob(), [900, 100], terms(0, 0));
		assert_eq!(plan(100).report, None);
	});
}

#[test]
fn excluded_channels_are_left_alone() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		let set = |mode| {
			let policy = Some(ChannelPolicy { band: None, mode });
			assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ids[2], policy));
		};
		set(Mode::Manual);
		assert_eq!(plan(0).report, None);
		assert_eq!(recommended().len(), 2);
		set(Mode::Excluded);
		assert_eq!(plan(0), RebalancePlan::nothing(Report::NoPlan));
		let all = recommended();
		assert_eq!((all.len(), all[0].channel), (1, ids[0]));
	});
}

#[test]
fn little_is_not_worth_a_plan() {
	ExtBuilder.run(|| {
		ring();
		set_policy(RebalancePolicy { min_amount: 101, ..manual() });
		assert_eq!(plan(0), RebalancePlan::nothing(Report::Balanced));
		set_policy(RebalancePolicy { min_amount: 100, ..manual() });
		assert_eq!(plan(0).report, None);
	});
}

#[test]
fn who_has_no_channel_has_nothing_to_do() {
	ExtBuilder.run(|| {
		ring();
		let none = Rebalancing::plan_rebalance(eve(), GOLD, 0);
		assert_eq!(none, RebalancePlan::nothing(Report::Balanced));
		assert_eq!(Rebalancing::recommendations(eve(), GOLD, 10), Ok(vec![]));
		assert_eq!(Rebalancing::plan_rebalance(alice(), TIN, 0).cycles, [] as [Cycle; 0]);
	});
}

#[test]
fn recommendations_say_what_why_and_how_the_most_pressing_first() {
	ExtBuilder.run(|| {
		let (ids, _) = paid_ring();
		let best = cycle(&[(ids[0], 400), (ids[1], 399), (ids[2], 398)]);
		let critical = channel(alice(), dave(), [960, 40], terms(0, 0));
		let fine = channel(alice(), dave(), [500, 500], terms(0, 0));
		let low = channel(alice(), dave(), [450, 550], terms(0, 0));
		let medium = channel(alice(), dave(), [400, 600], terms(0, 0));
		let high = channel(alice(), dave(), [300, 700], terms(0, 0));
		let edge = channel(alice(), dave(), [800, 200], terms(0, 0));
		let all = recommended();
		let shown: Vec<_> = all.iter().map(|it| (it.channel, it.priority)).collect();
		let expected = [
			(critical, Priority::Critical),
			(ids[0], Priority::Critical),
			(ids[2], Priority::Critical),
			(edge, Priority::Critical),
			(high, Priority::High),
			(medium, Priority::Medium),
			(low, Priority::Low),
		];
		assert_eq!(shown, expected);
		assert!(all.iter().all(|it| it.channel != fine));
		let first = &all[1];
		assert_eq!((first.ratio, first.amount), (Permill::from_percent(90), 400));
		assert_eq!((first.direction, first.reason), (Direction::Give, Reason::AboveHigh(100)));
		assert_eq!(
			(first.holding, first.mode),
			(Holding { local: 900, remote: 100 }, Mode::Automatic)
		);
		let second = &all[2];
		assert_eq!((second.direction, second.reason), (Direction::Take, Reason::BelowLow(100)));
		assert_eq!((&second.cycle, second.fee), (&Some(best), Some(2)));
		assert_eq!((all[3].reason, all[3].ratio), (Reason::OffTarget, Permill::from_percent(80)));
		assert!(all.iter().all(|it| it.complete));
		// Nobody leads on from Dave.
		assert_eq!((&all[0].cycle, all[0].fee), (&None, None));
		assert_eq!(Rebalancing::recommendations(alice(), GOLD, 2).unwrap().len(), 2);
		assert_eq!(Rebalancing::recommendations(alice(), GOLD, 0), Ok(vec![]));
	});
}

#[test]
fn what_is_recommended_for_a_channel_works() {
	ExtBuilder.run(|| {
		channel(alice(), bob(), [950, 50], terms(0, 0));
		channel(bob(), charlie(), [900, 900], terms(0, 0));
		channel(charlie(), alice(), [400, 600], terms(0, 0));
		for it in recommended() {
			let Some(cycle) = it.cycle else { continue };
			let run = || {
				Rebalancing::rebalance(
					origin(alice()),
					GOLD,
					cycles(core::slice::from_ref(&cycle)),
					0,
				)
			};
			let done = frame_support::storage::with_transaction(|| {
				let done: sp_runtime::DispatchResult = run();
				sp_runtime::TransactionOutcome::Rollback(done)
			});
			assert_ok!(done);
		}
		assert!(recommended()[0].cycle.is_some());
	});
}

/// The channels of a chain: Alice and Bob have two, in one of which she has too much.
fn twins() -> [ChannelId; 4] {
	[
		channel(alice(), bob(), [900, 100], terms(0, 0)),
		channel(alice(), bob(), [400, 600], terms(0, 0)),
		channel(bob(), charlie(), [1_000, 1_000], terms(0, 0)),
		channel(charlie(), alice(), [500, 500], terms(0, 0)),
	]
}

#[test]
fn a_second_channel_with_the_same_peer_that_has_room_hides_no_cycle() {
	ExtBuilder.run(|| {
		let [first, _, bc, ca] = twins();
		let found = plan(0);
		assert_eq!(found.cycles, [round(&[first, bc, ca], 100)]);
		assert!(found.complete);
		assert_eq!(recommended()[0].cycle, Some(round(&[first, bc, ca], 100)));
		carry_out(&found);
		assert_eq!((local(first, &alice()), local(ca, &alice())), (800, 600));
		assert_eq!(plan(0), RebalancePlan::nothing(Report::Balanced));
	});
}

#[test]
fn where_only_more_gets_through_than_there_is_too_much_as_little_as_can_be_is_moved() {
	ExtBuilder.run(|| {
		let [first, _, bc, ca] = twins();
		Channels::set_policy(bc, &bob(), Policy { min_amount: 170, ..terms(0, 0) });
		Channels::set_policy(ca, &charlie(), Policy { min_amount: 170, ..terms(0, 0) });
		let found = plan(0);
		assert_eq!(found.cycles, [round(&[first, bc, ca], 170)]);
		carry_out(&found);
		assert_eq!((local(first, &alice()), local(ca, &alice())), (730, 670));
	});
}

#[test]
fn a_chain_that_is_too_large_is_refused_by_name() {
	ExtBuilder.run(|| {
		ring();
		let made = Channels::get(ChannelId(0));
		let most = bloc_math::graph::MAX_EDGES as u64 / 2;
		let put = |id| frame_support::storage::unhashed::put(&Channels::key(ChannelId(id)), &made);
		(3..most).for_each(put);
		assert_eq!(plan(0).report, None);
		assert!(Rebalancing::recommendations(alice(), GOLD, 2).is_ok());
		put(most);
		assert_eq!(plan(0), RebalancePlan::nothing(Report::TooLarge));
		assert!(!plan(0).complete);
		let refused = Rebalancing::recommendations(alice(), GOLD, 2);
		assert_eq!(refused, Err(crate::advice::NoAdvice::TooLarge));
		// Not so in an asset that has fewer.
		assert_eq!(Rebalancing::plan_rebalance(alice(), TIN, 0).report, Some(Report::Balanced));
	});
}
