//! Quotes are set, paused and closed, and have a stock.

use super::*;
use crate::quote::{Direction, QuoteTerms};
use sp_runtime::TokenError;

const WAYS: [Direction; 2] = [Direction::In, Direction::Out];

fn pause(direction: Direction, paused: bool) -> DispatchResult {
	Swaps::pause_quote(origin(bob()), TOKEN, direction, paused)
}

fn close(direction: Direction) -> DispatchResult {
	Swaps::close_quote(origin(bob()), TOKEN, direction)
}

fn add(amount: Balance) -> DispatchResult {
	Swaps::add_stock(origin(bob()), TOKEN, amount)
}

fn take(amount: Balance) -> DispatchResult {
	Swaps::take_stock(origin(bob()), TOKEN, amount)
}

fn quote_deposit() -> Balance {
	let of = Swaps::quote_footprint();
	PER_ITEM + Balance::from(of.count) * Balance::from(of.size)
}

#[test]
fn a_quote_is_set_and_told() {
	for direction in WAYS {
		ExtBuilder.run(|| {
			assert_ok!(try_quote(&TOKEN, direction, quote_terms()));
			let (provider, asset, terms) = (bob(), TOKEN, quote_terms());
			assert_eq!(event(), Event::QuoteSet { provider, asset, direction, terms });
			let quote_ = quote(&TOKEN, direction);
			assert_eq!(quote_, crate::quote::Quote::new(quote_terms()));
			assert_eq!(held(&bob()), quote_deposit());
			assert_eq!(Swaps::quotes_of(bob(), None, 9), vec![(TOKEN, direction)]);
			// Once more costs no further deposit.
			let more = QuoteTerms { limit: 2_001, ..quote_terms() };
			assert_ok!(try_quote(&TOKEN, direction, more));
			assert_eq!((held(&bob()), quote(&TOKEN, direction).terms), (quote_deposit(), more));
		});
	}
}

#[test]
fn a_quote_that_makes_no_sense_is_refused() {
	ExtBuilder.run(|| {
		let set = |asset, terms| try_quote(&asset, Direction::In, terms);
		let unsound = QuoteTerms { min_amount: 0, ..quote_terms() };
		assert_noop!(set(TOKEN, unsound), Error::<Test>::UnsoundQuote);
		let over = QuoteTerms { valid_until_ms: START, ..quote_terms() };
		assert_noop!(set(TOKEN, over), Error::<Test>::Expired);
		let unknown = Asset::WithId(99);
		assert_noop!(set(unknown, quote_terms()), Error::<Test>::UnknownAsset);
		set_balance(&NATIVE, &bob(), quote_deposit());
		assert!(set(TOKEN, quote_terms()).is_err());
	});
}

#[test]
fn a_quote_stands_until_it_expires_or_is_paused() {
	for direction in WAYS {
		ExtBuilder.run(|| {
			quoted(&TOKEN, direction);
			let less = QuoteTerms { limit: 1, ..quote_terms() };
			let set = |terms| try_quote(&TOKEN, direction, terms);
			let binding = Error::<Test>::QuoteBinding;
			assert_noop!(set(less), binding);
			events();
			assert_ok!(pause(direction, true));
			let (provider, asset, paused) = (bob(), TOKEN, true);
			assert_eq!(event(), Event::QuotePaused { provider, asset, direction, paused });
			// From the next block on.
			assert_noop!(set(less), Error::<Test>::QuoteBinding);
			assert_noop!(close(direction), Error::<Test>::QuoteBinding);
			next_block();
			assert_ok!(set(less));
			// It stands again.
			assert_noop!(set(QuoteTerms { limit: 0, ..less }), Error::<Test>::QuoteBinding);
			set_time(less.valid_until_ms - 1);
			assert_noop!(close(direction), Error::<Test>::QuoteBinding);
			set_time(less.valid_until_ms);
			assert_ok!(close(direction));
		});
	}
}

#[test]
fn a_stock_comes_and_goes() {
	in_each_asset(|asset| {
		let before = fortunes(&asset);
		assert_ok!(try_quote(&asset, Direction::Out, quote_terms()));
		events();
		assert_ok!(Swaps::add_stock(origin(bob()), asset.clone(), 700));
		let told = |stock| Event::StockChanged { provider: bob(), asset: asset.clone(), stock };
		assert_eq!(event(), told(700));
		assert_ok!(Swaps::add_stock(origin(bob()), asset.clone(), 300));
		assert_eq!(quote(&asset, Direction::Out).stock, 1_000);
		assert_eq!(fortunes(&asset)[1] - before[1], -1_000);
		assert!(Swaps::owes(&asset));
		set_time(START + DAY);
		events();
		assert_ok!(Swaps::take_stock(origin(bob()), asset.clone(), 400));
		assert_eq!((event(), fortunes(&asset)[1] - before[1]), (told(600), -600));
		assert_ok!(Swaps::close_quote(origin(bob()), asset.clone(), Direction::Out));
		let closed = Event::QuoteClosed {
			provider: bob(),
			asset: asset.clone(),
			direction: Direction::Out,
			stock: 600,
		};
		assert_eq!((event(), fortunes(&asset)), (closed, before));
		assert_nothing_is_left();
	});
}

