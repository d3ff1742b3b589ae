// What there is to know at first: what needs attention, whose money is where, what happens.

import type { ComponentChildren } from 'preact';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import { addressOf, current, type Account } from '../chain/accounts.js';
import { assetIdOf, assetOf, choices, currencyOf, type AssetId } from '../chain/assets.js';
import { best, blocks, finalised, type Happening } from '../chain/blocks.js';
import { allOf, channelsOf, type Seen } from '../chain/channels.js';
import { seconds } from '../chain/clock.js';
import { chain, link } from '../chain/connection.js';
import { useQuery } from '../chain/query.js';
import { streamsOf, type SeenStream } from '../chain/streams.js';
import { subscriptionsOf, type SeenSubscription } from '../chain/subscriptions.js';
import { accountIn, amountIn } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { roughDuration } from '../lib/text.js';
import { Amount, Asked, At, Card, Copy, Countdown, Facts, Table, Who } from '../parts/bits.js';
import { Activity } from '../parts/activity.js';
import { AssetChoice, assetIn, Form, Somebody, Text, useForm } from '../parts/form.js';
import { claimCredit } from '../actions/channels.js';
import { send } from '../actions/money.js';
import { ask } from '../tx/action.js';

const WEEK_MS = 604_800_000n;

interface Credit {
	readonly asset: AssetId;
	readonly amount: bigint;
}

/** What an account has and takes part in. */
interface Holdings {
	readonly spendable: readonly (readonly [AssetId, bigint])[];
	readonly held: bigint;
	readonly channels: readonly Seen[];
	readonly streams: readonly SeenStream[];
	readonly subscriptions: readonly SeenSubscription[];
	readonly credits: readonly Credit[];
}

async function holdingsOf(of: Chain, { id }: Account): Promise<Holdings> {
	const assets = choices().slice(0, 20);
	const who = of.address(id);
	const [spendable, record, channels, streams, subscriptions, credits] = await Promise.all([
		Promise.all(assets.map(async ({ id: asset }) =>
			[asset, await of.balance(id, assetOf(asset))] as const)),
		of.api.query.System.Account.getValue(who),
		channelsOf(of, id),
		streamsOf(of, id),
		subscriptionsOf(of, id),
		of.api.query.Channels.Credits.getEntries(who, { at: 'best' }),
	]);
	return {
		spendable: spendable.filter(([asset, amount]) => asset === null || amount > 0n),
		held: record.data.reserved,
		channels, streams, subscriptions,
		credits: credits.map(({ keyArgs: [, asset], value }) =>
			({ asset: assetIdOf(asset), amount: value })),
	};
}

interface Alert {
	readonly key: string;
	readonly kind: 'bad' | 'warn';
	readonly text: ComponentChildren;
}

function channelAlerts({ id, channel: { phase }, side, asset, mine }: Seen): Alert[] {
	const link = <a href={hrefOf('channel', id)}>Channel {id.toString()}</a>;
	if (phase.type === 'Closing') {
		return [{
			key: `closing ${id}`, kind: 'bad',
			text: <>{link} is being closed: <Countdown to={phase.value.settles_ms} over="settled" /> left
				to challenge.</>,
		}];
	}
	if (phase.type === 'Proposed' && side === 'Counterparty') {
		return [{
			key: `proposed ${id}`, kind: 'warn',
			text: <>{link} is offered to you. Time left: <Countdown to={phase.value.deadline_ms}
				over="none" />.</>,
		}];
	}
	if (phase.type === 'Open' && allOf(mine) === 0n) {
		return [{
			key: `empty ${id}`, kind: 'warn',
			text: <>{link} has nothing left on your side: <Amount of={0n} asset={asset} />.</>,
		}];
	}
	return [];
}

