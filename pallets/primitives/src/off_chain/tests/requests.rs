//! What a side takes out of what it has committed, without the other.

use super::*;
use sp_runtime::Permill;
use Refusal::BelowRequested;

/// Both are told that `side` has requested `amount` by `version`.
fn requested(duo: &mut Duo, side: Side, amount: Balance, version: u64) {
	duo.tell_both(ChainEvent::WithdrawalRequested { side, amount, version, reserve: 0 });
}

#[test]
fn no_side_goes_below_what_it_has_requested() {
	for (left, kept) in [(60, true), (59, false)] {
		let change = pay(Opener, 100 - left);
		let add = Change::Add(htlc(Opener, 100 - left, 1, NOW + SPAN.0));
		for change in [change, add] {
			let expected = if kept { Ok(()) } else { Err(BelowRequested) };
			// The other side, by its own wish and when it is asked.
			let mut duo = Duo::new();
			requested(&mut duo, Opener, 60, 0);
			assert_eq!(duo.start(Counterparty, change), expected);
			let mut duo = Duo::new();
			let _ = duo.tell(
				Counterparty,
				ChainEvent::WithdrawalRequested {
					side: Opener,
					amount: 60,
					version: 0,
					reserve: 0,
				},
			);
			let asked = duo.send_as(Opener, PeerMessage::Request { version: 1, change }).event;
			let declined = Some(Event::Declined { change, refusal: BelowRequested });
			assert_eq!(asked, if kept { None } else { declined });
			// The requester itself.
			let mut duo = Duo::new();
			assert_eq!(duo.of_mut(Opener).request_withdrawal(60), Ok(None));
			// Until the chain has told of it, nothing at all.
			assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(BelowRequested));
			requested(&mut duo, Opener, 60, 0);
			assert_eq!(duo.start(Opener, change), expected);
		}
	}
}

#[test]
fn what_was_under_way_is_not_signed_last() {
	let mut duo = Duo::new();
	let change = pay(Opener, 50);
	duo.start(Opener, change).unwrap();
	let proposal = duo.send_pending(Opener).reply.unwrap();
	// The opener is about to request, before the other's signature arrives.
	assert_eq!(duo.of_mut(Opener).request_withdrawal(60), Ok(None));
	let reaction = duo.send(Opener, proposal);
	let refusal = BelowRequested;
	assert_eq!(reaction.event, Some(Event::Declined { change, refusal }));
	duo.send(Counterparty, reaction.reply.unwrap()).reply.unwrap();
	let _ = duo.of_mut(Opener).cancel_wanted();
	duo.talk();
	duo.assert_agreed(1, Pair::new(100, 100));
}

#[test]
fn all_that_leaves_it_as_much_goes_on() {
	let mut duo = Duo::new();
	let offered = htlc(Opener, 30, 1, NOW + SPAN.0);
	duo.change(Opener, Change::Add(offered));
	requested(&mut duo, Opener, 70, 1);
	duo.change(Counterparty, Change::Settle { htlc: offered, preimage: secret(1) });
	duo.change(Counterparty, pay(Counterparty, 20));
	duo.change(Opener, pay(Opener, 20));
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(BelowRequested));
	duo.assert_agreed(4, Pair::new(70, 130));
	assert_eq!(duo.of(Counterparty).contest(), None);
}

#[test]
fn once_it_has_ended_all_is_as_before() {
	let end = ChainEvent::WithdrawalEnded { side: Opener };
	let base = ChainEvent::CommittedWithdrawn { base_version: 5, committed: Pair::new(100, 100) };
	for event in [end, base] {
		let mut duo = Duo::new();
		requested(&mut duo, Opener, 100, 0);
		assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(BelowRequested));
		duo.tell_both(event);
		assert_eq!(duo.of(Counterparty).requested(Opener), None);
		duo.change(Opener, pay(Opener, 100));
	}
	let mut duo = Duo::new();
	requested(&mut duo, Opener, 100, 0);
	duo.tell_both(ChainEvent::Closing { version: 0 });
	assert_eq!(duo.of(Counterparty).requested(Opener), None);
}

