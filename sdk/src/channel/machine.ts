// One party's end of a channel, as an object.

import { toBytes, type BytesLike } from '../core/bytes.js';
import type { CoSigned, Message, State } from '../core/messages.js';
import { decodeAll } from '../core/scale.js';
import { ofSide, type Pair, type Side } from '../core/sides.js';
import * as begin from './begin.js';
import type { Outside } from './limits.js';
import * as chain from './on-chain.js';
import * as received from './receive.js';
import * as rules from './rules.js';
import {
	machineCodec, type Change, type ChannelEvent, type Ending, type Envelope, type Identity,
	type MachineData, type Proposal, type Reaction, type Remedy, type Requested, type Stage,
} from './types.js';

/**
 * One party's end of one channel: what it signs, in which order, and what it presents. It does no
 * I/O, has no clock and keeps no key. Whoever runs it tells it what the chain says (`onChain`),
 * sends `pending` after each change and again on a timer, and what `receive` replies. The contract
 * is that of `bloc_primitives::off_chain`, and so are the bytes of its messages and backups.
 *
 * A method that cannot do what it is asked throws `Refused`, and has changed nothing then.
 */
export class Machine {
	#data: MachineData;

	private constructor(data: MachineData) {
		this.#data = data;
	}

	/** The machine of a channel that nothing has been signed for since its base. */
	static create(identity: Identity, base: bigint, committed: Pair<bigint>): Machine {
		const none = { opener: null, counterparty: null };
		const data: MachineData = {
			identity, base, committed, stage: { type: 'Open' }, revealed: [], latest: null,
			proposed: null, spent: base, refused: base, wanted: null, ending: null,
			boundUntilMs: 0n, chainMs: 0n, reserved: 0n, requests: none, least: base,
			overtaken: false, session: 0n, peerSession: 0n, unsure: false,
		};
		rules.noteReserve(data);
		return new Machine(data);
	}

	/**
	 * The machine after a restart: `snapshot` is what was stored last, before anything was sent.
	 */
	static resume(snapshot: BytesLike): Machine {
		return new Machine(decodeAll(machineCodec, toBytes(snapshot)));
	}

