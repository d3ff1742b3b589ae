// Providers of liquidity: found by clients, and what they do themselves.

import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { toChainAsset } from '../chain/values.js';
import { spending, type SpendOptions } from '../budgets/spending.js';
import { accountOf } from '../core/address.js';
import { NATIVE, type Asset } from '../core/assets.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';
import { toChainQuote, type SignedQuote } from './quotes.js';
import {
	fromChainItem, fromChainTerms, toChainItem, toChainTerms, type Item, type Terms,
} from './terms.js';

/** A provider in one asset as the chain has it: stock, bond, presence, what its leases came to. */
export type ChainProvider = NonNullable<
	Awaited<ReturnType<Chain['api']['view']['Lsp']['provider']>>>;

/** A provider with the account that it is known by. */
export interface NamedProvider {
	readonly account: AccountId;
	readonly terms: Terms;
	readonly provider: ChainProvider;
}

const AT = { at: 'finalized' } as const;
/** As many as the chain tells at once. */
const PAGE = 1_000;

/** A provider in an asset. */
export async function providerOf(
	chain: Chain,
	account: AccountId | string,
	asset: Asset = NATIVE,
): Promise<NamedProvider | null> {
	const address = chain.address(account);
	const provider = await chain.api.view.Lsp.provider(toChainAsset(asset), address, AT);
	return provider ? named(address, provider) : null;
}

const named = (address: string, provider: ChainProvider): NamedProvider =>
	({ account: accountOf(address), terms: fromChainTerms(provider.terms), provider });

/** All providers in an asset, page by page, in no meaningful order. */
export async function* providersOf(
	chain: Chain,
	asset: Asset = NATIVE,
	page = PAGE,
): AsyncGenerator<NamedProvider> {
	let after: string | undefined;
	for (;;) {
		const found = await chain.api.view.Lsp.providers(toChainAsset(asset), after, page, AT);
		for (const [address, provider] of found) yield named(address, provider);
		after = found.at(-1)?.[0];
		if (found.length < page) return;
	}
}

/** What a provider offers in an asset, what has expired included: the cheaper first. */
export async function menuOf(
	chain: Chain,
	account: AccountId | string,
	asset: Asset = NATIVE,
): Promise<Item[]> {
	const address = chain.address(account);
	const menu = await chain.api.view.Lsp.menu(toChainAsset(asset), address, AT);
	return menu.map(fromChainItem);
}

/** The least that a provider's menu asks for a channel; `null` if it offers nothing for that. */
export async function feeOf(
	chain: Chain,
	account: AccountId | string,
	size: bigint,
	lifetimeMs: bigint,
	asset: Asset = NATIVE,
): Promise<bigint | null> {
	const fee = await chain.api.view.Lsp.opening_fee(
		toChainAsset(asset), chain.address(account), size, lifetimeMs, AT);
	return fee ?? null;
}

/** An offer that is listed. */
export interface Offer {
	readonly provider: AccountId;
	/** What it asks. */
	readonly fee: bigint;
	/** On what terms. */
	readonly terms: Terms;
}

/** The best of the listed offers for a channel, of a region if one is named; `null` if none is. */
export async function bestOffer(
	chain: Chain,
	size: bigint,
	lifetimeMs: bigint,
	{ asset = NATIVE, region }: { readonly asset?: Asset; readonly region?: number } = {},
): Promise<Offer | null> {
	const offer = await chain.api.view.Lsp.best(toChainAsset(asset), size, lifetimeMs, region, AT);
	if (!offer) return null;
	const { provider, fee, terms } = offer;
	return { provider: accountOf(provider), fee, terms: fromChainTerms(terms) };
}

/** The sums of all providers in an asset as the chain has them: of all, and of each region. */
export type ChainStatistics = Awaited<ReturnType<Chain['api']['view']['Lsp']['statistics']>>;

/** What all providers in an asset have free, reserved and let, and what they have earned. */
export const statisticsOf = (chain: Chain, asset: Asset = NATIVE): Promise<ChainStatistics> =>
	chain.api.view.Lsp.statistics(toChainAsset(asset), AT);

/** How often a quote that has not expired was used. */
export const usesOfQuote = (
	chain: Chain,
	{ asset, provider, quote }: Omit<SignedQuote, 'signature'>,
): Promise<number> => chain.api.view.Lsp.quote_used(
	toChainAsset(asset), chain.address(provider), toChainQuote(quote), AT);

/** Registers as a provider in an asset, with a bond and terms; answers with its number. */
export async function registerProvider(
	chain: Chain,
	signer: Signer,
	bond: bigint,
	terms: Terms,
	{ asset = NATIVE, ...own }: SpendOptions & { readonly asset?: Asset } = {},
): Promise<number> {
	const { events } = await spending(own, asset, bond, () => chain.submit(signer,
		chain.api.tx.Lsp.register({ asset: toChainAsset(asset), bond, terms: toChainTerms(terms) })));
	return eventOf<{ number: number }>(events, 'Lsp', 'Registered').number;
}

