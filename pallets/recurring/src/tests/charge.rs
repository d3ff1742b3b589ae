use super::*;
use sp_runtime::TokenError;

fn charge(id: SubscriptionId, amount: Balance) -> Result<(), DispatchError> {
	Recurring::charge(origin(bob()), id, amount, H256::repeat_byte(3))
}

#[test]
fn the_payee_charges_within_the_limit_of_each_period() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, monthly(), Limits { charges: 50, ..free() });
		events();
		assert_ok!(charge(id, 30));
		assert_eq!(
			event(),
			Event::Charged {
				subscription: id,
				amount: 30,
				reference: H256::repeat_byte(3),
				charged: 30,
				paid: PRICE + 30,
			}
		);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + PRICE + 30);
		assert_noop!(charge(id, 21), Error::<Test>::LimitReached);
		assert_ok!(charge(id, 20));
		assert_noop!(charge(id, 1), Error::<Test>::LimitReached);
		// The next period has a limit of its own, from its first instant on.
		run_block_at(noon("2024-02-29") - 1);
		assert_noop!(charge(id, 1), Error::<Test>::LimitReached);
		run_block_at(noon("2024-02-29"));
		assert_ok!(charge(id, 50));
	});
}

#[test]
fn an_authorisation_without_a_price_is_for_charges_only() {
	ExtBuilder.run(|| {
		let terms = Terms { price: 0, ..monthly() };
		let end_ms = Some(START + 40 * DAY);
		let id = authorised(TOKEN, terms, Limits { charges: 50, end_ms, ..free() });
		jump_to(START + 35 * DAY);
		assert_eq!(it(id).payments, 0);
		assert_ok!(charge(id, 50));
		assert!(Recurring::next_due(id, 9).is_empty());
		run_block_at(START + 40 * DAY - 1);
		assert!(!is_gone(id));
		jump_to(START + 40 * DAY);
		assert_eq!(ended(), Some(EndReason::Expired));
	});
}

#[test]
fn charges_count_towards_the_total() {
	ExtBuilder.run(|| {
		let limits = Limits { charges: 500, total: Some(PRICE + 120), ..free() };
		let id = authorised(TOKEN, monthly(), limits);
		assert_noop!(charge(id, 121), Error::<Test>::LimitReached);
		assert_ok!(charge(id, 21));
		// What is left is less than the next period's price.
		jump_to(noon("2024-02-29"));
		assert_eq!(ended(), Some(EndReason::LimitReached));
	});
}

#[test]
fn fails_before_the_start_in_a_break_past_due_and_after_the_end() {
	ExtBuilder.run(|| {
		let limits = Limits { charges: 50, end_ms: Some(START + 60 * DAY), ..free() };
		let plan = new_plan(PlanDetails { trial_ms: DAY, ..plan_details(TOKEN) });
		assert_ok!(Recurring::subscribe(origin(alice()), plan, 0, limits));
		let id = SubscriptionId(0);
		assert_noop!(charge(id, 1), Error::<Test>::NotStarted);
		set_time(START + DAY - 1);
		assert_noop!(charge(id, 1), Error::<Test>::NotStarted);
		jump_to(START + DAY);
		assert_ok!(charge(id, 1));
		assert_ok!(Recurring::pause(origin(alice()), id));
		assert_noop!(charge(id, 1), Error::<Test>::NotActive);
		assert_ok!(Recurring::resume(origin(alice()), id));
		set_balance(&TOKEN, &alice(), TOKEN_MIN + 10);
		jump_to(noon("2024-03-01"));
		assert_noop!(charge(id, 1), Error::<Test>::NotActive);
		set_balance(&TOKEN, &alice(), WEALTH);
		assert_ok!(Recurring::settle(origin(alice()), id));
		set_time(START + 60 * DAY - 1);
		assert_ok!(charge(id, 1));
		set_time(START + 60 * DAY);
		assert_noop!(charge(id, 1), Error::<Test>::Expired);
	});
}

#[test]
fn fails_for_others_for_nothing_and_for_the_poor() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, monthly(), Limits { charges: Balance::MAX, ..free() });
		let by = |who, id, amount| Recurring::charge(origin(who), id, amount, H256::zero());
		assert_noop!(by(alice(), id, 1), Error::<Test>::NotPayee);
		assert_noop!(by(charlie(), id, 1), Error::<Test>::NotParty);
		assert_noop!(by(bob(), SubscriptionId(9), 1), Error::<Test>::NotFound);
		assert_noop!(charge(id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(charge(id, Balance::MAX), Error::<Test>::LimitReached);
		assert_noop!(charge(id, WEALTH + 1), TokenError::FundsUnavailable);
		let left = balance(&TOKEN, &alice()) - TOKEN_MIN;
		assert_noop!(charge(id, left + 1), TokenError::NotExpendable);
		assert_eq!(it(id).paid, PRICE);
		assert_ok!(charge(id, left));
	});
}
