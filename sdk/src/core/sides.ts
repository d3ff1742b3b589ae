// The two sides of a channel, as in `bloc_primitives::side`.

import { names, Struct, type Codec } from './scale.js';

/** One of the two parties of a channel. */
export type Side = 'Opener' | 'Counterparty';

/** A value for each side of a channel. */
export interface Pair<Value> {
	/** The opener's. */
	readonly opener: Value;
	/** The counterparty's. */
	readonly counterparty: Value;
}

/** Both sides, the opener first. */
export const SIDES: readonly Side[] = ['Opener', 'Counterparty'];

/** The other side. */
export const otherSide = (side: Side): Side => (side === 'Opener' ? 'Counterparty' : 'Opener');

/** The value of one side. */
export function ofSide<Value>(pair: Pair<Value>, side: Side): Value {
	return side === 'Opener' ? pair.opener : pair.counterparty;
}

/** A pair that has `of` on one side and `other` on the other. */
export function pairWith<Value>(side: Side, of: Value, other: Value): Pair<Value> {
	return side === 'Opener'
		? { opener: of, counterparty: other }
		: { opener: other, counterparty: of };
}

/** The same pair with another value on one side. */
export function withSide<Value>(pair: Pair<Value>, side: Side, value: Value): Pair<Value> {
	return pairWith(side, value, ofSide(pair, otherSide(side)));
}

export const sideCodec: Codec<Side> = names('Opener', 'Counterparty');

export function pairCodec<Value>(of: Codec<Value>): Codec<Pair<Value>> {
	// The library's types cannot see through a generic field.
	return Struct({ opener: of as Codec<any>, counterparty: of as Codec<any> });
}
