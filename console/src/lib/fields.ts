// What people type into forms, read or refused with a sentence beside the field.

import {
	AmountError, parseDuration, parseShare, PERIOD_MS, rateOf, type Currency, type Period,
} from '@lightning-bloc/sdk/amounts';
import { accountOf } from '@lightning-bloc/sdk/chain';

/** An account's 32 bytes. */
export type AccountId = ReturnType<typeof accountOf>;

/** What is wrong with what stands in a field. */
export class FieldError extends Error {
	constructor(
		/** The field. */
		readonly field: string,
		message: string,
	) {
		super(message);
		this.name = 'FieldError';
	}
}

/** What stands in a form's fields. */
export type Values = Readonly<Record<string, string>>;

const AMOUNT_MEANS: Record<AmountError['reason'], string> = {
	NotANumber: 'Write a number, as 1.5. No comma.',
	TooManyDecimals: 'More decimals than the currency has.',
	TooLarge: 'More than there can be.',
	UnknownUnit: 'Another unit than the one that is chosen.',
};

/** The text of a field, without spaces around it. */
export const textOf = (values: Values, field: string): string => (values[field] ?? '').trim();

function filled(values: Values, field: string): string {
	const text = textOf(values, field);
	if (text === '') throw new FieldError(field, 'Fill this in.');
	return text;
}

function readAs<Value>(field: string, read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		if (error instanceof AmountError) throw new FieldError(field, AMOUNT_MEANS[error.reason]);
		throw error;
	}
}

/** An amount above zero. */
export function amountIn(values: Values, field: string, currency: Currency): bigint {
	const text = filled(values, field);
	const amount = readAs(field, () => currency.parse(text));
	if (amount === 0n) throw new FieldError(field, 'More than zero.');
	return amount;
}

/** An amount, or `null` if the field is empty. */
export const maybeAmountIn = (values: Values, field: string, currency: Currency): bigint | null =>
	textOf(values, field) === '' ? null : amountIn(values, field, currency);

/** An amount that may be zero. */
export function anyAmountIn(values: Values, field: string, currency: Currency): bigint {
	const text = filled(values, field);
	return readAs(field, () => currency.parse(text));
}

/** An account, by its address on any chain. */
export function accountIn(values: Values, field: string): AccountId {
	const text = filled(values, field);
	try {
		return accountOf(text);
	} catch {
		throw new FieldError(field, 'That is no address of an account.');
	}
}

/** A duration as `90m` or `2h 30m`, within bounds. */
export function durationIn(
	values: Values,
	field: string,
	least = 0n,
	most: bigint | null = null,
): bigint {
	const text = filled(values, field);
	let ms: bigint;
	try {
		ms = parseDuration(text);
	} catch {
		throw new FieldError(field, 'Write a duration, as 30s, 10m, 2h or 7d.');
	}
	if (ms < least) throw new FieldError(field, 'Shorter than the chain takes.');
	if (most !== null && ms > most) throw new FieldError(field, 'Longer than the chain takes.');
	return ms;
}

/** A whole number within bounds. */
export function wholeIn(values: Values, field: string, least: number, most: number): number {
	const text = filled(values, field);
	const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
	if (!(number >= least && number <= most)) {
		throw new FieldError(field, `A whole number from ${least} to ${most}.`);
	}
	return number;
}

/** A number that names something on chain. */
export function idIn(values: Values, field: string): bigint {
	const text = filled(values, field).replace(/^#/, '');
	if (!/^\d{1,19}$/.test(text)) throw new FieldError(field, 'Write its number.');
	return BigInt(text);
}

/** A share as `0.25%`, in parts of a million; a bare number is a percentage. */
export function shareIn(values: Values, field: string): number {
	const text = filled(values, field);
	return readAs(field, () => parseShare(/[%m]$/.test(text) ? text : `${text}%`));
}

/** A rate: an amount in each period, rounded down. */
export function rateIn(
	values: Values,
	field: string,
	period: Period,
	currency: Currency,
): bigint {
	const rate = rateOf(amountIn(values, field, currency), period, 'down');
	if (rate === 0n) throw new FieldError(field, 'Too little to be counted.');
	return rate;
}

/** 32 bytes in hexadecimal. */
export function hashIn(values: Values, field: string): `0x${string}` {
	const text = filled(values, field);
	if (!/^0x[0-9a-fA-F]{64}$/.test(text)) {
		throw new FieldError(field, '0x and 64 hexadecimal digits.');
	}
	return text.toLowerCase() as `0x${string}`;
}

/** The periods by their names, for a choice. */
export const PERIODS = Object.keys(PERIOD_MS) as Period[];
