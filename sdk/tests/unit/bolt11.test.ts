// The examples of BOLT-11, good and bad, as Rust reads them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { memoHash } from '../../src/invoice/index.js';
import {
	lightningInvoice, LightningInvoiceError, type LightningInvoice,
} from '../../src/invoice/bolt11.js';
import { Random } from '../kit/random.js';

const path = new URL('../../../tests/kit/bolt11.json', import.meta.url);
const { good, bad, today } = JSON.parse(readFileSync(path, 'utf8')) as {
	good: Record<'DONATION' | 'COFFEE' | 'NONSENSE' | 'HASHED' | 'TESTNET' | 'CAKE', string>;
	bad: { text: string; reason: string }[];
	today: string;
};

/** When all the examples were made, in seconds. */
const TIMESTAMP = 1_496_314_658n;

/** What most of the examples say. */
function example(amountMsat: bigint | null, memo: string, expiryS: bigint): LightningInvoice {
	return {
		network: 'bitcoin',
		payee: '0x03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad',
		amountMsat,
		paymentHash: '0x0001020304050607080900010203040506070809000102030405060708090102',
		paymentSecret: `0x${'11'.repeat(32)}`,
		expiresMs: (TIMESTAMP + expiryS) * 1_000n,
		memo,
		memoHash: memoHash(memo),
		mpp: false,
	};
}

const refused = (reason: string) => (error: unknown) =>
	error instanceof LightningInvoiceError && error.reason === reason;

test('the examples of the specification are read', () => {
	const donation = example(null, 'Please consider supporting this project', 3_600n);
	const texts = [good.DONATION, good.DONATION.toUpperCase(), `lightning:${good.DONATION}`,
		`LIGHTNING:${good.DONATION.toUpperCase()}`];
	for (const text of texts) assert.deepEqual(lightningInvoice(text), donation);
	assert.deepEqual(lightningInvoice(good.COFFEE), example(250_000_000n, '1 cup coffee', 60n));
	assert.deepEqual(lightningInvoice(good.NONSENSE), example(250_000_000n, 'ナンセンス 1杯', 60n));
	const cake = { ...example(2_000_000_000n, good.CAKE, 3_600n), memo: null };
	assert.deepEqual(lightningInvoice(good.HASHED), cake);
	assert.deepEqual(lightningInvoice(good.TESTNET), { ...cake, network: 'testnet' });
});

for (const { text, reason } of bad) {
	test(`${text.slice(0, 24)}…: ${reason}`, () => {
		assert.throws(() => lightningInvoice(text), refused(reason));
	});
}

test('what is no text, or cut, is refused', () => {
	assert.throws(() => lightningInvoice(''), refused('Malformed'));
	assert.throws(() => lightningInvoice(good.COFFEE.slice(0, 100)), refused('BadChecksum'));
});

test('an invoice made by a node of today says that it takes parts', () => {
	const invoice = lightningInvoice(today);
	assert.ok(invoice.mpp);
	assert.equal(invoice.amountMsat, 10n);
});

test('no character can be changed', () => {
	const random = new Random(6n);
	const { COFFEE } = good;
	for (let round = 0; round < 500; round += 1) {
		const at = random.below(COFFEE.length);
		const char = random.pick([...'qpzry9x8gf2tvdw0s3jn54khce6mua7l']);
		const wrong = COFFEE.slice(0, at) + char + COFFEE.slice(at + 1);
		if (wrong !== COFFEE) assert.throws(() => lightningInvoice(wrong), LightningInvoiceError);
	}
});
