// What went wrong, for people: the name of the error, and what its documentation says.

import { AmountError } from '@lightning-bloc/sdk/amounts';
import {
	ChainError, errorDocs, NotIncluded, Uncertain, type Chain, type ErrorDocs,
} from '@lightning-bloc/sdk/chain';
import { inWords } from '../lib/text.js';

/** An error as it is shown. */
export interface Fault {
	/** In a few words. */
	readonly title: string;
	/** In a sentence or two; may be empty. */
	readonly text: string;
}

/** What transactions are refused for before they are in a block. */
const INVALID: Record<string, string> = {
	Payment: 'The account cannot pay the fee.',
	Stale: 'Something else was sent from this account meanwhile. Try again.',
	Future: 'Something that was sent before is missing. Try again.',
	BadProof: 'The signature does not fit: the wallet may know another version of the chain.',
	AncientBirthBlock: 'It was signed too long ago. Try again.',
	ExhaustsResources: 'The block is full. Try again.',
	Call: 'The chain does not take this call now.',
};

const TOKEN: Record<string, string> = {
	FundsUnavailable: 'The account does not have as much to spend.',
	BelowMinimum: 'The account that receives it would have less than the least that is allowed.',
	OnlyProvider: 'It would leave the account with less than the least that is allowed.',
	Frozen: 'The money is frozen.',
	NotExpendable: 'It would leave the account with less than the least that is allowed.',
	UnknownAsset: 'There is no such asset.',
};

interface Tagged {
	readonly type: string;
	readonly value?: unknown;
}

const isTagged = (value: unknown): value is Tagged =>
	typeof value === 'object' && value !== null && 'type' in value &&
	typeof value.type === 'string';

/** An error of a call, as it is shown. */
export function chainFault({ pallet, error, docs }: ChainError): Fault {
	const text = pallet === 'Token' ? TOKEN[error] ?? docs : docs;
	return { title: `${pallet}: ${inWords(error)}`, text };
}

/** Why a transaction was refused before it was in a block; `null` if it was something else. */
export function refusal(error: unknown, pallet: string, docs: ErrorDocs): Fault | null {
	const { error: reason } = (error ?? {}) as { error?: unknown };
	if (!isTagged(reason) || !isTagged(reason.value)) return null;
	const { type, value } = reason.value;
	const name = type === 'Custom' ? docs.get(`${pallet}.${value}`) : undefined;
	if (name !== undefined) {
		return { title: `${pallet}: ${inWords(name)}`, text: docs.get(`${pallet}.${name}`) ?? '' };
	}
	return { title: `Refused: ${inWords(type)}`, text: INVALID[type] ?? '' };
}

/** An error of any kind, as it is shown. */
export function faultOf(error: unknown): Fault {
	if (error instanceof ChainError) return chainFault(error);
	if (error instanceof NotIncluded) return faultOf(error.cause);
	if (error instanceof Uncertain) {
		return { title: 'It is not known what became of it', text: 'Look before you try again.' };
	}
	if (error instanceof AmountError) return { title: error.message, text: '' };
	const message = error instanceof Error ? error.message : `${error}`;
	if (/cancel|reject/i.test(message)) {
		return { title: 'Not signed', text: 'The wallet has not signed. Nothing was sent.' };
	}
	if (/disjoint|destroyed|closed/i.test(message)) {
		const text = 'Whether it arrived is seen once there is one.';
		return { title: 'The connection was lost', text };
	}
	return { title: message || 'Something went wrong', text: '' };
}

const known = new WeakMap<Chain, Promise<ErrorDocs>>();

/** The documentation of a chain's errors, read once. */
export function docsOf(chain: Chain): Promise<ErrorDocs> {
	const before = known.get(chain);
	if (before) return before;
	const docs = chain.client.getMetadata('finalized').then(errorDocs);
	known.set(chain, docs);
	return docs;
}
