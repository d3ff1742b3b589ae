// The exchange, as a market maker and takers see it: a book of the native coin for the test dollar, in
// which orders come and go by every call there is, and by the hook. What is quoted is what happens; and
// after each step all that anybody has follows from the events alone, to the unit.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { Book, priceOf } from './lib/book.mjs';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, refused, succeed, TEST_DOLLAR } from './lib/chain.mjs';
import { advance, startNode, succeed as run } from './lib/node.mjs';
import { depositOf } from './lib/payments.mjs';

const COIN = 10n ** 12n;
const HOUR_MS = 3_600_000;
const FOREVER = 2n ** 64n - 1n;
/** A hundredth of a coin, for about half a dollar a coin. */
const PAIR_TERMS = {
	lot: COIN / 100n,
	tickValue: 1n,
	minLots: 2n,
	minQuote: 100n,
	maker: { Pays: 700 },
	taker: 2_500,
};
const MIDDLE = 5_000;
const LEVELS = 5;
const STAKE = { base: 1_000n * COIN, quote: 10n ** 10n };
const ASSETS = { base: NATIVE, quote: TEST_DOLLAR };
const SLOTS = 16;
const RESTS = { untilMs: null, settled: false };

const [alice, bob, charlie, dave, ferdie] =
	['Alice', 'Bob', 'Charlie', 'Dave', 'Ferdie'].map((name) => account(name));
/** Alice has the pair; the market maker is Bob. */
const traders = [bob, charlie, dave];

let node;
let api;
let dex;
let pair;
let had;
const book = new Book({ ...PAIR_TERMS, maker: PAIR_TERMS.maker.Pays });
/** The last block of which the book has noted the events. */
let noted;
const records = [];

const find = (events, method) => chain.find(events, method, 'dex');
const fails = (who, call, error) => refused(api, who, call, error);
const keyOf = ({ publicKey }) => u8aToHex(publicKey);
const balances = async ({ address }) => ({
	base: await balance(api, address, NATIVE),
	quote: await balance(api, address, TEST_DOLLAR),
});

before(async () => {
	node = await startNode({ args: ['--dev', '--state-pruning', 'archive'] });
	api = await chain.connect(node);
	dex = api.tx.dex;
	noted = (await chain.finalized(api)).number;
	had = await Promise.all([alice, ...traders].map(balances));
	const opened = await succeed(api, alice, dex.openPair(NATIVE, TEST_DOLLAR, PAIR_TERMS));
	pair = find(opened, 'PairOpened').pair.toBigInt();
	for (const who of traders) {
		for (const [name, asset] of Object.entries(ASSETS)) {
			await succeed(api, who, dex.deposit(asset, STAKE[name]));
		}
		await succeed(api, who, dex.setSlots(SLOTS));
	}
});

/** An order that takes what it can, and rests with the remainder. */
const limit = (id, side, tick, lots, more) => ({
	id,
	side,
	amount: { Lots: lots },
	tick,
	kind: { Limit: RESTS },
	deadlineMs: FOREVER,
	selfTrade: 'CancelNewest',
	maxSteps: 8,
	...more,
});
const atOnce = (id, side, tick, amount, maxSteps) =>
	limit(id, side, tick, 0n, { amount, kind: 'ImmediateOrCancel', maxSteps });
const place = (who, order) => succeed(api, who, dex.place(pair, order));

const depth = async (side, behind = null, most = 100) =>
	(await api.call.dexApi.depth(pair, side, behind, most)).map(({ tick, lots, quote }) => {
		const [at, amount] = [tick.toNumber(), lots.toBigInt()];
		assert.equal(quote.toBigInt(), book.value(amount, at));
		return [at, amount];
	});
const ordersOf = async ({ address }) =>
	(await api.call.dexApi.orders(address)).map(({ order, filled, open }) =>
		[order.id.toBigInt(), filled.toBigInt(), open.toBigInt()]);
const best = async () => (await api.call.dexApi.best(pair)).unwrap().toJSON();

