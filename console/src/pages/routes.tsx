// Routes: is there a way to somebody, and are the own channels in balance?

import { useState } from 'preact/hooks';
import { formatAmount, formatShare } from '@lightning-bloc/sdk/amounts';
import { toChainAsset, type Chain } from '@lightning-bloc/sdk/chain';
import { NoPlan, planPayment, type Plan } from '@lightning-bloc/sdk/routes';
import * as actions from '../actions/rebalancing.js';
import type { RebalancePlan, Recommendations, Status } from '../actions/rebalancing.js';
import { current, type Account } from '../chain/accounts.js';
import { assetOf, choices, currencyOf, type AssetId } from '../chain/assets.js';
import { live } from '../chain/connection.js';
import { useQuery } from '../chain/query.js';
import { shortfallInWords } from '../invoices/reading.js';
import { accountIn, amountIn, anyAmountIn, durationIn, shareIn } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { inWords, roughDuration } from '../lib/text.js';
import { Amount, Asked, At, Card, Facts, Table, Tag } from '../parts/bits.js';
import { AssetChoice, assetIn, Form, Somebody, Text, Tick, useForm } from '../parts/form.js';
import { Way } from '../parts/way.js';
import { ask } from '../tx/action.js';

function Find({ account }: { account: Account }) {
	const [found, setFound] = useState<{ plan: Plan; asset: AssetId } | null>(null);
	const form = useForm({ payee: '', asset: '', amount: '' }, async (values) => {
		setFound(null);
		const chain = live.peek();
		if (!chain) return;
		const asset = assetIn(values);
		const to = accountIn(values, 'payee');
		const amount = amountIn(values, 'amount', currencyOf(asset));
		try {
			const plan = await planPayment(chain, account.id, to, amount, { asset: assetOf(asset) });
			setFound({ plan, asset });
		} catch (error) {
			if (error instanceof NoPlan) throw new Error(shortfallInWords(error, asset));
			throw error;
		}
	});
	return (
		<Card title="Find a way">
			<p class="quiet">Over channels of others, without paying yet. To pay, take an{' '}
				<a href={hrefOf('invoices')}>invoice</a>.</p>
			<Form form={form} submit="Find">
				<Somebody form={form} name="payee" label="To" />
				<AssetChoice form={form} name="asset" label="Currency" />
				<Text form={form} name="amount" label="Amount"
					unit={currencyOf(assetIn(form.values)).symbol} />
			</Form>
			<div role="status">
				{found && <p>There is a way, for <Amount of={found.plan.fee} asset={found.asset} /> to those
					in between{found.plan.fee === found.plan.leastFee ? ', and none is cheaper' : ''}.</p>}
			</div>
			{found?.plan.routes.map((hops, at) =>
				<Way key={at} from={account.id} hops={hops} asset={found.asset} />)}
		</Card>
	);
}

const PRIORITIES = { Low: 'plain', Medium: 'warn', High: 'warn', Critical: 'bad' } as const;

function Advice({ list, asset, account }: {
	list: Extract<Recommendations, { success: true }>['value'];
	asset: AssetId;
	account: Account;
}) {
	if (list.length === 0) return <p class="quiet">All channels are where they are to be.</p>;
	return (
		<>
			<Table label="Recommendations"
				heads={['Channel', 'Yours', 'Priority', 'To do', 'It would cost']}>
				{list.map(({ channel, ratio, priority, direction, amount, fee }) => (
					<tr key={channel}>
						<td><a href={hrefOf('channel', channel)}>{channel.toString()}</a></td>
						<td class="number">{formatShare(ratio)}</td>
						<td><Tag kind={PRIORITIES[priority.type]}>{inWords(priority.type)}</Tag></td>
						<td>{direction.type === 'Give' ? 'pay out ' : 'take in '}
							<Amount of={amount} asset={asset} /></td>
						<td class="number">
							{fee === undefined ? 'no way found' : <Amount of={fee} asset={asset} />}
						</td>
					</tr>
				))}
			</Table>
			{list.filter(({ cycle }) => cycle !== undefined).slice(0, 3).map(({ channel, cycle }) => (
				<Way key={channel} from={account.id} hops={cycle ?? []} asset={asset} />
			))}
		</>
	);
}

const REPORTS: Record<string, string> = {
	Balanced: 'All is in balance.',
	NoPlan: 'No cycle makes it better: nobody in between forwards, or there is no way round.',
	ExceedsFeeBudget: 'Each cycle costs more than the limit allows.',
	TooLarge: 'The net of channels is too large to be searched here.',
	GaveUp: 'The search was given up: it took too long.',
};

function Now({ plan, asset, account }: { plan: RebalancePlan; asset: AssetId; account: Account }) {
	if (plan.cycles.length === 0) {
		return <p class="quiet">{REPORTS[plan.report?.type ?? ''] ?? 'There is nothing to do.'}</p>;
	}
	return (
		<>
			{plan.cycles.map((cycle, at) =>
				<Way key={at} from={account.id} hops={cycle} asset={asset} />)}
			<div class="buttons">
				<button type="button" class="main" onClick={() => ask(actions.rebalance(asset, plan))}>
					Rebalance…
				</button>
			</div>
		</>
	);
}

interface Balance {
	readonly status: Status | null;
	readonly advice: Recommendations | null;
	readonly plan: RebalancePlan | null;
	readonly leastMs: bigint;
}

const MOST_ADVICE = 20;
const NO_LIMIT = 2n ** 128n - 1n;

