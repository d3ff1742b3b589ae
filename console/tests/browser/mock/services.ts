// What there is of the exchange and of liquidity for hire on the chain that is made up.

import { accountOf } from '@lightning-bloc/sdk/chain';
import { ALICE, BOB, CHARLIE, COIN, NOW } from './world.js';

const v = (type: string, value?: unknown) => ({ type, value });
const NATIVE = v('Native');
const DOLLAR = v('WithId', 1);
const isAlice = (who: string) => accountOf(who) === accountOf(ALICE);
type Functions = Record<string, (...args: any[]) => unknown>;

/** The book of a pair: a lot is a hundredth of a coin, a step of its price a unit of quote. */
export const book = {
	base: NATIVE, quote: DOLLAR,
	terms: {
		lot: COIN / 100n, tick_value: 1n, min_lots: 2n, min_quote: 100n, maker: v('Pays', 700),
		taker: 2_500,
	},
	status: v('Trading'), next_queue: 9n, buys: { best: 4_900, index: [] },
	sells: { best: 5_000, index: [] }, unsettled: 0n, fees: 12_345n, aside: 0n,
	prices: { last: 4_950, since_ms: NOW, from: 0n, part: 0, to: 0n, sum: 0n },
	hour: { number: 1n, quote: 0n, base: 0n, last: 4_950, sum: 0n },
};

const level = (tick: number, lots: bigint) => ({ tick, lots, quote: lots * BigInt(tick) });
export const levels = {
	Buy: [level(4_900, 100n), level(4_850, 250n), level(4_700, 900n)],
	Sell: [level(5_000, 80n), level(5_100, 300n), level(5_500, 700n)],
};

const order = (id: bigint, side: string, tick: number, lots: bigint, filled: bigint) => ({
	order: {
		id, pair: 0n, side: v(side), tick, lots, chunk: { number: 0, queue: id }, index: 0, start: 0n,
		paid: 0n, until_ms: id === 1n ? NOW + 7_200_000n : undefined, purse: v('Balance'),
	},
	filled, open: lots - filled,
});
const orders = [order(1n, 'Buy', 4_900, 100n, 0n), order(2n, 'Sell', 5_000, 100n, 20n)];

const trader = {
	ticket: 0n, slots: 8,
	funds: [{ asset: NATIVE, free: 40n * COIN, orders: 1 }],
	orders: orders.map((one) => one.order),
};

/** What an order would take: of the first level only. */
function quote(_: bigint, side: { type: string }, amount: { type: string; value: bigint }) {
	const [best] = side.type === 'Buy' ? levels.Sell : levels.Buy;
	if (!best) return undefined;
	const price = BigInt(best.tick);
	const wanted = amount.type === 'Lots' ? amount.value : amount.value / price;
	const lots = wanted < best.lots ? wanted : best.lots;
	const fee = (lots * price * 2_500n + 999_999n) / 1_000_000n;
	return { lots, quote: lots * price, fee, end: v(lots === wanted ? 'Done' : 'NothingLeft') };
}

const DAY = 86_400_000n;

/** Terms of a provider. */
export const lspTerms = {
	region: 7, uptime: 990_000, hold_ppm: 10, challenge_period_ms: 3_600_000n,
	policy: {
		base_fee: 1_000n, fee_ppm: 100, inbound_base_fee: 0n, inbound_fee_ppm: 0, min_amount: 0n,
		max_amount: 2n ** 128n - 1n, reserve: 0n, max_locked: undefined, hold_ppm: 0, enabled: true,
	},
};

export const menu = [
	{
		min_fee: COIN / 100n, ppm: 10_000, min_size: COIN, max_size: 100n * COIN,
		lifetime_ms: 30n * DAY, valid_until_ms: NOW + DAY,
	},
	{
		min_fee: COIN / 10n, ppm: 20_000, min_size: COIN, max_size: 100n * COIN,
		lifetime_ms: 90n * DAY, valid_until_ms: NOW + 2n * DAY,
	},
];

const provider = (number: number, listings: unknown[] = []) => ({
	number, terms: lspTerms, fees: COIN / 4n, free: 60n * COIN, bond: 20n * COIN, covered: COIN,
	reserved: 0n, leased: 20n * COIN, earned: 2n * COIN, obligations: 2,
	presence: { since: { ms: NOW - DAY, block: 1n }, last: { ms: NOW, block: 40n }, away_ms: 0n },
	facts: { honoured: 12, failed: 1, broken: 0, standing: 90, rose_ms: NOW },
	listings,
});
const listing = {
	shelf: { place: { class: 43, term: 1 }, kind: v('Proportional') },
	rank: { provider: 1, region: 7, price: 10_000n, standing: 90, away: 0 },
	valid_until_ms: NOW + DAY,
};