/** Notes all that the chain has told up to now. */
async function follow() {
	const { number } = await chain.finalized(api);
	const more = await chain.eventsAfter(api, noted);
	// Blocks may have come meanwhile.
	const seen = more.filter((record) => record.number <= number);
	noted = number;
	records.push(...seen);
	for (const { event } of seen) if (event.section === 'dex') book.note(event);
	return api.at(await api.rpc.chain.getBlockHash(number));
}

/** All that anybody has here, and what rests, is what follows from the events. */
async function reconcile(when) {
	const at = await follow();
	for (const who of traders) {
		for (const [name, asset] of Object.entries(ASSETS)) {
			const { free, locked, unsettled } = await at.call.dexApi.balance(who.address, asset);
			const found = [free, locked, unsettled].map((part) => part.toBigInt());
			const expected = Object.values(book.holding(keyOf(who), name));
			assert.deepEqual(found, expected, `${when}: ${name} of ${who.address}`);
		}
		assert.deepEqual(await ordersOf(who), book.orders(keyOf(who)), `${when}: orders of ${who.address}`);
	}
	for (const side of ['Buy', 'Sell']) {
		assert.deepEqual(await depth(side), book.depth(side), `${when}: what rests to ${side}`);
	}
	const { fees, aside } = (await at.query.dex.books(pair)).unwrap();
	assert.deepEqual([fees, aside].map((sum) => sum.toBigInt()), [book.fees, 0n], `${when}: fees`);
	for (const [name, asset] of Object.entries(ASSETS)) {
		const pot = (await at.query.dex.pots(asset)).unwrap();
		assert.equal(pot.held.toBigInt(), book.held(traders.map(keyOf), name), `${when}: the pot of ${name}`);
	}
}

test('a market maker fills both sides of the book in one call', async () => {
	const found = await api.call.dexApi.pairsOf(NATIVE, TEST_DOLLAR, null, 10);
	assert.deepEqual(found.map((id) => id.toBigInt()), [pair]);
	const actions = [];
	for (let nth = 1; nth <= LEVELS; nth += 1) {
		const lots = 99n + BigInt(nth);
		actions.push({ Place: limit(nth, 'Buy', MIDDLE - nth, lots) });
		actions.push({ Place: limit(10 + nth, 'Sell', MIDDLE + nth, lots) });
	}
	// What fails leaves the others be.
	actions.push({ Cancel: 99 }, { Reduce: [5, 90n] });
	const acted = await succeed(api, bob, dex.act(pair, actions));
	const failed = find(acted, 'ActionFailed');
	assert.equal(failed.index.toNumber(), 2 * LEVELS);
	assert.equal(chain.nameOf(api, failed.error), 'dex.OrderNotFound');
	assert.equal(find(acted, 'Cut').lots.toBigInt(), 14n);

	// Behind Bob's at the same price, and far away.
	await place(dave, limit(1, 'Sell', MIDDLE + 1, 40n));
	await place(dave, limit(2, 'Sell', MIDDLE + 200, 30n));
	assert.deepEqual(await best(), [MIDDLE - 1, MIDDLE + 1]);
	const sells = await depth('Sell');
	assert.deepEqual(sells[0], [MIDDLE + 1, 140n]);
	assert.equal(sells.length, LEVELS + 1);
	assert.deepEqual(await depth('Sell', MIDDLE + 1, 2), sells.slice(1, 3));
	assert.deepEqual((await depth('Buy'))[LEVELS - 1], [MIDDLE - LEVELS, 90n]);
	const price = await api.call.dexApi.priceOf(pair, 9_000);
	assert.equal(price.unwrap().toBigInt(), PAIR_TERMS.tickValue * priceOf(9_000));
	assert.ok((await api.call.dexApi.day(pair)).unwrap().last.isNone, 'nothing was traded');
	await reconcile('when the book is filled');
});

