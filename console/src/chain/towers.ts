// Watchtowers as their page shows them, read at the best block.

import { accountOf, type Chain } from '@lightning-bloc/sdk/chain';
import type { ChainPosting, ChainTower, ChainWatched, Turn } from '@lightning-bloc/sdk/towers';
import type { AccountId } from '../lib/fields.js';
import { foreignText } from '../lib/text.js';
import { assetIdOf, type AssetId } from './assets.js';
import { blocks, type Happening } from './blocks.js';

const AT = { at: 'best' } as const;
const MOST = 200;
const MOST_CONTACT = 80;

export type Side = 'Opener' | 'Counterparty';
export type Hire = NonNullable<ChainWatched['watches']['opener']>['hires'][number];
export type Dispute = NonNullable<ChainWatched['dispute']>;

/** A tower. */
export interface SeenTower {
	readonly id: bigint;
	readonly owner: AccountId;
	readonly asset: AssetId;
	readonly state: ChainTower;
	/** What of its bond no hire counts on. */
	readonly free: bigint;
	/** Whether it can take one more channel. */
	readonly isFree: boolean;
	/** How to reach it, as it says itself. */
	readonly contact: string;
}

/** A tower as the chain has it. */
export function seenTower(id: bigint, state: ChainTower): SeenTower {
	const { tower, is_silent: isSilent, capacity } = state;
	const free = tower.bond - tower.covered;
	return {
		id, owner: accountOf(tower.owner), asset: assetIdOf(tower.asset), state, free,
		isFree: !isSilent && tower.leaves_ms === undefined && tower.watches < capacity &&
			free >= tower.terms.cover,
		contact: foreignText(new TextDecoder().decode(tower.profile.contact), MOST_CONTACT),
	};
}

/** The better first: by score, then by what a unit of cover costs. */
export function byScore(one: SeenTower, other: SeenTower): number {
	if (one.state.points !== other.state.points) return other.state.points - one.state.points;
	const [a, b] = [one.state.tower.terms, other.state.tower.terms];
	const [left, right] = [a.rate * b.cover, b.rate * a.cover];
	return left < right ? -1 : left > right ? 1 : 0;
}

/** All towers, up to a limit. */
export async function towersOf(chain: Chain): Promise<SeenTower[]> {
	const { view } = chain.api;
	const ids = await view.Watchtowers.towers(undefined, MOST, AT);
	const all = await Promise.all(ids.map(async (id) => {
		const state = await view.Watchtowers.tower(id, AT);
		return state ? seenTower(id, state) : null;
	}));
	return all.filter((one) => one !== null).sort(byScore);
}

/** A hire, with whose turn it is when. */
export interface SeenHire {
	readonly hire: Hire;
	readonly turn: Turn | null;
	/** When its money is used up. */
	readonly dryMs: bigint | null;
}

/** A channel of one's own that is watched. */
export interface SeenWatch {
	readonly channel: bigint;
	readonly side: Side;
	readonly asset: AssetId;
	readonly periodMs: bigint;
	/** In the order of their turns. */
	readonly hires: readonly SeenHire[];
	readonly dispute: Dispute | null;
	/** What was put on the chain for it. */
	readonly posting: ChainPosting | null;
	/** Until when something can be claimed. */
	readonly overMs: bigint | null;
}

/** The enum of a side. */
export const sideEnum = (side: Side) => ({ type: side, value: undefined }) as
	{ type: 'Opener'; value: undefined };

async function seenWatch(
	chain: Chain,
	channel: bigint,
	watched: ChainWatched,
	side: Side,
): Promise<SeenWatch> {
	const { view } = chain.api;
	const of = sideEnum(side);
	const list = (side === 'Opener' ? watched.watches.opener : watched.watches.counterparty)?.hires;
	const [turns, posting, dry] = await Promise.all([
		view.Watchtowers.turns(channel, of, AT), view.Watchtowers.posting(channel, of, AT),
		Promise.all((list ?? []).map(({ tower }) =>
			view.Watchtowers.runs_out_at(channel, of, tower, AT))),
	]);
	const turnOf = (tower: bigint): Turn | null => {
		const found = turns.find((one) => one.tower === tower);
		return found ? {
			tower, afterMs: found.after_ms, responseMs: found.response_ms, isSilent: found.is_silent,
			cover: found.cover,
		} : null;
	};
	return {
		channel, side, asset: assetIdOf(watched.asset), periodMs: watched.period_ms,
		hires: (list ?? []).map((hire, at) =>
			({ hire, turn: turnOf(hire.tower), dryMs: dry[at] ?? null })),
		dispute: watched.dispute ?? null, posting: posting ?? null, overMs: watched.over_ms ?? null,
	};
}

/** The watches of an account, and what could not be paid out. */
export interface Watches {
	/** The newest channel first. */
	readonly list: readonly SeenWatch[];
	readonly credits: readonly (readonly [AssetId, bigint])[];
}

export async function watchesOf(chain: Chain, account: AccountId): Promise<Watches> {
	const { query } = chain.api;
	const [entries, credits] = await Promise.all([
		query.Watchtowers.Watches.getEntries(AT),
		query.Watchtowers.Credits.getEntries(chain.address(account), AT),
	]);
	const mine = entries.flatMap(({ keyArgs: [channel], value }) => {
		const { opener, counterparty } = value.parties;
		const side: Side | null = accountOf(opener) === account ? 'Opener'
			: accountOf(counterparty) === account ? 'Counterparty' : null;
		const has = side === 'Opener' ? value.watches.opener : value.watches.counterparty;
		return side && has ? [{ channel, side, value }] : [];
	});
	const list = await Promise.all(mine.slice(0, MOST).map(({ channel, side, value }) =>
		seenWatch(chain, channel, value as ChainWatched, side)));
	return {
		list: list.sort((one, other) => (one.channel > other.channel ? -1 : 1)),
		credits: credits.map(({ keyArgs: [, asset], value }) => [assetIdOf(asset), value] as const),
	};
}

/** What happened to watched channels and towers in the blocks that this page has seen. */
export const towerNews = (): (Happening & { readonly key: string })[] =>
	blocks.value.flatMap((block) => block.happened.map((one, at) =>
		({ ...one, key: `${block.hash} ${at}` })).filter(({ pallet }) => pallet === 'Watchtowers')
		.reverse());

/** What is set for all. */
export interface TowerBounds {
	/** The shortest hire. */
	readonly leastMs: bigint;
	readonly beatMs: bigint;
	/** From the day on which a tower says that it leaves. */
	readonly noticeMs: bigint;
}

export async function towerBounds(chain: Chain): Promise<TowerBounds> {
	const { Watchtowers } = chain.api.constants;
	const [leastMs, beatMs, noticeMs] = await Promise.all([
		Watchtowers.MinHireMs(), Watchtowers.BeatMs(), Watchtowers.NoticeMs(),
	]);
	return { leastMs, beatMs, noticeMs };
}
