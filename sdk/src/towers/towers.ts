// Towers: registered, and found by who wants to hire one.

import { MAX_BALANCE } from '../amounts/index.js';
import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { fromChainAsset, toChainAsset } from '../chain/values.js';
import { accountOf } from '../core/address.js';
import { NATIVE, type Asset } from '../core/assets.js';
import { utf8, type Hex } from '../core/bytes.js';
import { sameAsset } from '../core/same-asset.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';
import type { TowerKey } from './receipts.js';

/** On what terms a tower can be hired for a channel. Whoever has hired it keeps those of then. */
export interface TowerTerms {
	/** What it costs, in 10⁻¹² units a second: `parseRate` makes it of `1 BLOC a month`. */
	readonly rate: bigint;
	/** Up to how much of its bond the tower answers for each channel. */
	readonly cover: bigint;
	/** Within which time it answers, once it is its turn. */
	readonly responseMs: bigint;
}

/** Whether terms cost no more than others, and promise no less. */
export const isAsGoodAs = (one: TowerTerms, other: TowerTerms): boolean =>
	one.rate <= other.rate && one.cover >= other.cover && one.responseMs <= other.responseMs;

/** Where a tower is and how to reach it. */
export interface Profile {
	/** A number for a region of the world. */
	readonly region: number;
	/** The X25519 key to which clients seal what they send. */
	readonly sealingKey: Hex;
	/** An address. */
	readonly contact: string;
	/** The share of the time that it promises to be there, in millionths. */
	readonly uptimePpm: number;
}

/** A tower as the chain has it, brought up to now, and how it does. */
export type ChainTower = NonNullable<
	Awaited<ReturnType<Chain['api']['view']['Watchtowers']['tower']>>>;

/** A tower, for who wants to hire it. */
export interface Tower {
	readonly id: bigint;
	readonly owner: AccountId;
	readonly asset: Asset;
	readonly terms: TowerTerms;
	readonly profile: Profile;
	/** Whose signature counts, the oldest first. */
	readonly keys: readonly TowerKey[];
	/** What of its bond no hire counts on. */
	readonly free: bigint;
	/** Its score: it begins with 100. */
	readonly points: number;
	/** Whether nobody has heard of it for too long. */
	readonly isSilent: boolean;
	/** The share of the time in which it was there, in millionths. */
	readonly uptimePpm: number;
	/** Whether it can take one more channel: it is there, stays, and has room and bond for one. */
	readonly isFree: boolean;
	/** All that the chain has of it. */
	readonly state: ChainTower;
}

const AT = { at: 'finalized' } as const;
/** As many as the chain tells at once. */
const PAGE = 1_000;

/** The chain's form of terms. */
export const toChainTowerTerms = ({ rate, cover, responseMs }: TowerTerms) =>
	({ rate, cover, response_ms: responseMs });

/** The chain's form of a profile. */
export const toChainProfile = ({ region, sealingKey, contact, uptimePpm }: Profile) => ({
	region, sealing_key: sealingKey, contact: utf8(contact), uptime_ppm: uptimePpm,
});

function fromChainTower(id: bigint, state: ChainTower): Tower {
	const { tower, points, capacity, is_silent: isSilent, uptime_ppm: uptimePpm } = state;
	const { rate, cover, response_ms: responseMs } = tower.terms;
	const { profile, bond, covered } = tower;
	const free = bond - covered;
	return {
		id,
		owner: accountOf(tower.owner),
		asset: fromChainAsset(tower.asset),
		terms: { rate, cover, responseMs },
		profile: {
			region: profile.region,
			sealingKey: profile.sealing_key as Hex,
			contact: new TextDecoder().decode(profile.contact),
			uptimePpm: profile.uptime_ppm,
		},
		keys: tower.keys.map(({ signer, since_ms: sinceMs }) =>
			({ signer: accountOf(signer), sinceMs })),
		free,
		points,
		isSilent,
		uptimePpm,
		isFree: !isSilent && tower.leaves_ms === undefined && tower.watches < capacity &&
			free >= cover,
		state,
	};
}

/** A tower. */
export async function towerOf(chain: Chain, id: bigint): Promise<Tower | null> {
	const state = await chain.api.view.Watchtowers.tower(id, AT);
	return state ? fromChainTower(id, state) : null;
}

/** The number of an owner's tower in an asset. */
export async function towerOfOwner(
	chain: Chain,
	owner: AccountId | string,
	asset: Asset = NATIVE,
): Promise<bigint | null> {
	const address = chain.address(owner);
	return await chain.api.view.Watchtowers.tower_of(address, toChainAsset(asset), AT) ?? null;
}

/** All towers, in no meaningful order. */
export async function* allTowers(chain: Chain, page = PAGE): AsyncGenerator<Tower> {
	let after: bigint | undefined;
	for (;;) {
		const ids = await chain.api.view.Watchtowers.towers(after, page, AT);
		for (const id of ids) {
			const tower = await towerOf(chain, id);
			if (tower) yield tower;
		}
		after = ids.at(-1);
		if (ids.length < page) return;
	}
}

/** What a client looks for in a tower. */
export interface TowerWish {
	/** The asset of the channel; the chain's coin if it is not named. */
	readonly asset?: Asset;
	/** The worst terms that it takes. */
	readonly accepts: TowerTerms;
	/** Where it is; anywhere if it is not named. */
	readonly region?: number;
	/** The least score. */
	readonly minPoints?: number;
}

