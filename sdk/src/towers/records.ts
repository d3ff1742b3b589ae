// What a client seals to its towers, and to itself: a state that both have signed, and what goes
// with it. In the format of the agent (its module `channels::speech`).

import { sha256 } from '@noble/hashes/sha2.js';
import { sized, toBytes, toHex, type BytesLike, type Hex } from '../core/bytes.js';
import {
	coSignedCodec, payload, stateCodec, type CoSigned, type State,
} from '../core/messages.js';
import { bounded, bytes32, decodeAll, number64, Struct, type Codec } from '../core/scale.js';
import { ofSide, SIDES, type Pair } from '../core/sides.js';
import { isSignedBy, type AccountId } from '../core/signatures.js';
import { MAX_NAMED, type Handed } from './receipts.js';
import { seal, SealError, unseal, type SealedFor, type SealedKind } from './sealing.js';

/** What a tower needs so that it can present a state. */
export interface TowerRecord {
	/** The base version on which the state was signed. */
	readonly baseVersion: bigint;
	/** The state, with both signatures. */
	readonly state: CoSigned<State>;
	/** The preimages of HTLCs of it that are the client's; each once. */
	readonly preimages: readonly Hex[];
}

const recordCodec: Codec<TowerRecord> = Struct({
	baseVersion: number64,
	state: coSignedCodec(stateCodec) as Codec<any>,
	preimages: bounded(bytes32, MAX_NAMED) as Codec<any>,
});

/** A record as bytes, to be sealed. */
export const recordToBytes = (record: TowerRecord): Uint8Array => recordCodec.enc(record);

/** The record of these bytes; throws a `ScaleError` if they are none. */
export const recordFromBytes = (bytes: Uint8Array): TowerRecord => decodeAll(recordCodec, bytes);

/** Whose records are meant: of which party, in which channel, on which chain. */
export type RecordsOf = Pick<SealedFor, 'genesis' | 'channel' | 'side'>;

/**
 * Seals a record: as a state to the key of a tower's profile, for it to keep or to be posted; as a
 * backup to one's own key, for it to be given back.
 */
export const sealRecord = (
	of: RecordsOf,
	kind: SealedKind,
	to: BytesLike,
	record: TowerRecord,
): Uint8Array =>
	seal({ ...of, kind, version: record.state.body.version }, to, recordToBytes(record));

/**
 * The record of that version that was sealed to the key of a secret. Throws a `SealError` or a
 * `ScaleError` if there is none. Check it then: `isRecordOf`.
 */
export function unsealRecord(of: SealedFor, secret: BytesLike, sealed: Uint8Array): TowerRecord {
	const record = recordFromBytes(unseal(of, secret, sealed));
	if (record.state.body.version !== of.version) throw new SealError();
	return record;
}

/** Whether both parties of a channel have signed the state of a record, for the base of it. */
export function isRecordOf(
	{ genesis, channel }: Pick<RecordsOf, 'genesis' | 'channel'>,
	parties: Pair<AccountId>,
	{ baseVersion, state }: TowerRecord,
): boolean {
	const bytes = payload(genesis, channel, baseVersion, { type: 'State', ...state.body });
	return SIDES.every((side) => {
		const signature = ofSide(state.signatures, side);
		return signature !== null && isSignedBy(signature, ofSide(parties, side), bytes);
	});
}

/** What a receipt for a record, and for the sealed backup that goes with it, has to name. */
export function handedOf(
	{ state, baseVersion, preimages }: TowerRecord,
	backup?: Uint8Array,
): Handed {
	const named = preimages.map((preimage) => toHex(sha256(sized(toBytes(preimage), 32))));
	return { state: state.body, baseVersion, named, ...backup?.length && { backup } };
}
