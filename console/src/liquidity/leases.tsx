// Leases: what is paid, when they end, and how they end before.

import * as actions from '../actions/lsp.js';
import type { Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { now, seconds } from '../chain/clock.js';
import { live } from '../chain/connection.js';
import { lengthOf, leasesOf, type SeenLease } from '../chain/lsp.js';
import { useQuery } from '../chain/query.js';
import { amountIn, anyAmountIn, durationIn, FieldError } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { roughDuration } from '../lib/text.js';
import { Amount, Asked, At, Card, Countdown, Facts, Tag, Who } from '../parts/bits.js';
import { Form, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';

/** What of the fee is still to be paid. */
export const unpaidOf = ({ state: { lease } }: SeenLease): bigint => {
	const there = lease.paid + lease.received;
	return lease.fee > there ? lease.fee - there : 0n;
};

function State({ of: { state: { lease, over_ms: over } } }: { of: SeenLease }) {
	if (over <= seconds.value) return <Tag kind="plain">over</Tag>;
	if (over < lease.end_ms) {
		return <Tag kind="warn">ends for want of money in <Countdown to={over} over="a moment" /></Tag>;
	}
	return <Tag kind="good">goes on</Tag>;
}

function Pay({ of }: { of: SeenLease }) {
	const currency = currencyOf(of.asset);
	const form = useForm({ amount: '' }, (values) => {
		const amount = amountIn(values, 'amount', currency);
		if (amount > unpaidOf(of)) {
			throw new FieldError('amount', `No more than ${currency.format(unpaidOf(of))} is left.`);
		}
		ask(actions.payFee(of, amount));
	});
	return (
		<Form form={form} submit="Pay…">
			<Text form={form} name="amount" label="More of the fee" unit={currency.symbol} />
		</Form>
	);
}

function Renew({ of }: { of: SeenLease }) {
	const form = useForm({ lasts: roughDuration(lengthOf(of)) }, async (values) => {
		const chain = live.peek();
		if (!chain) return;
		const { lease } = of.state;
		const lifetimeMs = durationIn(values, 'lasts');
		const fee = await chain.api.view.Lsp.opening_fee(
			lease.asset, lease.provider, lease.size, lifetimeMs, { at: 'best' });
		if (fee === undefined) {
			throw new FieldError('lasts', 'The provider offers nothing for so long now.');
		}
		ask(actions.renew(of, lifetimeMs, fee));
	});
	return (
		<Form form={form} submit="Renew…">
			<Text form={form} name="lasts" label="Longer by" hint={of.again === null
				? 'As long again is not on the provider\'s menu now.'
				: <>As long again: <Amount of={of.again} asset={of.asset} />.</>} />
		</Form>
	);
}

const ENDING_MS = 86_400_000n;

function EndTogether({ of }: { of: SeenLease }) {
	const { asset, isClient, state: { lease: { proposal } } } = of;
	const currency = currencyOf(asset);
	const form = useForm({ refund: '' }, (values) => {
		const untilMs = now() + ENDING_MS;
		ask(actions.proposeEnd(of, anyAmountIn(values, 'refund', currency), untilMs));
	});
	if (proposal && proposal.until_ms > seconds.value) {
		const isOwn = (proposal.by.type === 'Client') === isClient;
		return (
			<div class="notice warn">
				<p>{isOwn ? 'You propose' : 'The other proposes'} to end it, with{' '}
					<Amount of={proposal.refund} asset={asset} /> back to the client, until{' '}
					<At ms={proposal.until_ms} />.</p>
				<div class="buttons">
					{!isOwn && (
						<button type="button" class="main"
							onClick={() => ask(actions.acceptEnd(of, proposal.refund))}>End it so…</button>
					)}
					<button type="button" onClick={() => ask(actions.dropProposal(of, isOwn))}>
						{isOwn ? 'Take it back…' : 'Decline…'}
					</button>
				</div>
			</div>
		);
	}
	return (
		<Form form={form} submit="Propose to end it…">
			<Text form={form} name="refund" label="Back to the client" unit={currency.symbol}
				hint="Of what is paid ahead. The other has a day to agree." />
		</Form>
	);
}

function Does({ of }: { of: SeenLease }) {
	const { isClient, state: { lease, over_ms: over } } = of;
	if (over <= seconds.value) {
		return (
			<div class="buttons">
				<button type="button" onClick={() => ask(actions.settle(of))}>Settle it…</button>
			</div>
		);
	}
	const mayPay = isClient && lease.owed_until_ms === undefined && unpaidOf(of) > 0n;
	return (
		<>
			<EndTogether of={of} />
			<details>
				<summary>{isClient ? 'Pay, renew, or give it up' : 'More'}</summary>
				{mayPay && <Pay of={of} />}
				{isClient && <Renew of={of} />}
				{isClient && (
					<div class="buttons">
						<button type="button" onClick={() => ask(actions.giveUp(of))}>Give it up…</button>
					</div>
				)}
				{!isClient && <p class="quiet">The client renews it, and pays. You may not take your
					money out of the channel before the end.</p>}
			</details>
		</>
	);
}

export function Lease({ of }: { of: SeenLease }) {
	const { channel, asset, isClient, other, state: { lease, earned } } = of;
	return (
		<Card title={isClient ? `Leased: channel ${channel}` : `Let: channel ${channel}`}
			actions={<State of={of} />}>
			<Facts facts={[
				[isClient ? 'Provider' : 'Client', <Who is={other} />],
				['Size', <Amount of={lease.size} asset={asset} />],
				['Fee', <Amount of={lease.fee} asset={asset} />],
				['Paid of it', <Amount of={lease.paid + lease.received} asset={asset} />],
				...(lease.deposit > 0n
					? [['Put down', <Amount of={lease.deposit} asset={asset} />] as const] : []),
				['Earned by now', <Amount of={earned} asset={asset} />],
				['Ends', <At ms={lease.end_ms} />],
				['Stands for it', <Amount of={lease.cover} asset={asset} />],
				['Channel', <a href={hrefOf('channel', channel)}>{channel.toString()}</a>],
			]} />
			<Does of={of} />
		</Card>
	);
}

const SHOWN = 20;

export function Leases({ account }: { account: Account }) {
	const answer = useQuery(['Lsp'], account.id, (chain) => leasesOf(chain, account.id));
	return (
		<Asked answer={answer}>{({ list, credits }) => (
			<>
				{credits.map(([asset, amount]) => (
					<p key={`${asset}`} class="notice warn">
						<Amount of={amount} asset={asset} /> could not be paid out and waits for you.{' '}
						<button type="button" class="small"
							onClick={() => ask(actions.claimCredit(asset, amount))}>Claim it</button>
					</p>
				))}
				{list.length === 0 ? <p class="quiet">You have leased and let nothing.</p> : (
					<div class="cards">
						{list.slice(0, SHOWN).map((of) => <Lease key={`${of.channel}`} of={of} />)}
					</div>
				)}
				{list.length > SHOWN && (
					<p class="quiet">{list.length - SHOWN} older ones are not shown.</p>
				)}
			</>
		)}</Asked>
	);
}
