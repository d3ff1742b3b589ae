// Streams as a page shows them: read once, counted here between the blocks.

import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import { counterOf, type Counter } from '@lightning-bloc/sdk/streams';
import { assetIdOf, type AssetId } from './assets.js';
import { pages } from './query.js';

type AccountId = ReturnType<typeof accountOf>;
export type StreamState =
	NonNullable<Awaited<ReturnType<Chain['api']['view']['Streaming']['stream_state']>>>;

/** A stream seen from an account. */
export interface SeenStream {
	readonly id: bigint;
	readonly state: StreamState;
	readonly asset: AssetId;
	/** Whether the account pays it. */
	readonly isOut: boolean;
	readonly other: AccountId;
	/** To count it by; none of one that only the chain counts. */
	readonly counter: Counter | null;
}

/** A stream by its number; `null` if there is none. */
export async function streamOf(
	chain: Chain,
	id: bigint,
	account: AccountId,
): Promise<SeenStream | null> {
	const [state, counter] = await Promise.all([
		chain.api.view.Streaming.stream_state(id, { at: 'best' }), counterOf(chain, id),
	]);
	if (!state) return null;
	const payer = accountOf(state.stream.payer);
	const isOut = payer === account;
	const other = isOut ? accountOf(state.stream.payee) : payer;
	return { id, state, counter, isOut, other, asset: assetIdOf(state.stream.asset) };
}

/** The streams of an account, the newest first. */
export async function streamsOf(chain: Chain, account: AccountId): Promise<SeenStream[]> {
	const who = chain.address(account);
	const ids = await pages<bigint>((after, limit) =>
		chain.api.view.Streaming.streams_of(who, after, limit, { at: 'best' }));
	const all = await Promise.all(ids.map((id) => streamOf(chain, id, account)));
	return all.filter((one) => one !== null).reverse();
}

/** The rate in 10⁻¹² units a second; none of a metered one. */
export const rateOfStream = ({ state: { stream } }: SeenStream): bigint | null =>
	(stream.source.type === 'Rate' ? stream.source.value : null);