const lease = (who: string, client: string, more = {}) => ({
	lease: {
		provider: who, client, asset: NATIVE, size: 10n * COIN, fee: COIN / 10n, paid: COIN / 20n,
		collected: 0n, received: 0n, deposit: 0n, owed_until_ms: undefined, cover: COIN / 10n,
		start_ms: NOW - DAY, end_ms: NOW + 6n * DAY, grace_ms: 3_600_000n, uptime: 990_000,
		watched_ms: NOW - DAY, away_ms: 0n, proposal: undefined, ...more,
	},
	earned: COIN / 70n, dry_ms: NOW + 2n * DAY, over_ms: NOW + 2n * DAY, excess_ms: 0n,
});
const proposal = { by: v('Client'), refund: COIN / 50n, until_ms: NOW + DAY };
/** Alice leases of Bob, and lets to Charlie, who proposes to end it. */
export const leases = new Map([
	[0n, lease(BOB, ALICE)], [2n, lease(ALICE, CHARLIE, { paid: COIN / 10n, proposal })],
]);

/** What the first line of the menu asks. */
const feeFor = (size: bigint, lifetimeMs: bigint) => {
	const [item] = menu;
	const isFor = item && size >= item.min_size && size <= item.max_size &&
		lifetimeMs <= item.lifetime_ms;
	return isFor ? (size * BigInt(item.ppm)) / 1_000_000n : undefined;
};

export const SERVICE_CONSTANTS: Record<string, unknown> = {
	'Dex.MaxOrders': 32,
	'Lsp.MinLeaseMs': DAY, 'Lsp.MaxLeaseMs': 365n * DAY, 'Lsp.MaxMenuMs': 30n * DAY,
	'Lsp.BeatMs': 600_000n,
};

export const SERVICE_VIEWS: Functions = {
	'Dex.book': (id: bigint) => (id === 0n ? book : undefined),
	'Dex.depth': (_: bigint, { type }: { type: 'Buy' | 'Sell' }) => levels[type],
	'Dex.day': () => ({ base: 12n * COIN, quote: 5_940_000n, before: 5_000, last: 4_950 }),
	'Dex.orders': (who: string) => (isAlice(who) ? orders : []),
	'Dex.balance': (who: string, { type }: { type: string }) => (isAlice(who)
		? { free: type === 'Native' ? 40n * COIN : 25_000_000n, locked: 490_343n, unsettled: 99_930n }
		: { free: 0n, locked: 0n, unsettled: 0n }),
	'Dex.quote': quote,
	'Lsp.providers': ({ type }: { type: string }) => (type === 'Native'
		? [[BOB, provider(1)], [ALICE, provider(2, [listing])]] : []),
	'Lsp.provider': ({ type }: { type: string }, who: string) =>
		(type === 'Native' && isAlice(who) ? provider(2, [listing]) : undefined),
	'Lsp.menu': () => menu,
	'Lsp.opening_fee': (_: unknown, who: string, size: bigint, lifetimeMs: bigint) => {
		const fee = feeFor(size, lifetimeMs);
		return fee === undefined ? undefined : isAlice(who) ? fee + 1n : fee;
	},
	'Lsp.best': (_: unknown, size: bigint, lifetimeMs: bigint) => {
		const fee = feeFor(size, lifetimeMs);
		return fee === undefined ? undefined : { provider: BOB, fee, terms: lspTerms };
	},
	'Lsp.lease': (id: bigint) => leases.get(id),
};

export const SERVICE_STORAGE: Record<string, Functions> = {
	'Dex.Books': { getEntries: async () => [{ keyArgs: [0n], value: book }] },
	'Dex.Pairs': {
		getValue: async () => ({ owner: BOB, ticket: 0n, restless_until_ms: 0n, steady_until_ms: 0n }),
	},
	'Dex.Traders': { getValue: async (who: string) => (isAlice(who) ? trader : undefined) },
	'Dex.Credits': {
		getEntries: async (who: string) => (isAlice(who)
			? [{ keyArgs: [who, DOLLAR], value: 1_250_000n }] : []),
	},
	'Lsp.Leases': {
		getEntries: async () => [...leases].map(([id, value]) => ({ keyArgs: [id], value })),
	},
	'Lsp.Credits': { getEntries: async () => [] },
};
