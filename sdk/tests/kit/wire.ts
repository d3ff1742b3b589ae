// A wire between two parties that loses, repeats and reorders, as a seed has it.

import type { Transport } from '../../src/channel/party.js';
import { otherSide, type Side } from '../../src/core/sides.js';
import { toBytes, toHex } from '../../src/core/bytes.js';
import type { Random } from './random.js';

interface Flying {
	readonly to: Side;
	readonly bytes: Uint8Array;
}

/** How often out of a hundred messages one is lost, or comes twice. */
export interface Faults {
	readonly lost: number;
	readonly repeated: number;
}

export class Wire {
	readonly #random: Random;
	readonly #faults: Faults;
	readonly #receivers: Record<Side, Set<(bytes: Uint8Array) => void>> = {
		Opener: new Set(), Counterparty: new Set(),
	};
	/** What is under way, in no order. */
	readonly flying: Flying[] = [];
	sent = 0;
	lost = 0;

	constructor(random: Random, faults: Faults) {
		this.#random = random;
		this.#faults = faults;
	}

	send(from: Side, bytes: Uint8Array): void {
		this.sent += 1;
		// A message is what was sent, whatever its sender does with its bytes afterwards.
		const copy = toBytes(toHex(bytes));
		const times = this.#random.chance(this.#faults.repeated) ? 2 : 1;
		for (let time = 0; time < times; time += 1) {
			if (this.#random.chance(this.#faults.lost)) this.lost += 1;
			else this.flying.push({ to: otherSide(from), bytes: copy });
		}
	}

	/** Sends what is not lost. */
	sendSurely(from: Side, bytes: Uint8Array): void {
		this.flying.push({ to: otherSide(from), bytes });
	}

	/** Takes any one of what is under way. */
	take(): Flying | undefined {
		const at = this.#random.below(Math.max(this.flying.length, 1));
		return this.flying.splice(at, 1)[0];
	}

	/** The end of the wire that one side has; what arrives is taken by hand. */
	end(side: Side): Transport {
		return {
			send: (bytes) => this.send(side, bytes),
			onMessage: (listener) => {
				this.#receivers[side].add(listener);
				return () => this.#receivers[side].delete(listener);
			},
		};
	}
}
