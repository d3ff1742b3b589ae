// What can be done with channels: in words, with its cost, and as a call.

import {
	coSignedClose, coSignedState, eventOf, toChainAsset,
} from '@lightning-bloc/sdk/chain';
import type { Close, CoSigned, Ending, State } from '@lightning-bloc/sdk/channel';
import { current, nameOf } from '../chain/accounts.js';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import type { Policy, Seen } from '../chain/channels.js';
import type { AccountId } from '../lib/fields.js';
import { go } from '../lib/router.js';
import { exactAmount, instant, roughDuration } from '../lib/text.js';
import type { Action } from '../tx/action.js';

const DEPOSIT = 'a deposit for what is stored; it comes back when the channel is gone';

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));
const chainAsset = (asset: AssetId) => toChainAsset(assetOf(asset));

/** A channel to be opened. */
export interface Opening {
	readonly other: AccountId;
	readonly asset: AssetId;
	readonly amount: bigint;
	readonly periodMs: bigint;
	/** What the other is asked to put in, too; then it has to accept. */
	readonly requested: bigint | null;
	/** Until when, if it is asked. */
	readonly deadlineMs: bigint;
}

export function open({ other, asset, amount, periodMs, requested, deadlineMs }: Opening): Action {
	const period = roughDuration(periodMs);
	const facts = [
		['With', nameOf(other)], ['You put in', amountOf(amount, asset)],
		...(requested === null ? [] : [['The other puts in', amountOf(requested, asset)]]),
		['Challenge period', period],
	] as [string, string][];
	const common = {
		title: requested === null ? 'Open a channel' : 'Offer a channel',
		facts, holds: DEPOSIT,
		fails: 'the account has less than the amount, the deposit and the fee',
	};
	if (requested === null) {
		return {
			...common,
			does: ['Your amount moves into the channel. From then on you can pay the other out of it, ' +
				'and take what is yours out again at any time.'],
			call: (chain) => chain.api.tx.Channels.open({
				counterparty: chain.address(other), asset: chainAsset(asset), amount,
				challenge_period_ms: periodMs,
			}),
			done: ({ events }) =>
				go('channel', eventOf<{ channel: bigint }>(events, 'Channels', 'Opened').channel),
		};
	}
	return {
		...common,
		does: ['Your amount is set aside. The channel opens when the other accepts and puts in its ' +
			`part; if it has not by ${instant(deadlineMs)}, all of yours comes back.`],
		call: (chain) => chain.api.tx.Channels.propose({
			counterparty: chain.address(other), asset: chainAsset(asset), amount, requested,
			challenge_period_ms: periodMs, deadline_ms: deadlineMs,
		}),
	};
}

export const accept = ({ id, asset, other }: Seen, requested: bigint): Action => ({
	title: 'Accept the channel',
	does: ['You put your part in, and the channel is open.'],
	facts: [['With', nameOf(other)], ['You put in', amountOf(requested, asset)]],
	fails: 'the account has less than that, or the time for it is over',
	call: (chain) => chain.api.tx.Channels.accept({ channel: id }),
});

export const decline = ({ id, other }: Seen): Action => ({
	title: 'Decline the channel',
	does: [`${nameOf(other)} has all back.`],
	call: (chain) => chain.api.tx.Channels.decline({ channel: id }),
});

export const withdrawProposal = ({ id }: Seen): Action => ({
	title: 'Take the offer back',
	does: ['You have all back.'],
	fails: 'the other has accepted meanwhile',
	call: (chain) => chain.api.tx.Channels.withdraw_proposal({ channel: id }),
});

export const pay = ({ id, asset, other }: Seen, amount: bigint): Action => ({
	title: 'Pay',
	does: [`${nameOf(other)} has it at once, in the channel. It cannot be taken back.`],
	facts: [['To', nameOf(other)], ['Amount', amountOf(amount, asset)]],
	fails: 'your free balance in the channel is less',
	call: (chain) => chain.api.tx.Channels.pay({ channel: id, amount }),
});

