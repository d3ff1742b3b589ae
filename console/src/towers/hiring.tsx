// Towers that can be hired, and one hired for a channel of one's own.

import { accrued, formatRate, formatShare, lastsMs } from '@lightning-bloc/sdk/amounts';
import * as actions from '../actions/towers.js';
import { nameOf, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { channelsOf, type Seen } from '../chain/channels.js';
import { useQuery } from '../chain/query.js';
import type { SeenTower, TowerBounds } from '../chain/towers.js';
import { amountIn, FieldError } from '../lib/fields.js';
import { roughDuration } from '../lib/text.js';
import { Amount, Asked, Card, Table, Tag, Who } from '../parts/bits.js';
import { Choice, Form, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';

/** What of a tower is on record. */
export function recordOf({ state: { tower: { reputation: it } } }: SeenTower): string {
	const bad = it.misses + it.lates + it.false_reports + it.withheld;
	const other = bad > it.misses ? `, ${bad - it.misses} other` : '';
	return `${it.wins} won, ${it.misses} missed${other}`;
}

function Standing({ of: { state, isFree } }: { of: SeenTower }) {
	if (state.tower.leaves_ms !== undefined) return <Tag kind="plain">leaves</Tag>;
	if (state.is_silent) return <Tag kind="bad">silent</Tag>;
	return isFree ? <Tag kind="good">free</Tag> : <Tag kind="warn">full</Tag>;
}

export function Towers({ towers }: { towers: readonly SeenTower[] }) {
	if (towers.length === 0) return <p class="quiet">There are no towers yet.</p>;
	return (
		<Table label="Towers" heads={['Tower', 'Owner', 'Costs', 'Cover', 'Answers within', 'Score',
			'On record', 'Uptime', 'Promised', 'Watches', 'State', 'Region', 'Reached at']}>
			{towers.map((of) => {
				const { tower, points, uptime_ppm: uptime, capacity } = of.state;
				const { terms, profile } = tower;
				return (
					<tr key={`${of.id}`}>
						<td>{of.id.toString()}</td>
						<td><Who is={of.owner} /></td>
						<td class="number">{formatRate(terms.rate, currencyOf(of.asset), 'month')}</td>
						<td class="number"><Amount of={terms.cover} asset={of.asset} /></td>
						<td>{roughDuration(terms.response_ms)}</td>
						<td class="number">{points}</td>
						<td>{recordOf(of)}</td>
						<td class="number">{formatShare(uptime)}</td>
						<td class="number">{formatShare(profile.uptime_ppm)}</td>
						<td class="number">{tower.watches} of {capacity}</td>
						<td><Standing of={of} /></td>
						<td class="number">{profile.region}</td>
						<td class="mono">{of.contact}</td>
					</tr>
				);
			})}
		</Table>
	);
}

function Hire({ towers, channels, bounds }: {
	towers: readonly SeenTower[];
	channels: readonly Seen[];
	bounds: TowerBounds;
}) {
	const fitting = (id: string | undefined) => {
		const channel = channels.find((one) => `${one.id}` === id);
		return towers.filter(({ asset, isFree }) => channel && isFree && asset === channel.asset);
	};
	const first = channels.find(({ id }) => fitting(`${id}`).length > 0) ?? channels[0];
	const initial = { channel: `${first?.id ?? ''}`, tower: '', deposit: '' };
	const chosen = (values: Readonly<Record<string, string>>): SeenTower | undefined => {
		const able = fitting(values.channel);
		return able.find(({ id }) => `${id}` === values.tower) ?? able[0];
	};
	const form = useForm(initial, (values) => {
		const tower = chosen(values);
		if (!tower) throw new FieldError('tower', 'No tower is free for this channel now.');
		const currency = currencyOf(tower.asset);
		const deposit = amountIn(values, 'deposit', currency);
		const { rate } = tower.state.tower.terms;
		const lasts = lastsMs(deposit, rate);
		if (lasts !== undefined && lasts < bounds.leastMs) {
			const least = currency.format(accrued(rate, bounds.leastMs) + 1n);
			throw new FieldError('deposit', `At least ${least}: for ${roughDuration(bounds.leastMs)}.`);
		}
		ask(actions.hire(BigInt(values.channel ?? '0'), tower, deposit));
	});
	const able = fitting(form.values.channel);
	const tower = chosen(form.values);
	const currency = currencyOf(tower?.asset ?? null);
	return (
		<Form form={form} submit="Hire…">
			<Choice form={form} name="channel" label="For channel"
				options={channels.map(({ id, other }) =>
					[`${id}`, `${id}, with ${nameOf(other)}`] as const)} />
			<Choice form={form} name="tower" label="Tower to be hired"
				options={able.length === 0 ? [['', 'none is free for it']] : [
					['', `the best that is free: ${able[0]?.id}`],
					...able.map(({ id, owner }) => [`${id}`, `${id}, of ${nameOf(owner)}`] as const),
				]} />
			<Text form={form} name="deposit" label="You put down" unit={currency.symbol}
				hint={tower && `${formatRate(tower.state.tower.terms.rate, currency, 'month')}, paid by ` +
					'the second; the rest comes back.'} />
		</Form>
	);
}

export function Hiring({ towers, account, bounds }: {
	towers: readonly SeenTower[];
	account: Account;
	bounds: TowerBounds;
}) {
	const answer = useQuery(['Channels'], account.id, (chain) => channelsOf(chain, account.id));
	return (
		<Card title="Hire a tower">
			<p class="quiet">For your side of a channel: it answers if the other closes with an old state
				while you are away. Up to four for each channel, one after the other.</p>
			<Asked answer={answer}>{(all) => {
				const open = all.filter(({ channel: { phase } }) => phase.type === 'Open');
				return open.length === 0
					? <p class="quiet">You have no open channel.</p>
					: <Hire key={`${open.length}`} towers={towers} channels={open} bounds={bounds} />;
			}}</Asked>
		</Card>
	);
}
