// Channels on chain: opened, committed to, followed, closed and defended.

import type { Asset } from '../core/assets.js';
import type { Hex } from '../core/bytes.js';
import type { CoSigned, State } from '../core/messages.js';
import { ofSide, otherSide, SIDES, type Pair, type Side } from '../core/sides.js';
import type { AccountId } from '../core/signatures.js';
import { accountOf } from '../core/address.js';
import { DEFAULT_LIMITS } from '../channel/limits.js';
import { Machine } from '../channel/machine.js';
import type { ChainEvent } from '../channel/on-chain.js';
import type { Party } from '../channel/party.js';
import type { Ending, Limits } from '../channel/types.js';
import type { Signer } from '../signers/index.js';
import type { Chain, Done } from './chain.js';
import { eventOf } from './events.js';
import { coSignedClose, coSignedState, coSignedWithdrawal, toChainAsset, toChainSide }
	from './values.js';

/** A channel to be opened. */
export interface OpenChannel {
	/** The other party: an account or an address. */
	readonly counterparty: AccountId | string;
	/** What the opener puts into its ledger balance. */
	readonly amount: bigint;
	readonly asset?: Asset;
	/** How long a closing can be answered; the least that the chain takes if it is not named. */
	readonly challengePeriodMs?: bigint;
}

/** Opens a channel; answers with its id. */
export async function openChannel(
	chain: Chain,
	signer: Signer,
	open: OpenChannel,
): Promise<bigint> {
	const { counterparty, amount, asset = { type: 'Native' } } = open;
	const period = open.challengePeriodMs ??
		await chain.api.constants.Channels.MinChallengePeriodMs();
	const { events } = await chain.submit(signer, chain.api.tx.Channels.open({
		counterparty: chain.address(counterparty),
		asset: toChainAsset(asset),
		amount,
		challenge_period_ms: period,
	}));
	return eventOf<{ channel: bigint }>(events, 'Channels', 'Opened').channel;
}

/** Commits straight from the account: what is committed moves off chain. */
export const topUp = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	amount: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Channels.top_up({ channel, amount }));

/** Limits as this chain has them: none wider than what it takes. */
export async function chainLimits(chain: Chain): Promise<Limits> {
	const { Channels } = chain.api.constants;
	const [horizonMs, endingMs, reserve] = await Promise.all([
		Channels.MaxHtlcHorizonMs(), Channels.MaxEndingMs(), Channels.WithdrawalReserve(),
	]);
	const least = (one: bigint, other: bigint) => (one < other ? one : other);
	const maxEndingMs = least(DEFAULT_LIMITS.maxEndingMs, (endingMs * 9n) / 10n);
	return {
		...DEFAULT_LIMITS,
		maxHtlcMs: least(DEFAULT_LIMITS.maxHtlcMs, horizonMs),
		minHtlcMs: least(DEFAULT_LIMITS.minHtlcMs, horizonMs / 10n),
		maxEndingMs,
		minEndingMs: least(DEFAULT_LIMITS.minEndingMs, maxEndingMs / 10n),
		withdrawalReserve: reserve,
	};
}

/** What a channel is by the chain. */
export interface ChannelRecord {
	readonly parties: Pair<AccountId>;
	readonly committed: Pair<bigint>;
	readonly base: bigint;
}

/** A channel as a block has it; none if it is gone. */
export async function recordOf(
	chain: Chain,
	channel: bigint,
	at: string,
): Promise<ChannelRecord | null> {
	const record = await chain.api.query.Channels.Channels.getValue(channel, { at });
	if (!record) return null;
	const { parties, committed, base_version: base } = record.channel;
	const { opener, counterparty } = parties;
	return {
		parties: { opener: accountOf(opener), counterparty: accountOf(counterparty) },
		committed,
		base,
	};
}

/** The machine of a party for a channel that it has signed nothing in since its base. */
export async function channelMachine(
	chain: Chain,
	channel: bigint,
	account: AccountId,
	limits?: Limits,
): Promise<Machine> {
	const record = await recordOf(chain, channel, 'finalized');
	if (!record) throw new Error(`there is no channel ${channel}`);
	const { parties, base, committed } = record;
	const side = SIDES.find((side) => ofSide(parties, side) === account);
	if (!side) throw new Error(`${account} is not a party of channel ${channel}`);
	const identity = {
		genesis: chain.genesis, channel, parties, side, limits: limits ?? await chainLimits(chain),
	};
	return Machine.create(identity, base, committed);
}

/** Throws unless a machine is of this chain: on another its channel is not, and would be over. */
function ensureOn(chain: Chain, machine: Machine): void {
	const { genesis } = machine.identity;
	if (genesis !== chain.genesis) throw new Error(`the channel is on another chain: ${genesis}`);
}

