// Waiting to be paid: whoever claims, whenever it was, and whatever else has the same hash.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { assetWithId, NATIVE } from '../../src/core/assets.js';
import { allowing, drawInvoice, Feature, type InvoiceRequest } from '../../src/invoice/document.js';
import { NotPaid, waitForPayment, type WaitOptions } from '../../src/routes/index.js';
import { event, FakeChain, fakeSigner, invalid, type FakeBlock } from '../kit/chain.js';

const signer = fakeSigner();
const DEADLINE = 100_000n;
const DAY = 86_400_000n;
const NATIVE_ON_CHAIN = { type: 'Native', value: undefined };

/** A chain, and an invoice that waits on it. */
function setup(more: Partial<InvoiceRequest> = {}) {
	const fake = new FakeChain();
	const { invoice, preimage } = drawInvoice({
		payee: signer.account, amount: 5n, deadlineMs: DEADLINE, ...more,
	});
	const payee = fake.chain.address(signer.account);
	const common = { payee, payment_hash: invoice.paymentHash, asset: NATIVE_ON_CHAIN };
	const settled = (over: object = {}) =>
		event('Mpp', 'PaymentSettled', { ...common, total: 5n, bound: false, ...over });
	const instantly = (over: object = {}) =>
		event('Mpp', 'PaidInstantly', { ...common, total: 5n, ...over });
	/** A payment waits in blocks of these numbers. */
	const waits = (from: number, to = Infinity, over: object = {}) => {
		const isThere = ({ number }: FakeBlock) => number >= from && number < to;
		fake.answers['Mpp.complete'] = (block) => (isThere(block) ? 9n : undefined);
		fake.answers['Mpp.payment'] = (block) =>
			isThere(block) ? { asset: NATIVE_ON_CHAIN, total: 5n, ...over } : undefined;
	};
	/** The preimage was revealed at an instant, and is known in blocks from a number on. */
	const revealed = (revealedMs: bigint, from: number) => {
		fake.answers['Channels.preimage'] = ({ number }) =>
			number >= from ? { preimage, revealed_ms: revealedMs } : undefined;
	};
	fake.constants['System.BlockHashCount'] = 4_096;
	fake.constants['Channels.PreimageRetentionMs'] = 30n * DAY;
	fake.constants['Mpp.MaxInvoiceMs'] = 30n * DAY;
	const wait = (options?: WaitOptions) =>
		waitForPayment(fake.chain, signer, invoice, preimage, options);
	return { fake, invoice, settled, instantly, waits, revealed, wait };
}

const block = (number: number, events: FakeBlock['events'] = []): FakeBlock =>
	({ number, nowMs: BigInt(number) * 1_000n, events });

/** Lets all that can go on go on. */
async function settle(): Promise<void> {
	for (let round = 0; round < 40; round += 1) await turn();
}

test('what arrives is claimed', async () => {
	const { fake, settled, waits, wait } = setup();
	const paid = wait();
	fake.push(block(1));
	await settle();
	waits(2, 3);
	fake.outcomes.push({ final: block(3, [settled()]) });
	fake.push(block(2));
	const { amount, exact } = await paid;
	assert.deepEqual([amount, exact, fake.signed.length], [5n, true, 1]);
	await settle();
	assert.equal(fake.listeners, 0);
});

test('what somebody else claims between the look and the claim is paid', async () => {
	const docs = invalid('Custom', 0);
	const failed = { type: 'Module', value: { type: 'Mpp', value: { type: 'NotFound' } } };
	for (const outcome of [{ refused: docs }, { failed }, { broken: new Error('gone') }]) {
		const { fake, settled, waits, wait } = setup();
		waits(2, 3);
		fake.outcomes.push(outcome);
		const paid = wait();
		fake.push(block(2));
		await settle();
		fake.push(block(3, [settled()]));
		assert.equal((await paid).amount, 5n);
		assert.equal(fake.signed.length, 1);
	}
});

test('a claim that fails is tried again, and its error told in the end', async () => {
	const { fake, settled, waits, wait } = setup();
	waits(1);
	fake.outcomes.push({ refused: invalid('Payment') }, { final: block(3, [settled()]) });
	const paid = wait();
	fake.push(block(1));
	await settle();
	fake.push(block(2));
	assert.equal((await paid).amount, 5n);

	const other = setup();
	other.waits(1);
	const refused = invalid('Payment');
	for (let times = 0; times < 3; times += 1) other.fake.outcomes.push({ refused });
	const lost = assert.rejects(other.wait(), /Payment/);
	for (let number = 1; number <= 3; number += 1) {
		other.fake.push(block(number));
		await settle();
	}
	await lost;
	assert.equal(other.fake.signed.length, 3);
});

test('after a restart, what was settled before is found with its amount', async () => {
	const { fake, settled, revealed, wait } = setup({ amount: null });
	for (let number = 1; number < 60; number += 1) {
		fake.before(block(number, number === 42 ? [settled({ total: 8n })] : []));
	}
	revealed(42_000n, 42);
	const paid = wait();
	fake.push(block(60));
	const { amount, exact } = await paid;
	assert.deepEqual([amount, exact, fake.signed.length], [8n, true, 0]);
});

