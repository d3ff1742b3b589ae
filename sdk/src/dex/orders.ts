// Orders: placed, made smaller, replaced and cancelled; what they took, and how they rest.

import { Enum } from 'polkadot-api';
import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import type { ChainError } from '../chain/errors.js';
import { eventsOf } from '../chain/events.js';
import type { Asset } from '../core/assets.js';
import { random } from '../core/bytes.js';
import { number64 } from '../core/scale.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';
import type { Pair, Side } from './pairs.js';

/** How much: lots of base, or as many as an amount of quote pays for. */
export type OrderAmount =
	| { readonly lots: bigint }
	/**
	 * A buyer spends no more, its fee included; a seller sells for no more, before its fee. Only of
	 * orders that do not rest.
	 */
	| { readonly quote: bigint };

/** How an order rests. */
export interface Resting {
	/** From this instant on the hook takes it out; it stays until cancelled if it is not named. */
	readonly untilMs?: bigint;
	/** Whether the hook settles it when it is filled, for a fee; not if nothing is said. */
	readonly settled?: boolean;
}

/** How long an order is there. */
export type OrderKind =
	/** It takes what it can, and rests with the remainder. */
	| ({ readonly type: 'Limit' } & Resting)
	/** It only rests: it is refused if it would take, or slides to where it does not. */
	| ({ readonly type: 'PostOnly'; readonly slide?: boolean } & Resting)
	/** It takes what it can, or all, at once: and is gone. */
	| { readonly type: 'ImmediateOrCancel' | 'FillOrKill' };

/** What happens when an order would trade with one of the same owner. */
export type SelfTrade = 'CancelNewest' | 'CancelOldest' | 'CancelBoth' | 'Decrement';

/** An order to be placed. */
export interface OrderRequest {
	readonly side: Side;
	readonly amount: OrderAmount;
	/** The worst price, as a tick: it trades at no other than this or better ones. */
	readonly tick: number;
	/** Its name among the orders of its owner; drawn if it is not named. */
	readonly id?: bigint;
	/** How long it is there; a limit order that stays if nothing is said. */
	readonly kind?: OrderKind;
	/**
	 * What pays for it, and gets what it brings: the balance in the exchange, if nothing is said, or
	 * the account. Either way its owner needs room for it: `setSlots`.
	 */
	readonly purse?: 'Balance' | 'Wallet';
	/** The instant from which on it is refused; none if it is not named. */
	readonly deadlineMs?: bigint;
	/** What happens when it would trade with an own one; if nothing is said it goes itself. */
	readonly selfTrade?: SelfTrade;
	/** How many steps it may take in the book: 8 if nothing is said. */
	readonly maxSteps?: number;
}

/** As late as can be said. */
const NEVER = 2n ** 64n - 1n;
/** How many steps an order may take, if nothing is said. */
export const MAX_STEPS = 8;

/** A name for an order that no other has. */
export const drawOrderId = (): bigint => number64.dec(random(8));

const toChainAmount = (amount: OrderAmount) =>
	('lots' in amount ? Enum('Lots', amount.lots) : Enum('Quote', amount.quote));

const toChainRest = ({ untilMs, settled = false }: Resting) => ({ until_ms: untilMs, settled });

function toChainKind(kind: OrderKind) {
	switch (kind.type) {
		case 'Limit': return Enum('Limit', toChainRest(kind));
		case 'PostOnly':
			return Enum('PostOnly', { rest: toChainRest(kind), slide: kind.slide ?? false });
		default: return Enum(kind.type);
	}
}

/** An order with all that it did not say. */
type Named = OrderRequest & { readonly id: bigint };

const withId = (order: OrderRequest): Named => ({ ...order, id: order.id ?? drawOrderId() });

const plain = <Name extends string>(name: Name) =>
	Enum(name) as unknown as { type: Name; value: undefined };

const toChainOrder = (order: Named) => ({
	id: order.id,
	side: plain(order.side),
	amount: toChainAmount(order.amount),
	tick: order.tick,
	kind: toChainKind(order.kind ?? { type: 'Limit' }),
	purse: plain(order.purse ?? 'Balance'),
	deadline_ms: order.deadlineMs ?? NEVER,
	self_trade: plain(order.selfTrade ?? 'CancelNewest'),
	max_steps: order.maxSteps ?? MAX_STEPS,
});

/** Why an order took no more. */
export type End = 'Done' | 'NothingLeft' | 'SelfTrade' | 'Steps';

/** What was taken at one price. */
export interface Trade {
	readonly tick: number;
	readonly lots: bigint;
	/** Their price, in quote. */
	readonly quote: bigint;
}

