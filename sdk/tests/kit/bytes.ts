// SCALE as the house spells it in tests: by hand, apart from the codecs that are tested.

import { toBytes, utf8, type Hex } from '../../src/core/bytes.js';

/** A number in so many bytes, the lowest first; a negative one as its complement. */
export const little = (value: bigint | number, bytes: number): number[] => {
	const all = BigInt.asUintN(8 * bytes, BigInt(value));
	return Array.from({ length: bytes }, (_, at) => Number((all >> BigInt(8 * at)) & 255n));
};

/** The bytes of a text, without its length. */
export const text = (of: string): number[] => [...utf8(of)];

/** The bytes of hexadecimal text. */
export const hex = (of: Hex): number[] => [...toBytes(of)];

/** So many bytes of one kind. */
export const all = (byte: string, length = 32): Hex => `0x${byte.repeat(length)}`;

/** Lets all that can go on go on. */
export async function settle(): Promise<void> {
	for (let round = 0; round < 40; round += 1) await new Promise((done) => setImmediate(done));
}

/** The first news of a follower, and how to ask for what comes next. */
export function reading<News>(from: AsyncGenerator<News>): { next(): Promise<News | undefined> } {
	return {
		async next() {
			const { value, done } = await from.next();
			return done ? undefined : value as News;
		},
	};
}
