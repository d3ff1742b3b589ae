// Two parties that pay each other over a wire that loses, repeats and reorders.

import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { SIDES, type Side } from '../../src/core/sides.js';
import { Party } from '../../src/channel/party.js';
import { envelopeCodec, Refused } from '../../src/channel/types.js';
import type { Random } from './random.js';
import type { Wire } from './wire.js';

export type Parties = Record<Side, Party>;

/** Makes so many payments of one party, a few too large among them; answers with their sum. */
async function payAll(party: Party, count: number, of: bigint, random: Random): Promise<bigint> {
	// Together four fifths of what it has: whoever is done first leaves the other enough.
	const most = (of * 8n) / (5n * BigInt(count));
	let sum = 0n;
	for (let made = 0; made < count; made += 1) {
		if (random.chance(2)) await refusesToPay(party, of, random);
		const amount = 1n + (random.next() % most);
		await party.pay(amount);
		sum += amount;
	}
	return sum;
}

/** More than it has, or than what the other side asks it to keep. */
async function refusesToPay(party: Party, of: bigint, random: Random): Promise<void> {
	const [amount, refusal] = random.chance(50)
		? [3n * of, 'ExceedsCommitted'] : [party.balance - 1n, 'BelowReserve'];
	await assert.rejects(party.pay(amount), (error) =>
		error instanceof Refused && [refusal, 'ExceedsCommitted'].includes(error.refusal));
}

/** Delivers in any order until `done`; what is lost is sent again when nothing is under way. */
async function run(wire: Wire, parties: Parties, done: () => boolean): Promise<void> {
	while (!done()) {
		const next = wire.take();
		if (next) {
			await parties[next.to].deliver(next.bytes);
			continue;
		}
		await turn();
		if (wire.flying.length > 0 || done()) continue;
		for (const side of SIDES) parties[side].resend();
		await turn();
	}
}

/**
 * Has each side make half of the payments, with `of` to spend; ends when both hold the same.
 * Answers with what each has paid.
 */
export async function payEachOther(
	wire: Wire,
	parties: Parties,
	payments: number,
	of: bigint,
	randoms: readonly [Random, Random],
): Promise<Record<Side, bigint>> {
	let finished = false;
	const all = Promise.all(SIDES.map((side, at) =>
		payAll(parties[side], payments / 2, of, randoms[at] as Random)));
	const ended = all.finally(() => { finished = true; });
	ended.catch(() => {});
	await run(wire, parties, () => finished);
	const [byOpener = 0n, byCounterparty = 0n] = await ended;
	// The payee of the last one may not hold it yet: both ask, as on a new connection.
	for (const side of SIDES) {
		wire.sendSurely(side, envelopeCodec.enc(parties[side].machine.reestablish()));
	}
	const version = (side: Side) => parties[side].machine.state.version;
	await run(wire, parties, () => version('Opener') === version('Counterparty') &&
		SIDES.every((side) => parties[side].machine.isIdle));
	return { Opener: byOpener, Counterparty: byCounterparty };
}
