// Restarts, and backups that may be old: as in `off_chain/tests/restoring.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIDES } from '../../../src/core/sides.js';
import { Machine } from '../../../src/channel/machine.js';
import {
	add, close, Duo, END, GOOD_FOR, htlc, ignored, LAPSED, NOW, outcome, pair, pay, signs, SPAN, time,
} from '../../kit/duo.js';

const REESTABLISHED = { type: 'Reestablished' };
const NOTHING = { type: 'Nothing' };

/** The opener has paid 40 in two states, and is restored from what it stored after the first. */
function restored(): Duo {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 30n));
	const backup = duo.of('Opener').snapshot();
	duo.change('Opener', pay('Opener', 10n));
	duo.machines.Opener = Machine.restore(backup, 1n);
	return duo;
}

test('a restart goes on where it stopped', () => {
	const duo = new Duo();
	duo.start('Opener', pay('Opener', 30n));
	duo.sendPending('Opener');
	for (const side of SIDES) {
		const stored = duo.of(side).snapshot();
		duo.machines[side] = Machine.resume(stored);
		assert.deepEqual(duo.of(side).snapshot(), stored);
	}
	duo.talk();
	duo.assertAgreed(1n, pair(70n, 130n));
});

test('a machine in every shape is stored and read', () => {
	const duo = new Duo();
	duo.change('Opener', add(htlc('Opener', 30n, 7, NOW + SPAN[0])));
	const { paymentHash } = htlc('Opener', 30n, 7, NOW);
	duo.tellBoth({ type: 'Revealed', paymentHash, revealedMs: NOW });
	duo.start('Opener', pay('Opener', 1n));
	duo.start('Counterparty', pay('Opener', 2n));
	duo.tellBoth({
		type: 'WithdrawalRequested', side: 'Opener', amount: 5n, version: 0n, reserve: 2n,
	});
	duo.tell('Counterparty', { type: 'Closing', version: 1n });
	for (const side of SIDES) {
		const stored = duo.of(side).snapshot();
		assert.deepEqual(Machine.resume(stored).snapshot(), stored);
		for (let length = 0; length < stored.length; length += 1) {
			assert.throws(() => Machine.resume(stored.subarray(0, length)), /Malformed/);
		}
	}
});

test('a restored machine signs nothing until it is told', () => {
	const duo = restored();
	const one = duo.of('Opener');
	assert.ok(!one.isSure);
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'Unsure');
	assert.equal(outcome(() => one.closeAloneWith()), 'Unsure');
	assert.deepEqual(one.pending(), one.reestablish());
	duo.start('Counterparty', pay('Counterparty', 1n));
	const pending = duo.of('Counterparty').pending();
	assert.ok(pending);
	const reaction = duo.send('Opener', { ...pending, peerSession: 1n });
	assert.deepEqual(reaction, { reply: one.reestablish(), event: ignored('Unsure') });
	assert.equal(one.proposed, null);
});

test('the newest state is told, and the next version used up', () => {
	const duo = restored();
	const held = duo.sendPending('Opener').reply;
	assert.deepEqual(duo.send('Opener', held).event, REESTABLISHED);
	assert.equal(duo.of('Opener').state.version, 2n);
	const { proposed } = duo.of('Opener');
	assert.deepEqual([proposed?.version, proposed?.change], [3n, NOTHING]);
	duo.talk();
	duo.assertAgreed(3n, pair(60n, 140n));
	duo.change('Opener', pay('Opener', 1n));
	duo.assertAgreed(4n, pair(59n, 141n));
});

test('only an answer to the own question counts', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 30n));
	const old = duo.send('Counterparty', duo.of('Opener').reestablish()).reply;
	const backup = duo.of('Opener').snapshot();
	duo.change('Opener', pay('Opener', 10n));
	duo.machines.Opener = Machine.restore(backup, 1n);
	assert.deepEqual(duo.send('Opener', old).event, ignored('FormerSession'));
	assert.ok(!duo.of('Opener').isSure);
});

test('messages from before the restoring are ignored', () => {
	const duo = restored();
	const lost = new Duo();
	lost.start('Opener', pay('Opener', 5n));
	const old = lost.of('Opener').pending();
	assert.ok(old);
	duo.talk();
	const reaction = duo.send('Counterparty', { ...old, session: 0n });
	assert.deepEqual(reaction, { reply: null, event: ignored('FormerSession') });
});

test('a proposal of the backup goes on if it is still next', () => {
	const duo = new Duo();
	duo.start('Counterparty', pay('Opener', 5n));
	duo.machines.Counterparty = Machine.restore(duo.of('Counterparty').snapshot(), 1n);
	duo.start('Opener', pay('Opener', 5n));
	duo.talk();
	duo.assertAgreed(1n, pair(95n, 105n));
});

test('what the backup gave up may have come to something else', () => {
	const duo = new Duo();
	duo.start('Counterparty', pay('Opener', 5n));
	duo.send('Counterparty', duo.sendPending('Counterparty').reply);
	const backup = duo.of('Counterparty').snapshot();
	assert.deepEqual(duo.of('Counterparty').proposed?.change, NOTHING);
	// The opener's own proposal for that version is completed instead.
	duo.start('Counterparty', pay('Counterparty', 7n));
	duo.start('Opener', pay('Counterparty', 7n));
	duo.send('Opener', duo.sendPending('Opener').reply);
	duo.machines.Counterparty = Machine.restore(backup, 1n);
	duo.talk();
	duo.assertAgreed(2n, pair(107n, 93n));
});

