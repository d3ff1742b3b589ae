// Liquidity for hire as its page shows it, read at the best block.

import { accountOf, toChainAsset, type Chain } from '@lightning-bloc/sdk/chain';
import type { ChainLease, ChainProvider } from '@lightning-bloc/sdk/lsp';
import type { AccountId } from '../lib/fields.js';
import { assetIdOf, assetOf, type AssetId } from './assets.js';

const AT = { at: 'best' } as const;
const MOST = 200;

export type Terms = ChainProvider['terms'];
export type Policy = Terms['policy'];
export type Item = Awaited<ReturnType<Chain['api']['view']['Lsp']['menu']>>[number];
export type Listing = ChainProvider['listings'][number];

/** What somebody wishes for: so much that comes in, for so long. */
export interface Wish {
	readonly asset: AssetId;
	readonly size: bigint;
	readonly lifetimeMs: bigint;
}

/** A provider, with what its menu asks for what is wished. */
export interface SeenProvider {
	readonly account: AccountId;
	readonly provider: ChainProvider;
	readonly menu: readonly Item[];
	/** None if it offers nothing for that, or nothing is wished. */
	readonly fee: bigint | null;
}

/** An offer that is listed. */
export interface Listed {
	readonly account: AccountId;
	readonly fee: bigint;
	readonly terms: Terms;
}

/** What is offered in an asset. */
export interface Offers {
	readonly providers: readonly SeenProvider[];
	/** The best of those that are listed. */
	readonly best: Listed | null;
}

async function seen(
	chain: Chain,
	asset: AssetId,
	who: string,
	provider: ChainProvider,
	wish: Wish | null,
): Promise<SeenProvider> {
	const of = toChainAsset(assetOf(asset));
	const [menu, fee] = await Promise.all([
		chain.api.view.Lsp.menu(of, who, AT),
		wish && chain.api.view.Lsp.opening_fee(of, who, wish.size, wish.lifetimeMs, AT),
	]);
	return { account: accountOf(who), provider, menu, fee: fee ?? null };
}

/** Those who ask less before those who ask more; who offers nothing for it comes last. */
export const byFee = (one: SeenProvider, other: SeenProvider): number => {
	if (one.fee === null || other.fee === null) {
		return Number(one.fee === null) - Number(other.fee === null);
	}
	return one.fee < other.fee ? -1 : one.fee > other.fee ? 1 : 0;
};

/** The providers in an asset, with what they ask for what is wished. */
export async function offersOf(chain: Chain, asset: AssetId, wish: Wish | null): Promise<Offers> {
	const of = toChainAsset(assetOf(asset));
	const { view } = chain.api;
	const [list, best] = await Promise.all([
		view.Lsp.providers(of, undefined, MOST, AT),
		wish && view.Lsp.best(of, wish.size, wish.lifetimeMs, undefined, AT),
	]);
	const providers = await Promise.all(list.map(([who, provider]) =>
		seen(chain, asset, who, provider, wish)));
	return {
		providers: providers.sort(byFee),
		best: best
			? { account: accountOf(best.provider), fee: best.fee, terms: best.terms } : null,
	};
}

/** A lease seen from one of its parties. */
export interface SeenLease {
	readonly channel: bigint;
	readonly state: ChainLease;
	readonly asset: AssetId;
	readonly isClient: boolean;
	readonly other: AccountId;
	/** What the menu of its provider asks for as long again; none if it offers that no longer. */
	readonly again: bigint | null;
}

/** How long a lease is in all, as paid for now. */
export const lengthOf = ({ state: { lease } }: SeenLease): bigint => lease.end_ms - lease.start_ms;

async function seenLease(
	chain: Chain,
	channel: bigint,
	account: AccountId,
): Promise<SeenLease | null> {
	const state = await chain.api.view.Lsp.lease(channel, AT);
	if (!state) return null;
	const { lease } = state;
	const isClient = accountOf(lease.client) === account;
	const again = isClient ? await chain.api.view.Lsp.opening_fee(
		lease.asset, lease.provider, lease.size, lease.end_ms - lease.start_ms, AT) : undefined;
	return {
		channel, state, asset: assetIdOf(lease.asset), isClient, again: again ?? null,
		other: accountOf(isClient ? lease.provider : lease.client),
	};
}

/** The leases of an account, and what could not be paid out. */
export interface Leases {
	/** The newest first. */
	readonly list: readonly SeenLease[];
	readonly credits: readonly (readonly [AssetId, bigint])[];
}

export async function leasesOf(chain: Chain, account: AccountId): Promise<Leases> {
	const [entries, credits] = await Promise.all([
		chain.api.query.Lsp.Leases.getEntries(AT),
		chain.api.query.Lsp.Credits.getEntries(chain.address(account), AT),
	]);
	const ids = entries.flatMap(({ keyArgs: [id], value: { lease } }) =>
		([lease.client, lease.provider].some((one) => accountOf(one) === account) ? [id] : []));
	const all = await Promise.all(ids.slice(0, MOST).map((id) => seenLease(chain, id, account)));
	return {
		list: all.filter((one) => one !== null)
			.sort((one, other) => (one.channel > other.channel ? -1 : 1)),
		credits: credits.map(({ keyArgs: [, asset], value }) => [assetIdOf(asset), value] as const),
	};
}

/** A provider of one's own; `null` if the account is none in this asset. */
export async function ownProvider(
	chain: Chain,
	account: AccountId,
	asset: AssetId,
): Promise<SeenProvider | null> {
	const who = chain.address(account);
	const provider = await chain.api.view.Lsp.provider(toChainAsset(assetOf(asset)), who, AT);
	return provider ? seen(chain, asset, who, provider, null) : null;
}

/** What is set for all. */
export interface LspBounds {
	readonly leastMs: bigint;
	readonly mostMs: bigint;
	readonly menuMs: bigint;
	readonly beatMs: bigint;
	/** The bounds of challenge periods. */
	readonly leastPeriodMs: bigint;
	readonly mostPeriodMs: bigint;
}

export async function lspBounds(chain: Chain): Promise<LspBounds> {
	const { Lsp, Channels } = chain.api.constants;
	const [leastMs, mostMs, menuMs, beatMs, leastPeriodMs, mostPeriodMs] = await Promise.all([
		Lsp.MinLeaseMs(), Lsp.MaxLeaseMs(), Lsp.MaxMenuMs(), Lsp.BeatMs(),
		Channels.MinChallengePeriodMs(), Channels.MaxChallengePeriodMs(),
	]);
	return { leastMs, mostMs, menuMs, beatMs, leastPeriodMs, mostPeriodMs };
}
