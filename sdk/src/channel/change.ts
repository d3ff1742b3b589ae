// What can be changed, who gains by it, and what comes of it: pure.

import { sha256 } from '@noble/hashes/sha2.js';
import { sized, toHex, type BytesLike, type Hex } from '../core/bytes.js';
import {
	applyTransfer, balances, MAX_HTLCS, NO_TRANSFER, remaining, type Htlc, type Message,
	type NetTransfer, type State,
} from '../core/messages.js';
import { otherSide, type Pair, type Side } from '../core/sides.js';
import { MAX_BALANCE } from '../amounts/index.js';
import { changeCodec, Refused, type Change, type Refusal } from './types.js';

export const MAX_VERSION = 2n ** 64n - 1n;

/** Throws a refusal unless something holds. */
export function ensure(holds: unknown, refusal: Refusal): asserts holds {
	if (!holds) throw new Refused(refusal);
}

/** The payment hash that a preimage opens: SHA-256, as on the Lightning Network. */
export const paymentHash = (preimage: BytesLike): Hex => toHex(sha256(sized(preimage, 32)));

/** Whether two changes are the same. */
export function sameChange(one: Change | null, other: Change | null): boolean {
	if (one === other) return true;
	if (!one || !other || one.type !== other.type) return false;
	return toHex(changeCodec.enc(one)) === toHex(changeCodec.enc(other));
}

/** The side that is better off, and signs first. None of them by `Nothing` and the endings. */
export function gainer(change: Change): Side | null {
	switch (change.type) {
		case 'Pay': return otherSide(change.payer);
		case 'Add':
		case 'Settle': return otherSide(change.htlc.payer);
		case 'Fail': return change.htlc.payer;
		default: return null;
	}
}

/** Until when it can be carried out on chain, if it ends the base. */
export const validUntil = (change: Change): bigint | null =>
	change.type === 'Withdraw' || change.type === 'Close' ? change.validUntilMs : null;

/** Whether it ends the base. */
export const isEnding = (change: Change): boolean => validUntil(change) !== null;

/** Whether it leaves both with the balances that they have. */
export const isHarmless = (change: Change): boolean => gainer(change) === null;

/** The net transfer after `payer` has paid `amount` more. Zero has one form only. */
function paid(net: NetTransfer, payer: Side, amount: bigint): NetTransfer {
	ensure(amount !== 0n, 'ZeroAmount');
	if (net.payer === payer) {
		ensure(net.amount + amount <= MAX_BALANCE, 'ExceedsCommitted');
		return { payer, amount: net.amount + amount };
	}
	if (amount === net.amount) return NO_TRANSFER;
	return amount > net.amount
		? { payer, amount: amount - net.amount }
		: { payer: net.payer, amount: net.amount - amount };
}

const sameHtlc = (one: Htlc, other: Htlc): boolean =>
	one.payer === other.payer && one.amount === other.amount &&
	one.paymentHash === other.paymentHash && one.deadlineMs === other.deadlineMs;

/** Takes one HTLC out. Equal ones are worth the same: it does not matter which. */
function without(htlcs: readonly Htlc[], htlc: Htlc): readonly Htlc[] {
	const place = htlcs.findIndex((waits) => sameHtlc(waits, htlc));
	ensure(place >= 0, 'NoSuchHtlc');
	return htlcs.toSpliced(place, 1);
}

function withMore(htlcs: readonly Htlc[], htlc: Htlc): readonly Htlc[] {
	ensure(htlc.amount !== 0n, 'ZeroAmount');
	ensure(htlcs.length < MAX_HTLCS, 'TooManyHtlcs');
	return [...htlcs, htlc];
}

/** What ends the base when `last` is changed. */
function ending(
	change: Extract<Change, { type: 'Withdraw' | 'Close' }>,
	last: State,
	committed: Pair<bigint>,
): Message {
	const { net } = last;
	const common = { version: last.version + 1n, net, validUntilMs: change.validUntilMs };
	ensure(last.htlcs.length === 0, 'HtlcsPending');
	if (change.type === 'Close') {
		ensure(applyTransfer(net, committed), 'ExceedsCommitted');
		return { type: 'Close', ...common };
	}
	const { amounts } = change;
	ensure(amounts.opener !== 0n || amounts.counterparty !== 0n, 'ZeroAmount');
	ensure(remaining({ net, amounts }, committed), 'ExceedsCommitted');
	return { type: 'Withdrawal', ...common, amounts };
}

/** What there is to sign when `last` is changed, if the chain would take it. */
export function outcomeOf(change: Change, last: State, committed: Pair<bigint>): Message {
	ensure(last.version < MAX_VERSION, 'VersionsExhausted');
	if (change.type === 'Withdraw' || change.type === 'Close') {
		return ending(change, last, committed);
	}
	let { net, htlcs } = last;
	switch (change.type) {
		case 'Nothing': break;
		case 'Pay': net = paid(net, change.payer, change.amount); break;
		case 'Add': htlcs = withMore(htlcs, change.htlc); break;
		case 'Settle':
			htlcs = without(htlcs, change.htlc);
			net = paid(net, change.htlc.payer, change.htlc.amount);
			break;
		case 'Fail': htlcs = without(htlcs, change.htlc); break;
	}
	ensure(balances({ net, htlcs }, committed), 'ExceedsCommitted');
	return { type: 'State', version: last.version + 1n, net, htlcs };
}
