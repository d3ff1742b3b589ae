import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget, BudgetExceeded, type BudgetStore, type Spent } from '../../src/budgets/index.js';
import { Random } from '../kit/random.js';

const DAY_MS = 86_400_000n;
const exceeds = (limit: string, left: bigint) => (error: unknown) =>
	error instanceof BudgetExceeded && error.limit === limit && error.left === left;

class Memory implements BudgetStore {
	readonly kept = new Map<string, Spent>();
	load = (app: string) => this.kept.get(app);
	save = (app: string, spent: Spent) => void this.kept.set(app, spent);
}

test('each limit is kept, to the unit', () => {
	const budget = new Budget('app', { payment: 10n, day: 15n, total: 18n }, undefined, () => 0n);
	assert.throws(() => budget.reserve(11n), exceeds('payment', 10n));
	budget.reserve(10n);
	assert.equal(budget.left, 5n);
	assert.throws(() => budget.reserve(6n), exceeds('day', 5n));
	budget.reserve(5n);
	assert.throws(() => budget.reserve(1n), exceeds('day', 0n));
	assert.throws(() => budget.reserve(-1n), RangeError);
});

test('a day begins anew, and all in all does not', () => {
	let nowMs = DAY_MS - 1n;
	const budget = new Budget('app', { day: 10n, total: 15n }, undefined, () => nowMs);
	budget.reserve(10n);
	nowMs = DAY_MS;
	assert.throws(() => budget.reserve(6n), exceeds('total', 5n));
	budget.reserve(5n);
	// A clock that was put back gives nothing back.
	nowMs = 0n;
	assert.throws(() => budget.reserve(1n), BudgetExceeded);
});

test('what was not paid is free again, once, and only in its day', async () => {
	let nowMs = 0n;
	const budget = new Budget('app', { day: 10n }, undefined, () => nowMs);
	const reserved = budget.reserve(10n);
	reserved.release();
	reserved.release();
	assert.deepEqual(budget.spent, { day: 0, inDay: 0n, total: 0n });
	const refused = Object.assign(new Error('no way'), { changedNothing: true });
	await assert.rejects(budget.within(4n, async () => { throw refused; }), /no way/);
	assert.equal(await budget.within(4n, async () => 'paid'), 'paid');
	assert.equal(budget.left, 6n);
	const late = budget.reserve(6n);
	nowMs = DAY_MS;
	budget.reserve(3n);
	late.release();
	assert.deepEqual(budget.spent, { day: 1, inDay: 3n, total: 7n });
});

test('what may have been paid stays counted until somebody says what came of it', async () => {
	const store = new Memory();
	let nowMs = 0n;
	const open = () => new Budget('app', { day: 10n }, store, () => nowMs);
	const breaks = async () => { throw new Error('the connection broke'); };
	await assert.rejects(open().within(4n, breaks, 'one'), /broke/);
	await assert.rejects(open().within(3n, breaks, 'other'), /broke/);
	const budget = open();
	assert.equal(budget.left, 3n);
	assert.deepEqual(budget.pending, [
		{ key: 'one', amount: 4n, day: 0, tries: 1 }, { key: 'other', amount: 3n, day: 0, tries: 1 },
	]);
	await assert.rejects(budget.within(4n, async () => 'more'), exceeds('day', 3n));
	assert.equal(budget.settle('one', false), true);
	assert.equal(budget.settle('one', false), false);
	assert.deepEqual(open().spent, {
		day: 0, inDay: 3n, total: 3n, pending: [{ key: 'other', amount: 3n, day: 0, tries: 1 }],
	});
	nowMs = DAY_MS;
	await budget.within(2n, async () => 'paid');
	// It counted for yesterday.
	assert.equal(budget.settle('other', false), true);
	assert.deepEqual(open().spent, { day: 1, inDay: 2n, total: 2n });
	await assert.rejects(budget.within(5n, breaks, 'third'), /broke/);
	assert.equal(budget.settle('third', true), true);
	assert.deepEqual(open().spent, { day: 1, inDay: 7n, total: 7n });
});

test('a program that ends while it pays finds the payment pending', () => {
	const store = new Memory();
	const open = () => new Budget('app', { day: 10n }, store, () => 0n);
	void open().within(4n, () => new Promise(() => {}), 'k');
	assert.deepEqual(open().pending, [
		{ key: 'k', amount: 4n, day: 0, tries: 1 },
	]);
});

