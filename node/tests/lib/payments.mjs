// Invoices with the preimages that their payees keep, and how payments name them.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { u8aToHex } from '@polkadot/util';
import { holds, NATIVE } from './chain.mjs';
import { Feature, invoiceFromText, invoicePayload, invoiceToText, memoHash } from './invoice.mjs';
import { paymentHash, sign } from './state.mjs';

/** For how long these invoices can be paid. */
export const INVOICE_MS = 60_000;
/** The bits that say that the payer may, and need not. */
export const [IN_PARTS, AT_ONCE] = [Feature.mpp, Feature.instant].map((bit) => 2n << bit);

/** 32 bytes that nobody has thought of. */
export const drawn = () => u8aToHex(randomBytes(32));

/** What a payee asks for in the native coin, and the preimage. */
export function invoice(payee, amount, more = {}) {
	const preimage = randomBytes(32);
	const document = {
		payee: u8aToHex(payee.publicKey),
		asset: NATIVE,
		amount,
		paymentHash: u8aToHex(paymentHash(preimage)),
		paymentSecret: drawn(),
		deadlineMs: BigInt(Date.now() + INVOICE_MS),
		memoHash: u8aToHex(memoHash('a bicycle')),
		features: IN_PARTS,
		hints: [],
		...more,
	};
	return { document, preimage: u8aToHex(preimage) };
}

/** The same signed off chain, as its payer reads it from the text that the payee hands over. */
export function signedBy(genesis, payee, amount, more) {
	const { document, preimage } = invoice(payee, amount, more);
	const signature = u8aToHex(sign(payee, invoicePayload(genesis, document)));
	const text = invoiceToText(genesis, document, signature);
	assert.match(text, /^bloc1/);
	const read = invoiceFromText(genesis, text);
	assert.deepEqual(read, { invoice: document, signature });
	return { document: read.invoice, signature: read.signature, preimage };
}

/** How calls name an invoice: by its document if that is signed, or else as a registered one. */
export function reference({ document, signature }) {
	if (signature) return { Signed: { invoice: document, signature } };
	const { payee, paymentHash, paymentSecret } = document;
	return { Registered: { payee, paymentHash, paymentSecret } };
}

/** What an account has on deposit for the storage of a pallet, by the name of its hold reason. */
export async function depositOf(api, pallet, { address }) {
	const held = await holds(api, address);
	const own = held.filter(([reason]) => reason.toLowerCase().includes(`"${pallet}"`));
	return own.reduce((sum, [, amount]) => sum + amount, 0n);
}