/**
 * What a machine missed up to a final block while nobody told it: to be told before anything else,
 * after a restart or with a backup. Nothing, if the block is older than what it was told already: a
 * node that has not caught up does not have the channel yet, or as it was.
 */
export async function missedEvents(
	chain: Chain,
	machine: Machine,
	block: string = 'finalized',
): Promise<ChainEvent[]> {
	ensureOn(chain, machine);
	const { channel } = machine.identity;
	const at = { at: block };
	const [record, closing, requests, nowMs, revealed] = await Promise.all([
		recordOf(chain, channel, block),
		chain.api.query.Channels.Closings.getValue(channel, at),
		chain.api.view.Channels.withdrawal_requests(channel, at),
		chain.api.query.Timestamp.Now.getValue(at),
		revealedSince(chain, machine, block),
	]);
	if (nowMs < machine.chainMs) return [];
	if (!record) return [{ type: 'Over' }, { type: 'Time', nowMs }];
	const { base, committed } = record;
	// Before anything that is said about the time: who has won an HTLC has won it.
	const events: ChainEvent[] = [...revealed, base === machine.base
		? { type: 'Committed', committed }
		: { type: 'CommittedWithdrawn', baseVersion: base, committed }];
	for (const side of SIDES) {
		const request = requests && ofSide(requests, side);
		const had = base === machine.base ? ofSide(machine.committed, side) : 0n;
		if (request) {
			const { amount, version, reserve } = request;
			events.push({ type: 'WithdrawalRequested', side, amount, version, reserve });
		} else if (machine.requested(side) || ofSide(committed, side) < had) {
			// Whether it was done or came to nothing, what is committed tells.
			events.push({ type: 'WithdrawalFinished', side, committed });
		}
	}
	if (closing) events.push({ type: 'Closing', version: closing.state.version });
	return [...events, { type: 'Time', nowMs }];
}

/** The preimages that are known on chain of what waits for one in a machine. */
async function revealedSince(
	chain: Chain,
	machine: Machine,
	block: string,
): Promise<ChainEvent[]> {
	const { state, wanted, proposed } = machine;
	const added = [wanted, proposed?.change].flatMap((change) =>
		(change?.type === 'Add' ? [change.htlc] : []));
	const hashes = new Set([...state.htlcs, ...added].map(({ paymentHash }) => paymentHash));
	const found = await Promise.all([...hashes].map(async (paymentHash) => {
		const known = await chain.api.view.Channels.preimage(paymentHash, { at: block });
		return known ? [{ type: 'Revealed', paymentHash, revealedMs: known.revealed_ms } as const] : [];
	}));
	return found.flat();
}

/** Tells a party whether a preimage is on chain, by the newest block: for its `isRevealed`. */
export const revealedOn = (chain: Chain) => async (hash: Hex): Promise<boolean> =>
	(await chain.api.view.Channels.preimage(hash, { at: 'best' })) !== undefined;

/** What an event of the pallet tells the machines of a channel. */
export function channelEvent(name: string, value: any): ChainEvent | null {
	const { committed } = value;
	const side = value.side?.type as Side;
	switch (name) {
		case 'Committed': return { type: 'Committed', committed };
		case 'CommittedWithdrawn':
			return { type: 'CommittedWithdrawn', baseVersion: value.base_version, committed };
		case 'WithdrawalRequested': {
			const { amount, version, reserve } = value;
			return { type: 'WithdrawalRequested', side, amount, version, reserve };
		}
		case 'WithdrawalEnded': return { type: 'WithdrawalEnded', side };
		case 'WithdrawalFinished': return { type: 'WithdrawalFinished', side, committed };
		case 'ForceClosed':
		case 'Challenged': return { type: 'Closing', version: value.version };
		case 'Settled':
		case 'Closed': return { type: 'Over' };
		default: return null;
	}
}

/** What a block says to the machines of a channel: what happened, and then the time. */
export async function eventsIn(chain: Chain, block: Hex, channel: bigint): Promise<ChainEvent[]> {
	const at = { at: block };
	const [records, nowMs] = await Promise.all([
		chain.api.query.System.Events.getValue(at), chain.api.query.Timestamp.Now.getValue(at),
	]);
	const told = records.flatMap(({ event }) => {
		if (event.type !== 'Channels') return [];
		const { type, value } = event.value;
		if (type === 'PreimageRevealed') {
			const { payment_hash: paymentHash, revealed_ms: revealedMs } = value;
			return [{ type: 'Revealed', paymentHash: paymentHash as Hex, revealedMs } as const];
		}
		if ((value as { channel?: bigint }).channel !== channel) return [];
		const one = channelEvent(type, value);
		return one ? [one] : [];
	});
	return [...told, { type: 'Time', nowMs }];
}

