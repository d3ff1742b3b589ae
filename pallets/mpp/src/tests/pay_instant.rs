use super::*;

fn pay(
	reference: crate::InvoiceRefOf<Test>,
	total: Balance,
	parts: &[Route],
	max_fee: Balance,
) -> sp_runtime::DispatchResult {
	outcome(Mpp::pay_instant(origin(alice()), reference, total, routes(parts), max_fee))
}

#[test]
fn pays_over_all_routes_at_once() {
	ExtBuilder.run(|| {
		let reference = registered(instant_invoice(1_500));
		events();
		let parts = [via(0, 800), via(1, 700)];
		assert_ok!(pay(reference.clone(), 1_500, &parts, 25));
		assert_eq!(
			event(),
			Event::PaidInstantly {
				payer: alice(),
				payee: dave(),
				asset: TOKEN,
				payment_hash: hash(),
				total: 1_500,
				fees: 25,
				routes: routes(&parts),
			}
		);
		assert_eq!(
			free(),
			[[187, 1_813, 200, 1_800], [288, 1_712, 300, 1_700], [1_000, 1_000, 1_000, 1_000]]
		);
		assert_eq!(held(&alice()), 0);
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
		assert_noop!(pay(reference.clone(), 1_500, &[via(2, 800)], 99), Error::<Test>::AlreadyPaid);
		assert_noop!(try_pay(reference, 1_500, &[via(2, 800)]), Error::<Test>::AlreadyPaid);
	});
}

#[test]
fn a_signed_invoice_is_remembered_as_paid_until_its_deadline() {
	ExtBuilder.run(|| {
		let document = instant_invoice(800);
		let reference = InvoiceRef::Signed(signed(document));
		assert_ok!(pay(reference.clone(), 800, &[via(0, 800)], 99));
		assert_eq!(happened(), ["paid"]);
		assert!(held(&alice()) > 0);
		assert_eq!(held(&dave()), 0);
		assert_noop!(pay(reference.clone(), 800, &[via(1, 800)], 99), Error::<Test>::AlreadyPaid);
		assert_noop!(try_pay(reference.clone(), 800, &[via(1, 800)]), Error::<Test>::AlreadyPaid);
		// Not even its payee makes the chain forget.
		assert_noop!(
			Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST),
			Error::<Test>::AlreadyPaid
		);
		set_time(START + 2 * HOUR - 1);
		assert_noop!(pay(reference.clone(), 800, &[via(1, 800)], 99), Error::<Test>::AlreadyPaid);
		jump_to(START + 2 * HOUR);
		assert_eq!(happened(), ["ended"]);
		assert_eq!(held(&alice()), 0);
		assert_noop!(pay(reference, 800, &[via(1, 800)], 99), Error::<Test>::Expired);
	});
}

#[test]
fn needs_the_payees_consent() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(500));
		assert_noop!(pay(reference, 500, &[via(0, 500)], 99), Error::<Test>::NotInstant);
	});
}

#[test]
fn brings_the_total_to_the_unit_within_the_fee_limit() {
	ExtBuilder.run(|| {
		let reference = registered(instant_invoice(1_000));
		let pay = |parts: &[Route], max_fee| pay(reference.clone(), 1_000, parts, max_fee);
		assert_noop!(pay(&[], 99), Error::<Test>::NoParts);
		assert_noop!(pay(&[via(0, 500), via(1, 499)], 99), Error::<Test>::PaymentIncomplete);
		assert_noop!(pay(&[via(0, 500), via(1, 501)], 99), Error::<Test>::ExceedsTotal);
		assert_noop!(pay(&[via(0, 500), via(1, 500)], 19), Error::<Test>::FeeTooHigh);
		assert_noop!(
			pay(&[via(0, 500), route(&[(2, 509), (3, 500)])], 99),
			Error::<Test>::FeeTooLow
		);
		assert_noop!(pay(&[route(&[])], 99), Error::<Test>::EmptyRoute);
		assert_noop!(pay(&[route(&[(0, 1_000)])], 99), Error::<Test>::WrongPayee);
		assert_noop!(pay(&[via(0, 950)], 99), refused("PolicyRefuses"));
		assert!(all_is_as_before());
		assert_ok!(pay(&[via(0, 500), via(1, 500)], 20));
	});
}

#[test]
fn an_invoice_without_parts_is_paid_by_one() {
	ExtBuilder.run(|| {
		let features = Features::NONE.requiring(Feature::Instant);
		let reference = registered(Invoice { features, ..invoice(600) });
		let two = [via(0, 300), via(1, 300)];
		assert_noop!(pay(reference.clone(), 600, &two, 99), Error::<Test>::SinglePartOnly);
		assert_ok!(pay(reference, 600, &[via(0, 600)], 99));
	});
}

#[test]
fn an_invoice_is_paid_once_in_whatever_form() {
	ExtBuilder.run(|| {
		let document = instant_invoice(800);
		let reference = InvoiceRef::Signed(signed(document.clone()));
		let id = paid(reference.clone(), 800, &[via(0, 800)]);
		let again = || pay(reference.clone(), 800, &[via(1, 800)], 99);
		assert_noop!(again(), Error::<Test>::AlreadyComplete);
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
		assert_noop!(again(), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn what_remembers_that_a_signed_invoice_is_paid_stays_as_long_as_it_could_be_paid() {
	ExtBuilder.run(|| {
		let document = instant_invoice(500);
		let reference = InvoiceRef::Signed(signed(document.clone()));
		// The payee registered another one under the same hash, which goes before.
		registered(Invoice { deadline_ms: START + HOUR, ..document.clone() });
		let parts = [via(0, 500)];
		assert_noop!(pay(reference.clone(), 500, &parts, 99), Error::<Test>::AlreadyExists);
		jump_to(START + HOUR);
		assert_ok!(pay(reference.clone(), 500, &parts, 99));
		set_time(START + 2 * HOUR - 1);
		assert_noop!(pay(reference, 500, &[via(1, 500)], 99), Error::<Test>::AlreadyPaid);
	});
	// The same one may be registered as well.
	ExtBuilder.run(|| {
		let document = instant_invoice(500);
		registered(document.clone());
		assert_ok!(pay(InvoiceRef::Signed(signed(document)), 500, &[via(0, 500)], 99));
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
		assert_eq!(held(&alice()), 0);
	});
}

#[test]
fn fails_for_an_invoice_that_cannot_be_paid() {
	ExtBuilder.run(|| {
		let document = instant_invoice(500);
		let parts = [via(0, 500)];
		let unknown = named(&document);
		assert_noop!(pay(unknown.clone(), 500, &parts, 99), Error::<Test>::InvoiceNotFound);
		registered(document);
		assert_noop!(pay(unknown.clone(), 499, &parts, 99), Error::<Test>::WrongTotal);
		let own = Mpp::pay_instant(origin(dave()), unknown.clone(), 500, routes(&parts), 99);
		assert_noop!(own, Error::<Test>::SameParty);
		set_time(START + 2 * HOUR);
		assert_noop!(pay(unknown, 500, &parts, 99), Error::<Test>::Expired);
	});
}

#[test]
fn only_open_channels_carry_payments() {
	ExtBuilder.run(|| {
		let reference = registered(instant_invoice(500));
		assert_ok!(Channels::force_close(ChannelId(0), &bob()));
		assert_noop!(pay(reference, 500, &[via(0, 500)], 99), refused("NotOpen"));
	});
}
