// Prices and amounts, exact both ways; orders placed within a budget, and what came of them; a
// trader's orders as they are filled, from events.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AmountError, Currency } from '../../src/amounts/index.js';
import { Budget, BudgetExceeded } from '../../src/budgets/index.js';
import { assetWithId, NATIVE } from '../../src/core/assets.js';
import * as dex from '../../src/dex/index.js';
import { reading } from '../kit/bytes.js';
import { event, FakeChain, fakeSigner, type FakeBlock } from '../kit/chain.js';
import { Random } from '../kit/random.js';

const COIN = 10n ** 12n;
const DOLLAR = assetWithId(1);
const signer = fakeSigner();
const TERMS: dex.PairTerms = {
	lot: COIN / 100n, tickValue: 1n, minLots: 2n, minQuote: 100n,
	maker: { type: 'Pays', ppm: 700 }, takerPpm: 2_500,
};
const pairWith = (terms: Partial<dex.PairTerms> = {}, base = 12, quote = 6) => new dex.Pair(
	8n, NATIVE, DOLLAR, { ...TERMS, ...terms }, new Currency('BLOC', base),
	new Currency('USD', quote));
const PAIR = pairWith();

test('prices rise with each tick, and are found again', () => {
	let last = 0n;
	for (let tick = 1; tick < dex.TICKS; tick += 1) {
		const steps = dex.stepsAt(tick);
		assert.ok(steps > last);
		assert.equal(dex.tickAtMost(steps), tick);
		assert.equal(dex.tickAtLeast(steps), tick);
		assert.equal(dex.tickAtMost(steps - 1n), tick === 1 ? null : tick - 1);
		assert.equal(dex.tickAtLeast(last + 1n), tick);
		last = steps;
	}
	assert.equal(last, 8_191n << 30n);
	assert.deepEqual([dex.tickAtMost(last + 1n), dex.tickAtLeast(last + 1n)], [dex.LAST_TICK, null]);
	assert.deepEqual([dex.tickAtMost(0n), dex.tickAtLeast(0n)], [null, 1]);
	for (const tick of [0, -1, 1.5, dex.TICKS, NaN]) {
		assert.ok(!dex.isTick(tick));
		assert.throws(() => dex.stepsAt(tick), RangeError);
	}
});

test('a limit that is worse by a share is within it', () => {
	assert.equal(dex.worseBy(5_000, 'Buy', 10_000), 5_050);
	assert.equal(dex.worseBy(5_000, 'Sell', 10_000), 4_950);
	const random = new Random(5n);
	for (let round = 0; round < 2_000; round += 1) {
		const tick = 1 + random.below(dex.LAST_TICK);
		const ppm = random.below(1_000_001);
		const steps = dex.stepsAt(tick) * 1_000_000n;
		const [buy, sell] = [dex.worseBy(tick, 'Buy', ppm), dex.worseBy(tick, 'Sell', ppm)];
		assert.ok(buy >= tick && sell <= tick);
		assert.ok(dex.stepsAt(buy) * 1_000_000n <= steps + BigInt(ppm) * dex.stepsAt(tick));
		const least = steps - BigInt(ppm) * dex.stepsAt(tick);
		assert.ok(dex.stepsAt(sell) * 1_000_000n >= least);
	}
	assert.equal(dex.worseBy(dex.LAST_TICK, 'Buy', 1), dex.LAST_TICK);
	assert.equal(dex.worseBy(1, 'Sell', 1_000_000), 1);
	for (const ppm of [-1, 1_000_001, 0.5]) {
		assert.throws(() => dex.worseBy(1, 'Buy', ppm), RangeError);
	}
});

test('amounts are whole lots, or refused', () => {
	assert.equal(PAIR.parseLots('1.5 BLOC'), 150n);
	assert.equal(PAIR.formatLots(150n), '1.5 BLOC');
	assert.throws(() => PAIR.parseLots('1.505'), AmountError);
	assert.deepEqual([PAIR.parseLots('1.505', 'down'), PAIR.parseLots('1.505', 'up')], [150n, 151n]);
	assert.throws(() => PAIR.parseLots('1 USD'), AmountError);
	assert.deepEqual([PAIR.lotsIn(COIN - 1n, 'down'), PAIR.lotsIn(COIN - 1n, 'up')], [99n, 100n]);
	assert.deepEqual([PAIR.baseOf(3n), PAIR.quoteOf(3n, 5_000)], [3n * COIN / 100n, 15_000n]);
});

