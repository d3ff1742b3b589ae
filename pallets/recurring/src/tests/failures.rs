//! Payments that fail: tried again, suspended, ended.

use super::*;

/// Alice pays Bob daily.
fn daily(asset: Asset) -> SubscriptionId {
	let terms = Terms { frequency: Frequency::Yearly(1), ..monthly() };
	let id = authorised(asset, terms, free());
	events();
	id
}

const DUE: &str = "2025-01-31";

fn failed(id: SubscriptionId, cause: Cause, retry_ms: Option<Moment>) {
	let failures: Vec<_> =
		events().into_iter().filter(|event| matches!(event, Event::PaymentFailed { .. })).collect();
	let [Event::PaymentFailed {
		subscription,
		period: 1,
		amount: PRICE,
		cause: why,
		retry_ms: then,
		..
	}] = failures[..]
	else {
		panic!("{failures:?}")
	};
	assert_eq!((subscription, why, then), (id, cause, retry_ms));
}

#[test]
fn who_has_no_money_is_asked_again_and_again_and_then_cancelled() {
	for asset in [TOKEN, NATIVE] {
		ExtBuilder.run(|| {
			let id = daily(asset.clone());
			// One unit is missing that would keep the account alive.
			let least = if asset == TOKEN { TOKEN_MIN } else { ED };
			set_balance(&asset, &alice(), least + PRICE - 1);
			let since_ms = noon(DUE);
			let mut at_ms = since_ms;
			for (n, delay_ms) in DELAYS.into_iter().enumerate() {
				run_block_at(at_ms - 1);
				assert_eq!(events(), vec![]);
				run_block_at(at_ms);
				let retry_ms = at_ms + delay_ms;
				failed(id, Cause::InsufficientFunds, Some(retry_ms));
				let lacks = n as u8 + 1;
				let status = Status::PastDue { since_ms, lacks, faults: 0, retry_ms };
				assert_eq!(it(id).status, status);
				let state = Recurring::state(id).unwrap();
				assert_eq!((state.phase, state.owed), (Phase::PastDue, PRICE));
				at_ms = retry_ms;
			}
			run_block_at(at_ms - 1);
			assert!(!is_gone(id));
			run_block_at(at_ms);
			let [Event::PaymentFailed { retry_ms: None, .. }, Event::Ended { reason, payments: 1, .. }] =
				events()[..]
			else {
				panic!("not ended")
			};
			assert_eq!(reason, EndReason::Unpaid);
			assert_eq!(held(&alice()), 0);
		});
	}
}

#[test]
fn who_gets_money_in_time_goes_on() {
	ExtBuilder.run(|| {
		let id = daily(TOKEN);
		set_balance(&TOKEN, &alice(), TOKEN_MIN + PRICE - 1);
		run_block_at(noon(DUE));
		set_balance(&TOKEN, &alice(), TOKEN_MIN + PRICE);
		events();
		run_block_at(noon(DUE) + DELAYS[0] - 1);
		assert_eq!(events(), vec![]);
		run_block_at(noon(DUE) + DELAYS[0]);
		assert_eq!(paid(), vec![(noon(DUE), PRICE)]);
		assert_eq!(it(id).status, Status::Active);
		// By the calendar as ever.
		assert_eq!(it(id).paid_until_ms, noon("2026-01-31"));
		// And with all its retries.
		run_block_at(noon("2026-01-31"));
		assert!(matches!(it(id).status, Status::PastDue { lacks: 1, .. }));
	});
}

