//! Exactly what calls and hooks do to storage: the same however much rests.

use super::{
	queues::{crowd, nth},
	*,
};
use bloc_testing::{counts::Drawers, watch};
use frame_support::{traits::Hooks, weights::Weight};

/// The pallet's own items, and the timetable: keys read and written, each counted once.
type Row = ((usize, usize), (usize, usize));

fn count<R, E: std::fmt::Debug>(operation: impl FnOnce() -> Result<R, E>) -> Row {
	System::reset_events();
	let (result, touched) = Drawers::of("Dex").count(operation);
	result.unwrap();
	(touched.records.keys(), touched.timetable.keys())
}

fn placing(who: AccountId, spec: OrderSpec) -> Row {
	count(|| Dex::place(origin(who), PAIR, spec))
}

fn cancelling(who: AccountId, id: u64) -> Row {
	count(|| Dex::cancel(origin(who), OrderId(id)))
}

/// What calls do, in a book that has something.
fn rows() -> Vec<(&'static str, Row)> {
	// The statistics and the first trade of the hour are aside.
	let sell = |id, tick, lots| limit(id, Side::Sell, tick, lots);
	let buy = |id, tick, lots| limit(id, Side::Buy, tick, lots);
	let mut rows = vec![
		("place, the first of a page", placing(alice(), sell(1, 64_000, 10))),
		("place, at a new price", placing(alice(), sell(2, 64_001, 10))),
		("place, at a price that is there", placing(alice(), sell(3, 64_001, 10))),
		("place, the best", placing(alice(), buy(4, 40, 10))),
		("cancel, the best of its side", cancelling(alice(), 4)),
		("cancel, one of many", cancelling(alice(), 3)),
		("cancel, the last at its price, after others", cancelling(alice(), 2)),
		("cancel, the last of its page", cancelling(alice(), 1)),
	];
	let end = now() + HOUR;
	rows.push(("place, to expire", placing(alice(), until(end, sell(5, 900, 10)))));
	rows.push(("place, to be settled", placing(alice(), settled(sell(6, 900, 10)))));
	rows.push(("place, the next to be settled", placing(alice(), settled(sell(7, 900, 10)))));
	rows.push(("take a part", placing(bob(), buy(1, 900, 15))));
	rows.push(("cancel, filled in part", cancelling(alice(), 6)));
	rows.push(("take a level with cuts, of which the hook knows", placing(bob(), buy(2, 900, 10))));
	place(alice(), sell(8, 900, 10));
	rows.push(("take a level", placing(bob(), buy(3, 900, 10))));
	let settle = || Dex::settle(origin(dave()), alice(), pairs::names(&[8]));
	rows.push(("settle what is filled", count(settle)));
	for at in 0..10 {
		place(alice(), sell(10 + at, 897 + at as u32, 10));
	}
	rows.push(("take three levels of one page", placing(bob(), buy(4, 899, 30))));
	place(alice(), sell(20, 960, 10));
	rows.push(("take eight levels of two pages", placing(bob(), buy(5, 960, 80))));
	rows
}

#[test]
fn calls_cost_what_the_documentation_says() {
	run(|| {
		// The hour has begun, and there is somebody who sells at a high price.
		place(dave(), limit(99, Side::Sell, 70_000, 10));
		place(bob(), limit(99, Side::Buy, 70_000, 2));
		place(dave(), limit(98, Side::Buy, 20, 10));
		let stated: [(&str, Row); 18] = [
			("place, the first of a page", ((3, 3), (0, 0))),
			("place, at a new price", ((3, 3), (0, 0))),
			("place, at a price that is there", ((3, 2), (0, 0))),
			("place, the best", ((3, 3), (0, 0))),
			("cancel, the best of its side", ((3, 3), (0, 0))),
			("cancel, one of many", ((4, 3), (0, 0))),
			("cancel, the last at its price, after others", ((4, 3), (0, 0))),
			("cancel, the last of its page", ((4, 3), (0, 0))),
			("place, to expire", ((3, 3), (2, 2))),
			("place, to be settled", ((4, 3), (0, 0))),
			("place, the next to be settled", ((4, 3), (0, 0))),
			("take a part", ((3, 3), (1, 0))),
			("cancel, filled in part", ((4, 4), (0, 0))),
			("take a level with cuts, of which the hook knows", ((4, 3), (2, 2))),
			("take a level", ((4, 3), (1, 0))),
			("settle what is filled", ((3, 2), (0, 0))),
			("take three levels of one page", ((3, 3), (1, 0))),
			("take eight levels of two pages", ((5, 4), (1, 0))),
		];
		let rows = rows();
		for (found, stated) in rows.iter().zip(&stated) {
			println!("{found:?}");
			assert_eq!(found, stated);
		}
		assert_eq!(rows.len(), stated.len());
	});
}

