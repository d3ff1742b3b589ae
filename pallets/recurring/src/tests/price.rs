//! `propose_price` and `accept_price`.

use super::*;

#[test]
fn another_price_needs_both() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		events();
		assert_ok!(Recurring::propose_price(origin(bob()), id, Some(150)));
		assert_eq!(event(), Event::PriceProposed { subscription: id, price: Some(150) });
		jump_to(noon("2024-02-29"));
		assert_eq!(paid(), vec![(noon("2024-02-29"), PRICE)]);
		assert_ok!(Recurring::accept_price(origin(alice()), id, 150));
		assert_eq!(event(), Event::PriceChanged { subscription: id, old: PRICE, new: 150 });
		jump_to(noon("2024-03-31"));
		assert_eq!(paid(), vec![(noon("2024-03-31"), 150)]);
	});
}

#[test]
fn a_proposal_can_be_withdrawn_or_replaced() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let propose = |price| Recurring::propose_price(origin(bob()), id, price);
		let accept = |price| Recurring::accept_price(origin(alice()), id, price);
		assert_noop!(accept(PRICE), Error::<Test>::NotProposed);
		assert_ok!(propose(Some(50)));
		assert_ok!(propose(Some(60)));
		assert_noop!(accept(50), Error::<Test>::TermsChanged);
		assert_ok!(propose(None));
		assert_noop!(accept(60), Error::<Test>::NotProposed);
		assert_ok!(propose(Some(60)));
		assert_ok!(accept(60));
		assert_noop!(accept(60), Error::<Test>::NotProposed);
	});
}

#[test]
fn a_lower_price_helps_who_is_past_due() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		set_balance(&TOKEN, &alice(), 60);
		jump_to(noon("2024-02-29"));
		assert_eq!(Recurring::state(id).unwrap().phase, Phase::PastDue);
		assert_ok!(Recurring::propose_price(origin(bob()), id, Some(50)));
		assert_ok!(Recurring::accept_price(origin(alice()), id, 50));
		events();
		assert_ok!(Recurring::settle(origin(charlie()), id));
		assert_eq!(paid(), vec![(noon("2024-02-29"), 50)]);
	});
}

#[test]
fn where_nothing_was_paid_by_itself_only_what_comes_is() {
	ExtBuilder.run(|| {
		let terms = Terms { price: 0, frequency: Frequency::Daily(1), ..monthly() };
		let id = authorised(TOKEN, terms, Limits { charges: 10, ..free() });
		set_time(START + 3 * DAY + HOUR);
		assert_ok!(Recurring::propose_price(origin(bob()), id, Some(7)));
		events();
		assert_ok!(Recurring::accept_price(origin(alice()), id, 7));
		assert_eq!(
			events(),
			vec![
				Event::PeriodsSkipped { subscription: id, first: 0, count: 4 },
				Event::PriceChanged { subscription: id, old: 0, new: 7 },
			]
		);
		jump_to(START + 4 * DAY);
		assert_eq!(paid(), vec![(START + 4 * DAY, 7)]);
	});
}

#[test]
fn fails_for_the_wrong_people_and_for_nothing() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let propose = |who, id, price| Recurring::propose_price(origin(who), id, price);
		let accept = |who, id| Recurring::accept_price(origin(who), id, 5);
		let none = SubscriptionId(9);
		assert_noop!(propose(bob(), id, Some(0)), Error::<Test>::ZeroAmount);
		assert_noop!(propose(alice(), id, Some(5)), Error::<Test>::NotPayee);
		assert_noop!(propose(charlie(), id, Some(5)), Error::<Test>::NotParty);
		assert_noop!(propose(bob(), none, Some(5)), Error::<Test>::NotFound);
		assert_noop!(accept(bob(), id), Error::<Test>::NotPayer);
		assert_noop!(accept(charlie(), id), Error::<Test>::NotParty);
		assert_noop!(accept(alice(), none), Error::<Test>::NotFound);
	});
}
