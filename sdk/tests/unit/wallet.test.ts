// The short ways, without a node: what a restart, and a node that fails, leave of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Budget, Uncertain, Wallet } from '../../src/index.js';
import { random, toHex } from '../../src/core/bytes.js';
import { event, FakeChain, fakeSigner } from '../kit/chain.js';

const COIN = 10n ** 12n;

function setup(budget?: Budget) {
	const fake = new FakeChain();
	const nowMs = BigInt(Date.now());
	fake.push({ number: 1, nowMs });
	return { fake, nowMs, wallet: Wallet.of(fake.chain, fakeSigner(), budget) };
}

test('an invoice is waited for again after a restart', async () => {
	const { fake, nowMs, wallet } = setup();
	const asked = await wallet.invoice('1.5 BLOC');
	const paid = event('Mpp', 'PaymentSettled', {
		payee: wallet.address, payment_hash: asked.invoice.paymentHash, bound: false,
		asset: { type: 'Native' }, total: 3n * COIN / 2n,
	});
	const again = wallet.resume(asked.text, asked.preimage);
	assert.deepEqual(again.invoice, asked.invoice);
	fake.push({ number: 2, nowMs, events: [paid] });
	for (const one of [asked, again]) assert.equal((await one.paid()).amount, 3n * COIN / 2n);
	assert.throws(() => wallet.resume(asked.text, toHex(random(32))), /not that of the invoice/);
});

test('a stream that was made is told of, though it cannot be counted', async () => {
	const { fake, nowMs, wallet } = setup();
	fake.answers['Streaming.stream'] = () => { throw new Error('the node is gone'); };
	const events = [event('Streaming', 'Created', { stream: 4n })];
	fake.outcomes.push({ final: { number: 2, nowMs, events } });
	const flow = await wallet.stream(wallet.address, '0.001 BLOC a second', '10 BLOC');
	assert.deepEqual([flow.id, flow.owed()], [4n, 0n]);
});

test('the deposit of a stream of which nothing is known counts against the budget', async () => {
	const budget = new Budget('app', { total: 10n * COIN });
	const { fake, wallet } = setup(budget);
	fake.outcomes.push({ broken: new Error('gone') });
	const made = wallet.stream(wallet.address, '0.001 BLOC a second', '4 BLOC');
	await assert.rejects(made, Uncertain);
	await turn();
	assert.deepEqual([budget.left, budget.pending.length], [6n * COIN, 1]);
});
