// Endings that were signed and never seen on chain: as in `off_chain/tests/lapsing.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIDES } from '../../../src/core/sides.js';
import {
	close, declined, Duo, END, ENDED, GOOD_FOR, ignored, LAPSED, pair, pay, SPAN, time, withdraw,
} from '../../kit/duo.js';

const NET = { payer: 'Opener', amount: 40n };

function paid(): Duo {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 40n));
	return duo;
}

test('an ending binds until its instant', () => {
	const duo = paid();
	duo.change('Opener', close());
	duo.reach(END - 1n);
	for (const side of SIDES) {
		assert.equal(duo.of(side).boundUntilMs, END);
		assert.ok(duo.of(side).ending);
		assert.equal(duo.start(side, pay('Opener', 1n)), 'EndingSigned');
	}
	for (const side of SIDES) {
		assert.deepEqual(duo.tell(side, time(END)), LAPSED);
		assert.deepEqual([duo.of(side).boundUntilMs, duo.of(side).ending], [null, null]);
		assert.equal(duo.tell(side, time(END + 1n)), null);
	}
});

test("only the chain's clock ends it", () => {
	const duo = paid();
	duo.change('Opener', close());
	duo.nowMs = END + SPAN[1];
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'EndingSigned');
	const change = pay('Opener', 1n);
	const { event } = duo.sendAs('Opener', { type: 'Request', version: 2n, change });
	assert.deepEqual(event, ignored('EndingSigned'));
	// That clock does not go back.
	duo.tellBoth(time(END));
	duo.tellBoth(time(END - 1n));
	assert.equal(duo.of('Opener').boundUntilMs, null);
});

test('afterwards its version is used up, and states are signed again', () => {
	const duo = paid();
	duo.change('Opener', close());
	duo.reach(END);
	for (const side of SIDES) {
		const proposed = duo.of(side).proposed;
		assert.deepEqual([proposed?.version, proposed?.change], [2n, { type: 'Nothing' }]);
	}
	duo.talk();
	duo.assertAgreed(2n, pair(60n, 140n));
	duo.change('Opener', pay('Opener', 10n));
	duo.assertAgreed(3n, pair(50n, 150n));
});

test('afterwards it may end on other terms', () => {
	const duo = paid();
	duo.change('Opener', withdraw(pair(60n, 0n)));
	duo.reach(END);
	duo.talk();
	duo.change('Opener', pay('Opener', 10n));
	const validUntilMs = END + GOOD_FOR[0];
	duo.change('Counterparty', close(validUntilMs));
	for (const side of SIDES) {
		const body = { version: 4n, net: { ...NET, amount: 50n }, validUntilMs };
		assert.deepEqual(duo.of(side).ending?.body, body);
	}
});

test('whoever signed it alone is bound as well, and then goes on', () => {
	const duo = paid();
	duo.start('Opener', close());
	duo.sendPending('Opener');
	assert.equal(duo.of('Counterparty').boundUntilMs, END);
	assert.equal(duo.start('Counterparty', pay('Counterparty', 1n)), 'EndingSigned');
	duo.reach(END);
	assert.deepEqual([duo.of('Opener').wanted, duo.of('Opener').boundUntilMs], [null, null]);
	duo.change('Opener', pay('Opener', 10n));
	duo.assertAgreed(3n, pair(50n, 150n));
});

test('the latest of several endings counts', () => {
	// Each signs one first, and both are completed.
	const duo = paid();
	const request = (change = close()) => ({ type: 'Request', version: 2n, change }) as const;
	const byCounterparty = duo.sendAs('Opener', request()).reply;
	const byOpener = duo.sendAs('Counterparty', request(close(END + 5n))).reply;
	duo.send('Opener', byCounterparty);
	duo.send('Counterparty', byOpener);
	for (const side of SIDES) assert.equal(duo.of(side).boundUntilMs, END + 5n);
	duo.reach(END + 4n);
	for (const side of SIDES) assert.equal(duo.start(side, pay('Opener', 1n)), 'EndingSigned');
	duo.reach(END + 5n);
	duo.change('Opener', pay('Opener', 1n));
	duo.assertAgreed(3n, pair(59n, 141n));
});