/// Makes Alice's payments fail, and undoes that.
fn with_fault(make: impl Fn(), undo: impl Fn(), asset: Asset) {
	ExtBuilder.run(|| {
		let id = daily(asset.clone());
		make();
		let mut at_ms = noon(DUE);
		for delay_ms in DELAYS {
			run_block_at(at_ms);
			failed(id, Cause::Fault, Some(at_ms + delay_ms));
			at_ms += delay_ms;
		}
		run_block_at(at_ms);
		let [Event::PaymentFailed { retry_ms: None, .. }, Event::Suspended { .. }] = events()[..]
		else {
			panic!("not suspended")
		};
		assert_eq!(it(id).status, Status::Suspended { since_ms: noon(DUE) });
		assert_eq!(Recurring::state(id).unwrap().owed, PRICE);
		// Nothing ends it by itself, however long it lasts.
		jump_to(at_ms + 300 * DAY);
		assert_eq!(events(), vec![]);
		assert!(Recurring::settle(origin(charlie()), id).is_err());
		undo();
		assert_ok!(Recurring::settle(origin(charlie()), id));
		assert_eq!(paid(), vec![(noon(DUE), PRICE)]);
		assert_eq!(it(id).status, Status::Active);
		jump_to(noon("2026-01-31"));
		assert_eq!(paid(), vec![(noon("2026-01-31"), PRICE)]);
	});
}

#[test]
fn a_frozen_asset_is_no_reason_to_end() {
	with_fault(
		|| {
			assert_ok!(Assets::freeze_asset(origin(issuer()), TOKEN_ID));
		},
		|| {
			assert_ok!(Assets::thaw_asset(origin(issuer()), TOKEN_ID));
		},
		TOKEN,
	);
}

#[test]
fn a_frozen_account_is_no_reason_to_end() {
	with_fault(
		|| {
			assert_ok!(Assets::freeze(origin(issuer()), TOKEN_ID, alice()));
		},
		|| {
			assert_ok!(Assets::thaw(origin(issuer()), TOKEN_ID, alice()));
		},
		TOKEN,
	);
}

#[test]
fn a_payee_who_cannot_receive_is_no_reason_to_end() {
	with_fault(
		|| {
			assert_ok!(Assets::block(origin(issuer()), TOKEN_ID, bob()));
		},
		|| {
			assert_ok!(Assets::thaw(origin(issuer()), TOKEN_ID, bob()));
		},
		TOKEN,
	);
}

#[test]
fn locked_money_is_no_reason_to_end() {
	use frame_support::traits::{LockIdentifier, LockableCurrency, WithdrawReasons};
	const LOCK: LockIdentifier = *b"test/lck";
	with_fault(
		|| Balances::set_lock(LOCK, &alice(), WEALTH, WithdrawReasons::all()),
		|| Balances::remove_lock(LOCK, &alice()),
		NATIVE,
	);
}

#[test]
fn a_payee_without_an_account_waits_until_it_has_one() {
	ExtBuilder.run(|| {
		let terms = Terms { price: ED - 1, ..monthly() };
		let start = Some(START + DAY);
		assert_ok!(Recurring::authorise(origin(alice()), dave(), NATIVE, terms, free(), start));
		jump_to(START + DAY);
		let id = SubscriptionId(0);
		assert!(matches!(it(id).status, Status::PastDue { faults: 1, lacks: 0, .. }));
		set_balance(&NATIVE, &dave(), ED);
		run_block_at(START + DAY + DELAYS[0]);
		assert_eq!(balance(&NATIVE, &dave()), 2 * ED - 1);
		assert_eq!(it(id).status, Status::Active);
	});
}

#[test]
fn a_fault_brings_the_end_no_nearer() {
	ExtBuilder.run(|| {
		let id = daily(TOKEN);
		assert_ok!(Assets::freeze_asset(origin(issuer()), TOKEN_ID));
		let mut at_ms = noon(DUE);
		for delay_ms in DELAYS {
			run_block_at(at_ms);
			at_ms += delay_ms;
		}
		assert!(matches!(it(id).status, Status::PastDue { faults: 4, lacks: 0, .. }));
		assert_ok!(Assets::thaw_asset(origin(issuer()), TOKEN_ID));
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		for (n, delay_ms) in DELAYS.into_iter().enumerate() {
			run_block_at(at_ms);
			let Status::PastDue { faults: 4, lacks, retry_ms, .. } = it(id).status else {
				panic!("{:?}", it(id).status)
			};
			assert_eq!((usize::from(lacks), retry_ms), (n + 1, at_ms + delay_ms));
			at_ms += delay_ms;
		}
		run_block_at(at_ms);
		assert!(is_gone(id));
	});
}

