// Invoices: made, signed, written as text and read, without a node. Copy it into your own
// application, beside state.mjs; amounts, instants, ids and features are bigints or decimal strings.
//
// What is signed is the SCALE encoding of (domain, genesis hash, invoice). The text is bech32m over
// a version, a length, the first four bytes of the genesis hash and the SCALE encoding of the signed
// invoice. The same in Rust: pallets/primitives/src/invoice.rs and invoice/text.rs, with vectors in
// ../vectors/invoices.json of it.

import { createHash } from 'node:crypto';
import { bech32, bech32m } from '@scure/base';
import { TypeRegistry } from '@polkadot/types';
import { u8aConcat, u8aEq } from '@polkadot/util';
import { isSignedBy } from './state.mjs';

const DOMAIN = new TextEncoder().encode('lightning-bloc/invoices/v1');
const PREFIX = 'bloc';
const VERSION = 1;
const MAX_CHARS = 1_023;
const CHECKSUM_CHARS = 6;
/** How many bytes stand before those that the length counts. */
const UNCOUNTED = 3;
const MAX_HINTS = 4;
const MAX_HINT_CHANNELS = 4;

/** Even bits: the payer has to understand them. The bit above each says that it may. */
export const Feature = { mpp: 16n, instant: 48n };

const KNOWN = Object.values(Feature).reduce((bits, bit) => bits | (3n << bit), 0n);
const REQUIRED = 0x5555555555555555n;

const registry = new TypeRegistry();
registry.register({
	InvoiceAsset: { _enum: { Native: 'Null', WithId: 'u32' } },
	Invoice: {
		payee: '[u8; 32]',
		asset: 'InvoiceAsset',
		amount: 'Option<u128>',
		paymentHash: '[u8; 32]',
		paymentSecret: '[u8; 32]',
		deadlineMs: 'u64',
		memoHash: '[u8; 32]',
		features: 'u64',
		hints: 'Vec<Vec<u64>>',
	},
	SignedInvoice: { invoice: 'Invoice', signature: 'MultiSignature' },
});

/** Why a text is not an invoice that can be paid. `reason` is the name of the error in Rust. */
export class Refusal extends Error {
	constructor(reason, detail = '') {
		super(detail ? `${reason}: ${detail}` : reason);
		this.reason = reason;
	}
}

