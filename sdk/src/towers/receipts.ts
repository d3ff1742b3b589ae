// What a tower signs for a state that it keeps; as in the pallet's module `receipt`.

import { blake2b } from '@noble/hashes/blake2.js';
import { concat, sized, toHex, utf8, type BytesLike, type Hex } from '../core/bytes.js';
import { MAX_HTLCS, stateCodec, type State } from '../core/messages.js';
import {
	bounded, bytes32, decodeAll, number64, Struct, type Codec,
} from '../core/scale.js';
import { sideCodec, type Side } from '../core/sides.js';
import {
	isSignedBy, multiSignatureCodec, type AccountId, type MultiSignature,
} from '../core/signatures.js';

/** Says what the signed bytes are for, and in which version of the format. */
export const RECEIPTS_DOMAIN = 'lightning-bloc/watchtowers/receipt/v1';
/** How many payment hashes a receipt can name. */
export const MAX_NAMED = MAX_HTLCS;
/** The hash of no backup: for who has left none with the tower. */
export const NO_BACKUP: Hex = `0x${'00'.repeat(32)}`;

/** A tower has on its disk what this says, and answers for it with its bond. */
export interface Receipt {
	readonly channel: bigint;
	/** For which party of it. */
	readonly side: Side;
	readonly tower: bigint;
	/** For which hire of the tower: it says nothing about another one. */
	readonly hire: bigint;
	/** The base version on which the state was signed. */
	readonly baseVersion: bigint;
	/** The version of the state. */
	readonly version: bigint;
	/** BLAKE2-256 of the state. */
	readonly state: Hex;
	/** BLAKE2-256 of the payment hashes whose preimages the tower was given: see `namedHash`. */
	readonly preimages: Hex;
	/** BLAKE2-256 of the sealed backup that the tower keeps, too; zeros if there is none. */
	readonly backup: Hex;
	/** When the tower had it all. */
	readonly acceptedMs: bigint;
}

/** A receipt with the signature of the tower's key. */
export interface SignedReceipt {
	readonly receipt: Receipt;
	readonly signature: MultiSignature;
}

export const receiptCodec: Codec<Receipt> = Struct({
	channel: number64,
	side: sideCodec,
	tower: number64,
	hire: number64,
	baseVersion: number64,
	version: number64,
	state: bytes32,
	preimages: bytes32,
	backup: bytes32,
	acceptedMs: number64,
});

const signedCodec: Codec<SignedReceipt> =
	Struct({ receipt: receiptCodec as Codec<any>, signature: multiSignatureCodec });

const namedCodec = bounded(bytes32, MAX_NAMED);
const blake256 = (bytes: Uint8Array): Hex => toHex(blake2b(bytes, { dkLen: 32 }));

/** BLAKE2-256 of a state, as receipts name it. */
export const stateHash = (state: State): Hex => blake256(stateCodec.enc(state));

/** Payment hashes in the form in which a receipt names them: sorted, each once. */
export const sortedHashes = (hashes: readonly Hex[]): Hex[] =>
	[...new Set(hashes.map(toHex))].sort();

/** BLAKE2-256 of the payment hashes whose preimages a tower was given. */
export const namedHash = (hashes: readonly Hex[]): Hex =>
	blake256(namedCodec.enc(sortedHashes(hashes)));

/** BLAKE2-256 of a sealed backup. */
export const backupHash = (sealed: Uint8Array): Hex => blake256(sealed);

/** The bytes that a tower's key signs, on the chain with this genesis hash. */
export const receiptPayload = (genesis: BytesLike, receipt: Receipt): Uint8Array =>
	concat(utf8(RECEIPTS_DOMAIN), sized(genesis, 32), receiptCodec.enc(receipt));

/** Names the hire that a receipt is for, as `hireTower` answers. */
export interface HireName {
	readonly channel: bigint;
	readonly side: Side;
	readonly tower: bigint;
	/** Its number: which of the tower's hires. */
	readonly hire: bigint;
}

/** What a client has sent to a tower, and gets a receipt for: `handedOf` a record. */
export interface Handed {
	readonly state: State;
	/** The base version on which the state was signed: that of the channel. */
	readonly baseVersion: bigint;
	/** The payment hashes whose preimages are sent along; none if nothing is said. */
	readonly named?: readonly Hex[];
	/** The sealed backup, or its hash; none if nothing is said. */
	readonly backup?: Uint8Array | Hex;
}

const hashOfBackup = (backup: Uint8Array | Hex | undefined): Hex => {
	if (backup === undefined) return NO_BACKUP;
	return typeof backup === 'string' ? backup : backupHash(backup);
};

