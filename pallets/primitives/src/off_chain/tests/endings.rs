//! Withdrawals, closes, and closings of one party alone.

use super::*;
use crate::state::{Close, NetTransfer, Withdrawal};

const NET: NetTransfer = NetTransfer { payer: Opener, amount: 40 };

fn paid() -> Duo {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 40));
	duo
}

#[test]
fn a_withdrawal_begins_a_new_base() {
	let mut duo = paid();
	let amounts = Pair::new(0, 110);
	duo.change(Counterparty, withdraw(amounts));
	for side in Side::BOTH {
		let message = duo.of(side).ending().unwrap().message();
		let withdrawal = Withdrawal { version: 2, net: NET, amounts, valid_until_ms: END };
		assert_eq!(message, Message::Withdrawal(withdrawal));
		// Until the chain has it, nothing more is signed.
		assert_eq!(duo.start(side, pay(Opener, 1)), Err(Refusal::EndingSigned));
		assert_eq!(duo.start(side, close()), Err(Refusal::EndingSigned));
		assert_eq!(duo.of(side).to_present(0).unwrap().body.version, 1);
	}
	let committed = Pair::new(60, 30);
	for side in Side::BOTH {
		let event = ChainEvent::CommittedWithdrawn { base_version: 2, committed };
		assert_eq!(duo.tell(side, event), None);
		assert_eq!(duo.of(side).to_present(0), None);
		assert_eq!(duo.of(side).bound_until_ms(), None);
	}
	duo.assert_agreed(2, committed);
	duo.change(Opener, pay(Opener, 60));
	duo.assert_agreed(3, Pair::new(0, 90));
}

#[test]
fn a_party_takes_out_only_what_is_its_own() {
	let mut duo = paid();
	for (amounts, refused) in [(Pair::new(1, 0), false), (Pair::new(0, 1), true)] {
		let change = withdraw(amounts);
		let request = PeerMessage::Request { version: 2, change };
		let mut duo = paid();
		let reaction = duo.send_as(Opener, request);
		let declined = Event::Declined { change, refusal: Refusal::NotRequested };
		assert_eq!(reaction.event, refused.then_some(declined));
	}
	let change = withdraw(Pair::new(60, 140));
	duo.start(Counterparty, change).unwrap();
	duo.change(Opener, change);
	assert!(Side::BOTH.into_iter().all(|side| duo.of(side).ending().is_some()));
}

#[test]
fn a_withdrawal_leaves_no_less_than_nothing() {
	let mut duo = paid();
	let over = withdraw(Pair::new(61, 0));
	assert_eq!(duo.start(Opener, over), Err(Refusal::ExceedsCommitted));
	assert_eq!(duo.start(Opener, withdraw(Pair::new(60, 0))), Ok(()));
}

#[test]
fn a_close_says_the_newest_net_transfer() {
	let mut duo = paid();
	duo.change(Opener, close());
	for side in Side::BOTH {
		let ending = duo.of(side).ending().unwrap();
		assert_eq!(
			(ending.version(), ending.message()),
			(2, Message::Close(Close { version: 2, net: NET, valid_until_ms: END }))
		);
	}
	let _ = duo.tell(Opener, ChainEvent::Over);
	assert_eq!((duo.of(Opener).stage(), duo.of(Opener).pending()), (Stage::Over, None));
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(Refusal::EndingSigned));
}

#[test]
fn no_base_ends_while_htlcs_wait() {
	let mut duo = paid();
	duo.change(Opener, Change::Add(htlc(Opener, 1, 1, NOW + SPAN.0)));
	assert_eq!(duo.start(Opener, close()), Err(Refusal::HtlcsPending));
	let change = withdraw(Pair::new(1, 0));
	assert_eq!(duo.start(Opener, change), Err(Refusal::HtlcsPending));
	let reaction = duo.send_as(Opener, PeerMessage::Request { version: 3, change });
	let refusal = Refusal::HtlcsPending;
	assert_eq!(reaction.event, Some(Event::Declined { change, refusal }));
}

#[test]
fn an_ending_goes_before_a_state() {
	let mut duo = paid();
	duo.start(Counterparty, close()).unwrap();
	let close = duo.send_pending(Counterparty).reply.unwrap();
	// Signed by the opener, who now signs no state any more.
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(Refusal::EndingSigned));
	duo.start(Counterparty, pay(Opener, 1)).unwrap();
	let reaction = duo.send_pending(Counterparty);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::EndingSigned)));
	let closed = duo.send(Counterparty, close);
	assert_eq!(closed.event, Some(Event::EndingAgreed));
	assert_eq!(duo.of(Counterparty).proposed(), None);
	duo.talk();
	assert!(duo.of(Opener).ending().is_some());
}

