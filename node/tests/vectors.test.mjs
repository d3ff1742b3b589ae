// What JavaScript signs is, byte for byte, what Rust signs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { isSignedBy, payload, sign, wrapped } from './lib/state.mjs';

const file = new URL('../../pallets/primitives/vectors/states.json', import.meta.url);
const { signer, accounts, vectors } = JSON.parse(readFileSync(file, 'utf8'));

await cryptoWaitReady();
const keyring = new Keyring();
const schemes = Object.keys(accounts);
const key = (scheme) => keyring.createFromUri(signer, {}, scheme);

test('there are vectors of each kind of message and each scheme', () => {
	assert.deepEqual(schemes.sort(), ['ecdsa', 'ed25519', 'sr25519']);
	const kinds = new Set(vectors.flatMap(({ message }) => Object.keys(message)));
	assert.deepEqual([...kinds].sort(), ['close', 'state', 'withdrawal']);
});

test('the keys belong to the accounts', () => {
	for (const scheme of schemes) {
		assert.equal(u8aToHex(key(scheme).addressRaw), accounts[scheme], scheme);
	}
});

for (const { name, genesis, channel, base, message, signatures, ...bytes } of vectors) {
	const signed = hexToU8a(bytes.payload);

	test(`${name}: the payload is the same`, () => {
		assert.equal(u8aToHex(payload(genesis, channel, message, base)), bytes.payload);
		assert.equal(u8aToHex(wrapped(signed)), bytes.wrapped);
	});

	for (const scheme of schemes) {
		const { raw, wrapped: inBytes } = signatures[scheme];

		test(`${name}: the signatures in ${scheme} are good`, () => {
			const other = payload(genesis, BigInt(channel) ^ 1n, message, base);
			for (const signature of [raw, inBytes]) {
				assert.ok(isSignedBy(signature, accounts[scheme], signed));
				assert.ok(!isSignedBy(signature, accounts[scheme], other), 'of another channel');
			}
		});

		test(`${name}: what JavaScript signs in ${scheme} is good`, () => {
			const ours = [sign(key(scheme), signed), sign(key(scheme), wrapped(signed))];
			if (scheme === 'sr25519') {
				for (const signature of ours) assert.ok(isSignedBy(signature, accounts[scheme], signed));
			} else {
				// These two schemes sign the same bytes in one way only.
				assert.deepEqual(ours.map((signature) => u8aToHex(signature)), [raw, inBytes]);
			}
		});
	}
}
