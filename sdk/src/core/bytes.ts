// Bytes as text: hashes, keys and signatures are hexadecimal, so that they can be compared, stored
// as JSON and shown as they are.

import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';

/** Bytes in hexadecimal, lower case, after `0x`. */
export type Hex = `0x${string}`;

/** What takes bytes takes them in either form. */
export type BytesLike = Uint8Array | Hex;

export const concat = concatBytes;

/** Bytes as text. */
export function toHex(bytes: BytesLike): Hex {
	return typeof bytes === 'string' ? toHex(toBytes(bytes)) : `0x${bytesToHex(bytes)}`;
}

/** The bytes of a text, or those that are given. */
export function toBytes(bytes: BytesLike): Uint8Array {
	if (typeof bytes !== 'string') return bytes;
	if (!bytes.startsWith('0x')) throw new RangeError(`not hexadecimal: ${bytes}`);
	return hexToBytes(bytes.slice(2));
}

/** The bytes of a text, which have to be that many. */
export function sized(bytes: BytesLike, length: number): Uint8Array {
	const all = toBytes(bytes);
	if (all.length !== length) throw new RangeError(`${all.length} bytes instead of ${length}`);
	return all;
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function equal(one: Uint8Array, other: Uint8Array): boolean {
	return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Random bytes, of the platform's generator. */
export function random(length: number): Uint8Array {
	return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
