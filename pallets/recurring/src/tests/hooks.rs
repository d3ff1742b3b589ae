//! What is done by itself, within the budget.

use super::*;
use crate::{WeightInfo, HORIZON_MS};
use bloc_timetable::{Owner, Store, Timetable};
use frame_support::{traits::Hooks, weights::Weight};
use sp_runtime::TokenError;

#[test]
fn on_initialize_knows_the_time_of_the_last_block_and_on_idle_that_of_this_one() {
	ExtBuilder.run(|| {
		subscribed(plan_details(TOKEN));
		let due_ms = noon("2024-02-29");
		set_time(due_ms);
		events();
		Recurring::on_idle(2, Weight::zero());
		assert_eq!(paid(), vec![]);
		Recurring::on_initialize(3);
		assert_eq!(paid(), vec![(due_ms, PRICE)]);
	});
}

#[test]
fn never_more_than_the_budget_and_in_order() {
	ExtBuilder.run(|| {
		let plan = new_plan(plan_details(TOKEN));
		const COUNT: u64 = 150;
		let mut who = vec![];
		for n in 0..COUNT {
			let payer = AccountId::new([n as u8 + 50; 32]);
			set_balance(&NATIVE, &payer, WEALTH);
			set_balance(&TOKEN, &payer, WEALTH);
			assert_ok!(Recurring::subscribe(origin(payer.clone()), plan, 0, free()));
			who.push(payer);
		}
		// Every third has no money.
		for payer in who.iter().step_by(3) {
			set_balance(&TOKEN, payer, TOKEN_MIN);
		}
		set_time(noon("2024-02-29"));
		events();
		// As much as ten entries weigh, in each block.
		let costs = <Recurring as Store>::costs();
		let least = costs.least_budget(Recurring::heaviest());
		let clock = <Test as frame_system::Config>::DbWeight::get().reads(1);
		let budget = least + clock + Recurring::heaviest().saturating_mul(9);
		let mut served = vec![];
		let mut calls = 0;
		while served.len() < COUNT as usize {
			let spent = Recurring::on_idle(1, budget);
			assert!(spent.all_lte(budget), "{spent:?}");
			calls += 1;
			assert!(calls <= COUNT, "it does not get on");
			Recurring::do_try_state().unwrap();
			served.extend(events().into_iter().map(|event| match event {
				Event::Paid { subscription, period: 1, .. } => (subscription.0, true),
				Event::PaymentFailed { subscription, period: 1, .. } => (subscription.0, false),
				other => panic!("{other:?}"),
			}));
		}
		let expected: Vec<_> = (0..COUNT).map(|n| (n, n % 3 != 0)).collect();
		assert_eq!(served, expected);
		assert!(calls > 5, "{calls}");
		Recurring::on_idle(1, budget);
		assert_eq!(events(), vec![]);
	});
}

#[test]
fn too_small_a_budget_does_nothing_and_loses_nothing() {
	ExtBuilder.run(|| {
		subscribed(plan_details(TOKEN));
		set_time(noon("2024-02-29"));
		events();
		for micros in 0..400 {
			let budget = Weight::from_parts(micros * 1_000_000, 1 << 30);
			assert!(Recurring::on_idle(1, budget).all_lte(budget));
		}
		assert_eq!(paid(), vec![]);
		Recurring::on_idle(1, Weight::MAX / 2);
		assert_eq!(paid().len(), 1);
	});
}

#[test]
fn what_was_not_used_is_given_back() {
	ExtBuilder.run(|| {
		let idle = Recurring::on_idle(1, Weight::MAX / 2);
		subscribed(plan_details(TOKEN));
		set_time(noon("2024-02-29"));
		let spent = Recurring::on_idle(1, Weight::MAX / 2) - idle;
		assert!(spent.all_gte(<() as WeightInfo>::pay()));
		assert!(
			spent.ref_time()
				< Recurring::heaviest().ref_time() + <() as WeightInfo>::pay().ref_time()
		);
	});
}

