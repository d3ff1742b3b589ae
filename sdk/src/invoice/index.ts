/**
 * Invoices: made, signed, written as text and read, without a node; and those of the Lightning
 * Network (BOLT-11), read. Text and bytes are those of the Rust module `bloc_primitives::invoice`.
 *
 * @module invoice
 */

import type { BytesLike } from '../core/bytes.js';
import type { MultiSignature } from '../core/signatures.js';
import { drawInvoice, invoicePayload, type DrawnInvoice, type InvoiceRequest } from './document.js';
import { invoiceToText } from './text.js';

export {
	allowing, deriveSecret, drawInvoice, ensurePayable, ensureSigned, ensureSound, Feature,
	hasFeature, InvoiceError, INVOICES_DOMAIN, invoicePayload, MAX_HINT_CHANNELS, MAX_HINTS, memoHash,
	requiring, type DrawnInvoice, type Invoice, type InvoiceReason, type InvoiceRequest,
	type SignedInvoice,
} from './document.js';
export { chainOfText, invoiceFromText, invoiceToText, MAX_CHARS, PREFIX } from './text.js';
export {
	lightningInvoice, LightningInvoiceError, type LightningInvoice, type LightningReason,
	type Network,
} from './bolt11.js';
export { assetWithId, NATIVE, type Asset } from '../core/assets.js';

/** An invoice that is ready to be handed over, and the secret that its payee keeps. */
export interface MadeInvoice extends DrawnInvoice {
	readonly signature: MultiSignature;
	/** What the payer reads or scans. */
	readonly text: string;
}

/** Draws an invoice, has its payee sign it, and writes it as text. */
export async function makeInvoice(
	genesis: BytesLike,
	sign: (payload: Uint8Array) => MultiSignature | Promise<MultiSignature>,
	request: InvoiceRequest,
): Promise<MadeInvoice> {
	const drawn = drawInvoice(request);
	const signature = await sign(invoicePayload(genesis, drawn.invoice));
	const text = invoiceToText(genesis, { invoice: drawn.invoice, signature });
	return { ...drawn, signature, text };
}