/** What an order takes. */
export interface Taken {
	readonly lots: bigint;
	/** The price of all, in quote. */
	readonly quote: bigint;
	/** In quote: beside the price for who buys, out of it for who sells. */
	readonly fee: bigint;
	/** Why no more. */
	readonly end: End;
}

/** Where an order rests. */
export interface Rests {
	readonly tick: number;
	readonly lots: bigint;
}

/** What became of an order when it came. */
export interface Outcome {
	readonly id: bigint;
	/** What it took, price by price. */
	readonly trades: readonly Trade[];
	/** What it took in all; `null` of one that only rests. */
	readonly taken: Taken | null;
	/** Where it rests; `null` if it does not. */
	readonly rests: Rests | null;
}

/** An order that was placed. */
export interface Placed extends Done, Outcome {}

interface ChainTaken extends Omit<Taken, 'end'> {
	readonly id: bigint;
	readonly end: { readonly type: End };
}

/** What events tell of an order that came in their transaction. */
export function outcomeOf(events: Done['events'], id: bigint): Outcome {
	const mine = <Value extends { readonly id: bigint }>(name: string) =>
		eventsOf<Value>(events, 'Dex', name).filter((event) => event.id === id);
	const trades = mine<{ id: bigint; trade: Trade }>('Traded').map(({ trade }) =>
		({ tick: trade.tick, lots: trade.lots, quote: trade.quote }));
	const [taken] = mine<ChainTaken>('Taken');
	const [rests] = mine<Rests & { id: bigint }>('Placed');
	return {
		id,
		trades,
		taken: taken === undefined ? null : takenOf(taken),
		rests: rests === undefined ? null : { tick: rests.tick, lots: rests.lots },
	};
}

/** What is told of what an order took, in this library's form. */
export const takenOf = ({ lots, quote, fee, end }: Omit<ChainTaken, 'id'>): Taken =>
	({ lots, quote, fee, end: end.type });

/** What an order takes out of an account at the most: nothing, if it is paid out of the balance. */
function mostOf(pair: Pair, order: OrderRequest): { asset: Asset; amount: bigint } {
	const { side, amount, tick } = order;
	if (order.purse !== 'Wallet') return { asset: pair.quote, amount: 0n };
	if ('lots' in amount) return pair.mostOf(side, amount.lots, tick);
	if (side === 'Buy') return { asset: pair.quote, amount: amount.quote };
	// As many lots as that is worth at its worst price.
	const lots = amount.quote / pair.quoteOf(1n, tick);
	return { asset: pair.base, amount: pair.baseOf(lots) };
}

const spendingOn = <Value>(
	own: SpendOptions,
	pair: Pair,
	order: OrderRequest,
	spend: () => Promise<Value>,
): Promise<Value> => {
	const { asset, amount } = mostOf(pair, order);
	return amount > 0n ? spending(own, asset, amount, spend) : spend();
};

/**
 * Places an order: it takes what rests at its price or better, and then rests or goes, as its kind
 * says. Of one that is paid from the account a budget counts what it takes out at the most; what is
 * in the balance has been counted when it was brought in.
 */
export async function placeOrder(
	chain: Chain,
	signer: Signer,
	pair: Pair,
	order: OrderRequest,
	own: SpendOptions = {},
): Promise<Placed> {
	const named = withId(order);
	const call = chain.api.tx.Dex.place({ pair: pair.id, order: toChainOrder(named) });
	const done = await spendingOn(own, pair, order, () => chain.submit(signer, call));
	return { ...done, ...outcomeOf(done.events, named.id) };
}

/** Takes what is open of an order out of the book. What others have filled of it is settled. */
export const cancelOrder = (chain: Chain, signer: Signer, id: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Dex.cancel({ id }));

/** Makes an order smaller, down to so many lots that are still open. It keeps its place. */
export const reduceOrder = (
	chain: Chain,
	signer: Signer,
	id: bigint,
	keep: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Dex.reduce({ id, keep }));

/** Cancels an order and places another in the same pair, which may have the same name. */
export async function replaceOrder(
	chain: Chain,
	signer: Signer,
	pair: Pair,
	id: bigint,
	order: OrderRequest,
	own: SpendOptions = {},
): Promise<Placed> {
	const named = withId({ ...order, id: order.id ?? id });
	const call = chain.api.tx.Dex.replace({ id, order: toChainOrder(named) });
	const done = await spendingOn(own, pair, order, () => chain.submit(signer, call));
	return { ...done, ...outcomeOf(done.events, named.id) };
}

