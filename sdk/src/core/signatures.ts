// Signatures of accounts, as the chain takes them: `MultiSignature`, raw or over
// `<Bytes>…</Bytes>`.

import { secp256k1 } from '@noble/curves/secp256k1.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { verify as verifySr25519 } from '@scure/sr25519';
import { verifyEd25519 } from './ed25519.js';
import { concat, equal, toHex, toBytes, utf8, type Hex } from './bytes.js';
import { decodeAll, fixed, Struct, variants, type Codec } from './scale.js';

/** The schemes of a `MultiSignature`, in the order of its variants. */
export type Scheme = 'Ed25519' | 'Sr25519' | 'Ecdsa' | 'Eth';

/** An account's 32 bytes. */
export type AccountId = Hex;
/** An encoded `MultiSignature`: the scheme's number, and then the signature. */
export type MultiSignature = Hex;

const SCHEMES: readonly Scheme[] = ['Ed25519', 'Sr25519', 'Ecdsa', 'Eth'];
const LENGTHS: Record<Scheme, number> = { Ed25519: 64, Sr25519: 64, Ecdsa: 65, Eth: 65 };

const BEFORE = utf8('<Bytes>');
const AFTER = utf8('</Bytes>');

/** A payload as browser wallets sign it. The chain takes both. */
export const wrapped = (payload: Uint8Array): Uint8Array => concat(BEFORE, payload, AFTER);

/** A signature under its scheme. */
export function multiSignature(scheme: Scheme, signature: Uint8Array): MultiSignature {
	if (signature.length !== LENGTHS[scheme]) {
		throw new RangeError(`${signature.length} bytes are no ${scheme} signature`);
	}
	return toHex(concat(Uint8Array.of(SCHEMES.indexOf(scheme)), signature));
}

/** The scheme of a signature, and its bytes. */
export function splitSignature(multi: MultiSignature): { scheme: Scheme; signature: Uint8Array } {
	const bytes = toBytes(multi);
	const scheme = SCHEMES[bytes[0] ?? -1];
	if (scheme === undefined || bytes.length !== 1 + LENGTHS[scheme]) {
		throw new RangeError(`not a signature: ${multi}`);
	}
	return { scheme, signature: bytes.subarray(1) };
}

const inner = variants({
	Ed25519: Struct({ signature: fixed(64) }),
	Sr25519: Struct({ signature: fixed(64) }),
	Ecdsa: Struct({ signature: fixed(65) }),
	Eth: Struct({ signature: fixed(65) }),
});

/** A `MultiSignature` among other things: it knows how long it is. */
export const multiSignatureCodec: Codec<MultiSignature> = multiCodec();

function multiCodec(): Codec<MultiSignature> {
	const codec = [
		(multi: MultiSignature) => inner.enc(decodeAll(inner, toBytes(multi))),
		(bytes: Parameters<typeof inner.dec>[0]) => toHex(inner.enc(inner.dec(bytes))),
	] as unknown as Codec<MultiSignature>;
	return Object.assign(codec, { enc: codec[0], dec: codec[1] });
}

/** The account of a public key: the key itself, or the hash of one that is longer. */
export function accountOfKey(scheme: Scheme, publicKey: Uint8Array): AccountId {
	if (scheme === 'Eth') {
		const point = secp256k1.Point.fromBytes(publicKey).toBytes(false);
		const address = keccak_256(point.subarray(1)).subarray(12);
		return toHex(concat(address, new Uint8Array(12).fill(0xee)));
	}
	const key = scheme === 'Ecdsa' ? blake2b(publicKey, { dkLen: 32 }) : publicKey;
	if (key.length !== 32) throw new RangeError(`${key.length} bytes are no ${scheme} key`);
	return toHex(key);
}

/** The public key that made a recoverable signature over a hash, compressed. */
function recovered(signature: Uint8Array, hash: Uint8Array): Uint8Array {
	// Substrate has the recovery number at the end, the library wants it first.
	const at = (signature[64] ?? 0) % 27;
	const first = concat(Uint8Array.of(at), signature.subarray(0, 64));
	return secp256k1.Signature.fromBytes(first, 'recovered').recoverPublicKey(hash).toBytes(true);
}

function verifyOnce(multi: MultiSignature, account: AccountId, payload: Uint8Array): boolean {
	const { scheme, signature } = splitSignature(multi);
	switch (scheme) {
		case 'Ed25519': return verifyEd25519(signature, payload, toBytes(account));
		case 'Sr25519': return verifySr25519(payload, signature, toBytes(account));
		case 'Ecdsa': {
			const key = recovered(signature, blake2b(payload, { dkLen: 32 }));
			return accountOfKey('Ecdsa', key) === account;
		}
		case 'Eth': {
			const key = recovered(signature, keccak_256(payload));
			return accountOfKey('Eth', key) === account;
		}
	}
}

function verifies(multi: MultiSignature, account: AccountId, payload: Uint8Array): boolean {
	try {
		return verifyOnce(multi, account, payload);
	} catch {
		// Bytes that are no signature, or no key.
		return false;
	}
}

/** The last signatures that were good, with what they were over: messages come more than once. */
const good = new Map<string, Uint8Array>();
const MAX_GOOD = 16;

/** Is `multi` the signature of `account` over `payload`, raw or as browser wallets wrap it? */
export function isSignedBy(
	multi: MultiSignature,
	account: AccountId,
	payload: Uint8Array,
): boolean {
	const name = multi + account;
	const known = good.get(name);
	if (known && equal(known, payload)) return true;
	const isGood = verifies(multi, account, payload) || verifies(multi, account, wrapped(payload));
	if (!isGood) return false;
	const oldest = good.size >= MAX_GOOD ? good.keys().next().value : undefined;
	if (oldest !== undefined) good.delete(oldest);
	good.set(name, Uint8Array.from(payload));
	return true;
}

/** Is a payload wrapped already? Then browser wallets do not wrap it again. */
export function isWrapped(payload: Uint8Array): boolean {
	return payload.length >= BEFORE.length + AFTER.length &&
		equal(payload.subarray(0, BEFORE.length), BEFORE) &&
		equal(payload.subarray(-AFTER.length), AFTER);
}
