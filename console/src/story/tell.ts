// What happens in the story, step by step, with the SDK: two parties on a wire of this page.

import { signal } from '@preact/signals';
import {
	ChainError, channelMachine, coSignedState, eventOf, openChannel, settleChannel, topUp,
	type Chain,
} from '@lightning-bloc/sdk/chain';
import { Machine, Party, type CoSigned, type State, type Transport }
	from '@lightning-bloc/sdk/channel';
import { accounts, type Account } from '../chain/accounts.js';
import { currencyOf } from '../chain/assets.js';
import { blocks } from '../chain/blocks.js';
import { live } from '../chain/connection.js';
import { chainFault, faultOf, type Fault } from '../chain/errors.js';
import { shortAmount } from '../lib/text.js';
import { submit } from '../tx/submit.js';

export const PAYMENTS = 100;

export type Step = 'open' | 'pay' | 'cheat' | 'challenge' | 'settle' | 'over';

interface Now {
	readonly at: Step;
	/** What is being done, in words. */
	readonly busy: string | null;
	readonly channel: bigint | null;
}

const START: Now = { at: 'open', busy: null, channel: null };
export const step = signal<Now>(START);
/** What came of each step. */
export const chapters = signal<Partial<Record<Step, string>>>({});
export const fault = signal<Fault | null>(null);
/** What Alice has, after each payment, in thousandths of a coin: a picture. */
export const course = signal<readonly number[]>([]);
/** What both put in, and until when a closing can be answered. */
export const paid = signal<{ readonly each: bigint; readonly settlesMs?: bigint }>({
	each: 10n ** 13n,
});

interface Cast {
	readonly alice: Account;
	readonly bob: Account;
	parties: { alice: Party; bob: Party } | null;
	/** The state of long ago. */
	old: CoSigned<State> | null;
}

let cast: Cast | null = null;

/** Begins anew. */
export function startAnew(): void {
	cast?.parties?.alice.stop();
	cast?.parties?.bob.stop();
	cast = null;
	step.value = START;
	chapters.value = {};
	course.value = [];
	fault.value = null;
	paid.value = { each: paid.peek().each };
}

function castOf(): Cast {
	if (cast) return cast;
	const [alice, bob] = ['Alice', 'Bob'].map((wanted) =>
		accounts.peek().find(({ name, wallet }) => name === wanted && wallet === null));
	if (!alice || !bob) throw new Error('Alice and Bob are not there');
	cast = { alice, bob, parties: null, old: null };
	return cast;
}

const coins = (amount: bigint) => shortAmount(amount, currencyOf(null));
const says = (busy: string) => { step.value = { ...step.peek(), busy }; };

/** Does a step, and goes on if it came to something. */
async function act(next: Step, told: Step, does: (chain: Chain) => Promise<string>): Promise<void> {
	const chain = live.peek();
	if (!chain || step.peek().busy !== null) return;
	fault.value = null;
	says('One moment…');
	try {
		const text = await does(chain);
		chapters.value = { ...chapters.peek(), [told]: text };
		step.value = { ...step.peek(), at: next, busy: null };
	} catch (error) {
		fault.value = error instanceof ChainError ? chainFault(error) : faultOf(error);
		step.value = { ...step.peek(), busy: null };
	}
}

/** Both ends of a wire inside of this page. */
function wire(): { alice: Transport; bob: Transport } {
	type Listener = (bytes: Uint8Array) => void;
	const listeners = { alice: new Set<Listener>(), bob: new Set<Listener>() };
	const end = (mine: 'alice' | 'bob', other: 'alice' | 'bob'): Transport => ({
		send: (bytes) => queueMicrotask(() => {
			for (const listener of listeners[other]) listener(bytes);
		}),
		onMessage: (listener) => {
			listeners[mine].add(listener);
			return () => listeners[mine].delete(listener);
		},
	});
	return { alice: end('alice', 'bob'), bob: end('bob', 'alice') };
}

export const openIt = (): Promise<void> => act('pay', 'open', async (chain) => {
	const { alice, bob } = castOf();
	const { each } = paid.peek();
	const least = await chain.api.constants.Channels.MinChallengePeriodMs();
	const period = least > 30_000n ? least : 30_000n;
	says('Alice opens the channel…');
	const channel = await openChannel(chain, alice.signer, {
		counterparty: bob.id, amount: 10n ** 12n, challengePeriodMs: period,
	});
	step.value = { ...step.peek(), channel };
	says('Alice commits…');
	await topUp(chain, alice.signer, channel, each);
	says('Bob commits…');
	await topUp(chain, bob.signer, channel, each);
	return `Channel ${channel} is open. Both have committed ${coins(each)}.`;
});

