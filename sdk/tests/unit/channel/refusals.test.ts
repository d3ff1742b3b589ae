// Each refusal by its name, at both sides of its bound: as in `off_chain/tests/refusals.rs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	payload, type CoSigned, type Htlc, type Message, type State,
} from '../../../src/core/messages.js';
import { ofSide, otherSide, SIDES, type Side } from '../../../src/core/sides.js';
import { outcomeOf } from '../../../src/channel/change.js';
import { addedBy } from '../../../src/channel/limits.js';
import type { Change, ChannelEvent, Refusal } from '../../../src/channel/types.js';
import {
	add, agreed, CHANNEL, close, declined, Duo, ENDED, fail, GENESIS, GOOD_FOR, htlc, ignored, NOW,
	outcome, pair, pay, settle, SPAN, withdraw,
} from '../../kit/duo.js';

const MUCH = pair(2n ** 127n - 1n, 2n ** 127n - 1n);
const SOON = NOW + SPAN[0];

/** What the opener says to a proposal of the counterparty for version `version`. */
function answer(duo: Duo, version: bigint, change: Change): ChannelEvent | null {
	const message = outcomeOf(change, duo.of('Opener').state, MUCH);
	const signature = duo.signature('Counterparty', duo.of('Opener').payload(message));
	return duo.sendAs('Counterparty', { type: 'Propose', version, change, signature }).event;
}

function withHtlc(payer: Side): [Duo, Htlc] {
	const duo = new Duo();
	const waits = htlc(payer, 30n, 7, SOON);
	duo.change(payer, add(waits));
	return [duo, waits];
}

const asked = (duo: Duo, from: Side, version: bigint, change: Change) =>
	duo.sendAs(from, { type: 'Request', version, change });

test('nothing is paid that was not requested', () => {
	const change = pay('Opener', 1n);
	assert.deepEqual(answer(new Duo(), 1n, change), declined(change, 'NotRequested'));
	const other = new Duo();
	other.start('Opener', pay('Opener', 2n));
	assert.deepEqual(answer(other, 1n, change), declined(change, 'NotRequested'));
	const same = new Duo();
	same.start('Opener', change);
	assert.deepEqual(answer(same, 1n, change), agreed(1n, change));
	const adds = add(htlc('Opener', 1n, 1, SOON));
	assert.deepEqual(answer(new Duo(), 1n, adds), declined(adds, 'NotRequested'));
});

test('what is committed bounds a payment', () => {
	const duo = new Duo();
	for (const side of SIDES) {
		assert.equal(duo.start(side, pay('Opener', 101n)), 'ExceedsCommitted');
		assert.equal(duo.start(side, pay('Counterparty', 2n ** 128n - 1n)), 'ExceedsCommitted');
	}
	assert.equal(duo.start('Opener', pay('Opener', 100n)), null);
	const tooMuch = pay('Opener', 101n);
	assert.deepEqual(answer(duo, 1n, tooMuch), declined(tooMuch, 'ExceedsCommitted'));
	const adds = add(htlc('Counterparty', 101n, 1, SOON));
	assert.equal(duo.start('Counterparty', adds), 'ExceedsCommitted');
});

test('a zero amount is refused', () => {
	const duo = new Duo();
	const zeros = [
		pay('Opener', 0n), add(htlc('Opener', 0n, 1, SOON)), { type: 'Nothing' } as const,
		withdraw(pair(0n, 0n)),
	];
	for (const change of zeros) assert.equal(duo.start('Opener', change), 'ZeroAmount');
});

test('deadlines have two bounds', () => {
	const cases: [bigint, Refusal | null][] = [
		[SPAN[0] - 1n, 'DeadlineTooSoon'], [SPAN[0], null], [SPAN[1], null],
		[SPAN[1] + 1n, 'DeadlineTooFar'],
	];
	for (const [afterMs, expected] of cases) {
		const change = add(htlc('Opener', 1n, 1, NOW + afterMs));
		// The payer, the payee of its own accord, and the payee when it is requested.
		for (const side of SIDES) assert.equal(new Duo().start(side, change), expected);
		const duo = new Duo();
		const { event } = asked(duo, 'Opener', 1n, change);
		assert.deepEqual(event, expected && declined(change, expected));
		assert.equal(duo.of('Counterparty').proposed !== null, expected === null);
	}
});

test('HTLCs are counted', () => {
	const duo = new Duo();
	for (const number of [0, 1, 2]) duo.change('Opener', add(htlc('Opener', 1n, number, SOON)));
	const change = add(htlc('Opener', 1n, 3, SOON));
	assert.equal(duo.start('Opener', change), 'TooManyHtlcs');
	assert.deepEqual(asked(duo, 'Opener', 4n, change).event, declined(change, 'TooManyHtlcs'));
});

