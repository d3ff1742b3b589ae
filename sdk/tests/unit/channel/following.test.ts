// A party that follows its channel on chain: over gaps, failures and restarts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { followChannel, missedEvents, revealedOn, type Defence } from '../../../src/chain/index.js';
import { Machine } from '../../../src/channel/machine.js';
import { Party } from '../../../src/channel/party.js';
import type { Pair } from '../../../src/core/sides.js';
import { event, FakeChain, fakeSigner, invalid, type FakeBlock } from '../../kit/chain.js';
import {
	add, CHANNEL, Duo, fail, htlc, NOW, pair, pay, secret, settle, signs, SPAN,
} from '../../kit/duo.js';

const DEADLINE = NOW + SPAN[0] + 10n;

/** A chain that has the channel of a duo, committed as in the block. */
function chainOf(duo: Duo, committed: (block: FakeBlock) => Pair<bigint> = () => pair(100n, 100n)) {
	const fake = new FakeChain();
	const { opener, counterparty } = duo.of('Opener').identity.parties;
	const parties = {
		opener: fake.chain.address(opener), counterparty: fake.chain.address(counterparty),
	};
	fake.answers['Channels.Channels'] = (block) =>
		({ channel: { parties, committed: committed(block), base_version: 0n } });
	return fake;
}

function party(machine: Machine, store?: { save(): void }): Party {
	const transport = { send: () => {}, onMessage: () => () => {} };
	const { side } = machine;
	const more = store ? { store } : {};
	const nowMs = () => NOW;
	return new Party({ machine, transport, sign: signs(side), resendMs: 0, nowMs, ...more });
}

async function rest(): Promise<void> {
	for (let round = 0; round < 40; round += 1) await turn();
}

/** Follows with a machine until the test ends; answers with what was done for it. */
function follow(fake: FakeChain, of: Party) {
	const leaving = new AbortController();
	const defences: Defence[] = [];
	const followed = followChannel(fake.chain, of, {
		signer: fakeSigner(), signal: leaving.signal, onDefence: (defence) => defences.push(defence),
	});
	return { defences, followed, leaving };
}

const block = (number: number, events: FakeBlock['events'] = [], nowMs = NOW): FakeBlock =>
	({ number, nowMs, events });

/** A preimage is known in blocks from a number on. */
function reveal(fake: FakeChain, number: number, from: number, revealedMs: bigint): void {
	const { paymentHash } = htlc('Opener', 1n, number, 0n);
	fake.answers['Channels.preimage'] = (at, hash) => (at.number >= from && hash === paymentHash
		? { preimage: secret(number), revealed_ms: revealedMs } : undefined);
}

test('a preimage that was revealed while nobody looked is not lost to its payee', async () => {
	const duo = new Duo();
	const waits = htlc('Opener', 30n, 1, DEADLINE);
	duo.change('Opener', add(waits));
	const fake = chainOf(duo);
	reveal(fake, 1, 2, DEADLINE - 1n);
	const payee = party(duo.of('Counterparty'));
	const { leaving, followed } = follow(fake, payee);
	fake.push(block(1));
	await rest();
	// The connection was broken meanwhile.
	fake.push(block(9, [], DEADLINE));
	await rest();
	duo.nowMs = DEADLINE;
	// The payer, which says that nobody has shown it, does not get it back.
	duo.of('Opener').onChain({ type: 'Time', nowMs: DEADLINE }, signs('Opener'));
	assert.equal(duo.start('Opener', fail(waits)), null);
	const { event: answer } = duo.sendPending('Opener');
	assert.deepEqual(answer, { type: 'Declined', change: fail(waits), refusal: 'NotExpired' });
	assert.equal(duo.start('Counterparty', settle(waits, 1)), null);
	leaving.abort();
	await followed;
	assert.equal(fake.listeners, 0);
});

test('what a machine asks for about preimages is what the newest block has', async () => {
	const asked: unknown[] = [];
	const api = { view: { Channels: { preimage: async (hash: string, at: unknown) => {
		asked.push(at);
		return hash === '0x01' ? {} : undefined;
	} } } };
	const isRevealed = revealedOn({ api } as never);
	assert.deepEqual([await isRevealed('0x01'), await isRevealed('0x02')], [true, false]);
	assert.deepEqual(asked, [{ at: 'best' }, { at: 'best' }]);
});

test('a withdrawal that was finished while nobody looked has overtaken a newer state', async () => {
	const duo = new Duo();
	duo.change('Counterparty', pay('Counterparty', 80n));
	// Nor was it seen that the counterparty, which has 20, asked for 90 and got them.
	const fake = chainOf(duo, () => pair(100n, 10n));
	fake.push(block(5));
	const opener = duo.of('Opener');
	const events = await missedEvents(fake.chain, opener);
	for (const one of events) opener.onChain(one, signs('Opener'));
	assert.deepEqual([opener.remedy(), opener.committed], ['Close', pair(100n, 10n)]);
});

test('a request that came to nothing while nobody looked is over', async () => {
	const duo = new Duo();
	const requested = { amount: 10n, version: 0n, reserve: 1n };
	duo.tell('Opener', { type: 'WithdrawalRequested', side: 'Counterparty', ...requested });
	const fake = chainOf(duo);
	fake.push(block(5));
	const opener = duo.of('Opener');
	for (const one of await missedEvents(fake.chain, opener)) opener.onChain(one, signs('Opener'));
	assert.deepEqual([opener.requested('Counterparty'), opener.remedy()], [null, null]);
});

