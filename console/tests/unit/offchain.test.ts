// Off chain: offers to close, the wire from tab to tab, and what is kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import { devSigner } from '@lightning-bloc/sdk/signers';
import { allKept, drop, keep, kept, type KeptInvoice } from '../../src/lib/database.js';
import {
	closePayload, isForOther, OfferError, offerOf, offerText, plainClose, type Subject,
} from '../../src/offchain/offer.js';
import { keyOf } from '../../src/offchain/parties.js';
import { roomOf, TabTransport, type Air } from '../../src/offchain/wires.js';
import { holdUntil, mostFee } from '../../src/invoices/reading.js';
import { standingOf } from '../../src/invoices/waiting.js';

const development = { info: { development: true } };
const [alice, bob] = ['//Alice', '//Bob'].map((path) => devSigner(development, path));
assert.ok(alice && bob);

const SUBJECT: Subject = {
	genesis: `0x${'11'.repeat(32)}`, channel: 7n, base: 3n,
	parties: { opener: alice.account, counterparty: bob.account },
	committed: { opener: 40n, counterparty: 2n },
};

async function offered(subject = SUBJECT): Promise<string> {
	const close = plainClose(subject.base + 1n, 99n);
	const signature = await alice!.sign(closePayload(subject, close));
	return offerText(subject, 'Opener', close, signature);
}

test('an offer to close is read by the other, and by nobody else', async () => {
	const text = await offered();
	const offer = offerOf(` ${text}\n`, SUBJECT);
	assert.deepEqual([offer.side, offer.close.body.version, offer.committed],
		['Opener', 4n, SUBJECT.committed]);
	assert.equal(offer.close.signatures.counterparty, null);
	assert.deepEqual([isForOther(offer, 'Counterparty'), isForOther(offer, 'Opener')], [true, false]);
});

test('an offer that is not what was signed is refused', async () => {
	const text = await offered();
	const wrong: [string, Subject, RegExp][] = [
		['hello', SUBJECT, /no offer/],
		[text.slice(0, -9), SUBJECT, /missing/],
		[text, { ...SUBJECT, genesis: `0x${'22'.repeat(32)}` }, /another chain/],
		[text, { ...SUBJECT, channel: 8n }, /another channel/],
		[text, { ...SUBJECT, base: 4n }, /withdrawn/],
		[text.replace('"version":"4"', '"version":"5"'), SUBJECT, /signature is not/],
		[text.replace('"side":"Opener"', '"side":"Counterparty"'), SUBJECT, /signature is not/],
		[text.replace('"amount":"0"', '"amount":"41"'), SUBJECT, /signature is not/],
		[text.replace('"amount":"0"', '"amount":"-1"'), SUBJECT, /number/],
		[text.replace(/"signature":"0x../, '"signature":"0x'), SUBJECT, /signature/],
	];
	for (const [offer, subject, message] of wrong) {
		assert.throws(() => offerOf(offer, subject),
			(error) => error instanceof OfferError && message.test(error.message), `${message}`);
	}
});

/** A room in which everybody hears all others, as browsers have it. */
function room(): () => Air {
	const all = new Set<(event: { data: unknown }) => void>();
	return () => {
		const own = new Set<(event: { data: unknown }) => void>();
		return {
			postMessage: (data) => {
				for (const listener of [...all]) if (!own.has(listener)) listener({ data });
			},
			addEventListener: (_, listener) => { own.add(listener); all.add(listener); },
			removeEventListener: (_, listener) => { own.delete(listener); all.delete(listener); },
			close: () => { for (const listener of own) all.delete(listener); },
		};
	};
}

test('two tabs hear each other, and greet whoever comes', () => {
	const make = room();
	const heard: string[] = [];
	const first = new TabTransport('x', make);
	first.onConnected(() => heard.push('first: somebody'));
	first.onMessage((bytes) => heard.push(`first: ${bytes}`));
	const second = new TabTransport('x', make);
	const leave = second.onMessage((bytes) => heard.push(`second: ${bytes}`));
	first.send(Uint8Array.of(1, 2));
	second.send(Uint8Array.of(3));
	second.send(new Uint8Array(20_000));
	leave();
	first.send(Uint8Array.of(4));
	first.close();
	second.send(Uint8Array.of(5));
	assert.deepEqual(heard, ['first: somebody', 'second: 1,2', 'first: 3']);
});

test('rooms differ by chain, channel and word, and have names that a relay takes', async () => {
	const names = await Promise.all([
		roomOf('0x11', 7n, ''), roomOf('0x11', 7n, 'word'), roomOf('0x11', 8n, ''),
		roomOf('0x12', 7n, ''),
	]);
	assert.equal(new Set(names).size, 4);
	for (const name of names) assert.match(name, /^[0-9a-f]{64}$/);
});

test('what is kept is found again by its chain', async () => {
	const row = (life: string, hash: string): KeptInvoice => ({
		key: `${life} ${hash}`, life, payee: '0x', text: 'bloc1', preimage: '0x01', paymentHash: hash,
		memo: '', amount: 5n, asset: null, deadlineMs: 9n, madeMs: 1, received: null,
	});
	await keep('invoices', row('one', 'a'));
	await keep('invoices', row('two', 'b'));
	await keep('invoices', { ...row('one', 'a'), received: 6n });
	assert.deepEqual((await allKept('invoices', 'one')).map(({ received }) => received), [6n]);
	await drop('invoices', 'one a');
	assert.deepEqual(await allKept('invoices', 'one'), []);
	const key = keyOf('life', 7n, '0xab');
	await keep('machines', {
		key, life: 'life', channel: 7n, account: '0xab', snapshot: Uint8Array.of(1, 2), savedMs: 3,
	});
	assert.deepEqual((await kept('machines', key))?.snapshot, Uint8Array.of(1, 2));
	assert.equal(await kept('machines', 'else'), undefined);
});

test('an invoice is open, paid or expired; a payment costs what is asked for each minute', () => {
	assert.equal(standingOf({ received: null, deadlineMs: 10n }, 9n), 'open');
	assert.equal(standingOf({ received: null, deadlineMs: 10n }, 10n), 'expired');
	assert.equal(standingOf({ received: 0n, deadlineMs: 10n }, 11n), 'paid');
	const plan = { routes: [], fee: 5n, holdFee: 2n, leastFee: 5n };
	assert.equal(mostFee(plan, 60_000n, 0n), 9n, 'the minutes that have begun, and one more');
	assert.equal(mostFee(plan, 0n, 1n), 5n);
	assert.equal(holdUntil(1_000n, 0n, 3_600_000n), 1_000n);
	assert.equal(holdUntil(9_000_000n, 0n, 3_600_000n), 3_240_000n);
});