test('a proposal that comes again is answered with what is held', () => {
	const duo = paid();
	duo.start('Opener', close());
	const proposal = duo.sendPending('Opener').reply;
	const first = duo.send('Opener', proposal);
	// It is too late to sign it now.
	duo.nowMs = END - 1n;
	const again = duo.send('Opener', proposal);
	assert.deepEqual(again.event, ignored('EndingSigned'));
	assert.deepEqual(again.reply, first.reply);
});

test('one that is told too late is not taken up', () => {
	const duo = paid();
	duo.start('Opener', close());
	const held = duo.send('Opener', duo.sendPending('Opener').reply).reply;
	duo.tell('Counterparty', time(END));
	assert.deepEqual(duo.send('Counterparty', held).event, ignored('WrongVersion'));
	assert.equal(duo.of('Counterparty').ending, null);
	assert.equal(duo.of('Counterparty').boundUntilMs, null);
});

test('one side may know sooner', () => {
	const duo = paid();
	duo.change('Opener', close());
	duo.tell('Opener', time(END));
	const reaction = duo.sendPending('Opener');
	assert.deepEqual(reaction.event, ignored('EndingSigned'));
	duo.send('Opener', reaction.reply);
	assert.equal(duo.of('Opener').ending, null);
	duo.tell('Counterparty', time(END));
	duo.talk();
	duo.assertAgreed(2n, pair(60n, 140n));
});

test('what was dropped for an ending does not come back', () => {
	// The payee has signed a payment, and then the payer's ending for the same version.
	const duo = paid();
	duo.start('Counterparty', pay('Opener', 10n));
	const dropped = duo.of('Counterparty').pending();
	duo.sendAs('Counterparty', { type: 'Request', version: 2n, change: close() });
	duo.send('Counterparty', duo.of('Opener').pending());
	assert.equal(duo.of('Counterparty').proposed, null);
	duo.tell('Opener', time(END));
	const nothing = duo.of('Opener').pending();
	// The payer wants that payment now, but not in this version.
	duo.start('Opener', pay('Opener', 10n));
	duo.tell('Counterparty', time(END));
	assert.deepEqual(duo.send('Opener', dropped).event, ignored('Busy'));
	duo.send('Counterparty', nothing);
	duo.talk();
	duo.assertAgreed(3n, pair(50n, 150n));
});

test('an ending that is only wanted is wanted no more', () => {
	const duo = paid();
	duo.start('Opener', close());
	assert.deepEqual(duo.tell('Opener', time(END)), LAPSED);
	assert.equal(duo.of('Opener').wanted, null);
	duo.change('Opener', pay('Opener', 1n));
	duo.assertAgreed(2n, pair(59n, 141n));
});

test('a payment that waits is made when the ending has lapsed', () => {
	const duo = paid();
	duo.start('Opener', pay('Opener', 10n));
	duo.sendAs('Counterparty', { type: 'Request', version: 2n, change: close() });
	assert.deepEqual(duo.of('Opener').proposed?.change, close());
	// The other side does not take it up.
	duo.reach(END);
	duo.talk();
	duo.assertAgreed(3n, pair(50n, 150n));
});

test('while it closes another close follows one that has lapsed', () => {
	const duo = paid();
	duo.tellBoth({ type: 'Closing', version: 1n });
	duo.change('Opener', close());
	duo.reach(END);
	assert.ok(duo.both(({ proposed }) => proposed === null));
	const validUntilMs = END + GOOD_FOR[1];
	duo.change('Opener', close(validUntilMs));
	for (const side of SIDES) {
		assert.deepEqual(duo.of(side).ending?.body, { version: 2n, net: NET, validUntilMs });
	}
});

test("what has lapsed by the chain's clock is not signed by a slower one", () => {
	// Signing it would take the place of what uses the version up, and bind to nothing.
	const cases = [[END - GOOD_FOR[0], true], [END - GOOD_FOR[0] + 1n, false]] as const;
	const request = { type: 'Request', version: 2n, change: close() } as const;
	for (const [chainMs, signed] of cases) {
		const asked = paid();
		asked.tell('Counterparty', time(chainMs));
		const refused = declined(close(), 'DeadlineTooSoon');
		assert.deepEqual(asked.sendAs('Opener', request).event, signed ? null : refused);
		const last = paid();
		last.tell('Opener', time(chainMs));
		const proposal = last.sendAs('Opener', request).reply;
		assert.deepEqual(last.send('Opener', proposal).event, signed ? ENDED : refused);
	}
});
