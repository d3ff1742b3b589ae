import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as amounts from '../../src/amounts/index.js';
import { AmountError, Currency, MAX_BALANCE } from '../../src/amounts/index.js';
import { Random } from '../kit/random.js';

const BLOC = new Currency('BLOC', 12);
const refused = (reason: string) => (error: unknown) =>
	error instanceof AmountError && error.reason === reason;

test('what people write is read to the unit', () => {
	const cases: [string, number, bigint][] = [
		['1', 12, 10n ** 12n],
		['1.5', 12, 1_500_000_000_000n],
		['0.000000000001', 12, 1n],
		['1.10', 1, 11n],
		['1_000_000', 2, 100_000_000n],
		['7', 0, 7n],
		['340282366920938463463374607431768211455', 0, MAX_BALANCE],
	];
	for (const [text, decimals, units] of cases) {
		assert.equal(amounts.parseAmount(text, decimals), units, text);
	}
});

test('what is no amount, or not exact, is refused', () => {
	for (const text of ['', '.5', '1.', '1e3', '-1', '1,5', '0x10', 'NaN', '1.5.5', '１']) {
		assert.throws(() => amounts.parseAmount(text, 12), refused('NotANumber'), text);
	}
	assert.throws(() => amounts.parseAmount('1.23', 1), refused('TooManyDecimals'));
	assert.throws(() => amounts.parseAmount('340282366920938463463374607431768211456', 0),
		refused('TooLarge'));
	assert.throws(() => BLOC.parse('1.5 TUSD'), refused('UnknownUnit'));
	assert.throws(() => new Currency('X', 1.5), refused('TooManyDecimals'));
});

test('amounts are written exactly, or marked as cut', () => {
	assert.equal(BLOC.format(1_500_000_000_000n), '1.5 BLOC');
	assert.equal(BLOC.format(1n), '0.000000000001 BLOC');
	assert.equal(BLOC.format(1n, { maxDecimals: 2 }), '0… BLOC');
	assert.equal(BLOC.format(12_340_000_000_000n, { maxDecimals: 2 }), '12.34 BLOC');
	assert.equal(BLOC.format(10n ** 19n, { group: ' ', minDecimals: 2 }), '10 000 000.00 BLOC');
	assert.equal(amounts.formatAmount(-15n, 1), '−1.5');
	assert.equal(amounts.formatAmount(7n, 0), '7');
	assert.equal(BLOC.one, 10n ** 12n);
});

test('any amount comes back', () => {
	const random = new Random(1n);
	for (let round = 0; round < 5_000; round += 1) {
		const [units, decimals] = [random.bits(128), random.below(39)];
		const currency = new Currency('X', decimals);
		const text = currency.format(units, { minDecimals: random.below(decimals + 1) });
		assert.equal(currency.parse(text), units, text);
	}
});

test('rates are per second in the chain, and per anything for people', () => {
	const second = amounts.rateOf(1n, 'second', 'down');
	assert.equal(second, amounts.RATE_SCALE);
	assert.equal(amounts.parseRate('1 BLOC a second', BLOC, 'down'), 10n ** 24n);
	assert.equal(amounts.parseRate('3600/hour', BLOC, 'down'), 10n ** 24n);
	assert.equal(amounts.parseRate('1 BLOC per second', BLOC, 'up'), 10n ** 24n);
	const month = amounts.parseRate('25 BLOC a month', BLOC, 'up');
	assert.equal(amounts.formatRate(month, BLOC, 'month'), '25 BLOC a month');
	assert.equal(amounts.formatRate(10n ** 24n, BLOC, 'hour'), '3600 BLOC an hour');
	// Rounded down it brings less than was said.
	const down = amounts.parseRate('25 BLOC a month', BLOC, 'down');
	assert.equal(month - down, 1n);
	assert.equal(amounts.amountPer(down, 'month'), 25n * BLOC.one - 1n);
	assert.throws(() => amounts.parseRate('1 BLOC a fortnight', BLOC, 'down'),
		refused('UnknownUnit'));
	assert.throws(() => amounts.parseRate('1 BLOC', BLOC, 'down'), refused('NotANumber'));
});

test('a deposit lasts until the first millisecond at which it has accrued', () => {
	const random = new Random(2n);
	for (let round = 0; round < 5_000; round += 1) {
		const [deposit, rate] = [random.bits(100) + 1n, random.bits(90) + 1n];
		const ms = amounts.lastsMs(deposit, rate);
		assert.ok(ms !== undefined && ms > 0n);
		assert.ok(amounts.accrued(rate, ms) >= deposit);
		assert.ok(amounts.accrued(rate, ms - 1n) < deposit);
	}
	assert.equal(amounts.lastsMs(1n, 0n), undefined);
});

test('shares are exact', () => {
	assert.equal(amounts.parseShare('0.25%'), 2_500);
	assert.equal(amounts.parseShare('100%'), 1_000_000);
	assert.equal(amounts.parseShare('17 ppm'), 17);
	assert.equal(amounts.formatShare(2_500), '0.25%');
	assert.throws(() => amounts.parseShare('100.0001%'), refused('TooLarge'));
	assert.throws(() => amounts.parseShare('0.00001%'), refused('TooManyDecimals'));
	assert.throws(() => amounts.parseShare('3'), refused('NotANumber'));
	assert.equal(amounts.shareOf(1, 1n, 'down'), 0n);
	assert.equal(amounts.shareOf(1, 1n, 'up'), 1n);
});

test('durations come back', () => {
	assert.equal(amounts.parseDuration('2h 30m'), 9_000_000n);
	assert.equal(amounts.formatDuration(9_000_000n), '2h 30m');
	assert.equal(amounts.formatDuration(0n), '0s');
	const random = new Random(3n);
	for (let round = 0; round < 1_000; round += 1) {
		const ms = random.bits(40);
		assert.equal(amounts.parseDuration(amounts.formatDuration(ms)), ms);
	}
	assert.throws(() => amounts.parseDuration('soon'), refused('NotANumber'));
	assert.throws(() => amounts.parseDuration('1y'), refused('UnknownUnit'));
});

test('eighteen decimals are as exact as twelve, and a rate that does not fit is refused', () => {
	const ether = new Currency('ETH', 18);
	const all = 123_456_789_123_456_789_123_456_789n;
	assert.equal(ether.parse(ether.format(all)), all);
	assert.equal(amounts.formatAmount(all, 18), '123456789.123456789123456789');
	const rate = amounts.parseRate('1 ETH a second', ether, 'down');
	assert.equal(amounts.amountPer(rate, 'second'), ether.one);
	assert.throws(() => amounts.parseRate('1_000_000_000 ETH a second', ether, 'down'),
		refused('TooLarge'));
});
