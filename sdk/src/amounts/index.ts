/**
 * Amounts, rates, shares and durations between the units of a chain and what people write. All of
 * it is done in whole numbers; nothing is ever a float.
 *
 * @module amounts
 */

/** Why a text is not an amount, a rate or a duration. */
export class AmountError extends RangeError {
	constructor(
		/** What is wrong. */
		readonly reason: 'NotANumber' | 'TooManyDecimals' | 'TooLarge' | 'UnknownUnit',
		detail: string,
	) {
		super(`${reason}: ${detail}`);
		this.name = 'AmountError';
	}
}

/** The largest amount that a chain can hold. */
export const MAX_BALANCE = 2n ** 128n - 1n;

/**
 * Which way a result that is not a whole number goes. There is no default: it is somebody's money.
 */
export type Rounding = 'down' | 'up';

const DIGITS = /^(\d[\d_]*)(?:\.(\d+))?$/;

const power = (decimals: number): bigint => {
	if (!Number.isInteger(decimals) || decimals < 0 || decimals > 38) {
		throw new AmountError('TooManyDecimals', `${decimals}`);
	}
	return 10n ** BigInt(decimals);
};

/** A quotient of numbers that are not negative, rounded as is said. */
export function divide(amount: bigint, by: bigint, rounding: Rounding): bigint {
	return rounding === 'down' ? amount / by : (amount + by - 1n) / by;
}

/**
 * The units in a decimal number, as `1.5` or `1_000`. Refuses more decimals than the asset has:
 * nothing is rounded in silence. `,` is refused, too: it means different things to different
 * people.
 */
export function parseAmount(text: string, decimals: number): bigint {
	const [, whole, fraction = ''] = DIGITS.exec(text.trim()) ?? [];
	if (whole === undefined) throw new AmountError('NotANumber', text);
	const digits = fraction.replace(/0+$/, '');
	if (digits.length > decimals) throw new AmountError('TooManyDecimals', text);
	const units = BigInt(whole.replaceAll('_', '')) * power(decimals) +
		BigInt(digits.padEnd(decimals, '0') || '0');
	if (units > MAX_BALANCE) throw new AmountError('TooLarge', text);
	return units;
}

/** How an amount is written. */
export interface AmountFormat {
	/** What stands between thousands; nothing if it is not named. */
	readonly group?: string;
	/** At least so many decimals, filled up with zeros. */
	readonly minDecimals?: number;
	/** At most so many decimals, cut off and marked by `…`, since it is not all. */
	readonly maxDecimals?: number;
}

/** The decimal number of an amount in units, exact unless `maxDecimals` says otherwise. */
export function formatAmount(amount: bigint, decimals: number, format: AmountFormat = {}): string {
	const { group = '', minDecimals = 0, maxDecimals = decimals } = format;
	const size = amount < 0n ? -amount : amount;
	const scale = power(decimals);
	const whole = (size / scale).toString().replace(/\B(?=(\d{3})+$)/g, group);
	const all = (size % scale).toString().padStart(decimals, '0').slice(0, decimals);
	const shown = all.slice(0, maxDecimals).replace(/0+$/, '').padEnd(minDecimals, '0');
	const cut = /[1-9]/.test(all.slice(maxDecimals)) ? '…' : '';
	const sign = amount < 0n ? '−' : '';
	return `${sign}${whole}${shown && `.${shown}`}${cut}`;
}

/** The units of an asset: what people call it, and how many decimals it has. */
export class Currency {
	constructor(
		/** What stands behind an amount. */
		readonly symbol: string,
		/** How many decimals an amount in whole coins has. */
		readonly decimals: number,
	) {
		power(decimals);
	}

	/** The units in `1.5` or `1.5 BLOC`. Another symbol is refused. */
	parse(text: string): bigint {
		const [, number = '', symbol = ''] = /^([\d._]+)\s*(.*)$/.exec(text.trim()) ?? [];
		if (!number) throw new AmountError('NotANumber', text);
		if (symbol && symbol !== this.symbol) throw new AmountError('UnknownUnit', symbol);
		return parseAmount(number, this.decimals);
	}

	/** The amount with its symbol, as `1.5 BLOC`. */
	format(amount: bigint, format?: AmountFormat): string {
		return `${formatAmount(amount, this.decimals, format)} ${this.symbol}`;
	}

	/** One whole coin in units. */
	get one(): bigint {
		return power(this.decimals);
	}
}

/**
 * Milliseconds of the periods that people name. A month is a twelfth of a year of 365.2425 days.
 */