test('a state has no more HTLCs than the chain takes, and no version beyond the last', () => {
	let last: State = new Duo().of('Opener').state;
	const next = (change: Change) => outcomeOf(change, last, pair(100n, 0n));
	for (let number = 0; number < 32; number += 1) {
		const made = next(add(htlc('Opener', 1n, number, NOW)));
		assert.equal(made.type, 'State');
		last = made;
	}
	assert.equal(outcome(() => next(add(htlc('Opener', 1n, 99, NOW)))), 'TooManyHtlcs');
	last = { ...last, version: 2n ** 64n - 1n };
	assert.equal(outcome(() => next({ type: 'Nothing' })), 'VersionsExhausted');
	last = { ...last, version: 2n ** 64n - 2n };
	assert.equal(outcome(() => next({ type: 'Nothing' })), null);
});

test('only a waiting HTLC is decided, and only by its preimage', () => {
	const [duo, waits] = withHtlc('Opener');
	const other = { ...waits, amount: waits.amount + 1n };
	assert.equal(duo.start('Counterparty', fail(other)), 'NoSuchHtlc');
	assert.equal(duo.start('Counterparty', settle(other, 7)), 'NoSuchHtlc');
	const wrong = settle(waits, 8);
	assert.equal(duo.start('Counterparty', wrong), 'WrongPreimage');
	assert.deepEqual(answer(duo, 2n, wrong), declined(wrong, 'WrongPreimage'));
});

test('an HTLC is settled before its deadline', () => {
	for (const [leftMs, inTime] of [[1n, true], [0n, false]] as const) {
		const [duo, waits] = withHtlc('Opener');
		const change = settle(waits, 7);
		duo.nowMs = waits.deadlineMs - leftMs;
		const event = inTime ? agreed(2n, change) : declined(change, 'Expired');
		assert.deepEqual(answer(duo, 2n, change), event);
		assert.equal(duo.start('Counterparty', change), inTime ? null : 'Expired');
	}
});

test('an HTLC goes back from its deadline on', () => {
	for (const [leftMs, dead] of [[1n, false], [0n, true]] as const) {
		const [duo, waits] = withHtlc('Counterparty');
		const change = fail(waits);
		duo.nowMs = waits.deadlineMs - leftMs;
		assert.equal(duo.start('Counterparty', change), dead ? null : 'NotExpired');
		const event = dead ? agreed(2n, change) : declined(change, 'NotExpired');
		assert.deepEqual(answer(duo, 2n, change), event);
	}
});

test('a preimage revealed in time wins the HTLC for ever', () => {
	for (const [leftMs, won] of [[1n, true], [0n, false]] as const) {
		const [duo, waits] = withHtlc('Counterparty');
		const { paymentHash, deadlineMs } = waits;
		duo.tellBoth({ type: 'Revealed', paymentHash, revealedMs: deadlineMs - leftMs });
		duo.nowMs = deadlineMs;
		const change = fail(waits);
		assert.equal(duo.start('Counterparty', change) !== null, won);
		const event = won ? declined(change, 'NotExpired') : agreed(2n, change);
		assert.deepEqual(answer(duo, 2n, change), event);
		if (won) assert.equal(duo.start('Opener', settle(waits, 7)), null);
	}
});

test('the gainer signs first, and nobody else', () => {
	const duo = new Duo();
	const toUs = pay('Counterparty', 1n);
	assert.deepEqual(answer(duo, 1n, toUs), declined(toUs, 'WrongSide'));
	const fromUs = pay('Opener', 1n);
	assert.deepEqual(asked(duo, 'Counterparty', 1n, fromUs).event, declined(fromUs, 'WrongSide'));
	const [other, waits] = withHtlc('Opener');
	const change = settle(waits, 7);
	assert.equal(other.start('Opener', change), 'WrongSide');
	assert.deepEqual(asked(other, 'Opener', 2n, change).event, declined(change, 'WrongSide'));
});

test('a signature is for one content, base and side', () => {
	const change = pay('Opener', 5n);
	const sent = (signed: Change, base: bigint, signer: Side) => {
		const duo = new Duo();
		duo.start('Opener', change);
		const message: Message = outcomeOf(signed, duo.of('Opener').state, pair(100n, 100n));
		const signature = duo.signature(signer, payload(GENESIS, CHANNEL, base, message));
		const proposal = { type: 'Propose', version: 1n, change, signature } as const;
		return duo.sendAs('Counterparty', proposal).event;
	};
	assert.deepEqual(sent(change, 0n, 'Counterparty'), agreed(1n, change));
	const wrong = [
		sent(change, 0n, 'Opener'), sent(change, 1n, 'Counterparty'),
		sent(pay('Opener', 4n), 0n, 'Counterparty'),
	];
	for (const event of wrong) assert.deepEqual(event, declined(change, 'BadSignature'));
});

