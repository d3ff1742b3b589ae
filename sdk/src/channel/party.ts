// A party of a channel at work: a machine with a wire, a key, a store and a clock.

import { equal, toHex, type BytesLike, type Hex } from '../core/bytes.js';
import { decodeAll } from '../core/scale.js';
import type { Htlc } from '../core/messages.js';
import { ofSide, otherSide, pairWith, SIDES, type Side } from '../core/sides.js';
import type { MultiSignature } from '../core/signatures.js';
import { gainer, paymentHash, sameChange } from './change.js';
import { addedBy, type Outside } from './limits.js';
import { Machine } from './machine.js';
import type { ChainEvent } from './on-chain.js';
import { Signatures, type Sign } from './signing.js';
import {
	envelopeCodec, Refused, type Change, type ChannelEvent, type Ending, type Envelope,
	type Reaction,
} from './types.js';

/** How the messages of two parties get to each other. It may lose, repeat and reorder them. */
export interface Transport {
	/** Sends bytes, or drops them if there is no connection: they are sent again. */
	send(bytes: Uint8Array): void;
	/** Hands over what arrives; answers with how to end that. */
	onMessage(listener: (bytes: Uint8Array) => void): () => void;
	/** Tells of each new connection; answers with how to end that. */
	onConnected?(listener: () => void): () => void;
}

/** Where a party keeps its machine. What `save` answers with is awaited before anything is sent. */
export interface Store {
	/**
	 * Stores the newest snapshot in place of `before`, which this party stored or began with. If
	 * there is anything else, somebody else runs the same party: throw, and nothing is signed twice.
	 */
	save(snapshot: Uint8Array, before: Uint8Array): void | Promise<void>;
}

/** Signs bytes for the party's account: at once, or after somebody has agreed. */
export type SignPayload = (payload: Uint8Array) => MultiSignature | Promise<MultiSignature>;

/** What a party needs. */
export interface PartyOptions {
	/** The party's end of the channel. */
	readonly machine: Machine;
	/** The way to the other party. */
	readonly transport: Transport;
	/** The party's key. */
	readonly sign: SignPayload;
	/** Where the machine is kept; without it, a crash may lose states, and so money. */
	readonly store?: Store;
	/** The time in Unix milliseconds; this machine's clock if it is not named. */
	readonly nowMs?: () => bigint;
	/** Whether a preimage is on chain: asked before an HTLC is signed. */
	readonly isRevealed?: (hash: Hex) => boolean | Promise<boolean>;
	/** Is asked before this side pays: throws if it must not. */
	readonly allow?: (change: Change) => void;
	/** How often what waits for an answer is sent again; 0 leaves that to `resend`. */
	readonly resendMs?: number;
	/**
	 * Is told what went wrong while nobody waited for it: a key that refused to sign, a store that
	 * failed, a wire that is broken, a listener that threw. What was to be done is done when the
	 * message comes again, or is sent again.
	 */
	readonly onError?: (error: unknown) => void;
}

/** So many messages wait to be taken in; what comes beyond that is lost, as on the wire. */
const MAX_ARRIVED = 64;

/** How a change is waited for. */
export interface ChangeOptions {
	/**
	 * Ends the waiting. What the other side was asked for is wanted no more, and refused if it
	 * comes late; what this side has signed already cannot be taken back, and is waited for.
	 */
	readonly signal?: AbortSignal;
}

/** What is done to a machine. */
type Act<Value> = (machine: Machine, outside: Outside, sign: Sign) => Value;
type Job = () => Promise<void>;

interface Waiting {
	readonly change: Change;
	/** Whether the machine has begun it: only then what happens is about it. */
	begun: boolean;
	resolve(version: bigint): void;
	reject(error: Error): void;
}

/**
 * One party of a channel: pays, is paid, and tells its listeners what happened. What it does is
 * done one after the other, stored, and only then sent.
 */
export class Party {
	readonly #options: PartyOptions;
	readonly #machine: Machine;
	readonly #signatures: Signatures;
	readonly #listeners = new Set<(event: ChannelEvent) => void>();
	readonly #waiting = new Set<Waiting>();
	readonly #farewells: (() => void)[] = [];
	/** What is to be done, in its order: what the chain tells, and all else. */
	readonly #news: Job[] = [];
	readonly #jobs: Job[] = [];
	#isAtWork = false;
	#ownChanges: Promise<unknown> = Promise.resolve();
	/** What was sent last of what waits: it is sent again on the timer, not with each message. */
	#lastPending = '';
	/** What is stored, or the machine began with. */
	#stored: Uint8Array;
	#isStored = false;
	#arrived = 0;

