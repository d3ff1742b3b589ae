// What a trader has in the exchange: money that is free, locked or to be settled, and room for
// orders.

import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import { toChainAsset } from '../chain/values.js';
import type { Asset } from '../core/assets.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';

/** What a trader has of an asset. */
export interface Holding {
	/** What can be traded with, or taken out. */
	readonly free: bigint;
	/** Locked by what is open of orders. */
	readonly locked: bigint;
	/** Its own, and free once it is settled. */
	readonly unsettled: bigint;
}

/** What a trader has of an asset, as the newest final block has it. */
export const holdingOf = (
	chain: Chain,
	account: AccountId | string,
	asset: Asset,
): Promise<Holding> => chain.api.view.Dex.balance(
	chain.address(account), toChainAsset(asset), { at: 'finalized' });

/** Brings money in, to be traded with. */
export const deposit = (
	chain: Chain,
	signer: Signer,
	asset: Asset,
	amount: bigint,
	own: SpendOptions = {},
): Promise<Done> => spending(own, asset, amount, () =>
	chain.submit(signer, chain.api.tx.Dex.deposit({ asset: toChainAsset(asset), amount })));

/** Takes money out that no order locks. */
export const withdraw = (
	chain: Chain,
	signer: Signer,
	asset: Asset,
	amount: bigint,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Dex.withdraw({ asset: toChainAsset(asset), amount }));

/** Sets how many orders a trader can have that rest, or wait to be settled: for a deposit each. */
export const setSlots = (chain: Chain, signer: Signer, slots: number): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Dex.set_slots({ slots }));
