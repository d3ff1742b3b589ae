// Inbound liquidity for hire, as providers and clients see it: an account that never had a channel buys
// one of the best of five providers and is paid through it, while its provider finds no way out; and
// who is not there for its clients pays for that out of its bond.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, numberOf, refused, succeed, timeOf } from './lib/chain.mjs';
import { forwardFee, terms } from './lib/mesh.mjs';
import { advance, startNode, succeed as run } from './lib/node.mjs';
import { AT_ONCE, depositOf, IN_PARTS, reference, signedBy } from './lib/payments.mjs';
import * as off from './lib/state.mjs';

const COIN = 10n ** 12n;
const MILLION = 1_000_000n;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
/** What is leased, for how long. */
const SIZE = 10n * COIN;
const LEASE_MS = 900_000;
/** Where offers for that are: for sizes from 2^43 up to twice that, and up to a day or a week. */
const CLASS = 43;
const TERMS_MS = [DAY_MS, 7 * DAY_MS];
const place = (term, less = 0) => ({ class: CLASS - less, term });
/** What each provider brings: more than the largest size of the class. */
const [BOND, STOCK] = [2n * COIN, 40n * COIN];
/** The share of the time in which each promises to be there, in millionths. */
const UPTIME = 999_000;
/** Two signs of life are less than `lsp.beatMs` apart, with room for a machine that is busy. */
const [STEP_MS, STEP_BLOCKS] = [30_000, 6];
/** For how many steps one of them gives none. */
const SILENT_STEPS = [2, 3, 4, 5, 6, 7, 8];

const [alice, bob, charlie, dave, eve, ferdie] =
	['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'].map((name) => account(name));
const [newcomer, second] = [account('Newcomer'), account('Bob//stash')];

/** On what terms all of them forward in the channels that they open. */
const POLICY = terms({ baseFee: 1_003n, feePpm: 101n });

/** The worst terms that clients take: just those. */
const LIMITS = {
	uptime: UPTIME,
	policy: POLICY,
	minChallengeMs: 0,
	maxChallengeMs: HOUR_MS,
};

const item = (asked) => ({
	minFee: 1n,
	ppm: 0,
	minSize: 2n ** 40n,
	maxSize: 2n ** 46n,
	lifetimeMs: MONTH_MS,
	...asked,
});
const PROVIDERS = [
	{ who: bob, region: 1, menu: [item({ ppm: 10_000 })] },
	// The same for each size.
	{ who: charlie, region: 1, menu: [item({ minFee: (6n * COIN) / 100n })] },
	{ who: dave, region: 2, menu: [item({ ppm: 4_000 })] },
	// No dearer, but further away in the order.
	{ who: eve, region: 3, menu: [item({ ppm: 4_000 })] },
	// Cheapest for a day, and dearer for longer.
	{ who: ferdie, region: 3, menu: [item({ ppm: 3_000, lifetimeMs: DAY_MS }), item({ ppm: 5_000 })] },
];

let node;
let api;
let lsp;
let channels;
/** Alice's channel with the best provider, the one that the newcomer leases, and what it costs. */
let inbound;
let leased;
let fee;

before(async () => {
	node = await startNode({ args: ['--dev', '--state-pruning', 'archive'] });
	api = await chain.connect(node);
	({ lsp, channels } = api.tx);
	// Before its first block a chain has no time.
	await succeed(api, alice, api.tx.system.remark('0x00'));
});

const find = (events, method) => chain.find(events, method, 'lsp');
const fails = (who, call, error) => refused(api, who, call, error);
const divideUp = (amount, by) => (amount + by - 1n) / by;
const providerOf = async ({ address }, at = api) =>
	(await at.query.lsp.providers(NATIVE, address)).unwrap().provider;
const leaseOf = async (id, at = api) => (await at.call.lspApi.lease(id)).unwrap();
const freeOf = ({ ledger }) =>
	[ledger.opener, ledger.counterparty].map(({ free }) => free.toBigInt());
const bestFor = (size, ms, region = null) => api.call.lspApi.best(NATIVE, size, ms, region);
const request = (maxFee, more) => ({
	size: SIZE,
	own: 0n,
	lifetimeMs: LEASE_MS,
	payment: 'UpFront',
	maxFee,
	limits: LIMITS,
	...more,
});
const invoiceAtOnce = (payee, amount) =>
	signedBy(api.genesisHash.toHex(), payee, amount, { features: IN_PARTS | AT_ONCE });

