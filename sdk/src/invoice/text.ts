// Invoices as text: to be shown as a QR code, pasted and typed. `bloc1…`, in bech32m, over a
// version, a length, the first four bytes of the genesis hash and the SCALE encoding of the signed
// invoice.

import { bech32, bech32m } from '@scure/base';
import { concat, equal, sized, toHex, utf8, type BytesLike, type Hex } from '../core/bytes.js';
import { decodeAll, ScaleError } from '../core/scale.js';
import {
	ensure, ensureSigned, ensureSound, InvoiceError, signedInvoiceCodec, type SignedInvoice,
} from './document.js';

/** The human-readable part: of the suite, and so of all chains that run it. */
export const PREFIX = 'bloc';
/** The version of what the data are. */
export const VERSION = 1;
/** The most characters of a text. */
export const MAX_CHARS = 1_023;

const CHECKSUM_CHARS = 6;
/** How many bytes stand before those that the length counts. */
const UNCOUNTED = 3;
const TAG_BYTES = 4;
const CHARS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** The first bytes of a genesis hash: they name a chain among others, and prove nothing. */
const tagOf = (genesis: BytesLike): Uint8Array => sized(genesis, 32).subarray(0, TAG_BYTES);

/** A signed invoice as text, in lower case; in upper case it makes a smaller QR code. */
export function invoiceToText(genesis: BytesLike, signed: SignedInvoice): string {
	ensureSound(signed.invoice);
	ensureSigned(genesis, signed);
	const encoded = signedInvoiceCodec.enc(signed);
	const length = encoded.length + TAG_BYTES;
	const header = Uint8Array.of(VERSION, length & 0xff, length >> 8);
	const words = bech32m.toWords(concat(header, tagOf(genesis), encoded));
	ensure(PREFIX.length + 1 + words.length + CHECKSUM_CHARS <= MAX_CHARS, 'TooLong');
	return bech32m.encode(PREFIX, words, false);
}

/**
 * Reads an invoice of the chain with this genesis hash, or throws an `InvoiceError`. Whether its
 * deadline has come is left to who has a clock.
 */
export function invoiceFromText(genesis: BytesLike, text: string): SignedInvoice {
	const { chain, bytes } = open(text);
	ensure(equal(chain, tagOf(genesis)), 'WrongChain', toHex(chain));
	const signed = decode(bytes);
	ensureSound(signed.invoice);
	ensureSigned(genesis, signed);
	return signed;
}

/** Which chain an invoice is for: the first four bytes of its genesis hash. */
export const chainOfText = (text: string): Hex => toHex(open(text).chain);

function decode(bytes: Uint8Array): SignedInvoice {
	try {
		return decodeAll(signedInvoiceCodec, bytes);
	} catch (error) {
		if (error instanceof ScaleError) throw new InvoiceError(error.reason, error.message);
		throw error;
	}
}

/** The chain that a text is for, and the bytes of the signed invoice. */
function open(text: string): { chain: Uint8Array; bytes: Uint8Array } {
	ensure(utf8(text).length <= MAX_CHARS, 'TooLong');
	ensure(!(/[a-z]/.test(text) && /[A-Z]/.test(text)), 'MixedCase');
	const at = text.lastIndexOf('1');
	ensure(at >= 0, 'NoSeparator');
	const data = text.slice(at + 1).toLowerCase();
	ensure(/^[02-9ac-hj-np-z]*$/.test(data), 'BadCharacter');
	ensure(data.length > 0, 'Truncated');
	ensure(text.slice(0, at).toLowerCase() === PREFIX, 'UnknownPrefix');
	const sealed = bech32m.decodeUnsafe(text, false);
	if (!sealed) {
		ensure(!bech32.decodeUnsafe(text, false), 'NotBech32m');
		ensure(!isCut(data), 'Truncated');
		throw new InvoiceError('BadChecksum');
	}
	return opened(sealed.words);
}

function opened(words: number[]): { chain: Uint8Array; bytes: Uint8Array } {
	// Version and length come first, whatever stands at the end.
	const [version] = firstBytes(words);
	ensure(version !== undefined, 'Malformed');
	ensure(version === VERSION, 'UnknownVersion', `${version}`);
	const bytes = bech32m.fromWordsUnsafe(words);
	ensure(bytes, 'BadPadding');
	ensure(bytes.length >= UNCOUNTED + TAG_BYTES, 'Malformed');
	const length = (bytes[1] ?? 0) | ((bytes[2] ?? 0) << 8);
	ensure(bytes.length >= UNCOUNTED + length, 'Malformed');
	ensure(bytes.length <= UNCOUNTED + length, 'TrailingBytes');
	const start = UNCOUNTED + TAG_BYTES;
	return { chain: bytes.slice(UNCOUNTED, start), bytes: bytes.slice(start) };
}

/** Up to three bytes that stand in the first five characters. */
function firstBytes(words: readonly number[]): number[] {
	const bits = words.slice(0, 5).map((word) => word.toString(2).padStart(5, '0')).join('');
	return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

/** Is a text, whose checksum is wrong, shorter than it says it is? */
function isCut(data: string): boolean {
	const words = [...data.slice(0, 5)].map((char) => CHARS.indexOf(char));
	const [version, low, high] = firstBytes(words);
	if (low === undefined || high === undefined) return true;
	const bytes = UNCOUNTED + (low | (high << 8));
	return version === VERSION && data.length < Math.ceil((bytes * 8) / 5) + CHECKSUM_CHARS;
}
