// Money that streams, as a payer and a payee see it: it ticks, stands still, flows again, runs dry to
// the unit, and gives its rest back; also when the node dies in between.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, succeed, TEST_DOLLAR } from './lib/chain.mjs';
import { startNode, succeed as run, temporaryDirectory, until } from './lib/node.mjs';

const COIN = 10n ** 12n;
/** A rate counts in 10^-12 units a second, so in 10^-15 units a millisecond. */
const RATE_SCALE = 10n ** 12n;
const PARTS = 10n ** 15n;
const INTERVAL_MS = 12_000;
/** For the hook to get to what is due: a heartbeat is 6 s. */
const SOON_MS = 30_000;

const [alice, bob, charlie] = ['Alice', 'Bob', 'Charlie'].map((name) => account(name));
const basePath = temporaryDirectory();

let node;
let api;
const start = async () => {
	node = await startNode({ basePath });
	api = await chain.connect(node);
};
before(start);

const find = (events, method) => chain.find(events, method, 'streaming');
const accrued = (rate, ms) => (rate * BigInt(ms)) / PARTS;
const plan = (rate, more = {}) => ({
	flow: { Rate: rate },
	startMs: null,
	endMs: null,
	cliffMs: null,
	maxTotal: null,
	intervalMs: INTERVAL_MS,
	graceMs: 0,
	terms: { cancel: 'Payer', pause: 'Payer', lower: 'Payer' },
	...more,
});

/** The time of the block with this hash. */
const timeOf = async (hash) => (await (await api.at(hash)).query.timestamp.now()).toNumber();
const streamOf = async (id) =>
	(await api.call.streamingApi.streamState(id)).unwrapOr(undefined)?.stream;

/** The events of a stream since a block. */
async function told(from, id) {
	const records = await chain.eventsAfter(api, from);
	return records
		.filter(({ event }) => event.section === 'streaming' && event.data.stream?.eq(id))
		.map(({ event, phase }) => ({ method: event.method, data: event.data, phase }));
}

/** Waits until the stream has told of that many such events since the block, and answers with them. */
async function hears(from, id, method, count = 1) {
	let found = [];
	await until(SOON_MS + count * INTERVAL_MS, `${count} ${method} of stream ${id}`, async () => {
		found = (await told(from, id)).filter((event) => event.method === method);
		return found.length >= count;
	}, 500);
	return found;
}

async function create(asset, deposit, wanted) {
	const { number: from } = await chain.finalized(api);
	const call = api.tx.streaming.create(bob.address, asset, deposit, wanted);
	const events = await succeed(api, alice, call);
	const made = find(events, 'Created');
	return { id: made.stream.toBigInt(), startMs: made.startMs.toNumber(), from };
}

test('ticks by itself, to the unit', async () => {
	// 0.001 coins and a third of a unit a second.
	const rate = (COIN / 1_000n) * RATE_SCALE + RATE_SCALE / 3n;
	const had = await Promise.all([alice, bob].map(({ address }) => balance(api, address)));
	const deposit = 100n * COIN;
	const { id, startMs, from } = await create(NATIVE, deposit, plan(rate));
	assert.equal((await chain.holds(api, alice.address)).length, 1, 'the storage deposit is held');
	assert.equal((await api.call.streamingApi.runsOutAt(id)).unwrap().toBigInt(),
		BigInt(startMs) + (deposit * PARTS + rate - 1n) / rate);

	const payouts = await hears(from, id, 'Paid', 2);
	for (const { phase, data } of payouts) {
		assert.ok(!phase.isApplyExtrinsic, 'paid by the hook');
		assert.ok(data.to.eq(bob.address));
	}
	// Anybody claims for the payee: all up to the time of that block, rounded down once.
	const claimed = await succeed(api, charlie, api.tx.streaming.claim(id));
	const { total } = find(claimed, 'Paid');
	assert.equal(total.toBigInt(), accrued(rate, (await timeOf(claimed.block)) - startMs));
	assert.equal(await balance(api, bob.address), had[1] + total.toBigInt());

	// What will be owed is known beforehand.
	const later = startMs + 1_000_000;
	const owed = await api.call.streamingApi.owedAt(id, later);
	assert.equal(owed.unwrap().toBigInt() + total.toBigInt(), accrued(rate, 1_000_000));

	const ended = await succeed(api, alice, api.tx.streaming.cancel(id, null));
	const end = find(ended, 'Ended');
	assert.equal(end.reason.toString(), 'CancelledByPayer');
	assert.equal(end.total.toBigInt() + end.refunded.toBigInt(), deposit);
	assert.equal(end.total.toBigInt(), accrued(rate, (await timeOf(ended.block)) - startMs));
	assert.deepEqual(await chain.holds(api, alice.address), []);
	const looks = (await told(from, id)).filter(({ method }) => method === 'HookFeePaid');
	assert.ok(looks.length >= 2, 'the hook is paid for each look');
	const lookFee = (await api.call.streamingApi.lookFee()).toBigInt();
	const fees = feesOf(alice.address, await chain.eventsAfter(api, from)) +
		looks.reduce((sum, { data }) => sum + data.fee.toBigInt(), 0n);
	assert.ok(looks.every(({ data }) => data.fee.toBigInt() === lookFee));
	assert.equal(await balance(api, alice.address), had[0] - fees - end.total.toBigInt());
	assert.equal(await balance(api, bob.address), had[1] + end.total.toBigInt());
});

