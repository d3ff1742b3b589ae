//! What always holds: found out where it does not. That it holds under any calls is the model's to
//! show.

use super::*;
use crate::{
	ByPayee, ByPayer, ByPlan, NextPlanId, NextSubscriptionId, Plans, PlansOf, Subscriptions,
	TimetablePages, HORIZON_MS,
};
use bloc_timetable::Owner;
use frame_support::BoundedVec;

const PLAN: PlanId = PlanId(0);
/// A plan without subscriptions.
const UNUSED: PlanId = PlanId(1);

/// The number of the invariant that is found broken when this is done to a subscription that has
/// paid twice, and whose plan is [`PLAN`].
fn broken(by: impl FnOnce(SubscriptionId)) -> &'static str {
	ExtBuilder.build().execute_with(|| {
		let id = subscribed(plan_details(TOKEN));
		new_plan(plan_details(TOKEN));
		authorised(NATIVE, monthly(), free());
		jump_to(noon("2024-02-29"));
		assert_eq!(it(id).payments, 2);
		assert_ok!(Recurring::do_try_state());
		by(id);
		match Recurring::do_try_state() {
			Err(DispatchError::Other(what)) => &what[..2],
			other => panic!("{other:?}"),
		}
	})
}

fn change(id: SubscriptionId, by: impl FnOnce(&mut Subscription<AccountId, Asset>)) {
	Subscriptions::<Test>::mutate_extant(id, |record| by(&mut record.subscription));
}

fn change_plan(id: PlanId, by: impl FnOnce(&mut Plan<AccountId, Asset>)) {
	Plans::<Test>::mutate_extant(id, |record| by(&mut record.plan));
}

#[test]
fn what_is_broken_in_the_indices_is_found() {
	let none = SubscriptionId(99);
	assert_eq!(broken(|id| ByPayer::<Test>::remove(alice(), id)), "R1");
	assert_eq!(broken(|id| ByPayer::<Test>::insert(bob(), id, ())), "R1");
	assert_eq!(broken(|_| ByPayer::<Test>::insert(alice(), none, ())), "R1");
	assert_eq!(broken(|id| ByPayee::<Test>::remove(bob(), id)), "R1");
	assert_eq!(broken(|id| ByPayee::<Test>::insert(alice(), id, ())), "R1");
	assert_eq!(broken(|_| ByPayee::<Test>::insert(bob(), none, ())), "R1");
	assert_eq!(broken(|id| ByPlan::<Test>::remove(PLAN, id)), "R1");
	assert_eq!(broken(|id| ByPlan::<Test>::insert(UNUSED, id, ())), "R1");
	assert_eq!(broken(|_| ByPlan::<Test>::insert(PLAN, none, ())), "R1");
	assert_eq!(broken(|_| PlansOf::<Test>::remove(bob(), UNUSED)), "R1");
	assert_eq!(broken(|_| PlansOf::<Test>::insert(alice(), UNUSED, ())), "R1");
	assert_eq!(broken(|_| PlansOf::<Test>::insert(bob(), PlanId(9), ())), "R1");
}

#[test]
fn what_is_broken_in_plans_is_found() {
	assert_eq!(broken(|_| change_plan(PLAN, |plan| plan.subscribers += 1)), "R2");
	assert_eq!(broken(|_| change_plan(UNUSED, |plan| plan.subscribers += 1)), "R2");
	assert_eq!(broken(|_| change_plan(UNUSED, |plan| plan.status = PlanStatus::Retired)), "R2");
	let without_plan = |_| {
		Plans::<Test>::remove(PLAN);
		PlansOf::<Test>::remove(bob(), PLAN);
	};
	assert_eq!(broken(without_plan), "R2");
}

#[test]
fn what_is_broken_in_names_is_found() {
	assert_eq!(broken(NextSubscriptionId::<Test>::put), "R3");
	assert_eq!(broken(|_| NextPlanId::<Test>::put(UNUSED)), "R3");
	assert_eq!(broken(|id| change(id, |it| it.payee = alice())), "R3");
}

#[test]
fn what_is_broken_in_the_timetable_is_found() {
	let forgotten = |_| {
		let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
		keys.into_iter().for_each(TimetablePages::<Test>::remove);
	};
	assert_eq!(broken(forgotten), "R4");
	assert_eq!(broken(|id| change(id, |it| it.look_ms = None)), "R4");
	let later = |id| change(id, |it| it.look_ms = it.look_ms.map(|look_ms| look_ms + 1));
	assert_eq!(broken(later), "R4");
	let too_late = |id| {
		let look_ms = it(id).look_ms.unwrap() + DAY;
		Recurring::push(look_ms, Due::Subscription(id));
		change(id, |it| it.look_ms = Some(look_ms));
	};
	assert_eq!(broken(too_late), "R4");
	let too_far = |id| Recurring::push(now() + HORIZON_MS + 1, Due::Subscription(id));
	assert_eq!(broken(too_far), "R4");
}

#[test]
fn what_is_broken_in_payments_is_found() {
	assert_eq!(broken(|id| change(id, |it| it.limits.total = Some(it.paid - 1))), "R5");
	assert_eq!(broken(|id| change(id, |it| it.limits.payments = Some(it.payments - 1))), "R5");

	assert_eq!(broken(|id| change(id, |it| it.paid_until_ms += 1)), "R6");
	assert_eq!(broken(|id| change(id, |it| it.next_period -= 1)), "R6");
	let before_the_first = |id| {
		change(id, |it| {
			it.next_period = 0;
			it.paid_until_ms = it.anchor_ms - 1;
		});
	};
	assert_eq!(broken(before_the_first), "R6");
	let past_due = |lacks, faults| {
		move |id| {
			let (since_ms, retry_ms) = (now(), now() + HOUR);
			change(id, |it| it.status = Status::PastDue { since_ms, lacks, faults, retry_ms });
		}
	};
	assert_eq!(broken(past_due(0, 0)), "R6");
	let too_often = DELAYS.len() as u8 + 1;
	assert_eq!(broken(past_due(too_often, 0)), "R6");
	assert_eq!(broken(past_due(0, too_often)), "R6");
}

#[test]
fn what_is_broken_in_the_history_is_found() {
	let backwards = |id| {
		Subscriptions::<Test>::mutate_extant(id, |record| {
			let notes = record.history.iter().rev().copied().collect();
			record.history = BoundedVec::truncate_from(notes);
		});
	};
	assert_eq!(broken(backwards), "R7");
}
