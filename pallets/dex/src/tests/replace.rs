//! An order takes another's place in the call, not in the queue.

use super::*;

#[test]
fn both_or_neither() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(dave(), limit(1, Side::Sell, 1_000, 10));
		let replace = |spec| outcome(Dex::replace(origin(alice()), OrderId(1), spec));
		assert_noop!(replace(limit(1, Side::Sell, 1_000, 1)), Error::<Test>::BelowMinimum);
		events();
		assert_ok!(replace(limit(1, Side::Sell, 1_000, 20)));
		let told = Event::Cut {
			pair: PAIR,
			who: alice(),
			id: OrderId(1),
			lots: 10,
			reason: Reason::Replaced,
		};
		assert_eq!(events()[0], told);
		// It is larger, and so behind Dave's.
		place(bob(), limit(1, Side::Buy, 1_000, 15));
		assert_eq!((open(&alice()), open(&dave())), (vec![(1, 15)], vec![(1, 0)]));
		// Under another name, on the other side.
		assert_ok!(replace(limit(2, Side::Buy, 900, 5)));
		assert_eq!(open(&alice()), [(2, 5)]);
		assert_eq!(free(&alice())[0], STAKE - 50);
		let spec = limit(3, Side::Buy, 900, 5);
		let nobodys = outcome(Dex::replace(origin(alice()), OrderId(77), spec));
		assert_noop!(nobodys, Error::<Test>::OrderNotFound);
	});
}

#[test]
fn what_is_filled_is_not_replaced() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		let replace = || {
			let spec = limit(2, Side::Sell, 1_000, 10);
			outcome(Dex::replace(origin(alice()), OrderId(1), spec))
		};
		place(bob(), limit(1, Side::Buy, 1_000, 10));
		// It is sold: another would sell as much again.
		assert_noop!(replace(), Error::<Test>::NothingOpen);
		assert_ok!(Dex::settle(origin(dave()), alice(), pairs::names(&[1])));
		assert_noop!(replace(), Error::<Test>::OrderNotFound);
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 8));
		assert_ok!(replace());
		assert_eq!(open(&alice()), [(2, 10)]);
	});
}
