// What the browser remembers of choices: nothing secret, and nothing that money hangs on.

import { effect, signal, type Signal } from '@preact/signals';

const PREFIX = 'lightning-bloc.';

/** A text out of the browser's memory; none where there is no memory, as in private windows. */
export function remembered(name: string): string | null {
	try {
		return localStorage.getItem(PREFIX + name);
	} catch {
		return null;
	}
}

/** Remembers a text, or forgets it. */
export function remember(name: string, text: string | null): void {
	try {
		if (text === null) localStorage.removeItem(PREFIX + name);
		else localStorage.setItem(PREFIX + name, text);
	} catch {
		// Then it is chosen again the next time.
	}
}

/** A choice that outlives the page. */
export function choice<Value extends string>(
	name: string,
	values: readonly Value[],
	otherwise: Value,
): Signal<Value> {
	const said = remembered(name) as Value | null;
	const chosen = signal(said !== null && values.includes(said) ? said : otherwise);
	effect(() => remember(name, chosen.value === otherwise ? null : chosen.value));
	return chosen;
}