/** Sets other terms for channels to come. Not while something of the menu binds. */
export const setProviderTerms = (
	chain: Chain,
	signer: Signer,
	terms: Terms,
	asset: Asset = NATIVE,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.set_terms({
	asset: toChainAsset(asset), terms: toChainTerms(terms),
}));

/** Sets what is offered, from the cheaper to the dearer: with all that still binds, as it is. */
export const setMenu = (
	chain: Chain,
	signer: Signer,
	menu: readonly Item[],
	asset: Asset = NATIVE,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.set_menu({
	asset: toChainAsset(asset), menu: menu.map(toChainItem),
}));

/** Brings liquidity, to be let. */
export const stock = (
	chain: Chain,
	signer: Signer,
	amount: bigint,
	{ asset = NATIVE, ...own }: SpendOptions & { readonly asset?: Asset } = {},
): Promise<Done> => spending(own, asset, amount, () =>
	chain.submit(signer, chain.api.tx.Lsp.stock({ asset: toChainAsset(asset), amount })));

/** Takes liquidity back that is neither reserved nor let. */
export const unstock = (
	chain: Chain,
	signer: Signer,
	amount: bigint,
	asset: Asset = NATIVE,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Lsp.unstock({ asset: toChainAsset(asset), amount }));

/** The smallest bond of a provider in an asset. */
export const leastBond = (chain: Chain, asset: Asset = NATIVE): Promise<bigint> =>
	chain.api.view.Lsp.min_bond(toChainAsset(asset), AT);

/** Brings more bond. */
export const addBond = (
	chain: Chain,
	signer: Signer,
	amount: bigint,
	{ asset = NATIVE, ...own }: SpendOptions & { readonly asset?: Asset } = {},
): Promise<Done> => spending(own, asset, amount, () =>
	chain.submit(signer, chain.api.tx.Lsp.add_bond({ asset: toChainAsset(asset), amount })));

/** Takes bond back that stands for nothing. */
export const withdrawBond = (
	chain: Chain,
	signer: Signer,
	amount: bigint,
	asset: Asset = NATIVE,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Lsp.withdraw_bond({ asset: toChainAsset(asset), amount }));

/** Where offers are found: for sizes from `2^class` to twice that, and one of six terms. */
export interface Place {
	readonly class: number;
	readonly term: number;
}

const DAY_MS = 86_400_000n;
/** The longest lifetimes of the terms. */
export const TERMS_MS: readonly bigint[] =
	[1n, 7n, 30n, 90n, 180n, 365n].map((days) => days * DAY_MS);

/** Where a channel of this size and lifetime is looked for; throws if that is nowhere. */
export function placeOf(size: bigint, lifetimeMs: bigint): Place {
	const term = TERMS_MS.findIndex((termMs) => lifetimeMs <= termMs);
	const exponent = size > 0n ? size.toString(2).length - 1 : -1;
	if (term < 0 || exponent < 0 || exponent > 100) throw new RangeError('there is no such place');
	return { class: exponent, term };
}

/** Lists an item of the own menu, by its position from 0, for a place. */
export const listItem = (
	chain: Chain,
	signer: Signer,
	item: number,
	place: Place,
	asset: Asset = NATIVE,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.list({
	asset: toChainAsset(asset), item, place: { ...place },
}));

/** Takes an own offer off its place. */
export const delistItem = (
	chain: Chain,
	signer: Signer,
	place: Place,
	asset: Asset = NATIVE,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.delist({
	asset: toChainAsset(asset), provider: chain.address(signer.account), place: { ...place },
}));

/** Shows that a provider is there: by the newest final block. */
export async function beat(chain: Chain, signer: Signer, asset: Asset = NATIVE): Promise<Done> {
	const { number, hash } = await chain.client.getFinalizedBlock();
	return chain.submit(signer, chain.api.tx.Lsp.beat({
		asset: toChainAsset(asset), number, hash,
	}));
}

/** Pays out what a provider has earned: by leases that are over, and by these up to now. */
export async function collectFees(
	chain: Chain,
	signer: Signer,
	channels: readonly bigint[] = [],
	asset: Asset = NATIVE,
): Promise<Done & { readonly amount: bigint }> {
	const done = await chain.submit(signer, chain.api.tx.Lsp.collect({
		asset: toChainAsset(asset), channels: [...channels],
	}));
	const { amount } = eventOf<{ amount: bigint }>(done.events, 'Lsp', 'Collected');
	return { ...done, amount };
}

/** Is no provider any more, once nothing binds it; answers with what comes back. */
export async function leaveProviders(
	chain: Chain,
	signer: Signer,
	asset: Asset = NATIVE,
): Promise<Done & { readonly paid: bigint }> {
	const done = await chain.submit(signer, chain.api.tx.Lsp.leave({ asset: toChainAsset(asset) }));
	const { paid } = eventOf<{ paid: bigint }>(done.events, 'Lsp', 'Left');
	return { ...done, paid };
}
