use super::*;

fn firm() -> StreamId {
	open(&TOKEN, 6_000, StreamSpec { terms: FIRM, ..spec(per_second(10)) })
}

fn propose(who: AccountId, id: StreamId, change: Change) {
	assert_ok!(Streaming::propose(origin(who), id, Some(change)));
}

#[test]
fn what_both_agree_on_happens_whatever_the_terms_say() {
	for (proposer, other, by) in [(alice(), bob(), Party::Payer), (bob(), alice(), Party::Payee)] {
		ExtBuilder.run(|| {
			let id = firm();
			let lower = Change::Rate(per_second(1));
			events();
			propose(proposer.clone(), id, lower);
			assert_eq!(event(), Event::Proposed { stream: id, by, change: lower });
			assert_ok!(Streaming::accept(origin(other.clone()), id, lower));
			assert_eq!(Streaming::stream(id).unwrap().rate(), Ok(per_second(1)));
			assert_eq!(Streaming::proposal(id), None);

			propose(proposer.clone(), id, Change::Pause);
			assert_ok!(Streaming::accept(origin(other.clone()), id, Change::Pause));
			assert_eq!(Streaming::stream(id).unwrap().paused_ms, Some(START));
			assert_ok!(Streaming::resume(origin(alice()), id));

			set_time(START + MINUTE);
			propose(proposer.clone(), id, Change::Cancel { report: None });
			events();
			assert_ok!(Streaming::accept(
				origin(other.clone()),
				id,
				Change::Cancel { report: None }
			));
			let reason = EndReason::Agreed;
			let ended = Event::Ended {
				stream: id,
				reason,
				to: bob(),
				amount: 60,
				total: 60,
				refunded: 5_940,
			};
			assert_eq!(event(), ended);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn takes_the_other_party_and_the_same_change() {
	ExtBuilder.run(|| {
		let id = firm();
		let accept = |who, change| Streaming::accept(origin(who), id, change);
		assert_noop!(accept(bob(), Change::Cancel { report: None }), Error::<Test>::NotProposed);
		propose(alice(), id, Change::Cancel { report: None });
		assert_noop!(accept(alice(), Change::Cancel { report: None }), Error::<Test>::NotProposed);
		assert_noop!(accept(bob(), Change::Pause), Error::<Test>::NotProposed);
		assert_noop!(accept(charlie(), Change::Cancel { report: None }), Error::<Test>::NotParty);
		// The latest counts.
		propose(alice(), id, Change::Pause);
		assert_noop!(accept(bob(), Change::Cancel { report: None }), Error::<Test>::NotProposed);
		let by_stranger = Streaming::propose(origin(charlie()), id, Some(Change::Pause));
		assert_noop!(by_stranger, Error::<Test>::NotParty);
	});
}

#[test]
fn can_be_taken_back_by_who_made_it() {
	ExtBuilder.run(|| {
		let id = firm();
		let withdraw = |who| Streaming::propose(origin(who), id, None);
		assert_noop!(withdraw(alice()), Error::<Test>::NotProposed);
		propose(alice(), id, Change::Cancel { report: None });
		assert_noop!(withdraw(bob()), Error::<Test>::NotProposed);
		events();
		assert_ok!(withdraw(alice()));
		assert_eq!(event(), Event::ProposalEnded { stream: id, reason: ProposalEnd::Withdrawn });
		let accept = Streaming::accept(origin(bob()), id, Change::Cancel { report: None });
		assert_noop!(accept, Error::<Test>::NotProposed);
	});
}

#[test]
fn a_proposal_stands_only_while_the_stream_is_as_it_was() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 6_000, spec(per_second(10)));
		let half = Change::Rate(per_second(5));
		let refused = || {
			assert_eq!(Streaming::proposal(id), None);
			assert_noop!(Streaming::accept(origin(bob()), id, half), Error::<Test>::NotProposed);
		};
		propose(alice(), id, half);
		assert_ok!(Streaming::set_rate(origin(alice()), id, per_second(2)));
		refused();
		propose(alice(), id, half);
		assert_ok!(Streaming::pause(origin(alice()), id));
		refused();
		propose(alice(), id, half);
		assert_ok!(Streaming::accept(origin(bob()), id, half));
	});
}
