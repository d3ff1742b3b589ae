// The exchange as its page shows it: pairs with the currencies of this page, what rests in them,
// and what a trader has there. Read at the best block, as everything that is shown.

import { accountOf, fromChainAsset, toChainAsset, type Chain } from '@lightning-bloc/sdk/chain';
import {
	ordersOf, Pair, type ChainBook, type Day, type Holding, type Level, type OwnOrder, type Side,
} from '@lightning-bloc/sdk/dex';
import type { AccountId } from '../lib/fields.js';
import { assetIdOf, assetOf, currencyOf, type AssetId } from './assets.js';
import { blocks } from './blocks.js';

const AT = { at: 'best' } as const;
const MOST_PAIRS = 200;
const LEVELS = 24;

/** A pair with its book. */
export interface Market {
	readonly pair: Pair;
	readonly book: ChainBook;
	readonly base: AssetId;
	readonly quote: AssetId;
}

/** A pair of a book, in the currencies of this page: nobody's symbol passes for another's. */
export function marketOf(id: bigint, book: ChainBook): Market {
	const { lot, tick_value: tickValue, min_lots: minLots, min_quote: minQuote } = book.terms;
	const { maker: { type, value: ppm }, taker: takerPpm } = book.terms;
	const terms = { lot, tickValue, minLots, minQuote, maker: { type, ppm }, takerPpm };
	const [base, quote] = [assetIdOf(book.base), assetIdOf(book.quote)];
	const pair = new Pair(id, fromChainAsset(book.base), fromChainAsset(book.quote), terms,
		currencyOf(base), currencyOf(quote));
	return { pair, book, base, quote };
}

/** What a pair is called. */
export const pairName = ({ pair }: Market): string =>
	`${pair.baseCurrency.symbol} / ${pair.quoteCurrency.symbol}`;

/** All pairs, up to a limit. */
export async function marketsOf(chain: Chain): Promise<Market[]> {
	const entries = await chain.api.query.Dex.Books.getEntries(AT);
	return entries.map(({ keyArgs: [id], value }) => marketOf(id, value as ChainBook))
		.sort((one, other) => (one.pair.id < other.pair.id ? -1 : 1)).slice(0, MOST_PAIRS);
}

/** What there is to see of a pair. */
export interface SeenBook extends Market {
	readonly owner: AccountId | null;
	readonly buys: readonly Level[];
	readonly sells: readonly Level[];
	readonly day: Day;
}

/** The enum of a side. */
export const chainSide = (side: Side) =>
	({ type: side, value: undefined }) as { type: 'Buy'; value: undefined };

/** A pair with what rests in it and what was traded; `null` if there is none. */
export async function seenBook(chain: Chain, id: bigint): Promise<SeenBook | null> {
	const { view, query } = chain.api;
	const [book, record, buys, sells, day] = await Promise.all([
		view.Dex.book(id, AT), query.Dex.Pairs.getValue(id, AT),
		view.Dex.depth(id, chainSide('Buy'), undefined, LEVELS, AT),
		view.Dex.depth(id, chainSide('Sell'), undefined, LEVELS, AT), view.Dex.day(id, AT),
	]);
	if (!book) return null;
	const { base = 0n, quote = 0n, before, last } = day ?? {};
	return {
		...marketOf(id, book), owner: record ? accountOf(record.owner) : null, buys, sells,
		day: { base, quote, before: before ?? null, last: last ?? null },
	};
}

/** What a trader has in the exchange. */
export interface Trader {
	readonly orders: readonly OwnOrder[];
	/** How many orders it can have. */
	readonly slots: number;
	readonly holdings: readonly (readonly [AssetId, Holding])[];
	/** Payouts that an asset refused. */
	readonly credits: readonly (readonly [AssetId, bigint])[];
}

/** What an account has in the exchange, of these assets and of what it brought there. */
export async function traderOf(
	chain: Chain,
	account: AccountId,
	assets: readonly AssetId[],
): Promise<Trader> {
	const who = chain.address(account);
	const [orders, record, credits] = await Promise.all([
		ordersOf(chain, account, 'best'), chain.api.query.Dex.Traders.getValue(who, AT),
		chain.api.query.Dex.Credits.getEntries(who, AT),
	]);
	const all = [...new Set([
		...assets, ...(record?.funds ?? []).map(({ asset }) => assetIdOf(asset)),
	])];
	const holdings = await Promise.all(all.map(async (asset) => [
		asset, await chain.api.view.Dex.balance(who, toChainAsset(assetOf(asset)), AT),
	] as const));
	return {
		orders, slots: record?.slots ?? 0, holdings,
		credits: credits.map(({ keyArgs: [, asset], value }) => [assetIdOf(asset), value] as const),
	};
}

/** A trade that was seen. */
export interface SeenTrade {
	readonly key: string;
	readonly block: number;
	readonly clockMs: bigint;
	readonly side: Side;
	readonly tick: number;
	readonly lots: bigint;
	readonly quote: bigint;
	readonly taker: string;
}

interface Traded {
	readonly pair: bigint;
	readonly taker: string;
	readonly side: { readonly type: Side };
	readonly trade: { readonly tick: number; readonly lots: bigint; readonly quote: bigint };
}

/** The trades of a pair in the blocks that this page has seen, the newest first. */
export const tradesOf = (pair: bigint): SeenTrade[] => blocks.value.flatMap((block) =>
	block.happened.flatMap(({ pallet, name, value }, at) => {
		if (pallet !== 'Dex' || name !== 'Traded') return [];
		const { pair: of, taker, side, trade } = value as Traded;
		if (of !== pair) return [];
		const { tick, lots, quote } = trade;
		const { hash, number, clockMs } = block;
		return [{ key: `${hash} ${at}`, block: number, clockMs, side: side.type, tick, lots, quote,
			taker }];
	}).reverse());
