//! Each refusal by its name, at both sides of its bound.

use super::*;
use crate::state::{Htlc, MAX_HTLCS};
use Refusal::*;

/// What the opener says to a proposal of the counterparty for version `version`.
fn answer(duo: &mut Duo, version: u64, change: Change) -> Event {
	let last = duo.of(Opener).state();
	let outcome = change.outcome(&last, &Pair::new(Balance::MAX / 2, Balance::MAX / 2));
	let payload = duo.of(Opener).payload(&outcome.unwrap());
	let signature = signs(Counterparty)(&payload);
	let reaction = duo.send_as(Counterparty, PeerMessage::Propose { version, change, signature });
	reaction.event.unwrap()
}

fn declined(change: Change, refusal: Refusal) -> Event {
	Event::Declined { change, refusal }
}

fn agreed(version: u64, change: Change) -> Event {
	Event::Agreed { version, change: Some(change), dropped: None }
}

fn with_htlc(payer: Side) -> (Duo, Htlc) {
	let mut duo = Duo::new();
	let htlc = htlc(payer, 30, 7, NOW + SPAN.0);
	duo.change(payer, Change::Add(htlc));
	(duo, htlc)
}

#[test]
fn nothing_is_paid_that_was_not_requested() {
	let mut duo = Duo::new();
	let change = pay(Opener, 1);
	assert_eq!(answer(&mut duo, 1, change), declined(change, NotRequested));
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 2)).unwrap();
	assert_eq!(answer(&mut duo, 1, change), declined(change, NotRequested));
	let mut duo = Duo::new();
	duo.start(Opener, change).unwrap();
	assert_eq!(answer(&mut duo, 1, change), agreed(1, change));

	let change = Change::Add(htlc(Opener, 1, 1, NOW + SPAN.0));
	let mut duo = Duo::new();
	assert_eq!(answer(&mut duo, 1, change), declined(change, NotRequested));
}

#[test]
fn what_is_committed_bounds_a_payment() {
	let mut duo = Duo::new();
	for side in Side::BOTH {
		assert_eq!(duo.start(side, pay(Opener, 101)), Err(ExceedsCommitted));
		assert_eq!(duo.start(side, pay(Counterparty, Balance::MAX)), Err(ExceedsCommitted));
	}
	assert_eq!(duo.start(Opener, pay(Opener, 100)), Ok(()));
	let too_much = pay(Opener, 101);
	assert_eq!(answer(&mut duo, 1, too_much), declined(too_much, ExceedsCommitted));
	let add = Change::Add(htlc(Counterparty, 101, 1, NOW + SPAN.0));
	assert_eq!(duo.start(Counterparty, add), Err(ExceedsCommitted));
}

#[test]
fn a_zero_amount_is_refused() {
	let mut duo = Duo::new();
	assert_eq!(duo.start(Opener, pay(Opener, 0)), Err(ZeroAmount));
	assert_eq!(duo.start(Opener, Change::Add(htlc(Opener, 0, 1, NOW + 100))), Err(ZeroAmount));
	assert_eq!(duo.start(Opener, Change::Nothing), Err(ZeroAmount));
	let amounts = Pair::new(0, 0);
	assert_eq!(duo.start(Opener, withdraw(amounts)), Err(ZeroAmount));
}

#[test]
fn deadlines_have_two_bounds() {
	for (after_ms, expected) in [
		(SPAN.0 - 1, Err(DeadlineTooSoon)),
		(SPAN.0, Ok(())),
		(SPAN.1, Ok(())),
		(SPAN.1 + 1, Err(DeadlineTooFar)),
	] {
		let change = Change::Add(htlc(Opener, 1, 1, NOW + after_ms));
		// The payer, the payee of its own accord, and the payee when it is requested.
		assert_eq!(Duo::new().start(Opener, change), expected);
		assert_eq!(Duo::new().start(Counterparty, change), expected);
		let mut duo = Duo::new();
		let reaction = duo.send_as(Opener, PeerMessage::Request { version: 1, change });
		assert_eq!(reaction.event, expected.err().map(|refusal| declined(change, refusal)));
		assert_eq!(duo.of(Counterparty).proposed().is_some(), expected.is_ok());
	}
}

