/**
 * Money that streams: created at a rate in human units, topped up, paused, claimed, and counted
 * between the blocks by the formula of the chain.
 *
 * @module streams
 */

import { Enum } from 'polkadot-api';
import { RATE_SCALE } from '../amounts/index.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { toChainAsset } from '../chain/values.js';
import { NATIVE, type Asset } from '../core/assets.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';

/** Whose consent something takes that is to the payee's disadvantage. */
export type Consent = 'Payer' | 'Both';

/** The stream that a payer asks for. */
export interface StreamRequest {
	readonly payee: AccountId | string;
	/** In 10⁻¹² units a second: `parseRate` makes it of `25 BLOC a month`. */
	readonly rate: bigint;
	/** What is put in at first. */
	readonly deposit: bigint;
	readonly asset?: Asset;
	/** When it starts, in Unix milliseconds: at once if it is not named. */
	readonly startMs?: bigint;
	/** When it ends at the latest. */
	readonly endMs?: bigint;
	/** Until then nothing is owed; from then on all since the start. */
	readonly cliffMs?: bigint;
	/** What it pays at most. */
	readonly maxTotal?: bigint;
	/** How often it pays out by itself: an hour if it is not named. */
	readonly intervalMs?: bigint;
	/** For how long it waits for more money after it has run dry: not at all if it is not named. */
	readonly graceMs?: bigint;
	/** What the payer may do alone: all of it if it is not named. */
	readonly terms?: { readonly cancel: Consent; readonly pause: Consent; readonly lower: Consent };
}

const HOUR_MS = 3_600_000n;
const FREE = { cancel: 'Payer', pause: 'Payer', lower: 'Payer' } as const;

/** Creates a stream; answers with its id. */
export async function createStream(
	chain: Chain,
	signer: Signer,
	request: StreamRequest,
): Promise<bigint> {
	const { payee, rate, deposit, asset = NATIVE, terms = FREE } = request;
	const consent = (of: Consent) => Enum(of) as { type: Consent; value: undefined };
	const { events } = await chain.submit(signer, chain.api.tx.Streaming.create({
		payee: chain.address(payee),
		asset: toChainAsset(asset),
		deposit,
		spec: {
			flow: Enum('Rate', rate),
			start_ms: request.startMs,
			end_ms: request.endMs,
			cliff_ms: request.cliffMs,
			max_total: request.maxTotal,
			interval_ms: request.intervalMs ?? HOUR_MS,
			grace_ms: request.graceMs ?? 0n,
			terms: {
				cancel: consent(terms.cancel), pause: consent(terms.pause), lower: consent(terms.lower),
			},
		},
	}));
	return eventOf<{ stream: bigint }>(events, 'Streaming', 'Created').stream;
}

/** Pays out what a stream owes, to its payee. Anybody may. */
export const claimStream = (chain: Chain, signer: Signer, stream: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Streaming.claim({ stream }));

/** Adds to what a stream has. */
export const topUpStream = (
	chain: Chain,
	signer: Signer,
	stream: bigint,
	amount: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Streaming.top_up({ stream, amount }));

/** Stops a stream for a while. */
export const pauseStream = (chain: Chain, signer: Signer, stream: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Streaming.pause({ stream }));

/** Has a paused stream flow again. */
export const resumeStream = (chain: Chain, signer: Signer, stream: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Streaming.resume({ stream }));

/** Ends a stream: what is owed is paid, the rest goes back. */
export const cancelStream = (chain: Chain, signer: Signer, stream: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Streaming.cancel({ stream, accepts: undefined }));

/** What is needed to count a stream between the blocks. */
export interface Counter {
	/** The rate, in 10⁻¹² units a second; zero of one that stands still. */
	readonly rate: bigint;
	/** What had accrued and was not paid at `fromMs`, in 10⁻¹⁵ units. */
	readonly accruedParts: bigint;
	/** The instant of that. */
	readonly fromMs: bigint;
	/** What can accrue unpaid, at most. */
	readonly most: bigint;
	/** When it ends at the latest. */
	readonly endMs: bigint | null;
	/** Until then nothing is owed. */
	readonly cliffMs: bigint | null;
}

const PARTS = RATE_SCALE * 1_000n;

/**
 * What a stream owes at an instant by its counter: whole units, rounded down, as the chain counts.
 */
export function owedAt(counter: Counter, nowMs: bigint): bigint {
	const { rate, accruedParts, fromMs, most, endMs, cliffMs } = counter;
	if (cliffMs !== null && nowMs < cliffMs) return 0n;
	const until = endMs !== null && endMs < nowMs ? endMs : nowMs;
	const passed = until > fromMs ? until - fromMs : 0n;
	const owed = (accruedParts + rate * passed) / PARTS;
	return owed < most ? owed : most;
}

const MAX_BALANCE = 2n ** 128n - 1n;

/**
 * The counter of a stream with a deposit of its own, as the newest final block has it; none of one
 * that is gone, metered, or paid from a vault, which only the chain counts.
 */
export async function counterOf(chain: Chain, id: bigint): Promise<Counter | null> {
	const stream = await chain.api.view.Streaming.stream(id, { at: 'finalized' });
	if (!stream || stream.source.type !== 'Rate' || stream.funding.type !== 'Own') return null;
	const { accrued, max_total: total, paid } = stream;
	const funds = stream.funding.value;
	const left = total === undefined ? MAX_BALANCE : total > paid ? total - paid : 0n;
	const stands = stream.paused_ms !== undefined || stream.dry_ms !== undefined;
	return {
		rate: stands ? 0n : stream.source.value,
		accruedParts: accrued.units * PARTS + accrued.parts,
		fromMs: stream.from_ms,
		most: funds < left ? funds : left,
		endMs: stream.end_ms ?? null,
		cliffMs: stream.cliff_ms ?? null,
	};
}

/** What a stream owes at an instant, as the chain counts it. */
export const owedOnChain = (chain: Chain, id: bigint, nowMs: bigint): Promise<bigint | undefined> =>
	chain.api.view.Streaming.owed_at(id, nowMs, { at: 'finalized' });

/** When a stream has used up its money, as things stand. */
export const runsOutAt = (chain: Chain, id: bigint): Promise<bigint | undefined> =>
	chain.api.view.Streaming.runs_out_at(id, { at: 'finalized' });
