// Five clicks on a development chain: a channel is opened, paid through off chain, cheated with,
// defended and settled, by two accounts whose keys everybody knows.

import type { ComponentChildren } from 'preact';
import { accounts } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { seconds } from '../chain/clock.js';
import { live } from '../chain/connection.js';
import { instant, shortAmount, until } from '../lib/text.js';
import { hrefOf } from '../lib/router.js';
import { Card, FaultNote } from '../parts/bits.js';
import { Plot } from '../parts/plot.js';
import {
	cheat, chapters, course, defend, fault, openIt, PAYMENTS, payAlong, paid, settleIt, startAnew,
	step, type Step,
} from '../story/tell.js';

const coins = (amount: bigint) => shortAmount(amount, currencyOf(null));

const ORDER: readonly Step[] = ['open', 'pay', 'cheat', 'challenge', 'settle', 'over'];
const TITLES: Record<Exclude<Step, 'over'>, string> = {
	open: 'Alice opens a channel with Bob',
	pay: `They pay each other ${PAYMENTS} times`,
	cheat: 'Alice cheats',
	challenge: 'Bob answers',
	settle: 'Both have what is theirs',
};

function Chapter({ of, act, button, children }: {
	of: Exclude<Step, 'over'>;
	act: () => Promise<void>;
	button: string;
	children: ComponentChildren;
}) {
	const at = ORDER.indexOf(step.value.at);
	const mine = ORDER.indexOf(of);
	const { busy } = step.value;
	const told = chapters.value[of];
	return (
		<li class="card">
			<h2>{TITLES[of]}</h2>
			<p>{children}</p>
			{at === mine && (
				<div class="buttons">
					<button type="button" class="main" disabled={busy !== null} onClick={() => void act()}>
						{button}
					</button>
				</div>
			)}
			<div role="status">
				{at === mine && busy && <p>{busy}</p>}
				{told && <p class="notice good">{told}</p>}
			</div>
			{at === mine && fault.value && <FaultNote fault={fault.value} />}
			{of === 'pay' && course.value.length > 2 && (
				<Plot
					label={`Alice’s balance over ${course.value.length} payments`}
					x={course.value.map((_, number) => number)} y={course.value}
					xName="Payment" yName="Alice" steps
				/>
			)}
		</li>
	);
}

/** How long the challenge period still lasts. */
function Left() {
	const settles = paid.value?.settlesMs;
	if (settles === undefined) return null;
	return <> It is over {until(settles, seconds.value) === null
		? 'now' : `in ${until(settles, seconds.value)}, at ${instant(settles)}`}.</>;
}

export default function Story() {
	const chain = live.value;
	if (chain && !chain.info.development) {
		return <p>This is for development chains: it takes keys that everybody knows.</p>;
	}
	const ready = accounts.value.filter(({ wallet }) => wallet === null).length >= 2;
	if (!chain || !ready) return <p class="quiet">Waiting for a development chain…</p>;
	const id = step.value.channel;
	return (
		<>
			<p>A channel from its beginning to its end, with test money. Alice and Bob both sign in this
				page. {id !== null && <a href={hrefOf('channel', id)}>Look at the channel</a>}</p>
			<ol class="chapters">
				<Chapter of="open" act={openIt} button="Open it">
					Both commit {coins(paid.peek()?.each ?? 0n)} in it. That is on the chain: three
					transactions.
				</Chapter>
				<Chapter of="pay" act={payAlong} button="Pay along">
					Each payment is a state that both sign. None of it is on the chain, and none has a fee.
				</Chapter>
				<Chapter of="cheat" act={cheat} button="Cheat">
					She closes the channel alone, by a state of long ago, in which she had more.
				</Chapter>
				<Chapter of="challenge" act={defend} button="Challenge">
					He has the challenge period to present the newest state. It counts, and she pays for her
					lie.<Left />
				</Chapter>
				<Chapter of="settle" act={settleIt} button="Settle">
					When the period is over the chain pays both. It does so by itself, too.<Left />
				</Chapter>
			</ol>
			{step.value.at === 'over' && (
				<Card title="That was it">
					<p>The chain has seen six transactions; the payments in between it has not.</p>
					<div class="buttons"><button type="button" onClick={startAnew}>Once more</button></div>
				</Card>
			)}
		</>
	);
}
