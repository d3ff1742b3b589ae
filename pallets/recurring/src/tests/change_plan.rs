use super::*;

fn change(id: SubscriptionId, plan: PlanId) -> Result<(), DispatchError> {
	Recurring::change_plan(origin(alice()), id, plan, 0)
}

/// A plan at this price, for so many days.
fn plan_of(price: Balance, days: u16) -> PlanId {
	let terms = Terms { price, frequency: Frequency::Daily(days), catch_up: CatchUp::Each };
	new_plan(PlanDetails { terms, ..plan_details(TOKEN) })
}

/// Alice on a plan for 10 days at 100.
fn on_ten_days() -> SubscriptionId {
	let id = crate::NextSubscriptionId::<Test>::get();
	let plan = plan_of(100, 10);
	assert_ok!(Recurring::subscribe(origin(alice()), plan, 0, free()));
	events();
	id
}

#[test]
fn what_is_left_of_the_period_counts_towards_the_new_one() {
	ExtBuilder.run(|| {
		let id = on_ten_days();
		let dear = plan_of(300, 30);
		events();
		set_time(START + 4 * DAY);
		assert_eq!(Recurring::credit_now(id), Some(60));
		assert_ok!(change(id, dear));
		let terms = Recurring::plan(dear).unwrap().details.terms;
		assert_eq!(
			events(),
			vec![
				Event::PlanChanged {
					subscription: id,
					old: Some(PlanId(0)),
					new: dear,
					terms,
					credit: 60,
					anchor_ms: START + 4 * DAY,
				},
				Event::Paid {
					subscription: id,
					period: 0,
					due_ms: START + 4 * DAY,
					amount: 240,
					paid: 340,
					payments: 2,
					paid_until_ms: START + 34 * DAY,
				},
			]
		);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 340);
		assert_eq!(Recurring::plan(PlanId(0)).unwrap().subscribers, 0);
		assert_eq!(Recurring::plan(dear).unwrap().subscribers, 1);
		assert_eq!(Recurring::by_plan(dear, None, 9), vec![id]);
		// The old plan's day passes without a payment.
		jump_to(START + 10 * DAY);
		assert_eq!(paid(), vec![]);
		jump_to(START + 34 * DAY);
		assert_eq!(paid(), vec![(START + 34 * DAY, 300)]);
	});
}

#[test]
fn what_is_left_beyond_the_new_price_pays_the_next_periods() {
	ExtBuilder.run(|| {
		let id = on_ten_days();
		let cheap = plan_of(25, 1);
		set_time(START + 4 * DAY);
		assert_ok!(change(id, cheap));
		assert_eq!(it(id).credit, 35);
		assert_eq!(paid(), vec![(START + 4 * DAY, 0)]);
		jump_to(START + 5 * DAY);
		assert_eq!(paid(), vec![(START + 5 * DAY, 0)]);
		assert_eq!(it(id).credit, 10);
		assert_eq!(Recurring::state(id).unwrap().owed, 0);
		jump_to(START + 6 * DAY);
		assert_eq!(paid(), vec![(START + 6 * DAY, 15)]);
		jump_to(START + 7 * DAY);
		assert_eq!(paid(), vec![(START + 7 * DAY, 25)]);
		// 60 units of the 100 were left, and bought 25 + 25 + 10.
		assert_eq!(it(id).paid, 100 + 15 + 25);
	});
}

#[test]
fn the_credit_is_rounded_down_to_the_unit() {
	// After this much of 10 days at 100, so much is left.
	let ten = 10 * DAY;
	let cases =
		[(0, 100), (1, 99), (ten / 100, 99), (ten / 100 + 1, 98), (ten - 1, 0), (ten / 3, 66)];
	for (after_ms, credit) in cases {
		ExtBuilder.run(|| {
			let id = on_ten_days();
			set_time(START + after_ms);
			assert_eq!(Recurring::credit_now(id), Some(credit), "after {after_ms}");
			let same = plan_of(100, 10);
			assert_ok!(change(id, same));
			assert_eq!(it(id).paid, 200 - credit);
		});
	}
}

#[test]
fn to_and_fro_wins_nothing() {
	ExtBuilder.run(|| {
		let id = on_ten_days();
		let other = plan_of(37, 3);
		for n in 0..20 {
			set_time(START + n * 7 * HOUR);
			assert_ok!(change(id, if n % 2 == 0 { other } else { PlanId(0) }));
			let worth = Recurring::credit_now(id).unwrap();
			assert!(worth <= it(id).paid);
		}
		// 5.5 days at 10 and at 12.33 a day were used at least.
		let used = it(id).paid - Recurring::credit_now(id).unwrap();
		assert!(used >= 55, "{used}");
	});
}

#[test]
fn in_a_trial_the_trial_stays() {
	ExtBuilder.run(|| {
		let id = subscribed(PlanDetails { trial_ms: 5 * DAY, ..plan_details(TOKEN) });
		let other = plan_of(70, 7);
		set_time(START + DAY);
		events();
		assert_ok!(change(id, other));
		let Event::PlanChanged { credit: 0, anchor_ms, .. } = event() else { panic!("paid") };
		assert_eq!(anchor_ms, START + 5 * DAY);
		run_block_at(START + 5 * DAY - 1);
		assert_eq!(paid(), vec![]);
		jump_to(START + 5 * DAY);
		assert_eq!(paid(), vec![(START + 5 * DAY, 70)]);
		jump_to(START + 12 * DAY);
		assert_eq!(paid(), vec![(START + 12 * DAY, 70)]);
	});
}