/** What an item asks for a size. */
function feeFor({ minFee, ppm }, size) {
	const share = divideUp(size * BigInt(ppm), MILLION);
	return share > minFee ? share : minFee;
}

/** The item of a menu for a time: the first that is for so long is the cheapest. */
const itemFor = ({ menu }, ms) => menu.findIndex(({ lifetimeMs }) => ms <= lifetimeMs);
const menuFee = (provider, size, ms) => feeFor(provider.menu[itemFor(provider, ms)], size);

/** Whose offer is the best: by the fee, then by the region, then who came first. */
function expectedBest(size, ms, region) {
	const near = PROVIDERS.filter((provider) => region === null || provider.region === region);
	const offers = near.map((provider) => ({ ...provider, fee: menuFee(provider, size, ms) }));
	const isBetter = (one, other) => (one.fee === other.fee
		? one.region < other.region
		: one.fee < other.fee);
	return offers.reduce((best, offer) => (isBetter(offer, best) ? offer : best));
}

/** Has a provider offer all of its menu. */
async function provide({ who, region, menu }, periodMs, validUntilMs) {
	const conditions = {
		region,
		uptime: UPTIME,
		policy: POLICY,
		holdPpm: 10,
		challengePeriodMs: periodMs,
	};
	await succeed(api, who, lsp.register(NATIVE, BOND, conditions));
	await succeed(api, who, lsp.stock(NATIVE, STOCK));
	await succeed(api, who, lsp.setMenu(NATIVE, menu.map((one) => ({ ...one, validUntilMs }))));
	for (const [term, ms] of TERMS_MS.entries()) {
		await succeed(api, who, lsp.list(NATIVE, itemFor({ menu }, ms), place(term)));
	}
}

/** Shows that providers are there. */
async function beat(providers) {
	const { number, hash } = await chain.finalized(api);
	await Promise.all(providers.map((who) => succeed(api, who, lsp.beat(NATIVE, number, hash))));
}

test('five providers offer, and the best is found by its fee, then where it is', async () => {
	const periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
	const validUntilMs = (await chain.nowMs(api)) + 20 * DAY_MS;
	// One after the other, so that each has its number.
	for (const provider of PROVIDERS) await provide(provider, periodMs, validUntilMs);

	for (const provider of PROVIDERS) {
		for (const ms of [HOUR_MS, 2 * DAY_MS]) {
			const asked = await api.call.lspApi.openingFee(NATIVE, provider.who.address, SIZE, ms);
			assert.equal(asked.unwrap().toBigInt(), menuFee(provider, SIZE, ms));
		}
	}
	const large = 17n * COIN;
	for (const [size, ms, region, who] of [
		[SIZE, HOUR_MS, null, ferdie],
		[SIZE, 2 * DAY_MS, null, dave],
		[SIZE, 2 * DAY_MS, 3, eve],
		[large, HOUR_MS, null, ferdie],
		[large, 2 * DAY_MS, null, charlie],
		[SIZE, 2 * DAY_MS, 1, charlie],
	]) {
		const expected = expectedBest(size, ms, region);
		assert.equal(expected.who, who, `${size} for ${ms} ms in ${region}`);
		const offer = (await bestFor(size, ms, region)).unwrap();
		assert.ok(offer.provider.eq(who.address), `${size} for ${ms} ms in ${region}: ${offer}`);
		assert.equal(offer.fee.toBigInt(), expected.fee);
	}
	assert.ok((await bestFor(SIZE, HOUR_MS, 9)).isNone, 'nobody is there');
	assert.ok((await bestFor(4n * SIZE, HOUR_MS)).isNone, 'nobody offers that');

	const { all, regions } = await api.call.lspApi.statistics(NATIVE);
	assert.deepEqual([all.pool.providers.toNumber(), all.pool.free.toBigInt()], [5, 5n * STOCK]);
	const counts = regions.map(([region, { pool }]) => [region.toNumber(), pool.providers.toNumber()]);
	assert.deepEqual(counts, [[1, 2], [2, 1], [3, 2]]);
	const listed = await api.call.lspApi.providers(NATIVE, null, 10);
	assert.equal(listed.length, PROVIDERS.length);
	for (const { who } of PROVIDERS) assert.ok(listed.some(([name]) => name.eq(who.address)));
});

