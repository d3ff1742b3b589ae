//! Every invariant is found to be broken where storage is changed so that it does not hold, and
//! under its number. That calls and hooks break none, whatever is done, is for the model in
//! `fuzz/`.

use super::{dispute_kit::*, *};
use crate::{
	types::RevealedPreimage, ChannelOf, Channels as Records, ChannelsOf, ClosingOf, Closings,
	Credits, NextChannelId, Pots, Preimages, TimetableHead, TimetablePages,
};
use bloc_primitives::{channel::Channel, Preimage};
use bloc_timetable::{Head, Timetable};
use sp_runtime::DispatchError;

/// An open channel, the first.
const OPEN: ChannelId = ChannelId(0);
/// An unanswered proposal.
const PROPOSED: ChannelId = ChannelId(1);
/// A closing channel, with a state that divides all that is committed.
const CLOSING: ChannelId = ChannelId(2);
/// A resolving channel with a lock and nothing else.
const LOCKED: ChannelId = ChannelId(3);
/// A resolving channel that waits for an HTLC of 50 of Alice's, and in which 100 of hers are held.
const WAITING: ChannelId = ChannelId(4);

/// A channel in each phase, a preimage and a credit.
fn chain() {
	ClosingDeposit::set(10);
	open_channel(TOKEN, Pair::new(500, 300));
	new_proposal(TOKEN, 500, 300);
	closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 500));
	let _stays_locked = resolving_channel(TOKEN, 100);
	let pending = htlc(Side::Opener, 50, 1, START + HORIZON);
	let latest = state_with(2, Side::Opener, 100, vec![pending]);
	let waiting = closing_channel(TOKEN, Pair::new(500, 300), state(1, Side::Opener, 0));
	assert_ok!(challenge(bob(), waiting, latest));
	let_pass(waiting);
	assert_ok!(settle(waiting));
	set_time(START);
	System::set_block_number(1);
	assert_ok!(reveal(charlie(), 2));
	let phases = [OPEN, PROPOSED, CLOSING, LOCKED, WAITING].map(|id| of(id).phase);
	assert!(matches!(
		phases,
		[
			Phase::Open,
			Phase::Proposed { .. },
			Phase::Closing { .. },
			Phase::Resolving,
			Phase::Resolving
		]
	));
	assert_ok!(Channels::do_try_state());
}

fn of(id: ChannelId) -> Channel<AccountId, Asset> {
	Channels::channel(id).unwrap()
}

/// What is said after this was done to the chain.
fn broken(by: impl FnOnce()) -> &'static str {
	ExtBuilder.build().execute_with(|| {
		chain();
		by();
		match Channels::do_try_state() {
			Err(DispatchError::Other(what)) => what,
			other => panic!("{other:?}"),
		}
	})
}

fn change(id: ChannelId, by: impl FnOnce(&mut ChannelOf<Test>)) {
	Records::<Test>::mutate(id, |record| by(&mut record.as_mut().unwrap().channel));
}

fn change_closing(id: ChannelId, by: impl FnOnce(&mut ClosingOf<Test>)) {
	Closings::<Test>::mutate(id, |closing| by(closing.as_mut().unwrap()));
}

/// The timetable forgets what is due.
fn forget_all() {
	let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
	keys.into_iter().for_each(TimetablePages::<Test>::remove);
	TimetableHead::<Test>::put(Head::default());
}

/// The timetable forgets all that is due but what `keep` says.
fn forget_but(keep: impl Fn(&crate::types::Due) -> bool) {
	let kept: Vec<_> = Timetable::<Channels>::iter().filter(|entry| keep(&entry.payload)).collect();
	forget_all();
	for entry in kept {
		Channels::push(entry.due_ms, entry.payload);
	}
}

#[test]
fn broken_money_is_found() {
	let held =
		|by: Balance| move || Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().held += by);
	let not_held = "C1: what is owed is not what is held";
	assert_eq!(broken(held(1)), not_held);
	assert_eq!(broken(|| change(OPEN, |channel| channel.ledger.opener.free += 1)), not_held);
	assert_eq!(broken(|| change(OPEN, |channel| channel.ledger.opener.locked += 1)), not_held);
	assert_eq!(broken(|| change(OPEN, |channel| channel.committed.opener += 1)), not_held);
	assert_eq!(broken(|| Credits::<Test>::insert(bob(), TOKEN, 1)), not_held);
	let too_much = || Credits::<Test>::insert(bob(), TOKEN, Balance::MAX);
	assert_eq!(broken(too_much), "C1: what is owed does not fit");
	assert_eq!(broken(|| Credits::<Test>::insert(bob(), TOKEN, 0)), "C1: a credit of nothing");
	let unheld = "C1: something is owed that nothing holds";
	assert_eq!(broken(|| Pots::<Test>::remove(TOKEN)), unheld);
	assert_eq!(broken(|| Credits::<Test>::insert(bob(), NATIVE, 1)), unheld);

	let burnt = || set_balance(&TOKEN, &Channels::pot_account(TOKEN), 100);
	assert_eq!(broken(burnt), "C2: the pot's account has less than it should");
	let seeded = || Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().seed += 1);
	assert_eq!(broken(seeded), "C2: the pot's account has less than it should");
}