#[test]
fn nothing_costs_more_than_was_promised() {
	run(|| {
		place(dave(), limit(99, Side::Sell, 70_000, 10));
		for (name, ((_, writes), _)) in rows() {
			let most = if name.starts_with("take") { 6 } else { 4 };
			assert!(writes <= most, "{name}: {writes}");
		}
	});
}

#[test]
fn costs_do_not_grow_with_the_book() {
	let measured = [10, 10_000].map(|depth| {
		let mut found = None;
		ExtBuilder.build().execute_with(|| {
			market(terms());
			place(dave(), limit(99, Side::Sell, 70_000, 10));
			place(bob(), limit(99, Side::Buy, 70_000, 2));
			place(dave(), limit(98, Side::Buy, 20, 10));
			// All over the book, beside what is measured.
			for at in 0..depth / 10 {
				crowd(at, 10, 65_000 + 5 * at);
			}
			found = Some(rows());
		});
		found.unwrap()
	});
	assert_eq!(measured[0], measured[1]);
}

#[test]
fn a_level_costs_the_same_whatever_number_rests_there() {
	let measured = [1, 250, 20_000].map(|orders| {
		let mut found = None;
		ExtBuilder.build().execute_with(|| {
			market(terms());
			place(dave(), limit(99, Side::Sell, 70_000, 10));
			place(bob(), limit(99, Side::Buy, 70_000, 2));
			crowd(0, orders, 1_000);
			let lots = 2 * u64::from(orders);
			let taken = placing(bob(), limit(1, Side::Buy, 1_000, lots));
			assert_eq!(depth(Side::Sell), [(70_000, 8)]);
			let last = nth((orders - 1) / ORDERS);
			let id = u64::from((orders - 1) % ORDERS);
			let settled = count(|| Dex::settle(origin(bob()), last, pairs::names(&[id])));
			found = Some((taken, settled));
		});
		found.unwrap()
	});
	// The pallet's own items; a queue of many chunks also gives the hook something to do.
	assert!(measured.iter().all(|(taken, settled)| (taken.0, settled.0) == ((4, 3), (3, 2))));
	assert_eq!(measured.map(|(taken, _)| taken.1), [(1, 0), (1, 0), (2, 2)]);
}

#[test]
fn a_further_chunk_is_no_more_than_four_items() {
	run(|| {
		crowd(0, 256, 1_000);
		assert_eq!(placing(alice(), limit(1, Side::Sell, 1_000, 2)), ((3, 2), (0, 0)));
		crowd(50, 255, 1_000);
		assert_eq!(placing(alice(), limit(2, Side::Sell, 1_000, 2)), ((4, 3), (0, 0)));
		crowd(100, 255, 1_000);
		let last = settled(limit(3, Side::Sell, 1_000, 2));
		assert_eq!(placing(alice(), last), ((5, 4), (0, 0)));
	});
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	run(|| {
		for id in 0..20 {
			place(alice(), until(now() + HOUR + id, limit(id, Side::Sell, 1_000, 10)));
		}
		let (_, touched) = watch(|| Dex::on_idle(1, Weight::MAX / 2));
		let all = touched.counts();
		assert_eq!((all.total_reads, all.total_writes, all.steps), (2, 0, 0));
	});
}

#[test]
fn no_item_grows_with_the_book() {
	use crate::{chunk::Chunk, page::Page, AccountOwners, BookOf, TraderOf};
	use codec::MaxEncodedLen;
	let largest = [
		("book", BookOf::<Test>::max_encoded_len(), 800),
		("page", Page::max_encoded_len(), 5_200),
		("chunk", Chunk::max_encoded_len(), 2_600),
		("owners", AccountOwners::<Test>::max_encoded_len(), 650),
		("trader", TraderOf::<Test>::max_encoded_len(), 2_900),
	];
	for (name, found, most) in largest {
		println!("{name}: {found}");
		assert!(found <= most, "{name}: {found}");
	}
}
