// Channels in a ring that are put back into balance: by their owner's call, by the node's offchain
// worker with an operator's key, and by all owners together. Within limits, and right to the unit.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import * as chain from './lib/chain.mjs';
import { account, balance, feesOf, NATIVE, refused, succeed } from './lib/chain.mjs';
import { arrives, feeOf, Mesh, plain } from './lib/mesh.mjs';
import { startNode, succeed as run } from './lib/node.mjs';
import { depositOf } from './lib/payments.mjs';

const COIN = 10n ** 12n;
const MILLION = 1_000_000n;
/** More than any fee here. */
const ANY_FEE = 1_000n * COIN;
/** The shortest that the chain takes. */
const INTERVAL_MS = 12_000;
/** For a run to be due, planned and done: an interval, and some blocks of 6 s. */
const RUN_MS = INTERVAL_MS + 40_000;

const [alice, bob, charlie, dave] = ['Alice', 'Bob', 'Charlie', 'Dave'].map((name) => account(name));
/** Whose key the node has: it runs and reports for Bob, whose own is on no machine. */
const OPERATOR = 'Bob//rebalancer';
const operator = account(OPERATOR);
const policy = (more = {}) => ({
	band: { low: 200_000, target: 500_000, high: 800_000 },
	feeLimit: 5_000,
	feeBudget: 2n * COIN,
	budgetPeriodMs: 3_600_000,
	minIntervalMs: INTERVAL_MS,
	minAmount: COIN,
	automatic: true,
	...more,
});

let node;
let api;
let mesh;
/** The ring: Bob's channel with Charlie, Charlie's with Dave, and Dave's with Bob. */
let ring;
let withCharlie;
let withDave;
/** Where the chain stands when the channels are open, and what Bob has outside of them then. */
let opened;

before(async () => {
	node = await startNode();
	api = await chain.connect(node);
	mesh = new Mesh(api);
	withCharlie = await mesh.open([bob, charlie], [900n * COIN, 100n * COIN]);
	const between = await mesh.open([charlie, dave], [2_000n * COIN, 500n * COIN]);
	withDave = await mesh.open([dave, bob], [900n * COIN, 100n * COIN]);
	ring = [withCharlie, between, withDave];
	const terms = { baseFee: 1_003n, feePpm: 1_000n };
	await mesh.forward(charlie, between, terms);
	await mesh.forward(dave, withDave, { ...terms, feePpm: 777n });
	const { number } = await chain.finalized(api);
	opened = { number, balance: await balance(api, bob.address) };
});

const find = (events, method) => chain.find(events, method, 'rebalancing');
const fails = (who, call, error) => refused(api, who, call, error);
const setPolicy = (wanted) => succeed(api, bob, api.tx.rebalancing.setPolicy(NATIVE, wanted));
const status = async () => (await api.call.rebalancingApi.status(bob.address, NATIVE)).unwrap();
const spent = async () => (await status()).spending.spent.toBigInt();
const advice = async () =>
	(await api.call.rebalancingApi.recommendations(bob.address, NATIVE, 10)).asOk;
const plan = (maxFee) => api.call.rebalancingApi.planRebalance(bob.address, NATIVE, maxFee);
const deposits = (who) => depositOf(api, 'rebalancing', who);

/** Waits until blocks after `from` tell of it, and answers with what the first says. */
async function hears(from, method) {
	const ofBob = ({ account: whose }) => whose.eq(bob.address);
	const [{ event, phase, number }] =
		await chain.hears(api, from, ['rebalancing', method], ofBob, 1, RUN_MS);
	return { data: event.data, phase, number };
}

/** Checks what a run tells, moves the same in the model, and answers with its fee. */
async function follow({ trigger, cycles, amount, fee, outside }, expected) {
	assert.equal(trigger.toString(), expected);
	assert.equal(outside.toBigInt(), 0n);
	const moved = plain(cycles);
	for (const cycle of moved) {
		const cheapest = mesh.route(bob, ring, cycle.at(-1).amount);
		assert.deepEqual(cycle, cheapest, 'round the ring, and no unit more than asked');
	}
	assert.equal(amount.toBigInt(), arrives(moved));
	assert.equal(fee.toBigInt(), feeOf(moved));
	mesh.pay(bob, moved);
	await mesh.check(`after the ${expected} run`);
	return fee.toBigInt();
}

