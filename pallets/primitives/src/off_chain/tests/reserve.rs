//! What the other side has to keep.

use super::*;
use sp_runtime::Permill;
use Refusal::BelowReserve;

/// A tenth of 200.
const RESERVE: Balance = 20;

fn duo() -> Duo {
	Duo::with_reserve(Permill::from_percent(10))
}

/// What the counterparty says if the opener asks it to sign this first.
fn asked(duo: &mut Duo, change: Change) -> Option<Event> {
	let version = duo.of(Opener).state().version + 1;
	duo.send_as(Opener, PeerMessage::Request { version, change }).event
}

const fn declined(change: Change) -> Option<Event> {
	Some(Event::Declined { change, refusal: BelowReserve })
}

#[test]
fn the_other_side_keeps_the_reserve() {
	for (left, kept) in [(RESERVE, true), (RESERVE - 1, false)] {
		let amount = 100 - left;
		for change in [pay(Opener, amount), Change::Add(htlc(Opener, amount, 1, NOW + SPAN.0))] {
			// The gainer by its own wish, and when it is asked.
			let expected = if kept { Ok(()) } else { Err(BelowReserve) };
			assert_eq!(duo().start(Counterparty, change), expected);
			let event = asked(&mut duo(), change);
			assert_eq!(event, if kept { None } else { declined(change) });
		}
	}
}

#[test]
fn a_refused_payment_is_forgotten_and_the_next_one_made() {
	let mut duo = duo();
	let events = duo.change(Opener, pay(Opener, 81));
	let (change, refusal) = (pay(Opener, 81), BelowReserve);
	assert!(events.contains(&(Opener, Event::Refused { change, refusal })));
	duo.change(Opener, pay(Opener, 80));
	duo.assert_agreed(1, Pair::new(RESERVE, 180));
}

#[test]
fn what_gives_to_the_other_side_is_never_refused() {
	let mut duo = duo();
	duo.change(Opener, pay(Opener, 80));
	duo.change(Counterparty, pay(Counterparty, 1));
	let htlc = htlc(Counterparty, 5, 1, NOW + SPAN.0);
	duo.change(Counterparty, Change::Add(htlc));
	duo.change(Opener, Change::Settle { htlc, preimage: secret(1) });
	duo.assert_agreed(4, Pair::new(26, 174));
}

#[test]
fn an_htlc_that_took_it_to_the_reserve_is_settled_and_failed() {
	for settles in [true, false] {
		let mut duo = duo();
		let htlc = htlc(Opener, 80, 1, NOW + SPAN.0);
		duo.change(Opener, Change::Add(htlc));
		let preimage = secret(1);
		let end = if settles { Change::Settle { htlc, preimage } } else { Change::Fail(htlc) };
		duo.change(Counterparty, end);
		let balances = if settles { Pair::new(RESERVE, 180) } else { Pair::new(100, 100) };
		duo.assert_agreed(2, balances);
	}
}

#[test]
fn whoever_never_had_it_need_not_keep_it() {
	let mut duo = duo();
	// All that is committed is the opener's.
	duo.tell_both(ChainEvent::CommittedWithdrawn { base_version: 1, committed: Pair::new(200, 0) });
	duo.change(Opener, pay(Opener, RESERVE - 1));
	duo.change(Counterparty, pay(Counterparty, RESERVE - 1));
	duo.assert_agreed(3, Pair::new(200, 0));
	// From here on it has had it.
	duo.change(Opener, pay(Opener, RESERVE));
	assert_eq!(duo.start(Opener, pay(Counterparty, 1)), Err(BelowReserve));
}

#[test]
fn a_top_up_asks_for_more_only_of_whoever_has_it() {
	let mut duo = duo();
	duo.change(Opener, pay(Opener, 80));
	// The counterparty's top-up makes the reserve 22, which the opener has not.
	duo.tell_both(ChainEvent::Committed { committed: Pair::new(100, 120) });
	assert_eq!(duo.start(Counterparty, pay(Opener, 1)), Err(BelowReserve));
	duo.change(Counterparty, pay(Counterparty, 1));
	duo.change(Opener, pay(Opener, 1));
	duo.change(Counterparty, pay(Counterparty, 2));
	assert_eq!(duo.start(Counterparty, pay(Opener, 1)), Err(BelowReserve));
	duo.assert_agreed(4, Pair::new(22, 198));
}

#[test]
fn it_is_rounded_up() {
	let mut duo = Duo::with_reserve(Permill::from_parts(1));
	assert_eq!(duo.start(Counterparty, pay(Opener, 100)), Err(BelowReserve));
	assert_eq!(duo.start(Counterparty, pay(Opener, 99)), Ok(()));
}

#[test]
fn zero_asks_for_none() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 100));
	duo.assert_agreed(1, Pair::new(0, 200));
}

#[test]
fn by_default_it_is_a_fiftieth() {
	assert_eq!(Limits::default().reserve_of(&Pair::new(1_000, 1)), 21);
	let most = Pair::new(Balance::MAX, Balance::MAX);
	assert!(Limits::default().reserve_of(&most) >= Balance::MAX / 50);
}

#[test]
fn it_may_be_withdrawn() {
	let mut duo = duo();
	duo.change(Opener, pay(Opener, 80));
	duo.change(Opener, withdraw(Pair::new(RESERVE, 0)));
	assert!(duo.of(Opener).ending().is_some());
	duo.tell_both(ChainEvent::CommittedWithdrawn { base_version: 2, committed: Pair::new(0, 180) });
	duo.change(Counterparty, pay(Counterparty, 5));
	duo.change(Opener, pay(Opener, 5));
	duo.assert_agreed(4, Pair::new(0, 180));
}
