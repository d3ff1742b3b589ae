// Reads invoices of the Lightning Network (BOLT-11), so that what a real one asks for can be paid
// under its own payment hash on a chain of this suite.

import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';
import { concat, toHex, utf8, type Hex } from '../core/bytes.js';

/** The network that an invoice is for. Only on `bitcoin` the money is real. */
export type Network = 'bitcoin' | 'testnet' | 'signet' | 'regtest' | 'simnet';

/** What is read of an invoice of the Lightning Network. Its signature is good. */
export interface LightningInvoice {
	readonly network: Network;
	/** The node that is paid: a compressed public key. */
	readonly payee: Hex;
	/** How much, in thousandths of a satoshi; any amount if `null`. */
	readonly amountMsat: bigint | null;
	/** Whoever shows its preimage gets the payment. */
	readonly paymentHash: Hex;
	/** What each part of the payment has to name. */
	readonly paymentSecret: Hex;
	/** The first instant at which it has expired, in Unix milliseconds. */
	readonly expiresMs: bigint;
	/** What it is for, in words, if it names that. */
	readonly memo: string | null;
	/** The hash of what it is for, whether it names that or only the hash. */
	readonly memoHash: Hex;
	/** Can it be paid in several parts? */
	readonly mpp: boolean;
}

/** Why a text is not an invoice of the Lightning Network that can be paid, as Rust names it. */
export type LightningReason =
	| 'MixedCase' | 'BadChecksum' | 'UnknownNetwork' | 'Malformed' | 'BadFields' | 'BadFeatures'
	| 'BadAmount' | 'BadSignature' | 'Overflow';

/** Why a text is not an invoice of the Lightning Network that can be paid. */
export class LightningInvoiceError extends Error {
	constructor(readonly reason: LightningReason) {
		super(reason);
		this.name = 'LightningInvoiceError';
	}
}

function ensure(holds: unknown, reason: LightningReason): asserts holds {
	if (!holds) throw new LightningInvoiceError(reason);
}

const NETWORKS: Record<string, Network> = {
	bc: 'bitcoin', tb: 'testnet', tbs: 'signet', bcrt: 'regtest', sb: 'simnet',
};
/** Thousandths of a satoshi in a bitcoin, and in what each letter makes of it. */
const MSAT = 100_000_000_000n;
const PARTS: Record<string, bigint> = {
	'': 1n, m: 1_000n, u: 1_000_000n, n: 1_000_000_000n, p: 1_000_000_000_000n,
};
const SIGNATURE_WORDS = 104;
const TIMESTAMP_WORDS = 7;
const MAX_CHARS = 7_089;
const MAX_MSAT = 2n ** 64n - 1n;
/** Features that a payer of today understands, by their even bits. */
const UNDERSTOOD = new Set([8, 14, 16, 24, 48, 262]);
const PAYMENT_SECRET = 14;
const MPP = 16;
const DEFAULT_EXPIRY_S = 3_600n;

const number = (words: readonly number[]): bigint =>
	words.reduce((sum, word) => (sum << 5n) | BigInt(word), 0n);

/** Bytes of a field: bits beyond the last whole byte are dropped, as BOLT-11's writers pad them. */
function bytesOf(words: readonly number[]): Uint8Array {
	const bytes: number[] = [];
	let [bits, held] = [0, 0];
	for (const word of words) {
		held = ((held << 5) | word) & 0xfff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes.push((held >> bits) & 0xff);
		}
	}
	return Uint8Array.from(bytes);
}

function amountOf(digits: string, letter: string): bigint | null {
	if (digits === '') {
		ensure(letter === '', 'Malformed');
		return null;
	}
	const parts = PARTS[letter];
	ensure(parts !== undefined, 'BadAmount');
	const all = BigInt(digits) * MSAT;
	ensure(all % parts === 0n && all / parts <= MAX_MSAT, 'BadAmount');
	return all / parts;
}

/**
 * The fields by their letters: those of a length that is not theirs are skipped, as BOLT-11 asks.
 */
function fieldsOf(words: readonly number[]): Map<string, number[][]> {
	const fields = new Map<string, number[][]>();
	for (let at = 0; at < words.length;) {
		const [tag, high, low] = words.slice(at, at + 3);
		ensure(tag !== undefined && high !== undefined && low !== undefined, 'Malformed');
		const length = high * 32 + low;
		const data = words.slice(at + 3, at + 3 + length);
		ensure(data.length === length, 'Malformed');
		at += 3 + length;
		const letter = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'[tag] ?? '';
		const wanted = { p: 52, h: 52, s: 52, n: 53 }[letter];
		if (wanted !== undefined && wanted !== length) continue;
		fields.set(letter, [...(fields.get(letter) ?? []), data]);
	}
	return fields;
}

