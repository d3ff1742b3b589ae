// Withdrawals, closes, and closings of one party alone: as in `off_chain/tests/endings.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIDES } from '../../../src/core/sides.js';
import {
	add, agreed, close, declined, Duo, END, ENDED, htlc, ignored, machine, NOW, outcome, pair, pay,
	SPAN, withdraw,
} from '../../kit/duo.js';

const NET = { payer: 'Opener', amount: 40n };

function paid(): Duo {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 40n));
	return duo;
}

test('a withdrawal begins a new base', () => {
	const duo = paid();
	const amounts = pair(0n, 110n);
	duo.change('Counterparty', withdraw(amounts));
	for (const side of SIDES) {
		const ending = duo.of(side).ending;
		assert.equal(ending?.type, 'Withdrawal');
		assert.deepEqual(ending.body, { version: 2n, net: NET, amounts, validUntilMs: END });
		// Until the chain has it, nothing more is signed.
		assert.equal(duo.start(side, pay('Opener', 1n)), 'EndingSigned');
		assert.equal(duo.start(side, close()), 'EndingSigned');
		assert.equal(duo.of(side).toPresent(0n)?.body.version, 1n);
	}
	const committed = pair(60n, 30n);
	for (const side of SIDES) {
		assert.equal(duo.tell(side, { type: 'CommittedWithdrawn', baseVersion: 2n, committed }), null);
		assert.equal(duo.of(side).toPresent(0n), null);
		assert.equal(duo.of(side).boundUntilMs, null);
	}
	duo.assertAgreed(2n, committed);
	duo.change('Opener', pay('Opener', 60n));
	duo.assertAgreed(3n, pair(0n, 90n));
});

test('a party takes out only what is its own', () => {
	for (const [amounts, refused] of [[pair(1n, 0n), false], [pair(0n, 1n), true]] as const) {
		const duo = paid();
		const change = withdraw(amounts);
		const { event } = duo.sendAs('Opener', { type: 'Request', version: 2n, change });
		assert.deepEqual(event, refused ? declined(change, 'NotRequested') : null);
	}
	const duo = paid();
	const change = withdraw(pair(60n, 140n));
	duo.start('Counterparty', change);
	duo.change('Opener', change);
	assert.ok(duo.both(({ ending }) => ending !== null));
});

test('a withdrawal leaves no less than nothing', () => {
	const duo = paid();
	assert.equal(duo.start('Opener', withdraw(pair(61n, 0n))), 'ExceedsCommitted');
	assert.equal(duo.start('Opener', withdraw(pair(60n, 0n))), null);
});

test('a close says the newest net transfer', () => {
	const duo = paid();
	duo.change('Opener', close());
	for (const side of SIDES) {
		const ending = duo.of(side).ending;
		assert.equal(ending?.type, 'Close');
		assert.deepEqual(ending.body, { version: 2n, net: NET, validUntilMs: END });
	}
	duo.tell('Opener', { type: 'Over' });
	assert.deepEqual(duo.of('Opener').stage, { type: 'Over' });
	assert.equal(duo.of('Opener').pending(), null);
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'EndingSigned');
});

test('no base ends while HTLCs wait', () => {
	const duo = paid();
	duo.change('Opener', add(htlc('Opener', 1n, 1, NOW + SPAN[0])));
	assert.equal(duo.start('Opener', close()), 'HtlcsPending');
	const change = withdraw(pair(1n, 0n));
	assert.equal(duo.start('Opener', change), 'HtlcsPending');
	const { event } = duo.sendAs('Opener', { type: 'Request', version: 3n, change });
	assert.deepEqual(event, declined(change, 'HtlcsPending'));
});

test('an ending goes before a state', () => {
	const duo = paid();
	duo.start('Counterparty', close());
	const proposed = duo.sendPending('Counterparty').reply;
	// Signed by the opener, who now signs no state any more.
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'EndingSigned');
	duo.start('Counterparty', pay('Opener', 1n));
	assert.deepEqual(duo.sendPending('Counterparty').event, ignored('EndingSigned'));
	assert.deepEqual(duo.send('Counterparty', proposed).event, ENDED);
	assert.equal(duo.of('Counterparty').proposed, null);
	duo.talk();
	assert.ok(duo.of('Opener').ending);
});

