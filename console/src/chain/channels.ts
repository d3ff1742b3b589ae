// Channels as a page shows them: seen from one account.

import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import { pages } from './query.js';
import { assetIdOf, type AssetId } from './assets.js';

/** A channel as the chain has it. */
export type OnChain =
	NonNullable<Awaited<ReturnType<Chain['api']['view']['Channels']['channel']>>>;
/** A closing as the chain has it. */
export type Closing =
	NonNullable<Awaited<ReturnType<Chain['api']['view']['Channels']['closing']>>>;
export type Policy = NonNullable<OnChain['policies']['opener']>;
type AccountId = ReturnType<typeof accountOf>;

/** What one side has. */
export interface Share {
	/** On the ledger, to be spent. */
	readonly free: bigint;
	/** On the ledger, waiting in payments. */
	readonly locked: bigint;
	/** Committed: divided off chain. */
	readonly committed: bigint;
}

/** A channel seen from one of its sides. */
export interface Seen {
	readonly id: bigint;
	readonly channel: OnChain;
	readonly asset: AssetId;
	/** The side of the account; none if it is no party. */
	readonly side: 'Opener' | 'Counterparty' | null;
	readonly other: AccountId;
	readonly mine: Share;
	readonly theirs: Share;
}

const share = (channel: OnChain, side: 'opener' | 'counterparty'): Share => ({
	...channel.ledger[side], committed: channel.committed[side],
});

/** A channel seen from an account; from the opener if the account is no party. */
export function seenFrom(id: bigint, channel: OnChain, account: AccountId): Seen {
	const opener = accountOf(channel.parties.opener);
	const counterparty = accountOf(channel.parties.counterparty);
	const isCounterparty = counterparty === account;
	const [own, others] = isCounterparty
		? ['counterparty', 'opener'] as const
		: ['opener', 'counterparty'] as const;
	return {
		id,
		channel,
		asset: assetIdOf(channel.asset),
		side: isCounterparty ? 'Counterparty' : opener === account ? 'Opener' : null,
		other: isCounterparty ? opener : counterparty,
		mine: share(channel, own),
		theirs: share(channel, others),
	};
}

/** All of a side's. */
export const allOf = ({ free, locked, committed }: Share): bigint => free + locked + committed;

/** The channels of an account, the newest first. */
export async function channelsOf(chain: Chain, account: AccountId): Promise<Seen[]> {
	const at = { at: 'best' } as const;
	const who = chain.address(account);
	const ids = await pages<bigint>((after, limit) =>
		chain.api.view.Channels.channels_of(who, after, limit, at));
	const records = await chain.api.query.Channels.Channels.getValues(ids.map((id) => [id]), at);
	return ids.flatMap((id, number) => {
		const record = records[number];
		return record ? [seenFrom(id, record.channel, account)] : [];
	}).reverse();
}

/** An edge of the map of channels. */
export interface Edge {
	readonly id: bigint;
	readonly parties: readonly [AccountId, AccountId];
	readonly shares: readonly [bigint, bigint];
	readonly asset: AssetId;
}

/** The channels of everybody, up to a limit. */
export async function everybodys(chain: Chain, most: number): Promise<Edge[]> {
	const entries = await chain.api.query.Channels.Channels.getEntries({ at: 'best' });
	return entries.slice(0, most).map(({ keyArgs: [id], value: { channel } }) => ({
		id,
		parties: [accountOf(channel.parties.opener), accountOf(channel.parties.counterparty)],
		shares: [allOf(share(channel, 'opener')), allOf(share(channel, 'counterparty'))],
		asset: assetIdOf(channel.asset),
	}));
}

/** The words for where a channel is in its life. */
export const PHASES: Record<OnChain['phase']['type'], string> = {
	Proposed: 'proposed', Open: 'open', Closing: 'closing', Resolving: 'being settled',
};