test('what is out of balance is seen, and mended by a call', async () => {
	const advised = await advice();
	assert.deepEqual(
		advised.map(({ channel, direction, priority, reason, amount }) => [
			channel.toBigInt(), direction.toString(), priority.toString(), reason.type,
			reason.inner.toBigInt(), amount.toBigInt(),
		]),
		[
			[withCharlie, 'Give', 'Critical', 'AboveHigh', 100n * COIN, 400n * COIN],
			[withDave, 'Take', 'Critical', 'BelowLow', 100n * COIN, 400n * COIN],
		],
	);
	assert.deepEqual(advised.map(({ ratio }) => ratio.toNumber()), [900_000, 100_000]);
	assert.ok(advised.every(({ cycle, fee }) => cycle.isSome && fee.unwrap().toBigInt() > 0n));
	const had = mesh.sum(bob);

	const found = await plan(ANY_FEE);
	assert.ok(found.report.isNone);
	const cycles = plain(found.cycles);
	const fee = feeOf(cycles);
	assert.equal(found.fee.toBigInt(), fee);
	const rebalance = (which, maxFee) => api.tx.rebalancing.rebalance(NATIVE, which, maxFee);
	await fails(bob, rebalance(cycles, fee - 1n), 'rebalancing.FeeTooHigh');
	const mean = structuredClone(cycles);
	mean[0][0].amount -= 1n;
	await fails(bob, rebalance(mean, fee), 'rebalancing.FeeTooLow');
	const tooFar = [mesh.route(bob, ring, 750n * COIN)];
	await fails(bob, rebalance(tooFar, ANY_FEE), 'rebalancing.WorsensBalance');
	await fails(bob, rebalance([], fee), 'rebalancing.NoCycle');
	await fails(alice, rebalance(cycles, fee), 'rebalancing.NotParty');
	await mesh.check('after what was refused');

	const done = find(await succeed(api, bob, rebalance(cycles, fee)), 'Rebalanced');
	assert.equal(await follow(done, 'Manual'), fee);
	assert.ok(done.spent.isNone, 'the budget is for automatic runs');
	assert.equal(mesh.sum(bob), had - fee);
	const after = await advice();
	assert.ok(after.every(({ priority, reason }) => priority.isLow && reason.isOffTarget));
	assert.ok((await plan(ANY_FEE)).report.unwrap().isBalanced);
});

test('the node rebalances for an account whose operator it is', async () => {
	const key = u8aToHex(operator.publicKey);
	await api.rpc.author.insertKey('rbal', `//${OPERATOR}`, key);
	assert.ok((await api.rpc.author.hasKey(key, 'rbal')).isTrue);
	assert.ok((await api.rpc.author.hasKey(u8aToHex(bob.publicKey), 'rbal')).isFalse);
	// It pays its own transactions.
	const fund = api.tx.balances.transferKeepAlive(operator.address, 100n * COIN);
	await succeed(api, alice, fund);
	let { number: from } = await chain.finalized(api);
	await setPolicy(policy());
	const { rebalancing } = api.tx;
	await succeed(api, bob, rebalancing.setOperator(NATIVE, operator.address));
	await succeed(api, operator, rebalancing.operate(bob.address, NATIVE, true));
	assert.ok((await deposits(bob)) > 0n);
	// It begins with a look, and the worker says that all is well.
	await hears(from, 'RunDue');
	await hears(from, 'FoundBalanced');
	await succeed(api, bob, api.tx.rebalancing.track([withCharlie, withDave], true));
	assert.ok((await chain.channelOf(api, withDave)).subscribed.counterparty.isTrue);

	({ number: from } = await chain.finalized(api));
	await mesh.payIn(charlie, withCharlie, 250n * COIN);
	await mesh.payIn(bob, withDave, 350n * COIN);
	const local = mesh.has(bob, withDave);
	assert.ok(local < 200n * COIN);
	const noted = await hears(from, 'ImbalanceNoted');
	assert.equal(noted.data.channel.toBigInt(), withDave);
	assert.equal(noted.data.holding.local.toBigInt(), local);
	const due = await hears(from, 'RunDue');
	const done = await hears(from, 'Rebalanced');
	assert.ok(noted.number <= due.number && due.number < done.number);
	const fee = await follow(done.data, 'Automatic');
	const { block } = await api.rpc.chain.getBlock(await api.rpc.chain.getBlockHash(done.number));
	const { method, signer } = block.extrinsics[done.phase.asApplyExtrinsic.toNumber()];
	assert.equal(`${method.section}.${method.method}`, 'rebalancing.run');
	assert.equal(String(signer), operator.address, 'signed with the key that the node has');
	assert.ok(fee > 0n && fee <= (done.data.amount.toBigInt() * 5_000n) / MILLION);
	assert.equal(done.data.spent.unwrap().toBigInt(), fee);
	assert.equal(await spent(), fee);
	assert.ok(mesh.has(bob, withDave) >= 200n * COIN);
	assert.ok((await advice()).every(({ priority }) => !priority.isHigh && !priority.isCritical));

	// An interval later it looks whether there is more to do.
	const again = await hears(done.number, 'FoundBalanced');
	const timeOf = async (number) => {
		const then = await api.at(await api.rpc.chain.getBlockHash(number));
		return (await then.query.timestamp.now()).toNumber();
	};
	assert.ok((await timeOf(again.number)) - (await timeOf(done.number)) >= INTERVAL_MS);
	await mesh.check('when there is nothing more to do');
});