#[test]
fn what_is_finished_is_committed_no_more() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 40));
	assert_eq!(duo.of_mut(Opener).request_withdrawal(61), Err(Refusal::ExceedsCommitted));
	let newest = duo.of(Opener).to_present(0).cloned();
	assert_eq!(duo.of_mut(Opener).request_withdrawal(60).map(|signed| signed.cloned()), Ok(newest));
	assert_eq!(duo.of_mut(Opener).request_withdrawal(1), Err(Refusal::Busy));
	// Of the 140 that the counterparty has, it has committed 100.
	assert_eq!(duo.of_mut(Counterparty).request_withdrawal(101), Err(Refusal::ExceedsCommitted));
	requested(&mut duo, Opener, 60, 1);
	let committed = Pair::new(40, 100);
	duo.tell_both(ChainEvent::WithdrawalFinished { side: Opener, committed });
	duo.assert_agreed(1, Pair::new(0, 140));
	duo.change(Counterparty, pay(Counterparty, 15));
	duo.assert_agreed(2, Pair::new(15, 125));
	assert_eq!(duo.of_mut(Opener).request_withdrawal(0), Err(Refusal::ZeroAmount));
	assert!(duo.of_mut(Opener).request_withdrawal(15).is_ok());
}

#[test]
fn a_false_request_is_answered_with_the_newest_state() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 10));
	duo.change(Opener, pay(Opener, 30));
	let newest = duo.of(Counterparty).to_present(0).cloned();
	for (amount, version, is_false) in [(61, 1, true), (60, 1, false), (61, 2, false)] {
		requested(&mut duo, Opener, amount, version);
		let answer = is_false.then_some(newest.as_ref()).flatten();
		assert_eq!(duo.of(Counterparty).contest(), answer, "{amount} by {version}");
		// One's own is nothing to answer.
		assert_eq!(duo.of(Opener).contest(), None);
	}
	// Nothing is signed that makes it worse; what makes it better is.
	requested(&mut duo, Opener, 90, 1);
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(BelowRequested));
	duo.change(Counterparty, pay(Counterparty, 5));
	duo.assert_agreed(3, Pair::new(65, 135));
	duo.tell_both(ChainEvent::WithdrawalEnded { side: Opener });
	assert_eq!(duo.of(Counterparty).contest(), None);
}

#[test]
fn nothing_is_requested_while_something_else_is_to_be_known_or_done() {
	let mut duo = Duo::new();
	let unsure = duo.of(Opener).snapshot().restore(1).request_withdrawal(1).map(|_| ());
	assert_eq!(unsure, Err(Refusal::Unsure));
	duo.change(Opener, withdraw(Pair::new(1, 0)));
	for side in Side::BOTH {
		let bound = duo.of_mut(side).request_withdrawal(1).map(|_| ());
		assert_eq!(bound, Err(Refusal::EndingSigned));
	}
	duo.tell_both(ChainEvent::Over);
	let over = duo.of_mut(Opener).request_withdrawal(1).map(|_| ());
	assert_eq!(over, Err(Refusal::NotOpen));
}

#[test]
fn the_reserve_is_a_share_of_what_is_left() {
	let mut duo = Duo::with_reserve(Permill::from_percent(10));
	requested(&mut duo, Opener, 90, 0);
	let committed = Pair::new(10, 100);
	duo.tell_both(ChainEvent::WithdrawalFinished { side: Opener, committed });
	// It has less than the 20 of before and the 11 of now: it pays nothing, but is paid.
	assert_eq!(duo.start(Counterparty, pay(Opener, 1)), Err(Refusal::BelowReserve));
	duo.change(Counterparty, pay(Counterparty, 2));
	duo.change(Opener, pay(Opener, 1));
	duo.assert_agreed(2, Pair::new(11, 99));
	assert_eq!(duo.start(Counterparty, pay(Opener, 1)), Err(Refusal::BelowReserve));
}

#[test]
fn whoever_requests_keeps_the_chains_reserve_beside_it() {
	// A tenth of 200.
	let mut duo = Duo::with_reserve(Permill::from_percent(10));
	assert_eq!(duo.of_mut(Opener).request_withdrawal(81), Err(Refusal::BelowReserve));
	duo.change(Counterparty, pay(Counterparty, 5));
	assert!(duo.of_mut(Opener).request_withdrawal(85).is_ok());
	let (side, amount, version) = (Opener, 80, 1);
	duo.tell_both(ChainEvent::WithdrawalRequested { side, amount, version, reserve: 20 });
	assert_eq!(duo.start(Opener, pay(Opener, 6)), Err(BelowRequested));
	assert_eq!(duo.start(Counterparty, pay(Opener, 6)), Err(BelowRequested));
	duo.change(Opener, pay(Opener, 5));
	assert_eq!(duo.of(Counterparty).contest(), None);
	duo.tell_both(ChainEvent::WithdrawalFinished { side: Opener, committed: Pair::new(20, 100) });
	duo.assert_agreed(2, Pair::new(20, 100));
	assert_eq!(duo.start(Counterparty, pay(Opener, 9)), Err(Refusal::BelowReserve));
	duo.change(Opener, pay(Opener, 8));
}

