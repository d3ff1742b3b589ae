//! Exactly what each call and hook does to storage. The table is `counts.md`.

use super::*;
use crate::types::Collected;
use bloc_testing::{
	counts::{prefix, Counts, Drawers, Row as Touches},
	tables::{self, assert_stated, due, keys, ABOVE},
	watch,
};
use frame_support::{traits::Hooks, weights::Weight};
use sp_io::hashing::twox_128;

/// What one operation does to storage, the events that it deposits aside.
#[derive(Clone)]
struct Row {
	name: &'static str,
	/// Providers, menus, sums, leases and reservations.
	records: Counts,
	/// Directories and pages of shelves.
	shelves: Counts,
	/// Pots and credits.
	custody: Counts,
	timetable: Counts,
	/// All that the channels' pallet does.
	channels: Counts,
	/// Accounts, deposits, the clock.
	others: Counts,
	/// Transfers of the asset.
	transfers: usize,
}

/// Does `operation` and counts.
fn count<R>(name: &'static str, operation: impl FnOnce() -> R) -> (R, Row) {
	System::reset_events();
	let (result, touched) = watch(operation);
	let Touches { records, custody, timetable, others, .. } = Drawers::of("Lsp").sort(&touched);
	let channels = touched.under(&twox_128(b"Channels"));
	let under = |item| touched.under(&prefix("Lsp", item));
	let shelves = under("Directories") + under("ShelfPages");
	let (records, others) = (records - shelves, others - channels);
	let transfers = transfers();
	(result, Row { name, records, shelves, custody, timetable, channels, others, transfers })
}

/// Does a call that works, and counts.
fn call(name: &'static str, call: impl FnOnce() -> DispatchResult) -> Row {
	let (result, row) = count(name, call);
	result.unwrap_or_else(|error| panic!("{name}: {error:?}"));
	row
}

/// Runs the hook at that instant, and counts.
fn hook(name: &'static str, instant: Moment) -> Row {
	set_time(instant + SLOT_MS);
	count(name, || Lsp::on_idle(System::block_number(), Weight::MAX / 2)).1
}

fn providers(asset: &Asset) -> Vec<Row> {
	let by = || origin(bob());
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	provide_with(&charlie(), asset, &[item()]);
	let on = || asset.clone();
	add(call("register", || Lsp::register(by(), on(), BOND, terms())));
	add(call("stock", || Lsp::stock(by(), on(), STOCK)));
	add(call("set_menu", || Lsp::set_menu(by(), on(), menu(&[item()]))));
	add(call("list, the first of a shelf", || Lsp::list(by(), on(), 0, place())));
	add(call("list, beside others", || Lsp::list(origin(charlie()), on(), 0, place())));
	pass(MINUTE);
	let (number, hash) = (System::block_number() - 1, sp_core::H256::repeat_byte(7));
	frame_system::BlockHash::<Test>::insert(number, hash);
	add(call("beat", || Lsp::beat(by(), on(), number, hash)));
	pass(DAY);
	add(call("reindex", || Lsp::reindex(origin(dave()), on(), bob(), place())));
	add(call("unstock", || outcome(Lsp::unstock(by(), on(), 1_000))));
	add(call("unstock, an offer goes", || outcome(Lsp::unstock(by(), on(), STOCK - 1_000 - SIZE))));
	add(call("add_bond", || Lsp::add_bond(by(), on(), 1_000)));
	add(call("withdraw_bond", || outcome(Lsp::withdraw_bond(by(), on(), 1_000))));
	add(call("delist", || Lsp::delist(origin(charlie()), on(), charlie(), place())));
	add(call("leave", || outcome(Lsp::leave(by(), on()))));
	rows
}

