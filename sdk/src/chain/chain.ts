// A chain: connected, with typed calls, reads and events.

import { bloc } from '#descriptors';
import {
	createClient, type PolkadotClient, type Transaction, type TxFinalized, type TxFinalizedPayload,
	type TypedApi,
} from 'polkadot-api';
import { getWsProvider } from 'polkadot-api/ws';
import { Currency } from '../amounts/index.js';
import { accountOf, addressOf } from '../core/address.js';
import type { Asset } from '../core/assets.js';
import type { Hex } from '../core/bytes.js';
import type { AccountId } from '../core/signatures.js';
import { inTime } from '../channel/signing.js';
import type { Signer } from '../signers/index.js';
import {
	chainError, ChainError, errorDocs, isOverForEver, NotIncluded, refusedError, Uncertain,
	type ErrorDocs,
} from './errors.js';

/** All calls, reads, constants and events of the chain, typed. */
export type Api = TypedApi<typeof bloc>;
/** An event with where it happened. */
export type SystemEvent = TxFinalized['events'][number];
/** A call of the chain. */
export type Call = Transaction;

/** What a chain says of itself. */
export interface ChainInfo {
	readonly id: string;
	readonly name: string;
	readonly symbol: string;
	readonly decimals: number;
	readonly prefix: number;
	/** Whether its keys are known to everybody. */
	readonly development: boolean;
}

/** How to connect. */
export interface ConnectOptions {
	/**
	 * The class to connect with: that of the package `ws` where the platform has none (Node 20).
	 */
	readonly WebSocket?: unknown;
	/** How long to wait for the first answer. */
	readonly timeoutMs?: number;
	/**
	 * What the chain has to be, as the app knows it: a node that says anything else is not used.
	 * What is signed names the genesis hash, and amounts are read by the decimals.
	 */
	readonly expect?: {
		readonly genesis?: Hex;
		readonly symbol?: string;
		readonly decimals?: number;
	};
}

/** A node whose chain is not the one that was asked for. Nothing was signed. */
export class WrongChain extends Error {
	/** Nothing has changed. */
	readonly changedNothing = true;

	constructor(
		/** What of it is not as expected. */
		readonly what: 'genesis' | 'symbol' | 'decimals',
		/** What the node says. */
		readonly said: string | number,
	) {
		super(`the node is of another chain: its ${what} is ${said}`);
		this.name = 'WrongChain';
	}
}

/** A transaction that did what it was to do, and is final. */
export interface Done {
	/** The block. */
	readonly block: Hex;
	/** The number of the block. */
	readonly number: number;
	/** What happened by it. */
	readonly events: readonly SystemEvent[];
}

/** The most final blocks that wait to be looked at. */
const MAX_BEHIND = 256;

/** A connected chain. */
export class Chain {
	readonly #lines = new Map<AccountId, Promise<unknown>>();
	#docs: Promise<ErrorDocs> | undefined;

	private constructor(
		/** The client under it: blocks, raw reads. */
		readonly client: PolkadotClient,
		/** All calls, reads, constants and events, typed. */
		readonly api: Api,
		/** The hash of the chain's first block. */
		readonly genesis: Hex,
		/** What the chain says of itself. */
		readonly info: ChainInfo,
	) {}

	/** Connects to a node, or the first that answers of several. */
	static async connect(url: string | string[], options: ConnectOptions = {}): Promise<Chain> {
		const websocketClass = options.WebSocket ?? globalThis.WebSocket;
		if (!websocketClass) throw new Error('no WebSocket here: pass the class of the package "ws"');
		const provider = getWsProvider(url, { websocketClass: websocketClass as typeof WebSocket });
		const client = createClient(provider);
		try {
			const chain = await within(options.timeoutMs ?? 30_000, Chain.#read(client));
			ensureExpected({ genesis: chain.genesis, ...chain.info }, options.expect);
			return chain;
		} catch (error) {
			client.destroy();
			throw error;
		}
	}

	static async #read(client: PolkadotClient): Promise<Chain> {
		const api = client.getTypedApi(bloc);
		const [{ genesisHash }, said] = await Promise.all([
			client.getChainSpecData(), api.view.ChainIdentity.chain(),
		]);
		const { id, name, symbol, decimals, ss58_prefix: prefix, development } = said;
		const info = { id, name, symbol, decimals, prefix, development };
		return new Chain(client, api, genesisHash as Hex, info);
	}

	/** The chain's own coin. */
	get currency(): Currency {
		return new Currency(this.info.symbol, this.info.decimals);
	}

	/** The units of an asset, as its metadata on chain has them. */
	async currencyOf(asset: Asset): Promise<Currency> {
		if (asset.type === 'Native') return this.currency;
		const { symbol, decimals } = await this.api.query.Assets.Metadata.getValue(asset.id);
		return new Currency(new TextDecoder().decode(symbol), decimals);
	}

	/** The address of an account on this chain. */
	address(account: AccountId | string): string {
		return addressOf(accountOf(account), this.info.prefix);
	}

	/** The clock of the newest final block. */
	now(): Promise<bigint> {
		return this.api.query.Timestamp.Now.getValue({ at: 'finalized' });
	}

	/**
	 * The later of the chain's clock and this machine's, to name deadlines by: a chain at rest
	 * shows an old time.
	 */
	async latest(): Promise<bigint> {
		const [chain, here] = [await this.now(), BigInt(Date.now())];
		return chain > here ? chain : here;
	}