#[test]
fn what_has_ended_leaves_nothing_behind() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		assert_ok!(Recurring::cancel(origin(alice()), id));
		jump_to(noon("2024-02-29"));
		assert_eq!(Timetable::<Recurring>::iter().count(), 0);
		assert_eq!(crate::Subscriptions::<Test>::iter().count(), 0);
		assert_eq!(crate::ByPayer::<Test>::iter().count(), 0);
		assert_eq!(crate::ByPayee::<Test>::iter().count(), 0);
		assert_eq!(crate::ByPlan::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_goes_wrong_beside_payments_waits_until_somebody_settles_it() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, monthly(), Limits { end_ms: Some(START + DAY), ..free() });
		events();
		Recurring::look_failed(id, START + DAY, DispatchError::Corruption);
		let error = DispatchError::Corruption;
		assert_eq!(event(), Event::ServiceFailed { due: Due::Subscription(id), error });
		assert_eq!(it(id).look_ms, None);
		jump_to(START + DAY);
		assert!(!is_gone(id));
		assert_ok!(Recurring::settle(origin(bob()), id));
		assert!(is_gone(id));
	});
}

/// When the hook looks at anything, in order.
fn looks() -> Vec<Moment> {
	Timetable::<Recurring>::iter().map(|entry| entry.due_ms).collect()
}

#[test]
fn what_is_due_in_decades_is_paid_in_decades_and_waits_no_longer_than_a_year() {
	ExtBuilder.run(|| {
		let decades = Terms { frequency: Frequency::Yearly(30), ..monthly() };
		authorised(TOKEN, decades, free());
		events();
		for year in 0..30 {
			set_time(START + year * HORIZON_MS);
			jump_to(now());
			let [look_ms] = looks()[..] else { panic!("{:?}", looks()) };
			assert!((now() + 1..=now() + HORIZON_MS).contains(&look_ms));
			assert_eq!(events(), vec![]);
		}
		run_block_at(noon("2054-01-31") - 1);
		assert_eq!(paid(), vec![]);
		jump_to(noon("2054-01-31"));
		assert_eq!(paid(), vec![(noon("2054-01-31"), PRICE)]);
	});
}

#[test]
fn what_has_ended_waits_no_longer_than_a_year() {
	ExtBuilder.run(|| {
		let decades = Terms { frequency: Frequency::Yearly(30), ..monthly() };
		let id = authorised(TOKEN, decades, free());
		assert_ok!(Recurring::cancel(origin(alice()), id));
		// Nothing but its end is due by itself.
		let terms = Terms { price: 0, ..monthly() };
		let limits = |end_ms| Limits { end_ms: Some(end_ms), charges: 1, ..free() };
		let far = at("9999-01-01T00:00:00Z");
		let id = authorised(TOKEN, terms, limits(far));
		for days in 1..20 {
			assert_ok!(Recurring::set_limits(origin(alice()), id, limits(far - days * DAY)));
		}
		assert_eq!(looks(), vec![START + HORIZON_MS; 2]);
		for days in 1..20 {
			let end_ms = START + HORIZON_MS - days * DAY;
			assert_ok!(Recurring::set_limits(origin(alice()), id, limits(end_ms)));
		}
		jump_to(START + HORIZON_MS);
		assert!(looks().is_empty());
	});
}

/// Leaves no room in the account of `who` for a deposit to come back to.
fn fill_account(who: &AccountId) {
	frame_system::Account::<Test>::mutate(who, |account| account.data.free = Balance::MAX);
}

#[test]
fn a_deposit_that_cannot_be_returned_keeps_nothing_from_ending() {
	let by_hook = |_| jump_to(noon("2024-02-29"));
	let by_call = |id| {
		assert_ok!(Recurring::cancel(origin(alice()), id));
	};
	for end in [by_hook as fn(SubscriptionId), by_call] {
		ExtBuilder.run(|| {
			let id = subscribed(PlanDetails { max_payments: Some(1), ..plan_details(TOKEN) });
			assert_ok!(Recurring::retire_plan(origin(bob()), PlanId(0)));
			let deposits = || (held(&alice()), held(&bob()));
			let before = deposits();
			fill_account(&alice());
			fill_account(&bob());
			events();
			end(id);
			let error = DispatchError::Token(TokenError::CannotCreate);
			let kept = |who| Event::DepositKept { who, error };
			let [first, Event::Ended { payments: 1, .. }, second, Event::PlanRemoved { .. }] =
				&events()[..]
			else {
				panic!("something else")
			};
			assert_eq!((first, second), (&kept(alice()), &kept(bob())));
			assert!(is_gone(id));
			assert_eq!(deposits(), before);
			assert_eq!(balance(&TOKEN, &bob()), WEALTH + PRICE);
		});
	}
}

/// What a run by the hook costs in these tests.
const FEE: Balance = 7;

/// The fees that were paid since events were read last.
fn fees() -> Vec<Balance> {
	let fee = |event| match event {
		Event::HookFeePaid { fee, .. } => Some(fee),
		_ => None,
	};
	events().into_iter().filter_map(fee).collect()
}