fn leases(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let on = || asset.clone();
	provide(asset);
	provide_with(&charlie(), asset, &[item()]);
	assert_ok!(Lsp::list(origin(charlie()), on(), 0, place()));
	let ask = |payment, selection| {
		let wanted = Request { size: 150_000, ..request(payment) };
		try_request(&alice(), asset, wanted, selection)
	};
	let named = || Selection::Provider(bob());
	let first = next_channel();
	add(call("request_channel, the first in an asset", || ask(Payment::UpFront, named())));
	let id = next_channel();
	add(call("request_channel, by name", || ask(Payment::UpFront, named())));
	let best = next_channel();
	add(call("request_channel, the best", || ask(Payment::UpFront, Selection::Best(None))));
	let until_ms = now() + HOUR;
	add(call("reserve", || {
		let call = Lsp::reserve(origin(alice()), on(), bob(), 150_000, LIFETIME, until_ms, 9_000);
		outcome(call)
	}));
	let streamed = next_channel();
	add(call("request_channel, reserved", || {
		ask(Payment::Streamed(500), Selection::Reserved(bob()))
	}));
	add(call("pay_fee", || Lsp::pay_fee(origin(alice()), streamed, 500)));
	add(call("renew", || outcome(Lsp::renew(origin(alice()), id, DAY, 9_000))));
	set_time(START + DAY);
	let of = |ids: &[ChannelId]| Collected::truncate_from(ids.to_vec());
	add(call("collect, of one lease", || Lsp::collect(origin(bob()), on(), of(&[first]))));
	add(call("collect, of two", || Lsp::collect(origin(bob()), on(), of(&[id, streamed]))));
	let until_ms = Moment::MAX;
	add(call("propose_end", || Lsp::propose_end(origin(alice()), id, Some(100), until_ms)));
	add(call("accept_end", || Lsp::accept_end(origin(bob()), id, 100)));
	add(call("give_up", || Lsp::give_up(origin(alice()), best)));
	add(call("`channels.force_close`, by the client", || {
		outcome(Channels::force_close(origin(alice()), streamed, None))
	}));
	let unleased = next_channel();
	assert_ok!(Channels::open(origin(alice()), dave(), on(), 500, PERIOD));
	add(call("`channels.force_close`, of no lease", || {
		outcome(Channels::force_close(origin(alice()), unleased, None))
	}));
	set_time(START + LIFETIME);
	add(call("settle, at the end", || Lsp::settle(origin(dave()), first)));
	rows
}

fn hooks(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	provide(asset);
	rows.push(hook("a block in which nothing is due", START));
	set_time(START);
	leased(asset, Payment::UpFront);
	leased(asset, Payment::FirstReceived);
	rows.push(hook("what was put down is the fee", START + FIRST_PAYMENT));
	rows.push(hook("a lease ends", START + LIFETIME));
	rows
}

/// The end of a lease whose channel has closed.
fn closed(asset: &Asset) -> Vec<Row> {
	provide(asset);
	let id = leased(asset, Payment::UpFront);
	assert_ok!(outcome(Channels::force_close(origin(alice()), id, None)));
	vec![hook("a lease ends whose channel has closed", START)]
}

/// What one would do without leases.
fn yardsticks(asset: &Asset) -> Vec<Row> {
	assert_ok!(Channels::open(origin(alice()), dave(), asset.clone(), 500, PERIOD));
	let open = || Channels::open(origin(alice()), bob(), asset.clone(), 500, PERIOD);
	vec![call("`channels.open`", || open().map(|_| ()).map_err(|error| error.error))]
}

fn table(title: &str, rows: &[Row]) -> String {
	let columns =
		["operation", "records", "shelves", "pots", "timetable", "channels", "others", "transfers"];
	let cells = |row: &Row| {
		[
			row.name.to_string(),
			keys(&row.records),
			keys(&row.shelves),
			keys(&row.custody),
			due(&row.timetable),
			keys(&row.channels),
			keys(&row.others),
			row.transfers.to_string(),
		]
	};
	tables::table(title, columns, rows.iter().map(cells))
}

/// Runs what makes rows on a chain of its own.
fn on_a_chain(rows: impl FnOnce() -> Vec<Row>) -> Vec<Row> {
	let mut made = vec![];
	ExtBuilder.run(|| made = rows());
	made
}

#[test]
fn are_those_of_the_table() {
	let mut text = String::from(ABOVE);
	for (asset, what) in [(NATIVE, "the native coin"), (TOKEN, "an asset of `pallet-assets`")] {
		text += &table(&format!("Providers, in {what}"), &on_a_chain(|| providers(&asset)));
		text += &table(&format!("Leases, in {what}"), &on_a_chain(|| leases(&asset)));
		let hooks = [on_a_chain(|| hooks(&asset)), on_a_chain(|| closed(&asset))].concat();
		text += &table(&format!("Hooks, in {what}"), &hooks);
		text += &table(&format!("Beside that, in {what}"), &on_a_chain(|| yardsticks(&asset)));
	}
	text += &bloc_testing::declared::section(&super::declared::at_worst(&TOKEN));
	assert_stated(&text, include_str!("counts.md"));
}

/// The rows whose names are in `names`, each in both assets.
fn rows_of(names: &[&str]) -> Vec<Row> {
	let mut found = vec![];
	for asset in [NATIVE, TOKEN] {
		found.extend(on_a_chain(|| providers(&asset)));
		found.extend(on_a_chain(|| leases(&asset)));
		found.extend(on_a_chain(|| hooks(&asset)));
	}
	found.retain(|row| names.contains(&row.name));
	assert_eq!(found.len(), 2 * names.len());
	found
}

