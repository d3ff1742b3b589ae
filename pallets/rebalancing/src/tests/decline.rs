//! `decline`, and the end of proposals at their deadline.

use super::{propose::propose, *};

const ID: ProposalId = ProposalId(0);

fn decline(who: AccountId) -> sp_runtime::DispatchResult {
	Rebalancing::decline(origin(who), ID)
}

#[test]
fn each_of_its_owners_can_end_it() {
	for who in [alice(), bob(), charlie()] {
		ExtBuilder.run(|| {
			assert_ok!(propose(&ring(), 300, START + HOUR));
			assert_ok!(Rebalancing::accept(origin(bob()), ID));
			events();
			assert_noop!(decline(dave()), Error::<Test>::NotOwner);
			assert_ok!(decline(who.clone()));
			let reason = ProposalEnd::Declined(who.clone());
			assert_eq!(event(), Event::ProposalEnded { proposal: ID, reason });
			assert_eq!(held(&alice()), 0);
			assert_noop!(decline(who.clone()), Error::<Test>::ProposalNotFound);
		});
	}
}

#[test]
fn it_ends_by_itself_and_the_deposit_comes_back() {
	ExtBuilder.run(|| {
		let ids = ring();
		assert_ok!(propose(&ids, 300, START + HOUR));
		events();
		run_block_at(START + HOUR - 1);
		run_block_at(START + HOUR - 1);
		assert_eq!(events(), []);
		jump_to(START + HOUR);
		assert_eq!(event(), Event::ProposalEnded { proposal: ID, reason: ProposalEnd::Expired });
		assert_eq!((held(&alice()), local(ids[0], &alice())), (0, 900));
	});
}