/**
 * The towers that could be hired now and are within what a client takes, the better first: by their
 * score, then by what a unit of cover costs.
 */
export async function findTowers(chain: Chain, wish: TowerWish): Promise<Tower[]> {
	const { asset = NATIVE, accepts, region, minPoints = 0 } = wish;
	const found: Tower[] = [];
	for await (const tower of allTowers(chain)) {
		const isNear = region === undefined || tower.profile.region === region;
		const isMeant = sameAsset(tower.asset, asset) && isNear && tower.points >= minPoints;
		if (isMeant && tower.isFree && isAsGoodAs(tower.terms, accepts)) found.push(tower);
	}
	return found.sort((one, other) => other.points - one.points || byPrice(one.terms, other.terms));
}

/** Which of two costs less for each unit of cover. */
function byPrice(one: TowerTerms, other: TowerTerms): number {
	const [a, b] = [one.rate * other.cover, other.rate * one.cover];
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Takes whatever there is: terms to set out from. */
export const ANY_TERMS: TowerTerms =
	{ rate: MAX_BALANCE, cover: 0n, responseMs: 2n ** 64n - 1n };

/** A tower to be registered. */
export interface TowerRequest {
	/** What it answers with. */
	readonly bond: bigint;
	/** Whose signature counts on receipts: the key of its machine, not that of its money. */
	readonly key: AccountId | string;
	readonly terms: TowerTerms;
	readonly profile: Profile;
	/** In which asset it watches, is paid, and is bonded; the chain's coin if it is not named. */
	readonly asset?: Asset;
}

/** Registers a tower; answers with its number. */
export async function registerTower(
	chain: Chain,
	signer: Signer,
	request: TowerRequest,
	own: SpendOptions = {},
): Promise<bigint> {
	const { asset = NATIVE, bond } = request;
	const { events } = await spending(own, asset, bond, () =>
		chain.submit(signer, chain.api.tx.Watchtowers.register({
			asset: toChainAsset(asset),
			bond,
			key: chain.address(request.key),
			terms: toChainTowerTerms(request.terms),
			profile: toChainProfile(request.profile),
		})));
	return eventOf<{ tower: bigint }>(events, 'Watchtowers', 'Registered').tower;
}

/** Sets the terms for whoever hires a tower from now on. */
export const setTowerTerms = (
	chain: Chain,
	signer: Signer,
	tower: bigint,
	terms: TowerTerms,
): Promise<Done> => chain.submit(signer, chain.api.tx.Watchtowers.set_terms({
	tower, terms: toChainTowerTerms(terms),
}));

/** Says where a tower is, and to which key clients seal what they send. */
export const setTowerProfile = (
	chain: Chain,
	signer: Signer,
	tower: bigint,
	profile: Profile,
): Promise<Done> => chain.submit(signer, chain.api.tx.Watchtowers.set_profile({
	tower, profile: toChainProfile(profile),
}));

/** Has another key sign receipts. What was accepted before is bound by the one of then. */
export const setTowerKey = (
	chain: Chain,
	signer: Signer,
	tower: bigint,
	key: AccountId | string,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.set_key({ tower, key: chain.address(key) }));

/** Adds to a tower's bond, in its asset. */
export const addTowerBond = (
	chain: Chain,
	signer: Signer,
	{ id: tower, asset }: Pick<Tower, 'id' | 'asset'>,
	amount: bigint,
	own: SpendOptions = {},
): Promise<Done> => spending(own, asset, amount, () =>
	chain.submit(signer, chain.api.tx.Watchtowers.add_bond({ tower, amount })));

/** Takes out of a tower's bond what no hire counts on. */
export const withdrawTowerBond = (
	chain: Chain,
	signer: Signer,
	tower: bigint,
	amount: bigint,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.withdraw_bond({ tower, amount }));

/** Shows that a tower is there: by its owner or its key, and by the newest final block. */
export async function beatTower(chain: Chain, signer: Signer, tower: bigint): Promise<Done> {
	const { number, hash } = await chain.client.getFinalizedBlock();
	return chain.submit(signer, chain.api.tx.Watchtowers.beat({ tower, number, hash }));
}

/** Pays out what a tower has earned. Anybody may. */
export async function collectPay(
	chain: Chain,
	signer: Signer,
	tower: bigint,
): Promise<Done & { readonly amount: bigint }> {
	const done = await chain.submit(signer, chain.api.tx.Watchtowers.collect({ tower }));
	const { amount } = eventOf<{ amount: bigint }>(done.events, 'Watchtowers', 'Collected');
	return { ...done, amount };
}

/** Says that a tower leaves; answers with when. */
export async function leaveTower(
	chain: Chain,
	signer: Signer,
	tower: bigint,
): Promise<Done & { readonly leavesMs: bigint }> {
	const done = await chain.submit(signer, chain.api.tx.Watchtowers.leave({ tower }));
	const { leaves_ms: leavesMs } = eventOf<{ leaves_ms: bigint }>(
		done.events, 'Watchtowers', 'Leaving');
	return { ...done, leavesMs };
}

/** Takes all out of a tower that has left, and of which nobody can claim anything. */
export const retireTower = (chain: Chain, signer: Signer, tower: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.retire({ tower }));
