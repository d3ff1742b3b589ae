// What a side takes out of what it has committed, without the other; and what the other side has to
// keep: as in `off_chain/tests/requests.rs` and `reserve.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balances, cutTo } from '../../../src/core/messages.js';
import type { Side } from '../../../src/core/sides.js';
import { DEFAULT_LIMITS, neededFor, reserveOf } from '../../../src/channel/limits.js';
import { Machine } from '../../../src/channel/machine.js';
import type { Change, ChannelEvent } from '../../../src/channel/types.js';
import {
	add, declined, Duo, fail, htlc, machine, NOW, outcome, pair, pay, refusedBy, secret, settle, SPAN,
	withdraw,
} from '../../kit/duo.js';

const MAX = 2n ** 128n - 1n;
const SOON = NOW + SPAN[0];
const TENTH = 100_000;
/** A tenth of 200. */
const RESERVE = 20n;

const event = (side: Side, amount: bigint, version: bigint, reserve = 0n) =>
	({ type: 'WithdrawalRequested', side, amount, version, reserve }) as const;

/** Both are told that `side` has requested `amount` by `version`. */
const requested = (duo: Duo, side: Side, amount: bigint, version: bigint, reserve = 0n) =>
	duo.tellBoth(event(side, amount, version, reserve));

const refusal = (duo: Duo, side: Side, amount: bigint) =>
	outcome(() => duo.of(side).requestWithdrawal(amount));

test('no side goes below what it has requested', () => {
	for (const [left, kept] of [[60n, true], [59n, false]] as const) {
		const expected = kept ? null : 'BelowRequested';
		const adds = add(htlc('Opener', 100n - left, 1, SOON));
		for (const change of [pay('Opener', 100n - left), adds]) {
			// The other side, by its own wish and when it is asked.
			const own = new Duo();
			requested(own, 'Opener', 60n, 0n);
			assert.equal(own.start('Counterparty', change), expected);
			const asked = new Duo();
			asked.tell('Counterparty', event('Opener', 60n, 0n));
			const reaction = asked.sendAs('Opener', { type: 'Request', version: 1n, change });
			assert.deepEqual(reaction.event, expected && declined(change, expected));
			// The requester itself.
			const duo = new Duo();
			assert.equal(duo.of('Opener').requestWithdrawal(60n), null);
			// Until the chain has told of it, nothing at all.
			assert.equal(duo.start('Opener', pay('Opener', 1n)), 'BelowRequested');
			requested(duo, 'Opener', 60n, 0n);
			assert.equal(duo.start('Opener', change), expected);
		}
	}
});

test('what was under way is not signed last', () => {
	const duo = new Duo();
	const change = pay('Opener', 50n);
	duo.start('Opener', change);
	const proposal = duo.sendPending('Opener').reply;
	// The opener is about to request, before the other's signature arrives.
	assert.equal(duo.of('Opener').requestWithdrawal(60n), null);
	const reaction = duo.send('Opener', proposal);
	assert.deepEqual(reaction.event, declined(change, 'BelowRequested'));
	assert.ok(duo.send('Counterparty', reaction.reply).reply);
	duo.of('Opener').cancelWanted();
	duo.talk();
	duo.assertAgreed(1n, pair(100n, 100n));
});

test('all that leaves it as much goes on', () => {
	const duo = new Duo();
	const offered = htlc('Opener', 30n, 1, SOON);
	duo.change('Opener', add(offered));
	requested(duo, 'Opener', 70n, 1n);
	duo.change('Counterparty', settle(offered, 1));
	duo.change('Counterparty', pay('Counterparty', 20n));
	duo.change('Opener', pay('Opener', 20n));
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'BelowRequested');
	duo.assertAgreed(4n, pair(70n, 130n));
	assert.equal(duo.of('Counterparty').contest(), null);
});

test('once it has ended all is as before', () => {
	const committed = pair(100n, 100n);
	const ends = [
		{ type: 'WithdrawalEnded', side: 'Opener' },
		{ type: 'CommittedWithdrawn', baseVersion: 5n, committed },
	] as const;
	for (const end of ends) {
		const duo = new Duo();
		requested(duo, 'Opener', 100n, 0n);
		assert.equal(duo.start('Opener', pay('Opener', 1n)), 'BelowRequested');
		duo.tellBoth(end);
		assert.equal(duo.of('Counterparty').requested('Opener'), null);
		duo.change('Opener', pay('Opener', 100n));
	}
	const duo = new Duo();
	requested(duo, 'Opener', 100n, 0n);
	duo.tellBoth({ type: 'Closing', version: 0n });
	assert.equal(duo.of('Counterparty').requested('Opener'), null);
});

