// Pairs: their terms, and amounts and prices between what people write and what the book counts.

import {
	AmountError, divide, formatAmount, type AmountFormat, type Currency, type Rounding,
} from '../amounts/index.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { fromChainAsset, toChainAsset } from '../chain/values.js';
import type { Asset } from '../core/assets.js';
import type { Signer } from '../signers/index.js';
import { stepsAt, tickAtLeast, tickAtMost } from './prices.js';

/** Buy or sell base, for quote. */
export type Side = 'Buy' | 'Sell';

/** What can be traded in a pair, and for which fee. The same for the life of the pair. */
export interface PairTerms {
	/** The smallest amount of base that is traded. Others are multiples of it. */
	readonly lot: bigint;
	/** The price of a lot at tick 1, in quote: the step between two prices. */
	readonly tickValue: bigint;
	/** The least lots of an order. */
	readonly minLots: bigint;
	/** The least price of an order that may rest, in quote. */
	readonly minQuote: bigint;
	/** What the owner of an order that rested pays of the price, or gets, in millionths. */
	readonly maker: { readonly type: 'Pays' | 'Gets'; readonly ppm: number };
	/** The fee of an order that takes, in millionths of the price. */
	readonly takerPpm: number;
}

/** An amount of an asset, in its units. */
export interface Amount {
	readonly asset: Asset;
	readonly amount: bigint;
}

/** A price as a fraction: so much of quote for so much of base, both in units. */
export interface Price {
	readonly quote: bigint;
	readonly base: bigint;
}

/** The decimals that are told of a price beyond those of the quote asset. */
const MORE_DECIMALS = 12;
/** The most that an order can be worth in either asset. */
const MAX_VALUE = 2n ** 100n;
const MILLION = 1_000_000n;

/** A pair, with the units of both assets: for amounts in lots and prices in ticks, exact. */
export class Pair {
	constructor(
		/** Its number. */
		readonly id: bigint,
		/** What is bought and sold. */
		readonly base: Asset,
		/** What it is paid in. */
		readonly quote: Asset,
		readonly terms: PairTerms,
		/** How amounts of base are written. */
		readonly baseCurrency: Currency,
		/** How amounts of quote are written. */
		readonly quoteCurrency: Currency,
	) {}

	/** So many lots of base, in units. */
	baseOf(lots: bigint): bigint {
		return lots * this.terms.lot;
	}

	/** The price of so many lots at a tick, in units of quote: never rounded. */
	quoteOf(lots: bigint, tick: number): bigint {
		return lots * this.terms.tickValue * stepsAt(tick);
	}

	/** The lots in an amount of base, rounded as is said. */
	lotsIn(units: bigint, rounding: Rounding): bigint {
		return divide(units, this.terms.lot, rounding);
	}

	/**
	 * The lots in an amount of base as people write it, as `1.5 BLOC`. What is no whole number of
	 * lots is refused, unless it is said which way to round.
	 */
	parseLots(text: string, rounding?: Rounding): bigint {
		const units = this.baseCurrency.parse(text);
		if (rounding === undefined && units % this.terms.lot !== 0n) {
			throw new AmountError('TooManyDecimals', `${text} is no whole number of lots`);
		}
		return this.lotsIn(units, rounding ?? 'down');
	}

	/** So many lots as people write it, as `1.5 BLOC`. */
	formatLots(lots: bigint, format?: AmountFormat): string {
		return this.baseCurrency.format(this.baseOf(lots), format);
	}

	/** The price at a tick, exact. */
	priceAt(tick: number): Price {
		return { quote: this.quoteOf(1n, tick), base: this.terms.lot };
	}

	/**
	 * The tick of a price in quote for one whole coin of base, as `0.25 USD`: that of the next lower
	 * or higher price of the grid, or just that one. A buyer who pays no more rounds down, a seller
	 * who takes no less rounds up. Throws an `AmountError` if the grid has no such price.
	 */
	parsePrice(text: string, rounding: Rounding): number {
		const { value, scale } = this.#decimal(text);
		// Of the quote in units for a coin, over `scale`, what a lot costs in steps.
		const above = value * this.terms.lot;
		const below = scale * this.baseCurrency.one * this.terms.tickValue;
		const steps = divide(above, below, rounding);
		const tick = rounding === 'down' ? tickAtMost(steps) : tickAtLeast(steps);
		if (tick === null) throw new AmountError('TooLarge', `${text} is no price of this pair`);
		return tick;
	}

