// What can be done with streams.

import { Enum } from '../chain/enums.js';
import { accrued, formatRate, lastsMs, type Period } from '@lightning-bloc/sdk/amounts';
import { toChainAsset } from '@lightning-bloc/sdk/chain';
import { nameOf } from '../chain/accounts.js';
import { assetOf, currencyOf, type AssetId } from '../chain/assets.js';
import type { SeenStream } from '../chain/streams.js';
import type { AccountId } from '../lib/fields.js';
import { exactAmount, roughDuration } from '../lib/text.js';
import type { Action } from '../tx/action.js';

const amountOf = (amount: bigint, asset: AssetId) => exactAmount(amount, currencyOf(asset));

/** A stream to be created. */
export interface Wanted {
	readonly payee: AccountId;
	readonly asset: AssetId;
	/** In 10⁻¹² units a second. */
	readonly rate: bigint;
	readonly period: Period;
	readonly deposit: bigint;
	readonly intervalMs: bigint;
	readonly graceMs: bigint;
	/** Whether it ends only when both agree. */
	readonly isBound: boolean;
}

const consent = (isBound: boolean) => Enum(isBound ? 'Both' : 'Payer');

export function create(wanted: Wanted): Action {
	const { payee, asset, rate, period, deposit, intervalMs, graceMs, isBound } = wanted;
	const currency = currencyOf(asset);
	const lasts = lastsMs(deposit, rate);
	return {
		title: 'Start a stream',
		does: [
			`From now on ${nameOf(payee)} is owed a little more each moment, out of what you put in.`,
			isBound
				? 'You cannot end, pause or slow it without the payee.'
				: 'You can pause or end it at any time: what is owed by then is paid, the rest comes back.',
		],
		facts: [
			['To', nameOf(payee)], ['Rate', formatRate(rate, currency, period)],
			['A second', exactAmount(accrued(rate, 1_000n), currency)],
			['You put in', amountOf(deposit, asset)],
			['It lasts', lasts === undefined ? 'for ever' : roughDuration(lasts)],
			['Paid out every', roughDuration(intervalMs)],
		],
		holds: 'a deposit for what is stored; it comes back when the stream ends',
		fails: 'the account has less than that and the fee',
		call: (chain) => chain.api.tx.Streaming.create({
			payee: chain.address(payee), asset: toChainAsset(assetOf(asset)), deposit,
			spec: {
				flow: Enum('Rate', rate), start_ms: undefined, end_ms: undefined, cliff_ms: undefined,
				max_total: undefined, interval_ms: intervalMs, grace_ms: graceMs,
				terms: {
					cancel: consent(isBound), pause: consent(isBound), lower: consent(isBound),
				},
			},
		}),
	};
}

export const topUp = ({ id, asset }: SeenStream, amount: bigint): Action => ({
	title: `Top up stream ${id}`,
	does: ['It lasts longer by that.'],
	facts: [['Amount', amountOf(amount, asset)]],
	fails: 'the account has less than that and the fee',
	call: (chain) => chain.api.tx.Streaming.top_up({ stream: id, amount }),
});

export const pause = ({ id }: SeenStream): Action => ({
	title: `Pause stream ${id}`,
	does: ['Nothing more is owed until it is resumed. What is owed now stays owed.'],
	fails: 'its terms want the consent of both',
	call: (chain) => chain.api.tx.Streaming.pause({ stream: id }),
});

export const resume = ({ id }: SeenStream): Action => ({
	title: `Resume stream ${id}`,
	does: ['It flows again from the next block on.'],
	call: (chain) => chain.api.tx.Streaming.resume({ stream: id }),
});

export const claim = ({ id }: SeenStream): Action => ({
	title: `Pay out stream ${id}`,
	does: ['What is owed by now is paid to the payee at once.'],
	fails: 'nothing is owed yet',
	call: (chain) => chain.api.tx.Streaming.claim({ stream: id }),
});

export const cancel = ({ id, isOut }: SeenStream): Action => ({
	title: `End stream ${id}`,
	does: [`What is owed is paid, the rest goes back to ${isOut ? 'you' : 'the payer'}.`],
	fails: 'its terms want the consent of both',
	call: (chain) => chain.api.tx.Streaming.cancel({ stream: id, accepts: undefined }),
});

export const setRate = ({ id, asset }: SeenStream, rate: bigint, period: Period): Action => ({
	title: `Change the rate of stream ${id}`,
	does: ['From the next block on it flows at that rate.'],
	facts: [['Rate', formatRate(rate, currencyOf(asset), period)]],
	fails: 'it is lower, and its terms want the consent of both',
	call: (chain) => chain.api.tx.Streaming.set_rate({ stream: id, rate }),
});