test('what is finished is committed no more', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 40n));
	assert.equal(refusal(duo, 'Opener', 61n), 'ExceedsCommitted');
	const newest = duo.of('Opener').toPresent(0n);
	assert.deepEqual(duo.of('Opener').requestWithdrawal(60n), newest);
	assert.equal(refusal(duo, 'Opener', 1n), 'Busy');
	// Of the 140 that the counterparty has, it has committed 100.
	assert.equal(refusal(duo, 'Counterparty', 101n), 'ExceedsCommitted');
	requested(duo, 'Opener', 60n, 1n);
	duo.tellBoth({ type: 'WithdrawalFinished', side: 'Opener', committed: pair(40n, 100n) });
	duo.assertAgreed(1n, pair(0n, 140n));
	duo.change('Counterparty', pay('Counterparty', 15n));
	duo.assertAgreed(2n, pair(15n, 125n));
	assert.equal(refusal(duo, 'Opener', 0n), 'ZeroAmount');
	assert.equal(refusal(duo, 'Opener', 15n), null);
});

test('a false request is answered with the newest state', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 10n));
	duo.change('Opener', pay('Opener', 30n));
	const newest = duo.of('Counterparty').toPresent(0n);
	const cases = [[61n, 1n, true], [60n, 1n, false], [61n, 2n, false]] as const;
	for (const [amount, version, isFalse] of cases) {
		requested(duo, 'Opener', amount, version);
		assert.deepEqual(duo.of('Counterparty').contest(), isFalse ? newest : null);
		// One's own is nothing to answer.
		assert.equal(duo.of('Opener').contest(), null);
	}
	// Nothing is signed that makes it worse; what makes it better is.
	requested(duo, 'Opener', 90n, 1n);
	assert.equal(duo.start('Opener', pay('Opener', 1n)), 'BelowRequested');
	duo.change('Counterparty', pay('Counterparty', 5n));
	duo.assertAgreed(3n, pair(65n, 135n));
	duo.tellBoth({ type: 'WithdrawalEnded', side: 'Opener' });
	assert.equal(duo.of('Counterparty').contest(), null);
});

test('nothing is requested while something else is to be known or done', () => {
	const duo = new Duo();
	const unsure = Machine.restore(duo.of('Opener').snapshot(), 1n);
	assert.equal(outcome(() => unsure.requestWithdrawal(1n)), 'Unsure');
	duo.change('Opener', withdraw(pair(1n, 0n)));
	for (const side of ['Opener', 'Counterparty'] as const) {
		assert.equal(refusal(duo, side, 1n), 'EndingSigned');
	}
	duo.tellBoth({ type: 'Over' });
	assert.equal(refusal(duo, 'Opener', 1n), 'NotOpen');
});

test('the reserve is a share of what is left', () => {
	const duo = new Duo(TENTH);
	requested(duo, 'Opener', 90n, 0n);
	duo.tellBoth({ type: 'WithdrawalFinished', side: 'Opener', committed: pair(10n, 100n) });
	// It has less than the 20 of before and the 11 of now: it pays nothing, but is paid.
	assert.equal(duo.start('Counterparty', pay('Opener', 1n)), 'BelowReserve');
	duo.change('Counterparty', pay('Counterparty', 2n));
	duo.change('Opener', pay('Opener', 1n));
	duo.assertAgreed(2n, pair(11n, 99n));
	assert.equal(duo.start('Counterparty', pay('Opener', 1n)), 'BelowReserve');
});

test("whoever requests keeps the chain's reserve beside it", () => {
	const duo = new Duo(TENTH);
	assert.equal(refusal(duo, 'Opener', 81n), 'BelowReserve');
	duo.change('Counterparty', pay('Counterparty', 5n));
	assert.equal(refusal(duo, 'Opener', 85n), null);
	requested(duo, 'Opener', 80n, 1n, RESERVE);
	assert.equal(duo.start('Opener', pay('Opener', 6n)), 'BelowRequested');
	assert.equal(duo.start('Counterparty', pay('Opener', 6n)), 'BelowRequested');
	duo.change('Opener', pay('Opener', 5n));
	assert.equal(duo.of('Counterparty').contest(), null);
	duo.tellBoth({ type: 'WithdrawalFinished', side: 'Opener', committed: pair(20n, 100n) });
	duo.assertAgreed(2n, pair(20n, 100n));
	assert.equal(duo.start('Counterparty', pay('Opener', 9n)), 'BelowReserve');
	duo.change('Opener', pay('Opener', 8n));
});

