//! Orders go, or become smaller.

use super::*;

#[test]
fn what_is_open_comes_back() {
	run(|| {
		place(alice(), limit(1, Side::Buy, 1_000, 10));
		place(bob(), limit(1, Side::Sell, 1_000, 3));
		events();
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		let (pair, who, id) = (PAIR, alice(), OrderId(1));
		let fee = up(9_000, 700);
		let told = [
			Event::Cut { pair, who: who.clone(), id, lots: 7, reason: Reason::Cancelled },
			Event::Settled { pair, who, id, lots: 3, base: 30, quote: 0, fee },
		];
		assert_eq!(events(), told);
		assert_eq!(free(&alice()), [STAKE + 30, STAKE - 9_000 - fee]);
		assert_eq!((open(&alice()), depth(Side::Buy)), (vec![], vec![]));
		let again = || Dex::cancel(origin(alice()), OrderId(1));
		assert_noop!(again(), Error::<Test>::OrderNotFound);
		assert_noop!(Dex::cancel(origin(charlie()), OrderId(1)), Error::<Test>::TraderNotFound);
	});
}

#[test]
fn what_is_filled_is_settled() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 10));
		events();
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		let fee = up(30_000, 700);
		let (pair, who, id, lots) = (PAIR, alice(), OrderId(1), 10);
		let quote = 30_000 - fee;
		assert_eq!(event(), Event::Settled { pair, who, id, lots, base: 0, quote, fee });
	});
}

#[test]
fn a_smaller_one_keeps_its_place() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(dave(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 2));
		let reduce = |keep| Dex::reduce(origin(alice()), OrderId(1), keep);
		events();
		assert_ok!(reduce(3));
		let told = Event::Cut {
			pair: PAIR,
			who: alice(),
			id: OrderId(1),
			lots: 5,
			reason: Reason::Reduced,
		};
		assert_eq!(events()[0], told);
		assert_noop!(reduce(4), Error::<Test>::NothingOpen);
		assert_noop!(reduce(1), Error::<Test>::BelowMinimum);
		place(bob(), limit(2, Side::Buy, 1_000, 5));
		assert_eq!((open(&alice()), open(&dave())), (vec![(1, 0)], vec![(1, 8)]));
	});
}

#[test]
fn several_go_at_once_and_the_rest_after_them() {
	run(|| {
		assert_ok!(Dex::open_pair(origin(charlie()), TOKEN, NATIVE, terms()));
		for id in 0..25 {
			place(alice(), limit(id, Side::Buy, 1_000 + id as u32 % 3, 10));
		}
		assert_ok!(Dex::place(origin(alice()), PairId(1), limit(99, Side::Buy, 1_000, 10)));
		let all = |limit| outcome(Dex::cancel_all(origin(alice()), PAIR, limit));
		assert_ok!(all(3));
		assert_eq!(open(&alice()).len(), 23);
		// No more than one call does.
		assert_ok!(all(100));
		assert_eq!(open(&alice()).len(), 3);
		assert_ok!(all(100));
		assert_eq!(open(&alice()), [(99, 10)]);
		assert_noop!(all(100), Error::<Test>::OrderNotFound);
		assert_eq!(depth(Side::Buy), []);
	});
}

#[test]
fn what_stays_is_worth_its_place() {
	ExtBuilder.run(|| {
		market(Terms { min_quote: 10_000, ..terms() });
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		let reduce = |id, keep| Dex::reduce(origin(alice()), OrderId(id), keep);
		// Four are worth 12,000.
		assert_noop!(reduce(1, 3), Error::<Test>::BelowMinimum);
		assert_ok!(reduce(1, 4));
		assert_noop!(reduce(2, 4), Error::<Test>::OrderNotFound);
		assert_eq!(open(&alice()), [(1, 4)]);
	});
}
