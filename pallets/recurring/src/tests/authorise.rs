use super::*;
use crate::HORIZON_MS;

fn authorise(terms: Terms, limits: Limits, start_ms: Option<Moment>) -> Result<(), DispatchError> {
	Recurring::authorise(origin(alice()), bob(), TOKEN, terms, limits, start_ms)
}

#[test]
fn pays_from_its_start_within_its_limits() {
	ExtBuilder.run(|| {
		let limits = Limits { total: Some(350), ..free() };
		let daily = Terms { frequency: Frequency::Daily(1), ..monthly() };
		assert_ok!(authorise(daily, limits, Some(START + DAY)));
		let subscription = SubscriptionId(0);
		assert_eq!(
			event(),
			Event::Subscribed {
				subscription,
				payer: alice(),
				payee: bob(),
				asset: TOKEN,
				plan: None,
				terms: daily,
				limits,
				anchor_ms: START + DAY,
			}
		);
		for day in 1..=3 {
			run_block_at(START + day * DAY - 1);
			assert_eq!(paid(), vec![]);
			jump_to(START + day * DAY);
			assert_eq!(paid(), vec![(START + day * DAY, PRICE)]);
		}
		// A fourth would be more than 350 in all.
		jump_to(START + 4 * DAY);
		assert_eq!(ended(), Some(EndReason::LimitReached));
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 300);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn ends_with_its_end() {
	ExtBuilder.run(|| {
		// The second period is due when it ends: it is not paid.
		let end = |end_ms| Limits { end_ms: Some(end_ms), ..free() };
		let daily = Terms { frequency: Frequency::Daily(1), ..monthly() };
		assert_ok!(authorise(daily, end(START + DAY), None));
		// And here it is due a moment before.
		assert_ok!(authorise(daily, end(START + DAY + 1), None));
		events();
		run_block_at(START + DAY - 1);
		assert_eq!(events(), vec![]);
		jump_to(START + DAY);
		let [Event::Ended { subscription: SubscriptionId(0), reason, paid_until_ms, .. }, Event::Paid { subscription: SubscriptionId(1), .. }, Event::Ended { subscription: SubscriptionId(1), .. }] =
			events()[..]
		else {
			panic!("something else")
		};
		assert_eq!((reason, paid_until_ms), (EndReason::Expired, START + DAY));
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn counts_payments() {
	ExtBuilder.run(|| {
		let id = authorised(NATIVE, monthly(), Limits { payments: Some(2), ..free() });
		jump_to(noon("2024-02-29"));
		assert_eq!(paid().len(), 2);
		run_block_at(noon("2024-03-31") - 1);
		assert!(!is_gone(id));
		jump_to(noon("2024-03-31"));
		assert_eq!(ended(), Some(EndReason::LimitReached));
	});
}

#[test]
fn fails_with_terms_that_make_no_sense() {
	ExtBuilder.run(|| {
		let with = |frequency| authorise(Terms { frequency, ..monthly() }, free(), None);
		assert_noop!(with(Frequency::Custom(MINUTE - 1)), Error::<Test>::IntervalTooShort);
		assert_ok!(with(Frequency::Custom(MINUTE)));
		for never in [
			Frequency::Custom(0),
			Frequency::Daily(0),
			Frequency::Weekly(0),
			Frequency::Monthly(0),
			Frequency::Yearly(0),
		] {
			assert_noop!(with(never), Error::<Test>::IntervalTooShort);
		}
		assert_noop!(with(Frequency::Custom(Moment::MAX)), Error::<Test>::BeyondCalendar);
		assert_ok!(with(Frequency::Custom(Moment::MAX - START)));
		assert_ok!(with(Frequency::Yearly(u16::MAX)));

		let nothing = Terms { price: 0, ..monthly() };
		assert_noop!(authorise(nothing, free(), None), Error::<Test>::ZeroAmount);
		assert_ok!(authorise(nothing, Limits { charges: 1, ..free() }, None));

		assert_noop!(authorise(monthly(), free(), Some(START)), Error::<Test>::StartInPast);
		assert_ok!(authorise(monthly(), free(), Some(START + 1)));
		let last_ms = START + HORIZON_MS;
		assert_ok!(authorise(monthly(), free(), Some(last_ms)));
		for late in [last_ms + 1, Moment::MAX] {
			assert_noop!(authorise(monthly(), free(), Some(late)), Error::<Test>::StartTooFar);
		}
	});
}

#[test]
fn fails_for_what_cannot_be() {
	ExtBuilder.run(|| {
		let authorise = |payee, asset| {
			Recurring::authorise(origin(alice()), payee, asset, monthly(), free(), None)
		};
		assert_noop!(authorise(alice(), TOKEN), Error::<Test>::SameParty);
		assert_noop!(authorise(bob(), Asset::WithId(99)), Error::<Test>::UnknownAsset);
		let end = Limits { end_ms: Some(START), ..free() };
		assert_noop!(super::authorise::authorise(monthly(), end, None), Error::<Test>::Expired);
		let total = Limits { total: Some(PRICE - 1), ..free() };
		let refused = super::authorise::authorise(monthly(), total, None);
		assert_noop!(refused, Error::<Test>::LimitReached);
	});
}

#[test]
fn the_last_period_of_the_calendar_is_paid_and_no_other() {
	ExtBuilder.run(|| {
		let frequency = Frequency::Custom(Moment::MAX - START);
		let id = authorised(TOKEN, Terms { frequency, ..monthly() }, free());
		assert_eq!(it(id).paid_until_ms, Moment::MAX);
		assert_eq!(Recurring::next_due(id, 9), vec![Moment::MAX]);
		jump_to(START + 1_000 * DAY);
		assert_eq!(it(id).payments, 1);
	});
}

#[test]
fn fails_when_all_names_are_given() {
	ExtBuilder.run(|| {
		crate::NextSubscriptionId::<Test>::put(SubscriptionId(u64::MAX - 1));
		assert_ok!(authorise(monthly(), free(), None));
		assert_noop!(authorise(monthly(), free(), None), Error::<Test>::Overflow);
		let plan = new_plan(plan_details(TOKEN));
		let subscribe = || Recurring::subscribe(origin(alice()), plan, 0, free());
		assert_noop!(subscribe(), Error::<Test>::Overflow);
	});
}