#[test]
fn broken_indices_are_found() {
	let of_none = || ChannelsOf::<Test>::insert(alice(), NO_CHANNEL, ());
	assert_eq!(broken(of_none), "C3: an index of no channel");
	let of_another = || ChannelsOf::<Test>::insert(charlie(), OPEN, ());
	assert_eq!(broken(of_another), "C3: an index of another's channel");
	for party in [alice(), bob()] {
		let missing = || ChannelsOf::<Test>::remove(party.clone(), OPEN);
		assert_eq!(broken(missing), "C3: a channel without its indices");
	}

	assert_eq!(broken(|| NextChannelId::<Test>::put(WAITING)), "C5: an id that was not given yet");
	let alone = || change(OPEN, |channel| channel.parties.counterparty = alice());
	assert_eq!(broken(alone), "C5: a party with itself");
}

#[test]
fn broken_disputes_are_found() {
	let without = || Closings::<Test>::remove(CLOSING);
	assert_eq!(broken(without), "C4: a closing channel without a dispute");
	let too_much = || change_closing(CLOSING, |closing| closing.state.net.amount += 1);
	assert_eq!(broken(too_much), "C4: a dispute about more than is committed");
	for id in [LOCKED, WAITING] {
		let without = || Closings::<Test>::remove(id);
		assert_eq!(broken(without), "C4: a resolving channel without a record");
	}
	let more = || change_closing(WAITING, |closing| closing.state.htlcs[0].amount += 1);
	assert_eq!(broken(more), "C4: pending HTLCs do not sum up");
	let other = || change_closing(WAITING, |it| it.state.htlcs[0].payer = Side::Counterparty);
	assert_eq!(broken(other), "C4: pending HTLCs do not sum up");
	for id in [OPEN, PROPOSED] {
		let disputed = || Closings::<Test>::insert(id, dispute(CLOSING));
		assert_eq!(broken(disputed), "C4: a dispute about a channel that is not closing");
	}
	let of_none = || Closings::<Test>::insert(NO_CHANNEL, dispute(CLOSING));
	assert_eq!(broken(of_none), "C4: a dispute about no channel");
	let old = || change(CLOSING, |channel| channel.base_version = 2);
	assert_eq!(broken(old), "C4: a dispute about a state that counts no more");
	let paid = || change_closing(CLOSING, |closing| closing.tallies.opener.due = 1);
	assert_eq!(broken(paid), "C4: paid out before it is settled");
}

#[test]
fn broken_holding_back_is_found() {
	let without_cause = "C4: more is held than what was claimed too much";
	let less = || change_closing(WAITING, |closing| closing.tallies.opener.excess -= 1);
	assert_eq!(broken(less), without_cause);
	let not_hers = || change_closing(WAITING, |closing| closing.tallies.opener.due = 99);
	assert_eq!(broken(not_hers), without_cause);
	let bobs = || change_closing(WAITING, |closing| closing.tallies.counterparty.held = 1);
	assert_eq!(broken(bobs), without_cause);
	let for_nothing = || change_closing(LOCKED, |closing| closing.tallies.opener.held = 1);
	assert_eq!(broken(for_nothing), "C4: money is held though nothing is left to decide");
	let not_owed = || change_closing(WAITING, |closing| closing.tallies.opener.held = 99);
	assert_eq!(broken(not_owed), "C1: what is owed is not what is held");
	let more = || change_closing(CLOSING, |closing| closing.deposit += 11);
	assert_eq!(broken(more), "C9: a closing deposit that nobody holds");
}

#[test]
fn broken_proposals_and_preimages_are_found() {
	let holds: [fn(&mut ChannelOf<Test>); 5] = [
		|channel| channel.ledger.counterparty.free = 1,
		|channel| channel.ledger.opener.locked = 1,
		|channel| channel.ledger.counterparty.locked = 1,
		|channel| channel.committed.opener = 1,
		|channel| channel.committed.counterparty = 1,
	];
	for more in holds {
		let broken = broken(|| change(PROPOSED, more));
		assert_eq!(broken, "C6: a proposal holds more than what the opener paid in");
	}
	let another = || {
		let known = Preimages::<Test>::take(hash(2)).unwrap();
		Preimages::<Test>::insert(hash(3), known);
	};
	assert_eq!(broken(another), "C7: a preimage under another hash");
	let changed = || {
		Preimages::<Test>::mutate(hash(2), |known| {
			let RevealedPreimage { preimage, .. } = known.as_mut().unwrap();
			*preimage = Preimage([3; 32]);
		});
	};
	assert_eq!(broken(changed), "C7: a preimage under another hash");
}

#[test]
fn what_is_not_in_the_timetable_is_found() {
	use crate::types::Due::{Preimage as Forgotten, Proposal, Settlement};
	let without = |missing| broken(|| forget_but(|due| *due != missing));
	assert_eq!(without(Proposal(PROPOSED)), "C8: a proposal that never ends");
	assert_eq!(without(Settlement(CLOSING)), "C8: a closing that never ends");
	assert_eq!(without(Settlement(WAITING)), "C8: a resolving channel that never ends");
	assert_eq!(without(Forgotten(hash(2))), "C8: a preimage that is kept for ever");
	// A resolving channel with something to pay out, too.
	let free = broken(|| {
		forget_but(|due| *due != Settlement(LOCKED));
		change(LOCKED, |channel| channel.ledger.opener = Ledger { free: 1, locked: 99 });
	});
	assert_eq!(free, "C8: a resolving channel that never ends");
	let settled = broken(|| {
		forget_but(|due| *due != Settlement(LOCKED));
		change(LOCKED, |channel| channel.ledger.opener.locked = 0);
	});
	assert_eq!(settled, "C8: a resolving channel that never ends");

	// What else the timetable has to keep, it checks itself.
	let early = || TimetableHead::<Test>::mutate(|head| head.next_ms = Some(0));
	assert_eq!(broken(early), "T2: the head does not name the first page");
}
