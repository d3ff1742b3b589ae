// What towers are held to: misses that are proved, and backups that are demanded.

import { blake2b } from '@noble/hashes/blake2.js';
import { Enum } from 'polkadot-api';
import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf, eventsOf } from '../chain/events.js';
import { coSignedState, toChainSide, toChainSignature } from '../chain/values.js';
import { NATIVE } from '../core/assets.js';
import { concat, equal, toHex, type Hex } from '../core/bytes.js';
import type { CoSigned, State } from '../core/messages.js';
import { number64 } from '../core/scale.js';
import { sideCodec, type Side } from '../core/sides.js';
import type { Signer } from '../signers/index.js';
import { sortedHashes, type HireName, type Receipt, type SignedReceipt } from './receipts.js';

/** The longest sealed backup that a tower can be made to publish, in bytes. */
export const MAX_BACKUP = 4_096;

/** By what a tower is held to a state. */
export type Evidence =
	/** By its receipt, with the payment hashes that this names. */
	| {
		readonly type: 'Receipt';
		readonly signed: SignedReceipt;
		readonly named?: readonly Hex[];
	}
	/** By what its client has posted in clear. */
	| { readonly type: 'Posted'; readonly tower: bigint };

/** The chain's form of a receipt. */
export const toChainReceipt = (receipt: Receipt) => ({
	channel: receipt.channel,
	side: toChainSide(receipt.side),
	tower: receipt.tower,
	hire: receipt.hire,
	base_version: receipt.baseVersion,
	version: receipt.version,
	state: receipt.state,
	preimages: receipt.preimages,
	backup: receipt.backup,
	accepted_ms: receipt.acceptedMs,
});

/** The chain's form of a receipt with its signature. */
export const toChainSignedReceipt = ({ receipt, signature }: SignedReceipt) =>
	({ receipt: toChainReceipt(receipt), signature: toChainSignature(signature) });

const toChainEvidence = (evidence: Evidence) => (evidence.type === 'Posted'
	? Enum('Posted', { tower: evidence.tower })
	: Enum('Receipt', {
		signed: toChainSignedReceipt(evidence.signed), named: sortedHashes(evidence.named ?? []),
	}));

/** A miss that is proved. */
export interface Missed extends Done {
	/** What the client has lost. */
	readonly loss: bigint;
	/** What it was paid for that, now. */
	readonly compensation: bigint;
}

/**
 * Proves that a tower let an older state settle than the one that it is bound to, and that its
 * client lost by that: the client is paid. Anybody may, until the claim window is over.
 */
export async function proveMiss(
	chain: Chain,
	signer: Signer,
	{ channel, side }: Pick<HireName, 'channel' | 'side'>,
	evidence: Evidence,
	state: CoSigned<State>,
): Promise<Missed> {
	const done = await chain.submit(signer, chain.api.tx.Watchtowers.prove_miss({
		channel,
		side: toChainSide(side),
		evidence: toChainEvidence(evidence),
		state: coSignedState(state),
	}));
	const { loss, compensation } = eventOf<{ loss: bigint; compensation: bigint }>(
		done.events, 'Watchtowers', 'Missed');
	return { ...done, loss, compensation };
}

/** Proves that somebody else had to answer when a tower's time was over. It costs it score only. */
export const proveLate = (chain: Chain, signer: Signer, signed: SignedReceipt): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.prove_late({
		signed: toChainSignedReceipt(signed),
	}));

/** Proves that a tower presented an older state than it had signed for. It costs it score only. */
export const proveFalse = (chain: Chain, signer: Signer, signed: SignedReceipt): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.prove_false({
		signed: toChainSignedReceipt(signed),
	}));

/** A backup that a tower has to publish. */
export interface Demanded extends Done {
	/** By when; for as long as the chain stands still, later. Else its cover is the client's. */
	readonly dueMs: bigint;
	/** What was put down, in the chain's coin: the tower's, if it answers. */
	readonly deposit: bigint;
}

