// The frame of every page: where one is, whose money it is, how it stands with the node.

import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { accounts, chooseAccount, connectWallet, current, walletNames } from './chain/accounts.js';
import { best, finalised } from './chain/blocks.js';
import { seconds } from './chain/clock.js';
import { again, isLoopback, link } from './chain/connection.js';
import { faultOf } from './chain/errors.js';
import { hrefOf, place } from './lib/router.js';
import { theme, THEMES } from './lib/theme.js';
import { roughDuration } from './lib/text.js';
import { PAGES, pageOf, type PageEntry, type PageProps } from './pages/list.js';
import { Tasks } from './tx/dialog.js';

function Menu({ at }: { at: string }) {
	const inside = at === 'channel' ? 'channels' : at;
	return (
		<nav aria-label="Pages">
			<ul>
				{PAGES.filter(({ listed }) => listed).map(({ name, title }) => (
					<li key={name}>
						<a href={hrefOf(...(name ? [name] : []))}
							aria-current={name === inside ? 'page' : undefined}>
							{title}
						</a>
					</li>
				))}
			</ul>
		</nav>
	);
}

const WALLET = 'wallet:';

/** The choice of an account; the extensions that are there can be connected in the same list. */
function AccountChoice() {
	const [wallets, setWallets] = useState<readonly string[]>([]);
	const [said, setSaid] = useState('');
	const look = () => void walletNames().then(setWallets, () => {});
	useEffect(() => {
		look();
		// Extensions put themselves into the page a moment after it has loaded.
		const timer = setTimeout(look, 1_000);
		return () => clearTimeout(timer);
	}, []);
	const choose = (value: string) => {
		if (!value.startsWith(WALLET)) return chooseAccount(value as `0x${string}`);
		setSaid('Asking the wallet…');
		connectWallet(value.slice(WALLET.length)).then(
			(count) => setSaid(count === 0 ? 'The wallet shows no account to this page.' : ''),
			(error) => setSaid(faultOf(error).title));
	};
	const isConnected = (name: string) => accounts.value.some(({ wallet }) => wallet === name);
	return (
		<div class="account">
			<label>
				<span class="unseen">Account</span>
				<select
					value={current.value?.id ?? ''}
					onFocus={look}
					onChange={(event) => choose(event.currentTarget.value)}
				>
					{current.value === null && <option value="">no account</option>}
					{accounts.value.map(({ id, name, wallet }) => (
						<option key={id} value={id}>{name}{wallet === null ? ' (test key)' : ''}</option>
					))}
					{wallets.filter((name) => !isConnected(name)).map((name) => (
						<option key={name} value={WALLET + name}>Connect {name}…</option>
					))}
				</select>
			</label>
			<span role="status" class="quiet">{said}</span>
		</div>
	);
}

/** How it stands with the node, in a line. */
function Standing() {
	const { state } = link.value;
	const block = best.value;
	if (state !== 'connected') {
		const words = { connecting: 'connecting', unreachable: 'no node', lost: 'connection lost' };
		return <span class="standing bad"><span aria-hidden="true">●</span> {words[state]}</span>;
	}
	const { name } = link.value.chain.info;
	return (
		<span class="standing good">
			<span aria-hidden="true">●</span> <span class="chain">{name}</span>{' '}
			{block && <span>block <b>{block.number}</b>, final <b>{finalised.value ?? '…'}</b></span>}
		</span>
	);
}

/** What there is to be said if there is no connection. */
function Trouble() {
	const now = link.value;
	if (now.state === 'connected' || now.state === 'connecting') return null;
	const isLocal = isLoopback(new URL(now.url).hostname);
	const isHereLocal = isLoopback(location.hostname);
	const block = best.value;
	return (
		<div class="notice bad" role="alert">
			{now.state === 'lost'
				? <p>
					<strong>The connection to {now.url} is lost.</strong> It is tried again. What is shown
					is of block {block?.number ?? '?'}
					{block && `, ${roughDuration(seconds.value - BigInt(now.sinceMs))} ago`}.
				</p>
				: <p><strong>No node answers at {now.url}</strong> ({now.reason}). It is tried again.</p>}
			{now.state === 'unreachable' && isLocal && (
				<p>Start one with <code>scripts/run</code>, or choose another in{' '}
					<a href={hrefOf('settings')}>Settings</a>.</p>
			)}
			{isLocal && !isHereLocal && (
				<p>This page comes from elsewhere: the browser may ask whether it may reach your own
					machine, and has to be allowed to.</p>
			)}
			<div class="buttons"><button type="button" onClick={again}>Try now</button></div>
		</div>
	);
}

function ThemeChoice() {
	return (
		<label>
			<span class="unseen">Colours</span>
			<select
				value={theme.value}
				onChange={(event) => {
					theme.value = event.currentTarget.value as (typeof THEMES)[number];
				}}
			>
				{THEMES.map((name) => <option key={name} value={name}>{name}</option>)}
			</select>
		</label>
	);
}

/** A page, once it is fetched. */
function Page({ entry, rest }: { entry: PageEntry; rest: readonly string[] }) {
	const [loaded, setLoaded] = useState<{ name: string; Of: ComponentType<PageProps> } | null>(null);
	const [isMissing, setMissing] = useState(false);
	useEffect(() => {
		setMissing(false);
		entry.load().then(
			({ default: Of }) => setLoaded({ name: entry.name, Of }), () => setMissing(true));
	}, [entry]);
	if (isMissing) return <p>This page could not be fetched. Load the console again.</p>;
	if (loaded?.name !== entry.name) return <p class="quiet">Opening…</p>;
	return <loaded.Of rest={rest} />;
}

/** All of it. */
export function App() {
	const [name = '', ...rest] = place.value.path;
	const entry = pageOf(name);
	const main = useRef<HTMLElement>(null);
	const title = entry?.title ?? 'No such page';
	useEffect(() => {
		document.title = `${title} · Lightning-Bloc`;
	}, [title]);
	const isStale = link.value.state === 'lost';
	return (
		<>
			<a class="skip" href="#main" onClick={(event) => {
				// The address is the page's: only the focus moves.
				event.preventDefault();
				main.current?.focus();
			}}>To the content</a>
			<header>
				<a class="logo" href={hrefOf()}>Lightning-Bloc</a>
				<Standing />
				<AccountChoice />
				<ThemeChoice />
			</header>
			<Menu at={name} />
			<main ref={main} id="main" tabIndex={-1} class={isStale ? 'stale' : ''}>
				<h1>{title}{entry?.name === 'channel' && rest[0] ? ` ${rest[0]}` : ''}</h1>
				<Trouble />
				{entry
					? <Page entry={entry} rest={rest} />
					: <p>There is no such page. <a href={hrefOf()}>To the overview</a></p>}
			</main>
			<Tasks />
		</>
	);
}
