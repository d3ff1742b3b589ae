use super::*;

#[test]
fn either_ends_it_at_once_and_the_deposit_comes_back() {
	for (who, party) in [(alice(), Party::Payer), (bob(), Party::Payee)] {
		ExtBuilder.run(|| {
			let id = subscribed(plan_details(TOKEN));
			assert!(held(&alice()) > 0);
			events();
			assert_ok!(Recurring::cancel(origin(who), id));
			assert_eq!(
				event(),
				Event::Ended {
					subscription: id,
					reason: EndReason::Cancelled(party),
					paid: PRICE,
					payments: 1,
					paid_until_ms: noon("2024-02-29"),
				}
			);
			assert!(is_gone(id));
			assert_eq!(held(&alice()), 0);
			assert_eq!(balance(&NATIVE, &alice()), WEALTH);
			assert_eq!(Recurring::plan(PlanId(0)).unwrap().subscribers, 0);
			// What was to come is not paid.
			jump_to(noon("2024-02-29"));
			assert_eq!(events(), vec![]);
			assert_eq!(balance(&TOKEN, &bob()), WEALTH + PRICE);
		});
	}
}

#[test]
fn works_in_every_state() {
	ExtBuilder.run(|| {
		let paused = subscribed(plan_details(TOKEN));
		assert_ok!(Recurring::pause(origin(bob()), paused));
		let trial = subscribed(PlanDetails { trial_ms: DAY, ..plan_details(TOKEN) });
		let daily = Terms { frequency: Frequency::Daily(1), ..monthly() };
		let poor = authorised(TOKEN, daily, free());
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		jump_to(START + DAY);
		assert_eq!(Recurring::state(poor).unwrap().phase, Phase::PastDue);
		for id in [paused, trial, poor] {
			assert_ok!(Recurring::cancel(origin(alice()), id));
		}
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn fails_for_others_and_a_second_time() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		assert_noop!(Recurring::cancel(origin(charlie()), id), Error::<Test>::NotParty);
		assert_ok!(Recurring::cancel(origin(alice()), id));
		assert_noop!(Recurring::cancel(origin(alice()), id), Error::<Test>::NotFound);
	});
}