/** Takes what both have signed to the chain, so that it is carried out. */
export function carryOut(
	chain: Chain,
	signer: Signer,
	channel: bigint,
	ending: Ending,
): Promise<Done> {
	const { Channels } = chain.api.tx;
	return chain.submit(signer, ending.type === 'Withdrawal'
		? Channels.withdraw_committed({ channel, withdrawal: coSignedWithdrawal(ending) })
		: Channels.close({ channel, close: coSignedClose(ending) }));
}

/** Closes a channel alone, with the newest state that the party holds. */
export function forceClose(chain: Chain, signer: Signer, machine: Machine): Promise<Done> {
	const signed = machine.closeAloneWith();
	const { channel } = machine.identity;
	const state = signed ? coSignedState(signed) : undefined;
	return chain.submit(signer, chain.api.tx.Channels.force_close({ channel, state }));
}

/** Presents a later state against a closing. Anybody may, with both signatures. */
export function challenge(
	chain: Chain,
	signer: Signer,
	channel: bigint,
	signed: CoSigned<State>,
): Promise<Done> {
	const state = coSignedState(signed);
	return chain.submit(signer, chain.api.tx.Channels.challenge({ channel, state }));
}

/** Settles a channel whose challenge period is over. Anybody may. */
export const settleChannel = (chain: Chain, signer: Signer, channel: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Channels.settle({ channel }));

/** What a follower did to defend its party, or why it could not. */
export type Defence =
	| { readonly type: 'Challenged' | 'Contested' | 'Closed'; readonly block: Hex }
	| { readonly type: 'Failed'; readonly error: unknown };

/** Does on chain what the machine says is to be done at once, if there is something. */
export async function defend(
	chain: Chain,
	signer: Signer,
	machine: Machine,
): Promise<Defence | null> {
	const { channel } = machine.identity;
	try {
		const answer = machine.answer();
		if (answer) {
			const { block } = await challenge(chain, signer, channel, answer);
			return { type: 'Challenged', block };
		}
		const remedy = machine.remedy();
		const objection = machine.contest();
		if (remedy === 'Contest' && objection) {
			const side = toChainSide(otherSide(machine.side));
			const { block } = await chain.submit(signer, chain.api.tx.Channels.contest_withdrawal({
				channel, side, state: coSignedState(objection),
			}));
			return { type: 'Contested', block };
		}
		if (remedy !== 'Close') return null;
		const { block } = await forceClose(chain, signer, machine);
		return { type: 'Closed', block };
	} catch (error) {
		return { type: 'Failed', error };
	}
}

/** How a party follows its channel on chain. */
export interface FollowOptions {
	/** Signs challenges and objections; without it nothing is sent. */
	readonly signer?: Signer;
	/** Is told what was done to defend the party, and what failed. */
	readonly onDefence?: (defence: Defence) => void;
	/** Ends the following. */
	readonly signal?: AbortSignal;
}

/** Names what is to be done at once for a machine; `null` if there is nothing. */
function taskOf(machine: Machine): string | null {
	const answer = machine.answer();
	if (answer) return `challenge with ${answer.body.version}`;
	const remedy = machine.remedy();
	return remedy && `${remedy} with ${machine.state.version}`;
}

/**
 * Tells a party what the chain says, block by block, and defends it, until the channel is over.
 * Begin with it before anything is paid. What a block does not tell, since the node or the store
 * failed, is caught up with by the next; only the end of the client ends it.
 */
export async function followChannel(
	chain: Chain,
	party: Party,
	options: FollowOptions = {},
): Promise<void> {
	const { signer, onDefence, signal } = options;
	ensureOn(chain, party.machine);
	const { channel } = party.machine.identity;
	let last = -1;
	let done: string | null = null;
	for await (const { hash, number } of chain.finalBlocks(signal)) {
		try {
			// Where blocks were left out, what they did is seen by what is there now.
			const tell = number === last + 1
				? await eventsIn(chain, hash, channel)
				: await missedEvents(chain, party.machine, hash);
			if (tell.length === 0) throw new Error('the node is behind what was told before');
			for (const event of tell) await party.onChain(event);
			last = number;
		} catch (error) {
			last = -1;
			onDefence?.({ type: 'Failed', error });
			continue;
		}
		if (party.machine.stage.type === 'Over') return;
		const task = taskOf(party.machine);
		// What was done already is told of by a block to come.
		if (task === null || task !== done) done = null;
		if (!signer || task === null || task === done) continue;
		const defence = await defend(chain, signer, party.machine);
		if (defence && defence.type !== 'Failed') done = task;
		if (defence) onDefence?.(defence);
	}
}
