use super::*;

#[test]
fn the_history_keeps_the_latest_notes() {
	ExtBuilder.run(|| {
		let id = authorised(TOKEN, monthly(), Limits { charges: 100, ..free() });
		let first = Note { at_ms: START, what: Happening::Paid { period: 0, amount: PRICE } };
		assert_eq!(Recurring::history(id), vec![first]);
		for amount in 1..=Balance::from(NOTES) {
			set_time(START + 1);
			assert_ok!(Recurring::charge(origin(bob()), id, amount, H256::zero()));
		}
		let note = |amount| Note { at_ms: START + 1, what: Happening::Charged { amount } };
		let all: Vec<_> = (1..=Balance::from(NOTES)).map(note).collect();
		assert_eq!(Recurring::history(id), all);

		events();
		assert_ok!(Recurring::prune_history(origin(alice()), id, NOTES + 1));
		assert_eq!(event(), Event::HistoryPruned { subscription: id, left: NOTES });
		assert_ok!(Recurring::prune_history(origin(alice()), id, 2));
		assert_eq!(event(), Event::HistoryPruned { subscription: id, left: 2 });
		assert_eq!(Recurring::history(id), all[4..]);
		assert_ok!(Recurring::prune_history(origin(alice()), id, 0));
		assert_eq!(Recurring::history(id), vec![]);
	});
}

#[test]
fn only_the_payer_prunes() {
	ExtBuilder.run(|| {
		let id = subscribed(plan_details(TOKEN));
		let prune = |who, id| Recurring::prune_history(origin(who), id, 0);
		assert_noop!(prune(bob(), id), Error::<Test>::NotPayer);
		assert_noop!(prune(charlie(), id), Error::<Test>::NotParty);
		assert_noop!(prune(alice(), SubscriptionId(9)), Error::<Test>::NotFound);
	});
}
