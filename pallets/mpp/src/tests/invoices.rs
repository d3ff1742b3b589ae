//! `register_invoice`, `cancel_invoice`, `expire_invoice`.

use super::*;
use frame_support::traits::Footprint;

#[test]
fn is_registered_for_a_deposit() {
	ExtBuilder.run(|| {
		let document = invoice(500);
		assert_ok!(Mpp::register_invoice(origin(dave()), document.clone()));
		assert_eq!(event(), Event::InvoiceRegistered { invoice: document.clone() });
		let there = Mpp::invoice(dave(), hash()).unwrap();
		let status = InvoiceStatus::Open;
		assert_eq!(
			there,
			RegisteredInvoice { id: InvoiceId(0), document: document.clone(), status }
		);
		let Footprint { count, size } = Mpp::invoice_footprint();
		assert_eq!(held(&dave()), count as Balance * PER_ITEM + size as Balance);
		assert_noop!(
			Mpp::register_invoice(origin(dave()), document.clone()),
			Error::<Test>::AlreadyExists
		);
		// The same hash of another payee is another invoice.
		let others = Invoice { payee: bob(), ..document };
		assert_ok!(Mpp::register_invoice(origin(bob()), others));
		assert_eq!(Mpp::invoice(bob(), hash()).unwrap().id, InvoiceId(1));
	});
}

#[test]
fn fails_for_what_cannot_be_paid() {
	ExtBuilder.run(|| {
		let register = |document| Mpp::register_invoice(origin(dave()), document);
		let good = || invoice(500);
		assert_noop!(Mpp::register_invoice(origin(bob()), good()), Error::<Test>::NotPayee);
		assert_noop!(register(invoice(0)), Error::<Test>::ZeroAmount);
		let secret = PaymentSecret(hash().0);
		assert_noop!(
			register(Invoice { payment_secret: secret, ..good() }),
			Error::<Test>::ObviousSecret
		);
		assert_noop!(
			register(Invoice { features: Features(1 << 20), ..good() }),
			Error::<Test>::UnknownFeature
		);
		// What a payer need not understand can be anything.
		assert_ok!(register(Invoice { features: Features(1 << 21), ..good() }));
		let other = Preimage([1; 32]);
		let other = || Invoice { payment_hash: other.payment_hash(), ..good() };
		let at = |deadline_ms| register(Invoice { deadline_ms, ..other() });
		assert_noop!(at(START), Error::<Test>::Expired);
		assert_noop!(at(START + MAX_INVOICE + 1), Error::<Test>::DeadlineTooFar);
		assert_noop!(
			register(Invoice { hints: vec![Default::default()].try_into().unwrap(), ..other() }),
			Error::<Test>::EmptyHint
		);
		assert_ok!(reveal(Preimage([1; 32])));
		assert_noop!(at(START + MAX_INVOICE), Error::<Test>::AlreadyRevealed);
		let third = Invoice { payment_hash: Preimage([2; 32]).payment_hash(), ..good() };
		assert_ok!(register(Invoice { deadline_ms: START + MAX_INVOICE, ..third }));
		assert_noop!(
			Mpp::register_invoice(origin(bob()), Invoice { payee: alice(), ..good() }),
			Error::<Test>::NotPayee
		);
	});
}

#[test]
fn fails_without_the_deposit() {
	ExtBuilder.run(|| {
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(&dave(), ED);
		let refused = Mpp::register_invoice(origin(dave()), invoice(5));
		assert_noop!(refused, TokenError::FundsUnavailable);
		Balances::set_balance(&dave(), WEALTH);
	});
}

#[test]
fn is_cancelled_for_its_deposit() {
	ExtBuilder.run(|| {
		registered(invoice(500));
		events();
		assert_noop!(
			Mpp::cancel_invoice(origin(bob()), hash(), Size::MOST),
			Error::<Test>::InvoiceNotFound
		);
		let used = Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST).unwrap().actual_weight;
		assert_eq!(used, Some(<() as crate::WeightInfo>::cancel_invoice()));
		let reason = InvoiceEnd::Cancelled;
		assert_eq!(event(), Event::InvoiceEnded { payee: dave(), payment_hash: hash(), reason });
		assert_eq!(Mpp::invoice(dave(), hash()), None);
		assert_eq!(held(&dave()), 0);
		// Its deadline finds nothing, and the hash can be used again.
		registered(invoice(600));
		jump_to(START + 2 * HOUR);
		assert_eq!(happened(), ["registered", "ended"]);
	});
}

#[test]
fn takes_the_payment_that_waits_along() {
	ExtBuilder.run(|| {
		let id = complete();
		events();
		let used =
			Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST).unwrap().actual_weight.unwrap();
		let expected = <() as crate::WeightInfo>::cancel_invoice()
			+ Mpp::release_weight(&Size { parts: 2, hops: 4 })
			+ asked();
		assert_eq!(used, expected);
		assert_eq!(happened(), ["ended", "released"]);
		assert!(is_gone(id));
		assert!(all_is_as_before());
	});
}

#[test]
fn leaves_a_payment_that_is_not_complete_to_its_payer() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_ok!(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
		assert!(!is_gone(id));
		assert_ok!(Mpp::cancel(origin(alice()), id, Size::MOST));
		assert!(all_is_as_before());
	});
}

#[test]
fn goes_with_its_deadline() {
	ExtBuilder.run(|| {
		registered(invoice(500));
		events();
		let expire = || Mpp::expire_invoice(origin(ferdie()), dave(), hash());
		set_time(START + 2 * HOUR - 1);
		assert_noop!(expire(), Error::<Test>::NotExpired);
		set_time(START + 2 * HOUR);
		assert_ok!(expire());
		let reason = InvoiceEnd::Expired;
		assert_eq!(event(), Event::InvoiceEnded { payee: dave(), payment_hash: hash(), reason });
		assert_noop!(expire(), Error::<Test>::InvoiceNotFound);
		assert_eq!(held(&dave()), 0);
	});
	ExtBuilder.run(|| {
		registered(invoice(500));
		events();
		run_block_at(START + 2 * HOUR - 1);
		run_block_at(START + 2 * HOUR - 1);
		assert_eq!(happened(), Vec::<&str>::new());
		jump_to(START + 2 * HOUR);
		assert_eq!(happened(), ["ended"]);
	});
}
