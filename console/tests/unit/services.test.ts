// Liquidity for hire and watchtowers: what is chosen, in which order, and told at its most.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOf } from '@lightning-bloc/sdk/chain';
import { toHex, type CoSigned, type State } from '@lightning-bloc/sdk/channel';
import type { ChainLease, ChainProvider } from '@lightning-bloc/sdk/lsp';
import { devSigner } from '@lightning-bloc/sdk/signers';
import {
	receiptToBytes, signReceipt, stateHash, type ChainTower, type Receipt,
} from '@lightning-bloc/sdk/towers';
import * as lsp from '../../src/actions/lsp.js';
import * as actions from '../../src/actions/towers.js';
import { byFee, type SeenLease, type SeenProvider } from '../../src/chain/lsp.js';
import { byScore, seenTower, type SeenWatch } from '../../src/chain/towers.js';
import { FieldError } from '../../src/lib/fields.js';
import { unpaidOf } from '../../src/liquidity/leases.js';
import { recordOf } from '../../src/liquidity/offers.js';
import { faultIn, isNewer, receiptIn, receiptKey, stateFor } from '../../src/towers/receipt.js';
import { earlier, marksOf } from '../../src/towers/watches.js';
import { leases, lspTerms, menu } from '../browser/mock/services.js';
import { towers } from '../browser/mock/towers.js';
import { CHARLIE, COIN, NOW } from '../browser/mock/world.js';

const provider = (fee: bigint | null): SeenProvider => ({
	account: accountOf(CHARLIE), menu: [], fee,
	provider: { facts: { honoured: 3, failed: 1, broken: 1 } } as unknown as ChainProvider,
});

test('who asks less comes first, and who offers nothing last', () => {
	const list = [provider(null), provider(5n), provider(3n), provider(null)].sort(byFee);
	assert.deepEqual(list.map(({ fee }) => fee), [3n, 5n, null, null]);
	assert.equal(recordOf(provider(1n)), '3 kept, 2 not');
});

test('a menu goes from the cheaper to the dearer', () => {
	const [cheap, dear] = menu;
	assert.ok(cheap && dear);
	assert.deepEqual(lsp.sorted([dear, cheap]), [cheap, dear]);
	const same = { ...cheap, ppm: 5 };
	assert.deepEqual(lsp.sorted([dear, cheap, same]), [same, cheap, dear]);
});

const lease = (more = {}): SeenLease => {
	const state = leases.get(0n) as unknown as ChainLease;
	return {
		channel: 0n, asset: null, isClient: true, other: accountOf(CHARLIE), again: null,
		state: { ...state, lease: { ...state.lease, ...more } },
	};
};

test('what is left of a fee is what was neither paid nor received', () => {
	assert.equal(unpaidOf(lease()), COIN / 20n);
	assert.equal(unpaidOf(lease({ received: COIN / 50n })), 3n * COIN / 100n);
	assert.equal(unpaidOf(lease({ paid: COIN })), 0n);
	assert.match(lsp.giveUp(lease()).warning ?? '', /does not come back/);
});

test('what liquidity costs is told at its most, by how it is paid', () => {
	const purchase = {
		asset: null, size: 10n * COIN, lifetimeMs: 86_400_000n, provider: accountOf(CHARLIE),
		isBest: false, fee: COIN / 10n, terms: lspTerms as unknown as lsp.Purchase['terms'], own: COIN,
	};
	const most = (payment: lsp.Payment) =>
		lsp.buy({ ...purchase, payment }).facts?.find(([name]) => name.startsWith('At most'))?.[1];
	assert.match(most({ type: 'UpFront' }) ?? '', /^1\.1/);
	assert.match(most({ type: 'FirstReceived' }) ?? '', /^1\.1/);
	assert.match(most({ type: 'Streamed', first: COIN / 100n }) ?? '', /^1\.01/);
});

const all = [...towers].map(([id, state]) => seenTower(id, state as unknown as ChainTower));

test('towers are told by their score, and by whether they are free', () => {
	assert.deepEqual([...all].sort(byScore).map(({ id }) => id), [0n, 1n, 2n]);
	assert.deepEqual(all.map(({ isFree }) => isFree), [true, false, true]);
	assert.equal(all[0]?.contact, 'https://tower.example', 'nothing that turns text around');
	const state = towers.get(0n) as unknown as ChainTower;
	const tower = { ...state.tower, covered: state.tower.bond };
	assert.equal(seenTower(0n, { ...state, tower }).isFree, false, 'no bond is left');
	assert.equal(seenTower(0n, { ...state, capacity: 1 }).isFree, false, 'no room is left');
});

