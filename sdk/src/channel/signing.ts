// Signatures for a machine that wants them at once, from a key that may take its time.

import { toHex, type Hex } from '../core/bytes.js';

/** Thrown into a machine that asks for a signature which is not there yet. */
class Wanted extends Error {
	constructor(readonly payload: Uint8Array) {
		super('a signature is wanted');
	}
}

type Signed = Hex | Promise<Hex>;

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

	/** `run` may be called several times, and only its last result counts. */
	async provide<Value>(run: (sign: (payload: Uint8Array) => Hex) => Value): Promise<Value> {
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
			try {
				return run(sign);
			} catch (error) {
				if (!(error instanceof Wanted) || !asked) throw error;
				there.set(toHex(error.payload), await asked);
			}
		}
	}
}
