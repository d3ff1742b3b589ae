/**
 * Payments over channels of others: planned by the chain, made in one or several parts, claimed by
 * their payee.
 *
 * @module routes
 */

import { sha256 } from '@noble/hashes/sha2.js';
import type { Budget } from '../budgets/index.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { registeredInvoiceRef, signedInvoiceRef, toChainAsset, toChainInvoice }
	from '../chain/values.js';
import { NATIVE, type Asset } from '../core/assets.js';
import { toHex, type BytesLike, type Hex } from '../core/bytes.js';
import type { AccountId } from '../core/signatures.js';
import {
	ensurePayable, Feature, hasFeature, invoicePayload, type Invoice, type SignedInvoice,
} from '../invoice/document.js';
import type { Signer } from '../signers/index.js';

export {
	claimPayment, NotPaid, waitForPayment, type Received, type WaitOptions,
} from './waiting.js';

/** What is locked in one channel of a route. */
export interface Hop {
	readonly channel: bigint;
	readonly amount: bigint;
}

/** How a payment can be made. */
export interface Plan {
	/** A route for each part, the largest first. */
	readonly routes: readonly (readonly Hop[])[];
	/** What the parties in between keep. */
	readonly fee: bigint;
	/** What they ask at most for each minute that the payment waits, if it is not made. */
	readonly holdFee: bigint;
	/** No other plan costs less: that is proven. */
	readonly leastFee: bigint;
}

/** How to plan. */
export interface PlanOptions {
	readonly asset?: Asset;
	/** The most parts; one if the payee takes no more. */
	readonly maxParts?: number;
	/** The most that the parties in between may keep: a hundredth if it is not named. */
	readonly maxFee?: bigint;
	/** Channels that are not to be used. */
	readonly exclude?: readonly bigint[];
}

/** Why there is no plan. */
export type Shortfall =
	/** The request itself makes no sense. */
	| { readonly type: 'Request' | 'NoRoute' | 'TooLarge' }
	/** So much would arrive at most. */
	| { readonly type: 'Amount'; readonly most: bigint }
	/** So many parts are needed. */
	| { readonly type: 'Parts'; readonly needed: number }
	/** So much the cheapest costs. */
	| { readonly type: 'Fee'; readonly cheapest: bigint };

/** There is no way to pay, and what is missing. */
export class NoPlan extends Error {
	/** Nothing has changed. */
	readonly changedNothing = true;

	constructor(
		/** What is missing. */
		readonly shortfall: Shortfall,
		/** Whether that is proven; otherwise a plan may exist that was not found. */
		readonly exact: boolean,
	) {
		super(`no plan: ${shortfall.type}`);
		this.name = 'NoPlan';
	}
}

const MAX_PARTS = 16;

/** What the parties in between may keep, if nothing else is said: a hundredth. */
const maxFeeOf = (amount: bigint, { maxFee }: PlanOptions): bigint => maxFee ?? amount / 100n;

/** Asks the chain for the cheapest way to pay, or throws `NoPlan`. */
export async function planPayment(
	chain: Chain,
	from: AccountId,
	to: AccountId,
	amount: bigint,
	options: PlanOptions = {},
): Promise<Plan> {
	const { asset = NATIVE, maxParts = MAX_PARTS, exclude = [] } = options;
	const maxFee = maxFeeOf(amount, options);
	const planned = await chain.api.apis.MppApi.plan_payment(
		chain.address(from), chain.address(to), toChainAsset(asset), amount, maxParts, maxFee,
		[...exclude], { at: 'finalized' });
	if (!planned.success) {
		const { shortfall: { type, value }, exact } = planned.value;
		throw new NoPlan({ type, ...value } as Shortfall, exact);
	}
	const { routes, fee, hold_fee: holdFee, least_fee: leastFee } = planned.value;
	// What a node answers is not what was asked for until it is looked at.
	if (fee > maxFee) throw new NoPlan({ type: 'Fee', cheapest: fee }, false);
	return { routes, fee, holdFee, leastFee };
}

/** How to pay an invoice. */
export interface PayOptions extends Omit<PlanOptions, 'asset'> {
	/** How much, where the invoice leaves that to its payer. */
	readonly amount?: bigint;
	/** At once, if the payee agrees: then there is nothing to claim, and no preimage. */
	readonly instant?: boolean;
	/**
	 * What the payer's app may spend; what it may cost at most counts, too. Where it is not known
	 * what became of the payment, it is pending under the `invoiceKey`.
	 */
	readonly budget?: Budget;
}

