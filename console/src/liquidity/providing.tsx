// What a provider does: registers, brings stock and bond, has a menu and lists it, is paid.

import {
	formatAmount, formatDuration, formatShare, MAX_BALANCE,
} from '@lightning-bloc/sdk/amounts';
import { MAX_ITEMS, TERMS_MS } from '@lightning-bloc/sdk/lsp';
import * as actions from '../actions/lsp.js';
import type { Account } from '../chain/accounts.js';
import { currencyOf, type AssetId } from '../chain/assets.js';
import { now } from '../chain/clock.js';
import {
	leasesOf, ownProvider, type Item, type LspBounds, type SeenProvider, type Terms,
} from '../chain/lsp.js';
import { useQuery } from '../chain/query.js';
import {
	amountIn, anyAmountIn, durationIn, FieldError, shareIn, wholeIn, type Values,
} from '../lib/fields.js';
import { roughDuration } from '../lib/text.js';
import { Amount, Asked, At, Card, Facts, Table } from '../parts/bits.js';
import { Choice, Form, Text, useForm, type FormState } from '../parts/form.js';
import { ask } from '../tx/action.js';
import { recordOf } from './offers.js';

const MOST_REGION = 65_535;
const COLLECTED = 8;

const initialTerms = (bounds: LspBounds) => ({
	uptime: '99%', base: '0', share: '0.1%', hold: '0%', region: '0',
	period: roughDuration(bounds.leastPeriodMs > 3_600_000n ? bounds.leastPeriodMs : 3_600_000n),
});

/** The terms of now, as they would be typed. */
const typedTerms = (terms: Terms, asset: AssetId) => ({
	uptime: formatShare(terms.uptime), share: formatShare(terms.policy.fee_ppm),
	base: formatAmount(terms.policy.base_fee, currencyOf(asset).decimals),
	hold: formatShare(terms.hold_ppm), region: `${terms.region}`,
	period: formatDuration(terms.challenge_period_ms),
});

/** Terms as they are typed: what is not asked for is as good as can be for who pays. */
function termsIn(values: Values, asset: AssetId, bounds: LspBounds): Terms {
	return {
		region: wholeIn(values, 'region', 0, MOST_REGION),
		uptime: shareIn(values, 'uptime'),
		policy: {
			base_fee: anyAmountIn(values, 'base', currencyOf(asset)), fee_ppm: shareIn(values, 'share'),
			inbound_base_fee: 0n, inbound_fee_ppm: 0, min_amount: 0n, max_amount: MAX_BALANCE,
			reserve: 0n, max_locked: undefined, hold_ppm: 0, enabled: true,
		},
		hold_ppm: shareIn(values, 'hold'),
		challenge_period_ms: durationIn(values, 'period', bounds.leastPeriodMs, bounds.mostPeriodMs),
	};
}

function TermFields({ form, asset }: { form: FormState; asset: AssetId }) {
	return (
		<>
			<Text form={form} name="uptime" label="You promise to be there"
				hint="Of the time. Who is away for longer pays out of its bond." />
			<Text form={form} name="base" label="For each payment" unit={currencyOf(asset).symbol} />
			<Text form={form} name="share" label="And of its amount" />
			<Text form={form} name="hold" label="For keeping stock, a minute" />
			<Text form={form} name="period" label="Challenge period of channels" />
			<Text form={form} name="region" label="Region, as a number" />
		</>
	);
}

function Register({ asset, bounds }: { asset: AssetId; bounds: LspBounds }) {
	const currency = currencyOf(asset);
	const form = useForm({ bond: '', ...initialTerms(bounds) }, (values) => ask(actions.register(
		asset, amountIn(values, 'bond', currency), termsIn(values, asset, bounds))));
	return (
		<Card title="Let liquidity yourself">
			<details>
				<summary>Register as a provider in {currency.symbol}</summary>
				<Form form={form} submit="Register…">
					<Text form={form} name="bond" label="Bond" unit={currency.symbol}
						hint="You answer with it, and can let no more than it stands for." />
					<TermFields form={form} asset={asset} />
				</Form>
			</details>
		</Card>
	);
}