function streamAlerts({ id, state, isOut }: SeenStream): Alert[] {
	const link = <a href={hrefOf('streams')}>Stream {id.toString()}</a>;
	if (state.status.type === 'Dry') {
		return [{ key: `dry ${id}`, kind: 'bad', text: <>{link} has run dry.</> }];
	}
	const end = state.runs_out_ms;
	if (!isOut || end === undefined || end > seconds.value + WEEK_MS) return [];
	return [{
		key: `runs ${id}`, kind: 'warn',
		text: <>{link} runs out of money in <Countdown to={end} over="a moment" />.</>,
	}];
}

function subscriptionAlerts({ id, state: { phase } }: SeenSubscription): Alert[] {
	if (phase.type !== 'PastDue' && phase.type !== 'Suspended') return [];
	return [{
		key: `due ${id}`, kind: 'bad',
		text: <><a href={hrefOf('subscriptions')}>Subscription {id.toString()}</a> could not be paid.
			</>,
	}];
}

/** What needs attention, the worst first. */
function alertsOf({ channels, streams, subscriptions }: Holdings): Alert[] {
	const all = [
		...channels.flatMap(channelAlerts), ...streams.flatMap(streamAlerts),
		...subscriptions.flatMap(subscriptionAlerts),
	];
	const of = (wanted: Alert['kind']) => all.filter(({ kind }) => kind === wanted);
	return [...of('bad'), ...of('warn')];
}

function Alerts({ of }: { of: Holdings }) {
	const alerts = alertsOf(of);
	if (alerts.length === 0 && of.credits.length === 0) return null;
	return (
		<ul class="alerts" aria-label="Needs attention">
			{alerts.map(({ key, kind, text }) => <li key={key} class={`notice ${kind}`}>{text}</li>)}
			{of.credits.map(({ asset, amount }) => (
				<li key={`credit ${asset}`} class="notice warn">
					<Amount of={amount} asset={asset} /> could not be paid out and waits for you.{' '}
					<button type="button" class="small" onClick={() => ask(claimCredit(asset, amount))}>
						Claim it
					</button>
				</li>
			))}
		</ul>
	);
}

function sumBy<Row>(rows: readonly Row[], of: (row: Row) => readonly [AssetId, bigint]) {
	const sums = new Map<AssetId, bigint>();
	for (const row of rows) {
		const [asset, amount] = of(row);
		sums.set(asset, (sums.get(asset) ?? 0n) + amount);
	}
	return [...sums];
}

const Sums = ({ of }: { of: readonly (readonly [AssetId, bigint])[] }) => (
	<>{of.length === 0 ? '–' : of.map(([asset, amount], number) => (
		<span key={`${asset}`}>{number > 0 && <br />}<Amount of={amount} asset={asset} /></span>
	))}</>
);

function Money({ account, of }: { account: Account; of: Holdings }) {
	const address = addressOf(account.id);
	const inChannels = sumBy(of.channels, ({ asset, mine }) => [asset, allOf(mine)]);
	return (
		<Card title={account.name}>
			<p><span class="mono invoice-text">{address}</span> <Copy text={address} what="address" /></p>
			<Facts facts={[
				['To spend', <Sums of={of.spendable} />],
				['Held as deposits', <Amount of={of.held} asset={null} />],
				['In channels', <Sums of={inChannels} />],
				['Channels', <a href={hrefOf('channels')}>{of.channels.length}</a>],
				['Streams', <a href={hrefOf('streams')}>{of.streams.length}</a>],
				['Subscriptions', <a href={hrefOf('subscriptions')}>{of.subscriptions.length}</a>],
			]} />
		</Card>
	);
}

/** Money from account to account, without a channel. */
function Send() {
	const form = useForm({ to: '', asset: '', amount: '' }, (values) => {
		const asset = assetIn(values);
		ask(send(accountIn(values, 'to'), asset, amountIn(values, 'amount', currencyOf(asset))));
	});
	return (
		<Card title="Send">
			<p class="quiet">Straight to an account. Often the same one? A{' '}
				<a href={hrefOf('channels')}>channel</a> is cheaper. By the hour or month? A{' '}
				<a href={hrefOf('streams')}>stream</a> or a{' '}
				<a href={hrefOf('subscriptions')}>subscription</a>.</p>
			<Form form={form} submit="Send…">
				<Somebody form={form} name="to" label="To" />
				<AssetChoice form={form} name="asset" label="Currency" />
				<Text form={form} name="amount" label="Amount"
					unit={currencyOf(assetIn(form.values)).symbol} />
			</Form>
		</Card>
	);
}

