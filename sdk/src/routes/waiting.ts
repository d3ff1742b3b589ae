// Waiting to be paid: what arrives is claimed, and what has arrived before is found on chain.

import type { Chain, Done } from '../chain/chain.js';
import { eventsOf } from '../chain/events.js';
import { fromChainAsset, type ChainAsset } from '../chain/values.js';
import { accountOf } from '../core/address.js';
import { toHex, type BytesLike, type Hex } from '../core/bytes.js';
import { sameAsset } from '../core/same-asset.js';
import { Feature, hasFeature, type Invoice } from '../invoice/document.js';
import type { Signer } from '../signers/index.js';

/** The largest size of a payment: whoever ends one says how large it is at the most. */
export const LARGEST = { parts: 16, hops: 128 };

/** Claims a payment that is complete, by its preimage. Anybody may. */
export const claimPayment = (
	chain: Chain,
	signer: Signer,
	payment: bigint,
	preimage: BytesLike,
): Promise<Done> => chain.submit(signer, chain.api.tx.Mpp.claim({
	payment, preimage: toHex(preimage), size: LARGEST,
}));

/** What was received for an invoice. */
export interface Received {
	/** How much; at least so much, if it is not exact. */
	readonly amount: bigint;
	/** The final block in which that was seen. */
	readonly block: Hex;
	/**
	 * Whether the payment itself was seen. If not, it was made so long ago that the node has only
	 * that it was: the amount is then what the invoice asks for, or zero if it names none.
	 */
	readonly exact: boolean;
}

/** Nobody has paid before the deadline of the invoice. */
export class NotPaid extends Error {
	constructor(
		/**
		 * Whether that is sure. It is not where one began to look so late that the chain may have
		 * forgotten a payment.
		 */
		readonly certain = true,
	) {
		super(certain
			? 'the invoice has expired, and nobody has paid it'
			: 'the invoice has expired, and the chain remembers no payment any more');
		this.name = 'NotPaid';
	}
}

/** How to wait. */
export interface WaitOptions {
	/** When the invoice was made, in Unix milliseconds: nobody can have paid it before. */
	readonly sinceMs?: bigint;
	/** Ends the waiting, with the signal's reason. What arrives then has to be claimed later. */
	readonly signal?: AbortSignal;
}

/** How often a claim is tried that fails while its payment waits still. */
const MAX_CLAIMS = 3;
/** How many blocks in a row may fail to be read. */
const MAX_FAILURES = 8;
/** What a preimage settles by itself, it settles in one of so many blocks. */
const SOON = 3;

interface Block {
	readonly hash: Hex;
	readonly number: number;
}

/**
 * Waits until an invoice is paid, and claims what has arrived: begin with it before the invoice is
 * handed over, and again after a restart. What was settled meanwhile, by whomever, ends as paid.
 * Throws `NotPaid` when the deadline has come.
 */
export async function waitForPayment(
	chain: Chain,
	signer: Signer,
	invoice: Invoice,
	preimage: BytesLike,
	{ sinceMs, signal }: WaitOptions = {},
): Promise<Received> {
	signal?.throwIfAborted();
	const wait = new Waiting(chain, signer, invoice, preimage);
	let [last, isLate, failures] = [-1, false, 0];
	for await (const block of chain.finalBlocks(signal)) {
		const isGap = block.number !== last + 1;
		let nowMs: bigint;
		try {
			const received = await wait.look(block, isGap);
			if (received) return received;
			nowMs = await chain.api.query.Timestamp.Now.getValue({ at: block.hash });
		} catch (error) {
			// What the node does not tell now is looked for with a later block.
			failures += 1;
			if (failures > MAX_FAILURES || error instanceof NotClaimed) throw causeOf(error);
			continue;
		}
		[last, failures] = [block.number, 0];
		isLate ||= isGap && nowMs >= invoice.deadlineMs;
		if (nowMs < invoice.deadlineMs || wait.isWaiting) continue;
		throw new NotPaid(!isLate || await wait.wouldRemember(nowMs, sinceMs));
	}
	signal?.throwIfAborted();
	throw new Error('the client has ended');
}

/** Carries out of the loop why a claim failed. */
class NotClaimed extends Error {
	constructor(override readonly cause: unknown) {
		super('the claim failed', { cause });
	}
}

const causeOf = (error: unknown): unknown => (error instanceof NotClaimed ? error.cause : error);

/** The waiting for one invoice. */
class Waiting {
	readonly #address: string;
	#claims = 0;
	/** Whether a payment waits to be claimed, or to be released. */
	isWaiting = false;

	constructor(
		private readonly chain: Chain,
		private readonly signer: Signer,
		private readonly invoice: Invoice,
		private readonly preimage: BytesLike,
	) {
		this.#address = chain.address(invoice.payee);
	}

	/** Looks at a block; also at what was before, if the one before it was not looked at. */
	async look(block: Block, isGap: boolean): Promise<Received | null> {
		const here = await this.#settledIn(block.hash);
		if (here) return here;
		const before = isGap ? await this.#settledBefore(block) : null;
		return before ?? this.#claim(block.hash);
	}

	/** Whether the chain would know of a payment that it was shown since the invoice was made. */
	async wouldRemember(nowMs: bigint, sinceMs: bigint | undefined): Promise<boolean> {
		// Of one that was made at once only the invoice is kept, until its deadline.
		if (hasFeature(this.invoice, Feature.Instant)) return false;
		const { Channels, Mpp } = this.chain.api.constants;
		const [keptMs, longestMs] = await Promise.all([
			Channels.PreimageRetentionMs(), Mpp.MaxInvoiceMs(),
		]);
		return nowMs < (sinceMs ?? this.invoice.deadlineMs - longestMs) + keptMs;
	}