test('a run over the budget is refused, and can be done by hand', async () => {
	let { number: from } = await chain.finalized(api);
	const already = await spent();
	// As much as is spent already: nothing is left.
	await setPolicy(policy({ feeBudget: already }));
	assert.equal(await spent(), already, 'what is spent stays spent');
	await hears(from, 'FoundBalanced');

	({ number: from } = await chain.finalized(api));
	await mesh.payIn(charlie, withCharlie, 200n * COIN);
	await mesh.payIn(bob, withDave, mesh.has(bob, withDave) - 150n * COIN);
	await hears(from, 'ImbalanceNoted');
	const refusal = await hears(from, 'RunRefused');
	assert.equal(refusal.data.reason.toString(), 'ExceedsFeeBudget');
	assert.equal(refusal.data.failures.toNumber(), 1);
	await mesh.check('when nothing has moved');
	assert.equal(await spent(), already);

	const found = await plan(ANY_FEE);
	const cycles = plain(found.cycles);
	assert.ok(cycles.length > 0);
	await fails(bob, api.tx.rebalancing.run(bob.address, NATIVE, cycles), 'rebalancing.NotDue');
	const call = api.tx.rebalancing.rebalance(NATIVE, cycles, feeOf(cycles));
	const done = find(await succeed(api, bob, call), 'Rebalanced');
	assert.ok((await follow(done, 'Manual')) > 0n);
	assert.equal(await spent(), already);
	await hears(refusal.number, 'FoundBalanced');
});

test('no run costs more than the fee limit', async () => {
	await setPolicy(policy({ feeLimit: 100, automatic: false }));
	await mesh.payIn(charlie, withCharlie, 200n * COIN);
	await mesh.payIn(bob, withDave, mesh.has(bob, withDave) - 150n * COIN);
	assert.ok((await plan(ANY_FEE)).report.unwrap().isNoPlan);
	const cycle = mesh.route(bob, ring, 100n * COIN);
	const call = api.tx.rebalancing.rebalance(NATIVE, [cycle], ANY_FEE);
	await fails(bob, call, 'rebalancing.FeeTooHigh');
	await fails(bob, api.tx.rebalancing.run(bob.address, NATIVE, [cycle]), 'rebalancing.NotAutomatic');
	await mesh.check('when nothing has moved');
});

test('owners who agree let money go round for nothing', async () => {
	const { rebalancing } = api.tx;
	const amount = 100n * COIN;
	const deadlineMs = Date.now() + 600_000;
	const propose = rebalancing.propose(NATIVE, ring, amount, deadlineMs);
	const proposed = find(await succeed(api, bob, propose), 'Proposed');
	assert.deepEqual(proposed.owners.map(String), [bob, charlie, dave].map(({ address }) => address));
	const first = await succeed(api, charlie, rebalancing.accept(proposed.proposal));
	assert.equal(find(first, 'Accepted').missing.toNumber(), 1);
	await fails(charlie, rebalancing.accept(proposed.proposal), 'rebalancing.AlreadyAccepted');
	await mesh.check('before all have accepted');
	const last = await succeed(api, dave, rebalancing.accept(proposed.proposal));
	assert.equal(find(last, 'CycleExecuted').amount.toBigInt(), amount);
	mesh.pay(bob, [ring.map((channel) => ({ channel, amount }))]);
	await mesh.check('when the cycle is done');
});

test('deposits come back, and the books balance', async () => {
	await setPolicy(null);
	for (const who of [bob, charlie, dave]) assert.equal(await deposits(who), 0n);
	// The operator paid for the worker's transactions, and Bob for his own and nothing else.
	const fees = feesOf(bob.address, await chain.eventsAfter(api, opened.number));
	assert.equal(await balance(api, bob.address), opened.balance - fees);
	const operated = feesOf(operator.address, await chain.eventsAfter(api, opened.number));
	assert.ok(operated > 0n);
	assert.equal(await balance(api, operator.address), 100n * COIN - operated);
	await mesh.check('at the end');
	await chain.disconnect(api);
	await node.stop();
	assert.match(await run('audit', '--base-path', node.basePath, '--chain', 'dev'), /owed = held/);
});
