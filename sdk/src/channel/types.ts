// What the two machines of a channel tell each other, and what each tells its owner; as in
// `bloc_primitives::off_chain`, with which the bytes are the same.

import type { Hex } from '../core/bytes.js';
import type { Close, CoSigned, Htlc, State, Withdrawal } from '../core/messages.js';
import {
	balance, bounded, bytes32, flag, nothing, nullable, number64, names, Struct, u32, variants,
	type Codec,
} from '../core/scale.js';
import { closeCodec, coSignedCodec, htlcCodec, MAX_HTLCS, stateCodec, withdrawalCodec }
	from '../core/messages.js';
import { pairCodec, sideCodec, type Pair, type Side } from '../core/sides.js';
import { multiSignatureCodec, type AccountId, type MultiSignature } from '../core/signatures.js';

/** One change of the latest state. */
export type Change =
	/**
	 * None: a version is used up, because something else that was signed for it came to nothing.
	 */
	| { readonly type: 'Nothing' }
	/** A payment. */
	| { readonly type: 'Pay'; readonly payer: Side; readonly amount: bigint }
	/** A payment that waits for its preimage. */
	| { readonly type: 'Add'; readonly htlc: Htlc }
	/** A payment that waited has its preimage. */
	| { readonly type: 'Settle'; readonly htlc: Htlc; readonly preimage: Hex }
	/** A payment that waited goes back to its payer. */
	| { readonly type: 'Fail'; readonly htlc: Htlc }
	/** Committed balance is taken out, and a new base begins. */
	| { readonly type: 'Withdraw'; readonly amounts: Pair<bigint>; readonly validUntilMs: bigint }
	/** The channel ends. */
	| { readonly type: 'Close'; readonly validUntilMs: bigint };

/** All the reasons, in the order of Rust's. */
export const REFUSALS = [
	'Unsure', 'EndingSigned', 'NotOpen', 'Behind', 'Busy', 'FormerSession', 'WrongBase',
	'WrongVersion', 'GivenUp', 'WrongSide', 'ZeroAmount', 'ExceedsCommitted', 'TooManyHtlcs',
	'NoSuchHtlc', 'HtlcsPending', 'DeadlineTooSoon', 'DeadlineTooFar', 'AlreadyRevealed',
	'BelowReserve', 'BelowRequested', 'Expired', 'NotExpired', 'WrongPreimage', 'NotRequested',
	'BadSignature', 'VersionsExhausted',
] as const;

/** Why something is not signed, or not considered. */
export type Refusal = (typeof REFUSALS)[number];

/** What each refusal means. */
export const REFUSAL_MEANS: Record<Refusal, string> = {
	Unsure: 'restored from a backup, and the newest state is not known yet',
	EndingSigned: 'a withdrawal or a close is signed, and can still be carried out',
	NotOpen: 'the channel is closing or gone',
	Behind: 'a later state than the newest held was presented on chain: learn it first',
	Busy: 'something else is under way for this version',
	FormerSession: 'sent before one of both was restored',
	WrongBase: 'about another base than the one that is known from the chain',
	WrongVersion: 'not about the version that is next',
	GivenUp: 'refused before, or given up after it was refused: it does not come back',
	WrongSide: 'the other side is the gainer and has to sign first; or this one, not the other',
	ZeroAmount: 'an amount is zero',
	ExceedsCommitted: 'it moves more than a side has committed',
	TooManyHtlcs: 'there are as many HTLCs as are admitted',
	NoSuchHtlc: 'no such HTLC waits',
	HtlcsPending: 'HTLCs wait: only without them a base can end',
	DeadlineTooSoon: 'the deadline leaves too little time',
	DeadlineTooFar: 'the deadline is further ahead than is admitted',
	AlreadyRevealed: 'the preimage of the HTLC is on chain already',
	BelowReserve: 'it would leave a side less than the reserve',
	BelowRequested: 'it would leave a side less than what it has requested to withdraw',
	Expired: 'the deadline has passed without the preimage',
	NotExpired: 'the HTLC can still be settled by its preimage, or is won on chain',
	WrongPreimage: 'not the preimage of the HTLC',
	NotRequested: 'it takes from this side what it has not agreed to give',
	BadSignature: "not the other side's signature over this",
	VersionsExhausted: 'no higher version is left',
};

/** Thrown where this side does not do what was asked of it. Nothing has changed then. */
export class Refused extends Error {
	/** Nothing has changed. */
	readonly changedNothing = true;

