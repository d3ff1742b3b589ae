//! Exactly what each call and hook does to storage. The table is `counts.md`.

use super::*;
use bloc_primitives::channel::{Drawn, Hooks as ChannelHooks, Settlement, ToldResult};
use bloc_testing::{
	counts::{Counts, Drawers, Row as Touches},
	tables::{self, assert_stated, due, keys, ABOVE},
};
use bloc_timetable::Owner;
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::Hooks,
	weights::Weight,
};

/// What one operation does to storage, the events that it deposits aside.
struct Row {
	name: &'static str,
	/// The pallet's records: towers, indices, watches, postings.
	records: Counts,
	/// Pots and credits.
	custody: Counts,
	timetable: Counts,
	/// Accounts, deposits, channels, the clock.
	others: Counts,
	/// Transfers of the asset.
	transfers: usize,
}

/// Does `operation` and counts.
fn count<R>(name: &'static str, operation: impl FnOnce() -> R) -> (R, Row) {
	System::reset_events();
	let (result, touches) = Drawers::of("Watchtowers").count(operation);
	let Touches { records, custody, timetable, others, .. } = touches;
	(result, Row { name, records, custody, timetable, others, transfers: transfers() })
}

/// Does a call that works, and counts.
fn call(name: &'static str, call: impl FnOnce() -> sp_runtime::DispatchResult) -> Row {
	let (result, row) = count(name, call);
	result.unwrap();
	row
}

/// Runs the hook at this instant, and counts.
fn hook(name: &'static str, instant: Moment) -> Row {
	set_time(instant);
	// Blocks came all the time.
	System::set_block_number(System::block_number() + 10_000);
	count(name, || Watchtowers::on_idle(System::block_number(), Weight::MAX / 2)).1
}

/// A third party's hire, so that the pot is there all the time.
fn keep(asset: &Asset) -> TowerId {
	tower_of(eve(), asset, TERMS)
}

fn of_towers(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let register =
		|who| Watchtowers::register(origin(who), asset.clone(), BOND, ferdie(), TERMS, profile());
	add(call("register, the first in an asset", || register(eve())));
	add(call("register", || register(charlie())));
	let (id, c) = (TowerId(1), || origin(charlie()));
	add(call("set_terms", || Watchtowers::set_terms(c(), id, TERMS)));
	add(call("set_profile", || Watchtowers::set_profile(c(), id, profile())));
	add(call("set_key", || Watchtowers::set_key(c(), id, ferdie())));
	add(call("add_bond", || Watchtowers::add_bond(c(), id, 600)));
	add(call("withdraw_bond", || Watchtowers::withdraw_bond(c(), id, 600)));
	next_block();
	add(call("beat", || beat(charlie(), id)));
	run_to(now() + 2 * BEAT);
	add(call("beat, after silence", || beat(charlie(), id)));
	add(call("leave", || Watchtowers::leave(c(), id)));
	set_time(now() + NOTICE);
	add(call("retire", || Watchtowers::retire(c(), id)));
	rows
}

