// Towers that are run by the agent, asked over HTTP: given the newest states, which they answer
// with receipts, and asked for backups. What is signed is as in its module `channels::speech`.

import { blake2b } from '@noble/hashes/blake2.js';
import type { Chain } from '../chain/chain.js';
import { recordOf } from '../chain/channels.js';
import { concat, toBytes, toHex, utf8, type BytesLike, type Hex } from '../core/bytes.js';
import { number64 } from '../core/scale.js';
import { sideCodec, type Side } from '../core/sides.js';
import type { MultiSignature } from '../core/signatures.js';
import type { Signer } from '../signers/index.js';
import {
	backupHash, checkReceipt, isReceiptOf, keyAt, receiptFromBytes, stateHash, type Handed,
	type HireName, type SignedReceipt,
} from './receipts.js';
import { handedOf, isRecordOf, sealRecord, unsealRecord, type TowerRecord } from './records.js';
import { expectedOf } from './watches.js';

/** Says that an upload is signed, and in which version of the format. */
const UPLOAD_DOMAIN = 'bloc-agent/upload/v1';
/** The same of who asks for a backup. */
const RESTORE_DOMAIN = 'bloc-agent/restore/v1';
/** The longest answer that is read, in bytes. */
const MAX_ANSWER = 1_048_576;
const PATIENCE_MS = 30_000;
const PATH = '/watchtower/v1/states';

/** Why a tower has not done what it was asked for. */
export type TowerReason = 'NoAnswer' | 'Refused' | 'Malformed' | 'WrongBackup';

const MEANS: Record<TowerReason, string> = {
	NoAnswer: 'the tower does not answer',
	Refused: 'the tower refuses',
	Malformed: 'what the tower answers is no answer',
	WrongBackup: 'what is given back is not signed by both, or not on the base of the channel',
};

/** A tower has not done what it was asked for. Ask again, or tell it on the chain. */
export class TowerError extends Error {
	constructor(
		readonly reason: TowerReason,
		/** What the tower says, or what has happened. */
		readonly said: string | null = null,
		/** What the tower advises. */
		readonly advice: string | null = null,
		options?: ErrorOptions,
	) {
		super(`${reason}: ${MEANS[reason]}${said === null ? '' : ` (${said})`}`, options);
		this.name = 'TowerError';
	}
}

/** The newest state, for a tower that is hired. */
export interface UploadRequest extends HireName {
	readonly record: TowerRecord;
	/** The key of the tower's profile. */
	readonly to: BytesLike;
	/** One's own key, to which a backup of the record is sealed; without it none is kept. */
	readonly own?: BytesLike;
}

/** A state that is sealed and signed for a tower: the same is given until its receipt is here. */
export interface TowerUpload {
	readonly hire: HireName;
	/** What its receipt has to name. */
	readonly handed: Handed;
	/** The record, sealed to the tower. `postRecord` takes it, too. */
	readonly sealed: Uint8Array;
	/** The backup, sealed to oneself; empty if none is to be kept. */
	readonly backup: Uint8Array;
	/** Of the party. */
	readonly signature: MultiSignature;
	/** When it was made, by the chain's clock. */
	readonly sinceMs: bigint;
}

const blake256 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, { dkLen: 32 });

/** Seals a record to a tower and to oneself, and signs for both, as the party that has hired. */
export async function uploadOf(
	chain: Chain,
	signer: Signer,
	{ record, to, own, channel, side, tower, hire }: UploadRequest,
): Promise<TowerUpload> {
	const of = { genesis: chain.genesis, channel, side };
	const sealed = sealRecord(of, 'State', to, record);
	const backup = own ? sealRecord(of, 'Backup', own, record) : new Uint8Array();
	const said = concat(
		utf8(UPLOAD_DOMAIN), toBytes(chain.genesis), number64.enc(channel), sideCodec.enc(side),
		number64.enc(tower), number64.enc(hire), number64.enc(record.state.body.version),
		blake256(sealed), blake256(backup));
	return {
		hire: { channel, side, tower, hire },
		handed: handedOf(record, backup),
		sealed,
		backup,
		signature: await signer.sign(said),
		sinceMs: await chain.now(),
	};
}