/// The provider, its menu, the sums, the lease; and for the best, two directories and a page
/// instead of the menu.
#[test]
fn a_channel_takes_four_records_and_two_transfers() {
	for row in rows_of(&["request_channel, by name"]) {
		assert_eq!((row.records.reads, row.records.writes, row.shelves.keys()), (3, 3, (0, 0)));
		assert_eq!((row.custody.keys(), row.transfers), ((1, 1), 2));
	}
	for row in rows_of(&["request_channel, the best"]) {
		assert_eq!((row.records.reads, row.records.writes, row.shelves.keys()), (2, 3, (3, 0)));
		assert_eq!((row.custody.keys(), row.transfers), ((1, 1), 2));
	}
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	for row in rows_of(&["a block in which nothing is due"]) {
		assert_eq!((row.timetable.reads, row.timetable.writes), (1, 0));
		assert_eq!((row.records.reads, row.others.reads, row.others.writes), (0, 1, 0));
	}
}

/// So many providers with an offer on one shelf.
fn crowd(count: u32) {
	let (dear, on) = (Item { ppm: 20_000, ..item() }, TOKEN);
	for n in 0..count {
		let who = AccountId::new(
			[&[200][..], &n.to_le_bytes()[..], &[0; 27][..]].concat().try_into().unwrap(),
		);
		set_balance(&NATIVE, &who, WEALTH);
		set_balance(&TOKEN, &who, WEALTH);
		provide_with(&who, &on, &[Item { min_fee: 1_000 + u128::from(n % 7), ..dear }]);
		assert_ok!(Lsp::list(origin(who), TOKEN, 0, place()));
	}
}

/// How long something takes, on average of some times; what it does is undone each time.
fn timed(times: u32, what: impl Fn()) -> f64 {
	use frame_support::storage::{with_transaction_unchecked, TransactionOutcome};
	let start = std::time::Instant::now();
	for _ in 0..times {
		with_transaction_unchecked(|| {
			what();
			TransactionOutcome::Rollback(())
		});
	}
	start.elapsed().as_secs_f64() * 1_000.0 / f64::from(times)
}

/// A decision has to take 50 ms at the most, a look at what a provider has 1 ms.
#[test]
#[ignore = "takes its time, and prints how long what takes"]
fn how_long_a_request_takes_among_ten_thousand_providers() {
	ExtBuilder.build().execute_with(|| {
		let long = Item { lifetime_ms: MAX_LEASE, ..item() };
		for n in 0..10_000_u32 {
			let who = AccountId::new(
				[&[200][..], &n.to_le_bytes()[..], &[0; 27][..]].concat().try_into().unwrap(),
			);
			set_balance(&NATIVE, &who, WEALTH);
			set_balance(&TOKEN, &who, WEALTH);
			provide_with(&who, &TOKEN, &[Item { min_fee: 1_000 + u128::from(n % 7), ..long }]);
			let place = Place { class: place().class, term: (n % 6) as u8 };
			assert_ok!(Lsp::list(origin(who), TOKEN, 0, place));
		}
		let ask = || request(Payment::UpFront);
		let look = timed(500, || {
			let called = Place { class: place().class, term: 2 };
			let best = Lsp::best(TOKEN, SIZE, LIFETIME, None).unwrap();
			assert!(provider_of(&best.provider, &TOKEN).listing(called).is_some());
		});
		let decision = timed(200, || {
			assert_ok!(try_request(&alice(), &TOKEN, ask(), Selection::Best(None)));
		});
		println!("a look: {look:.3} ms, {:.0} times as fast as it has to be", 1.0 / look);
		println!("a request: {decision:.3} ms, {:.0} times as fast", 50.0 / decision);
		assert!(look <= 1.0 && decision <= 50.0);
	});
}

/// However many there are: the same.
#[test]
fn the_best_of_two_thousand_costs_what_the_best_of_ten_does() {
	let shelves = |count| {
		let mut found = None;
		ExtBuilder.build().execute_with(|| {
			crowd(count);
			let wanted = Request { max_fee: STOCK, ..request(Payment::UpFront) };
			let ask = || try_request(&alice(), &TOKEN, wanted, Selection::Best(None));
			let row = call("the best", ask);
			found = Some((row.records, row.shelves.keys(), row.timetable.keys(), row.custody));
			assert_ok!(Lsp::do_try_state());
		});
		found.unwrap()
	};
	let few = shelves(10);
	assert_eq!(few.1, (3, 0));
	assert_eq!(shelves(2_000), few);
}
