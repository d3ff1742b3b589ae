// What there is of watchtowers on the chain that is made up: two towers, and a channel of Alice's
// that both of them watch.

import { accountOf } from '@lightning-bloc/sdk/chain';
import { ALICE, BOB, CHARLIE, COIN, DAVE, HASH, NOW } from './world.js';

const v = (type: string, value?: unknown) => ({ type, value });
const NATIVE = v('Native');
const DAY = 86_400_000n;
type Functions = Record<string, (...args: any[]) => unknown>;

const tower = (owner: string, points: number, more = {}) => ({
	tower: {
		terms: { cover: 60n * COIN, response_ms: 20_000n, rate: 10n ** 18n },
		keys: [{ signer: owner, since_ms: NOW - 9n * DAY }], bond: 200n * COIN, covered: 60n * COIN,
		presence: {
			since_ms: NOW - 9n * DAY, last: { ms: NOW, block: 40n }, silent_ms: 0n, is_told: false,
		},
		asset: NATIVE, owner,
		profile: {
			region: 7, uptime_ppm: 990_000, sealing_key: HASH,
			contact: new TextEncoder().encode('https://tower.example\u202e'),
		},
		watches: 1, hires: 3n, income: { rate: 0n, earned: { units: 0n, parts: 0n }, clock_ms: 0n,
			from_ms: NOW },
		reputation: {
			points, from_ms: NOW, wins: 4, counted_wins: 4, misses: 1, lates: 0, false_reports: 0,
			withheld: 0, response_ms: 9_000n,
		},
		leaves_ms: undefined, due_ms: undefined,
	},
	is_silent: false, uptime_ppm: 998_700, keeps_uptime: true, points, capacity: 100,
	response_ms: 9_000n, collectable: COIN / 3n, ...more,
});

export const towers = new Map([
	[0n, tower(CHARLIE, 120)], [1n, tower(DAVE, 100, { is_silent: true })], [2n, tower(ALICE, 100)],
]);

const hire = (id: bigint, number: bigint, more = {}) => ({
	tower: id, number, rate: 10n ** 18n, cover: 60n * COIN, response_ms: 20_000n, deposit: 5n * COIN,
	from_ms: NOW - DAY, from_clock_ms: 0n, stopped_ms: undefined, is_missed: false, is_late: false,
	is_false: false, is_withheld: false, demand: undefined, ...more,
});
const withHires = (hires: unknown[]) => ({ hires, due_ms: undefined, ticket: 0n });

/** Channel 0 is open; channel 9 was closed by Bob with an old state, which counted. */
const watches = new Map([
	[0n, {
		asset: NATIVE, parties: { opener: ALICE, counterparty: BOB }, period_ms: 60_000n,
		watches: { opener: withHires([hire(0n, 3n), hire(1n, 5n)]), counterparty: undefined },
		dispute: undefined, over_ms: undefined,
	}],
	[9n, {
		asset: NATIVE, parties: { opener: BOB, counterparty: ALICE }, period_ms: 60_000n,
		watches: {
			opener: undefined,
			counterparty: withHires([hire(0n, 4n, { stopped_ms: NOW, is_missed: true })]),
		},
		dispute: {
			since: { ms: NOW - DAY, block: 9n }, first: 1n, crowded: 0n,
			presented: [{ who: BOB, version: 1n, at_ms: NOW - DAY }], is_cut: false,
			settled: {
				version: 1n, base_version: 0n, committed: { opener: COIN, counterparty: COIN },
				is_drawn: false, at: { ms: NOW - DAY / 2n, block: 20n }, crowded: 0n,
				paid: { opener: 2n * COIN, counterparty: 0n }, penalties: { opener: 0n, counterparty: 0n },
				reward: 0n,
			},
			compensated: { opener: 0n, counterparty: COIN },
		},
		over_ms: NOW + 13n * DAY,
	}],
]);

export const TOWER_CONSTANTS: Record<string, unknown> = {
	'Watchtowers.MinHireMs': DAY, 'Watchtowers.BeatMs': 600_000n, 'Watchtowers.NoticeMs': 15n * DAY,
};

export const TOWER_VIEWS: Functions = {
	'Watchtowers.towers': () => [...towers.keys()],
	'Watchtowers.tower': (id: bigint) => towers.get(id),
	'Watchtowers.turns': (channel: bigint) => (channel !== 0n ? [] : [
		{ tower: 0n, after_ms: 0n, response_ms: 20_000n, is_silent: false, cover: 60n * COIN },
		{ tower: 1n, after_ms: 20_000n, response_ms: 20_000n, is_silent: true, cover: 60n * COIN },
	]),
	'Watchtowers.posting': (channel: bigint) => (channel !== 0n ? undefined : {
		version: 2n, at_ms: NOW, ticket: 0n,
		content: v('Sealed', v('Hash', [HASH, 3_000])),
	}),
	'Watchtowers.runs_out_at': (channel: bigint) =>
		(channel === 0n ? NOW + 3n * DAY : undefined),
};

export const TOWER_STORAGE: Record<string, Functions> = {
	'Watchtowers.Watches': {
		getEntries: async () => [...watches].map(([id, value]) => ({ keyArgs: [id], value })),
	},
	'Watchtowers.Credits': {
		getEntries: async (who: string) => (accountOf(who) === accountOf(ALICE)
			? [{ keyArgs: [who, NATIVE], value: COIN / 5n }] : []),
	},
};
