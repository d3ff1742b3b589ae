// Towers that a party has hired for a channel: in an order, paid by the second, and told by the
// chain where they do not answer.

import { blake2b } from '@noble/hashes/blake2.js';
import { Enum } from 'polkadot-api';
import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { coSignedState, fromChainAsset, toChainSide } from '../chain/values.js';
import type { Asset } from '../core/assets.js';
import { toHex } from '../core/bytes.js';
import type { CoSigned, State } from '../core/messages.js';
import type { Side } from '../core/sides.js';
import type { Signer } from '../signers/index.js';
import type { HireName, ReceiptExpected } from './receipts.js';
import { toChainTowerTerms, towerOf, type TowerTerms } from './towers.js';

/** How many towers a party can hire for a channel. */
export const MAX_HIRES = 4;
/** The longest record that the chain keeps whole, in bytes. */
export const MAX_INLINE = 2_048;

/** A tower to be hired, as the last in the order. */
export interface HireRequest {
	readonly channel: bigint;
	readonly tower: bigint;
	/** What it is paid from. */
	readonly deposit: bigint;
	/** The worst terms that the client takes: what it has read may have changed. */
	readonly accepts: TowerTerms;
}

/** A tower that is hired. */
export interface Hired extends Done, HireName, TowerTerms {
	readonly deposit: bigint;
	/** How many towers come before it. */
	readonly place: number;
}

interface HiredEvent {
	readonly side: { readonly type: Side };
	readonly hire: bigint;
	readonly rate: bigint;
	readonly cover: bigint;
	readonly response_ms: bigint;
	readonly deposit: bigint;
	readonly place: number;
}

/** The asset of a channel; throws if it is gone. */
async function assetOf(chain: Chain, channel: bigint): Promise<Asset> {
	const found = await chain.api.view.Channels.channel(channel, { at: 'finalized' });
	if (!found) throw new Error(`there is no channel ${channel}`);
	return fromChainAsset(found.asset);
}

/** Hires a tower for the own side of an open channel, for as long as the deposit lasts. */
export async function hireTower(
	chain: Chain,
	signer: Signer,
	request: HireRequest,
	own: SpendOptions = {},
): Promise<Hired> {
	const { channel, tower, deposit, accepts } = request;
	const hire = () => chain.submit(signer, chain.api.tx.Watchtowers.hire({
		channel, tower, deposit, accepts: toChainTowerTerms(accepts),
	}));
	const done = own.budget
		? await spending(own, await assetOf(chain, channel), deposit, hire) : await hire();
	const told = eventOf<HiredEvent>(done.events, 'Watchtowers', 'Hired');
	const { side: { type: side }, response_ms: responseMs, ...rest } = told;
	const { hire: number, rate, cover, place } = rest;
	return {
		...done, channel, side, tower, hire: number, rate, cover, responseMs, deposit, place,
	};
}

/** Adds to what a tower is paid from. Anybody may. */
export async function topUpHire(
	chain: Chain,
	signer: Signer,
	{ channel, side, tower }: Omit<HireName, 'hire'>,
	amount: bigint,
	own: SpendOptions = {},
): Promise<Done> {
	const pay = () => chain.submit(signer, chain.api.tx.Watchtowers.top_up({
		channel, side: toChainSide(side), tower, amount,
	}));
	return own.budget ? spending(own, await assetOf(chain, channel), amount, pay) : pay();
}

/** Puts the own towers for a channel in another order, which names each once. */
export const reorderTowers = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	order: readonly bigint[],
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.reorder({ channel, order: [...order] }));

/** Sends a tower away; answers with what of its deposit comes back. Not in a dispute. */
export async function dismissTower(
	chain: Chain,
	signer: Signer,
	channel: bigint,
	tower: bigint,
): Promise<Done & { readonly back: bigint }> {
	const done = await chain.submit(signer,
		chain.api.tx.Watchtowers.dismiss({ channel, tower }));
	const { back } = eventOf<{ back: bigint }>(done.events, 'Watchtowers', 'HireEnded');
	return { ...done, back };
}

