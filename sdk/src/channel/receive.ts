// What a machine does with what the other side sends.

import type { CoSigned, Message, State } from '../core/messages.js';
import { stateCodec } from '../core/messages.js';
import { toHex } from '../core/bytes.js';
import { ofSide, otherSide, pairWith, SIDES, type Pair } from '../core/sides.js';
import type { MultiSignature } from '../core/signatures.js';
import { pending, propose, proposeNothing, type Sign } from './begin.js';
import {
	ensure, gainer, isEnding, isHarmless, MAX_VERSION, outcomeOf, sameChange,
} from './change.js';
import type { Outside } from './limits.js';
import {
	bind, canSettle, ensureEndsInTime, ensureKeeps, ensureRequested, ensureSettles, ensureSignable,
	ensureUnrevealed, envelope, forgetRevealed, hasEnding, isBound, isNext, isSigned, max,
	noteReserve, payloadOf, reestablish, stateOf,
} from './rules.js';
import {
	Refused, type Change, type ChannelEvent, type Ending, type Envelope, type MachineData,
	type PeerMessage, type Reaction, type Refusal,
} from './types.js';

const ignored = (refusal: Refusal, reply: Envelope | null = null): Reaction =>
	({ reply, event: { type: 'Ignored', refusal } });

/** What comes of `attempt`, or the refusal with which it ended. */
function tried<Value>(attempt: () => Value): { value: Value } | { refusal: Refusal } {
	try {
		return { value: attempt() };
	} catch (error) {
		if (error instanceof Refused) return { refusal: error.refusal };
		throw error;
	}
}

/** Takes a message of the other side in. At most one thing is signed. */
export function receive(
	m: MachineData,
	{ session, peerSession, base, message }: Envelope,
	outside: Outside,
	sign: Sign,
): Reaction {
	if (session < m.peerSession) return ignored('FormerSession');
	m.peerSession = session;
	if (peerSession !== m.session && message.type !== 'Reestablish') {
		return ignored('FormerSession', reestablish(m));
	}
	if (base !== m.base) return ignored('WrongBase');
	if (message.type === 'Reestablish') return { reply: held(m), event: null };
	if (message.type === 'Held') {
		if (m.unsure && !message.sure) return ignored('Unsure');
		return onHeld(m, message.state, message.ending, sign);
	}
	if (m.unsure) return ignored('Unsure', reestablish(m));
	switch (message.type) {
		case 'Request': return onRequest(m, message.version, message.change, outside, sign);
		case 'Propose': return onProposal(m, message, outside, sign);
		case 'Refuse': return onRefusal(m, message, sign);
	}
}

/** Takes in a state that somebody else kept. The machine stays as sure as it was. */
export function learn(m: MachineData, signed: CoSigned<State>): void {
	ensure(signed.body.version > stateOf(m).version, 'WrongVersion');
	ensureSignedByBoth(m, { type: 'State', ...signed.body }, signed.signatures);
	adopt(m, signed, null);
}

/** Takes the own word for the other side's: what is held here is the newest state. */
export function assumeNewest(m: MachineData, sign: Sign): void {
	if (m.unsure) becomeSure(m, sign);
}

function onRequest(
	m: MachineData,
	version: bigint,
	change: Change,
	outside: Outside,
	sign: Sign,
): Reaction {
	if (!isNext(m, version)) return onOtherVersion(m, version);
	const signed = tried(() => signRequest(m, change, outside, sign));
	if ('value' in signed) return { reply: pending(m), event: null };
	if (signed.refusal === 'Busy') return ignored('Busy');
	if (signed.refusal === 'EndingSigned') return onEnded(m, 'EndingSigned');
	return decline(m, version, change, signed.refusal);
}

/** Signs first what the other side requests. */
function signRequest(m: MachineData, change: Change, outside: Outside, sign: Sign): void {
	ensure(m.ending === null, 'EndingSigned');
	ensureSignable(m, change);
	const ours = gainer(change) === m.identity.side || isEnding(change);
	// Settling takes the preimage that only the gainer need know.
	ensure(ours && change.type !== 'Settle', 'WrongSide');
	const outcome = outcomeOf(change, stateOf(m), m.committed);
	ensureKeeps(m, change);
	propose(m, change, outcome, outside, sign);
}