/** A record that is given back, and what binds the tower to it. */
export interface Restored {
	readonly record: TowerRecord;
	/** The tower's receipt for it, if it is for the hire that goes on, and good. */
	readonly receipt: SignedReceipt | null;
}

/**
 * Opens a backup of that version, as a tower gives it back or publishes it, by the secret of the
 * key that it was sealed to. Throws a `SealError` if it is not for that key or version, and a
 * `TowerError` unless both parties have signed it, on the channel's base of now.
 */
export async function openBackup(
	chain: Chain,
	secret: BytesLike,
	{ channel, side, version }: { channel: bigint; side: Side; version: bigint },
	sealed: Uint8Array,
): Promise<TowerRecord> {
	const of = { genesis: chain.genesis, channel, side, version, kind: 'Backup' } as const;
	const record = unsealRecord(of, secret, sealed);
	const found = await recordOf(chain, channel, 'finalized');
	if (found?.base !== record.baseVersion || !isRecordOf(of, found.parties, record)) {
		throw new TowerError('WrongBackup');
	}
	return record;
}

/** A receipt that came with a backup, if its tower is bound by it. */
async function boundBy(
	chain: Chain,
	{ channel, side }: Pick<HireName, 'channel' | 'side'>,
	signed: SignedReceipt,
	record: TowerRecord,
	sealed: Uint8Array,
): Promise<SignedReceipt | null> {
	const { receipt } = signed;
	const names = receipt.channel === channel && receipt.side === side &&
		receipt.baseVersion === record.baseVersion &&
		receipt.version === record.state.body.version &&
		receipt.state === stateHash(record.state.body) && receipt.backup === backupHash(sealed);
	if (!names) return null;
	const expected = await expectedOf(chain, receipt).catch(() => null);
	const key = expected && keyAt(expected.keys, receipt.acceptedMs);
	const isBound = key && expected.hire === receipt.hire && isReceiptOf(chain.genesis, key, signed);
	return isBound ? signed : null;
}

/** How a client asks. */
export interface TowerClientOptions {
	/** In place of the platform's. */
	readonly fetch?: typeof globalThis.fetch;
	/** How long a tower may take, in milliseconds; 30 s if nothing is said. */
	readonly patienceMs?: number;
}

/**
 * A tower that is run by the agent. Pages of a browser reach one only where its owner lets those of
 * other origins ask.
 */
export class TowerClient {
	readonly #url: string;
	readonly #fetch: typeof globalThis.fetch;
	readonly #patienceMs: number;

	/** By the contact of its profile, which is an address with `https:` or `http:`. */
	constructor(contact: string, options: TowerClientOptions = {}) {
		const { protocol, origin, pathname } = new URL(contact);
		if (!/^https?:$/.test(protocol)) throw new RangeError(`not an address of HTTP: ${contact}`);
		this.#url = (origin + pathname).replace(/\/+$/, '') + PATH;
		this.#fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));
		this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
	}

	/**
	 * Gives the tower a state; answers with its receipt, which is checked. Give the same again if it
	 * does not answer: sealed anew it would be another record of the version, which it refuses.
	 * Throws a `TowerError` or a `ReceiptError`.
	 */
	async give(chain: Chain, upload: TowerUpload): Promise<SignedReceipt> {
		const { hire, handed, sinceMs } = upload;
		const answer = await this.#ask<{ said?: Said[] }>('', bodyOf(chain.genesis, upload));
		const [first] = orMalformed(() => [...answer.said ?? []]);
		if (first?.refused) throw refused(first.refused);
		const signed = orMalformed(() => receiptFromBytes(bytesOf(first?.kept?.receipt)));
		const [expected, nowMs] = await Promise.all([expectedOf(chain, hire), chain.now()]);
		checkReceipt(chain.genesis, signed, handed, { ...expected, sinceMs }, nowMs);
		return signed;
	}