test('an order is changed by one place', () => {
	assert.deepEqual(earlier([1n, 2n, 3n], 3n), [1n, 3n, 2n]);
	assert.deepEqual(earlier([1n, 2n, 3n], 2n), [2n, 1n, 3n]);
	assert.deepEqual(earlier([1n, 2n], 1n), [1n, 2n]);
	assert.deepEqual(earlier([1n], 9n), [1n]);
});

const HIRE = {
	tower: 0n, number: 4n, from_ms: NOW - 1_000n, is_missed: false, is_late: true, is_false: false,
	is_withheld: false, demand: undefined,
};
const watch = {
	channel: 9n, side: 'Counterparty', hires: [{ hire: HIRE, turn: null, dryMs: null }],
} as unknown as SeenWatch;
const GENESIS = `0x${'11'.repeat(32)}` as const;
const STATE: State = { version: 7n, net: { payer: 'Opener', amount: 1n }, htlcs: [] };
const receipt: Receipt = {
	channel: 9n, side: 'Counterparty', tower: 0n, hire: 4n, baseVersion: 0n, version: 7n,
	state: stateHash(STATE), preimages: `0x${'44'.repeat(32)}`, backup: `0x${'00'.repeat(32)}`,
	acceptedMs: NOW,
};
const signedBy = (name: string, more: Partial<Receipt> = {}) => {
	const signer = devSigner({ info: { development: true } }, `//${name}`);
	return signReceipt(GENESIS, (bytes) => signer.sign(bytes), { ...receipt, ...more });
};

test('a receipt binds by the right key, in the right hire, on this chain', async () => {
	const good = await signedBy('Charlie');
	assert.equal(faultIn(GENESIS, good, watch, all), null);
	assert.deepEqual(marksOf(HIRE as unknown as Parameters<typeof marksOf>[0]), ['late']);
	const other = `0x${'12'.repeat(32)}` as const;
	for (const [signed, genesis, said] of [
		[good, other, /not signed/], [await signedBy('Dave'), GENESIS, /not signed/],
		[await signedBy('Charlie', { side: 'Opener' }), GENESIS, /other party/],
		[await signedBy('Charlie', { hire: 5n }), GENESIS, /no hire/],
		[await signedBy('Charlie', { tower: 1n }), GENESIS, /no hire/],
		[await signedBy('Charlie', { acceptedMs: NOW - 2_000n }), GENESIS, /before/],
	] as const) assert.match(faultIn(genesis, signed, watch, all) ?? '', said);
});

test('a receipt is read whole, kept by its hire, and the newer one stays', async () => {
	const good = await signedBy('Charlie');
	const text = toHex(receiptToBytes(good));
	assert.deepEqual(receiptIn({ x: ` ${text.toUpperCase().replace('0X', '0x')} ` }, 'x'), good);
	for (const wrong of ['', '0x', '0xzz', text.slice(0, -2), `${text}00`, `0x${'00'.repeat(600)}`]) {
		assert.throws(() => receiptIn({ x: wrong }, 'x'), FieldError, wrong.slice(0, 20));
	}
	const later = await signedBy('Charlie', { version: 8n });
	assert.deepEqual([isNewer(later, good), isNewer(good, later), isNewer(good, good)],
		[true, false, false]);
	assert.equal(isNewer(await signedBy('Charlie', { baseVersion: 1n, version: 2n }), good), true);
	assert.equal(receiptKey('life', 'me', later), receiptKey('life', 'me', good));
	const state = { body: STATE, signatures: {} } as unknown as CoSigned<State>;
	assert.equal(stateFor(good, state), state);
	const older = { ...state, body: { ...STATE, version: 6n } };
	assert.equal(stateFor(good, older), null);
	assert.equal(stateFor(good, null), null);
});

test('a receipt goes to the chain as it was signed', async () => {
	const good = await signedBy('Charlie');
	const { receipt: made, signature } = actions.chainReceipt(good);
	assert.deepEqual([made.channel, made.side.type, made.hire, made.version, made.accepted_ms],
		[9n, 'Counterparty', 4n, 7n, NOW]);
	assert.equal(signature.type, 'Sr25519');
	assert.match(actions.proveLate(good).does.join(), /nobody is paid/);
});
