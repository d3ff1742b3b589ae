// Ed25519 as the chain verifies it (ZIP-215), by the platform's own code where it has some.

import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, toBytes, toHex } from './bytes.js';

/** What is used of Node's own module. */
interface NodeCrypto {
	createPublicKey(of: { key: Uint8Array; format: 'der'; type: 'spki' }): object;
	createPrivateKey(of: { key: Uint8Array; format: 'der'; type: 'pkcs8' }): object;
	verify(algorithm: null, data: Uint8Array, key: object, signature: Uint8Array): boolean;
	sign(algorithm: null, data: Uint8Array, key: object): Uint8Array;
}

interface Platform {
	process?: { getBuiltinModule?: (name: string) => unknown };
}

// Asked for at run time: a bundler for browsers finds nothing to resolve.
const node = (globalThis as Platform).process?.getBuiltinModule?.('node:crypto') as
	NodeCrypto | undefined;

/** What stands before the 32 bytes of a key in DER: RFC 8410. */
const SPKI = toBytes('0x302a300506032b6570032100');
const PKCS8 = toBytes('0x302e020100300506032b657004220420');

/** Keys as Node wants them: to make one takes as long as to verify with it. */
const keys = new Map<string, object>();
const MAX_KEYS = 64;

function nodeKey(key: Uint8Array, crypto: NodeCrypto): object {
	const name = toHex(key);
	const known = keys.get(name);
	if (known) return known;
	const made = crypto.createPublicKey({ key: concat(SPKI, key), format: 'der', type: 'spki' });
	const oldest = keys.size >= MAX_KEYS ? keys.keys().next().value : undefined;
	if (oldest !== undefined) keys.delete(oldest);
	keys.set(name, made);
	return made;
}

function nodeVerifies(signature: Uint8Array, payload: Uint8Array, key: Uint8Array): boolean {
	if (!node) return false;
	try {
		return node.verify(null, payload, nodeKey(key, node), signature);
	} catch {
		return false;
	}
}

/** Is it the signature of `key` over `payload`? */
export function verifyEd25519(
	signature: Uint8Array,
	payload: Uint8Array,
	key: Uint8Array,
): boolean {
	// What Node takes, ZIP-215 takes; it also takes some that Node refuses.
	return nodeVerifies(signature, payload, key) ||
		ed25519.verify(signature, payload, key, { zip215: true });
}

/** The signature of a seed over `payload`: there is one only. */
export function ed25519Signer(seed: Uint8Array): (payload: Uint8Array) => Uint8Array {
	if (!node) return (payload) => ed25519.sign(payload, seed);
	const der = concat(PKCS8, seed);
	const key = node.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	return (payload) => Uint8Array.from(node.sign(null, payload, key));
}