async function balanceOf(chain: Chain, { id }: Account, assetId: AssetId): Promise<Balance> {
	const at = { at: 'best' } as const;
	const views = chain.api.view.Rebalancing;
	const who = chain.address(id);
	const asset = toChainAsset(assetOf(assetId));
	const [status, leastMs] = await Promise.all([
		views.status(who, asset, at), chain.api.constants.Rebalancing.MinIntervalMs(),
	]);
	if (!status) return { status: null, advice: null, plan: null, leastMs };
	const [advice, plan] = await Promise.all([
		views.recommendations(who, asset, MOST_ADVICE, at),
		views.plan_rebalance(who, asset, NO_LIMIT, at),
	]);
	return { status, advice, plan, leastMs };
}

function initialPolicy({ status, leastMs }: Balance, asset: AssetId) {
	const { decimals } = currencyOf(asset);
	const policy = status?.policy;
	return {
		low: formatShare(policy?.band.low ?? 200_000),
		target: formatShare(policy?.band.target ?? 500_000),
		high: formatShare(policy?.band.high ?? 800_000), limit: formatShare(policy?.fee_limit ?? 5_000),
		budget: formatAmount(policy?.fee_budget ?? 10n ** BigInt(decimals), decimals),
		period: roughDuration(policy?.budget_period_ms ?? 86_400_000n),
		interval: roughDuration(policy?.min_interval_ms ?? (leastMs > 600_000n ? leastMs : 600_000n)),
		least: formatAmount(policy?.min_amount ?? 0n, decimals),
		automatic: policy?.automatic ? 'yes' : '',
	};
}

function PolicyForm({ of, asset }: { of: Balance; asset: AssetId }) {
	const currency = currencyOf(asset);
	const form = useForm(initialPolicy(of, asset), (values) => ask(actions.setPolicy(asset, {
		band: {
			low: shareIn(values, 'low'), target: shareIn(values, 'target'), high: shareIn(values, 'high'),
		},
		fee_limit: shareIn(values, 'limit'),
		fee_budget: anyAmountIn(values, 'budget', currency),
		budget_period_ms: durationIn(values, 'period', of.leastMs),
		min_interval_ms: durationIn(values, 'interval', of.leastMs),
		min_amount: anyAmountIn(values, 'least', currency),
		automatic: values.automatic === 'yes',
	})));
	return (
		<Form form={form} submit="Set the policy…">
			<Text form={form} name="low" label="Yours at least" hint="Of what is in a channel." />
			<Text form={form} name="target" label="Yours best" />
			<Text form={form} name="high" label="Yours at most" />
			<Text form={form} name="limit" label="Fee at most" hint="Of what comes back." />
			<Text form={form} name="budget" label="Budget of automatic runs" unit={currency.symbol} />
			<Text form={form} name="period" label="In each" />
			<Text form={form} name="interval" label="Not more often than" />
			<Text form={form} name="least" label="Not for less than" unit={currency.symbol} />
			<Tick form={form} name="automatic" label="By itself"
				hint="A node needs your key, or an operator’s, for that." />
		</Form>
	);
}

function Standing({ of: { status }, asset }: { of: Balance; asset: AssetId }) {
	if (!status) return <p class="quiet">There is no policy: nothing is watched. Set one below.</p>;
	const { standing, spending, policy, last_look_ms: looked, failures } = status;
	return (
		<>
			<Facts facts={[
				['Runs', policy.automatic ? 'by itself' : 'only by hand'],
				['Now', standing.type === 'Due' ? 'a run is due'
					: standing.type === 'Noted' ? <>a run is due at <At ms={standing.value.due_ms} /></>
						: 'quiet'],
				['Spent in this period', <Amount of={spending.spent} asset={asset} />],
				['Looked last', looked === undefined ? 'never' : <At ms={looked} />],
				['Failures in a row', `${failures}`],
			]} />
			<div class="buttons">
				<button type="button" onClick={() => ask(actions.setPolicy(asset, null))}>
					Take the policy away…
				</button>
			</div>
		</>
	);
}

function InBalance({ of, asset, account }: { of: Balance; asset: AssetId; account: Account }) {
	const { advice, plan, status } = of;
	return (
		<>
			<Standing of={of} asset={asset} />
			{advice && (advice.success
				? <><h3>What is recommended</h3>
					<Advice list={advice.value} asset={asset} account={account} /></>
				: <p class="quiet">{REPORTS.TooLarge}</p>)}
			{plan && <><h3>Now, by hand</h3><Now plan={plan} asset={asset} account={account} /></>}
			<details open={!status}>
				<summary>The policy</summary>
				<PolicyForm key={`${status === null} ${asset}`} of={of} asset={asset} />
			</details>
		</>
	);
}

function Rebalancing({ account }: { account: Account }) {
	const [asset, setAsset] = useState<AssetId>(null);
	const answer = useQuery(['Rebalancing', 'Channels', 'Mpp'], `${account.id} ${asset}`,
		(chain) => balanceOf(chain, account, asset));
	return (
		<Card
			title="Rebalancing"
			actions={(
				<label>
					<span class="unseen">Currency of the channels</span>
					<select
						value={`${asset ?? ''}`}
						onChange={({ currentTarget: { value } }) =>
							setAsset(value === '' ? null : Number(value))}
					>
						{choices().map(({ id, currency }) => (
							<option key={`${id}`} value={`${id ?? ''}`}>{currency.symbol}</option>
						))}
					</select>
				</label>
			)}
		>
			<Asked answer={answer}>
				{(of) => <InBalance of={of} asset={asset} account={account} />}
			</Asked>
		</Card>
	);
}

export default function Routes() {
	const account = current.value;
	if (!account) return <p>Choose an account first.</p>;
	return (
		<>
			<Find key={`find ${account.id}`} account={account} />
			<Rebalancing key={account.id} account={account} />
		</>
	);
}
