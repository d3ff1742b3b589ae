// What the chain tells a machine, and what it presents there.

import type { Hex } from '../core/bytes.js';
import { MAX_HTLCS, sureOf, type CoSigned, type State } from '../core/messages.js';
import { ofSide, otherSide, withSide, type Pair, type Side } from '../core/sides.js';
import { MAX_BALANCE } from '../amounts/index.js';
import { proposeNothing, type Sign } from './begin.js';
import { ensure, isEnding, validUntil } from './change.js';
import { neededFor, reserveOf } from './limits.js';
import {
	balancesOf, forgetRevealed, hasEnding, isBehind, isBound, isNextSpent, keptBy, max,
	noteReserve, stateOf, waitsFor, wasToldOf,
} from './rules.js';
import type { Change, ChannelEvent, MachineData, Remedy } from './types.js';

/** What happened to the channel on chain. Told in order, and once it is final. */
export type ChainEvent =
	/** A party committed more: what both have committed, after the change. */
	| { readonly type: 'Committed'; readonly committed: Pair<bigint> }
	/** Committed balance was withdrawn: what was signed before says nothing any more. */
	| {
		readonly type: 'CommittedWithdrawn';
		readonly baseVersion: bigint;
		readonly committed: Pair<bigint>;
	}
	/** A side wants to take a part of what it has committed out, without the other. */
	| {
		readonly type: 'WithdrawalRequested';
		readonly side: Side;
		readonly amount: bigint;
		/** The version of the state that it has shown: nothing older counts any more. */
		readonly version: bigint;
		/** What it has to keep beside that. */
		readonly reserve: bigint;
	}
	/** It came to nothing; or it was never sent. */
	| { readonly type: 'WithdrawalEnded'; readonly side: Side }
	/** It was done: what was committed is less, and the base is the same. */
	| {
		readonly type: 'WithdrawalFinished';
		readonly side: Side;
		readonly committed: Pair<bigint>;
	}
	/** A party closes alone, or somebody presented a later state: the version presented. */
	| { readonly type: 'Closing'; readonly version: bigint }
	/** The channel is settled or closed. */
	| { readonly type: 'Over' }
	/** A preimage is in the registry. Only those of HTLCs that wait are kept. */
	| { readonly type: 'Revealed'; readonly paymentHash: Hex; readonly revealedMs: bigint }
	/** The clock of a block that is final, told after all that happened up to and in it. */
	| { readonly type: 'Time'; readonly nowMs: bigint };

/** Takes note of what happened on chain. At most `Nothing` is signed. */
export function onChain(m: MachineData, event: ChainEvent, sign: Sign): ChannelEvent | null {
	switch (event.type) {
		case 'Committed':
			m.committed = event.committed;
			// With more it may fit again.
			m.overtaken &&= balancesOf(m) === undefined;
			noteReserve(m);
			return null;
		case 'CommittedWithdrawn':
			beginBase(m, event.baseVersion, event.committed);
			return null;
		case 'WithdrawalRequested': {
			const { side, amount, version, reserve } = event;
			m.requests = withSide(m.requests, side, { amount, version, reserve });
			m.least = max(m.least, version);
			return null;
		}
		case 'WithdrawalEnded':
			m.requests = withSide(m.requests, event.side, null);
			return null;
		case 'WithdrawalFinished': return finishWithdrawal(m, event.side, event.committed);
		case 'Closing':
			beginClosing(m, event.version);
			return null;
		case 'Over':
			m.stage = { type: 'Over' };
			return null;
		case 'Revealed':
			noteRevealed(m, event.paymentHash, event.revealedMs);
			return null;
		case 'Time': return onTime(m, event.nowMs, sign);
	}
}

function finishWithdrawal(
	m: MachineData,
	side: Side,
	committed: Pair<bigint>,
): ChannelEvent | null {
	m.requests = withSide(m.requests, side, null);
	m.committed = committed;
	// The reserve is a share of what is committed.
	const reserve = reserveOf(m.identity.limits, committed);
	if (m.reserved > reserve) m.reserved = reserve;
	noteReserve(m);
	const fitted = !m.overtaken;
	m.overtaken = balancesOf(m) === undefined;
	return fitted && m.overtaken ? { type: 'Overtaken' } : null;
}

/** Lets go of what can no longer be carried out, and uses its version up. */
function onTime(m: MachineData, nowMs: bigint, sign: Sign): ChannelEvent | null {
	const wasBound = isBound(m);
	m.chainMs = max(m.chainMs, nowMs);
	const lapsed = (change: Change | undefined | null): boolean => {
		const end = change ? validUntil(change) : null;
		return end !== null && end <= m.chainMs;
	};
	const ending = m.ending !== null && m.ending.body.validUntilMs <= m.chainMs;
	const [proposed, wanted] = [lapsed(m.proposed?.change), lapsed(m.wanted)];
	if (ending) m.ending = null;
	if (proposed) m.proposed = null;
	if (wanted) m.wanted = null;
	const freed = wasBound && !isBound(m);
	if (!m.unsure && !isBound(m) && m.proposed === null && isNextSpent(m)) proposeNothing(m, sign);
	return ending || proposed || wanted || freed ? { type: 'Lapsed' } : null;
}

