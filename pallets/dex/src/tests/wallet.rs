//! Orders that are paid from the account, and bring what they bring there.

use super::{pairs::names, *};
use frame_support::{storage::with_storage_layer, BoundedVec};

/// What somebody has in his account, of the token and of the native coin.
fn account(who: &AccountId) -> [Balance; 2] {
	[TOKEN, NATIVE].map(|asset| balance(&asset, who))
}

/// By how much that has changed since then.
fn change(who: &AccountId, before: [Balance; 2]) -> [i128; 2] {
	let now = account(who);
	core::array::from_fn(|at| now[at] as i128 - before[at] as i128)
}

#[test]
fn money_comes_with_the_order_and_goes_with_it() {
	run(|| {
		let (before, here) = (account(&alice()), free(&alice()));
		events();
		place(alice(), from_wallet(limit(1, Side::Buy, 1_000, 10)));
		let lock = 30_000 + up(30_000, 700);
		let (who, asset) = (alice(), NATIVE);
		let told = events();
		assert!(matches!(told[1], Event::Placed { purse: Purse::Wallet, .. }), "{told:?}");
		let came = Event::Deposited { who: who.clone(), asset: asset.clone(), amount: lock };
		assert_eq!(told[2..], [came]);
		assert_eq!(change(&alice(), before), [0, -(lock as i128)]);
		assert_eq!(free(&alice()), here);
		assert_eq!(Dex::balance(alice(), NATIVE).locked, lock);
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		let went = Event::Withdrawn { who, asset, amount: lock };
		assert_eq!(events().last(), Some(&went));
		assert_eq!((change(&alice(), before), free(&alice())), ([0, 0], here));
	});
}

#[test]
fn what_it_takes_and_what_rests_are_one_transfer_each() {
	run(|| {
		place(bob(), limit(1, Side::Sell, 990, 4));
		let (before, here) = (account(&alice()), free(&alice()));
		events();
		place(alice(), from_wallet(limit(1, Side::Buy, 1_000, 10)));
		let taken = 4 * 990 * 3;
		let price = taken + up(taken, 2_500);
		let lock = 18_000 + up(18_000, 700);
		let moved = events().into_iter().filter_map(|event| match event {
			Event::Deposited { asset, amount, .. } => Some((asset, amount as i128)),
			Event::Withdrawn { asset, amount, .. } => Some((asset, -(amount as i128))),
			_ => None,
		});
		let moved: Vec<_> = moved.collect();
		assert_eq!(moved, [(TOKEN, -40), (NATIVE, (price + lock) as i128)]);
		assert_eq!(change(&alice(), before), [40, -((price + lock) as i128)]);
		assert_eq!(free(&alice()), here);
		// What the maker has is here, as he chose.
		assert_ok!(Dex::settle(origin(dave()), bob(), names(&[1])));
		assert_eq!(free(&bob())[1], STAKE + taken - up(taken, 700));
	});
}

#[test]
fn what_others_take_goes_to_the_account() {
	run(|| {
		for how in 0..3 {
			let spec = from_wallet(limit(1, Side::Sell, 1_000, 10));
			let (before, here) = (account(&alice()), free(&alice()));
			place(alice(), if how == 2 { settled(spec) } else { spec });
			place(bob(), limit(1, Side::Buy, 1_000, 10));
			match how {
				0 => {
					assert_ok!(Dex::settle(origin(dave()), alice(), names(&[1])));
				},
				1 => {
					assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
				},
				_ => {
					next_block();
					next_block();
				},
			}
			let net = 30_000 - up(30_000, 700);
			assert_eq!(change(&alice(), before), [-100, net as i128], "{how}");
			assert_eq!((free(&alice()), open(&alice())), (here, vec![]));
		}
	});
}

#[test]
fn what_expires_goes_to_the_account() {
	run(|| {
		let before = account(&alice());
		place(alice(), from_wallet(until(now() + HOUR, limit(1, Side::Sell, 1_000, 10))));
		assert_eq!(change(&alice(), before), [-100, 0]);
		jump_to(now() + HOUR);
		assert_eq!(change(&alice(), before), [0, 0]);
	});
}

