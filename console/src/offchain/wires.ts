// How two parties of a channel get to each other: in this browser from tab to tab, or at a relay.

import type { Transport } from '@lightning-bloc/sdk/channel';

/** The part of a `BroadcastChannel` that is used. */
export interface Air {
	postMessage(message: unknown): void;
	addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
	removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
	close(): void;
}

const MOST_BYTES = 16_384;

/** The way to another tab of this browser, or to the other party in the same one. */
export class TabTransport implements Transport {
	readonly #air: Air;
	readonly #onConnected = new Set<() => void>();

	constructor(room: string, make: (name: string) => Air = (name) => new BroadcastChannel(name)) {
		this.#air = make(`lightning-bloc/${room}`);
		this.#air.addEventListener('message', this.#greeted);
		// Whoever is there already answers, so that both know of each other.
		this.#air.postMessage('hello');
	}

	readonly #greeted = ({ data }: { readonly data: unknown }): void => {
		if (data !== 'hello' && data !== 'here') return;
		if (data === 'hello') this.#air.postMessage('here');
		for (const listener of [...this.#onConnected]) listener();
	};

	send(bytes: Uint8Array): void {
		this.#air.postMessage(bytes);
	}

	onMessage(listener: (bytes: Uint8Array) => void): () => void {
		const take = ({ data }: { readonly data: unknown }) => {
			if (data instanceof Uint8Array && data.length <= MOST_BYTES) listener(data);
		};
		this.#air.addEventListener('message', take);
		return () => this.#air.removeEventListener('message', take);
	}

	onConnected(listener: () => void): () => void {
		this.#onConnected.add(listener);
		return () => this.#onConnected.delete(listener);
	}

	close(): void {
		this.#air.close();
	}
}

/**
 * The name of the room in which two parties meet: of the channel, and of a word that only they
 * know, so that nobody else waits there.
 */
export async function roomOf(genesis: string, channel: bigint, word: string): Promise<string> {
	const text = new TextEncoder().encode(`lightning-bloc/room/v1 ${genesis} ${channel} ${word}`);
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
	return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
