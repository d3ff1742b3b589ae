//! That a broken invariant is found, under its number. Random calls of everybody: `fuzz/`.

use super::*;
use crate::{
	ChannelPolicies, NextProposalId, Policies, PolicyRecordOf, ProposalOf, Proposals,
	TimetablePages,
};

const ID: ProposalId = ProposalId(0);

/// The invariant that `breaks` breaks. Alice has an automatic policy with a run to come, and one of
/// her own for the first channel of a ring (not tracked: left to manual runs); she has proposed a
/// cycle.
fn broken(breaks: impl FnOnce(ChannelId)) -> &'static str {
	ExtBuilder.build().execute_with(|| {
		let ids = ring();
		set_policy(policy());
		let own = ChannelPolicy { band: None, mode: Mode::Manual };
		assert_ok!(Rebalancing::set_channel_policy(origin(alice()), ids[0], Some(own)));
		assert_ok!(propose::propose(&ids, 300, START + HOUR));
		assert_ok!(Rebalancing::do_try_state());
		breaks(ids[0]);
		match Rebalancing::do_try_state() {
			Err(DispatchError::Other(what)) => &what[..2],
			other => panic!("{other:?}"),
		}
	})
}

/// Changes Alice's policy.
fn change(by: impl FnOnce(&mut PolicyRecordOf<Test>)) {
	Policies::<Test>::mutate(alice(), GOLD, |record| by(record.as_mut().unwrap()));
}

/// Changes the policy that is Alice's for a channel.
fn change_own(id: ChannelId, by: impl FnOnce(&mut crate::ChannelRecordOf<Test>)) {
	ChannelPolicies::<Test>::mutate(id, |both| {
		by(both.as_mut().unwrap().opener.as_mut().unwrap());
	});
}

/// Changes the proposal.
fn change_proposal(by: impl FnOnce(&mut ProposalOf<Test>)) {
	Proposals::<Test>::mutate(ID, |record| by(&mut record.as_mut().unwrap().proposal));
}

#[test]
fn what_is_broken_is_found() {
	let half = Permill::from_percent(50);
	assert_eq!(broken(|_| change(|it| it.policy.band.low = half)), "B1");
	assert_eq!(broken(|_| change(|it| it.policy.band.high = half)), "B1");

	assert_eq!(broken(|_| change(|it| it.spending.since_ms = START + 1)), "B2");
	assert_eq!(broken(|_| change(|it| it.last_look_ms = Some(START + 1))), "B2");

	assert_eq!(broken(|_| change(|it| it.policy.automatic = false)), "B3");
	let due = |it: &mut PolicyRecordOf<Test>| {
		it.policy.automatic = false;
		it.standing = Standing::Due { since_ms: START, again: false };
	};
	assert_eq!(broken(|_| change(due)), "B3");

	assert_eq!(broken(|_| change(|it| it.entry_ms = None)), "B4");
	assert_eq!(broken(|_| change(|it| it.entry_ms = Some(START + 1))), "B4");
	// Announced, but not on the timetable.
	let sooner = |it: &mut PolicyRecordOf<Test>| {
		it.entry_ms = Some(START - 1);
		it.standing = Standing::Noted { due_ms: START };
	};
	assert_eq!(broken(|_| change(sooner)), "B4");
	let late = |it: &mut PolicyRecordOf<Test>| {
		it.standing = Standing::Noted { due_ms: START + DAY + 1 };
	};
	assert_eq!(broken(|_| change(late)), "B4");

	assert_eq!(broken(|_| change(|it| it.channel_policies = 0)), "B5");
	assert_eq!(broken(|_| change(|it| it.channel_policies = 2)), "B5");
	assert_eq!(broken(ChannelPolicies::<Test>::remove), "B5");
	let stray = |id| {
		let both = ChannelPolicies::<Test>::take(id).unwrap();
		ChannelPolicies::<Test>::insert(ChannelId(99), both);
	};
	assert_eq!(broken(stray), "B5");
	let empty = |id| {
		let nobody = bloc_primitives::Pair::new(None, None);
		ChannelPolicies::<Test>::insert(id, nobody);
		change(|it| it.channel_policies = 0);
	};
	assert_eq!(broken(empty), "B5");
	let of_no_party = |id| {
		change_own(id, |own| own.owner = dave());
		change(|it| it.channel_policies = 0);
	};
	assert_eq!(broken(of_no_party), "B5");
	let in_tin = |id| {
		change_own(id, |own| own.asset = TIN);
		change(|it| it.channel_policies = 0);
	};
	assert_eq!(broken(in_tin), "B5");
	assert_eq!(broken(|_| Policies::<Test>::remove(alice(), GOLD)), "B5");

	assert_eq!(broken(|_| NextProposalId::<Test>::put(ID)), "B6");
	assert_eq!(broken(|_| change_proposal(|it| it.owners[0].accepted = false)), "B6");
	assert_eq!(broken(|_| change_proposal(|it| it.owners.truncate(2))), "B6");
	let all = |it: &mut ProposalOf<Test>| it.owners.iter_mut().for_each(|it| it.accepted = true);
	assert_eq!(broken(|_| change_proposal(all)), "B6");
	assert_eq!(broken(|_| change_proposal(|it| it.deadline_ms += 1)), "B6");

	let tracked = |id| Channels::mutate(id, |channel| channel.subscribed.opener = true);
	assert_eq!(broken(tracked), "B7");

	// Nothing waits for what is there: the first of the numbers that say so.
	let forgotten = |_| {
		let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
		keys.into_iter().for_each(TimetablePages::<Test>::remove);
	};
	assert_eq!(broken(forgotten), "B4");
}