	/**
	 * The machine out of a backup, which may be older than what was signed last. It signs nothing
	 * until the other side has told the newest state. `session` is above zero and that of any
	 * machine that this side has restored for the channel: the time in milliseconds is.
	 */
	static restore(backup: BytesLike, session = BigInt(Date.now())): Machine {
		const machine = Machine.resume(backup);
		Object.assign(machine.#data, { session, unsure: true, wanted: null });
		return machine;
	}

	/** What to store before anything is sent, and to keep copies of elsewhere. */
	snapshot(): Uint8Array {
		return machineCodec.enc(this.#data);
	}

	/** A machine as this one is now, that goes its own way. */
	clone(): Machine {
		// Values in it are replaced, never changed.
		return new Machine({ ...this.#data });
	}

	/** Becomes what another machine is. */
	become(other: Machine): void {
		this.#data = { ...other.#data };
	}

	/** Which channel, and whose end. */
	get identity(): Identity {
		return this.#data.identity;
	}

	/** The side of the machine's owner. */
	get side(): Side {
		return this.#data.identity.side;
	}

	/** Above which versions count, as last seen on chain. */
	get base(): bigint {
		return this.#data.base;
	}

	/** What both have committed, as last seen on chain. */
	get committed(): Pair<bigint> {
		return this.#data.committed;
	}

	/** The newest state held with both signatures; the base itself if there is none. */
	get state(): State {
		return rules.stateOf(this.#data);
	}

	/** What each side has for sure by the newest state, if the newest top-up is known here. */
	get balances(): Pair<bigint> | undefined {
		return rules.balancesOf(this.#data);
	}

	/** What this side has for sure. */
	get balance(): bigint {
		const all = this.balances;
		return all ? ofSide(all, this.side) : 0n;
	}

	/** What this side has signed first, and the other has not answered. */
	get proposed(): Proposal | null {
		return this.#data.proposed;
	}

	/** What this side has requested of the other. */
	get wanted(): Change | null {
		return this.#data.wanted;
	}

	/** What ends the base, with both signatures, to be taken to the chain. */
	get ending(): Ending | null {
		return this.#data.ending;
	}

	/** Where the channel is in its life, as last seen on chain. */
	get stage(): Stage {
		return this.#data.stage;
	}

	/** Whether the newest state is known here. */
	get isSure(): boolean {
		return !this.#data.unsure;
	}

	/** The clock of the newest block that the machine was told of. */
	get chainMs(): bigint {
		return this.#data.chainMs;
	}

	/**
	 * Until when by the chain's clock no state is signed, since something that ends the base is.
	 */
	get boundUntilMs(): bigint | null {
		return rules.isBound(this.#data) ? this.#data.boundUntilMs : null;
	}

	/** Whether nothing waits for an answer of the other side. */
	get isIdle(): boolean {
		return this.#data.proposed === null && this.#data.wanted === null && this.isSure;
	}

	/** The bytes to sign for `message` in this channel. */
	payload(message: Message): Uint8Array {
		return rules.payloadOf(this.#data, message);
	}

	/** What a side has requested to withdraw, as last seen on chain. */
	requested(side: Side): Requested | null {
		return ofSide(this.#data.requests, side);
	}

	/**
	 * Begins a change. Signs it if this side is the gainer; otherwise the other side will be asked
	 * to. Then `pending` is to be sent.
	 */
	start(change: Change, outside: Outside, sign: begin.Sign): void {
		begin.start(this.#data, change, outside, sign);
	}

	/** No longer wants what it has requested. */
	cancelWanted(): Change | null {
		const { wanted } = this.#data;
		this.#data.wanted = null;
		return wanted;
	}

	/** What waits for an answer: to be sent after each change, and again until there is one. */
	pending(): Envelope | null {
		return begin.pending(this.#data);
	}

	/** Asks the other side what it holds: to be sent on a new connection. */
	reestablish(): Envelope {
		return rules.reestablish(this.#data);
	}

	/** Takes a message of the other side in. At most one thing is signed. */
	receive(envelope: Envelope, outside: Outside, sign: begin.Sign): Reaction {
		return received.receive(this.#data, envelope, outside, sign);
	}

	/** Takes in a state that somebody else kept, a watchtower for example. */
	learn(signed: CoSigned<State>): void {
		received.learn(this.#data, signed);
	}

	/** Takes the own word for the other side's: what is held here is the newest state. */
	assumeNewest(sign: begin.Sign): void {
		received.assumeNewest(this.#data, sign);
	}

	/** Takes note of what happened on chain. At most `Nothing` is signed. */
	onChain(event: chain.ChainEvent, sign: begin.Sign): ChannelEvent | null {
		return chain.onChain(this.#data, event, sign);
	}

	/** The newest state held, if its version is above `standing`. */
	toPresent(standing: bigint): CoSigned<State> | null {
		return chain.toPresent(this.#data, standing);
	}

	/** The state to challenge a closing with that is going on, if a later one is held. */
	answer(): CoSigned<State> | null {
		return chain.answer(this.#data);
	}

	/** The objection to what the other side has requested to withdraw. */
	contest(): CoSigned<State> | null {
		return chain.contest(this.#data);
	}

	/** What is to be done on chain about what the other side takes out, at once. */
	remedy(): Remedy | null {
		return chain.remedy(this.#data);
	}

	/** What to close alone with: the newest state, or `null` for none. */
	closeAloneWith(): CoSigned<State> | null {
		return chain.closeAloneWith(this.#data);
	}

	/** This side is about to request the withdrawal of `amount`: the state to be named with it. */
	requestWithdrawal(amount: bigint): CoSigned<State> | null {
		return chain.requestWithdrawal(this.#data, amount);
	}

	/** What to claim by `close_after_loss`, after states were lost. As good as the backup. */
	claimAfterLoss(): bigint {
		return chain.claimAfterLoss(this.#data);
	}
}

