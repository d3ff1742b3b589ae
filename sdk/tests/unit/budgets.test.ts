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
	await assert.rejects(budget.within(4n, async () => { throw new Error('no way'); }), /no way/);
	assert.equal(await budget.within(4n, async () => 'paid'), 'paid');
	assert.equal(budget.left, 6n);
	const late = budget.reserve(6n);
	nowMs = DAY_MS;
	budget.reserve(3n);
	late.release();
	assert.deepEqual(budget.spent, { day: 1, inDay: 3n, total: 7n });
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
