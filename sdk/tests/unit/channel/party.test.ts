// A party at work: it stores before it sends, may be told to wait no longer, and asks before it
// pays.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { SIDES, type Side } from '../../../src/core/sides.js';
import { Budget, BudgetExceeded } from '../../../src/budgets/index.js';
import { paymentHash } from '../../../src/channel/change.js';
import { Machine } from '../../../src/channel/machine.js';
import { Party, type PartyOptions, type Store } from '../../../src/channel/party.js';
import { Refused } from '../../../src/channel/types.js';
import { END, machine, NOW, secret, signs, SPAN } from '../../kit/duo.js';
import { Random } from '../../kit/random.js';
import { Wire } from '../../kit/wire.js';

/** Two parties on a wire that works, or is silent until it is told to. */
function parties(more: Partial<Record<Side, Partial<PartyOptions>>> = {}) {
	const wire = new Wire(new Random(1n), { lost: 0, repeated: 0 });
	const party = (side: Side) => new Party({
		machine: machine(side), transport: wire.end(side), sign: signs(side), nowMs: () => NOW,
		resendMs: 0, ...more[side],
	});
	const both = { Opener: party('Opener'), Counterparty: party('Counterparty') };
	const talk = async (done: () => boolean = () => false) => {
		for (let idle = 0; idle < 5 && !done(); idle += 1) {
			for (let next = wire.take(); next; next = wire.take()) {
				idle = 0;
				await both[next.to].deliver(next.bytes);
			}
			for (const side of SIDES) both[side].resend();
			await turn();
		}
	};
	return { ...both, wire, talk };
}

test('what is sent was stored before', async () => {
	const order: string[] = [];
	const { Opener, wire, talk } = parties({
		Opener: { store: { save: async (snapshot) => {
			await turn();
			order.push(`saved ${Machine.resume(snapshot).wanted ? 'wanted' : 'done'}, ${wire.sent} sent`);
		} } },
	});
	const paid = Opener.pay(5n);
	await talk(() => Opener.balance === 95n);
	assert.equal(await paid, 1n);
	assert.deepEqual(order.slice(0, 1), ['saved wanted, 0 sent']);
});

test('where the store fails nothing changes, and nothing is sent', async () => {
	const { Opener, wire } = parties({
		Opener: { store: { save: () => { throw new Error('the disk is full'); } } },
	});
	await assert.rejects(Opener.pay(5n), /the disk is full/);
	assert.deepEqual([wire.sent, Opener.machine.wanted], [0, null]);
});

test('a key that refuses to sign changes nothing, and can be asked again', async () => {
	let refuses = true;
	const errors: unknown[] = [];
	const { Opener, Counterparty, talk } = parties({
		Counterparty: {
			sign: async (payload) => {
				if (refuses) throw new Error('the owner said no');
				return signs('Counterparty')(payload);
			},
			onError: (error) => errors.push(error),
		},
	});
	const paid = Opener.pay(5n);
	await turn();
	await assert.rejects(Counterparty.deliver(envelope(Opener)), /said no/);
	assert.equal(Counterparty.machine.proposed, null);
	refuses = false;
	await talk(() => Opener.balance === 95n);
	assert.equal(await paid, 1n);
	assert.deepEqual(errors, []);
});

/** What waits at a party, as bytes. */
function envelope(party: Party): Uint8Array {
	const sent: Uint8Array[] = [];
	const send = (bytes: Uint8Array) => void sent.push(bytes);
	const transport = { send, onMessage: () => () => {} };
	const twin = new Party({
		machine: party.machine.clone(), transport, sign: signs(party.side), resendMs: 0,
	});
	twin.resend();
	twin.stop();
	return sent[0] ?? assert.fail('nothing waits');
}

test('who waits no longer has not paid', async () => {
	const { Opener, Counterparty, wire, talk } = parties();
	const leaving = new AbortController();
	const paid = Opener.pay(5n, { signal: leaving.signal });
	const outcome = assert.rejects(paid, /changed my mind/);
	await turn();
	// The other side has signed it by now, and its answer is late.
	const request = wire.take();
	if (request) await Counterparty.deliver(request.bytes);
	leaving.abort(new Error('changed my mind'));
	await outcome;
	await talk();
	assert.deepEqual([Opener.balance, Counterparty.balance], [100n, 100n]);
	const again = Opener.pay(7n);
	await talk(() => Opener.balance === 93n);
	assert.ok((await again) > 1n);
	const signal = AbortSignal.abort(new Error('before'));
	await assert.rejects(Opener.pay(1n, { signal }), /before/);
});