/** A quote, and then an order for it: they are the same. Answers with what it took. */
async function takesAsQuoted(id, [side, amount, tick, maxSteps]) {
	const quote = (await api.call.dexApi.quote(pair, side, amount, tick, maxSteps)).unwrap();
	const taken = find(await place(charlie, atOnce(id, side, tick, amount, maxSteps)), 'Taken');
	const plain = ({ lots, quote: price, fee, end }) =>
		[lots.toBigInt(), price.toBigInt(), fee.toBigInt(), end.type];
	assert.deepEqual(plain(taken), plain(quote));
	return { lots: taken.lots.toBigInt(), end: taken.end.type };
}

test('what is quoted is what an order takes', async () => {
	const ends = [];
	for (const [nth, asked] of [
		['Buy', { Lots: 50n }, MIDDLE + 10, 8],
		['Buy', { Quote: 1_000_000n }, MIDDLE + 10, 8],
		['Sell', { Lots: 130n }, MIDDLE - 10, 8],
		['Sell', { Quote: 300_000n }, MIDDLE - 10, 8],
		// The rest of these 64 prices, and no further page.
		['Buy', { Lots: 1_000n }, MIDDLE + 300, 1],
		['Buy', { Lots: 10n }, MIDDLE + 300, 8],
		['Sell', { Lots: 1_000n }, MIDDLE - 2, 8],
	].entries()) {
		const { lots, end } = await takesAsQuoted(nth + 1, asked);
		assert.ok(lots > 0n, `the order ${nth + 1} takes something`);
		ends.push(end);
	}
	assert.deepEqual(ends, ['Done', 'Done', 'Done', 'Done', 'Steps', 'Done', 'NothingLeft']);
	assert.deepEqual(await best(), [MIDDLE - 3, MIDDLE + 200]);
	await reconcile('when takers took');

	const { base, quote, last, before: earlier } = (await api.call.dexApi.day(pair)).unwrap();
	assert.deepEqual([base, quote].map(BigInt), [book.traded.base, book.traded.quote]);
	assert.equal(last.unwrap().toNumber(), book.last);
	assert.ok(earlier.isNone);
});

test('what others filled is its owner\'s, whoever settles it', async () => {
	const unsettled = book.holding(keyOf(bob), 'quote').unsettled;
	assert.ok(unsettled > 0n);
	const settled = await succeed(api, dave, dex.settle(bob.address, [11, 12]));
	assert.equal(settled.filter(({ method }) => method === 'Settled').length, 2);
	await reconcile('when two are settled');
	const { free, unsettled: left } = book.holding(keyOf(bob), 'quote');
	assert.ok(left > 0n && left < unsettled);
	await succeed(api, bob, dex.withdraw(TEST_DOLLAR, free));
	await succeed(api, bob, dex.deposit(TEST_DOLLAR, free));
	await reconcile('when it was out, and is back');
});

test('orders become smaller, are replaced, and cancelled', async () => {
	const reduced = find(await succeed(api, bob, dex.reduce(5, 50n)), 'Cut');
	assert.deepEqual([reduced.lots.toBigInt(), reduced.reason.type], [40n, 'Reduced']);
	await fails(bob, dex.reduce(5, 60n), 'dex.NothingOpen');
	await reconcile('when one is smaller');

	const replaced = await succeed(api, bob, dex.replace(4, limit(4, 'Buy', MIDDLE - 20, 77n)));
	assert.equal(find(replaced, 'Cut').reason.type, 'Replaced');
	assert.equal(find(replaced, 'Placed').tick.toNumber(), MIDDLE - 20);
	await reconcile('when one is replaced');

	const cancelled = find(await succeed(api, bob, dex.cancel(3)), 'Cut');
	assert.equal(cancelled.reason.type, 'Cancelled');
	await fails(bob, dex.cancel(3), 'dex.OrderNotFound');
	const all = await succeed(api, bob, dex.cancelAll(pair, 20));
	assert.equal(all.filter(({ method }) => method === 'Cut').length, 2);
	assert.deepEqual(await ordersOf(bob), [], 'what was filled is settled by that');
	assert.deepEqual(await depth('Buy'), []);
	await reconcile('when all of his are cancelled');
});