	constructor(options: PartyOptions) {
		this.#options = options;
		this.#machine = options.machine;
		this.#stored = options.machine.snapshot();
		this.#signatures = new Signatures(options.sign);
		const { transport, resendMs = 2_000 } = options;
		const failed = (error: unknown) => this.#failed(error);
		this.#farewells.push(transport.onMessage((bytes) => void this.deliver(bytes).catch(failed)));
		const greet = transport.onConnected?.(() => void this.#send(this.#machine.reestablish()));
		if (greet) this.#farewells.push(greet);
		if (resendMs > 0) {
			const timer = setInterval(() => this.resend(), resendMs);
			this.#farewells.push(() => clearInterval(timer));
		}
	}

	/**
	 * The machine as it is now. Its methods that only tell can be called; the others are the
	 * party's.
	 */
	get machine(): Machine {
		return this.#machine;
	}

	/** The side of this party. */
	get side(): Side {
		return this.#machine.side;
	}

	/** What this party has for sure. */
	get balance(): bigint {
		return this.#machine.balance;
	}

	/** Tells a listener of each event; answers with how to end that. */
	on(listener: (event: ChannelEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Pays the other party. Resolves with the version when this side holds it with both signatures.
	 */
	pay(amount: bigint, options?: ChangeOptions): Promise<bigint> {
		return this.change({ type: 'Pay', payer: this.side, amount }, options);
	}

	/** Offers a payment that waits for the preimage of `hash`. */
	offer(
		amount: bigint,
		hash: Hex,
		deadlineMs: bigint,
		options?: ChangeOptions,
	): Promise<bigint> {
		const htlc: Htlc = { payer: this.side, amount, paymentHash: hash, deadlineMs };
		return this.change({ type: 'Add', htlc }, options);
	}

	/** Takes the payments of the other party that wait for this preimage. */
	async settle(preimage: BytesLike): Promise<bigint[]> {
		const hash = paymentHash(preimage);
		const settled: bigint[] = [];
		for (const htlc of this.#waitingOf(otherSide(this.side), hash)) {
			settled.push(await this.change({ type: 'Settle', htlc, preimage: toHex(preimage) }));
		}
		return settled;
	}

	/**
	 * Gives the payments of the other party with this hash up; or takes back own ones that are
	 * dead.
	 */
	async giveUp(hash: Hex): Promise<bigint[]> {
		const given: bigint[] = [];
		for (const side of [otherSide(this.side), this.side]) {
			for (const htlc of this.#waitingOf(side, hash)) {
				given.push(await this.change({ type: 'Fail', htlc }));
			}
		}
		return given;
	}

	#waitingOf(payer: Side, hash: Hex): readonly Htlc[] {
		return this.#machine.state.htlcs.filter((htlc) =>
			htlc.payer === payer && htlc.paymentHash === hash);
	}

	/**
	 * Agrees with the other side to take `amount` of what is this party's out of what is committed.
	 */
	withdraw(amount: bigint, validUntilMs: bigint): Promise<bigint> {
		const amounts = pairWith(this.side, amount, 0n);
		return this.change({ type: 'Withdraw', amounts, validUntilMs });
	}

	/** Agrees with the other side to close the channel. */
	close(validUntilMs: bigint): Promise<bigint> {
		return this.change({ type: 'Close', validUntilMs });
	}

	/**
	 * Makes a change and waits until it is agreed: one own change after the other. Rejects with
	 * `Refused` if either side does not sign it.
	 */
	change(change: Change, { signal }: ChangeOptions = {}): Promise<bigint> {
		const result = this.#ownChanges.then(() => this.#makeChange(change, signal));
		this.#ownChanges = result.catch(() => {});
		return result;
	}

	async #makeChange(change: Change, signal?: AbortSignal): Promise<bigint> {
		signal?.throwIfAborted();
		if (this.#takes(change)) this.#options.allow?.(change);
		const waiting: Waiting = { change, begun: false, resolve: () => {}, reject: () => {} };
		const agreed = new Promise<bigint>((resolve, reject) => {
			// At once: whatever comes next is not about it any more.
			const ended = <Of>(tell: (of: Of) => void) => (of: Of) => {
				this.#waiting.delete(waiting);
				tell(of);
			};
			waiting.resolve = ended(resolve);
			waiting.reject = ended(reject);
		});
		// Whoever waits for `agreed` hears of it below.
		agreed.catch(() => {});
		this.#waiting.add(waiting);
		const cancel = () => void this.#cancel(waiting, signal).catch((error) => this.#failed(error));
		signal?.addEventListener('abort', cancel, { once: true });
		try {
			await this.#begin(waiting, signal);
			if (signal?.aborted) cancel();
			return await agreed;
		} finally {
			signal?.removeEventListener('abort', cancel);
			this.#waiting.delete(waiting);
		}
	}

	/** No longer wants a change, if this side has not signed it. */
	async #cancel(waiting: Waiting, signal: AbortSignal | undefined): Promise<void> {
		const isGone = await this.#step((machine) => waiting.begun &&
			sameChange(machine.wanted, waiting.change) && machine.cancelWanted() !== null, null);
		if (isGone) waiting.reject(signal?.reason);
	}

	/** Whether a change takes something from this side. */
	#takes(change: Change): boolean {
		return (change.type === 'Pay' || change.type === 'Add') && gainer(change) !== this.side;
	}

	/** Begins a change once, as soon as nothing else takes the next version. */
	async #begin(waiting: Waiting, signal?: AbortSignal): Promise<void> {
		const { change } = waiting;
		const hash = change.type === 'Add' ? change.htlc.paymentHash : null;
		while (this.#waiting.has(waiting)) {
			signal?.throwIfAborted();
			const free = this.#nextChange(signal);
			try {
				return await this.#step((machine, outside, sign) => {
					machine.start(change, outside, sign);
					waiting.begun = true;
				}, hash);
			} catch (error) {
				if (!(error instanceof Refused) || error.refusal !== 'Busy') throw error;
				await free.comes;
			} finally {
				free.forget();
			}
		}
	}

	/** Begins a change once more: what it was before has come to nothing. */
	#beginAgain(waiting: Waiting): void {
		waiting.begun = false;
		this.#begin(waiting).catch(waiting.reject);
	}

	/** What comes when something has happened in the channel, or the signal does. */
	#nextChange(signal?: AbortSignal): { comes: Promise<void>; forget: () => void } {
		let come = () => {};
		const comes = new Promise<void>((resolve) => (come = resolve));
		const end = this.on(() => come());
		signal?.addEventListener('abort', come, { once: true });
		return { comes, forget: () => {
			end();
			signal?.removeEventListener('abort', come);
		} };
	}

	/** Takes in what arrived. What cannot be read is dropped: the wire may bring anything. */
	async deliver(bytes: Uint8Array): Promise<void> {
		if (this.#arrived >= MAX_ARRIVED) return;
		let envelope: Envelope;
		try {
			envelope = decodeAll(envelopeCodec, bytes);
		} catch {
			return;
		}
		this.#arrived += 1;
		try {
			const reaction = await this.#step(
				(machine, outside, sign) => machine.receive(envelope, outside, sign), addedBy(envelope));
			this.#tell(reaction);
		} finally {
			this.#arrived -= 1;
		}
	}

	/** Takes note of what happened on chain. */
	async onChain(event: ChainEvent): Promise<void> {
		const told = await this.#step(
			(machine, _, sign) => machine.onChain(event, sign), null, this.#news);
		this.#tell({ event: told, reply: null });
		for (const waiting of [...this.#waiting]) this.#reconsider(waiting);
	}

	/** What the chain told may have dropped what somebody waits for. */
	#reconsider(waiting: Waiting): void {
		const { stage } = this.#machine;
		if (!waiting.begun) return;
		const isUnderWay = this.#isUnderWay(waiting.change);
		if (stage.type === 'Open' && !isUnderWay) this.#beginAgain(waiting);
		else if (stage.type === 'Over' || !isUnderWay) waiting.reject(new Refused('NotOpen'));
	}

	/** Takes in a state that a watchtower kept, for example. */
	async learn(signed: Parameters<Machine['learn']>[0]): Promise<void> {
		await this.#step((machine) => machine.learn(signed), null);
	}

	/**
	 * After a backup was restored, and the other side has restored one, too, or is gone: takes what
	 * is held here for the newest state. Who is wrong about that may be punished on chain.
	 */
	assumeNewest(): Promise<void> {
		return this.#step((machine, _, sign) => machine.assumeNewest(sign), null);
	}

	/** This party is about to request a withdrawal: see `Machine.requestWithdrawal`. */
	requestWithdrawal(amount: bigint): Promise<ReturnType<Machine['requestWithdrawal']>> {
		return this.#step((machine) => machine.requestWithdrawal(amount), null);
	}

	/** What to keep copies of elsewhere. A backup is as good as it is new. */
	backup(): Uint8Array {
		return this.#machine.snapshot();
	}

	/** Sends again what waits for an answer. */
	resend(): void {
		const pending = this.#machine.pending();
		if (pending) this.#send(pending);
	}

	/** Ends the party's part in the wire; its machine stays as it is stored. */
	stop(): void {
		for (const farewell of this.#farewells.splice(0)) farewell();
		for (const { reject } of this.#waiting) reject(new Error('the party was stopped'));
	}

	/**
	 * Does something to the machine: on a copy, so that it can begin anew when a signature has been
	 * fetched. What comes of it counts once it is stored, and is sent then. One is done after the
	 * other; what the chain tells does not wait behind what others ask for.
	 */
	#step<Value>(act: Act<Value>, hash: Hex | null, line: Job[] = this.#jobs): Promise<Value> {
		return new Promise((resolve, reject) => {
			line.push(() => this.#attempt(act, hash).then(resolve, reject));
			void this.#work();
		});
	}

	/** Does what waits, until nothing does. */
	async #work(): Promise<void> {
		if (this.#isAtWork) return;
		this.#isAtWork = true;
		const next = () => this.#news.shift() ?? this.#jobs.shift();
		// A job tells whoever asked for it how it ended: it does not throw.
		for (let job = next(); job; job = next()) await job();
		this.#isAtWork = false;
	}

	/** The world as it is now, for a step that is about this hash. */
	async #outside(hash: Hex | null): Promise<Outside> {
		const revealed = hash !== null && ((await this.#options.isRevealed?.(hash)) ?? false);
		const nowMs = this.#options.nowMs?.() ?? BigInt(Date.now());
		return { nowMs, isRevealed: (asked: Hex) => revealed && asked === hash };
	}

	async #attempt<Value>(act: Act<Value>, hash: Hex | null): Promise<Value> {
		const { copy, value } = await this.#signatures.provide(async () => {
			const outside = await this.#outside(hash);
			return (sign) => {
				const copy = this.#machine.clone();
				return { copy, value: act(copy, outside, sign) };
			};
		});
		await this.#save(copy.snapshot());
		this.#machine.become(copy);
		const reply = isReaction(value) ? value.reply : null;
		const replied = reply ? this.#send(reply) : '';
		const pending = copy.pending();
		if (pending === null) this.#lastPending = '';
		else this.#sendPending(pending, replied);
		return value;
	}

	/** Stores a snapshot, if it is not what is stored already. */
	async #save(snapshot: Uint8Array): Promise<void> {
		if (this.#isStored && equal(snapshot, this.#stored)) return;
		await this.#options.store?.save(snapshot, this.#stored);
		[this.#stored, this.#isStored] = [snapshot, true];
	}

	/** Sends what waits, if it is not what was sent last, nor what was just replied. */
	#sendPending(pending: Envelope, replied: string): void {
		const text = toHex(envelopeCodec.enc(pending));
		if (text !== this.#lastPending && text !== replied) this.#send(pending);
		this.#lastPending = text;
	}

	#send(envelope: Envelope): string {
		const bytes = envelopeCodec.enc(envelope);
		try {
			this.#options.transport.send(bytes);
		} catch (error) {
			// It is lost, and what was stored counts all the same: it is sent again.
			this.#failed(error);
		}
		return toHex(bytes);
	}

	#failed(error: unknown): void {
		this.#options.onError?.(error);
	}

	#tell({ event }: Reaction): void {
		if (event === null) return;
		for (const waiting of [...this.#waiting]) this.#answer(waiting, event);
		for (const listener of [...this.#listeners]) {
			try {
				listener(event);
			} catch (error) {
				this.#failed(error);
			}
		}
	}

	/** Tells whoever waits for a change what has come of it. */
	#answer(waiting: Waiting, event: ChannelEvent): void {
		const { change, resolve, reject } = waiting;
		if (!waiting.begun) return;
		if (event.type === 'Agreed' && sameChange(event.change, change)) {
			resolve(event.version);
		} else if (event.type === 'Agreed' && sameChange(event.dropped, change)) {
			// The other side's counted for that version: once more with the next.
			this.#beginAgain(waiting);
		} else if (event.type === 'EndingAgreed' && this.#machine.ending) {
			const { ending } = this.#machine;
			if (isEndedBy(change, ending)) resolve(ending.body.version);
			else reject(new Refused('EndingSigned'));
		} else if ((event.type === 'Refused' || event.type === 'Declined') &&
			sameChange(event.change, change)) {
			if (!this.#isUnderWay(change)) reject(new Refused(event.refusal));
		} else if (event.type === 'Lapsed' && !this.#isUnderWay(change)) {
			reject(new Refused('Expired'));
		}
	}

	/** Whether the machine still waits for an answer about this change. */
	#isUnderWay(change: Change): boolean {
		const { wanted, proposed } = this.#machine;
		return sameChange(wanted, change) || sameChange(proposed?.change ?? null, change);
	}
}

/** Whether what was agreed does what a change was to do. Who closes does not mind until when. */
function isEndedBy(change: Change, ending: Ending): boolean {
	if (change.type === 'Close') return ending.type === 'Close';
	if (change.type !== 'Withdraw' || ending.type !== 'Withdrawal') return false;
	const { amounts } = ending.body;
	return SIDES.every((side) => ofSide(change.amounts, side) === ofSide(amounts, side));
}

const isReaction = (value: unknown): value is Reaction =>
	typeof value === 'object' && value !== null && 'reply' in value && 'event' in value;
