// All that the page of one channel reads.

import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import type { Subject } from '../offchain/offer.js';
import { seenFrom, type Closing, type Seen } from '../chain/channels.js';
import type { ClosingTerms } from '../actions/channels.js';
import type { AccountId } from '../lib/fields.js';

/** A channel with what is to be known to close it. */
export interface Whole {
	readonly seen: Seen;
	readonly closing: Closing | null;
	readonly terms: ClosingTerms;
	/** The longest time for which a closing that both sign may count. */
	readonly maxEndingMs: bigint;
	/** Above this version nothing was shown on chain. */
	readonly shown: bigint;
	readonly subject: Subject;
}

const later = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** Reads a channel as an account sees it; `null` if there is none. */
export async function wholeChannel(
	chain: Chain,
	id: bigint,
	account: AccountId,
): Promise<Whole | null> {
	const at = { at: 'best' } as const;
	const { query, view, constants } = chain.api;
	const [record, closing, shown, deposit, penalty, maxEndingMs] = await Promise.all([
		view.Channels.channel(id, at), view.Channels.closing(id, at),
		query.Channels.Shown.getValue(id, at), constants.Channels.ClosingDeposit(),
		constants.Channels.MaxPenalty(), constants.Channels.MaxEndingMs(),
	]);
	if (!record) return null;
	const { opener, counterparty } = record.parties;
	const versions = [shown?.opener?.version, shown?.counterparty?.version, closing?.state.version];
	return {
		seen: seenFrom(id, record, account),
		closing: closing ?? null,
		terms: { deposit, penalty },
		maxEndingMs,
		shown: versions.reduce<bigint>((most, one) => later(most, one ?? 0n), record.base_version),
		subject: {
			genesis: chain.genesis, channel: id, base: record.base_version,
			parties: { opener: accountOf(opener), counterparty: accountOf(counterparty) },
			committed: record.committed,
		},
	};
}
