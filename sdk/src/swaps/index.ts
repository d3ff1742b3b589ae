/**
 * Swaps across chains: the terms of a ring and the instants that follow from them, what parties
 * sign to end a leg before its time, and legs on a chain. Bytes and hashes are those of the pallet.
 *
 * @module swaps
 */

import { blake2b } from '@noble/hashes/blake2.js';
import { Enum } from 'polkadot-api';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { toChainAsset, toChainSignature } from '../chain/values.js';
import { assetCodec, type Asset } from '../core/assets.js';
import { concat, sized, toHex, utf8, type BytesLike, type Hex } from '../core/bytes.js';
import {
	balance, bounded, bytes32, nothing, nullable, number64, Struct, u8, variants, type Codec,
} from '../core/scale.js';
import type { AccountId, MultiSignature } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';

/** Says what the hashed bytes are, and in which version of the format. */
export const RING_DOMAIN = 'lightning-bloc/ring/v1';
/** Says what the signed bytes are for, and in which version of the format. */
export const SWAPS_DOMAIN = 'lightning-bloc/swaps/v1';
/** The most legs of a ring: one for each of the chains. */
export const MAX_LEGS = 14;

/** A chain among others. */
export interface ChainId {
	readonly index: number;
	readonly genesis: Hex;
}

/** A leg of a ring. */
export interface RingLeg {
	readonly chain: ChainId;
	readonly owner: AccountId;
	readonly receiver: AccountId;
	readonly asset: Asset;
	readonly amount: bigint;
	/** The channel of the receiver's in which it arrives; into its account if `null`. */
	readonly into: bigint | null;
	/** What the receiver puts up first. */
	readonly bond: { readonly asset: Asset; readonly amount: bigint } | null;
}

/** What all parties of a ring agree on, before anybody locks anything. */
export interface RingTerms {
	/** SHA-256 of the leader's secret. */
	readonly paymentHash: Hex;
	/** The deadline of the first leg. */
	readonly baseMs: bigint;
	/** How much later the deadline of each further leg is. */
	readonly gapMs: bigint;
	/** The time in which each party locks, once it has seen the leg before its own. */
	readonly stepMs: bigint;
	/** The time that the leader has to claim the first leg. */
	readonly revealMs: bigint;
	/** By how much a standstill puts off the deadline of a leg at most. */
	readonly extensionMs: bigint;
	/** The legs, in the order in which they are claimed. */
	readonly legs: readonly RingLeg[];
}

/** When what has to happen to a leg. */
export interface LegTimes {
	/** Before this instant its receiver posts the bond, if there is one. */
	readonly bondByMs: bigint;
	/** Before this instant its owner locks it. */
	readonly lockByMs: bigint;
	/** Before this instant it is claimed. */
	readonly deadlineMs: bigint;
}

const bond = Struct({ asset: assetCodec as Codec<any>, amount: balance });

export const ringTermsCodec: Codec<RingTerms> = Struct({
	paymentHash: bytes32,
	baseMs: number64,
	gapMs: number64,
	stepMs: number64,
	revealMs: number64,
	extensionMs: number64,
	legs: bounded(Struct({
		chain: Struct({ index: u8, genesis: bytes32 }),
		owner: bytes32,
		receiver: bytes32,
		asset: assetCodec,
		amount: balance,
		into: nullable(number64),
		bond: nullable(bond),
	}) as Codec<RingLeg>, MAX_LEGS),
});

/** What stands for the terms of a ring in every leg. */
export const ringHash = (terms: RingTerms): Hex =>
	toHex(blake2b(concat(utf8(RING_DOMAIN), ringTermsCodec.enc(terms)), { dkLen: 32 }));

/** The instants of the leg at a position, counted from 1. */
export function legTimes(terms: RingTerms, position: number): LegTimes {
	const legs = terms.legs.length;
	if (!Number.isInteger(position) || position < 1 || position > legs) {
		throw new RangeError(`there is no leg ${position}`);
	}
	const [before, behind] = [BigInt(position - 1), BigInt(legs - position)];
	const firstMs = terms.baseMs - terms.revealMs;
	const times = {
		deadlineMs: terms.baseMs + before * terms.gapMs,
		lockByMs: firstMs - before * terms.stepMs,
		// From the first leg to the last, and then the locks from the last to the first.
		bondByMs: firstMs - (before + 2n * behind + 1n) * terms.stepMs,
	};
	if (times.bondByMs < 0n) throw new RangeError('the terms begin before time does');
	return times;
}

