// An order as it is typed, read into what the chain takes, with what it would do now.

import { AmountError, divide, type Rounding } from '@lightning-bloc/sdk/amounts';
import type { Chain } from '@lightning-bloc/sdk/chain';
import {
	drawOrderId, MAX_STEPS, worseBy, type Amount, type Pair, type Side, type Taken,
} from '@lightning-bloc/sdk/dex';
import { Enum } from '../chain/enums.js';
import { chainSide, type SeenBook } from '../chain/dex.js';
import { amountIn, durationIn, FieldError, shareIn, textOf, type Values } from '../lib/fields.js';

/** The kinds of orders, as they are chosen. */
export const KINDS = ['Limit', 'Market', 'PostOnly', 'ImmediateOrCancel', 'FillOrKill'] as const;
export type Kind = (typeof KINDS)[number];

/** What a kind is called, and what it does. */
export const KIND_WORDS: Record<Kind, readonly [string, string]> = {
	Limit: ['Limit', 'It takes what is there at this price or better; what is left of it rests.'],
	Market: ['Market', 'It takes what is there, at no worse than the worst price, and is gone.'],
	PostOnly: ['Post only', 'It only rests: it is refused if it would take, or moved.'],
	ImmediateOrCancel: ['Immediate or cancel',
		'It takes what is there at this price or better, and is gone.'],
	FillOrKill: ['Fill or kill', 'It takes all at once, at this price or better; or nothing.'],
};

/** Whether a kind may rest in the book. */
export const mayRest = (kind: Kind): boolean => kind === 'Limit' || kind === 'PostOnly';

/** An order that was read. */
export interface Order {
	readonly id: bigint;
	readonly side: Side;
	readonly kind: Kind;
	/** Lots of base, or an amount of quote. */
	readonly amount: { readonly lots: bigint } | { readonly quote: bigint };
	/** The worst price. */
	readonly tick: number;
	readonly purse: 'Balance' | 'Wallet';
	readonly untilMs: bigint | null;
	readonly isSettled: boolean;
	readonly slides: boolean;
	readonly deadlineMs: bigint | null;
}

/** How long something that takes may be on its way. */
const LATE_MS = 600_000n;
const NEVER = 2n ** 64n - 1n;

const PRICE_MEANS: Record<AmountError['reason'], string> = {
	NotANumber: 'Write a price, as 0.25. No comma.',
	TooManyDecimals: 'More decimals than a price has.',
	TooLarge: 'The pair has no such price.',
	UnknownUnit: 'Another currency than that of the price.',
};

/** A price, on the grid of the pair: a buyer's is rounded down, a seller's up. */
export function tickIn(values: Values, field: string, pair: Pair, rounding: Rounding): number {
	const text = textOf(values, field);
	if (text === '') throw new FieldError(field, 'Fill this in.');
	try {
		return pair.parsePrice(text, rounding);
	} catch (error) {
		if (error instanceof AmountError) throw new FieldError(field, PRICE_MEANS[error.reason]);
		throw error;
	}
}

/** Lots in an amount of base; what is no whole number of them is refused. */
export function lotsIn(values: Values, field: string, pair: Pair): bigint {
	const units = amountIn(values, field, pair.baseCurrency);
	if (units % pair.terms.lot !== 0n) {
		throw new FieldError(field, `In steps of ${pair.formatLots(1n)}.`);
	}
	return units / pair.terms.lot;
}

/** The worst price that an order takes. */
function worstIn(values: Values, side: Side, kind: Kind, of: SeenBook): number {
	const rounding = side === 'Buy' ? 'down' : 'up';
	if (kind !== 'Market') return tickIn(values, 'price', of.pair, rounding);
	if (textOf(values, 'worst') !== '') return tickIn(values, 'worst', of.pair, rounding);
	const best = (side === 'Buy' ? of.sells : of.buys)[0];
	if (!best) {
		const nobody = side === 'Buy' ? 'Nobody sells now.' : 'Nobody buys now.';
		throw new FieldError('kind', `${nobody} Place a limit order.`);
	}
	return worseBy(best.tick, side, shareIn(values, 'slip'));
}