test('a budget is asked before this side pays, and not when it is paid', async () => {
	const budget = new Budget('game', { day: 10n });
	const { Opener, Counterparty, talk } = parties({
		Opener: { allow: (change) => {
			if (change.type === 'Pay') budget.reserve(change.amount);
		} },
	});
	const paid = [Opener.pay(6n), Opener.pay(5n), Counterparty.pay(50n)];
	const refused = assert.rejects(paid[1] as Promise<bigint>, BudgetExceeded);
	await talk(() => Opener.balance === 144n);
	await Promise.all([paid[0], refused, paid[2]]);
	assert.equal(Opener.balance, 144n);
});

test('an HTLC is offered, settled and given up', async () => {
	const { Opener, Counterparty, talk } = parties();
	const deadlineMs = NOW + SPAN[0] + 10n;
	for (const [number, ends] of [[1, 'settled'], [2, 'given up']] as const) {
		const hash = paymentHash(secret(number));
		const offered = Opener.offer(30n, hash, deadlineMs);
		await talk(() => Counterparty.machine.state.htlcs.length === 1);
		await offered;
		const ended = ends === 'settled' ? Counterparty.settle(secret(1)) : Counterparty.giveUp(hash);
		await talk(() => Counterparty.machine.state.htlcs.length === 0);
		assert.equal((await ended).length, 1);
	}
	assert.deepEqual([Opener.balance, Counterparty.balance], [70n, 130n]);
});

test('a preimage that is on chain is asked for before an HTLC is signed', async () => {
	const hash = paymentHash(secret(3));
	const { Opener } = parties({ Opener: { isRevealed: async (asked) => asked === hash } });
	await assert.rejects(Opener.offer(1n, hash, NOW + SPAN[0]), (error) =>
		error instanceof Refused && error.refusal === 'AlreadyRevealed');
});

test('who waits hears that the channel is over', async () => {
	const { Opener } = parties();
	const paid = assert.rejects(Opener.pay(5n), (error) =>
		error instanceof Refused && error.refusal === 'NotOpen');
	await turn();
	await Opener.onChain({ type: 'Over' });
	await paid;
});

test('both close together', async () => {
	const { Opener, Counterparty, talk } = parties();
	const closed = Opener.close(END);
	await talk(() => Opener.machine.ending !== null && Counterparty.machine.ending !== null);
	assert.equal(await closed, 1n);
});

test('bytes that say nothing are dropped', async () => {
	const { Opener } = parties();
	const random = new Random(9n);
	const before = Opener.backup();
	for (let round = 0; round < 300; round += 1) {
		await Opener.deliver(random.bytes(random.below(200)));
	}
	assert.deepEqual(Opener.backup(), before);
});

test('a payment is made once, whatever the chain tells meanwhile', async () => {
	const { Opener, Counterparty, talk } = parties();
	const paid: Promise<bigint>[] = [];
	for (let made = 0n; made < 10n; made += 1n) {
		paid.push(Opener.pay(1n), Counterparty.pay(2n));
		for (const party of [Opener, Counterparty]) {
			void party.onChain({ type: 'Time', nowMs: NOW + made });
			void party.onChain({ type: 'Committed', committed: { opener: 100n, counterparty: 100n } });
		}
		await turn();
	}
	let done = false;
	void Promise.all(paid).then(() => { done = true; });
	await talk(() => done);
	await talk();
	assert.ok(done);
	assert.deepEqual([Opener.balance, Counterparty.balance], [110n, 90n]);
});

