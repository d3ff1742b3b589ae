// Invoices of one's own: kept with their secrets in this browser, waited for while the page is
// open, and claimed when they are paid.

import { effect, signal } from '@preact/signals';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { accounts, ownAccount, type Account } from '../chain/accounts.js';
import { assetOf } from '../chain/assets.js';
import { live } from '../chain/connection.js';
import { life } from '../chain/life.js';
import { allKept, drop, keep, type KeptInvoice } from '../lib/database.js';
import type { AccountId } from '../lib/fields.js';

/** The invoices of the chain that is connected, the newest first. */
export const invoices = signal<readonly KeptInvoice[]>([]);
/** What went wrong with an invoice that is waited for, by its key. */
export const troubles = signal<ReadonlyMap<string, string>>(new Map());
/** Those that nobody has paid in time. */
const over = new Set<string>();
/** Those that are waited for, with the connection over which. */
const waiting = new Map<string, Chain>();

/** What an invoice is to say. */
export interface Wanted {
	readonly account: Account;
	readonly amount: bigint | null;
	readonly asset: number | null;
	readonly memo: string;
	readonly deadlineMs: bigint;
	readonly instant: boolean;
}

function put(row: KeptInvoice): void {
	const others = invoices.peek().filter(({ key }) => key !== row.key);
	invoices.value = [row, ...others].sort((one, other) => other.madeMs - one.madeMs);
}

/** Makes an invoice, has it signed, and keeps it before anybody sees it. */
export async function make(chain: Chain, wanted: Wanted): Promise<KeptInvoice> {
	const of = life.peek();
	if (of === null) throw new Error('the chain has no block yet');
	const { account, amount, asset, memo, deadlineMs, instant } = wanted;
	const { allowing, Feature, makeInvoice } = await import('@lightning-bloc/sdk/invoice');
	const made = await makeInvoice(chain.genesis, (bytes) => account.signer.sign(bytes), {
		payee: account.id,
		amount,
		asset: assetOf(asset),
		memo,
		deadlineMs,
		features: instant ? allowing(Feature.Mpp, Feature.Instant) : allowing(Feature.Mpp),
	});
	const row: KeptInvoice = {
		key: `${of} ${made.invoice.paymentHash}`, life: of, payee: account.id, text: made.text,
		preimage: made.preimage, paymentHash: made.invoice.paymentHash, memo, amount, asset,
		deadlineMs, madeMs: Date.now(), received: null,
	};
	await keep('invoices', row);
	put(row);
	void waitFor(chain, row, account);
	return row;
}

function told(key: string, trouble: string | null): void {
	const left = new Map(troubles.peek());
	if (trouble === null) left.delete(key);
	else left.set(key, trouble);
	troubles.value = left;
}

/** Waits until an invoice is paid, and claims it: in one tab of the browser only. */
async function waitFor(chain: Chain, row: KeptInvoice, account: Account): Promise<void> {
	if (waiting.get(row.key) === chain) return;
	waiting.set(row.key, chain);
	try {
		const [{ invoiceFromText }, { waitForPayment }] = await Promise.all([
			import('@lightning-bloc/sdk/invoice'), import('@lightning-bloc/sdk/routes'),
		]);
		const { invoice } = invoiceFromText(chain.genesis, row.text);
		const received = await navigator.locks.request(`lightning-bloc ${row.key}`, () =>
			waitForPayment(chain, account.signer, invoice, row.preimage as `0x${string}`, {
				sinceMs: BigInt(row.madeMs),
			}));
		const paid = { ...row, received: received.amount };
		await keep('invoices', paid);
		put(paid);
		told(row.key, null);
	} catch (error) {
		const isOver = error instanceof Error && error.name === 'NotPaid';
		if (isOver) over.add(row.key);
		// Over a new connection it is waited for again.
		if (!isOver && live.peek() === chain) told(row.key, `${(error as Error).message ?? error}`);
	} finally {
		if (waiting.get(row.key) === chain) waiting.delete(row.key);
	}
}

/** Forgets an invoice: what would still be paid for it could not be claimed. */
export async function forget(key: string): Promise<void> {
	await drop('invoices', key);
	invoices.value = invoices.peek().filter((row) => row.key !== key);
}

/** Where an invoice is in its life. */
export type Standing = 'open' | 'paid' | 'expired';

export function standingOf(
	{ received, deadlineMs }: Pick<KeptInvoice, 'received' | 'deadlineMs'>,
	nowMs: bigint,
): Standing {
	if (received !== null) return 'paid';
	return deadlineMs <= nowMs ? 'expired' : 'open';
}

/** Keeps the list of the chain that is connected, and waits for what is open. */
export function followInvoices(): void {
	effect(() => {
		const of = life.value;
		invoices.value = [];
		if (of === null) return;
		allKept('invoices', of).then((rows) => {
			if (life.peek() !== of) return;
			const known = new Set(invoices.peek().map(({ key }) => key));
			for (const row of rows) if (!known.has(row.key)) put(row);
		}, () => {});
	});
	effect(() => {
		const chain = live.value;
		const known = accounts.value.length;
		if (!chain || known === 0) return;
		for (const row of invoices.value) {
			const account = ownAccount(row.payee as AccountId);
			// Also one that has expired: it may have been paid while the page was closed.
			if (account && row.received === null && !over.has(row.key)) {
				void waitFor(chain, row, account);
			}
		}
	});
}
