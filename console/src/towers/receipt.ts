// Receipts: what a tower has signed, checked against what the chain and this browser know.

import type { CoSigned, State } from '@lightning-bloc/sdk/channel';
import { toBytes, toHex } from '@lightning-bloc/sdk/channel';
import { accountOf } from '@lightning-bloc/sdk/chain';
import {
	isReceiptOf, keyAt, receiptFromBytes, stateHash, type SignedReceipt,
} from '@lightning-bloc/sdk/towers';
import type { SeenTower, SeenWatch } from '../chain/towers.js';
import { FieldError, textOf, type Values } from '../lib/fields.js';

/** A receipt with the state that it is for, if that is held here. */
export interface HeldReceipt {
	readonly signed: SignedReceipt;
	readonly state: CoSigned<State> | null;
}

const MOST = 1_000;

/** The bytes of a receipt, as they are pasted. */
export function receiptIn(values: Values, field: string): SignedReceipt {
	const text = textOf(values, field).toLowerCase();
	if (!/^0x([0-9a-f]{2})+$/.test(text) || text.length > MOST) {
		throw new FieldError(field, 'A receipt is 0x and hexadecimal digits.');
	}
	try {
		return receiptFromBytes(toBytes(text as `0x${string}`));
	} catch {
		throw new FieldError(field, 'That is no receipt.');
	}
}

/** Why a receipt binds nobody; `null` if it does: in this watch, by its tower's key of then. */
export function faultIn(
	genesis: `0x${string}`,
	signed: SignedReceipt,
	watch: SeenWatch,
	towers: readonly SeenTower[],
): string | null {
	const { receipt } = signed;
	const isHere = receipt.channel === watch.channel && receipt.side === watch.side;
	if (!isHere) return 'It is for another channel, or for the other party.';
	const hire = watch.hires.find(({ hire: one }) =>
		one.tower === receipt.tower && one.number === receipt.hire);
	const tower = towers.find(({ id }) => id === receipt.tower);
	if (!hire || !tower) return 'It is for no hire of this channel.';
	if (receipt.acceptedMs < hire.hire.from_ms) return 'It is of before the tower was hired.';
	const keys = tower.state.tower.keys.map(({ signer, since_ms: sinceMs }) =>
		({ signer: accountOf(signer), sinceMs }));
	const key = keyAt(keys, receipt.acceptedMs);
	const isSigned = key !== null && isReceiptOf(genesis, key, signed);
	return isSigned ? null : 'It is not signed by the key of the tower.';
}

/** The state that a receipt is for, if it is the one that is held. */
export const stateFor = (
	{ receipt }: SignedReceipt,
	held: CoSigned<State> | null,
): CoSigned<State> | null => (held && stateHash(held.body) === receipt.state ? held : null);

/** The name under which a receipt is kept: one for each hire, the newest. */
export const receiptKey = (life: string, account: string, { receipt }: SignedReceipt): string =>
	`${life} ${receipt.channel} ${account} ${receipt.tower} ${receipt.hire}`;

/** Whether a receipt says more than another one of the same hire. */
export const isNewer = (one: SignedReceipt, other: SignedReceipt): boolean =>
	one.receipt.baseVersion > other.receipt.baseVersion ||
	(one.receipt.baseVersion === other.receipt.baseVersion &&
		one.receipt.version > other.receipt.version);

/** Bytes as they are pasted. */
export const asText = (bytes: Uint8Array): string => toHex(bytes);
