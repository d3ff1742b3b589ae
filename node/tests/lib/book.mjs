// What the accounts of an exchange have, worked out from its events alone, for one pair. Nothing is
// read of the chain but what it has told; so it says whether the chain told all, and divided it to the
// unit. Amounts are bigints; base is the native coin, and quote another asset.

import assert from 'node:assert/strict';

const MILLION = 1_000_000n;
/** Below the first, a tick is its own price; above it there are so many in each doubling. */
const [LINEAR, STEPS] = [1n << 13n, 1n << 12n];

const NOTHING = { base: 0n, quote: 0n };
const plus = (one, other) => ({ base: one.base + other.base, quote: one.quote + other.quote });
const minus = (one, other) => ({ base: one.base - other.base, quote: one.quote - other.quote });
const partUp = (amount, ppm) => (amount * BigInt(ppm) + MILLION - 1n) / MILLION;
const assetOf = (asset) => (asset.isNative ? 'base' : 'quote');

/** The price of a tick, in steps of the pair. */
export function priceOf(tick) {
	const number = BigInt(tick);
	if (number < LINEAR) return number;
	const above = number - LINEAR;
	return (STEPS + (above % STEPS)) << (above / STEPS + 1n);
}

/**
 * A pair with `lot`, `tickValue`, and the fees in millionths: `maker`, who pays one, and `taker`.
 * Accounts are named as the chain does, or by the hex text of their public keys.
 */
export class Book {
	#terms;
	#accounts = new Map();
	/** The orders of each side and tick, from who came first. */
	#queues = new Map();
	/** What the pair has taken in fees and not paid out. */
	fees = 0n;
	/** All that was ever traded. */
	traded = { ...NOTHING };
	last;

	constructor(terms) {
		this.#terms = terms;
	}

	#account(who) {
		const key = typeof who === 'string' ? who : who.toHex();
		const fresh = () => ({ free: NOTHING, brought: NOTHING, hookFees: 0n, orders: new Map() });
		if (!this.#accounts.has(key)) this.#accounts.set(key, fresh());
		return this.#accounts.get(key);
	}

	#queue(side, tick) {
		const key = `${side} ${tick}`;
		if (!this.#queues.has(key)) this.#queues.set(key, []);
		return this.#queues.get(key);
	}

	/** The price of so many lots at a tick. */
	value(lots, tick) {
		return lots * this.#terms.tickValue * priceOf(tick);
	}

	#makerFee(lots, tick) {
		return partUp(this.value(lots, tick), this.#terms.maker);
	}

	/** What an order of so many lots locks up: a buyer its price, and its fee. */
	#lock({ side, tick }, lots) {
		if (side === 'Sell') return { base: lots * this.#terms.lot, quote: 0n };
		return { base: 0n, quote: this.value(lots, tick) + this.#makerFee(lots, tick) };
	}

	/** What the owner of an order gets for what is filled and not settled, and the fee of that. */
	#due({ side, tick, filled, paid }) {
		const fee = this.#makerFee(filled, tick) - this.#makerFee(paid, tick);
		if (side === 'Buy') return { base: (filled - paid) * this.#terms.lot, quote: 0n, fee };
		return { base: 0n, quote: this.value(filled, tick) - this.value(paid, tick) - fee, fee };
	}

	/** Takes note of an event of the exchange. */
	note(event) {
		const handler = this[`on${event.method}`];
		if (handler) handler.call(this, event.data);
	}

	#move({ who, asset, amount }, sign) {
		const account = this.#account(who);
		const moved = { ...NOTHING, [assetOf(asset)]: sign * amount.toBigInt() };
		account.free = plus(account.free, moved);
		account.brought = plus(account.brought, moved);
	}

	onDeposited(data) {
		this.#move(data, 1n);
	}

	onWithdrawn(data) {
		this.#move(data, -1n);
	}

	onHookFeePaid({ who, amount }) {
		this.#account(who).hookFees += amount.toBigInt();
	}

	onFeesCollected({ amount }) {
		this.fees -= amount.toBigInt();
	}