test('who shows an old state to get at the reserve is contested', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 20n));
	for (const [reserve, isFalse] of [[20n, false], [21n, true]] as const) {
		requested(duo, 'Opener', 60n, 0n, reserve);
		assert.equal(duo.of('Counterparty').contest() !== null, isFalse);
	}
});

test('reserves are rounded up, and by default a fiftieth', () => {
	const most = pair(MAX, MAX);
	assert.equal(neededFor(DEFAULT_LIMITS, 100n, pair(700n, 101n)), 117n);
	assert.equal(neededFor(DEFAULT_LIMITS, MAX, most), MAX);
	assert.equal(reserveOf(DEFAULT_LIMITS, pair(1_000n, 1n)), 21n);
	assert.ok(reserveOf(DEFAULT_LIMITS, most) >= MAX / 50n);
	const duo = new Duo(1);
	assert.equal(duo.start('Counterparty', pay('Opener', 100n)), 'BelowReserve');
	assert.equal(duo.start('Counterparty', pay('Opener', 99n)), null);
});

test('nothing older than what was shown counts', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 10n));
	duo.start('Counterparty', pay('Opener', 20n));
	const one = duo.of('Counterparty');
	assert.deepEqual(one.closeAloneWith(), one.toPresent(0n));
	// The opener has the second state complete, and shows it; the counterparty has only signed it.
	requested(duo, 'Opener', 60n, 2n);
	assert.equal(one.closeAloneWith(), null);
	assert.equal(refusal(duo, 'Counterparty', 1n), 'Behind');
	one.cancelWanted();
	assert.equal(duo.start('Counterparty', withdraw(pair(1n, 0n))), 'Behind');
	// A request that has ended has shown it all the same; a new base makes it worthless.
	duo.tellBoth({ type: 'WithdrawalEnded', side: 'Opener' });
	assert.equal(one.closeAloneWith(), null);
	const committed = pair(100n, 100n);
	duo.tellBoth({ type: 'CommittedWithdrawn', baseVersion: 5n, committed });
	assert.equal(one.requestWithdrawal(1n), null);
	duo.change('Opener', pay('Opener', 10n));
	assert.ok(one.closeAloneWith());
});

test('what is to be done about a false request is told', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 70n));
	const one = duo.of('Counterparty');
	const newest = one.toPresent(0n);
	assert.ok(newest);
	assert.equal(one.remedy(), null);
	// A true one, and one that is not.
	requested(duo, 'Opener', 30n, 0n);
	assert.equal(one.remedy(), null);
	requested(duo, 'Opener', 60n, 0n);
	assert.equal(one.remedy(), 'Contest');
	assert.deepEqual([one.contest(), duo.of('Opener').remedy()], [newest, null]);
	// It is finished all the same: the newest state gives the counterparty more than is left. It
	// can still close by that, and has all of it.
	const finished = {
		type: 'WithdrawalFinished', side: 'Opener', committed: pair(40n, 100n),
	} as const;
	assert.deepEqual(duo.tell('Counterparty', finished), { type: 'Overtaken' });
	assert.deepEqual([one.remedy(), one.balances], ['Close', undefined]);
	assert.deepEqual(one.closeAloneWith(), newest);
	const left = pair(40n, 100n);
	assert.deepEqual(balances(cutTo(newest.body, left), left), pair(0n, 140n));
	assert.equal(duo.start('Counterparty', pay('Counterparty', 1n)), 'ExceedsCommitted');
	// Another one is contested, too.
	duo.tell('Counterparty', event('Opener', 40n, 0n));
	assert.equal(one.remedy(), 'Contest');
	duo.tell('Counterparty', { type: 'WithdrawalEnded', side: 'Opener' });
	// With as much as it took all is as before.
	duo.tell('Counterparty', { type: 'Committed', committed: pair(70n, 100n) });
	assert.deepEqual([one.remedy(), one.balances], [null, pair(0n, 170n)]);
	// Once it closes there is nothing else to be done but to answer that.
	duo.tell('Counterparty', finished);
	duo.tell('Counterparty', { type: 'Closing', version: 0n });
	assert.deepEqual([one.remedy(), one.answer()], [null, newest]);
});

