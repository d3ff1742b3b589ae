// Invoices as Rust's vectors have them: bytes, signatures, texts, and what is refused and why.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as invoices from '../../src/invoice/index.js';
import { InvoiceError, type Invoice } from '../../src/invoice/index.js';
import { toBytes, toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair, type KeyScheme } from '../../src/core/keys.js';
import { wrapped } from '../../src/core/signatures.js';
import { Random } from '../kit/random.js';
import { vectors } from '../kit/vectors.js';

interface Vector {
	name: string;
	genesis: Hex;
	invoice: Record<string, any>;
	payload: Hex;
	scheme: 'ecdsa' | 'ed25519' | 'sr25519';
	signature: Hex;
	text: string;
	wrapped: boolean;
}
const file = vectors<{
	genesis: Hex;
	signer: string;
	accounts: Record<string, Hex>;
	refused: { name: string; reason: string; text: string }[];
	vectors: Vector[];
}>('pallets/primitives/vectors/invoices.json');

const SCHEMES: Record<Vector['scheme'], KeyScheme> = {
	ecdsa: 'Ecdsa', ed25519: 'Ed25519', sr25519: 'Sr25519',
};
const { genesis } = file;
const read = (text: string) => invoices.invoiceFromText(genesis, text);
const refused = (reason: string) => (error: unknown) =>
	error instanceof InvoiceError && error.reason === reason;

function document({ invoice }: Vector): Invoice {
	const { asset, amount, deadlineMs, features, hints } = invoice;
	return {
		...invoice,
		asset: asset === 'Native' ? invoices.NATIVE : invoices.assetWithId(asset.WithId),
		amount: amount === null ? null : BigInt(amount),
		deadlineMs: BigInt(deadlineMs),
		features: BigInt(features),
		hints: hints.map((hint: string[]) => hint.map(BigInt)),
	} as Invoice;
}

for (const vector of file.vectors) {
	const { name, text, signature, scheme } = vector;
	const invoice = document(vector);

	test(`${name}: bytes, signature and text are the same`, () => {
		const payload = invoices.invoicePayload(vector.genesis, invoice);
		assert.equal(toHex(payload), vector.payload);
		const key = devKeyPair(file.signer, SCHEMES[scheme]);
		assert.equal(key.account, invoice.payee);
		const signed = { invoice, signature };
		assert.equal(invoices.invoiceToText(vector.genesis, signed), text);
		assert.deepEqual(invoices.invoiceFromText(vector.genesis, text), signed);
		assert.deepEqual(invoices.invoiceFromText(vector.genesis, text.toUpperCase()), signed);
		assert.equal(invoices.chainOfText(text), vector.genesis.slice(0, 10));
		const ours = key.sign(vector.wrapped ? wrapped(payload) : payload);
		if (scheme !== 'sr25519') assert.equal(ours, signature);
		assert.ok(invoices.invoiceToText(vector.genesis, { invoice, signature: ours }));
	});
}

for (const { name, reason, text } of file.refused) {
	test(`${name}: ${reason}`, () => assert.throws(() => read(text), refused(reason)));
}

test('what is made is read again, and belongs to its chain', async () => {
	const key = devKeyPair('//Alice');
	const random = new Random(4n);
	for (let round = 0; round < 20; round += 1) {
		const made = await invoices.makeInvoice(genesis, (bytes) => key.sign(bytes), {
			payee: key.account,
			amount: round % 3 === 0 ? null : random.bits(128) + 1n,
			deadlineMs: random.bits(63),
			memo: 'a bicycle',
			hints: [[random.bits(64)], [1n, 2n, 3n, 4n]],
		});
		const signed = read(made.text);
		assert.deepEqual(signed.invoice, made.invoice);
		assert.equal(signed.invoice.memoHash, invoices.memoHash('a bicycle'));
		const other = toBytes(genesis).slice();
		other[3] = 0;
		assert.throws(() => invoices.invoiceFromText(other, made.text), refused('WrongChain'));
	}
});

test('an invoice is payable until the instant before its deadline', () => {
	const invoice = { ...document(file.vectors[0] as Vector), deadlineMs: 1_000n };
	invoices.ensurePayable(invoice, 999n);
	assert.throws(() => invoices.ensurePayable(invoice, 1_000n), refused('Expired'));
});

test('a wrong character is found', () => {
	const { text } = file.vectors[0] as Vector;
	for (let at = 10; at < text.length; at += 7) {
		const wrong = text.slice(0, at) + (text[at] === 'q' ? 'p' : 'q') + text.slice(at + 1);
		assert.throws(() => read(wrong), refused('BadChecksum'));
	}
});

test('no bit can be changed, and nothing else is thrown', () => {
	const random = new Random(5n);
	for (let round = 0; round < 300; round += 1) {
		const text = `bloc1${Array.from({ length: random.below(400) }, () =>
			random.pick([...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'])).join('')}`;
		assert.throws(() => read(text), InvoiceError);
	}
});

test('features are allowed or required', () => {
	const { Feature } = invoices;
	assert.equal(invoices.requiring(Feature.Mpp), 0x1_0000n);
	assert.equal(invoices.allowing(Feature.Mpp), 0x2_0000n);
	assert.equal(invoices.requiring(Feature.Instant), 0x1_0000_0000_0000n);
	assert.ok(invoices.hasFeature({ features: invoices.allowing(Feature.Instant) }, Feature.Instant));
	assert.ok(!invoices.hasFeature({ features: 0n }, Feature.Mpp));
});
