// What one party's end of a channel knows, and whether it may sign something.

import type { Hex } from '../core/bytes.js';
import {
	balances, capped, NO_TRANSFER, payload, type Htlc, type Message, type State,
} from '../core/messages.js';
import { ofSide, otherSide, SIDES, type Pair, type Side } from '../core/sides.js';
import { isSignedBy, type MultiSignature } from '../core/signatures.js';
import { ensure, isEnding, MAX_VERSION, paymentHash, sameChange, validUntil } from './change.js';
import { checkEnding, checkHtlc, reserveOf, type Outside } from './limits.js';
import type { Change, Envelope, MachineData, PeerMessage, Requested } from './types.js';

export const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const min = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** The newest state held with both signatures; the base itself if there is none. */
export const stateOf = (m: MachineData): State =>
	m.latest?.body ?? { version: m.base, net: NO_TRANSFER, htlcs: [] };

/** What each side has for sure by the newest state, if the newest top-up is known here. */
export const balancesOf = (m: MachineData): Pair<bigint> | undefined =>
	balances(stateOf(m), m.committed);

/** The bytes to sign for `message` in this channel. */
export const payloadOf = (m: MachineData, message: Message): Uint8Array =>
	payload(m.identity.genesis, m.identity.channel, m.base, message);

/** Whether `signature` is the one of `side` over `message`. */
export function isSigned(
	m: MachineData,
	side: Side,
	message: Message,
	signature: MultiSignature,
): boolean {
	return isSignedBy(signature, ofSide(m.identity.parties, side), payloadOf(m, message));
}

/** Whether `version` is the one after the newest. */
export function isNext(m: MachineData, version: bigint): boolean {
	const last = stateOf(m).version;
	return last < MAX_VERSION && last + 1n === version;
}

/** Whether the next version is taken, by what was signed first for it or by what ends the base. */
export const isNextSpent = (m: MachineData): boolean => stateOf(m).version < m.spent;

/** Whether something that this side signed to end the base can still be carried out. */
export const isBound = (m: MachineData): boolean => m.chainMs < m.boundUntilMs;

/** Whether a later state was shown on chain than the newest that is held. */
export const isBehind = (m: MachineData): boolean => stateOf(m).version < m.least;

/**
 * Notes that this side signs what ends the base. That takes the version, too: nothing but `Nothing`
 * is signed for it when it has lapsed, since the other side may have dropped something else for it.
 */
export function bind(m: MachineData, version: bigint, validUntilMs: bigint): void {
	m.boundUntilMs = max(m.boundUntilMs, validUntilMs);
	m.spent = max(m.spent, version);
	m.refused = max(m.refused, version);
}

/** Whether something ends the base that is held or proposed: no second one is begun, then. */
export const hasEnding = (m: MachineData): boolean =>
	m.ending !== null || (m.proposed !== null && isEnding(m.proposed.change));

/** Whether `change` may be begun beside what ends the base. */
export function ensureFree(m: MachineData, change: Change): void {
	ensure(!hasEnding(m) && (!isBound(m) || isEnding(change)), 'EndingSigned');
}

/** Whether `change` may be signed at all now. */
export function ensureSignable(m: MachineData, change: Change): void {
	if (m.stage.type === 'Open') {
		// The chain takes it only above what was shown.
		ensure(!isEnding(change) || !isBehind(m), 'Behind');
	} else {
		ensure(m.stage.type === 'Closing' && change.type === 'Close', 'NotOpen');
		// The chain wants a version above the one presented; and what is held instead may give this
		// side less.
		ensure(stateOf(m).version >= m.stage.version, 'Behind');
	}
	ensure(!isBound(m) || isEnding(change), 'EndingSigned');
}

/** Whether the preimage of an HTLC is right, and in time. */
export function ensureSettles(m: MachineData, change: Change, nowMs: bigint): void {
	if (change.type !== 'Settle') return;
	ensure(paymentHash(change.preimage) === change.htlc.paymentHash, 'WrongPreimage');
	ensure(canSettle(m, change.htlc, nowMs), 'Expired');
}

/** Whether an HTLC to be added, or the time of what ends the base, is within the limits. */
export function ensureLimits(m: MachineData, change: Change, outside: Outside): void {
	if (change.type !== 'Add') return ensureEndsInTime(m, change, outside);
	checkHtlc(m.identity.limits, change.htlc, stateOf(m).htlcs, outside.nowMs);
	ensureUnrevealed(m, change, outside);
}

/**
 * Whether the time of what ends the base is within the limits, by the later of both clocks:
 * something that has lapsed by what the chain told would not bind this side any more.
 */
