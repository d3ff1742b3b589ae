// What the owner of a machine takes part in, and what a machine asks it.

import { shareOf } from '../amounts/index.js';
import type { Hex } from '../core/bytes.js';
import { capped, type Htlc } from '../core/messages.js';
import type { Pair } from '../core/sides.js';
import { ensure } from './change.js';
import type { Envelope, Limits } from './types.js';

const MINUTE = 60_000n;

/** Fits a chain whose challenge periods and `MaxEndingMs` are a day or more. */
export const DEFAULT_LIMITS: Limits = {
	minHtlcMs: 60n * MINUTE,
	maxHtlcMs: 7n * 24n * 60n * MINUTE,
	maxHtlcs: 32,
	minEndingMs: 5n * MINUTE,
	maxEndingMs: 12n * 60n * MINUTE,
	reserve: 20_000,
	withdrawalReserve: 20_000,
};

/** What a machine asks its owner while it decides. */
export interface Outside {
	/** The time, in Unix milliseconds. */
	readonly nowMs: bigint;
	/**
	 * Whether the chain's registry has the preimage with this hash, by the newest block: then an
	 * HTLC would not wait for anything, but be the payee's at once. Asked only about one that is
	 * about to be signed; `addedBy` says beforehand of which hash a message is.
	 */
	isRevealed(paymentHash: Hex): boolean;
}

/** Both bounds are admitted. */
function ensureWithin(deadlineMs: bigint, nowMs: bigint, least: bigint, most: bigint): void {
	ensure(deadlineMs >= nowMs + least, 'DeadlineTooSoon');
	ensure(deadlineMs <= nowMs + most, 'DeadlineTooFar');
}

/** Whether `htlc` may be added to those that wait now. */
export function checkHtlc(
	limits: Limits,
	htlc: Htlc,
	waiting: readonly Htlc[],
	nowMs: bigint,
): void {
	ensure(waiting.length < limits.maxHtlcs, 'TooManyHtlcs');
	ensureWithin(htlc.deadlineMs, nowMs, limits.minHtlcMs, limits.maxHtlcMs);
}

/** Whether an ending that can be carried out until then may be signed now. */
export function checkEnding(limits: Limits, validUntilMs: bigint, nowMs: bigint): void {
	ensureWithin(validUntilMs, nowMs, limits.minEndingMs, limits.maxEndingMs);
}

const all = ({ opener, counterparty }: Pair<bigint>): bigint => capped(opener + counterparty);

/**
 * What the other side has to keep of what is committed, once it has had as much, when `requested`
 * is taken out of that. Rounded up.
 */
export function reserveOf(limits: Limits, committed: Pair<bigint>, requested = 0n): bigint {
	const left = all(committed) - requested;
	return left > 0n ? shareOf(limits.reserve, left, 'up') : 0n;
}

/** What a side has to have by the newest state when it requests the withdrawal of `amount`. */
export function neededFor(limits: Limits, amount: bigint, committed: Pair<bigint>): bigint {
	return capped(amount + shareOf(limits.withdrawalReserve, all(committed), 'up'));
}

/** The hash of the HTLC that is to be signed, if a message is about one. */
export function addedBy({ message }: Envelope): Hex | null {
	if (message.type !== 'Request' && message.type !== 'Propose') return null;
	return message.change.type === 'Add' ? message.change.htlc.paymentHash : null;
}
