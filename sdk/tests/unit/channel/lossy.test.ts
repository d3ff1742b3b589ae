// Two parties over a wire that loses, repeats and reorders: each payment is made once, and both
// hold the same in the end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { devKeyPair, type KeyPair } from '../../../src/core/keys.js';
import { ofSide, SIDES, type Side } from '../../../src/core/sides.js';
import { isSignedBy } from '../../../src/core/signatures.js';
import { DEFAULT_LIMITS } from '../../../src/channel/limits.js';
import { Machine } from '../../../src/channel/machine.js';
import { Party } from '../../../src/channel/party.js';
import { GENESIS, pair } from '../../kit/duo.js';
import { payEachOther } from '../../kit/lossy.js';
import { Random } from '../../kit/random.js';
import { Wire } from '../../kit/wire.js';

/** Fewer while one works on something. */
const PAYMENTS = Number(process.env.LIGHTNING_BLOC_PAYMENTS ?? 10_000);
const COMMITTED = 10n ** 15n;
const FAULTS = { lost: 15, repeated: 10 };

const keys: Record<Side, KeyPair> = {
	Opener: devKeyPair('//Alice', 'Ed25519'), Counterparty: devKeyPair('//Bob', 'Ed25519'),
};

test(`${PAYMENTS} payments over a lossy wire`, async () => {
	const wire = new Wire(new Random(20_260_930n), FAULTS);
	const accounts = { opener: keys.Opener.account, counterparty: keys.Counterparty.account };
	const saved: Partial<Record<Side, Uint8Array>> = {};
	const party = (side: Side) => new Party({
		machine: Machine.create(
			{ genesis: GENESIS, channel: 7n, parties: accounts, side, limits: DEFAULT_LIMITS },
			0n, pair(COMMITTED, COMMITTED)),
		transport: wire.end(side),
		// One key answers at once, the other as somebody would who is asked.
		sign: (payload) => {
			const signature = keys[side].sign(payload);
			return side === 'Opener' ? signature : Promise.resolve(signature);
		},
		store: { save: (snapshot) => void (saved[side] = snapshot) },
		resendMs: 0,
	});
	const parties = { Opener: party('Opener'), Counterparty: party('Counterparty') };
	const randoms = [new Random(1n), new Random(2n)] as const;
	const paid = await payEachOther(wire, parties, PAYMENTS, COMMITTED, randoms);

	const moved = paid.Counterparty - paid.Opener;
	const expected = pair(COMMITTED + moved, COMMITTED - moved);
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