/** What a leg's parties agree on: it goes back to its owner, or is divided. */
export type Agreement =
	| { readonly type: 'HandBack' }
	| { readonly type: 'Divide'; readonly toReceiver: bigint };

/** Names a leg for good: one that is made later under the same name is another. */
export interface LegName {
	readonly owner: AccountId;
	readonly paymentHash: Hex;
	/** When it was made: the clock, and the number of the block. */
	readonly made: { readonly ms: bigint; readonly block: bigint };
}

const agreementCodec = variants({
	HandBack: nothing, Divide: Struct({ toReceiver: balance }) as Codec<any>,
}) as unknown as Codec<Agreement>;

/** The bytes that a party signs to agree, on the chain with this genesis hash. */
export const consentPayload = (
	genesis: BytesLike,
	leg: LegName,
	agreement: Agreement,
	validUntilMs: bigint,
): Uint8Array => concat(
	utf8(SWAPS_DOMAIN), sized(genesis, 32), sized(leg.owner, 32), sized(leg.paymentHash, 32),
	number64.enc(leg.made.ms), number64.enc(leg.made.block), agreementCodec.enc(agreement),
	number64.enc(validUntilMs),
);

/** A leg that is locked on a chain. */
export type ChainLeg = NonNullable<Awaited<ReturnType<Chain['api']['view']['Swaps']['swap']>>>;

/** A leg as the newest final block has it. */
export const legOf = (
	chain: Chain,
	owner: AccountId,
	paymentHash: Hex,
): Promise<ChainLeg | undefined> =>
	chain.api.view.Swaps.swap(chain.address(owner), paymentHash, { at: 'finalized' });

/** A leg to be locked. */
export interface LegRequest {
	readonly paymentHash: Hex;
	readonly receiver: AccountId;
	readonly asset: Asset;
	readonly amount: bigint;
	/** From this instant on it goes back to its owner. */
	readonly deadlineMs: bigint;
	/** The most by which that is later, if the chain stands still meanwhile. */
	readonly extensionMs?: bigint;
	/** The channel of the receiver's in which it arrives; into its account if it is not named. */
	readonly into?: bigint;
	/** The chain on which the owner gets something for it. */
	readonly counterpart?: ChainId;
	/** Out of the ledger balance in this channel; out of the account if it is not named. */
	readonly fromChannel?: bigint;
}

/** Locks a leg: its receiver gets the amount for the preimage. */
export const lockLeg = (chain: Chain, signer: Signer, leg: LegRequest): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Swaps.lock({
		spec: {
			payment_hash: leg.paymentHash,
			receiver: chain.address(leg.receiver),
			asset: toChainAsset(leg.asset),
			amount: leg.amount,
			deadline_ms: leg.deadlineMs,
			extension_ms: leg.extensionMs ?? 0n,
			into: leg.into,
			counterpart: leg.counterpart,
		},
		source: leg.fromChannel === undefined ? Enum('Account') : Enum('Channel', leg.fromChannel),
	}));

/** Names the leg that is locked now, for its parties to sign about. */
export async function nameOf(chain: Chain, owner: AccountId, paymentHash: Hex): Promise<LegName> {
	const leg = await legOf(chain, owner, paymentHash);
	if (!leg) throw new Error('there is no such leg');
	return { owner, paymentHash, made: leg.made };
}

/**
 * Gives a leg back to its owner before its time, with the receiver's signature, or as the receiver.
 */
export function handBack(
	chain: Chain,
	signer: Signer,
	{ owner, paymentHash }: LegName,
	consent: { readonly validUntilMs: bigint; readonly signature: MultiSignature } | null,
): Promise<Done> {
	return chain.submit(signer, chain.api.tx.Swaps.hand_back({
		owner: chain.address(owner),
		payment_hash: paymentHash,
		consent: consent === null ? undefined : {
			valid_until_ms: consent.validUntilMs, signature: toChainSignature(consent.signature),
		},
	}));
}

/** Claims the legs of these owners by the preimage; answers with what arrived of the first. */
export async function claimLegs(
	chain: Chain,
	signer: Signer,
	owners: readonly AccountId[],
	preimage: BytesLike,
): Promise<Done & { readonly amount: bigint }> {
	const done = await chain.submit(signer, chain.api.tx.Swaps.claim({
		owners: owners.map((owner) => chain.address(owner)), preimage: toHex(preimage),
	}));
	const { amount } = eventOf<{ amount: bigint }>(done.events, 'Swaps', 'LegClaimed');
	return { ...done, amount };
}