test('a node that fails for a while does not end the defence', async () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 30n));
	const fake = chainOf(duo);
	const { defences, leaving, followed } = follow(fake, party(duo.of('Counterparty')));
	fake.push(block(1));
	await rest();
	// Somebody closes with nothing in a block that cannot be read.
	fake.answers['Channels.Closings'] = ({ number }) =>
		(number >= 2 ? { state: { version: 0n } } : undefined);
	fake.pruned.add(2);
	fake.push(block(2, [event('Channels', 'ForceClosed', { channel: CHANNEL, version: 0n })]));
	await rest();
	assert.equal(defences[0]?.type, 'Failed');
	fake.outcomes.push({ final: block(4) });
	fake.push(block(3));
	await rest();
	assert.equal(defences[1]?.type, 'Challenged');
	assert.deepEqual(fake.signed.map(({ name }) => name), ['Channels.challenge']);
	leaving.abort();
	await followed;
});

test('a store that fails is caught up with', async () => {
	const duo = new Duo();
	let fails = true;
	const failing = { save: () => { if (fails) throw new Error('the disk is full'); } };
	const opener = party(duo.of('Opener'), failing);
	const fake = chainOf(duo, ({ number }) => pair(100n, number < 2 ? 100n : 150n));
	const { defences, leaving, followed } = follow(fake, opener);
	fake.push(block(1));
	await rest();
	const committed = { channel: CHANNEL, committed: pair(100n, 150n) };
	fake.push(block(2, [event('Channels', 'Committed', committed)]));
	await rest();
	assert.ok(defences.length === 2 && defences.every(({ type }) => type === 'Failed'));
	assert.deepEqual(opener.machine.committed, pair(100n, 100n));
	fails = false;
	fake.push(block(3));
	await rest();
	assert.deepEqual(opener.machine.committed, pair(100n, 150n));
	leaving.abort();
	await followed;
});

test('a challenge is sent once, and again only if it failed', async () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 30n));
	const fake = chainOf(duo);
	const { defences, leaving, followed } = follow(fake, party(duo.of('Counterparty')));
	fake.push(block(1));
	await rest();
	fake.outcomes.push({ refused: invalid('Payment') }, { final: block(5) });
	fake.push(block(2, [event('Channels', 'ForceClosed', { channel: CHANNEL, version: 0n })]));
	for (let number = 3; number < 6; number += 1) {
		await rest();
		// These were final before the challenge was, and do not tell of it.
		fake.push(block(number));
	}
	await rest();
	assert.deepEqual(defences.map(({ type }) => type), ['Failed', 'Challenged']);
	assert.equal(fake.signed.length, 2);
	leaving.abort();
	await followed;
});

test('the end of the client ends the following, loudly', async () => {
	const fake = chainOf(new Duo());
	const { followed } = follow(fake, party(new Duo().of('Opener')));
	const ended = assert.rejects(followed, /client has ended/);
	fake.push(block(1));
	await rest();
	fake.chain.destroy();
	await ended;
});

test('a channel that is over ends the following', async () => {
	const duo = new Duo();
	const fake = chainOf(duo);
	const opener = party(duo.of('Opener'));
	const { followed } = follow(fake, opener);
	fake.push(block(1));
	await rest();
	fake.push(block(2, [event('Channels', 'Settled', { channel: CHANNEL })]));
	await followed;
	assert.equal(opener.machine.stage.type, 'Over');
});

test('a node that has not caught up ends no channel, nor what was agreed in it', async () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 30n));
	const opener = party(duo.of('Opener'));
	await opener.onChain({ type: 'Time', nowMs: NOW });
	const fake = chainOf(duo);
	const { defences, leaving, followed } = follow(fake, opener);
	// Long ago there was no such channel; and then another base.
	const there = fake.answers['Channels.Channels'];
	fake.answers['Channels.Channels'] = (at) => (at.number < 8 ? undefined : there?.(at));
	const committed = { channel: CHANNEL, base_version: 7n, committed: pair(1n, 1n) };
	fake.push(block(1, [], NOW - 9n));
	await rest();
	fake.push(block(2, [event('Channels', 'CommittedWithdrawn', committed)], NOW - 8n));
	await rest();
	assert.deepEqual([opener.machine.stage.type, opener.balance], ['Open', 70n]);
	assert.match(`${defences.map((one) => 'error' in one && one.error)}`, /behind.*behind/);
	fake.push(block(8));
	await rest();
	assert.deepEqual([opener.machine.stage.type, opener.balance, defences.length], ['Open', 70n, 2]);
	leaving.abort();
	await followed;
});

test('a machine of another chain is not followed: there, its channel is gone', async () => {
	const { identity } = new Duo().of('Opener');
	const machine = Machine.create({ ...identity, genesis: secret(9) }, 0n, pair(1n, 1n));
	const fake = chainOf(new Duo());
	fake.push(block(1));
	await assert.rejects(followChannel(fake.chain, party(machine)), /another chain/);
	await assert.rejects(missedEvents(fake.chain, machine), /another chain/);
	assert.equal(machine.stage.type, 'Open');
});
