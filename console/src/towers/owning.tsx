// What the owner of a tower does: registers it, shows that it is there, is paid, and leaves.

import { formatAmount, formatDuration, formatRate, type Period } from '@lightning-bloc/sdk/amounts';
import * as actions from '../actions/towers.js';
import { addressOf, type Account } from '../chain/accounts.js';
import { currencyOf, type AssetId } from '../chain/assets.js';
import { seconds } from '../chain/clock.js';
import type { SeenTower, TowerBounds } from '../chain/towers.js';
import {
	accountIn, amountIn, durationIn, FieldError, hashIn, PERIODS, rateIn, shareIn, textOf, wholeIn,
	type Values,
} from '../lib/fields.js';
import { roughDuration } from '../lib/text.js';
import { Amount, At, Card, Facts } from '../parts/bits.js';
import {
	AssetChoice, assetIn, Choice, Form, Text, useForm, type FormState,
} from '../parts/form.js';
import { ask } from '../tx/action.js';
import { recordOf } from './hiring.js';

const MOST_REGION = 65_535;
const MOST_CONTACT = 256;
const EACH = PERIODS.map((name) => [name, name] as const);

function termsIn(values: Values, asset: AssetId): actions.Terms {
	const currency = currencyOf(asset);
	return {
		rate: rateIn(values, 'rate', values.period as Period, currency),
		cover: amountIn(values, 'cover', currency),
		response_ms: durationIn(values, 'response', 1_000n),
	};
}

function TermFields({ form, asset }: { form: FormState; asset: AssetId }) {
	const { symbol } = currencyOf(asset);
	return (
		<>
			<Text form={form} name="rate" label="It costs" unit={symbol} />
			<Choice form={form} name="period" label="Each" options={EACH} />
			<Text form={form} name="cover" label="It answers for up to" unit={symbol}
				hint="For each channel, out of its bond." />
			<Text form={form} name="response" label="Within, once it is its turn" />
		</>
	);
}

/** Where it is reached, in as many bytes as the chain keeps. */
function contactIn(values: Values): string {
	const text = textOf(values, 'contact');
	if (new TextEncoder().encode(text).length > MOST_CONTACT) {
		throw new FieldError('contact', `At most ${MOST_CONTACT} bytes.`);
	}
	return text;
}

function Register({ account }: { account: Account }) {
	const initial = {
		asset: '', bond: '', key: addressOf(account.id), rate: '', period: 'month', cover: '',
		response: '10m', uptime: '99%', region: '0', sealing: '', contact: '',
	};
	const form = useForm(initial, (values) => {
		const asset = assetIn(values);
		ask(actions.register({
			asset, bond: amountIn(values, 'bond', currencyOf(asset)), key: accountIn(values, 'key'),
			terms: termsIn(values, asset), region: wholeIn(values, 'region', 0, MOST_REGION),
			uptimePpm: shareIn(values, 'uptime'), sealingKey: hashIn(values, 'sealing'),
			contact: contactIn(values),
		}));
	});
	const asset = assetIn(form.values);
	return (
		<Card title="Run a tower yourself">
			<details>
				<summary>Register one that is awake</summary>
				<Form form={form} submit="Register…">
					<AssetChoice form={form} name="asset" label="Currency of the channels" />
					<Text form={form} name="bond" label="Bond" unit={currencyOf(asset).symbol} />
					<TermFields form={form} asset={asset} />
					<Text form={form} name="uptime" label="It promises to be there" />
					<Text form={form} name="key" label="Key that signs receipts"
						hint="The address of the machine's key: not that of your money." />
					<Text form={form} name="sealing" label="Key to which clients seal"
						hint="As the tower's machine says it." />
					<Text form={form} name="contact" label="Where it is reached" />
					<Text form={form} name="region" label="Region, as a number" />
				</Form>
			</details>
		</Card>
	);
}

const WAYS = [['in', 'Add to the bond'], ['out', 'Take out of the bond']] as const;

function Bond({ of }: { of: SeenTower }) {
	const currency = currencyOf(of.asset);
	const form = useForm({ way: 'in', amount: '' }, (values) =>
		ask(actions.bond(of, values.way === 'out', amountIn(values, 'amount', currency))));
	return (
		<Form form={form} submit="Move…">
			<Choice form={form} name="way" label="Which way" options={WAYS} />
			<Text form={form} name="amount" label="How much" unit={currency.symbol} />
		</Form>
	);
}

function SetTerms({ of }: { of: SeenTower }) {
	const { terms } = of.state.tower;
	const { decimals } = currencyOf(of.asset);
	const initial = {
		rate: '', period: 'month', cover: formatAmount(terms.cover, decimals),
		response: formatDuration(terms.response_ms),
	};
	const form = useForm(initial, (values) => ask(actions.setTerms(of, termsIn(values, of.asset))));
	return (
		<Form form={form} submit="Set the terms…"><TermFields form={form} asset={of.asset} /></Form>
	);
}

function Own({ of, bounds }: { of: SeenTower; bounds: TowerBounds }) {
	const { id, asset, state, free } = of;
	const { tower } = state;
	const leaves = tower.leaves_ms;
	return (
		<Card title={`Your tower ${id}`}>
			<Facts facts={[
				['Bond', <Amount of={tower.bond} asset={asset} />],
				['Of it hires count on', <Amount of={tower.covered} asset={asset} />],
				['Free', <Amount of={free} asset={asset} />],
				['Costs', formatRate(tower.terms.rate, currencyOf(asset), 'month')],
				['Watches', `${tower.watches} of ${state.capacity}`], ['Score', `${state.points}`],
				['On record', recordOf(of)],
				['To be paid out', <Amount of={state.collectable} asset={asset} />],
				['Last shown to be there', <At ms={tower.presence.last.ms} />],
				...(leaves === undefined ? [] : [['Leaves', <At ms={leaves} />] as const]),
			]} />
			<p class="quiet">At least once in {roughDuration(bounds.beatMs)} it has to show that it is
				there: have its machine do that, with the key that signs.</p>
			<div class="buttons">
				<button type="button" onClick={() => ask(actions.beat(of))}>It is there…</button>
				{state.collectable > 0n && (
					<button type="button" onClick={() => ask(actions.collect(of))}>
						Pay out what is earned…
					</button>
				)}
				{leaves === undefined
					? <button type="button"
						onClick={() => ask(actions.leave(of, bounds.noticeMs))}>Leave…</button>
					: leaves <= seconds.value && (
						<button type="button" onClick={() => ask(actions.retire(of))}>Retire it…</button>
					)}
			</div>
			<details>
				<summary>Bond, or other terms</summary>
				<Bond of={of} />
				<SetTerms of={of} />
			</details>
		</Card>
	);
}

export function Owning({ towers, account, bounds }: {
	towers: readonly SeenTower[];
	account: Account;
	bounds: TowerBounds;
}) {
	return (
		<>
			{towers.filter(({ owner }) => owner === account.id).map((of) => (
				<Own key={`${of.id}`} of={of} bounds={bounds} />
			))}
			<Register account={account} />
		</>
	);
}
