//! Declining a proposal, and withdrawing one.

use super::*;
use crate::{Credits, ProposalEnd};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn the_opener_gets_all_back_when_the_counterparty_declines() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		events();
		assert_ok!(Channels::decline(origin(bob()), id));
		assert_eq!(event(), Event::ProposalEnded { channel: id, reason: ProposalEnd::Declined });
		assert_nothing_is_left();
	});
}

#[test]
fn the_opener_gets_all_back_when_it_cancels() {
	in_each_asset(|asset| {
		let id = new_proposal(asset, 500, 300);
		events();
		assert_ok!(Channels::withdraw_proposal(origin(alice()), id));
		assert_eq!(event(), Event::ProposalEnded { channel: id, reason: ProposalEnd::Withdrawn });
		assert_nothing_is_left();
	});
}

#[test]
fn each_is_one_partys_to_do() {
	ExtBuilder.run(|| {
		let id = new_proposal(NATIVE, 500, 300);
		assert_noop!(Channels::decline(origin(alice()), id), Error::<Test>::NotCounterparty);
		assert_noop!(Channels::withdraw_proposal(origin(bob()), id), Error::<Test>::NotOpener);
		assert_noop!(Channels::decline(origin(charlie()), id), Error::<Test>::NotParty);
		assert_noop!(Channels::withdraw_proposal(origin(charlie()), id), Error::<Test>::NotParty);
		for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Channels::decline(nobody.clone(), id), DispatchError::BadOrigin);
			assert_noop!(Channels::withdraw_proposal(nobody, id), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn there_must_be_an_unanswered_proposal() {
	in_each_asset(|asset| {
		let accepted = new_proposal(asset.clone(), 500, 300);
		assert_ok!(Channels::accept(origin(bob()), accepted));
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		let (resolving, _) = resolving_channel(asset, 100);
		for id in [accepted, closing, resolving] {
			assert_noop!(Channels::decline(origin(bob()), id), Error::<Test>::NotProposed);
			assert_noop!(
				Channels::withdraw_proposal(origin(alice()), id),
				Error::<Test>::NotProposed
			);
		}
		assert_noop!(Channels::decline(origin(bob()), NO_CHANNEL), Error::<Test>::NotFound);
		assert_noop!(
			Channels::withdraw_proposal(origin(alice()), NO_CHANNEL),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn a_proposal_ends_only_once() {
	in_each_asset(|asset| {
		let id = new_proposal(asset.clone(), 500, 300);
		assert_ok!(Channels::decline(origin(bob()), id));
		assert_noop!(Channels::decline(origin(bob()), id), Error::<Test>::NotFound);
		assert_noop!(Channels::withdraw_proposal(origin(alice()), id), Error::<Test>::NotFound);
		// A new proposal has a new name: what was due for the old one does not touch it.
		let deadline_ms = START + 40 * MINUTE;
		let alice = origin(alice());
		assert_ok!(Channels::propose(alice, bob(), asset, 500, 300, PERIOD, deadline_ms));
		run_to(EXPIRY + MINUTE);
		assert!(Channels::channel(ChannelId(id.0 + 1)).is_some());
	});
}

#[test]
fn works_after_expiry_as_long_as_the_proposal_is_there() {
	in_each_asset(|asset| {
		let declined = new_proposal(asset.clone(), 500, 300);
		let withdrawn = new_proposal(asset, 500, 300);
		set_time(EXPIRY + 1);
		assert_ok!(Channels::decline(origin(bob()), declined));
		assert_ok!(Channels::withdraw_proposal(origin(alice()), withdrawn));
		assert_nothing_is_left();
	});
}

#[test]
fn an_opener_that_can_get_nothing_is_no_obstacle() {
	type End = fn(ChannelId);
	let ends: [(ProposalEnd, End); 3] = [
		(ProposalEnd::Declined, |id| Channels::decline(origin(bob()), id).unwrap()),
		(ProposalEnd::Withdrawn, |id| Channels::withdraw_proposal(origin(alice()), id).unwrap()),
		(ProposalEnd::Expired, |_| run_block_at(EXPIRY)),
	];
	for (reason, end) in ends {
		ExtBuilder.run(|| {
			let id = new_proposal(TOKEN, 500, 300);
			block(alice());
			events();
			end(id);

			let credited = Event::Credited {
				owner: alice(),
				asset: TOKEN,
				amount: 500,
				reason: TokenError::Blocked.into(),
			};
			assert_eq!(events(), vec![credited, Event::ProposalEnded { channel: id, reason }]);
			assert_eq!(Credits::<Test>::get(alice(), TOKEN), 500);
			assert_eq!(Channels::channel(id), None);
			assert_eq!((balance(&NATIVE, &alice()), held(&alice())), (WEALTH, 0));

			unblock(alice());
			assert_ok!(Channels::claim_credit(origin(alice()), TOKEN, alice()));
			assert_nothing_is_left();
		});
	}
}
