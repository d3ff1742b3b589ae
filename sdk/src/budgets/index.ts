/**
 * How much an app may spend of somebody's money: in one payment, in a day, in all. A program that
 * pays by itself asks its budget first.
 *
 * @module budgets
 */

import { PERIOD_MS } from '../amounts/index.js';
import type { Asset } from '../core/assets.js';
import { sameAsset } from '../core/same-asset.js';

/** What may be spent, in units of one asset; nothing said is no bound. */
export interface BudgetLimits {
	/** The asset; the chain's own coin if it is not named. Nothing else is paid out of it. */
	readonly asset?: Asset;
	/** In one payment. */
	readonly payment?: bigint;
	/** In a day of UTC. */
	readonly day?: bigint;
	/** In all. */
	readonly total?: bigint;
}

/** A payment of which it is not known yet whether it was made. It counts until that is settled. */
export interface PendingPayment {
	/** What it was begun under. */
	readonly key: string;
	readonly amount: bigint;
	/** The day of which it counts. */
	readonly day: number;
	/** The attempts of which nothing is known. */
	readonly tries: number;
}

/** What has been spent: to be stored by who wants a budget to outlive the program. */
export interface Spent {
	/** The day of which `inDay` counts: days since 1970. */
	readonly day: number;
	readonly inDay: bigint;
	readonly total: bigint;
	/** What is counted above, and may not have been paid. */
	readonly pending?: readonly PendingPayment[];
}

/**
 * Whether an error says that what it ended has changed nothing, and never will: `changedNothing` is
 * true of it. Of any other nobody knows what came of it: a connection may break after the
 * transaction was sent.
 */
export const changedNothing = (error: unknown): boolean =>
	typeof error === 'object' && error !== null &&
	(error as { changedNothing?: unknown }).changedNothing === true;

/** A payment that is beyond a budget. Nothing has been paid. */
export class BudgetExceeded extends Error {
	/** Nothing has changed. */
	readonly changedNothing = true;

	constructor(
		/** Which of the limits. */
		readonly limit: keyof BudgetLimits,
		/** The app whose budget it is. */
		readonly app: string,
		/** What is left of it. */
		readonly left: bigint,
	) {
		super(`${app} may spend no more than ${left} by its limit for "${limit}"`);
		this.name = 'BudgetExceeded';
	}
}

/** Where budgets are kept. It is asked each time: several pages may spend out of one budget. */
export interface BudgetStore {
	load(app: string): Spent | undefined;
	save(app: string, spent: Spent): void;
}

/** What was set aside for a payment. */
export interface Reserved {
	/** The payment was not made: the amount is free again, if it counted for today. */
	release(): void;
}

/** More payments of which nothing is known would fill whatever keeps them. */
const MAX_PENDING = 1_000;

/** The budget of one app in one asset. */
export class Budget {
	#spent: Spent;

	constructor(
		/** The app. */
		readonly app: string,
		/** What it may spend. */
		readonly limits: BudgetLimits,
		private readonly store?: BudgetStore,
		private readonly nowMs: () => bigint = () => BigInt(Date.now()),
	) {
		this.#spent = { day: this.#today(), inDay: 0n, total: 0n };
	}