/** The one field with a letter; `undefined` if there is none. */
function single(fields: Map<string, number[][]>, letter: string): number[] | undefined {
	const all = fields.get(letter) ?? [];
	ensure(all.length <= 1, 'BadFields');
	return all[0];
}

/** The bits that are set, from the last. */
function featuresOf(words: readonly number[]): Set<number> {
	const bits = number(words).toString(2).split('').reverse();
	return new Set(bits.flatMap((bit, at) => (bit === '1' ? [at] : [])));
}

function payeeOf(
	prefix: string,
	data: readonly number[],
	signature: Uint8Array,
	named: Uint8Array | undefined,
): Uint8Array {
	const signed = sha256(concat(utf8(prefix), paddedBytes(data)));
	try {
		const compact = signature.subarray(0, 64);
		if (named) {
			const options = { prehash: false, lowS: false };
			ensure(secp256k1.verify(compact, signed, named, options), 'BadSignature');
			return named;
		}
		const first = concat(signature.subarray(64), compact);
		const recoverable = secp256k1.Signature.fromBytes(first, 'recovered');
		return recoverable.recoverPublicKey(signed).toBytes(true);
	} catch {
		throw new LightningInvoiceError('BadSignature');
	}
}

/** What is signed is filled up with zeros to whole bytes. */
const paddedBytes = (words: readonly number[]): Uint8Array =>
	bytesOf([...words, 0, 0]).subarray(
		0, Math.ceil((words.length * 5) / 8));

/** The prefix and the data of a text, with its checksum looked at. */
function openText(text: string): { prefix: string; words: number[] } {
	ensure(!(/[a-z]/.test(text) && /[A-Z]/.test(text)), 'MixedCase');
	ensure(text.length <= MAX_CHARS && /^[!-~]+$/.test(text), 'Malformed');
	const [, prefix = '', data = ''] = /^(.*)1([02-9ac-hj-np-z]*)$/.exec(text.toLowerCase()) ?? [];
	ensure(prefix && data.length >= 6, 'Malformed');
	const sealed = bech32.decodeUnsafe(text, false);
	ensure(sealed, 'BadChecksum');
	return { prefix: sealed.prefix, words: sealed.words };
}

/** Reads a text, with or without `lightning:` before it, in whatever case. */
export function lightningInvoice(text: string): LightningInvoice {
	const { prefix, words } = openText(text.replace(/^lightning:/i, ''));
	const [, name = '', digits = '', letter = ''] =
		/^ln(bcrt|bc|tbs|tb|sb)(\d*)([a-z]?)$/.exec(prefix) ?? [];
	const network = NETWORKS[name];
	ensure(network, 'UnknownNetwork');
	const amountMsat = amountOf(digits, letter);
	ensure(words.length >= TIMESTAMP_WORDS + SIGNATURE_WORDS, 'Malformed');
	const data = words.slice(0, -SIGNATURE_WORDS);
	const fields = fieldsOf(data.slice(TIMESTAMP_WORDS));
	const signature = bytesOf(words.slice(-SIGNATURE_WORDS));
	const named = single(fields, 'n');
	const payee = payeeOf(prefix, data, signature, named && bytesOf(named));
	const terms = termsOf(fields, number(data.slice(0, TIMESTAMP_WORDS)));
	return { network, payee: toHex(payee), amountMsat, ...terms };
}

type Terms = Omit<LightningInvoice, 'network' | 'payee' | 'amountMsat'>;

function termsOf(fields: Map<string, number[][]>, timestampS: bigint): Terms {
	const [hash, secret] = [single(fields, 'p'), single(fields, 's')];
	const [memo, memoHash] = [single(fields, 'd'), single(fields, 'h')];
	ensure(hash && secret && (memo === undefined) !== (memoHash === undefined), 'BadFields');
	const features = featuresOf(single(fields, '9') ?? []);
	const unknown = [...features].some((bit) => bit % 2 === 0 && !UNDERSTOOD.has(bit));
	ensure(!unknown, 'BadFeatures');
	ensure(features.has(PAYMENT_SECRET) || features.has(PAYMENT_SECRET + 1), 'BadFeatures');
	const expiry = single(fields, 'x');
	const expiresS = timestampS + (expiry ? number(expiry) : DEFAULT_EXPIRY_S);
	ensure(expiresS * 1_000n <= MAX_MSAT, 'Overflow');
	const words = memo && bytesOf(memo);
	return {
		paymentHash: toHex(bytesOf(hash)),
		paymentSecret: toHex(bytesOf(secret)),
		expiresMs: expiresS * 1_000n,
		memo: words ? text(words) : null,
		memoHash: toHex(words ? sha256(words) : bytesOf(memoHash ?? [])),
		mpp: features.has(MPP) || features.has(MPP + 1),
	};
}

function text(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new LightningInvoiceError('Malformed');
	}
}
