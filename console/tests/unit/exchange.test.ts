// Orders as they are typed, and the book as it is drawn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Currency } from '@lightning-bloc/sdk/amounts';
import { NATIVE_ASSET, pairOn } from '../kit/pair.js';
import * as actions from '../../src/actions/dex.js';
import { areas, summed } from '../../src/exchange/depth.js';
import {
	chainOrder, crosses, meanPrice, mostOf, orderIn, restOf, tickIn,
} from '../../src/exchange/order.js';
import { FieldError } from '../../src/lib/fields.js';
import { moved, spreadOf } from '../../src/pages/exchange.js';

const of = pairOn(new Currency('BLOC', 12), new Currency('TUSD', 6));
const COIN = 10n ** 12n;
const typed = (more: Record<string, string>) => ({
	side: 'Buy', kind: 'Limit', unit: 'base', amount: '1', price: '0.5', slip: '1%', worst: '',
	purse: 'Balance', lasts: '', settled: '', slide: '', ...more,
});
const read = (more: Record<string, string>) => orderIn(typed(more), of, 1_000n);
const refused = (more: Record<string, string>, field: string, message: RegExp) =>
	assert.throws(() => read(more), (error) =>
		error instanceof FieldError && error.field === field && message.test(error.message));

test('a limit order is read, and rests until it is said', () => {
	const order = read({ lasts: '1h', settled: 'yes' });
	assert.deepEqual([order.tick, order.amount, order.untilMs, order.deadlineMs],
		[5_000, { lots: 100n }, 3_601_000n, null]);
	const made = chainOrder(order);
	assert.deepEqual(made.kind,
		{ type: 'Limit', value: { until_ms: 3_601_000n, settled: true } });
	assert.deepEqual([made.side.type, made.purse.type, made.deadline_ms, made.self_trade.type],
		['Buy', 'Balance', 2n ** 64n - 1n, 'CancelNewest']);
	assert.notEqual(read({}).id, read({}).id);
});

test('a price between two of the grid goes to the side of who orders', () => {
	const price = { price: '0.50005' };
	assert.equal(tickIn(price, 'price', of.pair, 'down'), 5_000);
	assert.equal(read(price).tick, 5_000);
	assert.equal(read({ ...price, side: 'Sell' }).tick, 5_001);
});

test('a market order has a worst price, by share or by name', () => {
	const buy = read({ kind: 'Market' });
	assert.equal(buy.tick, 5_050);
	assert.deepEqual([buy.untilMs, buy.deadlineMs], [null, 601_000n]);
	assert.equal(chainOrder(buy).kind.type, 'ImmediateOrCancel');
	assert.equal(read({ kind: 'Market', side: 'Sell' }).tick, 4_851);
	assert.equal(read({ kind: 'Market', slip: '0%' }).tick, 5_000);
	assert.equal(read({ kind: 'Market', worst: '0.52' }).tick, 5_200);
	const empty = { ...of, sells: [] };
	assert.throws(() => orderIn(typed({ kind: 'Market' }), empty, 0n), /Nobody sells now/);
});

test('what goes at once can be told in what is paid', () => {
	const order = read({ kind: 'ImmediateOrCancel', unit: 'quote', amount: '2.5' });
	assert.deepEqual(order.amount, { quote: 2_500_000n });
	assert.deepEqual(chainOrder(order).amount, { type: 'Quote', value: 2_500_000n });
	assert.deepEqual(mostOf(of.pair, order), { asset: of.pair.quote, amount: 2_500_000n });
	const sell = read({ kind: 'FillOrKill', side: 'Sell', unit: 'quote', amount: '1' });
	assert.deepEqual(mostOf(of.pair, sell), { asset: NATIVE_ASSET, amount: 2n * COIN });
	// An order that rests is always one of lots.
	assert.deepEqual(read({ unit: 'quote' }).amount, { lots: 100n });
});

test('what no pair takes is refused beside its field', () => {
	refused({ amount: '0.001' }, 'amount', /In steps of 0\.01 BLOC/);
	refused({ amount: '0.01' }, 'amount', /at least 0\.02 BLOC, and worth 0\.0001 TUSD/);
	refused({ price: '0,5' }, 'price', /No comma|currency/);
	refused({ price: '' }, 'price', /Fill this in/);
	refused({ price: '0.00001' }, 'price', /no such price/);
	refused({ price: '1 BLOC' }, 'price', /Another currency/);
	refused({ kind: 'Market', slip: '101%' }, 'slip', /More/);
	refused({ lasts: 'long' }, 'lasts', /duration/);
});

test('what an order costs is told before it is signed, at its most', () => {
	const order = read({ price: '0.51' });
	const taken = { lots: 80n, quote: 400_000n, fee: 1_000n, end: 'NothingLeft' } as const;
	assert.equal(restOf(order, taken), 20n);
	assert.equal(restOf(read({ kind: 'Market' }), taken), 0n);
	assert.equal(meanPrice(of.pair, taken), '0.5 TUSD');
	const { facts = [], title } = actions.place(order, taken, of);
	const fact = (name: string) => facts.find(([one]) => one === name)?.[1].replaceAll('\u00a0', ' ');
	assert.equal(title, 'Buy BLOC');
	// 100 lots at 5,100 with the fee of a quarter percent, and one unit where both round.
	assert.match(fact('At most') ?? '', /^511\D276 /);
	assert.match(fact('Takes now') ?? '', /^0\.8 /);
	assert.equal(fact('Pays at most'), '0.51 TUSD');
	assert.equal(fact('Out of'), 'your balance in the exchange');
	const post = read({ kind: 'PostOnly', price: '0.51' });
	assert.equal(crosses(post, of), true);
	assert.match(actions.place(post, null, of).does.join(' '), /would take, and is refused/);
	const slides = read({ kind: 'PostOnly', price: '0.51', slide: 'yes' });
	assert.match(actions.place(slides, null, of).does.join(' '), /is moved/);
	assert.match(actions.place(read({ kind: 'FillOrKill' }), null, of).does.join(' '), /is refused/);
});

test('spread and the day are told exactly', () => {
	assert.equal(spreadOf(of), '0.01 TUSD (2%)');
	assert.equal(spreadOf({ ...of, buys: [] }), '–');
	assert.equal(moved(of), '−1%');
	assert.equal(moved({ ...of, day: { ...of.day, before: 4_500 } }), '+10%');
	assert.equal(moved({ ...of, day: { ...of.day, before: null } }), '–');
});

test('the depth is summed up from the best price on, and drawn within its frame', () => {
	assert.deepEqual(summed(of.buys).map(({ sum }) => sum), [100n, 350n, 1_250n]);
	const { Buy, Sell } = areas(of.buys, of.sells);
	for (const path of [Buy, Sell]) {
		const numbers = [...path.matchAll(/-?[\d.]+/g)].map(([found]) => Number(found));
		assert.ok(numbers.every((one) => one >= 0 && one <= 1_000), path);
	}
	assert.match(Buy, /H0V220Z$/);
	assert.match(Sell, /H1000V220Z$/);
	assert.deepEqual(areas([], of.sells).Buy, '');
	assert.deepEqual(areas([], []), { Buy: '', Sell: '' });
});
