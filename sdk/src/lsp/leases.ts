// Leases: a channel with somebody else's liquidity in it, asked for, kept, and followed to its end.

import { Enum } from 'polkadot-api';
import { spending, type SpendOptions } from '../budgets/spending.js';
import type { Chain, Done } from '../chain/chain.js';
import { eventOf } from '../chain/events.js';
import { following, type FollowedBlock } from '../chain/following.js';
import { fromChainAsset, toChainAsset } from '../chain/values.js';
import { accountOf } from '../core/address.js';
import { NATIVE, type Asset } from '../core/assets.js';
import type { Hex } from '../core/bytes.js';
import type { AccountId } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';
import { checkQuote, toChainSignedQuote, type SignedQuote } from './quotes.js';
import { NO_LIMITS, toChainLimits, type Limits } from './terms.js';

/** How a client pays the fee. */
export type PaymentWay =
	/** All of it at once. */
	| { readonly type: 'UpFront' }
	/** So much at once; the rest by `payFee` before that is used up. */
	| { readonly type: 'Streamed'; readonly first: bigint }
	/** Out of what is first received; as much is put down until then. */
	| { readonly type: 'FirstReceived' };

/** Whose offer a client takes. */
export type Selection =
	/** The best of all that are listed, or of all in a region. */
	| { readonly type: 'Best'; readonly region?: number }
	/** The best for this provider's menu. */
	| { readonly type: 'Provider'; readonly provider: AccountId | string }
	/** What this provider keeps for the client, by `reserveStock`. */
	| { readonly type: 'Reserved'; readonly provider: AccountId | string }
	/** What a provider has signed. It is checked before anything is sent. */
	| { readonly type: 'Quoted'; readonly signed: SignedQuote };

/** The channel that a client asks for. */
export interface ChannelRequest {
	/** What the provider brings: so much the client can be paid at once. */
	readonly size: bigint;
	/** For how long the provider leaves it there. */
	readonly lifetimeMs: bigint;
	/** The most that the client pays. */
	readonly maxFee: bigint;
	/** Whose offer: the best of all if nothing is said. */
	readonly from?: Selection;
	/** The asset, the chain's coin if it is not named. A quote names its own. */
	readonly asset?: Asset;
	/** What the client brings itself; nothing if it is not named. */
	readonly own?: bigint;
	/** How it pays; all at once if nothing is said. */
	readonly payment?: PaymentWay;
	/** The worst terms that it takes; any if they are not named. */
	readonly limits?: Limits;
}

/** A channel that is open, with a provider's liquidity in it. */
export interface Leased extends Done {
	readonly channel: bigint;
	readonly provider: AccountId;
	readonly size: bigint;
	readonly fee: bigint;
	/** When it is over at the latest, as paid for. */
	readonly endMs: bigint;
	/** When it is over as things stand: earlier, where not all is paid. */
	readonly overMs: bigint;
}

const UP_FRONT: PaymentWay = { type: 'UpFront' };
const BEST: Selection = { type: 'Best' };

function toChainSelection(chain: Chain, from: Selection) {
	switch (from.type) {
		case 'Best': return Enum('Best', from.region);
		case 'Quoted': {
			const { provider } = from.signed;
			return Enum('Quoted', [chain.address(provider), toChainSignedQuote(from.signed)]);
		}
		default: return Enum(from.type, chain.address(from.provider));
	}
}

const toChainPayment = (payment: PaymentWay) =>
	(payment.type === 'Streamed' ? Enum('Streamed', payment.first) : Enum(payment.type));

/** What leaves the client's account by a request, at the most. */
function mostOf({ maxFee, own = 0n, payment = UP_FRONT }: ChannelRequest): bigint {
	return own + (payment.type === 'Streamed' ? payment.first : maxFee);
}

/**
 * Opens a channel in which the provider's liquidity is there from the first instant on: all of that
 * happens, or nothing. A budget counts the fee, at its most, and what the client brings itself.
 */
