//! Exactly what each call and hook does to storage. The table is `counts.md`.

use super::*;
use crate::quote::Direction;
use bloc_testing::{
	counts::{Counts, Drawers, Row as Touches},
	tables::{self, assert_stated, due, keys, ABOVE},
	watch,
};
use frame_support::{traits::Hooks, weights::Weight};
use pallet_bloc_mpp::types::PaymentId;
use sp_io::hashing::twox_128;

/// What one operation does to storage, the events that it deposits aside.
struct Row {
	name: &'static str,
	/// Legs and bonds.
	records: Counts,
	/// Pots and credits.
	custody: Counts,
	timetable: Counts,
	/// Channels, and the registry of preimages.
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
	let Touches { records, custody, timetable, others, .. } = Drawers::of("Swaps").sort(&touched);
	let channels = touched.under(&twox_128(b"MockChannels"));
	let others = others - channels;
	(result, Row { name, records, custody, timetable, channels, others, transfers: transfers() })
}

/// Does a call that works, and counts.
fn call(name: &'static str, call: impl FnOnce() -> DispatchResult) -> Row {
	let (result, row) = count(name, call);
	result.unwrap();
	row
}

/// Runs the hook at that instant, and counts.
fn hook(name: &'static str, instant: Moment) -> Row {
	set_time(instant + SLOT_MS);
	count(name, || Swaps::on_idle(System::block_number(), Weight::MAX / 2)).1
}

/// A leg of this secret.
fn spec_of(number: u8, asset: &Asset) -> crate::LegSpecOf<Test> {
	LegSpec { payment_hash: secret(number).1, ..spec(asset) }
}

fn lock_of(number: u8, asset: &Asset, source: Source) -> DispatchResult {
	try_lock(spec_of(number, asset), source)
}

/// Somebody else's, so that the pot is there all the time.
fn keep_pot(asset: &Asset) {
	let (_, payment_hash) = secret(99);
	let deadline_ms = START + 5 * DAY;
	let spec = LegSpec { payment_hash, deadline_ms, ..spec(asset) };
	assert_ok!(Swaps::lock(origin(dave()), spec, Source::Account));
}

fn legs(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	add(call("lock, the first in an asset", || lock_of(1, asset, Source::Account)));
	keep_pot(asset);
	add(call("lock", || lock_of(2, asset, Source::Account)));
	let id = channel(asset);
	add(call("lock, in a channel", || {
		try_lock(LegSpec { amount: 10, ..spec_of(3, asset) }, Source::Channel(id))
	}));
	add(call("claim, by the receiver", || {
		let owners = Owners::truncate_from(vec![alice()]);
		outcome(Swaps::claim(origin(bob()), owners, secret(1).0))
	}));
	assert_ok!(reveal(secret(2).0));
	add(call("claim, preimage known", || try_claim(&[alice()], secret(2).0)));
	assert_ok!(reveal(secret(3).0));
	add(call("claim in a channel, preimage known", || try_claim(&[alice()], secret(3).0)));
	for owner in [alice(), charlie(), dave()] {
		assert_ok!(Swaps::lock(origin(owner), spec_of(4, asset), Source::Account));
	}
	assert_ok!(reveal(secret(4).0));
	let owners = [alice(), charlie(), dave()];
	add(call("claim of three, to one receiver", || try_claim(&owners, secret(4).0)));
	assert_ok!(lock_of(5, asset, Source::Account));
	let (_, hash) = secret(5);
	let back = || outcome(Swaps::hand_back(origin(bob()), alice(), hash, None));
	add(call("hand_back", back));
	add(call("prune", || Swaps::prune(origin(alice()), alice(), hash)));
	assert_ok!(lock_of(6, asset, Source::Account));
	set_time(START + HOUR);
	let settle = || outcome(Swaps::settle(origin(charlie()), alice(), secret(6).1));
	add(call("settle, a refund", settle));
	rows
}

fn rings(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	keep_pot(asset);
	let terms = ring(2, 2, asset);
	add(call("post_bond", || try_bond(&terms, 2)));
	add(call("lock_ring", || try_ring(&terms, 2)));
	assert_ok!(reveal(PREIMAGE));
	add(call("claim with a bond, preimage known", claim));
	let terms = crate::RingTermsOf::<Test> { payment_hash: secret(1).1, ..ring(2, 2, asset) };
	assert_ok!(try_bond(&terms, 2));
	set_time(terms.leg(2).unwrap().1.lock_by_ms);
	let back = || Swaps::return_bond(origin(charlie()), bob(), secret(1).1);
	add(call("return_bond", back));
	rows
}

fn hooks(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	keep_pot(asset);
	rows.push(hook("a block in which nothing is due", START));
	set_time(START);
	assert_ok!(lock_of(1, asset, Source::Account));
	rows.push(hook("a leg goes back", START + HOUR));
	set_time(START);
	for number in 10..20 {
		assert_ok!(lock_of(number, asset, Source::Account));
	}
	rows.push(hook("ten legs go back to one owner", START + HOUR + MINUTE));
	rows.push(hook("eleven are forgotten", START + HOUR + KEEP + HOUR));
	rows
}

