// What is on the ledger of a channel, and how to move it.

import type { ComponentChildren } from 'preact';
import { formatAmount, formatShare } from '@lightning-bloc/sdk/amounts';
import * as actions from '../actions/channels.js';
import { nameOf } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import type { Policy, Seen } from '../chain/channels.js';
import { amountIn, anyAmountIn, maybeAmountIn, shareIn } from '../lib/fields.js';
import { roughDuration } from '../lib/text.js';
import { Amount, Card, Facts, Table, Who } from '../parts/bits.js';
import { Bar, BarKey } from '../parts/bar.js';
import { Choice, Form, Text, Tick, useForm } from '../parts/form.js';
import { ask, type Action } from '../tx/action.js';

/** Both sides in numbers. */
export function Shares({ seen, children }: { seen: Seen; children?: ComponentChildren }) {
	const { mine, theirs, asset, other, channel } = seen;
	const row = (name: ComponentChildren, share: Seen['mine']) => (
		<tr>
			<td>{name}</td>
			{[share.free, share.locked, share.committed].map((amount, at) => (
				<td key={at} class="number"><Amount of={amount} asset={asset} /></td>
			))}
		</tr>
	);
	return (
		<Card title={`With ${nameOf(other)}`} actions={children}>
			<Bar of={seen} />
			<BarKey />
			<Table label="Balances" heads={['Whose', 'Free', 'Waiting', 'Committed']}>
				{row(seen.side === null ? <Who is={channel.parties.opener} /> : 'Yours', mine)}
				{row(<Who is={other} />, theirs)}
			</Table>
			<Facts facts={[
				['Challenge period', roughDuration(channel.challenge_period_ms)],
				['Opened by', <Who is={channel.parties.opener} />],
			]} />
		</Card>
	);
}

/** Paying on the ledger. */
export function Pay({ seen }: { seen: Seen }) {
	const currency = currencyOf(seen.asset);
	const form = useForm({ amount: '' }, (values) =>
		ask(actions.pay(seen, amountIn(values, 'amount', currency))));
	return (
		<Card title={`Pay ${nameOf(seen.other)}`}>
			<p class="quiet">On chain, in the channel: final with the block, for a small fee.</p>
			<Form form={form} submit="Pay…">
				<Text form={form} name="amount" label="Amount" unit={currency.symbol} />
			</Form>
		</Card>
	);
}

const MOVES: Record<string, { text: string; act: (seen: Seen, amount: bigint) => Action }> = {
	deposit: { text: 'from the account into the channel', act: actions.deposit },
	withdraw: { text: 'from the channel to the account', act: actions.withdraw },
	commit: { text: 'from the channel, to be paid off chain', act: actions.commit },
	topUp: { text: 'from the account, to be paid off chain', act: actions.topUp },
};

/** Moving the own money in, out, and to where it is paid off chain. */
export function Move({ seen }: { seen: Seen }) {
	const currency = currencyOf(seen.asset);
	const form = useForm({ move: 'deposit', amount: '' }, (values) => {
		const move = MOVES[values.move ?? ''];
		if (move) ask(move.act(seen, amountIn(values, 'amount', currency)));
	});
	const options = Object.entries(MOVES).map(([name, { text }]) => [name, text] as const);
	return (
		<Card title="Move your money">
			<Form form={form} submit="Move…">
				<Choice form={form} name="move" label="Which way" options={options} />
				<Text form={form} name="amount" label="Amount" unit={currency.symbol} />
			</Form>
		</Card>
	);
}

/** Terms to set out from: what this form does not show stays as it was. */
const FREE: Policy = {
	base_fee: 0n, fee_ppm: 1_000, inbound_base_fee: 0n, inbound_fee_ppm: 0, min_amount: 0n,
	max_amount: 2n ** 128n - 1n, reserve: 0n, max_locked: undefined, hold_ppm: 0, enabled: false,
};

/** The terms by which payments of others leave by this side. */
export function Forwarding({ seen }: { seen: Seen }) {
	const { asset, channel, side } = seen;
	const currency = currencyOf(asset);
	const policy = side === null ? undefined
		: channel.policies[side === 'Opener' ? 'opener' : 'counterparty'];
	const from = policy ?? FREE;
	const plain = (amount: bigint) => formatAmount(amount, currency.decimals);
	const initial = {
		enabled: policy?.enabled ? 'yes' : '', base: plain(from.base_fee),
		share: formatShare(from.fee_ppm), least: plain(from.min_amount),
		most: from.max_amount === FREE.max_amount ? '' : plain(from.max_amount),
	};
	const form = useForm(initial, (values) => {
		const most = maybeAmountIn(values, 'most', currency);
		ask(actions.setPolicy(seen, {
			...from,
			enabled: values.enabled === 'yes',
			base_fee: anyAmountIn(values, 'base', currency),
			fee_ppm: shareIn(values, 'share'),
			min_amount: anyAmountIn(values, 'least', currency),
			max_amount: most ?? FREE.max_amount,
		}));
	});
	return (
		<Card title="Forward payments of others">
			{policy?.enabled
				? <p>You forward, for <Amount of={policy.base_fee} asset={asset} /> and{' '}
					{formatShare(policy.fee_ppm)} of what is paid.</p>
				: <p class="quiet">You forward nothing over this channel.</p>}
			<details>
				<summary>Change that</summary>
				<Form form={form} submit="Set…">
					<Tick form={form} name="enabled" label="Forward" />
					<Text form={form} name="base" label="For each payment" unit={currency.symbol} />
					<Text form={form} name="share" label="And of the amount" hint="As 0.1% or 1000ppm." />
					<Text form={form} name="least" label="At least" unit={currency.symbol} />
					<Text form={form} name="most" label="At most (optional)" unit={currency.symbol} />
				</Form>
			</details>
		</Card>
	);
}
