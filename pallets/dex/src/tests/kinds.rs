//! Orders that do not simply rest: at once, all or nothing, only to rest; and amounts in quote.

use super::*;

fn kind(kind: Kind, spec: OrderSpec) -> OrderSpec {
	OrderSpec { kind, ..spec }
}

fn quote(amount: Balance, spec: OrderSpec) -> OrderSpec {
	OrderSpec { amount: Amount::Quote(amount), kind: Kind::ImmediateOrCancel, ..spec }
}

#[test]
fn all_at_once_or_nothing() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Sell, 1_001, 10));
		let buy = |limit_at, lots| {
			let spec = kind(Kind::FillOrKill, limit(1, Side::Buy, limit_at, lots));
			outcome(Dex::place(origin(bob()), PAIR, spec))
		};
		assert_noop!(buy(1_000, 11), Error::<Test>::NotFilled);
		assert_noop!(buy(1_001, 21), Error::<Test>::NotFilled);
		assert_ok!(buy(1_001, 20));
		assert_noop!(buy(1_001, 2), Error::<Test>::NotFilled);
	});
}

#[test]
fn only_to_rest() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Buy, 900, 10));
		let rest = Rest::default();
		let only = |slide| Kind::PostOnly { rest, slide };
		let try_place = |slide, side, tick| {
			let spec = kind(only(slide), limit(9, side, tick, 10));
			outcome(Dex::place(origin(bob()), PAIR, spec))
		};
		assert_noop!(try_place(false, Side::Buy, 1_000), Error::<Test>::WouldTake);
		assert_noop!(try_place(false, Side::Sell, 900), Error::<Test>::WouldTake);
		assert_ok!(try_place(false, Side::Buy, 999));
		assert_ok!(Dex::cancel(origin(bob()), OrderId(9)));
		assert_ok!(try_place(true, Side::Buy, 2_000));
		assert_eq!(depth(Side::Buy), [(999, 10), (900, 10)]);
		assert_ok!(Dex::cancel(origin(bob()), OrderId(9)));
		assert_ok!(try_place(true, Side::Sell, 5));
		assert_eq!(depth(Side::Sell), [(901, 10), (1_000, 10)]);
	});
}

#[test]
fn there_is_no_price_beside_the_first_and_the_last() {
	ExtBuilder.run(|| {
		market(Terms { min_quote: 0, ..terms() });
		let last = TICKS - 1;
		let slide = |side, tick| {
			let kind = Kind::PostOnly { rest: Rest::default(), slide: true };
			let spec = OrderSpec { kind, ..limit(9, side, tick, 2) };
			outcome(Dex::place(origin(bob()), PAIR, spec))
		};
		place(alice(), limit(1, Side::Sell, 1, 2));
		assert_noop!(slide(Side::Buy, 1), Error::<Test>::WouldTake);
		assert_ok!(Dex::cancel(origin(alice()), OrderId(1)));
		assert_ok!(Dex::deposit(origin(alice()), NATIVE, WEALTH / 2));
		set_balance(&NATIVE, &alice(), 1 << 70);
		assert_ok!(Dex::deposit(origin(alice()), NATIVE, 1 << 60));
		place(alice(), limit(1, Side::Buy, last, 2));
		assert_noop!(slide(Side::Sell, last), Error::<Test>::WouldTake);
	});
}

#[test]
fn a_buyer_spends_no_more_than_so_much() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Sell, 1_100, 10));
		events();
		let spends = |amount| {
			events();
			let before = free(&bob())[1];
			place(bob(), quote(amount, limit(1, Side::Buy, 2_000, 0)));
			(taken()[0].0, before - free(&bob())[1])
		};
		assert_eq!(spends(39_999), (12, 36_600 + 92));
		assert_eq!(depth(Side::Sell), [(1_100, 8)]);
		let exact = 3_300 * 2 + up(6_600, 2_500);
		assert_eq!(spends(exact - 1), (1, 3_300 + 9));
		assert_eq!(spends(exact), (2, exact));
		assert_eq!(spends(1), (0, 0));
	});
}

#[test]
fn a_seller_sells_for_no_more_than_so_much() {
	run(|| {
		place(alice(), limit(1, Side::Buy, 1_000, 10));
		events();
		let sell = |amount| {
			place(bob(), quote(amount, limit(1, Side::Sell, 1, 0)));
			let told = taken();
			(told[0].0, told[0].1, told[0].3)
		};
		assert_eq!(sell(11_999), (3, 9_000, End::Done));
		assert_eq!(sell(100_000), (7, 21_000, End::NothingLeft));
		refused(quote(0, limit(9, Side::Sell, 1, 0)), Error::BelowMinimum);
	});
}

#[test]
fn all_of_an_amount_in_quote() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		let all = |amount| {
			let spec = quote(amount, limit(1, Side::Buy, 2_000, 0));
			outcome(Dex::place(origin(bob()), PAIR, kind(Kind::FillOrKill, spec)))
		};
		assert_noop!(all(40_000), Error::<Test>::NotFilled);
		// It pays for no lot.
		assert_noop!(all(2_999), Error::<Test>::NotFilled);
		assert_ok!(all(29_000));
	});
}

#[test]
fn where_it_slides_to_it_is_worth_its_place() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 10, 10));
		let slide = |lots| {
			let kind = Kind::PostOnly { rest: Rest::default(), slide: true };
			let spec = OrderSpec { kind, ..limit(9, Side::Buy, 40, lots) };
			outcome(Dex::place(origin(bob()), PAIR, spec))
		};
		// At 40 worth 360, and at 9 only 81.
		assert_noop!(slide(3), Error::<Test>::BelowMinimum);
		assert_ok!(slide(4));
		assert_eq!(depth(Side::Buy), [(9, 4)]);
	});
}
