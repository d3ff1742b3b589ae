//! Exactly what each call, seam and hook does to storage. The table is `counts.md`.

use super::{dispute_kit::*, *};
use crate::types::Record;
use bloc_primitives::{
	channel::{Lock, Locked, Open, Purpose, Subscribe, Transfer},
	state::{Close, CoSigned, Message, NetTransfer, Withdrawal, MAX_HTLCS},
	Moment,
};
use bloc_testing::{
	counts::{self, Counts, Drawers},
	tables::{self, assert_stated, due, keys},
};
use frame_support::{traits::Hooks, weights::Weight};

/// What one operation does to storage, the events it deposits aside.
struct Row {
	name: &'static str,
	/// The pallet's records: channels, indices, disputes, preimages, credits, pots.
	records: Counts,
	/// What waits to be done by the hook.
	timetable: Counts,
	/// Accounts, deposits, the clock, the first block's hash.
	others: Counts,
	/// All of it, each time that it is done.
	all: Counts,
	/// Transfers of the asset.
	transfers: usize,
}

/// Does `operation` and counts.
fn count<R>(name: &'static str, operation: impl FnOnce() -> R) -> (R, Row) {
	System::reset_events();
	let (result, row) = Drawers::of("Channels").without(EventLog::KEY).count(operation);
	let counts::Row { records, custody, timetable, others, all } = row;
	let records = records + custody;
	(result, Row { name, records, timetable, others, all, transfers: transfers() })
}

/// Does a call that works, and counts.
fn call<R, E: std::fmt::Debug>(
	name: &'static str,
	call: impl FnOnce() -> Result<R, E>,
) -> (R, Row) {
	let (result, row) = count(name, call);
	(result.unwrap(), row)
}

/// Runs the hook, and counts.
fn hook(name: &'static str) -> Row {
	count(name, || Channels::on_idle(System::block_number(), Weight::MAX / 2)).1
}

/// As many HTLCs as can be, which are decided at `deadline_ms`.
fn htlcs(deadline_ms: Moment) -> Vec<bloc_primitives::state::Htlc> {
	(0..MAX_HTLCS).map(|n| htlc(Side::Opener, 1, n as u8, deadline_ms)).collect()
}

fn a_lock(id: ChannelId, asset: &Asset) -> Locked {
	<Channels as Lock<AccountId>>::lock(id, &alice(), asset, 1, Purpose::Own).unwrap().0
}

/// Openings and what is done with open channels.
fn life(asset: &Asset) -> Vec<Row> {
	let mut rows = openings(asset);
	rows.extend(moves(asset, ChannelId(0)));
	rows.extend(requests(asset));
	rows.extend(endings(asset, ChannelId(0)));
	rows
}

/// How channels begin, and how they end without a dispute.
fn openings(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let next = || crate::NextChannelId::<Test>::get();
	let open = || Channels::open(origin(alice()), bob(), asset.clone(), 500, PERIOD);
	let propose =
		|| Channels::propose(origin(alice()), bob(), asset.clone(), 500, 300, PERIOD, EXPIRY);

	add(call("open, the first in an asset", open).1);
	add(call("open", open).1);
	add(call("propose", propose).1);
	add(call("accept", || Channels::accept(origin(bob()), ChannelId(2))).1);
	let proposed = next();
	assert_ok!(propose());
	add(call("decline", || Channels::decline(origin(bob()), proposed)).1);
	let proposed = next();
	assert_ok!(propose());
	add(call("withdraw_proposal", || Channels::withdraw_proposal(origin(alice()), proposed)).1);
	let both =
		|| <Channels as Open<AccountId>>::open(&parties(), asset.clone(), &Pair::new(9, 9), PERIOD);
	let (for_both, row) = call("`Open::open`, funded by both", both);
	add(row);
	add(call("`Open::close`", || <Channels as Open<AccountId>>::close(for_both)).1);

	rows
}

