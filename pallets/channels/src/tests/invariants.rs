//! Every invariant is found to be broken where storage is changed so that it does not hold, and
//! under its number. That calls and hooks break none, whatever is done, is for the model in
//! `fuzz/`.

use super::{dispute_kit::*, *};
use crate::{
	request::Request, types::RevealedPreimage, ApprovalOf, Approvals, ChannelOf,
	Channels as Records, ChannelsOf, ClosingOf, Closings, Credits, NextChannelId, Pots, Preimages,
	RequestOf, TimetableHead, TimetablePages,
};
use bloc_primitives::{
	channel::Channel,
	state::{Message, NetTransfer, State},
	Preimage,
};
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

/// An open channel in which 300 of Bob's are committed, of which he has requested 100.
const REQUESTED: ChannelId = ChannelId(5);

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
	let requested = committed_channel(TOKEN, Pair::new(500, 300));
	assert_ok!(Channels::request_withdrawal(origin(bob()), requested, 100, None));
	let approved = Message::State(state(1, Side::Opener, 1));
	assert_ok!(Channels::approve(origin(alice()), OPEN, approved));
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
fn broken_requests_are_found() {
	let change = |id: ChannelId, by: fn(&mut RequestOf<Test>)| {
		move || {
			Records::<Test>::mutate(id, |record| {
				let requests = &mut record.as_mut().unwrap().requests;
				let due = (0, 0);
				let (finishes_ms, finishes_at) = due;
				let (version, reserve) = (0, 0);
				let new =
					Request { amount: 1, version, reserve, finishes_ms, finishes_at, deposit: 0 };
				by(requests.counterparty.get_or_insert(new));
			});
		}
	};
	let of_bob = |by| change(REQUESTED, by);
	let not_his = "C11: a request of what the side does not have by what it has shown";
	assert_eq!(broken(of_bob(|of| of.amount = 0)), not_his);
	assert_eq!(broken(of_bob(|of| of.amount = 301)), not_his);
	let not_shown = "C11: a request by what was not shown";
	assert_eq!(broken(of_bob(|of| of.version += 1)), not_shown);
	let not_open = "C11: a request in a channel that is not open";
	for id in [PROPOSED, WAITING, LOCKED] {
		assert_eq!(broken(change(id, |_| ())), not_open);
	}
	let for_ever = "C8: a request that never ends";
	assert_eq!(broken(change(OPEN, |_| ())), not_his);
	let stale = || {
		super::invariants::change(REQUESTED, |channel| channel.base_version = 9);
	};
	assert_eq!(broken(stale), not_shown);
	let least = || {
		Records::<Test>::mutate(REQUESTED, |record| record.as_mut().unwrap().least += 1);
	};
	let not_it = "C11: what was shown is not what counts";
	assert_eq!(broken(least), not_it);
	let shown = |version| State { version, net: NetTransfer::ZERO, htlcs: Default::default() };
	let show = |id: ChannelId, version: u64| {
		move || {
			crate::Shown::<Test>::insert(id, Pair::new(Some(shown(version)), None));
			Records::<Test>::mutate(id, |record| {
				if let Some(record) = record {
					record.least = version;
				}
			});
		}
	};
	assert_eq!(broken(show(PROPOSED, 1)), "C11: what was shown of a channel that is not open");
	assert_eq!(broken(show(ChannelId(99), 1)), "C11: what was shown of no channel");
	let counts_no_more = || {
		show(REQUESTED, 5)();
		super::invariants::change(REQUESTED, |channel| channel.base_version = 5);
	};
	assert_eq!(broken(counts_no_more), "C11: what was shown counts no more");
	let asked = |kept| {
		move || {
			let claim = crate::closing::Claim { sure: 1, mask: 0 };
			let asked = crate::closing::Asked { version: 0, kept, claim, is_false: false };
			change_closing(CLOSING, |closing| closing.asked.opener = Some(asked));
		}
	};
	assert_eq!(broken(asked(0)), "C4: a dispute about a request of more than is committed");
	let deposit = of_bob(|of| of.deposit += 1);
	assert_eq!(broken(deposit), "C9: a closing deposit that nobody holds");
	let forgotten = || forget_but(|due| !matches!(due, crate::types::Due::Withdrawal(..)));
	assert_eq!(broken(forgotten), for_ever);
}

