// Prices: whole numbers of a pair's price step, on a grid that widens as they grow; as in the
// pallet's module `price`.

/** Ticks are below this. Tick 0 is no price. */
export const TICKS = 1 << 17;
/** The highest tick. */
export const LAST_TICK = TICKS - 1;
/** Below this a tick is its own price. */
const LINEAR = 1 << 13;
/** Above it there are so many ticks in each doubling of the price, as a power of two. */
const STEP_BITS = 12;
const STEPS = 1 << STEP_BITS;

/** Whether a number is a tick. */
export const isTick = (tick: number): boolean =>
	Number.isInteger(tick) && tick > 0 && tick < TICKS;

/** The price of a tick, in steps of the pair; throws a `RangeError` if it is none. */
export function stepsAt(tick: number): bigint {
	if (!isTick(tick)) throw new RangeError(`not a tick: ${tick}`);
	if (tick < LINEAR) return BigInt(tick);
	const above = tick - LINEAR;
	const doublings = BigInt(Math.floor(above / STEPS) + 1);
	return BigInt(STEPS + (above % STEPS)) << doublings;
}

/** The highest tick whose price is at most so many steps; `null` if there is none. */
export function tickAtMost(steps: bigint): number | null {
	if (steps < 1n) return null;
	if (steps < BigInt(LINEAR)) return Number(steps);
	if (steps >= stepsAt(LAST_TICK)) return LAST_TICK;
	// The price is a number of 13 bits, doubled so often.
	const doublings = steps.toString(2).length - STEP_BITS - 1;
	const mantissa = Number(steps >> BigInt(doublings));
	return LINEAR + (doublings - 1) * STEPS + (mantissa - STEPS);
}

/** The lowest tick whose price is at least so many steps; `null` if there is none. */
export function tickAtLeast(steps: bigint): number | null {
	const below = steps <= 1n ? 1 : tickAtMost(steps);
	if (below === null || stepsAt(below) >= steps) return below;
	return below < LAST_TICK ? below + 1 : null;
}

const MILLION = 1_000_000n;

/**
 * The tick up to which a price is worse by no more than a share, in millionths: a higher one for
 * who buys, a lower one for who sells. The limit of an order that takes what is there.
 */
export function worseBy(tick: number, side: 'Buy' | 'Sell', ppm: number): number {
	if (!Number.isInteger(ppm) || ppm < 0 || ppm > 1_000_000) {
		throw new RangeError(`not a share: ${ppm}`);
	}
	const steps = stepsAt(tick);
	const share = BigInt(ppm);
	const found = side === 'Buy'
		? tickAtMost((steps * (MILLION + share)) / MILLION)
		: tickAtLeast((steps * (MILLION - share) + MILLION - 1n) / MILLION);
	return found ?? tick;
}
