//! What always holds: found out where it does not. That it holds under any calls is the model's to
//! show.

use super::{pairs::names, queues::crowd, *};
use crate::{
	book::{Book, Hour},
	chunk::{Chunk, Cut},
	level::{ChunkName, Level},
	order::Order,
	page::{Page, PageName},
	Books, Chunks, NextPairId, Owners, Pages, PairCounts, Pairs, PairsOf, Statistics,
	TimetablePages, Traders,
};
use frame_support::BoundedVec;

/// The number of the invariant that is found broken when this is done to a market in which Alice
/// sells and buys, something is filled, and a crowd of several chunks sells at a tick.
fn broken(by: impl FnOnce()) -> &'static str {
	ExtBuilder.build().execute_with(|| {
		market(rebate());
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(alice(), limit(2, Side::Sell, 1_000, 10));
		place(alice(), until(now() + HOUR, limit(3, Side::Buy, 900, 10)));
		place(dave(), settled(limit(1, Side::Sell, 1_000, 10)));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		Dex::reduce(origin(alice()), OrderId(2), 7).unwrap();
		crowd(0, 600, 2_000);
		Dex::cancel(origin(queues::nth(9)), OrderId(5)).unwrap();
		Dex::do_try_state().unwrap();
		by();
		match Dex::do_try_state() {
			Err(DispatchError::Other(what)) => what.split(':').next().unwrap(),
			other => panic!("{other:?}"),
		}
	})
}

fn change_book(by: impl FnOnce(&mut Book<Asset>)) {
	Books::<Test>::mutate_extant(PAIR, by);
}

fn change_page(side: Side, tick: u32, by: impl FnOnce(&mut Page)) {
	let name = PageName::of(side, Tick(tick));
	let mut page = Pages::<Test>::get(PAIR, name).unwrap();
	by(&mut page);
	Pages::<Test>::insert(PAIR, name, page);
}

fn change_level(tick: u32, by: impl FnOnce(&mut Level)) {
	change_page(Side::Sell, tick, |page| by(page.level_mut(Tick(tick)).unwrap()));
}

fn change_order(at: usize, by: impl FnOnce(&mut Order)) {
	Traders::<Test>::mutate_extant(alice(), |trader| by(trader.orders.get_mut(at).unwrap()));
}

/// The chunk of the crowd with this number.
fn chunk_of_crowd(number: u32) -> ChunkName {
	let orders = Dex::orders(queues::nth(0));
	ChunkName { number, ..orders[0].order.chunk }
}

#[test]
fn what_is_broken_in_best_prices_is_found() {
	assert_eq!(broken(|| change_book(|book| book.sells.best = Some(Tick(2_000)))), "D1");
	assert_eq!(broken(|| change_book(|book| book.buys.best = None)), "D1");
	let crossed = || {
		// As if somebody bought above the best.
		let mut page = Page::default();
		page.insert(Tick(1_001), Level { live: 1, ..Level::new(0) });
		Pages::<Test>::insert(PAIR, PageName::of(Side::Buy, Tick(1_001)), page);
		change_book(|book| {
			book.buys.index.set(Tick(1_001).page(), true);
			book.buys.best = Some(Tick(1_001));
		});
	};
	assert_eq!(broken(crossed), "D1");
}

#[test]
fn what_is_broken_in_prices_is_found() {
	assert_eq!(broken(|| change_book(|book| book.prices.to += 1)), "D12");
	assert_eq!(broken(|| change_book(|book| book.prices.from = 0)), "D12");
}

#[test]
fn what_is_broken_in_pages_is_found() {
	let index = |number, there| move || change_book(|book| book.sells.index.set(number, there));
	assert_eq!(broken(index(Tick(1_000).page(), false)), "D2");
	assert_eq!(broken(index(5, true)), "D2");
	let empty = || change_page(Side::Sell, 1_000, |page| *page = Page::default());
	assert_eq!(broken(empty), "D2");
	assert_eq!(broken(|| change_page(Side::Sell, 1_000, |page| page.ticks |= 1)), "D2");
	assert_eq!(broken(|| change_level(1_000, |level| level.live = 0)), "D2");
}