async function partiesOf(chain: Chain, channel: bigint, { alice, bob }: Cast) {
	const ends = wire();
	const party = async (account: Account, transport: Transport) => new Party({
		machine: await channelMachine(chain, channel, account.id), transport, resendMs: 0,
		sign: (bytes) => account.signer.sign(bytes),
	});
	return { alice: await party(alice, ends.alice), bob: await party(bob, ends.bob) };
}

const THOUSANDTH = 10n ** 9n;

export const payAlong = (): Promise<void> => act('cheat', 'pay', async (chain) => {
	const all = castOf();
	const { channel } = step.peek();
	if (channel === null) throw new Error('there is no channel');
	const parties = await partiesOf(chain, channel, all);
	all.parties = parties;
	const began = performance.now();
	const drawn = () => Number(parties.alice.balance / THOUSANDTH) / 1_000;
	course.value = [drawn()];
	for (let count = 1; count <= PAYMENTS; count += 1) {
		// In the long run Alice pays.
		const payer = count % 4 === 0 ? parties.bob : parties.alice;
		await payer.pay(BigInt(50 + (count * 37) % 120) * THOUSANDTH);
		if (count === 10) all.old = parties.alice.machine.closeAloneWith();
		course.value = [...course.peek(), drawn()];
		if (count % 5 === 0) {
			says(`${count} payments…`);
			await new Promise((resolve) => setTimeout(resolve));
		}
	}
	const took = Math.round((performance.now() - began) / 100) / 10;
	return `${PAYMENTS} payments in ${took} s. Alice has ${coins(parties.alice.balance)}, Bob ` +
		`${coins(parties.bob.balance)}; the chain knows nothing of it.`;
});

export const cheat = (): Promise<void> => act('challenge', 'cheat', async (chain) => {
	const { alice, old, parties } = castOf();
	const { channel } = step.peek();
	if (channel === null || !old || !parties) throw new Error('there is no old state');
	const { events } = await submit(chain, alice, chain.api.tx.Channels.force_close({
		channel, state: coSignedState(old),
	}));
	const { settles_ms: settlesMs } =
		eventOf<{ settles_ms: bigint }>(events, 'Channels', 'ForceClosed');
	paid.value = { ...paid.peek(), settlesMs };
	const newest = parties.alice.machine.state.version;
	return `She has shown state ${old.body.version}, though state ${newest} is signed.`;
});

export const defend = (): Promise<void> => act('settle', 'challenge', async (chain) => {
	const { bob, parties } = castOf();
	const { channel } = step.peek();
	const newest = parties && Machine.resume(parties.bob.backup()).closeAloneWith();
	if (channel === null || !newest) throw new Error('there is no newer state');
	await submit(chain, bob, chain.api.tx.Channels.challenge({
		channel, state: coSignedState(newest),
	}));
	return `Bob has shown state ${newest.body.version}: it counts now.`;
});

const PATIENCE_MS = 5_000;

/** Waits until the page has read the block in which the channel was settled. */
async function seen(channel: bigint): Promise<void> {
	const isSettled = () => blocks.peek().some(({ happened }) => happened.some((one) =>
		one.pallet === 'Channels' && one.name === 'Closed' &&
		(one.value as { channel?: bigint }).channel === channel));
	for (let waited = 0; waited < PATIENCE_MS && !isSettled(); waited += 100) {
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** Who got what, as the chain told in its last blocks. */
async function outcomeOf(channel: bigint): Promise<string> {
	await seen(channel);
	const told = blocks.peek().flatMap(({ happened }) => happened).filter((one) =>
		one.pallet === 'Channels' && (one.value as { channel?: bigint }).channel === channel);
	const of = <Value>(name: string) =>
		told.find((one) => one.name === name)?.value as Value | undefined;
	const penalty = of<{ amount: bigint }>('Penalised');
	const settled = of<{ paid: { opener: bigint; counterparty: bigint } }>('Settled');
	const fined = penalty ? ` Her lie has cost Alice ${coins(penalty.amount)}.` : '';
	if (!settled) return `The channel is settled.${fined}`;
	const { opener, counterparty } = settled.paid;
	return `Settled: ${coins(opener)} to Alice, ${coins(counterparty)} to Bob.${fined}`;
}

export const settleIt = (): Promise<void> => act('over', 'settle', async (chain) => {
	const { bob } = castOf();
	const { channel } = step.peek();
	const { settlesMs } = paid.peek();
	if (channel === null || settlesMs === undefined) throw new Error('nothing is being closed');
	says('Waiting for the challenge period to end…');
	await chain.reaches(settlesMs);
	says('Settling…');
	await settleChannel(chain, bob.signer, channel).catch((error) => {
		// The chain may have been first.
		if (!(error instanceof ChainError && error.error === 'NotFound')) throw error;
	});
	return outcomeOf(channel);
});
