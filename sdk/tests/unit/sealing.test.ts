// What is sealed, by the vectors of the agent: both ways, and changed; records in it.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { paymentHash } from '../../src/channel/index.js';
import { concat, random, toBytes, toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import { payload, type State } from '../../src/core/messages.js';
import { ScaleError } from '../../src/core/scale.js';
import { otherSide, type Side } from '../../src/core/sides.js';
import * as towers from '../../src/towers/index.js';
import { sealWith } from '../../src/towers/sealing.js';
import { all, hex, little } from '../kit/bytes.js';
import { vectors } from '../kit/vectors.js';

interface Vector {
	readonly name: string;
	readonly genesis: Hex;
	readonly channel: string;
	readonly side: Side;
	readonly kind: towers.SealedKind;
	readonly version: string;
	readonly ephemeralSecret: Hex;
	readonly recipientSecret: Hex;
	readonly recipient: Hex;
	readonly content: Hex;
	readonly sealed: Hex;
}

const { vectors: cases } = vectors<{ vectors: Vector[] }>('agent/vectors/seal.json');
const forOf = ({ genesis, channel, side, kind, version }: Vector): towers.SealedFor =>
	({ genesis, channel: BigInt(channel), side, kind, version: BigInt(version) });
const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
	bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

assert.ok(cases.length >= 7);
for (const vector of cases) {
	const of = forOf(vector);
	const [sealed, content] = [toBytes(vector.sealed), toBytes(vector.content)];
	const secret = toBytes(vector.recipientSecret);

	test(`as the agent seals it, and opens it: ${vector.name}`, () => {
		assert.equal(towers.sealingKey(secret), vector.recipient);
		const ours = sealWith(toBytes(vector.ephemeralSecret), of, vector.recipient, content);
		assert.equal(toHex(ours), vector.sealed);
		assert.deepEqual(towers.unseal(of, secret, sealed), content);
		// Of bytes within others, too.
		const within = concat(random(3), sealed, random(3)).subarray(3, -3);
		assert.deepEqual(towers.unseal(of, vector.recipientSecret, within), content);
		const anew = towers.seal(of, vector.recipient, content);
		assert.notDeepEqual(anew, sealed);
		assert.deepEqual(towers.unseal(of, secret, anew), content);
	});

	test(`for nothing else, nor changed: ${vector.name}`, () => {
		const refuses = (
			other: Partial<towers.SealedFor>, bytes = sealed, key: Uint8Array = secret,
		) => assert.throws(() => towers.unseal({ ...of, ...other }, key, bytes), towers.SealError);
		refuses({ genesis: flipped(toBytes(vector.genesis), 31) });
		refuses({ channel: of.channel ^ 1n });
		refuses({ side: otherSide(of.side) });
		refuses({ kind: of.kind === 'State' ? 'Backup' : 'State' });
		refuses({ version: of.version ^ 1n });
		refuses({}, sealed, flipped(secret, 1));
		for (let at = 0; at < sealed.length; at += at < 64 ? 1 : 97) refuses({}, flipped(sealed, at));
		refuses({}, flipped(sealed, sealed.length - 1));
		for (const end of [0, 31, 32, 48, 49, sealed.length - 1]) refuses({}, sealed.subarray(0, end));
		refuses({}, concat(sealed, Uint8Array.of(0)));
	});
}

const OF: towers.SealedFor =
	{ genesis: all('07'), channel: 4n, side: 'Counterparty', kind: 'State', version: 9n };
const secret = random(32);
const key = towers.sealingKey(secret);

test('lengths say little, and have an end', () => {
	for (const [content, length] of [
		[0, 512], [462, 512], [463, 2_048], [1_998, 2_048], [1_999, 4_096], [4_046, 4_096],
	] as const) {
		assert.equal(towers.seal(OF, key, new Uint8Array(content)).length, length);
	}
	assert.equal(towers.MAX_CONTENT, 4_046);
	assert.throws(() => towers.seal(OF, key, new Uint8Array(4_047)), RangeError);
});

test('points of small order are refused, and what is no context', () => {
	for (const point of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))]) {
		assert.throws(() => towers.seal(OF, point, random(4)));
		const sealed = concat(point, new Uint8Array(480));
		assert.throws(() => towers.unseal(OF, secret, sealed), towers.SealError);
	}
	const sealed = towers.seal(OF, key, random(4));
	for (const wrong of [{ genesis: random(31) }, { channel: -1n }, { version: 2n ** 64n }]) {
		assert.throws(() => towers.seal({ ...OF, ...wrong }, key, random(4)), RangeError);
		assert.throws(() => towers.unseal({ ...OF, ...wrong }, secret, sealed), RangeError);
	}
	assert.throws(() => towers.unseal(OF, random(31), sealed), RangeError);
	// Node has its own X25519.
	const { d = '', x = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
	const bytesOf = (of: string) => Uint8Array.from(Buffer.from(of, 'base64url'));
	assert.equal(towers.sealingKey(bytesOf(d)), toHex(bytesOf(x)));
});