	/** A decimal number in units of quote, over a power of ten: prices may have more decimals. */
	#decimal(text: string): { value: bigint; scale: bigint } {
		const [, number = '', symbol = ''] = /^([\d._]+)\s*(.*)$/.exec(text.trim()) ?? [];
		const [, whole, fraction = ''] = /^(\d[\d_]*)(?:\.(\d+))?$/.exec(number) ?? [];
		if (whole === undefined) throw new AmountError('NotANumber', text);
		if (symbol && symbol !== this.quoteCurrency.symbol) {
			throw new AmountError('UnknownUnit', symbol);
		}
		const scale = 10n ** BigInt(fraction.length);
		const digits = BigInt(whole.replaceAll('_', '') + fraction);
		return { value: digits * this.quoteCurrency.one, scale };
	}

	/** The price at a tick as people write it: in quote for one whole coin of base, as `0.25 USD`. */
	formatPrice(tick: number, format?: AmountFormat): string {
		const { symbol, decimals } = this.quoteCurrency;
		const { quote, base } = this.priceAt(tick);
		const units = quote * this.baseCurrency.one * 10n ** BigInt(MORE_DECIMALS);
		const text = formatAmount(units / base, decimals + MORE_DECIMALS, format);
		const isCut = units % base !== 0n && !text.endsWith('…');
		return `${text}${isCut ? '…' : ''} ${symbol}`;
	}

	/** What who takes pays as a fee for this price, rounded up. */
	takerFee(quote: bigint): bigint {
		return divide(quote * BigInt(this.terms.takerPpm), MILLION, 'up');
	}

	/** What the owner of an order that rested pays at most for this price, rounded up. */
	makerFee(quote: bigint): bigint {
		const { type, ppm } = this.terms.maker;
		return type === 'Pays' ? divide(quote * BigInt(ppm), MILLION, 'up') : 0n;
	}

	/**
	 * What an order of so many lots takes out of its owner's balance at the most, and in which
	 * asset: a seller its lots, a buyer their price with the larger of both fees.
	 */
	mostOf(side: Side, lots: bigint, tick: number): Amount {
		if (side === 'Sell') return { asset: this.base, amount: this.baseOf(lots) };
		const quote = this.quoteOf(lots, tick);
		const [taker, maker] = [this.takerFee(quote), this.makerFee(quote)];
		// Of an order that takes a part and rests with the other, both fees are rounded.
		const rounding = taker > 0n && maker > 0n ? 1n : 0n;
		return { asset: this.quote, amount: quote + (taker > maker ? taker : maker) + rounding };
	}

	/** Whether an order may rest with so many lots at a tick: not too small, nor too large. */
	isLargeEnough(lots: bigint, tick: number): boolean {
		const quote = this.quoteOf(lots, tick);
		return lots >= this.terms.minLots && quote >= this.terms.minQuote && quote <= MAX_VALUE;
	}
}

/** A book as the chain has it: terms, status, best prices, sums. */
export type ChainBook = NonNullable<Awaited<ReturnType<Chain['api']['view']['Dex']['book']>>>;

const AT = { at: 'finalized' } as const;
/** As many as the chain tells at once. */
const PAGE = 1_000;

/** The book of a pair. */
export const bookOf = (chain: Chain, pair: bigint): Promise<ChainBook | undefined> =>
	chain.api.view.Dex.book(pair, AT);

/** A pair by its number; `null` if there is none. */
export async function pairOf(chain: Chain, id: bigint): Promise<Pair | null> {
	const book = await bookOf(chain, id);
	if (!book) return null;
	const [base, quote] = [fromChainAsset(book.base), fromChainAsset(book.quote)];
	const [baseCurrency, quoteCurrency] =
		await Promise.all([chain.currencyOf(base), chain.currencyOf(quote)]);
	return new Pair(id, base, quote, fromChainTerms(book.terms), baseCurrency, quoteCurrency);
}

/** All pairs of two assets: there may be several, on different terms. */
export async function pairsOf(chain: Chain, base: Asset, quote: Asset): Promise<Pair[]> {
	const found: Pair[] = [];
	let after: bigint | undefined;
	for (;;) {
		const ids = await chain.api.view.Dex.pairs_of(
			toChainAsset(base), toChainAsset(quote), after, PAGE, AT);
		const pairs = await Promise.all(ids.map((id) => pairOf(chain, id)));
		found.push(...pairs.flatMap((pair) => pair ?? []));
		after = ids.at(-1);
		if (ids.length < PAGE) return found;
	}
}

