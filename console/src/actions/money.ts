// Money from account to account.

import { nameOf } from '../chain/accounts.js';
import { currencyOf, type AssetId } from '../chain/assets.js';
import { Enum } from '../chain/enums.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount } from '../lib/text.js';
import type { Action } from '../tx/action.js';

/** Sends it, and leaves the sender at least the least that an account has to have. */
export const send = (to: AccountId, asset: AssetId, amount: bigint): Action => ({
	title: 'Send',
	does: [`${nameOf(to)} has it with the next block. It cannot be taken back.`],
	facts: [['To', nameOf(to)], ['Amount', exactAmount(amount, currencyOf(asset))]],
	fails: 'the account has less than that and the fee',
	call: (chain) => {
		const target = Enum('Id', chain.address(to));
		return asset === null
			? chain.api.tx.Balances.transfer_keep_alive({ dest: target, value: amount })
			: chain.api.tx.Assets.transfer_keep_alive({ id: asset, target, amount });
	},
});
