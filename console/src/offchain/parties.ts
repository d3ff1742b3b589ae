// The parties that are at work in this page: each a channel's machine with its wire and its key,
// stored before anything is sent, told what the chain says, and defended.

import { effect, signal } from '@preact/signals';
import {
	channelMachine, followChannel, type Chain, type Defence,
} from '@lightning-bloc/sdk/chain';
import { Machine, Party, type Transport } from '@lightning-bloc/sdk/channel';
import type { Account } from '../chain/accounts.js';
import { live } from '../chain/connection.js';
import { life } from '../chain/life.js';
import { drop, keep, kept } from '../lib/database.js';

/** A party at work. */
export interface Working {
	readonly key: string;
	readonly channel: bigint;
	readonly account: Account;
	readonly party: Party;
	/** In words: by which way it is connected. */
	readonly way: string;
	/** What was done to defend it, the newest first. */
	readonly defences: readonly Defence[];
	/** What went wrong last: a key that did not sign, a store that failed. */
	readonly trouble: string | null;
	/** The own balance after each change that was agreed, to be drawn. */
	readonly course: readonly bigint[];
	/** Counts up with each change, so that who shows it draws it anew. */
	readonly turn: number;
}

const COURSE = 2_000;

/** Counts up when what is stored has changed while no party is at work. */
export const stored = signal(0);

/** The parties at work, by their key. */
export const working = signal<ReadonlyMap<string, Working>>(new Map());
const ends = new Map<string, () => void>();

export const keyOf = (of: string, channel: bigint, account: string): string =>
	`${of} ${channel} ${account}`;

function change(key: string, to: (before: Working) => Partial<Working>): void {
	const before = working.peek().get(key);
	if (!before) return;
	const after = { ...before, ...to(before), turn: before.turn + 1 };
	working.value = new Map(working.peek()).set(key, after);
}

/** The machine that is stored for a channel; none if there is none. */
export async function storedMachine(key: string): Promise<Machine | null> {
	const row = await kept('machines', key);
	return row ? Machine.resume(row.snapshot) : null;
}

async function store(key: string, snapshot: Uint8Array): Promise<void> {
	const [of = '', channel = '0', account = ''] = key.split(' ');
	await keep('machines', {
		key, life: of, channel: BigInt(channel), account, snapshot, savedMs: Date.now(),
	});
}

/** A lock that this page has alone in the browser until it ends; `null` if another has it. */
async function locked(key: string): Promise<(() => void) | null> {
	return new Promise((resolve, reject) => {
		navigator.locks.request(`lightning-bloc ${key}`, { ifAvailable: true }, (lock) => {
			if (!lock) return resolve(null);
			return new Promise<void>((end) => resolve(end));
		}).catch(reject);
	});
}

/** What a party is begun with. */
export interface Beginning {
	readonly chain: Chain;
	readonly account: Account;
	readonly channel: bigint;
	readonly transport: Transport & { close(): void };
	readonly way: string;
}

/** Puts a party to work: with the machine that is stored, or a new one if there is none. */
export async function begin(beginning: Beginning): Promise<Working> {
	const { chain, account, channel, transport } = beginning;
	const of = life.peek();
	if (of === null) throw new Error('the chain has no block yet');
	const key = keyOf(of, channel, account.id);
	const unlock = await locked(key);
	if (!unlock) throw new Error('this channel is at work in another tab already');
	try {
		const machine = await storedMachine(key) ?? await channelMachine(chain, channel, account.id);
		await store(key, machine.snapshot());
		void navigator.storage?.persist?.();
		return work(beginning, key, machine, unlock);
	} catch (error) {
		transport.close();
		unlock();
		throw error;
	}
}

function work(
	{ chain, account, channel, transport, way }: Beginning,
	key: string,
	machine: Machine,
	unlock: () => void,
): Working {
	const party = new Party({
		machine,
		transport,
		sign: (payload) => account.signer.sign(payload),
		store: { save: (snapshot) => store(key, snapshot) },
		isRevealed: async (hash) =>
			(await (live.peek() ?? chain).api.view.Channels.preimage(hash, { at: 'best' })) !== undefined,
		onError: (error) => change(key, () => ({ trouble: `${error}` })),
	});
	party.on(() => change(key, ({ course }) => ({
		trouble: null, course: [...course, party.balance].slice(-COURSE),
	})));
	const one: Working = {
		key, channel, account, party, way, defences: [], trouble: null, course: [party.balance],
		turn: 0,
	};
	working.value = new Map(working.peek()).set(key, one);
	const endFollowing = followWhileLive(key, chain.genesis, party, account);
	ends.set(key, () => {
		endFollowing();
		party.stop();
		transport.close();
		unlock();
	});
	return one;
}

/** Tells a party what the chain says, over each connection that there is. */
function followWhileLive(key: string, genesis: string, party: Party, account: Account): () => void {
	return effect(() => {
		const chain = live.value;
		if (!chain || chain.genesis !== genesis) return;
		const leaving = new AbortController();
		followChannel(chain, party, {
			signer: account.signer,
			signal: leaving.signal,
			onDefence: (defence) => change(key, ({ defences }) => ({ defences: [defence, ...defences] })),
		}).then(() => change(key, () => ({})), (error) => {
			if (live.peek() === chain) change(key, () => ({ trouble: `${error}` }));
		});
		return () => leaving.abort();
	});
}

/** Sends a party home; its machine stays as it is stored. */
export function end(key: string): void {
	ends.get(key)?.();
	ends.delete(key);
	const left = new Map(working.peek());
	left.delete(key);
	working.value = left;
}

/** Takes a backup in, for a channel whose machine is lost: it asks the other party first. */
export async function restore(
	chain: Chain,
	account: Account,
	channel: bigint,
	backup: Uint8Array,
): Promise<void> {
	const of = life.peek();
	if (of === null) throw new Error('the chain has no block yet');
	const machine = Machine.restore(backup);
	const { identity: { genesis, channel: named, parties }, side } = machine;
	const owner = side === 'Opener' ? parties.opener : parties.counterparty;
	if (genesis !== chain.genesis || named !== channel || owner !== account.id) {
		throw new Error('this backup is of another channel, or of another party');
	}
	const key = keyOf(of, channel, account.id);
	if (working.peek().has(key)) throw new Error('the channel is at work: disconnect first');
	await store(key, machine.snapshot());
	stored.value += 1;
}

/** Forgets the machine of a channel that is over. */
export async function forgetMachine(key: string): Promise<void> {
	await drop('machines', key);
	stored.value += 1;
}
