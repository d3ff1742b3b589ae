// What can be done with the legs of swaps.

import { toChainAsset, type Chain } from '@lightning-bloc/sdk/chain';
import { nameOf } from '../chain/accounts.js';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import { Enum } from '../chain/enums.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount, instant } from '../lib/text.js';
import type { Action } from '../tx/action.js';

type Hash = `0x${string}`;
export type Leg = NonNullable<Awaited<ReturnType<Chain['api']['view']['Swaps']['swap']>>>;

/** A leg with its name. */
export interface NamedLeg {
	readonly owner: AccountId;
	readonly paymentHash: Hash;
	readonly leg: Leg;
}

/** A leg to be locked. */
export interface Wanted {
	readonly receiver: AccountId;
	readonly asset: AssetId;
	readonly amount: bigint;
	readonly paymentHash: Hash;
	readonly deadlineMs: bigint;
}

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));

export const lock = ({ receiver, asset, amount, paymentHash, deadlineMs }: Wanted): Action => ({
	title: 'Lock for a secret',
	does: [
		`Whoever shows the secret before ${instant(deadlineMs)} has the amount paid to ` +
			`${nameOf(receiver)}. After that it comes back to you.`,
		'Lock first only if you made the secret, and last only if the other has locked for longer.',
	],
	facts: [
		['For', nameOf(receiver)], ['Amount', amountOf(amount, asset)], ['Hash', paymentHash],
	],
	holds: 'a deposit for what is stored; it comes back at the end',
	fails: 'the account has less than that, or locked something under this hash before',
	call: (chain) => chain.api.tx.Swaps.lock({
		spec: {
			payment_hash: paymentHash, receiver: chain.address(receiver),
			asset: toChainAsset(assetOf(asset)), amount, deadline_ms: deadlineMs, extension_ms: 0n,
			into: undefined, counterpart: undefined,
		},
		source: Enum('Account'),
	}),
});

export const claim = ({ owner, leg }: NamedLeg, preimage: Hash): Action => ({
	title: 'Claim by the secret',
	does: [`The amount is paid to ${nameOf(leg.receiver)}. The secret is public from then on: ` +
		'whatever else is locked under its hash can be claimed by it, too.'],
	fails: 'the deadline has come, or the secret is another one',
	call: (chain) => chain.api.tx.Swaps.claim({ owners: [chain.address(owner)], preimage }),
});

export const settle = ({ owner, paymentHash }: NamedLeg): Action => ({
	title: 'Take it back',
	does: ['The deadline has come: the amount goes back to its owner. The chain does it by itself, ' +
		'too.'],
	fails: 'the deadline has not come',
	call: (chain) => chain.api.tx.Swaps.settle({
		owner: chain.address(owner), payment_hash: paymentHash,
	}),
});

export const handBack = ({ owner, paymentHash }: NamedLeg): Action => ({
	title: 'Give it back',
	does: ['You do without it, and the amount goes back to its owner at once.'],
	call: (chain) => chain.api.tx.Swaps.hand_back({
		owner: chain.address(owner), payment_hash: paymentHash, consent: undefined,
	}),
});
