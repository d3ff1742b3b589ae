// Key pairs that this process holds: for development chains, tests, and programs with their own
// key.

import { ed25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { getPublicKey, HDKD, secretFromSeed, sign as signSr25519 } from '@scure/sr25519';
import { concat, sized, type BytesLike } from './bytes.js';
import { ed25519Signer } from './ed25519.js';
import { number64, str } from './scale.js';
import { accountOfKey, multiSignature, type AccountId, type MultiSignature } from './signatures.js';

/** The schemes that the keys of this module sign in. */
export type KeyScheme = 'Ed25519' | 'Sr25519' | 'Ecdsa';

/** A key pair of an account. */
export interface KeyPair {
	readonly scheme: KeyScheme;
	readonly publicKey: Uint8Array;
	/** The account: the public key, or its hash. */
	readonly account: AccountId;
	/** The bare signature over bytes. */
	signRaw(bytes: Uint8Array): Uint8Array;
	/** The signature over bytes, with its scheme. */
	sign(bytes: Uint8Array): MultiSignature;
}

function pairOf(
	scheme: KeyScheme,
	publicKey: Uint8Array,
	signRaw: (bytes: Uint8Array) => Uint8Array,
): KeyPair {
	const account = accountOfKey(scheme, publicKey);
	const sign = (bytes: Uint8Array) => multiSignature(scheme, signRaw(bytes));
	return { scheme, publicKey, account, signRaw, sign };
}

/** The key pair of an sr25519 secret key of 64 bytes. */
function sr25519Pair(secret: Uint8Array): KeyPair {
	return pairOf('Sr25519', getPublicKey(secret), (bytes) => signSr25519(secret, bytes));
}

function ecdsaSign(secret: Uint8Array, bytes: Uint8Array): Uint8Array {
	const hash = blake2b(bytes, { dkLen: 32 });
	const signed = secp256k1.sign(hash, secret, { prehash: false, format: 'recovered' });
	// Substrate has the recovery number at the end, the library has it first.
	return concat(signed.subarray(1), signed.subarray(0, 1));
}

/** The key pair of a seed of 32 bytes: keep it secret. */
export function keyFromSeed(seed: BytesLike, scheme: KeyScheme = 'Sr25519'): KeyPair {
	const secret = sized(seed, 32);
	switch (scheme) {
		case 'Sr25519': return sr25519Pair(secretFromSeed(secret));
		case 'Ed25519':
			return pairOf(scheme, ed25519.getPublicKey(secret), ed25519Signer(secret));
		case 'Ecdsa': {
			const sign = (bytes: Uint8Array) => ecdsaSign(secret, bytes);
			return pairOf(scheme, secp256k1.getPublicKey(secret, true), sign);
		}
	}
}

/**
 * The seed of the phrase that all development chains share. It is public: nobody has money there.
 */
const DEV_SEED: BytesLike = '0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e';

/** The chain code of a hard junction: its SCALE encoding, or the hash of a longer one. */
function chainCode(junction: string): Uint8Array {
	const encoded = /^\d+$/.test(junction) ? number64.enc(BigInt(junction)) : str.enc(junction);
	if (encoded.length > 32) return blake2b(encoded, { dkLen: 32 });
	return concat(encoded, new Uint8Array(32 - encoded.length));
}

/** One hard step of the schemes that have nothing of their own for it. */
const hardStep = (domain: string, seed: Uint8Array, code: Uint8Array): Uint8Array =>
	blake2b(concat(str.enc(domain), seed, code), { dkLen: 32 });

const DOMAINS = { Ed25519: 'Ed25519HDKD', Ecdsa: 'Secp256k1HDKD' } as const;

/**
 * The key pair of a path of hard junctions, as `//Alice` or `//Alice//stash`, from the phrase that
 * all development chains share. Everybody knows these keys.
 */
export function devKeyPair(path: string, scheme: KeyScheme = 'Sr25519'): KeyPair {
	if (!/^(\/\/[^/]+)+$/.test(path)) throw new RangeError(`not a path of hard junctions: ${path}`);
	const codes = path.split('//').slice(1).map(chainCode);
	const seed = sized(DEV_SEED, 32);
	if (scheme === 'Sr25519') {
		return sr25519Pair(codes.reduce(HDKD.secretHard, secretFromSeed(seed)));
	}
	const step = (from: Uint8Array, code: Uint8Array) => hardStep(DOMAINS[scheme], from, code);
	return keyFromSeed(codes.reduce(step, seed), scheme);
}