test('stands still while it is paused, and flows again', async () => {
	const rate = COIN * RATE_SCALE;
	const { id, startMs } = await create(NATIVE, 1_000n * COIN, plan(rate, { intervalMs: 3_600_000 }));
	const paused = await succeed(api, alice, api.tx.streaming.pause(id));
	const pausedMs = await timeOf(paused.block);
	const flowed = accrued(rate, pausedMs - startMs);
	assert.equal(find(paused, 'Paused').accrued.toBigInt(), flowed);
	const { number } = await chain.finalized(api);
	await until(SOON_MS, 'another block', async () => (await chain.finalized(api)).number > number);
	assert.equal((await api.call.streamingApi.owed(id)).unwrap().toBigInt(), flowed);

	const resumed = await succeed(api, alice, api.tx.streaming.resume(id));
	const resumedMs = await timeOf(resumed.block);
	assert.ok(resumedMs > pausedMs);
	const claimed = await succeed(api, bob, api.tx.streaming.withdraw(id, charlie.address));
	const again = (await timeOf(claimed.block)) - resumedMs;
	assert.equal(find(claimed, 'Paid').amount.toBigInt(), accrued(rate, pausedMs - startMs + again));
	assert.ok(find(claimed, 'Paid').to.eq(charlie.address));
	await succeed(api, alice, api.tx.streaming.cancel(id, null));
});

test('runs dry at its instant, all of it paid, unless it is topped up in time', async () => {
	const graceMs = 20_000;
	const bobHad = await balance(api, bob.address, TEST_DOLLAR);
	const aliceHad = await balance(api, alice.address, TEST_DOLLAR);
	const deposit = 12_345n;
	const rate = (deposit * RATE_SCALE) / 10n; // for 10 s
	const { id, startMs, from } = await create(TEST_DOLLAR, deposit, plan(rate, { graceMs }));
	const runsOutMs = startMs + 10_000;
	assert.equal((await api.call.streamingApi.runsOutAt(id)).unwrap().toNumber(), runsOutMs);
	const [dry] = await hears(from, id, 'RanDry');
	assert.equal(dry.data.stoppedMs.toNumber(), runsOutMs);
	assert.equal(dry.data.overMs.toNumber(), runsOutMs + graceMs);

	const topped = await succeed(api, charlie, api.tx.streaming.topUp(id, deposit));
	const againMs = await timeOf(topped.block);
	assert.ok(againMs > runsOutMs);
	// It goes on from then, and not for the time that it was dry.
	assert.equal((await api.call.streamingApi.runsOutAt(id)).unwrap().toNumber(), againMs + 10_000);

	const [ended] = await hears(from, id, 'Ended');
	assert.equal(ended.data.reason.toString(), 'RanDry');
	assert.equal(ended.data.total.toBigInt(), 2n * deposit);
	assert.equal(ended.data.refunded.toBigInt(), 0n);
	assert.equal(await streamOf(id), undefined);
	assert.equal(await balance(api, bob.address, TEST_DOLLAR), bobHad + 2n * deposit);
	// Twice: what Alice paid in, and the dollar's minimum balance lent to the pot came back.
	assert.equal(await balance(api, alice.address, TEST_DOLLAR), aliceHad - deposit);
	assert.deepEqual(await chain.holds(api, alice.address), []);
});

test('a payroll of several streams hangs on one deposit', async () => {
	const { tx, call } = api;
	const opened = await succeed(api, alice, tx.streaming.openVault(TEST_DOLLAR, 3_000_000n, 0));
	const vault = find(opened, 'VaultOpened').vault;
	const people = [bob, charlie, account('Dave')];
	const rates = [1n, 2n, 3n].map((share) => share * 10_000n * RATE_SCALE);
	const ids = [];
	for (const [index, { address }] of people.entries()) {
		const stream = tx.streaming.createFromVault(address, TEST_DOLLAR, rates[index], 3_600_000);
		ids.push(find(await succeed(api, alice, stream), 'Created').stream.toBigInt());
	}
	const { fromMs, funds, rate } = (await call.streamingApi.vault(vault)).unwrap();
	assert.equal(rate.toBigInt(), rates.reduce((sum, one) => sum + one));
	const lastsMs = (funds.units.toBigInt() * PARTS + funds.parts.toBigInt()) / rate.toBigInt();
	const runsOut = await call.streamingApi.vaultRunsOutAt(vault);
	assert.equal(runsOut.unwrap().toBigInt(), fromMs.toBigInt() + lastsMs);
	let paid = 0n;
	for (const id of ids) {
		const ended = find(await succeed(api, alice, tx.streaming.cancel(id, null)), 'Ended');
		assert.ok(ended.total.toBigInt() > 0n);
		paid += ended.total.toBigInt();
	}
	const closed = find(await succeed(api, alice, tx.streaming.closeVault(vault)), 'VaultClosed');
	assert.equal(paid + closed.refunded.toBigInt(), 3_000_000n, 'nothing is lost on the way');
});

test('what streams while the node is dead is owed when it is back', async () => {
	const rate = COIN * RATE_SCALE;
	const { id, startMs, from } = await create(NATIVE, 10_000n * COIN, plan(rate));
	await hears(from, id, 'Paid');
	await chain.disconnect(api);
	await node.kill9();
	await new Promise((resolve) => setTimeout(resolve, 10_000));
	await start();
	const claimed = await succeed(api, bob, api.tx.streaming.claim(id));
	const total = find(claimed, 'Paid').total.toBigInt();
	assert.equal(total, accrued(rate, (await timeOf(claimed.block)) - startMs));
	const payouts = (await told(from, id)).filter(({ method }) => method === 'Paid');
	const sum = payouts.reduce((all, { data }) => all + data.amount.toBigInt(), 0n);
	assert.equal(sum, total, 'everything once');
	await succeed(api, bob, api.tx.streaming.cancel(id, null));
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', basePath, '--chain', 'dev'), /owed = held/);
});
