// An offer to close a channel: the word of one party, as a text that the other pastes. Whoever
// takes it to the chain consents by that, so one signature is enough.

import {
	applyTransfer, isSignedBy, NO_TRANSFER, ofSide, otherSide, payload, SIDES, type Close,
	type CoSigned, type MultiSignature, type NetTransfer, type Pair, type Side,
} from '@lightning-bloc/sdk/channel';
import type { AccountId } from '../lib/fields.js';

/** The channel that an offer is about. */
export interface Subject {
	readonly genesis: `0x${string}`;
	readonly channel: bigint;
	readonly base: bigint;
	readonly parties: Pair<AccountId>;
	readonly committed: Pair<bigint>;
}

/** Why a text is no offer that can be taken. */
export class OfferError extends Error {}

const PREFIX = 'bloc-close-1 ';

function ensure(holds: unknown, message: string): asserts holds {
	if (!holds) throw new OfferError(message);
}

/** A closing by which both get what they have committed. */
export const plainClose = (version: bigint, validUntilMs: bigint): Close =>
	({ version, net: NO_TRANSFER, validUntilMs });

/** The bytes that a party signs to agree. */
export const closePayload = ({ genesis, channel, base }: Subject, close: Close): Uint8Array =>
	payload(genesis, channel, base, { type: 'Close', ...close });

/** The offer as a text. */
export function offerText(
	{ genesis, channel, base }: Subject,
	side: Side,
	close: Close,
	signature: MultiSignature,
): string {
	const { version, net: { payer, amount }, validUntilMs } = close;
	const fields = {
		genesis, channel: `${channel}`, base: `${base}`, side, version: `${version}`,
		payer, amount: `${amount}`, validUntilMs: `${validUntilMs}`, signature,
	};
	return `${PREFIX}${JSON.stringify(fields)}`;
}

const isSide = (text: unknown): text is Side => SIDES.includes(text as Side);

function whole(text: unknown): bigint {
	ensure(typeof text === 'string' && /^\d{1,39}$/.test(text), 'A number in it is none.');
	return BigInt(text);
}

function fieldsOf(text: string): Record<string, unknown> {
	ensure(text.startsWith(PREFIX) && text.length < 2_000, 'That is no offer to close.');
	try {
		return JSON.parse(text.slice(PREFIX.length)) as Record<string, unknown>;
	} catch {
		throw new OfferError('A part of the offer is missing.');
	}
}

/** An offer that was read: it can be taken to the chain by the other side. */
export interface Offer {
	/** The side that has signed. */
	readonly side: Side;
	readonly close: CoSigned<Close>;
	/** What each gets of what is committed. */
	readonly committed: Pair<bigint>;
}

/** Reads an offer about a channel, with its signature looked at. */
export function offerOf(text: string, subject: Subject): Offer {
	const fields = fieldsOf(text.trim());
	const { side, payer, signature } = fields;
	ensure(fields.genesis === subject.genesis, 'It is for another chain.');
	ensure(whole(fields.channel) === subject.channel, 'It is for another channel.');
	ensure(whole(fields.base) === subject.base, 'Something was withdrawn since: ask for a new one.');
	ensure(isSide(side) && isSide(payer), 'It says neither side.');
	const isHex = typeof signature === 'string' && /^0x([0-9a-f]{2}){65,66}$/.test(signature);
	ensure(isHex, 'Its signature is none.');
	const net: NetTransfer = { payer, amount: whole(fields.amount) };
	const body = { version: whole(fields.version), net, validUntilMs: whole(fields.validUntilMs) };
	const multi = signature as MultiSignature;
	const isGood = isSignedBy(multi, ofSide(subject.parties, side), closePayload(subject, body));
	ensure(isGood, 'The signature is not of the other party over this.');
	const committed = applyTransfer(net, subject.committed);
	ensure(committed, 'It moves more than is committed.');
	const signatures = side === 'Opener'
		? { opener: multi, counterparty: null }
		: { opener: null, counterparty: multi };
	return { side, close: { body, signatures }, committed };
}

/** Whether an offer is for the other to take: nobody takes one's own. */
export const isForOther = (offer: Offer, own: Side): boolean => offer.side === otherSide(own);