/** Nothing that was signed before counts any more, nor binds. */
function beginBase(m: MachineData, base: bigint, committed: Pair<bigint>): void {
	m.base = base;
	m.committed = committed;
	m.latest = null;
	m.proposed = null;
	m.ending = null;
	if (m.wanted && isEnding(m.wanted)) m.wanted = null;
	m.revealed = [];
	m.boundUntilMs = 0n;
	m.spent = base;
	m.refused = base;
	m.reserved = 0n;
	m.requests = { opener: null, counterparty: null };
	m.least = base;
	m.overtaken = false;
	noteReserve(m);
}

/** From now on only a close counts, if its version is above the one presented. */
function beginClosing(m: MachineData, version: bigint): void {
	m.stage = { type: 'Closing', version };
	// What is requested then is judged when the channel is settled.
	m.requests = { opener: null, counterparty: null };
	const { proposed, wanted, ending } = m;
	if (proposed && (proposed.change.type !== 'Close' || proposed.version <= version)) {
		m.proposed = null;
	}
	if (wanted && wanted.type !== 'Close') m.wanted = null;
	if (ending && (ending.type === 'Withdrawal' || ending.body.version <= version)) m.ending = null;
}

function noteRevealed(m: MachineData, paymentHash: Hex, revealedMs: bigint): void {
	if (wasToldOf(m, paymentHash) || !waitsFor(m, paymentHash)) return;
	forgetRevealed(m);
	// There is room for each HTLC of a state, and those that are about to be added.
	if (m.revealed.length < MAX_HTLCS + 2) m.revealed = [...m.revealed, { paymentHash, revealedMs }];
}

/** The newest state held, if its version is above `standing`. */
export const toPresent = (m: MachineData, standing: bigint): CoSigned<State> | null =>
	m.latest && m.latest.body.version > standing ? m.latest : null;

/** The state to challenge a closing with that is going on, if a later one is held. */
export const answer = (m: MachineData): CoSigned<State> | null =>
	m.stage.type === 'Closing' ? toPresent(m, m.stage.version) : null;

/** The objection to what the other side has requested to withdraw. */
export function contest(m: MachineData): CoSigned<State> | null {
	const other = otherSide(m.identity.side);
	const requested = ofSide(m.requests, other);
	if (!requested) return null;
	const sure = sureOf(stateOf(m), other, m.committed);
	const hasIt = sure !== undefined && sure >= keptBy(requested);
	return hasIt ? null : toPresent(m, requested.version);
}

/** What is to be done on chain about what the other side takes out, at once. */
export function remedy(m: MachineData): Remedy | null {
	if (m.stage.type !== 'Open') return null;
	if (contest(m)) return 'Contest';
	return m.overtaken ? 'Close' : null;
}

/** What to close alone with; `null` for none. Refused while the newest state is not known. */
export function closeAloneWith(m: MachineData): CoSigned<State> | null {
	ensure(m.stage.type === 'Open', 'NotOpen');
	ensure(!m.unsure, 'Unsure');
	// Where the other has shown a later one, the chain goes by that.
	return isBehind(m) ? null : toPresent(m, m.base);
}

/** This side is about to request the withdrawal of `amount`: the state to be named with it. */
export function requestWithdrawal(m: MachineData, amount: bigint): CoSigned<State> | null {
	const { side, limits } = m.identity;
	ensure(m.stage.type === 'Open', 'NotOpen');
	ensure(!m.unsure, 'Unsure');
	ensure(!isBehind(m), 'Behind');
	// Something that the other side can take to the chain would end it anyway.
	ensure(!hasEnding(m) && !isBound(m), 'EndingSigned');
	ensure(amount !== 0n, 'ZeroAmount');
	ensure(ofSide(m.requests, side) === null, 'Busy');
	const all = balancesOf(m);
	const has = all ? ofSide(all, side) : 0n;
	const own = ofSide(m.committed, side);
	ensure(amount <= has && amount <= own, 'ExceedsCommitted');
	ensure(has >= neededFor(limits, amount, m.committed), 'BelowReserve');
	const { version } = stateOf(m);
	// How much it is, with what both have committed by then, only the chain can tell.
	m.requests = withSide(m.requests, side, { amount, version, reserve: MAX_BALANCE });
	return toPresent(m, m.base);
}

/** What to claim by `close_after_loss`, for a party that lost states and is not told the newest. */
export function claimAfterLoss(m: MachineData): bigint {
	ensure(m.stage.type === 'Open', 'NotOpen');
	const { side } = m.identity;
	// By a state that needs a top-up which was not seen yet nothing is sure.
	const all = balancesOf(m);
	const held = all ? ofSide(all, side) : 0n;
	const own = ofSide(m.committed, side);
	return held < own ? held : own;
}
