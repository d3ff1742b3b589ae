//! What it costs to hold others' liquidity, and how much of it one can hold.

use super::*;

/// What Bob asks for waiting: a thousandth of the amount for ten minutes.
const HOLD: Policy = Policy { hold_ppm: 100, ..POLICY };

/// Bob forwards on these terms.
fn bob_forwards(policy: Policy) {
	Channels::set_policy(ChannelId(1), &bob(), policy);
}

/// An invoice of Dave's for any amount, of this number.
fn asked(number: u8) -> crate::InvoiceRefOf<Test> {
	let payment_hash = Preimage([number; 32]).payment_hash();
	InvoiceRef::Signed(signed(Invoice { payment_hash, ..invoice(None) }))
}

fn pay(number: u8, arrives: Balance, max_fee: Balance, hold_ms: u64) -> DispatchResult {
	let (parts, deadline_ms) = (routes(&[via(0, arrives)]), now() + hold_ms);
	let pay = Mpp::pay(origin(alice()), asked(number), arrives, parts, max_fee, deadline_ms);
	outcome(pay)
}

#[test]
fn whoever_jams_pays_those_who_wait() {
	ExtBuilder.run(|| {
		bob_forwards(Policy { hold_ppm: 1_000, ..HOLD });
		// Alice and Dave are one: nobody ever claims. 600 for an hour, at a thousandth a minute.
		assert_ok!(pay(1, 600, 99, HOUR));
		let id = PaymentId(0);
		assert_eq!(it(id).hold_fees, 36);
		events();
		jump_to(START + HOUR);
		let released = Event::PaymentReleased {
			payment: id,
			payer: alice(),
			payee: dave(),
			payment_hash: Preimage([1; 32]).payment_hash(),
			received: 600,
			hold_fee: 36,
			reason: ReleaseReason::Expired,
		};
		assert_eq!(event(), released);
		// Bob has it from Alice; in the channel with Dave nothing has moved.
		assert_eq!(free()[0], [964, 1_036, 1_000, 1_000]);
	});
}

#[test]
fn whoever_jams_in_small_parts_pays_no_less() {
	ExtBuilder.run(|| {
		bob_forwards(Policy { base_fee: 0, fee_ppm: 0, ..HOLD });
		let parts: Vec<_> = (0..10).map(|_| route(&[(0, 10), (1, 10)])).collect();
		let id = paid(asked(1), 100, &parts);
		set_time(START + SECOND);
		// A hundredth of a unit would do for all: each pays one.
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
		assert_eq!(free()[0], [990, 1_010, 1_000, 1_000]);
	});
}

#[test]
fn an_honest_payer_pays_for_the_seconds_that_it_takes() {
	ExtBuilder.run(|| {
		bob_forwards(HOLD);
		// What is paid costs the fee alone, however long it takes.
		assert_ok!(pay(7, 800, 99, HOUR));
		set_time(START + 50 * MINUTE);
		assert_ok!(Mpp::claim(origin(dave()), PaymentId(0), PREIMAGE, Size::MOST));
		assert_eq!(free()[0], [187, 1_813, 200, 1_800]);
		// What its payee refuses within seconds costs next to nothing.
		assert_ok!(pay(2, 100, 99, HOUR));
		set_time(START + 50 * MINUTE + 6 * SECOND);
		assert_ok!(Mpp::cancel(origin(dave()), PaymentId(1), Size::MOST));
		assert_eq!(free()[0], [186, 1_814, 200, 1_800]);
		// Where nobody asks for it, nothing.
		bob_forwards(POLICY);
		assert_ok!(pay(3, 100, 99, HOUR));
		jump_to(START + 3 * HOUR);
		assert_eq!(free()[0], [186, 1_814, 200, 1_800]);
	});
}