	constructor(
		/** Why. */
		readonly refusal: Refusal,
	) {
		super(`${refusal}: ${REFUSAL_MEANS[refusal]}`);
		this.name = 'Refused';
	}
}

/** A message that ends a base, with both signatures: to be taken to the chain. */
export type Ending =
	/** For `withdraw_committed`. */
	| ({ readonly type: 'Withdrawal' } & CoSigned<Withdrawal>)
	/** For `close`. */
	| ({ readonly type: 'Close' } & CoSigned<Close>);

/** What one machine tells the other. */
export type PeerMessage =
	/** The sender wants this change, and the receiver is to sign it first. */
	| { readonly type: 'Request'; readonly version: bigint; readonly change: Change }
	/** The sender has signed this change, and the receiver is to sign it last. */
	| {
		readonly type: 'Propose';
		readonly version: bigint;
		readonly change: Change;
		readonly signature: MultiSignature;
	}
	/** What the sender holds with both signatures, and whether it is sure to have lost nothing. */
	| {
		readonly type: 'Held';
		readonly sure: boolean;
		readonly state: CoSigned<State> | null;
		readonly ending: Ending | null;
	}
	/** The sender does not sign this. */
	| {
		readonly type: 'Refuse';
		readonly version: bigint;
		readonly change: Change;
		readonly refusal: Refusal;
	}
	/** The sender asks what the receiver holds. */
	| { readonly type: 'Reestablish' };

/** A message with what it belongs to. */
export interface Envelope {
	/** The sender's session: above zero once it was restored. */
	readonly session: bigint;
	/** The receiver's session, as far as the sender knows it. */
	readonly peerSession: bigint;
	/** The base version that it is about. */
	readonly base: bigint;
	/** What it says. */
	readonly message: PeerMessage;
}

/** What happened to a channel, for the machine's owner. */
export type ChannelEvent =
	/** A new state is held with both signatures. A settled HTLC's preimage is in the change. */
	| {
		readonly type: 'Agreed';
		readonly version: bigint;
		/** What it changed, if the machine took part. */
		readonly change: Change | null;
		/** This side's own proposal that it is instead of. */
		readonly dropped: Change | null;
	}
	/** What ends the base is held with both signatures: take it to the chain. */
	| { readonly type: 'EndingAgreed' }
	/** The other side does not sign what this one wanted. */
	| { readonly type: 'Refused'; readonly change: Change; readonly refusal: Refusal }
	/** This side does not sign what the other one wanted. */
	| { readonly type: 'Declined'; readonly change: Change; readonly refusal: Refusal }
	/** The newest state is known again, after a backup was restored. */
	| { readonly type: 'Reestablished' }
	/** The other side has taken out what was not its own: see `remedy`. */
	| { readonly type: 'Overtaken' }
	/** The time of what was to end the base is over: it is dropped. */
	| { readonly type: 'Lapsed' }
	/** The message says nothing that is not known, or nothing that counts now. */
	| { readonly type: 'Ignored'; readonly refusal: Refusal };

/** What a machine does with a message that it received. */
export interface Reaction {
	/** To be sent at once, after the machine has been stored. If it is lost, no harm is done. */
	readonly reply: Envelope | null;
	/** For the machine's owner. */
	readonly event: ChannelEvent | null;
}

/** Where the channel is in its life, as last seen on chain. */
export type Stage =
	/** States are signed. */
	| { readonly type: 'Open' }
	/** A party closes it alone; the highest version presented so far. */
	| { readonly type: 'Closing'; readonly version: bigint }
	/** Settled or closed: nothing that is signed counts any more. */
	| { readonly type: 'Over' };

/** What a side has requested to withdraw without the other's consent. */
export interface Requested {
	/** How much of what it has committed. */
	readonly amount: bigint;
	/** The version of the state that it has shown. */
	readonly version: bigint;
	/** What it has to keep beside that. */
	readonly reserve: bigint;
}

/** What there is to be done about what the other side takes out of a channel alone. */
export type Remedy = 'Contest' | 'Close';

/** What the owner takes part in. */
export interface Limits {
	/** The least time to the deadline when an HTLC is added. */
	readonly minHtlcMs: bigint;
	/** The most time to the deadline: no more than the chain's `MaxHtlcHorizonMs`. */
	readonly maxHtlcMs: bigint;
	/** The most HTLCs that may wait at once. */
	readonly maxHtlcs: number;
	/** The least time for which a withdrawal or a close that is signed can be carried out. */
	readonly minEndingMs: bigint;
	/** The most: no more than the chain's `MaxEndingMs`, less what its clock may be behind. */
	readonly maxEndingMs: bigint;
	/** What the other side has to keep of all that is committed, in parts of a million. */
	readonly reserve: number;
	/** The chain's `WithdrawalReserve`, in parts of a million. */
	readonly withdrawalReserve: number;
}

