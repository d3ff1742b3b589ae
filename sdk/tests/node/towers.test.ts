// Watchtowers on a live node: found, hired in an order, told by the chain; a receipt that is
// checked, and pays its client when the tower let an older state settle; a backup that is demanded.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Budget } from '../../src/budgets/index.js';
import {
	coSignedState, eventOf, openChannel, toChainMessage, topUp, type Chain,
} from '../../src/chain/index.js';
import { payload, type CoSigned, type State } from '../../src/channel/index.js';
import { random } from '../../src/core/bytes.js';
import { devKeyPair } from '../../src/core/keys.js';
import { devSigner, type Signer } from '../../src/signers/index.js';
import * as towers from '../../src/towers/index.js';
import { startChain, until } from '../kit/node.js';

const COIN = 10n ** 12n;
const PERIOD_MS = 180_000n;
const BOND = 200n * COIN;
const DEPOSIT = 50n * COIN;
/** A thousandth of a coin a second, for 60 coins of cover, within 40 s. */
const TERMS: towers.TowerTerms = { rate: 10n ** 21n, cover: 60n * COIN, responseMs: 40_000n };

let chain: Chain;
let [alice, bob, charlie, dave] = [] as unknown as Signer[] as [Signer, Signer, Signer, Signer];
const machineKey = devKeyPair('//Charlie//tower');
const machine = (bytes: Uint8Array) => machineKey.sign(bytes);
const [towersSecret, ownSecret] = [random(32), random(32)];
/** The towers of Charlie and Dave. */
let ids: [bigint, bigint];

before(async () => {
	({ chain } = await startChain());
	[alice, bob, charlie, dave] = ['//Alice', '//Bob', '//Charlie', '//Dave'].map((path) =>
		devSigner(chain, path)) as [Signer, Signer, Signer, Signer];
});

/** Lets so much time pass on the chain, at the usual pace of blocks. */
async function pass(ms: bigint): Promise<void> {
	const args = [Number(ms), Number(ms / 6_000n) + 1];
	await chain.client._request('dev_advanceTime', args);
}

/** A channel in which both have committed 100 coins. */
async function open(): Promise<bigint> {
	const channel = await openChannel(chain, alice, {
		counterparty: bob.account, amount: COIN, challengePeriodMs: PERIOD_MS,
	});
	for (const who of [alice, bob]) await topUp(chain, who, channel, 100n * COIN);
	return channel;
}

/** A state by which Bob has paid so much, or Alice if it is less than nothing, signed by both. */
async function signed(channel: bigint, version: bigint, paid: bigint): Promise<CoSigned<State>> {
	const net = {
		payer: paid < 0n ? 'Opener' : 'Counterparty', amount: paid < 0n ? -paid : paid,
	} as const;
	const body: State = { version, net, htlcs: [] };
	const bytes = payload(chain.genesis, channel, 0n, { type: 'State', ...body });
	const said = await chain.api.view.Channels.payload(
		channel, toChainMessage({ type: 'State', ...body }));
	assert.deepEqual(said, bytes);
	return {
		body, signatures: { opener: await alice.sign(bytes), counterparty: await bob.sign(bytes) },
	};
}

test('towers register, and are found by what a client takes', async () => {
	const profile = {
		region: 7, sealingKey: towers.sealingKey(towersSecret), contact: 'https://türme.example',
		uptimePpm: 999_000,
	};
	const register = (who: Signer, key: string, over: Partial<towers.TowerTerms> = {}) =>
		towers.registerTower(chain, who, {
			bond: BOND, key, terms: { ...TERMS, ...over }, profile,
		});
	ids = [await register(charlie, machineKey.account),
		await register(dave, dave.account, { rate: TERMS.rate / 2n })];
	const found = await towers.findTowers(chain, { accepts: TERMS, region: 7 });
	assert.deepEqual(found.map(({ id }) => id), [ids[1], ids[0]], 'the cheaper first');
	const one = await towers.towerOf(chain, ids[0]) ?? assert.fail();
	assert.deepEqual([one.owner, one.terms, one.profile, one.free, one.points, one.isFree],
		[charlie.account, TERMS, profile, BOND, 100, true]);
	assert.equal(one.keys[0]?.signer, machineKey.account);
	assert.equal(await towers.towerOfOwner(chain, charlie.account), ids[0]);
	assert.deepEqual(await towers.findTowers(chain, { accepts: TERMS, region: 8 }), []);
	await towers.beatTower(chain, charlie, ids[0]);
});

