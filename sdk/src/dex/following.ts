// A trader's orders and trades as they happen, and those of a pair, from events.

import type { Chain } from '../chain/chain.js';
import { following, type FollowedBlock } from '../chain/following.js';
import { accountOf } from '../core/address.js';
import type { Hex } from '../core/bytes.js';
import type { AccountId } from '../core/signatures.js';
import { ordersOf, takenOf, type OwnOrder, type Taken, type Trade } from './orders.js';
import type { Side } from './pairs.js';

/** Why an order, or a part of it, was taken out of the book. */
export type CutReason =
	| 'Cancelled' | 'Reduced' | 'Expired' | 'SelfTrade' | 'Replaced' | 'PairClosing';

/** Which order the news are of. */
export interface NamedOrder {
	readonly pair: bigint;
	readonly id: bigint;
}

/** What there is to tell of a trader's orders. Amounts of lots are those of the news alone. */
export type OrderChange =
	/** All that it has: at first, and after blocks that were not seen. */
	| { readonly type: 'Orders'; readonly orders: readonly OwnOrder[] }
	/** An order rests. */
	| ({ readonly type: 'Placed'; readonly side: Side; readonly tick: number;
		readonly lots: bigint } & NamedOrder)
	/** An order took what rested, price by price. */
	| ({ readonly type: 'Taken'; readonly side: Side; readonly trades: readonly Trade[] }
		& NamedOrder & Taken)
	/** Others took so much of an order that rests. */
	| ({ readonly type: 'Filled'; readonly side: Side; readonly tick: number;
		readonly lots: bigint; readonly open: bigint } & NamedOrder)
	/** So much of an order was taken out of the book. */
	| ({ readonly type: 'Cut'; readonly lots: bigint; readonly reason: CutReason } & NamedOrder)
	/** What others filled of an order was paid: so much of base and quote, after the fee. */
	| ({ readonly type: 'Settled'; readonly lots: bigint; readonly base: bigint;
		readonly quote: bigint; readonly fee: bigint } & NamedOrder);

/** News of a trader's orders, with where they are from. */
export type OrderNews = OrderChange & { readonly block: Hex; readonly number: number };

/** What is known of an order while it is followed. */
interface Known {
	readonly pair: bigint;
	readonly side: Side;
	readonly tick: number;
	lots: bigint;
	filled: bigint;
	settled: bigint;
}

/** An event of the exchange, with whatever fields it has. */
interface DexEvent {
	readonly type: string;
	readonly value: any;
}

const dexEvents = ({ events }: FollowedBlock): DexEvent[] =>
	events.flatMap(({ type, value }) => (type === 'Dex' ? [value] : []));

/** The orders of a trader, followed from block to block. */
class Follower {
	readonly #orders = new Map<bigint, Known>();

	constructor(
		private readonly chain: Chain,
		private readonly account: AccountId,
	) {}

