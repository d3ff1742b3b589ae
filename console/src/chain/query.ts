// What a component reads of the chain, again whenever a pallet that it depends on has news.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chain } from '@lightning-bloc/sdk/chain';
import { live } from './connection.js';
import { news, type Pallet } from './blocks.js';

/** What was read. */
export interface Answer<Value> {
	/** None before the first answer. */
	readonly value: Value | undefined;
	/** Why it could not be read. */
	readonly error: unknown;
	/** Whether the value is of another question, or there is none yet. */
	readonly waits: boolean;
}

interface Told<Value> {
	readonly key: string;
	readonly value?: Value;
	readonly error?: unknown;
}

/** Reads something, and reads it again; `key` says what the question depends on. */
export function useQuery<Value>(
	pallets: readonly Pallet[],
	key: string,
	read: (chain: Chain) => Promise<Value>,
): Answer<Value> {
	const chain = live.value;
	const stamp = pallets.map((name) => news[name].value).join();
	const [answer, setAnswer] = useState<Told<Value>>({ key: '' });
	const asked = useRef(0);
	useEffect(() => {
		if (!chain) return;
		const mine = ++asked.current;
		const tell = (told: { value?: Value; error?: unknown }) => {
			if (mine === asked.current) setAnswer({ key, ...told });
		};
		read(chain).then((value) => tell({ value }), (error) => {
			// Of a connection that is gone nothing is told: the next one is asked again.
			if (live.peek() === chain) tell({ error });
		});
	}, [chain, key, stamp]);
	useEffect(() => () => { asked.current += 1; }, []);
	const isOfThis = answer.key === key;
	return {
		value: isOfThis ? answer.value : undefined,
		error: isOfThis ? answer.error : undefined,
		waits: !isOfThis,
	};
}

/** All of a list that a view gives in pages, up to a limit. */
export async function pages<Id>(
	page: (after: Id | undefined, limit: number) => Promise<readonly Id[]>,
	most = 1_000,
): Promise<Id[]> {
	const SIZE = 100;
	const all: Id[] = [];
	while (all.length < most) {
		const next = await page(all.at(-1), SIZE);
		all.push(...next);
		if (next.length < SIZE) break;
	}
	return all;
}
