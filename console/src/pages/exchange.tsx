// The exchange: pairs, what rests in them and what was traded; orders, and the money for them.

import { formatShare } from '@lightning-bloc/sdk/amounts';
import * as actions from '../actions/dex.js';
import { current, type Account } from '../chain/accounts.js';
import { choices } from '../chain/assets.js';
import {
	marketsOf, pairName, seenBook, traderOf, tradesOf, type Market, type SeenBook,
} from '../chain/dex.js';
import { useQuery } from '../chain/query.js';
import { Depth, Levels, priceOf } from '../exchange/depth.js';
import { OpenPair } from '../exchange/opening.js';
import { Funds, Orders } from '../exchange/own.js';
import { Place } from '../exchange/placing.js';
import { go, hrefOf, idOf } from '../lib/router.js';
import { instant } from '../lib/text.js';
import { Amount, Asked, At, Card, Facts, Table, Tag, Who } from '../parts/bits.js';
import { ask } from '../tx/action.js';
import type { PageProps } from './list.js';

const SHOWN_TRADES = 20;

function Status({ of: { book: { status } } }: { of: Market }) {
	switch (status.type) {
		case 'Trading': return <Tag kind="good">trading</Tag>;
		case 'CancelOnly': return <Tag kind="warn">only cancelling</Tag>;
		case 'Stopped': return <Tag kind="bad">stopped until {instant(status.value.until_ms)}</Tag>;
		default: return <Tag kind="warn">closes from {instant(status.value.from_ms)} on</Tag>;
	}
}

/** What lies between the best prices, in quote for one coin of base. */
export function spreadOf({ pair, buys, sells }: Pick<SeenBook, 'pair' | 'buys' | 'sells'>): string {
	const [buy, sell] = [buys[0], sells[0]];
	if (!buy || !sell) return '–';
	const { one } = pair.baseCurrency;
	const [low, high] = [buy.tick, sell.tick].map((tick) => pair.quoteOf(one, tick)) as
		[bigint, bigint];
	// For so many lots as a coin has units: cut down to one coin, up.
	const apart = (high - low + pair.terms.lot - 1n) / pair.terms.lot;
	const ppm = ((high - low) * 1_000_000n) / high;
	return `${pair.quoteCurrency.format(apart)} (${formatShare(Number(ppm))})`;
}

/** By how much the last price has moved in a day. */
export function moved({ pair, day: { before, last } }: Pick<SeenBook, 'pair' | 'day'>): string {
	if (before === null || last === null) return '–';
	const [from, to] = [before, last].map((tick) => pair.quoteOf(1n, tick)) as [bigint, bigint];
	const size = from > to ? from - to : to - from;
	const share = formatShare(Number((size * 1_000_000n) / from));
	return size === 0n ? share : `${to > from ? '+' : '−'}${share}`;
}

function Numbers({ of }: { of: SeenBook }) {
	const { pair, book, buys, sells, day, owner } = of;
	const price = (tick: number | null | undefined) =>
		(tick === null || tick === undefined ? '–' : priceOf(of, tick));
	const { maker, takerPpm } = pair.terms;
	return (
		<Facts facts={[
			['Best bid', price(buys[0]?.tick)], ['Best ask', price(sells[0]?.tick)],
			['Spread', spreadOf(of)], ['Last price', price(book.prices.last)],
			['In 24 hours', moved(of)],
			['Traded in 24 hours', <><Amount of={day.base} asset={of.base} /> for{' '}
				<Amount of={day.quote} asset={of.quote} /></>],
			['Fee of who takes', formatShare(takerPpm)],
			[maker.type === 'Pays' ? 'Fee of who rested' : 'Who rested gets', formatShare(maker.ppm)],
			['Smallest amount', pair.formatLots(1n)],
			...(owner === null ? [] : [['Owner', <Who is={owner} />] as const]),
		]} />
	);
}

function Book({ of }: { of: SeenBook }) {
	return (
		<Card title={`${pairName(of)}, pair ${of.pair.id}`} actions={<Status of={of} />}>
			<Numbers of={of} />
			<Depth of={of} />
			<Levels of={of} />
			{of.book.fees > 0n && (
				<div class="buttons">
					<button type="button" onClick={() => ask(actions.collectFees(of))}>
						Pay out its fees…
					</button>
				</div>
			)}
		</Card>
	);
}