test('what a new base has dropped is begun anew, and paid once', async () => {
	const { Opener, Counterparty, talk } = parties();
	const hash = paymentHash(secret(1));
	const offered = Opener.offer(30n, hash, NOW + SPAN[0]);
	await talk(() => Counterparty.machine.state.htlcs.length === 1);
	await offered;
	const paid = Counterparty.pay(5n);
	await turn();
	const committed = { opener: 50n, counterparty: 60n };
	for (const party of [Opener, Counterparty]) {
		await party.onChain({ type: 'CommittedWithdrawn', baseVersion: 9n, committed });
	}
	let done = false;
	void paid.then(() => { done = true; });
	await talk(() => done);
	await talk();
	assert.deepEqual([done, Opener.balance, Counterparty.balance], [true, 55n, 55n]);
});

test('a wire that throws loses what is sent, and nothing else', async () => {
	const errors: unknown[] = [];
	let isBroken = true;
	const { Opener, Counterparty, wire, talk } = parties({ Opener: {
		onError: (error) => errors.push(error),
	} });
	const broken = parties({ Opener: {
		transport: { ...wire.end('Opener'), send: (bytes) => {
			if (isBroken) throw new Error('the socket is closed');
			wire.send('Opener', bytes);
		} },
		onError: (error) => errors.push(error),
	} }).Opener;
	Opener.stop();
	const paid = broken.pay(5n);
	await turn();
	await turn();
	broken.resend();
	assert.match(`${errors[0]}${errors[1]}`, /closed.*closed/);
	assert.ok(broken.machine.wanted, 'it is stored, and wanted still');
	isBroken = false;
	for (let round = 0; round < 5; round += 1) {
		broken.resend();
		for (let next = wire.take(); next; next = wire.take()) {
			await (next.to === 'Opener' ? broken : Counterparty).deliver(next.bytes);
		}
	}
	assert.equal(await paid, 1n);
	await talk();
});

test('what fails while nobody waits for it is told, and not thrown', async () => {
	const errors: string[] = [];
	let fails = false;
	const { Opener, Counterparty, talk } = parties({
		Opener: {
			store: { save: () => { if (fails) throw new Error('the disk is full'); } },
			onError: (error) => errors.push(`${error}`),
		},
		Counterparty: { onError: (error) => errors.push(`${error}`) },
	});
	const leaving = new AbortController();
	const paid = Opener.pay(5n, { signal: leaving.signal });
	await turn();
	fails = true;
	leaving.abort(new Error('changed my mind'));
	await turn();
	await turn();
	assert.deepEqual(errors, ['Error: the disk is full']);
	fails = false;
	Counterparty.on(() => { throw new Error('a listener'); });
	let heard = 0;
	Counterparty.on(() => { heard += 1; });
	await talk(() => Counterparty.balance === 105n);
	await talk();
	assert.equal(await paid, 1n, 'it was not taken back');
	assert.ok(heard > 0 && errors.includes('Error: a listener'));
});

test('two that run one party: who comes second stores and sends nothing', async () => {
	const kept = { text: '' };
	const store = (): Store => ({ save: (snapshot, before) => {
		if (kept.text && kept.text !== `${before}`) throw new Error('somebody else is at it');
		kept.text = `${snapshot}`;
	} });
	const one = parties({ Opener: { store: store() } });
	const other = parties({ Opener: { store: store() } });
	const paid = one.Opener.pay(5n);
	await one.talk(() => one.Opener.balance === 95n);
	await paid;
	await assert.rejects(other.Opener.pay(6n), /somebody else/);
	assert.deepEqual([other.wire.sent, other.Opener.machine.wanted], [0, null]);
	const again = one.Opener.pay(7n);
	await one.talk(() => one.Opener.balance === 88n);
	await again;
});

test('what changes nothing is not stored again, and a flood is not kept', async () => {
	let [saved, asked, looked] = [0, 0, 0];
	let answer = () => {};
	const { Opener, Counterparty, talk } = parties({ Counterparty: {
		store: { save: () => { saved += 1; } },
		nowMs: () => {
			looked += 1;
			return NOW;
		},
		sign: (payload) => {
			asked += 1;
			return new Promise((resolve) => {
				answer = () => resolve(signs('Counterparty')(payload));
			});
		},
	} });
	const paid = Opener.pay(5n);
	await turn();
	const request = envelope(Opener);
	const taken = Array.from({ length: 500 }, () => Counterparty.deliver(request));
	for (let round = 0; round < 20; round += 1) await turn();
	assert.equal(asked, 1);
	answer();
	await Promise.all(taken);
	assert.equal(saved, 1, 'the others said nothing new');
	assert.ok(looked >= 64 && looked <= 66, `${looked} of 500 were taken in`);
	await talk(() => Opener.balance === 95n);
	await paid;
});