/**
 * Demands the backup that a receipt names: by the newest receipt, as the party that has hired. What
 * it puts down, in the chain's coin, counts in the budget.
 */
export async function demandBackup(
	chain: Chain,
	signer: Signer,
	signed: SignedReceipt,
	own: SpendOptions = {},
): Promise<Demanded> {
	const deposits = await chain.api.constants.Watchtowers.DemandDeposit();
	const done = await spending(own, NATIVE, deposits, () =>
		chain.submit(signer, chain.api.tx.Watchtowers.demand({
			signed: toChainSignedReceipt(signed),
		})));
	const { due_ms: dueMs, deposit } = eventOf<{ due_ms: bigint; deposit: bigint }>(
		done.events, 'Watchtowers', 'Demanded');
	return { ...done, dueMs, deposit };
}

/** What a tower publishes: what was demanded, or a later state that both have signed. */
export type Answer =
	| { readonly type: 'Backup'; readonly sealed: Uint8Array }
	| { readonly type: 'Later'; readonly state: CoSigned<State>; readonly baseVersion: bigint };

/** Publishes what is demanded of a tower. */
export const answerDemand = (
	chain: Chain,
	signer: Signer,
	{ channel, side, tower }: Omit<HireName, 'hire'>,
	answer: Answer,
): Promise<Done> => chain.submit(signer, chain.api.tx.Watchtowers.answer({
	channel,
	side: toChainSide(side),
	tower,
	answer: answer.type === 'Backup' ? Enum('Backup', answer.sealed) : Enum('Later', {
		state: coSignedState(answer.state), base_version: answer.baseVersion,
	}),
}));

/** The blocks of what has become of a demand. */
interface Delivered {
	readonly channel: bigint;
	readonly side: { readonly type: Side };
	readonly tower: bigint;
}

/**
 * The backup that a tower has published in a block, by the receipt that it was demanded by; `null`
 * if it has not. The block is that of the event `Delivered`.
 */
export async function deliveredBackup(
	chain: Chain,
	block: Hex,
	{ channel, side, tower, backup }: Receipt,
): Promise<Uint8Array | null> {
	const records = await chain.api.query.System.Events.getValue({ at: block });
	const told = eventsOf<Delivered>(records.map(({ event }) => event), 'Watchtowers', 'Delivered');
	const isTold = told.some((one) =>
		one.channel === channel && one.side.type === side && one.tower === tower);
	if (!isTold) return null;
	// The arguments of the call, wherever in an extrinsic it stands, up to the bytes of the backup.
	const before = concat(number64.enc(channel), sideCodec.enc(side), number64.enc(tower),
		Uint8Array.of(0));
	for (const extrinsic of await chain.client.getBlockBody(block)) {
		const found = backupIn(extrinsic, before, backup);
		if (found) return found;
	}
	return null;
}

/** The bytes of a backup with this hash that come after others, with their length before them. */
function backupIn(bytes: Uint8Array, before: Uint8Array, backup: Hex): Uint8Array | null {
	for (let at = 0; at + before.length < bytes.length; at += 1) {
		if (!equal(bytes.subarray(at, at + before.length), before)) continue;
		const sealed = sizedBytes(bytes.subarray(at + before.length));
		if (sealed && toHex(blake2b(sealed, { dkLen: 32 })) === backup) return sealed;
	}
	return null;
}

/** The bytes whose length stands before them: one or two bytes of that are enough for a backup. */
function sizedBytes(bytes: Uint8Array): Uint8Array | null {
	const [first = 0, second = 0] = bytes;
	const [head, length] = (first & 3) === 0
		? [1, first >> 2] : [2, (first | (second << 8)) >> 2];
	if ((first & 3) > 1 || bytes.length < head + length) return null;
	return Uint8Array.from(bytes.subarray(head, head + length));
}
