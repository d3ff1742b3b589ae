//! `add_parts` and `replace_part`.

use super::*;

fn add(id: PaymentId, parts: &[Route]) -> sp_runtime::DispatchResult {
	outcome(Mpp::add_parts(origin(alice()), id, routes(parts)))
}

fn replace(id: PaymentId, part: PartId, parts: &[Route]) -> sp_runtime::DispatchResult {
	outcome(Mpp::replace_part(origin(alice()), id, part, MAX_HOPS, routes(parts)))
}

#[test]
fn parts_arrive_in_several_calls() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_eq!(happened(), ["registered", "opened", "locked"]);
		assert_eq!(Mpp::by_payee(dave(), None, 10), vec![]);
		assert_ok!(add(id, &[via(1, 500)]));
		assert_eq!(happened(), ["locked"]);
		assert_ok!(add(id, &[via(2, 100), via(2, 100)]));
		assert_eq!(happened(), ["locked", "locked", "completed"]);
		assert_eq!((it(id).received, it(id).fees), (1_500, fee(800) + fee(500) + 2 * fee(100)));
		assert_eq!(Mpp::by_payee(dave(), None, 10), vec![id]);
		assert_noop!(add(id, &[via(0, 10)]), Error::<Test>::PaymentComplete);
	});
}

#[test]
fn only_the_payer_adds_and_before_the_time_is_over() {
	ExtBuilder.run(|| {
		let id = incomplete();
		let by_other = Mpp::add_parts(origin(bob()), id, routes(&[via(1, 700)]));
		assert_noop!(by_other, Error::<Test>::NotPayer);
		assert_noop!(add(PaymentId(9), &[via(1, 700)]), Error::<Test>::NotFound);
		assert_noop!(add(id, &[]), Error::<Test>::NoParts);
		set_time(START + MAX_GATHER);
		assert_noop!(add(id, &[via(1, 700)]), Error::<Test>::Expired);
		set_time(START + MAX_GATHER - 1);
		assert_ok!(add(id, &[via(1, 700)]));
	});
}

#[test]
fn the_last_part_leaves_the_payee_time_to_claim() {
	ExtBuilder.run(|| {
		let deadline_ms = START + MINUTE;
		let (reference, parts) = (registered(invoice(1_500)), routes(&[via(0, 800)]));
		assert_ok!(Mpp::pay(origin(alice()), reference, 1_500, parts, 99, deadline_ms));
		let id = PaymentId(0);
		set_time(deadline_ms - MIN_CLAIM);
		assert_noop!(add(id, &[via(1, 700)]), Error::<Test>::Expired);
		assert_noop!(replace(id, PartId(0), &[via(1, 700)]), Error::<Test>::Expired);
		set_time(deadline_ms - MIN_CLAIM - 1);
		assert_ok!(add(id, &[via(1, 700)]));
		set_time(deadline_ms - 1);
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
	});
}

#[test]
fn the_fee_limit_counts_the_parts_before() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(1_500));
		let parts = routes(&[via(0, 800)]);
		let max_fee = fee(800) + fee(700) - 1;
		assert_ok!(Mpp::pay(origin(alice()), reference, 1_500, parts, max_fee, START + HOUR));
		let id = PaymentId(0);
		assert_noop!(add(id, &[via(1, 700)]), Error::<Test>::FeeTooHigh);
		assert_noop!(add(id, &[via(1, 350), via(2, 350)]), Error::<Test>::FeeTooHigh);
		assert_ok!(add(id, &[via(1, 600)]));
	});
}

#[test]
fn adds_no_part_that_could_not_be_claimed() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_ok!(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
		assert_noop!(add(id, &[via(1, 700)]), Error::<Test>::InvoiceNotFound);
		// Another invoice of the same hash, which the payment fits, will do.
		registered(instant_invoice(800));
		assert_ok!(add(id, &[via(1, 100)]));
		// It is paid, by another payment.
		let parts = routes(&[via(1, 800)]);
		let reference = named(&instant_invoice(800));
		assert_ok!(Mpp::pay_instant(origin(alice()), reference, 800, parts, 100));
		assert_noop!(add(id, &[via(2, 600)]), Error::<Test>::AlreadyPaid);
		assert_ok!(reveal(PREIMAGE));
		assert_noop!(add(id, &[via(2, 600)]), Error::<Test>::AlreadyRevealed);
		assert_ok!(Mpp::cancel(origin(alice()), id, Size::MOST));
	});
}