	/** What a block changes. */
	async look(block: FollowedBlock): Promise<OrderChange[]> {
		if (block.isGap) return this.#begin(block.hash);
		const events = dexEvents(block);
		const changes: OrderChange[] = [];
		const trades = new Map<bigint, Trade[]>();
		for (const { type, value } of events) {
			const who: string | undefined = value.who ?? value.taker;
			if (who === undefined || accountOf(who) !== this.account) continue;
			changes.push(...this.#told(type, value, trades));
		}
		if (events.some((event) => this.#meets(event))) changes.push(...await this.#filled(block.hash));
		return changes;
	}

	async #begin(block: Hex): Promise<OrderChange[]> {
		const orders = await ordersOf(this.chain, this.account, block);
		this.#orders.clear();
		for (const { id, pair, side, tick, lots, filled, settled } of orders) {
			this.#orders.set(id, { pair, side, tick, lots, filled, settled });
		}
		return [{ type: 'Orders', orders }];
	}

	/** What an event of this trader's changes. */
	#told(type: string, value: any, trades: Map<bigint, Trade[]>): OrderChange[] {
		const { pair, id, lots } = value;
		const named = { pair, id };
		switch (type) {
			case 'Traded': {
				const { tick, lots: taken, quote } = value.trade;
				trades.set(id, [...trades.get(id) ?? [], { tick, lots: taken, quote }]);
				return [];
			}
			case 'Taken': {
				const of = trades.get(id) ?? [];
				trades.delete(id);
				const side: Side = value.side.type;
				return [{ type, ...named, side, trades: of, ...takenOf(value) }];
			}
			case 'Placed': {
				const [side, tick]: [Side, number] = [value.side.type, value.tick];
				this.#orders.set(id, { pair, side, tick, lots, filled: 0n, settled: 0n });
				return [{ type, ...named, side, tick, lots }];
			}
			case 'Cut': {
				const known = this.#orders.get(id);
				if (known) known.lots -= lots;
				this.#forget(id);
				return [{ type, ...named, lots, reason: value.reason.type }];
			}
			case 'Settled': return this.#settled(named, value);
			default: return [];
		}
	}

	/** What is settled was filled: also if nobody has looked since. */
	#settled({ pair, id }: NamedOrder, { lots, base, quote, fee }: any): OrderChange[] {
		const known = this.#orders.get(id);
		const settled = { type: 'Settled', pair, id, lots, base, quote, fee } as const;
		if (!known) return [settled];
		known.settled += lots;
		const filled = known.settled > known.filled ? this.#fill(id, known, known.settled) : [];
		this.#forget(id);
		return [...filled, settled];
	}

	/** So much is filled now. */
	#fill(id: bigint, known: Known, filled: bigint): OrderChange[] {
		const { pair, side, tick } = known;
		const lots = filled - known.filled;
		known.filled = filled;
		return [{ type: 'Filled', pair, id, side, tick, lots, open: known.lots - filled }];
	}

	/** An order of which nothing is open, and nothing to be settled, is gone. */
	#forget(id: bigint): void {
		const known = this.#orders.get(id);
		if (known && known.settled >= known.lots) this.#orders.delete(id);
	}

	/** Whether somebody took at the price of an own order. */
	#meets({ type, value }: DexEvent): boolean {
		if (type !== 'Traded') return false;
		return [...this.#orders.values()].some(({ pair, side, tick }) =>
			pair === value.pair && side !== value.side.type && tick === value.trade.tick);
	}

	/** What was filled of own orders up to a block: the chain divides it among who rests there. */
	async #filled(block: Hex): Promise<OrderChange[]> {
		const orders = await ordersOf(this.chain, this.account, block);
		return orders.flatMap(({ id, filled }) => {
			const known = this.#orders.get(id);
			return known && filled > known.filled ? this.#fill(id, known, filled) : [];
		});
	}
}

/**
 * Follows a trader's orders from now on: all that it has at first, and then what comes, is filled,
 * cut and settled, whoever does it. A signal ends it.
 */
export async function* followOrders(
	chain: Chain,
	account: AccountId | string,
	signal?: AbortSignal,
): AsyncGenerator<OrderNews> {
	const follower = new Follower(chain, accountOf(account));
	yield* following(chain, signal, async (block) => {
		const changes = await follower.look(block);
		const at = { block: block.hash, number: block.number };
		return { news: changes.map((change) => ({ ...change, ...at })) };
	});
}

/** A trade of a pair, with where it is from. */
export interface PairTrade extends Trade {
	readonly taker: AccountId;
	/** What the taker does. */
	readonly side: Side;
	readonly block: Hex;
	readonly number: number;
}

/** Follows the trades of a pair from now on. After a broken connection some may be left out. */
export async function* followTrades(
	chain: Chain,
	pair: bigint,
	signal?: AbortSignal,
): AsyncGenerator<PairTrade> {
	yield* following(chain, signal, async (block) => ({
		news: dexEvents(block).flatMap(({ type, value }) => {
			if (type !== 'Traded' || value.pair !== pair) return [];
			const { tick, lots, quote } = value.trade;
			const at = { block: block.hash, number: block.number };
			return [{
				tick, lots, quote, taker: accountOf(value.taker), side: value.side.type as Side, ...at,
			}];
		}),
	}));
}