export const PERIOD_MS = {
	second: 1_000n,
	minute: 60_000n,
	hour: 3_600_000n,
	day: 86_400_000n,
	week: 604_800_000n,
	month: 2_629_746_000n,
	year: 31_556_952_000n,
} as const;

/** A period by its name. */
export type Period = keyof typeof PERIOD_MS;

/** A rate of 1 is this part of a unit a second. */
export const RATE_SCALE = 10n ** 12n;
/** A rate is so many parts of a unit a millisecond. */
const PARTS_A_MS = RATE_SCALE * 1_000n;

/** The rate of a stream that moves `amount` units in a period. */
export function rateOf(amount: bigint, period: Period, rounding: Rounding): bigint {
	const rate = divide(amount * PARTS_A_MS, PERIOD_MS[period], rounding);
	if (rate > MAX_BALANCE) throw new AmountError('TooLarge', `${amount} a ${period}`);
	return rate;
}

/** The units that a rate moves in a period, rounded down as the chain pays. */
export const amountPer = (rate: bigint, period: Period): bigint => accrued(rate, PERIOD_MS[period]);

/** The whole units that accrue at a rate in so many milliseconds: rounded down. */
export const accrued = (rate: bigint, ms: bigint): bigint => (rate * ms) / PARTS_A_MS;

/** The first millisecond after which so many units have accrued; `undefined` for a rate of zero. */
export function lastsMs(amount: bigint, rate: bigint): bigint | undefined {
	return rate === 0n ? undefined : divide(amount * PARTS_A_MS, rate, 'up');
}

/** A rate as people write it: `25 BLOC a month`, which is `parseRate('25/month', …)`. */
export function parseRate(text: string, currency: Currency, rounding: Rounding): bigint {
	const [, amount, name] = /^(.*?)\s*(?:\/|\ban?\b|\bper\b)\s*(\w+)$/.exec(text.trim()) ?? [];
	if (amount === undefined || name === undefined) throw new AmountError('NotANumber', text);
	if (!(name in PERIOD_MS)) throw new AmountError('UnknownUnit', name);
	return rateOf(currency.parse(amount), name as Period, rounding);
}

/** What a rate comes to in a period, as `25 BLOC a month`; rounded down. */
export function formatRate(
	rate: bigint,
	currency: Currency,
	period: Period,
	format?: AmountFormat,
): string {
	const article = period === 'hour' ? 'an' : 'a';
	return `${currency.format(amountPer(rate, period), format)} ${article} ${period}`;
}

/** A share in parts of a million, of a text as `0.25%` or `2500 ppm`. */
export function parseShare(text: string): number {
	const [, number = '', unit] = /^([\d._]+)\s*(%|ppm)$/.exec(text.trim()) ?? [];
	if (!number) throw new AmountError('NotANumber', text);
	const parts = parseAmount(number, unit === '%' ? 4 : 0);
	if (parts > 1_000_000n) throw new AmountError('TooLarge', text);
	return Number(parts);
}

/** A share of parts of a million as a percentage, exact. */
export const formatShare = (parts: number): string => `${formatAmount(BigInt(parts), 4)}%`;

/** What a share of parts of a million comes to. */
export const shareOf = (parts: number, amount: bigint, rounding: Rounding): bigint =>
	divide(amount * BigInt(parts), 1_000_000n, rounding);

const DURATIONS: Record<string, bigint> = {
	ms: 1n, s: 1_000n, m: 60_000n, h: 3_600_000n, d: 86_400_000n, w: 604_800_000n,
};

/** The milliseconds of a text as `90m`, `2h 30m` or `7d`. */
export function parseDuration(text: string): bigint {
	const parts = text.trim().split(/\s+/);
	return parts.reduce((sum, part) => {
		const [, number, unit = ''] = /^(\d+)([a-z]+)$/.exec(part) ?? [];
		if (number === undefined) throw new AmountError('NotANumber', text);
		const each = DURATIONS[unit];
		if (each === undefined) throw new AmountError('UnknownUnit', unit);
		return sum + BigInt(number) * each;
	}, 0n);
}

/** A duration as `2h 30m`: its largest units first, exact. */
export function formatDuration(ms: bigint): string {
	let left = ms;
	const parts = Object.entries(DURATIONS).reverse().flatMap(([unit, each]) => {
		const count = left / each;
		left %= each;
		return count > 0n ? [`${count}${unit}`] : [];
	});
	return parts.join(' ') || '0s';
}