#[test]
fn what_is_broken_in_levels_is_found() {
	assert_eq!(broken(|| change_level(1_000, |level| level.live += 1)), "D3");
	assert_eq!(broken(|| change_level(1_000, |level| level.placed += 1)), "D3");
	assert_eq!(broken(|| change_level(2_000, |level| level.left += 1)), "D3");
	let waiting = || {
		Chunks::<Test>::mutate(PAIR, chunk_of_crowd(1), |chunk| chunk.as_mut().unwrap().left += 1);
	};
	assert_eq!(broken(waiting), "D3");
	assert_eq!(broken(|| change_level(1_000, |level| level.filled += 1)), "D3");
	assert_eq!(broken(|| change_order(1, |order| order.lots += 1)), "D3");
	let two = || change_order(1, |order| order.tick = Tick(1_001));
	// It is nowhere: so it is filled, and nobody paid for that.
	assert_eq!(broken(two), "D3");
}

#[test]
fn what_is_broken_in_places_is_found() {
	assert_eq!(broken(|| change_order(1, |order| order.index = 0)), "D5");
	assert_eq!(broken(|| change_level(1_000, |level| level.count = 2)), "D5");
	assert_eq!(broken(|| change_level(1_000, |level| level.count = 257)), "D5");
	assert_eq!(broken(|| change_order(1, |order| order.pair = PairId(7))), "D5");
	assert_eq!(broken(|| change_order(2, |order| order.chunk.queue = 99)), "D5");
	let over = || change_order(0, |order| (order.lots, order.paid) = (0, 0));
	assert_eq!(broken(over), "D5");
	assert_eq!(broken(|| change_order(0, |order| order.paid = 5)), "D4");
	let cut = || {
		let name = Dex::orders(alice())[0].order.chunk;
		let cuts = BoundedVec::truncate_from(vec![Cut { index: 0, lots: 99 }]);
		Chunks::<Test>::insert(PAIR, name, Chunk { left: 0, cuts });
		change_level(1_000, |level| level.items = true);
	};
	assert_eq!(broken(cut), "D4");
}

#[test]
fn what_is_broken_in_chunks_is_found() {
	assert_eq!(broken(|| change_level(2_000, |level| level.items = false)), "D6");
	let name = ChunkName { queue: 77, number: 0 };
	assert_eq!(broken(|| Chunks::<Test>::insert(PAIR, name, Chunk::default())), "D6");
	let owners = OwnersName { chunk: name, page: 0 };
	assert_eq!(broken(|| Owners::<Test>::insert(PAIR, owners, BoundedVec::default())), "D6");
	let page = Pages::<Test>::iter_values;
	let between = || Chunks::<Test>::remove(PAIR, chunk_of_crowd(1));
	assert_eq!(broken(between), "D6");
	assert_eq!(broken(|| change_level(1_000, |level| level.owners = 0)), "D6");
	assert_eq!(broken(|| change_level(1_000, |level| level.owners = 2)), "D6");
	assert_eq!(broken(|| change_level(1_000, |level| level.pays = false)), "D6");
	let unnamed = || {
		let names: Vec<_> = Owners::<Test>::iter_keys().collect();
		names.into_iter().for_each(|(pair, name)| Owners::<Test>::remove(pair, name));
	};
	assert_eq!(broken(unnamed), "D6");
	let other = PairId(9);
	let copied = || Pages::<Test>::insert(other, PageName([0, 1]), page().next().unwrap());
	assert_eq!(broken(copied), "D6");
}

#[test]
fn what_is_broken_in_money_is_found() {
	assert_eq!(broken(|| change_book(|book| book.unsettled += 1)), "D7");
	assert_eq!(broken(|| change_book(|book| book.aside = 0)), "D10");
	assert_eq!(broken(|| change_book(|book| book.fees += 1)), "C1");
	let richer = || {
		Traders::<Test>::mutate_extant(bob(), |trader| trader.credit(&TOKEN, 1).unwrap());
	};
	assert_eq!(broken(richer), "C1");
}