/** Cancels up to so many own orders in a pair; answers with how many. */
export async function cancelAll(
	chain: Chain,
	signer: Signer,
	pair: bigint,
	limit = 20,
): Promise<Done & { readonly cancelled: number }> {
	const done = await chain.submit(signer, chain.api.tx.Dex.cancel_all({ pair, limit }));
	return { ...done, cancelled: eventsOf(done.events, 'Dex', 'Cut').length };
}

/** One of several things that a call does. */
export type Action =
	| { readonly type: 'Place'; readonly order: OrderRequest }
	| { readonly type: 'Cancel'; readonly id: bigint }
	/** Down to `keep` lots that are still open. */
	| { readonly type: 'Reduce'; readonly id: bigint; readonly keep: bigint };

/** One of several things that was refused: the others were not. */
export interface FailedAction {
	/** Its position, from 0. */
	readonly index: number;
	readonly error: ChainError;
}

/** What came of several things that a call did. */
export interface Acted extends Done {
	/** The orders that came, in the order of the actions; of one that was refused nothing is said. */
	readonly orders: readonly Outcome[];
	readonly failed: readonly FailedAction[];
}

function toChainAction(action: Action) {
	switch (action.type) {
		case 'Place': return Enum('Place', toChainOrder(withId(action.order)));
		case 'Cancel': return Enum('Cancel', action.id);
		case 'Reduce': return Enum('Reduce', [action.id, action.keep]);
	}
}

/**
 * Places, cancels and reduces several orders of a pair, one after the other. What is refused
 * changes nothing, and the others go on. Orders that are paid from the account belong in
 * `placeOrder`, which has a budget.
 */
export async function act(
	chain: Chain,
	signer: Signer,
	pair: bigint,
	actions: readonly Action[],
): Promise<Acted> {
	const named = actions.map((action): Action =>
		(action.type === 'Place' ? { ...action, order: withId(action.order) } : action));
	const done = await chain.submit(signer, chain.api.tx.Dex.act({
		pair, actions: named.map(toChainAction),
	}));
	const refused = eventsOf<{ index: number; error: unknown }>(done.events, 'Dex', 'ActionFailed');
	const failed = await Promise.all(refused.map(async ({ index, error }) =>
		({ index, error: await chain.error(error, done.block) })));
	const orders = named.flatMap((action, at) => {
		const isThere = action.type === 'Place' && !failed.some(({ index }) => index === at);
		return isThere ? [outcomeOf(done.events, (action.order as Named).id)] : [];
	});
	return { ...done, orders, failed };
}

/** Pays an owner what others have filled of these orders. Anybody may. */
export const settleOrders = (
	chain: Chain,
	signer: Signer,
	owner: AccountId | string,
	orders: readonly bigint[],
): Promise<Done> => chain.submit(signer, chain.api.tx.Dex.settle({
	who: chain.address(owner), orders: [...orders],
}));

/**
 * What an order would take, and its fee, if it came now from somebody without orders of its own;
 * `null` if it would be refused now.
 */
export async function quoteOrder(
	chain: Chain,
	pair: bigint,
	order: Pick<OrderRequest, 'side' | 'amount' | 'tick' | 'maxSteps'>,
): Promise<Taken | null> {
	const { side, amount, tick, maxSteps = MAX_STEPS } = order;
	const quoted = await chain.api.view.Dex.quote(
		pair, plain(side), toChainAmount(amount), tick, maxSteps, { at: 'finalized' });
	return quoted ? takenOf(quoted) : null;
}

/** An order that rests, or that was filled and is not settled yet. */
export interface OwnOrder {
	readonly id: bigint;
	readonly pair: bigint;
	readonly side: Side;
	readonly tick: number;
	/** Those filled, and those that are open. */
	readonly lots: bigint;
	/** Lots that others have taken, settled or not. */
	readonly filled: bigint;
	/** Lots that are still open. */
	readonly open: bigint;
	/** Lots that are settled. */
	readonly settled: bigint;
	/** When its time is over; `null` if it stays. */
	readonly untilMs: bigint | null;
	readonly purse: 'Balance' | 'Wallet';
}

/** The orders of a trader, with what is filled of each, as a block has them. */
export async function ordersOf(
	chain: Chain,
	account: AccountId | string,
	block: string = 'finalized',
): Promise<OwnOrder[]> {
	const found = await chain.api.view.Dex.orders(chain.address(account), { at: block });
	return found.map(({ order, filled, open }) => ({
		id: order.id,
		pair: order.pair,
		side: order.side.type,
		tick: order.tick,
		lots: order.lots,
		filled,
		open,
		settled: order.paid,
		untilMs: order.until_ms ?? null,
		purse: order.purse.type,
	}));
}
