// A subscription whose payer has no money for a while, on a node that dies in between: each period is
// paid once, and nothing is lost.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, balance, NATIVE, succeed } from './lib/chain.mjs';
import { startNode, succeed as run, temporaryDirectory, until } from './lib/node.mjs';

const COIN = 10n ** 12n;
const PERIOD_MS = 12_000;
const PRICE = 5n * COIN;
/** For the hook to get to what is due: a heartbeat is 6 s. */
const SOON_MS = 40_000;

const [alice, bob] = ['Alice', 'Bob'].map((name) => account(name));
/** Has only what it is given. */
const payer = account('Subscriber');
const basePath = temporaryDirectory();
const LIMITS = { total: null, payments: null, endMs: null, charges: 0n };

let node;
let api;
const start = async () => {
	node = await startNode({ basePath });
	api = await chain.connect(node);
};
before(start);

const find = (events, method) => chain.find(events, method, 'recurring');
const give = (amount) => succeed(api, alice, api.tx.balances.transferKeepAlive(payer.address, amount));

async function told(from, id, method) {
	const records = await chain.eventsAfter(api, from);
	return records
		.map(({ event }) => event)
		.filter((event) => event.section === 'recurring' && event.method === method)
		.filter(({ data }) => data.subscription.eq(id))
		.map(({ data }) => data);
}

async function hears(from, id, method, count = 1) {
	let found = [];
	await until(SOON_MS, `${count} ${method} of subscription ${id}`, async () => {
		found = await told(from, id, method);
		return found.length >= count;
	}, 500);
	return found;
}

test('pays, lacks money, survives a crash, recovers, and pays each period once', async () => {
	const { number: from } = await chain.finalized(api);
	const details = {
		asset: NATIVE,
		terms: { price: PRICE, frequency: { Custom: PERIOD_MS }, catchUp: 'Each' },
		trialMs: 0,
		maxSubscribers: null,
		maxPayments: null,
		termsHash: `0x${'00'.repeat(32)}`,
	};
	const published = await succeed(api, bob, api.tx.recurring.createPlan(details));
	const plan = find(published, 'PlanCreated').plan;
	const bobHad = await balance(api, bob.address);

	// Enough for the deposit, the fees and two periods, and not for a third.
	await give(3n * PRICE);
	const subscribed = await succeed(api, payer, api.tx.recurring.subscribe(plan, 0, LIMITS));
	const { subscription: id, anchorMs } = find(subscribed, 'Subscribed');
	assert.equal(find(subscribed, 'Paid').period.toNumber(), 0, 'the first period is paid at once');
	assert.equal((await api.call.recurringApi.nextDue(id, 3)).map(Number).join(),
		[1, 2, 3].map((n) => anchorMs.toNumber() + n * PERIOD_MS).join());

	const [failed] = await hears(from, id, 'PaymentFailed');
	assert.equal(failed.cause.toString(), 'InsufficientFunds');
	const [delayMs] = api.consts.recurring.retryDelaysMs;
	assert.ok(failed.retryMs.unwrap().toNumber() >= anchorMs.toNumber() + delayMs.toNumber());
	assert.equal((await api.call.recurringApi.state(id)).unwrap().phase.toString(), 'PastDue');
	const before = await told(from, id, 'Paid');

	await chain.disconnect(api);
	await node.kill9();
	await start();
	assert.equal((await api.call.recurringApi.state(id)).unwrap().phase.toString(), 'PastDue');
	await give(100n * PRICE);
	const paid = await hears(from, id, 'Paid', before.length + 2);
	assert.deepEqual(
		paid.map(({ period }) => period.toNumber()),
		paid.map((_, index) => index),
		'each period once, in order',
	);
	for (const { period, dueMs, amount } of paid) {
		assert.equal(dueMs.toNumber(), anchorMs.toNumber() + period.toNumber() * PERIOD_MS);
		assert.equal(amount.toBigInt(), PRICE);
	}

	const ended = find(await succeed(api, payer, api.tx.recurring.cancel(id)), 'Ended');
	const all = await told(from, id, 'Paid');
	assert.equal(ended.payments.toNumber(), all.length);
	assert.equal(ended.paid.toBigInt(), PRICE * BigInt(all.length));
	assert.equal(await balance(api, bob.address), bobHad + PRICE * BigInt(all.length));
	assert.deepEqual(await chain.holds(api, payer.address), [], 'the deposit is back');
});

test('pauses, and what comes due meanwhile is not owed', async () => {
	const { number: from } = await chain.finalized(api);
	const terms = { price: PRICE, frequency: { Custom: PERIOD_MS }, catchUp: 'Each' };
	const authorise = api.tx.recurring.authorise(bob.address, NATIVE, terms, LIMITS, null);
	const events = await succeed(api, payer, authorise);
	const { subscription: id, anchorMs } = find(events, 'Subscribed');
	await succeed(api, payer, api.tx.recurring.pause(id));
	const endMs = anchorMs.toNumber() + 2 * PERIOD_MS;
	await until(SOON_MS, 'two periods pass', async () => (await chain.nowMs(api)) > endMs);
	await succeed(api, payer, api.tx.recurring.resume(id));
	await hears(from, id, 'Paid', 2);
	await succeed(api, bob, api.tx.recurring.cancel(id));
	const paid = (await told(from, id, 'Paid')).map(({ period }) => period.toNumber());
	assert.equal(paid[0], 0);
	assert.ok(paid[1] >= 3, `${paid}`);
});

test('the books balance', async () => {
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', basePath, '--chain', 'dev'), /owed = held/);
});
