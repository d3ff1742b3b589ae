// A wire over WebSockets, for browsers and Node.

import type { Transport } from './party.js';

/** The part of a WebSocket that is used. */
export type Socket =
	Pick<WebSocket, 'addEventListener' | 'binaryType' | 'close' | 'readyState' | 'send'> &
	Partial<Pick<WebSocket, 'bufferedAmount'>>;

/** How to connect. */
export interface WebSocketOptions {
	/**
	 * The class to connect with: that of the package `ws` where the platform has none (Node 20).
	 */
	readonly WebSocket?: new (url: string) => Socket;
	/** How long to wait before the next attempt, at first; it doubles up to half a minute. */
	readonly retryMs?: number;
}

const OPEN = 1;
const MAX_RETRY_MS = 30_000;
/** An envelope with two states of 32 HTLCs each is smaller; nobody is to fill the memory. */
const MAX_BYTES = 16_384;
/** So much may wait to go out; what comes beyond that is lost, and sent again later. */
const MAX_BUFFERED = 262_144;

/**
 * The way to the other party over a WebSocket, to a relay or to the party itself. It connects again
 * by itself; what is sent meanwhile is lost, and sent again by the party.
 */
export class WebSocketTransport implements Transport {
	readonly #url: string;
	readonly #make: () => Socket;
	readonly #firstRetryMs: number;
	readonly #onMessage = new Set<(bytes: Uint8Array) => void>();
	readonly #onConnected = new Set<() => void>();
	#socket: Socket | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retryMs: number;
	#closed = false;

	constructor(url: string, options: WebSocketOptions = {}) {
		const Class = options.WebSocket ?? globalThis.WebSocket;
		if (!Class) throw new Error('no WebSocket here: pass the class of the package "ws"');
		this.#url = url;
		this.#make = () => new Class(url);
		this.#firstRetryMs = this.#retryMs = options.retryMs ?? 500;
		this.#connect();
	}

	/** Where it connects to. */
	get url(): string {
		return this.#url;
	}

	/** Whether it is connected now. */
	get isConnected(): boolean {
		return this.#socket?.readyState === OPEN;
	}

	send(bytes: Uint8Array): void {
		if (!this.isConnected || (this.#socket?.bufferedAmount ?? 0) > MAX_BUFFERED) return;
		this.#socket?.send(bytes as Uint8Array<ArrayBuffer>);
	}

	onMessage(listener: (bytes: Uint8Array) => void): () => void {
		this.#onMessage.add(listener);
		return () => this.#onMessage.delete(listener);
	}

	onConnected(listener: () => void): () => void {
		this.#onConnected.add(listener);
		if (this.isConnected) listener();
		return () => this.#onConnected.delete(listener);
	}

	/** Ends the connection for good. */
	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#socket?.close();
	}

	#connect(): void {
		const socket = this.#make();
		socket.binaryType = 'arraybuffer';
		this.#socket = socket;
		socket.addEventListener('open', () => {
			this.#retryMs = this.#firstRetryMs;
			for (const listener of this.#onConnected) listener();
		});
		socket.addEventListener('message', ({ data }: MessageEvent) => {
			if (!(data instanceof ArrayBuffer) || data.byteLength > MAX_BYTES) return;
			for (const listener of this.#onMessage) listener(new Uint8Array(data));
		});
		// After an error there is a close, too.
		socket.addEventListener('error', () => {});
		socket.addEventListener('close', () => this.#retry());
	}

	#retry(): void {
		if (this.#closed) return;
		this.#timer = setTimeout(() => this.#connect(), this.#retryMs);
		this.#retryMs = Math.min(2 * this.#retryMs, MAX_RETRY_MS);
	}
}