#[test]
fn a_part_that_is_dropped_has_waited_for_itself() {
	ExtBuilder.run(|| {
		bob_forwards(HOLD);
		let id = paid(asked(1), 1_500, &[via(0, 800)]);
		assert_eq!(it(id).hold_fees, 5);
		set_time(START + MINUTE);
		events();
		assert_ok!(Mpp::drop_part(origin(alice()), id, PartId(0), MAX_HOPS));
		let part = PartId(0);
		let dropped = Event::PartDropped { payment: id, part, received: 0, fees: 0, hold_fee: 1 };
		assert_eq!(event(), dropped);
		assert_eq!((it(id).hold_fees, free()[0]), (1, [999, 1_001, 1_000, 1_000]));
		// The next is locked from then on.
		assert_ok!(Mpp::add_parts(origin(alice()), id, routes(&[via(0, 800)])));
		assert_eq!(it(id).hold_fees, 1 + 5);
		assert_ok!(Mpp::cancel(origin(alice()), id, Size::MOST));
		assert_eq!(free()[0], [999, 1_001, 1_000, 1_000]);
	});
}

#[test]
fn no_more_is_paid_for_waiting_than_the_payer_allows() {
	ExtBuilder.run(|| {
		bob_forwards(Policy { base_fee: 0, fee_ppm: 0, hold_ppm: 1_000, ..POLICY });
		let pay = |max_fee, hold_ms| {
			let (parts, deadline_ms) = (routes(&[route(&[(0, 500), (1, 500)])]), now() + hold_ms);
			Mpp::pay(origin(alice()), asked(1), 500, parts, max_fee, deadline_ms)
		};
		// At the worst an hour: 30. Whoever would pay less, chooses a nearer deadline.
		assert_noop!(pay(29, HOUR), Error::<Test>::HoldFeeTooHigh);
		assert_noop!(pay(14, 30 * MINUTE), Error::<Test>::HoldFeeTooHigh);
		assert_ok!(pay(15, 30 * MINUTE));
		// The terms may change meanwhile: for what is locked those hold that there were.
		bob_forwards(Policy { hold_ppm: 0, ..POLICY });
		jump_to(START + 30 * MINUTE);
		assert_eq!(free()[0], [985, 1_015, 1_000, 1_000]);
	});
}

#[test]
fn a_standstill_is_waited_for_up_to_its_bound() {
	ExtBuilder.run(|| {
		MaxExtension::set(10 * MINUTE);
		bob_forwards(Policy { base_fee: 0, fee_ppm: 0, hold_ppm: 1_000, ..POLICY });
		let id = paid(asked(1), 500, &[route(&[(0, 500), (1, 500)])]);
		assert_eq!(it(id).hold_fees, 35);
		jump_to(START + DAY);
		assert!(is_gone(id));
		assert_eq!(free()[0], [965, 1_035, 1_000, 1_000]);
	});
}

#[test]
fn nobody_locks_more_than_a_forwarder_lets() {
	ExtBuilder.run(|| {
		bob_forwards(Policy { max_locked: Some(500), ..POLICY });
		assert_ok!(pay(1, 300, 99, HOUR));
		// Half of what Bob has stays for others, and for what is made at once.
		assert_noop!(pay(2, 201, 99, HOUR), refused("PolicyRefuses"));
		assert_ok!(pay(2, 200, 99, HOUR));
		assert_noop!(pay(3, 10, 99, HOUR), refused("PolicyRefuses"));
		let at_once = signed(Invoice { payment_hash: hash(), ..instant_invoice(400) });
		let parts = routes(&[via(0, 400)]);
		let at_once = InvoiceRef::Signed(at_once);
		assert_ok!(Mpp::pay_instant(origin(alice()), at_once, 400, parts, 99));
		// When it is over, there is room again.
		assert_ok!(Mpp::cancel(origin(dave()), PaymentId(0), Size::MOST));
		assert_noop!(pay(3, 301, 99, HOUR), refused("PolicyRefuses"));
		assert_ok!(pay(3, 100, 99, HOUR));
	});
}