	/** Claims the payment that waits, if one does. */
	async #claim(block: Hex): Promise<Received | null> {
		const payment = await this.#complete(block);
		this.isWaiting = payment !== null;
		if (payment === null) return null;
		try {
			const { block, events } = await claimPayment(
				this.chain, this.signer, payment, this.preimage);
			return this.#settledBy(events, block);
		} catch (error) {
			// Somebody else may have claimed it meanwhile: the blocks that follow tell.
			this.#claims += 1;
			if (this.#claims < MAX_CLAIMS || await this.#complete('finalized') === null) return null;
			throw new NotClaimed(error);
		}
	}

	/** The complete payment of the invoice, if there is one. */
	async #complete(block: string): Promise<bigint | null> {
		const { api } = this.chain;
		const at = { at: block };
		const id = await api.view.Mpp.complete(this.#address, this.invoice.paymentHash, at);
		const payment = id === undefined ? undefined : await api.view.Mpp.payment(id, at);
		if (id === undefined || !payment) return null;
		// One that is bound pays for something else under the same hash. And the preimage is not
		// shown for less than what was asked for.
		const pays = payment.tie?.binding !== true && this.#isAsset(payment.asset) &&
			payment.total >= (this.invoice.amount ?? 1n);
		return pays ? id : null;
	}

	#isAsset(asset: ChainAsset): boolean {
		return sameAsset(fromChainAsset(asset), this.invoice.asset);
	}

	async #settledIn(block: Hex): Promise<Received | null> {
		const records = await this.chain.api.query.System.Events.getValue({ at: block });
		return this.#settledBy(records.map(({ event }) => event), block);
	}

	/** What arrived for the invoice, by events. */
	#settledBy(
		events: Parameters<typeof eventsOf>[0],
		block: Hex,
	): Received | null {
		const all = ['PaymentSettled', 'PaidInstantly'].flatMap((name) =>
			eventsOf<Settled>(events, 'Mpp', name));
		const { payee, paymentHash } = this.invoice;
		const one = all.find((event) => event.payment_hash === paymentHash && !event.bound &&
			accountOf(event.payee) === payee && this.#isAsset(event.asset));
		return one ? { amount: one.total, block, exact: true } : null;
	}

	/** What the chain has of a payment that was settled before a block. */
	async #settledBefore(block: Block): Promise<Received | null> {
		const { api } = this.chain;
		const { amount, paymentHash } = this.invoice;
		const at = { at: block.hash };
		const [registered, known] = await Promise.all([
			api.view.Mpp.invoice(this.#address, paymentHash, at),
			api.view.Channels.preimage(paymentHash, at),
		]);
		const paid = { amount: amount ?? 0n, block: block.hash, exact: false };
		const isPaid = registered?.status.type === 'Paid' && this.#isAsset(registered.document.asset);
		if (!known) return isPaid ? paid : null;
		const seen = await this.#settledSince(known.revealed_ms, block).catch(() => 'forgotten');
		if (seen instanceof Object) return seen as Received;
		// Only its payee had the preimage, and shows it for a payment.
		return isPaid || (seen === 'forgotten' && !await this.#isStillThere(block.hash)) ? paid : null;
	}

	/** Whether the payment is there still: then it is to be claimed, though its preimage is known. */
	async #isStillThere(block: Hex): Promise<boolean> {
		return await this.#complete(block) !== null;
	}

	/**
	 * The payment that was settled by a preimage which was revealed at an instant; `null` if there
	 * is none in the blocks of that time. Throws if the node has them no more.
	 */
	async #settledSince(revealedMs: bigint, head: Block): Promise<Received | null> {
		const first = await this.#firstBlockAt(revealedMs, head);
		for (let number = first; number < first + SOON && number <= head.number; number += 1) {
			const received = await this.#settledIn(await this.#hashOf(number, head));
			if (received) return received;
		}
		return null;
	}

	/** The number of the first block whose clock shows an instant. */
	async #firstBlockAt(instantMs: bigint, head: Block): Promise<number> {
		const { api } = this.chain;
		const remembered = await api.constants.System.BlockHashCount();
		let [low, high] = [Math.max(1, head.number - Number(remembered) + 1), head.number];
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			const at = { at: await this.#hashOf(middle, head) };
			if ((await api.query.Timestamp.Now.getValue(at)) >= instantMs) high = middle;
			else low = middle + 1;
		}
		const at = { at: await this.#hashOf(low, head) };
		if ((await api.query.Timestamp.Now.getValue(at)) !== instantMs) throw new Error('too long ago');
		return low;
	}

	/** The hash of a block, as the chain remembers it. */
	async #hashOf(number: number, head: Block): Promise<Hex> {
		if (number === head.number) return head.hash;
		const at = { at: head.hash };
		const hash = await this.chain.api.query.System.BlockHash.getValue(number, at);
		if (/^0x0*$/.test(hash)) throw new Error('too long ago');
		return hash as Hex;
	}
}

/** What is read of an event that says that an invoice is paid. */
interface Settled {
	readonly payee: string;
	readonly asset: ChainAsset;
	readonly payment_hash: Hex;
	readonly total: bigint;
	readonly bound?: boolean;
}

