// Invoices of others: read, judged, and planned.

import { chainOfText, invoiceFromText, type SignedInvoice } from '@lightning-bloc/sdk/invoice';
import {
	ensurePayable, Feature, hasFeature, InvoiceError, lightningInvoice, LightningInvoiceError,
} from '@lightning-bloc/sdk/invoice';
import { NoPlan, planPayment, signedInvoiceRef, type Plan } from '@lightning-bloc/sdk/routes';
import { eventOf, type Chain } from '@lightning-bloc/sdk/chain';
import type { Account } from '../chain/accounts.js';
import { nameOf } from '../chain/accounts.js';
import { currencyOf, type AssetId } from '../chain/assets.js';
import { exactAmount, instant, shortAmount } from '../lib/text.js';
import type { Action } from '../tx/action.js';

/** An invoice of this chain that was read. */
export interface Read {
	readonly signed: SignedInvoice;
	readonly asset: AssetId;
	readonly isInstant: boolean;
	readonly isInParts: boolean;
}

/** What a text turned out to be. */
export type Reading =
	| { readonly type: 'ours'; readonly read: Read }
	/** Of the Lightning Network: shown, but not paid from here. */
	| { readonly type: 'lightning'; readonly facts: readonly (readonly [string, string])[] };

/** In words, why a text is no invoice that can be paid here. */
export function invoiceTrouble(error: unknown): string | null {
	if (error instanceof InvoiceError) return error.message.replace(/^\w+: /, '');
	if (error instanceof LightningInvoiceError) return `not an invoice of Lightning: ${error.reason}`;
	return null;
}

function lightningFacts(text: string): readonly (readonly [string, string])[] {
	const { network, amountMsat, memo, expiresMs, payee } = lightningInvoice(text);
	return [
		['Network', `Lightning, ${network}`],
		['Amount', amountMsat === null ? 'any' : `${amountMsat} thousandths of a satoshi`],
		['For', memo ?? 'only a hash of it is given'],
		['Until', instant(expiresMs)],
		['Node', payee],
	];
}

/** Reads a text that was pasted. */
export function readInvoice(genesis: `0x${string}`, pasted: string): Reading {
	const text = pasted.trim().replace(/^lightning:/i, '');
	if (/^ln/i.test(text)) return { type: 'lightning', facts: lightningFacts(text) };
	chainOfText(text);
	const signed = invoiceFromText(genesis, text);
	const { invoice } = signed;
	return {
		type: 'ours',
		read: {
			signed,
			asset: invoice.asset.type === 'Native' ? null : invoice.asset.id,
			isInstant: hasFeature(invoice, Feature.Instant),
			isInParts: hasFeature(invoice, Feature.Mpp),
		},
	};
}

const MOST_PARTS = 16;

/** Plans to pay an invoice; throws if there is no way. */
export async function planFor(
	chain: Chain,
	account: Account,
	{ signed: { invoice }, isInParts }: Read,
	amount: bigint,
	nowMs: bigint,
): Promise<Plan> {
	ensurePayable(invoice, nowMs);
	if (invoice.payee === account.id) throw new Error('This is your own invoice.');
	return planPayment(chain, account.id, invoice.payee, amount, {
		asset: invoice.asset, maxParts: isInParts ? MOST_PARTS : 1,
	});
}

/** In words, why there is no way to pay. */
export function shortfallInWords(error: NoPlan, asset: AssetId): string {
	const { shortfall, exact } = error;
	const currency = currencyOf(asset);
	const surely = exact ? '' : ' (as far as was looked)';
	switch (shortfall.type) {
		case 'Amount':
			return `At most ${shortAmount(shortfall.most, currency)} can arrive${surely}: put more ` +
				'into a channel, or open one.';
		case 'Fee':
			return `The cheapest way costs ${shortAmount(shortfall.cheapest, currency)}${surely}, more ` +
				'than one hundredth of the amount.';
		case 'Parts': return `It takes ${shortfall.needed} parts${surely}, more than the payee takes.`;
		case 'NoRoute':
			return `There is no way there${surely}: open a channel with the payee, or with somebody ` +
				'who is connected.';
		case 'TooLarge': return 'The net of channels is too large to be searched here.';
		case 'Request': return 'This makes no sense: is it a payment to yourself, or of nothing?';
	}
}

/** What a payment costs at most, where it waits to be claimed: what is asked for each minute. */
export function mostFee(plan: Plan, deadlineMs: bigint, nowMs: bigint): bigint {
	const minutes = deadlineMs > nowMs ? (deadlineMs - nowMs + 119_999n) / 60_000n : 0n;
	return plan.fee + plan.holdFee * minutes;
}

/** Until when a payment waits: for the invoice, but no longer than the chain allows. */
export function holdUntil(deadlineMs: bigint, nowMs: bigint, maxHoldMs: bigint): bigint {
	// What is signed now is in a block a moment later.
	const longest = nowMs + (maxHoldMs * 9n) / 10n;
	return deadlineMs < longest ? deadlineMs : longest;
}

/** A payment that is planned. */
export interface Planned {
	readonly read: Read;
	readonly plan: Plan;
	readonly amount: bigint;
	readonly nowMs: bigint;
	readonly maxHoldMs: bigint;
}

/** Pays an invoice as planned. */
export function payAction(
	{ read, plan, amount, nowMs, maxHoldMs }: Planned,
	done: (payment: bigint | null) => void,
): Action {
	const { signed, asset, isInstant } = read;
	const { invoice } = signed;
	const currency = currencyOf(asset);
	const deadlineMs = holdUntil(invoice.deadlineMs, nowMs, maxHoldMs);
	const most = isInstant ? plan.fee : mostFee(plan, deadlineMs, nowMs);
	const common = {
		invoice: signedInvoiceRef(signed), total: amount, max_fee: most,
		routes: plan.routes.map((route) => route.map((hop) => ({ ...hop }))),
	};
	return {
		title: 'Pay the invoice',
		does: [isInstant
			? 'The payee has it at once. It cannot be taken back.'
			: 'The amount waits for the payee, who claims it. If it is not claimed by ' +
				`${instant(deadlineMs)}, it comes back.`],
		facts: [
			['To', nameOf(invoice.payee)], ['Amount', exactAmount(amount, currency)],
			['To those in between', exactAmount(plan.fee, currency)],
			['At most', exactAmount(most, currency)],
			['Parts', `${plan.routes.length}`],
		],
		fails: 'a channel on the way has changed meanwhile, or the invoice is paid already',
		call: (chain) => (isInstant
			? chain.api.tx.Mpp.pay_instant(common)
			: chain.api.tx.Mpp.pay({ ...common, deadline_ms: deadlineMs })),
		done: ({ events }) => done(isInstant
			? null : eventOf<{ payment: bigint }>(events, 'Mpp', 'PaymentOpened').payment),
	};
}
