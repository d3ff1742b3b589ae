// The exchange on a live node: what is quoted is what is taken, and a trader's orders are followed
// as others take them; prices and amounts are as people write them.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assetWithId, NATIVE } from '../../src/core/assets.js';
import { Budget, BudgetExceeded } from '../../src/budgets/index.js';
import type { Chain } from '../../src/chain/index.js';
import * as dex from '../../src/dex/index.js';
import { devSigner, type Signer } from '../../src/signers/index.js';
import { startChain } from '../kit/node.js';

const COIN = 10n ** 12n;
const DOLLAR = assetWithId(1);
const TERMS: dex.PairTerms = {
	lot: COIN / 100n, tickValue: 1n, minLots: 2n, minQuote: 100n,
	maker: { type: 'Pays', ppm: 700 }, takerPpm: 2_500,
};

let chain: Chain;
let maker: Signer;
let taker: Signer;
let pair: dex.Pair;

before(async () => {
	({ chain } = await startChain());
	[maker, taker] = [devSigner(chain, '//Bob'), devSigner(chain, '//Charlie')];
	const id = await dex.openPair(chain, devSigner(chain, '//Alice'), NATIVE, DOLLAR, TERMS);
	pair = await dex.pairOf(chain, id) ?? assert.fail();
	await Promise.all([maker, taker].map(async (who) => {
		await dex.deposit(chain, who, NATIVE, 1_000n * COIN);
		await dex.deposit(chain, who, DOLLAR, 10n ** 10n);
		await dex.setSlots(chain, who, 8);
	}));
});

const buys = (price: string, amount: string, more: Partial<dex.OrderRequest> = {}) => ({
	side: 'Buy', tick: pair.parsePrice(price, 'down'), amount: { lots: pair.parseLots(amount) },
	...more,
} as const);
const sells = (price: string, amount: string, more: Partial<dex.OrderRequest> = {}) =>
	({ ...buys(price, amount), tick: pair.parsePrice(price, 'up'), side: 'Sell', ...more } as const);
const atOnce = { kind: { type: 'ImmediateOrCancel' } } as const;

test('a pair is found, with its terms and units', async () => {
	const found = await dex.pairsOf(chain, NATIVE, DOLLAR);
	assert.ok(found.some(({ id }) => id === pair.id));
	assert.deepEqual(pair.terms, TERMS);
	assert.deepEqual([pair.quoteCurrency.decimals, pair.baseCurrency.symbol], [6, 'BLOC']);
	for (const tick of [1, 5_000, 8_192, 9_001, dex.LAST_TICK]) {
		const said = await chain.api.view.Dex.price_of(pair.id, tick, { at: 'finalized' });
		assert.equal(pair.quoteOf(1n, tick), said, `the price at ${tick}`);
	}
	assert.deepEqual(await dex.bestOf(chain, pair.id), { buy: null, sell: null });
	const day = await dex.dayOf(chain, pair.id);
	assert.deepEqual(day, { base: 0n, quote: 0n, before: null, last: null });
});

test('several orders come in one call, and what is refused is named', async () => {
	const { orders, failed } = await dex.act(chain, maker, pair.id, [
		{ type: 'Place', order: buys('0.49 TUSD', '1 BLOC', { id: 1n }) },
		{ type: 'Place', order: sells('0.50 TUSD', '1 BLOC', { id: 2n }) },
		{ type: 'Place', order: sells('0.51 TUSD', '2 BLOC', { id: 3n }) },
		{ type: 'Cancel', id: 99n },
		{ type: 'Reduce', id: 1n, keep: 90n },
	]);
	assert.deepEqual(orders.map(({ id, rests }) => [id, rests?.lots]),
		[[1n, 100n], [2n, 100n], [3n, 200n]]);
	const [{ index, error } = assert.fail()] = failed;
	assert.deepEqual([index, error.error], [3, 'OrderNotFound']);
	assert.match(error.docs, /no order/);
	const best = await dex.bestOf(chain, pair.id);
	assert.deepEqual([best.buy, best.sell].map((tick) => tick && pair.formatPrice(tick)),
		['0.49 TUSD', '0.5 TUSD']);
	const levels = await dex.depthOf(chain, pair.id, 'Sell');
	assert.deepEqual(levels, [[5_000, 100n], [5_100, 200n]].map(([tick, lots]) => ({
		tick, lots, quote: pair.quoteOf(BigInt(lots ?? 0), Number(tick)),
	})));
	const behind = await dex.depthOf(chain, pair.id, 'Sell', { behind: 5_000, limit: 1 });
	assert.deepEqual(behind, levels.slice(1));
	const holding = await dex.holdingOf(chain, maker.account, DOLLAR);
	assert.equal(holding.locked, pair.quoteOf(90n, 4_900) + pair.makerFee(pair.quoteOf(90n, 4_900)));
});

