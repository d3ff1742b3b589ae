// What people type.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Currency } from '@lightning-bloc/sdk/amounts';
import {
	accountIn, amountIn, anyAmountIn, durationIn, FieldError, hashIn, idIn, maybeAmountIn, rateIn,
	shareIn, wholeIn,
} from '../../src/lib/fields.js';

const BLOC = new Currency('BLOC', 12);
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';

const refused = (read: () => unknown, message: RegExp) => assert.throws(read, (error) =>
	error instanceof FieldError && error.field === 'x' && message.test(error.message));

test('amounts are exact or refused', () => {
	assert.equal(amountIn({ x: ' 1.5 ' }, 'x', BLOC), 1_500_000_000_000n);
	assert.equal(amountIn({ x: '1_000 BLOC' }, 'x', BLOC), 10n ** 15n);
	refused(() => amountIn({ x: '1,5' }, 'x', BLOC), /comma|unit/);
	refused(() => amountIn({ x: '0' }, 'x', BLOC), /More than zero/);
	refused(() => amountIn({ x: '' }, 'x', BLOC), /Fill/);
	refused(() => amountIn({}, 'x', BLOC), /Fill/);
	refused(() => amountIn({ x: '1.0000000000001' }, 'x', BLOC), /decimals/);
	refused(() => amountIn({ x: '1 EUR' }, 'x', BLOC), /unit/);
	refused(() => amountIn({ x: `1${'0'.repeat(30)}` }, 'x', BLOC), /More than there can be/);
	refused(() => amountIn({ x: '-1' }, 'x', BLOC), /number/);
	refused(() => amountIn({ x: '1e3' }, 'x', BLOC), /unit|number/);
	assert.equal(maybeAmountIn({ x: ' ' }, 'x', BLOC), null);
	assert.equal(anyAmountIn({ x: '0' }, 'x', BLOC), 0n);
});

test('accounts, numbers and hashes', () => {
	const account = accountIn({ x: ALICE }, 'x');
	assert.match(account, /^0x[0-9a-f]{64}$/);
	assert.equal(accountIn({ x: account }, 'x'), account);
	refused(() => accountIn({ x: ALICE.replace('G', 'H') }, 'x'), /no address/);
	refused(() => accountIn({ x: '0x12' }, 'x'), /no address/);
	assert.equal(wholeIn({ x: '365' }, 'x', 1, 365), 365);
	refused(() => wholeIn({ x: '366' }, 'x', 1, 365), /1 to 365/);
	refused(() => wholeIn({ x: '1.5' }, 'x', 1, 365), /whole/);
	assert.equal(idIn({ x: '#7' }, 'x'), 7n);
	refused(() => idIn({ x: 'seven' }, 'x'), /number/);
	assert.equal(hashIn({ x: `0x${'AB'.repeat(32)}` }, 'x'), `0x${'ab'.repeat(32)}`);
	refused(() => hashIn({ x: `0x${'ab'.repeat(31)}` }, 'x'), /64/);
});

test('durations, shares and rates', () => {
	assert.equal(durationIn({ x: '2h 30m' }, 'x'), 9_000_000n);
	refused(() => durationIn({ x: '10s' }, 'x', 20_000n), /Shorter/);
	refused(() => durationIn({ x: '30s' }, 'x', 0n, 20_000n), /Longer/);
	refused(() => durationIn({ x: '5 minutes' }, 'x'), /duration/);
	assert.equal(shareIn({ x: '0.25%' }, 'x'), 2_500);
	assert.equal(shareIn({ x: '50' }, 'x'), 500_000);
	assert.equal(shareIn({ x: '1000ppm' }, 'x'), 1_000);
	refused(() => shareIn({ x: '101%' }, 'x'), /More/);
	// Down, as the chain pays: 10^12 units in 3,600 s are 277,777,777.7… units a second.
	assert.equal(rateIn({ x: '1' }, 'x', 'hour', BLOC), 10n ** 24n / 3_600n);
});