const fromChainTerms = ({ maker, taker, ...terms }: ChainBook['terms']): PairTerms => ({
	lot: terms.lot,
	tickValue: terms.tick_value,
	minLots: terms.min_lots,
	minQuote: terms.min_quote,
	maker: { type: maker.type, ppm: maker.value },
	takerPpm: taker,
});

const toChainTerms = ({ maker, ...terms }: PairTerms) => ({
	lot: terms.lot,
	tick_value: terms.tickValue,
	min_lots: terms.minLots,
	min_quote: terms.minQuote,
	maker: { type: maker.type, value: maker.ppm },
	taker: terms.takerPpm,
});

/** Opens a pair, on terms that never change; answers with its number. */
export async function openPair(
	chain: Chain,
	signer: Signer,
	base: Asset,
	quote: Asset,
	terms: PairTerms,
): Promise<bigint> {
	const { events } = await chain.submit(signer, chain.api.tx.Dex.open_pair({
		base: toChainAsset(base), quote: toChainAsset(quote), terms: toChainTerms(terms),
	}));
	return eventOf<{ pair: bigint }>(events, 'Dex', 'PairOpened').pair;
}

/** Pays the fees of a pair to its owner. Anybody may. */
export async function collectPairFees(
	chain: Chain,
	signer: Signer,
	pair: bigint,
): Promise<Done & { readonly amount: bigint }> {
	const done = await chain.submit(signer, chain.api.tx.Dex.collect_fees({ pair }));
	const { amount } = eventOf<{ amount: bigint }>(done.events, 'Dex', 'FeesCollected');
	return { ...done, amount };
}

/** The best prices of a pair, as ticks: `null` where nobody buys, or sells. */
export interface Best {
	readonly buy: number | null;
	readonly sell: number | null;
}

/** The best price at which somebody buys, and the best at which somebody sells. */
export async function bestOf(chain: Chain, pair: bigint): Promise<Best> {
	const [buy, sell] = await chain.api.view.Dex.best(pair, AT) ?? [];
	return { buy: buy ?? null, sell: sell ?? null };
}

/** What rests at a price. */
export interface Level {
	readonly tick: number;
	readonly lots: bigint;
	/** Their price, in quote. */
	readonly quote: bigint;
}

/** What rests on a side, price by price, the best first: behind a tick, if one is named. */
export const depthOf = (
	chain: Chain,
	pair: bigint,
	side: Side,
	{ behind, limit = 100 }: { readonly behind?: number; readonly limit?: number } = {},
): Promise<Level[]> =>
	chain.api.view.Dex.depth(pair, { type: side, value: undefined }, behind, limit, AT);

/** What was traded in 24 hours: this one, and the 23 before it. */
export interface Day {
	/** How much base. */
	readonly base: bigint;
	/** For how much quote, fees aside. */
	readonly quote: bigint;
	/** The tick of the last price before that, if it is known. */
	readonly before: number | null;
	/** The tick of the last price. */
	readonly last: number | null;
}

/** What was traded in a pair in the last 24 hours; `null` if there is no such pair. */
export async function dayOf(chain: Chain, pair: bigint): Promise<Day | null> {
	const day = await chain.api.view.Dex.day(pair, AT);
	if (!day) return null;
	const { base, quote, before, last } = day;
	return { base, quote, before: before ?? null, last: last ?? null };
}

/** The sum of steady prices over time, up to an instant. */
export interface PriceSum {
	readonly sum: bigint;
	readonly atMs: bigint;
}

/** The sum of steady prices up to now; `null` if there is no such pair. */
export async function priceSumOf(chain: Chain, pair: bigint): Promise<PriceSum | null> {
	const found = await chain.api.view.Dex.price_sum(pair, AT);
	return found ? { sum: found[0], atMs: found[1] } : null;
}

/** The mean price between two sums, in whole steps of the pair, rounded down; `null` if no time. */
export function meanSteps(earlier: PriceSum, later: PriceSum): bigint | null {
	const passed = later.atMs - earlier.atMs;
	return passed > 0n ? (later.sum - earlier.sum) / passed : null;
}