/** Which channel it is, and whose end. */
export interface Identity {
	/** The hash of the chain's first block. */
	readonly genesis: Hex;
	/** The channel on that chain. */
	readonly channel: bigint;
	/** Both parties. */
	readonly parties: Pair<AccountId>;
	/** The side of the machine's owner. */
	readonly side: Side;
	/** What the owner takes part in. */
	readonly limits: Limits;
}

/** A change that this side has signed first, and the other has not answered. */
export interface Proposal {
	/** The version that it makes. */
	readonly version: bigint;
	/** What it changes. */
	readonly change: Change;
	/** This side's signature. */
	readonly signature: MultiSignature;
}

/** A machine as it is stored and backed up: the fields of Rust's, in its order. */
export interface MachineData {
	identity: Identity;
	base: bigint;
	committed: Pair<bigint>;
	stage: Stage;
	revealed: readonly { readonly paymentHash: Hex; readonly revealedMs: bigint }[];
	latest: CoSigned<State> | null;
	proposed: Proposal | null;
	spent: bigint;
	refused: bigint;
	wanted: Change | null;
	ending: Ending | null;
	boundUntilMs: bigint;
	chainMs: bigint;
	reserved: bigint;
	requests: Pair<Requested | null>;
	least: bigint;
	overtaken: boolean;
	session: bigint;
	peerSession: bigint;
	unsure: boolean;
}

const any = <Value>(codec: Codec<Value>): Codec<any> => codec;

export const changeCodec = variants({
	Nothing: nothing,
	Pay: any(Struct({ payer: sideCodec, amount: balance })),
	Add: any(Struct({ htlc: htlcCodec })),
	Settle: any(Struct({ htlc: htlcCodec, preimage: bytes32 })),
	Fail: any(Struct({ htlc: htlcCodec })),
	Withdraw: any(Struct({ amounts: pairCodec(balance), validUntilMs: number64 })),
	Close: any(Struct({ validUntilMs: number64 })),
}) as unknown as Codec<Change>;

const endingCodec = variants({
	Withdrawal: any(coSignedCodec(withdrawalCodec)),
	Close: any(coSignedCodec(closeCodec)),
}) as unknown as Codec<Ending>;

const refusalCodec = names(...REFUSALS);
const version = number64;

const peerMessageCodec = variants({
	Request: any(Struct({ version, change: changeCodec })),
	Propose: any(Struct({ version, change: changeCodec, signature: multiSignatureCodec })),
	Held: any(Struct({
		sure: flag,
		state: nullable(coSignedCodec(stateCodec)),
		ending: nullable(endingCodec),
	})),
	Refuse: any(Struct({ version, change: changeCodec, refusal: refusalCodec })),
	Reestablish: nothing,
}) as unknown as Codec<PeerMessage>;

export const envelopeCodec: Codec<Envelope> = Struct({
	session: number64, peerSession: number64, base: number64, message: peerMessageCodec,
});

export const coSignedState = coSignedCodec(stateCodec);

const limitsCodec: Codec<Limits> = Struct({
	minHtlcMs: number64, maxHtlcMs: number64, maxHtlcs: u32, minEndingMs: number64,
	maxEndingMs: number64, reserve: u32, withdrawalReserve: u32,
});

const stageCodec = variants({
	Open: nothing, Closing: any(Struct({ version })), Over: nothing,
}) as unknown as Codec<Stage>;

export const machineCodec: Codec<MachineData> = Struct({
	identity: Struct({
		genesis: bytes32, channel: number64, parties: pairCodec(bytes32), side: sideCodec,
		limits: limitsCodec,
	}),
	base: number64,
	committed: pairCodec(balance),
	stage: stageCodec,
	revealed: bounded(Struct({ paymentHash: bytes32, revealedMs: number64 }), MAX_HTLCS + 2),
	latest: nullable(coSignedState),
	proposed: nullable(Struct({ version, change: changeCodec, signature: multiSignatureCodec })),
	spent: number64,
	refused: number64,
	wanted: nullable(changeCodec),
	ending: nullable(endingCodec),
	boundUntilMs: number64,
	chainMs: number64,
	reserved: balance,
	requests: pairCodec(nullable(Struct({ amount: balance, version, reserve: balance }))),
	least: number64,
	overtaken: flag,
	session: number64,
	peerSession: number64,
	unsure: flag,
});
