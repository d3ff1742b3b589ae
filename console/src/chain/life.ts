// Which chain it is, for what is kept in the browser. The genesis hash says it, except where a
// development chain is begun anew each time: there the first block tells one life from the next.

import { effect, signal } from '@preact/signals';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { live } from './connection.js';
import { best } from './blocks.js';

/** The life that is connected; none as long as it is not known. */
export const life = signal<string | null>(null);

/** Names the life of a chain; `null` before its first block. */
export async function lifeOf(chain: Chain): Promise<string | null> {
	if (!chain.info.development) return chain.genesis;
	try {
		const first = await chain.client._request<string | null>('chain_getBlockHash', [1]);
		return first === null ? null : `${chain.genesis}/${first}`;
	} catch {
		return chain.genesis;
	}
}

/** Keeps the life of whatever chain is connected. */
export function followLife(): void {
	let of: Chain | null = null;
	effect(() => {
		const chain = live.value;
		const isBegun = best.value !== null && best.value.number > 0;
		if (chain !== of) life.value = null;
		of = chain;
		if (!chain || life.peek() !== null || (chain.info.development && !isBegun)) return;
		void lifeOf(chain).then((name) => {
			if (live.peek() === chain) life.value = name;
		});
	});
}
