// A trader's own: orders that rest or wait to be settled, money in the exchange, room for orders.

import { useState } from 'preact/hooks';
import type { OwnOrder } from '@lightning-bloc/sdk/dex';
import * as actions from '../actions/dex.js';
import type { Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import type { Market, SeenBook, Trader } from '../chain/dex.js';
import { amountIn, FieldError, wholeIn } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { Amount, Card, Countdown, Table, Tag } from '../parts/bits.js';
import { AssetChoice, assetIn, Choice, Form, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';
import { priceOf } from './depth.js';
import { lotsIn } from './order.js';

const unsettled = ({ filled, settled }: OwnOrder): boolean => filled > settled;

function Smaller({ order, of, close }: { order: OwnOrder; of: Market; close: () => void }) {
	const form = useForm({ keep: '' }, (values) => {
		const keep = lotsIn(values, 'keep', of.pair);
		if (keep >= order.open) {
			throw new FieldError('keep', `Less than the ${of.pair.formatLots(order.open)} now open.`);
		}
		ask(actions.reduce(order, keep, of));
		close();
	});
	return (
		<Form form={form} submit="Make it smaller…">
			<Text form={form} name="keep" label="Keep open" unit={of.pair.baseCurrency.symbol}
				hint={`${of.pair.formatLots(order.open)} at ${priceOf(of, order.tick)} is open now.`} />
		</Form>
	);
}

function Row({ order, of, change }: { order: OwnOrder; of: Market; change: () => void }) {
	const { pair } = of;
	const what = `${order.side} ${pair.formatLots(order.open)} at ${priceOf(of, order.tick)}`;
	return (
		<tr>
			<td>{order.side === 'Buy' ? 'Buy' : 'Sell'}</td>
			<td class="number">{priceOf(of, order.tick)}</td>
			<td class="number"><Amount of={pair.baseOf(order.open)} asset={of.base} /></td>
			<td class="number"><Amount of={pair.baseOf(order.filled)} asset={of.base} />
				{unsettled(order) && <> <Tag kind="warn">to be settled</Tag></>}</td>
			<td>{order.untilMs === null ? 'it is cancelled'
				: <Countdown to={order.untilMs} over="over" />}</td>
			<td>{order.purse === 'Wallet' ? 'account' : 'balance'}</td>
			<td>
				{order.open > 0n && (
					<>
						<button type="button" class="small" onClick={change}>
							Smaller<span class="unseen">: {what}</span>
						</button>{' '}
						<button type="button" class="small" onClick={() => ask(actions.cancel(order, of))}>
							Cancel<span class="unseen">: {what}</span>
						</button>
					</>
				)}
			</td>
		</tr>
	);
}

export function Orders({ of, trader, account }: {
	of: SeenBook;
	trader: Trader;
	account: Account;
}) {
	const [chosen, choose] = useState<bigint | null>(null);
	const own = trader.orders.filter(({ pair }) => pair === of.pair.id);
	const elsewhere = [...new Set(trader.orders.map(({ pair }) => pair))]
		.filter((pair) => pair !== of.pair.id);
	const waiting = own.filter(unsettled);
	const smaller = own.find(({ id, open }) => id === chosen && open > 0n);
	return (
		<Card title="Your orders">
			{own.length === 0 ? <p class="quiet">None in this pair.</p> : (
				<Table label="Your orders"
					heads={['Side', 'Price', 'Open', 'Filled', 'Until', 'Out of', 'Actions']}>
					{own.map((order) => (
						<Row key={`${order.id}`} order={order} of={of} change={() => choose(order.id)} />
					))}
				</Table>
			)}
			{smaller && (
				<Smaller key={`${smaller.id}`} order={smaller} of={of} close={() => choose(null)} />
			)}
			{own.length > 0 && (
				<div class="buttons">
					{own.some(({ open }) => open > 0n) && (
						<button type="button" onClick={() => ask(actions.cancelAll(own, of))}>
							Cancel all…
						</button>
					)}
					{waiting.length > 0 && (
						<button type="button" onClick={() => ask(actions.settle(account.id, waiting))}>
							Settle what is filled…
						</button>
					)}
				</div>
			)}
			{elsewhere.length > 0 && (
				<p class="quiet">Also in {elsewhere.map((pair, at) => (
					<span key={`${pair}`}>{at > 0 && ', '}
						<a href={hrefOf('exchange', pair)}>pair {pair.toString()}</a></span>
				))}.</p>
			)}
		</Card>
	);
}

const WAYS = [['in', 'Bring in'], ['out', 'Take out']] as const;

function Move({ of }: { of: Market | null }) {
	const form = useForm({ way: 'in', asset: `${of?.quote ?? ''}`, amount: '' }, (values) => {
		const asset = assetIn(values);
		const amount = amountIn(values, 'amount', currencyOf(asset));
		ask(values.way === 'out'
			? actions.withdraw(asset, amount) : actions.deposit(asset, amount));
	});
	return (
		<Form form={form} submit={form.values.way === 'out' ? 'Take out…' : 'Bring in…'}>
			<Choice form={form} name="way" label="Which way" options={WAYS} />
			<AssetChoice form={form} name="asset" label="Currency" />
			<Text form={form} name="amount" label="How much"
				unit={currencyOf(assetIn(form.values)).symbol} />
		</Form>
	);
}

function Slots({ trader, most }: { trader: Trader; most: number }) {
	const form = useForm({ slots: `${Math.max(trader.slots, 4)}` }, (values) =>
		ask(actions.setSlots(wholeIn(values, 'slots', trader.orders.length, most), trader.slots)));
	return (
		<Form form={form} submit="Set the room…">
			<Text form={form} name="slots" label="Room for orders"
				hint={`${trader.slots} now, ${trader.orders.length} of it in use; up to ${most}. ` +
					'Each for a deposit, which comes back.'} />
		</Form>
	);
}

export function Funds({ of, trader, most }: {
	of: Market | null;
	trader: Trader;
	most: number;
}) {
	return (
		<Card title="Your money in the exchange">
			{trader.credits.map(([asset, amount]) => (
				<p key={`${asset}`} class="notice warn">
					<Amount of={amount} asset={asset} /> could not be paid out and waits for you.{' '}
					<button type="button" class="small"
						onClick={() => ask(actions.claimCredit(asset, amount))}>Claim it</button>
				</p>
			))}
			<Table label="Your money in the exchange"
				heads={['Currency', 'Free', 'Locked by orders', 'To be settled']}>
				{trader.holdings.map(([asset, { free, locked, unsettled: waits }]) => (
					<tr key={`${asset}`}>
						<td>{currencyOf(asset).symbol}</td>
						<td class="number"><Amount of={free} asset={asset} /></td>
						<td class="number"><Amount of={locked} asset={asset} /></td>
						<td class="number"><Amount of={waits} asset={asset} /></td>
					</tr>
				))}
			</Table>
			<Move key={`${of?.pair.id}`} of={of} />
			<Slots key={`slots ${trader.slots}`} trader={trader} most={most} />
		</Card>
	);
}