#[test]
fn who_shows_an_old_state_to_get_at_the_reserve_is_contested() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 20));
	for (reserve, is_false) in [(20, false), (21, true)] {
		let (side, amount, version) = (Opener, 60, 0);
		duo.tell_both(ChainEvent::WithdrawalRequested { side, amount, version, reserve });
		assert_eq!(duo.of(Counterparty).contest().is_some(), is_false);
	}
}

#[test]
fn the_chains_reserve_is_rounded_up_and_by_default_a_fiftieth() {
	let (limits, committed) = (Limits::default(), Pair::new(700, 101));
	assert_eq!(limits.needed_for(100, &committed), 117);
	let most = Pair::new(Balance::MAX, Balance::MAX);
	assert_eq!(limits.needed_for(Balance::MAX, &most), Balance::MAX);
}

#[test]
fn nothing_older_than_what_was_shown_counts() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 10));
	duo.start(Counterparty, pay(Opener, 20)).unwrap();
	let old = duo.of(Counterparty).to_present(0).cloned();
	assert_eq!(duo.of(Counterparty).close_alone_with(), Ok(old.as_ref()));
	// The opener has the second state complete, and shows it; the counterparty has only signed it.
	requested(&mut duo, Opener, 60, 2);
	assert_eq!(duo.of(Counterparty).close_alone_with(), Ok(None));
	let early = duo.of_mut(Counterparty).request_withdrawal(1).map(|_| ());
	assert_eq!(early, Err(Refusal::Behind));
	let _ = duo.of_mut(Counterparty).cancel_wanted();
	assert_eq!(duo.start(Counterparty, withdraw(Pair::new(1, 0))), Err(Refusal::Behind));
	// A request that has ended has shown it all the same; a new base makes it worthless.
	duo.tell_both(ChainEvent::WithdrawalEnded { side: Opener });
	assert_eq!(duo.of(Counterparty).close_alone_with(), Ok(None));
	let committed = Pair::new(100, 100);
	duo.tell_both(ChainEvent::CommittedWithdrawn { base_version: 5, committed });
	assert_eq!(duo.of_mut(Counterparty).request_withdrawal(1), Ok(None));
	duo.change(Opener, pay(Opener, 10));
	assert!(duo.of(Counterparty).close_alone_with().is_ok_and(|state| state.is_some()));
}

#[test]
fn what_is_to_be_done_about_a_false_request_is_told() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 70));
	let newest = duo.of(Counterparty).to_present(0).cloned();
	assert_eq!(duo.of(Counterparty).remedy(), None);
	// A true one, and one that is not.
	requested(&mut duo, Opener, 30, 0);
	assert_eq!(duo.of(Counterparty).remedy(), None);
	requested(&mut duo, Opener, 60, 0);
	assert_eq!(duo.of(Counterparty).remedy(), Some(Remedy::Contest));
	assert_eq!((duo.of(Counterparty).contest(), duo.of(Opener).remedy()), (newest.as_ref(), None));
	// It is finished all the same: the newest state gives the counterparty more than is left. It can
	// still close by that, and has all of it.
	let finished = ChainEvent::WithdrawalFinished { side: Opener, committed: Pair::new(40, 100) };
	assert_eq!(duo.tell(Counterparty, finished), Some(Event::Overtaken));
	let machine = duo.of(Counterparty);
	assert_eq!((machine.remedy(), machine.balances()), (Some(Remedy::Close), None));
	assert_eq!(machine.close_alone_with(), Ok(newest.as_ref()));
	let cut = newest.clone().unwrap().body.cut_to(&Pair::new(40, 100));
	assert_eq!(cut.balances(&Pair::new(40, 100)), Some(Pair::new(0, 140)));
	assert_eq!(duo.start(Counterparty, pay(Counterparty, 1)), Err(Refusal::ExceedsCommitted));
	// Another one is contested, too.
	let (side, amount, version, reserve) = (Opener, 40, 0, 0);
	let again = ChainEvent::WithdrawalRequested { side, amount, version, reserve };
	let _ = duo.tell(Counterparty, again);
	assert_eq!(duo.of(Counterparty).remedy(), Some(Remedy::Contest));
	let _ = duo.tell(Counterparty, ChainEvent::WithdrawalEnded { side });
	// With as much as it took all is as before.
	let _ = duo.tell(Counterparty, ChainEvent::Committed { committed: Pair::new(70, 100) });
	let machine = duo.of(Counterparty);
	assert_eq!((machine.remedy(), machine.balances()), (None, Some(Pair::new(0, 170))));
	// Once it closes there is nothing else to be done but to answer that.
	let _ = duo.tell(Counterparty, finished);
	let _ = duo.tell(Counterparty, ChainEvent::Closing { version: 0 });
	let machine = duo.of(Counterparty);
	assert_eq!((machine.remedy(), machine.answer()), (None, newest.as_ref()));
}
