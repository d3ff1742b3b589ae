// Two machines with real keys, and the changes that the tests make: the kit of Rust's tests.

import assert from 'node:assert/strict';
import { toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair, type KeyPair } from '../../src/core/keys.js';
import type { Htlc } from '../../src/core/messages.js';
import { otherSide, SIDES, type Pair, type Side } from '../../src/core/sides.js';
import { paymentHash } from '../../src/channel/change.js';
import { Machine } from '../../src/channel/machine.js';
import type { ChainEvent } from '../../src/channel/on-chain.js';
import {
	Refused, type Change, type ChannelEvent, type Envelope, type Limits, type PeerMessage,
	type Reaction, type Refusal,
} from '../../src/channel/types.js';

export const GENESIS: Hex = `0x${'07'.repeat(32)}`;
export const CHANNEL = 3n;
export const NOW = 1_000_000n;
/** The least and the most time that an HTLC may have. */
export const SPAN = [100n, 1_000n] as const;
/** The least and the most time for which an ending may be good. */
export const GOOD_FOR = [50n, 500n] as const;
/** Until when the endings of these tests are good, unless they say something else. */
export const END = NOW + 200n;

const keys: Record<Side, KeyPair> = {
	Opener: devKeyPair('//Alice', 'Ed25519'), Counterparty: devKeyPair('//Bob', 'Ed25519'),
};

export const signs = (side: Side) => (payload: Uint8Array) => keys[side].sign(payload);
export const secret = (number: number): Hex => toHex(new Uint8Array(32).fill(number));
export const pair = (opener: bigint, counterparty: bigint): Pair<bigint> =>
	({ opener, counterparty });
export const pay = (payer: Side, amount: bigint): Change => ({ type: 'Pay', payer, amount });
export const htlc = (payer: Side, amount: bigint, number: number, deadlineMs: bigint): Htlc =>
	({ payer, amount, paymentHash: paymentHash(secret(number)), deadlineMs });
export const add = (htlc: Htlc): Change => ({ type: 'Add', htlc });
export const fail = (htlc: Htlc): Change => ({ type: 'Fail', htlc });
export const settle = (htlc: Htlc, number: number): Change =>
	({ type: 'Settle', htlc, preimage: secret(number) });
export const close = (validUntilMs = END): Change => ({ type: 'Close', validUntilMs });
export const withdraw = (amounts: Pair<bigint>, validUntilMs = END): Change =>
	({ type: 'Withdraw', amounts, validUntilMs });
export const agreed = (version: bigint, change: Change | null, dropped: Change | null = null):
	ChannelEvent => ({ type: 'Agreed', version, change, dropped });
export const declined = (change: Change, refusal: Refusal): ChannelEvent =>
	({ type: 'Declined', change, refusal });
export const refusedBy = (change: Change, refusal: Refusal): ChannelEvent =>
	({ type: 'Refused', change, refusal });
export const ignored = (refusal: Refusal): ChannelEvent => ({ type: 'Ignored', refusal });
export const LAPSED: ChannelEvent = { type: 'Lapsed' };
export const ENDED: ChannelEvent = { type: 'EndingAgreed' };
export const time = (nowMs: bigint): ChainEvent => ({ type: 'Time', nowMs });

/** Who refuses, and why; `null` where it is done. */
export function outcome(attempt: () => unknown): Refusal | null {
	try {
		attempt();
		return null;
	} catch (error) {
		if (error instanceof Refused) return error.refusal;
		throw error;
	}
}

export function machine(side: Side, reserve = 0): Machine {
	const parties = { opener: keys.Opener.account, counterparty: keys.Counterparty.account };
	const limits: Limits = {
		minHtlcMs: SPAN[0], maxHtlcMs: SPAN[1], maxHtlcs: 3, minEndingMs: GOOD_FOR[0],
		maxEndingMs: GOOD_FOR[1], reserve, withdrawalReserve: reserve,
	};
	const identity = { genesis: GENESIS, channel: CHANNEL, parties, side, limits };
	return Machine.create(identity, 0n, pair(100n, 100n));
}

/** Both ends of a channel in which each has committed 100. */
export class Duo {
	readonly machines: Record<Side, Machine>;
	nowMs = NOW;
	/** The registry of the chain. */
	revealed: Hex[] = [];

	/** `reserve` is in parts of a million. */
	constructor(reserve = 0) {
		const make = (side: Side) => machine(side, reserve);
		this.machines = { Opener: make('Opener'), Counterparty: make('Counterparty') };
	}

	get outside() {
		return { nowMs: this.nowMs, isRevealed: (hash: Hex) => this.revealed.includes(hash) };
	}

	of(side: Side): Machine {
		return this.machines[side];
	}

	start(side: Side, change: Change): Refusal | null {
		return outcome(() => this.of(side).start(change, this.outside, signs(side)));
	}

	/** `to` receives this. */
	send(to: Side, envelope: Envelope | null): Reaction {
		assert.ok(envelope, 'there is something to send');
		return this.of(to).receive(envelope, this.outside, signs(to));
	}

	/** `side` is told what happened on chain. */
	tell(side: Side, event: ChainEvent): ChannelEvent | null {
		return this.of(side).onChain(event, signs(side));
	}

	/** Both are told. */
	tellBoth(event: ChainEvent): void {
		for (const side of SIDES) this.tell(side, event);
	}

	/** A block of this time is final, and so late it is. */
	reach(nowMs: bigint): void {
		this.nowMs = nowMs;
		this.tellBoth(time(nowMs));
	}

	/** The other side receives what `from` says, as if the machine did. */
	sendAs(from: Side, message: PeerMessage): Reaction {
		return this.send(otherSide(from), { ...this.of(from).reestablish(), message });
	}

	/** The other side receives what waits at `from`. */
	sendPending(from: Side): Reaction {
		return this.send(otherSide(from), this.of(from).pending());
	}

	/** Delivers until nothing waits. Answers with what happened. */
	talk(): [Side, ChannelEvent][] {
		const events: [Side, ChannelEvent][] = [];
		for (let round = 0; round < 20; round += 1) {
			const queue: [Side, Envelope][] = SIDES.flatMap((side) => {
				const waits = this.of(side).pending();
				return waits ? [[otherSide(side), waits] satisfies [Side, Envelope]] : [];
			});
			if (queue.length === 0) return events;
			for (let next = queue.shift(); next; next = queue.shift()) {
				const [to, envelope] = next;
				const { event, reply } = this.send(to, envelope);
				if (event) events.push([to, event]);
				if (reply) queue.push([otherSide(to), reply]);
			}
		}
		assert.fail('they talk for ever');
	}

	/** Makes a change that both agree to. */
	change(side: Side, change: Change): [Side, ChannelEvent][] {
		assert.equal(this.start(side, change), null);
		return this.talk();
	}

	assertAgreed(version: bigint, balances: Pair<bigint>): void {
		for (const side of SIDES) {
			assert.equal(this.of(side).state.version, version, side);
			assert.deepEqual(this.of(side).balances, balances, side);
		}
		assert.deepEqual(this.of('Opener').state, this.of('Counterparty').state);
	}

	/** Each side's signature over a message. */
	signature(side: Side, payload: Uint8Array): Hex {
		return signs(side)(payload);
	}

	both(holds: (machine: Machine) => boolean): boolean {
		return SIDES.every((side) => holds(this.of(side)));
	}
}