#[test]
fn htlcs_are_counted() {
	let mut duo = Duo::new();
	for number in 0..3 {
		duo.change(Opener, Change::Add(htlc(Opener, 1, number, NOW + SPAN.0)));
	}
	let change = Change::Add(htlc(Opener, 1, 3, NOW + SPAN.0));
	assert_eq!(duo.start(Opener, change), Err(TooManyHtlcs));
	let reaction = duo.send_as(Opener, PeerMessage::Request { version: 4, change });
	assert_eq!(reaction.event, Some(declined(change, TooManyHtlcs)));
}

#[test]
fn a_state_has_no_more_htlcs_than_the_chain_takes() {
	let mut last = duo_state();
	for number in 0..MAX_HTLCS {
		let change = Change::Add(htlc(Opener, 1, number as u8, NOW));
		let Ok(Message::State(next)) = change.outcome(&last, &Pair::new(100, 0)) else { panic!() };
		last = next;
	}
	let change = Change::Add(htlc(Opener, 1, 99, NOW));
	assert_eq!(change.outcome(&last, &Pair::new(100, 0)), Err(TooManyHtlcs));
	last.version = u64::MAX;
	assert_eq!(Change::Nothing.outcome(&last, &Pair::new(100, 0)), Err(VersionsExhausted));
	last.version -= 1;
	assert!(Change::Nothing.outcome(&last, &Pair::new(100, 0)).is_ok());
}

fn duo_state() -> crate::state::State {
	Duo::new().of(Opener).state()
}

#[test]
fn only_a_waiting_htlc_is_decided() {
	let (mut duo, mut htlc) = with_htlc(Opener);
	htlc.amount += 1;
	assert_eq!(duo.start(Counterparty, Change::Fail(htlc)), Err(NoSuchHtlc));
	let settle = Change::Settle { htlc, preimage: secret(7) };
	assert_eq!(duo.start(Counterparty, settle), Err(NoSuchHtlc));
}

#[test]
fn an_htlc_is_settled_only_by_its_preimage() {
	let (mut duo, htlc) = with_htlc(Opener);
	let wrong = Change::Settle { htlc, preimage: secret(8) };
	assert_eq!(duo.start(Counterparty, wrong), Err(WrongPreimage));
	assert_eq!(answer(&mut duo, 2, wrong), declined(wrong, WrongPreimage));
}

#[test]
fn an_htlc_is_settled_before_its_deadline() {
	for (left_ms, in_time) in [(1, true), (0, false)] {
		let (mut duo, htlc) = with_htlc(Opener);
		let settle = Change::Settle { htlc, preimage: secret(7) };
		duo.now_ms = htlc.deadline_ms - left_ms;
		let event = if in_time { agreed(2, settle) } else { declined(settle, Expired) };
		assert_eq!(answer(&mut duo, 2, settle), event);
		let started = duo.start(Counterparty, settle);
		assert_eq!(started, if in_time { Ok(()) } else { Err(Expired) });
	}
}

#[test]
fn an_htlc_goes_back_from_its_deadline_on() {
	for (left_ms, dead) in [(1, false), (0, true)] {
		let (mut duo, htlc) = with_htlc(Counterparty);
		let fail = Change::Fail(htlc);
		duo.now_ms = htlc.deadline_ms - left_ms;
		assert_eq!(duo.start(Counterparty, fail), if dead { Ok(()) } else { Err(NotExpired) });
		let event = if dead { agreed(2, fail) } else { declined(fail, NotExpired) };
		assert_eq!(answer(&mut duo, 2, fail), event);
	}
}

