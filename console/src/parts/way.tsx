// A way that a payment takes, channel by channel.

import type { Chain } from '@lightning-bloc/sdk/chain';
import { accountOf } from '@lightning-bloc/sdk/chain';
import type { Hop } from '@lightning-bloc/sdk/routes';
import type { AssetId } from '../chain/assets.js';
import { useQuery } from '../chain/query.js';
import type { AccountId } from '../lib/fields.js';
import { hrefOf } from '../lib/router.js';
import { Amount, Who } from './bits.js';

/** Who is on a way, in order, from its beginning. */
export function peopleOn(
	from: AccountId,
	parties: readonly (readonly [AccountId, AccountId] | null)[],
): (AccountId | null)[] {
	let at: AccountId | null = from;
	return parties.map((pair) => {
		if (!pair || at === null) at = null;
		else at = pair[0] === at ? pair[1] : pair[1] === at ? pair[0] : null;
		return at;
	});
}

async function partiesOf(chain: Chain, hops: readonly Hop[]) {
	const records = await chain.api.query.Channels.Channels.getValues(
		hops.map(({ channel }) => [channel]), { at: 'best' });
	return records.map((record) => {
		if (!record) return null;
		const { opener, counterparty } = record.channel.parties;
		return [accountOf(opener), accountOf(counterparty)] as const;
	});
}

export function Way({ from, hops, asset }: {
	from: AccountId;
	hops: readonly Hop[];
	asset: AssetId;
}) {
	const key = hops.map(({ channel }) => `${channel}`).join();
	const parties = useQuery([], key, (chain) => partiesOf(chain, hops)).value ?? [];
	const people = peopleOn(from, parties);
	return (
		<ol class="way">
			<li><Who is={from} /></li>
			{hops.map(({ channel, amount }, at) => (
				<li key={`${at}`}>
					<span aria-hidden="true">→ </span>
					<Amount of={amount} asset={asset} /> over{' '}
					<a href={hrefOf('channel', channel)}>channel {channel.toString()}</a>
					{people[at] && <> to <Who is={people[at]} /></>}
				</li>
			))}
		</ol>
	);
}
