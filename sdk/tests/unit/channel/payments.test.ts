// Two machines on a wire that works: as in `off_chain/tests.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { payload, type Message } from '../../../src/core/messages.js';
import { ofSide, SIDES } from '../../../src/core/sides.js';
import { isSignedBy } from '../../../src/core/signatures.js';
import {
	add, agreed, CHANNEL, declined, Duo, fail, GENESIS, htlc, ignored, NOW, pair, pay, refusedBy,
	settle, SPAN,
} from '../../kit/duo.js';

const SOON = NOW + SPAN[0];

test('a payment is requested, signed and completed', () => {
	const duo = new Duo();
	const change = pay('Opener', 40n);
	duo.start('Opener', change);
	const request = duo.of('Opener').pending();
	assert.deepEqual(request?.message, { type: 'Request', version: 1n, change });
	const proposal = duo.send('Counterparty', request);
	assert.equal(proposal.event, null);
	assert.deepEqual(duo.of('Counterparty').pending(), proposal.reply);
	assert.equal(duo.of('Counterparty').state.version, 0n);
	const held = duo.send('Opener', proposal.reply);
	assert.deepEqual(held.event, agreed(1n, change));
	assert.equal(duo.of('Opener').wanted, null);
	assert.equal(duo.of('Opener').pending(), null);
	const done = duo.send('Counterparty', held.reply);
	assert.deepEqual(done, { reply: null, event: agreed(1n, change) });
	duo.assertAgreed(1n, pair(60n, 140n));
});

test('what is held is what the chain takes', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 40n));
	const machine = duo.of('Counterparty');
	const signed = machine.toPresent(0n);
	assert.ok(signed);
	const message: Message = { type: 'State', ...signed.body };
	const bytes = payload(GENESIS, CHANNEL, 0n, message);
	for (const side of SIDES) {
		const signature = ofSide(signed.signatures, side);
		assert.ok(signature && isSignedBy(signature, ofSide(machine.identity.parties, side), bytes));
	}
});

test('payments go both ways, and zero has one form', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 40n));
	duo.change('Counterparty', pay('Counterparty', 30n));
	duo.assertAgreed(2n, pair(90n, 110n));
	duo.change('Counterparty', pay('Counterparty', 10n));
	assert.deepEqual(duo.of('Opener').state.net, { payer: 'Opener', amount: 0n });
	duo.change('Counterparty', pay('Counterparty', 100n));
	duo.assertAgreed(4n, pair(200n, 0n));
});

test('what both want the payee can sign at once', () => {
	const duo = new Duo();
	duo.start('Opener', pay('Opener', 40n));
	duo.start('Counterparty', pay('Opener', 40n));
	duo.talk();
	duo.assertAgreed(1n, pair(60n, 140n));
	assert.equal(duo.of('Opener').wanted, null);
});

test('an HTLC is added, and settled by its preimage', () => {
	const duo = new Duo();
	const waits = htlc('Opener', 30n, 7, SOON);
	duo.change('Opener', add(waits));
	duo.assertAgreed(1n, pair(70n, 100n));
	duo.nowMs = waits.deadlineMs - 1n;
	const change = settle(waits, 7);
	const events = duo.change('Counterparty', change);
	assert.deepEqual(events, [
		['Opener', agreed(2n, change)], ['Counterparty', agreed(2n, change)],
	]);
	duo.assertAgreed(2n, pair(70n, 130n));
});

test('the payee can give an HTLC up at any time, the payer when it is dead', () => {
	for (const side of ['Counterparty', 'Opener'] as const) {
		const duo = new Duo();
		const waits = htlc('Opener', 30n, 7, SOON);
		duo.change('Opener', add(waits));
		if (side === 'Opener') duo.nowMs = waits.deadlineMs;
		duo.change(side, fail(waits));
		duo.assertAgreed(2n, pair(100n, 100n));
	}
});

