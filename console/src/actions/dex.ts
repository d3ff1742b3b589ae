// What can be done in the exchange: in words, with its cost, as a call.

import { formatShare } from '@lightning-bloc/sdk/amounts';
import { toChainAsset } from '@lightning-bloc/sdk/chain';
import type { OwnOrder, PairTerms, Taken } from '@lightning-bloc/sdk/dex';
import { current } from '../chain/accounts.js';
import { assetIdOf, assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import { pairName, type Market, type SeenBook } from '../chain/dex.js';
import {
	chainOrder, crosses, KIND_WORDS, mayRest, meanPrice, mostOf, restOf, type Order,
} from '../exchange/order.js';
import { priceOf } from '../exchange/depth.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount, instant } from '../lib/text.js';
import type { Action } from '../tx/action.js';

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));
const chainAsset = (asset: AssetId) => toChainAsset(assetOf(asset));

const PURSES = { Balance: 'your balance in the exchange', Wallet: 'your account' } as const;

const ENDS: Record<Taken['end'], string> = {
	Done: '', NothingLeft: 'no more is there at this price',
	SelfTrade: 'then comes an order of your own: it goes no further',
	Steps: 'then it has gone as far in the book as it may',
};

/** What an order would do now, in numbers. */
function takes(order: Order, taken: Taken | null, of: SeenBook): [string, string][] {
	const { pair, base, quote } = of;
	if (order.kind === 'PostOnly') return [];
	if (!taken || taken.lots === 0n) return [['Takes now', 'nothing']];
	const end = ENDS[taken.end];
	return [
		['Takes now', amountOf(pair.baseOf(taken.lots), base)],
		['For', `${amountOf(taken.quote, quote)}, on the average ${meanPrice(pair, taken)}`],
		['Fee of the pair', amountOf(taken.fee, quote)],
		...(end && !mayRest(order.kind) ? [['And no more', end] as [string, string]] : []),
	];
}

/** How much an order is for. */
function wanted({ side, amount }: Order, { pair, base, quote }: SeenBook): [string, string] {
	if ('lots' in amount) return ['Amount', amountOf(pair.baseOf(amount.lots), base)];
	const name = side === 'Buy' ? 'Spends up to' : 'Sells for up to';
	return [name, amountOf(amount.quote, quote)];
}

/** What an order does if nothing changes meanwhile, in sentences. */
function effectOf(order: Order, taken: Taken | null, of: SeenBook): string[] {
	const words = KIND_WORDS[order.kind][1];
	if (order.kind === 'PostOnly') {
		const moved = 'It would take, so it is moved to the next price at which it does not.';
		const refused = 'As things stand it would take, and is refused.';
		return crosses(order, of) ? [words, order.slides ? moved : refused] : [words];
	}
	if (taken === null) return [words, 'As things stand it is refused.'];
	if (taken.lots === 0n && !mayRest(order.kind)) {
		return [words, 'As things stand there is nothing to take at this price.'];
	}
	return [words, 'What it takes may be another amount by then: never at a worse price.'];
}

export function place(order: Order, taken: Taken | null, of: SeenBook): Action {
	const { pair, base } = of;
	const { asset, amount } = mostOf(pair, order);
	const rests = restOf(order, taken);
	const verb = order.side === 'Buy' ? 'Buy' : 'Sell';
	return {
		title: `${verb} ${pair.baseCurrency.symbol}`,
		does: effectOf(order, taken, of),
		facts: [
			['Pair', pairName(of)],
			wanted(order, of),
			[order.side === 'Buy' ? 'Pays at most' : 'Takes at least', priceOf(of, order.tick)],
			...takes(order, taken, of),
			...(rests > 0n ? [['Rests with', amountOf(pair.baseOf(rests), base)] as const] : []),
			['Out of', PURSES[order.purse]],
			['At most', amountOf(amount, assetIdOf(toChainAsset(asset)))],
			...(order.untilMs === null ? [] : [['Rests until', instant(order.untilMs)] as const]),
			...(order.untilMs !== null || order.isSettled
				? [['Beside the fee', 'what the chain\'s own work for it costs'] as const] : []),
		],
		fails: `there is less than that in ${PURSES[order.purse]}, or no room for one more order`,
		call: (chain) => chain.api.tx.Dex.place({ pair: pair.id, order: chainOrder(order) }),
	};
}

/** An order in a few words. */
const inWords = ({ side, tick, open }: OwnOrder, of: Market): string =>
	`${side === 'Buy' ? 'Buy' : 'Sell'} ${of.pair.formatLots(open)} at ${priceOf(of, tick)}`;

export const cancel = (order: OwnOrder, of: Market): Action => ({
	title: 'Cancel an order',
	does: ['What is open of it leaves the book, and what it locks is yours again. What others have ' +
		'taken of it is settled.'],
	facts: [['Order', inWords(order, of)], ['Pair', pairName(of)]],
	fails: 'it is filled or gone meanwhile, or the pair is stopped',
	call: (chain) => chain.api.tx.Dex.cancel({ id: order.id }),
});

