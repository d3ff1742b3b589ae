// Why a call failed, by the name that the pallet gives and in the words of its documentation.

import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings';

/** A call that did not do what it was to do. */
export class ChainError extends Error {
	constructor(
		/** The pallet, or the kind of an error that is none of a pallet's. */
		readonly pallet: string,
		/** The error, as `NotFound`. */
		readonly error: string,
		/** What the pallet's documentation says of it. */
		readonly docs: string,
		/** The block in which the call failed, if it got that far. */
		readonly block: string | null = null,
	) {
		super(`${pallet}.${error}${docs && `: ${docs}`}`);
		this.name = 'ChainError';
	}
}

/** The documentation of errors, as `Channels.NotFound`; and their names, as `Channels.0`. */
export type ErrorDocs = ReadonlyMap<string, string>;

/** Reads the documentation of all errors out of metadata. */
export function errorDocs(metadata: Uint8Array): ErrorDocs {
	const { pallets, lookup } = unifyMetadata(decAnyMetadata(metadata));
	const docs = new Map<string, string>();
	for (const { name, errors } of pallets) {
		const type = errors === undefined ? undefined : lookup[errors.type];
		if (type?.def.tag !== 'variant') continue;
		for (const variant of type.def.value) {
			docs.set(`${name}.${variant.index}`, variant.name);
			docs.set(`${name}.${variant.name}`, variant.docs.join(' ').replace(/\s+/g, ' ').trim());
		}
	}
	return docs;
}

interface Tagged {
	readonly type: string;
	readonly value?: unknown;
}

const isTagged = (value: unknown): value is Tagged =>
	typeof value === 'object' && value !== null && 'type' in value &&
	typeof value.type === 'string';

/** The error that a dispatch ended with, as polkadot-api tells it. */
export function chainError(
	dispatchError: unknown,
	docs: ErrorDocs,
	block: string | null,
): ChainError {
	if (!isTagged(dispatchError)) return new ChainError('Unknown', 'Unknown', '', block);
	const { type, value } = dispatchError;
	if (type === 'Module' && isTagged(value)) {
		const name = isTagged(value.value) ? value.value.type : 'Unknown';
		return new ChainError(value.type, name, docs.get(`${value.type}.${name}`) ?? '', block);
	}
	return new ChainError(type, isTagged(value) ? value.type : type, '', block);
}

/**
 * The error of a call that is refused before it is included, as urgent ones are: the number of an
 * error of its pallet. `null` if it is refused for another reason.
 */
export function refusedError(refusal: unknown, pallet: string, docs: ErrorDocs): ChainError | null {
	const { error } = (refusal ?? {}) as { error?: unknown };
	if (!isTagged(error) || error.type !== 'Invalid' || !isTagged(error.value)) return null;
	const { type, value: number } = error.value;
	const name = type === 'Custom' ? docs.get(`${pallet}.${number}`) : undefined;
	if (name === undefined) return null;
	return new ChainError(pallet, name, docs.get(`${pallet}.${name}`) ?? '');
}
