//! Exactly what each call and hook does to storage. The table is `counts.md`.

use super::*;
use crate::types::Price;
use bloc_testing::{
	counts::{Counts, Drawers, Row as Touches},
	tables::{self, assert_stated, due, keys, ABOVE},
};
use frame_support::{traits::Hooks, weights::Weight};

/// What one operation does to storage, the events that it deposits aside.
struct Row {
	name: &'static str,
	/// The pallet's records: streams, indices, proposals, vaults.
	records: Counts,
	/// Pots and credits.
	custody: Counts,
	timetable: Counts,
	/// Accounts, deposits, the clock.
	others: Counts,
	/// Transfers of the asset.
	transfers: usize,
}

/// Does `operation` and counts.
fn count<R>(name: &'static str, operation: impl FnOnce() -> R) -> (R, Row) {
	System::reset_events();
	let (result, touches) = Drawers::of("Streaming").count(operation);
	let Touches { records, custody, timetable, others, .. } = touches;
	(result, Row { name, records, custody, timetable, others, transfers: transfers() })
}

/// Does a call that works, and counts.
fn call(name: &'static str, call: impl FnOnce() -> sp_runtime::DispatchResult) -> Row {
	let (result, row) = count(name, call);
	result.unwrap();
	row
}

/// Runs the hook at the next minute, and counts.
fn hook(name: &'static str) -> Row {
	let instant = (now() / MINUTE + 1) * MINUTE;
	set_time(instant + SLOT_MS);
	count(name, || Streaming::on_idle(System::block_number(), Weight::MAX / 2)).1
}

fn streams(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let a = || origin(alice());
	let base = spec(per_second(1));
	let create = || Streaming::create(a(), bob(), asset.clone(), 6_000, base);
	add(call("create, the first in an asset", create));
	add(call("create", create));
	let id = StreamId(0);
	add(call("top_up", || Streaming::top_up(origin(charlie()), id, 60)));
	add(call("refund", || Streaming::refund(a(), id, 60)));
	set_time(now() + 10_000);
	add(call("set_rate", || Streaming::set_rate(a(), id, per_second(2))));
	add(call("pause", || Streaming::pause(a(), id)));
	add(call("resume", || Streaming::resume(a(), id)));
	add(call("claim", || Streaming::claim(origin(charlie()), id)));
	set_time(now() + 10_000);
	add(call("withdraw", || Streaming::withdraw(origin(bob()), id, charlie())));
	let change = Change::Rate(per_second(1));
	add(call("propose", || Streaming::propose(a(), id, Some(change))));
	add(call("accept, to a rate", || Streaming::accept(origin(bob()), id, change)));
	set_time(now() + 10_000);
	add(call("transfer", || Streaming::transfer(origin(bob()), id, charlie())));
	set_time(now() + 10_000);
	add(call("cancel", || Streaming::cancel(a(), id, None)));

	let id = open(asset, 6_000, metered(PRICE));
	add(call("report", || Streaming::report(origin(bob()), id, 10)));
	add(call("dispute", || Streaming::dispute(a(), id)));
	let id = open(asset, 6_000, metered(Price { window_ms: 0, ..PRICE }));
	add(call("report, without a window", || Streaming::report(origin(bob()), id, 10)));
	rows
}

fn vaults(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let a = || origin(alice());
	// Somebody else's, so that the pot is there all the time.
	assert_ok!(Streaming::open_vault(origin(bob()), asset.clone(), 600, GRACE));
	let id = VaultId(1);
	add(call("open_vault", || Streaming::open_vault(a(), asset.clone(), 6_000, GRACE)));
	let create = || Streaming::create_from_vault(a(), bob(), asset.clone(), per_second(1), MINUTE);
	add(call("create_from_vault", create));
	let stream = StreamId(0);
	add(call("fund_vault", || Streaming::fund_vault(origin(charlie()), id, 60)));
	add(call("withdraw_vault", || Streaming::withdraw_vault(a(), id, 60)));
	set_time(now() + 10_000);
	add(call("claim, from a vault", || Streaming::claim(origin(charlie()), stream)));
	add(call("set_rate, from a vault", || Streaming::set_rate(a(), stream, per_second(2))));
	add(call("pause, from a vault", || Streaming::pause(a(), stream)));
	add(call("resume, from a vault", || Streaming::resume(a(), stream)));
	set_time(now() + 10_000);
	add(call("cancel, from a vault", || Streaming::cancel(a(), stream, None)));
	add(call("close_vault", || Streaming::close_vault(a(), id)));
	rows
}

