// Subscriptions and plans as a page shows them.

import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import { assetIdOf, type AssetId } from './assets.js';
import { pages } from './query.js';

type AccountId = ReturnType<typeof accountOf>;
type Views = Chain['api']['view']['Recurring'];
export type Subscription = NonNullable<Awaited<ReturnType<Views['subscription']>>>;
export type State = NonNullable<Awaited<ReturnType<Views['state']>>>;
export type Plan = NonNullable<Awaited<ReturnType<Views['plan']>>>;
export type Note = Awaited<ReturnType<Views['history']>>[number];

/** A subscription seen from an account. */
export interface SeenSubscription {
	readonly id: bigint;
	readonly subscription: Subscription;
	readonly state: State;
	readonly due: readonly bigint[];
	readonly history: readonly Note[];
	readonly asset: AssetId;
	readonly isOut: boolean;
	readonly other: AccountId;
}

const LOOK_AHEAD = 3;

async function subscriptionOf(
	chain: Chain,
	id: bigint,
	isOut: boolean,
): Promise<SeenSubscription | null> {
	const at = { at: 'best' } as const;
	const views = chain.api.view.Recurring;
	const [subscription, state, due, history] = await Promise.all([
		views.subscription(id, at), views.state(id, at), views.next_due(id, LOOK_AHEAD, at),
		views.history(id, at),
	]);
	if (!subscription || !state) return null;
	const other = accountOf(isOut ? subscription.payee : subscription.payer);
	return {
		id, subscription, state, due, history, isOut, other, asset: assetIdOf(subscription.asset),
	};
}

/** The subscriptions that an account pays or is paid by, the newest first. */
export async function subscriptionsOf(
	chain: Chain,
	account: AccountId,
): Promise<SeenSubscription[]> {
	const at = { at: 'best' } as const;
	const who = chain.address(account);
	const views = chain.api.view.Recurring;
	const [out, coming] = await Promise.all([
		pages<bigint>((after, limit) => views.by_payer(who, after, limit, at)),
		pages<bigint>((after, limit) => views.by_payee(who, after, limit, at)),
	]);
	const all = await Promise.all([
		...out.map((id) => subscriptionOf(chain, id, true)),
		...coming.map((id) => subscriptionOf(chain, id, false)),
	]);
	return all.filter((one) => one !== null).reverse();
}

/** A plan with its number. */
export interface SeenPlan {
	readonly id: bigint;
	readonly plan: Plan;
	readonly asset: AssetId;
}

/** A plan by its number; `null` if there is none. */
export async function planOf(chain: Chain, id: bigint): Promise<SeenPlan | null> {
	const plan = await chain.api.view.Recurring.plan(id, { at: 'best' });
	return plan ? { id, plan, asset: assetIdOf(plan.details.asset) } : null;
}

/** The plans that an account offers, the newest first. */
export async function plansOf(chain: Chain, account: AccountId): Promise<SeenPlan[]> {
	const who = chain.address(account);
	const ids = await pages<bigint>((after, limit) =>
		chain.api.view.Recurring.plans_of(who, after, limit, { at: 'best' }));
	const all = await Promise.all(ids.map((id) => planOf(chain, id)));
	return all.filter((one) => one !== null).reverse();
}

const UNITS = { Daily: 'day', Weekly: 'week', Monthly: 'month', Yearly: 'year' } as const;

/** How often: `every month`, `every 2 weeks`. */
export function frequencyInWords(
	of: Plan['details']['terms']['frequency'],
	duration: (ms: bigint) => string,
): string {
	if (of.type === 'Custom') return `every ${duration(of.value)}`;
	const unit = UNITS[of.type];
	return of.value === 1 ? `every ${unit}` : `every ${of.value} ${unit}s`;
}
