// Small parts that every page is made of.

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { addressOf, nameOf, ownAccount } from '../chain/accounts.js';
import { currencyOf, type AssetId } from '../chain/assets.js';
import { faultOf, type Fault } from '../chain/errors.js';
import type { Answer } from '../chain/query.js';
import { seconds } from '../chain/clock.js';
import { exactAmount, instant, shortAmount, until } from '../lib/text.js';
import { accountOf } from '@lightning-bloc/sdk/chain';

/** An amount: short, and exact when pointed at. */
export function Amount({ of, asset }: { of: bigint; asset: AssetId }) {
	const currency = currencyOf(asset);
	return <span class="amount" title={exactAmount(of, currency)}>{shortAmount(of, currency)}</span>;
}

/** Somebody: by name if this page knows one, with the address when pointed at. */
export function Who({ is }: { is: string }) {
	const id = accountOf(is);
	const isNamed = ownAccount(id) !== null;
	return <span class={isNamed ? 'who' : 'who mono'} title={addressOf(id)}>{nameOf(id)}</span>;
}

/** A block of a page. */
export function Card({ title, children, actions }: {
	title: string;
	children: ComponentChildren;
	actions?: ComponentChildren;
}) {
	return (
		<section class="card">
			<div class="head"><h2>{title}</h2>{actions}</div>
			{children}
		</section>
	);
}

/** Names and what they are. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
	return (
		<dl class="facts">
			{facts.map(([name, value]) => (
				<div key={name}><dt>{name}</dt><dd>{value}</dd></div>
			))}
		</dl>
	);
}

/** What went wrong. */
export function FaultNote({ fault }: { fault: Fault }) {
	return (
		<div class="notice bad" role="alert">
			<p><strong>{fault.title}</strong></p>
			{fault.text && <p>{fault.text}</p>}
		</div>
	);
}

/** What is read of the chain: a word while it is not there, a reason if it cannot be read. */
export function Asked<Value>({ answer, children, empty }: {
	answer: Answer<Value>;
	children: (value: Value) => ComponentChildren;
	/** What to say of an empty list. */
	empty?: ComponentChildren;
}) {
	if (answer.error !== undefined) return <FaultNote fault={faultOf(answer.error)} />;
	if (answer.value === undefined) return <p class="quiet">Reading…</p>;
	const isEmpty = Array.isArray(answer.value) && answer.value.length === 0;
	if (isEmpty && empty !== undefined) return <p class="quiet">{empty}</p>;
	return <>{children(answer.value)}</>;
}

/** A table that scrolls in itself where it is too wide. */
export function Table({ label, heads, children }: {
	label: string;
	heads: readonly string[];
	children: ComponentChildren;
}) {
	return (
		<div class="wide" role="region" aria-label={label} tabIndex={0}>
			<table>
				<thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
				<tbody>{children}</tbody>
			</table>
		</div>
	);
}

/** How long it is until an instant, counted down; with the instant when pointed at. */
export function Countdown({ to, over }: { to: bigint; over: string }) {
	const left = until(to, seconds.value);
	return <time title={instant(to)} dateTime={iso(to)}>{left ?? over}</time>;
}

/** An instant. */
export function At({ ms }: { ms: bigint }) {
	return <time dateTime={iso(ms)}>{instant(ms)}</time>;
}

const iso = (ms: bigint): string | undefined => {
	const text = instant(ms);
	return text.endsWith('UTC') ? `${text.slice(0, 19).replace(' ', 'T')}Z` : undefined;
};

const SAID_MS = 2_000;

/** Copies a text. */
export function Copy({ text, what }: { text: string; what: string }) {
	const [said, setSaid] = useState('');
	useEffect(() => {
		if (said === '') return;
		const timer = setTimeout(() => setSaid(''), SAID_MS);
		return () => clearTimeout(timer);
	}, [said]);
	const copy = () => navigator.clipboard.writeText(text)
		.then(() => setSaid('Copied'), () => setSaid('Select it and copy it by hand'));
	return (
		<>
			<button type="button" class="small" onClick={() => void copy()}>
				Copy<span class="unseen"> {what}</span>
			</button>
			<span role="status" class="quiet"> {said}</span>
		</>
	);
}

/** Saves a text as a file. */
export function saveFile(name: string, text: string, type: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** A small word about a state, with a colour that is not the only sign. */
export function Tag({ kind, children }: {
	kind: 'good' | 'warn' | 'bad' | 'plain';
	children: ComponentChildren;
}) {
	return <span class={`tag ${kind}`}>{children}</span>;
}
