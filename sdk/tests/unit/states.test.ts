// What TypeScript signs is, byte for byte, what Rust signs, and each accepts the other's
// signatures.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBytes, toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair, type KeyScheme } from '../../src/core/keys.js';
import {
	closeCodec, messageCodec, payload, stateCodec, withdrawalCodec, type Message,
} from '../../src/core/messages.js';
import { decodeAll } from '../../src/core/scale.js';
import { isSignedBy, isWrapped, wrapped } from '../../src/core/signatures.js';
import { vectors } from '../kit/vectors.js';

type Scheme = 'ecdsa' | 'ed25519' | 'sr25519';
interface Vector {
	name: string;
	genesis: Hex;
	channel: string;
	base: string;
	message: Record<string, Record<string, any>>;
	payload: Hex;
	wrapped: Hex;
	signatures: Record<Scheme, { raw: Hex; wrapped: Hex }>;
}
interface File {
	accounts: Record<Scheme, Hex>;
	signer: string;
	vectors: Vector[];
}

const { accounts, signer, vectors: all } = vectors<File>('pallets/primitives/vectors/states.json');
const SCHEMES: Record<Scheme, KeyScheme> = {
	ecdsa: 'Ecdsa', ed25519: 'Ed25519', sr25519: 'Sr25519',
};
const schemes = Object.keys(SCHEMES) as Scheme[];
const keys = Object.fromEntries(
	schemes.map((scheme) => [scheme, devKeyPair(signer, SCHEMES[scheme])]),
);

/** Numbers are text in JSON. */
function message({ message }: Vector): Message {
	const [kind, body] = Object.entries(message)[0] ?? [];
	assert.ok(kind && body);
	const { net, version } = body;
	const common = {
		version: BigInt(version), net: { payer: net.payer, amount: BigInt(net.amount) },
	};
	const validUntilMs = BigInt(body.validUntilMs ?? 0);
	if (kind === 'close') return { type: 'Close', ...common, validUntilMs };
	if (kind === 'withdrawal') {
		const { opener, counterparty } = body.amounts;
		const amounts = { opener: BigInt(opener), counterparty: BigInt(counterparty) };
		return { type: 'Withdrawal', ...common, amounts, validUntilMs };
	}
	const htlcs = body.htlcs.map((htlc: Record<string, any>) => ({
		...htlc, amount: BigInt(htlc.amount), deadlineMs: BigInt(htlc.deadlineMs),
	}));
	return { type: 'State', ...common, htlcs };
}

test('there are vectors of each kind of message and each scheme', () => {
	assert.deepEqual(Object.keys(accounts).sort(), [...schemes].sort());
	const kinds = new Set(all.flatMap(({ message }) => Object.keys(message)));
	assert.deepEqual([...kinds].sort(), ['close', 'state', 'withdrawal']);
});

test('the keys belong to the accounts', () => {
	for (const scheme of schemes) assert.equal(keys[scheme]?.account, accounts[scheme], scheme);
});

for (const vector of all) {
	const { name, genesis, channel, base, signatures } = vector;
	const signed = toBytes(vector.payload);

	test(`${name}: the payload is the same`, () => {
		const bytes = payload(genesis, BigInt(channel), BigInt(base), message(vector));
		assert.equal(toHex(bytes), vector.payload);
		assert.equal(toHex(wrapped(signed)), vector.wrapped);
		assert.ok(isWrapped(wrapped(signed)) && !isWrapped(signed));
	});

	test(`${name}: what is encoded is read`, () => {
		const one = message(vector);
		assert.deepEqual(decodeAll(messageCodec, messageCodec.enc(one)), one);
	});

	for (const scheme of schemes) {
		const { raw, wrapped: inBytes } = signatures[scheme];

		test(`${name}: the signatures in ${scheme} are good`, () => {
			const other = payload(genesis, BigInt(channel) ^ 1n, BigInt(base), message(vector));
			for (const signature of [raw, inBytes]) {
				assert.ok(isSignedBy(signature, accounts[scheme], signed));
				assert.ok(!isSignedBy(signature, accounts[scheme], other), 'of another channel');
			}
		});

		test(`${name}: what TypeScript signs in ${scheme} is good`, () => {
			const key = keys[scheme];
			assert.ok(key);
			const ours = [key.sign(signed), key.sign(wrapped(signed))];
			if (scheme === 'sr25519') {
				for (const one of ours) assert.ok(isSignedBy(one, accounts[scheme], signed));
			} else {
				// These two schemes sign the same bytes in one way only.
				assert.deepEqual(ours, [raw, inBytes]);
			}
		});
	}
}

test('numbers that do not fit are refused', () => {
	const net = { payer: 'Opener', amount: 1n } as const;
	const bad = [
		() => stateCodec.enc({ version: 2n ** 64n, net, htlcs: [] }),
		() => stateCodec.enc({ version: -1n, net, htlcs: [] }),
		() => stateCodec.enc({ version: 1n, net: { ...net, amount: 2n ** 128n }, htlcs: [] }),
		() => closeCodec.enc({ version: 1n, net: { ...net, payer: 'Both' as any }, validUntilMs: 1n }),
		() => withdrawalCodec.enc({
			version: 1n, net, amounts: { opener: -1n, counterparty: 0n }, validUntilMs: 1n,
		}),
	];
	for (const encode of bad) assert.throws(encode, RangeError);
	const htlc = { ...net, paymentHash: `0x${'00'.repeat(32)}` as Hex, deadlineMs: 1n };
	const state = (count: number) =>
		({ version: 1n, net, htlcs: Array.from({ length: count }, () => htlc) });
	assert.ok(stateCodec.enc(state(32)));
	assert.throws(() => stateCodec.enc(state(33)), RangeError);
});

test('bytes that are cut, or followed by more, are not read', () => {
	for (const vector of all) {
		const bytes = messageCodec.enc(message(vector));
		for (let length = 0; length < bytes.length; length += 1) {
			assert.throws(() => decodeAll(messageCodec, bytes.subarray(0, length)), /Malformed/);
		}
		const more = Uint8Array.of(...bytes, 0);
		assert.throws(() => decodeAll(messageCodec, more), /TrailingBytes/);
	}
});