test('what a provider has no right or means to offer is refused by name', async () => {
	await fails(bob, lsp.list(NATIVE, 0, place(0, 10)), 'lsp.ClassNotCovered');
	await fails(bob, lsp.list(NATIVE, 0, place(0, -2)), 'lsp.StockShort');
	await fails(bob, lsp.list(NATIVE, 1, place(0)), 'lsp.NoSuchItem');
	await fails(ferdie, lsp.list(NATIVE, 0, place(1)), 'lsp.TermNotCovered');
	await fails(bob, lsp.setMenu(NATIVE, []), 'lsp.MenuBinds');
	await fails(alice, lsp.setMenu(NATIVE, []), 'lsp.NotProvider');
	await fails(second, lsp.requestChannel(NATIVE, request(1n), { Best: null }), 'lsp.FeeTooHigh');
	const brief = request(COIN, { lifetimeMs: 1_000 });
	await fails(second, lsp.requestChannel(NATIVE, brief, { Best: null }), 'lsp.LifetimeTooShort');
	await fails(second, lsp.requestChannel(NATIVE, request(COIN), { Best: 9 }), 'lsp.NoOffer');
	const limits = { ...LIMITS, policy: { ...POLICY, feePpm: 100n } };
	const better = request(COIN, { limits });
	await fails(second, lsp.requestChannel(NATIVE, better, { Provider: dave.address }), 'lsp.TermsTooPoor');
	await fails(second, lsp.requestChannel(NATIVE, better, { Best: null }), 'lsp.NoOffer');
	const reserved = { Reserved: dave.address };
	await fails(second, lsp.requestChannel(NATIVE, request(COIN), reserved), 'lsp.NotReserved');
	await fails(dave, lsp.requestChannel(NATIVE, request(COIN), { Provider: dave.address }), 'lsp.SameParty');
});

test('an account that never had a channel is paid through one in the next block', async () => {
	await succeed(api, alice, api.tx.balances.transferKeepAlive(newcomer.address, 20n * COIN));
	const none = await api.call.channelsApi.channelsOf(newcomer.address, null, 10);
	assert.equal(none.length, 0);
	const offer = (await bestFor(SIZE, LEASE_MS)).unwrap();
	assert.ok(offer.provider.eq(ferdie.address));
	fee = offer.fee.toBigInt();
	const periodMs = api.consts.channels.minChallengePeriodMs.toNumber();
	const open = channels.open(ferdie.address, NATIVE, 20n * COIN, periodMs);
	inbound = chain.find(await succeed(api, alice, open), 'Opened').channel.toBigInt();

	// All is known beforehand, but who gets the next number.
	leased = (await api.query.channels.nextChannelId()).toBigInt();
	const amount = 3n * COIN + 7n;
	const hopFee = forwardFee(POLICY, terms(), amount);
	assert.ok(hopFee > 0n);
	const route = [{ channel: inbound, amount: amount + hopFee }, { channel: leased, amount }];
	const asked = invoiceAtOnce(newcomer, amount);
	await beat([ferdie]);
	const had = await balance(api, newcomer.address);
	const rent = lsp.requestChannel(NATIVE, request(fee), { Best: null });
	const begun = await succeed(api, newcomer, rent);
	const pay = api.tx.mpp.payInstant(reference(asked), amount, [route], hopFee);
	const paid = await succeed(api, alice, pay);

	const [first, next] = await Promise.all([begun, paid].map(({ block }) => numberOf(api, block)));
	assert.equal(next, first + 1, 'in the next block');
	const told = find(begun, 'Leased');
	assert.equal(told.channel.toBigInt(), leased);
	assert.ok(told.provider.eq(ferdie.address) && told.client.eq(newcomer.address));
	assert.deepEqual([told[4], told.fee, told.cover].map((it) => it.toBigInt()), [SIZE, fee, fee]);
	const beganMs = await timeOf(api, begun.block);
	assert.equal(told.endMs.toNumber(), beganMs + LEASE_MS);
	assert.equal(told.overMs.toNumber(), beganMs + LEASE_MS);
	assert.equal(chain.find(paid, 'PaidInstantly', 'mpp').total.toBigInt(), amount);

	const channel = await chain.channelOf(api, leased);
	assert.deepEqual(freeOf(channel), [amount, SIZE - amount]);
	const guard = channel.guard.unwrap();
	assert.equal(guard.side.type, 'Counterparty');
	assert.equal(guard.floor.toBigInt(), SIZE);
	assert.equal(guard.untilMs.toNumber(), beganMs + LEASE_MS);
	const of = freeOf(await chain.channelOf(api, inbound));
	assert.deepEqual(of, [20n * COIN - amount - hopFee, amount + hopFee], 'and it has earned by that');
	const { nonce } = await api.query.system.account(newcomer.address);
	assert.equal(nonce.toNumber(), 1, 'with one transaction of its own');
	const cost = fee + feesOf(newcomer.address, begun.map((event) => ({ event })));
	assert.equal(await balance(api, newcomer.address), had - cost);
	assert.ok((await depositOf(api, 'lsp', newcomer)) > 0n, 'for what is kept of the lease');
});