/// Quotes, and swaps by them with payments of two channels and of one.
fn quotes(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	keep_pot(asset);
	let set = |direction, terms| try_quote(asset, direction, terms);
	add(call("set_quote, the first time", || set(Direction::In, external_terms())));
	add(call("set_quote", || set(Direction::In, external_terms())));
	assert_ok!(set(Direction::Out, quote_terms()));
	add(call("add_stock", || Swaps::add_stock(origin(bob()), asset.clone(), STOCK)));
	let network = network(asset);
	let into = way(asset, network);
	add(call("swap_in", || try_in(taken(asset), into.clone())));
	let size = pallet_bloc_mpp::types::Size::MOST;
	let claim = |id| outcome(Mpp::claim(origin(dave()), PaymentId(id), PREIMAGE, size));
	add(call("`mpp.claim` of it", || claim(0)));
	let hash = secret(5).1;
	add(call("swap_in, external", || try_in(taken(asset), Way::External(hash))));
	let out = |number| {
		let hops = routes(&[(network[0], 607)]);
		let hash = secret(number).1;
		outcome(Swaps::swap_out(origin(alice()), taken(asset), hash, charlie(), hops, 0))
	};
	add(call("swap_out", || out(6)));
	let claim = || outcome(Mpp::claim(origin(dave()), PaymentId(1), secret(6).0, size));
	add(call("`mpp.claim` of that", claim));
	let pause = || Swaps::pause_quote(origin(bob()), asset.clone(), Direction::Out, true);
	add(call("pause_quote", pause));
	set_time(START + DAY);
	add(call("take_stock", || Swaps::take_stock(origin(bob()), asset.clone(), 100)));
	let close = || Swaps::close_quote(origin(bob()), asset.clone(), Direction::Out);
	add(call("close_quote", close));
	rows
}

/// What one would do without swaps.
fn yardsticks() -> Vec<Row> {
	let native = || Balances::transfer_keep_alive(origin(alice()), bob(), 50);
	let token = || Assets::transfer_keep_alive(origin(alice()), TOKEN_ID, bob(), 50);
	vec![
		call("`balances.transfer_keep_alive`", native),
		call("`assets.transfer_keep_alive`", token),
	]
}

fn table(title: &str, rows: &[Row]) -> String {
	let columns =
		["operation", "records", "pots", "timetable", "channels, registry", "others", "transfers"];
	let cells = |row: &Row| {
		[
			row.name.to_string(),
			keys(&row.records),
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
		text += &table(&format!("Legs, in {what}"), &on_a_chain(|| legs(&asset)));
		text += &table(&format!("Rings, in {what}"), &on_a_chain(|| rings(&asset)));
		text += &table(&format!("Hooks, in {what}"), &on_a_chain(|| hooks(&asset)));
		text += &table(&format!("Quotes, in {what}"), &on_a_chain(|| quotes(&asset)));
	}
	text += &table("Beside that", &on_a_chain(yardsticks));
	text += &bloc_testing::declared::section(&super::declared::at_worst(&TOKEN));
	assert_stated(&text, include_str!("counts.md"));
}

/// The rows whose names are in `names`, each in both assets.
fn rows_of(names: &[&str]) -> Vec<Row> {
	let mut found = vec![];
	for asset in [NATIVE, TOKEN] {
		found.extend(on_a_chain(|| legs(&asset)));
		found.extend(on_a_chain(|| rings(&asset)));
		found.extend(on_a_chain(|| hooks(&asset)));
	}
	found.retain(|row| names.contains(&row.name));
	assert_eq!(found.len(), 2 * names.len());
	found
}

/// The leg, the pot, and the page of the timetable: beside the transfer and the deposit.
#[test]
fn a_lock_is_three_writes_beside_the_transfer() {
	for row in rows_of(&["lock"]) {
		let writes = [row.records.writes, row.custody.writes, row.timetable.writes];
		assert_eq!((writes, row.transfers), ([1, 1, 1], 1));
	}
	for row in rows_of(&["lock, in a channel"]) {
		let writes = [row.records.writes, row.custody.writes, row.timetable.writes];
		assert_eq!((writes, row.channels.writes, row.transfers), ([1, 0, 1], 1, 0));
	}
}

/// The leg, the pot, and the preimage.
#[test]
fn a_claim_is_three_writes_beside_the_transfer() {
	for row in rows_of(&["claim, by the receiver"]) {
		let writes = [row.records.writes, row.custody.writes, row.channels.writes];
		assert_eq!((writes, row.timetable.writes, row.transfers), ([1, 1, 1], 0, 1));
	}
	for row in rows_of(&["claim in a channel, preimage known"]) {
		let writes = [row.records.writes, row.custody.writes, row.channels.writes];
		assert_eq!((writes, row.others.writes, row.transfers), ([1, 0, 1], 0, 0));
	}
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	for row in rows_of(&["a block in which nothing is due"]) {
		assert_eq!((row.timetable.reads, row.timetable.writes), (1, 0));
		assert_eq!((row.records.reads, row.others.reads, row.others.writes), (0, 1, 0));
	}
}

#[test]
fn many_payouts_to_one_account_are_one_transfer() {
	for row in rows_of(&["claim of three, to one receiver", "ten legs go back to one owner"]) {
		assert_eq!((row.transfers, row.custody.writes), (1, 1));
	}
}