export async function requestChannel(
	chain: Chain,
	signer: Signer,
	request: ChannelRequest,
	own: SpendOptions = {},
): Promise<Leased> {
	const { size, lifetimeMs, maxFee, from = BEST, limits = NO_LIMITS } = request;
	const asset = from.type === 'Quoted' ? from.signed.asset : request.asset ?? NATIVE;
	if (from.type === 'Quoted') {
		const wish = { client: signer.account, size, lifetimeMs, maxFee, limits };
		checkQuote(chain.genesis, from.signed, wish, await chain.now());
	}
	const call = chain.api.tx.Lsp.request_channel({
		asset: toChainAsset(asset),
		request: {
			size,
			own: request.own ?? 0n,
			lifetime_ms: lifetimeMs,
			payment: toChainPayment(request.payment ?? UP_FRONT),
			max_fee: maxFee,
			limits: toChainLimits(limits),
		},
		selection: toChainSelection(chain, from),
	});
	const done = await spending(own, asset, mostOf(request), () => chain.submit(signer, call));
	const told = eventOf<LeasedEvent>(done.events, 'Lsp', 'Leased');
	const { channel, fee, end_ms: endMs, over_ms: overMs } = told;
	return { ...done, channel, provider: accountOf(told.provider), size, fee, endMs, overMs };
}

interface LeasedEvent {
	readonly channel: bigint;
	readonly provider: string;
	readonly fee: bigint;
	readonly end_ms: bigint;
	readonly over_ms: bigint;
}

/** Stock of a provider to be kept for a client. */
export interface StockRequest {
	readonly provider: AccountId | string;
	readonly size: bigint;
	/** For a lease of up to this time. */
	readonly lifetimeMs: bigint;
	/** Until when it is kept. */
	readonly untilMs: bigint;
	/** The most that is paid for the waiting. */
	readonly maxPrice: bigint;
	readonly asset?: Asset;
}

/** Has stock and bond kept, at the fee of now; answers with that fee, and what was paid for it. */
export async function reserveStock(
	chain: Chain,
	signer: Signer,
	request: StockRequest,
	own: SpendOptions = {},
): Promise<Done & { readonly fee: bigint; readonly paid: bigint }> {
	const { asset = NATIVE, maxPrice } = request;
	const done = await spending(own, asset, maxPrice, () =>
		chain.submit(signer, chain.api.tx.Lsp.reserve({
			asset: toChainAsset(asset),
			provider: chain.address(request.provider),
			size: request.size,
			lifetime_ms: request.lifetimeMs,
			until_ms: request.untilMs,
			max_price: maxPrice,
		})));
	const { paid, reservation } = eventOf<{ paid: bigint; reservation: { fee: bigint } }>(
		done.events, 'Lsp', 'Reserved');
	return { ...done, fee: reservation.fee, paid };
}

/** Ends an own reservation. What was paid for it does not come back. */
export const endReservation = (
	chain: Chain,
	signer: Signer,
	provider: AccountId | string,
	asset: Asset = NATIVE,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.end_reservation({
	asset: toChainAsset(asset),
	provider: chain.address(provider),
	client: chain.address(signer.account),
}));

/** A lease as the chain has it, with what is earned of its fee and when it is over. */
export type ChainLease = NonNullable<Awaited<ReturnType<Chain['api']['view']['Lsp']['lease']>>>;

/** The lease of a channel, as a block has it, the newest final one if none is named. */
export const leaseOf = (
	chain: Chain,
	channel: bigint,
	block: string = 'finalized',
): Promise<ChainLease | undefined> => chain.api.view.Lsp.lease(channel, { at: block });

/** The asset of a lease, which is paid for in it; throws if there is none. */
async function assetOf(chain: Chain, channel: bigint): Promise<Asset> {
	const state = await leaseOf(chain, channel);
	if (!state) throw new Error(`channel ${channel} is not leased`);
	return fromChainAsset(state.lease.asset);
}

/** Pays more of the fee of a lease ahead. Anybody may. */
export async function payFee(
	chain: Chain,
	signer: Signer,
	channel: bigint,
	amount: bigint,
	own: SpendOptions = {},
): Promise<Done> {
	const pay = () => chain.submit(signer, chain.api.tx.Lsp.pay_fee({ channel, amount }));
	return own.budget ? spending(own, await assetOf(chain, channel), amount, pay) : pay();
}

/** A lease that goes on for longer. */
export interface Renewed extends Done {
	/** What the time that is added cost. */
	readonly added: bigint;
	readonly endMs: bigint;
}