#[test]
fn completes_no_payment_that_the_payee_no_longer_asks_for() {
	let meanwhile = |now_asked: crate::InvoiceOf<Test>, fits: bool| {
		ExtBuilder.run(|| {
			let id = incomplete();
			assert_ok!(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
			registered(now_asked);
			if fits {
				assert_ok!(add(id, &[via(1, 700)]));
			} else {
				assert_noop!(add(id, &[via(1, 700)]), Error::<Test>::InvoiceNotFound);
			}
			assert_eq!(it(id).is_complete(), fits);
		});
	};
	// Whoever claims what is complete for its new invoice gets what that asks for.
	meanwhile(invoice(1_501), false);
	meanwhile(invoice(749), false);
	meanwhile(Invoice { asset: OTHER, ..invoice(1_500) }, false);
	meanwhile(Invoice { deadline_ms: START + MAX_HOLD - 1, ..invoice(1_500) }, false);
	meanwhile(Invoice { features: Features::NONE, ..invoice(1_500) }, false);
	meanwhile(invoice(1_500), true);
	meanwhile(invoice(750), true);
	meanwhile(invoice(None), true);
	meanwhile(Invoice { deadline_ms: START + MAX_HOLD, ..invoice(1_500) }, true);
}

#[test]
fn a_signed_invoice_is_not_asked_for_again() {
	ExtBuilder.run(|| {
		let id = paid(InvoiceRef::Signed(signed(invoice(1_500))), 1_500, &[via(0, 800)]);
		assert_ok!(add(id, &[via(1, 700)]));
		assert!(it(id).is_complete());
	});
}

#[test]
fn a_part_that_failed_is_replaced() {
	ExtBuilder.run(|| {
		let id = paid(registered(invoice(1_500)), 1_500, &[via(0, 800), via(1, 600)]);
		// Bob goes away: the payer does not wait for that channel.
		assert_ok!(Channels::force_close(ChannelId(1), &bob()));
		events();
		assert_ok!(replace(id, PartId(0), &[via(2, 800)]));
		assert_eq!(happened(), ["dropped", "locked"]);
		assert_eq!(free()[0], [CHANNEL; 4]);
		assert_eq!(it(id).received, 1_400);
		// The other may have the same place.
		assert_eq!(Mpp::parts_of(id)[0].0, PartId(0));
		assert_eq!(Mpp::parts_of(id)[0].1[1].channel, ChannelId(5));

		// By several, with which it is complete.
		assert_ok!(replace(id, PartId(1), &[via(1, 350), via(2, 100), via(1, 250)]));
		assert_eq!(happened(), ["dropped", "locked", "locked", "locked", "completed"]);
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
	});
}

#[test]
fn what_replaces_may_use_what_is_replaced() {
	ExtBuilder.run(|| {
		let id = paid(registered(invoice(1_500)), 1_500, &[via(0, 800)]);
		assert_noop!(add(id, &[via(0, 200)]), refused("InsufficientLedger"));
		assert_ok!(replace(id, PartId(0), &[via(0, 900)]));
		assert_eq!(it(id).received, 900);
	});
}

#[test]
fn a_part_is_replaced_or_stays() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_noop!(replace(id, PartId(1), &[via(1, 800)]), Error::<Test>::PartNotFound);
		assert_noop!(replace(id, PartId(200), &[via(1, 800)]), Error::<Test>::PartNotFound);
		assert_noop!(replace(id, PartId(0), &[]), Error::<Test>::NoParts);
		assert_noop!(replace(id, PartId(0), &[via(1, 950)]), refused("PolicyRefuses"));
		let by_other =
			Mpp::replace_part(origin(dave()), id, PartId(0), MAX_HOPS, routes(&[via(1, 10)]));
		assert_noop!(by_other, Error::<Test>::NotPayer);
		assert_ok!(add(id, &[via(1, 700)]));
		assert_noop!(replace(id, PartId(0), &[via(2, 800)]), Error::<Test>::PaymentComplete);
	});
}

#[test]
fn the_deadline_of_a_payment_completed_later_is_kept() {
	ExtBuilder.run(|| {
		let id = incomplete();
		set_time(START + MAX_GATHER - 1);
		assert_ok!(add(id, &[via(1, 700)]));
		// The look at what is not complete finds it complete.
		jump_to(START + MAX_GATHER);
		assert!(!is_gone(id));
		jump_to(START + MAX_HOLD - 2 * SLOT_MS);
		assert!(!is_gone(id));
		jump_to(START + MAX_HOLD);
		assert!(is_gone(id));
		assert!(all_is_as_before());
	});
}
