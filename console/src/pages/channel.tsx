// One channel: what each has, how to pay, and how it ends.

import * as actions from '../actions/channels.js';
import { current, type Account } from '../chain/accounts.js';
import { useQuery } from '../chain/query.js';
import { Dispute, Ends } from '../channel/closing.js';
import { Forwarding, Move, Pay, Shares } from '../channel/ledger.js';
import { OffChain } from '../channel/offchain.js';
import { wholeChannel, type Whole } from '../channel/read.js';
import { hrefOf, idOf } from '../lib/router.js';
import { Amount, Asked, Card, Countdown } from '../parts/bits.js';
import { ask } from '../tx/action.js';
import { Phase } from './channels.js';
import type { PageProps } from './list.js';

/** A channel that is offered, and not open yet. */
function Offered({ of: { seen } }: { of: Whole }) {
	const { channel: { phase }, side, asset } = seen;
	if (phase.type !== 'Proposed') return null;
	const { requested, deadline_ms: deadline } = phase.value;
	return (
		<Card title="Offered">
			<p>
				{side === 'Counterparty' ? 'You are asked to put in ' : 'The other is asked to put in '}
				<Amount of={requested} asset={asset} />. Time left:{' '}
				<Countdown to={deadline} over="none" />.
			</p>
			<div class="buttons">
				{side === 'Counterparty' && (
					<>
						<button type="button" class="main"
							onClick={() => ask(actions.accept(seen, requested))}>Accept…</button>
						<button type="button" onClick={() => ask(actions.decline(seen))}>Decline…</button>
					</>
				)}
				{side === 'Opener' && (
					<button type="button" onClick={() => ask(actions.withdrawProposal(seen))}>
						Take it back…
					</button>
				)}
			</div>
		</Card>
	);
}

function Shown({ of, account }: { of: Whole; account: Account }) {
	const { seen, closing } = of;
	const isOpen = seen.channel.phase.type === 'Open';
	const isParty = seen.side !== null;
	return (
		<>
			{closing && <Dispute of={of} closing={closing} account={account} />}
			<Offered of={of} />
			<div class="cards">
				<Shares seen={seen}><Phase of={seen} /></Shares>
				{isOpen && isParty && <Pay seen={seen} />}
				{isOpen && isParty && <Move seen={seen} />}
				{isParty && seen.channel.phase.type !== 'Proposed' && (
					<OffChain of={of} account={account} isOpen={isOpen} />
				)}
				{isOpen && isParty && <Ends of={of} account={account} />}
				{isOpen && isParty && <Forwarding key={`${seen.side}`} seen={seen} />}
			</div>
		</>
	);
}

function Known({ id, account }: { id: bigint; account: Account }) {
	const answer = useQuery(['Channels', 'Mpp', 'Rebalancing', 'Swaps'], `${id} ${account.id}`,
		(chain) => wholeChannel(chain, id, account.id));
	return (
		<Asked answer={answer}>{(of) => (of
			? <Shown key={`${id} ${account.id}`} of={of} account={account} />
			: <p>There is no channel {id.toString()}. It may be closed.{' '}
				<a href={hrefOf('channels')}>All channels</a></p>)}
		</Asked>
	);
}

export default function Channel({ rest: [word] }: PageProps) {
	const id = idOf(word);
	const account = current.value;
	if (id === null) return <p>That is no number of a channel.</p>;
	if (!account) return <p>Choose an account first.</p>;
	return <Known id={id} account={account} />;
}