test('a price is what people write: so much of quote for a coin of base', () => {
	// A hundredth of a coin for 5,000 millionths of a dollar.
	assert.equal(PAIR.parsePrice('0.5 USD', 'down'), 5_000);
	assert.equal(PAIR.parsePrice('0.5', 'up'), 5_000);
	assert.equal(PAIR.formatPrice(5_000), '0.5 USD');
	assert.deepEqual(PAIR.priceAt(5_000), { quote: 5_000n, base: COIN / 100n });
	assert.deepEqual(['down', 'up'].map((way) => PAIR.parsePrice('0.50001', way as 'down')),
		[5_000, 5_001]);
	// Prices may have more decimals than their asset.
	const fine = pairWith({ lot: 100n * COIN });
	assert.equal(fine.formatPrice(5_000), '0.00005 USD');
	assert.equal(fine.parsePrice('0.00005', 'down'), 5_000);
	assert.equal(fine.formatPrice(1), '0.00000001 USD');
	const thirds = pairWith({ lot: 3n * COIN });
	assert.equal(thirds.formatPrice(1), '0.000000333333333333… USD');
	assert.equal(thirds.formatPrice(3), '0.000001 USD');
	assert.equal(thirds.formatPrice(1, { maxDecimals: 7 }), '0.0000003… USD');
	for (const text of ['', '1,5', '-1', '1 BLOC', 'x', '0.000000001']) {
		assert.throws(() => PAIR.parsePrice(text, 'down'), AmountError, text);
	}
	assert.throws(() => PAIR.parsePrice('1000000000000000', 'up'), AmountError);
});

test('each price that is written is read again', () => {
	const random = new Random(7n);
	for (let round = 0; round < 1_000; round += 1) {
		const lot = 10n ** BigInt(random.below(15));
		const pair = pairWith({ lot, tickValue: 1n + random.bits(20) }, 12, random.below(13));
		const tick = 1 + random.below(dex.LAST_TICK);
		const text = pair.formatPrice(tick);
		if (text.includes('…')) continue;
		assert.equal(pair.parsePrice(text, 'down'), tick, text);
		assert.equal(pair.parsePrice(text, 'up'), tick, text);
	}
});

test('what an order takes out at the most has the larger fee, rounded up', () => {
	assert.deepEqual(PAIR.mostOf('Sell', 150n, 5_000), { asset: NATIVE, amount: 3n * COIN / 2n });
	// 750,000 with 1,875 for who takes, or 525 for who rests; each rounded.
	assert.deepEqual(PAIR.mostOf('Buy', 150n, 5_000), { asset: DOLLAR, amount: 751_876n });
	const free = pairWith({ takerPpm: 0, maker: { type: 'Gets', ppm: 0 } });
	assert.equal(free.mostOf('Buy', 150n, 5_000).amount, 750_000n);
	assert.deepEqual([PAIR.takerFee(1n), PAIR.makerFee(1n), PAIR.takerFee(0n)], [1n, 1n, 0n]);
	assert.deepEqual([PAIR.isLargeEnough(2n, 50), PAIR.isLargeEnough(1n, 5_000),
		PAIR.isLargeEnough(2n, 49)], [true, false, false]);
	const [a, b] = [PAIR.quoteOf(7n, 5_001), PAIR.quoteOf(3n, 5_001)];
	const most = PAIR.mostOf('Buy', 10n, 5_001).amount;
	assert.ok(a + b + PAIR.takerFee(a) + PAIR.makerFee(b) <= most);
});

const BLOCK: FakeBlock = { number: 1, nowMs: 5n };

function setup(...events: NonNullable<FakeBlock['events']>) {
	const fake = new FakeChain();
	fake.push(BLOCK);
	fake.outcomes.push({ final: { ...BLOCK, number: 2, events } });
	return fake;
}

const traded = (id: bigint, tick: number, lots: bigint, more: object = {}) =>
	event('Dex', 'Traded', {
		pair: 8n, taker: signer.account, id, side: { type: 'Buy' },
		trade: { tick, lots, quote: PAIR.quoteOf(lots, tick), chunk: {}, from: 0n }, ...more,
	});
const taken = (id: bigint, lots: bigint, end = 'NothingLeft') => event('Dex', 'Taken', {
	pair: 8n, who: signer.account, id, side: { type: 'Buy' }, lots, quote: 7n, fee: 1n,
	end: { type: end },
});
const placed = (id: bigint, tick: number, lots: bigint, side = 'Buy', who = signer.account) =>
	event('Dex', 'Placed', { pair: 8n, who, id, side: { type: side }, tick, lots });

