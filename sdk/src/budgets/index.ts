/**
 * How much an app may spend of somebody's money: in one payment, in a day, in all. A program that
 * pays by itself asks its budget first.
 *
 * @module budgets
 */

import { PERIOD_MS } from '../amounts/index.js';

/** What may be spent, in units of one asset; nothing said is no bound. */
export interface BudgetLimits {
	/** In one payment. */
	readonly payment?: bigint;
	/** In a day of UTC. */
	readonly day?: bigint;
	/** In all. */
	readonly total?: bigint;
}

/** What has been spent: to be stored by who wants a budget to outlive the program. */
export interface Spent {
	/** The day of which `inDay` counts: days since 1970. */
	readonly day: number;
	readonly inDay: bigint;
	readonly total: bigint;
}

/** A payment that is beyond a budget. Nothing has been paid. */
export class BudgetExceeded extends Error {
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

/** Where budgets are kept. */
export interface BudgetStore {
	load(app: string): Spent | undefined;
	save(app: string, spent: Spent): void;
}

/** What was set aside for a payment. */
export interface Reserved {
	/** The payment was not made: the amount is free again, if it counted for today. */
	release(): void;
}

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
		this.#spent = store?.load(app) ?? { day: this.#today(), inDay: 0n, total: 0n };
	}

	#today(): number {
		return Number(this.nowMs() / PERIOD_MS.day);
	}

	/** What has been spent, by now. A clock that was put back does not begin a new day. */
	get spent(): Spent {
		const today = this.#today();
		return today > this.#spent.day ? { ...this.#spent, day: today, inDay: 0n } : this.#spent;
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

	/** Sets an amount aside before it is paid, or throws `BudgetExceeded`. */
	reserve(amount: bigint): Reserved {
		if (amount < 0n) throw new RangeError('an amount is not below zero');
		for (const [limit, left] of this.#lefts()) {
			if (amount > left) throw new BudgetExceeded(limit, this.app, left);
		}
		this.#add(amount, this.#today());
		const { day } = this.#spent;
		let released = false;
		return {
			release: () => {
				if (!released) this.#add(-amount, day);
				released = true;
			},
		};
	}

	#add(amount: bigint, day: number): void {
		const { spent } = this;
		const inDay = day >= spent.day || amount > 0n ? spent.inDay + amount : spent.inDay;
		this.#spent = { day: spent.day, inDay, total: spent.total + amount };
		this.store?.save(this.app, this.#spent);
	}

	/** Pays within the budget: what `pay` throws gives the amount back. */
	async within<Value>(amount: bigint, pay: () => Promise<Value>): Promise<Value> {
		const reserved = this.reserve(amount);
		try {
			return await pay();
		} catch (error) {
			reserved.release();
			throw error;
		}
	}
}