fn of_watches(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	keep(asset);
	let mut add = |row| rows.push(row);
	let quick = Terms { response_ms: MINUTE, rate: per_second(1), ..TERMS };
	let [first, second] = [charlie(), dave()].map(|who| tower_of(who, asset, quick));
	let id = channel(asset, Pair::new(1_000, 1_000));
	let a = || origin(alice());
	let hire = |tower| Watchtowers::hire(a(), id, tower, 50_000, ANY);
	add(call("hire, the first for a channel", || hire(first)));
	add(call("hire", || hire(second)));
	let side = Side::Opener;
	add(call("top_up", || Watchtowers::top_up(origin(eve()), id, side, first, 600)));
	let order = || vec![second, first].try_into().unwrap();
	add(call("reorder", || Watchtowers::reorder(a(), id, order())));
	let record = |size: usize| Record::Whole(vec![7; size].try_into().unwrap());
	add(call("post, the first", || Watchtowers::post(a(), id, 1, record(2_048))));
	add(call("post", || Watchtowers::post(a(), id, 2, record(2_048))));
	let newest = signed(id, state(9, Side::Counterparty, 400));
	add(call("post_state", || Watchtowers::post_state(a(), id, newest)));
	let backup = sp_core::H256(sp_io::hashing::blake2_256(&[5; 600]));
	let newest = state(9, Side::Counterparty, 400);
	let demanded = receipt(id, first, &newest, now());
	let demanded = by_tower(crate::receipt::Receipt { backup, ..demanded });
	add(call("demand", || Watchtowers::demand(a(), demanded)));
	let sealed = crate::demand::Answer::Backup(vec![5; 600].try_into().unwrap());
	add(call("answer", || Watchtowers::answer(origin(eve()), id, side, first, sealed)));
	live_to(now() + 3 * HOUR);
	add(call("collect", || Watchtowers::collect(origin(eve()), first)));
	add(call("dismiss", || Watchtowers::dismiss(a(), id, first)));
	add(call("dismiss, the last", || Watchtowers::dismiss(a(), id, second)));
	rows
}

/// A step that is the last.
const STEP: Settlement = Settlement {
	version: 1,
	base_version: 0,
	committed: Pair::new(1_000, 1_000),
	is_drawn: false,
	paid: Pair::new(1_000, 1_000),
	penalties: Pair::new(0, 0),
	reward: 0,
	is_decided: true,
};

/// Counts what is told, and takes it back: the channel tells it itself, later.
fn told(name: &'static str, tell: impl FnOnce() -> ToldResult) -> Row {
	let tell = || {
		let (told, row) = count(name, tell);
		TransactionOutcome::Rollback(told.map(|_| row))
	};
	with_transaction(tell).unwrap()
}

/// Bob closes a channel, or contradicts that.
fn closing(name: &'static str, id: ChannelId, version: u64) -> Row {
	told(name, || <Watchtowers as ChannelHooks<_, _>>::closing(id, &bob(), version))
}

/// A channel is settled.
fn settled(name: &'static str, id: ChannelId, step: &Settlement) -> Row {
	told(name, || <Watchtowers as ChannelHooks<AccountId, Asset>>::settled(id, step))
}

/// What channels tell. The state's own settlement is the channels' business.
fn of_disputes(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	keep(asset);
	let mut add = |row| rows.push(row);
	let tower = tower_of(charlie(), asset, TERMS);
	let unwatched = channel(asset, Pair::new(1_000, 1_000));
	let id = channel(asset, Pair::new(1_000, 1_000));
	hire(alice(), id, tower, 5_000);
	live_to(now() + MINUTE);
	let newest = state(9, Side::Counterparty, 400);
	add(closing("a channel closes that nobody watches", unwatched, 1));
	let closed =
		|name, id| told(name, || <Watchtowers as ChannelHooks<AccountId, Asset>>::closed(id));
	let requested = |name, id| {
		let side = Side::Counterparty;
		told(name, || <Watchtowers as ChannelHooks<AccountId, Asset>>::requested(id, side))
	};
	let withdrawn = |name, id| {
		let side = Side::Counterparty;
		let drawn = Drawn { side, amount: 1, version: 1, base_version: 0 };
		told(name, || <Watchtowers as ChannelHooks<AccountId, Asset>>::withdrawn(id, &drawn))
	};
	add(requested("a party requests to withdraw, and nobody watches", unwatched));
	add(withdrawn("it takes that out", unwatched));
	add(requested("one requests it, and somebody watches", id));
	let request = Channels::request_withdrawal(origin(bob()), id, 1, None);
	assert_ok!(outcome(request));
	add(withdrawn("it takes that out, and somebody watches", id));
	add(settled("it is settled", unwatched, &STEP));
	add(closed("it is gone", unwatched));
	add(closing("one closes that somebody watches", id, 1));
	let unmoved = |version| signed(id, state(version, Side::Opener, 0));
	assert_ok!(outcome(Channels::force_close(origin(bob()), id, Some(unmoved(1)))));
	let accepted_ms = START + 30 * SECOND;
	let of = |version| receipt(id, tower, &state(version, Side::Counterparty, 400), accepted_ms);
	add(closing("somebody answers", id, 2));
	assert_ok!(outcome(Channels::challenge(origin(bob()), id, unmoved(2))));
	live_to(now() + PERIOD - 2 * MINUTE);
	set_time(now() + 3 * MINUTE);
	// Nothing else is due.
	let _ = hook("what was due before", now());
	// What was presented is older than what the tower had signed for.
	let step = Settlement { version: 2, ..STEP };
	add(settled("it is settled, and somebody watches", id, &step));
	assert_ok!(outcome(Channels::settle(origin(dave()), id)));
	add(hook("its hires end", now() + 2 * SLOT_MS));
	let proof = signed(id, newest);
	let evidence = evidence(of(9), &[]);
	add(call("prove_miss", || {
		outcome(Watchtowers::prove_miss(origin(bob()), id, Side::Opener, evidence, proof))
	}));
	live_to(now() + 5 * MINUTE);
	set_time(now() + WINDOW);
	add(call("end, when its claim window is over", || {
		Watchtowers::end(origin(eve()), id, Side::Opener)
	}));
	rows
}

