// Addresses behind the `#`: any file server will do, from any folder.

import { computed, signal } from '@preact/signals';

/** Where the page is: a path of words, and what is asked beside it. */
export interface Place {
	readonly path: readonly string[];
	readonly asked: ReadonlyMap<string, string>;
}

/** Reads what stands behind the `#`. */
export function placeOf(hash: string): Place {
	const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
	return {
		path: path.split('/').filter((word) => word !== '').map(decoded),
		asked: new Map(new URLSearchParams(query)),
	};
}

/** A text that anybody may have typed. */
function decoded(word: string): string {
	try {
		return decodeURIComponent(word);
	} catch {
		return word;
	}
}

/** The address of a place, to be put into a link. */
export const hrefOf = (...path: readonly (string | bigint | number)[]): string =>
	`#/${path.map((word) => encodeURIComponent(`${word}`)).join('/')}`;

/** The number that stands in a path; none if it is no number. */
export function idOf(word: string | undefined): bigint | null {
	return word !== undefined && /^\d{1,19}$/.test(word) ? BigInt(word) : null;
}

const hash = signal('');
/** Where the page is now. */
export const place = computed(() => placeOf(hash.value));

/** Follows the address bar. */
export function followAddress(): void {
	const take = () => { hash.value = location.hash; };
	addEventListener('hashchange', take);
	take();
}

/** Goes somewhere. */
export function go(...path: readonly (string | bigint | number)[]): void {
	location.hash = hrefOf(...path);
}
