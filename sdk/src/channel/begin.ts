// How a party begins something, and what it has to send.

import type { Message } from '../core/messages.js';
import type { MultiSignature } from '../core/signatures.js';
import { ensure, gainer, isEnding, MAX_VERSION, outcomeOf, validUntil } from './change.js';
import type { Outside } from './limits.js';
import {
	bind, canSettle, ensureFree, ensureLimits, ensureRequested, ensureReserve, ensureSettles,
	ensureSignable, envelope, isNextSpent, payloadOf, reestablish, stateOf,
} from './rules.js';
import { Refused, type Change, type Envelope, type MachineData } from './types.js';

/** Signs the bytes of a message. */
export type Sign = (payload: Uint8Array) => MultiSignature;

/**
 * Begins a change. Signs it if this side is the gainer; otherwise the other side will be asked to.
 */
export function start(m: MachineData, change: Change, outside: Outside, sign: Sign): void {
	ensure(!m.unsure, 'Unsure');
	ensureFree(m, change);
	ensureSignable(m, change);
	const outcome = outcomeOf(change, stateOf(m), m.committed);
	if (gainer(change) === m.identity.side) {
		// Before that, only the other side may give an HTLC up.
		const early = change.type === 'Fail' && canSettle(m, change.htlc, outside.nowMs);
		ensure(!early, 'NotExpired');
		return propose(m, change, outcome, outside, sign);
	}
	ensure(change.type !== 'Nothing', 'ZeroAmount');
	ensure(change.type !== 'Settle', 'WrongSide');
	ensureLimits(m, change, outside);
	ensureRequested(m, outcome);
	ensure(m.wanted === null, 'Busy');
	m.wanted = change;
}

/** Signs `change` first, if nothing else was for this version. */
export function propose(
	m: MachineData,
	change: Change,
	outcome: Message,
	outside: Outside,
	sign: Sign,
): void {
	ensureLimits(m, change, outside);
	ensureSettles(m, change, outside.nowMs);
	ensureRequested(m, outcome);
	ensureReserve(m, outcome);
	ensure(m.proposed === null && (!isNextSpent(m) || isEnding(change)), 'Busy');
	signFirst(m, change, outcome, sign);
}

/** Uses up the next version, for which something else may have been signed. */
export function proposeNothing(m: MachineData, sign: Sign): void {
	const nothing: Change = { type: 'Nothing' };
	let outcome: Message;
	try {
		ensureSignable(m, nothing);
		outcome = outcomeOf(nothing, stateOf(m), m.committed);
	} catch (error) {
		if (error instanceof Refused) return;
		throw error;
	}
	signFirst(m, nothing, outcome, sign);
}

function signFirst(m: MachineData, change: Change, outcome: Message, sign: Sign): void {
	const { version } = outcome;
	const signature = sign(payloadOf(m, outcome));
	m.spent = version;
	const end = validUntil(change);
	if (end !== null) bind(m, version, end);
	m.proposed = { version, change, signature };
}

function stillCounts(m: MachineData, change: Change): boolean {
	switch (m.stage.type) {
		case 'Open': return true;
		case 'Closing': return change.type === 'Close';
		case 'Over': return false;
	}
}

/** What waits for an answer: to be sent after each change, and again until there is one. */
export function pending(m: MachineData): Envelope | null {
	if (m.stage.type === 'Over') return null;
	if (m.unsure) return reestablish(m);
	if (m.proposed) {
		// Once the channel closes, the other side can only be asked to close together.
		if (!stillCounts(m, m.proposed.change)) return null;
		return envelope(m, { type: 'Propose', ...m.proposed });
	}
	const { wanted } = m;
	const { version } = stateOf(m);
	if (!wanted || version === MAX_VERSION || !isFree(m, wanted)) return null;
	if (!stillCounts(m, wanted)) return null;
	return envelope(m, { type: 'Request', version: version + 1n, change: wanted });
}

function isFree(m: MachineData, change: Change): boolean {
	try {
		ensureFree(m, change);
		return true;
	} catch (error) {
		if (error instanceof Refused) return false;
		throw error;
	}
}
