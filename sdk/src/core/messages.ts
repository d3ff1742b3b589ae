// The messages that both parties of a channel sign, as in `bloc_primitives::state`.
//
// What is signed is the SCALE encoding of (domain, genesis hash, channel, base version, message): a
// signature for one chain, channel, base or kind of message is worth nothing for another.

import { concat, sized, utf8, type BytesLike, type Hex } from './bytes.js';
import {
	balance, bounded, bytes32, nullable, number64, Struct, variants, type Codec,
} from './scale.js';
import {
	ofSide, otherSide, pairCodec, pairWith, sideCodec, type Pair, type Side,
} from './sides.js';
import { multiSignatureCodec, type MultiSignature } from './signatures.js';

/** Says what the signed bytes are for, and in which version of the format. */
export const CHANNELS_DOMAIN = 'lightning-bloc/channels/v1';

/** How many HTLCs a state can carry. */
export const MAX_HTLCS = 32;

/** A net movement of committed balance from one side to the other, since the base version. */
export interface NetTransfer {
	/** The side that has paid more than it was paid. */
	readonly payer: Side;
	/** By how much. */
	readonly amount: bigint;
}

/** A payment that waits for a preimage. */
export interface Htlc {
	/** Who offers it. */
	readonly payer: Side;
	/** How much, out of the payer's balance in the same state. */
	readonly amount: bigint;
	/** SHA-256 of the preimage that it waits for. */
	readonly paymentHash: Hex;
	/** The preimage counts if it was revealed while `now < deadlineMs`. */
	readonly deadlineMs: bigint;
}

/** How the committed balance is divided: what parties sign for each off-chain payment. */
export interface State {
	/** Counts up with each state; the highest version that both signed wins. */
	readonly version: bigint;
	/** What has moved in all since the base version. */
	readonly net: NetTransfer;
	/** The payments still waiting for a preimage, taken out of what `net` leaves their payers. */
	readonly htlcs: readonly Htlc[];
}

/** Takes amounts out of the committed balance while the channel stays open. */
export interface Withdrawal {
	/** Above that of each state signed so far. */
	readonly version: bigint;
	/** What has moved since the last base. */
	readonly net: NetTransfer;
	/** What each side takes out, after `net`, into its ledger balance. */
	readonly amounts: Pair<bigint>;
	/** It can be carried out while `now < validUntilMs`. */
	readonly validUntilMs: bigint;
}

/** Both parties' word that the channel ends now, with this division. */
export interface Close {
	/** Above the channel's base version, and above that of each state presented so far. */
	readonly version: bigint;
	/** What has moved since the base. */
	readonly net: NetTransfer;
	/** It can be carried out while `now < validUntilMs`. */
	readonly validUntilMs: bigint;
}

/** What a signature can be for. */
export type Message =
	| ({ readonly type: 'State' } & State)
	| ({ readonly type: 'Withdrawal' } & Withdrawal)
	| ({ readonly type: 'Close' } & Close);

/** A message with the signatures of both; `null` for that of a party that consents on chain. */
export interface CoSigned<Body> {
	readonly body: Body;
	readonly signatures: Pair<MultiSignature | null>;
}

const net = Struct({ payer: sideCodec, amount: balance });

export const htlcCodec: Codec<Htlc> = Struct({
	payer: sideCodec, amount: balance, paymentHash: bytes32, deadlineMs: number64,
});

export const stateCodec: Codec<State> = Struct({
	version: number64, net, htlcs: bounded(htlcCodec, MAX_HTLCS),
});

export const withdrawalCodec: Codec<Withdrawal> = Struct({
	version: number64, net, amounts: pairCodec(balance), validUntilMs: number64,
});

export const closeCodec: Codec<Close> = Struct({
	version: number64, net, validUntilMs: number64,
});

export const messageCodec = variants({
	State: stateCodec as Codec<any>,
	Withdrawal: withdrawalCodec as Codec<any>,
	Close: closeCodec as Codec<any>,
}) as unknown as Codec<Message>;

