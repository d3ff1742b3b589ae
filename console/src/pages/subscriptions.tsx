// Subscriptions: what is paid by the calendar, and plans to subscribe to.

import { useState } from 'preact/hooks';
import * as actions from '../actions/subscriptions.js';
import { PLAN_PERIODS, type PlanPeriod } from '../actions/subscriptions.js';
import { current, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { live } from '../chain/connection.js';
import { useQuery } from '../chain/query.js';
import {
	frequencyInWords, planOf, plansOf, subscriptionsOf, type Note, type SeenPlan,
	type SeenSubscription,
} from '../chain/subscriptions.js';
import {
	accountIn, amountIn, durationIn, FieldError, idIn, maybeAmountIn, textOf, wholeIn, type Values,
} from '../lib/fields.js';
import { dayOf, inWords, roughDuration } from '../lib/text.js';
import { Amount, Asked, At, Card, Facts, Table, Tag, Who } from '../parts/bits.js';
import { AssetChoice, assetIn, Choice, Form, Somebody, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';

const KINDS = {
	Trial: 'plain', Active: 'good', PastDue: 'bad', Suspended: 'bad', Paused: 'warn',
} as const;

const UNITS = PLAN_PERIODS.map((name) => [name, `${name}s`] as const);
const MOST_COUNT = 365;
const MOST_PAYMENTS = 1_000_000;

/** What a note of the history says. */
function Noted({ of: { what }, asset }: { of: Note; asset: number | null }) {
	switch (what.type) {
		case 'Paid': return <>paid <Amount of={what.value.amount} asset={asset} /></>;
		case 'Charged': return <>charged <Amount of={what.value.amount} asset={asset} /></>;
		case 'Failed': return <>failed: {inWords(what.value.cause.type)}</>;
		case 'Skipped': return <>skipped {what.value.count.toString()} times</>;
	}
}

function Charge({ of }: { of: SeenSubscription }) {
	const currency = currencyOf(of.asset);
	const form = useForm({ amount: '' }, (values) =>
		ask(actions.charge(of, amountIn(values, 'amount', currency))));
	return (
		<Form form={form} submit="Charge…">
			<Text form={form} name="amount" label="Charge beside the price" unit={currency.symbol} />
		</Form>
	);
}

function Buttons({ of }: { of: SeenSubscription }) {
	const { phase } = of.state;
	return (
		<div class="buttons">
			{phase.type === 'Paused'
				? <button type="button" onClick={() => ask(actions.resume(of))}>Resume…</button>
				: <button type="button" onClick={() => ask(actions.pause(of))}>Pause…</button>}
			{(phase.type === 'PastDue' || phase.type === 'Suspended') && (
				<button type="button" onClick={() => ask(actions.retry(of))}>Try again…</button>
			)}
			<button type="button" onClick={() => ask(actions.cancel(of))}>Cancel…</button>
		</div>
	);
}

function Subscription({ of }: { of: SeenSubscription }) {
	const { id, subscription, state, due, history, isOut, other, asset } = of;
	const { price, frequency } = subscription.terms;
	const { phase } = state;
	return (
		<Card
			title={`Subscription ${id}`}
			actions={<Tag kind={KINDS[phase.type]}>{inWords(phase.type)}</Tag>}
		>
			<Facts facts={[
				[isOut ? 'To' : 'From', <Who is={other} />],
				['Price', <><Amount of={price} asset={asset} /> {frequencyInWords(frequency,
					roughDuration)}</>],
				['Paid until', <At ms={state.paid_until_ms} />],
				['Next', due[0] === undefined ? 'never' : <At ms={due[0]} />],
				...(state.owed > 0n ? [['Owed', <Amount of={state.owed} asset={asset} />] as const] : []),
				['Paid in all', <Amount of={subscription.paid} asset={asset} />],
				...(subscription.plan === undefined ? [] : [['Plan', `${subscription.plan}`] as const]),
			]} />
			<Buttons of={of} />
			{!isOut && subscription.limits.charges > 0n && <Charge of={of} />}
			{history.length > 0 && (
				<details>
					<summary>History</summary>
					<Table label={`History of subscription ${id}`} heads={['When', 'What']}>
						{[...history].reverse().map((note, at) => (
							<tr key={at}><td><At ms={note.at_ms} /></td>
								<td><Noted of={note} asset={asset} /></td></tr>
						))}
					</Table>
				</details>
			)}
		</Card>
	);
}

/** What is due next, of all of them, day by day. */
function Calendar({ list }: { list: readonly SeenSubscription[] }) {
	const all = list.flatMap((one) => one.due.map((ms) => ({ ms, one })))
		.sort((one, other) => (one.ms < other.ms ? -1 : 1)).slice(0, 12);
	if (all.length === 0) return null;
	return (
		<Card title="Due next">
			<ol class="calendar">
				{all.map(({ ms, one }, at) => (
					<li key={at}>
						<strong>{dayOf(ms)}</strong><br />
						<Amount of={one.subscription.terms.price} asset={one.asset} />{' '}
						{one.isOut ? 'to' : 'from'} <Who is={one.other} />
					</li>
				))}
			</ol>
		</Card>
	);
}

function limitsIn(values: Values, asset: number | null): actions.Limits {
	const currency = currencyOf(asset);
	return {
		total: maybeAmountIn(values, 'total', currency),
		payments: textOf(values, 'payments') === ''
			? null : wholeIn(values, 'payments', 1, MOST_PAYMENTS),
		charges: maybeAmountIn(values, 'charges', currency) ?? 0n,
	};
}

const NO_LIMITS = { total: '', payments: '', charges: '' };

function LimitFields({ form, unit }: { form: ReturnType<typeof useForm>; unit: string }) {
	return (
		<>
			<Text form={form} name="payments" label="At most payments (optional)" />
			<Text form={form} name="total" label="At most in all (optional)" unit={unit} />
			<Text form={form} name="charges" label="Charges beside it, a period (optional)" unit={unit} />
		</>
	);
}

/** Looks a plan up, and subscribes to it. */
function Subscribe() {
	const [plan, setPlan] = useState<SeenPlan | null>(null);
	const form = useForm({ plan: '', ...NO_LIMITS }, async (values) => {
		const chain = live.peek();
		if (!chain) return;
		const id = idIn(values, 'plan');
		const found = await planOf(chain, id);
		if (!found) throw new FieldError('plan', 'There is no such plan.');
		if (found.plan.status.type === 'Retired') throw new FieldError('plan', 'It is retired.');
		// The first time it is only shown; what is subscribed to is what was shown.
		const isShown = plan?.id === id && plan.plan.edition === found.plan.edition;
		setPlan(found);
		if (isShown) ask(actions.subscribe(found, limitsIn(values, found.asset)));
	});
	const unit = currencyOf(plan?.asset ?? null).symbol;
	return (
		<Card title="Subscribe to a plan">
			<Form form={form} submit={plan ? 'Subscribe…' : 'Look it up'}>
				<Text form={form} name="plan" label="Its number" />
				{plan && <LimitFields form={form} unit={unit} />}
			</Form>
			{plan && <PlanFacts of={plan} />}
		</Card>
	);
}

function PlanFacts({ of: { plan, asset } }: { of: SeenPlan }) {
	const { terms: { price, frequency }, trial_ms: trial } = plan.details;
	return (
		<Facts facts={[
			['Payee', <Who is={plan.payee} />],
			['Price', <><Amount of={price} asset={asset} /> {frequencyInWords(frequency,
				roughDuration)}</>],
			['Free at first', trial > 0n ? roughDuration(trial) : 'no'],
			['Subscribers', `${plan.subscribers}`],
		]} />
	);
}

function termsIn(values: Values): actions.Terms {
	const asset = assetIn(values);
	const count = wholeIn(values, 'count', 1, MOST_COUNT);
	return {
		asset,
		price: amountIn(values, 'price', currencyOf(asset)),
		frequency: actions.frequency(count, values.unit as PlanPeriod),
	};
}

function TermFields({ form }: { form: ReturnType<typeof useForm> }) {
	return (
		<>
			<AssetChoice form={form} name="asset" label="Currency" />
			<Text form={form} name="price" label="Amount"
				unit={currencyOf(assetIn(form.values)).symbol} />
			<Text form={form} name="count" label="Every" />
			<Choice form={form} name="unit" label="Of these" options={UNITS} />
		</>
	);
}

const TERMS = { asset: '', price: '', count: '1', unit: 'month' };

function Authorise() {
	const form = useForm({ payee: '', ...TERMS, ...NO_LIMITS }, (values) => {
		const terms = termsIn(values);
		ask(actions.authorise(accountIn(values, 'payee'), terms, limitsIn(values, terms.asset)));
	});
	return (
		<Card title="Pay somebody again and again">
			<Form form={form} submit="Begin…">
				<Somebody form={form} name="payee" label="To" />
				<TermFields form={form} />
				<LimitFields form={form} unit={currencyOf(assetIn(form.values)).symbol} />
			</Form>
		</Card>
	);
}

function Plans({ account }: { account: Account }) {
	const answer = useQuery(['Recurring'], account.id, (chain) => plansOf(chain, account.id));
	const form = useForm({ ...TERMS, trial: '0s' }, (values) =>
		ask(actions.createPlan(termsIn(values), durationIn(values, 'trial'))));
	return (
		<Card title="Plans that you offer">
			<Asked answer={answer} empty="None yet.">{(list) => (
				<Table label="Plans"
					heads={['Plan', 'Price', 'How often', 'Subscribers', 'State', 'Actions']}>
					{list.map((of) => (
						<tr key={of.id}>
							<td>{of.id.toString()}</td>
							<td class="number"><Amount of={of.plan.details.terms.price} asset={of.asset} /></td>
							<td>{frequencyInWords(of.plan.details.terms.frequency, roughDuration)}</td>
							<td class="number">{of.plan.subscribers}</td>
							<td>{inWords(of.plan.status.type)}</td>
							<td>
								{of.plan.status.type === 'Open' && (
									<button type="button" class="small" onClick={() => ask(actions.retirePlan(of))}>
										Retire<span class="unseen"> plan {of.id.toString()}</span>
									</button>
								)}
							</td>
						</tr>
					))}
				</Table>
			)}</Asked>
			<h3>Offer one</h3>
			<Form form={form} submit="Offer…">
				<TermFields form={form} />
				<Text form={form} name="trial" label="Free at first" hint="As 0s or 14d." />
			</Form>
		</Card>
	);
}

function Mine({ account }: { account: Account }) {
	const answer = useQuery(['Recurring'], account.id, (chain) => subscriptionsOf(chain, account.id));
	return (
		<Asked answer={answer} empty="No subscriptions yet.">{(list) => (
			<>
				<Calendar list={list} />
				<div class="cards">{list.map((of) => <Subscription key={of.id} of={of} />)}</div>
			</>
		)}</Asked>
	);
}

export default function Subscriptions() {
	const account = current.value;
	if (!account) return <p>Choose an account first.</p>;
	return (
		<>
			<Mine key={account.id} account={account} />
			<div class="cards"><Subscribe /><Authorise /></div>
			<Plans account={account} />
		</>
	);
}
