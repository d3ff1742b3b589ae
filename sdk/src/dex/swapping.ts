// One asset for another out of the account and into it, over one hop or several: each in the book
// of a pair, in a pool, or a part in each, whichever is better.

import { Enum } from 'polkadot-api';
import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventsOf } from '../chain/events.js';
import { toChainAsset } from '../chain/values.js';
import type { Asset } from '../core/assets.js';
import type { Signer } from '../signers/index.js';
import { drawOrderId, MAX_STEPS } from './orders.js';

/** What a swap is for: as much as there is for an amount, or an amount for as little. */
export type Want = { readonly exactIn: bigint } | { readonly exactOut: bigint };

/** One of the steps from one asset to another. */
export interface SwapHop {
	/** What it comes to. */
	readonly to: Asset;
	/** The pair in whose book it may trade, beside the pool of both; only that if not named. */
	readonly pair?: bigint;
}

/** A swap to be quoted. */
export interface SwapRoute {
	/** What is given. */
	readonly from: Asset;
	/** The way; the last hop comes to what is wanted. */
	readonly hops: readonly SwapHop[];
	readonly want: Want;
	/** How many steps it may take in each book: 8 if nothing is said. */
	readonly maxSteps?: number;
}

/** A swap to be made. */
export interface SwapRequest extends SwapRoute {
	/** Of an exact input the least that it brings; of an exact output the most that it costs. */
	readonly limit: bigint;
	/** The instant from which on it is refused; none if it is not named. */
	readonly deadlineMs?: bigint;
}

/** What a hop costs and brings. */
export interface HopResult {
	/** Fees included. */
	readonly spent: bigint;
	/** After fees. */
	readonly got: bigint;
	/** Lots that are traded in the book. */
	readonly lots: bigint;
	/** What of it goes to the pool. */
	readonly poolIn: bigint;
	/** What comes from the pool. */
	readonly poolOut: bigint;
}

/** What a swap costs and brings. */
export interface SwapResult {
	/** Fees included. */
	readonly spent: bigint;
	/** After fees. */
	readonly got: bigint;
	readonly hops: readonly HopResult[];
}

interface ChainHop extends Omit<HopResult, 'poolIn' | 'poolOut'> {
	readonly pool_in: bigint;
	readonly pool_out: bigint;
}

const NEVER = 2n ** 64n - 1n;
const MAX_LIMIT = 2n ** 128n - 1n;

const hopOf = ({ spent, got, lots, pool_in: poolIn, pool_out: poolOut }: ChainHop): HopResult =>
	({ spent, got, lots, poolIn, poolOut });

const toChainHops = (hops: readonly SwapHop[]) =>
	hops.map(({ to, pair }) => ({ to: toChainAsset(to), pair }));

const toChainWant = (want: Want) =>
	('exactIn' in want ? Enum('ExactIn', want.exactIn) : Enum('ExactOut', want.exactOut));

/** The limit of a swap that may be worse than it was quoted by a share, in millionths. */
export function limitOf(want: Want, quoted: SwapResult, ppm: number): bigint {
	if (!Number.isInteger(ppm) || ppm < 0 || ppm > 1_000_000) {
		throw new RangeError(`not a share: ${ppm}`);
	}
	const [million, share] = [1_000_000n, BigInt(ppm)];
	return 'exactIn' in want
		? (quoted.got * (million - share) + million - 1n) / million
		: (quoted.spent * (million + share)) / million;
}

/** What a swap would cost and bring, if it came now; `null` if it would be refused. */
export async function quoteSwap(
	chain: Chain,
	{ from, hops, want, maxSteps = MAX_STEPS }: SwapRoute,
): Promise<SwapResult | null> {
	const limit = 'exactIn' in want ? 0n : MAX_LIMIT;
	const spec = {
		id: 0n, want: toChainWant(want), limit, deadline_ms: NEVER, max_steps: maxSteps,
	};
	const quoted = await chain.api.view.Dex.quote_swap(
		toChainAsset(from), toChainHops(hops), spec, { at: 'finalized' });
	return quoted ? { spent: quoted.spent, got: quoted.got, hops: quoted.hops.map(hopOf) } : null;
}

/**
 * Swaps an asset for another, all of it or nothing. It needs neither a balance nor room in the
 * exchange. A budget counts what it costs at the most.
 */
export async function swapAssets(
	chain: Chain,
	signer: Signer,
	request: SwapRequest,
	own: SpendOptions = {},
): Promise<Done & SwapResult> {
	const { from, hops, want, limit, deadlineMs = NEVER, maxSteps = MAX_STEPS } = request;
	const id = drawOrderId();
	const call = chain.api.tx.Dex.swap({
		from: toChainAsset(from),
		hops: toChainHops(hops),
		swap: { id, want: toChainWant(want), limit, deadline_ms: deadlineMs, max_steps: maxSteps },
	});
	const most = 'exactIn' in want ? want.exactIn : limit;
	const done = await spending(own, from, most, () => chain.submit(signer, call));
	const mine = <Value extends { readonly id: bigint }>(name: string) =>
		eventsOf<Value>(done.events, 'Dex', name).filter((event) => event.id === id);
	const [swapped] = mine<{ id: bigint; spent: bigint; got: bigint }>('Swapped');
	if (!swapped) throw new Error('there is no Dex.Swapped');
	const { spent, got } = swapped;
	return { ...done, spent, got, hops: mine<ChainHop & { id: bigint }>('Hopped').map(hopOf) };
}