function onProposal(
	m: MachineData,
	{ version, change, signature }: Extract<PeerMessage, { type: 'Propose' }>,
	outside: Outside,
	sign: Sign,
): Reaction {
	if (!isNext(m, version)) return onOtherVersion(m, version);
	// The own proposal counts, and not one that the other side makes for the same version.
	const goesFirst = m.proposed !== null && m.identity.side === 'Opener';
	if (goesFirst && !isEnding(change) && !hasEnding(m)) return ignored('Busy');
	// One is enough: the other side may take this one.
	if (isEnding(change) && m.ending !== null) return onEnded(m, 'EndingSigned');
	const outcome = tried(() => completes(m, change, signature, outside));
	if ('value' in outcome) return complete(m, change, outcome.value, signature, sign);
	const { refusal } = outcome;
	if (refusal === 'EndingSigned') return onEnded(m, refusal);
	if (!isHarmless(change)) m.refused = version;
	// What it wanted itself has become impossible: it would ask for it for ever.
	if (refusal !== 'GivenUp' && sameChange(m.wanted, change)) m.wanted = null;
	return decline(m, version, change, refusal);
}

/** What comes of the other side's proposal, if it is to be signed last. */
function completes(
	m: MachineData,
	change: Change,
	signature: MultiSignature,
	outside: Outside,
): Message {
	ensureSignable(m, change);
	const us = m.identity.side;
	ensure(gainer(change) !== us, 'WrongSide');
	const outcome = outcomeOf(change, stateOf(m), m.committed);
	ensure(isSigned(m, otherSide(us), outcome, signature), 'BadSignature');
	ensure(isHarmless(change) || stateOf(m).version >= m.refused, 'GivenUp');
	ensureSettles(m, change, outside.nowMs);
	ensureRequested(m, outcome);
	ensureUnrevealed(m, change, outside);
	ensureEndsInTime(m, change, outside);
	if (sameChange(m.wanted, change)) return outcome;
	ensure(change.type !== 'Pay' && change.type !== 'Add', 'NotRequested');
	const early = change.type === 'Fail' && canSettle(m, change.htlc, outside.nowMs);
	ensure(!early, 'NotExpired');
	return outcome;
}

/** Signs last, and so holds it. */
function complete(
	m: MachineData,
	change: Change,
	outcome: Message,
	signature: MultiSignature,
	sign: Sign,
): Reaction {
	const own = sign(payloadOf(m, outcome));
	const signatures = pairWith(m.identity.side, own, signature);
	const { type, ...body } = outcome;
	const event = type === 'State'
		? adopt(m, { body: body as State, signatures }, change)
		: adoptEnding(m, { type, body, signatures } as Ending);
	return { reply: held(m), event };
}

function onHeld(
	m: MachineData,
	state: CoSigned<State> | null,
	ending: Ending | null,
	sign: Sign,
): Reaction {
	let event: ChannelEvent = { type: 'Ignored', refusal: 'WrongVersion' };
	const taken = tried(() => {
		if (state) event = takeState(m, state) ?? event;
		if (ending) event = takeEnding(m, ending) ?? event;
	});
	if ('refusal' in taken) return ignored(taken.refusal);
	if (m.unsure) {
		becomeSure(m, sign);
		event = { type: 'Reestablished' };
	}
	return { reply: null, event };
}

function takeState(m: MachineData, signed: CoSigned<State>): ChannelEvent | null {
	const { body, signatures } = signed;
	ensureSignedByBoth(m, { type: 'State', ...body }, signatures);
	if (!countsMore(m, body)) return null;
	const change = proposalOf(m, body);
	ensure(change || m.unsure || !hasGivenUp(m, body.version), 'GivenUp');
	return adopt(m, signed, change);
}

function takeEnding(m: MachineData, ending: Ending): ChannelEvent | null {
	const message = { type: ending.type, ...ending.body } as Message;
	ensureSignedByBoth(m, message, ending.signatures);
	if (!canBeCarriedOut(m, ending)) return null;
	// This side may have lost that it signed it.
	bind(m, ending.body.version, ending.body.validUntilMs);
	return m.ending === null ? adoptEnding(m, ending) : null;
}

const sameState = (one: State, other: State): boolean =>
	toHex(stateCodec.enc(one)) === toHex(stateCodec.enc(other));

/**
 * Whether a state that the other side holds replaces the own one: a newer one; and another of that
 * version, if this side may have been restored before from a backup older than its own, and used
 * the version up for something else.
 */
function countsMore(m: MachineData, told: State): boolean {
	const own = stateOf(m);
	return told.version > own.version ||
		(m.unsure && told.version === own.version && !sameState(told, own));
}