test('an order says all that the chain asks, and tells what became of it', async () => {
	const fake = setup(traded(5n, 4_990, 10n), traded(5n, 5_000, 20n), taken(5n, 30n),
		placed(5n, 5_000, 120n));
	const order = { side: 'Buy', amount: { lots: 150n }, tick: 5_000, id: 5n } as const;
	const done = await dex.placeOrder(fake.chain, signer, PAIR, order);
	assert.deepEqual(done.trades.map(({ tick, lots }) => [tick, lots]), [[4_990, 10n], [5_000, 20n]]);
	assert.deepEqual(done.taken, { lots: 30n, quote: 7n, fee: 1n, end: 'NothingLeft' });
	assert.deepEqual([done.id, done.rests], [5n, { tick: 5_000, lots: 120n }]);
	const [{ name, value } = assert.fail()] = fake.signed;
	assert.deepEqual([name, value.pair], ['Dex.place', 8n]);
	const { id, side, amount, tick, kind, purse, deadline_ms, self_trade, max_steps } = value.order;
	assert.deepEqual([id, side.type, amount.type, amount.value, tick],
		[5n, 'Buy', 'Lots', 150n, 5_000]);
	assert.deepEqual([kind.type, kind.value, purse.type, self_trade.type, max_steps],
		['Limit', { until_ms: undefined, settled: false }, 'Balance', 'CancelNewest', 8]);
	assert.equal(deadline_ms, 2n ** 64n - 1n);
});

test('an order that does not take or rest says so, and gets a name of its own', async () => {
	const fake = setup();
	const kind = { type: 'PostOnly', untilMs: 9n, slide: true } as const;
	const done = await dex.placeOrder(fake.chain, signer, PAIR, {
		side: 'Sell', amount: { lots: 5n }, tick: 9, kind, maxSteps: 2, selfTrade: 'Decrement',
	});
	assert.deepEqual([done.trades, done.taken, done.rests], [[], null, null]);
	const { order } = fake.signed[0]?.value;
	assert.equal(order.id, done.id);
	assert.deepEqual(order.kind.value, { rest: { until_ms: 9n, settled: false }, slide: true });
	assert.notEqual(dex.drawOrderId(), dex.drawOrderId());
	assert.ok(dex.drawOrderId() < 2n ** 64n);
});

test('what comes out of the account counts in the budget, the balance does not', async () => {
	const dollars = () => new Budget('app', { asset: DOLLAR, total: 1_000_000n });
	const place = async (order: Partial<dex.OrderRequest>, budget = dollars()) => {
		const fake = setup();
		const request = { side: 'Buy', amount: { lots: 150n }, tick: 5_000, ...order } as const;
		await dex.placeOrder(fake.chain, signer, PAIR, request, { budget });
		return budget.spent.total;
	};
	assert.equal(await place({}), 0n);
	assert.equal(await place({ purse: 'Wallet' }), 751_876n);
	assert.equal(await place({ purse: 'Wallet', amount: { quote: 9n } }), 9n);
	const coins = new Budget('app', { total: COIN });
	assert.equal(await place({ purse: 'Wallet', side: 'Sell', amount: { lots: 7n } }, coins),
		7n * COIN / 100n);
	assert.equal(await place({
		purse: 'Wallet', side: 'Sell', amount: { quote: 25_001n },
	}, coins), 12n * COIN / 100n);
	await assert.rejects(place({ purse: 'Wallet', side: 'Sell' }), BudgetExceeded);
	await assert.rejects(place({ purse: 'Wallet', amount: { lots: 300n } }), BudgetExceeded);
	const fake = setup();
	const budget = dollars();
	await dex.deposit(fake.chain, signer, DOLLAR, 400_000n, { budget });
	assert.equal(budget.left, 600_000n);
});