function Trades({ of }: { of: SeenBook }) {
	const trades = tradesOf(of.pair.id).slice(0, SHOWN_TRADES);
	return (
		<Card title="Trades">
			{trades.length === 0 ? <p class="quiet">None since this page is open.</p> : (
				<Table label="Trades" heads={['When', 'Taker', 'Price', 'Amount', 'Who']}>
					{trades.map(({ key, clockMs, side, tick, lots, taker }) => (
						<tr key={key}>
							<td><At ms={clockMs} /></td>
							<td>{side === 'Buy' ? 'bought' : 'sold'}</td>
							<td class="number">{priceOf(of, tick)}</td>
							<td class="number"><Amount of={of.pair.baseOf(lots)} asset={of.base} /></td>
							<td><Who is={taker} /></td>
						</tr>
					))}
				</Table>
			)}
		</Card>
	);
}

function Own({ of, account }: { of: SeenBook; account: Account }) {
	const answer = useQuery(['Dex'], `${account.id} ${of.pair.id} ${choices().length}`,
		(chain) => traderOf(chain, account.id, [of.base, of.quote]));
	const most = useQuery([], 'most orders', (chain) => chain.api.constants.Dex.MaxOrders());
	return (
		<>
			<div class="cards">
				<Book of={of} />
				<Asked answer={answer}>{(trader) => <Place of={of} trader={trader} />}</Asked>
				<Trades of={of} />
			</div>
			<Asked answer={answer}>{(trader) => (
				<>
					<Orders of={of} trader={trader} account={account} />
					<Asked answer={most}>{(limit) => (
						<Funds of={of} trader={trader} most={limit} />
					)}</Asked>
				</>
			)}</Asked>
		</>
	);
}

function Shown({ id, account }: { id: bigint; account: Account | null }) {
	const answer = useQuery(['Dex'], `${id} ${choices().length}`, (chain) => seenBook(chain, id));
	return (
		<Asked answer={answer}>{(of) => (of === null
			? <p>There is no pair {id.toString()}. <a href={hrefOf('exchange')}>All pairs</a></p>
			: account
				? <Own key={account.id} of={of} account={account} />
				: <>
					<p>Choose an account to trade.</p>
					<div class="cards"><Book of={of} /><Trades of={of} /></div>
				</>)}
		</Asked>
	);
}

function Choose({ markets, id }: { markets: readonly Market[]; id: bigint }) {
	return (
		<p>
			<label>
				Pair{' '}
				<select class="inline" value={`${id}`}
					onChange={(event) => go('exchange', event.currentTarget.value)}>
					{markets.every(({ pair }) => pair.id !== id) && (
						<option value={`${id}`}>{`${id}`}</option>
					)}
					{markets.map((of) => (
						<option key={`${of.pair.id}`} value={`${of.pair.id}`}>
							{pairName(of)} ({of.pair.id.toString()})
						</option>
					))}
				</select>
			</label>
		</p>
	);
}

/** The money of who trades nowhere: there is no pair. */
function Without({ account }: { account: Account }) {
	const answer = useQuery(['Dex'], `${account.id} ${choices().length}`,
		(chain) => traderOf(chain, account.id, [null]));
	const most = useQuery([], 'most orders', (chain) => chain.api.constants.Dex.MaxOrders());
	return (
		<Asked answer={answer}>{(trader) => (
			<Asked answer={most}>{(limit) => <Funds of={null} trader={trader} most={limit} />}</Asked>
		)}</Asked>
	);
}

export default function Exchange({ rest: [word] }: PageProps) {
	const account = current.value;
	const answer = useQuery(['Dex'], `pairs ${choices().length}`, marketsOf);
	return (
		<>
			<Asked answer={answer}>{(markets) => {
				const id = idOf(word) ?? markets[0]?.pair.id ?? null;
				if (id === null) {
					return (
						<>
							<p class="quiet">There are no pairs yet. Whoever wants one opens it.</p>
							{account && <Without key={account.id} account={account} />}
						</>
					);
				}
				return (
					<>
						<Choose markets={markets} id={id} />
						<Shown key={`${id}`} id={id} account={account} />
					</>
				);
			}}</Asked>
			<OpenPair key={choices().length} />
		</>
	);
}
