// The terms of rings as the pallet's vectors have them: bytes, hashes and instants.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetWithId, NATIVE } from '../../src/core/assets.js';
import { toBytes, toHex, type Hex } from '../../src/core/bytes.js';
import { decodeAll } from '../../src/core/scale.js';
import {
	consentPayload, legTimes, ringHash, ringTermsCodec, type Agreement, type RingTerms,
} from '../../src/swaps/index.js';
import { vectors } from '../kit/vectors.js';

type Json = Record<string, any>;
const file = vectors<{ vectors: Json[] }>('pallets/swaps/vectors/ring.json');

const asset = (of: Json) => ('native' in of ? NATIVE : assetWithId(of.withId));
const terms = (vector: Json): RingTerms => ({
	paymentHash: vector.paymentHash,
	baseMs: BigInt(vector.baseMs),
	gapMs: BigInt(vector.gapMs),
	stepMs: BigInt(vector.stepMs),
	revealMs: BigInt(vector.revealMs),
	extensionMs: BigInt(vector.extensionMs),
	legs: vector.legs.map((leg: Json) => ({
		...leg,
		asset: asset(leg.asset),
		amount: BigInt(leg.amount),
		into: leg.into === null ? null : BigInt(leg.into),
		bond: leg.bond && { asset: asset(leg.bond.asset), amount: BigInt(leg.bond.amount) },
	})),
});

for (const vector of file.vectors) {
	test(`${vector.name}: bytes, hash and instants are the same`, () => {
		const ring = terms(vector);
		assert.equal(toHex(ringTermsCodec.enc(ring)), vector.terms);
		assert.deepEqual(decodeAll(ringTermsCodec, toBytes(vector.terms)), ring);
		assert.equal(ringHash(ring), vector.hash);
		vector.times.forEach((times: Json, at: number) => {
			assert.deepEqual(legTimes(ring, at + 1), {
				bondByMs: BigInt(times.bondByMs),
				lockByMs: BigInt(times.lockByMs),
				deadlineMs: BigInt(times.deadlineMs),
			});
		});
		for (const position of [0, ring.legs.length + 1, 1.5]) {
			assert.throws(() => legTimes(ring, position), RangeError);
		}
	});
}

const consents = vectors<{ vectors: Json[] }>('pallets/swaps/vectors/consents.json');

for (const vector of consents.vectors) {
	test(`a consent, ${vector.name}: the bytes to sign are the same`, () => {
		const { leg: { made, ...name }, agreement, genesis, validUntilMs } = vector;
		const leg = { ...name, made: { ms: BigInt(made.ms), block: BigInt(made.block) } };
		const agreed: Agreement = agreement.type === 'Divide'
			? { type: 'Divide', toReceiver: BigInt(agreement.toReceiver) } : { type: 'HandBack' };
		const payload = consentPayload(genesis, leg, agreed, BigInt(validUntilMs));
		assert.equal(toHex(payload), vector.payload);
	});
}

test('a consent is for one chain, leg, agreement and time', () => {
	const bytes32 = (byte: string): Hex => `0x${byte.repeat(32)}`;
	const leg = {
		owner: bytes32('01'), paymentHash: bytes32('02'), made: { ms: 3n, block: 4n },
	};
	const handBack = { type: 'HandBack' } as const;
	const payloads = [
		consentPayload(bytes32('aa'), leg, handBack, 5n),
		consentPayload(bytes32('ab'), leg, handBack, 5n),
		consentPayload(bytes32('aa'), { ...leg, owner: bytes32('03') }, handBack, 5n),
		consentPayload(bytes32('aa'), { ...leg, made: { ms: 3n, block: 5n } }, handBack, 5n),
		consentPayload(bytes32('aa'), leg, { type: 'Divide', toReceiver: 1n }, 5n),
		consentPayload(bytes32('aa'), leg, { type: 'Divide', toReceiver: 2n }, 5n),
		consentPayload(bytes32('aa'), leg, handBack, 6n),
	].map(toHex);
	assert.equal(new Set(payloads).size, payloads.length);
});
