// Two machines as Rust's vectors have them: told the same, they answer, send and store the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBytes, toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import { decodeAll } from '../../src/core/scale.js';
import { SIDES, type Side } from '../../src/core/sides.js';
import { Machine } from '../../src/channel/machine.js';
import type { ChainEvent } from '../../src/channel/on-chain.js';
import {
	envelopeCodec, machineCodec, REFUSALS, type Change, type ChannelEvent, type Identity,
	type Refusal,
} from '../../src/channel/types.js';
import { outcome } from '../kit/duo.js';
import { vectors } from '../kit/vectors.js';

interface Common {
	readonly side: Side;
	/** What the machine sends after the step. */
	readonly pending: Hex | null;
}
interface Start extends Common {
	readonly start: Change;
	readonly nowMs: bigint;
	readonly refused: Refusal | null;
}
interface Receive extends Common {
	readonly receive: Hex;
	readonly nowMs: bigint;
	readonly reply: Hex | null;
	readonly event: ChannelEvent | null;
}
interface Told extends Common {
	readonly chain: ChainEvent;
	readonly event: ChannelEvent | null;
}
interface Stored extends Common {
	readonly stored: Hex;
	readonly name: string;
}
interface Restore extends Common {
	readonly restore: Hex;
	readonly session: bigint;
}
type Step = Start | Receive | Told | Stored | Restore;

interface File {
	readonly identity: Omit<Identity, 'side'>;
	readonly play: readonly Step[];
	readonly refusals: readonly { readonly refusal: Refusal; readonly envelope: Hex }[];
}

/** Numbers of more bits are text in JSON. */
function numbers(value: unknown): unknown {
	if (typeof value === 'string') return /^\d+$/.test(value) ? BigInt(value) : value;
	if (Array.isArray(value)) return value.map(numbers);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, numbers(of)]));
}

const file = numbers(vectors('pallets/primitives/vectors/machines.json')) as File;

const keys = {
	Opener: devKeyPair('//Alice', 'Ed25519'), Counterparty: devKeyPair('//Bob', 'Ed25519'),
};
const outside = (nowMs: bigint) => ({ nowMs, isRevealed: () => false });
const bytes = (envelope: Parameters<typeof envelopeCodec.enc>[0] | null): Hex | null =>
	envelope && toHex(envelopeCodec.enc(envelope));

/** Does one step with a machine; answers with the machine that goes on. */
function take(machine: Machine, step: Step): Machine {
	const sign = (payload: Uint8Array) => keys[step.side].sign(payload);
	if ('start' in step) {
		const refused = outcome(() => machine.start(step.start, outside(step.nowMs), sign));
		assert.equal(refused, step.refused);
	} else if ('receive' in step) {
		const envelope = decodeAll(envelopeCodec, toBytes(step.receive));
		assert.equal(bytes(envelope), step.receive);
		const { reply, event } = machine.receive(envelope, outside(step.nowMs), sign);
		assert.deepEqual([bytes(reply), event], [step.reply, step.event]);
	} else if ('chain' in step) {
		assert.deepEqual(machine.onChain(step.chain, sign), step.event);
	} else if ('restore' in step) {
		return Machine.restore(step.restore, step.session);
	} else {
		assert.equal(toHex(machine.snapshot()), step.stored, step.name);
		const again = machineCodec.enc(decodeAll(machineCodec, toBytes(step.stored)));
		assert.equal(toHex(again), step.stored);
		return Machine.resume(step.stored);
	}
	return machine;
}

test('what both machines answer, send and store is what Rust has', () => {
	const committed = { opener: 1_000n, counterparty: 1_000n };
	const of = (side: Side) => Machine.create({ ...file.identity, side }, 0n, committed);
	const machines = { Opener: of('Opener'), Counterparty: of('Counterparty') };
	file.play.forEach((step, at) => {
		machines[step.side] = take(machines[step.side], step);
		assert.equal(bytes(machines[step.side].pending()), step.pending, `step ${at}`);
	});
	const kinds = new Set(file.play.flatMap((step) => Object.keys(step)));
	for (const kind of ['start', 'receive', 'chain', 'stored', 'restore']) assert.ok(kinds.has(kind));
	assert.ok(SIDES.every((side) => machines[side].stage.type === 'Over'));
});

test('each reason to refuse has the number that it has in Rust', () => {
	assert.deepEqual(file.refusals.map(({ refusal }) => refusal), [...REFUSALS]);
	for (const { refusal, envelope } of file.refusals) {
		const change = { type: 'Nothing' } as const;
		const message = { type: 'Refuse', version: 2n ** 64n - 1n, change, refusal } as const;
		const told = { session: 1n, peerSession: 2n, base: 3n, message };
		assert.equal(bytes(told), envelope);
		assert.deepEqual(decodeAll(envelopeCodec, toBytes(envelope)), told);
	}
});
