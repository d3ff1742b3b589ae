//! Endings that were signed and never seen on chain.

use super::*;
use crate::state::{Close, NetTransfer};

const NET: NetTransfer = NetTransfer { payer: Opener, amount: 40 };

fn paid() -> Duo {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 40));
	duo
}

#[test]
fn an_ending_binds_until_its_instant() {
	let mut duo = paid();
	duo.change(Opener, close());
	duo.reach(END - 1);
	for side in Side::BOTH {
		assert_eq!(duo.of(side).bound_until_ms(), Some(END));
		assert!(duo.of(side).ending().is_some());
		assert_eq!(duo.start(side, pay(Opener, 1)), Err(Refusal::EndingSigned));
	}
	for side in Side::BOTH {
		assert_eq!(duo.tell(side, ChainEvent::Time { now_ms: END }), Some(Event::Lapsed));
		assert_eq!((duo.of(side).bound_until_ms(), duo.of(side).ending()), (None, None));
		assert_eq!(duo.tell(side, ChainEvent::Time { now_ms: END + 1 }), None);
	}
}

#[test]
fn only_the_chains_clock_ends_it() {
	let mut duo = paid();
	duo.change(Opener, close());
	duo.now_ms = END + SPAN.1;
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(Refusal::EndingSigned));
	let request = PeerMessage::Request { version: 2, change: pay(Opener, 1) };
	let reaction = duo.send_as(Opener, request);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::EndingSigned)));
	// That clock does not go back.
	duo.tell_both(ChainEvent::Time { now_ms: END });
	duo.tell_both(ChainEvent::Time { now_ms: END - 1 });
	assert_eq!(duo.of(Opener).bound_until_ms(), None);
}

#[test]
fn afterwards_its_version_is_used_up_and_states_are_signed_again() {
	let mut duo = paid();
	duo.change(Opener, close());
	duo.reach(END);
	for side in Side::BOTH {
		let proposal = duo.of(side).proposed().unwrap();
		assert_eq!((proposal.version, proposal.change), (2, Change::Nothing));
	}
	duo.talk();
	duo.assert_agreed(2, Pair::new(60, 140));
	duo.change(Opener, pay(Opener, 10));
	duo.assert_agreed(3, Pair::new(50, 150));
}

#[test]
fn afterwards_it_may_end_on_other_terms() {
	let mut duo = paid();
	duo.change(Opener, withdraw(Pair::new(60, 0)));
	duo.reach(END);
	duo.talk();
	duo.change(Opener, pay(Opener, 10));
	let valid_until_ms = END + GOOD_FOR.0;
	duo.change(Counterparty, Change::Close { valid_until_ms });
	for side in Side::BOTH {
		let close = Close { version: 4, net: NetTransfer { amount: 50, ..NET }, valid_until_ms };
		assert_eq!(duo.of(side).ending().unwrap().message(), Message::Close(close));
	}
}

#[test]
fn whoever_signed_it_alone_is_bound_as_well_and_then_goes_on() {
	let mut duo = paid();
	duo.start(Opener, close()).unwrap();
	let _kept_in_secret = duo.send_pending(Opener);
	assert_eq!(duo.of(Counterparty).bound_until_ms(), Some(END));
	assert_eq!(duo.start(Counterparty, pay(Counterparty, 1)), Err(Refusal::EndingSigned));
	duo.reach(END);
	assert_eq!((duo.of(Opener).wanted(), duo.of(Opener).bound_until_ms()), (None, None));
	duo.change(Opener, pay(Opener, 10));
	duo.assert_agreed(3, Pair::new(50, 150));
}

#[test]
fn the_latest_of_several_endings_counts() {
	// Each signs one first, and both are completed.
	let mut duo = paid();
	let request = |change| PeerMessage::Request { version: 2, change };
	let longer = Change::Close { valid_until_ms: END + 5 };
	let by_counterparty = duo.send_as(Opener, request(close())).reply.unwrap();
	let by_opener = duo.send_as(Counterparty, request(longer)).reply.unwrap();
	let _lost = (duo.send(Opener, by_counterparty), duo.send(Counterparty, by_opener));
	for side in Side::BOTH {
		assert_eq!(duo.of(side).bound_until_ms(), Some(END + 5));
	}
	duo.reach(END + 4);
	for side in Side::BOTH {
		assert_eq!(duo.start(side, pay(Opener, 1)), Err(Refusal::EndingSigned));
	}
	duo.reach(END + 5);
	duo.change(Opener, pay(Opener, 1));
	duo.assert_agreed(3, Pair::new(59, 141));
}

#[test]
fn a_proposal_that_comes_again_is_answered_with_what_is_held() {
	let mut duo = paid();
	duo.start(Opener, close()).unwrap();
	let proposal = duo.send_pending(Opener).reply.unwrap();
	let first = duo.send(Opener, proposal.clone());
	// It is too late to sign it now.
	duo.now_ms = END - 1;
	let again = duo.send(Opener, proposal);
	assert_eq!(again.event, Some(Event::Ignored(Refusal::EndingSigned)));
	assert_eq!(again.reply, first.reply);
}

