// A watchtower's receipts: what it signs for a state that it keeps. It needs no node. Copy it into your
// own application, beside state.mjs; the numbers are bigints or decimal strings.
//
// What is signed is the SCALE encoding of (domain, genesis hash, receipt). The same in Rust:
// pallets/watchtowers/src/receipt.rs.

import { TypeRegistry } from '@polkadot/types';
import { u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { isSignedBy, sign, stateHash } from './state.mjs';

const DOMAIN = new TextEncoder().encode('lightning-bloc/watchtowers/receipt/v1');
/** For who has left no backup with the tower. */
const NO_BACKUP = `0x${'00'.repeat(32)}`;

const registry = new TypeRegistry();
registry.register({
	Side: { _enum: ['Opener', 'Counterparty'] },
	Receipt: {
		channel: 'u64',
		side: 'Side',
		tower: 'u64',
		hire: 'u64',
		baseVersion: 'u64',
		version: 'u64',
		state: '[u8; 32]',
		preimages: '[u8; 32]',
		backup: '[u8; 32]',
		acceptedMs: 'u64',
	},
});

/** BLAKE2-256 of payment hashes, sorted, each once, whose preimages the tower was given. */
export const namedHash = (hashes) =>
	blake2AsU8a(registry.createType('Vec<[u8; 32]>', hashes).toU8a(), 256);

/**
 * The receipt for a state, as of an instant: for a hire as the event `Hired` tells it (`channel`,
 * `side`, `tower`, and its number as `hire`).
 */
export function receiptOf({ channel, side, tower, hire }, state, acceptedMs, more = {}) {
	const { named = [], backup = NO_BACKUP, baseVersion = 0n } = more;
	return {
		channel,
		side,
		tower,
		hire,
		baseVersion,
		version: state.version,
		state: u8aToHex(stateHash(state)),
		preimages: u8aToHex(namedHash(named)),
		backup,
		acceptedMs,
	};
}

/** The bytes that the tower's key signs. */
export function receiptPayload(genesis, receipt) {
	const hash = registry.createType('H256', genesis).toU8a();
	return u8aConcat(DOMAIN, hash, registry.createType('Receipt', receipt).toU8a());
}

/** A receipt with the signature of the tower's key, as `prove_miss` and others take it. */
export function signReceipt(genesis, key, receipt) {
	const signature = u8aToHex(sign(key, receiptPayload(genesis, receipt)));
	return { receipt, signature };
}

/** Has the tower's key signed it? What is not signed so a client does not count on. */
export const isReceiptOf = (genesis, account, { receipt, signature }) =>
	isSignedBy(signature, account, receiptPayload(genesis, receipt));

/** What holds a tower to a state: its receipt, with the payment hashes that are named in it. */
export const evidenceOf = (signed, named = []) => ({ Receipt: { signed, named } });