const MOVES = [
	['stock', 'Bring stock'], ['unstock', 'Take stock out'], ['addBond', 'Bring bond'],
	['withdrawBond', 'Take bond out'],
] as const;

function Money({ asset }: { asset: AssetId }) {
	const currency = currencyOf(asset);
	const form = useForm({ what: 'stock', amount: '' }, (values) => ask(actions.move(
		values.what as (typeof MOVES)[number][0], asset, amountIn(values, 'amount', currency))));
	return (
		<Form form={form} submit="Move…">
			<Choice form={form} name="what" label="Stock or bond" options={MOVES} />
			<Text form={form} name="amount" label="How much" unit={currency.symbol} />
		</Form>
	);
}

/** A line of the menu, as it is typed. */
function itemIn(values: Values, asset: AssetId, bounds: LspBounds): Item {
	const currency = currencyOf(asset);
	const minSize = amountIn(values, 'least', currency);
	const maxSize = amountIn(values, 'most', currency);
	if (maxSize < minSize) throw new FieldError('most', 'More than the smallest.');
	return {
		min_fee: anyAmountIn(values, 'fee', currency), ppm: shareIn(values, 'share'),
		min_size: minSize, max_size: maxSize,
		lifetime_ms: durationIn(values, 'lasts', bounds.leastMs, bounds.mostMs),
		valid_until_ms: now() + durationIn(values, 'valid', 60_000n, bounds.menuMs),
	};
}

function Menu({ of, asset, bounds }: { of: SeenProvider; asset: AssetId; bounds: LspBounds }) {
	const { symbol } = currencyOf(asset);
	const initial = { fee: '0', share: '1%', least: '', most: '', lasts: '30d', valid: '1d' };
	const form = useForm(initial, (values) => {
		// What is over has to go; what still binds has to stay, as it is.
		const running = of.menu.filter(({ valid_until_ms: until }) => until > now());
		if (running.length >= MAX_ITEMS) throw new FieldError('fee', 'The menu is full.');
		ask(actions.setMenu(asset, running, itemIn(values, asset, bounds)));
	});
	return (
		<Form form={form} submit="Add to the menu…">
			<Text form={form} name="fee" label="Fee, at least" unit={symbol} />
			<Text form={form} name="share" label="Or of the size" />
			<Text form={form} name="least" label="For sizes from" unit={symbol} />
			<Text form={form} name="most" label="To" unit={symbol} />
			<Text form={form} name="lasts" label="For up to" />
			<Text form={form} name="valid" label="It binds for"
				hint={`Up to ${roughDuration(bounds.menuMs)}; it cannot be taken back.`} />
		</Form>
	);
}

function List({ of, asset }: { of: SeenProvider; asset: AssetId }) {
	const currency = currencyOf(asset);
	const options = of.menu.map((item, at) =>
		[`${at}`, `${at + 1}: ${actions.itemInWords(item, asset)}`] as const);
	const form = useForm({ item: '0', size: '', lasts: '7d' }, (values) => ask(actions.list(
		asset, Number(values.item), {
			asset, size: amountIn(values, 'size', currency),
			lifetimeMs: durationIn(values, 'lasts', 1n, TERMS_MS.at(-1)),
		})));
	if (options.length === 0) {
		return <p class="quiet">The menu is empty: there is nothing to list.</p>;
	}
	return (
		<Form form={form} submit="List it…">
			<Choice form={form} name="item" label="Line of the menu" options={options} />
			<Text form={form} name="size" label="Found for about" unit={currency.symbol}
				hint="For sizes from a power of two to the next." />
			<Text form={form} name="lasts" label="And for" hint="As 1d, 7d, 30d, 90d, 180d or 365d." />
		</Form>
	);
}

