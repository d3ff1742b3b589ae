//! The hooks.

use super::*;
use frame_support::{traits::Hooks, weights::Weight};

#[test]
fn what_is_not_complete_in_time_goes_back() {
	ExtBuilder.run(|| {
		let id = incomplete();
		run_block_at(START + MAX_GATHER - 1);
		run_block_at(START + MAX_GATHER - 1);
		assert!(!is_gone(id));
		events();
		jump_to(START + MAX_GATHER);
		let released = Event::PaymentReleased {
			payment: id,
			payer: alice(),
			payee: dave(),
			payment_hash: hash(),
			received: 800,
			hold_fee: 0,
			reason: ReleaseReason::Incomplete,
		};
		assert_eq!(event(), released);
		assert!(all_is_as_before());
	});
}

#[test]
fn what_is_not_complete_when_the_time_to_claim_begins_goes_back() {
	ExtBuilder.run(|| {
		let deadline_ms = START + MINUTE;
		let (reference, parts) = (registered(invoice(1_500)), routes(&[via(0, 800)]));
		assert_ok!(Mpp::pay(origin(alice()), reference, 1_500, parts, 99, deadline_ms));
		jump_to(deadline_ms - MIN_CLAIM - 2 * SLOT_MS);
		assert!(!is_gone(PaymentId(0)));
		events();
		jump_to(deadline_ms - MIN_CLAIM);
		assert_eq!(happened(), ["released"]);
		assert!(all_is_as_before());
	});
}

#[test]
fn what_nobody_claims_goes_back() {
	ExtBuilder.run(|| {
		let id = complete();
		run_block_at(START + MAX_HOLD - 1);
		run_block_at(START + MAX_HOLD - 1);
		assert!(!is_gone(id));
		events();
		jump_to(START + MAX_HOLD);
		assert!(matches!(
			event(),
			Event::PaymentReleased { received: 1_500, reason: ReleaseReason::Expired, .. }
		));
		assert!(all_is_as_before());
	});
}

#[test]
fn a_preimage_that_somebody_reveals_settles_the_payment() {
	ExtBuilder.run(|| {
		let id = complete();
		events();
		assert_ok!(reveal(PREIMAGE));
		// Soon, and by the hook: whoever reveals does not pay for it.
		assert!(!is_gone(id));
		run_block_at(START + BLOCK_MS);
		assert_eq!(happened(), ["settled"]);
		assert_eq!(free()[0], [187, 1_813, 200, 1_800]);
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
	});
}

/// A payment that is complete when the chain stands still, until a second before its deadline, and
/// goes on at its pace then.
fn after_a_standstill(extension: u64, test: impl FnOnce(PaymentId)) {
	ExtBuilder.run(|| {
		MaxExtension::set(extension);
		let id = complete();
		run_block_at(START + MAX_HOLD - SECOND);
		events();
		test(id);
	});
}

#[test]
fn a_standstill_does_not_take_the_payees_time_away() {
	after_a_standstill(10 * MINUTE, |id| {
		run_to(START + MAX_HOLD + 10 * MINUTE - BLOCK_MS);
		assert!(!is_gone(id));
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
		assert_eq!(happened(), ["settled"]);
	});
	// And so does whoever reveals it otherwise.
	after_a_standstill(10 * MINUTE, |_| {
		run_to(START + MAX_HOLD + MINUTE);
		assert_ok!(reveal(PREIMAGE));
		next_block();
		assert_eq!(happened(), ["settled"]);
	});
	// Without an extension it is over at the deadline.
	after_a_standstill(0, |_| {
		run_to(START + MAX_HOLD + 2 * BLOCK_MS);
		assert_eq!(happened(), ["released"]);
	});
}

#[test]
fn no_standstill_prolongs_a_payment_beyond_the_bound() {
	after_a_standstill(MINUTE, |id| {
		run_to(START + MAX_HOLD + MINUTE - BLOCK_MS);
		assert!(!is_gone(id));
		// Nor does another one.
		jump_to(START + DAY);
		assert!(happened().contains(&"released"));
		assert!(is_gone(id));
		assert!(all_is_as_before());
	});
	after_a_standstill(MINUTE, |id| {
		set_time(START + MAX_HOLD + MINUTE);
		let late = Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST);
		assert_noop!(late, Error::<Test>::Expired);
	});
}

#[test]
fn a_chain_that_goes_on_prolongs_nothing() {
	ExtBuilder.run(|| {
		MaxExtension::set(HOUR);
		let deadline_ms = START + 2 * MINUTE;
		let (reference, parts) = (registered(invoice(800)), routes(&[via(0, 800)]));
		assert_ok!(Mpp::pay(origin(alice()), reference, 800, parts, 99, deadline_ms));
		run_to(deadline_ms - BLOCK_MS);
		assert!(!is_gone(PaymentId(0)));
		run_to(deadline_ms + BLOCK_MS);
		assert!(is_gone(PaymentId(0)));
	});
}

