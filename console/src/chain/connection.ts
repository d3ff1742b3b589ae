// The connection to a node: made, lost, made again. Each new connection reads all anew, so that
// nothing on the page is older than it says.

import { computed, signal } from '@preact/signals';
import { Chain } from '@lightning-bloc/sdk/chain';
import { remember, remembered } from '../lib/memory.js';

export const DEFAULT_URL = 'ws://127.0.0.1:9944';

/** How it stands with the node. */
export type Link =
	| { readonly state: 'connecting'; readonly url: string }
	/** No answer yet; it is tried again. */
	| { readonly state: 'unreachable'; readonly url: string; readonly reason: string }
	| { readonly state: 'connected'; readonly url: string; readonly chain: Chain }
	/** It was connected: what is shown is of `sinceMs`. It is tried again. */
	| {
		readonly state: 'lost';
		readonly url: string;
		readonly chain: Chain;
		readonly sinceMs: number;
	};

/** Connects to a node: the SDK does; tests have a chain of their own. */
export type Connect = (url: string, WebSocketClass: typeof WebSocket) => Promise<Chain>;

const ATTEMPT_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

const connectBySdk: Connect = (url, WebSocketClass) =>
	Chain.connect(url, { WebSocket: WebSocketClass, timeoutMs: ATTEMPT_MS });

/** How it stands with the node. */
export const link = signal<Link>({ state: 'connecting', url: DEFAULT_URL });
/** The chain: while the connection is lost, the one that was. */
export const chain = computed(() => ('chain' in link.value ? link.value.chain : null));
/** The chain that can be read and written to now. */
export const live = computed(() =>
	(link.value.state === 'connected' ? link.value.chain : null));

/** Whether a page may connect to an address: to this machine, or by TLS. */
export function isNodeUrl(text: string): boolean {
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		return false;
	}
	return url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopback(url.hostname));
}

export const isLoopback = (host: string): boolean =>
	host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * The node to begin with: the one that the address names, if it is on this machine; else the one
 * that was chosen last.
 */
export function firstUrl(search: string): string {
	const named = new URLSearchParams(search).get('node');
	if (named !== null && isNodeUrl(named) && isLoopback(new URL(named).hostname)) return named;
	const before = remembered('node');
	return before !== null && isNodeUrl(before) ? before : DEFAULT_URL;
}

/** A class of sockets that tells of its end. */
const telling = (onClose: () => void): typeof WebSocket => class extends WebSocket {
	constructor(url: string | URL, protocols?: string | string[]) {
		super(url, protocols);
		this.addEventListener('close', onClose);
	}
};

let connect: Connect = connectBySdk;
let turn = 0;

/** Has another way to connect: for tests. */
export function connectBy(other: Connect): void {
	connect = other;
}

/** Connects to a node, and again whenever the connection is lost, until another is chosen. */
export function follow(url: string): void {
	turn += 1;
	const before = chain.peek();
	link.value = { state: 'connecting', url };
	before?.destroy();
	void attempt(url, turn, FIRST_PAUSE_MS);
}

/** Chooses another node, for the next time, too. */
export function choose(url: string): void {
	remember('node', url === DEFAULT_URL ? null : url);
	follow(url);
}

/** Tries at once, instead of after a pause. */
export const again = (): void => follow(link.peek().url);

async function attempt(url: string, mine: number, pauseMs: number): Promise<void> {
	let made: Chain | null = null;
	const closed = () => {
		if (mine !== turn) return;
		const now = link.peek();
		if (now.state === 'connected' && now.chain === made) {
			link.value = { state: 'lost', url, chain: now.chain, sinceMs: Date.now() };
			now.chain.destroy();
			void attempt(url, mine, FIRST_PAUSE_MS);
		} else if (now.state === 'connecting') {
			link.value = { state: 'unreachable', url, reason: 'nothing answers there' };
		}
	};
	try {
		made = await connect(url, telling(closed));
	} catch (error) {
		if (mine === turn) retry(url, mine, pauseMs, error);
		return;
	}
	if (mine !== turn) made.destroy();
	else link.value = { state: 'connected', url, chain: made };
}

function retry(url: string, mine: number, pauseMs: number, error: unknown): void {
	const reason = error instanceof Error ? error.message : `${error}`;
	if (link.peek().state !== 'lost') link.value = { state: 'unreachable', url, reason };
	setTimeout(() => {
		if (mine === turn) void attempt(url, mine, Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
	}, pauseMs);
}
