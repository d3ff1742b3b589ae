//! `pause` and `resume`.

use super::*;

fn daily() -> Terms {
	Terms { frequency: Frequency::Daily(1), ..monthly() }
}

#[test]
fn what_comes_due_meanwhile_is_not_owed() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, daily(), free());
		set_time(START + HOUR);
		events();
		assert_ok!(Recurring::pause(origin(alice()), id));
		assert_eq!(event(), Event::Paused { subscription: id, by: Party::Payer });
		let since_ms = START + HOUR;
		assert_eq!(it(id).status, Status::Paused { since_ms, by: Party::Payer });
		for day in 1..=3 {
			jump_to(START + day * DAY);
		}
		assert_eq!(events(), vec![]);
		set_time(START + 3 * DAY + HOUR);
		assert_ok!(Recurring::resume(origin(alice()), id));
		assert_eq!(
			events(),
			vec![
				Event::PeriodsSkipped { subscription: id, first: 1, count: 3 },
				Event::Resumed { subscription: id, next_due_ms: Some(START + 4 * DAY) },
			]
		);
		jump_to(START + 4 * DAY);
		assert_eq!(paid(), vec![(START + 4 * DAY, PRICE)]);
		assert_eq!(balance(&TOKEN, &bob()), WEALTH + 2 * PRICE);
	});
}

#[test]
fn a_break_within_a_period_changes_nothing() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, daily(), free());
		let before = it(id);
		for _ in 0..50 {
			assert_ok!(Recurring::pause(origin(bob()), id));
			assert_ok!(Recurring::resume(origin(bob()), id));
		}
		assert_eq!(it(id), before);
		// And fills nothing.
		use bloc_timetable::Timetable;
		assert_eq!(Timetable::<Recurring>::iter().count(), 1);
		jump_to(START + DAY);
		assert_eq!(it(id).payments, 2);
	});
}

#[test]
fn each_instant_belongs_to_one_side() {
	ExtBuilder.run(|| {
		// What is due when the break ends is owed, what was due a moment before is not.
		for (resume_ms, next_ms) in [(START + DAY, START + DAY), (START + DAY + 1, START + 2 * DAY)]
		{
			set_time(START);
			let id = authorised(TOKEN, daily(), free());
			set_time(START + DAY - 1);
			assert_ok!(Recurring::pause(origin(alice()), id));
			set_time(resume_ms);
			events();
			assert_ok!(Recurring::resume(origin(alice()), id));
			let resumed = Event::Resumed { subscription: id, next_due_ms: Some(next_ms) };
			assert_eq!(events().pop(), Some(resumed));
			assert_ok!(Recurring::cancel(origin(alice()), id));
		}
		// What is due when the break begins has to be paid first.
		set_time(START);
		let id = authorised(TOKEN, daily(), free());
		set_time(START + DAY);
		let pause = || Recurring::pause(origin(alice()), id);
		assert_noop!(pause(), Error::<Test>::PaymentDue);
		assert_ok!(Recurring::settle(origin(alice()), id));
		assert_ok!(pause());
	});
}

#[test]
fn a_trial_can_be_paused_and_its_end_passes() {
	ExtBuilder.run(|| {
		let id = subscribed(PlanDetails { trial_ms: DAY, ..plan_details(TOKEN) });
		assert_ok!(Recurring::pause(origin(alice()), id));
		jump_to(START + 2 * DAY);
		events();
		assert_ok!(Recurring::resume(origin(alice()), id));
		let resumed = Event::Resumed { subscription: id, next_due_ms: Some(noon("2024-03-01")) };
		assert_eq!(events().pop(), Some(resumed));
		jump_to(noon("2024-03-01"));
		assert_eq!(paid().len(), 1);
	});
}

#[test]
fn a_paused_one_ends_with_its_end() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, daily(), Limits { end_ms: Some(START + 5 * DAY), ..free() });
		assert_ok!(Recurring::pause(origin(alice()), id));
		jump_to(START + DAY);
		run_block_at(START + 5 * DAY - 1);
		assert!(!is_gone(id));
		jump_to(START + 5 * DAY);
		assert_eq!(ended(), Some(EndReason::Expired));
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn fails_where_there_is_nothing_to_pause_or_resume() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, daily(), Limits { end_ms: Some(START + HOUR), ..free() });
		let (pause, resume) =
			(|who| Recurring::pause(origin(who), id), |who| Recurring::resume(origin(who), id));
		assert_noop!(pause(charlie()), Error::<Test>::NotParty);
		assert_noop!(resume(charlie()), Error::<Test>::NotParty);
		assert_noop!(resume(alice()), Error::<Test>::NotPaused);
		assert_ok!(pause(bob()));
		assert_noop!(pause(bob()), Error::<Test>::NotActive);
		assert_noop!(pause(alice()), Error::<Test>::NotActive);
		assert_noop!(resume(alice()), Error::<Test>::NotPauser);
		assert_ok!(resume(bob()));
		set_time(START + HOUR);
		assert_noop!(pause(bob()), Error::<Test>::Expired);
		let none = SubscriptionId(9);
		assert_noop!(Recurring::pause(origin(alice()), none), Error::<Test>::NotFound);
		assert_noop!(Recurring::resume(origin(alice()), none), Error::<Test>::NotFound);

		set_time(START);
		let id = authorised(TOKEN, daily(), Limits { payments: Some(1), ..free() });
		set_time(START + DAY);
		assert_noop!(Recurring::pause(origin(alice()), id), Error::<Test>::LimitReached);
	});
}
