// Two parties over a wire that loses, repeats and reorders: each payment is made once, and both hold
// the same in the end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { devKeyPair, type KeyPair } from '../../../src/core/keys.js';
import { ofSide, SIDES, type Side } from '../../../src/core/sides.js';
import { isSignedBy } from '../../../src/core/signatures.js';
import { DEFAULT_LIMITS } from '../../../src/channel/limits.js';
import { Machine } from '../../../src/channel/machine.js';
import { Party } from '../../../src/channel/party.js';
import { Refused } from '../../../src/channel/types.js';
import { GENESIS, pair } from '../../kit/duo.js';
import { Random } from '../../kit/random.js';
import { Wire } from '../../kit/wire.js';

/** Fewer while one works on something. */
const PAYMENTS = Number(process.env.LIGHTNING_BLOC_PAYMENTS ?? 10_000);
const COMMITTED = 10n ** 15n;
const FAULTS = { lost: 15, repeated: 10 };

const keys: Record<Side, KeyPair> = {
	Opener: devKeyPair('//Alice', 'Ed25519'), Counterparty: devKeyPair('//Bob', 'Ed25519'),
};

/** Makes payments of one party until there were as many as wanted; answers with their sum. */
async function payAll(party: Party, count: number, random: Random): Promise<bigint> {
	let sum = 0n;
	for (let made = 0; made < count;) {
		const most = party.balance / 8n;
		const amount = 1n + (random.bits(64) % (most + 1n));
		try {
			await party.pay(amount);
			made += 1;
			sum += amount;
		} catch (error) {
			// What the other has paid back meanwhile, or what it asks this side to keep.
			assert.ok(error instanceof Refused, `${error}`);
			assert.ok(['ExceedsCommitted', 'BelowReserve'].includes(error.refusal), error.message);
			await turn();
		}
	}
	return sum;
}

/** Delivers in any order until `done`; what is lost is sent again when nothing is under way. */
async function run(wire: Wire, parties: Record<Side, Party>, done: () => boolean): Promise<void> {
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

test(`${PAYMENTS} payments over a lossy wire`, async () => {
	const random = new Random(20_260_930n);
	const wire = new Wire(random, FAULTS);
	const accounts = { opener: keys.Opener.account, counterparty: keys.Counterparty.account };
	const saved: Record<Side, Uint8Array | undefined> = { Opener: undefined, Counterparty: undefined };
	const party = (side: Side) => new Party({
		machine: Machine.create(
			{ genesis: GENESIS, channel: 7n, parties: accounts, side, limits: DEFAULT_LIMITS },
			0n, pair(COMMITTED, COMMITTED)),
		transport: wire.end(side),
		sign: (payload) => keys[side].sign(payload),
		store: { save: (snapshot) => void (saved[side] = snapshot) },
		resendMs: 0,
	});
	const parties = { Opener: party('Opener'), Counterparty: party('Counterparty') };
	let finished = false;
	const all = Promise.all([
		payAll(parties.Opener, PAYMENTS / 2, new Random(1n)),
		payAll(parties.Counterparty, PAYMENTS / 2, new Random(2n)),
	]).finally(() => { finished = true; });
	const isIdle = () => SIDES.every((side) => parties[side].machine.isIdle) &&
		parties.Opener.machine.state.version === parties.Counterparty.machine.state.version;
	await run(wire, parties, () => finished);
	const [byOpener, byCounterparty] = await all;
	// The payee of the last one may not hold it yet: it asks, as on a new connection.
	for (const side of SIDES) wire.send(side, reestablish(parties[side]));
	await run(wire, parties, isIdle);

	const expected = pair(
		COMMITTED - byOpener + byCounterparty, COMMITTED + byOpener - byCounterparty);
	for (const side of SIDES) {
		const { machine } = parties[side];
		assert.deepEqual(machine.balances, expected, side);
		assert.deepEqual(Machine.resume(saved[side] ?? new Uint8Array()).balances, expected, 'stored');
		const signed = machine.toPresent(0n);
		assert.ok(signed);
		const bytes = machine.payload({ type: 'State', ...signed.body });
		for (const of of SIDES) {
			const signature = ofSide(signed.signatures, of);
			assert.ok(signature && isSignedBy(signature, ofSide(accounts, of), bytes));
		}
	}
	assert.ok(parties.Opener.machine.state.version >= BigInt(PAYMENTS));
	assert.ok(wire.lost > PAYMENTS / 10, `${wire.lost} of ${wire.sent} were lost`);
});

const reestablish = (party: Party): Uint8Array => {
	let sent = new Uint8Array();
	// A party asks by its transport: so a machine of the same state is asked for the bytes.
	const twin = new Party({
		machine: party.machine.clone(),
		transport: {
			send: (bytes) => { sent = Uint8Array.from(bytes); },
			onMessage: () => () => {},
			onConnected: (listener) => { listener(); return () => {}; },
		},
		sign: () => { throw new Error('nothing is signed'); },
		resendMs: 0,
	});
	twin.stop();
	return sent;
};