export const reduce = (order: OwnOrder, keep: bigint, of: Market): Action => ({
	title: 'Make an order smaller',
	does: ['It keeps its place in the line at its price. What it locks too much is yours again.'],
	facts: [['Order', inWords(order, of)], ['Then open', of.pair.formatLots(keep)]],
	fails: 'less than that is open by then',
	call: (chain) => chain.api.tx.Dex.reduce({ id: order.id, keep }),
});

export const cancelAll = (orders: readonly OwnOrder[], of: Market): Action => ({
	title: 'Cancel all orders',
	does: [`All of your orders in ${pairName(of)} leave the book.`],
	facts: [['Orders', `${orders.length}`]],
	fails: 'the pair is stopped',
	call: (chain) => chain.api.tx.Dex.cancel_all({ pair: of.pair.id, limit: orders.length }),
});

export const settle = (account: AccountId, orders: readonly OwnOrder[]): Action => ({
	title: 'Settle',
	does: ['What others have taken of these orders is put to your free balance.'],
	facts: [['Orders', `${orders.length}`]],
	call: (chain) => chain.api.tx.Dex.settle({
		who: chain.address(account), orders: orders.map(({ id }) => id),
	}),
});

export const deposit = (asset: AssetId, amount: bigint): Action => ({
	title: 'Bring in',
	does: ['It moves from your account to your balance in the exchange, to be traded with. What no ' +
		'order locks you can take out at any time.'],
	facts: [['Amount', amountOf(amount, asset)]],
	holds: 'the first time, a deposit for what is stored; it comes back with the last of all',
	fails: 'the account has less than that and the fee',
	call: (chain) => chain.api.tx.Dex.deposit({ asset: chainAsset(asset), amount }),
});

export const withdraw = (asset: AssetId, amount: bigint): Action => ({
	title: 'Take out',
	does: ['It moves from your balance in the exchange to your account.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'less than that is free there',
	call: (chain) => chain.api.tx.Dex.withdraw({ asset: chainAsset(asset), amount }),
});

export const setSlots = (slots: number, before: number): Action => ({
	title: 'Room for orders',
	does: [slots < before
		? 'The deposits for the room that you do without come back.'
		: 'You can have so many orders at a time, those that rest and those that wait to be settled.'],
	facts: [['Until now', `${before}`], ['From now on', `${slots}`]],
	holds: 'a deposit for each; it comes back when you need the room no longer',
	fails: 'you have more orders than that, or the account has less than the deposit and the fee',
	call: (chain) => chain.api.tx.Dex.set_slots({ slots }),
});

export const claimCredit = (asset: AssetId, amount: bigint): Action => ({
	title: 'Claim what could not be paid out',
	does: ['What the exchange owes you is paid to your account.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account still cannot take it',
	call: (chain) => {
		const to = current.peek();
		if (!to) throw new Error('no account is chosen');
		return chain.api.tx.Dex.claim_credit({ asset: chainAsset(asset), to: chain.address(to.id) });
	},
});

export const collectFees = (of: SeenBook): Action => ({
	title: 'Pay out the fees of the pair',
	does: ['What traders have paid as fees goes to the owner of the pair. Anybody may do that.'],
	facts: [['Pair', pairName(of)], ['Amount', amountOf(of.book.fees, of.quote)]],
	fails: 'there is nothing',
	call: (chain) => chain.api.tx.Dex.collect_fees({ pair: of.pair.id }),
});

export const openPair = (base: AssetId, quote: AssetId, terms: PairTerms): Action => ({
	title: 'Open a pair',
	does: ['Anybody can trade in it then. Its terms never change; its fees are yours.'],
	facts: [
		['Pair', `${currencyOf(base).symbol} / ${currencyOf(quote).symbol}`],
		['Smallest amount traded', amountOf(terms.lot, base)],
		['Step of the price, for that', amountOf(terms.tickValue, quote)],
		['Least that may rest', `${amountOf(terms.lot * terms.minLots, base)}, worth ` +
			amountOf(terms.minQuote, quote)],
		['Fee of who takes', formatShare(terms.takerPpm)],
		['Fee of who rested', formatShare(terms.maker.ppm)],
	],
	holds: 'a deposit for what is stored; it comes back when the pair is closed',
	fails: 'the fee is higher than the chain allows, or the account has less than the deposit',
	call: (chain) => chain.api.tx.Dex.open_pair({
		base: chainAsset(base), quote: chainAsset(quote),
		terms: {
			lot: terms.lot, tick_value: terms.tickValue, min_lots: terms.minLots,
			min_quote: terms.minQuote, taker: terms.takerPpm,
			maker: terms.maker.type === 'Pays'
				? { type: 'Pays', value: terms.maker.ppm } : { type: 'Gets', value: terms.maker.ppm },
		},
	}),
});
