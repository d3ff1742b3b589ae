// Receipts as bytes, and what a client checks of them; towers found; records posted and backups
// read out of blocks.

import assert from 'node:assert/strict';
import { blake2b } from '@noble/hashes/blake2.js';
import { test } from 'node:test';
import { Budget, BudgetExceeded } from '../../src/budgets/index.js';
import { NATIVE } from '../../src/core/assets.js';
import { concat, random, toHex, type Hex } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import { NO_TRANSFER, type State } from '../../src/core/messages.js';
import { ScaleError } from '../../src/core/scale.js';
import * as towers from '../../src/towers/index.js';
import { all, hex, little, text } from '../kit/bytes.js';
import { event, FakeChain, fakeSigner, hashOf, type FakeBlock } from '../kit/chain.js';

const GENESIS = all('07');
const key = devKeyPair('//Charlie//tower', 'Ed25519');
const signer = fakeSigner();
const sign = (payload: Uint8Array) => key.sign(payload);
const blake = (...bytes: number[]): Hex => toHex(blake2b(Uint8Array.from(bytes), { dkLen: 32 }));

const STATE: State = {
	version: 9n,
	net: { payer: 'Counterparty', amount: 5n },
	htlcs: [{ payer: 'Opener', amount: 2n, paymentHash: all('33'), deadlineMs: 8_000n }],
};
const HIRE: towers.HireName = { channel: 4n, side: 'Counterparty', tower: 6n, hire: 3n };
const SEALED = Uint8Array.of(1, 2, 3);
const HANDED: towers.Handed = {
	state: STATE, baseVersion: 2n, named: [all('33'), all('22')], backup: SEALED,
};
const NOW = 1_000_000n;
const EXPECTED: towers.ReceiptExpected = {
	...HIRE, fromMs: 900_000n,
	keys: [{ signer: all('01'), sinceMs: 0n }, { signer: key.account, sinceMs: 950_000n }],
};

test('what a tower signs is the domain, the chain and the receipt', () => {
	const state = [
		...little(9, 8), 1, ...little(5, 16),
		4, 0, ...little(2, 16), ...hex(all('33')), ...little(8_000, 8),
	];
	const named = [8, ...hex(all('22')), ...hex(all('33'))];
	const expected = [
		...text('lightning-bloc/watchtowers/receipt/v1'), ...hex(GENESIS),
		...little(4, 8), 1, ...little(6, 8), ...little(3, 8), ...little(2, 8), ...little(9, 8),
		...hex(blake(...state)), ...hex(blake(...named)), ...hex(blake(1, 2, 3)), ...little(NOW, 8),
	];
	const payload = towers.receiptPayload(GENESIS, towers.receiptOf(HIRE, HANDED, NOW));
	assert.equal(toHex(payload), toHex(Uint8Array.from(expected)));
});

test('a receipt that differs in anything is another', () => {
	const receipt = towers.receiptOf(HIRE, HANDED, NOW);
	const others: Partial<towers.Receipt>[] = [
		{}, { channel: 5n }, { side: 'Opener' }, { tower: 7n }, { hire: 4n }, { baseVersion: 3n },
		{ version: 10n }, { state: all('01') }, { preimages: all('01') }, { backup: all('01') },
		{ acceptedMs: 1n },
	];
	const payloads = others.map((over) =>
		toHex(towers.receiptPayload(GENESIS, { ...receipt, ...over })));
	payloads.push(toHex(towers.receiptPayload(all('08'), receipt)));
	assert.equal(new Set(payloads).size, payloads.length);
});

test('payment hashes are named sorted, and each once', () => {
	const hashes = [all('22'), all('33')];
	assert.equal(towers.namedHash([all('33'), all('22'), all('33')]), towers.namedHash(hashes));
	assert.equal(towers.namedHash([]), blake(0));
	const upper = `0x${'AB'.repeat(32)}` as Hex;
	assert.deepEqual(towers.sortedHashes([upper, all('ab')]), [all('ab')]);
	const many = Array.from({ length: 33 }, () => toHex(random(32)));
	assert.throws(() => towers.namedHash(many), RangeError);
});

test('without preimages and backup a receipt says so', () => {
	const { preimages, backup } = towers.receiptOf(HIRE, { state: STATE, baseVersion: 2n }, NOW);
	assert.deepEqual([preimages, backup], [blake(0), towers.NO_BACKUP]);
	const hash = towers.backupHash(SEALED);
	const named = towers.receiptOf(HIRE, { ...HANDED, backup: hash }, NOW);
	assert.equal(named.backup, hash);
});

