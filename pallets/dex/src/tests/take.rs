//! Orders that take what rests.

use super::*;

#[test]
fn the_better_price_first_and_then_who_came_first() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_002, 10));
		place(bob(), limit(1, Side::Sell, 1_000, 5));
		place(alice(), limit(2, Side::Sell, 1_000, 10));
		events();
		place(dave(), limit(1, Side::Buy, 1_002, 17));
		let quote = 3 * (15 * 1_000 + 2 * 1_002);
		let fee = up(quote, 2_500);
		assert_eq!(taken(), [(17, quote, fee, End::Done)]);
		assert_eq!(gains(&dave()), [170, -((quote + fee) as i128)]);
		assert_eq!(open(&alice()), [(1, 8), (2, 0)]);
		assert_eq!(open(&bob()), [(1, 0)]);
		let price = 15_000;
		assert_eq!(gains(&bob()), [-50, (price - up(price, 700)) as i128]);
		// Of two prices: each order pays for itself.
		let [first, second] = [30_000, 2 * 3 * 1_002];
		let net = first - up(first, 700) + second - up(second, 700);
		assert_eq!(gains(&alice()), [-120, net as i128]);
		assert_eq!(depth(Side::Sell), [(1_002, 8)]);
	});
}

#[test]
fn who_sells_takes_the_highest_price() {
	run(|| {
		place(alice(), limit(1, Side::Buy, 1_000, 10));
		place(alice(), limit(2, Side::Buy, 1_063, 10));
		place(alice(), limit(3, Side::Buy, 1_064, 10));
		events();
		place(bob(), now_or_never(limit(1, Side::Sell, 1_063, 100)));
		let quote = 30 * (1_063 + 1_064);
		let fee = up(quote, 2_500);
		assert_eq!(taken(), [(20, quote, fee, End::NothingLeft)]);
		assert_eq!(gains(&bob()), [-200, (quote - fee) as i128]);
		let paid = |price: Balance| price + up(price, 700);
		let spent = paid(30 * 1_063) + paid(30 * 1_064);
		assert_eq!(gains(&alice()), [200, -(spent as i128)]);
		assert_eq!((depth(Side::Buy), depth(Side::Sell)), (vec![(1_000, 10)], vec![]));
	});
}

#[test]
fn each_price_is_told() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Sell, 1_001, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		events();
		place(bob(), limit(2, Side::Buy, 1_001, 8));
		let traded = |event| match event {
			Event::Traded { taker, id, side, trade, .. } => {
				assert_eq!((taker, id, side), (bob(), OrderId(2), Side::Buy));
				Some((trade.tick.0, trade.lots, trade.quote, trade.chunk.queue, trade.from))
			},
			_ => None,
		};
		let trades: Vec<_> = events().into_iter().filter_map(traded).collect();
		assert_eq!(trades, [(1_000, 6, 18_000, 0, 4), (1_001, 2, 6_006, 1, 0)]);
	});
}

#[test]
fn the_remainder_rests_at_its_own_price() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_005, 25));
		assert_eq!(depth(Side::Buy), [(1_005, 15)]);
		assert_eq!(depth(Side::Sell), []);
		assert_eq!(open(&bob()), [(1, 15)]);
	});
}

#[test]
fn what_it_takes_is_there_at_once() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 10));
		let all = STAKE + 100;
		assert_ok!(Dex::withdraw(origin(bob()), TOKEN, all));
	});
}

#[test]
fn who_cannot_pay_takes_nothing() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		assert_ok!(Dex::withdraw(origin(bob()), NATIVE, STAKE - 30_000));
		let buy = |lots| Dex::place(origin(bob()), PAIR, limit(1, Side::Buy, 2_000, lots));
		assert_noop!(outcome(buy(10)), Error::<Test>::InsufficientBalance);
		// At the price that it gets, not at the one that it allows.
		assert_ok!(buy(9));
	});
}

#[test]
fn steps_are_bounded_and_paid_back() {
	run(|| {
		for nth in 0..5_u32 {
			place(alice(), limit(nth.into(), Side::Sell, 1_000 + 64 * nth, 10));
		}
		events();
		let spec = OrderSpec { max_steps: 2, ..limit(1, Side::Buy, 5_000, 100) };
		let done = Dex::place(origin(bob()), PAIR, spec).unwrap();
		let fee = up(3 * 10 * (1_000 + 1_064), 2_500);
		let told = taken();
		assert_eq!((told[0].0, told[0].3), (20, End::Steps), "{told:?}");
		assert_eq!(told[0].2, fee);
		// What it did not take does not rest: it would trade with what is there.
		assert_eq!((depth(Side::Buy), depth(Side::Sell).len()), (vec![], 3));
		let used = done.actual_weight.unwrap();
		let most = Dex::place_weight(&spec);
		assert!(used.all_lte(most) && used != most);
		let none = OrderSpec { max_steps: 0, ..limit(1, Side::Buy, 5_000, 100) };
		events();
		place(bob(), none);
		assert_eq!(taken()[0].3, End::Steps);
	});
}

#[test]
fn a_rebate_comes_out_of_the_takers_fee() {
	ExtBuilder.run(|| {
		market(rebate());
		place(alice(), limit(1, Side::Sell, 1_000, 7));
		place(alice(), limit(2, Side::Buy, 900, 7));
		place(bob(), limit(1, Side::Buy, 1_000, 7));
		place(bob(), now_or_never(limit(2, Side::Sell, 900, 7)));
		let (high, low) = (21_000, 18_900);
		let down = |quote: Balance| quote * 1_300 / 1_000_000;
		let gain = high + down(high) - low + down(low);
		assert_eq!(gains(&alice()), [0, gain as i128]);
		let spent = high + up(high, 2_500) + up(low, 2_500) - low;
		assert_eq!(gains(&bob()), [0, -(spent as i128)]);
		assert_ok!(Dex::settle(origin(dave()), alice(), pairs::names(&[1, 2])));
		assert_ok!(Dex::close_pair(origin(charlie()), PAIR));
		assert_eq!(wealth(&NATIVE, &charlie()), WEALTH + spent - gain);
	});
}

/// More than 2^64 lots are there, and paid for.
#[test]
fn more_lots_than_a_number_holds_are_not_taken() {
	ExtBuilder.run(|| {
		market(Terms { lot: 1, tick_value: 1, min_lots: 1, min_quote: 0, ..terms() });
		for (who, asset) in [(alice(), TOKEN), (bob(), NATIVE)] {
			set_balance(&asset, &who, 1 << 70);
			assert_ok!(Dex::deposit(origin(who), asset, 1 << 69));
		}
		for tick in [1, 2, 3] {
			place(alice(), limit(tick.into(), Side::Sell, tick, 1 << 63));
		}
		events();
		let amount = Amount::Quote(1 << 68);
		let quote = Dex::quote(PAIR, Side::Buy, amount, Tick(10), 16).unwrap();
		assert_eq!((quote.lots, quote.end), (u64::MAX, End::Done));
		place(bob(), now_or_never(OrderSpec { amount, ..limit(1, Side::Buy, 10, 1) }));
		let took = taken();
		assert_eq!(took, [(u64::MAX, quote.quote, quote.fee, End::Done)]);
		assert_eq!(depth(Side::Sell), [(2, 1), (3, 1 << 63)]);
	});
}