	/** What an account can spend of an asset. */
	async balance(account: AccountId | string, asset: Asset = { type: 'Native' }): Promise<bigint> {
		const address = this.address(account);
		if (asset.type === 'WithId') {
			return (await this.api.query.Assets.Account.getValue(asset.id, address))?.balance ?? 0n;
		}
		const { data } = await this.api.query.System.Account.getValue(address);
		return data.free > data.frozen ? data.free - data.frozen : 0n;
	}

	/** What a call would cost its sender in fees. */
	fee(signer: Signer, call: Call): Promise<bigint> {
		return call.getEstimatedFees(this.address(signer.account));
	}

	/**
	 * Signs and sends a call, and waits until it is final: for each account one after the other.
	 * Throws a `ChainError` if it fails, `NotIncluded` if it was not sent, and `Uncertain` if it was
	 * and nothing more is known.
	 */
	submit(signer: Signer, call: Call): Promise<Done> {
		const before = this.#lines.get(signer.account) ?? Promise.resolve();
		const done = before.then(() => this.#submit(signer, call));
		this.#lines.set(signer.account, done.catch(() => {}));
		return done;
	}

	async #submit(signer: Signer, call: Call): Promise<Done> {
		// What nobody signs is not to hold up for ever what comes behind it.
		const sign = async () => call.sign(signer.transactions);
		const signed = await inTime(sign()).catch((cause: unknown) => {
			throw new NotIncluded(cause);
		});
		const result = await this.#send(signed, call.decodedCall.type);
		const block = result.block.hash as Hex;
		if (!result.ok) throw await this.error(result.dispatchError, block);
		return { block, number: result.block.number, events: result.events };
	}

	/** Sends a transaction, and follows it into a final block. */
	async #send(signed: Uint8Array, pallet: string): Promise<TxFinalizedPayload> {
		let sent = null as string | null;
		try {
			return await new Promise<TxFinalizedPayload>((resolve, reject) => {
				this.client.submitAndWatch(signed).subscribe({
					next: (event) => {
						if (event.type === 'broadcasted') sent = event.txHash;
						if (event.type === 'finalized') resolve(event);
					},
					error: reject,
					complete: () => reject(new Error('the client has ended')),
				});
			});
		} catch (error) {
			const isSent = sent !== null;
			// Without its documentation an error is still an error.
			const docs = await this.#errorDocs().catch(() => new Map<string, string>());
			const refused = refusedError(error, pallet, docs, isSent);
			if (refused) throw refused;
			if (sent === null || isOverForEver(error)) throw new NotIncluded(error);
			throw new Uncertain(sent, error);
		}
	}

	/** The error that a dispatch ended with, with its documentation. */
	async error(dispatchError: unknown, block: string | null = null): Promise<ChainError> {
		const docs = await this.#errorDocs().catch(() => new Map<string, string>());
		return chainError(dispatchError, docs, block);
	}

	#errorDocs(): Promise<ErrorDocs> {
		if (this.#docs) return this.#docs;
		const docs = this.client.getMetadata('finalized').then(errorDocs);
		this.#docs = docs;
		// What could not be read is read again the next time.
		docs.catch(() => { this.#docs = undefined; });
		return docs;
	}

	/** Waits until the chain's clock shows an instant, in a final block. */
	async reaches(instantMs: bigint): Promise<void> {
		for await (const _ of this.finalBlocks()) {
			if ((await this.now()) >= instantMs) return;
		}
	}

	/**
	 * The final blocks from now on, the newest one first of all. After a broken connection some may
	 * be left out: their numbers tell. A signal ends it.
	 */
	async *finalBlocks(
		signal?: AbortSignal,
	): AsyncGenerator<{ readonly hash: Hex; readonly number: number }> {
		const queue: { hash: Hex; number: number }[] = [];
		let failure: unknown;
		let wake = () => {};
		const push = (act: () => void) => (act(), wake());
		const subscription = this.client.finalizedBlock$.subscribe({
			next: ({ hash, number }) => push(() => {
				queue.push({ hash: hash as Hex, number });
				// Who is so far behind goes on with the newer ones, and sees the gap.
				if (queue.length > MAX_BEHIND) queue.splice(0, queue.length - 1);
			}),
			error: (error) => push(() => (failure = error ?? new Error('the client has ended'))),
			complete: () => push(() => (failure ??= new Error('the client has ended'))),
		});
		const stop = () => wake();
		signal?.addEventListener('abort', stop, { once: true });
		try {
			while (!signal?.aborted) {
				const next = queue.shift();
				if (next) yield next;
				else if (failure) throw failure;
				else await new Promise<void>((resolve) => (wake = resolve));
			}
		} finally {
			signal?.removeEventListener('abort', stop);
			subscription.unsubscribe();
		}
	}

	/** Ends the connection. */
	destroy(): void {
		this.client.destroy();
	}
}

/** Throws `WrongChain` unless the chain is what an app expects. */
export function ensureExpected(
	said: { readonly genesis: Hex; readonly symbol: string; readonly decimals: number },
	expected: ConnectOptions['expect'] = {},
): void {
	for (const what of ['genesis', 'symbol', 'decimals'] as const) {
		const wanted = expected[what];
		if (wanted !== undefined && wanted !== said[what]) throw new WrongChain(what, said[what]);
	}
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`the node has not answered in ${ms} ms`)), ms);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
