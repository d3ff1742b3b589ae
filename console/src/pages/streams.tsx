// Streams: counted to the last digit between the blocks.

import { useState } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import { formatRate, type Period } from '@lightning-bloc/sdk/amounts';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { owedAt } from '@lightning-bloc/sdk/streams';
import * as actions from '../actions/streams.js';
import { current, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { ticking } from '../chain/clock.js';
import { useQuery } from '../chain/query.js';
import { rateOfStream, streamsOf, type SeenStream } from '../chain/streams.js';
import { accountIn, amountIn, durationIn, PERIODS, rateIn } from '../lib/fields.js';
import { roughDuration, tickingAmount } from '../lib/text.js';
import { Amount, Asked, Card, Countdown, Facts, Tag, Who } from '../parts/bits.js';
import {
	AssetChoice, assetIn, Choice, Form, Somebody, Text, Tick, useForm,
} from '../parts/form.js';
import { ask } from '../tx/action.js';

const STATES: Record<string, { kind: 'good' | 'warn' | 'bad' | 'plain'; text: string }> = {
	Pending: { kind: 'plain', text: 'not begun' },
	Streaming: { kind: 'good', text: 'flowing' },
	Paused: { kind: 'warn', text: 'paused' },
	Dry: { kind: 'bad', text: 'run dry' },
	Ended: { kind: 'plain', text: 'ended' },
};

/** What is owed, counted; not read out, since it never stands still. */
function Owed({ of }: { of: SeenStream }) {
	const { counter, state, asset } = of;
	const currency = currencyOf(asset);
	const text = useComputed(() =>
		tickingAmount(counter ? owedAt(counter, ticking.value) : state.owed, currency));
	return <span class="big" aria-hidden="true">{text}</span>;
}

const EACH = PERIODS.map((name) => [name, name] as const);

/** The period in which a rate is a number that can be read. */
function readable(rate: bigint, decimals: number): Period {
	const aSecond = rate / 10n ** 12n;
	return aSecond >= 10n ** BigInt(Math.max(decimals - 4, 0)) ? 'second' : 'day';
}

function TopUp({ of }: { of: SeenStream }) {
	const currency = currencyOf(of.asset);
	const form = useForm({ amount: '' }, (values) =>
		ask(actions.topUp(of, amountIn(values, 'amount', currency))));
	return (
		<Form form={form} submit="Top up…">
			<Text form={form} name="amount" label="More money" unit={currency.symbol} />
		</Form>
	);
}

function Rate({ of }: { of: SeenStream }) {
	const currency = currencyOf(of.asset);
	const form = useForm({ rate: '', period: 'hour' }, (values) => {
		const period = values.period as Period;
		ask(actions.setRate(of, rateIn(values, 'rate', period, currency), period));
	});
	return (
		<Form form={form} submit="Change the rate…">
			<Text form={form} name="rate" label="New rate" unit={currency.symbol} />
			<Choice form={form} name="period" label="Each" options={EACH} />
		</Form>
	);
}

function Buttons({ of }: { of: SeenStream }) {
	const { state: { stream, status }, isOut } = of;
	const isPaused = stream.paused_ms !== undefined;
	const isFlowing = status.type === 'Streaming';
	return (
		<div class="buttons">
			<button type="button" onClick={() => ask(actions.claim(of))}>Pay out now…</button>
			{isOut && isFlowing && (
				<button type="button" onClick={() => ask(actions.pause(of))}>Pause…</button>
			)}
			{isOut && isPaused && (
				<button type="button" onClick={() => ask(actions.resume(of))}>Resume…</button>
			)}
			<button type="button" onClick={() => ask(actions.cancel(of))}>End…</button>
		</div>
	);
}

function Stream({ of }: { of: SeenStream }) {
	const { id, state: { stream, status, runs_out_ms: end, owed }, isOut, other, asset } = of;
	const currency = currencyOf(asset);
	const rate = rateOfStream(of);
	const word = STATES[status.type] ?? { kind: 'plain' as const, text: status.type };
	return (
		<Card title={`Stream ${id}`} actions={<Tag kind={word.kind}>{word.text}</Tag>}>
			<p>{isOut ? 'You owe' : 'You are owed'} by now</p>
			<p><Owed of={of} /><span class="unseen">at the last block: <Amount of={owed} asset={asset} />
			</span></p>
			<Facts facts={[
				[isOut ? 'To' : 'From', <Who is={other} />],
				['Rate', rate === null
					? 'by reports of use'
					: formatRate(rate, currency, readable(rate, currency.decimals))],
				['Paid so far', <Amount of={stream.paid} asset={asset} />],
				...(stream.funding.type === 'Own'
					? [['Left in it', <Amount of={stream.funding.value} asset={asset} />] as const]
					: [['Paid from', `vault ${stream.funding.value}`] as const]),
				['Runs out', end === undefined ? 'never' : <>in <Countdown to={end} over="a moment" /></>],
				['Pays out every', roughDuration(stream.interval_ms)],
			]} />
			<Buttons of={of} />
			{isOut && stream.funding.type === 'Own' && (
				<details>
					<summary>Top up, or change the rate</summary>
					<TopUp of={of} />
					<Rate of={of} />
				</details>
			)}
		</Card>
	);
}

interface Bounds {
	readonly least: bigint;
	readonly most: bigint;
	readonly maxGrace: bigint;
}

async function boundsOf(chain: Chain): Promise<Bounds> {
	const { Streaming } = chain.api.constants;
	const [least, most, maxGrace] = await Promise.all([
		Streaming.MinIntervalMs(), Streaming.MaxIntervalMs(), Streaming.MaxGraceMs(),
	]);
	return { least, most, maxGrace };
}

function Create({ bounds }: { bounds: Bounds }) {
	const initial = {
		payee: '', asset: '', rate: '', period: 'month', deposit: '', interval: '1h', grace: '1d',
		bound: '',
	};
	const form = useForm(initial, (values) => {
		const asset = assetIn(values);
		const currency = currencyOf(asset);
		const period = values.period as Period;
		ask(actions.create({
			payee: accountIn(values, 'payee'), asset, period,
			rate: rateIn(values, 'rate', period, currency),
			deposit: amountIn(values, 'deposit', currency),
			intervalMs: durationIn(values, 'interval', bounds.least, bounds.most),
			graceMs: durationIn(values, 'grace', 0n, bounds.maxGrace),
			isBound: values.bound === 'yes',
		}));
	});
	const unit = currencyOf(assetIn(form.values)).symbol;
	return (
		<Form form={form} submit="Start…">
			<Somebody form={form} name="payee" label="To" />
			<AssetChoice form={form} name="asset" label="Currency" />
			<Text form={form} name="rate" label="Rate" unit={unit} />
			<Choice form={form} name="period" label="Each" options={EACH} />
			<Text form={form} name="deposit" label="You put in" unit={unit} />
			<Text form={form} name="interval" label="Pay out every"
				hint={`At least ${roughDuration(bounds.least)}. The payee can have it paid out sooner.`} />
			<Text form={form} name="grace" label="Wait for more money, if it runs dry, for" />
			<Tick form={form} name="bound" label="Only both together can end, pause or slow it" />
		</Form>
	);
}

function Mine({ account }: { account: Account }) {
	const answer = useQuery(['Streaming'], account.id, (chain) => streamsOf(chain, account.id));
	const [isAll, setAll] = useState(false);
	const SHOWN = 12;
	return (
		<Asked answer={answer} empty="No streams yet.">{(list) => (
			<>
				<div class="cards">
					{list.slice(0, isAll ? list.length : SHOWN).map((of) => <Stream key={of.id} of={of} />)}
				</div>
				{list.length > SHOWN && !isAll && (
					<div class="buttons">
						<button type="button" onClick={() => setAll(true)}>Show all {list.length}</button>
					</div>
				)}
			</>
		)}</Asked>
	);
}

export default function Streams() {
	const account = current.value;
	const bounds = useQuery([], 'bounds', boundsOf);
	return (
		<>
			{account && <Mine key={account.id} account={account} />}
			<Card title="Start a stream">
				<Asked answer={bounds}>{(of) => <Create bounds={of} />}</Asked>
			</Card>
		</>
	);
}
