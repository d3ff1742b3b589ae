// Between this library's values and the chain's: there, fields are in snake case, enums are
// `{ type, value }`, accounts are addresses.

import { Enum, type Enum as EnumOf } from 'polkadot-api';
import { addressOf } from '../core/address.js';
import type { Asset } from '../core/assets.js';
import { toHex, type Hex } from '../core/bytes.js';
import type {
	Close, CoSigned, Htlc, Message, NetTransfer, State, Withdrawal,
} from '../core/messages.js';
import type { Pair, Side } from '../core/sides.js';
import { splitSignature, type MultiSignature } from '../core/signatures.js';
import type { Invoice, SignedInvoice } from '../invoice/document.js';

/** An asset as the chain has it. */
export type ChainAsset = EnumOf<{ Native: undefined; WithId: number }>;
/** A side as the chain has it. */
export type ChainSide = EnumOf<{ Opener: undefined; Counterparty: undefined }>;
/** A signature as the chain has it. */
export type ChainSignature = EnumOf<{ Ed25519: Hex; Sr25519: Hex; Ecdsa: Hex; Eth: Hex }>;

/** The chain's form of an asset. */
export const toChainAsset = (asset: Asset): ChainAsset =>
	asset.type === 'Native' ? Enum('Native') : Enum('WithId', asset.id);

/** The asset in the chain's form. */
export function fromChainAsset(asset: ChainAsset): Asset {
	return asset.type === 'Native' ? { type: 'Native' } : { type: 'WithId', id: asset.value };
}

/** The chain's form of a side. */
export const toChainSide = (side: Side): ChainSide => Enum(side) as ChainSide;
/** The side in the chain's form. */
export const fromChainSide = (side: { readonly type: Side }): Side => side.type;

const net = ({ payer, amount }: NetTransfer) => ({ payer: toChainSide(payer), amount });

const htlc = ({ payer, amount, paymentHash, deadlineMs }: Htlc) => ({
	payer: toChainSide(payer), amount, payment_hash: paymentHash, deadline_ms: deadlineMs,
});

export const toChainState = (state: State) => ({
	version: state.version, net: net(state.net), htlcs: state.htlcs.map(htlc),
});

export const toChainWithdrawal = (withdrawal: Withdrawal) => ({
	version: withdrawal.version,
	net: net(withdrawal.net),
	amounts: { ...withdrawal.amounts },
	valid_until_ms: withdrawal.validUntilMs,
});

export const toChainClose = (close: Close) => ({
	version: close.version, net: net(close.net), valid_until_ms: close.validUntilMs,
});

/** The chain's form of a message. */
export function toChainMessage(message: Message) {
	switch (message.type) {
		case 'State': return Enum('State', toChainState(message));
		case 'Withdrawal': return Enum('Withdrawal', toChainWithdrawal(message));
		case 'Close': return Enum('Close', toChainClose(message));
	}
}

/** The chain's form of a signature. */
export function toChainSignature(multi: MultiSignature): ChainSignature {
	const { scheme, signature } = splitSignature(multi);
	return Enum(scheme, toHex(signature)) as ChainSignature;
}

const signatures = ({ opener, counterparty }: Pair<MultiSignature | null>) => ({
	opener: opener === null ? undefined : toChainSignature(opener),
	counterparty: counterparty === null ? undefined : toChainSignature(counterparty),
});

/** What `force_close`, `challenge` and others take. */
export const coSignedState = (signed: CoSigned<State>) =>
	({ body: toChainState(signed.body), signatures: signatures(signed.signatures) });

/** What `withdraw_committed` takes. */
export const coSignedWithdrawal = (signed: CoSigned<Withdrawal>) =>
	({ body: toChainWithdrawal(signed.body), signatures: signatures(signed.signatures) });

/** What `close` takes. */
export const coSignedClose = (signed: CoSigned<Close>) =>
	({ body: toChainClose(signed.body), signatures: signatures(signed.signatures) });

/** The chain's form of an invoice. */
export const toChainInvoice = (invoice: Invoice) => ({
	payee: addressOf(invoice.payee),
	asset: toChainAsset(invoice.asset),
	amount: invoice.amount ?? undefined,
	payment_hash: invoice.paymentHash,
	payment_secret: invoice.paymentSecret,
	deadline_ms: invoice.deadlineMs,
	memo_hash: invoice.memoHash,
	features: invoice.features,
	hints: invoice.hints.map((hint) => [...hint]),
});

/** How calls name an invoice that is signed: by its document. */
export const signedInvoiceRef = ({ invoice, signature }: SignedInvoice) =>
	Enum('Signed', { invoice: toChainInvoice(invoice), signature: toChainSignature(signature) });

/** How calls name an invoice that its payee has registered. */
export const registeredInvoiceRef = (invoice: Invoice) => Enum('Registered', {
	payee: addressOf(invoice.payee),
	payment_hash: invoice.paymentHash,
	payment_secret: invoice.paymentSecret,
});
