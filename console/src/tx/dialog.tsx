// The dialog that stands before everything that is signed.

import { useEffect, useRef, useState } from 'preact/hooks';
import { currencyOf } from '../chain/assets.js';
import { live } from '../chain/connection.js';
import { exactAmount } from '../lib/text.js';
import { Facts, FaultNote } from '../parts/bits.js';
import { confirm, dismiss, forget, tasks, type Task } from './action.js';

const STEPS = ['signing', 'sent', 'in block', 'final'] as const;
const STEP_WORDS: Record<(typeof STEPS)[number], string> = {
	signing: 'Signed', sent: 'Sent', 'in block': 'In a block', final: 'Final',
};

const coins = (amount: bigint) => exactAmount(amount, currencyOf(null));

/** How far it has got, as a list of steps. */
function Steps({ task }: { task: Task }) {
	const at = STEPS.indexOf(task.phase as (typeof STEPS)[number]);
	return (
		<ol class="steps" aria-label="Progress">
			{STEPS.map((step, number) => {
				const isDone = number < at || task.phase === 'final';
				const state = isDone ? 'done' : number === at ? 'now' : 'next';
				return (
					<li key={step} class={state} aria-current={state === 'now' ? 'step' : undefined}>
						{STEP_WORDS[step]}{isDone && <span class="unseen">: done</span>}
					</li>
				);
			})}
		</ol>
	);
}

const WORDS: Record<Task['phase'], string> = {
	asked: '',
	signing: 'Waiting for the signature…',
	sent: 'Sent; waiting for a block…',
	'in block': 'In a block; waiting until it is final…',
	final: 'Done.',
	failed: 'It did not work.',
};

/** How it stands, in words: read out by screen readers. */
function said(task: Task): string {
	const { phase, block, held } = task;
	if (phase === 'in block' && block !== null) {
		return `In block ${block}; waiting until it is final…`;
	}
	if (phase !== 'final') return WORDS[phase];
	const deposit = held > 0n ? ` Held as deposits: ${coins(held)}.` : '';
	return `Done: final in block ${block}.${deposit}`;
}

function Costs({ task }: { task: Task }) {
	const { action, account, fee } = task;
	const facts: (readonly [string, string])[] = [
		...(action.facts ?? []),
		['Signed by', account.name],
		['Fee', fee === null ? 'being asked…' : `about ${coins(fee)}`],
		...(action.holds === undefined ? [] : [['Held', action.holds] as const]),
	];
	return <Facts facts={facts} />;
}

function Review({ task }: { task: Task }) {
	const { action, fee } = task;
	const [isUnderstood, setUnderstood] = useState(false);
	const mayGo = fee !== null && live.value !== null && (!action.warning || isUnderstood);
	return (
		<>
			{action.warning && (
				<div class="notice bad">
					<p>{action.warning}</p>
					<label class="tick">
						<input
							type="checkbox"
							checked={isUnderstood}
							onChange={(event) => setUnderstood(event.currentTarget.checked)}
						/>
						I have understood this.
					</label>
				</div>
			)}
			{action.fails && <p class="quiet">It fails if {action.fails}.</p>}
			<div class="buttons">
				<button type="button" onClick={() => dismiss(task.id)}>Cancel</button>
				<button
					type="button"
					class={action.warning ? 'main danger' : 'main'}
					disabled={!mayGo}
					onClick={() => void confirm(task.id)}
				>
					Sign and send
				</button>
			</div>
		</>
	);
}

function Dialog({ task }: { task: Task }) {
	const box = useRef<HTMLDialogElement>(null);
	const { id, action, phase, fault } = task;
	useEffect(() => {
		if (box.current && !box.current.open) box.current.showModal();
	}, []);
	return (
		<dialog ref={box} aria-labelledby={`title-${id}`} onClose={() => dismiss(id)}>
			<h2 id={`title-${id}`}>{action.title}</h2>
			{action.does.map((line) => <p key={line}>{line}</p>)}
			<Costs task={task} />
			{phase === 'asked' ? <Review task={task} /> : (
				<>
					{phase !== 'failed' && <Steps task={task} />}
					<p role="status">{said(task)}</p>
					{fault && <FaultNote fault={fault} />}
					<div class="buttons">
						<button type="button" class="main" onClick={() => dismiss(id)}>
							{phase === 'final' || phase === 'failed' ? 'Close' : 'Close; it goes on'}
						</button>
					</div>
				</>
			)}
		</dialog>
	);
}

/** Dialogs that are open, and a line for each action whose dialog is closed. */
export function Tasks() {
	const open = tasks.value.find(({ isOpen }) => isOpen);
	const others = tasks.value.filter(({ isOpen }) => !isOpen);
	return (
		<>
			{open && <Dialog key={open.id} task={open} />}
			<div class="tasks" role="status">
				{others.map((task) => (
					<p key={task.id}>
						<strong>{task.action.title}</strong> {said(task)}
						{(task.phase === 'final' || task.phase === 'failed') && (
							<button type="button" class="small" onClick={() => forget(task.id)}>
								Hide<span class="unseen"> {task.action.title}</span>
							</button>
						)}
					</p>
				))}
			</div>
		</>
	);
}
