//! Bonds: posted, taken, returned, lost.

use super::*;
use crate::Pots;

#[test]
fn the_receiver_puts_something_up() {
	in_each_asset(|asset| {
		let terms = ring(2, 2, &asset);
		assert_ok!(try_bond(&terms, 2));
		let lock_by_ms = terms.leg(2).unwrap().1.lock_by_ms;
		let told = Event::BondPosted {
			poster: bob(),
			payment_hash: hash(),
			owner: alice(),
			asset: asset.clone(),
			amount: BOND,
			terms: terms.hash(),
			position: 2,
			lock_by_ms,
		};
		assert_eq!(event(), told);
		assert_eq!((gains(&asset), held(&bob())), ([0, -50], deposits()[1]));
		let bond = Swaps::bond(bob(), hash()).unwrap();
		assert_eq!((bond.owner, bond.amount, bond.lock_by_ms), (alice(), BOND, lock_by_ms));
		assert_noop!(try_bond(&terms, 2), Error::<Test>::AlreadyBonded);
	});
}

#[test]
fn it_goes_back_with_the_leg_unless_the_owner_has_waited_in_vain() {
	type End = (&'static str, fn() -> DispatchResult, [i128; 2]);
	let ends: [End; 4] = [
		("claimed", claim, [-600, 600]),
		(
			"refunded",
			|| {
				set_time(leg().deadline_ms);
				settle()
			},
			[50, -50],
		),
		("handed back", || outcome(Swaps::hand_back(origin(bob()), alice(), hash(), None)), [0, 0]),
		(
			"divided",
			|| {
				let by_owner = Some(signed(&alice(), Agreement::Divide { to_receiver: 100 }));
				let consents = Consents { by_owner, by_receiver: None };
				outcome(Swaps::divide(origin(bob()), alice(), hash(), 100, consents))
			},
			[-100, 100],
		),
	];
	for (name, end, gained) in ends {
		in_each_asset(|asset| {
			let terms = ring(2, 2, &asset);
			assert_ok!(try_bond(&terms, 2));
			assert_ok!(try_ring(&terms, 2));
			// The leg has it: its poster's deposit is free.
			let amount = BondAmount { asset: asset.clone(), amount: BOND };
			assert_eq!((leg().bond, held(&bob())), (Some(amount), 0));
			assert_eq!(Swaps::bond(bob(), hash()), None);
			System::reset_events();
			assert_ok!(end());
			// What goes to one account is one transfer.
			if name == "claimed" {
				assert_eq!(transfers(), 1);
			}
			assert_eq!(happened(), [name]);
			assert_eq!(gains(&asset), gained, "{name}");
			assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
			assert_nothing_is_left();
		});
	}
}

#[test]
fn it_goes_back_if_the_leg_does_not_come() {
	in_each_asset(|asset| {
		let terms = ring(2, 2, &asset);
		let returned = |who| Swaps::return_bond(origin(who), bob(), hash());
		assert_noop!(returned(bob()), Error::<Test>::NotFound);
		assert_ok!(try_bond(&terms, 2));
		let lock_by_ms = terms.leg(2).unwrap().1.lock_by_ms;
		set_time(lock_by_ms - 1);
		assert_noop!(returned(bob()), Error::<Test>::NotExpired);
		set_time(lock_by_ms);
		events();
		assert_ok!(returned(charlie()));
		let told = Event::BondReturned {
			poster: bob(),
			payment_hash: hash(),
			owner: alice(),
			asset: asset.clone(),
			amount: BOND,
		};
		assert_eq!(event(), told);
		assert_eq!(gains(&asset), [0, 0]);
		assert_nothing_is_left();
	});
}

#[test]
fn a_bond_may_be_in_another_asset_and_its_leg_in_a_channel() {
	ExtBuilder.run(|| {
		let mut terms = ring(2, 2, &TOKEN);
		terms.legs[1].bond = Some(BondAmount { asset: NATIVE, amount: BOND });
		assert_ok!(try_bond(&terms, 2));
		let id = channel(&TOKEN);
		let source = Source::Channel(id);
		assert_ok!(Swaps::lock_ring(origin(alice()), terms.clone(), 2, source));
		assert_eq!(free(id), [CHANNEL - AMOUNT, CHANNEL]);
		set_time(leg().deadline_ms);
		assert_ok!(settle());
		assert_eq!(free(id), [CHANNEL; 2]);
		assert_eq!(gains(&NATIVE), [50, -50]);
		assert_eq!(Pots::<Test>::iter().count(), 0);
	});
}

#[test]
fn only_what_the_terms_ask_for_is_put_up() {
	ExtBuilder.run(|| {
		let terms = ring(2, 2, &TOKEN);
		let stranger = Swaps::post_bond(origin(charlie()), terms.clone(), 2);
		assert_noop!(stranger, Error::<Test>::NotReceiver);
		assert_noop!(try_bond(&terms, 1), Error::<Test>::WrongChain);
		let change = |change: &dyn Fn(&mut crate::RingTermsOf<Test>)| {
			let mut terms = terms.clone();
			change(&mut terms);
			try_bond(&terms, 2)
		};
		let amount = |amount| Some(BondAmount { asset: TOKEN, amount });
		assert_noop!(change(&|it| it.legs[1].bond = None), Error::<Test>::NoBond);
		assert_noop!(change(&|it| it.legs[1].bond = amount(0)), Error::<Test>::ZeroAmount);
		assert_noop!(change(&|it| it.legs[1].bond = amount(4)), Error::<Test>::BelowMinimum);
		let unknown = BondAmount { asset: Asset::WithId(9), amount: BOND };
		assert_noop!(
			change(&|it| it.legs[1].bond = Some(unknown.clone())),
			Error::<Test>::UnknownAsset
		);
		let pot = Swaps::pot_account(TOKEN);
		assert_noop!(change(&|it| it.legs[1].owner = pot.clone()), Error::<Test>::PotAccount);
		assert_noop!(change(&|it| it.base_ms += MAX_LEG), Error::<Test>::DeadlineTooFar);
		assert_ok!(reveal(PREIMAGE));
		assert_noop!(try_bond(&terms, 2), Error::<Test>::AlreadyRevealed);
	});
	ExtBuilder.run(|| {
		// For a leg whose name is taken it would be put up for nothing.
		let terms = ring(2, 2, &TOKEN);
		locked(&TOKEN);
		assert_noop!(try_bond(&terms, 2), Error::<Test>::AlreadyLocked);
	});
}

#[test]
fn a_leg_takes_the_bond_for_itself_alone() {
	ExtBuilder.run(|| {
		let terms = ring(2, 2, &TOKEN);
		assert_noop!(try_ring(&terms, 2), Error::<Test>::BondNotFound);
		let mut other = terms.clone();
		other.legs[0].amount += 1;
		assert_ok!(try_bond(&other, 2));
		assert_noop!(try_ring(&terms, 2), Error::<Test>::WrongBond);
		assert_ok!(try_ring(&other, 2));
	});
	ExtBuilder.run(|| {
		// Of the same terms, for another leg: Bob receives two, and so Alice pays one of them here.
		let mut terms = ring(2, 2, &TOKEN);
		terms.legs[0].chain = home();
		(terms.legs[0].owner, terms.legs[0].receiver) = (bob(), alice());
		assert_ok!(try_bond(&terms, 2));
		assert_ok!(Swaps::post_bond(origin(alice()), terms.clone(), 1));
		crate::Bonds::<Test>::mutate(bob(), hash(), |record| {
			record.as_mut().unwrap().bond.position = 1;
		});
		assert_noop!(try_ring(&terms, 2), Error::<Test>::WrongBond);
	});
}

#[test]
fn terms_without_a_bond_need_none() {
	ExtBuilder.run(|| {
		let mut terms = ring(2, 2, &TOKEN);
		terms.legs[1].bond = None;
		assert_ok!(try_ring(&terms, 2));
		set_time(leg().deadline_ms);
		assert_ok!(settle());
		assert_eq!(gains(&TOKEN), [0, 0]);
	});
}