test('a signed receipt is kept as bytes, and nothing else is one', async () => {
	const signed = await towers.signReceipt(GENESIS, sign, towers.receiptOf(HIRE, HANDED, NOW));
	const bytes = towers.receiptToBytes(signed);
	assert.deepEqual(towers.receiptFromBytes(bytes), signed);
	assert.throws(() => towers.receiptFromBytes(bytes.subarray(1)), ScaleError);
	assert.throws(() => towers.receiptFromBytes(Uint8Array.of(...bytes, 0)), ScaleError);
	assert.ok(towers.isReceiptOf(GENESIS, key.account, signed));
	assert.ok(!towers.isReceiptOf(all('08'), key.account, signed));
	assert.ok(!towers.isReceiptOf(GENESIS, signer.account, signed));
});

test('the key of a tower is that of when it accepted', () => {
	const at = (ms: bigint) => towers.keyAt(EXPECTED.keys, ms);
	assert.deepEqual([at(0n), at(949_999n), at(950_000n)], [all('01'), all('01'), key.account]);
	assert.equal(towers.keyAt([{ signer: all('01'), sinceMs: 5n }], 4n), null);
});

test('a client checks all of a receipt, and the first fault is named', async () => {
	const good = towers.receiptOf(HIRE, HANDED, NOW);
	const check = async (
		receipt: towers.Receipt, nowMs = NOW, by = sign, expected = EXPECTED,
	) => towers.checkReceipt(
		GENESIS, await towers.signReceipt(GENESIS, by, receipt), HANDED, expected, nowMs);
	await check(good);
	await check(good, NOW + 59_999n);
	await check(good, NOW - 59_999n);
	const other = devKeyPair('//Charlie');
	const late = { ...EXPECTED, fromMs: NOW + 1n };
	const since = (sinceMs: bigint) => ({ ...EXPECTED, sinceMs });
	await check(good, NOW + 500_000n, sign, since(NOW + 59_999n));
	const cases: [towers.ReceiptReason, () => Promise<void>][] = [
		['WrongHire', () => check({ ...good, channel: 5n })],
		['WrongHire', () => check({ ...good, side: 'Opener' })],
		['WrongHire', () => check({ ...good, tower: 5n })],
		['WrongHire', () => check({ ...good, hire: 2n })],
		['WrongState', () => check({ ...good, baseVersion: 1n })],
		['WrongState', () => check({ ...good, version: 8n })],
		['WrongState', () => check({ ...good, state: all('01') })],
		['WrongPreimages', () => check({ ...good, preimages: towers.namedHash([]) })],
		['WrongBackup', () => check({ ...good, backup: towers.NO_BACKUP })],
		['WrongTime', () => check(good, NOW + 60_000n)],
		['WrongTime', () => check(good, NOW - 60_000n)],
		['WrongTime', () => check(good, NOW, sign, late)],
		['WrongTime', () => check(good, NOW + 500_000n, sign, since(NOW + 60_000n))],
		['WrongTime', () => check(good, NOW - 60_000n, sign, since(NOW - 100_000n))],
		['BadSignature', () => check(good, NOW, (payload) => other.sign(payload))],
		['BadSignature', () => check({ ...good, acceptedMs: 949_999n }, 949_999n)],
		['BadSignature', () => check(good, NOW, sign, { ...EXPECTED, keys: [] })],
	];
	for (const [reason, act] of cases) {
		await assert.rejects(act,
			(error) => error instanceof towers.ReceiptError && error.reason === reason, reason);
	}
	const signed = await towers.signReceipt(all('08'), sign, good);
	assert.throws(() => towers.checkReceipt(GENESIS, signed, HANDED, EXPECTED, NOW),
		towers.ReceiptError, 'of another chain');
});

const TERMS: towers.TowerTerms = { rate: 10n ** 21n, cover: 60n, responseMs: 40_000n };