test('what is quoted is taken, and its maker hears of it', async () => {
	const leaving = new AbortController();
	const news = dex.followOrders(chain, maker.account, leaving.signal);
	const next = async (): Promise<dex.OrderNews> =>
		(await news.next()).value ?? assert.fail('it ended');
	const first = await next();
	assert.equal(first.type === 'Orders' && first.orders.length, 3);
	const order = buys('0.51', '1.5', atOnce);
	const quoted = await dex.quoteOrder(chain, pair.id, order);
	const placed = await dex.placeOrder(chain, taker, pair, order);
	assert.deepEqual(placed.taken, quoted);
	assert.deepEqual(placed.trades.map(({ tick, lots }) => [tick, lots]),
		[[5_000, 100n], [5_100, 50n]]);
	assert.equal(placed.taken?.fee, pair.takerFee(placed.taken?.quote ?? 0n));
	assert.equal(placed.rests, null);
	const filled = [await next(), await next()].map((one) =>
		(one.type === 'Filled' ? [one.id, one.lots, one.open] : assert.fail(one.type)));
	assert.deepEqual(filled, [[2n, 100n, 0n], [3n, 50n, 150n]]);

	await dex.settleOrders(chain, taker, maker.account, [2n, 3n]);
	for (const [id, lots] of [[2n, 100n], [3n, 50n]]) {
		const one = await next();
		assert.ok(one.type === 'Settled' && one.id === id && one.lots === lots);
		const tick = id === 2n ? 5_000 : 5_100;
		const quote = pair.quoteOf(one.lots, tick);
		assert.deepEqual([one.fee, one.quote], [pair.makerFee(quote), quote - pair.makerFee(quote)]);
	}
	await dex.reduceOrder(chain, maker, 3n, 100n);
	const cut = await next();
	assert.ok(cut.type === 'Cut' && cut.lots === 50n && cut.reason === 'Reduced');
	leaving.abort();
	const day = await dex.dayOf(chain, pair.id);
	assert.deepEqual([day?.base, day?.last], [pair.baseOf(150n), 5_100]);
	const sum = await dex.priceSumOf(chain, pair.id);
	assert.ok(sum && sum.atMs > 0n);
});

test('orders are replaced and cancelled, and all that is left is taken out', async () => {
	const replaced = await dex.replaceOrder(chain, maker, pair, 3n, sells('0.6', '1'));
	assert.deepEqual([replaced.id, replaced.rests], [3n, { tick: 6_000, lots: 100n }]);
	const [own] = (await dex.ordersOf(chain, maker.account)).filter(({ id }) => id === 3n);
	assert.deepEqual([own?.side, own?.tick, own?.open, own?.purse], ['Sell', 6_000, 100n, 'Balance']);
	await dex.cancelOrder(chain, maker, 3n);
	await assert.rejects(dex.cancelOrder(chain, maker, 3n), /Dex\.OrderNotFound/);
	const { cancelled } = await dex.cancelAll(chain, maker, pair.id);
	assert.equal(cancelled, 1);
	assert.deepEqual(await dex.ordersOf(chain, maker.account), []);
	const { free, locked, unsettled } = await dex.holdingOf(chain, maker.account, NATIVE);
	assert.deepEqual([free, locked, unsettled], [1_000n * COIN - pair.baseOf(150n), 0n, 0n]);
	await dex.withdraw(chain, maker, NATIVE, free);
	await assert.rejects(dex.withdraw(chain, maker, NATIVE, 1n), /Dex\.InsufficientBalance/);
	const { amount } = await dex.collectPairFees(chain, taker, pair.id);
	assert.ok(amount > 0n);
});

test('an order out of the account is within the budget, and takes no more', async () => {
	await dex.placeOrder(chain, taker, pair, sells('0.7', '1', { id: 7n }));
	const budget = new Budget('app', { asset: DOLLAR, total: 2_000_000n });
	const had = await chain.balance(maker.account, DOLLAR);
	const wallet = { purse: 'Wallet', ...atOnce } as const;
	await dex.placeOrder(chain, maker, pair, buys('0.75', '1', wallet), { budget });
	const paid = had - await chain.balance(maker.account, DOLLAR);
	const quote = pair.quoteOf(100n, 7_000);
	assert.equal(paid, quote + pair.takerFee(quote));
	assert.ok(paid <= budget.spent.total);
	const more = dex.placeOrder(chain, maker, pair, buys('0.75', '2', wallet), { budget });
	await assert.rejects(more, BudgetExceeded);
	await dex.cancelAll(chain, taker, pair.id);
});

test('a swap costs and brings what is quoted, and is refused beyond its limit', async () => {
	await dex.placeOrder(chain, taker, pair, sells('0.7', '1', { id: 8n }));
	await dex.placeOrder(chain, taker, pair, sells('0.8', '1', { id: 9n }));
	const hops = [{ to: NATIVE, pair: pair.id }];
	const exact = { from: DOLLAR, hops, want: { exactOut: pair.baseOf(150n) } } as const;
	const quoted = await dex.quoteSwap(chain, exact) ?? assert.fail();
	const quote = pair.quoteOf(100n, 7_000) + pair.quoteOf(50n, 8_000);
	assert.equal(quoted.got, pair.baseOf(150n));
	assert.ok(quoted.spent > quote && quoted.spent < (quote * 101n) / 100n, 'a fee is in it');
	assert.deepEqual([quoted.hops.length, quoted.hops[0]?.lots], [1, 150n]);
	const most = quoted.spent - 1n;
	await assert.rejects(dex.swapAssets(chain, maker, { ...exact, limit: most }),
		/Dex\.LimitNotMet/);
	const budget = new Budget('app', { asset: DOLLAR, total: quoted.spent });
	const had = await chain.balance(maker.account, DOLLAR);
	const limit = dex.limitOf(exact.want, quoted, 0);
	const { spent, got, hops: made } =
		await dex.swapAssets(chain, maker, { ...exact, limit }, { budget });
	assert.deepEqual({ spent, got, hops: made }, quoted);
	assert.equal(had - await chain.balance(maker.account, DOLLAR), spent);
	const more = dex.swapAssets(chain, maker, { ...exact, limit: 1n }, { budget });
	await assert.rejects(more, BudgetExceeded);

	// The other way there is nobody in the book, and no pool.
	const back = { from: NATIVE, hops: [{ to: DOLLAR, pair: pair.id }], want: { exactIn: COIN } };
	assert.equal(await dex.quoteSwap(chain, back), null);
	await dex.cancelAll(chain, taker, pair.id);
});
