// The channels of the account, and how to open one.

import { useState } from 'preact/hooks';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { open } from '../actions/channels.js';
import { current, nameOf, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { allOf, channelsOf, PHASES, type Seen } from '../chain/channels.js';
import { now } from '../chain/clock.js';
import { useQuery } from '../chain/query.js';
import { csv } from '../lib/csv.js';
import { accountIn, amountIn, durationIn, maybeAmountIn } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { exactAmount, roughDuration } from '../lib/text.js';
import { Amount, Asked, Card, Countdown, saveFile, Table, Tag, Who } from '../parts/bits.js';
import { Bar, BarKey } from '../parts/bar.js';
import { AssetChoice, assetIn, Form, Somebody, Text, useForm } from '../parts/form.js';
import { ChannelMap } from '../parts/map.js';
import { ask } from '../tx/action.js';

const KINDS = { Open: 'good', Proposed: 'warn', Closing: 'bad', Resolving: 'warn' } as const;

export function Phase({ of: { channel: { phase } } }: { of: Seen }) {
	const deadline = phase.type === 'Closing' ? phase.value.settles_ms
		: phase.type === 'Proposed' ? phase.value.deadline_ms : null;
	return (
		<Tag kind={KINDS[phase.type]}>
			{PHASES[phase.type]}
			{deadline !== null && <>, <Countdown to={deadline} over="time is over" /></>}
		</Tag>
	);
}

function Rows({ channels }: { channels: readonly Seen[] }) {
	return (
		<Table
			label="Channels"
			heads={['Channel', 'With', 'State', 'Yours', 'Balance', 'The other’s']}
		>
			{channels.map((one) => (
				<tr key={one.id}>
					<td><a href={hrefOf('channel', one.id)}>{one.id.toString()}</a></td>
					<td><Who is={one.other} /></td>
					<td><Phase of={one} /></td>
					<td class="number"><Amount of={allOf(one.mine)} asset={one.asset} /></td>
					<td><Bar of={one} /></td>
					<td class="number"><Amount of={allOf(one.theirs)} asset={one.asset} /></td>
				</tr>
			))}
		</Table>
	);
}

/** All of it, for a spreadsheet: amounts in full. */
function save(channels: readonly Seen[]): void {
	const rows = channels.map(({ id, other, channel, asset, mine, theirs }) => {
		const text = (amount: bigint) => exactAmount(amount, currencyOf(asset)).replace(/\s/g, ' ');
		return [
			`${id}`, nameOf(other), PHASES[channel.phase.type], text(mine.free), text(mine.locked),
			text(mine.committed), text(theirs.free), text(theirs.locked), text(theirs.committed),
		];
	});
	const heads = [
		'channel', 'with', 'state', 'free', 'waiting', 'committed', 'their free', 'their waiting',
		'their committed',
	];
	saveFile('channels.csv', csv([heads, ...rows]), 'text/csv');
}

interface Bounds {
	readonly least: bigint;
	readonly most: bigint;
	readonly longestOffer: bigint;
}

async function boundsOf(chain: Chain): Promise<Bounds> {
	const { Channels } = chain.api.constants;
	const [least, most, longestOffer] = await Promise.all([
		Channels.MinChallengePeriodMs(), Channels.MaxChallengePeriodMs(), Channels.MaxProposalMs(),
	]);
	return { least, most, longestOffer };
}

function OpenForm({ bounds }: { bounds: Bounds }) {
	const usual = bounds.least > 60_000n ? bounds.least : 60_000n;
	const initial = {
		other: '', asset: '', amount: '', requested: '', period: roughDuration(usual), offer: '1h',
	};
	const form = useForm(initial, (values) => {
		const asset = assetIn(values);
		const currency = currencyOf(asset);
		const requested = maybeAmountIn(values, 'requested', currency);
		const lasts = requested === null
			? 0n : durationIn(values, 'offer', 1_000n, bounds.longestOffer);
		ask(open({
			other: accountIn(values, 'other'),
			asset,
			amount: amountIn(values, 'amount', currency),
			periodMs: durationIn(values, 'period', bounds.least, bounds.most),
			requested,
			deadlineMs: now() + lasts,
		}));
	});
	const unit = currencyOf(assetIn(form.values)).symbol;
	return (
		<Form form={form} submit="Open…">
			<Somebody form={form} name="other" label="With" />
			<AssetChoice form={form} name="asset" label="Currency" />
			<Text form={form} name="amount" label="You put in" unit={unit} />
			<Text
				form={form} name="requested" label="The other puts in (optional)" unit={unit}
				hint="Then the channel opens once the other has accepted."
			/>
			{form.values.requested && (
				<Text form={form} name="offer" label="The offer stands for" />
			)}
			<Text
				form={form} name="period" label="Challenge period"
				hint={`How long a closing can be answered: at least ${roughDuration(bounds.least)}. ` +
					'Look in at least that often, or keep this page open.'}
			/>
		</Form>
	);
}

function Mine({ account }: { account: Account }) {
	const answer = useQuery(['Channels', 'Mpp', 'Rebalancing', 'Swaps'], account.id,
		(chain) => channelsOf(chain, account.id));
	return (
		<Card
			title={`Channels of ${account.name}`}
			actions={answer.value && answer.value.length > 0 && (
				<button type="button" class="small" onClick={() => save(answer.value ?? [])}>
					Save as CSV
				</button>
			)}
		>
			<Asked answer={answer} empty="None yet. Open one below.">
				{(channels) => <><Rows channels={channels} /><BarKey /></>}
			</Asked>
		</Card>
	);
}

export default function Channels() {
	const account = current.value;
	const bounds = useQuery([], 'bounds', boundsOf);
	const [isMapOpen, setMapOpen] = useState(false);
	return (
		<>
			{account && <Mine account={account} />}
			<Card title="Open a channel">
				<Asked answer={bounds}>{(of) => <OpenForm bounds={of} />}</Asked>
			</Card>
			<Card title="Everybody's channels">
				<details onToggle={(event) => setMapOpen(event.currentTarget.open)}>
					<summary>Show the map</summary>
					{isMapOpen && <ChannelMap />}
				</details>
			</Card>
		</>
	);
}