function ensure(holds, reason, detail) {
	if (!holds) throw new Refusal(reason, detail);
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** The `memoHash` of what an invoice is for. */
export const memoHash = sha256;

/** Is the feature allowed or required? */
export const has = (invoice, feature) => (BigInt(invoice.features) & (3n << feature)) !== 0n;

/** The bytes that the payee signs. */
export function invoicePayload(genesis, invoice) {
	const hash = registry.createType('H256', genesis).toU8a();
	return u8aConcat(DOMAIN, hash, registry.createType('Invoice', invoice).toU8a());
}

/** A signed invoice as text. Refuses what no payer would take. */
export function invoiceToText(genesis, invoice, signature) {
	check(genesis, invoice, signature);
	const signed = registry.createType('SignedInvoice', { invoice, signature }).toU8a();
	const chain = tag(genesis);
	const length = signed.length + chain.length;
	const bytes = u8aConcat([VERSION, length & 0xff, length >> 8], chain, signed);
	const words = bech32m.toWords(bytes);
	ensure(PREFIX.length + 1 + words.length + CHECKSUM_CHARS <= MAX_CHARS, 'TooLong');
	return bech32m.encode(PREFIX, words, false);
}

/**
 * Reads an invoice of the chain with this genesis hash: `{ invoice, signature }`, or throws a
 * `Refusal`. Whether its deadline has come is left to the caller.
 */
export function invoiceFromText(genesis, text) {
	const { chain, bytes } = open(text);
	ensure(u8aEq(chain, tag(genesis)), 'WrongChain');
	const { invoice, signature } = decode(bytes);
	check(genesis, invoice, signature);
	return { invoice, signature };
}

/** The first four bytes of a chain's genesis hash. */
function tag(genesis) {
	return registry.createType('H256', genesis).toU8a().slice(0, 4);
}

/** Is it an invoice that makes sense, signed by its payee for this chain? */
function check(genesis, invoice, signature) {
	const unknown = BigInt(invoice.features) & REQUIRED & ~KNOWN;
	ensure(unknown === 0n, 'UnknownFeature', unknown.toString(2).length - 1);
	ensure(invoice.amount === null || BigInt(invoice.amount) !== 0n, 'ZeroAmount');
	const bytes = (hex) => registry.createType('[u8; 32]', hex).toU8a();
	const hash = bytes(invoice.paymentHash);
	const obvious = [new Uint8Array(32), hash, sha256(hash)];
	const secret = bytes(invoice.paymentSecret);
	ensure(!obvious.some((guess) => u8aEq(guess, secret)), 'ObviousSecret');
	ensure(invoice.hints.every((hint) => hint.length > 0), 'EmptyHint');
	const payload = invoicePayload(genesis, invoice);
	ensure(isSignedBy(signature, invoice.payee, payload), 'BadSignature');
}

/** The chain that a text is for, and the bytes of the signed invoice. */
function open(text) {
	ensure(new TextEncoder().encode(text).length <= MAX_CHARS, 'TooLong');
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
		throw new Refusal('BadChecksum');
	}
	// Version and length come first, whatever stands at the end.
	const start = firstBytes(sealed.words);
	ensure(start.length > 0, 'Malformed');
	ensure(start[0] === VERSION, 'UnknownVersion', start[0]);
	const bytes = bech32m.fromWordsUnsafe(sealed.words);
	ensure(bytes, 'BadPadding');
	ensure(bytes.length >= UNCOUNTED + 4, 'Malformed');
	const length = bytes[1] | (bytes[2] << 8);
	ensure(bytes.length >= UNCOUNTED + length, 'Malformed');
	ensure(bytes.length <= UNCOUNTED + length, 'TrailingBytes');
	return { chain: bytes.slice(UNCOUNTED, UNCOUNTED + 4), bytes: bytes.slice(UNCOUNTED + 4) };
}

/** Up to three bytes that stand in the first five characters. */
function firstBytes(words) {
	const bits = words.slice(0, 5).map((word) => word.toString(2).padStart(5, '0')).join('');
	return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

/** Is a text, whose checksum is wrong, shorter than it says it is? */
function isCut(data) {
	const words = [...data.slice(0, 5)].map((char) => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(char));
	const [version, low, high] = firstBytes(words);
	if (high === undefined) return true;
	const bytes = UNCOUNTED + (low | (high << 8));
	return version === VERSION && data.length < Math.ceil((bytes * 8) / 5) + CHECKSUM_CHARS;
}

/** The signed invoice in `bytes`, which has to be all of them. */
function decode(bytes) {
	let signed;
	try {
		signed = registry.createType('SignedInvoice', bytes);
	} catch (error) {
		throw new Refusal('Malformed', error.message);
	}
	// What is missing at the end of a number reads as zeros: only what encodes to the same was there.
	const whole = signed.toU8a();
	ensure(whole.length <= bytes.length, 'Malformed');
	ensure(u8aEq(whole, bytes.slice(0, whole.length)), 'Malformed');
	ensure(whole.length === bytes.length, 'TrailingBytes');
	const { invoice, signature } = signed;
	const hints = invoice.hints.map((hint) => hint.map((id) => id.toBigInt()));
	ensure(hints.length <= MAX_HINTS, 'Malformed');
	ensure(hints.every((hint) => hint.length <= MAX_HINT_CHANNELS), 'Malformed');
	return {
		invoice: {
			payee: invoice.payee.toHex(),
			asset: invoice.asset.isNative ? 'Native' : { WithId: invoice.asset.asWithId.toNumber() },
			amount: invoice.amount.isNone ? null : invoice.amount.unwrap().toBigInt(),
			paymentHash: invoice.paymentHash.toHex(),
			paymentSecret: invoice.paymentSecret.toHex(),
			deadlineMs: invoice.deadlineMs.toBigInt(),
			memoHash: invoice.memoHash.toHex(),
			features: invoice.features.toBigInt(),
			hints,
		},
		signature: signature.toHex(),
	};
}
