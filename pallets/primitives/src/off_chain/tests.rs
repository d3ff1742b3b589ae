//! Two machines on a wire that works, and what each refuses.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::panic)]

mod endings;
mod kit;
mod lapsing;
mod refusals;
mod requests;
mod reserve;
mod restoring;

use super::*;
use crate::{sign::Signer, state::Message, Balance, Pair, Side};
use kit::*;
use Side::{Counterparty, Opener};

#[test]
fn a_payment_is_requested_signed_and_completed() {
	let mut duo = Duo::new();
	let change = pay(Opener, 40);
	duo.start(Opener, change).unwrap();
	let request = duo.of(Opener).pending().unwrap();
	assert_eq!(request.message, PeerMessage::Request { version: 1, change });

	let proposal = duo.send(Counterparty, request);
	assert_eq!(proposal.event, None);
	let proposal = proposal.reply.unwrap();
	assert_eq!(duo.of(Counterparty).pending(), Some(proposal.clone()));
	assert_eq!(duo.of(Counterparty).state().version, 0);

	let agreed = Event::Agreed { version: 1, change: Some(change), dropped: None };
	let held = duo.send(Opener, proposal);
	assert_eq!(held.event, Some(agreed));
	assert_eq!((duo.of(Opener).wanted(), duo.of(Opener).pending()), (None, None));

	let done = duo.send(Counterparty, held.reply.unwrap());
	assert_eq!((done.reply, done.event), (None, Some(agreed)));
	duo.assert_agreed(1, Pair::new(60, 140));
}

#[test]
fn what_is_held_is_what_the_chain_takes() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 40));
	let signed = duo.of(Counterparty).to_present(0).unwrap().clone();
	let signer = Signer::new(GENESIS, CHANNEL);
	let message = Message::State(signed.body.clone());
	for side in Side::BOTH {
		let payload = signer.payload(&message);
		let signature = signed.signatures.of(side).as_ref().unwrap();
		assert!(crate::state::is_signed_by(signature, &account(side), &payload));
	}
}

#[test]
fn payments_go_both_ways_and_zero_has_one_form() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 40));
	duo.change(Counterparty, pay(Counterparty, 30));
	duo.assert_agreed(2, Pair::new(90, 110));
	duo.change(Counterparty, pay(Counterparty, 10));
	assert_eq!(duo.of(Opener).state().net, crate::state::NetTransfer::ZERO);
	duo.change(Counterparty, pay(Counterparty, 100));
	duo.assert_agreed(4, Pair::new(200, 0));
}

#[test]
fn what_both_want_the_payee_can_sign_at_once() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 40)).unwrap();
	duo.start(Counterparty, pay(Opener, 40)).unwrap();
	duo.talk();
	duo.assert_agreed(1, Pair::new(60, 140));
	assert_eq!(duo.of(Opener).wanted(), None);
}

#[test]
fn an_htlc_is_added_and_settled_by_its_preimage() {
	let mut duo = Duo::new();
	let htlc = htlc(Opener, 30, 7, NOW + SPAN.0);
	duo.change(Opener, Change::Add(htlc));
	duo.assert_agreed(1, Pair::new(70, 100));

	let settled = Change::Settle { htlc, preimage: secret(7) };
	duo.now_ms = htlc.deadline_ms - 1;
	let events = duo.change(Counterparty, settled);
	let agreed = Event::Agreed { version: 2, change: Some(settled), dropped: None };
	assert_eq!(events, [(Opener, agreed), (Counterparty, agreed)]);
	duo.assert_agreed(2, Pair::new(70, 130));
}

#[test]
fn the_payee_can_give_an_htlc_up_at_any_time() {
	let mut duo = Duo::new();
	let htlc = htlc(Opener, 30, 7, NOW + SPAN.0);
	duo.change(Opener, Change::Add(htlc));
	duo.change(Counterparty, Change::Fail(htlc));
	duo.assert_agreed(2, Pair::new(100, 100));
}

#[test]
fn the_payer_takes_a_dead_htlc_out() {
	let mut duo = Duo::new();
	let htlc = htlc(Opener, 30, 7, NOW + SPAN.0);
	duo.change(Opener, Change::Add(htlc));
	duo.now_ms = htlc.deadline_ms;
	duo.change(Opener, Change::Fail(htlc));
	duo.assert_agreed(2, Pair::new(100, 100));
}