fn of_hooks(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let tower = keep(asset);
	rows.push(hook("a block in which nothing is due", now() + MINUTE));
	assert_ok!({
		next_block();
		beat(eve(), tower)
	});
	rows.push(hook("a tower is there", START + BEAT + 2 * SLOT_MS));
	rows.push(hook("a tower falls silent", START + 3 * BEAT));
	rows
}

/// What one would do without towers.
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
	ExtBuilder.build().execute_with(|| {
		made = rows();
		Watchtowers::do_try_state().unwrap();
	});
	made
}

#[test]
fn are_those_of_the_table() {
	let mut text = String::from(ABOVE);
	for (asset, what) in [(NATIVE, "the native coin"), (TOKEN, "an asset of `pallet-assets`")] {
		text += &table(&format!("Towers, in {what}"), &on_a_chain(|| of_towers(&asset)));
		text += &table(&format!("Watches, in {what}"), &on_a_chain(|| of_watches(&asset)));
		text += &table(&format!("Disputes, in {what}"), &on_a_chain(|| of_disputes(&asset)));
		text += &table(&format!("Hooks, in {what}"), &on_a_chain(|| of_hooks(&asset)));
	}
	text += &table("Beside that", &on_a_chain(yardsticks));
	assert_stated(&text, include_str!("counts.md"));
}

/// The rows whose names are in `names`, each in both assets.
fn rows_of(names: &[&str]) -> Vec<Row> {
	let mut found = vec![];
	for asset in [NATIVE, TOKEN] {
		found.extend(on_a_chain(|| of_towers(&asset)));
		found.extend(on_a_chain(|| of_watches(&asset)));
		found.extend(on_a_chain(|| of_disputes(&asset)));
		found.extend(on_a_chain(|| of_hooks(&asset)));
	}
	found.retain(|row| names.contains(&row.name));
	assert_eq!(found.len(), 2 * names.len());
	found
}

#[test]
fn nobody_pays_for_towers_that_are_not_there() {
	let names = [
		"a channel closes that nobody watches",
		"it is settled",
		"it is gone",
		"a party requests to withdraw, and nobody watches",
		"it takes that out",
	];
	for row in rows_of(&names) {
		assert_eq!((row.records.reads, row.records.writes), (1, 0), "{}", row.name);
		assert_eq!((row.timetable.reads, row.others.reads, row.others.writes), (0, 0, 0));
	}
}