/** Reads a form. */
export function orderIn(values: Values, of: SeenBook, nowMs: bigint): Order {
	const side = values.side as Side;
	const kind = values.kind as Kind;
	const rests = mayRest(kind);
	const isQuote = !rests && values.unit === 'quote';
	const amount = isQuote
		? { quote: amountIn(values, 'amount', of.pair.quoteCurrency) }
		: { lots: lotsIn(values, 'amount', of.pair) };
	const tick = worstIn(values, side, kind, of);
	const lasts = rests && textOf(values, 'lasts') !== '' ? durationIn(values, 'lasts') : null;
	if (rests && 'lots' in amount && !of.pair.isLargeEnough(amount.lots, tick)) {
		throw new FieldError('amount', leastOf(of));
	}
	return {
		id: drawOrderId(), side, kind, amount, tick,
		purse: values.purse === 'Wallet' ? 'Wallet' : 'Balance',
		untilMs: lasts === null ? null : nowMs + lasts,
		isSettled: rests && values.settled === 'yes',
		slides: kind === 'PostOnly' && values.slide === 'yes',
		deadlineMs: rests ? null : nowMs + LATE_MS,
	};
}

/** The least that may rest, in words. */
export const leastOf = ({ pair }: Pick<SeenBook, 'pair'>): string =>
	`An order that may rest is at least ${pair.formatLots(pair.terms.minLots)}, and worth ` +
	`${pair.quoteCurrency.format(pair.terms.minQuote)}.`;

/** The book of a pair as one side sees it: whether a price would be taken at once. */
export function crosses({ side, tick }: Pick<Order, 'side' | 'tick'>, of: SeenBook): boolean {
	const best = (side === 'Buy' ? of.sells : of.buys)[0];
	if (!best) return false;
	return side === 'Buy' ? tick >= best.tick : tick <= best.tick;
}

function chainKind({ kind, untilMs, isSettled, slides }: Order) {
	const rest = { until_ms: untilMs ?? undefined, settled: isSettled };
	switch (kind) {
		case 'Limit': return Enum('Limit', rest);
		case 'PostOnly': return Enum('PostOnly', { rest, slide: slides });
		case 'FillOrKill': return Enum('FillOrKill');
		default: return Enum('ImmediateOrCancel');
	}
}

const chainAmount = ({ amount }: Order) =>
	('lots' in amount ? Enum('Lots', amount.lots) : Enum('Quote', amount.quote));

/** The order in the chain's form. */
export const chainOrder = (order: Order) => ({
	id: order.id,
	side: chainSide(order.side),
	amount: chainAmount(order),
	tick: order.tick,
	kind: chainKind(order),
	purse: Enum(order.purse) as { type: 'Balance'; value: undefined },
	deadline_ms: order.deadlineMs ?? NEVER,
	self_trade: Enum('CancelNewest'),
	max_steps: MAX_STEPS,
});

/** What an order would take if it came now; `null` if it would be refused. */
export async function quoted(chain: Chain, pair: Pair, order: Order): Promise<Taken | null> {
	if (order.kind === 'PostOnly') return { lots: 0n, quote: 0n, fee: 0n, end: 'Done' };
	const said = await chain.api.view.Dex.quote(pair.id, chainSide(order.side), chainAmount(order),
		order.tick, MAX_STEPS, { at: 'best' });
	return said ? { ...said, end: said.end.type } : null;
}

/** What leaves its owner's balance or account by an order, at the most. */
export function mostOf(pair: Pair, { side, amount, tick }: Order): Amount {
	if ('lots' in amount) return pair.mostOf(side, amount.lots, tick);
	if (side === 'Buy') return { asset: pair.quote, amount: amount.quote };
	return { asset: pair.base, amount: pair.baseOf(amount.quote / pair.quoteOf(1n, tick)) };
}

/** What of an order rests once it has taken what is there. */
export function restOf({ kind, amount }: Order, taken: Taken | null): bigint {
	if (!mayRest(kind) || !('lots' in amount)) return 0n;
	return taken ? amount.lots - taken.lots : amount.lots;
}

/** The price of what is taken, on the average, for one whole coin of base; rounded up. */
export const meanPrice = (pair: Pair, { lots, quote }: Taken): string =>
	(lots === 0n ? '–' : pair.quoteCurrency.format(
		divide(quote * pair.baseCurrency.one, pair.baseOf(lots), 'up')));
