// A chain that is made up, in the shape of the SDK's `Chain`: what it does not know it refuses, so
// that a page which reads something new fails its test.

import { Currency } from '@lightning-bloc/sdk/amounts';
import { accountOf, addressOf, ChainError, type Chain } from '@lightning-bloc/sdk/chain';
import { SERVICE_CONSTANTS, SERVICE_STORAGE, SERVICE_VIEWS } from './services.js';
import { TOWER_CONSTANTS, TOWER_STORAGE, TOWER_VIEWS } from './towers.js';
import {
	ALICE, channels, closings, COIN, HASH, leg, NOW, payment, plan, quote, rebalancing, streams,
	subscriptions,
} from './world.js';

type Listener<Value> = (value: Value) => void;
const v = (type: string, value?: unknown) => ({ type, value });

/** The part of an observable that the page uses. */
class Told<Value> {
	readonly #listeners = new Set<Listener<Value>>();
	#last: Value | undefined;

	next(value: Value): void {
		this.#last = value;
		for (const listener of [...this.#listeners]) listener(value);
	}

	subscribe({ next }: { next: Listener<Value> }) {
		this.#listeners.add(next);
		if (this.#last !== undefined) next(this.#last);
		return { unsubscribe: () => this.#listeners.delete(next) };
	}
}

const CONSTANTS: Record<string, unknown> = {
	'Channels.MinChallengePeriodMs': 20_000n, 'Channels.MaxChallengePeriodMs': 1_209_600_000n,
	'Channels.MaxProposalMs': 604_800_000n, 'Channels.ClosingDeposit': COIN / 10n,
	'Channels.MaxPenalty': 500_000, 'Channels.MaxEndingMs': 86_400_000n,
	'Channels.MaxHtlcHorizonMs': 1_209_600_000n, 'Channels.WithdrawalReserve': 20_000,
	'Mpp.MaxInvoiceMs': 2_592_000_000n, 'Mpp.MaxHoldMs': 3_600_000n,
	'Streaming.MinIntervalMs': 12_000n, 'Streaming.MaxIntervalMs': 31_622_400_000n,
	'Streaming.MaxGraceMs': 7_776_000_000n, 'Rebalancing.MinIntervalMs': 12_000n,
	'Swaps.MinLegMs': 12_000n, 'Swaps.MaxLegMs': 604_800_000n,
	...SERVICE_CONSTANTS, ...TOWER_CONSTANTS,
};

const PLAN = {
	success: true,
	value: { routes: [[{ channel: 0n, amount: COIN }]], fee: 0n, hold_fee: 0n, least_fee: 0n },
};

const idsOf = (rows: Map<bigint, unknown>) => (_: string, after?: bigint) =>
	(after === undefined ? [...rows.keys()] : []);
const isAlice = (who: string) => accountOf(who) === accountOf(ALICE);

const VIEWS: Record<string, (...args: any[]) => unknown> = {
	'Channels.channels_of': (who: string, after?: bigint) => (after === undefined
		? [...channels].filter(([, { parties }]) => [parties.opener, parties.counterparty]
			.includes(who)).map(([id]) => id) : []),
	'Channels.channel': (id: bigint) => channels.get(id),
	'Channels.closing': (id: bigint) => closings.get(id),
	'Channels.withdrawal_requests': () => undefined,
	'Mpp.complete': () => undefined,
	'Mpp.by_payer': () => [],
	'Mpp.by_payee': (who: string) => (isAlice(who) ? [0n] : []),
	'Mpp.payment': () => payment,
	'Streaming.streams_of': (who: string) => (isAlice(who) ? idsOf(streams)(who) : []),
	'Streaming.stream_state': (id: bigint) => streams.get(id),
	'Streaming.stream': (id: bigint) => streams.get(id)?.stream,
	'Recurring.by_payer': (who: string) => (isAlice(who) ? [0n] : []),
	'Recurring.by_payee': (who: string) => (isAlice(who) ? [1n] : []),
	'Recurring.subscription': (id: bigint) => subscriptions.get(id)?.subscription,
	'Recurring.state': (id: bigint) => subscriptions.get(id)?.state,
	'Recurring.next_due': (id: bigint) => subscriptions.get(id)?.due ?? [],
	'Recurring.history': (id: bigint) => subscriptions.get(id)?.history ?? [],
	'Recurring.plan': (id: bigint) => (id === 0n ? plan : undefined),
	'Recurring.plans_of': (who: string) => (isAlice(who) ? [0n] : []),
	'Rebalancing.status': (who: string, { type }: { type: string }) =>
		(isAlice(who) && type === 'Native' ? rebalancing.status : undefined),
	'Rebalancing.recommendations': () => rebalancing.advice,
	'Rebalancing.plan_rebalance': () => rebalancing.plan,
	'Swaps.swaps_of': (who: string) => (isAlice(who) ? [[HASH, leg]] : []),
	'Swaps.swap': () => leg,
	'Swaps.providers': (_: unknown, { type }: { type: string }) =>
		(type === 'In' ? [[channels.get(0n)?.parties.counterparty, quote]] : []),
	...SERVICE_VIEWS, ...TOWER_VIEWS,
};

/** An object whose members are made as they are asked for. */
const lazily = (make: (name: string) => unknown): any => new Proxy({}, {
	get: (_, name) => (typeof name === 'string' && name !== 'then' ? make(name) : undefined),
});

export class MadeUp {
	/** What the next call fails with. */
	failure: unknown = null;
	/** The calls that were sent. */
	readonly sent: { name: string; args: unknown }[] = [];
	readonly #best = new Told<{ hash: string; number: number }[]>();
	readonly #final = new Told<{ hash: string; number: number }>();
	readonly #events = new Map<string, unknown[]>();
	#number = 41;
	#socket: WebSocket | null = null;
	/** Whether connecting fails. */
	isDown = false;

	/** Connects, with a socket that can be lost. */
	async connect(WebSocketClass: typeof WebSocket): Promise<Chain> {
		if (this.isDown) throw new Error('nothing answers there');
		const room = `made-up-${Math.random().toString(36).slice(2).padEnd(16, '0')}`;
		this.#socket = new WebSocketClass(`${location.origin.replace('http', 'ws')}/${room}`);
		await new Promise((resolve) => this.#socket?.addEventListener('open', resolve));
		this.seal();
		return this.#chain() as unknown as Chain;
	}

	/** Loses the connection, and does not get it again while it is down. */
	lose(): void {
		this.isDown = true;
		this.#socket?.close();
	}

	/** Makes a block. */
	seal(events: unknown[] = []): number {
		this.#number += 1;
		const hash = `0x${this.#number.toString(16).padStart(64, '0')}`;
		const block = { hash, number: this.#number };
		this.#events.set(block.hash, events);
		this.#best.next([block]);
		this.#final.next(block);
		return this.#number;
	}

	#chain() {
		const made = this;
		return {
			genesis: `0x${'11'.repeat(32)}`,
			info: {
				id: 'dev', name: 'Made-up Chain', symbol: 'BLOC', decimals: 12, prefix: 42,
				development: true,
			},
			currency: new Currency('BLOC', 12),
			client: {
				bestBlocks$: this.#best, finalizedBlock$: this.#final,
				getMetadata: () => Promise.reject(new Error('none here')),
				getFinalizedBlock: () => Promise.resolve({ number: made.#number, hash: HASH }),
				_request: () => Promise.resolve(`0x${'22'.repeat(32)}`),
			},
			api: this.#api(),
			address: (who: string) => addressOf(accountOf(who), 42),
			balance: (_: string, asset?: { type: string }) => Promise.resolve(
				asset?.type === 'WithId' ? 1_000_000_000_000n : 999_876_543_210_000_000n),
			fee: () => Promise.resolve(1_234_567_890n),
			error: (dispatched: { value: { type: string; value: { type: string } } }) => Promise.resolve(
				new ChainError(dispatched.value.type, dispatched.value.value.type,
					'There is less than that to spend: put more in.')),
			async *finalBlocks() {
				yield { hash: HASH, number: made.#number };
				await new Promise(() => {});
			},
			destroy: () => made.#socket?.close(),
		};
	}

	#api() {
		const two = (of: (name: string) => unknown) =>
			lazily((pallet) => lazily((name) => of(`${pallet}.${name}`)));
		const unknown = (name: string) => { throw new Error(`${name} is not made up`); };
		return {
			constants: two((name) => async () => CONSTANTS[name] ?? unknown(name)),
			view: two((name) => async (...args: unknown[]) => {
				const view = VIEWS[name];
				return view ? view(...args) : unknown(name);
			}),
			query: two((name) => this.#storage(name)),
			tx: two((name) => (args: unknown) => this.#call(name, args)),
			apis: two((name) => async () => (name === 'MppApi.plan_payment' ? PLAN : unknown(name))),
		};
	}

	#storage(name: string) {
		const records = async (keys: [bigint][]) => keys.map(([id]) => {
			const channel = channels.get(id);
			return channel && { channel };
		});
		const answers: Record<string, Record<string, (...args: any[]) => unknown>> = {
			'System.Events': { getValue: async ({ at }) => this.#events.get(at) ?? [] },
			'System.Account': {
				getValue: async () => ({ data: { free: COIN, reserved: 3n * COIN, frozen: 0n } }),
			},
			'Timestamp.Now': { getValue: async () => NOW + BigInt(this.#number) },
			'Assets.Metadata': {
				getEntries: async () => [{
					keyArgs: [1], value: { symbol: new TextEncoder().encode('TUSD'), decimals: 6 },
				}],
			},
			'Channels.Channels': {
				getValues: records,
				getValue: async (id: bigint) => (channels.has(id)
					? { channel: channels.get(id) } : undefined),
				getEntries: async () => [...channels].map(([id, channel]) =>
					({ keyArgs: [id], value: { channel } })),
			},
			'Channels.Closings': { getValue: async (id: bigint) => closings.get(id) },
			'Channels.Shown': { getValue: async () => undefined },
			'Channels.Credits': {
				getEntries: async (who: string) => (isAlice(who)
					? [{ keyArgs: [who, v('Native')], value: COIN / 4n }] : []),
			},
		};
		return answers[name] ?? SERVICE_STORAGE[name] ?? TOWER_STORAGE[name] ?? lazily((member) => {
			throw new Error(`${name}.${member} is not made up`);
		});
	}

	#call(name: string, args: unknown) {
		const [pallet = '', call = ''] = name.split('.');
		return {
			decodedCall: v(pallet, v(call, args)),
			getEstimatedFees: async () => 1n,
			signSubmitAndWatch: () => ({
				subscribe: (observer: { next: Listener<unknown> }) => {
					this.sent.push({ name, args });
					const opened = v('Channels', v('Opened', { channel: 0n }));
					void this.#pass(observer.next, name === 'Channels.open' ? [opened] : []);
				},
			}),
		};
	}

	async #pass(next: Listener<unknown>, events: unknown[]): Promise<void> {
		const txHash = HASH;
		const wait = () => new Promise((resolve) => setTimeout(resolve, 60));
		next({ type: 'signed', txHash });
		next({ type: 'broadcasted', txHash });
		await wait();
		const number = this.seal();
		const block = { hash: HASH, number, index: 1 };
		const held = v('Balances', v('Held', { who: ALICE, amount: COIN / 8n }));
		const came = this.failure === null
			? { ok: true, events: [held, ...events], block }
			: { ok: false, events: [], block, dispatchError: this.failure };
		this.failure = null;
		next({ type: 'txBestBlocksState', txHash, found: true, ...came });
		await wait();
		next({ type: 'finalized', txHash, ...came });
	}
}