/** The receipt for what a tower has accepted at an instant. */
export const receiptOf = (
	{ channel, side, tower, hire }: HireName,
	{ state, baseVersion, named = [], backup }: Handed,
	acceptedMs: bigint,
): Receipt => ({
	channel, side, tower, hire, baseVersion,
	version: state.version,
	state: stateHash(state),
	preimages: namedHash(named),
	backup: hashOfBackup(backup),
	acceptedMs,
});

/** Has a tower's key sign a receipt: its tower answers for it from now on. */
export async function signReceipt(
	genesis: BytesLike,
	sign: (payload: Uint8Array) => MultiSignature | Promise<MultiSignature>,
	receipt: Receipt,
): Promise<SignedReceipt> {
	return { receipt, signature: await sign(receiptPayload(genesis, receipt)) };
}

/** A signed receipt as bytes: a client keeps those of its newest state. */
export const receiptToBytes = (signed: SignedReceipt): Uint8Array => signedCodec.enc(signed);

/** The signed receipt of these bytes; throws a `ScaleError` if they are none. Check it then. */
export const receiptFromBytes = (bytes: Uint8Array): SignedReceipt => decodeAll(signedCodec, bytes);

/** Is it signed by this account, on the chain with this genesis hash? */
export const isReceiptOf = (
	genesis: BytesLike,
	account: AccountId,
	{ receipt, signature }: SignedReceipt,
): boolean => isSignedBy(signature, account, receiptPayload(genesis, receipt));

/** A key of a tower, and since when its signature counts. */
export interface TowerKey {
	readonly signer: AccountId;
	readonly sinceMs: bigint;
}

/** Whose signature a receipt has to have that was accepted at an instant. */
export function keyAt(keys: readonly TowerKey[], acceptedMs: bigint): AccountId | null {
	return keys.findLast(({ sinceMs }) => sinceMs <= acceptedMs)?.signer ?? null;
}

/** Why a client does not count on a receipt. */
export type ReceiptReason =
	| 'WrongHire' | 'WrongState' | 'WrongPreimages' | 'WrongBackup' | 'WrongTime' | 'BadSignature';

const MEANS: Record<ReceiptReason, string> = {
	WrongHire: 'it is for another channel, side, tower or hire',
	WrongState: 'it is for another state, version or base',
	WrongPreimages: 'it names other payment hashes than were sent',
	WrongBackup: 'it names another backup than was sent',
	WrongTime: 'the tower has not accepted it since it was asked, or not in this hire',
	BadSignature: "the signature is not that of the tower's key of then",
};

/** A receipt that binds nobody to what was sent. */
export class ReceiptError extends Error {
	constructor(
		/** The first reason. */
		readonly reason: ReceiptReason,
	) {
		super(`${reason}: ${MEANS[reason]}`);
		this.name = 'ReceiptError';
	}
}

/** By what a client checks a receipt, beside what it has sent: see `expectedOf`. */
export interface ReceiptExpected extends HireName {
	/** Since when the tower is hired. */
	readonly fromMs: bigint;
	/** The keys of the tower, the oldest first. */
	readonly keys: readonly TowerKey[];
	/** Since when it is asked for the receipt, by the chain's clock; since now if nothing is said. */
	readonly sinceMs?: bigint;
}

/** A receipt is dated off the chain's last block by less than this: no key changes so soon. */
export const MAX_SKEW_MS = 60_000n;

/**
 * Checks a receipt for what was sent to a tower, before anything relies on it: that it is for this
 * hire, names just what was sent, is of now by the chain's clock (or of the time since it was asked
 * for first), and signed by the tower's key of then. Throws a `ReceiptError` otherwise; then the
 * tower has not answered, and the client posts.
 */
export function checkReceipt(
	genesis: BytesLike,
	signed: SignedReceipt,
	handed: Handed,
	expected: ReceiptExpected,
	nowMs: bigint,
): void {
	const ensure = (holds: boolean, reason: ReceiptReason) => {
		if (!holds) throw new ReceiptError(reason);
	};
	const { receipt } = signed;
	const { acceptedMs } = receipt;
	const wanted = receiptOf(expected, handed, acceptedMs);
	const same = (...names: (keyof Receipt)[]) =>
		names.every((name) => receipt[name] === wanted[name]);
	ensure(same('channel', 'side', 'tower', 'hire'), 'WrongHire');
	ensure(same('baseVersion', 'version', 'state'), 'WrongState');
	ensure(same('preimages'), 'WrongPreimages');
	ensure(same('backup'), 'WrongBackup');
	const { fromMs, sinceMs = nowMs } = expected;
	const isInTime = sinceMs - MAX_SKEW_MS < acceptedMs && acceptedMs < nowMs + MAX_SKEW_MS;
	ensure(acceptedMs >= fromMs && isInTime, 'WrongTime');
	const key = keyAt(expected.keys, acceptedMs);
	ensure(key !== null && isReceiptOf(genesis, key, signed), 'BadSignature');
}
