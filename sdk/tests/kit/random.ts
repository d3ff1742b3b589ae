// A generator of numbers from a seed: what a test found once, it finds again.

/** SplitMix64: small, and good enough for tests. */
export class Random {
	#state: bigint;

	constructor(seed: bigint) {
		this.#state = seed;
	}

	/** The next 64 bits. */
	next(): bigint {
		this.#state = BigInt.asUintN(64, this.#state + 0x9e3779b97f4a7c15n);
		let bits = this.#state;
		bits = BigInt.asUintN(64, (bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n);
		bits = BigInt.asUintN(64, (bits ^ (bits >> 27n)) * 0x94d049bb133111ebn);
		return bits ^ (bits >> 31n);
	}

	/** A number from 0 to below `bound`. */
	below(bound: number): number {
		return Number(this.next() % BigInt(bound));
	}

	/** True in so many of a hundred cases. */
	chance(percent: number): boolean {
		return this.below(100) < percent;
	}

	/** One of several. */
	pick<Value>(of: readonly Value[]): Value {
		return of[this.below(of.length)] as Value;
	}

	/** A number of up to so many bits, small ones as often as large ones. */
	bits(most: number): bigint {
		const bits = this.below(most + 1);
		return BigInt.asUintN(bits, (this.next() << 64n) | this.next());
	}

	bytes(length: number): Uint8Array {
		return Uint8Array.from({ length }, () => this.below(256));
	}
}