test('of several actions those that were refused are told by their errors', async () => {
	const error = { type: 'Module', value: { type: 'Dex', value: { type: 'OrderNotFound' } } };
	const failed = [1, 2].map((index) => event('Dex', 'ActionFailed', { index, error }));
	const fake = setup(placed(1n, 4_000, 10n), ...failed);
	const order = { side: 'Buy', amount: { lots: 10n }, tick: 4_000 } as const;
	const acted = await dex.act(fake.chain, signer, 8n, [
		{ type: 'Place', order: { ...order, id: 1n } },
		{ type: 'Place', order: { ...order, id: 2n } },
		{ type: 'Cancel', id: 3n },
		{ type: 'Reduce', id: 4n, keep: 5n },
	]);
	assert.deepEqual(acted.failed.map((one) => [one.index, one.error.pallet, one.error.error]),
		[[1, 'Dex', 'OrderNotFound'], [2, 'Dex', 'OrderNotFound']]);
	assert.deepEqual(acted.orders.map(({ id, rests }) => [id, rests?.lots]), [[1n, 10n]]);
	const { actions } = fake.signed[0]?.value;
	assert.deepEqual(actions.map(({ type }: { type: string }) => type),
		['Place', 'Place', 'Cancel', 'Reduce']);
	assert.deepEqual([actions[2].value, actions[3].value], [3n, [4n, 5n]]);
});

test('what the chain has of a book comes with null for what it has not', async () => {
	const fake = setup();
	fake.answers['Dex.best'] = () => [4_999, undefined];
	fake.answers['Dex.day'] = () => ({ base: 1n, quote: 2n, before: undefined, last: 5 });
	fake.answers['Dex.price_sum'] = () => [7_000n, 20n];
	assert.deepEqual(await dex.bestOf(fake.chain, 8n), { buy: 4_999, sell: null });
	assert.deepEqual(await dex.dayOf(fake.chain, 8n), { base: 1n, quote: 2n, before: null, last: 5 });
	const later = await dex.priceSumOf(fake.chain, 8n) ?? assert.fail();
	assert.equal(dex.meanSteps({ sum: 1_000n, atMs: 10n }, later), 600n);
	assert.equal(dex.meanSteps(later, later), null);
	for (const name of ['best', 'day', 'price_sum']) fake.answers[`Dex.${name}`] = () => undefined;
	assert.deepEqual(await dex.bestOf(fake.chain, 8n), { buy: null, sell: null });
	assert.deepEqual([await dex.dayOf(fake.chain, 8n), await dex.priceSumOf(fake.chain, 8n),
		await dex.pairOf(fake.chain, 8n)], [null, null, null]);
});

/** An order as the chain has it. */
const chainOrder = (id: bigint, tick: number, lots: bigint, filled: bigint, paid = 0n) => ({
	order: {
		id, pair: 8n, side: { type: 'Buy' }, tick, lots, paid, until_ms: undefined,
		purse: { type: 'Balance' },
	},
	filled,
	open: lots - filled,
});

/** A trader who is followed, and whose orders are at each time what a test says. */
function followed() {
	const fake = new FakeChain();
	const orders = new Map<number, ReturnType<typeof chainOrder>[]>();
	let [number, looks] = [0, 0];
	fake.answers['Dex.orders'] = (block) => {
		looks += 1;
		return orders.get(block.number);
	};
	const happens = (
		events: FakeBlock['events'] = [],
		has: ReturnType<typeof chainOrder>[] = [],
	) => {
		number += 1;
		orders.set(number, has);
		fake.push({ number, nowMs: BigInt(number), events });
	};
	happens();
	const follower = reading(dex.followOrders(fake.chain, signer.account));
	const next = async () => {
		const { block: _, number: __, ...change } = await follower.next() ?? assert.fail('it ended');
		return change;
	};
	const skip = () => { number += 3; };
	return { happens, next, skip, looks: () => looks };
}

const settled = (id: bigint, lots: bigint) => event('Dex', 'Settled', {
	pair: 8n, who: signer.account, id, lots, base: 1n, quote: 2n, fee: 3n,
});
const cut = (id: bigint, lots: bigint, reason: string) =>
	event('Dex', 'Cut', { pair: 8n, who: signer.account, id, lots, reason: { type: reason } });
/** Somebody sells to who buys at a tick. */
const sells = (tick: number) =>
	traded(1n, tick, 1n, { taker: `0x${'09'.repeat(32)}`, side: { type: 'Sell' } });
const of = (id: bigint) => ({ pair: 8n, id });