function ChainCard() {
	const block = best.value;
	const info = chain.value?.info;
	if (!info || !block) return <Card title="Chain"><p class="quiet">Reading…</p></Card>;
	const age = seconds.value - BigInt(block.seenMs);
	return (
		<Card title={info.name}>
			<Facts facts={[
				['Node', link.value.url],
				['Best block', `${block.number}, ${roughDuration(age > 0n ? age : 0n)} ago`],
				['Final block', `${finalised.value ?? '…'}`],
				['Clock of the block', block.clockMs > 0n ? <At ms={block.clockMs} /> : 'not set yet'],
				['Coin', `${info.symbol}, ${info.decimals} decimals`],
				['Kind', info.development ? 'for development: its keys are public' : 'live'],
			]} />
		</Card>
	);
}

/** Who takes part in what happened, as far as its fields say. */
function partiesOf(value: unknown): string[] {
	const fields = (value ?? {}) as Record<string, unknown>;
	return ['payer', 'payee', 'account', 'owner', 'provider', 'client', 'who', 'taker', 'challenger']
		.flatMap((name) => (typeof fields[name] === 'string' ? [fields[name]] : []))
		.filter((text) => { try { return !!accountOf(text); } catch { return false; } });
}

const SUITE = new Set([
	'Channels', 'Dex', 'Lsp', 'Mpp', 'Rebalancing', 'Streaming', 'Recurring', 'Swaps', 'Watchtowers',
]);

const NAMES = [
	'channel', 'stream', 'subscription', 'payment', 'plan', 'vault', 'proposal', 'pair', 'tower',
] as const;

/** What it is about: the number of a channel, a stream, … */
function aboutOf({ value }: Happening): string {
	const fields = (value ?? {}) as Record<string, unknown>;
	for (const name of NAMES) {
		if (typeof fields[name] === 'bigint') return `${name} ${fields[name]}`;
	}
	return '';
}

function Events() {
	const happened = blocks.value.flatMap((block) => block.happened)
		.filter(({ pallet }) => SUITE.has(pallet)).slice(0, 12);
	if (happened.length === 0) {
		return <p class="quiet">Nothing of channels, streams and the like yet, since this page is open.
			</p>;
	}
	return (
		<Table label="Events" heads={['Block', 'Event', 'About', 'Who']}>
			{happened.map((one, number) => (
				<tr key={`${one.block} ${number}`}>
					<td class="number">{one.block}</td>
					<td>{one.pallet}.{one.name}</td>
					<td>{aboutOf(one)}</td>
					<td>{partiesOf(one.value).map((who, at) =>
						<span key={who}>{at > 0 && ', '}<Who is={who} /></span>)}</td>
				</tr>
			))}
		</Table>
	);
}

function Mine({ account }: { account: Account }) {
	const answer = useQuery(
		['Balances', 'Assets', 'Channels', 'Streaming', 'Recurring', 'Mpp'],
		`${account.id} ${choices().length}`, (of) => holdingsOf(of, account));
	return (
		<Asked answer={answer}>{(of) => (
			<>
				<Alerts of={of} />
				<div class="cards"><Money account={account} of={of} /><Send /><ChainCard /></div>
			</>
		)}</Asked>
	);
}

export default function Overview() {
	const account = current.value;
	return (
		<>
			{account
				? <Mine account={account} />
				: <>
					<p>Choose an account above: of a browser extension, or on a development chain a test
						key.</p>
					<ChainCard />
				</>}
			<Card title="What happens"><Activity /><Events /></Card>
		</>
	);
}