#[test]
fn what_is_broken_in_looks_is_found() {
	let forgotten = || {
		let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
		keys.into_iter().for_each(TimetablePages::<Test>::remove);
	};
	assert_eq!(broken(forgotten), "D8");
	assert_eq!(broken(|| change_order(2, |order| order.until_ms = Some(now() + 5))), "D8");
}

#[test]
fn what_is_broken_in_traders_is_found() {
	let trader =
		|by: fn(&mut crate::TraderOf<Test>)| move || Traders::<Test>::mutate_extant(alice(), by);
	assert_eq!(broken(trader(|it| it.slots = 2)), "D9");
	assert_eq!(broken(trader(|it| it.slots = ORDERS + 1)), "D9");
	assert_eq!(broken(trader(|it| it.orders.get_mut(0).unwrap().id = OrderId(9))), "D9");
	assert_eq!(broken(trader(|it| it.funds.get_mut(0).unwrap().orders += 1)), "D9");
}

#[test]
fn what_is_broken_in_pairs_is_found() {
	assert_eq!(broken(|| Pairs::<Test>::remove(PAIR)), "D11");
	assert_eq!(broken(|| PairsOf::<Test>::remove((TOKEN, NATIVE), PAIR)), "D11");
	assert_eq!(broken(|| NextPairId::<Test>::put(PAIR)), "D11");
	assert_eq!(broken(|| PairCounts::<Test>::insert(NATIVE, 2)), "D11");
	assert_eq!(broken(|| PairCounts::<Test>::remove(TOKEN)), "D11");
	assert_eq!(broken(|| PairCounts::<Test>::insert(Asset::WithId(9), 1)), "D11");
	let hours = crate::HoursOf::default;
	assert_eq!(broken(|| Statistics::<Test>::insert(PairId(9), hours())), "D11");
	let cheap = || change_book(|book| book.terms.taker = Permill::from_parts(1_000));
	assert_eq!(broken(cheap), "D11");
	let renamed = || {
		PairsOf::<Test>::remove((TOKEN, NATIVE), PAIR);
		PairsOf::<Test>::insert((NATIVE, TOKEN), PAIR, ());
	};
	assert_eq!(broken(renamed), "D11");
}

#[test]
fn what_is_broken_in_statistics_is_found() {
	let hour = |number, sum| Hour { number, sum, last: Some(Tick(1_000)), ..Hour::default() };
	let of = |hours: Vec<Hour>| {
		move || Statistics::<Test>::insert(PAIR, BoundedVec::truncate_from(hours))
	};
	assert_eq!(broken(of(vec![hour(7, 0), hour(6, 0)])), "D11");
	assert_eq!(broken(of(vec![hour(7, 0), hour(7, 0)])), "D11");
	assert_eq!(broken(of(vec![hour(6, 5), hour(7, 4)])), "D11");
	assert_eq!(broken(of(vec![hour(u64::MAX, 0)])), "D11");
	assert_eq!(broken(of(vec![Hour { last: None, ..hour(7, 0) }])), "D11");
	assert_eq!(broken(|| change_book(|book| book.hour.number += 1)), "D11");
	assert_eq!(broken(|| change_book(|book| book.hour.sum = u128::MAX)), "D11");
}

#[test]
fn a_book_that_contradicts_itself_is_not_traded_in() {
	run(|| {
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(dave(), limit(1, Side::Sell, 1_000, 10));
		let name = PageName::of(Side::Sell, Tick(1_000));
		let page = Pages::<Test>::take(PAIR, name).unwrap();
		let buy = outcome(Dex::place(origin(bob()), PAIR, limit(1, Side::Buy, 1_000, 10)));
		assert_noop!(buy, Error::<Test>::Inconsistent);
		Pages::<Test>::insert(PAIR, name, page);
		assert_ok!(Dex::settle(origin(bob()), alice(), names(&[1])));
	});
}