#[test]
fn a_payment_keeps_the_times_with_which_it_was_made() {
	ExtBuilder.run(|| {
		let id = complete();
		MaxExtension::set(HOUR);
		LeastClaim::set(2 * HOUR);
		assert_ok!(Mpp::do_try_state());
		assert_eq!(it(id).extension_ms, 0);
		jump_to(START + MAX_HOLD);
		assert!(is_gone(id));
		LeastClaim::set(MINUTE);
		let (reference, parts) = (named(&invoice(1_500)), routes(&[via(0, 800), via(1, 700)]));
		let pay = |deadline_ms| {
			let (reference, parts) = (reference.clone(), parts.clone());
			Mpp::pay(origin(alice()), reference, 1_500, parts, 99, deadline_ms)
		};
		assert_noop!(pay(now() + MINUTE - 1), Error::<Test>::DeadlineTooSoon);
		assert_ok!(pay(now() + MINUTE));
	});
}

#[test]
fn revealed_in_time_counts_however_late_anybody_looks() {
	for (revealed_ms, settled) in [(START + MAX_HOLD - 1, true), (START + MAX_HOLD, false)] {
		ExtBuilder.run(|| {
			let id = complete();
			set_time(revealed_ms);
			assert_ok!(reveal(PREIMAGE));
			// The chain stands still for a day.
			jump_to(START + DAY);
			assert!(is_gone(id));
			let all = happened();
			assert_eq!(all.contains(&"settled"), settled, "{all:?}");
			assert_eq!(all.contains(&"released"), !settled, "{all:?}");
			assert_eq!(free()[0][1], if settled { 1_813 } else { 1_000 });
		});
	}
}

#[test]
fn a_preimage_is_nothing_to_what_is_not_complete() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_ok!(reveal(PREIMAGE));
		run_block_at(START + BLOCK_MS);
		assert!(!is_gone(id));
		// It cannot become complete any more, and goes back.
		let add = Mpp::add_parts(origin(alice()), id, routes(&[via(1, 700)]));
		assert_noop!(add, Error::<Test>::AlreadyRevealed);
		jump_to(START + MAX_GATHER);
		assert!(all_is_as_before());
	});
}

#[test]
fn one_preimage_settles_what_waits_for_it_and_the_deadline_the_rest() {
	ExtBuilder.run(|| {
		// Six invoices of six payees with one hash, each paid by one part.
		let payees = [bob(), charlie(), dave(), eve(), ferdie(), alice()];
		let mut ids = Vec::new();
		for payee in payees {
			let payer = if payee == alice() { bob() } else { alice() };
			let over = channel(&payer, &payee);
			let reference = registered(Invoice { payee, ..invoice(100) });
			let parts = routes(&[route(&[(over.0, 100)])]);
			let id = crate::NextPaymentId::<Test>::get();
			assert_ok!(Mpp::pay(origin(payer), reference, 100, parts, 0, START + MAX_HOLD));
			ids.push(id);
		}
		assert_ok!(reveal(PREIMAGE));
		run_block_at(START + BLOCK_MS);
		let left: Vec<_> = ids.iter().filter(|id| !is_gone(**id)).copied().collect();
		assert_eq!(left.len(), ids.len() - crate::impls::PROMPT);
		// The preimage is public: anybody settles another, and the deadline the last.
		assert_ok!(Mpp::settle(origin(ferdie()), left[0], Size::MOST));
		events();
		jump_to(START + MAX_HOLD);
		assert_eq!(happened(), ["settled"]);
		assert!(ids.into_iter().all(is_gone));
	});
}

#[test]
fn a_failure_is_told_and_tried_again() {
	ExtBuilder.run(|| {
		let id = complete();
		let broken = ChannelId(3);
		Channels::mutate(broken, |channel| channel.ledger.opener.locked = 0);
		System::reset_events();
		System::set_block_number(2);
		set_time(START + MAX_HOLD + SLOT_MS);
		Mpp::on_idle(2, Weight::MAX / 2);
		let due = Due::Payment(id);
		// What an event keeps of such an error is its kind.
		assert_eq!(event(), Event::ServiceFailed { due, error: refused("") });
		// Nothing is half done.
		assert_eq!(Channels::locked(ChannelId(1)), Pair::new(800, 0));
		Channels::mutate(broken, |channel| channel.ledger.opener.locked = 700);
		jump_to(START + MAX_HOLD + HOUR + SLOT_MS);
		// The deadline of the invoice has come, too.
		assert_eq!(happened(), ["ended", "released"]);
		assert!(all_is_as_before());
	});
}

#[test]
fn hundreds_that_are_due_at_once_are_done_within_the_budget() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(1_500));
		for _ in 0..60 {
			paid(reference.clone(), 1_500, &[via(0, 10)]);
		}
		let left = || crate::Payments::<Test>::iter_keys().count();
		set_time(START + MAX_GATHER);
		let budget = Mpp::ending_weight(&Size::MOST) * 3;
		let mut blocks = 0;
		while left() > 0 {
			let before = left();
			System::set_block_number(System::block_number() + 1);
			let spent = Mpp::on_idle(1, budget);
			assert!(spent.all_lte(budget));
			assert!(left() < before);
			check();
			blocks += 1;
		}
		assert!(blocks > 1, "the budget stopped nothing");
		assert!(all_is_as_before());
	});
}

#[test]
fn nothing_is_done_without_weight() {
	ExtBuilder.run(|| {
		let id = incomplete();
		set_time(START + DAY);
		assert_eq!(Mpp::on_idle(1, Weight::zero()), Weight::zero());
		assert!(!is_gone(id));
	});
}

#[test]
fn the_configuration_is_consistent() {
	ExtBuilder.run(Mpp::integrity_test);
}