/** What the counterparty says if the opener asks it to sign this first. */
function asked(duo: Duo, change: Change): ChannelEvent | null {
	const version = duo.of('Opener').state.version + 1n;
	return duo.sendAs('Opener', { type: 'Request', version, change }).event;
}

test('the other side keeps the reserve', () => {
	for (const [left, kept] of [[RESERVE, true], [RESERVE - 1n, false]] as const) {
		const amount = 100n - left;
		for (const change of [pay('Opener', amount), add(htlc('Opener', amount, 1, SOON))]) {
			// The gainer by its own wish, and when it is asked.
			const expected = kept ? null : 'BelowReserve';
			assert.equal(new Duo(TENTH).start('Counterparty', change), expected);
			const event = asked(new Duo(TENTH), change);
			assert.deepEqual(event, expected && declined(change, expected));
		}
	}
});

test('a refused payment is forgotten, and the next one made', () => {
	const duo = new Duo(TENTH);
	const events = duo.change('Opener', pay('Opener', 81n));
	assert.deepEqual(events.find(([side]) => side === 'Opener')?.[1],
		refusedBy(pay('Opener', 81n), 'BelowReserve'));
	duo.change('Opener', pay('Opener', 80n));
	duo.assertAgreed(1n, pair(RESERVE, 180n));
});

test('what gives to the other side is never refused', () => {
	const duo = new Duo(TENTH);
	duo.change('Opener', pay('Opener', 80n));
	duo.change('Counterparty', pay('Counterparty', 1n));
	const waits = htlc('Counterparty', 5n, 1, SOON);
	duo.change('Counterparty', add(waits));
	duo.change('Opener', settle(waits, 1));
	duo.assertAgreed(4n, pair(26n, 174n));
});

test('an HTLC that took it to the reserve is settled and failed', () => {
	for (const settles of [true, false]) {
		const duo = new Duo(TENTH);
		const waits = htlc('Opener', 80n, 1, SOON);
		duo.change('Opener', add(waits));
		duo.change('Counterparty', settles ? settle(waits, 1) : fail(waits));
		duo.assertAgreed(2n, settles ? pair(RESERVE, 180n) : pair(100n, 100n));
	}
});

test('whoever never had it need not keep it', () => {
	const duo = new Duo(TENTH);
	// All that is committed is the opener's.
	const committed = pair(200n, 0n);
	duo.tellBoth({ type: 'CommittedWithdrawn', baseVersion: 1n, committed });
	duo.change('Opener', pay('Opener', RESERVE - 1n));
	duo.change('Counterparty', pay('Counterparty', RESERVE - 1n));
	duo.assertAgreed(3n, committed);
	// From here on it has had it.
	duo.change('Opener', pay('Opener', RESERVE));
	assert.equal(duo.start('Opener', pay('Counterparty', 1n)), 'BelowReserve');
});

test('a top-up asks for more only of whoever has it', () => {
	const duo = new Duo(TENTH);
	duo.change('Opener', pay('Opener', 80n));
	// The counterparty's top-up makes the reserve 22, which the opener has not.
	duo.tellBoth({ type: 'Committed', committed: pair(100n, 120n) });
	assert.equal(duo.start('Counterparty', pay('Opener', 1n)), 'BelowReserve');
	duo.change('Counterparty', pay('Counterparty', 1n));
	duo.change('Opener', pay('Opener', 1n));
	duo.change('Counterparty', pay('Counterparty', 2n));
	assert.equal(duo.start('Counterparty', pay('Opener', 1n)), 'BelowReserve');
	duo.assertAgreed(4n, pair(22n, 198n));
});

test('a reserve of zero asks for none, and any may be withdrawn', () => {
	const none = new Duo();
	none.change('Opener', pay('Opener', 100n));
	none.assertAgreed(1n, pair(0n, 200n));
	const duo = new Duo(TENTH);
	duo.change('Opener', pay('Opener', 80n));
	duo.change('Opener', withdraw(pair(RESERVE, 0n)));
	assert.ok(duo.of('Opener').ending);
	duo.tellBoth({ type: 'CommittedWithdrawn', baseVersion: 2n, committed: pair(0n, 180n) });
	duo.change('Counterparty', pay('Counterparty', 5n));
	duo.change('Opener', pay('Opener', 5n));
	duo.assertAgreed(4n, pair(0n, 180n));
});

test('a fresh machine claims what it committed, and secrets open their hashes', () => {
	assert.equal(machine('Opener').claimAfterLoss(), 100n);
	assert.match(secret(1), /^0x(01){32}$/);
});
