// What JavaScript makes of invoices, and reads in their texts, is what Rust does; and the node's
// command reads them, and those of the Lightning Network. It needs no running node.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import {
	Feature,
	Refusal,
	has,
	invoiceFromText,
	invoicePayload,
	invoiceToText,
	memoHash,
} from './lib/invoice.mjs';
import { run, succeed } from './lib/node.mjs';
import { isSignedBy, sign, wrapped } from './lib/state.mjs';

const file = new URL('../../pallets/primitives/vectors/invoices.json', import.meta.url);
const { signer, accounts, vectors, genesis, refused } = JSON.parse(readFileSync(file, 'utf8'));

await cryptoWaitReady();
const keyring = new Keyring();
const key = (scheme) => keyring.createFromUri(signer, {}, scheme);

/** The numbers of a vector, as bigints. */
const numbers = (invoice) => ({
	...invoice,
	amount: invoice.amount === null ? null : BigInt(invoice.amount),
	deadlineMs: BigInt(invoice.deadlineMs),
	features: BigInt(invoice.features),
	hints: invoice.hints.map((hint) => hint.map(BigInt)),
});

test('there are vectors of each scheme, of raw and wrapped signatures, and of each reason', () => {
	const schemes = new Set(vectors.map(({ scheme }) => scheme));
	assert.deepEqual([...schemes].sort(), ['ecdsa', 'ed25519', 'sr25519']);
	assert.deepEqual(new Set(vectors.map((vector) => vector.wrapped)), new Set([true, false]));
	const reasons = new Set(refused.map(({ reason }) => reason));
	assert.deepEqual([...reasons].sort(), [
		'BadChecksum', 'BadCharacter', 'BadSignature', 'EmptyHint', 'Malformed', 'MixedCase',
		'NoSeparator', 'NotBech32m', 'ObviousSecret', 'TooLong', 'TrailingBytes', 'Truncated',
		'UnknownFeature', 'UnknownPrefix', 'UnknownVersion', 'WrongChain', 'ZeroAmount',
	].sort());
});

for (const { name, genesis, scheme, invoice, payload, signature, text, ...how } of vectors) {
	test(`${name}: the payload and the signature are the same`, () => {
		assert.equal(invoice.payee, accounts[scheme]);
		assert.equal(u8aToHex(invoicePayload(genesis, invoice)), payload);
		assert.ok(isSignedBy(signature, invoice.payee, hexToU8a(payload)));
		const bytes = hexToU8a(payload);
		const ours = sign(key(scheme), how.wrapped ? wrapped(bytes) : bytes);
		if (scheme === 'sr25519') {
			assert.ok(isSignedBy(ours, invoice.payee, bytes));
		} else {
			// These two schemes sign the same bytes in one way only.
			assert.equal(u8aToHex(ours), signature);
		}
	});

	test(`${name}: the text is the same, written and read`, () => {
		assert.equal(invoiceToText(genesis, invoice, signature), text);
		const expected = { invoice: numbers(invoice), signature };
		assert.deepEqual(invoiceFromText(genesis, text), expected);
		assert.deepEqual(invoiceFromText(genesis, text.toUpperCase()), expected);
	});

	test(`${name}: it is one of that chain, payee and amount only`, () => {
		const other = u8aToHex(hexToU8a(genesis).map((byte, at) => (at === 31 ? byte ^ 1 : byte)));
		const refuses = (call) => assert.throws(call, { reason: 'BadSignature' });
		refuses(() => invoiceFromText(other, text));
		refuses(() => invoiceToText(genesis, { ...invoice, amount: '77' }, signature));
		refuses(() => invoiceToText(genesis, { ...invoice, payee: other }, signature));
	});
}

for (const { name, text, reason } of refused) {
	test(`refused: ${name}`, () => {
		assert.throws(
			() => invoiceFromText(genesis, text),
			(error) => error instanceof Refusal && error.reason === reason,
			reason,
		);
	});
}

test('features are read by either bit', () => {
	const { invoice } = vectors[0];
	assert.ok(has(invoice, Feature.mpp));
	assert.ok(!has(invoice, Feature.instant));
	assert.ok(has({ features: 1n << Feature.instant }, Feature.instant));
	assert.ok(has({ features: 2n << Feature.instant }, Feature.instant));
});

test('a memo has the hash that the invoice names', () => {
	assert.equal(u8aToHex(memoHash('Kaffee & Kuchen ☕')), vectors[0].invoice.memoHash);
});

test('whatever character is wrong, the text is refused', () => {
	const { text, genesis } = vectors[0];
	for (let at = 0; at < text.length; at += 1) {
		const wrong = text.slice(0, at) + (text[at] === 'q' ? 'p' : 'q') + text.slice(at + 1);
		assert.throws(() => invoiceFromText(genesis, wrong), Refusal, `at ${at}`);
		assert.throws(() => invoiceFromText(genesis, text.slice(0, at)), Refusal, `up to ${at}`);
	}
});

test('the node reads what was written here', async () => {
	const [{ genesis, invoice, text }] = vectors;
	const said = JSON.parse(await succeed('invoice', text, '--genesis', genesis));
	assert.equal(said.kind, 'bloc');
	assert.equal(said.amount, invoice.amount);
	assert.equal(said.paymentHash, invoice.paymentHash);
	assert.equal(u8aToHex(keyring.decodeAddress(said.payee)), invoice.payee);
	const elsewhere = await run('invoice', text, '--genesis', `0x${'22'.repeat(32)}`);
	assert.equal(elsewhere.code, 1);
	assert.match(elsewhere.stderr, /WrongChain/);
});

test('the node reads an invoice of the Lightning Network', async () => {
	// "1 cup coffee", of BOLT-11's examples.
	const text =
		'lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5' +
		'rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nh' +
		'edh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh';
	const said = JSON.parse(await succeed('invoice', text));
	assert.equal(said.network, 'bitcoin');
	assert.equal(said.amountMsat, '250000000');
	assert.equal(said.paymentHash, `0x${'00010203040506070809'.repeat(3)}0102`);
	const wrong = await run('invoice', `${text}q`);
	assert.equal(wrong.code, 1);
	assert.match(wrong.stderr, /BadChecksum/);
});