const STATE: State = {
	version: 9n,
	net: { payer: 'Counterparty', amount: 5n },
	htlcs: [{ payer: 'Opener', amount: 2n, paymentHash: all('33'), deadlineMs: 8_000n }],
};
const [alice, bob] = [devKeyPair('//Alice'), devKeyPair('//Bob', 'Ed25519')];
const PARTIES = { opener: alice.account, counterparty: bob.account };
const bytes = payload(OF.genesis, 4n, 2n, { type: 'State', ...STATE });
const SIGNATURES = { opener: alice.sign(bytes), counterparty: bob.sign(bytes) };
const RECORD: towers.TowerRecord = {
	baseVersion: 2n, state: { body: STATE, signatures: SIGNATURES },
	preimages: [all('44'), all('55')],
};

test('a record is the base, the state with its signatures, and the preimages', () => {
	const expected = [
		...little(2, 8),
		...little(9, 8), 1, ...little(5, 16),
		4, 0, ...little(2, 16), ...hex(all('33')), ...little(8_000, 8),
		1, ...hex(SIGNATURES.opener), 1, ...hex(SIGNATURES.counterparty),
		8, ...hex(all('44')), ...hex(all('55')),
	];
	const written = towers.recordToBytes(RECORD);
	assert.equal(toHex(written), toHex(Uint8Array.from(expected)));
	for (const one of [RECORD, { ...RECORD, preimages: [] }]) {
		const known = towers.recordToBytes(one);
		assert.deepEqual(towers.recordFromBytes(known), one);
		assert.throws(() => towers.recordFromBytes(Uint8Array.of(...known, 0)), ScaleError);
		assert.throws(() => towers.recordFromBytes(known.subarray(1)), ScaleError);
		assert.throws(() => towers.recordFromBytes(known.subarray(0, -1)), ScaleError);
	}
	const many = { ...RECORD, preimages: Array<Hex>(33).fill(all('01')) };
	assert.throws(() => towers.recordToBytes(many), RangeError);
});

test('the largest record can be sealed', () => {
	const htlcs = Array.from({ length: 32 }, () =>
		({ payer: 'Opener', amount: 1n, paymentHash: toHex(random(32)), deadlineMs: 1n } as const));
	const preimages = htlcs.map(() => toHex(random(32)));
	const state = { body: { ...STATE, htlcs }, signatures: SIGNATURES };
	const sealed = towers.sealRecord(OF, 'State', key, { ...RECORD, state, preimages });
	assert.equal(sealed.length, 4_096);
	assert.deepEqual(towers.unsealRecord(OF, secret, sealed).preimages, preimages);
});

test('a record is sealed for its version, and counts if both have signed it', () => {
	for (const kind of ['State', 'Backup'] as const) {
		const sealed = towers.sealRecord(OF, kind, key, RECORD);
		assert.deepEqual(towers.unsealRecord({ ...OF, kind }, secret, sealed), RECORD);
	}
	const other = towers.seal({ ...OF, version: 8n }, key, towers.recordToBytes(RECORD));
	assert.throws(() => towers.unsealRecord({ ...OF, version: 8n }, secret, other), towers.SealError);
	const none = towers.seal(OF, key, random(40));
	assert.throws(() => towers.unsealRecord(OF, secret, none), ScaleError);

	const signedBy = (over: Partial<typeof SIGNATURES | { counterparty: null }>) => ({
		...RECORD, state: { body: STATE, signatures: { ...SIGNATURES, ...over } },
	});
	const counts = (record: towers.TowerRecord, parties = PARTIES, of = OF) =>
		towers.isRecordOf(of, parties, record);
	assert.ok(counts(RECORD));
	assert.ok(!counts(signedBy({ counterparty: null })));
	assert.ok(!counts(signedBy({ counterparty: SIGNATURES.opener })));
	assert.ok(!counts({ ...RECORD, baseVersion: 3n }));
	assert.ok(!counts(RECORD, { opener: bob.account, counterparty: alice.account }));
	assert.ok(!counts(RECORD, PARTIES, { ...OF, channel: 5n }));
	assert.ok(!counts(RECORD, PARTIES, { ...OF, genesis: all('08') }));
});

test('a receipt is for what is in the record, and for the backup', () => {
	const hire: towers.HireName = { channel: 4n, side: 'Counterparty', tower: 6n, hire: 3n };
	const receipt = towers.receiptOf(hire, towers.handedOf(RECORD, Uint8Array.of(1, 2)), 1n);
	const hashes = RECORD.preimages.map((preimage) => paymentHash(preimage));
	assert.deepEqual([receipt.preimages, receipt.version, receipt.baseVersion, receipt.backup],
		[towers.namedHash(hashes), 9n, 2n, towers.backupHash(Uint8Array.of(1, 2))]);
	for (const backup of [undefined, new Uint8Array()]) {
		assert.equal(towers.receiptOf(hire, towers.handedOf(RECORD, backup), 1n).backup,
			towers.NO_BACKUP);
	}
});