#[test]
fn one_that_is_told_too_late_is_not_taken_up() {
	let mut duo = paid();
	duo.start(Opener, close()).unwrap();
	let proposal = duo.send_pending(Opener).reply.unwrap();
	let held = duo.send(Opener, proposal).reply.unwrap();
	let _ = duo.tell(Counterparty, ChainEvent::Time { now_ms: END });
	let reaction = duo.send(Counterparty, held);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::WrongVersion)));
	assert_eq!(duo.of(Counterparty).ending(), None);
	assert_eq!(duo.of(Counterparty).bound_until_ms(), None);
}

#[test]
fn one_side_may_know_sooner() {
	let mut duo = paid();
	duo.change(Opener, close());
	let _ = duo.tell(Opener, ChainEvent::Time { now_ms: END });
	let reaction = duo.send_pending(Opener);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::EndingSigned)));
	let _ = duo.send(Opener, reaction.reply.unwrap());
	assert_eq!(duo.of(Opener).ending(), None);
	let _ = duo.tell(Counterparty, ChainEvent::Time { now_ms: END });
	duo.talk();
	duo.assert_agreed(2, Pair::new(60, 140));
}

#[test]
fn what_was_dropped_for_an_ending_does_not_come_back() {
	// The payee has signed a payment, and then the payer's ending for the same version.
	let mut duo = paid();
	duo.start(Counterparty, pay(Opener, 10)).unwrap();
	let dropped = duo.of(Counterparty).pending().unwrap();
	let request = PeerMessage::Request { version: 2, change: close() };
	let _ = duo.send_as(Counterparty, request);
	let ending = duo.of(Opener).pending().unwrap();
	let _ = duo.send(Counterparty, ending);
	assert_eq!(duo.of(Counterparty).proposed(), None);

	let _ = duo.tell(Opener, ChainEvent::Time { now_ms: END });
	let nothing = duo.of(Opener).pending().unwrap();
	// The payer wants that payment now, but not in this version.
	duo.start(Opener, pay(Opener, 10)).unwrap();
	let _ = duo.tell(Counterparty, ChainEvent::Time { now_ms: END });
	assert_eq!(duo.send(Opener, dropped).event, Some(Event::Ignored(Refusal::Busy)));
	let _ = duo.send(Counterparty, nothing);
	duo.talk();
	duo.assert_agreed(3, Pair::new(50, 150));
}

#[test]
fn an_ending_that_is_only_wanted_is_wanted_no_more() {
	let mut duo = paid();
	duo.start(Opener, close()).unwrap();
	let event = duo.tell(Opener, ChainEvent::Time { now_ms: END });
	assert_eq!((event, duo.of(Opener).wanted()), (Some(Event::Lapsed), None));
	duo.change(Opener, pay(Opener, 1));
	duo.assert_agreed(2, Pair::new(59, 141));
}

#[test]
fn a_payment_that_waits_is_made_when_the_ending_has_lapsed() {
	let mut duo = paid();
	duo.start(Opener, pay(Opener, 10)).unwrap();
	let _ = duo.send_as(Counterparty, PeerMessage::Request { version: 2, change: close() });
	assert_eq!(duo.of(Opener).proposed().unwrap().change, close());
	// The other side does not take it up.
	duo.reach(END);
	duo.talk();
	duo.assert_agreed(3, Pair::new(50, 150));
}

#[test]
fn while_it_closes_another_close_follows_one_that_has_lapsed() {
	let mut duo = paid();
	duo.tell_both(ChainEvent::Closing { version: 1 });
	duo.change(Opener, close());
	duo.reach(END);
	assert!(Side::BOTH.into_iter().all(|side| duo.of(side).proposed().is_none()));
	let valid_until_ms = END + GOOD_FOR.1;
	duo.change(Opener, Change::Close { valid_until_ms });
	for side in Side::BOTH {
		let close = Close { version: 2, net: NET, valid_until_ms };
		assert_eq!(duo.of(side).ending().unwrap().message(), Message::Close(close));
	}
}

#[test]
fn what_has_lapsed_by_the_chains_clock_is_not_signed_by_a_slower_one() {
	// Signing it would take the place of what uses the version up, and bind to nothing.
	for (chain_ms, signed) in [(END - GOOD_FOR.0, true), (END - GOOD_FOR.0 + 1, false)] {
		let mut duo = paid();
		let _ = duo.tell(Counterparty, ChainEvent::Time { now_ms: chain_ms });
		let request = PeerMessage::Request { version: 2, change: close() };
		let event = duo.send_as(Opener, request).event;
		let refusal = Refusal::DeadlineTooSoon;
		let declined = Event::Declined { change: close(), refusal };
		assert_eq!(event, if signed { None } else { Some(declined) });
		let mut duo = paid();
		let _ = duo.tell(Opener, ChainEvent::Time { now_ms: chain_ms });
		let proposal = duo.send_as(Opener, PeerMessage::Request { version: 2, change: close() });
		let event = duo.send(Opener, proposal.reply.unwrap()).event;
		assert_eq!(event, Some(if signed { Event::EndingAgreed } else { declined }));
	}
}