export function ensureEndsInTime(m: MachineData, change: Change, outside: Outside): void {
	const end = validUntil(change);
	if (end !== null) checkEnding(m.identity.limits, end, max(outside.nowMs, m.chainMs));
}

/** Whether the preimage of an HTLC to be added is still a secret, as far as the chain goes. */
export function ensureUnrevealed(m: MachineData, change: Change, outside: Outside): void {
	if (change.type !== 'Add') return;
	const hash = change.htlc.paymentHash;
	ensure(!wasToldOf(m, hash) && !outside.isRevealed(hash), 'AlreadyRevealed');
}

const below = (one: bigint | undefined, other: bigint | undefined): boolean =>
	// As an option of Rust's compares: none is less than any amount.
	other !== undefined && (one === undefined || one < other);

/**
 * Whether the other side keeps the reserve, if it has had it, beside what it has requested to
 * withdraw. What gives it more is good in any case.
 */
export function ensureReserve(m: MachineData, outcome: Message): void {
	if (outcome.type !== 'State') return;
	const other = otherSide(m.identity.side);
	const of = (pair: Pair<bigint> | undefined) => pair && ofSide(pair, other);
	const [has, left] = [of(balancesOf(m)), of(balances(outcome, m.committed))];
	// Of what is left when that is withdrawn it is a smaller share.
	const requested = ofSide(m.requests, other)?.amount ?? 0n;
	const reserve = reserveOf(m.identity.limits, m.committed, requested);
	const kept = capped(requested + min(m.reserved, reserve));
	ensure(!below(left, has) || !below(left, kept), 'BelowReserve');
}

/** What the side that has requested a withdrawal has to have for sure. */
export const keptBy = ({ amount, reserve }: Requested): bigint => capped(amount + reserve);

/**
 * Whether each side keeps what it has requested to withdraw, and the chain's reserve beside that.
 * What gives it more is good in any case.
 */
export function ensureRequested(m: MachineData, outcome: Message): void {
	if (outcome.type !== 'State') return;
	const [before, after] = [balancesOf(m), balances(outcome, m.committed)];
	for (const side of SIDES) {
		const requested = ofSide(m.requests, side);
		if (!requested) continue;
		const of = (pair: Pair<bigint> | undefined) => pair && ofSide(pair, side);
		const [has, left] = [of(before), of(after)];
		ensure(!below(left, has) || !below(left, keptBy(requested)), 'BelowRequested');
	}
}

/**
 * Notes the reserve if the other side has it now. A top-up of this side makes it larger, but does
 * not release the other from what it had to keep before.
 */
export function noteReserve(m: MachineData): void {
	const has = balancesOf(m);
	if (!has) return;
	const reserve = reserveOf(m.identity.limits, m.committed);
	if (ofSide(has, otherSide(m.identity.side)) >= reserve) m.reserved = max(m.reserved, reserve);
}

/**
 * At the other side's request, a withdrawal takes out what is the other side's; this side's own
 * only by its own wish.
 */
export function ensureKeeps(m: MachineData, change: Change): void {
	if (change.type !== 'Withdraw') return;
	const own = ofSide(change.amounts, m.identity.side);
	ensure(own === 0n || sameChange(m.wanted, change), 'NotRequested');
}

/** Whether its preimage was revealed on chain, for an HTLC that waits or is about to. */
export const wasToldOf = (m: MachineData, hash: Hex): boolean =>
	m.revealed.some(({ paymentHash }) => paymentHash === hash);

/** Whether the preimage of `htlc` counts, if it is shown now. */
export function canSettle(m: MachineData, htlc: Htlc, nowMs: bigint): boolean {
	const won = m.revealed.some(({ paymentHash, revealedMs }) =>
		paymentHash === htlc.paymentHash && revealedMs < htlc.deadlineMs);
	return won || nowMs < htlc.deadlineMs;
}

/** Whether an HTLC with this hash waits, or is about to. */
export function waitsFor(m: MachineData, hash: Hex): boolean {
	const adds = (change: Change | null | undefined) =>
		change?.type === 'Add' && change.htlc.paymentHash === hash;
	return stateOf(m).htlcs.some(({ paymentHash }) => paymentHash === hash) ||
		adds(m.wanted) || adds(m.proposed?.change);
}

/** Forgets the preimages for which nothing waits any more. */
export function forgetRevealed(m: MachineData): void {
	m.revealed = m.revealed.filter(({ paymentHash }) => waitsFor(m, paymentHash));
}

export const envelope = (m: MachineData, message: PeerMessage): Envelope =>
	({ session: m.session, peerSession: m.peerSession, base: m.base, message });

export const reestablish = (m: MachineData): Envelope => envelope(m, { type: 'Reestablish' });
