//! `propose`.

use super::*;
use frame_support::BoundedVec;

pub(super) fn propose(
	channels: &[ChannelId],
	amount: Balance,
	deadline_ms: Moment,
) -> sp_runtime::DispatchResult {
	let channels = BoundedVec::truncate_from(channels.to_vec());
	Rebalancing::propose(origin(alice()), GOLD, channels, amount, deadline_ms)
}

#[test]
fn a_proposal_asks_all_who_pay() {
	ExtBuilder.run(|| {
		let ids = ring();
		assert_ok!(propose(&ids, 300, START + HOUR));
		let owners = vec![alice(), bob(), charlie()];
		let told = Event::Proposed {
			proposal: ProposalId(0),
			asset: GOLD,
			channels: BoundedVec::truncate_from(ids.to_vec()),
			owners: BoundedVec::truncate_from(owners.clone()),
			amount: 300,
			deadline_ms: START + HOUR,
		};
		assert_eq!(event(), told);
		let proposal = Rebalancing::proposal(ProposalId(0)).unwrap();
		let accepted: Vec<_> = proposal.owners.iter().map(|owner| owner.accepted).collect();
		assert_eq!(accepted, [true, false, false]);
		let who: Vec<_> = proposal.owners.iter().map(|owner| owner.who.clone()).collect();
		assert_eq!((who, proposal.amount), (owners, 300));
		assert!(held(&alice()) > 100);
		assert_eq!(local(ids[0], &alice()), 900);
		assert_ok!(propose(&ids, 300, START + HOUR));
		assert!(Rebalancing::proposal(ProposalId(1)).is_some());
	});
}

#[test]
fn the_deadline_is_to_come_and_not_too_far() {
	ExtBuilder.run(|| {
		let ids = ring();
		assert_noop!(propose(&ids, 300, START), Error::<Test>::DeadlineTooSoon);
		assert_noop!(propose(&ids, 300, START + DAY + 1), Error::<Test>::DeadlineTooFar);
		assert_ok!(propose(&ids, 300, START + 1));
		assert_ok!(propose(&ids, 300, START + DAY));
	});
}

#[test]
fn only_a_cycle_in_the_asset_can_be_proposed() {
	ExtBuilder.run(|| {
		let [ab, bc, ca] = ring();
		let ask = |ids: &[ChannelId]| propose(ids, 300, START + HOUR);
		assert_noop!(propose(&[ab, bc, ca], 0, START + HOUR), Error::<Test>::ZeroAmount);
		assert_noop!(ask(&[]), Error::<Test>::NotACycle);
		assert_noop!(ask(&[ab]), Error::<Test>::NotACycle);
		assert_noop!(ask(&[ab, bc]), Error::<Test>::NotACycle);
		assert_noop!(ask(&[bc, ca]), Error::<Test>::NotParty);
		assert_noop!(ask(&[ab, ca]), Error::<Test>::NotParty);
		assert_noop!(ask(&[ab, bc, ChannelId(99)]), Error::<Test>::ChannelNotFound);
		let tin = Channels::establish(charlie(), alice(), TIN, [900, 100]);
		assert_noop!(ask(&[ab, bc, tin]), Error::<Test>::WrongAsset);
		assert_noop!(ask(&[ab, bc, ca, ab, bc, ca]), Error::<Test>::RepeatsAccount);
		let cd = channel(charlie(), dave(), [500, 500], terms(0, 0));
		assert_noop!(ask(&[ab, bc, cd, cd, ca]), Error::<Test>::RepeatsAccount);
		// Two channels between the same two are a cycle.
		let other = channel(alice(), bob(), [100, 900], terms(0, 0));
		assert_ok!(ask(&[ab, other]));
		let poor = BoundedVec::truncate_from(vec![]);
		let origin = origin(eve());
		assert!(Rebalancing::propose(origin, GOLD, poor, 1, START + 1).is_err());
	});
}
