// The node dies in the middle of its work, as in a power cut, and loses nothing that was final.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToU8a } from '@polkadot/util';
import * as chain from './lib/chain.mjs';
import { account, NATIVE } from './lib/chain.mjs';
import { startNode, succeed, temporaryDirectory, until, within } from './lib/node.mjs';

const COIN = 10n ** 12n;
/** Transactions of each of the two senders. */
const EACH = 150;
/** After how many transactions each of the node's lives ends. */
const DEATHS = [60, 100];
const BURST_MS = 60_000;

const basePath = temporaryDirectory();
const [alice, bob, eve] = ['Alice', 'Bob', 'Eve'].map((name) => account(name));

const start = async () => {
	const node = await startNode({ basePath });
	return [node, await chain.connect(node)];
};

/** Signs without asking the chain, to be sent whenever. */
function signed(api, pair, call, nonce) {
	const { genesisHash, runtimeVersion } = api;
	return call.sign(pair, { nonce, genesisHash, blockHash: genesisHash, era: 0, runtimeVersion });
}

/** What the client believes in: balances, channel and time of the block with this hash. */
async function seen(node, keys, hash) {
	const [{ changes }] = await node.rpc('state_queryStorageAt', keys, hash);
	return changes;
}

/** What the chain has not got yet of the signed calls, of all senders in turn. */
async function remaining(api, senders) {
	const rests = await Promise.all(senders.map(async ({ pair, calls, firstNonce }) => {
		const next = await api.rpc.system.accountNextIndex(pair.address);
		return calls.slice(next.toNumber() - firstNonce);
	}));
	const longest = Math.max(...rests.map(({ length }) => length));
	const turns = Array.from({ length: longest }, (_, index) => rests.map((rest) => rest[index]));
	return turns.flat().filter(Boolean);
}

/** Sends until all is sent or the node is gone. */
async function send(node, calls, progress = { sent: 0 }) {
	for (const call of calls) {
		try {
			await node.rpc('author_submitExtrinsic', call);
		} catch (error) {
			if (node.process.killed) return;
			throw error;
		}
		progress.sent += 1;
	}
}

/**
 * Sends the calls and, once so many are sent, kills the node in the instant in which it reports the
 * next final block. Answers with that block, and with what the client has read of those before.
 */
async function dieWhileSending(node, api, calls, deadly, keys) {
	const progress = { sent: 0 };
	const known = [];
	const last = await within(BURST_MS, `a death after ${deadly} calls`, new Promise((resolve, reject) => {
		let killed = false;
		api.rpc.chain.subscribeFinalizedHeads((header) => {
			if (killed) return;
			const [hash, number] = [header.hash.toHex(), header.number.toNumber()];
			if (progress.sent >= deadly) {
				killed = true;
				node.kill9().then(() => resolve({ hash, number }), reject);
			} else {
				// What is not answered before the end is not known.
				seen(node, keys, hash).then((state) => known.push({ hash, number, state }), () => {});
			}
		}).catch(reject);
		send(node, calls, progress).catch(reject);
	}));
	await chain.disconnect(api);
	assert.ok(progress.sent < calls.length, 'the node died in the middle');
	return { last, known };
}

test('what was final stays, and the chain goes on', async () => {
	let [node, api] = await start();
	const period = api.consts.channels.minChallengePeriodMs;
	const open = api.tx.channels.open(bob.address, NATIVE, 1_000n * COIN, period);
	const id = chain.find(await chain.succeed(api, alice, open), 'Opened').channel.toBigInt();
	await chain.succeed(api, bob, api.tx.channels.deposit(id, 1_000n * COIN));

	// Every second one is a payment in the channel, the others are transfers to Eve.
	const sums = { paid: [0n, 0n], sent: 0n };
	const senders = await Promise.all([alice, bob].map(async (pair, sender) => {
		const firstNonce = (await api.rpc.system.accountNextIndex(pair.address)).toNumber();
		const calls = Array.from({ length: EACH }, (_, index) => {
			const amount = BigInt(index + 1 + sender) * 10_000n;
			const pays = index % 2 === 0;
			if (pays) sums.paid[sender] += amount;
			else sums.sent += amount;
			const call = pays
				? api.tx.channels.pay(id, amount)
				: api.tx.balances.transferKeepAlive(eve.address, amount);
			return signed(api, pair, call, firstNonce + index).toHex();
		});
		return { pair, calls, firstNonce };
	}));
	const eveHad = await chain.balance(api, eve.address);

	const { query } = api;
	const keys = [
		...[alice, bob, eve].map(({ address }) => query.system.account.key(address)),
		query.channels.channels.key(id),
		query.timestamp.now.key(),
	];
	for (const deadly of DEATHS) {
		const calls = await remaining(api, senders);
		const { last, known } = await dieWhileSending(node, api, calls, deadly, keys);
		[node, api] = await start();
		const hash = await api.rpc.chain.getBlockHash(last.number);
		assert.equal(hash.toHex(), last.hash, `block ${last.number} was final, and is another now`);
		assert.ok((await chain.finalized(api)).number >= last.number);
		assert.ok(known.length > 0, 'the client has read something');
		for (const { hash: then, number, state } of known) {
			assert.equal((await api.rpc.chain.getBlockHash(number)).toHex(), then);
			assert.deepEqual(await seen(node, keys, then), state, `block ${number}`);
		}
	}

	// The rest goes through, and everything exactly once.
	await send(node, await remaining(api, senders));
	await until(BURST_MS, 'all is done', async () => {
		const next = await api.query.system.account.multi(senders.map(({ pair }) => pair.address));
		return senders.every(({ firstNonce }, index) => next[index].nonce.eq(firstNonce + EACH));
	});
	const { ledger } = await chain.channelOf(api, id);
	const moved = sums.paid[0] - sums.paid[1];
	assert.equal(ledger.opener.free.toBigInt(), 1_000n * COIN - moved);
	assert.equal(ledger.counterparty.free.toBigInt(), 1_000n * COIN + moved);
	assert.equal(await chain.balance(api, eve.address), eveHad + sums.sent);

	// Time has only ever gone forward, and never ahead of the clock on the wall.
	const { number } = await chain.finalized(api);
	let before = 0;
	// The node keeps the state of the last 256 blocks.
	for (let height = Math.max(1, number - 200); height <= number; height += 1) {
		const hash = await node.rpc('chain_getBlockHash', height);
		const bytes = await node.rpc('state_getStorage', api.query.timestamp.now.key(), hash);
		const now = api.createType('u64', hexToU8a(bytes)).toNumber();
		assert.ok(now > before, `block ${height} is of ${now}, the one before of ${before}`);
		before = now;
	}
	assert.ok(before <= Date.now());

	await chain.disconnect(api);
	await node.stop();
	const said = await succeed('audit', '--base-path', basePath, '--chain', 'dev');
	assert.match(said, /owed = held/);
});