/**
 * Whether this side has signed `Nothing` first for `version`, or what ends the base and has not
 * lapsed. Then only that counts: the other side may hold it in secret, and it leaves this side less
 * than what it proposed before.
 */
function hasGivenUp(m: MachineData, version: bigint): boolean {
	const nothing = m.proposed?.version === version && m.proposed.change.type === 'Nothing';
	return nothing || isBound(m);
}

/** Whether the chain would still take what ends the base, as far as this side was told. */
function canBeCarriedOut(m: MachineData, ending: Ending): boolean {
	const counts = m.stage.type === 'Open' ||
		(m.stage.type === 'Closing' && ending.type === 'Close' &&
			ending.body.version > m.stage.version);
	return counts && m.chainMs < ending.body.validUntilMs;
}

/** The own proposal, if `state` is what comes of it. */
function proposalOf(m: MachineData, state: State): Change | null {
	if (!m.proposed) return null;
	const { change } = m.proposed;
	const outcome = tried(() => outcomeOf(change, stateOf(m), m.committed));
	if (!('value' in outcome) || outcome.value.type !== 'State') return null;
	return sameState(outcome.value, state) ? change : null;
}

function onRefusal(
	m: MachineData,
	{ version, change, refusal }: Extract<PeerMessage, { type: 'Refuse' }>,
	sign: Sign,
): Reaction {
	const event: ChannelEvent = { type: 'Refused', change, refusal };
	const proposed = m.proposed?.version === version && sameChange(m.proposed.change, change);
	// An ending cannot be taken back: the other side may come to agree.
	if (proposed && isEnding(change)) return { reply: null, event };
	if (proposed && change.type !== 'Nothing') {
		proposeNothing(m, sign);
		return { reply: pending(m), event };
	}
	if (isNext(m, version) && sameChange(m.wanted, change)) {
		m.wanted = null;
		return { reply: null, event };
	}
	return ignored('WrongVersion');
}

/** Holds a newer state. */
function adopt(m: MachineData, signed: CoSigned<State>, change: Change | null): ChannelEvent {
	const own = m.proposed?.change ?? null;
	m.proposed = null;
	const isDropped = own !== null && own.type !== 'Nothing' && !sameChange(own, change);
	if (change && sameChange(m.wanted, change)) m.wanted = null;
	m.latest = signed;
	noteReserve(m);
	forgetRevealed(m);
	const { version } = signed.body;
	return { type: 'Agreed', version, change, dropped: isDropped ? own : null };
}

/** Holds what ends the base. */
function adoptEnding(m: MachineData, ending: Ending): ChannelEvent {
	bind(m, ending.body.version, ending.body.validUntilMs);
	m.proposed = null;
	m.wanted = null;
	m.ending ??= ending;
	return { type: 'EndingAgreed' };
}

/** The newest state is known now. Something may have been signed for the next version. */
function becomeSure(m: MachineData, sign: Sign): void {
	m.unsure = false;
	const { version } = stateOf(m);
	if (version < MAX_VERSION) m.spent = max(m.spent, version + 1n);
	if (m.proposed === null) proposeNothing(m, sign);
}

/** Answers a message about another version than the next: whoever is behind learns of it. */
function onOtherVersion(m: MachineData, version: bigint): Reaction {
	return ignored('WrongVersion', version > stateOf(m).version ? reestablish(m) : held(m));
}

/** Answers a message about what is not signed, since an ending is. */
const onEnded = (m: MachineData, refusal: Refusal): Reaction =>
	ignored(refusal, m.ending === null ? null : held(m));

function decline(
	m: MachineData,
	version: bigint,
	change: Change,
	refusal: Refusal,
): Reaction {
	const reply = envelope(m, { type: 'Refuse', version, change, refusal });
	return { reply, event: { type: 'Declined', change, refusal } };
}

const held = (m: MachineData): Envelope =>
	envelope(m, { type: 'Held', sure: !m.unsure, state: m.latest, ending: m.ending });

function ensureSignedByBoth(
	m: MachineData,
	message: Message,
	signatures: Pair<MultiSignature | null>,
): void {
	// What the chain would take from a party without a key, nobody can show to others.
	const signed = SIDES.every((side) => {
		const signature = ofSide(signatures, side);
		return signature !== null && isSigned(m, side, message, signature);
	});
	ensure(message.version > m.base && signed, 'BadSignature');
}
