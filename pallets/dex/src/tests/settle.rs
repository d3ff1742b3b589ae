//! What others filled gets into the balance.

use super::{pairs::names, *};

#[test]
fn anybody_settles() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		let settle = |ids: &[u64]| Dex::settle(origin(charlie()), alice(), names(ids));
		events();
		assert_ok!(settle(&[1]));
		let fee = up(12_000, 700);
		let (pair, who, id, lots) = (PAIR, alice(), OrderId(1), 4);
		let quote = 12_000 - fee;
		assert_eq!(event(), Event::Settled { pair, who, id, lots, base: 0, quote, fee });
		// Nothing more to settle: nothing happens.
		assert_ok!(settle(&[1]));
		assert_eq!(events(), []);
		assert_noop!(settle(&[2]), Error::<Test>::OrderNotFound);
		let of_nobody = Dex::settle(origin(charlie()), charlie(), names(&[1]));
		assert_noop!(of_nobody, Error::<Test>::TraderNotFound);
	});
}

#[test]
fn often_or_seldom_is_the_same_to_the_unit() {
	for (maker, gains_by) in [(terms(), 3_000_u128), (rebate(), 3_000)] {
		for often in [false, true] {
			ExtBuilder.run(|| {
				market(maker);
				place(alice(), limit(1, Side::Sell, 333, 1_000));
				for id in 0..40 {
					place(bob(), limit(id, Side::Buy, 333, 25));
					if often {
						assert_ok!(Dex::settle(origin(dave()), alice(), names(&[1])));
					}
				}
				if !often {
					assert_ok!(Dex::settle(origin(dave()), alice(), names(&[1])));
				}
				let price = 333 * gains_by;
				let net = match maker.maker {
					MakerFee::Pays(_) => price - up(price, 700),
					MakerFee::Gets(_) => price + price * 1_300 / 1_000_000,
				};
				assert_eq!(free(&alice())[1], STAKE + net);
				assert_eq!(open(&alice()), []);
			});
		}
	}
}

#[test]
fn the_hook_settles_what_is_filled() {
	run(|| {
		for id in 0..20 {
			place(alice(), settled(limit(id, Side::Sell, 1_000, 10)));
			place(dave(), limit(id, Side::Sell, 1_000, 10));
		}
		place(bob(), limit(1, Side::Buy, 1_000, 399));
		next_block();
		assert_eq!(open(&alice()).len(), 20);
		place(bob(), limit(2, Side::Buy, 1_000, 2));
		assert_eq!(depth(Side::Sell), []);
		next_block();
		next_block();
		// Sixteen, then the others.
		next_block();
		next_block();
		assert_eq!(open(&alice()), []);
		// Who did not ask for it is settled when he wants.
		assert_eq!(open(&dave()).len(), 20);
		assert_eq!(crate::Owners::<Test>::iter().count(), 0);
		let each = 30_000 - up(30_000, 700);
		assert_eq!(free(&alice())[1], STAKE + 20 * each);
	});
}

#[test]
fn an_order_that_went_before_is_passed_over() {
	run(|| {
		place(alice(), settled(limit(1, Side::Sell, 1_000, 10)));
		place(alice(), settled(limit(2, Side::Sell, 1_000, 10)));
		place(dave(), settled(limit(1, Side::Sell, 1_000, 10)));
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		// Its name is another's now.
		place(alice(), limit(1, Side::Sell, 1_005, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 20));
		assert_ok!(Dex::settle(origin(dave()), dave(), names(&[1])));
		next_block();
		next_block();
		next_block();
		assert_eq!(open(&alice()), [(1, 10)]);
		assert_eq!(crate::Owners::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_is_cut_by_the_last_leaves_nothing() {
	run(|| {
		place(alice(), settled(limit(1, Side::Sell, 1_000, 10)));
		place(dave(), settled(limit(1, Side::Sell, 1_000, 10)));
		place(bob(), limit(1, Side::Buy, 1_000, 10));
		assert_ok!(Dex::cancel(origin(dave()), OrderId(1)));
		next_block();
		next_block();
		next_block();
		assert_eq!((open(&alice()), open(&dave())), (vec![], vec![]));
		assert_eq!(crate::Owners::<Test>::iter().count(), 0);
		assert_eq!(crate::Chunks::<Test>::iter().count(), 0);
		assert_eq!(crate::Pages::<Test>::iter().count(), 0);
	});
}