test('nobody trades with himself', async () => {
	const own = limit(3, 'Buy', MIDDLE + 200, 5n, { selfTrade: 'Decrement' });
	const events = await place(dave, own);
	const cut = find(events, 'Cut');
	assert.deepEqual([cut.id.toBigInt(), cut.lots.toBigInt(), cut.reason.type], [2n, 5n, 'SelfTrade']);
	assert.equal(find(events, 'Taken').lots.toBigInt(), 0n);
	await reconcile('when both are smaller');
});

test('what is not sound is refused by name', async () => {
	const order = limit(9, 'Buy', MIDDLE, 10n);
	const refuses = (changes, error, who = dave) =>
		fails(who, dex.place(pair, { ...order, ...changes }), error);
	await fails(dave, dex.place(99, order), 'dex.PairNotFound');
	await refuses({}, 'dex.TraderNotFound', ferdie);
	await refuses({ id: 2 }, 'dex.IdInUse');
	await refuses({ deadlineMs: 1 }, 'dex.Expired');
	await refuses({ maxSteps: 33 }, 'dex.TooManySteps');
	await refuses({ tick: 0 }, 'dex.UnknownTick');
	await refuses({ amount: { Lots: 1n } }, 'dex.BelowMinimum');
	await refuses({ amount: { Quote: 1_000n } }, 'dex.NotResting');
	await refuses({ side: 'Sell', amount: { Lots: 10n ** 9n } }, 'dex.InsufficientBalance');
	const only = { kind: { PostOnly: { rest: RESTS, slide: false } }, tick: MIDDLE + 200 };
	await refuses(only, 'dex.WouldTake', charlie);
	const whole = { kind: 'FillOrKill', tick: MIDDLE + 200, amount: { Lots: 100n } };
	await refuses(whole, 'dex.NotFilled', charlie);
	await refuses({ kind: { Limit: { untilMs: 1, settled: false } } }, 'dex.Expired');
	await fails(charlie, dex.withdraw(TEST_DOLLAR, STAKE.quote * 2n), 'dex.InsufficientBalance');
	await fails(dave, dex.setSlots(0), 'dex.SlotsInUse');
	await fails(dave, dex.setSlots(33), 'dex.TooManyOrders');
	await fails(alice, dex.closePair(pair), 'dex.PairInUse');
	await fails(charlie, dex.setStatus(pair, 'CancelOnly'), 'dex.NotOwner');
	await fails(alice, dex.setStatus(pair, { Stopped: { untilMs: FOREVER } }), 'dex.NotOwner');
	await fails(dave, dex.expire(bob.address), 'dex.NotDue');

	await succeed(api, alice, dex.setStatus(pair, 'CancelOnly'));
	await refuses({}, 'dex.NotTrading');
	// Who owns it does not open it for one call of its own.
	await fails(alice, dex.setStatus(pair, 'Trading'), 'dex.NoticeTooShort');
	await succeed(api, alice, api.tx.sudo.sudo(dex.setStatus(pair, 'Trading')));
	await reconcile('after all that was refused');
});

test('an order only rests, at the first price at which it takes nothing', async () => {
	const kind = { PostOnly: { rest: RESTS, slide: true } };
	const placed = find(await place(charlie, limit(20, 'Buy', MIDDLE + 900, 10n, { kind })), 'Placed');
	assert.equal(placed.tick.toNumber(), MIDDLE + 199);
	await succeed(api, charlie, dex.cancel(20));
	await reconcile('when it slid');
});

