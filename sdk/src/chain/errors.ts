// Why a call failed, by the name that the pallet gives and in the words of its documentation.

import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings';

/** A call that did not do what it was to do: it costs its fee at the most. */
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
		/**
		 * Whether it never will: what was refused only after it had gone round may still be taken
		 * by another node.
		 */
		readonly changedNothing = true,
	) {
		super(`${pallet}.${error}${docs && `: ${docs}`}`);
		this.name = 'ChainError';
	}
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : `${cause}`);

/** A call that is in no block, and never will be: not signed, not sent, or refused before that. */
export class NotIncluded extends Error {
	/** Nothing has changed: not even a fee is lost. */
	readonly changedNothing = true;

	constructor(override readonly cause: unknown) {
		super(`the call was not sent: ${textOf(cause)}`, { cause });
		this.name = 'NotIncluded';
	}
}

/**
 * A call that was sent, and of which nothing more is known: the connection broke, for example. It
 * may be carried out. Look at the chain before you try again.
 */
export class Uncertain extends Error {
	constructor(
		/** The hash of the transaction. */
		readonly transaction: string,
		override readonly cause: unknown,
	) {
		super(`it is not known what became of the call: ${textOf(cause)}`, { cause });
		this.name = 'Uncertain';
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
export function refusedError(
	refusal: unknown,
	pallet: string,
	docs: ErrorDocs,
	isSent = false,
): ChainError | null {
	const { type, value: number } = invalidity(refusal) ?? {};
	const name = type === 'Custom' ? docs.get(`${pallet}.${number}`) : undefined;
	if (name === undefined) return null;
	return new ChainError(pallet, name, docs.get(`${pallet}.${name}`) ?? '', null, !isSent);
}

/** Why a transaction is invalid; `null` of an error that does not say that. */
function invalidity(refusal: unknown): Tagged | null {
	const { error } = (refusal ?? {}) as { error?: unknown };
	return isTagged(error) && error.type === 'Invalid' && isTagged(error.value) ? error.value : null;
}

/** What no later block changes: its place is taken, or its time is over. */
const FOR_EVER = ['Stale', 'AncientBirthBlock', 'BadProof', 'BadSigner'];

/**
 * Whether a transaction that was looked for in each final block, and is in none, can be in none
 * that follows.
 */
export const isOverForEver = (refusal: unknown): boolean =>
	FOR_EVER.includes(invalidity(refusal)?.type ?? '');