test('an owner changes what its tower is for who comes next', async () => {
	const one = await towers.towerOf(chain, ids[1]) ?? assert.fail();
	const budget = new Budget('tower', { total: 10n * COIN });
	await towers.addTowerBond(chain, dave, one, 5n * COIN, { budget });
	assert.equal(budget.left, 5n * COIN);
	await towers.withdrawTowerBond(chain, dave, one.id, 4n * COIN);
	await assert.rejects(towers.withdrawTowerBond(chain, dave, one.id, BOND), /BondTooSmall/);
	await towers.setTowerTerms(chain, dave, one.id, { ...one.terms, responseMs: 30_000n });
	await towers.setTowerProfile(chain, dave, one.id, { ...one.profile, region: 9 });
	const changed = await towers.towerOf(chain, one.id) ?? assert.fail();
	assert.deepEqual([changed.free, changed.terms.responseMs, changed.profile.region],
		[BOND + COIN, 30_000n, 9]);
	await towers.setTowerTerms(chain, dave, one.id, one.terms);
	await assert.rejects(towers.setTowerKey(chain, bob, one.id, bob.account), /NotOwner/);
	await assert.rejects(towers.collectPay(chain, bob, one.id), /NothingOwed/);
});

test('they are hired in an order, paid further, put in another, and dismissed', async () => {
	const channel = await open();
	const budget = new Budget('app', { total: 101n * COIN });
	const hire = (tower: bigint, accepts = TERMS) => towers.hireTower(
		chain, alice, { channel, tower, deposit: DEPOSIT, accepts }, { budget });
	const better = hire(ids[0], { ...TERMS, cover: TERMS.cover + 1n });
	await assert.rejects(better, /Watchtowers\.TermsChanged/);
	const [first, second] = [await hire(ids[0]), await hire(ids[1])];
	assert.deepEqual([first.side, first.place, second.place, first.rate, first.cover],
		['Opener', 0, 1, TERMS.rate, TERMS.cover]);
	const turns = async () => (await towers.turnsOf(chain, channel, 'Opener'))
		.map(({ tower, afterMs }) => [tower, afterMs]);
	assert.deepEqual(await turns(), [[ids[0], 0n], [ids[1], 40_000n]]);
	await towers.reorderTowers(chain, alice, channel, [ids[1], ids[0]]);
	assert.deepEqual(await turns(), [[ids[1], 0n], [ids[0], 40_000n]]);
	const before = await towers.hireRunsOutAt(chain, first) ?? assert.fail();
	await towers.topUpHire(chain, alice, first, COIN, { budget });
	const after = await towers.hireRunsOutAt(chain, first) ?? assert.fail();
	assert.equal(after - before, 1_000_000n, 'a thousand seconds more');
	assert.equal(budget.left, 0n);
	const { back } = await towers.dismissTower(chain, alice, channel, ids[1]);
	assert.ok(back > 0n && back < DEPOSIT);
	assert.equal(await towers.hireRunsOutAt(chain, second), null);
	await assert.rejects(towers.endWatch(chain, bob, channel, 'Opener'), /Watchtowers\.NotOver/);

	// For a tower that does not answer: sealed to it, and then in clear.
	const state = await signed(channel, 5n, COIN);
	const record = { state, baseVersion: 0n, preimages: [] };
	const of = { genesis: chain.genesis, channel, side: 'Opener' } as const;
	const { profile } = await towers.towerOf(chain, ids[0]) ?? assert.fail();
	const sealed = towers.sealRecord(of, 'State', profile.sealingKey, record);
	await towers.postRecord(chain, alice, channel, 5n, sealed);
	const { content } = await towers.postingOf(chain, channel, 'Opener') ?? assert.fail();
	const kept = content.type === 'Sealed' && content.value.type === 'Whole'
		? content.value.value : assert.fail();
	const opened = towers.unsealRecord({ ...of, kind: 'State', version: 5n }, towersSecret, kept);
	assert.deepEqual(opened, record);
	await towers.postRecord(chain, alice, channel, 6n, new Uint8Array(3_000));
	await towers.postState(chain, alice, channel, await signed(channel, 7n, COIN));
	const posting = await towers.postingOf(chain, channel, 'Opener');
	assert.deepEqual([posting?.version, posting?.content.type], [7n, 'Clear']);
});

