// Who lets liquidity, and for what: asked for a size and a time, and bought of the best or of one.

import { useState } from 'preact/hooks';
import { formatShare } from '@lightning-bloc/sdk/amounts';
import * as actions from '../actions/lsp.js';
import { current } from '../chain/accounts.js';
import { currencyOf, type AssetId } from '../chain/assets.js';
import {
	offersOf, type LspBounds, type Offers, type SeenProvider, type Terms, type Wish,
} from '../chain/lsp.js';
import { useQuery } from '../chain/query.js';
import { amountIn, durationIn, maybeAmountIn, type AccountId } from '../lib/fields.js';
import { roughDuration } from '../lib/text.js';
import { Amount, Asked, At, Card, Facts, Table, Tag, Who } from '../parts/bits.js';
import { Choice, Form, Text, useForm } from '../parts/form.js';
import { ask } from '../tx/action.js';

/** Whose offer is taken. */
interface Chosen {
	readonly provider: AccountId;
	readonly isBest: boolean;
	readonly fee: bigint;
	readonly terms: Terms;
}

const WAYS = [
	['UpFront', 'All at once'], ['Streamed', 'Bit by bit'],
	['FirstReceived', 'Out of what I first receive'],
] as const;

/** What is bought, before it is signed. */
function Buy({ wish, chosen }: { wish: Wish; chosen: Chosen }) {
	const currency = currencyOf(wish.asset);
	const form = useForm({ way: 'UpFront', first: '', own: '' }, (values) => {
		const payment: actions.Payment = values.way === 'Streamed'
			? { type: 'Streamed', first: amountIn(values, 'first', currency) }
			: { type: values.way as 'UpFront' | 'FirstReceived' };
		const own = maybeAmountIn(values, 'own', currency) ?? 0n;
		ask(actions.buy({ ...wish, ...chosen, payment, own }));
	});
	return (
		<>
			<Facts facts={[
				['Of', <Who is={chosen.provider} />],
				['Size', <Amount of={wish.size} asset={wish.asset} />],
				['For', roughDuration(wish.lifetimeMs)],
				['Fee', <Amount of={chosen.fee} asset={wish.asset} />],
			]} />
			<Form form={form} submit="Buy…">
				<Choice form={form} name="way" label="Pay the fee" options={WAYS} />
				{form.values.way === 'Streamed' && (
					<Text form={form} name="first" label="Of that now" unit={currency.symbol} />
				)}
				<Text form={form} name="own" label="You bring (optional)" unit={currency.symbol}
					hint="What you put into the channel yourself." />
			</Form>
		</>
	);
}

/** What of a provider is on record. */
export const recordOf = ({ provider: { facts } }: Pick<SeenProvider, 'provider'>): string =>
	`${facts.honoured} kept, ${facts.failed + facts.broken} not`;

function Row({ of, wish, buy }: {
	of: SeenProvider;
	wish: Wish;
	buy: (chosen: Chosen) => void;
}) {
	const { account, provider: { terms, free, bond, covered }, fee, menu } = of;
	const { asset, size } = wish;
	const isShort = free < size;
	const isOwn = account === current.value?.id;
	return (
		<tr>
			<td><Who is={account} /></td>
			<td class="number">{fee === null ? '–' : <Amount of={fee} asset={asset} />}</td>
			<td class="number"><Amount of={free} asset={asset} /></td>
			<td class="number"><Amount of={bond - covered} asset={asset} /></td>
			<td>{recordOf(of)}</td>
			<td class="number">{formatShare(terms.uptime)}</td>
			<td>{actions.policyInWords(terms.policy, asset)}</td>
			<td>{roughDuration(terms.challenge_period_ms)}</td>
			<td class="number">{menu.length}</td>
			<td>
				{isShort && fee !== null ? <Tag kind="warn">too little stock</Tag>
					: fee !== null && !isOwn && (
						<button type="button" class="small"
							onClick={() => buy({ provider: account, isBest: false, fee, terms })}>
							Choose
						</button>
					)}
			</td>
		</tr>
	);
}

function Providers({ of, wish, asset, buy }: {
	of: Offers;
	wish: Wish | null;
	asset: AssetId;
	buy: (chosen: Chosen) => void;
}) {
	if (of.providers.length === 0) return <p class="quiet">Nobody lets any in this currency.</p>;
	return (
		<>
			<Table label="Providers" heads={['Provider', 'Fee', 'Stock', 'Bond free', 'On record',
				'Uptime', 'For payments', 'Challenge', 'Offers', 'Actions']}>
				{of.providers.map((one) => (
					<Row key={one.account} of={one} wish={wish ?? { asset, size: 0n, lifetimeMs: 0n }}
						buy={buy} />
				))}
			</Table>
			<details>
				<summary>What they offer</summary>
				{of.providers.map(({ account, menu }) => (
					<div key={account}>
						<h3><Who is={account} /></h3>
						{menu.length === 0 ? <p class="quiet">Nothing now.</p> : (
							<ul>{menu.map((item, at) => (
								<li key={at}>{actions.itemInWords(item, asset)}; until{' '}
									<At ms={item.valid_until_ms} /></li>
							))}</ul>
						)}
					</div>
				))}
			</details>
		</>
	);
}

function Best({ of, wish, buy }: {
	of: Offers;
	wish: Wish;
	buy: (chosen: Chosen) => void;
}) {
	const { best } = of;
	if (!best) return <p>Nothing is listed for that. Choose one of the table, if one offers it.</p>;
	const isOwn = best.account === current.value?.id;
	return (
		<div class="notice good">
			<p>The best that is listed: <Who is={best.account} />, for{' '}
				<Amount of={best.fee} asset={wish.asset} />.{' '}
				{isOwn ? 'That is you.' : (
					<button type="button" class="small" onClick={() => buy({
						provider: best.account, isBest: true, fee: best.fee, terms: best.terms,
					})}>Choose the best</button>
				)}</p>
		</div>
	);
}

export function Find({ asset, bounds }: { asset: AssetId; bounds: LspBounds }) {
	const [wish, setWish] = useState<Wish | null>(null);
	const [chosen, setChosen] = useState<Chosen | null>(null);
	const currency = currencyOf(asset);
	const form = useForm({ size: '', lasts: '7d' }, (values) => {
		setWish({
			asset, size: amountIn(values, 'size', currency),
			lifetimeMs: durationIn(values, 'lasts', bounds.leastMs, bounds.mostMs),
		});
		setChosen(null);
	});
	const answer = useQuery(['Lsp'], `${asset} ${wish?.size} ${wish?.lifetimeMs}`,
		(chain) => offersOf(chain, asset, wish));
	return (
		<Card title="Be paid more: inbound liquidity">
			<p class="quiet">A provider opens a channel with its own money in it: so much you can be
				paid at once, without putting anything in.</p>
			<Form form={form} submit="What does it cost?">
				<Text form={form} name="size" label="To be paid up to" unit={currency.symbol} />
				<Text form={form} name="lasts" label="For"
					hint={`From ${roughDuration(bounds.leastMs)} to ${roughDuration(bounds.mostMs)}.`} />
			</Form>
			<Asked answer={answer}>{(of) => (
				<>
					{wish && <Best of={of} wish={wish} buy={setChosen} />}
					<Providers of={of} wish={wish} asset={asset} buy={setChosen} />
				</>
			)}</Asked>
			{wish && chosen && (
				<Buy key={`${chosen.provider} ${chosen.isBest} ${wish.size} ${wish.lifetimeMs}`}
					wish={wish} chosen={chosen} />
			)}
		</Card>
	);
}
