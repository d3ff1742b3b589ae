// How things are written, and what spreadsheets get.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Currency } from '@lightning-bloc/sdk/amounts';
import { csv } from '../../src/lib/csv.js';
import { hrefOf, idOf, placeOf } from '../../src/lib/router.js';
import {
	exactAmount, foreignText, instant, inWords, roughDuration, shortAddress, shortAmount, thousandths,
	tickingAmount, until,
} from '../../src/lib/text.js';

const BLOC = new Currency('BLOC', 12);
const WHOLE = new Currency('PIECES', 0);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('amounts are exact, or say that they are cut', () => {
	const cases: [bigint, string, string][] = [
		[0n, '0 BLOC', '0 BLOC'],
		[1_500_000_000_000n, '1.5 BLOC', '1.5 BLOC'],
		[1_234_567_890_123n, '1.234567… BLOC', '1.234567890123 BLOC'],
		[9_999_999_999_999_999_999n, '9 999 999.999999… BLOC', '9 999 999.999999999999 BLOC'],
		// Nothing but zeros would say nothing.
		[7n, '0.000000000007 BLOC', '0.000000000007 BLOC'],
		[-1_000_000n, '−0.000001 BLOC', '−0.000001 BLOC'],
		[2n ** 128n - 1n, '340 282 366 920 938 463 463 374 607.431768… BLOC',
			'340 282 366 920 938 463 463 374 607.431768211455 BLOC'],
	];
	for (const [amount, short, exact] of cases) {
		assert.deepEqual([plain(shortAmount(amount, BLOC)), plain(exactAmount(amount, BLOC))],
			[short, exact]);
	}
	assert.equal(plain(shortAmount(1_234n, WHOLE)), '1 234 PIECES');
	assert.equal(plain(tickingAmount(1_500_000_000_000n, BLOC)), '1.500000000000 BLOC');
});

test('durations and instants', () => {
	assert.deepEqual([0n, 999n, 1_999n, 61_000n, 3_600_000n, 90_061_001n].map(roughDuration),
		['0s', '0s', '1s', '1m 1s', '1h', '1d 1h']);
	assert.equal(until(10n, 10n), null);
	assert.equal(until(61_010n, 10n), '1m 1s');
	assert.equal(instant(0n), '1970-01-01 00:00:00 UTC');
	assert.equal(instant(2n ** 64n - 1n), '18446744073709551615 ms');
});

test('what others have written stays in its line, and turns nothing around', () => {
	assert.equal(foreignText(' a\u202eb\u0007c\nd ', 20), 'abcd');
	assert.equal(foreignText('one  two', 20), 'one two');
	assert.equal(foreignText('abcdef', 4), 'abc…');
	assert.equal(foreignText('💶💶💶', 2), '💶…');
});

test('parts of a whole, addresses, names of errors', () => {
	assert.deepEqual([
		thousandths(0n, 0n), thousandths(1n, 3n), thousandths(5n, 5n), thousandths(9n, 5n),
		thousandths(-1n, 5n),
	], [0, 333, 1_000, 1_000, 0]);
	assert.equal(shortAddress('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'), '5GrwvaE…GKutQY');
	assert.equal(inWords('BelowMinimum'), 'below minimum');
});

test('addresses behind the #', () => {
	assert.deepEqual(placeOf('#/channel/7?from=a%20b'),
		{ path: ['channel', '7'], asked: new Map([['from', 'a b']]) });
	assert.deepEqual(placeOf('').path, []);
	assert.deepEqual(placeOf('#/a%20b/%').path, ['a b', '%']);
	assert.equal(hrefOf('channel', 7n), '#/channel/7');
	assert.equal(placeOf(hrefOf('a/b c')).path[0], 'a/b c');
	assert.deepEqual(['7', '0', '-1', '7a', '', undefined, '9'.repeat(20)].map(idOf),
		[7n, 0n, null, null, null, null, null]);
});

test('tables for spreadsheets run nothing', () => {
	assert.equal(csv([['a', 'b,c'], ['"x"', '=1+1']]), 'a,"b,c"\r\n"""x""",\'=1+1\r\n');
});