#[test]
fn a_stock_backs_a_quote_that_stands() {
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::Out);
		assert_noop!(take(1), Error::<Test>::QuoteBinding);
		assert_noop!(add(0), Error::<Test>::ZeroAmount);
		assert_noop!(add(TOKEN_MIN - 1), Error::<Test>::BelowMinimum);
		assert_noop!(add(2 * WEALTH), TokenError::FundsUnavailable);
		assert_ok!(pause(Direction::Out, true));
		assert_noop!(take(1), Error::<Test>::QuoteBinding);
		next_block();
		assert_noop!(take(0), Error::<Test>::ZeroAmount);
		assert_noop!(take(STOCK + 1), Error::<Test>::StockShort);
		assert_ok!(take(STOCK));
	});
}

#[test]
fn what_is_not_there_is_not_found() {
	ExtBuilder.run(|| {
		// Only the other direction, and another asset.
		assert_ok!(try_quote(&TOKEN, Direction::In, quote_terms()));
		assert_ok!(try_quote(&NATIVE, Direction::Out, quote_terms()));
		let gone = Error::<Test>::QuoteNotFound;
		assert_noop!(pause(Direction::Out, true), gone);
		assert_noop!(close(Direction::Out), Error::<Test>::QuoteNotFound);
		assert_noop!(add(10), Error::<Test>::QuoteNotFound);
		assert_noop!(take(10), Error::<Test>::QuoteNotFound);
		let in_ = try_in(TakenOf::<Test> { provider: charlie(), ..taken(&TOKEN) }, external());
		assert_noop!(in_, Error::<Test>::QuoteNotFound);
	});
}

fn external() -> crate::WayOf<Test> {
	Way::External(hash())
}

use crate::TakenOf;

#[test]
fn a_stock_that_cannot_go_back_becomes_credit() {
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::Out);
		set_time(START + DAY);
		block(bob());
		assert_ok!(close(Direction::Out));
		assert_eq!(Swaps::credit(bob(), TOKEN), STOCK);
		unblock(bob());
		assert_ok!(Swaps::claim_credit(origin(bob()), TOKEN, bob()));
	});
}

#[test]
fn clients_find_quotes_and_providers_in_pages() {
	ExtBuilder.run(|| {
		for who in [alice(), bob(), charlie()] {
			for asset in [NATIVE, TOKEN] {
				let set =
					Swaps::set_quote(origin(who.clone()), asset, Direction::In, quote_terms());
				assert_ok!(set);
			}
		}
		quoted(&TOKEN, Direction::Out);
		assert_eq!(Swaps::quotes_of(bob(), None, 9).len(), 3);
		let first = Swaps::quotes_of(bob(), None, 1);
		let rest = Swaps::quotes_of(bob(), Some(first[0].clone()), 9);
		assert_eq!([first, rest].concat(), Swaps::quotes_of(bob(), None, 3));
		let all = Swaps::providers(TOKEN, Direction::In, None, 9);
		assert_eq!(all.len(), 3);
		let first = Swaps::providers(TOKEN, Direction::In, None, 2);
		let rest = Swaps::providers(TOKEN, Direction::In, Some(first[1].0.clone()), 9);
		assert_eq!([first, rest].concat(), all);
		assert_eq!(Swaps::providers(TOKEN, Direction::Out, None, 9).len(), 1);
		let cost = Swaps::swap_cost(bob(), TOKEN, Direction::In, 600, 30 * MINUTE).unwrap();
		assert_eq!((cost.to_send, cost.open_fee), (607, 4));
		let buys = |to_send| Swaps::swap_amount(bob(), TOKEN, Direction::In, to_send);
		assert_eq!((buys(607), buys(606), buys(4)), (Some(600), Some(599), None));
		assert_eq!(Swaps::swap_cost(dave(), TOKEN, Direction::In, 600, MINUTE), None);
		assert_eq!(Swaps::swap_amount(dave(), TOKEN, Direction::In, 600), None);
		assert_eq!(Swaps::quote(dave(), TOKEN, Direction::In), None);
	});
}
