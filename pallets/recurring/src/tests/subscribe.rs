use super::*;

#[test]
fn pays_the_first_period_at_once() {
	ExtBuilder.run(|| {
		let plan = new_plan(plan_details(TOKEN));
		events();
		assert_ok!(Recurring::subscribe(origin(alice()), plan, 0, free()));
		let subscription = SubscriptionId(0);
		assert_eq!(
			events(),
			vec![
				Event::Subscribed {
					subscription,
					payer: alice(),
					payee: bob(),
					asset: TOKEN,
					plan: Some(plan),
					terms: monthly(),
					limits: free(),
					anchor_ms: START,
				},
				Event::Paid {
					subscription,
					period: 0,
					due_ms: START,
					amount: PRICE,
					paid: PRICE,
					payments: 1,
					paid_until_ms: noon("2024-02-29"),
				},
			]
		);
		assert_eq!(balance(&TOKEN, &alice()), WEALTH - PRICE);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + PRICE);
		assert_eq!(Recurring::plan(plan).unwrap().subscribers, 1);
		assert!(held(&alice()) > 0);
	});
}

#[test]
fn pays_on_the_last_of_each_month() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(NATIVE));
		events();
		let dues = ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30"].map(noon);
		for due_ms in dues {
			run_block_at(due_ms - 1);
			assert_eq!(paid(), vec![]);
			jump_to(due_ms);
			assert_eq!(paid(), vec![(due_ms, PRICE)]);
		}
		assert_eq!(balance(&NATIVE, &bob()), WEALTH + 6 * PRICE - held(&bob()));
		assert_eq!(it(id).payments, 6);
		assert_eq!(it(id).paid, 6 * PRICE);
	});
}

#[test]
fn pays_on_the_leap_day_of_leap_years_and_the_28th_of_others() {
	ExtBuilder.run(|| {
		set_time(noon("2024-02-29"));
		let frequency = Frequency::Yearly(1);
		let terms = Terms { frequency, ..monthly() };
		subscribed(PlanDetails { terms, ..plan_details(NATIVE) });
		events();
		for day in ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"] {
			run_block_at(noon(day) - 1);
			assert_eq!(paid(), vec![]);
			jump_to(noon(day));
			assert_eq!(paid(), vec![(noon(day), PRICE)]);
		}
	});
}

#[test]
fn every_frequency_is_due_when_it_says() {
	let cases = [
		(Frequency::Daily(1), "2024-02-01T12:00:00Z"),
		(Frequency::Daily(30), "2024-03-01T12:00:00Z"),
		(Frequency::Weekly(1), "2024-02-07T12:00:00Z"),
		(Frequency::Weekly(2), "2024-02-14T12:00:00Z"),
		(Frequency::Monthly(1), "2024-02-29T12:00:00Z"),
		(Frequency::Monthly(3), "2024-04-30T12:00:00Z"),
		(Frequency::Yearly(1), "2025-01-31T12:00:00Z"),
		(Frequency::Yearly(2), "2026-01-31T12:00:00Z"),
		(Frequency::Custom(90 * MINUTE), "2024-01-31T13:30:00Z"),
	];
	for (frequency, second) in cases {
		ExtBuilder.run(|| {
			let terms = Terms { frequency, ..monthly() };
			subscribed(PlanDetails { terms, ..plan_details(TOKEN) });
			events();
			run_block_at(at(second) - 1);
			assert_eq!(paid(), vec![], "{frequency:?}");
			jump_to(at(second));
			assert_eq!(paid(), vec![(at(second), PRICE)], "{frequency:?}");
		});
	}
}

#[test]
fn a_trial_is_free() {
	ExtBuilder.run(|| {
		let id = subscribed(PlanDetails { trial_ms: 14 * DAY, ..plan_details(TOKEN) });
		assert_eq!(paid(), vec![]);
		assert_eq!(Recurring::state(id).unwrap().phase, Phase::Trial);
		assert_eq!(it(id).paid_until_ms, START + 14 * DAY);
		run_block_at(START + 14 * DAY - 1);
		assert_eq!(paid(), vec![]);
		jump_to(START + 14 * DAY);
		assert_eq!(paid(), vec![(START + 14 * DAY, PRICE)]);
		assert_eq!(Recurring::state(id).unwrap().phase, Phase::Active);
		// 14 February, so the next one is due on 14 March.
		assert_eq!(it(id).paid_until_ms, noon("2024-03-14"));
	});
}

