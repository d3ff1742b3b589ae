// What can be done with plans and subscriptions.

import type { Period } from '@lightning-bloc/sdk/amounts';
import { toChainAsset } from '@lightning-bloc/sdk/chain';
import type { Frequency } from '@lightning-bloc/sdk/subscriptions';
import { nameOf } from '../chain/accounts.js';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import { Enum } from '../chain/enums.js';
import { frequencyInWords, type SeenPlan, type SeenSubscription } from '../chain/subscriptions.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount, roughDuration } from '../lib/text.js';
import type { Action } from '../tx/action.js';

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));
const NO_TERMS = `0x${'00'.repeat(32)}` as const;
const HOLDS = 'a deposit for what is stored; it comes back at the end';

/** The periods that a plan can have. */
export const PLAN_PERIODS = ['day', 'week', 'month', 'year'] as const satisfies readonly Period[];
export type PlanPeriod = (typeof PLAN_PERIODS)[number];

const TYPES = { day: 'Daily', week: 'Weekly', month: 'Monthly', year: 'Yearly' } as const;

/** Every so many days, weeks, months or years; or, to try it out, milliseconds. */
export function frequency(count: number, unit: PlanPeriod): Frequency {
	return { type: TYPES[unit], every: count };
}

const toChain = (of: Frequency) => (of.type === 'Custom'
	? Enum('Custom', of.ms) : Enum(of.type, of.every));

/** Price and frequency. */
export interface Terms {
	readonly asset: AssetId;
	readonly price: bigint;
	readonly frequency: Frequency;
}

const terms = ({ price, frequency: of }: Terms) =>
	({ price, frequency: toChain(of), catch_up: Enum('Latest') });

const often = (of: Frequency) => frequencyInWords(toChain(of), roughDuration);

export function createPlan(wanted: Terms, trialMs: bigint): Action {
	return {
		title: 'Offer a plan',
		does: ['Whoever knows its number can subscribe. You can retire it at any time.'],
		facts: [
			['Price', amountOf(wanted.price, wanted.asset)], ['Paid', often(wanted.frequency)],
			['Free at first', trialMs === 0n ? 'no' : roughDuration(trialMs)],
		],
		holds: HOLDS,
		fails: 'the account cannot hold the deposit',
		call: (chain) => chain.api.tx.Recurring.create_plan({
			details: {
				asset: toChainAsset(assetOf(wanted.asset)), terms: terms(wanted), trial_ms: trialMs,
				max_subscribers: undefined, max_payments: undefined, terms_hash: NO_TERMS,
			},
		}),
	};
}

export const retirePlan = ({ id }: SeenPlan): Action => ({
	title: `Retire plan ${id}`,
	does: ['Nobody can subscribe any more. Who has subscribed goes on.'],
	call: (chain) => chain.api.tx.Recurring.retire_plan({ plan: id }),
});

/** The limits that a payer sets. */
export interface Limits {
	readonly total: bigint | null;
	readonly payments: number | null;
	readonly charges: bigint;
}

const limits = ({ total, payments, charges }: Limits) =>
	({ total: total ?? undefined, payments: payments ?? undefined, end_ms: undefined, charges });

const limitFacts = ({ total, payments, charges }: Limits, asset: AssetId) => [
	['At most in all', total === null ? 'no limit' : amountOf(total, asset)],
	['At most payments', payments === null ? 'no limit' : `${payments}`],
	['Charges beside the price', charges === 0n ? 'none' : `up to ${amountOf(charges, asset)}`],
] as const;

const STOPS = 'You can cancel at any time; what is paid for stays yours until then.';

export function subscribe({ id, plan, asset }: SeenPlan, own: Limits): Action {
	const { terms: { price, frequency: of }, trial_ms: trial } = plan.details;
	const begins = trial > 0n ? 'after the free time' : 'beginning now';
	return {
		title: `Subscribe to plan ${id}`,
		does: [`The price is paid ${frequencyInWords(of, roughDuration)} from your account, by ` +
			`itself, ${begins}. ${STOPS}`],
		facts: [
			['To', nameOf(plan.payee)], ['Price', amountOf(price, asset)], ...limitFacts(own, asset),
		],
		holds: HOLDS,
		fails: 'the plan has changed or is retired, or the account has less than the price',
		call: (chain) => chain.api.tx.Recurring.subscribe({
			plan: id, edition: plan.edition, limits: limits(own),
		}),
	};
}

export const authorise = (payee: AccountId, wanted: Terms, own: Limits): Action => ({
	title: 'Pay again and again',
	does: [`The amount is paid ${often(wanted.frequency)} from your account, by itself, beginning ` +
		`now. ${STOPS}`],
	facts: [
		['To', nameOf(payee)], ['Amount', amountOf(wanted.price, wanted.asset)],
		...limitFacts(own, wanted.asset),
	],
	holds: HOLDS,
	fails: 'the account has less than the amount and the deposit',
	call: (chain) => chain.api.tx.Recurring.authorise({
		payee: chain.address(payee), asset: toChainAsset(assetOf(wanted.asset)), terms: terms(wanted),
		limits: limits(own), start_ms: undefined,
	}),
});

export const cancel = ({ id }: SeenSubscription): Action => ({
	title: `Cancel subscription ${id}`,
	does: ['Nothing more is paid.'],
	call: (chain) => chain.api.tx.Recurring.cancel({ subscription: id }),
});

export const pause = ({ id }: SeenSubscription): Action => ({
	title: `Pause subscription ${id}`,
	does: ['What comes due meanwhile is not owed.'],
	call: (chain) => chain.api.tx.Recurring.pause({ subscription: id }),
});

export const resume = ({ id }: SeenSubscription): Action => ({
	title: `Resume subscription ${id}`,
	does: ['It is paid again from the next time that it is due.'],
	fails: 'it was the other who paused it',
	call: (chain) => chain.api.tx.Recurring.resume({ subscription: id }),
});

export const retry = ({ id }: SeenSubscription): Action => ({
	title: `Try subscription ${id} again`,
	does: ['What is due is paid now, if the account has it.'],
	fails: 'nothing is due, or the account has too little',
	call: (chain) => chain.api.tx.Recurring.settle({ subscription: id }),
});

export const charge = ({ id, asset }: SeenSubscription, amount: bigint): Action => ({
	title: `Charge subscription ${id}`,
	does: ['The amount is paid to you at once, beside the price, within the payer’s limit.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'it is above what the payer allows in this period',
	call: (chain) => chain.api.tx.Recurring.charge({ subscription: id, amount, reference: NO_TERMS }),
});
