// How things are written for people: amounts, instants, durations, addresses. No floats: amounts
// are whole numbers of units, and what is cut off says so.

import { formatAmount, formatDuration, type Currency } from '@lightning-bloc/sdk/amounts';

/** A space between thousands at which no line breaks. */
export const THIN = '\u202f';
const SHOWN_DECIMALS = 6;

/** An amount for a table: exact up to six decimals, and marked if that is not all. */
export function shortAmount(amount: bigint, currency: Currency): string {
	const { decimals, symbol } = currency;
	const size = amount < 0n ? -amount : amount;
	// What would be nothing but zeros is written in full.
	const isTiny = decimals > SHOWN_DECIMALS && size < 10n ** BigInt(decimals - SHOWN_DECIMALS);
	if (isTiny) return exactAmount(amount, currency);
	const maxDecimals = Math.min(decimals, SHOWN_DECIMALS);
	return `${formatAmount(amount, decimals, { group: THIN, maxDecimals })}\u00a0${symbol}`;
}

/** An amount to the last unit. */
export const exactAmount = (amount: bigint, { decimals, symbol }: Currency): string =>
	`${formatAmount(amount, decimals, { group: THIN })}\u00a0${symbol}`;

/** An amount with all decimals of the currency, so that a ticking one does not jump. */
export const tickingAmount = (amount: bigint, { decimals, symbol }: Currency): string =>
	`${formatAmount(amount, decimals, { group: THIN, minDecimals: decimals })}\u00a0${symbol}`;

/** An address of which enough is left to compare it by eye. */
export const shortAddress = (address: string): string =>
	address.length <= 16 ? address : `${address.slice(0, 7)}…${address.slice(-6)}`;

/** A hash, shortened. */
export const shortHash = (hash: string): string =>
	hash.length <= 18 ? hash : `${hash.slice(0, 10)}…${hash.slice(-6)}`;

/** A duration by its two largest units: `2d 3h`. */
export function roughDuration(ms: bigint): string {
	if (ms < 1_000n) return '0s';
	return formatDuration(ms - (ms % 1_000n)).split(' ').slice(0, 2).join(' ');
}

/** How long it is until an instant; `null` if it has come. */
export const until = (instantMs: bigint, nowMs: bigint): string | null =>
	instantMs <= nowMs ? null : roughDuration(instantMs - nowMs);

/** The last instant that a date can name. */
const LAST_MS = 8_640_000_000_000_000n;

/** An instant as date and time, in UTC. */
export function instant(ms: bigint): string {
	if (ms < 0n || ms > LAST_MS) return `${ms} ms`;
	return `${new Date(Number(ms)).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The day of an instant, in UTC. */
export const dayOf = (ms: bigint): string => instant(ms).slice(0, 10);

// What turns text around, joins it invisibly, or says nothing.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text that somebody else has written, in one line and no longer than is said. */
export function foreignText(text: string, most: number): string {
	const clean = [...text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim()];
	return clean.length <= most ? clean.join('') : `${clean.slice(0, most - 1).join('')}…`;
}

/** A part of a whole in whole thousandths of it, for the length of a bar: 0 to 1000. */
export function thousandths(part: bigint, whole: bigint): number {
	if (whole <= 0n || part <= 0n) return 0;
	return part >= whole ? 1_000 : Number((part * 1_000n) / whole);
}

/** The name of an error in words: `BelowMinimum` is `below minimum`. */
export const inWords = (name: string): string =>
	name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