#[test]
fn money_that_would_go_to_the_pot_is_found() {
	for side in Side::BOTH {
		let to_pot = || {
			Records::<Test>::mutate(OPEN, |record| {
				let pot = Channels::pot_account(TOKEN);
				*record.as_mut().unwrap().payouts.of_mut(side) = Some(pot);
			});
		};
		assert_eq!(broken(to_pot), "C12: money that goes to the pot when the channel ends");
	}
}

#[test]
fn what_an_issuer_has_burnt_hides_nothing_else() {
	let burn = || set_balance(&TOKEN, &Channels::pot_account(TOKEN), 100);
	assert_eq!(broken(burn), "C2: the pot's account has less than it should");
	let also = |by: &dyn Fn()| {
		broken(|| {
			burn();
			by();
		})
	};
	let index = || ChannelsOf::<Test>::remove(alice(), OPEN);
	assert_eq!(also(&index), "C3: a channel without its indices");
	let deposit = || change_closing(CLOSING, |closing| closing.deposit += 11);
	assert_eq!(also(&deposit), "C9: a closing deposit that nobody holds");
	let approval = || {
		let (key, of) = Approvals::<Test>::iter_prefix(OPEN).next().unwrap();
		Approvals::<Test>::insert(OPEN, key, ApprovalOf::<Test> { version: 0, ..of });
	};
	assert_eq!(also(&approval), "C10: an approval of what never counted");
	let preimage = || {
		let known = Preimages::<Test>::take(hash(2)).unwrap();
		Preimages::<Test>::insert(hash(3), known);
	};
	assert_eq!(also(&preimage), "C7: a preimage under another hash");
	let head = || TimetableHead::<Test>::mutate(|head| head.next_ms = Some(0));
	assert_eq!(also(&head), "T2: the head does not name the first page");
}

#[test]
fn broken_approvals_are_found() {
	let change = |by: fn(&mut ApprovalOf<Test>)| {
		move || {
			let (key, of) = Approvals::<Test>::iter_prefix(OPEN).next().unwrap();
			let mut of = of;
			by(&mut of);
			Approvals::<Test>::insert(OPEN, key, of);
		}
	};
	let never = "C10: an approval of what never counted";
	assert_eq!(broken(change(|of| of.version = 0)), never);
	assert_eq!(broken(change(|of| of.approver = bob())), "C10: an approval of somebody else");
	let to_come = "C10: an approval of what is to come";
	assert_eq!(broken(change(|of| (of.version, of.base_version) = (3, 2))), to_come);
	let nowhere = || {
		let (key, of) = Approvals::<Test>::iter_prefix(OPEN).next().unwrap();
		Approvals::<Test>::insert(NextChannelId::<Test>::get(), key, of);
	};
	assert_eq!(broken(nowhere), "C10: an approval in no channel yet");
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
	use crate::types::Due::{self, Preimage as Forgotten, Proposal, Settlement};
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

	// When it comes up counts, too.
	let late = |which: Due, by: i64| {
		broken(|| {
			let at = Timetable::<Channels>::iter().find(|entry| entry.payload == which);
			let due_ms = at.unwrap().due_ms.checked_add_signed(by).unwrap();
			forget_but(|due| *due != which);
			Channels::push(due_ms, which);
		})
	};
	for by in [-1, 1] {
		assert_eq!(late(Proposal(PROPOSED), by), "C8: a proposal that never ends");
		assert_eq!(late(Settlement(CLOSING), by), "C8: a closing that never ends");
		assert_eq!(late(Settlement(WAITING), by), "C8: a resolving channel that never ends");
		assert_eq!(late(Forgotten(hash(2)), by), "C8: a preimage that is kept for ever");
		let request = Due::Withdrawal(REQUESTED, Side::Counterparty);
		assert_eq!(late(request, by), "C8: a request that never ends");
	}
	let too_early = || change_closing(CLOSING, |closing| closing.scheduled_ms -= 1);
	assert_eq!(broken(too_early), "C8: a closing that is looked at too early");
	let put_off = || {
		change_closing(CLOSING, |closing| closing.scheduled_ms += 1);
		Channels::push(dispute(CLOSING).scheduled_ms, Settlement(CLOSING));
	};
	assert_eq!(broken(put_off), "C8: a closing put off");

	// What else the timetable has to keep, it checks itself.
	let early = || TimetableHead::<Test>::mutate(|head| head.next_ms = Some(0));
	assert_eq!(broken(early), "T2: the head does not name the first page");
}