test('the runtime API tells how the lease stands', async () => {
	const { hash } = await chain.finalized(api);
	const at = await api.at(hash);
	const { lease, earned, dryMs, overMs, excessMs } = await leaseOf(leased, at);
	const [startMs, endMs] = [lease.startMs.toNumber(), lease.endMs.toNumber()];
	assert.equal(endMs - startMs, LEASE_MS);
	const elapsed = BigInt((await timeOf(api, hash)) - startMs);
	assert.equal(earned.toBigInt(), (fee * elapsed) / BigInt(LEASE_MS));
	assert.deepEqual([dryMs, overMs, excessMs].map(Number), [endMs, endMs, 0]);
	// That is how polkadot.js names a field `size`.
	assert.equal(lease.size_.toBigInt(), SIZE);
	assert.equal(lease.paid.toBigInt(), fee);

	const { all, regions } = await at.call.lspApi.statistics(NATIVE);
	assert.equal(all.pool.free.toBigInt(), 5n * STOCK - SIZE);
	assert.equal(all.pool.leased.toBigInt(), SIZE);
	assert.equal(all.utilisation.toBigInt(), (SIZE * MILLION) / (5n * STOCK));
	const [, { pool, utilisation }] = regions.find(([region]) => region.toNumber() === 3);
	assert.equal(pool.leased.toBigInt(), SIZE);
	assert.equal(utilisation.toBigInt(), (SIZE * MILLION) / (2n * STOCK));
	assert.ok((await api.call.lspApi.lease(inbound)).isNone, 'not all channels are leased');

	// What it has for all of them, and the seed of the pot.
	const pot = (await at.query.lsp.pots(NATIVE)).unwrap();
	const address = await at.call.lspApi.potAccount(NATIVE);
	assert.equal(pot.held.toBigInt(), 5n * (BOND + STOCK) - SIZE + fee);
	assert.equal(await balance(api, address), pot.held.toBigInt() + pot.seed.toBigInt());
});

