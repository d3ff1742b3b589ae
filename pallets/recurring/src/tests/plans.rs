//! `create_plan`, `edit_plan`, `retire_plan`.

use super::*;

#[test]
fn a_plan_is_published_for_a_deposit() {
	ExtBuilder.run(|| {
		let details = plan_details(TOKEN);
		assert_ok!(Recurring::create_plan(origin(bob()), details.clone()));
		let plan = PlanId(0);
		assert_eq!(event(), Event::PlanCreated { plan, payee: bob(), details: details.clone() });
		let found = Recurring::plan(plan).unwrap();
		assert_eq!((found.payee, found.details), (bob(), details));
		assert_eq!((found.edition, found.subscribers), (0, 0));
		assert!(held(&bob()) > 0);
		assert_ok!(Recurring::retire_plan(origin(bob()), plan));
		assert_eq!(events(), vec![Event::PlanRetired { plan }, Event::PlanRemoved { plan }]);
		assert_eq!((held(&bob()), balance(&NATIVE, &bob())), (0, WEALTH));
		assert_eq!(Recurring::plan(plan), None);
	});
}

#[test]
fn a_plan_has_to_make_sense() {
	ExtBuilder.run(|| {
		let create = |details| Recurring::create_plan(origin(bob()), details);
		let whole = plan_details(TOKEN);
		let terms = Terms { price: 0, ..monthly() };
		let nothing = PlanDetails { terms, ..whole.clone() };
		assert_noop!(create(nothing), Error::<Test>::ZeroAmount);
		let none = PlanDetails { max_payments: Some(0), ..whole.clone() };
		assert_noop!(create(none), Error::<Test>::ZeroAmount);
		let unknown = plan_details(Asset::WithId(99));
		assert_noop!(create(unknown), Error::<Test>::UnknownAsset);
		let terms = Terms { frequency: Frequency::Custom(MINUTE - 1), ..monthly() };
		let short = PlanDetails { terms, ..whole.clone() };
		assert_noop!(create(short.clone()), Error::<Test>::IntervalTooShort);
		let long = PlanDetails { trial_ms: Moment::MAX, ..whole.clone() };
		assert_noop!(create(long.clone()), Error::<Test>::BeyondCalendar);

		assert_ok!(create(whole));
		let edit = |details| Recurring::edit_plan(origin(bob()), PlanId(0), details);
		assert_noop!(edit(short), Error::<Test>::IntervalTooShort);
		assert_noop!(edit(long), Error::<Test>::BeyondCalendar);
		assert!(Recurring::create_plan(origin(dave()), plan_details(TOKEN)).is_err());
	});
}

#[test]
fn an_edit_is_for_new_subscribers_only() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let terms = Terms { price: 3 * PRICE, ..monthly() };
		let dear = PlanDetails { terms, ..plan_details(TOKEN) };
		events();
		assert_ok!(Recurring::edit_plan(origin(bob()), PlanId(0), dear.clone()));
		assert_eq!(event(), Event::PlanEdited { plan: PlanId(0), edition: 1, details: dear });
		jump_to(noon("2024-02-29"));
		assert_eq!(paid(), vec![(noon("2024-02-29"), PRICE)]);
		assert_ok!(Recurring::subscribe(origin(charlie()), PlanId(0), 1, free()));
		assert_eq!(paid(), vec![(now(), 3 * PRICE)]);
		assert_eq!(it(id).terms.price, PRICE);
	});
}

#[test]
fn a_retired_plan_lasts_as_long_as_its_subscriptions() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let plan = PlanId(0);
		assert_ok!(Recurring::retire_plan(origin(bob()), plan));
		assert!(held(&bob()) > 0);
		let edit = Recurring::edit_plan(origin(bob()), plan, plan_details(TOKEN));
		assert_noop!(edit, Error::<Test>::PlanRetired);
		assert_noop!(Recurring::retire_plan(origin(bob()), plan), Error::<Test>::PlanRetired);
		jump_to(noon("2024-02-29"));
		assert_eq!(it(id).payments, 2);
		assert_ok!(Recurring::cancel(origin(alice()), id));
		assert_eq!(events().pop(), Some(Event::PlanRemoved { plan }));
		assert_eq!(held(&bob()), 0);
	});
}

#[test]
fn only_its_payee_does_anything_to_a_plan() {
	ExtBuilder.run(|| {
		let plan = new_plan(plan_details(TOKEN));
		let edit = |who, plan| Recurring::edit_plan(origin(who), plan, plan_details(TOKEN));
		assert_noop!(edit(alice(), plan), Error::<Test>::NotPayee);
		assert_noop!(edit(bob(), PlanId(9)), Error::<Test>::PlanNotFound);
		assert_noop!(Recurring::retire_plan(origin(alice()), plan), Error::<Test>::NotPayee);
		let none = Recurring::retire_plan(origin(bob()), PlanId(9));
		assert_noop!(none, Error::<Test>::PlanNotFound);
	});
}

#[test]
fn fails_when_all_names_or_editions_are_given() {
	ExtBuilder.run(|| {
		crate::NextPlanId::<Test>::put(PlanId(u64::MAX - 1));
		let plan = new_plan(plan_details(TOKEN));
		let create = || Recurring::create_plan(origin(bob()), plan_details(TOKEN));
		assert_noop!(create(), Error::<Test>::Overflow);
		crate::Plans::<Test>::mutate_extant(plan, |record| record.plan.edition = u32::MAX);
		let edit = || Recurring::edit_plan(origin(bob()), plan, plan_details(TOKEN));
		assert_noop!(edit(), Error::<Test>::Overflow);
	});
}