test('the hook takes out what has expired, and settles what was paid for', async () => {
	const { number: from } = await chain.finalized(api);
	const untilMs = (await chain.nowMs(api)) + 600_000;
	const forAWhile = { kind: { Limit: { untilMs, settled: false } } };
	const expires = await place(dave, limit(7, 'Buy', 4_000, 25n, forAWhile));
	assert.ok(find(expires, 'HookFeePaid').amount.toBigInt() > 0n);
	const paidFor = { kind: { Limit: { untilMs: null, settled: true } } };
	await place(dave, limit(8, 'Sell', 4_500, 20n, paidFor));
	await place(charlie, atOnce(30, 'Buy', 4_500, { Lots: 20n }, 8));
	const mine = (id) => (data) => data.who.eq(dave.address) && data.id.toNumber() === id;
	const [settled] = await chain.hears(api, from, ['dex', 'Settled'], mine(8));
	assert.ok(!settled.phase.isApplyExtrinsic, 'by the hook');
	assert.equal(settled.event.data.lots.toBigInt(), 20n);
	await reconcile('when the hook has settled');

	await advance(node, 300_000);
	assert.deepEqual(await depth('Buy'), [[4_000, 25n]], 'its time is not over');
	await advance(node, 301_000);
	const [cut] = await chain.hears(api, from, ['dex', 'Cut'], mine(7));
	assert.ok(!cut.phase.isApplyExtrinsic, 'by the hook');
	assert.deepEqual([cut.event.data.lots.toBigInt(), cut.event.data.reason.type], [25n, 'Expired']);
	assert.deepEqual(await depth('Buy'), []);
	await reconcile('when it has expired');
});

test('a day later there is nothing of the day', async () => {
	const [sum, atMs] = (await api.call.dexApi.priceSum(pair)).unwrap();
	await advance(node, 25 * HOUR_MS, 5);
	const { base, quote, before: earlier, last } = (await api.call.dexApi.day(pair)).unwrap();
	assert.deepEqual([base, quote].map(Number), [0, 0]);
	assert.deepEqual([earlier, last].map((tick) => tick.unwrap().toNumber()), [book.last, book.last]);
	const [later, laterMs] = (await api.call.dexApi.priceSum(pair)).unwrap();
	const passed = laterMs.toBigInt() - atMs.toBigInt();
	assert.ok(passed >= BigInt(25 * HOUR_MS));
	assert.equal(later.toBigInt() - sum.toBigInt(), passed * priceOf(book.last), 'the last price, all the time');
});

/** A trader takes all out. What it had to put down comes back. */
async function takeAllOut(who) {
	for (const [name, asset] of Object.entries(ASSETS)) {
		const { free } = book.holding(keyOf(who), name);
		await succeed(api, who, dex.withdraw(asset, free));
	}
	await succeed(api, who, dex.setSlots(0));
	assert.equal(await depositOf(api, 'dex', who), 0n);
}

test('at the end every balance follows from the events alone', async () => {
	assert.deepEqual((await ordersOf(dave)).map(([id]) => id), [1n, 2n]);
	await succeed(api, charlie, dex.settle(dave.address, [1]));
	await succeed(api, dave, dex.cancel(2));
	await reconcile('when nothing rests');
	const { fees } = book;
	assert.ok(fees > 0n);
	const collected = await succeed(api, ferdie, dex.collectFees(pair));
	assert.equal(find(collected, 'FeesCollected').amount.toBigInt(), fees);
	for (const who of traders) await takeAllOut(who);
	await succeed(api, alice, dex.closePair(pair));
	await follow();

	const people = [alice, ...traders];
	const sums = { base: 0n, quote: 0n };
	for (const [nth, who] of people.entries()) {
		const { base, quote, hookFees } = book.brought(keyOf(who));
		const expected = {
			base: had[nth].base - base - hookFees - feesOf(who.address, records),
			quote: had[nth].quote - quote + (who === alice ? fees : 0n),
		};
		assert.deepEqual(await balances(who), expected, who.address);
		sums.base += base;
		sums.quote += quote;
	}
	assert.deepEqual(sums, { base: 0n, quote: fees }, 'what one lost another gained, but for the fees');
	for (const asset of Object.values(ASSETS)) assert.ok((await api.query.dex.pots(asset)).isNone);
});

test('the books balance', async () => {
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', node.basePath, '--chain', 'dev'), /owed = held/);
});