test('its provider tries every way out of the lease, and finds none', async () => {
	const channel = await chain.channelOf(api, leased);
	const { bond, covered, free } = await providerOf(ferdie);
	const amount = COIN;
	// Both have signed a state without HTLCs: it may be years old.
	const state = { version: 1, net: off.netTransfer(0n), htlcs: [] };
	const genesis = api.genesisHash.toU8a();
	const signed = off.signByBoth(genesis, leased, 'state', state, [newcomer, ferdie]);
	const close = { version: 2, net: off.netTransfer(0n), validUntilMs: off.soon() };
	const own = off.sign(ferdie, off.payload(genesis, leased, { close }));
	const away = [[{ channel: leased, amount }]];
	const invoice = invoiceAtOnce(newcomer, amount);

	for (const [call, error] of [
		[channels.withdraw(leased, 1n), 'channels.BelowFloor'],
		[channels.commit(leased, 1n), 'channels.Guarded'],
		[api.tx.mpp.payInstant(reference(invoice), amount, away, 0n), 'channels.BelowFloor'],
		[channels.close(leased, off.coSigned(close, null, own)), 'channels.NoOpenerConsent'],
		[channels.close(leased, off.coSigned(close, own, own)), 'channels.BadOpenerSignature'],
		[channels.forceClose(leased, null), 'channels.Guarded'],
		[channels.forceClose(leased, signed), 'channels.Guarded'],
		[channels.closeAfterLoss(leased, 0n), 'channels.Guarded'],
		[channels.setPolicy(leased, null), 'channels.PolicyBelowGuard'],
		[channels.setPolicy(leased, { ...POLICY, enabled: false }), 'channels.PolicyBelowGuard'],
		[channels.setPolicy(leased, { ...POLICY, feePpm: 102n }), 'channels.PolicyBelowGuard'],
		[lsp.unstock(NATIVE, free.toBigInt() + 1n), 'lsp.StockShort'],
		[lsp.withdrawBond(NATIVE, bond.toBigInt() - covered.toBigInt() + 1n), 'lsp.BondExhausted'],
		[lsp.leave(NATIVE), 'lsp.StillLeased'],
		[lsp.giveUp(leased), 'lsp.NotClient'],
		[lsp.acceptEnd(leased, 0n), 'lsp.NotProposed'],
		[lsp.settle(leased), 'lsp.NotExpired'],
	]) {
		await fails(ferdie, call, error);
	}
	const still = await chain.channelOf(api, leased);
	assert.deepEqual(still.toJSON(), channel.toJSON(), 'nothing has changed');

	// The client is bound by nothing: it pays, and takes out, what it was paid.
	await succeed(api, newcomer, channels.pay(leased, COIN));
	await succeed(api, newcomer, channels.withdraw(leased, COIN));
	const [clients, providers] = freeOf(channel);
	const left = freeOf(await chain.channelOf(api, leased));
	assert.deepEqual(left, [clients - 2n * COIN, providers + COIN]);
});

/** For how long a provider was away by then, by its last sign of life and the blocks since. */
function awayMs({ last, awayMs: earlier }, now) {
	const blockMs = api.consts.lsp.blockMs.toNumber();
	const passed = now.ms - last.ms.toNumber();
	const standstill = Math.max(passed - (now.number - last.block.toNumber()) * blockMs, 0);
	return earlier.toNumber() + Math.max(passed - standstill - api.consts.lsp.beatMs.toNumber(), 0);
}

/** And for how long beyond what it promised for a lease. */
function excessOf(lease, presence, now) {
	const span = Math.min(now.ms, lease.endMs.toNumber()) - lease.watchedMs.toNumber();
	const away = Math.min(awayMs(presence, now) - lease.awayMs.toNumber(), span);
	const allowed = divideUp(BigInt(span) * (MILLION - BigInt(UPTIME)), MILLION);
	return Math.max(away - Number(allowed), 0);
}

/** The records of an event of a lease. */
const toldOf = (records, method, id) => records.filter(({ event }) =>
	event.section === 'lsp' && event.method === method && event.data.channel.eq(id));

/** How a lease has ended: what was told, and what follows for who was away. */
async function ended(records, id, lease, who) {
	const found = toldOf(records, 'LeaseEnded', id);
	assert.equal(found.length, 1);
	const [{ event, phase, number }] = found;
	assert.ok(!phase.isApplyExtrinsic, 'by the hook');
	// Before a block has its time, hooks go by that of the one before.
	const timed = phase.isInitialization ? number - 1 : number;
	const ms = await timeOf(api, await api.rpc.chain.getBlockHash(timed));
	assert.ok(ms >= lease.endMs.toNumber());
	const at = await api.at(await api.rpc.chain.getBlockHash(number));
	const { presence } = await providerOf(who, at);
	const now = { ms, number };
	const excessMs = excessOf(lease, presence, now);
	const twice = divideUp(2n * lease.fee.toBigInt() * BigInt(excessMs), BigInt(LEASE_MS));
	const cover = lease.cover.toBigInt();
	return { told: event.data, excessMs, compensation: twice < cover ? twice : cover };
}

