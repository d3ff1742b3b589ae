// What a provider signs for a client off chain: a channel at a price that holds; as in the pallet's
// module `quote`.

import { blake2b } from '@noble/hashes/blake2.js';
import { addressOf } from '../core/address.js';
import { assetCodec, type Asset } from '../core/assets.js';
import { concat, sized, toHex, utf8, type BytesLike, type Hex } from '../core/bytes.js';
import {
	bytes32, decodeAll, nullable, number32, number64, Struct, type Codec,
} from '../core/scale.js';
import {
	isSignedBy, multiSignatureCodec, type AccountId, type MultiSignature,
} from '../core/signatures.js';
import { toChainSignature } from '../chain/values.js';
import {
	admits, feeOfItem, itemCodec, termsCodec, toChainItem, toChainTerms, type Item, type Limits,
	type Terms,
} from './terms.js';

/** Says what the signed bytes are for, and in which version of the format. */
export const QUOTES_DOMAIN = 'lightning-bloc/lsp/quote/v1';

/** What a provider offers in an asset, beside its menu: at this price, on these terms. */
export interface Quote {
	/** For whom; `null` is whoever brings it. */
	readonly client: AccountId | null;
	/** For which channels, at what price, until when. */
	readonly item: Item;
	/** The conditions of these channels. */
	readonly terms: Terms;
	/** For how many of them. */
	readonly uses: number;
	/** Tells it from others. */
	readonly number: bigint;
}

/** A quote, of whom it is and in which asset, with the signature: what is handed to a client. */
export interface SignedQuote {
	readonly provider: AccountId;
	readonly asset: Asset;
	readonly quote: Quote;
	/** The provider's, over the payload. */
	readonly signature: MultiSignature;
}

export const quoteCodec: Codec<Quote> = Struct({
	client: nullable(bytes32),
	item: itemCodec,
	terms: termsCodec,
	uses: number32,
	number: number64,
});

const signedCodec: Codec<SignedQuote> = Struct({
	provider: bytes32, asset: assetCodec, quote: quoteCodec, signature: multiSignatureCodec,
});

/** The bytes that a provider signs for a quote in an asset, on the chain with this genesis hash. */
export const quotePayload = (
	genesis: BytesLike,
	{ provider, asset, quote }: Omit<SignedQuote, 'signature'>,
): Uint8Array => concat(
	utf8(QUOTES_DOMAIN), sized(genesis, 32), sized(provider, 32), assetCodec.enc(asset),
	quoteCodec.enc(quote),
);

/** Names a quote, as the event `QuoteUsed` does. */
export const quoteId = (genesis: BytesLike, signed: Omit<SignedQuote, 'signature'>): Hex =>
	toHex(blake2b(quotePayload(genesis, signed), { dkLen: 32 }));

/** Has a provider sign a quote. It binds the provider until it expires, and cannot be revoked. */
export async function signQuote(
	genesis: BytesLike,
	sign: (payload: Uint8Array) => MultiSignature | Promise<MultiSignature>,
	offered: Omit<SignedQuote, 'signature'>,
): Promise<SignedQuote> {
	return { ...offered, signature: await sign(quotePayload(genesis, offered)) };
}

/** A signed quote as bytes, to hand over. */
export const quoteToBytes = (signed: SignedQuote): Uint8Array => signedCodec.enc(signed);

/** The signed quote of these bytes; throws a `ScaleError` if they are none. Check it then. */
export const quoteFromBytes = (bytes: Uint8Array): SignedQuote => decodeAll(signedCodec, bytes);

/** Why a quote is not good for what a client wants. */
export type QuoteReason =
	| 'BadSignature' | 'Expired' | 'NotClient' | 'NoUses' | 'NotForThis' | 'FeeTooHigh'
	| 'TermsTooPoor';

const MEANS: Record<QuoteReason, string> = {
	BadSignature: "the signature is not the provider's over this quote, asset and chain",
	Expired: 'its time is over',
	NotClient: 'it is for somebody else',
	NoUses: 'it is for no channel',
	NotForThis: 'it is not for a channel of this size and lifetime',
	FeeTooHigh: 'it asks for more than the client pays, or not for less than the channel is',
	TermsTooPoor: 'its terms are worse than the client takes',
};

/** A quote that a client does not take. Nothing was sent. */
export class QuoteError extends Error {
	/** Nothing has changed. */
	readonly changedNothing = true;

	constructor(
		/** The first reason. */
		readonly reason: QuoteReason,
	) {
		super(`${reason}: ${MEANS[reason]}`);
		this.name = 'QuoteError';
	}
}

/** What a client wants by a quote. */
export interface QuoteWish {
	/** Who it is. */
	readonly client: AccountId;
	readonly size: bigint;
	readonly lifetimeMs: bigint;
	/** The most that it pays. */
	readonly maxFee: bigint;
	/** The worst terms that it takes: any, if nothing is said. */
	readonly limits?: Limits;
}

/**
 * Checks a quote before it is used: by whom it is signed, for whom, when, what for and on what
 * terms. Answers with its fee, or throws a `QuoteError`. How often it was used, and whether the
 * provider has stock and bond for it, only the chain says.
 */
export function checkQuote(
	genesis: BytesLike,
	signed: SignedQuote,
	wish: QuoteWish,
	nowMs: bigint,
): bigint {
	const ensure = (holds: boolean, reason: QuoteReason) => {
		if (!holds) throw new QuoteError(reason);
	};
	const { client, item, terms, uses } = signed.quote;
	ensure(nowMs < item.validUntilMs, 'Expired');
	ensure(client === null || client === wish.client, 'NotClient');
	ensure(uses > 0, 'NoUses');
	const fee = feeOfItem(item, wish.size, wish.lifetimeMs, nowMs);
	if (fee === null) throw new QuoteError('NotForThis');
	ensure(fee <= wish.maxFee && fee < wish.size, 'FeeTooHigh');
	ensure(!wish.limits || admits(wish.limits, terms), 'TermsTooPoor');
	// Last, since it costs most.
	const payload = quotePayload(genesis, signed);
	ensure(isSignedBy(signed.signature, signed.provider, payload), 'BadSignature');
	return fee;
}

/** The chain's form of a quote. */
export const toChainQuote = (quote: Quote) => ({
	client: quote.client === null ? undefined : addressOf(quote.client),
	item: toChainItem(quote.item),
	terms: toChainTerms(quote.terms),
	uses: quote.uses,
	number: quote.number,
});

/** The chain's form of a quote with its signature. */
export const toChainSignedQuote = ({ quote, signature }: SignedQuote) =>
	({ quote: toChainQuote(quote), signature: toChainSignature(signature) });