/// What is done with an open channel, and its end.
fn moves(asset: &Asset, id: ChannelId) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	add(call("deposit", || Channels::deposit(origin(bob()), id, 300)).1);
	add(call("withdraw", || Channels::withdraw(origin(bob()), id, 100)).1);
	add(call("pay", || Channels::pay(origin(alice()), id, 1)).1);
	let transfer = || <Channels as Transfer<AccountId>>::transfer(id, &alice(), asset, 1);
	add(call("`Transfer::transfer`", transfer).1);
	let forward =
		|| <Channels as Transfer<AccountId>>::forward(id, &alice(), asset, 1, Purpose::Own);
	add(call("`Transfer::forward`", forward).1);
	let ask = |on| <Channels as Subscribe<AccountId>>::subscribe(id, &alice(), on);
	add(call("`Subscribe::subscribe`", || ask(true)).1);
	add(call("pay, subscribed", || Channels::pay(origin(alice()), id, 1)).1);
	assert_ok!(ask(false));
	let policy = Some(set_policy::POLICY);
	add(call("set_policy", || Channels::set_policy(origin(alice()), id, policy)).1);
	let set_payout = |to| Channels::set_payout(origin(alice()), id, to);
	add(call("set_payout", || set_payout(Some(charlie()))).1);
	assert_ok!(set_payout(None));
	add(call("commit", || Channels::commit(origin(alice()), id, 100)).1);
	add(call("top_up", || Channels::top_up(origin(alice()), id, 100)).1);
	let net = NetTransfer::ZERO;
	let body =
		Withdrawal { version: 1, net, amounts: Pair::new(10, 0), valid_until_ms: VALID_UNTIL };
	let withdrawal = signed_withdrawal(id, body);
	let withdraw = || Channels::withdraw_committed(origin(bob()), id, withdrawal);
	add(call("withdraw_committed", withdraw).1);

	let lock = || <Channels as Lock<AccountId>>::lock(id, &alice(), asset, 1, Purpose::Own);
	let ((locked, _), row) = call("`Lock::lock`", lock);
	add(row);
	add(call("`Lock::settle`", || <Channels as Lock<AccountId>>::settle(locked)).1);
	let locked = a_lock(id, asset);
	add(call("`Lock::release`", || <Channels as Lock<AccountId>>::release(locked)).1);
	rows
}

/// What a party takes out of what it has committed alone.
fn requests(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	ClosingDeposit::set(50);
	let request = |who, state| Channels::request_withdrawal(origin(who), id, 10, state);
	let paid = [470, 491];
	let [newest, later] =
		[1, 2].map(|version| signed(id, state(version as u64, Side::Opener, paid[version - 1])));
	add(call("request_withdrawal", || request(alice(), Some(newest))).1);
	let contest = || Channels::contest_withdrawal(origin(charlie()), id, Side::Opener, later);
	add(call("contest_withdrawal", contest).1);
	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	let request = |who, state| Channels::request_withdrawal(origin(who), id, 10, state);
	assert_ok!(request(bob(), None));
	let Record { requests, .. } = crate::Channels::<Test>::get(id).unwrap();
	let requested = requests.counterparty.unwrap();
	set_time(requested.finishes_ms);
	System::set_block_number(requested.finishes_at);
	let finish = || Channels::finish_withdrawal(origin(bob()), id, Side::Counterparty);
	add(call("finish_withdrawal", finish).1);
	set_time(START);
	assert_ok!(request(bob(), None));
	let (net, amounts) = (NetTransfer::ZERO, Pair::new(10, 0));
	let body = Withdrawal { version: 1, net, amounts, valid_until_ms: VALID_UNTIL };
	let withdrawal = signed_withdrawal(id, body);
	let withdraw = || Channels::withdraw_committed(origin(bob()), id, withdrawal);
	add(call("withdraw_committed, which makes a request void", withdraw).1);
	ClosingDeposit::set(0);
	rows
}

/// What both consent to, and the end by that.
fn endings(asset: &Asset, id: ChannelId) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	let net = NetTransfer::ZERO;
	let valid_until_ms = VALID_UNTIL;
	let close = Close { version: 2, net, valid_until_ms };
	add(call("approve", || Channels::approve(origin(alice()), id, Message::Close(close))).1);
	let close = CoSigned { signatures: Pair::new(None, None), ..signed_close(id, close) };
	add(call("close, without a signature", || Channels::close(origin(bob()), id, close)).1);
	let (_, (side, hash)) = crate::Approvals::<Test>::iter_keys().next().unwrap();
	let forget = || Channels::forget_approval(origin(bob()), id, side, hash);
	add(call("forget_approval", forget).1);
	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	let close = signed_close(id, Close { version: 2, net, valid_until_ms });
	add(call("close", || Channels::close(origin(charlie()), id, close)).1);
	rows
}

