// What is sealed to a key, in the format of the agent (its module `channels::seal`): X25519 with a
// key of its own for each message, HKDF-SHA-256, ChaCha20-Poly1305. What it is for is part of the
// key and is authenticated; lengths are one of three, so that they say little.

import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, random, sized, toHex, utf8, type BytesLike, type Hex } from '../core/bytes.js';
import { names, number64 } from '../core/scale.js';
import { sideCodec, type Side } from '../core/sides.js';

/** Says what the derived key is for, and in which version of the format. */
export const SEALING_DOMAIN = 'lightning-bloc/seal/v1';
/** How long what is sealed can be, in bytes. */
export const SEALED_LENGTHS: readonly number[] = [512, 2_048, 4_096];

const KEY = 32;
/** A public key before what is encrypted, and a tag behind it. */
const AROUND = KEY + 16;
/** The bytes that say how long the content is. */
const LENGTH = 2;
/** The longest content that can be sealed, in bytes. */
export const MAX_CONTENT = 4_096 - AROUND - LENGTH;
/** No key is used twice, so there is nothing for a number to tell apart. */
const NONCE = new Uint8Array(12);

/** What is sealed: a state for a tower, or what a client keeps for itself. */
export type SealedKind = 'State' | 'Backup';

/** What something sealed belongs to: for anything else it does not open. */
export interface SealedFor {
	/** The chain's genesis hash. */
	readonly genesis: BytesLike;
	readonly channel: bigint;
	/** Of which party of it. */
	readonly side: Side;
	readonly kind: SealedKind;
	/** The version of the state. */
	readonly version: bigint;
}

const kindCodec = names<SealedKind>('State', 'Backup');

/** Something cannot be opened. */
export class SealError extends Error {
	constructor() {
		super('it is sealed to another key, or for something else, or was changed');
		this.name = 'SealError';
	}
}

/** The X25519 key to which others seal, of a secret of 32 bytes. */
export const sealingKey = (secret: BytesLike): Hex =>
	toHex(x25519.getPublicKey(sized(secret, KEY)));

const contextOf = ({ genesis, channel, side, kind }: SealedFor): Uint8Array =>
	concat(utf8(SEALING_DOMAIN), sized(genesis, 32), number64.enc(channel), sideCodec.enc(side),
		kindCodec.enc(kind));

/** The cipher that both ends come to. */
function cipherOf(
	of: SealedFor,
	shared: Uint8Array,
	ephemeral: Uint8Array,
	recipient: Uint8Array,
) {
	const context = contextOf(of);
	const key = hkdf(sha256, concat(shared, ephemeral, recipient), undefined, context, KEY);
	return chacha20poly1305(key, NONCE, concat(context, number64.enc(of.version)));
}

/** Content behind its length, with zeros behind it up to one of three lengths. */
function padded(content: Uint8Array): Uint8Array {
	const needed = content.length + AROUND + LENGTH;
	const whole = SEALED_LENGTHS.find((length) => length >= needed);
	if (!whole) throw new RangeError(`${content.length} bytes where ${MAX_CONTENT} are the most`);
	const plain = new Uint8Array(whole - AROUND);
	new DataView(plain.buffer).setUint16(0, content.length, true);
	plain.set(content, LENGTH);
	return plain;
}

/** Seals content to a key: that of a tower's profile, or one's own. */
export const seal = (of: SealedFor, to: BytesLike, content: Uint8Array): Uint8Array =>
	sealWith(random(KEY), of, to, content);

/** @internal The same with a key that is given, which nothing else may be sealed with. */
export function sealWith(
	secret: Uint8Array,
	of: SealedFor,
	to: BytesLike,
	content: Uint8Array,
): Uint8Array {
	const [recipient, ephemeral] = [sized(to, KEY), x25519.getPublicKey(secret)];
	const plain = padded(content);
	// It throws for a point of small order: what is sealed with it anybody could open.
	const shared = x25519.getSharedSecret(secret, recipient);
	return concat(ephemeral, cipherOf(of, shared, ephemeral, recipient).encrypt(plain));
}

/** The content that was sealed to the key of a secret; throws a `SealError` if there is none. */
export function unseal(of: SealedFor, secret: BytesLike, sealed: Uint8Array): Uint8Array {
	const own = sized(secret, KEY);
	const ephemeral = sealed.subarray(0, KEY);
	const shared = orSealError(() => x25519.getSharedSecret(own, ephemeral));
	const cipher = cipherOf(of, shared, ephemeral, x25519.getPublicKey(own));
	return contentOf(orSealError(() => cipher.decrypt(sealed.subarray(KEY))));
}

function orSealError(open: () => Uint8Array): Uint8Array {
	try {
		return open();
	} catch {
		throw new SealError();
	}
}

function contentOf(plain: Uint8Array): Uint8Array {
	const [low = 0, high = 0] = plain;
	const end = LENGTH + low + 256 * high;
	const isGood = end <= plain.length && plain.subarray(end).every((byte) => byte === 0);
	if (!isGood) throw new SealError();
	return plain.slice(LENGTH, end);
}
