// Invoices: what a payee asks for, in its own words and under its signature; as in
// `bloc_primitives::invoice`.

import { sha256 } from '@noble/hashes/sha2.js';
import { assetCodec, NATIVE, type Asset } from '../core/assets.js';
import {
	concat, equal, random, sized, toBytes, toHex, utf8, type BytesLike, type Hex,
} from '../core/bytes.js';
import {
	balance, bounded, bytes32, nullable, number64, Struct, type Codec,
} from '../core/scale.js';
import {
	isSignedBy, multiSignatureCodec, type AccountId, type MultiSignature,
} from '../core/signatures.js';

/** Says what the signed bytes are for, and in which version of the format. */
export const INVOICES_DOMAIN = 'lightning-bloc/invoices/v1';
/** How many ways to the payee an invoice can name. */
export const MAX_HINTS = 4;
/** How many channels each of them can have. */
export const MAX_HINT_CHANNELS = 4;

/** What a payee asks for. */
export interface Invoice {
	/** Who is paid, and signs. */
	readonly payee: AccountId;
	/** In which asset. */
	readonly asset: Asset;
	/** How much; any amount if `null`. */
	readonly amount: bigint | null;
	/** Whoever shows its preimage gets the payment. */
	readonly paymentHash: Hex;
	/** What each part of the payment has to name. */
	readonly paymentSecret: Hex;
	/** The first instant at which it can no longer be paid, in Unix milliseconds. */
	readonly deadlineMs: bigint;
	/** The hash of what it is for: see `memoHash`. */
	readonly memoHash: Hex;
	/** In which ways it can be paid, and what its payer has to understand. */
	readonly features: bigint;
	/** Ways to the payee that a payer would not find, or not know to be open, by itself. */
	readonly hints: readonly (readonly bigint[])[];
}

/** An invoice with its payee's signature. */
export interface SignedInvoice {
	readonly invoice: Invoice;
	readonly signature: MultiSignature;
}

/** The reasons why a text is not an invoice that can be paid, as Rust names them. */
export type InvoiceReason =
	| 'TooLong' | 'MixedCase' | 'NoSeparator' | 'BadCharacter' | 'UnknownPrefix' | 'Truncated'
	| 'NotBech32m' | 'BadChecksum' | 'UnknownVersion' | 'BadPadding' | 'Malformed' | 'TrailingBytes'
	| 'WrongChain' | 'UnknownFeature' | 'ZeroAmount' | 'ObviousSecret' | 'EmptyHint' | 'Expired'
	| 'BadSignature';

const MEANS: Record<InvoiceReason, string> = {
	TooLong: 'more characters than an invoice can have',
	MixedCase: 'lower and upper case side by side',
	NoSeparator: 'no 1 between prefix and data',
	BadCharacter: 'a character that bech32 does not have',
	UnknownPrefix: 'it does not begin with bloc',
	Truncated: 'the end is missing',
	NotBech32m: 'made with the checksum of bech32, the older kind',
	BadChecksum: 'something in it is wrong',
	UnknownVersion: 'of another version of the format',
	BadPadding: 'the last character has bits that belong to no byte',
	Malformed: 'the bytes are no signed invoice',
	TrailingBytes: 'there is more than an invoice',
	WrongChain: 'it is for another chain',
	UnknownFeature: 'it requires a feature of which nothing is known here',
	ZeroAmount: 'it asks for nothing',
	ObviousSecret: 'its payment secret can be guessed',
	EmptyHint: 'a hint names no channel',
	Expired: 'its deadline has come',
	BadSignature: "the signature is not the payee's over this invoice and chain",
};

/** Why an invoice is not one that can be paid. */
export class InvoiceError extends Error {
	constructor(
		/** The name of the error in Rust. */
		readonly reason: InvoiceReason,
		detail = '',
	) {
		super(`${reason}: ${MEANS[reason]}${detail && ` (${detail})`}`);
		this.name = 'InvoiceError';
	}
}

export function ensure(holds: unknown, reason: InvoiceReason, detail?: string): asserts holds {
	if (!holds) throw new InvoiceError(reason, detail);
}

/**
 * What an invoice can allow or require: the even bit of each. The bit above it says that it may.
 */
export const Feature = {
	/** It can be paid in several parts. */
	Mpp: 16n,
	/** It can be paid at once, without locks and so without the preimage being revealed. */
	Instant: 48n,
} as const;

/** The feature bits that allow these. */
export const allowing = (...features: readonly bigint[]): bigint =>
	features.reduce((bits, feature) => bits | (2n << feature), 0n);