#[test]
fn a_beat_and_a_silence_are_one_item() {
	for row in rows_of(&["beat", "a tower is there", "a tower falls silent"]) {
		assert_eq!((row.records.reads, row.records.writes), (1, 1), "{}", row.name);
		assert_eq!((row.custody.reads, row.transfers), (0, 0));
	}
}

#[test]
fn a_proof_is_one_transfer() {
	for row in rows_of(&["prove_miss"]) {
		assert_eq!((row.records.reads, row.records.writes, row.transfers), (2, 2, 1));
	}
}

/// As many channels that the same tower watches, beside the one that is looked at: each with its
/// look in the timetable.
fn crowd(id: ChannelId, tower: TowerId, count: u64) {
	let watched = crate::Watches::<Test>::get(id).unwrap();
	let of_one = watched.watch(Side::Opener).unwrap();
	let (hire, due_ms) = (of_one.hires[0], of_one.due_ms.unwrap());
	for n in 0..count {
		let channel = ChannelId(1_000 + n);
		let mut other = watched.clone();
		other.watch_mut(Side::Opener).unwrap().hires[0].number += 1 + n;
		crate::Watches::<Test>::insert(channel, other);
		Watchtowers::push(due_ms, Due::watch(channel, Side::Opener));
	}
	crate::Towers::<Test>::mutate_extant(tower, |record| {
		let of = &mut record.tower;
		of.watches += u32::try_from(count).unwrap();
		of.hires += count;
		of.covered += hire.cover * Balance::from(count);
		of.bond += hire.cover * Balance::from(count);
		of.income.rate.0 += hire.rate.0 * u128::from(count);
	});
}

/// Reads and writes do not depend on how many others there are. A million is a matter of the
/// database, and of `benches`; that nothing is walked is what is counted here.
#[test]
fn a_crowd_of_watches_costs_nobody_anything() {
	let costs = |crowded: u64| {
		let mut counted = vec![];
		ExtBuilder.build().execute_with(|| {
			let tower = tower_of(charlie(), &NATIVE, TERMS);
			let id = channel(&NATIVE, Pair::new(1_000, 1_000));
			hire(alice(), id, tower, 5_000);
			crowd(id, tower, crowded);
			next_block_of_the_clock();
			let mut add = |row: Row| {
				let all = row.records + row.custody + row.timetable + row.others;
				counted.push((row.name, all.keys(), all.total_reads, all.steps));
			};
			add(call("beat", || beat(charlie(), tower)));
			let record = Record::Whole(Default::default());
			add(call("post", || Watchtowers::post(origin(alice()), id, 1, record)));
			let top_up = || Watchtowers::top_up(origin(eve()), id, Side::Opener, tower, 100);
			add(call("top_up", top_up));
			let named = receipt(id, tower, &state(9, Side::Counterparty, 400), now());
			let backup = sp_core::H256(sp_io::hashing::blake2_256(&[5]));
			let named = by_tower(crate::receipt::Receipt { backup, ..named });
			add(call("demand", || Watchtowers::demand(origin(alice()), named)));
			let sealed = crate::demand::Answer::Backup(vec![5].try_into().unwrap());
			let answer = || Watchtowers::answer(origin(eve()), id, Side::Opener, tower, sealed);
			add(call("answer", answer));
			let old = signed(id, state(1, Side::Opener, 0));
			let close = || outcome(Channels::force_close(origin(bob()), id, Some(old)));
			add(call("force_close", close));
			let newest = signed(id, state(9, Side::Counterparty, 400));
			let answer = || outcome(Channels::challenge(origin(charlie()), id, newest));
			add(call("challenge", answer));
			add(hook("silence", now() + BEAT + 2 * SLOT_MS));
		});
		counted
	};
	let few = costs(10);
	assert_eq!(few.len(), 8);
	assert_eq!(few, costs(10_000));
}

/// The next block, without the hooks.
fn next_block_of_the_clock() {
	System::set_block_number(System::block_number() + 1);
	set_time(now() + BLOCK_MS);
}
