/**
 * Payments that come again: plans of a payee, subscriptions of payers within limits of their own.
 *
 * @module subscriptions
 */

import { Enum } from 'polkadot-api';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { toChainAsset } from '../chain/values.js';
import { NATIVE, type Asset } from '../core/assets.js';
import type { Hex } from '../core/bytes.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';

/** How long a period is: so many days, weeks, months or years, or milliseconds. */
export type Frequency =
	| { readonly type: 'Daily' | 'Weekly' | 'Monthly' | 'Yearly'; readonly every: number }
	| { readonly type: 'Custom'; readonly ms: bigint };

/** Every so many days, weeks, months or years. */
export function every(count: number, unit: 'day' | 'week' | 'month' | 'year'): Frequency {
	const types = { day: 'Daily', week: 'Weekly', month: 'Monthly', year: 'Yearly' } as const;
	if (!Number.isInteger(count) || count < 1 || count > 65_535) {
		throw new RangeError(`not a number of ${unit}s: ${count}`);
	}
	return { type: types[unit], every: count };
}

/** Price, frequency and catching up. */
export interface Terms {
	/** The price of each period, in advance. */
	readonly price: bigint;
	readonly frequency: Frequency;
	/** Whether each missed period is paid, or only the latest; each if it is not named. */
	readonly catchUp?: 'Each' | 'Latest';
}

/** The limits that the payer sets. */
export interface SubscriptionLimits {
	/** The most that is paid in all, charges included. */
	readonly total?: bigint;
	/** The most payments of periods. */
	readonly payments?: number;
	/** No period that is due at this instant or later is paid. */
	readonly endMs?: bigint;
	/**
	 * The most that the payee may charge beside the price within one period; nothing by default.
	 */
	readonly charges?: bigint;
}

/** What a payee offers to all. */
export interface PlanRequest extends Terms {
	readonly asset?: Asset;
	/** For how long nothing is paid at first. */
	readonly trialMs?: bigint;
	readonly maxSubscribers?: number;
	readonly maxPayments?: number;
	/** The hash of what was agreed in words. */
	readonly termsHash?: Hex;
}

const NO_TERMS: Hex = `0x${'00'.repeat(32)}`;

const frequency = (of: Frequency) =>
	(of.type === 'Custom' ? Enum('Custom', of.ms) : Enum(of.type, of.every)) as
		| { type: 'Custom'; value: bigint }
		| { type: 'Daily' | 'Weekly' | 'Monthly' | 'Yearly'; value: number };

const terms = ({ price, frequency: of, catchUp = 'Each' }: Terms) => ({
	price,
	frequency: frequency(of),
	catch_up: Enum(catchUp) as { type: 'Each' | 'Latest'; value: undefined },
});

const limits = ({ total, payments, endMs, charges = 0n }: SubscriptionLimits) =>
	({ total, payments, end_ms: endMs, charges });

/** Publishes a plan; answers with its id. */
export async function createPlan(
	chain: Chain,
	signer: Signer,
	request: PlanRequest,
): Promise<bigint> {
	const { events } = await chain.submit(signer, chain.api.tx.Recurring.create_plan({
		details: {
			asset: toChainAsset(request.asset ?? NATIVE),
			terms: terms(request),
			trial_ms: request.trialMs ?? 0n,
			max_subscribers: request.maxSubscribers,
			max_payments: request.maxPayments,
			terms_hash: request.termsHash ?? NO_TERMS,
		},
	}));
	return eventOf<{ plan: bigint }>(events, 'Recurring', 'PlanCreated').plan;
}

/** Subscribes to a plan as it is in an edition, the first being 0; answers with the id. */
export async function subscribe(
	chain: Chain,
	signer: Signer,
	plan: bigint,
	own: SubscriptionLimits = {},
	edition = 0,
): Promise<bigint> {
	const { events } = await chain.submit(signer, chain.api.tx.Recurring.subscribe({
		plan, edition, limits: limits(own),
	}));
	return eventOf<{ subscription: bigint }>(events, 'Recurring', 'Subscribed').subscription;
}

/** Pays somebody again and again without a plan; answers with the subscription's id. */
export async function authorise(
	chain: Chain,
	signer: Signer,
	payee: AccountId | string,
	asked: Terms & { readonly asset?: Asset; readonly startMs?: bigint },
	own: SubscriptionLimits = {},
): Promise<bigint> {
	const { events } = await chain.submit(signer, chain.api.tx.Recurring.authorise({
		payee: chain.address(payee),
		asset: toChainAsset(asked.asset ?? NATIVE),
		terms: terms(asked),
		limits: limits(own),
		start_ms: asked.startMs,
	}));
	return eventOf<{ subscription: bigint }>(events, 'Recurring', 'Subscribed').subscription;
}

/** Ends a subscription. */
export const cancelSubscription = (
	chain: Chain,
	signer: Signer,
	subscription: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Recurring.cancel({ subscription }));

/** Takes a break: what comes due meanwhile is not owed. */
export const pauseSubscription = (
	chain: Chain,
	signer: Signer,
	subscription: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Recurring.pause({ subscription }));

/** Goes on after a break. */
export const resumeSubscription = (
	chain: Chain,
	signer: Signer,
	subscription: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Recurring.resume({ subscription }));

/** Charges a subscription, as its payee, within the payer's limits. */
export const charge = (
	chain: Chain,
	signer: Signer,
	subscription: bigint,
	amount: bigint,
	reference: Hex = NO_TERMS,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Recurring.charge({ subscription, amount, reference }));

/** The next instants at which a subscription is due. */
export const nextDue = (chain: Chain, subscription: bigint, limit = 3): Promise<bigint[]> =>
	chain.api.view.Recurring.next_due(subscription, limit, { at: 'finalized' });