/** Ends what is over of a watch, as the hook does by itself. Anybody may. */
export const endWatch = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	side: Side,
): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Watchtowers.end({ channel, side: toChainSide(side) }));

/** When it is a tower's turn, after its channel begins to close. */
export interface Turn {
	readonly tower: bigint;
	/** How long after that. */
	readonly afterMs: bigint;
	/** Within which time it answers from then on. */
	readonly responseMs: bigint;
	/** Whether it is silent: then it is the next one's turn. */
	readonly isSilent: boolean;
	/** Up to how much it answers. */
	readonly cover: bigint;
}

/** Whose turn it is when, as things stand. */
export async function turnsOf(chain: Chain, channel: bigint, side: Side): Promise<Turn[]> {
	const turns = await chain.api.view.Watchtowers.turns(
		channel, toChainSide(side), { at: 'finalized' });
	return turns.map(({ tower, after_ms: afterMs, response_ms: responseMs, ...rest }) =>
		({ tower, afterMs, responseMs, isSilent: rest.is_silent, cover: rest.cover }));
}

/** When the deposit of a hire is used up, as things stand; `null` if there is no such hire. */
export async function hireRunsOutAt(
	chain: Chain,
	{ channel, side, tower }: Omit<HireName, 'hire'>,
): Promise<bigint | null> {
	const ms = await chain.api.view.Watchtowers.runs_out_at(
		channel, toChainSide(side), tower, { at: 'finalized' });
	return ms ?? null;
}

/** A channel that somebody watches, as the chain has it. */
export type ChainWatched = NonNullable<
	Awaited<ReturnType<Chain['api']['view']['Watchtowers']['watched']>>>;

/** Who watches a channel, and what is noted of its dispute. */
export const watchedOf = (chain: Chain, channel: bigint): Promise<ChainWatched | undefined> =>
	chain.api.view.Watchtowers.watched(channel, { at: 'finalized' });

/**
 * By what a receipt of a tower is to be checked: the hire that goes on, and the tower's keys.
 * Throws if the tower is not hired.
 */
export async function expectedOf(
	chain: Chain,
	{ channel, side, tower: id }: Omit<HireName, 'hire'>,
): Promise<ReceiptExpected> {
	const [watched, tower] = await Promise.all([watchedOf(chain, channel), towerOf(chain, id)]);
	const watch = side === 'Opener' ? watched?.watches.opener : watched?.watches.counterparty;
	const hire = watch?.hires.find((one) => one.tower === id && one.stopped_ms === undefined);
	if (!hire || !tower) throw new Error(`tower ${id} is not hired for channel ${channel}`);
	const { number, from_ms: fromMs } = hire;
	return { channel, side, tower: id, hire: number, fromMs, keys: tower.keys };
}

/**
 * Puts the own newest sealed record for a channel on the chain: whole if it is small, or else its
 * hash. For towers that do not answer. Seal it first: everybody reads what is posted.
 */
export const postRecord = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	version: bigint,
	sealed: Uint8Array,
): Promise<Done> => chain.submit(signer, chain.api.tx.Watchtowers.post({
	channel,
	version,
	record: sealed.length <= MAX_INLINE
		? Enum('Whole', sealed)
		: Enum('Hash', [toHex(blake2b(sealed, { dkLen: 32 })), sealed.length]),
}));

/**
 * Puts a state on the chain in clear: it binds all of the own towers from now on, without receipts.
 * It costs the channel's privacy.
 */
export const postState = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	state: CoSigned<State>,
): Promise<Done> => chain.submit(signer, chain.api.tx.Watchtowers.post_state({
	channel, state: coSignedState(state),
}));

/** What a party has put on the chain for a channel, as the chain has it. */
export type ChainPosting = NonNullable<
	Awaited<ReturnType<Chain['api']['view']['Watchtowers']['posting']>>>;

/** The newest that a party has posted for a channel. */
export const postingOf = (
	chain: Chain,
	channel: bigint,
	side: Side,
): Promise<ChainPosting | undefined> =>
	chain.api.view.Watchtowers.posting(channel, toChainSide(side), { at: 'finalized' });
