// A pair with its book, as a page has read it: that of the chain that is made up.

import type { Currency } from '@lightning-bloc/sdk/amounts';
import { Pair, type ChainBook } from '@lightning-bloc/sdk/dex';
import type { SeenBook } from '../../src/chain/dex.js';
import { book, levels } from '../browser/mock/services.js';

export const NATIVE_ASSET = { type: 'Native' } as const;

const TERMS = {
	lot: 10n ** 10n, tickValue: 1n, minLots: 2n, minQuote: 100n,
	maker: { type: 'Pays', ppm: 700 }, takerPpm: 2_500,
} as const;

/** The pair of two currencies. */
export const pairOn = (base: Currency, quote: Currency): SeenBook => ({
	pair: new Pair(0n, NATIVE_ASSET, { type: 'WithId', id: 1 }, TERMS, base, quote),
	book: book as unknown as ChainBook, base: null, quote: 1, owner: null,
	buys: levels.Buy, sells: levels.Sell,
	day: { base: 0n, quote: 0n, before: 5_000, last: 4_950 },
});