/// How channels end that a party closes alone, and what else there is to do.
fn disputes(asset: &Asset) -> Vec<Row> {
	let mut rows = closings(asset);
	rows.extend(leftovers(asset));
	rows
}

/// How channels end that a party closes alone.
fn closings(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);
	// Somebody else's channel, so that the pot is there all the time.
	assert_ok!(Channels::open(origin(bob()), charlie(), asset.clone(), 500, PERIOD));

	ClosingDeposit::set(50);
	let id = open_channel(asset.clone(), Pair::new(500, 300));
	let close = || Channels::force_close(origin(alice()), id, None);
	add(call("force_close, nothing committed", close).1);
	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	add(call("close_after_loss", || Channels::close_after_loss(origin(alice()), id, 500)).1);
	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	add(call("force_close, without a state", || Channels::force_close(origin(alice()), id, None)).1);

	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	// All HTLCs of the second are new to the registry.
	let full = |version, end| state_with(version, Side::Opener, 0, htlcs(START + end * MINUTE));
	let (first, second) = (signed(id, full(1, 19)), signed(id, full(3, 20)));
	let close = || Channels::force_close(origin(alice()), id, Some(first));
	add(call("force_close, 32 HTLCs", close).1);
	add(call("challenge, 32 HTLCs", || Channels::challenge(origin(charlie()), id, second)).1);
	let_pass(id);
	let settle_it = || settle(id);
	add(call("settle, 32 HTLCs undecided", settle_it).1);
	assert_ok!(reveal(charlie(), 0));
	add(call("settle, one HTLC decided", settle_it).1);
	set_time(START + 20 * MINUTE);
	add(call("settle, the last HTLCs", settle_it).1);

	set_time(START);
	let id = closing_channel(asset.clone(), Pair::new(500, 300), state(1, Side::Opener, 1));
	let_pass(id);
	add(call("settle", || settle(id)).1);
	let id = closing_channel(asset.clone(), Pair::new(500, 300), state(1, Side::Opener, 0));
	assert_ok!(challenge(charlie(), id, state(2, Side::Opener, 99)));
	let_pass(id);
	add(call("settle, a penalty and the deposit", || settle(id)).1);
	let id = closing_channel(asset.clone(), Pair::new(500, 300), state(1, Side::Opener, 0));
	assert_ok!(challenge(charlie(), id, state(2, Side::Opener, 99)));
	add(call("close, a reward and the deposit", || close_together(id, 3, 0)).1);
	rows
}

/// Locks that outlive their channel, preimages and credits.
fn leftovers(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	let mut add = |row| rows.push(row);

	let id = open_channel(asset.clone(), Pair::new(500, 300));
	let [first, second] = [(); 2].map(|()| a_lock(id, asset));
	assert_ok!(Channels::force_close(origin(alice()), id, None));
	let settle_lock = || <Channels as Lock<AccountId>>::settle(first);
	add(call("`Lock::settle`, paid out by the hook", settle_lock).1);
	let release_lock = || <Channels as Lock<AccountId>>::release(second);
	add(call("`Lock::release`, in the same block", release_lock).1);

	add(call("reveal_preimage", || reveal(alice(), 99)).1);
	set_time(now() + RETENTION);
	System::set_block_number(10_000);
	add(call("forget_preimage", || Channels::forget_preimage(origin(bob()), hash(99))).1);
	crate::Credits::<Test>::insert(bob(), asset.clone(), 50);
	crate::Pots::<Test>::mutate(asset, |pot| {
		let pot = pot.as_mut().unwrap();
		pot.held += 50;
		pot.credits += 50;
	});
	let pot = Channels::pot_account(asset.clone());
	use frame_support::traits::fungibles::Mutate;
	assert_ok!(AllAssets::mint_into(asset.clone(), &pot, 50));
	let claim = || Channels::claim_credit(origin(bob()), asset.clone(), bob());
	add(call("claim_credit", claim).1);
	rows
}

