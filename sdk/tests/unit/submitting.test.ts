// What came of a call: whether it is known that nothing has changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { changedNothing } from '../../src/budgets/index.js';
import { ensureExpected } from '../../src/chain/chain.js';
import { ChainError, NotIncluded, Uncertain, WrongChain } from '../../src/chain/index.js';
import { FakeChain, fakeSigner, invalid, type Outcome } from '../kit/chain.js';

const signer = fakeSigner();

/** Submits a call of which this comes; answers with what is thrown. */
async function thrown(outcome: Outcome, fake = new FakeChain()): Promise<unknown> {
	fake.outcomes.push(outcome);
	const call = fake.chain.api.tx.Balances.burn({ value: 1n, keep_alive: true });
	try {
		await fake.chain.submit(signer, call);
	} catch (error) {
		return error;
	}
	assert.fail('nothing is thrown');
}

test('what was not signed has changed nothing', async () => {
	const fake = new FakeChain();
	fake.signing = new Error('Cancelled');
	const error = await thrown({ refused: 0 }, fake);
	assert.ok(error instanceof NotIncluded && changedNothing(error));
	assert.equal(error.cause, fake.signing);
	assert.match(error.message, /not sent: Cancelled/);
});

test('what is refused before it is sent has changed nothing', async () => {
	for (const refused of [invalid('Payment'), invalid('Stale'), new Error('no connection')]) {
		const error = await thrown({ refused });
		assert.ok(error instanceof NotIncluded && changedNothing(error), `${refused}`);
		assert.equal(error.cause, refused);
	}
});

test('what was included and failed costs its fee', async () => {
	const failed = { type: 'Module', value: { type: 'Mpp', value: { type: 'Expired' } } };
	const error = await thrown({ failed });
	assert.ok(error instanceof ChainError && changedNothing(error));
	assert.deepEqual([error.pallet, error.error, error.docs], ['Mpp', 'Expired', '']);
});

test('of what was sent, and not seen again, nothing is known', async () => {
	const broken = [new Error('Tracking stopped'), null, invalid('Payment'), invalid('Custom', 3)];
	for (const cause of broken) {
		const error = await thrown({ broken: cause });
		assert.ok(error instanceof Uncertain && !changedNothing(error), `${cause}`);
		assert.deepEqual([error.transaction, error.cause], ['0xabcd', cause]);
	}
});

test('what was sent, and can be in no later block, has changed nothing', async () => {
	for (const type of ['Stale', 'AncientBirthBlock']) {
		const error = await thrown({ broken: invalid(type) });
		assert.ok(error instanceof NotIncluded && changedNothing(error), type);
	}
});

test('a call that failed does not stop those behind it', async () => {
	const fake = new FakeChain();
	await thrown({ broken: new Error('gone') }, fake);
	fake.outcomes.push({ final: { number: 3, nowMs: 0n } });
	const call = fake.chain.api.tx.Balances.burn({ value: 1n, keep_alive: true });
	assert.equal((await fake.chain.submit(signer, call)).number, 3);
});

test('a wallet that does not answer does not hold up what comes behind', async (t) => {
	t.mock.timers.enable({ apis: ['setTimeout'] });
	const fake = new FakeChain();
	const call = fake.chain.api.tx.Balances.burn({ value: 1n, keep_alive: true });
	const silent = { ...call, sign: () => new Promise(() => {}) } as typeof call;
	const given = assert.rejects(fake.chain.submit(signer, silent), (error) =>
		error instanceof NotIncluded && /not signed in time/.test(error.message));
	fake.outcomes.push({ final: { number: 3, nowMs: 0n } });
	const next = fake.chain.submit(signer, call);
	await turn();
	t.mock.timers.tick(300_000);
	await given;
	assert.equal((await next).number, 3);
});

test('a node that is of another chain than the app knows is not used', () => {
	const said = { genesis: '0x01', symbol: 'BLOC', decimals: 12 } as const;
	ensureExpected(said);
	ensureExpected(said, { ...said });
	const wrong = [['genesis', '0x02'], ['symbol', 'ETH'], ['decimals', 18]] as const;
	for (const [what, value] of wrong) {
		assert.throws(() => ensureExpected(said, { [what]: value }), (error) =>
			error instanceof WrongChain && error.what === what && error.said === said[what] &&
			changedNothing(error));
	}
});