#[test]
fn with_its_asset_it_ends() {
	ExtBuilder.run(|| {
		let id = daily(TOKEN);
		assert_ok!(Assets::start_destroy(origin(issuer()), TOKEN_ID));
		run_block_at(noon(DUE));
		let [Event::PaymentFailed { cause: Cause::AssetGone, retry_ms: None, .. }, Event::Ended { reason, .. }] =
			events()[..]
		else {
			panic!("not ended")
		};
		assert_eq!(reason, EndReason::AssetGone);
		assert!(is_gone(id));
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn with_its_asset_it_ends_however_little_there_was_of_it() {
	ExtBuilder.run(|| {
		daily(TOKEN);
		for who in [alice(), bob(), charlie()] {
			set_balance(&TOKEN, &who, TOKEN_MIN);
		}
		assert!(Assets::total_supply(TOKEN_ID) < PRICE);
		assert_ok!(Assets::start_destroy(origin(issuer()), TOKEN_ID));
		run_block_at(noon(DUE));
		assert_eq!(ended(), Some(EndReason::AssetGone));
	});
}

#[test]
fn a_payer_whose_account_is_gone_ends_like_any_poor_one() {
	ExtBuilder.run(|| {
		let id = daily(TOKEN);
		assert_ok!(Assets::transfer(origin(alice()), TOKEN_ID, charlie(), WEALTH - PRICE));
		let mut at_ms = noon(DUE);
		for delay_ms in DELAYS {
			run_block_at(at_ms);
			at_ms += delay_ms;
		}
		run_block_at(at_ms);
		assert_eq!(ended(), Some(EndReason::Unpaid));
		assert!(is_gone(id));
	});
}

#[test]
fn what_came_due_before_the_end_is_asked_for_after_it() {
	ExtBuilder.run(|| {
		let end_ms = Some(noon("2024-02-29") + 1);
		let id = authorised(TOKEN, monthly(), Limits { end_ms, ..free() });
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		jump_to(noon("2024-02-29"));
		set_balance(&TOKEN, &alice(), WEALTH);
		events();
		jump_to(now() + DELAYS[0]);
		let [Event::Paid { period: 1, .. }, Event::Ended { reason: EndReason::Expired, .. }] =
			events()[..]
		else {
			panic!("something else")
		};
		assert!(is_gone(id));
	});
}

#[test]
fn one_poor_payer_stops_nobody() {
	ExtBuilder.run(|| {
		let plan = new_plan(plan_details(TOKEN));
		for who in [alice(), charlie(), alice(), charlie()] {
			assert_ok!(Recurring::subscribe(origin(who), plan, 0, free()));
		}
		set_balance(&TOKEN, &alice(), TOKEN_MIN);
		jump_to(noon("2024-02-29"));
		let payments: Vec<_> = (0..4).map(|n| it(SubscriptionId(n)).payments).collect();
		assert_eq!(payments, vec![1, 2, 1, 2]);
	});
}

#[test]
fn an_asset_as_large_as_can_be_loses_nothing() {
	ExtBuilder.run(|| {
		let id = daily(TOKEN);
		// No transfer of more than 99 works in an asset of which there is so much.
		let rest = Balance::MAX - 3 * WEALTH - (PRICE - 1);
		assert_ok!(Assets::mint(origin(issuer()), TOKEN_ID, charlie(), rest));
		let before = (balance(&TOKEN, &alice()), balance(&TOKEN, &bob()));
		run_block_at(noon(DUE));
		failed(id, Cause::Fault, Some(noon(DUE) + DELAYS[0]));
		assert_eq!((balance(&TOKEN, &alice()), balance(&TOKEN, &bob())), before);
		assert_ok!(Assets::burn(origin(issuer()), TOKEN_ID, charlie(), 1));
		run_block_at(noon(DUE) + DELAYS[0]);
		assert_eq!(balance(&TOKEN, &bob()), before.1 + PRICE);
	});
}
