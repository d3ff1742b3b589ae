// The off-chain half of a channel: what its two parties sign and send to each other. It needs no
// node. Copy it into your own application; the amounts and versions are bigints or decimal strings.
//
// What is signed is the SCALE encoding of (domain, genesis hash, channel, base version, message).
// The same in Rust: pallets/primitives/src/state.rs, with vectors in ../vectors/states.json of it.

import { createHash } from 'node:crypto';
import { TypeRegistry } from '@polkadot/types';
import { u8aConcat, u8aWrapBytes } from '@polkadot/util';
import { blake2AsU8a, signatureVerify } from '@polkadot/util-crypto';

const DOMAIN = new TextEncoder().encode('lightning-bloc/channels/v1');

const registry = new TypeRegistry();
registry.register({
	Side: { _enum: ['Opener', 'Counterparty'] },
	NetTransfer: { payer: 'Side', amount: 'u128' },
	Htlc: { payer: 'Side', amount: 'u128', paymentHash: '[u8; 32]', deadlineMs: 'u64' },
	State: { version: 'u64', net: 'NetTransfer', htlcs: 'Vec<Htlc>' },
	Amounts: { opener: 'u128', counterparty: 'u128' },
	Withdrawal: { version: 'u64', net: 'NetTransfer', amounts: 'Amounts', validUntilMs: 'u64' },
	Close: { version: 'u64', net: 'NetTransfer', validUntilMs: 'u64' },
	ChannelMessage: { _enum: { State: 'State', Withdrawal: 'Withdrawal', Close: 'Close' } },
});

/**
 * The bytes to sign for a message: `{ state }`, `{ withdrawal }` or `{ close }`. The base is the
 * version of the last withdrawal of committed balance from the channel, if there was one.
 */
export function payload(genesis, channel, message, base = 0n) {
	return u8aConcat(
		DOMAIN,
		registry.createType('H256', genesis).toU8a(),
		registry.createType('u64', channel).toU8a(),
		registry.createType('u64', base).toU8a(),
		registry.createType('ChannelMessage', message).toU8a(),
	);
}

/** BLAKE2-256 of a state: what watchtowers sign that they have. */
export const stateHash = (state) => blake2AsU8a(registry.createType('State', state).toU8a(), 256);

/** A payload as browser wallets sign it: in `<Bytes>…</Bytes>`. The chain takes both. */
export const wrapped = u8aWrapBytes;

/** The `MultiSignature` of a key pair over a payload. */
export const sign = (pair, bytes) => pair.sign(bytes, { withType: true });

/** Is this the account's signature over the payload, raw or wrapped? */
export function isSignedBy(signature, account, bytes) {
	return signatureVerify(bytes, signature, account).isValid;
}

/**
 * What the calls `force_close`, `challenge`, `withdraw_committed` and `close` take. A signature may be
 * `null`: of a party that makes the call itself, or has approved the message on chain (`approve`).
 */
export function coSigned(body, opener, counterparty) {
	return { body, signatures: { opener: byKind(opener), counterparty: byKind(counterparty) } };
}

// Bytes for an optional type polkadot.js would take for those of the option: so by the kind's name.
const KINDS = ['Ed25519', 'Sr25519', 'Ecdsa', 'Eth'];
const byKind = (signature) =>
	signature instanceof Uint8Array
		? { [KINDS[signature[0]]]: signature.slice(1) }
		: signature;

/**
 * Until when a `withdrawal` or a `close` can be carried out, unless the parties agree on something
 * else: long enough to send it, and no longer than somebody should be able to hold it back.
 */
export const soon = (inMs = 120_000) => Date.now() + inMs;

/**
 * A body (of kind `state`, `withdrawal` or `close`) with the signatures of both key pairs: for
 * tests, and for whoever has both. Parties sign for themselves and send each other the signatures.
 */
export function signByBoth(genesis, channel, kind, body, [opener, counterparty], base = 0n) {
	const bytes = payload(genesis, channel, { [kind]: body }, base);
	return coSigned(body, sign(opener, bytes), sign(counterparty, bytes));
}

/** What has moved in all, from what the opener has paid more than it was paid. */
export function netTransfer(paidByOpener) {
	return paidByOpener >= 0n
		? { payer: 'Opener', amount: paidByOpener }
		: { payer: 'Counterparty', amount: -paidByOpener };
}

/** SHA-256, as on the Lightning Network. */
export const paymentHash = (preimage) => createHash('sha256').update(preimage).digest();
