// The short ways: pay an invoice, wait to be paid, stream by the second.

import { sha256 } from '@noble/hashes/sha2.js';
import { Currency, parseRate } from './amounts/index.js';
import { Budget } from './budgets/index.js';
import { Chain, type ConnectOptions } from './chain/chain.js';
import { sized, toHex, type Hex } from './core/bytes.js';
import { allowing, Feature, type Invoice } from './invoice/document.js';
import { invoiceFromText, makeInvoice } from './invoice/index.js';
import { payInvoice, waitForPayment, type PayOptions, type Payment, type Received }
	from './routes/index.js';
import { devSigner, type Signer } from './signers/index.js';
import { cancelStream, counterOf, createStream, owedAt, type Counter, type StreamRequest }
	from './streams/index.js';

/** What a wallet needs. */
export interface WalletOptions extends ConnectOptions {
	/** Who pays and is paid: a signer, or on a development chain a path as `//Alice`. */
	readonly signer: Signer | string;
	/** What the app may spend by itself. */
	readonly budget?: Budget;
}

/** What an invoice says beside its amount. */
export interface AskOptions {
	/** What it is for. */
	readonly memo?: string;
	/** How long it can be paid: ten minutes if it is not named. */
	readonly lastsMs?: bigint;
	/** Whether it can also be paid at once, without locks. */
	readonly instant?: boolean;
	/** Ways to the payee: rows of channels. */
	readonly hints?: readonly (readonly bigint[])[];
}

/** An invoice that waits to be paid. */
export interface Asked {
	/** What its payer reads or scans. */
	readonly text: string;
	readonly invoice: Invoice;
	/** The secret that claims the payment: keep it with the text, and `resume` after a restart. */
	readonly preimage: Hex;
	/** Resolves when the money is there; throws `NotPaid` when the deadline has come. */
	paid(): Promise<Received>;
}

/** A stream that somebody pays. */
export interface Flowing {
	readonly id: bigint;
	/** What it owes now, counted between the blocks. */
	owed(): bigint;
	/** Ends it: what is owed is paid, the rest goes back. */
	stop(): Promise<void>;
}

const TEN_MINUTES_MS = 600_000n;

/** An account on a chain, with the short ways. */
export class Wallet {
	private constructor(
		readonly chain: Chain,
		readonly signer: Signer,
		/** What the app may spend; all of it if there is none. */
		readonly budget: Budget | undefined,
	) {}

	/** Connects to a node, or the first that answers of several. */
	static async connect(url: string | string[], options: WalletOptions): Promise<Wallet> {
		const chain = await Chain.connect(url, options);
		const { signer, budget } = options;
		try {
			const signs = typeof signer === 'string' ? devSigner(chain, signer) : signer;
			return Wallet.of(chain, signs, budget);
		} catch (error) {
			chain.destroy();
			throw error;
		}
	}

	/** A wallet on a chain that is connected already. */
	static of(chain: Chain, signer: Signer, budget?: Budget): Wallet {
		return new Wallet(chain, signer, budget);
	}

	/** Its address on this chain. */
	get address(): string {
		return this.chain.address(this.signer.account);
	}

	/** What it can spend of the chain's coin. */
	balance(): Promise<bigint> {
		return this.chain.balance(this.signer.account);
	}

	/** Pays an invoice, given as its text, within the budget. */
	pay(text: string, options: PayOptions = {}): Promise<Payment> {
		const signed = invoiceFromText(this.chain.genesis, text.trim());
		const budget = options.budget ?? this.budget;
		const within = budget ? { ...options, budget } : options;
		return payInvoice(this.chain, this.signer, signed, within);
	}

	/** Asks for an amount in the chain's coin, as `1.5 BLOC`, or for any. */
	async invoice(amount: string | bigint | null, options: AskOptions = {}): Promise<Asked> {
		const { chain, signer } = this;
		const { memo = '', lastsMs = TEN_MINUTES_MS, instant = false, hints = [] } = options;
		const features = instant ? allowing(Feature.Mpp, Feature.Instant) : allowing(Feature.Mpp);
		const sinceMs = await chain.now();
		const deadlineMs = (await chain.latest()) + lastsMs;
		const made = await makeInvoice(chain.genesis, (payload) => signer.sign(payload), {
			payee: signer.account,
			amount: typeof amount === 'string' ? chain.currency.parse(amount) : amount,
			deadlineMs, memo, features, hints,
		});
		return this.#waitFor(made.text, made.invoice, made.preimage, sinceMs);
	}

	/**
	 * Waits again, after a restart, for an invoice that was made before: by its text, and by the
	 * preimage that was kept. What was paid meanwhile is found, and claimed if it waits.
	 */
	resume(text: string, preimage: Hex): Asked {
		const { invoice } = invoiceFromText(this.chain.genesis, text.trim());
		if (toHex(sha256(sized(preimage, 32))) !== invoice.paymentHash) {
			throw new RangeError('the preimage is not that of the invoice');
		}
		return this.#waitFor(text, invoice, preimage);
	}

	#waitFor(text: string, invoice: Invoice, preimage: Hex, sinceMs?: bigint): Asked {
		const { chain, signer } = this;
		const options = sinceMs === undefined ? {} : { sinceMs };
		const paid = waitForPayment(chain, signer, invoice, preimage, options);
		// It is waited for from now on, whether or not anybody asks.
		paid.catch(() => {});
		return { text, invoice, preimage, paid: () => paid };
	}

	/**
	 * Streams at a rate, as `0.001 BLOC a second`, out of a deposit, as `10 BLOC`. The deposit
	 * counts against the budget.
	 */
	async stream(
		payee: string,
		rate: string,
		deposit: string,
		more: Partial<Omit<StreamRequest, 'payee' | 'rate' | 'deposit' | 'asset'>> = {},
	): Promise<Flowing> {
		const { chain, signer, budget } = this;
		const currency: Currency = chain.currency;
		const amount = currency.parse(deposit);
		const request = {
			...more, payee, rate: parseRate(rate, currency, 'down'), deposit: amount,
		};
		const create = () => createStream(chain, signer, request);
		const id = await (budget ? budget.within(amount, create) : create());
		// It is there, whether or not it can be counted now.
		const counter: Counter | null = await counterOf(chain, id).catch(() => null);
		return {
			id,
			owed: () => (counter ? owedAt(counter, BigInt(Date.now())) : 0n),
			stop: async () => void (await cancelStream(chain, signer, id)),
		};
	}

	/** Ends the connection. */
	destroy(): void {
		this.chain.destroy();
	}
}