	#today(): number {
		return Number(this.nowMs() / PERIOD_MS.day);
	}

	/** What has been spent, by now. A clock that was put back does not begin a new day. */
	get spent(): Spent {
		const spent = this.store?.load(this.app) ?? this.#spent;
		const today = this.#today();
		return today > spent.day ? { ...spent, day: today, inDay: 0n } : spent;
	}

	/** The payments of which it is not known whether they were made: see `settle`. */
	get pending(): readonly PendingPayment[] {
		return this.spent.pending ?? [];
	}

	/** The most that can be spent in one payment now; `undefined` if nothing bounds it. */
	get left(): bigint | undefined {
		const all = this.#lefts().map(([, left]) => left);
		return all.length === 0 ? undefined : all.reduce((one, other) => (one < other ? one : other));
	}

	#lefts(): [keyof BudgetLimits, bigint][] {
		const { payment, day, total } = this.limits;
		const { inDay, total: spent } = this.spent;
		const left = (limit: bigint, used: bigint) => (limit > used ? limit - used : 0n);
		const lefts: [keyof BudgetLimits, bigint][] = [];
		if (payment !== undefined) lefts.push(['payment', payment]);
		if (day !== undefined) lefts.push(['day', left(day, inDay)]);
		if (total !== undefined) lefts.push(['total', left(total, spent)]);
		return lefts;
	}

	/** Throws `BudgetExceeded` unless the budget is one of this asset. */
	ensureFor(asset: Asset): void {
		const { asset: own = { type: 'Native' } } = this.limits;
		if (!sameAsset(own, asset)) throw new BudgetExceeded('asset', this.app, 0n);
	}

	/** Sets an amount aside before it is paid, or throws `BudgetExceeded`. */
	reserve(amount: bigint): Reserved {
		this.#ensureLeft(amount, amount, amount);
		const { day } = this.#add(amount);
		let released = false;
		return {
			release: () => {
				if (!released) this.#save(without(this.spent, amount, day));
				released = true;
			},
		};
	}

	/** Whether a payment is within the limits that adds so much to the day, and to all. */
	#ensureLeft(payment: bigint, inDay: bigint, total: bigint): void {
		if (payment < 0n) throw new RangeError('an amount is not below zero');
		const asked = { payment, day: inDay, total, asset: 0n };
		for (const [limit, left] of this.#lefts()) {
			if (asked[limit] > left) throw new BudgetExceeded(limit, this.app, left);
		}
	}

	#add(amount: bigint, toTotal = amount, pending = this.spent.pending): Spent {
		const { day, inDay, total } = this.spent;
		const spent = { day, inDay: inDay + amount, total: total + toTotal };
		return this.#save(pending && pending.length > 0 ? { ...spent, pending } : spent);
	}

	#save(spent: Spent): Spent {
		this.store?.save(this.app, spent);
		this.#spent = spent;
		return spent;
	}

	#find(key: string): PendingPayment | undefined {
		return this.pending.find((one) => one.key === key);
	}

	/** All that is pending but what was begun under a key. */
	#others(key: string): PendingPayment[] {
		return this.pending.filter((one) => one.key !== key);
	}

	/**
	 * Counts an attempt under a key: what is pending under it already counts once, and for the day
	 * of the last attempt.
	 */
	#begin(key: string, amount: bigint): void {
		const known = this.#find(key);
		const others = this.#others(key);
		const { day } = this.spent;
		const counted = known?.amount ?? 0n;
		const most = amount > counted ? amount : counted;
		const today = known && known.day >= day ? most - counted : most;
		this.#ensureLeft(amount, today, most - counted);
		if (!known && others.length >= MAX_PENDING) {
			throw new RangeError('settle what is pending first');
		}
		const tries = (known?.tries ?? 0) + 1;
		this.#add(today, most - counted, [...others, { key, amount: most, day, tries }]);
	}

	/** An attempt under a key has paid: if that was counted by nobody else, it is now. */
	#paid(key: string, amount: bigint): void {
		if (!this.settle(key, true)) this.#add(amount);
	}

	/** An attempt under a key has changed nothing: nor may any other have, for it to be free. */
	#failed(key: string): void {
		const known = this.#find(key);
		if (!known) return;
		if (known.tries <= 1) return void this.settle(key, false);
		const one = { ...known, tries: known.tries - 1 };
		this.#save({ ...this.spent, pending: [...this.#others(key), one] });
	}

	/**
	 * Says what came of a payment that is pending, by a look at the chain for example: whether it
	 * was made. If not, its amount is free again, if it counted for today. Answers with whether
	 * there was one.
	 */
	settle(key: string, happened: boolean): boolean {
		const known = this.#find(key);
		if (!known) return false;
		const { pending: _, ...rest } = this.spent;
		const others = this.#others(key);
		const left: Spent = others.length > 0 ? { ...rest, pending: others } : rest;
		this.#save(happened ? left : without(left, known.amount, known.day));
		return true;
	}

	/**
	 * Pays within the budget. If `pay` throws what has changed nothing (see `changedNothing`), the
	 * amount is free again. After anything else it stays counted, and `pending` under its key until
	 * `settle` says what came of it. A key names what can be paid once only: tried again under the
	 * same one it counts once.
	 */
	async within<Value>(
		amount: bigint,
		pay: () => Promise<Value>,
		key = `${this.nowMs()}-${Math.random()}`,
	): Promise<Value> {
		this.#begin(key, amount);
		let value: Value;
		try {
			value = await pay();
		} catch (error) {
			if (changedNothing(error)) ignoring(() => this.#failed(key));
			throw error;
		}
		ignoring(() => this.#paid(key, amount));
		return value;
	}
}

/** Takes an amount of that day out; one of another day only from the total. */
function without(spent: Spent, amount: bigint, day: number): Spent {
	const inDay = day >= spent.day ? spent.inDay - amount : spent.inDay;
	return { ...spent, inDay, total: spent.total - amount };
}

/** A store that fails leaves more counted than was spent, and hides nothing of the payment. */
function ignoring(act: () => void): void {
	try {
		act();
	} catch {
		// It is pending still.
	}
}