function Listed({ of, asset }: { of: SeenProvider; asset: AssetId }) {
	const { listings } = of.provider;
	if (listings.length === 0) return <p class="quiet">Nothing is listed: nobody finds you.</p>;
	return (
		<Table label="Listed" heads={['For sizes from', 'For up to', 'Until', 'Actions']}>
			{listings.map((listing) => {
				const { class: size, term } = listing.shelf.place;
				return (
					<tr key={`${size} ${term}`}>
						<td class="number"><Amount of={2n ** BigInt(size)} asset={asset} /></td>
						<td>{roughDuration(TERMS_MS[term] ?? 0n)}</td>
						<td><At ms={listing.valid_until_ms} /></td>
						<td><button type="button" class="small"
							onClick={() => ask(actions.delist(asset, listing))}>Take off</button></td>
					</tr>
				);
			})}
		</Table>
	);
}

function SetTerms({ of, asset, bounds }: { of: SeenProvider; asset: AssetId; bounds: LspBounds }) {
	const form = useForm(typedTerms(of.provider.terms, asset), (values) =>
		ask(actions.setTerms(asset, termsIn(values, asset, bounds))));
	return (
		<Form form={form} submit="Set the terms…">
			<TermFields form={form} asset={asset} />
		</Form>
	);
}

function Standing({ of, asset }: { of: SeenProvider; asset: AssetId }) {
	const { provider } = of;
	return (
		<Facts facts={[
			['Stock, free', <Amount of={provider.free} asset={asset} />],
			['Kept for somebody', <Amount of={provider.reserved} asset={asset} />],
			['Let', <Amount of={provider.leased} asset={asset} />],
			['Bond', <Amount of={provider.bond} asset={asset} />],
			['Of it stands for leases', <Amount of={provider.covered} asset={asset} />],
			['To be paid out', <Amount of={provider.fees} asset={asset} />],
			['Earned in all', <Amount of={provider.earned} asset={asset} />],
			['On record', recordOf(of)],
			['Last shown to be there', <At ms={provider.presence.last.ms} />],
		]} />
	);
}

function Provider({ of, asset, bounds, account }: {
	of: SeenProvider;
	asset: AssetId;
	bounds: LspBounds;
	account: Account;
}) {
	const leases = useQuery(['Lsp'], `${account.id} sold`, (chain) => leasesOf(chain, account.id));
	const sold = (leases.value?.list ?? []).filter(({ isClient, asset: one }) =>
		!isClient && one === asset);
	return (
		<div class="cards">
			<Card title={`You let ${currencyOf(asset).symbol}`}>
				<Standing of={of} asset={asset} />
				<p class="quiet">Leases sold: {sold.length}, shown above. Show at least once in{' '}
					{roughDuration(bounds.beatMs)} that you are there.</p>
				<div class="buttons">
					<button type="button" onClick={() => ask(actions.beat(asset))}>I am there…</button>
					<button type="button"
						onClick={() => ask(actions.collect(asset, sold.slice(0, COLLECTED)))}>
						Pay out what is earned…
					</button>
					<button type="button" onClick={() => ask(actions.leave(asset))}>Leave…</button>
				</div>
				<Money asset={asset} />
				<details>
					<summary>Other terms</summary>
					<SetTerms of={of} asset={asset} bounds={bounds} />
				</details>
			</Card>
			<Card title="Your menu">
				{of.menu.length === 0 ? <p class="quiet">Empty.</p> : (
					<ol>{of.menu.map((item, at) => (
						<li key={at}>{actions.itemInWords(item, asset)}; until{' '}
							<At ms={item.valid_until_ms} /></li>
					))}</ol>
				)}
				<Menu of={of} asset={asset} bounds={bounds} />
				<h3>Listed</h3>
				<Listed of={of} asset={asset} />
				<List key={of.menu.length} of={of} asset={asset} />
			</Card>
		</div>
	);
}

export function Providing({ account, asset, bounds }: {
	account: Account;
	asset: AssetId;
	bounds: LspBounds;
}) {
	const answer = useQuery(['Lsp'], `${account.id} ${asset}`,
		(chain) => ownProvider(chain, account.id, asset));
	return (
		<Asked answer={answer}>{(of) => (of
			? <Provider of={of} asset={asset} bounds={bounds} account={account} />
			: <Register asset={asset} bounds={bounds} />)}
		</Asked>
	);
}