test('a tower that signed and let an older state settle pays its client', async () => {
	const channel = await open();
	const hired = await towers.hireTower(chain, alice, {
		channel, tower: ids[0], deposit: DEPOSIT, accepts: TERMS,
	});
	const old = await signed(channel, 1n, -50n * COIN);
	const newest = await signed(channel, 9n, 10n * COIN);
	const handed = { state: newest.body, baseVersion: 0n };
	const nowMs = await chain.now();
	const receipt = towers.receiptOf(hired, handed, nowMs);
	const good = await towers.signReceipt(chain.genesis, machine, receipt);
	const expected = await towers.expectedOf(chain, hired);
	assert.equal(expected.hire, hired.hire);
	towers.checkReceipt(chain.genesis, good, handed, expected, nowMs);
	const byOwner = await towers.signReceipt(
		chain.genesis, (bytes) => charlie.sign(bytes), receipt);
	assert.throws(() => towers.checkReceipt(chain.genesis, byOwner, handed, expected, nowMs),
		(error) => error instanceof towers.ReceiptError && error.reason === 'BadSignature');

	const state = coSignedState(old);
	await chain.submit(bob, chain.api.tx.Channels.force_close({ channel, state }));
	const watched = await towers.watchedOf(chain, channel);
	assert.equal(watched?.dispute?.first, 1n);
	await pass(PERIOD_MS + 60_000n);
	await until(30_000, 'the channel settles', async () =>
		await chain.api.view.Channels.channel(channel) === undefined);
	const prove = (by: towers.SignedReceipt) =>
		towers.proveMiss(chain, dave, hired, { type: 'Receipt', signed: by }, newest);
	await assert.rejects(prove(byOwner), /Watchtowers\.BadSignature/);
	const had = await chain.balance(alice.account);
	const { loss, compensation } = await prove(good);
	assert.deepEqual([loss, compensation], [60n * COIN, 60n * COIN]);
	assert.equal(await chain.balance(alice.account) - had, compensation);
	await assert.rejects(prove(good), /Watchtowers\.NoLoss/);
	await assert.rejects(towers.proveLate(chain, dave, good), /Watchtowers\.NotLate/);
	await assert.rejects(towers.proveFalse(chain, dave, good), /Watchtowers\.NotFalse/);
	const { points } = await towers.towerOf(chain, ids[0]) ?? assert.fail();
	assert.equal(points, 50);
});

test('a backup that is demanded is published, and read out of the block', async () => {
	const channel = await open();
	const tower = await towers.towerOf(chain, ids[1]) ?? assert.fail();
	if (tower.isSilent) await towers.beatTower(chain, dave, tower.id);
	const hired = await towers.hireTower(chain, alice, {
		channel, tower: tower.id, deposit: DEPOSIT, accepts: TERMS,
	});
	const state = await signed(channel, 3n, COIN);
	const record = { state, baseVersion: 0n, preimages: [] };
	const upload = await towers.uploadOf(chain, alice, {
		...hired, record, to: tower.profile.sealingKey, own: towers.sealingKey(ownSecret),
	});
	const receipt = towers.receiptOf(hired, upload.handed, await chain.now());
	const good = await towers.signReceipt(chain.genesis, (bytes) => dave.sign(bytes), receipt);
	const deposit = await chain.api.constants.Watchtowers.DemandDeposit();
	const budget = new Budget('app', { total: deposit });
	const demanded = await towers.demandBackup(chain, alice, good, { budget });
	assert.ok(demanded.deposit > 0n && demanded.dueMs > await chain.now());
	assert.deepEqual([demanded.deposit, budget.left], [deposit, 0n]);
	const wrong = towers.answerDemand(chain, dave, hired, { type: 'Backup', sealed: upload.sealed });
	await assert.rejects(wrong, /Watchtowers\.WrongAnswer/);
	const { block, events } =
		await towers.answerDemand(chain, dave, hired, { type: 'Backup', sealed: upload.backup });
	assert.equal(eventOf<{ version: bigint }>(events, 'Watchtowers', 'Delivered').version, 3n);
	const found = await towers.deliveredBackup(chain, block, receipt) ?? assert.fail();
	assert.deepEqual(await towers.openBackup(chain, ownSecret, receipt, found), record);
	assert.equal(await towers.deliveredBackup(chain, demanded.block, receipt), null);

	// Of an older one a later state is an answer.
	await towers.demandBackup(chain, alice, good);
	const later = await signed(channel, 4n, 2n * COIN);
	const answer = { type: 'Later', state: later, baseVersion: 0n } as const;
	const second = await towers.answerDemand(chain, dave, hired, answer);
	assert.equal(eventOf<{ version: bigint }>(second.events, 'Watchtowers', 'Delivered').version, 4n);
	assert.equal(await towers.deliveredBackup(chain, second.block, receipt), null);
	const { leavesMs } = await towers.leaveTower(chain, dave, tower.id);
	assert.ok(leavesMs > await chain.now());
	await assert.rejects(towers.retireTower(chain, dave, tower.id), /Watchtowers\.NotLeft/);
});