test('under one key a payment counts once, whatever comes of its attempts', async () => {
	const budget = new Budget('app', { day: 10n }, undefined, () => 0n);
	const refused = Object.assign(new Error('no way'), { changedNothing: true });
	const refuses = async () => { throw refused; };
	let pay = (_: string) => {};
	const slow = budget.within(6n, () => new Promise<string>((resolve) => { pay = resolve; }), 'k');
	await assert.rejects(budget.within(6n, refuses, 'k'), /no way/);
	assert.deepEqual([budget.left, budget.pending.length], [4n, 1], 'the other is under way still');
	await assert.rejects(budget.within(11n, async () => 'more', 'k'), exceeds('day', 4n));
	await assert.rejects(budget.within(7n, refuses, 'k'), /no way/);
	assert.equal(budget.left, 3n, 'the larger amount counts while one is under way');
	pay('paid');
	await slow;
	assert.deepEqual([budget.left, budget.pending.length], [3n, 0]);
	// Paid once more under the same key, it counts once more.
	await budget.within(2n, async () => 'paid', 'k');
	assert.equal(budget.left, 1n);
});

test('what is tried again on another day counts for that', async () => {
	let nowMs = 0n;
	const budget = new Budget('app', { day: 10n, total: 30n }, undefined, () => nowMs);
	const breaks = async () => { throw new Error('the connection broke'); };
	await assert.rejects(budget.within(8n, breaks, 'k'), /broke/);
	nowMs = DAY_MS;
	await budget.within(5n, async () => 'paid');
	await assert.rejects(budget.within(8n, breaks, 'k'), exceeds('day', 5n));
	nowMs = 2n * DAY_MS;
	await assert.rejects(budget.within(9n, breaks, 'k'), /broke/);
	const pending = [{ key: 'k', amount: 9n, day: 2, tries: 2 }];
	assert.deepEqual(budget.spent, { day: 2, inDay: 9n, total: 14n, pending });
	budget.settle('k', false);
	assert.deepEqual(budget.spent, { day: 2, inDay: 0n, total: 5n });
});

test('two pages spend out of one budget', async () => {
	const store = new Memory();
	const [one, other] = [1, 2].map(() => new Budget('app', { day: 10n }, store, () => 0n));
	one?.reserve(6n);
	assert.throws(() => other?.reserve(5n), exceeds('day', 4n));
	await other?.within(4n, async () => 'paid');
	assert.equal(one?.left, 0n);
});

test('a store that fails before the payment stops it, and after it hides nothing', async () => {
	let fails = true;
	const kept = new Memory();
	const save = (app: string, spent: Spent) => {
		if (fails) throw new Error('the disk is full');
		kept.save(app, spent);
	};
	const budget = new Budget('app', { day: 10n }, { load: kept.load, save }, () => 0n);
	let paid = 0;
	await assert.rejects(budget.within(4n, async () => (paid += 1)), /disk/);
	assert.deepEqual([paid, budget.left], [0, 10n]);
	fails = false;
	const value = await budget.within(4n, async () => {
		fails = true;
		return 'paid';
	});
	assert.deepEqual([value, budget.left], ['paid', 6n]);
});

test('what is pending is bounded', async () => {
	const budget = new Budget('app', {}, undefined, () => 0n);
	const breaks = async () => { throw new Error('broke'); };
	for (let made = 0; made < 1_000; made += 1) await assert.rejects(budget.within(1n, breaks));
	await assert.rejects(budget.within(1n, breaks), RangeError);
	assert.equal(budget.spent.total, 1_000n);
});

test('each app has its own, and it outlives the program', () => {
	const store = new Memory();
	new Budget('one', { total: 10n }, store, () => 0n).reserve(7n);
	new Budget('two', { total: 10n }, store, () => 0n).reserve(10n);
	const again = new Budget('one', { total: 10n }, store, () => 0n);
	assert.throws(() => again.reserve(4n), exceeds('total', 3n));
	again.reserve(3n);
	assert.equal(new Budget('none', {}).left, undefined);
});

test('whatever is asked for, no more is spent than the limits say', () => {
	const random = new Random(8n);
	for (let round = 0; round < 200; round += 1) {
		let nowMs = 0n;
		const limits = { payment: random.bits(8), day: random.bits(9), total: random.bits(11) };
		const budget = new Budget('app', limits, undefined, () => nowMs);
		const days = new Map<bigint, bigint>();
		let total = 0n;
		for (let step = 0; step < 50; step += 1) {
			if (random.chance(10)) nowMs += DAY_MS / 2n;
			const amount = random.bits(9);
			try {
				const reserved = budget.reserve(amount);
				if (random.chance(20)) {
					reserved.release();
					continue;
				}
			} catch (error) {
				assert.ok(error instanceof BudgetExceeded);
				continue;
			}
			const day = nowMs / DAY_MS;
			days.set(day, (days.get(day) ?? 0n) + amount);
			total += amount;
			assert.ok(amount <= limits.payment && (days.get(day) ?? 0n) <= limits.day);
			assert.ok(total <= limits.total);
		}
	}
});