test('an old closing is answered with the newest state', () => {
	const duo = paid();
	duo.change('Opener', pay('Opener', 1n));
	const one = duo.of('Counterparty');
	assert.equal(one.closeAloneWith()?.body.version, 2n);
	assert.equal(one.answer(), null);
	for (const [version, answered] of [[0n, true], [1n, true], [2n, false], [3n, false]] as const) {
		duo.tell('Counterparty', { type: 'Closing', version });
		assert.equal(one.answer()?.body.version, answered ? 2n : undefined);
		assert.deepEqual(one.answer(), one.toPresent(version));
	}
	assert.equal(outcome(() => one.closeAloneWith()), 'NotOpen');
	duo.tell('Counterparty', { type: 'Over' });
	assert.equal(one.answer(), null);
});

test('without states one closes with none', () => {
	assert.equal(machine('Opener').closeAloneWith(), null);
});

test('while it closes only a close is signed', () => {
	const duo = paid();
	duo.start('Opener', pay('Opener', 2n));
	duo.start('Counterparty', pay('Opener', 3n));
	for (const side of SIDES) {
		duo.tell(side, { type: 'Closing', version: 0n });
		assert.deepEqual([duo.of(side).proposed, duo.of(side).wanted], [null, null]);
		assert.equal(duo.start(side, pay('Opener', 1n)), 'NotOpen');
	}
	const change = pay('Opener', 2n);
	const { event } = duo.sendAs('Opener', { type: 'Request', version: 2n, change });
	assert.deepEqual(event, declined(change, 'NotOpen'));
	duo.change('Opener', close());
	assert.ok(duo.both(({ ending }) => ending !== null));
});

test('a close is above what was presented', () => {
	const duo = paid();
	duo.tellBoth({ type: 'Closing', version: 1n });
	duo.change('Opener', close());
	assert.ok(duo.both(({ ending }) => ending?.body.version === 2n));
});

test('whoever lacks what was presented learns it first', () => {
	// The opener holds the second payment, and its payee does not.
	const duo = paid();
	duo.start('Opener', pay('Opener', 1n));
	duo.send('Opener', duo.sendPending('Opener').reply);
	duo.tellBoth({ type: 'Closing', version: 2n });
	assert.equal(duo.start('Counterparty', close()), 'Behind');
	const { event } = duo.sendAs('Opener', { type: 'Request', version: 2n, change: close() });
	assert.deepEqual(event, declined(close(), 'Behind'));
	duo.change('Opener', close());
	for (const side of SIDES) {
		assert.equal(duo.of(side).state.version, 2n);
		assert.equal(duo.of(side).ending?.body.version, 3n);
	}
});

test('a closing makes endings void that the chain takes no more', () => {
	const cases = [
		[withdraw(pair(1n, 0n)), 0n, true], [close(), 1n, false], [close(), 2n, true],
	] as const;
	for (const [ending, version, isVoid] of cases) {
		const held = paid();
		held.change('Opener', ending);
		held.tellBoth({ type: 'Closing', version });
		assert.ok(held.both((one) => (one.ending === null) === isVoid));
		const proposed = paid();
		proposed.start('Opener', ending);
		proposed.sendPending('Opener');
		proposed.tell('Counterparty', { type: 'Closing', version });
		assert.equal(proposed.of('Counterparty').proposed === null, isVoid);
	}
});

test('a close replaces a withdrawal that is void', () => {
	const duo = paid();
	duo.change('Opener', withdraw(pair(1n, 0n)));
	duo.tellBoth({ type: 'Closing', version: 1n });
	duo.change('Counterparty', close(END + 1n));
	for (const side of SIDES) {
		const ending = duo.of(side).ending;
		assert.equal(ending?.type, 'Close');
		assert.deepEqual(ending.body, { version: 2n, net: NET, validUntilMs: END + 1n });
	}
});

test('a payment is agreed with its change', () => {
	const duo = paid();
	assert.deepEqual(duo.change('Counterparty', pay('Counterparty', 1n))[0], [
		'Counterparty', agreed(2n, pay('Counterparty', 1n)),
	]);
});
