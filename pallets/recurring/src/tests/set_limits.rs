use super::*;

fn set(id: SubscriptionId, limits: Limits) -> Result<(), DispatchError> {
	Recurring::set_limits(origin(alice()), id, limits)
}

#[test]
fn the_payer_may_allow_less_or_more() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		events();
		let limits = Limits { payments: Some(1), ..free() };
		assert_ok!(set(id, limits));
		assert_eq!(event(), Event::LimitsSet { subscription: id, limits });
		run_block_at(noon("2024-02-29") - 1);
		// More again, in time.
		assert_ok!(set(id, Limits { payments: Some(2), ..free() }));
		jump_to(noon("2024-02-29"));
		assert_eq!(it(id).payments, 2);
		jump_to(noon("2024-03-31"));
		assert_eq!(ended(), Some(EndReason::LimitReached));
	});
}

#[test]
fn an_earlier_end_is_met_and_a_later_one_too() {
	ExtBuilder.run(|| {
		let sooner = subscribed(plan_details(TOKEN));
		let later =
			authorised(TOKEN, monthly(), Limits { end_ms: Some(START + 2 * DAY), ..free() });
		assert_ok!(set(sooner, Limits { end_ms: Some(START + DAY), ..free() }));
		assert_ok!(set(later, Limits { end_ms: Some(START + 3 * DAY), ..free() }));
		jump_to(START + DAY);
		assert!(is_gone(sooner));
		jump_to(START + 2 * DAY);
		assert!(!is_gone(later));
		jump_to(START + 3 * DAY);
		assert!(is_gone(later));
	});
}

#[test]
fn not_below_what_is_paid_nor_before_now() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let total = |most| set(id, Limits { total: Some(most), ..free() });
		assert_noop!(total(PRICE - 1), Error::<Test>::LimitBelowPaid);
		assert_ok!(total(PRICE));
		let payments = |most| set(id, Limits { payments: Some(most), ..free() });
		assert_noop!(payments(0), Error::<Test>::LimitBelowPaid);
		assert_ok!(payments(1));
		let end = |end_ms| set(id, Limits { end_ms: Some(end_ms), ..free() });
		assert_noop!(end(START), Error::<Test>::Expired);
		assert_ok!(end(START + 1));
	});
}

#[test]
fn only_the_payer_does() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let set = |who, id| Recurring::set_limits(origin(who), id, free());
		assert_noop!(set(bob(), id), Error::<Test>::NotPayer);
		assert_noop!(set(charlie(), id), Error::<Test>::NotParty);
		assert_noop!(set(alice(), SubscriptionId(9)), Error::<Test>::NotFound);
	});
}
