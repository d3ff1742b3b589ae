// The time as the chain has it, between its blocks: a development chain's may have been put
// forward. Pages that count look at it; who asks for less motion sees it move once a second.

import { signal } from '@preact/signals';
import { best } from './blocks.js';

const TICK_MS = 100;
const CALM_MS = 1_000;
/** A chain at rest shows an old time; one that is ahead was put forward. */
const AHEAD_MS = 30_000n;

/** The time in Unix milliseconds, several times a second. */
export const ticking = signal(BigInt(Date.now()));
/** The time in whole seconds, for what counts down. */
export const seconds = signal(ticking.peek());

/** The chain's time now, by its newest block and this machine's clock. */
export function nowOf(hereMs: bigint, clockMs: bigint, seenMs: bigint): bigint {
	const ahead = clockMs - seenMs;
	return ahead > AHEAD_MS ? hereMs + ahead : hereMs;
}

/** The chain's time now. */
export function now(): bigint {
	const here = BigInt(Date.now());
	const block = best.peek();
	return block ? nowOf(here, block.clockMs, BigInt(block.seenMs)) : here;
}

/** Has the time go on. */
export function startClock(): void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	setInterval(() => {
		if (document.hidden) return;
		ticking.value = now();
		const whole = ticking.value - (ticking.value % 1_000n);
		if (whole !== seconds.peek()) seconds.value = whole;
	}, calm ? CALM_MS : TICK_MS);
}
