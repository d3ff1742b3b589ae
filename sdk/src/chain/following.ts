// Final blocks with what happened in them, for who follows something of a pallet.

import type { Hex } from '../core/bytes.js';
import type { Chain } from './chain.js';

/** An event as the chain has it: the name of a pallet, and what happened there. */
export interface BlockEvent {
	readonly type: string;
	readonly value: { readonly type: string; readonly value: unknown };
}

/** A final block, and what happened in it. */
export interface FollowedBlock {
	readonly hash: Hex;
	readonly number: number;
	readonly events: readonly BlockEvent[];
	/**
	 * Whether the block before it was not seen, as with the first: what happened until then is
	 * known by what is there now.
	 */
	readonly isGap: boolean;
}

/** How many blocks in a row may fail to be read. */
const MAX_FAILURES = 8;

/**
 * Looks at each final block from the newest on, and tells what `look` makes of it. What the node
 * does not tell now is seen as a gap by a later block; where it fails again and again, its error is
 * thrown. A signal ends it, and so does `look` by `end`.
 */
export async function* following<News>(
	chain: Chain,
	signal: AbortSignal | undefined,
	look: (block: FollowedBlock) => Promise<{ news: readonly News[]; end?: boolean }>,
): AsyncGenerator<News> {
	let [last, failures] = [-1, 0];
	for await (const { hash, number } of chain.finalBlocks(signal)) {
		let seen: Awaited<ReturnType<typeof look>>;
		try {
			const records = await chain.api.query.System.Events.getValue({ at: hash });
			const events = records.map(({ event }) => event as BlockEvent);
			seen = await look({ hash, number, events, isGap: number !== last + 1 });
		} catch (error) {
			failures += 1;
			if (failures > MAX_FAILURES) throw error;
			last = -1;
			continue;
		}
		[last, failures] = [number, 0];
		yield* seen.news;
		if (seen.end) return;
	}
}