test('what is held has both signatures', () => {
	const duo = new Duo();
	duo.change('Opener', pay('Opener', 5n));
	const good = duo.of('Opener').toPresent(0n);
	assert.ok(good);
	for (const side of SIDES) {
		for (const wrong of [ofSide(good.signatures, otherSide(side)), null]) {
			const name = side === 'Opener' ? 'opener' : 'counterparty';
			const signatures = { ...good.signatures, [name]: wrong };
			const state: CoSigned<State> = { body: good.body, signatures };
			const fresh = new Duo();
			assert.equal(outcome(() => fresh.of('Opener').learn(state)), 'BadSignature');
			const held = { type: 'Held', sure: true, state, ending: null } as const;
			assert.deepEqual(fresh.sendAs('Counterparty', held).event, ignored('BadSignature'));
			assert.equal(fresh.of('Opener').state.version, 0n);
		}
	}
	assert.equal(outcome(() => duo.of('Opener').learn(good)), 'WrongVersion');
});

test('only the next version is signed', () => {
	const duo = new Duo();
	const change = pay('Opener', 5n);
	duo.change('Opener', change);
	duo.start('Opener', change);
	for (const version of [0n, 1n, 3n, 2n ** 64n - 1n]) {
		assert.deepEqual(answer(duo, version, change), ignored('WrongVersion'));
		const { event, reply } = asked(duo, 'Opener', version, change);
		assert.deepEqual(event, ignored('WrongVersion'));
		assert.equal(reply?.message.type === 'Reestablish', version > 1n);
	}
	assert.deepEqual(answer(duo, 2n, change), agreed(2n, change));
});

test('one thing at a time', () => {
	const duo = new Duo();
	for (const payer of SIDES) {
		assert.equal(duo.start('Opener', pay(payer, 5n)), null);
		assert.equal(duo.start('Opener', pay(payer, 6n)), 'Busy');
	}
	const reaction = asked(duo, 'Counterparty', 1n, pay('Counterparty', 6n));
	assert.deepEqual(reaction, { reply: null, event: ignored('Busy') });
});

test('messages about another base are ignored', () => {
	const duo = new Duo();
	duo.start('Opener', pay('Opener', 5n));
	const pending = duo.of('Opener').pending();
	assert.ok(pending);
	const reaction = duo.send('Counterparty', { ...pending, base: 1n });
	assert.deepEqual(reaction, { reply: null, event: ignored('WrongBase') });
});

test('endings have two bounds', () => {
	const cases: [bigint, Refusal | null][] = [
		[GOOD_FOR[0] - 1n, 'DeadlineTooSoon'], [GOOD_FOR[0], null], [GOOD_FOR[1], null],
		[GOOD_FOR[1] + 1n, 'DeadlineTooFar'],
	];
	for (const [afterMs, expected] of cases) {
		const until = NOW + afterMs;
		for (const change of [close(until), withdraw(pair(1n, 0n), until)]) {
			// Whoever wants it, whoever signs it first, and whoever signs it last.
			assert.equal(new Duo().start('Opener', change), expected);
			const first = new Duo();
			const refused = expected && declined(change, expected);
			assert.deepEqual(asked(first, 'Opener', 1n, change).event, refused);
			assert.equal(first.of('Counterparty').proposed !== null, expected === null);
			const last = new Duo();
			assert.deepEqual(answer(last, 1n, change), refused ?? ENDED);
			assert.equal(last.of('Opener').boundUntilMs, expected ? null : until);
		}
	}
});

test('no HTLC waits for what is on chain', () => {
	const waits = htlc('Opener', 1n, 1, SOON);
	const change = add(waits);
	const known = () => Object.assign(new Duo(), { revealed: [waits.paymentHash] });
	for (const side of SIDES) assert.equal(known().start(side, change), 'AlreadyRevealed');
	assert.deepEqual(asked(known(), 'Opener', 1n, change).event, declined(change, 'AlreadyRevealed'));
	// Revealed after it was wanted: the payer asks again, or was told.
	for (const told of [true, false]) {
		const duo = new Duo();
		duo.start('Opener', change);
		const proposal = duo.sendPending('Opener').reply;
		assert.ok(proposal);
		assert.equal(addedBy(proposal), waits.paymentHash);
		const { paymentHash } = waits;
		if (told) duo.tell('Opener', { type: 'Revealed', paymentHash, revealedMs: NOW });
		else duo.revealed.push(paymentHash);
		const { event } = duo.send('Opener', proposal);
		assert.deepEqual(event, declined(change, 'AlreadyRevealed'));
		// It does not ask for ever for what it refuses itself.
		assert.equal(duo.of('Opener').wanted, null);
	}
	assert.equal(new Duo().start('Opener', change), null);
});

test('only messages about a new HTLC have its hash', () => {
	const [duo, waits] = withHtlc('Opener');
	duo.start('Counterparty', settle(waits, 7));
	const pending = duo.of('Counterparty').pending();
	assert.ok(pending);
	assert.equal(addedBy(pending), null);
	assert.equal(addedBy(duo.of('Opener').reestablish()), null);
});