	/**
	 * The newest record of a party that the tower keeps, by the secret of the key to which it was
	 * sealed. The party signs for it, by the clock of this machine. Of several towers ask all, and
	 * take the highest version.
	 */
	async restore(
		chain: Chain,
		signer: Signer,
		secret: BytesLike,
		of: Pick<HireName, 'channel' | 'side'>,
	): Promise<Restored> {
		const { channel, side } = of;
		const atMs = Date.now();
		const signature = await signer.sign(concat(
			utf8(RESTORE_DOMAIN), toBytes(chain.genesis), number64.enc(channel), sideCodec.enc(side),
			number64.enc(BigInt(atMs))));
		const kept = await this.#ask<Kept>(
			`/${bare(chain.genesis)}/${channel}/${side.toLowerCase()}` +
			`?at_ms=${atMs}&signature=${bare(signature)}`);
		const [version, sealed, signed] = orMalformed(() => [
			BigInt(kept.version), bytesOf(kept.backup), receiptFromBytes(bytesOf(kept.receipt)),
		] as const);
		const record = await openBackup(chain, secret, { channel, side, version }, sealed);
		return { record, receipt: await boundBy(chain, of, signed, record, sealed) };
	}

	async #ask<Answer>(path: string, body?: string): Promise<Answer> {
		const { status, text } = await this.#fetched(path, body);
		if (status >= 500) throw new TowerError('NoAnswer', `status ${status}`);
		const said = orMalformed(() => parsed(text));
		if (status >= 300) throw refused(said as Problem);
		return said as Answer;
	}

	async #fetched(path: string, body?: string): Promise<{ status: number; text: string }> {
		try {
			// What is at another address was not meant: nobody is sent elsewhere.
			const answer = await this.#fetch(this.#url + path, {
				redirect: 'error', credentials: 'omit', signal: AbortSignal.timeout(this.#patienceMs),
				...body !== undefined && {
					method: 'POST', body, headers: { 'content-type': 'application/json' },
				},
			});
			return { status: answer.status, text: await textOf(answer) };
		} catch (cause) {
			const said = cause instanceof Error ? cause.message : null;
			throw new TowerError('NoAnswer', said, null, { cause });
		}
	}
}

/** What is wrong, as the agent says it. */
interface Problem {
	readonly error: string;
	readonly advice: string;
}

/** What it says to an upload. */
interface Said {
	readonly kept?: { readonly receipt: string };
	readonly refused?: Problem;
}

/** What it keeps. */
interface Kept {
	readonly version: string;
	readonly backup: string;
	readonly receipt: string;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const refused = ({ error, advice }: Problem) =>
	new TowerError('Refused', textOrNull(error), textOrNull(advice));

/** Hexadecimal as the agent has it: with nothing before it. */
const bare = (bytes: BytesLike): string => toHex(bytes).slice(2);

function bytesOf(text: unknown): Uint8Array {
	if (typeof text !== 'string') throw new TypeError('not a text');
	return toBytes(`0x${text}` as Hex);
}

/** Versions have 64 bits, which the numbers of JSON do not keep: they are read as text. */
function parsed(text: string): unknown {
	const value: unknown = JSON.parse(text.replace(/"version":\s*(\d+)/, '"version":"$1"'));
	if (typeof value !== 'object' || value === null) throw new TypeError('not an object');
	return value;
}

/** One upload, as the agent reads it: numbers of 64 bits are written with all of their digits. */
function bodyOf(genesis: Hex, { hire, handed, sealed, backup, signature }: TowerUpload): string {
	const { channel, side, tower, hire: number } = hire;
	return `{"uploads":[{"genesis":"${bare(genesis)}","channel":${channel},` +
		`"side":"${side.toLowerCase()}","tower":${tower},"hire":${number},` +
		`"version":${handed.state.version},"record":"${bare(sealed)}","backup":"${bare(backup)}",` +
		`"signature":"${bare(signature)}"}]}`;
}

/** The text of an answer, no longer than it can be. */
async function textOf(answer: Response): Promise<string> {
	const reader = answer.body?.getReader();
	const parts: Uint8Array[] = [];
	for (let length = 0; reader;) {
		const { done, value } = await reader.read();
		if (done) break;
		length += value.length;
		if (length > MAX_ANSWER) {
			await reader.cancel();
			throw new RangeError('the answer is too long');
		}
		parts.push(value);
	}
	return new TextDecoder().decode(concat(...parts));
}

function orMalformed<Value>(read: () => Value): Value {
	try {
		return read();
	} catch (cause) {
		throw new TowerError('Malformed', null, null, { cause });
	}
}
