// The currencies of a chain: its coin, and the assets that it knows.

import { effect, signal } from '@preact/signals';
import { Currency } from '@lightning-bloc/sdk/amounts';
import type { Chain, ChainAsset } from '@lightning-bloc/sdk/chain';
import { foreignText } from '../lib/text.js';
import { live } from './connection.js';

/** An asset by its number; the chain's own coin if `null`. */
export type AssetId = number | null;

const MOST = 100;
const MOST_SYMBOL = 12;

/** The assets with metadata, by their number. */
const assets = signal<ReadonlyMap<number, Currency>>(new Map());
const coin = signal(new Currency('', 12));

/** The number of an asset. */
export const assetIdOf = (asset: ChainAsset | { type: string; value?: unknown }): AssetId =>
	(asset.type === 'WithId' ? Number(asset.value) : null);

/** The asset as the SDK names it. */
export const assetOf = (id: AssetId) =>
	(id === null ? { type: 'Native' as const } : { type: 'WithId' as const, id });

/** The currency of an asset; whole units if nothing is known of it. */
export function currencyOf(id: AssetId): Currency {
	if (id === null) return coin.value;
	return assets.value.get(id) ?? new Currency(`asset #${id}`, 0);
}

/** All that can be chosen: the coin first. */
export const choices = (): { id: AssetId; currency: Currency }[] => [
	{ id: null, currency: coin.value },
	...[...assets.value].map(([id, currency]) => ({ id, currency })),
];

/** The symbols as they are shown: nobody's passes for another's. */
export function named(
	coinSymbol: string,
	list: readonly { readonly id: number; readonly symbol: string; readonly decimals: number }[],
): Map<number, Currency> {
	const taken = new Set([coinSymbol.toLowerCase()]);
	const known = new Map<number, Currency>();
	for (const { id, symbol, decimals } of [...list].sort((one, other) => one.id - other.id)) {
		if (decimals > 38) continue;
		const clean = foreignText(symbol, MOST_SYMBOL);
		const isOwn = clean !== '' && !taken.has(clean.toLowerCase());
		taken.add(clean.toLowerCase());
		known.set(id, new Currency(isOwn ? clean : `${clean || 'asset'} #${id}`, decimals));
	}
	return known;
}

async function read(chain: Chain): Promise<ReadonlyMap<number, Currency>> {
	const entries = await chain.api.query.Assets.Metadata.getEntries({ at: 'best' });
	const text = new TextDecoder();
	return named(chain.currency.symbol, entries.slice(0, MOST).map(({ keyArgs: [id], value }) =>
		({ id, symbol: text.decode(value.symbol), decimals: value.decimals })));
}

/** Keeps the currencies of whatever chain is connected. */
export function followAssets(): void {
	effect(() => {
		const chain = live.value;
		if (!chain) return;
		coin.value = chain.currency;
		read(chain).then((known) => {
			if (live.peek() === chain) assets.value = known;
		}, () => {});
	});
}