test('a backup of what came to nothing gives way', () => {
	const duo = new Duo();
	const older = duo.of('Opener').snapshot();
	// Only the opener holds this payment when it is restored, and its version is used up.
	duo.start('Opener', pay('Opener', 5n));
	duo.send('Opener', duo.sendPending('Opener').reply);
	const newer = duo.of('Opener').snapshot();
	duo.machines.Opener = Machine.restore(older, 1n);
	duo.talk();
	duo.assertAgreed(1n, pair(100n, 100n));
	duo.machines.Opener = Machine.restore(newer, 2n);
	duo.talk();
	duo.change('Opener', pay('Opener', 7n));
	duo.assertAgreed(3n, pair(93n, 107n));
});

test('an ending that was lost is told, and binds again', () => {
	const duo = new Duo();
	const backup = duo.of('Opener').snapshot();
	duo.change('Opener', close());
	duo.machines.Opener = Machine.restore(backup, 1n);
	duo.talk();
	assert.ok(duo.of('Opener').ending);
	assert.equal(duo.of('Opener').proposed, null);
	assert.equal(duo.of('Opener').boundUntilMs, END);
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'EndingSigned');
	duo.reach(END);
	duo.talk();
	duo.change('Opener', pay('Opener', 1n));
	duo.assertAgreed(2n, pair(99n, 101n));
});

test('copies elsewhere help', () => {
	const duo = restored();
	const newest = duo.of('Counterparty').toPresent(0n);
	assert.ok(newest);
	duo.of('Opener').learn(newest);
	assert.ok(!duo.of('Opener').isSure);
	assert.deepEqual(duo.of('Opener').toPresent(1n), newest);
	assert.equal(duo.of('Opener').toPresent(2n), null);
});

test('if both are restored the owners decide', () => {
	const duo = restored();
	duo.machines.Counterparty = Machine.restore(duo.of('Counterparty').snapshot(), 1n);
	for (const side of SIDES) {
		const held = duo.sendPending(side).reply;
		assert.deepEqual(duo.send(side, held).event, ignored('Unsure'));
	}
	duo.of('Counterparty').assumeNewest(signs('Counterparty'));
	duo.talk();
	duo.assertAgreed(3n, pair(60n, 140n));
	assert.ok(duo.both(({ isSure }) => isSure));
});

test('a backup that thinks itself bound goes on when it is told the time', () => {
	const duo = new Duo();
	duo.change('Opener', close());
	const backup = duo.of('Opener').snapshot();
	duo.reach(END);
	duo.talk();
	duo.change('Opener', pay('Opener', 5n));
	duo.machines.Opener = Machine.restore(backup, 1n);
	const held = duo.sendPending('Opener').reply;
	if (held) duo.send('Opener', held);
	assert.equal(duo.of('Opener').state.version, 2n);
	assert.equal(duo.of('Opener').proposed, null);
	assert.deepEqual(duo.tell('Opener', time(END)), LAPSED);
	// Something may have been signed for the next version.
	assert.deepEqual(duo.of('Opener').proposed?.change, NOTHING);
	duo.talk();
	duo.assertAgreed(3n, pair(95n, 105n));
});

test('a backup with an older ending is bound by the newer one', () => {
	const duo = new Duo();
	duo.change('Opener', close());
	const backup = duo.of('Opener').snapshot();
	duo.reach(END);
	duo.talk();
	const later = END + GOOD_FOR[0];
	duo.change('Opener', close(later));
	duo.machines.Opener = Machine.restore(backup, 1n);
	duo.talk();
	assert.equal(duo.of('Opener').boundUntilMs, later);
	duo.tell('Opener', time(END));
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'EndingSigned');
});

test('what is claimed after a loss is what the newest state held leaves', () => {
	const duo = restored();
	const one = duo.of('Opener');
	assert.equal(one.claimAfterLoss(), 70n);
	// A claim is of what the party committed itself.
	assert.equal(duo.of('Counterparty').claimAfterLoss(), 100n);
	const newest = duo.of('Counterparty').toPresent(0n);
	assert.ok(newest);
	one.learn(newest);
	assert.equal(one.claimAfterLoss(), 60n);
	for (const event of [{ type: 'Closing', version: 0n }, { type: 'Over' }] as const) {
		duo.tell('Opener', event);
		assert.equal(outcome(() => one.claimAfterLoss()), 'NotOpen');
	}
});

test('HTLCs are not claimed after a loss', () => {
	const duo = new Duo();
	duo.change('Opener', add(htlc('Opener', 30n, 1, NOW + SPAN[0])));
	duo.change('Counterparty', add(htlc('Counterparty', 20n, 2, NOW + SPAN[0])));
	assert.equal(duo.of('Opener').claimAfterLoss(), 70n);
	assert.equal(duo.of('Counterparty').claimAfterLoss(), 80n);
});