/** A tower as the chain has it. */
function chainTower(over: Record<string, any> = {}) {
	const { terms = {}, ...rest } = over;
	const { rate, cover, responseMs } = { ...TERMS, ...terms };
	return {
		points: 100, capacity: 10, is_silent: false, uptime_ppm: 1_000_000, ...rest,
		tower: {
			owner: signer.account, asset: { type: 'Native' }, bond: 200n, covered: 60n, watches: 1,
			terms: { rate, cover, response_ms: responseMs },
			profile: {
				region: 7, sealing_key: all('09'), contact: Uint8Array.from(text('https://tower')),
				uptime_ppm: 999_000,
			},
			keys: [{ signer: key.account, since_ms: 5n }], leaves_ms: undefined, ...rest.tower,
		},
	};
}

const BLOCK: FakeBlock = { number: 1, nowMs: NOW };

test('towers are found by what a client takes, the better first', async () => {
	const fake = new FakeChain();
	fake.push(BLOCK);
	const all = [
		chainTower(), chainTower({ points: 150 }), chainTower({ is_silent: true }),
		chainTower({ terms: { rate: 10n ** 20n } }), chainTower({ terms: { rate: 10n ** 21n + 1n } }),
		chainTower({ terms: { cover: 59n } }), chainTower({ terms: { responseMs: 40_001n } }),
		chainTower({ tower: { covered: 141n } }), chainTower({ tower: { watches: 10 } }),
		chainTower({ tower: { leaves_ms: 9n } }),
		chainTower({ tower: { asset: { type: 'WithId', value: 1 } } }),
		chainTower({ tower: { profile: { region: 8, sealing_key: '0x', contact: SEALED } } }),
	];
	fake.answers['Watchtowers.towers'] = (_, after: bigint | undefined) =>
		(after === undefined ? all.map((__, id) => BigInt(id)) : []);
	fake.answers['Watchtowers.tower'] = (_, id: bigint) => all[Number(id)];
	const ids = async (wish: Partial<towers.TowerWish> = {}) =>
		(await towers.findTowers(fake.chain, { accepts: TERMS, ...wish })).map(({ id }) => id);
	assert.deepEqual(await ids(), [1n, 3n, 0n, 11n]);
	assert.deepEqual(await ids({ region: 8 }), [11n]);
	assert.deepEqual(await ids({ minPoints: 101 }), [1n]);
	assert.deepEqual(await ids({ asset: { type: 'WithId', id: 1 } }), [10n]);
	assert.equal((await ids({ accepts: towers.ANY_TERMS })).length, 7);
	const [first] = await towers.findTowers(fake.chain, { accepts: TERMS });
	assert.deepEqual([first?.profile.contact, first?.free, first?.keys, first?.asset],
		['https://tower', 140n, [{ signer: key.account, sinceMs: 5n }], NATIVE]);
});

const HIRED = event('Watchtowers', 'Hired', {
	side: { type: 'Opener' }, hire: 3n, rate: TERMS.rate, cover: 60n, response_ms: 40_000n,
	deposit: 50n, place: 1,
});

test('a hire is paid within the budget of its asset', async () => {
	const fake = new FakeChain();
	fake.push(BLOCK);
	fake.answers['Channels.channel'] = () => ({ asset: { type: 'Native' } });
	fake.outcomes.push({ final: { ...BLOCK, events: [HIRED] } }, { final: BLOCK });
	const budget = new Budget('app', { total: 60n });
	const request = { channel: 4n, tower: 6n, deposit: 50n, accepts: TERMS };
	const hired = await towers.hireTower(fake.chain, signer, request, { budget });
	assert.deepEqual([hired.side, hired.hire, hired.place, hired.responseMs, budget.left],
		['Opener', 3n, 1, 40_000n, 10n]);
	assert.deepEqual(fake.signed[0]?.value.accepts,
		{ rate: TERMS.rate, cover: 60n, response_ms: 40_000n });
	await assert.rejects(
		towers.topUpHire(fake.chain, signer, hired, 11n, { budget }), BudgetExceeded);
	await towers.topUpHire(fake.chain, signer, hired, 10n, { budget });
	assert.deepEqual([budget.left, fake.signed.length], [0n, 2]);
});

