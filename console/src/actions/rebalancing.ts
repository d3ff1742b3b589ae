// What can be done to keep channels in balance.

import { formatShare } from '@lightning-bloc/sdk/amounts';
import { toChainAsset, type Chain } from '@lightning-bloc/sdk/chain';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import { exactAmount, roughDuration } from '../lib/text.js';
import type { Action } from '../tx/action.js';

type Views = Chain['api']['view']['Rebalancing'];
export type Status = NonNullable<Awaited<ReturnType<Views['status']>>>;
export type RebalancePolicy = Status['policy'];
export type RebalancePlan = Awaited<ReturnType<Views['plan_rebalance']>>;
export type Recommendations = Awaited<ReturnType<Views['recommendations']>>;

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));

export function setPolicy(asset: AssetId, policy: RebalancePolicy | null): Action {
	const chainAsset = toChainAsset(assetOf(asset));
	if (policy === null) {
		return {
			title: 'Take the policy away',
			does: ['Nothing is rebalanced by itself any more; the deposit comes back.'],
			call: (chain) =>
				chain.api.tx.Rebalancing.set_policy({ asset: chainAsset, policy: undefined }),
		};
	}
	const { band: { low, target, high }, fee_limit: limit, fee_budget: budget, automatic } = policy;
	return {
		title: 'Set the policy',
		does: [automatic
			? 'A node that has your key, or your operator’s, may rebalance by itself within this.'
			: 'Channels are watched; nothing happens by itself.'],
		facts: [
			['Band', `${formatShare(low)} to ${formatShare(high)}`], ['Target', formatShare(target)],
			['Fee at most', `${formatShare(limit)} of what comes back`],
			['Budget', `${amountOf(budget, asset)} in ${roughDuration(policy.budget_period_ms)}`],
		],
		holds: 'a deposit for what is stored; it comes back when the policy is taken away',
		fails: 'the band is out of order, or a period is shorter than the chain takes',
		call: (chain) => chain.api.tx.Rebalancing.set_policy({ asset: chainAsset, policy }),
	};
}

export const rebalance = (asset: AssetId, plan: RebalancePlan): Action => ({
	title: 'Rebalance now',
	does: [`${amountOf(plan.amount, asset)} go round in ${plan.cycles.length === 1
		? 'a cycle' : `${plan.cycles.length} cycles`}: out of channels that have too much, into ` +
		'those that have too little.'],
	facts: [['To those in between', amountOf(plan.fee, asset)]],
	fails: 'a channel on the way has changed meanwhile',
	call: (chain) => chain.api.tx.Rebalancing.rebalance({
		asset: toChainAsset(assetOf(asset)),
		cycles: plan.cycles.map((cycle) => cycle.map((hop) => ({ ...hop }))), max_fee: plan.fee,
	}),
});
