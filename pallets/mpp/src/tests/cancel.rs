//! `cancel` and `settle`.

use super::*;

#[test]
fn the_payee_sends_a_complete_payment_back() {
	ExtBuilder.run(|| {
		let id = complete();
		events();
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
		let released = Event::PaymentReleased {
			payment: id,
			payer: alice(),
			payee: dave(),
			payment_hash: hash(),
			received: 1_500,
			hold_fee: 0,
			reason: ReleaseReason::Cancelled,
		};
		assert_eq!(event(), released);
		assert!(all_is_as_before());
		assert!(is_gone(id));
		// The invoice is still there to be paid.
		assert_ok!(try_pay(named(&invoice(1_500)), 1_500, &[via(0, 800), via(1, 700)]));
	});
}

#[test]
fn the_payer_takes_an_incomplete_payment_back_and_no_other() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_noop!(Mpp::cancel(origin(bob()), id, Size::MOST), Error::<Test>::NotParty);
		assert_noop!(
			Mpp::cancel(origin(alice()), PaymentId(1), Size::MOST),
			Error::<Test>::NotFound
		);
		events();
		assert_ok!(Mpp::cancel(origin(alice()), id, Size::MOST));
		let released = Event::PaymentReleased {
			payment: id,
			payer: alice(),
			payee: dave(),
			payment_hash: hash(),
			received: 800,
			hold_fee: 0,
			reason: ReleaseReason::Withdrawn,
		};
		assert_eq!(event(), released);
		assert!(all_is_as_before());

		let id = paid(named(&invoice(1_500)), 1_500, &[via(0, 800), via(1, 700)]);
		assert_noop!(Mpp::cancel(origin(alice()), id, Size::MOST), Error::<Test>::PaymentComplete);
		set_time(START + MAX_HOLD);
		// Then anybody can release it.
		assert_noop!(Mpp::cancel(origin(alice()), id, Size::MOST), Error::<Test>::PaymentComplete);
		assert_ok!(Mpp::settle(origin(alice()), id, Size::MOST));
		assert!(all_is_as_before());
	});
}

#[test]
fn what_is_decided_is_not_given_up() {
	ExtBuilder.run(|| {
		let id = complete();
		assert_ok!(reveal(PREIMAGE));
		let cancel = |id| outcome(Mpp::cancel(origin(dave()), id, Size::MOST));
		let invoice = || outcome(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
		assert_noop!(cancel(id), Error::<Test>::AlreadyRevealed);
		assert_noop!(invoice(), Error::<Test>::AlreadyRevealed);
		next_block();
		assert!(is_gone(id));
		assert_noop!(invoice(), Error::<Test>::AlreadyPaid);
	});
	// What is not complete can no longer be: it goes back.
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_ok!(reveal(PREIMAGE));
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
		assert!(all_is_as_before());
	});
}

#[test]
fn the_payee_refuses_one_that_is_not_complete() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
		assert!(all_is_as_before());
	});
}

#[test]
fn settle_does_what_is_due_and_nothing_else() {
	ExtBuilder.run(|| {
		let id = incomplete();
		let settle = || Mpp::settle(origin(ferdie()), id, Size::MOST);
		assert_noop!(settle(), Error::<Test>::NotDue);
		assert_noop!(
			Mpp::settle(origin(ferdie()), PaymentId(1), Size::MOST),
			Error::<Test>::NotFound
		);
		// A preimage that is public is nothing to one that is not complete.
		assert_ok!(reveal(PREIMAGE));
		set_time(START + MAX_GATHER - 1);
		assert_noop!(settle(), Error::<Test>::NotDue);
		set_time(START + MAX_GATHER);
		events();
		let used = settle().unwrap().actual_weight.unwrap();
		assert_eq!(used, Mpp::release_weight(&Size { parts: 1, hops: 2 }));
		assert!(matches!(
			event(),
			Event::PaymentReleased { received: 800, reason: ReleaseReason::Incomplete, .. }
		));
		assert!(all_is_as_before());
	});
}

#[test]
fn a_deposit_that_cannot_be_returned_holds_up_nothing() {
	ExtBuilder.run(|| {
		let id = complete();
		let free = frame_system::Account::<Test>::get(alice()).data.free;
		// A balance that cannot take another unit.
		let set = |free| frame_system::Account::<Test>::mutate(alice(), |of| of.data.free = free);
		set(Balance::MAX);
		events();
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
		assert_eq!(happened(), ["kept", "released"]);
		assert!(is_gone(id));
		assert!(held(&alice()) > 0);
		set(free);
	});
}