#[test]
fn each_run_costs_the_payer_a_fee() {
	for asset in [TOKEN, NATIVE] {
		ExtBuilder.run(|| {
			HookPrice::set(FEE);
			assert_eq!(Recurring::run_fee(), FEE);
			let issuer_had = balance(&NATIVE, &issuer());
			let id = subscribed(plan_details(asset.clone()));
			// Who subscribes has paid for the first period's run already.
			assert_eq!(fees(), vec![]);
			let had = balance(&NATIVE, &alice());
			jump_to(noon("2024-02-29"));
			jump_to(noon("2024-03-31"));
			assert_eq!(fees(), vec![FEE; 2]);
			assert_eq!(balance(&NATIVE, &issuer()), issuer_had + 2 * FEE);
			let paid = if asset == NATIVE { 2 * PRICE } else { 0 };
			assert_eq!(balance(&NATIVE, &alice()), had - paid - 2 * FEE);
			// And so has whoever settles.
			set_time(noon("2024-04-30"));
			assert_ok!(Recurring::settle(origin(charlie()), id));
			assert_eq!(fees(), vec![]);
			assert_eq!(it(id).payments, 4);
		});
	}
}

#[test]
fn a_run_that_fails_costs_the_same() {
	ExtBuilder.run(|| {
		HookPrice::set(FEE);
		let id = subscribed(plan_details(TOKEN));
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		let (had, deposit) = (balance(&NATIVE, &alice()), held(&alice()));
		events();
		let mut at_ms = noon("2024-02-29");
		for delay_ms in DELAYS {
			jump_to(at_ms);
			assert_eq!(fees(), vec![FEE]);
			at_ms += delay_ms;
		}
		// What somebody else tries in vain does not.
		set_time(at_ms);
		assert_ok!(Recurring::settle(origin(charlie()), id));
		assert!(is_gone(id));
		assert_eq!(fees(), vec![]);
		assert_eq!(balance(&NATIVE, &alice()), had - 4 * FEE + deposit);
	});
}

#[test]
fn who_cannot_pay_the_fee_lacks_money() {
	ExtBuilder.run(|| {
		HookPrice::set(FEE);
		let id = subscribed(plan_details(TOKEN));
		set_balance(&NATIVE, &alice(), ED + FEE - 1);
		events();
		let mut at_ms = noon("2024-02-29");
		for (n, delay_ms) in DELAYS.into_iter().enumerate() {
			jump_to(at_ms);
			let [Event::PaymentFailed { cause: Cause::InsufficientFunds, error, .. }] =
				events()[..]
			else {
				panic!("not failed")
			};
			assert_eq!(error, Error::<Test>::HookFeeUnpaid.into());
			let Status::PastDue { faults: 0, lacks, .. } = it(id).status else {
				panic!("{:?}", it(id).status)
			};
			assert_eq!(usize::from(lacks), n + 1);
			at_ms += delay_ms;
		}
		assert_eq!(balance(&NATIVE, &alice()), ED + FEE - 1);
		// Nobody is kept from paying, nor from being paid.
		let early = || Recurring::settle(origin(charlie()), id);
		assert_ok!(early());
		assert_eq!(it(id).payments, 2);
		events();
		at_ms = noon("2024-03-31");
		for delay_ms in DELAYS {
			jump_to(at_ms);
			at_ms += delay_ms;
		}
		jump_to(at_ms);
		assert_eq!(ended(), Some(EndReason::Unpaid));
	});
}

#[test]
fn a_fee_that_is_locked_is_no_reason_to_end() {
	use frame_support::traits::{LockableCurrency, WithdrawReasons};
	ExtBuilder.run(|| {
		HookPrice::set(FEE);
		let id = subscribed(plan_details(TOKEN));
		Balances::set_lock(*b"test/lck", &alice(), WEALTH, WithdrawReasons::all());
		jump_to(noon("2024-02-29"));
		assert!(matches!(it(id).status, Status::PastDue { faults: 1, lacks: 0, .. }));
	});
}

#[test]
fn with_its_asset_a_run_ends_all_the_same() {
	ExtBuilder.run(|| {
		HookPrice::set(FEE);
		let id = subscribed(plan_details(TOKEN));
		set_balance(&NATIVE, &alice(), ED);
		assert_ok!(Assets::start_destroy(origin(issuer()), TOKEN_ID));
		jump_to(noon("2024-02-29"));
		assert!(is_gone(id));
	});
}