#[test]
fn if_both_propose_the_openers_counts() {
	let mut duo = Duo::new();
	let from_opener = htlc(Opener, 30, 1, NOW + SPAN.0);
	let from_other = htlc(Counterparty, 20, 2, NOW + SPAN.0);
	duo.change(Opener, Change::Add(from_opener));
	duo.change(Counterparty, Change::Add(from_other));
	let of_opener = Change::Settle { htlc: from_other, preimage: secret(2) };
	let of_other = Change::Settle { htlc: from_opener, preimage: secret(1) };
	duo.start(Opener, of_opener).unwrap();
	duo.start(Counterparty, of_other).unwrap();

	let ignored = duo.send_pending(Counterparty);
	assert_eq!((ignored.reply, ignored.event), (None, Some(Event::Ignored(Refusal::Busy))));
	let held = duo.send_pending(Opener);
	let event = Event::Agreed { version: 3, change: Some(of_opener), dropped: Some(of_other) };
	assert_eq!(held.event, Some(event));
	duo.talk();
	duo.assert_agreed(3, Pair::new(90, 80));
	duo.change(Counterparty, of_other);
	duo.assert_agreed(4, Pair::new(90, 110));
}

#[test]
fn a_refused_proposal_uses_its_version_up() {
	let mut duo = Duo::new();
	let change = pay(Opener, 40);
	duo.start(Counterparty, change).unwrap();
	let proposal = duo.of(Counterparty).pending().unwrap();
	let refused = duo.send(Opener, proposal.clone());
	let refusal = Refusal::NotRequested;
	assert_eq!(refused.event, Some(Event::Declined { change, refusal }));
	let nothing = duo.send(Counterparty, refused.reply.unwrap());
	assert_eq!(nothing.event, Some(Event::Refused { change, refusal }));
	assert_eq!(duo.of(Counterparty).proposed().unwrap().change, Change::Nothing);

	// Wanting it now is too late: it is wanted again in the next version.
	duo.start(Opener, change).unwrap();
	let late = duo.send(Opener, proposal);
	assert_eq!(late.event, Some(Event::Declined { change, refusal: Refusal::GivenUp }));
	let _ = duo.send(Opener, nothing.reply.unwrap());
	duo.talk();
	duo.assert_agreed(2, Pair::new(60, 140));
}

#[test]
fn what_was_given_up_is_not_accepted_any_more() {
	let mut duo = Duo::new();
	let change = pay(Opener, 40);
	duo.start(Opener, change).unwrap();
	duo.start(Counterparty, change).unwrap();
	let proposal = duo.of(Counterparty).pending().unwrap();
	let held = duo.send(Opener, proposal).reply.unwrap();
	// The opener breaks rule 5: refuses, and completes.
	let refusal = Refusal::NotRequested;
	let refuse = PeerMessage::Refuse { version: 1, change, refusal };
	let _ = duo.send_as(Opener, refuse);
	let reaction = duo.send(Counterparty, held);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::GivenUp)));
	assert_eq!(duo.of(Counterparty).state().version, 0);
}

#[test]
fn lost_answers_are_given_again() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 40)).unwrap();
	let _lost = duo.send_pending(Opener);
	let _lost = duo.send_pending(Counterparty);
	assert_eq!((duo.of(Opener).state().version, duo.of(Counterparty).state().version), (1, 0));

	// The opener goes on, and the other side finds out that it is behind.
	duo.start(Opener, pay(Opener, 1)).unwrap();
	let ask = duo.send_pending(Opener);
	assert_eq!(ask.event, Some(Event::Ignored(Refusal::WrongVersion)));
	let held = duo.send(Opener, ask.reply.unwrap());
	assert_eq!(held.event, None);
	let _ = duo.send(Counterparty, held.reply.unwrap());
	duo.talk();
	duo.assert_agreed(2, Pair::new(59, 141));
}

#[test]
fn a_repeated_proposal_is_answered_with_what_is_held() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 40)).unwrap();
	let _ = duo.send_pending(Opener);
	let proposal = duo.of(Counterparty).pending().unwrap();
	let first = duo.send(Opener, proposal.clone());
	let again = duo.send(Opener, proposal);
	assert_eq!(again.event, Some(Event::Ignored(Refusal::WrongVersion)));
	assert_eq!(again.reply, first.reply);
}

#[test]
fn a_top_up_counts_from_when_it_is_seen() {
	let mut duo = Duo::new();
	let committed = Pair::new(100 as Balance, 150);
	let event = ChainEvent::Committed { committed };
	let _ = duo.tell(Counterparty, event);
	duo.start(Counterparty, pay(Counterparty, 150)).unwrap();
	let refusal = Refusal::ExceedsCommitted;
	let reaction = duo.send_pending(Counterparty);
	let change = pay(Counterparty, 150);
	assert_eq!(reaction.event, Some(Event::Declined { change, refusal }));
	let _ = duo.tell(Opener, event);
	duo.talk();
	duo.assert_agreed(1, Pair::new(250, 0));
}

#[test]
fn a_request_can_be_cancelled() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 40)).unwrap();
	let _ = duo.send_pending(Opener);
	assert_eq!(duo.of_mut(Opener).cancel_wanted(), Some(pay(Opener, 40)));
	duo.talk();
	duo.assert_agreed(1, Pair::new(100, 100));
}