#[test]
fn an_old_closing_is_answered_with_the_newest_state() {
	let mut duo = paid();
	duo.change(Opener, pay(Opener, 1));
	assert_eq!(duo.of(Counterparty).close_alone_with().unwrap().unwrap().body.version, 2);
	assert_eq!(duo.of(Counterparty).answer(), None);
	for (version, answered) in [(0, true), (1, true), (2, false), (3, false)] {
		let _ = duo.tell(Counterparty, ChainEvent::Closing { version });
		let machine = duo.of(Counterparty);
		assert_eq!(machine.answer().map(|signed| signed.body.version), answered.then_some(2));
		assert_eq!(machine.answer(), machine.to_present(version));
	}
	assert_eq!(duo.of(Counterparty).close_alone_with(), Err(Refusal::NotOpen));
	let _ = duo.tell(Counterparty, ChainEvent::Over);
	assert_eq!(duo.of(Counterparty).answer(), None);
}

#[test]
fn without_states_one_closes_with_none() {
	assert_eq!(machine(Opener).close_alone_with(), Ok(None));
}

#[test]
fn while_it_closes_only_a_close_is_signed() {
	let mut duo = paid();
	duo.start(Opener, pay(Opener, 2)).unwrap();
	duo.start(Counterparty, pay(Opener, 3)).unwrap();
	for side in Side::BOTH {
		let _ = duo.tell(side, ChainEvent::Closing { version: 0 });
		assert_eq!((duo.of(side).proposed(), duo.of(side).wanted()), (None, None));
		assert_eq!(duo.start(side, pay(Opener, 1)), Err(Refusal::NotOpen));
	}
	let request = PeerMessage::Request { version: 2, change: pay(Opener, 2) };
	let reaction = duo.send_as(Opener, request);
	let declined = Event::Declined { change: pay(Opener, 2), refusal: Refusal::NotOpen };
	assert_eq!(reaction.event, Some(declined));
	duo.change(Opener, close());
	assert!(Side::BOTH.into_iter().all(|side| duo.of(side).ending().is_some()));
}

#[test]
fn a_close_is_above_what_was_presented() {
	let mut duo = paid();
	duo.tell_both(ChainEvent::Closing { version: 1 });
	duo.change(Opener, close());
	assert!(Side::BOTH.into_iter().all(|side| duo.of(side).ending().unwrap().version() == 2));
}

#[test]
fn whoever_lacks_what_was_presented_learns_it_first() {
	// The opener holds the second payment, and its payee does not.
	let mut duo = paid();
	duo.start(Opener, pay(Opener, 1)).unwrap();
	let proposal = duo.send_pending(Opener).reply.unwrap();
	let _lost = duo.send(Opener, proposal);
	duo.tell_both(ChainEvent::Closing { version: 2 });
	assert_eq!(duo.start(Counterparty, close()), Err(Refusal::Behind));
	let reaction = duo.send_as(Opener, PeerMessage::Request { version: 2, change: close() });
	let declined = Event::Declined { change: close(), refusal: Refusal::Behind };
	assert_eq!(reaction.event, Some(declined));

	duo.change(Opener, close());
	for side in Side::BOTH {
		assert_eq!(duo.of(side).state().version, 2);
		assert_eq!(duo.of(side).ending().unwrap().version(), 3);
	}
}

#[test]
fn a_closing_makes_endings_void_that_the_chain_takes_no_more() {
	for (ending, version, void) in
		[(withdraw(Pair::new(1, 0)), 0, true), (close(), 1, false), (close(), 2, true)]
	{
		let mut duo = paid();
		duo.change(Opener, ending);
		duo.tell_both(ChainEvent::Closing { version });
		assert!(Side::BOTH.into_iter().all(|side| duo.of(side).ending().is_none() == void));
		let mut duo = paid();
		duo.start(Opener, ending).unwrap();
		let _lost = duo.send_pending(Opener);
		let _ = duo.tell(Counterparty, ChainEvent::Closing { version });
		assert_eq!(duo.of(Counterparty).proposed().is_none(), void);
	}
}

#[test]
fn a_close_replaces_a_withdrawal_that_is_void() {
	let mut duo = paid();
	duo.change(Opener, withdraw(Pair::new(1, 0)));
	duo.tell_both(ChainEvent::Closing { version: 1 });
	duo.change(Counterparty, Change::Close { valid_until_ms: END + 1 });
	for side in Side::BOTH {
		let close = Close { version: 2, net: NET, valid_until_ms: END + 1 };
		assert_eq!(duo.of(side).ending().unwrap().message(), Message::Close(close));
	}
}
