// Signatures for a machine that wants them at once, from a key that may take its time.

import { toHex, type Hex } from '../core/bytes.js';

/** Thrown into a machine that asks for a signature which is not there yet. */
class Wanted extends Error {
	constructor(readonly payload: Uint8Array) {
		super('a signature is wanted');
	}
}

type Signed = Hex | Promise<Hex>;

/** What signs bytes at once, or breaks off whatever asks. */
export type Sign = (payload: Uint8Array) => Hex;

/** How long a key may take: whoever waits for it for ever misses what happens meanwhile. */
export const SIGN_MS = 300_000;

/** What a promise brings, unless it takes too long. */
export async function inTime<Value>(promise: Promise<Value>, ms = SIGN_MS): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('the key has not signed in time')), ms);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Runs what signs until it has all its signatures. Where the key answers at once, it runs once;
 * where it has to ask somebody, what asked for the signature is broken off, and run anew when it is
 * there.
 */
export class Signatures {
	readonly #sign: (payload: Uint8Array) => Signed;

	constructor(sign: (payload: Uint8Array) => Signed) {
		this.#sign = sign;
	}

	/**
	 * `prepare` looks at the world, and answers with what signs. It is called again after each
	 * signature, since time has passed then; only the last result counts.
	 */
	async provide<Value>(prepare: () => Promise<(sign: Sign) => Value>): Promise<Value> {
		const there = new Map<string, Hex>();
		let asked: Promise<Hex> | undefined;
		const sign = (payload: Uint8Array): Hex => {
			const known = there.get(toHex(payload));
			if (known) return known;
			const signed = this.#sign(payload);
			if (typeof signed === 'string') return signed;
			asked = signed;
			throw new Wanted(payload);
		};
		for (;;) {
			const run = await prepare();
			try {
				return run(sign);
			} catch (error) {
				if (!(error instanceof Wanted) || !asked) throw error;
				there.set(toHex(error.payload), await inTime(asked));
			}
		}
	}
}