test('after a signature that took its time, the time is asked anew', async () => {
	let nowMs = NOW;
	let answer = () => {};
	const hash = paymentHash(secret(4));
	let revealed = false;
	const slow: Partial<PartyOptions> = {
		nowMs: () => nowMs,
		isRevealed: () => revealed,
		sign: (payload) => new Promise((resolve) => {
			answer = () => resolve(signs('Counterparty')(payload));
		}),
	};
	const offers = async (meanwhile: () => void) => {
		const { Opener, Counterparty, wire } = parties({ Counterparty: slow });
		void Opener.offer(5n, hash, NOW + SPAN[0]).catch(() => {});
		await turn();
		const taken = Counterparty.deliver(wire.take()?.bytes ?? new Uint8Array());
		for (let round = 0; round < 5; round += 1) await turn();
		meanwhile();
		answer();
		await taken;
		return Counterparty.machine.proposed;
	};
	assert.ok(await offers(() => {}));
	assert.equal(await offers(() => { nowMs += 1n; }), null, 'the deadline is too soon by now');
	nowMs = NOW;
	assert.equal(await offers(() => { revealed = true; }), null, 'the preimage is public by now');
});

test('a key that does not answer holds nothing up for ever, the chain least', async (t) => {
	let asked = 0;
	const { Opener, Counterparty } = parties({ Counterparty: {
		sign: () => {
			asked += 1;
			return new Promise(() => {});
		},
	} });
	void Opener.pay(5n).catch(() => {});
	await turn();
	const request = envelope(Opener);
	t.mock.timers.enable({ apis: ['setTimeout'] });
	const first = assert.rejects(Counterparty.deliver(request), /not signed in time/);
	const second = Counterparty.deliver(request);
	await turn();
	await turn();
	const told = Counterparty.onChain({ type: 'Closing', version: 0n });
	await turn();
	t.mock.timers.tick(300_000);
	await first;
	await told;
	assert.equal(Counterparty.machine.stage.type, 'Closing');
	await second;
	assert.equal(asked, 1, 'what came after that is not signed any more');
});

test('who waits for much with one signal leaves nothing behind', async () => {
	const { Opener, Counterparty, talk } = parties();
	const { signal } = new AbortController();
	for (let made = 1n; made <= 20n; made += 1n) {
		const paid = [Opener.pay(1n, { signal }), Counterparty.pay(1n, { signal })];
		let done = false;
		void Promise.all(paid).then(() => { done = true; });
		await talk(() => done);
		await Promise.all(paid);
	}
	assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('who wants to close has not closed by what the other side takes out', async () => {
	const { Opener, Counterparty, wire } = parties();
	const closed = assert.rejects(Opener.close(END), (error) =>
		error instanceof Refused && error.refusal === 'EndingSigned');
	await turn();
	// What it asks for is lost; and then it is asked itself.
	wire.flying.splice(0);
	const withdrawn = Counterparty.withdraw(10n, END);
	await turn();
	for (let next = wire.take(); next; next = wire.take()) {
		await (next.to === 'Opener' ? Opener : Counterparty).deliver(next.bytes);
	}
	await Promise.all([withdrawn, closed]);
	assert.equal(Opener.machine.ending?.type, 'Withdrawal');
});

test('two that have both lost what they had go on from what they hold', async () => {
	const { Opener, Counterparty } = parties();
	const lost = (party: Party) => Machine.restore(party.backup(), 5n);
	const both = parties({
		Opener: { machine: lost(Opener) }, Counterparty: { machine: lost(Counterparty) },
	});
	// They would ask each other for ever.
	let rounds = 0;
	await both.talk(() => (rounds += 1) > 5);
	await assert.rejects(both.Opener.pay(1n), (error) =>
		error instanceof Refused && error.refusal === 'Unsure');
	await both.Opener.assumeNewest();
	await both.talk(() => both.Counterparty.machine.isSure);
	await both.talk();
	const paid = both.Opener.pay(1n);
	await both.talk(() => both.Opener.balance === 99n);
	assert.ok(await paid);
});
