// Block by block: what happened, and which pallets have something new. Whoever shows something
// reads it again when its pallet has.

import { effect, signal, type Signal } from '@preact/signals';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { live } from './connection.js';

/** The pallets whose news are told. */
export const PALLETS = [
	'Assets', 'Balances', 'Channels', 'Dex', 'Lsp', 'Mpp', 'Rebalancing', 'Recurring', 'Streaming',
	'Swaps', 'Watchtowers',
] as const;
export type Pallet = (typeof PALLETS)[number];

/** A block by its name. */
export interface BlockName {
	readonly hash: string;
	readonly number: number;
}

/** What happened, by its pallet and name. */
export interface Happening {
	readonly block: number;
	readonly pallet: string;
	readonly name: string;
	readonly value: unknown;
}

/** A block that was seen. */
export interface SeenBlock extends BlockName {
	/** When it came, by this machine's clock. */
	readonly seenMs: number;
	/** The block's own clock. */
	readonly clockMs: bigint;
	readonly happened: readonly Happening[];
}

const KEPT = 60;

/** The best block. */
export const best = signal<SeenBlock | null>(null);
/** The number of the newest final block. */
export const finalised = signal<number | null>(null);
/** The last blocks, the newest first. */
export const blocks = signal<readonly SeenBlock[]>([]);
/** For each pallet, how often it has had something new. */
export const news = Object.fromEntries(PALLETS.map((name) => [name, signal(0)])) as
	Readonly<Record<Pallet, Signal<number>>>;

/** What is to be read of a list of best blocks, the newest first, after the one seen last. */
export interface Fresh {
	/** To be read, the oldest first. */
	readonly blocks: readonly BlockName[];
	/** Whether something was missed or undone: then all is to be read again. */
	readonly gap: boolean;
}

/** Which blocks are new, after those that were seen (the newest first). */
export function freshOf(seen: readonly BlockName[], list: readonly BlockName[]): Fresh {
	const [newest] = list;
	const [last] = seen;
	if (!newest || newest.hash === last?.hash) return { blocks: [], gap: false };
	const known = new Set(seen.map(({ hash }) => hash));
	const fresh = list.filter(({ hash }) => !known.has(hash)).reverse();
	const [first] = fresh;
	if (!last || !first) return { blocks: [newest], gap: true };
	const isNext = first.number === last.number + 1;
	return isNext ? { blocks: fresh, gap: false } : { blocks: fresh.slice(-1), gap: true };
}

/** All is new. */
function tellAll(): void {
	for (const name of PALLETS) news[name].value += 1;
}

function tell(happened: readonly Happening[]): void {
	const told = new Set(happened.map(({ pallet }) => pallet));
	for (const name of PALLETS) if (told.has(name)) news[name].value += 1;
}

async function read(chain: Chain, { hash, number }: BlockName): Promise<SeenBlock> {
	const at = { at: hash };
	const [records, clockMs] = await Promise.all([
		chain.api.query.System.Events.getValue(at), chain.api.query.Timestamp.Now.getValue(at),
	]);
	const happened = records.map(({ event }) => {
		const { type: name, value } = event.value as { type: string; value: unknown };
		return { block: number, pallet: event.type as string, name, value };
	});
	return { hash, number, seenMs: Date.now(), clockMs, happened };
}

/** Follows a chain; answers with how to end that. */
export function followBlocks(chain: Chain): () => void {
	let ended = false;
	let line: Promise<void> = Promise.resolve();
	const take = async (list: readonly BlockName[]) => {
		if (ended) return;
		const { blocks: fresh, gap } = freshOf(blocks.peek(), list);
		for (const name of fresh) {
			const one = await read(chain, name).catch(() => null);
			if (ended) return;
			if (one === null) return tellAll();
			blocks.value = [one, ...blocks.peek()].slice(0, KEPT);
			best.value = one;
			if (!gap) tell(one.happened);
		}
		if (gap) tellAll();
	};
	const quiet = () => {};
	const bests = chain.client.bestBlocks$.subscribe({
		next: (list) => { line = line.then(() => take(list)); },
		error: quiet,
	});
	const finals = chain.client.finalizedBlock$.subscribe({
		next: ({ number }) => { finalised.value = number; },
		error: quiet,
	});
	return () => {
		ended = true;
		bests.unsubscribe();
		finals.unsubscribe();
	};
}

/** Follows whatever chain is connected. */
export function followLive(): void {
	effect(() => {
		const connected = live.value;
		if (!connected) return;
		blocks.value = [];
		best.value = null;
		finalised.value = null;
		return followBlocks(connected);
	});
}