test("if both propose, the opener's counts", () => {
	const duo = new Duo();
	const [fromOpener, fromOther] = [
		htlc('Opener', 30n, 1, SOON), htlc('Counterparty', 20n, 2, SOON),
	];
	duo.change('Opener', add(fromOpener));
	duo.change('Counterparty', add(fromOther));
	const [ofOpener, ofOther] = [settle(fromOther, 2), settle(fromOpener, 1)];
	duo.start('Opener', ofOpener);
	duo.start('Counterparty', ofOther);
	assert.deepEqual(duo.sendPending('Counterparty'), { reply: null, event: ignored('Busy') });
	const held = duo.sendPending('Opener');
	assert.deepEqual(held.event, agreed(3n, ofOpener, ofOther));
	duo.talk();
	duo.assertAgreed(3n, pair(90n, 80n));
	duo.change('Counterparty', ofOther);
	duo.assertAgreed(4n, pair(90n, 110n));
});

test('a refused proposal uses its version up', () => {
	const duo = new Duo();
	const change = pay('Opener', 40n);
	duo.start('Counterparty', change);
	const proposal = duo.of('Counterparty').pending();
	const refused = duo.send('Opener', proposal);
	assert.deepEqual(refused.event, declined(change, 'NotRequested'));
	const nothing = duo.send('Counterparty', refused.reply);
	assert.deepEqual(nothing.event, refusedBy(change, 'NotRequested'));
	assert.deepEqual(duo.of('Counterparty').proposed?.change, { type: 'Nothing' });
	// Wanting it now is too late: it is wanted again in the next version.
	duo.start('Opener', change);
	assert.deepEqual(duo.send('Opener', proposal).event, declined(change, 'GivenUp'));
	duo.send('Opener', nothing.reply);
	duo.talk();
	duo.assertAgreed(2n, pair(60n, 140n));
});

test('what was given up is not accepted any more', () => {
	const duo = new Duo();
	const change = pay('Opener', 40n);
	for (const side of SIDES) duo.start(side, change);
	const held = duo.send('Opener', duo.of('Counterparty').pending()).reply;
	// The opener breaks rule 5: refuses, and completes.
	duo.sendAs('Opener', { type: 'Refuse', version: 1n, change, refusal: 'NotRequested' });
	assert.deepEqual(duo.send('Counterparty', held).event, ignored('GivenUp'));
	assert.equal(duo.of('Counterparty').state.version, 0n);
});

test('lost answers are given again', () => {
	const duo = new Duo();
	duo.start('Opener', pay('Opener', 40n));
	duo.sendPending('Opener');
	duo.sendPending('Counterparty');
	assert.deepEqual(SIDES.map((side) => duo.of(side).state.version), [1n, 0n]);
	// The opener goes on, and the other side finds out that it is behind.
	duo.start('Opener', pay('Opener', 1n));
	const ask = duo.sendPending('Opener');
	assert.deepEqual(ask.event, ignored('WrongVersion'));
	const held = duo.send('Opener', ask.reply);
	assert.equal(held.event, null);
	duo.send('Counterparty', held.reply);
	duo.talk();
	duo.assertAgreed(2n, pair(59n, 141n));
});

test('a repeated proposal is answered with what is held', () => {
	const duo = new Duo();
	duo.start('Opener', pay('Opener', 40n));
	duo.sendPending('Opener');
	const proposal = duo.of('Counterparty').pending();
	const first = duo.send('Opener', proposal);
	const again = duo.send('Opener', proposal);
	assert.deepEqual(again.event, ignored('WrongVersion'));
	assert.deepEqual(again.reply, first.reply);
});

test('a top-up counts from when it is seen', () => {
	const duo = new Duo();
	const event = { type: 'Committed', committed: pair(100n, 150n) } as const;
	const change = pay('Counterparty', 150n);
	duo.tell('Counterparty', event);
	duo.start('Counterparty', change);
	const reaction = duo.sendPending('Counterparty');
	assert.deepEqual(reaction.event, declined(change, 'ExceedsCommitted'));
	duo.tell('Opener', event);
	duo.talk();
	duo.assertAgreed(1n, pair(250n, 0n));
});

test('a request can be cancelled', () => {
	const duo = new Duo();
	duo.start('Opener', pay('Opener', 40n));
	duo.sendPending('Opener');
	assert.deepEqual(duo.of('Opener').cancelWanted(), pay('Opener', 40n));
	duo.talk();
	duo.assertAgreed(1n, pair(100n, 100n));
});
