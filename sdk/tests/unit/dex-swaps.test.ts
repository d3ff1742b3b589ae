// Swaps over books and pools: what is asked of the chain, what came of it, and what counts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget, BudgetExceeded } from '../../src/budgets/index.js';
import { assetWithId, NATIVE } from '../../src/core/assets.js';
import * as dex from '../../src/dex/index.js';
import { event, FakeChain, fakeSigner, type FakeBlock } from '../kit/chain.js';

const BLOCK: FakeBlock = { number: 1, nowMs: 5n };
const signer = fakeSigner();
const ROUTE = {
	from: NATIVE, hops: [{ to: assetWithId(1), pair: 8n }, { to: assetWithId(2) }],
} as const;
const HOP = { spent: 100n, got: 50n, lots: 3n, pool_in: 40n, pool_out: 20n };

/** A chain on which the next swap is told to have cost and brought so much. */
function setup() {
	const fake = new FakeChain();
	fake.push(BLOCK);
	const events: { type: string; value: any }[] = [];
	fake.outcomes.push({ final: { ...BLOCK, events } });
	fake.onSigned = ({ value }) => {
		const { id } = value.swap;
		events.push(event('Dex', 'Hopped', { id, ...HOP }), event('Dex', 'Hopped', { id, ...HOP }));
		events.push(event('Dex', 'Swapped', { id, spent: 100n, got: 25n }));
		events.push(event('Dex', 'Swapped', { id: id + 1n, spent: 1n, got: 1n }));
	};
	return fake;
}

test('a swap says its way, and what came of it is told hop by hop', async () => {
	const fake = setup();
	const budget = new Budget('app', { total: 100n });
	const request = { ...ROUTE, want: { exactIn: 100n }, limit: 24n };
	const done = await dex.swapAssets(fake.chain, signer, request, { budget });
	assert.deepEqual([done.spent, done.got, done.hops.length, budget.left], [100n, 25n, 2, 0n]);
	assert.deepEqual(done.hops[0], { spent: 100n, got: 50n, lots: 3n, poolIn: 40n, poolOut: 20n });
	const [{ name, value } = assert.fail()] = fake.signed;
	assert.equal(name, 'Dex.swap');
	const [first, second] = value.hops;
	assert.deepEqual([value.from.type, first.to.value, first.pair, second.pair],
		['Native', 1, 8n, undefined]);
	assert.deepEqual([value.swap.want.type, value.swap.want.value, value.swap.limit],
		['ExactIn', 100n, 24n]);
});

test('of an exact output the limit counts in the budget', async () => {
	const fake = setup();
	const request = { ...ROUTE, want: { exactOut: 25n }, limit: 120n };
	const budget = new Budget('app', { total: 119n });
	await assert.rejects(dex.swapAssets(fake.chain, signer, request, { budget }), BudgetExceeded);
	assert.equal(fake.signed.length, 0);
	await dex.swapAssets(fake.chain, signer, { ...request, limit: 119n }, { budget });
	assert.equal(budget.left, 0n);
});

test('a swap is quoted, and a limit is worse than that by a share', async () => {
	const fake = setup();
	fake.answers['Dex.quote_swap'] = () => ({ spent: 100n, got: 25n, hops: [HOP] });
	const quoted = await dex.quoteSwap(fake.chain, { ...ROUTE, want: { exactIn: 100n } });
	assert.deepEqual(quoted, {
		spent: 100n, got: 25n, hops: [{ spent: 100n, got: 50n, lots: 3n, poolIn: 40n, poolOut: 20n }],
	});
	assert.equal(dex.limitOf({ exactIn: 100n }, quoted, 10_000), 25n, 'rounded up');
	assert.equal(dex.limitOf({ exactIn: 100n }, quoted, 100_000), 23n);
	assert.equal(dex.limitOf({ exactOut: 25n }, quoted, 15_000), 101n, 'rounded down');
	assert.throws(() => dex.limitOf({ exactIn: 1n }, quoted, -1), RangeError);
	fake.answers['Dex.quote_swap'] = () => undefined;
	assert.equal(await dex.quoteSwap(fake.chain, { ...ROUTE, want: { exactOut: 1n } }), null);
});