/** The feature bits that require these. */
export const requiring = (...features: readonly bigint[]): bigint =>
	features.reduce((bits, feature) => bits | (1n << feature), 0n);

/** Is a feature allowed or required? */
export const hasFeature = (invoice: Pick<Invoice, 'features'>, feature: bigint): boolean =>
	(invoice.features & (3n << feature)) !== 0n;

const KNOWN = Object.values(Feature).reduce((bits, feature) => bits | (3n << feature), 0n);
const REQUIRED = 0x5555_5555_5555_5555n;

export const invoiceCodec: Codec<Invoice> = Struct({
	payee: bytes32,
	asset: assetCodec,
	amount: nullable(balance),
	paymentHash: bytes32,
	paymentSecret: bytes32,
	deadlineMs: number64,
	memoHash: bytes32,
	features: number64,
	hints: bounded(bounded(number64, MAX_HINT_CHANNELS), MAX_HINTS),
});

export const signedInvoiceCodec: Codec<SignedInvoice> = Struct({
	invoice: invoiceCodec, signature: multiSignatureCodec,
});

/**
 * The memo hash for what an invoice is for: SHA-256, as in BOLT-11. The memo itself stays private.
 */
export const memoHash = (memo: string): Hex => toHex(sha256(utf8(memo)));

/** The secret for the invoice with this payment hash, of a payee who keeps one random seed. */
export function deriveSecret(seed: BytesLike, paymentHash: Hex): Hex {
	const domain = utf8('lightning-bloc/payment-secret/v1');
	return toHex(sha256(concat(domain, sized(seed, 32), sized(paymentHash, 32))));
}

/** The bytes that the payee signs, on the chain with this genesis hash. */
export const invoicePayload = (genesis: BytesLike, invoice: Invoice): Uint8Array =>
	concat(utf8(INVOICES_DOMAIN), sized(genesis, 32), invoiceCodec.enc(invoice));

/** Does it make sense? The same at all times. */
export function ensureSound(invoice: Invoice): void {
	const unknown = invoice.features & REQUIRED & ~KNOWN;
	ensure(unknown === 0n, 'UnknownFeature', lowestBit(unknown));
	ensure(invoice.amount !== 0n, 'ZeroAmount');
	const hash = toBytes(invoice.paymentHash);
	const secret = toBytes(invoice.paymentSecret);
	const obvious = [new Uint8Array(32), hash, sha256(hash)];
	ensure(!obvious.some((guess) => equal(guess, secret)), 'ObviousSecret');
	ensure(invoice.hints.every((hint) => hint.length > 0), 'EmptyHint');
}

const lowestBit = (bits: bigint): string =>
	bits === 0n ? '' : `bit ${bits.toString(2).split('').reverse().indexOf('1')}`;

/** Did the payee sign it, for the chain with this genesis hash? */
export function ensureSigned(genesis: BytesLike, { invoice, signature }: SignedInvoice): void {
	ensure(isSignedBy(signature, invoice.payee, invoicePayload(genesis, invoice)), 'BadSignature');
}

/** Can it be paid now? Its last instant is the one before the deadline. */
export function ensurePayable(invoice: Invoice, nowMs: bigint): void {
	ensureSound(invoice);
	ensure(nowMs < invoice.deadlineMs, 'Expired');
}

/** What a payee says of an invoice; all but `payee`, `amount` and `deadlineMs` has a default. */
export interface InvoiceRequest extends Partial<Invoice> {
	readonly payee: AccountId;
	readonly amount: bigint | null;
	readonly deadlineMs: bigint;
	/** What it is for, in words; only its hash is in the invoice. */
	readonly memo?: string;
	/** The secret that whoever is paid shows; drawn anew if there is none. */
	readonly preimage?: BytesLike;
}

/** An invoice that is not yet signed, and the secret that its payee keeps until it is paid. */
export interface DrawnInvoice {
	readonly invoice: Invoice;
	readonly preimage: Hex;
}

/** Draws an invoice with fresh secrets. */
export function drawInvoice(request: InvoiceRequest): DrawnInvoice {
	const { memo = '', preimage = random(32), ...fields } = request;
	const secret = sized(preimage, 32);
	const invoice: Invoice = {
		asset: NATIVE,
		paymentHash: toHex(sha256(secret)),
		paymentSecret: toHex(random(32)),
		memoHash: memoHash(memo),
		features: allowing(Feature.Mpp),
		hints: [],
		...fields,
	};
	ensureSound(invoice);
	return { invoice, preimage: toHex(secret) };
}
