// The node dies in the middle of its work, as in a power cut, and loses nothing that was final.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chain from './lib/chain.mjs';
import { account, NATIVE } from './lib/chain.mjs';
import { run, startNode, temporaryDirectory, until, within } from './lib/node.mjs';

const COIN = 10n ** 12n;
/** Transactions of each of the two senders. */
const EACH = 150;
/** After how many final blocks the node is killed: at first in the middle of the burst. */
const DEATHS = [12, 30, 55];
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

/** What the client believes in: balances and channel of the block with this hash. */
async function seen(api, hash, id) {
	const { query } = await api.at(hash);
	const [accounts, record, now] = await Promise.all([
		query.system.account.multi([alice, bob, eve].map(({ address }) => address)),
		query.channels.channels(id),
		query.timestamp.now(),
	]);
	return {
		accounts: accounts.map((known) => known.toHex()),
		record: record.toHex(),
		nowMs: now.toNumber(),
	};
}

/** Sends what the senders have not sent yet; the node may die meanwhile. */
async function send(api, pairs, calls) {
	const sent = [];
	for (const [sender, pair] of pairs.entries()) {
		const first = (await api.rpc.system.accountNextIndex(pair.address)).toNumber();
		calls[sender].forEach((call, index) => {
			if (calls[sender].firstNonce + index < first) return;
			sent.push(api.rpc.author.submitExtrinsic(call).then(() => {}, () => {}));
		});
	}
	return sent.length;
}

/**
 * Kills the node in the instant in which it reports the n-th final block from now. Answers with
 * what the client has seen of each final block before.
 */
async function killAfter(node, api, blocks, id) {
	const known = [];
	let count = 0;
	const reading = [];
	const reached = new Promise((resolve, reject) => {
		api.rpc.chain.subscribeFinalizedHeads((header) => {
			count += 1;
			if (count === blocks) resolve(header);
			if (count >= blocks) return;
			const [hash, number] = [header.hash.toHex(), header.number.toNumber()];
			reading.push(seen(api, hash, id).then((state) => known.push({ hash, number, state }), () => {}));
		}).catch(reject);
	});
	const last = await within(BURST_MS, `${blocks} final blocks`, reached);
	await node.kill9();
	await chain.disconnect(api);
	await Promise.all(reading.map((one) => Promise.race([one, new Promise((done) => setTimeout(done, 1_000))])));
	known.sort((one, other) => one.number - other.number);
	return { last: { hash: last.hash.toHex(), number: last.number.toNumber() }, known };
}

test('what was final stays, and the chain goes on', async () => {
	let [node, api] = await start();
	const period = api.consts.channels.minChallengePeriodMs;
	const id = chain.find(await chain.succeed(api, alice,
		api.tx.channels.open(bob.address, NATIVE, 1_000n * COIN, period)), 'Opened').channel.toBigInt();
	await chain.succeed(api, bob, api.tx.channels.deposit(id, 1_000n * COIN));

	const pairs = [alice, bob];
	const calls = await Promise.all(pairs.map(async (pair, sender) => {
		const firstNonce = (await api.rpc.system.accountNextIndex(pair.address)).toNumber();
		const list = Array.from({ length: EACH }, (_, index) => {
			const amount = BigInt(index + 1 + sender) * 10_000n;
			const call = index % 2 === 0
				? api.tx.channels.pay(id, amount)
				: api.tx.balances.transferKeepAlive(eve.address, amount);
			return signed(api, pair, call, firstNonce + index).toHex();
		});
		return Object.assign(list, { firstNonce });
	}));
	const sums = pairs.map((_, sender) => {
		const sum = (odd) => Array.from({ length: EACH }, (__, index) => index)
			.filter((index) => index % 2 === odd)
			.reduce((total, index) => total + BigInt(index + 1 + sender) * 10_000n, 0n);
		return { paid: sum(0), sent: sum(1) };
	});
	const eveHad = await chain.balance(api, eve.address);

	let deaths = 0;
	for (const blocks of DEATHS) {
		const dying = killAfter(node, api, blocks, id);
		const count = await send(api, pairs, calls);
		if (deaths === 0) assert.equal(count, 2 * EACH);
		const { last, known } = await dying;
		deaths += 1;

		[node, api] = await start();
		const hash = await api.rpc.chain.getBlockHash(last.number);
		assert.equal(hash.toHex(), last.hash, `block ${last.number} was final, and is another now`);
		assert.ok((await chain.finalized(api)).number >= last.number);
		assert.ok(known.length > 0, 'the client has read something');
		for (const { hash: at, number, state } of known) {
			assert.equal((await api.rpc.chain.getBlockHash(number)).toHex(), at);
			assert.deepEqual(await seen(api, at, id), state, `block ${number}`);
		}
	}

	// The rest goes through, and everything exactly once.
	await send(api, pairs, calls);
	await until(BURST_MS, 'all is done', async () => {
		const nonces = await Promise.all(pairs.map(async ({ address }) =>
			(await api.query.system.account(address)).nonce.toNumber()));
		return nonces.every((nonce, sender) => nonce === calls[sender].firstNonce + EACH);
	});
	const { ledger } = await chain.channelOf(api, id);
	const moved = sums[0].paid - sums[1].paid;
	assert.equal(ledger.opener.free.toBigInt(), 1_000n * COIN - moved);
	assert.equal(ledger.counterparty.free.toBigInt(), 1_000n * COIN + moved);
	assert.equal(await chain.balance(api, eve.address), eveHad + sums[0].sent + sums[1].sent);

	// Time has only ever gone forward, and never ahead of the clock on the wall.
	const { number } = await chain.finalized(api);
	let before = 0;
	for (let height = 1; height <= number; height += 1) {
		const at = await api.at(await api.rpc.chain.getBlockHash(height));
		const now = (await at.query.timestamp.now()).toNumber();
		assert.ok(now > before, `block ${height} is of ${now}, the one before of ${before}`);
		before = now;
	}
	assert.ok(before <= Date.now());

	await chain.disconnect(api);
	await node.stop();
	const audit = await run('audit', '--base-path', basePath, '--chain', 'dev');
	assert.equal(audit.code, 0, audit.stderr);
	assert.match(audit.stdout, /owed = held/);
});
