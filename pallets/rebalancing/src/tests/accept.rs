//! `accept`.

use super::{propose::propose, *};

const ID: ProposalId = ProposalId(0);

fn accept(who: AccountId) -> sp_runtime::DispatchResult {
	Rebalancing::accept(origin(who), ID).map(|_| ()).map_err(|error| error.error)
}

#[test]
fn the_last_to_accept_has_it_executed_at_no_fee() {
	ExtBuilder.run(|| {
		// Whatever they ask of others.
		let [ab, bc, ca] = ring_of(Policy { enabled: false, ..terms(50, 1_000) });
		assert_ok!(propose(&[ab, bc, ca], 300, START + HOUR));
		events();
		assert_ok!(accept(charlie()));
		let accepted = |owner, missing| Event::Accepted { proposal: ID, owner, missing };
		assert_eq!(event(), accepted(charlie(), 1));
		assert_eq!(local(ab, &alice()), 900);
		assert_ok!(accept(bob()));
		let done = Event::CycleExecuted { proposal: ID, asset: GOLD, amount: 300 };
		assert_eq!(events(), [accepted(bob(), 0), done]);
		let locals = [(ab, alice(), 600), (bc, bob(), 200), (ca, charlie(), 600)];
		for (id, who, amount) in locals {
			assert_eq!(local(id, &who), amount);
		}
		assert_eq!(Rebalancing::proposal(ID), None);
		assert_eq!(held(&alice()), 0);
		assert_noop!(accept(bob()), Error::<Test>::ProposalNotFound);
		events();
		jump_to(START + HOUR);
		assert_eq!(events(), []);
	});
}

#[test]
fn only_its_owners_accept_and_each_once() {
	ExtBuilder.run(|| {
		assert_noop!(accept(bob()), Error::<Test>::ProposalNotFound);
		assert_ok!(propose(&ring(), 300, START + HOUR));
		assert_noop!(accept(dave()), Error::<Test>::NotOwner);
		assert_noop!(accept(alice()), Error::<Test>::AlreadyAccepted);
		assert_ok!(accept(bob()));
		assert_noop!(accept(bob()), Error::<Test>::AlreadyAccepted);
	});
}

#[test]
fn the_deadline_belongs_to_the_end() {
	ExtBuilder.run(|| {
		assert_ok!(propose(&ring(), 300, START + HOUR));
		set_time(START + HOUR - 1);
		assert_ok!(accept(bob()));
		set_time(START + HOUR);
		assert_noop!(accept(charlie()), Error::<Test>::Expired);
	});
}

#[test]
fn what_cannot_be_done_now_can_be_accepted_later() {
	ExtBuilder.run(|| {
		let [ab, bc, ca] = ring();
		assert_ok!(propose(&[ab, bc, ca], 600, START + HOUR));
		assert_ok!(accept(bob()));
		// Bob has 500 there.
		let short = DispatchError::Other("InsufficientLedger");
		assert_noop!(accept(charlie()), short);
		assert_eq!(local(ab, &alice()), 900);
		use bloc_primitives::channel::Transfer;
		assert_ok!(<Channels as Transfer<_>>::transfer(bc, &charlie(), &GOLD, 100));
		assert_ok!(accept(charlie()));
		assert_eq!(local(ab, &alice()), 300);
	});
}