fn hooks(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let keep = Streaming::open_vault(origin(bob()), asset.clone(), 600, GRACE);
	assert_ok!(keep);
	rows.push(hook("a block in which nothing waits"));
	let id = open(asset, 6_000, StreamSpec { interval_ms: DAY, ..spec(per_second(1)) });
	rows.push(hook("a block in which nothing is due"));
	assert_ok!(Streaming::cancel(origin(alice()), id, None));
	let each_minute = || open(asset, 6_000, spec(per_second(1)));
	each_minute();
	rows.push(hook("a stream pays"));
	for _ in 0..9 {
		each_minute();
	}
	rows.push(hook("ten streams pay one payee"));
	open(asset, 6_000, StreamSpec { end_ms: Some(now() + 1), ..spec(per_second(1)) });
	rows.push(hook("ten streams pay one payee, and one ends"));
	rows
}

/// What one would do without streams.
fn yardsticks() -> Vec<Row> {
	let native = || Balances::transfer_keep_alive(origin(alice()), bob(), 50);
	let token = || Assets::transfer_keep_alive(origin(alice()), TOKEN_ID, bob(), 50);
	vec![
		call("`balances.transfer_keep_alive`", native),
		call("`assets.transfer_keep_alive`", token),
	]
}

fn table(title: &str, rows: &[Row]) -> String {
	let columns = ["operation", "records", "pots", "timetable", "others", "transfers"];
	let cells = |row: &Row| {
		[
			row.name.to_string(),
			keys(&row.records),
			keys(&row.custody),
			due(&row.timetable),
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
		text += &table(&format!("Streams, in {what}"), &on_a_chain(|| streams(&asset)));
		text += &table(&format!("Vaults, in {what}"), &on_a_chain(|| vaults(&asset)));
		text += &table(&format!("Hooks, in {what}"), &on_a_chain(|| hooks(&asset)));
	}
	text += &table("Beside that", &on_a_chain(yardsticks));
	text += &bloc_testing::declared::section(&super::declared::at_worst(&TOKEN));
	assert_stated(&text, include_str!("counts.md"));
}

/// The rows whose names are in `names`, each in both assets.
fn rows_of(names: &[&str]) -> Vec<Row> {
	let mut found = vec![];
	for asset in [NATIVE, TOKEN] {
		found.extend(on_a_chain(|| streams(&asset)));
		found.extend(on_a_chain(|| vaults(&asset)));
		found.extend(on_a_chain(|| hooks(&asset)));
	}
	found.retain(|row| names.contains(&row.name));
	assert_eq!(found.len(), 2 * names.len());
	found
}

#[test]
fn a_settlement_is_at_most_two_reads_and_two_writes_beside_the_transfer() {
	for row in rows_of(&["claim", "withdraw"]) {
		let reads = row.records.reads + row.custody.reads;
		let writes = row.records.writes + row.custody.writes;
		assert_eq!((reads, writes, row.transfers), (2, 2, 1), "{}", row.name);
		assert_eq!((row.timetable.reads, row.timetable.writes), (0, 0));
	}
	// The pot is where the transfer is from.
	for row in rows_of(&["claim, from a vault"]) {
		assert_eq!((row.records.reads, row.records.writes), (2, 1));
		assert_eq!((row.custody.reads, row.custody.writes, row.transfers), (1, 1, 1));
	}
}

#[test]
fn changes_touch_the_stream_alone() {
	for row in rows_of(&["set_rate", "pause", "resume", "dispute", "report"]) {
		assert_eq!((row.records.reads, row.records.writes, row.transfers), (1, 1, 0));
	}
	for row in rows_of(&["set_rate, from a vault", "pause, from a vault", "resume, from a vault"]) {
		assert_eq!((row.records.reads, row.records.writes, row.transfers), (2, 2, 0));
	}
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	for row in rows_of(&["a block in which nothing waits", "a block in which nothing is due"]) {
		assert_eq!((row.timetable.reads, row.timetable.writes), (1, 0));
		assert_eq!((row.records.reads, row.others.reads, row.others.writes), (0, 1, 0));
	}
}

#[test]
fn many_payouts_to_one_payee_are_one_transfer() {
	for row in rows_of(&["ten streams pay one payee"]) {
		assert_eq!(row.transfers, 1);
		assert_eq!((row.records.reads, row.records.writes), (10, 10));
		assert_eq!((row.custody.reads, row.custody.writes), (1, 1));
	}
}
