// Paying: what the node plans is looked at, and what nobody knows the end of stays counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget, BudgetExceeded } from '../../src/budgets/index.js';
import { NotIncluded, Uncertain } from '../../src/chain/index.js';
import { assetWithId } from '../../src/core/assets.js';
import {
	drawInvoice, type InvoiceRequest, type SignedInvoice,
} from '../../src/invoice/document.js';
import { invoiceKey, NoPlan, payInvoice, type PayOptions } from '../../src/routes/index.js';
import { event, FakeChain, fakeSigner, invalid } from '../kit/chain.js';

const payer = fakeSigner('//Alice');
const MINUTE = 60_000n;

/** A chain that plans as it is told. */
function setup(plan: { fee?: bigint; holdFee?: bigint } = {}, more: Partial<InvoiceRequest> = {}) {
	const fake = new FakeChain();
	const nowMs = BigInt(Date.now());
	fake.push({ number: 1, nowMs });
	fake.constants['Mpp.MaxExtensionMs'] = 20n * MINUTE;
	const { fee = 0n, holdFee = 0n } = plan;
	fake.answers['MppApi.plan_payment'] = () => ({
		success: true,
		value: { routes: [[{ channel: 1n, amount: 1n }]], fee, hold_fee: holdFee, least_fee: fee },
	});
	const { invoice } = drawInvoice({
		payee: fakeSigner().account, amount: 1_000n, deadlineMs: nowMs + 10n * MINUTE, ...more,
	});
	const signed: SignedInvoice = { invoice, signature: `0x01${'00'.repeat(64)}` };
	const opened = { number: 2, nowMs, events: [event('Mpp', 'PaymentOpened', { payment: 7n })] };
	const pay = (options?: PayOptions) => payInvoice(fake.chain, payer, signed, options);
	return { fake, invoice, opened, pay };
}

test('a node cannot have more paid than was allowed', async () => {
	const lying = setup({ fee: 11n });
	await assert.rejects(lying.pay(), (error) =>
		error instanceof NoPlan && error.shortfall.type === 'Fee' && error.shortfall.cheapest === 11n);
	await assert.rejects(setup({ fee: 6n }).pay({ maxFee: 5n }), NoPlan);
	const { fake, opened, pay } = setup({ fee: 6n, holdFee: 1_000_000n });
	fake.outcomes.push({ final: opened });
	await pay({ maxFee: 40n });
	assert.equal(fake.signed[0]?.value.max_fee, 40n);
});

test('what waiting costs counts to the end that a standstill puts off', async () => {
	const { fake, opened, pay } = setup({ fee: 6n, holdFee: 2n });
	fake.outcomes.push({ final: opened });
	await pay({ maxFee: 900n });
	// Ten minutes, twenty more, and a minute that has begun.
	assert.equal(fake.signed[0]?.value.max_fee, 62n);
});

test('what is known to have come to nothing is free again, and nothing else is', async () => {
	const failed = { type: 'Module', value: { type: 'Mpp', value: { type: 'Expired' } } };
	for (const outcome of [{ refused: invalid('Payment') }, { failed }]) {
		const { fake, pay } = setup();
		const budget = new Budget('app', { total: 1_500n });
		fake.outcomes.push(outcome);
		await assert.rejects(pay({ budget }));
		assert.equal(budget.left, 1_500n);
	}
	const { fake, invoice, opened, pay } = setup();
	const budget = new Budget('app', { total: 1_500n });
	fake.signing = new Error('Cancelled');
	await assert.rejects(pay({ budget }), NotIncluded);
	fake.signing = undefined;
	fake.outcomes.push({ broken: new Error('the connection broke') });
	await assert.rejects(pay({ budget }), Uncertain);
	assert.equal(budget.left, 500n);
	const key = invoiceKey(fake.chain.genesis, invoice);
	assert.deepEqual(budget.pending.map((one) => one.key), [key]);
	// Another with the same hash is another.
	for (const over of [{ payee: payer.account }, { deadlineMs: 1n }, { amount: 1n }]) {
		assert.notEqual(invoiceKey(fake.chain.genesis, { ...invoice, ...over }), key);
	}
	assert.notEqual(invoiceKey(invoice.payee, invoice), key);
	// The same invoice is paid once at most, so that trying it again counts no more.
	fake.outcomes.push({ failed });
	await assert.rejects(pay({ budget }));
	assert.equal(budget.left, 500n, 'the first attempt may have done it');
	fake.outcomes.push({ final: opened });
	await pay({ budget });
	assert.deepEqual([budget.left, budget.pending], [500n, []]);
});

test('a budget pays in its own asset only', async () => {
	const { pay } = setup({}, { asset: assetWithId(7) });
	const budget = new Budget('app', { total: 1_500n });
	await assert.rejects(pay({ budget }), (error) =>
		error instanceof BudgetExceeded && error.limit === 'asset');
	const other = setup();
	await assert.rejects(other.pay({ budget: new Budget('app', { asset: assetWithId(7) }) }),
		BudgetExceeded);
	const same = setup({}, { asset: assetWithId(7) });
	same.fake.outcomes.push({ final: same.opened });
	await same.pay({ budget: new Budget('app', { asset: assetWithId(7), total: 1_500n }) });
});