#[test]
fn who_cannot_pay_the_first_period_is_refused() {
	ExtBuilder.run(|| {
		let plan = new_plan(plan_details(TOKEN));
		let subscribe = || Recurring::subscribe(origin(alice()), plan, 0, free());
		// The account has to live on.
		set_balance(&TOKEN, &alice(), PRICE + TOKEN_MIN - 1);
		assert!(subscribe().is_err());
		assert_eq!(held(&alice()), 0);
		set_balance(&TOKEN, &alice(), PRICE + TOKEN_MIN);
		assert_ok!(subscribe());
		assert_eq!(balance(&TOKEN, &alice()), TOKEN_MIN);
	});
}

#[test]
fn fails_for_a_plan_that_is_not_there_was_edited_or_takes_nobody() {
	ExtBuilder.run(|| {
		let subscribe =
			|plan, edition| Recurring::subscribe(origin(alice()), plan, edition, free());
		assert_noop!(subscribe(PlanId(0), 0), Error::<Test>::PlanNotFound);
		let details = PlanDetails { max_subscribers: Some(1), ..plan_details(TOKEN) };
		let plan = new_plan(details.clone());
		assert_noop!(subscribe(plan, 1), Error::<Test>::TermsChanged);
		assert_ok!(Recurring::edit_plan(origin(bob()), plan, details));
		assert_noop!(subscribe(plan, 0), Error::<Test>::TermsChanged);
		assert_ok!(subscribe(plan, 1));
		assert_noop!(subscribe(plan, 1), Error::<Test>::TooManySubscribers);
		assert_ok!(Recurring::cancel(origin(alice()), SubscriptionId(0)));
		assert_ok!(subscribe(plan, 1));
		assert_ok!(Recurring::retire_plan(origin(bob()), plan));
		assert_noop!(subscribe(plan, 1), Error::<Test>::PlanRetired);
	});
}

#[test]
fn fails_for_oneself_and_without_a_deposit() {
	ExtBuilder.run(|| {
		let plan = new_plan(PlanDetails { trial_ms: DAY, ..plan_details(TOKEN) });
		let subscribe = |who| Recurring::subscribe(origin(who), plan, 0, free());
		assert_noop!(subscribe(bob()), Error::<Test>::SameParty);
		assert!(subscribe(dave()).is_err());
		assert_ok!(subscribe(alice()));
		let deposit = held(&alice());
		set_balance(&NATIVE, &charlie(), deposit + ED - 1);
		assert!(subscribe(charlie()).is_err());
		set_balance(&NATIVE, &charlie(), deposit + ED);
		assert_ok!(subscribe(charlie()));
	});
}

#[test]
fn fails_with_limits_under_which_nothing_would_be_paid() {
	ExtBuilder.run(|| {
		let plan = new_plan(PlanDetails { trial_ms: DAY, ..plan_details(TOKEN) });
		let subscribe = |limits| Recurring::subscribe(origin(alice()), plan, 0, limits);
		let end = |end_ms| Limits { end_ms: Some(end_ms), ..free() };
		assert_noop!(subscribe(end(START + DAY)), Error::<Test>::Expired);
		assert_ok!(subscribe(end(START + DAY + 1)));
		let total = |total| Limits { total: Some(total), ..free() };
		assert_noop!(subscribe(total(PRICE - 1)), Error::<Test>::LimitReached);
		assert_ok!(subscribe(total(PRICE)));
		let payments = |payments| Limits { payments: Some(payments), ..free() };
		assert_noop!(subscribe(payments(0)), Error::<Test>::LimitReached);
		assert_ok!(subscribe(payments(1)));
	});
}

#[test]
fn a_plan_is_paid_up_after_its_payments() {
	ExtBuilder.run(|| {
		let id = subscribed(PlanDetails { max_payments: Some(3), ..plan_details(TOKEN) });
		jump_to(noon("2024-02-29"));
		jump_to(noon("2024-03-31"));
		assert_eq!(paid().len(), 3);
		// What is paid for is had.
		run_block_at(noon("2024-04-30") - 1);
		assert_eq!(it(id).payments_left, Some(0));
		assert!(Recurring::next_due(id, 5).is_empty());
		jump_to(noon("2024-04-30"));
		let Some(Event::Ended { reason, paid, payments, paid_until_ms, .. }) = events().pop()
		else {
			panic!("not ended")
		};
		assert_eq!((reason, paid, payments), (EndReason::LimitReached, 3 * PRICE, 3));
		assert_eq!(paid_until_ms, noon("2024-04-30"));
		assert_eq!(held(&alice()), 0);
		assert_eq!(balance(&TOKEN, &alice()), WEALTH - 3 * PRICE);
	});
}