test('by what a receipt is checked, the chain says', async () => {
	const fake = new FakeChain();
	fake.push(BLOCK);
	const hire = { tower: 6n, number: 3n, from_ms: 900_000n, stopped_ms: undefined };
	const watch = (over: object) => ({
		watches: { opener: undefined, counterparty: { hires: [{ ...hire, ...over }] } },
	});
	fake.answers['Watchtowers.watched'] = () => watch({});
	fake.answers['Watchtowers.tower'] = () => chainTower();
	assert.deepEqual(await towers.expectedOf(fake.chain, HIRE),
		{ ...HIRE, fromMs: 900_000n, keys: [{ signer: key.account, sinceMs: 5n }] });
	await assert.rejects(towers.expectedOf(fake.chain, { ...HIRE, side: 'Opener' }), /not hired/);
	await assert.rejects(towers.expectedOf(fake.chain, { ...HIRE, tower: 7n }), /not hired/);
	fake.answers['Watchtowers.watched'] = () => watch({ stopped_ms: 1n });
	await assert.rejects(towers.expectedOf(fake.chain, HIRE), /not hired/);
});

test('a record is posted whole as long as the chain keeps it, or else by its hash', async () => {
	const fake = new FakeChain();
	fake.push(BLOCK);
	for (const length of [towers.MAX_INLINE, towers.MAX_INLINE + 1]) {
		fake.outcomes.push({ final: BLOCK });
		await towers.postRecord(fake.chain, signer, 4n, 9n, new Uint8Array(length));
	}
	const [whole, hash] = fake.signed.map(({ value }) => value.record);
	assert.deepEqual([whole.type, whole.value.length], ['Whole', towers.MAX_INLINE]);
	const long = Array<number>(towers.MAX_INLINE + 1).fill(0);
	assert.deepEqual([hash.type, hash.value], ['Hash', [blake(...long), long.length]]);
});

test('a miss is proved by a receipt, or by what was posted', async () => {
	const fake = new FakeChain();
	fake.push(BLOCK);
	const missed = event('Watchtowers', 'Missed', { loss: 9n, compensation: 7n });
	const signed = await towers.signReceipt(GENESIS, sign, towers.receiptOf(HIRE, HANDED, NOW));
	const state = { body: STATE, signatures: { opener: signed.signature, counterparty: null } };
	for (const evidence of [
		{ type: 'Receipt', signed, named: [all('33'), all('22')] }, { type: 'Posted', tower: 6n },
	] as const) {
		fake.outcomes.push({ final: { ...BLOCK, events: [missed] } });
		const { loss, compensation } =
			await towers.proveMiss(fake.chain, signer, HIRE, evidence, state);
		assert.deepEqual([loss, compensation], [9n, 7n]);
	}
	const [first, second] = fake.signed.map(({ value }) => value);
	assert.deepEqual([first.side.type, first.evidence.type, first.evidence.value.named],
		['Counterparty', 'Receipt', [all('22'), all('33')]]);
	assert.deepEqual(first.evidence.value.signed.receipt.accepted_ms, NOW);
	assert.deepEqual([second.evidence.type, second.evidence.value.tower], ['Posted', 6n]);
	assert.equal(first.state.signatures.counterparty, undefined);
});

test('what a tower has published is read out of its block, wherever it stands', async () => {
	const delivered = event('Watchtowers', 'Delivered', {
		channel: 4n, side: { type: 'Counterparty' }, tower: 6n,
	});
	for (const length of [3, 63, 64, 4_096]) {
		const sealed = random(length);
		const receipt = towers.receiptOf(HIRE, { ...HANDED, backup: sealed }, NOW);
		const size = length < 64 ? [length << 2] : little((length << 2) | 1, 2);
		const call = Uint8Array.of(...little(4, 8), 1, ...little(6, 8), 0, ...size);
		const fake = new FakeChain();
		fake.push({ ...BLOCK, events: [delivered] });
		const noise = concat(random(40), call, random(length));
		const inside = concat(random(30), call, sealed, random(5));
		fake.bodies.set(hashOf(1), [random(90), noise, inside]);
		const read = (over: Partial<towers.Receipt> = {}) =>
			towers.deliveredBackup(fake.chain, hashOf(1), { ...receipt, ...over });
		assert.deepEqual(await read(), sealed);
		assert.equal(await read({ tower: 7n }), null);
		assert.equal(await read({ backup: all('01') }), null);
		fake.bodies.set(hashOf(1), [concat(random(9), call, sealed.subarray(1))]);
		assert.equal(await read(), null);
	}
});

test('a state without HTLCs has a hash, too', () => {
	const state = { version: 1n, net: NO_TRANSFER, htlcs: [] };
	assert.equal(towers.stateHash(state), blake(...little(1, 8), 0, ...little(0, 16), 0));
});