export const deposit = ({ id, asset }: Seen, amount: bigint): Action => ({
	title: 'Put more in',
	does: ['It moves from the account into your free balance in the channel.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account has less than that and the fee',
	call: (chain) => chain.api.tx.Channels.deposit({ channel: id, amount }),
});

export const withdraw = ({ id, asset }: Seen, amount: bigint): Action => ({
	title: 'Take out',
	does: ['It moves from your free balance in the channel to the account.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'your free balance in the channel is less',
	call: (chain) => chain.api.tx.Channels.withdraw({ channel: id, amount }),
});

export const commit = ({ id, asset }: Seen, amount: bigint): Action => ({
	title: 'Commit',
	does: ['It moves from your free balance to what you have committed. What is committed is paid ' +
		'off chain, by signatures; it comes out again when you close, or when both agree.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'your free balance in the channel is less',
	call: (chain) => chain.api.tx.Channels.commit({ channel: id, amount }),
});

export const topUp = ({ id, asset }: Seen, amount: bigint): Action => ({
	title: 'Commit from the account',
	does: ['It moves from the account straight to what you have committed, to be paid off chain.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account has less than that and the fee',
	call: (chain) => chain.api.tx.Channels.top_up({ channel: id, amount }),
});

export const setPolicy = ({ id }: Seen, policy: Policy): Action => ({
	title: policy.enabled ? 'Set the terms of forwarding' : 'Forward nothing',
	does: [policy.enabled
		? 'Payments of others may leave by your side of this channel, for what you ask.'
		: 'Payments of others no longer leave by your side of this channel.'],
	fails: 'the least amount is above the most',
	call: (chain) => chain.api.tx.Channels.set_policy({ channel: id, policy }),
});

/** Closes with the consent of both. */
export const closeTogether = (seen: Seen, close: CoSigned<Close>): Action => ({
	title: 'Close together',
	does: ['The channel ends at once, and both have what is theirs in their accounts.'],
	fails: `it comes later than ${instant(close.body.validUntilMs)}, or one of both has no longer ` +
		'what the closing gives it',
	call: (chain) => chain.api.tx.Channels.close({ channel: seen.id, close: coSignedClose(close) }),
	done: () => go('channels'),
});

/** Takes what a party and its other have signed to the chain. */
export const carryOut = (seen: Seen, ending: Ending): Action | null =>
	(ending.type === 'Close' ? closeTogether(seen, ending) : null);

/** What is to be known of the chain before a channel is closed alone. */
export interface ClosingTerms {
	readonly deposit: bigint;
	/** The most that a lie costs, in parts of a million. */
	readonly penalty: number;
}

/** Closes without the other: with the newest state that is held here, or with none. */
export function forceClose(
	seen: Seen,
	state: CoSigned<State> | null,
	{ deposit, penalty }: ClosingTerms,
): Action {
	const period = roughDuration(seen.channel.challenge_period_ms);
	const has = seen.mine.committed > 0n || seen.theirs.committed > 0n;
	const percent = `${penalty / 10_000}%`;
	return {
		title: 'Close alone',
		does: has
			? [state
				? `The channel is closed by state ${state.body.version}, the newest that is held here.`
				: 'The channel is closed as if nothing had been paid off chain: no signed state is held ' +
					'here.',
			`For ${period} anybody can present a later state, and that counts then. After it both have ` +
				'what is theirs.']
			: ['Nothing is committed, so there is nothing to contradict: both have theirs at once.'],
		facts: [['Challenge period', has ? period : 'none']],
		holds: has
			? `${amountOf(deposit, null)} until it is settled; lost if you have closed by an old state`
			: 'nothing',
		...(has ? {
			warning: `If a later state was ever signed, by you in another browser too, closing by an ` +
				`older one costs you up to ${percent} of what you have. It takes ${period}; closing ` +
				'together takes one block and costs less.',
		} : {}),
		fails: 'the channel is not open, or a newer state has been shown on chain',
		call: (chain) => chain.api.tx.Channels.force_close({
			channel: seen.id, state: state ? coSignedState(state) : undefined,
		}),
	};
}

export const challenge = (seen: Seen, state: CoSigned<State>): Action => ({
	title: 'Challenge',
	does: [`State ${state.body.version} counts instead of the older one. Whoever closed by that, ` +
		'and would have gained by it, pays for it.'],
	fails: 'the challenge period is over, or as late a state stands already',
	call: (chain) =>
		chain.api.tx.Channels.challenge({ channel: seen.id, state: coSignedState(state) }),
});

export const settle = ({ id }: Pick<Seen, 'id'>): Action => ({
	title: 'Settle',
	does: ['The challenge period is over: both have what is theirs. The chain does it by itself, ' +
		'too.'],
	fails: 'it is settled already, or the period is not over',
	call: (chain) => chain.api.tx.Channels.settle({ channel: id }),
});

export const claimCredit = (asset: AssetId, amount: bigint): Action => ({
	title: 'Claim what waits',
	does: ['It is paid out to this account.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account cannot take it: it may hold too little, or be frozen',
	call: (chain) => {
		const account = current.peek();
		if (!account) throw new Error('choose an account first');
		return chain.api.tx.Channels.claim_credit({
			asset: chainAsset(asset), to: chain.address(account.id),
		});
	},
});