/** A payment that is under way, or made. */
export interface Payment extends Done {
	/** Its id; `null` of one that was made at once. */
	readonly payment: bigint | null;
	readonly amount: bigint;
	/** What the parties in between keep. */
	readonly fee: bigint;
}

/** The amount that an invoice is paid with. */
function amountOf(invoice: Invoice, amount: bigint | undefined): bigint {
	const asked = invoice.amount ?? amount;
	if (asked === undefined) throw new RangeError('the invoice names no amount: choose one');
	if (invoice.amount !== null && amount !== undefined && amount !== invoice.amount) {
		throw new RangeError('the invoice names another amount');
	}
	return asked;
}

/**
 * Names an invoice of a chain among all others, for budgets. One of another payee may have the same
 * payment hash, and a later one of the same payee, too.
 */
export const invoiceKey = (genesis: BytesLike, invoice: Invoice): Hex =>
	toHex(sha256(invoicePayload(genesis, invoice)));

/** Pays an invoice over the cheapest routes that there are. */
export async function payInvoice(
	chain: Chain,
	signer: Signer,
	signed: SignedInvoice,
	options: PayOptions = {},
): Promise<Payment> {
	const { invoice } = signed;
	ensurePayable(invoice, await chain.now());
	options.budget?.ensureFor(invoice.asset);
	const amount = amountOf(invoice, options.amount);
	const inParts = hasFeature(invoice, Feature.Mpp);
	const plan = await planPayment(chain, signer.account, invoice.payee, amount, {
		...options,
		asset: invoice.asset,
		maxParts: inParts ? options.maxParts ?? MAX_PARTS : 1,
	});
	const instant = options.instant ?? hasFeature(invoice, Feature.Instant);
	const most = instant ? plan.fee : await mostOf(chain, plan, invoice.deadlineMs);
	const allowed = maxFeeOf(amount, options);
	const maxFee = most < allowed ? most : allowed;
	const pay = () => send(chain, signer, signed, { ...plan, amount, instant, maxFee });
	return options.budget
		? options.budget.within(amount + maxFee, pay, invoiceKey(chain.genesis, invoice))
		: pay();
}

/**
 * What a payment costs at most: its fee if it is made, or else what is asked for waiting, for each
 * minute begun to its end. That is its deadline, or later if the chain stands still.
 */
async function mostOf(chain: Chain, plan: Plan, deadlineMs: bigint): Promise<bigint> {
	const extensionMs = await chain.api.constants.Mpp.MaxExtensionMs();
	const minutes = (deadlineMs + extensionMs - (await chain.latest()) + 119_999n) / 60_000n;
	const hold = plan.holdFee * (minutes > 0n ? minutes : 0n);
	return hold > plan.fee ? hold : plan.fee;
}

interface Sending extends Pick<Plan, 'fee' | 'routes'> {
	readonly amount: bigint;
	readonly instant: boolean;
	readonly maxFee: bigint;
}

async function send(
	chain: Chain,
	signer: Signer,
	signed: SignedInvoice,
	{ amount, fee, instant, maxFee, routes: planned }: Sending,
): Promise<Payment> {
	const { Mpp } = chain.api.tx;
	const routes = planned.map((route) => route.map((hop) => ({ ...hop })));
	const common = { invoice: signedInvoiceRef(signed), total: amount, routes, max_fee: maxFee };
	if (instant) {
		const done = await chain.submit(signer, Mpp.pay_instant(common));
		return { ...done, payment: null, amount, fee };
	}
	const { deadlineMs } = signed.invoice;
	const done = await chain.submit(signer, Mpp.pay({ ...common, deadline_ms: deadlineMs }));
	const { payment } = eventOf<{ payment: bigint }>(done.events, 'Mpp', 'PaymentOpened');
	return { ...done, payment, amount, fee };
}

/** Registers an invoice on chain, so that it can be paid by its hash. */
export const registerInvoice = (chain: Chain, signer: Signer, invoice: Invoice): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Mpp.register_invoice({ invoice: toChainInvoice(invoice) }));

export { registeredInvoiceRef, signedInvoiceRef };
