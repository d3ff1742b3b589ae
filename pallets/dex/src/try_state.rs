//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	bits::has,
	book::{Hour, HOUR_MS},
	custody::CustodyStore,
	desk::Desk,
	level::{ChunkName, Level, CHUNK},
	order::Order,
	types::{Due, OwnersName, PairId, Purse, Side},
	AssetIdOf, BookOf, Books, Chunks, Config, DeskOf, NextPairId, Owners, Pages, PairCounts, Pairs,
	PairsOf, Pallet, Shelves, Statistics, Traders, OWNERS,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_custody::Custody;
use bloc_primitives::{Balance, Moment};
use bloc_timetable::Timetable;
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// An order with what is filled of it.
struct Seen {
	order: Order,
	filled: u64,
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let mut seen: BTreeMap<PairId, Vec<Seen>> = BTreeMap::new();
		let mut owed: Vec<(AssetIdOf<T>, Balance)> = Vec::new();
		let looks = Timetable::<Self>::iter().filter_map(|entry| match entry.payload {
			Due::Trader(who) => Some((who.encode(), entry.due_ms)),
			Due::Filled(..) => None,
		});
		let looks: BTreeSet<_> = looks.collect();
		for (who, trader) in Traders::<T>::iter() {
			ensure!(trader.slots <= T::MaxOrders::get(), "D9: more room than there can be");
			let count = u32::try_from(trader.orders.len()).unwrap_or(u32::MAX);
			ensure!(count <= trader.slots, "D9: more orders than are paid for");
			ensure!(trader.orders.is_sorted_by(|a, b| a.id < b.id), "D9: orders out of order");
			Self::check_funds(&trader)?;
			owed.extend(trader.funds.iter().map(|fund| (fund.asset.clone(), fund.free)));
			Self::check_looks(&who.encode(), &trader.orders, &looks)?;
			for order in trader.orders {
				let mut desk = Self::desk(order.pair).map_err(|_| "D5: an order of no pair")?;
				let filled = desk.filled(&order).map_err(|_| "D4: an order before its chunk")?;
				seen.entry(order.pair).or_default().push(Seen { order, filled });
			}
		}
		for (pair, book) in Books::<T>::iter() {
			Self::check_book(pair, &book)?;
			let orders = seen.remove(&pair).unwrap_or_default();
			Self::check_levels(pair, &book, &orders)?;
			owed.extend(Self::check_money(&book, &orders)?);
		}
		ensure!(seen.is_empty(), "D5: orders of no pair");
		Self::check_pairs()?;
		Self::check_stale()?;
		Custody::<CustodyStore<T>>::try_state(owed)?;
		Timetable::<Self>::try_state()
	}

	/// D9: each asset's orders are counted, so that there is room for what they bring.
	fn check_funds(trader: &crate::TraderOf<T>) -> DispatchResult {
		let mut counts: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
		for order in trader.orders.iter().filter(|order| order.purse == Purse::Balance) {
			let book = Books::<T>::get(order.pair).ok_or("D5: an order of no pair")?;
			for asset in [book.base, book.quote] {
				let count = counts.entry(asset.encode()).or_default();
				*count = count.saturating_add(1);
			}
		}
		for fund in &trader.funds {
			let count = counts.remove(&fund.asset.encode()).unwrap_or(0);
			ensure!(fund.orders == count, "D9: a wrong count of orders");
		}
		ensure!(counts.is_empty(), "D9: an order whose asset has no place");
		Ok(())
	}

	/// D8: whatever expires is looked at in time.
	fn check_looks(
		who: &[u8],
		orders: &[Order],
		looks: &BTreeSet<(Vec<u8>, Moment)>,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		for until_ms in orders.iter().filter_map(|order| order.until_ms) {
			let at = |due_ms: Moment| (who.to_vec(), due_ms);
			let any = looks.range(at(0)..=at(Moment::MAX)).next().is_some();
			let late = until_ms <= now_ms && any;
			ensure!(late || looks.contains(&at(until_ms)), "D8: an order that nobody looks at");
		}
		Ok(())
	}

	/// D1 and D2: the book knows its pages, and the best of each side. D12: its price goes there.
	fn check_book(pair: PairId, book: &BookOf<T>) -> DispatchResult {
		let (mut buys, mut sells) = (BTreeSet::new(), BTreeSet::new());
		let mut pages = 0_u32;
		for (name, page) in Pages::<T>::iter_prefix(pair) {
			let (side, number) = name.parts();
			ensure!(book.half(side).index.has(number), "D2: a page that the index has not");
			ensure!(!page.is_empty(), "D2: a page without levels");
			let count = usize::try_from(page.ticks.count_ones()).unwrap_or(0);
			ensure!(page.levels.len() == count, "D2: a page with other levels than it says");
			let of_side = if side == Side::Buy { &mut buys } else { &mut sells };
			of_side.extend(page.iter(number).map(|(tick, _)| tick));
			pages = pages.saturating_add(1);
		}
		let indexed = [&book.buys, &book.sells]
			.iter()
			.flat_map(|half| half.index.0)
			.fold(0, |sum: u32, word| sum.saturating_add(word.count_ones()));
		ensure!(indexed == pages, "D2: a page that is not there");
		ensure!(book.buys.best == buys.last().copied(), "D1: not the best who buys");
		ensure!(book.sells.best == sells.first().copied(), "D1: not the best who sells");
		let crossed = book.buys.best.zip(book.sells.best).is_some_and(|(buy, sell)| buy >= sell);
		ensure!(!crossed, "D1: a book that trades with itself");
		let aim = book.prices.aim(book.buys.best, book.sells.best);
		ensure!(aim.unwrap_or(0) == book.prices.to, "D12: a price that goes elsewhere");
		let begun = (book.prices.from > 0) == book.prices.last.is_some();
		ensure!(begun, "D12: a price from nowhere");
		Ok(())
	}

	/// D3, D4 and D5: levels are the sums of what traders have.
	fn check_levels(pair: PairId, book: &BookOf<T>, orders: &[Seen]) -> DispatchResult {
		let mut places = BTreeSet::new();
		for Seen { order, filled } in orders {
			ensure!(places.insert((order.chunk, order.index)), "D5: two orders in one place");
			ensure!(order.chunk.queue < book.next_queue, "D5: a queue that was not begun");
			let bounds = order.paid <= *filled && *filled <= order.lots;
			ensure!(bounds, "D4: more is settled than filled, or filled than there is");
			ensure!(order.paid < order.lots, "D5: an order that is over");
		}
		let mut desk: DeskOf<T> = Desk::new(Shelves::default(), pair, book.clone());
		let mut queues: BTreeMap<u64, Vec<&Seen>> = BTreeMap::new();
		for seen in orders {
			queues.entry(seen.order.chunk.queue).or_default().push(seen);
		}
		let mut live = 0_usize;
		for (name, page) in Pages::<T>::iter_prefix(pair) {
			let (side, number) = name.parts();
			for (tick, level) in page.iter(number) {
				let queue = queues.get(&level.queue).into_iter().flatten();
				let at = queue.copied().filter(|seen| seen.order.is_at(pair, side, tick));
				let at: Vec<&Seen> = at.collect();
				Self::check_level(pair, level, &at)?;
				book.terms.lock(side, tick, level.live).map_err(|_| "D3: a level too large")?;
				let open = |seen: &&&Seen| seen.filled < seen.order.lots;
				live = live.saturating_add(at.iter().filter(open).count());
			}
		}
		for Seen { order, filled } in orders.iter().filter(|seen| seen.filled < seen.order.lots) {
			let level = desk.level(order.side, order.tick);
			let stands = level.is_some_and(|level| level.queue == order.chunk.queue);
			ensure!(stands, "D3: an order that rests nowhere");
			live = live.checked_sub(1).ok_or("D3: more orders than there are")?;
			ensure!(*filled < order.lots, "D4: an order filled beyond its end");
		}
		ensure!(live == 0, "D3: an order in two places");
		Ok(())
	}

	/// D3 and D4, for one level.
	fn check_level(pair: PairId, level: &Level, orders: &[&Seen]) -> DispatchResult {
		ensure!(level.live > 0 && level.head <= level.tail, "D2: a level without orders");
		Self::check_tail(pair, level, orders)?;
		let mut live = 0_u64;
		for number in level.head..=level.tail {
			let name = ChunkName { queue: level.queue, number };
			let chunk = Chunks::<T>::get(pair, name);
			ensure!(level.items || chunk.is_none(), "D6: a chunk that its level does not know");
			let between = level.head < number && number < level.tail;
			ensure!(!between || chunk.is_some(), "D6: a chunk that is not there");
			let chunk = chunk.unwrap_or_default();
			let mut sum = 0_u64;
			for Seen { order, filled } in orders.iter().filter(|seen| seen.order.chunk == name) {
				let cut = chunk.cut_before(order.index).ok_or("D4: cuts that do not fit")?;
				ensure!(cut <= order.start, "D4: an order before its chunk");
				sum = sum.saturating_add(order.lots.saturating_sub(*filled));
			}
			let left = match number {
				number if number == level.head => level.left_in_head(),
				number if number < level.tail => chunk.left,
				_ => sum,
			};
			ensure!(left == sum, "D3: a chunk with other lots than its orders");
			if number == level.tail {
				let cut = chunk.cut_in_all().ok_or("D4: cuts that do not fit")?;
				let filled = if level.head == level.tail { level.filled } else { 0 };
				let came = cut.checked_add(filled).and_then(|it| it.checked_add(sum.into()));
				ensure!(came == Some(level.placed), "D3: a chunk to which others came");
			}
			live = live.saturating_add(sum);
		}
		ensure!(live == level.live, "D3: a level with other lots than its orders");
		Ok(())
	}

	/// D5 and D6: orders stand in places that were given, and those that the hook is to settle are
	/// named. What the orders before the tail were is not known any more.
	fn check_tail(pair: PairId, level: &Level, orders: &[&Seen]) -> DispatchResult {
		ensure!(level.count > 0 && level.count <= CHUNK, "D5: a chunk of too many orders, or none");
		let tail = ChunkName { queue: level.queue, number: level.tail };
		let stands = |seen: &&&Seen| seen.order.chunk == tail;
		let given = |seen: &&Seen| u16::from(seen.order.index) < level.count;
		ensure!(orders.iter().filter(stands).all(given), "D5: a place that was not given yet");
		ensure!(level.owners <= level.count, "D6: more owners than orders");
		ensure!(level.pays || level.owners == 0, "D6: owners that the hook is not told of");
		let mut left = u32::from(level.owners);
		for page in 0..=u8::MAX {
			let found = Owners::<T>::get(pair, OwnersName { chunk: tail, page });
			let count = found.map_or(0, |owners| owners.len());
			let whole = left.min(OWNERS);
			ensure!(u32::try_from(count) == Ok(whole), "D6: a page of other owners than came");
			if left == 0 {
				break;
			}
			left = left.saturating_sub(whole);
		}
		Ok(())
	}

	/// D7 and D10: what is owed in a pair beside what is free.
	fn check_money(
		book: &BookOf<T>,
		orders: &[Seen],
	) -> Result<[(AssetIdOf<T>, Balance); 2], DispatchError> {
		let (mut base, mut quote): (Balance, Balance) = (0, 0);
		let (mut unsettled, mut rebates) = (0_u128, 0_u128);
		for Seen { order, filled } in orders {
			let held = book.terms.held(order, *filled).map_err(|_| "D7: what does not fit")?;
			let settled =
				book.terms.settlement(order, *filled).map_err(|_| "D7: what does not fit")?;
			base = base.checked_add(held.base).ok_or("D7: what does not fit")?;
			quote = quote.checked_add(held.quote).ok_or("D7: what does not fit")?;
			unsettled = unsettled.saturating_add(settled.lots.into());
			rebates = rebates.saturating_add(settled.rebate);
		}
		ensure!(unsettled == book.unsettled, "D7: a wrong sum of what is to be settled");
		ensure!(rebates <= book.aside, "D10: too little is put aside for rebates");
		let fees = book.fees.checked_add(book.aside).and_then(|fees| fees.checked_add(quote));
		let quote = fees.ok_or("D7: what does not fit")?;
		Ok([(book.base.clone(), base), (book.quote.clone(), quote)])
	}

	/// D11: pairs, their books and their index name each other.
	fn check_pairs() -> DispatchResult {
		let pairs = Pairs::<T>::iter_keys().count();
		ensure!(Books::<T>::iter_keys().count() == pairs, "D11: a book without a record");
		ensure!(PairsOf::<T>::iter_keys().count() == pairs, "D11: a wrong number of names");
		for (pair, book) in Books::<T>::iter() {
			ensure!(pair < NextPairId::<T>::get(), "D11: an id that was not given yet");
			ensure!(Pairs::<T>::contains_key(pair), "D11: a book without a record");
			let named = PairsOf::<T>::contains_key((&book.base, &book.quote), pair);
			ensure!(named, "D11: a pair without its name");
			ensure!(book.terms.check(T::MaxFee::get()).is_ok(), "D11: unsound terms");
		}
		let of_pair = |pair: PairId| Books::<T>::contains_key(pair);
		ensure!(Statistics::<T>::iter_keys().all(of_pair), "D11: statistics of no pair");
		let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
		for (pair, book) in Books::<T>::iter() {
			Self::check_hours(pair, &book)?;
			for asset in [book.base, book.quote] {
				let count = counts.entry(asset.encode()).or_default();
				*count = count.saturating_add(1);
			}
		}
		let told = PairCounts::<T>::iter().map(|(asset, count)| (asset.encode(), count));
		ensure!(told.collect::<BTreeMap<_, _>>() == counts, "D11: a wrong count of pairs");
		Ok(())
	}

	/// D11: hours follow each other, and so do the sums of prices in them.
	fn check_hours(pair: PairId, book: &BookOf<T>) -> DispatchResult {
		let hours = Statistics::<T>::get(pair);
		ensure!(hours.iter().all(|hour| hour.last.is_some()), "D11: an hour without a trade");
		let all: Vec<_> = hours.iter().chain([&book.hour]).collect();
		let follows = |pair: &[&Hour]| match pair {
			[a, b] => a.number < b.number && a.sum <= b.sum,
			_ => true,
		};
		ensure!(all.windows(2).all(follows), "D11: hours that do not follow each other");
		let now_ms = T::Clock::now();
		let sound =
			book.hour.number <= now_ms / HOUR_MS && book.hour.sum <= book.prices.sum_at(now_ms);
		ensure!(sound, "D11: an hour that is not there yet");
		Ok(())
	}

	/// D6: what is stored of chunks belongs to a level, or the hook is to forget it.
	fn check_stale() -> DispatchResult {
		let mut queues = BTreeMap::new();
		for (pair, name, page) in Pages::<T>::iter() {
			let (_, number) = name.parts();
			ensure!(Books::<T>::contains_key(pair), "D6: a page of no pair");
			for (tick, level) in page.iter(number) {
				ensure!(has(page.ticks, tick.place()), "D2: a level that its page has not");
				queues.insert((pair, level.queue), *level);
			}
		}
		let jobs: Vec<_> = Timetable::<Self>::iter()
			.filter_map(|entry| match entry.payload {
				Due::Filled(pair, job) => Some((pair, job)),
				Due::Trader(_) => None,
			})
			.collect();
		let is_known = |pair: PairId, name: ChunkName| {
			let level = queues.get(&(pair, name.queue));
			let stands = level.is_some_and(|it| it.head <= name.number && name.number <= it.tail);
			let job = jobs.iter().any(|(of, job)| {
				let range = job.chunk.number..=job.last;
				*of == pair && job.chunk.queue == name.queue && range.contains(&name.number)
			});
			stands || job
		};
		for (pair, name) in Chunks::<T>::iter_keys() {
			ensure!(is_known(pair, name), "D6: a chunk that nobody forgets");
		}
		for (pair, name) in Owners::<T>::iter_keys() {
			ensure!(is_known(pair, name.chunk), "D6: owners that nobody pays");
		}
		Ok(())
	}
}
