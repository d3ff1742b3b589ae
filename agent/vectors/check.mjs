// Opens and seals what vectors/seal.json has, with nothing but what Node.js has: so the format is what
// agent/src/channels/seal.rs says, and no more is needed in another language.
//
//   node agent/vectors/check.mjs

import assert from 'node:assert/strict';
import {
	createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync,
} from 'node:crypto';
import { readFileSync } from 'node:fs';

const DOMAIN = Buffer.from('lightning-bloc/seal/v1');
const SIDES = ['Opener', 'Counterparty'];
const KINDS = ['State', 'Backup'];
const LENGTHS = [512, 2_048, 4_096];
const AROUND = 48;
const OPTIONS = { authTagLength: 16 };

const bytes = (hex) => Buffer.from(hex.slice(2), 'hex');
const u64 = (number) => {
	const buffer = Buffer.alloc(8);
	buffer.writeBigUInt64LE(BigInt(number));
	return buffer;
};

// What Node.js takes keys as: their bytes behind a fixed head.
const privateKey = (secret) => createPrivateKey({
	key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]),
	format: 'der',
	type: 'pkcs8',
});
const publicKey = (raw) => createPublicKey({
	key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), raw]),
	format: 'der',
	type: 'spki',
});
const publicOf = (secret) =>
	createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' }).subarray(-32);

const context = ({ genesis, channel, side, kind }) => Buffer.concat([
	DOMAIN, bytes(genesis), u64(channel), Buffer.from([SIDES.indexOf(side), KINDS.indexOf(kind)]),
]);

function keyOf(vector, secret, other, ephemeral, recipient) {
	const shared = diffieHellman({ privateKey: privateKey(secret), publicKey: publicKey(other) });
	assert.ok(shared.some((byte) => byte !== 0), 'a point of small order');
	const material = Buffer.concat([shared, ephemeral, recipient]);
	return Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), context(vector), 32));
}

const aad = (vector) => Buffer.concat([context(vector), u64(vector.version)]);

function seal(vector) {
	const [ephemeralSecret, recipient] = [bytes(vector.ephemeralSecret), bytes(vector.recipient)];
	const ephemeral = publicOf(ephemeralSecret);
	const key = keyOf(vector, ephemeralSecret, recipient, ephemeral, recipient);
	const content = bytes(vector.content);
	const whole = LENGTHS.find((length) => length >= content.length + AROUND + 2);
	const plain = Buffer.alloc(whole - AROUND);
	plain.writeUInt16LE(content.length);
	content.copy(plain, 2);
	const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), OPTIONS);
	cipher.setAAD(aad(vector), { plaintextLength: plain.length });
	const text = Buffer.concat([cipher.update(plain), cipher.final()]);
	return Buffer.concat([ephemeral, text, cipher.getAuthTag()]);
}

function open(vector, sealed) {
	const secret = bytes(vector.recipientSecret);
	const ephemeral = sealed.subarray(0, 32);
	const key = keyOf(vector, secret, ephemeral, ephemeral, publicOf(secret));
	const cipher = createDecipheriv('chacha20-poly1305', key, Buffer.alloc(12), OPTIONS);
	const text = sealed.subarray(32, -16);
	cipher.setAAD(aad(vector), { plaintextLength: text.length });
	cipher.setAuthTag(sealed.subarray(-16));
	const plain = Buffer.concat([cipher.update(text), cipher.final()]);
	return plain.subarray(2, 2 + plain.readUInt16LE());
}

const { vectors } = JSON.parse(readFileSync(new URL('seal.json', import.meta.url), 'utf8'));
for (const vector of vectors) {
	const sealed = bytes(vector.sealed);
	assert.deepEqual(publicOf(bytes(vector.recipientSecret)), bytes(vector.recipient), vector.name);
	assert.deepEqual(seal(vector), sealed, vector.name);
	assert.deepEqual(open(vector, sealed), bytes(vector.content), vector.name);
	assert.throws(() => open({ ...vector, version: `${BigInt(vector.version) ^ 1n}` }, sealed), vector.name);
	const side = SIDES.find((other) => other !== vector.side);
	assert.throws(() => open({ ...vector, side }, sealed), vector.name);
}
assert.ok(vectors.length > 0);
console.log(`${vectors.length} passed, 0 failed`);
