// A network of two validators: they finalise together, one dies and comes back, and they go on.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as chain from './lib/chain.mjs';
import { account, find, NATIVE } from './lib/chain.mjs';
import { freePort, startNode, succeed, temporaryDirectory, until } from './lib/node.mjs';

const SLOT_MS = 6_000;
/** GRANDPA is a few blocks behind, and the two have to find each other first. */
const FINALITY_MS = 10 * SLOT_MS;
const ALICE_KEY = '01'.repeat(32);

/** How a validator is started, so that it can be started again in the same way. */
const ways = {};
const nodes = {};

async function start(name) {
	nodes[name] = await startNode(ways[name]);
}

const head = async (node) => Number((await node.rpc('chain_getHeader')).number);
async function finalHead(node) {
	const hash = await node.rpc('chain_getFinalizedHead');
	return Number((await node.rpc('chain_getHeader', hash)).number);
}
const reaches = (node, what, number, ms = FINALITY_MS) =>
	until(ms, `${what} block ${number}`, async () =>
		(await (what === 'final' ? finalHead : head)(node)) >= number, 500);

before(async () => {
	const ports = [await freePort(), await freePort()];
	const nodeKey = join(temporaryDirectory(), 'node-key');
	writeFileSync(nodeKey, ALICE_KEY);
	const peer = await succeed('key', 'inspect-node-key', '--file', nodeKey);
	const way = (...args) => ({
		basePath: temporaryDirectory(),
		args: ['--chain', 'local', '--no-mdns', '--allow-private-ip', ...args],
	});
	const address = ports.map((port) => `/ip4/127.0.0.1/tcp/${port}`);
	// Without a peer, validators wait, unless they are forced: so Bob has something to catch up.
	ways.alice = way(
		'--alice', '--force-authoring', '--node-key-file', nodeKey, '--listen-addr', address[0],
	);
	ways.bob = way(
		'--bob', '--listen-addr', address[1], '--bootnodes', `${address[0]}/p2p/${peer.trim()}`,
	);
	await Promise.all([start('alice'), start('bob')]);
});

test('both finalise the same blocks, made by both', async () => {
	await Promise.all(Object.values(nodes).map((node) => reaches(node, 'final', 2)));
	const hashes = await Promise.all(
		Object.values(nodes).map((node) => node.rpc('chain_getBlockHash', 2)),
	);
	assert.equal(hashes[0], hashes[1]);
	for (const node of Object.values(nodes)) {
		assert.equal((await node.rpc('system_health')).peers, 1);
		assert.match(node.log, /Prepared block for proposing/);
	}
});

test('a transaction sent to one is final on the other', async () => {
	const api = await chain.connect(nodes.alice);
	const period = api.consts.channels.minChallengePeriodMs;
	const open = api.tx.channels.open(account('Bob').address, NATIVE, 10n ** 12n, period);
	const events = await chain.succeed(api, account('Alice'), open);
	const id = find(events, 'Opened').channel;
	const { number } = await api.rpc.chain.getHeader(events.block);
	await chain.disconnect(api);

	await reaches(nodes.bob, 'final', number.toNumber());
	const other = await chain.connect(nodes.bob);
	assert.ok(await chain.channelOf(other, id));
	await chain.disconnect(other);
});

test('one alone makes blocks, but finalises none', async () => {
	await nodes.bob.kill9();
	// A vote that was on its way may still count.
	await sleep(SLOT_MS);
	const [best, final] = [await head(nodes.alice), await finalHead(nodes.alice)];
	await reaches(nodes.alice, 'best', best + 1, 4 * SLOT_MS);
	assert.equal(await finalHead(nodes.alice), final);
});

test('the other comes back, catches up, and finality goes on', async () => {
	const missed = await head(nodes.alice);
	await start('bob');
	await reaches(nodes.bob, 'best', missed);
	await Promise.all(Object.values(nodes).map((node) => reaches(node, 'final', missed + 1)));
	const hashes = await Promise.all(
		Object.values(nodes).map((node) => node.rpc('chain_getBlockHash', missed)),
	);
	assert.equal(hashes[0], hashes[1]);
});
