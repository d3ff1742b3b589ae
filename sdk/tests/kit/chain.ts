// A chain that a test tells what to say: no node, no time.

import { Chain } from '../../src/chain/chain.js';
import type { Hex } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import type { Signer } from '../../src/signers/index.js';

type Any = any;

export const hashOf = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`;

/** A block as a test has it: its clock, and what happened in it. */
export interface FakeBlock {
	readonly number: number;
	readonly nowMs: bigint;
	readonly events?: readonly { readonly type: string; readonly value: unknown }[];
}

/** What comes of a transaction, by what `submitAndWatch` tells of it. */
export type Outcome =
	| { readonly refused: unknown }
	| { readonly broken: unknown }
	| { readonly final: FakeBlock }
	| { readonly failed: unknown };

export const event = (pallet: string, name: string, value: unknown) =>
	({ type: pallet, value: { type: name, value } });

/** What polkadot-api throws of a transaction that is invalid. */
export function invalid(type: string, value?: number): Error {
	return Object.assign(new Error(type), { error: { type: 'Invalid', value: { type, value } } });
}

/** An account whose wallet signs, or does not. */
export function fakeSigner(name = '//Bob'): Signer {
	const pair = devKeyPair(name);
	return {
		account: pair.account, name, transactions: {} as Any, sign: (payload) => pair.sign(payload),
		address: () => pair.account,
	};
}

export class FakeChain {
	readonly blocks = new Map<Hex, FakeBlock>();
	/** Blocks whose state the node has no more. */
	readonly pruned = new Set<number>();
	/** What views and storage answer: by `Pallet.name`, with the block and the arguments. */
	readonly answers: Record<string, (block: FakeBlock, ...args: Any[]) => unknown> = {};
	readonly constants: Record<string, unknown> = {};
	/** What comes of the next transactions. */
	readonly outcomes: Outcome[] = [];
	/** The extrinsics of blocks, by hash. */
	readonly bodies = new Map<string, Uint8Array[]>();
	/** What was signed, in order. */
	readonly signed: { readonly name: string; readonly value: Any }[] = [];
	/** Is told what was signed, before anything comes of it. */
	onSigned: (signed: { readonly name: string; readonly value: Any }) => void = () => {};
	/** What the wallet throws, if it does not sign. */
	signing: unknown;
	#listeners = new Set<{ next(block: Any): void; complete(): void }>();
	#head: FakeBlock | undefined;
	readonly chain: Chain;

	constructor() {
		const info = {
			id: 'fake', name: 'Fake', symbol: 'BLOC', decimals: 12, prefix: 42, development: true,
		};
		const client = {
			finalizedBlock$: { subscribe: (listener: Any) => this.#subscribe(listener) },
			submitAndWatch: () => ({ subscribe: (listener: Any) => this.#submit(listener) }),
			getMetadata: async () => { throw new Error('no metadata here'); },
			getBlockBody: async (hash: string) => this.bodies.get(hash) ?? [],
			getFinalizedBlock: async () => this.#head && this.#info(this.#head),
			destroy: () => { for (const { complete } of this.#listeners) complete(); },
		};
		const ask = (pallet: string, name: string) => (...args: Any[]) =>
			this.#answer(`${pallet}.${name}`, args);
		const api = {
			view: pallets(ask),
			apis: pallets(ask),
			query: pallets((pallet, name) => ({ getValue: ask(pallet, name) })),
			constants: pallets((pallet, name) => async () => this.constants[`${pallet}.${name}`]),
			tx: pallets((pallet, name) => (value: unknown) => this.#call(pallet, name, value)),
		};
		this.chain = new (Chain as Any)(client, api, `0x${'07'.repeat(32)}`, info);
		this.answers['Timestamp.Now'] = ({ nowMs }) => nowMs;
		this.answers['System.Events'] = ({ events = [] }) => events.map((one) => ({ event: one }));
		this.answers['System.BlockHash'] = (_, number) => hashOf(number);
	}

	/** How many listen for blocks. */
	get listeners(): number {
		return this.#listeners.size;
	}

	/** A block is final. */
	push(block: FakeBlock): void {
		this.blocks.set(hashOf(block.number), block);
		this.#head = block;
		for (const { next } of [...this.#listeners]) next(this.#info(block));
	}

	/** A block that was final before anybody listened. */
	before(block: FakeBlock): void {
		this.blocks.set(hashOf(block.number), block);
	}

	#info = ({ number }: FakeBlock) => ({ hash: hashOf(number), number });

	#subscribe(listener: Any): { unsubscribe(): void } {
		this.#listeners.add(listener);
		if (this.#head) listener.next(this.#info(this.#head));
		return { unsubscribe: () => void this.#listeners.delete(listener) };
	}

	async #answer(name: string, args: Any[]): Promise<unknown> {
		const { at = 'finalized' } = (args.at(-1) ?? {}) as { at?: string };
		const block = at === 'finalized' ? this.#head : this.blocks.get(at as Hex);
		if (!block || this.pruned.has(block.number)) throw new Error(`the node has no ${at}`);
		return this.answers[name]?.(block, ...args);
	}

	#call(pallet: string, name: string, value: unknown): unknown {
		return {
			decodedCall: { type: pallet, value: { type: name, value } },
			sign: async () => {
				if (this.signing !== undefined) throw this.signing;
				this.signed.push({ name: `${pallet}.${name}`, value });
				this.onSigned({ name: `${pallet}.${name}`, value });
				return new Uint8Array(4);
			},
		};
	}

	#submit(listener: Any): void {
		const outcome = this.outcomes.shift() ?? { broken: new Error('nothing comes of it') };
		if ('refused' in outcome) return listener.error(outcome.refused);
		listener.next({ type: 'broadcasted', txHash: '0xabcd' });
		if ('broken' in outcome) return listener.error(outcome.broken);
		const ok = 'final' in outcome;
		const block = ok ? outcome.final : this.#head ?? { number: 0, nowMs: 0n };
		listener.next({
			type: 'finalized', txHash: '0xabcd', ok, block: this.#info(block),
			events: ok ? outcome.final.events ?? [] : [],
			dispatchError: ok ? undefined : outcome.failed,
		});
	}
}

/** Whatever is asked for by the names of a pallet and of something in it. */
function pallets(of: (pallet: string, name: string) => unknown): Any {
	const inner = (pallet: string) => new Proxy({}, {
		get: (_, name) => of(pallet, String(name)),
	});
	return new Proxy({}, { get: (_, pallet) => inner(String(pallet)) });
}
