//! `set_operator` and `operate`.

use super::*;
use crate::Operated;

fn acts(who: AccountId) -> bool {
	Operated::<Test>::contains_key(who, (alice(), GOLD))
}

fn set(operator: Option<AccountId>) -> sp_runtime::DispatchResult {
	Rebalancing::set_operator(origin(alice()), GOLD, operator)
}

fn operate(who: AccountId, on: bool) -> sp_runtime::DispatchResult {
	Rebalancing::operate(origin(who), alice(), GOLD, on)
}

#[test]
fn an_operator_runs_and_reports_and_does_nothing_else() {
	ExtBuilder.run(|| {
		let ids = ring();
		set_policy(policy());
		let cycles = || cycles(&[round(&ids, 100)]);
		let run = |who| Rebalancing::run(origin(who), alice(), GOLD, cycles());
		let report = |who| Rebalancing::report(origin(who), alice(), GOLD, Report::Balanced);
		assert_noop!(run(dave()), Error::<Test>::NotOperator);
		assert_noop!(report(dave()), Error::<Test>::NotOperator);
		events();
		assert_ok!(set(Some(dave())));
		let told = Event::OperatorSet { account: alice(), asset: GOLD, operator: Some(dave()) };
		assert_eq!(event(), told);
		assert_noop!(run(bob()), Error::<Test>::NotOperator);
		assert_ok!(run(dave()));
		assert!(matches!(event(), Event::Rebalanced { account, .. } if account == alice()));
		come_due();
		assert_ok!(report(dave()));
		// Of nobody else, in no other asset, and by hand only for itself.
		let other = Rebalancing::run(origin(dave()), bob(), GOLD, cycles());
		assert_eq!(other, Err(Error::<Test>::PolicyNotFound.into()));
		assert_ok!(Rebalancing::set_policy(origin(alice()), TIN, Some(policy())));
		let other = Rebalancing::run(origin(dave()), alice(), TIN, cycles());
		assert_eq!(other, Err(Error::<Test>::NotOperator.into()));
		let by_hand = Rebalancing::rebalance(origin(dave()), GOLD, cycles(), 0);
		assert_eq!(by_hand, Err(Error::<Test>::NotParty.into()));
		// The account can still do it itself.
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, Some(policy())));
		set_time(now() + HOUR);
		assert_ok!(run(alice()));
	});
}

#[test]
fn it_acts_by_its_own_will_and_as_long_as_it_is_named() {
	ExtBuilder.run(|| {
		assert_noop!(set(Some(bob())), Error::<Test>::PolicyNotFound);
		assert_noop!(operate(bob(), true), Error::<Test>::PolicyNotFound);
		set_policy(policy());
		let deposit = held(&alice());
		assert_noop!(operate(bob(), true), Error::<Test>::NotOperator);
		assert_ok!(set(Some(bob())));
		assert_noop!(operate(charlie(), true), Error::<Test>::NotOperator);
		assert!(!acts(bob()));
		events();
		for on in [true, false, true, true] {
			assert_ok!(operate(bob(), on));
			let told = Event::Operates { operator: bob(), account: alice(), asset: GOLD, on };
			assert_eq!((event(), acts(bob())), (told, on));
		}
		// The same again changes nothing; another one ends it.
		assert_ok!(set(Some(bob())));
		assert!(acts(bob()));
		assert_ok!(set(Some(charlie())));
		assert!(!acts(bob()));
		assert_ok!(operate(charlie(), true));
		// A new policy does not; its end does. Nobody has paid more for it.
		set_policy(manual());
		assert!(acts(charlie()));
		assert_eq!((held(&alice()), held(&bob()), held(&charlie())), (deposit, 0, 0));
		assert_ok!(Rebalancing::set_policy(origin(alice()), GOLD, None));
		assert!(!acts(charlie()));
		assert_eq!(held(&alice()), 0);
		set_policy(policy());
		assert_noop!(operate(charlie(), true), Error::<Test>::NotOperator);
	});
}