#[test]
fn the_present_terms_of_the_same_plan_can_be_taken() {
	ExtBuilder.run(|| {
		let id = on_ten_days();
		let terms = Terms { price: 200, frequency: Frequency::Daily(10), catch_up: CatchUp::Each };
		let details = PlanDetails { terms, max_subscribers: Some(1), ..plan_details(TOKEN) };
		assert_ok!(Recurring::edit_plan(origin(bob()), PlanId(0), details));
		assert_noop!(change(id, PlanId(0)), Error::<Test>::TermsChanged);
		set_time(START + 5 * DAY);
		assert_ok!(Recurring::change_plan(origin(alice()), id, PlanId(0), 1));
		assert_eq!(it(id).paid, 100 + 150);
		assert_eq!(Recurring::plan(PlanId(0)).unwrap().subscribers, 1);
	});
}

#[test]
fn an_authorisation_can_become_a_subscription() {
	ExtBuilder.run(|| {
		let terms = Terms { price: 0, ..monthly() };
		let id = authorised(TOKEN, terms, Limits { charges: 50, ..free() });
		assert_ok!(Recurring::charge(origin(bob()), id, 40, H256::zero()));
		assert_ok!(change(id, plan_of(100, 10)));
		assert_eq!(it(id).payments, 1);
		// What was charged in the period still counts.
		let charge = |amount| Recurring::charge(origin(bob()), id, amount, H256::zero());
		assert_noop!(charge(11), Error::<Test>::LimitReached);
		assert_ok!(charge(10));
	});
}

#[test]
fn leaving_a_retired_plan_removes_it() {
	ExtBuilder.run(|| {
		let id = on_ten_days();
		assert_ok!(Recurring::retire_plan(origin(bob()), PlanId(0)));
		assert_noop!(change(id, PlanId(0)), Error::<Test>::PlanRetired);
		assert_ok!(change(id, plan_of(100, 10)));
		assert_eq!(Recurring::plan(PlanId(0)), None);
	});
}

#[test]
fn fails_where_it_cannot_be() {
	ExtBuilder.run(|| {
		let id = on_ten_days();
		let plan = plan_of(200, 10);
		let by = |who, id| Recurring::change_plan(origin(who), id, plan, 0);
		assert_noop!(by(bob(), id), Error::<Test>::NotPayer);
		assert_noop!(by(charlie(), id), Error::<Test>::NotParty);
		assert_noop!(by(alice(), SubscriptionId(9)), Error::<Test>::NotFound);
		assert_noop!(change(id, PlanId(9)), Error::<Test>::PlanNotFound);

		let native = new_plan(plan_details(NATIVE));
		assert_noop!(change(id, native), Error::<Test>::WrongAsset);
		assert_ok!(Recurring::create_plan(origin(charlie()), plan_details(TOKEN)));
		assert_noop!(change(id, PlanId(3)), Error::<Test>::WrongPayee);
		let full = new_plan(PlanDetails { max_subscribers: Some(0), ..plan_details(TOKEN) });
		assert_noop!(change(id, full), Error::<Test>::TooManySubscribers);

		let limit = |limits| Recurring::set_limits(origin(alice()), id, limits);
		assert_ok!(limit(Limits { total: Some(199), ..free() }));
		assert_noop!(change(id, plan), Error::<Test>::LimitReached);
		assert_ok!(limit(Limits { end_ms: Some(START + DAY), ..free() }));
		set_time(START + DAY);
		assert_noop!(change(id, plan), Error::<Test>::Expired);
		set_time(START);
		assert_ok!(limit(free()));

		assert_ok!(Recurring::pause(origin(alice()), id));
		assert_noop!(change(id, plan), Error::<Test>::NotActive);
		assert_ok!(Recurring::resume(origin(alice()), id));
		set_time(START + 10 * DAY);
		assert_noop!(change(id, plan), Error::<Test>::PaymentDue);
		assert_ok!(Recurring::settle(origin(alice()), id));
		// Without the money nothing changes.
		set_balance(&TOKEN, &alice(), TOKEN_MIN + 99);
		let before = it(id);
		assert!(change(id, plan).is_err());
		set_balance(&TOKEN, &alice(), TOKEN_MIN + 100);
		assert_eq!(it(id), before);
		assert_ok!(change(id, plan));
	});
}

#[test]
fn nobody_gives_oneself_a_trial() {
	ExtBuilder.run(|| {
		let start_ms = START + 300 * DAY;
		let limits = Limits { charges: 50, ..free() };
		for (n, price) in [PRICE, 0].into_iter().enumerate() {
			let terms = Terms { price, ..monthly() };
			let alice = origin(alice());
			assert_ok!(Recurring::authorise(alice, bob(), TOKEN, terms, limits, Some(start_ms)));
			let plan = plan_of(100, 10);
			assert_noop!(change(SubscriptionId(n as u64), plan), Error::<Test>::NotStarted);
		}
		// Once it has begun it may go over, and pays.
		jump_to(start_ms);
		let id = SubscriptionId(1);
		events();
		assert_ok!(change(id, PlanId(1)));
		assert_eq!(it(id).paid_until_ms, now() + 10 * DAY);
		assert_eq!(paid(), vec![(now(), 100)]);
	});
}
