//! Restarts, and backups that may be old.

use super::*;
use codec::{Decode, Encode};

fn stored(machine: &TestMachine) -> Snapshot<sp_runtime::AccountId32, sp_runtime::MultiSignature> {
	Decode::decode(&mut machine.snapshot().encode().as_slice()).unwrap()
}

/// The opener has paid 40 in two states, and is restored from what it stored after the first.
fn restored() -> Duo {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 30));
	let backup = stored(duo.of(Opener));
	duo.change(Opener, pay(Opener, 10));
	*duo.of_mut(Opener) = backup.restore(1);
	duo
}

#[test]
fn a_restart_goes_on_where_it_stopped() {
	let mut duo = Duo::new();
	duo.start(Opener, pay(Opener, 30)).unwrap();
	let _ = duo.send_pending(Opener);
	for side in Side::BOTH {
		let machine = stored(duo.of(side)).resume();
		assert_eq!(machine, *duo.of(side));
		*duo.of_mut(side) = machine;
	}
	duo.talk();
	duo.assert_agreed(1, Pair::new(70, 130));
}

#[test]
fn a_restored_machine_signs_nothing_until_it_is_told() {
	let mut duo = restored();
	assert!(!duo.of(Opener).is_sure());
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(Refusal::Unsure));
	assert_eq!(duo.of(Opener).close_alone_with(), Err(Refusal::Unsure));
	assert_eq!(duo.of(Opener).pending(), Some(duo.of(Opener).reestablish()));
	duo.start(Counterparty, pay(Counterparty, 1)).unwrap();
	let envelope = Envelope { peer_session: 1, ..duo.of(Counterparty).pending().unwrap() };
	let reaction = duo.send(Opener, envelope);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::Unsure)));
	assert_eq!(reaction.reply, Some(duo.of(Opener).reestablish()));
	assert_eq!(duo.of(Opener).proposed(), None);
}

#[test]
fn the_newest_state_is_told_and_the_next_version_used_up() {
	let mut duo = restored();
	let reestablish = duo.of(Opener).pending().unwrap();
	let held = duo.send(Counterparty, reestablish).reply.unwrap();
	let reaction = duo.send(Opener, held);
	assert_eq!(reaction.event, Some(Event::Reestablished));
	assert_eq!(duo.of(Opener).state().version, 2);
	let proposal = duo.of(Opener).proposed().unwrap();
	assert_eq!((proposal.version, proposal.change), (3, Change::Nothing));
	duo.talk();
	duo.assert_agreed(3, Pair::new(60, 140));
	duo.change(Opener, pay(Opener, 1));
	duo.assert_agreed(4, Pair::new(59, 141));
}

#[test]
fn only_an_answer_to_the_own_question_counts() {
	let mut duo = Duo::new();
	duo.change(Opener, pay(Opener, 30));
	let ask = duo.of(Opener).reestablish();
	let old = duo.send(Counterparty, ask).reply.unwrap();
	let backup = stored(duo.of(Opener));
	duo.change(Opener, pay(Opener, 10));
	*duo.of_mut(Opener) = backup.restore(1);
	let reaction = duo.send(Opener, old);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::FormerSession)));
	assert!(!duo.of(Opener).is_sure());
}

#[test]
fn messages_from_before_the_restoring_are_ignored() {
	let mut duo = restored();
	let mut lost = Duo::new();
	lost.start(Opener, pay(Opener, 5)).unwrap();
	let old = Envelope { session: 0, ..lost.of(Opener).pending().unwrap() };
	duo.talk();
	let reaction = duo.send(Counterparty, old);
	assert_eq!(reaction.event, Some(Event::Ignored(Refusal::FormerSession)));
	assert_eq!(reaction.reply, None);
}

#[test]
fn a_proposal_of_the_backup_goes_on_if_it_is_still_next() {
	let mut duo = Duo::new();
	duo.start(Counterparty, pay(Opener, 5)).unwrap();
	*duo.of_mut(Counterparty) = stored(duo.of(Counterparty)).restore(1);
	duo.start(Opener, pay(Opener, 5)).unwrap();
	duo.talk();
	duo.assert_agreed(1, Pair::new(95, 105));
}

#[test]
fn what_the_backup_gave_up_may_have_come_to_something_else() {
	let mut duo = Duo::new();
	let change = pay(Opener, 5);
	duo.start(Counterparty, change).unwrap();
	let refused = duo.send_pending(Counterparty).reply.unwrap();
	let _lost = duo.send(Counterparty, refused);
	let backup = stored(duo.of(Counterparty));
	assert_eq!(duo.of(Counterparty).proposed().unwrap().change, Change::Nothing);
	// The opener's own proposal for that version is completed instead.
	duo.start(Counterparty, pay(Counterparty, 7)).unwrap();
	duo.start(Opener, pay(Counterparty, 7)).unwrap();
	let held = duo.send_pending(Opener).reply.unwrap();
	let _ = duo.send(Opener, held);
	*duo.of_mut(Counterparty) = backup.restore(1);
	duo.talk();
	duo.assert_agreed(2, Pair::new(107, 93));
}

#[test]
fn a_backup_of_what_came_to_nothing_gives_way() {
	let mut duo = Duo::new();
	let older = stored(duo.of(Opener));
	// Only the opener holds this payment when it is restored, and its version is used up.
	duo.start(Opener, pay(Opener, 5)).unwrap();
	let proposal = duo.send_pending(Opener).reply.unwrap();
	let _lost = duo.send(Opener, proposal);
	let newer = stored(duo.of(Opener));
	*duo.of_mut(Opener) = older.restore(1);
	duo.talk();
	duo.assert_agreed(1, Pair::new(100, 100));
	*duo.of_mut(Opener) = newer.restore(2);
	duo.talk();
	duo.change(Opener, pay(Opener, 7));
	duo.assert_agreed(3, Pair::new(93, 107));
}