export function coSignedCodec<Body>(body: Codec<Body>): Codec<CoSigned<Body>> {
	const signatures = pairCodec(nullable(multiSignatureCodec));
	return Struct({ body: body as Codec<any>, signatures });
}

/** No net movement. Zero has one form only. */
export const NO_TRANSFER: NetTransfer = { payer: 'Opener', amount: 0n };

/** The bytes to sign for `message` on a channel, of the chain with this genesis hash. */
export function payload(
	genesis: BytesLike,
	channel: bigint,
	base: bigint,
	message: Message,
): Uint8Array {
	return concat(
		utf8(CHANNELS_DOMAIN),
		sized(genesis, 32),
		number64.enc(channel),
		number64.enc(base),
		messageCodec.enc(message),
	);
}

const MAX_BALANCE = 2n ** 128n - 1n;

/**
 * What each side has of `committed` after the transfer; `undefined` if the payer's does not cover
 * it or the sum does not fit.
 */
export function applyTransfer(
	{ payer, amount }: NetTransfer,
	committed: Pair<bigint>,
): Pair<bigint> | undefined {
	const paid = ofSide(committed, payer) - amount;
	const received = ofSide(committed, otherSide(payer)) + amount;
	return paid < 0n || received > MAX_BALANCE ? undefined : pairWith(payer, paid, received);
}

/**
 * What each side has for sure: the committed balance after the net transfer, less the HTLCs that it
 * offers. `undefined` if a side has not enough for that.
 */
export function balances(
	state: Pick<State, 'net' | 'htlcs'>,
	committed: Pair<bigint>,
): Pair<bigint> | undefined {
	const after = applyTransfer(state.net, committed);
	if (!after) return undefined;
	const offered = { Opener: 0n, Counterparty: 0n };
	for (const { payer, amount } of state.htlcs) offered[payer] += amount;
	const opener = after.opener - offered.Opener;
	const counterparty = after.counterparty - offered.Counterparty;
	return opener < 0n || counterparty < 0n ? undefined : { opener, counterparty };
}

/**
 * What one side has for sure, seen for itself: whether the other can pay what it gives does not
 * count. `undefined` if it has not enough for what it gives.
 */
export function sureOf(
	state: Pick<State, 'net' | 'htlcs'>,
	side: Side,
	committed: Pair<bigint>,
): bigint | undefined {
	const given = state.net.payer === side ? -state.net.amount : state.net.amount;
	const has = capped(ofSide(committed, side) + given);
	const own = state.htlcs.filter(({ payer }) => payer === side);
	const offered = capped(own.reduce((sum, { amount }) => sum + amount, 0n));
	return has < 0n || has < offered ? undefined : has - offered;
}

/** Sums saturate, as in Rust. */
export const capped = (amount: bigint): bigint => (amount > MAX_BALANCE ? MAX_BALANCE : amount);

/**
 * The same, cut to what is committed by now: first the net transfer, then the HTLCs in their order
 * move as much as their payer has left.
 */
export function cutTo(state: State, committed: Pair<bigint>): State {
	const { payer } = state.net;
	const most = ofSide(committed, payer);
	const cut = { payer, amount: state.net.amount < most ? state.net.amount : most };
	const after = applyTransfer(cut, committed) ?? committed;
	const left = { Opener: after.opener, Counterparty: after.counterparty };
	const htlcs = state.htlcs.flatMap((htlc) => {
		const amount = htlc.amount < left[htlc.payer] ? htlc.amount : left[htlc.payer];
		left[htlc.payer] -= amount;
		return amount > 0n ? [{ ...htlc, amount }] : [];
	});
	return { version: state.version, net: cut, htlcs };
}

/** What stays committed after a withdrawal; `undefined` if a side has not enough. */
export function remaining(
	withdrawal: Pick<Withdrawal, 'net' | 'amounts'>,
	committed: Pair<bigint>,
): Pair<bigint> | undefined {
	const after = applyTransfer(withdrawal.net, committed);
	if (!after) return undefined;
	const opener = after.opener - withdrawal.amounts.opener;
	const counterparty = after.counterparty - withdrawal.amounts.counterparty;
	return opener < 0n || counterparty < 0n ? undefined : { opener, counterparty };
}