#[test]
fn a_preimage_revealed_in_time_wins_the_htlc_for_ever() {
	for (left_ms, won) in [(1, true), (0, false)] {
		let (mut duo, htlc) = with_htlc(Counterparty);
		let revealed_ms = htlc.deadline_ms - left_ms;
		let payment_hash = htlc.payment_hash;
		for side in Side::BOTH {
			let event = ChainEvent::Revealed { payment_hash, revealed_ms };
			let _ = duo.tell(side, event);
		}
		duo.now_ms = htlc.deadline_ms;
		let fail = Change::Fail(htlc);
		assert_eq!(duo.start(Counterparty, fail).is_err(), won);
		let event = if won { declined(fail, NotExpired) } else { agreed(2, fail) };
		assert_eq!(answer(&mut duo, 2, fail), event);
		let settle = Change::Settle { htlc, preimage: secret(7) };
		if won {
			assert_eq!(duo.start(Opener, settle), Ok(()));
		}
	}
}

#[test]
fn the_gainer_signs_first_and_nobody_else() {
	let mut duo = Duo::new();
	let change = pay(Counterparty, 1);
	assert_eq!(answer(&mut duo, 1, change), declined(change, WrongSide));
	let change = pay(Opener, 1);
	let reaction = duo.send_as(Counterparty, PeerMessage::Request { version: 1, change });
	assert_eq!(reaction.event, Some(declined(change, WrongSide)));
	let (mut duo, htlc) = with_htlc(Opener);
	let settle = Change::Settle { htlc, preimage: secret(7) };
	assert_eq!(duo.start(Opener, settle), Err(WrongSide));
	let reaction = duo.send_as(Opener, PeerMessage::Request { version: 2, change: settle });
	assert_eq!(reaction.event, Some(declined(settle, WrongSide)));
}

#[test]
fn a_signature_is_for_one_content_base_and_side() {
	let change = pay(Opener, 5);
	let sent = |payload: &dyn Fn(&Duo) -> Vec<u8>, signer| {
		let mut duo = Duo::new();
		duo.start(Opener, change).unwrap();
		let signature = signs(signer)(&payload(&duo));
		let message = PeerMessage::Propose { version: 1, change, signature };
		duo.send_as(Counterparty, message).event.unwrap()
	};
	let of = |change: Change, base: u64| {
		move |duo: &Duo| {
			let machine = duo.of(Opener);
			let outcome = change.outcome(&machine.state(), &Pair::new(100, 100)).unwrap();
			Signer::new(GENESIS, CHANNEL).after(base).payload(&outcome)
		}
	};
	assert_eq!(sent(&of(change, 0), Counterparty), agreed(1, change));
	for event in [
		sent(&of(change, 0), Opener),
		sent(&of(change, 1), Counterparty),
		sent(&of(pay(Opener, 4), 0), Counterparty),
	] {
		assert_eq!(event, declined(change, BadSignature));
	}
}

#[test]
fn what_is_held_has_both_signatures() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 5));
	let good = duo.of(Opener).to_present(0).unwrap().clone();
	for side in Side::BOTH {
		for wrong in [good.signatures.of(side.other()).clone(), None] {
			let mut signed = good.clone();
			*signed.signatures.of_mut(side) = wrong;
			let mut fresh = Duo::new();
			assert_eq!(fresh.of_mut(Opener).learn(signed.clone()), Err(BadSignature));
			let message = PeerMessage::Held { sure: true, state: Some(signed), ending: None };
			let reaction = fresh.send_as(Counterparty, message);
			assert_eq!(reaction.event, Some(Event::Ignored(BadSignature)));
			assert_eq!(fresh.of(Opener).state().version, 0);
		}
	}
	assert_eq!(duo.of_mut(Opener).learn(good), Err(WrongVersion));
}

#[test]
fn only_the_next_version_is_signed() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 5));
	let change = pay(Opener, 5);
	duo.start(Opener, change).unwrap();
	for version in [0, 1, 3, u64::MAX] {
		assert_eq!(answer(&mut duo, version, change), Event::Ignored(WrongVersion));
		let request = PeerMessage::Request { version, change };
		let reaction = duo.send_as(Opener, request);
		assert_eq!(reaction.event, Some(Event::Ignored(WrongVersion)));
		let asks = reaction.reply.unwrap().message == PeerMessage::Reestablish;
		assert_eq!(asks, version > 1);
	}
	assert_eq!(answer(&mut duo, 2, change), agreed(2, change));
}