/// What is done by itself.
fn hooks(asset: &Asset) -> Vec<Row> {
	let mut rows = vec![];
	assert_ok!(Channels::open(origin(bob()), charlie(), asset.clone(), 500, PERIOD));
	rows.push(hook("a block in which nothing waits"));
	new_proposal(asset.clone(), 500, 300);
	rows.push(hook("a block in which nothing is due"));
	set_time(EXPIRY);
	rows.push(hook("a proposal expires"));

	let id = closing_channel(asset.clone(), Pair::new(500, 300), state(1, Side::Opener, 1));
	let settles_ms = now() + PERIOD;
	set_time(settles_ms);
	rows.push(hook("a closing channel has to wait for blocks"));
	let_pass(id);
	set_time(looks(id)[0]);
	rows.push(hook("a channel settles"));
	for _ in 0..10 {
		closing_channel(asset.clone(), Pair::new(10, 10), state(1, Side::Opener, 1));
	}
	set_time(now() + PERIOD + SLOT_MS);
	System::set_block_number(100_000);
	rows.push(hook("ten channels settle"));

	let proposed = new_proposal_for(asset);
	assert_ok!(Channels::withdraw_proposal(origin(alice()), proposed));
	set_time(now() + MINUTE);
	rows.push(hook("what was due has ended already"));
	assert_ok!(reveal(alice(), 99));
	set_time(now() + RETENTION);
	System::set_block_number(1_000_000);
	rows.push(hook("a preimage is forgotten"));
	let id = committed_channel(asset.clone(), Pair::new(500, 300));
	ClosingDeposit::set(50);
	assert_ok!(Channels::request_withdrawal(origin(alice()), id, 100, None));
	set_time(now() + PERIOD + SLOT_MS);
	System::set_block_number(2_000_000);
	rows.push(hook("what was requested is withdrawn"));
	assert_ok!(Channels::request_withdrawal(origin(alice()), id, 100, None));
	let contradicts = state(1, Side::Opener, 350);
	assert_ok!(force_close(bob(), id, contradicts));
	let_pass(id);
	set_time(now() + SLOT_MS);
	rows.push(hook("a channel settles with a request that is not true"));
	ClosingDeposit::set(0);
	rows
}

/// Alice proposes a channel for a minute.
fn new_proposal_for(asset: &Asset) -> ChannelId {
	let id = crate::NextChannelId::<Test>::get();
	let expiry = now() + MINUTE;
	let propose = Channels::propose(origin(alice()), bob(), asset.clone(), 50, 30, PERIOD, expiry);
	assert_ok!(propose);
	id
}

/// What one would do without channels.
fn yardsticks() -> Vec<Row> {
	let native = || Balances::transfer_keep_alive(origin(alice()), bob(), 50);
	let token = || Assets::transfer_keep_alive(origin(alice()), TOKEN_ID, bob(), 50);
	vec![
		call("`balances.transfer_keep_alive`", native).1,
		call("`assets.transfer_keep_alive`", token).1,
	]
}

