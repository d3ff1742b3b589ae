// What somebody is about to do: said in words with its cost before anything is signed, and followed
// until it is final.

import { signal } from '@preact/signals';
import type { Call, Chain } from '@lightning-bloc/sdk/chain';
import { current, type Account } from '../chain/accounts.js';
import { live } from '../chain/connection.js';
import { faultOf, type Fault } from '../chain/errors.js';
import { CallFailed, submit, type Outcome, type Phase } from './submit.js';

/** Something that can be done by one call. */
export interface Action {
	/** In a few words, as on the button. */
	readonly title: string;
	/** What it does, in sentences. */
	readonly does: readonly string[];
	/** Numbers and names, to be compared. */
	readonly facts?: readonly (readonly [string, string])[];
	/** What is held back until later. */
	readonly holds?: string;
	/** How it can fail. */
	readonly fails?: string;
	/** What has to be understood first: it is to be ticked. */
	readonly warning?: string;
	/** Who signs, if not the account that is chosen. */
	readonly account?: Account;
	readonly call: (chain: Chain) => Call | Promise<Call>;
	/** Is told what came of it, once it is final. */
	readonly done?: (outcome: Outcome) => void | Promise<void>;
}

/** An action under way. */
export interface Task {
	readonly id: number;
	readonly action: Action;
	readonly account: Account;
	readonly phase: 'asked' | Phase | 'failed';
	/** The fee; unknown at first. */
	readonly fee: bigint | null;
	/** What was held back by it. */
	readonly held: bigint;
	readonly block: number | null;
	readonly fault: Fault | null;
	/** Whether its dialog is open. */
	readonly isOpen: boolean;
}

const KEPT = 4;

/** What is asked for, under way, or done a moment ago; the newest first. */
export const tasks = signal<readonly Task[]>([]);
let lastId = 0;

function change(id: number, to: Partial<Task>): void {
	tasks.value = tasks.peek().map((task) => (task.id === id ? { ...task, ...to } : task));
}

export const taskOf = (id: number): Task | undefined =>
	tasks.peek().find((task) => task.id === id);

/** Shows what an action does and costs. */
export function ask(action: Action): void {
	const account = action.account ?? current.peek();
	const chain = live.peek();
	if (!account || !chain) return;
	const id = ++lastId;
	const task: Task = {
		id, action, account, phase: 'asked', fee: null, held: 0n, block: null, fault: null,
		isOpen: true,
	};
	tasks.value = [task, ...tasks.peek().filter(({ phase }) => phase !== 'asked')].slice(0, KEPT);
	void estimate(id, chain, action, account);
}

async function estimate(id: number, chain: Chain, action: Action, account: Account) {
	try {
		const fee = await chain.fee(account.signer, await action.call(chain));
		change(id, { fee });
	} catch (error) {
		change(id, { phase: 'failed', fault: faultOf(error) });
	}
}

/** Signs and sends what was asked for. */
export async function confirm(id: number): Promise<void> {
	const task = taskOf(id);
	const chain = live.peek();
	if (!task || !chain || task.phase !== 'asked') return;
	const { action, account } = task;
	change(id, { phase: 'signing' });
	let outcome: Outcome;
	try {
		const call = await action.call(chain);
		outcome = await submit(chain, account, call, (phase, block) => {
			if (phase !== 'final') change(id, { phase, ...(block === undefined ? {} : { block }) });
		});
	} catch (error) {
		const fault = error instanceof CallFailed ? error.fault : faultOf(error);
		return change(id, { phase: 'failed', fault, isOpen: true });
	}
	change(id, { phase: 'final', block: outcome.block, held: heldBy(outcome, chain, account) });
	try {
		await action.done?.(outcome);
	} catch (error) {
		// The call has done what it was to do: only the page has not gone on.
		change(id, { fault: faultOf(error) });
	}
}

/** What an outcome has held back of the account's coin, as deposits. */
export function heldBy(
	{ events }: Outcome,
	chain: Pick<Chain, 'address'>,
	account: Pick<Account, 'id'>,
): bigint {
	const own = chain.address(account.id);
	return events.reduce((sum, { type, value }) => {
		const event = value as { type: string; value: { who?: string; amount?: bigint } };
		const isHeld = type === 'Balances' && event.type === 'Held' && event.value.who === own;
		return isHeld ? sum + (event.value.amount ?? 0n) : sum;
	}, 0n);
}

/** Closes a dialog: what is under way goes on, and what is over has been read. */
export function dismiss(id: number): void {
	const phase = taskOf(id)?.phase;
	if (phase === 'asked' || phase === 'final' || phase === 'failed') forget(id);
	else change(id, { isOpen: false });
}

/** Takes a task that is over from the list. */
export function forget(id: number): void {
	tasks.value = tasks.peek().filter((task) => task.id !== id);
}