#[test]
fn one_thing_at_a_time() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 5)).unwrap();
	assert_eq!(duo.start(Opener, pay(Opener, 6)), Err(Busy));
	duo.start(Opener, pay(Counterparty, 5)).unwrap();
	assert_eq!(duo.start(Opener, pay(Counterparty, 6)), Err(Busy));
	let request = PeerMessage::Request { version: 1, change: pay(Counterparty, 6) };
	let reaction = duo.send_as(Counterparty, request);
	assert_eq!((reaction.reply, reaction.event), (None, Some(Event::Ignored(Busy))));
}

#[test]
fn messages_about_another_base_are_ignored() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 5)).unwrap();
	let envelope = Envelope { base: 1, ..duo.of(Opener).pending().unwrap() };
	let reaction = duo.send(Counterparty, envelope);
	assert_eq!((reaction.reply, reaction.event), (None, Some(Event::Ignored(WrongBase))));
}

#[test]
fn endings_have_two_bounds() {
	for (after_ms, expected) in [
		(GOOD_FOR.0 - 1, Err(DeadlineTooSoon)),
		(GOOD_FOR.0, Ok(())),
		(GOOD_FOR.1, Ok(())),
		(GOOD_FOR.1 + 1, Err(DeadlineTooFar)),
	] {
		let valid_until_ms = NOW + after_ms;
		let amounts = Pair::new(1, 0);
		for change in
			[Change::Close { valid_until_ms }, Change::Withdraw { amounts, valid_until_ms }]
		{
			// Whoever wants it, whoever signs it first, and whoever signs it last.
			assert_eq!(Duo::new().start(Opener, change), expected);
			let mut duo = Duo::new();
			let reaction = duo.send_as(Opener, PeerMessage::Request { version: 1, change });
			assert_eq!(reaction.event, expected.err().map(|refusal| declined(change, refusal)));
			assert_eq!(duo.of(Counterparty).proposed().is_some(), expected.is_ok());
			let mut duo = Duo::new();
			let event = expected.map_or_else(|of| declined(change, of), |()| Event::EndingAgreed);
			assert_eq!(answer(&mut duo, 1, change), event);
			assert_eq!(duo.of(Opener).bound_until_ms(), expected.ok().map(|()| valid_until_ms));
		}
	}
}

#[test]
fn no_htlc_waits_for_what_is_on_chain() {
	let htlc = htlc(Opener, 1, 1, NOW + SPAN.0);
	let change = Change::Add(htlc);
	let known = || Duo { revealed: vec![htlc.payment_hash], ..Duo::new() };
	for side in Side::BOTH {
		assert_eq!(known().start(side, change), Err(AlreadyRevealed));
	}
	let reaction = known().send_as(Opener, PeerMessage::Request { version: 1, change });
	assert_eq!(reaction.event, Some(declined(change, AlreadyRevealed)));

	// Revealed after it was wanted: the payer asks again, or was told.
	for told in [true, false] {
		let mut duo = Duo::new();
		duo.start(Opener, change).unwrap();
		let proposal = duo.send_pending(Opener).reply.unwrap();
		assert_eq!(proposal.adds(), Some(htlc.payment_hash));
		if told {
			let (payment_hash, revealed_ms) = (htlc.payment_hash, NOW);
			let _ = duo.tell(Opener, ChainEvent::Revealed { payment_hash, revealed_ms });
		} else {
			duo.revealed.push(htlc.payment_hash);
		}
		let reaction = duo.send(Opener, proposal);
		assert_eq!(reaction.event, Some(declined(change, AlreadyRevealed)));
		// It does not ask for ever for what it refuses itself.
		assert_eq!(duo.of(Opener).wanted(), None);
	}
	assert_eq!(Duo::new().start(Opener, change), Ok(()));
}

#[test]
fn only_messages_about_a_new_htlc_have_its_hash() {
	let (mut duo, htlc) = with_htlc(Opener);
	duo.start(Counterparty, Change::Settle { htlc, preimage: secret(7) }).unwrap();
	assert_eq!(duo.of(Counterparty).pending().unwrap().adds(), None);
	assert_eq!(duo.of(Opener).reestablish().adds(), None);
}