fn table(title: &str, rows: &[Row]) -> String {
	let columns = ["operation", "records", "timetable", "others", "all, each time", "transfers"];
	let cells = |row: &Row| {
		[
			row.name.to_string(),
			keys(&row.records),
			due(&row.timetable),
			keys(&row.others),
			format!("{} / {}", row.all.total_reads, row.all.total_writes),
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
	let mut text = String::from(
		"Keys of storage that each operation reads and writes (read / written), each key counted \
		 once;\nin the timetable, after a +, steps from a key to the next one. *All, each time* \
		 counts repetitions,\ntoo, which a block's cache answers. What FRAME keeps in memory for a \
		 block is left out: the\nevents, the number of the block. A test compares this table with \
		 what it counts.\n",
	);
	for (asset, what) in [(NATIVE, "the native coin"), (TOKEN, "an asset of `pallet-assets`")] {
		text += &table(&format!("Calls, in {what}"), &on_a_chain(|| life(&asset)));
		text += &table(&format!("Disputes, in {what}"), &on_a_chain(|| disputes(&asset)));
		text += &table(&format!("Hooks, in {what}"), &on_a_chain(|| hooks(&asset)));
	}
	text += &table("Beside that", &on_a_chain(yardsticks));
	assert_stated(&text, include_str!("counts.md"));
}

/// The rows whose names are in `names`, each in both assets.
fn rows_of(names: &[&str]) -> Vec<Row> {
	let mut found = vec![];
	for asset in [NATIVE, TOKEN] {
		found.extend(on_a_chain(|| life(&asset)));
		found.extend(on_a_chain(|| disputes(&asset)));
		found.extend(on_a_chain(|| hooks(&asset)));
	}
	found.retain(|row| names.contains(&row.name));
	assert_eq!(found.len(), 2 * names.len());
	found
}

#[test]
fn a_payment_is_one_read_and_one_write() {
	let moves = [
		"pay",
		"pay, subscribed",
		"commit",
		"set_policy",
		"set_payout",
		"`Transfer::transfer`",
		"`Transfer::forward`",
		"`Subscribe::subscribe`",
		"`Lock::lock`",
		"`Lock::settle`",
		"`Lock::release`",
	];
	for row in rows_of(&moves) {
		let one = Counts { reads: 1, writes: 1, total_reads: 1, total_writes: 1, ..row.all };
		assert_eq!((row.all, row.records), (one, one), "{}", row.name);
		assert_eq!(row.transfers, 0);
	}
}

#[test]
fn money_enters_and_leaves_by_one_transfer_for_each_party() {
	let one = [
		"open",
		"propose",
		"accept",
		"decline",
		"withdraw_proposal",
		"deposit",
		"withdraw",
		"top_up",
	];
	for row in rows_of(&one) {
		assert_eq!(row.transfers, 1, "{}", row.name);
	}
	// The loan to the pot goes along.
	for row in rows_of(&["open, the first in an asset"]) {
		assert_eq!(row.transfers, 1);
	}
	let two = [
		"`Open::open`, funded by both",
		"`Open::close`",
		"close",
		"close, without a signature",
		"settle",
	];
	for row in rows_of(&two) {
		assert_eq!(row.transfers, 2, "{}", row.name);
	}
	let three = ["settle, a penalty and the deposit", "close, a reward and the deposit"];
	for row in rows_of(&three) {
		assert_eq!(row.transfers, 3, "{}", row.name);
	}
	let none = [
		"pay",
		"commit",
		"withdraw_committed",
		"request_withdrawal",
		"contest_withdrawal",
		"finish_withdrawal",
		"challenge, 32 HTLCs",
		"force_close, 32 HTLCs",
		"close_after_loss",
	];
	for row in rows_of(&none) {
		assert_eq!(row.transfers, 0, "{}", row.name);
	}
}

#[test]
fn a_dispute_touches_two_records_and_asks_for_each_preimage_once() {
	let htlcs = MAX_HTLCS as usize;
	for (name, asked) in [
		("force_close, without a state", 0),
		("close_after_loss", 0),
		("force_close, 32 HTLCs", htlcs),
	] {
		for row in rows_of(&[name]) {
			assert_eq!((row.records.reads, row.records.writes), (1 + asked, 2), "{name}");
			assert_eq!((row.timetable.reads, row.timetable.writes <= 2), (2, true));
		}
	}
	for row in rows_of(&["challenge, 32 HTLCs"]) {
		assert_eq!((row.records.reads, row.records.writes), (2 + htlcs, 1));
		assert_eq!((row.timetable.reads, row.timetable.writes), (0, 0));
	}
}

#[test]
fn an_idle_block_is_one_read_and_the_clock() {
	for row in rows_of(&["a block in which nothing waits", "a block in which nothing is due"]) {
		assert_eq!((row.timetable.reads, row.timetable.writes), (1, 0));
		assert_eq!((row.all.total_reads, row.all.total_writes), (2, 0), "{}", row.name);
	}
}

#[test]
fn costs_do_not_grow_with_what_is_there_already() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(5_000, 0));
		let measure = || {
			let pay = call("pay", || Channels::pay(origin(alice()), id, 1)).1;
			let open = || Channels::open(origin(bob()), charlie(), asset.clone(), 50, PERIOD);
			let open = call("open", open).1;
			(pay.all, open.all)
		};
		// The first has Bob's account made ready for deposits.
		measure();
		let few = measure();
		for _ in 0..40 {
			open_channel(asset.clone(), Pair::new(50, 50));
			new_proposal(asset.clone(), 50, 30);
			EventLog::read();
		}
		assert_eq!(measure(), few);
	});
}
