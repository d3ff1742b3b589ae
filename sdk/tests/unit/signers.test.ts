// Who signs: keys of the program's own, keys that everybody knows, and wallets in the browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBytes, toHex, utf8 } from '../../src/core/bytes.js';
import { devKeyPair, type KeyPair } from '../../src/core/keys.js';
import { isSignedBy, isWrapped, wrapped } from '../../src/core/signatures.js';
import {
	accountOf, addressOf, devSigner, extensions, extensionSigners, seedSigner, walletSignature,
} from '../../src/signers/index.js';

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const PAYLOAD = utf8('lightning-bloc/channels/v1 and more');

/** A wallet as the browser's extensions show themselves, that signs with a key of this process. */
function pretendExtension(
	name: string,
	pair: KeyPair,
	sign: (bytes: Uint8Array) => Uint8Array,
): void {
	const type = pair.scheme.toLowerCase();
	const account = { address: addressOf(pair.account), name: 'mine', type };
	const signRaw = async ({ data }: { data: `0x${string}` }) =>
		({ id: 1, signature: toHex(sign(toBytes(data))) });
	const extension = {
		accounts: { get: async () => [account], subscribe: (tell: (all: unknown[]) => void) => {
			tell([account]);
			return () => {};
		} },
		signer: { signRaw, signPayload: async () => assert.fail('no transaction is signed') },
	};
	const page = globalThis as { window?: unknown };
	page.window = { injectedWeb3: { [name]: { enable: async () => extension } } };
}

test('addresses are those of the chain', () => {
	const alice = devKeyPair('//Alice');
	assert.equal(addressOf(alice.account), ALICE);
	assert.equal(accountOf(ALICE), alice.account);
	assert.equal(accountOf(addressOf(alice.account, 0)), alice.account, 'of any prefix');
	assert.equal(accountOf(alice.account), alice.account);
	assert.throws(() => accountOf(`${ALICE.slice(0, -1)}X`), RangeError);
	assert.throws(() => accountOf('0x12'), RangeError);
});

test('keys that everybody knows sign on development chains only', () => {
	const development = { info: { development: true } };
	const signer = devSigner(development, '//Alice');
	assert.equal(signer.address(), ALICE);
	assert.throws(() => devSigner({ info: { development: false } }, '//Alice'), /development/);
	assert.throws(() => devSigner(development, 'Alice'), RangeError);
	assert.throws(() => devSigner(development, '/Alice'), RangeError);
});

test('a seed signs in each scheme', async () => {
	for (const scheme of ['Sr25519', 'Ed25519', 'Ecdsa'] as const) {
		const signer = seedSigner(`0x${'07'.repeat(32)}`, scheme);
		assert.ok(isSignedBy(await signer.sign(PAYLOAD), signer.account, PAYLOAD), scheme);
	}
	assert.throws(() => seedSigner('0x07'), RangeError);
});

test('a wallet signs what is wrapped, and its answer is looked at', async () => {
	for (const scheme of ['Sr25519', 'Ed25519', 'Ecdsa'] as const) {
		const pair = devKeyPair('//Bob', scheme);
		let seen = new Uint8Array();
		pretendExtension('wallet', pair, (bytes) => {
			seen = Uint8Array.from(bytes);
			return pair.signRaw(bytes);
		});
		assert.deepEqual(extensions(), ['wallet']);
		const [signer] = await extensionSigners('wallet', 'test');
		assert.ok(signer);
		assert.deepEqual([signer.account, signer.name], [pair.account, 'mine']);
		const signature = await signer.sign(PAYLOAD);
		assert.ok(isSignedBy(signature, pair.account, PAYLOAD));
		assert.deepEqual(seen, wrapped(PAYLOAD), 'wrapped once');
		assert.ok(isWrapped(seen));
	}
});

test('a wallet that signs something else, or with another key, is found out', async () => {
	const pair = devKeyPair('//Bob');
	pretendExtension('wallet', pair, () => pair.signRaw(utf8('something else')));
	const [signer] = await extensionSigners('wallet', 'test');
	assert.ok(signer);
	await assert.rejects(Promise.resolve(signer.sign(PAYLOAD)), /something else/);
	const other = devKeyPair('//Charlie').signRaw(PAYLOAD);
	assert.throws(() => walletSignature(other, 'Sr25519', pair.account, PAYLOAD), /another key/);
});

test('a signature is taken with its scheme before it, and without', () => {
	const pair = devKeyPair('//Bob', 'Ed25519');
	const multi = toBytes(pair.sign(PAYLOAD));
	for (const signature of [multi, multi.subarray(1)]) {
		assert.equal(walletSignature(signature, 'Ed25519', pair.account, PAYLOAD), toHex(multi));
	}
});
