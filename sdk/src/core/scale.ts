// SCALE in the shapes of this library: hexadecimal for bytes, `{ type, … }` for enums.

import {
	Bytes, createCodec, enhanceCodec, Enum, i128, i32, Option, u128, u16, u32, u64, Vector, _void,
	type Codec, type StringRecord,
} from 'scale-ts';
import { equal, sized, toHex, type Hex } from './bytes.js';

export { Bytes, enhanceCodec, str, Struct, u32, u8, type Codec } from 'scale-ts';

/** Fields of an enum's variant. */
type Fields = Record<string, unknown>;
type Variant<Tag extends string, Of> = Of extends undefined
	? { type: Tag }
	: { type: Tag } & Of;
/** An enum whose variants have their fields beside their name. */
export type Variants<Of extends Record<string, Codec<any>>> = {
	[Tag in keyof Of & string]: Variant<Tag, Of[Tag] extends Codec<infer Value> ? Value : never>;
}[keyof Of & string];

/** So many bytes. */
export const fixed = (length: number): Codec<Hex> =>
	enhanceCodec(Bytes(length), (hex: Hex) => sized(hex, length), (bytes) => {
		if (bytes.length !== length) throw new RangeError('the end is missing');
		return toHex(bytes);
	});

export const bytes32 = fixed(32);

/** Several, with a bound that is checked both ways. */
export function bounded<Value>(inner: Codec<Value>, most: number): Codec<readonly Value[]> {
	const check = (values: readonly Value[]) => {
		if (values.length > most) throw new RangeError(`${values.length} where ${most} are the most`);
		return values as Value[];
	};
	return enhanceCodec<Value[], readonly Value[]>(Vector(inner), check, check);
}

/** An enum of names only. */
export function names<Name extends string>(...all: readonly Name[]): Codec<Name> {
	const index = (name: Name): Uint8Array => {
		const at = all.indexOf(name);
		if (at < 0) throw new RangeError(`no such variant: ${name}`);
		return Uint8Array.of(at);
	};
	return enhanceCodec(Bytes(1), index, ([at]) => {
		const name = at === undefined ? undefined : all[at];
		if (name === undefined) throw new RangeError(`no variant ${at}`);
		return name;
	});
}

/** An enum whose variants have fields, or `_void`. */
export function variants<Of extends StringRecord<Codec<any>>>(of: Of): Codec<Variants<Of>> {
	type Tagged = { tag: string; value: Fields | undefined };
	const inner = Enum(of) as unknown as Codec<Tagged>;
	return enhanceCodec(
		inner,
		(flat: Variants<Of>): Tagged => {
			const { type, ...value } = flat as { type: string } & Fields;
			if (!(type in of)) throw new RangeError(`no such variant: ${type}`);
			return { tag: type, value };
		},
		({ tag, value }) => ({ type: tag, ...value }) as Variants<Of>,
	);
}

/** As an option of Rust, with `null` for none: `undefined` does not survive JSON. */
export function nullable<Value>(inner: Codec<Value>): Codec<Value | null> {
	const option = Option(inner) as Codec<Value | undefined>;
	return enhanceCodec<Value | undefined, Value | null>(
		option,
		(value) => value ?? undefined,
		(value) => value ?? null,
	);
}

const inRange = (bits: bigint, inner: Codec<bigint>): Codec<bigint> =>
	enhanceCodec(inner, (value: bigint) => {
		// A number of more bits would be cut without a word.
		if (value < 0n || value >> bits !== 0n) throw new RangeError(`${value} has not ${bits} bits`);
		return value;
	}, (value) => value);

export const balance = inRange(128n, u128);
export const number64 = inRange(64n, u64);

/** Whole numbers from a least to a most one: any other would be cut without a word. */
function whole<Value extends bigint | number>(
	inner: Codec<Value>,
	least: bigint,
	most: bigint,
): Codec<Value> {
	return enhanceCodec(inner, (value: Value) => {
		const isWhole = typeof value === 'bigint' || Number.isInteger(value);
		if (!isWhole || value < least || value > most) throw new RangeError(`${value} is out of range`);
		return value;
	}, (value) => value);
}

export const number16 = whole(u16, 0n, 2n ** 16n - 1n);
export const number32 = whole(u32, 0n, 2n ** 32n - 1n);
export const signed32 = whole(i32, -(2n ** 31n), 2n ** 31n - 1n);
export const signed128 = whole(i128, -(2n ** 127n), 2n ** 127n - 1n);

/** A boolean: any byte but 0 and 1 is refused. */
export const flag: Codec<boolean> = createCodec(
	(value) => Uint8Array.of(value ? 1 : 0),
	enhanceCodec(names('no', 'yes'), (value: boolean) => (value ? 'yes' : 'no'), (is) => is === 'yes')
		.dec,
);

/** Why bytes are not what they should be. */
export class ScaleError extends Error {
	constructor(readonly reason: 'Malformed' | 'TrailingBytes', detail: string) {
		super(`${reason}: ${detail}`);
	}
}

/**
 * What `bytes` encode: all of them, and in the one way there is. (Numbers whose end is missing, or
 * lengths in a longer form than needed, would otherwise be read.)
 */
export function decodeAll<Value>(codec: Codec<Value>, bytes: Uint8Array): Value {
	let value: Value;
	let again: Uint8Array;
	try {
		// The library would read a part of an array from the beginning of the whole.
		value = codec.dec(Uint8Array.from(bytes));
		again = codec.enc(value);
	} catch (error) {
		throw new ScaleError('Malformed', error instanceof Error ? error.message : `${error}`);
	}
	if (again.length > bytes.length || !equal(again, bytes.subarray(0, again.length))) {
		throw new ScaleError('Malformed', 'not the one encoding of what it says');
	}
	if (again.length < bytes.length) throw new ScaleError('TrailingBytes', 'there is more');
	return value;
}

export const nothing = _void;
