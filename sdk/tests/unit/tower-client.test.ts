// A tower's agent over HTTP: what a client says to it, and what it believes.

import assert from 'node:assert/strict';
import { blake2b } from '@noble/hashes/blake2.js';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { random, toBytes, toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import { payload, type State } from '../../src/core/messages.js';
import { isSignedBy } from '../../src/core/signatures.js';
import * as towers from '../../src/towers/index.js';
import { all, hex, little, text } from '../kit/bytes.js';
import { FakeChain, fakeSigner } from '../kit/chain.js';

const GENESIS = all('07');
const NOW = 1_000_000n;
const [alice, bob, key] = [devKeyPair('//Alice'), devKeyPair('//Bob'), devKeyPair('//Charlie')];
const signer = fakeSigner('//Bob');
const [towersSecret, ownSecret] = [random(32), random(32)];
const [to, own] = [towers.sealingKey(towersSecret), towers.sealingKey(ownSecret)];
const HIRE: towers.HireName = { channel: 4n, side: 'Counterparty', tower: 6n, hire: 3n };
const OF = { genesis: GENESIS, channel: 4n, side: 'Counterparty' } as const;
/** More than the numbers of JSON keep. */
const VERSION = 2n ** 60n + 1n;
const blake = (bytes: Uint8Array) => [...blake2b(bytes, { dkLen: 32 })];
const bare = (bytes: Uint8Array | Hex) => toHex(bytes).slice(2);
const bytesOf = (bare: string) => toBytes(`0x${bare}`);

function recordOf(over: Partial<State> = {}, baseVersion = 2n): towers.TowerRecord {
	const htlcs = [{ payer: 'Opener', amount: 2n, paymentHash: all('33'), deadlineMs: 8n }] as const;
	const body: State =
		{ version: VERSION, net: { payer: 'Opener', amount: 5n }, htlcs, ...over };
	const bytes = payload(GENESIS, 4n, baseVersion, { type: 'State', ...body });
	const signatures = { opener: alice.sign(bytes), counterparty: bob.sign(bytes) };
	return { baseVersion, state: { body, signatures }, preimages: [all('44')] };
}

/** A chain with a channel of Alice and Bob, and a tower that Bob has hired for it. */
function fakeChain(): FakeChain {
	const fake = new FakeChain();
	fake.push({ number: 1, nowMs: NOW });
	fake.answers['Channels.Channels'] = () => ({ channel: {
		parties: { opener: alice.account, counterparty: bob.account },
		committed: { opener: 9n, counterparty: 9n }, base_version: 2n,
	} });
	const hire = { tower: 6n, number: 3n, from_ms: 900_000n, stopped_ms: undefined };
	fake.answers['Watchtowers.watched'] = () =>
		({ watches: { opener: undefined, counterparty: { hires: [hire] } } });
	fake.answers['Watchtowers.tower'] = (_, id: bigint) => (id === 6n ? {
		points: 100, capacity: 10, is_silent: false, uptime_ppm: 1_000_000,
		tower: {
			owner: key.account, asset: { type: 'Native' }, bond: 200n, covered: 60n, watches: 1,
			terms: { rate: 1n, cover: 60n, response_ms: 40_000n }, leaves_ms: undefined,
			profile: {
				region: 7, sealing_key: to, contact: Uint8Array.from(text('https://tower.example')),
				uptime_ppm: 999_000,
			},
			keys: [{ signer: key.account, since_ms: 5n }],
		},
	} : undefined);
	return fake;
}

interface Asked {
	readonly url: string;
	readonly init: RequestInit;
}

/** A tower that is told what to answer: a client of it, and what it was asked. */
function fakeTower(answer: (asked: Asked) => { status?: number; text: string } | Promise<never>) {
	const asked: Asked[] = [];
	const fetch = async (url: unknown, init: RequestInit = {}) => {
		asked.push({ url: String(url), init });
		const { status = 200, text } = await answer({ url: String(url), init });
		return new Response(text, { status });
	};
	const client = new towers.TowerClient('https://tower.example/bloc/', {
		fetch: fetch as typeof globalThis.fetch,
	});
	return { client, asked };
}

const signedFor = (
	handed: towers.Handed, over: Partial<towers.Receipt> = {}, by = key, acceptedMs = NOW,
) => towers.signReceipt(GENESIS, (bytes) => by.sign(bytes),
	{ ...towers.receiptOf(HIRE, handed, acceptedMs), ...over });

const kept = (signed: towers.SignedReceipt) =>
	JSON.stringify({ said: [{ kept: { receipt: bare(towers.receiptToBytes(signed)) } }] });

const uploaded = (fake: FakeChain, record = recordOf()) =>
	towers.uploadOf(fake.chain, signer, { ...HIRE, record, to, own });

test('an upload is sealed to the tower and to oneself, and signed for both', async () => {
	const record = recordOf();
	const fake = fakeChain();
	const upload = await uploaded(fake, record);
	const of = { ...OF, version: VERSION };
	const { sealed, backup } = upload;
	assert.deepEqual(towers.unsealRecord({ ...of, kind: 'State' }, towersSecret, sealed), record);
	assert.deepEqual(towers.unsealRecord({ ...of, kind: 'Backup' }, ownSecret, backup), record);
	const said = Uint8Array.from([
		...text('bloc-agent/upload/v1'), ...hex(GENESIS), ...little(4, 8), 1, ...little(6, 8),
		...little(3, 8), ...little(VERSION, 8), ...blake(sealed), ...blake(backup),
	]);
	assert.ok(isSignedBy(upload.signature, bob.account, said));
	assert.deepEqual([upload.hire, upload.sinceMs], [HIRE, NOW]);
	const without = await towers.uploadOf(fake.chain, signer, { ...HIRE, record, to });
	assert.deepEqual([without.backup.length, without.handed.backup], [0, undefined]);
});

test('a tower is given a state as its agent reads it, and its receipt is checked', async () => {
	const fake = fakeChain();
	const upload = await uploaded(fake);
	const good = await signedFor(upload.handed);
	const { client, asked } = fakeTower(() => ({ text: kept(good) }));
	assert.deepEqual(await client.give(fake.chain, upload), good);
	const [{ url, init } = assert.fail()] = asked;
	assert.equal(url, 'https://tower.example/bloc/watchtower/v1/states');
	assert.deepEqual([init.method, init.redirect, init.credentials, init.headers],
		['POST', 'error', 'omit', { 'content-type': 'application/json' }]);
	const body = String(init.body);
	assert.ok(body.includes(`"version":${VERSION},`), 'all digits');
	const { uploads: [one] } = JSON.parse(body);
	assert.deepEqual(Object.keys(one), [
		'genesis', 'channel', 'side', 'tower', 'hire', 'version', 'record', 'backup', 'signature',
	]);
	assert.deepEqual([one.genesis, one.channel, one.side, one.tower, one.hire],
		['07'.repeat(32), 4, 'counterparty', 6, 3]);
	assert.deepEqual([bytesOf(one.record), bytesOf(one.backup), one.signature],
		[upload.sealed, upload.backup, bare(upload.signature)]);
	// Its answer was lost: it gives the same receipt to the same, however late.
	fake.push({ number: 2, nowMs: NOW + 900_000n });
	assert.deepEqual(await client.give(fake.chain, upload), good);
	assert.equal(String(asked[1]?.init.body), body);
});

test('a receipt that does not bind the tower is none', async () => {
	const fake = fakeChain();
	const upload = await uploaded(fake);
	const cases: [towers.ReceiptReason, towers.SignedReceipt][] = [
		['WrongHire', await signedFor(upload.handed, { hire: 2n })],
		['WrongState', await signedFor(upload.handed, { version: 1n })],
		['WrongPreimages', await signedFor(upload.handed, { preimages: towers.namedHash([]) })],
		['WrongBackup', await signedFor(upload.handed, { backup: towers.NO_BACKUP })],
		['WrongTime', await signedFor(upload.handed, {}, key, NOW - 60_000n)],
		['BadSignature', await signedFor(upload.handed, {}, alice)],
	];
	for (const [reason, signed] of cases) {
		const { client } = fakeTower(() => ({ text: kept(signed) }));
		await assert.rejects(client.give(fake.chain, upload),
			(error) => error instanceof towers.ReceiptError && error.reason === reason, reason);
	}
});

const fails = (reason: towers.TowerReason, said?: string, advice?: string) => (error: unknown) =>
	error instanceof towers.TowerError && error.reason === reason &&
	(said === undefined || error.said === said) &&
	(advice === undefined || error.advice === advice);

test('what a tower refuses, and what is no answer, are told apart', async () => {
	const fake = fakeChain();
	const upload = await uploaded(fake);
	const give = (answer: Parameters<typeof fakeTower>[0]) =>
		fakeTower(answer).client.give(fake.chain, upload);
	const problem = { error: 'this is not for the hire that there is', advice: 'see to it' };
	const refusals = [
		{ text: JSON.stringify({ said: [{ refused: problem }] }) },
		{ status: 409, text: JSON.stringify(problem) },
	];
	for (const refusal of refusals) {
		await assert.rejects(give(() => refusal), fails('Refused', problem.error, problem.advice));
	}
	const good = kept(await signedFor(upload.handed));
	const malformed = [
		'', 'no', 'null', '[]', '{}', '{"said":[]}', '{"said":[{}]}', '{"said":{"0":1}}',
		'{"said":[{"kept":{"receipt":7}}]}', '{"said":[{"kept":{"receipt":"0x"}}]}',
		good.replace(/..("\}\}\]\})$/, '$1'),
	];
	for (const text of malformed) {
		await assert.rejects(give(() => ({ text })), fails('Malformed'), text);
	}
	await assert.rejects(give(() => ({ status: 503, text: good })), fails('NoAnswer', 'status 503'));
	await assert.rejects(give(() => ({ status: 404, text: 'no' })), fails('Malformed'));
	await assert.rejects(give(() => ({ status: 400, text: '{}' })), fails('Refused'));
	await assert.rejects(give(() => Promise.reject(new Error('unplugged'))),
		fails('NoAnswer', 'unplugged'));
	const long = ' '.repeat(1_048_577);
	await assert.rejects(give(() => ({ text: long })), fails('NoAnswer', 'the answer is too long'));
	assert.throws(() => new towers.TowerClient('wss://tower.example'), RangeError);
	assert.throws(() => new towers.TowerClient('tower'), TypeError);
});

test('a tower that is silent, or sends elsewhere, does not answer', async (t) => {
	const server = createServer((request, response) => {
		if (request.url?.startsWith('/moved')) response.writeHead(307, { location: '/' }).end();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	t.after(() => server.close());
	t.after(() => server.closeAllConnections());
	const { port } = server.address() as AddressInfo;
	const fake = fakeChain();
	const upload = await uploaded(fake);
	for (const path of ['', '/moved']) {
		const client = new towers.TowerClient(`http://127.0.0.1:${port}${path}`, { patienceMs: 200 });
		await assert.rejects(client.give(fake.chain, upload), fails('NoAnswer'), path);
	}
});

/** What a tower gives back of a record. */
async function keptFor(record = recordOf(), over: Partial<towers.Receipt> = {}, by = key) {
	const sealed = towers.sealRecord(OF, 'Backup', own, record);
	const signed = await signedFor(towers.handedOf(record, sealed), over, by);
	const { version } = record.state.body;
	return `{"version":${version},"backup":"${bare(sealed)}",` +
		`"receipt":"${bare(towers.receiptToBytes(signed))}"}`;
}

const restore = (fake: FakeChain, client: towers.TowerClient) =>
	client.restore(fake.chain, signer, ownSecret, HIRE);

test('a backup is asked for by the party, and opened', async () => {
	const fake = fakeChain();
	const given = recordOf();
	const answer = await keptFor(given);
	const { client, asked } = fakeTower(() => ({ text: answer }));
	const { record, receipt } = await restore(fake, client);
	assert.deepEqual(record, given);
	assert.equal(receipt?.receipt.version, VERSION);
	const url = new URL(asked[0]?.url ?? '');
	assert.equal(url.pathname, `/bloc/watchtower/v1/states/${'07'.repeat(32)}/4/counterparty`);
	assert.equal(asked[0]?.init.method, undefined);
	const atMs = Number(url.searchParams.get('at_ms'));
	assert.ok(Math.abs(atMs - Date.now()) < 60_000);
	const said = Uint8Array.from([
		...text('bloc-agent/restore/v1'), ...hex(GENESIS), ...little(4, 8), 1, ...little(atMs, 8),
	]);
	const signature = `0x${url.searchParams.get('signature')}` as Hex;
	assert.ok(isSignedBy(signature, bob.account, said));
});

test('a backup counts without a good receipt, which then does not', async () => {
	const fake = fakeChain();
	const given = recordOf();
	const others: Partial<towers.Receipt>[] = [
		{ hire: 2n }, { tower: 5n }, { channel: 5n }, { side: 'Opener' }, { version: 1n },
		{ baseVersion: 1n }, { state: all('01') }, { backup: towers.NO_BACKUP }, { acceptedMs: 4n },
	];
	const cases = await Promise.all(others.map((over) => keptFor(given, over)));
	for (const text of [...cases, await keptFor(given, {}, alice)]) {
		const { record, receipt } = await restore(fake, fakeTower(() => ({ text })).client);
		assert.deepEqual([record, receipt], [given, null]);
	}
});

test('what both have not signed on the base of now does not come back', async () => {
	const fake = fakeChain();
	const back = (text: string) => restore(fake, fakeTower(() => ({ text })).client);
	const { state, ...rest } = recordOf();
	const { opener } = state.signatures;
	const alone = { ...rest, state: { ...state, signatures: { opener, counterparty: opener } } };
	await assert.rejects(back(await keptFor(alone)), fails('WrongBackup'));
	await assert.rejects(back(await keptFor(recordOf({}, 1n))), fails('WrongBackup'));
	const good = await keptFor();
	const other = good.replace(`"version":${VERSION}`, '"version":9');
	await assert.rejects(back(other), towers.SealError);
	const malformed = [
		'{}', good.replace('"version"', '"v"'), good.replace('"backup":"', '"backup":"z'),
	];
	for (const text of malformed) {
		await assert.rejects(back(text), fails('Malformed'), text.slice(0, 40));
	}
	fake.answers['Channels.Channels'] = () => undefined;
	await assert.rejects(back(good), fails('WrongBackup'));
});