#[test]
fn each_order_keeps_to_its_purse() {
	run(|| {
		let (before, here) = (account(&alice()), free(&alice()));
		place(alice(), from_wallet(limit(1, Side::Sell, 1_000, 10)));
		place(alice(), limit(2, Side::Sell, 1_001, 10));
		// It cancels both, and only the second was paid from here.
		let self_trade = SelfTrade::CancelOldest;
		place(alice(), OrderSpec { self_trade, ..limit(3, Side::Buy, 1_001, 10) });
		assert_eq!(change(&alice(), before), [0, 0]);
		assert_ok!(Dex::cancel(origin(alice()), OrderId(3)));
		assert_eq!((change(&alice(), before), free(&alice())), ([0, 0], here));
	});
}

#[test]
fn several_are_moved_at_once_or_none() {
	run(|| {
		let before = account(&alice());
		let act = |actions: Vec<Action>| {
			let actions = BoundedVec::truncate_from(actions);
			outcome(Dex::act(origin(alice()), PAIR, actions))
		};
		let sell = |id, lots| from_wallet(limit(id, Side::Sell, 1_000, lots));
		assert_ok!(act(vec![
			Action::Place(sell(1, 10)),
			Action::Place(sell(2, 10)),
			Action::Cancel(OrderId(1)),
		]));
		assert_eq!(change(&alice(), before), [-100, 0]);
		let too_much = u64::try_from(WEALTH / 10).unwrap();
		let both = vec![Action::Place(sell(3, 10)), Action::Place(sell(4, too_much))];
		assert!(with_storage_layer(|| act(both)).is_err());
		assert_eq!((change(&alice(), before), open(&alice())), ([-100, 0], vec![(2, 10)]));
	});
}

#[test]
fn without_money_there_is_no_order() {
	ExtBuilder.run(|| {
		market(terms());
		assert_ok!(Dex::set_slots(origin(charlie()), 2));
		let asset = balance(&TOKEN, &charlie());
		let lots = u64::try_from(asset / 10 + 1).unwrap();
		let place = |spec| {
			let place = || outcome(Dex::place(origin(charlie()), PAIR, from_wallet(spec)));
			with_storage_layer(place)
		};
		assert!(place(limit(1, Side::Sell, 1_000, lots)).is_err());
		assert_eq!(balance(&TOKEN, &charlie()), asset);
		// From here he has nothing, and needs none: not even a place for an asset.
		assert_ok!(place(limit(1, Side::Sell, 1_000, lots - 10)));
		refused_to(charlie(), limit(2, Side::Sell, 1_000, 10), Error::InsufficientBalance);
		assert_ok!(Dex::cancel(origin(charlie()), OrderId(1)));
		assert_ok!(Dex::set_slots(origin(charlie()), 0));
		assert_eq!(balance(&TOKEN, &charlie()), asset);
		assert_eq!(held(&charlie()), held_for_pair());
	});
}

#[track_caller]
fn refused_to(who: AccountId, spec: OrderSpec, error: Error<Test>) {
	assert_eq!(outcome(Dex::place(origin(who), PAIR, spec)), Err(error.into()));
}

/// What Charlie has held for the pair alone.
fn held_for_pair() -> Balance {
	let before = held(&charlie());
	Dex::close_pair(origin(charlie()), PAIR).unwrap();
	before - held(&charlie())
}

#[test]
fn what_the_account_cannot_have_is_a_credit() {
	run(|| {
		place(alice(), from_wallet(limit(1, Side::Buy, 1_000, 10)));
		place(bob(), limit(1, Side::Sell, 1_000, 10));
		block(alice());
		events();
		assert_ok!(Dex::settle(origin(dave()), alice(), names(&[1])));
		let told = events();
		let credited = |event: &Event<Test>| matches!(event, Event::Credited { .. });
		assert!(told.iter().any(credited), "{told:?}");
		assert_eq!(Dex::credit(alice(), TOKEN), 100);
		assert_eq!(open(&alice()), []);
	});
}

#[test]
fn it_has_a_price() {
	run(|| {
		let weight = |spec| {
			let done = Dex::place(origin(alice()), PAIR, spec).unwrap();
			done.actual_weight.unwrap()
		};
		let from_here = weight(limit(1, Side::Sell, 1_000, 10));
		let from_account = weight(from_wallet(limit(2, Side::Sell, 1_001, 10)));
		assert_eq!(from_account, from_here.saturating_add(Dex::moving_weight()));
		let cancel = |id| Dex::cancel(origin(alice()), OrderId(id)).unwrap().actual_weight;
		let (here, account) = (cancel(1).unwrap(), cancel(2).unwrap());
		assert_eq!(account, here.saturating_add(Dex::moving_weight()));
	});
}