test('who is not there pays for it out of its bond, and who is there does not', async () => {
	await beat([dave, ferdie]);
	const { number: last, hash } = await chain.finalized(api);
	const forged = hash.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
	await fails(dave, lsp.beat(NATIVE, last, forged), 'lsp.StaleBeat');
	const byName = lsp.requestChannel(NATIVE, request(COIN), { Provider: dave.address });
	const other = find(await succeed(api, second, byName), 'Leased').channel.toBigInt();
	const [{ lease: his }, { lease: daves }] = [await leaseOf(leased), await leaseOf(other)];
	const had = await Promise.all([newcomer, second].map(({ address }) => balance(api, address)));
	const { number: from } = await chain.finalized(api);

	const lastMs = daves.endMs.toNumber() + 2_000;
	let step = 0;
	for (; (await chain.nowMs(api)) < lastMs; step += 1) {
		await beat(SILENT_STEPS.includes(step) ? [dave] : [dave, ferdie]);
		await advance(node, STEP_MS, STEP_BLOCKS);
	}
	assert.ok(step > SILENT_STEPS.at(-1) + 1, `the lease was long enough: ${step} steps`);

	const records = await chain.eventsAfter(api, from);
	const { told, excessMs, compensation } = await ended(records, leased, his, ferdie);
	assert.ok(excessMs > (SILENT_STEPS.length - 1) * STEP_MS - 60_000, `${excessMs} ms`);
	assert.ok(compensation > 0n && compensation < fee);
	assert.equal(told.reason.type, 'Completed');
	assert.deepEqual([told.refund, told.earned, told.compensation].map(BigInt), [0n, fee, compensation]);
	const [{ event: { data: missed } }] = toldOf(records, 'Missed', leased);
	assert.ok(missed.provider.eq(ferdie.address) && missed.client.eq(newcomer.address));
	assert.equal(missed.excessMs.toNumber(), excessMs);
	assert.equal(missed.compensation.toBigInt(), compensation);
	assert.equal(await balance(api, newcomer.address), had[0] + compensation, 'without a call of its own');
	assert.equal(await depositOf(api, 'lsp', newcomer), 0n);

	const kept = await ended(records, other, daves, dave);
	assert.deepEqual(toldOf(records, 'Missed', other), []);
	assert.deepEqual([kept.excessMs, kept.told.compensation.toNumber()], [0, 0]);
	assert.equal(await balance(api, second.address), had[1]);
	const facts = ({ facts: { honoured, failed, broken, standing } }) =>
		[honoured, failed, broken, standing].map(Number);
	const [absent, present] = [await providerOf(ferdie), await providerOf(dave)];
	assert.deepEqual(facts(absent), [0, 1, 0, 90]);
	assert.deepEqual(facts(present), [1, 0, 0, 101]);
	assert.equal(absent.bond.toBigInt(), BOND - compensation);
	assert.deepEqual([absent, present].map(({ covered }) => covered.toNumber()), [0, 0]);
});

test('when it is over everybody has its own, and the pot is empty', async () => {
	const [, providers] = freeOf(await chain.channelOf(api, leased));
	await succeed(api, ferdie, channels.withdraw(leased, providers));
	const collected = find(await succeed(api, ferdie, lsp.collect(NATIVE, [])), 'Collected');
	assert.equal(collected.amount.toBigInt(), fee);
	await fails(ferdie, lsp.collect(NATIVE, []), 'lsp.NothingOwed');

	for (const { who } of PROVIDERS) {
		const { bond, free, earned } = await providerOf(who);
		const { paid } = find(await succeed(api, who, lsp.leave(NATIVE)), 'Left');
		assert.equal(paid.toBigInt(), bond.toBigInt() + free.toBigInt() + earned.toBigInt());
		assert.equal(await depositOf(api, 'lsp', who), 0n);
	}
	const { all } = await api.call.lspApi.statistics(NATIVE);
	const { fees, ...stock } = all.pool.toJSON();
	assert.deepEqual(stock, { providers: 0, free: 0, reserved: 0, leased: 0 });
	const daves = menuFee(PROVIDERS[2], SIZE, LEASE_MS);
	assert.equal(BigInt(fees), fee + daves, 'what was earned stays told');
	assert.ok((await bestFor(SIZE, HOUR_MS)).isNone);
	assert.ok((await api.query.lsp.pots(NATIVE)).isNone);
	const pot = await api.call.lspApi.potAccount(NATIVE);
	assert.equal(await balance(api, pot), 0n);
});

test('the books balance', async () => {
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', node.basePath, '--chain', 'dev'), /owed = held/);
});