test("a trader's orders are followed as they come, are filled, settled and cut", async () => {
	const { happens, next, looks } = followed();
	assert.deepEqual(await next(), { type: 'Orders', orders: [] });
	happens([traded(5n, 4_990, 10n), taken(5n, 10n), placed(5n, 5_000, 40n)]);
	assert.deepEqual(await next(), {
		type: 'Taken', ...of(5n), side: 'Buy', lots: 10n, quote: 7n, fee: 1n, end: 'NothingLeft',
		trades: [{ tick: 4_990, lots: 10n, quote: 49_900n }],
	});
	const resting = { ...of(5n), side: 'Buy', tick: 5_000 };
	assert.deepEqual(await next(), { type: 'Placed', ...resting, lots: 40n });

	const before = looks();
	happens([sells(4_999), placed(9n, 5_000, 3n, 'Buy', `0x${'09'.repeat(32)}`)]);
	happens([sells(5_000)], [chainOrder(5n, 5_000, 40n, 0n)]);
	happens([sells(5_000)], [chainOrder(5n, 5_000, 40n, 15n)]);
	assert.deepEqual(await next(), { type: 'Filled', ...resting, lots: 15n, open: 25n });
	assert.equal(looks(), before + 2, 'only where somebody took at its price');

	// By the hook, or anybody: more than was seen to be filled, it was filled meanwhile.
	happens([settled(5n, 20n)]);
	assert.deepEqual(await next(), { type: 'Filled', ...resting, lots: 5n, open: 20n });
	const paid = { type: 'Settled', base: 1n, quote: 2n, fee: 3n };
	assert.deepEqual(await next(), { ...paid, ...of(5n), lots: 20n });
	happens([cut(5n, 8n, 'Reduced')]);
	assert.deepEqual(await next(), { type: 'Cut', ...of(5n), lots: 8n, reason: 'Reduced' });
	happens([settled(5n, 12n)]);
	assert.deepEqual(await next(), { type: 'Filled', ...resting, lots: 12n, open: 0n });
	assert.deepEqual(await next(), { ...paid, ...of(5n), lots: 12n });
});

test('an order that takes the place of another has nothing of it', async () => {
	const { happens, next } = followed();
	await next();
	happens([placed(5n, 5_000, 40n)]);
	await next();
	happens([cut(5n, 40n, 'Replaced'), placed(5n, 4_000, 30n)]);
	assert.equal((await next()).type, 'Cut');
	assert.equal((await next()).type, 'Placed');
	happens([sells(4_000)], [chainOrder(5n, 4_000, 30n, 30n)]);
	assert.deepEqual(await next(),
		{ type: 'Filled', ...of(5n), side: 'Buy', tick: 4_000, lots: 30n, open: 0n });
});

test('after blocks that were not seen, all is told anew', async () => {
	const { happens, next, skip } = followed();
	await next();
	skip();
	happens([placed(7n, 1, 1n)], [chainOrder(5n, 5_000, 40n, 15n, 5n)]);
	const told = await next();
	assert.equal(told.type, 'Orders');
	assert.deepEqual('orders' in told && told.orders, [{
		...of(5n), side: 'Buy', tick: 5_000, lots: 40n, filled: 15n, open: 25n, settled: 5n,
		untilMs: null, purse: 'Balance',
	}]);
	happens([sells(5_000)], [chainOrder(5n, 5_000, 40n, 16n, 5n)]);
	assert.deepEqual(await next(),
		{ type: 'Filled', ...of(5n), side: 'Buy', tick: 5_000, lots: 1n, open: 24n });
});

test('a node that does not answer for a while ends nothing; one that never does', async () => {
	const fake = new FakeChain();
	fake.answers['Dex.orders'] = () => [];
	const follower = reading(dex.followOrders(fake.chain, signer.account));
	for (let number = 1; number < 6; number += 1) {
		fake.pruned.add(number);
		fake.push({ number, nowMs: 1n });
	}
	fake.push({ number: 6, nowMs: 1n });
	assert.equal((await follower.next())?.number, 6);
	for (let number = 7; number < 17; number += 1) {
		fake.pruned.add(number);
		fake.push({ number, nowMs: 1n });
	}
	await assert.rejects(follower.next(), /the node has no/);
	assert.equal(fake.listeners, 0);
});

test('the trades of a pair are followed, and a signal ends that', async () => {
	const fake = new FakeChain();
	const leaving = new AbortController();
	fake.push({ number: 1, nowMs: 1n, events: [
		traded(5n, 4_990, 10n), traded(5n, 4_990, 10n, { pair: 9n }), placed(5n, 1, 1n),
	] });
	const follower = reading(dex.followTrades(fake.chain, 8n, leaving.signal));
	const trade = await follower.next();
	assert.deepEqual([trade?.tick, trade?.lots, trade?.side, trade?.taker],
		[4_990, 10n, 'Buy', signer.account]);
	leaving.abort();
	assert.equal(await follower.next(), undefined);
});
