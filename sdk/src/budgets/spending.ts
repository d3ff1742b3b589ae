// Calls that spend an app's money, within its budget if there is one.

import type { Asset } from '../core/assets.js';
import type { Budget } from './index.js';

/** Out of what an app's call is paid. */
export interface SpendOptions {
	/** What the app may spend. The call counts as a payment of it, and has to be of its asset. */
	readonly budget?: Budget;
	/**
	 * Under what it is pending in the budget while it is not known what became of it. Two calls
	 * under one key count once.
	 */
	readonly key?: string;
}

/** Spends at most an amount by a call: of that, what the budget allows. */
export async function spending<Value>(
	{ budget, key }: SpendOptions,
	asset: Asset,
	amount: bigint,
	spend: () => Promise<Value>,
): Promise<Value> {
	if (!budget) return spend();
	budget.ensureFor(asset);
	return budget.within(amount, spend, key);
}
