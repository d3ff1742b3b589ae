// Own channels that are watched: by whom, in which order, for how long, and what came of it.

import * as actions from '../actions/towers.js';
import type { Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import type { Hire, SeenHire, SeenTower, SeenWatch, Watches } from '../chain/towers.js';
import { amountIn } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { roughDuration } from '../lib/text.js';
import { Amount, At, Card, Countdown, Facts, Table, Tag, Who } from '../parts/bits.js';
import { Choice, Form, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';
import { Post, Receipts } from './receipts.js';

/** What came of a hire, in words. */
export function marksOf({ is_missed, is_late, is_false, is_withheld, demand }: Hire): string[] {
	return [
		...(is_missed ? ['missed, and paid'] : []), ...(is_late ? ['late'] : []),
		...(is_false ? ['false report'] : []), ...(is_withheld ? ['withheld a backup, and paid'] : []),
		...(demand ? [`backup of state ${demand.version} demanded`] : []),
	];
}

/** The order in which a tower comes one place earlier. */
export function earlier(order: readonly bigint[], tower: bigint): bigint[] {
	const at = order.indexOf(tower);
	if (at <= 0) return [...order];
	return [...order.slice(0, at - 1), tower, ...order.slice(at - 1, at), ...order.slice(at + 1)];
}

function HireState({ of: { hire, turn, dryMs } }: { of: SeenHire }) {
	if (hire.stopped_ms !== undefined) return <Tag kind="plain">over</Tag>;
	if (turn?.isSilent) return <Tag kind="bad">silent</Tag>;
	if (dryMs === null) return <Tag kind="good">paid</Tag>;
	return <>paid for <Countdown to={dryMs} over="no longer" /></>;
}

function Row({ of, watch }: { of: SeenHire; watch: SeenWatch }) {
	const { hire, turn } = of;
	const running = watch.hires.filter(({ hire: one }) => one.stopped_ms === undefined)
		.map(({ hire: one }) => one.tower);
	const mayChange = hire.stopped_ms === undefined && watch.dispute === null;
	const name = <span class="unseen"> tower {hire.tower.toString()}</span>;
	return (
		<tr>
			<td>{hire.tower.toString()}</td>
			<td>{turn === null ? '–' : turn.afterMs === 0n ? 'at once'
				: `after ${roughDuration(turn.afterMs)}`}</td>
			<td>{roughDuration(hire.response_ms)}</td>
			<td class="number"><Amount of={hire.cover} asset={watch.asset} /></td>
			<td class="number"><Amount of={hire.deposit} asset={watch.asset} /></td>
			<td><HireState of={of} /></td>
			<td>{marksOf(hire).map((mark) => <Tag key={mark} kind="warn">{mark}</Tag>)}</td>
			<td>
				{mayChange && running.indexOf(hire.tower) > 0 && (
					<button type="button" class="small"
						onClick={() => ask(actions.reorder(watch, earlier(running, hire.tower)))}>
						Earlier<span class="unseen">:</span>{name}
					</button>
				)}{' '}
				{mayChange && (
					<button type="button" class="small"
						onClick={() => ask(actions.dismiss(watch, hire.tower))}>Send away{name}</button>
				)}
			</td>
		</tr>
	);
}

function TopUp({ watch }: { watch: SeenWatch }) {
	const currency = currencyOf(watch.asset);
	const running = watch.hires.filter(({ hire }) => hire.stopped_ms === undefined);
	const options = running.map(({ hire: { tower } }) => [`${tower}`, `Tower ${tower}`] as const);
	const form = useForm({ tower: `${running[0]?.hire.tower ?? ''}`, amount: '' }, (values) => {
		const found = running.find(({ hire: { tower } }) => `${tower}` === values.tower);
		if (!found) return;
		ask(actions.topUp(
			watch, found.hire.tower, found.hire.rate, amountIn(values, 'amount', currency)));
	});
	if (options.length === 0) return null;
	return (
		<details>
			<summary>Pay a tower for longer</summary>
			<Form form={form} submit="Top up…">
				<Choice form={form} name="tower" label="Tower paid for longer" options={options} />
				<Text form={form} name="amount" label="More money" unit={currency.symbol} />
			</Form>
		</details>
	);
}

/** What came of a closing by one party alone. */
function Disputed({ watch }: { watch: SeenWatch }) {
	const { dispute, side } = watch;
	if (!dispute) return null;
	const { settled, presented, compensated } = dispute;
	const mine = side === 'Opener' ? 'opener' : 'counterparty';
	return (
		<div class={settled ? 'notice warn' : 'notice bad'}>
			<p>
				<strong>{settled ? 'It was closed by one alone.' : 'It is being closed by one alone.'}
				</strong>{' '}
				Begun <At ms={dispute.since.ms} /> with state {dispute.first.toString()}.
				{settled && <> State {settled.version.toString()} counted.</>}
			</p>
			{presented.length > 0 && (
				<ul>{presented.map(({ who, version, at_ms: at }) => (
					<li key={`${who} ${version}`}><Who is={who} /> showed state {version.toString()},{' '}
						<At ms={at} /></li>
				))}</ul>
			)}
			{compensated[mine] > 0n && (
				<p>Paid to you for misses: <Amount of={compensated[mine]} asset={watch.asset} />.</p>
			)}
			{watch.overMs !== null && (
				<p>Claims until <At ms={watch.overMs} />: prove a miss by its receipt below.</p>
			)}
		</div>
	);
}

function postedIn({ posting }: SeenWatch): string {
	if (!posting) return 'nothing';
	const how = posting.content.type === 'Clear' ? 'in clear' : 'sealed';
	return `state ${posting.version}, ${how}`;
}

function Watch({ watch, towers, account }: {
	watch: SeenWatch;
	towers: readonly SeenTower[];
	account: Account;
}) {
	const { channel, hires, asset, overMs } = watch;
	const cover = hires.filter(({ hire }) => hire.stopped_ms === undefined)
		.reduce((sum, { hire }) => sum + hire.cover, 0n);
	return (
		<Card title={`Channel ${channel}`}
			actions={<a href={hrefOf('channel', channel)}>to the channel</a>}>
			<Disputed watch={watch} />
			<Facts facts={[
				['They answer for up to', <Amount of={cover} asset={asset} />],
				['Challenge period', roughDuration(watch.periodMs)],
				['On the chain for them', postedIn(watch)],
			]} />
			<Table label={`Towers of channel ${channel}`} heads={['Tower', 'Its turn', 'Answers within',
				'Cover', 'Deposit', 'State', 'On record', 'Actions']}>
				{hires.map((of) => (
					<Row key={`${of.hire.number} ${of.hire.tower}`} of={of} watch={watch} />
				))}
			</Table>
			<div class="buttons">
				<Post watch={watch} account={account} />
				{overMs !== null && (
					<button type="button" onClick={() => ask(actions.end(watch))}>End what is over…</button>
				)}
			</div>
			<TopUp watch={watch} />
			<Receipts watch={watch} towers={towers} account={account} />
		</Card>
	);
}

export function Watching({ of, towers, account }: {
	of: Watches;
	towers: readonly SeenTower[];
	account: Account;
}) {
	return (
		<>
			{of.credits.map(([asset, amount]) => (
				<p key={`${asset}`} class="notice warn">
					<Amount of={amount} asset={asset} /> could not be paid out and waits for you.{' '}
					<button type="button" class="small"
						onClick={() => ask(actions.claimCredit(asset, amount))}>Claim it</button>
				</p>
			))}
			{of.list.length === 0 && <p class="quiet">Nobody watches your channels.</p>}
			{of.list.map((watch) => (
				<Watch key={`${watch.channel}`} watch={watch} towers={towers} account={account} />
			))}
		</>
	);
}
