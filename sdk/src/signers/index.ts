/**
 * Who signs: a browser extension, a key of the program's own, or, on development chains only, one
 * of the keys that everybody knows. A signer signs transactions and, with the same key, the
 * messages of channels and invoices.
 *
 * @module signers
 */

import type { PolkadotSigner } from 'polkadot-api';
import {
	connectInjectedExtension, getInjectedExtensions, type InjectedPolkadotAccount,
} from 'polkadot-api/pjs-signer';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { accountOf, addressOf } from '../core/address.js';
import type { BytesLike } from '../core/bytes.js';
import { devKeyPair, keyFromSeed, type KeyPair, type KeyScheme } from '../core/keys.js';
import {
	isSignedBy, isWrapped, multiSignature, wrapped, type AccountId, type MultiSignature, type Scheme,
} from '../core/signatures.js';

export { accountOf, addressOf } from '../core/address.js';
export type { KeyScheme } from '../core/keys.js';
export { isSignedBy, wrapped, type AccountId, type MultiSignature } from '../core/signatures.js';

/** An account that can sign. */
export interface Signer {
	/** The account's 32 bytes. */
	readonly account: AccountId;
	/** What its owner calls it, if a wallet says. */
	readonly name: string | null;
	/** Signs transactions. */
	readonly transactions: PolkadotSigner;
	/** Signs a message of a channel, an invoice or a swap. A wallet asks its owner. */
	sign(payload: Uint8Array): MultiSignature | Promise<MultiSignature>;
	/** Its address on chains with this prefix. */
	address(prefix?: number): string;
}

function signerOf(pair: KeyPair, name: string | null): Signer {
	const { account, publicKey, scheme } = pair;
	return {
		account,
		name,
		transactions: getPolkadotSigner(publicKey, scheme, (bytes) => pair.signRaw(bytes)),
		sign: (payload) => pair.sign(payload),
		address: (prefix) => addressOf(account, prefix),
	};
}

/** A key of the program's own, of a seed of 32 bytes. Whoever knows the seed has the money. */
export const seedSigner = (seed: BytesLike, scheme?: KeyScheme): Signer =>
	signerOf(keyFromSeed(seed, scheme), null);

/** What tells whether a chain is for development: a connected `Chain` does. */
export interface MaybeDevelopment {
	readonly info: { readonly development: boolean };
}

/**
 * A key that everybody knows, as `//Alice`. Only on a chain that says of itself that it is for
 * development: elsewhere, whatever it holds is lost.
 */
export function devSigner(chain: MaybeDevelopment, path: string, scheme?: KeyScheme): Signer {
	if (!chain.info.development) {
		throw new Error('everybody knows this key: it is for development chains only');
	}
	return signerOf(devKeyPair(path, scheme), path);
}

const SCHEMES = { sr25519: 'Sr25519', ed25519: 'Ed25519', ecdsa: 'Ecdsa' } as const;

/** A signature as a wallet answers: with the scheme before it, or without. */
export function walletSignature(
	signature: Uint8Array,
	scheme: Scheme,
	account: AccountId,
	payload: Uint8Array,
): MultiSignature {
	const isTyped = signature.length === (scheme === 'Ecdsa' ? 66 : 65);
	const bare = isTyped ? signature.subarray(1) : signature;
	const multi = multiSignature(scheme, bare);
	if (!isSignedBy(multi, account, payload)) {
		throw new Error('the wallet has signed something else, or with another key');
	}
	return multi;
}

/** The names of the browser extensions that this page could connect to. */
export const extensions = (): string[] => getInjectedExtensions();

/**
 * The accounts that an extension shows to this page; it asks its owner. It signs messages inside
 * `<Bytes>…</Bytes>`, which the chain takes as well.
 */
export async function extensionSigners(name: string, appName: string): Promise<Signer[]> {
	const extension = await connectInjectedExtension(name, appName);
	return extension.getAccounts().map(extensionSigner);
}

function extensionSigner(injected: InjectedPolkadotAccount): Signer {
	const { address, polkadotSigner, type = 'sr25519', name } = injected;
	const account = accountOf(address);
	return {
		account,
		name: name ?? null,
		transactions: polkadotSigner,
		async sign(payload) {
			// Some wrap by themselves and some do not: what is wrapped already is signed as it is.
			const bytes = isWrapped(payload) ? payload : wrapped(payload);
			const signature = await polkadotSigner.signBytes(bytes);
			return walletSignature(signature, SCHEMES[type], account, payload);
		},
		address: (prefix) => addressOf(account, prefix),
	};
}