test('a preimage that is revealed elsewhere settles a little later', async () => {
	const { fake, settled, revealed, wait } = setup();
	for (let number = 1; number < 60; number += 1) {
		fake.before(block(number, number === 43 ? [settled()] : []));
	}
	revealed(42_000n, 42);
	const paid = wait();
	fake.push(block(60));
	assert.equal((await paid).exact, true);
});

test('what the node has no blocks of any more is paid, but not seen', async () => {
	const { fake, revealed, wait } = setup();
	for (let number = 1; number < 60; number += 1) {
		fake.before(block(number));
		fake.pruned.add(number);
	}
	revealed(42_000n, 42);
	const paid = wait();
	fake.push(block(60));
	assert.deepEqual(await paid, { amount: 5n, block: (await paid).block, exact: false });
});

test('a preimage that was shown for something else pays nothing', async () => {
	const { fake, revealed, wait } = setup();
	for (let number = 1; number < 200; number += 1) fake.before(block(number));
	revealed(42_000n, 42);
	const waiting = assert.rejects(wait(), NotPaid);
	fake.push(block(60));
	await settle();
	fake.push(block(100));
	await waiting;
});

test('an invoice that the chain has as paid is', async () => {
	const { fake, invoice, wait } = setup();
	fake.answers['Mpp.invoice'] = () => ({
		status: { type: 'Paid' }, document: { asset: NATIVE_ON_CHAIN, amount: invoice.amount },
	});
	const paid = wait();
	fake.push(block(60));
	assert.deepEqual([(await paid).amount, (await paid).exact], [5n, false]);
});

test('what happened while the connection was broken is found', async () => {
	const { fake, settled, revealed, wait } = setup();
	for (let number = 1; number < 60; number += 1) {
		fake.before(block(number, number === 30 ? [settled()] : []));
	}
	const paid = wait();
	fake.push(block(20));
	await settle();
	revealed(30_000n, 30);
	fake.push(block(60));
	assert.equal((await paid).exact, true);
});

test('a node that does not answer for a while ends nothing', async () => {
	const { fake, instantly, wait } = setup();
	const paid = wait();
	for (let number = 1; number < 6; number += 1) {
		fake.pruned.add(number);
		fake.push(block(number));
		await settle();
	}
	fake.push(block(6, [instantly({ total: 7n })]));
	assert.equal((await paid).amount, 7n);
});

test('what is bound, of another asset or too little is not claimed, nor is it paid', async () => {
	const other = { type: 'WithId', value: 7 };
	const cases = [{ tie: { binding: true } }, { asset: other }, { total: 4n }];
	for (const over of cases) {
		const { fake, waits, wait } = setup();
		waits(1, 50, over);
		const waiting = assert.rejects(wait(), NotPaid);
		for (const number of [1, 99, 100]) {
			fake.push(block(number));
			await settle();
		}
		await waiting;
		assert.equal(fake.signed.length, 0);
	}
	for (const over of [{ bound: true }, { asset: other }, { payment_hash: '0x00' }]) {
		const { fake, settled, wait } = setup();
		const waiting = assert.rejects(wait(), NotPaid);
		fake.push(block(99, [settled(over)]));
		await settle();
		fake.push(block(100));
		await waiting;
	}
	const { fake, settled, wait } = setup({ asset: assetWithId(7) });
	const paid = wait();
	fake.push(block(1, [settled({ asset: other })]));
	assert.equal((await paid).amount, 5n);
	assert.notDeepEqual(assetWithId(7), NATIVE);
});

test('the last instant is the deadline, and what waits then is waited for', async () => {
	const { fake, settled, waits, wait } = setup();
	waits(99, 102);
	fake.outcomes.push({ broken: new Error('gone') }, { broken: new Error('gone') });
	const paid = wait();
	for (const number of [99, 100]) {
		fake.push(block(number));
		await settle();
	}
	fake.push(block(101, [settled()]));
	assert.equal((await paid).amount, 5n);
});

test('who looks too late is not sure that nobody has paid', async () => {
	const certainty = async (more: Partial<InvoiceRequest>, options?: WaitOptions) => {
		const { fake, wait } = setup(more);
		const waiting = wait(options).then(() => assert.fail('paid'), (error: unknown) => {
			assert.ok(error instanceof NotPaid);
			return error.certain;
		});
		fake.push(block(200));
		return waiting;
	};
	assert.equal(await certainty({}), false);
	assert.equal(await certainty({}, { sinceMs: 50_000n }), true);
	const features = allowing(Feature.Instant);
	assert.equal(await certainty({ features }, { sinceMs: 50_000n }), false);
});

test('a signal ends the waiting', async () => {
	const { fake, wait } = setup();
	const leaving = new AbortController();
	const waiting = assert.rejects(wait({ signal: leaving.signal }), /closing time/);
	fake.push(block(1));
	await settle();
	leaving.abort(new Error('closing time'));
	await waiting;
	assert.equal(fake.listeners, 0);
	await assert.rejects(wait({ signal: leaving.signal }), /closing time/);
});