	onPlaced({ who, id, side, tick, lots }) {
		const account = this.#account(who);
		const order = {
			side: side.type,
			tick: tick.toNumber(),
			lots: lots.toBigInt(),
			filled: 0n,
			paid: 0n,
		};
		account.free = minus(account.free, this.#lock(order, order.lots));
		account.orders.set(id.toBigInt(), order);
		this.#queue(order.side, order.tick).push(order);
	}

	/** What is taken at a price is of who came first. */
	onTraded({ side, trade }) {
		const [tick, lots] = [trade.tick.toNumber(), trade.lots.toBigInt()];
		assert.equal(trade.quote.toBigInt(), this.value(lots, tick), 'a trade is never rounded');
		let left = lots;
		for (const order of this.#queue(side.type === 'Buy' ? 'Sell' : 'Buy', tick)) {
			const open = order.lots - order.filled;
			const filled = open < left ? open : left;
			order.filled += filled;
			left -= filled;
		}
		assert.equal(left, 0n, 'what is taken rested there');
		this.traded = plus(this.traded, { base: lots * this.#terms.lot, quote: trade.quote.toBigInt() });
		this.last = tick;
	}

	onTaken({ who, side, lots, quote, fee }) {
		const account = this.#account(who);
		const [price, paid] = [quote.toBigInt(), fee.toBigInt()];
		assert.equal(paid, partUp(price, this.#terms.taker));
		const base = lots.toBigInt() * this.#terms.lot;
		const gain = side.type === 'Buy'
			? { base, quote: -price - paid }
			: { base: -base, quote: price - paid };
		account.free = plus(account.free, gain);
		this.fees += paid;
	}

	onCut({ who, id, lots }) {
		const account = this.#account(who);
		const order = account.orders.get(id.toBigInt());
		const before = this.#lock(order, order.lots);
		order.lots -= lots.toBigInt();
		assert.ok(order.lots >= order.filled, 'what is filled is not cut');
		account.free = plus(account.free, minus(before, this.#lock(order, order.lots)));
		this.#forget(account, id, order);
	}

	onSettled({ who, id, lots, base, quote, fee }) {
		const account = this.#account(who);
		const order = account.orders.get(id.toBigInt());
		const due = this.#due(order);
		const told = [lots, base, quote, fee].map((number) => number.toBigInt());
		assert.deepEqual(told, [order.filled - order.paid, due.base, due.quote, due.fee]);
		order.paid = order.filled;
		account.free = plus(account.free, due);
		this.fees += due.fee;
		this.#forget(account, id, order);
	}

	/** An order of which nothing is open, and nothing to be settled, is gone. */
	#forget(account, id, order) {
		if (order.paid < order.lots) return;
		account.orders.delete(id.toBigInt());
		const queue = this.#queue(order.side, order.tick);
		queue.splice(queue.indexOf(order), 1);
	}

	/** What an account has of `base` and of `quote`: free, locked by orders, and to be settled. */
	holding(who, asset) {
		const { free, orders } = this.#account(who);
		let [locked, unsettled] = [NOTHING, NOTHING];
		for (const order of orders.values()) {
			locked = plus(locked, minus(this.#lock(order, order.lots), this.#lock(order, order.filled)));
			unsettled = plus(unsettled, this.#due(order));
		}
		return { free: free[asset], locked: locked[asset], unsettled: unsettled[asset] };
	}

	/** The orders of an account, by name: `[id, filled, open]`. */
	orders(who) {
		const rows = [...this.#account(who).orders].map(([id, { lots, filled }]) =>
			[id, filled, lots - filled]);
		return rows.sort(([one], [other]) => (one < other ? -1 : 1));
	}

	/** What an account has brought in all, less what it has taken out; and what it paid for the hook. */
	brought(who) {
		const { brought, hookFees } = this.#account(who);
		return { ...brought, hookFees };
	}

	/** What rests on a side, price by price, the best first: `[tick, lots]`. */
	depth(side) {
		const levels = new Map();
		for (const { orders } of this.#accounts.values()) {
			for (const { side: its, tick, lots, filled } of orders.values()) {
				if (its !== side || lots === filled) continue;
				levels.set(tick, (levels.get(tick) ?? 0n) + lots - filled);
			}
		}
		const rises = side === 'Sell' ? 1 : -1;
		return [...levels].sort(([one], [other]) => rises * (one - other));
	}

	/** All that the exchange has to hold of an asset for these accounts, and of fees. */
	held(accounts, asset) {
		const parts = accounts.flatMap((who) => Object.values(this.holding(who, asset)));
		const sum = parts.reduce((all, part) => all + part, 0n);
		// Of what is filled and not settled the fee is not the owner's any more, and not yet the pair's.
		return asset === 'base' ? sum : sum + this.fees + this.#unsettledFees(accounts);
	}

	#unsettledFees(accounts) {
		const orders = accounts.flatMap((who) => [...this.#account(who).orders.values()]);
		return orders.reduce((sum, order) => sum + this.#due(order).fee, 0n);
	}
}