/** Has a lease go on for longer, for what the provider's menu asks now: at most `maxFee`. */
export async function renewLease(
	chain: Chain,
	signer: Signer,
	channel: bigint,
	{ lifetimeMs, maxFee }: { readonly lifetimeMs: bigint; readonly maxFee: bigint },
	own: SpendOptions = {},
): Promise<Renewed> {
	const renew = () => chain.submit(signer, chain.api.tx.Lsp.renew({
		channel, lifetime_ms: lifetimeMs, max_fee: maxFee,
	}));
	const done = own.budget
		? await spending(own, await assetOf(chain, channel), maxFee, renew) : await renew();
	const { added, end_ms: endMs } = eventOf<{ added: bigint; end_ms: bigint }>(
		done.events, 'Lsp', 'Renewed');
	return { ...done, added, endMs };
}

/**
 * Proposes to the other party to end a lease before an instant, with so much going back to the
 * client of what it has paid ahead. `null` takes that back, or declines what the other proposes.
 */
export const proposeEnd = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	proposal: { readonly refund: bigint; readonly untilMs: bigint } | null,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.propose_end({
	channel, refund: proposal?.refund, until_ms: proposal?.untilMs ?? 0n,
}));

/** Ends a lease as the other party has proposed, with just that refund. */
export const acceptEnd = (
	chain: Chain,
	signer: Signer,
	channel: bigint,
	refund: bigint,
): Promise<Done> => chain.submit(signer, chain.api.tx.Lsp.accept_end({ channel, refund }));

/** Gives a lease up, as its client: what was paid ahead is the provider's. */
export const giveUp = (chain: Chain, signer: Signer, channel: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Lsp.give_up({ channel }));

/** Ends a lease whose time is over, as the hook does by itself. Anybody may. */
export const settleLease = (chain: Chain, signer: Signer, channel: bigint): Promise<Done> =>
	chain.submit(signer, chain.api.tx.Lsp.settle({ channel }));

/** How a lease has ended, and who got what. */
export interface LeaseEnd {
	readonly reason:
		'Completed' | 'GivenUp' | 'Agreed' | 'ClosedTogether' | 'RanDry' | 'Breached';
	/** To the client, out of what it had paid or put down. */
	readonly refund: bigint;
	/** To the provider, out of that. */
	readonly earned: bigint;
	/** To the client, out of the provider's bond. */
	readonly compensation: bigint;
}

/** What there is to tell of a lease in a block. */
export interface LeaseNews {
	readonly block: Hex;
	readonly number: number;
	/**
	 * The events of the lease, by name, in the chain's form: none in the first news, nor after
	 * blocks that were not seen.
	 */
	readonly events: readonly { readonly type: string; readonly value: unknown }[];
	/** The lease as the block has it; `null` if it is over. */
	readonly lease: ChainLease | null;
	/** How it ended, if that was seen. */
	readonly ended: LeaseEnd | null;
}

/**
 * Follows a lease from now on: how it stands, and again whenever something happens to it, until it
 * is over. A signal ends it.
 */
export async function* followLease(
	chain: Chain,
	channel: bigint,
	signal?: AbortSignal,
): AsyncGenerator<LeaseNews> {
	yield* following(chain, signal, async (block) => {
		const events = eventsOfLease(block, channel);
		if (events.length === 0 && !block.isGap) return { news: [] };
		const lease = await leaseOf(chain, channel, block.hash) ?? null;
		const { hash, number } = block;
		const news = { block: hash, number, events, lease, ended: endOf(events) };
		return { news: [news], end: lease === null };
	});
}

const eventsOfLease = ({ events }: FollowedBlock, channel: bigint): LeaseNews['events'] =>
	events.flatMap(({ type, value }) => {
		const isMine = type === 'Lsp' && (value.value as { channel?: bigint }).channel === channel;
		return isMine ? [value] : [];
	});

function endOf(events: LeaseNews['events']): LeaseEnd | null {
	const end = events.find(({ type }) => type === 'LeaseEnded');
	if (!end) return null;
	const { reason, ...sums } = end.value as Omit<LeaseEnd, 'reason'> & {
		readonly reason: { readonly type: LeaseEnd['reason'] };
	};
	const { refund, earned, compensation } = sums;
	return { reason: reason.type, refund, earned, compensation };
}