#[test]
fn an_ending_that_was_lost_is_told() {
	let mut duo = Duo::new();
	let backup = stored(duo.of(Opener));
	duo.change(Opener, close());
	*duo.of_mut(Opener) = backup.restore(1);
	duo.talk();
	assert!(duo.of(Opener).ending().is_some());
	assert_eq!(duo.of(Opener).proposed(), None);
}

#[test]
fn copies_elsewhere_help() {
	let mut duo = restored();
	let newest = duo.of(Counterparty).to_present(0).unwrap().clone();
	duo.of_mut(Opener).learn(newest.clone()).unwrap();
	assert!(!duo.of(Opener).is_sure());
	assert_eq!(duo.of(Opener).to_present(1), Some(&newest));
	assert_eq!(duo.of(Opener).to_present(2), None);
}

#[test]
fn if_both_are_restored_the_owners_decide() {
	let mut duo = restored();
	let backup = stored(duo.of(Counterparty));
	*duo.of_mut(Counterparty) = backup.restore(1);
	for side in Side::BOTH {
		let reaction = duo.send_pending(side);
		let held = reaction.reply.unwrap();
		let reaction = duo.send(side, held);
		assert_eq!(reaction.event, Some(Event::Ignored(Refusal::Unsure)));
	}
	duo.of_mut(Counterparty).assume_newest(signs(Counterparty));
	duo.talk();
	duo.assert_agreed(3, Pair::new(60, 140));
	assert!(Side::BOTH.into_iter().all(|side| duo.of(side).is_sure()));
}

#[test]
fn an_ending_that_was_lost_binds_again() {
	let mut duo = Duo::new();
	let backup = stored(duo.of(Opener));
	duo.change(Opener, close());
	*duo.of_mut(Opener) = backup.restore(1);
	duo.talk();
	assert_eq!(duo.of(Opener).bound_until_ms(), Some(END));
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(Refusal::EndingSigned));
	duo.reach(END);
	duo.talk();
	duo.change(Opener, pay(Opener, 1));
	duo.assert_agreed(2, Pair::new(99, 101));
}

#[test]
fn a_backup_that_thinks_itself_bound_goes_on_when_it_is_told_the_time() {
	let mut duo = Duo::new();
	duo.change(Opener, close());
	let backup = stored(duo.of(Opener));
	duo.reach(END);
	duo.talk();
	duo.change(Opener, pay(Opener, 5));
	*duo.of_mut(Opener) = backup.restore(1);
	let _ = duo.send_pending(Opener).reply.map(|held| duo.send(Opener, held));
	assert_eq!(duo.of(Opener).state().version, 2);
	assert_eq!(duo.of(Opener).proposed(), None);
	assert_eq!(duo.tell(Opener, ChainEvent::Time { now_ms: END }), Some(Event::Lapsed));
	// Something may have been signed for the next version.
	assert_eq!(duo.of(Opener).proposed().unwrap().change, Change::Nothing);
	duo.talk();
	duo.assert_agreed(3, Pair::new(95, 105));
}

#[test]
fn a_backup_with_an_older_ending_is_bound_by_the_newer_one() {
	let mut duo = Duo::new();
	duo.change(Opener, close());
	let backup = stored(duo.of(Opener));
	duo.reach(END);
	duo.talk();
	let later_ms = END + GOOD_FOR.0;
	duo.change(Opener, Change::Close { valid_until_ms: later_ms });
	*duo.of_mut(Opener) = backup.restore(1);
	duo.talk();
	assert_eq!(duo.of(Opener).bound_until_ms(), Some(later_ms));
	let _ = duo.tell(Opener, ChainEvent::Time { now_ms: END });
	assert_eq!(duo.start(Opener, pay(Opener, 1)), Err(Refusal::EndingSigned));
}

#[test]
fn what_is_claimed_after_a_loss_is_what_the_newest_state_held_leaves() {
	assert_eq!(machine(Opener).claim_after_loss(), Ok(100));
	let mut duo = restored();
	assert_eq!(duo.of(Opener).claim_after_loss(), Ok(70));
	// A claim is of what the party committed itself.
	assert_eq!(duo.of(Counterparty).claim_after_loss(), Ok(100));
	let newest = duo.of(Counterparty).to_present(0).unwrap().clone();
	duo.of_mut(Opener).learn(newest).unwrap();
	assert_eq!(duo.of(Opener).claim_after_loss(), Ok(60));
	let _ = duo.tell(Opener, ChainEvent::Closing { version: 0 });
	assert_eq!(duo.of(Opener).claim_after_loss(), Err(Refusal::NotOpen));
	let _ = duo.tell(Opener, ChainEvent::Over);
	assert_eq!(duo.of(Opener).claim_after_loss(), Err(Refusal::NotOpen));
}

#[test]
fn htlcs_are_not_claimed_after_a_loss() {
	let mut duo = Duo::new();
	duo.change(Opener, Change::Add(htlc(Opener, 30, 1, NOW + SPAN.0)));
	duo.change(Counterparty, Change::Add(htlc(Counterparty, 20, 2, NOW + SPAN.0)));
	assert_eq!(duo.of(Opener).claim_after_loss(), Ok(70));
	assert_eq!(duo.of(Counterparty).claim_after_loss(), Ok(80));
}
