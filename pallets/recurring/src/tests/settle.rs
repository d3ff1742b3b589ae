use super::*;

fn settle(id: SubscriptionId) -> Result<(), DispatchError> {
	Recurring::settle(origin(charlie()), id).map(|_| ()).map_err(|error| error.error)
}

#[test]
fn anybody_has_done_what_is_due_and_only_once() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		assert_noop!(settle(id), Error::<Test>::NotDue);
		set_time(noon("2024-02-29") - 1);
		assert_noop!(settle(id), Error::<Test>::NotDue);
		set_time(noon("2024-02-29"));
		events();
		assert_ok!(settle(id));
		assert_eq!(paid(), vec![(noon("2024-02-29"), PRICE)]);
		assert_noop!(settle(id), Error::<Test>::NotDue);
		// The hook finds nothing left to do.
		jump_to(noon("2024-02-29"));
		assert_eq!(events(), vec![]);
		jump_to(noon("2024-03-31"));
		assert_eq!(paid().len(), 1);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 3 * PRICE);
	});
}

#[test]
fn ends_what_has_to_end() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, monthly(), Limits { end_ms: Some(START + DAY), ..free() });
		set_time(START + DAY - 1);
		assert_noop!(settle(id), Error::<Test>::NotDue);
		set_time(START + DAY);
		assert_ok!(settle(id));
		assert_eq!(ended(), Some(EndReason::Expired));
		assert_noop!(settle(id), Error::<Test>::NotFound);
	});
}

#[test]
fn nobody_uses_up_anothers_retries() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		jump_to(noon("2024-02-29"));
		let before = it(id);
		assert!(matches!(before.status, Status::PastDue { lacks: 1, .. }));
		for _ in 0..9 {
			assert!(settle(id).is_err());
		}
		assert_eq!(it(id), before);
		// When the retry is due the settle is the retry.
		let Status::PastDue { retry_ms, .. } = before.status else { panic!("not past due") };
		set_time(retry_ms - 1);
		assert!(settle(id).is_err());
		set_time(retry_ms);
		assert_ok!(settle(id));
		assert!(matches!(it(id).status, Status::PastDue { lacks: 2, .. }));
		assert!(settle(id).is_err());
		// And with money it works at any time.
		set_balance(&TOKEN, &alice(), WEALTH);
		assert_ok!(settle(id));
		assert_eq!(it(id).status, Status::Active);
	});
}

#[test]
fn a_break_is_respected() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		assert_ok!(Recurring::pause(origin(alice()), id));
		set_time(noon("2024-03-30"));
		assert_noop!(settle(id), Error::<Test>::NotDue);
	});
}
